/* One thing to decide, on a card (see choice-card.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "choice-card.h"

#include "accessible.h"
#include "text-area.h"

#include <glib/gi18n-lib.h>

/* A button and what it gives. */
typedef struct
{
  GtkCheckButton *button; /* borrowed */
  GtkWidget *frame;       /* borrowed; shows what is chosen, or NULL */
  int answer;
  int off; /* of a box to tick: what it gives when it is not; else MOAT_CHOICE_NONE */
} Option;

struct _MoatChoiceCard
{
  GtkWidget parent_instance;

  char *name; /* of the card, for who does not see it */
  GtkWidget *box;
  GtkWidget *message;
  GtkWidget *sides; /* NULL: none yet */
  GtkTextBuffer *buffer;
  GArray *options; /* of Option */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatChoiceCard, moat_choice_card, GTK_TYPE_WIDGET)

/* ---- Choosing ---- */

static void
toggled_cb (MoatChoiceCard *self)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      const Option *option = &g_array_index (self->options, Option, i);

      if (option->frame == NULL)
        continue;
      if (gtk_check_button_get_active (option->button))
        gtk_widget_add_css_class (option->frame, "chosen");
      else
        gtk_widget_remove_css_class (option->frame, "chosen");
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Anywhere in a column is as good as on its button. */
static void
pressed_cb (GtkCheckButton *button)
{
  gtk_widget_grab_focus (GTK_WIDGET (button));
  gtk_check_button_set_active (button, TRUE);
}

static void
add_option (MoatChoiceCard *self, GtkWidget *button, GtkWidget *frame, int answer, int off)
{
  const Option option = { GTK_CHECK_BUTTON (button), frame, answer, off };

  /* Those to choose one from are a group. */
  if (off == MOAT_CHOICE_NONE && self->options->len > 0)
    gtk_check_button_set_group (option.button, g_array_index (self->options, Option, 0).button);
  else if (off == MOAT_CHOICE_NONE)
    {
      /* One that is alone would be a box to tick. */
      GtkWidget *none = gtk_check_button_new ();

      gtk_widget_set_visible (none, FALSE);
      gtk_box_append (GTK_BOX (self->box), none);
      gtk_check_button_set_group (option.button, GTK_CHECK_BUTTON (none));
    }
  g_array_append_val (self->options, option);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

/* ---- Parts ---- */

static GtkWidget *
new_text (const char *text)
{
  gboolean is_empty = text == NULL || *text == '\0';
  GtkWidget *label = gtk_label_new (is_empty ? _ ("(empty)") : text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* Columns of one width, whatever is in them. */
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_hexpand (label, TRUE);
  if (is_empty)
    gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static GtkWidget *
new_heading (const char *label)
{
  GtkWidget *heading = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");

  return heading;
}

/* Named with what it stands for: who hears it hears both. */
static GtkWidget *
new_button (MoatChoiceCard *self, const char *label, const char *text)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *heading = new_heading (label);
  g_autofree char *name = NULL;

  /* TRANSLATORS: for a screen reader: what a choice is, what it says, and what the choice is about. */
  name = g_strdup_printf (_ ("%s: %s. %s"), label, text != NULL && *text != '\0' ? text : _ ("(empty)"),
                          self->name);
  /* The button's own label would keep the words in one line. */
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), heading);
  moat_accessible_set_name (button, name);

  return button;
}

static GtkWidget *
ensure_sides (MoatChoiceCard *self)
{
  if (self->sides == NULL)
    {
      self->sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_box_set_homogeneous (GTK_BOX (self->sides), TRUE);
      gtk_box_append (GTK_BOX (self->box), self->sides);
    }

  return self->sides;
}

void
moat_choice_card_add_side (MoatChoiceCard *self,
                           int answer,
                           const char *label,
                           const char *text,
                           GtkWidget *picture)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *button = NULL;

  g_return_if_fail (MOAT_IS_CHOICE_CARD (self));

  gtk_widget_add_css_class (side, "moat-side");
  if (answer != MOAT_CHOICE_NONE)
    {
      GtkGesture *click = gtk_gesture_click_new ();

      button = new_button (self, label, text);
      g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), button, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (side, GTK_EVENT_CONTROLLER (click));
      gtk_widget_add_css_class (side, "choosable");
    }
  gtk_box_append (GTK_BOX (side), button != NULL ? button : new_heading (label));
  if (picture != NULL)
    gtk_box_append (GTK_BOX (side), picture);
  gtk_box_append (GTK_BOX (side), new_text (text));
  gtk_box_append (GTK_BOX (ensure_sides (self)), side);
  if (button != NULL)
    add_option (self, button, side, answer, MOAT_CHOICE_NONE);
}

static void
show_text_cb (GtkCheckButton *button, GParamSpec *pspec, GtkWidget *area)
{
  gtk_widget_set_visible (area, gtk_check_button_get_active (button));
}

void
moat_choice_card_add_text (MoatChoiceCard *self, int answer, const char *label, const char *text)
{
  GtkWidget *button;
  GtkWidget *view;
  GtkWidget *area;
  g_autofree char *name = NULL;

  g_return_if_fail (MOAT_IS_CHOICE_CARD (self));
  g_return_if_fail (self->buffer == NULL);

  button = gtk_check_button_new_with_label (label);
  name = g_strdup_printf ("%s. %s", label, self->name);
  moat_accessible_set_name (button, name);
  view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);

  area = moat_text_area_new (GTK_TEXT_VIEW (view));
  gtk_widget_add_css_class (area, "moat-own-text");
  gtk_widget_set_visible (area, FALSE);
  g_signal_connect_object (button, "notify::active", G_CALLBACK (show_text_cb), area, G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (self->box), button);
  gtk_box_append (GTK_BOX (self->box), area);
  add_option (self, button, NULL, answer, MOAT_CHOICE_NONE);
}

void
moat_choice_card_add_check (MoatChoiceCard *self, int on, int off, const char *label, const char *text)
{
  GtkWidget *button;
  g_autofree char *name = NULL;

  g_return_if_fail (MOAT_IS_CHOICE_CARD (self));

  button = gtk_check_button_new_with_label (label);
  name = g_strdup_printf ("%s. %s", label, self->name);
  moat_accessible_set_name (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_box_append (GTK_BOX (self->box), new_text (text));
  gtk_box_append (GTK_BOX (self->box), button);
  add_option (self, button, NULL, on, off);
}

/* ---- API ---- */

int
moat_choice_card_get_choice (MoatChoiceCard *self)
{
  g_return_val_if_fail (MOAT_IS_CHOICE_CARD (self), MOAT_CHOICE_NONE);

  for (guint i = 0; i < self->options->len; i++)
    {
      const Option *option = &g_array_index (self->options, Option, i);

      if (gtk_check_button_get_active (option->button))
        return option->answer;
      if (option->off != MOAT_CHOICE_NONE)
        return option->off;
    }

  return MOAT_CHOICE_NONE;
}

gboolean
moat_choice_card_is_open (MoatChoiceCard *self)
{
  g_return_val_if_fail (MOAT_IS_CHOICE_CARD (self), FALSE);

  return self->options->len > 0 && moat_choice_card_get_choice (self) == MOAT_CHOICE_NONE;
}

static const Option *
find_option (MoatChoiceCard *self, int answer)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      const Option *option = &g_array_index (self->options, Option, i);

      if (option->answer == answer || (answer != MOAT_CHOICE_NONE && option->off == answer))
        return option;
    }

  return NULL;
}

void
moat_choice_card_set_choice (MoatChoiceCard *self, int answer)
{
  const Option *option;

  g_return_if_fail (MOAT_IS_CHOICE_CARD (self));

  for (guint i = 0; answer == MOAT_CHOICE_NONE && i < self->options->len; i++)
    gtk_check_button_set_active (g_array_index (self->options, Option, i).button, FALSE);
  option = find_option (self, answer);
  if (option != NULL)
    gtk_check_button_set_active (option->button, option->answer == answer);
}

gboolean
moat_choice_card_has_choice (MoatChoiceCard *self, int answer)
{
  g_return_val_if_fail (MOAT_IS_CHOICE_CARD (self), FALSE);

  return find_option (self, answer) != NULL;
}

char *
moat_choice_card_dup_text (MoatChoiceCard *self)
{
  char *text = NULL;

  g_return_val_if_fail (MOAT_IS_CHOICE_CARD (self), NULL);

  if (self->buffer != NULL)
    g_object_get (self->buffer, "text", &text, NULL);

  return text;
}

void
moat_choice_card_set_message (MoatChoiceCard *self, const char *message)
{
  g_return_if_fail (MOAT_IS_CHOICE_CARD (self));

  gtk_label_set_text (GTK_LABEL (self->message), message != NULL ? message : "");
  gtk_widget_set_visible (self->message, message != NULL);
}

/* ---- Widget ---- */

/* Into what one chooses with. */
static gboolean
moat_choice_card_grab_focus (GtkWidget *widget)
{
  MoatChoiceCard *self = MOAT_CHOICE_CARD (widget);

  for (guint i = 0; i < self->options->len; i++)
    if (gtk_check_button_get_active (g_array_index (self->options, Option, i).button))
      return gtk_widget_grab_focus (GTK_WIDGET (g_array_index (self->options, Option, i).button));

  return self->options->len > 0
         && gtk_widget_grab_focus (GTK_WIDGET (g_array_index (self->options, Option, 0).button));
}

static void
moat_choice_card_dispose (GObject *object)
{
  MoatChoiceCard *self = MOAT_CHOICE_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (moat_choice_card_parent_class)->dispose (object);
}

static void
moat_choice_card_finalize (GObject *object)
{
  MoatChoiceCard *self = MOAT_CHOICE_CARD (object);

  g_array_unref (self->options);
  g_free (self->name);

  G_OBJECT_CLASS (moat_choice_card_parent_class)->finalize (object);
}

static void
moat_choice_card_class_init (MoatChoiceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_choice_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = moat_choice_card_finalize;
  widget_class->grab_focus = moat_choice_card_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
moat_choice_card_init (MoatChoiceCard *self)
{
  self->options = g_array_new (FALSE, FALSE, sizeof (Option));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "moat-choice");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
moat_choice_card_new (const char *kind, const char *title, const char *place)
{
  MoatChoiceCard *self = g_object_new (MOAT_TYPE_CHOICE_CARD, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *chip = gtk_label_new (kind);
  GtkWidget *name = new_heading (title);
  GtkWidget *where = gtk_label_new (place);

  self->name = g_strdup_printf ("%s, %s", title, kind);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (chip, "moat-count");
  gtk_widget_set_valign (chip, GTK_ALIGN_START);
  gtk_widget_set_valign (where, GTK_ALIGN_START);
  gtk_widget_add_css_class (where, "dim-label");
  gtk_widget_add_css_class (where, "caption");
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), where);
  gtk_box_append (GTK_BOX (line), chip);
  gtk_box_append (GTK_BOX (self->box), line);

  self->message = new_text (NULL);
  gtk_widget_remove_css_class (self->message, "dim-label");
  gtk_widget_add_css_class (self->message, "moat-choice-message");
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->message);

  return GTK_WIDGET (self);
}
