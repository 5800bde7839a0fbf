/* Choosing a monitor to present on (see present-monitors.h). What is remembered
 * is the monitor's connector, or what else tells it from others.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "present-monitors.h"

#include <glib/gi18n-lib.h>

#define SETTING "present-monitor"

/* ---- Names ---- */

static char *
dup_name (GdkMonitor *monitor)
{
  GdkRectangle place;

  if (gdk_monitor_get_connector (monitor) != NULL)
    return g_strdup (gdk_monitor_get_connector (monitor));

  gdk_monitor_get_geometry (monitor, &place);
  return g_strdup_printf ("%d,%d", place.x, place.y);
}

/* "Dell U2720Q (HDMI-1)" */
static char *
dup_label (GdkMonitor *monitor)
{
  const char *maker = gdk_monitor_get_manufacturer (monitor);
  const char *model = gdk_monitor_get_model (monitor);
  g_autofree char *name = dup_name (monitor);

  if (model == NULL || g_str_equal (model, name))
    return g_steal_pointer (&name);
  return g_strdup_printf ("%s%s%s (%s)", maker != NULL ? maker : "", maker != NULL ? " " : "", model, name);
}

static GStrv
list_names (GListModel *monitors)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      g_autofree char *name = dup_name (monitor);

      g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}

/* ---- Choosing ---- */

guint
moat_present_monitors_pick (const char *const *names, guint here, const char *wanted)
{
  guint n = g_strv_length ((GStrv) names);

  if (n < 2)
    return G_MAXUINT;
  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], wanted))
      return i;

  return here == 0 ? 1 : 0;
}

GdkMonitor *
moat_present_monitors_choose (GtkWindow *editor)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (editor));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (editor));
  GListModel *monitors = gdk_display_get_monitors (display);
  g_auto(GStrv) names = list_names (monitors);
  g_autoptr(GSettings) settings = g_settings_new (MOAT_SETTINGS_ID);
  g_autofree char *wanted = g_settings_get_string (settings, SETTING);
  g_autoptr(GdkMonitor) monitor = NULL;
  GdkMonitor *here = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  guint here_index = 0, index;

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr(GdkMonitor) other = g_list_model_get_item (monitors, i);

      if (other == here)
        here_index = i;
    }

  index = moat_present_monitors_pick ((const char *const *) names, here_index, wanted);
  if (index == G_MAXUINT)
    return NULL;
  monitor = g_list_model_get_item (monitors, index);
  /* The list keeps it. */
  return monitor;
}

/* ---- The menu ---- */

static void
append_monitors (GMenu *menu, GListModel *monitors)
{
  g_autoptr(GMenu) section = g_menu_new ();

  g_menu_append (section, _ ("The monitor beside the editor’s"), "app." SETTING "::");
  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      g_autofree char *name = dup_name (monitor);
      g_autofree char *label = dup_label (monitor);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "app." SETTING, "s", name);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, _ ("Present on"), G_MENU_MODEL (section));
}

static void
fill_menu (GListModel *monitors, guint position, guint removed, guint added, GMenu *menu)
{
  g_autoptr(GMenu) section = g_menu_new ();

  g_menu_remove_all (menu);
  g_menu_append (section, _ ("Present full screen"), "page.present");
  g_menu_append (section, _ ("Present with speaker view"), "page.present-speaking");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  if (g_list_model_get_n_items (monitors) > 1)
    append_monitors (menu, monitors);
}

GMenuModel *
moat_present_monitors_new_menu (GdkDisplay *display)
{
  GListModel *monitors = gdk_display_get_monitors (display);
  GMenu *menu = g_menu_new ();

  fill_menu (monitors, 0, 0, 0, menu);
  g_signal_connect_object (monitors, "items-changed", G_CALLBACK (fill_menu), menu, 0);
  return G_MENU_MODEL (menu);
}
