/* Each template that ships, as it is drawn: no label lies on an element, on a
 * boundary's name or on another label.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "geometry.h"
#include "query.h"
#include "scene.h"
#include "templates.h"

static gboolean
is_there (const MoatRect *rect)
{
  return rect->width > 0;
}

static void
assert_apart (const MoatTemplate *template, const MoatRect *label, const MoatRect *other, const char *what)
{
  /* A hair's breadth is no overlap. */
  MoatRect inner = moat_rect_inset (label, 0.5, 0.5);

  if (is_there (other) && moat_rect_intersects (&inner, other))
    g_error ("%s: a label lies on %s", template->id, what);
}

static void
assert_legible (const MoatTemplate *template, MoatScene *scene)
{
  GPtrArray *items = moat_scene_list_items (scene);

  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *flow = g_ptr_array_index (items, i);

      if (flow->kind != MOAT_KIND_FLOW || !is_there (&flow->label))
        continue;
      for (guint j = 0; j < items->len; j++)
        {
          const MoatSceneItem *other = g_ptr_array_index (items, j);

          if (other->kind == MOAT_KIND_ELEMENT)
            assert_apart (template, &flow->label, &other->box, moat_scene_item_get_title (other));
          else if (other->kind == MOAT_KIND_BOUNDARY)
            assert_apart (template, &flow->label, &other->pill, moat_scene_item_get_title (other));
          else if (other->kind == MOAT_KIND_FLOW && other != flow)
            assert_apart (template, &flow->label, &other->label, moat_scene_item_get_title (other));
        }
    }
}

static void
test_labels (void)
{
  g_autoptr (GPtrArray) templates = moat_templates_load (NULL, NULL);
  g_autoptr (MoatTheme) theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (theme, MOAT_TEXT_FOR_PICTURES);

  g_assert_cmpuint (templates->len, >, 0);
  for (guint i = 0; i < templates->len; i++)
    {
      const MoatTemplate *template = g_ptr_array_index (templates, i);
      MoatRecord *use_case = moat_query_first_use_case (template->document);
      g_autoptr (MoatScene) scene = moat_scene_new (template->document, moat_record_get_id (use_case),
                                                    measure);

      assert_legible (template, scene);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/render/templates/labels", test_labels);

  return g_test_run ();
}
