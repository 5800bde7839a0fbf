/* Drawing a comparison (see comparison.h): the same shapes as everywhere, from
 * two scenes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "comparison-private.h"

static gboolean
has_rect (const MoatRect *rect)
{
  return rect->width > 0;
}

/* The use case of @scene as it was. Kept, for a view draws it again and again. */
static MoatScene *
get_scene_before (MoatComparison *self, const MoatPen *pen, MoatScene *scene)
{
  const char *use_case = moat_scene_get_use_case (scene);

  if (self->scene != NULL && self->measure == pen->text
      && g_strcmp0 (moat_scene_get_use_case (self->scene), use_case) == 0)
    return self->scene;

  g_clear_object (&self->scene);
  g_set_object (&self->measure, pen->text);
  self->scene = moat_scene_new (self->before, use_case, pen->text);

  return self->scene;
}

static gboolean
is_removed (MoatComparison *self, const MoatSceneItem *item)
{
  return moat_comparison_get_mark (self, moat_record_get_id (item->record)) == MOAT_MARK_REMOVED;
}

static gboolean
is_drawn_before (MoatComparison *self, const MoatSceneItem *item)
{
  return is_removed (self, item) || g_hash_table_contains (self->moved, moat_record_get_id (item->record));
}

/* Halfway along a route. */
static MoatPoint
get_middle (const MoatSceneItem *item)
{
  guint middle = (item->route->len - 1) / 2;
  const MoatPoint *from = &item->route->points[middle];
  const MoatPoint *to = &item->route->points[MIN (middle + 1, item->route->len - 1)];

  return (MoatPoint){ (from->x + to->x) / 2, (from->y + to->y) / 2 };
}

/* Where the mark of an item is: at a corner where neither its name nor its badges stand. */
static MoatPoint
get_mark_place (const MoatSceneItem *item)
{
  if (has_rect (&item->chip))
    return (MoatPoint){ item->chip.x + item->chip.width, item->chip.y };
  if (item->kind == MOAT_KIND_FLOW)
    return item->route != NULL ? get_middle (item) : (MoatPoint){ item->body.x, item->body.y };
  if (item->line != NULL && has_rect (&item->pill))
    return (MoatPoint){ item->pill.x, item->pill.y };

  return (MoatPoint){ item->box.x, item->box.y };
}

/* ---- What was ---- */

static void
strike_rect (cairo_t *cr, const MoatPen *pen, const MoatRect *rect, gboolean is_diagonal)
{
  double rise = is_diagonal ? rect->height / 2 : 0;
  double middle = rect->y + rect->height / 2;

  moat_shapes_draw_strike (cr, pen, (MoatPoint){ rect->x, middle + rise },
                           (MoatPoint){ rect->x + rect->width, middle - rise });
}

static void
strike (cairo_t *cr, const MoatPen *pen, const MoatSceneItem *item)
{
  const double reach = 7;

  if (item->kind == MOAT_KIND_ELEMENT || item->kind == MOAT_KIND_NOTE)
    strike_rect (cr, pen, &item->box, TRUE);
  if (has_rect (&item->pill))
    strike_rect (cr, pen, &item->pill, FALSE);
  if (has_rect (&item->chip))
    strike_rect (cr, pen, &item->chip, FALSE);
  if (item->kind == MOAT_KIND_FLOW && item->route != NULL && item->route->len > 1)
    {
      MoatPoint at = get_middle (item);

      moat_shapes_draw_strike (cr, pen, (MoatPoint){ at.x - reach, at.y - reach },
                               (MoatPoint){ at.x + reach, at.y + reach });
      moat_shapes_draw_strike (cr, pen, (MoatPoint){ at.x - reach, at.y + reach },
                               (MoatPoint){ at.x + reach, at.y - reach });
    }
}

void
moat_comparison_draw_before (MoatComparison *self, cairo_t *cr, const MoatPen *pen, MoatScene *scene)
{
  MoatScene *before;
  GPtrArray *items;

  g_return_if_fail (MOAT_IS_COMPARISON (self));
  g_return_if_fail (MOAT_IS_SCENE (scene));

  before = get_scene_before (self, pen, scene);
  items = moat_scene_list_items (before);
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (is_drawn_before (self, item))
        moat_diagram_draw_item (cr, pen, before, item, MOAT_LAYER_BODY,
                                is_removed (self, item) ? MOAT_LOOK_GONE : MOAT_LOOK_FADED);
    }
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (!is_removed (self, item))
        continue;
      moat_diagram_draw_item (cr, pen, before, item, MOAT_LAYER_TOP, MOAT_LOOK_GONE);
      strike (cr, pen, item);
    }
}

/* ---- The marks ---- */

static void
append_mark (GArray *marks, MoatMark mark, const MoatSceneItem *item)
{
  g_array_append_vals (marks, &(MoatPlacedMark){ mark, get_mark_place (item) }, 1);
}

GArray *
moat_comparison_list_marks (MoatComparison *self, const MoatPen *pen, MoatScene *scene)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (MoatPlacedMark));
  GPtrArray *items;

  g_return_val_if_fail (MOAT_IS_COMPARISON (self), marks);
  g_return_val_if_fail (MOAT_IS_SCENE (scene), marks);

  items = moat_scene_list_items (get_scene_before (self, pen, scene));
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (is_removed (self, item))
        append_mark (marks, MOAT_MARK_REMOVED, item);
    }
  items = moat_scene_list_items (scene);
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);
      MoatMark mark = moat_comparison_get_mark (self, moat_record_get_id (item->record));

      if (mark != MOAT_MARK_NONE && mark != MOAT_MARK_REMOVED)
        append_mark (marks, mark, item);
    }

  return marks;
}

void
moat_comparison_draw_marks (MoatComparison *self, cairo_t *cr, const MoatPen *pen, MoatScene *scene)
{
  g_autoptr (GArray) marks = moat_comparison_list_marks (self, pen, scene);

  for (guint i = 0; i < marks->len; i++)
    {
      const MoatPlacedMark *placed = &g_array_index (marks, MoatPlacedMark, i);

      moat_shapes_draw_mark (cr, pen, placed->mark, placed->at);
    }
}

/* ---- Where ---- */

MoatRect
moat_comparison_get_bounds (MoatComparison *self, const MoatPen *pen, MoatScene *scene)
{
  MoatRect bounds = { 0 };
  GPtrArray *items;

  g_return_val_if_fail (MOAT_IS_COMPARISON (self), bounds);

  items = moat_scene_list_items (get_scene_before (self, pen, scene));
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (is_drawn_before (self, item))
        bounds = has_rect (&bounds) ? moat_rect_union (&bounds, &item->bounds) : item->bounds;
    }

  return bounds;
}

gboolean
moat_comparison_get_place (MoatComparison *self,
                           const MoatPen *pen,
                           MoatScene *scene,
                           const char *id,
                           MoatRect *place)
{
  const MoatSceneItem *item;

  g_return_val_if_fail (MOAT_IS_COMPARISON (self), FALSE);

  item = moat_scene_find (get_scene_before (self, pen, scene), id);
  if (item == NULL)
    return FALSE;
  *place = item->body;

  return TRUE;
}
