/* The attacker moves on one flow, element, boundary or use case, each a row to
 * unfold, and an entry for one more.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "advice.h"

G_BEGIN_DECLS

#define MOAT_TYPE_MOVES_LIST (moat_moves_list_get_type ())
G_DECLARE_FINAL_TYPE (MoatMovesList, moat_moves_list, MOAT, MOVES_LIST, AdwPreferencesGroup)

/* Signal: "added" (MoatRecord *) when a move was added to the one place there is. */

/* @places of MoatRecord: with several, only adding to each is offered, not their moves listed. @advice, or
 * NULL, suggests decisions.
 */
GtkWidget *moat_moves_list_new (MoatDocument *document, MoatAdvice *advice, GPtrArray *places)
    G_GNUC_WARN_UNUSED_RESULT;
void moat_moves_list_focus_add (MoatMovesList *self);
/* Marks the row of the move that the table looks at; NULL for none. */
void moat_moves_list_mark (MoatMovesList *self, MoatRecord *threat);
/* Unfolds the move's row and gives it the keyboard; FALSE when it is not listed. */
gboolean moat_moves_list_show (MoatMovesList *self, MoatRecord *threat);

G_END_DECLS
