/* The canvas: one use case as a data-flow diagram that can be drawn, moved
 * about in and read by a screen reader. This file has the widget and its view;
 * canvas-private.h says where the rest is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "commands.h"
#include "overlay-view.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_0,
  PROP_TOOL,
  PROP_ZOOM,
  PROP_SHOW_GRID,
  PROP_SNAPS,
  PROP_HIGH_CONTRAST,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[MOAT_CANVAS_N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatCanvas, moat_canvas, GTK_TYPE_WIDGET)

void
moat_canvas_emit (MoatCanvas *self, guint signal, MoatRecord *record)
{
  if (record != NULL)
    g_signal_emit (self, signals[signal], 0, record);
}

void
moat_canvas_say (MoatCanvas *self, guint signal, const char *sentence)
{
  g_signal_emit (self, signals[signal], 0, sentence != NULL ? sentence : "");
}

/* ---- The ground ---- */

/* The grid covers the view and is as expensive as the rest together, so it is kept until the view differs. */
static void
drop_grid (MoatCanvas *self)
{
  g_clear_pointer (&self->grid, gsk_render_node_unref);
  moat_canvas_drop_before (self);
}

/* ---- Following the model ---- */

static void
scene_changed_cb (MoatCanvas *self, GPtrArray *added, GPtrArray *changed, GPtrArray *removed)
{
  self->has_extents = FALSE;
  moat_plane_queue_labels (MOAT_PLANE (self->plane));
  if (added->len > 0 || removed->len > 0)
    moat_canvas_update_actions (self);
  /* What is being named may have been undone. */
  if (moat_name_editor_is_open (self->editor)
      && !moat_record_is_live (moat_name_editor_get_record (self->editor)))
    moat_name_editor_close (self->editor, FALSE);
  if (moat_name_editor_is_open (self->editor))
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[MOAT_CANVAS_DRAWING_CHANGED], 0);
}

/* What the whole is called, for those who cannot see it. */
static void
update_title (MoatCanvas *self)
{
  MoatRecord *use_case = moat_document_find (self->document, self->use_case_id);
  g_autofree char *title = use_case != NULL
                               ? g_strdup_printf (_ ("Diagram: %s"), moat_record_get_title (use_case))
                               : g_strdup (_ ("Diagram"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* Names speak of other records too: of what an end is called, of moves and what was decided about them. */
static void
document_changed_cb (MoatCanvas *self, MoatChanges *changes)
{
  if (self->scene != NULL)
    moat_plane_queue_labels (MOAT_PLANE (self->plane));
  if (moat_changes_touch (changes, MOAT_KIND_USE_CASE))
    update_title (self);
  if (moat_changes_touch (changes, MOAT_KIND_FLOW) || moat_changes_touch (changes, MOAT_KIND_ELEMENT))
    moat_canvas_update_actions (self);
}

static void
selection_changed_cb (MoatCanvas *self)
{
  g_autoptr (GPtrArray) records = moat_selection_list (self->selection);

  moat_plane_set_selected (MOAT_PLANE (self->plane), records);
  moat_canvas_update_actions (self);
  /* In the middle of a gesture the focus waits for what comes of it, but does not stay on what was let go. */
  if (self->input.press == MOAT_PRESS_NONE || records->len == 0)
    moat_canvas_focus_selected (self);
}

static void
reveal_cb (MoatCanvas *self, MoatRecord *record)
{
  moat_canvas_scroll_to (self, record);
}

/* ---- Following the tools ---- */

static void
tool_changed_cb (MoatCanvas *self)
{
  moat_canvas_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOL]);
}

/* What keys place is followed into view, once for each place: one may then look elsewhere. */
static void
reveal_ghost (MoatCanvas *self, const MoatOverlay *overlay)
{
  MoatRect box = overlay->is_ghost_placed ? overlay->ghost_box : (MoatRect){ 0 };

  if (memcmp (&box, &self->followed, sizeof box) == 0)
    return;
  self->followed = box;
  if (overlay->is_ghost_placed)
    moat_canvas_scroll_to_area (self, &box);
}

/* The halo is for what the pointer rests on, here or in a list beside. */
static void
show_pointed (MoatCanvas *self, MoatRecord *hovered)
{
  MoatRecord *before = moat_plane_get_hovered (MOAT_PLANE (self->plane));
  MoatRecord *now = hovered;

  if (now == NULL && self->pointed != NULL && moat_record_is_live (self->pointed))
    now = self->pointed;
  if (now == before)
    return;
  moat_plane_set_hovered (MOAT_PLANE (self->plane), now);
  g_signal_emit (self, signals[MOAT_CANVAS_POINTED], 0, hovered);
}

void
moat_canvas_set_pointed (MoatCanvas *self, MoatRecord *record)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  if (g_set_object (&self->pointed, record))
    show_pointed (self, moat_toolbox_get_overlay (self->toolbox)->hovered);
}

/* One event may change the overlay several times; it is looked at once a frame. */
static gboolean
overlay_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MoatCanvas *self = MOAT_CANVAS (widget);
  const MoatOverlay *overlay = moat_toolbox_get_overlay (self->toolbox);

  self->overlay_id = 0;
  show_pointed (self, overlay->hovered);
  moat_plane_set_target (MOAT_PLANE (self->plane), overlay->target);
  reveal_ghost (self, overlay);
  moat_canvas_update_cursor (self);
  if (!moat_name_editor_is_open (self->editor))
    moat_canvas_say (self, MOAT_CANVAS_STATUS, overlay->hint);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
overlay_changed_cb (MoatCanvas *self)
{
  if (self->overlay_id == 0)
    self->overlay_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), overlay_tick_cb, NULL, NULL);
}

static void
request_name_edit (MoatRecord *record, gpointer user_data)
{
  moat_canvas_edit_name (user_data, record);
}

static void
request_menu (MoatRecord *record, MoatPoint at, gpointer user_data)
{
  moat_canvas_show_menu (user_data, record, at);
}

static void
request_end (MoatRecord *flow, gboolean is_source, MoatPoint at, gpointer user_data)
{
  moat_canvas_show_end_menu (user_data, flow, is_source, at);
}

static void
open_moves (MoatRecord *record, gpointer user_data)
{
  moat_canvas_emit (user_data, MOAT_CANVAS_MOVES_REQUESTED, record);
}

static void
announce (const char *sentence, gpointer user_data)
{
  moat_canvas_say (user_data, MOAT_CANVAS_STATUS, sentence);
}

static const MoatToolHost host = {
  .request_name_edit = request_name_edit,
  .request_menu = request_menu,
  .request_end = request_end,
  .open_moves = open_moves,
  .announce = announce,
};

/* ---- Layout and drawing ---- */

static void
moat_canvas_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  /* The plane has no end; any size will do. */
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 500;
}

/* Whoever shows the zoom may want another size then, which cannot be asked for in the middle of an
 * allocation. */
static gboolean
resized_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MoatCanvas *self = MOAT_CANVAS (widget);

  self->resized_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  g_signal_emit (self, signals[MOAT_CANVAS_VIEWPORT_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
moat_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MoatCanvas *self = MOAT_CANVAS (widget);
  const MoatViewport old = self->viewport;
  GskTransform *transform;

  moat_viewport_resize (&self->viewport, width, height);
  if (self->needs_fit || (self->is_fitted && (old.width != width || old.height != height)))
    moat_canvas_fit (self);
  self->needs_fit = FALSE;
  if (memcmp (&old, &self->viewport, sizeof old) != 0)
    {
      moat_canvas_apply_viewport (self);
      if (self->resized_id == 0)
        self->resized_id = gtk_widget_add_tick_callback (widget, resized_tick_cb, NULL, NULL);
    }

  transform = gsk_transform_scale (NULL, self->viewport.zoom, self->viewport.zoom);
  transform = gsk_transform_translate (transform, &GRAPHENE_POINT_INIT (-self->viewport.origin.x,
                                                                        -self->viewport.origin.y));
  gtk_widget_allocate (self->plane, width, height, -1, transform);
  if (moat_name_editor_is_open (self->editor))
    moat_canvas_allocate_editor (self);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
  if (self->typing != NULL && gtk_widget_get_visible (self->typing))
    gtk_popover_present (GTK_POPOVER (self->typing));
}

static void
snapshot_ground (MoatCanvas *self, GtkSnapshot *snapshot)
{
  const MoatColor *color = &self->theme->colors[MOAT_COLOR_CANVAS];
  MoatRect area = moat_viewport_get_visible (&self->viewport);

  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ color->red, color->green, color->blue, color->alpha },
                             &GRAPHENE_RECT_INIT (0, 0, self->viewport.width, self->viewport.height));
  if (!self->show_grid)
    return;
  if (self->grid == NULL)
    {
      GskRenderNode *node = gsk_cairo_node_new (
          &GRAPHENE_RECT_INIT (0, 0, self->viewport.width, self->viewport.height));
      cairo_t *cr = gsk_cairo_node_get_draw_context (node);

      cairo_scale (cr, self->viewport.zoom, self->viewport.zoom);
      cairo_translate (cr, -self->viewport.origin.x, -self->viewport.origin.y);
      moat_shapes_draw_grid (cr, moat_plane_get_pen (MOAT_PLANE (self->plane)), &area, self->viewport.zoom);
      cairo_destroy (cr);
      self->grid = node;
    }
  gtk_snapshot_append_node (snapshot, self->grid);
}

static void
moat_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MoatCanvas *self = MOAT_CANVAS (widget);

  snapshot_ground (self, snapshot);
  moat_canvas_snapshot_before (self, snapshot);
  gtk_widget_snapshot_child (widget, self->plane, snapshot);
  moat_canvas_snapshot_marks (self, snapshot);
  /* Handles would be in the way of typing. */
  if (self->scene != NULL && !moat_name_editor_is_open (self->editor))
    moat_overlay_view_snapshot (moat_toolbox_get_overlay (self->toolbox), snapshot,
                                moat_plane_get_pen (MOAT_PLANE (self->plane)), &self->viewport,
                                moat_scene_get_notation (self->scene));
  if (moat_name_editor_is_open (self->editor))
    gtk_widget_snapshot_child (widget, GTK_WIDGET (self->editor), snapshot);
}

static void
refresh_theme (MoatCanvas *self)
{
  if (!moat_canvas_update_theme (self))
    return;
  drop_grid (self);
  moat_plane_set_pen (MOAT_PLANE (self->plane), self->theme, self->text);
  if (self->scene != NULL)
    moat_scene_set_measure (self->scene, self->text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MOAT_CANVAS_DRAWING_CHANGED], 0);
}

static void
moat_canvas_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (moat_canvas_parent_class)->css_changed (widget, change);
  if (MOAT_CANVAS (widget)->document != NULL)
    refresh_theme (MOAT_CANVAS (widget));
}

static void
moat_canvas_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (moat_canvas_parent_class)->root (widget);
  moat_canvas_follow_root_keys (MOAT_CANVAS (widget), gtk_widget_get_root (widget));
}

static void
moat_canvas_unroot (GtkWidget *widget)
{
  moat_canvas_follow_root_keys (MOAT_CANVAS (widget), NULL);
  GTK_WIDGET_CLASS (moat_canvas_parent_class)->unroot (widget);
}

/* ---- The object ---- */

static void
moat_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MoatCanvas *self = MOAT_CANVAS (object);

  switch (id)
    {
    case PROP_TOOL:
      g_value_set_string (value, moat_canvas_get_tool (self));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->viewport.zoom);
      break;
    case PROP_SHOW_GRID:
      g_value_set_boolean (value, self->show_grid);
      break;
    case PROP_SNAPS:
      g_value_set_boolean (value, moat_toolbox_get_context (self->toolbox)->snaps);
      break;
    case PROP_HIGH_CONTRAST:
      g_value_set_boolean (value, self->has_high_contrast);
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
    case PROP_SNAPS:
      moat_canvas_set_snaps (self, g_value_get_boolean (value));
      break;
    case PROP_HIGH_CONTRAST:
      moat_canvas_set_high_contrast (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_canvas_dispose (GObject *object)
{
  MoatCanvas *self = MOAT_CANVAS (object);

  moat_canvas_stop_arranging (self);
  moat_canvas_dispose_input (self);
  if (self->toolbox != NULL)
    moat_toolbox_set_scene (self->toolbox, NULL, NULL);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->typing, gtk_widget_unparent);
  if (self->plane != NULL)
    moat_plane_set_scene (MOAT_PLANE (self->plane), NULL);
  if (self->editor != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->editor));
  self->editor = NULL;
  g_clear_pointer (&self->plane, gtk_widget_unparent);
  g_clear_object (&self->toolbox);
  g_clear_object (&self->comparison);
  g_clear_object (&self->scene);
  g_clear_object (&self->end_flow);
  g_clear_object (&self->pointed);
  g_clear_object (&self->next_edit);
  g_clear_object (&self->actions);
  g_clear_object (&self->selection);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (moat_canvas_parent_class)->dispose (object);
}

static void
moat_canvas_finalize (GObject *object)
{
  MoatCanvas *self = MOAT_CANVAS (object);

  drop_grid (self);
  g_clear_pointer (&self->theme, moat_theme_unref);
  g_clear_object (&self->text);
  g_hash_table_unref (self->views);
  g_free (self->use_case_id);
  G_OBJECT_CLASS (moat_canvas_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_TOOL] = g_param_spec_string ("tool", NULL, NULL, "select", flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, MOAT_ZOOM_MIN, MOAT_ZOOM_MAX, 1.0, flags);
  properties[PROP_SHOW_GRID] = g_param_spec_boolean ("show-grid", NULL, NULL, TRUE, flags);
  properties[PROP_SNAPS] = g_param_spec_boolean ("snaps", NULL, NULL, TRUE, flags);
  properties[PROP_HIGH_CONTRAST] = g_param_spec_boolean ("high-contrast", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (void)
{
  static const struct
  {
    guint id;
    const char *name;
    gboolean is_about_record;
  } specs[] = {
    { MOAT_CANVAS_MOVES_REQUESTED, "moves-requested", TRUE },
    { MOAT_CANVAS_MOVE_ADD_REQUESTED, "move-add-requested", TRUE },
    { MOAT_CANVAS_SUGGESTIONS_REQUESTED, "suggestions-requested", TRUE },
    { MOAT_CANVAS_USE_CASE_REQUESTED, "use-case-requested", TRUE },
    { MOAT_CANVAS_POINTED, "pointed", TRUE },
    { MOAT_CANVAS_STATUS, "status", FALSE },
    { MOAT_CANVAS_UNDOABLE, "undoable", FALSE },
    { MOAT_CANVAS_SAID, "said", FALSE },
    { MOAT_CANVAS_BUSY, "busy", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    signals[specs[i].id] = g_signal_new (specs[i].name, MOAT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1,
                                         specs[i].is_about_record ? MOAT_TYPE_RECORD : G_TYPE_STRING);
  signals[MOAT_CANVAS_VIEWPORT_CHANGED] = g_signal_new ("viewport-changed", MOAT_TYPE_CANVAS,
                                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                                        0);
  signals[MOAT_CANVAS_DRAWING_CHANGED] = g_signal_new ("drawing-changed", MOAT_TYPE_CANVAS, G_SIGNAL_RUN_LAST,
                                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
moat_canvas_class_init (MoatCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = moat_canvas_get_property;
  object_class->set_property = moat_canvas_set_property;
  object_class->dispose = moat_canvas_dispose;
  object_class->finalize = moat_canvas_finalize;
  widget_class->measure = moat_canvas_measure;
  widget_class->size_allocate = moat_canvas_size_allocate;
  widget_class->snapshot = moat_canvas_snapshot;
  widget_class->css_changed = moat_canvas_css_changed;
  widget_class->root = moat_canvas_root;
  widget_class->unroot = moat_canvas_unroot;
  widget_class->focus = moat_canvas_focus;
  widget_class->query_tooltip = moat_canvas_query_tooltip;

  install_properties (object_class);
  install_signals ();
  moat_canvas_class_init_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
moat_canvas_init (MoatCanvas *self)
{
  moat_viewport_init (&self->viewport);
  self->is_fitted = TRUE;
  self->show_grid = TRUE;
  self->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->plane = moat_plane_new ();
  gtk_widget_set_parent (self->plane, GTK_WIDGET (self));
  moat_canvas_init_naming (self);
  moat_canvas_init_actions (self);
  moat_canvas_init_input (self);

  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Diagram"), -1);
}

MoatCanvas *
moat_canvas_new (MoatDocument *document, MoatSelection *selection)
{
  MoatCanvas *self = g_object_new (MOAT_TYPE_CANVAS, NULL);

  self->document = g_object_ref (document);
  self->selection = g_object_ref (selection);
  self->toolbox = moat_toolbox_new (document, selection, &host, self);
  refresh_theme (self);

  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->toolbox, "tool-changed", G_CALLBACK (tool_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->toolbox, "overlay-changed", G_CALLBACK (overlay_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify", G_CALLBACK (refresh_theme),
                           self, G_CONNECT_SWAPPED);
  moat_canvas_update_actions (self);
  return self;
}

/* ---- Public ---- */

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

  if (g_strcmp0 (self->use_case_id, use_case_id) == 0)
    return;
  moat_name_editor_close (self->editor, TRUE);
  if (self->use_case_id != NULL && !self->is_fitted)
    g_hash_table_insert (self->views, g_steal_pointer (&self->use_case_id),
                         g_memdup2 (&self->viewport, sizeof self->viewport));
  g_free (self->use_case_id);
  self->use_case_id = g_strdup (use_case_id);
  moat_canvas_restore_view (self);
  update_title (self);

  moat_toolbox_set_scene (self->toolbox, NULL, NULL);
  moat_plane_set_scene (MOAT_PLANE (self->plane), NULL);
  g_clear_object (&self->scene);
  moat_canvas_drop_before (self);
  self->has_extents = FALSE;
  if (use_case_id != NULL)
    {
      self->scene = moat_scene_new (self->document, use_case_id, self->text);
      moat_plane_set_scene (MOAT_PLANE (self->plane), self->scene);
      moat_toolbox_set_scene (self->toolbox, self->scene, use_case_id);
      g_signal_connect_object (self->scene, "items-changed", G_CALLBACK (scene_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  moat_canvas_apply_viewport (self);
  selection_changed_cb (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[MOAT_CANVAS_VIEWPORT_CHANGED], 0);
  g_signal_emit (self, signals[MOAT_CANVAS_DRAWING_CHANGED], 0);
}

const char *
moat_canvas_get_use_case (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), NULL);

  return self->use_case_id;
}

void
moat_canvas_set_tool (MoatCanvas *self, const char *name)
{
  MoatToolId tool;

  g_return_if_fail (MOAT_IS_CANVAS (self));

  if (moat_tool_from_name (name, &tool))
    moat_toolbox_set_tool (self->toolbox, tool);
}

const char *
moat_canvas_get_tool (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), NULL);

  return self->toolbox != NULL ? moat_tool_get_info (moat_toolbox_get_tool (self->toolbox))->name : "select";
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
moat_canvas_set_hint_func (MoatCanvas *self, MoatCanvasHint func, gpointer user_data)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  self->hint_func = func;
  self->hint_data = user_data;
}

void
moat_canvas_set_snaps (MoatCanvas *self, gboolean snaps)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  moat_toolbox_set_snaps (self->toolbox, snaps);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SNAPS]);
}

void
moat_canvas_set_high_contrast (MoatCanvas *self, gboolean high_contrast)
{
  g_return_if_fail (MOAT_IS_CANVAS (self));

  if (self->has_high_contrast == !!high_contrast)
    return;
  self->has_high_contrast = !!high_contrast;
  refresh_theme (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIGH_CONTRAST]);
}

const MoatPen *
moat_canvas_get_pen (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), NULL);

  return moat_plane_get_pen (MOAT_PLANE (self->plane));
}

MoatScene *
moat_canvas_get_scene (MoatCanvas *self)
{
  g_return_val_if_fail (MOAT_IS_CANVAS (self), NULL);

  return self->scene;
}
