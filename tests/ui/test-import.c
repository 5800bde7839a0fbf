/* Models of other tools come into windows: named after their file, not saved,
 * with what was left out; and their moves find their flows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "assign-moves.h"
#include "assign.h"
#include "file-filters.h"
#include "import-chooser.h"
#include "moat-test.h"
#include "window.h"

#include <glib/gstdio.h>
#include <string.h>

/* How long a condition may take before the test gives up, in seconds. */
#define PATIENCE 20

typedef struct
{
  MoatApplication *application;
  MoatWindow *window;
  char *folder;
} Fixture;

static const char dragon[]
    = "{\"version\":\"2.2.0\",\"summary\":{\"title\":\"Shop\",\"id\":0},\"detail\":{\"contributors\":[],"
      "\"diagrams\":[{\"id\":0,\"title\":\"Orders\",\"diagramType\":\"STRIDE\",\"version\":\"2.2.0\","
      "\"cells\":["
      "{\"id\":\"z\",\"shape\":\"trust-boundary-box\",\"position\":{\"x\":300,\"y\":0},"
      "\"size\":{\"width\":300,\"height\":200},\"data\":{\"type\":\"tm.BoundaryBox\",\"name\":\"Backend\"}},"
      "{\"id\":\"a\",\"shape\":\"actor\",\"position\":{\"x\":0,\"y\":60},"
      "\"size\":{\"width\":120,\"height\":60},\"data\":{\"type\":\"tm.Actor\",\"name\":\"User\","
      "\"threats\":[]}},"
      "{\"id\":\"p\",\"shape\":\"process\",\"position\":{\"x\":400,\"y\":60},"
      "\"size\":{\"width\":120,\"height\":60},\"data\":{\"type\":\"tm.Process\",\"name\":\"API\","
      "\"threats\":[{\"id\":\"t\",\"title\":\"Reads others' orders\",\"status\":\"Open\","
      "\"severity\":\"High\",\"type\":\"Information disclosure\",\"description\":\"\","
      "\"mitigation\":\"\"}]}},"
      "{\"id\":\"f\",\"shape\":\"flow\",\"source\":{\"cell\":\"a\"},\"target\":{\"cell\":\"p\"},"
      "\"vertices\":[],\"data\":{\"type\":\"tm.Flow\",\"name\":\"orders\",\"threats\":[]}}"
      "]}]}}";

static const char drawing[]
    = "<mxfile><diagram name=\"Page\"><mxGraphModel><root><mxCell id=\"0\"/><mxCell id=\"1\" parent=\"0\"/>"
      "<mxCell id=\"a\" value=\"Web app\" style=\"rounded=1;\" vertex=\"1\" parent=\"1\">"
      "<mxGeometry x=\"0\" y=\"0\" width=\"120\" height=\"60\" as=\"geometry\"/></mxCell>"
      "<mxCell id=\"b\" value=\"Thing\" style=\"rounded=1;\" vertex=\"1\" parent=\"1\">"
      "<mxGeometry x=\"300\" y=\"0\" width=\"120\" height=\"60\" as=\"geometry\"/></mxCell>"
      "<mxCell id=\"c\" style=\"\" edge=\"1\" source=\"a\" target=\"b\" parent=\"1\">"
      "<mxGeometry relative=\"1\" as=\"geometry\"/></mxCell>"
      "</root></mxGraphModel></diagram></mxfile>";

static void
set_up (Fixture *fixture, gconstpointer application)
{
  fixture->application = MOAT_APPLICATION ((gpointer) application);
  fixture->window = moat_window_new (fixture->application);
  fixture->folder = g_dir_make_tmp ("moat-import-XXXXXX", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer application)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (fixture->application)));

  for (GList *l = windows; l != NULL; l = l->next)
    if (MOAT_IS_WINDOW (l->data))
      gtk_window_destroy (l->data);
  g_list_free (windows);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static GFile *
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

typedef gboolean (*Condition) (Fixture *fixture);

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for (Fixture *fixture, Condition condition)
{
  gint64 limit = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;
  guint wake = g_timeout_add (20, wake_cb, NULL);

  while (!condition (fixture))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (wake);
}

static gboolean
has_page (Fixture *fixture)
{
  return moat_window_get_page (fixture->window) != NULL;
}

/* The first window of this type, or NULL. */
static gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }

  return NULL;
}

/* ---- Opening ---- */

/* An imported model takes its file's name and place, but is not that file, and nothing writes over it. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (fixture, "shop.json", dragon);
  g_autoptr (GFile) taken = NULL;
  g_autofree char *name = NULL;
  g_autofree char *other_name = NULL;
  MoatSession *session;

  moat_application_open_file (fixture->application, file, GTK_WINDOW (fixture->window));
  wait_for (fixture, has_page);
  session = moat_window_get_session (fixture->window);
  g_assert_null (moat_session_get_file (session));
  g_assert_true (g_file_equal (moat_session_get_source (session), file));
  g_assert_true (moat_session_is_modified (session));
  g_assert_false (moat_session_is_blank (session));
  g_assert_cmpstr (moat_session_get_title (session), ==, "shop.moat");
  g_assert_nonnull (moat_session_get_import_report (session));
  name = moat_session_suggest_name (session);
  g_assert_cmpstr (name, ==, "shop.moat");

  taken = write_file (fixture, "shop.moat", "");
  other_name = moat_session_suggest_name (session);
  g_assert_cmpstr (other_name, ==, "shop-2.moat");
}

static gboolean
has_two_pages (Fixture *fixture)
{
  guint n_pages = 0;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (fixture->application)); l; l = l->next)
    n_pages += MOAT_IS_WINDOW (l->data) && moat_window_get_page (l->data) != NULL ? 1 : 0;

  return n_pages == 2;
}

/* Several files come into a window each; the first takes the one that is empty. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) first = write_file (fixture, "first.json", dragon);
  g_autoptr (GFile) second = write_file (fixture, "second.json", dragon);

  moat_application_open_file (fixture->application, first, GTK_WINDOW (fixture->window));
  moat_application_open_file (fixture->application, second, GTK_WINDOW (fixture->window));
  wait_for (fixture, has_two_pages);
  g_assert_cmpstr (moat_session_get_title (moat_window_get_session (fixture->window)), ==, "first.moat");
}

static gboolean
is_idle (Fixture *fixture)
{
  return !g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "stop-opening");
}

/* Called off, it leaves the window as it was; so does what cannot be read. */
static void
test_not_opened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (fixture, "shop.json", dragon);
  g_autoptr (GFile) rubbish = write_file (fixture, "rubbish.tm7", "\001\002 nothing \003");

  moat_application_open_file (fixture->application, file, GTK_WINDOW (fixture->window));
  g_assert_false (is_idle (fixture));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "stop-opening", NULL);
  g_assert_true (is_idle (fixture));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (has_page (fixture));

  moat_application_open_file (fixture->application, rubbish, GTK_WINDOW (fixture->window));
  wait_for (fixture, is_idle);
  g_assert_false (has_page (fixture));
}

/* ---- Questions ---- */

static gboolean
has_chooser (Fixture *fixture)
{
  return find_window (MOAT_TYPE_IMPORT_CHOOSER) != NULL;
}

/* What a shape stands for is asked, and the answer counts. */
static void
test_chooser (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (fixture, "shop.drawio", drawing);
  MoatImportChooser *chooser;
  GtkWidget *row;
  MoatDocument *document;

  moat_application_open_file (fixture->application, file, GTK_WINDOW (fixture->window));
  wait_for (fixture, has_chooser);
  g_assert_false (has_page (fixture));
  chooser = find_window (MOAT_TYPE_IMPORT_CHOOSER);
  row = moat_import_chooser_find_row (chooser, "rounded-rectangle");
  g_assert_nonnull (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  moat_import_chooser_accept (chooser);
  wait_for (fixture, has_page);

  document = moat_session_get_document (moat_window_get_session (fixture->window));
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 2);
  g_assert_cmpint (
      moat_element_state (g_ptr_array_index (moat_document_list (document, MOAT_KIND_ELEMENT), 0))->type, ==,
      MOAT_ELEMENT_DATA_STORE);
}

/* Not answered, nothing is imported. */
static void
test_chooser_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (fixture, "shop.drawio", drawing);

  moat_application_open_file (fixture->application, file, GTK_WINDOW (fixture->window));
  wait_for (fixture, has_chooser);
  gtk_window_close (find_window (MOAT_TYPE_IMPORT_CHOOSER));
  wait_for (fixture, is_idle);
  g_assert_false (has_page (fixture));
}

/* ---- Assigning ---- */

static gboolean
has_assign (Fixture *fixture)
{
  return find_window (MOAT_TYPE_ASSIGN_MOVES) != NULL;
}

/* The flow that comes in over a boundary is proposed; assigning is one step. */
static void
test_assign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (fixture, "shop.json", dragon);
  MoatDocument *document;
  MoatRecord *threat;
  MoatRecord *flow;
  g_autofree char *before = NULL;

  moat_application_open_file (fixture->application, file, GTK_WINDOW (fixture->window));
  wait_for (fixture, has_page);
  document = moat_session_get_document (moat_window_get_session (fixture->window));
  threat = g_ptr_array_index (moat_document_list (document, MOAT_KIND_THREAT), 0);
  flow = g_ptr_array_index (moat_document_list (document, MOAT_KIND_FLOW), 0);
  before = moat_test_dump (document);
  g_assert_cmpuint (moat_assign_moves_count (moat_window_get_page (fixture->window)), ==, 1);

  moat_assign_moves_present (moat_window_get_page (fixture->window));
  wait_for (fixture, has_assign);
  moat_assign_moves_accept (find_window (MOAT_TYPE_ASSIGN_MOVES));
  g_assert_cmpstr (moat_threat_state (threat)->on, ==, moat_record_get_id (flow));
  g_assert_cmpuint (moat_assign_moves_count (moat_window_get_page (fixture->window)), ==, 0);
  g_assert_true (moat_document_undo (document));
  moat_test_assert_same_dump (document, before);
}

/* What stays is not moved. */
static void
test_assign_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (fixture, "shop.json", dragon);
  MoatDocument *document;

  moat_application_open_file (fixture->application, file, GTK_WINDOW (fixture->window));
  wait_for (fixture, has_page);
  document = moat_session_get_document (moat_window_get_session (fixture->window));
  moat_assign_moves_present (moat_window_get_page (fixture->window));
  wait_for (fixture, has_assign);
  moat_assign_moves_choose (find_window (MOAT_TYPE_ASSIGN_MOVES), 0, -1);
  moat_assign_moves_accept (find_window (MOAT_TYPE_ASSIGN_MOVES));
  g_assert_false (moat_document_can_undo (document));
}

/* ---- Choosing ---- */

static gboolean
matches (GListModel *filters, guint position, const char *name)
{
  g_autoptr (GtkFilter) filter = g_list_model_get_item (filters, position);
  g_autoptr (GFileInfo) info = g_file_info_new ();

  g_file_info_set_display_name (info, name);
  return gtk_filter_match (filter, info);
}

/* The first filter lets every file pass that can be read, and few others. */
static void
test_filters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) opening = moat_file_filters_for_opening ();
  g_autoptr (GListModel) importing = moat_file_filters_for_importing ();
  g_autoptr (GListModel) saving = moat_file_filters_for_saving ();

  g_assert_true (matches (opening, 0, "shop.moat"));
  g_assert_true (matches (opening, 0, "SHOP.TM7"));
  g_assert_true (matches (opening, 0, "shop.drawio"));
  g_assert_false (matches (opening, 0, "shop.jpeg"));
  g_assert_true (matches (opening, 1, "shop.moat"));
  g_assert_false (matches (opening, 1, "shop.tm7"));
  g_assert_true (matches (importing, 0, "shop.tm7"));
  g_assert_false (matches (importing, 0, "shop.moat"));
  g_assert_true (matches (saving, 0, "shop.moat"));
  g_assert_true (matches (opening, g_list_model_get_n_items (opening) - 1, "shop.jpeg"));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ui/import/import", test_import },
    { "/ui/import/several", test_several },
    { "/ui/import/not-opened", test_not_opened },
    { "/ui/import/chooser", test_chooser },
    { "/ui/import/chooser-cancelled", test_chooser_cancelled },
    { "/ui/import/assign", test_assign },
    { "/ui/import/assign-stays", test_assign_stays },
    { "/ui/import/filters", test_filters },
  };
  g_autoptr (MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  application = moat_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, application, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
