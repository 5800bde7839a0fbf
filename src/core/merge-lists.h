/* Three-way merging of lists of words: as sets, as sequences, or as a text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* All take arrays of strings or NULL for the empty list. *@merged receives the result, owned; NULL when it is
 * empty. FALSE: something in there is no list of words, or the sides disagree.
 *
 * Swapping ours and theirs changes nothing.
 */

/* What either side took out is out, what either side put in is in; never in conflict. */
gboolean moat_merge_sets (JsonNode *base, JsonNode *ours, JsonNode *theirs, JsonNode **merged);
/* Places that only one side changed are as that side has them, and what both put into one gap is both there.
 * Where both replaced the same words differently, they disagree. Source: "A Formal Investigation of Diff3",
 * Khanna, Kunal and Pierce, 2007.
 */
gboolean moat_merge_sequences (JsonNode *base, JsonNode *ours, JsonNode *theirs, JsonNode **merged);

/* The same of words themselves: *@merged receives them, borrowed. What both put into one gap is no agreement
 * here, since its order would say something.
 */
gboolean moat_merge_pieces (GPtrArray *base, GPtrArray *ours, GPtrArray *theirs, GPtrArray *merged);
/* For each word of @base the place of its partner in @side, or -1, by a longest common subsequence. Owned;
 * NULL when they are too many to compare.
 */
int *moat_merge_match (GPtrArray *base, GPtrArray *side) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
