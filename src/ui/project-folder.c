/* The models of a project (see project-folder.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "project-folder.h"

#include "audit-path.h"
#include "folder.h"
#include "native.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A home directory that was chosen by mistake ends soon. */
#define MAX_FILES 50000
#define MAX_DEPTH 8

void
moat_project_folder_free (MoatProjectFolder *project)
{
  g_clear_object (&project->folder);
  g_clear_pointer (&project->models, g_ptr_array_unref);
  g_free (project->report);
  g_free (project);
}

static guint
count_folders (const char *path)
{
  guint n_folders = 0;

  for (const char *at = path; (at = strchr (at, '/')) != NULL; at++)
    n_folders++;

  return n_folders;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  guint first_depth = count_folders (first);
  guint second_depth = count_folders (second);

  return first_depth != second_depth ? (first_depth > second_depth) - (first_depth < second_depth)
                                     : strcmp (first, second);
}

/* Where platforms look for it. */
static gboolean
is_report (const char *path)
{
  static const char *const places[] = { "SECURITY.md", ".github/SECURITY.md", "docs/SECURITY.md", NULL };

  for (guint i = 0; places[i] != NULL; i++)
    if (g_ascii_strcasecmp (path, places[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const MoatFolderBounds bounds = { MAX_FILES, MAX_DEPTH, moat_audit_path_skips_folder };
  GFile *folder = task_data;
  g_autofree char *root = g_file_get_path (folder);
  g_autoptr (MoatProjectFolder) project = g_new0 (MoatProjectFolder, 1);
  g_autoptr (GPtrArray) files = NULL;
  GError *error = NULL;

  if (root == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _ ("The folder is on another machine; copy it here first"));
      return;
    }
  files = moat_folder_list (root, &bounds, &project->is_cut, NULL, &error);
  if (files == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  project->folder = g_object_ref (folder);
  project->models = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < files->len; i++)
    {
      const MoatFolderFile *file = g_ptr_array_index (files, i);

      if (g_str_has_suffix (file->path, MOAT_NATIVE_SUFFIX))
        g_ptr_array_add (project->models, g_strdup (file->path));
      else if (project->report == NULL && is_report (file->path))
        project->report = g_strdup (file->path);
    }
  g_ptr_array_sort (project->models, compare_paths);
  g_task_return_pointer (task, g_steal_pointer (&project), (GDestroyNotify) moat_project_folder_free);
}

void
moat_project_folder_find_async (GFile *folder,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (G_IS_FILE (folder));

  g_task_set_source_tag (task, moat_project_folder_find_async);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  g_task_run_in_thread (task, find_in_thread);
}

MoatProjectFolder *
moat_project_folder_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, moat_project_folder_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
moat_project_folder_dup_name (MoatProjectFolder *project)
{
  g_autofree char *name = g_file_get_basename (project->folder);

  return g_filename_display_name (name);
}

GFile *
moat_project_folder_get_new_model (MoatProjectFolder *project)
{
  g_autofree char *name = g_file_get_basename (project->folder);
  /* The root of a file system has no name. */
  const char *stem = strchr (name, '/') == NULL && *name != '\0' && *name != '.' ? name : "threats";
  g_autofree char *file_name = g_strconcat (stem, MOAT_NATIVE_SUFFIX, NULL);

  return g_file_get_child (project->folder, file_name);
}
