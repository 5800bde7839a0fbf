/* The first window: what it offers, the lists with their pictures, and the
 * folder of a project.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "first-frame.h"
#include "folder-dialog.h"
#include "moat-test.h"
#include "native.h"
#include "page-fixture.h"
#include "recent.h"
#include "story-view.h"
#include "welcome.h"
#include "window.h"

#include <glib/gstdio.h>

typedef struct
{
  MoatApplication *application;
  MoatWindow *window;
  char *folder; /* of the test's own */
  guint bound;  /* ends the test when what it waits for does not come */
} Fixture;

static void
iterate (void)
{
  g_main_context_iteration (NULL, TRUE);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("What was waited for did not come");
  return G_SOURCE_REMOVE;
}

static void
set_up (Fixture *fixture, gconstpointer application)
{
  fixture->application = MOAT_APPLICATION ((gpointer) application);
  fixture->bound = g_timeout_add_seconds (60, give_up_cb, NULL);
  fixture->folder = g_dir_make_tmp ("moat-start-XXXXXX", NULL);
  fixture->window = moat_window_new (fixture->application);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer application)
{
  g_source_remove (fixture->bound);
  gtk_recent_manager_purge_items (gtk_recent_manager_get_default (), NULL);
  while (gtk_application_get_windows (GTK_APPLICATION (fixture->application)) != NULL)
    gtk_window_destroy (gtk_application_get_windows (GTK_APPLICATION (fixture->application))->data);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_all (fixture->folder);
  g_free (fixture->folder);
}

/* It comes after the window was seen. */
static MoatWelcome *
get_welcome (Fixture *fixture)
{
  GtkWidget *welcome;

  while ((welcome = page_fixture_find (GTK_WIDGET (fixture->window), MOAT_TYPE_WELCOME)) == NULL)
    iterate ();
  return MOAT_WELCOME (welcome);
}

/* The dialog over the window, when it comes. */
static MoatFolderDialog *
await_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  while (TRUE)
    {
      for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

          if (MOAT_IS_FOLDER_DIALOG (window))
            return MOAT_FOLDER_DIALOG (window);
        }
      iterate ();
    }
}

static GFile *
write_model (Fixture *fixture, const char *name)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (GBytes) bytes = moat_native_write (document);
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  return g_file_new_for_path (path);
}

static void
write_text (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Whether the card shows a drawing. */
static gboolean
is_drawn (MoatModelCard *card)
{
  GtkWidget *picture = page_fixture_find (GTK_WIDGET (card), GTK_TYPE_PICTURE);

  return gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

/* ---- What comes when ---- */

static void
count_cb (gpointer user_data)
{
  guint *n_calls = user_data;

  (*n_calls)++;
}

/* The window is drawn before it is filled; what waits for that is done once, at once when it was. */
static void
test_seen_first (Fixture *fixture, gconstpointer data)
{
  guint n_calls = 0;

  moat_first_frame_await (GTK_WIDGET (fixture->window), count_cb, &n_calls);
  g_assert_null (page_fixture_find (GTK_WIDGET (fixture->window), MOAT_TYPE_WELCOME));
  while (n_calls == 0)
    {
      g_assert_null (page_fixture_find (GTK_WIDGET (fixture->window), MOAT_TYPE_WELCOME));
      iterate ();
    }
  g_assert_nonnull (get_welcome (fixture));

  moat_first_frame_await (GTK_WIDGET (fixture->window), count_cb, &n_calls);
  g_assert_cmpuint (n_calls, ==, 2);
}

/* What waits for a window that goes before it was seen waits no longer. */
static void
test_never_seen (Fixture *fixture, gconstpointer data)
{
  MoatWindow *window = moat_window_new (fixture->application);
  guint n_calls = 0;

  moat_first_frame_await (GTK_WIDGET (window), count_cb, &n_calls);
  g_assert_cmpuint (n_calls, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  while (n_calls == 0)
    iterate ();
}

/* ---- The lists ---- */

/* Every example is shown with a picture, without anybody waiting for it. */
static void
test_examples (Fixture *fixture, gconstpointer data)
{
  MoatModelGrid *grid = moat_welcome_get_examples (get_welcome (fixture));

  while (moat_model_grid_get_n_cards (grid) == 0 || !moat_model_grid_is_loaded (grid))
    iterate ();
  for (guint i = 0; i < moat_model_grid_get_n_cards (grid); i++)
    g_assert_true (is_drawn (moat_model_grid_get_card (grid, i)));

  g_signal_emit_by_name (grid, "chosen", moat_model_grid_get_card (grid, 0));
  g_assert_nonnull (moat_window_get_page (fixture->window));
}

static MoatModelGrid *
await_recent (Fixture *fixture, guint n_cards)
{
  MoatModelGrid *grid = moat_welcome_get_recent (get_welcome (fixture));

  while (moat_model_grid_get_n_cards (grid) != n_cards || !moat_model_grid_is_loaded (grid))
    iterate ();
  return grid;
}

/* What is damaged stays in the list, and says so; what is gone says so, and leaves it when it is chosen. */
static void
test_recent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) good = write_model (fixture, "good.moat");
  g_autoptr (GFile) damaged = write_model (fixture, "damaged.moat");
  g_autoptr (GFile) gone = write_model (fixture, "gone.moat");
  MoatModelGrid *grid;
  MoatModelCard *missing = NULL;
  guint n_drawn = 0;

  write_text (fixture, "damaged.moat", "{ \"format\": \"moat\", ");
  g_assert_true (g_file_delete (gone, NULL, NULL));
  moat_recent_add (good);
  moat_recent_add (damaged);
  moat_recent_add (gone);

  grid = await_recent (fixture, 3);
  for (guint i = 0; i < 3; i++)
    {
      MoatModelCard *card = moat_model_grid_get_card (grid, i);

      n_drawn += is_drawn (card) ? 1 : 0;
      g_assert_true (is_drawn (card) == g_file_equal (moat_model_card_get_file (card), good));
      if (moat_model_card_is_missing (card))
        missing = card;
    }
  g_assert_cmpuint (n_drawn, ==, 1);
  g_assert_nonnull (missing);
  g_assert_true (g_file_equal (moat_model_card_get_file (missing), gone));

  g_signal_emit_by_name (grid, "chosen", missing);
  g_assert_null (moat_window_get_page (fixture->window));
  await_recent (fixture, 2);
}

/* What is taken off the list comes back to its place by the toast's button, and the file stays. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) first = write_model (fixture, "first.moat");
  g_autoptr (GFile) second = write_model (fixture, "second.moat");
  g_autoptr (GFile) removed = NULL;
  MoatModelGrid *grid;
  GtkWidget *toast = NULL;

  moat_recent_add (first);
  moat_recent_add (second);
  grid = await_recent (fixture, 2);
  removed = g_object_ref (moat_model_card_get_file (moat_model_grid_get_card (grid, 1)));
  g_signal_emit_by_name (moat_model_grid_get_card (grid, 1), "removed");
  grid = await_recent (fixture, 1);
  g_assert_true (g_file_query_exists (removed, NULL));

  while (toast == NULL)
    {
      iterate ();
      toast = page_fixture_find (GTK_WIDGET (fixture->window), g_type_from_name ("AdwToastWidget"));
    }
  g_signal_emit_by_name (page_fixture_find (toast, GTK_TYPE_BUTTON), "clicked");
  grid = await_recent (fixture, 2);
  g_assert_true (g_file_equal (moat_model_card_get_file (moat_model_grid_get_card (grid, 1)), removed));
}

/* ---- Beginning ---- */

/* The story has the keyboard and half of the page, which is not remembered as the user's wish. */
static void
test_story (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (MOAT_SETTINGS_ID);
  int height = g_settings_get_int (settings, "bottom-pane-height");
  MoatPage *page;
  GtkWidget *text;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.write-story", NULL);
  page = moat_window_get_page (fixture->window);
  g_assert_nonnull (page);
  text = page_fixture_find (page_fixture_find (GTK_WIDGET (page), MOAT_TYPE_STORY_VIEW), GTK_TYPE_TEXT_VIEW);
  while (!gtk_widget_get_mapped (text) || gtk_widget_get_height (text) == 0)
    iterate ();

  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == text);
  g_assert_cmpint (2 * gtk_widget_get_height (text), >, gtk_widget_get_height (GTK_WIDGET (page)) * 4 / 5);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_cmpint (g_settings_get_int (settings, "bottom-pane-height"), ==, height);
}

/* ---- Folders ---- */

static void
open_folder (Fixture *fixture)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  moat_application_open_file (fixture->application, folder, GTK_WINDOW (fixture->window));
}

/* One model is opened without a question, wherever in the project it is. */
static void
test_one_model (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) model = write_model (fixture, "docs/security/shop.moat");

  open_folder (fixture);
  while (moat_window_get_session (fixture->window) == NULL)
    iterate ();
  g_assert_true (g_file_equal (moat_session_get_file (moat_window_get_session (fixture->window)), model));
}

/* Of several, one is chosen by its picture; those at the top come first. */
static void
test_several_models (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) deep = write_model (fixture, "docs/a.moat");
  g_autoptr (GFile) top = write_model (fixture, "z.moat");
  g_autoptr (GFile) skipped G_GNUC_UNUSED = write_model (fixture, "node_modules/x/other.moat");
  MoatModelGrid *grid;

  open_folder (fixture);
  grid = moat_folder_dialog_get_grid (await_dialog ());
  while (!moat_model_grid_is_loaded (grid))
    iterate ();
  g_assert_cmpuint (moat_model_grid_get_n_cards (grid), ==, 2);
  g_assert_true (g_file_equal (moat_model_card_get_file (moat_model_grid_get_card (grid, 0)), top));
  g_assert_true (is_drawn (moat_model_grid_get_card (grid, 1)));

  g_signal_emit_by_name (grid, "chosen", moat_model_grid_get_card (grid, 1));
  while (moat_window_get_session (fixture->window) == NULL)
    iterate ();
  g_assert_true (g_file_equal (moat_session_get_file (moat_window_get_session (fixture->window)), deep));
}

/* Where there is none, one is begun that is called as the folder is, and saved there. */
static void
test_no_model (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_path_get_basename (fixture->folder);
  g_autofree char *file_name = g_strconcat (name, ".moat", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, file_name, NULL);
  MoatFolderDialog *dialog;
  MoatSession *session;

  write_text (fixture, "SECURITY.md", "# Security\n");
  open_folder (fixture);
  dialog = await_dialog ();
  g_assert_null (moat_folder_dialog_get_grid (dialog));
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (dialog)), "clicked");
  while ((session = moat_window_get_session (fixture->window)) == NULL)
    iterate ();

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (moat_session_get_title (session), ==, file_name);
  g_assert_cmpstr (moat_record_get_title (moat_document_get_model (moat_session_get_document (session))), ==,
                   name);
  g_assert_false (moat_session_is_modified (session));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ui/start/seen-first", test_seen_first }, { "/ui/start/never-seen", test_never_seen },
    { "/ui/start/examples", test_examples },     { "/ui/start/recent", test_recent },
    { "/ui/start/remove", test_remove },         { "/ui/start/story", test_story },
    { "/ui/start/one-model", test_one_model },   { "/ui/start/several-models", test_several_models },
    { "/ui/start/no-model", test_no_model },
  };
  g_autoptr (MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = page_fixture_new_application ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, application, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
