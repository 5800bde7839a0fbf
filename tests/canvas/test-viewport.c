/* Tests of the viewport's arithmetic.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "viewport.h"

static void
assert_point (MoatPoint point, double x, double y)
{
  g_assert_cmpfloat_with_epsilon (point.x, x, 1e-9);
  g_assert_cmpfloat_with_epsilon (point.y, y, 1e-9);
}

static MoatViewport
make_viewport (void)
{
  MoatViewport viewport;

  moat_viewport_init (&viewport);
  moat_viewport_resize (&viewport, 800, 600);
  return viewport;
}

/* Going to the view and back ends where it began, at any zoom and place. */
static void
test_viewport_there_and_back (void)
{
  MoatViewport viewport = make_viewport ();

  moat_viewport_pan (&viewport, 123, -45);
  moat_viewport_zoom_at (&viewport, 1.7, (MoatPoint){ 300, 200 });
  assert_point (moat_viewport_to_model (&viewport, moat_viewport_to_view (&viewport, (MoatPoint){ 31, -7 })),
                31, -7);
}

/* What is under the pointer stays under it while zooming, and the zoom stays within its limits. */
static void
test_viewport_zoom_about_a_point (void)
{
  const double zooms[] = { 0.3, 2.5, 1000, 0.0001 };
  MoatViewport viewport = make_viewport ();
  const MoatPoint pixel = { 640, 120 };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      MoatPoint before = moat_viewport_to_model (&viewport, pixel);

      moat_viewport_zoom_at (&viewport, zooms[i], pixel);
      assert_point (moat_viewport_to_model (&viewport, pixel), before.x, before.y);
      g_assert_cmpfloat (viewport.zoom, >=, MOAT_ZOOM_MIN);
      g_assert_cmpfloat (viewport.zoom, <=, MOAT_ZOOM_MAX);
    }
}

/* A fit shows all of it with the margin, in the middle, and no larger than asked. */
static void
test_viewport_fit (void)
{
  MoatViewport viewport = make_viewport ();
  MoatRect wide = MOAT_RECT_INIT (-500, 40, 4000, 100);
  MoatRect small = MOAT_RECT_INIT (10, 10, 20, 20);
  MoatRect visible;

  moat_viewport_fit (&viewport, &wide, 50, 1.0);
  visible = moat_viewport_get_visible (&viewport);
  g_assert_true (moat_rect_contains_rect (&visible, &wide));
  g_assert_cmpfloat_with_epsilon (viewport.zoom, 700.0 / 4000.0, 1e-9);
  assert_point (moat_viewport_get_center (&viewport), 1500, 90);

  moat_viewport_fit (&viewport, &small, 50, 1.0);
  g_assert_cmpfloat (viewport.zoom, ==, 1.0);
  assert_point (moat_viewport_get_center (&viewport), 20, 20);
}

/* Revealing moves by the shortest way, not at all when there is no need, and to the middle of what is too
 * large. */
static void
test_viewport_reveal (void)
{
  MoatViewport viewport = make_viewport ();
  MoatRect seen = MOAT_RECT_INIT (100, 100, 50, 50);
  MoatRect right = MOAT_RECT_INIT (900, 100, 50, 50);
  MoatRect large = MOAT_RECT_INIT (0, 0, 2000, 2000);

  g_assert_false (moat_viewport_reveal (&viewport, &seen, 20));
  g_assert_true (moat_viewport_reveal (&viewport, &right, 20));
  assert_point (viewport.origin, 900 + 50 + 20 - 800, 0);
  g_assert_true (moat_viewport_reveal (&viewport, &large, 20));
  assert_point (moat_viewport_get_center (&viewport), 1000, 1000);
}

/* However far one pans, the drawing is never more than a view away. */
static void
test_viewport_clamp (void)
{
  MoatViewport viewport = make_viewport ();
  MoatRect content = MOAT_RECT_INIT (0, 0, 100, 100);

  moat_viewport_pan (&viewport, 1e9, -1e9);
  moat_viewport_clamp (&viewport, &content);
  assert_point (viewport.origin, 100 + 800, -2 * 600);
}

/* Steps go up and down the same stops and end at the limits. */
static void
test_viewport_steps (void)
{
  double zoom = 1.0;

  g_assert_cmpfloat (moat_viewport_step_zoom (1.0, 1), ==, 1.25);
  g_assert_cmpfloat (moat_viewport_step_zoom (1.0, -1), ==, 0.8);
  g_assert_cmpfloat (moat_viewport_step_zoom (1.1, -1), ==, 1.0);
  for (guint i = 0; i < 100; i++)
    zoom = moat_viewport_step_zoom (zoom, 1);
  g_assert_cmpfloat (zoom, ==, MOAT_ZOOM_MAX);
  for (guint i = 0; i < 100; i++)
    zoom = moat_viewport_step_zoom (zoom, -1);
  g_assert_cmpfloat (zoom, ==, MOAT_ZOOM_MIN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canvas/viewport/there-and-back", test_viewport_there_and_back);
  g_test_add_func ("/canvas/viewport/zoom-about-a-point", test_viewport_zoom_about_a_point);
  g_test_add_func ("/canvas/viewport/fit", test_viewport_fit);
  g_test_add_func ("/canvas/viewport/reveal", test_viewport_reveal);
  g_test_add_func ("/canvas/viewport/clamp", test_viewport_clamp);
  g_test_add_func ("/canvas/viewport/steps", test_viewport_steps);
  return g_test_run ();
}
