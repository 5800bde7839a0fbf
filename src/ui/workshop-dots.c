/* One dot for each flow (see workshop-dots.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-dots.h"

#include "accessible.h"

#include <glib/gi18n-lib.h>

/* More of them scroll, in pixels. */
#define MAX_WIDTH 240

struct _MoatWorkshopDots
{
  AdwBin parent_instance;
  GtkWidget *scroller;
  GtkWidget *box;
  GPtrArray *dots; /* of GtkWidget, borrowed, in story order; each has its flow as data */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatWorkshopDots, moat_workshop_dots, ADW_TYPE_BIN)

static void
clicked_cb (MoatWorkshopDots *self, GtkWidget *dot)
{
  g_autoptr (MoatRecord) flow = g_object_ref (g_object_get_data (G_OBJECT (dot), "moat-flow"));

  g_signal_emit (self, signals[CHOSEN], 0, flow);
}

static GtkWidget *
new_dot (MoatWorkshopDots *self)
{
  GtkWidget *dot = gtk_button_new ();

  gtk_widget_add_css_class (dot, "moat-dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  g_signal_connect_object (dot, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), dot);

  return dot;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* "Step 2, submits the form: no attacker move yet" */
static char *
describe (const MoatTallyFlow *entry)
{
  const char *name = moat_record_get_title (entry->flow);
  g_autofree char *moves = entry->n_moves > 0
                               ? g_strdup_printf (ngettext ("%u attacker move", "%u attacker moves",
                                                            entry->n_moves),
                                                  entry->n_moves)
                               : g_strdup (_ ("no attacker move yet"));

  if (entry->number == 0)
    return g_strdup_printf (_ ("%s: %s"), *name != '\0' ? name : _ ("Flow without a step"), moves);
  if (*name == '\0')
    return g_strdup_printf (_ ("Step %u: %s"), entry->number, moves);

  /* TRANSLATORS: the step's number, its words, how many attacker moves it has. */
  return g_strdup_printf (_ ("Step %u, %s: %s"), entry->number, name, moves);
}

static void
show_dot (GtkWidget *dot, const MoatTallyFlow *entry, gboolean is_current)
{
  g_autofree char *number = entry->number > 0 ? g_strdup_printf ("%u", entry->number) : g_strdup ("·");
  g_autofree char *text = describe (entry);

  g_object_set_data_full (G_OBJECT (dot), "moat-flow", g_object_ref (entry->flow), g_object_unref);
  gtk_button_set_label (GTK_BUTTON (dot), number);
  gtk_widget_set_tooltip_text (dot, text);
  moat_accessible_set_name (dot, text);
  set_class (dot, "done", entry->n_moves > 0);
  set_class (dot, "current", is_current);
}

/* Brings the dot at @index of so many into view. */
static void
scroll_to (MoatWorkshopDots *self, guint index)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double width = gtk_adjustment_get_upper (adjustment) / MAX (1, self->dots->len);

  gtk_adjustment_clamp_page (adjustment, (index - 1.0) * width, (index + 2.0) * width);
}

void
moat_workshop_dots_show (MoatWorkshopDots *self, const MoatTally *tally, MoatRecord *current)
{
  g_return_if_fail (MOAT_IS_WORKSHOP_DOTS (self));

  while (self->dots->len > tally->flows->len)
    {
      gtk_box_remove (GTK_BOX (self->box), g_ptr_array_index (self->dots, self->dots->len - 1));
      g_ptr_array_set_size (self->dots, self->dots->len - 1);
    }
  while (self->dots->len < tally->flows->len)
    g_ptr_array_add (self->dots, new_dot (self));

  for (guint i = 0; i < tally->flows->len; i++)
    {
      const MoatTallyFlow *entry = &g_array_index (tally->flows, MoatTallyFlow, i);

      show_dot (g_ptr_array_index (self->dots, i), entry, entry->flow == current);
      if (entry->flow == current)
        scroll_to (self, i);
    }
}

static void
moat_workshop_dots_finalize (GObject *object)
{
  g_ptr_array_unref (MOAT_WORKSHOP_DOTS (object)->dots);

  G_OBJECT_CLASS (moat_workshop_dots_parent_class)->finalize (object);
}

static void
moat_workshop_dots_class_init (MoatWorkshopDotsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_workshop_dots_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, MOAT_TYPE_RECORD);
}

static void
moat_workshop_dots_init (MoatWorkshopDots *self)
{
  self->dots = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  self->scroller = gtk_scrolled_window_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Flows"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_width (GTK_SCROLLED_WINDOW (self->scroller), MAX_WIDTH);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
}

GtkWidget *
moat_workshop_dots_new (void)
{
  return g_object_new (MOAT_TYPE_WORKSHOP_DOTS, NULL);
}
