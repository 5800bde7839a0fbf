/* moat-cli merge as git and scripts see it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define HEAD "{\"format\": \"moat\", \"version\": 1, "
#define BASE                                                                                                 \
  HEAD "\"useCases\": [{\"id\": \"u\", \"order\": \"a0\", \"title\": \"Orders\"}], "                         \
       "\"threats\": [{\"id\": \"t\", \"order\": \"a0\", \"on\": \"u\", \"text\": \"Replay it\"}]}"

typedef struct
{
  const char *program;
  char *folder;
  char *base;
  char *ours;
  char *theirs;
  char *out;
  /* Of the last run. */
  int status;
  char *errors;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer program)
{
  fixture->program = program;
  fixture->folder = g_dir_make_tmp ("moat-merge-XXXXXX", NULL);
  fixture->base = g_build_filename (fixture->folder, "base.moat", NULL);
  fixture->ours = g_build_filename (fixture->folder, "ours.moat", NULL);
  fixture->theirs = g_build_filename (fixture->folder, "theirs.moat", NULL);
  fixture->out = g_build_filename (fixture->folder, "out.moat", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer program)
{
  char *const paths[] = { fixture->base, fixture->ours, fixture->theirs, fixture->out };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_unlink (paths[i]);
      g_free (paths[i]);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->errors);
}

static void
put (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
get (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Merges the three files, to @out unless it is NULL. */
static void
merge (Fixture *fixture, const char *out)
{
  const char *const arguments[]
      = { fixture->program,          "merge", fixture->base, fixture->ours, fixture->theirs,
          out != NULL ? "-o" : NULL, out,     NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);

  g_assert_no_error (error);
  g_clear_pointer (&fixture->errors, g_free);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &fixture->errors, &error);
  g_assert_no_error (error);
  fixture->status = g_subprocess_get_exit_status (process);
}

/* What both did is written over ours, as git wants it. */
static void
test_clean (Fixture *fixture, gconstpointer program)
{
  g_autofree char *merged = NULL;

  put (fixture->base, BASE);
  put (fixture->ours, HEAD "\"useCases\": [{\"id\": \"u\", \"order\": \"a0\", \"title\": \"Orders\"}], "
                           "\"threats\": [{\"id\": \"t\", \"order\": \"a0\", \"on\": \"u\", "
                           "\"text\": \"Replay it\", \"owner\": \"Ada\"}]}");
  put (fixture->theirs,
       HEAD "\"useCases\": [{\"id\": \"u\", \"order\": \"a0\", \"title\": \"Books\"}], "
            "\"threats\": [{\"id\": \"t\", \"order\": \"a0\", \"on\": \"u\", "
            "\"text\": \"Replay it\"}, {\"id\": \"s\", \"on\": \"u\", \"text\": \"Guess\"}]}");
  merge (fixture, NULL);
  g_assert_cmpstr (fixture->errors, ==, "");
  g_assert_cmpint (fixture->status, ==, 0);
  merged = get (fixture->ours);
  g_assert_nonnull (strstr (merged, "\"owner\": \"Ada\""));
  g_assert_nonnull (strstr (merged, "\"title\": \"Books\""));
  g_assert_nonnull (strstr (merged, "\"text\": \"Guess\""));
}

/* A conflict is one line in plain words and status 1; the file still opens and check finds it. */
static void
test_conflict (Fixture *fixture, gconstpointer program)
{
  g_autofree char *merged = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *output = NULL;
  int status;

  put (fixture->base, BASE);
  put (fixture->ours, HEAD "\"useCases\": [{\"id\": \"u\", \"order\": \"a0\", \"title\": \"Orders\"}], "
                           "\"threats\": [{\"id\": \"t\", \"order\": \"a0\", \"on\": \"u\", "
                           "\"text\": \"Replay it\", \"severity\": \"high\"}]}");
  put (fixture->theirs, HEAD "\"useCases\": [{\"id\": \"u\", \"order\": \"a0\", \"title\": \"Orders\"}], "
                             "\"threats\": [{\"id\": \"t\", \"order\": \"a0\", \"on\": \"u\", "
                             "\"text\": \"Replay it\", \"severity\": \"low\"}]}");
  before = get (fixture->ours);
  merge (fixture, fixture->out);
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_cmpstr (fixture->errors, ==,
                   "moat-cli: Conflict: Attacker move “Replay it”, Severity: ours says “High”, theirs says "
                   "“Low”.\n");
  after = get (fixture->ours);
  g_assert_cmpstr (before, ==, after);
  merged = get (fixture->out);
  g_assert_null (strstr (merged, "<<<<"));

  {
    const char *const arguments[] = { fixture->program, "check", "--gate", "draft", fixture->out, NULL };
    g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);

    g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL);
    status = g_subprocess_get_exit_status (process);
  }
  g_assert_cmpint (status, ==, 1);
  g_assert_nonnull (strstr (output, "merge-unsettled"));
}

/* Both added the file: git hands over an empty base. */
static void
test_empty_base (Fixture *fixture, gconstpointer program)
{
  g_autofree char *merged = NULL;

  put (fixture->base, "");
  put (fixture->ours, BASE);
  put (fixture->theirs, HEAD "\"useCases\": [{\"id\": \"w\", \"title\": \"Refunds\"}]}");
  merge (fixture, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  merged = get (fixture->ours);
  g_assert_nonnull (strstr (merged, "\"Refunds\""));
  g_assert_nonnull (strstr (merged, "\"Orders\""));
}

/* What cannot be read is said, and nothing is written. */
static void
test_damaged (Fixture *fixture, gconstpointer program)
{
  g_autofree char *after = NULL;

  put (fixture->base, BASE);
  put (fixture->ours, BASE);
  put (fixture->theirs, "<<<<<<< HEAD\n{}\n");
  merge (fixture, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_nonnull (strstr (fixture->errors, "theirs.moat: line 1"));
  after = get (fixture->ours);
  g_assert_cmpstr (after, ==, BASE);
}

int
main (int argc, char **argv)
{
  const char *program;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];

#define ADD(path, function) g_test_add (path, Fixture, program, set_up, function, tear_down)
  ADD ("/cli/merge/clean", test_clean);
  ADD ("/cli/merge/conflict", test_conflict);
  ADD ("/cli/merge/empty-base", test_empty_base);
  ADD ("/cli/merge/damaged", test_damaged);

  return g_test_run ();
}
