/* Smooth curves as other tools draw them, as the polylines that boundaries and
 * crossings are made of.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "geometry.h"

G_BEGIN_DECLS

/* The natural cubic spline through @points, flattened so that no point of it is more than @tolerance units
 * off; two points are joined by an S that leaves and arrives along the longer axis, as X6 and JointJS do. Of
 * MoatPoint, owned; both ends are among them.
 */
GArray *moat_curve_flatten (const MoatPoint *points, guint n_points, double tolerance)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
