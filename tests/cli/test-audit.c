/* moat-cli audit as scripts see it: exit statuses, the three outputs, many
 * repositories at once, what --fix writes, and folders made to trip it up.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-run.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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
set_up (MoatRun *run, gconstpointer program)
{
  moat_run_init (run, program);
}

static void
tear_down (MoatRun *run, gconstpointer program)
{
  moat_run_clear (run);
}

/* Runs the audit in the folder. */
#define audit(run, ...) moat_run ((run), NULL, "audit", __VA_ARGS__)

static void
assert_says (const char *text, const char *says)
{
  if (strstr (text, says) == NULL)
    g_error ("“%s” does not say “%s”", text, says);
}

/* ---- Verdicts ---- */

static void
test_pass (MoatRun *fixture, gconstpointer program)
{
  moat_run_put (fixture, "docs/threat-model.md", whole);
  audit (fixture, ".", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->errors, ==, "");
  assert_says (fixture->output, "1 security documentation files found.\n");
  assert_says (fixture->output, "docs/threat-model.md (threat model): covers trust boundaries");
  assert_says (fixture->output, "\nPASS security-hardening.infra-monitoring.threat-modeling (info): ");
}

static void
test_fail (MoatRun *fixture, gconstpointer program)
{
  moat_run_put (fixture, "SECURITY.md", "# Security\n\n## Reporting a vulnerability\n\nWrite to us.\n");
  moat_run_put (fixture, "package.json", "{ \"dependencies\": { \"stripe\": \"1\" } }");
  audit (fixture, ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "SECURITY.md (security policy): covers none of what is looked for");
  assert_says (fixture->output, "\nFAIL security-hardening.infra-monitoring.threat-modeling (info): ");
  assert_says (fixture->output,
               "Application handles payment data but no documented security review of trust boundaries.");
  assert_says (fixture->output, "NIST SP 800-53 RA-3, NIST SP 800-53 PL-2, ISO/IEC 27001:2022 A.5.8");
}

static void
test_prototype (MoatRun *fixture, gconstpointer program)
{
  audit (fixture, "--prototype", ".", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  assert_says (fixture->output, "\nN/A security-hardening.");

  moat_run_put (fixture, "design.moat",
                "{ \"format\": \"moat\", \"version\": 1, \"model\": { \"prototype\": true } }");
  audit (fixture, ".", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  assert_says (fixture->output, "\nN/A security-hardening.");
}

/* A drawing is judged by what it holds, as its reader understands it: there is no prose in it. */
static void
test_drawing (MoatRun *fixture, gconstpointer program)
{
  moat_run_put (
      fixture, "docs/threat-model.drawio",
      "<mxGraphModel><root><mxCell id='0'/><mxCell id='1' parent='0'/>"
      "<mxCell id='b' value='Trust boundary' style='dashed=1;fillColor=none;' vertex='1' parent='1'>"
      "<mxGeometry x='0' y='0' width='300' height='200' as='geometry'/></mxCell>"
      "<mxCell id='p' value='Service' style='ellipse;' vertex='1' parent='1'>"
      "<mxGeometry x='50' y='50' width='80' height='80' as='geometry'/></mxCell>"
      "<mxCell id='u' value='User' style='rounded=0;' vertex='1' parent='1'>"
      "<mxGeometry x='500' y='50' width='80' height='80' as='geometry'/></mxCell>"
      "<mxCell id='f' value='asks' style='endArrow=classic;' edge='1' parent='1' source='u' target='p'>"
      "<mxGeometry relative='1' as='geometry'/></mxCell></root></mxGraphModel>");
  audit (fixture, ".", NULL);
  assert_says (fixture->output, "docs/threat-model.drawio (draw.io");
  assert_says (fixture->output, "covers trust boundaries");
}

static void
test_usage (MoatRun *fixture, gconstpointer program)
{
  audit (fixture, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  audit (fixture, ".", "--format", "xml", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  assert_says (fixture->errors, "“xml”");
  audit (fixture, "nowhere", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_cmpstr (fixture->output, ==, "");
  assert_says (fixture->errors, "nowhere: There is no such folder.");
  moat_run_put (fixture, "file", "x");
  audit (fixture, "file", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  assert_says (fixture->errors, "This is not a folder.");
}

/* One that cannot be read does not keep the others from being audited. */
static void
test_some_not_done (MoatRun *fixture, gconstpointer program)
{
  moat_run_put (fixture, "one/docs/threat-model.md", whole);
  audit (fixture, "one", "nowhere", NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  assert_says (fixture->output, "PASS ");
}

/* ---- Outputs ---- */

static void
test_json (MoatRun *fixture, gconstpointer program)
{
  moat_run_put (fixture, "SECURITY.md",
                "# Security\n\n## Trust boundaries\n\n- Web to API.\n- API to database.\n");
  audit (fixture, "--format=json", ".", NULL);
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
test_sarif (MoatRun *fixture, gconstpointer program)
{
  audit (fixture, "--format=sarif", ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "\"version\": \"2.1.0\"");
  assert_says (fixture->output, "\"level\": \"note\"");
  assert_says (fixture->output,
               "No SECURITY.md, threat model document, or security architecture review found in "
               "the repository");
}

/* However many are audited at once, the output is in the order of their names, and the same every time. */
static void
test_recursive (MoatRun *fixture, gconstpointer program)
{
  g_autofree char *first = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *path = g_strdup_printf ("repo-%02d/%s", i,
                                               i % 2 == 0 ? "docs/threats.md" : "README.md");

      moat_run_put (fixture, path, i % 2 == 0 ? whole : "# Nothing\n");
    }
  audit (fixture, "--recursive", ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "20 repositories: 10 pass, 10 fail, 0 not applicable\n");
  g_assert_true (strstr (fixture->output, "repo-03") < strstr (fixture->output, "repo-04"));
  first = g_strdup (fixture->output);
  audit (fixture, "-r", ".", NULL);
  g_assert_cmpstr (fixture->output, ==, first);
}

/* ---- What is left out ---- */

static void
test_left_out (MoatRun *fixture, gconstpointer program)
{
  static const char *const paths[] = { "CHANGELOG.md",
                                       "node_modules/a/SECURITY.md",
                                       "vendor/b/threat-model.md",
                                       "tests/data/threat-model.md",
                                       "templates/SECURITY.md",
                                       ".git/SECURITY.md" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    moat_run_put (fixture, paths[i], whole);
  audit (fixture, ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "0 security documentation files found.\n");
}

/* Loops end, nothing outside is read, a huge file is passed over and said so, a binary one is no text. */
static void
test_hostile (MoatRun *fixture, gconstpointer program)
{
  g_autofree char *loop = g_build_filename (fixture->folder, "in", "docs", "loop", NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "in", "SECURITY.md", NULL);
  g_autofree char *huge = g_build_filename (fixture->folder, "in", "docs", "threat-model.md", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "in", "docs", "security.txt", NULL);

  moat_run_put (fixture, "outside.md", whole);
  moat_run_put (fixture, "in/docs/threat-model.md", whole);
  moat_run_put (fixture, "in/docs/line\nbreak\033[31m-threats.md", whole);
  g_assert_cmpint (truncate (huge, 100 * 1024 * 1024), ==, 0);
  g_assert_cmpint (symlink ("..", loop), ==, 0);
  g_assert_cmpint (symlink ("../outside.md", out), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  audit (fixture, "in", NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  assert_says (fixture->output, "1 security documentation files found.\n");
  assert_says (fixture->output, "1 files or folders were too large or could not be read.");
  g_assert_null (strchr (fixture->output, '\033'));
}

/* ---- Fixing ---- */

/* What is written says that it is to be filled in, and does not pass; what is there is kept. */
static void
test_fix (MoatRun *fixture, gconstpointer program)
{
  g_autofree char *written = NULL;
  g_autofree char *kept = NULL;

  moat_run_put (fixture, "package.json", "{ \"dependencies\": { \"stripe\": \"1\" } }");
  audit (fixture, "--fix", ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->errors, "SECURITY.md: Written");
  written = moat_run_get (fixture, "SECURITY.md");
  assert_says (written, "### Trust Boundaries\n");
  assert_says (written, "Payment data");

  audit (fixture, "--fix", ".", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->output, "a form that has not been filled in");
  assert_says (fixture->errors, "was left as it is");
  kept = moat_run_get (fixture, "SECURITY.md");
  g_assert_cmpstr (kept, ==, written);
}

/* Nothing is written where the audit passes, nor beside a policy of another name. */
static void
test_fix_not_needed (MoatRun *fixture, gconstpointer program)
{
  moat_run_put (fixture, "one/docs/threats.md", whole);
  moat_run_put (fixture, "two/.github/security.md", "# Policy\n");
  audit (fixture, "--fix", "one", "two", NULL);
  g_assert_null (moat_run_get (fixture, "one/SECURITY.md"));
  g_assert_null (moat_run_get (fixture, "two/SECURITY.md"));
}

/* The same document can be had for the asking, and never over what is there. */
static void
test_new (MoatRun *fixture, gconstpointer program)
{
  g_autofree char *path = g_build_filename (fixture->folder, "SECURITY.md", NULL);
  g_autofree char *text = NULL;
  int status;
  const char *argv[] = { fixture->program, "new", path, NULL };

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                                   NULL, &status, NULL));
      g_assert_cmpint (WEXITSTATUS (status), ==, i == 0 ? 0 : 2);
    }
  text = moat_run_get (fixture, "SECURITY.md");
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

#define ADD(name, function) g_test_add ("/cli/audit/" name, MoatRun, program, set_up, function, tear_down)
  ADD ("pass", test_pass);
  ADD ("fail", test_fail);
  ADD ("prototype", test_prototype);
  ADD ("drawing", test_drawing);
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
