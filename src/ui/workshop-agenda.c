/* Editing a workshop's agenda (see workshop-agenda.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-agenda.h"

#include "agenda-json.h"
#include "compat.h"
#include "dialog-header.h"
#include "export.h"
#include "workshop-phase.h"

#include <glib/gi18n-lib.h>

#define WIDTH  560
#define HEIGHT 560

#define MOAT_TYPE_WORKSHOP_AGENDA (moat_workshop_agenda_get_type ())
G_DECLARE_FINAL_TYPE (MoatWorkshopAgenda, moat_workshop_agenda, MOAT, WORKSHOP_AGENDA, AdwWindow)

struct _MoatWorkshopAgenda
{
  AdwWindow parent_instance;

  MoatWorkshop *workshop; /* owned */
  GtkListBox *list;
  GPtrArray *phases; /* of MoatWorkshopPhase, borrowed, in order */
  GtkLabel *total;
  GtkWidget *accept;
  GtkWidget *add_button;
  GtkWidget *whose;
};

G_DEFINE_FINAL_TYPE (MoatWorkshopAgenda, moat_workshop_agenda, ADW_TYPE_WINDOW)

/* ---- What is entered ---- */

static MoatAgenda *
collect (MoatWorkshopAgenda *self)
{
  MoatAgenda *agenda = moat_agenda_new ();

  for (guint i = 0; i < self->phases->len; i++)
    moat_workshop_phase_add_to (g_ptr_array_index (self->phases, i), agenda);

  return agenda;
}

static void
changed_cb (MoatWorkshopAgenda *self)
{
  gboolean is_valid = self->phases->len > 0;
  guint minutes = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->phases->len; i++)
    {
      MoatWorkshopPhase *phase = g_ptr_array_index (self->phases, i);

      is_valid = is_valid && moat_workshop_phase_is_valid (phase);
      minutes += moat_workshop_phase_get_minutes (phase);
      moat_workshop_phase_set_place (phase, i, self->phases->len);
    }
  text = g_strdup_printf (ngettext ("%u minute in all", "%u minutes in all", minutes), minutes);
  gtk_label_set_text (self->total, text);
  gtk_widget_set_sensitive (self->accept, is_valid);
  gtk_widget_set_sensitive (self->add_button, self->phases->len < MOAT_AGENDA_MAX_PHASES);
}

static void
move_cb (MoatWorkshopAgenda *self, int by, GtkWidget *phase)
{
  g_autoptr (GtkWidget) kept G_GNUC_UNUSED = g_object_ref (phase);
  guint index;

  if (!g_ptr_array_find (self->phases, phase, &index))
    return;
  gtk_list_box_remove (self->list, phase);
  g_ptr_array_remove_index (self->phases, index);
  g_ptr_array_insert (self->phases, (int) index + by, phase);
  gtk_list_box_insert (self->list, phase, (int) index + by);
  changed_cb (self);
  gtk_widget_grab_focus (phase);
}

static void
remove_cb (MoatWorkshopAgenda *self, GtkWidget *phase)
{
  guint index;

  if (!g_ptr_array_find (self->phases, phase, &index))
    return;
  g_ptr_array_remove_index (self->phases, index);
  gtk_list_box_remove (self->list, phase);
  changed_cb (self);
  gtk_widget_grab_focus (g_ptr_array_index (self->phases, MIN (index, self->phases->len - 1)));
}

static MoatWorkshopPhase *
append_phase (MoatWorkshopAgenda *self, const MoatAgendaPhase *about)
{
  GtkWidget *phase = moat_workshop_phase_new (about);

  g_ptr_array_add (self->phases, phase);
  gtk_list_box_append (self->list, phase);
  g_signal_connect_object (phase, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phase, "move", G_CALLBACK (move_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phase, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  return MOAT_WORKSHOP_PHASE (phase);
}

static void
show_agenda (MoatWorkshopAgenda *self, const MoatAgenda *agenda)
{
  while (self->phases->len > 0)
    {
      gtk_list_box_remove (self->list, g_ptr_array_index (self->phases, self->phases->len - 1));
      g_ptr_array_set_size (self->phases, self->phases->len - 1);
    }
  for (guint i = 0; i < agenda->phases->len; i++)
    append_phase (self, moat_agenda_get (agenda, i));
  changed_cb (self);
}

static void
add_clicked_cb (MoatWorkshopAgenda *self)
{
  const MoatAgendaPhase about = { .name = "", .minutes = 5, .pane = MOAT_PANE_NONE };
  MoatWorkshopPhase *phase = append_phase (self, &about);

  changed_cb (self);
  moat_workshop_phase_edit (phase);
}

static void
reset_clicked_cb (MoatWorkshopAgenda *self)
{
  g_autoptr (MoatAgenda) agenda = moat_agenda_new_default ();

  show_agenda (self, agenda);
}

/* ---- Saving ---- */

static void
report (MoatWorkshopAgenda *self, const char *message)
{
  const MoatAnswer answers[] = { { "close", _ ("_Close"), ADW_RESPONSE_DEFAULT }, { NULL } };
  const MoatInquiry question
      = { .heading = _ ("The agenda was not saved"), .body = message, .answers = answers };

  moat_compat_ask_async (GTK_WIDGET (self), &question, NULL, NULL);
}

/* The one that ships needs no file, unless a team means it to be used in place of people's own. */
static void
save (MoatWorkshopAgenda *self)
{
  gboolean for_team = adw_combo_row_get_selected (ADW_COMBO_ROW (self->whose)) == 1;
  g_autoptr (MoatAgenda) agenda = collect (self);
  g_autoptr (MoatAgenda) usual = moat_agenda_new_default ();
  gboolean is_usual = moat_agenda_equal (agenda, usual);
  g_autoptr (GError) error = NULL;

  if (moat_workshop_save_agenda (self->workshop, is_usual && !for_team ? NULL : agenda, for_team, &error))
    gtk_window_close (GTK_WINDOW (self));
  else
    report (self, error->message);
}

static gboolean
accept_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  MoatWorkshopAgenda *self = MOAT_WORKSHOP_AGENDA (widget);

  if (gtk_widget_get_sensitive (self->accept))
    save (self);

  return TRUE;
}

/* ---- Building ---- */

static GtkWidget *
new_buttons (MoatWorkshopAgenda *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *reset = gtk_button_new_with_mnemonic (_ ("_Back to the usual 45 minutes"));

  self->add_button = gtk_button_new_with_mnemonic (_ ("_Add a phase"));
  self->total = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "dim-label");
  gtk_widget_set_hexpand (GTK_WIDGET (self->total), TRUE);
  gtk_label_set_xalign (self->total, 1);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reset, "clicked", G_CALLBACK (reset_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->add_button);
  gtk_box_append (GTK_BOX (box), reset);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->total));

  return box;
}

/* What the choice means. */
static void
whose_cb (MoatWorkshopAgenda *self)
{
  gboolean for_team = adw_combo_row_get_selected (ADW_COMBO_ROW (self->whose)) == 1;
  const char *text = _ ("The team's is a file to be committed with the model: moat-agenda.json");

  if (!moat_workshop_can_save_for_team (self->workshop))
    text = _ ("Save the model first to keep it for the team");
  else if (!for_team && moat_workshop_is_of_team (self->workshop))
    text = _ ("The team has one beside this model, which is used in place of yours");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->whose), text);
}

static GtkWidget *
new_whose (MoatWorkshopAgenda *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->whose = adw_combo_row_new ();
  gtk_string_list_append (names, _ ("For me, on this computer"));
  if (moat_workshop_can_save_for_team (self->workshop))
    gtk_string_list_append (names, _ ("For the team, beside the model"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->whose), _ ("Keep it"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->whose), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->whose), moat_workshop_is_of_team (self->workshop) ? 1 : 0);
  g_signal_connect_object (self->whose, "notify::selected", G_CALLBACK (whose_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->whose);
  whose_cb (self);

  return group;
}

static GtkWidget *
new_content (MoatWorkshopAgenda *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Phases"),
                                  -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), new_buttons (self));
  gtk_box_append (GTK_BOX (box), new_whose (self));
  gtk_widget_add_css_class (box, "moat-summary");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static void
moat_workshop_agenda_dispose (GObject *object)
{
  MoatWorkshopAgenda *self = MOAT_WORKSHOP_AGENDA (object);

  g_clear_pointer (&self->phases, g_ptr_array_unref);
  g_clear_object (&self->workshop);

  G_OBJECT_CLASS (moat_workshop_agenda_parent_class)->dispose (object);
}

static void
moat_workshop_agenda_class_init (MoatWorkshopAgendaClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_workshop_agenda_dispose;
}

static void
moat_workshop_agenda_init (MoatWorkshopAgenda *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  self->phases = g_ptr_array_new ();
  moat_dialog_header_add_accept (GTK_SHORTCUT_CONTROLLER (controller), accept_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  moat_export_close_by_escape (GTK_WIDGET (self));
}

void
moat_workshop_agenda_present (GtkWidget *widget, MoatWorkshop *workshop)
{
  MoatWorkshopAgenda *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self = g_object_new (MOAT_TYPE_WORKSHOP_AGENDA, "title", _ ("Agenda"), "modal", TRUE, "transient-for",
                       gtk_widget_get_root (widget), "destroy-with-parent", TRUE, "default-width", WIDTH,
                       "default-height", HEIGHT, NULL);
  self->workshop = g_object_ref (workshop);
  moat_workshop_reload_agenda (workshop);
  gtk_box_append (GTK_BOX (box), moat_dialog_header_new (GTK_WINDOW (self), &self->accept));
  gtk_button_set_label (GTK_BUTTON (self->accept), _ ("_Save"));
  g_signal_connect_object (self->accept, "clicked", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), new_content (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  show_agenda (self, moat_workshop_get_agenda (workshop));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}
