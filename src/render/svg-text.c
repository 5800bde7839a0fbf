/* Text elements for an SVG. Where a text belongs, Cairo is made to draw a small
 * mark in a colour that nothing else has; afterwards the marks give way to the
 * texts. So what lies over a text in the drawing lies over it in the file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "svg-text.h"

#include <math.h>
#include <string.h>

struct _MoatSvgText
{
  MoatTextMeasure *measure;
  GPtrArray *elements; /* of markup, in the order of drawing */
};

/* Red, green and blue of a mark, and how Cairo writes each. */
static const double mark_color[] = { 0.123456, 0.654321, 0.111222 };
static const char *const mark_words[] = { "12.3456", "65.4321", "11.1222" };

/* ---- Elements ---- */

char *
moat_svg_text_escape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if ((c >= 0x20 && c != 0xfffe && c != 0xffff) || c == '\n' || c == '\t')
        g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

/* Pixels to a hundredth, as short as can be. */
static void
append_length (GString *out, const char *name, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, " %s=\"%s\"", name,
                          g_ascii_formatd (buffer, sizeof buffer, "%.8g", round (value * 100) / 100));
}

static void
append_color (GString *out, cairo_t *cr)
{
  double red = 0, green = 0, blue = 0, alpha = 1;

  cairo_pattern_get_rgba (cairo_get_source (cr), &red, &green, &blue, &alpha);
  g_string_append_printf (out, " fill=\"#%02x%02x%02x\"", (guint) round (red * 255),
                          (guint) round (green * 255), (guint) round (blue * 255));
  if (alpha < 1)
    append_length (out, "fill-opacity", alpha);
}

/* The width is said too, so that a viewer without the font makes another one fit. */
static char *
dup_element (cairo_t *cr, const MoatTextLine *line)
{
  GString *out = g_string_new ("<text xml:space=\"preserve\"");
  g_autofree char *text = moat_svg_text_escape (line->text);
  MoatPoint start = line->start;
  double width = line->width, size = line->size, none = 0;

  cairo_user_to_device (cr, &start.x, &start.y);
  cairo_user_to_device_distance (cr, &width, &none);
  none = 0;
  cairo_user_to_device_distance (cr, &none, &size);
  append_length (out, "x", start.x);
  append_length (out, "y", start.y);
  append_length (out, "font-size", size);
  g_string_append_printf (out, " font-weight=\"%d\"", line->weight);
  append_color (out, cr);
  if (line->is_rtl)
    g_string_append (out, " direction=\"rtl\"");
  append_length (out, "textLength", width);
  g_string_append_printf (out, " lengthAdjust=\"spacingAndGlyphs\">%s</text>", text);

  return g_string_free (out, FALSE);
}

static void
take_line (cairo_t *cr, const MoatTextLine *line, gpointer data)
{
  MoatSvgText *self = data;

  g_ptr_array_add (self->elements, dup_element (cr, line));
  cairo_save (cr);
  cairo_set_source_rgb (cr, mark_color[0], mark_color[1], mark_color[2]);
  cairo_rectangle (cr, line->start.x, line->start.y - line->size / 2, 1, 1);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* ---- Places ---- */

/* The next mark from @at on; @mark_end receives where it ends. */
static const char *
find_mark (const char *at, const char *end, const char **mark_end)
{
  while ((at = g_strstr_len (at, end - at, "<path ")) != NULL)
    {
      const char *close = g_strstr_len (at, end - at, "/>");
      gboolean is_mark = close != NULL;

      for (guint i = 0; is_mark && i < G_N_ELEMENTS (mark_words); i++)
        is_mark = g_strstr_len (at, close - at, mark_words[i]) != NULL;
      if (is_mark)
        {
          *mark_end = close + strlen ("/>");
          return at;
        }
      at += strlen ("<path ");
    }
  return NULL;
}

gboolean
moat_svg_text_place (MoatSvgText *self, GByteArray *svg)
{
  g_autoptr (GString) placed = g_string_sized_new (svg->len);
  const char *at = (const char *) svg->data;
  const char *end = at + svg->len;
  const char *mark_end = NULL;
  const char *mark;
  guint n = 0;

  for (; (mark = find_mark (at, end, &mark_end)) != NULL; at = mark_end)
    {
      g_string_append_len (placed, at, mark - at);
      if (n < self->elements->len)
        g_string_append (placed, g_ptr_array_index (self->elements, n));
      n++;
    }
  if (n != self->elements->len)
    return FALSE;

  g_string_append_len (placed, at, end - at);
  g_byte_array_set_size (svg, 0);
  g_byte_array_append (svg, (const guint8 *) placed->str, placed->len);
  return TRUE;
}

MoatSvgText *
moat_svg_text_new (MoatTextMeasure *measure)
{
  MoatSvgText *self = g_new0 (MoatSvgText, 1);

  self->measure = g_object_ref (measure);
  self->elements = g_ptr_array_new_with_free_func (g_free);
  moat_text_measure_set_sink (measure, take_line, self);

  return self;
}

void
moat_svg_text_free (MoatSvgText *self)
{
  moat_text_measure_set_sink (self->measure, NULL, NULL);
  g_object_unref (self->measure);
  g_ptr_array_unref (self->elements);
  g_free (self);
}
