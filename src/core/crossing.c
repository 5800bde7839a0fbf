/* Whether and where one route crosses one trust boundary.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "crossing.h"

#include <math.h>

/* Where a route first goes into a box and first comes out of it; infinite for never. */
typedef struct
{
  double enter;
  double leave;
  gboolean is_entered; /* whether any of the route lies within the box, its edge left out */
} Meetings;

static gboolean
contains_strictly (const MoatRect *box, MoatPoint point)
{
  return point.x > box->x && point.x < box->x + box->width && point.y > box->y
         && point.y < box->y + box->height;
}

/* A segment lies within a convex box somewhere exactly when the middle of its part in the box does. */
static gboolean
clip_strictly (const MoatRect *box, MoatPoint a, MoatPoint b, double *t0, double *t1)
{
  return moat_rect_clip_segment (box, a, b, t0, t1)
         && contains_strictly (box, moat_point_mix (a, b, (*t0 + *t1) / 2));
}

static Meetings
find_meetings (const MoatRoute *route, const MoatRect *box)
{
  Meetings meetings = { INFINITY, INFINITY, FALSE };
  gboolean was_inside = contains_strictly (box, route->points[0]);
  double start = 0;

  for (guint i = 0; i + 1 < route->len; i++)
    {
      double length = moat_point_get_distance (route->points[i], route->points[i + 1]);
      gboolean is_inside = FALSE;
      double t0, t1;

      if (clip_strictly (box, route->points[i], route->points[i + 1], &t0, &t1))
        {
          meetings.is_entered = TRUE;
          is_inside = t1 >= 1;
          if (!was_inside || t0 > 0)
            meetings.enter = MIN (meetings.enter, start + t0 * length);
          if (!is_inside)
            meetings.leave = MIN (meetings.leave, start + t1 * length);
        }
      else if (was_inside && length > 0)
        meetings.leave = MIN (meetings.leave, start);

      was_inside = is_inside || (was_inside && !(length > 0));
      start += length;
    }

  return meetings;
}

/* Of a route that never meets the box's edge: the end that is nearer to it. */
static double
find_nearer_end (const MoatRoute *route, const MoatRect *box)
{
  double from_start = moat_rect_get_edge_distance (box, route->points[0]);
  double from_end = moat_rect_get_edge_distance (box, route->points[route->len - 1]);

  return from_start <= from_end ? 0 : moat_polyline_get_length (route->points, route->len);
}

static void
set_place (MoatCrossing *crossing, const MoatRoute *route, double distance)
{
  crossing->distance = distance;
  crossing->at = moat_polyline_get_point_at (route->points, route->len, distance, &crossing->tangent);
}

gboolean
moat_crossing_find_zone (const MoatPassage *passage, const MoatRect *box, MoatCrossing *crossing)
{
  gboolean source_is_inside = moat_rect_contains_point (box, passage->source);
  gboolean target_is_inside = moat_rect_contains_point (box, passage->target);
  Meetings meetings;
  double wanted, other;

  if (source_is_inside && target_is_inside)
    return FALSE;

  meetings = find_meetings (passage->route, box);
  if (!source_is_inside && !target_is_inside && !meetings.is_entered)
    return FALSE;

  if (target_is_inside)
    crossing->direction = MOAT_CROSSING_INBOUND;
  else if (source_is_inside)
    crossing->direction = MOAT_CROSSING_OUTBOUND;
  else
    crossing->direction = MOAT_CROSSING_THROUGH;

  wanted = source_is_inside ? meetings.leave : meetings.enter;
  other = source_is_inside ? meetings.enter : meetings.leave;
  if (isinf (wanted))
    wanted = isinf (other) ? find_nearer_end (passage->route, box) : other;
  set_place (crossing, passage->route, wanted);

  return TRUE;
}

/* 1 when a–b crosses c–d from its left to its right, -1 the other way, 0 when it does not. A point on the
 * other segment's line counts as being on its right, so that a line through a corner crosses one of its two
 * segments, not both or neither.
 */
static int
cross_segments (MoatPoint a, MoatPoint b, MoatPoint c, MoatPoint d, double *t)
{
  double side_a = moat_point_get_side (c, d, a);
  double side_b = moat_point_get_side (c, d, b);

  if ((side_a >= 0) == (side_b >= 0)
      || (moat_point_get_side (a, b, c) >= 0) == (moat_point_get_side (a, b, d) >= 0))
    return 0;

  *t = side_a / (side_a - side_b);
  return side_b >= 0 ? 1 : -1;
}

gboolean
moat_crossing_find_line (const MoatPassage *passage,
                         const MoatPoint *points,
                         guint n_points,
                         MoatCrossing *crossing)
{
  const MoatRoute *route = passage->route;
  double first[2] = { INFINITY, INFINITY }; /* to the left, to the right */
  double start = 0;
  guint count = 0;
  int sum = 0;

  for (guint i = 0; i + 1 < route->len; i++)
    {
      double length = moat_point_get_distance (route->points[i], route->points[i + 1]);

      for (guint j = 0; j + 1 < n_points; j++)
        {
          double t = 0;
          int way = cross_segments (route->points[i], route->points[i + 1], points[j], points[j + 1], &t);

          if (way == 0)
            continue;
          count++;
          sum += way;
          first[way > 0] = MIN (first[way > 0], start + t * length);
        }
      start += length;
    }

  if (count % 2 == 0)
    return FALSE;

  crossing->direction = sum > 0 ? MOAT_CROSSING_INBOUND : MOAT_CROSSING_OUTBOUND;
  set_place (crossing, route, first[sum > 0]);
  return TRUE;
}

gboolean
moat_crossing_equal (const MoatCrossing *a, const MoatCrossing *b)
{
  return a->boundary == b->boundary && a->direction == b->direction && a->distance == b->distance
         && a->at.x == b->at.x && a->at.y == b->at.y && a->tangent.x == b->tangent.x
         && a->tangent.y == b->tangent.y;
}
