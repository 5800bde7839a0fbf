/* A bar for a lasting state (see banner.h). AdwBanner came with libadwaita 1.3
 * and has no way to be put away.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "banner.h"

#include <glib/gi18n-lib.h>

struct _MoatBanner
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *button;
};

enum
{
  BUTTON_CLICKED,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatBanner, moat_banner, GTK_TYPE_WIDGET)

static void
moat_banner_dispose (GObject *object)
{
  MoatBanner *self = MOAT_BANNER (object);

  g_clear_pointer ((GtkWidget **) &self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (moat_banner_parent_class)->dispose (object);
}

static void
moat_banner_class_init (MoatBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_banner_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);

  signals[BUTTON_CLICKED] = g_signal_new ("button-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
button_clicked_cb (MoatBanner *self)
{
  g_signal_emit (self, signals[BUTTON_CLICKED], 0);
}

static void
close_clicked_cb (MoatBanner *self)
{
  moat_banner_hide (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
moat_banner_init (MoatBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);

  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (button_clicked_cb), self);

  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (close, _ ("Close"));
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (close_clicked_cb), self);

  gtk_widget_add_css_class (box, "moat-banner");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (box), close);

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, box);
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
moat_banner_new (void)
{
  return g_object_new (MOAT_TYPE_BANNER, NULL);
}

void
moat_banner_show (MoatBanner *self, const char *text, const char *button)
{
  g_return_if_fail (MOAT_IS_BANNER (self));

  gtk_label_set_text (self->label, text);
  gtk_button_set_label (self->button, button ? button : "");
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

void
moat_banner_hide (MoatBanner *self)
{
  g_return_if_fail (MOAT_IS_BANNER (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

gboolean
moat_banner_is_shown (MoatBanner *self)
{
  g_return_val_if_fail (MOAT_IS_BANNER (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}
