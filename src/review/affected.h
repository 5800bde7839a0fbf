/* Whose facts a change set may have changed: flows and elements to judge anew,
 * and no others.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* Adds to @records (a set of owned MoatRecord) the live flows and elements about which moat_facts_collect()
 * may now say something else, or on which there are other moves or answers, because of @changes. Crossings
 * apart: those are told by the zones' own "changed".
 */
void moat_affected_add (MoatDocument *document, const MoatChanges *changes, GHashTable *records);

/* Adds those whose place or crossings are others: @moved is what the zones' "changed" tells. */
void moat_affected_add_moved (MoatDocument *document, GPtrArray *moved, GHashTable *records);

/* Adds the other records that the acceptance check judges anew because of @changes: those changed or removed,
 * the moves of a decision, the decision of a verification, what stands beside a move, what an exemption is
 * about.
 */
void moat_affected_add_judged (MoatDocument *document, const MoatChanges *changes, GHashTable *records);

G_END_DECLS
