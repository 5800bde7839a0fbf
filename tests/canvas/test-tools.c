/* The select tool: what a hand does to what is there already. Making new
 * things is test-making.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "tool-driver.h"

/* ---- Selecting ---- */

/* A click selects what is under it, a click on nothing selects nothing. */
static void
test_click (Driver *driver, gconstpointer data)
{
  driver_click (driver, 60, 30);
  driver_assert_selected (driver, "e0");
  driver_click (driver, 300, 30);
  driver_assert_selected (driver, "e1");
  driver_click (driver, -200, 400);
  driver_assert_selected (driver, "");
  driver_assert_untouched (driver);
}

/* Shift adds and takes away, one at a time, and an empty click with it keeps what there is. */
static void
test_shift_click (Driver *driver, gconstpointer data)
{
  driver->modifiers = MOAT_MODIFIER_SHIFT;
  driver_click (driver, 60, 30);
  driver_click (driver, 300, 30);
  driver_assert_selected (driver, "e0 e1");
  driver_click (driver, -200, 400);
  driver_assert_selected (driver, "e0 e1");
  driver_click (driver, 60, 30);
  driver_assert_selected (driver, "e1");
}

/* Of several selected things a click makes one the only one; a press alone does not, for they may be dragged.
 */
static void
test_click_among_several (Driver *driver, gconstpointer data)
{
  MoatRecord *records[] = { driver_find (driver, "e0"), driver_find (driver, "e1") };

  moat_selection_set_list (driver->selection, records, 2);
  driver_press (driver, 60, 30);
  driver_assert_selected (driver, "e0 e1");
  driver_release (driver, 60, 30);
  driver_assert_selected (driver, "e0");
}

/* A flow is twelve pixels wide for the pointer at every zoom, and its label is part of it. */
static void
test_flow_is_easy_to_hit (Driver *driver, gconstpointer data)
{
  const double zooms[] = { 0.25, 1.0, 4.0 };
  MoatRect chip;

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      driver->zoom = zooms[i];
      moat_selection_clear (driver->selection);
      driver_click (driver, 670, 30 + 5.5 / zooms[i]);
      driver_assert_selected (driver, "f2");
    }
  driver->zoom = 1.0;
  moat_selection_clear (driver->selection);
  chip = driver_get_item (driver, "f0")->chip;
  driver_click (driver, chip.x + chip.width / 2, chip.y + chip.height / 2);
  driver_assert_selected (driver, "f0");
}

/* Inside a boundary elements and flows are reached; where nothing else is, a click means the boundary. */
static void
test_boundary_interior (Driver *driver, gconstpointer data)
{
  driver_click (driver, 300, 30);
  driver_assert_selected (driver, "e1");
  driver_click (driver, 300, 200);
  driver_assert_selected (driver, "b0");
}

/* The rubber band selects what lies in it as a whole, also inside a boundary; Escape brings back what was
 * selected. */
static void
test_rubber_band (Driver *driver, gconstpointer data)
{
  driver_drag (driver, -20, -20, 400, 120);
  driver_assert_selected (driver, "f0 e0 e1");
  driver_drag (driver, 220, 150, 610, -20);
  g_assert_true (moat_selection_contains (driver->selection, driver_find (driver, "e2")));
  g_assert_false (moat_selection_contains (driver->selection, driver_find (driver, "b0")));

  moat_selection_set_only (driver->selection, driver_find (driver, "e3"));
  driver_begin_drag (driver, -20, -20, 400, 120);
  g_assert_true (moat_toolbox_get_overlay (driver->toolbox)->has_band);
  driver_key (driver, MOAT_KEY_ESCAPE);
  driver_assert_selected (driver, "e3");
  driver_release (driver, 400, 120);
  driver_assert_selected (driver, "e3");

  driver->modifiers = MOAT_MODIFIER_SHIFT;
  driver_drag (driver, -20, -20, 140, 120);
  driver_assert_selected (driver, "e3 e0");
  driver_assert_untouched (driver);
}

/* The right button selects what it is on, if that is not selected, and opens the menu there. */
static void
test_menu (Driver *driver, gconstpointer data)
{
  MoatPointer pointer = { .at = { 60, 30 }, .button = MOAT_BUTTON_SECONDARY, .n_press = 1, .zoom = 1 };

  moat_toolbox_press (driver->toolbox, &pointer);
  g_assert_true (driver->menu == driver_find (driver, "e0"));
  driver_assert_selected (driver, "e0");
  driver->has_menu = FALSE;
  pointer.at = (MoatPoint){ 300, 200 };
  moat_toolbox_press (driver->toolbox, &pointer);
  g_assert_true (driver->has_menu);
  g_assert_null (driver->menu);
}

/* A double click names; so do F2 and, where there are no moves, Enter. */
static void
test_naming (Driver *driver, gconstpointer data)
{
  driver_double_click (driver, 60, 30);
  g_assert_true (driver->named == driver_find (driver, "e0"));
  driver_click (driver, 300, 200);
  driver_key (driver, MOAT_KEY_F2);
  g_assert_true (driver->named == driver_find (driver, "b0"));
  driver_assert_untouched (driver);
}

/* A click on the badge, and Enter, open the moves. */
static void
test_badge (Driver *driver, gconstpointer data)
{
  MoatRect badge = driver_get_item (driver, "f2")->open_badge;

  g_assert_cmpfloat (badge.width, >, 0);
  driver_click (driver, badge.x + badge.width / 2, badge.y + badge.height / 2);
  g_assert_true (driver->opened == driver_find (driver, "f2"));
  driver_assert_selected (driver, "f2");

  moat_selection_set_only (driver->selection, driver_find (driver, "e1"));
  driver_key (driver, MOAT_KEY_ENTER);
  g_assert_true (driver->opened == driver_find (driver, "e1"));
}

/* ---- Moving ---- */

/* Less than four pixels are a click with an unsteady hand. */
static void
test_threshold (Driver *driver, gconstpointer data)
{
  driver_press (driver, 60, 30);
  driver_move (driver, 62, 32);
  g_assert_false (moat_document_in_transaction (driver->document));
  driver_release (driver, 62, 32);
  driver_assert_selected (driver, "e0");
  driver_assert_untouched (driver);

  driver->zoom = 4.0;
  driver_begin_drag (driver, 60, 30, 61.5, 30);
  g_assert_true (moat_document_in_transaction (driver->document));
  driver_key (driver, MOAT_KEY_ESCAPE);
}

/* An element goes to the grid, as one step, however many motions there were. */
static void
test_move (Driver *driver, gconstpointer data)
{
  driver_drag (driver, 60, 30, 67, 329);
  driver_assert_box (driver, "e0", 0, 300, 120, 60);
  driver_assert_selected (driver, "e0");
  driver_assert_one_step (driver, "Move");
}

/* With Alt, or when one does not want it, nothing snaps. */
static void
test_move_freely (Driver *driver, gconstpointer data)
{
  driver->modifiers = MOAT_MODIFIER_ALT;
  driver_drag (driver, 60, 30, 67, 329);
  driver_assert_box (driver, "e0", 7, 299, 120, 60);
  driver->modifiers = MOAT_MODIFIER_NONE;
  moat_toolbox_set_snaps (driver->toolbox, FALSE);
  driver_drag (driver, 60, 320, 61, 324);
  driver_assert_box (driver, "e0", 8, 303, 120, 60);
}

/* Shift keeps to one axis. */
static void
test_move_on_axis (Driver *driver, gconstpointer data)
{
  driver_begin_drag (driver, 60, 30, 70, 230);
  driver_set_modifiers (driver, MOAT_MODIFIER_SHIFT);
  driver_release (driver, 70, 230);
  driver_assert_box (driver, "e0", 0, 200, 120, 60);
}

/* In line with another element a guide says so. */
static void
test_guides (Driver *driver, gconstpointer data)
{
  MOAT_TRANSACTION (driver->document, "Place")
  ((MoatElementState *) moat_document_edit (driver->document, driver_find (driver, "e3")))->box.x = 723;
  driver_begin_drag (driver, 60, 30, 60 + 721, 430);
  driver_assert_box (driver, "e0", 723, 400, 120, 60);
  g_assert_cmpuint (moat_toolbox_get_overlay (driver->toolbox)->guides.len, >, 0);
  driver_release (driver, 60 + 721, 430);
  g_assert_cmpuint (moat_toolbox_get_overlay (driver->toolbox)->guides.len, ==, 0);
}

/* Several move together, and the bends of the flows between them. */
static void
test_move_several (Driver *driver, gconstpointer data)
{
  MoatRecord *records[] = { driver_find (driver, "e0"), driver_find (driver, "e1") };
  const MoatPoint bend = { 180, 100 };
  const MoatFlowState *flow = NULL;

  MOAT_TRANSACTION (driver->document, "Bend")
  {
    moat_points_set (&((MoatFlowState *) moat_document_edit (driver->document, driver_find (driver, "f0")))
                          ->bends,
                     &bend, 1);
    moat_points_set (&((MoatFlowState *) moat_document_edit (driver->document, driver_find (driver, "f1")))
                          ->bends,
                     &bend, 1);
  }
  moat_selection_set_list (driver->selection, records, 2);
  driver_drag (driver, 60, 30, 60, 330);
  driver_assert_box (driver, "e0", 0, 300, 120, 60);
  driver_assert_box (driver, "e1", 240, 300, 120, 60);
  driver_assert_box (driver, "e2", 480, 0, 120, 60);
  flow = moat_flow_state (driver_find (driver, "f0"));
  g_assert_cmpfloat (flow->bends->items[0].y, ==, 400);
  flow = moat_flow_state (driver_find (driver, "f1"));
  g_assert_cmpfloat (flow->bends->items[0].y, ==, 100);
}

/* ---- Boundaries ---- */

static guint
count_crossings (Driver *driver, const char *flow_id)
{
  return moat_zones_count_crossings (moat_zones_get (driver->document), flow_id);
}

/* Dragged by its border, a boundary moves alone: what is inside stays where it is, and while it moves
 * containment and crossings follow. One undo brings all of it back. */
static void
test_boundary_by_border (Driver *driver, gconstpointer data)
{
  MoatZones *zones = moat_zones_get (driver->document);

  g_assert_true (moat_zones_is_inside (zones, "e2", "b0"));
  g_assert_cmpuint (count_crossings (driver, "f2"), ==, 1);
  driver_begin_drag (driver, 200, 200, 440, 200);
  driver_assert_box (driver, "b0", 440, -40, 420, 300);
  driver_assert_box (driver, "e2", 480, 0, 120, 60);
  g_assert_false (moat_zones_is_inside (zones, "e1", "b0"));
  g_assert_true (moat_zones_is_inside (zones, "e3", "b0"));
  g_assert_cmpuint (count_crossings (driver, "f2"), ==, 0);
  g_assert_cmpuint (driver_get_item (driver, "f2")->n_marks, ==, 0);
  driver_release (driver, 440, 200);
  driver_assert_one_step (driver, "Move");
  moat_document_undo (driver->document);
  g_assert_true (moat_zones_is_inside (zones, "e1", "b0"));
  g_assert_cmpuint (count_crossings (driver, "f2"), ==, 1);
}

/* The title is a handle too. */
static void
test_boundary_by_title (Driver *driver, gconstpointer data)
{
  MoatRect pill = driver_get_item (driver, "b0")->pill;

  driver_drag (driver, pill.x + 8, pill.y + 8, pill.x + 8, pill.y + 108);
  driver_assert_box (driver, "b0", 200, 60, 420, 300);
  driver_assert_selected (driver, "b0");
}

/* With Ctrl the contents come along, whenever it is pressed or let go on the way. */
static void
test_boundary_with_contents (Driver *driver, gconstpointer data)
{
  driver_begin_drag (driver, 200, 200, 300, 200);
  driver_assert_box (driver, "e1", 240, 0, 120, 60);
  driver_set_modifiers (driver, MOAT_MODIFIER_CONTROL);
  driver_assert_box (driver, "e1", 340, 0, 120, 60);
  driver_assert_box (driver, "e2", 580, 0, 120, 60);
  driver_assert_box (driver, "e0", 0, 0, 120, 60);
  driver_set_modifiers (driver, MOAT_MODIFIER_NONE);
  driver_assert_box (driver, "e1", 240, 0, 120, 60);
  driver_set_modifiers (driver, MOAT_MODIFIER_CONTROL);
  driver_release (driver, 300, 200);
  driver_assert_box (driver, "e1", 340, 0, 120, 60);
  driver_assert_one_step (driver, "Move");
}

/* Ctrl from the start does not drag along what happened to be selected elsewhere. */
static void
test_boundary_with_ctrl_from_the_start (Driver *driver, gconstpointer data)
{
  driver_click (driver, 60, 30);
  driver->modifiers = MOAT_MODIFIER_CONTROL;
  driver_drag (driver, 200, 200, 300, 200);
  driver_assert_box (driver, "e0", 0, 0, 120, 60);
  driver_assert_box (driver, "e1", 340, 0, 120, 60);
  driver_assert_selected (driver, "b0");
}

/* A boundary inside the moved one stays as well, unless the contents come along. */
static void
test_boundary_nested (Driver *driver, gconstpointer data)
{
  MoatRecord *inner = NULL;

  MOAT_TRANSACTION (driver->document, "Nest")
  inner = moat_edit_add_zone (driver->document, "u0", "Inner", &(MoatRect){ 460, -20, 140, 120 });
  driver_drag (driver, 200, 200, 200, 300);
  driver_assert_box (driver, moat_record_get_id (inner), 460, -20, 140, 120);
  driver->modifiers = MOAT_MODIFIER_CONTROL;
  moat_document_undo (driver->document);
  driver_drag (driver, 200, 200, 200, 300);
  driver_assert_box (driver, moat_record_get_id (inner), 460, 80, 140, 120);
}

/* An element dragged into a boundary is inside, and out again is not. */
static void
test_drag_in_and_out (Driver *driver, gconstpointer data)
{
  MoatZones *zones = moat_zones_get (driver->document);

  driver_begin_drag (driver, 60, 30, 330, 180);
  g_assert_true (moat_zones_is_inside (zones, "e0", "b0"));
  driver_move (driver, 60, 180);
  g_assert_false (moat_zones_is_inside (zones, "e0", "b0"));
  driver_key (driver, MOAT_KEY_ESCAPE);
  driver_assert_untouched (driver);
}

/* ---- Resizing ---- */

/* Each of the eight handles moves its own edges and no other. */
static void
test_resize (Driver *driver, gconstpointer data)
{
  const MoatEdges all[] = {
    MOAT_EDGE_LEFT,
    MOAT_EDGE_RIGHT,
    MOAT_EDGE_TOP,
    MOAT_EDGE_BOTTOM,
    MOAT_EDGE_LEFT | MOAT_EDGE_TOP,
    MOAT_EDGE_RIGHT | MOAT_EDGE_TOP,
    MOAT_EDGE_LEFT | MOAT_EDGE_BOTTOM,
    MOAT_EDGE_RIGHT | MOAT_EDGE_BOTTOM,
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      double left = all[i] & MOAT_EDGE_LEFT ? 40 : 0;
      double top = all[i] & MOAT_EDGE_TOP ? 40 : 0;
      double right = all[i] & MOAT_EDGE_RIGHT ? 40 : 0;
      double bottom = all[i] & MOAT_EDGE_BOTTOM ? 40 : 0;
      MoatPoint at;

      moat_selection_set_only (driver->selection, driver_find (driver, "b0"));
      at = driver_get_handle (driver, MOAT_HANDLE_RESIZE, all[i]);
      driver_drag (driver, at.x, at.y, at.x + 41, at.y + 39);
      driver_assert_box (driver, "b0", 200 + left, -40 + top, 420 - left + right, 300 - top + bottom);
      driver_assert_one_step (driver, "Resize");
      moat_document_undo (driver->document);
    }
}

/* An element never gets smaller than its least size. */
static void
test_resize_least (Driver *driver, gconstpointer data)
{
  MoatPoint at;

  driver_click (driver, 60, 30);
  at = driver_get_handle (driver, MOAT_HANDLE_RESIZE, MOAT_EDGE_RIGHT | MOAT_EDGE_BOTTOM);
  driver_drag (driver, at.x, at.y, -300, -300);
  driver_assert_box (driver, "e0", 0, 0, 120, 60);
  driver_assert_untouched (driver);
}

/* Several selected things grow as one: each keeps its place and its share, in one step. */
static void
test_resize_group (Driver *driver, gconstpointer data)
{
  MoatPoint at;

  moat_selection_set_only (driver->selection, driver_find (driver, "e1"));
  moat_selection_add (driver->selection, driver_find (driver, "e2"));
  g_assert_true (moat_toolbox_get_overlay (driver->toolbox)->has_frame);
  at = driver_get_handle (driver, MOAT_HANDLE_RESIZE, MOAT_EDGE_RIGHT | MOAT_EDGE_BOTTOM);
  g_assert_cmpfloat (at.x, ==, 600);
  g_assert_cmpfloat (at.y, ==, 60);
  driver_drag (driver, at.x, at.y, at.x + 360, at.y + 60);
  driver_assert_box (driver, "e1", 240, 0, 240, 120);
  driver_assert_box (driver, "e2", 720, 0, 240, 120);
  driver_assert_one_step (driver, "Resize");
}

/* As one they shrink to where each has its least size and no further than one of them needs. */
static void
test_resize_group_least (Driver *driver, gconstpointer data)
{
  MoatPoint at;

  moat_selection_set_only (driver->selection, driver_find (driver, "e1"));
  moat_selection_add (driver->selection, driver_find (driver, "e2"));
  at = driver_get_handle (driver, MOAT_HANDLE_RESIZE, MOAT_EDGE_RIGHT);
  driver_drag (driver, at.x, at.y, at.x - 120, at.y);
  driver_assert_box (driver, "e1", 240, 0, 120, 60);
  driver_assert_box (driver, "e2", 360, 0, 120, 60);
  driver_assert_one_step (driver, "Resize");
}

/* However small an element is on the screen, selected or not, it can be moved. */
static void
test_small_can_be_moved (Driver *driver, gconstpointer data)
{
  const double zooms[] = { 0.1, 0.2, 0.3, 0.5, 1.0, 3.0 };

  driver->modifiers = MOAT_MODIFIER_ALT;
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      driver->zoom = zooms[i];
      moat_toolbox_set_view (driver->toolbox, &MOAT_RECT_INIT (-400, -300, 1600, 900), zooms[i]);
      moat_selection_set_only (driver->selection, driver_find (driver, "e0"));
      driver_drag (driver, 60, 30, 60, 330);
      driver_assert_box (driver, "e0", 0, 300, 120, 60);
      g_assert_true (moat_document_undo (driver->document));
    }
}

/* ---- Flows ---- */

/* Pulled from a handle that shows when the pointer is over an element, a flow goes to another one and wants
 * its name. */
static void
test_connect (Driver *driver, gconstpointer data)
{
  MoatPoint at;
  const MoatFlowState *flow = NULL;

  driver_move (driver, 60, 30);
  at = driver_get_handle (driver, MOAT_HANDLE_CONNECT, MOAT_EDGE_BOTTOM);
  driver_move (driver, at.x, at.y);
  driver_begin_drag (driver, at.x, at.y, 780, 30);
  g_assert_true (moat_toolbox_get_overlay (driver->toolbox)->target == driver_find (driver, "e3"));
  driver_release (driver, 780, 30);
  g_assert_nonnull (driver->named);
  flow = moat_flow_state (driver->named);
  g_assert_cmpstr (flow->source, ==, "e0");
  g_assert_cmpstr (flow->target, ==, "e3");
  g_assert_cmpuint (moat_query_number (driver->document, driver->named), ==, 4);
  driver_assert_selected (driver, moat_record_get_id (driver->named));
  driver_assert_one_step (driver, "Connect");
}

/* Out and back to the same element makes a flow to itself; a twitch on the handle makes nothing. */
static void
test_connect_to_itself (Driver *driver, gconstpointer data)
{
  MoatPoint at;

  driver_move (driver, 60, 30);
  at = driver_get_handle (driver, MOAT_HANDLE_CONNECT, MOAT_EDGE_BOTTOM);
  driver_drag (driver, at.x, at.y, at.x + 6, at.y - 12);
  driver_assert_untouched (driver);

  driver_move (driver, 60, 30);
  driver_begin_drag (driver, at.x, at.y, 60, 200);
  driver_move (driver, 60, 30);
  driver_release (driver, 60, 30);
  g_assert_nonnull (driver->named);
  g_assert_cmpstr (moat_flow_state (driver->named)->source, ==, "e0");
  g_assert_cmpstr (moat_flow_state (driver->named)->target, ==, "e0");
}

/* Let go over empty space, the flow keeps a free end there and its target is asked for. */
static void
test_connect_to_nothing (Driver *driver, gconstpointer data)
{
  MoatPoint at;
  const MoatFlowState *flow = NULL;

  driver_move (driver, 60, 30);
  at = driver_get_handle (driver, MOAT_HANDLE_CONNECT, MOAT_EDGE_BOTTOM);
  driver_drag (driver, at.x, at.y, 61, 402);
  g_assert_nonnull (driver->ended);
  flow = moat_flow_state (driver->ended);
  g_assert_null (flow->target);
  g_assert_cmpfloat (flow->target_point.x, ==, 60);
  g_assert_cmpfloat (flow->target_point.y, ==, 400);
  g_assert_false (driver->ended_is_source);
  driver_assert_one_step (driver, "Connect");
}

/* An end of a selected flow goes to another element, or comes free. */
static void
test_reconnect (Driver *driver, gconstpointer data)
{
  MoatPoint at;

  driver_click (driver, 180, 32);
  driver_assert_selected (driver, "f0");
  at = driver_get_handle (driver, MOAT_HANDLE_TARGET, 0);
  driver_drag (driver, at.x, at.y, 540, 30);
  g_assert_cmpstr (moat_flow_state (driver_find (driver, "f0"))->target, ==, "e2");
  driver_assert_one_step (driver, "Reconnect");
  g_assert_null (driver->named);

  moat_selection_set_only (driver->selection, driver_find (driver, "f0"));
  at = driver_get_handle (driver, MOAT_HANDLE_SOURCE, 0);
  driver_drag (driver, at.x, at.y, 60, 400);
  g_assert_null (moat_flow_state (driver_find (driver, "f0"))->source);
  g_assert_null (driver->ended);
}

/* Dragging the line makes a bend; back in line, it is gone. */
static void
test_bend (Driver *driver, gconstpointer data)
{
  const MoatFlowState *flow = NULL;
  MoatPoint at;

  driver_drag (driver, 670, 30, 681, 141);
  flow = moat_flow_state (driver_find (driver, "f2"));
  g_assert_cmpuint (moat_points_len (flow->bends), ==, 1);
  g_assert_cmpfloat (flow->bends->items[0].x, ==, 680);
  g_assert_cmpfloat (flow->bends->items[0].y, ==, 140);
  driver_assert_one_step (driver, "Bend");

  at = driver_get_handle (driver, MOAT_HANDLE_BEND, 0);
  driver_drag (driver, at.x, at.y, 670, 32);
  g_assert_cmpuint (moat_points_len (moat_flow_state (driver_find (driver, "f2"))->bends), ==, 0);
}

/* A second bend goes where the line was grasped, and a double click takes a bend away. */
static void
test_bends (Driver *driver, gconstpointer data)
{
  const MoatPoint bends[] = { { 640, 200 }, { 700, 200 } };
  const MoatFlowState *flow = NULL;

  MOAT_TRANSACTION (driver->document, "Bend")
  moat_points_set (&((MoatFlowState *) moat_document_edit (driver->document, driver_find (driver, "f2")))
                        ->bends,
                   bends, 2);
  moat_selection_set_only (driver->selection, driver_find (driver, "f2"));
  driver_drag (driver, 660, 200, 660, 300);
  flow = moat_flow_state (driver_find (driver, "f2"));
  g_assert_cmpuint (moat_points_len (flow->bends), ==, 3);
  g_assert_cmpfloat (flow->bends->items[1].y, ==, 300);
  g_assert_cmpfloat (flow->bends->items[2].x, ==, 700);

  driver_double_click (driver, 640, 200);
  flow = moat_flow_state (driver_find (driver, "f2"));
  g_assert_cmpuint (moat_points_len (flow->bends), ==, 2);
  g_assert_cmpfloat (flow->bends->items[0].y, ==, 300);
}

/* A label goes where it is dragged, and near its own place it goes home. */
static void
test_label (Driver *driver, gconstpointer data)
{
  MoatRect chip = driver_get_item (driver, "f2")->chip;
  MoatPoint at = { chip.x + chip.width / 2, chip.y + chip.height / 2 };
  MoatPoint offset;

  driver_drag (driver, at.x, at.y, at.x + 50, at.y + 130);
  g_assert_cmpfloat_with_epsilon (driver_get_item (driver, "f2")->chip.x, chip.x + 50, 1.0);
  g_assert_cmpfloat_with_epsilon (driver_get_item (driver, "f2")->chip.y, chip.y + 130, 1.0);
  driver_assert_one_step (driver, "Move label");

  offset = moat_flow_state (driver_find (driver, "f2"))->label_offset;
  chip = driver_get_item (driver, "f2")->chip;
  at = (MoatPoint){ chip.x + chip.width / 2, chip.y + chip.height / 2 };
  driver_drag (driver, at.x, at.y, at.x - offset.x + 3, at.y - offset.y - 3);
  offset = moat_flow_state (driver_find (driver, "f2"))->label_offset;
  g_assert_cmpfloat (offset.x, ==, 0);
  g_assert_cmpfloat (offset.y, ==, 0);
}

/* ---- Line boundaries ---- */

static MoatRecord *
add_line (Driver *driver)
{
  const MoatPoint points[] = { { 900, -100 }, { 900, 300 } };
  MoatRecord *line = NULL;

  MOAT_TRANSACTION (driver->document, "Line")
  line = moat_edit_add_line (driver->document, "u0", "Perimeter", points, 2);
  moat_document_clear_history (driver->document);
  moat_document_mark_saved (driver->document);
  g_free (driver->first);
  driver->first = moat_test_dump (driver->document);
  moat_selection_set_only (driver->selection, line);
  return line;
}

/* Points of a line move, are put in between, and go again in line or by a double click; two always stay. */
static void
test_line_points (Driver *driver, gconstpointer data)
{
  MoatRecord *line = add_line (driver);
  MoatPoint at = driver_get_handle (driver, MOAT_HANDLE_LINE_INSERT, 0);

  driver_drag (driver, at.x, at.y, 1001, 99);
  g_assert_cmpuint (moat_points_len (moat_boundary_state (line)->points), ==, 3);
  g_assert_cmpfloat (moat_boundary_state (line)->points->items[1].x, ==, 1000);
  driver_assert_one_step (driver, "Reshape boundary");

  driver_double_click (driver, 1000, 100);
  g_assert_cmpuint (moat_points_len (moat_boundary_state (line)->points), ==, 2);
  driver_double_click (driver, 900, -100);
  g_assert_cmpuint (moat_points_len (moat_boundary_state (line)->points), ==, 2);
  driver_drag (driver, 900, -100, 800, -160);
  g_assert_cmpfloat (moat_boundary_state (line)->points->items[0].x, ==, 800);
}

/* A line moves as a whole when it is grasped between its handles. */
static void
test_line_moves (Driver *driver, gconstpointer data)
{
  MoatRecord *line = add_line (driver);

  driver_drag (driver, 900, 200, 960, 200);
  g_assert_cmpuint (moat_points_len (moat_boundary_state (line)->points), ==, 2);
  g_assert_cmpfloat (moat_boundary_state (line)->points->items[0].x, ==, 960);
  g_assert_cmpfloat (moat_boundary_state (line)->points->items[1].x, ==, 960);
}

/* ---- Keys ---- */

/* Presses of arrow keys in a row are one step; Ctrl takes along what is inside; Shift goes finely. */
static void
test_arrows (Driver *driver, gconstpointer data)
{
  driver_click (driver, 60, 30);
  driver_key (driver, MOAT_KEY_RIGHT);
  driver_key (driver, MOAT_KEY_DOWN);
  driver_key_with (driver, MOAT_KEY_DOWN, MOAT_MODIFIER_SHIFT);
  driver_assert_box (driver, "e0", 20, 30, 120, 60);
  driver_assert_one_step (driver, "Move");
  moat_document_undo (driver->document);

  moat_selection_set_only (driver->selection, driver_find (driver, "b0"));
  driver_key (driver, MOAT_KEY_RIGHT);
  driver_assert_box (driver, "e1", 240, 0, 120, 60);
  driver_key_with (driver, MOAT_KEY_RIGHT, MOAT_MODIFIER_CONTROL);
  driver_assert_box (driver, "b0", 240, -40, 420, 300);
  driver_assert_box (driver, "e1", 260, 0, 120, 60);
  driver_key_with (driver, MOAT_KEY_RIGHT, MOAT_MODIFIER_ALT);
  driver_assert_box (driver, "b0", 240, -40, 440, 300);
}

/* On a flow alone, arrows move its label and Ctrl with them its bend, which goes away again in line. */
static void
test_arrows_on_flow (Driver *driver, gconstpointer data)
{
  MoatRect chip = driver_get_item (driver, "f2")->chip;
  const MoatFlowState *flow = NULL;

  moat_selection_set_only (driver->selection, driver_find (driver, "f2"));
  for (guint i = 0; i < 9; i++)
    driver_key (driver, MOAT_KEY_DOWN);
  g_assert_cmpfloat_with_epsilon (driver_get_item (driver, "f2")->chip.y, chip.y + 90, 1.0);
  driver_assert_one_step (driver, "Move label");
  moat_document_undo (driver->document);

  driver_key_with (driver, MOAT_KEY_UP, MOAT_MODIFIER_CONTROL);
  driver_key_with (driver, MOAT_KEY_UP, MOAT_MODIFIER_CONTROL);
  flow = moat_flow_state (driver_find (driver, "f2"));
  g_assert_cmpuint (moat_points_len (flow->bends), ==, 1);
  g_assert_cmpfloat (flow->bends->items[0].y, <, 0);
  driver_assert_one_step (driver, "Bend");
  driver_key_with (driver, MOAT_KEY_DOWN, MOAT_MODIFIER_CONTROL);
  driver_key_with (driver, MOAT_KEY_DOWN, MOAT_MODIFIER_CONTROL);
  g_assert_cmpuint (moat_points_len (moat_flow_state (driver_find (driver, "f2"))->bends), ==, 0);
}

/* Escape lets go of one thing after the other: the gesture, the tool, the selection. */
static void
test_escape_ladder (Driver *driver, gconstpointer data)
{
  driver_click (driver, 60, 30);
  moat_toolbox_set_tool (driver->toolbox, MOAT_TOOL_PROCESS);
  driver_begin_drag (driver, 100, 400, 300, 500);
  g_assert_true (driver_key (driver, MOAT_KEY_ESCAPE));
  g_assert_cmpint (moat_toolbox_get_tool (driver->toolbox), ==, MOAT_TOOL_PROCESS);
  driver_release (driver, 300, 500);
  g_assert_true (driver_key (driver, MOAT_KEY_ESCAPE));
  g_assert_cmpint (moat_toolbox_get_tool (driver->toolbox), ==, MOAT_TOOL_SELECT);
  driver_assert_selected (driver, "e0");
  g_assert_true (driver_key (driver, MOAT_KEY_ESCAPE));
  driver_assert_selected (driver, "");
  g_assert_false (driver_key (driver, MOAT_KEY_ESCAPE));
  driver_assert_untouched (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  DRIVER_ADD ("/canvas/tools/select/click", test_click);
  DRIVER_ADD ("/canvas/tools/select/shift-click", test_shift_click);
  DRIVER_ADD ("/canvas/tools/select/click-among-several", test_click_among_several);
  DRIVER_ADD ("/canvas/tools/select/flow-is-easy-to-hit", test_flow_is_easy_to_hit);
  DRIVER_ADD ("/canvas/tools/select/boundary-interior", test_boundary_interior);
  DRIVER_ADD ("/canvas/tools/select/rubber-band", test_rubber_band);
  DRIVER_ADD ("/canvas/tools/select/menu", test_menu);
  DRIVER_ADD ("/canvas/tools/select/naming", test_naming);
  DRIVER_ADD ("/canvas/tools/select/badge", test_badge);
  DRIVER_ADD ("/canvas/tools/move/threshold", test_threshold);
  DRIVER_ADD ("/canvas/tools/move/snaps", test_move);
  DRIVER_ADD ("/canvas/tools/move/freely", test_move_freely);
  DRIVER_ADD ("/canvas/tools/move/on-axis", test_move_on_axis);
  DRIVER_ADD ("/canvas/tools/move/guides", test_guides);
  DRIVER_ADD ("/canvas/tools/move/several", test_move_several);
  DRIVER_ADD ("/canvas/tools/move/in-and-out", test_drag_in_and_out);
  DRIVER_ADD ("/canvas/tools/boundary/by-border", test_boundary_by_border);
  DRIVER_ADD ("/canvas/tools/boundary/by-title", test_boundary_by_title);
  DRIVER_ADD ("/canvas/tools/boundary/with-contents", test_boundary_with_contents);
  DRIVER_ADD ("/canvas/tools/boundary/with-ctrl-from-the-start", test_boundary_with_ctrl_from_the_start);
  DRIVER_ADD ("/canvas/tools/boundary/nested", test_boundary_nested);
  DRIVER_ADD ("/canvas/tools/resize/handles", test_resize);
  DRIVER_ADD ("/canvas/tools/resize/least", test_resize_least);
  DRIVER_ADD ("/canvas/tools/resize/group", test_resize_group);
  DRIVER_ADD ("/canvas/tools/resize/group-least", test_resize_group_least);
  DRIVER_ADD ("/canvas/tools/resize/small-can-be-moved", test_small_can_be_moved);
  DRIVER_ADD ("/canvas/tools/connect/element", test_connect);
  DRIVER_ADD ("/canvas/tools/connect/itself", test_connect_to_itself);
  DRIVER_ADD ("/canvas/tools/connect/nothing", test_connect_to_nothing);
  DRIVER_ADD ("/canvas/tools/connect/reconnect", test_reconnect);
  DRIVER_ADD ("/canvas/tools/flow/bend", test_bend);
  DRIVER_ADD ("/canvas/tools/flow/bends", test_bends);
  DRIVER_ADD ("/canvas/tools/flow/label", test_label);
  DRIVER_ADD ("/canvas/tools/line/points", test_line_points);
  DRIVER_ADD ("/canvas/tools/line/moves", test_line_moves);
  DRIVER_ADD ("/canvas/tools/keys/arrows", test_arrows);
  DRIVER_ADD ("/canvas/tools/keys/arrows-on-flow", test_arrows_on_flow);
  DRIVER_ADD ("/canvas/tools/keys/escape-ladder", test_escape_ladder);

  return g_test_run ();
}
