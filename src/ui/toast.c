/* Short messages in the nearest toast overlay above a widget.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "toast.h"

#include <glib/gi18n-lib.h>

/* One at a time, the newest: what an older one says, or would undo, is past. The next one comes only when the
 * one before is gone for good. libadwaita 1.2 shows a toast that takes another's place so slowly that Escape
 * can end it sooner, and then writes to what it has freed.
 */
typedef struct
{
  GtkWidget *overlay; /* owns this */
  AdwToast *current;  /* the overlay's own, until it is gone; or NULL */
  AdwToast *next;     /* owned, or NULL */
} Toasts;

static void
toasts_free (gpointer data)
{
  Toasts *toasts = data;

  g_clear_object (&toasts->next);
  g_free (toasts);
}

static void show_next (Toasts *toasts);

static void
gone_cb (gpointer overlay, GObject *toast)
{
  Toasts *toasts = g_object_get_data (overlay, "moat-toasts");

  if (toasts == NULL || gtk_widget_in_destruction (overlay))
    return;

  toasts->current = NULL;
  show_next (toasts);
}

static void
show_next (Toasts *toasts)
{
  if (toasts->current != NULL || toasts->next == NULL)
    return;

  toasts->current = toasts->next;
  g_object_weak_ref (G_OBJECT (toasts->current), gone_cb, toasts->overlay);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts->overlay), g_steal_pointer (&toasts->next));
}

static Toasts *
get_toasts (GtkWidget *overlay)
{
  Toasts *toasts = g_object_get_data (G_OBJECT (overlay), "moat-toasts");

  if (toasts == NULL)
    {
      toasts = g_new0 (Toasts, 1);
      toasts->overlay = overlay;
      g_object_set_data_full (G_OBJECT (overlay), "moat-toasts", toasts, toasts_free);
    }

  return toasts;
}

static AdwToast *
new_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

/* Takes @toast. */
static void
show (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  Toasts *toasts;

  if (!overlay || gtk_widget_in_destruction (overlay))
    {
      g_object_unref (toast);
      return;
    }

  toasts = get_toasts (overlay);
  g_clear_object (&toasts->next);
  toasts->next = toast;
  if (toasts->current != NULL)
    adw_toast_dismiss (toasts->current);
  show_next (toasts);
}

void
moat_toast_show (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  show (widget, new_toast (text));
}

void
moat_toast_show_undo (GtkWidget *widget, const char *text)
{
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  toast = new_toast (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "page.undo");
  show (widget, toast);
}

void
moat_toast_show_with (GtkWidget *widget,
                      const char *text,
                      const char *label,
                      void (*clicked) (gpointer object),
                      gpointer object)
{
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (G_IS_OBJECT (object));

  toast = new_toast (text);
  adw_toast_set_button_label (toast, label);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (clicked), object, G_CONNECT_SWAPPED);
  show (widget, toast);
}
