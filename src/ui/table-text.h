/* Rows of the table as text and back: tab-separated as spreadsheets have it,
 * and Markdown.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "table-columns.h"

G_BEGIN_DECLS

/* @rows of MoatTableRow; @columns are ids, @n_columns of them. With a header line. Cells with tabs, line ends
 * or quotes are quoted as spreadsheets do. Owned.
 */
char *
moat_table_text_to_tsv (MoatDocument *document, GPtrArray *rows, const MoatColumnId *columns, guint n_columns)
    G_GNUC_WARN_UNUSED_RESULT;
/* A pipe table, in which no cell can break out. Owned. */
char *moat_table_text_to_markdown (MoatDocument *document,
                                   GPtrArray *rows,
                                   const MoatColumnId *columns,
                                   guint n_columns) G_GNUC_WARN_UNUSED_RESULT;

/* Makes moves, decisions and verifications of pasted text, as one undo step. Columns go by the names in the
 * first row when it is a header, else by @columns; text without tabs is one move a line. A move goes on the
 * flow (or element, boundary) that its row names, else on @place. Rows of one move, and decisions said twice,
 * become one.
 *
 * @moves_out receives the moves that were made (MoatRecord, borrowed from the document).
 * @report receives sentences on what was not understood (owned strings), empty when all was. Returns how many
 * rows were taken.
 */
guint moat_table_text_paste (MoatDocument *document,
                             const char *use_case_id,
                             MoatRecord *place,
                             const char *text,
                             const MoatColumnId *columns,
                             guint n_columns,
                             GPtrArray **moves_out,
                             GPtrArray **report);

G_END_DECLS
