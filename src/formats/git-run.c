/* Starting git (see git-run.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "git-run.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Paths are taken as they are, not as patterns. A file monitor would be a program that the repository names.
 */
static const char *const options[]
    = { "git", "--no-pager", "--literal-pathspecs", "--no-optional-locks", "-c", "core.fsmonitor=false" };

static GSubprocess *
start (const char *folder,
       const char *const *arguments,
       int input,
       GSubprocessFlags complaints,
       GError **error)
{
  static const char *const hooks[]
      = { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_TRACE" };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                                        | complaints);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) problem = NULL;
  GSubprocess *git;

  g_subprocess_launcher_set_cwd (launcher, folder);
  /* Set where a hook runs us, for another repository maybe. */
  for (guint i = 0; i < G_N_ELEMENTS (hooks); i++)
    g_subprocess_launcher_unsetenv (launcher, hooks[i]);
  /* A partial clone would fetch what it lacks. */
  g_subprocess_launcher_setenv (launcher, "GIT_NO_LAZY_FETCH", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_ALLOW_PROTOCOL", "none", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_TERMINAL_PROMPT", "0", TRUE);
  if (input >= 0)
    g_subprocess_launcher_take_stdin_fd (launcher, input);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    g_ptr_array_add (argv, (gpointer) options[i]);
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  git = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &problem);
  if (git == NULL && g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _ ("There is no git in this sandbox, so that earlier states cannot be read. "
                            "“moat-cli diff --since” outside of it can."));
  else if (git == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _ ("Earlier states cannot be read, because git cannot be run here: %s."), problem->message);

  return git;
}

GSubprocess *
moat_git_start (const char *folder, const char *const *arguments, int input, GError **error)
{
  return start (folder, arguments, input, G_SUBPROCESS_FLAGS_STDERR_SILENCE, error);
}

/* "fatal: not a git repository", as git says it, on one line. Owned. */
static char *
dup_first_line (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_utf8_make_valid (data != NULL ? data : "", data != NULL ? (gssize) size : 0);

  g_strstrip (text);
  text[strcspn (text, "\n")] = '\0';

  return g_steal_pointer (&text);
}

GBytes *
moat_git_run (const char *folder, const char *const *arguments, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSubprocess) git = start (folder, arguments, -1, G_SUBPROCESS_FLAGS_STDERR_PIPE, error);
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) complaint = NULL;
  g_autofree char *line = NULL;

  if (git == NULL || !g_subprocess_communicate (git, NULL, cancellable, &output, &complaint, error))
    return NULL;
  if (g_subprocess_get_successful (git))
    return g_steal_pointer (&output);

  line = dup_first_line (complaint);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("git says: %s"), line);

  return NULL;
}

char *
moat_git_run_text (const char *folder,
                   const char *const *arguments,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GBytes) output = moat_git_run (folder, arguments, cancellable, error);
  gsize size;
  const char *data;

  if (output == NULL)
    return NULL;
  data = g_bytes_get_data (output, &size);

  return g_strchomp (g_strndup (data != NULL ? data : "", size));
}
