/* Three-way merging of lists of words: as sets, or as sequences.
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

G_END_DECLS
