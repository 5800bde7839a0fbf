/* How the folder of a project comes into a window: its one model is opened, of
 * several one is chosen, and where there is none one can be begun.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "window-private.h"

#include "compat.h"
#include "folder-dialog.h"
#include "recent.h"

#include <glib/gi18n-lib.h>

static void
open_model_cb (MoatWindow *self, GFile *file)
{
  moat_application_open_file (MOAT_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), file,
                              GTK_WINDOW (self));
}

/* ---- Beginning one ---- */

typedef struct
{
  MoatWindow *window;   /* owned */
  MoatSession *session; /* owned */
} Beginning;

static void
beginning_free (Beginning *beginning)
{
  g_object_unref (beginning->window);
  g_object_unref (beginning->session);
  g_free (beginning);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Beginning, beginning_free)

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Beginning) beginning = user_data;
  g_autoptr (GError) error = NULL;
  MoatWindow *self = beginning->window;

  if (!moat_session_save_finish (beginning->session, result, &error))
    {
      if (!moat_window_is_closed (self))
        moat_window_report_error (self, _ ("Not made"), error->message);
      return;
    }

  moat_recent_add (moat_session_get_file (beginning->session));
  if (moat_window_is_closed (self))
    return;
  self = moat_window_get_for_session (self);
  moat_window_set_session (self, beginning->session);
  moat_page_write_story (self->page);
  gtk_window_present (GTK_WINDOW (self));
}

/* Called as its folder is. What is there in the meantime is not written over. */
static void
begin_model_cb (MoatWindow *self, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  Beginning *beginning;
  MoatDocument *document;

  /* A link that leads nowhere is there as well. */
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) != G_FILE_TYPE_UNKNOWN)
    {
      g_autofree char *text = g_strdup_printf (_ ("“%s” is there already. It was left as it is."), name);

      moat_window_report_error (self, _ ("Not made"), text);
      return;
    }

  beginning = g_new0 (Beginning, 1);
  *strrchr (name, '.') = '\0';
  beginning->window = g_object_ref (self);
  beginning->session = moat_session_new (g_settings_get_enum (self->settings, "notation"));
  document = moat_session_get_document (beginning->session);
  MOAT_TRANSACTION (document, _ ("New model"))
  {
    MoatModelState *state = moat_document_edit (document, moat_document_get_model (document));

    moat_text_set (&state->title, name);
  }
  moat_document_clear_history (document);
  moat_session_save_async (beginning->session, file, FALSE, begun_cb, beginning);
}

/* ---- Looking through the folder ---- */

static void
show_project (MoatWindow *self, MoatProjectFolder *project)
{
  MoatFolderDialog *dialog = moat_folder_dialog_new (GTK_WINDOW (self), project);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (open_model_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "begun", G_CALLBACK (begin_model_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MoatWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatProjectFolder) project = moat_project_folder_find_finish (result, &error);

  if (moat_window_is_closed (self))
    return;
  if (project == NULL)
    {
      moat_window_report_error (self, _ ("Not opened"), error->message);
      return;
    }

  moat_recent_add_folder (project->folder);
  if (project->models->len == 1)
    {
      g_autoptr (GFile) file = g_file_resolve_relative_path (project->folder,
                                                             g_ptr_array_index (project->models, 0));

      open_model_cb (self, file);
    }
  else
    show_project (self, g_steal_pointer (&project));
}

void
moat_window_open_folder (MoatWindow *self, GFile *folder)
{
  g_return_if_fail (MOAT_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (folder));

  moat_project_folder_find_async (folder, NULL, found_cb, g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MoatWindow) self = user_data;
  g_autoptr (GFile) folder = moat_compat_choose_one_finish (result, NULL);

  if (folder != NULL && !moat_window_is_closed (self))
    moat_window_open_folder (self, folder);
}

void
moat_window_choose_folder (MoatWindow *self)
{
  const MoatFileChoice choice = {
    .mode = MOAT_CHOOSE_FOLDER,
    .title = _ ("Open the folder of a project"),
    .accept = _ ("_Open"),
    .beside = moat_window_get_file (self),
  };

  moat_compat_choose_file_async (GTK_WINDOW (self), &choice, chosen_cb, g_object_ref (self));
}
