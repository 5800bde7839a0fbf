/* The table view from inside, for its parts: table-view.c (rows, columns and the
 * selection), table-keys.c (the cell cursor), table-hold.c (keeps both when rows
 * change places), table-edit.c (cells and pickers), table-actions.c (commands and the
 * menu), table-bar.c (search and filter).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "table-view.h"

#include "selection.h"
#include "table-cell.h"
#include "table-model.h"

G_BEGIN_DECLS

struct _MoatTableView
{
  GtkWidget parent_instance;
  MoatDocument *document;   /* owned */
  MoatSelection *selection; /* owned */
  GSettings *settings;      /* owned */
  MoatTableModel *model;    /* owned */
  GtkSelectionModel *rows;  /* owned: a multi-selection over the model */

  GtkWidget *box;
  GtkWidget *stack;
  GtkWidget *empty;       /* page of the stack */
  GtkWidget *empty_reset; /* its button, when a filter hides all */
  GtkWidget *column_view;
  GtkColumnViewColumn *columns[MOAT_N_COLUMNS]; /* owned; those shown are in the view */
  GPtrArray *cells;                             /* of MoatTableCell, all there are; borrowed */

  /* The cell cursor: where the keyboard is or was last. */
  MoatTableRow *cursor_row; /* owned, or NULL */
  MoatColumnId cursor_column;
  guint anchor; /* where extending the selection began */
  /* The cell that gets the keyboard once the list has made it. */
  MoatTableRow *awaited_row; /* owned, or NULL */
  gboolean awaited_edit;
  gboolean awaited_selects;
  guint n_return_ticks; /* frames that the keyboard which it had is kept for it */
  guint awaited_tick;
  guint column_tick; /* brings the cursor's column into view */
  guint pin_source;  /* follows the focus with the row that the filter leaves alone */

  /* What the list would forget, while rows come and go. */
  GPtrArray *held_rows;  /* of MoatTableRow: those selected; owned, or NULL */
  GtkWidget *held_focus; /* owned or NULL */
  guint held_position;   /* of the cursor's row */
  gboolean holds_keyboard;

  /* What was typed in cells whose rows went to other cells: of CutOff; written when the list is whole again.
   */
  GPtrArray *cut_off; /* owned */
  guint cut_off_source;

  /* The move that "Add move" made and that goes again when nothing is typed: its id, or NULL. */
  char *new_threat;

  GtkWidget *bar;
  GtkWidget *search;
  GtkWidget *open_toggle;
  GtkWidget *here_toggle;
  GtkWidget *filter_button;
  GtkWidget *boundary_choice;
  GtkWidget *owner_choice;
  GtkWidget *severity_choice;
  GtkWidget *counts;
  GPtrArray *boundary_ids; /* behind the choice's items */
  gboolean is_refreshing_bar;

  gboolean is_syncing; /* the selection is being carried over: hear no echo */
};

/* table-view.c */
GPtrArray *moat_table_view_list_selected (MoatTableView *self) G_GNUC_WARN_UNUSED_RESULT;
/* Ids of the visible columns, in order; owned. */
GArray *moat_table_view_list_columns (MoatTableView *self) G_GNUC_WARN_UNUSED_RESULT;
void moat_table_view_refresh_pages (MoatTableView *self);

/* table-keys.c */
void moat_table_keys_add (MoatTableView *self, MoatTableCell *cell);
void moat_table_keys_add_to_list (MoatTableView *self);
/* Puts the cursor there, in view, with the keyboard when the table has it or @grabs. */
void moat_table_keys_go_to (MoatTableView *self, MoatTableRow *row, MoatColumnId column, gboolean edits);
/* Gives @row, and the column the cursor is in, the keyboard back as soon as the list has made its cells; and
 * selects it then, if it @selects.
 */
void moat_table_keys_return_to (MoatTableView *self, MoatTableRow *row, gboolean selects);
void moat_table_keys_cell_bound (MoatTableView *self, MoatTableCell *cell);
/* Whether @cell got the keyboard only because GTK took it from a row that scrolled away, while the cursor
 * waits for its own. */
gboolean moat_table_keys_is_elsewhere (MoatTableView *self, MoatTableCell *cell);
MoatTableCell *moat_table_keys_find_cell (MoatTableView *self, MoatTableRow *row, MoatColumnId column);
void moat_table_keys_scroll_to (MoatTableView *self, guint position);

/* table-hold.c */
void moat_table_hold_init (MoatTableView *self);

/* table-edit.c */
void moat_table_edit_begin (MoatTableView *self, MoatTableCell *cell);
/* Types @letter into it: opens the entry or picks what begins so. FALSE when the cell has no use for it. */
gboolean
moat_table_edit_type (MoatTableView *self, MoatTableCell *cell, GtkEventControllerKey *keys, gunichar letter);
void moat_table_edit_clear (MoatTableView *self, MoatTableCell *cell);
void moat_table_edit_init (MoatTableView *self);
void moat_table_edit_add (MoatTableView *self, MoatTableCell *cell);
/* Writes at once what was cut off. */
void moat_table_edit_flush (MoatTableView *self);
/* Where popovers about the cursor's cell point to, in the view's coordinates. */
GdkRectangle moat_table_edit_get_spot (MoatTableView *self);

/* table-actions.c */
void moat_table_actions_install (GtkWidgetClass *widget_class);
void moat_table_actions_popup_menu (MoatTableView *self, double x, double y);

/* table-bar.c */
GtkWidget *moat_table_bar_new (MoatTableView *self) G_GNUC_WARN_UNUSED_RESULT;
void moat_table_bar_refresh (MoatTableView *self);
/* The filter "Only what is selected" follows the selection. */
void moat_table_bar_selection_changed (MoatTableView *self);
void moat_table_bar_reset (MoatTableView *self);

G_END_DECLS
