/* The rows of the table in story order, kept from change sets: one for each pair
 * of a move and a decision, one with an empty decision for a move without any.
 * Which of them are shown, and in what order, is table-model.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "query.h"

G_BEGIN_DECLS

/* One row; lives as long as its move has its decision. Signal: "changed" () when any cell may read
 * differently. */
#define MOAT_TYPE_TABLE_ROW (moat_table_row_get_type ())
G_DECLARE_FINAL_TYPE (MoatTableRow, moat_table_row, MOAT, TABLE_ROW, GObject)

MoatRecord *moat_table_row_get_threat (MoatTableRow *self);
/* NULL while nothing was decided. */
MoatRecord *moat_table_row_get_decision (MoatTableRow *self);
/* What the move is on: a flow, an element, a boundary or a use case. */
MoatRecord *moat_table_row_get_place (MoatTableRow *self);
/* Its position among all rows in story order. */
guint moat_table_row_get_index (MoatTableRow *self);
/* The number of the flow it is on, from 1; 0 for none. */
guint moat_table_row_get_number (MoatTableRow *self);
/* Sorts what moves are on as the story meets them. */
guint moat_table_row_get_rank (MoatTableRow *self);
/* Whether the row shown above it is of the same move, so that what was said there is not said again. */
gboolean moat_table_row_is_continuation (MoatTableRow *self);

/* A GListModel of MoatTableRow. Signals:
 *   "row-changed" (MoatTableRow *)  a cell of it may read differently
 *   "counts-changed" ()             moat_table_rows_count_moves() says something else
 */
#define MOAT_TYPE_TABLE_ROWS (moat_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (MoatTableRows, moat_table_rows, MOAT, TABLE_ROWS, GObject)

MoatTableRows *moat_table_rows_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
MoatDocument *moat_table_rows_get_document (MoatTableRows *self);
/* NULL for the rows of all use cases. */
void moat_table_rows_set_use_case (MoatTableRows *self, const char *use_case_id);
const char *moat_table_rows_get_use_case (MoatTableRows *self);
/* The row at @index, borrowed, or NULL. */
MoatTableRow *moat_table_rows_get (MoatTableRows *self, guint index);
/* How many moves there are, and how many of them are settled. */
void moat_table_rows_count_moves (MoatTableRows *self, guint *n_moves, guint *n_decided);

G_END_DECLS
