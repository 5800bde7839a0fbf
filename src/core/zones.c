/* What is inside which trust boundary, and which flow crosses which: the store
 * that listens to a document, and the answers. How they are kept up to date is
 * in zones-update.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "zones.h"

#include "query.h"
#include "zones-inside.h"

struct _MoatZones
{
  GObject parent_instance;

  MoatDocument *document; /* weak: it owns this store */
  MoatZonesIndex *index;
  GPtrArray *none; /* the empty list, for all who are nowhere */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatZones, moat_zones, G_TYPE_OBJECT)

/* ---- Following the document ---- */

static void
document_derive_cb (MoatZones *self, MoatChanges *changes)
{
  const guint kinds = 1u << MOAT_KIND_MODEL | 1u << MOAT_KIND_ELEMENT | 1u << MOAT_KIND_FLOW
                      | 1u << MOAT_KIND_BOUNDARY;
  g_autoptr (GPtrArray) changed = NULL;
  MoatZonesUpdate *update;

  if ((changes->kinds & kinds) == 0)
    return;

  update = moat_zones_update_begin (self->index);
  for (guint i = 0; i < changes->items->len; i++)
    {
      MoatChange *change = g_ptr_array_index (changes->items, i);

      moat_zones_update_see (update, change->record, change->new_state);
    }
  changed = moat_zones_update_finish (update);

  if (changed->len > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changed);
}

/* Looks at all records. In an open transaction a state may yet be written to, so a copy is seen. */
static void
see_all (MoatZones *self)
{
  static const MoatKind kinds[] = { MOAT_KIND_MODEL, MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_FLOW };
  gboolean is_open = moat_document_in_transaction (self->document);
  MoatZonesUpdate *update = moat_zones_update_begin (self->index);
  g_autoptr (GPtrArray) changed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *records = moat_document_list (self->document, kinds[i]);

      for (guint j = 0; j < records->len; j++)
        {
          MoatRecord *record = g_ptr_array_index (records, j);
          MoatState *state = (MoatState *) moat_record_get_state (record);
          g_autoptr (MoatState) seen = is_open ? moat_state_copy (state) : moat_state_ref (state);

          moat_zones_update_see (update, record, seen);
        }
    }

  changed = moat_zones_update_finish (update);
}

static void
moat_zones_finalize (GObject *object)
{
  MoatZones *self = MOAT_ZONES (object);

  g_clear_weak_pointer (&self->document);
  g_clear_pointer (&self->index, moat_zones_index_free);
  g_clear_pointer (&self->none, g_ptr_array_unref);

  G_OBJECT_CLASS (moat_zones_parent_class)->finalize (object);
}

static void
moat_zones_class_init (MoatZonesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_zones_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", MOAT_TYPE_ZONES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
moat_zones_init (MoatZones *self)
{
  self->index = moat_zones_index_new ();
  self->none = g_ptr_array_new ();
}

MoatZones *
moat_zones_get (MoatDocument *document)
{
  GQuark quark = g_quark_from_static_string ("moat-zones");
  MoatZones *self = g_object_get_qdata (G_OBJECT (document), quark);

  if (self != NULL)
    return self;

  self = g_object_new (MOAT_TYPE_ZONES, NULL);
  g_set_weak_pointer (&self->document, document);
  g_object_set_qdata_full (G_OBJECT (document), quark, self, g_object_unref);
  see_all (self);
  g_signal_connect_object (document, "derive", G_CALLBACK (document_derive_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/* ---- Answers ---- */

static gpointer
look_up (GHashTable *table, const char *id)
{
  return id != NULL ? g_hash_table_lookup (table, id) : NULL;
}

GPtrArray *
moat_zones_get_containing (MoatZones *self, const char *element_id)
{
  MoatZonesElement *element = look_up (self->index->elements, element_id);

  return element != NULL && element->containing != NULL ? element->containing : self->none;
}

GPtrArray *
moat_zones_get_inside (MoatZones *self, const char *boundary_id)
{
  MoatZonesBoundary *boundary = look_up (self->index->boundaries, boundary_id);

  return boundary != NULL ? moat_zones_inside_list (boundary) : self->none;
}

gboolean
moat_zones_is_inside (MoatZones *self, const char *element_id, const char *boundary_id)
{
  GPtrArray *containing = moat_zones_get_containing (self, element_id);
  MoatZonesBoundary *boundary = look_up (self->index->boundaries, boundary_id);

  return boundary != NULL && g_ptr_array_find (containing, boundary->entry.record, NULL);
}

MoatRecord *
moat_zones_get_parent (MoatZones *self, const char *boundary_id)
{
  MoatZonesBoundary *boundary = look_up (self->index->boundaries, boundary_id);

  return boundary != NULL && boundary->outer != NULL ? g_ptr_array_index (boundary->outer, 0) : NULL;
}

guint
moat_zones_get_depth (MoatZones *self, const char *boundary_id)
{
  MoatZonesBoundary *boundary = look_up (self->index->boundaries, boundary_id);

  return boundary != NULL && boundary->outer != NULL ? boundary->outer->len : 0;
}

const MoatCrossing *
moat_zones_get_crossings (MoatZones *self, const char *flow_id, guint *n_crossings)
{
  MoatZonesFlow *flow = look_up (self->index->flows, flow_id);
  GArray *crossings = flow != NULL ? flow->crossings : NULL;

  *n_crossings = crossings != NULL ? crossings->len : 0;
  return *n_crossings > 0 ? (const MoatCrossing *) crossings->data : NULL;
}

guint
moat_zones_count_crossings (MoatZones *self, const char *flow_id)
{
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (self, flow_id, &n_crossings);
  guint count = 0;

  for (guint i = 0; i < n_crossings; i++)
    count += crossings[i].direction != MOAT_CROSSING_THROUGH;

  return count;
}

static gboolean
flow_crosses (MoatZones *self, const char *flow_id, MoatRecord *boundary)
{
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (self, flow_id, &n_crossings);

  for (guint i = 0; i < n_crossings; i++)
    if (crossings[i].boundary == boundary && crossings[i].direction != MOAT_CROSSING_THROUGH)
      return TRUE;

  return FALSE;
}

GPtrArray *
moat_zones_list_crossing_flows (MoatZones *self, const char *boundary_id)
{
  MoatZonesBoundary *boundary = look_up (self->index->boundaries, boundary_id);
  g_autoptr (GPtrArray) flows = NULL;
  GPtrArray *crossing = g_ptr_array_new_with_free_func (g_object_unref);

  if (boundary == NULL || self->document == NULL || !moat_record_is_live (boundary->entry.record))
    return crossing;

  flows = moat_query_flows (self->document, moat_boundary_state (boundary->entry.record)->use_case);
  for (guint i = 0; i < flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (flows, i);

      if (flow_crosses (self, moat_record_get_id (flow), boundary->entry.record))
        g_ptr_array_add (crossing, g_object_ref (flow));
    }

  return crossing;
}

gboolean
moat_zones_is_doubtful (MoatZones *self,
                        const char *element_id,
                        MoatRecord **boundary,
                        gboolean *counted_inside)
{
  MoatZonesElement *element = look_up (self->index->elements, element_id);
  MoatRecord *doubt = element != NULL ? element->doubt : NULL;

  if (boundary != NULL)
    *boundary = doubt;
  if (counted_inside != NULL)
    *counted_inside = doubt != NULL && element->doubt_inside;

  return doubt != NULL;
}

MoatRoute *
moat_zones_get_route (MoatZones *self, const char *flow_id)
{
  MoatZonesFlow *flow = look_up (self->index->flows, flow_id);

  return flow != NULL ? flow->route : NULL;
}

MoatOutline
moat_zones_get_outline (MoatDocument *document, const MoatElementState *state)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (document));

  return moat_zones_index_find_outline (model->notation, state->type);
}
