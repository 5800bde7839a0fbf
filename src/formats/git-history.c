/* Reading a model's history from git (see git-history.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "git-history.h"

#include "bounds.h"
#include "digest.h"
#include "formats.h"
#include "git-run.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Before each commit in what git prints, and between what is said of it. */
#define MARK      '\x01'
#define SEPARATOR "\x1f"
/* Digits that people write of a commit's id. */
#define SHORT_ID 8
/* States that are read to find the one that was reviewed. */
#define MAX_LOOKED_AT 200

void
moat_commit_free (MoatCommit *commit)
{
  g_free (commit->id);
  g_free (commit->day);
  g_free (commit->author);
  g_free (commit->subject);
  g_free (commit->path);
  g_free (commit);
}

char *
moat_commit_dup_short_id (const MoatCommit *commit)
{
  return g_strndup (commit->id, SHORT_ID);
}

/* Where the model is, with links followed: git knows the file, not the links to it. */
static void
split_path (const char *path, char **folder, char **name)
{
  g_autofree char *resolved = NULL;
  char *real = realpath (path, NULL);

  resolved = g_strdup (real != NULL ? real : path);
  free (real);
  *folder = g_path_get_dirname (resolved);
  *name = g_path_get_basename (resolved);
}

/* ---- Commits ---- */

static MoatCommit *
read_commit (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, SEPARATOR, 4);
  MoatCommit *commit;

  if (g_strv_length (parts) < 4)
    return NULL;
  commit = g_new0 (MoatCommit, 1);
  commit->id = g_strdup (parts[0]);
  commit->day = g_strdup (parts[1]);
  commit->author = g_utf8_make_valid (parts[2], -1);
  commit->subject = g_utf8_make_valid (parts[3], -1);

  return commit;
}

/* Parts that end with a zero byte: one for the commit, one for the file behind a line end, and empty ones. */
static GPtrArray *
read_commits (GBytes *output)
{
  GPtrArray *commits = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_commit_free);
  gsize size;
  const char *data = g_bytes_get_data (output, &size);
  MoatCommit *commit = NULL;

  for (gsize at = 0; at < size; at += strnlen (data + at, size - at) + 1)
    {
      g_autofree char *part = g_strndup (data + at, size - at);

      if (part[0] == MARK)
        commit = read_commit (part + 1);
      if (part[0] != '\n' || commit == NULL)
        continue;
      commit->path = g_strdup (part + 1);
      g_ptr_array_add (commits, g_steal_pointer (&commit));
    }
  if (commit != NULL)
    moat_commit_free (commit);

  return commits;
}

GPtrArray *
moat_git_history_list (const char *path, guint max, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *limit = g_strdup_printf ("--max-count=%u", max);
  const char *const head[] = { "rev-parse", "--verify", "--quiet", "HEAD", NULL };
  const char *const inside[] = { "rev-parse", "--git-dir", NULL };
  g_autofree char *top = NULL;
  g_autofree char *current = NULL;
  g_autoptr (GBytes) output = NULL;

  split_path (path, &folder, &name);
  top = moat_git_run_text (folder, inside, cancellable, error);
  if (top == NULL)
    return NULL;
  /* A repository without a commit. */
  current = moat_git_run_text (folder, head, cancellable, NULL);
  if (current == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) moat_commit_free);
  {
    const char *const log[] = { "log",
                                "-z",
                                "--follow",
                                limit,
                                "--format=%x01%H%x1f%cs%x1f%an%x1f%s",
                                "--name-only",
                                "--no-show-signature",
                                "--no-ext-diff",
                                "--no-textconv",
                                "--no-color",
                                "--",
                                name,
                                NULL };

    output = moat_git_run (folder, log, cancellable, error);
  }

  return output != NULL ? read_commits (output) : NULL;
}

/* ---- States ---- */

/* What @object, "COMMIT:PATH", holds; neither filters nor converters see it. */
static GBytes *
read_blob (const char *folder, const char *object, GCancellable *cancellable, GError **error)
{
  const char *const measure[] = { "cat-file", "-s", object, NULL };
  const char *const read[] = { "cat-file", "blob", object, NULL };
  g_autofree char *size = moat_git_run_text (folder, measure, cancellable, error);

  if (size == NULL)
    return NULL;
  if (g_ascii_strtoull (size, NULL, 10) > MOAT_MAX_FILE_BYTES)
    {
      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH,
                   _ ("%s: It is too large to be a model."), object);
      return NULL;
    }

  return moat_git_run (folder, read, cancellable, error);
}

static GBytes *
read_commit_blob (const char *path, const MoatCommit *commit, GCancellable *cancellable, GError **error)
{
  g_autofree char *object = g_strdup_printf ("%s:%s", commit->id, commit->path);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;

  split_path (path, &folder, &name);

  return read_blob (folder, object, cancellable, error);
}

MoatDocument *
moat_git_history_load_commit (const char *path,
                              const MoatCommit *commit,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GBytes) bytes = read_commit_blob (path, commit, cancellable, error);

  return bytes != NULL ? moat_formats_load_bytes (bytes, commit->path, NULL, NULL, error) : NULL;
}

GPtrArray *
moat_git_history_list_contents (const char *path, guint max, GCancellable *cancellable)
{
  GPtrArray *contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) commits = moat_git_history_list (path, max, cancellable, NULL);

  for (guint i = 0; commits != NULL && i < commits->len; i++)
    {
      GBytes *bytes = read_commit_blob (path, g_ptr_array_index (commits, i), cancellable, NULL);

      if (bytes != NULL)
        g_ptr_array_add (contents, bytes);
    }

  return contents;
}

/* What the model was called in @commit: as in the last commit before it that touched the model. NULL when
 * there was none.
 */
static char *
find_name_in (const char *path, const char *folder, const char *commit, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) commits = moat_git_history_list (path, MAX_LOOKED_AT, cancellable, NULL);

  for (guint i = 0; commits != NULL && i < commits->len; i++)
    {
      const MoatCommit *each = g_ptr_array_index (commits, i);
      const char *const ask[] = { "merge-base", "--is-ancestor", each->id, commit, NULL };
      g_autofree char *answer = moat_git_run_text (folder, ask, cancellable, NULL);

      if (answer != NULL)
        return g_strdup (each->path);
    }

  return NULL;
}

MoatDocument *
moat_git_history_load (const char *path, const char *revision, GCancellable *cancellable, GError **error)
{
  g_autofree char *wanted = g_strdup_printf ("%s^{commit}", revision);
  const char *const verify[] = { "rev-parse", "--verify", "--quiet", wanted, NULL };
  const char *const inside[] = { "rev-parse", "--git-dir", NULL };
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *top = NULL;
  g_autofree char *commit = NULL;
  g_autofree char *object = NULL;
  g_autoptr (GBytes) bytes = NULL;

  split_path (path, &folder, &name);
  top = moat_git_run_text (folder, inside, cancellable, error);
  if (top == NULL)
    return NULL;
  /* git would take a dash for an option. */
  if (*revision != '\0' && *revision != '-')
    commit = moat_git_run_text (folder, verify, cancellable, NULL);
  if (commit == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("git knows no revision “%s”. Type a branch, a tag or the start of a commit’s id."),
                   revision);
      return NULL;
    }
  object = g_strdup_printf ("%s:./%s", commit, name);
  bytes = read_blob (folder, object, cancellable, NULL);
  if (bytes == NULL)
    {
      g_autofree char *old_name = find_name_in (path, folder, commit, cancellable);

      g_free (object);
      object = g_strdup_printf ("%s:%s", commit, old_name != NULL ? old_name : name);
      bytes = read_blob (folder, object, cancellable, NULL);
    }
  if (bytes == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("“%s” has no file %s."), revision, name);
      return NULL;
    }

  return moat_formats_load_bytes (bytes, name, NULL, NULL, error);
}

/* ---- What was reviewed ---- */

/* The state in @commit, if it says what @digest stands for. */
static MoatDocument *
load_if_same (const char *path, const MoatCommit *commit, const char *digest, GCancellable *cancellable)
{
  g_autoptr (MoatDocument) document = moat_git_history_load_commit (path, commit, cancellable, NULL);
  g_autofree char *found = document != NULL ? moat_digest_compute (document) : NULL;

  return g_strcmp0 (found, digest) == 0 ? g_steal_pointer (&document) : NULL;
}

/* The index of the last commit until @day, or of none: past the end. */
static guint
find_day (GPtrArray *commits, const char *day)
{
  guint i = 0;

  while (i < commits->len && day != NULL
         && strcmp (((MoatCommit *) g_ptr_array_index (commits, i))->day, day) > 0)
    i++;

  return day != NULL ? i : commits->len;
}

/* Looks from the day of the review on, back and then forward: a review is committed with what it saw, or a
 * little later.
 */
static MoatDocument *
find_digest (const char *path,
             GPtrArray *commits,
             guint nearest,
             const char *digest,
             guint *found,
             GCancellable *cancellable)
{
  for (guint i = 0; i < commits->len; i++)
    {
      guint n_older = commits->len - nearest;
      MoatDocument *document;

      *found = i < n_older ? nearest + i : nearest - 1 - (i - n_older);
      document = load_if_same (path, g_ptr_array_index (commits, *found), digest, cancellable);
      if (document != NULL)
        return document;
    }

  return NULL;
}

MoatDocument *
moat_git_history_find_reviewed (const char *path,
                                const char *digest,
                                const char *day,
                                gboolean *is_exact,
                                MoatCommit **commit,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (GPtrArray) commits = moat_git_history_list (path, MAX_LOOKED_AT, cancellable, error);
  MoatDocument *document = NULL;
  guint nearest, found;

  if (commits == NULL)
    return NULL;
  found = nearest = find_day (commits, day);
  if (digest != NULL)
    document = find_digest (path, commits, nearest, digest, &found, cancellable);
  *is_exact = document != NULL;
  if (document == NULL)
    found = nearest;
  if (found >= commits->len)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("The history in git does not go back to the review of %s."),
                   day != NULL ? day : _ ("no date"));
      return NULL;
    }
  if (document == NULL)
    document = moat_git_history_load_commit (path, g_ptr_array_index (commits, found), cancellable, error);
  if (document != NULL && commit != NULL)
    *commit = g_ptr_array_steal_index (commits, found);

  return document;
}
