/* The canvas' part that moves the keyboard focus: Tab goes through the diagram
 * as the story tells it, and selection follows focus as focus follows selection.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "commands.h"

MoatRecord *
moat_canvas_get_focused (MoatCanvas *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (self->plane);

  return child != NULL ? moat_item_widget_get_record (MOAT_ITEM_WIDGET (child)) : NULL;
}

/* Where Tab stands now: on the item with the focus, or, when it comes from outside, on what was selected
 * last. */
static MoatRecord *
get_current (MoatCanvas *self, gboolean *is_inside)
{
  MoatRecord *focused = moat_canvas_get_focused (self);

  *is_inside = focused != NULL || gtk_widget_has_focus (GTK_WIDGET (self))
               || gtk_widget_get_focus_child (GTK_WIDGET (self)) == GTK_WIDGET (self->editor);
  return focused != NULL ? focused : moat_selection_get_primary (self->selection);
}

static gboolean
focus_index (MoatCanvas *self, GPtrArray *records, gint64 index)
{
  MoatRecord *record;

  if (index < 0 || index >= (gint64) records->len)
    return FALSE;
  record = g_ptr_array_index (records, index);
  moat_selection_walk_to (self->selection, record);
  return moat_canvas_focus_record (self, record);
}

gboolean
moat_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MoatCanvas *self = MOAT_CANVAS (widget);
  g_autoptr (GPtrArray) records = NULL;
  gboolean is_backward = direction == GTK_DIR_TAB_BACKWARD;
  gboolean is_inside = FALSE;
  MoatRecord *current = get_current (self, &is_inside);
  guint index = 0;

  /* A menu walks through its own entries, and asks from the window down. */
  if (self->popover != NULL && gtk_widget_get_focus_child (widget) == self->popover)
    return gtk_widget_child_focus (self->popover, direction);
  if (self->use_case_id == NULL || (direction != GTK_DIR_TAB_FORWARD && !is_backward))
    return !is_inside && gtk_widget_grab_focus (widget);

  moat_name_editor_close (self->editor, TRUE);
  records = moat_commands_list_in_story_order (self->document, self->use_case_id);
  if (records->len == 0)
    return !is_inside && gtk_widget_grab_focus (widget);
  if (current == NULL || !g_ptr_array_find (records, current, &index))
    {
      /* From outside to the canvas itself, so that coming here selects nothing; from there to the first. */
      if (!is_inside)
        return gtk_widget_grab_focus (widget);
      return focus_index (self, records, is_backward ? -1 : 0);
    }
  if (!is_inside)
    return focus_index (self, records, index);
  return focus_index (self, records, is_backward ? (gint64) index - 1 : (gint64) index + 1);
}

void
moat_canvas_focus_selected (MoatCanvas *self)
{
  MoatRecord *primary = moat_selection_get_primary (self->selection);
  MoatItemWidget *item = moat_plane_find (MOAT_PLANE (self->plane), primary);
  gboolean is_inside = moat_canvas_get_focused (self) != NULL || gtk_widget_has_focus (GTK_WIDGET (self));

  if (!is_inside || self->popover != NULL || moat_name_editor_is_open (self->editor))
    return;
  if (item == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  else if (!gtk_widget_has_focus (GTK_WIDGET (item)))
    gtk_widget_grab_focus (GTK_WIDGET (item));
}

gboolean
moat_canvas_focus_record (MoatCanvas *self, MoatRecord *record)
{
  MoatItemWidget *item;

  g_return_val_if_fail (MOAT_IS_CANVAS (self), FALSE);

  item = moat_plane_find (MOAT_PLANE (self->plane), record);
  if (item == NULL)
    return FALSE;
  moat_canvas_scroll_to (self, record);
  return gtk_widget_grab_focus (GTK_WIDGET (item));
}
