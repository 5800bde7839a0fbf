/* What lies under a point. What is drawn on top is found first; among lines,
 * rims and borders the nearest wins; the inside of a zone is found only when
 * nothing else is there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "scene-private.h"

#include <math.h>

/* A rim reaches this far into its element; farther in is its body. */
#define RIM_INSIDE 7.0

/* The items near the point, and the best find so far. */
typedef struct
{
  MoatPoint point;
  double tolerance;
  GPtrArray *items; /* bottom to top */
  MoatHit hit;
} Search;

static void
hit_item (MoatHit *hit, MoatSceneItem *item, MoatPart part, guint index, MoatPoint at, double distance)
{
  *hit = (MoatHit){ item->record, item, part, index, at, distance };
}

static gboolean
is_in (const MoatRect *rect, MoatPoint point)
{
  return moat_scene_has_rect (rect) && moat_rect_contains_point (rect, point);
}

/* ---- What is on top ---- */

static gboolean
pick_chips (Search *search)
{
  for (guint i = search->items->len; i > 0; i--)
    {
      MoatSceneItem *item = g_ptr_array_index (search->items, i - 1);
      const struct
      {
        const MoatRect *rect;
        MoatPart part;
      } chips[] = {
        { &item->open_badge, MOAT_PART_BADGE_OPEN },
        { &item->decided_badge, MOAT_PART_BADGE_DECIDED },
        { &item->class_chip, MOAT_PART_CLASS },
        { &item->chip, MOAT_PART_LABEL },
        { &item->pill, MOAT_PART_TITLE },
      };

      for (guint j = 0; j < G_N_ELEMENTS (chips); j++)
        if (is_in (chips[j].rect, search->point))
          {
            hit_item (&search->hit, item, chips[j].part, 0, search->point, 0);
            return TRUE;
          }
    }
  return FALSE;
}

/* ---- Elements ---- */

static MoatOutline
get_outline (MoatScene *self, MoatSceneItem *item)
{
  return moat_shapes_get_outline (moat_element_state (item->record)->type, self->notation);
}

/* The nearest point of the outline, seen from the element's middle; exact enough for a few units around it.
 */
static MoatPoint
get_rim_point (MoatScene *self, MoatSceneItem *item, MoatPoint point)
{
  MoatPoint center = moat_rect_get_center (&item->box);
  MoatPoint edge = { CLAMP (point.x, item->box.x, item->box.x + item->box.width),
                     CLAMP (point.y, item->box.y, item->box.y + item->box.height) };
  double to_sides[] = { edge.x - item->box.x, item->box.x + item->box.width - edge.x, edge.y - item->box.y,
                        item->box.y + item->box.height - edge.y };
  guint nearest = 0;

  if (get_outline (self, item) == MOAT_OUTLINE_ELLIPSE)
    return moat_outline_clip (MOAT_OUTLINE_ELLIPSE, &item->box, center, point);

  for (guint i = 1; i < G_N_ELEMENTS (to_sides); i++)
    if (to_sides[i] < to_sides[nearest])
      nearest = i;
  if (nearest < 2)
    edge.x = item->box.x + (nearest == 1 ? item->box.width : 0);
  else
    edge.y = item->box.y + (nearest == 3 ? item->box.height : 0);
  return edge;
}

static gboolean
pick_body (MoatScene *self, Search *search)
{
  for (guint i = search->items->len; i > 0; i--)
    {
      MoatSceneItem *item = g_ptr_array_index (search->items, i - 1);
      MoatPoint rim;
      double distance;

      if (item->kind == MOAT_KIND_NOTE && moat_rect_contains_point (&item->box, search->point))
        {
          hit_item (&search->hit, item, MOAT_PART_BODY, 0, search->point, 0);
          return TRUE;
        }
      if (item->kind != MOAT_KIND_ELEMENT
          || !moat_outline_contains (get_outline (self, item), &item->box, search->point))
        continue;

      rim = get_rim_point (self, item, search->point);
      distance = moat_point_get_distance (rim, search->point);
      if (distance <= MIN (RIM_INSIDE, search->tolerance))
        hit_item (&search->hit, item, MOAT_PART_RIM, 0, rim, distance);
      else
        hit_item (&search->hit, item, MOAT_PART_BODY, 0, search->point, 0);
      return TRUE;
    }
  return FALSE;
}

/* ---- Lines ---- */

MoatPoint
moat_scene_get_nearest_on_segment (MoatPoint a, MoatPoint b, MoatPoint point)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double share = square > 0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / square : 0;

  share = CLAMP (share, 0, 1);
  return (MoatPoint){ a.x + share * dx, a.y + share * dy };
}

static void
offer_polyline (Search *search, MoatSceneItem *item, MoatPart part, const MoatPoint *points, guint n_points)
{
  guint segment = 0;
  double distance;

  if (n_points < 2)
    return;
  distance = moat_polyline_get_distance (points, n_points, search->point, &segment);
  if (distance <= search->tolerance && distance < search->hit.distance)
    hit_item (&search->hit, item, part, segment,
              moat_scene_get_nearest_on_segment (points[segment], points[segment + 1], search->point),
              distance);
}

static void
offer_marks (Search *search, MoatSceneItem *item)
{
  for (guint i = 0; i < item->n_marks; i++)
    {
      double distance = moat_point_get_distance (item->marks[i].at, search->point);

      /* On top of its line: within the diamond it is nearer than that. */
      if (distance <= MAX (search->tolerance, MOAT_SHAPE_MARK_WIDTH / 2))
        hit_item (&search->hit, item, MOAT_PART_CROSSING, i, item->marks[i].at, 0);
    }
}

static void
offer_border (Search *search, MoatSceneItem *item)
{
  const MoatRect *box = &item->box;
  const MoatPoint corners[] = { { box->x, box->y },
                                { box->x + box->width, box->y },
                                { box->x + box->width, box->y + box->height },
                                { box->x, box->y + box->height },
                                { box->x, box->y } };

  if (item->line != NULL)
    offer_polyline (search, item, MOAT_PART_BORDER, item->line->items, item->line->len);
  else
    offer_polyline (search, item, MOAT_PART_BORDER, corners, G_N_ELEMENTS (corners));
}

static void
offer_rim (MoatScene *self, Search *search, MoatSceneItem *item)
{
  MoatPoint rim = get_rim_point (self, item, search->point);
  double distance = moat_point_get_distance (rim, search->point);

  if (distance <= search->tolerance && distance < search->hit.distance)
    hit_item (&search->hit, item, MOAT_PART_RIM, 0, rim, distance);
}

/* Flows first, so that where a flow meets a rim or a border it is the flow that is found. */
static gboolean
pick_lines (MoatScene *self, Search *search)
{
  static const MoatKind kinds[] = { MOAT_KIND_FLOW, MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY };

  search->hit.distance = INFINITY;
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = search->items->len; i > 0; i--)
      {
        MoatSceneItem *item = g_ptr_array_index (search->items, i - 1);

        if (item->kind != kinds[k])
          continue;
        if (item->kind == MOAT_KIND_ELEMENT)
          offer_rim (self, search, item);
        else if (item->kind == MOAT_KIND_BOUNDARY)
          offer_border (search, item);
        else if (item->route != NULL)
          {
            offer_polyline (search, item, MOAT_PART_LINE, item->route->points, item->route->len);
            offer_marks (search, item);
          }
      }
  return search->hit.record != NULL;
}

static gboolean
pick_interior (Search *search)
{
  double smallest = INFINITY;

  for (guint i = 0; i < search->items->len; i++)
    {
      MoatSceneItem *item = g_ptr_array_index (search->items, i);
      double area = item->box.width * item->box.height;

      if (item->kind != MOAT_KIND_BOUNDARY || item->line != NULL || area > smallest
          || !moat_rect_contains_point (&item->box, search->point))
        continue;
      smallest = area;
      hit_item (&search->hit, item, MOAT_PART_INTERIOR, 0, search->point, 0);
    }
  return search->hit.record != NULL;
}

gboolean
moat_scene_pick (MoatScene *self, MoatPoint point, double tolerance, MoatHit *hit)
{
  g_autoptr (GPtrArray) items = NULL;
  MoatRect area = { point.x - tolerance, point.y - tolerance, 2 * tolerance, 2 * tolerance };
  Search search = { .point = point, .tolerance = tolerance };
  gboolean is_hit;

  g_return_val_if_fail (MOAT_IS_SCENE (self), FALSE);

  items = moat_scene_list_in_area (self, &area);
  search.items = items;
  is_hit = pick_chips (&search) || pick_body (self, &search) || pick_lines (self, &search);
  if (!is_hit)
    {
      search.hit = (MoatHit){ 0 };
      is_hit = pick_interior (&search);
    }
  *hit = search.hit;
  return is_hit;
}

MoatRecord *
moat_scene_pick_element (MoatScene *self, MoatPoint point, double tolerance)
{
  g_autoptr (GPtrArray) items = NULL;
  MoatRect area = { point.x - tolerance, point.y - tolerance, 2 * tolerance, 2 * tolerance };

  g_return_val_if_fail (MOAT_IS_SCENE (self), NULL);

  items = moat_scene_list_in_area (self, &area);
  for (guint i = items->len; i > 0; i--)
    {
      MoatSceneItem *item = g_ptr_array_index (items, i - 1);
      MoatRect near = moat_rect_inset (&item->box, -tolerance, -tolerance);

      if (item->kind == MOAT_KIND_ELEMENT && moat_rect_contains_point (&near, point))
        return item->record;
    }
  return NULL;
}

/* ---- Handles ---- */

static void
offer_point (Search *search, MoatSceneItem *item, MoatPart part, guint index, MoatPoint at)
{
  double distance = moat_point_get_distance (at, search->point);

  if (distance <= search->tolerance && distance < search->hit.distance)
    hit_item (&search->hit, item, part, index, at, distance);
}

static void
offer_flow_handles (Search *search, MoatSceneItem *item)
{
  const MoatPoints *bends = moat_flow_state (item->record)->bends;

  if (item->route != NULL)
    {
      offer_point (search, item, MOAT_PART_SOURCE_END, 0, item->route->points[0]);
      offer_point (search, item, MOAT_PART_TARGET_END, 0, item->route->points[item->route->len - 1]);
    }
  for (guint i = 0; i < moat_points_len (bends); i++)
    offer_point (search, item, MOAT_PART_BEND, i, bends->items[i]);
}

gboolean
moat_scene_pick_handles (MoatScene *self, MoatRecord *record, MoatPoint point, double tolerance, MoatHit *hit)
{
  MoatSceneItem *item;
  Search search = { .point = point, .tolerance = tolerance, .hit.distance = INFINITY };

  g_return_val_if_fail (MOAT_IS_SCENE (self), FALSE);

  *hit = (MoatHit){ 0 };
  item = moat_scene_find (self, moat_record_get_id (record));
  if (item == NULL)
    return FALSE;

  if (item->kind == MOAT_KIND_FLOW)
    offer_flow_handles (&search, item);
  else if (item->line != NULL)
    for (guint i = 0; i < item->line->len; i++)
      offer_point (&search, item, MOAT_PART_BEND, i, item->line->items[i]);
  else
    for (guint i = 0; i < MOAT_N_HANDLES; i++)
      offer_point (&search, item, MOAT_PART_HANDLE, i, moat_shapes_get_handle (&item->box, i));

  if (search.hit.record == NULL)
    return FALSE;
  *hit = search.hit;
  return TRUE;
}
