/* What the audit makes of texts: which sentences count, what covers a topic,
 * which files are documentation, and the verdict.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-model.h"
#include "audit-path.h"
#include "audit-words.h"
#include "audit.h"
#include "moat-test.h"

#include <string.h>

#define BOUNDARIES     (1u << MOAT_AUDIT_BOUNDARIES)
#define DATA_FLOWS     (1u << MOAT_AUDIT_DATA_FLOWS)
#define AUTHENTICATION (1u << MOAT_AUDIT_AUTHENTICATION)
#define AUTHORIZATION  (1u << MOAT_AUDIT_AUTHORIZATION)
#define THREATS        (1u << MOAT_AUDIT_THREATS)

/* A document in lines: "# heading", "- item", "|threat|answer" (a row, the first one of a section its head),
 * anything else a paragraph.
 */
static MoatProse *
make_prose (const char *const *lines)
{
  MoatProse *prose = moat_prose_new ();
  gboolean in_table = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize hashes = strspn (lines[i], "#");

      if (hashes > 0)
        moat_prose_add_heading (prose, hashes, i + 1, lines[i] + hashes + 1);
      else if (lines[i][0] == '-')
        moat_prose_add (prose, MOAT_PROSE_ITEM, i + 1, lines[i] + 2);
      else if (lines[i][0] == '|')
        moat_prose_take_row (prose, !in_table, i + 1, g_strsplit (lines[i] + 1, "|", -1));
      else
        moat_prose_add_paragraph (prose, i + 1, lines[i], FALSE);
      in_table = lines[i][0] == '|';
    }
  return prose;
}

static guint
cover (const char *const *lines)
{
  g_autoptr (MoatProse) prose = make_prose (lines);

  return moat_audit_cover_prose (prose, FALSE).topics;
}

#define COVER(...) cover ((const char *const[]){ __VA_ARGS__, NULL })

static const char *const whole[] = {
  "# Threat model of the relay",
  "## Trust boundaries",
  "- Public internet to relay: messages are checked before they enter.",
  "- Relay to archive, over mutual TLS.",
  "## Sensitive data flows",
  "- Session tokens stay in memory and are never logged.",
  "- Subscribers' addresses are personal data and encrypted at rest.",
  "## Who may do what",
  "Operators sign in with client certificates.",
  "Only the admin role may change routes, and reading needs authentication.",
  "## Threats and mitigations",
  "|Threat|Mitigation",
  "|Somebody replays an old message|Sequence numbers are checked",
  "|Somebody forges a certificate|Certificates are pinned",
  NULL,
};

/* ---- Sentences ---- */

static void
assert_empty (const char *sentence, gboolean expected)
{
  g_autofree char *words = moat_audit_words_normalize (sentence);

  if (moat_audit_words_is_empty (sentence, words) != expected)
    g_error ("“%s” is taken for the other kind", sentence);
}

/* What is to be filled in, asks, instructs, denies, explains or points elsewhere says nothing of the system.
 */
static void
test_empty_sentences (void)
{
  assert_empty ("TODO: list the boundaries", TRUE);
  assert_empty ("[Name of the trust boundary]", TRUE);
  assert_empty ("Owner: <name of the team>", TRUE);
  assert_empty ("What are the trust boundaries?", TRUE);
  assert_empty ("Describe your trust boundaries here.", TRUE);
  assert_empty ("Trust boundaries have not been identified.", TRUE);
  assert_empty ("There is no documented trust boundary.", TRUE);
  assert_empty ("A trust boundary is a line where trust changes.", TRUE);
  assert_empty ("See docs/threats.md for the trust boundaries.", TRUE);

  assert_empty ("The trust boundaries are the browser and the API gateway.", FALSE);
  assert_empty ("The trust boundary runs between the API and the database.", FALSE);
  assert_empty ("Reading is unauthenticated by default.", FALSE);
  assert_empty ("The relay does not trust the archive.", FALSE);
  assert_empty ("Passwords are never logged.", FALSE);
}

/* Words begin where letters do; arrows are a word; apostrophes are none. */
static void
test_normalize (void)
{
  g_autofree char *words = moat_audit_words_normalize ("The API’s Trust-Boundary: web -> API");

  g_assert_cmpstr (words, ==, " the apis trust boundary web arrow api ");
}

static void
test_split (void)
{
  g_auto (GStrv) sentences = moat_audit_words_split (
      "Keys, e.g. API keys, expire. Version 1.2 does not! So?");

  g_assert_cmpuint (g_strv_length (sentences), ==, 3);
  g_assert_cmpstr (sentences[0], ==, "Keys, e.g. API keys, expire.");
  g_assert_cmpstr (sentences[1], ==, "Version 1.2 does not!");
}

/* ---- Documents ---- */

/* A short document that says each thing covers all of them; without a section, that topic is missing. */
static void
test_cover_whole (void)
{
  static const struct
  {
    guint from, to; /* lines left out */
    guint missing;
  } parts[] = { { 1, 4, BOUNDARIES }, { 4, 7, DATA_FLOWS }, { 10, 14, THREATS } };

  g_assert_cmpuint (cover (whole), ==, MOAT_AUDIT_ALL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *lines[G_N_ELEMENTS (whole)] = { 0 };
      guint n = 0;

      for (guint line = 0; whole[line] != NULL; line++)
        {
          if (line < parts[i].from || line >= parts[i].to)
            lines[n++] = whole[line];
        }
      g_assert_cmpuint (cover (lines), ==, MOAT_AUDIT_ALL & ~parts[i].missing);
    }
}

/* Headings promise; only what stands under them counts. */
static void
test_cover_headings_only (void)
{
  g_assert_cmpuint (COVER ("# Threat model", "## Trust boundaries", "## Sensitive data flows",
                           "## Authentication and authorization", "## Threats and mitigations",
                           "|Threat|Category|Mitigation"),
                    ==, 0);
}

/* A policy speaks of attackers, credentials and severity, and covers nothing of the system. */
static void
test_cover_policy (void)
{
  g_assert_cmpuint (
      COVER ("# Security policy", "## Supported versions", "|Version|Supported", "|2.x|yes",
             "## Reporting a vulnerability", "Do not open a public issue.",
             "- Whether authentication or authorization is needed, and which trust boundary is crossed",
             "- How an attacker could exploit it, and mitigations if you know any",
             "- Whether passwords or tokens are exposed in transit"),
      ==, 0);
}

/* A form asks more than it answers. */
static void
test_cover_form (void)
{
  g_autoptr (MoatProse) prose = make_prose ((const char *const[]){
      "# Threat model: [system]", "## Trust boundaries", "Describe your trust boundaries here.",
      "- [from] to [to]", "## Threats and mitigations", "|Threat|Mitigation", "|[threat]|[answer]",
      "|TODO|TODO", NULL });
  MoatAuditCoverage coverage = moat_audit_cover_prose (prose, FALSE);

  g_assert_true (coverage.is_form);
  g_assert_cmpuint (coverage.topics, ==, 0);
}

/* Threats are paired with answers by a table, by headings, by labels, by two lists, or within a paragraph;
 * threats without answers are not. */
static void
test_cover_threats (void)
{
  g_assert_cmpuint (COVER ("# Relay", "## Spoofing", "Somebody poses as an operator.", "### Mitigations",
                           "- Client certificates", "## Tampering", "Somebody changes a message.",
                           "### Mitigations", "- Signatures")
                        & THREATS,
                    ==, THREATS);
  g_assert_cmpuint (COVER ("# Relay", "- Threat: somebody replays a message",
                           "- Mitigation: sequence numbers", "- Threat: somebody floods the relay",
                           "- Mitigation: rate limits")
                        & THREATS,
                    ==, THREATS);
  g_assert_cmpuint (COVER ("# Relay", "## Threats", "- Replay of messages", "- Leak through logs",
                           "- Flooding", "## Mitigations", "- Sequence numbers", "- Redaction",
                           "- Rate limits")
                        & THREATS,
                    ==, THREATS);
  g_assert_cmpuint (COVER ("# Relay", "## Threats", "- Replay of messages", "- Leak through logs",
                           "- Flooding", "- Theft of keys")
                        & THREATS,
                    ==, 0);
  g_assert_cmpuint (COVER ("# Relay", "## Threats", "|Threat|Mitigation", "|Replay of messages|",
                           "|Leak through logs|N/A", "|Flooding|TBD")
                        & THREATS,
                    ==, 0);
}

/* What is said in passing is not enough, however often. */
static void
test_cover_in_passing (void)
{
  const char *lines[41] = { "# Manual" };

  for (guint i = 1; i < 40; i++)
    lines[i] = "The setting limits what an attack on the cache can do.";
  g_assert_cmpuint (cover (lines) & THREATS, ==, 0);
}

/* Of a document about something else, only its sections on security count, not what stands before them. */
static void
test_cover_sections (void)
{
  g_autoptr (MoatProse) prose = make_prose ((const char *const[]){
      "Users sign in with passkeys.", "Only admins may write.", "# Relay",
      "Users sign in with passkeys. Only the admin role may delete.", "## Security considerations",
      "The trust boundary is the relay's socket.", "Another trust boundary lies before the archive.", NULL });

  g_assert_cmpuint (moat_audit_cover_prose (prose, TRUE).topics, ==, BOUNDARIES);
  g_assert_cmpuint (moat_audit_cover_prose (prose, FALSE).topics, ==,
                    BOUNDARIES | AUTHENTICATION | AUTHORIZATION);
}

/* That attackers guess passwords is no assumption about authentication; that there is none is one. */
static void
test_cover_auth (void)
{
  const guint both = AUTHENTICATION | AUTHORIZATION;

  g_assert_cmpuint (COVER ("# Relay", "An attacker steals a password.",
                           "Attackers exploit stolen credentials.", "Privilege escalation.",
                           "Authentication bypass.")
                        & both,
                    ==, 0);
  g_assert_cmpuint (COVER ("# Relay", "Reading is unauthenticated.", "Writing needs a login.",
                           "Only the admin role may delete.")
                        & both,
                    ==, both);
  g_assert_cmpuint (COVER ("# Relay", "Users sign in with passkeys.", "Services use mutual TLS.") & both, ==,
                    AUTHENTICATION);
}

/* ---- Paths ---- */

static void
test_paths (void)
{
  g_assert_true (moat_audit_path_is_security_md (".github/Security.md"));
  g_assert_true (moat_audit_path_is_security_md ("docs/SECURITY"));
  g_assert_false (moat_audit_path_is_security_md ("SECURITY_CONTACTS"));
  g_assert_true (moat_audit_path_skips_folder ("node_modules"));
  g_assert_true (moat_audit_path_skips_folder ("Vendor"));
  g_assert_false (moat_audit_path_skips_folder (".github"));
  g_assert_true (moat_audit_path_is_example ("src/testdata/threats.md"));
  g_assert_false (moat_audit_path_is_example ("docs/tests.md"));
  g_assert_true (moat_audit_path_is_no_document ("CHANGELOG.md"));
  g_assert_true (moat_audit_path_is_no_document ("docs/threat-model-template.md"));
  g_assert_false (moat_audit_path_is_no_document ("docs/threat-model.md"));
  g_assert_true (moat_audit_path_is_decision_record ("docs/adr/0007-tokens.md"));
  g_assert_cmpint (moat_audit_path_get_kind ("a/b.moat"), ==, MOAT_PATH_MODEL);
  g_assert_cmpint (moat_audit_path_get_kind ("a/config.json"), ==, MOAT_PATH_NOTHING);
  g_assert_cmpint (moat_audit_path_get_kind ("threats/config.json"), ==, MOAT_PATH_MODEL);
  g_assert_cmpint (moat_audit_path_get_kind ("threats/model.schema.json"), ==, MOAT_PATH_NOTHING);
  g_assert_cmpint (moat_audit_path_get_kind ("package.json"), ==, MOAT_PATH_MANIFEST);
  g_assert_cmpint (moat_audit_path_get_kind ("db/schema.sql"), ==, MOAT_PATH_SCHEMA);
}

/* ---- The verdict ---- */

static void
add (MoatAudit *audit, const char *path, const char *const *lines)
{
  g_autoptr (MoatProse) prose = make_prose (lines);

  moat_audit_add_document (audit, path, prose);
}

static void
test_verdict_nothing (void)
{
  g_autoptr (MoatAudit) audit = moat_audit_new ();
  g_autoptr (MoatAuditResult) result = NULL;

  add (audit, "README.md", (const char *const[]){ "# Relay", "It relays.", NULL });
  add (audit, "CHANGELOG.md", whole);
  add (audit, "tests/data/SECURITY.md", whole);
  result = moat_audit_finish (audit);
  g_assert_cmpint (result->verdict, ==, MOAT_AUDIT_FAIL);
  g_assert_cmpuint (result->files->len, ==, 0);
  g_assert_cmpstr (result->message, ==,
                   "No SECURITY.md, threat model document, or security architecture review found in the "
                   "repository.");
}

static void
test_verdict_data (void)
{
  g_autoptr (MoatAudit) audit = moat_audit_new ();
  g_autoptr (MoatAuditResult) result = NULL;

  moat_audit_add_clue (audit, MOAT_CLUE_MANIFEST, "{ \"dependencies\": { \"stripe\": \"1\" } }");
  moat_audit_add_clue (audit, MOAT_CLUE_SCHEMA, "create table patient (id int, diagnosis text);");
  result = moat_audit_finish (audit);
  g_assert_nonnull (strstr (result->message, "Application handles payment and health data but no documented "
                                             "security review of trust boundaries."));
}

/* One word in a README is not yet a kind of data. */
static void
test_verdict_no_data (void)
{
  g_autoptr (MoatAudit) audit = moat_audit_new ();
  g_autoptr (MoatAuditResult) result = NULL;

  moat_audit_add_clue (audit, MOAT_CLUE_README, "Formats dates, also those of an invoice.");
  moat_audit_add_source (audit, "src/profile.c", "int x;\n");
  result = moat_audit_finish (audit);
  g_assert_cmpuint (result->handles, ==, 0);
}

static void
test_verdict_pass (void)
{
  g_autoptr (MoatAudit) audit = moat_audit_new ();
  g_autoptr (MoatAuditResult) result = NULL;

  add (audit, "docs/threat-model.md", whole);
  add (audit, "SECURITY.md", (const char *const[]){ "# Security", "Write to us.", NULL });
  result = moat_audit_finish (audit);
  g_assert_cmpint (result->verdict, ==, MOAT_AUDIT_PASS);
  g_assert_cmpuint (result->files->len, ==, 2);
  g_assert_cmpuint (result->best->len, ==, 1);
  g_assert_cmpstr (((MoatAuditFile *) g_ptr_array_index (result->files, 0))->path, ==, "SECURITY.md");
}

/* Documents that point to one another are one; those that do not are two halves of nothing. */
static void
test_verdict_parts (void)
{
  for (int is_linked = 0; is_linked < 2; is_linked++)
    {
      g_autoptr (MoatAudit) audit = moat_audit_new ();
      g_autoptr (MoatAuditResult) result = NULL;
      const char *first[7] = { 0 };
      g_autoptr (MoatProse) prose = NULL;

      memcpy (first, whole, 4 * sizeof *first);
      prose = make_prose (first);
      if (is_linked)
        moat_prose_add_link (prose, "docs/threats.md#top");
      moat_audit_add_document (audit, "SECURITY.md", prose);
      add (audit, "docs/threats.md", whole + 4);
      result = moat_audit_finish (audit);
      g_assert_cmpint (result->verdict, ==, is_linked ? MOAT_AUDIT_PASS : MOAT_AUDIT_FAIL);
      g_assert_cmpuint (result->missing, ==, is_linked ? 0 : BOUNDARIES);
    }
}

static void
test_verdict_prototype (void)
{
  g_autoptr (MoatAudit) audit = moat_audit_new ();
  g_autoptr (MoatAuditResult) result = NULL;

  moat_audit_set_prototype (audit);
  result = moat_audit_finish (audit);
  g_assert_cmpint (result->verdict, ==, MOAT_AUDIT_NOT_APPLICABLE);
}

/* Comments state assumptions; strings and bare names do not. */
static void
test_comments (void)
{
  g_autoptr (MoatAudit) audit = moat_audit_new ();
  g_autoptr (MoatAuditResult) result = NULL;
  const MoatAuditComment *comment;

  moat_audit_add_source (audit, "a.c",
                         "int x;\n"
                         "/* By our threat model the caller is already authenticated. */\n"
                         "char *s = \"threat model\";\n"
                         "// threat model\n");
  result = moat_audit_finish (audit);
  g_assert_cmpuint (result->n_comments, ==, 1);
  comment = g_ptr_array_index (result->comments, 0);
  g_assert_cmpuint (comment->line, ==, 2);
}

/* The model that tests make has what it needs piece by piece; an empty one covers nothing. */
static void
test_model (void)
{
  g_autoptr (MoatDocument) empty = moat_document_new ();

  g_assert_cmpuint (moat_audit_cover_model (empty).topics, ==, 0);
  g_assert_false (moat_audit_model_is_prototype (empty));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/audit/empty-sentences", test_empty_sentences);
  g_test_add_func ("/review/audit/normalize", test_normalize);
  g_test_add_func ("/review/audit/split", test_split);
  g_test_add_func ("/review/audit/cover/whole", test_cover_whole);
  g_test_add_func ("/review/audit/cover/headings-only", test_cover_headings_only);
  g_test_add_func ("/review/audit/cover/policy", test_cover_policy);
  g_test_add_func ("/review/audit/cover/form", test_cover_form);
  g_test_add_func ("/review/audit/cover/threats", test_cover_threats);
  g_test_add_func ("/review/audit/cover/in-passing", test_cover_in_passing);
  g_test_add_func ("/review/audit/cover/auth", test_cover_auth);
  g_test_add_func ("/review/audit/cover/sections", test_cover_sections);
  g_test_add_func ("/review/audit/paths", test_paths);
  g_test_add_func ("/review/audit/verdict/nothing", test_verdict_nothing);
  g_test_add_func ("/review/audit/verdict/data", test_verdict_data);
  g_test_add_func ("/review/audit/verdict/no-data", test_verdict_no_data);
  g_test_add_func ("/review/audit/verdict/pass", test_verdict_pass);
  g_test_add_func ("/review/audit/verdict/parts", test_verdict_parts);
  g_test_add_func ("/review/audit/verdict/prototype", test_verdict_prototype);
  g_test_add_func ("/review/audit/comments", test_comments);
  g_test_add_func ("/review/audit/model", test_model);
  return g_test_run ();
}
