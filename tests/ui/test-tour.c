/* The tour goes through its steps on what is there, changes nothing in the model
 * and puts back what it showed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "coach-mark.h"
#include "moat-test.h"
#include "page-fixture.h"

#define N_STEPS 6

static void
set_up (PageFixture *fixture, gconstpointer application)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  g_autoptr (MoatSession) session = moat_session_new_for_document (document, "Test");

  page_fixture_open (fixture, application, session);
}

static void
tear_down (PageFixture *fixture, gconstpointer application)
{
  page_fixture_close (fixture);
}

static MoatCoachMark *
find_mark (PageFixture *fixture)
{
  return MOAT_COACH_MARK (page_fixture_find (GTK_WIDGET (fixture->page), MOAT_TYPE_COACH_MARK));
}

static gboolean
is_mark_mapped (gpointer data)
{
  MoatCoachMark *mark = find_mark (data);

  return mark != NULL && gtk_widget_get_mapped (GTK_WIDGET (mark));
}

static gboolean
is_mark_gone (gpointer data)
{
  return find_mark (data) == NULL;
}

static void
take_tour (PageFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.take-tour", NULL);
  page_fixture_wait (is_mark_mapped, fixture);
}

/* The one that is pointed at. */
static GtkWidget *
find_coached (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (gtk_widget_has_css_class (widget, "moat-coached"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_coached (child);

  return found;
}

static gboolean
is_focus_in_mark (PageFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (find_mark (fixture)));
}

/* Each step points at something that is there, with the keyboard in it; the last one ends the tour. */
static void
walk (PageFixture *fixture)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      GtkWidget *coached = find_coached (GTK_WIDGET (fixture->window));

      g_assert_nonnull (coached);
      g_assert_true (gtk_widget_get_mapped (coached));
      g_assert_true (is_focus_in_mark (fixture));
      g_signal_emit_by_name (find_mark (fixture), "moved", 1);
    }
  page_fixture_wait (is_mark_gone, fixture);
  g_assert_null (find_coached (GTK_WIDGET (fixture->window)));
}

static char *
get_tab (PageFixture *fixture)
{
  char *tab = NULL;

  g_object_get (fixture->page, "tab", &tab, NULL);
  return tab;
}

static void
test_walk (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *before = moat_test_dump (fixture->document);
  g_autofree char *tab = NULL;
  MoatSelection *selection = moat_page_get_selection (fixture->page);
  MoatRecord *element = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_ELEMENT), 0);

  g_object_set (fixture->page, "tab", "changes", NULL);
  moat_selection_set_only (selection, element);
  take_tour (fixture);
  walk (fixture);

  moat_test_assert_same_dump (fixture->document, before);
  g_assert_false (moat_document_can_undo (fixture->document));
  tab = get_tab (fixture);
  g_assert_cmpstr (tab, ==, "changes");
  g_assert_true (moat_selection_get_single (selection) == element);
}

/* With the panes folded it shows what unfolds them, and leaves them folded. */
static void
test_folded (PageFixture *fixture, gconstpointer data)
{
  gboolean has_inspector = TRUE, has_table = TRUE;

  g_object_set (fixture->page, "show-inspector", FALSE, "show-table", FALSE, NULL);
  take_tour (fixture);
  walk (fixture);
  g_object_get (fixture->page, "show-inspector", &has_inspector, "show-table", &has_table, NULL);
  g_assert_false (has_inspector);
  g_assert_false (has_table);
  g_object_set (fixture->page, "show-inspector", TRUE, "show-table", TRUE, NULL);
}

/* It can be left, gone back in, and taken again; and is offered no more. */
static void
test_leave (PageFixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (MOAT_APP_ID);

  g_settings_set_boolean (settings, "offer-tour", TRUE);
  take_tour (fixture);
  g_assert_false (g_settings_get_boolean (settings, "offer-tour"));
  g_signal_emit_by_name (find_mark (fixture), "moved", 1);
  g_signal_emit_by_name (find_mark (fixture), "moved", -1);
  g_signal_emit_by_name (find_mark (fixture), "left");
  page_fixture_wait (is_mark_gone, fixture);
  take_tour (fixture);
  walk (fixture);
}

/* Another model in the window ends it. */
static void
test_replaced (PageFixture *fixture, gconstpointer data)
{
  g_autoptr (MoatSession) session = moat_session_new (MOAT_NOTATION_DFD3);

  take_tour (fixture);
  moat_window_set_session (fixture->window, session);
  fixture->page = moat_window_get_page (fixture->window);
  page_fixture_wait (is_mark_gone, fixture);
  g_assert_null (find_coached (GTK_WIDGET (fixture->window)));
}

int
main (int argc, char *argv[])
{
  g_autoptr (MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = page_fixture_new_application ();

  g_test_add ("/ui/tour/walk", PageFixture, application, set_up, test_walk, tear_down);
  g_test_add ("/ui/tour/folded", PageFixture, application, set_up, test_folded, tear_down);
  g_test_add ("/ui/tour/leave", PageFixture, application, set_up, test_leave, tear_down);
  g_test_add ("/ui/tour/replaced", PageFixture, application, set_up, test_replaced, tear_down);

  return g_test_run ();
}
