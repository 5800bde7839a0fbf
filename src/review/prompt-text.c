/* A move's template with the words of the flow it is asked of.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "prompt-text.h"

#include "query.h"
#include "zones.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  MoatCatalog *catalog;
  MoatDocument *document;
  MoatRecord *on;
} Subject;

static const MoatFlowState *
get_flow (const Subject *subject)
{
  return moat_record_get_kind (subject->on) == MOAT_KIND_FLOW ? moat_flow_state (subject->on) : NULL;
}

static char *
dup_name_of (const Subject *subject, const char *element_id)
{
  MoatRecord *element = moat_document_find_kind (subject->document, element_id, MOAT_KIND_ELEMENT);

  return element == NULL ? NULL : g_strdup (moat_element_state (element)->name);
}

static char *
dup_source (const Subject *subject)
{
  return get_flow (subject) == NULL ? NULL : dup_name_of (subject, get_flow (subject)->source);
}

static char *
dup_target (const Subject *subject)
{
  return get_flow (subject) == NULL ? NULL : dup_name_of (subject, get_flow (subject)->target);
}

static char *
dup_element (const Subject *subject)
{
  return get_flow (subject) != NULL ? NULL : dup_name_of (subject, moat_record_get_id (subject->on));
}

static char *
dup_flow (const Subject *subject)
{
  return get_flow (subject) == NULL ? NULL : g_strdup (get_flow (subject)->name);
}

/* As it stands in the middle of a sentence; "API key" and "IBAN" keep their capitals. */
static char *
dup_inner (const char *name)
{
  const char *second;
  g_autofree char *first = NULL;

  if (name == NULL || *name == '\0')
    return NULL;
  second = g_utf8_next_char (name);
  if (g_unichar_isupper (g_utf8_get_char (second)) || g_unichar_isdigit (g_utf8_get_char (second)))
    return g_strdup (name);
  first = g_utf8_strdown (name, second - name);

  return g_strconcat (first, second, NULL);
}

static gboolean
is_credential (const Subject *subject, const char *name)
{
  static const char *const hints[] = { "credential", "token", "key-material" };

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      if (moat_catalog_has_hint (subject->catalog, name, hints[i]))
        return TRUE;
    }

  return FALSE;
}

/* The most secret of the assets that are credentials, or of those that are not; the first among equals. */
static char *
dup_asset (const Subject *subject, gboolean credential)
{
  const MoatFlowState *flow = get_flow (subject);
  const MoatList *assets = flow != NULL ? flow->assets : moat_element_state (subject->on)->assets;
  const char *best = NULL;
  double best_rank = 0;

  for (guint i = 0; i < moat_list_len (assets); i++)
    {
      MoatRecord *asset = moat_document_find_kind (subject->document, moat_list_get (assets, i),
                                                   MOAT_KIND_ASSET);
      MoatRecord *class = asset == NULL ? NULL : moat_query_class (subject->document, asset);
      double rank = class == NULL ? -1 : moat_class_state (class)->rank;

      if (asset == NULL || is_credential (subject, moat_asset_state (asset)->name) != credential
          || (best != NULL && rank <= best_rank))
        continue;
      best = moat_asset_state (asset)->name;
      best_rank = rank;
    }

  return dup_inner (best);
}

static char *
dup_data (const Subject *subject)
{
  return dup_asset (subject, FALSE);
}

static char *
dup_credential (const Subject *subject)
{
  return dup_asset (subject, TRUE);
}

static char *
dup_boundary (const Subject *subject)
{
  MoatZones *zones = moat_zones_get (subject->document);
  MoatRecord *outermost = NULL;
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (zones, moat_record_get_id (subject->on),
                                                            &n_crossings);

  for (guint i = 0; i < n_crossings; i++)
    {
      MoatRecord *boundary = crossings[i].boundary;

      if (crossings[i].direction == MOAT_CROSSING_THROUGH)
        continue;
      if (outermost == NULL
          || moat_zones_get_depth (zones, moat_record_get_id (boundary))
                 < moat_zones_get_depth (zones, moat_record_get_id (outermost)))
        outermost = boundary;
    }

  return outermost == NULL ? NULL : g_strdup (moat_boundary_state (outermost)->name);
}

static const struct
{
  const char *name;
  char *(*dup) (const Subject *subject);
  const char *otherwise; /* where template and model say nothing */
} placeholders[] = {
  /* TRANSLATORS: these stand in the middle of a sentence, for what the model does not name. */
  { "source", dup_source, N_ ("the sender") },
  { "target", dup_target, N_ ("the receiver") },
  { "element", dup_element, N_ ("the element") },
  { "flow", dup_flow, N_ ("the request") },
  { "data", dup_data, N_ ("the data") },
  { "credential", dup_credential, N_ ("the session token") },
  { "boundary", dup_boundary, N_ ("the boundary") },
};

static int
find_placeholder (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    {
      if (strlen (placeholders[i].name) == length && strncmp (placeholders[i].name, name, length) == 0)
        return (int) i;
    }

  return -1;
}

gboolean
moat_prompt_text_knows (const char *name, gsize length)
{
  return find_placeholder (name, length) >= 0;
}

/* Appends what stands for the placeholder between @open and @close, its braces. */
static void
append_placeholder (GString *text, const char *open, const char *close, const Subject *subject)
{
  const char *bar = memchr (open, '|', (gsize) (close - open));
  const char *end = bar != NULL ? bar : close;
  int index = find_placeholder (open + 1, (gsize) (end - open - 1));
  g_autofree char *value = NULL;

  if (index < 0)
    {
      g_string_append_len (text, open, close + 1 - open);
      return;
    }
  value = placeholders[index].dup (subject);
  if (value != NULL && *g_strstrip (value) != '\0')
    g_string_append (text, value);
  else if (bar != NULL)
    g_string_append_len (text, bar + 1, close - bar - 1);
  else
    g_string_append (text, _ (placeholders[index].otherwise));
}

char *
moat_prompt_text_fill (const char *template, MoatCatalog *catalog, MoatDocument *document, MoatRecord *on)
{
  const Subject subject = { catalog, document, on };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *first = NULL;
  const char *rest;

  for (const char *at = template; *at != '\0';)
    {
      const char *close = *at == '{' ? strchr (at, '}') : NULL;

      if (close != NULL)
        append_placeholder (text, at, close, &subject);
      else
        g_string_append_c (text, *at);
      at = close != NULL ? close + 1 : at + 1;
    }
  if (text->len == 0)
    return g_strdup ("");

  rest = g_utf8_next_char (text->str);
  first = g_utf8_strup (text->str, rest - text->str);
  return g_strconcat (first, rest, NULL);
}
