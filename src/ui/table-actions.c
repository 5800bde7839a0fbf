/* Commands on rows of the table, and the menu that has them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-view-private.h"

#include "edit.h"
#include "place-picker.h"
#include "table-text.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* ---- What commands act on ---- */

/* Moves of the selected rows, each once. */
static GPtrArray *
list_threats (MoatTableView *self)
{
  g_autoptr (GPtrArray) rows = moat_table_view_list_selected (self);
  GPtrArray *threats = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      MoatRecord *threat = moat_table_row_get_threat (g_ptr_array_index (rows, i));

      if (!g_ptr_array_find (threats, threat, NULL))
        g_ptr_array_add (threats, g_object_ref (threat));
    }

  return threats;
}

/* Decisions of the selected rows, each once. */
static GPtrArray *
list_decisions (MoatTableView *self)
{
  g_autoptr (GPtrArray) rows = moat_table_view_list_selected (self);
  GPtrArray *decisions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      MoatRecord *decision = moat_table_row_get_decision (g_ptr_array_index (rows, i));

      if (decision != NULL && !g_ptr_array_find (decisions, decision, NULL))
        g_ptr_array_add (decisions, g_object_ref (decision));
    }

  return decisions;
}

/* The row the cursor is on, or the first selected one; borrowed, or NULL. */
static MoatTableRow *
get_row (MoatTableView *self)
{
  g_autoptr (GPtrArray) rows = NULL;
  guint position;

  if (self->cursor_row != NULL && moat_table_model_find (self->model, self->cursor_row, &position))
    return self->cursor_row;

  rows = moat_table_view_list_selected (self);

  return rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
}

/* What a new move goes on: that of the row, else what is selected, else the use case. */
static MoatRecord *
get_place (MoatTableView *self)
{
  MoatTableRow *row = get_row (self);
  MoatRecord *selected = moat_selection_get_primary (self->selection);

  if (selected != NULL && moat_record_get_kind (selected) != MOAT_KIND_NOTE)
    return selected;
  if (row != NULL)
    return moat_table_row_get_place (row);

  return moat_document_find (self->document, moat_table_model_get_use_case (self->model));
}

/* ---- Adding ---- */

static void
add_move (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  MoatRecord *place = get_place (self);
  MoatRecord *threat;
  g_autofree char *key = NULL;
  MoatTableRow *row;

  if (place == NULL)
    return;

  moat_document_begin (self->document, _ ("Add an attacker move"));
  threat = moat_edit_add_threat (self->document, moat_record_get_id (place), NULL);
  key = g_strdup (moat_record_get_id (threat));
  moat_document_set_merge_key (self->document, key);
  moat_document_commit (self->document);

  row = moat_table_model_find_threat (self->model, threat, NULL);
  if (row == NULL)
    {
      moat_table_bar_reset (self);
      row = moat_table_model_find_threat (self->model, threat, NULL);
    }
  g_free (self->new_threat);
  self->new_threat = g_steal_pointer (&key);
  if (row != NULL)
    moat_table_keys_go_to (self, row, MOAT_COLUMN_MOVE, TRUE);
}

static void
add_decision (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  MoatTableRow *row = get_row (self);
  MoatRecord *decision;
  MoatRecord *threat;

  if (row == NULL)
    return;

  threat = moat_table_row_get_threat (row);
  if (moat_table_row_get_decision (row) != NULL)
    {
      moat_document_begin (self->document, _ ("Add a decision"));
      decision = moat_edit_add_decision (self->document, moat_record_get_id (threat), NULL);
      moat_document_commit (self->document);
      row = moat_table_model_find_threat (self->model, threat, decision);
    }
  if (row != NULL)
    moat_table_keys_go_to (self, row, MOAT_COLUMN_DECISION, TRUE);
}

/* ---- Pickers ---- */

typedef struct
{
  MoatTableView *view;
  GPtrArray *threats; /* owned */
} Pick;

static void
pick_free (gpointer data, GClosure *closure)
{
  Pick *pick = data;

  g_ptr_array_unref (pick->threats);
  g_free (pick);
}

static void
popup (MoatTableView *self, MoatPicker *picker, GCallback picked_cb)
{
  GdkRectangle spot = moat_table_edit_get_spot (self);
  Pick *pick = g_new0 (Pick, 1);

  pick->view = self;
  pick->threats = list_threats (self);
  g_signal_connect_data (picker, "picked", picked_cb, pick, pick_free, 0);
  moat_picker_popup (picker, GTK_WIDGET (self), &spot);
}

static void
moved_cb (MoatPicker *picker, const char *id, gboolean is_checked, Pick *pick)
{
  moat_document_begin (pick->view->document, _ ("Move attacker moves"));
  for (guint i = 0; i < pick->threats->len; i++)
    moat_place_move_threat (pick->view->document, g_ptr_array_index (pick->threats, i), id);
  moat_document_commit (pick->view->document);
}

static void
copied_cb (MoatPicker *picker, const char *id, gboolean is_checked, Pick *pick)
{
  moat_document_begin (pick->view->document, _ ("Copy attacker moves"));
  for (guint i = 0; i < pick->threats->len; i++)
    if (moat_record_is_live (g_ptr_array_index (pick->threats, i)))
      moat_edit_copy_threat (pick->view->document, g_ptr_array_index (pick->threats, i), id);
  moat_document_commit (pick->view->document);
}

static void
linked_cb (MoatPicker *picker, const char *id, gboolean is_checked, Pick *pick)
{
  MoatDocument *document = pick->view->document;
  MoatRecord *decision = moat_document_find_kind (document, id, MOAT_KIND_DECISION);

  if (decision == NULL)
    return;

  moat_document_begin (document, _ ("Link a decision"));
  for (guint i = 0; i < pick->threats->len; i++)
    if (moat_record_is_live (g_ptr_array_index (pick->threats, i)))
      moat_edit_link_decision (document, decision, g_ptr_array_index (pick->threats, i));
  moat_document_commit (document);
}

static void
pick_place (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  MoatTableRow *row = get_row (self);
  MoatRecord *use_case;

  if (row == NULL)
    return;

  use_case = moat_query_use_case (self->document, moat_table_row_get_threat (row));
  popup (self,
         moat_place_picker_new (self->document, moat_record_get_id (use_case),
                                moat_table_row_get_place (row)),
         g_str_has_suffix (name, "copy-to") ? G_CALLBACK (copied_cb) : G_CALLBACK (moved_cb));
}

static void
pick_decision (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  MoatTableRow *row = get_row (self);
  MoatPicker *picker;

  if (row == NULL)
    return;

  picker = moat_decision_picker_new (self->document, moat_table_row_get_threat (row));
  if (moat_picker_get_n_items (picker) > 0)
    {
      popup (self, picker, G_CALLBACK (linked_cb));
      return;
    }

  g_object_ref_sink (picker);
  g_object_unref (picker);
  moat_toast_show (GTK_WIDGET (self), _ ("No other decision is there to link yet"));
}

/* ---- Removing ---- */

static void
delete_move (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  g_autoptr (GPtrArray) threats = list_threats (self);
  g_autofree char *done = NULL;

  if (threats->len == 0)
    return;

  moat_document_begin (self->document,
                       ngettext ("Delete an attacker move", "Delete attacker moves", threats->len));
  moat_edit_remove_all (self->document, threats);
  moat_document_commit (self->document);

  done = g_strdup_printf (ngettext ("Deleted %u attacker move", "Deleted %u attacker moves", threats->len),
                          threats->len);
  moat_toast_show_undo (GTK_WIDGET (self), done);
}

static void
delete_decision (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  g_autoptr (GPtrArray) decisions = list_decisions (self);

  if (decisions->len == 0)
    return;

  moat_document_begin (self->document, ngettext ("Delete a decision", "Delete decisions", decisions->len));
  moat_edit_remove_all (self->document, decisions);
  moat_document_commit (self->document);
}

/* The decision no longer stops this move; it goes when it stops no other. */
static void
unlink_decision (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  g_autoptr (GPtrArray) rows = moat_table_view_list_selected (self);

  moat_document_begin (self->document, _ ("Unlink a decision"));
  for (guint i = 0; i < rows->len; i++)
    {
      MoatTableRow *row = g_ptr_array_index (rows, i);
      MoatRecord *decision = moat_table_row_get_decision (row);

      if (decision != NULL && moat_record_is_live (decision))
        moat_edit_unlink_decision (self->document, decision, moat_table_row_get_threat (row));
    }
  moat_document_commit (self->document);
}

/* ---- Private ---- */

static gboolean
is_move_private (MoatTableRow *row)
{
  return moat_threat_state (moat_table_row_get_threat (row))->is_private;
}

static gboolean
is_decision_private (MoatTableRow *row)
{
  MoatRecord *decision = moat_table_row_get_decision (row);

  return decision != NULL && moat_decision_state (decision)->is_private;
}

static void
toggle_move_private (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  g_autoptr (GPtrArray) threats = list_threats (self);
  gboolean is_private = get_row (self) != NULL && !is_move_private (get_row (self));

  moat_document_begin (self->document, is_private ? _ ("Mark as private") : _ ("Mark as public"));
  for (guint i = 0; i < threats->len; i++)
    ((MoatThreatState *) moat_document_edit (self->document, g_ptr_array_index (threats, i)))->is_private
        = is_private;
  moat_document_commit (self->document);
}

static void
toggle_decision_private (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  g_autoptr (GPtrArray) decisions = list_decisions (self);
  gboolean is_private = get_row (self) != NULL && !is_decision_private (get_row (self));

  moat_document_begin (self->document, is_private ? _ ("Mark as private") : _ ("Mark as public"));
  for (guint i = 0; i < decisions->len; i++)
    ((MoatDecisionState *) moat_document_edit (self->document, g_ptr_array_index (decisions, i)))->is_private
        = is_private;
  moat_document_commit (self->document);
}

/* ---- Clipboard ---- */

static void
copy_rows (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  g_autoptr (GPtrArray) rows = moat_table_view_list_selected (self);
  g_autoptr (GArray) columns = moat_table_view_list_columns (self);
  const MoatColumnId *ids = (const MoatColumnId *) columns->data;
  g_autofree char *text = NULL;

  if (rows->len == 0)
    return;

  text = g_str_has_suffix (name, "markdown")
             ? moat_table_text_to_markdown (self->document, rows, ids, columns->len)
             : moat_table_text_to_tsv (self->document, rows, ids, columns->len);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
copy_cell (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  MoatTableRow *row = get_row (self);
  g_autofree char *text = NULL;

  if (row == NULL)
    return;

  text = moat_column_dup_text (moat_column_get (self->cursor_column), self->document, row);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
say_pasted (MoatTableView *self, guint n_taken, GPtrArray *report)
{
  g_autofree char *counted = g_strdup_printf (ngettext ("Pasted %u row", "Pasted %u rows", n_taken), n_taken);
  g_autofree char *message = NULL;

  if (report->len == 0)
    message = g_steal_pointer (&counted);
  else if (report->len == 1)
    message = g_strdup_printf ("%s. %s", counted, (const char *) g_ptr_array_index (report, 0));
  else
    message = g_strdup_printf (ngettext ("%s. %s, and %u more", "%s. %s, and %u more", report->len - 1),
                               counted, (const char *) g_ptr_array_index (report, 0), report->len - 1);

  if (n_taken > 0)
    moat_toast_show_undo (GTK_WIDGET (self), message);
  else
    moat_toast_show (GTK_WIDGET (self), message);
}

/* Selects what was pasted, with the keyboard at its first row. A filter that would hide it is lifted. */
static void
select_moves (MoatTableView *self, GPtrArray *moves)
{
  MoatTableList *list = MOAT_TABLE_LIST (self->model);
  g_autoptr (GtkBitset) pasted = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = NULL;
  guint n_rows;

  for (guint i = 0; i < moves->len; i++)
    if (moat_table_model_find_threat (self->model, g_ptr_array_index (moves, i), NULL) == NULL)
      {
        moat_table_bar_reset (self);
        break;
      }

  n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  for (guint i = 0; i < n_rows; i++)
    if (g_ptr_array_find (moves, moat_table_row_get_threat (moat_table_list_get (list, i)), NULL))
      gtk_bitset_add (pasted, i);
  if (gtk_bitset_is_empty (pasted))
    return;

  moat_table_keys_go_to (self, moat_table_list_get (list, gtk_bitset_get_minimum (pasted)), MOAT_COLUMN_MOVE,
                         FALSE);
  all = gtk_bitset_new_range (0, n_rows);
  gtk_selection_model_set_selection (self->rows, pasted, all);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MoatTableView) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GArray) columns = NULL;
  g_autoptr (GPtrArray) moves = NULL;
  g_autoptr (GPtrArray) report = NULL;
  MoatRecord *place;
  guint n_taken;

  if (self->column_view == NULL)
    return;
  if (text == NULL || *text == '\0')
    {
      moat_toast_show (GTK_WIDGET (self), _ ("There is no text to paste"));
      return;
    }

  place = get_place (self);
  columns = moat_table_view_list_columns (self);
  n_taken = moat_table_text_paste (self->document, moat_table_model_get_use_case (self->model), place, text,
                                   (const MoatColumnId *) columns->data, columns->len, &moves, &report);
  select_moves (self, moves);
  say_pasted (self, n_taken, report);
}

static void
paste_rows (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, text_read_cb,
                                 g_object_ref (widget));
}

/* ---- The menu ---- */

typedef struct
{
  const char *label; /* translatable; NULL: a new section begins */
  const char *action;
} Item;

static const Item items[] = {
  { N_ ("Add _move"), "table.add-move" },
  { N_ ("Add _decision"), "table.add-decision" },
  { N_ ("_Link a decision…"), "table.link-decision" },
  { NULL, NULL },
  { N_ ("Move to _flow…"), "table.move-to" },
  { N_ ("C_opy to flow…"), "table.copy-to" },
  { NULL, NULL },
  { N_ ("_Copy rows"), "table.copy" },
  { N_ ("Copy as Mar_kdown"), "table.copy-markdown" },
  { N_ ("Copy c_ell"), "table.copy-cell" },
  { N_ ("_Paste rows"), "table.paste" },
  { NULL, NULL },
  { NULL, "table.move-private" },
  { NULL, "table.decision-private" },
  { NULL, NULL },
  { N_ ("_Unlink decision from this move"), "table.unlink-decision" },
  { N_ ("Delete deci_sion"), "table.delete-decision" },
  { N_ ("Dele_te move"), "table.delete-move" },
};

static const char *
get_private_label (MoatTableRow *row, const char *action)
{
  if (g_str_has_suffix (action, "move-private"))
    return is_move_private (row) ? _ ("Make the move p_ublic") : _ ("Make the move p_rivate");

  return is_decision_private (row) ? _ ("Make the decision pu_blic") : _ ("Make the decision pr_ivate");
}

static GMenuModel *
make_menu (MoatTableRow *row)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      if (items[i].action != NULL)
        {
          g_menu_append (section,
                         items[i].label != NULL ? _ (items[i].label)
                                                : get_private_label (row, items[i].action),
                         items[i].action);
          continue;
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
      g_object_unref (section);
      section = g_menu_new ();
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));

  return G_MENU_MODEL (menu);
}

static gboolean
unparent_cb (gpointer data)
{
  gtk_widget_unparent (GTK_WIDGET (data));

  return G_SOURCE_REMOVE;
}

/* Not at once: the item that was chosen acts after the menu closed. */
static void
menu_closed_cb (GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

void
moat_table_actions_popup_menu (MoatTableView *self, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  MoatTableRow *row = get_row (self);
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *popover;
  gboolean has_decision;

  if (row == NULL)
    return;

  has_decision = moat_table_row_get_decision (row) != NULL;
  gtk_widget_action_set_enabled (widget, "table.delete-decision", has_decision);
  gtk_widget_action_set_enabled (widget, "table.unlink-decision", has_decision);
  gtk_widget_action_set_enabled (widget, "table.decision-private", has_decision);

  menu = make_menu (row);
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, widget);
  g_signal_connect (popover, "closed", G_CALLBACK (menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
popup_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MoatTableView *self = MOAT_TABLE_VIEW (widget);
  GdkRectangle spot = moat_table_edit_get_spot (self);

  moat_table_actions_popup_menu (self, spot.x + spot.width / 2.0, spot.y + spot.height / 2.0);
}

void
moat_table_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "table.add-move", NULL, add_move);
  gtk_widget_class_install_action (widget_class, "table.add-decision", NULL, add_decision);
  gtk_widget_class_install_action (widget_class, "table.link-decision", NULL, pick_decision);
  gtk_widget_class_install_action (widget_class, "table.unlink-decision", NULL, unlink_decision);
  gtk_widget_class_install_action (widget_class, "table.move-to", NULL, pick_place);
  gtk_widget_class_install_action (widget_class, "table.copy-to", NULL, pick_place);
  gtk_widget_class_install_action (widget_class, "table.delete-move", NULL, delete_move);
  gtk_widget_class_install_action (widget_class, "table.delete-decision", NULL, delete_decision);
  gtk_widget_class_install_action (widget_class, "table.move-private", NULL, toggle_move_private);
  gtk_widget_class_install_action (widget_class, "table.decision-private", NULL, toggle_decision_private);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_rows);
  gtk_widget_class_install_action (widget_class, "table.copy-markdown", NULL, copy_rows);
  gtk_widget_class_install_action (widget_class, "table.copy-cell", NULL, copy_cell);
  gtk_widget_class_install_action (widget_class, "table.paste", NULL, paste_rows);
  gtk_widget_class_install_action (widget_class, "table.menu", NULL, popup_menu);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "table.copy-markdown", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "table.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "table.menu", NULL);
}
