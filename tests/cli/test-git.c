/* Models in a real git repository: set-up and undo, merges, rebases and
 * cherry-picks by git itself. Skipped where git is not installed.
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
  char *model;
  char *output; /* of the last run */
} Fixture;

/* Runs a command line in the repository; returns its status. */
static int run (Fixture *fixture, const char *command, ...) G_GNUC_PRINTF (2, 3);

static int
run (Fixture *fixture, const char *command, ...)
{
  g_autofree char *line = NULL;
  g_autofree char *quoted = g_shell_quote (fixture->program);
  g_autofree char *script = NULL;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, command);
  line = g_strdup_vprintf (command, args);
  va_end (args);
  script = g_strdup_printf ("moat_cli=%s; %s", quoted, line);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  /* Nobody's own configuration has a say. */
  g_subprocess_launcher_setenv (launcher, "HOME", fixture->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_CONFIG_NOSYSTEM", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_AUTHOR_NAME", "Ada", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_AUTHOR_EMAIL", "ada@example.com", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_COMMITTER_NAME", "Ada", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_COMMITTER_EMAIL", "ada@example.com", TRUE);
  g_subprocess_launcher_setenv (launcher, "GIT_EDITOR", "true", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, "sh", "-c", script, NULL);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->output, g_free);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &fixture->output, NULL, &error);
  g_assert_no_error (error);

  return g_subprocess_get_exit_status (process);
}

static void
assert_runs (Fixture *fixture, const char *command)
{
  if (run (fixture, "%s", command) != 0)
    g_error ("“%s” failed: %s", command, fixture->output);
}

static char *
get (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Changes the first @from in the model to @to, and commits. */
static void
commit_change (Fixture *fixture, const char *from, const char *to)
{
  g_autofree char *text = get (fixture->model);
  g_autoptr (GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  g_assert_true (g_file_set_contents (fixture->model, changed->str, -1, NULL));
  assert_runs (fixture, "\"$moat_cli\" fmt threats.moat && git commit -qam Change");
}

static void
set_up (Fixture *fixture, gconstpointer program)
{
  fixture->program = program;
  fixture->folder = g_dir_make_tmp ("moat-git-XXXXXX", NULL);
  fixture->model = g_build_filename (fixture->folder, "threats.moat", NULL);
  assert_runs (fixture, "git init -q -b main . && \"$moat_cli\" new threats.moat --example shipping-address "
                        "&& \"$moat_cli\" git-setup && git add -A && git commit -qm First");
}

static void
tear_down (Fixture *fixture, gconstpointer program)
{
  g_autofree char *quoted = g_shell_quote (fixture->folder);
  g_autofree char *command = g_strdup_printf ("rm -rf %s", quoted);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
  g_free (fixture->model);
  g_free (fixture->output);
}

#define TICKET     "\"ticket\": \"SHOP-12\""
#define NEXT_LINES "\"ticket\": \"SHOP-99\",\n      \"notes\": \"Mine\""

/* Two branches that change one record, in lines that meet: git alone would stop there. */
static void
diverge (Fixture *fixture, const char *theirs, const char *ours)
{
  assert_runs (fixture, "git checkout -qb side");
  commit_change (fixture, TICKET, theirs);
  assert_runs (fixture, "git checkout -q main");
  commit_change (fixture, TICKET, ours);
}

static void
assert_both (Fixture *fixture)
{
  g_autofree char *text = get (fixture->model);

  g_assert_nonnull (strstr (text, "\"ticket\": \"SHOP-99\""));
  g_assert_nonnull (strstr (text, "\"notes\": \"Mine\""));
  g_assert_null (strstr (text, "conflicts"));
  assert_runs (fixture, "\"$moat_cli\" fmt --check threats.moat && test -z \"$(git status --porcelain)\"");
}

static void
test_merge (Fixture *fixture, gconstpointer program)
{
  diverge (fixture, "\"ticket\": \"SHOP-99\"", TICKET ",\n      \"notes\": \"Mine\"");
  assert_runs (fixture, "git merge -q side");
  assert_both (fixture);
}

static void
test_rebase (Fixture *fixture, gconstpointer program)
{
  diverge (fixture, "\"ticket\": \"SHOP-99\"", TICKET ",\n      \"notes\": \"Mine\"");
  assert_runs (fixture, "git checkout -q side && git rebase -q main");
  assert_both (fixture);
}

static void
test_cherry_pick (Fixture *fixture, gconstpointer program)
{
  diverge (fixture, "\"ticket\": \"SHOP-99\"", TICKET ",\n      \"notes\": \"Mine\"");
  assert_runs (fixture, "git cherry-pick side");
  assert_both (fixture);
}

/* git stops, as with any conflict; the file opens, and says what both said. */
static void
test_conflict (Fixture *fixture, gconstpointer program)
{
  g_autofree char *text = NULL;
  g_autofree char *settled G_GNUC_UNUSED = NULL;

  diverge (fixture, "\"ticket\": \"SHOP-98\"", "\"ticket\": \"SHOP-97\"");
  g_assert_cmpint (run (fixture, "git merge side"), !=, 0);
  g_assert_nonnull (strstr (fixture->output, "ours says “SHOP-97”, theirs says “SHOP-98”"));
  assert_runs (fixture, "git diff --name-only --diff-filter=U | grep -qx threats.moat");
  text = get (fixture->model);
  g_assert_null (strstr (text, "<<<<<<<"));
  g_assert_nonnull (strstr (text, "\"theirs\": \"SHOP-98\""));
  assert_runs (fixture, "\"$moat_cli\" fmt --check threats.moat");
  g_assert_cmpint (run (fixture, "\"$moat_cli\" check --gate draft threats.moat"), ==, 1);
  g_assert_nonnull (strstr (fixture->output, "merge-unsettled"));
  assert_runs (fixture, "git commit -qam Merged && git log -1 --format=%%s");
}

/* Both branches add the file. */
static void
test_both_add (Fixture *fixture, gconstpointer program)
{
  assert_runs (fixture, "git checkout -qb side && \"$moat_cli\" new other.moat --example photo-upload && "
                        "git add -A && git commit -qm Photo && git checkout -q main && "
                        "cp threats.moat other.moat && git add -A && git commit -qm Copy");
  run (fixture, "git merge side");
  assert_runs (fixture, "\"$moat_cli\" fmt --check other.moat && grep -q upload other.moat && "
                        "grep -q shipping other.moat");
}

/* git shows what changed as lines of text. */
static void
test_textconv (Fixture *fixture, gconstpointer program)
{
  commit_change (fixture, TICKET, "\"ticket\": \"SHOP-99\"");
  assert_runs (fixture, "git show");
  g_assert_nonnull (strstr (fixture->output, "\n-  Ticket: SHOP-12\n+  Ticket: SHOP-99\n"));
  assert_runs (fixture, "git log -p -1");
  g_assert_nonnull (strstr (fixture->output, "\n-  Ticket: SHOP-12\n+  Ticket: SHOP-99\n"));
  assert_runs (fixture, "git diff HEAD~1");
  g_assert_nonnull (strstr (fixture->output, "\n-  Ticket: SHOP-12\n+  Ticket: SHOP-99\n"));
}

/* A commit is as good as a file: in words, as Markdown, as a picture; what git does not know is said. */
static void
test_since (Fixture *fixture, gconstpointer program)
{
  g_autofree char *path = g_build_filename (fixture->folder, "changes.svg", NULL);
  g_autofree char *svg = NULL;

  g_assert_cmpint (run (fixture, "\"$moat_cli\" diff threats.moat --since HEAD"), ==, 0);
  commit_change (fixture, TICKET, "\"ticket\": \"SHOP-99\"");
  g_assert_cmpint (run (fixture, "\"$moat_cli\" diff threats.moat --since HEAD"), ==, 0);
  g_assert_cmpint (run (fixture, "\"$moat_cli\" diff threats.moat --since HEAD~1"), ==, 1);
  g_assert_nonnull (strstr (fixture->output, "Ticket was “SHOP-12”, and is now “SHOP-99”."));
  g_assert_cmpint (run (fixture, "cd / && \"$moat_cli\" diff \"$OLDPWD\"/threats.moat --since HEAD~1 -o "
                                 "\"$OLDPWD\"/changes.svg"),
                   ==, 1);
  svg = get (path);
  g_assert_nonnull (strstr (svg, "is now “SHOP-99”."));
  assert_runs (fixture, "test -z \"$(git status --porcelain threats.moat)\"");

  g_assert_cmpint (run (fixture, "\"$moat_cli\" diff threats.moat --since nothing"), ==, 2);
  g_assert_nonnull (strstr (fixture->output, "no revision “nothing”"));
  g_assert_cmpint (run (fixture, "\"$moat_cli\" diff threats.moat --since HEAD~1 -o threats.moat"), ==, 2);
}

/* What has changed since the last review: by its digest, which may have been committed later. */
static void
test_since_review (Fixture *fixture, gconstpointer program)
{
  g_autofree char *text = get (fixture->model);
  g_autofree char *digest = NULL;
  g_autoptr (GString) reviewed = g_string_new (text);
  g_autofree char *review = NULL;

  g_assert_cmpint (run (fixture, "\"$moat_cli\" diff threats.moat --since-review"), ==, 2);
  g_assert_nonnull (strstr (fixture->output, "No review is recorded"));

  /* The check says what the digest is not: a wrong one makes it a finding. */
  digest = g_strdup ("d-00000000000000000000000000000000");
  review = g_strdup_printf ("\n  \"reviews\": [\n    {\n      \"id\": \"r-1\",\n      \"order\": \"a0\",\n"
                            "      \"date\": \"2030-01-01\",\n      \"who\": \"Ada\",\n"
                            "      \"digest\": \"%s\"\n    }\n  ]\n}\n",
                            digest);
  g_string_truncate (reviewed, reviewed->len - strlen ("\n}\n"));
  g_string_append_c (reviewed, ',');
  g_string_append (reviewed, review);
  g_assert_true (g_file_set_contents (fixture->model, reviewed->str, -1, NULL));
  g_assert_cmpint (run (fixture, "\"$moat_cli\" diff threats.moat --since-review"), ==, 1);
  g_assert_nonnull (strstr (fixture->output, "was never committed; compared with the last commit"));
  g_assert_nonnull (strstr (fixture->output, "Review"));

  /* Before the first commit nothing can be said. */
  assert_runs (fixture, "sed -i s/2030-01-01/1999-01-01/ threats.moat");
  g_assert_cmpint (run (fixture, "\"$moat_cli\" diff threats.moat --since-review"), ==, 2);
  g_assert_nonnull (
      strstr (fixture->output, "It has changed since its review of 1999-01-01; what has cannot"));
}

/* Setting up twice is setting up once, and undoing gives the bytes back. */
static void
assert_undone (Fixture *fixture, const char *attributes)
{
  g_autofree char *path = g_build_filename (fixture->folder, ".gitattributes", NULL);
  g_autofree char *config_path = g_build_filename (fixture->folder, ".git", "config", NULL);
  g_autofree char *config = NULL;
  g_autofree char *config_after = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  assert_runs (fixture, "\"$moat_cli\" git-setup --undo");
  if (attributes != NULL)
    g_assert_true (g_file_set_contents (path, attributes, -1, NULL));
  config = get (config_path);

  assert_runs (fixture, "\"$moat_cli\" git-setup");
  once = get (path);
  assert_runs (fixture, "\"$moat_cli\" git-setup .");
  twice = get (path);
  g_assert_cmpstr (once, ==, twice);
  assert_runs (fixture, "git check-attr merge x.moat | grep -q ': moat$'");

  assert_runs (fixture, "\"$moat_cli\" git-setup --undo && \"$moat_cli\" git-setup --undo");
  config_after = get (config_path);
  g_assert_cmpstr (config_after, ==, config);
  if (attributes == NULL)
    {
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  else
    {
      g_autofree char *after = get (path);

      g_assert_cmpstr (after, ==, attributes);
    }
}

static void
test_undo (Fixture *fixture, gconstpointer program)
{
  assert_undone (fixture, NULL);
  assert_undone (fixture, "");
  assert_runs (fixture, "rm .gitattributes");
  assert_undone (fixture, "*.png binary\n");
  assert_undone (fixture, "*.png binary");
  assert_undone (fixture, "*.png binary\r\n\n# end\n");
}

/* Outside of a repository there is nothing to set up. */
static void
test_no_repository (Fixture *fixture, gconstpointer program)
{
  g_assert_cmpint (run (fixture, "\"$moat_cli\" git-setup /"), ==, 2);
  g_assert_nonnull (strstr (fixture->output, "no git repository"));
}

int
main (int argc, char **argv)
{
  g_autofree char *git = g_find_program_in_path ("git");
  g_autofree char *program = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  /* It is run from other folders. */
  program = g_canonicalize_filename (argv[1], NULL);
  if (git == NULL)
    {
      g_print ("1..0 # SKIP git is not installed\n");
      return 0;
    }

#define ADD(path, function) g_test_add (path, Fixture, program, set_up, function, tear_down)
  ADD ("/cli/git/merge", test_merge);
  ADD ("/cli/git/rebase", test_rebase);
  ADD ("/cli/git/cherry-pick", test_cherry_pick);
  ADD ("/cli/git/conflict", test_conflict);
  ADD ("/cli/git/both-add", test_both_add);
  ADD ("/cli/git/textconv", test_textconv);
  ADD ("/cli/git/since", test_since);
  ADD ("/cli/git/since-review", test_since_review);
  ADD ("/cli/git/undo", test_undo);
  ADD ("/cli/git/no-repository", test_no_repository);

  return g_test_run ();
}
