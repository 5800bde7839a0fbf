/* Attacker moves as cards (see present-cards.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "present-cards.h"

#include "query.h"
#include "walk.h"

#include <glib/gi18n-lib.h>

#define MOVE_KEY "moat-move"
/* So few cards are wide, and their texts take fewer lines. */
#define MAX_WIDE 2

struct _MoatPresentCards
{
  GtkWidget parent_instance;

  MoatDocument *document;
  GtkWidget *scrolled; /* child */
  GtkWidget *row;
  gboolean shows_last; /* when it was laid out the next time */
};

G_DEFINE_FINAL_TYPE (MoatPresentCards, moat_present_cards, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *text, const char *css_class, int n_lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), n_lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* "Find the record by the signed-in user · API", and how many more there are. */
static char *
dup_decided (GPtrArray *decisions)
{
  MoatRecord *first = g_ptr_array_index (decisions, 0);
  g_autofree char *places = moat_list_join (moat_decision_state (first)->enforced, ", ");
  GString *text = g_string_new (moat_record_get_title (first));

  if (places != NULL && *places != '\0')
    g_string_append_printf (text, " · %s", places);
  if (decisions->len > 1)
    {
      g_string_append (text, " · ");
      /* TRANSLATORS: after the first decision on an attacker move */
      g_string_append_printf (text, ngettext ("%u more", "%u more", decisions->len - 1), decisions->len - 1);
    }

  return g_string_free (text, FALSE);
}

static GtkWidget *
new_card (MoatPresentCards *self, MoatRecord *move)
{
  const char *title = moat_record_get_title (move);
  g_autoptr(GPtrArray) decisions = moat_query_decisions (self->document, moat_record_get_id (move));
  gboolean is_open = moat_query_standing (self->document, move) == MOAT_STANDING_OPEN;
  g_autofree char *decided = decisions->len > 0 ? dup_decided (decisions) : NULL;
  g_autofree char *stands = moat_walk_dup_standing (self->document, move);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *card = gtk_button_new ();
  GtkWidget *badge = gtk_label_new (stands);

  if (decided == NULL)
    decided = g_strdup (is_open ? _ ("no decision yet") : moat_threat_state (move)->reason);
  gtk_box_append (GTK_BOX (box),
                  new_label (*title != '\0' ? title : _ ("Not named yet"), "moat-present-move", 2));
  if (decided != NULL)
    gtk_box_append (GTK_BOX (box),
                    new_label (decided, is_open ? "moat-present-undecided" : "moat-present-decided", 2));
  gtk_widget_set_halign (badge, GTK_ALIGN_START);
  gtk_widget_set_valign (badge, GTK_ALIGN_END);
  gtk_widget_set_vexpand (badge, TRUE);
  gtk_widget_add_css_class (badge, "moat-present-badge");
  gtk_widget_add_css_class (badge, is_open ? "open" : "decided");
  gtk_box_append (GTK_BOX (box), badge);

  gtk_button_set_child (GTK_BUTTON (card), box);
  gtk_widget_add_css_class (card, "moat-present-card");
  if (is_open)
    gtk_widget_add_css_class (card, "open");
  gtk_widget_set_hexpand (card, TRUE);
  g_object_set_data_full (G_OBJECT (card), MOVE_KEY, g_object_ref (move), g_object_unref);
  return card;
}

static MoatRecord *
get_move (GtkWidget *card)
{
  return g_object_get_data (G_OBJECT (card), MOVE_KEY);
}

static void
moat_present_cards_dispose (GObject *object)
{
  MoatPresentCards *self = MOAT_PRESENT_CARDS (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_present_cards_parent_class)->dispose (object);
}

static void
moat_present_cards_class_init (MoatPresentCardsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_present_cards_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
laid_out_cb (GtkAdjustment *adjustment, MoatPresentCards *self)
{
  if (self->shows_last)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  self->shows_last = FALSE;
}

static void
moat_present_cards_init (MoatPresentCards *self)
{
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (self->row), TRUE);
  gtk_widget_add_css_class (self->row, "moat-present-cards");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->row);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled)),
                           "changed", G_CALLBACK (laid_out_cb), self, 0);
}

GtkWidget *
moat_present_cards_new (MoatDocument *document)
{
  MoatPresentCards *self = g_object_new (MOAT_TYPE_PRESENT_CARDS, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}

/* The place's card with the focus keeps it. */
void
moat_present_cards_set_place (MoatPresentCards *self, MoatRecord *place)
{
  g_autoptr(GPtrArray) moves = NULL;
  g_autoptr(MoatRecord) focused = NULL;
  GtkWidget *child;

  g_return_if_fail (MOAT_IS_PRESENT_CARDS (self));

  child = gtk_widget_get_focus_child (self->row);
  if (child != NULL)
    focused = g_object_ref (get_move (child));
  while ((child = gtk_widget_get_first_child (self->row)) != NULL)
    gtk_box_remove (GTK_BOX (self->row), child);

  moves = moat_document_list_children (self->document, moat_record_get_id (place), MOAT_KIND_THREAT);
  for (guint i = 0; i < moves->len; i++)
    {
      MoatRecord *move = g_ptr_array_index (moves, i);
      GtkWidget *card = new_card (self, move);

      gtk_box_append (GTK_BOX (self->row), card);
      if (move == focused)
        gtk_widget_grab_focus (card);
    }
  if (moves->len <= MAX_WIDE)
    gtk_widget_add_css_class (self->row, "wide");
  else
    gtk_widget_remove_css_class (self->row, "wide");
  gtk_widget_set_visible (GTK_WIDGET (self), moves->len > 0);
}

guint
moat_present_cards_count (MoatPresentCards *self)
{
  guint n = 0;

  g_return_val_if_fail (MOAT_IS_PRESENT_CARDS (self), 0);

  for (GtkWidget *card = gtk_widget_get_first_child (self->row); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    n++;
  return n;
}

MoatRecord *
moat_present_cards_get_move (MoatPresentCards *self)
{
  GtkWidget *focused, *first;

  g_return_val_if_fail (MOAT_IS_PRESENT_CARDS (self), NULL);

  focused = gtk_widget_get_focus_child (self->row);
  if (focused != NULL)
    return get_move (focused);
  first = gtk_widget_get_first_child (self->row);
  for (GtkWidget *card = first; card != NULL; card = gtk_widget_get_next_sibling (card))
    if (moat_query_standing (self->document, get_move (card)) == MOAT_STANDING_OPEN)
      return get_move (card);

  return first != NULL ? get_move (first) : NULL;
}

void
moat_present_cards_show_last (MoatPresentCards *self)
{
  g_return_if_fail (MOAT_IS_PRESENT_CARDS (self));

  self->shows_last = TRUE;
  gtk_widget_queue_resize (self->row);
}
