/* Attacker moves dragged from the table or the inspector onto what they shall hang
 * on: the flow, element or boundary under the pointer shows its hover halo and
 * takes them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"

#include "move-drag.h"

/* How near counts as on it, in pixels. */
#define REACH 8

static MoatRecord *
find_target (MoatCanvas *self, double x, double y)
{
  MoatHit hit;

  if (self->scene == NULL
      || !moat_scene_pick (self->scene, moat_canvas_to_model (self, x, y), REACH / self->viewport.zoom, &hit))
    return NULL;

  return hit.record;
}

/* The tool in hand shows what lies under the pointer, as it does when nothing is dragged. */
static void
show_target (MoatCanvas *self, double x, double y)
{
  MoatPointer pointer = { .at = moat_canvas_to_model (self, x, y), .zoom = self->viewport.zoom };

  moat_toolbox_motion (self->toolbox, &pointer);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, MoatCanvas *self)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  const GValue *value = gtk_drop_target_get_value (target);
  MoatRecord *record = find_target (self, x, y);

  show_target (self, x, y);
  if (record == NULL || drop == NULL
      || (value != NULL && !moat_move_drag_can_drop (g_value_get_boxed (value), self->document, record)))
    return 0;

  return (gdk_drop_get_actions (drop) & GDK_ACTION_MOVE) != 0 ? GDK_ACTION_MOVE : GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target, MoatCanvas *self)
{
  moat_toolbox_leave (self->toolbox);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, MoatCanvas *self)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  gboolean copies = drop != NULL && gdk_drop_get_actions (drop) == GDK_ACTION_COPY;
  MoatRecord *record = find_target (self, x, y);

  if (record == NULL
      || !moat_move_drag_drop (g_value_get_boxed (value), self->document, record,
                               copies ? GDK_ACTION_COPY : GDK_ACTION_MOVE))
    return FALSE;

  moat_selection_set_only (self->selection, record);

  return TRUE;
}

void
moat_canvas_init_drop (MoatCanvas *self)
{
  GtkDropTarget *target = gtk_drop_target_new (MOAT_TYPE_MOVE_DRAG, GDK_ACTION_MOVE | GDK_ACTION_COPY);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
