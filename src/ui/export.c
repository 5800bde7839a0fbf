/* Exporting a model from the window (see export.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "export.h"

#include "compat.h"
#include "files.h"
#include "native.h"
#include "report-view.h"
#include "surfaces.h"
#include "take-changes.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* One export that is under way, from choosing to writing. */
typedef struct
{
  MoatPage *page;
  const MoatFormat *format;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->page);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

/* ---- Formats ---- */

static const MoatFormat *const *
get_table (guint index)
{
  return index == 0 ? moat_formats_get_all () : moat_surfaces_get_formats ();
}

const MoatFormat *
moat_export_find_format (const char *name)
{
  const MoatFormat *format = moat_formats_find_by_name (get_table (0), name);

  return format ? format : moat_formats_find_by_name (get_table (1), name);
}

void
moat_export_fill_menu (GMenu *menu)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GMenu) section = g_menu_new ();

      for (const MoatFormat *const *format = get_table (i); *format; format++)
        {
          g_autofree char *label = g_strconcat (_ ((*format)->label), "…", NULL);
          g_autofree char *action = g_strconcat ("win.export::", (*format)->name, NULL);

          if ((*format)->write && *format != &moat_native_format)
            g_menu_append (section, label, action);
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
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
  g_autoptr(GSettings) settings = g_settings_new (MOAT_APP_ID);
  g_autoptr(GBytes) existing = NULL;
  g_autoptr(GBytes) bytes = NULL;
  const gboolean keeps = (export->format->flags & MOAT_FORMAT_KEEPS_EXISTING) != 0;
  MoatExportOptions options = {
    .use_case_id = moat_page_get_use_case (export->page),
    .base_name = base_name,
    .scale = g_settings_get_double (settings, "png-scale"),
  };

  /* What writes the whole model shows one use case only when told so. */
  if (!(export->format->flags & MOAT_FORMAT_ONE_USE_CASE))
    options.use_case_id = NULL;
  if (keeps && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      existing = moat_files_read (path, NULL, error);
      if (!existing)
        return FALSE;
      options.existing = existing;
    }

  bytes = export->format->write (moat_page_get_document (export->page), &options, report, error);
  return bytes && moat_files_write (path, bytes, NULL, NULL, error);
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
  GFile *model = moat_session_get_file (session);
  g_autoptr(GFile) folder = model ? g_file_get_parent (model) : NULL;
  g_autofree char *base_name = moat_export_dup_base_name (session);
  g_autofree char *name = g_strconcat (base_name, export->format->suffixes[0], NULL);
  g_autofree char *title = g_strdup_printf (_ ("Export: %s"), _ (export->format->label));
  const MoatFileChoice choice = {
    .mode = MOAT_CHOOSE_SAVE,
    .title = title,
    .accept = _ ("_Export"),
    .folder = folder,
    .name = export->format->suffixes[0][0] == '.' ? name : export->format->suffixes[0],
  };

  moat_compat_choose_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (export->page))), &choice,
                                 chosen_cb, export);
}

/* ---- The scale of a picture ---- */

static void
scale_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(Export) export = user_data;

  if (g_str_equal (moat_compat_ask_finish (result), "export"))
    choose_file (g_steal_pointer (&export));
}

static void
scale_changed_cb (GtkSpinButton *button)
{
  g_autoptr(GSettings) settings = g_settings_new (MOAT_APP_ID);

  g_settings_set_double (settings, "png-scale", gtk_spin_button_get_value (button));
}

static void
ask_for_scale (Export *export)
{
  const MoatAnswer answers[] = { { "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT },
                                 { "export", _ ("_Export…"), ADW_RESPONSE_SUGGESTED },
                                 { NULL } };
  g_autoptr(GSettings) settings = g_settings_new (MOAT_APP_ID);
  GtkWidget *scale = gtk_spin_button_new_with_range (0.5, 8, 0.5);
  const MoatInquiry question = {
    .heading = _ ("Size of the picture"),
    .body = _ ("Pixels for each unit of the diagram: 1 is as large as on the screen, 2 is sharp in print."),
    .extra = scale,
    .answers = answers,
    .preferred = "export",
  };

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (scale), 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (scale), g_settings_get_double (settings, "png-scale"));
  /* The property of the spin button itself comes with GTK 4.14. */
  gtk_text_set_activates_default (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (scale))), TRUE);
  gtk_widget_set_halign (scale, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Scale"), -1);
  g_signal_connect (scale, "value-changed", G_CALLBACK (scale_changed_cb), NULL);

  moat_compat_ask_async (GTK_WIDGET (export->page), &question, scale_answered_cb, export);
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

static void
show_report (MoatPage *page)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = moat_report_view_new (moat_page_get_session (page), moat_page_get_report_watch (page));
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, shortcuts);

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
  const MoatFormat *format = moat_export_find_format (format_name);
  Export *export;

  g_return_if_fail (MOAT_IS_PAGE (page));
  g_return_if_fail (format != NULL);

  moat_page_finish_editing (page);
  if (g_str_equal (format_name, "security-md"))
    {
      show_report (page);
      return;
    }

  export = g_new0 (Export, 1);
  export->page = g_object_ref (page);
  export->format = format;
  if (g_str_equal (format_name, "png"))
    ask_for_scale (export);
  else
    choose_file (export);
}
