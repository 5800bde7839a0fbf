/* What the actions of the group "page" do. Which of them can be used is decided
 * in window-actions.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "page-private.h"

#include "assign-moves.h"
#include "edit.h"
#include "model-dialog.h"
#include "present-window.h"
#include "quick-move.h"
#include "review-dialog.h"
#include "settle-conflicts.h"
#include "take-changes.h"
#include "test-results.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* ---- History ---- */

/* Does @step, and shows the use case it happened in. */
static void
step_history (MoatPage *self, gboolean (*step) (MoatDocument *))
{
  self->follows_changes = TRUE;
  step (moat_page_get_document (self));
  self->follows_changes = FALSE;
}

static void
undo_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_history (user_data, moat_document_undo);
}

static void
redo_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_history (user_data, moat_document_redo);
}

/* ---- Use cases ---- */

static MoatRecord *
get_use_case (MoatPage *self)
{
  return moat_document_find_kind (moat_page_get_document (self), moat_page_get_use_case (self),
                                  MOAT_KIND_USE_CASE);
}

/* The use case @offset places after the one shown, or NULL. */
static MoatRecord *
get_neighbour (MoatPage *self, int offset)
{
  GPtrArray *use_cases = moat_document_list (moat_page_get_document (self), MOAT_KIND_USE_CASE);
  guint position;

  if (!g_ptr_array_find (use_cases, get_use_case (self), &position))
    return NULL;
  if (offset < 0 ? position < (guint) -offset : position + offset >= use_cases->len)
    return NULL;

  return g_ptr_array_index (use_cases, position + offset);
}

static void
go_to_neighbour (MoatPage *self, int offset)
{
  MoatRecord *use_case = get_neighbour (self, offset);

  if (use_case)
    moat_page_set_use_case (self, moat_record_get_id (use_case));
}

static void
next_use_case_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_neighbour (user_data, 1);
}

static void
previous_use_case_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_neighbour (user_data, -1);
}

void
moat_page_add_use_case (MoatPage *self)
{
  MoatDocument *document;
  MoatRecord *use_case = NULL;

  g_return_if_fail (MOAT_IS_PAGE (self));

  document = moat_page_get_document (self);
  MOAT_TRANSACTION (document, _ ("Add use case"))
  use_case = moat_edit_add_use_case (document, NULL);
  moat_page_set_use_case (self, moat_record_get_id (use_case));
}

static void
duplicate_use_case_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;
  MoatDocument *document = moat_page_get_document (self);
  MoatRecord *copy = NULL;

  MOAT_TRANSACTION (document, _ ("Duplicate use case"))
  copy = moat_edit_duplicate_use_case (document, get_use_case (self));
  moat_page_set_use_case (self, moat_record_get_id (copy));
}

static void
delete_use_case_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;
  MoatDocument *document = moat_page_get_document (self);
  MoatRecord *use_case = get_use_case (self);
  MoatRecord *next = get_neighbour (self, 1) ? get_neighbour (self, 1) : get_neighbour (self, -1);
  const char *title = moat_record_get_title (use_case);
  g_autofree char *text = *title ? g_strdup_printf (_ ("Deleted “%s”"), title)
                                 : g_strdup (_ ("Deleted an untitled use case"));

  if (next)
    moat_page_set_use_case (self, moat_record_get_id (next));
  MOAT_TRANSACTION (document, _ ("Delete use case"))
  moat_document_remove (document, use_case);

  moat_toast_show_undo (GTK_WIDGET (self), text);
}

static void
move_use_case_up_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatDocument *document = moat_page_get_document (user_data);

  MOAT_TRANSACTION (document, _ ("Move use case"))
  moat_document_move_before (document, get_use_case (user_data), get_neighbour (user_data, -1));
}

static void
move_use_case_down_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatDocument *document = moat_page_get_document (user_data);

  MOAT_TRANSACTION (document, _ ("Move use case"))
  moat_document_move_before (document, get_use_case (user_data), get_neighbour (user_data, 2));
}

/* ---- Panes ---- */

static void
focus_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);
  GtkWidget *pane = GTK_WIDGET (self->canvas);

  if (g_str_equal (name, "table"))
    {
      moat_page_set_tab (self, "threats");
      pane = GTK_WIDGET (self->table);
    }
  else if (g_str_equal (name, "story"))
    {
      moat_page_set_tab (self, "story");
      pane = GTK_WIDGET (self->story);
    }
  else if (g_str_equal (name, "acceptance"))
    {
      moat_page_set_tab (self, "acceptance");
      pane = GTK_WIDGET (self->acceptance);
    }
  else if (g_str_equal (name, "changes"))
    {
      moat_page_set_tab (self, "changes");
      pane = GTK_WIDGET (self->changes);
    }
  else if (g_str_equal (name, "inspector"))
    {
      moat_page_set_show_inspector (self, TRUE);
      pane = GTK_WIDGET (self->inspector);
    }

  if (!gtk_widget_grab_focus (pane))
    gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

static void
find_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;

  moat_page_set_tab (self, "threats");
  moat_table_view_focus_search (self->table);
}

static void
read_test_results_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_test_results_choose (user_data);
}

static void
assign_moves_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_assign_moves_present (user_data);
}

static void
take_changes_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_take_changes (user_data);
}

/* The parameter is a record's id, or "". */
static void
settle_conflicts_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_settle_conflicts (user_data, g_variant_get_string (parameter, NULL));
}

static void
show_model_properties (MoatPage *self, const char *at)
{
  GtkWidget *dialog = moat_model_dialog_new (moat_page_get_document (self), G_ACTION_GROUP (self->actions));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
  if (at != NULL)
    moat_model_dialog_show (MOAT_MODEL_DIALOG (dialog), at);
}

static void
model_properties_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_model_properties (user_data, NULL);
}

static void
model_properties_at_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_model_properties (user_data, g_variant_get_string (parameter, NULL));
}

static void
record_review_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_review_dialog_present (user_data, moat_page_get_document (user_data));
}

static void
change_show_inspector (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  moat_page_set_show_inspector (user_data, g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

static void
change_show_table (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  moat_page_set_show_table (user_data, g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

static void
change_tab (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  moat_page_set_tab (user_data, g_variant_get_string (state, NULL));
  g_simple_action_set_state (action, state);
}

/* ---- Capturing ---- */

static void
quick_move_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;

  if (self->quick_move == NULL || !gtk_widget_get_visible (self->quick_move))
    g_set_weak_pointer (&self->quick_move,
                        GTK_WIDGET (moat_quick_move_open (self, self->selection, self->pointed, NULL)));
}

/* ---- Presenting ---- */

/* From the whole diagram on, or from the step of the flow that is selected. */
static void
begin_presenting (MoatPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  MoatRecord *selected = moat_selection_get_single (self->selection);
  MoatPresentWindow *window;

  if (self->presenting != NULL)
    {
      gtk_window_present (self->presenting);
      return;
    }
  if (get_use_case (self) == NULL || !GTK_IS_WINDOW (root))
    return;

  window = moat_present_window_open (GTK_WINDOW (root), moat_page_get_document (self),
                                     moat_page_get_use_case (self));
  g_set_weak_pointer (&self->presenting, GTK_WINDOW (window));
  if (selected != NULL && moat_record_get_kind (selected) == MOAT_KIND_FLOW)
    moat_present_view_go_to_flow (moat_present_window_get_view (window), selected);
}

static void
present_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  begin_presenting (user_data);
}

static void
present_speaking_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;

  begin_presenting (self);
  if (self->presenting != NULL)
    moat_present_window_show_speaker (MOAT_PRESENT_WINDOW (self->presenting));
}

static const GActionEntry entries[] = {
  { "undo", undo_activated },
  { "redo", redo_activated },
  { "next-use-case", next_use_case_activated },
  { "previous-use-case", previous_use_case_activated },
  { "duplicate-use-case", duplicate_use_case_activated },
  { "delete-use-case", delete_use_case_activated },
  { "move-use-case-up", move_use_case_up_activated },
  { "move-use-case-down", move_use_case_down_activated },
  { "focus", focus_activated, "s" },
  { "find", find_activated },
  { "model-properties", model_properties_activated },
  { "model-properties-at", model_properties_at_activated, "s" },
  { "record-review", record_review_activated },
  { "assign-moves", assign_moves_activated },
  { "read-test-results", read_test_results_activated },
  { "take-changes", take_changes_activated },
  { "settle-conflicts", settle_conflicts_activated, "s" },
  { "present", present_activated },
  { "present-speaking", present_speaking_activated },
  { "quick-move", quick_move_activated },
  { "show-inspector", NULL, NULL, "true", change_show_inspector },
  { "show-table", NULL, NULL, "true", change_show_table },
  { "tab", NULL, "s", "'threats'", change_tab },
};

static void
set_state (MoatPage *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

/* These actions show what the page's properties are. GPropertyAction would do that, but keeps the page alive.
 */
static void
sync_states (MoatPage *self)
{
  set_state (self, "show-inspector", g_variant_new_boolean (moat_page_get_show_inspector (self)));
  set_state (self, "show-table", g_variant_new_boolean (moat_page_get_show_table (self)));
  set_state (self, "tab", g_variant_new_string (moat_page_get_tab (self)));
}

void
moat_page_install_actions (MoatPage *self)
{
  static const char *const properties[] = { "show-inspector", "show-table", "tab" };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *notify = g_strconcat ("notify::", properties[i], NULL);

      g_signal_connect (self, notify, G_CALLBACK (sync_states), NULL);
    }
  sync_states (self);
}
