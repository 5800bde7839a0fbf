/* The line under the cards: the question of the stop, and in its place, while
 * one types, an attacker move or a decision.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "present-private.h"

#include "edit.h"

#include <glib/gi18n-lib.h>

static void
add_move (MoatPresentView *self, const char *text)
{
  const MoatStop *stop = moat_present_view_get_stop (self);

  MOAT_TRANSACTION (self->document, _ ("Add an attacker move"))
  {
    moat_edit_add_threat (self->document, moat_record_get_id (stop->place), text);
  }
  moat_present_cards_show_last (self->cards);
}

static void
add_decision (MoatPresentView *self, const char *text)
{
  if (self->decided == NULL || !moat_record_is_live (self->decided))
    return;

  MOAT_TRANSACTION (self->document, _ ("Add a decision"))
  {
    moat_edit_add_decision (self->document, moat_record_get_id (self->decided), text);
  }
}

/* Moves come one after the other; a decision comes alone. */
static void
entered_cb (MoatPresentView *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (*text == '\0')
    {
      moat_present_view_end_typing (self);
      return;
    }

  gtk_editable_set_text (self->entry, "");
  if (self->typing == MOAT_TYPING_MOVE)
    {
      add_move (self, text);
      return;
    }
  add_decision (self, text);
  moat_present_view_end_typing (self);
}

void
moat_present_view_begin_typing (MoatPresentView *self, MoatTyping typing)
{
  MoatRecord *move = moat_present_cards_get_move (self->cards);
  const char *question = _ ("What would an attacker do here instead?");
  g_autofree char *about = NULL;

  if (typing == MOAT_TYPING_DECISION && move == NULL)
    {
      gtk_label_set_text (self->question, _ ("A decision answers an attacker move: add one with N first"));
      return;
    }

  self->typing = typing;
  if (typing == MOAT_TYPING_DECISION)
    {
      g_set_object (&self->decided, move);
      /* TRANSLATORS: %s is an attacker move */
      about = g_strdup_printf (_ ("What do we build so that this fails? “%s”"), moat_record_get_title (move));
      question = about;
    }
  gtk_label_set_text (self->prompt, question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
  gtk_editable_set_text (self->entry, "");
  gtk_stack_set_visible_child_name (self->ask, "typing");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
moat_present_view_end_typing (MoatPresentView *self)
{
  self->typing = MOAT_TYPING_NOTHING;
  g_clear_object (&self->decided);
  gtk_stack_set_visible_child_name (self->ask, "question");
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
moat_present_view_build_typing (MoatPresentView *self, GtkBox *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->question = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->question, 0);
  gtk_label_set_ellipsize (self->question, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->question), "moat-present-question");

  self->prompt = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->prompt, 0);
  gtk_label_set_ellipsize (self->prompt, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->prompt), "moat-present-question");
  self->entry = GTK_EDITABLE (gtk_entry_new ());
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entered_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->prompt));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));

  self->ask = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->ask, FALSE);
  gtk_stack_add_named (self->ask, GTK_WIDGET (self->question), "question");
  gtk_stack_add_named (self->ask, box, "typing");
  gtk_widget_add_css_class (GTK_WIDGET (self->ask), "moat-present-ask");
  gtk_box_append (page, GTK_WIDGET (self->ask));
}
