/* One cell of the table: shows a text, can have the keyboard, and becomes an
 * entry while it is edited. What the text means is table-columns.h; where the
 * keys lead is table-keys.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "table-columns.h"

G_BEGIN_DECLS

#define MOAT_TYPE_TABLE_CELL (moat_table_cell_get_type ())
G_DECLARE_FINAL_TYPE (MoatTableCell, moat_table_cell, MOAT, TABLE_CELL, GtkWidget)

/* Signals:
 *   "edit-ended" (MoatTableRow *, const char *)    the entry is gone; the text is NULL when nothing is to
 * change "edit-cut-off" (MoatTableRow *, const char *)  the same, but amidst a change of the list, which must
 * be left to end before anything is done "activated" ()                                 Enter was pressed in
 * the entry
 */

GtkWidget *moat_table_cell_new (MoatDocument *document, MoatColumnId column) G_GNUC_WARN_UNUSED_RESULT;

/* NULL while the cell shows no row. */
void moat_table_cell_set_row (MoatTableCell *self, MoatTableRow *row);
MoatTableRow *moat_table_cell_get_row (MoatTableCell *self);
MoatColumnId moat_table_cell_get_column (MoatTableCell *self);

/* Opens the entry on the cell's text, all selected. */
void moat_table_cell_begin_edit (MoatTableCell *self);
/* Closes it. */
void moat_table_cell_end_edit (MoatTableCell *self, gboolean commits);
/* The open entry, borrowed, or NULL. */
GtkWidget *moat_table_cell_get_entry (MoatTableCell *self);
/* A frame that says why what was typed cannot be; it goes with the next edit. */
void moat_table_cell_show_error (MoatTableCell *self, const char *message);

G_END_DECLS
