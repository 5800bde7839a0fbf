/* A canvas with its palette, zoom control, minimap and empty state around it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-view.h"

struct _MoatCanvasView
{
  GtkWidget parent_instance;

  MoatCanvas *canvas;
};

G_DEFINE_FINAL_TYPE (MoatCanvasView, moat_canvas_view, GTK_TYPE_WIDGET)

static void
moat_canvas_view_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (moat_canvas_view_parent_class)->dispose (object);
}

static void
moat_canvas_view_class_init (MoatCanvasViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_canvas_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
moat_canvas_view_init (MoatCanvasView *self)
{
}

MoatCanvasView *
moat_canvas_view_new (MoatDocument *document, MoatSelection *selection)
{
  MoatCanvasView *self = g_object_new (MOAT_TYPE_CANVAS_VIEW, NULL);

  self->canvas = moat_canvas_new (document, selection);
  gtk_widget_set_parent (GTK_WIDGET (self->canvas), GTK_WIDGET (self));
  return self;
}

MoatCanvas *
moat_canvas_view_get_canvas (MoatCanvasView *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS_VIEW (self), NULL);

  return self->canvas;
}
