/* The one selection of a page, shared by canvas, table and inspector: diagram
 * records in the order they were chosen, and which attacker move among theirs
 * is looked at. It lets go of what is removed by itself.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

#define MOAT_TYPE_SELECTION (moat_selection_get_type ())
G_DECLARE_FINAL_TYPE (MoatSelection, moat_selection, MOAT, SELECTION, GObject)

/* Signals:
 *   "changed" ()                what is selected, the primary, or the row looked at, is different now
 *   "reveal" (MoatRecord *)     somebody wants this seen: scroll to it
 * Both are emitted once per call below, however many records it touches.
 */

MoatSelection *moat_selection_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;

/* Borrowed. */
MoatDocument *moat_selection_get_document (MoatSelection *self);

/* Elements, flows, boundaries and notes can be selected; other kinds are ignored. */
gboolean moat_selection_can_hold (MoatRecord *record);

void moat_selection_set_only (MoatSelection *self, MoatRecord *record); /* NULL: nothing */
void moat_selection_set_list (MoatSelection *self, MoatRecord *const *records, guint n_records);
void moat_selection_add (MoatSelection *self, MoatRecord *record);
void moat_selection_remove (MoatSelection *self, MoatRecord *record);
void moat_selection_toggle (MoatSelection *self, MoatRecord *record);
void moat_selection_clear (MoatSelection *self);

/* Several things by keyboard: what is kept stays selected while moat_selection_walk_to() goes from record to
 * record; keeping when nothing is new lets go of it. Every other way of selecting forgets what was kept.
 */
void moat_selection_keep (MoatSelection *self);
guint moat_selection_get_n_kept (MoatSelection *self);
void moat_selection_walk_to (MoatSelection *self, MoatRecord *record);

gboolean moat_selection_contains (MoatSelection *self, MoatRecord *record);
guint moat_selection_get_size (MoatSelection *self);
gboolean moat_selection_is_empty (MoatSelection *self);
/* The record chosen last, or NULL. Borrowed. */
MoatRecord *moat_selection_get_primary (MoatSelection *self);
/* The primary when it is the only one selected, else NULL. Borrowed. */
MoatRecord *moat_selection_get_single (MoatSelection *self);
/* In the order chosen. Owned container and elements, safe while the selection changes. */
GPtrArray *moat_selection_list (MoatSelection *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *moat_selection_list_kind (MoatSelection *self, MoatKind kind) G_GNUC_WARN_UNUSED_RESULT;

/* The move, and perhaps the decision, that table and inspector look at. Setting it selects what the move is
 * on, alone unless that is selected already; NULL looks at none. It is let go when what it is on is no longer
 * selected.
 */
void moat_selection_set_threat (MoatSelection *self, MoatRecord *threat, MoatRecord *decision);
MoatRecord *moat_selection_get_threat (MoatSelection *self);   /* borrowed, or NULL */
MoatRecord *moat_selection_get_decision (MoatSelection *self); /* borrowed, or NULL */

void moat_selection_reveal (MoatSelection *self, MoatRecord *record);

G_END_DECLS
