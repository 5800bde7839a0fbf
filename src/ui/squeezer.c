/* The first of two widgets where there is room for it (see squeezer.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "squeezer.h"

/* GTK's keyboard goes into what a squeezer does not show: a button that nobody sees could be pressed. */
static void
visible_child_cb (AdwSqueezer *squeezer)
{
  GtkWidget *shown = adw_squeezer_get_visible_child (squeezer);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (squeezer)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_can_focus (child, child == shown);
}

GtkWidget *
moat_squeezer_new (GtkWidget *wide, GtkWidget *narrow)
{
  GtkWidget *squeezer = adw_squeezer_new ();

  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), wide);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), narrow);
  g_signal_connect (squeezer, "notify::visible-child", G_CALLBACK (visible_child_cb), NULL);
  visible_child_cb (ADW_SQUEEZER (squeezer));

  return squeezer;
}
