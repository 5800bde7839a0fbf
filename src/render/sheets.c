/* Puts a paper on sheets, from its title to its last table; tables are
 * sheets-table.c, text is sheets-text.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sheets-private.h"

#include "picture.h"
#include "plain-text.h"
#include "query.h"

#include <math.h>

#define GAP           7.0 /* behind a paragraph, list or table */
#define INDENT        18.0
#define CONTENTS_STEP 20.0
/* A diagram is not drawn larger than this: points per unit. */
#define LARGEST 1.1
/* What has to fit under a heading: less, and the heading goes to the next sheet too. */
#define HEADING_NEEDS 60.0

/* ---- Sheets ---- */

const char *
moat_sheets_keep (MoatSheets *self, const char *text)
{
  return g_string_chunk_insert (self->words, text);
}

static Sheet *
get_last (MoatSheets *self)
{
  return &g_array_index (self->sheets, Sheet, self->sheets->len - 1);
}

void
moat_sheets_turn (MoatSheets *self, gboolean is_landscape)
{
  Sheet sheet = { .first = self->items->len, .is_landscape = is_landscape };

  g_array_append_val (self->sheets, sheet);
  self->y = SHEET_MARGIN;
}

double
moat_sheets_get_room (MoatSheets *self)
{
  return (get_last (self)->is_landscape ? self->height : self->width) - 2 * SHEET_MARGIN;
}

double
moat_sheets_get_top (MoatSheets *self)
{
  return SHEET_MARGIN;
}

double
moat_sheets_get_bottom (MoatSheets *self)
{
  return (get_last (self)->is_landscape ? self->width : self->height) - SHEET_MARGIN - FOOTER_ROOM;
}

Item *
moat_sheets_add (MoatSheets *self, ItemType type, double x, double y, double width, double height)
{
  Item item = { .type = type, .x = x, .y = y, .width = width, .height = height };

  g_array_append_val (self->items, item);
  return &g_array_index (self->items, Item, self->items->len - 1);
}

void
moat_sheets_begin_part (MoatSheets *self, const char *name)
{
  moat_sheets_add (self, ITEM_BEGIN, 0, 0, 0, 0)->text = name;
}

void
moat_sheets_end_part (MoatSheets *self, const char *name)
{
  moat_sheets_add (self, ITEM_END, 0, 0, 0, 0)->text = name;
}

static gboolean
is_fresh (MoatSheets *self)
{
  return self->y <= moat_sheets_get_top (self);
}

/* ---- Text ---- */

/* Text that goes on over sheets, line by line. @text may say anything. */
static void
place_text (MoatSheets *self, Style style, const char *text, double indent)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *shown = moat_plain_text_dup_shown (text);
  const char *kept = moat_sheets_keep (self, shown);
  double width = moat_sheets_get_room (self) - indent;
  guint n_lines = moat_sheets_measure_lines (self, style, kept, width, heights);

  for (guint first = 0; first < n_lines;)
    {
      double height = 0;
      guint n = 0;

      for (; first + n < n_lines; n++)
        {
          double line = g_array_index (heights, double, first + n);

          if (self->y + height + line > moat_sheets_get_bottom (self) && (n > 0 || !is_fresh (self)))
            break;
          height += line;
        }
      if (n > 0)
        {
          Item *item = moat_sheets_add (self, ITEM_TEXT, SHEET_MARGIN + indent, self->y, width, height);

          item->style = style;
          item->text = kept;
          item->first_line = first;
          item->n_lines = n;
        }
      self->y += height;
      first += n;
      if (first < n_lines)
        moat_sheets_turn (self, FALSE);
    }
}

static char *
dup_words (const MoatPaperBlock *block)
{
  return g_strconcat (block->lead != NULL ? block->lead : "", block->text, NULL);
}

/* What the block behind a heading needs at least, so that the heading does not stand alone. */
static double
measure_begin (MoatSheets *self, guint index)
{
  const MoatPaperBlock *block = index < moat_paper_count (self->paper) ? moat_paper_get (self->paper, index)
                                                                       : NULL;
  double whole = moat_sheets_get_bottom (self) - moat_sheets_get_top (self);

  if (block == NULL || block->type == MOAT_PAPER_FIGURE)
    return 0;
  if (block->type == MOAT_PAPER_TABLE)
    return MIN (moat_sheets_measure_table_begin (self, block), whole * 0.6);
  if (block->type == MOAT_PAPER_HEADING)
    return 30 + measure_begin (self, index + 1);

  return HEADING_NEEDS;
}

/* What the entry of the contents leads to. */
static const char *
keep_place_name (MoatSheets *self, guint index)
{
  g_autofree char *name = g_strdup_printf ("chapter-%u", index);

  return moat_sheets_keep (self, name);
}

static void
place_heading (MoatSheets *self, guint index, const MoatPaperBlock *block)
{
  Style style = block->level <= 2 ? STYLE_CHAPTER : STYLE_SECTION;
  double before = block->level <= 2 ? 20 : 9;
  g_autofree char *words = dup_words (block);
  g_autofree char *shown = moat_plain_text_dup_shown (words);
  double height = moat_sheets_measure (self, style, shown, moat_sheets_get_room (self));
  MoatSheetsPlace place = { .level = block->level };

  if (self->y + before + height + measure_begin (self, index + 1) > moat_sheets_get_bottom (self)
      && !is_fresh (self))
    moat_sheets_turn (self, FALSE);
  if (!is_fresh (self))
    self->y += before;
  place.title = moat_sheets_keep (self, g_strdelimit (shown, "\n", ' '));
  place.sheet = self->sheets->len - 1;
  place.y = self->y;
  if (block->level == 2)
    moat_sheets_add (self, ITEM_RULE, SHEET_MARGIN, self->y, 0, 0)->anchor
        = keep_place_name (self, self->places->len);
  g_array_append_val (self->places, place);
  place_text (self, style, words, 0);
  self->y += block->level <= 2 ? 6 : 4;
}

static void
place_paragraph (MoatSheets *self, const MoatPaperBlock *block)
{
  g_autofree char *words = dup_words (block);

  place_text (self, block->is_strong ? STYLE_STRONG : STYLE_BODY, words, 0);
  self->y += GAP;
}

static void
place_list (MoatSheets *self, const MoatPaperBlock *block)
{
  moat_sheets_begin_part (self, "L");
  for (guint i = 0; i < block->n_rows; i++)
    {
      g_autofree char *sign = block->type == MOAT_PAPER_NUMBERS ? g_strdup_printf ("%u.", i + 1)
                                                                : g_strdup ("•");
      Item *item;

      if (self->y + 14 > moat_sheets_get_bottom (self))
        moat_sheets_turn (self, FALSE);
      moat_sheets_begin_part (self, "LI");
      item = moat_sheets_add (self, ITEM_TEXT, SHEET_MARGIN, self->y, INDENT, 14);
      item->style = STYLE_BODY;
      item->text = moat_sheets_keep (self, sign);
      item->n_lines = 1;
      place_text (self, STYLE_BODY, moat_paper_get_item (self->paper, block, i), INDENT);
      moat_sheets_end_part (self, "LI");
      self->y += 2;
    }
  moat_sheets_end_part (self, "L");
  self->y += GAP - 2;
}

/* ---- Figures ---- */

/* Draws the use case once, as it is now. */
static Figure
record_figure (MoatSheets *self, const char *use_case)
{
  g_autoptr (MoatTextMeasure) measure = moat_text_measure_new (self->theme, MOAT_TEXT_FOR_VECTORS);
  g_autoptr (MoatScene) scene = moat_scene_new (self->document, use_case, measure);
  MoatPicture picture = { .pen = { self->theme, measure }, .scene = scene, .scale = 1 };
  Figure figure;
  cairo_t *cr;

  picture.bounds = moat_diagram_get_bounds (scene);
  figure.width = picture.bounds.width;
  figure.height = picture.bounds.height;
  figure.recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA,
                                                     &(cairo_rectangle_t){ 0, 0, figure.width,
                                                                           figure.height });
  cr = cairo_create (figure.recording);
  moat_picture_draw (&picture, cr);
  cairo_destroy (cr);

  return figure;
}

static double
fit (const Figure *figure, double width, double height)
{
  return MIN (LARGEST, MIN (width / figure->width, height / figure->height));
}

static void
place_figure (MoatSheets *self, guint index, const MoatPaperBlock *block)
{
  MoatRecord *use_case = moat_document_find (self->document, block->use_case);
  Figure figure = record_figure (self, block->use_case);
  double caption = 24;
  double across = self->width - 2 * SHEET_MARGIN;
  double along = self->height - 2 * SHEET_MARGIN - FOOTER_ROOM;
  gboolean lies = fit (&figure, along + FOOTER_ROOM, across - FOOTER_ROOM - caption)
                  > fit (&figure, across, along - caption);
  g_autofree char *words = g_strdup_printf ("Data Flow Diagram: %s",
                                            use_case != NULL ? moat_record_get_title (use_case) : "");
  MoatSheetsPlace place = { .level = 3, .title = "Data Flow Diagram" };
  double scale;
  Item *item;

  moat_sheets_turn (self, lies);
  place.sheet = self->sheets->len - 1;
  place.y = self->y;
  g_array_append_val (self->places, place);
  item = moat_sheets_add (self, ITEM_TEXT, SHEET_MARGIN, self->y, moat_sheets_get_room (self), caption);
  item->style = STYLE_SECTION;
  item->text = moat_sheets_keep (self, words);
  item->is_single = TRUE;
  item->n_lines = 1;
  self->y += caption;

  scale = fit (&figure, moat_sheets_get_room (self), moat_sheets_get_bottom (self) - self->y);
  item = moat_sheets_add (self, ITEM_FIGURE,
                          SHEET_MARGIN + (moat_sheets_get_room (self) - figure.width * scale) / 2,
                          self->y + (moat_sheets_get_bottom (self) - self->y - figure.height * scale) / 3,
                          figure.width * scale, figure.height * scale);
  item->figure = self->figures->len;
  g_array_append_val (self->figures, figure);
  /* What follows goes on an upright sheet of its own. */
  if (index + 1 < moat_paper_count (self->paper))
    moat_sheets_turn (self, FALSE);
}

/* ---- Title and contents ---- */

static void
place_title (MoatSheets *self, const MoatPaperBlock *block)
{
  g_autofree char *caption = g_strdup (block->lead != NULL ? block->lead : "");
  g_autofree char *shown = moat_plain_text_dup_shown (block->text);
  gsize length = strlen (caption);

  while (length > 0 && (caption[length - 1] == ' ' || caption[length - 1] == ':'))
    caption[--length] = '\0';
  self->title = moat_sheets_keep (self, g_strdelimit (shown, "\n", ' '));
  self->y = self->height * 0.22;
  if (length > 0)
    place_text (self, STYLE_CAPTION, caption, 0);
  self->y += 6;
  place_text (self, STYLE_TITLE, block->text, 0);
  self->y += 10;
  moat_sheets_add (self, ITEM_RULE, SHEET_MARGIN, self->y, moat_sheets_get_room (self), 0);
  self->y += 22;
}

static guint
count_chapters (const MoatPaper *paper)
{
  guint n = 0;

  for (guint i = 0; i < moat_paper_count (paper); i++)
    n += moat_paper_get (paper, i)->type == MOAT_PAPER_HEADING && moat_paper_get (paper, i)->level == 2;

  return n;
}

static guint
count_entries_per_sheet (MoatSheets *self)
{
  return (guint) ((moat_sheets_get_bottom (self) - moat_sheets_get_top (self) - 40) / CONTENTS_STEP);
}

/* Empty sheets, to be filled when it is known what is where; items of sheets stand together, so room for
 * them is made here too: a title and two texts for each chapter. Returns the first sheet.
 */
static guint
reserve_contents (MoatSheets *self, guint n_chapters)
{
  guint first = self->sheets->len;
  guint per_sheet = count_entries_per_sheet (self);

  for (guint i = 0; i < n_chapters; i++)
    {
      if (i % per_sheet == 0)
        {
          Item *title;

          moat_sheets_turn (self, FALSE);
          title = moat_sheets_add (self, ITEM_TEXT, SHEET_MARGIN, self->y, moat_sheets_get_room (self), 26);
          title->style = STYLE_CHAPTER;
          title->text = "Contents";
          title->n_lines = 1;
        }
      moat_sheets_add (self, ITEM_TEXT, 0, 0, 0, 0);
      moat_sheets_add (self, ITEM_TEXT, 0, 0, 0, 0);
    }

  return first;
}

static void
fill_entry (MoatSheets *self, Item *items, guint index, guint row)
{
  const MoatSheetsPlace *place = &g_array_index (self->places, MoatSheetsPlace, index);
  const char *target = keep_place_name (self, index);
  g_autofree char *number = g_strdup_printf ("%u", place->sheet + 1);
  double width = self->width - 2 * SHEET_MARGIN;
  double y = SHEET_MARGIN + 36 + row * CONTENTS_STEP;

  for (guint i = 0; i < 2; i++)
    {
      items[i].style = STYLE_CONTENTS;
      items[i].x = i == 0 ? SHEET_MARGIN : SHEET_MARGIN + width - 36;
      items[i].y = y;
      items[i].width = i == 0 ? width - 48 : 36;
      items[i].height = CONTENTS_STEP - 4;
      items[i].n_lines = 1;
      items[i].is_single = TRUE;
      items[i].is_end = i == 1;
      items[i].target = target;
      items[i].text = i == 0 ? place->title : moat_sheets_keep (self, number);
    }
}

static void
fill_contents (MoatSheets *self, guint first_sheet)
{
  guint per_sheet = (guint) ((self->height - 2 * SHEET_MARGIN - FOOTER_ROOM - 40) / CONTENTS_STEP);
  guint n = 0;

  for (guint i = 0; i < self->places->len; i++)
    {
      const MoatSheetsPlace *place = &g_array_index (self->places, MoatSheetsPlace, i);
      const Sheet *sheet;

      if (place->level != 2)
        continue;
      sheet = &g_array_index (self->sheets, Sheet, first_sheet + n / per_sheet);
      fill_entry (self, &g_array_index (self->items, Item, sheet->first + 1 + 2 * (n % per_sheet)), i,
                  n % per_sheet);
      n++;
    }
}

/* ---- All ---- */

static void
place_block (MoatSheets *self, guint index, const MoatPaperBlock *block)
{
  switch (block->type)
    {
    case MOAT_PAPER_HEADING:
      if (block->level == 1)
        place_title (self, block);
      else
        place_heading (self, index, block);
      break;
    case MOAT_PAPER_PARAGRAPH:
      place_paragraph (self, block);
      break;
    case MOAT_PAPER_BULLETS:
    case MOAT_PAPER_NUMBERS:
      place_list (self, block);
      break;
    case MOAT_PAPER_TABLE:
      moat_sheets_place_table (self, block);
      self->y += GAP;
      break;
    case MOAT_PAPER_FIGURE:
      place_figure (self, index, block);
      break;
    }
}

static gboolean
is_chapter (const MoatPaperBlock *block)
{
  return block->type == MOAT_PAPER_HEADING && block->level == 2;
}

static void
place_all (MoatSheets *self)
{
  guint n_chapters = count_chapters (self->paper);
  guint contents = 0;

  moat_sheets_turn (self, FALSE);
  for (guint i = 0; i < moat_paper_count (self->paper); i++)
    {
      const MoatPaperBlock *block = moat_paper_get (self->paper, i);

      if (is_chapter (block) && contents == 0)
        {
          contents = reserve_contents (self, n_chapters);
          moat_sheets_turn (self, FALSE);
        }
      place_block (self, i, block);
    }
  if (contents > 0)
    fill_contents (self, contents);
}

static void
figure_clear (gpointer data)
{
  cairo_surface_destroy (((Figure *) data)->recording);
}

MoatSheets *
moat_sheets_new (const MoatPaper *paper, MoatDocument *document, double width, double height)
{
  MoatSheets *self = g_new0 (MoatSheets, 1);

  self->paper = paper;
  self->document = document;
  self->width = MIN (width, height);
  self->height = MAX (width, height);
  self->title = "";
  self->sheets = g_array_new (FALSE, TRUE, sizeof (Sheet));
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  self->places = g_array_new (FALSE, TRUE, sizeof (MoatSheetsPlace));
  self->figures = g_array_new (FALSE, TRUE, sizeof (Figure));
  g_array_set_clear_func (self->figures, figure_clear);
  self->words = g_string_chunk_new (16 * 1024);
  moat_sheets_init_text (self);
  place_all (self);
  self->paper = NULL;
  self->document = NULL;

  return self;
}

void
moat_sheets_free (MoatSheets *self)
{
  moat_sheets_clear_text (self);
  g_array_unref (self->sheets);
  g_array_unref (self->items);
  g_array_unref (self->places);
  g_array_unref (self->figures);
  g_string_chunk_free (self->words);
  g_free (self);
}

guint
moat_sheets_count (MoatSheets *self)
{
  return self->sheets->len;
}

void
moat_sheets_get_size (MoatSheets *self, guint sheet, double *width, double *height)
{
  gboolean lies = g_array_index (self->sheets, Sheet, sheet).is_landscape;

  *width = lies ? self->height : self->width;
  *height = lies ? self->width : self->height;
}

const char *
moat_sheets_get_title (MoatSheets *self)
{
  return self->title;
}

const GArray *
moat_sheets_list_places (MoatSheets *self)
{
  return self->places;
}
