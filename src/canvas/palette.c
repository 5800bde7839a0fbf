/* The column of tools beside the canvas.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "palette.h"

#include "tool.h"

#include <glib/gi18n-lib.h>

#define ICON_SIZE 20
#define GAP       4

struct _MoatPalette
{
  GtkWidget parent_instance;

  MoatCanvas *canvas; /* borrowed: both are parts of one view */
};

G_DEFINE_FINAL_TYPE (MoatPalette, moat_palette, GTK_TYPE_WIDGET)

/* ---- Layout: one column while it fits, else more ---- */

static void
get_cell (MoatPalette *self, int *width, int *height)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self));

  *width = *height = 0;
  if (button == NULL)
    return;
  gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL, NULL);
  gtk_widget_measure (button, GTK_ORIENTATION_VERTICAL, -1, NULL, height, NULL, NULL);
}

static int
count_rows (int room, int cell)
{
  return CLAMP ((room + GAP) / MAX (cell + GAP, 1), 1, MOAT_N_TOOLS);
}

static GtkSizeRequestMode
moat_palette_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_WIDTH_FOR_HEIGHT;
}

static void
moat_palette_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  int width, height;

  get_cell (MOAT_PALETTE (widget), &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int rows = for_size < 0 ? MOAT_N_TOOLS : count_rows (for_size, height);
      int columns = (MOAT_N_TOOLS + rows - 1) / rows;

      *minimum = *natural = columns * (width + GAP) - GAP;
      return;
    }
  *minimum = 3 * (height + GAP) - GAP;
  *natural = MOAT_N_TOOLS * (height + GAP) - GAP;
}

static void
moat_palette_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int cell_width, cell_height, rows;
  int index = 0;

  get_cell (MOAT_PALETTE (widget), &cell_width, &cell_height);
  rows = count_rows (height, cell_height);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), index++)
    {
      int x = (index / rows) * (cell_width + GAP);
      GtkAllocation cell = { is_rtl ? width - x - cell_width : x, (index % rows) * (cell_height + GAP),
                             cell_width, cell_height };

      gtk_widget_size_allocate (child, &cell, -1);
    }
}

/* ---- Dragging a shape from here ---- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  const MoatToolInfo *info = user_data;

  return gdk_content_provider_new_typed (G_TYPE_STRING, info->name);
}

/* What follows the pointer is the shape as it will lie there. */
static GdkPaintable *
draw_shape (MoatPalette *self, MoatToolId tool, double zoom)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  const MoatPen *pen = moat_canvas_get_pen (self->canvas);
  MoatScene *scene = moat_canvas_get_scene (self->canvas);
  MoatRect box = MOAT_RECT_INIT (4, 4, 120, 60);
  MoatElementLook look = { .box = box, .notation = scene != NULL ? moat_scene_get_notation (scene) : 0 };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, 128 * zoom, 68 * zoom));

  /* On a ground of its own, for where there is no compositor what is left out comes out black. */
  moat_theme_set_source (pen->theme, cr, MOAT_COLOR_CANVAS);
  cairo_paint (cr);
  cairo_scale (cr, zoom, zoom);
  look.type = tool == MOAT_TOOL_DATA_STORE        ? MOAT_ELEMENT_DATA_STORE
              : tool == MOAT_TOOL_EXTERNAL_ENTITY ? MOAT_ELEMENT_EXTERNAL_ENTITY
                                                  : MOAT_ELEMENT_PROCESS;
  if (tool == MOAT_TOOL_ZONE)
    moat_shapes_draw_zone (cr, pen, &box, 0, 0);
  else if (tool == MOAT_TOOL_NOTE)
    moat_shapes_draw_note (cr, pen, &box, NULL, 0);
  else
    moat_shapes_draw_element (cr, pen, &look, 0);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_paintable (g_steal_pointer (&snapshot), NULL);
}

static void
drag_began_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  const MoatToolInfo *info = user_data;
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  MoatPalette *self = MOAT_PALETTE (gtk_widget_get_parent (button));
  double zoom = CLAMP (moat_canvas_get_zoom (self->canvas), 0.3, 2);
  g_autoptr (GdkPaintable) shape = draw_shape (self, info->id, zoom);

  gtk_drag_source_set_icon (source, shape, (int) (64 * zoom), (int) (34 * zoom));
}

/* ---- The buttons ---- */

static gboolean
is_shape (MoatToolId id)
{
  return id != MOAT_TOOL_SELECT && id != MOAT_TOOL_FLOW && id != MOAT_TOOL_LINE;
}

static void
add_drag_source (GtkWidget *button, const MoatToolInfo *info)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), (gpointer) info);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_began_cb), (gpointer) info);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (source));
}

static void
add_button (MoatPalette *self, MoatToolId id)
{
  const MoatToolInfo *info = moat_tool_get_info (id);
  const char *label = g_dgettext (GETTEXT_PACKAGE, info->label);
  g_autofree char *action = g_strconcat ("canvas.tool::", info->name, NULL);
  /* TRANSLATORS: the tooltip of a tool: its name, the key that takes it, and how it is used. */
  g_autofree char *tooltip = g_strdup_printf (_ ("%s (%c)\n%s"), label,
                                              g_ascii_toupper ((char) info->shortcut),
                                              g_dgettext (GETTEXT_PACKAGE, info->tip));
  GtkWidget *image = gtk_image_new_from_icon_name (info->icon_name);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_image_set_pixel_size (GTK_IMAGE (image), ICON_SIZE);
  gtk_button_set_child (GTK_BUTTON (button), image);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  /* The keyboard stays with the canvas, where Enter and arrows then go on. */
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (is_shape (id))
    add_drag_source (button, info);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
moat_palette_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (moat_palette_parent_class)->dispose (object);
}

static void
moat_palette_class_init (MoatPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_palette_dispose;
  widget_class->get_request_mode = moat_palette_get_request_mode;
  widget_class->measure = moat_palette_measure;
  widget_class->size_allocate = moat_palette_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
moat_palette_init (MoatPalette *self)
{
  for (MoatToolId id = 0; id < MOAT_N_TOOLS; id++)
    add_button (self, id);
  gtk_widget_add_css_class (GTK_WIDGET (self), "canvas-palette");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tools"), -1);
}

GtkWidget *
moat_palette_new (MoatCanvas *canvas)
{
  MoatPalette *self = g_object_new (MOAT_TYPE_PALETTE, NULL);

  self->canvas = canvas;
  return GTK_WIDGET (self);
}
