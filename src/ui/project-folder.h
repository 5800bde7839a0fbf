/* What of a project's folder concerns Moat: its models and its SECURITY.md.
 * Found in a thread, within bounds. No widgets here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GFile *folder;
  GPtrArray *models; /* of owned paths below the folder, such as "docs/shop.moat"; the shallowest first */
  char *report;      /* the same of its SECURITY.md, or NULL */
  gboolean is_cut;   /* the folder is too large to have been looked through */
} MoatProjectFolder;

void moat_project_folder_find_async (GFile *folder,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
MoatProjectFolder *moat_project_folder_find_finish (GAsyncResult *result, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void moat_project_folder_free (MoatProjectFolder *project);

/* How to call it: its own name. Owned. */
char *moat_project_folder_dup_name (MoatProjectFolder *project) G_GNUC_WARN_UNUSED_RESULT;
/* The model that a project without any would get: named after the folder, and right in it. Owned. */
GFile *moat_project_folder_get_new_model (MoatProjectFolder *project) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatProjectFolder, moat_project_folder_free)

G_END_DECLS
