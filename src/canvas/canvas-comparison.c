/* The canvas' part that shows what differs from an earlier state: what was
 * removed below the diagram, marks above it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"

/* However far out one zooms, signs can be told apart: marks are not drawn smaller than this. */
#define MIN_MARK_SCALE 0.7

void
moat_canvas_drop_before (MoatCanvas *self)
{
  g_clear_pointer (&self->before, gsk_render_node_unref);
}

static GskRenderNode *
draw_before (MoatCanvas *self)
{
  const MoatViewport *viewport = &self->viewport;
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, viewport->width, viewport->height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_scale (cr, viewport->zoom, viewport->zoom);
  cairo_translate (cr, -viewport->origin.x, -viewport->origin.y);
  moat_comparison_draw_before (self->comparison, cr, moat_canvas_get_pen (self), self->scene);
  cairo_destroy (cr);

  return node;
}

void
moat_canvas_snapshot_before (MoatCanvas *self, GtkSnapshot *snapshot)
{
  if (self->comparison == NULL || self->scene == NULL || self->viewport.width < 1)
    return;
  if (self->before == NULL)
    self->before = draw_before (self);
  gtk_snapshot_append_node (snapshot, self->before);
}

static void
snapshot_mark (MoatCanvas *self, GtkSnapshot *snapshot, const MoatPlacedMark *placed)
{
  MoatPoint at = moat_viewport_to_view (&self->viewport, placed->at);
  double scale = MAX (self->viewport.zoom, MIN_MARK_SCALE);
  double radius = MOAT_SHAPE_SIGN / 2 * scale + 1;
  cairo_t *cr;

  if (at.x < -radius || at.y < -radius || at.x > self->viewport.width + radius
      || at.y > self->viewport.height + radius)
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (at.x - radius, at.y - radius, 2 * radius, 2 * radius));
  cairo_translate (cr, at.x, at.y);
  cairo_scale (cr, scale, scale);
  moat_shapes_draw_mark (cr, moat_canvas_get_pen (self), placed->mark, (MoatPoint){ 0, 0 });
  cairo_destroy (cr);
}

void
moat_canvas_snapshot_marks (MoatCanvas *self, GtkSnapshot *snapshot)
{
  g_autoptr (GArray) marks = NULL;

  if (self->comparison == NULL || self->scene == NULL)
    return;
  marks = moat_comparison_list_marks (self->comparison, moat_canvas_get_pen (self), self->scene);
  for (guint i = 0; i < marks->len; i++)
    snapshot_mark (self, snapshot, &g_array_index (marks, MoatPlacedMark, i));
}

void
moat_canvas_set_comparison (MoatCanvas *self, MoatComparison *comparison)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  if (!g_set_object (&self->comparison, comparison))
    return;
  moat_canvas_drop_before (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
moat_canvas_scroll_to_removed (MoatCanvas *self, const char *id)
{
  MoatRect place;

  g_return_val_if_fail (MOAT_IS_CANVAS (self), FALSE);

  if (self->comparison == NULL || self->scene == NULL
      || !moat_comparison_get_place (self->comparison, moat_canvas_get_pen (self), self->scene, id, &place))
    return FALSE;
  moat_canvas_scroll_to_area (self, &place);

  return TRUE;
}
