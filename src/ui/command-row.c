/* How the lines of the command palette look (see command-row.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "command-row.h"

#include "command-item.h"

/* The children of a row, from left to right. */
typedef struct
{
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *place;
  GtkLabel *kind;
  GtkLabel *keys;
} Row;

static GtkLabel *
add_label (GtkWidget *box, const char *css_class, gboolean may_shrink)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (may_shrink)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/* A click does what Enter does. A list view can do that by itself, but then it selects what the pointer
 * happens to lie on while one types.
 */
static void
released_cb (GtkListItem *item)
{
  gtk_widget_activate_action (gtk_list_item_get_child (item), "list.activate-item", "u",
                              gtk_list_item_get_position (item));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkGesture *click = gtk_gesture_click_new ();
  Row *row = g_new0 (Row, 1);

  gtk_widget_add_css_class (box, "moat-command-row");
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  row->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_add_css_class (GTK_WIDGET (row->icon), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->icon));
  row->title = add_label (box, NULL, TRUE);
  row->place = add_label (box, "moat-command-place", TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (row->place), TRUE);
  row->kind = add_label (box, "moat-command-kind", FALSE);
  row->keys = add_label (box, "moat-command-keys", FALSE);
  gtk_widget_set_valign (GTK_WIDGET (row->keys), GTK_ALIGN_CENTER);

  g_object_set_data_full (G_OBJECT (item), "moat-row", row, g_free);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  Row *row = g_object_get_data (G_OBJECT (list_item), "moat-row");
  MoatCommandItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *widget = gtk_widget_get_parent (box);
  const char *place = moat_command_item_get_place (item);
  const char *keys = moat_command_item_get_keys (item);
  gboolean is_enabled = moat_command_item_get_standing (item)->is_enabled;

  gtk_image_set_from_icon_name (row->icon, moat_command_item_get_icon (item));
  gtk_label_set_markup (row->title, moat_command_item_get_markup (item));
  gtk_label_set_text (row->place, place != NULL ? place : "");
  gtk_label_set_text (row->kind, moat_command_item_get_kind (item));
  gtk_label_set_text (row->keys, keys != NULL ? keys : "");
  gtk_widget_set_visible (GTK_WIDGET (row->keys), keys != NULL && is_enabled);
  if (is_enabled)
    gtk_widget_remove_css_class (box, "moat-command-disabled");
  else
    gtk_widget_add_css_class (box, "moat-command-disabled");

  /* The row itself is what a screen reader meets. */
  if (widget != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    moat_command_item_get_description (item), -1);
}

GtkListItemFactory *
moat_command_row_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
