/* Copies of unsaved models for after a crash: one per open model, in the user's
 * state folder, gone again as soon as the model is saved or closed. A copy
 * whose program still runs is locked; the system lets go of the lock however
 * the program ends.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a copy is of; all owned. */
typedef struct
{
  char *id;         /* names the copy's files */
  char *uri;        /* of the model's file; NULL when it was never saved */
  char *etag;       /* of the file that the changes were made to; or NULL */
  char *title;      /* for people */
  GDateTime *saved; /* when the copy was written */
} MoatRecoveryInfo;

void moat_recovery_info_free (MoatRecoveryInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatRecoveryInfo, moat_recovery_info_free)

typedef struct _MoatRecovery MoatRecovery;

/* Nothing is written until there is something to keep. */
MoatRecovery *moat_recovery_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Lets go of the copy without deleting it. */
void moat_recovery_free (MoatRecovery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatRecovery, moat_recovery_free)

/* Writes or replaces the copy; an older one survives a failure. @uri and @etag may be NULL. */
gboolean moat_recovery_keep (MoatRecovery *self,
                             GBytes *bytes,
                             const char *uri,
                             const char *etag,
                             const char *title,
                             GError **error);
/* Deletes the copy, if there is one. */
void moat_recovery_drop (MoatRecovery *self);

/* The copies that a program which no longer runs left behind, latest first; of MoatRecoveryInfo *, owned. */
GPtrArray *moat_recovery_find (void) G_GNUC_WARN_UNUSED_RESULT;
/* What was kept. */
GBytes *moat_recovery_read (const MoatRecoveryInfo *info, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes over the copy that was found; it is this program's now. NULL when another one was quicker. */
MoatRecovery *moat_recovery_adopt (const MoatRecoveryInfo *info) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
