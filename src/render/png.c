/* The diagram as PNG, at the scale asked for and within what a machine can hold.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "picture.h"

#include "formats.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of cairo's image surfaces. */
#define MAX_SIDE 32767.0
/* 256 MB of memory while it is drawn. */
#define MAX_PIXELS (64.0 * 1024 * 1024)

static gboolean
check_size (const MoatPicture *picture, double width, double height, GError **error)
{
  double by_side = picture->scale * MAX_SIDE / MAX (width, height);
  double by_area = picture->scale * sqrt (MAX_PIXELS / (width * height));
  double largest = floor (MIN (by_side, by_area) * 100) / 100;

  if (width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS)
    return TRUE;

  if (largest >= 0.1)
    g_set_error (
        error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH,
        _ ("The picture would be %.0f × %.0f pixels, which is too large; choose a scale of at most %.2f, "
           "or write SVG or PDF"),
        width, height, largest);
  else
    g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH,
                 _ ("The picture would be %.0f × %.0f pixels, which is too large; write SVG or PDF instead"),
                 width, height);
  return FALSE;
}

GBytes *
moat_png_write (const MoatPicture *picture, GError **error)
{
  double width = ceil (picture->bounds.width * picture->scale);
  double height = ceil (picture->bounds.height * picture->scale);
  GByteArray *collected;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (!check_size (picture, width, height, error))
    return NULL;

  collected = g_byte_array_new ();
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cr = cairo_create (surface);
  moat_picture_draw (picture, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, moat_picture_collect, collected);
  cairo_surface_destroy (surface);

  return moat_picture_finish (status, collected, error);
}
