/* Snapping to the grid and to other things' edges and centres. Both axes are
 * the same arithmetic on intervals, so it is written once, on one axis.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "snap.h"

#include <math.h>

/* Two lines nearer than this are the same line. */
#define SAME 0.01

typedef enum
{
  AXIS_X,
  AXIS_Y,
} Axis;

/* A box along one axis. */
typedef struct
{
  double start;
  double size;
} Span;

static Span
span_of (const MoatRect *box, Axis axis)
{
  return axis == AXIS_X ? (Span){ box->x, box->width } : (Span){ box->y, box->height };
}

/* Its near edge, its centre and its far edge. */
static double
span_line (Span span, guint which)
{
  return span.start + span.size * which / 2.0;
}

/* The smallest way from any line of @moving (those with a bit in @lines) to any line of the others, within
 * reach. */
static gboolean
find_nearest (const MoatSnap *snap, Axis axis, Span moving, guint lines, double *shift)
{
  double best = snap->reach;
  gboolean is_found = FALSE;

  for (guint i = 0; i < snap->n_others * 9; i++)
    {
      Span other = span_of (&snap->others[i / 9], axis);
      guint line = i % 3;
      double way = span_line (other, i / 3 % 3) - span_line (moving, line);

      if ((lines & 1u << line) != 0 && fabs (way) <= best && (!is_found || fabs (way) < best))
        {
          best = fabs (way);
          *shift = way;
          is_found = TRUE;
        }
    }
  return is_found;
}

static MoatGuide
guide_through (Axis axis, double line, const MoatRect *a, const MoatRect *b)
{
  MoatRect both = moat_rect_union (a, b);

  if (axis == AXIS_X)
    return (MoatGuide){ { line, both.y }, { line, both.y + both.height } };
  return (MoatGuide){ { both.x, line }, { both.x + both.width, line } };
}

/* One guide for a line, however many things lie on it: the longest. */
static void
add_guide (MoatGuides *guides, guint first, Axis axis, MoatGuide guide)
{
  for (guint i = first; i < guides->len; i++)
    {
      MoatGuide *old = &guides->items[i];

      if (axis == AXIS_X && fabs (old->from.x - guide.from.x) < SAME)
        {
          old->from.y = MIN (old->from.y, guide.from.y);
          old->to.y = MAX (old->to.y, guide.to.y);
          return;
        }
      if (axis == AXIS_Y && fabs (old->from.y - guide.from.y) < SAME)
        {
          old->from.x = MIN (old->from.x, guide.from.x);
          old->to.x = MAX (old->to.x, guide.to.x);
          return;
        }
    }
  if (guides->len < MOAT_MAX_GUIDES)
    guides->items[guides->len++] = guide;
}

/* Says with which others @box is in line now. */
static void
add_guides (const MoatSnap *snap, Axis axis, const MoatRect *box, guint lines, MoatGuides *guides)
{
  Span moving = span_of (box, axis);
  guint first = guides->len;

  for (guint i = 0; i < snap->n_others * 9 && snap->reach > 0.0; i++)
    {
      const MoatRect *other = &snap->others[i / 9];
      double line = span_line (span_of (other, axis), i / 3 % 3);

      if ((lines & 1u << i % 3) != 0 && fabs (line - span_line (moving, i % 3)) < SAME)
        add_guide (guides, first, axis, guide_through (axis, line, other, box));
    }
}

double
moat_snap_to_grid (double value, double grid)
{
  return grid > 0.0 ? round (value / grid) * grid : value;
}

/* How far to shift a span so that it lies well: to the nearest line of another, or its start to the grid. */
static double
find_shift (const MoatSnap *snap, Axis axis, Span moving)
{
  double shift = 0.0;

  if (find_nearest (snap, axis, moving, 7, &shift))
    return shift;
  return moat_snap_to_grid (moving.start, snap->grid) - moving.start;
}

MoatPoint
moat_snap_move (const MoatSnap *snap, const MoatRect *box, MoatPoint delta, MoatGuides *guides)
{
  MoatRect moved = MOAT_RECT_INIT (box->x + delta.x, box->y + delta.y, box->width, box->height);

  moved.x += find_shift (snap, AXIS_X, span_of (&moved, AXIS_X));
  moved.y += find_shift (snap, AXIS_Y, span_of (&moved, AXIS_Y));
  if (guides != NULL)
    {
      guides->len = 0;
      add_guides (snap, AXIS_X, &moved, 7, guides);
      add_guides (snap, AXIS_Y, &moved, 7, guides);
    }
  return (MoatPoint){ moved.x - box->x, moved.y - box->y };
}

/* Moves one edge of a span; @line is 0 for the near edge, 2 for the far one. */
static Span
snap_edge (const MoatSnap *snap, Axis axis, Span span, guint line)
{
  double shift = 0.0;

  if (!find_nearest (snap, axis, span, 1u << line, &shift))
    shift = moat_snap_to_grid (span_line (span, line), snap->grid) - span_line (span, line);
  if (line == 0)
    return (Span){ span.start + shift, span.size - shift };
  return (Span){ span.start, span.size + shift };
}

MoatRect
moat_snap_resize (const MoatSnap *snap, const MoatRect *box, MoatEdges edges, MoatGuides *guides)
{
  Span x = span_of (box, AXIS_X);
  Span y = span_of (box, AXIS_Y);
  MoatRect result;
  guint lines_x = (edges & MOAT_EDGE_LEFT ? 1 : 0) | (edges & MOAT_EDGE_RIGHT ? 4 : 0);
  guint lines_y = (edges & MOAT_EDGE_TOP ? 1 : 0) | (edges & MOAT_EDGE_BOTTOM ? 4 : 0);

  if (edges & MOAT_EDGE_LEFT)
    x = snap_edge (snap, AXIS_X, x, 0);
  if (edges & MOAT_EDGE_RIGHT)
    x = snap_edge (snap, AXIS_X, x, 2);
  if (edges & MOAT_EDGE_TOP)
    y = snap_edge (snap, AXIS_Y, y, 0);
  if (edges & MOAT_EDGE_BOTTOM)
    y = snap_edge (snap, AXIS_Y, y, 2);
  result = MOAT_RECT_INIT (x.start, y.start, x.size, y.size);
  if (guides != NULL)
    {
      guides->len = 0;
      add_guides (snap, AXIS_X, &result, lines_x, guides);
      add_guides (snap, AXIS_Y, &result, lines_y, guides);
    }
  return result;
}

MoatPoint
moat_snap_point (const MoatSnap *snap, MoatPoint point, MoatGuides *guides)
{
  MoatRect box = MOAT_RECT_INIT (point.x, point.y, 0.0, 0.0);
  MoatPoint delta = moat_snap_move (snap, &box, (MoatPoint){ 0.0, 0.0 }, guides);

  return (MoatPoint){ point.x + delta.x, point.y + delta.y };
}
