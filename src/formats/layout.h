/* Places for the elements and zones of a use case: flows from left to right,
 * zones round their members, nothing on top of anything, room for labels.
 * Graphviz' dot does it (https://graphviz.org/docs/layouts/dot/; E. Gansner
 * et al., "A Technique for Drawing Directed Graphs", IEEE TSE 19, 1993).
 *
 * Sizes are estimated from the number of characters, not from a font: a story
 * gives the same file on every machine.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "document.h"

G_BEGIN_DECLS

/* Lays @use_case_id out inside the caller's transaction. With @zone_of (id of an element or zone → id of its
 * zone) nothing has a place yet: sizes are estimated and flows go from left to right; notes and line
 * boundaries stay where they are. With NULL, as moat_layout_new_for_all(). FALSE with G_IO_ERROR_FAILED when
 * Graphviz cannot do it; nothing is changed then.
 */
gboolean
moat_layout_arrange (MoatDocument *document, const char *use_case_id, GHashTable *zone_of, GError **error);

/* The box that an element of this name is given: x and y are 0. */
MoatRect moat_layout_estimate_element (const char *name);

/* ---- Arranging what has places already ---- */

/* Made from a document, computed in any thread, then applied to the document. Keeps sizes, what is inside
 * which zone and which flows cross what; and where it can, what is left of and above what.
 */
typedef struct _MoatLayout MoatLayout;

/* Everything in the use case. */
MoatLayout *moat_layout_new_for_all (MoatDocument *document, const char *use_case_id)
    G_GNUC_WARN_UNUSED_RESULT;
/* Elements and notes among @records, and zones with what is in them; nothing else moves, and zones keep their
 * sizes. */
MoatLayout *moat_layout_new_for_selection (MoatDocument *document,
                                           const char *use_case_id,
                                           GPtrArray *records) G_GNUC_WARN_UNUSED_RESULT;
/* What is inside @zone; where it needs more room, the zone grows to the right and down and what is there
 * makes way. */
MoatLayout *moat_layout_new_for_inside (MoatDocument *document, const char *use_case_id, MoatRecord *zone)
    G_GNUC_WARN_UNUSED_RESULT;
void moat_layout_free (MoatLayout *self);

/* In any thread, once. One layout at a time is computed in a process, others wait. Graphviz cannot be
 * interrupted: after @cancellable is cancelled this may still take its time. FALSE with G_IO_ERROR_FAILED or
 * G_IO_ERROR_CANCELLED. */
gboolean moat_layout_compute (MoatLayout *self, GCancellable *cancellable, GError **error);

/* Whether nothing that it was made from has another place or is gone, or came to it, since. */
gboolean moat_layout_is_current (MoatLayout *self);
/* Writes the places inside the caller's transaction, which is published on the way. Only what is current. */
void moat_layout_apply (MoatLayout *self);

/* How many of the selection stay because there is no room for them. */
guint moat_layout_count_unplaced (MoatLayout *self);
/* How many line boundaries no longer cross the same flows; after applying. */
guint moat_layout_count_strayed_lines (MoatLayout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatLayout, moat_layout_free)

G_END_DECLS
