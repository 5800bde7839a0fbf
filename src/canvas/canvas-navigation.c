/* Moving the view: wheel, touchpad, pinch, glide, and the pan at the edge while
 * something is dragged.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-navigation.h"

#include <math.h>

/* Pixels that one notch of a wheel pans, and what it multiplies the zoom by. */
#define WHEEL_STEP 60.0
#define WHEEL_ZOOM 1.15
/* What a touchpad's pixel multiplies the zoom by. */
#define TOUCHPAD_ZOOM 1.005
/* How quickly a glide loses speed: to 1/e in this many seconds; and where it ends, pixels a second. */
#define GLIDE_SECONDS 0.325
#define GLIDE_END     20.0
/* How near the edge a drag moves the view on, and how fast at the edge itself; pixels and pixels a second. */
#define EDGE_REACH 28.0
#define EDGE_SPEED 700.0

/* ---- Wheel and touchpad ---- */

static gboolean
scrolled_cb (MoatCanvas *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL;
  double step = is_wheel ? WHEEL_STEP : 1;

  moat_canvas_stop_glide (self);
  if ((state & GDK_CONTROL_MASK) != 0)
    moat_canvas_zoom_at (self, self->viewport.zoom * pow (is_wheel ? WHEEL_ZOOM : TOUCHPAD_ZOOM, -dy),
                         self->input.last);
  else if ((state & GDK_SHIFT_MASK) != 0 && dx == 0)
    moat_canvas_pan (self, dy * step, 0);
  else
    moat_canvas_pan (self, dx * step, dy * step);
  return GDK_EVENT_STOP;
}

static gboolean
glide_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MoatCanvas *self = MOAT_CANVAS (widget);
  MoatCanvasInput *input = &self->input;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = input->glide_time > 0 ? (now - input->glide_time) / 1e6 : 0;
  double left = exp (-seconds / GLIDE_SECONDS);

  /* The way covered is the integral of the falling speed. */
  moat_canvas_pan (self, input->velocity_x * GLIDE_SECONDS * (1 - left),
                   input->velocity_y * GLIDE_SECONDS * (1 - left));
  input->velocity_x *= left;
  input->velocity_y *= left;
  input->glide_time = now;
  if (hypot (input->velocity_x, input->velocity_y) > GLIDE_END)
    return G_SOURCE_CONTINUE;
  input->glide_id = 0;
  return G_SOURCE_REMOVE;
}

static void
decelerated_cb (MoatCanvas *self, double velocity_x, double velocity_y, GtkEventController *scroll)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (scroll);

  moat_canvas_stop_glide (self);
  if ((state & GDK_CONTROL_MASK) != 0)
    return;
  self->input.velocity_x = velocity_x;
  self->input.velocity_y = velocity_y;
  self->input.glide_time = 0;
  self->input.glide_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), glide_cb, NULL, NULL);
}

void
moat_canvas_stop_glide (MoatCanvas *self)
{
  if (self->input.glide_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->input.glide_id);
  self->input.glide_id = 0;
}

/* ---- Pinch: the two fingers zoom about their middle and carry the plane along ---- */

static MoatPoint
get_pinch_center (MoatCanvas *self, GtkGesture *gesture)
{
  MoatPoint at = self->input.last;

  gtk_gesture_get_bounding_box_center (gesture, &at.x, &at.y);
  return at;
}

static void
pinch_began_cb (MoatCanvas *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  moat_canvas_stop_glide (self);
  moat_canvas_stop_edge (self);
  if (self->input.press == MOAT_PRESS_TOOL && moat_toolbox_is_busy (self->toolbox))
    moat_toolbox_cancel (self->toolbox);
  self->input.press = MOAT_PRESS_NONE;
  self->input.pinch_zoom = self->viewport.zoom;
  self->input.pinch_last = get_pinch_center (self, gesture);
}

static void
pinched_cb (MoatCanvas *self, double scale, GtkGesture *gesture)
{
  MoatPoint at = get_pinch_center (self, gesture);

  moat_canvas_pan (self, self->input.pinch_last.x - at.x, self->input.pinch_last.y - at.y);
  moat_canvas_zoom_at (self, self->input.pinch_zoom * scale, at);
  self->input.pinch_last = at;
}

/* ---- Dragging at the edge ---- */

/* How far @position is past the margin of a view of this @size: from -1 at its start to 1 at its end. */
static double
get_edge_pull (double position, double size)
{
  if (size < 4 * EDGE_REACH)
    return 0;
  if (position < EDGE_REACH)
    return -MIN ((EDGE_REACH - position) / EDGE_REACH, 1);
  if (position > size - EDGE_REACH)
    return MIN ((position - size + EDGE_REACH) / EDGE_REACH, 1);
  return 0;
}

static gboolean
edge_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MoatCanvas *self = MOAT_CANVAS (widget);
  MoatCanvasInput *input = &self->input;
  MoatPointer *pointer = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double step = EDGE_SPEED * CLAMP ((now - input->glide_time) / 1e6, 0, 0.05);

  input->glide_time = now;
  moat_canvas_pan (self, step * get_edge_pull (input->last.x, self->viewport.width),
                   step * get_edge_pull (input->last.y, self->viewport.height));
  pointer->at = moat_canvas_to_model (self, input->last.x, input->last.y);
  moat_toolbox_motion (self->toolbox, pointer);
  return G_SOURCE_CONTINUE;
}

void
moat_canvas_follow_edge (MoatCanvas *self, const MoatPointer *pointer)
{
  MoatCanvasInput *input = &self->input;
  gboolean is_pulled = get_edge_pull (input->last.x, self->viewport.width) != 0
                       || get_edge_pull (input->last.y, self->viewport.height) != 0;

  if (!is_pulled || !moat_toolbox_is_busy (self->toolbox))
    {
      moat_canvas_stop_edge (self);
      return;
    }
  if (input->edge_id != 0)
    return;
  moat_canvas_stop_glide (self);
  input->glide_time = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  input->edge_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), edge_cb,
                                                 g_memdup2 (pointer, sizeof *pointer), g_free);
}

void
moat_canvas_stop_edge (MoatCanvas *self)
{
  if (self->input.edge_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->input.edge_id);
  self->input.edge_id = 0;
}

void
moat_canvas_init_navigation (MoatCanvas *self, GtkGesture *drag)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES
                                                                | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (scroll, "decelerate", G_CALLBACK (decelerated_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);

  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_began_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_gesture_group (pinch, drag);
}
