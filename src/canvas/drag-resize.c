/* Resizing what is selected by one of eight handles: an element, zone or note,
 * or several things as one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drag.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* One of what is resized, as it was. */
typedef struct
{
  MoatRecord *record; /* owned */
  MoatRect box;       /* no size: a boundary's line or a flow, which have points */
  MoatPoints *points; /* owned; of a line, or a flow's bends */
  double min_width;
  double min_height;
} Resized;

typedef struct
{
  MoatDrag base;
  GArray *items; /* of Resized */
  MoatEdges edges;
  MoatRect start_box; /* what the items cover together */
  double min_width;
  double min_height;
} ResizeDrag;

/* ---- Taking each along ---- */

/* One axis of a box that lies from @start on in what grows from @from to @to. The least size holds, about the
 * same middle, as far as that is still inside.
 */
static void
map_span (double *start, double *size, double from, double from_size, double to, double to_size, double least)
{
  double factor = from_size > 0 ? to_size / from_size : 1;
  double middle = to + (*start + *size / 2 - from) * factor;

  *size = round (MAX (*size * factor, MIN (least, *size)));
  *start = round (CLAMP (middle - *size / 2, MIN (to, to + to_size - *size), to + to_size - *size));
}

static void
map_points (ResizeDrag *self, const Resized *item, const MoatRect *to)
{
  const MoatRect *from = &self->start_box;
  gboolean is_flow = moat_record_get_kind (item->record) == MOAT_KIND_FLOW;
  g_autofree MoatPoint *mapped = g_new (MoatPoint, item->points->len);
  gpointer state = moat_document_edit (self->base.context->document, item->record);

  for (guint i = 0; i < item->points->len; i++)
    {
      double none_x = 0, none_y = 0;

      mapped[i] = item->points->items[i];
      map_span (&mapped[i].x, &none_x, from->x, from->width, to->x, to->width, 0);
      map_span (&mapped[i].y, &none_y, from->y, from->height, to->y, to->height, 0);
    }
  moat_points_set (is_flow ? &((MoatFlowState *) state)->bends : &((MoatBoundaryState *) state)->points,
                   mapped, item->points->len);
}

static void
map_item (ResizeDrag *self, const Resized *item, const MoatRect *to)
{
  const MoatRect *from = &self->start_box;
  MoatRect box = item->box;

  if (item->points != NULL)
    {
      map_points (self, item, to);
      return;
    }
  map_span (&box.x, &box.width, from->x, from->width, to->x, to->width, item->min_width);
  map_span (&box.y, &box.height, from->y, from->height, to->y, to->height, item->min_height);
  moat_handles_set_box (self->base.context->document, item->record, &box);
}

/* ---- The drag ---- */

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
  if (self->items->len == 1)
    {
      moat_handles_set_box (drag->context->document, g_array_index (self->items, Resized, 0).record, &box);
      return;
    }
  for (guint i = 0; i < self->items->len; i++)
    map_item (self, &g_array_index (self->items, Resized, i), &box);
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
  g_array_unref (((ResizeDrag *) drag)->items);
}

static const MoatDragClass resize_drag_class = {
  .size = sizeof (ResizeDrag),
  .update = resize_drag_update,
  .describe = resize_drag_describe,
  .clear = resize_drag_clear,
};

/* ---- Beginning ---- */

static void
clear_item (gpointer data)
{
  Resized *item = data;

  g_object_unref (item->record);
  moat_points_set (&item->points, NULL, 0);
}

static void
add_item (ResizeDrag *self, MoatRecord *record)
{
  Resized item = { 0 };
  const MoatPoints *points = NULL;

  if (moat_handles_get_box (record, &item.box))
    {
      moat_handles_get_min_size (record, &item.min_width, &item.min_height);
      self->min_width = MAX (self->min_width, MIN (item.min_width, item.box.width));
      self->min_height = MAX (self->min_height, MIN (item.min_height, item.box.height));
    }
  else if (moat_record_get_kind (record) == MOAT_KIND_FLOW)
    points = moat_flow_state (record)->bends;
  else
    points = moat_boundary_state (record)->points;
  if (item.box.width <= 0 && moat_points_len (points) == 0)
    return;
  if (points != NULL)
    moat_points_set (&item.points, points->items, points->len);
  item.record = g_object_ref (record);
  g_array_append_val (self->items, item);
}

MoatDrag *
moat_drag_resize_new (const MoatToolContext *context, MoatPoint start, GPtrArray *records, MoatEdges edges)
{
  ResizeDrag *self = moat_drag_new (&resize_drag_class, context, _ ("Resize"), start);
  g_autoptr (GHashTable) own = g_hash_table_new (NULL, NULL);

  self->edges = edges;
  self->items = g_array_new (FALSE, FALSE, sizeof (Resized));
  g_array_set_clear_func (self->items, clear_item);
  moat_handles_get_bounds (records, &self->start_box);
  for (guint i = 0; i < records->len; i++)
    {
      add_item (self, g_ptr_array_index (records, i));
      g_hash_table_add (own, g_ptr_array_index (records, i));
    }
  if (records->len > 0)
    moat_drag_snap_to_others (&self->base, g_ptr_array_index (records, 0), own);
  return &self->base;
}
