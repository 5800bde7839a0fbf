/* The workshop in a window: phases open their panes, the walk goes to what is
 * open, and the end is recorded in one step.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "edit.h"
#include "examples.h"
#include "native.h"
#include "page-fixture.h"
#include "query.h"
#include "workshop-bar.h"
#include "workshop-dots.h"

typedef struct
{
  PageFixture base;
  MoatWorkshop *workshop;
  GtkWidget *bar;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer application)
{
  g_autoptr (GBytes) bytes = moat_examples_find ("shipping-address", NULL);
  g_autoptr (MoatDocument) document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, NULL);
  g_autoptr (MoatSession) session = moat_session_new_for_document (document, "Example");

  page_fixture_open (&fixture->base, application, session);
  fixture->workshop = moat_page_get_workshop (fixture->base.page);
  fixture->bar = page_fixture_find (GTK_WIDGET (fixture->base.window), MOAT_TYPE_WORKSHOP_BAR);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  moat_workshop_end (fixture->workshop);
  page_fixture_close (&fixture->base);
}

static void
activate (Fixture *fixture, const char *name)
{
  g_action_group_activate_action (G_ACTION_GROUP (moat_page_get_actions (fixture->base.page)), name, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static const char *
get_tab (Fixture *fixture)
{
  GVariant *state
      = g_action_group_get_action_state (G_ACTION_GROUP (moat_page_get_actions (fixture->base.page)), "tab");
  const char *tab = g_intern_string (g_variant_get_string (state, NULL));

  g_variant_unref (state);
  return tab;
}

static gboolean
is_enabled (Fixture *fixture, const char *name)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (moat_page_get_actions (fixture->base.page)),
                                            name);
}

/* The bar is there while a workshop is, and only then its actions can be used. */
static void
test_bar (Fixture *fixture, gconstpointer data)
{
  g_assert_false (gtk_widget_get_visible (fixture->bar));
  g_assert_false (is_enabled (fixture, "workshop-next"));
  activate (fixture, "workshop-begin");
  g_assert_true (gtk_widget_get_visible (fixture->bar));
  g_assert_true (is_enabled (fixture, "workshop-next"));
  g_assert_false (is_enabled (fixture, "workshop-begin"));
  moat_workshop_end (fixture->workshop);
  g_assert_false (gtk_widget_get_visible (fixture->bar));
  g_assert_true (is_enabled (fixture, "workshop-begin"));
}

/* Each phase opens what it works on. */
static void
test_panes (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "workshop-begin");
  g_assert_cmpstr (get_tab (fixture), ==, "story");
  activate (fixture, "workshop-next-phase");
  activate (fixture, "workshop-next-phase");
  g_assert_nonnull (moat_selection_get_single (moat_page_get_selection (fixture->base.page)));
  activate (fixture, "workshop-next-phase");
  g_assert_cmpstr (get_tab (fixture), ==, "threats");
  g_assert_nonnull (moat_selection_get_threat (moat_page_get_selection (fixture->base.page)));
}

static guint
count_dots (GtkWidget *widget)
{
  guint n = GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "moat-dot");

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_dots (child);

  return n;
}

/* The walk goes through the flows without a move, and stops at none when there is none left. */
static void
test_walk (Fixture *fixture, gconstpointer data)
{
  MoatSelection *selection = moat_page_get_selection (fixture->base.page);
  const MoatTally *tally;
  MoatRecord *flow;
  guint n_bare;

  activate (fixture, "workshop-begin");
  moat_workshop_go_to (fixture->workshop, 2);
  tally = moat_workshop_get_tally (fixture->workshop);
  n_bare = tally->n_bare;
  g_assert_cmpuint (n_bare, >, 0);
  g_assert_cmpuint (count_dots (fixture->bar), ==, tally->flows->len);

  for (guint i = 0; i < n_bare; i++)
    {
      flow = moat_selection_get_single (selection);
      g_assert_nonnull (flow);
      MOAT_TRANSACTION (fixture->base.document, "Add")
      moat_edit_add_threat (fixture->base.document, moat_record_get_id (flow), "Replay it");
      activate (fixture, "workshop-next");
    }
  g_assert_cmpuint (moat_workshop_get_tally (fixture->workshop)->n_bare, ==, 0);
}

static GtkWidget *
find_suggested (GtkWidget *widget)
{
  GtkWidget *found = gtk_widget_has_css_class (widget, "suggested-action") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_suggested (child);

  return found;
}

/* The end is one review and its people, in one step to undo; then no workshop is on. */
static void
test_record (Fixture *fixture, gconstpointer data)
{
  MoatDocument *document = fixture->base.document;
  guint n_reviews = moat_document_count (document, MOAT_KIND_REVIEW);
  GtkWidget *summary;
  GtkWidget *who;

  activate (fixture, "workshop-begin");
  moat_workshop_go_to (fixture->workshop, 3);
  activate (fixture, "workshop-next-phase");
  g_assert_true (moat_workshop_is_paused (fixture->workshop));
  summary = page_fixture_get_dialog (g_type_from_name ("MoatWorkshopSummary"));
  who = page_fixture_find (summary, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (who), "Ada");
  g_signal_emit_by_name (find_suggested (summary), "clicked");

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_REVIEW), ==, n_reviews + 1);
  g_assert_cmpstr (moat_review_state (moat_query_last_review (document))->who, ==, "Ada");
  g_assert_cmpfloat (moat_review_state (moat_query_last_review (document))->minutes, ==, 1);
  g_assert_true (
      moat_list_contains (moat_model_state (moat_document_get_model (document))->contributors, "Ada"));
  g_assert_false (moat_workshop_is_on (fixture->workshop));

  page_fixture_undo (&fixture->base);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_REVIEW), ==, n_reviews);
  g_assert_false (
      moat_list_contains (moat_model_state (moat_document_get_model (document))->contributors, "Ada"));
}

int
main (int argc, char *argv[])
{
  g_autoptr (MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = page_fixture_new_application ();

  g_test_add ("/ui/workshop-bar/bar", Fixture, application, set_up, test_bar, tear_down);
  g_test_add ("/ui/workshop-bar/panes", Fixture, application, set_up, test_panes, tear_down);
  g_test_add ("/ui/workshop-bar/walk", Fixture, application, set_up, test_walk, tear_down);
  g_test_add ("/ui/workshop-bar/record", Fixture, application, set_up, test_record, tear_down);

  return g_test_run ();
}
