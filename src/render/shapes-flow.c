/* Data flows: the line with its arrow heads, and the label chip.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "shapes-private.h"

#include <math.h>

#define BEND_RADIUS  8.0
#define CHIP_PADDING 12.0
#define DISC_RADIUS  9.0
#define DISC_GAP     5.0
/* The line stops this much short of the head's tip, inside the head, so that its square end stays hidden. */
#define HEAD_OVERLAP 8.0

static MoatPoint
towards (MoatPoint from, MoatPoint to, double distance)
{
  double length = moat_point_get_distance (from, to);
  double share = length > 0 ? MIN (distance / length, 1) : 0;

  return (MoatPoint){ from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share };
}

/* The polyline with its corners a little rounded; @trim_start and @trim_end are left off at the ends. */
static void
trace_route (cairo_t *cr, const MoatPoint *points, guint n_points, double trim_start, double trim_end)
{
  MoatPoint first = towards (points[0], points[1], trim_start);
  MoatPoint last = towards (points[n_points - 1], points[n_points - 2], trim_end);

  cairo_new_path (cr);
  cairo_move_to (cr, first.x, first.y);
  for (guint i = 1; i + 1 < n_points; i++)
    {
      double before = moat_point_get_distance (points[i - 1], points[i]) / 2;
      double after = moat_point_get_distance (points[i], points[i + 1]) / 2;
      double radius = MIN (BEND_RADIUS, MIN (before, after));
      MoatPoint in = towards (points[i], points[i - 1], radius);
      MoatPoint out = towards (points[i], points[i + 1], radius);

      cairo_line_to (cr, in.x, in.y);
      cairo_curve_to (cr, (in.x + 2 * points[i].x) / 3, (in.y + 2 * points[i].y) / 3,
                      (out.x + 2 * points[i].x) / 3, (out.y + 2 * points[i].y) / 3, out.x, out.y);
    }
  cairo_line_to (cr, last.x, last.y);
}

/* A head whose tip is at @tip, coming from @from. */
static void
draw_head (cairo_t *cr, const MoatPen *pen, MoatPoint from, MoatPoint tip, gboolean is_open, double width)
{
  double angle = atan2 (tip.y - from.y, tip.x - from.x);
  double grow = CLAMP (width / 1.8 * 0.8, 1, 1.5);

  cairo_save (cr);
  cairo_translate (cr, tip.x, tip.y);
  cairo_rotate (cr, angle);
  cairo_scale (cr, grow, grow);
  cairo_move_to (cr, -MOAT_SHAPE_ARROW_LENGTH, -MOAT_SHAPE_ARROW_WIDTH / 2);
  cairo_line_to (cr, 0, 0);
  cairo_line_to (cr, -MOAT_SHAPE_ARROW_LENGTH, MOAT_SHAPE_ARROW_WIDTH / 2);
  if (is_open)
    {
      /* Its tip is drawn back by what the stroke adds. */
      cairo_set_line_width (cr, width / grow);
      cairo_stroke (cr);
    }
  else
    {
      cairo_close_path (cr);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

/* Two strokes across the line: it is out of scope. */
static void
draw_slashes (cairo_t *cr, const MoatFlowLook *look)
{
  double length = moat_polyline_get_length (look->points, look->n_points);

  for (int side = -1; side <= 1; side += 2)
    {
      MoatPoint tangent;
      MoatPoint at = moat_polyline_get_point_at (look->points, look->n_points, length * 0.2 + side * 3,
                                                 &tangent);

      cairo_move_to (cr, at.x - tangent.y * 7 - tangent.x * 3, at.y + tangent.x * 7 - tangent.y * 3);
      cairo_line_to (cr, at.x + tangent.y * 7 + tangent.x * 3, at.y - tangent.x * 7 + tangent.y * 3);
    }
  cairo_stroke (cr);
}

void
moat_shapes_draw_flow (cairo_t *cr, const MoatPen *pen, const MoatFlowLook *look, MoatLook flags)
{
  double width = moat_shapes_get_line_width (pen, pen->theme->line, flags);
  const MoatPoint *points = look->points;
  guint n = look->n_points;
  MoatColorRole role = look->out_of_scope ? MOAT_COLOR_TEXT_DIM : MOAT_COLOR_STROKE;

  if (n < 2)
    return;

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (flags & (MOAT_LOOK_ACCENT | MOAT_LOOK_HOVERED))
    {
      trace_route (cr, points, n, 0, 0);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_width (cr, MOAT_SHAPE_HALO);
      moat_shapes_set_halo_ink (cr, pen, flags);
      cairo_stroke (cr);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
    }

  moat_shapes_set_line_ink (cr, pen, role, flags);
  cairo_set_line_width (cr, width);
  trace_route (cr, points, n, look->bidirectional ? HEAD_OVERLAP : 0, look->bidirectional ? 1 : HEAD_OVERLAP);
  cairo_stroke (cr);

  /* DFD3: of two heads, the one at the end that starts the exchange is filled. */
  draw_head (cr, pen, points[n - 2], points[n - 1], look->bidirectional, width);
  if (look->bidirectional)
    draw_head (cr, pen, points[1], points[0], FALSE, width);
  if (look->out_of_scope)
    draw_slashes (cr, look);
  cairo_restore (cr);
}

void
moat_shapes_draw_tie (cairo_t *cr, const MoatPen *pen, MoatPoint from, MoatPoint to, MoatLook flags)
{
  cairo_save (cr);
  cairo_move_to (cr, from.x, from.y);
  cairo_line_to (cr, to.x, to.y);
  moat_shapes_set_line_ink (cr, pen, MOAT_COLOR_TEXT_DIM, flags);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, to.x, to.y, 2.5, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* A number of more than two digits gets a wider disc. */
static double
get_disc_width (MoatTextMeasure *measure, guint number, double *height)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  double width;

  moat_text_measure_get_size (measure, MOAT_TEXT_STYLE_NUMBER, digits, 0, 0, &width, height);
  *height = MAX (2 * DISC_RADIUS, *height + 2);
  return MAX (*height, width + 8);
}

void
moat_shapes_measure_chip (MoatTextMeasure *measure,
                          guint number,
                          const char *text,
                          double *width,
                          double *height)
{
  double disc_height = 0;
  double disc_width = number > 0 ? get_disc_width (measure, number, &disc_height) : 0;
  double scaled = MOAT_SHAPE_LABEL_WIDTH * moat_text_measure_get_scale (measure);
  double text_width = 0, text_height = 0;

  if (text != NULL && *text != '\0')
    moat_text_measure_get_balanced_size (measure, MOAT_TEXT_STYLE_LABEL, text, scaled, MOAT_SHAPE_LABEL_LINES,
                                         &text_width, &text_height);


  *height = MAX (MOAT_SHAPE_CHIP_HEIGHT, MAX (text_height, disc_height) + 6);
  if (number > 0 && text_width == 0)
    *width = disc_width + 6;
  else if (number > 0)
    *width = 4 + disc_width + DISC_GAP + text_width + CHIP_PADDING;
  else
    *width = text_width + 2 * CHIP_PADDING;
}

static void
draw_disc (cairo_t *cr, const MoatPen *pen, const MoatRect *disc, guint number, MoatLook flags)
{
  gboolean is_accent = (flags & MOAT_LOOK_ACCENT) != 0;
  g_autofree char *digits = g_strdup_printf ("%u", number);

  moat_shapes_trace_rounded (cr, disc, disc->height / 2);
  moat_shapes_set_line_ink (cr, pen, MOAT_COLOR_STROKE, flags);
  cairo_fill (cr);
  moat_shapes_set_ink (cr, pen, is_accent ? MOAT_COLOR_TEXT_ON_ACCENT : MOAT_COLOR_TEXT_ON_STROKE, 0);
  moat_text_measure_draw (pen->text, cr, MOAT_TEXT_STYLE_NUMBER, digits, disc, MOAT_TEXT_ALIGN_CENTER);
}

void
moat_shapes_draw_chip (cairo_t *cr, const MoatPen *pen, const MoatChipLook *look, MoatLook flags)
{
  const MoatRect *rect = &look->rect;
  double disc_height = 0;
  double disc_width = look->number > 0 ? get_disc_width (pen->text, look->number, &disc_height) : 0;
  gboolean has_text = look->text != NULL && *look->text != '\0';
  double left = look->number > 0 ? 4 + disc_width + DISC_GAP : CHIP_PADDING;

  cairo_save (cr);
  moat_shapes_trace_rounded (cr, rect, MOAT_SHAPE_CHIP_HEIGHT / 2);
  moat_shapes_set_ink (cr, pen, MOAT_COLOR_CHIP, 0);
  cairo_fill_preserve (cr);
  moat_shapes_set_line_ink (cr, pen, MOAT_COLOR_CHIP_EDGE, flags);
  cairo_set_line_width (cr, pen->theme->line_chip);
  cairo_stroke (cr);

  if (look->number > 0 && !(flags & MOAT_LOOK_NO_TEXT))
    {
      MoatRect disc = { rect->x + (has_text ? 4 : (rect->width - disc_width) / 2),
                        rect->y + (rect->height - disc_height) / 2, disc_width, disc_height };

      draw_disc (cr, pen, &disc, look->number, flags);
    }
  if (has_text && !(flags & MOAT_LOOK_NO_TEXT))
    {
      MoatRect area = { rect->x + left, rect->y, rect->width - left - CHIP_PADDING + 2, rect->height };

      moat_shapes_set_ink (cr, pen, MOAT_COLOR_TEXT, flags);
      moat_text_measure_draw (pen->text, cr, MOAT_TEXT_STYLE_LABEL, look->text, &area, MOAT_TEXT_ALIGN_LABEL);
    }
  cairo_restore (cr);
}
