/* Keeps the selection and the keyboard where they are while rows come, go and change
 * places. The list forgets both with a row that it takes out, even if only to put it
 * in elsewhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-view-private.h"

static void
about_to_show_cb (MoatTableView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_clear_pointer (&self->held_rows, g_ptr_array_unref);
  self->held_rows = moat_table_view_list_selected (self);
  self->holds_keyboard = gtk_widget_get_focus_child (self->column_view) != NULL;
  g_set_object (&self->held_focus, focus);
  self->held_position = 0;
  if (self->cursor_row != NULL)
    moat_table_model_find (self->model, self->cursor_row, &self->held_position);
}

/* Rows that went for good are no longer selected, and nothing else is. */
static void
restore_selection (MoatTableView *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) held = g_hash_table_new (NULL, NULL);
  g_autoptr (GtkBitset) current = gtk_selection_model_get_selection (self->rows);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = NULL;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  gboolean was_syncing = self->is_syncing;

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (held, g_ptr_array_index (rows, i));
  for (guint i = 0; i < n_rows; i++)
    if (g_hash_table_contains (held, moat_table_list_get (MOAT_TABLE_LIST (self->model), i)))
      gtk_bitset_add (selected, i);
  if (gtk_bitset_equals (selected, current))
    return;

  all = gtk_bitset_new_range (0, n_rows);
  self->is_syncing = TRUE;
  gtk_selection_model_set_selection (self->rows, selected, all);
  self->is_syncing = was_syncing;
}

/* The row of the cursor, or of its move in another place, or else what came to stand where it stood. */
static MoatTableRow *
find_heir (MoatTableView *self, gboolean *is_other)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  MoatTableRow *row;
  guint position;

  *is_other = FALSE;
  if (self->cursor_row == NULL || moat_table_model_find (self->model, self->cursor_row, &position))
    return self->cursor_row;

  row = moat_table_model_find_threat (self->model, moat_table_row_get_threat (self->cursor_row),
                                      moat_table_row_get_decision (self->cursor_row));
  if (row != NULL || n_rows == 0)
    return row;

  *is_other = TRUE;
  return moat_table_list_get (MOAT_TABLE_LIST (self->model), MIN (self->held_position, n_rows - 1));
}

/* Newer lists (seen in GTK 4.24) leave the window's keyboard in a row that they have taken out, and the next
 * focus event ends the program then. It is held until here, as the window has no reference to it either.
 */
static void
let_go_of_gone_row (MoatTableView *self)
{
  g_autoptr (GtkWidget) held = g_steal_pointer (&self->held_focus);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (held != NULL && root != NULL && gtk_root_get_focus (root) == held
      && !gtk_widget_is_ancestor (held, GTK_WIDGET (root)))
    gtk_root_set_focus (root, NULL);
}

static void
shown_cb (MoatTableView *self)
{
  g_autoptr (GPtrArray) rows = g_steal_pointer (&self->held_rows);
  MoatTableRow *heir;
  gboolean is_other;

  if (rows != NULL && rows->len > 0)
    restore_selection (self, rows);
  let_go_of_gone_row (self);
  if (!self->holds_keyboard)
    return;

  heir = find_heir (self, &is_other);
  if (heir != NULL)
    moat_table_keys_return_to (self, heir, is_other);
}

void
moat_table_hold_init (MoatTableView *self)
{
  g_signal_connect_object (self->model, "about-to-show", G_CALLBACK (about_to_show_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
}
