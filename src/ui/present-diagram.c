/* The diagram as a room sees it (see present-diagram.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "present-diagram.h"

#include "widget-theme.h"

#include <adwaita.h>
#include <math.h>

#define MOVE_MS 450

struct _MoatPresentDiagram
{
  GtkWidget parent_instance;

  MoatScene *scene;
  MoatTheme *theme;
  MoatTextMeasure *text;
  double text_height;

  MoatStop *stop; /* owned; NULL until there is one */
  MoatFrame from;
  MoatFrame to;
  double done; /* how much of the way from one to the other, 0 to 1 */
  gboolean has_frame;
  AdwAnimation *animation;
};

G_DEFINE_FINAL_TYPE (MoatPresentDiagram, moat_present_diagram, GTK_TYPE_WIDGET)

/* ---- The camera ---- */

/* Zooms by equal factors in equal times, which looks even. */
MoatFrame
moat_present_diagram_get_frame (MoatPresentDiagram *self)
{
  MoatFrame frame = self->to;

  g_return_val_if_fail (MOAT_IS_PRESENT_DIAGRAM (self), frame);

  if (self->done >= 1)
    return frame;
  frame.center = moat_point_mix (self->from.center, self->to.center, self->done);
  frame.zoom = self->from.zoom * pow (self->to.zoom / self->from.zoom, self->done);
  return frame;
}

static void
moved_cb (double value, MoatPresentDiagram *self)
{
  self->done = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
is_same_frame (const MoatFrame *a, const MoatFrame *b)
{
  return fabs (a->zoom - b->zoom) < 1e-6 && moat_point_get_distance (a->center, b->center) < 1e-3;
}

/* Looks at the stop; @at_once: without a way there. */
static void
aim (MoatPresentDiagram *self, gboolean at_once)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  MoatFrame frame;

  gtk_widget_queue_draw (widget);
  if (self->stop == NULL || width <= 0 || height <= 0)
    return;

  frame = moat_walk_get_frame (self->scene, self->stop, width, height, self->text_height);
  if (self->has_frame && !at_once && is_same_frame (&frame, &self->to))
    return;

  self->from = self->has_frame ? moat_present_diagram_get_frame (self) : frame;
  self->to = frame;
  self->done = 0;
  if (at_once || !self->has_frame)
    adw_animation_skip (self->animation);
  else
    adw_animation_play (self->animation);
  self->done = adw_animation_get_value (self->animation);
  self->has_frame = TRUE;
}

static void
items_changed_cb (MoatPresentDiagram *self)
{
  aim (self, FALSE);
}

/* ---- Widget ---- */

static void
refresh_theme (MoatPresentDiagram *self)
{
  gboolean has_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  g_autoptr(MoatTheme) theme = moat_widget_theme_new (GTK_WIDGET (self), has_contrast);

  g_clear_pointer (&self->theme, moat_theme_unref);
  self->theme = moat_theme_new_for_room (theme, 1);
  g_clear_object (&self->text);
  self->text = moat_text_measure_new (self->theme, MOAT_TEXT_FOR_SCREEN);
  if (self->scene != NULL)
    moat_scene_set_measure (self->scene, self->text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
moat_present_diagram_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (moat_present_diagram_parent_class)->css_changed (widget, change);

  refresh_theme (MOAT_PRESENT_DIAGRAM (widget));
}

static void
moat_present_diagram_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  aim (MOAT_PRESENT_DIAGRAM (widget), FALSE);
}

static void
moat_present_diagram_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MoatPresentDiagram *self = MOAT_PRESENT_DIAGRAM (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  MoatFrame frame = moat_present_diagram_get_frame (self);
  g_autoptr(MoatTheme) theme = NULL;
  const MoatColor *canvas = &self->theme->colors[MOAT_COLOR_CANVAS];
  const GdkRGBA color = { canvas->red, canvas->green, canvas->blue, canvas->alpha };
  MoatPen pen = { NULL, self->text };
  MoatRect area;
  cairo_t *cr;

  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->stop == NULL || !self->has_frame)
    return;

  theme = moat_walk_dup_theme (self->theme, self->text_height / frame.zoom);
  pen.theme = theme;
  area = MOAT_RECT_INIT (frame.center.x - width / frame.zoom / 2, frame.center.y - height / frame.zoom / 2,
                         width / frame.zoom, height / frame.zoom);

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_scale (cr, frame.zoom, frame.zoom);
  cairo_translate (cr, -area.x, -area.y);
  moat_walk_draw (cr, &pen, self->scene, self->stop, &area, self->text_height / frame.zoom);
  cairo_destroy (cr);
}

static void
moat_present_diagram_dispose (GObject *object)
{
  MoatPresentDiagram *self = MOAT_PRESENT_DIAGRAM (object);

  g_clear_object (&self->animation);
  g_clear_object (&self->scene);
  g_clear_object (&self->text);
  g_clear_pointer (&self->theme, moat_theme_unref);
  g_clear_pointer (&self->stop, moat_stop_free);

  G_OBJECT_CLASS (moat_present_diagram_parent_class)->dispose (object);
}

static void
moat_present_diagram_class_init (MoatPresentDiagramClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_present_diagram_dispose;
  widget_class->css_changed = moat_present_diagram_css_changed;
  widget_class->size_allocate = moat_present_diagram_size_allocate;
  widget_class->snapshot = moat_present_diagram_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
moat_present_diagram_init (MoatPresentDiagram *self)
{
  self->text_height = 17;
  self->done = 1;
  self->animation
      = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, MOVE_MS,
                                 adw_callback_animation_target_new ((AdwAnimationTargetFunc) moved_cb, self,
                                                                    NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_EASE_IN_OUT_CUBIC);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  refresh_theme (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (refresh_theme), self, G_CONNECT_SWAPPED);
}

GtkWidget *
moat_present_diagram_new (MoatDocument *document, const char *use_case_id)
{
  MoatPresentDiagram *self = g_object_new (MOAT_TYPE_PRESENT_DIAGRAM, NULL);

  self->scene = moat_scene_new (document, use_case_id, self->text);
  g_signal_connect_object (self->scene, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
moat_present_diagram_set_stop (MoatPresentDiagram *self, const MoatStop *stop)
{
  g_autofree char *detail = NULL;
  MoatDocument *document;

  g_return_if_fail (MOAT_IS_PRESENT_DIAGRAM (self));
  g_return_if_fail (stop != NULL);

  document = moat_scene_get_document (self->scene);
  g_clear_pointer (&self->stop, moat_stop_free);
  self->stop = moat_stop_copy (stop);
  detail = stop->step ? moat_stop_dup_detail (document, stop) : moat_diagram_dup_description (self->scene);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, detail, -1);
  aim (self, FALSE);
}

void
moat_present_diagram_set_text_height (MoatPresentDiagram *self, double height)
{
  g_return_if_fail (MOAT_IS_PRESENT_DIAGRAM (self));
  g_return_if_fail (height > 0);

  if (self->text_height == height)
    return;
  self->text_height = height;
  aim (self, TRUE);
}

MoatScene *
moat_present_diagram_get_scene (MoatPresentDiagram *self)
{
  g_return_val_if_fail (MOAT_IS_PRESENT_DIAGRAM (self), NULL);

  return self->scene;
}
