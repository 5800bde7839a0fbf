/* Exporting a model from the window (see export.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "export.h"

#include "compat.h"
#include "export-dialog.h"
#include "exports.h"
#include "files.h"
#include "report-view.h"
#include "take-changes.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* One export that is under way, from choosing to writing. */
typedef struct
{
  MoatPage *page;
  const MoatFormat *format;
  MoatExportOptions options;
  char *use_case; /* what options name */
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->page);
  g_free (export->use_case);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

/* ---- Formats ---- */

const MoatFormat *
moat_export_find_format (const char *name)
{
  return moat_exports_find_by_name (name);
}

char *
moat_export_dup_base_name (MoatSession *session)
{
  g_autofree char *name = moat_session_suggest_name (session);

  return moat_files_get_base_name (name);
}

/* ---- Writing ---- */

static void
report_failure (Export *export, const GError *error)
{
  const MoatAnswer answers[] = { { "close", _ ("_Close"), ADW_RESPONSE_DEFAULT }, { NULL } };
  g_autofree char *body = g_strdup_printf (_ ("%s\n\nThe model is not affected."), error->message);
  const MoatInquiry question = { .heading = _ ("Not exported"), .body = body, .answers = answers };

  moat_compat_ask_async (GTK_WIDGET (export->page), &question, NULL, NULL);
}

static gboolean
write_to (Export *export, const char *path, MoatReport *report, GError **error)
{
  MoatSession *session = moat_page_get_session (export->page);
  g_autofree char *base_name = moat_export_dup_base_name (session);

  export->options.use_case_id = export->use_case;
  export->options.base_name = base_name;

  return moat_exports_write_file (export->format, moat_page_get_document (export->page), path,
                                  &export->options, report, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(Export) export = user_data;
  g_autoptr(GFile) file = moat_compat_choose_one_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr(MoatReport) report = moat_report_new ();
  g_auto(GStrv) notes = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (!path)
    return;
  if (!write_to (export, path, report, &error))
    {
      report_failure (export, error);
      return;
    }

  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  notes = moat_report_dup_lines (report);
  text = notes[0] ? g_strdup_printf (_ ("Exported “%s”. %s"), name, notes[0])
                  : g_strdup_printf (_ ("Exported “%s”"), name);
  moat_toast_show (GTK_WIDGET (export->page), text);
}

static void
choose_file (Export *export)
{
  MoatSession *session = moat_page_get_session (export->page);
  g_autofree char *base_name = moat_export_dup_base_name (session);
  g_autofree char *name = g_strconcat (base_name, export->format->suffixes[0], NULL);
  g_autofree char *title = g_strdup_printf (_ ("Export: %s"), _ (export->format->label));
  const MoatFileChoice choice = {
    .mode = MOAT_CHOOSE_SAVE,
    .title = title,
    .accept = _ ("_Export"),
    .beside = moat_session_get_file (session),
    .name = export->format->suffixes[0][0] == '.' ? name : export->format->suffixes[0],
  };

  moat_compat_choose_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (export->page))), &choice,
                                 chosen_cb, export);
}

/* ---- Running ---- */

static void
report_written_cb (MoatPage *page, const char *text, GtkWidget *view)
{
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (view)));
  moat_toast_show (GTK_WIDGET (page), text);
}

/* What the file says of its own comes first. */
static void
report_review_cb (MoatPage *page, GtkWidget *view)
{
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (view)));
  moat_take_changes (page);
}

void
moat_export_close_by_escape (GtkWidget *window)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, shortcuts);
}

static void
show_report (MoatPage *page)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = moat_report_view_new (moat_page_get_session (page), moat_page_get_report_watch (page));

  moat_export_close_by_escape (window);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Export SECURITY.md"));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 860, 640);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), view);
  adw_window_set_content (ADW_WINDOW (window), box);
  g_signal_connect_object (view, "written", G_CALLBACK (report_written_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "review", G_CALLBACK (report_review_cb), page, G_CONNECT_SWAPPED);

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (view);
}

void
moat_export_run (MoatPage *page, const char *format_name)
{
  g_return_if_fail (MOAT_IS_PAGE (page));

  moat_page_finish_editing (page);
  if (g_strcmp0 (format_name, "security-md") == 0)
    show_report (page);
  else
    gtk_window_present (GTK_WINDOW (moat_export_dialog_new (page, *format_name ? format_name : NULL)));
}

void
moat_export_run_with (MoatPage *page, const MoatFormat *format, const MoatExportOptions *options)
{
  Export *export;

  g_return_if_fail (MOAT_IS_PAGE (page));
  g_return_if_fail (format != NULL && options != NULL);

  if (g_str_equal (format->name, "security-md"))
    {
      show_report (page);
      return;
    }
  export = g_new0 (Export, 1);
  export->page = g_object_ref (page);
  export->format = format;
  export->options = *options;
  export->use_case = g_strdup (options->use_case_id);
  choose_file (export);
}
