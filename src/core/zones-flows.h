/* The part of an update of MoatZones that is about flows: lanes, routes and
 * crossings. Private to zones*.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "zones-update.h"

G_BEGIN_DECLS

/* After the geometry of all elements and boundaries is as it is now. */
void moat_zones_flows_settle (MoatZonesUpdate *update);
/* The boundaries that @flow crosses have one flow less. */
void moat_zones_flows_forget_crossings (MoatZonesUpdate *update, MoatZonesFlow *flow);

G_END_DECLS
