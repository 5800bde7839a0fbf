/* Presenting: walking to the end and back changes nothing, what is typed goes to
 * the step shown, and everything is large enough to be read across a room.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas.h"
#include "examples.h"
#include "moat-test.h"
#include "native.h"
#include "page-fixture.h"
#include "present-cards.h"
#include "present-diagram.h"
#include "present-monitors.h"
#include "present-window.h"
#include "speaker-window.h"

typedef struct
{
  PageFixture base;
  MoatPresentWindow *window;
  MoatPresentView *view;
} Fixture;

static gboolean
is_sized_cb (gpointer data)
{
  MoatFrame frame = moat_present_diagram_get_frame (data);

  return gtk_widget_get_height (data) > 100 && frame.zoom > 0;
}

static void
set_up (Fixture *fixture, gconstpointer application)
{
  g_autoptr(GBytes) bytes = moat_examples_find ("shipping-address", NULL);
  g_autoptr(MoatDocument) document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, NULL);
  g_autoptr(MoatSession) session = moat_session_new_for_document (document, "Example");

  page_fixture_open (&fixture->base, application, session);
  g_action_group_activate_action (G_ACTION_GROUP (moat_page_get_actions (fixture->base.page)), "present",
                                  NULL);
  fixture->window = MOAT_PRESENT_WINDOW (page_fixture_get_dialog (MOAT_TYPE_PRESENT_WINDOW));
  fixture->view = moat_present_window_get_view (fixture->window);
  page_fixture_wait (is_sized_cb, page_fixture_find (GTK_WIDGET (fixture->view), MOAT_TYPE_PRESENT_DIAGRAM));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  page_fixture_close (&fixture->base);
}

static void
press (Fixture *fixture, guint keyval)
{
  g_assert_true (moat_present_view_press (fixture->view, keyval, 0));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
type (Fixture *fixture, const char *text)
{
  GtkWidget *entry = page_fixture_find (GTK_WIDGET (fixture->view), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

/* To the end and back, and out with Escape: the model and the editor are as they were. */
static void
test_walk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = moat_test_dump (fixture->base.document);
  MoatCanvas *canvas = MOAT_CANVAS (page_fixture_find (GTK_WIDGET (fixture->base.page), MOAT_TYPE_CANVAS));
  MoatViewport viewport = *moat_canvas_get_viewport (canvas);
  guint n = moat_present_view_count (fixture->view);

  g_assert_cmpuint (n, >, 3);
  for (guint i = 1; i < n + 2; i++)
    {
      press (fixture, i % 2 ? GDK_KEY_space : GDK_KEY_Page_Down);
      g_assert_cmpuint (moat_present_view_get_index (fixture->view), ==, MIN (i, n - 1));
    }
  for (guint i = n - 1; i > 0; i--)
    press (fixture, i % 2 ? GDK_KEY_Left : GDK_KEY_Page_Up);
  g_assert_cmpuint (moat_present_view_get_index (fixture->view), ==, 0);

  press (fixture, GDK_KEY_b);
  press (fixture, GDK_KEY_b);
  press (fixture, GDK_KEY_c);
  press (fixture, GDK_KEY_Escape);
  g_assert_false (page_fixture_has_dialog (&fixture->base));
  moat_test_assert_same_dump (fixture->base.document, before);
  g_assert_false (moat_document_can_undo (fixture->base.document));
  g_assert_cmpmem (&viewport, sizeof viewport, moat_canvas_get_viewport (canvas), sizeof viewport);
  g_assert_cmpuint (moat_selection_get_size (moat_canvas_get_selection (canvas)), ==, 0);
}

/* A number goes to its step. */
static void
test_jump (Fixture *fixture, gconstpointer data)
{
  press (fixture, GDK_KEY_3);
  g_assert_cmpuint (moat_present_view_get_index (fixture->view), ==, 3);
  press (fixture, GDK_KEY_0);
  g_assert_cmpuint (moat_present_view_get_index (fixture->view), ==, 0);
  press (fixture, GDK_KEY_9);
  g_assert_cmpuint (moat_present_view_get_index (fixture->view), ==,
                    moat_present_view_count (fixture->view) - 1);
}

/* N and D put what is typed where the room looks; each is one undo step. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = moat_test_dump (fixture->base.document);
  guint n_moves = moat_document_count (fixture->base.document, MOAT_KIND_THREAT);
  guint n_decisions = moat_document_count (fixture->base.document, MOAT_KIND_DECISION);
  MoatRecord *flow;
  g_autoptr(GPtrArray) moves = NULL;
  g_autoptr(GPtrArray) decisions = NULL;
  MoatRecord *move;

  press (fixture, GDK_KEY_5);
  flow = moat_present_view_get_stop (fixture->view)->flow;
  press (fixture, GDK_KEY_n);
  type (fixture, "  Read the answer of somebody else ");
  g_assert_cmpuint (moat_document_count (fixture->base.document, MOAT_KIND_THREAT), ==, n_moves + 1);
  press (fixture, GDK_KEY_Escape);
  moves = moat_document_list_children (fixture->base.document, moat_record_get_id (flow), MOAT_KIND_THREAT);
  move = g_ptr_array_index (moves, moves->len - 1);
  g_assert_cmpstr (moat_record_get_title (move), ==, "Read the answer of somebody else");

  press (fixture, GDK_KEY_d);
  type (fixture, "Answer only to the session that asked");
  g_assert_cmpuint (moat_document_count (fixture->base.document, MOAT_KIND_DECISION), ==, n_decisions + 1);
  decisions = moat_query_decisions (fixture->base.document, moat_record_get_id (move));
  g_assert_cmpuint (decisions->len, ==, 1);

  g_assert_true (moat_present_view_press (fixture->view, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_true (moat_present_view_press (fixture->view, GDK_KEY_z, GDK_CONTROL_MASK));
  moat_test_assert_same_dump (fixture->base.document, before);
}

static void
check_labels (GtkWidget *widget, double least)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    {
      PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
      double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

      if (!pango_font_description_get_size_is_absolute (font))
        size *= pango_cairo_context_get_resolution (gtk_widget_get_pango_context (widget)) / 72;
      if (size < least)
        g_error ("“%s” is %g pixels high, and should be %g", gtk_label_get_text (GTK_LABEL (widget)), size,
                 least);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    check_labels (child, least);
}

static gboolean
is_type_sized_cb (gpointer data)
{
  PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (data));

  return pango_font_description_get_size (font) > 0
         && pango_font_description_get_size (font) >= gtk_widget_get_height (data) * PANGO_SCALE / 37;
}

/* No type is less than 1/45 of the height, on any step, in the table, or while typing. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);
  double least = gtk_widget_get_height (view) / 45.0;

  page_fixture_wait (is_type_sized_cb, view);
  g_assert_cmpfloat (moat_present_view_get_text_height (gtk_widget_get_height (view)), >=, least);
  for (guint i = 0; i < moat_present_view_count (fixture->view); i++)
    {
      check_labels (view, least);
      press (fixture, GDK_KEY_space);
    }
  press (fixture, GDK_KEY_n);
  check_labels (view, least);
  press (fixture, GDK_KEY_Escape);
  press (fixture, GDK_KEY_c);
  check_labels (view, least);
}

/* Undoing the use case away ends it. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  const char *use_case = moat_page_get_use_case (fixture->base.page);

  MOAT_TRANSACTION (fixture->base.document, "Delete")
  {
    MoatRecord *other = moat_edit_add_use_case (fixture->base.document, "Other");

    g_assert_nonnull (other);
    moat_document_remove (fixture->base.document, moat_document_find (fixture->base.document, use_case));
  }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (page_fixture_has_dialog (&fixture->base));
}

/* What the speaker window was asked by a key; whether it did something. */
static gboolean
press_in_speaker (Fixture *fixture, guint keyval)
{
  gboolean is_done = FALSE;

  g_signal_emit_by_name (page_fixture_get_dialog (MOAT_TYPE_SPEAKER_WINDOW), "pressed", keyval, 0, &is_done);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return is_done;
}

/* The speaker's keys walk for both; the notes are those of the step, and one undo step; Escape ends both. */
static void
test_speaker (Fixture *fixture, gconstpointer data)
{
  GtkWidget *speaker, *text;
  MoatRecord *flow;

  moat_present_window_show_speaker (fixture->window);
  speaker = page_fixture_get_dialog (MOAT_TYPE_SPEAKER_WINDOW);
  g_assert_true (press_in_speaker (fixture, GDK_KEY_Page_Down));
  g_assert_true (press_in_speaker (fixture, GDK_KEY_space));
  g_assert_cmpuint (moat_present_view_get_index (fixture->view), ==, 2);

  flow = moat_present_view_get_stop (fixture->view)->flow;
  text = page_fixture_find (speaker, GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "Ask the web team", -1);
  g_assert_cmpstr (moat_flow_state (flow)->notes, ==, "Ask the web team");
  g_assert_true (press_in_speaker (fixture, GDK_KEY_b));
  g_assert_true (moat_present_view_is_blank (fixture->view));
  g_assert_true (press_in_speaker (fixture, GDK_KEY_b));
  g_assert_true (moat_present_view_press (fixture->view, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_null (moat_flow_state (flow)->notes);
  g_assert_false (moat_document_can_undo (fixture->base.document));

  g_assert_true (press_in_speaker (fixture, GDK_KEY_Escape));
  g_assert_false (page_fixture_has_dialog (&fixture->base));
}

/* The monitor that was chosen, as long as it is there; else one that the editor is not on. */
static void
test_monitors (void)
{
  static const char *const one[] = { "eDP-1", NULL };
  static const char *const three[] = { "eDP-1", "HDMI-1", "DP-2", NULL };

  g_assert_cmpuint (moat_present_monitors_pick (one, 0, ""), ==, G_MAXUINT);
  g_assert_cmpuint (moat_present_monitors_pick (one, 0, "eDP-1"), ==, G_MAXUINT);
  g_assert_cmpuint (moat_present_monitors_pick (three, 0, ""), ==, 1);
  g_assert_cmpuint (moat_present_monitors_pick (three, 1, ""), ==, 0);
  g_assert_cmpuint (moat_present_monitors_pick (three, 1, "DP-2"), ==, 2);
  g_assert_cmpuint (moat_present_monitors_pick (three, 2, "VGA-1"), ==, 0);
}

static void
test_elapsed (void)
{
  static const struct
  {
    gint64 seconds;
    const char *text;
  } cases[] = { { 0, "0:00" }, { 67, "1:07" }, { 754, "12:34" }, { 3723, "1:02:03" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = moat_speaker_window_dup_elapsed (cases[i].seconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr(MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = page_fixture_new_application ();

#define ADD(name, func) g_test_add ("/ui/present/" name, Fixture, application, set_up, func, tear_down)
  ADD ("walk", test_walk);
  ADD ("jump", test_jump);
  ADD ("typing", test_typing);
  ADD ("large", test_large);
  ADD ("gone", test_gone);
  ADD ("speaker", test_speaker);
#undef ADD
  g_test_add_func ("/ui/present/monitors", test_monitors);
  g_test_add_func ("/ui/present/elapsed", test_elapsed);

  return g_test_run ();
}
