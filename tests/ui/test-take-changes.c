/* What was edited in SECURITY.md reaches a page's model when somebody says so, as
 * one step to undo; the file is noticed, and written with the model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "banner.h"
#include "choice-dialog.h"
#include "moat-test.h"
#include "native.h"
#include "page-fixture.h"
#include "report-save.h"
#include "security-md.h"
#include "sync.h"
#include "take-changes.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  PageFixture base;
  MoatSession *session;
  MoatRecord *threat;
  char *folder;
  char *model_path;
  char *path; /* of SECURITY.md */
} Fixture;

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (moat_session_save_finish (MOAT_SESSION (source), result, NULL));
}

static gboolean
is_idle (gpointer session)
{
  return !moat_session_is_busy (session);
}

static void
write_report (Fixture *fixture)
{
  const MoatExportOptions options = { .base_name = "model" };
  g_autoptr(GBytes) bytes = moat_security_md_format.write (fixture->base.document, &options, NULL, NULL);

  g_assert_true (
      g_file_set_contents (fixture->path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
}

static void
set_up (Fixture *fixture, gconstpointer application)
{
  g_autoptr(GFile) file = NULL;
  MoatDocument *document;

  fixture->folder = g_dir_make_tmp ("moat-security-XXXXXX", NULL);
  fixture->model_path = g_build_filename (fixture->folder, "model.moat", NULL);
  fixture->path = g_build_filename (fixture->folder, "SECURITY.md", NULL);
  fixture->session = moat_session_new (MOAT_NOTATION_DFD3);
  document = moat_session_get_document (fixture->session);
  MOAT_TRANSACTION (document, "Set up")
  {
    MoatRecord *use_case = moat_query_first_use_case (document);

    fixture->threat = moat_edit_add_threat (document, moat_record_get_id (use_case), "Reads others' orders");
  }
  file = g_file_new_for_path (fixture->model_path);
  moat_session_save_async (fixture->session, file, FALSE, stored_cb, NULL);
  page_fixture_wait (is_idle, fixture->session);
  page_fixture_open (&fixture->base, application, fixture->session);
  write_report (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer application)
{
  page_fixture_close (&fixture->base);
  g_object_unref (fixture->session);
  g_unlink (fixture->path);
  g_unlink (fixture->model_path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->model_path);
  g_free (fixture->folder);
}

static void
replace (Fixture *fixture, const char *old, const char *new)
{
  g_autofree char *text = NULL;
  g_autoptr(GString) edited = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  edited = g_string_new (text);
  g_assert_cmpuint (g_string_replace (edited, old, new, 1), ==, 1);
  g_assert_true (g_file_set_contents (fixture->path, edited->str, -1, NULL));
}

static void
edit_model (Fixture *fixture, const char *text)
{
  MOAT_TRANSACTION (fixture->base.document, "Edit")
  moat_edit_set_text (fixture->base.document, fixture->threat, "text", text, NULL);
}

static void
take (Fixture *fixture)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);

  moat_take_changes_from (fixture->base.page, file);
}

/* Chooses in the first card, and applies. */
static void
apply (int answer)
{
  GtkWidget *dialog = page_fixture_get_dialog (MOAT_TYPE_CHOICE_DIALOG);
  GtkWidget *card = page_fixture_find (dialog, MOAT_TYPE_CHOICE_CARD);

  if (answer != 0)
    moat_choice_card_set_choice (MOAT_CHOICE_CARD (card), answer);
  g_signal_emit_by_name (dialog, "accepted");
}

static gboolean
has_dialog (gpointer fixture)
{
  return page_fixture_has_dialog (fixture);
}

static const char *
get_text (Fixture *fixture)
{
  return moat_record_get_title (fixture->threat);
}

static gboolean
file_has (const char *path, const char *wanted)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, wanted) != NULL;
}

static gboolean
is_written (gpointer data)
{
  Fixture *fixture = data;

  return file_has (fixture->path, get_text (fixture)) && file_has (fixture->model_path, get_text (fixture))
         && !moat_session_is_busy (fixture->session);
}

static void
test_take_nothing (Fixture *fixture, gconstpointer application)
{
  take (fixture);
  g_assert_false (page_fixture_has_dialog (&fixture->base));
  g_assert_false (moat_session_is_modified (fixture->session));
}

/* Looking changes nothing; applying takes it, as one step, and writes both files. */
static void
test_take_edit (Fixture *fixture, gconstpointer application)
{
  replace (fixture, "| Reads others' orders |", "| Reads all orders |");
  take (fixture);
  g_assert_cmpstr (get_text (fixture), ==, "Reads others' orders");
  g_assert_false (moat_session_is_modified (fixture->session));

  apply (0);
  g_assert_cmpstr (get_text (fixture), ==, "Reads all orders");
  page_fixture_wait (is_written, fixture);
  g_assert_false (moat_session_is_modified (fixture->session));

  page_fixture_undo (&fixture->base);
  g_assert_cmpstr (get_text (fixture), ==, "Reads others' orders");
}

/* What is not wanted goes from the file, and the model is as it was. */
static void
test_take_discard (Fixture *fixture, gconstpointer application)
{
  replace (fixture, "| Reads others' orders |", "| Reads all orders |");
  take (fixture);
  apply (MOAT_SYNC_TAKE_MODEL);
  page_fixture_wait (is_written, fixture);
  g_assert_false (moat_session_is_modified (fixture->session));
  g_assert_false (file_has (fixture->path, "Reads all orders"));
}

/* Changed on both sides: nothing happens before somebody chose. */
static void
test_take_conflict (Fixture *fixture, gconstpointer application)
{
  replace (fixture, "| Reads others' orders |", "| Reads all orders |");
  edit_model (fixture, "Reads some orders");
  take (fixture);
  /* What was published is looked for in git first. */
  page_fixture_wait (has_dialog, fixture);
  apply (0);
  g_assert_cmpstr (get_text (fixture), ==, "Reads some orders");
  g_assert_true (page_fixture_has_dialog (&fixture->base));

  apply (MOAT_SYNC_TAKE_FILE);
  g_assert_cmpstr (get_text (fixture), ==, "Reads all orders");
  page_fixture_wait (is_written, fixture);
}

/* Somebody wrote the file once more while the dialog was open: what was decided is not about that. */
static void
test_take_stale (Fixture *fixture, gconstpointer application)
{
  replace (fixture, "| Reads others' orders |", "| Reads all orders |");
  take (fixture);
  replace (fixture, "| Reads all orders |", "| Reads every single order |");
  apply (0);
  g_assert_cmpstr (get_text (fixture), ==, "Reads others' orders");
  g_assert_true (page_fixture_has_dialog (&fixture->base));
}

static void
test_take_bad (Fixture *fixture, gconstpointer application)
{
  g_unlink (fixture->path);
  take (fixture);
  g_assert_true (page_fixture_has_dialog (&fixture->base));
  g_assert_false (moat_session_is_modified (fixture->session));
}

/* ---- Noticing ---- */

static gboolean
has_one_change (gpointer watch)
{
  return moat_report_watch_get_n_changes (watch) == 1;
}

static gboolean
has_no_changes (gpointer watch)
{
  return moat_report_watch_get_n_changes (watch) == 0;
}

/* The window tells of an edit when it is made, until the model says the same. */
static void
test_notice_edit (Fixture *fixture, gconstpointer application)
{
  MoatReportWatch *watch = moat_page_get_report_watch (fixture->base.page);
  GtkWidget *banner = page_fixture_find (GTK_WIDGET (fixture->base.window), MOAT_TYPE_BANNER);

  replace (fixture, "| Reads others' orders |", "| Reads all orders |");
  page_fixture_wait (has_one_change, watch);
  g_assert_true (moat_banner_is_shown (MOAT_BANNER (banner)));

  edit_model (fixture, "Reads all orders");
  page_fixture_wait (has_no_changes, watch);
  g_assert_false (moat_banner_is_shown (MOAT_BANNER (banner)));
}

/* ---- Writing ---- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer is_done)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (moat_report_save_finish (MOAT_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) is_done = TRUE;
}

static void
failed_cb (GObject *source, GAsyncResult *result, gpointer is_done)
{
  g_assert_false (moat_report_save_finish (MOAT_SESSION (source), result, NULL));
  *(gboolean *) is_done = TRUE;
}

static gboolean
is_true (gpointer is_done)
{
  return *(gboolean *) is_done;
}

static void
save (Fixture *fixture, GAsyncReadyCallback callback)
{
  const MoatExportOptions options = { .base_name = "model" };
  g_autoptr(GBytes) bytes = moat_security_md_format.write (fixture->base.document, &options, NULL, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  gboolean is_done = FALSE;

  moat_report_save_async (fixture->session, file, bytes, NULL, callback, &is_done);
  page_fixture_wait (is_true, &is_done);
}

/* The file never says what no model on disk says. */
static void
test_write_both (Fixture *fixture, gconstpointer application)
{
  edit_model (fixture, "Reads some orders");
  g_assert_true (moat_report_save_needs_model (fixture->session));
  save (fixture, written_cb);
  g_assert_true (is_written (fixture));
  g_assert_false (moat_session_is_modified (fixture->session));
}

static void
test_write_neither (Fixture *fixture, gconstpointer application)
{
  edit_model (fixture, "Reads some orders");
  g_assert_true (g_file_set_contents (fixture->model_path, "{}", -1, NULL));
  save (fixture, failed_cb);
  g_assert_false (file_has (fixture->path, "Reads some orders"));
}

#define TEST(path, test) g_test_add ("/ui/take-changes/" path, Fixture, application, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr(MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = page_fixture_new_application ();

  TEST ("nothing", test_take_nothing);
  TEST ("edit", test_take_edit);
  TEST ("discard", test_take_discard);
  TEST ("conflict", test_take_conflict);
  TEST ("stale", test_take_stale);
  TEST ("bad", test_take_bad);
  TEST ("notice-edit", test_notice_edit);
  TEST ("write-both", test_write_both);
  TEST ("write-neither", test_write_neither);

  return g_test_run ();
}
