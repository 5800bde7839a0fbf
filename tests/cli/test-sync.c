/* moat-cli sync as a script sees it: what it writes, what it says, how it ends.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *program;
  char *folder;
  int status;
  char *output;
  char *errors;
} Fixture;

static const char model[]
    = "{\n"
      "  \"format\": \"moat\",\n"
      "  \"version\": 1,\n"
      "  \"useCases\": [{ \"id\": \"u-1\", \"title\": \"Orders\" }],\n"
      "  \"threats\": [{ \"id\": \"t-1\", \"on\": \"u-1\", \"text\": \"Reads the orders of others\" }],\n"
      "  \"decisions\": [{ \"id\": \"d-1\", \"threats\": [\"t-1\"], \"text\": \"Look up by owner\" }]\n"
      "}\n";

static char *
path_of (const Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static char *
get (const Fixture *fixture, const char *name)
{
  g_autofree char *path = path_of (fixture, name);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

static void
put (const Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = path_of (fixture, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
replace (const Fixture *fixture, const char *name, const char *old, const char *new)
{
  g_autofree char *text = get (fixture, name);
  g_autoptr (GString) edited = g_string_new (text);

  g_assert_cmpuint (g_string_replace (edited, old, new, 1), ==, 1);
  put (fixture, name, edited->str);
}

static void run (Fixture *fixture, ...) G_GNUC_NULL_TERMINATED;

/* Runs the subcommand in the folder. */
static void
run (Fixture *fixture, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                                        | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  va_list rest;

  g_ptr_array_add (argv, (char *) fixture->program);
  g_ptr_array_add (argv, (char *) "sync");
  va_start (rest, fixture);
  while ((argument = va_arg (rest, const char *)) != NULL)
    g_ptr_array_add (argv, (char *) argument);
  va_end (rest);
  g_ptr_array_add (argv, NULL);

  g_clear_pointer (&fixture->output, g_free);
  g_clear_pointer (&fixture->errors, g_free);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &fixture->output, &fixture->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  fixture->status = g_subprocess_get_exit_status (process);
}

static void
set_up (Fixture *fixture, gconstpointer program)
{
  fixture->program = program;
  fixture->folder = g_dir_make_tmp ("moat-sync-XXXXXX", NULL);
  put (fixture, "model.moat", model);
  run (fixture, "model.moat", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer program)
{
  static const char *const names[] = { "model.moat", "SECURITY.md", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = path_of (fixture, names[i]);

      g_remove (path);
    }
  g_free (fixture->folder);
  g_free (fixture->output);
  g_free (fixture->errors);
}

/* Runs it, and neither file changes. */
static void
assert_writes_nothing (Fixture *fixture, const char *option, int status)
{
  g_autofree char *model_before = get (fixture, "model.moat");
  g_autofree char *file_before = get (fixture, "SECURITY.md");
  g_autofree char *model_after = NULL;
  g_autofree char *file_after = NULL;

  run (fixture, "model.moat", option, NULL);
  g_assert_cmpint (fixture->status, ==, status);
  model_after = get (fixture, "model.moat");
  file_after = get (fixture, "SECURITY.md");
  g_assert_cmpstr (model_after, ==, model_before);
  g_assert_cmpstr (file_after, ==, file_before);
}

/* Without a file one is made; after that there is nothing to do, also for who checks. */
static void
test_sync_new (Fixture *fixture, gconstpointer program)
{
  g_autofree char *text = get (fixture, "SECURITY.md");

  g_assert_true (g_str_has_prefix (text, "# Security\n"));
  assert_writes_nothing (fixture, NULL, 0);
  g_assert_cmpstr (fixture->output, ==, "");
  assert_writes_nothing (fixture, "--check", 0);
}

static void
test_sync_takes (Fixture *fixture, gconstpointer program)
{
  g_autofree char *text = NULL;

  replace (fixture, "SECURITY.md", "| Look up by owner | | | | |",
           "| Look up by owner | API | Two accounts | @a | T-1 |");
  assert_writes_nothing (fixture, "--check", 1);
  g_assert_nonnull (strstr (fixture->output, "\n- | d-1 |"));
  assert_writes_nothing (fixture, "--dry-run", 0);
  g_assert_nonnull (strstr (fixture->output, "model.moat would be changed."));
  run (fixture, "model.moat", "SECURITY.md", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_nonnull (strstr (fixture->output, "d-1: Ticket"));
  text = get (fixture, "model.moat");
  g_assert_nonnull (strstr (text, "\"ticket\": \"T-1\""));
  g_assert_nonnull (strstr (text, "\"text\": \"Two accounts\""));
  assert_writes_nothing (fixture, "--check", 0);
}

static void
test_sync_asks (Fixture *fixture, gconstpointer program)
{
  g_autofree char *text = NULL;

  replace (fixture, "SECURITY.md", "| d-1 | Reads the orders of others | Look up by owner | | | | |\n", "");
  assert_writes_nothing (fixture, NULL, 1);
  g_assert_nonnull (strstr (fixture->output, "--prune"));
  run (fixture, "model.moat", "--prune", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  text = get (fixture, "model.moat");
  g_assert_null (strstr (text, "d-1"));
}

static void
test_sync_conflict (Fixture *fixture, gconstpointer program)
{
  replace (fixture, "SECURITY.md", "| Look up by owner | | | | |", "| Look it up | | | | |");
  replace (fixture, "model.moat", "Look up by owner", "Look up by customer");
  assert_writes_nothing (fixture, NULL, 1);
  g_assert_nonnull (strstr (fixture->output, "Look up by customer"));
  g_assert_nonnull (strstr (fixture->output, "Look it up"));
  run (fixture, "model.moat", "--prefer", "model", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  assert_writes_nothing (fixture, "--check", 0);
}

static void
test_sync_bad (Fixture *fixture, gconstpointer program)
{
  static const char *const arguments[][3] = { { "gone.moat", NULL, NULL },
                                              { "-", NULL, NULL },
                                              { "model.moat", "--prefer", "me" },
                                              { "SECURITY.md", NULL, NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      run (fixture, arguments[i][0], arguments[i][1], arguments[i][2], NULL);
      g_assert_cmpint (fixture->status, ==, 2);
      g_assert_true (g_str_has_prefix (fixture->errors, "moat-cli: "));
    }
  replace (fixture, "SECURITY.md", "<!-- moat:end model -->", "");
  assert_writes_nothing (fixture, NULL, 2);
  g_assert_nonnull (strstr (fixture->errors, "SECURITY.md: line "));
}

#define TEST(path, test) g_test_add ("/cli/sync/" path, Fixture, program, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *program = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  /* It is run in another folder. */
  program = g_canonicalize_filename (argv[1], NULL);

  TEST ("new", test_sync_new);
  TEST ("takes", test_sync_takes);
  TEST ("asks", test_sync_asks);
  TEST ("conflict", test_sync_conflict);
  TEST ("bad", test_sync_bad);
  return g_test_run ();
}
