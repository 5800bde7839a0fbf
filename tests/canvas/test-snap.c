/* Snapping and handles: pure arithmetic on boxes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "handles.h"
#include "snap.h"
#include "moat-test-seed.h"

static const MoatRect others[] = {
  { 100, 100, 120, 60 },
  { 403, 307, 90, 50 },
};

static MoatSnap
snap_to_all (void)
{
  return (MoatSnap){ .grid = 20, .reach = 6, .others = others, .n_others = G_N_ELEMENTS (others) };
}

static void
assert_point (MoatPoint point, double x, double y)
{
  g_assert_cmpfloat_with_epsilon (point.x, x, 1e-9);
  g_assert_cmpfloat_with_epsilon (point.y, y, 1e-9);
}

/* Far from everything, the corner goes to the grid. */
static void
test_grid (void)
{
  MoatSnap snap = snap_to_all ();
  MoatRect box = { 0, 0, 30, 30 };
  MoatGuides guides;

  assert_point (moat_snap_move (&snap, &box, (MoatPoint){ 628, 649 }, &guides), 620, 640);
  g_assert_cmpuint (guides.len, ==, 0);
}

/* Within reach of another's edge or centre, that wins over the grid, and a guide goes through both. */
static void
test_others (void)
{
  MoatSnap snap = snap_to_all ();
  MoatRect box = { 0, 0, 90, 50 };
  MoatGuides guides;

  assert_point (moat_snap_move (&snap, &box, (MoatPoint){ 405, 700 }, &guides), 403, 700);
  g_assert_cmpuint (guides.len, ==, 3);
  g_assert_cmpfloat (guides.items[0].from.x, ==, 403);
  g_assert_cmpfloat (guides.items[0].from.y, ==, 307);
  g_assert_cmpfloat (guides.items[0].to.y, ==, 750);
}

/* Of two lines within reach the nearer one wins. */
static void
test_nearest (void)
{
  const MoatRect near[] = { { 0, 0, 10, 10 }, { 4, 200, 10, 10 } };
  MoatSnap snap = { .reach = 6, .others = near, .n_others = 2 };
  MoatRect box = { 0, 400, 100, 10 };

  g_assert_cmpfloat (moat_snap_move (&snap, &box, (MoatPoint){ 3, 0 }, NULL).x, ==, 4);
  g_assert_cmpfloat (moat_snap_move (&snap, &box, (MoatPoint){ 1, 0 }, NULL).x, ==, 0);
}

/* With nothing to snap to, a thing goes where the pointer puts it. */
static void
test_off (void)
{
  MoatSnap snap = { 0 };
  MoatRect box = { 1, 2, 3, 4 };
  MoatGuides guides;

  assert_point (moat_snap_move (&snap, &box, (MoatPoint){ 7.25, -3.5 }, &guides), 7.25, -3.5);
  g_assert_cmpuint (guides.len, ==, 0);
}

/* Only the edges that are dragged may move. */
static void
test_resize_edges (void)
{
  MoatSnap snap = snap_to_all ();
  MoatRect box = { 3, 5, 94, 90 };
  MoatRect result = moat_snap_resize (&snap, &box, MOAT_EDGE_RIGHT, NULL);

  g_assert_cmpfloat (result.x, ==, 3);
  g_assert_cmpfloat (result.y, ==, 5);
  g_assert_cmpfloat (result.width, ==, 97);
  g_assert_cmpfloat (result.height, ==, 90);
  result = moat_snap_resize (&snap, &box, MOAT_EDGE_LEFT | MOAT_EDGE_TOP, NULL);
  g_assert_cmpfloat (result.x, ==, 0);
  g_assert_cmpfloat (result.x + result.width, ==, 97);
  g_assert_cmpfloat (result.y + result.height, ==, 95);
}

/* Snapping moves a thing by half a grid step at most: it never jumps away from the pointer. */
static void
test_stays_near (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      MoatSnap snap = snap_to_all ();
      MoatRect box = { g_test_rand_double_range (-500, 500), g_test_rand_double_range (-500, 500),
                       g_test_rand_double_range (10, 300), g_test_rand_double_range (10, 300) };
      MoatPoint delta = moat_snap_move (&snap, &box, (MoatPoint){ 0, 0 }, NULL);

      g_assert_cmpfloat (ABS (delta.x), <=, 10 + 1e-9);
      g_assert_cmpfloat (ABS (delta.y), <=, 10 + 1e-9);
    }
}

/* Whatever the handle does, a box never gets smaller than it may, and the edge across stays where it was. */
static void
test_resize_least_size (void)
{
  const MoatEdges sides[] = {
    MOAT_EDGE_LEFT,
    MOAT_EDGE_TOP,
    MOAT_EDGE_RIGHT,
    MOAT_EDGE_BOTTOM,
    MOAT_EDGE_LEFT | MOAT_EDGE_TOP,
    MOAT_EDGE_RIGHT | MOAT_EDGE_TOP,
    MOAT_EDGE_LEFT | MOAT_EDGE_BOTTOM,
    MOAT_EDGE_RIGHT | MOAT_EDGE_BOTTOM,
  };

  for (guint i = 0; i < 2000; i++)
    {
      MoatRect box = { 10, 20, 200, 100 };
      MoatPoint delta = { g_test_rand_double_range (-500, 500), g_test_rand_double_range (-500, 500) };
      MoatEdges edges = sides[i % G_N_ELEMENTS (sides)];
      MoatRect result = moat_handles_resize (&box, edges, delta, 120, 60, FALSE, i % 2 == 1);

      g_assert_cmpfloat (result.width, >=, 120 - 1e-9);
      g_assert_cmpfloat (result.height, >=, 60 - 1e-9);
      if ((edges & MOAT_EDGE_LEFT) == 0)
        g_assert_cmpfloat_with_epsilon (result.x, 10, 1e-6);
      if ((edges & MOAT_EDGE_RIGHT) == 0)
        g_assert_cmpfloat_with_epsilon (result.x + result.width, 210, 1e-6);
      if ((edges & MOAT_EDGE_TOP) == 0)
        g_assert_cmpfloat_with_epsilon (result.y, 20, 1e-6);
      if ((edges & MOAT_EDGE_BOTTOM) == 0)
        g_assert_cmpfloat_with_epsilon (result.y + result.height, 120, 1e-6);
    }
}

/* From the centre both edges move, and the centre stays. */
static void
test_resize_from_center (void)
{
  MoatRect box = { 10, 20, 200, 100 };
  MoatRect result = moat_handles_resize (&box, MOAT_EDGE_RIGHT, (MoatPoint){ 30, 99 }, 0, 0, TRUE, FALSE);

  g_assert_cmpfloat (result.x, ==, -20);
  g_assert_cmpfloat (result.width, ==, 260);
  g_assert_cmpfloat (result.height, ==, 100);
}

/* A corner that keeps the shape grows both sides by the same factor. */
static void
test_resize_keeps_ratio (void)
{
  MoatRect box = { 0, 0, 200, 100 };
  MoatRect result = moat_handles_resize (&box, MOAT_EDGE_RIGHT | MOAT_EDGE_BOTTOM, (MoatPoint){ 100, 3 }, 0,
                                         0, FALSE, TRUE);

  g_assert_cmpfloat (result.width, ==, 300);
  g_assert_cmpfloat (result.height, ==, 150);
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/canvas/snap/grid", test_grid);
  g_test_add_func ("/canvas/snap/others", test_others);
  g_test_add_func ("/canvas/snap/nearest", test_nearest);
  g_test_add_func ("/canvas/snap/off", test_off);
  g_test_add_func ("/canvas/snap/resize-edges", test_resize_edges);
  g_test_add_func ("/canvas/snap/stays-near", test_stays_near);
  g_test_add_func ("/canvas/handles/least-size", test_resize_least_size);
  g_test_add_func ("/canvas/handles/from-center", test_resize_from_center);
  g_test_add_func ("/canvas/handles/keeps-ratio", test_resize_keeps_ratio);

  return g_test_run ();
}
