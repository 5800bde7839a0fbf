/* The attacker moves of one stop as cards side by side: the move, what was
 * decided, and how it stands. Tab goes from card to card.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define MOAT_TYPE_PRESENT_CARDS (moat_present_cards_get_type ())
G_DECLARE_FINAL_TYPE (MoatPresentCards, moat_present_cards, MOAT, PRESENT_CARDS, GtkWidget)

GtkWidget *moat_present_cards_new (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;

/* Shows the moves that are on @place, anew. */
void moat_present_cards_set_place (MoatPresentCards *self, MoatRecord *place);
guint moat_present_cards_count (MoatPresentCards *self);
/* The move whose card has the focus, else the first that is open, else the first; NULL without any. Borrowed.
 */
MoatRecord *moat_present_cards_get_move (MoatPresentCards *self);
/* Brings the last card into view, as soon as it has its place. */
void moat_present_cards_show_last (MoatPresentCards *self);

G_END_DECLS
