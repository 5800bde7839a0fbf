/* A document and its file: what is open in one window. Reads, writes, notices
 * when another program changed the file, and keeps a copy for after a crash
 * (recovery.h). No widgets here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "document.h"
#include "import-choices.h"
#include "recovery.h"
#include "report.h"

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

/* How a file is read; a zeroed struct is the default. Borrowed until reading is over. */
typedef struct
{
  /* Told how far reading is, by the thread that reads: 0 to 1000, atomically. NULL: nobody asked. */
  int *progress;
  GCancellable *cancellable;
  /* Answers to what is to be decided about the file (import-choices.h), or NULL. */
  GHashTable *choices;
  /* Rather than guess without them, ask: reading then gives neither a session nor an error. */
  gboolean asks;
} MoatSessionReading;

/* Reads @file in a thread. A file of another format is imported: it becomes a model that was never saved, and
 * the file is not touched again. @reading may be NULL.
 */
void moat_session_open_async (GFile *file,
                              const MoatSessionReading *reading,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MoatSession *moat_session_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What is to be decided first, when there is no session and no error. Owned. */
MoatImportChoices *moat_session_open_steal_questions (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Looking ---- */

/* Borrowed. */
MoatDocument *moat_session_get_document (MoatSession *self);
/* Borrowed; NULL when it was never saved. */
GFile *moat_session_get_file (MoatSession *self);
/* The file of another format that the model came from; NULL: from none. Borrowed. */
GFile *moat_session_get_source (MoatSession *self);
/* What the import could not carry, and what is good to know of it; NULL when nothing was imported. Borrowed.
 */
const MoatReport *moat_session_get_import_report (MoatSession *self);
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
