/* Plain geometry: points, rectangles, segments, polylines, and the outlines of
 * elements. Nothing here knows of a model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "geometry.h"

#include <math.h>

double
moat_coordinate_clamp (double value)
{
  return isnan (value) ? 0 : CLAMP (value, -MOAT_COORDINATE_MAX, MOAT_COORDINATE_MAX);
}

MoatPoint
moat_point_clamp (MoatPoint point)
{
  return (MoatPoint){ moat_coordinate_clamp (point.x), moat_coordinate_clamp (point.y) };
}

MoatRect
moat_rect_clamp (const MoatRect *rect)
{
  MoatRect clamped = { moat_coordinate_clamp (rect->x), moat_coordinate_clamp (rect->y),
                       moat_coordinate_clamp (rect->width), moat_coordinate_clamp (rect->height) };

  if (clamped.width < 0)
    {
      clamped.x += clamped.width;
      clamped.width = -clamped.width;
    }
  if (clamped.height < 0)
    {
      clamped.y += clamped.height;
      clamped.height = -clamped.height;
    }

  return clamped;
}

MoatPoint
moat_rect_get_center (const MoatRect *rect)
{
  return (MoatPoint){ rect->x + rect->width / 2, rect->y + rect->height / 2 };
}

gboolean
moat_rect_contains_point (const MoatRect *rect, MoatPoint point)
{
  return point.x >= rect->x && point.x <= rect->x + rect->width && point.y >= rect->y
         && point.y <= rect->y + rect->height;
}

gboolean
moat_rect_contains_rect (const MoatRect *outer, const MoatRect *inner)
{
  return inner->x >= outer->x && inner->y >= outer->y && inner->x + inner->width <= outer->x + outer->width
         && inner->y + inner->height <= outer->y + outer->height;
}

gboolean
moat_rect_intersects (const MoatRect *a, const MoatRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

MoatRect
moat_rect_union (const MoatRect *a, const MoatRect *b)
{
  double x = MIN (a->x, b->x);
  double y = MIN (a->y, b->y);

  return (MoatRect){ x, y, MAX (a->x + a->width, b->x + b->width) - x,
                     MAX (a->y + a->height, b->y + b->height) - y };
}

MoatRect
moat_rect_inset (const MoatRect *rect, double dx, double dy)
{
  double inset_x = MIN (dx, rect->width / 2);
  double inset_y = MIN (dy, rect->height / 2);

  return (MoatRect){ rect->x + inset_x, rect->y + inset_y, rect->width - 2 * inset_x,
                     rect->height - 2 * inset_y };
}

double
moat_rect_get_edge_distance (const MoatRect *rect, MoatPoint point)
{
  double left = point.x - rect->x;
  double right = rect->x + rect->width - point.x;
  double top = point.y - rect->y;
  double bottom = rect->y + rect->height - point.y;

  if (left >= 0 && right >= 0 && top >= 0 && bottom >= 0)
    return MIN (MIN (left, right), MIN (top, bottom));

  return hypot (MAX (MAX (-left, -right), 0), MAX (MAX (-top, -bottom), 0));
}

/* Narrows t0 … t1 to where start + t · delta lies between low and high. */
static gboolean
narrow (double start, double delta, double low, double high, double *t0, double *t1)
{
  double enter, leave;

  if (delta == 0)
    return start >= low && start <= high;

  enter = (low - start) / delta;
  leave = (high - start) / delta;
  *t0 = MAX (*t0, MIN (enter, leave));
  *t1 = MIN (*t1, MAX (enter, leave));

  return *t0 <= *t1;
}

/* Source: Y.-D. Liang and B. A. Barsky, "A New Concept and Method for Line Clipping", ACM TOG 3(1), 1984. */
gboolean
moat_rect_clip_segment (const MoatRect *rect, MoatPoint a, MoatPoint b, double *t0, double *t1)
{
  *t0 = 0;
  *t1 = 1;

  return narrow (a.x, b.x - a.x, rect->x, rect->x + rect->width, t0, t1)
         && narrow (a.y, b.y - a.y, rect->y, rect->y + rect->height, t0, t1);
}

double
moat_point_get_distance (MoatPoint a, MoatPoint b)
{
  return hypot (b.x - a.x, b.y - a.y);
}

MoatPoint
moat_point_mix (MoatPoint a, MoatPoint b, double t)
{
  return (MoatPoint){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

/* Written as differences from @a so that the same three points in the same order give the same sign anywhere.
 */
double
moat_point_get_side (MoatPoint a, MoatPoint b, MoatPoint point)
{
  return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
}

/* Where between @a (0) and @b (1) the point nearest to @point lies. */
static double
project (MoatPoint a, MoatPoint b, MoatPoint point)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double squared = dx * dx + dy * dy;

  if (!(squared > 0))
    return 0;

  return CLAMP (((point.x - a.x) * dx + (point.y - a.y) * dy) / squared, 0, 1);
}

double
moat_segment_get_distance (MoatPoint a, MoatPoint b, MoatPoint point)
{
  return moat_point_get_distance (moat_point_mix (a, b, project (a, b, point)), point);
}

/* The first point of a–b that lies on c–d, of segments that lie on one line. */
static gboolean
intersect_collinear (MoatPoint a, MoatPoint b, MoatPoint c, MoatPoint d, MoatPoint *at)
{
  double best = 2;
  const MoatPoint ends[] = { c, d };

  if (moat_segment_get_distance (c, d, a) == 0)
    best = 0;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (moat_segment_get_distance (a, b, ends[i]) == 0)
      best = MIN (best, project (a, b, ends[i]));

  if (best > 1)
    return FALSE;
  if (at != NULL)
    *at = moat_point_mix (a, b, best);
  return TRUE;
}

gboolean
moat_segment_intersect (MoatPoint a, MoatPoint b, MoatPoint c, MoatPoint d, MoatPoint *at)
{
  double side_a = moat_point_get_side (c, d, a);
  double side_b = moat_point_get_side (c, d, b);
  double side_c = moat_point_get_side (a, b, c);
  double side_d = moat_point_get_side (a, b, d);

  if (side_a == 0 && side_b == 0)
    return intersect_collinear (a, b, c, d, at);
  if ((side_a > 0 && side_b > 0) || (side_a < 0 && side_b < 0) || (side_c > 0 && side_d > 0)
      || (side_c < 0 && side_d < 0))
    return FALSE;
  if (side_c == 0 && side_d == 0)
    return intersect_collinear (a, b, c, d, at);

  if (at != NULL)
    *at = moat_point_mix (a, b, side_a / (side_a - side_b));
  return TRUE;
}

double
moat_polyline_get_distance (const MoatPoint *points, guint n_points, MoatPoint point, guint *segment)
{
  double best = n_points == 1 ? moat_point_get_distance (points[0], point) : INFINITY;

  if (segment != NULL)
    *segment = 0;

  for (guint i = 0; i + 1 < n_points; i++)
    {
      double distance = moat_segment_get_distance (points[i], points[i + 1], point);

      if (distance >= best)
        continue;
      best = distance;
      if (segment != NULL)
        *segment = i;
    }

  return best;
}

double
moat_polyline_get_length (const MoatPoint *points, guint n_points)
{
  double length = 0;

  for (guint i = 0; i + 1 < n_points; i++)
    length += moat_point_get_distance (points[i], points[i + 1]);

  return length;
}

MoatPoint
moat_polyline_get_point_at (const MoatPoint *points, guint n_points, double distance, MoatPoint *tangent)
{
  MoatPoint direction = { 1, 0 };
  MoatPoint at = { 0, 0 };
  double left = MAX (distance, 0);

  if (n_points > 0)
    at = points[0];

  for (guint i = 0; i + 1 < n_points; i++)
    {
      double length = moat_point_get_distance (points[i], points[i + 1]);

      if (!(length > 0))
        continue;

      direction = (MoatPoint){ (points[i + 1].x - points[i].x) / length,
                               (points[i + 1].y - points[i].y) / length };
      at = moat_point_mix (points[i], points[i + 1], MIN (left / length, 1));
      if (left <= length)
        break;
      left -= length;
    }

  if (tangent != NULL)
    *tangent = direction;
  return at;
}

MoatRect
moat_polyline_get_bounds (const MoatPoint *points, guint n_points)
{
  MoatPoint low, high;

  if (n_points == 0)
    return MOAT_RECT_INIT (0, 0, 0, 0);

  low = high = points[0];
  for (guint i = 1; i < n_points; i++)
    {
      low = (MoatPoint){ MIN (low.x, points[i].x), MIN (low.y, points[i].y) };
      high = (MoatPoint){ MAX (high.x, points[i].x), MAX (high.y, points[i].y) };
    }

  return MOAT_RECT_INIT (low.x, low.y, high.x - low.x, high.y - low.y);
}

/* Every outline is a rectangle whose corners are quarters of an ellipse; these are its half axes. */
static MoatPoint
outline_get_radii (MoatOutline outline, const MoatRect *box)
{
  double half_width = box->width / 2;
  double half_height = box->height / 2;

  switch (outline)
    {
    case MOAT_OUTLINE_RECT:
      break;
    case MOAT_OUTLINE_ROUNDED:
      {
        double radius = MIN (MOAT_OUTLINE_RADIUS, MIN (half_width, half_height));

        return (MoatPoint){ radius, radius };
      }
    case MOAT_OUTLINE_DRUM:
      return (MoatPoint){ half_width, MIN (MOAT_OUTLINE_BULGE, half_height) };
    case MOAT_OUTLINE_ELLIPSE:
      return (MoatPoint){ half_width, half_height };
    }

  return (MoatPoint){ 0, 0 };
}

/* The centre of the corner ellipse that rules where @point is; FALSE where the straight sides do. */
static gboolean
outline_find_corner (const MoatRect *box, MoatPoint radii, MoatPoint point, MoatPoint *corner)
{
  MoatPoint center = moat_rect_get_center (box);
  double dx = point.x - center.x;
  double dy = point.y - center.y;
  double inner_x = box->width / 2 - radii.x;
  double inner_y = box->height / 2 - radii.y;

  if (radii.x <= 0 || radii.y <= 0 || fabs (dx) <= inner_x || fabs (dy) <= inner_y)
    return FALSE;

  *corner = (MoatPoint){ center.x + copysign (inner_x, dx), center.y + copysign (inner_y, dy) };
  return TRUE;
}

gboolean
moat_outline_contains (MoatOutline outline, const MoatRect *box, MoatPoint point)
{
  MoatPoint radii = outline_get_radii (outline, box);
  MoatPoint corner;

  if (!moat_rect_contains_point (box, point))
    return FALSE;

  return !outline_find_corner (box, radii, point, &corner)
         || hypot ((point.x - corner.x) / radii.x, (point.y - corner.y) / radii.y) <= 1;
}

/* How many times @direction it is from @from to where the ray leaves the ellipse. */
static double
leave_ellipse (MoatPoint center, MoatPoint radii, MoatPoint from, MoatPoint direction)
{
  double px = (from.x - center.x) / radii.x;
  double py = (from.y - center.y) / radii.y;
  double dx = direction.x / radii.x;
  double dy = direction.y / radii.y;
  double a = dx * dx + dy * dy;
  double b = px * dx + py * dy;
  double c = px * px + py * py - 1;

  return (-b + sqrt (MAX (b * b - a * c, 0))) / a;
}

/* How many times @direction it is from @from, inside the box, to its edge. */
static double
leave_box (const MoatRect *box, MoatPoint from, MoatPoint direction)
{
  double across = INFINITY;
  double down = INFINITY;

  if (direction.x != 0)
    across = ((direction.x > 0 ? box->x + box->width : box->x) - from.x) / direction.x;
  if (direction.y != 0)
    down = ((direction.y > 0 ? box->y + box->height : box->y) - from.y) / direction.y;

  return MAX (MIN (across, down), 0);
}

MoatPoint
moat_outline_clip (MoatOutline outline, const MoatRect *box, MoatPoint from, MoatPoint towards)
{
  MoatPoint radii = outline_get_radii (outline, box);
  MoatPoint start = moat_outline_contains (outline, box, from) ? from : moat_rect_get_center (box);
  MoatPoint direction = { towards.x - start.x, towards.y - start.y };
  double length = hypot (direction.x, direction.y);
  MoatPoint edge, corner;
  double reach;

  direction = length > 0 ? (MoatPoint){ direction.x / length, direction.y / length } : (MoatPoint){ 1, 0 };
  reach = leave_box (box, start, direction);
  edge = (MoatPoint){ start.x + direction.x * reach, start.y + direction.y * reach };

  if (!outline_find_corner (box, radii, edge, &corner))
    return edge;

  reach = CLAMP (leave_ellipse (corner, radii, start, direction), 0, reach);
  return (MoatPoint){ start.x + direction.x * reach, start.y + direction.y * reach };
}
