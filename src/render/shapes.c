/* Elements and notes: their outlines, where their names stand, and how they
 * are drawn.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "shapes-private.h"

#include <math.h>

/* How much of a faded colour is left. */
#define FADED_SHARE  0.34
#define GONE_SHARE   0.64
#define HATCH_STEP   10.0
#define OPENS_SIZE   14.0
#define NOTE_CORNER  14.0
#define NOTE_PADDING 12.0

static MoatColor
get_ink (const MoatPen *pen, MoatColorRole role, double share)
{
  const MoatColor *ink = &pen->theme->colors[role];
  const MoatColor *canvas = &pen->theme->colors[MOAT_COLOR_CANVAS];

  return (MoatColor){
    canvas->red + (ink->red - canvas->red) * share,
    canvas->green + (ink->green - canvas->green) * share,
    canvas->blue + (ink->blue - canvas->blue) * share,
    ink->alpha,
  };
}

void
moat_shapes_set_ink (cairo_t *cr, const MoatPen *pen, MoatColorRole role, MoatLook flags)
{
  double share = flags & MOAT_LOOK_GONE ? GONE_SHARE : 1;
  MoatColor ink = get_ink (pen, role, flags & MOAT_LOOK_FADED ? FADED_SHARE : share);

  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, ink.alpha);
}

void
moat_shapes_set_line_ink (cairo_t *cr, const MoatPen *pen, MoatColorRole role, MoatLook flags)
{
  gboolean is_accent = (flags & MOAT_LOOK_ACCENT) != 0;

  moat_shapes_set_ink (cr, pen, is_accent ? MOAT_COLOR_ACCENT : role, flags);
}

double
moat_shapes_get_line_width (const MoatPen *pen, double normal, MoatLook flags)
{
  return (flags & MOAT_LOOK_ACCENT) ? MAX (normal, pen->theme->line_selected) : normal;
}

void
moat_shapes_set_halo_ink (cairo_t *cr, const MoatPen *pen, MoatLook flags)
{
  gboolean is_full = (flags & MOAT_LOOK_ACCENT) != 0;
  MoatColor ink = get_ink (pen, MOAT_COLOR_HALO, is_full ? 1 : 0.5);

  cairo_set_source_rgb (cr, ink.red, ink.green, ink.blue);
}

void
moat_shapes_trace_rounded (cairo_t *cr, const MoatRect *rect, double radius)
{
  double r = MIN (radius, MIN (rect->width, rect->height) / 2);
  double right = rect->x + rect->width;
  double bottom = rect->y + rect->height;

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - r, rect->y + r, r, -G_PI_2, 0);
  cairo_arc (cr, right - r, bottom - r, r, 0, G_PI_2);
  cairo_arc (cr, rect->x + r, bottom - r, r, G_PI_2, G_PI);
  cairo_arc (cr, rect->x + r, rect->y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* Half an ellipse across @box at height @y; @up: its upper half, from left to right, else the lower one. */
static void
trace_half_ellipse (cairo_t *cr, const MoatRect *box, double y, double bulge, gboolean up)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  cairo_translate (cr, box->x + box->width / 2, y);
  cairo_scale (cr, box->width / 2, bulge);
  if (up)
    cairo_arc (cr, 0, 0, 1, G_PI, 2 * G_PI);
  else
    cairo_arc (cr, 0, 0, 1, 0, G_PI);
  cairo_set_matrix (cr, &matrix);
}

static double
get_bulge (const MoatRect *box)
{
  return MIN (MOAT_SHAPE_DRUM, box->height / 4);
}

static void
trace_drum (cairo_t *cr, const MoatRect *box)
{
  double bulge = get_bulge (box);

  cairo_new_sub_path (cr);
  trace_half_ellipse (cr, box, box->y + bulge, bulge, TRUE);
  trace_half_ellipse (cr, box, box->y + box->height - bulge, bulge, FALSE);
  cairo_close_path (cr);
}

static void
trace_ellipse (cairo_t *cr, const MoatRect *box)
{
  cairo_new_sub_path (cr);
  trace_half_ellipse (cr, box, box->y + box->height / 2, box->height / 2, TRUE);
  trace_half_ellipse (cr, box, box->y + box->height / 2, box->height / 2, FALSE);
  cairo_close_path (cr);
}

MoatOutline
moat_shapes_get_outline (MoatElementType type, MoatNotation notation)
{
  static const MoatOutline outlines[][2] = {
    [MOAT_ELEMENT_PROCESS] = { MOAT_OUTLINE_ROUNDED, MOAT_OUTLINE_ELLIPSE },
    [MOAT_ELEMENT_EXTERNAL_ENTITY] = { MOAT_OUTLINE_RECT, MOAT_OUTLINE_RECT },
    [MOAT_ELEMENT_DATA_STORE] = { MOAT_OUTLINE_DRUM, MOAT_OUTLINE_RECT },
  };

  return outlines[type][notation == MOAT_NOTATION_CLASSIC];
}

MoatRect
moat_shapes_get_name_area (MoatElementType type, MoatNotation notation, const MoatRect *box)
{
  double bulge = get_bulge (box);

  switch (moat_shapes_get_outline (type, notation))
    {
    case MOAT_OUTLINE_RECT:
    case MOAT_OUTLINE_ROUNDED:
      return moat_rect_inset (box, 12, 6);
    case MOAT_OUTLINE_DRUM:
      /* Under the lid, and not into the curve of the bottom. */
      return MOAT_RECT_INIT (box->x + 12, box->y + 2 * bulge + 2, MAX (box->width - 24, 0),
                             MAX (box->height - 3 * bulge - 2, 0));
    case MOAT_OUTLINE_ELLIPSE:
      return moat_rect_inset (box, box->width * 0.13, box->height * 0.17);
    }
  g_assert_not_reached ();
}

void
moat_shapes_trace_element (cairo_t *cr, MoatElementType type, MoatNotation notation, const MoatRect *box)
{
  switch (moat_shapes_get_outline (type, notation))
    {
    case MOAT_OUTLINE_RECT:
      cairo_rectangle (cr, box->x, box->y, box->width, box->height);
      return;
    case MOAT_OUTLINE_ROUNDED:
      moat_shapes_trace_rounded (cr, box, MOAT_SHAPE_RADIUS);
      return;
    case MOAT_OUTLINE_DRUM:
      trace_drum (cr, box);
      return;
    case MOAT_OUTLINE_ELLIPSE:
      trace_ellipse (cr, box);
      return;
    }
  g_assert_not_reached ();
}

/* Out of scope: shaded, so that it needs no colour to be told. */
static void
draw_hatch (cairo_t *cr, const MoatPen *pen, const MoatElementLook *look)
{
  const MoatRect *box = &look->box;

  cairo_save (cr);
  moat_shapes_trace_element (cr, look->type, look->notation, box);
  cairo_clip (cr);
  for (double x = box->x - box->height; x < box->x + box->width; x += HATCH_STEP)
    {
      cairo_move_to (cr, x, box->y + box->height);
      cairo_line_to (cr, x + box->height, box->y);
    }
  cairo_set_line_width (cr, 1);
  moat_shapes_set_ink (cr, pen, MOAT_COLOR_GRID, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Leads to another use case: a small box with a chevron, in the corner where the text does not come. */
static void
draw_opens (cairo_t *cr, const MoatPen *pen, const MoatRect *box, MoatLook flags)
{
  double s = OPENS_SIZE;
  MoatRect mark = { box->x + box->width - s - 5, box->y + box->height - s - 5, s, s };

  moat_shapes_trace_rounded (cr, &mark, 4);
  moat_shapes_set_ink (cr, pen, MOAT_COLOR_CHIP, flags);
  cairo_fill_preserve (cr);
  moat_shapes_set_ink (cr, pen, MOAT_COLOR_TEXT_DIM, flags);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  cairo_move_to (cr, mark.x + s * 0.4, mark.y + s * 0.28);
  cairo_line_to (cr, mark.x + s * 0.64, mark.y + s * 0.5);
  cairo_line_to (cr, mark.x + s * 0.4, mark.y + s * 0.72);
  cairo_stroke (cr);
}

/* The lines of a shape; the classic data store is open at its sides. */
static void
stroke_element (cairo_t *cr, const MoatPen *pen, const MoatElementLook *look, MoatLook flags)
{
  const MoatRect *box = &look->box;
  gboolean is_classic_store = look->type == MOAT_ELEMENT_DATA_STORE
                              && look->notation == MOAT_NOTATION_CLASSIC;

  if (is_classic_store)
    {
      cairo_move_to (cr, box->x, box->y);
      cairo_line_to (cr, box->x + box->width, box->y);
      cairo_move_to (cr, box->x, box->y + box->height);
      cairo_line_to (cr, box->x + box->width, box->y + box->height);
    }
  else
    {
      moat_shapes_trace_element (cr, look->type, look->notation, box);
      if (moat_shapes_get_outline (look->type, look->notation) == MOAT_OUTLINE_DRUM)
        {
          cairo_new_sub_path (cr);
          trace_half_ellipse (cr, box, box->y + get_bulge (box), get_bulge (box), FALSE);
        }
    }
  moat_shapes_set_line_ink (cr, pen, MOAT_COLOR_STROKE, flags);
  cairo_set_line_width (cr, moat_shapes_get_line_width (pen, pen->theme->line, flags));
  cairo_stroke (cr);
}

void
moat_shapes_draw_element (cairo_t *cr, const MoatPen *pen, const MoatElementLook *look, MoatLook flags)
{
  cairo_save (cr);
  cairo_set_line_join (cr, look->type == MOAT_ELEMENT_EXTERNAL_ENTITY ? CAIRO_LINE_JOIN_MITER
                                                                      : CAIRO_LINE_JOIN_ROUND);
  if (flags & (MOAT_LOOK_HOVERED | MOAT_LOOK_DROP))
    {
      moat_shapes_trace_element (cr, look->type, look->notation, &look->box);
      moat_shapes_set_halo_ink (cr, pen, flags);
      cairo_set_line_width (cr, MOAT_SHAPE_HALO);
      cairo_stroke (cr);
    }

  moat_shapes_trace_element (cr, look->type, look->notation, &look->box);
  moat_shapes_set_ink (cr, pen, MOAT_COLOR_FILL, 0);
  cairo_fill (cr);
  if (look->out_of_scope)
    draw_hatch (cr, pen, look);
  stroke_element (cr, pen, look, flags);

  if (look->opens)
    draw_opens (cr, pen, &look->box, flags);
  if (!(flags & (MOAT_LOOK_NO_TEXT | MOAT_LOOK_EDITED)))
    {
      MoatRect area = moat_shapes_get_name_area (look->type, look->notation, &look->box);

      moat_shapes_set_ink (cr, pen, look->out_of_scope ? MOAT_COLOR_TEXT_DIM : MOAT_COLOR_TEXT, flags);
      moat_text_measure_draw (pen->text, cr, MOAT_TEXT_STYLE_NAME, look->name, &area, MOAT_TEXT_ALIGN_CENTER);
    }
  cairo_restore (cr);
}

/* The sheet with its folded corner; @r is the side of the fold. */
static void
trace_note (cairo_t *cr, const MoatRect *box, double r)
{
  double right = box->x + box->width;
  double bottom = box->y + box->height;

  cairo_move_to (cr, box->x, box->y);
  cairo_line_to (cr, right - r, box->y);
  cairo_line_to (cr, right, box->y + r);
  cairo_line_to (cr, right, bottom);
  cairo_line_to (cr, box->x, bottom);
  cairo_close_path (cr);
}

void
moat_shapes_draw_note (cairo_t *cr, const MoatPen *pen, const MoatRect *box, const char *text, MoatLook flags)
{
  double r = MIN (NOTE_CORNER, MIN (box->width, box->height) / 2);
  MoatRect area = moat_rect_inset (box, NOTE_PADDING, NOTE_PADDING);

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace_note (cr, box, r);
  if (flags & MOAT_LOOK_HOVERED)
    {
      moat_shapes_set_halo_ink (cr, pen, flags);
      cairo_set_line_width (cr, MOAT_SHAPE_HALO);
      cairo_stroke_preserve (cr);
    }
  moat_shapes_set_ink (cr, pen, MOAT_COLOR_NOTE, flags);
  cairo_fill_preserve (cr);
  moat_shapes_set_line_ink (cr, pen, MOAT_COLOR_NOTE_EDGE, flags);
  cairo_set_line_width (cr, moat_shapes_get_line_width (pen, 1.2, flags));
  cairo_stroke (cr);

  cairo_move_to (cr, box->x + box->width - r, box->y);
  cairo_line_to (cr, box->x + box->width - r, box->y + r);
  cairo_line_to (cr, box->x + box->width, box->y + r);
  cairo_stroke (cr);

  if (!(flags & (MOAT_LOOK_NO_TEXT | MOAT_LOOK_EDITED)))
    {
      moat_shapes_set_ink (cr, pen, MOAT_COLOR_TEXT, flags);
      moat_text_measure_draw (pen->text, cr, MOAT_TEXT_STYLE_NOTE, text, &area, MOAT_TEXT_ALIGN_START);
    }
  cairo_restore (cr);
}
