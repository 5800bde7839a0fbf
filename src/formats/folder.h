/* Walking a folder of somebody's files: bounded, in an order that is always
 * the same, never out of the folder. Symbolic links are not followed, neither
 * to folders nor to files: what they lead to is met where it is, or is outside.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *path; /* relative to the folder, "/" between folders; the file system's bytes */
  guint64 size;
} MoatFolderFile;

typedef struct
{
  guint max_files; /* the walk ends there */
  guint max_depth;
  /* Whether a folder of this name is left out. One with a ".git" of its own is another repository and always
   * is. */
  gboolean (*skips_folder) (const char *name);
} MoatFolderBounds;

/* Regular files below @root, sorted by path; of MoatFolderFile, owned. NULL with an error when @root cannot
 * be read; folders below it that cannot are left out and counted. @is_cut, when given, tells whether a bound
 * was met, @n_unread how many folders could not be read.
 */
GPtrArray *moat_folder_list (const char *root,
                             const MoatFolderBounds *bounds,
                             gboolean *is_cut,
                             guint *n_unread,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The repositories below @root, at most @max_depth folders down: folders with a ".git", and folders right
 * below @root that have none in or under them. Paths with @root before them, sorted; owned.
 */
GPtrArray *moat_folder_list_repositories (const char *root, guint max_depth, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
