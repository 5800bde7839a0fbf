/* What moves of a use case can hang on, in story order, with how many rows of the
 * table each has: the runs that table-rows.c keeps.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "query.h"

G_BEGIN_DECLS

typedef struct _MoatTablePlaces MoatTablePlaces;

/* Of one use case, or with NULL of all; without a document there are none. All runs are empty at first. */
MoatTablePlaces *moat_table_places_new (MoatDocument *document, const char *use_case_id)
    G_GNUC_WARN_UNUSED_RESULT;
void moat_table_places_free (MoatTablePlaces *self);

guint moat_table_places_get_n (MoatTablePlaces *self);
/* Borrowed. */
MoatRecord *moat_table_places_get (MoatTablePlaces *self, guint index);
gboolean moat_table_places_has_id (MoatTablePlaces *self, const char *id);
/* A flow's number; 0 for what has none. */
guint moat_table_places_get_number (MoatTablePlaces *self, MoatRecord *place);
/* Its position among them. */
guint moat_table_places_get_rank (MoatTablePlaces *self, MoatRecord *place);
/* Where the run of @place begins; FALSE when it is none of these. */
gboolean moat_table_places_get_run (MoatTablePlaces *self, MoatRecord *place, guint *start, guint *n_rows);
void moat_table_places_set_n_rows (MoatTablePlaces *self, MoatRecord *place, guint n_rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatTablePlaces, moat_table_places_free)

G_END_DECLS
