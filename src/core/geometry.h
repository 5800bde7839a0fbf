/* Plain geometry: points, rectangles, segments, polylines. Units are model
 * units everywhere. No model here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "values.h"

G_BEGIN_DECLS

#define MOAT_RECT_INIT(x, y, w, h) ((MoatRect){ (x), (y), (w), (h) })

/* What shape an element's outline has, for where a flow meets it. */
typedef enum
{
  MOAT_OUTLINE_RECT,
  MOAT_OUTLINE_ROUNDED, /* corner radius 16 */
  MOAT_OUTLINE_DRUM,    /* ellipse 9 high at top and bottom */
  MOAT_OUTLINE_ELLIPSE,
} MoatOutline;

MoatPoint moat_rect_get_center (const MoatRect *rect);
gboolean moat_rect_contains_point (const MoatRect *rect, MoatPoint point); /* edges count as inside */
gboolean moat_rect_contains_rect (const MoatRect *outer, const MoatRect *inner);
gboolean moat_rect_intersects (const MoatRect *a, const MoatRect *b); /* touching edges do not */
MoatRect moat_rect_union (const MoatRect *a, const MoatRect *b);
MoatRect moat_rect_inset (const MoatRect *rect, double dx, double dy); /* negative: outset */
/* From the point to the rectangle's edge line, inside or outside: 0 on the edge. */
double moat_rect_get_edge_distance (const MoatRect *rect, MoatPoint point);

double moat_point_get_distance (MoatPoint a, MoatPoint b);
double moat_segment_get_distance (MoatPoint a, MoatPoint b, MoatPoint point);
gboolean moat_segment_intersect (MoatPoint a, MoatPoint b, MoatPoint c, MoatPoint d, MoatPoint *at);
double moat_polyline_get_distance (const MoatPoint *points, guint n_points, MoatPoint point, guint *segment);
double moat_polyline_get_length (const MoatPoint *points, guint n_points);
/* The point at @distance along it; @tangent, when given, is a unit vector. */
MoatPoint
moat_polyline_get_point_at (const MoatPoint *points, guint n_points, double distance, MoatPoint *tangent);
MoatRect moat_polyline_get_bounds (const MoatPoint *points, guint n_points);
/* Where the ray from inside the outline (its centre, or @from when that is inside) towards @towards leaves
 * it. */
MoatPoint moat_outline_clip (MoatOutline outline, const MoatRect *box, MoatPoint from, MoatPoint towards);
gboolean moat_outline_contains (MoatOutline outline, const MoatRect *box, MoatPoint point);

G_END_DECLS
