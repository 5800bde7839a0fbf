/* The plane that the diagram's items lie on.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "plane.h"

#include <glib/gi18n-lib.h>

/* Below this zoom a name is under 5 pixels high: noise, and half the time of a drawing. */
#define TEXT_ZOOM 0.36
/* Items this many pixels outside the view stay mapped, so that a small pan maps none. */
#define CULL_MARGIN 100.0
/* In a scene with more items than this, only those get a widget that come near the view, or are asked for:
 * one takes two kilobytes, most of it GTK's own.
 */
#define MOST_WIDGETS 3000
/* How near, in pixels. They are made between two frames, so that it should be more than one moves in that. */
#define NEAR_MARGIN 400.0
/* Names told to the accessibility tree at a time (a slice takes about a millisecond), and how long the model
 * must have been still before: while something is dragged, names can wait. Milliseconds.
 */
#define LABEL_SLICE 100
#define LABEL_DELAY 120

struct _MoatPlane
{
  GtkWidget parent_instance;

  MoatItemStyle style;
  MoatScene *scene;      /* owned */
  MoatTheme *theme;      /* owned */
  MoatTextMeasure *text; /* owned */
  GHashTable *widgets;   /* MoatSceneItem * → MoatItemWidget *, both borrowed: the widgets are children */
  GHashTable *selected;  /* set of owned records whose items have the selected look */
  GHashTable *lit;       /* set of owned records that are talked about; NULL: none, and nothing is faded */
  MoatRecord *hovered;   /* owned */
  MoatRecord *target;    /* owned */
  MoatRecord *edited;    /* owned */
  GPtrArray *stack;      /* of MoatItemWidget *, borrowed: all, bottom to top */
  GPtrArray *shown;      /* of MoatItemWidget *, borrowed: those in view, bottom to top */
  MoatRect view;         /* model units, margin included */
  MoatRect surroundings; /* the same, with the larger margin */
  gboolean is_large;     /* not all items have widgets */
  gboolean needs_restack;
  guint settle_source; /* makes what is missing near the view, and brings it in order */
  guint label_source;
  GtkWidget *next_label; /* borrowed: the first child whose name was not yet told; NULL: from the start */
};

G_DEFINE_FINAL_TYPE (MoatPlane, moat_plane, GTK_TYPE_WIDGET)

/* ---- Children ---- */

static MoatSceneItem *
find_item (MoatPlane *self, MoatRecord *record)
{
  if (self->scene == NULL || record == NULL)
    return NULL;

  return moat_scene_find (self->scene, moat_record_get_id (record));
}

static void
light_item (MoatPlane *self, MoatItemWidget *widget)
{
  gboolean is_lit = self->lit != NULL
                    && g_hash_table_contains (self->lit, moat_item_widget_get_record (widget));

  moat_item_widget_set_look (widget, MOAT_LOOK_LIT, is_lit);
  moat_item_widget_set_look (widget, MOAT_LOOK_FADED, self->lit != NULL && !is_lit);
}

static MoatItemWidget *
add_item (MoatPlane *self, MoatSceneItem *item)
{
  MoatItemWidget *widget = moat_item_widget_new (item, &self->style);

  g_hash_table_insert (self->widgets, item, widget);
  moat_item_widget_set_look (widget, MOAT_LOOK_SELECTED,
                             g_hash_table_contains (self->selected, item->record));
  moat_item_widget_set_look (widget, MOAT_LOOK_HOVERED, item->record == self->hovered);
  moat_item_widget_set_look (widget, MOAT_LOOK_DROP, item->record == self->target);
  moat_item_widget_set_look (widget, MOAT_LOOK_EDITED, item->record == self->edited);
  light_item (self, widget);
  moat_item_widget_update_label (widget);
  moat_item_widget_set_is_shown (widget, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (widget), GTK_WIDGET (self));

  return widget;
}

static void
remove_item (MoatPlane *self, MoatSceneItem *item)
{
  GtkWidget *widget = g_hash_table_lookup (self->widgets, item);

  if (widget == NULL)
    return;
  g_hash_table_remove (self->widgets, item);
  /* Keys go on meaning something when what had the focus is deleted. */
  if (gtk_widget_has_focus (widget) && gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self)));
  if (self->next_label == widget)
    self->next_label = gtk_widget_get_next_sibling (widget);
  g_ptr_array_remove (self->shown, widget);
  gtk_widget_unparent (widget);
}

/* GTK draws and picks children in their order, so the order is the scene's. */
static void
restack (MoatPlane *self)
{
  GPtrArray *items = moat_scene_list_items (self->scene);
  GtkWidget *below = NULL;

  self->needs_restack = FALSE;
  g_ptr_array_set_size (self->stack, 0);
  for (guint i = 0; i < items->len; i++)
    {
      GtkWidget *widget = g_hash_table_lookup (self->widgets, g_ptr_array_index (items, i));

      if (widget == NULL)
        continue;
      if (gtk_widget_get_prev_sibling (widget) != below)
        gtk_widget_insert_after (widget, GTK_WIDGET (self), below);
      g_ptr_array_add (self->stack, widget);
      below = widget;
    }
}

/* Widgets must not come and go while sizes are given out: this is between two frames. */
static gboolean
settle_cb (gpointer user_data)
{
  MoatPlane *self = user_data;
  GPtrArray *items = moat_scene_list_items (self->scene);

  self->settle_source = 0;
  for (guint i = 0; i < items->len; i++)
    {
      MoatSceneItem *item = g_ptr_array_index (items, i);

      if (!moat_rect_intersects (&item->bounds, &self->surroundings)
          || g_hash_table_contains (self->widgets, item))
        continue;
      add_item (self, item);
      self->needs_restack = TRUE;
    }
  if (self->needs_restack)
    {
      restack (self);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }

  return G_SOURCE_REMOVE;
}

static void
queue_settle (MoatPlane *self)
{
  if (self->is_large && self->settle_source == 0)
    self->settle_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, settle_cb, self, NULL);
}

MoatItemWidget *
moat_plane_find (MoatPlane *self, MoatRecord *record)
{
  MoatSceneItem *item = find_item (self, record);
  MoatItemWidget *widget = item != NULL ? g_hash_table_lookup (self->widgets, item) : NULL;

  if (item == NULL || widget != NULL)
    return widget;

  widget = add_item (self, item);
  g_ptr_array_add (self->stack, widget);
  self->needs_restack = TRUE;
  queue_settle (self);

  return widget;
}

static void
items_changed_cb (MoatPlane *self, GPtrArray *added, GPtrArray *changed, GPtrArray *removed)
{
  gboolean needs_restack = added->len > 0 || removed->len > 0;

  for (guint i = 0; i < removed->len; i++)
    remove_item (self, g_ptr_array_index (removed, i));
  for (guint i = 0; i < added->len && !self->is_large; i++)
    add_item (self, g_ptr_array_index (added, i));
  for (guint i = 0; i < changed->len; i++)
    {
      MoatSceneItem *item = g_ptr_array_index (changed, i);
      MoatItemWidget *widget = g_hash_table_lookup (self->widgets, item);

      if (widget != NULL)
        moat_item_widget_invalidate (widget);
      needs_restack |= item->kind == MOAT_KIND_BOUNDARY;
    }
  if (needs_restack)
    restack (self);
  queue_settle (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
remove_all (MoatPlane *self)
{
  GtkWidget *child;

  self->next_label = NULL;
  g_clear_handle_id (&self->label_source, g_source_remove);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_hash_table_remove_all (self->widgets);
  g_ptr_array_set_size (self->stack, 0);
  g_ptr_array_set_size (self->shown, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
invalidate_all (MoatPlane *self)
{
  GHashTableIter iter;
  gpointer widget;

  g_hash_table_iter_init (&iter, self->widgets);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    moat_item_widget_invalidate (widget);
}

/* ---- Names for the accessibility tree, a slice at a time ---- */

static gboolean
update_labels_cb (gpointer user_data)
{
  MoatPlane *self = user_data;
  GtkWidget *child = self->next_label;

  for (guint i = 0; child != NULL && i < LABEL_SLICE; i++)
    {
      moat_item_widget_update_label (MOAT_ITEM_WIDGET (child));
      child = gtk_widget_get_next_sibling (child);
    }
  self->next_label = child;
  if (child != NULL)
    return G_SOURCE_CONTINUE;
  self->label_source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
begin_labels_cb (gpointer user_data)
{
  MoatPlane *self = user_data;

  self->next_label = gtk_widget_get_first_child (GTK_WIDGET (self));
  self->label_source = g_idle_add_full (G_PRIORITY_LOW, update_labels_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

void
moat_plane_queue_labels (MoatPlane *self)
{
  g_clear_handle_id (&self->label_source, g_source_remove);
  self->label_source = g_timeout_add (LABEL_DELAY, begin_labels_cb, self);
}

/* ---- Layout and drawing ---- */

static void
allocate_item (MoatPlane *self, MoatItemWidget *widget)
{
  const MoatRect *bounds = &moat_item_widget_get_item (widget)->bounds;
  gboolean was_shown = moat_item_widget_get_is_shown (widget);
  gboolean is_shown = moat_rect_intersects (bounds, &self->view);

  /* Nearly all items of a large model end here. */
  if (!is_shown && !was_shown)
    return;
  is_shown |= gtk_widget_has_focus (GTK_WIDGET (widget));
  if (is_shown != was_shown)
    moat_item_widget_set_is_shown (widget, is_shown);
  if (!is_shown)
    return;
  g_ptr_array_add (self->shown, widget);
  gtk_widget_allocate (GTK_WIDGET (widget), (int) bounds->width + 1, (int) bounds->height + 1, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (bounds->x, bounds->y)));
}

static void
moat_plane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MoatPlane *self = MOAT_PLANE (widget);

  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->stack->len; i++)
    allocate_item (self, g_ptr_array_index (self->stack, i));
}

static void
moat_plane_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MoatPlane *self = MOAT_PLANE (widget);

  for (guint i = 0; i < self->shown->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->shown, i), snapshot);
  for (guint i = 0; i < self->shown->len; i++)
    moat_item_widget_snapshot_top (g_ptr_array_index (self->shown, i), snapshot);
}

static gboolean
moat_plane_contains (GtkWidget *widget, double x, double y)
{
  return FALSE; /* Where there is no item there is the canvas. */
}

/* ---- The class ---- */

static void
moat_plane_dispose (GObject *object)
{
  MoatPlane *self = MOAT_PLANE (object);

  moat_plane_set_scene (self, NULL);
  g_clear_handle_id (&self->label_source, g_source_remove);
  g_hash_table_remove_all (self->selected);
  g_clear_pointer (&self->lit, g_hash_table_unref);
  g_clear_object (&self->hovered);
  g_clear_object (&self->target);
  g_clear_object (&self->edited);
  G_OBJECT_CLASS (moat_plane_parent_class)->dispose (object);
}

static void
moat_plane_finalize (GObject *object)
{
  MoatPlane *self = MOAT_PLANE (object);

  g_clear_pointer (&self->theme, moat_theme_unref);
  g_clear_object (&self->text);
  g_ptr_array_unref (self->stack);
  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->widgets);
  g_hash_table_unref (self->selected);
  G_OBJECT_CLASS (moat_plane_parent_class)->finalize (object);
}

static void
moat_plane_class_init (MoatPlaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_plane_dispose;
  G_OBJECT_CLASS (klass)->finalize = moat_plane_finalize;
  widget_class->size_allocate = moat_plane_size_allocate;
  widget_class->snapshot = moat_plane_snapshot;
  widget_class->contains = moat_plane_contains;
  gtk_widget_class_set_css_name (widget_class, "plane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
moat_plane_init (MoatPlane *self)
{
  self->style.zoom = 1.0;
  self->widgets = g_hash_table_new (NULL, NULL);
  self->stack = g_ptr_array_new ();
  self->shown = g_ptr_array_new ();
  self->selected = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Elements, flows and boundaries"), -1);
}

GtkWidget *
moat_plane_new (void)
{
  return g_object_new (MOAT_TYPE_PLANE, NULL);
}

void
moat_plane_set_scene (MoatPlane *self, MoatScene *scene)
{
  GPtrArray *items;

  if (self->scene == scene)
    return;
  if (self->scene != NULL)
    g_signal_handlers_disconnect_by_data (self->scene, self);
  remove_all (self);
  g_set_object (&self->scene, scene);
  self->style.scene = scene;
  if (scene == NULL)
    return;

  g_signal_connect_object (scene, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items = moat_scene_list_items (scene);
  self->is_large = items->len > MOST_WIDGETS;
  for (guint i = 0; i < items->len && !self->is_large; i++)
    add_item (self, g_ptr_array_index (items, i));
  restack (self);
  queue_settle (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
moat_plane_set_pen (MoatPlane *self, MoatTheme *theme, MoatTextMeasure *text)
{
  g_clear_pointer (&self->theme, moat_theme_unref);
  self->theme = moat_theme_ref (theme);
  g_set_object (&self->text, text);
  self->style.pen = (MoatPen){ self->theme, self->text };
  invalidate_all (self);
}

const MoatPen *
moat_plane_get_pen (MoatPlane *self)
{
  return &self->style.pen;
}

void
moat_plane_set_view (MoatPlane *self, const MoatRect *view, double zoom)
{
  MoatLook common = zoom < TEXT_ZOOM ? MOAT_LOOK_NO_TEXT : 0;
  MoatRect wanted = moat_rect_inset (view, -CULL_MARGIN / zoom, -CULL_MARGIN / zoom);
  gboolean is_moved = wanted.x != self->view.x || wanted.y != self->view.y || wanted.width != self->view.width
                      || wanted.height != self->view.height;

  self->style.zoom = zoom;
  if (common != self->style.common)
    {
      self->style.common = common;
      invalidate_all (self);
    }
  if (!is_moved)
    return;
  self->view = wanted;
  self->surroundings = moat_rect_inset (view, -NEAR_MARGIN / zoom, -NEAR_MARGIN / zoom);
  queue_settle (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

guint
moat_plane_count_shown (MoatPlane *self)
{
  return self->shown->len;
}

/* ---- Looks ---- */

static void
set_look (MoatPlane *self, MoatRecord *record, MoatLook look, gboolean is_on)
{
  MoatSceneItem *item = find_item (self, record);
  MoatItemWidget *widget = item != NULL ? g_hash_table_lookup (self->widgets, item) : NULL;

  if (widget != NULL)
    moat_item_widget_set_look (widget, look, is_on);
}

void
moat_plane_set_selected (MoatPlane *self, GPtrArray *records)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  GHashTableIter iter;
  gpointer record;

  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (wanted, g_object_ref (g_ptr_array_index (records, i)));

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    if (!g_hash_table_contains (wanted, record))
      set_look (self, record, MOAT_LOOK_SELECTED, FALSE);
  for (guint i = 0; i < records->len; i++)
    set_look (self, g_ptr_array_index (records, i), MOAT_LOOK_SELECTED, TRUE);

  g_hash_table_unref (self->selected);
  self->selected = g_steal_pointer (&wanted);
}

void
moat_plane_set_lit (MoatPlane *self, GPtrArray *records)
{
  if (records == NULL && self->lit == NULL)
    return;

  g_clear_pointer (&self->lit, g_hash_table_unref);
  if (records != NULL)
    self->lit = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    g_hash_table_add (self->lit, g_object_ref (g_ptr_array_index (records, i)));
  for (guint i = 0; i < self->stack->len; i++)
    light_item (self, g_ptr_array_index (self->stack, i));
}

static void
move_look (MoatPlane *self, MoatRecord **place, MoatRecord *record, MoatLook look)
{
  if (*place == record)
    return;
  set_look (self, *place, look, FALSE);
  g_set_object (place, record);
  set_look (self, record, look, TRUE);
}

void
moat_plane_set_hovered (MoatPlane *self, MoatRecord *record)
{
  move_look (self, &self->hovered, record, MOAT_LOOK_HOVERED);
}

MoatRecord *
moat_plane_get_hovered (MoatPlane *self)
{
  return self->hovered;
}

void
moat_plane_set_target (MoatPlane *self, MoatRecord *record)
{
  move_look (self, &self->target, record, MOAT_LOOK_DROP);
}

void
moat_plane_set_edited (MoatPlane *self, MoatRecord *record)
{
  move_look (self, &self->edited, record, MOAT_LOOK_EDITED);
}
