/* Plain geometry: what counts as inside, where lines meet, where a ray leaves an outline.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "geometry.h"
#include "moat-test-seed.h"

#include <math.h>

#define assert_point(point, expected_x, expected_y)                                                          \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    MoatPoint point_ = (point);                                                                              \
    g_assert_cmpfloat_with_epsilon (point_.x, (expected_x), 1e-6);                                           \
    g_assert_cmpfloat_with_epsilon (point_.y, (expected_y), 1e-6);                                           \
  }                                                                                                          \
  G_STMT_END

static const MoatRect unit_box = { 100, 100, 120, 60 };

/* A rectangle's edges are inside it; two that only touch do not intersect, and one may fill another whole. */
static void
test_rect_edges (void)
{
  MoatRect beside = { 220, 100, 120, 60 };
  MoatRect overlapping = { 219, 159, 120, 60 };

  g_assert_true (moat_rect_contains_point (&unit_box, (MoatPoint){ 100, 100 }));
  g_assert_true (moat_rect_contains_point (&unit_box, (MoatPoint){ 220, 160 }));
  g_assert_false (moat_rect_contains_point (&unit_box, (MoatPoint){ 220.001, 160 }));
  g_assert_false (moat_rect_intersects (&unit_box, &beside));
  g_assert_true (moat_rect_intersects (&unit_box, &overlapping));
  g_assert_true (moat_rect_contains_rect (&unit_box, &unit_box));
  g_assert_false (moat_rect_contains_rect (&unit_box, &overlapping));
}

static void
test_rect_union_and_inset (void)
{
  MoatRect other = { 0, 150, 10, 50 };
  MoatRect both = moat_rect_union (&unit_box, &other);
  MoatRect outset = moat_rect_inset (&unit_box, -5, -10);
  MoatRect nothing = moat_rect_inset (&unit_box, 500, 0);

  assert_point (moat_rect_get_center (&both), 110, 150);
  g_assert_cmpfloat (both.width, ==, 220);
  g_assert_cmpfloat (both.height, ==, 100);
  g_assert_cmpfloat (outset.x, ==, 95);
  g_assert_cmpfloat (outset.height, ==, 80);
  g_assert_cmpfloat (nothing.width, ==, 0);
  assert_point (moat_rect_get_center (&nothing), 160, 130);
}

/* The distance to the edge line grows to both sides of it, and is straight to a corner from outside one. */
static void
test_rect_edge_distance (void)
{
  g_assert_cmpfloat (moat_rect_get_edge_distance (&unit_box, (MoatPoint){ 100, 130 }), ==, 0);
  g_assert_cmpfloat (moat_rect_get_edge_distance (&unit_box, (MoatPoint){ 103, 130 }), ==, 3);
  g_assert_cmpfloat (moat_rect_get_edge_distance (&unit_box, (MoatPoint){ 97, 130 }), ==, 3);
  g_assert_cmpfloat (moat_rect_get_edge_distance (&unit_box, (MoatPoint){ 160, 130 }), ==, 30);
  g_assert_cmpfloat (moat_rect_get_edge_distance (&unit_box, (MoatPoint){ 97, 96 }), ==, 5);
}

static void
test_rect_clip_segment (void)
{
  double t0, t1;

  g_assert_true (
      moat_rect_clip_segment (&unit_box, (MoatPoint){ 0, 130 }, (MoatPoint){ 400, 130 }, &t0, &t1));
  g_assert_cmpfloat (t0, ==, 0.25);
  g_assert_cmpfloat (t1, ==, 0.55);
  g_assert_true (
      moat_rect_clip_segment (&unit_box, (MoatPoint){ 110, 110 }, (MoatPoint){ 110, 110 }, &t0, &t1));
  g_assert_false (moat_rect_clip_segment (&unit_box, (MoatPoint){ 0, 99 }, (MoatPoint){ 400, 99 }, &t0, &t1));
  g_assert_false (
      moat_rect_clip_segment (&unit_box, (MoatPoint){ 0, 130 }, (MoatPoint){ 99, 130 }, &t0, &t1));
}

/* Segments meet where they cross, where one ends on the other, and, on one line, where they first overlap. */
static void
test_segment_intersect (void)
{
  MoatPoint a = { 0, 0 }, b = { 10, 0 }, at;

  g_assert_true (moat_segment_intersect (a, b, (MoatPoint){ 4, -5 }, (MoatPoint){ 4, 5 }, &at));
  assert_point (at, 4, 0);
  g_assert_true (moat_segment_intersect (a, b, (MoatPoint){ 4, 0 }, (MoatPoint){ 4, 5 }, &at));
  assert_point (at, 4, 0);
  g_assert_true (moat_segment_intersect (a, b, b, (MoatPoint){ 20, 9 }, &at));
  assert_point (at, 10, 0);
  g_assert_true (moat_segment_intersect (a, b, (MoatPoint){ 12, 0 }, (MoatPoint){ 6, 0 }, &at));
  assert_point (at, 6, 0);
  g_assert_true (moat_segment_intersect (a, b, (MoatPoint){ -3, 0 }, (MoatPoint){ 16, 0 }, &at));
  assert_point (at, 0, 0);
  g_assert_false (moat_segment_intersect (a, b, (MoatPoint){ 11, 0 }, (MoatPoint){ 16, 0 }, &at));
  g_assert_false (moat_segment_intersect (a, b, (MoatPoint){ 4, 1 }, (MoatPoint){ 4, 5 }, &at));
  g_assert_false (moat_segment_intersect (a, b, (MoatPoint){ 0, 1 }, (MoatPoint){ 10, 1 }, NULL));
  g_assert_true (moat_segment_intersect (a, a, a, b, &at));
  g_assert_false (moat_segment_intersect (a, a, b, b, &at));
}

/* Left and right are those of someone who walks along the line on a page, whose y grows downwards. */
static void
test_point_side (void)
{
  MoatPoint a = { 0, 0 }, b = { 10, 0 };

  g_assert_cmpfloat (moat_point_get_side (a, b, (MoatPoint){ 5, 3 }), >, 0);
  g_assert_cmpfloat (moat_point_get_side (a, b, (MoatPoint){ 5, -3 }), <, 0);
  g_assert_cmpfloat (moat_point_get_side (a, b, (MoatPoint){ 25, 0 }), ==, 0);
}

static void
test_polyline (void)
{
  const MoatPoint points[] = { { 0, 0 }, { 10, 0 }, { 10, 0 }, { 10, 30 } };
  MoatPoint tangent;
  MoatRect bounds = moat_polyline_get_bounds (points, 4);
  guint segment;

  g_assert_cmpfloat (moat_polyline_get_length (points, 4), ==, 40);
  assert_point (moat_polyline_get_point_at (points, 4, 5, &tangent), 5, 0);
  assert_point (tangent, 1, 0);
  assert_point (moat_polyline_get_point_at (points, 4, 20, &tangent), 10, 10);
  assert_point (tangent, 0, 1);
  assert_point (moat_polyline_get_point_at (points, 4, -3, NULL), 0, 0);
  assert_point (moat_polyline_get_point_at (points, 4, 99, &tangent), 10, 30);
  assert_point (tangent, 0, 1);
  g_assert_cmpfloat (moat_polyline_get_distance (points, 4, (MoatPoint){ 14, 20 }, &segment), ==, 4);
  g_assert_cmpuint (segment, ==, 2);
  g_assert_cmpfloat (moat_polyline_get_distance (points, 1, (MoatPoint){ 3, 4 }, &segment), ==, 5);
  g_assert_cmpfloat (bounds.width, ==, 10);
  g_assert_cmpfloat (bounds.height, ==, 30);
}

/* Level and upright rays leave every outline where its box ends; slanted ones leave it within the box. */
static void
test_outline_clip (void)
{
  MoatPoint center = moat_rect_get_center (&unit_box);

  assert_point (moat_outline_clip (MOAT_OUTLINE_RECT, &unit_box, center, (MoatPoint){ 400, 130 }), 220, 130);
  assert_point (moat_outline_clip (MOAT_OUTLINE_RECT, &unit_box, center, (MoatPoint){ 280, 190 }), 220, 160);
  assert_point (moat_outline_clip (MOAT_OUTLINE_ROUNDED, &unit_box, center, (MoatPoint){ 160, -80 }), 160,
                100);
  assert_point (moat_outline_clip (MOAT_OUTLINE_DRUM, &unit_box, center, (MoatPoint){ 160, -80 }), 160, 100);
  assert_point (moat_outline_clip (MOAT_OUTLINE_ELLIPSE, &unit_box, center, (MoatPoint){ -80, 130 }), 100,
                130);
  assert_point (moat_outline_clip (MOAT_OUTLINE_ELLIPSE, &unit_box, center, (MoatPoint){ 280, 190 }),
                160 + 60 / sqrt (2), 130 + 30 / sqrt (2));
  /* Off the middle, a drum's top bulges less: a quarter in, by (1 - sqrt 3/4) of its 9 units. */
  assert_point (moat_outline_clip (MOAT_OUTLINE_DRUM, &unit_box, (MoatPoint){ 130, 130 },
                                   (MoatPoint){ 130, 0 }),
                130, 100 + 9 * (1 - sqrt (0.75)));
  /* A ray that starts outside starts at the centre instead, one without a direction goes right. */
  assert_point (moat_outline_clip (MOAT_OUTLINE_RECT, &unit_box, (MoatPoint){ 0, 0 },
                                   (MoatPoint){ 160, 900 }),
                160, 160);
  assert_point (moat_outline_clip (MOAT_OUTLINE_RECT, &unit_box, center, center), 220, 130);
}

static void
test_outline_contains (void)
{
  MoatPoint nearly_corner = { 102, 102 };

  g_assert_true (moat_outline_contains (MOAT_OUTLINE_RECT, &unit_box, nearly_corner));
  g_assert_false (moat_outline_contains (MOAT_OUTLINE_ROUNDED, &unit_box, nearly_corner));
  g_assert_false (moat_outline_contains (MOAT_OUTLINE_DRUM, &unit_box, nearly_corner));
  g_assert_false (moat_outline_contains (MOAT_OUTLINE_ELLIPSE, &unit_box, (MoatPoint){ 110, 110 }));
  g_assert_true (moat_outline_contains (MOAT_OUTLINE_ROUNDED, &unit_box, (MoatPoint){ 110, 110 }));
}

static double
random_coordinate (void)
{
  return g_test_rand_double_range (-300, 300);
}

/* Wherever a ray starts and goes, it leaves the outline at a point of the outline: a little nearer is
 * inside, a little farther is not.
 */
static void
test_outline_clip_random (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      MoatOutline outline = g_test_rand_int_range (0, 4);
      MoatRect box = { random_coordinate (), random_coordinate (), g_test_rand_double_range (1, 300),
                       g_test_rand_double_range (1, 200) };
      MoatPoint from = { box.x + box.width * g_test_rand_double (),
                         box.y + box.height * g_test_rand_double () };
      MoatPoint towards = { random_coordinate (), random_coordinate () };
      MoatPoint edge = moat_outline_clip (outline, &box, from, towards);
      MoatPoint start = moat_outline_contains (outline, &box, from) ? from : moat_rect_get_center (&box);

      g_assert_true (isfinite (edge.x) && isfinite (edge.y));
      g_assert_true (moat_outline_contains (outline, &box, moat_point_mix (start, edge, 1 - 1e-6)));
      g_assert_false (moat_outline_contains (outline, &box, moat_point_mix (edge, towards, 1e-6))
                      && moat_point_get_distance (start, towards)
                             > moat_point_get_distance (start, edge) + 1e-3);
    }
}

/* What is not a number, not finite or turned over becomes something to compute with. */
static void
test_clamp (void)
{
  MoatRect wild = { NAN, INFINITY, -20, -1e308 };
  MoatRect clamped = moat_rect_clamp (&wild);

  g_assert_cmpfloat (clamped.x, ==, -20);
  g_assert_cmpfloat (clamped.width, ==, 20);
  g_assert_cmpfloat (clamped.y, ==, 0);
  g_assert_cmpfloat (clamped.height, ==, MOAT_COORDINATE_MAX);
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);
  g_test_add_func ("/core/geometry/rect-edges", test_rect_edges);
  g_test_add_func ("/core/geometry/rect-union-and-inset", test_rect_union_and_inset);
  g_test_add_func ("/core/geometry/rect-edge-distance", test_rect_edge_distance);
  g_test_add_func ("/core/geometry/rect-clip-segment", test_rect_clip_segment);
  g_test_add_func ("/core/geometry/segment-intersect", test_segment_intersect);
  g_test_add_func ("/core/geometry/point-side", test_point_side);
  g_test_add_func ("/core/geometry/polyline", test_polyline);
  g_test_add_func ("/core/geometry/outline-clip", test_outline_clip);
  g_test_add_func ("/core/geometry/outline-contains", test_outline_contains);
  g_test_add_func ("/core/geometry/outline-clip-random", test_outline_clip_random);
  g_test_add_func ("/core/geometry/clamp", test_clamp);
  return g_test_run ();
}
