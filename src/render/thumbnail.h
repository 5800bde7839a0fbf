/* A model as a small picture, for lists of files: in the window, and in file
 * managers. Bounded in time and size; made in any thread; knows no cache.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "document.h"
#include "theme.h"

G_BEGIN_DECLS

/* A file beyond these is not drawn: what takes longer than a glance is no thumbnail. */
#define MOAT_THUMBNAIL_MAX_BYTES (3 * 1024 * 1024)
#define MOAT_THUMBNAIL_MAX_ITEMS 4000
/* Pixels, each way. */
#define MOAT_THUMBNAIL_MAX_SIDE 2048

typedef struct
{
  int width; /* of the picture, in pixels; the diagram is fitted into it */
  int height;
  MoatScheme scheme;
} MoatThumbnailLook;

typedef struct
{
  char *title;   /* of the model, else of its first use case; "" when neither has one */
  char *summary; /* of the first use case, or "" */
  guint n_use_cases;
  guint n_open;    /* moves without a decision */
  guint n_decided; /* moves that are settled */
  GBytes *png;     /* NULL when nothing is drawn in any use case */
} MoatThumbnail;

/* Draws the first use case of @document in which anything is drawn. Errors: G_IO_ERROR_CANCELLED,
 * MOAT_FORMAT_ERROR_TOO_MUCH.
 */
MoatThumbnail *moat_thumbnail_new (MoatDocument *document,
                                   const MoatThumbnailLook *look,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a model's file as bytes. */
MoatThumbnail *moat_thumbnail_new_for_bytes (GBytes *bytes,
                                             const MoatThumbnailLook *look,
                                             GCancellable *cancellable,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a model's file. @path is in the file system's encoding. */
MoatThumbnail *moat_thumbnail_new_for_path (const char *path,
                                            const MoatThumbnailLook *look,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void moat_thumbnail_free (MoatThumbnail *thumbnail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatThumbnail, moat_thumbnail_free)

G_END_DECLS
