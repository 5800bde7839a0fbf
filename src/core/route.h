/* The way of a flow from its source to its target, and the place of its
 * label: pure functions, so that screen, export and crossings agree.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "geometry.h"

G_BEGIN_DECLS

/* How far apart flows between the same two elements run where the boxes have room for it. */
#define MOAT_ROUTE_LANE 28.0

typedef struct
{
  MoatRect box; /* of the element; of a free end: its point, with no size */
  MoatOutline outline;
  gboolean is_free;
} MoatRouteEnd;

/* Immutable, reference-counted. At least two points, all finite; the first and last lie on the outlines. */
struct _MoatRoute
{
  guint len;
  /* A unit vector away from the flows that run beside it, where the label has room; 0, 0 when there are none
   * or they are on both sides. */
  MoatPoint outward;
  MoatPoint points[];
};

/* A flow without bends is a straight line, level or upright where the ends stand nearly in line; where the
 * boxes overlap it goes round over their tops; a loop stands out from its element's top right corner. A flow
 * with bends goes straight from bend to bend, and its ends are clipped towards the first and last bend.
 *
 * @lane of @n_lanes (from 0; at least 1 lane) counts this flow among all that join the same two elements,
 * either way round, so that they spread apart; @is_loop: both ends are one element. @bends may be NULL; they
 * are kept as they are. Any input, also what is not a number, gives a finite route.
 */
MoatRoute *moat_route_new (const MoatRouteEnd *source,
                           const MoatRouteEnd *target,
                           const MoatPoints *bends,
                           gboolean is_loop,
                           guint lane,
                           guint n_lanes) G_GNUC_WARN_UNUSED_RESULT;
MoatRoute *moat_route_ref (MoatRoute *route);
void moat_route_unref (MoatRoute *route);
gboolean moat_route_equal (const MoatRoute *a, const MoatRoute *b);
MoatRect moat_route_get_bounds (const MoatRoute *route);

/* The best place for a label of the given size: near the middle of the route, on no obstacle (elements, other
 * labels, crossing marks) where that is possible at all, moved by @offset from there. Beside a level line and
 * on an upright one, and never across the line otherwise. Returns the label's rectangle. Obstacles may be
 * NULL; those far from the route cost one comparison each.
 */
MoatRect moat_route_place_label (const MoatRoute *route,
                                 double width,
                                 double height,
                                 const MoatRect *obstacles,
                                 guint n_obstacles,
                                 MoatPoint offset);

/* The same among other routes, which the label had better not lie on either (and does before it lies on an
 * obstacle). @others may hold @route itself, which is passed over.
 */
MoatRect moat_route_place_label_among (const MoatRoute *route,
                                       double width,
                                       double height,
                                       const MoatRect *obstacles,
                                       guint n_obstacles,
                                       MoatRoute *const *others,
                                       guint n_others,
                                       MoatPoint offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatRoute, moat_route_unref)

G_END_DECLS
