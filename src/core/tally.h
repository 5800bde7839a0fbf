/* What a workshop has brought so far: steps, boundaries, the moves on each
 * flow, decisions and owners of one use case. Reads a document, keeps nothing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "changes.h"
#include "document.h"

G_BEGIN_DECLS

typedef struct
{
  MoatRecord *flow; /* owned */
  guint number;     /* of its step; 0 for none */
  guint n_moves;
} MoatTallyFlow;

typedef struct
{
  guint n_steps;
  guint n_boundaries;
  guint n_assets;        /* of the whole model: they belong to no use case */
  GPtrArray *moves;      /* of MoatRecord, owned, in story order */
  GArray *flows;         /* of MoatTallyFlow, in story order; without those out of scope */
  guint n_bare;          /* of them, those without a move */
  GPtrArray *open;       /* of the moves, those without a decision */
  GPtrArray *decisions;  /* each once, in the order of their moves; without those dropped */
  GPtrArray *unowned;    /* of the decisions, those without an owner */
  GPtrArray *unverified; /* and those that nobody said how to verify */
} MoatTally;

/* Costs what the use case has, not what the model has. */
MoatTally *moat_tally_new (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;
void moat_tally_free (MoatTally *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatTally, moat_tally_free)

/* Whether @changes can make it come out otherwise: dragging and naming things does not. */
gboolean moat_tally_is_touched (const MoatChanges *changes);

typedef enum
{
  MOAT_WALK_FORWARD,
  MOAT_WALK_BACKWARD,
  MOAT_WALK_HERE, /* forward, but stopping where it begins when that is wanted too */
} MoatWalk;

/* Of the flows, the next without a move from @flow (NULL: an end) on, once round; NULL when every flow has
 * one. Borrowed.
 */
MoatRecord *moat_tally_find_bare (const MoatTally *self, MoatRecord *flow, MoatWalk walk);
/* The same of moves without a decision, around @threat. */
MoatRecord *moat_tally_find_open (const MoatTally *self, MoatRecord *threat, MoatWalk walk);
/* The same of decisions without an owner. */
MoatRecord *moat_tally_find_unowned (const MoatTally *self, MoatRecord *decision, MoatWalk walk);

G_END_DECLS
