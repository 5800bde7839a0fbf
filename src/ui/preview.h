/* The small picture of a model and what is said beside it, made in a thread and
 * kept in the user's cache until the model's file is another one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "thumbnail.h"

G_BEGIN_DECLS

typedef struct
{
  char *title;   /* or "" */
  char *summary; /* or "" */
  guint n_open;
  guint n_decided;
  GdkTexture *texture; /* NULL when nothing is drawn in the model */
} MoatPreview;

/* Of @file, or with NULL of the example called @example. Errors are those of moat_thumbnail_new_for_path().
 */
void moat_preview_load_async (GFile *file,
                              const char *example,
                              const MoatThumbnailLook *look,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MoatPreview *moat_preview_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void moat_preview_free (MoatPreview *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatPreview, moat_preview_free)

G_END_DECLS
