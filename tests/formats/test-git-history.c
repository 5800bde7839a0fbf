/* Earlier states of a model out of a real git repository: what was committed is
 * found, under names it had before too, and what was reviewed by its digest.
 * Skipped where git is not installed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "digest.h"
#include "files.h"
#include "git-history.h"
#include "moat-test-git.h"
#include "moat-test.h"
#include "native.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path; /* of the model */
  MoatDocument *document;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("moat-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "shop.moat", NULL);
  fixture->document = moat_test_document (3);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *const argv[] = { "rm", "-rf", fixture->folder, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_object_unref (fixture->document);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
rename_model (Fixture *fixture, const char *title)
{
  MOAT_TRANSACTION (fixture->document, "Rename")
  {
    MoatModelState *state = moat_document_edit (fixture->document,
                                                moat_document_get_model (fixture->document));

    moat_text_set (&state->title, title);
  }
}

static void
commit (Fixture *fixture, const char *day, const char *message)
{
  g_autofree char *date = g_strdup_printf ("%sT12:00:00Z", day);
  g_autoptr (GBytes) bytes = moat_native_write (fixture->document);

  g_assert_true (moat_files_write (fixture->path, bytes, NULL, NULL, NULL));
  moat_test_git (fixture->folder, date, "add", "-A", NULL);
  moat_test_git (fixture->folder, date, "commit", "-q", "-m", message, NULL);
}

static void
init (Fixture *fixture)
{
  moat_test_git (fixture->folder, "2026-01-01T12:00:00Z", "init", "-q", NULL);
}

/* Newest first, and also from before the file got its name; each is loaded as it was then. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) commits = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const titles[] = { "Three", "Two", "One" };

  if (moat_test_skip_without_git ())
    return;
  init (fixture);
  rename_model (fixture, "One");
  commit (fixture, "2026-01-01", "First");
  g_unlink (fixture->path);
  g_free (fixture->path);
  fixture->path = g_build_filename (fixture->folder, "-new name.moat", NULL);
  rename_model (fixture, "Two");
  commit (fixture, "2026-02-01", "Second\n\nwith a body");
  rename_model (fixture, "Three");
  commit (fixture, "2026-03-01", "Third: “ü”");

  commits = moat_git_history_list (fixture->path, 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (commits->len, ==, 3);
  for (guint i = 0; i < commits->len; i++)
    {
      const MoatCommit *each = g_ptr_array_index (commits, i);
      g_autoptr (MoatDocument) document = moat_git_history_load_commit (fixture->path, each, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (moat_record_get_title (moat_document_get_model (document)), ==, titles[i]);
    }
  g_assert_cmpstr (((MoatCommit *) g_ptr_array_index (commits, 0))->subject, ==, "Third: “ü”");
  g_assert_cmpstr (((MoatCommit *) g_ptr_array_index (commits, 1))->subject, ==, "Second");
  g_assert_cmpstr (((MoatCommit *) g_ptr_array_index (commits, 2))->day, ==, "2026-01-01");
  g_assert_cmpstr (((MoatCommit *) g_ptr_array_index (commits, 2))->path, ==, "shop.moat");
  {
    g_autoptr (MoatDocument) oldest = moat_git_history_load (fixture->path, "HEAD~2", NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (moat_record_get_title (moat_document_get_model (oldest)), ==, "One");
  }
}

/* Any name that git has for a commit; what it has none for, and what looks like an option, is told. */
static void
test_revision (Fixture *fixture, gconstpointer data)
{
  static const char *const good[] = { "HEAD~1", "v1", "HEAD^" };
  static const char *const bad[] = { "nothing", "", "--all", "HEAD:shop.moat", "HEAD~7", "-h" };

  if (moat_test_skip_without_git ())
    return;
  init (fixture);
  rename_model (fixture, "One");
  commit (fixture, "2026-01-01", "First");
  moat_test_git (fixture->folder, "2026-01-01T12:00:00Z", "tag", "v1", NULL);
  rename_model (fixture, "Two");
  commit (fixture, "2026-02-01", "Second");

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MoatDocument) document = moat_git_history_load (fixture->path, good[i], NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (moat_record_get_title (moat_document_get_model (document)), ==, "One");
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (moat_git_history_load (fixture->path, bad[i], NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    }
}

/* A review holds for what its digest stands for, whenever that was committed; without it, for the last state
 * until its day.
 */
static void
test_reviewed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *digest = NULL;
  g_autofree char *other = NULL;
  gboolean is_exact = FALSE;

  if (moat_test_skip_without_git ())
    return;
  init (fixture);
  rename_model (fixture, "Zero");
  commit (fixture, "2026-01-01", "Before");
  rename_model (fixture, "Reviewed");
  digest = moat_digest_compute (fixture->document);
  /* Committed a day late. */
  commit (fixture, "2026-02-02", "Reviewed");
  rename_model (fixture, "Later");
  commit (fixture, "2026-03-01", "Later");
  rename_model (fixture, "Never committed");
  other = moat_digest_compute (fixture->document);

  {
    g_autoptr (MoatCommit) found = NULL;
    g_autoptr (MoatDocument) document = moat_git_history_find_reviewed (fixture->path, digest, "2026-02-01",
                                                                        &is_exact, &found, NULL, NULL);

    g_assert_true (is_exact);
    g_assert_cmpstr (found->day, ==, "2026-02-02");
    g_assert_cmpstr (moat_record_get_title (moat_document_get_model (document)), ==, "Reviewed");
  }
  {
    g_autoptr (MoatCommit) found = NULL;
    g_autoptr (MoatDocument) document = moat_git_history_find_reviewed (fixture->path, other, "2026-02-20",
                                                                        &is_exact, &found, NULL, NULL);

    g_assert_false (is_exact);
    g_assert_cmpstr (found->day, ==, "2026-02-02");
    g_assert_nonnull (document);
  }
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (
        moat_git_history_find_reviewed (fixture->path, other, "2025-12-31", &is_exact, NULL, NULL, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  }
}

/* No repository is an error, one without a commit of the model is not. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) commits = NULL;

  if (moat_test_skip_without_git ())
    return;
  g_assert_null (moat_git_history_list (fixture->path, 10, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);

  init (fixture);
  commits = moat_git_history_list (fixture->path, 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (commits->len, ==, 0);
}

/* Every state of any file, newest first; nothing where git knows nothing. */
static void
test_contents (Fixture *fixture, gconstpointer data)
{
  static const char *const wanted[] = { "Two", "One" };
  g_autoptr (GPtrArray) none = moat_git_history_list_contents (fixture->path, 10, NULL);
  g_autoptr (GPtrArray) contents = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  if (moat_test_skip_without_git ())
    return;
  init (fixture);
  rename_model (fixture, "One");
  commit (fixture, "2026-01-01", "First");
  rename_model (fixture, "Two");
  commit (fixture, "2026-02-01", "Second");
  contents = moat_git_history_list_contents (fixture->path, 10, NULL);
  g_assert_cmpuint (contents->len, ==, 2);
  for (guint i = 0; i < contents->len; i++)
    {
      GBytes *bytes = g_ptr_array_index (contents, i);

      g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), wanted[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/formats/git-history/list", test_list);
  ADD ("/formats/git-history/contents", test_contents);
  ADD ("/formats/git-history/revision", test_revision);
  ADD ("/formats/git-history/reviewed", test_reviewed);
  ADD ("/formats/git-history/nothing", test_nothing);

  return g_test_run ();
}
