/* Handles: the small marks by which one grasps a part of what is selected or
 * hovered, where they are, which one is under the pointer, and the arithmetic
 * of resizing. Pure, but for reading the states.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "snap.h"
#include "zones.h"

G_BEGIN_DECLS

/* Side of a handle's square as drawn, and of the square that grasps it; screen pixels. */
#define MOAT_HANDLE_SIZE        8.0
#define MOAT_HANDLE_REACH       14.0
#define MOAT_HANDLE_REACH_TOUCH 32.0
/* How far outside an element's outline its connect handles float; screen pixels. */
#define MOAT_HANDLE_RIM_GAP 14.0

typedef enum
{
  MOAT_HANDLE_RESIZE,     /* a square; index: MoatEdges */
  MOAT_HANDLE_CONNECT,    /* a round dot with an arrow, outside a side; index: MoatEdges (one side) */
  MOAT_HANDLE_SOURCE,     /* a round dot on the flow's start */
  MOAT_HANDLE_TARGET,     /* a round dot on the flow's end */
  MOAT_HANDLE_BEND,       /* a round dot; index into the flow's bends */
  MOAT_HANDLE_LINE_POINT, /* a square; index into the boundary's points */
  MOAT_HANDLE_LINE_INSERT /* a fainter, smaller dot halfway to the next point; index: of the point before it
                           */
} MoatHandleType;

typedef struct
{
  MoatHandleType type;
  guint index;
  MoatPoint at;       /* model units */
  MoatRecord *record; /* borrowed */
} MoatHandle;

/* Smallest sizes by kind, in model units. */
#define MOAT_ELEMENT_MIN_WIDTH  120.0
#define MOAT_ELEMENT_MIN_HEIGHT 60.0
#define MOAT_ZONE_MIN_WIDTH     80.0
#define MOAT_ZONE_MIN_HEIGHT    60.0
#define MOAT_NOTE_MIN_WIDTH     80.0
#define MOAT_NOTE_MIN_HEIGHT    40.0

/* Appends to @handles (of MoatHandle) those that a selected record shows: eight of a box, ends and bends of a
 * flow, points of a line. A box that is small on the screen has fewer handles, or none: it must still be
 * possible to grasp the thing itself. @zoom: pixels per unit.
 */
void moat_handles_add_selected (GArray *handles, MoatDocument *document, MoatRecord *record, double zoom);
/* Appends the eight that resize several selected records as one, round the bounds of those that have a box or
 * points; @bounds is set then. FALSE when there are none to resize.
 */
gboolean moat_handles_add_group (GArray *handles, GPtrArray *records, double zoom, MoatRect *bounds);
/* Appends the four that start a flow from an element. @zoom: pixels per unit. */
void moat_handles_add_connect (GArray *handles, MoatRecord *element, double zoom);
/* The handle whose grasp holds @point, the nearest first; NULL for none. Borrowed from @handles. */
const MoatHandle *moat_handles_pick (const GArray *handles, MoatPoint point, double zoom, gboolean is_touch);

/* The box of an element, zone or note; FALSE for what has none. */
gboolean moat_handles_get_box (MoatRecord *record, MoatRect *box);
/* What boxes and boundary lines among @records cover together; FALSE when there are none. */
gboolean moat_handles_get_bounds (GPtrArray *records, MoatRect *bounds);
/* Writes the box of an element, zone or note inside the open transaction. */
void moat_handles_set_box (MoatDocument *document, MoatRecord *record, const MoatRect *box);
void moat_handles_get_min_size (MoatRecord *record, double *width, double *height);

/* @box with @edges moved by @delta. Never smaller than the least size: the dragged edge stops, the opposite
 * one stays where it is. @from_center moves the opposite edges the other way; @keep_ratio keeps the shape of
 * @box.
 */
MoatRect moat_handles_resize (const MoatRect *box,
                              MoatEdges edges,
                              MoatPoint delta,
                              double min_width,
                              double min_height,
                              gboolean from_center,
                              gboolean keep_ratio);

/* CSS name of the cursor over a handle. */
const char *moat_handles_get_cursor (const MoatHandle *handle);

G_END_DECLS
