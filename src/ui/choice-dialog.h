/* A window with cards of what is to be decided, and a button that does it: the
 * frame of what both sides of a merge, or of SECURITY.md and a model, say
 * differently. Nothing is done before the button.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "choice-card.h"

G_BEGIN_DECLS

#define MOAT_TYPE_CHOICE_DIALOG (moat_choice_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MoatChoiceDialog, moat_choice_dialog, MOAT, CHOICE_DIALOG, AdwWindow)

/* Signals:
 *   "accepted" ()   do it; whoever does it closes the window when that went well
 *   "preview" ()    what would come out is to be shown
 */

/* Over the window that @widget is in. @accept: a verb with a mnemonic. */
MoatChoiceDialog *moat_choice_dialog_new (GtkWidget *widget, const char *title, const char *accept)
    G_GNUC_WARN_UNUSED_RESULT;
/* What it is about, above the cards. */
void moat_choice_dialog_set_description (MoatChoiceDialog *self, const char *text);
/* With FALSE one card with an answer is enough to accept; with TRUE, the default, each needs one. */
void moat_choice_dialog_set_needs_all (MoatChoiceDialog *self, gboolean needs_all);

/* A heading over the cards that follow. */
void moat_choice_dialog_add_heading (MoatChoiceDialog *self, const char *text);
/* At the end, or as the first. Returns @card, borrowed. */
MoatChoiceCard *moat_choice_dialog_add_card (MoatChoiceDialog *self, GtkWidget *card);
MoatChoiceCard *moat_choice_dialog_insert_card (MoatChoiceDialog *self, GtkWidget *card);
/* A button that chooses @answer in every card that has it. */
void moat_choice_dialog_add_all (MoatChoiceDialog *self, const char *label, int answer);
/* What can be looked at in place of the cards once all is decided. */
void moat_choice_dialog_set_preview (MoatChoiceDialog *self, GtkWidget *preview);
/* Below the cards. */
void moat_choice_dialog_set_footer (MoatChoiceDialog *self, GtkWidget *footer);

/* Shows it with the keyboard in the first card without an answer. */
void moat_choice_dialog_present (MoatChoiceDialog *self);
/* Shows a card, with the keyboard in it. */
void moat_choice_dialog_show_card (MoatChoiceDialog *self, MoatChoiceCard *card);

G_END_DECLS
