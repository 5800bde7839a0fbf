/* The text of sheets: styles, measuring line by line, drawing, links.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sheets-private.h"

#include "plain-text.h"

#include <cairo-pdf.h>
#include <string.h>

typedef struct
{
  double size; /* points */
  PangoWeight weight;
  MoatColorRole color;
  double spacing; /* between lines, points */
} StyleLook;

static const StyleLook looks[N_STYLES] = {
  [STYLE_TITLE] = { 28, PANGO_WEIGHT_BOLD, MOAT_COLOR_TEXT, 2 },
  [STYLE_CAPTION] = { 12, PANGO_WEIGHT_NORMAL, MOAT_COLOR_TEXT_DIM, 1 },
  [STYLE_CHAPTER] = { 17, PANGO_WEIGHT_BOLD, MOAT_COLOR_TEXT, 1 },
  [STYLE_SECTION] = { 12, PANGO_WEIGHT_BOLD, MOAT_COLOR_TEXT, 1 },
  [STYLE_BODY] = { 10, PANGO_WEIGHT_NORMAL, MOAT_COLOR_TEXT, 2 },
  [STYLE_STRONG] = { 10, PANGO_WEIGHT_BOLD, MOAT_COLOR_TEXT, 2 },
  [STYLE_HEAD] = { 8, PANGO_WEIGHT_BOLD, MOAT_COLOR_TEXT, 0.5 },
  [STYLE_CELL] = { 8, PANGO_WEIGHT_NORMAL, MOAT_COLOR_TEXT, 0.5 },
  [STYLE_CONTENTS] = { 10.5, PANGO_WEIGHT_NORMAL, MOAT_COLOR_TEXT, 0 },
  [STYLE_FOOTER] = { 8, PANGO_WEIGHT_NORMAL, MOAT_COLOR_TEXT_DIM, 0 },
};

void
moat_sheets_init_text (MoatSheets *self)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Lines break alike on every screen and printer. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("en"));

  self->theme = moat_theme_new (MOAT_SCHEME_LIGHT, NULL, NULL, 1);
  self->layout = pango_layout_new (context);
  g_object_unref (context);
  for (guint i = 0; i < N_STYLES; i++)
    {
      self->fonts[i] = pango_font_description_from_string (self->theme->family);
      pango_font_description_set_weight (self->fonts[i], looks[i].weight);
      pango_font_description_set_absolute_size (self->fonts[i], looks[i].size * PANGO_SCALE);
    }
}

void
moat_sheets_clear_text (MoatSheets *self)
{
  for (guint i = 0; i < N_STYLES; i++)
    g_clear_pointer (&self->fonts[i], pango_font_description_free);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->theme, moat_theme_unref);
}

/* ---- Layout ---- */

static void
color_range (MoatSheets *self, PangoAttrList *attrs, guint begin, guint end)
{
  const MoatColor *color = &self->theme->colors[MOAT_COLOR_ACCENT];
  PangoAttribute *attr = pango_attr_foreground_new (color->red * G_MAXUINT16, color->green * G_MAXUINT16,
                                                    color->blue * G_MAXUINT16);

  attr->start_index = begin;
  attr->end_index = end;
  pango_attr_list_insert (attrs, attr);
}

PangoLayout *
moat_sheets_lay_out (MoatSheets *self, Style style, const char *text, double width, guint linked)
{
  g_autoptr (GArray) links = moat_plain_text_find_links (text);
  PangoAttrList *attrs = pango_attr_list_new ();

  /* Else "verification" would not be found, whose "fi" is one sign then. */
  pango_attr_list_insert (attrs, pango_attr_font_features_new ("liga=0, clig=0, dlig=0"));
  for (guint i = 0; i < links->len; i++)
    {
      const MoatLinkSpan *span = &g_array_index (links, MoatLinkSpan, i);

      color_range (self, attrs, span->begin, span->end);
    }
  if (linked > 0)
    color_range (self, attrs, 0, linked);
  pango_layout_set_font_description (self->layout, self->fonts[style]);
  pango_layout_set_width (self->layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_LEFT);
  pango_layout_set_single_paragraph_mode (self->layout, FALSE);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_set_attributes (self->layout, attrs);
  pango_attr_list_unref (attrs);

  return self->layout;
}

static double
get_line_height (PangoLayoutLine *line, Style style)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  return (double) logical.height / PANGO_SCALE + looks[style].spacing;
}

guint
moat_sheets_measure_lines (MoatSheets *self, Style style, const char *text, double width, GArray *heights)
{
  PangoLayout *layout = moat_sheets_lay_out (self, style, text, width, 0);
  guint n_lines = 0;

  for (GSList *at = pango_layout_get_lines_readonly (layout); at != NULL; at = at->next)
    {
      double height = get_line_height (at->data, style);

      g_array_append_val (heights, height);
      n_lines++;
    }

  return n_lines;
}

double
moat_sheets_measure (MoatSheets *self, Style style, const char *text, double width)
{
  PangoLayout *layout = moat_sheets_lay_out (self, style, text, width, 0);
  double height = 0;

  for (GSList *at = pango_layout_get_lines_readonly (layout); at != NULL; at = at->next)
    height += get_line_height (at->data, style);

  return height;
}

/* ---- Links ---- */

/* An address as PDF wants one: seven bits, and nothing that would end the attribute it stands in. */
static char *
escape_address (const char *text, const MoatLinkSpan *span)
{
  g_autofree char *address = g_strndup (text + span->begin, span->end - span->begin);

  return g_uri_escape_string (address, ":/?#[]@!$&()*+,;=%", FALSE);
}

static void
tag_area (cairo_t *cr, double x, double y, double width, double height, const char *destination)
{
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *attributes = NULL;

  g_ascii_formatd (numbers[0], sizeof numbers[0], "%.2f", x);
  g_ascii_formatd (numbers[1], sizeof numbers[1], "%.2f", y);
  g_ascii_formatd (numbers[2], sizeof numbers[2], "%.2f", width);
  g_ascii_formatd (numbers[3], sizeof numbers[3], "%.2f", height);
  attributes = g_strdup_printf ("rect=[%s %s %s %s] %s", numbers[0], numbers[1], numbers[2], numbers[3],
                                destination);
  cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes);
  cairo_tag_end (cr, CAIRO_TAG_LINK);
}

/* The addresses in a line of the layout, which begins at @x. */
static void
tag_addresses (cairo_t *cr, const Item *item, PangoLayoutLine *line, double x, double y, double height)
{
  g_autoptr (GArray) links = moat_plain_text_find_links (item->text);
  int begin = pango_layout_line_get_start_index (line);
  int end = begin + pango_layout_line_get_length (line);

  for (guint i = 0; i < links->len; i++)
    {
      const MoatLinkSpan *span = &g_array_index (links, MoatLinkSpan, i);
      g_autofree char *address = escape_address (item->text, span);
      g_autofree char *destination = g_strdup_printf ("uri='%s'", address);
      g_autofree int *ranges = NULL;
      int n_ranges;

      if ((int) span->end <= begin || (int) span->begin >= end)
        continue;
      pango_layout_line_get_x_ranges (line, MAX ((int) span->begin, begin), MIN ((int) span->end, end),
                                      &ranges, &n_ranges);
      for (int j = 0; j < n_ranges; j++)
        tag_area (cr, item->x + (double) ranges[2 * j] / PANGO_SCALE, y,
                  (double) (ranges[2 * j + 1] - ranges[2 * j]) / PANGO_SCALE, height, destination);
    }
}

static void
tag_target (cairo_t *cr, const Item *item)
{
  g_autofree char *destination = NULL;

  if (item->target == NULL)
    return;
  destination = g_strdup_printf ("dest='%s'", item->target);
  tag_area (cr, item->x, item->y, item->width, item->height, destination);
}

/* ---- Drawing ---- */

/* Outlines know nothing of the colours of links. */
static void
show_line (cairo_t *cr, PangoLayoutLine *line, DrawMode mode)
{
  if (mode != DRAW_OUTLINED)
    {
      pango_cairo_show_layout_line (cr, line);
      return;
    }
  pango_cairo_layout_line_path (cr, line);
  cairo_fill (cr);
}

void
moat_sheets_draw_text (MoatSheets *self, const Item *item, cairo_t *cr, DrawMode mode)
{
  PangoLayout *layout = moat_sheets_lay_out (self, item->style, item->text, item->width, item->linked);
  PangoLayoutIter *iter;
  double y = item->y;
  guint index = 0;

  if (item->is_single)
    {
      pango_layout_set_single_paragraph_mode (layout, TRUE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  if (item->is_end)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  moat_theme_set_source (self->theme, cr, looks[item->style].color);
  if (mode == DRAW_LINKED)
    tag_target (cr, item);

  iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      PangoRectangle logical;
      double height = get_line_height (line, item->style);

      if (index >= item->first_line + item->n_lines)
        break;
      if (index++ < item->first_line)
        continue;
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      cairo_move_to (cr, item->x + (double) logical.x / PANGO_SCALE,
                     y + (double) (pango_layout_iter_get_baseline (iter) - logical.y) / PANGO_SCALE);
      show_line (cr, line, mode);
      if (mode == DRAW_LINKED && item->target == NULL)
        tag_addresses (cr, item, line, item->x, y, height);
      y += height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}
