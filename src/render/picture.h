/* One diagram ready to be put on a surface, and the surfaces. For surfaces.c;
 * others take the formats from surfaces.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "comparison.h"

G_BEGIN_DECLS

typedef struct
{
  MoatScene *scene;
  MoatPen pen;
  MoatRect bounds;            /* what is shown, in model units */
  double scale;               /* pixels per unit; above 0 */
  const char *metadata;       /* what an SVG carries as <metadata>, or NULL */
  MoatComparison *comparison; /* with what the scene was before; or NULL */
} MoatPicture;

/* The same model gives the same bytes, so the date in a PDF is that of no day in particular. */
#define MOAT_PICTURE_DATE "2000-01-01T00:00:00Z"

/* White paper and the diagram, its top left corner at @cr's origin; of a comparison also the marks, and the
 * legend below. */
void moat_picture_draw (const MoatPicture *picture, cairo_t *cr);
/* Collects what a cairo surface for a stream writes; @closure is a GByteArray. */
cairo_status_t moat_picture_collect (void *closure, const unsigned char *data, unsigned int length);
/* The bytes, or an error that says what cairo said. Takes @collected. */
GBytes *moat_picture_finish (cairo_status_t status, GByteArray *collected, GError **error);

/* What draws onto a surface, in pixels. */
typedef void (*MoatSvgDraw) (cairo_t *cr, gpointer data);
/* What @func draws, as SVG of that many pixels, its text as text; without accessible name. Owned; unusable
 * when @status is not CAIRO_STATUS_SUCCESS. */
GByteArray *moat_svg_draw (MoatTextMeasure *measure,
                           double width,
                           double height,
                           MoatSvgDraw func,
                           gpointer data,
                           cairo_status_t *status) G_GNUC_WARN_UNUSED_RESULT;

GBytes *moat_svg_write (const MoatPicture *picture, GError **error);
GBytes *moat_png_write (const MoatPicture *picture, GError **error);
GBytes *moat_pdf_write (const MoatPicture *picture, GError **error);

G_END_DECLS
