/* Containment and crossings of random layouts under random edits, against an oracle: a plain computation of
 * everything from the records, written without a look at how MoatZones does it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "moat-test-seed.h"
#include "zones.h"

#include <math.h>

#define EDITS_PER_LAYOUT 40

/* ---- The oracle ---- */

static gboolean
same_use_case (const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

static MoatPoint
center_of (const MoatElementState *state)
{
  return (MoatPoint){ state->box.x + state->box.width / 2, state->box.y + state->box.height / 2 };
}

static gboolean
oracle_holds (const MoatBoundaryState *zone, MoatPoint point)
{
  return zone->shape == MOAT_BOUNDARY_ZONE && point.x >= zone->box.x
         && point.x <= zone->box.x + zone->box.width && point.y >= zone->box.y
         && point.y <= zone->box.y + zone->box.height;
}

/* Whether @a is farther in than @b. */
static gboolean
oracle_is_inner (MoatRecord *a, MoatRecord *b)
{
  const MoatRect *box_a = &moat_boundary_state (a)->box;
  const MoatRect *box_b = &moat_boundary_state (b)->box;
  double difference = box_a->width * box_a->height - box_b->width * box_b->height;

  return difference < 0 || (difference == 0 && strcmp (moat_record_get_id (a), moat_record_get_id (b)) < 0);
}

static gboolean
oracle_lies_in (MoatRecord *inner, MoatRecord *outer)
{
  const MoatBoundaryState *a = moat_boundary_state (inner);
  const MoatBoundaryState *b = moat_boundary_state (outer);
  MoatPoint first = { a->box.x, a->box.y };
  MoatPoint last = { a->box.x + a->box.width, a->box.y + a->box.height };

  return inner != outer && same_use_case (a->use_case, b->use_case) && a->shape == MOAT_BOUNDARY_ZONE
         && oracle_holds (b, first) && oracle_holds (b, last) && oracle_is_inner (inner, outer);
}

/* Whether the edge of a zone leaves doubt about where an element is. */
static gboolean
oracle_doubts (const MoatElementState *element, const MoatBoundaryState *zone)
{
  MoatPoint center = center_of (element);
  MoatRect larger = { zone->box.x - 2, zone->box.y - 2, zone->box.width + 4, zone->box.height + 4 };
  MoatRect smaller = { zone->box.x + 2, zone->box.y + 2, zone->box.width - 4, zone->box.height - 4 };
  double dx = MAX (MAX (zone->box.x - center.x, center.x - zone->box.x - zone->box.width), 0);
  double dy = MAX (MAX (zone->box.y - center.y, center.y - zone->box.y - zone->box.height), 0);
  gboolean well_inside = center.x > smaller.x && center.x < smaller.x + smaller.width && center.y > smaller.y
                         && center.y < smaller.y + smaller.height;
  gboolean near_edge = moat_rect_contains_point (&larger, center) && hypot (dx, dy) <= 2 && !well_inside;
  gboolean apart = element->box.x >= zone->box.x + zone->box.width
                   || zone->box.x >= element->box.x + element->box.width
                   || element->box.y >= zone->box.y + zone->box.height
                   || zone->box.y >= element->box.y + element->box.height;
  gboolean whole = oracle_holds (zone, (MoatPoint){ element->box.x, element->box.y })
                   && oracle_holds (zone, (MoatPoint){ element->box.x + element->box.width,
                                                       element->box.y + element->box.height });

  return zone->shape == MOAT_BOUNDARY_ZONE && (near_edge || (!apart && !whole));
}

static MoatRouteEnd
oracle_end (MoatDocument *document, const char *element_id, MoatPoint point)
{
  MoatRecord *element = moat_document_find (document, element_id);

  if (element == NULL)
    return (MoatRouteEnd){ .box = { point.x, point.y, 0, 0 }, .is_free = TRUE };

  return (MoatRouteEnd){ .box = moat_element_state (element)->box,
                         .outline = moat_zones_get_outline (document, moat_element_state (element)) };
}

static gboolean
joins (MoatRecord *flow, const char *a, const char *b)
{
  const MoatFlowState *state = moat_flow_state (flow);

  return (g_strcmp0 (state->source, a) == 0 && g_strcmp0 (state->target, b) == 0)
         || (g_strcmp0 (state->source, b) == 0 && g_strcmp0 (state->target, a) == 0);
}

static MoatRoute *
oracle_route (MoatDocument *document, MoatRecord *flow)
{
  const MoatFlowState *state = moat_flow_state (flow);
  MoatRouteEnd source = oracle_end (document, state->source, state->source_point);
  MoatRouteEnd target = oracle_end (document, state->target, state->target_point);
  GPtrArray *flows = moat_document_list (document, MOAT_KIND_FLOW);
  guint lane = 0;
  guint n_lanes = 0;

  if (state->source == NULL || state->target == NULL)
    return moat_route_new (&source, &target, state->bends, FALSE, 0, 1);

  for (guint i = 0; i < flows->len; i++)
    {
      if (g_ptr_array_index (flows, i) == flow)
        lane = n_lanes;
      n_lanes += joins (g_ptr_array_index (flows, i), state->source, state->target);
    }

  return moat_route_new (&source, &target, state->bends, g_str_equal (state->source, state->target), lane,
                         n_lanes);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

/* Cuts the segment at the four lines of the box; the piece between two cuts is in it or not as its middle is.
 */
static gboolean
oracle_segment_enters (MoatPoint a, MoatPoint b, const MoatRect *box)
{
  double cuts[6] = { 0, 1, 0, 0, 0, 0 };
  const double across[] = { box->x, box->x + box->width };
  const double down[] = { box->y, box->y + box->height };

  for (guint i = 0; i < 2; i++)
    {
      cuts[2 + i] = a.x != b.x ? CLAMP ((across[i] - a.x) / (b.x - a.x), 0, 1) : 0;
      cuts[4 + i] = a.y != b.y ? CLAMP ((down[i] - a.y) / (b.y - a.y), 0, 1) : 0;
    }
  qsort (cuts, G_N_ELEMENTS (cuts), sizeof (double), compare_doubles);

  for (guint i = 0; i + 1 < G_N_ELEMENTS (cuts); i++)
    {
      double t = (cuts[i] + cuts[i + 1]) / 2;
      double x = a.x + (b.x - a.x) * t;
      double y = a.y + (b.y - a.y) * t;

      if (x > across[0] && x < across[1] && y > down[0] && y < down[1])
        return TRUE;
    }

  return FALSE;
}

static gboolean
oracle_enters (const MoatRoute *route, const MoatRect *box)
{
  for (guint i = 0; i + 1 < route->len; i++)
    if (oracle_segment_enters (route->points[i], route->points[i + 1], box))
      return TRUE;

  return FALSE;
}

/* -1 for none. Lines are random to the last digit, so that no corner of one lies on another. */
static int
oracle_line_direction (const MoatRoute *route, const MoatPoints *line)
{
  int sum = 0;
  guint count = 0;

  for (guint i = 0; i + 1 < route->len; i++)
    for (guint j = 0; j + 1 < moat_points_len (line); j++)
      {
        MoatPoint a = route->points[i], b = route->points[i + 1];
        MoatPoint c = line->items[j], d = line->items[j + 1];

        if (!moat_segment_intersect (a, b, c, d, NULL))
          continue;
        count++;
        sum += (d.x - c.x) * (b.y - a.y) - (d.y - c.y) * (b.x - a.x) > 0 ? 1 : -1;
      }

  if (count % 2 == 0)
    return -1;
  return sum > 0 ? MOAT_CROSSING_INBOUND : MOAT_CROSSING_OUTBOUND;
}

static int
oracle_direction (MoatDocument *document, MoatRecord *flow, const MoatRoute *route, MoatRecord *boundary)
{
  const MoatFlowState *state = moat_flow_state (flow);
  const MoatBoundaryState *zone = moat_boundary_state (boundary);
  MoatRecord *source = moat_document_find (document, state->source);
  MoatRecord *target = moat_document_find (document, state->target);
  gboolean from, to;

  if (!same_use_case (state->use_case, zone->use_case))
    return -1;
  if (zone->shape == MOAT_BOUNDARY_LINE)
    return oracle_line_direction (route, zone->points);

  from = oracle_holds (zone, source != NULL ? center_of (moat_element_state (source)) : state->source_point);
  to = oracle_holds (zone, target != NULL ? center_of (moat_element_state (target)) : state->target_point);
  if (from != to)
    return to ? MOAT_CROSSING_INBOUND : MOAT_CROSSING_OUTBOUND;

  return !from && oracle_enters (route, &zone->box) ? MOAT_CROSSING_THROUGH : -1;
}

/* ---- Comparing ---- */

static void
check_element (MoatDocument *document, MoatRecord *element)
{
  MoatZones *zones = moat_zones_get (document);
  const MoatElementState *state = moat_element_state (element);
  GPtrArray *boundaries = moat_document_list (document, MOAT_KIND_BOUNDARY);
  GPtrArray *containing = moat_zones_get_containing (zones, moat_record_get_id (element));
  MoatRecord *doubt = NULL;
  MoatRecord *told;
  gboolean inside;
  guint count = 0;

  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatRecord *zone = g_ptr_array_index (boundaries, i);
      gboolean here = same_use_case (state->use_case, moat_boundary_state (zone)->use_case);
      gboolean holds = here && oracle_holds (moat_boundary_state (zone), center_of (state));

      g_assert_cmpint (moat_zones_is_inside (zones, moat_record_get_id (element), moat_record_get_id (zone)),
                       ==, holds);
      count += holds;
      if (here && oracle_doubts (state, moat_boundary_state (zone))
          && (doubt == NULL || oracle_is_inner (zone, doubt)))
        doubt = zone;
    }

  g_assert_cmpuint (containing->len, ==, count);
  for (guint i = 1; i < containing->len; i++)
    g_assert_true (
        oracle_is_inner (g_ptr_array_index (containing, i - 1), g_ptr_array_index (containing, i)));

  g_assert_cmpint (moat_zones_is_doubtful (zones, moat_record_get_id (element), &told, &inside), ==,
                   doubt != NULL);
  g_assert_true (told == doubt);
  g_assert_cmpint (inside, ==,
                   doubt != NULL && oracle_holds (moat_boundary_state (doubt), center_of (state)));
}

static void
check_boundary (MoatDocument *document, MoatRecord *boundary)
{
  MoatZones *zones = moat_zones_get (document);
  const MoatBoundaryState *state = moat_boundary_state (boundary);
  GPtrArray *boundaries = moat_document_list (document, MOAT_KIND_BOUNDARY);
  GPtrArray *elements = moat_document_list (document, MOAT_KIND_ELEMENT);
  GPtrArray *inside = moat_zones_get_inside (zones, moat_record_get_id (boundary));
  MoatRecord *parent = NULL;
  guint depth = 0;
  guint found = 0;

  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatRecord *other = g_ptr_array_index (boundaries, i);

      if (!oracle_lies_in (boundary, other))
        continue;
      depth++;
      if (parent == NULL || oracle_is_inner (other, parent))
        parent = other;
    }
  g_assert_true (moat_zones_get_parent (zones, moat_record_get_id (boundary)) == parent);
  g_assert_cmpuint (moat_zones_get_depth (zones, moat_record_get_id (boundary)), ==, depth);

  for (guint i = 0; i < elements->len; i++)
    {
      const MoatElementState *element = moat_element_state (g_ptr_array_index (elements, i));

      if (!same_use_case (element->use_case, state->use_case) || !oracle_holds (state, center_of (element)))
        continue;
      g_assert_cmpuint (found, <, inside->len);
      g_assert_true (g_ptr_array_index (inside, found) == g_ptr_array_index (elements, i));
      found++;
    }
  g_assert_cmpuint (inside->len, ==, found);
}

static const MoatCrossing *
find_crossing (const MoatCrossing *crossings, guint n_crossings, MoatRecord *boundary)
{
  for (guint i = 0; i < n_crossings; i++)
    if (crossings[i].boundary == boundary)
      return &crossings[i];

  return NULL;
}

/* The mark is on the route, and on the zone's edge where the route meets that at all. */
static void
check_place (const MoatCrossing *crossing, const MoatRoute *route)
{
  const MoatBoundaryState *state = moat_boundary_state (crossing->boundary);
  double off = state->shape == MOAT_BOUNDARY_ZONE
                   ? moat_rect_get_edge_distance (&state->box, crossing->at)
                   : moat_polyline_get_distance (state->points->items, state->points->len, crossing->at,
                                                 NULL);
  gboolean at_end = moat_point_get_distance (crossing->at, route->points[0]) < 1e-6
                    || moat_point_get_distance (crossing->at, route->points[route->len - 1]) < 1e-6;

  g_assert_cmpfloat (moat_polyline_get_distance (route->points, route->len, crossing->at, NULL), <, 1e-6);
  g_assert_cmpfloat_with_epsilon (hypot (crossing->tangent.x, crossing->tangent.y), 1, 1e-9);
  g_assert_true (off < 1e-6 || at_end);
}

static void
check_flow (MoatDocument *document, MoatRecord *flow)
{
  MoatZones *zones = moat_zones_get (document);
  const char *id = moat_record_get_id (flow);
  GPtrArray *boundaries = moat_document_list (document, MOAT_KIND_BOUNDARY);
  g_autoptr (MoatRoute) route = oracle_route (document, flow);
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (zones, id, &n_crossings);
  guint found = 0;
  guint counted = 0;

  g_assert_true (moat_route_equal (moat_zones_get_route (zones, id), route));

  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatRecord *boundary = g_ptr_array_index (boundaries, i);
      const MoatCrossing *crossing = find_crossing (crossings, n_crossings, boundary);
      int direction = oracle_direction (document, flow, route, boundary);

      g_assert_cmpint (crossing != NULL ? (int) crossing->direction : -1, ==, direction);
      if (crossing == NULL)
        continue;
      check_place (crossing, route);
      found++;
      counted += direction != MOAT_CROSSING_THROUGH;
    }

  g_assert_cmpuint (n_crossings, ==, found);
  g_assert_cmpuint (moat_zones_count_crossings (zones, id), ==, counted);
  for (guint i = 1; i < n_crossings; i++)
    g_assert_cmpfloat (crossings[i - 1].distance, <=, crossings[i].distance);
}

static void
check_crossing_flows (MoatDocument *document, MoatRecord *boundary)
{
  MoatZones *zones = moat_zones_get (document);
  g_autoptr (GPtrArray) flows = moat_query_flows (document, moat_boundary_state (boundary)->use_case);
  g_autoptr (GPtrArray) crossing = moat_zones_list_crossing_flows (zones, moat_record_get_id (boundary));
  guint found = 0;

  for (guint i = 0; i < flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (flows, i);
      g_autoptr (MoatRoute) route = oracle_route (document, flow);
      int direction = oracle_direction (document, flow, route, boundary);

      if (direction != MOAT_CROSSING_INBOUND && direction != MOAT_CROSSING_OUTBOUND)
        continue;
      g_assert_cmpuint (found, <, crossing->len);
      g_assert_true (g_ptr_array_index (crossing, found) == flow);
      found++;
    }
  g_assert_cmpuint (crossing->len, ==, found);
}

static void
check_all (MoatDocument *document)
{
  static const struct
  {
    MoatKind kind;
    void (*check) (MoatDocument *document, MoatRecord *record);
  } checks[] = {
    { MOAT_KIND_ELEMENT, check_element },
    { MOAT_KIND_BOUNDARY, check_boundary },
    { MOAT_KIND_BOUNDARY, check_crossing_flows },
    { MOAT_KIND_FLOW, check_flow },
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      GPtrArray *records = moat_document_list (document, checks[i].kind);

      for (guint j = 0; j < records->len; j++)
        checks[i].check (document, g_ptr_array_index (records, j));
    }
}

/* ---- What "changed" names ---- */

/* Everything that MoatZones says of one record, as text. */
static char *
describe (MoatDocument *document, MoatRecord *record)
{
  MoatZones *zones = moat_zones_get (document);
  const char *id = moat_record_get_id (record);
  GString *text = g_string_new (NULL);
  GPtrArray *lists[] = { moat_zones_get_containing (zones, id), moat_zones_get_inside (zones, id) };
  g_autoptr (GPtrArray) flows = moat_zones_list_crossing_flows (zones, id);
  MoatRoute *route = moat_zones_get_route (zones, id);
  MoatRecord *doubt;
  gboolean inside;
  gsize sum = 0;
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (zones, id, &n_crossings);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      g_string_append_printf (text, "%u %p;", i, g_ptr_array_index (lists[i], j));
  for (guint i = 0; i < n_crossings; i++)
    g_string_append_printf (text, "%p %d %a %a;", crossings[i].boundary, crossings[i].direction,
                            crossings[i].at.x, crossings[i].at.y);
  for (guint i = 0; route != NULL && i < route->len; i++)
    g_string_append_printf (text, "%a %a;", route->points[i].x, route->points[i].y);
  moat_zones_is_doubtful (zones, id, &doubt, &inside);
  g_string_append_printf (text, "%p %d %p %u;", doubt, inside, moat_zones_get_parent (zones, id),
                          moat_zones_get_depth (zones, id));

  /* In no order: the story's order is not the zones' to tell of. */
  for (guint i = 0; i < flows->len; i++)
    sum += GPOINTER_TO_SIZE (g_ptr_array_index (flows, i));
  g_string_append_printf (text, "%u %" G_GSIZE_FORMAT, flows->len, sum);

  return g_string_free (text, FALSE);
}

typedef struct
{
  MoatDocument *document;
  GHashTable *known; /* id → what was said of it */
  GHashTable *named; /* ids that "changed" named since */
} Witness;

static void
zones_changed_cb (MoatZones *zones, GPtrArray *records, Witness *witness)
{
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);

      g_assert_true (moat_record_is_live (record));
      g_hash_table_add (witness->named, g_strdup (moat_record_get_id (record)));
    }
}

/* Takes down what is said of each record now; returns the first of which something else was said before and
 * that "changed" did not name, or NULL.
 */
static MoatRecord *
witness_look (Witness *witness)
{
  static const MoatKind kinds[] = { MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_FLOW };
  GHashTable *now = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  MoatRecord *missed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *records = moat_document_list (witness->document, kinds[i]);

      for (guint j = 0; j < records->len; j++)
        {
          const char *id = moat_record_get_id (g_ptr_array_index (records, j));
          char *text = describe (witness->document, g_ptr_array_index (records, j));

          if (missed == NULL && g_strcmp0 (text, g_hash_table_lookup (witness->known, id)) != 0
              && !g_hash_table_contains (witness->named, id))
            missed = g_ptr_array_index (records, j);
          g_hash_table_insert (now, g_strdup (id), text);
        }
    }

  g_hash_table_unref (witness->known);
  witness->known = now;
  g_hash_table_remove_all (witness->named);
  return missed;
}

static Witness *
witness_new (MoatDocument *document)
{
  Witness *witness = g_new0 (Witness, 1);

  witness->document = document;
  witness->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  witness->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  witness_look (witness);
  g_signal_connect (moat_zones_get (document), "changed", G_CALLBACK (zones_changed_cb), witness);

  return witness;
}

static void
witness_free (Witness *witness)
{
  g_hash_table_unref (witness->known);
  g_hash_table_unref (witness->named);
  g_free (witness);
}

/* ---- Random edits ---- */

/* Mostly on a coarse grid, so that edges touch and centres lie on edges; sometimes just off it, or anywhere.
 */
static double
random_coordinate (void)
{
  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      return g_test_rand_double_range (0, 500);
    case 1:
      return g_test_rand_int_range (0, 50) * 10 + 2;
    default:
      return g_test_rand_int_range (0, 25) * 20;
    }
}

static MoatPoint
random_point (void)
{
  return (MoatPoint){ random_coordinate (), random_coordinate () };
}

static MoatRect
random_box (void)
{
  if (g_test_rand_int_range (0, 3) == 0)
    return MOAT_RECT_INIT (random_coordinate (), random_coordinate (), 120, 60);

  return MOAT_RECT_INIT (random_coordinate (), random_coordinate (), random_coordinate () / 2,
                         random_coordinate () / 2);
}

static MoatRecord *
pick (MoatDocument *document, MoatKind kind)
{
  GPtrArray *records = moat_document_list (document, kind);

  return records->len > 0 ? g_ptr_array_index (records, g_test_rand_int_range (0, records->len)) : NULL;
}

static const char *
pick_id (MoatDocument *document, MoatKind kind)
{
  MoatRecord *record = pick (document, kind);

  return record != NULL ? moat_record_get_id (record) : NULL;
}

/* An element, now and then none. */
static const char *
pick_end (MoatDocument *document)
{
  return g_test_rand_int_range (0, 6) == 0 ? NULL : pick_id (document, MOAT_KIND_ELEMENT);
}

static void
edit_add_element (MoatDocument *document)
{
  MoatRect box = random_box ();

  moat_edit_add_element (document, pick_id (document, MOAT_KIND_USE_CASE), g_test_rand_int_range (0, 3), "e",
                         &box);
}

static void
edit_add_flow (MoatDocument *document)
{
  MoatRecord *flow = moat_edit_add_flow (document, pick_id (document, MOAT_KIND_USE_CASE),
                                         pick_end (document), pick_end (document), "f");
  MoatFlowState *state = moat_document_edit (document, flow);

  state->source_point = random_point ();
  state->target_point = random_point ();
}

static void
edit_add_zone (MoatDocument *document)
{
  MoatRect box = random_box ();

  moat_edit_add_zone (document, pick_id (document, MOAT_KIND_USE_CASE), "z", &box);
}

static void
edit_add_line (MoatDocument *document)
{
  MoatPoint points[4];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (MoatPoint){ g_test_rand_double_range (0, 500), g_test_rand_double_range (0, 500) };
  moat_edit_add_line (document, pick_id (document, MOAT_KIND_USE_CASE), "l", points,
                      g_test_rand_int_range (2, 5));
}

static void
edit_remove (MoatDocument *document)
{
  static const MoatKind kinds[] = { MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_FLOW };
  MoatRecord *record = pick (document, kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))]);

  if (record != NULL)
    moat_document_remove (document, record);
}

static void
edit_remove_use_case (MoatDocument *document)
{
  if (moat_document_count (document, MOAT_KIND_USE_CASE) > 1)
    moat_document_remove (document, pick (document, MOAT_KIND_USE_CASE));
  else
    moat_edit_add_use_case (document, "another");
}

static void
edit_move_element (MoatDocument *document)
{
  MoatRecord *record = pick (document, MOAT_KIND_ELEMENT);

  if (record != NULL)
    ((MoatElementState *) moat_document_edit (document, record))->box = random_box ();
}

static void
edit_move_zone (MoatDocument *document)
{
  MoatRecord *record = pick (document, MOAT_KIND_BOUNDARY);
  MoatBoundaryState *state = record != NULL ? moat_document_edit (document, record) : NULL;
  MoatRect box = random_box ();

  if (state == NULL)
    return;
  if (g_test_rand_bit ())
    {
      box.width = state->box.width;
      box.height = state->box.height;
    }
  state->box = box;
  moat_points_translate (&state->points, g_test_rand_double_range (-50, 50), 0);
}

static void
edit_reshape_boundary (MoatDocument *document)
{
  MoatRecord *record = pick (document, MOAT_KIND_BOUNDARY);
  MoatBoundaryState *state = record != NULL ? moat_document_edit (document, record) : NULL;

  if (state != NULL)
    state->shape = state->shape == MOAT_BOUNDARY_ZONE ? MOAT_BOUNDARY_LINE : MOAT_BOUNDARY_ZONE;
}

static void
edit_reconnect (MoatDocument *document)
{
  MoatRecord *record = pick (document, MOAT_KIND_FLOW);
  MoatFlowState *state = record != NULL ? moat_document_edit (document, record) : NULL;

  if (state != NULL)
    moat_text_set (g_test_rand_bit () ? &state->source : &state->target, pick_end (document));
}

static void
edit_bend (MoatDocument *document)
{
  MoatRecord *record = pick (document, MOAT_KIND_FLOW);
  MoatFlowState *state = record != NULL ? moat_document_edit (document, record) : NULL;
  const MoatPoint bends[] = { random_point (), random_point () };

  if (state == NULL)
    return;
  moat_points_set (&state->bends, bends, g_test_rand_int_range (0, 3));
  state->target_point = random_point ();
}

static void
edit_use_case (MoatDocument *document)
{
  MoatRecord *element = pick (document, MOAT_KIND_ELEMENT);
  MoatRecord *flow = pick (document, MOAT_KIND_FLOW);
  MoatRecord *boundary = pick (document, MOAT_KIND_BOUNDARY);

  if (element != NULL)
    moat_text_set (&((MoatElementState *) moat_document_edit (document, element))->use_case,
                   pick_id (document, MOAT_KIND_USE_CASE));
  if (flow != NULL)
    moat_text_set (&((MoatFlowState *) moat_document_edit (document, flow))->use_case,
                   pick_id (document, MOAT_KIND_USE_CASE));
  if (boundary != NULL)
    moat_text_set (&((MoatBoundaryState *) moat_document_edit (document, boundary))->use_case,
                   pick_id (document, MOAT_KIND_USE_CASE));
}

static void
edit_order (MoatDocument *document)
{
  static const MoatKind kinds[] = { MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_FLOW };
  MoatKind kind = kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))];
  MoatRecord *record = pick (document, kind);

  if (record != NULL)
    moat_document_move_before (document, record, pick (document, kind));
}

static void
edit_notation (MoatDocument *document)
{
  MoatModelState *state = moat_document_edit (document, moat_document_get_model (document));

  state->notation = g_test_rand_int_range (0, 2);
}

static void
random_edit (MoatDocument *document)
{
  /* What happens more often stands here more often. */
  static void (*const edits[]) (MoatDocument * document) = {
    edit_move_element, edit_move_element, edit_move_element,     edit_move_zone,       edit_move_zone,
    edit_move_zone,    edit_move_zone,    edit_add_element,      edit_add_flow,        edit_add_flow,
    edit_add_zone,     edit_add_line,     edit_remove,           edit_remove_use_case, edit_reconnect,
    edit_reconnect,    edit_bend,         edit_reshape_boundary, edit_use_case,        edit_order,
    edit_notation,
  };

  edits[g_test_rand_int_range (0, G_N_ELEMENTS (edits))](document);
}

static void
check_step (Witness *witness)
{
  check_all (witness->document);
  g_assert_null (witness_look (witness));
}

/* A transaction of several edits, some of them published on the way, and some taken back at the end. */
static void
random_transaction (Witness *witness)
{
  MoatDocument *document = witness->document;
  guint n_edits = g_test_rand_int_range (1, 5);

  moat_document_begin (document, "edit");
  for (guint i = 0; i < n_edits; i++)
    {
      random_edit (document);
      if (g_test_rand_int_range (0, 3) != 0)
        continue;
      moat_document_publish (document);
      check_step (witness);
    }
  if (g_test_rand_int_range (0, 5) == 0)
    moat_document_rollback (document);
  else
    moat_document_commit (document);
}

static void
make_layout (MoatDocument *document)
{
  MOAT_TRANSACTION (document, "layout")
  {
    moat_edit_add_use_case (document, "one");
    for (guint i = 0; i < 8; i++)
      edit_add_element (document);
    for (guint i = 0; i < 8; i++)
      edit_add_flow (document);
    for (guint i = 0; i < 5; i++)
      edit_add_zone (document);
    edit_add_line (document);
  }
}

/* A store made before the layout and one made after it say the same. */
static void
walk (gboolean is_late)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  Witness *witness = NULL;

  if (!is_late)
    moat_zones_get (document);
  make_layout (document);
  check_all (document);

  witness = witness_new (document);
  for (guint i = 0; i < EDITS_PER_LAYOUT; i++)
    {
      guint what = g_test_rand_int_range (0, 10);

      if (what == 0)
        moat_document_undo (document);
      else if (what == 1)
        moat_document_redo (document);
      else
        random_transaction (witness);
      check_step (witness);
    }
  while (moat_document_undo (document))
    check_step (witness);
  while (moat_document_redo (document))
    check_step (witness);

  g_signal_handlers_disconnect_by_data (moat_zones_get (document), witness);
  witness_free (witness);
}

static void
test_random (void)
{
  guint n_layouts = g_test_thorough () ? 400 : 50;

  for (guint i = 0; i < n_layouts; i++)
    walk (i % 2 == 0);
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);
  g_test_add_func ("/core/zones/random", test_random);
  return g_test_run ();
}
