/* Typing a name where it stands.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "name-editor.h"

#include <glib/gi18n-lib.h>

struct _MoatNameEditor
{
  GtkWidget parent_instance;

  GtkWidget *view;        /* child: the text view */
  GtkWidget *placeholder; /* child: shown while nothing is typed */
  MoatRecord *record;     /* owned */
  gboolean is_open;
  int text_height;
};

enum
{
  CHANGED,
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatNameEditor, moat_name_editor, GTK_TYPE_WIDGET)

static void
text_changed_cb (MoatNameEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));

  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (buffer) == 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What is too long to be laid out at every key is cut. */
static void
insert_cb (MoatNameEditor *self, GtkTextIter *at, const char *text, int length, GtkTextBuffer *buffer)
{
  glong room = MAX (MOAT_NAME_EDITOR_LIMIT - gtk_text_buffer_get_char_count (buffer), 0);

  if (g_utf8_strlen (text, length) <= room)
    return;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_widget_error_bell (self->view);
  if (room > 0)
    gtk_text_buffer_insert (buffer, at, text, (int) (g_utf8_offset_to_pointer (text, room) - text));
}

/* Enter ends the typing, with Shift or Control it begins a line; the input method is asked first, for Enter
 * may choose a word there.
 */
static gboolean
key_pressed_cb (MoatNameEditor *self,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkEventControllerKey *key)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (key));
  GtkTextView *view = GTK_TEXT_VIEW (self->view);

  if (gtk_text_view_im_context_filter_keypress (view, event))
    return GDK_EVENT_STOP;
  if (keyval == GDK_KEY_Escape)
    {
      moat_name_editor_close (self, FALSE);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  if ((state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
    gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (view), "\n", -1, TRUE);
  else
    moat_name_editor_close (self, TRUE);
  return GDK_EVENT_STOP;
}

static void
focus_left_cb (MoatNameEditor *self)
{
  moat_name_editor_close (self, TRUE);
}

static void
moat_name_editor_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  MoatNameEditor *self = MOAT_NAME_EDITOR (widget);

  gtk_widget_measure (self->view, orientation, for_size, minimum, natural, NULL, NULL);
}

/* The text stands in the middle from top to bottom, as it will when drawn. */
static void
moat_name_editor_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MoatNameEditor *self = MOAT_NAME_EDITOR (widget);
  int least = 0;
  int used;

  gtk_widget_measure (self->view, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  used = MIN (MAX (self->text_height, least), height);
  gtk_widget_size_allocate (self->view, &(GtkAllocation){ 0, (height - used) / 2, width, used }, -1);
  if (gtk_widget_get_visible (self->placeholder))
    gtk_widget_size_allocate (self->placeholder, &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
moat_name_editor_dispose (GObject *object)
{
  MoatNameEditor *self = MOAT_NAME_EDITOR (object);

  self->is_open = FALSE;
  g_clear_pointer (&self->placeholder, gtk_widget_unparent);
  g_clear_pointer (&self->view, gtk_widget_unparent);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (moat_name_editor_parent_class)->dispose (object);
}

static void
moat_name_editor_class_init (MoatNameEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_name_editor_dispose;
  widget_class->measure = moat_name_editor_measure;
  widget_class->size_allocate = moat_name_editor_size_allocate;

  signals[CHANGED] = g_signal_new ("changed", MOAT_TYPE_NAME_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", MOAT_TYPE_NAME_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "name-editor");
}

static void
add_view (MoatNameEditor *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (gtk_text_view_new ());

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_left_margin (view, MOAT_NAME_EDITOR_MARGIN);
  gtk_text_view_set_right_margin (view, MOAT_NAME_EDITOR_MARGIN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"), -1);
  self->view = GTK_WIDGET (view);
  gtk_widget_set_parent (self->view, GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "insert-text", G_CALLBACK (insert_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
moat_name_editor_init (MoatNameEditor *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->placeholder = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->placeholder, "placeholder");
  gtk_label_set_ellipsize (GTK_LABEL (self->placeholder), PANGO_ELLIPSIZE_END);
  gtk_widget_set_can_target (self->placeholder, FALSE);
  add_view (self);
  gtk_widget_set_parent (self->placeholder, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

MoatNameEditor *
moat_name_editor_new (void)
{
  return g_object_new (MOAT_TYPE_NAME_EDITOR, NULL);
}

void
moat_name_editor_open (MoatNameEditor *self, MoatRecord *record, const char *text, const char *placeholder)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gboolean is_centered = moat_record_get_kind (record) == MOAT_KIND_ELEMENT;
  GtkTextIter start, end;

  moat_name_editor_close (self, TRUE);
  g_set_object (&self->record, record);
  self->is_open = TRUE;

  gtk_text_view_set_justification (GTK_TEXT_VIEW (self->view),
                                   is_centered ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
  gtk_label_set_xalign (GTK_LABEL (self->placeholder), is_centered ? 0.5 : 0);
  gtk_label_set_label (GTK_LABEL (self->placeholder), placeholder);
  gtk_widget_set_css_classes (GTK_WIDGET (self),
                              (const char *[]){ moat_kind_get_info (moat_record_get_kind (record))->name,
                                                NULL });
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  text_changed_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

void
moat_name_editor_close (MoatNameEditor *self, gboolean is_kept)
{
  if (!self->is_open)
    return;
  /* First of all: hiding takes the focus away, which would close it once more. */
  self->is_open = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[DONE], 0, is_kept);
}

void
moat_name_editor_set_text_height (MoatNameEditor *self, int height)
{
  self->text_height = height;
}

void
moat_name_editor_set_fits (MoatNameEditor *self, gboolean fits)
{
  if (fits)
    gtk_widget_add_css_class (GTK_WIDGET (self), "fitting");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "fitting");
}

gboolean
moat_name_editor_is_open (MoatNameEditor *self)
{
  return self->is_open;
}

MoatRecord *
moat_name_editor_get_record (MoatNameEditor *self)
{
  return self->record;
}

char *
moat_name_editor_dup_text (MoatNameEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}
