/* Brings a widget into view in what scrolls around it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "scroll-to.h"

/* Room left above and below, in pixels. */
#define MARGIN 12
/* Frames in which a text of some hundred lines has surely measured them. */
#define TEXT_TICKS 12

/* The least move that shows all from @top to @bottom, and the upper end of what is higher than the page. */
static void
show_range (GtkAdjustment *adjustment, double top, double bottom)
{
  double value = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_set_value (adjustment,
                            MIN (MAX (value, bottom - gtk_adjustment_get_page_size (adjustment)), top));
}

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
  graphene_rect_t bounds;

  if (content == NULL || !gtk_widget_compute_bounds (widget, content, &bounds))
    return;

  show_range (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)), bounds.origin.y - MARGIN,
              bounds.origin.y + bounds.size.height + MARGIN);
}

/* GTK's own way there glides, and loses its way when the lines that it goes past get their heights meanwhile.
 */
static void
scroll_to_cursor_now (GtkWidget *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (text);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter cursor;
  GdkRectangle place;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &cursor, &place);
  show_range (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), place.y - place.height,
              place.y + 2 * place.height);
}

/* Ticks come before the layout of their frame: at the second one the first frame is laid out. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *n_ticks = data;

  if ((*n_ticks)++ == 0)
    return G_SOURCE_CONTINUE;
  scroll_now (widget);

  return G_SOURCE_REMOVE;
}

/* A text works out the heights of its lines in frames to come, and its cursor moves with them. */
static gboolean
text_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *n_ticks = data;

  if ((*n_ticks)++ > 0)
    scroll_to_cursor_now (widget);

  return *n_ticks < TEXT_TICKS ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
moat_scroll_to (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_add_tick_callback (widget, tick_cb, g_new0 (guint, 1), g_free);
}

void
moat_scroll_to_cursor (GtkTextView *text)
{
  g_return_if_fail (GTK_IS_TEXT_VIEW (text));

  gtk_widget_add_tick_callback (GTK_WIDGET (text), text_tick_cb, g_new0 (guint, 1), g_free);
}
