/* The header bar of a dialog that does something or is given up (see
 * dialog-header.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "dialog-header.h"

#include <glib/gi18n-lib.h>

GtkWidget *
moat_dialog_header_new (GtkWindow *dialog, GtkWidget **accept)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  *accept = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (*accept), TRUE);
  gtk_widget_add_css_class (*accept, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), *accept);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog, G_CONNECT_SWAPPED);

  return header;
}

void
moat_dialog_header_add_accept (GtkShortcutController *controller, GtkShortcutFunc accept)
{
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (controller,
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                              "<Control>Return|<Control>KP_Enter"),
                                                          gtk_callback_action_new (accept, NULL, NULL)));
}
