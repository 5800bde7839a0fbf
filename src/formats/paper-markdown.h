/* A paper as Markdown (GitHub's flavour), diagrams as Mermaid.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"
#include "paper.h"

G_BEGIN_DECLS

/* Where a table is in the text. */
typedef struct
{
  gconstpointer tag; /* the table's */
  gsize begin;
  gsize end;
  guint first; /* its cells, in the array of these */
  guint end_cell;
} MoatPaperSpan;

/* The whole, lines ending in "\n", a blank line at the end; owned. @document has the use cases that figures
 * show. @tables, of MoatPaperSpan, and @cells, of gsize, receive where tables are and where each cell of
 * their rows begins and ends; both or neither may be NULL.
 */
GString *
moat_paper_write_markdown (const MoatPaper *paper, MoatDocument *document, GArray *tables, GArray *cells)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
