/* What the acceptance pane lets one choose (see acceptance-bar.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "acceptance-bar.h"

#include "accessible.h"
#include "checks.h"
#include "squeezer.h"

#include <glib/gi18n-lib.h>

struct _MoatAcceptanceBar
{
  AdwBin parent_instance;
  GtkWidget *all_toggle;
  GtkLabel *counts;
};

G_DEFINE_FINAL_TYPE (MoatAcceptanceBar, moat_acceptance_bar, ADW_TYPE_BIN)

static GtkWidget *
new_gate_button (const MoatValue *gate, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (_ (gate->label));
  g_autofree char *action = g_strdup_printf ("acceptance.gate::%s", gate->nick);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);

  return button;
}

static GtkWidget *
new_gate_choice (void)
{
  const char *tooltips[] = {
    [MOAT_GATE_DRAFT] = _ ("Only what is broken"),
    [MOAT_GATE_REVIEW] = _ ("What a review asks: threats, decisions, where enforced, how verified"),
    [MOAT_GATE_BUILD] = _ ("All that must be there before building"),
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (const MoatValue *gate = moat_gates; gate->nick != NULL; gate++)
    gtk_box_append (GTK_BOX (box), new_gate_button (gate, tooltips[gate->value]));
  gtk_widget_add_css_class (box, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Ready for"), -1);

  return box;
}

/* The same choices, where there is no room for buttons. */
static GtkWidget *
new_menu (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) gates = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  for (const MoatValue *gate = moat_gates; gate->nick != NULL; gate++)
    {
      g_autofree char *action = g_strdup_printf ("acceptance.gate::%s", gate->nick);

      g_menu_append (gates, _ (gate->label), action);
    }
  g_menu_append (others, _ ("All use cases"), "acceptance.gate-all-use-cases");
  g_menu_append (others, _ ("Record a review…"), "page.record-review");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (gates));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  moat_accessible_set_name (button, _ ("Ready for"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_END);

  return button;
}

static GtkWidget *
new_all_toggle (void)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label (_ ("All use cases"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (toggle), "acceptance.gate-all-use-cases");
  gtk_widget_set_tooltip_text (toggle, _ ("Not only the one that is shown"));
  gtk_widget_add_css_class (toggle, "flat");

  return toggle;
}

static GtkWidget *
new_review_button (void)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Record a review…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.record-review");
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static GtkWidget *
new_choices (MoatAcceptanceBar *self)
{
  GtkWidget *choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *squeezer;

  self->all_toggle = new_all_toggle ();
  gtk_box_append (GTK_BOX (choices), self->all_toggle);
  gtk_box_append (GTK_BOX (choices), new_review_button ());
  gtk_box_append (GTK_BOX (choices), new_gate_choice ());
  squeezer = moat_squeezer_new (choices, new_menu ());
  gtk_widget_set_halign (squeezer, GTK_ALIGN_END);

  return squeezer;
}

static void
moat_acceptance_bar_class_init (MoatAcceptanceBarClass *klass)
{
}

static void
moat_acceptance_bar_init (MoatAcceptanceBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->counts = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->counts, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->counts, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->counts), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->counts), "dim-label");

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->counts));
  gtk_box_append (GTK_BOX (box), new_choices (self));
  gtk_widget_add_css_class (box, "moat-table-bar");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
moat_acceptance_bar_new (GSettings *settings)
{
  MoatAcceptanceBar *self = g_object_new (MOAT_TYPE_ACCEPTANCE_BAR, NULL);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GAction) gate = g_settings_create_action (settings, "gate");
  g_autoptr (GAction) all = g_settings_create_action (settings, "gate-all-use-cases");

  g_action_map_add_action (G_ACTION_MAP (actions), gate);
  g_action_map_add_action (G_ACTION_MAP (actions), all);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "acceptance", G_ACTION_GROUP (actions));

  return GTK_WIDGET (self);
}

void
moat_acceptance_bar_set_counts (MoatAcceptanceBar *self, const char *counts)
{
  g_return_if_fail (MOAT_IS_ACCEPTANCE_BAR (self));

  gtk_label_set_text (self->counts, counts);
}

void
moat_acceptance_bar_set_n_use_cases (MoatAcceptanceBar *self, guint n_use_cases)
{
  g_return_if_fail (MOAT_IS_ACCEPTANCE_BAR (self));

  gtk_widget_set_visible (self->all_toggle, n_use_cases > 1);
}
