/* Dragging the label of a flow away from where the router puts it; brought
 * back near there, the router has it again. Where that is, is known of a label
 * that the router had when the drag began, and else guessed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drag.h"
#include "scene.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* So near to its own place a label goes home; screen pixels. */
#define HOME_REACH 8.0

typedef struct
{
  MoatDrag base;
  MoatRecord *flow; /* owned */
  MoatPoint offset; /* of the label as it was drawn when the drag began */
  MoatPoint home;   /* the offset of the router's place */
} LabelDrag;

static void
label_drag_update (MoatDrag *drag, const MoatPointer *pointer)
{
  LabelDrag *self = (LabelDrag *) drag;
  MoatFlowState *state = moat_document_edit (drag->context->document, self->flow);
  MoatPoint offset = { self->offset.x + pointer->at.x - drag->start.x,
                       self->offset.y + pointer->at.y - drag->start.y };

  if (hypot (offset.x - self->home.x, offset.y - self->home.y) * pointer->zoom < HOME_REACH
      && (pointer->modifiers & MOAT_MODIFIER_ALT) == 0)
    offset = (MoatPoint){ 0.0, 0.0 };
  state->label_offset = offset;
}

static void
label_drag_describe (MoatDrag *drag, MoatOverlay *overlay)
{
  overlay->cursor = "grabbing";
}

static void
label_drag_clear (MoatDrag *drag)
{
  LabelDrag *self = (LabelDrag *) drag;

  g_clear_object (&self->flow);
}

static const MoatDragClass label_drag_class = {
  .size = sizeof (LabelDrag),
  .update = label_drag_update,
  .describe = label_drag_describe,
  .clear = label_drag_clear,
};

MoatDrag *
moat_drag_label_new (const MoatToolContext *context, MoatPoint start, MoatRecord *flow)
{
  LabelDrag *self = moat_drag_new (&label_drag_class, context, _ ("Move label"), start);
  const MoatSceneItem *item = moat_scene_find (context->scene, moat_record_get_id (flow));

  self->flow = g_object_ref (flow);
  self->offset = moat_flow_state (flow)->label_offset;
  if (item != NULL && self->offset.x == 0.0 && self->offset.y == 0.0)
    {
      self->offset = (MoatPoint){ item->label.x - item->label_home.x, item->label.y - item->label_home.y };
      self->home = self->offset;
    }
  return &self->base;
}
