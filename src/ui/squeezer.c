/* The first of two widgets where there is room for it (see squeezer.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "squeezer.h"

struct _MoatSqueezer
{
  GtkWidget parent_instance;

  GtkWidget *wide;
  GtkWidget *narrow; /* NULL: nothing */
  GtkWidget *shown;  /* the one that the last allocation chose */
};

G_DEFINE_FINAL_TYPE (MoatSqueezer, moat_squeezer, GTK_TYPE_WIDGET)

static int
measure (GtkWidget *child, GtkOrientation orientation, int *minimum)
{
  int natural = 0;

  *minimum = 0;
  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, -1, minimum, &natural, NULL, NULL);

  return natural;
}

/* Of both, so that what is beside it keeps its place when the other one is shown. */
static void
moat_squeezer_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  MoatSqueezer *self = MOAT_SQUEEZER (widget);
  int wide;
  int narrow;
  int wide_natural = measure (self->wide, orientation, &wide);
  int narrow_natural = measure (self->narrow, orientation, &narrow);

  *natural = MAX (wide_natural, narrow_natural);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = MAX (wide, narrow);
  else
    *minimum = narrow;
}

static void
moat_squeezer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MoatSqueezer *self = MOAT_SQUEEZER (widget);
  int minimum;
  gboolean fits = gtk_widget_get_visible (self->wide)
                  && measure (self->wide, GTK_ORIENTATION_HORIZONTAL, &minimum) <= width;

  self->shown = fits ? self->wide : self->narrow;
  gtk_widget_set_child_visible (self->wide, fits);
  if (self->narrow != NULL)
    gtk_widget_set_child_visible (self->narrow, !fits);
  if (self->shown != NULL && gtk_widget_should_layout (self->shown))
    gtk_widget_allocate (self->shown, width, height, baseline, NULL);
}

/* Without this the keyboard goes into what is not shown as well: a button that nobody sees could be pressed.
 */
static gboolean
moat_squeezer_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MoatSqueezer *self = MOAT_SQUEEZER (widget);

  return self->shown != NULL && gtk_widget_child_focus (self->shown, direction);
}

static void
moat_squeezer_dispose (GObject *object)
{
  MoatSqueezer *self = MOAT_SQUEEZER (object);

  self->shown = NULL;
  g_clear_pointer (&self->wide, gtk_widget_unparent);
  g_clear_pointer (&self->narrow, gtk_widget_unparent);

  G_OBJECT_CLASS (moat_squeezer_parent_class)->dispose (object);
}

static void
moat_squeezer_class_init (MoatSqueezerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_squeezer_dispose;
  widget_class->measure = moat_squeezer_measure;
  widget_class->focus = moat_squeezer_focus;
  widget_class->size_allocate = moat_squeezer_size_allocate;
}

static void
moat_squeezer_init (MoatSqueezer *self)
{
}

GtkWidget *
moat_squeezer_new (GtkWidget *wide, GtkWidget *narrow)
{
  MoatSqueezer *self;

  g_return_val_if_fail (GTK_IS_WIDGET (wide), NULL);
  g_return_val_if_fail (narrow == NULL || GTK_IS_WIDGET (narrow), NULL);

  self = g_object_new (MOAT_TYPE_SQUEEZER, NULL);
  self->wide = wide;
  self->narrow = narrow;
  gtk_widget_set_parent (wide, GTK_WIDGET (self));
  if (narrow != NULL)
    gtk_widget_set_parent (narrow, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}
