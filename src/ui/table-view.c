/* The table of moves and decisions: rows, columns and the one selection.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-view-private.h"

#include "move-drag.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  PROP_0,
  PROP_N_MOVES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MoatTableView, moat_table_view, GTK_TYPE_WIDGET)

/* ---- What is selected ---- */

GPtrArray *
moat_table_view_list_selected (MoatTableView *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->rows);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      MoatTableRow *row = moat_table_list_get (MOAT_TABLE_LIST (self->model), position);

      if (row != NULL)
        g_ptr_array_add (rows, g_object_ref (row));
    }

  return rows;
}

/* Selecting rows selects what their moves are on; rows of one move also say that it is that one. */
static void
rows_selected_cb (MoatTableView *self)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) places = NULL;
  MoatTableRow *first;
  gboolean is_one_move = TRUE;

  if (self->is_syncing)
    return;

  rows = moat_table_view_list_selected (self);
  if (rows->len == 0)
    return;

  self->is_syncing = TRUE;
  first = g_ptr_array_index (rows, 0);
  places = g_ptr_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      MoatTableRow *row = g_ptr_array_index (rows, i);

      is_one_move = is_one_move && moat_table_row_get_threat (row) == moat_table_row_get_threat (first);
      if (!g_ptr_array_find (places, moat_table_row_get_place (row), NULL))
        g_ptr_array_add (places, moat_table_row_get_place (row));
    }

  moat_selection_set_list (self->selection, (MoatRecord *const *) places->pdata, places->len);
  if (is_one_move && moat_selection_can_hold (moat_table_row_get_place (first)))
    moat_selection_set_threat (self->selection, moat_table_row_get_threat (first),
                               rows->len == 1 ? moat_table_row_get_decision (first) : NULL);
  if (places->len == 1)
    moat_selection_reveal (self->selection, g_ptr_array_index (places, 0));
  self->is_syncing = FALSE;
  moat_table_bar_selection_changed (self);
}

static gboolean
is_row_selected (MoatTableView *self, MoatTableRow *row)
{
  MoatRecord *threat = moat_selection_get_threat (self->selection);
  MoatRecord *decision = moat_selection_get_decision (self->selection);

  if (threat != NULL)
    return moat_table_row_get_threat (row) == threat
           && (decision == NULL || moat_table_row_get_decision (row) == decision);

  return moat_selection_contains (self->selection, moat_table_row_get_place (row));
}

/* What is selected on the canvas or in the inspector is selected here, and scrolled into view. */
static void
selection_changed_cb (MoatTableView *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  g_autoptr (GtkBitset) all = NULL;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (self->is_syncing)
    return;

  moat_table_bar_selection_changed (self);
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  selected = gtk_bitset_new_empty ();
  all = gtk_bitset_new_range (0, n_rows);
  if (!moat_selection_is_empty (self->selection))
    for (guint i = 0; i < n_rows; i++)
      if (is_row_selected (self, moat_table_list_get (MOAT_TABLE_LIST (self->model), i)))
        gtk_bitset_add (selected, i);

  self->is_syncing = TRUE;
  gtk_selection_model_set_selection (self->rows, selected, all);
  self->is_syncing = FALSE;

  if (!gtk_bitset_is_empty (selected) && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    moat_table_keys_scroll_to (self, gtk_bitset_get_minimum (selected));
}

/* ---- Columns ---- */

static MoatColumnId
get_column_id (GtkColumnViewColumn *column)
{
  return (MoatColumnId) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), "column"));
}

static gboolean
show_column_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  MoatTableCell *cell = self->cursor_row == NULL
                            ? NULL
                            : moat_table_keys_find_cell (self, self->cursor_row, self->cursor_column);
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->column_view));
  double page = gtk_adjustment_get_page_size (adjustment);
  gboolean *is_laid_out = data;
  double start;
  graphene_rect_t bounds;

  if (!*is_laid_out)
    {
      *is_laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }

  self->column_tick = 0;
  if (cell != NULL && gtk_widget_compute_bounds (GTK_WIDGET (cell), self->column_view, &bounds))
    {
      start = bounds.origin.x + gtk_adjustment_get_value (adjustment);
      gtk_adjustment_clamp_page (adjustment, start, start + MIN (bounds.size.width, page));
    }

  return G_SOURCE_REMOVE;
}

/* Brings a column that lies beside the view into it; the column view does that for rows alone. It complains
 * when it is scrolled before new rows are laid out, which they are after the coming frame.
 */
static void
show_column_soon (MoatTableView *self)
{
  if (self->column_tick == 0)
    self->column_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), show_column_cb, g_new0 (gboolean, 1),
                                                      g_free);
}

static gboolean
pin_cb (gpointer data)
{
  MoatTableView *self = data;
  gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  self->pin_source = 0;
  moat_table_model_set_pinned (self->model, has_focus ? self->cursor_row : NULL);

  return G_SOURCE_REMOVE;
}

/* The row that has the keyboard stays even when the filter would take it. GTK is amidst moving the focus when
 * this is called, and would not survive that the row of before goes meanwhile.
 */
static void
pin_later (MoatTableView *self)
{
  if (self->pin_source == 0)
    self->pin_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, pin_cb, self, NULL);
}

static void
cell_focused_cb (GtkEventController *controller, MoatTableView *self)
{
  MoatTableCell *cell = MOAT_TABLE_CELL (gtk_event_controller_get_widget (controller));
  MoatTableRow *row = moat_table_cell_get_row (cell);

  if (row == NULL || moat_table_keys_is_elsewhere (self, cell))
    return;

  g_set_object (&self->cursor_row, row);
  self->cursor_column = moat_table_cell_get_column (cell);
  show_column_soon (self);
  moat_table_model_begin_pin (self->model, row);
  pin_later (self);
}

static void
select_by_click (MoatTableView *self, guint position, GdkModifierType state)
{
  if ((state & GDK_SHIFT_MASK) != 0)
    gtk_selection_model_select_range (self->rows, MIN (self->anchor, position),
                                      MAX (self->anchor, position) - MIN (self->anchor, position) + 1,
                                      (state & GDK_CONTROL_MASK) == 0);
  else if ((state & GDK_CONTROL_MASK) != 0 && gtk_selection_model_is_selected (self->rows, position))
    gtk_selection_model_unselect_item (self->rows, position);
  else
    gtk_selection_model_select_item (self->rows, position, (state & GDK_CONTROL_MASK) == 0);

  if ((state & GDK_SHIFT_MASK) == 0)
    self->anchor = position;
}

static void
cell_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, MoatTableView *self)
{
  MoatTableCell *cell = MOAT_TABLE_CELL (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click)));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click));
  guint position;

  if (moat_table_cell_get_row (cell) == NULL || moat_table_cell_get_entry (cell) != NULL
      || !moat_table_model_find (self->model, moat_table_cell_get_row (cell), &position))
    return;

  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  g_clear_object (&self->awaited_row);
  gtk_widget_grab_focus (GTK_WIDGET (cell));
  if (button == GDK_BUTTON_SECONDARY)
    {
      double view_x, view_y;

      if (!gtk_selection_model_is_selected (self->rows, position))
        select_by_click (self, position, 0);
      gtk_widget_translate_coordinates (GTK_WIDGET (cell), GTK_WIDGET (self), x, y, &view_x, &view_y);
      moat_table_actions_popup_menu (self, view_x, view_y);
    }
  else if (n_press == 1)
    select_by_click (self, position, state);
  else if (n_press == 2)
    moat_table_edit_begin (self, cell);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, MoatTableView *self)
{
  g_autoptr (GPtrArray) rows = moat_table_view_list_selected (self);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (MoatMoveDrag) drag = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      MoatRecord *threat = moat_table_row_get_threat (g_ptr_array_index (rows, i));

      if (!g_ptr_array_find (ids, moat_record_get_id (threat), NULL))
        g_ptr_array_add (ids, (gpointer) moat_record_get_id (threat));
    }
  if (ids->len == 0)
    return NULL;

  g_ptr_array_add (ids, NULL);
  drag = moat_move_drag_new (self->document, (const char *const *) ids->pdata);

  return gdk_content_provider_new_typed (MOAT_TYPE_MOVE_DRAG, drag);
}

static void
drag_began_cb (GtkDragSource *source, GdkDrag *drag)
{
  moat_move_drag_set_icon (drag);
}

/* Moves dropped on a row go to what that row's move is on. */
static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, MoatTableView *self)
{
  MoatTableCell *cell = MOAT_TABLE_CELL (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  GdkDragAction action = drop != NULL ? gdk_drop_get_actions (drop) : GDK_ACTION_MOVE;

  if (moat_table_cell_get_row (cell) == NULL)
    return FALSE;

  return moat_move_drag_drop (g_value_get_boxed (value), self->document,
                              moat_table_row_get_place (moat_table_cell_get_row (cell)),
                              action == GDK_ACTION_COPY ? GDK_ACTION_COPY : GDK_ACTION_MOVE);
}

static void
add_pointer (MoatTableView *self, GtkWidget *cell)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (MOAT_TYPE_MOVE_DRAG, GDK_ACTION_MOVE | GDK_ACTION_COPY);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (cell_pressed_cb), self);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (click));

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_began_cb), NULL);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (drag));
  /* A press that selects may still become a drag. */
  gtk_gesture_group (click, GTK_GESTURE (drag));

  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (drop));
}

/* Not at "teardown": the list item may have let go of its cell by then. */
static void
cell_destroyed_cb (MoatTableView *self, MoatTableCell *cell)
{
  if (self->cells != NULL)
    g_ptr_array_remove_fast (self->cells, cell);
}

static void
cell_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkColumnViewColumn *column)
{
  MoatTableView *self = g_object_get_data (G_OBJECT (column), "view");
  GtkWidget *cell = moat_table_cell_new (self->document, get_column_id (column));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (focus, "enter", G_CALLBACK (cell_focused_cb), self);
  gtk_widget_add_controller (cell, focus);
  add_pointer (self, cell);
  moat_table_keys_add (self, MOAT_TABLE_CELL (cell));
  moat_table_edit_add (self, MOAT_TABLE_CELL (cell));

  g_ptr_array_add (self->cells, cell);
  g_signal_connect_object (cell, "destroy", G_CALLBACK (cell_destroyed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, cell);
}

static void
cell_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkColumnViewColumn *column)
{
  MoatTableView *self = g_object_get_data (G_OBJECT (column), "view");
  MoatTableCell *cell = MOAT_TABLE_CELL (gtk_list_item_get_child (item));

  moat_table_cell_set_row (cell, gtk_list_item_get_item (item));
  moat_table_keys_cell_bound (self, cell);
}

static void
cell_unbound_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkColumnViewColumn *column)
{
  moat_table_cell_set_row (MOAT_TABLE_CELL (gtk_list_item_get_child (item)), NULL);
}

static int
compare_by_column (gconstpointer a, gconstpointer b, gpointer data)
{
  GtkColumnViewColumn *column = data;
  MoatTableView *self = g_object_get_data (G_OBJECT (column), "view");

  return moat_column_compare (moat_column_get (get_column_id (column)), self->document, (MoatTableRow *) a,
                              (MoatTableRow *) b);
}

static int
compare_by_header (gconstpointer a, gconstpointer b, gpointer data)
{
  return gtk_sorter_compare (GTK_SORTER (data), (gpointer) a, (gpointer) b);
}

static void
header_clicked_cb (MoatTableView *self, GtkSorterChange change, GtkSorter *sorter)
{
  gboolean sorts = gtk_sorter_get_order (sorter) != GTK_SORTER_ORDER_NONE;

  moat_table_model_set_order (self->model, sorts ? compare_by_header : NULL, sorter, NULL);
}

static GtkColumnViewColumn *
make_column (MoatTableView *self, MoatColumnId id)
{
  const MoatColumn *info = moat_column_get (id);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (_ (info->title), factory);
  g_autoptr (GtkSorter) sorter = NULL;

  g_object_set_data (G_OBJECT (column), "column", GUINT_TO_POINTER (id));
  g_object_set_data (G_OBJECT (column), "view", self);
  g_signal_connect (factory, "setup", G_CALLBACK (cell_set_up_cb), column);
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bound_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (cell_unbound_cb), column);

  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_by_column, column, NULL));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, info->width);
  gtk_column_view_column_set_expand (column, info->expands);

  return column;
}

GArray *
moat_table_view_list_columns (MoatTableView *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (MoatColumnId));
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->column_view));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      MoatColumnId id = get_column_id (column);

      g_array_append_val (ids, id);
    }

  return ids;
}

/* ---- Remembering columns ---- */

static void
remember_columns_cb (MoatTableView *self)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (self->is_syncing)
    return;

  ids = moat_table_view_list_columns (self);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (names, (gpointer) moat_column_get (g_array_index (ids, MoatColumnId, i))->name);
  g_ptr_array_add (names, NULL);

  g_settings_set_strv (self->settings, "table-columns", (const char *const *) names->pdata);
}

static gboolean
find_column (MoatTableView *self, MoatColumnId id, guint *position)
{
  GListModel *shown = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->column_view));

  for (*position = 0; *position < g_list_model_get_n_items (shown); (*position)++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (shown, *position);

      if (column == self->columns[id])
        return TRUE;
    }

  return FALSE;
}

/* A column that is shown again comes behind the one that it follows in the order of all columns. */
static void
insert_column (MoatTableView *self, MoatColumnId id)
{
  guint position = 0;
  guint before = id;

  while (before > 0 && !find_column (self, before - 1, &position))
    before--;

  gtk_column_view_insert_column (GTK_COLUMN_VIEW (self->column_view), before > 0 ? position + 1 : 0,
                                 self->columns[id]);
}

/* GTK 4.8 reckons with the width of invisible columns, which it never set: nothing is left then for those
 * that expand, and mirrored the header and the cells stand apart. So they are taken out of the view
 * altogether.
 */
static void
column_shown_cb (MoatTableView *self, GParamSpec *pspec, GtkColumnViewColumn *column)
{
  MoatColumnId id = get_column_id (column);
  gboolean is_shown = gtk_column_view_column_get_visible (column);
  guint position;

  if (is_shown == find_column (self, id, &position))
    return;

  if (is_shown)
    insert_column (self, id);
  else
    gtk_column_view_remove_column (GTK_COLUMN_VIEW (self->column_view), column);
}

/* Only columns that are shown are in the view, in the order remembered. */
static void
add_columns (MoatTableView *self)
{
  g_auto (GStrv) names = g_settings_get_strv (self->settings, "table-columns");
  GtkColumnView *view = GTK_COLUMN_VIEW (self->column_view);

  for (guint i = 0; i < MOAT_N_COLUMNS; i++)
    {
      self->columns[i] = make_column (self, i);
      gtk_column_view_column_set_visible (self->columns[i], FALSE);
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      const MoatColumn *info = moat_column_find (names[i]);
      GtkColumnViewColumn *column = info == NULL ? NULL : self->columns[moat_column_get_id (info)];

      if (column == NULL || gtk_column_view_column_get_visible (column))
        continue;
      gtk_column_view_column_set_visible (column, TRUE);
      gtk_column_view_append_column (view, column);
    }

  for (guint i = 0; i < MOAT_N_COLUMNS; i++)
    g_signal_connect_swapped (self->columns[i], "notify::visible", G_CALLBACK (column_shown_cb), self);
  g_signal_connect_object (gtk_column_view_get_columns (view), "items-changed",
                           G_CALLBACK (remember_columns_cb), self, G_CONNECT_SWAPPED);
}

/* ---- What there is to see ---- */

void
moat_table_view_refresh_pages (MoatTableView *self)
{
  guint n_moves = moat_table_view_get_n_moves (self);
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), has_rows ? "rows" : "empty");
  if (!has_rows)
    {
      adw_status_page_set_title (ADW_STATUS_PAGE (self->empty),
                                 n_moves > 0 ? _ ("Nothing matches") : _ ("No attacker moves yet"));
      adw_status_page_set_description (
          ADW_STATUS_PAGE (self->empty),
          n_moves > 0 ? _ ("The filter or the search hides every move.")
                      : _ ("Select a flow on the diagram and press M: what would an attacker do there "
                           "instead of the happy path? A suggests some."));
      gtk_widget_set_visible (self->empty_reset, n_moves > 0);
    }
}

static void
counts_changed_cb (MoatTableView *self)
{
  moat_table_view_refresh_pages (self);
  moat_table_bar_refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MOVES]);
}

static GtkWidget *
make_empty_page (MoatTableView *self)
{
  self->empty_reset = gtk_button_new_with_label (_ ("Show all moves"));
  gtk_widget_set_halign (self->empty_reset, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->empty_reset, "pill");
  g_signal_connect_swapped (self->empty_reset, "clicked", G_CALLBACK (moat_table_bar_reset), self);

  self->empty = adw_status_page_new ();
  gtk_widget_add_css_class (self->empty, "compact");
  adw_status_page_set_child (ADW_STATUS_PAGE (self->empty), self->empty_reset);

  return self->empty;
}

static gboolean
scroll_to_start_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *adjustment = data;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));

  return G_SOURCE_REMOVE;
}

/* Mirrored, the first column is at the right, where a scrolled window of GTK 4.8 does not begin. */
static void
first_laid_out_cb (GtkAdjustment *adjustment, MoatTableView *self)
{
  if (gtk_adjustment_get_page_size (adjustment) <= 0)
    return;

  g_signal_handlers_disconnect_by_func (adjustment, first_laid_out_cb, self);
  if (gtk_widget_get_direction (self->column_view) == GTK_TEXT_DIR_RTL)
    gtk_widget_add_tick_callback (self->column_view, scroll_to_start_cb, g_object_ref (adjustment),
                                  g_object_unref);
}

static GtkWidget *
make_rows_page (MoatTableView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSorter *sorter;

  self->column_view = gtk_column_view_new (g_object_ref (self->rows));
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->column_view), TRUE);
  gtk_widget_add_css_class (self->column_view, "moat-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Attacker moves and decisions"), -1);
  add_columns (self);
  moat_table_keys_add_to_list (self);

  sorter = gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->column_view));
  g_signal_connect_object (sorter, "changed", G_CALLBACK (header_clicked_cb), self, G_CONNECT_SWAPPED);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->column_view);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->column_view)), "changed",
                           G_CALLBACK (first_laid_out_cb), self, 0);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

/* ---- GObject ---- */

static void
moat_table_view_dispose (GObject *object)
{
  MoatTableView *self = MOAT_TABLE_VIEW (object);
  GtkWidget *child;

  self->is_syncing = TRUE;
  if (self->awaited_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->awaited_tick);
  self->awaited_tick = 0;
  if (self->column_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->column_tick);
  self->column_tick = 0;
  g_clear_handle_id (&self->pin_source, g_source_remove);
  if (self->column_view != NULL)
    {
      GtkSorter *sorter = gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->column_view));

      g_signal_handlers_disconnect_by_data (sorter, self);
      for (guint i = 0; i < MOAT_N_COLUMNS; i++)
        g_signal_handlers_disconnect_by_data (self->columns[i], self);
      moat_table_model_set_order (self->model, NULL, NULL, NULL);
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->column_view)),
                                            self);
      self->column_view = NULL;
    }
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  /* A cell may have been closed amidst an edit. */
  if (self->cut_off != NULL)
    moat_table_edit_flush (self);

  for (guint i = 0; i < MOAT_N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_pointer (&self->cut_off, g_ptr_array_unref);
  g_clear_pointer (&self->held_rows, g_ptr_array_unref);
  g_clear_object (&self->held_focus);
  self->counts = NULL;
  g_clear_object (&self->bar);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->boundary_ids, g_ptr_array_unref);
  g_clear_pointer (&self->new_threat, g_free);
  g_clear_object (&self->cursor_row);
  g_clear_object (&self->awaited_row);
  g_clear_object (&self->rows);
  g_clear_object (&self->model);
  g_clear_object (&self->settings);
  g_clear_object (&self->selection);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_table_view_parent_class)->dispose (object);
}

static void
moat_table_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MoatTableView *self = MOAT_TABLE_VIEW (object);

  switch (id)
    {
    case PROP_N_MOVES:
      g_value_set_uint (value, moat_table_view_get_n_moves (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The keyboard comes to the cursor where that is in a selected row, else to the first selected row. */
static gboolean
moat_table_view_grab_focus (GtkWidget *widget)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->rows);
  MoatTableRow *row = self->cursor_row;
  guint position;

  if (row == NULL || !moat_table_model_find (self->model, row, &position)
      || (!gtk_bitset_is_empty (selected) && !gtk_bitset_contains (selected, position)))
    row = moat_table_list_get (MOAT_TABLE_LIST (self->model),
                               gtk_bitset_is_empty (selected) ? 0 : gtk_bitset_get_minimum (selected));
  if (row == NULL)
    return GTK_WIDGET_CLASS (moat_table_view_parent_class)->grab_focus (widget);

  moat_table_keys_go_to (self, row, self->cursor_column, FALSE);

  return TRUE;
}

static void
moat_table_view_class_init (MoatTableViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = moat_table_view_dispose;
  object_class->get_property = moat_table_view_get_property;

  properties[PROP_N_MOVES] = g_param_spec_uint ("n-moves", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  widget_class->grab_focus = moat_table_view_grab_focus;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "moat-table-view");
  moat_table_actions_install (widget_class);
}

static void
moat_table_view_init (MoatTableView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->cells = g_ptr_array_new ();
  moat_table_edit_init (self);
  self->boundary_ids = g_ptr_array_new_with_free_func (g_free);
  self->settings = g_settings_new (MOAT_SETTINGS_ID);
  self->cursor_column = MOAT_COLUMN_MOVE;
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (pin_later), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/* ---- API ---- */

GtkWidget *
moat_table_view_new (MoatDocument *document, MoatSelection *selection)
{
  MoatTableView *self;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (MOAT_IS_SELECTION (selection), NULL);

  self = g_object_new (MOAT_TYPE_TABLE_VIEW, NULL);
  self->document = g_object_ref (document);
  self->selection = g_object_ref (selection);
  self->model = moat_table_model_new (document);
  moat_table_hold_init (self);
  self->rows = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->model))));

  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_rows_page (self), "rows");
  gtk_stack_add_named (GTK_STACK (self->stack), make_empty_page (self), "empty");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->bar = moat_table_bar_new (self);
  g_object_ref_sink (self->bar);
  gtk_box_append (GTK_BOX (self->box), self->bar);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  g_signal_connect_object (self->rows, "selection-changed", G_CALLBACK (rows_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "counts-changed", G_CALLBACK (counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  counts_changed_cb (self);

  return GTK_WIDGET (self);
}

void
moat_table_view_set_use_case (MoatTableView *self, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_TABLE_VIEW (self));

  if (g_strcmp0 (moat_table_model_get_use_case (self->model), use_case_id) == 0)
    return;

  self->is_syncing = TRUE;
  moat_table_model_set_use_case (self->model, use_case_id);
  self->is_syncing = FALSE;
  moat_table_bar_reset (self);
  selection_changed_cb (self);
}

guint
moat_table_view_get_n_moves (MoatTableView *self)
{
  guint n_moves, n_decided;

  g_return_val_if_fail (MOAT_IS_TABLE_VIEW (self), 0);

  moat_table_rows_count_moves (moat_table_model_get_rows (self->model), &n_moves, &n_decided);

  return n_moves;
}

GtkWidget *
moat_table_view_detach_bar (MoatTableView *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_VIEW (self), NULL);

  if (gtk_widget_get_parent (self->bar) == self->box)
    gtk_box_remove (GTK_BOX (self->box), self->bar);

  return self->bar;
}

void
moat_table_view_focus_search (MoatTableView *self)
{
  g_return_if_fail (MOAT_IS_TABLE_VIEW (self));

  gtk_widget_grab_focus (self->search);
}

/* Puts the cursor there, filters loosened when they hide the row. */
static void
show_pair (MoatTableView *self, MoatRecord *threat, MoatRecord *decision, MoatColumnId column, gboolean edits)
{
  MoatTableRow *row = moat_table_model_find_threat (self->model, threat, decision);

  if (row == NULL)
    {
      moat_table_bar_reset (self);
      row = moat_table_model_find_threat (self->model, threat, decision);
    }
  if (row != NULL)
    moat_table_keys_go_to (self, row, column, edits);
}

void
moat_table_view_show_threat (MoatTableView *self, MoatRecord *threat)
{
  g_return_if_fail (MOAT_IS_TABLE_VIEW (self));
  g_return_if_fail (MOAT_IS_RECORD (threat));

  show_pair (self, threat, NULL, MOAT_COLUMN_MOVE, FALSE);
}

void
moat_table_view_decide (MoatTableView *self, MoatRecord *threat, MoatRecord *decision)
{
  g_return_if_fail (MOAT_IS_TABLE_VIEW (self));
  g_return_if_fail (MOAT_IS_RECORD (threat));

  show_pair (self, threat, decision, decision != NULL ? MOAT_COLUMN_OWNER : MOAT_COLUMN_DECISION, TRUE);
}
