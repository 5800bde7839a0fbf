/* Short messages in the nearest toast overlay above a widget.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "toast.h"

#include <glib/gi18n-lib.h>

static void
show (GtkWidget *widget, const char *text, gboolean can_undo)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast;

  if (!overlay)
    return;

  toast = adw_toast_new (escaped);
  if (can_undo)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "page.undo");
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

void
moat_toast_show (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  show (widget, text, FALSE);
}

void
moat_toast_show_undo (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  show (widget, text, TRUE);
}
