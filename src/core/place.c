/* What a person calls the thing that a move hangs on, what it crosses, and which
 * one a typed name means.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "place.h"

#include "query.h"
#include "zones.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
label_flow (MoatDocument *document, MoatRecord *flow, guint number)
{
  g_autofree char *ends = NULL;
  const char *name = moat_text_get (moat_flow_state (flow)->name);

  if (*name == '\0')
    name = ends = moat_query_flow_ends (document, flow);

  if (number == 0)
    return g_strdup (name);

  /* TRANSLATORS: a data flow's number in the story and its name, as in "2. submits the form". */
  return g_strdup_printf (_ ("%u. %s"), number, name);
}

char *
moat_place_dup_label_numbered (MoatDocument *document, MoatRecord *place, guint number)
{
  const char *title;

  if (place == NULL || !moat_record_is_live (place))
    return g_strdup ("");

  if (moat_record_get_kind (place) == MOAT_KIND_FLOW)
    return label_flow (document, place, number);

  title = moat_record_get_title (place);
  if (*title != '\0')
    return g_strdup (title);

  switch ((int) moat_record_get_kind (place))
    {
    case MOAT_KIND_ELEMENT:
      return g_strdup (_ ("Unnamed element"));
    case MOAT_KIND_BOUNDARY:
      return g_strdup (_ ("Unnamed boundary"));
    default:
      return g_strdup (_ ("Untitled use case"));
    }
}

char *
moat_place_dup_label (MoatDocument *document, MoatRecord *place)
{
  guint number = 0;

  if (place != NULL && moat_record_is_live (place) && moat_record_get_kind (place) == MOAT_KIND_FLOW)
    number = moat_query_number (document, place);

  return moat_place_dup_label_numbered (document, place, number);
}

static char *
describe_crossing (const MoatCrossing *crossing)
{
  const MoatBoundaryState *state = moat_boundary_state (crossing->boundary);
  const char *name = moat_text_get (state->name);

  if (*name == '\0')
    name = _ ("unnamed boundary");

  if (state->shape == MOAT_BOUNDARY_LINE)
    /* TRANSLATORS: a flow crosses a line boundary, as in "across Firewall". */
    return g_strdup_printf (_ ("across %s"), name);
  if (crossing->direction == MOAT_CROSSING_INBOUND)
    /* TRANSLATORS: a flow enters a trust boundary, as in "into Backend". */
    return g_strdup_printf (_ ("into %s"), name);

  /* TRANSLATORS: a flow leaves a trust boundary, as in "out of Public internet". */
  return g_strdup_printf (_ ("out of %s"), name);
}

static void
add_phrase (GString *text, char *phrase)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, phrase);
  g_free (phrase);
}

static void
describe_flow (GString *text, MoatZones *zones, const char *id)
{
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (zones, id, &n_crossings);

  for (guint i = 0; i < n_crossings; i++)
    if (crossings[i].direction != MOAT_CROSSING_THROUGH)
      add_phrase (text, describe_crossing (&crossings[i]));
}

static void
describe_element (GString *text, MoatZones *zones, const char *id)
{
  GPtrArray *containing = moat_zones_get_containing (zones, id);

  for (guint i = 0; i < containing->len; i++)
    {
      const char *name = moat_record_get_title (g_ptr_array_index (containing, i));

      /* TRANSLATORS: an element is inside a trust boundary, as in "inside Backend". */
      add_phrase (text, g_strdup_printf (_ ("inside %s"), *name != '\0' ? name : _ ("unnamed boundary")));
    }
}

char *
moat_place_dup_boundaries (MoatDocument *document, MoatRecord *place)
{
  g_autoptr (GString) text = g_string_new (NULL);
  MoatZones *zones = moat_zones_get (document);

  if (place != NULL && moat_record_is_live (place))
    {
      if (moat_record_get_kind (place) == MOAT_KIND_FLOW)
        describe_flow (text, zones, moat_record_get_id (place));
      else if (moat_record_get_kind (place) == MOAT_KIND_ELEMENT)
        describe_element (text, zones, moat_record_get_id (place));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- From text ---- */

/* A number at the start of @text ("2", "#2", "2. submits"), or 0; @rest is what follows it. */
static guint
parse_number (const char *text, const char **rest)
{
  char *end;
  guint64 number;

  if (*text == '#')
    text++;

  number = g_ascii_strtoull (text, &end, 10);
  *rest = end;
  if (end == text || number > G_MAXUINT)
    return 0;

  while (**rest == '.' || g_ascii_isspace (**rest))
    (*rest)++;

  return (guint) number;
}

static gboolean
same_words (const char *a, const char *b)
{
  g_autofree char *left = g_utf8_casefold (a, -1);
  g_autofree char *right = g_utf8_casefold (b, -1);

  return strcmp (left, right) == 0;
}

static MoatRecord *
find_flow_by_number (MoatDocument *document, const char *use_case_id, guint number)
{
  g_autoptr (GPtrArray) steps = moat_document_list_children (document, use_case_id, MOAT_KIND_STEP);

  if (number == 0 || number > steps->len)
    return NULL;

  return moat_document_find (document, moat_step_state (g_ptr_array_index (steps, number - 1))->flow);
}

static MoatRecord *
find_flow_by_name (MoatDocument *document, const char *use_case_id, const char *text)
{
  g_autoptr (GPtrArray) flows = moat_query_flows (document, use_case_id);

  for (guint i = 0; i < flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (flows, i);
      g_autofree char *ends = moat_query_flow_ends (document, flow);

      if (same_words (moat_text_get (moat_flow_state (flow)->name), text) || same_words (ends, text))
        return flow;
    }

  return NULL;
}

static MoatRecord *
find_by_title (MoatDocument *document, const char *use_case_id, MoatKind kind, const char *text)
{
  g_autoptr (GPtrArray) records = moat_document_list_children (document, use_case_id, kind);

  for (guint i = 0; i < records->len; i++)
    if (same_words (moat_record_get_title (g_ptr_array_index (records, i)), text))
      return g_ptr_array_index (records, i);

  return NULL;
}

MoatRecord *
moat_place_find (MoatDocument *document, const char *use_case_id, const char *text)
{
  MoatRecord *use_case = moat_document_find_kind (document, use_case_id, MOAT_KIND_USE_CASE);
  g_autofree char *wanted = g_strstrip (g_strdup (text));
  MoatRecord *by_number;
  MoatRecord *found;
  const char *name;

  if (use_case == NULL || *wanted == '\0')
    return NULL;

  by_number = find_flow_by_number (document, use_case_id, parse_number (wanted, &name));
  if (by_number != NULL)
    {
      g_autofree char *label = moat_place_dup_label (document, by_number);

      if (*name == '\0' || same_words (label, wanted))
        return by_number;
    }
  else
    {
      name = wanted;
    }

  /* Numbers shift when steps come in between; the name says what was meant. */
  found = find_flow_by_name (document, use_case_id, wanted);
  if (found == NULL)
    found = find_flow_by_name (document, use_case_id, name);
  if (found == NULL)
    found = find_by_title (document, use_case_id, MOAT_KIND_ELEMENT, wanted);
  if (found == NULL)
    found = find_by_title (document, use_case_id, MOAT_KIND_BOUNDARY, wanted);
  if (found == NULL && same_words (moat_record_get_title (use_case), wanted))
    found = use_case;

  return found;
}
