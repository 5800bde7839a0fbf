/* An earlier state of a model, to compare with: which one, and reading it in a
 * thread. No widgets here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "git-history.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_EARLIER_SAVED,    /* what the model's file holds now */
  MOAT_EARLIER_FILE,     /* another file */
  MOAT_EARLIER_COMMIT,   /* of those that touched the model */
  MOAT_EARLIER_REVISION, /* whatever git calls it */
  MOAT_EARLIER_REVIEWED, /* what a review saw */
} MoatEarlierType;

/* Immutable and reference-counted. */
typedef struct _MoatEarlier MoatEarlier;

/* @path is the model's own file. */
MoatEarlier *moat_earlier_new_saved (const char *path) G_GNUC_WARN_UNUSED_RESULT;
MoatEarlier *moat_earlier_new_file (const char *path) G_GNUC_WARN_UNUSED_RESULT;
MoatEarlier *moat_earlier_new_commit (const char *path, const MoatCommit *commit) G_GNUC_WARN_UNUSED_RESULT;
MoatEarlier *moat_earlier_new_revision (const char *path, const char *revision) G_GNUC_WARN_UNUSED_RESULT;
/* @path may be NULL: a model that was never saved has no history. */
MoatEarlier *moat_earlier_new_reviewed (const char *path, MoatRecord *review) G_GNUC_WARN_UNUSED_RESULT;
MoatEarlier *moat_earlier_ref (MoatEarlier *self) G_GNUC_WARN_UNUSED_RESULT;
void moat_earlier_unref (MoatEarlier *self);

MoatEarlierType moat_earlier_get_type (const MoatEarlier *self);

/* What was read. */
typedef struct
{
  MoatDocument *document;
  char *title; /* translated: "the review of 2026-02-01" */
  char *note;  /* translated: what is not quite as asked for; or NULL */
} MoatEarlierState;

void moat_earlier_state_free (MoatEarlierState *state);

void moat_earlier_read_async (MoatEarlier *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MoatEarlierState *moat_earlier_read_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The latest commits that touched the model at @path, of MoatCommit; owned. */
void moat_earlier_list_async (const char *path,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *moat_earlier_list_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatEarlier, moat_earlier_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatEarlierState, moat_earlier_state_free)

G_END_DECLS
