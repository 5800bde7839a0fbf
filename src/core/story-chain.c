/* A few elements typed in one line (see story-chain.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-chain.h"

#include "edit.h"
#include "story-words.h"
#include "story.h"

#include <string.h>

static void
part_free (gpointer data)
{
  MoatChainPart *part = data;

  g_free (part->name);
  g_free (part->words);
  g_strfreev (part->data);
  g_free (part);
}

/* ---- Reading ---- */

/* "store Orders": small letters only, so that "Store front" stays a name. */
static const char *
read_type (MoatChainPart *part, const char *text)
{
  static const struct
  {
    const char *keyword;
    MoatElementType type;
  } keywords[] = {
    { "actor ", MOAT_ELEMENT_EXTERNAL_ENTITY },
    { "process ", MOAT_ELEMENT_PROCESS },
    { "store ", MOAT_ELEMENT_DATA_STORE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (g_str_has_prefix (text, keywords[i].keyword))
      {
        part->type = keywords[i].type;
        part->has_type = TRUE;
        return text + strlen (keywords[i].keyword);
      }
  return text;
}

/* "[A, B]", wherever it stands behind the colon, is what the flow carries. */
static GStrv
take_data (char *words)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  char *open = (char *) moat_story_find (words, "[");
  char *close = open != NULL ? (char *) moat_story_find (open, "]") : NULL;
  g_auto (GStrv) quoted = NULL;

  if (close == NULL)
    return g_strv_builder_end (names);

  *close = '\0';
  quoted = moat_story_split (open + 1, ",");
  for (guint i = 0; quoted[i] != NULL; i++)
    {
      g_autofree char *name = moat_story_unquote (quoted[i], -1);

      if (*name != '\0')
        g_strv_builder_add (names, name);
    }
  *open = '\0';
  return g_strv_builder_end (names);
}

static MoatChainPart *
read_part (const char *text, gboolean is_both)
{
  MoatChainPart *part = g_new0 (MoatChainPart, 1);
  g_autofree char *stripped = g_strchug (g_strdup (text));
  const char *name = read_type (part, stripped);
  const char *colon = moat_story_find (name, ":");
  g_autofree char *words = g_strdup (colon != NULL ? colon + 1 : "");

  part->is_both = is_both;
  part->name = moat_story_unquote (name, colon != NULL ? colon - name : -1);
  part->data = take_data (words);
  part->words = moat_story_unquote (words, -1);
  if (!part->has_type)
    part->type = moat_story_guess_type (part->name);
  return part;
}

GPtrArray *
moat_story_chain_parse (const char *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  gboolean is_both = FALSE;
  const char *arrow;

  g_return_val_if_fail (text != NULL, parts);

  while ((arrow = moat_story_find (text, "->")) != NULL)
    {
      gboolean goes_back = arrow > text && arrow[-1] == '<';
      g_autofree char *one = g_strndup (text, (gsize) (arrow - text) - (goes_back ? 1 : 0));

      g_ptr_array_add (parts, read_part (one, is_both));
      is_both = goes_back;
      text = arrow + strlen ("->");
    }
  g_ptr_array_add (parts, read_part (text, is_both));
  return parts;
}

gsize
moat_story_chain_find_last (const char *text)
{
  MoatChainPart part = { NULL };
  const char *last = text;
  const char *arrow;

  g_return_val_if_fail (text != NULL, 0);

  while ((arrow = moat_story_find (last, "->")) != NULL)
    last = arrow + strlen ("->");
  last += strspn (last, " ");
  if (moat_story_find (last, ":") != NULL)
    return strlen (text);
  return (gsize) (read_type (&part, last) - text);
}

/* ---- Making ---- */

MoatRecord *
moat_story_chain_find (MoatDocument *document, const char *use_case_id, const char *name)
{
  g_autoptr (GPtrArray) elements = moat_document_list_children (document, use_case_id, MOAT_KIND_ELEMENT);
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < elements->len; i++)
    {
      MoatRecord *element = g_ptr_array_index (elements, i);
      g_autofree char *folded = g_utf8_casefold (moat_text_get (moat_element_state (element)->name), -1);

      if (g_str_equal (g_strstrip (folded), wanted))
        return element;
    }
  return NULL;
}

static void
add_flow (MoatDocument *document,
          const char *use_case_id,
          const MoatChainPart *part,
          MoatRecord *from,
          MoatRecord *to)
{
  const char *words = *part->words != '\0' ? part->words : NULL;
  MoatRecord *flow = moat_edit_add_flow (document, use_case_id, moat_record_get_id (from),
                                         moat_record_get_id (to), words);
  MoatFlowState *state = moat_document_edit (document, flow);

  state->bidirectional = part->is_both;
  for (guint i = 0; part->data[i] != NULL; i++)
    {
      MoatRecord *asset = moat_edit_ensure_asset (document, part->data[i]);

      moat_list_add (&state->assets, moat_record_get_id (asset));
    }
}

MoatRecord *
moat_story_chain_apply (MoatDocument *document,
                        const char *use_case_id,
                        GPtrArray *parts,
                        MoatRecord *from,
                        MoatChainPlaceFunc place,
                        gpointer user_data)
{
  MoatRecord *before = NULL;

  g_return_val_if_fail (moat_document_in_transaction (document), NULL);
  g_return_val_if_fail (place != NULL, NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const MoatChainPart *part = g_ptr_array_index (parts, i);
      MoatRecord *element = i == 0 ? from : NULL;

      if (*part->name != '\0')
        element = moat_story_chain_find (document, use_case_id, part->name);
      else if (i > 0)
        continue;
      if (element == NULL && *part->name != '\0')
        {
          const MoatRect box = place (part, before != NULL ? before : from, user_data);

          element = moat_edit_add_element (document, use_case_id, part->type, part->name, &box);
        }
      if (before != NULL && element != NULL)
        add_flow (document, use_case_id, part, before, element);
      before = element;
    }
  return before;
}
