/* What a model cites is looked up by itself, in the folder that the model is
 * saved in. Needs no display.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "evidence-watch.h"
#include "moat-test.h"

#include <glib/gstdio.h>

#define WAIT_MS 20000
#define ENTRY   "orders.py#find"

typedef struct
{
  char *folder;
  MoatSession *session;
  MoatDocument *document;
  MoatRecord *decision;
  MoatEvidenceWatch *watch;
  MoatEvidence *evidence;
} Fixture;

static char *
path_of (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
put (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = path_of (fixture, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
cite (Fixture *fixture, const char *entry)
{
  MOAT_TRANSACTION (fixture->document, "Cite")
  {
    g_assert_true (moat_edit_set_text (fixture->document, fixture->decision, "enforced", entry, NULL));
  }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("moat-watch-XXXXXX", NULL);
  fixture->document = moat_test_document (2);
  fixture->decision = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_DECISION), 0);
  fixture->session = moat_session_new_for_document (fixture->document, NULL);
  fixture->watch = moat_evidence_watch_new (fixture->session);
  fixture->evidence = moat_evidence_watch_get_evidence (fixture->watch);
  cite (fixture, ENTRY);
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean late_cb (gpointer user_data);

/* The watch goes with its last reference; a thread that looked may let go of one a moment later. */
static void
let_go (Fixture *fixture)
{
  guint bound = g_timeout_add (WAIT_MS, late_cb, NULL);
  guint tick = g_timeout_add (5, tick_cb, NULL);

  g_object_add_weak_pointer (G_OBJECT (fixture->watch), (gpointer *) &fixture->watch);
  g_object_unref (fixture->watch);
  while (g_atomic_pointer_get (&fixture->watch) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_source_remove (bound);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "shop.moat", "orders.py", "" };

  let_go (fixture);
  moat_session_discard (fixture->session);
  g_object_unref (fixture->session);
  g_object_unref (fixture->document);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = path_of (fixture, names[i]);

      g_remove (path);
    }
  g_free (fixture->folder);
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
save (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "shop.moat");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  moat_session_save_async (fixture->session, file, TRUE, take_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  moat_session_save_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static gboolean
late_cb (gpointer user_data)
{
  g_error ("Nothing was found in time.");
  return G_SOURCE_REMOVE;
}

static void
wait_for (Fixture *fixture, MoatEvidenceStatus status)
{
  guint bound = g_timeout_add (WAIT_MS, late_cb, NULL);

  while (moat_evidence_get (fixture->evidence, fixture->decision, ENTRY) != status)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (bound);
  /* The thread's last word. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* From the first save on; and again when somebody worked on the files. */
static void
test_watch_looks (Fixture *fixture, gconstpointer data)
{
  g_assert_true (moat_evidence_has_wanted (fixture->evidence));
  save (fixture);
  wait_for (fixture, MOAT_EVIDENCE_NO_FILE);

  put (fixture, "orders.py", "def search(): pass\n");
  moat_evidence_watch_refresh (fixture->watch);
  wait_for (fixture, MOAT_EVIDENCE_NO_SYMBOL);

  put (fixture, "orders.py", "def find(): pass\n");
  moat_evidence_watch_refresh (fixture->watch);
  moat_evidence_watch_refresh (fixture->watch);
  wait_for (fixture, MOAT_EVIDENCE_FOUND);
}

/* What is cited later is looked up then. */
static void
test_watch_follows_edits (Fixture *fixture, gconstpointer data)
{
  cite (fixture, "API");
  save (fixture);
  put (fixture, "orders.py", "def find(): pass\n");
  cite (fixture, ENTRY);
  wait_for (fixture, MOAT_EVIDENCE_FOUND);
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("moat-watch-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("XDG_DATA_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/evidence-watch/looks", Fixture, NULL, set_up, test_watch_looks, tear_down);
  g_test_add ("/ui/evidence-watch/follows-edits", Fixture, NULL, set_up, test_watch_follows_edits, tear_down);
  return g_test_run ();
}
