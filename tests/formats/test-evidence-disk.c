/* Looking up cited files: what is found, since when, and that nobody looks
 * outside the folder.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "evidence-disk.h"
#include "moat-test-git.h"
#include "moat-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder; /* holds "repo", and "outside" that nobody may look into */
  char *root;
} Fixture;

static void
put (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
link_to (Fixture *fixture, const char *target, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->root, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
fixture_setup (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("moat-evidence-XXXXXX", NULL);
  fixture->root = g_build_filename (fixture->folder, "repo", NULL);
  put (fixture->root, "src/api.py", "class Api:\n    def update_own(self):\n        pass\n");
  put (fixture->root, "src/empty.py", "");
  put (fixture->root, "tests/test_api.py", "class TestUpdate:\n  def test_other(self): pass\n");
  put (fixture->root, "docs/notes.md", "# Data flows\n");
  put (fixture->folder, "outside/secret.txt", "secret");
  link_to (fixture, "../outside", "out");
  link_to (fixture, "../outside/secret.txt", "out.txt");
  link_to (fixture, "src/api.py", "same.py");
  link_to (fixture, "loop.py", "loop.py");
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
fixture_teardown (Fixture *fixture, gconstpointer data)
{
  remove_all (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->root);
}

static MoatEvidenceStatus
look (Fixture *fixture, const char *entry, char **changed_on)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GPtrArray) facts = NULL;
  MoatEvidenceFact *fact;

  g_ptr_array_add (entries, (gpointer) entry);
  facts = moat_evidence_disk_look (fixture->root, entries, NULL);
  g_assert_cmpuint (facts->len, ==, 1);
  fact = g_ptr_array_index (facts, 0);
  g_assert_cmpstr (fact->entry, ==, entry);
  if (changed_on != NULL)
    *changed_on = g_strdup (fact->changed_on);

  return fact->status;
}

typedef struct
{
  const char *entry;
  MoatEvidenceStatus status;
} Case;

/* A file, a folder, a line, a word: each is there or is not. */
static void
test_disk_look (Fixture *fixture, gconstpointer data)
{
  static const Case cases[] = {
    { "src/api.py", MOAT_EVIDENCE_FOUND },
    { "./src//api.py", MOAT_EVIDENCE_FOUND },
    { "src/", MOAT_EVIDENCE_FOUND },
    { "same.py", MOAT_EVIDENCE_FOUND },
    { "src/api.py:3", MOAT_EVIDENCE_FOUND },
    { "src/api.py:4", MOAT_EVIDENCE_NO_LINE },
    { "src/empty.py:1", MOAT_EVIDENCE_NO_LINE },
    { "src/api.py#update_own", MOAT_EVIDENCE_FOUND },
    { "src/api.py#Api.update_own()", MOAT_EVIDENCE_FOUND },
    { "src/api.py#update", MOAT_EVIDENCE_NO_SYMBOL },
    { "src/api.py#api", MOAT_EVIDENCE_NO_SYMBOL },
    { "src/empty.py#Api", MOAT_EVIDENCE_NO_SYMBOL },
    { "docs/notes.md#data-flows", MOAT_EVIDENCE_FOUND },
    { "docs/notes.md#data-stores", MOAT_EVIDENCE_NO_SYMBOL },
    { "tests/test_api.py::TestUpdate::test_other[1]", MOAT_EVIDENCE_FOUND },
    { "tests/test_api.py::TestUpdate::test_gone", MOAT_EVIDENCE_NO_SYMBOL },
    { "src/gone.py", MOAT_EVIDENCE_NO_FILE },
    { "src/gone/api.py:3", MOAT_EVIDENCE_NO_FILE },
    { "src/api.py/x.py", MOAT_EVIDENCE_NO_FILE },
    { "loop.py", MOAT_EVIDENCE_NO_FILE },
    { "API", MOAT_EVIDENCE_NOT_LOOKED },
    { "https://example.com/src/api.py", MOAT_EVIDENCE_NOT_LOOKED },
    { "ApiTest#update", MOAT_EVIDENCE_NOT_LOOKED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].entry);
      g_assert_cmpint (look (fixture, cases[i].entry, NULL), ==, cases[i].status);
    }
}

/* No spelling and no link leads out, and what is outside looks the same whether it is there or not. */
static void
test_disk_outside (Fixture *fixture, gconstpointer data)
{
  static const char *const entries[] = {
    "../outside/secret.txt",
    "src/../../outside/secret.txt",
    "/etc/passwd.txt",
    "~/secret.txt",
    "out/secret.txt",
    "out/secret.txt#secret",
    "out/gone.txt",
    "out/gone/gone.txt",
    "out/",
    "out.txt",
    "out.txt:1",
    "C:\\secret.txt",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_test_message ("%s", entries[i]);
      g_assert_cmpint (look (fixture, entries[i], NULL), ==, MOAT_EVIDENCE_OUTSIDE);
    }
}

/* A root that is not there, or a file that may not be read, proves nothing. */
static void
test_disk_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->root, "src/api.py", NULL);
  g_autofree char *pipe = g_build_filename (fixture->root, "pipe.py", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (look (fixture, "pipe.py#x", NULL), ==, MOAT_EVIDENCE_UNKNOWN);
  if (geteuid () != 0)
    {
      g_assert_cmpint (g_chmod (path, 0), ==, 0);
      g_assert_cmpint (look (fixture, "src/api.py#Api", NULL), ==, MOAT_EVIDENCE_UNKNOWN);
    }
  remove_all (fixture->root);
  g_assert_cmpint (look (fixture, "src/api.py", NULL), ==, MOAT_EVIDENCE_UNKNOWN);
  g_mkdir (fixture->root, 0700);
}

/* The repository's folder, from anywhere below; the model's own when there is none. */
static void
test_disk_root (Fixture *fixture, gconstpointer data)
{
  g_autofree char *model = g_build_filename (fixture->root, "docs", "threats.moat", NULL);
  g_autofree char *docs = g_path_get_dirname (model);
  g_autofree char *without = moat_evidence_disk_find_root (model);
  g_autofree char *with = NULL;

  g_assert_cmpstr (without, ==, docs);
  put (fixture->root, ".git", "gitdir: elsewhere\n");
  with = moat_evidence_disk_find_root (model);
  g_assert_cmpstr (with, ==, fixture->root);
}

/* ---- Dates ---- */

#define FIRST_DAY  "2024-05-02T12:00:00Z"
#define SECOND_DAY "2024-05-09T12:00:00Z"

static void
make_repository (Fixture *fixture)
{
  moat_test_git (fixture->root, FIRST_DAY, "init", "-q", NULL);
  moat_test_git (fixture->root, FIRST_DAY, "add", ".", NULL);
  moat_test_git (fixture->root, FIRST_DAY, "commit", "-q", "-m", "First", NULL);
  put (fixture->root, "src/api.py", "class Api: pass\n");
  put (fixture->root, "src/a b ü.py", "pass\n");
  moat_test_git (fixture->root, SECOND_DAY, "add", ".", NULL);
  moat_test_git (fixture->root, SECOND_DAY, "commit", "-q", "-m", "Second", NULL);
  put (fixture->root, "src/new.py", "pass\n");
}

typedef struct
{
  const char *entry;
  const char *changed_on;
} Day;

/* The day of a file is the one of its last commit, of a folder that of any file in it. */
static void
test_disk_dates (Fixture *fixture, gconstpointer data)
{
  static const Day days[] = {
    { "src/api.py", "2024-05-09" },
    { "src/api.py:1", "2024-05-09" },
    { "src/empty.py", "2024-05-02" },
    { "src/", "2024-05-09" },
    { "docs/", "2024-05-02" },
    { "src/new.py", NULL },
    { "src/gone.py", NULL },
    { "API", NULL },
    { "`src/a b ü.py`", "2024-05-09" },
  };

  if (moat_test_skip_without_git ())
    return;
  make_repository (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *changed_on = NULL;

      look (fixture, days[i].entry, &changed_on);
      g_test_message ("%s", days[i].entry);
      g_assert_cmpstr (changed_on, ==, days[i].changed_on);
    }
}

/* Asked for many, in any order and twice, each gets its own answer; also below the repository's top. */
static void
test_disk_many (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "test_api.py", "../src/api.py", "test_api.py:1", "gone.py",
                                       "test_api.py" };
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GPtrArray) none = NULL;
  g_autofree char *tests = g_build_filename (fixture->root, "tests", NULL);

  if (moat_test_skip_without_git ())
    return;
  make_repository (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (entries, (gpointer) names[i]);
  facts = moat_evidence_disk_look (tests, entries, NULL);
  g_assert_cmpuint (facts->len, ==, entries->len);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const MoatEvidenceFact *fact = g_ptr_array_index (facts, i);

      g_assert_cmpstr (fact->entry, ==, names[i]);
      g_assert_cmpstr (fact->changed_on, ==, g_str_has_prefix (names[i], "test_api") ? "2024-05-02" : NULL);
    }

  g_cancellable_cancel (cancelled);
  none = moat_evidence_disk_look (tests, entries, cancelled);
  g_assert_cmpuint (none->len, ==, 0);
}

/* In a shallow clone, as CI makes them, every file seems to be as new as the last commit: so nothing is said.
 */
static void
test_disk_shallow (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = g_strconcat ("file://", fixture->root, NULL);
  g_autofree char *changed_on = NULL;
  g_autofree char *whole = NULL;

  if (moat_test_skip_without_git ())
    return;
  make_repository (fixture);
  moat_test_git (fixture->folder, FIRST_DAY, "clone", "-q", "--depth=1", url, "clone", NULL);
  look (fixture, "src/empty.py", &whole);
  g_assert_cmpstr (whole, ==, "2024-05-02");

  g_free (fixture->root);
  fixture->root = g_build_filename (fixture->folder, "clone", NULL);
  g_assert_cmpint (look (fixture, "src/empty.py", &changed_on), ==, MOAT_EVIDENCE_FOUND);
  g_assert_null (changed_on);
}

/* A repository from a stranger cannot make git start a program of his. */
static void
test_disk_stranger (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mark = g_build_filename (fixture->folder, "ran", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\ntouch '%s'\n", mark);
  g_autofree char *path = g_build_filename (fixture->folder, "outside", "run", NULL);
  static const char *const settings[] = { "core.fsmonitor", "gpg.program",     "core.pager",
                                          "diff.external",  "core.sshCommand", "core.editor" };
  g_autofree char *changed_on = NULL;

  if (moat_test_skip_without_git ())
    return;
  make_repository (fixture);
  put (fixture->folder, "outside/run", script);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    moat_test_git (fixture->root, FIRST_DAY, "config", settings[i], path, NULL);
  moat_test_git (fixture->root, FIRST_DAY, "config", "log.showSignature", "true", NULL);

  look (fixture, "src/api.py", &changed_on);
  g_assert_cmpstr (changed_on, ==, "2024-05-09");
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
}

/* What a document wants is looked up and told to it. */
static void
test_disk_fill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MoatDocument) document = moat_test_document (2);
  MoatRecord *decision = g_ptr_array_index (moat_document_list (document, MOAT_KIND_DECISION), 0);
  g_autoptr (MoatEvidence) evidence = NULL;

  MOAT_TRANSACTION (document, "Edit")
  {
    g_assert_true (moat_edit_set_text (document, decision, "enforced", "src/api.py#gone", NULL));
  }
  evidence = moat_evidence_new (document);
  moat_evidence_disk_fill (evidence, fixture->root);
  g_assert_cmpint (moat_evidence_get (evidence, decision, "src/api.py#gone"), ==, MOAT_EVIDENCE_NO_SYMBOL);
  g_assert_false (moat_evidence_has_wanted (evidence));
}

#define TEST(path, test)                                                                                     \
  g_test_add ("/formats/evidence-disk/" path, Fixture, NULL, fixture_setup, test, fixture_teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("look", test_disk_look);
  TEST ("outside", test_disk_outside);
  TEST ("unreadable", test_disk_unreadable);
  TEST ("root", test_disk_root);
  TEST ("dates", test_disk_dates);
  TEST ("many", test_disk_many);
  TEST ("shallow", test_disk_shallow);
  TEST ("stranger", test_disk_stranger);
  TEST ("fill", test_disk_fill);
  return g_test_run ();
}
