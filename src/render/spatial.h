/* A grid over the plane that finds rectangles near a place without looking at
 * all of them. Knows nothing of what they belong to.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "geometry.h"

G_BEGIN_DECLS

typedef struct _MoatSpatial MoatSpatial;

typedef struct
{
  gpointer owner;
  guint tag;
  MoatRect rect;
} MoatSpatialItem;

MoatSpatial *moat_spatial_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_spatial_free (MoatSpatial *self);

/* One owner may have any number of rectangles; @tag is the caller's. */
void moat_spatial_add (MoatSpatial *self, gpointer owner, guint tag, const MoatRect *rect);
/* A polyline, as rectangles around pieces of it that are at most @piece long, @margin wider on each side. */
void moat_spatial_add_polyline (MoatSpatial *self,
                                gpointer owner,
                                guint tag,
                                const MoatPoint *points,
                                guint n_points,
                                double piece,
                                double margin);
/* Appends all rectangles of @owner to @rects (of MoatRect). */
void moat_spatial_list (MoatSpatial *self, gpointer owner, GArray *rects);
/* Takes away all that @owner has under @tag. */
void moat_spatial_remove (MoatSpatial *self, gpointer owner, guint tag);

/* Appends the items that meet @area (touching is enough), in no order, to @found (of MoatSpatialItem). */
void moat_spatial_query (MoatSpatial *self, const MoatRect *area, GArray *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatSpatial, moat_spatial_free)

G_END_DECLS
