/* A document and its file: what is open in one window. Reads, writes, notices
 * when another program changed the file, and keeps a copy for after a crash
 * (recovery.h). No widgets here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "document.h"
#include "recovery.h"

G_BEGIN_DECLS

#define MOAT_TYPE_SESSION (moat_session_get_type ())
G_DECLARE_FINAL_TYPE (MoatSession, moat_session, MOAT, SESSION, GObject)

/* How the file on disk stands to what was read or written last. */
typedef enum
{
  MOAT_DISK_SAME,
  MOAT_DISK_CHANGED, /* another program wrote it */
  MOAT_DISK_GONE,
} MoatDisk;

/* Properties, all read only and notified: "title" (string), "is-modified" (boolean), "is-busy" (boolean: a
 * save is under way), "disk" (int: a MoatDisk).
 */

/* ---- Beginning ---- */

/* What was never saved: a model with one empty use case. */
MoatSession *moat_session_new (MoatNotation notation) G_GNUC_WARN_UNUSED_RESULT;
/* The same with a document at hand, for an example; @title, when given, suggests a name. */
MoatSession *moat_session_new_for_document (MoatDocument *document, const char *title)
    G_GNUC_WARN_UNUSED_RESULT;
/* What a crash left behind: unsaved changes to @info's file. The copy is this session's now. */
MoatSession *moat_session_new_recovered (const MoatRecoveryInfo *info, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Reads @file in a thread. A file of another format becomes a model that was never saved. */
void moat_session_open_async (GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MoatSession *moat_session_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Looking ---- */

/* Borrowed. */
MoatDocument *moat_session_get_document (MoatSession *self);
/* Borrowed; NULL when it was never saved. */
GFile *moat_session_get_file (MoatSession *self);
/* "shop.moat", or the translated "Unsaved model". */
const char *moat_session_get_title (MoatSession *self);
/* A name to save it under, with its suffix. Owned. */
char *moat_session_suggest_name (MoatSession *self) G_GNUC_WARN_UNUSED_RESULT;
/* Sentences on what was put right while reading, NULL-terminated and borrowed; empty when nothing was. */
const char *const *moat_session_get_repairs (MoatSession *self);

/* Whether closing now would lose something. */
gboolean moat_session_is_modified (MoatSession *self);
gboolean moat_session_is_busy (MoatSession *self);
/* Whether nothing was ever done with it: a file may be opened in its place. */
gboolean moat_session_is_blank (MoatSession *self);

/* Looks at the file on disk again. */
MoatDisk moat_session_check_disk (MoatSession *self);
MoatDisk moat_session_get_disk (MoatSession *self);

/* ---- Saving ---- */

/* Writes to @file, which becomes the session's, or with NULL to its own. Unless @overwrites, its own file
 * must still be what was read or written last: else G_IO_ERROR_WRONG_ETAG.
 */
void moat_session_save_async (MoatSession *self,
                              GFile *file,
                              gboolean overwrites,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean moat_session_save_finish (MoatSession *self, GAsyncResult *result, GError **error);

/* Writes the copy for after a crash now rather than in some seconds. */
void moat_session_keep_copy (MoatSession *self);
/* Forgets the copy: what is unsaved is given up on purpose. Call before letting go of a session. */
void moat_session_discard (MoatSession *self);

G_END_DECLS
