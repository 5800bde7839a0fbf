/* A document without a format. Everything lies in a few arrays and one arena of
 * words, so that a table of thousands of rows costs next to nothing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "paper.h"

#include <string.h>

typedef struct
{
  const char *anchor;
  guint first_cell;
} Row;

typedef struct
{
  guint first_text;
  guint n_texts;
} Cell;

struct _MoatPaper
{
  GStringChunk *words;
  GArray *blocks; /* of MoatPaperBlock; ->first is in titles and rows of a table, in texts of a list */
  GPtrArray *titles;
  GArray *rows;        /* of Row, those of one table together */
  GArray *cells;       /* of Cell, those of one row together */
  GHashTable *anchors; /* set of those that rows have, in ->words */
  GArray *texts;       /* of MoatPaperText, those of one cell or list together */
};

MoatPaper *
moat_paper_new (void)
{
  MoatPaper *self = g_new0 (MoatPaper, 1);

  self->words = g_string_chunk_new (16 * 1024);
  self->blocks = g_array_new (FALSE, TRUE, sizeof (MoatPaperBlock));
  self->titles = g_ptr_array_new ();
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  self->anchors = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_array_new (FALSE, TRUE, sizeof (MoatPaperText));

  return self;
}

void
moat_paper_free (MoatPaper *self)
{
  g_string_chunk_free (self->words);
  g_array_unref (self->blocks);
  g_ptr_array_unref (self->titles);
  g_array_unref (self->rows);
  g_array_unref (self->cells);
  g_hash_table_unref (self->anchors);
  g_array_unref (self->texts);
  g_free (self);
}

/* ---- Composing ---- */

static const char *
keep (MoatPaper *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->words, text) : NULL;
}

static MoatPaperBlock *
add_block (MoatPaper *self, MoatPaperType type, const char *text)
{
  MoatPaperBlock block = { .type = type, .text = text != NULL ? keep (self, text) : "" };

  g_array_append_val (self->blocks, block);
  return &g_array_index (self->blocks, MoatPaperBlock, self->blocks->len - 1);
}

static MoatPaperBlock *
get_last (MoatPaper *self)
{
  g_assert (self->blocks->len > 0);
  return &g_array_index (self->blocks, MoatPaperBlock, self->blocks->len - 1);
}

void
moat_paper_heading (MoatPaper *self, guint level, const char *lead, const char *text)
{
  MoatPaperBlock *block = add_block (self, MOAT_PAPER_HEADING, text);

  block->level = level;
  block->lead = keep (self, lead);
}

void
moat_paper_paragraph (MoatPaper *self, const char *lead, const char *text)
{
  MoatPaperBlock *block;

  if (lead == NULL && (text == NULL || *text == '\0'))
    return;
  block = add_block (self, MOAT_PAPER_PARAGRAPH, text);
  block->lead = keep (self, lead);
}

void
moat_paper_strong (MoatPaper *self, const char *text)
{
  if (text != NULL && *text != '\0')
    add_block (self, MOAT_PAPER_PARAGRAPH, text)->is_strong = TRUE;
}

void
moat_paper_figure (MoatPaper *self, const char *use_case_id, const char *title)
{
  add_block (self, MOAT_PAPER_FIGURE, title)->use_case = keep (self, use_case_id);
}

void
moat_paper_list (MoatPaper *self, MoatPaperType type)
{
  g_return_if_fail (type == MOAT_PAPER_BULLETS || type == MOAT_PAPER_NUMBERS);

  add_block (self, type, NULL)->first = self->texts->len;
}

static void
add_text (MoatPaper *self, const char *text, const char *target)
{
  MoatPaperText line = { .text = text != NULL ? keep (self, text) : "", .target = keep (self, target) };

  g_array_append_val (self->texts, line);
}

void
moat_paper_item (MoatPaper *self, const char *text)
{
  get_last (self)->n_rows++;
  add_text (self, text, NULL);
}

void
moat_paper_table (MoatPaper *self, const char *const *titles, gconstpointer tag)
{
  MoatPaperBlock *block = add_block (self, MOAT_PAPER_TABLE, NULL);

  block->tag = tag;
  block->first = self->rows->len;
  block->first_title = self->titles->len;
  for (; titles[block->n_columns] != NULL; block->n_columns++)
    g_ptr_array_add (self->titles, (gpointer) keep (self, titles[block->n_columns]));
}

void
moat_paper_row (MoatPaper *self, const char *anchor)
{
  Row row = { .first_cell = self->cells->len };

  if (anchor != NULL && !g_hash_table_contains (self->anchors, anchor))
    {
      row.anchor = keep (self, anchor);
      g_hash_table_add (self->anchors, (gpointer) row.anchor);
    }
  get_last (self)->n_rows++;
  g_array_append_val (self->rows, row);
}

static Cell *
add_cell (MoatPaper *self)
{
  Cell cell = { .first_text = self->texts->len };

  g_array_append_val (self->cells, cell);
  return &g_array_index (self->cells, Cell, self->cells->len - 1);
}

void
moat_paper_cell (MoatPaper *self, const char *text)
{
  add_cell (self);
  moat_paper_more (self, text, NULL);
}

void
moat_paper_cells (MoatPaper *self, const GPtrArray *texts)
{
  add_cell (self);
  for (guint i = 0; i < texts->len; i++)
    moat_paper_more (self, g_ptr_array_index (texts, i), NULL);
}

void
moat_paper_more (MoatPaper *self, const char *text, const char *target)
{
  g_return_if_fail (self->cells->len > 0);

  if (text == NULL || *text == '\0')
    return;
  g_array_index (self->cells, Cell, self->cells->len - 1).n_texts++;
  add_text (self, text, target);
}

/* ---- Rendering ---- */

guint
moat_paper_count (const MoatPaper *self)
{
  return self->blocks->len;
}

const MoatPaperBlock *
moat_paper_get (const MoatPaper *self, guint index)
{
  g_return_val_if_fail (index < self->blocks->len, NULL);
  return &g_array_index (self->blocks, MoatPaperBlock, index);
}

const char *
moat_paper_get_title (const MoatPaper *self, const MoatPaperBlock *table, guint column)
{
  g_return_val_if_fail (table->type == MOAT_PAPER_TABLE && column < table->n_columns, NULL);
  return g_ptr_array_index (self->titles, table->first_title + column);
}

static const Row *
get_row (const MoatPaper *self, const MoatPaperBlock *table, guint row)
{
  g_assert (table->type == MOAT_PAPER_TABLE && row < table->n_rows);
  return &g_array_index (self->rows, Row, table->first + row);
}

guint
moat_paper_text_measure_link (const MoatPaperText *text)
{
  return strcspn (text->text, ":");
}

gboolean
moat_paper_has_anchor (const MoatPaper *self, const char *anchor)
{
  return g_hash_table_contains (self->anchors, anchor);
}

const char *
moat_paper_get_row_anchor (const MoatPaper *self, const MoatPaperBlock *table, guint row)
{
  return get_row (self, table, row)->anchor;
}

const MoatPaperText *
moat_paper_get_cell (const MoatPaper *self,
                     const MoatPaperBlock *table,
                     guint row,
                     guint column,
                     guint *n_texts)
{
  guint index = get_row (self, table, row)->first_cell + column;
  guint end = table->first + row + 1 < self->rows->len
                  ? g_array_index (self->rows, Row, table->first + row + 1).first_cell
                  : self->cells->len;
  const Cell *cell;

  *n_texts = 0;
  if (index >= end)
    return NULL;
  cell = &g_array_index (self->cells, Cell, index);
  *n_texts = cell->n_texts;
  return &g_array_index (self->texts, MoatPaperText, cell->first_text);
}

const char *
moat_paper_get_item (const MoatPaper *self, const MoatPaperBlock *list, guint index)
{
  g_return_val_if_fail (index < list->n_rows, NULL);
  return g_array_index (self->texts, MoatPaperText, list->first + index).text;
}
