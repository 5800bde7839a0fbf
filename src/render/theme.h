/* How the drawing looks, as data: colours, strokes and the font, in a light
 * and a dark set and one of high contrast for each. Shapes' own measures are in
 * shapes.h, type sizes in text.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

/* Straight (not premultiplied) sRGB, each from 0 to 1. */
typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} MoatColor;

typedef enum
{
  MOAT_SCHEME_LIGHT, /* also print and every export */
  MOAT_SCHEME_DARK,
  MOAT_SCHEME_LIGHT_CONTRAST,
  MOAT_SCHEME_DARK_CONTRAST,
  MOAT_N_SCHEMES,
} MoatScheme;

typedef enum
{
  MOAT_COLOR_CANVAS,
  MOAT_COLOR_GRID,
  MOAT_COLOR_FILL,   /* inside an element */
  MOAT_COLOR_STROKE, /* of elements and flows; the disc behind a number */
  MOAT_COLOR_TEXT,
  MOAT_COLOR_TEXT_DIM,
  MOAT_COLOR_TEXT_ON_STROKE, /* a number on its disc */
  MOAT_COLOR_CHIP,
  MOAT_COLOR_CHIP_EDGE,
  MOAT_COLOR_BOUNDARY, /* its line, title and crossing marks */
  MOAT_COLOR_BOUNDARY_TINT,
  MOAT_COLOR_ACCENT, /* selection */
  MOAT_COLOR_TEXT_ON_ACCENT,
  MOAT_COLOR_HALO, /* behind a selected flow */
  MOAT_COLOR_NOTE,
  MOAT_COLOR_NOTE_EDGE,
  /* In pairs of ink and paper: open moves, settled moves, and the three tones of asset classes. */
  MOAT_COLOR_OPEN,
  MOAT_COLOR_OPEN_PAPER,
  MOAT_COLOR_DECIDED,
  MOAT_COLOR_DECIDED_PAPER,
  MOAT_COLOR_PUBLIC,
  MOAT_COLOR_PUBLIC_PAPER,
  MOAT_COLOR_SENSITIVE,
  MOAT_COLOR_SENSITIVE_PAPER,
  MOAT_COLOR_SECRET,
  MOAT_COLOR_SECRET_PAPER,
  MOAT_N_COLORS,
} MoatColorRole;

/* Immutable and reference-counted; widths are in model units. */
typedef struct
{
  MoatScheme scheme;
  MoatColor colors[MOAT_N_COLORS];
  double line;          /* elements and flows */
  double line_selected; /* the same when selected */
  double line_boundary;
  double line_chip;
  gboolean chips_have_edges; /* high contrast: badges are told from the paper by an edge, not by a tint */
  char *family;              /* font family, or several joined by commas */
  double text_scale;         /* 1 is 100 %; sizes of chips and labels follow it */
} MoatTheme;

/* A pair of roles that are seen on one another, and what WCAG 2.1 asks of it. */
typedef struct
{
  MoatColorRole ink;
  MoatColorRole paper;
  double ratio; /* 4.5 for text, 3 for lines and icons */
} MoatColorPair;

#define MOAT_THEME_DEFAULT_FAMILY "Cantarell, Adwaita Sans, Inter, sans-serif"

/* @accent NULL: the scheme's own blue; another one is darkened or lightened until it can be seen on the
 * canvas.
 * @family NULL: MOAT_THEME_DEFAULT_FAMILY. @text_scale is kept within 0.5 to 3.
 */
MoatTheme *moat_theme_new (MoatScheme scheme, const MoatColor *accent, const char *family, double text_scale)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same for a screen that a room looks at: lines other than chips' @lines times as thick, and text at 100
 * %, because what is read there is sized by the screen. */
MoatTheme *moat_theme_new_for_room (const MoatTheme *theme, double lines) G_GNUC_WARN_UNUSED_RESULT;
/* The light set with a colour for each role that no other role has, for pages that give roles their colours
 * themselves. */
MoatTheme *moat_theme_new_of_roles (void) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a colour, each part from 0 to 255, stands for a role there. */
gboolean moat_theme_find_role (guint red, guint green, guint blue, MoatColorRole *role);
/* "open-paper", for properties of a style sheet. */
const char *moat_theme_get_role_name (MoatColorRole role);
MoatTheme *moat_theme_ref (MoatTheme *theme);
void moat_theme_unref (MoatTheme *theme);

void moat_theme_set_source (const MoatTheme *theme, cairo_t *cr, MoatColorRole role);

/* Contrast ratio of WCAG 2.1, from 1 to 21; a translucent @ink is first laid over @paper. */
double moat_color_get_contrast (const MoatColor *ink, const MoatColor *paper);
/* All pairs that the drawing uses. */
const MoatColorPair *moat_theme_get_pairs (guint *n_pairs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatTheme, moat_theme_unref)

G_END_DECLS
