/* Brings the tables of MoatZones up to date with a set of changed records.
 * Private to zones*.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "zones-index.h"

G_BEGIN_DECLS

typedef struct
{
  MoatZonesIndex *index;
  GPtrArray *elements;   /* of MoatZonesElement: which zones they are in is stale */
  GPtrArray *zones;      /* of MoatZonesBoundary: which zones they lie in is stale */
  GPtrArray *boundaries; /* of MoatZonesBoundary: moved, new or removed */
  GPtrArray *flows;      /* of MoatZonesFlow: their routes are stale */
  GPtrArray *bundles;    /* of MoatZonesBundle: their lanes are stale */
  GPtrArray *changed;    /* of MoatZonesEntry: their answers differ */
  GPtrArray *removed;    /* of MoatZonesEntry, owned: out of all tables */
} MoatZonesUpdate;

MoatZonesUpdate *moat_zones_update_begin (MoatZonesIndex *index) G_GNUC_WARN_UNUSED_RESULT;
/* Takes note of the state that @record has now; NULL: it is removed. In any order, each record once. The
 * state must not be written to any more. Kinds without a place in the diagram are passed over.
 */
void moat_zones_update_see (MoatZonesUpdate *update, MoatRecord *record, MoatState *state);
/* Computes what follows and frees @update. Returns the live records whose answers differ, each once; owned.
 */
GPtrArray *moat_zones_update_finish (MoatZonesUpdate *update) G_GNUC_WARN_UNUSED_RESULT;

/* For the parts of an update: @entry is any of the three kinds. */
void moat_zones_update_mark_changed (MoatZonesUpdate *update, gpointer entry);
void moat_zones_update_mark_stale (GPtrArray *list, gpointer entry);

G_END_DECLS
