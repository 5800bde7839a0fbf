/* Resizing an element, zone or note by one of its eight handles.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drag.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MoatDrag base;
  MoatRecord *record; /* owned */
  MoatEdges edges;
  MoatRect start_box;
  double min_width;
  double min_height;
} ResizeDrag;

/* Snaps where the box would be, then resizes by the way to there: the least size holds in any case. */
static void
resize_drag_update (MoatDrag *drag, const MoatPointer *pointer)
{
  ResizeDrag *self = (ResizeDrag *) drag;
  MoatPoint delta = { pointer->at.x - drag->start.x, pointer->at.y - drag->start.y };
  gboolean from_center = (pointer->modifiers & MOAT_MODIFIER_CONTROL) != 0;
  gboolean keep_ratio = (pointer->modifiers & MOAT_MODIFIER_SHIFT) != 0;
  MoatSnap snap = moat_drag_get_snap (drag, pointer);
  MoatRect wanted = moat_handles_resize (&self->start_box, self->edges, delta, 0.0, 0.0, FALSE, FALSE);
  MoatRect box = moat_snap_resize (&snap, &wanted, self->edges, &drag->guides);

  delta.x += self->edges & MOAT_EDGE_LEFT ? box.x - wanted.x : box.width - wanted.width;
  delta.y += self->edges & MOAT_EDGE_TOP ? box.y - wanted.y : box.height - wanted.height;
  box = moat_handles_resize (&self->start_box, self->edges, delta, self->min_width, self->min_height,
                             from_center, keep_ratio);
  moat_handles_set_box (drag->context->document, self->record, &box);
}

static void
resize_drag_describe (MoatDrag *drag, MoatOverlay *overlay)
{
  ResizeDrag *self = (ResizeDrag *) drag;
  MoatHandle handle = { .type = MOAT_HANDLE_RESIZE, .index = self->edges };

  overlay->cursor = moat_handles_get_cursor (&handle);
}

static void
resize_drag_clear (MoatDrag *drag)
{
  ResizeDrag *self = (ResizeDrag *) drag;

  g_object_unref (self->record);
}

static const MoatDragClass resize_drag_class = {
  .size = sizeof (ResizeDrag),
  .update = resize_drag_update,
  .describe = resize_drag_describe,
  .clear = resize_drag_clear,
};

MoatDrag *
moat_drag_resize_new (const MoatToolContext *context, MoatPoint start, MoatRecord *record, MoatEdges edges)
{
  ResizeDrag *self = moat_drag_new (&resize_drag_class, context, _ ("Resize"), start);

  self->record = g_object_ref (record);
  self->edges = edges;
  moat_handles_get_box (record, &self->start_box);
  moat_handles_get_min_size (record, &self->min_width, &self->min_height);
  moat_drag_snap_to_others (&self->base, record, NULL);
  return &self->base;
}
