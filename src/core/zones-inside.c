/* Which elements are in which zones, which elements one may count either way,
 * and which zones lie in which.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "zones-inside.h"

/* An element whose centre is this near to a zone's edge is one that people may count either way. */
#define DOUBT_DISTANCE 2.0

/* How one element stands to one zone. */
enum
{
  STANDS_INSIDE = 1 << 0,
  STANDS_DOUBTFUL = 1 << 1,
};

/* ---- Which elements are in which zones ---- */

/* Most elements are far outside or well inside, which the first comparisons tell. */
static guint
find_standing (const MoatRect *box, const MoatRect *zone)
{
  MoatRect near = { zone->x - DOUBT_DISTANCE, zone->y - DOUBT_DISTANCE, zone->width + 2 * DOUBT_DISTANCE,
                    zone->height + 2 * DOUBT_DISTANCE };
  MoatPoint center;
  guint standing = 0;

  if (box->x > near.x + near.width || box->x + box->width < near.x || box->y > near.y + near.height
      || box->y + box->height < near.y)
    return 0;

  center = moat_rect_get_center (box);
  if (moat_rect_contains_point (zone, center))
    standing |= STANDS_INSIDE;
  if (moat_rect_get_edge_distance (zone, center) <= DOUBT_DISTANCE
      || (moat_rect_intersects (box, zone) && !moat_rect_contains_rect (zone, box)))
    standing |= STANDS_DOUBTFUL;

  return standing;
}

/* Smaller zones come first: they are the inner ones. Of two alike, the one whose id comes first is the inner.
 */
static int
compare_zones (gconstpointer a, gconstpointer b)
{
  const MoatZonesBoundary *zone_a = *(MoatZonesBoundary *const *) a;
  const MoatZonesBoundary *zone_b = *(MoatZonesBoundary *const *) b;

  if (zone_a->area != zone_b->area)
    return zone_a->area < zone_b->area ? -1 : 1;

  return strcmp (moat_record_get_id (zone_a->entry.record), moat_record_get_id (zone_b->entry.record));
}

static gboolean
same_records (GPtrArray *a, GPtrArray *b)
{
  guint len_a = a != NULL ? a->len : 0;
  guint len_b = b != NULL ? b->len : 0;

  return len_a == len_b && (len_a == 0 || memcmp (a->pdata, b->pdata, len_a * sizeof (gpointer)) == 0);
}

/* The records of these zones, innermost first; NULL for none. Owned. */
static GPtrArray *
list_sorted (GPtrArray *zones)
{
  GPtrArray *records;

  if (zones->len == 0)
    return NULL;

  g_ptr_array_sort (zones, compare_zones);
  records = g_ptr_array_new_full (zones->len, g_object_unref);
  for (guint i = 0; i < zones->len; i++)
    g_ptr_array_add (records, g_object_ref (((MoatZonesBoundary *) zones->pdata[i])->entry.record));

  return records;
}

static gboolean
is_resized (const MoatZonesBoundary *boundary)
{
  return boundary->was_zone && boundary->is_zone && boundary->area != boundary->old_area;
}

/* A zone of another size may be farther in or out among those around the element. */
static gboolean
may_reorder (const MoatZonesElement *element, guint standing)
{
  return (standing & STANDS_DOUBTFUL) != 0 || (element->containing != NULL && element->containing->len > 1);
}

/* The elements whose answers this boundary's change can have changed. */
static void
mark_elements_of (MoatZonesUpdate *update, MoatZonesBoundary *boundary)
{
  MoatZonesScope *scope = boundary->entry.scope;
  const MoatRect *boxes = (const MoatRect *) scope->boxes->data;
  gboolean resized = is_resized (boundary);

  for (guint i = 0; i < scope->elements->len; i++)
    {
      guint before = boundary->was_zone ? find_standing (&boxes[i], &boundary->old_box) : 0;
      guint after = boundary->is_zone ? find_standing (&boxes[i], &boundary->box) : 0;

      MoatZonesElement *element = g_ptr_array_index (scope->elements, i);

      if (before != after || (resized && after != 0 && may_reorder (element, after)))
        moat_zones_update_mark_stale (update->elements, element);
    }
}

static void
settle_element (MoatZonesUpdate *update, MoatZonesElement *element, GPtrArray *zones)
{
  GPtrArray *boundaries = element->entry.scope->boundaries;
  g_autoptr (GPtrArray) containing = NULL;
  MoatZonesBoundary *doubt = NULL;
  MoatRecord *doubt_record;
  gboolean doubt_inside = FALSE;

  g_ptr_array_set_size (zones, 0);
  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatZonesBoundary *zone = g_ptr_array_index (boundaries, i);
      guint standing = zone->is_zone ? find_standing (&element->box, &zone->box) : 0;

      if ((standing & STANDS_INSIDE) != 0)
        g_ptr_array_add (zones, zone);
      if ((standing & STANDS_DOUBTFUL) == 0 || (doubt != NULL && compare_zones (&doubt, &zone) < 0))
        continue;
      doubt = zone;
      doubt_inside = (standing & STANDS_INSIDE) != 0;
    }

  containing = list_sorted (zones);
  if (!same_records (containing, element->containing))
    {
      moat_zones_inside_forget (update, element->containing, containing);
      moat_zones_inside_forget (update, containing, element->containing);
      g_clear_pointer (&element->containing, g_ptr_array_unref);
      element->containing = g_steal_pointer (&containing);
      moat_zones_update_mark_changed (update, element);
    }

  doubt_record = doubt != NULL ? doubt->entry.record : NULL;
  if (doubt_record != element->doubt || doubt_inside != element->doubt_inside)
    moat_zones_update_mark_changed (update, element);
  g_set_object (&element->doubt, doubt_record);
  element->doubt_inside = doubt_inside;
}

/* ---- Which zones are in which zones ---- */

static gboolean
lies_in (MoatZonesBoundary *inner, MoatZonesBoundary *outer)
{
  return moat_rect_contains_rect (&outer->box, &inner->box) && compare_zones (&inner, &outer) < 0;
}

/* The zones whose nesting this boundary's change can have changed: those in it, before or now, and itself. */
static void
mark_zones_of (MoatZonesUpdate *update, MoatZonesBoundary *boundary)
{
  GPtrArray *boundaries = boundary->entry.scope->boundaries;

  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatZonesBoundary *other = g_ptr_array_index (boundaries, i);

      gboolean before = boundary->was_zone && moat_rect_contains_rect (&boundary->old_box, &other->box);
      gboolean after = boundary->is_zone && moat_rect_contains_rect (&boundary->box, &other->box);

      if (other == boundary || before != after || (after && is_resized (boundary)))
        moat_zones_update_mark_stale (update->zones, other);
    }
}

static void
settle_zone (MoatZonesUpdate *update, MoatZonesBoundary *zone, GPtrArray *zones)
{
  GPtrArray *boundaries = zone->entry.scope->boundaries;
  g_autoptr (GPtrArray) outer = NULL;

  g_ptr_array_set_size (zones, 0);
  for (guint i = 0; zone->is_zone && i < boundaries->len; i++)
    {
      MoatZonesBoundary *other = g_ptr_array_index (boundaries, i);

      if (other != zone && other->is_zone && lies_in (zone, other))
        g_ptr_array_add (zones, other);
    }

  outer = list_sorted (zones);
  if (same_records (outer, zone->outer))
    return;

  g_clear_pointer (&zone->outer, g_ptr_array_unref);
  zone->outer = g_steal_pointer (&outer);
  moat_zones_update_mark_changed (update, zone);
}

/* ---- The whole ---- */

void
moat_zones_inside_forget (MoatZonesUpdate *update, GPtrArray *zones, GPtrArray *except)
{
  for (guint i = 0; zones != NULL && i < zones->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (zones, i);
      MoatZonesBoundary *zone = g_hash_table_lookup (update->index->boundaries, moat_record_get_id (record));

      if (zone == NULL || (except != NULL && g_ptr_array_find (except, record, NULL)))
        continue;
      g_clear_pointer (&zone->inside, g_ptr_array_unref);
      moat_zones_update_mark_changed (update, zone);
    }
}

void
moat_zones_inside_settle (MoatZonesUpdate *update)
{
  g_autoptr (GPtrArray) zones = g_ptr_array_new ();

  for (guint i = 0; i < update->boundaries->len; i++)
    {
      MoatZonesBoundary *boundary = g_ptr_array_index (update->boundaries, i);

      mark_zones_of (update, boundary);
      if (boundary->was_zone || boundary->is_zone)
        mark_elements_of (update, boundary);
    }

  for (guint i = 0; i < update->elements->len; i++)
    {
      MoatZonesElement *element = g_ptr_array_index (update->elements, i);

      element->entry.marks &= ~MOAT_ZONES_STALE;
      if ((element->entry.marks & MOAT_ZONES_REMOVED) == 0)
        settle_element (update, element, zones);
    }

  for (guint i = 0; i < update->zones->len; i++)
    {
      MoatZonesBoundary *zone = g_ptr_array_index (update->zones, i);

      zone->entry.marks &= ~MOAT_ZONES_STALE;
      settle_zone (update, zone, zones);
    }
}

GPtrArray *
moat_zones_inside_list (MoatZonesBoundary *boundary)
{
  MoatZonesScope *scope = boundary->entry.scope;

  if (boundary->inside != NULL)
    return boundary->inside;

  boundary->inside = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; boundary->is_zone && i < scope->elements->len; i++)
    {
      MoatPoint center = moat_rect_get_center (&g_array_index (scope->boxes, MoatRect, i));

      if (moat_rect_contains_point (&boundary->box, center))
        g_ptr_array_add (boundary->inside, g_ptr_array_index (scope->elements, i));
    }
  g_ptr_array_sort (boundary->inside, moat_zones_entry_compare);
  for (guint i = 0; i < boundary->inside->len; i++)
    boundary->inside->pdata[i] = g_object_ref (((MoatZonesEntry *) boundary->inside->pdata[i])->record);

  return boundary->inside;
}
