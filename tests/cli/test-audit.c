/* moat-cli audit as scripts see it: exit statuses, the three outputs, many
 * repositories at once, what --fix writes, and folders made to trip it up.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  const char *program;
  char *root;
  int status;
  char *output;
  char *errors;
} Fixture;

static const char whole[]
    = "# Threat model of the relay\n\n"
      "## Trust boundaries\n\n"
      "- Public internet to relay: messages are checked.\n"
      "- Relay to archive: mutual TLS.\n\n"
      "## Sensitive data flows\n\n"
      "- Session tokens stay in memory and are never logged.\n"
      "- Personal data of subscribers is encrypted at rest.\n\n"
      "## Who may do what\n\n"
      "Operators sign in with client certificates. Only the admin role may change routes.\n"
      "Writing needs authentication.\n\n"
      "## Threats\n\n"
      "| Threat | Mitigation |\n|---|---|\n"
      "| Replay of a message | Sequence numbers |\n"
      "| Forged certificate | Pinning |\n";

static void
set_up (Fixture *fixture, gconstpointer program)
{
  fixture->program = program;
  fixture->root = g_dir_make_tmp ("moat-audit-XXXXXX", NULL);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && (dir = g_dir_open (path, 0, NULL)) != NULL)
    {
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *below = g_build_filename (path, name, NULL);

          remove_all (below);
        }
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer program)
{
  remove_all (fixture->root);
  g_free (fixture->root);
  g_free (fixture->output);
  g_free (fixture->errors);
}

static void
put (Fixture *fixture, const char *path, const char *text)
{
  g_autofree char *full = g_build_filename (fixture->root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (full, text, -1, NULL));
}

static char *
get (Fixture *fixture, const char *path)
{
  g_autofree char *full = g_build_filename (fixture->root, path, NULL);
  char *text = NULL;

  g_file_get_contents (full, &text, NULL, NULL);
  return text;
}

/* Runs the audit in the fixture's folder with the given arguments. */
static void run (Fixture *fixture, ...) G_GNUC_NULL_TERMINATED;

static void
run (Fixture *fixture, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                                        | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  va_list rest;

  g_strv_builder_add_many (builder, fixture->program, "audit", NULL);
  va_start (rest, fixture);
  while ((argument = va_arg (rest, const char *)) != NULL)
    g_strv_builder_add (builder, argument);
  va_end (rest);
  arguments = g_strv_builder_end (builder);

  g_clear_pointer (&fixture->output, g_free);
  g_clear_pointer (&fixture->errors, g_free);
  g_subprocess_launcher_set_cwd (launcher, fixture->root);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &fixture->output, &fixture->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  fixture->status = g_subprocess_get_exit_status (process);
}

static void
assert_says (const char *text, const char *says)
{
  if (strstr (text, says) == NULL)
    g_error ("“%s” does not say “%s”", text, says);
}

/* ---- Verdicts ---- */

static void
test_pass (Fixture *fixture, gconstpointer program)
{
  put (fixture, "docs/threat-model.md", whole);
  run (fixture, ".", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->errors, ==, "");
  assert_says (fixture->output, "1 security documentation files found.\n");
  assert_says (fixture->output, "docs/threat-model.md (threat model): covers trust boundaries");
  assert_says (fixture->output, "\nPASS security-hardening.infra-monitoring.threat-modeling (info): ");
}

static void
test_fail (Fixture *fixture, gconstpointer program)
{
  put (fixture, "SECURITY.md", "# Security\n\n## Reporting a vulnerability\n\nWrite to us.\n");
  put (fixture, "package.json", "{ \"dependencies\": { \"stripe\": \"1\" } }");
  run (fixture, ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "SECURITY.md (security policy): covers none of what is looked for");
  assert_says (fixture->output, "\nFAIL security-hardening.infra-monitoring.threat-modeling (info): ");
  assert_says (fixture->output,
               "Application handles payment data but no documented security review of trust boundaries.");
  assert_says (fixture->output, "NIST SP 800-53 RA-3, NIST SP 800-53 PL-2, ISO/IEC 27001:2022 A.5.8");
}

static void
test_prototype (Fixture *fixture, gconstpointer program)
{
  run (fixture, "--prototype", ".", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  assert_says (fixture->output, "\nN/A security-hardening.");

  put (fixture, "design.moat",
       "{ \"format\": \"moat\", \"version\": 1, \"model\": { \"prototype\": true } }");
  run (fixture, ".", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  assert_says (fixture->output, "\nN/A security-hardening.");
}

static void
test_usage (Fixture *fixture, gconstpointer program)
{
  run (fixture, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  run (fixture, ".", "--format", "xml", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  assert_says (fixture->errors, "“xml”");
  run (fixture, "nowhere", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->output, ==, "");
  assert_says (fixture->errors, "nowhere: There is no such folder.");
  put (fixture, "file", "x");
  run (fixture, "file", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  assert_says (fixture->errors, "This is not a folder.");
}

/* One that cannot be read does not keep the others from being audited. */
static void
test_some_not_done (Fixture *fixture, gconstpointer program)
{
  put (fixture, "one/docs/threat-model.md", whole);
  run (fixture, "one", "nowhere", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  assert_says (fixture->output, "PASS ");
}

/* ---- Outputs ---- */

static void
test_json (Fixture *fixture, gconstpointer program)
{
  put (fixture, "SECURITY.md", "# Security\n\n## Trust boundaries\n\n- Web to API.\n- API to database.\n");
  run (fixture, "--format=json", ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "\"check\": \"security-hardening.infra-monitoring.threat-modeling\"");
  assert_says (fixture->output, "\"severity\": \"info\"");
  assert_says (fixture->output, "\"verdict\": \"fail\"");
  assert_says (fixture->output, "\"covers\": [\"trust-boundaries\"]");
  assert_says (fixture->output,
               "\"missing\": [\"sensitive-data-flows\", \"authentication\", \"authorization\", "
               "\"threats-and-mitigations\"]");
}

static void
test_sarif (Fixture *fixture, gconstpointer program)
{
  run (fixture, "--format=sarif", ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "\"version\": \"2.1.0\"");
  assert_says (fixture->output, "\"level\": \"note\"");
  assert_says (fixture->output,
               "No SECURITY.md, threat model document, or security architecture review found in "
               "the repository");
}

/* However many are audited at once, the output is in the order of their names, and the same every time. */
static void
test_recursive (Fixture *fixture, gconstpointer program)
{
  g_autofree char *first = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *path = g_strdup_printf ("repo-%02d/%s", i,
                                               i % 2 == 0 ? "docs/threats.md" : "README.md");

      put (fixture, path, i % 2 == 0 ? whole : "# Nothing\n");
    }
  run (fixture, "--recursive", ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "20 repositories: 10 pass, 10 fail, 0 not applicable\n");
  g_assert_true (strstr (fixture->output, "repo-03") < strstr (fixture->output, "repo-04"));
  first = g_strdup (fixture->output);
  run (fixture, "-r", ".", NULL);
  g_assert_cmpstr (fixture->output, ==, first);
}

/* ---- What is left out ---- */

static void
test_left_out (Fixture *fixture, gconstpointer program)
{
  static const char *const paths[] = { "CHANGELOG.md",
                                       "node_modules/a/SECURITY.md",
                                       "vendor/b/threat-model.md",
                                       "tests/data/threat-model.md",
                                       "templates/SECURITY.md",
                                       ".git/SECURITY.md" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    put (fixture, paths[i], whole);
  run (fixture, ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "0 security documentation files found.\n");
}

/* Loops end, nothing outside is read, a huge file is passed over and said so, a binary one is no text. */
static void
test_hostile (Fixture *fixture, gconstpointer program)
{
  g_autofree char *loop = g_build_filename (fixture->root, "in", "docs", "loop", NULL);
  g_autofree char *out = g_build_filename (fixture->root, "in", "SECURITY.md", NULL);
  g_autofree char *huge = g_build_filename (fixture->root, "in", "docs", "threat-model.md", NULL);
  g_autofree char *pipe = g_build_filename (fixture->root, "in", "docs", "security.txt", NULL);

  put (fixture, "outside.md", whole);
  put (fixture, "in/docs/threat-model.md", whole);
  put (fixture, "in/docs/line\nbreak\033[31m-threats.md", whole);
  g_assert_cmpint (truncate (huge, 100 * 1024 * 1024), ==, 0);
  g_assert_cmpint (symlink ("..", loop), ==, 0);
  g_assert_cmpint (symlink ("../outside.md", out), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  run (fixture, "in", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  assert_says (fixture->output, "1 security documentation files found.\n");
  assert_says (fixture->output, "1 files or folders were too large or could not be read.");
  g_assert_null (strchr (fixture->output, '\033'));
}

/* ---- Fixing ---- */

/* What is written says that it is to be filled in, and does not pass; what is there is kept. */
static void
test_fix (Fixture *fixture, gconstpointer program)
{
  g_autofree char *written = NULL;
  g_autofree char *kept = NULL;

  put (fixture, "package.json", "{ \"dependencies\": { \"stripe\": \"1\" } }");
  run (fixture, "--fix", ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->errors, "SECURITY.md: Written");
  written = get (fixture, "SECURITY.md");
  assert_says (written, "### Trust Boundaries\n");
  assert_says (written, "Payment data");

  run (fixture, "--fix", ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "a form that has not been filled in");
  assert_says (fixture->errors, "was left as it is");
  kept = get (fixture, "SECURITY.md");
  g_assert_cmpstr (kept, ==, written);
}

/* Nothing is written where the audit passes, nor beside a policy of another name. */
static void
test_fix_not_needed (Fixture *fixture, gconstpointer program)
{
  put (fixture, "one/docs/threats.md", whole);
  put (fixture, "two/.github/security.md", "# Policy\n");
  run (fixture, "--fix", "one", "two", NULL);
  g_assert_null (get (fixture, "one/SECURITY.md"));
  g_assert_null (get (fixture, "two/SECURITY.md"));
}

/* The same document can be had for the asking, and never over what is there. */
static void
test_new (Fixture *fixture, gconstpointer program)
{
  g_autofree char *path = g_build_filename (fixture->root, "SECURITY.md", NULL);
  g_autofree char *text = NULL;
  int status;
  const char *argv[] = { fixture->program, "new", path, NULL };

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                                   NULL, &status, NULL));
      g_assert_cmpint (WEXITSTATUS (status), ==, i == 0 ? 0 : 2);
    }
  text = get (fixture, "SECURITY.md");
  assert_says (text, "### Sensitive Data Flows\n");
}

int
main (int argc, char **argv)
{
  g_autofree char *program = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  /* It is run in other folders than this one. */
  program = g_canonicalize_filename (argv[1], NULL);

#define ADD(name, function) g_test_add ("/cli/audit/" name, Fixture, program, set_up, function, tear_down)
  ADD ("pass", test_pass);
  ADD ("fail", test_fail);
  ADD ("prototype", test_prototype);
  ADD ("usage", test_usage);
  ADD ("some-not-done", test_some_not_done);
  ADD ("json", test_json);
  ADD ("sarif", test_sarif);
  ADD ("recursive", test_recursive);
  ADD ("left-out", test_left_out);
  ADD ("hostile", test_hostile);
  ADD ("fix", test_fix);
  ADD ("fix-not-needed", test_fix_not_needed);
  ADD ("new", test_new);
#undef ADD

  return g_test_run ();
}
