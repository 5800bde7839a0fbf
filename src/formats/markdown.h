/* Writing Markdown (GitHub's flavour: https://github.github.com/gfm/) from text
 * that may say anything: nothing in it becomes markup, HTML, a mention of a
 * scheme, or the end of its cell. Reading is regions.h, by cmark-gfm.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text as plain words of one line; line breaks become @line_break. NULL appends nothing. */
void moat_markdown_append (GString *out, const char *text, const char *line_break);

/* The same between two pairs of asterisks, as a paragraph; nothing for text without words. */
void moat_markdown_strong (GString *out, const char *text);

/* The ways that text is placed. Each appends a whole block and the blank line behind it, nothing for empty
 * text. */
void moat_markdown_heading (GString *out, guint level, const char *prefix, const char *text);
/* Paragraphs as they were typed: a blank line between two stays one, a single line break stays too. */
void moat_markdown_paragraphs (GString *out, const char *text);

/* A table: the header's words are given as they are; cells are escaped as they are added. */
typedef struct
{
  GString *out;
  guint n_columns;
  guint column;
  guint n_rows;
  GArray *spans; /* borrowed, or NULL: receives where each cell of a row begins and ends in @out, as pairs of
                    gsize; set it behind the beginning */
} MoatMarkdownTable;

void moat_markdown_table_begin (MoatMarkdownTable *table, GString *out, const char *const *titles);
/* One cell after the other; a row ends by itself. NULL is an empty cell. */
void moat_markdown_table_cell (MoatMarkdownTable *table, const char *text);
/* A cell of several texts, each on a line of its own. */
void moat_markdown_table_cells (MoatMarkdownTable *table, const GPtrArray *texts);
void moat_markdown_table_end (MoatMarkdownTable *table);

G_END_DECLS
