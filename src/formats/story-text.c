/* Story text as a file format.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-text.h"

#include "edit.h"
#include "layout.h"
#include "plain-text.h"
#include "untranslated.h"
#include "story.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Text of any kind can be a story, but another format that is sure of itself knows better. */
static int
sniff (const char *data, gsize length)
{
  g_autofree char *start = g_strndup (data, MIN (length, 4096));

  if (memchr (data, '\0', length) != NULL)
    return 0;
  if (strstr (start, "->") != NULL
      && (start[0] == '#' || strstr (start, "\n1.") != NULL || g_str_has_prefix (start, "1.")))
    return 60;

  return 0;
}

static gboolean
arrange_all (MoatDocument *document, const MoatStory *story, GError **error)
{
  for (guint i = 0; i < story->use_cases->len; i++)
    if (!moat_layout_arrange (document, moat_record_get_id (g_ptr_array_index (story->use_cases, i)),
                              story->zone_of, error))
      return FALSE;

  return TRUE;
}

static MoatDocument *
read_story (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (MoatDocument) document = NULL;
  g_autofree char *text = moat_plain_text_decode (bytes, error);
  g_autoptr (MoatStory) story = NULL;
  MoatModelState *model;
  gboolean is_arranged;

  if (text == NULL)
    return NULL;
  document = moat_document_new ();
  moat_document_begin (document, _ ("Read story"));
  story = moat_story_read (document, text);
  model = moat_document_edit (document, moat_document_get_model (document));
  moat_text_set (&model->title, moat_record_get_title (g_ptr_array_index (story->use_cases, 0)));
  is_arranged = arrange_all (document, story, error);
  moat_document_commit (document);
  if (!is_arranged)
    return NULL;

  for (guint i = 0; i < story->hints->len; i++)
    moat_report_add (report, "%s", (const char *) g_ptr_array_index (story->hints, i));
  moat_document_clear_history (document);

  return g_steal_pointer (&document);
}

static GBytes *
write_story (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  GPtrArray *use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  gsize length;

  for (guint i = 0; i < use_cases->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (use_cases, i));
      g_autofree char *story = NULL;

      if (options->use_case_id != NULL && strcmp (options->use_case_id, id) != 0)
        continue;
      story = moat_story_write (document, id);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", story);
    }

  length = text->len;
  return g_bytes_new_take (g_string_free (g_steal_pointer (&text), FALSE), length);
}

static const char *const suffixes[] = { ".story.txt", ".story", ".txt", NULL };

const MoatFormat moat_story_text_format = {
  .name = "story",
  .label = N_ ("Story text"),
  .suffixes = suffixes,
  .mime = "text/plain",
  .sniff = sniff,
  .read = read_story,
  .write = write_story,
};
