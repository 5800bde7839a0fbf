/* What MoatZones keeps of each element, boundary and flow: its geometry as last
 * seen, and the answers computed from it. Private to zones*.c.
 *
 * All is kept by use case (a scope), in arrays that a loop runs through fast:
 * dragging one boundary compares it with every element and every flow of its
 * use case, which is cheap, and computes anew only where an answer can differ.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "zones.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_ZONES_STALE = 1 << 0,   /* its answers are to be computed anew */
  MOAT_ZONES_CHANGED = 1 << 1, /* its answers differ from before */
  MOAT_ZONES_REMOVED = 1 << 2, /* it is only kept until the update ends */
} MoatZonesMarks;

/* One use case. Invariant: boxes and reaches run parallel to elements and flows. */
typedef struct
{
  GPtrArray *elements;   /* of MoatZonesElement, borrowed */
  GArray *boxes;         /* of MoatRect */
  GPtrArray *flows;      /* of MoatZonesFlow, borrowed */
  GArray *reaches;       /* of MoatRect: the route with both ends' points */
  GPtrArray *boundaries; /* of MoatZonesBoundary, borrowed */
} MoatZonesScope;

/* What all three begin with. */
typedef struct
{
  MoatRecord *record; /* owned */
  GRefString *order;  /* owned */
  MoatZonesScope *scope;
  guint place; /* in the scope's array */
  guint marks; /* of MoatZonesMarks */
} MoatZonesEntry;

typedef struct
{
  MoatZonesEntry entry;
  MoatRect box;
  MoatElementType type;
  MoatOutline outline;
  GPtrArray *containing; /* of MoatRecord, owned; NULL when in no zone */
  MoatRecord *doubt;     /* owned: the zone that moat_zones_is_doubtful() tells of, or NULL */
  gboolean doubt_inside;
} MoatZonesElement;

typedef struct
{
  MoatZonesEntry entry;
  gboolean is_zone;
  MoatRect box;       /* of a line: its bounds */
  MoatPoints *points; /* of a line; owned */
  double area;
  GPtrArray *outer;  /* of MoatRecord, owned: the zones it lies in, smallest first; NULL for none */
  GPtrArray *inside; /* of MoatRecord, owned: computed when asked for, NULL until then */
  /* As they were before this update: */
  gboolean was_zone;
  gboolean was_line;
  MoatRect old_box;
  double old_area;
} MoatZonesBoundary;

/* Flows that join the same two elements, either way. */
typedef struct
{
  char *key;        /* owned */
  GPtrArray *flows; /* of MoatZonesFlow, borrowed, in the order of their lanes once settled */
  gboolean is_stale;
} MoatZonesBundle;

typedef struct
{
  MoatZonesEntry entry;
  MoatFlowState *state; /* owned: as last seen */
  MoatZonesBundle *bundle;
  guint lane;
  guint n_lanes;
  MoatPoint source; /* the element's centre or the free point */
  MoatPoint target;
  MoatRoute *route;  /* owned; NULL until first computed */
  GArray *crossings; /* of MoatCrossing, in the order the flow meets them; NULL for none */
} MoatZonesFlow;

typedef struct
{
  GHashTable *scopes;     /* id of a use case → MoatZonesScope */
  GHashTable *elements;   /* id → MoatZonesElement */
  GHashTable *boundaries; /* id → MoatZonesBoundary */
  GHashTable *flows;      /* id → MoatZonesFlow */
  GHashTable *incidence;  /* id of an element, also one that is not there → GPtrArray of MoatZonesFlow */
  GHashTable *bundles;    /* key → MoatZonesBundle */
  MoatNotation notation;
} MoatZonesIndex;

MoatZonesIndex *moat_zones_index_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_zones_index_free (MoatZonesIndex *self);

MoatZonesScope *moat_zones_index_ensure_scope (MoatZonesIndex *self, const char *use_case_id);
/* The flows that name this element, or NULL. */
GPtrArray *moat_zones_index_get_incident (MoatZonesIndex *self, const char *element_id);

/* New entries belong to the index and to the scope; they know nothing of their state yet. */
MoatZonesElement *
moat_zones_index_add_element (MoatZonesIndex *self, MoatRecord *record, MoatZonesScope *scope);
MoatZonesBoundary *
moat_zones_index_add_boundary (MoatZonesIndex *self, MoatRecord *record, MoatZonesScope *scope);
MoatZonesFlow *moat_zones_index_add_flow (MoatZonesIndex *self, MoatRecord *record, MoatZonesScope *scope);

/* Take the entry out of all tables and give it to the caller, to free with the function below. */
void moat_zones_index_steal_element (MoatZonesIndex *self, MoatZonesElement *element);
void moat_zones_index_steal_boundary (MoatZonesIndex *self, MoatZonesBoundary *boundary);
void moat_zones_index_steal_flow (MoatZonesIndex *self, MoatZonesFlow *flow);
/* Any of the three. */
void moat_zones_entry_free (gpointer entry);

/* Connect a flow with its ends as its state names them; lanes are settled by the caller. */
void moat_zones_index_attach_flow (MoatZonesIndex *self, MoatZonesFlow *flow);
void moat_zones_index_detach_flow (MoatZonesIndex *self, MoatZonesFlow *flow);
void moat_zones_index_drop_bundle (MoatZonesIndex *self, MoatZonesBundle *bundle);

/* By order, then by id; to sort an array of pointers to any of the three. */
int moat_zones_entry_compare (gconstpointer a, gconstpointer b);

MoatOutline moat_zones_index_find_outline (MoatNotation notation, MoatElementType type);

G_END_DECLS
