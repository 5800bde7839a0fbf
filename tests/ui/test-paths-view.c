/* The list of attack paths keeps the one that is talked about.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "paths-view.h"
#include "geometry.h"

typedef struct
{
  MoatDocument *document;
  MoatRecord *use_case;
  MoatRecord *asset;
  MoatRecord *user;
  MoatRecord *store;
  GtkWidget *window;
  MoatPathsView *view;
  GPtrArray *lit; /* what the view asked for last, or NULL */
} Fixture;

static const char *
id_of (MoatRecord *record)
{
  return moat_record_get_id (record);
}

static void
light_cb (MoatPathsView *view, GPtrArray *records, Fixture *fixture)
{
  g_clear_pointer (&fixture->lit, g_ptr_array_unref);
  if (records != NULL)
    fixture->lit = g_ptr_array_ref (records);
}

/* A flow that carries the secret and has an open move. */
static MoatRecord *
add_open_flow (Fixture *fixture, MoatRecord *from, MoatRecord *to)
{
  MoatRecord *flow = moat_edit_add_flow (fixture->document, id_of (fixture->use_case), id_of (from),
                                         id_of (to), "passes on");
  MoatFlowState *state = moat_document_edit (fixture->document, flow);

  moat_list_add (&state->assets, id_of (fixture->asset));
  moat_edit_add_threat (fixture->document, id_of (flow), "Read what passes");

  return flow;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->document = moat_document_new ();
  MOAT_TRANSACTION (fixture->document, "Set up")
  {
    MoatAssetState *asset;

    fixture->use_case = moat_edit_add_use_case (fixture->document, "Orders");
    fixture->asset = moat_edit_ensure_asset (fixture->document, "Orders");
    asset = moat_document_edit (fixture->document, fixture->asset);
    moat_text_set (&asset->asset_class, "secret");
    fixture->user = moat_edit_add_element (fixture->document, id_of (fixture->use_case),
                                           MOAT_ELEMENT_EXTERNAL_ENTITY, "User",
                                           &(MoatRect){ 0, 0, 120, 60 });
    fixture->store = moat_edit_add_element (fixture->document, id_of (fixture->use_case),
                                            MOAT_ELEMENT_DATA_STORE, "Store", &(MoatRect){ 400, 0, 120, 60 });
    add_open_flow (fixture, fixture->user, fixture->store);
  }
  fixture->view = MOAT_PATHS_VIEW (moat_paths_view_new (fixture->document));
  moat_paths_view_set_use_case (fixture->view, id_of (fixture->use_case));
  g_signal_connect (fixture->view, "light", G_CALLBACK (light_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_pointer (&fixture->lit, g_ptr_array_unref);
  g_object_unref (fixture->document);
}

static GtkListBox *
find_list (GtkWidget *widget)
{
  GtkListBox *found = GTK_IS_LIST_BOX (widget) ? GTK_LIST_BOX (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);

  return found;
}

static void
wait_for_rows (Fixture *fixture, int n_rows)
{
  GtkListBox *list = find_list (GTK_WIDGET (fixture->view));

  while (gtk_list_box_get_row_at_index (list, n_rows - 1) == NULL
         || gtk_list_box_get_row_at_index (list, n_rows) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Another, shorter or longer way that comes into the list leaves the chosen one lit. */
static void
test_keeps_chosen (Fixture *fixture, gconstpointer data)
{
  GtkListBox *list = find_list (GTK_WIDGET (fixture->view));

  wait_for_rows (fixture, 1);
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
  g_assert_nonnull (fixture->lit);

  MOAT_TRANSACTION (fixture->document, "Another way")
  {
    MoatRecord *api = moat_edit_add_element (fixture->document, id_of (fixture->use_case),
                                             MOAT_ELEMENT_PROCESS, "API", &(MoatRect){ 200, 200, 120, 60 });

    add_open_flow (fixture, fixture->user, api);
    add_open_flow (fixture, api, fixture->store);
  }
  wait_for_rows (fixture, 2);
  g_assert_nonnull (gtk_list_box_get_selected_row (list));
  g_assert_nonnull (fixture->lit);
  g_assert_true (g_ptr_array_find (fixture->lit, fixture->user, NULL));
  g_assert_true (g_ptr_array_find (fixture->lit, fixture->store, NULL));
  g_assert_cmpuint (fixture->lit->len, ==, 3);
}

/* A way that is closed goes out. */
static void
test_lets_go (Fixture *fixture, gconstpointer data)
{
  GtkListBox *list = find_list (GTK_WIDGET (fixture->view));

  wait_for_rows (fixture, 1);
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
  MOAT_TRANSACTION (fixture->document, "Delete")
  {
    moat_document_remove (fixture->document, fixture->store);
  }
  while (gtk_list_box_get_row_at_index (list, 0) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (fixture->lit);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add ("/ui/paths-view/keeps-chosen", Fixture, NULL, set_up, test_keeps_chosen, tear_down);
  g_test_add ("/ui/paths-view/lets-go", Fixture, NULL, set_up, test_lets_go, tear_down);

  return g_test_run ();
}
