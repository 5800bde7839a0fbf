/* The canvas' part that looks: zoom, pan, fit, and bringing things into view.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "query.h"

/* Room around the drawing when it is fitted, and around a record that is scrolled to; pixels. */
#define FIT_MARGIN    32.0
#define REVEAL_MARGIN 36.0
/* A use case that is opened is not made smaller than this: below it labels are noise. */
#define READABLE_ZOOM 0.5

MoatPoint
moat_canvas_to_model (MoatCanvas *self, double x, double y)
{
  return moat_viewport_to_model (&self->viewport, (MoatPoint){ x, y });
}

void
moat_canvas_apply_viewport (MoatCanvas *self)
{
  MoatRect visible = moat_viewport_get_visible (&self->viewport);

  g_clear_pointer (&self->grid, gsk_render_node_unref);
  moat_canvas_drop_before (self);
  moat_plane_set_view (MOAT_PLANE (self->plane), &visible, self->viewport.zoom);
  moat_toolbox_set_view (self->toolbox, &visible, self->viewport.zoom);
}

void
moat_canvas_set_viewport (MoatCanvas *self, const MoatViewport *viewport)
{
  double old_zoom = self->viewport.zoom;
  MoatRect extents;

  self->viewport = *viewport;
  self->is_fitted = FALSE;
  if (moat_canvas_get_extents (self, &extents) && !moat_toolbox_is_busy (self->toolbox))
    moat_viewport_clamp (&self->viewport, &extents);
  moat_canvas_apply_viewport (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (old_zoom != self->viewport.zoom)
    g_object_notify (G_OBJECT (self), "zoom");
  g_signal_emit_by_name (self, "viewport-changed");
}

void
moat_canvas_pan (MoatCanvas *self, double dx, double dy)
{
  MoatViewport viewport = self->viewport;

  if (dx == 0 && dy == 0)
    return;
  moat_viewport_pan (&viewport, dx, dy);
  moat_canvas_set_viewport (self, &viewport);
}

void
moat_canvas_zoom_at (MoatCanvas *self, double zoom, MoatPoint pixel)
{
  MoatViewport viewport = self->viewport;

  moat_viewport_zoom_at (&viewport, zoom, pixel);
  moat_canvas_set_viewport (self, &viewport);
}

/* Along one axis: where a view of @size begins so that it is on @wanted but shows nothing beyond what is
 * drawn. */
static double
begin_axis (double wanted, double size, double start, double length)
{
  double room = length - size;

  return room <= 0 ? start + room / 2 : CLAMP (wanted - size / 2, start, start + room);
}

/* A large diagram begins where its story does, at a zoom that can be read; the overview has the rest. */
static void
look_at_beginning (MoatCanvas *self, const MoatRect *extents)
{
  g_autoptr (GPtrArray) elements = moat_query_elements (self->document, self->use_case_id);
  MoatViewport *viewport = &self->viewport;
  double margin = FIT_MARGIN / READABLE_ZOOM;
  MoatRect all = moat_rect_inset (extents, -margin, -margin);
  MoatPoint first = moat_rect_get_center (extents);

  if (elements->len > 0)
    first = moat_rect_get_center (&moat_element_state (g_ptr_array_index (elements, 0))->box);
  viewport->zoom = READABLE_ZOOM;
  viewport->origin.x = begin_axis (first.x, viewport->width / READABLE_ZOOM, all.x, all.width);
  viewport->origin.y = begin_axis (first.y, viewport->height / READABLE_ZOOM, all.y, all.height);
}

void
moat_canvas_fit (MoatCanvas *self)
{
  MoatRect extents;

  if (self->viewport.width < 1 || !moat_canvas_get_extents (self, &extents))
    return;
  moat_viewport_fit (&self->viewport, &extents, FIT_MARGIN, 1.0);
  if (!self->fits_all && self->viewport.zoom < READABLE_ZOOM)
    look_at_beginning (self, &extents);
}

/* Where the use case was looked at last; one that is new here is fitted. */
void
moat_canvas_restore_view (MoatCanvas *self)
{
  const MoatViewport *seen = self->use_case_id != NULL ? g_hash_table_lookup (self->views, self->use_case_id)
                                                       : NULL;

  self->is_fitted = self->needs_fit = seen == NULL;
  self->fits_all = FALSE;
  if (seen == NULL)
    return;
  self->viewport.zoom = seen->zoom;
  self->viewport.origin = seen->origin;
}

void
moat_canvas_scroll_to_area (MoatCanvas *self, const MoatRect *area)
{
  MoatViewport viewport = self->viewport;

  if (viewport.width >= 1 && moat_viewport_reveal (&viewport, area, REVEAL_MARGIN))
    moat_canvas_set_viewport (self, &viewport);
}

/* ---- Public ---- */

double
moat_canvas_get_zoom (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), 1.0);

  return self->viewport.zoom;
}

void
moat_canvas_set_zoom (MoatCanvas *self, double zoom)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  moat_canvas_zoom_at (self, zoom, (MoatPoint){ self->viewport.width / 2, self->viewport.height / 2 });
}

void
moat_canvas_zoom_in (MoatCanvas *self)
{
  moat_canvas_set_zoom (self, moat_viewport_step_zoom (moat_canvas_get_zoom (self), 1));
}

void
moat_canvas_zoom_out (MoatCanvas *self)
{
  moat_canvas_set_zoom (self, moat_viewport_step_zoom (moat_canvas_get_zoom (self), -1));
}

void
moat_canvas_zoom_fit (MoatCanvas *self)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  self->is_fitted = self->needs_fit = self->fits_all = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
moat_canvas_look_anew (MoatCanvas *self)
{
  self->is_fitted = self->needs_fit = TRUE;
  self->fits_all = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
moat_canvas_zoom_to_selection (MoatCanvas *self)
{
  g_autoptr (GPtrArray) records = moat_selection_list (self->selection);
  MoatViewport viewport = self->viewport;
  MoatRect all = { 0 };

  for (guint i = 0; i < records->len && self->scene != NULL; i++)
    {
      const MoatSceneItem *item = moat_scene_find (self->scene,
                                                   moat_record_get_id (g_ptr_array_index (records, i)));

      if (item == NULL)
        continue;
      all = all.width > 0 ? moat_rect_union (&all, &item->bounds) : item->bounds;
    }
  if (all.width <= 0)
    return;
  moat_viewport_fit (&viewport, &all, FIT_MARGIN, 2.0);
  moat_canvas_set_viewport (self, &viewport);
}

void
moat_canvas_set_lit (MoatCanvas *self, GPtrArray *records)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  moat_plane_set_lit (MOAT_PLANE (self->plane), records);
}

void
moat_canvas_scroll_to (MoatCanvas *self, MoatRecord *record)
{
  MoatItemWidget *widget;

  g_return_if_fail (MOAT_IS_CANVAS (self));

  widget = moat_plane_find (MOAT_PLANE (self->plane), record);
  if (widget != NULL)
    moat_canvas_scroll_to_area (self, &moat_item_widget_get_item (widget)->body);
}

const MoatViewport *
moat_canvas_get_viewport (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), NULL);

  return &self->viewport;
}

gboolean
moat_canvas_get_extents (MoatCanvas *self, MoatRect *extents)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), FALSE);

  if (self->scene == NULL)
    return FALSE;
  if (!self->has_extents)
    self->extents = moat_scene_get_bounds (self->scene);
  self->has_extents = TRUE;
  *extents = self->extents;
  return extents->width > 0 || extents->height > 0;
}

void
moat_canvas_center_on (MoatCanvas *self, MoatPoint point)
{
  MoatViewport viewport;

  g_return_if_fail (MOAT_IS_CANVAS (self));

  viewport = self->viewport;
  moat_viewport_center_on (&viewport, point);
  moat_canvas_set_viewport (self, &viewport);
}
