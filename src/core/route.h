/* The way of a flow from its source to its target: a pure function, so that
 * screen, export and crossings agree.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "geometry.h"

G_BEGIN_DECLS

typedef struct
{
  MoatRect box; /* of the element; of a free end: its point, with no size */
  MoatOutline outline;
  gboolean is_free;
} MoatRouteEnd;

/* Immutable, reference-counted. At least two points; the first and last lie on the outlines. */
struct _MoatRoute
{
  guint len;
  MoatPoint points[];
};

/* @lane of @n_lanes counts this flow among all that join the same two elements, either way round, so that
 * they spread apart;
 * @is_loop: both ends are one element. @bends may be NULL; they are kept as they are.
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
 * labels, crossing marks) where that is possible at all, moved by @offset from there. Returns the label's
 * rectangle. Obstacles may be NULL.
 */
MoatRect moat_route_place_label (const MoatRoute *route,
                                 double width,
                                 double height,
                                 const MoatRect *obstacles,
                                 guint n_obstacles,
                                 MoatPoint offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatRoute, moat_route_unref)

G_END_DECLS
