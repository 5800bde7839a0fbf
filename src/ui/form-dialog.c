/* A dialog that asks for a few things at once (see form-dialog.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "form-dialog.h"

#include "dialog-header.h"

/* Of a text with several lines, in pixels; longer ones scroll. */
#define MIN_TEXT_HEIGHT 60
#define MAX_TEXT_HEIGHT 160

struct _MoatFormDialog
{
  AdwWindow parent_instance;
  GtkWidget *header;
  GtkWidget *accept;
  AdwPreferencesGroup *group;
  GPtrArray *rows; /* borrowed, in order */
};

enum
{
  CHANGED,
  ACCEPTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatFormDialog, moat_form_dialog, ADW_TYPE_WINDOW)

static void
emit_changed (MoatFormDialog *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
accept (MoatFormDialog *self)
{
  if (!gtk_widget_get_sensitive (self->accept))
    return;
  g_signal_emit (self, signals[ACCEPTED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
accept_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  accept (MOAT_FORM_DIALOG (widget));

  return TRUE;
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

/* The place of the row that has the keyboard, or the number of rows. */
static guint
find_focused_row (MoatFormDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  guint index = 0;

  while (index < self->rows->len && focus != NULL
         && !gtk_widget_is_ancestor (focus, g_ptr_array_index (self->rows, index)))
    index++;

  return focus != NULL ? index : self->rows->len;
}

/* In a list of GTK 4.8, Tab leaves the list; in a form it goes to the next thing to enter. */
static gboolean
tab_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  MoatFormDialog *self = MOAT_FORM_DIALOG (widget);
  GtkDirectionType direction = (GtkDirectionType) g_variant_get_int32 (arguments);
  guint index = find_focused_row (self);

  if (index == self->rows->len)
    return FALSE;
  if (gtk_widget_child_focus (g_ptr_array_index (self->rows, index), direction))
    return TRUE;
  /* Before the first one the number wraps to a large one. */
  index += direction == GTK_DIR_TAB_FORWARD ? 1 : -1;

  return index < self->rows->len && gtk_widget_child_focus (g_ptr_array_index (self->rows, index), direction);
}

static void
add_tab (GtkShortcutController *controller, const char *trigger, GtkDirectionType direction)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                            gtk_callback_action_new (tab_cb, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (direction));
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

/* Before a text with several lines sees it. */
static void
add_shortcuts (MoatFormDialog *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  moat_dialog_header_add_accept (GTK_SHORTCUT_CONTROLLER (controller), accept_cb);
  add_tab (GTK_SHORTCUT_CONTROLLER (controller), "Tab", GTK_DIR_TAB_FORWARD);
  add_tab (GTK_SHORTCUT_CONTROLLER (controller), "<Shift>Tab|<Shift>ISO_Left_Tab", GTK_DIR_TAB_BACKWARD);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
moat_form_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (MOAT_FORM_DIALOG (object)->rows);

  G_OBJECT_CLASS (moat_form_dialog_parent_class)->finalize (object);
}

static void
moat_form_dialog_class_init (MoatFormDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_form_dialog_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, close_cb, NULL);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
moat_form_dialog_init (MoatFormDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = g_ptr_array_new ();
  self->header = moat_dialog_header_new (GTK_WINDOW (self), &self->accept);
  g_signal_connect_object (self->accept, "clicked", G_CALLBACK (accept), self, G_CONNECT_SWAPPED);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->group), "moat-form");
  gtk_box_append (GTK_BOX (box), self->header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  adw_window_set_content (ADW_WINDOW (self), box);
  add_shortcuts (self);
}

/* ---- API ---- */

MoatFormDialog *
moat_form_dialog_new (GtkWidget *widget, const char *title, const char *accept_label)
{
  MoatFormDialog *self = g_object_new (MOAT_TYPE_FORM_DIALOG, "title", title, "modal", TRUE, "transient-for",
                                       gtk_widget_get_root (widget), "destroy-with-parent", TRUE,
                                       "default-width", 480, NULL);

  gtk_button_set_label (GTK_BUTTON (self->accept), accept_label);

  return self;
}

void
moat_form_dialog_set_description (MoatFormDialog *self, const char *text)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (MOAT_IS_FORM_DIALOG (self));

  markup = g_markup_escape_text (text, -1);
  adw_preferences_group_set_description (self->group, markup);
}

GtkWidget *
moat_form_dialog_add (MoatFormDialog *self, GtkWidget *row)
{
  g_return_val_if_fail (MOAT_IS_FORM_DIALOG (self), row);

  if (GTK_IS_EDITABLE (row))
    g_signal_connect_object (row, "changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);

  return row;
}

GtkWidget *
moat_form_dialog_add_entry (MoatFormDialog *self, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");

  return moat_form_dialog_add (self, row);
}

GtkTextBuffer *
moat_form_dialog_add_paragraphs (MoatFormDialog *self, const char *title)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (box, "moat-paragraphs");
  gtk_box_append (GTK_BOX (box), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN_TEXT_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_TEXT_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  moat_form_dialog_add (self, row);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

void
moat_form_dialog_set_valid (MoatFormDialog *self, gboolean is_valid)
{
  g_return_if_fail (MOAT_IS_FORM_DIALOG (self));

  gtk_widget_set_sensitive (self->accept, is_valid);
}

void
moat_form_dialog_present (MoatFormDialog *self, GtkWidget *row)
{
  g_return_if_fail (MOAT_IS_FORM_DIALOG (self));

  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (row);
}

char *
moat_form_dialog_dup_text (GtkWidget *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

char *
moat_form_dialog_dup_person (void)
{
  g_autoptr (GSettings) settings = g_settings_new (MOAT_SETTINGS_ID);
  g_autofree char *person = g_settings_get_string (settings, "person");

  if (*person != '\0')
    return g_steal_pointer (&person);

  /* What GLib says when the system does not know. */
  return g_strdup (g_str_equal (g_get_real_name (), "Unknown") ? "" : g_get_real_name ());
}

void
moat_form_dialog_remember_person (const char *person)
{
  g_autoptr (GSettings) settings = g_settings_new (MOAT_SETTINGS_ID);

  g_settings_set_string (settings, "person", person != NULL ? person : "");
}
