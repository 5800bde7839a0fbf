/* Test results reach a page's model as one step to undo, or leave it alone and
 * say why.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "test-results.h"
#include "window.h"

#include <glib/gstdio.h>

#define WAIT_MS 10000

typedef struct
{
  MoatWindow *window;
  MoatPage *page;
  MoatDocument *document;
  MoatRecord *verification;
  char *report; /* of a file */
  guint n_windows;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer application)
{
  g_autoptr(MoatSession) session = moat_session_new (MOAT_NOTATION_DFD3);
  static const char *const evidence[] = { "OrderTest#other", NULL };
  int fd = g_file_open_tmp ("moat-report-XXXXXX.xml", &fixture->report, NULL);

  g_close (fd, NULL);
  fixture->document = moat_session_get_document (session);
  MOAT_TRANSACTION (fixture->document, "Set up")
  {
    MoatRecord *use_case = moat_query_first_use_case (fixture->document);
    MoatRecord *threat = moat_edit_add_threat (fixture->document, moat_record_get_id (use_case),
                                               "Reads others' orders");
    MoatRecord *decision = moat_edit_add_decision (fixture->document, moat_record_get_id (threat),
                                                   "Look up by owner");
    MoatVerificationState *state;

    fixture->verification = moat_edit_add_verification (fixture->document, moat_record_get_id (decision),
                                                        "Two accounts");
    state = moat_document_edit (fixture->document, fixture->verification);
    moat_list_set (&state->evidence, evidence);
  }
  moat_document_mark_saved (fixture->document);

  fixture->window = moat_window_new (MOAT_APPLICATION ((gpointer) application));
  moat_window_set_session (fixture->window, session);
  fixture->page = moat_window_get_page (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());
}

static void
tear_down (Fixture *fixture, gconstpointer application)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
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
  moat_test_results_read (fixture->page, G_LIST_MODEL (files));
}

static gboolean
timed_out_cb (gpointer is_late)
{
  *(gboolean *) is_late = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for (Fixture *fixture, gboolean (*is_done) (Fixture *))
{
  gboolean is_late = FALSE;
  guint timeout = g_timeout_add (WAIT_MS, timed_out_cb, &is_late);

  while (!is_done (fixture) && !is_late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_late);
  g_source_remove (timeout);
}

static gboolean
is_modified (Fixture *fixture)
{
  return moat_document_is_modified (fixture->document);
}

static gboolean
has_dialog (Fixture *fixture)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) > fixture->n_windows;
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
  wait_for (fixture, is_modified);
  g_assert_cmpint (get_result (fixture), ==, MOAT_RESULT_PASSING);
  g_assert_cmpstr (moat_verification_state (fixture->verification)->checked_on, ==, "2024-05-02");
  g_assert_false (has_dialog (fixture));

  g_action_group_activate_action (G_ACTION_GROUP (moat_page_get_actions (fixture->page)), "undo", NULL);
  g_assert_cmpint (get_result (fixture), ==, MOAT_RESULT_PLANNED);
}

/* What fails is shown at once. */
static void
test_results_failing (Fixture *fixture, gconstpointer application)
{
  read_text (fixture,
             "<testsuite><testcase classname=\"OrderTest\" name=\"other\"><failure/></testcase></testsuite>");
  wait_for (fixture, has_dialog);
  g_assert_cmpint (get_result (fixture), ==, MOAT_RESULT_FAILING);
  g_assert_nonnull (moat_verification_state (fixture->verification)->checked_on);
}

/* A file that is no report changes nothing. */
static void
test_results_bad (Fixture *fixture, gconstpointer application)
{
  read_text (fixture, "<html/>");
  wait_for (fixture, has_dialog);
  g_assert_false (is_modified (fixture));
}

static gboolean
is_page_gone (Fixture *fixture)
{
  return fixture->page == NULL;
}

/* The model may be closed while reading. */
static void
test_results_closed (Fixture *fixture, gconstpointer application)
{
  g_autoptr(MoatSession) other = moat_session_new (MOAT_NOTATION_DFD3);

  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  read_text (fixture, "<testsuite/>");
  moat_window_set_session (fixture->window, other);
  wait_for (fixture, is_page_gone);
  g_assert_false (has_dialog (fixture));
}

#define TEST(path, test) g_test_add ("/ui/test-results/" path, Fixture, application, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr(MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = moat_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  TEST ("passing", test_results_passing);
  TEST ("failing", test_results_failing);
  TEST ("bad", test_results_bad);
  TEST ("closed", test_results_closed);

  return g_test_run ();
}
