/* What the parts of the three-way merge share. Only merge*.c include it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "kinds.h"
#include "merge.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_SIDE_BASE,
  MOAT_SIDE_OURS,
  MOAT_SIDE_THEIRS,
  MOAT_N_SIDES,
} MoatSide;

typedef struct
{
  JsonObject *roots[MOAT_N_SIDES]; /* borrowed */
  /* id → JsonObject, both borrowed: the records of each side. */
  GHashTable *records[MOAT_N_SIDES][MOAT_N_KINDS];
  /* id → JsonObject, both owned: what stays. */
  GHashTable *merged[MOAT_N_KINDS];
} MoatMerge;

/* A record of a kind that this version knows, as the three sides have it; NULL where one has not. */
typedef struct
{
  const MoatKindInfo *info;
  const char *id;
  JsonObject *sides[MOAT_N_SIDES];
} MoatMergeRecord;

void moat_merge_look_up (const MoatMerge *self, MoatKind kind, const char *id, MoatMergeRecord *record);
/* Whether @side did more to a record of base than let go of what it deleted. */
gboolean moat_merge_is_edited (const MoatMerge *self, const MoatMergeRecord *record, MoatSide side);
/* As @side has it, with the note that the other one deleted it. Owned. */
JsonObject *moat_merge_keep (const MoatMergeRecord *record, MoatSide side) G_GNUC_WARN_UNUSED_RESULT;
/* Notes in @object, a record or the top level, that the sides differ in @name. */
void moat_merge_add_conflict (JsonObject *object, const char *name, JsonNode *const *values);
/* The ids that a field's value names, borrowed from it. Owned container. */
GPtrArray *moat_merge_list_ids (JsonNode *value) G_GNUC_WARN_UNUSED_RESULT;

/* Makes references in what was merged whole: what goes takes with it what cannot be without it, and what is
 * still asked for comes back. Then gives records of two kinds that have one id an id each. merge-refs.c.
 */
void moat_merge_settle_references (MoatMerge *self);

G_END_DECLS
