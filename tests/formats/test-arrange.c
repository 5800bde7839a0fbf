/* Arranging what has places already: what is inside what, and what crosses
 * what, stays; nothing lies on anything; the order that readers know is kept.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "moat-test-seed.h"

#include "layout.h"
#include "zones.h"

#include <math.h>
#include <string.h>

/* ---- Drawings ---- */

typedef struct
{
  MoatDocument *document; /* owned */
  const char *use_case;
} Drawing;

static void
drawing_clear (Drawing *drawing)
{
  g_clear_object (&drawing->document);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, drawing_clear)

static Drawing
drawing_new (void)
{
  Drawing drawing = { moat_document_new (), NULL };

  MOAT_TRANSACTION (drawing.document, "Begin")
  drawing.use_case = moat_record_get_id (moat_edit_add_use_case (drawing.document, "Drawing"));
  return drawing;
}

static MoatRecord *
add_element (Drawing *drawing, double x, double y)
{
  return moat_edit_add_element (drawing->document, drawing->use_case, MOAT_ELEMENT_PROCESS, "An element",
                                &MOAT_RECT_INIT (x, y, 120, 60));
}

static MoatRecord *
add_flow (Drawing *drawing, MoatRecord *source, MoatRecord *target)
{
  return moat_edit_add_flow (drawing->document, drawing->use_case, moat_record_get_id (source),
                             moat_record_get_id (target), "asks for something");
}

static MoatRecord *
pick (GPtrArray *list)
{
  return g_ptr_array_index (list, g_test_rand_int_range (0, (gint32) list->len));
}

/* Elements in the cells of a grid, zones round whole cells: nested or side by side. */
static void
add_random_zones (Drawing *drawing, int n_columns, int n_rows)
{
  guint n_zones = g_test_rand_int_range (0, 5);

  for (guint i = 0; i < n_zones; i++)
    {
      int column = g_test_rand_int_range (0, n_columns);
      int row = g_test_rand_int_range (0, n_rows);
      int width = g_test_rand_int_range (1, 4);
      int height = g_test_rand_int_range (1, 4);

      moat_edit_add_zone (drawing->document, drawing->use_case, "A zone",
                          &MOAT_RECT_INIT (column * 300 - 60 - 2 * (int) i, row * 200 - 50 - 2 * (int) i,
                                           width * 300 - 40 + i, height * 200 - 30 + i));
    }
}

static void
add_random_flows (Drawing *drawing, GPtrArray *elements)
{
  guint n_flows = g_test_rand_int_range (0, (gint32) elements->len * 2);

  for (guint i = 0; i < n_flows; i++)
    {
      MoatRecord *flow = add_flow (drawing, pick (elements), pick (elements));
      MoatFlowState *state = moat_document_edit (drawing->document, flow);

      if (g_test_rand_int_range (0, 12) == 0)
        {
          moat_text_set (&state->target, NULL);
          state->target_point = (MoatPoint){ g_test_rand_int_range (-100, 1500),
                                             g_test_rand_int_range (-100, 900) };
        }
      if (g_test_rand_int_range (0, 5) == 0)
        moat_points_set (&state->bends, (MoatPoint[]){ { 100, 150 }, { 400, 350 } }, 2);
    }
}

static Drawing
random_drawing (void)
{
  Drawing drawing = drawing_new ();
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();
  int n_columns = g_test_rand_int_range (1, 7);
  int n_rows = g_test_rand_int_range (1, 5);

  MOAT_TRANSACTION (drawing.document, "Draw")
  {
    for (int column = 0; column < n_columns; column++)
      for (int row = 0; row < n_rows; row++)
        if (g_test_rand_int_range (0, 4) > 0 || elements->len == 0)
          g_ptr_array_add (elements, add_element (&drawing, column * 300 + g_test_rand_int_range (-20, 80),
                                                  row * 200 + g_test_rand_int_range (-20, 80)));
    add_random_zones (&drawing, n_columns, n_rows);
    add_random_flows (&drawing, elements);
    for (int i = g_test_rand_int_range (0, 3); i > 0; i--)
      moat_edit_add_note (drawing.document, drawing.use_case, "A note",
                          &MOAT_RECT_INIT (g_test_rand_int_range (0, 1500), g_test_rand_int_range (0, 800),
                                           100, 60));
  }

  return drawing;
}

/* ---- What must stay ---- */

/* What is inside what, and what crosses which zone in which direction, as text. */
static char *
describe_places (Drawing *drawing)
{
  MoatZones *zones = moat_zones_get (drawing->document);
  GPtrArray *elements = moat_document_list (drawing->document, MOAT_KIND_ELEMENT);
  GPtrArray *boundaries = moat_document_list (drawing->document, MOAT_KIND_BOUNDARY);
  GPtrArray *flows = moat_document_list (drawing->document, MOAT_KIND_FLOW);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < elements->len; i++)
    for (guint j = 0; j < boundaries->len; j++)
      g_string_append_c (text,
                         moat_zones_is_inside (zones, moat_record_get_id (g_ptr_array_index (elements, i)),
                                               moat_record_get_id (g_ptr_array_index (boundaries, j)))
                             ? '1'
                             : '0');
  for (guint j = 0; j < boundaries->len; j++)
    for (guint i = 0; i < flows->len; i++)
      {
        guint n_crossings;
        const MoatCrossing *crossings
            = moat_zones_get_crossings (zones, moat_record_get_id (g_ptr_array_index (flows, i)),
                                        &n_crossings);

        for (guint k = 0; k < n_crossings; k++)
          if (crossings[k].boundary == g_ptr_array_index (boundaries, j)
              && crossings[k].direction != MOAT_CROSSING_THROUGH)
            g_string_append_printf (text, " %u-%u-%d", j, i, crossings[k].direction);
      }

  return g_string_free (text, FALSE);
}

static const MoatRect *
box_of (MoatRecord *element)
{
  return &moat_element_state (element)->box;
}

static void
assert_apart (Drawing *drawing)
{
  GPtrArray *elements = moat_document_list (drawing->document, MOAT_KIND_ELEMENT);

  for (guint i = 0; i < elements->len; i++)
    for (guint j = 0; j < i; j++)
      {
        MoatRect a = moat_rect_inset (box_of (g_ptr_array_index (elements, i)), -5, -5);

        g_assert_false (moat_rect_intersects (&a, box_of (g_ptr_array_index (elements, j))));
      }
}

/* An element lies in a zone as a whole, or not at all. */
static void
assert_clear_of_edges (Drawing *drawing)
{
  GPtrArray *elements = moat_document_list (drawing->document, MOAT_KIND_ELEMENT);
  GPtrArray *boundaries = moat_document_list (drawing->document, MOAT_KIND_BOUNDARY);

  for (guint i = 0; i < elements->len; i++)
    for (guint j = 0; j < boundaries->len; j++)
      {
        const MoatRect *box = box_of (g_ptr_array_index (elements, i));
        const MoatBoundaryState *zone = moat_boundary_state (g_ptr_array_index (boundaries, j));

        if (zone->shape == MOAT_BOUNDARY_ZONE)
          g_assert_true (moat_rect_contains_rect (&zone->box, box)
                         || !moat_rect_intersects (&zone->box, box));
      }
}

/* Whether the edges of two zones cross. */
static gboolean
has_overlapping_zones (Drawing *drawing)
{
  GPtrArray *boundaries = moat_document_list (drawing->document, MOAT_KIND_BOUNDARY);

  for (guint i = 0; i < boundaries->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const MoatRect *a = &moat_boundary_state (g_ptr_array_index (boundaries, i))->box;
        const MoatRect *b = &moat_boundary_state (g_ptr_array_index (boundaries, j))->box;

        if (moat_rect_intersects (a, b) && !moat_rect_contains_rect (a, b) && !moat_rect_contains_rect (b, a))
          return TRUE;
      }

  return FALSE;
}

static guint
apply (Drawing *drawing, MoatLayout *layout)
{
  g_autoptr (GError) error = NULL;

  moat_layout_compute (layout, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (moat_layout_is_current (layout));
  MOAT_TRANSACTION (drawing->document, "Arrange")
  moat_layout_apply (layout);

  return moat_layout_count_unplaced (layout);
}

/* The share of pairs that stood clearly left of, or above, one another and no longer do so. */
static double
count_inversions (Drawing *drawing, const MoatRect *before)
{
  GPtrArray *elements = moat_document_list (drawing->document, MOAT_KIND_ELEMENT);
  guint n_pairs = 0;
  guint n_inverted = 0;

  for (guint i = 0; i < elements->len; i++)
    for (guint j = 0; j < i; j++)
      {
        MoatPoint a = moat_rect_get_center (&before[i]);
        MoatPoint b = moat_rect_get_center (&before[j]);
        MoatPoint c = moat_rect_get_center (box_of (g_ptr_array_index (elements, i)));
        MoatPoint d = moat_rect_get_center (box_of (g_ptr_array_index (elements, j)));

        if (fabs (a.x - b.x) >= 100)
          {
            n_pairs++;
            n_inverted += (a.x - b.x) * (c.x - d.x) < 0 ? 1 : 0;
          }
        if (fabs (a.y - b.y) >= 100)
          {
            n_pairs++;
            n_inverted += (a.y - b.y) * (c.y - d.y) < 0 ? 1 : 0;
          }
      }

  return n_pairs > 0 ? (double) n_inverted / n_pairs : 0;
}

static MoatRect *
copy_boxes (Drawing *drawing)
{
  GPtrArray *elements = moat_document_list (drawing->document, MOAT_KIND_ELEMENT);
  MoatRect *boxes = g_new (MoatRect, elements->len + 1);

  for (guint i = 0; i < elements->len; i++)
    boxes[i] = *box_of (g_ptr_array_index (elements, i));

  return boxes;
}

/* ---- Tests ---- */

/* Whatever was drawn: the same is inside the same, the same crosses the same, and it is one step to undo. */
static void
test_all (void)
{
  double inversions = 0;

  for (guint round = 0; round < 100; round++)
    {
      g_auto (Drawing) drawing = random_drawing ();
      g_autofree char *dump = moat_test_dump (drawing.document);
      g_autofree char *before = describe_places (&drawing);
      g_autofree MoatRect *boxes = copy_boxes (&drawing);
      g_autoptr (MoatLayout) layout = moat_layout_new_for_all (drawing.document, drawing.use_case);
      gboolean overlaps = has_overlapping_zones (&drawing);
      g_autofree char *after = NULL;

      moat_document_clear_history (drawing.document);
      apply (&drawing, layout);
      after = describe_places (&drawing);
      g_assert_cmpstr (after, ==, before);
      if (!overlaps)
        {
          assert_apart (&drawing);
          assert_clear_of_edges (&drawing);
        }
      inversions += count_inversions (&drawing, boxes) / 100;

      moat_document_undo (drawing.document);
      moat_test_assert_same_dump (drawing.document, dump);
    }

  g_test_message ("%.0f of 100 orders inverted", inversions * 100);
  /* Without the order now given to it, dot inverts a quarter of them. */
  g_assert_cmpfloat (inversions, <, 0.2);
}

/* What is arranged of a selection moves; everything else stays, to the last number. */
static void
test_selection (void)
{
  guint n_stayed = 0;

  for (guint round = 0; round < 60; round++)
    {
      g_auto (Drawing) drawing = random_drawing ();
      GPtrArray *elements = moat_document_list (drawing.document, MOAT_KIND_ELEMENT);
      g_autoptr (GPtrArray) selected = g_ptr_array_new ();
      g_autofree MoatRect *boxes = copy_boxes (&drawing);
      g_autofree char *before = describe_places (&drawing);
      g_autofree char *after = NULL;
      g_autoptr (MoatLayout) layout = NULL;

      for (guint i = 0; i < elements->len; i++)
        if (g_test_rand_bit ())
          g_ptr_array_add (selected, g_ptr_array_index (elements, i));
      layout = moat_layout_new_for_selection (drawing.document, drawing.use_case, selected);
      n_stayed += apply (&drawing, layout) > 0 ? 1 : 0;
      after = describe_places (&drawing);
      g_assert_cmpstr (after, ==, before);
      for (guint i = 0; i < elements->len; i++)
        {
          MoatRecord *element = g_ptr_array_index (elements, i);

          if (!g_ptr_array_find (selected, element, NULL))
            g_assert_cmpmem (box_of (element), sizeof (MoatRect), &boxes[i], sizeof (MoatRect));
          for (guint j = 0; j < i; j++)
            g_assert_false (
                moat_rect_intersects (box_of (element), box_of (g_ptr_array_index (elements, j))));
        }
    }

  g_test_message ("%u of 60 selections had no room", n_stayed);
}

/* What is inside a zone is arranged; what is outside keeps its order and its crossings, also where the zone
 * had to grow.
 */
static void
test_inside (void)
{
  for (guint round = 0; round < 60; round++)
    {
      g_auto (Drawing) drawing = random_drawing ();
      GPtrArray *zones = moat_document_list (drawing.document, MOAT_KIND_BOUNDARY);
      MoatRecord *zone = zones->len > 0 ? pick (zones) : NULL;
      MoatRect box = zone != NULL ? moat_boundary_state (zone)->box : (MoatRect){ 0, 0, 0, 0 };
      g_autofree MoatRect *boxes = copy_boxes (&drawing);
      g_autofree char *before = describe_places (&drawing);
      g_autofree char *after = NULL;
      g_autoptr (MoatLayout) layout = NULL;
      const MoatRect *grown;

      if (zone == NULL)
        continue;
      layout = moat_layout_new_for_inside (drawing.document, drawing.use_case, zone);
      apply (&drawing, layout);
      after = describe_places (&drawing);
      g_assert_cmpstr (after, ==, before);

      grown = &moat_boundary_state (zone)->box;
      g_assert_cmpfloat (grown->x, ==, box.x);
      g_assert_cmpfloat (grown->y, ==, box.y);
      g_assert_cmpfloat (grown->width, >=, box.width);
      g_assert_cmpfloat (grown->height, >=, box.height);
      for (guint i = 0; i < moat_document_list (drawing.document, MOAT_KIND_ELEMENT)->len; i++)
        {
          MoatRecord *element = g_ptr_array_index (moat_document_list (drawing.document, MOAT_KIND_ELEMENT),
                                                   i);

          if (!moat_zones_is_inside (moat_zones_get (drawing.document), moat_record_get_id (element),
                                     moat_record_get_id (zone)))
            {
              g_assert_cmpfloat (box_of (element)->x - boxes[i].x, >=, 0);
              g_assert_cmpfloat (box_of (element)->x - boxes[i].x, <=, grown->width - box.width);
            }
        }
    }
}

/* Two in a row with a line between them, drawn so that they must change their distance: the line follows. */
static void
test_lines (void)
{
  g_auto (Drawing) drawing = drawing_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (MoatLayout) layout = NULL;

  MOAT_TRANSACTION (drawing.document, "Draw")
  {
    MoatRecord *a = add_element (&drawing, 0, 0);
    MoatRecord *b = add_element (&drawing, 900, 20);
    MoatRecord *c = add_element (&drawing, 1100, 10);

    add_flow (&drawing, a, b);
    add_flow (&drawing, b, c);
    moat_edit_add_line (drawing.document, drawing.use_case, "The edge",
                        (MoatPoint[]){ { 860, -200 }, { 850, 300 } }, 2);
  }
  before = describe_places (&drawing);
  layout = moat_layout_new_for_all (drawing.document, drawing.use_case);
  apply (&drawing, layout);
  after = describe_places (&drawing);

  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (moat_layout_count_strayed_lines (layout), ==, 0);
}

/* A note beside an element stays beside it. */
static void
test_notes (void)
{
  g_auto (Drawing) drawing = drawing_new ();
  g_autoptr (MoatLayout) layout = NULL;
  MoatRecord *element = NULL;
  MoatRecord *note = NULL;

  MOAT_TRANSACTION (drawing.document, "Draw")
  {
    add_flow (&drawing, add_element (&drawing, 0, 0), add_element (&drawing, 60, 30));
    element = add_element (&drawing, 20, 40);
    note = moat_edit_add_note (drawing.document, drawing.use_case, "Careful",
                               &MOAT_RECT_INIT (20, 110, 120, 60));
  }
  layout = moat_layout_new_for_all (drawing.document, drawing.use_case);
  apply (&drawing, layout);

  assert_apart (&drawing);
  g_assert_cmpfloat (moat_note_state (note)->box.x - box_of (element)->x, ==, 0);
  g_assert_cmpfloat (moat_note_state (note)->box.y - box_of (element)->y, ==, 70);
}

/* Elements in a zone that is partly in another keep their places in both. */
static void
test_overlapping_zones (void)
{
  g_auto (Drawing) drawing = drawing_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (MoatLayout) layout = NULL;
  MoatRecord *first = NULL;
  MoatRecord *second = NULL;

  MOAT_TRANSACTION (drawing.document, "Draw")
  {
    first = add_element (&drawing, 20, 20);
    second = add_element (&drawing, 220, 20);
    add_flow (&drawing, first, add_element (&drawing, 420, 20));
    add_flow (&drawing, second, add_element (&drawing, 800, 20));
    moat_edit_add_zone (drawing.document, drawing.use_case, "One", &MOAT_RECT_INIT (0, 0, 360, 120));
    moat_edit_add_zone (drawing.document, drawing.use_case, "Other", &MOAT_RECT_INIT (200, -20, 360, 120));
  }
  before = describe_places (&drawing);
  layout = moat_layout_new_for_all (drawing.document, drawing.use_case);
  apply (&drawing, layout);
  after = describe_places (&drawing);

  g_assert_cmpstr (after, ==, before);
  g_assert_cmpfloat (box_of (second)->x - box_of (first)->x, ==, 200);
}

/* What was computed for a drawing that has changed since says so; a name is no such change. */
static void
test_current (void)
{
  g_auto (Drawing) drawing = random_drawing ();
  MoatRecord *element = g_ptr_array_index (moat_document_list (drawing.document, MOAT_KIND_ELEMENT), 0);
  g_autoptr (MoatLayout) layout = moat_layout_new_for_all (drawing.document, drawing.use_case);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  MOAT_TRANSACTION (drawing.document, "Rename")
  moat_text_set (&((MoatElementState *) moat_document_edit (drawing.document, element))->name, "Other");
  g_assert_true (moat_layout_is_current (layout));

  MOAT_TRANSACTION (drawing.document, "Move")
  ((MoatElementState *) moat_document_edit (drawing.document, element))->box.x += 10;
  g_assert_false (moat_layout_is_current (layout));

  g_cancellable_cancel (cancellable);
  g_assert_false (moat_layout_compute (layout, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/formats/arrange/all", test_all);
  g_test_add_func ("/formats/arrange/selection", test_selection);
  g_test_add_func ("/formats/arrange/inside", test_inside);
  g_test_add_func ("/formats/arrange/lines", test_lines);
  g_test_add_func ("/formats/arrange/notes", test_notes);
  g_test_add_func ("/formats/arrange/overlapping-zones", test_overlapping_zones);
  g_test_add_func ("/formats/arrange/current", test_current);

  return g_test_run ();
}
