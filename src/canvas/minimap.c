/* The whole diagram, small, with the part in view outlined.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "minimap.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WIDTH   160
#define HEIGHT  80
#define PADDING 8.0
/* How long the drawing must have been still before it is drawn anew here; milliseconds. */
#define DELAY 100

struct _MoatMinimap
{
  GtkWidget parent_instance;

  MoatCanvas *canvas; /* borrowed: both are parts of one view */
  gboolean is_wanted;
  MoatRect drawn;      /* the extents that the picture shows */
  GdkTexture *picture; /* owned; NULL until drawn and whenever outdated */
  guint redraw_source;
};

G_DEFINE_FINAL_TYPE (MoatMinimap, moat_minimap, GTK_TYPE_WIDGET)

/* How the plane is shown here: a viewport of its own over all that is drawn. What is in view may reach
 * beyond. */
static MoatViewport
get_mapping (const MoatRect *extents)
{
  MoatViewport mapping;

  moat_viewport_init (&mapping);
  moat_viewport_resize (&mapping, WIDTH, HEIGHT);
  /* Not moat_viewport_fit(): this may be smaller than the smallest zoom. */
  mapping.zoom = MIN ((WIDTH - 2 * PADDING) / MAX (extents->width, 1),
                      (HEIGHT - 2 * PADDING) / MAX (extents->height, 1));
  moat_viewport_center_on (&mapping, moat_rect_get_center (extents));
  return mapping;
}

/* ---- Drawing ---- */

static void
trace_rect (cairo_t *cr, const MoatRect *rect)
{
  cairo_rectangle (cr, floor (rect->x) + 0.5, floor (rect->y) + 0.5, MAX (round (rect->width), 1),
                   MAX (round (rect->height), 1));
}

static void
draw_item (cairo_t *cr, const MoatTheme *theme, const MoatViewport *mapping, const MoatSceneItem *item)
{
  MoatRect box = moat_viewport_rect_to_view (mapping, &item->box);
  const double dash[] = { 2.5, 1.5 };

  if (item->kind == MOAT_KIND_BOUNDARY && item->box.width > 0)
    {
      moat_theme_set_source (theme, cr, MOAT_COLOR_BOUNDARY);
      cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
      trace_rect (cr, &box);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  else if (item->kind == MOAT_KIND_FLOW && item->route != NULL)
    {
      moat_theme_set_source (theme, cr, MOAT_COLOR_TEXT_DIM);
      for (guint i = 0; i < item->route->len; i++)
        {
          MoatPoint point = moat_viewport_to_view (mapping, item->route->points[i]);

          cairo_line_to (cr, point.x, point.y);
        }
      cairo_stroke (cr);
    }
  else if (item->box.width > 0)
    {
      trace_rect (cr, &box);
      moat_theme_set_source (theme, cr,
                             item->kind == MOAT_KIND_NOTE ? MOAT_COLOR_NOTE_EDGE : MOAT_COLOR_STROKE);
      cairo_fill (cr);
    }
}

static void
draw_view (cairo_t *cr, const MoatTheme *theme, const MoatViewport *mapping, const MoatRect *visible)
{
  MoatRect rect = moat_viewport_rect_to_view (mapping, visible);
  const MoatColor *accent = &theme->colors[MOAT_COLOR_ACCENT];

  trace_rect (cr, &rect);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

/* A picture, and not drawn at each frame: a large model has more items than a pan has time for. */
static GdkTexture *
draw_picture (MoatScene *scene, const MoatTheme *theme, const MoatViewport *mapping, int scale)
{
  GPtrArray *items = moat_scene_list_items (scene);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH * scale, HEIGHT * scale);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *picture;

  cairo_scale (cr, scale, scale);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < items->len; i++)
    draw_item (cr, theme, mapping, g_ptr_array_index (items, i));
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * HEIGHT * scale);
  picture = gdk_memory_texture_new (WIDTH * scale, HEIGHT * scale, GDK_MEMORY_DEFAULT, bytes,
                                    cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
  return picture;
}

static void
moat_minimap_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MoatMinimap *self = MOAT_MINIMAP (widget);
  const MoatTheme *theme = moat_canvas_get_pen (self->canvas)->theme;
  MoatScene *scene = moat_canvas_get_scene (self->canvas);
  MoatRect visible = moat_viewport_get_visible (moat_canvas_get_viewport (self->canvas));
  MoatViewport mapping;
  cairo_t *cr;

  if (scene == NULL || (self->picture == NULL && !moat_canvas_get_extents (self->canvas, &self->drawn)))
    return;
  mapping = get_mapping (&self->drawn);
  if (self->picture == NULL)
    self->picture = draw_picture (scene, theme, &mapping, gtk_widget_get_scale_factor (widget));
  gtk_snapshot_append_texture (snapshot, self->picture, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  draw_view (cr, theme, &mapping, &visible);
  cairo_destroy (cr);
}

static void
moat_minimap_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

/* ---- Following and steering the view ---- */

static void
refresh (MoatMinimap *self)
{
  MoatRect visible = moat_viewport_get_visible (moat_canvas_get_viewport (self->canvas));
  MoatRect extents;
  gboolean is_shown = self->is_wanted && moat_canvas_get_extents (self->canvas, &extents)
                      && !moat_rect_contains_rect (&visible, &extents);

  gtk_widget_set_child_visible (GTK_WIDGET (self), is_shown);
  if (is_shown)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
redraw_cb (gpointer user_data)
{
  MoatMinimap *self = user_data;

  self->redraw_source = 0;
  g_clear_object (&self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
drawing_changed_cb (MoatMinimap *self)
{
  g_clear_handle_id (&self->redraw_source, g_source_remove);
  self->redraw_source = g_timeout_add (DELAY, redraw_cb, self);
  refresh (self);
}

static void
look_at (MoatMinimap *self, double x, double y)
{
  MoatViewport mapping = get_mapping (&self->drawn);

  moat_canvas_center_on (self->canvas, moat_viewport_to_model (&mapping, (MoatPoint){ x, y }));
}

static void
drag_began_cb (MoatMinimap *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  look_at (self, x, y);
}

static void
drag_updated_cb (MoatMinimap *self, double dx, double dy, GtkGesture *gesture)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y))
    look_at (self, x + dx, y + dy);
}

static void
moat_minimap_dispose (GObject *object)
{
  MoatMinimap *self = MOAT_MINIMAP (object);

  g_clear_handle_id (&self->redraw_source, g_source_remove);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (moat_minimap_parent_class)->dispose (object);
}

static void
moat_minimap_class_init (MoatMinimapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_minimap_dispose;
  widget_class->snapshot = moat_minimap_snapshot;
  widget_class->measure = moat_minimap_measure;
  gtk_widget_class_set_css_name (widget_class, "minimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
moat_minimap_init (MoatMinimap *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->is_wanted = TRUE;
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_began_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_updated_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_css_class (GTK_WIDGET (self), "canvas-card");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Overview of the diagram"), -1);
}

GtkWidget *
moat_minimap_new (MoatCanvas *canvas)
{
  MoatMinimap *self = g_object_new (MOAT_TYPE_MINIMAP, NULL);

  self->canvas = canvas;
  g_signal_connect_object (canvas, "viewport-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "drawing-changed", G_CALLBACK (drawing_changed_cb), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

void
moat_minimap_set_wanted (MoatMinimap *self, gboolean is_wanted)
{
  self->is_wanted = is_wanted;
  refresh (self);
}
