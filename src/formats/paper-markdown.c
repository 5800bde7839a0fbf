/* A paper as Markdown.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "paper-markdown.h"

#include "markdown.h"
#include "mermaid.h"

typedef struct
{
  const MoatPaper *paper;
  MoatDocument *document;
  GString *out;
  GArray *tables;
  GArray *cells;
} Writer;

static void
write_heading (Writer *writer, const MoatPaperBlock *block)
{
  moat_markdown_heading (writer->out, block->level, block->lead != NULL ? block->lead : "", block->text);
}

static void
write_paragraph (Writer *writer, const MoatPaperBlock *block)
{
  if (block->is_strong)
    moat_markdown_strong (writer->out, block->text);
  else if (block->lead == NULL)
    moat_markdown_paragraphs (writer->out, block->text);
  else
    {
      g_string_append (writer->out, block->lead);
      moat_markdown_append (writer->out, block->text, " ");
      g_string_append (writer->out, "\n\n");
    }
}

static void
write_bullets (Writer *writer, const MoatPaperBlock *block)
{
  for (guint i = 0; i < block->n_rows; i++)
    {
      g_string_append (writer->out, "- ");
      moat_markdown_append (writer->out, moat_paper_get_item (writer->paper, block, i), " ");
      g_string_append_c (writer->out, '\n');
    }
  g_string_append_c (writer->out, '\n');
}

static void
write_numbers (Writer *writer, const MoatPaperBlock *block)
{
  for (guint i = 0; i < block->n_rows; i++)
    {
      g_string_append_printf (writer->out, "%u. ", i + 1);
      moat_markdown_append (writer->out, moat_paper_get_item (writer->paper, block, i), " ");
      g_string_append_c (writer->out, '\n');
    }
  g_string_append_c (writer->out, '\n');
}

static void
write_row (Writer *writer, MoatMarkdownTable *table, const MoatPaperBlock *block, guint row)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < block->n_columns; i++)
    {
      guint n_texts;
      const MoatPaperText *texts = moat_paper_get_cell (writer->paper, block, row, i, &n_texts);

      g_ptr_array_set_size (lines, 0);
      for (guint j = 0; j < n_texts; j++)
        g_ptr_array_add (lines, (gpointer) texts[j].text);
      moat_markdown_table_cells (table, lines);
    }
}

static void
write_table (Writer *writer, const MoatPaperBlock *block)
{
  g_autofree const char **titles = g_new0 (const char *, block->n_columns + 1);
  MoatPaperSpan span = { .tag = block->tag, .begin = writer->out->len };
  MoatMarkdownTable table;

  for (guint i = 0; i < block->n_columns; i++)
    titles[i] = moat_paper_get_title (writer->paper, block, i);
  moat_markdown_table_begin (&table, writer->out, titles);
  table.spans = writer->cells;
  span.first = writer->cells != NULL ? writer->cells->len : 0;
  for (guint i = 0; i < block->n_rows; i++)
    write_row (writer, &table, block, i);
  moat_markdown_table_end (&table);
  if (writer->tables == NULL)
    return;
  span.end = writer->out->len;
  span.end_cell = writer->cells->len;
  g_array_append_val (writer->tables, span);
}

static void
write_figure (Writer *writer, const MoatPaperBlock *block)
{
  g_autofree char *chart = moat_mermaid_write_use_case (writer->document, block->use_case);

  moat_markdown_paragraphs (writer->out, block->text);
  g_string_append_printf (writer->out, "```mermaid\n%s```\n\n", chart);
}

typedef void (*BlockFunc) (Writer *writer, const MoatPaperBlock *block);

static const BlockFunc block_funcs[] = {
  [MOAT_PAPER_HEADING] = write_heading, [MOAT_PAPER_PARAGRAPH] = write_paragraph,
  [MOAT_PAPER_BULLETS] = write_bullets, [MOAT_PAPER_NUMBERS] = write_numbers,
  [MOAT_PAPER_TABLE] = write_table,     [MOAT_PAPER_FIGURE] = write_figure,
};

GString *
moat_paper_write_markdown (const MoatPaper *paper, MoatDocument *document, GArray *tables, GArray *cells)
{
  Writer writer = {
    .paper = paper,
    .document = document,
    .out = g_string_new (NULL),
    .tables = tables,
    .cells = cells,
  };

  for (guint i = 0; i < moat_paper_count (paper); i++)
    {
      const MoatPaperBlock *block = moat_paper_get (paper, i);

      block_funcs[block->type](&writer, block);
    }

  return writer.out;
}
