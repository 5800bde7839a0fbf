/* The select tool: what a press, a click or a drag means depends on what is
 * under the pointer, and that is decided here; the drags themselves are in
 * drag-*.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "commands.h"
#include "drag.h"
#include "scene.h"
#include "toolbox.h"

#include <glib/gi18n-lib.h>

/* Beyond an element's outline the pointer may go so far without losing the element's connect handles; screen
 * pixels. */
#define HOVER_REACH (MOAT_HANDLE_RIM_GAP + MOAT_HANDLE_REACH)

typedef struct
{
  MoatTool base;
  MoatDrag *drag;      /* owned, while one is under way */
  MoatRecord *hovered; /* owned or NULL */
  const char *cursor;  /* static */

  /* What the button went down on. */
  MoatHandle handle;   /* its record owned; NULL: no handle */
  MoatRecord *pressed; /* owned or NULL */
  MoatPart part;
  gboolean
      was_selected; /* before the press: a click decides then, for it may be a drag of all that is selected */
} SelectTool;

static gboolean
extends (const MoatPointer *pointer)
{
  return (pointer->modifiers & (MOAT_MODIFIER_SHIFT | MOAT_MODIFIER_CONTROL)) != 0;
}

static MoatHit
pick (SelectTool *self, const MoatPointer *pointer)
{
  MoatHit hit = { 0 };

  if (self->base.context->scene != NULL)
    moat_scene_pick (self->base.context->scene, pointer->at, moat_drag_get_tolerance (pointer), &hit);
  return hit;
}

/* A handle is only under the pointer when it is drawn there. */
static const MoatHandle *
pick_handle (SelectTool *self, const MoatPointer *pointer)
{
  const MoatOverlay *overlay = moat_toolbox_get_overlay (self->base.context->toolbox);

  return moat_handles_pick (overlay->handles, pointer->at, pointer->zoom, pointer->is_touch);
}

/* ---- Hover ---- */

static gboolean
is_near (MoatRecord *element, const MoatPointer *pointer)
{
  double reach = HOVER_REACH / pointer->zoom;
  MoatRect box;

  if (element == NULL || !moat_handles_get_box (element, &box))
    return FALSE;
  box = moat_rect_inset (&box, -reach, -reach);
  return moat_rect_contains_point (&box, pointer->at);
}

static const char *
get_cursor (const MoatHit *hit)
{
  switch (hit->part)
    {
    case MOAT_PART_RIM:
      return "crosshair";
    case MOAT_PART_TITLE:
    case MOAT_PART_BORDER:
      return "grab";
    case MOAT_PART_BADGE_OPEN:
    case MOAT_PART_BADGE_DECIDED:
      return "pointer";
    case MOAT_PART_NONE:
    case MOAT_PART_BODY:
    case MOAT_PART_LINE:
    case MOAT_PART_CROSSING:
    case MOAT_PART_LABEL:
    case MOAT_PART_CLASS:
    case MOAT_PART_INTERIOR:
    case MOAT_PART_HANDLE:
    case MOAT_PART_SOURCE_END:
    case MOAT_PART_TARGET_END:
    case MOAT_PART_BEND:
      return NULL;
    }
  return NULL;
}

static void
select_tool_hover (MoatTool *tool, const MoatPointer *pointer)
{
  SelectTool *self = (SelectTool *) tool;
  const MoatHandle *handle = pointer == NULL ? NULL : pick_handle (self, pointer);
  MoatHit hit = { 0 };

  if (handle != NULL)
    {
      self->cursor = moat_handles_get_cursor (handle);
      return;
    }
  if (pointer != NULL)
    hit = pick (self, pointer);
  self->cursor = get_cursor (&hit);
  if (hit.part == MOAT_PART_INTERIOR)
    hit.record = NULL;
  /* The way to a connect handle leads over empty space. */
  if (hit.record != NULL || pointer == NULL || !is_near (self->hovered, pointer))
    g_set_object (&self->hovered, hit.record);
}

/* ---- Press and click ---- */

static void
forget_press (SelectTool *self)
{
  g_clear_object (&self->pressed);
  g_clear_object (&self->handle.record);
  self->part = MOAT_PART_NONE;
}

static void
select_tool_press (MoatTool *tool, const MoatPointer *pointer)
{
  SelectTool *self = (SelectTool *) tool;
  MoatSelection *selection = tool->context->selection;
  const MoatHandle *handle = pick_handle (self, pointer);
  MoatHit hit = { 0 };

  forget_press (self);
  if (handle != NULL)
    {
      self->handle = *handle;
      g_object_ref (self->handle.record);
      return;
    }
  hit = pick (self, pointer);
  g_set_object (&self->pressed, hit.record);
  self->part = hit.part;
  self->was_selected = moat_selection_contains (selection, hit.record);
  /* Inside a boundary a rubber band may begin, from a rim a flow, with Ctrl a boundary may take its contents
   * along: what it was is known at the release. */
  if (hit.record == NULL || self->was_selected || hit.part == MOAT_PART_INTERIOR || hit.part == MOAT_PART_RIM
      || extends (pointer))
    return;
  moat_selection_set_only (selection, hit.record);
}

static void
rename_record (SelectTool *self, MoatRecord *record)
{
  const MoatToolContext *context = self->base.context;

  if (context->host.request_name_edit != NULL)
    context->host.request_name_edit (record, context->host_data);
}

static void
open_moves (SelectTool *self, MoatRecord *record)
{
  const MoatToolContext *context = self->base.context;

  if (context->host.open_moves != NULL)
    context->host.open_moves (record, context->host_data);
}

/* A double click takes a bend or a point of a line away. */
static void
remove_point (SelectTool *self)
{
  MoatDocument *document = self->base.context->document;
  gboolean is_flow = moat_record_get_kind (self->handle.record) == MOAT_KIND_FLOW;
  MoatPoints *const *old = is_flow ? &moat_flow_state (self->handle.record)->bends
                                   : &moat_boundary_state (self->handle.record)->points;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MoatPoint));

  if (self->handle.index >= moat_points_len (*old) || (!is_flow && moat_points_len (*old) <= 2))
    return;
  g_array_append_vals (points, (*old)->items, (*old)->len);
  g_array_remove_index (points, self->handle.index);
  MOAT_TRANSACTION (document, is_flow ? _ ("Remove bend") : _ ("Reshape boundary"))
  {
    gpointer state = moat_document_edit (document, self->handle.record);

    moat_points_set (is_flow ? &((MoatFlowState *) state)->bends : &((MoatBoundaryState *) state)->points,
                     (const MoatPoint *) points->data, points->len);
  }
}

static void
click_record (SelectTool *self, const MoatPointer *pointer)
{
  MoatSelection *selection = self->base.context->selection;

  if (extends (pointer))
    {
      moat_selection_toggle (selection, self->pressed);
      return;
    }
  moat_selection_set_only (selection, self->pressed);
  if (self->part == MOAT_PART_BADGE_OPEN || self->part == MOAT_PART_BADGE_DECIDED)
    open_moves (self, self->pressed);
  else if (pointer->n_press == 2)
    rename_record (self, self->pressed);
}

static void
select_tool_click (MoatTool *tool, const MoatPointer *pointer)
{
  SelectTool *self = (SelectTool *) tool;

  if (self->handle.record != NULL)
    {
      if (pointer->n_press == 2 && moat_record_is_live (self->handle.record)
          && (self->handle.type == MOAT_HANDLE_BEND || self->handle.type == MOAT_HANDLE_LINE_POINT))
        remove_point (self);
    }
  else if (self->pressed != NULL && moat_record_is_live (self->pressed))
    click_record (self, pointer);
  else if (!extends (pointer))
    moat_selection_clear (tool->context->selection);
  forget_press (self);
}

/* ---- Drags ---- */

static MoatDrag *
begin_resize (SelectTool *self, MoatPoint start)
{
  const MoatToolContext *context = self->base.context;
  g_autoptr (GPtrArray) records = moat_selection_list (context->selection);

  return moat_drag_resize_new (context, start, records, self->handle.index);
}

static MoatDrag *
begin_handle_drag (SelectTool *self, MoatPoint start)
{
  const MoatToolContext *context = self->base.context;
  MoatRecord *record = self->handle.record;

  switch (self->handle.type)
    {
    case MOAT_HANDLE_RESIZE:
      return begin_resize (self, start);
    case MOAT_HANDLE_CONNECT:
      return moat_drag_connect_new (context, start, record);
    case MOAT_HANDLE_SOURCE:
    case MOAT_HANDLE_TARGET:
      return moat_drag_reconnect_new (context, start, record, self->handle.type == MOAT_HANDLE_SOURCE);
    case MOAT_HANDLE_BEND:
      return moat_drag_bend_new (context, start, record, self->handle.index);
    case MOAT_HANDLE_LINE_POINT:
    case MOAT_HANDLE_LINE_INSERT:
      return moat_drag_point_new (context, start, record, self->handle.index,
                                  self->handle.type == MOAT_HANDLE_LINE_INSERT);
    }
  g_assert_not_reached ();
}

/* A flow bends where it is grasped and carries its label about, unless it is one of several that move. */
static MoatDrag *
begin_flow_drag (SelectTool *self, MoatPoint start)
{
  const MoatToolContext *context = self->base.context;

  if (moat_selection_get_size (context->selection) > 1)
    return moat_drag_move_new (context, start, self->pressed);
  if (self->part == MOAT_PART_LINE || self->part == MOAT_PART_CROSSING)
    return moat_drag_bend_new (context, start, self->pressed, -1);
  return moat_drag_label_new (context, start, self->pressed);
}

static MoatDrag *
begin_drag (SelectTool *self, const MoatPointer *start)
{
  const MoatToolContext *context = self->base.context;
  MoatRecord *record = self->pressed;

  if (self->handle.record != NULL && moat_record_is_live (self->handle.record))
    return begin_handle_drag (self, start->at);
  if (record == NULL || !moat_record_is_live (record) || self->part == MOAT_PART_INTERIOR)
    return moat_drag_band_new (context, start->at, extends (start));
  if (self->part == MOAT_PART_RIM)
    return moat_drag_connect_new (context, start->at, record);
  if ((start->modifiers & MOAT_MODIFIER_SHIFT) != 0)
    moat_selection_add (context->selection, record);
  else if (!self->was_selected)
    moat_selection_set_only (context->selection, record);
  if (moat_record_get_kind (record) == MOAT_KIND_FLOW)
    return begin_flow_drag (self, start->at);
  return moat_drag_move_new (context, start->at, record);
}

static void
select_tool_drag_begin (MoatTool *tool, const MoatPointer *start, const MoatPointer *now)
{
  SelectTool *self = (SelectTool *) tool;

  self->drag = begin_drag (self, start);
  g_clear_object (&self->hovered);
  forget_press (self);
}

static void
select_tool_drag (MoatTool *tool, const MoatPointer *pointer)
{
  SelectTool *self = (SelectTool *) tool;

  if (self->drag != NULL)
    moat_drag_update (self->drag, pointer);
}

static void
select_tool_drag_end (MoatTool *tool, const MoatPointer *pointer)
{
  SelectTool *self = (SelectTool *) tool;

  select_tool_drag (tool, pointer);
  if (self->drag != NULL)
    moat_drag_finish (g_steal_pointer (&self->drag), pointer);
}

static gboolean
select_tool_cancel (MoatTool *tool)
{
  SelectTool *self = (SelectTool *) tool;

  forget_press (self);
  if (self->drag == NULL)
    return FALSE;
  moat_drag_cancel (g_steal_pointer (&self->drag));
  return TRUE;
}

static void
select_tool_leave (MoatTool *tool)
{
  SelectTool *self = (SelectTool *) tool;

  forget_press (self);
  g_clear_object (&self->hovered);
  self->cursor = NULL;
}

/* ---- Keys ---- */

static const struct
{
  MoatKeyName key;
  int columns;
  int rows;
} arrows[] = {
  { MOAT_KEY_LEFT, -1, 0 },
  { MOAT_KEY_RIGHT, 1, 0 },
  { MOAT_KEY_UP, 0, -1 },
  { MOAT_KEY_DOWN, 0, 1 },
};

/* Arrows nudge: with Shift finely, with Ctrl a boundary takes its contents along, with Alt the size changes.
 * On a flow alone they move its label, with Ctrl its bend.
 */
static void
nudge (SelectTool *self, int columns, int rows, MoatModifiers modifiers)
{
  const MoatToolContext *context = self->base.context;
  MoatRecord *single = moat_selection_get_single (context->selection);
  gboolean has_shift = (modifiers & MOAT_MODIFIER_SHIFT) != 0;
  gboolean has_control = (modifiers & MOAT_MODIFIER_CONTROL) != 0;

  if (single != NULL && moat_record_get_kind (single) == MOAT_KIND_FLOW && has_control)
    moat_commands_nudge_bend (context, single, columns, rows);
  else if (single != NULL && moat_record_get_kind (single) == MOAT_KIND_FLOW)
    moat_commands_nudge_label (context, single, columns, rows);
  else if ((modifiers & MOAT_MODIFIER_ALT) != 0)
    moat_commands_grow (context->selection, columns, rows);
  else
    moat_commands_nudge (context->selection, columns, rows, has_shift, has_control);
}

static gboolean
press_arrow (SelectTool *self, const MoatKey *key)
{
  if (moat_selection_is_empty (self->base.context->selection))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    if (arrows[i].key == key->name)
      {
        nudge (self, arrows[i].columns, arrows[i].rows, key->modifiers);
        return TRUE;
      }
  return FALSE;
}

static gboolean
select_tool_key (MoatTool *tool, const MoatKey *key)
{
  SelectTool *self = (SelectTool *) tool;
  MoatRecord *primary = moat_selection_get_primary (tool->context->selection);

  if (press_arrow (self, key))
    return TRUE;
  if (primary == NULL || key->modifiers != MOAT_MODIFIER_NONE)
    return FALSE;
  if (key->name == MOAT_KEY_F2 || (key->name == MOAT_KEY_ENTER && !moat_commands_can_have_moves (primary)))
    rename_record (self, primary);
  else if (key->name == MOAT_KEY_ENTER)
    open_moves (self, primary);
  else
    return FALSE;
  return TRUE;
}

static char *
describe_kept (guint n_kept)
{
  if (n_kept == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u kept: Tab goes on, Ctrl+Space keeps the next",
                                       "%u kept: Tab goes on, Ctrl+Space keeps the next", n_kept),
                          n_kept);
}

static void
describe_selected (SelectTool *self, MoatOverlay *overlay)
{
  const MoatToolContext *context = self->base.context;
  MoatRecord *single = moat_selection_get_single (context->selection);
  g_autoptr (GPtrArray) records = NULL;

  if (single != NULL)
    {
      moat_handles_add_selected (overlay->handles, context->document, single, context->zoom);
      return;
    }
  records = moat_selection_list (context->selection);
  overlay->has_frame = moat_handles_add_group (overlay->handles, records, context->zoom, &overlay->frame);
}

static void
select_tool_describe (MoatTool *tool, MoatOverlay *overlay)
{
  SelectTool *self = (SelectTool *) tool;
  MoatRecord *hovered = self->hovered;

  describe_selected (self, overlay);
  if (self->drag != NULL)
    {
      moat_drag_describe (self->drag, overlay);
      return;
    }
  overlay->cursor = self->cursor;
  overlay->hint = describe_kept (moat_selection_get_n_kept (tool->context->selection));
  if (hovered == NULL || !moat_record_is_live (hovered))
    return;
  g_set_object (&overlay->hovered, hovered);
  if (moat_record_get_kind (hovered) == MOAT_KIND_ELEMENT)
    moat_handles_add_connect (overlay->handles, hovered, tool->context->zoom);
}

const MoatToolClass moat_tool_select_class = {
  .size = sizeof (SelectTool),
  .leave = select_tool_leave,
  .hover = select_tool_hover,
  .press = select_tool_press,
  .click = select_tool_click,
  .drag_begin = select_tool_drag_begin,
  .drag = select_tool_drag,
  .drag_end = select_tool_drag_end,
  .cancel = select_tool_cancel,
  .key = select_tool_key,
  .describe = select_tool_describe,
};
