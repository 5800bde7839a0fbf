/* The stops of a walk through a use case, and what is said of each (see
 * walk.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "walk.h"

#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
moat_stop_free (MoatStop *stop)
{
  g_clear_object (&stop->step);
  g_clear_object (&stop->flow);
  g_clear_object (&stop->place);
  g_free (stop);
}

static MoatStop *
stop_new (MoatRecord *step, MoatRecord *flow, MoatRecord *place, guint number)
{
  MoatStop *stop = g_new0 (MoatStop, 1);

  g_set_object (&stop->step, step);
  g_set_object (&stop->flow, flow);
  g_set_object (&stop->place, place);
  stop->number = number;
  return stop;
}

MoatStop *
moat_stop_copy (const MoatStop *stop)
{
  return stop_new (stop->step, stop->flow, stop->place, stop->number);
}

/* An element or boundary that is no step but has moves. */
static gboolean
is_place (const MoatStop *stop)
{
  return stop->flow == NULL && stop->step == stop->place;
}

/* ---- Stops ---- */

/* "API: validates the input" is about the API: of the elements whose names the words begin with, the one with
 * the longest name. */
static MoatRecord *
find_subject (GPtrArray *elements, const char *words)
{
  MoatRecord *subject = NULL;
  gsize longest = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      MoatRecord *element = g_ptr_array_index (elements, i);
      const char *name = moat_record_get_title (element);
      gsize length = strlen (name);

      if (length <= longest || !g_str_has_prefix (words, name))
        continue;
      if (g_unichar_isalnum (g_utf8_get_char (words + length)))
        continue;
      subject = element;
      longest = length;
    }

  return subject;
}

/* Where moves are that came up at no stop so far. */
static void
add_places (GPtrArray *stops, GHashTable *told, MoatDocument *document, GPtrArray *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      MoatRecord *place = g_ptr_array_index (places, i);
      g_autoptr (GPtrArray) moves = moat_document_list_children (document, moat_record_get_id (place),
                                                                 MOAT_KIND_THREAT);

      if (moves->len > 0 && !g_hash_table_contains (told, place))
        g_ptr_array_add (stops, stop_new (place, NULL, place, 0));
    }
}

GPtrArray *
moat_walk_list_stops (MoatDocument *document, const char *use_case_id)
{
  GPtrArray *stops = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_stop_free);
  MoatRecord *use_case = moat_document_find_kind (document, use_case_id, MOAT_KIND_USE_CASE);
  g_autoptr(GPtrArray) steps = NULL;
  g_autoptr(GPtrArray) flows = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(GPtrArray) boundaries = NULL;
  g_autoptr(GHashTable) told = g_hash_table_new (NULL, NULL);

  if (use_case == NULL)
    return stops;

  steps = moat_document_list_children (document, use_case_id, MOAT_KIND_STEP);
  flows = moat_query_flows (document, use_case_id);
  elements = moat_query_elements (document, use_case_id);
  boundaries = moat_document_list_children (document, use_case_id, MOAT_KIND_BOUNDARY);
  g_ptr_array_add (stops, stop_new (NULL, NULL, use_case, 0));
  for (guint i = 0; i < steps->len; i++)
    {
      MoatRecord *step = g_ptr_array_index (steps, i);
      const MoatStepState *state = moat_step_state (step);
      MoatRecord *flow = moat_document_find_kind (document, state->flow, MOAT_KIND_FLOW);
      MoatRecord *subject = flow ? flow : find_subject (elements, moat_record_get_title (step));

      g_ptr_array_add (stops, stop_new (step, flow, subject ? subject : use_case, i + 1));
      if (subject != NULL)
        g_hash_table_add (told, subject);
    }
  for (guint i = 0; i < flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (flows, i);

      if (!g_hash_table_contains (told, flow))
        g_ptr_array_add (stops, stop_new (flow, flow, flow, 0));
    }
  add_places (stops, told, document, elements);
  add_places (stops, told, document, boundaries);

  return stops;
}

/* ---- What is said ---- */

char *
moat_stop_dup_title (MoatDocument *document, const MoatStop *stop)
{
  const char *words = NULL;

  if (stop->step == NULL || stop->step == stop->place)
    words = moat_record_get_title (stop->place);
  if (stop->flow != NULL)
    words = moat_flow_state (stop->flow)->name;
  if (words == NULL && stop->step != NULL && moat_record_get_kind (stop->step) == MOAT_KIND_STEP)
    words = moat_step_state (stop->step)->text;
  if (words != NULL && *words != '\0')
    return g_strdup (words);

  return stop->flow != NULL ? moat_query_flow_ends (document, stop->flow) : g_strdup (_ ("Not named yet"));
}

/* The names of what the flow carries, between commas; NULL for nothing. */
static char *
dup_assets (MoatDocument *document, MoatRecord *flow)
{
  const MoatList *assets = moat_flow_state (flow)->assets;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < moat_list_len (assets); i++)
    {
      MoatRecord *asset = moat_document_find_kind (document, moat_list_get (assets, i), MOAT_KIND_ASSET);

      if (asset != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", moat_record_get_title (asset));
    }

  return g_string_free (text, text->len == 0);
}

char *
moat_stop_dup_data (MoatDocument *document, const MoatStop *stop)
{
  g_autofree char *assets = stop->flow ? dup_assets (document, stop->flow) : NULL;
  MoatRecord *asset_class = stop->flow ? moat_query_class (document, stop->flow) : NULL;

  if (assets == NULL || asset_class == NULL)
    return g_steal_pointer (&assets);
  /* TRANSLATORS: a class of data and the data, as in "Sensitive: Shipping address" */
  return g_strdup_printf (_ ("%s: %s"), moat_record_get_title (asset_class), assets);
}

static char *
dup_crossing (const MoatCrossing *crossing)
{
  const MoatBoundaryState *state = moat_boundary_state (crossing->boundary);
  const char *name = moat_record_get_title (crossing->boundary);

  if (*name == '\0')
    name = _ ("a trust boundary");
  if (state->shape == MOAT_BOUNDARY_LINE)
    /* TRANSLATORS: said of a data flow; %s is a trust boundary drawn as a line */
    return g_strdup_printf (_ ("crosses %s"), name);
  if (crossing->direction == MOAT_CROSSING_INBOUND)
    /* TRANSLATORS: said of a data flow; %s is a trust boundary */
    return g_strdup_printf (_ ("enters %s"), name);
  /* TRANSLATORS: said of a data flow; %s is a trust boundary */
  return g_strdup_printf (_ ("leaves %s"), name);
}

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* What an element or boundary is, and what it does. */
static void
append_place (GString *text, MoatRecord *place)
{
  MoatKind kind = moat_record_get_kind (place);

  if (kind == MOAT_KIND_BOUNDARY)
    {
      append_part (text, _ (moat_kind_get_info (kind)->label));
      append_part (text, moat_boundary_state (place)->description);
    }
  else
    {
      append_part (text, moat_value_get_label (moat_element_types, moat_element_state (place)->type));
      append_part (text, moat_element_state (place)->description);
    }
}

char *
moat_stop_dup_detail (MoatDocument *document, const MoatStop *stop)
{
  GString *text = g_string_new (NULL);
  const MoatCrossing *crossings;
  g_autofree char *ends = NULL;
  g_autofree char *data = NULL;
  guint n = 0;

  if (stop->step == NULL)
    append_part (text, moat_use_case_state (stop->place)->summary);
  if (is_place (stop))
    append_place (text, stop->place);
  if (stop->flow == NULL)
    return g_string_free (text, FALSE);

  ends = moat_query_flow_ends (document, stop->flow);
  append_part (text, ends);
  data = moat_stop_dup_data (document, stop);
  append_part (text, data);
  crossings = moat_zones_get_crossings (moat_zones_get (document), moat_record_get_id (stop->flow), &n);
  for (guint i = 0; i < n; i++)
    if (crossings[i].direction != MOAT_CROSSING_THROUGH)
      {
        g_autofree char *crossing = dup_crossing (&crossings[i]);

        append_part (text, crossing);
      }

  return g_string_free (text, FALSE);
}

MoatRecord *
moat_stop_get_noted (const MoatStop *stop)
{
  if (stop->flow != NULL)
    return stop->flow;
  if (is_place (stop))
    return NULL;
  return stop->step != NULL ? stop->step : stop->place;
}

char *
moat_walk_dup_standing (MoatDocument *document, MoatRecord *move)
{
  MoatStanding standing = moat_query_standing (document, move);
  g_autoptr(GPtrArray) decisions = moat_query_decisions (document, moat_record_get_id (move));

  if (standing == MOAT_STANDING_OPEN)
    return g_strdup_printf ("▲ %s", moat_standing_get_label (standing));
  if (standing == MOAT_STANDING_DECIDED)
    return g_strdup_printf (ngettext ("✓ %u decision", "✓ %u decisions", decisions->len), decisions->len);
  return g_strdup_printf ("✓ %s", moat_standing_get_label (standing));
}

/* ---- What is in focus ---- */

static void
light (GHashTable *lit, const char *id)
{
  if (id != NULL)
    g_hash_table_add (lit, g_strdup (id));
}

static void
light_inside (GHashTable *lit, MoatDocument *document, const char *boundary_id)
{
  GPtrArray *inside = moat_zones_get_inside (moat_zones_get (document), boundary_id);

  for (guint i = 0; i < inside->len; i++)
    light (lit, moat_record_get_id (g_ptr_array_index (inside, i)));
}

GHashTable *
moat_stop_list_lit (MoatDocument *document, const MoatStop *stop)
{
  GHashTable *lit;
  const MoatCrossing *crossings;
  guint n = 0;

  if (stop->step == NULL || (stop->flow == NULL && moat_record_get_kind (stop->place) == MOAT_KIND_USE_CASE))
    return NULL;

  lit = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  light (lit, moat_record_get_id (stop->place));
  if (moat_record_get_kind (stop->place) == MOAT_KIND_BOUNDARY)
    light_inside (lit, document, moat_record_get_id (stop->place));
  if (stop->flow == NULL || !moat_record_is_live (stop->flow))
    return lit;

  light (lit, moat_flow_state (stop->flow)->source);
  light (lit, moat_flow_state (stop->flow)->target);
  crossings = moat_zones_get_crossings (moat_zones_get (document), moat_record_get_id (stop->flow), &n);
  for (guint i = 0; i < n; i++)
    if (crossings[i].direction != MOAT_CROSSING_THROUGH)
      light (lit, moat_record_get_id (crossings[i].boundary));

  return lit;
}
