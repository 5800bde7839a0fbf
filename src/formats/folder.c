/* Walking a folder of somebody's files.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "folder.h"

#include "files.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const MoatFolderBounds *bounds;
  GPtrArray *files;
  gboolean is_cut;
  guint n_unread;
} Walk;

static void
file_free (gpointer data)
{
  MoatFolderFile *file = data;

  g_free (file->path);
  g_free (file);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names in a folder, sorted by their bytes; NULL when it cannot be read. */
static GPtrArray *
list_names (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
is_repository (const char *path)
{
  g_autofree char *git = g_build_filename (path, ".git", NULL);
  GStatBuf info;

  return g_lstat (git, &info) == 0;
}

static void walk_folder (Walk *walk, const char *root, const char *relative, guint depth);

static void
walk_entry (Walk *walk, const char *root, const char *relative, const char *name, guint depth)
{
  g_autofree char *below = *relative != '\0' ? g_strconcat (relative, "/", name, NULL) : g_strdup (name);
  g_autofree char *path = g_build_filename (root, below, NULL);
  GStatBuf info;
  MoatFolderFile *file;

  if (g_lstat (path, &info) != 0)
    return;
  if (S_ISDIR (info.st_mode))
    {
      if (!walk->bounds->skips_folder (name) && !is_repository (path))
        walk_folder (walk, root, below, depth + 1);
      return;
    }
  if (!S_ISREG (info.st_mode))
    return;
  if (walk->files->len == walk->bounds->max_files)
    {
      walk->is_cut = TRUE;
      return;
    }
  file = g_new0 (MoatFolderFile, 1);
  file->path = g_steal_pointer (&below);
  file->size = info.st_size;
  g_ptr_array_add (walk->files, file);
}

static void
walk_folder (Walk *walk, const char *root, const char *relative, guint depth)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);
  g_autoptr (GPtrArray) names = NULL;

  if (depth > walk->bounds->max_depth)
    {
      walk->is_cut = TRUE;
      return;
    }
  names = list_names (path);
  if (names == NULL)
    {
      walk->n_unread++;
      return;
    }
  for (guint i = 0; i < names->len && !(walk->is_cut && walk->files->len == walk->bounds->max_files); i++)
    walk_entry (walk, root, relative, g_ptr_array_index (names, i), depth);
}

static gboolean
check_root (const char *root, GError **error)
{
  g_autofree char *name = moat_files_get_name (root);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);

  if (dir != NULL)
    return TRUE;
  if (!g_file_test (root, G_FILE_TEST_EXISTS))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("%s: There is no such folder. Check the name."),
                 name);
  else if (!g_file_test (root, G_FILE_TEST_IS_DIR))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY,
                 _ ("%s: This is not a folder. Name the folder that holds the repository."), name);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 _ ("%s: You may not read this folder. Ask its owner for permission, or audit a copy."),
                 name);
  return FALSE;
}

GPtrArray *
moat_folder_list (const char *root,
                  const MoatFolderBounds *bounds,
                  gboolean *is_cut,
                  guint *n_unread,
                  GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  Walk walk = { .bounds = bounds, .files = files };

  g_return_val_if_fail (root != NULL && bounds != NULL, NULL);

  if (!check_root (root, error))
    return NULL;
  walk_folder (&walk, root, "", 0);
  if (is_cut != NULL)
    *is_cut = walk.is_cut;
  if (n_unread != NULL)
    *n_unread = walk.n_unread;
  return g_steal_pointer (&files);
}

/* ---- Repositories ---- */

static gboolean
is_real_folder (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode);
}

/* Adds those in and under @path; whether there was any. */
static gboolean
find_repositories (GPtrArray *found, const char *path, guint depth)
{
  g_autoptr (GPtrArray) names = NULL;
  gboolean any = FALSE;

  if (is_repository (path))
    {
      g_ptr_array_add (found, g_strdup (path));
      return TRUE;
    }
  if (depth == 0 || (names = list_names (path)) == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *below = g_build_filename (path, name, NULL);

      if (*name != '.' && is_real_folder (below))
        any = find_repositories (found, below, depth - 1) || any;
    }
  return any;
}

GPtrArray *
moat_folder_list_repositories (const char *root, guint max_depth, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (root != NULL, NULL);

  if (!check_root (root, error))
    return NULL;
  if (is_repository (root))
    {
      g_ptr_array_add (found, g_strdup (root));
      return g_steal_pointer (&found);
    }
  names = list_names (root);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *below = g_build_filename (root, name, NULL);

      if (*name != '.' && is_real_folder (below) && !find_repositories (found, below, max_depth - 1))
        g_ptr_array_add (found, g_steal_pointer (&below));
    }
  return g_steal_pointer (&found);
}
