/* The file that is brought together with a model: the region in it, and what
 * that shall hold. For sync*.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "regions.h"
#include "sync-private.h"

G_BEGIN_DECLS

typedef struct
{
  GBytes *existing;
  char *name;
  char *id;
  char *content;         /* of the region, or NULL: there is none */
  gboolean is_untouched; /* nobody wrote in it since */
  MoatRegion place;
  MoatSecurityText *text;
  MoatPublished *published;
} MoatSyncTarget;

/* Reads the region in @existing (NULL: there is no file), which the caller keeps. FALSE with an error of
 * MOAT_FORMAT_ERROR when it cannot be read or kept.
 */
gboolean moat_sync_target_init (MoatSyncTarget *target,
                                MoatDocument *document,
                                GBytes *existing,
                                const char *base_name,
                                GError **error);
void moat_sync_target_clear (MoatSyncTarget *target);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MoatSyncTarget, moat_sync_target_clear)

/* The one that the region shows, when the model has it still, or NULL for all. Borrowed. */
const char *moat_sync_target_get_use_case (const MoatSyncTarget *target, MoatDocument *document);
/* What the file shall hold: the very bytes that it holds when both say the same. NULL with an error as above.
 */
GBytes *moat_sync_target_finish (const MoatSyncTarget *target,
                                 MoatDocument *document,
                                 const char *base_name,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
