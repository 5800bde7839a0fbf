/* Tables on sheets: columns as wide as their words ask for, rows that stay
 * whole where they can, headings on every sheet.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sheets-private.h"

#include "plain-text.h"

#define PADDING_X 4.0
#define PADDING_Y 3.5
#define TEXT_GAP  2.5 /* between the texts of a cell */
/* Of an average letter of a cell, in points. */
#define LETTER 4.3
/* A row that is cut begins where at least so much of it fits. */
#define LEAST_SLICE 60.0
#define MAX_COLUMNS 12

/* The texts of a row, measured. */
typedef struct
{
  const MoatPaperText *texts[MAX_COLUMNS];
  guint n_texts[MAX_COLUMNS];
  GArray *lines;   /* of guint: the lines of each text, column by column */
  GArray *heights; /* of double: of each line */
  double height;   /* of the whole row */
} Row;

/* How far a row has been placed, in each column. */
typedef struct
{
  guint text[MAX_COLUMNS];    /* in the column */
  guint line[MAX_COLUMNS];    /* in the text */
  guint at_text[MAX_COLUMNS]; /* in ->lines */
  guint at_line[MAX_COLUMNS]; /* in ->heights */
} Cursor;

typedef struct
{
  MoatSheets *sheets;
  const MoatPaperBlock *block;
  guint n_columns;
  double x[MAX_COLUMNS + 1]; /* where columns begin, and the last one ends */
  double head_height;
} Table;

/* ---- Columns ---- */

/* How wide the widest word and the widest text are, estimated: no more than a guess is needed to share room
 * out, and thousands of texts need not be laid out for it.
 */
static void
estimate_text (const char *text, double *word, double *whole)
{
  double at_word = 0;
  double at_line = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      double width = g_unichar_iswide (c)                             ? 2 * LETTER
                     : g_unichar_isupper (c) || g_unichar_isdigit (c) ? 1.25 * LETTER
                                                                      : LETTER;

      if (c == '\n')
        at_line = 0;
      at_line += width;
      at_word = g_unichar_isspace (c) || g_unichar_iswide (c) ? 0 : at_word + width;
      *word = MAX (*word, at_word);
      *whole = MAX (*whole, at_line);
    }
}

static void
estimate_column (Table *table, guint column, double *least, double *wanted)
{
  const MoatPaper *paper = table->sheets->paper;
  const char *title = moat_paper_get_title (paper, table->block, column);

  *least = *wanted = 0;
  estimate_text (title, least, wanted);
  /* Titles are bold. */
  *least *= 1.12;
  for (guint i = 0; i < table->block->n_rows; i++)
    {
      guint n_texts;
      const MoatPaperText *texts = moat_paper_get_cell (paper, table->block, i, column, &n_texts);

      for (guint j = 0; j < n_texts; j++)
        estimate_text (texts[j].text, least, wanted);
    }
  *least += 2 * PADDING_X;
  *wanted += 2 * PADDING_X;
}

/* Each column gets what its longest word needs, within reason, and the rest is shared out by how much more
 * it could use.
 */
static void
share_room (Table *table)
{
  double room = moat_sheets_get_room (table->sheets);
  double least[MAX_COLUMNS], wanted[MAX_COLUMNS];
  double sum_least = 0, sum_more = 0;

  for (guint i = 0; i < table->n_columns; i++)
    {
      estimate_column (table, i, &least[i], &wanted[i]);
      least[i] = MIN (least[i], room / table->n_columns * 1.2);
      wanted[i] = CLAMP (wanted[i], least[i], room * 0.6);
      sum_least += least[i];
      sum_more += wanted[i] - least[i];
    }

  table->x[0] = SHEET_MARGIN;
  for (guint i = 0; i < table->n_columns; i++)
    {
      double more = room - sum_least;
      double width = more <= 0      ? least[i] * room / sum_least
                     : sum_more > 0 ? least[i] + (wanted[i] - least[i]) * more / sum_more
                                    : least[i] + more / table->n_columns;

      table->x[i + 1] = table->x[i] + width;
    }
}

static double
get_width (const Table *table, guint column)
{
  return table->x[column + 1] - table->x[column] - 2 * PADDING_X;
}

/* ---- Heading ---- */

static double
measure_head (Table *table)
{
  double height = 0;

  for (guint i = 0; i < table->n_columns; i++)
    height = MAX (height, moat_sheets_measure (table->sheets, STYLE_HEAD,
                                               moat_paper_get_title (table->sheets->paper, table->block, i),
                                               get_width (table, i)));

  return height + 2 * PADDING_Y;
}

static void
place_rule (Table *table, double y)
{
  moat_sheets_add (table->sheets, ITEM_RULE, table->x[0], y, table->x[table->n_columns] - table->x[0], 0);
}

static void
place_head (Table *table)
{
  MoatSheets *sheets = table->sheets;

  moat_sheets_add (sheets, ITEM_FILL, table->x[0], sheets->y, table->x[table->n_columns] - table->x[0],
                   table->head_height);
  moat_sheets_begin_part (sheets, "TR");
  for (guint i = 0; i < table->n_columns; i++)
    {
      Item *item;

      moat_sheets_begin_part (sheets, "TH");
      item = moat_sheets_add (sheets, ITEM_TEXT, table->x[i] + PADDING_X, sheets->y + PADDING_Y,
                              get_width (table, i), table->head_height);

      item->style = STYLE_HEAD;
      item->text = moat_sheets_keep (sheets, moat_paper_get_title (sheets->paper, table->block, i));
      item->n_lines = G_MAXUINT16;
      moat_sheets_end_part (sheets, "TH");
    }
  moat_sheets_end_part (sheets, "TR");
  sheets->y += table->head_height;
  place_rule (table, sheets->y);
}

static void
turn_under_head (Table *table)
{
  moat_sheets_turn (table->sheets, FALSE);
  place_head (table);
}

/* ---- Rows ---- */

static double
measure_cell (Table *table, Row *row, guint column)
{
  double height = 0;

  for (guint i = 0; i < row->n_texts[column]; i++)
    {
      guint first = row->heights->len;
      g_autofree char *shown = moat_plain_text_dup_shown (row->texts[column][i].text);
      guint n_lines = moat_sheets_measure_lines (table->sheets, STYLE_CELL, shown, get_width (table, column),
                                                 row->heights);

      g_array_append_val (row->lines, n_lines);
      for (guint j = first; j < row->heights->len; j++)
        height += g_array_index (row->heights, double, j);
      if (i > 0)
        height += TEXT_GAP;
    }

  return height;
}

static void
measure_row (Table *table, guint index, Row *row)
{
  row->height = 0;
  g_array_set_size (row->lines, 0);
  g_array_set_size (row->heights, 0);
  for (guint i = 0; i < table->n_columns; i++)
    {
      double cell;

      row->texts[i] = moat_paper_get_cell (table->sheets->paper, table->block, index, i, &row->n_texts[i]);
      cell = measure_cell (table, row, i);
      row->height = MAX (row->height, cell);
    }
  row->height += 2 * PADDING_Y;
}

static void
cursor_init (Cursor *cursor, const Table *table, const Row *row)
{
  guint at_text = 0, at_line = 0;

  *cursor = (Cursor){ 0 };
  for (guint i = 0; i < table->n_columns; i++)
    {
      cursor->at_text[i] = at_text;
      cursor->at_line[i] = at_line;
      for (guint j = 0; j < row->n_texts[i]; j++)
        at_line += g_array_index (row->lines, guint, at_text++);
    }
}

static gboolean
is_placed (const Cursor *cursor, const Table *table, const Row *row)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (cursor->text[i] < row->n_texts[i])
      return FALSE;

  return TRUE;
}

/* As many lines of the text at the cursor as fit in @room; at least one when @must. Returns their height. */
static double
take_lines (Cursor *cursor, const Row *row, guint column, double room, gboolean must, guint *n_taken)
{
  guint n_lines = g_array_index (row->lines, guint, cursor->at_text[column]) - cursor->line[column];
  double height = 0;

  for (*n_taken = 0; *n_taken < n_lines; (*n_taken)++)
    {
      double line = g_array_index (row->heights, double, cursor->at_line[column] + *n_taken);

      if (height + line > room + 0.01 && (!must || *n_taken > 0))
        break;
      height += line;
    }

  return height;
}

static void
advance (Cursor *cursor, const Row *row, guint column, guint n_taken)
{
  cursor->at_line[column] += n_taken;
  cursor->line[column] += n_taken;
  if (cursor->line[column] < g_array_index (row->lines, guint, cursor->at_text[column]))
    return;
  cursor->line[column] = 0;
  cursor->at_text[column]++;
  cursor->text[column]++;
}

static void
place_text (Table *table, const MoatPaperText *text, guint column, double y, double height, Item lines)
{
  MoatSheets *sheets = table->sheets;
  g_autofree char *shown = moat_plain_text_dup_shown (text->text);
  Item *item = moat_sheets_add (sheets, ITEM_TEXT, table->x[column] + PADDING_X, y, get_width (table, column),
                                height);

  item->style = STYLE_CELL;
  item->text = moat_sheets_keep (sheets, shown);
  item->first_line = lines.first_line;
  item->n_lines = lines.n_lines;
  if (text->target != NULL && moat_paper_has_anchor (sheets->paper, text->target))
    {
      item->target = moat_sheets_keep (sheets, text->target);
      item->linked = moat_paper_text_measure_link (text);
    }
}

/* One column's share of a slice; returns how high it is. */
static double
place_column (Table *table, const Row *row, Cursor *cursor, guint column, double room)
{
  double y = 0;
  gboolean is_first = TRUE;

  while (cursor->text[column] < row->n_texts[column])
    {
      Item lines = { .first_line = cursor->line[column] };
      guint text = cursor->text[column];
      double gap = is_first ? 0 : TEXT_GAP;
      double height = take_lines (cursor, row, column, room - y - gap, is_first, &lines.n_lines);

      if (lines.n_lines == 0)
        break;
      place_text (table, &row->texts[column][text], column, table->sheets->y + PADDING_Y + y + gap, height,
                  lines);
      advance (cursor, row, column, lines.n_lines);
      y += gap + height;
      is_first = FALSE;
      if (cursor->text[column] == text)
        break;
    }

  return y;
}

/* As much of the row as fits down to the bottom. */
static void
place_slice (Table *table, const Row *row, Cursor *cursor)
{
  MoatSheets *sheets = table->sheets;
  double room = moat_sheets_get_bottom (sheets) - sheets->y - 2 * PADDING_Y;
  double height = 0;

  moat_sheets_begin_part (sheets, "TR");
  for (guint i = 0; i < table->n_columns; i++)
    {
      double column;

      moat_sheets_begin_part (sheets, "TD");
      column = place_column (table, row, cursor, i, room);
      moat_sheets_end_part (sheets, "TD");
      height = MAX (height, column);
    }
  moat_sheets_end_part (sheets, "TR");
  sheets->y += height + 2 * PADDING_Y;
  place_rule (table, sheets->y);
}

static void
place_row (Table *table, guint index, Row *row)
{
  MoatSheets *sheets = table->sheets;
  const char *anchor = moat_paper_get_row_anchor (sheets->paper, table->block, index);
  double whole = moat_sheets_get_bottom (sheets) - moat_sheets_get_top (sheets) - table->head_height;
  double room = moat_sheets_get_bottom (sheets) - sheets->y;
  Cursor cursor;

  measure_row (table, index, row);
  if (row->height > room && (row->height <= whole || room < LEAST_SLICE))
    turn_under_head (table);
  if (anchor != NULL)
    moat_sheets_add (sheets, ITEM_RULE, table->x[0], sheets->y, 0, 0)->anchor = moat_sheets_keep (sheets,
                                                                                                  anchor);
  cursor_init (&cursor, table, row);
  place_slice (table, row, &cursor);
  while (!is_placed (&cursor, table, row))
    {
      turn_under_head (table);
      place_slice (table, row, &cursor);
    }
}

/* ---- The table ---- */

static void
table_init (Table *table, MoatSheets *sheets, const MoatPaperBlock *block)
{
  *table = (Table){ .sheets = sheets, .block = block, .n_columns = MIN (block->n_columns, MAX_COLUMNS) };
  share_room (table);
  table->head_height = measure_head (table);
}

double
moat_sheets_measure_table_begin (MoatSheets *self, const MoatPaperBlock *block)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (double));
  Row row = { .lines = lines, .heights = heights };
  Table table;

  table_init (&table, self, block);
  if (block->n_rows > 0)
    measure_row (&table, 0, &row);

  return table.head_height + row.height;
}

void
moat_sheets_place_table (MoatSheets *self, const MoatPaperBlock *block)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (double));
  Row row = { .lines = lines, .heights = heights };
  Table table;

  table_init (&table, self, block);
  if (self->y + table.head_height + LEAST_SLICE > moat_sheets_get_bottom (self))
    moat_sheets_turn (self, FALSE);
  moat_sheets_begin_part (self, "Table");
  place_head (&table);
  for (guint i = 0; i < block->n_rows; i++)
    place_row (&table, i, &row);
  moat_sheets_end_part (self, "Table");
}
