/* Running git log once over all paths, and stopping as soon as each was met.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "git-dates.h"

#include "git-run.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Before each commit's day in what git prints. */
#define MARK '\x01'

static gboolean
has_whole_history (const char *folder, GCancellable *cancellable)
{
  static const char *const arguments[] = { "rev-parse", "--is-shallow-repository", NULL };
  g_autofree char *answer = moat_git_run_text (folder, arguments, cancellable, NULL);

  return answer != NULL && strcmp (answer, "false") == 0;
}

/* The paths that are asked for, each once; borrowed. */
static GHashTable *
collect_paths (GPtrArray *paths)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < paths->len; i++)
    {
      char *path = g_ptr_array_index (paths, i);

      /* git takes them line by line. */
      if (path != NULL && strchr (path, '\n') == NULL)
        g_hash_table_add (set, path);
    }

  return set;
}

/* What git is to read, as a file without a name: to write into a pipe would be the end of us should git have
 * ended before. -1 when there is no room for it.
 */
static int
open_input (GHashTable *paths)
{
  g_autoptr (GString) text = g_string_new ("HEAD\n--\n");
  g_autofree char *name = NULL;
  GHashTableIter iter;
  gpointer path;
  int input = g_file_open_tmp ("moat-XXXXXX", &name, NULL);

  if (input < 0)
    return -1;
  g_unlink (name);
  g_hash_table_iter_init (&iter, paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_string_append_printf (text, "%s\n", (const char *) path);
  if (write (input, text->str, text->len) != (gssize) text->len || lseek (input, 0, SEEK_SET) != 0)
    {
      close (input);
      return -1;
    }

  return input;
}

/* A changed file, and the folders above it that are asked for: the newest commit comes first. */
static void
set_date (GHashTable *dates, GHashTable *wanted, const char *name, const char *day)
{
  g_autofree char *path = g_strdup (name);

  while (TRUE)
    {
      char *slash = strrchr (path, '/');

      if (g_hash_table_contains (wanted, path) && !g_hash_table_contains (dates, path))
        g_hash_table_insert (dates, g_strdup (path), g_strdup (day));
      if (slash == NULL)
        return;
      *slash = '\0';
    }
}

static void
read_dates (GSubprocess *git, GHashTable *wanted, GHashTable *dates, GCancellable *cancellable)
{
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (git));
  g_autofree char *day = NULL;
  char *part;

  while (g_hash_table_size (dates) < g_hash_table_size (wanted)
         && (part = g_data_input_stream_read_upto (stream, "", 1, NULL, cancellable, NULL)) != NULL)
    {
      const char *name = part[0] == '\n' ? part + 1 : part;

      if (part[0] == MARK)
        {
          g_free (day);
          day = g_strdup (part + 1);
        }
      else if (day != NULL)
        {
          set_date (dates, wanted, name, day);
        }
      g_free (part);
      if (g_data_input_stream_read_byte (stream, cancellable, NULL) != 0)
        return;
    }
}

GHashTable *
moat_git_dates (const char *folder, GPtrArray *paths, GCancellable *cancellable)
{
  /* Signatures would be checked by a program that the repository names. */
  static const char *const arguments[] = { "log",
                                           "-z",
                                           "--format=%x01%cs",
                                           "--name-only",
                                           "--no-renames",
                                           "--relative",
                                           "--no-show-signature",
                                           "--no-ext-diff",
                                           "--no-textconv",
                                           "--stdin",
                                           NULL };
  g_autoptr (GHashTable) wanted = collect_paths (paths);
  g_autoptr (GHashTable) dates = NULL;
  g_autoptr (GSubprocess) git = NULL;
  int input;

  if (g_hash_table_size (wanted) == 0 || !has_whole_history (folder, cancellable))
    return NULL;
  input = open_input (wanted);
  git = input < 0 ? NULL : moat_git_start (folder, arguments, input, NULL);
  if (git == NULL)
    return NULL;

  dates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_dates (git, wanted, dates, cancellable);
  g_subprocess_force_exit (git);
  g_subprocess_wait (git, NULL, NULL);

  return g_steal_pointer (&dates);
}
