/* One sheet, as large as there is room for, and buttons to leaf through them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sheets-preview.h"

#include <glib/gi18n-lib.h>

#define BORDER 18.0 /* round the sheet, pixels */

struct _MoatSheetsPreview
{
  GtkWidget parent_instance;

  MoatSheets *sheets; /* owned, or NULL */
  guint sheet;

  GtkWidget *area;
  GtkWidget *back;
  GtkWidget *forward;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (MoatSheetsPreview, moat_sheets_preview, GTK_TYPE_WIDGET)

/* ---- Drawing ---- */

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  MoatSheetsPreview *self = user_data;
  double sheet_width, sheet_height, scale;

  if (!self->sheets)
    return;
  moat_sheets_get_size (self->sheets, self->sheet, &sheet_width, &sheet_height);
  scale = MIN ((width - 2 * BORDER) / sheet_width, (height - 2 * BORDER) / sheet_height);
  if (scale <= 0)
    return;

  cairo_translate (cr, (width - sheet_width * scale) / 2, (height - sheet_height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.25);
  cairo_rectangle (cr, -1 / scale, -1 / scale, sheet_width + 2 / scale, sheet_height + 3 / scale);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, sheet_width, sheet_height);
  cairo_fill (cr);
  moat_sheets_draw_on_screen (self->sheets, self->sheet, cr);
}

/* ---- Leafing ---- */

static void
update (MoatSheetsPreview *self)
{
  guint n_sheets = self->sheets ? moat_sheets_count (self->sheets) : 0;
  g_autofree char *text = NULL;

  self->sheet = n_sheets > 0 ? MIN (self->sheet, n_sheets - 1) : 0;
  text = g_strdup_printf (_ ("Page %u of %u"), n_sheets > 0 ? self->sheet + 1 : 0, n_sheets);
  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_sensitive (self->back, self->sheet > 0);
  gtk_widget_set_sensitive (self->forward, self->sheet + 1 < n_sheets);
  gtk_widget_queue_draw (self->area);
}

static void
leaf (MoatSheetsPreview *self, int by)
{
  guint n_sheets = self->sheets ? moat_sheets_count (self->sheets) : 0;

  if ((int) self->sheet + by < 0 || self->sheet + by >= n_sheets)
    return;
  self->sheet += by;
  update (self);
}

static void
back_cb (MoatSheetsPreview *self)
{
  leaf (self, -1);
}

static void
forward_cb (MoatSheetsPreview *self)
{
  leaf (self, 1);
}

static gboolean
scrolled_cb (GtkEventControllerScroll *scroll, double dx, double dy, MoatSheetsPreview *self)
{
  leaf (self, dy > 0 ? 1 : -1);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        MoatSheetsPreview *self)
{
  switch (keyval)
    {
    case GDK_KEY_Page_Up:
    case GDK_KEY_Left:
    case GDK_KEY_Up:
      leaf (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_Right:
    case GDK_KEY_Down:
      leaf (self, 1);
      return TRUE;
    default:
      return FALSE;
    }
}

/* ---- The widget ---- */

static void
moat_sheets_preview_dispose (GObject *object)
{
  MoatSheetsPreview *self = MOAT_SHEETS_PREVIEW (object);
  GtkWidget *child;

  g_clear_pointer (&self->sheets, moat_sheets_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (moat_sheets_preview_parent_class)->dispose (object);
}

static void
moat_sheets_preview_class_init (MoatSheetsPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_sheets_preview_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
create_button (MoatSheetsPreview *self, const char *icon, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  g_signal_connect_swapped (button, "clicked", callback, self);

  return button;
}

static void
create_area (MoatSheetsPreview *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL
                                                                | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  gtk_widget_set_focusable (self->area, TRUE);
  gtk_widget_set_vexpand (self->area, TRUE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  gtk_widget_add_controller (self->area, scroll);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->area, keys);
}

static void
moat_sheets_preview_init (MoatSheetsPreview *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  create_area (self);
  self->back = create_button (self, "go-previous-symbolic", _ ("Page before"), G_CALLBACK (back_cb));
  self->forward = create_button (self, "go-next-symbolic", _ ("Page behind"), G_CALLBACK (forward_cb));
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_set_halign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_bottom (bar, 6);
  gtk_box_append (GTK_BOX (bar), self->back);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (bar), self->forward);
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  gtk_widget_set_parent (bar, GTK_WIDGET (self));
  update (self);
}

GtkWidget *
moat_sheets_preview_new (void)
{
  return g_object_new (MOAT_TYPE_SHEETS_PREVIEW, NULL);
}

void
moat_sheets_preview_take (MoatSheetsPreview *self, MoatSheets *sheets)
{
  g_return_if_fail (MOAT_IS_SHEETS_PREVIEW (self));

  g_clear_pointer (&self->sheets, moat_sheets_free);
  self->sheets = sheets;
  update (self);
}
