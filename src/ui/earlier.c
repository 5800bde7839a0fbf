/* Reading an earlier state of a model (see earlier.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "earlier.h"

#include "formats.h"

#include <glib/gi18n-lib.h>

/* Commits to choose from. */
#define MAX_COMMITS 50

struct _MoatEarlier
{
  MoatEarlierType type;
  char *path;     /* of the model, or of the other file */
  char *revision; /* or the commit's id, all of it */
  char *old_path; /* the model's in that commit, from the repository's top */
  char *title;    /* translated */
  char *digest;   /* of the review, may be NULL */
  char *day;
};

static void
clear (gpointer data)
{
  MoatEarlier *self = data;

  g_free (self->path);
  g_free (self->revision);
  g_free (self->old_path);
  g_free (self->title);
  g_free (self->digest);
  g_free (self->day);
}

static MoatEarlier *
new_earlier (MoatEarlierType type, const char *path)
{
  MoatEarlier *self = g_atomic_rc_box_new0 (MoatEarlier);

  self->type = type;
  self->path = g_strdup (path);

  return self;
}

MoatEarlier *
moat_earlier_new_saved (const char *path)
{
  MoatEarlier *self = new_earlier (MOAT_EARLIER_SAVED, path);

  self->title = g_strdup (_ ("the saved file"));

  return self;
}

MoatEarlier *
moat_earlier_new_file (const char *path)
{
  MoatEarlier *self = new_earlier (MOAT_EARLIER_FILE, path);

  self->title = g_path_get_basename (path);

  return self;
}

MoatEarlier *
moat_earlier_new_commit (const char *path, const MoatCommit *commit)
{
  MoatEarlier *self = new_earlier (MOAT_EARLIER_COMMIT, path);
  g_autofree char *id = moat_commit_dup_short_id (commit);

  self->revision = g_strdup (commit->id);
  self->old_path = g_strdup (commit->path);
  /* TRANSLATORS: a commit: its id and its date. */
  self->title = g_strdup_printf (_ ("%s of %s"), id, commit->day);

  return self;
}

MoatEarlier *
moat_earlier_new_revision (const char *path, const char *revision)
{
  MoatEarlier *self = new_earlier (MOAT_EARLIER_REVISION, path);

  self->revision = g_strdup (revision);
  self->title = g_strdup (revision);

  return self;
}

MoatEarlier *
moat_earlier_new_reviewed (const char *path, MoatRecord *review)
{
  MoatEarlier *self = new_earlier (MOAT_EARLIER_REVIEWED, path);
  const MoatReviewState *state = moat_review_state (review);

  self->digest = g_strdup (state->digest);
  self->day = g_strdup (state->date);
  self->title = state->date != NULL ? g_strdup_printf (_ ("the review of %s"), state->date)
                                    : g_strdup (_ ("a review without a date"));

  return self;
}

MoatEarlier *
moat_earlier_ref (MoatEarlier *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
moat_earlier_unref (MoatEarlier *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

MoatEarlierType
moat_earlier_get_type (const MoatEarlier *self)
{
  return self->type;
}

/* ---- Reading ---- */

void
moat_earlier_state_free (MoatEarlierState *state)
{
  g_clear_object (&state->document);
  g_free (state->title);
  g_free (state->note);
  g_free (state);
}

static MoatDocument *
read_reviewed (const MoatEarlier *self, char **note, GCancellable *cancellable, GError **error)
{
  g_autoptr (MoatCommit) commit = NULL;
  g_autofree char *id = NULL;
  gboolean is_exact = FALSE;
  MoatDocument *document;

  if (self->path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("The model was never saved, so that it has no history."));
      return NULL;
    }
  document = moat_git_history_find_reviewed (self->path, self->digest, self->day, &is_exact, &commit,
                                             cancellable, error);
  if (document == NULL || is_exact)
    return document;
  id = moat_commit_dup_short_id (commit);
  *note = g_strdup_printf (_ ("What was reviewed was never committed. This is the last commit until then, "
                              "%s of %s."),
                           id, commit->day);

  return document;
}

static MoatDocument *
read_state (const MoatEarlier *self, char **note, GCancellable *cancellable, GError **error)
{
  const MoatCommit commit = { .id = self->revision, .path = self->old_path };

  switch (self->type)
    {
    case MOAT_EARLIER_SAVED:
    case MOAT_EARLIER_FILE:
      return moat_formats_load (self->path, NULL, NULL, NULL, error);
    case MOAT_EARLIER_COMMIT:
      return moat_git_history_load_commit (self->path, &commit, cancellable, error);
    case MOAT_EARLIER_REVISION:
      return moat_git_history_load (self->path, self->revision, cancellable, error);
    case MOAT_EARLIER_REVIEWED:
      return read_reviewed (self, note, cancellable, error);
    }

  g_assert_not_reached ();
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const MoatEarlier *self = data;
  g_autoptr (MoatEarlierState) state = g_new0 (MoatEarlierState, 1);
  GError *error = NULL;

  state->title = g_strdup (self->title);
  state->document = read_state (self, &state->note, cancellable, &error);
  if (state->document == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&state), (GDestroyNotify) moat_earlier_state_free);
}

void
moat_earlier_read_async (MoatEarlier *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, moat_earlier_read_async);
  g_task_set_task_data (task, moat_earlier_ref (self), (GDestroyNotify) moat_earlier_unref);
  g_task_run_in_thread (task, read_thread);
}

MoatEarlierState *
moat_earlier_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, moat_earlier_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- What there is to choose from ---- */

static void
list_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *commits = moat_git_history_list (path, MAX_COMMITS, cancellable, &error);

  if (commits == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, commits, (GDestroyNotify) g_ptr_array_unref);
}

void
moat_earlier_list_async (const char *path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, moat_earlier_list_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, list_thread);
}

GPtrArray *
moat_earlier_list_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, moat_earlier_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
