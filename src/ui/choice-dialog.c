/* A window with cards of what is to be decided (see choice-dialog.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "choice-dialog.h"

#include "dialog-header.h"

#include <glib/gi18n-lib.h>

/* Three columns of a few words each, and room for two cards, on a small laptop too. */
#define WIDTH  980
#define HEIGHT 600

struct _MoatChoiceDialog
{
  AdwWindow parent_instance;

  GtkWidget *accept;
  GtkWidget *preview; /* shows or hides it */
  GtkStack *stack;
  GtkLabel *description;
  GtkWidget *all; /* buttons that answer every card */
  GtkLabel *count;
  GtkBox *list;
  GtkBox *footer;
  GPtrArray *cards; /* borrowed */
  gboolean needs_all;
  gboolean is_choosing; /* many at once */
};

enum
{
  ACCEPTED,
  PREVIEW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatChoiceDialog, moat_choice_dialog, ADW_TYPE_WINDOW)

/* ---- What is decided ---- */

static guint
count_open (MoatChoiceDialog *self)
{
  guint n_open = 0;

  for (guint i = 0; i < self->cards->len; i++)
    n_open += moat_choice_card_is_open (g_ptr_array_index (self->cards, i));

  return n_open;
}

static void
update (MoatChoiceDialog *self)
{
  guint n_open = count_open (self);
  g_autofree char *text = NULL;

  if (self->is_choosing)
    return;
  if (n_open == 0)
    text = g_strdup (_ ("All is decided"));
  else
    text = g_strdup_printf (ngettext ("%u of %u to decide", "%u of %u to decide", n_open), n_open,
                            self->cards->len);
  gtk_label_set_text (self->count, text);
  gtk_widget_set_sensitive (self->accept, n_open == 0 || (!self->needs_all && n_open < self->cards->len));
  gtk_widget_set_sensitive (self->preview, gtk_widget_get_sensitive (self->accept));
}

static void
all_clicked_cb (MoatChoiceDialog *self, GtkButton *button)
{
  int answer = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "moat-answer"));

  self->is_choosing = TRUE;
  for (guint i = 0; i < self->cards->len; i++)
    moat_choice_card_set_choice (g_ptr_array_index (self->cards, i), answer);
  self->is_choosing = FALSE;
  update (self);
}

static void
accept (MoatChoiceDialog *self)
{
  if (gtk_widget_get_sensitive (self->accept))
    g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
preview_toggled_cb (MoatChoiceDialog *self, GtkToggleButton *button)
{
  gboolean is_shown = gtk_toggle_button_get_active (button);

  gtk_stack_set_visible_child_name (self->stack, is_shown ? "preview" : "cards");
  gtk_widget_set_sensitive (self->all, !is_shown);
  if (is_shown)
    g_signal_emit (self, signals[PREVIEW], 0);
}

static gboolean
accept_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  accept (MOAT_CHOICE_DIALOG (widget));

  return TRUE;
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

/* ---- Widget ---- */

static void
moat_choice_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (MOAT_CHOICE_DIALOG (object)->cards);

  G_OBJECT_CLASS (moat_choice_dialog_parent_class)->finalize (object);
}

static void
moat_choice_dialog_class_init (MoatChoiceDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_choice_dialog_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, close_cb, NULL);

  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  signals[PREVIEW] = g_signal_new ("preview", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_header (MoatChoiceDialog *self)
{
  GtkWidget *header = moat_dialog_header_new (GTK_WINDOW (self), &self->accept);

  self->preview = gtk_toggle_button_new_with_mnemonic (_ ("_Preview"));
  gtk_widget_set_visible (self->preview, FALSE);
  g_signal_connect_object (self->preview, "toggled", G_CALLBACK (preview_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->preview);
  g_signal_connect_object (self->accept, "clicked", G_CALLBACK (accept), self, G_CONNECT_SWAPPED);

  return header;
}

/* What it is about, how much is left, and how to answer all at once. */
static GtkWidget *
new_bar (MoatChoiceDialog *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->description = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->description, TRUE);
  gtk_label_set_xalign (self->description, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->description), TRUE);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  self->all = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->all, "linked");
  gtk_widget_set_valign (self->all, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (bar, "moat-choices-bar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->description));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (bar), self->all);

  return bar;
}

static void
moat_choice_dialog_init (MoatChoiceDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *controller = gtk_shortcut_controller_new ();

  self->cards = g_ptr_array_new ();
  self->needs_all = TRUE;
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), new_bar (self));

  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "moat-choices");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, scroller, "cards");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  self->footer = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->footer));
  adw_window_set_content (ADW_WINDOW (self), box);

  moat_dialog_header_add_accept (GTK_SHORTCUT_CONTROLLER (controller), accept_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* ---- API ---- */

MoatChoiceDialog *
moat_choice_dialog_new (GtkWidget *widget, const char *title, const char *accept_label)
{
  MoatChoiceDialog *self = g_object_new (MOAT_TYPE_CHOICE_DIALOG, "title", title, "modal", TRUE,
                                         "transient-for", gtk_widget_get_root (widget), "destroy-with-parent",
                                         TRUE, "default-width", WIDTH, "default-height", HEIGHT, NULL);

  gtk_button_set_label (GTK_BUTTON (self->accept), accept_label);

  return self;
}

void
moat_choice_dialog_set_description (MoatChoiceDialog *self, const char *text)
{
  g_return_if_fail (MOAT_IS_CHOICE_DIALOG (self));

  gtk_label_set_text (self->description, text);
}

void
moat_choice_dialog_set_needs_all (MoatChoiceDialog *self, gboolean needs_all)
{
  g_return_if_fail (MOAT_IS_CHOICE_DIALOG (self));

  self->needs_all = needs_all;
  update (self);
}

void
moat_choice_dialog_add_heading (MoatChoiceDialog *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  g_return_if_fail (MOAT_IS_CHOICE_DIALOG (self));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "title-4");
  gtk_box_append (self->list, label);
}

static MoatChoiceCard *
follow (MoatChoiceDialog *self, GtkWidget *card)
{
  g_ptr_array_add (self->cards, card);
  g_signal_connect_object (card, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return MOAT_CHOICE_CARD (card);
}

MoatChoiceCard *
moat_choice_dialog_add_card (MoatChoiceDialog *self, GtkWidget *card)
{
  g_return_val_if_fail (MOAT_IS_CHOICE_DIALOG (self), NULL);

  gtk_box_append (self->list, card);

  return follow (self, card);
}

MoatChoiceCard *
moat_choice_dialog_insert_card (MoatChoiceDialog *self, GtkWidget *card)
{
  g_return_val_if_fail (MOAT_IS_CHOICE_DIALOG (self), NULL);

  gtk_box_prepend (self->list, card);

  return follow (self, card);
}

void
moat_choice_dialog_add_all (MoatChoiceDialog *self, const char *label, int answer)
{
  GtkWidget *button;

  g_return_if_fail (MOAT_IS_CHOICE_DIALOG (self));

  button = gtk_button_new_with_mnemonic (label);
  g_object_set_data (G_OBJECT (button), "moat-answer", GINT_TO_POINTER (answer));
  g_signal_connect_object (button, "clicked", G_CALLBACK (all_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->all), button);
}

void
moat_choice_dialog_set_preview (MoatChoiceDialog *self, GtkWidget *preview)
{
  g_return_if_fail (MOAT_IS_CHOICE_DIALOG (self));

  gtk_stack_add_named (self->stack, preview, "preview");
  gtk_widget_set_visible (self->preview, TRUE);
}

void
moat_choice_dialog_set_footer (MoatChoiceDialog *self, GtkWidget *footer)
{
  g_return_if_fail (MOAT_IS_CHOICE_DIALOG (self));

  gtk_widget_add_css_class (footer, "moat-choices-footer");
  gtk_box_append (self->footer, footer);
}

void
moat_choice_dialog_show_card (MoatChoiceDialog *self, MoatChoiceCard *card)
{
  g_return_if_fail (MOAT_IS_CHOICE_DIALOG (self));
  g_return_if_fail (MOAT_IS_CHOICE_CARD (card));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->preview), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (card));
}

void
moat_choice_dialog_present (MoatChoiceDialog *self)
{
  MoatChoiceCard *first = NULL;

  g_return_if_fail (MOAT_IS_CHOICE_DIALOG (self));

  for (guint i = 0; i < self->cards->len && first == NULL; i++)
    if (moat_choice_card_is_open (g_ptr_array_index (self->cards, i)))
      first = g_ptr_array_index (self->cards, i);
  gtk_window_present (GTK_WINDOW (self));
  if (first != NULL)
    moat_choice_dialog_show_card (self, first);
  else
    gtk_widget_grab_focus (self->accept);
}
