/* A row of small toggles, one for each flag.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "value-chips.h"

#include "accessible.h"

#include <glib/gi18n-lib.h>

struct _MoatValueChips
{
  GtkWidget parent_instance;
  const MoatValue *values;
  gboolean is_setting;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatValueChips, moat_value_chips, GTK_TYPE_WIDGET)

static void
toggled_cb (MoatValueChips *self)
{
  if (!self->is_setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
moat_value_chips_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (moat_value_chips_parent_class)->dispose (object);
}

static void
moat_value_chips_class_init (MoatValueChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_value_chips_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "moat-chips");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
moat_value_chips_init (MoatValueChips *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
}

GtkWidget *
moat_value_chips_new (const MoatValue *values)
{
  MoatValueChips *self = g_object_new (MOAT_TYPE_VALUE_CHIPS, NULL);

  self->values = values;
  for (; values->nick != NULL; values++)
    {
      const char letter[] = { g_ascii_toupper (values->nick[0]), '\0' };
      GtkWidget *chip = gtk_toggle_button_new_with_label (letter);

      gtk_widget_set_tooltip_text (chip, _ (values->label));
      moat_accessible_set_name (chip, _ (values->label));
      g_signal_connect_swapped (chip, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_widget_set_parent (chip, GTK_WIDGET (self));
    }

  return GTK_WIDGET (self);
}

void
moat_value_chips_set_value (MoatValueChips *self, int value)
{
  const MoatValue *values = self->values;

  self->is_setting = TRUE;
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), (value & values->value) != 0);
      values++;
    }
  self->is_setting = FALSE;
}

int
moat_value_chips_get_value (MoatValueChips *self)
{
  const MoatValue *values = self->values;
  int value = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)))
        value |= values->value;
      values++;
    }

  return value;
}
