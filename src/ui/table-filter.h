/* Which rows of the table pass: each setting narrows, and one that is unset
 * narrows nothing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "table-columns.h"

G_BEGIN_DECLS

/* Set its members through the functions below, then tell whoever uses it (moat_table_model_refilter()). */
typedef struct _MoatTableFilter MoatTableFilter;

MoatTableFilter *moat_table_filter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_table_filter_free (MoatTableFilter *self);

/* Words that all occur in a row's texts, case and accents ignored. */
void moat_table_filter_set_search (MoatTableFilter *self, const char *search);
/* Moves that nothing settles yet. */
void moat_table_filter_set_open_only (MoatTableFilter *self, gboolean open_only);
/* Moves on one of these records; NULL for anywhere. */
void moat_table_filter_set_places (MoatTableFilter *self, const char *const *ids);
/* Moves on flows that cross it, on elements inside it, or on the boundary itself. */
void moat_table_filter_set_boundary (MoatTableFilter *self, const char *boundary_id);
/* Exactly this owner, case ignored. */
void moat_table_filter_set_owner (MoatTableFilter *self, const char *owner);
/* This severity or worse. */
void moat_table_filter_set_severity (MoatTableFilter *self, MoatLevel severity);
void moat_table_filter_clear (MoatTableFilter *self);

gboolean moat_table_filter_is_open_only (MoatTableFilter *self);
const char *moat_table_filter_get_boundary (MoatTableFilter *self);
const char *moat_table_filter_get_owner (MoatTableFilter *self);
MoatLevel moat_table_filter_get_severity (MoatTableFilter *self);
/* Whether anything narrows. */
gboolean moat_table_filter_is_set (MoatTableFilter *self);

gboolean moat_table_filter_passes (MoatTableFilter *self, MoatDocument *document, MoatTableRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatTableFilter, moat_table_filter_free)

G_END_DECLS
