/* Evidence: what entries cite, and what is known of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "citation.h"
#include "evidence.h"
#include "moat-test.h"

/* ---- Citations ---- */

static char *
show (const char *entry)
{
  static const char *const kinds[] = { "nothing", "file", "test", "link" };
  g_auto (MoatCitation) citation = { 0 };
  GString *shown;

  moat_citation_init (&citation, entry);
  shown = g_string_new (kinds[citation.cites]);
  if (citation.path != NULL)
    g_string_append_printf (shown, " path=%s", citation.path);
  if (citation.line > 0)
    g_string_append_printf (shown, " line=%u", citation.line);
  if (citation.symbol != NULL)
    g_string_append_printf (shown, " symbol=%s", citation.symbol);
  if (citation.test != NULL)
    g_string_append_printf (shown, " test=%s", citation.test);

  return g_string_free (shown, FALSE);
}

typedef struct
{
  const char *entry;
  const char *shown;
} Case;

static void
assert_cases (const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *shown = show (cases[i].entry);

      g_test_message ("%s", cases[i].entry);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* A path may be led by dots and followed by a line, a range, or a name. */
static void
test_citation_files (void)
{
  static const Case cases[] = {
    { "src/api.py", "file path=src/api.py" },
    { "  `src/api.py`  ", "file path=src/api.py" },
    { "`My notes/threats.md`", "file path=My notes/threats.md" },
    { "src/api.py:12", "file path=src/api.py line=12" },
    { "src/api.py:12-20", "file path=src/api.py line=12" },
    { "src/api.py:12:5", "file path=src/api.py line=12" },
    { "src/api.py#L12-L20", "file path=src/api.py line=12" },
    { "src/api.py#update", "file path=src/api.py symbol=update" },
    { "src/api.py#Api.update()", "file path=src/api.py symbol=Api.update" },
    { "src\\api.cs:3", "file path=src/api.cs line=3" },
    { "src/auth/", "file path=src/auth/" },
    { "./run", "file path=./run" },
    { "../other/run", "file path=../other/run" },
    { "/etc/nginx/nginx.conf", "file path=/etc/nginx/nginx.conf" },
    { "C:\\shop\\api.cs", "file path=C:/shop/api.cs" },
    { "api.py", "file path=api.py" },
    { "api.py:7", "file path=api.py line=7" },
    { "deploy/Dockerfile", "file path=deploy/Dockerfile" },
    { "Dockerfile", "file path=Dockerfile" },
    { ".gitlab-ci.yml", "file path=.gitlab-ci.yml" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* What people say in words, with slashes, dots and colons, is no file and no test. */
static void
test_citation_words (void)
{
  static const Case cases[] = {
    { NULL, "nothing" },
    { "", "nothing" },
    { "API", "nothing" },
    { "Gateway", "nothing" },
    { "API / data access layer", "nothing" },
    { "API/Gateway", "nothing" },
    { "client/server", "nothing" },
    { "TCP/IP", "nothing" },
    { "TLS 1.2/1.3", "nothing" },
    { "Node.js", "nothing" },
    { "ASP.NET", "nothing" },
    { "login.example.com", "nothing" },
    { "github.com/acme/shop", "nothing" },
    { "/api/v1/orders", "nothing" },
    { "/orders/", "nothing" },
    { "/orders/{id}", "nothing" },
    { "POST /orders/:id", "nothing" },
    { "see src/api.py", "nothing" },
    { "Test with two accounts", "nothing" },
    { "#SHOP-12", "nothing" },
    { "SHOP-12", "nothing" },
    { "https", "nothing" },
    { "https://a b", "nothing" },
    { "::", "nothing" },
    { "`", "nothing" },
    { "``", "nothing" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* Tests are called as each runner prints them. */
static void
test_citation_tests (void)
{
  static const Case cases[] = {
    { "tests/test_api.py::TestA::test_b", "test path=tests/test_api.py test=TestA::test_b" },
    { "test_api.py::test_b[a b/c]", "test path=test_api.py test=test_b[a b/c]" },
    { "orders::tests::rejects", "test test=orders::tests::rejects" },
    { "shop.ApiTest.update", "test test=shop.ApiTest.update" },
    { "ApiTest.update", "test test=ApiTest.update" },
    { "com.acme.shop.ApiTest", "test test=com.acme.shop.ApiTest" },
    { "tests.test_api.test_b", "test test=tests.test_api.test_b" },
    { "ApiTest#update", "test test=ApiTest#update" },
    { "com.acme.ApiTest#update(String)", "test test=com.acme.ApiTest#update(String)" },
    { "TestUpdate", "test test=TestUpdate" },
    { "TestUpdate/other_user", "test test=TestUpdate/other_user" },
    { "github.com/acme/shop/orders.TestUpdate/a", "test test=github.com/acme/shop/orders.TestUpdate/a" },
    { "address form › rejects another user", "test test=address form › rejects another user" },
    { "test_update", "test test=test_update" },
    { "rejectsOtherUser", "test test=rejectsOtherUser" },
    { "https://ci.example.com/runs/1", "link" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* No spelling of a path leads out of the folder. */
static void
test_citation_inside (void)
{
  static const Case cases[] = {
    { "src/api.py", "src/api.py" },
    { "./src//./api.py", "src/api.py" },
    { "a/../b", "b" },
    { "a/..", "." },
    { "../b", NULL },
    { "a/../../b", NULL },
    { "/etc/passwd", NULL },
    { "~/x", NULL },
    { "~root/x", NULL },
    { "C:/x", NULL },
    { "..", NULL },
    { "a/../../../../etc/passwd", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *inside = moat_citation_dup_inside (cases[i].entry);

      g_assert_cmpstr (inside, ==, cases[i].shown);
    }
}

/* ---- What is known ---- */

typedef struct
{
  MoatDocument *document;
  MoatRecord *decision;
  MoatRecord *verification;
  MoatEvidence *evidence;
  GString *told;
} Fixture;

static void
changed_cb (MoatEvidence *evidence, GPtrArray *records, Fixture *fixture)
{
  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (fixture->told, "%s ", moat_record_get_id (g_ptr_array_index (records, i)));
}

static void
wanted_cb (MoatEvidence *evidence, Fixture *fixture)
{
  g_string_append (fixture->told, "wanted ");
}

static void
fixture_set (Fixture *fixture, MoatRecord *record, const char *field, const char *text)
{
  g_autoptr (GError) error = NULL;

  MOAT_TRANSACTION (fixture->document, "Edit")
  {
    g_assert_true (moat_edit_set_text (fixture->document, record, field, text, &error));
  }
  g_assert_no_error (error);
}

static void
fixture_setup (Fixture *fixture, gconstpointer data)
{
  MoatDocument *document = moat_document_new ();

  fixture->document = document;
  MOAT_TRANSACTION (document, "Set up")
  {
    MoatRecord *use_case = moat_edit_add_use_case (document, "Orders");
    MoatRecord *threat = moat_edit_add_threat (document, moat_record_get_id (use_case), "Reads all");

    fixture->decision = moat_document_add (document, MOAT_KIND_DECISION, "d-1");
    moat_edit_link_decision (document, fixture->decision, threat);
    fixture->verification = moat_document_add (document, MOAT_KIND_VERIFICATION, "v-1");
    moat_text_set (
        &((MoatVerificationState *) moat_document_edit (document, fixture->verification))->decision, "d-1");
  }
  fixture_set (fixture, fixture->decision, "enforced", "API, src/api.py#update");
  fixture_set (fixture, fixture->verification, "evidence",
               "tests/test_api.py::test_b, https://example.com/x");
  fixture->evidence = moat_evidence_new (document);
  fixture->told = g_string_new (NULL);
  g_signal_connect (fixture->evidence, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->evidence, "wanted", G_CALLBACK (wanted_cb), fixture);
}

static void
fixture_teardown (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->evidence);
  g_string_free (fixture->told, TRUE);
  g_object_unref (fixture->document);
}

static void
fixture_tell (Fixture *fixture, const char *entry, MoatEvidenceStatus status, const char *changed_on)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_evidence_fact_free);

  g_ptr_array_add (facts, moat_evidence_fact_new (entry, status, changed_on));
  moat_evidence_tell (fixture->evidence, facts);
}

static void
assert_wanted (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) wanted = moat_evidence_steal_wanted (fixture->evidence);
  g_autofree char *joined = NULL;

  g_ptr_array_add (wanted, NULL);
  joined = g_strjoinv (", ", (char **) wanted->pdata);
  g_assert_cmpstr (joined, ==, expected);
  g_assert_false (moat_evidence_has_wanted (fixture->evidence));
}

/* Only what names a file is looked up, once, also when it comes up again. */
static void
test_evidence_wanted (Fixture *fixture, gconstpointer data)
{
  assert_wanted (fixture, "src/api.py#update, tests/test_api.py::test_b");

  fixture_set (fixture, fixture->decision, "enforced", "src/other.py");
  g_assert_cmpstr (fixture->told->str, ==, "wanted ");
  moat_document_undo (fixture->document);
  moat_document_redo (fixture->document);
  fixture_set (fixture, fixture->decision, "owner", "Ann");
  g_assert_cmpstr (fixture->told->str, ==, "wanted ");
  assert_wanted (fixture, "src/other.py");

  moat_evidence_want_all (fixture->evidence);
  g_assert_true (moat_evidence_has_wanted (fixture->evidence));
}

/* Nothing is claimed before somebody looked; then those who cite the entry are told, once. */
static void
test_evidence_tell (Fixture *fixture, gconstpointer data)
{
  MoatEvidence *evidence = fixture->evidence;

  g_assert_cmpint (moat_evidence_get (NULL, fixture->decision, "src/api.py#update"), ==,
                   MOAT_EVIDENCE_UNKNOWN);
  g_assert_cmpint (moat_evidence_get (evidence, fixture->decision, "src/api.py#update"), ==,
                   MOAT_EVIDENCE_UNKNOWN);
  g_assert_cmpint (moat_evidence_get (evidence, fixture->decision, "API"), ==, MOAT_EVIDENCE_NOT_LOOKED);

  fixture_tell (fixture, "src/api.py#update", MOAT_EVIDENCE_NO_SYMBOL, NULL);
  g_assert_cmpstr (fixture->told->str, ==, "d-1 ");
  fixture_tell (fixture, "src/api.py#update", MOAT_EVIDENCE_NO_SYMBOL, NULL);
  fixture_tell (fixture, "nobody/cites.this", MOAT_EVIDENCE_NO_FILE, NULL);
  g_assert_cmpstr (fixture->told->str, ==, "d-1 ");
  g_assert_cmpint (moat_evidence_get (evidence, fixture->decision, "src/api.py#update"), ==,
                   MOAT_EVIDENCE_NO_SYMBOL);

  fixture_tell (fixture, "tests/test_api.py::test_b", MOAT_EVIDENCE_NO_FILE, NULL);
  g_assert_cmpstr (fixture->told->str, ==, "d-1 v-1 ");
}

/* "Changed" compares with the day of the decision that asks, and only with one that has a day. */
static void
test_evidence_changed (Fixture *fixture, gconstpointer data)
{
  const char *entry = "src/api.py#update";

  fixture_tell (fixture, entry, MOAT_EVIDENCE_FOUND, "2024-05-02");
  g_assert_cmpint (moat_evidence_get (fixture->evidence, fixture->decision, entry), ==, MOAT_EVIDENCE_FOUND);
  fixture_set (fixture, fixture->decision, "decidedOn", "2024-05-02");
  g_assert_cmpint (moat_evidence_get (fixture->evidence, fixture->decision, entry), ==, MOAT_EVIDENCE_FOUND);
  fixture_set (fixture, fixture->decision, "decidedOn", "2024-05-01");
  g_assert_cmpint (moat_evidence_get (fixture->evidence, fixture->decision, entry), ==,
                   MOAT_EVIDENCE_CHANGED);
  g_assert_cmpint (moat_evidence_get (fixture->evidence, fixture->verification, entry), ==,
                   MOAT_EVIDENCE_FOUND);
}

/* Each status that means trouble has a sentence, and no other. */
static void
test_evidence_sentences (void)
{
  for (int status = MOAT_EVIDENCE_UNKNOWN; status <= MOAT_EVIDENCE_OUTSIDE; status++)
    {
      g_autofree char *sentence = moat_evidence_status_describe (status, "src/api.py:12#update");

      g_assert_true ((sentence != NULL)
                     == (moat_evidence_status_is_missing (status) || status == MOAT_EVIDENCE_CHANGED));
      g_assert_true (sentence == NULL || g_strrstr (sentence, "src/api.py") != NULL);
    }
}

#define TEST(path, test)                                                                                     \
  g_test_add ("/review/evidence/" path, Fixture, NULL, fixture_setup, test, fixture_teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/citation/files", test_citation_files);
  g_test_add_func ("/review/citation/words", test_citation_words);
  g_test_add_func ("/review/citation/tests", test_citation_tests);
  g_test_add_func ("/review/citation/inside", test_citation_inside);
  TEST ("wanted", test_evidence_wanted);
  TEST ("tell", test_evidence_tell);
  TEST ("changed", test_evidence_changed);
  g_test_add_func ("/review/evidence/sentences", test_evidence_sentences);
  return g_test_run ();
}
