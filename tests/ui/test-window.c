/* The window puts itself together, and its actions can be used exactly when
 * they make sense.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "accels.h"
#include "model-dialog.h"
#include "moat-test.h"
#include "preferences.h"
#include "report-view.h"
#include "window.h"

typedef struct
{
  MoatApplication *application;
  MoatWindow *window;
} Fixture;

/* One application for all tests: it cannot be registered twice in a process. */
static void
set_up (Fixture *fixture, gconstpointer application)
{
  fixture->application = MOAT_APPLICATION ((gpointer) application);
  fixture->window = moat_window_new (fixture->application);
}

static void
tear_down (Fixture *fixture, gconstpointer application)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_enabled (Fixture *fixture, const char *name)
{
  MoatPage *page = moat_window_get_page (fixture->window);

  if (g_str_has_prefix (name, "win."))
    return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), name + strlen ("win."));

  return page
         && g_action_group_get_action_enabled (G_ACTION_GROUP (moat_page_get_actions (page)),
                                               name + strlen ("page."));
}

/* Fails unless exactly the actions in @enabled, between spaces, can be used of those that depend on
 * something. */
static void
assert_enabled (Fixture *fixture, const char *enabled)
{
  static const char *const names[] = {
    "win.save",
    "win.save-as",
    "win.revert",
    "win.export",
    "win.print",
    "win.choose-use-case",
    "win.add-use-case",
    "win.rename-use-case",
    "page.undo",
    "page.redo",
    "page.delete-use-case",
    "page.next-use-case",
    "page.previous-use-case",
    "page.move-use-case-up",
    "page.move-use-case-down",
  };
  g_autoptr(GString) found = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_enabled (fixture, names[i]))
      g_string_append_printf (found, "%s%s", found->len ? " " : "", names[i]);

  g_assert_cmpstr (found->str, ==, enabled);
}

#define MODEL                                                                                                \
  "win.save win.save-as win.export win.print win.choose-use-case win.add-use-case win.rename-use-case"

static void
test_sensitivity (Fixture *fixture, gconstpointer data)
{
  g_autoptr(MoatSession) session = moat_session_new (MOAT_NOTATION_DFD3);
  MoatDocument *document = moat_session_get_document (session);
  MoatPage *page;

  assert_enabled (fixture, "");
  g_assert_true (is_enabled (fixture, "win.new"));
  g_assert_true (is_enabled (fixture, "win.open"));

  moat_window_set_session (fixture->window, session);
  page = moat_window_get_page (fixture->window);
  assert_enabled (fixture, MODEL);

  moat_page_add_use_case (page);
  assert_enabled (fixture,
                  MODEL " page.undo page.delete-use-case page.previous-use-case page.move-use-case-up");

  g_action_group_activate_action (G_ACTION_GROUP (moat_page_get_actions (page)), "previous-use-case", NULL);
  assert_enabled (fixture,
                  MODEL " page.undo page.delete-use-case page.next-use-case page.move-use-case-down");

  g_assert_true (moat_document_undo (document));
  assert_enabled (fixture, MODEL " page.redo");
}

/* Deleting, duplicating, moving and undoing keep a use case in view that is there. */
static void
test_use_cases (Fixture *fixture, gconstpointer data)
{
  g_autoptr(MoatSession) session = moat_session_new (MOAT_NOTATION_DFD3);
  MoatDocument *document = moat_session_get_document (session);
  GActionGroup *actions;
  MoatPage *page;
  g_autofree char *first = NULL;

  moat_window_set_session (fixture->window, session);
  page = moat_window_get_page (fixture->window);
  actions = G_ACTION_GROUP (moat_page_get_actions (page));
  first = g_strdup (moat_page_get_use_case (page));

  g_action_group_activate_action (actions, "duplicate-use-case", NULL);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_USE_CASE), ==, 2);
  g_assert_cmpstr (moat_page_get_use_case (page), !=, first);

  g_action_group_activate_action (actions, "move-use-case-up", NULL);
  g_assert_true (is_enabled (fixture, "page.next-use-case"));
  g_assert_false (is_enabled (fixture, "page.previous-use-case"));

  g_action_group_activate_action (actions, "delete-use-case", NULL);
  g_assert_cmpstr (moat_page_get_use_case (page), ==, first);
  g_assert_false (is_enabled (fixture, "page.delete-use-case"));

  /* What comes back is shown. */
  g_action_group_activate_action (actions, "undo", NULL);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_USE_CASE), ==, 2);
  g_assert_cmpstr (moat_page_get_use_case (page), !=, first);
}

/* The title says the use case, the file, and whether something is unsaved. */
static void
test_title (Fixture *fixture, gconstpointer data)
{
  g_autoptr(MoatSession) session = moat_session_new (MOAT_NOTATION_DFD3);
  MoatDocument *document = moat_session_get_document (session);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Moat");
  moat_window_set_session (fixture->window, session);
  MOAT_TRANSACTION (document, "Title")
  moat_edit_set_text (document, moat_query_first_use_case (document), "title", "Buy a hat", NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "• Unsaved model – Buy a hat");
  moat_document_undo (document);
  g_assert_false (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (fixture->window)), "•"));
}

/* Every other window of the program is put together without a complaint (which would end the test), and shows
 * what it is about.
 */
static void
test_dialogs (Fixture *fixture, gconstpointer data)
{
  g_autoptr(MoatDocument) document = moat_test_document (4);
  g_autoptr(MoatSession) session = moat_session_new_for_document (document, "Example");
  MoatPage *page;
  GtkWidget *dialogs[3];
  g_autoptr(MoatReportWatch) watch = moat_report_watch_new (session);
  GtkWidget *report = g_object_ref_sink (moat_report_view_new (session, watch));

  moat_window_set_session (fixture->window, session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  page = moat_window_get_page (fixture->window);
  dialogs[0] = moat_model_dialog_new (document, G_ACTION_GROUP (moat_page_get_actions (page)));
  dialogs[1] = moat_preferences_new (moat_application_get_settings (fixture->application));
  dialogs[2] = moat_accels_new_window ();

  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      gtk_window_set_transient_for (GTK_WINDOW (dialogs[i]), GTK_WINDOW (fixture->window));
      gtk_window_present (GTK_WINDOW (dialogs[i]));
      while (!gtk_widget_get_mapped (dialogs[i]))
        g_main_context_iteration (NULL, TRUE);
      gtk_window_destroy (GTK_WINDOW (dialogs[i]));
    }
  g_object_unref (report);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("What was waited for did not come");
  return G_SOURCE_REMOVE;
}

/* Another session takes the place of the first, and the first is let go of with all that showed it. */
static void
test_replace_session (Fixture *fixture, gconstpointer data)
{
  MoatSession *first = moat_session_new (MOAT_NOTATION_DFD3);
  g_autoptr(MoatSession) second = moat_session_new (MOAT_NOTATION_DFD3);
  guint bound = g_timeout_add_seconds (30, give_up_cb, NULL);

  moat_window_set_session (fixture->window, first);
  g_assert_true (moat_window_is_blank (fixture->window));
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (moat_window_get_page (fixture->window))))
    g_main_context_iteration (NULL, TRUE);

  moat_window_set_session (fixture->window, second);
  g_assert_true (moat_window_get_session (fixture->window) == second);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  g_object_unref (first);
  while (first)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (bound);
}

/* The first widget below @widget with this style class, or NULL. */
static GtkWidget *
find_by_class (GtkWidget *widget, const char *css_class)
{
  GtkWidget *found = NULL;

  if (gtk_widget_has_css_class (widget, css_class))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_by_class (child, css_class);

  return found;
}

/* Saving takes what was typed as a new move without Enter. */
static void
test_finish_editing (Fixture *fixture, gconstpointer data)
{
  g_autoptr(MoatDocument) document = moat_test_document (2);
  g_autoptr(MoatSession) session = moat_session_new_for_document (document, NULL);
  guint bound = g_timeout_add_seconds (30, give_up_cb, NULL);
  guint n_threats = moat_document_count (document, MOAT_KIND_THREAT);
  GtkWidget *page;
  GtkWidget *entry;

  moat_window_set_session (fixture->window, session);
  page = GTK_WIDGET (moat_window_get_page (fixture->window));
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (page))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_activate_action (page, "canvas.select-all", NULL));
  while (!(entry = find_by_class (page, "moat-adding")) || !gtk_widget_get_mapped (entry))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (bound);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Read what passes here");
  moat_page_finish_editing (MOAT_PAGE (page));
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), >, n_threats);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

#define ADD(path, function) g_test_add (path, Fixture, application, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_autoptr(MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = moat_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  ADD ("/ui/window/sensitivity", test_sensitivity);
  ADD ("/ui/window/use-cases", test_use_cases);
  ADD ("/ui/window/title", test_title);
  ADD ("/ui/window/dialogs", test_dialogs);
  ADD ("/ui/window/replace-session", test_replace_session);
  ADD ("/ui/window/finish-editing", test_finish_editing);

  return g_test_run ();
}
