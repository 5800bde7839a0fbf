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

struct _MoatMinimap
{
  GtkWidget parent_instance;

  MoatCanvas *canvas; /* borrowed: both are parts of one view */
  gboolean is_wanted;
};

G_DEFINE_FINAL_TYPE (MoatMinimap, moat_minimap, GTK_TYPE_WIDGET)

/* How the plane is shown here: a viewport of its own over all that is drawn and what is in view. */
static gboolean
get_mapping (MoatMinimap *self, MoatViewport *mapping)
{
  MoatRect visible = moat_viewport_get_visible (moat_canvas_get_viewport (self->canvas));
  MoatRect all;

  if (!moat_canvas_get_extents (self->canvas, &all))
    return FALSE;
  all = moat_rect_union (&all, &visible);
  moat_viewport_init (mapping);
  moat_viewport_resize (mapping, WIDTH, HEIGHT);
  /* Not moat_viewport_fit(): this may be smaller than the smallest zoom. */
  mapping->zoom = MIN ((WIDTH - 2 * PADDING) / MAX (all.width, 1),
                       (HEIGHT - 2 * PADDING) / MAX (all.height, 1));
  moat_viewport_center_on (mapping, moat_rect_get_center (&all));
  return TRUE;
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

static void
moat_minimap_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MoatMinimap *self = MOAT_MINIMAP (widget);
  const MoatTheme *theme = moat_canvas_get_pen (self->canvas)->theme;
  MoatScene *scene = moat_canvas_get_scene (self->canvas);
  MoatRect visible = moat_viewport_get_visible (moat_canvas_get_viewport (self->canvas));
  MoatViewport mapping;
  GPtrArray *items;
  cairo_t *cr;

  if (scene == NULL || !get_mapping (self, &mapping))
    return;
  items = moat_scene_list_items (scene);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < items->len; i++)
    draw_item (cr, theme, &mapping, g_ptr_array_index (items, i));
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

static void
look_at (MoatMinimap *self, double x, double y)
{
  MoatViewport mapping;

  if (get_mapping (self, &mapping))
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
moat_minimap_class_init (MoatMinimapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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
  refresh (self);
  return GTK_WIDGET (self);
}

void
moat_minimap_set_wanted (MoatMinimap *self, gboolean is_wanted)
{
  self->is_wanted = is_wanted;
  refresh (self);
}
