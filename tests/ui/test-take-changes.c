/* What was edited in SECURITY.md reaches a page's model as one step to undo, or
 * leaves it alone and asks.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "security-md.h"
#include "take-changes.h"
#include "window.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  MoatWindow *window;
  MoatPage *page;
  MoatDocument *document;
  MoatRecord *threat;
  char *path; /* of SECURITY.md */
  guint n_windows;
} Fixture;

static void
write_file (Fixture *fixture)
{
  /* The model has no file, so it is called as the window calls it. */
  const MoatExportOptions options = { .base_name = "Untitled" };
  g_autoptr(GBytes) bytes = moat_security_md_format.write (fixture->document, &options, NULL, NULL);

  g_assert_true (
      g_file_set_contents (fixture->path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
}

static void
set_up (Fixture *fixture, gconstpointer application)
{
  g_autoptr(MoatSession) session = moat_session_new (MOAT_NOTATION_DFD3);
  int fd = g_file_open_tmp ("moat-security-XXXXXX.md", &fixture->path, NULL);

  g_close (fd, NULL);
  fixture->document = moat_session_get_document (session);
  MOAT_TRANSACTION (fixture->document, "Set up")
  {
    MoatRecord *use_case = moat_query_first_use_case (fixture->document);

    fixture->threat = moat_edit_add_threat (fixture->document, moat_record_get_id (use_case),
                                            "Reads others' orders");
  }
  moat_document_mark_saved (fixture->document);
  write_file (fixture);

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
  g_unlink (fixture->path);
  g_free (fixture->path);
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
take (Fixture *fixture)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);

  moat_take_changes_from (fixture->page, file);
}

static gboolean
has_dialog (Fixture *fixture)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) > fixture->n_windows;
}

static const char *
get_text (Fixture *fixture)
{
  return moat_record_get_title (fixture->threat);
}

static void
test_take_nothing (Fixture *fixture, gconstpointer application)
{
  take (fixture);
  g_assert_false (has_dialog (fixture));
  g_assert_false (moat_document_is_modified (fixture->document));
}

/* It is listed, and one step back. */
static void
test_take_edit (Fixture *fixture, gconstpointer application)
{
  replace (fixture, "| Reads others' orders |", "| Reads all orders |");
  take (fixture);
  g_assert_true (has_dialog (fixture));
  g_assert_cmpstr (get_text (fixture), ==, "Reads all orders");

  g_action_group_activate_action (G_ACTION_GROUP (moat_page_get_actions (fixture->page)), "undo", NULL);
  g_assert_cmpstr (get_text (fixture), ==, "Reads others' orders");
}

/* Changed on both sides: it asks, and the model is as it was. */
static void
test_take_conflict (Fixture *fixture, gconstpointer application)
{
  replace (fixture, "| Reads others' orders |", "| Reads all orders |");
  MOAT_TRANSACTION (fixture->document, "Edit")
  {
    MoatThreatState *state = moat_document_edit (fixture->document, fixture->threat);

    moat_text_set (&state->text, "Reads some orders");
  }
  take (fixture);
  g_assert_true (has_dialog (fixture));
  g_assert_cmpstr (get_text (fixture), ==, "Reads some orders");
}

static void
test_take_bad (Fixture *fixture, gconstpointer application)
{
  g_unlink (fixture->path);
  take (fixture);
  g_assert_true (has_dialog (fixture));
  g_assert_false (moat_document_is_modified (fixture->document));
}

#define TEST(path, test) g_test_add ("/ui/take-changes/" path, Fixture, application, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr(MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = moat_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  TEST ("nothing", test_take_nothing);
  TEST ("edit", test_take_edit);
  TEST ("conflict", test_take_conflict);
  TEST ("bad", test_take_bad);

  return g_test_run ();
}
