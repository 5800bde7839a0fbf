/* A page's comparison with an earlier state: choosing it, marks on the canvas
 * while the list is in view, and the way from a line to what it is about.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "page-private.h"

#include "compare-dialog.h"
#include "query.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* ---- From a line to its place ---- */

/* What was moved or sorted, all of it. */
static void
select_all_of (MoatPage *self, char *const *ids)
{
  MoatDocument *document = moat_page_get_document (self);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (; *ids != NULL; ids++)
    {
      MoatRecord *record = moat_document_find (document, *ids);

      if (record != NULL && moat_selection_can_hold (record))
        g_ptr_array_add (records, record);
    }
  if (records->len == 0)
    return;
  moat_selection_set_list (self->selection, (MoatRecord *const *) records->pdata, records->len);
  moat_canvas_scroll_to (self->canvas, g_ptr_array_index (records, 0));
}

/* What is no more is only looked at. */
static void
look_at_removed (MoatPage *self, const MoatDifference *difference)
{
  MoatDocument *before = moat_comparison_get_before (moat_changes_view_get_comparison (self->changes));
  MoatRecord *record = moat_document_find (before, difference->id);
  MoatRecord *place = record != NULL ? moat_query_place (before, record) : NULL;
  const char *id = place != NULL ? moat_record_get_id (place) : NULL;

  if (id == NULL)
    return;
  if (moat_document_find (moat_page_get_document (self), id) != NULL)
    moat_page_look_at (self, moat_document_find (moat_page_get_document (self), id));
  else
    moat_canvas_scroll_to_removed (self->canvas, id);
}

static void
look_cb (MoatPage *self, const MoatDifference *difference)
{
  MoatDocument *document = moat_page_get_document (self);
  MoatRecord *record = moat_document_find (document, difference->id);

  if (moat_document_find (document, difference->use_case_id) != NULL)
    moat_page_set_use_case (self, difference->use_case_id);
  moat_selection_clear (self->selection);
  if (difference->ids != NULL)
    select_all_of (self, difference->ids);
  else if (record != NULL)
    moat_page_look_at (self, record);
  else if (moat_changes_view_get_comparison (self->changes) != NULL)
    look_at_removed (self, difference);
}

static void
go_cb (MoatPage *self, const MoatDifference *difference)
{
  MoatRecord *record = moat_document_find (moat_page_get_document (self), difference->id);

  if (record != NULL)
    moat_page_go_to (self, record);
  else
    look_cb (self, difference);
}

/* ---- Marks ---- */

static void
update_marks (MoatPage *self)
{
  gboolean is_shown = moat_page_get_show_table (self) && g_strcmp0 (moat_page_get_tab (self), "changes") == 0;

  moat_canvas_set_comparison (self->canvas,
                              is_shown ? moat_changes_view_get_comparison (self->changes) : NULL);
}

static void
comparison_cb (MoatPage *self)
{
  GAction *copy = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "copy-changes");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (copy),
                               moat_changes_view_get_comparison (self->changes) != NULL);
  update_marks (self);
}

/* ---- Choosing ---- */

void
moat_page_compare_with (MoatPage *self, MoatEarlier *earlier)
{
  g_return_if_fail (MOAT_IS_PAGE (self));

  /* Before the tab is shown, which would begin with what was saved. */
  moat_changes_view_compare (self->changes, earlier);
  moat_page_set_tab (self, "changes");
}

static void
chosen_cb (MoatPage *self, MoatEarlier *earlier)
{
  moat_page_compare_with (self, earlier);
  gtk_widget_grab_focus (GTK_WIDGET (self->changes));
}

static void
compare_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;
  MoatCompareDialog *dialog;

  moat_page_finish_editing (self);
  dialog = moat_compare_dialog_new (GTK_WIDGET (self), self->session);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Since the review with this id. */
static void
compare_review_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;
  MoatRecord *review = moat_document_find_kind (moat_page_get_document (self),
                                                g_variant_get_string (parameter, NULL), MOAT_KIND_REVIEW);
  GFile *file = moat_session_get_file (self->session);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (MoatEarlier) reviewed = review != NULL ? moat_earlier_new_reviewed (path, review) : NULL;

  if (reviewed != NULL)
    moat_page_compare_with (self, reviewed);
}

static void
copy_changes_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatPage *self = user_data;
  g_autofree char *text = moat_changes_view_dup_markdown (self->changes);

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  moat_toast_show (GTK_WIDGET (self), _ ("Copied the changes as Markdown."));
}

static const GActionEntry entries[] = {
  { "compare", compare_activated },
  { "compare-review", compare_review_activated, "s" },
  { "copy-changes", copy_changes_activated },
};

void
moat_page_install_changes (MoatPage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  comparison_cb (self);
  g_signal_connect_object (self->changes, "notify::comparison", G_CALLBACK (comparison_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::tab", G_CALLBACK (update_marks), NULL);
  g_signal_connect (self, "notify::show-table", G_CALLBACK (update_marks), NULL);
}

void
moat_page_build_changes (MoatPage *self)
{
  self->changes = MOAT_CHANGES_VIEW (moat_changes_view_new (self->session));
  adw_bin_set_child (self->changes_bin, GTK_WIDGET (self->changes));
  gtk_stack_add_named (self->bar_stack, moat_changes_view_detach_bar (self->changes), "changes");
  g_signal_connect_object (self->changes, "look", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->changes, "go", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
}
