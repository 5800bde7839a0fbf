/* What was arranged is drawn well: no label lies on an element, and no element
 * on another.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "layout.h"
#include "moat-test.h"
#include "moat-test-seed.h"
#include "scene.h"

typedef struct
{
  MoatDocument *document; /* owned */
  const char *use_case;
} Drawing;

/* As people draw: a few columns, elements a little out of line, some too near to one another. */
static Drawing
random_drawing (void)
{
  static const char *const labels[] = { "asks", "submits the address form", "", "shows the updated address" };
  Drawing drawing = { moat_document_new (), NULL };
  guint n_elements = g_test_rand_int_range (2, 16);
  g_autofree const char **ids = g_new (const char *, n_elements);

  MOAT_TRANSACTION (drawing.document, "Draw")
  {
    drawing.use_case = moat_record_get_id (moat_edit_add_use_case (drawing.document, "Drawing"));
    for (guint i = 0; i < n_elements; i++)
      ids[i] = moat_record_get_id (
          moat_edit_add_element (drawing.document, drawing.use_case, (MoatElementType) (i % 3),
                                 "An element of it",
                                 &MOAT_RECT_INIT (i % 4 * 180.0 + g_test_rand_int_range (0, 60),
                                                  i / 4 * 110.0 + g_test_rand_int_range (0, 60), 120, 60)));
    for (guint i = 0; i + 1 < n_elements; i++)
      moat_edit_add_flow (drawing.document, drawing.use_case, ids[i],
                          ids[g_test_rand_int_range (0, n_elements)], labels[i % G_N_ELEMENTS (labels)]);
    moat_edit_add_zone (drawing.document, drawing.use_case, "A zone", &MOAT_RECT_INIT (-30, -40, 420, 330));
  }

  return drawing;
}

/* How many labels lie on an element, and pairs of elements on one another. */
static guint
count_overlaps (MoatScene *scene)
{
  GPtrArray *items = moat_scene_list_items (scene);
  guint n_overlaps = 0;

  for (guint i = 0; i < items->len; i++)
    for (guint j = 0; j < items->len; j++)
      {
        const MoatSceneItem *one = g_ptr_array_index (items, i);
        const MoatSceneItem *other = g_ptr_array_index (items, j);

        if (other->kind != MOAT_KIND_ELEMENT)
          continue;
        if (one->kind == MOAT_KIND_FLOW && moat_rect_intersects (&one->label, &other->box))
          n_overlaps++;
        if (one->kind == MOAT_KIND_ELEMENT && i < j && moat_rect_intersects (&one->box, &other->box))
          n_overlaps++;
      }

  return n_overlaps;
}

static void
test_labels (void)
{
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_SCREEN);

  for (guint round = 0; round < 40; round++)
    {
      Drawing drawing = random_drawing ();
      g_autoptr (MoatScene) scene = moat_scene_new (drawing.document, drawing.use_case, measure);
      g_autoptr (GError) error = NULL;

      MOAT_TRANSACTION (drawing.document, "Arrange")
      moat_layout_arrange (drawing.document, drawing.use_case, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_overlaps (scene), ==, 0);

      g_clear_object (&scene);
      g_object_unref (drawing.document);
    }
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/render/arranged/labels", test_labels);

  return g_test_run ();
}
