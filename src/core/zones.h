/* What is inside which trust boundary, and which flow crosses which: computed
 * from where things are, all the time, from change sets; nothing is stored.
 * The semantics are those of the design's "Crossing semantics", repeated at
 * the functions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"
#include "route.h"

G_BEGIN_DECLS

#define MOAT_TYPE_ZONES (moat_zones_get_type ())
G_DECLARE_FINAL_TYPE (MoatZones, moat_zones, MOAT, ZONES, GObject)

/* Signal: "changed" (GPtrArray * of MoatRecord *): elements, boundaries and flows whose answers below differ
 * from before. Emitted while the document derives, so before its "changed".
 */

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
} MoatCrossing;

/* The one store of @document, made on first use and kept as long as it. Borrowed. */
MoatZones *moat_zones_get (MoatDocument *document);

/* Zones that an element's centre is inside of, innermost (smallest) first. Borrowed, of MoatRecord *; never
 * NULL. */
GPtrArray *moat_zones_get_containing (MoatZones *self, const char *element_id);
/* Elements inside a zone. Borrowed; never NULL. */
GPtrArray *moat_zones_get_inside (MoatZones *self, const char *boundary_id);
gboolean moat_zones_is_inside (MoatZones *self, const char *element_id, const char *boundary_id);
/* The smallest zone that this zone lies in as a whole, or NULL. Borrowed. */
MoatRecord *moat_zones_get_parent (MoatZones *self, const char *boundary_id);
/* How many zones it lies in as a whole. */
guint moat_zones_get_depth (MoatZones *self, const char *boundary_id);

/* Crossings in the order the flow meets them; THROUGH ones too. Borrowed, @n_crossings is set. */
const MoatCrossing *moat_zones_get_crossings (MoatZones *self, const char *flow_id, guint *n_crossings);
/* Without those that only pass through. */
guint moat_zones_count_crossings (MoatZones *self, const char *flow_id);
/* Flows that cross a boundary (not through), in story order. Owned container. */
GPtrArray *moat_zones_list_crossing_flows (MoatZones *self, const char *boundary_id)
    G_GNUC_WARN_UNUSED_RESULT;

/* Whether an element's centre lies within 2 units of a zone's edge, or a zone's edge cuts its box: which zone
 * (innermost such), and how it was counted.
 */
gboolean moat_zones_is_doubtful (MoatZones *self,
                                 const char *element_id,
                                 MoatRecord **boundary,
                                 gboolean *counted_inside);

/* The flow's route, as screen and export draw it. Borrowed; NULL for what is no flow. */
MoatRoute *moat_zones_get_route (MoatZones *self, const char *flow_id);
MoatOutline moat_zones_get_outline (MoatDocument *document, const MoatElementState *state);

G_END_DECLS
