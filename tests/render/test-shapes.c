/* Tests that every shape draws, stays within what it says it takes, and can be
 * told from the others without colour.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "ink.h"

typedef struct
{
  MoatTheme *theme;
  MoatTextMeasure *text;
  MoatPen pen;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer scheme)
{
  fixture->theme = moat_theme_new ((MoatScheme) GPOINTER_TO_INT (scheme), NULL, NULL, 1);
  fixture->text = moat_text_measure_new (fixture->theme, MOAT_TEXT_FOR_PICTURES);
  fixture->pen = (MoatPen){ fixture->theme, fixture->text };
}

static void
tear_down (Fixture *fixture, gconstpointer scheme)
{
  g_clear_object (&fixture->text);
  g_clear_pointer (&fixture->theme, moat_theme_unref);
}

static const MoatLook all_looks[] = {
  0,
  MOAT_LOOK_SELECTED,
  MOAT_LOOK_HOVERED,
  MOAT_LOOK_FADED,
  MOAT_LOOK_NO_TEXT,
  MOAT_LOOK_DROP,
  MOAT_LOOK_SELECTED | MOAT_LOOK_HOVERED,
};

static void
assert_drawn_within (MoatInk *ink, const MoatRect *allowed, const char *what)
{
  MoatRect extent = moat_ink_get_extent (ink);

  g_assert_cmpfloat (extent.width, >, 0);
  moat_ink_assert_within (ink, allowed, what);
}

/* Every element, in both notations and all its looks, within 8 units of its box: what the scene allows for.
 */
static void
test_elements (Fixture *fixture, gconstpointer scheme)
{
  for (guint type = 0; type < 3; type++)
    for (guint notation = 0; notation < 2; notation++)
      for (guint i = 0; i < G_N_ELEMENTS (all_looks); i++)
        {
          MoatElementLook look = { (MoatElementType) type,
                                   (MoatNotation) notation,
                                   { 20, 20, 120, 60 },
                                   "Profile store",
                                   i % 2 == 0,
                                   i % 3 == 0 };
          MoatRect allowed = moat_rect_inset (&look.box, -8, -8);
          g_autoptr (MoatInk) ink = moat_ink_new (160, 100);

          moat_shapes_draw_element (ink->cr, &fixture->pen, &look, all_looks[i]);
          assert_drawn_within (ink, &allowed, "element");
        }
}

/* Chips, badges and pills fill the size that was measured for them, and not more. */
static void
test_chips (Fixture *fixture, gconstpointer scheme)
{
  static const char *const texts[] = { "signs in", "a label that is too long for a single line of it", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (all_looks); j++)
      {
        MoatChipLook look = { { 10, 10, 0, 0 }, i == 1 ? 128 : 7, texts[i] };
        MoatRect allowed;
        g_autoptr (MoatInk) ink = moat_ink_new (340, 120);

        moat_shapes_measure_chip (fixture->text, look.number, look.text, &look.rect.width, &look.rect.height);
        moat_shapes_draw_chip (ink->cr, &fixture->pen, &look, all_looks[j]);
        allowed = moat_rect_inset (&look.rect, -2, -2);
        assert_drawn_within (ink, &allowed, "chip");
      }

  for (guint tone = MOAT_BADGE_OPEN; tone <= MOAT_BADGE_SECRET; tone++)
    {
      MoatRect rect = { 10, 10, 0, 0 };
      MoatRect allowed;
      g_autoptr (MoatInk) ink = moat_ink_new (340, 60);

      moat_shapes_measure_badge (fixture->text, (MoatBadgeTone) tone, "12 decided", &rect.width,
                                 &rect.height);
      moat_shapes_draw_badge (ink->cr, &fixture->pen, &rect, (MoatBadgeTone) tone, "12 decided", 0);
      allowed = moat_rect_inset (&rect, -1, -1);
      assert_drawn_within (ink, &allowed, "badge");
    }
}

/* The line and its heads stay within 10 units of the points. */
static void
test_flows (Fixture *fixture, gconstpointer scheme)
{
  static const MoatPoint points[] = { { 30, 30 }, { 120, 30 }, { 120, 90 }, { 60, 110 } };

  for (guint n = 2; n <= G_N_ELEMENTS (points); n++)
    for (guint i = 0; i < 2 * G_N_ELEMENTS (all_looks); i++)
      {
        MoatFlowLook look = { points, n, i % 2 == 0, i % 3 == 0 };
        MoatRect allowed = moat_polyline_get_bounds (points, n);
        g_autoptr (MoatInk) ink = moat_ink_new (160, 140);

        allowed = moat_rect_inset (&allowed, -10, -10);
        moat_shapes_draw_flow (ink->cr, &fixture->pen, &look, all_looks[i / 2]);
        assert_drawn_within (ink, &allowed, "flow");
      }
}

/* Of no length, or far away: nothing breaks. */
static void
test_odd_flows (Fixture *fixture, gconstpointer scheme)
{
  static const MoatPoint same[] = { { 30, 30 }, { 30, 30 } };
  static const MoatPoint far[] = { { -1e6, 30 }, { 1e6, 30 } };
  g_autoptr (MoatInk) ink = moat_ink_new (60, 60);
  MoatFlowLook look = { same, 2, TRUE, TRUE };

  moat_shapes_draw_flow (ink->cr, &fixture->pen, &look, 0);
  look.points = far;
  moat_shapes_draw_flow (ink->cr, &fixture->pen, &look, MOAT_LOOK_SELECTED);
  look.n_points = 1;
  moat_shapes_draw_flow (ink->cr, &fixture->pen, &look, 0);
  g_assert_cmpint (cairo_status (ink->cr), ==, CAIRO_STATUS_SUCCESS);
}

static void
test_boundaries (Fixture *fixture, gconstpointer scheme)
{
  static const MoatPoint line[] = { { 20, 20 }, { 100, 90 } };
  MoatRect box = { 20, 20, 120, 80 };
  MoatRect allowed = moat_rect_inset (&box, -8, -8);

  for (guint i = 0; i < G_N_ELEMENTS (all_looks); i++)
    {
      g_autoptr (MoatInk) ink = moat_ink_new (160, 120);

      moat_shapes_draw_zone (ink->cr, &fixture->pen, &box, i, all_looks[i]);
      moat_shapes_draw_line (ink->cr, &fixture->pen, line, G_N_ELEMENTS (line), all_looks[i]);
      assert_drawn_within (ink, &allowed, "boundary");
    }
}

/* The border of a zone is dashed: along its edge there is ink and there are gaps. */
static void
test_only_boundaries_are_dashed (Fixture *fixture, gconstpointer scheme)
{
  MoatRect box = { 20, 20, 120, 80 };
  MoatElementLook element
      = { MOAT_ELEMENT_EXTERNAL_ENTITY, MOAT_NOTATION_DFD3, { 20, 20, 120, 80 }, NULL, 0, 0 };
  g_autoptr (MoatInk) zone = moat_ink_new (160, 120);
  g_autoptr (MoatInk) entity = moat_ink_new (160, 120);
  guint n_changes[2] = { 0, 0 };

  moat_shapes_draw_zone (zone->cr, &fixture->pen, &box, 0, 0);
  moat_shapes_draw_element (entity->cr, &fixture->pen, &element, 0);
  for (int x = 40; x < 120; x++)
    {
      n_changes[0] += moat_ink_get (zone, x, 20) != moat_ink_get (zone, x - 1, 20);
      n_changes[1] += moat_ink_get (entity, x, 20) != moat_ink_get (entity, x - 1, 20);
    }
  g_assert_cmpuint (n_changes[0], >, 8);
  g_assert_cmpuint (n_changes[1], ==, 0);
}

/* Without any colour, each class and count still has an icon of its own. */
static void
test_badges_differ_without_colour (void)
{
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT_CONTRAST, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) text = moat_text_measure_new (theme, MOAT_TEXT_FOR_PICTURES);
  MoatPen pen = { theme, text };
  MoatRect rect = { 2, 2, 90, 18 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                       (GDestroyNotify) g_bytes_unref, NULL);

  for (guint tone = MOAT_BADGE_OPEN; tone <= MOAT_BADGE_SECRET; tone++)
    {
      g_autoptr (MoatInk) ink = moat_ink_new (96, 24);

      moat_shapes_draw_badge (ink->cr, &pen, &rect, (MoatBadgeTone) tone, "same", 0);
      cairo_surface_flush (ink->surface);
      g_assert_true (
          g_hash_table_add (seen, g_bytes_new (cairo_image_surface_get_data (ink->surface),
                                               24 * (gsize) cairo_image_surface_get_stride (ink->surface))));
    }
}

/* The eight handles go clockwise from the north west, and the connectors lie on the rim. */
static void
test_handles (void)
{
  MoatRect box = { 10, 20, 100, 60 };
  MoatPoint handle = moat_shapes_get_handle (&box, 0);

  g_assert_cmpfloat (handle.x, ==, 10);
  g_assert_cmpfloat (handle.y, ==, 20);
  handle = moat_shapes_get_handle (&box, 3);
  g_assert_cmpfloat (handle.x, ==, 110);
  g_assert_cmpfloat (handle.y, ==, 50);
  for (guint i = 0; i < MOAT_N_CONNECTORS; i++)
    g_assert_cmpfloat (moat_rect_get_edge_distance (&box,
                                                    moat_shapes_get_connector (MOAT_OUTLINE_RECT, &box, i)),
                       ==, 0);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*func) (Fixture *fixture, gconstpointer scheme);
  } tests[] = {
    { "elements", test_elements },     { "chips", test_chips },
    { "flows", test_flows },           { "odd-flows", test_odd_flows },
    { "boundaries", test_boundaries }, { "only-boundaries-are-dashed", test_only_boundaries_are_dashed },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    for (guint scheme = 0; scheme < MOAT_N_SCHEMES; scheme++)
      {
        g_autofree char *path = g_strdup_printf ("/render/shapes/%s/%u", tests[i].name, scheme);

        g_test_add (path, Fixture, GUINT_TO_POINTER (scheme), set_up, tests[i].func, tear_down);
      }
  g_test_add_func ("/render/shapes/badges-differ-without-colour", test_badges_differ_without_colour);
  g_test_add_func ("/render/shapes/handles", test_handles);
  return g_test_run ();
}
