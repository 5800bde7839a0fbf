/* Asks where attacker moves on elements belong, and hangs them on flows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define MOAT_TYPE_ASSIGN_MOVES (moat_assign_moves_get_type ())
G_DECLARE_FINAL_TYPE (MoatAssignMoves, moat_assign_moves, MOAT, ASSIGN_MOVES, AdwWindow)

/* Over the window of @page: a list of the moves on elements, each with the flow that is proposed. What is
 * chosen there is done in one step. */
void moat_assign_moves_present (MoatPage *page);
/* How many moves there are to assign. */
guint moat_assign_moves_count (MoatPage *page);

/* For tests: chooses for a move one of its flows, by place, or -1: it stays. */
void moat_assign_moves_choose (MoatAssignMoves *self, guint move, int flow);
void moat_assign_moves_accept (MoatAssignMoves *self);

G_END_DECLS
