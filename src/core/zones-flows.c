/* Lanes, routes and crossings of flows. A flow whose way may differ is routed
 * anew and compared with all boundaries of its use case; a boundary that moved
 * is compared with the other flows that come near it, one pair at a time.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "zones-flows.h"

/* ---- Lanes ---- */

static void
settle_bundle (MoatZonesUpdate *update, MoatZonesBundle *bundle)
{
  bundle->is_stale = FALSE;
  if (bundle->flows->len == 0)
    {
      moat_zones_index_drop_bundle (update->index, bundle);
      return;
    }

  g_ptr_array_sort (bundle->flows, moat_zones_entry_compare);
  for (guint i = 0; i < bundle->flows->len; i++)
    {
      MoatZonesFlow *flow = g_ptr_array_index (bundle->flows, i);

      if (flow->lane == i && flow->n_lanes == bundle->flows->len)
        continue;
      flow->lane = i;
      flow->n_lanes = bundle->flows->len;
      moat_zones_update_mark_stale (update->flows, flow);
    }
}

/* ---- Routes ---- */

/* An end that names no element there is counts as free. */
static MoatRouteEnd
find_end (MoatZonesIndex *index, const char *element_id, MoatPoint free_point)
{
  MoatZonesElement *element = element_id != NULL ? g_hash_table_lookup (index->elements, element_id) : NULL;
  MoatPoint point = moat_point_clamp (free_point);

  if (element != NULL)
    return (MoatRouteEnd){ .box = element->box, .outline = element->outline };

  return (MoatRouteEnd){ .box = MOAT_RECT_INIT (point.x, point.y, 0, 0), .is_free = TRUE };
}

/* Routes the flow; returns whether it runs differently from before. */
static gboolean
route_flow (MoatZonesIndex *index, MoatZonesFlow *flow)
{
  const MoatFlowState *state = flow->state;
  MoatRouteEnd source = find_end (index, state->source, state->source_point);
  MoatRouteEnd target = find_end (index, state->target, state->target_point);
  gboolean is_loop = !source.is_free && g_strcmp0 (state->source, state->target) == 0;
  g_autoptr (MoatRoute) route = moat_route_new (&source, &target, state->bends, is_loop, flow->lane,
                                                flow->n_lanes);
  MoatRect reach = moat_route_get_bounds (route);
  MoatRect ends;

  flow->source = moat_rect_get_center (&source.box);
  flow->target = moat_rect_get_center (&target.box);
  ends = moat_polyline_get_bounds ((MoatPoint[]){ flow->source, flow->target }, 2);
  reach = moat_rect_union (&reach, &ends);
  g_array_index (flow->entry.scope->reaches, MoatRect, flow->entry.place) = reach;

  if (moat_route_equal (route, flow->route))
    return FALSE;

  g_clear_pointer (&flow->route, moat_route_unref);
  flow->route = g_steal_pointer (&route);
  return TRUE;
}

/* ---- Crossings ---- */

/* A box of doubles says where its far edges are only to the last digit, so what lies on an edge may seem to
 * be just off it. The sieve below is coarser than that by far, and what it lets through is looked at exactly.
 */
#define SIEVE_SLACK 1.0

/* Whether a flow that stays within @reach may cross the boundary: it meets the box, and is not all in a zone.
 */
static gboolean
may_cross (const MoatRect *reach, const MoatRect *box, gboolean is_zone)
{
  MoatRect wide = MOAT_RECT_INIT (reach->x - SIEVE_SLACK, reach->y - SIEVE_SLACK,
                                  reach->width + 2 * SIEVE_SLACK, reach->height + 2 * SIEVE_SLACK);

  return wide.x <= box->x + box->width && box->x <= wide.x + wide.width && wide.y <= box->y + box->height
         && box->y <= wide.y + wide.height && !(is_zone && moat_rect_contains_rect (box, &wide));
}

static gboolean
find_crossing (const MoatZonesFlow *flow, const MoatZonesBoundary *boundary, MoatCrossing *crossing)
{
  MoatPassage passage = { flow->source, flow->target, flow->route };

  if ((boundary->entry.marks & MOAT_ZONES_REMOVED) != 0)
    return FALSE;

  crossing->boundary = boundary->entry.record;
  if (boundary->is_zone)
    return moat_crossing_find_zone (&passage, &boundary->box, crossing);

  return boundary->points != NULL
         && moat_crossing_find_line (&passage, boundary->points->items, boundary->points->len, crossing);
}

/* In the order the flow meets them; where it meets several at once, by id. */
static int
compare_crossings (gconstpointer a, gconstpointer b)
{
  const MoatCrossing *crossing_a = a;
  const MoatCrossing *crossing_b = b;

  if (crossing_a->distance != crossing_b->distance)
    return crossing_a->distance < crossing_b->distance ? -1 : 1;

  return strcmp (moat_record_get_id (crossing_a->boundary), moat_record_get_id (crossing_b->boundary));
}

static const MoatCrossing *
find_in (GArray *crossings, MoatRecord *boundary, guint *place)
{
  for (guint i = 0; crossings != NULL && i < crossings->len; i++)
    {
      const MoatCrossing *crossing = &g_array_index (crossings, MoatCrossing, i);

      if (crossing->boundary != boundary)
        continue;
      if (place != NULL)
        *place = i;
      return crossing;
    }

  return NULL;
}

static gboolean
is_counted (const MoatCrossing *crossing)
{
  return crossing != NULL && crossing->direction != MOAT_CROSSING_THROUGH;
}

/* The boundaries that @crossings count and @others do not have another list of flows. */
static void
mark_boundaries (MoatZonesUpdate *update, GArray *crossings, GArray *others)
{
  for (guint i = 0; crossings != NULL && i < crossings->len; i++)
    {
      const MoatCrossing *crossing = &g_array_index (crossings, MoatCrossing, i);
      MoatZonesBoundary *boundary;

      if (!is_counted (crossing) || is_counted (find_in (others, crossing->boundary, NULL)))
        continue;
      boundary = g_hash_table_lookup (update->index->boundaries, moat_record_get_id (crossing->boundary));
      if (boundary != NULL)
        moat_zones_update_mark_changed (update, boundary);
    }
}

void
moat_zones_flows_forget_crossings (MoatZonesUpdate *update, MoatZonesFlow *flow)
{
  mark_boundaries (update, flow->crossings, NULL);
}

static gboolean
same_crossings (GArray *a, GArray *b)
{
  guint len_a = a != NULL ? a->len : 0;
  guint len_b = b != NULL ? b->len : 0;

  if (len_a != len_b)
    return FALSE;
  for (guint i = 0; i < len_a; i++)
    if (!moat_crossing_equal (&g_array_index (a, MoatCrossing, i), &g_array_index (b, MoatCrossing, i)))
      return FALSE;

  return TRUE;
}

/* Compares the flow with all boundaries of its use case. */
static void
settle_flow (MoatZonesUpdate *update, MoatZonesFlow *flow)
{
  MoatZonesScope *scope = flow->entry.scope;
  gboolean differs = route_flow (update->index, flow);
  const MoatRect *reach = &g_array_index (scope->reaches, MoatRect, flow->entry.place);
  g_autoptr (GArray) crossings = NULL;

  for (guint i = 0; i < scope->boundaries->len; i++)
    {
      MoatZonesBoundary *boundary = g_ptr_array_index (scope->boundaries, i);
      MoatCrossing crossing;

      if (!may_cross (reach, &boundary->box, boundary->is_zone) || !find_crossing (flow, boundary, &crossing))
        continue;
      if (crossings == NULL)
        crossings = g_array_new (FALSE, FALSE, sizeof (MoatCrossing));
      g_array_append_val (crossings, crossing);
    }
  if (crossings != NULL)
    g_array_sort (crossings, compare_crossings);

  if (!same_crossings (crossings, flow->crossings))
    {
      mark_boundaries (update, crossings, flow->crossings);
      mark_boundaries (update, flow->crossings, crossings);
      g_clear_pointer (&flow->crossings, g_array_unref);
      flow->crossings = g_steal_pointer (&crossings);
      differs = TRUE;
    }
  if (differs)
    moat_zones_update_mark_changed (update, flow);
}

/* Compares the flow with one boundary that moved. */
static void
settle_pair (MoatZonesUpdate *update, MoatZonesFlow *flow, MoatZonesBoundary *boundary)
{
  guint place = 0;
  const MoatCrossing *old = find_in (flow->crossings, boundary->entry.record, &place);
  MoatCrossing crossing;
  gboolean crosses = find_crossing (flow, boundary, &crossing);

  if ((old == NULL && !crosses) || (old != NULL && crosses && moat_crossing_equal (old, &crossing)))
    return;

  if (is_counted (old) != (crosses && is_counted (&crossing)))
    moat_zones_update_mark_changed (update, boundary);
  moat_zones_update_mark_changed (update, flow);

  if (old != NULL)
    g_array_remove_index (flow->crossings, place);
  if (!crosses)
    return;

  if (flow->crossings == NULL)
    flow->crossings = g_array_new (FALSE, FALSE, sizeof (MoatCrossing));
  g_array_append_val (flow->crossings, crossing);
  g_array_sort (flow->crossings, compare_crossings);
}

static void
settle_boundary (MoatZonesUpdate *update, MoatZonesBoundary *boundary)
{
  MoatZonesScope *scope = boundary->entry.scope;
  const MoatRect *reaches = (const MoatRect *) scope->reaches->data;
  gboolean was = boundary->was_zone || boundary->was_line;
  gboolean is = (boundary->entry.marks & MOAT_ZONES_REMOVED) == 0;

  for (guint i = 0; i < scope->flows->len; i++)
    {
      MoatZonesFlow *flow = g_ptr_array_index (scope->flows, i);

      if ((flow->entry.marks & MOAT_ZONES_STALE) == 0
          && ((was && may_cross (&reaches[i], &boundary->old_box, boundary->was_zone))
              || (is && may_cross (&reaches[i], &boundary->box, boundary->is_zone))))
        settle_pair (update, flow, boundary);
    }
}

void
moat_zones_flows_settle (MoatZonesUpdate *update)
{
  for (guint i = 0; i < update->bundles->len; i++)
    settle_bundle (update, g_ptr_array_index (update->bundles, i));

  for (guint i = 0; i < update->boundaries->len; i++)
    settle_boundary (update, g_ptr_array_index (update->boundaries, i));

  for (guint i = 0; i < update->flows->len; i++)
    {
      MoatZonesFlow *flow = g_ptr_array_index (update->flows, i);

      flow->entry.marks &= ~MOAT_ZONES_STALE;
      if ((flow->entry.marks & MOAT_ZONES_REMOVED) == 0)
        settle_flow (update, flow);
    }
}
