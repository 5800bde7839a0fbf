/* One row of the table: a move and one of its decisions or none.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "query.h"

G_BEGIN_DECLS

/* Lives as long as its move has its decision. Signal: "changed" () when any cell may read differently. */
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

G_END_DECLS
