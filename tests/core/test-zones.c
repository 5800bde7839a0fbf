/* Containment and crossings, rule by rule. Random layouts against a second, plain computation are in
 * test-zones-random.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "zones.h"

#include <math.h>

typedef struct
{
  MoatDocument *document;
  MoatZones *zones;
  const char *use_case; /* borrowed id */
  GHashTable *changed;  /* of MoatRecord: what the last "changed" named */
} Fixture;

static void
zones_changed_cb (MoatZones *zones, GPtrArray *records, Fixture *fixture)
{
  g_hash_table_remove_all (fixture->changed);
  for (guint i = 0; i < records->len; i++)
    g_assert_true (g_hash_table_add (fixture->changed, g_object_ref (g_ptr_array_index (records, i))));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  MoatRecord *use_case;

  fixture->document = moat_document_new ();
  fixture->zones = moat_zones_get (fixture->document);
  fixture->changed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_signal_connect (fixture->zones, "changed", G_CALLBACK (zones_changed_cb), fixture);

  moat_document_begin (fixture->document, "set up");
  use_case = moat_edit_add_use_case (fixture->document, "one");
  moat_document_commit (fixture->document);
  fixture->use_case = moat_record_get_id (use_case);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->zones, fixture);
  g_hash_table_unref (fixture->changed);
  g_assert_finalize_object (fixture->document);
}

/* A process of 120×60 round this centre. Borrowed. */
static MoatRecord *
add_element (Fixture *fixture, double x, double y)
{
  MoatRect box = { x - 60, y - 30, 120, 60 };
  MoatRecord *record = NULL;

  MOAT_TRANSACTION (fixture->document, "add")
  record = moat_edit_add_element (fixture->document, fixture->use_case, MOAT_ELEMENT_PROCESS, "element",
                                  &box);

  return record;
}

static MoatRecord *
add_zone (Fixture *fixture, double x, double y, double width, double height)
{
  MoatRect box = { x, y, width, height };
  MoatRecord *record = NULL;

  MOAT_TRANSACTION (fixture->document, "add")
  record = moat_edit_add_zone (fixture->document, fixture->use_case, "zone", &box);

  return record;
}

static MoatRecord *
add_line (Fixture *fixture, const MoatPoint *points, guint n_points)
{
  MoatRecord *record = NULL;

  MOAT_TRANSACTION (fixture->document, "add")
  record = moat_edit_add_line (fixture->document, fixture->use_case, "line", points, n_points);

  return record;
}

static const char *
id_of (MoatRecord *record)
{
  return record != NULL ? moat_record_get_id (record) : NULL;
}

static MoatRecord *
add_flow (Fixture *fixture, MoatRecord *source, MoatRecord *target)
{
  MoatRecord *record = NULL;

  MOAT_TRANSACTION (fixture->document, "add")
  record = moat_edit_add_flow (fixture->document, fixture->use_case, id_of (source), id_of (target), "flow");

  return record;
}

static void
move_to (Fixture *fixture, MoatRecord *record, double x, double y)
{
  MOAT_TRANSACTION (fixture->document, "move")
  {
    if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
      {
        MoatElementState *state = moat_document_edit (fixture->document, record);

        state->box.x = x - state->box.width / 2;
        state->box.y = y - state->box.height / 2;
      }
    else
      {
        MoatBoundaryState *state = moat_document_edit (fixture->document, record);

        state->box.x = x;
        state->box.y = y;
      }
  }
}

static gboolean
is_inside (Fixture *fixture, MoatRecord *element, MoatRecord *zone)
{
  GPtrArray *inside = moat_zones_get_inside (fixture->zones, id_of (zone));
  GPtrArray *containing = moat_zones_get_containing (fixture->zones, id_of (element));
  gboolean is = moat_zones_is_inside (fixture->zones, id_of (element), id_of (zone));

  g_assert_cmpint (g_ptr_array_find (inside, element, NULL), ==, is);
  g_assert_cmpint (g_ptr_array_find (containing, zone, NULL), ==, is);

  return is;
}

/* How @flow crosses @boundary; -1 for not at all. */
static int
get_direction (Fixture *fixture, MoatRecord *flow, MoatRecord *boundary)
{
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (fixture->zones, id_of (flow), &n_crossings);

  for (guint i = 0; i < n_crossings; i++)
    if (crossings[i].boundary == boundary)
      return crossings[i].direction;

  return -1;
}

static MoatCrossing
get_only_crossing (Fixture *fixture, MoatRecord *flow)
{
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (fixture->zones, id_of (flow), &n_crossings);

  g_assert_cmpuint (n_crossings, ==, 1);
  return crossings[0];
}

/* An element is inside a zone when its centre is, the zone's edge included. */
static void
test_inside (Fixture *fixture, gconstpointer data)
{
  MoatRecord *zone = add_zone (fixture, 0, 0, 300, 300);
  MoatRecord *element = add_element (fixture, 150, 150);

  g_assert_true (is_inside (fixture, element, zone));
  move_to (fixture, element, 300, 300);
  g_assert_true (is_inside (fixture, element, zone));
  move_to (fixture, element, 300.5, 300);
  g_assert_false (is_inside (fixture, element, zone));
  move_to (fixture, zone, 1, 0);
  g_assert_true (is_inside (fixture, element, zone));
}

/* Zones nest: the smaller is the inner one, and lies in all that hold it whole; touching edges still do. */
static void
test_nested (Fixture *fixture, gconstpointer data)
{
  MoatRecord *outer = add_zone (fixture, 0, 0, 900, 900);
  MoatRecord *middle = add_zone (fixture, 100, 100, 400, 400);
  MoatRecord *inner = add_zone (fixture, 100, 100, 200, 200);
  MoatRecord *element = add_element (fixture, 200, 200);
  GPtrArray *containing = moat_zones_get_containing (fixture->zones, id_of (element));

  g_assert_cmpuint (containing->len, ==, 3);
  g_assert_true (g_ptr_array_index (containing, 0) == inner);
  g_assert_true (g_ptr_array_index (containing, 1) == middle);
  g_assert_true (g_ptr_array_index (containing, 2) == outer);
  g_assert_true (moat_zones_get_parent (fixture->zones, id_of (inner)) == middle);
  g_assert_true (moat_zones_get_parent (fixture->zones, id_of (middle)) == outer);
  g_assert_null (moat_zones_get_parent (fixture->zones, id_of (outer)));
  g_assert_cmpuint (moat_zones_get_depth (fixture->zones, id_of (inner)), ==, 2);
  g_assert_cmpuint (moat_zones_get_depth (fixture->zones, id_of (outer)), ==, 0);

  move_to (fixture, middle, 150, 100);
  g_assert_true (moat_zones_get_parent (fixture->zones, id_of (inner)) == outer);
}

/* A zone that grows larger than another that also holds the inner ones is no longer the parent; nor the
 * innermost that an element is in.
 */
static void
test_resized (Fixture *fixture, gconstpointer data)
{
  MoatRecord *wide = add_zone (fixture, 0, 0, 800, 300);
  MoatRecord *tall = add_zone (fixture, 0, 0, 300, 700);
  MoatRecord *inner = add_zone (fixture, 10, 10, 200, 200);
  MoatRecord *element = add_element (fixture, 250, 250);

  g_assert_true (moat_zones_get_parent (fixture->zones, id_of (inner)) == tall);
  g_assert_true (g_ptr_array_index (moat_zones_get_containing (fixture->zones, id_of (element)), 0) == tall);
  MOAT_TRANSACTION (fixture->document, "resize")
  ((MoatBoundaryState *) moat_document_edit (fixture->document, tall))->box.height = 900;
  g_assert_true (moat_zones_get_parent (fixture->zones, id_of (inner)) == wide);
  g_assert_true (g_ptr_array_index (moat_zones_get_containing (fixture->zones, id_of (element)), 0) == wide);
  g_assert_true (g_hash_table_contains (fixture->changed, inner));
  g_assert_true (g_hash_table_contains (fixture->changed, element));
}

/* Of two zones alike, one lies in the other and not also the other way. */
static void
test_same_box (Fixture *fixture, gconstpointer data)
{
  MoatRecord *a = add_zone (fixture, 0, 0, 300, 300);
  MoatRecord *b = add_zone (fixture, 0, 0, 300, 300);

  g_assert_cmpuint (moat_zones_get_depth (fixture->zones, id_of (a))
                        + moat_zones_get_depth (fixture->zones, id_of (b)),
                    ==, 1);
}

/* An element may be in several overlapping zones, and a flow may leave one as it enters another. */
static void
test_overlapping (Fixture *fixture, gconstpointer data)
{
  MoatRecord *left = add_zone (fixture, 0, 0, 400, 300);
  MoatRecord *right = add_zone (fixture, 300, 0, 500, 300);
  MoatRecord *only_left = add_element (fixture, 100, 100);
  MoatRecord *both = add_element (fixture, 350, 100);
  MoatRecord *only_right = add_element (fixture, 600, 100);
  MoatRecord *across = add_flow (fixture, only_left, only_right);
  MoatRecord *half = add_flow (fixture, both, only_right);

  g_assert_true (is_inside (fixture, both, left) && is_inside (fixture, both, right));
  g_assert_cmpint (get_direction (fixture, across, left), ==, MOAT_CROSSING_OUTBOUND);
  g_assert_cmpint (get_direction (fixture, across, right), ==, MOAT_CROSSING_INBOUND);
  g_assert_cmpint (get_direction (fixture, half, left), ==, MOAT_CROSSING_OUTBOUND);
  g_assert_cmpint (get_direction (fixture, half, right), ==, -1);
}

/* A centre on a zone's edge is inside, wherever the flow's other end lies: the last digits of that, lost in
 * sums of places and sizes, decide nothing.
 */
static void
test_last_digits (Fixture *fixture, gconstpointer data)
{
  MoatRecord *zone = add_zone (fixture, -200, 240, 400, 300);
  MoatRecord *on_edge = add_element (fixture, 0, 240);
  MoatRecord *above = add_element (fixture, 0, 0);
  MoatRecord *flow = add_flow (fixture, above, on_edge);

  for (guint i = 0; i < 200; i++)
    {
      move_to (fixture, above, i / 3.0, i / -7.0);
      g_assert_cmpint (get_direction (fixture, flow, zone), ==, MOAT_CROSSING_INBOUND);
    }
}

/* Crossings come in the order the flow meets them, each with its place on the edge and the flow's direction.
 */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  MoatRecord *outer = add_zone (fixture, 200, -300, 900, 900);
  MoatRecord *inner = add_zone (fixture, 400, -100, 300, 300);
  MoatRecord *browser = add_element (fixture, 0, 0);
  MoatRecord *api = add_element (fixture, 550, 0);
  MoatRecord *flow = add_flow (fixture, browser, api);
  MoatRecord *back = add_flow (fixture, api, browser);
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (fixture->zones, id_of (flow), &n_crossings);

  g_assert_cmpuint (n_crossings, ==, 2);
  g_assert_true (crossings[0].boundary == outer && crossings[1].boundary == inner);
  g_assert_cmpfloat (crossings[0].at.x, ==, 200);
  g_assert_cmpfloat (crossings[1].at.x, ==, 400);
  g_assert_cmpfloat (crossings[1].distance, ==, 340);
  g_assert_cmpfloat (crossings[1].tangent.x, ==, 1);

  crossings = moat_zones_get_crossings (fixture->zones, id_of (back), &n_crossings);
  g_assert_cmpuint (n_crossings, ==, 2);
  g_assert_true (crossings[0].boundary == inner && crossings[1].boundary == outer);
  g_assert_cmpint (crossings[0].direction, ==, MOAT_CROSSING_OUTBOUND);
  g_assert_cmpfloat (crossings[0].tangent.x, ==, -1);
}

/* A flow whose ends are both outside passes through a zone that its route enters: a hint, not a crossing; one
 * that only runs along the edge does not enter.
 */
static void
test_through (Fixture *fixture, gconstpointer data)
{
  MoatRecord *zone = add_zone (fixture, 300, -100, 100, 200);
  MoatRecord *flow = add_flow (fixture, add_element (fixture, 0, 0), add_element (fixture, 700, 0));
  g_autoptr (GPtrArray) crossing = moat_zones_list_crossing_flows (fixture->zones, id_of (zone));

  g_assert_cmpint (get_only_crossing (fixture, flow).direction, ==, MOAT_CROSSING_THROUGH);
  g_assert_cmpfloat (get_only_crossing (fixture, flow).at.x, ==, 300);
  g_assert_cmpuint (moat_zones_count_crossings (fixture->zones, id_of (flow)), ==, 0);
  g_assert_cmpuint (crossing->len, ==, 0);

  move_to (fixture, zone, 300, 0);
  g_assert_cmpint (get_direction (fixture, flow, zone), ==, -1);
  move_to (fixture, zone, 300, -1);
  g_assert_cmpint (get_direction (fixture, flow, zone), ==, MOAT_CROSSING_THROUGH);
}

/* A flow crosses a line when it intersects it an odd number of times; inbound is from the line's left to its
 * right.
 */
static void
test_line (Fixture *fixture, gconstpointer data)
{
  const MoatPoint up[] = { { 300, 200 }, { 300, -200 } };
  const MoatPoint hairpin[] = { { 250, -200 }, { 250, 200 }, { 350, 200 }, { 350, -200 } };
  const MoatPoint through_vertex[] = { { 200, -200 }, { 320, 0 }, { 200, 200 } };
  const MoatPoint touching[] = { { 300, -200 }, { 300, 0 } };
  MoatRecord *flow = add_flow (fixture, add_element (fixture, 0, 0), add_element (fixture, 700, 0));
  MoatRecord *line = add_line (fixture, up, G_N_ELEMENTS (up));
  MoatRecord *twice = add_line (fixture, hairpin, G_N_ELEMENTS (hairpin));
  MoatRecord *vertex = add_line (fixture, through_vertex, G_N_ELEMENTS (through_vertex));
  MoatRecord *touch = add_line (fixture, touching, G_N_ELEMENTS (touching));

  g_assert_cmpint (get_direction (fixture, flow, line), ==, MOAT_CROSSING_INBOUND);
  g_assert_cmpint (get_direction (fixture, flow, twice), ==, -1);
  g_assert_cmpint (get_direction (fixture, flow, vertex), ==, MOAT_CROSSING_OUTBOUND);
  g_assert_cmpuint (moat_zones_get_inside (fixture->zones, id_of (line))->len, ==, 0);
  /* A line that ends on the flow is on one side of it or the other, but the same each time. */
  g_assert_cmpint (get_direction (fixture, flow, touch), ==, MOAT_CROSSING_OUTBOUND);
}

/* A bend that lies on a line crosses it once when the flow goes on beyond it, and not at all when it turns
 * back.
 */
static void
test_bend_on_line (Fixture *fixture, gconstpointer data)
{
  static const MoatPoint on[] = { { 300, 0 } };
  static const MoatPoint upright[] = { { 300, 200 }, { 300, -200 } };
  MoatRecord *near = add_element (fixture, 0, 0);
  MoatRecord *across = add_flow (fixture, near, add_element (fixture, 700, 0));
  MoatRecord *back = add_flow (fixture, near, add_element (fixture, 0, 200));
  MoatRecord *line = add_line (fixture, upright, G_N_ELEMENTS (upright));

  MOAT_TRANSACTION (fixture->document, "bend")
  {
    moat_points_set (&((MoatFlowState *) moat_document_edit (fixture->document, across))->bends, on, 1);
    moat_points_set (&((MoatFlowState *) moat_document_edit (fixture->document, back))->bends, on, 1);
  }
  g_assert_cmpint (get_direction (fixture, across, line), ==, MOAT_CROSSING_INBOUND);
  g_assert_cmpfloat (get_only_crossing (fixture, across).at.x, ==, 300);
  g_assert_cmpint (get_direction (fixture, back, line), ==, -1);
}

/* A free end counts by its point. */
static void
test_free_end (Fixture *fixture, gconstpointer data)
{
  MoatRecord *zone = add_zone (fixture, 200, -100, 300, 200);
  MoatRecord *flow = add_flow (fixture, add_element (fixture, 0, 0), NULL);

  MOAT_TRANSACTION (fixture->document, "move")
  ((MoatFlowState *) moat_document_edit (fixture->document, flow))->target_point = (MoatPoint){ 190, 0 };
  g_assert_cmpint (get_direction (fixture, flow, zone), ==, -1);
  MOAT_TRANSACTION (fixture->document, "move")
  ((MoatFlowState *) moat_document_edit (fixture->document, flow))->target_point = (MoatPoint){ 200, 0 };
  g_assert_cmpint (get_direction (fixture, flow, zone), ==, MOAT_CROSSING_INBOUND);
}

/* A loop never crosses a zone, but passes through one beside its element. */
static void
test_self_loop (Fixture *fixture, gconstpointer data)
{
  MoatRecord *zone = add_zone (fixture, -100, -100, 400, 400);
  MoatRecord *element = add_element (fixture, 100, 100);
  MoatRecord *flow = add_flow (fixture, element, element);

  g_assert_cmpint (get_direction (fixture, flow, zone), ==, -1);
  g_assert_cmpuint (moat_zones_get_route (fixture->zones, id_of (flow))->len, >, 2);
  move_to (fixture, zone, 110, -310);
  g_assert_cmpint (get_direction (fixture, flow, zone), ==, MOAT_CROSSING_THROUGH);
}

/* Parallel flows run apart, in their order, and close up again when one goes. */
static void
test_parallel (Fixture *fixture, gconstpointer data)
{
  MoatRecord *a = add_element (fixture, 0, 0);
  MoatRecord *b = add_element (fixture, 500, 0);
  MoatRecord *there = add_flow (fixture, a, b);
  MoatRecord *back = add_flow (fixture, b, a);

  g_assert_cmpfloat (moat_zones_get_route (fixture->zones, id_of (there))->points[0].y, ==, -14);
  g_assert_cmpfloat (moat_zones_get_route (fixture->zones, id_of (back))->points[0].y, ==, 14);
  MOAT_TRANSACTION (fixture->document, "order")
  moat_document_move_before (fixture->document, back, there);
  g_assert_cmpfloat (moat_zones_get_route (fixture->zones, id_of (there))->points[0].y, ==, 14);
  MOAT_TRANSACTION (fixture->document, "remove")
  moat_document_remove (fixture->document, there);
  g_assert_cmpfloat (moat_zones_get_route (fixture->zones, id_of (back))->points[0].y, ==, 0);
  g_assert_null (moat_zones_get_route (fixture->zones, id_of (there)));
  moat_document_undo (fixture->document);
  g_assert_cmpfloat (moat_zones_get_route (fixture->zones, id_of (back))->points[0].y, ==, -14);
}

/* An edge that runs through an element, or within 2 units of its centre, leaves doubt, and it is said how the
 * element was counted; the innermost such zone is named.
 */
static void
test_doubt (Fixture *fixture, gconstpointer data)
{
  MoatRecord *zone = add_zone (fixture, 0, 0, 300, 300);
  MoatRecord *element = add_element (fixture, 150, 150);
  MoatRecord *doubt;
  gboolean inside;

  g_assert_false (moat_zones_is_doubtful (fixture->zones, id_of (element), &doubt, &inside));
  g_assert_null (doubt);
  move_to (fixture, element, 60, 150);
  g_assert_false (moat_zones_is_doubtful (fixture->zones, id_of (element), NULL, NULL));
  move_to (fixture, element, 59, 150);
  g_assert_true (moat_zones_is_doubtful (fixture->zones, id_of (element), &doubt, &inside));
  g_assert_true (doubt == zone && inside);
  move_to (fixture, element, -1, 150);
  g_assert_true (moat_zones_is_doubtful (fixture->zones, id_of (element), &doubt, &inside));
  g_assert_true (doubt == zone && !inside);
  move_to (fixture, element, -60, 150);
  g_assert_false (moat_zones_is_doubtful (fixture->zones, id_of (element), NULL, NULL));
}

/* Use cases do not meet: a zone holds nothing of another one. */
static void
test_use_cases (Fixture *fixture, gconstpointer data)
{
  MoatRecord *zone = add_zone (fixture, 0, 0, 300, 300);
  MoatRecord *element;

  MOAT_TRANSACTION (fixture->document, "add")
  fixture->use_case = id_of (moat_edit_add_use_case (fixture->document, "two"));
  element = add_element (fixture, 150, 150);
  g_assert_false (is_inside (fixture, element, zone));

  MOAT_TRANSACTION (fixture->document, "move")
  moat_text_set (&((MoatBoundaryState *) moat_document_edit (fixture->document, zone))->use_case,
                 fixture->use_case);
  g_assert_true (is_inside (fixture, element, zone));
}

/* While a boundary is dragged, each published frame shows in the answers; Escape takes all of it back. */
static void
test_gesture (Fixture *fixture, gconstpointer data)
{
  MoatRecord *zone = add_zone (fixture, 200, -100, 300, 200);
  MoatRecord *near = add_element (fixture, 0, 0);
  MoatRecord *far = add_element (fixture, 700, 0);
  MoatRecord *flow = add_flow (fixture, near, far);

  g_assert_cmpint (get_direction (fixture, flow, zone), ==, MOAT_CROSSING_THROUGH);
  moat_document_begin (fixture->document, "drag");
  for (double x = 200; x >= -100; x -= 25)
    {
      ((MoatBoundaryState *) moat_document_edit (fixture->document, zone))->box.x = x;
      moat_document_publish (fixture->document);
      g_assert_cmpint (is_inside (fixture, near, zone), ==, x <= 0);
      g_assert_cmpint (get_direction (fixture, flow, zone), ==,
                       x <= 0 ? MOAT_CROSSING_OUTBOUND : MOAT_CROSSING_THROUGH);
    }
  moat_document_rollback (fixture->document);

  g_assert_false (is_inside (fixture, near, zone));
  g_assert_cmpint (get_direction (fixture, flow, zone), ==, MOAT_CROSSING_THROUGH);
}

/* "changed" names what differs and nothing else. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  MoatRecord *zone = add_zone (fixture, 200, -100, 300, 200);
  MoatRecord *outside = add_element (fixture, 0, 0);
  MoatRecord *inside = add_element (fixture, 350, 0);
  MoatRecord *far = add_element (fixture, 1000, 0);
  MoatRecord *crossing = add_flow (fixture, outside, inside);
  MoatRecord *other = add_flow (fixture, far, far);

  g_hash_table_remove_all (fixture->changed);
  move_to (fixture, zone, 180, -100);
  g_assert_cmpuint (g_hash_table_size (fixture->changed), ==, 1);
  g_assert_true (g_hash_table_contains (fixture->changed, crossing));

  g_hash_table_remove_all (fixture->changed);
  move_to (fixture, zone, -150, -100);
  g_assert_true (g_hash_table_contains (fixture->changed, zone));
  g_assert_true (g_hash_table_contains (fixture->changed, outside));
  g_assert_true (g_hash_table_contains (fixture->changed, inside));
  g_assert_true (g_hash_table_contains (fixture->changed, crossing));
  g_assert_false (g_hash_table_contains (fixture->changed, far));
  g_assert_false (g_hash_table_contains (fixture->changed, other));

  g_hash_table_remove_all (fixture->changed);
  MOAT_TRANSACTION (fixture->document, "rename")
  moat_text_set (&((MoatElementState *) moat_document_edit (fixture->document, inside))->name, "renamed");
  g_assert_cmpuint (g_hash_table_size (fixture->changed), ==, 0);
}

/* The notation decides the outlines, and with them where flows end. */
static void
test_notation (Fixture *fixture, gconstpointer data)
{
  MoatRecord *a = add_element (fixture, 0, 0);
  MoatRecord *flow = add_flow (fixture, a, add_element (fixture, 400, 400));
  double before = moat_zones_get_route (fixture->zones, id_of (flow))->points[0].x;
  MoatRecord *model = moat_document_get_model (fixture->document);

  g_assert_cmpint (moat_zones_get_outline (fixture->document, moat_element_state (a)), ==,
                   MOAT_OUTLINE_ROUNDED);
  MOAT_TRANSACTION (fixture->document, "notation")
  ((MoatModelState *) moat_document_edit (fixture->document, model))->notation = MOAT_NOTATION_CLASSIC;
  g_assert_cmpint (moat_zones_get_outline (fixture->document, moat_element_state (a)), ==,
                   MOAT_OUTLINE_ELLIPSE);
  g_assert_cmpfloat (moat_zones_get_route (fixture->zones, id_of (flow))->points[0].x, <, before - 1);
  moat_document_undo (fixture->document);
  g_assert_cmpfloat (moat_zones_get_route (fixture->zones, id_of (flow))->points[0].x, ==, before);
}

/* What is asked of no id, or of one that is not there, has an empty answer. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) flows = moat_zones_list_crossing_flows (fixture->zones, "nobody");
  guint n_crossings = 7;

  g_assert_cmpuint (moat_zones_get_containing (fixture->zones, NULL)->len, ==, 0);
  g_assert_cmpuint (moat_zones_get_inside (fixture->zones, "nobody")->len, ==, 0);
  g_assert_null (moat_zones_get_crossings (fixture->zones, NULL, &n_crossings));
  g_assert_cmpuint (n_crossings, ==, 0);
  g_assert_cmpuint (flows->len, ==, 0);
  g_assert_null (moat_zones_get_route (fixture->zones, NULL));
  g_assert_false (moat_zones_is_doubtful (fixture->zones, "nobody", NULL, NULL));
}

/* A store that is first asked for in the middle of an edit is right from the next publishing on. */
static void
test_late (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  GPtrArray *flows = moat_document_list (document, MOAT_KIND_FLOW);
  MoatRecord *flow = g_ptr_array_index (flows, 0);
  MoatZones *zones;

  moat_document_begin (document, "edit");
  moat_text_set (&((MoatFlowState *) moat_document_edit (document, flow))->source, NULL);
  zones = moat_zones_get (document);
  moat_text_set (&((MoatFlowState *) moat_document_edit (document, flow))->target, NULL);
  moat_document_commit (document);

  g_assert_cmpuint (moat_zones_get_route (zones, id_of (flow))->len, ==, 2);
  moat_document_undo (document);
  g_assert_cmpuint (moat_zones_get_route (zones, id_of (flow))->len, >=, 2);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/core/zones/inside", test_inside },
    { "/core/zones/nested", test_nested },
    { "/core/zones/resized", test_resized },
    { "/core/zones/same-box", test_same_box },
    { "/core/zones/overlapping", test_overlapping },
    { "/core/zones/last-digits", test_last_digits },
    { "/core/zones/places", test_places },
    { "/core/zones/through", test_through },
    { "/core/zones/line", test_line },
    { "/core/zones/bend-on-line", test_bend_on_line },
    { "/core/zones/free-end", test_free_end },
    { "/core/zones/self-loop", test_self_loop },
    { "/core/zones/parallel", test_parallel },
    { "/core/zones/doubt", test_doubt },
    { "/core/zones/use-cases", test_use_cases },
    { "/core/zones/gesture", test_gesture },
    { "/core/zones/changed", test_changed },
    { "/core/zones/notation", test_notation },
    { "/core/zones/unknown", test_unknown },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/core/zones/late", test_late);
  return g_test_run ();
}
