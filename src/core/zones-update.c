/* Brings the tables of MoatZones up to date: what the changed records say now,
 * then which elements are in which zones (zones-inside.c), then how flows run
 * and what they cross (zones-flows.c). Each part looks only at what the parts
 * before it found stale.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "zones-update.h"

#include "zones-flows.h"
#include "zones-inside.h"

/* ---- Marks ---- */

void
moat_zones_update_mark_stale (GPtrArray *list, gpointer data)
{
  MoatZonesEntry *entry = data;

  if ((entry->marks & MOAT_ZONES_STALE) == 0)
    g_ptr_array_add (list, entry);
  entry->marks |= MOAT_ZONES_STALE;
}

static void
mark_removed (MoatZonesUpdate *update, gpointer data)
{
  MoatZonesEntry *entry = data;

  entry->marks |= MOAT_ZONES_REMOVED;
  g_ptr_array_add (update->removed, entry);
}

void
moat_zones_update_mark_changed (MoatZonesUpdate *update, gpointer data)
{
  MoatZonesEntry *entry = data;

  if ((entry->marks & MOAT_ZONES_CHANGED) == 0)
    g_ptr_array_add (update->changed, entry);
  entry->marks |= MOAT_ZONES_CHANGED;
}

static void
mark_incident_stale (MoatZonesUpdate *update, const char *element_id)
{
  GPtrArray *flows = moat_zones_index_get_incident (update->index, element_id);

  for (guint i = 0; flows != NULL && i < flows->len; i++)
    moat_zones_update_mark_stale (update->flows, g_ptr_array_index (flows, i));
}

/* Whether the order differs; takes it over. */
static gboolean
see_order (MoatZonesEntry *entry, const MoatState *state)
{
  if (g_strcmp0 (entry->order, state->order) == 0)
    return FALSE;

  g_clear_pointer (&entry->order, g_ref_string_release);
  if (state->order != NULL)
    entry->order = g_ref_string_acquire (state->order);
  return TRUE;
}

/* ---- What changed records say ---- */

static void
remove_element (MoatZonesUpdate *update, MoatZonesElement *element)
{
  moat_zones_inside_forget (update, element->containing, NULL);
  mark_incident_stale (update, moat_record_get_id (element->entry.record));
  moat_zones_index_steal_element (update->index, element);
  mark_removed (update, element);
}

static void
see_element (MoatZonesUpdate *update, MoatRecord *record, const MoatElementState *state)
{
  MoatZonesIndex *index = update->index;
  const char *id = moat_record_get_id (record);
  MoatZonesElement *element = g_hash_table_lookup (index->elements, id);
  MoatZonesScope *scope = state != NULL ? moat_zones_index_ensure_scope (index, state->use_case) : NULL;
  gboolean is_new;
  MoatOutline outline;
  MoatRect box;

  if (element != NULL && element->entry.scope != scope)
    remove_element (update, g_steal_pointer (&element));
  if (state == NULL)
    return;

  is_new = element == NULL;
  if (is_new)
    element = moat_zones_index_add_element (index, record, scope);

  box = moat_rect_clamp (&state->box);
  outline = moat_zones_index_find_outline (index->notation, state->type);
  element->type = state->type;
  if (see_order (&element->entry, &state->base))
    moat_zones_inside_forget (update, element->containing, NULL);
  if (!is_new && memcmp (&box, &element->box, sizeof box) == 0 && outline == element->outline)
    return;

  element->box = box;
  element->outline = outline;
  g_array_index (scope->boxes, MoatRect, element->entry.place) = box;
  moat_zones_update_mark_stale (update->elements, element);
  mark_incident_stale (update, id);
  if (is_new)
    moat_zones_update_mark_changed (update, element);
}

static void
remove_boundary (MoatZonesUpdate *update, MoatZonesBoundary *boundary)
{
  moat_zones_index_steal_boundary (update->index, boundary);
  mark_removed (update, boundary);
  boundary->was_zone = boundary->is_zone;
  boundary->was_line = !boundary->is_zone;
  boundary->old_box = boundary->box;
  boundary->old_area = boundary->area;
  boundary->is_zone = FALSE;
  g_ptr_array_add (update->boundaries, boundary);
}

static MoatPoints *
clamp_points (const MoatPoints *points)
{
  g_autofree MoatPoint *clamped = g_new (MoatPoint, moat_points_len (points));

  for (guint i = 0; i < moat_points_len (points); i++)
    clamped[i] = moat_point_clamp (points->items[i]);

  return moat_points_new (clamped, moat_points_len (points));
}

static void
see_boundary_geometry (MoatZonesUpdate *update,
                       MoatZonesBoundary *boundary,
                       const MoatBoundaryState *state,
                       gboolean is_new)
{
  gboolean is_zone = state->shape == MOAT_BOUNDARY_ZONE;
  g_autoptr (MoatPoints) points = is_zone ? NULL : clamp_points (state->points);
  MoatRect box = is_zone          ? moat_rect_clamp (&state->box)
                 : points != NULL ? moat_polyline_get_bounds (points->items, points->len)
                                  : MOAT_RECT_INIT (0, 0, 0, 0);

  if (!is_new && is_zone == boundary->is_zone && memcmp (&box, &boundary->box, sizeof box) == 0
      && moat_points_equal (points, boundary->points))
    return;

  boundary->was_zone = !is_new && boundary->is_zone;
  boundary->was_line = !is_new && !boundary->is_zone;
  boundary->old_box = boundary->box;
  boundary->old_area = boundary->area;
  boundary->is_zone = is_zone;
  boundary->box = box;
  boundary->area = box.width * box.height;
  g_clear_pointer (&boundary->points, moat_points_unref);
  boundary->points = g_steal_pointer (&points);
  g_ptr_array_add (update->boundaries, boundary);
  if (is_new)
    moat_zones_update_mark_changed (update, boundary);
}

static void
see_boundary (MoatZonesUpdate *update, MoatRecord *record, const MoatBoundaryState *state)
{
  MoatZonesIndex *index = update->index;
  MoatZonesBoundary *boundary = g_hash_table_lookup (index->boundaries, moat_record_get_id (record));
  MoatZonesScope *scope = state != NULL ? moat_zones_index_ensure_scope (index, state->use_case) : NULL;
  gboolean is_new;

  if (boundary != NULL && boundary->entry.scope != scope)
    remove_boundary (update, g_steal_pointer (&boundary));
  if (state == NULL)
    return;

  is_new = boundary == NULL;
  if (is_new)
    boundary = moat_zones_index_add_boundary (index, record, scope);
  see_order (&boundary->entry, &state->base);
  see_boundary_geometry (update, boundary, state, is_new);
}

static void
mark_bundle_stale (MoatZonesUpdate *update, MoatZonesFlow *flow)
{
  if (flow->bundle == NULL || flow->bundle->is_stale)
    return;

  flow->bundle->is_stale = TRUE;
  g_ptr_array_add (update->bundles, flow->bundle);
}

static void
remove_flow (MoatZonesUpdate *update, MoatZonesFlow *flow)
{
  moat_zones_flows_forget_crossings (update, flow);
  mark_bundle_stale (update, flow);
  moat_zones_index_steal_flow (update->index, flow);
  mark_removed (update, flow);
}

static gboolean
point_equal (MoatPoint a, MoatPoint b)
{
  return a.x == b.x && a.y == b.y;
}

static gboolean
flow_runs_the_same (const MoatFlowState *a, const MoatFlowState *b)
{
  return g_strcmp0 (a->source, b->source) == 0 && g_strcmp0 (a->target, b->target) == 0
         && point_equal (a->source_point, b->source_point) && point_equal (a->target_point, b->target_point)
         && moat_points_equal (a->bends, b->bends) && g_strcmp0 (a->base.order, b->base.order) == 0;
}

static void
see_flow (MoatZonesUpdate *update, MoatRecord *record, MoatFlowState *state)
{
  MoatZonesIndex *index = update->index;
  MoatZonesFlow *flow = g_hash_table_lookup (index->flows, moat_record_get_id (record));
  MoatZonesScope *scope = state != NULL ? moat_zones_index_ensure_scope (index, state->use_case) : NULL;

  if (flow != NULL && flow->entry.scope != scope)
    remove_flow (update, g_steal_pointer (&flow));
  if (state == NULL || (flow != NULL && flow_runs_the_same (flow->state, state)))
    return;

  if (flow == NULL)
    {
      flow = moat_zones_index_add_flow (index, record, scope);
      moat_zones_update_mark_changed (update, flow);
    }
  else
    {
      mark_bundle_stale (update, flow);
      moat_zones_index_detach_flow (index, flow);
      moat_state_unref (&flow->state->base);
    }

  flow->state = (MoatFlowState *) moat_state_ref (&state->base);
  see_order (&flow->entry, &state->base);
  moat_zones_index_attach_flow (index, flow);
  mark_bundle_stale (update, flow);
  moat_zones_update_mark_stale (update->flows, flow);
}

static void
see_notation (MoatZonesUpdate *update, MoatNotation notation)
{
  GHashTableIter iter;
  MoatZonesElement *element;

  if (notation == update->index->notation)
    return;

  update->index->notation = notation;
  g_hash_table_iter_init (&iter, update->index->elements);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &element))
    {
      MoatOutline outline = moat_zones_index_find_outline (notation, element->type);

      if (outline == element->outline)
        continue;
      element->outline = outline;
      mark_incident_stale (update, moat_record_get_id (element->entry.record));
    }
}

void
moat_zones_update_see (MoatZonesUpdate *update, MoatRecord *record, MoatState *state)
{
  MoatKind kind = moat_record_get_kind (record);

  if (kind == MOAT_KIND_ELEMENT)
    see_element (update, record, (MoatElementState *) state);
  else if (kind == MOAT_KIND_BOUNDARY)
    see_boundary (update, record, (MoatBoundaryState *) state);
  else if (kind == MOAT_KIND_FLOW)
    see_flow (update, record, (MoatFlowState *) state);
  else if (kind == MOAT_KIND_MODEL && state != NULL)
    see_notation (update, ((MoatModelState *) state)->notation);
}

/* ---- The whole ---- */

MoatZonesUpdate *
moat_zones_update_begin (MoatZonesIndex *index)
{
  MoatZonesUpdate *update = g_new0 (MoatZonesUpdate, 1);

  update->index = index;
  update->elements = g_ptr_array_new ();
  update->zones = g_ptr_array_new ();
  update->boundaries = g_ptr_array_new ();
  update->flows = g_ptr_array_new ();
  update->bundles = g_ptr_array_new ();
  update->changed = g_ptr_array_new ();
  update->removed = g_ptr_array_new_with_free_func (moat_zones_entry_free);

  return update;
}

GPtrArray *
moat_zones_update_finish (MoatZonesUpdate *update)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_object_unref);

  moat_zones_inside_settle (update);
  moat_zones_flows_settle (update);

  for (guint i = 0; i < update->changed->len; i++)
    {
      MoatZonesEntry *entry = g_ptr_array_index (update->changed, i);

      entry->marks &= ~MOAT_ZONES_CHANGED;
      if ((entry->marks & MOAT_ZONES_REMOVED) == 0)
        g_ptr_array_add (changed, g_object_ref (entry->record));
    }

  g_ptr_array_unref (update->elements);
  g_ptr_array_unref (update->zones);
  g_ptr_array_unref (update->boundaries);
  g_ptr_array_unref (update->flows);
  g_ptr_array_unref (update->bundles);
  g_ptr_array_unref (update->changed);
  g_ptr_array_unref (update->removed);
  g_free (update);

  return changed;
}
