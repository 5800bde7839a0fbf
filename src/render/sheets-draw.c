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

static void
draw_item (MoatSheets *self, const Item *item, cairo_t *cr, DrawMode mode)
{
  if (mode == DRAW_LINKED && item->anchor != NULL)
    mark_anchor (item, cr);
  switch (item->type)
    {
    case ITEM_TEXT:
      if (item->text != NULL)
        moat_sheets_draw_text (self, item, cr, mode);
      break;
    case ITEM_FILL:
      draw_fill (item, cr);
      break;
    case ITEM_RULE:
      draw_rule (self, item, cr);
      break;
    case ITEM_FIGURE:
      draw_figure (self, item, cr);
      break;
    }
}

/* The title and the number, on all but the title page. */
static void
draw_footer (MoatSheets *self, guint sheet, cairo_t *cr, DrawMode mode)
{
  g_autofree char *number = g_strdup_printf ("%u / %u", sheet + 1, self->sheets->len);
  double width, height;
  Item item = { .style = STYLE_FOOTER, .n_lines = 1, .is_single = TRUE, .target_sheet = -1 };

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
