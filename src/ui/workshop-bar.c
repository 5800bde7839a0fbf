/* The agenda bar (see workshop-bar.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-bar.h"

#include "accessible.h"
#include "squeezer.h"
#include "workshop-dots.h"
#include "workshop-track.h"

#include <glib/gi18n-lib.h>

/* How long a sign stands in place of the question. */
#define SECONDS_OF_SIGN 15

struct _MoatWorkshopBar
{
  AdwBin parent_instance;

  MoatPage *page;         /* weak */
  MoatWorkshop *workshop; /* owned */
  GSettings *settings;
  guint sign_source; /* takes the sign away */

  GtkWidget *pause_button;
  GtkWidget *next_button;
  GtkLabel *phase;
  GtkLabel *place; /* "3/4" */
  GtkWidget *clock;
  GtkImage *clock_icon;
  GtkLabel *time;
  GtkStack *middle; /* "question", "sign" or "away" */
  GtkLabel *question;
  GtkLabel *sign;
  GtkLabel *absence;
  MoatWorkshopDots *dots;
  GtkLabel *count;
  MoatWorkshopTrack *track;
};

G_DEFINE_FINAL_TYPE (MoatWorkshopBar, moat_workshop_bar, ADW_TYPE_BIN)

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* ---- Each second ---- */

static void
ticked_cb (MoatWorkshopBar *self)
{
  const MoatWorkshopClock *clock = moat_workshop_get_clock (self->workshop);
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (clock == NULL)
    return;
  time = moat_workshop_dup_time (self->workshop);
  text = moat_workshop_dup_time_text (self->workshop);

  gtk_label_set_text (self->time, time);
  gtk_widget_set_tooltip_text (self->clock, text);
  moat_workshop_track_show (self->track, clock);
}

/* ---- What is shown ---- */

static void
show_clock (MoatWorkshopBar *self, const MoatWorkshopClock *clock)
{
  static const char *const icons[] = {
    [MOAT_CLOCK_RUNS] = NULL, [MOAT_CLOCK_ENDS] = "alarm-symbolic", [MOAT_CLOCK_OVER] = "alarm-symbolic"
  };
  MoatClockStage stage = moat_workshop_clock_get_stage (clock);
  const char *icon = clock->is_paused ? "media-playback-pause-symbolic" : icons[stage];

  set_class (self->clock, "ending", stage == MOAT_CLOCK_ENDS);
  set_class (self->clock, "over", stage == MOAT_CLOCK_OVER);
  set_class (self->next_button, "suggested-action", stage == MOAT_CLOCK_OVER);
  set_class (self->next_button, "flat", stage != MOAT_CLOCK_OVER);
  gtk_image_set_from_icon_name (self->clock_icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->clock_icon), icon != NULL);
}

static void
set_button (GtkWidget *button, const char *icon, const char *text)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, text);
  moat_accessible_set_name (button, text);
}

static void
show_buttons (MoatWorkshopBar *self, const MoatWorkshopClock *clock)
{
  const MoatAgenda *agenda = moat_workshop_get_agenda (self->workshop);
  gboolean is_last = clock->phase + 1 == agenda->phases->len;
  g_autofree char *next = is_last ? g_strdup (_ ("End, with a summary (Ctrl+Alt+Page Down)"))
                                  : g_strdup_printf (_ ("Next: %s (Ctrl+Alt+Page Down)"),
                                                     moat_agenda_get (agenda, clock->phase + 1)->name);

  set_button (self->next_button, is_last ? "checkbox-checked-symbolic" : "media-skip-forward-symbolic", next);
  if (clock->is_paused)
    set_button (self->pause_button, "media-playback-start-symbolic", _ ("Go on (Ctrl+Alt+P)"));
  else
    set_button (self->pause_button, "media-playback-pause-symbolic", _ ("Pause (Ctrl+Alt+P)"));
}

static void
show_phase (MoatWorkshopBar *self, const MoatWorkshopClock *clock)
{
  const MoatAgendaPhase *phase = moat_workshop_get_phase (self->workshop);
  g_autofree char *place = g_strdup_printf ("%u/%u", clock->phase + 1, clock->phases->len);

  gtk_label_set_text (self->phase, phase->name);
  gtk_label_set_text (self->place, place);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->phase), phase->name);
  gtk_label_set_text (self->question, phase->question != NULL ? phase->question : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->question), phase->question);
}

static void
show_counts (MoatWorkshopBar *self)
{
  gboolean walks = moat_workshop_get_phase (self->workshop)->pane == MOAT_PANE_MOVES;
  MoatRecord *selected = moat_selection_get_single (moat_page_get_selection (self->page));
  g_autofree char *count = moat_workshop_dup_count (self->workshop);

  gtk_label_set_text (self->count, count);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), count);
  gtk_widget_set_visible (GTK_WIDGET (self->dots), walks);
  if (walks)
    moat_workshop_dots_show (self->dots, moat_workshop_get_tally (self->workshop), selected);
}

/* What stands in the middle: that nobody was there for long is asked about until it is answered. */
static void
show_middle (MoatWorkshopBar *self, const MoatWorkshopClock *clock)
{
  guint minutes = (guint) ((clock->away + G_TIME_SPAN_MINUTE / 2) / G_TIME_SPAN_MINUTE);
  g_autofree char *text = g_strdup_printf (ngettext ("Paused: left alone for %u minute",
                                                     "Paused: left alone for %u minutes", minutes),
                                           minutes);

  gtk_label_set_text (self->absence, text);
  if (clock->away > 0)
    gtk_stack_set_visible_child_name (self->middle, "away");
  else
    gtk_stack_set_visible_child_name (self->middle, self->sign_source != 0 ? "sign" : "question");
}

static void
changed_cb (MoatWorkshopBar *self)
{
  const MoatWorkshopClock *clock = moat_workshop_get_clock (self->workshop);

  gtk_widget_set_visible (GTK_WIDGET (self), clock != NULL);
  if (clock == NULL || self->page == NULL)
    return;
  show_phase (self, clock);
  show_clock (self, clock);
  show_buttons (self, clock);
  show_counts (self);
  show_middle (self, clock);
}

static void
selection_changed_cb (MoatWorkshopBar *self)
{
  if (moat_workshop_is_on (self->workshop))
    show_counts (self);
}

/* ---- Signs ---- */

static void
drop_sign (MoatWorkshopBar *self)
{
  g_clear_handle_id (&self->sign_source, g_source_remove);
  changed_cb (self);
}

static gboolean
sign_over_cb (gpointer user_data)
{
  MoatWorkshopBar *self = user_data;

  self->sign_source = 0;
  changed_cb (self);

  return G_SOURCE_REMOVE;
}

static char *
describe_end (MoatWorkshopBar *self)
{
  const MoatAgenda *agenda = moat_workshop_get_agenda (self->workshop);
  guint next = moat_workshop_get_clock (self->workshop)->phase + 1;

  if (next == agenda->phases->len)
    return g_strdup (_ ("Time is up. The summary is next."));

  return g_strdup_printf (_ ("Time is up. Next: %s"), moat_agenda_get (agenda, next)->name);
}

static char *
describe_left (MoatWorkshopBar *self)
{
  gint64 left = moat_workshop_clock_get_left (moat_workshop_get_clock (self->workshop));
  guint seconds = (guint) ((left + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND);
  guint minutes = (seconds + 30) / 60;

  if (seconds < 60)
    return g_strdup_printf (ngettext ("%u second left", "%u seconds left", seconds), seconds);

  return g_strdup_printf (ngettext ("%u minute left", "%u minutes left", minutes), minutes);
}

static void
signed_cb (MoatWorkshopBar *self, guint signs)
{
  g_autofree char *text = NULL;

  if ((signs & (MOAT_SIGN_ENDING | MOAT_SIGN_OVER)) == 0)
    return;
  text = (signs & MOAT_SIGN_OVER) != 0 ? describe_end (self) : describe_left (self);
  gtk_label_set_text (self->sign, text);
  g_clear_handle_id (&self->sign_source, g_source_remove);
  self->sign_source = g_timeout_add_seconds (SECONDS_OF_SIGN, sign_over_cb, self);
  changed_cb (self);
  if (g_settings_get_boolean (self->settings, "workshop-sound"))
    gdk_display_beep (gtk_widget_get_display (GTK_WIDGET (self)));
}

/* ---- Building ---- */

static GtkWidget *
new_button (const char *action, const char *icon, const char *text)
{
  GtkWidget *button = gtk_button_new ();

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  if (icon != NULL)
    set_button (button, icon, text);

  return button;
}

static GtkWidget *
new_text_button (const char *action, const char *label, const char *text)
{
  GtkWidget *button = new_button (action, NULL, NULL);

  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, text);

  return button;
}

static GtkLabel *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return GTK_LABEL (label);
}

static GtkWidget *
new_controls (MoatWorkshopBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->pause_button = new_button ("page.workshop-pause", NULL, NULL);
  self->next_button = new_button ("page.workshop-next-phase", NULL, NULL);
  gtk_box_append (GTK_BOX (box), new_button ("page.workshop-previous-phase", "media-skip-backward-symbolic",
                                             _ ("Phase before (Ctrl+Alt+Page Up)")));
  gtk_box_append (GTK_BOX (box), self->pause_button);
  gtk_box_append (GTK_BOX (box), self->next_button);

  return box;
}

static GtkWidget *
new_clock (MoatWorkshopBar *self)
{
  self->clock = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->clock_icon = GTK_IMAGE (gtk_image_new ());
  self->time = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "numeric");
  gtk_widget_add_css_class (self->clock, "moat-clock");
  gtk_widget_set_valign (self->clock, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->clock), GTK_WIDGET (self->clock_icon));
  gtk_box_append (GTK_BOX (self->clock), GTK_WIDGET (self->time));

  return self->clock;
}

static GtkWidget *
new_sign (MoatWorkshopBar *self)
{
  /* Screen readers say what becomes visible in an alert. */
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "spacing", 6, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                                 NULL);

  self->sign = new_label ("heading");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("alarm-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sign));

  return box;
}

static GtkWidget *
new_away (MoatWorkshopBar *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "spacing", 6, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                                 NULL);

  self->absence = new_label ("heading");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->absence));
  gtk_box_append (GTK_BOX (box),
                  new_text_button ("page.workshop-pause", _ ("Go on"), _ ("The clock goes on where it was")));
  gtk_box_append (GTK_BOX (box), new_text_button ("page.workshop-count-away", _ ("Count it"),
                                                  _ ("The time counts as time of the workshop")));

  return box;
}

static GtkWidget *
new_middle (MoatWorkshopBar *self)
{
  self->middle = GTK_STACK (gtk_stack_new ());
  self->question = new_label ("moat-question");
  /* It takes what the others leave, and is the first to have less. */
  gtk_label_set_max_width_chars (self->question, 1);
  gtk_stack_add_named (self->middle, GTK_WIDGET (self->question), "question");
  gtk_stack_add_named (self->middle, new_sign (self), "sign");
  gtk_stack_add_named (self->middle, new_away (self), "away");
  gtk_stack_set_hhomogeneous (self->middle, FALSE);
  gtk_stack_set_transition_type (self->middle, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->middle), TRUE);

  return GTK_WIDGET (self->middle);
}

static void
chosen_cb (MoatWorkshopBar *self, MoatRecord *flow)
{
  if (self->page != NULL)
    moat_page_add_move (self->page, flow);
}

static GtkWidget *
new_counts (MoatWorkshopBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *next = new_button ("page.workshop-next", "go-next-symbolic", _ ("What is open next (Ctrl+J)"));

  self->dots = MOAT_WORKSHOP_DOTS (moat_workshop_dots_new ());
  g_signal_connect_object (self->dots, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  self->count = new_label (NULL);
  gtk_box_append (GTK_BOX (box), moat_squeezer_new (GTK_WIDGET (self->dots), NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), next);

  return box;
}

static GtkWidget *
new_menu (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("_Two minutes more"), "page.workshop-extend(2)");
  g_menu_append (menu, _ ("_Five minutes more"), "page.workshop-extend(5)");
  g_menu_append (menu, _ ("_End…"), "page.workshop-end");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  moat_accessible_set_name (button, _ ("Workshop"));
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static GtkWidget *
new_end (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box),
                  new_text_button ("page.workshop-extend(2)", _ ("+2"), _ ("Two minutes more (Ctrl+Alt+2)")));
  gtk_box_append (GTK_BOX (box), new_text_button ("page.workshop-extend(5)", _ ("+5"),
                                                  _ ("Five minutes more (Ctrl+Alt+5)")));
  gtk_box_append (GTK_BOX (box), new_text_button ("page.workshop-end", _ ("End…"),
                                                  _ ("End it, with a summary (Ctrl+Alt+E)")));

  return moat_squeezer_new (box, new_menu ());
}

static void
moat_workshop_bar_dispose (GObject *object)
{
  MoatWorkshopBar *self = MOAT_WORKSHOP_BAR (object);

  g_clear_handle_id (&self->sign_source, g_source_remove);
  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->workshop);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (moat_workshop_bar_parent_class)->dispose (object);
}

static void
moat_workshop_bar_class_init (MoatWorkshopBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_workshop_bar_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
moat_workshop_bar_init (MoatWorkshopBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->settings = g_settings_new (MOAT_SETTINGS_ID);
  self->phase = new_label ("heading");
  self->place = new_label ("dim-label");
  gtk_box_append (GTK_BOX (row), new_controls (self));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->phase));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (row), new_clock (self));
  gtk_box_append (GTK_BOX (row), new_middle (self));
  gtk_box_append (GTK_BOX (row), new_counts (self));
  gtk_box_append (GTK_BOX (row), new_end ());
  gtk_widget_add_css_class (row, "moat-workshop-row");

  self->track = MOAT_WORKSHOP_TRACK (moat_workshop_track_new ());
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->track));
  gtk_widget_add_css_class (box, "moat-workshop-bar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Workshop"), -1);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
moat_workshop_bar_set_page (MoatWorkshopBar *self, MoatPage *page)
{
  g_return_if_fail (MOAT_IS_WORKSHOP_BAR (self));
  g_return_if_fail (MOAT_IS_PAGE (page));

  if (self->workshop != NULL)
    g_signal_handlers_disconnect_by_data (self->workshop, self);
  g_set_weak_pointer (&self->page, page);
  g_set_object (&self->workshop, moat_page_get_workshop (page));
  g_signal_connect_object (self->workshop, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workshop, "ticked", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workshop, "signed", G_CALLBACK (signed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (moat_page_get_selection (page), "changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  drop_sign (self);
  ticked_cb (self);
}
