/* Settling what a merge left in the model: for each conflict what ours, theirs
 * and both before said, to choose from. One step to undo.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/* @record_id: whose conflicts to begin with, or "". */
void moat_settle_conflicts (MoatPage *page, const char *record_id);

G_END_DECLS
