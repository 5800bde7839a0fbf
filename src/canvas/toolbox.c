/* The toolbox of a canvas. All tools live as long as it does, so that one may
 * put another in hand in the middle of what it is doing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "toolbox.h"
#include "drag.h"
#include "scene.h"

struct _MoatToolbox
{
  GObject parent_instance;

  MoatToolContext context;
  MoatTool *tools[MOAT_N_TOOLS]; /* owned */
  MoatToolId current;

  gboolean is_pressed; /* the primary button is down, and what it does was not cancelled */
  gboolean is_dragging;
  MoatPointer pressed; /* where and how the button went down */
  MoatPointer latest;

  MoatOverlay overlay;
  gboolean is_overlay_current;
};

G_DEFINE_FINAL_TYPE (MoatToolbox, moat_toolbox, G_TYPE_OBJECT)

enum
{
  SIGNAL_TOOL_CHANGED,
  SIGNAL_OVERLAY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static MoatTool *
get_tool (MoatToolbox *self)
{
  return self->tools[self->current];
}

/* Ends a press or drag with nothing changed. */
static gboolean
cancel_gesture (MoatToolbox *self)
{
  MoatTool *tool = get_tool (self);
  gboolean was_pressed = self->is_pressed;
  gboolean was_cancelled = FALSE;

  self->is_pressed = FALSE;
  self->is_dragging = FALSE;
  if (tool->klass->cancel != NULL)
    was_cancelled = tool->klass->cancel (tool);
  moat_toolbox_queue_overlay (self);
  return was_pressed || was_cancelled;
}

static void
moat_toolbox_dispose (GObject *object)
{
  MoatToolbox *self = MOAT_TOOLBOX (object);

  if (self->context.document != NULL)
    {
      cancel_gesture (self);
      if (get_tool (self)->klass->leave != NULL)
        get_tool (self)->klass->leave (get_tool (self));
    }
  g_clear_object (&self->context.document);
  g_clear_object (&self->context.selection);
  G_OBJECT_CLASS (moat_toolbox_parent_class)->dispose (object);
}

static void
moat_toolbox_finalize (GObject *object)
{
  MoatToolbox *self = MOAT_TOOLBOX (object);

  for (guint i = 0; i < MOAT_N_TOOLS; i++)
    g_clear_pointer (&self->tools[i], moat_tool_free);
  moat_overlay_free_contents (&self->overlay);
  g_free (self->context.use_case_id);
  G_OBJECT_CLASS (moat_toolbox_parent_class)->finalize (object);
}

static void
moat_toolbox_class_init (MoatToolboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = moat_toolbox_dispose;
  object_class->finalize = moat_toolbox_finalize;

  signals[SIGNAL_TOOL_CHANGED] = g_signal_new ("tool-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OVERLAY_CHANGED] = g_signal_new ("overlay-changed", G_TYPE_FROM_CLASS (klass),
                                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
moat_toolbox_init (MoatToolbox *self)
{
  moat_overlay_init (&self->overlay);
  self->context.toolbox = self;
  self->context.zoom = 1.0;
  self->context.snaps = TRUE;
  for (guint i = 0; i < MOAT_N_TOOLS; i++)
    self->tools[i] = moat_tool_new (i, &self->context);
}

MoatToolbox *
moat_toolbox_new (MoatDocument *document,
                  MoatSelection *selection,
                  const MoatToolHost *host,
                  gpointer host_data)
{
  MoatToolbox *self = NULL;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (MOAT_IS_SELECTION (selection), NULL);

  self = g_object_new (MOAT_TYPE_TOOLBOX, NULL);
  self->context.document = g_object_ref (document);
  self->context.selection = g_object_ref (selection);
  if (host != NULL)
    self->context.host = *host;
  self->context.host_data = host_data;
  g_signal_connect_object (document, "changed", G_CALLBACK (moat_toolbox_queue_overlay), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "changed", G_CALLBACK (moat_toolbox_queue_overlay), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
moat_toolbox_set_scene (MoatToolbox *self, MoatScene *scene, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_TOOLBOX (self));

  moat_toolbox_set_tool (self, MOAT_TOOL_SELECT);
  self->context.scene = scene;
  g_free (self->context.use_case_id);
  self->context.use_case_id = g_strdup (use_case_id);
  moat_toolbox_queue_overlay (self);
}

void
moat_toolbox_set_view (MoatToolbox *self, const MoatRect *view, double zoom)
{
  g_return_if_fail (MOAT_IS_TOOLBOX (self));
  g_return_if_fail (zoom > 0.0);

  self->context.view = *view;
  self->context.zoom = zoom;
  moat_toolbox_queue_overlay (self);
}

void
moat_toolbox_set_snaps (MoatToolbox *self, gboolean snaps)
{
  g_return_if_fail (MOAT_IS_TOOLBOX (self));
  self->context.snaps = snaps;
}

const MoatToolContext *
moat_toolbox_get_context (MoatToolbox *self)
{
  g_return_val_if_fail (MOAT_IS_TOOLBOX (self), NULL);
  return &self->context;
}

void
moat_toolbox_set_tool (MoatToolbox *self, MoatToolId id)
{
  gboolean is_other = FALSE;

  g_return_if_fail (MOAT_IS_TOOLBOX (self));
  g_return_if_fail (id < MOAT_N_TOOLS);

  cancel_gesture (self);
  if (get_tool (self)->klass->leave != NULL)
    get_tool (self)->klass->leave (get_tool (self));
  is_other = self->current != id;
  self->current = id;
  if (get_tool (self)->klass->enter != NULL)
    get_tool (self)->klass->enter (get_tool (self));
  moat_toolbox_queue_overlay (self);
  if (is_other)
    g_signal_emit (self, signals[SIGNAL_TOOL_CHANGED], 0);
}

MoatToolId
moat_toolbox_get_tool (MoatToolbox *self)
{
  g_return_val_if_fail (MOAT_IS_TOOLBOX (self), MOAT_TOOL_SELECT);
  return self->current;
}

/* ---- Pointer ---- */

/* What the click is on is selected, so that the menu is about it; inside a boundary there is still room for
 * something new.
 */
static void
open_menu (MoatToolbox *self, const MoatPointer *pointer)
{
  MoatHit hit = { 0 };

  if (self->context.scene != NULL)
    moat_scene_pick (self->context.scene, pointer->at, moat_drag_get_tolerance (pointer), &hit);
  if (hit.part == MOAT_PART_INTERIOR)
    hit.record = NULL;
  if (hit.record != NULL && !moat_selection_contains (self->context.selection, hit.record))
    moat_selection_set_only (self->context.selection, hit.record);
  if (self->context.host.request_menu != NULL)
    self->context.host.request_menu (hit.record, pointer->at, self->context.host_data);
}

void
moat_toolbox_press (MoatToolbox *self, const MoatPointer *pointer)
{
  MoatTool *tool = NULL;

  g_return_if_fail (MOAT_IS_TOOLBOX (self));
  g_return_if_fail (pointer->zoom > 0.0);

  if (self->is_pressed)
    {
      /* Another button in the middle of a gesture means "never mind", as does a release that got lost. */
      cancel_gesture (self);
      return;
    }
  if (pointer->button == MOAT_BUTTON_SECONDARY)
    open_menu (self, pointer);
  if (pointer->button != MOAT_BUTTON_PRIMARY)
    return;

  tool = get_tool (self);
  self->is_pressed = TRUE;
  self->pressed = *pointer;
  self->latest = *pointer;
  if (tool->klass->press != NULL)
    tool->klass->press (tool, pointer);
  moat_toolbox_queue_overlay (self);
}

static void
maybe_begin_drag (MoatToolbox *self, const MoatPointer *pointer)
{
  MoatTool *tool = get_tool (self);

  if (moat_point_get_distance (self->pressed.at, pointer->at) * pointer->zoom < MOAT_DRAG_THRESHOLD)
    return;
  self->is_dragging = TRUE;
  if (tool->klass->drag_begin != NULL)
    tool->klass->drag_begin (tool, &self->pressed, pointer);
}

void
moat_toolbox_motion (MoatToolbox *self, const MoatPointer *pointer)
{
  MoatTool *tool = NULL;

  g_return_if_fail (MOAT_IS_TOOLBOX (self));
  g_return_if_fail (pointer->zoom > 0.0);

  tool = get_tool (self);
  self->latest = *pointer;
  if (self->is_pressed && !self->is_dragging)
    maybe_begin_drag (self, pointer);
  if (self->is_dragging && tool->klass->drag != NULL)
    tool->klass->drag (tool, pointer);
  else if (!self->is_pressed && !pointer->is_still && tool->klass->hover != NULL)
    tool->klass->hover (tool, pointer);
  moat_toolbox_queue_overlay (self);
}

void
moat_toolbox_release (MoatToolbox *self, const MoatPointer *pointer)
{
  MoatTool *tool = NULL;
  MoatPointer at = *pointer;

  g_return_if_fail (MOAT_IS_TOOLBOX (self));

  if (!self->is_pressed || pointer->button != MOAT_BUTTON_PRIMARY)
    return;
  tool = get_tool (self);
  if (!self->is_dragging)
    maybe_begin_drag (self, pointer);
  self->is_pressed = FALSE;
  at.n_press = self->pressed.n_press;
  if (self->is_dragging)
    {
      self->is_dragging = FALSE;
      if (tool->klass->drag_end != NULL)
        tool->klass->drag_end (tool, &at);
    }
  else if (tool->klass->click != NULL)
    {
      at.at = self->pressed.at;
      tool->klass->click (tool, &at);
    }
  moat_toolbox_queue_overlay (self);
}

void
moat_toolbox_leave (MoatToolbox *self)
{
  MoatTool *tool = NULL;

  g_return_if_fail (MOAT_IS_TOOLBOX (self));

  tool = get_tool (self);
  if (!self->is_pressed && tool->klass->hover != NULL)
    tool->klass->hover (tool, NULL);
  moat_toolbox_queue_overlay (self);
}

void
moat_toolbox_modifiers_changed (MoatToolbox *self, MoatModifiers modifiers)
{
  MoatPointer pointer;

  g_return_if_fail (MOAT_IS_TOOLBOX (self));

  if (!self->is_dragging || self->latest.modifiers == modifiers)
    return;
  pointer = self->latest;
  pointer.modifiers = modifiers;
  moat_toolbox_motion (self, &pointer);
}

/* ---- Keys ---- */

/* The letter reaches the tool as well: by the keyboard it begins where the keyboard is. */
static gboolean
take_shortcut (MoatToolbox *self, const MoatKey *key)
{
  MoatToolId id = MOAT_TOOL_SELECT;

  if (key->name != MOAT_KEY_TEXT || (key->modifiers & ~MOAT_MODIFIER_SHIFT) != 0)
    return FALSE;
  if (!moat_tool_from_shortcut (key->text, &id))
    return FALSE;
  moat_toolbox_set_tool (self, id);
  if (get_tool (self)->klass->key != NULL)
    get_tool (self)->klass->key (get_tool (self), key);
  return TRUE;
}

gboolean
moat_toolbox_key (MoatToolbox *self, const MoatKey *key)
{
  MoatTool *tool = NULL;
  gboolean is_taken = FALSE;

  g_return_val_if_fail (MOAT_IS_TOOLBOX (self), FALSE);

  if (key->name == MOAT_KEY_ESCAPE)
    return moat_toolbox_cancel (self);
  if (self->is_pressed)
    return TRUE;
  tool = get_tool (self);
  is_taken = (tool->klass->key != NULL && tool->klass->key (tool, key)) || take_shortcut (self, key);
  if (is_taken)
    moat_toolbox_queue_overlay (self);
  return is_taken;
}

gboolean
moat_toolbox_cancel (MoatToolbox *self)
{
  g_return_val_if_fail (MOAT_IS_TOOLBOX (self), FALSE);

  if (cancel_gesture (self))
    return TRUE;
  if (self->current != MOAT_TOOL_SELECT)
    {
      moat_toolbox_set_tool (self, MOAT_TOOL_SELECT);
      return TRUE;
    }
  if (moat_selection_is_empty (self->context.selection))
    return FALSE;
  moat_selection_clear (self->context.selection);
  return TRUE;
}

gboolean
moat_toolbox_is_busy (MoatToolbox *self)
{
  MoatTool *tool = NULL;

  g_return_val_if_fail (MOAT_IS_TOOLBOX (self), FALSE);

  tool = get_tool (self);
  return self->is_pressed || (tool->klass->is_busy != NULL && tool->klass->is_busy (tool));
}

/* ---- Overlay ---- */

const MoatOverlay *
moat_toolbox_get_overlay (MoatToolbox *self)
{
  MoatTool *tool = NULL;

  g_return_val_if_fail (MOAT_IS_TOOLBOX (self), NULL);

  tool = get_tool (self);
  if (!self->is_overlay_current)
    {
      moat_overlay_clear (&self->overlay);
      if (tool->klass->describe != NULL)
        tool->klass->describe (tool, &self->overlay);
      self->is_overlay_current = TRUE;
    }
  return &self->overlay;
}

void
moat_toolbox_queue_overlay (MoatToolbox *self)
{
  g_return_if_fail (MOAT_IS_TOOLBOX (self));

  self->is_overlay_current = FALSE;
  g_signal_emit (self, signals[SIGNAL_OVERLAY_CHANGED], 0);
}
