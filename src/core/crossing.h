/* Whether and where one route crosses one trust boundary: the pure kernel of
 * zones.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "route.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_CROSSING_INBOUND, /* the target is inside, the source is not; of a line: from its left to its right,
                            seen along it */
  MOAT_CROSSING_OUTBOUND,
  MOAT_CROSSING_THROUGH, /* neither end is inside but the route enters: a hint, not counted as crossing */
} MoatCrossingDirection;

typedef struct
{
  MoatRecord *boundary; /* borrowed */
  MoatCrossingDirection direction;
  MoatPoint at;      /* where the route meets the boundary's line (first time) */
  MoatPoint tangent; /* unit vector along the flow there */
  double distance;   /* from the route's start to there, along it */
} MoatCrossing;

/* What of a flow decides its crossings: where each end counts as being (the element's centre, or the free
 * end's point), and the line in between.
 */
typedef struct
{
  MoatPoint source;
  MoatPoint target;
  const MoatRoute *route;
} MoatPassage;

/* Whether @passage crosses the zone with this box or passes through it. An end on the zone's edge is inside;
 * a route that only touches the edge does not enter. Fills @crossing but for its boundary.
 *
 * The mark goes where the route first meets the edge in the crossing's direction. A route may never do so,
 * when the edge runs through the element at its end: then it goes where the route meets the edge at all, or
 * else to that end of the route which is nearer to the edge.
 */
gboolean moat_crossing_find_zone (const MoatPassage *passage, const MoatRect *box, MoatCrossing *crossing);

/* Whether @passage intersects the line boundary along @points an odd number of times; the direction is that
 * of most of the intersections. A point of either that lies exactly on the other counts as being on its
 * right.
 */
gboolean moat_crossing_find_line (const MoatPassage *passage,
                                  const MoatPoint *points,
                                  guint n_points,
                                  MoatCrossing *crossing);

gboolean moat_crossing_equal (const MoatCrossing *a, const MoatCrossing *b);

G_END_DECLS
