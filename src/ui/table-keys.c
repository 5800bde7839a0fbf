/* The table's cell cursor: which key leads where. GTK's column view has a cursor
 * for rows only, so each cell can have the keyboard and this file moves it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-view-private.h"

#define PAGE_ROWS 10
/* Frames in which the list has surely made the cells of a row that it was asked to scroll to. */
#define RETURN_TICKS 5

/* ---- Finding cells ---- */

MoatTableCell *
moat_table_keys_find_cell (MoatTableView *self, MoatTableRow *row, MoatColumnId column)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      MoatTableCell *cell = g_ptr_array_index (self->cells, i);

      if (moat_table_cell_get_row (cell) == row && moat_table_cell_get_column (cell) == column)
        return cell;
    }

  return NULL;
}

/* The list inside the column view, which knows how to scroll to a row; the column view itself learns it in
 * GTK 4.12.
 */
static GtkWidget *
get_list (MoatTableView *self)
{
  return gtk_widget_get_last_child (self->column_view);
}

void
moat_table_keys_scroll_to (MoatTableView *self, guint position)
{
  gtk_widget_activate_action (get_list (self), "list.scroll-to-item", "u", position);
}

/* ---- Going there ---- */

static void
take_keyboard (MoatTableView *self, MoatTableCell *cell, gboolean edits)
{
  g_clear_object (&self->awaited_row);
  gtk_widget_grab_focus (GTK_WIDGET (cell));
  if (edits)
    moat_table_edit_begin (self, cell);
}

static gboolean
awaited_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  MoatTableCell *cell = NULL;
  guint position;

  if (self->awaited_row == NULL || !moat_table_model_find (self->model, self->awaited_row, &position))
    g_clear_object (&self->awaited_row);
  else
    cell = moat_table_keys_find_cell (self, self->awaited_row, self->cursor_column);

  if (cell != NULL && !gtk_widget_get_mapped (GTK_WIDGET (cell)) && gtk_widget_get_mapped (self->column_view))
    {
      moat_table_keys_scroll_to (self, position);
      return G_SOURCE_CONTINUE;
    }

  /* The keyboard comes back soon, or not at all: by then the user may have gone elsewhere. */
  if (cell == NULL && self->awaited_row != NULL && self->n_return_ticks > 0)
    {
      if (--self->n_return_ticks > 0)
        return G_SOURCE_CONTINUE;
      g_clear_object (&self->awaited_row);
    }

  self->awaited_tick = 0;
  if (cell == NULL)
    return G_SOURCE_REMOVE;

  if (self->awaited_selects)
    gtk_selection_model_select_item (self->rows, position, TRUE);
  take_keyboard (self, cell, self->awaited_edit);

  return G_SOURCE_REMOVE;
}

/* The list makes rows, and shows them, when it comes to lay them out: with the frame after that the cell is
 * there.
 */
static void
await (MoatTableView *self)
{
  if (self->awaited_tick == 0)
    self->awaited_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), awaited_cb, NULL, NULL);
}

void
moat_table_keys_cell_bound (MoatTableView *self, MoatTableCell *cell)
{
  if (self->awaited_row != NULL && moat_table_cell_get_row (cell) == self->awaited_row
      && moat_table_cell_get_column (cell) == self->cursor_column)
    await (self);
}

gboolean
moat_table_keys_is_elsewhere (MoatTableView *self, MoatTableCell *cell)
{
  if (self->awaited_row == NULL
      || (moat_table_cell_get_row (cell) == self->awaited_row
          && moat_table_cell_get_column (cell) == self->cursor_column))
    return FALSE;

  await (self);

  return TRUE;
}

void
moat_table_keys_go_to (MoatTableView *self, MoatTableRow *row, MoatColumnId column, gboolean edits)
{
  MoatTableCell *cell;
  guint position;

  if (!moat_table_model_find (self->model, row, &position))
    return;

  if (!gtk_column_view_column_get_visible (self->columns[column]))
    column = MOAT_COLUMN_MOVE;

  g_set_object (&self->cursor_row, row);
  self->cursor_column = column;
  self->anchor = position;
  if (!gtk_selection_model_is_selected (self->rows, position))
    gtk_selection_model_select_item (self->rows, position, TRUE);

  moat_table_keys_scroll_to (self, position);
  cell = moat_table_keys_find_cell (self, row, column);
  g_set_object (&self->awaited_row, row);
  self->awaited_edit = edits;
  self->awaited_selects = FALSE;
  self->n_return_ticks = 0;
  if (cell != NULL && gtk_widget_get_mapped (GTK_WIDGET (cell)))
    take_keyboard (self, cell, edits);
  else if (cell != NULL)
    await (self);
}

void
moat_table_keys_return_to (MoatTableView *self, MoatTableRow *row, gboolean selects)
{
  MoatTableCell *cell = moat_table_keys_find_cell (self, row, self->cursor_column);
  GtkRoot *root = gtk_widget_get_root (self->column_view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  guint position;

  if (!selects && cell != NULL && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (cell)))
    return;

  g_set_object (&self->cursor_row, row);
  g_set_object (&self->awaited_row, row);
  self->awaited_edit = FALSE;
  self->awaited_selects = selects;
  self->n_return_ticks = RETURN_TICKS;
  if (cell == NULL && moat_table_model_find (self->model, row, &position))
    moat_table_keys_scroll_to (self, position);
  await (self);
}

/* ---- Moving ---- */

/* The column @step places beside @column among the visible ones, as far as there are. */
static MoatColumnId
get_column_beside (GArray *columns, MoatColumnId column, int step)
{
  int index = 0;

  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, MoatColumnId, i) == column)
      index = (int) i;

  return g_array_index (columns, MoatColumnId, CLAMP (index + step, 0, (int) columns->len - 1));
}

static gboolean
move_to (MoatTableView *self, guint position, MoatColumnId column, gboolean extends)
{
  MoatTableRow *row = moat_table_list_get (MOAT_TABLE_LIST (self->model), position);
  guint anchor = self->anchor;

  if (row == NULL)
    return FALSE;

  if (!extends)
    {
      gtk_selection_model_select_item (self->rows, position, TRUE);
      moat_table_keys_go_to (self, row, column, FALSE);
      return TRUE;
    }

  gtk_selection_model_select_range (self->rows, MIN (anchor, position),
                                    MAX (anchor, position) - MIN (anchor, position) + 1, TRUE);
  moat_table_keys_go_to (self, row, column, FALSE);
  self->anchor = anchor;

  return TRUE;
}

static gboolean
move_by (MoatTableView *self, int n_rows, int n_columns, gboolean extends)
{
  g_autoptr (GArray) columns = moat_table_view_list_columns (self);
  int last = (int) g_list_model_get_n_items (G_LIST_MODEL (self->model)) - 1;
  guint position;

  if (self->cursor_row == NULL || columns->len == 0
      || !moat_table_model_find (self->model, self->cursor_row, &position))
    return FALSE;

  return move_to (self, (guint) CLAMP ((gint64) position + n_rows, 0, last),
                  get_column_beside (columns, self->cursor_column, n_columns), extends);
}

/* Tab goes on in the next row, and out of the table after the last cell. */
static gboolean
move_on (MoatTableView *self, int step)
{
  g_autoptr (GArray) columns = moat_table_view_list_columns (self);
  MoatColumnId beside = get_column_beside (columns, self->cursor_column, step);
  guint position;

  if (self->cursor_row == NULL || !moat_table_model_find (self->model, self->cursor_row, &position))
    return FALSE;
  if (beside != self->cursor_column)
    return move_to (self, position, beside, FALSE);
  if (step < 0 && position == 0)
    return FALSE;

  return move_to (self, position + (guint) step,
                  g_array_index (columns, MoatColumnId, step > 0 ? 0 : columns->len - 1), FALSE);
}

/* ---- Keys ---- */

#define ALL G_MAXINT16

typedef struct
{
  guint keyval;
  GdkModifierType modifiers; /* besides Shift */
  int n_rows;
  int n_columns;
} Move;

static const Move moves[] = {
  { GDK_KEY_Up, 0, -1, 0 },
  { GDK_KEY_Down, 0, 1, 0 },
  { GDK_KEY_Left, 0, 0, -1 },
  { GDK_KEY_Right, 0, 0, 1 },
  { GDK_KEY_Home, 0, 0, -ALL },
  { GDK_KEY_End, 0, 0, ALL },
  { GDK_KEY_Page_Up, 0, -PAGE_ROWS, 0 },
  { GDK_KEY_Page_Down, 0, PAGE_ROWS, 0 },
  { GDK_KEY_Up, GDK_CONTROL_MASK, -ALL, 0 },
  { GDK_KEY_Down, GDK_CONTROL_MASK, ALL, 0 },
  { GDK_KEY_Left, GDK_CONTROL_MASK, 0, -ALL },
  { GDK_KEY_Right, GDK_CONTROL_MASK, 0, ALL },
  { GDK_KEY_Home, GDK_CONTROL_MASK, -ALL, -ALL },
  { GDK_KEY_End, GDK_CONTROL_MASK, ALL, ALL },
};

/* Keypad keys mean what their namesakes mean. */
static guint
get_plain_keyval (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_KP_Enter:
      return GDK_KEY_Return;
    case GDK_KEY_KP_Up:
      return GDK_KEY_Up;
    case GDK_KEY_KP_Down:
      return GDK_KEY_Down;
    case GDK_KEY_KP_Left:
      return GDK_KEY_Left;
    case GDK_KEY_KP_Right:
      return GDK_KEY_Right;
    default:
      return keyval;
    }
}

static gboolean
move_by_key (MoatTableView *self, guint keyval, GdkModifierType state)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (moves[i].keyval == keyval && moves[i].modifiers == (state & ~GDK_SHIFT_MASK))
      {
        gboolean is_sideways = moves[i].keyval == GDK_KEY_Left || moves[i].keyval == GDK_KEY_Right;

        move_by (self, moves[i].n_rows, is_rtl && is_sideways ? -moves[i].n_columns : moves[i].n_columns,
                 (state & GDK_SHIFT_MASK) != 0);
        return TRUE;
      }

  return FALSE;
}

/* While a cell is edited, keys that leave the entry commit it. */
static gboolean
leave_by_key (MoatTableView *self, MoatTableCell *cell, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Escape:
      moat_table_cell_end_edit (cell, FALSE);
      return TRUE;
    case GDK_KEY_Tab:
      moat_table_cell_end_edit (cell, TRUE);
      return move_on (self, 1);
    case GDK_KEY_ISO_Left_Tab:
      moat_table_cell_end_edit (cell, TRUE);
      return move_on (self, -1);
    case GDK_KEY_Up:
      moat_table_cell_end_edit (cell, TRUE);
      return move_by (self, -1, 0, FALSE);
    case GDK_KEY_Down:
      moat_table_cell_end_edit (cell, TRUE);
      return move_by (self, 1, 0, FALSE);
    default:
      return FALSE;
    }
}

static gboolean
act_by_key (MoatTableView *self, MoatTableCell *cell, guint keyval, GdkModifierType state)
{
  gboolean has_control = (state & GDK_CONTROL_MASK) != 0;

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_Insert:
      if (has_control || keyval == GDK_KEY_Insert)
        gtk_widget_activate_action (GTK_WIDGET (self), "table.add-move", NULL);
      else
        moat_table_edit_begin (self, cell);
      return TRUE;
    case GDK_KEY_F2:
      moat_table_edit_begin (self, cell);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      if (has_control)
        gtk_widget_activate_action (GTK_WIDGET (self), "table.delete-move", NULL);
      else
        moat_table_edit_clear (self, cell);
      return TRUE;
    case GDK_KEY_Tab:
      return !has_control && move_on (self, 1);
    case GDK_KEY_ISO_Left_Tab:
      return !has_control && move_on (self, -1);
    case GDK_KEY_Menu:
      gtk_widget_activate_action (GTK_WIDGET (self), "table.menu", NULL);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                MoatTableView *self)
{
  MoatTableCell *cell = MOAT_TABLE_CELL (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys)));
  gunichar letter = gdk_keyval_to_unicode (keyval);

  state &= GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK;
  keyval = get_plain_keyval (keyval);
  if (moat_table_cell_get_row (cell) == NULL)
    return FALSE;
  if (moat_table_cell_get_entry (cell) != NULL)
    return (state & ~GDK_SHIFT_MASK) == 0 && leave_by_key (self, cell, keyval);
  if (move_by_key (self, keyval, state) || act_by_key (self, cell, keyval, state))
    return TRUE;

  return (state & ~GDK_SHIFT_MASK) == 0 && letter > ' ' && letter != 0x7f
         && moat_table_edit_type (self, cell, keys, letter);
}

/* The list gives the keyboard to a row of its own accord when the cell that had it was made over for another
 * row. Keys go on from the cursor then, not from the row's first cell.
 */
static gboolean
stray_key_pressed_cb (MoatTableView *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  GtkWidget *cell = focus == NULL ? NULL : gtk_widget_get_ancestor (focus, MOAT_TYPE_TABLE_CELL);

  if (focus == NULL || !gtk_widget_is_ancestor (focus, get_list (self))
      || (cell != NULL && moat_table_cell_get_row (MOAT_TABLE_CELL (cell)) != NULL))
    return FALSE;

  state &= GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK;

  return move_by_key (self, get_plain_keyval (keyval), state);
}

void
moat_table_keys_add_to_list (MoatTableView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (stray_key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->column_view, keys);
}

/* Enter in the entry commits, and goes on below as spreadsheets do. */
static void
cell_activated_cb (MoatTableCell *cell, MoatTableView *self)
{
  moat_table_cell_end_edit (cell, TRUE);
  move_by (self, 1, 0, FALSE);
}

void
moat_table_keys_add (MoatTableView *self, MoatTableCell *cell)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (cell), keys);
  g_signal_connect (cell, "activated", G_CALLBACK (cell_activated_cb), self);
}
