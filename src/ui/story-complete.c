/* Names to go on with (see story-complete.h).
 *
 * The list never has the focus: the keys stay with the text, whose view asks
 * the list first.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-complete.h"

#include "story-words.h"

#include <glib/gi18n-lib.h>

#define MAX_NAMES 8
/* What would begin another part of a line (story-words.h). */
#define SPECIALS ":,[]/|#>"

struct _MoatStoryComplete
{
  GtkPopover parent_instance;

  GtkTextView *view; /* borrowed: it is in the parent */
  GtkListBox *list;
  int line; /* where what a name replaces begins, up to the cursor */
  int index;
  guint n_names;
  gboolean is_chosen; /* by arrow keys, so that Enter means the name and not a new line */
};

G_DEFINE_FINAL_TYPE (MoatStoryComplete, moat_story_complete, GTK_TYPE_POPOVER)

static void
take (MoatStoryComplete *self, GtkListBoxRow *row)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  const char *name = g_object_get_data (G_OBJECT (row), "moat-name");
  g_autofree char *quoted = moat_story_quote (name, SPECIALS);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_line_index (buffer, &start, self->line, self->index);
  gtk_popover_popdown (GTK_POPOVER (self));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, quoted, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
row_activated_cb (MoatStoryComplete *self, GtkListBoxRow *row)
{
  take (self, row);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static GtkWidget *
new_row (const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "moat-name", g_strdup (name), g_free);

  return row;
}

static void
fill (MoatStoryComplete *self, GPtrArray *names)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  self->n_names = MIN (names->len, MAX_NAMES);
  self->is_chosen = FALSE;
  for (guint i = 0; i < self->n_names; i++)
    gtk_list_box_append (self->list, new_row (g_ptr_array_index (names, i)));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

void
moat_story_complete_offer (MoatStoryComplete *self, GPtrArray *names, gsize n_bytes)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GdkRectangle place;
  GtkTextIter at;
  double x, y;

  if (names == NULL || names->len == 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }

  fill (self, names);
  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  self->line = gtk_text_iter_get_line (&at);
  self->index = gtk_text_iter_get_line_index (&at) - (int) n_bytes;
  gtk_text_view_get_iter_location (self->view, &at, &place);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x,
                                         &place.y);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), gtk_widget_get_parent (GTK_WIDGET (self)),
                                    place.x, place.y, &x, &y);
  place.x = (int) x;
  place.y = (int) y;
  place.width = MAX (place.width, 1);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &place);
  gtk_popover_popup (GTK_POPOVER (self));
}

static void
choose (MoatStoryComplete *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;

  self->is_chosen = TRUE;
  index = CLAMP (index, 0, (int) self->n_names - 1);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
}

gboolean
moat_story_complete_press (MoatStoryComplete *self, guint keyval, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || row == NULL
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Up:
      choose (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      choose (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (!self->is_chosen)
        {
          gtk_popover_popdown (GTK_POPOVER (self));
          return GDK_EVENT_PROPAGATE;
        }
      take (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
      take (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
moat_story_complete_class_init (MoatStoryCompleteClass *klass)
{
}

static void
moat_story_complete_init (MoatStoryComplete *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Names to go on with"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->list));
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self), "moat-completion");
}

MoatStoryComplete *
moat_story_complete_new (GtkWidget *parent, GtkTextView *view)
{
  MoatStoryComplete *self = g_object_new (MOAT_TYPE_STORY_COMPLETE, NULL);

  self->view = view;
  gtk_widget_set_parent (GTK_WIDGET (self), parent);

  return self;
}
