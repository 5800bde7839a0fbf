/* A session keeps what it is given: files, conflicts, and copies for after a
 * crash. Needs no display.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "native.h"
#include "places.h"
#include "recent.h"
#include "report-file.h"
#include "session.h"

#include <glib/gstdio.h>
#include <sys/xattr.h>

/* ---- Waiting ---- */

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
save (MoatSession *session, GFile *file, gboolean overwrites, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  moat_session_save_async (session, file, overwrites, take_result_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);

  return moat_session_save_finish (session, result, error);
}

static MoatSession *
open_file (GFile *file, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  moat_session_open_async (file, NULL, take_result_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);

  return moat_session_open_finish (result, error);
}

/* ---- A folder for each test ---- */

typedef struct
{
  char *folder;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("moat-session-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "shop.moat", NULL);
  fixture->file = g_file_new_for_path (path);
}

static void
delete_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      delete_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  delete_tree (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->file);
}

static MoatSession *
new_session (void)
{
  g_autoptr(MoatDocument) document = moat_test_document (6);

  return moat_session_new_for_document (document, "Example");
}

static void
change (MoatSession *session, const char *title)
{
  MoatDocument *document = moat_session_get_document (session);

  MOAT_TRANSACTION (document, "Change")
  moat_edit_add_use_case (document, title);
}

static void
write_as_another_program (GFile *file, const char *text)
{
  g_assert_true (
      g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));
}

/* ---- Saving and opening ---- */

/* What was saved comes back, and nothing is unsaved on either side. */
static void
test_save_and_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr(MoatSession) session = new_session ();
  g_autoptr(MoatSession) other = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *dump = NULL;

  change (session, "One more");
  g_assert_true (moat_session_is_modified (session));
  g_assert_true (save (session, fixture->file, FALSE, &error));
  g_assert_no_error (error);
  g_assert_false (moat_session_is_modified (session));
  g_assert_cmpstr (moat_session_get_title (session), ==, "shop.moat");
  g_assert_true (g_file_equal (moat_session_get_file (session), fixture->file));

  other = open_file (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_false (moat_session_is_modified (other));
  dump = moat_test_dump (moat_session_get_document (session));
  moat_test_assert_same_dump (moat_session_get_document (other), dump);
  g_assert_cmpuint (g_strv_length ((char **) moat_session_get_repairs (other)), ==, 0);
}

/* A failed save leaves the session as unsaved as it was. */
static void
test_failed_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr(MoatSession) session = new_session ();
  g_autoptr(GFile) nowhere = g_file_resolve_relative_path (fixture->file, "../gone/shop.moat");
  g_autoptr(GError) error = NULL;

  change (session, "One more");
  g_assert_false (save (session, nowhere, FALSE, &error));
  g_assert_nonnull (error);
  g_assert_true (moat_session_is_modified (session));
  g_assert_null (moat_session_get_file (session));
  g_assert_false (moat_session_is_busy (session));
}

/* A file that is not a model is refused, with its name in the message. */
static void
test_open_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MoatSession) session = NULL;

  write_as_another_program (fixture->file, "{ \"moat\": ");
  session = open_file (fixture->file, &error);
  g_assert_null (session);
  g_assert_nonnull (strstr (error->message, "shop.moat"));
}

/* What another program wrote meanwhile is not overwritten unless that is asked for. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr(MoatSession) session = new_session ();
  g_autoptr(GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (save (session, fixture->file, FALSE, NULL));
  write_as_another_program (fixture->file, "theirs");
  change (session, "Ours");

  g_assert_false (save (session, NULL, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_true (g_file_load_contents (fixture->file, NULL, &contents, NULL, NULL, NULL));
  g_assert_cmpstr (contents, ==, "theirs");
  g_assert_true (moat_session_is_modified (session));

  g_assert_true (save (session, NULL, TRUE, NULL));
  g_assert_false (moat_session_is_modified (session));
}

/* Changes by others, and the file's disappearance, are noticed, and settled by saving. */
static void
test_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr(MoatSession) session = new_session ();

  g_assert_true (save (session, fixture->file, FALSE, NULL));
  g_assert_cmpint (moat_session_check_disk (session), ==, MOAT_DISK_SAME);
  write_as_another_program (fixture->file, "theirs");
  g_assert_cmpint (moat_session_check_disk (session), ==, MOAT_DISK_CHANGED);
  g_assert_true (g_file_delete (fixture->file, NULL, NULL));
  g_assert_cmpint (moat_session_check_disk (session), ==, MOAT_DISK_GONE);
  g_assert_true (save (session, NULL, TRUE, NULL));
  g_assert_cmpint (moat_session_check_disk (session), ==, MOAT_DISK_SAME);
}

/* Only a session that nobody did anything with gives way to another. */
static void
test_blank (Fixture *fixture, gconstpointer data)
{
  g_autoptr(MoatSession) session = moat_session_new (MOAT_NOTATION_CLASSIC);
  MoatDocument *document = moat_session_get_document (session);

  g_assert_true (moat_session_is_blank (session));
  g_assert_cmpint (moat_model_state (moat_document_get_model (document))->notation, ==,
                   MOAT_NOTATION_CLASSIC);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_USE_CASE), ==, 1);
  change (session, "Something");
  g_assert_false (moat_session_is_blank (session));
  moat_document_undo (document);
  g_assert_false (moat_session_is_modified (session));
  g_assert_false (moat_session_is_blank (session));
}

static void
test_suggest_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr(MoatSession) session = moat_session_new (MOAT_NOTATION_DFD3);
  MoatDocument *document = moat_session_get_document (session);
  g_autofree char *nameless = moat_session_suggest_name (session);
  g_autofree char *named = NULL;

  g_assert_cmpstr (nameless, ==, "threat-model.moat");
  MOAT_TRANSACTION (document, "Title")
  moat_edit_set_text (document, moat_document_get_model (document), "title", " Users’ Straße: 2nd/try ",
                      NULL);
  named = moat_session_suggest_name (session);
  g_assert_cmpstr (named, ==, "users-strasse-2nd-try.moat");
}

/* ---- After a crash ---- */

/* The thread that saved may hold it a little longer. */
static void
let_go (MoatSession *session)
{
  gpointer left = session;

  g_object_add_weak_pointer (G_OBJECT (session), &left);
  g_object_unref (session);
  while (g_atomic_pointer_get (&left) != NULL)
    g_thread_yield ();
}

/* What was unsaved when a program ended without saving comes back as unsaved; a copy whose program still runs
 * is nobody else's; and saving leaves no copy behind.
 */
static void
test_recover (Fixture *fixture, gconstpointer data)
{
  MoatSession *crashed = new_session ();
  g_autoptr(MoatSession) recovered = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GPtrArray) left = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *dump = NULL;
  const MoatRecoveryInfo *info;

  g_assert_true (save (crashed, fixture->file, FALSE, NULL));
  change (crashed, "Unsaved");
  dump = moat_test_dump (moat_session_get_document (crashed));
  moat_session_keep_copy (crashed);
  none = moat_recovery_find ();
  g_assert_cmpuint (none->len, ==, 0);

  /* Letting go without discarding is what the end of the process does. */
  let_go (crashed);
  found = moat_recovery_find ();
  g_assert_cmpuint (found->len, ==, 1);
  info = g_ptr_array_index (found, 0);
  g_assert_cmpstr (info->title, ==, "shop.moat");

  recovered = moat_session_new_recovered (info, &error);
  g_assert_no_error (error);
  moat_test_assert_same_dump (moat_session_get_document (recovered), dump);
  g_assert_true (moat_session_is_modified (recovered));
  g_assert_true (g_file_equal (moat_session_get_file (recovered), fixture->file));

  g_assert_true (save (recovered, NULL, FALSE, &error));
  g_assert_no_error (error);
  g_assert_false (moat_session_is_modified (recovered));
  left = moat_recovery_find ();
  g_assert_cmpuint (left->len, ==, 0);
}

/* Recovered changes do not overwrite what the file has become since. */
static void
test_recover_conflict (Fixture *fixture, gconstpointer data)
{
  MoatSession *crashed = new_session ();
  g_autoptr(MoatSession) recovered = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (save (crashed, fixture->file, FALSE, NULL));
  change (crashed, "Unsaved");
  moat_session_keep_copy (crashed);
  let_go (crashed);
  write_as_another_program (fixture->file, "theirs");

  found = moat_recovery_find ();
  recovered = moat_session_new_recovered (g_ptr_array_index (found, 0), NULL);
  g_assert_false (save (recovered, NULL, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  moat_session_discard (recovered);
}

/* ---- Where the report goes ---- */

static void
test_report_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GSettings) settings = g_settings_new (MOAT_SETTINGS_ID);
  g_autoptr(GFile) model = g_file_resolve_relative_path (fixture->file, "../docs/models/shop.moat");
  g_autoptr(GFile) folder = g_file_get_parent (model);
  g_autoptr(GFile) git = g_file_resolve_relative_path (fixture->file, "../.git");
  g_autoptr(GFile) beside = g_file_get_child (folder, "SECURITY.md");
  g_autoptr(GFile) at_root = g_file_resolve_relative_path (fixture->file, "../SECURITY.md");
  g_autoptr(GFile) elsewhere = g_file_resolve_relative_path (fixture->file, "../docs/SECURITY.md");
  g_autoptr(GFile) first = NULL;
  g_autoptr(GFile) second = NULL;
  g_autoptr(GFile) third = NULL;

  g_assert_null (moat_report_file_find (settings, NULL));

  g_assert_true (g_file_make_directory_with_parents (folder, NULL, NULL));
  first = moat_report_file_find (settings, model);
  g_assert_true (g_file_equal (first, beside));

  g_assert_true (g_file_make_directory (git, NULL, NULL));
  second = moat_report_file_find (settings, model);
  g_assert_true (g_file_equal (second, at_root));

  moat_report_file_remember (settings, model, elsewhere);
  third = moat_report_file_find (settings, model);
  g_assert_true (g_file_equal (third, elsewhere));
}

/* A file that a sandbox was lent alone has nothing beside it: asked once, and what was answered is
 * remembered. */
static void
test_report_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GSettings) settings = g_settings_new (MOAT_SETTINGS_ID);
  g_autofree char *lent_path = g_build_filename (g_get_user_runtime_dir (), "doc", "1a2b", "shop.moat", NULL);
  g_autofree char *granted_path = g_build_filename (g_get_user_runtime_dir (), "doc", "3c4d", "project",
                                                    "shop.moat", NULL);
  g_autoptr(GFile) lent = g_file_new_for_path (lent_path);
  g_autoptr(GFile) granted = g_file_new_for_path (granted_path);
  g_autoptr(GFile) report = g_file_resolve_relative_path (granted, "../SECURITY.md");
  g_autoptr(GFile) beside = NULL;
  g_autoptr(GFile) chosen = NULL;

  g_assert_null (moat_report_file_find (settings, lent));
  g_assert_true (moat_report_file_is_asked (settings, lent));
  beside = moat_report_file_find (settings, granted);
  g_assert_true (g_file_equal (beside, report));
  g_assert_false (moat_report_file_is_asked (settings, granted));
  g_assert_false (moat_report_file_is_asked (settings, NULL));

  moat_report_file_decline (settings, lent);
  g_assert_null (moat_report_file_find (settings, lent));
  g_assert_false (moat_report_file_is_asked (settings, lent));

  moat_report_file_remember (settings, lent, report);
  chosen = moat_report_file_find (settings, lent);
  g_assert_true (g_file_equal (chosen, report));
}

static void
assert_place (GFile *file, const char *description, const char *folder)
{
  g_autofree char *described = moat_places_describe_folder (file);
  g_autofree char *whole = moat_places_describe (file);
  g_autoptr(GFile) found = moat_places_find_folder (file);

  g_assert_cmpstr (described, ==, description);
  g_assert_true (g_str_has_prefix (whole, description));
  g_assert_true (g_str_has_suffix (whole, "shop.moat"));
  g_assert_null (strstr (whole, "/doc/"));
  g_assert_cmpstr (found ? g_file_peek_path (found) : NULL, ==, folder);
}

/* The folders of the document portal are shown to nobody: what is saved there is lost. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  static const char attribute[] = "user.document-portal.host-path";
  g_autofree char *home = g_build_filename (g_get_home_dir (), "shops", NULL);
  g_autofree char *mine_path = g_build_filename (home, "shop.moat", NULL);
  g_autofree char *real_path = g_build_filename (home, "lent", "shop.moat", NULL);
  g_autofree char *real_folder = g_path_get_dirname (real_path);
  g_autofree char *portal = g_build_filename (g_get_user_runtime_dir (), "doc", NULL);
  g_autofree char *project = g_build_filename (portal, "3c4d", "project", NULL);
  g_autofree char *granted_path = g_build_filename (project, "shop.moat", NULL);
  g_autofree char *lent_folder = g_build_filename (portal, "1a2b", NULL);
  g_autofree char *lent_path = g_build_filename (lent_folder, "shop.moat", NULL);
  g_autoptr(GFile) mine = g_file_new_for_path (mine_path);
  g_autoptr(GFile) granted = g_file_new_for_path (granted_path);
  g_autoptr(GFile) lent = g_file_new_for_path (lent_path);

  g_assert_null (moat_places_find_folder (NULL));
  assert_place (mine, "~/shops", home);
  assert_place (granted, "project", NULL);
  assert_place (lent, "", NULL);

  /* A portal that is new enough tells where they are. */
  g_assert_cmpint (g_mkdir_with_parents (lent_folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (project, 0700), ==, 0);
  g_assert_true (g_file_set_contents (lent_path, "", 0, NULL));
  if (setxattr (lent_path, attribute, real_path, strlen (real_path), 0) != 0)
    {
      g_test_skip ("the file system keeps no extended attributes");
      return;
    }
  g_assert_cmpint (setxattr (project, attribute, home, strlen (home), 0), ==, 0);
  assert_place (lent, "~/shops/lent", real_folder);
  assert_place (granted, "~/shops", home);

  /* One that is not answers with anything. */
  g_assert_cmpint (setxattr (lent_folder, attribute, "\x14\xe2", 2, 0), ==, 0);
  g_assert_cmpint (setxattr (lent_path, attribute, "\x14\xe2", 2, 0), ==, 0);
  assert_place (lent, "", NULL);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/ui/session/save-and-open", test_save_and_open);
  ADD ("/ui/session/failed-save", test_failed_save);
  ADD ("/ui/session/open-damaged", test_open_damaged);
  ADD ("/ui/session/conflict", test_conflict);
  ADD ("/ui/session/disk", test_disk);
  ADD ("/ui/session/blank", test_blank);
  ADD ("/ui/session/suggest-name", test_suggest_name);
  ADD ("/ui/session/recover", test_recover);
  ADD ("/ui/session/recover-conflict", test_recover_conflict);
  ADD ("/ui/report-file/place", test_report_file);
  ADD ("/ui/report-file/alone", test_report_alone);
  ADD ("/ui/session/places", test_places);

  return g_test_run ();
}
