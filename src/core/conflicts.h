/* What a merge left to people: conflicts as they stand in a model, and what to
 * call them. How they come to be is merge.h; taking the other side's value is formats/.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_CONFLICT_BASE,
  MOAT_CONFLICT_OURS,
  MOAT_CONFLICT_THEIRS,
  MOAT_N_CONFLICT_SIDES,
} MoatConflictSide;

typedef struct
{
  MoatRecord *record; /* owned; NULL: of the file as a whole */
  char *name;         /* the member's; NULL: one side deleted the record, the other changed it */
  MoatConflictSide deleted_by;
  JsonNode *values[MOAT_N_CONFLICT_SIDES]; /* owned; NULL: empty there */
  JsonNode *entry;                         /* owned: as it stands in the file */
} MoatConflict;

/* All of the model, by kind and order. Of MoatConflict, owned. */
GPtrArray *moat_conflicts_list (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
/* Those of one record, and those that are in no record. */
GPtrArray *moat_conflicts_list_of (MoatRecord *record) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *moat_conflicts_list_of_file (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
/* Takes one conflict, by its record and name, out of the model, and leaves the field as it is; inside the
 * caller's transaction. */
void moat_conflict_forget (MoatDocument *document, const MoatConflict *conflict);
/* Whether there may be conflicts in a state's unknown members; never FALSE where there are. Costs little. */
gboolean moat_conflicts_has (const char *extra);
/* The text of a state's unknown members without conflicts; owned, NULL when nothing else is in it. */
char *moat_conflicts_strip (const char *extra) G_GNUC_WARN_UNUSED_RESULT;
void moat_conflict_free (MoatConflict *conflict);
gboolean moat_conflict_equal (const MoatConflict *a, const MoatConflict *b);

/* The field's label, translated, or the member's name. Borrowed. */
const char *moat_conflict_get_label (const MoatConflict *conflict);
/* What the record is called, "" when it has no name. Borrowed. */
const char *moat_conflict_get_title (MoatDocument *document, const MoatConflict *conflict);
/* What that side says, as people read it; references by the names of what they name. Owned, never empty. */
char *moat_conflict_dup_value (MoatDocument *document, const MoatConflict *conflict, MoatConflictSide side)
    G_GNUC_WARN_UNUSED_RESULT;
/* One line: what it is about, and what both sides say. Owned. */
char *moat_conflict_describe (MoatDocument *document, const MoatConflict *conflict) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatConflict, moat_conflict_free)

G_END_DECLS
