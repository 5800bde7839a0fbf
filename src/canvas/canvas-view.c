/* A canvas with its palette, zoom control, minimap and empty state around it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-view.h"

#include "minimap.h"
#include "palette.h"
#include "zoom-control.h"

#include <glib/gi18n-lib.h>

#define MARGIN 15

struct _MoatCanvasView
{
  GtkWidget parent_instance;

  MoatCanvas *canvas;
  GtkWidget *palette; /* child */
  GtkWidget *overlay; /* child */
  GtkWidget *minimap;
  GtkWidget *empty;
  GtkWidget *hint;
  GtkWidget *busy;
  GtkWidget *busy_spinner;
  GtkWidget *busy_label;
  gboolean show_minimap;
};

enum
{
  PROP_0,
  PROP_SHOW_PALETTE,
  PROP_SHOW_MINIMAP,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MoatCanvasView, moat_canvas_view, GTK_TYPE_WIDGET)

/* ---- Layout: the palette decides its width from the height there is ---- */

static void
moat_canvas_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  MoatCanvasView *self = MOAT_CANVAS_VIEW (widget);
  gboolean has_palette = gtk_widget_get_visible (self->palette);
  int palette_minimum = 0, palette_natural = 0;

  gtk_widget_measure (self->overlay, orientation, -1, minimum, natural, NULL, NULL);
  if (has_palette)
    gtk_widget_measure (self->palette, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? for_size : -1,
                        &palette_minimum, &palette_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum += palette_minimum;
      *natural += palette_natural;
      return;
    }
  *minimum = MAX (*minimum, palette_minimum);
  *natural = MAX (*natural, palette_natural);
}

static void
moat_canvas_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MoatCanvasView *self = MOAT_CANVAS_VIEW (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int used = 0;

  if (gtk_widget_get_visible (self->palette))
    {
      gtk_widget_measure (self->palette, GTK_ORIENTATION_HORIZONTAL, height, NULL, &used, NULL, NULL);
      gtk_widget_size_allocate (self->palette, &(GtkAllocation){ is_rtl ? width - used : 0, 0, used, height },
                                -1);
    }
  gtk_widget_size_allocate (self->overlay,
                            &(GtkAllocation){ is_rtl ? 0 : used, 0, MAX (width - used, 0), height }, -1);
}

/* ---- What is said over the canvas ---- */

static void
status_cb (MoatCanvasView *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->hint), text);
  gtk_widget_set_visible (self->hint, *text != '\0');
}

/* With a tool in hand the hint has been taken, and would lie under the ghost of what is being placed. */
static void
update_empty (MoatCanvasView *self)
{
  MoatScene *scene = moat_canvas_get_scene (self->canvas);
  gboolean is_idle = g_str_equal (moat_canvas_get_tool (self->canvas), "select");

  gtk_widget_set_visible (self->empty, is_idle && scene != NULL && moat_scene_list_items (scene)->len == 0);
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *heading = gtk_label_new (_ ("Draw the happy path"));
  GtkWidget *hint = gtk_label_new (
      _ ("Who does what, step by step, when nothing goes wrong.\n"
         "Drag a shape from the left, or press E for an external entity, P for a process,\n"
         "D for a data store, F for a data flow and B for a trust boundary.\n"
         "Or press / and type it: User -> Web app: signs in -> API -> Orders database"));

  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_label_set_justify (GTK_LABEL (hint), GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 80);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_can_target (box, FALSE);
  gtk_widget_add_css_class (box, "canvas-empty");
  return box;
}

static GtkWidget *
make_hint (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_margin_top (label, MARGIN);
  gtk_widget_set_can_target (label, FALSE);
  gtk_widget_set_visible (label, FALSE);
  gtk_widget_add_css_class (label, "canvas-card");
  gtk_widget_add_css_class (label, "canvas-hint");
  return label;
}

/* Something takes its time: what it is, and a way out. */
static void
busy_cb (MoatCanvasView *self, const char *text)
{
  gboolean is_busy = *text != '\0';

  gtk_label_set_label (GTK_LABEL (self->busy_label), text);
  gtk_spinner_set_spinning (GTK_SPINNER (self->busy_spinner), is_busy);
  gtk_widget_set_visible (self->busy, is_busy);
}

static void
make_busy (MoatCanvasView *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->busy = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->busy_spinner = gtk_spinner_new ();
  self->busy_label = gtk_label_new (NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "canvas.stop-arranging");
  gtk_widget_set_tooltip_text (button, _ ("Leave everything where it is (Escape)"));
  gtk_box_append (GTK_BOX (self->busy), self->busy_spinner);
  gtk_box_append (GTK_BOX (self->busy), self->busy_label);
  gtk_box_append (GTK_BOX (self->busy), button);
  gtk_widget_set_halign (self->busy, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->busy, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->busy, MARGIN);
  gtk_widget_set_visible (self->busy, FALSE);
  gtk_widget_add_css_class (self->busy, "canvas-card");
  gtk_widget_add_css_class (self->busy, "canvas-busy");
}

static void
add_overlay (MoatCanvasView *self, GtkWidget *child, GtkAlign halign)
{
  gtk_widget_set_halign (child, halign);
  gtk_widget_set_valign (child, GTK_ALIGN_END);
  gtk_widget_set_margin_start (child, MARGIN);
  gtk_widget_set_margin_end (child, MARGIN);
  gtk_widget_set_margin_bottom (child, MARGIN - 3);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), child);
}

/* ---- The object ---- */

static void
moat_canvas_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MoatCanvasView *self = MOAT_CANVAS_VIEW (object);

  switch (id)
    {
    case PROP_SHOW_PALETTE:
      g_value_set_boolean (value, gtk_widget_get_visible (self->palette));
      break;
    case PROP_SHOW_MINIMAP:
      g_value_set_boolean (value, self->show_minimap);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_canvas_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MoatCanvasView *self = MOAT_CANVAS_VIEW (object);

  switch (id)
    {
    case PROP_SHOW_PALETTE:
      gtk_widget_set_visible (self->palette, g_value_get_boolean (value));
      break;
    case PROP_SHOW_MINIMAP:
      self->show_minimap = g_value_get_boolean (value);
      moat_minimap_set_wanted (MOAT_MINIMAP (self->minimap), self->show_minimap);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_canvas_view_dispose (GObject *object)
{
  MoatCanvasView *self = MOAT_CANVAS_VIEW (object);

  g_clear_pointer (&self->palette, gtk_widget_unparent);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  G_OBJECT_CLASS (moat_canvas_view_parent_class)->dispose (object);
}

static void
moat_canvas_view_class_init (MoatCanvasViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = moat_canvas_view_get_property;
  object_class->set_property = moat_canvas_view_set_property;
  object_class->dispose = moat_canvas_view_dispose;
  widget_class->measure = moat_canvas_view_measure;
  widget_class->size_allocate = moat_canvas_view_size_allocate;

  properties[PROP_SHOW_PALETTE] = g_param_spec_boolean ("show-palette", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_MINIMAP] = g_param_spec_boolean ("show-minimap", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "canvas-view");
}

static void
moat_canvas_view_init (MoatCanvasView *self)
{
  self->show_minimap = TRUE;
}

MoatCanvasView *
moat_canvas_view_new (MoatDocument *document, MoatSelection *selection)
{
  MoatCanvasView *self = g_object_new (MOAT_TYPE_CANVAS_VIEW, NULL);

  self->canvas = moat_canvas_new (document, selection);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "canvas", moat_canvas_get_actions (self->canvas));
  self->palette = moat_palette_new (self->canvas);
  gtk_widget_set_parent (self->palette, GTK_WIDGET (self));

  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->canvas));
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  self->empty = make_empty ();
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->empty);
  add_overlay (self, moat_zoom_control_new (self->canvas), GTK_ALIGN_START);
  self->minimap = moat_minimap_new (self->canvas);
  add_overlay (self, self->minimap, GTK_ALIGN_END);
  self->hint = make_hint ();
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->hint);

  make_busy (self);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->busy);

  g_signal_connect_object (self->canvas, "busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "status", G_CALLBACK (status_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "drawing-changed", G_CALLBACK (update_empty), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::tool", G_CALLBACK (update_empty), self, G_CONNECT_SWAPPED);
  update_empty (self);
  return self;
}

MoatCanvas *
moat_canvas_view_get_canvas (MoatCanvasView *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS_VIEW (self), NULL);

  return self->canvas;
}
