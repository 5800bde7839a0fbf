/* Earlier states of a model, out of the history of the git repository that it
 * lies in. Files in the work tree are not touched.
 *
 * All functions run git and wait for it; any thread may call them. @path is the
 * model's file, which need not exist any more.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A commit that touched the model. */
typedef struct
{
  char *id;      /* all digits of it */
  char *day;     /* ISO 8601, of the committer's clock */
  char *author;  /* UTF-8, as the next */
  char *subject; /* the message's first line */
  char *path;    /* the model's then, from the repository's top */
} MoatCommit;

void moat_commit_free (MoatCommit *commit);
/* As many digits as people write. Owned. */
char *moat_commit_dup_short_id (const MoatCommit *commit) G_GNUC_WARN_UNUSED_RESULT;

/* The latest @max commits that touched the model, newest first, also under names that it had before. Of
 * MoatCommit, owned. An error when there is no git or no repository; none for a model never committed.
 */
GPtrArray *moat_git_history_list (const char *path, guint max, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The model as that commit left it. */
MoatDocument *moat_git_history_load_commit (const char *path,
                                            const MoatCommit *commit,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the latest @max commits that touched any file left in it, newest first; of GBytes, owned. Empty where
 * git knows nothing of it.
 */
GPtrArray *moat_git_history_list_contents (const char *path, guint max, GCancellable *cancellable)
    G_GNUC_WARN_UNUSED_RESULT;
/* The model in @revision, by whatever name git knows it: a branch, a tag, "HEAD~2", the start of an id. */
MoatDocument *
moat_git_history_load (const char *path, const char *revision, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The model as a review saw it: the state whose digest (review/digest.h) is @digest, else the last one
 * committed until @day. @is_exact says which; @commit, when given, receives where it is from. An error when
 * the history has neither.
 */
MoatDocument *moat_git_history_find_reviewed (const char *path,
                                              const char *digest,
                                              const char *day,
                                              gboolean *is_exact,
                                              MoatCommit **commit,
                                              GCancellable *cancellable,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatCommit, moat_commit_free)

G_END_DECLS
