/* Puts off what need not be there before a window is seen (see first-frame.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "first-frame.h"

typedef struct
{
  GSourceOnceFunc func;
  gpointer data;
} Wait;

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

static gboolean
seen_cb (gpointer user_data)
{
  Wait *wait = user_data;

  wait->func (wait->data);
  return G_SOURCE_REMOVE;
}

/* The tick was in the frame, before that is laid out and drawn: what is idle comes after. Before the next
 * frame though, or it would wait for ever where something moves and the machine is slow. Or the tick never
 * came.
 */
static void
tick_ended_cb (gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, seen_cb, user_data, g_free);
}

void
moat_first_frame_await (GtkWidget *widget, GSourceOnceFunc func, gpointer data)
{
  GdkFrameClock *clock;
  Wait *wait;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (func != NULL);

  /* It counts from 0, once there was a frame. */
  clock = gtk_widget_get_frame_clock (widget);
  if (clock != NULL && gdk_frame_clock_get_frame_counter (clock) >= 0)
    {
      func (data);
      return;
    }

  wait = g_new (Wait, 1);
  wait->func = func;
  wait->data = data;
  gtk_widget_add_tick_callback (widget, tick_cb, wait, tick_ended_cb);
}
