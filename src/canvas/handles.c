/* Handles: where they are, which one is under the pointer, and the arithmetic
 * of resizing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "handles.h"

#include <math.h>

/* How long a side must be on the screen to have handles at its ends, and one in the middle; pixels. */
#define ROOM_FOR_CORNERS 20.0
#define ROOM_FOR_MIDDLE  34.0

/* The eight of a box, with where they sit along it: 0 near edge, 1 middle, 2 far edge. */
static const struct
{
  MoatEdges edges;
  guint column;
  guint row;
  const char *cursor;
} resize_handles[] = {
  { MOAT_EDGE_LEFT | MOAT_EDGE_TOP, 0, 0, "nwse-resize" },     { MOAT_EDGE_TOP, 1, 0, "ns-resize" },
  { MOAT_EDGE_RIGHT | MOAT_EDGE_TOP, 2, 0, "nesw-resize" },    { MOAT_EDGE_RIGHT, 2, 1, "ew-resize" },
  { MOAT_EDGE_RIGHT | MOAT_EDGE_BOTTOM, 2, 2, "nwse-resize" }, { MOAT_EDGE_BOTTOM, 1, 2, "ns-resize" },
  { MOAT_EDGE_LEFT | MOAT_EDGE_BOTTOM, 0, 2, "nesw-resize" },  { MOAT_EDGE_LEFT, 0, 1, "ew-resize" },
};

static void
add (GArray *handles, MoatHandleType type, guint index, MoatPoint at, MoatRecord *record)
{
  MoatHandle handle = { .type = type, .index = index, .at = at, .record = record };

  g_array_append_val (handles, handle);
}

/* Whether there is room for a handle: for one in the middle of a side, between those at its ends. */
static gboolean
has_room (guint i, const MoatRect *box, double zoom)
{
  if (MIN (box->width, box->height) * zoom < ROOM_FOR_CORNERS)
    return FALSE;
  if (resize_handles[i].column == 1)
    return box->width * zoom >= ROOM_FOR_MIDDLE;
  if (resize_handles[i].row == 1)
    return box->height * zoom >= ROOM_FOR_MIDDLE;
  return TRUE;
}

static void
add_resize (GArray *handles, MoatRecord *record, const MoatRect *box, double zoom)
{
  for (guint i = 0; i < G_N_ELEMENTS (resize_handles); i++)
    {
      MoatPoint at = { box->x + box->width * resize_handles[i].column / 2.0,
                       box->y + box->height * resize_handles[i].row / 2.0 };

      if (has_room (i, box, zoom))
        add (handles, MOAT_HANDLE_RESIZE, resize_handles[i].edges, at, record);
    }
}

static void
add_flow (GArray *handles, MoatDocument *document, MoatRecord *flow)
{
  const MoatFlowState *state = moat_flow_state (flow);
  MoatRoute *route = moat_zones_get_route (moat_zones_get (document), moat_record_get_id (flow));

  if (route == NULL || route->len < 2)
    return;
  for (guint i = 0; i < moat_points_len (state->bends); i++)
    add (handles, MOAT_HANDLE_BEND, i, state->bends->items[i], flow);
  add (handles, MOAT_HANDLE_SOURCE, 0, route->points[0], flow);
  add (handles, MOAT_HANDLE_TARGET, 0, route->points[route->len - 1], flow);
}

static void
add_line (GArray *handles, MoatRecord *boundary)
{
  const MoatPoints *points = moat_boundary_state (boundary)->points;

  for (guint i = 0; i < moat_points_len (points); i++)
    add (handles, MOAT_HANDLE_LINE_POINT, i, points->items[i], boundary);
  for (guint i = 0; i + 1 < moat_points_len (points); i++)
    {
      MoatPoint middle = { (points->items[i].x + points->items[i + 1].x) / 2.0,
                           (points->items[i].y + points->items[i + 1].y) / 2.0 };

      add (handles, MOAT_HANDLE_LINE_INSERT, i, middle, boundary);
    }
}

void
moat_handles_add_selected (GArray *handles, MoatDocument *document, MoatRecord *record, double zoom)
{
  MoatRect box;

  if (!moat_record_is_live (record))
    return;
  if (moat_handles_get_box (record, &box))
    add_resize (handles, record, &box, zoom);
  else if (moat_record_get_kind (record) == MOAT_KIND_FLOW)
    add_flow (handles, document, record);
  else if (moat_record_get_kind (record) == MOAT_KIND_BOUNDARY)
    add_line (handles, record);
}

gboolean
moat_handles_add_group (GArray *handles, GPtrArray *records, double zoom, MoatRect *bounds)
{
  if (!moat_handles_get_bounds (records, bounds))
    return FALSE;
  add_resize (handles, g_ptr_array_index (records, 0), bounds, zoom);
  return TRUE;
}

void
moat_handles_add_connect (GArray *handles, MoatRecord *element, double zoom)
{
  MoatRect box;
  double gap = MOAT_HANDLE_RIM_GAP / zoom;

  if (!moat_handles_get_box (element, &box))
    return;
  add (handles, MOAT_HANDLE_CONNECT, MOAT_EDGE_RIGHT,
       (MoatPoint){ box.x + box.width + gap, box.y + box.height / 2.0 }, element);
  add (handles, MOAT_HANDLE_CONNECT, MOAT_EDGE_LEFT, (MoatPoint){ box.x - gap, box.y + box.height / 2.0 },
       element);
  add (handles, MOAT_HANDLE_CONNECT, MOAT_EDGE_TOP, (MoatPoint){ box.x + box.width / 2.0, box.y - gap },
       element);
  add (handles, MOAT_HANDLE_CONNECT, MOAT_EDGE_BOTTOM,
       (MoatPoint){ box.x + box.width / 2.0, box.y + box.height + gap }, element);
}

const MoatHandle *
moat_handles_pick (const GArray *handles, MoatPoint point, double zoom, gboolean is_touch)
{
  double reach = (is_touch ? MOAT_HANDLE_REACH_TOUCH : MOAT_HANDLE_REACH) / 2.0 / zoom;
  double best = G_MAXDOUBLE;
  const MoatHandle *picked = NULL;

  for (guint i = 0; i < handles->len; i++)
    {
      const MoatHandle *handle = &g_array_index (handles, MoatHandle, i);
      double distance = MAX (fabs (handle->at.x - point.x), fabs (handle->at.y - point.y));

      if (distance <= reach && distance < best)
        {
          best = distance;
          picked = handle;
        }
    }
  return picked;
}

gboolean
moat_handles_get_box (MoatRecord *record, MoatRect *box)
{
  const MoatState *state = moat_record_get_state (record);

  if (state == NULL)
    return FALSE;
  if (state->kind == MOAT_KIND_ELEMENT)
    *box = ((const MoatElementState *) state)->box;
  else if (state->kind == MOAT_KIND_NOTE)
    *box = ((const MoatNoteState *) state)->box;
  else if (state->kind == MOAT_KIND_BOUNDARY
           && ((const MoatBoundaryState *) state)->shape == MOAT_BOUNDARY_ZONE)
    *box = ((const MoatBoundaryState *) state)->box;
  else
    return FALSE;
  return TRUE;
}

static gboolean
get_extent (MoatRecord *record, MoatRect *extent)
{
  const MoatPoints *points = NULL;

  if (moat_handles_get_box (record, extent))
    return TRUE;
  if (moat_record_get_kind (record) == MOAT_KIND_BOUNDARY && moat_record_is_live (record))
    points = moat_boundary_state (record)->points;
  if (moat_points_len (points) == 0)
    return FALSE;
  *extent = MOAT_RECT_INIT (points->items[0].x, points->items[0].y, 0, 0);
  for (guint i = 1; i < points->len; i++)
    *extent = moat_rect_union (extent, &MOAT_RECT_INIT (points->items[i].x, points->items[i].y, 0, 0));
  return TRUE;
}

gboolean
moat_handles_get_bounds (GPtrArray *records, MoatRect *bounds)
{
  gboolean has_any = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      MoatRect extent;

      if (!get_extent (g_ptr_array_index (records, i), &extent))
        continue;
      *bounds = has_any ? moat_rect_union (bounds, &extent) : extent;
      has_any = TRUE;
    }
  return has_any;
}

void
moat_handles_set_box (MoatDocument *document, MoatRecord *record, const MoatRect *box)
{
  MoatRect old;
  gpointer state = NULL;

  g_return_if_fail (moat_handles_get_box (record, &old));

  if (old.x == box->x && old.y == box->y && old.width == box->width && old.height == box->height)
    return;
  state = moat_document_edit (document, record);
  if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
    ((MoatElementState *) state)->box = *box;
  else if (moat_record_get_kind (record) == MOAT_KIND_NOTE)
    ((MoatNoteState *) state)->box = *box;
  else
    ((MoatBoundaryState *) state)->box = *box;
}

void
moat_handles_get_min_size (MoatRecord *record, double *width, double *height)
{
  MoatKind kind = moat_record_get_kind (record);

  *width = kind == MOAT_KIND_ELEMENT ? MOAT_ELEMENT_MIN_WIDTH
           : kind == MOAT_KIND_NOTE  ? MOAT_NOTE_MIN_WIDTH
                                     : MOAT_ZONE_MIN_WIDTH;
  *height = kind == MOAT_KIND_ELEMENT ? MOAT_ELEMENT_MIN_HEIGHT
            : kind == MOAT_KIND_NOTE  ? MOAT_NOTE_MIN_HEIGHT
                                      : MOAT_ZONE_MIN_HEIGHT;
}

/* One axis: which of the span's edges is dragged (-1 near, 1 far, 0 none), and by how much. */
static void
resize_span (double *start, double *size, int side, double delta, double min_size, gboolean from_center)
{
  double grown = *size + side * delta * (from_center ? 2.0 : 1.0);

  if (side == 0)
    return;
  grown = MAX (grown, min_size);
  if (from_center)
    *start -= (grown - *size) / 2.0;
  else if (side < 0)
    *start -= grown - *size;
  *size = grown;
}

static int
side_of (MoatEdges edges, MoatEdges near_edge, MoatEdges far_edge)
{
  return edges & near_edge ? -1 : edges & far_edge ? 1 : 0;
}

/* Bends @delta so that both axes grow by the same factor, that of the axis that moved more. */
static MoatPoint
keep_ratio_of (const MoatRect *box, int side_x, int side_y, MoatPoint delta)
{
  double factor_x = side_x * delta.x / MAX (box->width, 1.0);
  double factor_y = side_y * delta.y / MAX (box->height, 1.0);
  double factor = fabs (factor_x) > fabs (factor_y) ? factor_x : factor_y;

  return (MoatPoint){ side_x * factor * box->width, side_y * factor * box->height };
}

MoatRect
moat_handles_resize (const MoatRect *box,
                     MoatEdges edges,
                     MoatPoint delta,
                     double min_width,
                     double min_height,
                     gboolean from_center,
                     gboolean keep_ratio)
{
  MoatRect result = *box;
  int side_x = side_of (edges, MOAT_EDGE_LEFT, MOAT_EDGE_RIGHT);
  int side_y = side_of (edges, MOAT_EDGE_TOP, MOAT_EDGE_BOTTOM);

  if (keep_ratio && side_x != 0 && side_y != 0)
    delta = keep_ratio_of (box, side_x, side_y, delta);
  resize_span (&result.x, &result.width, side_x, delta.x, min_width, from_center);
  resize_span (&result.y, &result.height, side_y, delta.y, min_height, from_center);
  return result;
}

const char *
moat_handles_get_cursor (const MoatHandle *handle)
{
  switch (handle->type)
    {
    case MOAT_HANDLE_RESIZE:
      for (guint i = 0; i < G_N_ELEMENTS (resize_handles); i++)
        if (resize_handles[i].edges == handle->index)
          return resize_handles[i].cursor;
      return "move";
    case MOAT_HANDLE_CONNECT:
      return "crosshair";
    case MOAT_HANDLE_SOURCE:
    case MOAT_HANDLE_TARGET:
    case MOAT_HANDLE_BEND:
    case MOAT_HANDLE_LINE_POINT:
    case MOAT_HANDLE_LINE_INSERT:
      return "move";
    }
  g_assert_not_reached ();
}
