/* Merging models, and settling what did not merge. How it is done stands in
 * core's merge.h; here it meets documents and the file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "conflicts.h"
#include "formats.h"

G_BEGIN_DECLS

/* What both sides made of @base, as a new document: moat_conflicts_list() tells where they disagree.
 * @base NULL is an empty model. @report, when given, receives what was put right. NULL with an error when the
 * result is beyond what a file may hold.
 */
MoatDocument *moat_native_merge (MoatDocument *base,
                                 MoatDocument *ours,
                                 MoatDocument *theirs,
                                 MoatReport *report,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes one side's answer and forgets the conflict; inside the caller's transaction. Of a record that one
 * side deleted, MOAT_CONFLICT_BASE is no answer. A value that cannot be taken (it names a record that is
 * gone, or is none that the field can have) is an error, and changes nothing.
 */
gboolean moat_native_settle (MoatDocument *document,
                             const MoatConflict *conflict,
                             MoatConflictSide side,
                             GError **error);

/* Whether a text can be an answer: the field is one that people type into. */
gboolean moat_native_can_settle_text (const MoatConflict *conflict);
/* Takes @text, as moat_field_to_text() gives it, in place of what either side said. */
gboolean moat_native_settle_text (MoatDocument *document,
                                  const MoatConflict *conflict,
                                  const char *text,
                                  GError **error);

/* The record's state with the field as that side says it; owned. NULL of what is no field, and of a value
 * that cannot be read.
 */
MoatState *moat_native_conflict_dup_state (MoatDocument *document,
                                           const MoatConflict *conflict,
                                           MoatConflictSide side) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
