/* The tables of MoatZones: entries by id, scopes by use case, flows by the
 * elements they join. What is computed from them is in zones-update.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "zones-index.h"

/* ---- Scopes ---- */

static MoatZonesScope *
scope_new (void)
{
  MoatZonesScope *scope = g_new0 (MoatZonesScope, 1);

  scope->elements = g_ptr_array_new ();
  scope->boxes = g_array_new (FALSE, TRUE, sizeof (MoatRect));
  scope->flows = g_ptr_array_new ();
  scope->reaches = g_array_new (FALSE, TRUE, sizeof (MoatRect));
  scope->boundaries = g_ptr_array_new ();

  return scope;
}

static void
scope_free (gpointer data)
{
  MoatZonesScope *scope = data;

  g_ptr_array_unref (scope->elements);
  g_array_unref (scope->boxes);
  g_ptr_array_unref (scope->flows);
  g_array_unref (scope->reaches);
  g_ptr_array_unref (scope->boundaries);
  g_free (scope);
}

MoatZonesScope *
moat_zones_index_ensure_scope (MoatZonesIndex *self, const char *use_case_id)
{
  const char *key = moat_text_get (use_case_id);
  MoatZonesScope *scope = g_hash_table_lookup (self->scopes, key);

  if (scope == NULL)
    {
      scope = scope_new ();
      g_hash_table_insert (self->scopes, g_strdup (key), scope);
    }

  return scope;
}

/* Puts @entry at the end of its scope's list and of the array parallel to it. */
static void
enter_scope (gpointer data, GPtrArray *list, GArray *parallel)
{
  MoatZonesEntry *entry = data;

  entry->place = list->len;
  g_ptr_array_add (list, entry);
  if (parallel != NULL)
    g_array_set_size (parallel, list->len);
}

/* The last of the list takes the place that becomes free. */
static void
leave_scope (gpointer data, GPtrArray *list, GArray *parallel)
{
  MoatZonesEntry *entry = data;

  g_assert (g_ptr_array_index (list, entry->place) == data);

  g_ptr_array_remove_index_fast (list, entry->place);
  if (parallel != NULL)
    g_array_remove_index_fast (parallel, entry->place);
  if (entry->place < list->len)
    ((MoatZonesEntry *) g_ptr_array_index (list, entry->place))->place = entry->place;
}

/* ---- Entries ---- */

static gpointer
entry_new (gsize size, MoatRecord *record, MoatZonesScope *scope, GHashTable *table)
{
  MoatZonesEntry *entry = g_malloc0 (size);

  entry->record = g_object_ref (record);
  entry->scope = scope;
  g_hash_table_insert (table, (gpointer) moat_record_get_id (record), entry);

  return entry;
}

MoatZonesElement *
moat_zones_index_add_element (MoatZonesIndex *self, MoatRecord *record, MoatZonesScope *scope)
{
  MoatZonesElement *element = entry_new (sizeof *element, record, scope, self->elements);

  enter_scope (element, scope->elements, scope->boxes);
  return element;
}

MoatZonesBoundary *
moat_zones_index_add_boundary (MoatZonesIndex *self, MoatRecord *record, MoatZonesScope *scope)
{
  MoatZonesBoundary *boundary = entry_new (sizeof *boundary, record, scope, self->boundaries);

  enter_scope (boundary, scope->boundaries, NULL);
  return boundary;
}

MoatZonesFlow *
moat_zones_index_add_flow (MoatZonesIndex *self, MoatRecord *record, MoatZonesScope *scope)
{
  MoatZonesFlow *flow = entry_new (sizeof *flow, record, scope, self->flows);

  enter_scope (flow, scope->flows, scope->reaches);
  return flow;
}

void
moat_zones_index_steal_element (MoatZonesIndex *self, MoatZonesElement *element)
{
  leave_scope (element, element->entry.scope->elements, element->entry.scope->boxes);
  g_hash_table_steal (self->elements, moat_record_get_id (element->entry.record));
}

void
moat_zones_index_steal_boundary (MoatZonesIndex *self, MoatZonesBoundary *boundary)
{
  leave_scope (boundary, boundary->entry.scope->boundaries, NULL);
  g_hash_table_steal (self->boundaries, moat_record_get_id (boundary->entry.record));
}

void
moat_zones_index_steal_flow (MoatZonesIndex *self, MoatZonesFlow *flow)
{
  moat_zones_index_detach_flow (self, flow);
  leave_scope (flow, flow->entry.scope->flows, flow->entry.scope->reaches);
  g_hash_table_steal (self->flows, moat_record_get_id (flow->entry.record));
}

static void
element_clear (MoatZonesElement *element)
{
  g_clear_pointer (&element->containing, g_ptr_array_unref);
  g_clear_object (&element->doubt);
}

static void
boundary_clear (MoatZonesBoundary *boundary)
{
  g_clear_pointer (&boundary->points, moat_points_unref);
  g_clear_pointer (&boundary->outer, g_ptr_array_unref);
  g_clear_pointer (&boundary->inside, g_ptr_array_unref);
}

static void
flow_clear (MoatZonesFlow *flow)
{
  moat_state_unref (&flow->state->base);
  g_clear_pointer (&flow->route, moat_route_unref);
  g_clear_pointer (&flow->crossings, g_array_unref);
}

void
moat_zones_entry_free (gpointer data)
{
  MoatZonesEntry *entry = data;
  MoatKind kind = moat_record_get_kind (entry->record);

  if (kind == MOAT_KIND_ELEMENT)
    element_clear (data);
  else if (kind == MOAT_KIND_BOUNDARY)
    boundary_clear (data);
  else
    flow_clear (data);

  g_clear_pointer (&entry->order, g_ref_string_release);
  g_object_unref (entry->record);
  g_free (entry);
}

int
moat_zones_entry_compare (gconstpointer a, gconstpointer b)
{
  const MoatZonesEntry *entry_a = *(const MoatZonesEntry *const *) a;
  const MoatZonesEntry *entry_b = *(const MoatZonesEntry *const *) b;
  int by_order = strcmp (moat_text_get (entry_a->order), moat_text_get (entry_b->order));

  return by_order != 0 ? by_order
                       : strcmp (moat_record_get_id (entry_a->record), moat_record_get_id (entry_b->record));
}

/* ---- Flows and their ends ---- */

GPtrArray *
moat_zones_index_get_incident (MoatZonesIndex *self, const char *element_id)
{
  return g_hash_table_lookup (self->incidence, element_id);
}

static void
add_incident (MoatZonesIndex *self, const char *element_id, MoatZonesFlow *flow)
{
  GPtrArray *flows = g_hash_table_lookup (self->incidence, element_id);

  if (flows == NULL)
    {
      flows = g_ptr_array_new ();
      g_hash_table_insert (self->incidence, g_strdup (element_id), flows);
    }
  g_ptr_array_add (flows, flow);
}

static void
remove_incident (MoatZonesIndex *self, const char *element_id, MoatZonesFlow *flow)
{
  GPtrArray *flows = g_hash_table_lookup (self->incidence, element_id);

  g_ptr_array_remove_fast (flows, flow);
  if (flows->len == 0)
    g_hash_table_remove (self->incidence, element_id);
}

static void
bundle_free (gpointer data)
{
  MoatZonesBundle *bundle = data;

  g_ptr_array_unref (bundle->flows);
  g_free (bundle->key);
  g_free (bundle);
}

static MoatZonesBundle *
ensure_bundle (MoatZonesIndex *self, const char *a, const char *b)
{
  gboolean in_order = strcmp (a, b) <= 0;
  g_autofree char *key = g_strconcat (in_order ? a : b, "\n", in_order ? b : a, NULL);
  MoatZonesBundle *bundle = g_hash_table_lookup (self->bundles, key);

  if (bundle == NULL)
    {
      bundle = g_new0 (MoatZonesBundle, 1);
      bundle->flows = g_ptr_array_new ();
      bundle->key = g_steal_pointer (&key);
      g_hash_table_insert (self->bundles, bundle->key, bundle);
    }

  return bundle;
}

void
moat_zones_index_attach_flow (MoatZonesIndex *self, MoatZonesFlow *flow)
{
  const char *source = flow->state->source;
  const char *target = flow->state->target;

  if (source != NULL)
    add_incident (self, source, flow);
  if (target != NULL && g_strcmp0 (source, target) != 0)
    add_incident (self, target, flow);

  flow->lane = 0;
  flow->n_lanes = 1;
  if (source == NULL || target == NULL)
    return;

  flow->bundle = ensure_bundle (self, source, target);
  g_ptr_array_add (flow->bundle->flows, flow);
}

void
moat_zones_index_detach_flow (MoatZonesIndex *self, MoatZonesFlow *flow)
{
  const char *source = flow->state->source;
  const char *target = flow->state->target;

  if (source != NULL)
    remove_incident (self, source, flow);
  if (target != NULL && g_strcmp0 (source, target) != 0)
    remove_incident (self, target, flow);
  if (flow->bundle != NULL)
    g_ptr_array_remove (flow->bundle->flows, flow);
  flow->bundle = NULL;
}

void
moat_zones_index_drop_bundle (MoatZonesIndex *self, MoatZonesBundle *bundle)
{
  g_assert (bundle->flows->len == 0);

  g_hash_table_remove (self->bundles, bundle->key);
}

/* ---- The index ---- */

MoatZonesIndex *
moat_zones_index_new (void)
{
  MoatZonesIndex *self = g_new0 (MoatZonesIndex, 1);

  self->scopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, scope_free);
  self->elements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, moat_zones_entry_free);
  self->boundaries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, moat_zones_entry_free);
  self->flows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, moat_zones_entry_free);
  self->incidence = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_ptr_array_unref);
  self->bundles = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, bundle_free);

  return self;
}

void
moat_zones_index_free (MoatZonesIndex *self)
{
  g_hash_table_unref (self->bundles);
  g_hash_table_unref (self->incidence);
  g_hash_table_unref (self->flows);
  g_hash_table_unref (self->elements);
  g_hash_table_unref (self->boundaries);
  g_hash_table_unref (self->scopes);
  g_free (self);
}

/* What shape each type of element has in each notation: DFD3's, and the classic circle between lines. */
MoatOutline
moat_zones_index_find_outline (MoatNotation notation, MoatElementType type)
{
  static const MoatOutline outlines[][3] = {
    [MOAT_NOTATION_DFD3] = {
      [MOAT_ELEMENT_PROCESS] = MOAT_OUTLINE_ROUNDED,
      [MOAT_ELEMENT_EXTERNAL_ENTITY] = MOAT_OUTLINE_RECT,
      [MOAT_ELEMENT_DATA_STORE] = MOAT_OUTLINE_DRUM,
    },
    [MOAT_NOTATION_CLASSIC] = {
      [MOAT_ELEMENT_PROCESS] = MOAT_OUTLINE_ELLIPSE,
      [MOAT_ELEMENT_EXTERNAL_ENTITY] = MOAT_OUTLINE_RECT,
      [MOAT_ELEMENT_DATA_STORE] = MOAT_OUTLINE_RECT,
    },
  };

  return outlines[notation][type];
}
