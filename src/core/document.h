/* A model in memory: its records, and the one way to change them. Every change
 * is made inside a transaction; undo, redo, autosave and every view live on the
 * change sets that transactions emit. No I/O here (formats/) and no judgement
 * (review/).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "changes.h"

G_BEGIN_DECLS

#define MOAT_TYPE_DOCUMENT (moat_document_get_type ())
G_DECLARE_FINAL_TYPE (MoatDocument, moat_document, MOAT, DOCUMENT, GObject)

/* Signals:
 *   "derive"  (MoatChanges *)  for stores that compute from the model (MoatZones): runs before…
 *   "changed" (MoatChanges *)  …this one, for everybody else
 *   "history-changed" ()       what can be undone or redone, or whether the document is modified, is
 * different now Properties: "can-undo", "can-redo", "is-modified" (all read only, notified).
 */

/* A document with its model record and the three classes that every model has; nothing to undo. */
MoatDocument *moat_document_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The id of the one model record of every document. */
#define MOAT_MODEL_ID "model"

/* Whether @record is the model or one of the three classes that every document has and nobody can remove. */
gboolean moat_document_is_builtin (MoatDocument *self, MoatRecord *record);
/* What such a class is in a new document, owned; NULL for any other id. A file leaves out a class that is
 * still like that. */
MoatState *moat_document_new_builtin_state (const char *id) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Looking ---- */

MoatRecord *moat_document_get_model (MoatDocument *self);
/* The live record with this id, or NULL. Borrowed. @id may be NULL. */
MoatRecord *moat_document_find (MoatDocument *self, const char *id);
MoatRecord *moat_document_find_kind (MoatDocument *self, const char *id, MoatKind kind);
guint moat_document_count (MoatDocument *self, MoatKind kind);
/* All live records of a kind in their order. Borrowed, good until the next change; of MoatRecord *. */
GPtrArray *moat_document_list (MoatDocument *self, MoatKind kind);
/* Live records of @kind that name @id in any reference, in their order. Owned container and elements. */
GPtrArray *moat_document_list_referrers (MoatDocument *self, const char *id, MoatKind kind)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean moat_document_has_referrers (MoatDocument *self, const char *id, MoatKind kind);
/* Live records of @kind that name @id in their parent field (steps of a use case, threats on a flow,
 * verifications of a decision). */
GPtrArray *moat_document_list_children (MoatDocument *self, const char *id, MoatKind kind)
    G_GNUC_WARN_UNUSED_RESULT;

/* ---- Changing ---- */

/* Transactions nest; only the outermost makes an undo step, and only when something differs. @label is
 * translated. */
void moat_document_begin (MoatDocument *self, const char *label);
/* Returns whether anything differs from when the transaction began. */
gboolean moat_document_commit (MoatDocument *self);
void moat_document_rollback (MoatDocument *self);
gboolean moat_document_in_transaction (MoatDocument *self);
/* Emits what changed since the last emission, inside an open transaction: the live view of a gesture. */
void moat_document_publish (MoatDocument *self);

/* Joins this transaction's step with the one before when both carry the same key and nothing came between:
 * typing into one field, or nudging one selection, is one undo step. Call inside the transaction.
 */
void moat_document_set_merge_key (MoatDocument *self, const char *key);
/* What follows starts a step of its own (the focus left the field). */
void moat_document_break_merge (MoatDocument *self);

/* A new record at the end of its kind; @id NULL mints one. Its state is default; edit it in the same
 * transaction. Returns the borrowed record; NULL when @id is taken.
 */
MoatRecord *moat_document_add (MoatDocument *self, MoatKind kind, const char *id);
/* The private state of @record, to write to until the next publish, begin, commit or rollback: cast to the
 * kind's struct. Ask again rather than keep it.
 */
gpointer moat_document_edit (MoatDocument *self, MoatRecord *record);
/* Removes @record and what cannot be without it (kinds.h: on_delete). The model and the three first classes
 * stay. */
void moat_document_remove (MoatDocument *self, MoatRecord *record);
/* Moves @record in its kind's order to just before @sibling (NULL: to the end). */
void moat_document_move_before (MoatDocument *self, MoatRecord *record, MoatRecord *sibling);

/* Several edits under one label, without a local variable for the document's state. */
#define MOAT_TRANSACTION(document, label)                                                                    \
  for (gboolean moat_open_ = (moat_document_begin ((document), (label)), TRUE); moat_open_;                  \
       moat_open_ = (moat_document_commit (document), FALSE))

/* ---- History ---- */

gboolean moat_document_undo (MoatDocument *self);
gboolean moat_document_redo (MoatDocument *self);
gboolean moat_document_can_undo (MoatDocument *self);
gboolean moat_document_can_redo (MoatDocument *self);
/* The label of the step, borrowed, or NULL. */
const char *moat_document_get_undo_label (MoatDocument *self);
const char *moat_document_get_redo_label (MoatDocument *self);
gboolean moat_document_is_modified (MoatDocument *self);
void moat_document_mark_saved (MoatDocument *self);
/* Where the history stands, and that this is what a file holds now: for saving that takes its time, while
 * edits and undo go on. What is typed after moat_document_get_point() is a step of its own.
 */
guint64 moat_document_get_point (MoatDocument *self);
void moat_document_mark_point_saved (MoatDocument *self, guint64 point);
/* Forgets all steps, for a document that was just read. */
void moat_document_clear_history (MoatDocument *self);

/* ---- Files ---- */

/* Makes what a reader put in whole: references to nothing are dropped, a record that lost its required parent
 * gets another or goes, a use case exists. Returns a list of sentences that say what was done (owned
 * strings), empty when nothing was. Call inside a transaction or before history matters.
 */
GPtrArray *moat_document_repair (MoatDocument *self) G_GNUC_WARN_UNUSED_RESULT;

/* Members of the file's top level that this version does not know (canonical JSON text of one object), or
 * NULL. Set them inside a transaction. */
const char *moat_document_get_extra (MoatDocument *self);
void moat_document_set_extra (MoatDocument *self, const char *json);

G_END_DECLS
