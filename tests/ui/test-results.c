/* Test results reach a page's model as one step to undo, or leave it alone and
 * say why.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "page-fixture.h"
#include "test-results.h"

#include <glib/gstdio.h>

typedef struct
{
  PageFixture base;
  MoatRecord *verification;
  char *report; /* of a file */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer application)
{
  g_autoptr(MoatSession) session = moat_session_new (MOAT_NOTATION_DFD3);
  static const char *const evidence[] = { "OrderTest#other", NULL };
  int fd = g_file_open_tmp ("moat-report-XXXXXX.xml", &fixture->report, NULL);
  MoatDocument *document = moat_session_get_document (session);

  g_close (fd, NULL);
  MOAT_TRANSACTION (document, "Set up")
  {
    MoatRecord *use_case = moat_query_first_use_case (document);
    MoatRecord *threat = moat_edit_add_threat (document, moat_record_get_id (use_case),
                                               "Reads others' orders");
    MoatRecord *decision = moat_edit_add_decision (document, moat_record_get_id (threat), "Look up by owner");
    MoatVerificationState *state;

    fixture->verification = moat_edit_add_verification (document, moat_record_get_id (decision),
                                                        "Two accounts");
    state = moat_document_edit (document, fixture->verification);
    moat_list_set (&state->evidence, evidence);
  }
  moat_document_mark_saved (document);

  page_fixture_open (&fixture->base, application, session);
}

static void
tear_down (Fixture *fixture, gconstpointer application)
{
  page_fixture_close (&fixture->base);
  g_unlink (fixture->report);
  g_free (fixture->report);
}

static void
read_text (Fixture *fixture, const char *text)
{
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) file = g_file_new_for_path (fixture->report);

  g_assert_true (g_file_set_contents (fixture->report, text, -1, NULL));
  g_list_store_append (files, file);
  moat_test_results_read (fixture->base.page, G_LIST_MODEL (files));
}

static gboolean
is_modified (gpointer fixture)
{
  return moat_document_is_modified (((PageFixture *) fixture)->document);
}

static gboolean
has_dialog (gpointer fixture)
{
  return page_fixture_has_dialog (fixture);
}

static MoatResult
get_result (Fixture *fixture)
{
  return moat_verification_state (fixture->verification)->result;
}

/* All is well: one step, no question. */
static void
test_results_passing (Fixture *fixture, gconstpointer application)
{
  read_text (fixture, "<testsuite timestamp=\"2024-05-02T01:02:03\"><testcase classname=\"OrderTest\" "
                      "name=\"other\"/></testsuite>");
  page_fixture_wait (is_modified, fixture);
  g_assert_cmpint (get_result (fixture), ==, MOAT_RESULT_PASSING);
  g_assert_cmpstr (moat_verification_state (fixture->verification)->checked_on, ==, "2024-05-02");
  g_assert_false (has_dialog (fixture));

  page_fixture_undo (&fixture->base);
  g_assert_cmpint (get_result (fixture), ==, MOAT_RESULT_PLANNED);
}

/* What fails is shown at once. */
static void
test_results_failing (Fixture *fixture, gconstpointer application)
{
  read_text (fixture,
             "<testsuite><testcase classname=\"OrderTest\" name=\"other\"><failure/></testcase></testsuite>");
  page_fixture_wait (has_dialog, fixture);
  g_assert_cmpint (get_result (fixture), ==, MOAT_RESULT_FAILING);
  g_assert_nonnull (moat_verification_state (fixture->verification)->checked_on);
}

/* A file that is no report changes nothing. */
static void
test_results_bad (Fixture *fixture, gconstpointer application)
{
  read_text (fixture, "<html/>");
  page_fixture_wait (has_dialog, fixture);
  g_assert_false (is_modified (fixture));
}

static gboolean
is_page_gone (gpointer fixture)
{
  return ((PageFixture *) fixture)->page == NULL;
}

/* The model may be closed while reading. */
static void
test_results_closed (Fixture *fixture, gconstpointer application)
{
  g_autoptr(MoatSession) other = moat_session_new (MOAT_NOTATION_DFD3);

  g_object_add_weak_pointer (G_OBJECT (fixture->base.page), (gpointer *) &fixture->base.page);
  read_text (fixture, "<testsuite/>");
  moat_window_set_session (fixture->base.window, other);
  page_fixture_wait (is_page_gone, fixture);
  g_assert_false (has_dialog (fixture));
}

#define TEST(path, test) g_test_add ("/ui/test-results/" path, Fixture, application, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr(MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = page_fixture_new_application ();

  TEST ("passing", test_results_passing);
  TEST ("failing", test_results_failing);
  TEST ("bad", test_results_bad);
  TEST ("closed", test_results_closed);

  return g_test_run ();
}
