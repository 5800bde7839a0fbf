/* Writing SECURITY.md with the model that it says (see report-save.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "report-save.h"

#include "files.h"
#include "report-file.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GFile *file;
  GBytes *bytes;
  char *etag;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->file);
  g_bytes_unref (save->bytes);
  g_free (save->etag);
  g_free (save);
}

gboolean
moat_report_save_needs_model (MoatSession *session)
{
  return moat_session_get_file (session) != NULL && moat_session_is_modified (session);
}

static void
write_report (GTask *task)
{
  MoatSession *session = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  g_autofree char *path = g_file_get_path (save->file);
  g_autoptr (GSettings) settings = g_settings_new (MOAT_SETTINGS_ID);
  GError *error = NULL;

  if (!moat_files_write (path, save->bytes, save->etag, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  moat_report_file_remember (settings, moat_session_get_file (session), save->file);
  g_task_return_boolean (task, TRUE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (moat_session_save_finish (MOAT_SESSION (source), result, &error))
    write_report (task);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             _ ("Another program has changed the model’s file, so neither was written. "
                                "Reload the model, or save it under another name."));
  else
    g_task_return_new_error (task, error->domain, error->code,
                             _ ("The model was not saved, so SECURITY.md was not written: %s"),
                             error->message);
}

void
moat_report_save_async (MoatSession *session,
                        GFile *file,
                        GBytes *bytes,
                        const char *etag,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  Save *save = g_new0 (Save, 1);

  save->file = g_object_ref (file);
  save->bytes = g_bytes_ref (bytes);
  save->etag = g_strdup (etag);
  g_task_set_source_tag (task, moat_report_save_async);
  g_task_set_task_data (task, save, save_free);

  if (moat_session_is_busy (session))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                             _ ("The model is being saved. Write again in a moment."));
  else if (moat_report_save_needs_model (session))
    moat_session_save_async (session, NULL, FALSE, saved_cb, g_steal_pointer (&task));
  else
    write_report (task);
}

gboolean
moat_report_save_finish (MoatSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
