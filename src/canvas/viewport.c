/* Where on the infinite plane the canvas looks: pure arithmetic between model
 * units and pixels of the view.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "viewport.h"

#include <math.h>

/* The stops of the zoom buttons and keys; any zoom between them can be reached by wheel and pinch. */
static const double zoom_stops[] = { MOAT_ZOOM_MIN, 0.1, 0.25, 0.33, 0.5, 0.67, 0.8,          1.0,
                                     1.25,          1.5, 2.0,  3.0,  4.0, 6.0,  MOAT_ZOOM_MAX };

void
moat_viewport_init (MoatViewport *self)
{
  *self = (MoatViewport){ .zoom = 1.0 };
}

MoatPoint
moat_viewport_to_model (const MoatViewport *self, MoatPoint pixel)
{
  return (MoatPoint){ self->origin.x + pixel.x / self->zoom, self->origin.y + pixel.y / self->zoom };
}

MoatPoint
moat_viewport_to_view (const MoatViewport *self, MoatPoint point)
{
  return (MoatPoint){ (point.x - self->origin.x) * self->zoom, (point.y - self->origin.y) * self->zoom };
}

MoatRect
moat_viewport_rect_to_view (const MoatViewport *self, const MoatRect *rect)
{
  MoatPoint corner = moat_viewport_to_view (self, (MoatPoint){ rect->x, rect->y });

  return MOAT_RECT_INIT (corner.x, corner.y, rect->width * self->zoom, rect->height * self->zoom);
}

MoatRect
moat_viewport_get_visible (const MoatViewport *self)
{
  return MOAT_RECT_INIT (self->origin.x, self->origin.y, self->width / self->zoom, self->height / self->zoom);
}

MoatPoint
moat_viewport_get_center (const MoatViewport *self)
{
  return moat_viewport_to_model (self, (MoatPoint){ self->width / 2, self->height / 2 });
}

void
moat_viewport_resize (MoatViewport *self, double width, double height)
{
  self->width = width;
  self->height = height;
}

void
moat_viewport_pan (MoatViewport *self, double dx, double dy)
{
  self->origin.x += dx / self->zoom;
  self->origin.y += dy / self->zoom;
}

void
moat_viewport_zoom_at (MoatViewport *self, double zoom, MoatPoint pixel)
{
  MoatPoint fixed = moat_viewport_to_model (self, pixel);

  g_return_if_fail (isfinite (zoom));

  self->zoom = CLAMP (zoom, MOAT_ZOOM_MIN, MOAT_ZOOM_MAX);
  self->origin = (MoatPoint){ fixed.x - pixel.x / self->zoom, fixed.y - pixel.y / self->zoom };
}

void
moat_viewport_center_on (MoatViewport *self, MoatPoint point)
{
  self->origin = (MoatPoint){ point.x - self->width / self->zoom / 2,
                              point.y - self->height / self->zoom / 2 };
}

void
moat_viewport_fit (MoatViewport *self, const MoatRect *rect, double margin, double max_zoom)
{
  double room_x = MAX (self->width - 2 * margin, 1);
  double room_y = MAX (self->height - 2 * margin, 1);
  double zoom = MIN (room_x / MAX (rect->width, 1), room_y / MAX (rect->height, 1));

  self->zoom = CLAMP (MIN (zoom, max_zoom), MOAT_ZOOM_MIN, MOAT_ZOOM_MAX);
  moat_viewport_center_on (self, moat_rect_get_center (rect));
}

/* Along one axis: where the view (from @origin, @size long) goes so that @start…@end is in it. */
static double
reveal_axis (double origin, double size, double start, double end)
{
  if (end - start > size)
    return (start + end - size) / 2;
  if (start < origin)
    return start;
  if (end > origin + size)
    return end - size;
  return origin;
}

gboolean
moat_viewport_reveal (MoatViewport *self, const MoatRect *rect, double margin)
{
  MoatRect wanted = moat_rect_inset (rect, -margin / self->zoom, -margin / self->zoom);
  MoatPoint old = self->origin;

  self->origin.x = reveal_axis (old.x, self->width / self->zoom, wanted.x, wanted.x + wanted.width);
  self->origin.y = reveal_axis (old.y, self->height / self->zoom, wanted.y, wanted.y + wanted.height);
  return self->origin.x != old.x || self->origin.y != old.y;
}

void
moat_viewport_clamp (MoatViewport *self, const MoatRect *content)
{
  double width = self->width / self->zoom;
  double height = self->height / self->zoom;

  self->origin.x = CLAMP (self->origin.x, content->x - 2 * width, content->x + content->width + width);
  self->origin.y = CLAMP (self->origin.y, content->y - 2 * height, content->y + content->height + height);
}

double
moat_viewport_step_zoom (double zoom, int direction)
{
  const double slack = 0.005; /* so that a zoom shown as a stop counts as that stop */

  for (guint i = 0; direction > 0 && i < G_N_ELEMENTS (zoom_stops); i++)
    if (zoom_stops[i] > zoom + slack)
      return zoom_stops[i];
  for (guint i = G_N_ELEMENTS (zoom_stops); direction < 0 && i > 0; i--)
    if (zoom_stops[i - 1] < zoom - slack)
      return zoom_stops[i - 1];
  return CLAMP (zoom, MOAT_ZOOM_MIN, MOAT_ZOOM_MAX);
}
