/* The scene: keeps its items in step with the document and the zones, and
 * tells its views which changed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "scene-private.h"

#include "query.h"

#include <string.h>

/* How long a drag of very much must pause before labels look for their places; milliseconds. */
#define SETTLE_DELAY 100

enum
{
  SIGNAL_ITEMS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatScene, moat_scene, G_TYPE_OBJECT)

/* What an update found, of MoatSceneNode. */
typedef struct
{
  GPtrArray *added;
  GPtrArray *changed;
  GPtrArray *removed; /* owns them */
} Update;

/* ---- Items ---- */

static gboolean
belongs (MoatScene *self, MoatRecord *record)
{
  const MoatState *state = moat_record_get_state (record);
  const char *use_case = NULL;

  if (state == NULL)
    return FALSE;
  if (state->kind == MOAT_KIND_ELEMENT)
    use_case = ((const MoatElementState *) state)->use_case;
  else if (state->kind == MOAT_KIND_FLOW)
    use_case = ((const MoatFlowState *) state)->use_case;
  else if (state->kind == MOAT_KIND_BOUNDARY)
    use_case = ((const MoatBoundaryState *) state)->use_case;
  else if (state->kind == MOAT_KIND_NOTE)
    use_case = ((const MoatNoteState *) state)->use_case;
  return g_strcmp0 (use_case, self->use_case) == 0;
}

static Layer
get_first_layer (MoatKind kind)
{
  if (kind == MOAT_KIND_ELEMENT)
    return LAYER_ELEMENT;
  if (kind == MOAT_KIND_FLOW)
    return LAYER_FLOW;
  return kind == MOAT_KIND_NOTE ? LAYER_NOTE : LAYER_ZONE;
}

/* The layer's order, and with it the list of all, must be made again. */
static void
unsort (MoatScene *self, Layer layer)
{
  self->is_sorted[layer] = FALSE;
  g_clear_pointer (&self->all, g_ptr_array_unref);
}

static MoatSceneNode *
add_node (MoatScene *self, MoatRecord *record)
{
  MoatSceneNode *node = g_new0 (MoatSceneNode, 1);

  node->item.record = g_object_ref (record);
  node->item.kind = moat_record_get_kind (record);
  node->layer = get_first_layer (node->item.kind);
  node->fixed = g_array_new (FALSE, FALSE, sizeof (MoatRect));
  node->drawn = g_array_new (FALSE, FALSE, sizeof (MoatRect));
  g_hash_table_insert (self->nodes, (gpointer) moat_record_get_id (record), node);
  g_ptr_array_add (self->layers[node->layer], node);
  unsort (self, node->layer);
  return node;
}

static void
remove_node (MoatScene *self, MoatSceneNode *node)
{
  moat_scene_forget_node (self, node);
  g_ptr_array_remove (self->layers[node->layer], node);
  unsort (self, node->layer);
  g_hash_table_steal (self->nodes, moat_record_get_id (node->item.record));
}

static void
update_node (MoatScene *self, MoatSceneNode *node, Stale stale)
{
  g_autofree char *old_order = g_strdup (node->order);
  Layer old_layer = node->layer;
  double old_area = node->item.box.width * node->item.box.height;

  /* Its place in the queue is by its order, which may be about to change. */
  moat_scene_unqueue_label (node);
  moat_scene_node_update (self, node, stale);

  if (node->layer != old_layer)
    {
      g_ptr_array_remove (self->layers[old_layer], node);
      g_ptr_array_add (self->layers[node->layer], node);
      unsort (self, old_layer);
      unsort (self, node->layer);
    }
  if (g_strcmp0 (old_order, node->order) != 0
      || (node->layer == LAYER_ZONE && old_area != node->item.box.width * node->item.box.height))
    unsort (self, node->layer);

  moat_scene_replace_fixed (self, node, moat_scene_node_list_fixed (node));
  if (node->layer == LAYER_FLOW)
    {
      moat_scene_replace_line (self, node);
      if (g_strcmp0 (old_order, node->order) != 0)
        moat_scene_queue_near (self, &node->placed, NULL);
      moat_scene_queue_label (self, node);
      return;
    }
  moat_scene_node_settle (node);
  moat_scene_node_add_to_grid (self, node);
}

/* Looks at one record that may be new, other than before, or gone. */
static void
refresh (MoatScene *self, MoatRecord *record, Stale stale, Update *update)
{
  MoatSceneNode *node = g_hash_table_lookup (self->nodes, moat_record_get_id (record));
  gboolean is_here = belongs (self, record);

  if (node == NULL && !is_here)
    return;
  if (!is_here)
    {
      g_hash_table_remove (self->moved, node);
      remove_node (self, node);
      g_ptr_array_add (update->removed, node);
      return;
    }

  if (node == NULL)
    {
      node = add_node (self, record);
      g_ptr_array_add (update->added, node);
      stale = STALE_PLACE | STALE_WORDS;
    }
  else
    g_hash_table_add (self->moved, node);
  update_node (self, node, stale);
}

static void
collect_changed (MoatScene *self, Update *update)
{
  GHashTableIter iter;
  gpointer node;

  for (guint i = 0; i < update->added->len; i++)
    g_hash_table_remove (self->moved, g_ptr_array_index (update->added, i));
  g_hash_table_iter_init (&iter, self->moved);
  while (g_hash_table_iter_next (&iter, &node, NULL))
    g_ptr_array_add (update->changed, node);
}

static void look_again (MoatScene *self, gboolean settles);

static gboolean
settle_cb (gpointer data)
{
  MoatScene *self = data;

  self->settle_id = 0;
  look_again (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* In the middle of a drag of very much the labels go along with their lines; they look for their places when
 * it pauses or ends.
 */
static void
carry_labels (MoatScene *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->moved);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    if (((MoatSceneNode *) value)->queued != NULL)
      moat_scene_carry_label (self, value);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_DELAY, settle_cb, self);
}

/* Looks at all that is stale and tells the views. */
static void
look_again (MoatScene *self, gboolean settles)
{
  g_autoptr (GHashTable) stale = NULL;
  Update update = { g_ptr_array_new (), g_ptr_array_new (),
                    g_ptr_array_new_with_free_func (moat_scene_node_free) };
  GHashTableIter iter;
  gpointer record, why;

  if (self->is_renumbering)
    moat_scene_renumber (self);
  stale = g_steal_pointer (&self->stale);
  self->stale = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->moved = g_hash_table_new (NULL, NULL);

  g_hash_table_iter_init (&iter, stale);
  while (g_hash_table_iter_next (&iter, &record, &why))
    refresh (self, record, GPOINTER_TO_UINT (why), &update);
  if (settles || update.added->len > 0 || !moat_scene_has_many_queued (self))
    {
      g_clear_handle_id (&self->settle_id, g_source_remove);
      moat_scene_place_labels (self);
    }
  else
    carry_labels (self);
  collect_changed (self, &update);
  g_clear_pointer (&self->moved, g_hash_table_unref);

  if (update.added->len + update.changed->len + update.removed->len > 0)
    g_signal_emit (self, signals[SIGNAL_ITEMS_CHANGED], 0, update.added, update.changed, update.removed);
  g_ptr_array_unref (update.added);
  g_ptr_array_unref (update.changed);
  g_ptr_array_unref (update.removed);
}

static void
update_stale (MoatScene *self)
{
  look_again (self, !moat_document_in_transaction (self->document));
}

/* A commit publishes nothing when all was published before. */
static void
history_changed_cb (MoatScene *self)
{
  if (self->settle_id != 0 && !moat_document_in_transaction (self->document))
    look_again (self, TRUE);
}

/* ---- Following the document ---- */

static void
zones_changed_cb (MoatZones *zones, GPtrArray *records, MoatScene *self)
{
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);

      moat_scene_mark (self, record, STALE_PLACE);
      if (moat_record_get_kind (record) == MOAT_KIND_FLOW)
        moat_scene_mark_badged_ends (self, record);
    }
}

static void
document_changed_cb (MoatDocument *document, MoatChanges *changes, MoatScene *self)
{
  MoatNotation notation = moat_model_state (moat_document_get_model (document))->notation;

  for (guint i = 0; i < changes->items->len; i++)
    moat_scene_note_change (self, g_ptr_array_index (changes->items, i));
  if (notation != self->notation)
    {
      self->notation = notation;
      moat_scene_mark_all (self);
    }
  update_stale (self);
}

static void
load (MoatScene *self)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) records = NULL;

      if (!(DRAWN_KINDS & (1u << kind)))
        continue;
      records = moat_document_list_children (self->document, self->use_case, kind);
      for (guint i = 0; i < records->len; i++)
        moat_scene_mark (self, g_ptr_array_index (records, i), STALE_PLACE | STALE_WORDS);
    }
  self->is_renumbering = TRUE;
  update_stale (self);
}

/* ---- Public ---- */

MoatDocument *
moat_scene_get_document (MoatScene *self)
{
  return self->document;
}

const char *
moat_scene_get_use_case (MoatScene *self)
{
  return self->use_case;
}

MoatNotation
moat_scene_get_notation (MoatScene *self)
{
  return self->notation;
}

void
moat_scene_set_measure (MoatScene *self, MoatTextMeasure *measure)
{
  g_return_if_fail (MOAT_IS_SCENE (self));

  if (!g_set_object (&self->measure, measure))
    return;
  moat_scene_mark_all (self);
  update_stale (self);
}

MoatSceneItem *
moat_scene_find (MoatScene *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->nodes, id) : NULL;
}

static int
compare_in_layer (gconstpointer a, gconstpointer b)
{
  const MoatSceneNode *left = *(MoatSceneNode *const *) a;
  const MoatSceneNode *right = *(MoatSceneNode *const *) b;
  double left_area = left->item.box.width * left->item.box.height;
  double right_area = right->item.box.width * right->item.box.height;
  int by_order;

  if (left->layer == LAYER_ZONE && left_area != right_area)
    return left_area > right_area ? -1 : 1;
  by_order = strcmp (moat_text_get (left->order), moat_text_get (right->order));
  return by_order != 0
             ? by_order
             : strcmp (moat_record_get_id (left->item.record), moat_record_get_id (right->item.record));
}

GPtrArray *
moat_scene_list_items (MoatScene *self)
{
  g_return_val_if_fail (MOAT_IS_SCENE (self), NULL);

  if (self->all != NULL)
    return self->all;

  self->all = g_ptr_array_new ();
  for (guint i = 0; i < N_LAYERS; i++)
    {
      if (!self->is_sorted[i])
        g_ptr_array_sort (self->layers[i], compare_in_layer);
      self->is_sorted[i] = TRUE;
      for (guint j = 0; j < self->layers[i]->len; j++)
        {
          MoatSceneNode *node = g_ptr_array_index (self->layers[i], j);

          node->rank = self->all->len;
          g_ptr_array_add (self->all, node);
        }
    }
  return self->all;
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const MoatSceneNode *left = *(MoatSceneNode *const *) a;
  const MoatSceneNode *right = *(MoatSceneNode *const *) b;

  return (left->rank > right->rank) - (left->rank < right->rank);
}

GPtrArray *
moat_scene_list_in_area (MoatScene *self, const MoatRect *area)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (MoatSpatialItem));
  GPtrArray *items = g_ptr_array_new ();
  guint n = 0;

  g_return_val_if_fail (MOAT_IS_SCENE (self), items);

  moat_scene_list_items (self);
  moat_spatial_query (self->drawn, area, found);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (items, g_array_index (found, MoatSpatialItem, i).owner);
  g_ptr_array_sort (items, compare_ranks);

  /* Each once, though several of its parts are there. */
  for (guint i = 0; i < items->len; i++)
    if (i == 0 || items->pdata[i] != items->pdata[i - 1])
      items->pdata[n++] = items->pdata[i];
  g_ptr_array_set_size (items, n);
  return items;
}

GPtrArray *
moat_scene_list_enclosed (MoatScene *self, const MoatRect *area)
{
  GPtrArray *items = moat_scene_list_in_area (self, area);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    {
      MoatSceneItem *item = g_ptr_array_index (items, i);
      MoatRect extent = item->route != NULL ? moat_route_get_bounds (item->route) : item->box;

      if (moat_rect_contains_rect (area, &extent))
        items->pdata[n++] = item;
    }
  g_ptr_array_set_size (items, n);
  return items;
}

MoatRect
moat_scene_get_bounds (MoatScene *self)
{
  MoatRect bounds = { 0, 0, 0, 0 };
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (MOAT_IS_SCENE (self), bounds);

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const MoatSceneItem *item = value;

      bounds = bounds.width > 0 ? moat_rect_union (&bounds, &item->bounds) : item->bounds;
    }
  return bounds;
}

static void
moat_scene_dispose (GObject *object)
{
  MoatScene *self = MOAT_SCENE (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_object (&self->document);
  g_clear_object (&self->zones);
  g_clear_object (&self->measure);
  G_OBJECT_CLASS (moat_scene_parent_class)->dispose (object);
}

static void
moat_scene_finalize (GObject *object)
{
  MoatScene *self = MOAT_SCENE (object);

  for (guint i = 0; i < N_LAYERS; i++)
    g_ptr_array_unref (self->layers[i]);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_sequence_free (self->queue);
  g_hash_table_unref (self->nodes);
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->stale);
  moat_spatial_free (self->drawn);
  moat_spatial_free (self->obstacles);
  moat_spatial_free (self->lines);
  moat_spatial_free (self->reaches);
  g_free (self->use_case);
  G_OBJECT_CLASS (moat_scene_parent_class)->finalize (object);
}

static void
moat_scene_class_init (MoatSceneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = moat_scene_dispose;
  object_class->finalize = moat_scene_finalize;
  signals[SIGNAL_ITEMS_CHANGED] = g_signal_new ("items-changed", MOAT_TYPE_SCENE, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_POINTER,
                                                G_TYPE_POINTER);
}

static void
moat_scene_init (MoatScene *self)
{
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, moat_scene_node_free);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stale = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  for (guint i = 0; i < N_LAYERS; i++)
    self->layers[i] = g_ptr_array_new ();
  self->drawn = moat_spatial_new ();
  self->obstacles = moat_spatial_new ();
  self->lines = moat_spatial_new ();
  self->reaches = moat_spatial_new ();
  self->queue = g_sequence_new (NULL);
}

MoatScene *
moat_scene_new (MoatDocument *document, const char *use_case_id, MoatTextMeasure *measure)
{
  MoatScene *self;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (MOAT_IS_TEXT_MEASURE (measure), NULL);

  self = g_object_new (MOAT_TYPE_SCENE, NULL);
  self->document = g_object_ref (document);
  self->zones = g_object_ref (moat_zones_get (document));
  self->measure = g_object_ref (measure);
  self->use_case = g_strdup (use_case_id);
  self->notation = moat_model_state (moat_document_get_model (document))->notation;
  /* The zones answer while the document derives, before anybody hears of its change. */
  g_signal_connect_object (self->zones, "changed", G_CALLBACK (zones_changed_cb), self, 0);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  g_signal_connect_object (document, "history-changed", G_CALLBACK (history_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return self;
}
