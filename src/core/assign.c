/* Attacker moves that hang on elements, and the flows where they belong.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "assign.h"

#include "query.h"
#include "zones.h"

static gboolean
joins (MoatRecord *flow, const char *element_id)
{
  const MoatFlowState *state = moat_flow_state (flow);

  return g_strcmp0 (state->source, element_id) == 0 || g_strcmp0 (state->target, element_id) == 0;
}

GPtrArray *
moat_assign_list_threats (MoatDocument *document)
{
  GPtrArray *threats = moat_document_list (document, MOAT_KIND_THREAT);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      const char *on = moat_threat_state (threat)->on;

      if (moat_document_find_kind (document, on, MOAT_KIND_ELEMENT) != NULL
          && moat_document_has_referrers (document, on, MOAT_KIND_FLOW))
        g_ptr_array_add (list, g_object_ref (threat));
    }

  return list;
}

typedef struct
{
  MoatRecord *flow;
  guint number; /* G_MAXUINT: not in the story */
  guint place;
} Numbered;

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const Numbered *first = a;
  const Numbered *second = b;

  if (first->number != second->number)
    return first->number < second->number ? -1 : 1;
  return first->place < second->place ? -1 : first->place > second->place;
}

GPtrArray *
moat_assign_list_flows (MoatDocument *document, MoatRecord *element)
{
  const char *id = moat_record_get_id (element);
  g_autoptr (GPtrArray) flows = moat_document_list_referrers (document, id, MOAT_KIND_FLOW);
  g_autoptr (GArray) numbered = g_array_new (FALSE, FALSE, sizeof (Numbered));
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < flows->len; i++)
    {
      Numbered one = { g_ptr_array_index (flows, i), 0, i };

      if (!joins (one.flow, id))
        continue;
      one.number = moat_query_number (document, one.flow);
      if (one.number == 0)
        one.number = G_MAXUINT;
      g_array_append_val (numbered, one);
    }
  g_array_sort (numbered, compare_numbers);
  for (guint i = 0; i < numbered->len; i++)
    g_ptr_array_add (list, g_object_ref (g_array_index (numbered, Numbered, i).flow));

  return list;
}

/* Whether @flow leads to @element and crosses a boundary towards it: inwards, or of a flow both ways that
 * begins there, outwards.
 */
static gboolean
comes_in (MoatDocument *document, MoatRecord *flow, const char *element_id)
{
  const MoatFlowState *state = moat_flow_state (flow);
  gboolean is_target = g_strcmp0 (state->target, element_id) == 0;
  MoatCrossingDirection inwards = is_target ? MOAT_CROSSING_INBOUND : MOAT_CROSSING_OUTBOUND;
  const MoatCrossing *crossings;
  guint n_crossings;

  if (!is_target && !state->bidirectional)
    return FALSE;
  crossings = moat_zones_get_crossings (moat_zones_get (document), moat_record_get_id (flow), &n_crossings);
  for (guint i = 0; i < n_crossings; i++)
    if (crossings[i].direction == inwards
        || (crossings[i].direction != MOAT_CROSSING_THROUGH
            && moat_boundary_state (crossings[i].boundary)->shape == MOAT_BOUNDARY_LINE))
      return TRUE;

  return FALSE;
}

MoatRecord *
moat_assign_suggest (MoatDocument *document, MoatRecord *element, GPtrArray *flows)
{
  for (guint i = 0; i < flows->len; i++)
    if (comes_in (document, g_ptr_array_index (flows, i), moat_record_get_id (element)))
      return g_ptr_array_index (flows, i);

  return NULL;
}
