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
/* Inside the caller's transaction. A verification whose text is still there keeps its evidence and result;
 * others change their text in order, are added, or go. */
void moat_verifications_set_text (MoatDocument *document, MoatRecord *decision, const char *text);

/* Whether nothing but its text is there to lose. */
gboolean moat_decision_is_blank (MoatDocument *document, MoatRecord *decision);

G_END_DECLS
