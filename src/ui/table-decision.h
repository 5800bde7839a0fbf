/* How a decision's verifications read in one cell and come back from it, and
 * whether a decision says anything.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* The texts, joined by "; ". Owned. */
char *moat_verifications_dup_text (MoatDocument *document, MoatRecord *decision) G_GNUC_WARN_UNUSED_RESULT;
/* The same, each on a line of its own with its result and the day of that: for tooltips and screen readers.
 * Owned. */
char *moat_verifications_dup_long_text (MoatDocument *document, MoatRecord *decision)
    G_GNUC_WARN_UNUSED_RESULT;
/* What came out of all of them, in a sign and words: "✗ Failing 2024-05-02", "1 of 2 passing"; NULL when none
 * was run. @worst receives what colours it. Owned. */
char *moat_verifications_dup_result (MoatDocument *document, MoatRecord *decision, MoatResult *worst)
    G_GNUC_WARN_UNUSED_RESULT;
/* Inside the caller's transaction. A verification whose text is still there keeps its evidence and result;
 * others change their text in order, are added, or go. */
void moat_verifications_set_text (MoatDocument *document, MoatRecord *decision, const char *text);

/* Whether nothing but its text is there to lose. */
gboolean moat_decision_is_blank (MoatDocument *document, MoatRecord *decision);

G_END_DECLS
