/* The button in the header bar for the workshop (see workshop-button.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-button.h"

#include "squeezer.h"

#include <glib/gi18n-lib.h>

struct _MoatWorkshopButton
{
  AdwBin parent_instance;

  MoatWorkshop *workshop; /* owned */
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkLabel *label;
  GtkLabel *heading;
  GtkLabel *problem;
  GtkListBox *phases;
  GtkWidget *begin_button; /* while none is on, and: */
  GtkWidget *agenda_button;
  GtkWidget *pause_button; /* while one is, and: */
  GtkWidget *end_button;
};

G_DEFINE_FINAL_TYPE (MoatWorkshopButton, moat_workshop_button, ADW_TYPE_BIN)

/* ---- What is shown ---- */

static void
ticked_cb (MoatWorkshopButton *self)
{
  g_autofree char *time = moat_workshop_dup_total (self->workshop);
  g_autofree char *text = moat_workshop_dup_time_text (self->workshop);
  /* TRANSLATORS: beside the time that is left of it, as in "Workshop 10:00". */
  g_autofree char *label = g_strdup_printf (_ ("Workshop %s"), time);
  g_autofree char *tooltip = NULL;

  if (moat_workshop_is_on (self->workshop))
    tooltip = g_strdup_printf ("%s: %s", moat_workshop_get_phase (self->workshop)->name, text);
  gtk_label_set_text (self->label, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               tooltip != NULL ? tooltip : _ ("Workshop (Ctrl+Alt+W)"));
}

static GtkWidget *
new_phase_row (MoatWorkshopButton *self, guint index)
{
  const MoatAgendaPhase *phase = moat_agenda_get (moat_workshop_get_agenda (self->workshop), index);
  const MoatWorkshopClock *clock = moat_workshop_get_clock (self->workshop);
  gboolean is_current = clock != NULL && clock->phase == index;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name ("media-playback-start-symbolic");
  GtkWidget *name = gtk_label_new (phase->name);
  g_autofree char *minutes = g_strdup_printf (_ ("%u min"), phase->minutes);
  GtkWidget *time = gtk_label_new (minutes);

  gtk_widget_set_opacity (icon, is_current ? 1 : 0);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 40);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (box, phase->question);
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_add_css_class (time, "numeric");
  if (is_current)
    gtk_widget_add_css_class (name, "heading");
  if (clock != NULL)
    gtk_box_append (GTK_BOX (box), icon);
  else
    g_object_unref (g_object_ref_sink (icon));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), time);

  return box;
}

static void
show_phases (MoatWorkshopButton *self)
{
  gboolean is_on = moat_workshop_is_on (self->workshop);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->phases))) != NULL)
    gtk_list_box_remove (self->phases, child);
  for (guint i = 0; i < moat_workshop_get_agenda (self->workshop)->phases->len; i++)
    {
      gtk_list_box_append (self->phases, new_phase_row (self, i));
      child = gtk_widget_get_last_child (GTK_WIDGET (self->phases));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (child), is_on);
      gtk_widget_set_focusable (child, is_on);
    }
}

static void
show_heading (MoatWorkshopButton *self)
{
  guint minutes = moat_agenda_get_minutes (moat_workshop_get_agenda (self->workshop));
  g_autofree char *text = g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
  g_autofree char *of_team = g_strdup_printf (_ ("%s, the team's agenda"), text);

  gtk_label_set_text (self->heading, moat_workshop_is_of_team (self->workshop) ? of_team : text);
}

static void
show_content (MoatWorkshopButton *self)
{
  const char *problem = moat_workshop_get_problem (self->workshop);
  gboolean is_on = moat_workshop_is_on (self->workshop);

  show_heading (self);
  show_phases (self);
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_widget_set_visible (self->begin_button, !is_on);
  gtk_widget_set_visible (self->agenda_button, !is_on);
  gtk_widget_set_visible (self->pause_button, is_on);
  gtk_widget_set_visible (self->end_button, is_on);
  gtk_button_set_label (GTK_BUTTON (self->pause_button),
                        moat_workshop_is_paused (self->workshop) ? _ ("_Go on") : _ ("_Pause"));
}

static void
changed_cb (MoatWorkshopButton *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    show_content (self);
}

/* Somebody may have written the agenda's file since. */
static void
popover_shown_cb (MoatWorkshopButton *self)
{
  if (self->workshop == NULL)
    return;
  moat_workshop_reload_agenda (self->workshop);
  show_content (self);
  gtk_widget_grab_focus (moat_workshop_is_on (self->workshop) ? self->pause_button : self->begin_button);
}

static void
activated_cb (MoatWorkshopButton *self, GtkListBoxRow *row)
{
  moat_workshop_go_to (self->workshop, (guint) gtk_list_box_row_get_index (row));
  gtk_popover_popdown (self->popover);
}

/* ---- Building ---- */

static GtkWidget *
new_button (MoatWorkshopButton *self, const char *action, const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), self->popover,
                           G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
new_buttons (MoatWorkshopButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->agenda_button = new_button (self, "page.workshop-agenda", _ ("_Edit agenda…"));
  self->begin_button = new_button (self, "page.workshop-begin", _ ("_Start"));
  self->end_button = new_button (self, "page.workshop-end", _ ("_End…"));
  self->pause_button = new_button (self, "page.workshop-pause", _ ("_Pause"));
  gtk_widget_add_css_class (self->begin_button, "suggested-action");
  gtk_box_append (GTK_BOX (box), self->agenda_button);
  gtk_box_append (GTK_BOX (box), self->end_button);
  gtk_box_append (GTK_BOX (box), self->pause_button);
  gtk_box_append (GTK_BOX (box), self->begin_button);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);

  return box;
}

static GtkWidget *
new_content (MoatWorkshopButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *title = gtk_label_new (_ ("Workshop"));

  self->heading = GTK_LABEL (gtk_label_new (NULL));
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  self->phases = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (title, "title-4");
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "dim-label");
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_max_width_chars (self->problem, 40);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "moat-problem");
  gtk_list_box_set_selection_mode (self->phases, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->phases), "moat-phases");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->phases), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Phases"),
                                  -1);
  g_signal_connect_object (self->phases, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->phases));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), new_buttons (self));

  return box;
}

static void
moat_workshop_button_dispose (GObject *object)
{
  g_clear_object (&MOAT_WORKSHOP_BUTTON (object)->workshop);

  G_OBJECT_CLASS (moat_workshop_button_parent_class)->dispose (object);
}

static void
moat_workshop_button_class_init (MoatWorkshopButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_workshop_button_dispose;
}

static void
moat_workshop_button_init (MoatWorkshopButton *self)
{
  self->label = GTK_LABEL (gtk_label_new (_ ("Workshop")));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "moat-workshop-popover");
  gtk_popover_set_child (self->popover, new_content (self));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (popover_shown_cb), self, G_CONNECT_SWAPPED);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button,
                             moat_squeezer_new (GTK_WIDGET (self->label),
                                                gtk_image_new_from_icon_name ("alarm-symbolic")));
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Workshop"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

void
moat_workshop_button_set_page (MoatWorkshopButton *self, MoatPage *page)
{
  g_return_if_fail (MOAT_IS_WORKSHOP_BUTTON (self));
  g_return_if_fail (MOAT_IS_PAGE (page));

  if (self->workshop != NULL)
    g_signal_handlers_disconnect_by_data (self->workshop, self);
  g_set_object (&self->workshop, moat_page_get_workshop (page));
  g_signal_connect_object (self->workshop, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workshop, "ticked", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  ticked_cb (self);
}

void
moat_workshop_button_popup (MoatWorkshopButton *self)
{
  g_return_if_fail (MOAT_IS_WORKSHOP_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
