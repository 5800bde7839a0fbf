/* The data flow tool. By pointer: drag from an element to another, to itself
 * or to empty space, or click one and then the other. By keyboard: with two or
 * more elements selected F connects them in that order; with one, Tab, arrows
 * or typing choose where the flow goes, and Enter connects; with a flow
 * selected they choose where its end goes instead, with Shift its start.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "commands.h"
#include "create.h"
#include "drag.h"
#include "edit.h"
#include "scene.h"
#include "story.h"
#include "targets.h"
#include "toolbox.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MoatTool base;
  MoatDrag *drag;       /* owned, while one is under way */
  MoatRecord *source;   /* owned: the end that is settled, once that was chosen; else NULL */
  MoatRecord *flow;     /* owned: whose other end is being chosen; NULL: a new one's */
  gboolean is_source;   /* of @flow: the end that is being chosen */
  MoatRecord *target;   /* owned: what a click or Enter would connect to, or NULL */
  gboolean by_keyboard; /* @target was chosen by keys */
  GString *typed;       /* what was typed to find the target; never NULL while the tool is in hand */
  gboolean has_pointer;
  MoatPoint pointer;
} FlowTool;

static void
forget (FlowTool *self)
{
  g_clear_object (&self->source);
  g_clear_object (&self->flow);
  g_clear_object (&self->target);
  g_string_truncate (self->typed, 0);
  self->by_keyboard = FALSE;
}

static void
flow_tool_enter (MoatTool *tool)
{
  FlowTool *self = (FlowTool *) tool;

  self->typed = g_string_new (NULL);
  self->has_pointer = FALSE;
}

static void
flow_tool_leave (MoatTool *tool)
{
  FlowTool *self = (FlowTool *) tool;

  if (self->typed == NULL)
    return;
  forget (self);
  g_string_free (g_steal_pointer (&self->typed), TRUE);
}

/* An element or flow may have been deleted or undone since it was chosen. */
static gboolean
has_source (FlowTool *self)
{
  if ((self->source != NULL && !moat_record_is_live (self->source))
      || (self->flow != NULL && !moat_record_is_live (self->flow)))
    forget (self);
  return self->source != NULL;
}

/* ---- Connecting ---- */

static void
reconnect_to (FlowTool *self, MoatRecord *target)
{
  const MoatToolContext *context = self->base.context;
  g_autoptr (MoatRecord) flow = g_steal_pointer (&self->flow);

  MOAT_TRANSACTION (context->document, _ ("Reconnect"))
  {
    MoatFlowState *state = moat_document_edit (context->document, flow);

    moat_text_set (self->is_source ? &state->source : &state->target, moat_record_get_id (target));
    if (self->is_source)
      state->source_point = (MoatPoint){ 0.0, 0.0 };
    else
      state->target_point = (MoatPoint){ 0.0, 0.0 };
  }
  forget (self);
  moat_toolbox_set_tool (context->toolbox, MOAT_TOOL_SELECT);
  moat_selection_set_only (context->selection, flow);
}

static void
connect_to (FlowTool *self, MoatRecord *target, MoatPoint point, MoatModifiers modifiers)
{
  const MoatToolContext *context = self->base.context;
  const char *target_id = target == NULL ? NULL : moat_record_get_id (target);
  MoatRecord *flow = NULL;

  MOAT_TRANSACTION (context->document, _ ("Connect"))
  {
    flow = moat_edit_add_flow (context->document, context->use_case_id, moat_record_get_id (self->source),
                               target_id, NULL);
    if (target == NULL)
      ((MoatFlowState *) moat_document_edit (context->document, flow))->target_point = point;
    moat_document_set_merge_key (context->document, moat_record_get_id (flow));
  }
  forget (self);
  if (target != NULL)
    {
      moat_create_finish (context, flow, modifiers);
      return;
    }
  moat_selection_set_only (context->selection, flow);
  if ((modifiers & MOAT_MODIFIER_SHIFT) == 0)
    moat_toolbox_set_tool (context->toolbox, MOAT_TOOL_SELECT);
  if (context->host.request_end != NULL)
    context->host.request_end (flow, FALSE, point, context->host_data);
}

/* ---- Pointer ---- */

static void
flow_tool_hover (MoatTool *tool, const MoatPointer *pointer)
{
  FlowTool *self = (FlowTool *) tool;

  self->has_pointer = pointer != NULL;
  if (pointer == NULL)
    {
      if (!self->by_keyboard)
        g_clear_object (&self->target);
      return;
    }
  self->by_keyboard = FALSE;
  self->pointer = pointer->at;
  g_set_object (&self->target, moat_drag_pick_element (tool->context, pointer));
}

static void
flow_tool_click (MoatTool *tool, const MoatPointer *pointer)
{
  FlowTool *self = (FlowTool *) tool;
  MoatRecord *element = moat_drag_pick_element (tool->context, pointer);
  gboolean is_chosen = !self->by_keyboard && has_source (self);
  double grid = tool->context->snaps && (pointer->modifiers & MOAT_MODIFIER_ALT) == 0 ? MOAT_GRID_STEP : 0.0;

  /* The second half of a double click is no wish for a flow from an element to itself. */
  if (pointer->n_press > 1 && element == self->source)
    return;
  if (is_chosen && self->flow != NULL)
    {
      if (element != NULL)
        reconnect_to (self, element);
    }
  else if (is_chosen)
    connect_to (self, element,
                (MoatPoint){ moat_snap_to_grid (pointer->at.x, grid),
                             moat_snap_to_grid (pointer->at.y, grid) },
                pointer->modifiers);
  else
    g_set_object (&self->source, element);
}

static void
flow_tool_drag_begin (MoatTool *tool, const MoatPointer *start, const MoatPointer *now)
{
  FlowTool *self = (FlowTool *) tool;
  MoatRecord *source = moat_drag_pick_element (tool->context, start);

  forget (self);
  if (tool->context->use_case_id != NULL)
    self->drag = moat_drag_connect_new (tool->context, start->at, source);
}

static void
flow_tool_drag (MoatTool *tool, const MoatPointer *pointer)
{
  FlowTool *self = (FlowTool *) tool;

  if (self->drag != NULL)
    moat_drag_update (self->drag, pointer);
}

static void
flow_tool_drag_end (MoatTool *tool, const MoatPointer *pointer)
{
  FlowTool *self = (FlowTool *) tool;
  MoatDrag *drag = NULL;

  flow_tool_drag (tool, pointer);
  drag = g_steal_pointer (&self->drag);
  if (drag == NULL)
    return;
  if ((pointer->modifiers & MOAT_MODIFIER_SHIFT) == 0)
    moat_toolbox_set_tool (tool->context->toolbox, MOAT_TOOL_SELECT);
  moat_drag_finish (drag, pointer);
}

static gboolean
flow_tool_cancel (MoatTool *tool)
{
  FlowTool *self = (FlowTool *) tool;

  if (self->drag != NULL)
    {
      moat_drag_cancel (g_steal_pointer (&self->drag));
      return TRUE;
    }
  if (self->source == NULL)
    return FALSE;
  forget (self);
  return TRUE;
}

/* ---- Choosing by keys ---- */

/* The flow goes from what is being chosen to what is settled. */
static gboolean
is_backwards (FlowTool *self)
{
  return self->flow != NULL && self->is_source;
}

static void
choose (FlowTool *self, MoatRecord *target)
{
  const MoatToolContext *context = self->base.context;
  g_autofree char *sentence = NULL;

  if (target == NULL)
    return;
  g_set_object (&self->target, target);
  self->by_keyboard = TRUE;
  moat_selection_reveal (context->selection, target);
  sentence = g_strdup_printf (_ ("Connect %s to %s"),
                              moat_record_get_title (is_backwards (self) ? target : self->source),
                              moat_record_get_title (is_backwards (self) ? self->source : target));
  if (context->host.announce != NULL)
    context->host.announce (sentence, context->host_data);
}

static void
choose_next (FlowTool *self, gboolean backwards)
{
  const MoatToolContext *context = self->base.context;

  choose (self,
          moat_targets_next (context->document, context->use_case_id, self->source, self->target, backwards));
}

static void
choose_towards (FlowTool *self, int columns, int rows)
{
  const MoatToolContext *context = self->base.context;
  MoatRecord *from = self->target != NULL && moat_record_is_live (self->target) ? self->target : self->source;

  choose (self, moat_targets_towards (context->document, context->use_case_id, from, columns, rows));
}

/* No element of such a name: Enter makes it. */
static void
choose_typed (FlowTool *self)
{
  const MoatToolContext *context = self->base.context;
  MoatRecord *target = moat_targets_typed (context->document, context->use_case_id, self->source,
                                           self->typed->str);

  if (target != NULL)
    choose (self, target);
  else
    g_clear_object (&self->target);
  self->by_keyboard = TRUE;
}

/* What was typed is no element yet: it becomes one beside the source, of the kind that its name suggests. */
static void
connect_to_new (FlowTool *self)
{
  const MoatToolContext *context = self->base.context;
  MoatElementType type = moat_story_guess_type (self->typed->str);
  MoatToolId tool = moat_create_get_tool (type);
  MoatRect box;
  MoatRecord *element = NULL;

  moat_selection_set_only (context->selection, self->source);
  box = moat_create_find_room (context, tool);
  MOAT_TRANSACTION (context->document, _ ("Connect"))
  {
    element = moat_edit_add_element (context->document, context->use_case_id, type, self->typed->str, &box);
    moat_edit_add_flow (context->document, context->use_case_id, moat_record_get_id (self->source),
                        moat_record_get_id (element), NULL);
    moat_document_set_merge_key (context->document, moat_record_get_id (element));
  }
  forget (self);
  moat_create_finish (context, element, MOAT_MODIFIER_NONE);
}

static void
type_letter (FlowTool *self, const MoatKey *key)
{
  gboolean is_capital = (key->modifiers & MOAT_MODIFIER_SHIFT) != 0;

  g_string_append_unichar (self->typed, is_capital ? g_unichar_toupper (key->text) : key->text);
  choose_typed (self);
}

static void
press_enter (FlowTool *self, const MoatKey *key)
{
  gboolean has_target = self->target != NULL && moat_record_is_live (self->target);

  if (has_target && self->flow != NULL)
    reconnect_to (self, self->target);
  else if (has_target)
    connect_to (self, self->target, (MoatPoint){ 0.0, 0.0 }, MOAT_MODIFIER_NONE);
  else if (self->typed->len > 0 && self->flow == NULL)
    connect_to_new (self);
}

static void
erase_letter (FlowTool *self)
{
  if (self->typed->len == 0)
    return;
  g_string_truncate (self->typed,
                     g_utf8_find_prev_char (self->typed->str, self->typed->str + self->typed->len)
                         - self->typed->str);
  if (self->typed->len > 0)
    choose_typed (self);
}

static gboolean
choose_by_key (FlowTool *self, const MoatKey *key)
{
  switch (key->name)
    {
    case MOAT_KEY_TAB:
    case MOAT_KEY_BACK_TAB:
      g_string_truncate (self->typed, 0);
      choose_next (self, key->name == MOAT_KEY_BACK_TAB);
      return TRUE;
    case MOAT_KEY_LEFT:
    case MOAT_KEY_RIGHT:
      choose_towards (self, key->name == MOAT_KEY_RIGHT ? 1 : -1, 0);
      return TRUE;
    case MOAT_KEY_UP:
    case MOAT_KEY_DOWN:
      choose_towards (self, 0, key->name == MOAT_KEY_DOWN ? 1 : -1);
      return TRUE;
    case MOAT_KEY_ENTER:
      press_enter (self, key);
      return TRUE;
    case MOAT_KEY_BACKSPACE:
      erase_letter (self);
      return TRUE;
    case MOAT_KEY_TEXT:
      type_letter (self, key);
      return TRUE;
    case MOAT_KEY_ESCAPE:
    case MOAT_KEY_DELETE:
    case MOAT_KEY_F2:
      return FALSE;
    }
  return FALSE;
}

/* Chooses an end of a flow anew: its target, or with Shift its source; if only one is free, that. */
static void
begin_with_flow (FlowTool *self, MoatRecord *flow, gboolean has_shift)
{
  MoatDocument *document = self->base.context->document;
  const MoatFlowState *state = moat_flow_state (flow);
  MoatRecord *source = moat_document_find (document, state->source);
  MoatRecord *target = moat_document_find (document, state->target);
  MoatRecord *settled = NULL;

  if (source == NULL && target == NULL)
    return;
  g_set_object (&self->flow, flow);
  self->is_source = source == NULL || (has_shift && target != NULL);
  settled = self->is_source ? target : source;
  g_set_object (&self->source, settled);
  choose_next (self, FALSE);
}

/* The tool was taken in hand by its letter: begin with what is selected. */
static void
begin_with_selection (FlowTool *self, gboolean has_shift)
{
  const MoatToolContext *context = self->base.context;
  g_autoptr (GPtrArray) elements = moat_selection_list_kind (context->selection, MOAT_KIND_ELEMENT);
  MoatRecord *single = moat_selection_get_single (context->selection);

  if (single != NULL && moat_record_get_kind (single) == MOAT_KIND_FLOW)
    begin_with_flow (self, single, has_shift);
  if (elements->len > 1)
    {
      moat_create_finish (context, moat_commands_connect (context->selection), MOAT_MODIFIER_NONE);
      return;
    }
  if (elements->len == 0)
    return;
  g_set_object (&self->source, g_ptr_array_index (elements, 0));
  choose_next (self, FALSE);
}

static gboolean
flow_tool_key (MoatTool *tool, const MoatKey *key)
{
  FlowTool *self = (FlowTool *) tool;

  if ((key->modifiers & (MOAT_MODIFIER_CONTROL | MOAT_MODIFIER_ALT)) != 0)
    return FALSE;
  if (has_source (self))
    return choose_by_key (self, key);
  /* The tool was taken before there was anything to begin with: Enter begins with what Tab has come to since.
   */
  if (key->name == MOAT_KEY_ENTER && moat_selection_is_empty (self->base.context->selection))
    return FALSE;
  if (key->name != MOAT_KEY_ENTER
      && (key->name != MOAT_KEY_TEXT || key->text != moat_tool_get_info (MOAT_TOOL_FLOW)->shortcut))
    return FALSE;
  begin_with_selection (self, (key->modifiers & MOAT_MODIFIER_SHIFT) != 0);
  return TRUE;
}

static gboolean
flow_tool_is_busy (MoatTool *tool)
{
  return has_source ((FlowTool *) tool);
}

/* ---- Overlay ---- */

static MoatRouteEnd
make_end (FlowTool *self, MoatRecord *element)
{
  const MoatElementState *state = element == NULL ? NULL : moat_element_state (element);

  if (state == NULL)
    return (MoatRouteEnd){ .box = { self->pointer.x, self->pointer.y, 0.0, 0.0 }, .is_free = TRUE };
  return (MoatRouteEnd){
    .box = state->box,
    .outline = moat_zones_get_outline (self->base.context->document, state),
  };
}

/* The way that the flow would take, were there no other. */
static void
describe_line (FlowTool *self, MoatOverlay *overlay)
{
  MoatRouteEnd source = make_end (self, self->source);
  MoatRouteEnd target = make_end (self, self->target);
  g_autoptr (MoatRoute) route = NULL;

  if (self->target == NULL && (!self->has_pointer || self->by_keyboard))
    return;
  route = moat_route_new (is_backwards (self) ? &target : &source, is_backwards (self) ? &source : &target,
                          NULL, self->source == self->target, 0, 1);
  overlay->ghost = MOAT_GHOST_FLOW;
  g_array_append_vals (overlay->line, route->points, route->len);
}

static char *
describe_choice (FlowTool *self)
{
  const char *source = moat_record_get_title (self->source);
  const char *target = self->target == NULL ? NULL : moat_record_get_title (self->target);

  if (!self->by_keyboard)
    return g_strdup_printf (_ ("Click what %s leads to"), source);
  if (self->target == NULL && self->flow != NULL)
    return g_strdup_printf (_ ("There is no element “%s”"), self->typed->str);
  if (self->target == NULL)
    return g_strdup_printf (_ ("Enter makes “%s” and connects %s to it"), self->typed->str, source);
  if (self->target == self->source)
    return g_strdup_printf (_ ("Enter connects %s to itself; Tab, arrows or typing choose another"), source);
  return g_strdup_printf (_ ("Enter connects %s to %s; Tab, arrows or typing choose another"),
                          is_backwards (self) ? target : source, is_backwards (self) ? source : target);
}

static void
flow_tool_describe (MoatTool *tool, MoatOverlay *overlay)
{
  FlowTool *self = (FlowTool *) tool;

  overlay->cursor = "crosshair";
  if (self->drag != NULL)
    {
      moat_drag_describe (self->drag, overlay);
      return;
    }
  if (self->target != NULL && !moat_record_is_live (self->target))
    g_clear_object (&self->target);
  g_set_object (&overlay->target, self->target);
  if (!has_source (self))
    {
      overlay->hint = g_strdup (
          _ ("Drag from where the data leaves to where it goes, or go there with Tab and press Enter"));
      return;
    }
  if (self->target == NULL && self->typed->len == 0)
    self->by_keyboard = FALSE;
  describe_line (self, overlay);
  overlay->hint = describe_choice (self);
}

const MoatToolClass moat_tool_flow_class = {
  .size = sizeof (FlowTool),
  .enter = flow_tool_enter,
  .leave = flow_tool_leave,
  .hover = flow_tool_hover,
  .click = flow_tool_click,
  .drag_begin = flow_tool_drag_begin,
  .drag = flow_tool_drag,
  .drag_end = flow_tool_drag_end,
  .cancel = flow_tool_cancel,
  .key = flow_tool_key,
  .is_busy = flow_tool_is_busy,
  .describe = flow_tool_describe,
};
