/* Commands: edits that more than one caller makes. Each edits inside the
 * caller's transaction and returns borrowed records.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* Gives a model that begins an id of its own. */
void moat_edit_mint_model_id (MoatDocument *document);
MoatRecord *moat_edit_add_use_case (MoatDocument *document, const char *title);
MoatRecord *moat_edit_add_element (MoatDocument *document,
                                   const char *use_case_id,
                                   MoatElementType type,
                                   const char *name,
                                   const MoatRect *box);
/* With a step at the end of the use case that gives it its number. Ends may be NULL (free): set the points
 * then. */
MoatRecord *moat_edit_add_flow (MoatDocument *document,
                                const char *use_case_id,
                                const char *source_id,
                                const char *target_id,
                                const char *name);
MoatRecord *
moat_edit_add_zone (MoatDocument *document, const char *use_case_id, const char *name, const MoatRect *box);
MoatRecord *moat_edit_add_line (MoatDocument *document,
                                const char *use_case_id,
                                const char *name,
                                const MoatPoint *points,
                                guint n_points);
MoatRecord *
moat_edit_add_note (MoatDocument *document, const char *use_case_id, const char *text, const MoatRect *box);
/* With a flow of the same use case, or NULL for a plain line. Before @sibling, or at the end. */
MoatRecord *moat_edit_add_step (MoatDocument *document,
                                const char *use_case_id,
                                MoatRecord *flow,
                                const char *text,
                                MoatRecord *sibling);
/* The asset of this name (case ignored), made when there is none. */
MoatRecord *moat_edit_ensure_asset (MoatDocument *document, const char *name);

MoatRecord *moat_edit_add_threat (MoatDocument *document, const char *on_id, const char *text);
MoatRecord *moat_edit_add_decision (MoatDocument *document, const char *threat_id, const char *text);
MoatRecord *moat_edit_add_verification (MoatDocument *document, const char *decision_id, const char *text);

/* Sets one field of one record from what a person typed; no change and FALSE with an error when it cannot be
 * read so. */
gboolean moat_edit_set_text (MoatDocument *document,
                             MoatRecord *record,
                             const char *field_name,
                             const char *text,
                             GError **error);

void moat_edit_link_decision (MoatDocument *document, MoatRecord *decision, MoatRecord *threat);
/* The decision goes when this was its last move. */
void moat_edit_unlink_decision (MoatDocument *document, MoatRecord *decision, MoatRecord *threat);
void moat_edit_move_threat (MoatDocument *document, MoatRecord *threat, const char *on_id);
/* The copy shares the decisions: they stop it too. */
MoatRecord *moat_edit_copy_threat (MoatDocument *document, MoatRecord *threat, const char *on_id);

/* Moves elements, boundaries, notes, and of flows that are among @records or have both ends among them, the
 * bends and free ends. */
void moat_edit_move (MoatDocument *document, GPtrArray *records, double dx, double dy);
void moat_edit_reverse_flow (MoatDocument *document, MoatRecord *flow);
void moat_edit_remove_all (MoatDocument *document, GPtrArray *records);

/* A deep copy with new ids, placed after the original. */
MoatRecord *moat_edit_duplicate_use_case (MoatDocument *document, MoatRecord *use_case);

/* Copies @records (of any document) into @document with new ids; references among them are kept, references
 * outwards are kept where the id lives in @document and dropped elsewhere; what belongs to a use case goes to
 * @use_case_id; all is moved by dx, dy.
 * @mapping, when given, receives old id → new id. Returns the new records. Owned container.
 */
GPtrArray *moat_edit_insert_copies (MoatDocument *document,
                                    GPtrArray *records,
                                    const char *use_case_id,
                                    double dx,
                                    double dy,
                                    GHashTable **mapping) G_GNUC_WARN_UNUSED_RESULT;
/* The same, where some of @records are here already: @joined, original → the record that stands for it, of
 * MoatRecord *. Those are not copied, and references lead to what stands for them. NULL: none.
 */
GPtrArray *moat_edit_insert_joined (MoatDocument *document,
                                    GPtrArray *records,
                                    GHashTable *joined,
                                    const char *use_case_id,
                                    double dx,
                                    double dy,
                                    GHashTable **mapping) G_GNUC_WARN_UNUSED_RESULT;
/* @records and what hangs on them: steps and moves of flows, moves of elements, decisions, verifications,
 * carried assets. */
GPtrArray *moat_edit_collect_closure (MoatDocument *document, GPtrArray *records) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
