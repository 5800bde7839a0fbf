/* The part of an update of MoatZones that is about containment. Private to
 * zones*.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "zones-update.h"

G_BEGIN_DECLS

/* After the geometry of all elements and boundaries is as it is now. */
void moat_zones_inside_settle (MoatZonesUpdate *update);
/* The lists of what is inside these zones (of MoatRecord, may be NULL) are other ones now, but not those of
 * the zones that are also in @except (may be NULL). */
void moat_zones_inside_forget (MoatZonesUpdate *update, GPtrArray *zones, GPtrArray *except);
/* The elements inside a zone in their order; kept with the boundary until that changes. Borrowed. */
GPtrArray *moat_zones_inside_list (MoatZonesBoundary *boundary);

G_END_DECLS
