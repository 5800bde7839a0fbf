/* Places beside what is there, for what a story brings.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-place.h"

#include "geometry.h"
#include "layout.h"

#include <math.h>

/* Between two elements that a flow joins: room for its label. */
#define GAP_X 160.0
#define GAP_Y 60.0
/* Between an element and its zone's edge, more at the top for the name. */
#define ZONE_PADDING 40.0
#define ZONE_TITLE   20.0
/* Least distance to anything that it is not inside of. */
#define CLEARANCE 30.0
/* A zone with nothing in it yet. */
#define ZONE_WIDTH  240.0
#define ZONE_HEIGHT 160.0
/* How far a place is looked for, in steps of the grid, before it is taken below everything. */
#define GRID      20.0
#define MAX_RINGS 60
/* Laying everything out at every letter is for stories, not for maps. */
#define MAX_ARRANGED 150

typedef struct
{
  MoatDocument *document;
  const char *use_case_id;
  const MoatStoryPlaces *places;
  GHashTable *unplaced; /* records that have no place yet */
} Placing;

static MoatRecord *
zone_of (Placing *placing, MoatRecord *record)
{
  const char *id = g_hash_table_lookup (placing->places->zone_of, moat_record_get_id (record));

  return moat_document_find_kind (placing->document, id, MOAT_KIND_BOUNDARY);
}

/* Whether @record is to be inside @zone, however deep. */
static gboolean
belongs_to (Placing *placing, MoatRecord *record, MoatRecord *zone)
{
  for (guint depth = 0; record != NULL && depth < 100; depth++)
    {
      record = zone_of (placing, record);
      if (record == zone)
        return TRUE;
    }

  return FALSE;
}

static MoatRect
box_of (MoatRecord *record)
{
  return moat_record_get_kind (record) == MOAT_KIND_ELEMENT ? moat_element_state (record)->box
                                                            : moat_boundary_state (record)->box;
}

static void
set_box (Placing *placing, MoatRecord *record, const MoatRect *box)
{
  if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
    ((MoatElementState *) moat_document_edit (placing->document, record))->box = *box;
  else
    ((MoatBoundaryState *) moat_document_edit (placing->document, record))->box = *box;
  g_hash_table_remove (placing->unplaced, record);
}

static GPtrArray *
list_placed (Placing *placing, MoatKind kind)
{
  GPtrArray *records = moat_document_list_children (placing->document, placing->use_case_id, kind);

  for (guint i = records->len; i > 0; i--)
    {
      MoatRecord *record = g_ptr_array_index (records, i - 1);

      if (g_hash_table_contains (placing->unplaced, record)
          || (kind == MOAT_KIND_BOUNDARY && moat_boundary_state (record)->shape != MOAT_BOUNDARY_ZONE))
        g_ptr_array_remove_index (records, i - 1);
    }

  return records;
}

/* ---- Free places ---- */

/* The room for what belongs into @zone: its inside. */
static MoatRect
inside_of (MoatRecord *zone)
{
  MoatRect inside = moat_rect_inset (&moat_boundary_state (zone)->box, ZONE_PADDING / 2, ZONE_PADDING / 2);

  inside.y += ZONE_TITLE / 2;
  inside.height = MAX (inside.height - ZONE_TITLE / 2, 0);

  return inside;
}

/* Whether @record can be there: on nothing, in its own zones, and in no other. */
static gboolean
is_free (Placing *placing, MoatRecord *record, const MoatRect *box, GPtrArray *elements, GPtrArray *zones)
{
  MoatRect wide = moat_rect_inset (box, -CLEARANCE, -CLEARANCE);
  MoatRecord *own = zone_of (placing, record);

  if (own != NULL && !g_hash_table_contains (placing->unplaced, own))
    {
      MoatRect inside = inside_of (own);

      if (!moat_rect_contains_rect (&inside, box))
        return FALSE;
    }
  for (guint i = 0; i < elements->len; i++)
    if (g_ptr_array_index (elements, i) != record
        && moat_rect_intersects (&wide, &moat_element_state (g_ptr_array_index (elements, i))->box))
      return FALSE;
  for (guint i = 0; i < zones->len; i++)
    {
      MoatRecord *zone = g_ptr_array_index (zones, i);

      if (zone != record && !belongs_to (placing, record, zone) && !belongs_to (placing, zone, record)
          && moat_rect_intersects (&wide, &moat_boundary_state (zone)->box))
        return FALSE;
    }

  return TRUE;
}

static MoatRect
shift (const MoatRect *box, int column, int row)
{
  return MOAT_RECT_INIT (box->x + column * GRID, box->y + row * GRID, box->width, box->height);
}

/* The free place nearest to where @box is, ring by ring; FALSE when there is none near. */
static gboolean
find_free (Placing *placing, MoatRecord *record, MoatRect *box)
{
  g_autoptr (GPtrArray) elements = list_placed (placing, MOAT_KIND_ELEMENT);
  g_autoptr (GPtrArray) zones = list_placed (placing, MOAT_KIND_BOUNDARY);

  for (int ring = 0; ring <= MAX_RINGS; ring++)
    for (int row = -ring; row <= ring; row++)
      for (int column = -ring; column <= ring; column += ABS (row) == ring || ring == 0 ? 1 : 2 * ring)
        {
          MoatRect tried = shift (box, column, row);

          if (!is_free (placing, record, &tried, elements, zones))
            continue;
          *box = tried;
          return TRUE;
        }

  return FALSE;
}

/* ---- Growing ---- */

/* Makes @zone, and those that it is in, hold @box as well. */
static void
grow (Placing *placing, MoatRecord *zone, const MoatRect *box)
{
  MoatRect held = moat_rect_inset (box, -ZONE_PADDING, -ZONE_PADDING);

  held.y -= ZONE_TITLE;
  held.height += ZONE_TITLE;
  for (guint depth = 0; zone != NULL && depth < 100; depth++)
    {
      MoatRect grown;

      if (g_hash_table_contains (placing->unplaced, zone))
        return;
      grown = moat_rect_union (&moat_boundary_state (zone)->box, &held);
      set_box (placing, zone, &grown);
      held = moat_rect_inset (&grown, -ZONE_PADDING / 2, -ZONE_PADDING / 2);
      zone = zone_of (placing, zone);
    }
}

static gboolean
meets_element (GPtrArray *elements, MoatRecord *record, const MoatRect *box)
{
  for (guint i = 0; i < elements->len; i++)
    if (g_ptr_array_index (elements, i) != record
        && moat_rect_intersects (box, &moat_element_state (g_ptr_array_index (elements, i))->box))
      return TRUE;

  return FALSE;
}

/* Beside the zone's right edge if nothing is there, else below it: where growing takes in nobody else. */
static void
place_at_edge (Placing *placing, MoatRecord *record, MoatRecord *zone, MoatRect *box)
{
  g_autoptr (GPtrArray) elements = list_placed (placing, MOAT_KIND_ELEMENT);
  const MoatRect edge = moat_boundary_state (zone)->box;
  const MoatRect tries[] = {
    { edge.x + edge.width + ZONE_PADDING, edge.y + ZONE_PADDING + ZONE_TITLE, box->width, box->height },
    { edge.x + ZONE_PADDING, edge.y + edge.height + ZONE_PADDING, box->width, box->height },
    { edge.x - ZONE_PADDING - box->width, edge.y + ZONE_PADDING + ZONE_TITLE, box->width, box->height },
    { edge.x + ZONE_PADDING, edge.y - ZONE_PADDING - box->height, box->width, box->height },
  };
  guint best = 0, least = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      MoatRect held = moat_rect_inset (&tries[i], -ZONE_PADDING, -ZONE_PADDING);
      MoatRect grown = moat_rect_union (&edge, &held);
      guint n_taken = 0;

      for (guint j = 0; j < elements->len; j++)
        {
          MoatRecord *other = g_ptr_array_index (elements, j);

          n_taken += other != record && !belongs_to (placing, other, zone)
                     && moat_rect_intersects (&grown, &moat_element_state (other)->box);
        }
      if (n_taken < least)
        {
          least = n_taken;
          best = i;
        }
    }
  *box = tries[best];
  while (meets_element (elements, record, box))
    {
      box->x += best == 0 ? GRID : best == 2 ? -GRID : 0;
      box->y += best == 1 ? GRID : best == 3 ? -GRID : 0;
    }
}

/* Below all that is there. */
static void
place_below (Placing *placing, MoatRect *box)
{
  g_autoptr (GPtrArray) elements = list_placed (placing, MOAT_KIND_ELEMENT);
  g_autoptr (GPtrArray) zones = list_placed (placing, MOAT_KIND_BOUNDARY);

  for (guint i = 0; i < zones->len; i++)
    g_ptr_array_add (elements, g_object_ref (g_ptr_array_index (zones, i)));
  for (guint i = 0; i < elements->len; i++)
    {
      MoatRect there = box_of (g_ptr_array_index (elements, i));

      box->y = MAX (box->y, there.y + there.height + GAP_Y);
    }
}

/* ---- Elements ---- */

/* The element at the other end of a flow, one that has a place; @is_source when the flow comes from there. */
static MoatRecord *
find_neighbour (Placing *placing, MoatRecord *element, gboolean *is_source)
{
  g_autoptr (GPtrArray) flows = moat_document_list_children (placing->document, placing->use_case_id,
                                                             MOAT_KIND_FLOW);

  for (guint i = 0; i < flows->len; i++)
    {
      const MoatFlowState *flow = moat_flow_state (g_ptr_array_index (flows, i));
      const char *id = moat_record_get_id (element);
      MoatRecord *other = NULL;

      if (g_strcmp0 (flow->target, id) == 0)
        other = moat_document_find (placing->document, flow->source);
      else if (g_strcmp0 (flow->source, id) == 0)
        other = moat_document_find (placing->document, flow->target);
      *is_source = g_strcmp0 (flow->target, id) == 0;
      if (other != NULL && other != element && !g_hash_table_contains (placing->unplaced, other))
        return other;
    }

  return NULL;
}

/* Where one would look for it first: behind what it hears from, before what it speaks to, in its zone, else
 * to the right of everything.
 */
static void
wish (Placing *placing, MoatRecord *element, MoatRect *box)
{
  MoatRecord *zone = zone_of (placing, element);
  gboolean is_source = FALSE;
  MoatRecord *neighbour = find_neighbour (placing, element, &is_source);
  MoatRect bounds = { 0, 0, 0, 0 };

  if (neighbour != NULL)
    {
      MoatRect there = box_of (neighbour);

      box->x = is_source ? there.x + there.width + GAP_X : there.x - GAP_X - box->width;
      box->y = there.y + (there.height - box->height) / 2;
    }
  else
    {
      g_autoptr (GPtrArray) elements = list_placed (placing, MOAT_KIND_ELEMENT);

      for (guint i = 0; i < elements->len; i++)
        bounds = i == 0
                     ? box_of (g_ptr_array_index (elements, i))
                     : moat_rect_union (&bounds, &moat_element_state (g_ptr_array_index (elements, i))->box);
      box->x = elements->len > 0 ? bounds.x : 0;
      box->y = elements->len > 0 ? bounds.y + bounds.height + GAP_Y : 0;
    }

  if (zone != NULL && !g_hash_table_contains (placing->unplaced, zone))
    {
      MoatRect inside = inside_of (zone);

      box->x = CLAMP (box->x, inside.x, MAX (inside.x, inside.x + inside.width - box->width));
      box->y = CLAMP (box->y, inside.y, MAX (inside.y, inside.y + inside.height - box->height));
    }
  box->x = round (box->x / GRID) * GRID;
  box->y = round (box->y / GRID) * GRID;
}

static void
place_element (Placing *placing, MoatRecord *element)
{
  MoatRect box = box_of (element);
  MoatRecord *zone = zone_of (placing, element);

  if (g_ptr_array_find (placing->places->elements, element, NULL))
    box = moat_layout_estimate_element (moat_element_state (element)->name);
  wish (placing, element, &box);
  if (!find_free (placing, element, &box))
    {
      if (zone != NULL && !g_hash_table_contains (placing->unplaced, zone))
        place_at_edge (placing, element, zone, &box);
      else
        place_below (placing, &box);
    }
  set_box (placing, element, &box);
  if (zone != NULL)
    grow (placing, zone, &box);
}

/* ---- Zones ---- */

/* Round what is to be inside, else an empty one where there is room. */
static void
place_zone (Placing *placing, MoatRecord *zone)
{
  static const MoatKind inside[] = { MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY };
  MoatRect box = { 0, 0, ZONE_WIDTH, ZONE_HEIGHT };
  gboolean is_empty = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    {
      g_autoptr (GPtrArray) records = list_placed (placing, inside[i]);

      for (guint j = 0; j < records->len; j++)
        {
          MoatRect member = box_of (g_ptr_array_index (records, j));

          if (!belongs_to (placing, g_ptr_array_index (records, j), zone))
            continue;
          box = is_empty ? member : moat_rect_union (&box, &member);
          is_empty = FALSE;
        }
    }

  if (is_empty)
    {
      wish (placing, zone, &box);
      find_free (placing, zone, &box);
    }
  else
    {
      box = moat_rect_inset (&box, -ZONE_PADDING, -ZONE_PADDING);
      box.y -= ZONE_TITLE;
      box.height += ZONE_TITLE;
    }
  set_box (placing, zone, &box);
  if (zone_of (placing, zone) != NULL)
    grow (placing, zone_of (placing, zone), &box);
}

static guint
count_depth (Placing *placing, MoatRecord *zone)
{
  guint depth = 0;

  while (zone != NULL && depth < 100)
    {
      zone = zone_of (placing, zone);
      depth++;
    }

  return depth;
}

/* Inner ones first, for the outer ones go round them. */
static void
place_zones (Placing *placing)
{
  GPtrArray *zones = placing->places->zones;

  for (guint depth = 100; depth > 0; depth--)
    for (guint i = 0; i < zones->len; i++)
      if (count_depth (placing, g_ptr_array_index (zones, i)) == depth)
        place_zone (placing, g_ptr_array_index (zones, i));
}

/* ---- All ---- */

/* An end that is attached to nothing and was never put anywhere. */
static void
place_free_ends (Placing *placing)
{
  g_autoptr (GPtrArray) flows = moat_document_list_children (placing->document, placing->use_case_id,
                                                             MOAT_KIND_FLOW);

  for (guint i = 0; i < flows->len; i++)
    {
      const MoatFlowState *flow = moat_flow_state (g_ptr_array_index (flows, i));
      MoatRecord *source = moat_document_find (placing->document, flow->source);
      MoatRecord *target = moat_document_find (placing->document, flow->target);
      MoatRect there;

      if (source != NULL && target == NULL && flow->target_point.x == 0 && flow->target_point.y == 0)
        {
          MoatFlowState *state = moat_document_edit (placing->document, g_ptr_array_index (flows, i));

          there = box_of (source);
          state->target_point = (MoatPoint){ there.x + there.width + GAP_X, there.y + there.height / 2 };
        }
      else if (target != NULL && source == NULL && flow->source_point.x == 0 && flow->source_point.y == 0)
        {
          MoatFlowState *state = moat_document_edit (placing->document, g_ptr_array_index (flows, i));

          there = box_of (target);
          state->source_point = (MoatPoint){ there.x - GAP_X, there.y + there.height / 2 };
        }
    }
}

/* FALSE when it has to be done one by one. */
static gboolean
arrange (MoatDocument *document, const char *use_case_id, const MoatStoryPlaces *places)
{
  g_autoptr (GPtrArray) elements = moat_document_list_children (document, use_case_id, MOAT_KIND_ELEMENT);

  return places->is_untouched && elements->len <= MAX_ARRANGED
         && moat_layout_arrange (document, use_case_id, places->zone_of, NULL);
}

void
moat_story_place (MoatDocument *document,
                  const char *use_case_id,
                  const MoatStoryPlaces *places,
                  gpointer user_data)
{
  g_autoptr (GHashTable) unplaced = g_hash_table_new (NULL, NULL);
  Placing placing = { document, use_case_id, places, unplaced };

  if (arrange (document, use_case_id, places))
    return;

  for (guint i = 0; i < places->elements->len; i++)
    g_hash_table_add (unplaced, g_ptr_array_index (places->elements, i));
  for (guint i = 0; i < places->zones->len; i++)
    g_hash_table_add (unplaced, g_ptr_array_index (places->zones, i));

  for (guint i = 0; i < places->elements->len; i++)
    place_element (&placing, g_ptr_array_index (places->elements, i));
  place_zones (&placing);
  for (guint i = 0; i < places->moved->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (places->moved, i);

      if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
        place_element (&placing, record);
      else if (zone_of (&placing, record) != NULL)
        grow (&placing, zone_of (&placing, record), &moat_boundary_state (record)->box);
    }
  place_free_ends (&placing);
}
