/* The tools that make things, by pointer and by keyboard; and what holds for
 * every tool and every gesture: Escape changes nothing, and whatever a wild
 * hand does, undo brings all of it back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "commands.h"
#include "tool-driver.h"
#include "moat-test-seed.h"

static const MoatToolId box_tools[] = {
  MOAT_TOOL_EXTERNAL_ENTITY, MOAT_TOOL_PROCESS, MOAT_TOOL_DATA_STORE, MOAT_TOOL_ZONE, MOAT_TOOL_NOTE,
};

static void
take (Driver *driver, MoatToolId tool)
{
  moat_toolbox_set_tool (driver->toolbox, tool);
}

static MoatToolId
get_tool (Driver *driver)
{
  return moat_toolbox_get_tool (driver->toolbox);
}

static gboolean
is_made_by (MoatRecord *record, MoatToolId tool)
{
  switch (tool)
    {
    case MOAT_TOOL_EXTERNAL_ENTITY:
      return moat_element_state (record)->type == MOAT_ELEMENT_EXTERNAL_ENTITY;
    case MOAT_TOOL_PROCESS:
      return moat_element_state (record)->type == MOAT_ELEMENT_PROCESS;
    case MOAT_TOOL_DATA_STORE:
      return moat_element_state (record)->type == MOAT_ELEMENT_DATA_STORE;
    case MOAT_TOOL_ZONE:
      return moat_boundary_state (record)->shape == MOAT_BOUNDARY_ZONE;
    case MOAT_TOOL_LINE:
      return moat_boundary_state (record)->shape == MOAT_BOUNDARY_LINE;
    case MOAT_TOOL_NOTE:
      return moat_note_state (record) != NULL;
    case MOAT_TOOL_SELECT:
    case MOAT_TOOL_FLOW:
    case MOAT_N_TOOLS:
      break;
    }
  return FALSE;
}

/* ---- Every tool ---- */

/* The table is whole: names, letters and labels are there, and no two are the same. */
static void
test_table (Driver *driver, gconstpointer data)
{
  for (guint i = 0; i < MOAT_N_TOOLS; i++)
    {
      const MoatToolInfo *info = moat_tool_get_info (i);
      MoatToolId id;

      g_assert_cmpint (info->id, ==, i);
      g_assert_true (moat_tool_from_name (info->name, &id) && id == i);
      g_assert_true (moat_tool_from_shortcut (info->shortcut, &id) && id == i);
      g_assert_nonnull (info->icon_name);
      g_assert_cmpstr (info->label, !=, "");
      g_assert_cmpstr (info->tip, !=, "");
    }
}

/* With any tool, Escape before the press, during it, during the drag, and after leaving changes nothing. */
static void
test_escape_changes_nothing (Driver *driver, gconstpointer data)
{
  const MoatPoint starts[]
      = { { 60, 30 }, { 180, 32 }, { 200, 100 }, { -200, 400 }, { 300, 200 }, { 130, 40 } };

  for (guint i = 0; i < MOAT_N_TOOLS * G_N_ELEMENTS (starts); i++)
    {
      MoatPoint at = starts[i / MOAT_N_TOOLS];

      take (driver, i % MOAT_N_TOOLS);
      driver_move (driver, at.x, at.y);
      driver_press (driver, at.x, at.y);
      moat_toolbox_cancel (driver->toolbox);
      driver_release (driver, at.x, at.y);
      driver_assert_untouched (driver);

      take (driver, i % MOAT_N_TOOLS);
      driver_begin_drag (driver, at.x, at.y, at.x + 233, at.y + 121);
      moat_toolbox_cancel (driver->toolbox);
      driver_assert_untouched (driver);
      driver_move (driver, 0, 0);
      driver_release (driver, 0, 0);
      driver_assert_untouched (driver);
      while (moat_toolbox_cancel (driver->toolbox))
        ;
      driver_assert_untouched (driver);
    }
}

/* Taking another tool in hand, showing another use case or closing the canvas in the middle of a gesture is
 * an Escape. */
static void
test_interrupted (Driver *driver, gconstpointer data)
{
  driver_begin_drag (driver, 60, 30, 300, 300);
  take (driver, MOAT_TOOL_FLOW);
  driver_assert_untouched (driver);
  driver_release (driver, 300, 300);

  driver_begin_drag (driver, 60, 30, 300, 300);
  moat_toolbox_set_scene (driver->toolbox, driver->scene, "u0");
  driver_assert_untouched (driver);
  g_assert_cmpint (get_tool (driver), ==, MOAT_TOOL_SELECT);

  driver_begin_drag (driver, 60, 30, 300, 300);
  g_object_run_dispose (G_OBJECT (driver->toolbox));
  driver_assert_untouched (driver);
}

/* A right click in the middle of a drag means never mind. */
static void
test_second_button (Driver *driver, gconstpointer data)
{
  MoatPointer pointer = { .at = { 200, 200 }, .button = MOAT_BUTTON_SECONDARY, .n_press = 1, .zoom = 1 };

  driver_begin_drag (driver, 60, 30, 200, 200);
  moat_toolbox_press (driver->toolbox, &pointer);
  g_assert_false (driver->has_menu);
  driver_assert_untouched (driver);
}

/* ---- Boxes ---- */

/* A click makes the thing in its usual size round the pointer, asks for its name, and puts the tool back. One
 * undo takes it away. */
static void
test_click (Driver *driver, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (box_tools); i++)
    {
      MoatPoint center;
      MoatRect box;

      take (driver, box_tools[i]);
      driver_move (driver, 90, 500);
      g_assert_cmpint (moat_toolbox_get_overlay (driver->toolbox)->ghost, !=, MOAT_GHOST_NONE);
      driver_click (driver, 100, 500);
      g_assert_nonnull (driver->named);
      g_assert_true (is_made_by (driver->named, box_tools[i]));
      driver_assert_selected (driver, moat_record_get_id (driver->named));
      g_assert_true (moat_handles_get_box (driver->named, &box));
      center = moat_rect_get_center (&box);
      g_assert_cmpfloat (moat_point_get_distance (center, (MoatPoint){ 100, 500 }), <, 16);
      g_assert_cmpint (get_tool (driver), ==, MOAT_TOOL_SELECT);
      driver_assert_one_step (driver, moat_document_get_undo_label (driver->document));
      moat_document_undo (driver->document);
    }
}

/* A drag makes it as large as it is drawn, whichever way the drag goes, but never too small. */
static void
test_drag (Driver *driver, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (box_tools); i++)
    {
      MoatRect box;
      double width = 0;
      double height = 0;

      take (driver, box_tools[i]);
      driver_drag (driver, 399, 801, 101, 499);
      g_assert_true (moat_handles_get_box (driver->named, &box));
      g_assert_cmpfloat (box.x, ==, 100);
      g_assert_cmpfloat (box.y, ==, 500);
      g_assert_cmpfloat (box.width, ==, 300);
      g_assert_cmpfloat (box.height, ==, 300);
      driver_assert_one_step (driver, moat_document_get_undo_label (driver->document));
      moat_document_undo (driver->document);

      take (driver, box_tools[i]);
      driver_drag (driver, 100, 500, 110, 505);
      g_assert_true (moat_handles_get_box (driver->named, &box));
      moat_handles_get_min_size (driver->named, &width, &height);
      g_assert_cmpfloat (box.width, ==, width);
      g_assert_cmpfloat (box.height, ==, height);
      moat_document_undo (driver->document);
    }
}

/* A boundary says what it holds while it is drawn. */
static void
test_zone_is_live (Driver *driver, gconstpointer data)
{
  take (driver, MOAT_TOOL_ZONE);
  driver_begin_drag (driver, -40, -60, 160, 140);
  g_assert_cmpuint (moat_zones_get_containing (moat_zones_get (driver->document), "e0")->len, ==, 1);
  g_assert_cmpuint (moat_zones_count_crossings (moat_zones_get (driver->document), "f0"), ==, 2);
  moat_toolbox_cancel (driver->toolbox);
  g_assert_cmpuint (moat_zones_count_crossings (moat_zones_get (driver->document), "f0"), ==, 1);
  driver_assert_untouched (driver);
}

/* With Shift the tool stays in hand. */
static void
test_shift_keeps_tool (Driver *driver, gconstpointer data)
{
  driver->modifiers = MOAT_MODIFIER_SHIFT;
  take (driver, MOAT_TOOL_PROCESS);
  driver_click (driver, 100, 400);
  driver_click (driver, 300, 400);
  g_assert_cmpint (get_tool (driver), ==, MOAT_TOOL_PROCESS);
  g_assert_cmpuint (moat_document_count (driver->document, MOAT_KIND_ELEMENT), ==, 6);
}

/* Typing the name of what was just made is the same step; naming it again is another. */
static void
test_naming_joins (Driver *driver, gconstpointer data)
{
  take (driver, MOAT_TOOL_PROCESS);
  driver_click (driver, 100, 400);
  moat_commands_rename (driver->document, driver->named, "Gateway");
  driver_assert_one_step (driver, "Add process");
  moat_document_undo (driver->document);
  moat_document_redo (driver->document);
  g_assert_cmpstr (moat_record_get_title (driver->named), ==, "Gateway");
  moat_commands_rename (driver->document, driver->named, "Front door");
  moat_document_undo (driver->document);
  g_assert_cmpstr (moat_record_get_title (driver->named), ==, "Gateway");
}

/* By keyboard: the letter shows where it would go, which is free; arrows move it; Enter makes it. A pointer
 * that only lies there has no say. */
static void
test_keyboard (Driver *driver, gconstpointer data)
{
  const MoatPointer still = { .at = { 900, 900 }, .zoom = 1.0, .is_still = TRUE };
  const MoatOverlay *overlay = NULL;
  MoatRect ghost;
  MoatRect box;

  moat_selection_set_only (driver->selection, driver_find (driver, "e1"));
  driver_letter (driver, 'p');
  overlay = moat_toolbox_get_overlay (driver->toolbox);
  g_assert_cmpint (overlay->ghost, ==, MOAT_GHOST_ELEMENT);
  ghost = overlay->ghost_box;
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);
      MoatRect taken = driver_get_box (driver, id);

      g_assert_false (moat_rect_intersects (&ghost, &taken));
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("f%u", i);
      const MoatSceneItem *flow = driver_get_item (driver, id);
      MoatRect line = moat_route_get_bounds (flow->route);

      g_assert_false (moat_rect_intersects (&ghost, &flow->label));
      g_assert_false (moat_rect_intersects (&ghost, &line));
    }
  driver_key (driver, MOAT_KEY_DOWN);
  moat_toolbox_motion (driver->toolbox, &still);
  driver_assert_untouched (driver);
  driver_key (driver, MOAT_KEY_ENTER);
  g_assert_true (moat_handles_get_box (driver->named, &box));
  g_assert_cmpfloat (box.x, ==, ghost.x);
  g_assert_cmpfloat (box.y, ==, ghost.y + 20);
  driver_assert_one_step (driver, "Add process");
}

/* A pointer that lies still on the canvas does not take the ghost from the keyboard, one that moves does. */
static void
test_keyboard_and_still_pointer (Driver *driver, gconstpointer data)
{
  MoatRect ghost;

  driver_move (driver, 700, 500);
  driver_letter (driver, 'p');
  ghost = moat_toolbox_get_overlay (driver->toolbox)->ghost_box;
  driver_move (driver, 700, 500);
  g_assert_cmpfloat (moat_toolbox_get_overlay (driver->toolbox)->ghost_box.x, ==, ghost.x);
  driver_move (driver, 703, 500);
  g_assert_cmpfloat (moat_toolbox_get_overlay (driver->toolbox)->ghost_box.x, ==, 640);
}

/* A boundary made by keyboard goes round what is selected. */
static void
test_zone_round_selection (Driver *driver, gconstpointer data)
{
  MoatRecord *records[] = { driver_find (driver, "e2"), driver_find (driver, "e3") };
  const char *id = NULL;

  moat_selection_set_list (driver->selection, records, 2);
  driver_letter (driver, 'b');
  driver_key (driver, MOAT_KEY_ENTER);
  id = moat_record_get_id (driver->named);
  g_assert_true (moat_zones_is_inside (moat_zones_get (driver->document), "e2", id));
  g_assert_true (moat_zones_is_inside (moat_zones_get (driver->document), "e3", id));
  g_assert_false (moat_zones_is_inside (moat_zones_get (driver->document), "e1", id));
}

/* ---- Lines ---- */

/* A drag draws a straight line. */
static void
test_line_drag (Driver *driver, gconstpointer data)
{
  const MoatPoints *points = NULL;

  take (driver, MOAT_TOOL_LINE);
  driver_drag (driver, 181, -99, 179, 301);
  points = moat_boundary_state (driver->named)->points;
  g_assert_cmpuint (points->len, ==, 2);
  g_assert_cmpfloat (points->items[0].y, ==, -100);
  g_assert_cmpfloat (points->items[1].x, ==, 180);
  g_assert_cmpuint (moat_zones_count_crossings (moat_zones_get (driver->document), "f0"), ==, 2);
  driver_assert_one_step (driver, "Add boundary line");
}

/* Clicks set points one after the other; Backspace takes the last back; Enter or a double click ends it.
 * Until then the document has nothing of it. */
static void
test_line_clicks (Driver *driver, gconstpointer data)
{
  take (driver, MOAT_TOOL_LINE);
  driver_click (driver, 180, -100);
  driver_click (driver, 180, 100);
  driver_click (driver, 400, 500);
  driver_key (driver, MOAT_KEY_BACKSPACE);
  driver_click (driver, 300, 500);
  driver_assert_untouched (driver);
  g_assert_cmpuint (moat_toolbox_get_overlay (driver->toolbox)->line->len, ==, 4);
  driver_key (driver, MOAT_KEY_ENTER);
  g_assert_cmpuint (moat_boundary_state (driver->named)->points->len, ==, 3);
  g_assert_cmpfloat (moat_boundary_state (driver->named)->points->items[2].x, ==, 300);
  driver_assert_one_step (driver, "Add boundary line");
  moat_document_undo (driver->document);

  take (driver, MOAT_TOOL_LINE);
  driver_click (driver, 180, -100);
  driver_double_click (driver, 180, 300);
  g_assert_cmpuint (moat_boundary_state (driver->named)->points->len, ==, 2);
}

/* ---- Flows ---- */

/* Dragged from one element to another, or clicked one after the other. */
static void
test_flow (Driver *driver, gconstpointer data)
{
  take (driver, MOAT_TOOL_FLOW);
  driver_drag (driver, 60, 30, 780, 30);
  g_assert_cmpstr (moat_flow_state (driver->named)->source, ==, "e0");
  g_assert_cmpstr (moat_flow_state (driver->named)->target, ==, "e3");
  g_assert_cmpint (get_tool (driver), ==, MOAT_TOOL_SELECT);
  driver_assert_one_step (driver, "Connect");
  moat_document_undo (driver->document);

  take (driver, MOAT_TOOL_FLOW);
  driver_click (driver, 780, 30);
  driver_move (driver, 400, 300);
  g_assert_cmpint (moat_toolbox_get_overlay (driver->toolbox)->ghost, ==, MOAT_GHOST_FLOW);
  driver_assert_untouched (driver);
  driver_click (driver, 300, 30);
  g_assert_cmpstr (moat_flow_state (driver->named)->source, ==, "e3");
  g_assert_cmpstr (moat_flow_state (driver->named)->target, ==, "e1");
  driver_assert_one_step (driver, "Connect");
}

/* A click on the same element again makes a flow to itself, a double click does not. */
static void
test_flow_to_itself (Driver *driver, gconstpointer data)
{
  take (driver, MOAT_TOOL_FLOW);
  driver_double_click (driver, 60, 30);
  driver_assert_untouched (driver);
  driver_click (driver, 60, 30);
  g_assert_cmpstr (moat_flow_state (driver->named)->source, ==, "e0");
  g_assert_cmpstr (moat_flow_state (driver->named)->target, ==, "e0");
}

/* To empty space it has a free end, and what is made there joins the same step. */
static void
test_flow_to_new_element (Driver *driver, gconstpointer data)
{
  MoatRecord *element = NULL;

  take (driver, MOAT_TOOL_FLOW);
  driver_drag (driver, 60, 30, 60, 400);
  g_assert_nonnull (driver->ended);
  element = moat_commands_create_end (driver->selection, driver->ended, FALSE, MOAT_ELEMENT_DATA_STORE);
  g_assert_cmpstr (moat_flow_state (driver->ended)->target, ==, moat_record_get_id (element));
  g_assert_cmpint (moat_element_state (element)->type, ==, MOAT_ELEMENT_DATA_STORE);
  driver_assert_one_step (driver, "Connect");
}

/* F connects what is selected, in the order it was selected. */
static void
test_flow_between_selected (Driver *driver, gconstpointer data)
{
  MoatRecord *records[] = { driver_find (driver, "e3"), driver_find (driver, "e0"),
                            driver_find (driver, "e2") };
  GPtrArray *flows = NULL;

  moat_selection_set_list (driver->selection, records, 3);
  driver_letter (driver, 'f');
  flows = moat_document_list (driver->document, MOAT_KIND_FLOW);
  g_assert_cmpuint (flows->len, ==, 5);
  g_assert_cmpstr (moat_flow_state (g_ptr_array_index (flows, 3))->source, ==, "e3");
  g_assert_cmpstr (moat_flow_state (g_ptr_array_index (flows, 3))->target, ==, "e0");
  g_assert_cmpstr (moat_flow_state (g_ptr_array_index (flows, 4))->target, ==, "e2");
  g_assert_true (driver->named == g_ptr_array_index (flows, 4));
  g_assert_cmpint (get_tool (driver), ==, MOAT_TOOL_SELECT);
  driver_assert_one_step (driver, "Connect");
}

/* With one selected, Tab, arrows or typing choose where to; Enter connects; Escape leaves all as it was. */
static void
test_flow_by_keyboard (Driver *driver, gconstpointer data)
{
  moat_selection_set_only (driver->selection, driver_find (driver, "e1"));
  driver_letter (driver, 'f');
  g_assert_true (moat_toolbox_is_busy (driver->toolbox));
  g_assert_cmpstr (driver->said, ==, "Connect Element 1 to Element 2");
  driver_key (driver, MOAT_KEY_TAB);
  g_assert_cmpstr (driver->said, ==, "Connect Element 1 to Element 3");
  driver_key (driver, MOAT_KEY_BACK_TAB);
  driver_key (driver, MOAT_KEY_LEFT);
  g_assert_cmpstr (driver->said, ==, "Connect Element 1 to Element 1");
  driver_key (driver, MOAT_KEY_LEFT);
  g_assert_cmpstr (driver->said, ==, "Connect Element 1 to Element 0");
  driver_key (driver, MOAT_KEY_ESCAPE);
  driver_assert_untouched (driver);
  g_assert_false (moat_toolbox_is_busy (driver->toolbox));

  driver_letter (driver, 'f');
  driver_key (driver, MOAT_KEY_TAB);
  g_assert_true (driver_key (driver, MOAT_KEY_ENTER));
  g_assert_cmpstr (moat_flow_state (driver->named)->source, ==, "e1");
  g_assert_cmpstr (moat_flow_state (driver->named)->target, ==, "e3");
  driver_assert_one_step (driver, "Connect");
}

/* With a flow selected the same keys choose another end for it, with Shift another start. */
static void
test_reconnect_by_keyboard (Driver *driver, gconstpointer data)
{
  MoatKey key = { .name = MOAT_KEY_TEXT, .text = 'f', .modifiers = MOAT_MODIFIER_SHIFT };

  moat_selection_set_only (driver->selection, driver_find (driver, "f0"));
  driver_letter (driver, 'f');
  g_assert_cmpstr (driver->said, ==, "Connect Element 0 to Element 1");
  driver_key (driver, MOAT_KEY_TAB);
  driver_key (driver, MOAT_KEY_ENTER);
  g_assert_cmpstr (moat_flow_state (driver_find (driver, "f0"))->target, ==, "e2");
  driver_assert_selected (driver, "f0");
  driver_assert_one_step (driver, "Reconnect");
  moat_document_undo (driver->document);

  moat_toolbox_key (driver->toolbox, &key);
  driver_key (driver, MOAT_KEY_TAB);
  g_assert_cmpstr (driver->said, ==, "Connect Element 3 to Element 1");
  driver_key (driver, MOAT_KEY_ENTER);
  g_assert_cmpstr (moat_flow_state (driver_find (driver, "f0"))->source, ==, "e3");
}

/* What is typed is looked for among the names; when there is no such element, Enter makes it. */
static void
test_flow_by_typing (Driver *driver, gconstpointer data)
{
  const char *letters = "browser";
  MoatRecord *element = NULL;

  MOAT_TRANSACTION (driver->document, "Rename")
  moat_text_set (&((MoatElementState *) moat_document_edit (driver->document, driver_find (driver, "e3")))
                      ->name,
                 "Brave client");
  moat_selection_set_only (driver->selection, driver_find (driver, "e0"));
  driver_letter (driver, 'f');
  driver_letter (driver, 'b');
  driver_letter (driver, 'r');
  g_assert_true (moat_toolbox_get_overlay (driver->toolbox)->target == driver_find (driver, "e3"));
  driver_key (driver, MOAT_KEY_BACKSPACE);
  driver_key (driver, MOAT_KEY_BACKSPACE);
  for (guint i = 0; letters[i] != '\0'; i++)
    driver_letter (driver, letters[i]);
  g_assert_null (moat_toolbox_get_overlay (driver->toolbox)->target);
  driver_key (driver, MOAT_KEY_ENTER);
  element = driver->named;
  g_assert_cmpstr (moat_element_state (element)->name, ==, "browser");
  g_assert_cmpuint (moat_document_count (driver->document, MOAT_KIND_FLOW), ==, 4);
}

/* An element that goes away while its flow is being made is let go of. */
static void
test_flow_source_removed (Driver *driver, gconstpointer data)
{
  take (driver, MOAT_TOOL_FLOW);
  driver_click (driver, 60, 30);
  MOAT_TRANSACTION (driver->document, "Delete")
  moat_document_remove (driver->document, driver_find (driver, "e0"));
  driver_move (driver, 300, 30);
  moat_toolbox_get_overlay (driver->toolbox);
  driver_click (driver, 300, 30);
  g_assert_cmpuint (moat_document_count (driver->document, MOAT_KIND_FLOW), ==, 2);
}

/* ---- Storms ---- */

static void
do_anything (Driver *driver, GRand *rand)
{
  double x = g_rand_double_range (rand, -200, 1000);
  double y = g_rand_double_range (rand, -150, 400);
  const MoatKeyName keys[] = { MOAT_KEY_ENTER, MOAT_KEY_TAB, MOAT_KEY_LEFT,     MOAT_KEY_RIGHT,
                               MOAT_KEY_DOWN,  MOAT_KEY_F2,  MOAT_KEY_BACKSPACE };
  MoatPointer menu = { .at = { x, y }, .button = MOAT_BUTTON_SECONDARY, .n_press = 1, .zoom = driver->zoom };

  switch (g_rand_int_range (rand, 0, 16))
    {
    case 0:
      take (driver, g_rand_int_range (rand, 0, MOAT_N_TOOLS));
      break;
    case 1:
      driver_double_click (driver, x, y);
      break;
    case 2:
      driver_click (driver, x, y);
      break;
    case 3:
      driver_key_with (driver, keys[g_rand_int_range (rand, 0, G_N_ELEMENTS (keys))], driver->modifiers);
      break;
    case 4:
      driver_letter (driver, g_rand_int_range (rand, 'a', 'z' + 1));
      break;
    case 5:
      driver_set_modifiers (driver, g_rand_int_range (rand, 0, 8));
      break;
    case 6:
      driver_key (driver, MOAT_KEY_ESCAPE);
      break;
    case 7:
      driver->zoom = g_rand_double_range (rand, 0.1, 6);
      break;
    case 8:
      moat_toolbox_press (driver->toolbox, &menu);
      break;
    case 9:
      driver_press (driver, x, y);
      break;
    case 10:
      driver_release (driver, x, y);
      break;
    case 11:
      moat_toolbox_leave (driver->toolbox);
      break;
    case 12:
      if (!moat_toolbox_is_busy (driver->toolbox))
        moat_document_undo (driver->document);
      break;
    case 13:
      if (!moat_toolbox_is_busy (driver->toolbox) && g_rand_int_range (rand, 0, 4) == 0)
        g_free (moat_commands_delete (driver->selection));
      break;
    default:
      driver_drag (driver, x, y, x + g_rand_double_range (rand, -300, 300),
                   y + g_rand_double_range (rand, -200, 200));
      break;
    }
  moat_toolbox_get_overlay (driver->toolbox);
}

static void
storm (Driver *driver, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < n; i++)
    do_anything (driver, rand);
  while (moat_toolbox_cancel (driver->toolbox))
    ;
  g_assert_false (moat_document_in_transaction (driver->document));
  while (moat_document_undo (driver->document))
    ;
  moat_test_assert_same_dump (driver->document, driver->first);
}

/* Whatever a wild hand does, it is undone step by step to where it began. */
static void
test_storm (Driver *driver, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    storm (driver, 200);
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);

  DRIVER_ADD ("/canvas/tools/all/table", test_table);
  DRIVER_ADD ("/canvas/tools/all/escape-changes-nothing", test_escape_changes_nothing);
  DRIVER_ADD ("/canvas/tools/all/interrupted", test_interrupted);
  DRIVER_ADD ("/canvas/tools/all/second-button", test_second_button);
  DRIVER_ADD ("/canvas/tools/all/storm", test_storm);
  DRIVER_ADD ("/canvas/tools/create/click", test_click);
  DRIVER_ADD ("/canvas/tools/create/drag", test_drag);
  DRIVER_ADD ("/canvas/tools/create/zone-is-live", test_zone_is_live);
  DRIVER_ADD ("/canvas/tools/create/shift-keeps-tool", test_shift_keeps_tool);
  DRIVER_ADD ("/canvas/tools/create/naming-joins", test_naming_joins);
  DRIVER_ADD ("/canvas/tools/create/keyboard", test_keyboard);
  DRIVER_ADD ("/canvas/tools/create/keyboard-and-still-pointer", test_keyboard_and_still_pointer);
  DRIVER_ADD ("/canvas/tools/create/zone-round-selection", test_zone_round_selection);
  DRIVER_ADD ("/canvas/tools/line/drag", test_line_drag);
  DRIVER_ADD ("/canvas/tools/line/clicks", test_line_clicks);
  DRIVER_ADD ("/canvas/tools/flow/drag-and-click", test_flow);
  DRIVER_ADD ("/canvas/tools/flow/to-itself", test_flow_to_itself);
  DRIVER_ADD ("/canvas/tools/flow/to-new-element", test_flow_to_new_element);
  DRIVER_ADD ("/canvas/tools/flow/between-selected", test_flow_between_selected);
  DRIVER_ADD ("/canvas/tools/flow/by-keyboard", test_flow_by_keyboard);
  DRIVER_ADD ("/canvas/tools/flow/reconnect-by-keyboard", test_reconnect_by_keyboard);
  DRIVER_ADD ("/canvas/tools/flow/by-typing", test_flow_by_typing);
  DRIVER_ADD ("/canvas/tools/flow/source-removed", test_flow_source_removed);

  return g_test_run ();
}
