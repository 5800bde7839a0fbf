/* Trust boundaries: zones, lines, their titles, and the marks where flows
 * cross them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "shapes-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PILL_PADDING   14.0
#define PILL_MAX_WIDTH 320.0
/* Zones inside one another darken; beyond this many it would hide what is in them. */
#define MAX_TINTED_DEPTH 4

static const double dashes[] = { 8, 5 };

static void
stroke_dashed (cairo_t *cr, const MoatPen *pen, MoatLook flags)
{
  gboolean is_accent = (flags & MOAT_LOOK_ACCENT) != 0;

  cairo_save (cr);
  if (flags & MOAT_LOOK_HOVERED)
    {
      moat_shapes_set_halo_ink (cr, pen, flags);
      cairo_set_line_width (cr, MOAT_SHAPE_HALO);
      cairo_stroke_preserve (cr);
    }
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  moat_shapes_set_ink (cr, pen, is_accent ? MOAT_COLOR_ACCENT : MOAT_COLOR_BOUNDARY, flags);
  cairo_set_line_width (cr, moat_shapes_get_line_width (pen, pen->theme->line_boundary, flags));
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
moat_shapes_draw_zone (cairo_t *cr, const MoatPen *pen, const MoatRect *box, guint depth, MoatLook flags)
{
  MoatColor tint = pen->theme->colors[MOAT_COLOR_BOUNDARY_TINT];

  /* What it lies in tints it already; a nested one adds a little more than that. */
  tint.alpha *= 1 + 0.2 * MIN (depth, MAX_TINTED_DEPTH);
  if (flags & (MOAT_LOOK_FADED | MOAT_LOOK_GONE))
    tint.alpha /= 2;
  if (tint.alpha > 0)
    {
      moat_shapes_trace_rounded (cr, box, MOAT_SHAPE_ZONE_RADIUS);
      cairo_set_source_rgba (cr, tint.red, tint.green, tint.blue, tint.alpha);
      cairo_fill (cr);
    }
  moat_shapes_trace_rounded (cr, box, MOAT_SHAPE_ZONE_RADIUS);
  stroke_dashed (cr, pen, flags);
}

void
moat_shapes_draw_line (cairo_t *cr,
                       const MoatPen *pen,
                       const MoatPoint *points,
                       guint n_points,
                       MoatLook flags)
{
  cairo_new_path (cr);
  for (guint i = 0; i < n_points; i++)
    cairo_line_to (cr, points[i].x, points[i].y);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  stroke_dashed (cr, pen, flags);
}

void
moat_shapes_measure_pill (MoatTextMeasure *measure, const char *name, double *width, double *height)
{
  double text_width, text_height;

  moat_text_measure_get_size (measure, MOAT_TEXT_STYLE_BOUNDARY, name, PILL_MAX_WIDTH, 1, &text_width,
                              &text_height);
  *width = text_width + 2 * PILL_PADDING;
  *height = MAX (MOAT_SHAPE_PILL_HEIGHT, text_height + 4);
}

void
moat_shapes_draw_pill (cairo_t *cr,
                       const MoatPen *pen,
                       const MoatRect *rect,
                       const char *name,
                       MoatLook flags)
{
  MoatRect area = moat_rect_inset (rect, PILL_PADDING - 1, 0);
  gboolean is_accent = (flags & MOAT_LOOK_ACCENT) != 0;

  cairo_save (cr);
  moat_shapes_trace_rounded (cr, rect, rect->height / 2);
  moat_shapes_set_ink (cr, pen, is_accent ? MOAT_COLOR_ACCENT : MOAT_COLOR_CHIP, 0);
  cairo_fill_preserve (cr);
  moat_shapes_set_line_ink (cr, pen, MOAT_COLOR_BOUNDARY, flags);
  cairo_set_line_width (cr, pen->theme->line_chip);
  cairo_stroke (cr);
  if (!(flags & MOAT_LOOK_NO_TEXT))
    {
      moat_shapes_set_ink (cr, pen, is_accent ? MOAT_COLOR_TEXT_ON_ACCENT : MOAT_COLOR_BOUNDARY, flags);
      moat_text_measure_draw (pen->text, cr, MOAT_TEXT_STYLE_BOUNDARY, name, &area, MOAT_TEXT_ALIGN_CENTER);
    }
  cairo_restore (cr);
}

void
moat_shapes_draw_crossing (cairo_t *cr,
                           const MoatPen *pen,
                           MoatPoint at,
                           MoatPoint tangent,
                           gboolean through,
                           MoatLook flags)
{
  double half_width = MOAT_SHAPE_MARK_WIDTH / 2;
  double half_height = MOAT_SHAPE_MARK_HEIGHT / 2;

  cairo_save (cr);
  cairo_translate (cr, at.x, at.y);
  cairo_rotate (cr, atan2 (tangent.y, tangent.x));
  if (through)
    cairo_scale (cr, 0.7, 0.7);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_move_to (cr, -half_width, 0);
  cairo_line_to (cr, 0, -half_height);
  cairo_line_to (cr, half_width, 0);
  cairo_line_to (cr, 0, half_height);
  cairo_close_path (cr);
  moat_shapes_set_ink (cr, pen, MOAT_COLOR_CHIP, 0);
  cairo_fill_preserve (cr);
  moat_shapes_set_ink (cr, pen, MOAT_COLOR_BOUNDARY, flags);
  cairo_set_line_width (cr, pen->theme->line);
  cairo_stroke (cr);
  if (!through)
    {
      cairo_move_to (cr, -2, -3.4);
      cairo_line_to (cr, 2.2, 0);
      cairo_line_to (cr, -2, 3.4);
      cairo_set_line_width (cr, 1.6);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

const char *
moat_shapes_get_doubt_text (gboolean counted_inside)
{
  /* TRANSLATORS: a small mark at an element that a boundary's edge cuts: on which side it was counted */
  return counted_inside ? C_ ("doubtful element", "inside") : C_ ("doubtful element", "outside");
}

void
moat_shapes_measure_doubt (MoatTextMeasure *measure, gboolean counted_inside, double *width, double *height)
{
  moat_text_measure_get_size (measure, MOAT_TEXT_STYLE_BADGE, moat_shapes_get_doubt_text (counted_inside), 0,
                              1, width, height);
  *width += 16;
  *height = MAX (*height + 2, MOAT_SHAPE_BADGE_HEIGHT);
}

void
moat_shapes_draw_doubt (cairo_t *cr,
                        const MoatPen *pen,
                        const MoatRect *rect,
                        gboolean counted_inside,
                        MoatLook flags)
{
  /* It is nothing but its word. */
  if (flags & MOAT_LOOK_NO_TEXT)
    return;
  cairo_save (cr);
  moat_shapes_trace_rounded (cr, rect, rect->height / 2);
  moat_shapes_set_ink (cr, pen, MOAT_COLOR_CHIP, 0);
  cairo_fill_preserve (cr);
  moat_shapes_set_ink (cr, pen, MOAT_COLOR_BOUNDARY, flags);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  moat_text_measure_draw (pen->text, cr, MOAT_TEXT_STYLE_BADGE, moat_shapes_get_doubt_text (counted_inside),
                          rect, MOAT_TEXT_ALIGN_CENTER);
  cairo_restore (cr);
}
