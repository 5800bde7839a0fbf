/* The canvas' actions and their keys. What they do to a model is in commands.c;
 * which of them can be done now is decided in one function here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "commands.h"
#include "edit.h"

#include <glib/gi18n-lib.h>

/* ---- Selecting and changing ---- */

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_commands_select_all (self->selection, self->use_case_id);
}

static void
select_none_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_selection_clear (self->selection);
}

static void
keep_selected_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_selection_keep (self->selection);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;
  g_autofree char *sentence = moat_commands_delete (self->selection);

  if (sentence != NULL)
    moat_canvas_say (self, MOAT_CANVAS_UNDOABLE, sentence);
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_commands_duplicate (self->selection);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_copy (user_data);
}

static void
cut_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;
  g_autofree char *sentence = NULL;

  moat_canvas_copy (self);
  sentence = moat_commands_delete (self->selection);
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_paste (user_data);
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_canvas_edit_name (self, moat_selection_get_primary (self->selection));
}

static void
reverse_flow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_commands_reverse (self->selection);
}

static void
bidirectional_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_commands_toggle_bidirectional (self->selection);
}

static void
straighten_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;
  g_autoptr (GPtrArray) flows = moat_selection_list_kind (self->selection, MOAT_KIND_FLOW);

  MOAT_TRANSACTION (self->document, _ ("Straighten flow"))
  {
    for (guint i = 0; i < flows->len; i++)
      {
        MoatFlowState *state = moat_document_edit (self->document, g_ptr_array_index (flows, i));

        moat_points_set (&state->bends, NULL, 0);
        state->label_offset = (MoatPoint){ 0, 0 };
      }
  }
}

static void
connect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;
  MoatRecord *flow = moat_commands_connect (self->selection);

  if (flow != NULL)
    moat_canvas_edit_name (self, flow);
}

static void
align_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const names[] = { "left", "center", "right", "top", "middle", "bottom", NULL };
  MoatCanvas *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], name) == 0)
      moat_commands_align (self->selection, (MoatAlign) i);
}

static void
distribute_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);

  moat_commands_distribute (self->selection, g_strcmp0 (name, "vertically") != 0);
}

static void
arrange_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_arrange (user_data, MOAT_ARRANGE_ALL);
}

static void
arrange_selection_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_arrange (user_data, MOAT_ARRANGE_SELECTION);
}

static void
arrange_inside_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_arrange (user_data, MOAT_ARRANGE_INSIDE);
}

static void
stop_arranging_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_stop_arranging (user_data);
}

/* ---- Going elsewhere ---- */

static void
show_moves_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_canvas_emit (self, MOAT_CANVAS_MOVES_REQUESTED, moat_selection_get_primary (self->selection));
}

static void
add_move_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_canvas_emit (self, MOAT_CANVAS_MOVE_ADD_REQUESTED, moat_selection_get_primary (self->selection));
}

static void
suggest_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_canvas_emit (self, MOAT_CANVAS_SUGGESTIONS_REQUESTED, moat_selection_get_primary (self->selection));
}

static void
open_use_case_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;
  MoatRecord *element = moat_selection_get_single (self->selection);
  MoatRecord *use_case = element != NULL && moat_record_get_kind (element) == MOAT_KIND_ELEMENT
                             ? moat_document_find (self->document, moat_element_state (element)->opens)
                             : NULL;

  if (use_case != NULL)
    moat_canvas_emit (self, MOAT_CANVAS_USE_CASE_REQUESTED, use_case);
}

static void
context_menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;
  MoatRecord *record = moat_selection_get_primary (self->selection);
  MoatItemWidget *widget = moat_plane_find (MOAT_PLANE (self->plane), record);
  MoatPoint at = moat_viewport_get_center (&self->viewport);

  if (widget != NULL)
    {
      const MoatSceneItem *item = moat_item_widget_get_item (widget);

      at = moat_rect_get_center (item->label.width > 0 ? &item->label
                                 : item->box.width > 0 ? &item->box
                                                       : &item->body);
    }
  moat_canvas_show_menu (self, record, at);
}

/* ---- Making ---- */

static void
create (MoatCanvas *self, MoatToolId tool)
{
  if (self->has_menu_point)
    moat_canvas_click_tool (self, tool, self->menu_point);
  else
    moat_commands_create (moat_toolbox_get_context (self->toolbox), tool);
  self->has_menu_point = FALSE;
}

/* "add-process" makes at once what "tool::process" would let one place. */
static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatToolId tool;

  if (moat_tool_from_name (g_action_get_name (G_ACTION (action)) + strlen ("add-"), &tool))
    create (user_data, tool);
}

/* These need two places, so they only take the tool in hand. */
static void
take_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;
  MoatToolId tool;

  if (moat_tool_from_name (g_action_get_name (G_ACTION (action)) + strlen ("add-"), &tool))
    moat_toolbox_set_tool (self->toolbox, tool);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* What a tool goes on with, the pointer or the keys, is in the canvas; the button that was pressed is done.
 */
static void
tool_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;

  moat_canvas_set_tool (self, g_variant_get_string (parameter, NULL));
  if (moat_canvas_get_focused (self) == NULL && !gtk_widget_has_focus (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
type_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_begin_typing (user_data, NULL);
}

static void
type_arrow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_begin_typing_arrow (user_data, g_variant_get_string (parameter, NULL));
}

/* The menu that opens where a flow was dropped on empty space. */
static void
create_end_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatCanvas *self = user_data;
  MoatElementType type;
  int value;
  MoatRecord *element;

  if (self->end_flow == NULL || !moat_record_is_live (self->end_flow)
      || !moat_value_from_nick (moat_element_types, g_variant_get_string (parameter, NULL), &value))
    return;
  type = (MoatElementType) value;
  element = moat_commands_create_end (self->selection, self->end_flow, self->end_is_source, type);
  g_clear_object (&self->end_flow);
  if (element != NULL)
    moat_canvas_edit_name (self, element);
}

/* ---- Zooming ---- */

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_zoom_in (user_data);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_zoom_out (user_data);
}

static void
zoom_fit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_zoom_fit (user_data);
}

static void
zoom_100_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_set_zoom (user_data, 1.0);
}

static void
zoom_selection_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_canvas_zoom_to_selection (user_data);
}

static const GActionEntry entries[] = {
  { "select-all", select_all_cb },
  { "select-none", select_none_cb },
  { "keep-selected", keep_selected_cb },
  { "delete", delete_cb },
  { "duplicate", duplicate_cb },
  { "copy", copy_cb },
  { "cut", cut_cb },
  { "paste", paste_cb },
  { "rename", rename_cb },
  { "reverse-flow", reverse_flow_cb },
  { "bidirectional", bidirectional_cb, NULL, "false" },
  { "straighten-flow", straighten_cb },
  { "connect", connect_cb },
  { "align", align_cb, "s" },
  { "distribute", distribute_cb, "s" },
  { "arrange-all", arrange_all_cb },
  { "arrange-selection", arrange_selection_cb },
  { "arrange-inside", arrange_inside_cb },
  { "stop-arranging", stop_arranging_cb },
  { "show-moves", show_moves_cb },
  { "add-move", add_move_cb },
  { "suggest", suggest_cb },
  { "open-use-case", open_use_case_cb },
  { "context-menu", context_menu_cb },
  { "add-process", add_cb },
  { "add-external-entity", add_cb },
  { "add-data-store", add_cb },
  { "add-note", add_cb },
  { "add-zone", add_cb },
  { "add-line", take_cb },
  { "add-flow", take_cb },
  { "tool", tool_cb, "s", "'select'" },
  { "create-end", create_end_cb, "s" },
  { "type", type_cb },
  { "type-arrow", type_arrow_cb, "s" },
  { "zoom-in", zoom_in_cb },
  { "zoom-out", zoom_out_cb },
  { "zoom-fit", zoom_fit_cb },
  { "zoom-100", zoom_100_cb },
  { "zoom-selection", zoom_selection_cb },
};

/* What an action needs before it can be done. */
typedef enum
{
  NEEDS_SELECTION = 1 << 0,
  NEEDS_FLOW = 1 << 1,
  NEEDS_ELEMENT = 1 << 2,
  NEEDS_MOVES = 1 << 3, /* something that moves hang on */
  NEEDS_PAIR = 1 << 4,  /* of boxes */
  NEEDS_DRILL_DOWN = 1 << 5,
  NEEDS_USE_CASE = 1 << 6,
  NEEDS_ITEMS = 1 << 7,
  NEEDS_QUESTIONS = 1 << 8, /* a flow or element */
  NEEDS_ZONE = 1 << 9,      /* alone */
  NEEDS_THREE = 1 << 10,
  NEEDS_GROUP = 1 << 11, /* two that can be arranged, or a zone */
  NEEDS_CALM = 1 << 12,  /* nothing is being arranged */
  NEEDS_HASTE = 1 << 13, /* something is */
  NEEDS_ONE_ELEMENT = 1 << 14,
} Needs;

/* clang-format off */
static const struct
{
  const char *name;
  Needs needs;
} action_needs[] = {
  { "select-all", NEEDS_ITEMS },
  { "select-none", NEEDS_SELECTION },
  { "keep-selected", NEEDS_SELECTION },
  { "delete", NEEDS_SELECTION },
  { "duplicate", NEEDS_SELECTION },
  { "copy", NEEDS_SELECTION },
  { "cut", NEEDS_SELECTION },
  { "paste", NEEDS_USE_CASE },
  { "rename", NEEDS_SELECTION },
  { "reverse-flow", NEEDS_FLOW },
  { "bidirectional", NEEDS_FLOW },
  { "straighten-flow", NEEDS_FLOW },
  { "connect", NEEDS_ELEMENT },
  { "align", NEEDS_PAIR },
  { "distribute", NEEDS_THREE },
  { "arrange-all", NEEDS_ITEMS | NEEDS_CALM },
  { "arrange-selection", NEEDS_GROUP | NEEDS_CALM },
  { "arrange-inside", NEEDS_ZONE | NEEDS_CALM },
  { "stop-arranging", NEEDS_HASTE },
  { "show-moves", NEEDS_MOVES },
  { "add-move", NEEDS_MOVES },
  { "suggest", NEEDS_QUESTIONS },
  { "open-use-case", NEEDS_DRILL_DOWN },
  { "add-process", NEEDS_USE_CASE },
  { "add-external-entity", NEEDS_USE_CASE },
  { "add-data-store", NEEDS_USE_CASE },
  { "add-note", NEEDS_USE_CASE },
  { "add-zone", NEEDS_USE_CASE },
  { "add-line", NEEDS_USE_CASE },
  { "add-flow", NEEDS_USE_CASE },
  { "tool", NEEDS_USE_CASE },
  { "type", NEEDS_USE_CASE },
  { "type-arrow", NEEDS_ONE_ELEMENT },
  { "zoom-fit", NEEDS_ITEMS },
  { "zoom-selection", NEEDS_SELECTION },
};
/* clang-format on */

/* What has a box: aligned, distributed and arranged are only these. */
static Needs
find_what_is_placed (MoatCanvas *self)
{
  g_autoptr (GPtrArray) records = moat_selection_list (self->selection);
  guint n_placed = 0;
  Needs there = 0;
  MoatRect box;

  for (guint i = 0; i < records->len && n_placed < 3; i++)
    n_placed += moat_handles_get_box (g_ptr_array_index (records, i), &box) ? 1 : 0;

  there |= n_placed > 1 ? NEEDS_PAIR | NEEDS_GROUP : 0;
  there |= n_placed > 2 ? NEEDS_THREE : 0;
  there |= moat_canvas_get_single_zone (self) != NULL ? NEEDS_ZONE | NEEDS_GROUP : 0;
  there |= self->arranging == NULL ? NEEDS_CALM : NEEDS_HASTE;
  return there;
}

static Needs
find_what_is_there (MoatCanvas *self)
{
  g_autoptr (GPtrArray) flows = moat_selection_list_kind (self->selection, MOAT_KIND_FLOW);
  g_autoptr (GPtrArray) elements = moat_selection_list_kind (self->selection, MOAT_KIND_ELEMENT);
  MoatRecord *primary = moat_selection_get_primary (self->selection);
  MoatRecord *single = moat_selection_get_single (self->selection);
  Needs there = find_what_is_placed (self);

  there |= primary != NULL ? NEEDS_SELECTION : 0;
  there |= flows->len > 0 ? NEEDS_FLOW : 0;
  there |= elements->len > 0 ? NEEDS_ELEMENT : 0;
  there |= flows->len + elements->len > 0 ? NEEDS_QUESTIONS : 0;
  there |= primary != NULL && moat_commands_can_have_moves (primary) ? NEEDS_MOVES : 0;
  there |= elements->len == 1 && single == g_ptr_array_index (elements, 0) ? NEEDS_ONE_ELEMENT : 0;
  there |= elements->len == 1 && single == g_ptr_array_index (elements, 0)
                   && moat_element_state (single)->opens != NULL
               ? NEEDS_DRILL_DOWN
               : 0;
  there |= self->use_case_id != NULL ? NEEDS_USE_CASE : 0;
  there |= self->scene != NULL && moat_scene_list_items (self->scene)->len > 0 ? NEEDS_ITEMS : 0;
  return there;
}

static gboolean
are_bidirectional (MoatCanvas *self)
{
  g_autoptr (GPtrArray) flows = moat_selection_list_kind (self->selection, MOAT_KIND_FLOW);

  for (guint i = 0; i < flows->len; i++)
    if (!moat_flow_state (g_ptr_array_index (flows, i))->bidirectional)
      return FALSE;
  return flows->len > 0;
}

void
moat_canvas_update_actions (MoatCanvas *self)
{
  GActionMap *map = G_ACTION_MAP (self->actions);
  Needs there = find_what_is_there (self);

  for (guint i = 0; i < G_N_ELEMENTS (action_needs); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, action_needs[i].name)),
                                 (action_needs[i].needs & there) == action_needs[i].needs);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "bidirectional")),
                             g_variant_new_boolean (are_bidirectional (self)));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "tool")),
                             g_variant_new_string (moat_canvas_get_tool (self)));
}

void
moat_canvas_init_actions (MoatCanvas *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "canvas", G_ACTION_GROUP (self->actions));
}

/* Keys while the focus is in the canvas. Letters are not here: they are the tools'. */
static const struct
{
  guint keyval;
  GdkModifierType modifiers;
  const char *action;
} bindings[] = {
  { GDK_KEY_a, GDK_CONTROL_MASK, "canvas.select-all" },
  { GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.select-none" },
  { GDK_KEY_space, GDK_CONTROL_MASK, "canvas.keep-selected" },
  { GDK_KEY_d, GDK_CONTROL_MASK, "canvas.duplicate" },
  { GDK_KEY_c, GDK_CONTROL_MASK, "canvas.copy" },
  { GDK_KEY_Insert, GDK_CONTROL_MASK, "canvas.copy" },
  { GDK_KEY_x, GDK_CONTROL_MASK, "canvas.cut" },
  { GDK_KEY_v, GDK_CONTROL_MASK, "canvas.paste" },
  { GDK_KEY_Insert, GDK_SHIFT_MASK, "canvas.paste" },
  { GDK_KEY_Delete, 0, "canvas.delete" },
  { GDK_KEY_KP_Delete, 0, "canvas.delete" },
  { GDK_KEY_BackSpace, 0, "canvas.delete" },
  { GDK_KEY_F2, 0, "canvas.rename" },
  { GDK_KEY_Return, 0, "canvas.show-moves" },
  { GDK_KEY_KP_Enter, 0, "canvas.show-moves" },
  { GDK_KEY_Return, GDK_CONTROL_MASK, "canvas.open-use-case" },
  { GDK_KEY_Menu, 0, "canvas.context-menu" },
  { GDK_KEY_F10, GDK_SHIFT_MASK, "canvas.context-menu" },
  { GDK_KEY_l, GDK_CONTROL_MASK, "canvas.arrange-selection" },
  { GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.arrange-all" },
  { GDK_KEY_plus, GDK_CONTROL_MASK, "canvas.zoom-in" },
  { GDK_KEY_equal, GDK_CONTROL_MASK, "canvas.zoom-in" },
  { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "canvas.zoom-in" },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "canvas.zoom-out" },
  { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "canvas.zoom-out" },
  { GDK_KEY_0, GDK_CONTROL_MASK, "canvas.zoom-100" },
  { GDK_KEY_KP_0, GDK_CONTROL_MASK, "canvas.zoom-100" },
  { GDK_KEY_9, GDK_CONTROL_MASK, "canvas.zoom-fit" },
  { GDK_KEY_8, GDK_CONTROL_MASK, "canvas.zoom-selection" },
};

void
moat_canvas_class_init_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].keyval, bindings[i].modifiers,
                                         bindings[i].action, NULL);
}
