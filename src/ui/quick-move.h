/* Adding an attacker move from anywhere (Ctrl+M): one line in the words of a
 * story, on what is selected, or on the flow whose number it begins with.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"
#include "selection.h"

G_BEGIN_DECLS

#define MOAT_TYPE_QUICK_MOVE (moat_quick_move_get_type ())
G_DECLARE_FINAL_TYPE (MoatQuickMove, moat_quick_move, MOAT, QUICK_MOVE, GtkPopover)

/* Shows it over @page with @text, or NULL, in its entry. With nothing selected the move is on @pointed, what
 * the pointer rests on, or NULL. It goes by itself when it is closed; borrowed until then.
 */
MoatQuickMove *
moat_quick_move_open (MoatPage *page, MoatSelection *selection, MoatRecord *pointed, const char *text);

/* Where one types, and what Enter would do; borrowed. */
GtkWidget *moat_quick_move_get_entry (MoatQuickMove *self);
const char *moat_quick_move_get_hint (MoatQuickMove *self);
/* As Enter does, or, when it @stays, Shift+Enter. */
void moat_quick_move_enter (MoatQuickMove *self, gboolean stays);

G_END_DECLS
