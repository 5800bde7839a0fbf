/* The one file that knows which GTK and libadwaita it is built with.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

/* Newer functions are called here, each behind a check of the version. */
#undef GDK_VERSION_MAX_ALLOWED
#undef ADW_VERSION_MAX_ALLOWED

#include "compat.h"

#include "places.h"

#include <glib/gi18n-lib.h>

/* ---- Choosing files ---- */

static GtkFileFilter *
get_first_filter (GListModel *filters)
{
  return filters ? g_list_model_get_item (filters, 0) : NULL;
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
take_one (GTask *task, GFile *file, GError *error)
{
  GListStore *files;

  if (!file)
    {
      g_task_return_error (task, error);
      return;
    }

  files = g_list_store_new (G_TYPE_FILE);
  g_list_store_append (files, file);
  g_object_unref (file);
  g_task_return_pointer (task, files, g_object_unref);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GtkFileDialog *dialog = GTK_FILE_DIALOG (source);
  GError *error = NULL;
  GListModel *files = NULL;

  switch ((MoatChoose) GPOINTER_TO_INT (g_task_get_task_data (task)))
    {
    case MOAT_CHOOSE_OPEN:
      take_one (task, gtk_file_dialog_open_finish (dialog, result, &error), error);
      return;
    case MOAT_CHOOSE_SAVE:
      take_one (task, gtk_file_dialog_save_finish (dialog, result, &error), error);
      return;
    case MOAT_CHOOSE_FOLDER:
      take_one (task, gtk_file_dialog_select_folder_finish (dialog, result, &error), error);
      return;
    case MOAT_CHOOSE_OPEN_MANY:
      files = gtk_file_dialog_open_multiple_finish (dialog, result, &error);
      if (files)
        g_task_return_pointer (task, files, g_object_unref);
      else
        g_task_return_error (task, error);
      return;
    }
}

static void
show_file_chooser (GtkWindow *parent, const MoatFileChoice *choice, GTask *task)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = get_first_filter (choice->filters);
  g_autoptr(GFile) folder = moat_places_find_folder (choice->beside);

  g_task_set_task_data (task, GINT_TO_POINTER (choice->mode), NULL);
  gtk_file_dialog_set_title (dialog, choice->title);
  gtk_file_dialog_set_accept_label (dialog, choice->accept);
  gtk_file_dialog_set_filters (dialog, choice->filters);
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_initial_folder (dialog, folder);
  if (choice->mode == MOAT_CHOOSE_SAVE)
    gtk_file_dialog_set_initial_name (dialog, choice->name);

  switch (choice->mode)
    {
    case MOAT_CHOOSE_OPEN:
      gtk_file_dialog_open (dialog, parent, NULL, chosen_cb, task);
      break;
    case MOAT_CHOOSE_OPEN_MANY:
      gtk_file_dialog_open_multiple (dialog, parent, NULL, chosen_cb, task);
      break;
    case MOAT_CHOOSE_SAVE:
      gtk_file_dialog_save (dialog, parent, NULL, chosen_cb, task);
      break;
    case MOAT_CHOOSE_FOLDER:
      gtk_file_dialog_select_folder (dialog, parent, NULL, chosen_cb, task);
      break;
    }
}

#else

static GtkFileChooserAction
get_chooser_action (MoatChoose mode)
{
  switch (mode)
    {
    case MOAT_CHOOSE_SAVE:
      return GTK_FILE_CHOOSER_ACTION_SAVE;
    case MOAT_CHOOSE_FOLDER:
      return GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER;
    case MOAT_CHOOSE_OPEN:
    case MOAT_CHOOSE_OPEN_MANY:
      break;
    }

  return GTK_FILE_CHOOSER_ACTION_OPEN;
}

static void
chosen_cb (GtkNativeDialog *native, int response, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (native)), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed by user");

  gtk_native_dialog_destroy (native);
  g_object_unref (native);
}

static void
show_file_chooser (GtkWindow *parent, const MoatFileChoice *choice, GTask *task)
{
  GtkFileChooserNative *native = gtk_file_chooser_native_new (choice->title, parent,
                                                              get_chooser_action (choice->mode),
                                                              choice->accept, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (native);
  g_autoptr(GtkFileFilter) first = get_first_filter (choice->filters);
  g_autoptr(GFile) folder = moat_places_find_folder (choice->beside);

  for (guint i = 0; choice->filters && i < g_list_model_get_n_items (choice->filters); i++)
    {
      g_autoptr(GtkFileFilter) filter = g_list_model_get_item (choice->filters, i);

      gtk_file_chooser_add_filter (chooser, filter);
    }
  if (first)
    gtk_file_chooser_set_filter (chooser, first);
  if (folder)
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  if (choice->name && choice->mode == MOAT_CHOOSE_SAVE)
    gtk_file_chooser_set_current_name (chooser, choice->name);
  gtk_file_chooser_set_select_multiple (chooser, choice->mode == MOAT_CHOOSE_OPEN_MANY);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (chosen_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

#endif

void
moat_compat_choose_file_async (GtkWindow *parent,
                               const MoatFileChoice *choice,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, moat_compat_choose_file_async);
  show_file_chooser (parent, choice, task);
}

GListModel *
moat_compat_choose_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GFile *
moat_compat_choose_one_finish (GAsyncResult *result, GError **error)
{
  g_autoptr(GListModel) files = moat_compat_choose_file_finish (result, error);

  return files ? g_list_model_get_item (files, 0) : NULL;
}

/* ---- Asking ---- */

#if ADW_CHECK_VERSION(1, 5, 0)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  g_task_return_pointer (task, (gpointer) g_intern_string (answer), NULL);
}

static void
show_question (GtkWidget *parent, const MoatInquiry *question, GTask *task)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (question->heading, question->body));

  for (const MoatAnswer *answer = question->answers; answer->id; answer++)
    {
      adw_alert_dialog_add_response (dialog, answer->id, answer->label);
      adw_alert_dialog_set_response_appearance (dialog, answer->id, answer->appearance);
    }
  adw_alert_dialog_set_close_response (dialog, question->answers[0].id);
  adw_alert_dialog_set_default_response (dialog, question->preferred);
  if (question->extra)
    adw_alert_dialog_set_extra_child (dialog, question->extra);

  adw_alert_dialog_choose (dialog, parent, NULL, answered_cb, task);
}

#else

static void
answered_cb (AdwMessageDialog *dialog, const char *answer, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;

  /* The dialog lives until the click that answered it is dealt with. The answer may close its parent, which
   * GTK 4.8 would then reach for when it was freed.
   */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  g_task_return_pointer (task, (gpointer) g_intern_string (answer), NULL);
}

static void
show_question (GtkWidget *parent, const MoatInquiry *question, GTask *task)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (parent));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (window, question->heading, question->body));

  for (const MoatAnswer *answer = question->answers; answer->id; answer++)
    {
      adw_message_dialog_add_response (dialog, answer->id, answer->label);
      adw_message_dialog_set_response_appearance (dialog, answer->id, answer->appearance);
    }
  adw_message_dialog_set_close_response (dialog, question->answers[0].id);
  adw_message_dialog_set_default_response (dialog, question->preferred);
  if (question->extra)
    adw_message_dialog_set_extra_child (dialog, question->extra);

  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

#endif

void
moat_compat_ask_async (GtkWidget *parent,
                       const MoatInquiry *question,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, moat_compat_ask_async);
  show_question (parent, question, task);
}

const char *
moat_compat_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* ---- About ---- */

void
moat_compat_show_about (GtkWindow *parent)
{
  const char *const developers[] = { "The Moat contributors", NULL };

#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *about = adw_about_dialog_new ();
#else
  GtkWidget *about = adw_about_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), TRUE);
#endif

  g_object_set (about, "application-name", "Moat", "application-icon", MOAT_APP_ID, "version", MOAT_VERSION,
                "developer-name", _ ("The Moat contributors"), "developers", developers, "comments",
                _ ("Turn one use case into security decisions, in one meeting, beside the code."),
                "license-type", GTK_LICENSE_APACHE_2_0, "copyright", "© The Moat contributors",
                "translator-credits", _ ("translator-credits"), NULL);

#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (about, GTK_WIDGET (parent));
#else
  gtk_window_present (GTK_WINDOW (about));
#endif
}
