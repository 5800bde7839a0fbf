/* Running a program as a script would.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "moat-run.h"

#include <glib/gstdio.h>

void
moat_run_init (MoatRun *run, const char *program)
{
  g_autoptr (GError) error = NULL;

  /* It runs in another folder. */
  run->program = g_canonicalize_filename (program, NULL);
  run->folder = g_dir_make_tmp ("moat-run-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  g_remove (path);
}

void
moat_run_clear (MoatRun *run)
{
  remove_all (run->folder);
  g_clear_pointer (&run->program, g_free);
  g_clear_pointer (&run->folder, g_free);
  g_clear_pointer (&run->output, g_free);
  g_clear_pointer (&run->errors, g_free);
}

void
moat_run (MoatRun *run, const char *input, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  va_list rest;

  g_ptr_array_add (argv, run->program);
  va_start (rest, input);
  while ((argument = va_arg (rest, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (rest);
  g_ptr_array_add (argv, NULL);

  g_clear_pointer (&run->output, g_free);
  g_clear_pointer (&run->errors, g_free);
  g_subprocess_launcher_set_cwd (launcher, run->folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &run->output, &run->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run->status = g_subprocess_get_exit_status (process);
}

char *
moat_run_path (const MoatRun *run, const char *name)
{
  return g_build_filename (run->folder, name, NULL);
}

void
moat_run_put (const MoatRun *run, const char *name, const char *text)
{
  g_autofree char *path = moat_run_path (run, name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

char *
moat_run_get (const MoatRun *run, const char *name)
{
  g_autofree char *path = moat_run_path (run, name);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}
