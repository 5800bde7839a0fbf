/* The pill that shows and changes the zoom.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "zoom-control.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
zoom_to_text (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  int percent = (int) round (g_value_get_double (from) * 100);

  /* TRANSLATORS: the zoom, "100 %". */
  g_value_take_string (to, g_strdup_printf (_ ("%d %%"), percent));
  return TRUE;
}

static GtkWidget *
make_button (const char *icon_name, const char *action, const char *label, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_figure (MoatCanvas *canvas)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _ ("Zoom to fit"), "canvas.zoom-fit");
  g_menu_append (menu, _ ("Zoom to selection"), "canvas.zoom-selection");
  g_menu_append (menu, _ ("Original size"), "canvas.zoom-100");
  g_object_bind_property_full (canvas, "zoom", label, "label", G_BINDING_SYNC_CREATE, zoom_to_text, NULL,
                               NULL, NULL);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (button, _ ("Zoom"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Zoom"), -1);
  return button;
}

GtkWidget *
moat_zoom_control_new (MoatCanvas *canvas)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), make_button ("list-remove-symbolic", "canvas.zoom-out", _ ("Zoom out"),
                                              _ ("Zoom out (Ctrl+−)")));
  gtk_box_append (GTK_BOX (box), make_figure (canvas));
  gtk_box_append (GTK_BOX (box),
                  make_button ("list-add-symbolic", "canvas.zoom-in", _ ("Zoom in"), _ ("Zoom in (Ctrl++)")));
  gtk_widget_add_css_class (box, "canvas-card");
  gtk_widget_add_css_class (box, "zoom-control");
  return box;
}
