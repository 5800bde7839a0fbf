/* Tests that what is measured holds what is drawn.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "ink.h"

#include <string.h>

static const char *const names[] = {
  "",
  "User",
  "Session service",
  "A very long name that must wrap within its shape whatever it is, and never leave it, not even once",
  "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde",
  "خدمة الجلسات للمستخدمين المسجلين في المتجر",
  "One\nTwo\nThree\nFour\nFive",
  "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86 stacked",
  "\xe2\x80\xaeoverridden direction",
};

static void
each_shape (void (*check) (MoatPen *pen, MoatElementType type, MoatNotation notation, const char *name))
{
  static const MoatElementType types[] = { MOAT_ELEMENT_PROCESS, MOAT_ELEMENT_EXTERNAL_ENTITY,
                                           MOAT_ELEMENT_DATA_STORE };
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_SCREEN);
  MoatPen pen = { theme, measure };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint j = 0; j < 2; j++)
      for (guint k = 0; k < G_N_ELEMENTS (names); k++)
        check (&pen, types[i], j == 0 ? MOAT_NOTATION_DFD3 : MOAT_NOTATION_CLASSIC, names[k]);
}

static void
check_measured (MoatPen *pen, MoatElementType type, MoatNotation notation, const char *name)
{
  MoatRect box = { 7, 9, 0, 0 };
  MoatRect area;
  double width, height;

  moat_text_measure_element_size (pen->text, type, name, notation, &box);
  area = moat_shapes_get_name_area (type, notation, &box);
  moat_text_measure_get_size (pen->text, MOAT_TEXT_STYLE_NAME, name, area.width, 0, &width, &height);

  g_assert_cmpfloat (box.x, ==, 7);
  g_assert_cmpfloat (box.y, ==, 9);
  g_assert_cmpfloat (box.width, >=, 120);
  g_assert_cmpfloat (box.width, <=, 220);
  g_assert_cmpfloat (box.height, >=, 60);
  g_assert_cmpfloat (width, <=, area.width + 1);
  g_assert_cmpfloat (height, <=, area.height);
  g_assert_true (moat_rect_contains_rect (&box, &area));
}

/* An element is as large as its wrapped name needs, and no smaller than usual. */
static void
test_element_size (void)
{
  each_shape (check_measured);
}

/* Short names keep the usual size; a longer one gets wider before it gets higher. */
static void
test_grows_wider_first (void)
{
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_SCREEN);
  MoatRect box = { 0 };

  moat_text_measure_element_size (measure, MOAT_ELEMENT_PROCESS, "API", MOAT_NOTATION_DFD3, &box);
  g_assert_cmpfloat (box.width, ==, 120);
  g_assert_cmpfloat (box.height, ==, 60);
  moat_text_measure_element_size (measure, MOAT_ELEMENT_PROCESS, "Address suggestion service of the shop",
                                  MOAT_NOTATION_DFD3, &box);
  g_assert_cmpfloat (box.width, >, 120);
  g_assert_cmpfloat (box.height, ==, 60);
  moat_text_measure_element_size (measure, MOAT_ELEMENT_PROCESS, names[3], MOAT_NOTATION_DFD3, &box);
  g_assert_cmpfloat (box.width, ==, 220);
  g_assert_cmpfloat (box.height, >, 60);
}

static void
check_drawn (MoatPen *pen, MoatElementType type, MoatNotation notation, const char *name)
{
  MoatElementLook look = { .type = type, .notation = notation, .box = { 20, 20, 90, 44 }, .name = name };
  MoatRect allowed = moat_rect_inset (&look.box, -2, -2);
  g_autoptr (MoatInk) ink = moat_ink_new (140, 90);

  moat_shapes_draw_element (ink->cr, pen, &look, 0);
  moat_ink_assert_within (ink, &allowed, name);
}

/* In a shape that is too small for it, a name shrinks and is cut rather than leave the shape. */
static void
test_never_leaves_shape (void)
{
  each_shape (check_drawn);
}

/* 100,000 characters are no reason to wait: what no shape could show is not laid out. */
static void
test_huge_name (void)
{
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_SCREEN);
  g_autofree char *name = g_strnfill (100000, 'm');
  MoatRect box = { 0 };

  moat_text_measure_element_size (measure, MOAT_ELEMENT_PROCESS, name, MOAT_NOTATION_DFD3, &box);
  g_assert_cmpfloat (box.height, <, 2000);
  moat_text_measure_note_size (measure, name, &box);
  g_assert_cmpfloat (box.width, <=, 240);
}

/* A balanced label has as many lines as before, and is not wider. */
static void
test_balanced (void)
{
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_SCREEN);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      double width, height, balanced_width, balanced_height;

      moat_text_measure_get_size (measure, MOAT_TEXT_STYLE_LABEL, names[i], 200, 3, &width, &height);
      moat_text_measure_get_balanced_size (measure, MOAT_TEXT_STYLE_LABEL, names[i], 200, 3, &balanced_width,
                                           &balanced_height);
      g_assert_cmpfloat (balanced_width, <=, width);
      g_assert_cmpfloat (balanced_height, ==, height);
    }
}

/* Labels follow the text scale; sizes that go into the model do not. */
static void
test_scale (void)
{
  g_autoptr (MoatTheme) normal = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  g_autoptr (MoatTheme) large = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1.5);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (normal, MOAT_TEXT_FOR_SCREEN);
  g_autoptr (MoatTextMeasure) larger = moat_text_measure_new (large, MOAT_TEXT_FOR_SCREEN);
  double width, wider;
  MoatRect box = { 0 };
  MoatRect same = { 0 };

  moat_text_measure_get_size (measure, MOAT_TEXT_STYLE_LABEL, "signs in", 0, 1, &width, NULL);
  moat_text_measure_get_size (larger, MOAT_TEXT_STYLE_LABEL, "signs in", 0, 1, &wider, NULL);
  g_assert_cmpfloat (wider, >, 1.3 * width);

  moat_text_measure_element_size (measure, MOAT_ELEMENT_PROCESS, names[3], MOAT_NOTATION_DFD3, &box);
  moat_text_measure_element_size (larger, MOAT_ELEMENT_PROCESS, names[3], MOAT_NOTATION_DFD3, &same);
  g_assert_cmpfloat (box.width, ==, same.width);
  g_assert_cmpfloat (box.height, ==, same.height);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/text/element-size", test_element_size);
  g_test_add_func ("/render/text/grows-wider-first", test_grows_wider_first);
  g_test_add_func ("/render/text/never-leaves-shape", test_never_leaves_shape);
  g_test_add_func ("/render/text/huge-name", test_huge_name);
  g_test_add_func ("/render/text/balanced", test_balanced);
  g_test_add_func ("/render/text/scale", test_scale);
  return g_test_run ();
}
