/* Attack paths: chains of flows from where an attacker may stand to data worth
 * having, with a move that nobody has decided on at every step.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* Flows of the longest chain that is looked for beyond the shortest one to each target. */
#define MOAT_PATHS_MAX_LENGTH 8
/* Chains listed in all. */
#define MOAT_PATHS_MAX 100

typedef struct
{
  GPtrArray *flows;     /* of MoatRecord, owned; from the attacker on, at least one */
  MoatRecord *target;   /* owned: the element that is reached */
  double rank;          /* of the class of what it holds */
  gboolean is_shortest; /* no chain to this target has fewer flows */
} MoatPath;

/* The attack paths of a use case, those to the most secret data first, of these the shortest first. A chain
 * begins at a flow that comes from an external entity, or that crosses a boundary inbound; each flow has an
 * open move; it ends at the first time at a store or process whose data is Sensitive or more, and visits no
 * element twice. Both ways of a bidirectional flow count.
 *
 * For each target a shortest chain is among them (breadth-first search, exact). Further ones are looked for
 * within the bounds above; *@is_complete (may be NULL) says whether those are all there are. Of MoatPath,
 * owned.
 */
GPtrArray *moat_paths_find (MoatDocument *document, const char *use_case_id, gboolean *is_complete)
    G_GNUC_WARN_UNUSED_RESULT;

/* "User → Web app → API → Profile store". Owned. */
char *moat_path_describe (MoatDocument *document, const MoatPath *path) G_GNUC_WARN_UNUSED_RESULT;

/* All that is on the way: its flows, the elements at their ends and the boundaries that they cross. Of
 * MoatRecord, owned container and elements.
 */
GPtrArray *moat_path_list_records (MoatDocument *document, const MoatPath *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
