/* The diagram as SVG, with a title and a description for those who cannot see
 * it. Its text is text, to be searched, read out and edited, and says how wide
 * it is, so that it fits everywhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "picture.h"
#include "svg-text.h"

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

/* Puts the fonts into the document's first tag, and the accessible name and the model after it. */
static GByteArray *
add_head (GByteArray *svg, const MoatPicture *picture)
{
  g_autofree char *title = moat_diagram_dup_title (picture->scene);
  g_autofree char *description = picture->comparison != NULL
                                     ? moat_comparison_describe (picture->comparison,
                                                                 moat_scene_get_use_case (picture->scene))
                                     : moat_diagram_dup_description (picture->scene);
  g_autofree char *title_text = moat_svg_text_escape (title);
  g_autofree char *description_text = moat_svg_text_escape (description);
  g_autofree char *family = moat_svg_text_escape (picture->pen.theme->family);
  g_autofree char *head
      = g_strdup_printf (" font-family=\"%s\" role=\"img\" aria-labelledby=\"moat-title moat-description\">\n"
                         "<title id=\"moat-title\">%s</title>\n<desc id=\"moat-description\">%s</desc>%s%s",
                         family, title_text, description_text, picture->metadata != NULL ? "\n" : "",
                         picture->metadata != NULL ? picture->metadata : "");
  const char *start = g_strstr_len ((const char *) svg->data, svg->len, "<svg ");
  const char *end = start != NULL ? memchr (start, '>', (const char *) svg->data + svg->len - start) : NULL;
  GByteArray *whole;
  gsize before;

  if (end == NULL)
    return svg;

  before = end - (const char *) svg->data;
  whole = g_byte_array_sized_new (svg->len + strlen (head));
  g_byte_array_append (whole, svg->data, before);
  g_byte_array_append (whole, (const guint8 *) head, strlen (head));
  g_byte_array_append (whole, svg->data + before + 1, svg->len - before - 1);
  g_byte_array_unref (svg);
  return whole;
}

/* Draws onto an SVG surface of that many pixels. */
static cairo_status_t
draw (double width, double height, MoatSvgDraw func, gpointer data, GByteArray *collected)
{
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (moat_picture_collect, collected, width,
                                                                  height);
  cairo_status_t status;
  cairo_t *cr;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  func (cr, data);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return status;
}

GByteArray *
moat_svg_draw (MoatTextMeasure *measure,
               double width,
               double height,
               MoatSvgDraw func,
               gpointer data,
               cairo_status_t *status)
{
  GByteArray *collected = g_byte_array_new ();
  MoatSvgText *text = moat_svg_text_new (measure);
  gboolean is_placed;

  *status = draw (width, height, func, data, collected);
  is_placed = *status == CAIRO_STATUS_SUCCESS && moat_svg_text_place (text, collected);
  moat_svg_text_free (text);
  /* A Cairo that draws the marks otherwise gives outlines, and a picture that is right. */
  if (*status == CAIRO_STATUS_SUCCESS && !is_placed)
    {
      g_byte_array_set_size (collected, 0);
      *status = draw (width, height, func, data, collected);
    }

  name_group (collected);
  return collected;
}

static void
draw_picture (cairo_t *cr, gpointer data)
{
  moat_picture_draw (data, cr);
}

GBytes *
moat_svg_write (const MoatPicture *picture, GError **error)
{
  cairo_status_t status;
  GByteArray *collected = moat_svg_draw (picture->pen.text, picture->bounds.width * picture->scale,
                                         picture->bounds.height * picture->scale, draw_picture,
                                         (gpointer) picture, &status);

  if (status == CAIRO_STATUS_SUCCESS)
    collected = add_head (collected, picture);
  return moat_picture_finish (status, collected, error);
}
