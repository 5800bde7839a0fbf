/* Building a model from another tool's file: what every reader of a foreign
 * format stands on. It keeps foreign ids and ours apart, gives things places,
 * keeps what was not understood, and says what could not be carried.
 *
 * A reader makes one, adds what it finds within that one transaction, and
 * finishes it. Ids follow from the format and the foreign id alone, so that
 * the same file always gives the same model, and a newer state of it one that
 * can be compared.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"
#include "geometry.h"
#include "kept.h"

G_BEGIN_DECLS

typedef struct _MoatImport MoatImport;

/* @format is the format's name in the table, static. @report may be NULL. Owned. */
MoatImport *moat_import_new (const char *format, const MoatImportOptions *options, MoatReport *report)
    G_GNUC_WARN_UNUSED_RESULT;
/* Also of one that was not finished: nothing is left of it. */
void moat_import_free (MoatImport *self);
/* To edit records with, by moat_document_edit(). Borrowed. */
MoatDocument *moat_import_get_document (MoatImport *self);
/* Brings everything into bounds, lays out what has no place, and makes the model whole. Owned; NULL with an
 * error when it was cancelled or holds too much. Call once, then free.
 */
MoatDocument *moat_import_finish (MoatImport *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Call for each thing that is read, @done of @total: FALSE when it was cancelled or is too much; stop then
 * and finish, which says why.
 */
gboolean moat_import_go_on (MoatImport *self, guint done, guint total);

/* ---- Adding: all return the borrowed record ---- */

/* Foreign ids from here on are of this part of the file alone (a diagram that was copied has the ids of the
 * first once more); NULL: of the whole file. */
void moat_import_set_scope (MoatImport *self, const char *scope);
/* A record at the end of its kind. @foreign_id may be NULL: it is then numbered. Of two with one id, the
 * first is found by it, and the other is reported. */
MoatRecord *moat_import_add (MoatImport *self, MoatKind kind, const char *foreign_id);
/* The record of this kind that was added with @foreign_id in this scope; NULL for none. */
MoatRecord *moat_import_find (MoatImport *self, MoatKind kind, const char *foreign_id);

MoatRecord *moat_import_add_use_case (MoatImport *self, const char *foreign_id, const char *title);
MoatRecord *moat_import_add_element (MoatImport *self,
                                     MoatRecord *use_case,
                                     const char *foreign_id,
                                     MoatElementType type,
                                     const char *name);
/* With a step that gives it its number. Both ends are free until they are set. */
MoatRecord *
moat_import_add_flow (MoatImport *self, MoatRecord *use_case, const char *foreign_id, const char *name);
MoatRecord *
moat_import_add_zone (MoatImport *self, MoatRecord *use_case, const char *foreign_id, const char *name);
MoatRecord *moat_import_add_line (MoatImport *self,
                                  MoatRecord *use_case,
                                  const char *foreign_id,
                                  const char *name,
                                  const MoatPoint *points,
                                  guint n_points);
MoatRecord *
moat_import_add_note (MoatImport *self, MoatRecord *use_case, const char *foreign_id, const char *text);
/* On a flow, element, boundary or use case. */
MoatRecord *
moat_import_add_threat (MoatImport *self, MoatRecord *on, const char *foreign_id, const char *text);
/* The decision of a move that a file calls mitigated without a word about how: one without text would count
 * as none. Not translated, as what is read from files is not. */
#define MOAT_IMPORT_UNSAID "Mitigated; the file does not say how."
/* moat_edit_link_decision() adds further moves. */
MoatRecord *
moat_import_add_decision (MoatImport *self, MoatRecord *threat, const char *foreign_id, const char *text);
MoatRecord *moat_import_add_assumption (MoatImport *self, const char *foreign_id, const char *text);
/* The asset of this name, whatever the case of its letters; made when there is none. */
MoatRecord *moat_import_ensure_asset (MoatImport *self, const char *name);
/* A flow or element carries or holds @asset. */
void moat_import_carry (MoatImport *self, MoatRecord *record, MoatRecord *asset);
/* The same with each asset of @ids, as the other tool calls them; what the file does not describe is made,
 * and reported. @ids may be NULL. */
void moat_import_carry_ids (MoatImport *self, MoatRecord *record, JsonArray *ids);
/* A person at the end of the model's contributors, unless there or NULL or empty. */
void moat_import_add_contributor (MoatImport *self, const char *name);

/* ---- Places ---- */

typedef enum
{
  MOAT_IMPORT_SOURCE,
  MOAT_IMPORT_TARGET,
} MoatImportEnd;

/* Where an element, zone or note is, from the page's or, when given, @parent's upper left corner; @parent may
 * get its own place later. A size of 0 is the usual one. What never gets a place is laid out. */
void moat_import_place (MoatImport *self, MoatRecord *record, MoatRecord *parent, const MoatRect *box);
/* What the file says about what is inside what; for formats whose places need not say the same. Where they
 * do not, the use case is laid out anew. */
void moat_import_put_in (MoatImport *self, MoatRecord *record, MoatRecord *zone);
/* To an element, or with @element NULL free at @point. */
void moat_import_attach (MoatImport *self,
                         MoatRecord *flow,
                         MoatImportEnd end,
                         MoatRecord *element,
                         const MoatPoint *point);
/* The bends of a flow. */
void moat_import_bend (MoatImport *self, MoatRecord *flow, const MoatPoint *points, guint n_points);

/* ---- What does not fit ---- */

/* One thing that the model cannot say as the file did. @where is in the file's words, may be NULL; @record is
 * what it is about, may be NULL. A translated sentence. */
void moat_import_lost (MoatImport *self, const char *where, MoatRecord *record, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
/* The same where nothing is lost but it is good to know. */
void moat_import_tell (MoatImport *self, MoatRecord *record, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* Keeps the members of @object that are not among @understood (NULL-ended) and say something, for a writer of
 * the same format (kept.h); the model's record keeps those of the file as a whole. May be called again: later
 * members win.
 */
void
moat_import_keep (MoatImport *self, MoatRecord *record, JsonObject *object, const char *const *understood);
/* The same in an object of its own, @name, within what is kept of the record. */
void moat_import_keep_within (MoatImport *self,
                              MoatRecord *record,
                              const char *name,
                              JsonObject *object,
                              const char *const *understood);
/* Those of @object's members that are in @names, for what every file has and nobody misses. */
void
moat_import_keep_quietly (MoatImport *self, MoatRecord *record, JsonObject *object, const char *const *names);
/* One value, copied, whatever it says, and without a word in the report. */
void moat_import_keep_node (MoatImport *self, MoatRecord *record, const char *name, JsonNode *node);
void moat_import_keep_text (MoatImport *self, MoatRecord *record, const char *name, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatImport, moat_import_free)

G_END_DECLS
