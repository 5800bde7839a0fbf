/* Marks of a comparison: what was added, removed, changed or only moved. Each
 * has a sign of its own and a word in the legend, so that no colour is needed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "shapes-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define RING        1.6
#define SIGN        2.4 /* width of its strokes */
#define STRIKE      1.6
#define LEGEND_GAP  6.0 /* from a mark to its word */
#define LEGEND_STEP 18.0

static const struct
{
  MoatColorRole ink;
  MoatColorRole paper;
  const char *word;
} marks[MOAT_N_MARKS] = {
  [MOAT_MARK_MOVED] = { MOAT_COLOR_TEXT_DIM, MOAT_COLOR_CANVAS, N_ ("only moved") },
  [MOAT_MARK_CHANGED] = { MOAT_COLOR_SENSITIVE, MOAT_COLOR_SENSITIVE_PAPER, N_ ("changed") },
  [MOAT_MARK_ADDED] = { MOAT_COLOR_DECIDED, MOAT_COLOR_DECIDED_PAPER, N_ ("added") },
  [MOAT_MARK_REMOVED] = { MOAT_COLOR_OPEN, MOAT_COLOR_OPEN_PAPER, N_ ("removed") },
};

const char *
moat_shapes_get_mark_word (MoatMark mark)
{
  g_return_val_if_fail (mark > MOAT_MARK_NONE && mark < MOAT_N_MARKS, NULL);

  return _ (marks[mark].word);
}

/* Its strokes, in a square from -1 to 1. */
static void
trace_sign (cairo_t *cr, MoatMark mark)
{
  switch (mark)
    {
    case MOAT_MARK_MOVED:
      cairo_arc (cr, 0, 0, 0.1, 0, 2 * G_PI);
      return;
    case MOAT_MARK_CHANGED:
      cairo_move_to (cr, -1, 0.3);
      cairo_curve_to (cr, -0.5, -1, 0.4, 1, 1, -0.3);
      return;
    case MOAT_MARK_ADDED:
      cairo_move_to (cr, 0, -1);
      cairo_line_to (cr, 0, 1);
      cairo_move_to (cr, -1, 0);
      cairo_line_to (cr, 1, 0);
      return;
    case MOAT_MARK_REMOVED:
      cairo_move_to (cr, -1, 0);
      cairo_line_to (cr, 1, 0);
      return;
    case MOAT_MARK_NONE:
    case MOAT_N_MARKS:
      return;
    }
}

void
moat_shapes_draw_mark (cairo_t *cr, const MoatPen *pen, MoatMark mark, MoatPoint at)
{
  double radius = MOAT_SHAPE_SIGN / 2;

  g_return_if_fail (mark > MOAT_MARK_NONE && mark < MOAT_N_MARKS);

  cairo_save (cr);
  cairo_translate (cr, at.x, at.y);
  cairo_arc (cr, 0, 0, radius - RING / 2, 0, 2 * G_PI);
  moat_theme_set_source (pen->theme, cr, marks[mark].paper);
  cairo_fill_preserve (cr);
  moat_theme_set_source (pen->theme, cr, marks[mark].ink);
  cairo_set_line_width (cr, RING);
  cairo_stroke (cr);

  cairo_save (cr);
  cairo_scale (cr, radius / 2, radius / 2);
  trace_sign (cr, mark);
  cairo_restore (cr);
  cairo_set_line_width (cr, SIGN);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
moat_shapes_draw_strike (cairo_t *cr, const MoatPen *pen, MoatPoint from, MoatPoint to)
{
  cairo_save (cr);
  moat_theme_set_source (pen->theme, cr, marks[MOAT_MARK_REMOVED].ink);
  cairo_set_line_width (cr, STRIKE);
  cairo_move_to (cr, from.x, from.y);
  cairo_line_to (cr, to.x, to.y);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* ---- The legend ---- */

/* Draws it, or with @cr NULL only measures. Returns its width. */
static double
lay_legend (cairo_t *cr, const MoatPen *pen, const MoatRect *area)
{
  static const MoatMark order[] = { MOAT_MARK_ADDED, MOAT_MARK_REMOVED, MOAT_MARK_CHANGED, MOAT_MARK_MOVED };
  double x = 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const char *word = moat_shapes_get_mark_word (order[i]);
      double width;

      moat_text_measure_get_size (pen->text, MOAT_TEXT_STYLE_LABEL, word, 0, 1, &width, NULL);
      if (cr != NULL)
        {
          MoatPoint at = { area->x + x + MOAT_SHAPE_SIGN / 2, area->y + area->height / 2 };
          MoatRect place = { at.x + MOAT_SHAPE_SIGN / 2 + LEGEND_GAP, area->y, width + 1, area->height };

          moat_shapes_draw_mark (cr, pen, order[i], at);
          moat_theme_set_source (pen->theme, cr, MOAT_COLOR_TEXT);
          moat_text_measure_draw (pen->text, cr, MOAT_TEXT_STYLE_LABEL, word, &place, MOAT_TEXT_ALIGN_LABEL);
        }
      x += MOAT_SHAPE_SIGN + LEGEND_GAP + width + LEGEND_STEP;
    }

  return x - LEGEND_STEP;
}

void
moat_shapes_measure_legend (const MoatPen *pen, double *width, double *height)
{
  *width = lay_legend (NULL, pen, NULL);
  moat_text_measure_get_size (pen->text, MOAT_TEXT_STYLE_LABEL, "X", 0, 1, NULL, height);
  *height = MAX (*height, MOAT_SHAPE_SIGN);
}

void
moat_shapes_draw_legend (cairo_t *cr, const MoatPen *pen, const MoatRect *area)
{
  lay_legend (cr, pen, area);
}
