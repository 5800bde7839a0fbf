/* One thing to decide, on a card: what each side says of it beside one another,
 * one of which is chosen, or another text typed. Knows nothing of what is decided.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOAT_TYPE_CHOICE_CARD (moat_choice_card_get_type ())
G_DECLARE_FINAL_TYPE (MoatChoiceCard, moat_choice_card, MOAT, CHOICE_CARD, GtkWidget)

/* Signal: "changed" ()   something else is chosen or typed */

/* No answer was chosen yet. */
#define MOAT_CHOICE_NONE (-1)

/* @kind: what sort of question it is, in a few words; @title: what it is about; @place: where, or NULL. */
GtkWidget *moat_choice_card_new (const char *kind, const char *title, const char *place)
    G_GNUC_WARN_UNUSED_RESULT;
/* Why it is asked, or what is wrong with the answer; NULL for nothing. */
void moat_choice_card_set_message (MoatChoiceCard *self, const char *message);

/* A column. @answer: what choosing it gives, or MOAT_CHOICE_NONE when it is there only to be looked at.
 * @text may be empty; @picture, above it, may be NULL.
 */
void moat_choice_card_add_side (MoatChoiceCard *self,
                                int answer,
                                const char *label,
                                const char *text,
                                GtkWidget *picture);
/* A text of one's own, which begins as @text. */
void moat_choice_card_add_text (MoatChoiceCard *self, int answer, const char *label, const char *text);
/* In place of columns that are chosen from: @on or @off, as the box is ticked. @text: what it is about. */
void moat_choice_card_add_check (MoatChoiceCard *self, int on, int off, const char *label, const char *text);

/* What is chosen, or MOAT_CHOICE_NONE. */
int moat_choice_card_get_choice (MoatChoiceCard *self);
/* Whether there is something to choose, and nothing is chosen. */
gboolean moat_choice_card_is_open (MoatChoiceCard *self);
/* MOAT_CHOICE_NONE takes the choice back; does nothing when there is no such answer. */
void moat_choice_card_set_choice (MoatChoiceCard *self, int answer);
gboolean moat_choice_card_has_choice (MoatChoiceCard *self, int answer);
/* What was typed, owned; NULL when the card takes no text. */
char *moat_choice_card_dup_text (MoatChoiceCard *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
