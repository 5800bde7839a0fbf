/* What the pointer takes hold of: handles of a selection, connection handles
 * on a rim, the focus ring; and the grid behind it all. These keep their size on
 * the screen at any zoom.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "shapes-private.h"

#include <math.h>

#define GRID_STEP 20.0
/* Dots nearer than this on the screen would be grey noise. */
#define GRID_MIN_PIXELS 12.0
#define FOCUS_GAP       4.0

MoatPoint
moat_shapes_get_handle (const MoatRect *box, guint index)
{
  /* Shares of the width and the height, clockwise from the north west. */
  static const MoatPoint shares[MOAT_N_HANDLES] = {
    { 0, 0 }, { 0.5, 0 }, { 1, 0 }, { 1, 0.5 }, { 1, 1 }, { 0.5, 1 }, { 0, 1 }, { 0, 0.5 },
  };

  g_assert (index < MOAT_N_HANDLES);
  return (MoatPoint){ box->x + box->width * shares[index].x, box->y + box->height * shares[index].y };
}

MoatPoint
moat_shapes_get_connector (MoatOutline outline, const MoatRect *box, guint index)
{
  /* All outlines touch the middles of their box's sides. */
  g_assert (index < MOAT_N_CONNECTORS);
  return moat_shapes_get_handle (box, 2 * index + 1);
}

void
moat_shapes_draw_handles (cairo_t *cr, const MoatPen *pen, const MoatRect *box, double scale)
{
  double size = MOAT_SHAPE_HANDLE / scale;

  cairo_save (cr);
  cairo_set_line_width (cr, 1.6 / scale);
  for (guint i = 0; i < MOAT_N_HANDLES; i++)
    {
      MoatPoint at = moat_shapes_get_handle (box, i);
      MoatRect square = { at.x - size / 2, at.y - size / 2, size, size };

      moat_shapes_trace_rounded (cr, &square, 2 / scale);
      moat_theme_set_source (pen->theme, cr, MOAT_COLOR_CHIP);
      cairo_fill_preserve (cr);
      moat_theme_set_source (pen->theme, cr, MOAT_COLOR_ACCENT);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

void
moat_shapes_draw_point_handle (cairo_t *cr, const MoatPen *pen, MoatPoint at, double scale)
{
  cairo_save (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, at.x, at.y, MOAT_SHAPE_CONNECTOR / scale, 0, 2 * G_PI);
  moat_theme_set_source (pen->theme, cr, MOAT_COLOR_CHIP);
  cairo_fill_preserve (cr);
  moat_theme_set_source (pen->theme, cr, MOAT_COLOR_ACCENT);
  cairo_set_line_width (cr, 1.8 / scale);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
moat_shapes_draw_connectors (cairo_t *cr,
                             const MoatPen *pen,
                             MoatOutline outline,
                             const MoatRect *box,
                             int active,
                             double scale)
{
  for (int i = 0; i < MOAT_N_CONNECTORS; i++)
    {
      MoatPoint at = moat_shapes_get_connector (outline, box, i);

      moat_shapes_draw_point_handle (cr, pen, at, i == active ? scale * 0.75 : scale);
      if (i != active)
        continue;
      cairo_save (cr);
      cairo_new_sub_path (cr);
      cairo_arc (cr, at.x, at.y, MOAT_SHAPE_CONNECTOR * 0.6 / scale, 0, 2 * G_PI);
      moat_theme_set_source (pen->theme, cr, MOAT_COLOR_ACCENT);
      cairo_fill (cr);
      cairo_restore (cr);
    }
}

void
moat_shapes_draw_focus (cairo_t *cr, const MoatPen *pen, const MoatRect *box, double scale)
{
  MoatRect ring = moat_rect_inset (box, -FOCUS_GAP / scale, -FOCUS_GAP / scale);

  cairo_save (cr);
  moat_shapes_trace_rounded (cr, &ring, 8 / scale);
  moat_theme_set_source (pen->theme, cr, MOAT_COLOR_ACCENT);
  cairo_set_line_width (cr, 2 / scale);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
moat_shapes_draw_grid (cairo_t *cr, const MoatPen *pen, const MoatRect *area, double scale)
{
  double step = GRID_STEP;
  double dot = 1.5 / scale;

  while (step * scale < GRID_MIN_PIXELS)
    step *= 2;

  cairo_save (cr);
  moat_theme_set_source (pen->theme, cr, MOAT_COLOR_GRID);
  for (double y = ceil (area->y / step) * step; y <= area->y + area->height; y += step)
    for (double x = ceil (area->x / step) * step; x <= area->x + area->width; x += step)
      cairo_rectangle (cr, x - dot / 2, y - dot / 2, dot, dot);
  cairo_fill (cr);
  cairo_restore (cr);
}
