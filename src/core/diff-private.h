/* What the parts of the comparison share. Only diff*.c include it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "diff.h"

G_BEGIN_DECLS

typedef struct
{
  MoatDocument *old_document;
  MoatDocument *new_document;
  GPtrArray *differences; /* of MoatDifference */
  GPtrArray *moved;       /* of MoatRecord *, of the new model: other places, sizes or routes */
  GPtrArray *sorted;      /* of MoatRecord *, of the new model: other places in their lists */
} MoatDiff;

/* A record that both models have. */
typedef struct
{
  MoatRecord *old_record;
  MoatRecord *new_record;
} MoatDiffPair;

/* Adds a difference about @record, which lives in @document. Takes @sentence; returns it borrowed. */
MoatDifference *moat_diff_tell (MoatDiff *self,
                                MoatDifferenceType type,
                                MoatDocument *document,
                                MoatRecord *record,
                                char *sentence);

/* "Flow 2 (User → API)", "Move “…” on flow 2", "Decision “…”": as a sentence begins with it. Owned. */
char *moat_diff_name (MoatDocument *document, MoatRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* The same inside of a sentence and short: "flow 2", "API", "decision “…”". Owned. */
char *moat_diff_short_name (MoatDocument *document, MoatRecord *record) G_GNUC_WARN_UNUSED_RESULT;
/* "“Expire tokens”", cut to what one line can hold. Owned. */
char *moat_diff_quote (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* A field as people read it, references by the names of what they name. Owned, may be empty. */
char *moat_diff_value (MoatDocument *document, const MoatField *field, const MoatState *state)
    G_GNUC_WARN_UNUSED_RESULT;

gboolean moat_diff_is_geometry (const MoatField *field);
/* What became of the fields of a record that both have; places and order are for others. */
void moat_diff_tell_fields (MoatDiff *self, const MoatDiffPair *pair);
/* Crossings that came and went, and what is in a zone now. */
void moat_diff_tell_crossings (MoatDiff *self);

G_END_DECLS
