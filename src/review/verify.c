/* Finding each verification's tests and saying what they make of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "verify.h"

#include "words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Kinds whose evidence is a test that a machine runs, so that plain words there are a test's name. */
#define RUN_KINDS                                                                                            \
  ((1u << MOAT_VERIFICATION_UNIT) | (1u << MOAT_VERIFICATION_INTEGRATION)                                    \
   | (1u << MOAT_VERIFICATION_NEGATIVE) | (1u << MOAT_VERIFICATION_FUZZ) | (1u << MOAT_VERIFICATION_LOAD))

/* Failing tests of one entry that are named one by one. */
#define NAMED_FAILURES 5

/* Of one verification, while its entries are gone through. */
typedef struct
{
  MoatTestReport *report;
  gboolean is_run; /* of a kind in RUN_KINDS */
  guint n_named;   /* entries that name tests */
  guint n_failing;
  guint n_missing;
  guint n_ambiguous;
  guint n_tests;
  const char *date; /* of its latest test, "" for none */
  GPtrArray *notes; /* owned until it goes into the result */
} Verdict;

static void
verified_free (gpointer data)
{
  MoatVerified *verified = data;

  g_object_unref (verified->verification);
  g_ptr_array_unref (verified->notes);
  g_free (verified);
}

/* ---- What an entry means ---- */

/* Whether a file that no test came from should have had some: by its name. */
static gboolean
is_test_file (const char *path)
{
  static const char *const words_of_tests[] = { "test", "tests", "spec", "specs", NULL };
  const char *slash = strrchr (path, '/');
  g_auto (GStrv) words = moat_words_split (slash == NULL ? path : slash + 1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_strv_contains (words_of_tests, words[i]))
        return TRUE;
    }

  return FALSE;
}

/* Whether the entry names a test even when there is none. */
static gboolean
must_be_there (const MoatCitation *citation, gboolean is_run)
{
  switch (citation->cites)
    {
    case MOAT_CITES_TEST:
      return TRUE;
    case MOAT_CITES_FILE:
      return is_run && is_test_file (citation->path);
    case MOAT_CITES_NOTHING:
      return is_run;
    case MOAT_CITES_LINK:
      return FALSE;
    }

  g_assert_not_reached ();
}

/* ---- What the tests say ---- */

static char *
dup_test_name (const MoatTest *test)
{
  if (*test->name == '\0')
    return g_strdup (test->class_name);
  if (*test->class_name == '\0' || strcmp (test->class_name, test->name) == 0)
    return g_strdup (test->name);

  return g_strconcat (test->class_name, strchr (test->name, ' ') == NULL ? "." : " › ", test->name, NULL);
}

static void
note_failures (Verdict *verdict, GPtrArray *tests, guint n_failed)
{
  guint n_named = 0;

  for (guint i = 0; i < tests->len && n_named < NAMED_FAILURES; i++)
    {
      const MoatTest *test = g_ptr_array_index (tests, i);
      g_autofree char *name = NULL;

      if (test->outcome != MOAT_TEST_FAILED)
        continue;
      name = dup_test_name (test);
      g_ptr_array_add (verdict->notes, g_strdup_printf (_ ("%s failed."), name));
      n_named++;
    }
  if (n_failed > n_named)
    g_ptr_array_add (verdict->notes, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more failed.",
                                                                   "%u more failed.", n_failed - n_named),
                                                      n_failed - n_named));
}

static void
judge_tests (Verdict *verdict, const char *entry, GPtrArray *tests)
{
  guint counts[] = { 0, 0, 0 };

  for (guint i = 0; i < tests->len; i++)
    {
      const MoatTest *test = g_ptr_array_index (tests, i);

      counts[test->outcome]++;
      if (strcmp (test->date, verdict->date) > 0)
        verdict->date = test->date;
    }
  verdict->n_tests += tests->len;

  if (counts[MOAT_TEST_FAILED] > 0)
    {
      verdict->n_failing++;
      note_failures (verdict, tests, counts[MOAT_TEST_FAILED]);
    }
  else if (counts[MOAT_TEST_PASSED] == 0)
    {
      verdict->n_missing++;
      g_ptr_array_add (verdict->notes, g_strdup_printf (_ ("“%s” was skipped."), entry));
    }
}

static void
judge_entry (Verdict *verdict, const char *entry)
{
  g_autoptr (GPtrArray) tests = g_ptr_array_new ();
  g_auto (MoatCitation) citation = { 0 };
  MoatTestsFound found;
  gboolean must;

  moat_citation_init (&citation, entry);
  if (citation.cites == MOAT_CITES_LINK)
    return;
  must = must_be_there (&citation, verdict->is_run);
  if (citation.cites == MOAT_CITES_NOTHING)
    citation.test = g_strdup (entry);

  found = moat_test_report_find (verdict->report, &citation, tests);
  if (found != MOAT_TESTS_FOUND && !must)
    return;
  verdict->n_named++;
  switch (found)
    {
    case MOAT_TESTS_FOUND:
      judge_tests (verdict, entry, tests);
      break;
    case MOAT_TESTS_NONE:
      verdict->n_missing++;
      g_ptr_array_add (verdict->notes, g_strdup_printf (_ ("No test is called “%s”."), entry));
      break;
    case MOAT_TESTS_AMBIGUOUS:
      verdict->n_ambiguous++;
      g_ptr_array_add (
          verdict->notes,
          g_strdup_printf (
              _ ("Tests of several classes are called “%s”: name the class or the file as well."), entry));
      break;
    }
}

/* ---- Verifications ---- */

static void
write_result (MoatDocument *document, MoatRecord *verification, MoatResult result, const char *date)
{
  const MoatVerificationState *now = moat_verification_state (verification);
  MoatVerificationState *state;

  if (now->result == result && g_strcmp0 (moat_text_get (now->checked_on), moat_text_get (date)) == 0)
    return;
  state = moat_document_edit (document, verification);
  state->result = result;
  moat_text_set (&state->checked_on, date);
}

static MoatResult
conclude (const Verdict *verdict, MoatResult before)
{
  if (verdict->n_failing > 0)
    return MOAT_RESULT_FAILING;
  if (verdict->n_missing > 0)
    return MOAT_RESULT_MISSING;

  return verdict->n_ambiguous > 0 ? before : MOAT_RESULT_PASSING;
}

/* The verification's own date, else the report's, else @today; NULL when nobody knows. */
static const char *
choose_date (const Verdict *verdict, const char *today)
{
  const char *dates[] = { verdict->date, moat_test_report_get_date (verdict->report), today };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      if (dates[i] != NULL && *dates[i] != '\0')
        return dates[i];
    }

  return NULL;
}

/* NULL when it names no test. */
static MoatVerified *
verify (MoatDocument *document, MoatTestReport *report, MoatRecord *verification, const char *today)
{
  const MoatVerificationState *state = moat_verification_state (verification);
  Verdict verdict = { .report = report, .is_run = (RUN_KINDS & (1u << state->type)) != 0, .date = "" };
  MoatVerified *verified;

  verdict.notes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < moat_list_len (state->evidence); i++)
    judge_entry (&verdict, moat_list_get (state->evidence, i));
  if (verdict.n_named == 0)
    {
      g_ptr_array_unref (verdict.notes);
      return NULL;
    }

  verified = g_new0 (MoatVerified, 1);
  verified->verification = g_object_ref (verification);
  verified->before = state->result;
  verified->after = conclude (&verdict, state->result);
  verified->is_settled = verdict.n_failing + verdict.n_missing > 0 || verdict.n_ambiguous == 0;
  verified->n_tests = verdict.n_tests;
  verified->notes = verdict.notes;
  if (verified->is_settled)
    write_result (document, verification, verified->after, choose_date (&verdict, today));

  return verified;
}

static gboolean
is_dropped (MoatDocument *document, MoatRecord *verification)
{
  const char *id = moat_verification_state (verification)->decision;
  MoatRecord *decision = moat_document_find_kind (document, id, MOAT_KIND_DECISION);

  return decision != NULL && moat_decision_state (decision)->status == MOAT_DECISION_DROPPED;
}

GPtrArray *
moat_verify (MoatDocument *document, MoatTestReport *report, const char *today)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (verified_free);
  GPtrArray *verifications = moat_document_list (document, MOAT_KIND_VERIFICATION);

  MOAT_TRANSACTION (document, _ ("Read test results"))
  {
    for (guint i = 0; i < verifications->len; i++)
      {
        MoatRecord *verification = g_ptr_array_index (verifications, i);
        MoatVerified *verified = NULL;

        if (!is_dropped (document, verification))
          verified = verify (document, report, verification, today);
        if (verified != NULL)
          g_ptr_array_add (list, verified);
      }
  }

  return list;
}

/* ---- Saying it ---- */

gboolean
moat_verified_is_good (const MoatVerified *verified)
{
  return verified->is_settled && verified->after == MOAT_RESULT_PASSING;
}

const char *
moat_verified_get_label (const MoatVerified *verified)
{
  /* TRANSLATORS: of a verification: it is not clear which test is meant. */
  return verified->is_settled ? moat_value_get_label (moat_results, verified->after) : _ ("Unclear");
}

char *
moat_verified_summarize (GPtrArray *list)
{
  /* TRANSLATORS: said of verifications, after their number. The last: not clear which test is meant. */
  static const char *const words[] = { NC_ ("verifications", "planned"), NC_ ("verifications", "passing"),
                                       NC_ ("verifications", "failing"), NC_ ("verifications", "missing"),
                                       NC_ ("verifications", "unclear") };
  guint counts[G_N_ELEMENTS (words)] = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const MoatVerified *verified = g_ptr_array_index (list, i);

      counts[verified->is_settled ? (guint) verified->after : G_N_ELEMENTS (words) - 1]++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (counts[i] == 0)
        continue;
      /* TRANSLATORS: between "2 passing" and "1 failing". */
      g_string_append (text, text->len > 0 ? _ (", ") : "");
      /* TRANSLATORS: "2 passing" */
      g_string_append_printf (text, _ ("%u %s"), counts[i],
                              g_dpgettext2 (GETTEXT_PACKAGE, "verifications", words[i]));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
