/* The canvas' part that meets GDK's events: controllers become pointers and
 * keys in model units for the toolbox, or move the view. The view's own
 * gestures (pan, pinch, glide) are in canvas-navigation.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-navigation.h"

#include <math.h>

/* Two presses this near and this soon are a double click; pixels. */
#define DOUBLE_CLICK_REACH 6.0

/* ---- Pointers ---- */

static MoatModifiers
get_modifiers (GdkModifierType state)
{
  MoatModifiers modifiers = MOAT_MODIFIER_NONE;

  if (state & GDK_SHIFT_MASK)
    modifiers |= MOAT_MODIFIER_SHIFT;
  if (state & GDK_CONTROL_MASK)
    modifiers |= MOAT_MODIFIER_CONTROL;
  if (state & GDK_ALT_MASK)
    modifiers |= MOAT_MODIFIER_ALT;
  return modifiers;
}

static MoatPointer
make_pointer (MoatCanvas *self, GtkEventController *controller, double x, double y, guint button)
{
  return (MoatPointer){
    .at = moat_canvas_to_model (self, x, y),
    .modifiers = get_modifiers (gtk_event_controller_get_current_event_state (controller)),
    .button = button,
    .n_press = self->input.n_press,
    .zoom = self->viewport.zoom,
    .is_touch = self->input.is_touch,
  };
}

static guint
count_press (MoatCanvas *self, guint32 time, MoatPoint at)
{
  MoatCanvasInput *input = &self->input;
  int limit = 400;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &limit, NULL);
  if (input->n_press > 0 && time - input->click_time <= (guint) limit
      && moat_point_get_distance (at, input->click_at) <= DOUBLE_CLICK_REACH)
    input->n_press++;
  else
    input->n_press = 1;
  input->click_time = time;
  input->click_at = at;
  return input->n_press;
}

/* A finger that meets nothing moves the plane, as everywhere else on a touch screen. */
static gboolean
is_pan (MoatCanvas *self, guint button, MoatPoint at)
{
  MoatHit hit;

  if (button == GDK_BUTTON_MIDDLE || (button == GDK_BUTTON_PRIMARY && self->input.is_space_held))
    return TRUE;
  return self->input.is_touch && moat_toolbox_get_tool (self->toolbox) == MOAT_TOOL_SELECT
         && (self->scene == NULL
             || !moat_scene_pick (self->scene, moat_canvas_to_model (self, at.x, at.y),
                                  16 / self->viewport.zoom, &hit));
}

static gboolean
is_touch (GtkGesture *gesture)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

/* ---- Keys while a button is down ---- */

static void let_go_of_keys (MoatCanvas *self);

/* What a press began is given up. */
static void
lose_press (MoatCanvas *self)
{
  if (self->input.press == MOAT_PRESS_TOOL && moat_toolbox_is_busy (self->toolbox))
    moat_toolbox_cancel (self->toolbox);
  self->input.press = MOAT_PRESS_NONE;
  let_go_of_keys (self);
  moat_canvas_stop_edge (self);
  moat_canvas_update_cursor (self);
}

static gboolean
held_key_pressed_cb (MoatCanvas *self, guint keyval, guint keycode, GdkModifierType state)
{
  const GdkModifierType buttons = GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK;

  /* GTK 4.8 does not always tell that a press has ended, as when a menu came between; the keyboard would stay
   * dead then.
   */
  if (!self->input.is_touch && (state & buttons) == 0)
    {
      lose_press (self);
      return GDK_EVENT_PROPAGATE;
    }
  if (keyval == GDK_KEY_Escape && moat_toolbox_is_busy (self->toolbox))
    moat_toolbox_cancel (self->toolbox);
  return GDK_EVENT_STOP;
}

static gboolean
held_modifiers_cb (MoatCanvas *self, GdkModifierType state)
{
  moat_toolbox_modifiers_changed (self->toolbox, get_modifiers (state));
  return GDK_EVENT_PROPAGATE;
}

/* In the middle of a gesture the model is in the middle of an edit: no shortcut of the window may undo, save
 * or delete now. The window asks the controller that came last first.
 */
static void
hold_keys (MoatCanvas *self)
{
  MoatCanvasInput *input = &self->input;

  if (input->held_keys != NULL)
    return;
  input->held_root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  input->held_keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (input->held_keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (input->held_keys, "key-pressed", G_CALLBACK (held_key_pressed_cb), self);
  g_signal_connect_swapped (input->held_keys, "modifiers", G_CALLBACK (held_modifiers_cb), self);
  gtk_widget_add_controller (input->held_root, input->held_keys);
}

static void
let_go_of_keys (MoatCanvas *self)
{
  MoatCanvasInput *input = &self->input;

  if (input->held_keys != NULL)
    gtk_widget_remove_controller (input->held_root, input->held_keys);
  input->held_keys = NULL;
  input->held_root = NULL;
}

/* ---- Presses and drags ---- */

static void
drag_began_cb (MoatCanvas *self, double x, double y, GtkGesture *gesture)
{
  MoatCanvasInput *input = &self->input;
  MoatPointer pointer;

  self->is_fitted = FALSE;
  moat_canvas_stop_glide (self);
  moat_name_editor_close (self->editor, TRUE);
  input->button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  input->is_touch = is_touch (gesture);
  input->start = input->last = (MoatPoint){ x, y };
  count_press (self, gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (gesture)),
               input->start);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (is_pan (self, input->button, input->start))
    {
      input->press = MOAT_PRESS_PAN;
      moat_canvas_update_cursor (self);
      return;
    }

  input->press = MOAT_PRESS_TOOL;
  if (moat_canvas_get_focused (self) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  pointer = make_pointer (self, GTK_EVENT_CONTROLLER (gesture), x, y, input->button);
  moat_toolbox_press (self->toolbox, &pointer);
  if (moat_toolbox_is_busy (self->toolbox))
    hold_keys (self);
  moat_canvas_focus_selected (self);
}

static void
drag_updated_cb (MoatCanvas *self, double dx, double dy, GtkGesture *gesture)
{
  MoatCanvasInput *input = &self->input;
  MoatPoint now = { input->start.x + dx, input->start.y + dy };
  MoatPointer pointer;

  if (input->press == MOAT_PRESS_PAN)
    moat_canvas_pan (self, input->last.x - now.x, input->last.y - now.y);
  input->last = now;
  if (input->press != MOAT_PRESS_TOOL)
    return;
  pointer = make_pointer (self, GTK_EVENT_CONTROLLER (gesture), now.x, now.y, input->button);
  moat_toolbox_motion (self->toolbox, &pointer);
  moat_canvas_follow_edge (self, &pointer);
}

static void
drag_ended_cb (MoatCanvas *self, double dx, double dy, GtkGesture *gesture)
{
  MoatCanvasInput *input = &self->input;
  MoatPointer pointer = make_pointer (self, GTK_EVENT_CONTROLLER (gesture), input->start.x + dx,
                                      input->start.y + dy, input->button);
  MoatPress press = input->press;

  input->press = MOAT_PRESS_NONE;
  let_go_of_keys (self);
  moat_canvas_stop_edge (self);
  if (press == MOAT_PRESS_TOOL)
    moat_toolbox_release (self->toolbox, &pointer);
  moat_canvas_update_cursor (self);
}

/* The grab was lost: to a menu, another window, or a second finger. */
static void
drag_cancelled_cb (MoatCanvas *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  lose_press (self);
}

static void
motion_cb (MoatCanvas *self, double x, double y, GtkEventController *controller)
{
  gboolean is_still = x == self->input.last.x && y == self->input.last.y;
  MoatPointer pointer;

  self->input.is_inside = TRUE;
  if (self->input.press != MOAT_PRESS_NONE)
    return;
  self->input.last = (MoatPoint){ x, y };
  pointer = make_pointer (self, controller, x, y, MOAT_BUTTON_NONE);
  /* GTK sends a motion whenever something new lies under the pointer, too. */
  pointer.is_still = is_still;
  moat_toolbox_motion (self->toolbox, &pointer);
}

/* GTK says so, too, when a window opens or a dialog closes under a pointer that lies still: what keys have
 * put somewhere stays there until the pointer moves.
 */
static void
entered_cb (MoatCanvas *self, double x, double y, GtkEventController *controller)
{
  if (self->input.press == MOAT_PRESS_NONE && moat_toolbox_get_tool (self->toolbox) != MOAT_TOOL_SELECT)
    self->input.last = (MoatPoint){ x, y };
  motion_cb (self, x, y, controller);
}

static void
left_cb (MoatCanvas *self)
{
  self->input.is_inside = FALSE;
  if (self->input.press == MOAT_PRESS_NONE)
    moat_toolbox_leave (self->toolbox);
}

/* ---- Keys ---- */

static const struct
{
  guint keyval;
  MoatKeyName name;
} key_names[] = {
  { GDK_KEY_Return, MOAT_KEY_ENTER },
  { GDK_KEY_KP_Enter, MOAT_KEY_ENTER },
  { GDK_KEY_ISO_Enter, MOAT_KEY_ENTER },
  { GDK_KEY_Escape, MOAT_KEY_ESCAPE },
  { GDK_KEY_Tab, MOAT_KEY_TAB },
  { GDK_KEY_ISO_Left_Tab, MOAT_KEY_BACK_TAB },
  { GDK_KEY_Left, MOAT_KEY_LEFT },
  { GDK_KEY_KP_Left, MOAT_KEY_LEFT },
  { GDK_KEY_Right, MOAT_KEY_RIGHT },
  { GDK_KEY_KP_Right, MOAT_KEY_RIGHT },
  { GDK_KEY_Up, MOAT_KEY_UP },
  { GDK_KEY_KP_Up, MOAT_KEY_UP },
  { GDK_KEY_Down, MOAT_KEY_DOWN },
  { GDK_KEY_KP_Down, MOAT_KEY_DOWN },
  { GDK_KEY_Delete, MOAT_KEY_DELETE },
  { GDK_KEY_KP_Delete, MOAT_KEY_DELETE },
  { GDK_KEY_BackSpace, MOAT_KEY_BACKSPACE },
  { GDK_KEY_F2, MOAT_KEY_F2 },
};

/* FALSE for a key that means nothing to a tool. */
static gboolean
make_key (guint keyval, GdkModifierType state, MoatKey *key)
{
  gunichar text = gdk_keyval_to_unicode (keyval);

  *key = (MoatKey){ .modifiers = get_modifiers (state) };
  for (guint i = 0; i < G_N_ELEMENTS (key_names); i++)
    if (key_names[i].keyval == keyval)
      {
        key->name = key_names[i].name;
        return TRUE;
      }
  if (text == 0 || !g_unichar_isprint (text)
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  key->name = MOAT_KEY_TEXT;
  key->text = g_unichar_tolower (text);
  return TRUE;
}

/* Tab is the focus' own unless a tool is in the middle of something. */
static gboolean
is_for_focus (MoatCanvas *self, const MoatKey *key)
{
  return (key->name == MOAT_KEY_TAB || key->name == MOAT_KEY_BACK_TAB)
         && !moat_toolbox_is_busy (self->toolbox);
}

/* Capitals begin to type a name. Small letters pick a tool; M begins an attacker move on what is selected, A
 * asks what else there is. */
static gboolean
press_letter (MoatCanvas *self, const MoatKey *key)
{
  MoatToolId tool;

  if (key->name != MOAT_KEY_TEXT || (key->modifiers & ~MOAT_MODIFIER_SHIFT) != 0)
    return FALSE;
  if (moat_canvas_type_letter (self, key))
    return TRUE;
  if (key->text == 'm')
    return gtk_widget_activate_action (GTK_WIDGET (self), "canvas.add-move", NULL);
  if (key->text == 'a')
    return gtk_widget_activate_action (GTK_WIDGET (self), "canvas.suggest", NULL);
  if (!moat_tool_from_shortcut (key->text, &tool))
    return FALSE;
  moat_toolbox_set_tool (self->toolbox, tool);
  return TRUE;
}

static gboolean
key_pressed_cb (MoatCanvas *self,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkEventController *controller)
{
  MoatKey key;

  if (moat_name_editor_is_open (self->editor))
    return GDK_EVENT_PROPAGATE;
  /* While a tool takes a name letter by letter, a space is part of it. */
  if (keyval == GDK_KEY_space && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0
      && !moat_toolbox_is_busy (self->toolbox))
    {
      self->input.is_space_held = TRUE;
      moat_canvas_update_cursor (self);
      return GDK_EVENT_STOP;
    }
  if (moat_canvas_type_key (self, keyval, state))
    return GDK_EVENT_STOP;
  if (!make_key (keyval, state, &key) || is_for_focus (self, &key))
    return GDK_EVENT_PROPAGATE;
  if (key.name == MOAT_KEY_ESCAPE && self->arranging != NULL && !moat_toolbox_is_busy (self->toolbox))
    {
      moat_canvas_stop_arranging (self);
      return GDK_EVENT_STOP;
    }
  if (key.name == MOAT_KEY_ESCAPE)
    return moat_toolbox_cancel (self->toolbox);
  if (moat_toolbox_key (self->toolbox, &key))
    return GDK_EVENT_STOP;
  return press_letter (self, &key);
}

/* Whether the keyboard is in a menu or another popover, which has keys of its own. */
static gboolean
is_in_popover (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) != NULL;
}

/* A letter that nothing took on the way from the focus to the window: a button has it, or nothing has. It
 * takes its tool as it does in the canvas, where the keys that follow then belong.
 */
static gboolean
unclaimed_key_pressed_cb (MoatCanvas *self,
                          guint keyval,
                          guint keycode,
                          GdkModifierType state,
                          GtkEventController *controller)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  MoatToolId tool;
  MoatKey key;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || self->use_case_id == NULL || is_in_popover (focus)
      || (focus != NULL && (focus == GTK_WIDGET (self) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))))
    return GDK_EVENT_PROPAGATE;
  if (!make_key (keyval, state, &key) || key.name != MOAT_KEY_TEXT
      || (key.text != 'm' && !moat_tool_from_shortcut (key.text, &tool)))
    return GDK_EVENT_PROPAGATE;
  if (key.text != 'm')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      moat_canvas_focus_selected (self);
    }
  return moat_toolbox_key (self->toolbox, &key) || press_letter (self, &key);
}

void
moat_canvas_follow_root_keys (MoatCanvas *self, GtkRoot *root)
{
  MoatCanvasInput *input = &self->input;

  if (input->root_keys != NULL)
    gtk_widget_remove_controller (input->keyed_root, input->root_keys);
  input->root_keys = NULL;
  input->keyed_root = NULL;
  if (root == NULL)
    return;
  input->keyed_root = GTK_WIDGET (root);
  input->root_keys = gtk_event_controller_key_new ();
  g_signal_connect_swapped (input->root_keys, "key-pressed", G_CALLBACK (unclaimed_key_pressed_cb), self);
  gtk_widget_add_controller (input->keyed_root, input->root_keys);
}

static void
key_released_cb (MoatCanvas *self,
                 guint keyval,
                 guint keycode,
                 GdkModifierType state,
                 GtkEventController *controller)
{
  if (keyval != GDK_KEY_space)
    return;
  self->input.is_space_held = FALSE;
  moat_canvas_update_cursor (self);
}

static gboolean
modifiers_cb (MoatCanvas *self, GdkModifierType state, GtkEventController *controller)
{
  moat_toolbox_modifiers_changed (self->toolbox, get_modifiers (state));
  return GDK_EVENT_PROPAGATE;
}

static void
focus_left_cb (MoatCanvas *self)
{
  self->input.is_space_held = FALSE;
}

/* ---- Tools from elsewhere ---- */

void
moat_canvas_click_tool (MoatCanvas *self, MoatToolId tool, MoatPoint at)
{
  MoatPointer pointer
      = { .at = at, .button = MOAT_BUTTON_PRIMARY, .n_press = 1, .zoom = self->viewport.zoom };

  moat_toolbox_set_tool (self->toolbox, tool);
  moat_toolbox_press (self->toolbox, &pointer);
  moat_toolbox_release (self->toolbox, &pointer);
}

/* A shape dragged from the palette comes as its tool's name. */
static gboolean
dropped_cb (MoatCanvas *self, const GValue *value, double x, double y)
{
  MoatToolId tool;

  if (self->use_case_id == NULL || !moat_tool_from_name (g_value_get_string (value), &tool))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  moat_canvas_click_tool (self, tool, moat_canvas_to_model (self, x, y));
  return TRUE;
}

void
moat_canvas_update_cursor (MoatCanvas *self)
{
  const MoatOverlay *overlay = moat_toolbox_get_overlay (self->toolbox);
  const char *name = overlay->cursor;

  if (self->input.press == MOAT_PRESS_PAN)
    name = "grabbing";
  else if (self->input.is_space_held)
    name = "grab";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

/* ---- Setting up ---- */

static GtkGesture *
add_drag (MoatCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_began_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_updated_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_ended_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancelled_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  return drag;
}

static void
add_keys (MoatCanvas *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (key, "key-released", G_CALLBACK (key_released_cb), self);
  g_signal_connect_swapped (key, "modifiers", G_CALLBACK (modifiers_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
moat_canvas_init_input (MoatCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  moat_canvas_init_navigation (self, add_drag (self));
  add_keys (self);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  moat_canvas_init_drop (self);
}

void
moat_canvas_dispose_input (MoatCanvas *self)
{
  moat_canvas_stop_glide (self);
  moat_canvas_stop_edge (self);
  let_go_of_keys (self);
}
