/* Drawing a new record as large as the pointer goes. The record is real from
 * the start, so that a boundary says what it would hold and cut while it is
 * drawn.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "create.h"
#include "drag.h"

#include <math.h>

typedef struct
{
  MoatDrag base;
  MoatRecord *record; /* owned */
  MoatPoint anchor;   /* the corner, or the line's end, that stays */
} CreateDrag;

/* From the anchor towards the pointer, at least as large as such a thing may be. */
static void
stretch (double anchor, double pointer, double least, double *start, double *size)
{
  *size = MAX (fabs (pointer - anchor), least);
  *start = pointer < anchor ? anchor - *size : anchor;
}

static void
write_line (CreateDrag *self, MoatPoint end)
{
  const MoatPoint points[] = { self->anchor, end };
  MoatBoundaryState *state = moat_document_edit (self->base.context->document, self->record);

  moat_points_set (&state->points, points, G_N_ELEMENTS (points));
}

static void
create_drag_update (MoatDrag *drag, const MoatPointer *pointer)
{
  CreateDrag *self = (CreateDrag *) drag;
  MoatSnap snap = moat_drag_get_snap (drag, pointer);
  MoatPoint corner = moat_snap_point (&snap, pointer->at, &drag->guides);
  MoatRect box;
  double width = 0.0;
  double height = 0.0;

  if (!moat_handles_get_box (self->record, &box))
    {
      write_line (self, corner);
      return;
    }
  moat_handles_get_min_size (self->record, &width, &height);
  stretch (self->anchor.x, corner.x, width, &box.x, &box.width);
  stretch (self->anchor.y, corner.y, height, &box.y, &box.height);
  moat_handles_set_box (drag->context->document, self->record, &box);
}

static void
create_drag_done (MoatDrag *drag, const MoatPointer *pointer)
{
  moat_create_finish (drag->context, ((CreateDrag *) drag)->record, pointer->modifiers);
}

static void
create_drag_describe (MoatDrag *drag, MoatOverlay *overlay)
{
  overlay->cursor = "crosshair";
}

static void
create_drag_clear (MoatDrag *drag)
{
  g_clear_object (&((CreateDrag *) drag)->record);
}

static const MoatDragClass create_drag_class = {
  .size = sizeof (CreateDrag),
  .update = create_drag_update,
  .done = create_drag_done,
  .describe = create_drag_describe,
  .clear = create_drag_clear,
};

MoatDrag *
moat_drag_create_new (const MoatToolContext *context, MoatPoint start, MoatToolId tool)
{
  CreateDrag *self = moat_drag_new (&create_drag_class, context, moat_create_get_label (tool), start);
  double grid = context->snaps ? MOAT_GRID_STEP : 0.0;
  MoatRect box;

  self->anchor = (MoatPoint){ moat_snap_to_grid (start.x, grid), moat_snap_to_grid (start.y, grid) };
  box = MOAT_RECT_INIT (self->anchor.x, self->anchor.y, 0.0, 0.0);
  self->record = g_object_ref (moat_create_add (context, tool, &box));
  moat_drag_snap_to_others (&self->base, self->record, NULL);
  return &self->base;
}
