/* The boundary line tool: a drag draws a straight one, clicks set its points
 * one after the other until Enter or a double click. Nothing is in the
 * document before that, so undo and the table are free meanwhile.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "create.h"
#include "drag.h"
#include "edit.h"
#include "toolbox.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MoatTool base;
  MoatDrag *drag; /* owned, while one is under way */
  GArray *points; /* of MoatPoint, owned while the tool is in hand */
  gboolean has_pointer;
  MoatPoint pointer; /* snapped */
} LineTool;

static MoatPoint
snap (LineTool *self, const MoatPointer *pointer)
{
  gboolean snaps = self->base.context->snaps && (pointer->modifiers & MOAT_MODIFIER_ALT) == 0;
  double grid = snaps ? MOAT_GRID_STEP : 0.0;

  return (MoatPoint){ moat_snap_to_grid (pointer->at.x, grid), moat_snap_to_grid (pointer->at.y, grid) };
}

static void
line_tool_enter (MoatTool *tool)
{
  LineTool *self = (LineTool *) tool;

  self->points = g_array_new (FALSE, FALSE, sizeof (MoatPoint));
  self->has_pointer = FALSE;
}

static void
line_tool_leave (MoatTool *tool)
{
  g_clear_pointer (&((LineTool *) tool)->points, g_array_unref);
}

static void
line_tool_hover (MoatTool *tool, const MoatPointer *pointer)
{
  LineTool *self = (LineTool *) tool;

  self->has_pointer = pointer != NULL;
  if (pointer != NULL)
    self->pointer = snap (self, pointer);
}

/* With fewer than two points there is no line yet. */
static gboolean
finish_line (LineTool *self, MoatModifiers modifiers)
{
  const MoatToolContext *context = self->base.context;
  MoatRecord *line = NULL;

  if (self->points->len < 2 || context->use_case_id == NULL)
    return FALSE;
  MOAT_TRANSACTION (context->document, moat_create_get_label (MOAT_TOOL_LINE))
  {
    line = moat_edit_add_line (context->document, context->use_case_id, NULL,
                               (const MoatPoint *) self->points->data, self->points->len);
    moat_document_set_merge_key (context->document, moat_record_get_id (line));
  }
  g_array_set_size (self->points, 0);
  moat_create_finish (context, line, modifiers);
  return TRUE;
}

static void
add_point (LineTool *self, MoatPoint point)
{
  MoatPoint last = { 0.0, 0.0 };

  if (self->points->len > 0)
    last = g_array_index (self->points, MoatPoint, self->points->len - 1);
  if (self->points->len == 0 || moat_point_get_distance (last, point) > 0.0)
    g_array_append_val (self->points, point);
}

static void
line_tool_click (MoatTool *tool, const MoatPointer *pointer)
{
  LineTool *self = (LineTool *) tool;

  if (pointer->n_press < 2)
    add_point (self, snap (self, pointer));
  else
    finish_line (self, pointer->modifiers);
}

static void
line_tool_drag_begin (MoatTool *tool, const MoatPointer *start, const MoatPointer *now)
{
  LineTool *self = (LineTool *) tool;

  if (self->points->len == 0 && tool->context->use_case_id != NULL)
    self->drag = moat_drag_create_new (tool->context, start->at, tool->id);
}

static void
line_tool_drag (MoatTool *tool, const MoatPointer *pointer)
{
  LineTool *self = (LineTool *) tool;

  if (self->drag != NULL)
    moat_drag_update (self->drag, pointer);
  else
    line_tool_hover (tool, pointer);
}

/* In the middle of clicking, a drag is only a click with an unsteady hand. */
static void
line_tool_drag_end (MoatTool *tool, const MoatPointer *pointer)
{
  LineTool *self = (LineTool *) tool;

  line_tool_drag (tool, pointer);
  if (self->drag != NULL)
    moat_drag_finish (g_steal_pointer (&self->drag), pointer);
  else
    add_point (self, snap (self, pointer));
}

static gboolean
line_tool_cancel (MoatTool *tool)
{
  LineTool *self = (LineTool *) tool;

  if (self->drag != NULL)
    {
      moat_drag_cancel (g_steal_pointer (&self->drag));
      return TRUE;
    }
  if (self->points == NULL || self->points->len == 0)
    return FALSE;
  g_array_set_size (self->points, 0);
  return TRUE;
}

static void
make_at_once (LineTool *self, MoatModifiers modifiers)
{
  const MoatToolContext *context = self->base.context;
  MoatRect box = moat_create_find_room (context, MOAT_TOOL_LINE);

  if (context->use_case_id != NULL)
    moat_create_finish (context, moat_create_commit (context, MOAT_TOOL_LINE, &box), modifiers);
}

static gboolean
line_tool_key (MoatTool *tool, const MoatKey *key)
{
  LineTool *self = (LineTool *) tool;

  if (key->name == MOAT_KEY_ENTER && self->points->len == 0)
    make_at_once (self, key->modifiers);
  else if (key->name == MOAT_KEY_ENTER)
    finish_line (self, key->modifiers);
  else if (key->name == MOAT_KEY_BACKSPACE && self->points->len > 0)
    g_array_set_size (self->points, self->points->len - 1);
  else
    return FALSE;
  return TRUE;
}

static void
line_tool_describe (MoatTool *tool, MoatOverlay *overlay)
{
  LineTool *self = (LineTool *) tool;

  overlay->cursor = "crosshair";
  if (self->drag != NULL)
    {
      moat_drag_describe (self->drag, overlay);
      return;
    }
  if (self->points->len == 0)
    {
      overlay->hint = g_strdup (_ ("Drag a line, or click its points; Enter makes one in the middle"));
      return;
    }
  overlay->ghost = MOAT_GHOST_LINE;
  g_array_append_vals (overlay->line, self->points->data, self->points->len);
  if (self->has_pointer)
    g_array_append_val (overlay->line, self->pointer);
  overlay->hint = g_strdup (_ ("Enter or a double click ends the line, Backspace takes the last point back"));
}

const MoatToolClass moat_tool_line_class = {
  .size = sizeof (LineTool),
  .enter = line_tool_enter,
  .leave = line_tool_leave,
  .hover = line_tool_hover,
  .click = line_tool_click,
  .drag_begin = line_tool_drag_begin,
  .drag = line_tool_drag,
  .drag_end = line_tool_drag_end,
  .cancel = line_tool_cancel,
  .key = line_tool_key,
  .describe = line_tool_describe,
};
