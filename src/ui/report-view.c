/* The SECURITY.md of a model (see report-view.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "report-view.h"

#include "compat.h"
#include "diff-view.h"
#include "export.h"
#include "files.h"
#include "formats.h"
#include "places.h"
#include "report-file.h"
#include "report-save.h"
#include "sync.h"

#include <glib/gi18n-lib.h>

struct _MoatReportView
{
  GtkWidget parent_instance;

  /* From the template. */
  GtkWidget *box;
  GtkLabel *name_label;
  GtkLabel *place_label;
  GtkLabel *counts_label;
  GtkLabel *note_label;
  GtkButton *write_button;
  GtkWidget *review_button;
  GtkStack *stack;
  AdwStatusPage *problem;
  MoatDiffView *diff;

  MoatSession *session;
  MoatReportWatch *watch;
  GSettings *settings;
  GFile *file; /* where the report goes; NULL: not chosen yet */

  /* What the file holds, as of when it was compared. */
  char *etag;
  GBytes *bytes; /* what will be written, or NULL when nothing can be */
  guint update_source;
  gboolean was_shown;
};

enum
{
  WRITTEN,
  REVIEW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatReportView, moat_report_view, GTK_TYPE_WIDGET)

/* ---- Comparing ---- */

static void
show_problem (MoatReportView *self, const char *title, const char *message)
{
  g_autofree char *markup = message ? g_markup_escape_text (message, -1) : NULL;

  adw_status_page_set_title (self->problem, title);
  adw_status_page_set_description (self->problem, markup);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_label_set_text (self->counts_label, "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->write_button), FALSE);
}

/* Nothing is guessed where it would be lost: a sandbox that was lent one file cannot write beside it. */
static const char *
get_reason_for_no_place (MoatReportView *self)
{
  if (moat_session_get_file (self->session))
    return _ ("Moat was given the model's file and not its folder: choose where the report goes");

  return _ ("The model was never saved: choose where the report goes");
}

static void
show_place (MoatReportView *self)
{
  g_autofree char *name = self->file ? g_file_get_basename (self->file) : g_strdup ("SECURITY.md");
  g_autofree char *place = self->file ? moat_places_describe_folder (self->file) : NULL;

  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->place_label, place ? place : get_reason_for_no_place (self));
}

/* A new file is shown as it will be, not as a long list of added lines. @existing: what the file holds, or
 * NULL. */
static void
show_counts (MoatReportView *self, GBytes *existing)
{
  guint n_added;
  guint n_removed;
  g_autofree char *added = NULL;
  g_autofree char *removed = NULL;
  g_autofree char *text = NULL;

  moat_diff_view_get_counts (self->diff, &n_added, &n_removed);
  added = g_strdup_printf (ngettext ("%u line added", "%u lines added", n_added), n_added);
  removed = g_strdup_printf (ngettext ("%u removed", "%u removed", n_removed), n_removed);
  if (!existing)
    text = g_strdup (_ ("New file"));
  else if (g_bytes_equal (existing, self->bytes))
    text = g_strdup (_ ("The file is up to date"));
  else
    text = g_strdup_printf ("%s, %s", added, removed);

  gtk_label_set_text (self->counts_label, text);
}

static void
show_notes (MoatReportView *self, const MoatReport *report)
{
  g_auto(GStrv) lines = moat_report_dup_lines (report);
  g_autofree char *text = g_strjoinv ("\n", lines);

  gtk_label_set_text (self->note_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), *text != '\0');
}

/* FALSE when there is a file and it cannot be read. */
static gboolean
read_existing (MoatReportView *self, GBytes **existing, GError **error)
{
  g_autofree char *path = self->file ? g_file_get_path (self->file) : NULL;
  g_autoptr(GError) local = NULL;

  g_clear_pointer (&self->etag, g_free);
  *existing = path ? moat_files_read (path, &self->etag, &local) : NULL;
  if (!local || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What is written says what the model's file says, so that is saved with it. */
static void
update_buttons (MoatReportView *self)
{
  guint n_changes = moat_report_watch_get_n_changes (self->watch);
  gboolean saves = moat_report_save_needs_model (self->session);

  gtk_button_set_label (self->write_button, saves ? _ ("_Save and write") : _ ("_Write file"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->write_button),
                               saves ? _ ("Saves the model, then writes the file: both say the same") : NULL);
  gtk_widget_set_visible (self->review_button, n_changes > 0);
}

static void
update (MoatReportView *self)
{
  const MoatFormat *format = moat_export_find_format ("security-md");
  g_autofree char *base_name = moat_export_dup_base_name (self->session);
  MoatExportOptions options = { .base_name = base_name };
  g_autoptr(MoatReport) report = moat_report_new ();
  g_autoptr(GBytes) existing = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *old_text = NULL;
  g_autofree char *new_text = NULL;

  if (!self->file)
    self->file = moat_report_file_find (self->settings, moat_session_get_file (self->session));
  show_place (self);
  update_buttons (self);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (!read_existing (self, &existing, &error))
    {
      show_problem (self, _ ("The file cannot be read"), error->message);
      return;
    }

  options.existing = existing;
  self->bytes = format->write (moat_session_get_document (self->session), &options, report, &error);
  if (!self->bytes)
    {
      show_problem (self,
                    moat_report_watch_get_n_changes (self->watch) > 0
                        ? _ ("The file has changes of its own: review them first")
                        : _ ("The file cannot be kept as it is"),
                    error->message);
      return;
    }

  old_text = moat_sync_dup_readable (existing);
  new_text = moat_sync_dup_readable (self->bytes);
  moat_diff_view_set_texts (self->diff, existing ? old_text : new_text, new_text);
  gtk_stack_set_visible_child_name (self->stack, "diff");
  /* There is nothing to write twice. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->write_button),
                            !existing || !g_bytes_equal (existing, self->bytes));
  show_counts (self, existing);
  show_notes (self, report);
}

static gboolean
update_cb (gpointer user_data)
{
  MoatReportView *self = user_data;

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
queue_update (MoatReportView *self)
{
  if (self->update_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update_source = g_idle_add_full (G_PRIORITY_LOW, update_cb, self, NULL);
}

/* ---- Writing ---- */

static void
report_error (MoatReportView *self, const GError *error)
{
  const MoatAnswer answers[] = { { "close", _ ("_Close"), ADW_RESPONSE_DEFAULT }, { NULL } };
  g_autofree char *body = NULL;
  MoatInquiry question = { .heading = _ ("Not written"), .answers = answers };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    body = g_strdup (
        _ ("Another program has written the file meanwhile. It was left as it is. What will change "
           "is compared with it now: look at it, then write again."));
  else
    body = g_strdup_printf (_ ("%s\n\nThe report is still here in the window."), error->message);
  question.body = body;

  moat_compat_ask_async (GTK_WIDGET (self), &question, NULL, NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatReportView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *text = NULL;
  gboolean is_written = moat_report_save_finish (MOAT_SESSION (source), result, &error);

  /* The window was closed meanwhile. */
  if (self->box == NULL)
    return;
  update (self);
  if (!is_written)
    {
      report_error (self, error);
      return;
    }

  text = g_strdup_printf (_ ("Wrote “%s”"), name);
  g_signal_emit (self, signals[WRITTEN], 0, text);
}

static void
write_file (MoatReportView *self)
{
  if (self->bytes)
    moat_report_save_async (self->session, self->file, self->bytes, self->etag, saved_cb,
                            g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatReportView) self = user_data;
  g_autoptr(GFile) file = moat_compat_choose_one_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (!path)
    return;

  g_set_object (&self->file, file);
  moat_report_file_remember (self->settings, moat_session_get_file (self->session), file);
  update (self);
  moat_diff_view_scroll_to_change (self->diff);
}

static void
choose_clicked_cb (MoatReportView *self)
{
  const MoatFileChoice choice = {
    .mode = MOAT_CHOOSE_SAVE,
    .title = _ ("Where the report goes"),
    .accept = _ ("_Choose"),
    .beside = self->file ? self->file : moat_session_get_file (self->session),
    .name = "SECURITY.md",
  };

  moat_compat_choose_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &choice, chosen_cb,
                                 g_object_ref (self));
}

static void
review_clicked_cb (MoatReportView *self)
{
  g_signal_emit (self, signals[REVIEW], 0);
}

static void
write_clicked_cb (MoatReportView *self)
{
  if (self->file)
    write_file (self);
  else
    choose_clicked_cb (self);
}

/* ---- Widget ---- */

static void
moat_report_view_map (GtkWidget *widget)
{
  MoatReportView *self = MOAT_REPORT_VIEW (widget);

  GTK_WIDGET_CLASS (moat_report_view_parent_class)->map (widget);

  update (self);
  if (!self->was_shown)
    moat_diff_view_scroll_to_change (self->diff);
  self->was_shown = TRUE;
}

/* What one came to do; where there is nothing to write, what the file says. */
static gboolean
moat_report_view_grab_focus (GtkWidget *widget)
{
  MoatReportView *self = MOAT_REPORT_VIEW (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->write_button))
         || gtk_widget_grab_focus (self->review_button)
         || gtk_widget_child_focus (GTK_WIDGET (self->diff), GTK_DIR_TAB_FORWARD);
}

static void
moat_report_view_dispose (GObject *object)
{
  MoatReportView *self = MOAT_REPORT_VIEW (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->etag, g_free);
  g_clear_object (&self->file);
  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (moat_report_view_parent_class)->dispose (object);
}

static void
moat_report_view_class_init (MoatReportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_report_view_dispose;
  widget_class->map = moat_report_view_map;
  widget_class->grab_focus = moat_report_view_grab_focus;

  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REVIEW] = g_signal_new ("review", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (MOAT_TYPE_DIFF_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moat_app/Moat/ui/report-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MoatReportView, box);
  gtk_widget_class_bind_template_child (widget_class, MoatReportView, name_label);
  gtk_widget_class_bind_template_child (widget_class, MoatReportView, place_label);
  gtk_widget_class_bind_template_child (widget_class, MoatReportView, counts_label);
  gtk_widget_class_bind_template_child (widget_class, MoatReportView, note_label);
  gtk_widget_class_bind_template_child (widget_class, MoatReportView, review_button);
  gtk_widget_class_bind_template_child (widget_class, MoatReportView, write_button);
  gtk_widget_class_bind_template_child (widget_class, MoatReportView, stack);
  gtk_widget_class_bind_template_child (widget_class, MoatReportView, problem);
  gtk_widget_class_bind_template_child (widget_class, MoatReportView, diff);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, review_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_clicked_cb);
}

static void
moat_report_view_init (MoatReportView *self)
{
  self->settings = g_settings_new (MOAT_SETTINGS_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The model has a file now, or another one: the report may have a place of its own. */
static void
title_changed_cb (MoatReportView *self)
{
  g_clear_object (&self->file);
  self->file = moat_report_file_find (self->settings, moat_session_get_file (self->session));
  queue_update (self);
}

GtkWidget *
moat_report_view_new (MoatSession *session, MoatReportWatch *watch)
{
  MoatReportView *self = g_object_new (MOAT_TYPE_REPORT_VIEW, NULL);

  self->session = g_object_ref (session);
  self->watch = g_object_ref (watch);
  g_signal_connect_object (moat_session_get_document (session), "changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::title", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::is-modified", G_CALLBACK (update_buttons), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "file-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "notify::n-changes", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
