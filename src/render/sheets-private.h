/* What the files of sheets share. Not for others.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <pango/pangocairo.h>

#include "sheets.h"
#include "theme.h"

G_BEGIN_DECLS

typedef enum
{
  STYLE_TITLE,
  STYLE_CAPTION,
  STYLE_CHAPTER,
  STYLE_SECTION,
  STYLE_BODY,
  STYLE_STRONG,
  STYLE_HEAD, /* of a table */
  STYLE_CELL,
  STYLE_CONTENTS,
  STYLE_FOOTER,
  N_STYLES,
} Style;

typedef enum
{
  ITEM_TEXT,
  ITEM_FILL, /* behind a table's heading */
  ITEM_RULE,
  ITEM_FIGURE,
  ITEM_BEGIN, /* of a part of a table or list, for who has it read out: text is its name in PDF's structure */
  ITEM_END,
} ItemType;

/* Something on a sheet. Texts are laid out anew when they are drawn: thousands of layouts kept would cost
 * more than making one again.
 */
typedef struct
{
  ItemType type;
  Style style;
  double x;
  double y;
  double width;
  double height;
  const char *text; /* the whole of it… */
  guint first_line; /* …and which lines of it are here */
  guint n_lines;
  gboolean is_end;    /* lines end where they would begin: page numbers */
  gboolean is_single; /* one line, cut short with "…" */
  const char *target; /* the anchor that it leads to, or NULL */
  guint linked;       /* bytes of the text that are coloured for it */
  const char *anchor; /* what leads here, or NULL */
  guint figure;
} Item;

typedef struct
{
  guint first; /* of its items */
  gboolean is_landscape;
} Sheet;

/* A diagram as it was when the sheets were made. */
typedef struct
{
  cairo_surface_t *recording;
  double width;
  double height;
} Figure;

struct _MoatSheets
{
  double width; /* of an upright sheet */
  double height;
  double y;       /* where the next thing goes on the last sheet */
  GArray *sheets; /* of Sheet */
  GArray *items;  /* of Item, sheet by sheet */
  GArray *places; /* of MoatSheetsPlace */
  GArray *figures;
  GStringChunk *words;
  const char *title;
  const MoatPaper *paper; /* only while sheets are made */
  MoatDocument *document; /* likewise */
  MoatTheme *theme;
  PangoLayout *layout; /* set anew before each use */
  PangoFontDescription *fonts[N_STYLES];
};

#define SHEET_MARGIN 51.0 /* 18 mm */
#define FOOTER_ROOM  18.0

typedef enum
{
  DRAW_PLAIN,
  DRAW_LINKED,
  DRAW_OUTLINED, /* text as shapes */
} DrawMode;

/* sheets-text.c */

void moat_sheets_init_text (MoatSheets *self);
void moat_sheets_clear_text (MoatSheets *self);
/* The layout with @text in it, addresses and the first @linked bytes coloured; 0 wide: not wrapped. Borrowed
 * until the next call. */
PangoLayout *
moat_sheets_lay_out (MoatSheets *self, Style style, const char *text, double width, guint linked);
/* The heights of the lines of @text, added to @heights (of double); returns how many. */
guint
moat_sheets_measure_lines (MoatSheets *self, Style style, const char *text, double width, GArray *heights);
double moat_sheets_measure (MoatSheets *self, Style style, const char *text, double width);
/* Draws the item's lines; linked, its links and anchor too. */
void moat_sheets_draw_text (MoatSheets *self, const Item *item, cairo_t *cr, DrawMode mode);

/* sheets.c */

/* A copy of the words that may be shown. */
const char *moat_sheets_keep (MoatSheets *self, const char *text);
/* Begins a new sheet; its room is empty. */
void moat_sheets_turn (MoatSheets *self, gboolean is_landscape);
/* The room for text: its width, and down to where. */
double moat_sheets_get_room (MoatSheets *self);
double moat_sheets_get_bottom (MoatSheets *self);
double moat_sheets_get_top (MoatSheets *self);
void moat_sheets_begin_part (MoatSheets *self, const char *name);
void moat_sheets_end_part (MoatSheets *self, const char *name);
Item *moat_sheets_add (MoatSheets *self, ItemType type, double x, double y, double width, double height);

/* sheets-table.c */

void moat_sheets_place_table (MoatSheets *self, const MoatPaperBlock *block);
/* How much room its heading and first row ask for. */
double moat_sheets_measure_table_begin (MoatSheets *self, const MoatPaperBlock *block);

G_END_DECLS
