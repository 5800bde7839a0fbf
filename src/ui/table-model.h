/* What the table shows: the rows that pass the filter, in the order asked for.
 * A GListModel of MoatTableRow over table-rows.h, spliced row by row.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "table-filter.h"

G_BEGIN_DECLS

#define MOAT_TYPE_TABLE_MODEL (moat_table_model_get_type ())
G_DECLARE_FINAL_TYPE (MoatTableModel, moat_table_model, MOAT, TABLE_MODEL, MoatTableList)

/* Signals:
 *   "about-to-show" ()   rows are about to come, go or change places, in one or more "items-changed"
 *   "shown" ()           they have: rows that changed places had gone meanwhile
 *   "counts-changed" ()  moves, settled moves or shown rows are other than before
 */

MoatTableModel *moat_table_model_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
MoatDocument *moat_table_model_get_document (MoatTableModel *self);
MoatTableRows *moat_table_model_get_rows (MoatTableModel *self);
/* NULL for all. */
void moat_table_model_set_use_case (MoatTableModel *self, const char *use_case_id);
const char *moat_table_model_get_use_case (MoatTableModel *self);

/* Where @row is shown; FALSE when it is not. */
gboolean moat_table_model_find (MoatTableModel *self, MoatTableRow *row, guint *position);

/* The first row shown of the pair, or of the move when the pair has none; borrowed, or NULL. */
MoatTableRow *moat_table_model_find_threat (MoatTableModel *self, MoatRecord *threat, MoatRecord *decision);

/* ---- What is shown, and in which order ---- */

/* Borrowed: set it, then call the other. */
MoatTableFilter *moat_table_model_get_filter (MoatTableModel *self);
void moat_table_model_refilter (MoatTableModel *self);
/* Every owner that a row of the use case has, sorted; owned, NULL-terminated. */
char **moat_table_model_dup_owners (MoatTableModel *self) G_GNUC_WARN_UNUSED_RESULT;

/* Rows that compare equal stay in story order; NULL for story order throughout. Call again when @compare
 * judges otherwise than before.
 */
void moat_table_model_set_order (MoatTableModel *self,
                                 GCompareDataFunc compare,
                                 gpointer user_data,
                                 GDestroyNotify destroy);

/* The row being worked on stays where it is, whatever its edits mean for filter and order, until another is.
 * NULL for none.
 */
void moat_table_model_set_pinned (MoatTableModel *self, MoatTableRow *row);
/* @row stays from now on, and the one before too until the other is called: no row goes while the keyboard is
 * being moved between the two.
 */
void moat_table_model_begin_pin (MoatTableModel *self, MoatTableRow *row);

G_END_DECLS
