/* Room for a text view that is as high as its text (see text-area.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "text-area.h"

struct _MoatTextArea
{
  GtkWidget parent_instance;

  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (MoatTextArea, moat_text_area, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
moat_text_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The height of the text as the view will lay it out in @width pixels; negative for one line a paragraph. */
static int
get_text_height (MoatTextArea *self, int width)
{
  g_autofree char *text = NULL;
  g_autoptr(PangoLayout) layout = NULL;
  int height;

  g_object_get (gtk_text_view_get_buffer (self->view), "text", &text, NULL);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);
  if (width >= 0)
    {
      pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static void
moat_text_area_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  MoatTextArea *self = MOAT_TEXT_AREA (widget);
  int margins;
  int height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (GTK_WIDGET (self->view), orientation, -1, minimum, natural, NULL, NULL);
      return;
    }

  margins = gtk_text_view_get_left_margin (self->view) + gtk_text_view_get_right_margin (self->view);
  height = get_text_height (self, for_size < 0 ? -1 : for_size - margins);
  height += gtk_text_view_get_top_margin (self->view) + gtk_text_view_get_bottom_margin (self->view);
  *minimum = *natural = height;
}

static void
moat_text_area_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (GTK_WIDGET (MOAT_TEXT_AREA (widget)->view), width, height, baseline, NULL);
}

static void
moat_text_area_dispose (GObject *object)
{
  MoatTextArea *self = MOAT_TEXT_AREA (object);

  g_clear_pointer ((GtkWidget **) &self->view, gtk_widget_unparent);

  G_OBJECT_CLASS (moat_text_area_parent_class)->dispose (object);
}

static void
moat_text_area_class_init (MoatTextAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_text_area_dispose;
  widget_class->get_request_mode = moat_text_area_get_request_mode;
  widget_class->measure = moat_text_area_measure;
  widget_class->size_allocate = moat_text_area_size_allocate;
}

static void
moat_text_area_init (MoatTextArea *self)
{
}

GtkWidget *
moat_text_area_new (GtkTextView *view)
{
  MoatTextArea *self;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  self = g_object_new (MOAT_TYPE_TEXT_AREA, NULL);
  self->view = view;
  gtk_widget_set_parent (GTK_WIDGET (view), GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (gtk_widget_queue_resize),
                           self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
