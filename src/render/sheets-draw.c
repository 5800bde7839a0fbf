/* Drawing a sheet.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sheets-private.h"

#include <cairo-pdf.h>

static void
draw_figure (MoatSheets *self, const Item *item, cairo_t *cr)
{
  const Figure *figure = &g_array_index (self->figures, Figure, item->figure);

  cairo_save (cr);
  cairo_translate (cr, item->x, item->y);
  cairo_scale (cr, item->width / figure->width, item->height / figure->height);
  cairo_set_source_surface (cr, figure->recording, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_rule (MoatSheets *self, const Item *item, cairo_t *cr)
{
  if (item->width <= 0)
    return;
  moat_theme_set_source (self->theme, cr, MOAT_COLOR_CHIP_EDGE);
  cairo_set_line_width (cr, 0.6);
  cairo_move_to (cr, item->x, item->y);
  cairo_line_to (cr, item->x + item->width, item->y);
  cairo_stroke (cr);
}

static void
draw_fill (const Item *item, cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0.945, 0.945, 0.955);
  cairo_rectangle (cr, item->x, item->y, item->width, item->height);
  cairo_fill (cr);
}

static void
mark_anchor (const Item *item, cairo_t *cr)
{
  char y[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *attributes = NULL;

  g_ascii_formatd (y, sizeof y, "%.2f", item->y);
  attributes = g_strdup_printf ("name='%s' x=0 y=%s", item->anchor, y);
  cairo_tag_begin (cr, CAIRO_TAG_DEST, attributes);
  cairo_tag_end (cr, CAIRO_TAG_DEST);
}

/* As what the text is in the structure of the document, for who has it read out. Cairo 1.16 writes a
 * damaged file when a link is not in some such part.
 */
static void
draw_tagged (MoatSheets *self, const Item *item, cairo_t *cr, DrawMode mode)
{
  static const char *const names[N_STYLES] = {
    [STYLE_TITLE] = "H1",   [STYLE_CAPTION] = "P", [STYLE_CHAPTER] = "H2", [STYLE_SECTION] = "H3",
    [STYLE_BODY] = "P",     [STYLE_STRONG] = "P",  [STYLE_HEAD] = "P",     [STYLE_CELL] = "P",
    [STYLE_CONTENTS] = "P", [STYLE_FOOTER] = "P",
  };

  if (mode == DRAW_LINKED)
    cairo_tag_begin (cr, names[item->style], "");
  moat_sheets_draw_text (self, item, cr, mode);
  if (mode == DRAW_LINKED)
    cairo_tag_end (cr, names[item->style]);
}

static void
draw_item (MoatSheets *self, const Item *item, cairo_t *cr, DrawMode mode)
{
  if (mode == DRAW_LINKED && item->anchor != NULL)
    mark_anchor (item, cr);
  switch (item->type)
    {
    case ITEM_TEXT:
      if (item->text != NULL)
        draw_tagged (self, item, cr, mode);
      break;
    case ITEM_FILL:
      draw_fill (item, cr);
      break;
    case ITEM_RULE:
      draw_rule (self, item, cr);
      break;
    case ITEM_FIGURE:
      if (mode == DRAW_LINKED)
        cairo_tag_begin (cr, "Figure", "");
      draw_figure (self, item, cr);
      if (mode == DRAW_LINKED)
        cairo_tag_end (cr, "Figure");
      break;
    case ITEM_BEGIN:
      if (mode == DRAW_LINKED)
        cairo_tag_begin (cr, item->text, "");
      break;
    case ITEM_END:
      if (mode == DRAW_LINKED)
        cairo_tag_end (cr, item->text);
      break;
    }
}

/* The title and the number, on all but the title page. */
static void
draw_footer (MoatSheets *self, guint sheet, cairo_t *cr, DrawMode mode)
{
  g_autofree char *number = g_strdup_printf ("%u / %u", sheet + 1, self->sheets->len);
  double width, height;
  Item item = { .style = STYLE_FOOTER, .n_lines = 1, .is_single = TRUE };

  moat_sheets_get_size (self, sheet, &width, &height);
  item.x = SHEET_MARGIN;
  item.y = height - SHEET_MARGIN + 2;
  item.width = width - 2 * SHEET_MARGIN - 90;
  item.text = self->title;
  moat_sheets_draw_text (self, &item, cr, mode == DRAW_LINKED ? DRAW_PLAIN : mode);
  item.x = width - SHEET_MARGIN - 80;
  item.width = 80;
  item.text = number;
  item.is_end = TRUE;
  moat_sheets_draw_text (self, &item, cr, mode == DRAW_LINKED ? DRAW_PLAIN : mode);
}

static void
draw (MoatSheets *self, guint sheet, cairo_t *cr, DrawMode mode)
{
  guint first = g_array_index (self->sheets, Sheet, sheet).first;
  guint end = sheet + 1 < self->sheets->len ? g_array_index (self->sheets, Sheet, sheet + 1).first
                                            : self->items->len;

  for (guint i = first; i < end; i++)
    draw_item (self, &g_array_index (self->items, Item, i), cr, mode);
  if (sheet > 0)
    draw_footer (self, sheet, cr, mode);
}

void
moat_sheets_draw (MoatSheets *self, guint sheet, cairo_t *cr)
{
  g_return_if_fail (sheet < self->sheets->len);

  draw (self, sheet, cr, DRAW_PLAIN);
}

void
moat_sheets_draw_on_screen (MoatSheets *self, guint sheet, cairo_t *cr)
{
  g_return_if_fail (sheet < self->sheets->len);

  draw (self, sheet, cr, DRAW_OUTLINED);
}

void
moat_sheets_draw_linked (MoatSheets *self, guint sheet, cairo_t *cr)
{
  g_return_if_fail (sheet < self->sheets->len);

  draw (self, sheet, cr, DRAW_LINKED);
}
