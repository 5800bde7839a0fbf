/* Tests the scene: chips cover nothing, what is updated equals what is made
 * anew, and the point finds what the eye sees there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "moat-test-seed.h"
#include "scene.h"

#include <string.h>

typedef struct
{
  MoatTheme *theme;
  MoatTextMeasure *measure;
  MoatDocument *document;
  const char *use_case;
  MoatScene *scene;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  MoatRecord *use_case;

  fixture->theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  fixture->measure = moat_text_measure_new (fixture->theme, MOAT_TEXT_FOR_SCREEN);
  fixture->document = moat_document_new ();
  moat_document_begin (fixture->document, "Set up");
  use_case = moat_edit_add_use_case (fixture->document, "Test");
  moat_document_commit (fixture->document);
  fixture->use_case = moat_record_get_id (use_case);
  fixture->scene = moat_scene_new (fixture->document, fixture->use_case, fixture->measure);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->scene);
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->measure);
  g_clear_pointer (&fixture->theme, moat_theme_unref);
}

static MoatRecord *
add_element (Fixture *fixture, const char *name, double x, double y)
{
  MoatRecord *element;

  moat_document_begin (fixture->document, "Add");
  element = moat_edit_add_element (fixture->document, fixture->use_case, MOAT_ELEMENT_PROCESS, name,
                                   &MOAT_RECT_INIT (x, y, 120, 60));
  moat_document_commit (fixture->document);
  return element;
}

static MoatRecord *
add_flow (Fixture *fixture, MoatRecord *source, MoatRecord *target, const char *name)
{
  MoatRecord *flow;

  moat_document_begin (fixture->document, "Add");
  flow = moat_edit_add_flow (fixture->document, fixture->use_case, moat_record_get_id (source),
                             moat_record_get_id (target), name);
  moat_document_commit (fixture->document);
  return flow;
}

static MoatRecord *
add_zone (Fixture *fixture, const char *name, double x, double y, double width, double height)
{
  MoatRecord *zone;

  moat_document_begin (fixture->document, "Add");
  zone = moat_edit_add_zone (fixture->document, fixture->use_case, name,
                             &MOAT_RECT_INIT (x, y, width, height));
  moat_document_commit (fixture->document);
  return zone;
}

static MoatSceneItem *
find (Fixture *fixture, MoatRecord *record)
{
  MoatSceneItem *item = moat_scene_find (fixture->scene, moat_record_get_id (record));

  g_assert_nonnull (item);
  return item;
}

static MoatRect
inset_rect (MoatRect rect, double by)
{
  return moat_rect_inset (&rect, by, by);
}

static MoatPoint
center_of (const MoatRect *rect)
{
  return moat_rect_get_center (rect);
}

/* ---- Labels ---- */

static void
assert_apart (const MoatRect *label, const MoatRect *other, const char *what)
{
  if (label->width > 0 && other->width > 0 && moat_rect_intersects (label, other))
    g_error ("a label at %g,%g %g×%g covers %s at %g,%g %g×%g", label->x, label->y, label->width,
             label->height, what, other->x, other->y, other->width, other->height);
}

static void
assert_label_covers_nothing (Fixture *fixture, const MoatSceneItem *flow)
{
  GPtrArray *items = moat_scene_list_items (fixture->scene);

  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *other = g_ptr_array_index (items, i);

      if (other->kind == MOAT_KIND_ELEMENT)
        assert_apart (&flow->label, &other->box, "an element");
      if (other->kind == MOAT_KIND_BOUNDARY)
        assert_apart (&flow->label, &other->pill, "a title");
      if (other->kind == MOAT_KIND_FLOW && other != flow)
        assert_apart (&flow->label, &other->label, "another label");
      for (guint j = 0; j < other->n_marks; j++)
        {
          MoatPoint at = other->marks[j].at;

          assert_apart (&flow->label, &MOAT_RECT_INIT (at.x - 8, at.y - 8, 16, 16), "a crossing mark");
        }
    }
}

static void
assert_labels_cover_nothing (Fixture *fixture)
{
  GPtrArray *items = moat_scene_list_items (fixture->scene);

  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (item->kind == MOAT_KIND_FLOW)
        assert_label_covers_nothing (fixture, item);
    }
}

/* Twenty elements at random, not on one another, and thirty flows among them, loops and parallel ones too. */
static void
make_layout (Fixture *fixture, GRand *rand)
{
  MoatRecord *elements[20];

  moat_document_begin (fixture->document, "Make");
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    elements[i]
        = moat_edit_add_element (fixture->document, fixture->use_case, (MoatElementType) (i % 3), "Element",
                                 &MOAT_RECT_INIT (i % 5 * 320 + g_rand_int_range (rand, 0, 120),
                                                  i / 5 * 240 + g_rand_int_range (rand, 0, 90), 120, 60));
  for (guint i = 0; i < 4; i++)
    moat_edit_add_zone (fixture->document, fixture->use_case, "A zone",
                        &MOAT_RECT_INIT (g_rand_int_range (rand, -50, 900), g_rand_int_range (rand, -50, 600),
                                         g_rand_int_range (rand, 200, 700),
                                         g_rand_int_range (rand, 150, 500)));
  for (guint i = 0; i < 30; i++)
    {
      MoatRecord *source = elements[g_rand_int_range (rand, 0, 20)];
      MoatRecord *target = elements[g_rand_int_range (rand, 0, 20)];
      MoatRecord *flow = moat_edit_add_flow (fixture->document, fixture->use_case,
                                             moat_record_get_id (source), moat_record_get_id (target),
                                             i % 3 == 0 ? "a rather longer label than most" : "asks");

      if (i % 2 == 0)
        moat_edit_add_threat (fixture->document, moat_record_get_id (flow), "A move");
    }
  moat_document_commit (fixture->document);
}

static void
clear_layout (Fixture *fixture)
{
  g_assert_true (moat_document_undo (fixture->document));
  g_assert_cmpuint (moat_scene_list_items (fixture->scene)->len, ==, 0);
}

/* A chip never covers an element, a title, a crossing mark or another chip. */
static void
test_labels_cover_nothing (Fixture *fixture, gconstpointer data)
{
  for (guint32 seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      make_layout (fixture, rand);
      assert_labels_cover_nothing (fixture);
      clear_layout (fixture);
    }
}

/* Parallel flows between two elements: each has its own label, and they are apart. */
static void
test_parallel_labels (Fixture *fixture, gconstpointer data)
{
  MoatRecord *a = add_element (fixture, "A", 0, 0);
  MoatRecord *b = add_element (fixture, "B", 400, 0);

  for (guint i = 0; i < 6; i++)
    add_flow (fixture, i % 2 ? a : b, i % 2 ? b : a, "parallel");
  assert_labels_cover_nothing (fixture);
}

/* Where there is room, a label does not lie on the line of another flow either. */
static void
test_label_off_lines (Fixture *fixture, gconstpointer data)
{
  MoatRecord *a = add_element (fixture, "A", 0, 0);
  MoatRecord *b = add_element (fixture, "B", 800, 0);
  MoatRecord *flow = add_flow (fixture, a, b, "asks");
  MoatSceneItem *item = find (fixture, flow);
  MoatPoint home = center_of (&item->label);
  MoatRecord *above = add_element (fixture, "C", home.x - 60, -400);
  MoatRecord *below = add_element (fixture, "D", home.x - 60, 400);
  MoatRecord *crossing = add_flow (fixture, above, below, NULL);
  MoatRoute *route = find (fixture, crossing)->route;

  g_assert_true (route->points[0].x <= item->label.x
                 || route->points[0].x >= item->label.x + item->label.width);
  MOAT_TRANSACTION (fixture->document, "Remove")
  moat_document_remove (fixture->document, crossing);
  g_assert_cmpfloat (center_of (&item->label).x, ==, home.x);
}

/* A label that was put somewhere stays there relative to its flow, whatever else is in the way. */
static void
test_label_offset (Fixture *fixture, gconstpointer data)
{
  MoatRecord *a = add_element (fixture, "A", 0, 0);
  MoatRecord *b = add_element (fixture, "B", 400, 0);
  MoatRecord *flow = add_flow (fixture, a, b, "asks");
  MoatSceneItem *item = find (fixture, flow);
  MoatPoint home = item->label_home;

  MOAT_TRANSACTION (fixture->document, "Move")
  {
    MoatFlowState *state = moat_document_edit (fixture->document, flow);

    state->label_offset = (MoatPoint){ 30, -50 };
  }
  g_assert_cmpfloat (item->label_home.x, ==, home.x);
  g_assert_cmpfloat (item->label_home.y, ==, home.y);
  g_assert_cmpfloat (item->label.x, ==, home.x + 30);
  g_assert_cmpfloat (item->label.y, ==, home.y - 50);

  add_element (fixture, "In the way", home.x, home.y - 60);
  g_assert_cmpfloat (item->label.x, ==, home.x + 30);
}

/* ---- Updates ---- */

static void
assert_same_rect (const MoatRect *a, const MoatRect *b, const char *what, const char *id)
{
  if (memcmp (a, b, sizeof (MoatRect)) != 0)
    g_error ("%s of %s is at %g,%g %g×%g, but anew it is at %g,%g %g×%g", what, id, a->x, a->y, a->width,
             a->height, b->x, b->y, b->width, b->height);
}

static void
assert_same_item (const MoatSceneItem *a, const MoatSceneItem *b)
{
  const char *id = moat_record_get_id (a->record);

  g_assert_true (a->record == b->record);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpuint (a->depth, ==, b->depth);
  g_assert_cmpuint (a->number, ==, b->number);
  g_assert_cmpuint (a->n_open, ==, b->n_open);
  g_assert_cmpuint (a->n_decided, ==, b->n_decided);
  g_assert_true (a->asset_class == b->asset_class);
  g_assert_cmpint (a->is_doubtful, ==, b->is_doubtful);
  g_assert_cmpuint (a->n_marks, ==, b->n_marks);
  for (guint i = 0; i < a->n_marks; i++)
    g_assert_cmpmem (&a->marks[i].at, sizeof (MoatPoint), &b->marks[i].at, sizeof (MoatPoint));
  g_assert_cmpint (a->route != NULL, ==, b->route != NULL);
  if (a->route != NULL)
    g_assert_true (moat_route_equal (a->route, b->route));
  assert_same_rect (&a->box, &b->box, "the box", id);
  assert_same_rect (&a->label, &b->label, "the label", id);
  assert_same_rect (&a->class_chip, &b->class_chip, "the class", id);
  assert_same_rect (&a->open_badge, &b->open_badge, "the open badge", id);
  assert_same_rect (&a->decided_badge, &b->decided_badge, "the decided badge", id);
  assert_same_rect (&a->pill, &b->pill, "the title", id);
  assert_same_rect (&a->bounds, &b->bounds, "all", id);
}

/* The scene equals one that is made anew. */
static void
assert_fresh (MoatScene *scene, MoatTextMeasure *measure)
{
  MoatDocument *document = moat_scene_get_document (scene);
  g_autoptr (MoatScene) fresh = moat_scene_new (document, moat_scene_get_use_case (scene), measure);
  GPtrArray *items = moat_scene_list_items (scene);
  GPtrArray *expected = moat_scene_list_items (fresh);

  g_assert_cmpuint (items->len, ==, expected->len);
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      assert_same_item (item, g_ptr_array_index (expected, i));
      if (item->kind == MOAT_KIND_FLOW)
        g_assert_cmpuint (item->number, ==, moat_query_number (document, item->record));
    }
}

/* Whatever is edited, undone and redone, the scene is what it would be if made anew. */
static void
test_random_edits (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_SCREEN);
  g_autoptr (MoatDocument) document = moat_test_document (12);
  const char *use_case = moat_record_get_id (moat_query_first_use_case (document));
  g_autoptr (MoatScene) scene = moat_scene_new (document, use_case, measure);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 300; i++)
    {
      moat_test_random_edit (document, rand);
      if (g_rand_int_range (rand, 0, 4) == 0)
        moat_document_undo (document);
      if (g_rand_int_range (rand, 0, 8) == 0)
        moat_document_redo (document);
      assert_fresh (scene, measure);
    }
}

/* The same during a gesture, frame by frame. */
static void
test_drag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  MoatRecord *zone;

  make_layout (fixture, rand);
  zone = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_BOUNDARY), 1);
  moat_document_begin (fixture->document, "Drag");
  for (guint i = 0; i < 40; i++)
    {
      MoatBoundaryState *state = moat_document_edit (fixture->document, zone);

      state->box.x += 11;
      state->box.y -= 7;
      moat_document_publish (fixture->document);
      assert_fresh (fixture->scene, fixture->measure);
      assert_labels_cover_nothing (fixture);
    }
  moat_document_rollback (fixture->document);
  assert_fresh (fixture->scene, fixture->measure);
}

static void
move_most (MoatDocument *document, guint n_frames, double dx)
{
  GPtrArray *elements = moat_document_list (document, MOAT_KIND_ELEMENT);
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();

  for (guint i = 0; i < elements->len; i += 2)
    g_ptr_array_add (moved, g_ptr_array_index (elements, i));
  for (guint i = 0; i < n_frames; i++)
    {
      moat_edit_move (document, moved, dx, 0);
      moat_document_publish (document);
    }
}

static gboolean
is_where_it_is_anew (MoatScene *scene, MoatTextMeasure *measure)
{
  g_autoptr (MoatScene) fresh = moat_scene_new (moat_scene_get_document (scene),
                                                moat_scene_get_use_case (scene), measure);
  GPtrArray *items = moat_scene_list_items (scene);
  GPtrArray *expected = moat_scene_list_items (fresh);

  for (guint i = 0; i < items->len; i++)
    if (memcmp (&((MoatSceneItem *) items->pdata[i])->label, &((MoatSceneItem *) expected->pdata[i])->label,
                sizeof (MoatRect))
        != 0)
      return FALSE;
  return TRUE;
}

/* While very much is dragged, labels only go along; they have their places when the drag pauses and whichever
 * way it ends, be it where it began.
 */
static void
test_drag_of_much (void)
{
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_SCREEN);
  g_autoptr (MoatDocument) document = moat_test_document (600);
  const char *use_case = moat_record_get_id (moat_query_first_use_case (document));
  g_autoptr (MoatScene) scene = moat_scene_new (document, use_case, measure);

  moat_document_begin (document, "Drag");
  move_most (document, 5, 31);
  while (!is_where_it_is_anew (scene, measure))
    g_main_context_iteration (NULL, TRUE);
  move_most (document, 5, 17);
  moat_document_commit (document);
  assert_fresh (scene, measure);

  moat_document_begin (document, "Drag");
  move_most (document, 3, 23);
  moat_document_rollback (document);
  assert_fresh (scene, measure);

  moat_document_begin (document, "Drag");
  move_most (document, 3, 20);
  move_most (document, 3, -20);
  moat_document_commit (document);
  while (!is_where_it_is_anew (scene, measure))
    g_main_context_iteration (NULL, TRUE);
  assert_fresh (scene, measure);
}

typedef struct
{
  guint n_added;
  guint n_changed;
  guint n_removed;
} Counts;

static void
items_changed_cb (MoatScene *scene, GPtrArray *added, GPtrArray *changed, GPtrArray *removed, Counts *counts)
{
  counts->n_added += added->len;
  counts->n_changed += changed->len;
  counts->n_removed += removed->len;
}

/* Views hear of what changed and of nothing else. */
static void
test_signal (Fixture *fixture, gconstpointer data)
{
  Counts counts = { 0 };
  MoatRecord *a, *b, *flow;

  g_signal_connect (fixture->scene, "items-changed", G_CALLBACK (items_changed_cb), &counts);
  a = add_element (fixture, "A", 0, 0);
  b = add_element (fixture, "B", 400, 0);
  add_element (fixture, "Far away", 5000, 0);
  flow = add_flow (fixture, a, b, "asks");
  g_assert_cmpuint (counts.n_added, ==, 4);

  counts = (Counts){ 0 };
  MOAT_TRANSACTION (fixture->document, "Add")
  moat_edit_add_threat (fixture->document, moat_record_get_id (flow), "A move");
  g_assert_cmpuint (counts.n_added, ==, 0);
  g_assert_cmpuint (counts.n_changed, ==, 1);
  g_assert_cmpuint (find (fixture, flow)->n_open, ==, 1);

  counts = (Counts){ 0 };
  MOAT_TRANSACTION (fixture->document, "Title")
  moat_edit_set_text (fixture->document, moat_document_get_model (fixture->document), "title", "New", NULL);
  g_assert_cmpuint (counts.n_added + counts.n_changed + counts.n_removed, ==, 0);

  MOAT_TRANSACTION (fixture->document, "Remove")
  moat_document_remove (fixture->document, a);
  g_assert_cmpuint (counts.n_removed, >=, 1);
  g_assert_null (moat_scene_find (fixture->scene, moat_record_get_id (a)));
}

/* Zones from the largest to the smallest, then flows, then elements. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  MoatRecord *a = add_element (fixture, "A", 0, 0);
  MoatRecord *flow = add_flow (fixture, a, a, "loops");
  MoatRecord *small = add_zone (fixture, "Small", -20, -20, 200, 200);
  MoatRecord *large = add_zone (fixture, "Large", -50, -50, 500, 500);
  MoatRecord *expected[] = { large, small, flow, a };
  GPtrArray *items = moat_scene_list_items (fixture->scene);

  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < items->len; i++)
    g_assert_true (((MoatSceneItem *) g_ptr_array_index (items, i))->record == expected[i]);
}

/* ---- Picking ---- */

static void
assert_pick (Fixture *fixture, double x, double y, MoatRecord *record, MoatPart part)
{
  MoatHit hit;

  g_assert_cmpint (moat_scene_pick (fixture->scene, (MoatPoint){ x, y }, 6, &hit), ==, record != NULL);
  g_assert_true (hit.record == record);
  g_assert_cmpint (hit.part, ==, part);
}

/* Body, rim, line, label, badge, title, border and interior, each where it is seen. */
static void
test_pick_parts (Fixture *fixture, gconstpointer data)
{
  MoatRecord *zone = add_zone (fixture, "Zone", -100, -100, 900, 400);
  MoatRecord *a = add_element (fixture, "A", 0, 0);
  MoatRecord *b = add_element (fixture, "B", 500, 0);
  MoatRecord *flow = add_flow (fixture, a, b, "asks");
  MoatSceneItem *item = find (fixture, flow);
  MoatPoint badge;

  MOAT_TRANSACTION (fixture->document, "Add")
  moat_edit_add_threat (fixture->document, moat_record_get_id (flow), "A move");
  badge = center_of (&item->open_badge);

  assert_pick (fixture, 60, 30, a, MOAT_PART_BODY);
  assert_pick (fixture, 60, 3, a, MOAT_PART_RIM);
  assert_pick (fixture, 60, -4, a, MOAT_PART_RIM);
  assert_pick (fixture, 200, 30, flow, MOAT_PART_LINE);
  assert_pick (fixture, 200, 35, flow, MOAT_PART_LINE);
  assert_pick (fixture, badge.x, badge.y, flow, MOAT_PART_BADGE_OPEN);
  assert_pick (fixture, item->chip.x + 10, item->chip.y + 10, flow, MOAT_PART_LABEL);
  assert_pick (fixture, find (fixture, zone)->pill.x + 5, find (fixture, zone)->pill.y + 5, zone,
               MOAT_PART_TITLE);
  assert_pick (fixture, -97, 100, zone, MOAT_PART_BORDER);
  assert_pick (fixture, 200, 200, zone, MOAT_PART_INTERIOR);
  assert_pick (fixture, 2000, 200, NULL, MOAT_PART_NONE);
}

/* A boundary does not eat what is meant for what is inside; of nested ones the smallest is found. */
static void
test_pick_smallest_interior (Fixture *fixture, gconstpointer data)
{
  MoatRecord *large = add_zone (fixture, "Large", 0, 0, 600, 400);
  MoatRecord *small = add_zone (fixture, "Small", 100, 100, 200, 200);
  MoatRecord *a = add_element (fixture, "A", 140, 140);

  assert_pick (fixture, 200, 170, a, MOAT_PART_BODY);
  assert_pick (fixture, 200, 250, small, MOAT_PART_INTERIOR);
  assert_pick (fixture, 450, 250, large, MOAT_PART_INTERIOR);
}

/* Among flows that lie close together the nearest is found. */
static void
test_pick_nearest_flow (Fixture *fixture, gconstpointer data)
{
  MoatRecord *a = add_element (fixture, "A", 0, 0);
  MoatRecord *b = add_element (fixture, "B", 600, 0);
  MoatRecord *flows[3];

  for (guint i = 0; i < 3; i++)
    flows[i] = add_flow (fixture, a, b, NULL);
  for (guint i = 0; i < 3; i++)
    {
      MoatRoute *route = find (fixture, flows[i])->route;
      MoatPoint at = moat_polyline_get_point_at (route->points, route->len, 190, NULL);
      MoatHit hit;

      g_assert_true (moat_scene_pick (fixture->scene, (MoatPoint){ at.x, at.y + 1 }, 40, &hit));
      g_assert_true (hit.record == flows[i]);
    }
}

/* The ends and bends of a flow, and the handles of a box, are found for the record that shows them. */
static void
test_pick_handles (Fixture *fixture, gconstpointer data)
{
  MoatRecord *a = add_element (fixture, "A", 0, 0);
  MoatRecord *b = add_element (fixture, "B", 500, 0);
  MoatRecord *flow = add_flow (fixture, a, b, "asks");
  MoatRoute *route = find (fixture, flow)->route;
  MoatPoint end = route->points[route->len - 1];
  MoatHit hit;

  g_assert_true (moat_scene_pick_handles (fixture->scene, flow, (MoatPoint){ end.x + 3, end.y }, 6, &hit));
  g_assert_cmpint (hit.part, ==, MOAT_PART_TARGET_END);
  g_assert_true (moat_scene_pick_handles (fixture->scene, a, (MoatPoint){ 118, 62 }, 6, &hit));
  g_assert_cmpint (hit.part, ==, MOAT_PART_HANDLE);
  g_assert_cmpuint (hit.index, ==, 4);
  g_assert_false (moat_scene_pick_handles (fixture->scene, a, (MoatPoint){ 60, 30 }, 6, &hit));
  g_assert_null (hit.record);
}

/* What lies in an area as a whole, and what merely meets it. */
static void
test_areas (Fixture *fixture, gconstpointer data)
{
  MoatRecord *a = add_element (fixture, "A", 0, 0);
  MoatRecord *b = add_element (fixture, "B", 500, 0);
  MoatRect area = inset_rect (find (fixture, a)->box, -20);
  g_autoptr (GPtrArray) enclosed = NULL;
  g_autoptr (GPtrArray) met = NULL;

  add_flow (fixture, a, b, "asks");
  enclosed = moat_scene_list_enclosed (fixture->scene, &area);
  met = moat_scene_list_in_area (fixture->scene, &area);
  g_assert_cmpuint (enclosed->len, ==, 1);
  g_assert_true (((MoatSceneItem *) g_ptr_array_index (enclosed, 0))->record == a);
  g_assert_cmpuint (met->len, ==, 2);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/render/scene/labels-cover-nothing", test_labels_cover_nothing },
    { "/render/scene/parallel-labels", test_parallel_labels },
    { "/render/scene/label-off-lines", test_label_off_lines },
    { "/render/scene/label-offset", test_label_offset },
    { "/render/scene/drag", test_drag },
    { "/render/scene/signal", test_signal },
    { "/render/scene/order", test_order },
    { "/render/scene/pick-parts", test_pick_parts },
    { "/render/scene/pick-smallest-interior", test_pick_smallest_interior },
    { "/render/scene/pick-nearest-flow", test_pick_nearest_flow },
    { "/render/scene/pick-handles", test_pick_handles },
    { "/render/scene/areas", test_areas },
  };

  moat_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  g_test_add_func ("/render/scene/random-edits", test_random_edits);
  g_test_add_func ("/render/scene/drag-of-much", test_drag_of_much);
  return g_test_run ();
}
