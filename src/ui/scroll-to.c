/* Brings a widget into view in the scrolled window around it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "scroll-to.h"

/* Room left above and below, in pixels. */
#define MARGIN 12

static void
scroll_now (GtkWidget *widget)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;
  GtkAdjustment *adjustment;

  if (scrolled == NULL || !gtk_widget_compute_bounds (widget, scrolled, &bounds))
    return;

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_adjustment_clamp_page (adjustment, gtk_adjustment_get_value (adjustment) + bounds.origin.y - MARGIN,
                             gtk_adjustment_get_value (adjustment) + bounds.origin.y + bounds.size.height
                                 + MARGIN);
}

/* Ticks come before the layout of their frame: at the second one the first frame is laid out. Wrapped text in
 * a new page gets its height from the width of that frame, so the next ones are looked at as well.
 */
#define FIRST_TICK 2
#define LAST_TICK  4

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *n_ticks = data;

  if (++*n_ticks >= FIRST_TICK)
    scroll_now (widget);

  return *n_ticks < LAST_TICK ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
moat_scroll_to (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_add_tick_callback (widget, tick_cb, g_new0 (guint, 1), g_free);
}
