/* The diagram as SVG, with a title and a description for those who cannot see
 * it. Cairo draws its text as outlines, so that it looks the same everywhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "picture.h"

#include <cairo-svg.h>
#include <string.h>

/* Cairo before 1.17.6 numbers the outermost group by the surfaces that the process has made so far. */
static void
name_group (GByteArray *svg)
{
  static const char tag[] = "<g id=\"surface";
  const char *end = (const char *) svg->data + svg->len;
  const char *start = g_strstr_len ((const char *) svg->data, svg->len, tag);
  const char *digit = start != NULL ? start + strlen (tag) : end;
  guint n_digits = 0;

  while (digit + n_digits < end && g_ascii_isdigit (digit[n_digits]))
    n_digits++;
  if (n_digits > 0)
    g_byte_array_remove_range (svg, digit - (const char *) svg->data, n_digits);
}

/* Puts the accessible name after the document's first tag. */
static GByteArray *
add_description (GByteArray *svg, MoatScene *scene)
{
  g_autofree char *title = moat_diagram_dup_title (scene);
  g_autofree char *description = moat_diagram_dup_description (scene);
  g_autofree char *text = g_markup_printf_escaped (
      " role=\"img\" aria-labelledby=\"moat-title moat-description\">\n<title id=\"moat-title\">%s</title>\n"
      "<desc id=\"moat-description\">%s</desc>",
      title, description);
  const char *start = g_strstr_len ((const char *) svg->data, svg->len, "<svg ");
  const char *end = start != NULL ? memchr (start, '>', (const char *) svg->data + svg->len - start) : NULL;
  GByteArray *whole;
  gsize before;

  if (end == NULL)
    return svg;

  before = end - (const char *) svg->data;
  whole = g_byte_array_sized_new (svg->len + strlen (text));
  g_byte_array_append (whole, svg->data, before);
  g_byte_array_append (whole, (const guint8 *) text, strlen (text));
  g_byte_array_append (whole, svg->data + before + 1, svg->len - before - 1);
  g_byte_array_unref (svg);
  return whole;
}

GBytes *
moat_svg_write (const MoatPicture *picture, GError **error)
{
  GByteArray *collected = g_byte_array_new ();
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (moat_picture_collect, collected,
                                                                  picture->bounds.width * picture->scale,
                                                                  picture->bounds.height * picture->scale);
  cairo_status_t status;
  cairo_t *cr;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  moat_picture_draw (picture, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  name_group (collected);
  if (status == CAIRO_STATUS_SUCCESS)
    collected = add_description (collected, picture->scene);
  return moat_picture_finish (status, collected, error);
}
