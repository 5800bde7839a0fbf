/* Badges under a label: moves that are open or decided, and the class of the
 * data, each with an icon and words besides its colour.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "shapes-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PADDING  8.0
#define ICON     10.0
#define ICON_GAP 4.0
#define MAX_TEXT 200.0

typedef enum
{
  ICON_TRIANGLE,
  ICON_TICK,
  ICON_LOCK_OPEN,
  ICON_LOCK,
  ICON_LOCK_FULL,
} Icon;

static const struct
{
  MoatColorRole ink;
  MoatColorRole paper;
  MoatTextStyle style;
  Icon icon;
} tones[] = {
  [MOAT_BADGE_OPEN] = { MOAT_COLOR_OPEN, MOAT_COLOR_OPEN_PAPER, MOAT_TEXT_STYLE_BADGE, ICON_TRIANGLE },
  [MOAT_BADGE_DECIDED] = { MOAT_COLOR_DECIDED, MOAT_COLOR_DECIDED_PAPER, MOAT_TEXT_STYLE_BADGE, ICON_TICK },
  [MOAT_BADGE_PUBLIC] = { MOAT_COLOR_PUBLIC, MOAT_COLOR_PUBLIC_PAPER, MOAT_TEXT_STYLE_CHIP, ICON_LOCK_OPEN },
  [MOAT_BADGE_SENSITIVE] = { MOAT_COLOR_SENSITIVE, MOAT_COLOR_SENSITIVE_PAPER, MOAT_TEXT_STYLE_CHIP,
                             ICON_LOCK },
  [MOAT_BADGE_SECRET] = { MOAT_COLOR_SECRET, MOAT_COLOR_SECRET_PAPER, MOAT_TEXT_STYLE_CHIP, ICON_LOCK_FULL },
};

char *
moat_shapes_dup_badge_text (MoatBadgeTone tone, guint count)
{
  if (tone == MOAT_BADGE_OPEN)
    /* TRANSLATORS: how many attacker moves have no decision yet, on a small badge */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u open", "%u open", count), count);
  /* TRANSLATORS: how many attacker moves are settled, on a small badge */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u decided", "%u decided", count), count);
}

static double
get_icon_size (MoatTextMeasure *measure)
{
  return ICON * moat_text_measure_get_scale (measure);
}

void
moat_shapes_measure_badge (MoatTextMeasure *measure,
                           MoatBadgeTone tone,
                           const char *text,
                           double *width,
                           double *height)
{
  double text_width, text_height;

  moat_text_measure_get_size (measure, tones[tone].style, text,
                              MAX_TEXT * moat_text_measure_get_scale (measure), 1, &text_width, &text_height);
  *width = PADDING + get_icon_size (measure) + ICON_GAP + text_width + PADDING;
  *height = MAX (MOAT_SHAPE_BADGE_HEIGHT, text_height + 2);
}

/* In a square from 0 to 10. A class is told by the padlock: open, shut, shut and filled. */
static void
draw_lock (cairo_t *cr, Icon icon)
{
  double turn = icon == ICON_LOCK_OPEN ? 0.6 : 0;

  cairo_new_sub_path (cr);
  cairo_move_to (cr, 2.2, 4.8);
  cairo_line_to (cr, 2.2, 3.4);
  cairo_arc (cr, 5, 3.4, 2.8, G_PI, 2 * G_PI - turn);
  if (icon != ICON_LOCK_OPEN)
    cairo_line_to (cr, 7.8, 4.8);
  cairo_set_line_width (cr, 1.3);
  cairo_stroke (cr);
  cairo_rectangle (cr, 0.9, 4.8, 8.2, 4.9);
  if (icon == ICON_LOCK_FULL)
    cairo_fill_preserve (cr);
  cairo_stroke (cr);
}

static void
draw_icon (cairo_t *cr, Icon icon)
{
  switch (icon)
    {
    case ICON_TRIANGLE:
      cairo_move_to (cr, 5, 0.8);
      cairo_line_to (cr, 9.8, 9.2);
      cairo_line_to (cr, 0.2, 9.2);
      cairo_close_path (cr);
      cairo_fill (cr);
      return;
    case ICON_TICK:
      cairo_move_to (cr, 1.2, 5.4);
      cairo_line_to (cr, 4, 8.6);
      cairo_line_to (cr, 8.8, 1.8);
      cairo_set_line_width (cr, 1.7);
      cairo_stroke (cr);
      return;
    case ICON_LOCK_OPEN:
    case ICON_LOCK:
    case ICON_LOCK_FULL:
      draw_lock (cr, icon);
      return;
    }
  g_assert_not_reached ();
}

void
moat_shapes_draw_badge (cairo_t *cr,
                        const MoatPen *pen,
                        const MoatRect *rect,
                        MoatBadgeTone tone,
                        const char *text,
                        MoatLook flags)
{
  double icon = get_icon_size (pen->text);
  double left = PADDING + icon + ICON_GAP;
  MoatRect area = { rect->x + left, rect->y, rect->width - left - PADDING + 2, rect->height };

  cairo_save (cr);
  moat_shapes_trace_rounded (cr, rect, rect->height / 2);
  moat_shapes_set_ink (cr, pen, tones[tone].paper, flags);
  cairo_fill_preserve (cr);
  moat_shapes_set_ink (cr, pen, tones[tone].ink, flags);
  cairo_set_line_width (cr, flags & MOAT_LOOK_HOVERED ? 1.6 : 1.2);
  if (pen->theme->chips_have_edges || (flags & MOAT_LOOK_HOVERED))
    cairo_stroke (cr);
  cairo_new_path (cr);

  if (!(flags & MOAT_LOOK_NO_TEXT))
    {
      moat_text_measure_draw (pen->text, cr, tones[tone].style, text, &area, MOAT_TEXT_ALIGN_LABEL);
      cairo_translate (cr, rect->x + PADDING, rect->y + (rect->height - icon) / 2);
      cairo_scale (cr, icon / ICON, icon / ICON);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
      draw_icon (cr, tones[tone].icon);
    }
  cairo_restore (cr);
}
