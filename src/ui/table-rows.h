/* The rows of the table in story order, kept from change sets: one for each pair
 * of a move and a decision, one with an empty decision for a move without any.
 * Which of them are shown, and in what order, is table-model.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "table-list.h"

G_BEGIN_DECLS

/* Signals:
 *   "row-changed" (MoatTableRow *)  a cell of it may read differently
 *   "counts-changed" ()             moat_table_rows_count_moves() says something else
 */
#define MOAT_TYPE_TABLE_ROWS (moat_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (MoatTableRows, moat_table_rows, MOAT, TABLE_ROWS, MoatTableList)

MoatTableRows *moat_table_rows_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
MoatDocument *moat_table_rows_get_document (MoatTableRows *self);
/* NULL for the rows of all use cases. */
void moat_table_rows_set_use_case (MoatTableRows *self, const char *use_case_id);
const char *moat_table_rows_get_use_case (MoatTableRows *self);
/* How many moves there are, and how many of them are settled. */
void moat_table_rows_count_moves (MoatTableRows *self, guint *n_moves, guint *n_decided);

G_END_DECLS
