/* What has changed since an earlier state, in a window: the list, marks on the
 * canvas, and that states which cannot be read are told.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "digest.h"
#include "files.h"
#include "moat-test-git.h"
#include "moat-test.h"
#include "native.h"
#include "page-private.h"
#include "review-dialog.h"
#include "window.h"

#include <string.h>

#define DAY "2026-02-01T12:00:00Z"

typedef struct
{
  char *folder;
  char *path;
  MoatWindow *window;
  MoatPage *page;
  MoatDocument *document;
} Fixture;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(MoatSession **) user_data = moat_session_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer application)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (GBytes) bytes = moat_native_write (document);
  g_autoptr (MoatSession) session = NULL;
  g_autoptr (GFile) file = NULL;

  fixture->folder = g_dir_make_tmp ("moat-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "shop.moat", NULL);
  g_assert_true (moat_files_write (fixture->path, bytes, NULL, NULL, NULL));
  file = g_file_new_for_path (fixture->path);
  moat_session_open_async (file, NULL, opened_cb, &session);
  while (session == NULL)
    g_main_context_iteration (NULL, TRUE);

  fixture->document = moat_session_get_document (session);
  fixture->window = moat_window_new (MOAT_APPLICATION ((gpointer) application));
  moat_window_set_session (fixture->window, session);
  fixture->page = moat_window_get_page (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer application)
{
  const char *const argv[] = { "rm", "-rf", fixture->folder, NULL };

  moat_document_mark_saved (fixture->document);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
commit (Fixture *fixture)
{
  moat_test_git (fixture->folder, DAY, "init", "-q", NULL);
  moat_test_git (fixture->folder, DAY, "add", ".", NULL);
  moat_test_git (fixture->folder, DAY, "commit", "-q", "-m", "First", NULL);
}

static void
rename_element (Fixture *fixture, const char *name)
{
  MOAT_TRANSACTION (fixture->document, "Rename")
  {
    MoatElementState *state = moat_document_edit (fixture->document,
                                                  moat_document_find (fixture->document, "e1"));

    moat_text_set (&state->name, name);
  }
}

/* Until what was asked for is read. */
static MoatComparison *
wait_for_comparison (Fixture *fixture)
{
  MoatComparison *comparison;

  while ((comparison = moat_changes_view_get_comparison (fixture->page->changes)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  return comparison;
}

/* Takes @earlier. */
static MoatComparison *
compare_with (Fixture *fixture, MoatEarlier *earlier)
{
  moat_page_compare_with (fixture->page, earlier);
  moat_earlier_unref (earlier);

  return wait_for_comparison (fixture);
}

static const char *
get_sentence (MoatComparison *comparison, guint index)
{
  return ((const MoatDifference *) g_ptr_array_index (moat_comparison_get_differences (comparison), index))
      ->sentence;
}

/* Opening the tab shows what has changed since the last save, and follows what is edited; the marks are on
 * the canvas as long as the tab is in view.
 */
static void
test_saved (Fixture *fixture, gconstpointer application)
{
  MoatComparison *comparison;

  rename_element (fixture, "Renamed");
  moat_page_set_tab (fixture->page, "changes");
  comparison = wait_for_comparison (fixture);
  g_assert_cmpuint (moat_comparison_get_differences (comparison)->len, ==, 1);
  g_assert_cmpstr (get_sentence (comparison, 0), ==, "External entity “Element 1” is now called “Renamed”.");
  g_assert_cmpint (moat_comparison_get_mark (comparison, "e1"), ==, MOAT_MARK_CHANGED);

  rename_element (fixture, "Element 1");
  while (moat_changes_view_get_comparison (fixture->page->changes) == comparison)
    g_main_context_iteration (NULL, TRUE);
  comparison = moat_changes_view_get_comparison (fixture->page->changes);
  g_assert_cmpuint (moat_comparison_get_differences (comparison)->len, ==, 0);
}

/* A commit; a line selects what it is about, also in another use case. */
static void
test_revision (Fixture *fixture, gconstpointer application)
{
  MoatComparison *comparison;
  MoatRecord *element = moat_document_find (fixture->document, "e1");
  g_autofree char *markdown = NULL;

  if (moat_test_skip_without_git ())
    return;
  commit (fixture);
  rename_element (fixture, "@ada <b>");
  moat_page_add_use_case (fixture->page);
  comparison = compare_with (fixture, moat_earlier_new_revision (fixture->path, "HEAD"));
  g_assert_cmpuint (moat_comparison_get_differences (comparison)->len, ==, 2);
  g_assert_cmpstr (moat_page_get_tab (fixture->page), ==, "changes");

  g_signal_emit_by_name (fixture->page->changes, "look",
                         g_ptr_array_index (moat_comparison_get_differences (comparison), 0));
  g_assert_cmpstr (moat_page_get_use_case (fixture->page), ==, "u0");
  g_assert_true (moat_selection_get_single (fixture->page->selection) == element);

  markdown = moat_changes_view_dup_markdown (fixture->page->changes);
  g_assert_nonnull (strstr (markdown, "**Changed:**"));
  g_assert_null (strstr (markdown, "@ada"));
}

/* What was removed can be looked at where it was. */
static void
test_removed (Fixture *fixture, gconstpointer application)
{
  MoatComparison *comparison;

  MOAT_TRANSACTION (fixture->document, "Remove")
  moat_document_remove (fixture->document, moat_document_find (fixture->document, "e3"));
  comparison = compare_with (fixture, moat_earlier_new_saved (fixture->path));
  g_signal_emit_by_name (fixture->page->changes, "look",
                         g_ptr_array_index (moat_comparison_get_differences (comparison), 0));
  g_assert_true (moat_canvas_scroll_to_removed (fixture->page->canvas, "e3"));
  g_assert_true (moat_selection_is_empty (fixture->page->selection));

  /* Out of view, nothing is marked. */
  moat_page_set_tab (fixture->page, "threats");
  g_assert_false (moat_canvas_scroll_to_removed (fixture->page->canvas, "e3"));
}

/* What a review saw is found by its digest. */
static void
test_reviewed (Fixture *fixture, gconstpointer application)
{
  g_autofree char *digest = moat_digest_compute (fixture->document);
  MoatRecord *review = NULL;
  MoatComparison *comparison;

  if (moat_test_skip_without_git ())
    return;
  commit (fixture);
  MOAT_TRANSACTION (fixture->document, "Record")
  {
    MoatReviewState *state;

    review = moat_document_add (fixture->document, MOAT_KIND_REVIEW, NULL);
    state = moat_document_edit (fixture->document, review);
    moat_text_set (&state->date, "2026-02-01");
    moat_text_set (&state->digest, digest);
  }
  rename_element (fixture, "Later");
  comparison = compare_with (fixture, moat_earlier_new_reviewed (fixture->path, review));
  g_assert_cmpint (moat_comparison_get_mark (comparison, "e1"), ==, MOAT_MARK_CHANGED);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Who records a review sees what is new since the last one. */
static void
test_review_dialog (Fixture *fixture, gconstpointer application)
{
  g_autofree char *digest = moat_digest_compute (fixture->document);
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_windows = g_list_model_get_n_items (windows);
  g_autoptr (GtkWindow) dialog = NULL;
  GtkWidget *row;

  if (moat_test_skip_without_git ())
    return;
  commit (fixture);
  MOAT_TRANSACTION (fixture->document, "Record")
  {
    MoatReviewState *state = moat_document_edit (fixture->document,
                                                 moat_document_add (fixture->document, MOAT_KIND_REVIEW,
                                                                    NULL));

    moat_text_set (&state->date, "2026-02-01");
    moat_text_set (&state->digest, digest);
  }
  rename_element (fixture, "Later");
  moat_review_dialog_present (GTK_WIDGET (fixture->page), fixture->document);
  g_assert_cmpuint (g_list_model_get_n_items (windows), >, n_windows);
  for (guint i = 0; i < g_list_model_get_n_items (windows) && dialog == NULL; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window))
        dialog = g_steal_pointer (&window);
    }
  row = find_child (GTK_WIDGET (dialog), ADW_TYPE_EXPANDER_ROW);
  while (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), "1 changed") == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (dialog);
}

/* Where there is no history it is said, and nothing is listed or marked. */
static void
test_unreadable (Fixture *fixture, gconstpointer application)
{
  g_autoptr (MoatEarlier) earlier = moat_earlier_new_revision (fixture->path, "HEAD");
  GtkWidget *stack = gtk_widget_get_first_child (GTK_WIDGET (fixture->page->changes));
  GtkWidget *note = gtk_stack_get_child_by_name (GTK_STACK (stack), "note");

  if (moat_test_skip_without_git ())
    return;
  moat_page_compare_with (fixture->page, earlier);
  while (strstr (gtk_label_get_text (GTK_LABEL (note)), "git says") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (moat_changes_view_get_comparison (fixture->page->changes));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "note");
}

int
main (int argc, char **argv)
{
  g_autoptr (MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = moat_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

#define ADD(path, function) g_test_add (path, Fixture, application, set_up, function, tear_down)
  ADD ("/ui/changes/saved", test_saved);
  ADD ("/ui/changes/revision", test_revision);
  ADD ("/ui/changes/removed", test_removed);
  ADD ("/ui/changes/reviewed", test_reviewed);
  ADD ("/ui/changes/review-dialog", test_review_dialog);
  ADD ("/ui/changes/unreadable", test_unreadable);

  return g_test_run ();
}
