/* The numbers of the steps beside the lines of a story (see story-gutter.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-gutter.h"

#include <glib/gi18n-lib.h>

#define WIDTH     40
#define MARK_SIZE 20.0
/* Pixels from the pane's edge in which a drag scrolls. */
#define EDGE 24

struct _MoatStoryGutter
{
  GtkWidget parent_instance;

  GtkTextView *view; /* borrowed: this is in its gutter */
  GArray *numbers;   /* of guint */
  PangoLayout *layout;
  int pressed;  /* the line that is being dragged, or -1 */
  int dropping; /* before which line it would go, or -1 */
};

enum
{
  SIGNAL_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatStoryGutter, moat_story_gutter, GTK_TYPE_WIDGET)

static guint
get_number (MoatStoryGutter *self, int line)
{
  return line >= 0 && line < (int) self->numbers->len ? g_array_index (self->numbers, guint, line) : 0;
}

/* ---- Where lines are ---- */

/* Top and height of a line in this widget's pixels. */
static void
get_span (MoatStoryGutter *self, int line, int *top, int *height)
{
  GtkTextIter iter;
  int y;

  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (self->view), &iter, line);
  gtk_text_view_get_line_yrange (self->view, &iter, &y, height);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_LEFT, 0, y, NULL, top);
}

static int
find_line (MoatStoryGutter *self, double y)
{
  GtkTextIter iter;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_LEFT, 0, (int) y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (self->view, &iter, buffer_y, NULL);

  return gtk_text_iter_get_line (&iter);
}

/* ---- Drawing ---- */

static void
draw_number (MoatStoryGutter *self, GtkSnapshot *snapshot, int line, const GdkRGBA *color)
{
  g_autofree char *text = g_strdup_printf ("%u", get_number (self, line));
  GdkRGBA disc = *color;
  GskRoundedRect outline;
  int top, height, text_width, text_height;

  get_span (self, line, &top, &height);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_pixel_size (self->layout, &text_width, &text_height);
  height = MIN (height, text_height + 8);

  disc.alpha *= line == self->pressed ? 0.3f : 0.1f;
  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT ((float) (WIDTH - MAX (MARK_SIZE, text_width + 10))
                                                            / 2,
                                                        (float) (top + (height - MARK_SIZE) / 2),
                                                        (float) MAX (MARK_SIZE, text_width + 10),
                                                        (float) MARK_SIZE),
                                   (float) MARK_SIZE / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &disc, &outline.bounds);
  gtk_snapshot_pop (snapshot);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (WIDTH - text_width) / 2,
                                                          (float) (top + (height - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, self->layout, color);
  gtk_snapshot_restore (snapshot);
}

/* Where the dragged line would go: a bar between two lines. */
static void
draw_drop (MoatStoryGutter *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  int n_lines = gtk_text_buffer_get_line_count (gtk_text_view_get_buffer (self->view));
  int top, height;

  if (self->dropping < 0)
    return;
  get_span (self, MIN (self->dropping, n_lines - 1), &top, &height);
  if (self->dropping >= n_lines)
    top += height;
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (2, (float) top - 1, WIDTH - 4, 3));
}

static void
moat_story_gutter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MoatStoryGutter *self = MOAT_STORY_GUTTER (widget);
  int height = gtk_widget_get_height (widget);
  int first = find_line (self, 0);
  int last = find_line (self, height);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, WIDTH, (float) height));
  for (int line = first; line <= last; line++)
    if (get_number (self, line) > 0)
      draw_number (self, snapshot, line, &color);
  draw_drop (self, snapshot, &color);
  gtk_snapshot_pop (snapshot);
}

static void
moat_story_gutter_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 0;
}

/* ---- Dragging ---- */

static void
drag_begin_cb (MoatStoryGutter *self, double x, double y, GtkGestureDrag *gesture)
{
  int line = find_line (self, y);

  if (get_number (self, line) == 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->pressed = line;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Before the line whose upper half the pointer is on. */
static int
find_gap (MoatStoryGutter *self, double y)
{
  int line = find_line (self, y);
  int top, height;

  get_span (self, line, &top, &height);

  return y < top + height / 2.0 ? line : line + 1;
}

static void
scroll_at_edge (MoatStoryGutter *self, double y)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double by = y < EDGE ? y - EDGE : y > height - EDGE ? y - (height - EDGE) : 0;

  if (by != 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by / 2);
}

static void
drag_update_cb (MoatStoryGutter *self, double offset_x, double offset_y, GtkGestureDrag *gesture)
{
  double x, y;

  if (self->pressed < 0 || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  scroll_at_edge (self, y + offset_y);
  self->dropping = find_gap (self, y + offset_y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
let_go (MoatStoryGutter *self)
{
  self->pressed = -1;
  self->dropping = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (MoatStoryGutter *self)
{
  int from = self->pressed, to = self->dropping;

  let_go (self);
  if (from >= 0 && to >= 0 && to != from)
    g_signal_emit (self, signals[SIGNAL_MOVED], 0, (guint) from, (guint) to);
}

static gboolean
query_tooltip_cb (MoatStoryGutter *self, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  if (get_number (self, find_line (self, y)) == 0)
    return FALSE;
  gtk_tooltip_set_text (tooltip, _ ("Drag to another place (Alt+Up, Alt+Down)"));

  return TRUE;
}

/* ---- The widget ---- */

void
moat_story_gutter_set_numbers (MoatStoryGutter *self, const guint *numbers, guint n_lines)
{
  g_return_if_fail (MOAT_IS_STORY_GUTTER (self));

  g_array_set_size (self->numbers, 0);
  g_array_append_vals (self->numbers, numbers, n_lines);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
moat_story_gutter_finalize (GObject *object)
{
  MoatStoryGutter *self = MOAT_STORY_GUTTER (object);

  g_array_unref (self->numbers);
  g_object_unref (self->layout);
  G_OBJECT_CLASS (moat_story_gutter_parent_class)->finalize (object);
}

static void
moat_story_gutter_class_init (MoatStoryGutterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = moat_story_gutter_finalize;
  widget_class->snapshot = moat_story_gutter_snapshot;
  widget_class->measure = moat_story_gutter_measure;
  gtk_widget_class_set_css_name (widget_class, "storygutter");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  signals[SIGNAL_MOVED] = g_signal_new ("moved", MOAT_TYPE_STORY_GUTTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
moat_story_gutter_init (MoatStoryGutter *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->pressed = self->dropping = -1;
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (let_go), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/* The text scrolls past the gutter, which draws what is beside it. */
static void
adjustment_cb (MoatStoryGutter *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                             G_CONNECT_SWAPPED);
}

GtkWidget *
moat_story_gutter_new (GtkTextView *view)
{
  MoatStoryGutter *self = g_object_new (MOAT_TYPE_STORY_GUTTER, NULL);

  self->view = view;
  g_signal_connect_object (view, "notify::vadjustment", G_CALLBACK (adjustment_cb), self, G_CONNECT_SWAPPED);
  adjustment_cb (self);

  return GTK_WIDGET (self);
}
