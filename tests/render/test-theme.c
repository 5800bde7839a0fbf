/* Tests that everything drawn can be told from what it is drawn on.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "theme.h"

static void
assert_pairs (const MoatTheme *theme)
{
  guint n_pairs;
  const MoatColorPair *pairs = moat_theme_get_pairs (&n_pairs);

  g_assert_cmpuint (n_pairs, >, 0);
  for (guint i = 0; i < n_pairs; i++)
    {
      double contrast = moat_color_get_contrast (&theme->colors[pairs[i].ink],
                                                 &theme->colors[pairs[i].paper]);

      if (contrast < pairs[i].ratio)
        g_error ("scheme %d: role %d on role %d has a contrast of %.2f, not %.1f", theme->scheme,
                 pairs[i].ink, pairs[i].paper, contrast, pairs[i].ratio);
    }
}

/* Texts have 4.5:1 and lines 3:1 in each scheme. */
static void
test_contrast (void)
{
  for (guint i = 0; i < MOAT_N_SCHEMES; i++)
    {
      g_autoptr (MoatTheme) theme = moat_theme_new ((MoatScheme) i, NULL, NULL, 1);

      assert_pairs (theme);
    }
}

/* The same with whatever accent the system has, be it as pale as the canvas. */
static void
test_any_accent (void)
{
  static const double levels[] = { 0, 0.25, 0.5, 0.75, 1 };
  guint n = G_N_ELEMENTS (levels);

  for (guint i = 0; i < MOAT_N_SCHEMES; i++)
    for (guint j = 0; j < n * n * n; j++)
      {
        MoatColor accent = { levels[j % n], levels[j / n % n], levels[j / n / n], 1 };
        g_autoptr (MoatTheme) theme = moat_theme_new ((MoatScheme) i, &accent, NULL, 1);

        assert_pairs (theme);
      }
}

/* An accent that can be seen is taken as it is. */
static void
test_good_accent_is_kept (void)
{
  MoatColor purple = { 0.57, 0.25, 0.67, 1 };
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, &purple, NULL, 1);

  g_assert_cmpfloat (theme->colors[MOAT_COLOR_ACCENT].red, ==, purple.red);
  g_assert_cmpfloat (theme->colors[MOAT_COLOR_ACCENT].green, ==, purple.green);
  g_assert_cmpfloat (theme->colors[MOAT_COLOR_ACCENT].blue, ==, purple.blue);
}

/* The formula gives what WCAG's own examples do. */
static void
test_formula (void)
{
  MoatColor black = { 0, 0, 0, 1 };
  MoatColor white = { 1, 1, 1, 1 };
  MoatColor grey = { 0x76 / 255.0, 0x76 / 255.0, 0x76 / 255.0, 1 };

  g_assert_cmpfloat_with_epsilon (moat_color_get_contrast (&black, &white), 21, 1e-6);
  g_assert_cmpfloat_with_epsilon (moat_color_get_contrast (&white, &white), 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (moat_color_get_contrast (&grey, &white), 4.54, 0.01);
}

/* High contrast has thicker lines and no tints. */
static void
test_high_contrast (void)
{
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT_CONTRAST, NULL, NULL, 1);

  g_assert_cmpfloat (theme->line, ==, 3);
  g_assert_cmpfloat (theme->colors[MOAT_COLOR_BOUNDARY_TINT].alpha, ==, 0);
  g_assert_true (theme->chips_have_edges);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/theme/contrast", test_contrast);
  g_test_add_func ("/render/theme/any-accent", test_any_accent);
  g_test_add_func ("/render/theme/good-accent-is-kept", test_good_accent_is_kept);
  g_test_add_func ("/render/theme/formula", test_formula);
  g_test_add_func ("/render/theme/high-contrast", test_high_contrast);
  return g_test_run ();
}
