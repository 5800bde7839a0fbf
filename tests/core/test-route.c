/* Routes of flows and the places of their labels: rules first, then anything at all.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "route.h"
#include "moat-test-seed.h"

#include <math.h>

#define LABEL_WIDTH  150.0
#define LABEL_HEIGHT 48.0

static MoatRouteEnd
box (double x, double y, double width, double height)
{
  return (MoatRouteEnd){ .box = MOAT_RECT_INIT (x, y, width, height), .outline = MOAT_OUTLINE_ROUNDED };
}

static MoatRouteEnd
free_end (double x, double y)
{
  return (MoatRouteEnd){ .box = MOAT_RECT_INIT (x, y, 0, 0), .is_free = TRUE };
}

static MoatRoute *
join (MoatRouteEnd source, MoatRouteEnd target, guint lane, guint n_lanes)
{
  return moat_route_new (&source, &target, NULL, FALSE, lane, n_lanes);
}

static void
assert_points (const MoatRoute *route, const MoatPoint *points, guint n_points)
{
  g_assert_cmpuint (route->len, ==, n_points);
  for (guint i = 0; i < n_points; i++)
    {
      g_assert_cmpfloat_with_epsilon (route->points[i].x, points[i].x, 1e-6);
      g_assert_cmpfloat_with_epsilon (route->points[i].y, points[i].y, 1e-6);
    }
}

static double
distance_between (const MoatRoute *a, const MoatRoute *b)
{
  double distance = INFINITY;

  for (guint i = 0; i < a->len; i++)
    distance = MIN (distance, moat_polyline_get_distance (b->points, b->len, a->points[i], NULL));

  return distance;
}

static gboolean
routes_cross (const MoatRoute *a, const MoatRoute *b)
{
  for (guint i = 0; i + 1 < a->len; i++)
    for (guint j = 0; j + 1 < b->len; j++)
      if (moat_segment_intersect (a->points[i], a->points[i + 1], b->points[j], b->points[j + 1], NULL))
        return TRUE;

  return FALSE;
}

/* Elements that stand nearly in line are joined by an exactly level or upright line. */
static void
test_straight (void)
{
  MoatRouteEnd user = { .box = { 126, 180, 120, 50 }, .outline = MOAT_OUTLINE_RECT };
  MoatRouteEnd web_app = box (126, 318, 160, 60);
  MoatRouteEnd api = box (540, 318, 120, 60);
  g_autoptr (MoatRoute) upright = join (user, web_app, 0, 1);
  g_autoptr (MoatRoute) level = join (web_app, api, 0, 1);
  g_autoptr (MoatRoute) back = join (api, web_app, 0, 1);

  assert_points (upright, (MoatPoint[]){ { 186, 230 }, { 186, 318 } }, 2);
  assert_points (level, (MoatPoint[]){ { 286, 348 }, { 540, 348 } }, 2);
  assert_points (back, (MoatPoint[]){ { 540, 348 }, { 286, 348 } }, 2);
}

/* Elements that do not are joined from centre to centre, clipped at both outlines. */
static void
test_slanted (void)
{
  MoatRouteEnd source = { .box = { 0, 0, 100, 100 }, .outline = MOAT_OUTLINE_RECT };
  MoatRouteEnd target = { .box = { 300, 300, 100, 100 }, .outline = MOAT_OUTLINE_ELLIPSE };
  double rim = 50 / sqrt (2);
  g_autoptr (MoatRoute) route = join (source, target, 0, 1);

  assert_points (route, (MoatPoint[]){ { 100, 100 }, { 350 - rim, 350 - rim } }, 2);
}

/* A free end is its point; one that stands in line with the other end is met by a straight line. */
static void
test_free_ends (void)
{
  g_autoptr (MoatRoute) level = join (box (0, 0, 120, 60), free_end (300, 40), 0, 1);
  g_autoptr (MoatRoute) slanted = join (free_end (60, 500), box (400, 0, 120, 60), 0, 1);
  g_autoptr (MoatRoute) both = join (free_end (1, 2), free_end (3, 4), 0, 1);
  g_autoptr (MoatRoute) nowhere = join (free_end (1, 2), free_end (1, 2), 0, 1);

  assert_points (level, (MoatPoint[]){ { 120, 40 }, { 300, 40 } }, 2);
  g_assert_cmpfloat (slanted->points[0].x, ==, 60);
  g_assert_cmpfloat (slanted->points[0].y, ==, 500);
  assert_points (both, (MoatPoint[]){ { 1, 2 }, { 3, 4 } }, 2);
  assert_points (nowhere, (MoatPoint[]){ { 1, 2 }, { 1, 2 } }, 2);
}

/* Flows between the same two elements keep a lane's distance, whichever way each of them goes. */
static void
test_lanes (void)
{
  static const MoatRect places[] = { { 400, 0, 140, 140 }, { 0, 400, 140, 140 }, { 420, 380, 140, 140 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint n_lanes = 2; n_lanes <= 4; n_lanes++)
      for (guint lane = 1; lane < n_lanes; lane++)
        {
          MoatRouteEnd a = box (0, 0, 140, 140);
          MoatRouteEnd b = { .box = places[i], .outline = MOAT_OUTLINE_ROUNDED };
          g_autoptr (MoatRoute) before = join (a, b, lane - 1, n_lanes);
          g_autoptr (MoatRoute) there = join (a, b, lane, n_lanes);
          g_autoptr (MoatRoute) back = join (b, a, lane, n_lanes);

          g_assert_false (routes_cross (before, there));
          g_assert_false (routes_cross (before, back));
          g_assert_cmpfloat (distance_between (before, there), >=, MOAT_ROUTE_LANE - 1e-6);
          g_assert_cmpfloat (distance_between (back, there), <=, 1e-6);
        }
}

/* Where boxes are too small for all lanes, flows part on the way; they do not meet, and reach their lane. */
static void
test_lanes_fan_out (void)
{
  for (guint lane = 1; lane < 9; lane++)
    {
      g_autoptr (MoatRoute) before = join (box (0, 0, 120, 60), box (600, 0, 120, 60), lane - 1, 9);
      g_autoptr (MoatRoute) route = join (box (0, 0, 120, 60), box (600, 0, 120, 60), lane, 9);
      MoatPoint a = moat_polyline_get_point_at (before->points, before->len,
                                                moat_polyline_get_length (before->points, before->len) / 2,
                                                NULL);
      MoatPoint b = moat_polyline_get_point_at (route->points, route->len,
                                                moat_polyline_get_length (route->points, route->len) / 2,
                                                NULL);

      g_assert_false (routes_cross (before, route));
      g_assert_cmpfloat_with_epsilon (b.y - a.y, MOAT_ROUTE_LANE, 1e-6);
    }
}

/* A loop leaves its element and comes back from outside; loops of one element nest. */
static void
test_loops (void)
{
  for (MoatOutline outline = MOAT_OUTLINE_RECT; outline <= MOAT_OUTLINE_ELLIPSE; outline++)
    for (guint lane = 0; lane < 4; lane++)
      {
        MoatRouteEnd end = { .box = { 50, 50, 120, 60 }, .outline = outline };
        g_autoptr (MoatRoute) inner = moat_route_new (&end, &end, NULL, TRUE, MAX (lane, 1) - 1, 4);
        g_autoptr (MoatRoute) route = moat_route_new (&end, &end, NULL, TRUE, lane, 4);

        g_assert_cmpuint (route->len, ==, 5);
        for (guint i = 1; i < 4; i++)
          g_assert_false (moat_rect_contains_point (&end.box, route->points[i]));
        g_assert_true (moat_rect_contains_point (&end.box, route->points[0]));
        g_assert_true (moat_rect_contains_point (&end.box, route->points[4]));
        g_assert_true (lane == 0 || !routes_cross (inner, route));
      }
}

/* Bends stay where they were put; a bend in line with an end is met by a straight line. */
static void
test_bends (void)
{
  const MoatPoint given[] = { { 180, 20 }, { 180.25, 300 }, { 460, 300 } };
  g_autoptr (MoatPoints) bends = moat_points_new (given, G_N_ELEMENTS (given));
  MoatRouteEnd source = box (0, 0, 120, 60);
  MoatRouteEnd target = box (400, 0, 120, 60);
  g_autoptr (MoatRoute) route = moat_route_new (&source, &target, bends, FALSE, 1, 3);
  g_autoptr (MoatRoute) loop = moat_route_new (&source, &source, bends, TRUE, 0, 1);

  assert_points (route, (MoatPoint[]){ { 120, 20 }, given[0], given[1], given[2], { 460, 60 } }, 5);
  g_assert_cmpuint (loop->len, ==, 5);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpmem (&loop->points[i + 1], sizeof (MoatPoint), &given[i], sizeof (MoatPoint));
}

/* Boxes that overlap or cover one another are joined outside of both, not by a line that runs backwards. */
static void
test_overlapping (void)
{
  static const MoatRect places[] = {
    { 0, 0, 120, 60 }, { 60, 20, 120, 60 }, { 10, 10, 40, 20 }, { 0, 60, 120, 60 }, { -60, -20, 90, 60 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      MoatRouteEnd source = box (0, 0, 120, 60);
      g_autoptr (MoatRoute) route
                 = join (source, (MoatRouteEnd){ .box = places[i], .outline = MOAT_OUTLINE_ROUNDED }, 0, 1);

      g_assert_cmpuint (route->len, ==, 4);
      for (guint j = 1; j < 3; j++)
        {
          g_assert_false (moat_rect_contains_point (&source.box, route->points[j]));
          g_assert_false (moat_rect_contains_point (&places[i], route->points[j]));
        }
      g_assert_cmpfloat (moat_point_get_distance (route->points[1], route->points[2]), >, 12);
    }
}

static double
random_number (gboolean wild)
{
  static const double odd[] = { 0, -0.0, 1e308, -1e308, 5e-324, NAN, INFINITY, -INFINITY, 1e9, -1e-9 };

  if (wild && g_test_rand_int_range (0, 3) == 0)
    return odd[g_test_rand_int_range (0, G_N_ELEMENTS (odd))];

  return g_test_rand_int_range (0, 2) ? g_test_rand_int_range (-30, 30) * 10
                                      : g_test_rand_double_range (-500, 500);
}

static MoatRouteEnd
random_end (gboolean wild)
{
  return (MoatRouteEnd){
    .box = { random_number (wild), random_number (wild), fabs (random_number (wild)),
             fabs (random_number (wild)) },
    .outline = g_test_rand_int_range (0, 4),
    .is_free = g_test_rand_int_range (0, 5) == 0,
  };
}

static MoatRoute *
random_route (const MoatRouteEnd *source, const MoatRouteEnd *target, gboolean wild)
{
  MoatPoint bends[3];
  guint n_bends = g_test_rand_int_range (0, 3) ? 0 : g_test_rand_int_range (1, 4);
  guint n_lanes = g_test_rand_int_range (1, 6);
  g_autoptr (MoatPoints) kept = NULL;

  for (guint i = 0; i < n_bends; i++)
    bends[i] = (MoatPoint){ random_number (wild), random_number (wild) };
  kept = moat_points_new (bends, n_bends);

  return moat_route_new (source, target, kept, source == target, g_test_rand_int_range (0, n_lanes), n_lanes);
}

static void
assert_on_outline (const MoatRouteEnd *end, MoatPoint point)
{
  MoatRect box_ = moat_rect_clamp (&end->box);
  MoatRect grown = moat_rect_inset (&box_, -1e-6, -1e-6);
  MoatRect shrunk = moat_rect_inset (&box_, 1e-6, 1e-6);

  if (end->is_free)
    {
      g_assert_cmpfloat (point.x, ==, end->box.x);
      g_assert_cmpfloat (point.y, ==, end->box.y);
      return;
    }

  g_assert_true (moat_rect_contains_point (&grown, point));
  if (end->outline == MOAT_OUTLINE_RECT && box_.width > 1 && box_.height > 1)
    g_assert_false (moat_rect_contains_point (&shrunk, point));
}

/* Whatever stands where, the ends lie on the outlines. */
static void
test_random (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      MoatRouteEnd source = random_end (FALSE);
      MoatRouteEnd target = random_end (FALSE);
      g_autoptr (MoatRoute) route = random_route (&source, i % 10 == 0 ? &source : &target, FALSE);

      assert_on_outline (&source, route->points[0]);
      assert_on_outline (i % 10 == 0 ? &source : &target, route->points[route->len - 1]);
    }
}

/* Whatever the numbers are, a route has at least two points and a label a place, all finite. */
static void
test_wild (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      MoatRouteEnd source = random_end (TRUE);
      MoatRouteEnd target = random_end (TRUE);
      g_autoptr (MoatRoute) route = random_route (&source, i % 10 == 0 ? &source : &target, TRUE);
      MoatRect label = moat_route_place_label (route, LABEL_WIDTH, LABEL_HEIGHT, &target.box, 1,
                                               (MoatPoint){ random_number (TRUE), 0 });

      g_assert_cmpuint (route->len, >=, 2);
      for (guint j = 0; j < route->len; j++)
        g_assert_true (isfinite (route->points[j].x) && isfinite (route->points[j].y));
      g_assert_true (isfinite (label.x) && isfinite (label.y));
    }
}

/* Below a level line and clear of it, in its middle; centred on an upright one; moved by the person's offset.
 */
static void
test_label (void)
{
  g_autoptr (MoatRoute) level = join (box (0, 0, 120, 60), box (400, 0, 120, 60), 0, 1);
  g_autoptr (MoatRoute) upright = join (box (0, 0, 120, 60), box (0, 200, 120, 60), 0, 1);
  MoatRect below = moat_route_place_label (level, 150, 48, NULL, 0, (MoatPoint){ 0, 0 });
  MoatRect on = moat_route_place_label (upright, 150, 48, NULL, 0, (MoatPoint){ 0, 0 });
  MoatRect moved = moat_route_place_label (level, 150, 48, NULL, 0, (MoatPoint){ 7, -90 });

  g_assert_cmpfloat (below.x, ==, 260 - 75);
  g_assert_cmpfloat (below.y, ==, 30 + 12);
  g_assert_cmpfloat (on.x, ==, 60 - 75);
  g_assert_cmpfloat (on.y, ==, 130 - 24);
  g_assert_cmpfloat (moved.x, ==, below.x + 7);
  g_assert_cmpfloat (moved.y, ==, below.y - 90);
}

/* A label goes round what is in its way: above when below is taken, along the line when both are. */
static void
test_label_obstacles (void)
{
  g_autoptr (MoatRoute) level = join (box (0, 0, 120, 60), box (600, 0, 120, 60), 0, 1);
  const MoatRect taken[] = { { 300, 35, 100, 40 }, { 300, -60, 100, 80 } };
  MoatRect above = moat_route_place_label (level, 150, 48, taken, 1, (MoatPoint){ 0, 0 });
  MoatRect along = moat_route_place_label (level, 150, 48, taken, 2, (MoatPoint){ 0, 0 });

  g_assert_cmpfloat (above.y, ==, 30 - 12 - 48);
  g_assert_cmpfloat (above.x, ==, 360 - 75);
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    g_assert_false (moat_rect_intersects (&along, &taken[i]));
}

/* Of flows that run side by side, the outer ones have their labels outside, whether or not others are told
 * of. */
static void
test_label_outward (void)
{
  static const MoatRect places[] = { { 600, 0, 120, 60 }, { 0, 600, 120, 60 }, { 500, 500, 120, 60 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint lane = 0; lane < 2; lane++)
      {
        MoatRouteEnd a = box (0, 0, 120, 60);
        MoatRouteEnd b = { .box = places[i], .outline = MOAT_OUTLINE_ROUNDED };
        g_autoptr (MoatRoute) route = join (a, b, lane, 2);
        g_autoptr (MoatRoute) other = join (b, a, 1 - lane, 2);
        MoatRect label = moat_route_place_label (route, 150, 48, NULL, 0, (MoatPoint){ 0, 0 });
        double t0, t1;

        g_assert_false (moat_rect_clip_segment (&label, other->points[0], other->points[1], &t0, &t1));
      }
}

/* A label keeps off other flows' lines where it can, but lies on one before it lies on an element. */
static void
test_label_among_routes (void)
{
  g_autoptr (MoatRoute) upper = join (box (0, 0, 120, 60), box (600, 0, 120, 60), 0, 2);
  g_autoptr (MoatRoute) lower = join (box (0, 0, 120, 60), box (600, 0, 120, 60), 1, 2);
  MoatRoute *routes[] = { upper, lower };
  const MoatRect ceiling = { 0, -400, 720, 410 };
  MoatRect above = moat_route_place_label_among (upper, 150, 48, NULL, 0, routes, 2, (MoatPoint){ 0, 0 });
  MoatRect below = moat_route_place_label_among (lower, 150, 48, NULL, 0, routes, 2, (MoatPoint){ 0, 0 });
  MoatRect squeezed = moat_route_place_label_among (upper, 150, 48, &ceiling, 1, routes, 2,
                                                    (MoatPoint){ 0, 0 });

  g_assert_cmpfloat (above.y + above.height, ==, upper->points[0].y - 12);
  g_assert_cmpfloat (below.y, ==, lower->points[0].y + 12);
  g_assert_false (moat_rect_intersects (&squeezed, &ceiling));
}

/* No label on an element, and none hides an arrow head, however close the two elements stand. */
static void
test_label_between_close_boxes (void)
{
  for (double gap = 4; gap < 300; gap += 7)
    for (guint upright = 0; upright < 2; upright++)
      {
        MoatRouteEnd source = box (0, 0, 120, 60);
        MoatRouteEnd target = upright ? box (0, 60 + gap, 120, 60) : box (120 + gap, 0, 120, 60);
        const MoatRect boxes[] = { source.box, target.box };
        g_autoptr (MoatRoute) route = join (source, target, 0, 1);
        MoatRect label = moat_route_place_label (route, LABEL_WIDTH, LABEL_HEIGHT, boxes, 2,
                                                 (MoatPoint){ 0, 0 });

        g_assert_false (moat_rect_intersects (&label, &boxes[0]));
        g_assert_false (moat_rect_intersects (&label, &boxes[1]));
        g_assert_false (moat_rect_contains_point (&label, route->points[0]));
        g_assert_false (moat_rect_contains_point (&label, route->points[1]));
      }
}

/* In a crowd, a label is on an obstacle only when the crowd leaves no room around it. */
static void
test_label_crowd (void)
{
  guint blocked = 0;

  for (guint i = 0; i < 500; i++)
    {
      MoatRect boxes[30];
      MoatRouteEnd ends[2];
      g_autoptr (MoatRoute) route = NULL;
      MoatRect label, again;

      for (guint j = 0; j < G_N_ELEMENTS (boxes); j++)
        boxes[j] = MOAT_RECT_INIT ((j % 6) * 240 + g_test_rand_int_range (0, 60),
                                   (j / 6) * 160 + g_test_rand_int_range (0, 40), 120, 60);
      for (guint j = 0; j < 2; j++)
        ends[j] = (MoatRouteEnd){ .box = boxes[g_test_rand_int_range (0, 30)],
                                  .outline = MOAT_OUTLINE_ROUNDED };
      route = moat_route_new (&ends[0], &ends[1], NULL, FALSE, 0, 1);
      label = moat_route_place_label (route, 130, 40, boxes, G_N_ELEMENTS (boxes), (MoatPoint){ 0, 0 });
      again = moat_route_place_label (route, 130, 40, boxes, G_N_ELEMENTS (boxes), (MoatPoint){ 0, 0 });

      g_assert_cmpmem (&label, sizeof label, &again, sizeof again);
      for (guint j = 0; j < G_N_ELEMENTS (boxes); j++)
        blocked += moat_rect_intersects (&label, &boxes[j]);
    }

  g_assert_cmpuint (blocked, ==, 0);
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);
  g_test_add_func ("/core/route/straight", test_straight);
  g_test_add_func ("/core/route/slanted", test_slanted);
  g_test_add_func ("/core/route/free-ends", test_free_ends);
  g_test_add_func ("/core/route/lanes", test_lanes);
  g_test_add_func ("/core/route/lanes-fan-out", test_lanes_fan_out);
  g_test_add_func ("/core/route/loops", test_loops);
  g_test_add_func ("/core/route/bends", test_bends);
  g_test_add_func ("/core/route/overlapping", test_overlapping);
  g_test_add_func ("/core/route/random", test_random);
  g_test_add_func ("/core/route/wild", test_wild);
  g_test_add_func ("/core/route/label", test_label);
  g_test_add_func ("/core/route/label-obstacles", test_label_obstacles);
  g_test_add_func ("/core/route/label-outward", test_label_outward);
  g_test_add_func ("/core/route/label-among-routes", test_label_among_routes);
  g_test_add_func ("/core/route/label-between-close-boxes", test_label_between_close_boxes);
  g_test_add_func ("/core/route/label-crowd", test_label_crowd);
  return g_test_run ();
}
