/* Tests of the canvas as a widget in a window: what is mapped, where the focus
 * goes, typing in place, and what assistive technology is told. Needs a
 * display.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "canvas-view.h"
#include "commands.h"
#include "moat-test.h"

/* How long a condition may take before the test gives up, in seconds. */
#define PATIENCE 20

typedef struct
{
  MoatDocument *document;
  MoatSelection *selection;
  GtkWidget *window;
  MoatCanvas *canvas;
  const char *use_case;
} Fixture;

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
  guint wake = g_timeout_add (50, wake_cb, NULL);

  while (!condition (fixture))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (wake);
}

static gboolean
is_shown (Fixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (fixture->canvas)) && fixture->canvas->viewport.width > 100
         && gtk_window_is_active (GTK_WINDOW (fixture->window));
}

/* A frame has passed: what was queued is allocated. */
static gboolean
is_settled (Fixture *fixture)
{
  return !g_main_context_pending (NULL) && fixture->canvas->overlay_id == 0;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  MoatCanvasView *view;

  fixture->document = moat_test_document (GPOINTER_TO_UINT (data));
  fixture->selection = moat_selection_new (fixture->document);
  fixture->use_case = moat_record_get_id (moat_query_first_use_case (fixture->document));
  view = moat_canvas_view_new (fixture->document, fixture->selection);
  fixture->canvas = moat_canvas_view_get_canvas (view);
  moat_canvas_set_use_case (fixture->canvas, fixture->use_case);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (view));
  gtk_window_set_focus (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->canvas));
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for (fixture, is_shown);
  wait_for (fixture, is_settled);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  MoatCanvas *canvas = fixture->canvas;

  g_object_add_weak_pointer (G_OBJECT (canvas), (gpointer *) &fixture->canvas);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (fixture->canvas);
  g_object_unref (fixture->selection);
  g_object_unref (fixture->document);
}

static void
tab (Fixture *fixture, GtkDirectionType direction)
{
  gtk_widget_child_focus (GTK_WIDGET (fixture->canvas), direction);
}

/* ---- Focus ---- */

/* Tab goes through everything once in the story's order, and selects where it is; at the end it leaves. */
static void
test_canvas_tab_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) order = moat_commands_list_in_story_order (fixture->document, fixture->use_case);

  g_assert_cmpuint (order->len, >, 4);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->canvas));
  for (guint i = 0; i < order->len; i++)
    {
      tab (fixture, GTK_DIR_TAB_FORWARD);
      g_assert_true (moat_canvas_get_focused (fixture->canvas) == g_ptr_array_index (order, i));
      g_assert_true (moat_selection_get_single (fixture->selection) == g_ptr_array_index (order, i));
    }
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (fixture->canvas), GTK_DIR_TAB_FORWARD));

  for (guint i = order->len - 1; i > 0; i--)
    {
      tab (fixture, GTK_DIR_TAB_BACKWARD);
      g_assert_true (moat_canvas_get_focused (fixture->canvas) == g_ptr_array_index (order, i - 1));
    }
}

/* While the focus is in the canvas it follows the selection; when it is elsewhere it stays there. */
static void
test_canvas_focus_follows_selection (Fixture *fixture, gconstpointer data)
{
  MoatRecord *first = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_ELEMENT), 0);
  MoatRecord *second = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_ELEMENT), 1);

  gtk_widget_grab_focus (GTK_WIDGET (fixture->canvas));
  moat_selection_set_only (fixture->selection, first);
  g_assert_true (moat_canvas_get_focused (fixture->canvas) == first);

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  moat_selection_set_only (fixture->selection, second);
  g_assert_null (moat_canvas_get_focused (fixture->canvas));
}

/* Deleting what has the focus leaves it in the canvas, so that the next key still means something. */
static void
test_canvas_focus_survives_deletion (Fixture *fixture, gconstpointer data)
{
  MoatRecord *first = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_ELEMENT), 0);
  GtkWidget *focus;

  moat_selection_set_only (fixture->selection, first);
  g_assert_true (moat_canvas_focus_record (fixture->canvas, first));
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.delete", NULL);
  g_assert_false (moat_record_is_live (first));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_nonnull (focus);
  g_assert_true (focus == GTK_WIDGET (fixture->canvas)
                 || gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->canvas)));
}

/* ---- What is in view ---- */

static gboolean
shows_few (Fixture *fixture)
{
  return moat_plane_count_shown (MOAT_PLANE (fixture->canvas->plane)) < 100;
}

/* Only what can be seen is mapped; what has the focus stays mapped wherever it is. */
static void
test_canvas_culling (Fixture *fixture, gconstpointer data)
{
  GPtrArray *elements = moat_document_list (fixture->document, MOAT_KIND_ELEMENT);
  MoatRecord *last = g_ptr_array_index (elements, elements->len - 1);
  MoatItemWidget *item = moat_plane_find (MOAT_PLANE (fixture->canvas->plane), last);

  moat_canvas_focus_record (fixture->canvas, last);
  moat_canvas_set_zoom (fixture->canvas, 1.0);
  moat_canvas_center_on (fixture->canvas, (MoatPoint){ 0, 0 });
  wait_for (fixture, shows_few);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (item)));

  gtk_widget_grab_focus (GTK_WIDGET (fixture->canvas));
  moat_canvas_pan (fixture->canvas, 1, 1);
  wait_for (fixture, is_settled);
  moat_canvas_scroll_to (fixture->canvas, last);
  wait_for (fixture, is_settled);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (item)));
}

static gboolean
shows_something (Fixture *fixture)
{
  return moat_plane_count_shown (MOAT_PLANE (fixture->canvas->plane)) > 0;
}

static guint
get_position (Fixture *fixture, GtkWidget *item)
{
  guint position;

  g_assert_true (g_ptr_array_find (moat_scene_list_items (fixture->canvas->scene),
                                   moat_item_widget_get_item (MOAT_ITEM_WIDGET (item)), &position));
  return position;
}

/* Of a very large diagram there are only the widgets of what is in view and what was asked for, in the order
 * of the scene, with the look that they have to have.
 */
static void
test_canvas_large (Fixture *fixture, gconstpointer data)
{
  GPtrArray *elements = moat_document_list (fixture->document, MOAT_KIND_ELEMENT);
  MoatRecord *last = g_ptr_array_index (elements, elements->len - 1);
  GtkWidget *plane = fixture->canvas->plane;
  GtkWidget *item = NULL;
  guint n_items = 0;

  wait_for (fixture, shows_something);
  moat_selection_set_only (fixture->selection, last);
  g_assert_true (moat_canvas_focus_record (fixture->canvas, last));
  item = GTK_WIDGET (moat_plane_find (MOAT_PLANE (plane), last));
  g_assert_true (gtk_test_accessible_has_state (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_STATE_SELECTED));
  wait_for (fixture, is_settled);
  g_assert_true (gtk_widget_get_mapped (item));

  for (item = gtk_widget_get_first_child (plane); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *below = gtk_widget_get_prev_sibling (item);

      n_items++;
      g_assert_true (below == NULL || get_position (fixture, below) < get_position (fixture, item));
    }
  g_assert_cmpuint (n_items, <, 1000);
}

/* A large diagram opens at a zoom that can be read, on the first element of its story. */
static void
test_canvas_opens_readable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) elements = moat_query_elements (fixture->document, fixture->use_case);
  MoatRect visible = moat_viewport_get_visible (moat_canvas_get_viewport (fixture->canvas));

  g_assert_cmpfloat (moat_canvas_get_zoom (fixture->canvas), >=, 0.5);
  g_assert_true (
      moat_rect_contains_rect (&visible, &moat_element_state (g_ptr_array_index (elements, 0))->box));
}

/* A fit shows everything there is. */
static void
test_canvas_fit (Fixture *fixture, gconstpointer data)
{
  MoatRect extents, visible;

  moat_canvas_set_zoom (fixture->canvas, 4.0);
  moat_canvas_zoom_fit (fixture->canvas);
  wait_for (fixture, is_settled);
  g_assert_true (moat_canvas_get_extents (fixture->canvas, &extents));
  visible = moat_viewport_get_visible (moat_canvas_get_viewport (fixture->canvas));
  g_assert_true (moat_rect_contains_rect (&visible, &extents));
}

/* ---- Keys ---- */

/* A letter that nothing else wants takes its tool wherever the focus is, and the keys that follow are the
 * canvas'.
 */
static void
test_canvas_letter_from_elsewhere (Fixture *fixture, gconstpointer data)
{
  gboolean is_taken = FALSE;

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_signal_emit_by_name (fixture->canvas->input.root_keys, "key-pressed", (guint) GDK_KEY_p, 0u,
                         (GdkModifierType) 0, &is_taken);
  g_assert_true (is_taken);
  g_assert_cmpstr (moat_canvas_get_tool (fixture->canvas), ==, "process");
  g_assert_cmpint (moat_toolbox_get_overlay (fixture->canvas->toolbox)->ghost, ==, MOAT_GHOST_ELEMENT);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (fixture->canvas)));

  g_signal_emit_by_name (fixture->canvas->input.root_keys, "key-pressed", (guint) GDK_KEY_z, 0u,
                         (GdkModifierType) 0, &is_taken);
  g_assert_false (is_taken);
}

/* What keys place is in view, however far they move it. */
static void
test_canvas_ghost_in_view (Fixture *fixture, gconstpointer data)
{
  const MoatKey letter = { .name = MOAT_KEY_TEXT, .text = 'p' };
  const MoatKey right = { .name = MOAT_KEY_RIGHT };

  moat_toolbox_key (fixture->canvas->toolbox, &letter);
  for (guint i = 0; i < 60; i++)
    {
      const MoatRect *box = &moat_toolbox_get_overlay (fixture->canvas->toolbox)->ghost_box;
      MoatRect visible;

      moat_toolbox_key (fixture->canvas->toolbox, &right);
      wait_for (fixture, is_settled);
      visible = moat_viewport_get_visible (moat_canvas_get_viewport (fixture->canvas));
      g_assert_true (moat_rect_contains_rect (&visible, box));
    }
}

/* A window that opens under the pointer has no say in where keys have put something. */
static void
test_canvas_enter_is_still (Fixture *fixture, gconstpointer data)
{
  const MoatKey letter = { .name = MOAT_KEY_TEXT, .text = 'p' };
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->canvas));

  moat_toolbox_key (fixture->canvas->toolbox, &letter);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "enter", 300.0, 200.0);
    }
  g_assert_true (fixture->canvas->input.is_inside);
  g_assert_nonnull (moat_toolbox_get_overlay (fixture->canvas->toolbox)->hint);
}

/* ---- Naming in place ---- */

static GtkTextBuffer *
get_typing (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
}

/* What was typed becomes the name in one undo step, and the element grows until the name fits. */
static void
test_canvas_naming_keeps (Fixture *fixture, gconstpointer data)
{
  const char *name = "A name that is much too long for the smallest element there can be, and then some";
  MoatRecord *element = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_ELEMENT), 0);
  g_autofree char *before = moat_test_dump (fixture->document);
  MoatRect old_box = moat_element_state (element)->box;
  MoatRect box, area;
  double height = 0;

  moat_canvas_edit_name (fixture->canvas, element);
  gtk_text_buffer_set_text (get_typing (fixture), name, -1);
  moat_name_editor_close (fixture->canvas->editor, TRUE);

  g_assert_cmpstr (moat_element_state (element)->name, ==, name);
  box = moat_element_state (element)->box;
  g_assert_cmpfloat (box.width * box.height, >, old_box.width * old_box.height);
  area = moat_shapes_get_name_area (moat_element_state (element)->type,
                                    moat_scene_get_notation (fixture->canvas->scene), &box);
  moat_text_measure_get_size (fixture->canvas->text, MOAT_TEXT_STYLE_NAME, name, area.width, 0, NULL,
                              &height);
  g_assert_cmpfloat (height, <=, area.height + 0.5);
  g_assert_true (moat_canvas_get_focused (fixture->canvas) == element);

  g_assert_true (moat_document_undo (fixture->document));
  moat_test_assert_same_dump (fixture->document, before);
}

/* Escape leaves everything as it was, with nothing to undo. */
static void
test_canvas_naming_escape (Fixture *fixture, gconstpointer data)
{
  MoatRecord *element = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_ELEMENT), 0);
  g_autofree char *before = moat_test_dump (fixture->document);

  moat_canvas_edit_name (fixture->canvas, element);
  gtk_text_buffer_set_text (get_typing (fixture), "something else", -1);
  moat_name_editor_close (fixture->canvas->editor, FALSE);
  moat_test_assert_same_dump (fixture->document, before);
  g_assert_false (moat_document_can_undo (fixture->document));
}

/* When the focus goes elsewhere the name is kept, and the focus is not taken back. */
static void
test_canvas_naming_focus_out (Fixture *fixture, gconstpointer data)
{
  MoatRecord *element = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_ELEMENT), 0);

  moat_canvas_edit_name (fixture->canvas, element);
  gtk_text_buffer_set_text (get_typing (fixture), "Kept", -1);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_cmpstr (moat_element_state (element)->name, ==, "Kept");
  g_assert_false (moat_name_editor_is_open (fixture->canvas->editor));
  g_assert_null (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
}

/* Every kind that can be named can be named in place, and the name arrives. */
static void
test_canvas_naming_all_kinds (Fixture *fixture, gconstpointer data)
{
  const MoatKind kinds[] = { MOAT_KIND_ELEMENT, MOAT_KIND_FLOW, MOAT_KIND_BOUNDARY, MOAT_KIND_NOTE };

  MOAT_TRANSACTION (fixture->document, "Note")
  moat_edit_add_note (fixture->document, fixture->use_case, "Old", &MOAT_RECT_INIT (0, 900, 160, 80));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      MoatRecord *record = g_ptr_array_index (moat_document_list (fixture->document, kinds[i]), 0);

      moat_canvas_edit_name (fixture->canvas, record);
      gtk_text_buffer_set_text (get_typing (fixture), "Typed here", -1);
      moat_name_editor_close (fixture->canvas->editor, TRUE);
      g_assert_cmpstr (moat_record_get_title (record), ==, "Typed here");
    }
}

/* ---- Actions and assistive technology ---- */

/* Actions that need something are off without it. */
static void
test_canvas_action_state (Fixture *fixture, gconstpointer data)
{
  GActionGroup *actions = moat_canvas_get_actions (fixture->canvas);
  MoatRecord *flow = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_FLOW), 0);

  moat_selection_clear (fixture->selection);
  g_assert_false (g_action_group_get_action_enabled (actions, "delete"));
  g_assert_false (g_action_group_get_action_enabled (actions, "reverse-flow"));
  g_assert_true (g_action_group_get_action_enabled (actions, "add-process"));
  moat_selection_set_only (fixture->selection, flow);
  g_assert_true (g_action_group_get_action_enabled (actions, "delete"));
  g_assert_true (g_action_group_get_action_enabled (actions, "reverse-flow"));
  g_assert_false (g_action_group_get_action_enabled (actions, "align"));
}

static gboolean
is_told (Fixture *fixture)
{
  MoatRecord *flow = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_FLOW), 0);
  MoatItemWidget *item = moat_plane_find (MOAT_PLANE (fixture->canvas->plane), flow);

  return strstr (moat_item_widget_get_label (item), "Somebody else") != NULL;
}

/* What is told of an item follows the model, also when only something it speaks of changed. */
static void
test_canvas_labels (Fixture *fixture, gconstpointer data)
{
  MoatRecord *flow = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_FLOW), 0);
  GtkAccessible *item = GTK_ACCESSIBLE (moat_plane_find (MOAT_PLANE (fixture->canvas->plane), flow));
  MoatRecord *source = moat_document_find (fixture->document, moat_flow_state (flow)->source);

  g_assert_cmpint (gtk_accessible_get_accessible_role (item), ==, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  MOAT_TRANSACTION (fixture->document, "Rename")
  moat_commands_rename (fixture->document, source, "Somebody else");
  wait_for (fixture, is_told);
}

/* Another use case shows other items; the first one's place comes back with it. */
static void
test_canvas_use_cases (Fixture *fixture, gconstpointer data)
{
  MoatRecord *other = NULL;
  MoatPoint center;

  moat_canvas_set_zoom (fixture->canvas, 2.0);
  center = moat_viewport_get_center (moat_canvas_get_viewport (fixture->canvas));
  MOAT_TRANSACTION (fixture->document, "Other")
  other = moat_edit_add_use_case (fixture->document, "Other");

  moat_canvas_set_use_case (fixture->canvas, moat_record_get_id (other));
  wait_for (fixture, is_settled);
  g_assert_cmpuint (moat_scene_list_items (fixture->canvas->scene)->len, ==, 0);
  moat_canvas_set_use_case (fixture->canvas, fixture->use_case);
  wait_for (fixture, is_settled);
  g_assert_cmpfloat (moat_canvas_get_zoom (fixture->canvas), ==, 2.0);
  g_assert_cmpfloat_with_epsilon (moat_viewport_get_center (moat_canvas_get_viewport (fixture->canvas)).x,
                                  center.x, 1e-6);
}

/* ---- Arranging ---- */

static gboolean
is_calm (Fixture *fixture)
{
  return fixture->canvas->arranging == NULL;
}

static void
sentence_cb (char **said, const char *sentence)
{
  g_free (*said);
  *said = g_strdup (sentence);
}

/* It is done in a thread, and is one step to undo. */
static void
test_canvas_arrange (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = moat_test_dump (fixture->document);

  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.arrange-all", NULL);
  g_assert_false (moat_document_can_undo (fixture->document));
  g_assert_false (
      g_action_group_get_action_enabled (moat_canvas_get_actions (fixture->canvas), "arrange-all"));
  wait_for (fixture, is_calm);
  g_assert_cmpstr (moat_document_get_undo_label (fixture->document), ==, "Arrange");
  moat_document_undo (fixture->document);
  g_assert_false (moat_document_can_undo (fixture->document));
  moat_test_assert_same_dump (fixture->document, before);
}

/* Cancelled, it leaves everything as it is; what the thread still finds is dropped. */
static void
test_canvas_stop_arranging (Fixture *fixture, gconstpointer data)
{
  GCancellable *arranging;
  guint wake;

  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.arrange-all", NULL);
  arranging = g_object_ref (fixture->canvas->arranging);
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.stop-arranging", NULL);
  g_assert_true (g_cancellable_is_cancelled (arranging));
  g_assert_true (is_calm (fixture));
  wake = g_timeout_add (50, wake_cb, NULL);
  while (G_OBJECT (arranging)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
  g_object_unref (arranging);
  g_assert_false (moat_document_can_undo (fixture->document));
}

/* What was moved meanwhile stays where it was put. */
static void
test_canvas_edit_while_arranging (Fixture *fixture, gconstpointer data)
{
  MoatRecord *element = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_ELEMENT), 0);
  g_autofree char *said = NULL;

  g_signal_connect_swapped (fixture->canvas, "said", G_CALLBACK (sentence_cb), &said);
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.arrange-all", NULL);
  MOAT_TRANSACTION (fixture->document, "Move")
  ((MoatElementState *) moat_document_edit (fixture->document, element))->box.x += 1000;
  wait_for (fixture, is_calm);
  g_assert_cmpstr (moat_document_get_undo_label (fixture->document), ==, "Move");
  g_assert_nonnull (said);
}

/* ---- Typing elements and flows ---- */

static void
enter_line (Fixture *fixture, const char *text)
{
  MoatTypingEntry *typing = MOAT_TYPING_ENTRY (fixture->canvas->typing);

  gtk_editable_set_text (GTK_EDITABLE (moat_typing_entry_get_entry (typing)), text);
  g_signal_emit_by_name (moat_typing_entry_get_entry (typing), "activate");
}

/* What one line makes stands apart, is one step to undo, and ends with the last of it selected. */
static void
test_canvas_typing (Fixture *fixture, gconstpointer data)
{
  GPtrArray *elements = moat_document_list (fixture->document, MOAT_KIND_ELEMENT);
  const guint before = elements->len;

  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.type", NULL);
  enter_line (fixture, "Customer -> Shop front: orders -> Orders database");
  g_assert_cmpuint (elements->len, ==, before + 3);
  for (guint i = 0; i < elements->len; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (moat_rect_intersects (&moat_element_state (g_ptr_array_index (elements, i))->box,
                                            &moat_element_state (g_ptr_array_index (elements, j))->box));
  g_assert_cmpstr (moat_record_get_title (moat_selection_get_single (fixture->selection)), ==,
                   "Orders database");
  g_assert_false (gtk_widget_get_visible (fixture->canvas->typing));

  moat_document_undo (fixture->document);
  g_assert_cmpuint (elements->len, ==, before);
}

/* An arrow from the selected element leads to the next one that is typed, on that side of it; a name that is
 * there is connected to.
 */
static void
test_canvas_typing_arrow (Fixture *fixture, gconstpointer data)
{
  MoatRecord *first, *below;
  MoatRecord *flow;

  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.type", NULL);
  enter_line (fixture, "Shop");
  first = moat_selection_get_single (fixture->selection);
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.type-arrow", "s", "down");
  g_assert_cmpstr (moat_typing_entry_get_hint (MOAT_TYPING_ENTRY (fixture->canvas->typing)), ==,
                   "Type what it leads to");
  enter_line (fixture, "-> Orders database");
  below = moat_selection_get_single (fixture->selection);
  g_assert_cmpfloat (moat_element_state (below)->box.y, >, moat_element_state (first)->box.y + 60);

  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.type-arrow", "s", "right");
  enter_line (fixture, "-> shop: answers");
  g_assert_true (moat_selection_get_single (fixture->selection) == first);
  flow = g_ptr_array_index (moat_document_list (fixture->document, MOAT_KIND_FLOW),
                            moat_document_count (fixture->document, MOAT_KIND_FLOW) - 1);
  g_assert_cmpstr (moat_flow_state (flow)->source, ==, moat_record_get_id (below));
  g_assert_cmpstr (moat_flow_state (flow)->target, ==, moat_record_get_id (first));
  g_assert_cmpstr (moat_flow_state (flow)->name, ==, "answers");
}

/* Tab goes through the kinds in a circle, and says in words only what the name does not say. */
static void
test_canvas_typing_kinds (Fixture *fixture, gconstpointer data)
{
  MoatTypingEntry *typing;
  GtkEditable *entry;

  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.type", NULL);
  typing = MOAT_TYPING_ENTRY (fixture->canvas->typing);
  entry = GTK_EDITABLE (moat_typing_entry_get_entry (typing));
  gtk_editable_set_text (entry, "Shop -> Thing");
  moat_typing_entry_next_type (typing);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "Shop -> actor Thing");
  moat_typing_entry_next_type (typing);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "Shop -> store Thing");
  moat_typing_entry_next_type (typing);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "Shop -> Thing");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
    guint n_elements;
  } tests[] = {
    { "/canvas/canvas/tab-order", test_canvas_tab_order, 6 },
    { "/canvas/canvas/focus-follows-selection", test_canvas_focus_follows_selection, 6 },
    { "/canvas/canvas/focus-survives-deletion", test_canvas_focus_survives_deletion, 6 },
    { "/canvas/canvas/culling", test_canvas_culling, 900 },
    { "/canvas/canvas/large", test_canvas_large, 2000 },
    { "/canvas/canvas/opens-readable", test_canvas_opens_readable, 900 },
    { "/canvas/canvas/letter-from-elsewhere", test_canvas_letter_from_elsewhere, 4 },
    { "/canvas/canvas/ghost-in-view", test_canvas_ghost_in_view, 4 },
    { "/canvas/canvas/enter-is-still", test_canvas_enter_is_still, 4 },
    { "/canvas/canvas/fit", test_canvas_fit, 40 },
    { "/canvas/canvas/naming-keeps", test_canvas_naming_keeps, 6 },
    { "/canvas/canvas/naming-escape", test_canvas_naming_escape, 6 },
    { "/canvas/canvas/naming-focus-out", test_canvas_naming_focus_out, 6 },
    { "/canvas/canvas/naming-all-kinds", test_canvas_naming_all_kinds, 6 },
    { "/canvas/canvas/action-state", test_canvas_action_state, 6 },
    { "/canvas/canvas/labels", test_canvas_labels, 6 },
    { "/canvas/canvas/use-cases", test_canvas_use_cases, 6 },
    { "/canvas/canvas/arrange", test_canvas_arrange, 40 },
    { "/canvas/canvas/stop-arranging", test_canvas_stop_arranging, 40 },
    { "/canvas/canvas/edit-while-arranging", test_canvas_edit_while_arranging, 40 },
    { "/canvas/canvas/typing", test_canvas_typing, 6 },
    { "/canvas/canvas/typing-arrow", test_canvas_typing_arrow, 6 },
    { "/canvas/canvas/typing-kinds", test_canvas_typing_kinds, 6 },
  };

  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, GUINT_TO_POINTER (tests[i].n_elements), set_up, tests[i].run,
                tear_down);
  return g_test_run ();
}
