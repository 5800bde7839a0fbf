/* The diagram as one page of PDF, as large as the diagram.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "picture.h"

#include <cairo-pdf.h>

/* A CSS pixel in points. */
#define POINTS 0.75
/* No page may be larger, says ISO 32000-1, annex C. */
#define MAX_SIDE 14400.0

GBytes *
moat_pdf_write (const MoatPicture *picture, GError **error)
{
  g_autofree char *title = moat_diagram_dup_title (picture->scene);
  g_autofree char *description = moat_diagram_dup_description (picture->scene);
  GByteArray *collected = g_byte_array_new ();
  double width = picture->bounds.width * picture->scale * POINTS;
  double height = picture->bounds.height * picture->scale * POINTS;
  double shrink = MIN (1, MAX_SIDE / MAX (width, height));
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  surface = cairo_pdf_surface_create_for_stream (moat_picture_collect, collected, width * shrink,
                                                 height * shrink);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, description);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Moat");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, MOAT_PICTURE_DATE);
  cr = cairo_create (surface);
  cairo_scale (cr, POINTS * shrink, POINTS * shrink);
  moat_picture_draw (picture, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return moat_picture_finish (status, collected, error);
}
