/* Plain geometry: points, rectangles, segments, polylines, and the outlines of
 * elements. Units are model units everywhere. No model here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "values.h"

G_BEGIN_DECLS

#define MOAT_RECT_INIT(x, y, w, h) ((MoatRect){ (x), (y), (w), (h) })

/* No coordinate that is computed with lies farther out: squares and products of such numbers stay finite. */
#define MOAT_COORDINATE_MAX 1e9

/* What shape an element's outline has, for where a flow meets it. */
typedef enum
{
  MOAT_OUTLINE_RECT,
  MOAT_OUTLINE_ROUNDED, /* corner radius MOAT_OUTLINE_RADIUS, less in a box too small for it */
  MOAT_OUTLINE_DRUM,    /* top and bottom bulge by MOAT_OUTLINE_BULGE, within the box */
  MOAT_OUTLINE_ELLIPSE,
} MoatOutline;

#define MOAT_OUTLINE_RADIUS 16.0
#define MOAT_OUTLINE_BULGE  9.0

/* Within ±MOAT_COORDINATE_MAX; what is not a number becomes 0. */
double moat_coordinate_clamp (double value);
MoatPoint moat_point_clamp (MoatPoint point);
/* With clamped coordinates and sizes that are not negative (a negative one is turned over). */
MoatRect moat_rect_clamp (const MoatRect *rect);

MoatPoint moat_rect_get_center (const MoatRect *rect);
gboolean moat_rect_contains_point (const MoatRect *rect, MoatPoint point); /* edges count as inside */
gboolean moat_rect_contains_rect (const MoatRect *outer, const MoatRect *inner);
gboolean moat_rect_intersects (const MoatRect *a, const MoatRect *b); /* touching edges do not */
MoatRect moat_rect_union (const MoatRect *a, const MoatRect *b);
MoatRect
moat_rect_inset (const MoatRect *rect, double dx, double dy); /* negative: outset; stops at no size */
/* From the point to the rectangle's edge line, inside or outside: 0 on the edge. */
double moat_rect_get_edge_distance (const MoatRect *rect, MoatPoint point);
/* The part t0 … t1 (0 to 1) of the segment from @a to @b that lies in @rect; FALSE when none does. */
gboolean moat_rect_clip_segment (const MoatRect *rect, MoatPoint a, MoatPoint b, double *t0, double *t1);

double moat_point_get_distance (MoatPoint a, MoatPoint b);
/* The point at @t between @a (0) and @b (1). */
MoatPoint moat_point_mix (MoatPoint a, MoatPoint b, double t);
/* On which side of the line from @a to @b (an arrow on a page) @point lies: more than 0 on its right, less on
 * its left, 0 on it; twice the triangle's area. */
double moat_point_get_side (MoatPoint a, MoatPoint b, MoatPoint point);

double moat_segment_get_distance (MoatPoint a, MoatPoint b, MoatPoint point);
/* Whether the segments a–b and c–d have a point in common; @at (may be NULL) is that point, of several the
 * first on the way from @a to @b. */
gboolean moat_segment_intersect (MoatPoint a, MoatPoint b, MoatPoint c, MoatPoint d, MoatPoint *at);

/* From @point to the nearest point of the polyline; @segment (may be NULL) is the number of the segment it
 * lies on. A single point is a polyline too; of none, the distance is infinite. */
double moat_polyline_get_distance (const MoatPoint *points, guint n_points, MoatPoint point, guint *segment);
double moat_polyline_get_length (const MoatPoint *points, guint n_points);
/* The point at @distance along it, held between its ends; @tangent (may be NULL) is the unit vector along it
 * there, (1, 0) when it has no length. */
MoatPoint
moat_polyline_get_point_at (const MoatPoint *points, guint n_points, double distance, MoatPoint *tangent);
MoatRect moat_polyline_get_bounds (const MoatPoint *points, guint n_points);

/* Where the ray from inside the outline (its centre, or @from when that is inside) towards @towards leaves
 * it; a ray without a direction goes to the right. */
MoatPoint moat_outline_clip (MoatOutline outline, const MoatRect *box, MoatPoint from, MoatPoint towards);
gboolean moat_outline_contains (MoatOutline outline, const MoatRect *box, MoatPoint point);

G_END_DECLS
