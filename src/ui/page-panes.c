/* The panes of a page: canvas, inspector beside it, table below it; how large
 * they are and when they fold.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "page-private.h"

#include "query.h"
#include "report-view.h"
#include "take-changes.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* Below this width the inspector folds until it is asked for. */
#define NARROW_WIDTH 760
/* Of the page, at most, unless the user makes a pane larger. */
#define MAX_INSPECTOR_SHARE 0.36
#define MAX_TABLE_SHARE     0.42
/* Of a story that is being begun. */
#define STORY_SHARE 0.55

/* ---- What the parts ask of one another ---- */

/* What was deleted comes back by the toast's button. */
static void
undoable_cb (MoatPage *self, const char *sentence)
{
  moat_toast_show_undo (GTK_WIDGET (self), sentence);
}

static void
said_cb (MoatPage *self, const char *sentence)
{
  moat_toast_show (GTK_WIDGET (self), sentence);
}

static void
moves_requested_cb (MoatPage *self, MoatRecord *record)
{
  g_autoptr(GPtrArray) threats = moat_document_list_children (moat_page_get_document (self),
                                                               moat_record_get_id (record), MOAT_KIND_THREAT);

  moat_page_set_show_inspector (self, TRUE);
  if (threats->len > 0)
    moat_inspector_show_threat (self->inspector, g_ptr_array_index (threats, 0));
  else
    moat_inspector_focus_add_move (self->inspector, record);
}

static void
move_add_requested_cb (MoatPage *self, MoatRecord *record)
{
  moat_page_set_show_inspector (self, TRUE);
  moat_inspector_focus_add_move (self->inspector, record);
}

static void
suggestions_requested_cb (MoatPage *self)
{
  moat_page_set_show_inspector (self, TRUE);
  moat_inspector_focus_suggestions (self->inspector);
}

/* How much there is to ask shows where one looks for it, and nowhere else. */
static char *
hint_cb (MoatRecord *record, gpointer user_data)
{
  MoatPage *self = user_data;
  MoatPrompts *prompts = moat_advice_get_prompts (self->advice);
  guint n_open = prompts != NULL ? moat_prompts_count (prompts, moat_record_get_id (record)) : 0;

  if (n_open == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u unanswered suggestion (A)", "%u unanswered suggestions (A)", n_open),
                          n_open);
}

/* The team's catalogue lies beside the model. */
static void
file_changed_cb (MoatPage *self)
{
  moat_advice_set_file (self->advice, moat_session_get_file (self->session));
}

static void
use_case_requested_cb (MoatPage *self, MoatRecord *use_case)
{
  moat_page_set_use_case (self, moat_record_get_id (use_case));
}

/* Something is wanted in view that may be in another use case: go there. */
static void
reveal_cb (MoatPage *self, MoatRecord *record)
{
  MoatRecord *use_case = moat_query_use_case (moat_page_get_document (self), record);

  if (use_case)
    moat_page_set_use_case (self, moat_record_get_id (use_case));
}

static void
n_moves_cb (MoatPage *self)
{
  guint n_moves = moat_table_view_get_n_moves (self->table);
  g_autofree char *text = g_strdup_printf ("%u", n_moves);

  gtk_label_set_text (self->moves_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->moves_label), n_moves > 0);
}

static void
written_cb (MoatPage *self, const char *text)
{
  moat_toast_show (GTK_WIDGET (self), text);
}

/* ---- Sizes ---- */

/* Puts the handles where the panes have the sizes that the user wants, as far as there is room: the canvas
 * stays the largest of the three. GtkPaned itself leaves them alone when its size changes (resize-start-child
 * is off).
 */
static void
place_handles (MoatPage *self, int width, int height)
{
  int pane_width = MIN (self->inspector_width, (int) (width * MAX_INSPECTOR_SHARE));
  int pane_height = self->is_writing_story ? (int) (height * STORY_SHARE)
                                           : MIN (self->table_height, (int) (height * MAX_TABLE_SHARE));
  gboolean was_allocating = self->is_allocating;

  /* Not the user's doing. */
  self->is_allocating = TRUE;
  gtk_paned_set_position (self->columns, MAX (0, width - pane_width));
  gtk_paned_set_position (self->rows, MAX (0, height - pane_height));
  self->is_allocating = was_allocating;
}

/* Only what moves a handle while no sizes are given out is the user's doing. */
static void
handle_moved_cb (MoatPage *self)
{
  if (self->is_allocating || !self->is_sized)
    return;

  self->is_writing_story = FALSE;
  self->inspector_width = self->width - gtk_paned_get_position (self->columns);
  self->table_height = self->height - gtk_paned_get_position (self->rows);
}

static void
restore_panes (MoatPage *self)
{
  self->inspector_width = g_settings_get_int (self->settings, "side-pane-width");
  self->table_height = g_settings_get_int (self->settings, "bottom-pane-height");
  self->wants_inspector = g_settings_get_boolean (self->settings, "side-pane-visible");
  gtk_widget_set_visible (GTK_WIDGET (self->inspector_bin), self->wants_inspector);
  gtk_widget_set_visible (self->bottom_pane, g_settings_get_boolean (self->settings, "bottom-pane-visible"));

  g_signal_connect_swapped (self->columns, "notify::position", G_CALLBACK (handle_moved_cb), self);
  g_signal_connect_swapped (self->rows, "notify::position", G_CALLBACK (handle_moved_cb), self);
}

void
moat_page_save_panes (MoatPage *self)
{
  g_settings_set_int (self->settings, "side-pane-width", CLAMP (self->inspector_width, 200, 4000));
  g_settings_set_int (self->settings, "bottom-pane-height", CLAMP (self->table_height, 80, 4000));
}

static gboolean
adapt_cb (gpointer user_data)
{
  MoatPage *self = user_data;

  self->adapt_source = 0;
  self->is_narrow = self->will_be_narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->inspector_bin), self->wants_inspector && !self->is_narrow);
  g_object_notify (G_OBJECT (self), "show-inspector");

  return G_SOURCE_REMOVE;
}

void
moat_page_adapt_panes (MoatPage *self, int width, int height)
{
  if (width != self->width || height != self->height)
    {
      self->width = width;
      self->height = height;
      place_handles (self, width, height);
      self->is_sized = TRUE;
    }

  /* Widgets must not come and go while sizes are given out. */
  self->will_be_narrow = width < NARROW_WIDTH;
  if (self->will_be_narrow != self->is_narrow && self->adapt_source == 0)
    self->adapt_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, adapt_cb, self, NULL);
}

/* ---- Building ---- */

void
moat_page_build_panes (MoatPage *self)
{
  MoatDocument *document = moat_page_get_document (self);
  GtkWidget *report;

  self->selection = moat_selection_new (document);
  self->advice = moat_advice_new (document);
  self->report_watch = moat_report_watch_new (self->session);
  file_changed_cb (self);
  g_signal_connect_object (self->session, "notify::title", G_CALLBACK (file_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->canvas_view = moat_canvas_view_new (document, self->selection);
  gtk_paned_set_start_child (self->columns, GTK_WIDGET (self->canvas_view));
  self->canvas = moat_canvas_view_get_canvas (self->canvas_view);
  self->inspector = MOAT_INSPECTOR (moat_inspector_new (document, self->selection, self->advice));
  self->table = MOAT_TABLE_VIEW (moat_table_view_new (document, self->selection));

  adw_bin_set_child (self->inspector_bin, GTK_WIDGET (self->inspector));
  adw_bin_set_child (self->table_bin, GTK_WIDGET (self->table));
  gtk_stack_add_named (self->bar_stack, moat_table_view_detach_bar (self->table), "threats");
  moat_page_build_story (self);
  moat_page_build_acceptance (self);
  gtk_stack_add_named (self->bar_stack, adw_bin_new (), "security-md");
  moat_page_build_changes (self);

  report = moat_report_view_new (self->session, self->report_watch);
  adw_bin_set_child (self->preview_bin, report);
  g_signal_connect_object (report, "review", G_CALLBACK (moat_take_changes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (report, "written", G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (self->canvas, "moves-requested", G_CALLBACK (moves_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "move-add-requested", G_CALLBACK (move_add_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "suggestions-requested", G_CALLBACK (suggestions_requested_cb), self,
                           G_CONNECT_SWAPPED);
  moat_canvas_set_hint_func (self->canvas, hint_cb, self);
  g_signal_connect_object (self->canvas, "undoable", G_CALLBACK (undoable_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "said", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "use-case-requested", G_CALLBACK (use_case_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "notify::n-moves", G_CALLBACK (n_moves_cb), self, G_CONNECT_SWAPPED);
  n_moves_cb (self);

  g_settings_bind (self->settings, "show-minimap", self->canvas_view, "show-minimap", G_SETTINGS_BIND_GET);
  g_object_bind_property (adw_style_manager_get_default (), "high-contrast", self->canvas, "high-contrast",
                          G_BINDING_SYNC_CREATE);
  g_settings_bind (self->settings, "show-grid", self->canvas, "show-grid", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "snap-to-grid", self->canvas, "snaps", G_SETTINGS_BIND_GET);

  restore_panes (self);
}

/* ---- Showing and hiding ---- */

void
moat_page_set_show_inspector (MoatPage *self, gboolean show)
{
  if (moat_page_get_show_inspector (self) == show)
    return;

  /* In a narrow page it is shown for once, and not remembered. */
  if (!self->is_narrow)
    {
      self->wants_inspector = show;
      g_settings_set_boolean (self->settings, "side-pane-visible", show);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->inspector_bin), show);
  g_object_notify (G_OBJECT (self), "show-inspector");
}

gboolean
moat_page_get_show_inspector (MoatPage *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->inspector_bin));
}

void
moat_page_set_show_table (MoatPage *self, gboolean show)
{
  if (moat_page_get_show_table (self) == show)
    return;

  g_settings_set_boolean (self->settings, "bottom-pane-visible", show);
  gtk_widget_set_visible (self->bottom_pane, show);
  g_object_notify (G_OBJECT (self), "show-table");
}

gboolean
moat_page_get_show_table (MoatPage *self)
{
  return gtk_widget_get_visible (self->bottom_pane);
}

void
moat_page_set_tab (MoatPage *self, const char *name)
{
  moat_page_set_show_table (self, TRUE);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->bottom_stack), name) == 0)
    return;

  if (self->is_writing_story)
    {
      self->is_writing_story = FALSE;
      place_handles (self, self->width, self->height);
    }
  gtk_stack_set_visible_child_name (self->bottom_stack, name);
  gtk_stack_set_visible_child_name (self->bar_stack, name);
  if (g_str_equal (name, "acceptance"))
    moat_page_ensure_checks (self);
  g_object_notify (G_OBJECT (self), "tab");
}

void
moat_page_make_room_for_story (MoatPage *self)
{
  self->is_writing_story = TRUE;
  if (self->is_sized)
    place_handles (self, self->width, self->height);
}

const char *
moat_page_get_tab (MoatPage *self)
{
  return gtk_stack_get_visible_child_name (self->bottom_stack);
}
