/* The canvas: one use case as a data-flow diagram that can be drawn, moved
 * about in and read by a screen reader.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_0,
  PROP_TOOL,
  PROP_ZOOM,
  PROP_SHOW_GRID,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[MOAT_CANVAS_N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatCanvas, moat_canvas, GTK_TYPE_WIDGET)

static void
viewport_changed (MoatCanvas *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  g_signal_emit (self, signals[MOAT_CANVAS_VIEWPORT_CHANGED], 0);
}

static void
moat_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MoatCanvas *self = MOAT_CANVAS (object);

  switch (id)
    {
    case PROP_TOOL:
      g_value_set_string (value, self->tool_nick);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->viewport.zoom);
      break;
    case PROP_SHOW_GRID:
      g_value_set_boolean (value, self->show_grid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MoatCanvas *self = MOAT_CANVAS (object);

  switch (id)
    {
    case PROP_TOOL:
      moat_canvas_set_tool (self, g_value_get_string (value));
      break;
    case PROP_ZOOM:
      moat_canvas_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_SHOW_GRID:
      moat_canvas_set_show_grid (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MoatCanvas *self = MOAT_CANVAS (widget);

  moat_viewport_resize (&self->viewport, width, height);
}

static void
moat_canvas_dispose (GObject *object)
{
  MoatCanvas *self = MOAT_CANVAS (object);

  g_clear_object (&self->actions);
  g_clear_object (&self->selection);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (moat_canvas_parent_class)->dispose (object);
}

static void
moat_canvas_finalize (GObject *object)
{
  MoatCanvas *self = MOAT_CANVAS (object);

  g_free (self->use_case_id);
  g_free (self->tool_nick);
  G_OBJECT_CLASS (moat_canvas_parent_class)->finalize (object);
}

static void
moat_canvas_class_init (MoatCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = moat_canvas_get_property;
  object_class->set_property = moat_canvas_set_property;
  object_class->dispose = moat_canvas_dispose;
  object_class->finalize = moat_canvas_finalize;
  widget_class->size_allocate = moat_canvas_size_allocate;

  properties[PROP_TOOL] = g_param_spec_string ("tool", NULL, NULL, "select", flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, MOAT_ZOOM_MIN, MOAT_ZOOM_MAX, 1.0, flags);
  properties[PROP_SHOW_GRID] = g_param_spec_boolean ("show-grid", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[MOAT_CANVAS_MOVES_REQUESTED] = g_signal_new ("moves-requested", MOAT_TYPE_CANVAS, G_SIGNAL_RUN_LAST,
                                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, MOAT_TYPE_RECORD);
  signals[MOAT_CANVAS_MOVE_ADD_REQUESTED] = g_signal_new ("move-add-requested", MOAT_TYPE_CANVAS,
                                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                                          1, MOAT_TYPE_RECORD);
  signals[MOAT_CANVAS_USE_CASE_REQUESTED] = g_signal_new ("use-case-requested", MOAT_TYPE_CANVAS,
                                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                                          1, MOAT_TYPE_RECORD);
  signals[MOAT_CANVAS_STATUS] = g_signal_new ("status", MOAT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MOAT_CANVAS_VIEWPORT_CHANGED] = g_signal_new ("viewport-changed", MOAT_TYPE_CANVAS,
                                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                                        0);

  gtk_widget_class_set_css_name (widget_class, "canvas");
}

static void
moat_canvas_init (MoatCanvas *self)
{
  moat_viewport_init (&self->viewport);
  self->show_grid = TRUE;
  self->tool_nick = g_strdup ("select");
  self->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "canvas", G_ACTION_GROUP (self->actions));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

MoatCanvas *
moat_canvas_new (MoatDocument *document, MoatSelection *selection)
{
  MoatCanvas *self = g_object_new (MOAT_TYPE_CANVAS, NULL);

  self->document = g_object_ref (document);
  self->selection = g_object_ref (selection);
  return self;
}

MoatDocument *
moat_canvas_get_document (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), NULL);

  return self->document;
}

MoatSelection *
moat_canvas_get_selection (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), NULL);

  return self->selection;
}

GActionGroup *
moat_canvas_get_actions (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

void
moat_canvas_set_use_case (MoatCanvas *self, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  g_free (self->use_case_id);
  self->use_case_id = g_strdup (use_case_id);
}

const char *
moat_canvas_get_use_case (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), NULL);

  return self->use_case_id;
}

void
moat_canvas_set_tool (MoatCanvas *self, const char *nick)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  if (g_strcmp0 (self->tool_nick, nick) == 0)
    return;
  g_free (self->tool_nick);
  self->tool_nick = g_strdup (nick);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOL]);
}

const char *
moat_canvas_get_tool (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), NULL);

  return self->tool_nick;
}

double
moat_canvas_get_zoom (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), 1.0);

  return self->viewport.zoom;
}

void
moat_canvas_set_zoom (MoatCanvas *self, double zoom)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  moat_viewport_zoom_at (&self->viewport, zoom,
                         (MoatPoint){ self->viewport.width / 2, self->viewport.height / 2 });
  self->is_fitted = FALSE;
  viewport_changed (self);
}

void
moat_canvas_zoom_in (MoatCanvas *self)
{
  moat_canvas_set_zoom (self, moat_viewport_step_zoom (moat_canvas_get_zoom (self), 1));
}

void
moat_canvas_zoom_out (MoatCanvas *self)
{
  moat_canvas_set_zoom (self, moat_viewport_step_zoom (moat_canvas_get_zoom (self), -1));
}

void
moat_canvas_zoom_fit (MoatCanvas *self)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  self->is_fitted = TRUE;
  viewport_changed (self);
}

void
moat_canvas_set_show_grid (MoatCanvas *self, gboolean show_grid)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  if (self->show_grid == !!show_grid)
    return;
  self->show_grid = !!show_grid;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_GRID]);
}

void
moat_canvas_scroll_to (MoatCanvas *self, MoatRecord *record)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));
}

gboolean
moat_canvas_focus_record (MoatCanvas *self, MoatRecord *record)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), FALSE);

  return FALSE;
}

void
moat_canvas_edit_name (MoatCanvas *self, MoatRecord *record)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));
}

const MoatViewport *
moat_canvas_get_viewport (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), NULL);

  return &self->viewport;
}

gboolean
moat_canvas_get_extents (MoatCanvas *self, MoatRect *extents)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), FALSE);

  return FALSE;
}

void
moat_canvas_center_on (MoatCanvas *self, MoatPoint point)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  moat_viewport_center_on (&self->viewport, point);
  self->is_fitted = FALSE;
  viewport_changed (self);
}
