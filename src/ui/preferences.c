/* The preferences (see preferences.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "preferences.h"

struct _MoatPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *color_scheme;
  AdwComboRow *notation;
  GtkSwitch *snap_to_grid;
  GtkSwitch *show_grid;
  GtkSwitch *show_minimap;
  GtkSwitch *workshop_sound;
};

G_DEFINE_FINAL_TYPE (MoatPreferences, moat_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* The nicks of the settings, in the order of the lists in preferences.ui. */
static const char *const color_schemes[] = { "system", "light", "dark", NULL };
static const char *const notations[] = { "dfd3", "classic", NULL };

static gboolean
position_from_nick (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *nicks = user_data;

  for (guint i = 0; nicks[i]; i++)
    if (g_str_equal (nicks[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
nick_from_position (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *const *nicks = user_data;

  return g_variant_new_string (nicks[g_value_get_uint (value)]);
}

static void
bind_choice (GSettings *settings, const char *key, AdwComboRow *row, const char *const *nicks)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, position_from_nick,
                                nick_from_position, (gpointer) nicks, NULL);
}

static void
moat_preferences_class_init (MoatPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moat_app/Moat/ui/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, MoatPreferences, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, MoatPreferences, notation);
  gtk_widget_class_bind_template_child (widget_class, MoatPreferences, snap_to_grid);
  gtk_widget_class_bind_template_child (widget_class, MoatPreferences, show_grid);
  gtk_widget_class_bind_template_child (widget_class, MoatPreferences, show_minimap);
  gtk_widget_class_bind_template_child (widget_class, MoatPreferences, workshop_sound);
}

static void
moat_preferences_init (MoatPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
moat_preferences_new (GSettings *settings)
{
  MoatPreferences *self = g_object_new (MOAT_TYPE_PREFERENCES, NULL);

  bind_choice (settings, "color-scheme", self->color_scheme, color_schemes);
  bind_choice (settings, "notation", self->notation, notations);
  g_settings_bind (settings, "snap-to-grid", self->snap_to_grid, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-grid", self->show_grid, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-minimap", self->show_minimap, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "workshop-sound", self->workshop_sound, "active", G_SETTINGS_BIND_DEFAULT);

  return GTK_WIDGET (self);
}
