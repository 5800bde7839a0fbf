/* The words of other tools for what Moat's tables say: "Information
 * Disclosure", "very-high", "mitigationResolved", "NA". Letters count, their
 * case and what stands between them does not.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "states.h"

G_BEGIN_DECLS

/* NULL is a word that says nothing everywhere here. */

/* The categories of STRIDE that a word, or a single letter, names; 0: none. */
MoatStride moat_import_words_stride (const char *text);
/* Severities, likelihoods and impacts; those between two of ours count as the worse. */
MoatLevel moat_import_words_level (const char *text);
/* Of numbers from 0 to 100; 0 says nothing. */
MoatLevel moat_import_words_level_of (double percent);

/* What a tool says became of a move. A word that is not known is an open one. @is_mitigated tells those that
 * something stops, which Moat says by a decision. */
MoatThreatStatus moat_import_words_status (const char *text, gboolean *is_mitigated);
/* How far a mitigation is. */
MoatDecisionStatus moat_import_words_progress (const char *text);

/* By the tool's own type where that says it, else by it and the name as moat_story_guess_type() does. */
MoatElementType moat_import_words_element_type (const char *type, const char *name);
MoatBoundaryType moat_import_words_boundary_type (const char *type, const char *name);
/* Whether a protocol keeps others from reading along: "https" does, "http" does not, "REST" may. */
MoatTristate moat_import_words_encrypted (const char *protocol);

G_END_DECLS
