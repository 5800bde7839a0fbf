/* One phase of an agenda that is edited (see workshop-phase.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-phase.h"

#include "accessible.h"

#include <glib/gi18n-lib.h>

struct _MoatWorkshopPhase
{
  AdwExpanderRow parent_instance;
  GtkWidget *name;
  GtkWidget *minutes;
  GtkWidget *pane;
  GtkWidget *question;
  GtkWidget *up_button;
  GtkWidget *down_button;
  GtkWidget *remove_button;
};

enum
{
  CHANGED,
  MOVE,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatWorkshopPhase, moat_workshop_phase, ADW_TYPE_EXPANDER_ROW)

static char *
dup_text (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
changed_cb (MoatWorkshopPhase *self)
{
  g_autofree char *name = dup_text (self->name);
  g_autofree char *title = g_markup_escape_text (*name != '\0' ? name : _ ("A phase without a name"), -1);
  guint pane = adw_combo_row_get_selected (ADW_COMBO_ROW (self->pane));
  g_autofree char *subtitle = g_strdup_printf (_ ("%u min · %s"), moat_workshop_phase_get_minutes (self),
                                               _ (moat_agenda_panes[pane].label));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
up_clicked_cb (MoatWorkshopPhase *self)
{
  g_signal_emit (self, signals[MOVE], 0, -1);
}

static void
down_clicked_cb (MoatWorkshopPhase *self)
{
  g_signal_emit (self, signals[MOVE], 0, 1);
}

static void
remove_clicked_cb (MoatWorkshopPhase *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

/* ---- Building ---- */

static GtkWidget *
new_entry (MoatWorkshopPhase *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return row;
}

static void
add_minutes (MoatWorkshopPhase *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->minutes = gtk_spin_button_new_with_range (1, MOAT_AGENDA_MAX_MINUTES, 1);
  gtk_widget_set_valign (self->minutes, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Minutes"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->minutes);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->minutes);
  g_signal_connect_object (self->minutes, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_pane (MoatWorkshopPhase *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->pane = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pane), _ ("Opens"));
  for (const MoatValue *value = moat_agenda_panes; value->nick != NULL; value++)
    gtk_string_list_append (names, _ (value->label));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->pane), G_LIST_MODEL (names));
  g_signal_connect_object (self->pane, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->pane);
}

static GtkWidget *
new_button (MoatWorkshopPhase *self, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  moat_accessible_set_name (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);

  return button;
}

static void
moat_workshop_phase_class_init (MoatWorkshopPhaseClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_INT);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
moat_workshop_phase_init (MoatWorkshopPhase *self)
{
  self->remove_button = new_button (self, "list-remove-symbolic", _ ("Remove the phase"),
                                    G_CALLBACK (remove_clicked_cb));
  self->down_button = new_button (self, "go-down-symbolic", _ ("Move it down"), G_CALLBACK (down_clicked_cb));
  self->up_button = new_button (self, "go-up-symbolic", _ ("Move it up"), G_CALLBACK (up_clicked_cb));
  self->name = new_entry (self, _ ("Name"));
  add_minutes (self);
  add_pane (self);
  self->question = new_entry (self, _ ("Question"));
}

GtkWidget *
moat_workshop_phase_new (const MoatAgendaPhase *phase)
{
  MoatWorkshopPhase *self = g_object_new (MOAT_TYPE_WORKSHOP_PHASE, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->name), phase->name);
  gtk_editable_set_text (GTK_EDITABLE (self->question), phase->question != NULL ? phase->question : "");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->minutes), phase->minutes);
  for (guint i = 0; moat_agenda_panes[i].nick != NULL; i++)
    if (moat_agenda_panes[i].value == (int) phase->pane)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->pane), i);
  changed_cb (self);

  return GTK_WIDGET (self);
}

/* ---- API ---- */

void
moat_workshop_phase_add_to (MoatWorkshopPhase *self, MoatAgenda *agenda)
{
  g_autofree char *name = NULL;
  g_autofree char *question = NULL;
  guint pane;

  g_return_if_fail (MOAT_IS_WORKSHOP_PHASE (self));

  name = dup_text (self->name);
  question = dup_text (self->question);
  pane = adw_combo_row_get_selected (ADW_COMBO_ROW (self->pane));
  moat_agenda_add (agenda, name, question, moat_workshop_phase_get_minutes (self),
                   (MoatAgendaPane) moat_agenda_panes[pane].value);
}

gboolean
moat_workshop_phase_is_valid (MoatWorkshopPhase *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (MOAT_IS_WORKSHOP_PHASE (self), FALSE);

  name = dup_text (self->name);

  return *name != '\0';
}

guint
moat_workshop_phase_get_minutes (MoatWorkshopPhase *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP_PHASE (self), 1);

  return (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->minutes));
}

void
moat_workshop_phase_set_place (MoatWorkshopPhase *self, guint index, guint n_phases)
{
  g_return_if_fail (MOAT_IS_WORKSHOP_PHASE (self));

  gtk_widget_set_sensitive (self->up_button, index > 0);
  gtk_widget_set_sensitive (self->down_button, index + 1 < n_phases);
  gtk_widget_set_sensitive (self->remove_button, n_phases > 1);
}

void
moat_workshop_phase_edit (MoatWorkshopPhase *self)
{
  g_return_if_fail (MOAT_IS_WORKSHOP_PHASE (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (self->name);
}
