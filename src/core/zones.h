/* What is inside which trust boundary, and which flow crosses which: computed
 * from where things are, all the time, from change sets; nothing is stored.
 * The semantics are those of the design's "Crossing semantics", repeated at
 * the functions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "crossing.h"
#include "document.h"

G_BEGIN_DECLS

#define MOAT_TYPE_ZONES (moat_zones_get_type ())
G_DECLARE_FINAL_TYPE (MoatZones, moat_zones, MOAT, ZONES, GObject)

/* An element is inside a zone when its centre is; a flow crosses a zone when exactly one of its ends is
 * inside, passes through it when none is but its route enters it, and crosses a line boundary when its route
 * intersects the line an odd number of times. A free end counts by its point. Only what belongs to one use
 * case is compared with one another. crossing.h has the rest.
 *
 * All answers are those for what the document last published or committed.
 *
 * Signal: "changed" (GPtrArray * of MoatRecord *): elements, boundaries and flows whose answers below differ
 * from before. Emitted while the document derives, so before its "changed".
 */

/* The one store of @document, made on first use and kept as long as it. Borrowed. */
MoatZones *moat_zones_get (MoatDocument *document);

/* Zones that an element's centre is inside of (edges count), innermost (smallest) first. Borrowed until the
 * next change, of MoatRecord *; never NULL. */
GPtrArray *moat_zones_get_containing (MoatZones *self, const char *element_id);
/* Elements inside a zone, in their order. Borrowed until the next change, of MoatRecord *; never NULL. */
GPtrArray *moat_zones_get_inside (MoatZones *self, const char *boundary_id);
gboolean moat_zones_is_inside (MoatZones *self, const char *element_id, const char *boundary_id);
/* The smallest zone that this zone lies in as a whole, or NULL. Borrowed. */
MoatRecord *moat_zones_get_parent (MoatZones *self, const char *boundary_id);
/* How many zones it lies in as a whole. */
guint moat_zones_get_depth (MoatZones *self, const char *boundary_id);

/* Crossings in the order the flow meets them; THROUGH ones too. Borrowed until the next change, @n_crossings
 * is set. */
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
/* In the notation that the model is in. */
MoatOutline moat_zones_get_outline (MoatDocument *document, const MoatElementState *state);

G_END_DECLS
