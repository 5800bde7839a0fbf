/* Brings a widget into view in what scrolls around it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "scroll-to.h"

/* Room left above and below, in pixels. */
#define MARGIN 12

/* GTK lets the view glide to what got the focus, which is perhaps only a part of @widget, and clamping the
 * page would not end that: setting the value does. While it glides, the view's position is that of the coming
 * frame and what is in it lies where it lay in the last one, so what is measured is the place in the
 * contents.
 */
static void
scroll_now (GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkWidget *content = viewport == NULL ? NULL : gtk_viewport_get_child (GTK_VIEWPORT (viewport));
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double top, bottom, value;

  if (content == NULL || !gtk_widget_compute_bounds (widget, content, &bounds))
    return;

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  value = gtk_adjustment_get_value (adjustment);
  top = bounds.origin.y - MARGIN;
  bottom = bounds.origin.y + bounds.size.height + MARGIN - gtk_adjustment_get_page_size (adjustment);
  gtk_adjustment_set_value (adjustment, MIN (MAX (value, bottom), top));
}

/* Ticks come before the layout of their frame: at the second one the first frame is laid out. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  gboolean *is_laid_out = data;

  if (!*is_laid_out)
    {
      *is_laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }
  scroll_now (widget);

  return G_SOURCE_REMOVE;
}

void
moat_scroll_to (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_add_tick_callback (widget, tick_cb, g_new0 (gboolean, 1), g_free);
}
