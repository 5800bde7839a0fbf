/* Test results onto verifications: what each entry of evidence makes of them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "moat-test.h"
#include "verify.h"

#include <string.h>

typedef struct
{
  MoatDocument *document;
  MoatRecord *decision;
  MoatTestReport *report;
} Fixture;

static void
add_test (Fixture *fixture,
          const char *class_name,
          const char *name,
          MoatTestOutcome outcome,
          const char *date)
{
  const MoatTest test = { .class_name = class_name, .name = name, .outcome = outcome, .date = date };

  moat_test_report_add (fixture->report, &test);
}

static void
fixture_setup (Fixture *fixture, gconstpointer data)
{
  fixture->document = moat_document_new ();
  MOAT_TRANSACTION (fixture->document, "Set up")
  {
    MoatRecord *use_case = moat_edit_add_use_case (fixture->document, "Orders");
    MoatRecord *threat = moat_edit_add_threat (fixture->document, moat_record_get_id (use_case), "Reads all");

    fixture->decision = moat_edit_add_decision (fixture->document, moat_record_get_id (threat), "Look it up");
  }
  fixture->report = moat_test_report_new ();
  add_test (fixture, "shop.OrderTest", "own", MOAT_TEST_PASSED, "2024-05-02");
  add_test (fixture, "shop.OrderTest", "other[1]", MOAT_TEST_PASSED, "2024-05-03");
  add_test (fixture, "shop.OrderTest", "other[2]", MOAT_TEST_FAILED, "2024-05-02");
  add_test (fixture, "shop.LoginTest", "own", MOAT_TEST_PASSED, "2024-05-04");
  add_test (fixture, "shop.LoginTest", "later", MOAT_TEST_SKIPPED, "2024-05-04");
  add_test (fixture, "", "form rejects another user", MOAT_TEST_PASSED, "");
}

static void
fixture_teardown (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->document);
  moat_test_report_free (fixture->report);
}

static MoatRecord *
add_verification (Fixture *fixture, MoatVerificationType type, const char *const *evidence)
{
  MoatRecord *verification = NULL;

  MOAT_TRANSACTION (fixture->document, "Add")
  {
    MoatVerificationState *state;

    verification = moat_edit_add_verification (fixture->document, moat_record_get_id (fixture->decision),
                                               "Proof");
    state = moat_document_edit (fixture->document, verification);
    state->type = type;
    moat_list_set (&state->evidence, evidence);
  }

  return verification;
}

typedef struct
{
  MoatVerificationType type;
  const char *evidence[4];
  /* "result date", "untouched", or "unclear" */
  const char *expected;
} Case;

static char *
show (Fixture *fixture, MoatRecord *verification, GPtrArray *list)
{
  const MoatVerificationState *state = moat_verification_state (verification);

  if (list->len == 0)
    return g_strdup ("untouched");
  g_assert_cmpuint (list->len, ==, 1);
  if (!((MoatVerified *) g_ptr_array_index (list, 0))->is_settled)
    return g_strdup ("unclear");

  return g_strconcat (moat_value_get_nick (moat_results, state->result), " ",
                      moat_text_get (state->checked_on), NULL);
}

/* One failing test fails, one that is not there or was skipped misses, and only entries that name tests
 * count: plain words do where the kind of proof is one that a machine runs.
 */
static void
test_verify_results (Fixture *fixture, gconstpointer data)
{
  static const Case cases[] = {
    { MOAT_VERIFICATION_OTHER, { "OrderTest#own" }, "passing 2024-05-02" },
    { MOAT_VERIFICATION_OTHER, { "OrderTest#other" }, "failing 2024-05-03" },
    { MOAT_VERIFICATION_OTHER, { "OrderTest#other[1]" }, "passing 2024-05-03" },
    { MOAT_VERIFICATION_OTHER, { "OrderTest" }, "failing 2024-05-03" },
    { MOAT_VERIFICATION_OTHER, { "OrderTest#gone" }, "missing 2024-05-04" },
    { MOAT_VERIFICATION_OTHER, { "LoginTest#later" }, "missing 2024-05-04" },
    { MOAT_VERIFICATION_OTHER, { "LoginTest" }, "passing 2024-05-04" },
    { MOAT_VERIFICATION_OTHER, { "OrderTest#own", "OrderTest#gone" }, "missing 2024-05-02" },
    { MOAT_VERIFICATION_OTHER, { "OrderTest#gone", "OrderTest#other" }, "failing 2024-05-03" },
    { MOAT_VERIFICATION_OTHER, { "OrderTest#own", "https://example.com" }, "passing 2024-05-02" },
    { MOAT_VERIFICATION_OTHER, { "form rejects another user" }, "passing 2024-05-04" },
    { MOAT_VERIFICATION_UNIT, { "own" }, "unclear" },
    { MOAT_VERIFICATION_UNIT, { "own", "OrderTest#gone" }, "missing 2024-05-04" },
    { MOAT_VERIFICATION_OTHER, { NULL }, "untouched" },
    { MOAT_VERIFICATION_UNIT, { NULL }, "untouched" },
    { MOAT_VERIFICATION_UNIT, { "https://example.com" }, "untouched" },
    { MOAT_VERIFICATION_REVIEW, { "Talk with the vendor" }, "untouched" },
    { MOAT_VERIFICATION_REVIEW, { "own" }, "untouched" },
    { MOAT_VERIFICATION_UNIT, { "rejects strangers" }, "missing 2024-05-04" },
    { MOAT_VERIFICATION_UNIT, { "docs/review.pdf" }, "untouched" },
    { MOAT_VERIFICATION_FUZZ, { "fuzz/corpus.txt" }, "untouched" },
    { MOAT_VERIFICATION_UNIT, { "tests/gone.test.ts" }, "missing 2024-05-04" },
    { MOAT_VERIFICATION_UNIT, { "src/test/java/shop/LoginTest.java" }, "passing 2024-05-04" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MoatRecord *verification = add_verification (fixture, cases[i].type, cases[i].evidence);
      g_autoptr (GPtrArray) list = moat_verify (fixture->document, fixture->report, "2030-01-01");
      g_autofree char *shown = show (fixture, verification, list);

      g_test_message ("%s", cases[i].evidence[0]);
      g_assert_cmpstr (shown, ==, cases[i].expected);
      MOAT_TRANSACTION (fixture->document, "Remove")
      {
        moat_document_remove (fixture->document, verification);
      }
    }
}

/* The day is the report's; without one, the day that the caller gives; else nobody knows it. */
static void
test_verify_date (Fixture *fixture, gconstpointer data)
{
  static const char *const evidence[] = { "shop.A#a", NULL };
  MoatRecord *verification = add_verification (fixture, MOAT_VERIFICATION_UNIT, evidence);
  const MoatTest test = { .class_name = "shop.A", .name = "a" };
  g_autoptr (MoatTestReport) report = moat_test_report_new ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  moat_test_report_add (report, &test);
  first = moat_verify (fixture->document, report, "2024-06-01");
  g_assert_cmpstr (moat_verification_state (verification)->checked_on, ==, "2024-06-01");
  second = moat_verify (fixture->document, report, NULL);
  g_assert_null (moat_verification_state (verification)->checked_on);
  g_assert_cmpint (moat_verification_state (verification)->result, ==, MOAT_RESULT_PASSING);
}

/* All of it is one step to undo; the same results again are none. */
static void
test_verify_one_step (Fixture *fixture, gconstpointer data)
{
  static const char *const passing[] = { "OrderTest#own", NULL };
  static const char *const failing[] = { "OrderTest#other", NULL };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *before = NULL;

  add_verification (fixture, MOAT_VERIFICATION_UNIT, passing);
  add_verification (fixture, MOAT_VERIFICATION_UNIT, failing);
  before = moat_test_dump (fixture->document);

  list = moat_verify (fixture->document, fixture->report, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  moat_document_mark_saved (fixture->document);
  again = moat_verify (fixture->document, fixture->report, NULL);
  g_assert_false (moat_document_is_modified (fixture->document));
  g_assert_cmpuint (again->len, ==, 2);

  g_assert_true (moat_document_undo (fixture->document));
  moat_test_assert_same_dump (fixture->document, before);
}

/* What is said of it: one sentence for each thing that is wrong, and a count of all. */
static void
test_verify_words (Fixture *fixture, gconstpointer data)
{
  static const char *const passing[] = { "OrderTest#own", NULL };
  static const char *const failing[] = { "OrderTest#other", "OrderTest#gone", NULL };
  static const char *const unclear[] = { "own", NULL };
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *summary = NULL;
  const MoatVerified *verified;

  add_verification (fixture, MOAT_VERIFICATION_UNIT, passing);
  add_verification (fixture, MOAT_VERIFICATION_UNIT, failing);
  add_verification (fixture, MOAT_VERIFICATION_UNIT, unclear);
  list = moat_verify (fixture->document, fixture->report, NULL);

  verified = g_ptr_array_index (list, 0);
  g_assert_cmpuint (verified->notes->len, ==, 0);
  g_assert_true (moat_verified_is_good (verified));
  verified = g_ptr_array_index (list, 1);
  g_assert_cmpuint (verified->notes->len, ==, 2);
  g_assert_cmpuint (verified->n_tests, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (verified->notes, 0), "shop.OrderTest.other[2]"));
  g_assert_nonnull (strstr (g_ptr_array_index (verified->notes, 1), "OrderTest#gone"));
  g_assert_false (moat_verified_is_good (verified));
  verified = g_ptr_array_index (list, 2);
  g_assert_cmpuint (verified->notes->len, ==, 1);
  g_assert_false (moat_verified_is_good (verified));

  summary = moat_verified_summarize (list);
  g_assert_cmpstr (summary, ==, "1 passing, 1 failing, 1 unclear");
}

/* What was dropped needs no proof. */
static void
test_verify_dropped (Fixture *fixture, gconstpointer data)
{
  static const char *const evidence[] = { "OrderTest#gone", NULL };
  MoatRecord *verification = add_verification (fixture, MOAT_VERIFICATION_UNIT, evidence);
  g_autoptr (GPtrArray) list = NULL;

  MOAT_TRANSACTION (fixture->document, "Drop")
  {
    ((MoatDecisionState *) moat_document_edit (fixture->document, fixture->decision))->status
        = MOAT_DECISION_DROPPED;
  }
  list = moat_verify (fixture->document, fixture->report, NULL);
  g_assert_cmpuint (list->len, ==, 0);
  g_assert_cmpint (moat_verification_state (verification)->result, ==, MOAT_RESULT_PLANNED);
}

#define TEST(path, test)                                                                                     \
  g_test_add ("/review/verify/" path, Fixture, NULL, fixture_setup, test, fixture_teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("results", test_verify_results);
  TEST ("date", test_verify_date);
  TEST ("one-step", test_verify_one_step);
  TEST ("words", test_verify_words);
  TEST ("dropped", test_verify_dropped);
  return g_test_run ();
}
