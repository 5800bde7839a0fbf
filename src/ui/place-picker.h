/* Pickers of records: where a move can hang, and which decision could stop it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "picker.h"
#include "query.h"

G_BEGIN_DECLS

/* Flows, elements and boundaries of a use case, and itself; ids are theirs. @current is marked, or NULL. */
MoatPicker *moat_place_picker_new (MoatDocument *document, const char *use_case_id, MoatRecord *current)
    G_GNUC_WARN_UNUSED_RESULT;
/* Decisions of the use case that do not stop @threat yet. */
MoatPicker *moat_decision_picker_new (MoatDocument *document, MoatRecord *threat) G_GNUC_WARN_UNUSED_RESULT;

/* Hangs the move there, as one undo step; nothing happens when it hangs there already. */
void moat_place_move_threat (MoatDocument *document, MoatRecord *threat, const char *place_id);

G_END_DECLS
