/* The table of moves and decisions: a column view with a cell cursor, edited in
 * place like a spreadsheet, with its filter bar. Its rows come from
 * table-model.h, what a cell means from table-columns.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

typedef struct _MoatSelection MoatSelection;

#define MOAT_TYPE_TABLE_VIEW (moat_table_view_get_type ())
G_DECLARE_FINAL_TYPE (MoatTableView, moat_table_view, MOAT, TABLE_VIEW, GtkWidget)

/* Properties: "n-moves" (uint, read only, notified): attacker moves of the use case, for the tab's badge.
 * Messages for people go to the nearest AdwToastOverlay above.
 */
GtkWidget *moat_table_view_new (MoatDocument *document, MoatSelection *selection) G_GNUC_WARN_UNUSED_RESULT;

/* Shows the rows of one use case; NULL shows those of all. */
void moat_table_view_set_use_case (MoatTableView *self, const char *use_case_id);
guint moat_table_view_get_n_moves (MoatTableView *self);

/* The bar with search and filter, which stands above the rows: taken out, to be put beside the tabs.
 * Borrowed. */
GtkWidget *moat_table_view_detach_bar (MoatTableView *self);

/* Puts the keyboard into the search entry. */
void moat_table_view_focus_search (MoatTableView *self);
/* Puts the cell cursor on the first row of a move, in view, filters loosened when they hide it. */
void moat_table_view_show_threat (MoatTableView *self, MoatRecord *threat);
/* Begins to type what is built against a move, or with @decision, one of its, who owns that. */
void moat_table_view_decide (MoatTableView *self, MoatRecord *threat, MoatRecord *decision);

G_END_DECLS
