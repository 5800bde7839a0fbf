/* The tools that make one box: a click makes it in its usual size, a drag as
 * large as it is drawn. By keyboard a ghost appears where there is room, the
 * arrows move it, Enter makes it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "create.h"
#include "drag.h"
#include "toolbox.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MoatTool base;
  MoatDrag *drag; /* owned, while one is under way */
  gboolean has_ghost;
  gboolean by_keyboard; /* the ghost stands where keys put it, not at the pointer */
  MoatRect ghost;
} CreateTool;

static gboolean
snaps (CreateTool *self, const MoatPointer *pointer)
{
  return self->base.context->snaps && (pointer->modifiers & MOAT_MODIFIER_ALT) == 0;
}

static void
create_tool_enter (MoatTool *tool)
{
  CreateTool *self = (CreateTool *) tool;

  self->has_ghost = FALSE;
  self->by_keyboard = FALSE;
}

static void
create_tool_hover (MoatTool *tool, const MoatPointer *pointer)
{
  CreateTool *self = (CreateTool *) tool;

  /* What keys have placed stays there until the pointer is taken in hand. */
  if (self->by_keyboard && pointer == NULL)
    return;
  self->by_keyboard = FALSE;
  self->has_ghost = pointer != NULL;
  if (pointer != NULL)
    self->ghost = moat_create_get_box (tool->id, pointer->at, snaps (self, pointer));
}

static void
make (CreateTool *self, const MoatRect *box, MoatModifiers modifiers)
{
  const MoatToolContext *context = self->base.context;

  self->has_ghost = FALSE;
  self->by_keyboard = FALSE;
  if (context->use_case_id != NULL)
    moat_create_finish (context, moat_create_commit (context, self->base.id, box), modifiers);
}

static void
create_tool_click (MoatTool *tool, const MoatPointer *pointer)
{
  CreateTool *self = (CreateTool *) tool;
  MoatRect box = moat_create_get_box (tool->id, pointer->at, snaps (self, pointer));

  if (pointer->n_press < 2)
    make (self, &box, pointer->modifiers);
}

static void
create_tool_drag_begin (MoatTool *tool, const MoatPointer *start, const MoatPointer *now)
{
  CreateTool *self = (CreateTool *) tool;

  self->has_ghost = FALSE;
  if (tool->context->use_case_id != NULL)
    self->drag = moat_drag_create_new (tool->context, start->at, tool->id);
}

static void
create_tool_drag (MoatTool *tool, const MoatPointer *pointer)
{
  CreateTool *self = (CreateTool *) tool;

  if (self->drag != NULL)
    moat_drag_update (self->drag, pointer);
}

static void
create_tool_drag_end (MoatTool *tool, const MoatPointer *pointer)
{
  CreateTool *self = (CreateTool *) tool;

  create_tool_drag (tool, pointer);
  if (self->drag != NULL)
    moat_drag_finish (g_steal_pointer (&self->drag), pointer);
}

static gboolean
create_tool_cancel (MoatTool *tool)
{
  CreateTool *self = (CreateTool *) tool;

  if (self->drag == NULL)
    return FALSE;
  moat_drag_cancel (g_steal_pointer (&self->drag));
  return TRUE;
}

/* ---- Keys ---- */

static void
ensure_ghost (CreateTool *self)
{
  if (!self->has_ghost)
    self->ghost = moat_create_find_room (self->base.context, self->base.id);
  self->has_ghost = TRUE;
  self->by_keyboard = TRUE;
}

static void
shift_ghost (CreateTool *self, int columns, int rows, gboolean grows)
{
  double width = 0.0;
  double height = 0.0;

  ensure_ghost (self);
  moat_create_get_size (self->base.id, &width, &height);
  if (grows)
    {
      self->ghost.width = MAX (self->ghost.width + columns * MOAT_GRID_STEP, MIN (width, self->ghost.width));
      self->ghost.height = MAX (self->ghost.height + rows * MOAT_GRID_STEP, MIN (height, self->ghost.height));
      return;
    }
  self->ghost.x += columns * MOAT_GRID_STEP;
  self->ghost.y += rows * MOAT_GRID_STEP;
}

static void
appear (CreateTool *self)
{
  const MoatToolContext *context = self->base.context;

  ensure_ghost (self);
  if (context->host.announce != NULL)
    context->host.announce (_ ("Arrows move it, Shift and arrows resize it, Enter makes it"),
                            context->host_data);
}

static gboolean
create_tool_key (MoatTool *tool, const MoatKey *key)
{
  CreateTool *self = (CreateTool *) tool;
  gboolean grows = (key->modifiers & MOAT_MODIFIER_SHIFT) != 0;

  if (key->name == MOAT_KEY_LEFT)
    shift_ghost (self, -1, 0, grows);
  else if (key->name == MOAT_KEY_RIGHT)
    shift_ghost (self, 1, 0, grows);
  else if (key->name == MOAT_KEY_UP)
    shift_ghost (self, 0, -1, grows);
  else if (key->name == MOAT_KEY_DOWN)
    shift_ghost (self, 0, 1, grows);
  else if (key->name == MOAT_KEY_TEXT && key->text == moat_tool_get_info (tool->id)->shortcut)
    appear (self);
  else if (key->name == MOAT_KEY_ENTER)
    {
      ensure_ghost (self);
      make (self, &self->ghost, key->modifiers);
    }
  else
    return FALSE;
  return TRUE;
}

static void
create_tool_describe (MoatTool *tool, MoatOverlay *overlay)
{
  CreateTool *self = (CreateTool *) tool;

  overlay->cursor = "crosshair";
  if (self->drag != NULL)
    moat_drag_describe (self->drag, overlay);
  else if (self->has_ghost)
    moat_create_describe (tool->id, &self->ghost, overlay);
  overlay->is_ghost_placed = self->by_keyboard && self->has_ghost;
  if (self->by_keyboard)
    overlay->hint = g_strdup (_ ("Arrows move it, Shift and arrows resize it, Enter makes it"));
}

const MoatToolClass moat_tool_create_class = {
  .size = sizeof (CreateTool),
  .enter = create_tool_enter,
  .hover = create_tool_hover,
  .click = create_tool_click,
  .drag_begin = create_tool_drag_begin,
  .drag = create_tool_drag,
  .drag_end = create_tool_drag_end,
  .cancel = create_tool_cancel,
  .key = create_tool_key,
  .describe = create_tool_describe,
};
