/* What the table shows: the rows that pass the filter, in the order asked for.
 * A GListModel of MoatTableRow over table-rows.h, spliced row by row.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "table-columns.h"

G_BEGIN_DECLS

#define MOAT_TYPE_TABLE_MODEL (moat_table_model_get_type ())
G_DECLARE_FINAL_TYPE (MoatTableModel, moat_table_model, MOAT, TABLE_MODEL, GObject)

/* Signal: "counts-changed" () when moves, settled moves or shown rows are other than before. */

MoatTableModel *moat_table_model_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
MoatDocument *moat_table_model_get_document (MoatTableModel *self);
MoatTableRows *moat_table_model_get_rows (MoatTableModel *self);
/* NULL for all. */
void moat_table_model_set_use_case (MoatTableModel *self, const char *use_case_id);
const char *moat_table_model_get_use_case (MoatTableModel *self);

/* The row shown at @position, borrowed, or NULL. */
MoatTableRow *moat_table_model_get (MoatTableModel *self, guint position);
/* Where @row is shown; FALSE when it is not. */
gboolean moat_table_model_find (MoatTableModel *self, MoatTableRow *row, guint *position);

/* ---- Filters: each narrows; NULL, "" or unknown narrows nothing ---- */

/* Words that all occur in a row's texts, case and accents ignored. */
void moat_table_model_set_search (MoatTableModel *self, const char *search);
void moat_table_model_set_open_only (MoatTableModel *self, gboolean open_only);
/* Moves on one of these records; of ids; NULL for anywhere. */
void moat_table_model_set_places (MoatTableModel *self, const char *const *ids);
/* Moves on flows that cross it, on elements inside it, or on the boundary itself. */
void moat_table_model_set_boundary (MoatTableModel *self, const char *boundary_id);
/* Exactly this owner, case ignored. */
void moat_table_model_set_owner (MoatTableModel *self, const char *owner);
/* This severity or worse. */
void moat_table_model_set_severity (MoatTableModel *self, MoatLevel severity);
gboolean moat_table_model_is_filtered (MoatTableModel *self);
/* Every owner that a row of the use case has, sorted; owned, NULL-terminated. */
char **moat_table_model_dup_owners (MoatTableModel *self) G_GNUC_WARN_UNUSED_RESULT;

/* MOAT_N_COLUMNS for story order. */
void moat_table_model_set_sort (MoatTableModel *self, MoatColumnId column, gboolean is_descending);

/* The row being worked on stays where it is, whatever its edits mean for filter and order, until another is.
 * NULL for none.
 */
void moat_table_model_set_pinned (MoatTableModel *self, MoatTableRow *row);

G_END_DECLS
