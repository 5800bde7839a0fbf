/* The way of a flow from its source to its target. Where its label goes is in
 * route-label.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "route.h"

#include <math.h>

/* Lines keep this far from a box's corners, so that no arrow slides off an edge. */
#define CORNER_MARGIN 12.0
/* Lanes that can keep this distance run straight even so; narrower ones part on the way. */
#define NARROW_LANE 20.0
/* How far a detour or a loop stands out from the boxes. */
#define STAND_OFF 28.0
/* Flows that fan out run at their full distance between these parts of the way. */
#define FAN_START 0.25
#define FAN_END   0.75

/* A range of one coordinate; low is not above high. */
typedef struct
{
  double low;
  double high;
} Range;

/* ---- The route as an object ---- */

static MoatRoute *
route_from_points (const MoatPoint *points, guint n_points)
{
  MoatRoute *route = g_atomic_rc_box_alloc0 (sizeof (MoatRoute) + n_points * sizeof (MoatPoint));

  route->len = n_points;
  memcpy (route->points, points, n_points * sizeof (MoatPoint));

  return route;
}

MoatRoute *
moat_route_ref (MoatRoute *route)
{
  return g_atomic_rc_box_acquire (route);
}

void
moat_route_unref (MoatRoute *route)
{
  g_atomic_rc_box_release (route);
}

gboolean
moat_route_equal (const MoatRoute *a, const MoatRoute *b)
{
  return a == b
         || (a != NULL && b != NULL && a->len == b->len
             && memcmp (&a->outward, &b->outward, sizeof (MoatPoint)) == 0
             && memcmp (a->points, b->points, a->len * sizeof (MoatPoint)) == 0);
}

MoatRect
moat_route_get_bounds (const MoatRoute *route)
{
  return moat_polyline_get_bounds (route->points, route->len);
}

/* ---- Ends ---- */

static MoatRouteEnd
end_clamp (const MoatRouteEnd *end)
{
  MoatRouteEnd clamped = *end;

  clamped.box = moat_rect_clamp (&end->box);
  if (end->is_free)
    clamped.box.width = clamped.box.height = 0;

  return clamped;
}

static MoatRouteEnd
end_at_point (MoatPoint point)
{
  return (MoatRouteEnd){ .box = MOAT_RECT_INIT (point.x, point.y, 0, 0), .is_free = TRUE };
}

/* Where a line may leave the end straight up or down (or, upright being FALSE, straight sideways). A line
 * meets an ellipse well only near its middle.
 */
static Range
end_get_range (const MoatRouteEnd *end, gboolean upright)
{
  double start = upright ? end->box.x : end->box.y;
  double size = upright ? end->box.width : end->box.height;
  double margin = end->outline == MOAT_OUTLINE_ELLIPSE ? size / 4 : MIN (CORNER_MARGIN, size / 2);

  return end->is_free ? (Range){ start, start } : (Range){ start + margin, start + size - margin };
}

static gboolean
ends_are_apart (const MoatRouteEnd *a, const MoatRouteEnd *b, gboolean upright)
{
  if (upright)
    return a->box.y + a->box.height < b->box.y || b->box.y + b->box.height < a->box.y;

  return a->box.x + a->box.width < b->box.x || b->box.x + b->box.width < a->box.x;
}

/* Whether the ends stand nearly in line: @shared is then where a straight level or upright line joins them.
 */
static gboolean
ends_share_range (const MoatRouteEnd *a, const MoatRouteEnd *b, gboolean upright, Range *shared)
{
  Range range_a = end_get_range (a, upright);
  Range range_b = end_get_range (b, upright);
  double smaller = MIN (range_a.high - range_a.low, range_b.high - range_b.low);

  *shared = (Range){ MAX (range_a.low, range_b.low), MIN (range_a.high, range_b.high) };

  return ends_are_apart (a, b, upright) && shared->low <= shared->high
         && shared->high - shared->low >= smaller / 2;
}

static MoatPoint
end_clip (const MoatRouteEnd *end, MoatPoint from, MoatPoint towards)
{
  return end->is_free ? moat_rect_get_center (&end->box)
                      : moat_outline_clip (end->outline, &end->box, from, towards);
}

/* How far from its centre along @normal a line may start and still meet the end well. */
static double
end_get_reach (const MoatRouteEnd *end, MoatPoint normal)
{
  MoatPoint center = moat_rect_get_center (&end->box);
  MoatPoint edge;

  if (end->is_free)
    return 0;

  edge = moat_outline_clip (end->outline, &end->box, center,
                            (MoatPoint){ center.x + normal.x, center.y + normal.y });
  return MAX (moat_point_get_distance (center, edge) - CORNER_MARGIN, 0);
}

/* ---- Straight lines and their lanes ---- */

/* What a flow runs along before lanes spread it: the line between two points inside the ends. */
typedef struct
{
  MoatPoint start;
  MoatPoint end;
  MoatPoint normal; /* unit vector, the same for both directions of a flow */
  double reach;     /* how far along the normal both ends can be met */
} Axis;

/* The perpendicular that does not turn over when the line is read backwards, nor near level or upright. */
static MoatPoint
get_normal (MoatPoint start, MoatPoint end)
{
  double dx = end.x - start.x;
  double dy = end.y - start.y;
  double length = hypot (dx, dy);
  gboolean forwards = dx + dy > 0 || (dx + dy == 0 && dx > 0);

  if (!(length > 0))
    return (MoatPoint){ 0, 1 };

  return forwards ? (MoatPoint){ -dy / length, dx / length } : (MoatPoint){ dy / length, -dx / length };
}

static Axis
find_axis (const MoatRouteEnd *source, const MoatRouteEnd *target)
{
  MoatPoint start = moat_rect_get_center (&source->box);
  MoatPoint end = moat_rect_get_center (&target->box);
  MoatPoint normal;
  Range shared;

  if (ends_share_range (source, target, FALSE, &shared))
    {
      start.y = end.y = (shared.low + shared.high) / 2;
      return (Axis){ start, end, get_normal (start, end), (shared.high - shared.low) / 2 };
    }
  if (ends_share_range (source, target, TRUE, &shared))
    {
      start.x = end.x = (shared.low + shared.high) / 2;
      return (Axis){ start, end, get_normal (start, end), (shared.high - shared.low) / 2 };
    }

  normal = get_normal (start, end);
  return (Axis){ start, end, normal, MIN (end_get_reach (source, normal), end_get_reach (target, normal)) };
}

static MoatPoint
move_along (MoatPoint point, MoatPoint direction, double distance)
{
  return (MoatPoint){ point.x + direction.x * distance, point.y + direction.y * distance };
}

/* A line over the tops of boxes that overlap, for which a straight one would run backwards. */
static MoatRoute *
route_around (const MoatRouteEnd *source, const MoatRouteEnd *target, guint lane)
{
  MoatPoint start = moat_rect_get_center (&source->box);
  MoatPoint end = moat_rect_get_center (&target->box);
  double top = MIN (source->box.y, target->box.y) - STAND_OFF - lane * MOAT_ROUTE_LANE;
  MoatPoint over[2];

  if (fabs (start.x - end.x) < 2 * CORNER_MARGIN)
    {
      start.x -= source->box.width / 4;
      end.x += target->box.width / 4;
    }
  over[0] = (MoatPoint){ start.x, top };
  over[1] = (MoatPoint){ end.x, top };

  return route_from_points ((MoatPoint[]){ end_clip (source, start, over[0]), over[0], over[1],
                                           end_clip (target, end, over[1]) },
                            4);
}

static MoatRoute *
route_straight (const MoatRouteEnd *source, const MoatRouteEnd *target, guint lane, guint n_lanes)
{
  Axis axis = find_axis (source, target);
  double place = lane - (n_lanes - 1) / 2.0;
  double step = n_lanes > 1 ? MIN (MOAT_ROUTE_LANE, 2 * axis.reach / (n_lanes - 1)) : 0;
  double fan = place * (MOAT_ROUTE_LANE - step);
  MoatPoint from = move_along (axis.start, axis.normal, source->is_free ? 0 : place * step);
  MoatPoint to = move_along (axis.end, axis.normal, target->is_free ? 0 : place * step);
  MoatPoint start = end_clip (source, from, to);
  MoatPoint end = end_clip (target, to, from);
  double forwards = (end.x - start.x) * (axis.end.x - axis.start.x)
                    + (end.y - start.y) * (axis.end.y - axis.start.y);
  MoatRoute *route;

  if (forwards <= 0 && !source->is_free && !target->is_free)
    return route_around (source, target, lane);

  if (n_lanes == 1 || step >= NARROW_LANE)
    route = route_from_points ((MoatPoint[]){ start, end }, 2);
  else
    /* The boxes are too small for so many flows: they part on the way. */
    route = route_from_points (
        (MoatPoint[]){ start, move_along (moat_point_mix (start, end, FAN_START), axis.normal, fan),
                       move_along (moat_point_mix (start, end, FAN_END), axis.normal, fan), end },
        4);

  if (place != 0)
    route->outward = (MoatPoint){ copysign (axis.normal.x, place * axis.normal.x),
                                  copysign (axis.normal.y, place * axis.normal.y) };
  return route;
}

/* ---- Loops ---- */

/* Up from the top edge, round the top right corner and in by the right edge; later lanes go round earlier
 * ones.
 */
static MoatRoute *
route_loop (const MoatRouteEnd *end, guint lane, guint n_lanes)
{
  MoatPoint center = moat_rect_get_center (&end->box);
  MoatPoint tip = { end->box.x + end->box.width, end->box.y };
  MoatPoint corner = end_clip (end, center, tip);
  double room = (n_lanes + 1) * 2 * CORNER_MARGIN;
  double part = (lane + 1.0) / (n_lanes + 1.0);
  double out = STAND_OFF + lane * MOAT_ROUTE_LANE;
  MoatPoint leave = { corner.x - part * MIN (corner.x - center.x, room), center.y };
  MoatPoint enter = { center.x, corner.y + part * MIN (center.y - corner.y, room) };
  MoatPoint round[] = { { leave.x, tip.y - out }, { tip.x + out, tip.y - out }, { tip.x + out, enter.y } };

  return route_from_points ((MoatPoint[]){ end_clip (end, leave, round[0]), round[0], round[1], round[2],
                                           end_clip (end, enter, round[2]) },
                            5);
}

/* ---- Bends ---- */

/* Where a line to @bend leaves the end: straight when the bend stands in line with it. */
static MoatPoint
clip_towards_bend (const MoatRouteEnd *end, MoatPoint bend)
{
  MoatRouteEnd point = end_at_point (bend);
  MoatPoint from = moat_rect_get_center (&end->box);
  Range shared;

  if (ends_share_range (end, &point, FALSE, &shared))
    from.y = bend.y;
  else if (ends_share_range (end, &point, TRUE, &shared))
    from.x = bend.x;

  return end_clip (end, from, bend);
}

static MoatRoute *
route_bent (const MoatRouteEnd *source, const MoatRouteEnd *target, const MoatPoints *bends)
{
  g_autofree MoatPoint *points = g_new (MoatPoint, bends->len + 2);

  for (guint i = 0; i < bends->len; i++)
    points[i + 1] = moat_point_clamp (bends->items[i]);
  points[0] = clip_towards_bend (source, points[1]);
  points[bends->len + 1] = clip_towards_bend (target, points[bends->len]);

  return route_from_points (points, bends->len + 2);
}

MoatRoute *
moat_route_new (const MoatRouteEnd *source,
                const MoatRouteEnd *target,
                const MoatPoints *bends,
                gboolean is_loop,
                guint lane,
                guint n_lanes)
{
  MoatRouteEnd from, to;

  g_return_val_if_fail (source != NULL && target != NULL, NULL);
  g_return_val_if_fail (lane < n_lanes, NULL);

  from = end_clamp (source);
  to = end_clamp (target);

  if (bends != NULL && bends->len > 0)
    return route_bent (&from, &to, bends);
  if (is_loop)
    return route_loop (&from, lane, n_lanes);
  return route_straight (&from, &to, lane, n_lanes);
}
