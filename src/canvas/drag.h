/* A drag: one gesture from the threshold to the release, which is one
 * transaction. Each kind of drag says how it edits; opening, publishing,
 * committing and rolling back are written once, here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "tool.h"

G_BEGIN_DECLS

typedef struct _MoatDrag MoatDrag;

/* Every function but update may be NULL. */
typedef struct
{
  gsize size; /* of the struct that begins with MoatDrag */
  void (*update) (MoatDrag *drag, const MoatPointer *pointer);
  /* Before the commit. FALSE: nothing worth keeping was made, roll back. */
  gboolean (*finish) (MoatDrag *drag, const MoatPointer *pointer);
  /* After the commit: may ask the host for an editor or a menu. */
  void (*done) (MoatDrag *drag, const MoatPointer *pointer);
  void (*cancel) (MoatDrag *drag); /* after the rollback */
  void (*describe) (MoatDrag *drag, MoatOverlay *overlay);
  void (*clear) (MoatDrag *drag); /* frees what the drag owns */
} MoatDragClass;

struct _MoatDrag
{
  const MoatDragClass *klass;
  const MoatToolContext *context; /* borrowed */
  gboolean edits;                 /* a transaction is open */
  MoatPoint start;                /* where the button went down, model units */
  double travelled;               /* how far the pointer was from there at most, screen pixels */
  MoatGuides guides;              /* of the last update */
  GArray *others;                 /* of MoatRect, what to snap to */
};

/* Opens the transaction, labelled with the translated @label; NULL: this drag edits nothing. @start: where
 * the button went down.
 */
gpointer
moat_drag_new (const MoatDragClass *klass, const MoatToolContext *context, const char *label, MoatPoint start)
    G_GNUC_WARN_UNUSED_RESULT;
void moat_drag_update (MoatDrag *drag, const MoatPointer *pointer);
/* Both consume @drag. */
void moat_drag_finish (MoatDrag *drag, const MoatPointer *pointer);
void moat_drag_cancel (MoatDrag *drag);
void moat_drag_describe (MoatDrag *drag, MoatOverlay *overlay);

/* Lets the drag snap to the visible boxes that are of the same sort as @record (zones to zones, elements and
 * notes to each other) and not in @excluded (a set of records, or NULL).
 */
void moat_drag_snap_to_others (MoatDrag *drag, MoatRecord *record, GHashTable *excluded);
/* What to snap to at this moment: nothing while Alt is held or when the user does not want it. */
MoatSnap moat_drag_get_snap (MoatDrag *drag, const MoatPointer *pointer);

/* The flow-like end under the pointer: the element there, or NULL. */
MoatRecord *moat_drag_pick_element (const MoatToolContext *context, const MoatPointer *pointer);
/* Half the width of what the pointer hits, in model units. */
double moat_drag_get_tolerance (const MoatPointer *pointer);

/* ---- The drags, one per source file ---- */

/* Moves what is selected, grasped at @grabbed. Ctrl takes along what is inside selected boundaries, Shift
 * keeps to one axis.
 */
MoatDrag *moat_drag_move_new (const MoatToolContext *context, MoatPoint start, MoatRecord *grabbed);
/* @records (of MoatRecord) grow as one: each keeps its place and share of what they cover together. Shift
 * keeps the shape, Ctrl the centre.
 */
MoatDrag *
moat_drag_resize_new (const MoatToolContext *context, MoatPoint start, GPtrArray *records, MoatEdges edges);
/* A new flow from @source (NULL: from the free point @start). */
MoatDrag *moat_drag_connect_new (const MoatToolContext *context, MoatPoint start, MoatRecord *source);
/* Another element, or a free place, for one end of @flow. */
MoatDrag *moat_drag_reconnect_new (const MoatToolContext *context,
                                   MoatPoint start,
                                   MoatRecord *flow,
                                   gboolean is_source);
/* An existing bend, or with @index < 0 a new one where the line was grasped. */
MoatDrag *moat_drag_bend_new (const MoatToolContext *context, MoatPoint start, MoatRecord *flow, int index);
MoatDrag *moat_drag_label_new (const MoatToolContext *context, MoatPoint start, MoatRecord *flow);
/* A point of a line boundary; @is_insert: a new one after point @index. */
MoatDrag *moat_drag_point_new (const MoatToolContext *context,
                               MoatPoint start,
                               MoatRecord *boundary,
                               guint index,
                               gboolean is_insert);
/* The rubber band. @keep: what was selected stays so. */
MoatDrag *moat_drag_band_new (const MoatToolContext *context, MoatPoint start, gboolean keep);
/* A new element, zone, note or line, as large as it is drawn. */
MoatDrag *moat_drag_create_new (const MoatToolContext *context, MoatPoint start, MoatToolId tool);
/* The record that a create or connect drag has made. Borrowed. */
MoatRecord *moat_drag_create_get_record (MoatDrag *drag);

G_END_DECLS
