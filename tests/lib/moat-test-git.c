/* Making git repositories for tests (see moat-test-git.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test-git.h"

gboolean
moat_test_skip_without_git (void)
{
  g_autofree char *program = g_find_program_in_path ("git");

  if (program == NULL)
    g_test_skip ("git is not installed");

  return program == NULL;
}

void
moat_test_git (const char *folder, const char *date, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  static const char *const variables[][2]
      = { { "GIT_CONFIG_GLOBAL", "/dev/null" }, { "GIT_CONFIG_SYSTEM", "/dev/null" },
          { "GIT_AUTHOR_NAME", "Ann" },         { "GIT_AUTHOR_EMAIL", "ann@example.com" },
          { "GIT_COMMITTER_NAME", "Ann" },      { "GIT_COMMITTER_EMAIL", "ann@example.com" } };
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  va_list arguments;

  va_start (arguments, date);
  g_ptr_array_add (argv, (char *) "git");
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, (char *) argument);
  g_ptr_array_add (argv, NULL);
  va_end (arguments);

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    g_subprocess_launcher_setenv (launcher, variables[i][0], variables[i][1], TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_COMMITTER_DATE", date, TRUE);
  g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}
