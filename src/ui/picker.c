/* A popover to pick one or several of a list.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "picker.h"

#include <glib/gi18n-lib.h>

struct _MoatPicker
{
  GtkPopover parent_instance;
  MoatPickerMode mode;
  GtkWidget *search; /* or NULL */
  GtkWidget *list;
  GtkWidget *create_button; /* or NULL */
  char *create_format;      /* translated */
  guint n_items;
};

enum
{
  PICKED,
  CREATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatPicker, moat_picker, GTK_TYPE_POPOVER)

#define LONGEST_LIST 320

/* ---- Items ---- */

static const char *
get_id (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "id");
}

static const char *
get_label (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "label");
}

static gboolean
is_checked (GtkListBoxRow *row)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "is-checked"));
}

static void
set_checked (GtkListBoxRow *row, gboolean checked)
{
  gtk_widget_set_opacity (g_object_get_data (G_OBJECT (row), "mark"), checked ? 1.0 : 0.0);
  g_object_set_data (G_OBJECT (row), "is-checked", GINT_TO_POINTER (checked));
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, checked, -1);
}

static void
row_activated_cb (MoatPicker *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (get_id (row));

  if (self->mode == MOAT_PICKER_MANY)
    set_checked (row, !is_checked (row));
  else
    gtk_popover_popdown (GTK_POPOVER (self));

  g_signal_emit (self, signals[PICKED], 0, id, self->mode == MOAT_PICKER_ONE || is_checked (row));
}

/* ---- Searching ---- */

static const char *
get_search (MoatPicker *self)
{
  return self->search == NULL ? "" : gtk_editable_get_text (GTK_EDITABLE (self->search));
}

static gboolean
filter_row (GtkListBoxRow *row, gpointer data)
{
  g_autofree char *wanted = g_utf8_casefold (get_search (data), -1);
  g_autofree char *label = g_utf8_casefold (get_label (row), -1);

  return strstr (label, wanted) != NULL;
}

static GtkListBoxRow *
find_shown_row (MoatPicker *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (filter_row (row, self))
      return row;

  return NULL;
}

static gboolean
has_label (MoatPicker *self, const char *text)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (g_utf8_collate (get_label (row), text) == 0)
      return TRUE;

  return FALSE;
}

static void
search_changed_cb (MoatPicker *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_search (self)));
  g_autoptr (GString) label = g_string_new (self->create_format);

  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  if (self->create_button == NULL)
    return;

  g_string_replace (label, "%s", text, 1);
  gtk_button_set_label (GTK_BUTTON (self->create_button), label->str);
  gtk_widget_set_visible (self->create_button, *text != '\0' && !has_label (self, text));
}

static void
create_cb (MoatPicker *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_search (self)));

  gtk_popover_popdown (GTK_POPOVER (self));
  if (*text != '\0')
    g_signal_emit (self, signals[CREATE], 0, text);
}

static void
search_activated_cb (MoatPicker *self)
{
  GtkListBoxRow *row = find_shown_row (self);

  if (self->create_button != NULL && gtk_widget_get_visible (self->create_button))
    create_cb (self);
  else if (row != NULL)
    row_activated_cb (self, row);
}

/* ---- Keys ---- */

static GtkListBoxRow *
find_letter (MoatPicker *self, gunichar letter, gboolean *is_only)
{
  GtkListBoxRow *found = NULL;
  GtkListBoxRow *row;
  guint n_found = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (g_unichar_tolower (g_utf8_get_char (get_label (row))) == g_unichar_tolower (letter))
      {
        n_found++;
        if (found == NULL)
          found = row;
      }
  *is_only = n_found == 1;

  return found;
}

/* In a short list the first letter picks; where several begin with it, it leads to the first one. */
static gboolean
key_pressed_cb (MoatPicker *self, guint keyval, guint keycode, GdkModifierType state)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  GtkListBoxRow *row;
  gboolean is_only;

  if (self->search != NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !g_unichar_isalnum (letter))
    return FALSE;

  row = find_letter (self, letter, &is_only);
  if (row == NULL)
    return FALSE;

  gtk_widget_grab_focus (GTK_WIDGET (row));
  if (is_only)
    row_activated_cb (self, row);

  return TRUE;
}

/* ---- Widget ---- */

static gboolean
unparent_cb (gpointer data)
{
  gtk_widget_unparent (GTK_WIDGET (data));

  return G_SOURCE_REMOVE;
}

/* Not at once: whoever closed it may still be using it. */
static void
closed_cb (MoatPicker *self)
{
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (self), g_object_unref);
}

static void
moat_picker_finalize (GObject *object)
{
  g_free (MOAT_PICKER (object)->create_format);

  G_OBJECT_CLASS (moat_picker_parent_class)->finalize (object);
}

static void
moat_picker_class_init (MoatPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_picker_finalize;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[CREATE] = g_signal_new ("create", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
moat_picker_init (MoatPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "moat-picker");
}

static void
add_search (MoatPicker *self, GtkBox *box)
{
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search"), NULL);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self));
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (gtk_popover_popdown), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (box, self->search);
}

GtkWidget *
moat_picker_new (MoatPickerMode mode, gboolean has_search)
{
  MoatPicker *self = g_object_new (MOAT_TYPE_PICKER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->mode = mode;
  if (has_search)
    add_search (self, GTK_BOX (box));

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_row, self, NULL);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LONGEST_LIST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (self), box);

  return GTK_WIDGET (self);
}

void
moat_picker_set_create_label (MoatPicker *self, const char *format)
{
  GtkWidget *box;

  g_return_if_fail (MOAT_IS_PICKER (self));
  g_return_if_fail (self->create_button == NULL && self->search != NULL);

  box = gtk_popover_get_child (GTK_POPOVER (self));
  self->create_format = g_strdup (format);
  self->create_button = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->create_button, "flat");
  gtk_widget_set_visible (self->create_button, FALSE);
  g_signal_connect_object (self->create_button, "clicked", G_CALLBACK (create_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->create_button);
}

void
moat_picker_add (MoatPicker *self, const char *id, const char *label, const char *detail, gboolean checked)
{
  GtkWidget *row, *box, *mark, *text;

  g_return_if_fail (MOAT_IS_PICKER (self));

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_box_append (GTK_BOX (box), mark);

  text = gtk_label_new (label);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 48);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), text);

  if (detail != NULL)
    {
      text = gtk_label_new (detail);
      gtk_widget_add_css_class (text, "dim-label");
      gtk_box_append (GTK_BOX (box), text);
    }

  row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (row), "label", g_strdup (label), g_free);
  g_object_set_data (G_OBJECT (row), "mark", mark);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  set_checked (GTK_LIST_BOX_ROW (row), checked);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  self->n_items++;
}

guint
moat_picker_get_n_items (MoatPicker *self)
{
  g_return_val_if_fail (MOAT_IS_PICKER (self), 0);

  return self->n_items;
}

const char *
moat_picker_find_letter (MoatPicker *self, gunichar letter)
{
  GtkListBoxRow *row;
  gboolean is_only;

  g_return_val_if_fail (MOAT_IS_PICKER (self), NULL);

  row = find_letter (self, letter, &is_only);

  return row != NULL && is_only ? get_id (row) : NULL;
}

static GtkWidget *
find_first_focus (MoatPicker *self)
{
  GtkListBoxRow *row;

  if (self->search != NULL)
    return self->search;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (is_checked (row))
      return GTK_WIDGET (row);

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

/* A parent that goes away while this is open does not know of it. */
static void
parent_destroyed_cb (MoatPicker *self)
{
  gtk_widget_unparent (GTK_WIDGET (self));
}

void
moat_picker_popup (MoatPicker *self, GtkWidget *parent, const GdkRectangle *at)
{
  GtkWidget *first;

  g_return_if_fail (MOAT_IS_PICKER (self));

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_destroyed_cb), self, G_CONNECT_SWAPPED);
  if (at != NULL)
    gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  gtk_popover_popup (GTK_POPOVER (self));

  first = find_first_focus (self);
  if (first != NULL)
    gtk_widget_grab_focus (first);
}
