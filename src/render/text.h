/* Text for the drawing: measured and drawn by the same layout, so that what
 * was found to fit does fit. No static state: a MoatTextMeasure holds what
 * Pango needs, belongs to one thread and is passed around.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <cairo.h>

#include "states.h"
#include "theme.h"

G_BEGIN_DECLS

#define MOAT_TYPE_TEXT_MEASURE (moat_text_measure_get_type ())
G_DECLARE_FINAL_TYPE (MoatTextMeasure, moat_text_measure, MOAT, TEXT_MEASURE, GObject)

/* Type sizes in model units at 100 % text. */
typedef enum
{
  MOAT_TEXT_STYLE_BADGE,    /* 10.5 bold */
  MOAT_TEXT_STYLE_CHIP,     /* 11 bold */
  MOAT_TEXT_STYLE_NUMBER,   /* 11 bold */
  MOAT_TEXT_STYLE_BOUNDARY, /* 12 bold */
  MOAT_TEXT_STYLE_LABEL,    /* 12.5 */
  MOAT_TEXT_STYLE_NOTE,     /* 12.5 */
  MOAT_TEXT_STYLE_NAME,     /* 14 semibold */
  MOAT_TEXT_STYLE_TITLE,    /* 17 bold */
  MOAT_N_TEXT_STYLES,
} MoatTextStyle;

typedef enum
{
  MOAT_TEXT_ALIGN_START, /* left, or right for right-to-left text; from the top */
  MOAT_TEXT_ALIGN_LABEL, /* the same, but centred from top to bottom */
  MOAT_TEXT_ALIGN_CENTER,
} MoatTextAlign;

typedef enum
{
  MOAT_TEXT_FOR_SCREEN,   /* drawn often, and sharp */
  MOAT_TEXT_FOR_VECTORS,  /* SVG and PDF: glyphs exactly where the font wants them */
  MOAT_TEXT_FOR_PICTURES, /* PNG: the same, drawn as outlines, because Cairo before 1.17.4 puts glyphs on
                             whole pixels */
} MoatTextUse;

/* One line as it was laid out, in the coordinates of the cairo context. */
typedef struct
{
  const char *text; /* UTF-8 in logical order, an ellipsis included */
  MoatPoint start;  /* where its baseline begins: at the right for right-to-left text */
  double width;
  double size; /* of the font */
  int weight;  /* 100 to 900 */
  gboolean is_rtl;
} MoatTextLine;

/* Takes a line in place of drawing it in @cr's source. */
typedef void (*MoatTextSink) (cairo_t *cr, const MoatTextLine *line, gpointer data);

MoatTextMeasure *moat_text_measure_new (const MoatTheme *theme, MoatTextUse use) G_GNUC_WARN_UNUSED_RESULT;

/* From now on moat_text_measure_draw() hands lines to @sink, for a surface that keeps text as text; NULL: it
 * draws. */
void moat_text_measure_set_sink (MoatTextMeasure *self, MoatTextSink sink, gpointer data);

/* The theme's text scale. */
double moat_text_measure_get_scale (MoatTextMeasure *self);

/* The size of @text, wrapped to @max_width (0: one line per paragraph) and cut after @max_lines (0: never).
 * @text may be NULL. @width or @height may be NULL.
 */
void moat_text_measure_get_size (MoatTextMeasure *self,
                                 MoatTextStyle style,
                                 const char *text,
                                 double max_width,
                                 guint max_lines,
                                 double *width,
                                 double *height);

/* The same, but as narrow as it can be without another line or a broken word, so that no single word is left
 * over in the last line.
 */
void moat_text_measure_get_balanced_size (MoatTextMeasure *self,
                                          MoatTextStyle style,
                                          const char *text,
                                          double max_width,
                                          guint max_lines,
                                          double *width,
                                          double *height);

/* Draws in @cr's source, inside @area and never outside it: wraps, then shrinks to 70 %, then ends in "…". */
void moat_text_measure_draw (MoatTextMeasure *self,
                             cairo_t *cr,
                             MoatTextStyle style,
                             const char *text,
                             const MoatRect *area,
                             MoatTextAlign align);

/* Sets the width and height of @box (its x and y stay) to the smallest, from 120 × 60 on, in whose shape
 * @name fits wrapped: first the width grows, to 220 or so, then the height. Of the font alone, not of the
 * text scale, because the box goes into the model. @name may be NULL.
 */
void moat_text_measure_element_size (MoatTextMeasure *self,
                                     MoatElementType type,
                                     const char *name,
                                     MoatNotation notation,
                                     MoatRect *box);

/* The same for a note; an empty one is 160 × 80. */
void moat_text_measure_note_size (MoatTextMeasure *self, const char *text, MoatRect *box);

G_END_DECLS
