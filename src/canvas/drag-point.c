/* Dragging one point of a polyline: a bend of a flow, or a point of a line
 * boundary. A point put back in line with its neighbours goes away.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drag.h"

#include <glib/gi18n-lib.h>

/* A point nearer than this to the line between its neighbours is in line; screen pixels. */
#define IN_LINE 6.0

typedef struct
{
  MoatDrag base;
  MoatRecord *record; /* owned: a flow or a line boundary */
  GArray *points;     /* of MoatPoint: as they were, with the inserted one among them */
  guint index;        /* of the point that moves */
  gboolean
      has_ends; /* of a flow: the first and last in @points are where its ends are, and are not written */
} PointDrag;

static MoatPoint
get_point (PointDrag *self, guint index)
{
  return g_array_index (self->points, MoatPoint, index);
}

/* The ends of a line stay, whatever they are in line with; it takes two points to be one. */
static gboolean
is_end (PointDrag *self)
{
  return self->index == 0 || self->index == self->points->len - 1;
}

static gboolean
is_in_line (PointDrag *self, MoatPoint point, double zoom)
{
  if (is_end (self))
    return FALSE;
  return moat_segment_get_distance (get_point (self, self->index - 1), get_point (self, self->index + 1),
                                    point)
             * zoom
         < IN_LINE;
}

static void
write_points (PointDrag *self, GArray *points)
{
  const MoatPoint *items = (const MoatPoint *) points->data;
  gpointer state = moat_document_edit (self->base.context->document, self->record);

  if (self->has_ends)
    moat_points_set (&((MoatFlowState *) state)->bends, items + 1, points->len - 2);
  else
    moat_points_set (&((MoatBoundaryState *) state)->points, items, points->len);
}

static void
point_drag_update (MoatDrag *drag, const MoatPointer *pointer)
{
  PointDrag *self = (PointDrag *) drag;
  g_autoptr (GArray) points = g_array_copy (self->points);
  MoatSnap snap = moat_drag_get_snap (drag, pointer);

  if (is_in_line (self, pointer->at, pointer->zoom))
    g_array_remove_index (points, self->index);
  else
    g_array_index (points, MoatPoint, self->index) = moat_snap_point (&snap, pointer->at, &drag->guides);
  write_points (self, points);
}

static void
point_drag_describe (MoatDrag *drag, MoatOverlay *overlay)
{
  PointDrag *self = (PointDrag *) drag;

  overlay->cursor = "grabbing";
  if (!is_end (self))
    overlay->hint = g_strdup (_ ("Back in line, the bend goes away"));
}

static void
point_drag_clear (MoatDrag *drag)
{
  PointDrag *self = (PointDrag *) drag;

  g_clear_object (&self->record);
  g_clear_pointer (&self->points, g_array_unref);
}

static const MoatDragClass point_drag_class = {
  .size = sizeof (PointDrag),
  .update = point_drag_update,
  .describe = point_drag_describe,
  .clear = point_drag_clear,
};

/* Neighbours are worth being level with. */
static void
snap_to_neighbours (PointDrag *self)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      MoatPoint point = get_point (self, i);
      MoatRect box = MOAT_RECT_INIT (point.x, point.y, 0.0, 0.0);

      if (i + 1 == self->index || i == self->index + 1)
        g_array_append_val (self->base.others, box);
    }
}

static PointDrag *
point_drag_new (const char *label, const MoatToolContext *context, MoatPoint start, MoatRecord *record)
{
  PointDrag *self = moat_drag_new (&point_drag_class, context, label, start);

  self->record = g_object_ref (record);
  self->points = g_array_new (FALSE, FALSE, sizeof (MoatPoint));
  return self;
}

static MoatPoint
find_end (MoatDocument *document, const char *element_id, MoatPoint free_point)
{
  MoatRecord *element = moat_document_find_kind (document, element_id, MOAT_KIND_ELEMENT);

  return element == NULL ? free_point : moat_rect_get_center (&moat_element_state (element)->box);
}

static void
append_points (GArray *array, const MoatPoints *points)
{
  if (moat_points_len (points) > 0)
    g_array_append_vals (array, points->items, points->len);
}

MoatDrag *
moat_drag_bend_new (const MoatToolContext *context, MoatPoint start, MoatRecord *flow, int index)
{
  PointDrag *self = point_drag_new (_ ("Bend"), context, start, flow);
  const MoatFlowState *state = moat_flow_state (flow);
  MoatPoint source = find_end (context->document, state->source, state->source_point);
  MoatPoint target = find_end (context->document, state->target, state->target_point);

  self->has_ends = TRUE;
  g_array_append_val (self->points, source);
  append_points (self->points, state->bends);
  g_array_append_val (self->points, target);
  self->index = index + 1;
  if (index < 0)
    {
      guint segment = 0;

      moat_polyline_get_distance ((const MoatPoint *) self->points->data, self->points->len, start, &segment);
      self->index = segment + 1;
      g_array_insert_val (self->points, self->index, start);
    }
  snap_to_neighbours (self);
  return &self->base;
}

MoatDrag *
moat_drag_point_new (const MoatToolContext *context,
                     MoatPoint start,
                     MoatRecord *boundary,
                     guint index,
                     gboolean is_insert)
{
  PointDrag *self = point_drag_new (_ ("Reshape boundary"), context, start, boundary);

  append_points (self->points, moat_boundary_state (boundary)->points);
  self->index = index;
  if (is_insert)
    {
      self->index = index + 1;
      g_array_insert_val (self->points, self->index, start);
    }
  snap_to_neighbours (self);
  return &self->base;
}
