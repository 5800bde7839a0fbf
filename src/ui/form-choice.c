/* Form rows for values: choices, yes or no or not known, switches, flags.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "form-binding.h"
#include "value-chips.h"

#include <glib/gi18n-lib.h>

/* ---- One of some values ---- */

static const MoatValue tristates[] = {
  { MOAT_UNKNOWN, "unknown", N_ ("Not known") },
  { MOAT_NO, "no", N_ ("No") },
  { MOAT_YES, "yes", N_ ("Yes") },
  { 0, NULL, NULL },
};

static const MoatValue *
get_values (MoatFormBinding *binding)
{
  return binding->field->type == MOAT_TRISTATE ? tristates : binding->field->values;
}

static void
show_choice (MoatFormBinding *binding)
{
  const MoatValue *values = get_values (binding);
  int value = moat_form_binding_get_number (binding, 0);
  guint selected = GTK_INVALID_LIST_POSITION;

  if (!moat_form_binding_is_mixed (binding))
    for (guint i = 0; values[i].nick != NULL; i++)
      if (values[i].value == value)
        selected = i;

  adw_combo_row_set_selected (ADW_COMBO_ROW (binding->input), selected);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (binding->input),
                               selected == GTK_INVALID_LIST_POSITION ? _ ("Differs") : NULL);
}

static void
choice_changed_cb (MoatFormBinding *binding)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (binding->input));

  if (position != GTK_INVALID_LIST_POSITION)
    moat_form_binding_store_number (binding, get_values (binding)[position].value);
}

GtkWidget *
moat_form_choice_new (MoatFormBinding *binding)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (const MoatValue *value = get_values (binding); value->nick != NULL; value++)
    gtk_string_list_append (labels, _ (value->label));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));

  binding->row = row;
  binding->input = row;
  binding->show = show_choice;
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (choice_changed_cb), binding);

  return row;
}

/* ---- A switch ---- */

static void
show_switch (MoatFormBinding *binding)
{
  gboolean is_mixed = moat_form_binding_is_mixed (binding);

  gtk_switch_set_active (GTK_SWITCH (binding->input), !is_mixed && moat_form_binding_get_number (binding, 0));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (binding->row),
                               is_mixed ? _ ("Differs") : _ (binding->field->description));
}

static void
switch_changed_cb (MoatFormBinding *binding)
{
  moat_form_binding_store_number (binding, gtk_switch_get_active (GTK_SWITCH (binding->input)));
}

GtkWidget *
moat_form_switch_new (MoatFormBinding *binding)
{
  GtkWidget *row = adw_action_row_new ();

  binding->row = row;
  binding->input = gtk_switch_new ();
  binding->show = show_switch;
  gtk_widget_set_valign (binding->input, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), binding->input);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), binding->input);
  g_signal_connect_swapped (binding->input, "notify::active", G_CALLBACK (switch_changed_cb), binding);

  return row;
}

/* ---- Flags ---- */

static void
show_flags (MoatFormBinding *binding)
{
  moat_value_chips_set_value (MOAT_VALUE_CHIPS (binding->input),
                              moat_form_binding_is_mixed (binding)
                                  ? 0
                                  : moat_form_binding_get_number (binding, 0));
}

static void
flags_changed_cb (MoatFormBinding *binding)
{
  moat_form_binding_store_number (binding, moat_value_chips_get_value (MOAT_VALUE_CHIPS (binding->input)));
}

GtkWidget *
moat_form_flags_new (MoatFormBinding *binding)
{
  GtkWidget *row = adw_action_row_new ();

  binding->row = row;
  binding->input = moat_value_chips_new (binding->field->values);
  binding->show = show_flags;
  gtk_widget_set_valign (binding->input, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), binding->input);
  g_signal_connect_swapped (binding->input, "changed", G_CALLBACK (flags_changed_cb), binding);

  return row;
}
