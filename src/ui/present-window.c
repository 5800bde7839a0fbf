/* The window of a presentation (see present-window.h). It is no window of the
 * application's list, so that the shortcuts of the editor do nothing in it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "present-window.h"

#include "present-monitors.h"
#include "speaker-window.h"

#include <glib/gi18n-lib.h>

#define POINTER_SHARE 15 /* of the height */

struct _MoatPresentWindow
{
  GtkWindow parent_instance;

  MoatPresentView *view; /* child */
  MoatDocument *document;
  GtkApplication *application;
  guint inhibit_cookie; /* 0: the screen may go dark */
  int pointer_for;      /* the height that the pointer is drawn for */

  GtkWindow *editor; /* weak */
  char *use_case_id;
  GSettings *settings;
  gint64 began;       /* monotonic microseconds */
  GtkWindow *speaker; /* weak: the speaker view, or NULL */
};

G_DEFINE_FINAL_TYPE (MoatPresentWindow, moat_present_window, GTK_TYPE_WINDOW)

/* ---- The pointer ---- */

/* An arrow in a box of one by one, its tip in the corner. */
static const double arrow[][2] = {
  { 0.04, 0.03 }, { 0.04, 0.78 }, { 0.22, 0.61 }, { 0.34, 0.90 },
  { 0.46, 0.85 }, { 0.34, 0.57 }, { 0.58, 0.57 },
};

static GdkTexture *
draw_pointer (int size)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  GdkTexture *texture;

  cairo_scale (cr, size, size);
  for (guint i = 0; i < G_N_ELEMENTS (arrow); i++)
    cairo_line_to (cr, arrow[i][0], arrow[i][1]);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 0.05);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * size);
  texture = gdk_memory_texture_new (size, size, GDK_MEMORY_DEFAULT, bytes,
                                    cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
  return texture;
}

static void
moat_present_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MoatPresentWindow *self = MOAT_PRESENT_WINDOW (widget);

  GTK_WIDGET_CLASS (moat_present_window_parent_class)->size_allocate (widget, width, height, baseline);

  if (self->pointer_for != height && height > POINTER_SHARE)
    {
      g_autoptr(GdkTexture) texture = draw_pointer (height / POINTER_SHARE);
      g_autoptr(GdkCursor) cursor = gdk_cursor_new_from_texture (texture, 1, 1, NULL);

      self->pointer_for = height;
      gtk_widget_set_cursor (widget, cursor);
    }
}

/* ---- Window ---- */

static void
stopped_cb (MoatPresentWindow *self)
{
  const MoatStop *stop = moat_present_view_get_stop (self->view);
  g_autofree char *title = stop != NULL ? moat_stop_dup_title (self->document, stop) : NULL;

  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* ---- Monitors ---- */

static void
fill_monitor (MoatPresentWindow *self)
{
  GdkMonitor *monitor = self->editor != NULL ? moat_present_monitors_choose (self->editor) : NULL;

  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}

/* In a window, a presentation can be shared in a call. */
static void
toggle_full_screen (MoatPresentWindow *self)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    fill_monitor (self);
}

/* ---- Keys, from both windows ---- */

static void
toggle_speaker (MoatPresentWindow *self)
{
  if (self->speaker != NULL)
    gtk_window_close (self->speaker);
  else
    moat_present_window_show_speaker (self);
}

/* What is typed is typed where the room sees it. */
static gboolean
press (MoatPresentWindow *self, guint keyval, GdkModifierType modifiers)
{
  guint key = gdk_keyval_to_lower (keyval);
  gboolean is_plain = (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;
  gboolean is_done;

  if (keyval == GDK_KEY_F5)
    return gtk_window_close (GTK_WINDOW (self)), TRUE;
  if (keyval == GDK_KEY_F11)
    return toggle_full_screen (self), TRUE;
  if (key == GDK_KEY_s && is_plain && !moat_present_view_is_typing (self->view))
    return toggle_speaker (self), TRUE;

  is_done = moat_present_view_press (self->view, keyval, modifiers);
  if (moat_present_view_is_typing (self->view) && !gtk_window_is_active (GTK_WINDOW (self)))
    gtk_window_present (GTK_WINDOW (self));
  return is_done;
}

static gboolean
pressed_cb (GtkEventControllerKey *controller,
            guint keyval,
            guint keycode,
            GdkModifierType modifiers,
            MoatPresentWindow *self)
{
  return press (self, keyval, modifiers);
}

static gboolean
speaker_pressed_cb (MoatSpeakerWindow *speaker,
                    guint keyval,
                    GdkModifierType modifiers,
                    MoatPresentWindow *self)
{
  return press (self, keyval, modifiers);
}

static void
moat_present_window_map (GtkWidget *widget)
{
  MoatPresentWindow *self = MOAT_PRESENT_WINDOW (widget);

  GTK_WIDGET_CLASS (moat_present_window_parent_class)->map (widget);

  if (self->application != NULL && self->inhibit_cookie == 0)
    self->inhibit_cookie = gtk_application_inhibit (self->application, GTK_WINDOW (self),
                                                    GTK_APPLICATION_INHIBIT_IDLE, _ ("Presenting"));
}

static void
moat_present_window_unmap (GtkWidget *widget)
{
  MoatPresentWindow *self = MOAT_PRESENT_WINDOW (widget);

  if (self->inhibit_cookie != 0)
    gtk_application_uninhibit (self->application, self->inhibit_cookie);
  self->inhibit_cookie = 0;

  GTK_WIDGET_CLASS (moat_present_window_parent_class)->unmap (widget);
}

static void
moat_present_window_dispose (GObject *object)
{
  MoatPresentWindow *self = MOAT_PRESENT_WINDOW (object);

  if (self->speaker != NULL)
    gtk_window_destroy (self->speaker);
  g_clear_weak_pointer (&self->speaker);
  g_clear_weak_pointer (&self->editor);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->use_case_id, g_free);
  g_clear_object (&self->document);
  g_clear_object (&self->application);

  G_OBJECT_CLASS (moat_present_window_parent_class)->dispose (object);
}

static void
moat_present_window_class_init (MoatPresentWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_present_window_dispose;
  widget_class->size_allocate = moat_present_window_size_allocate;
  widget_class->map = moat_present_window_map;
  widget_class->unmap = moat_present_window_unmap;
}

static void
moat_present_window_init (MoatPresentWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

MoatPresentWindow *
moat_present_window_open (GtkWindow *parent, MoatDocument *document, const char *use_case_id)
{
  MoatPresentWindow *self = g_object_new (MOAT_TYPE_PRESENT_WINDOW, "transient-for", parent,
                                          "destroy-with-parent", TRUE, NULL);

  g_set_object (&self->application, gtk_window_get_application (parent));
  g_set_object (&self->document, document);
  g_set_weak_pointer (&self->editor, parent);
  self->use_case_id = g_strdup (use_case_id);
  self->began = g_get_monotonic_time ();
  self->settings = g_settings_new (MOAT_SETTINGS_ID);
  self->view = MOAT_PRESENT_VIEW (moat_present_view_new (document, use_case_id));
  g_signal_connect_swapped (self->view, "finished", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->view, "stopped", G_CALLBACK (stopped_cb), self);
  g_signal_connect_object (self->settings, "changed::present-monitor", G_CALLBACK (fill_monitor), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_child (GTK_WINDOW (self), GTK_WIDGET (self->view));
  stopped_cb (self);

  fill_monitor (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (moat_present_monitors_choose (parent) != NULL)
    moat_present_window_show_speaker (self);
  return self;
}

/* Where the editor is; on the only monitor there is, over the presentation. */
void
moat_present_window_show_speaker (MoatPresentWindow *self)
{
  gboolean is_apart = self->editor != NULL && moat_present_monitors_choose (self->editor) != NULL;
  GtkWidget *speaker;

  g_return_if_fail (MOAT_IS_PRESENT_WINDOW (self));

  if (self->speaker == NULL)
    {
      speaker = moat_speaker_window_new (self->view, self->document, self->use_case_id, self->began);
      g_set_weak_pointer (&self->speaker, GTK_WINDOW (speaker));
      gtk_window_set_transient_for (self->speaker, is_apart ? self->editor : GTK_WINDOW (self));
      if (self->application != NULL)
        gtk_widget_insert_action_group (speaker, "app", G_ACTION_GROUP (self->application));
      g_signal_connect_object (speaker, "pressed", G_CALLBACK (speaker_pressed_cb), self, 0);
    }
  gtk_window_present (self->speaker);
}

MoatPresentView *
moat_present_window_get_view (MoatPresentWindow *self)
{
  g_return_val_if_fail (MOAT_IS_PRESENT_WINDOW (self), NULL);

  return self->view;
}
