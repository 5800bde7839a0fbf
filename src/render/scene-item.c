/* One item of a scene: reads its record, measures its chips, and says what
 * space it takes. Where a flow's label goes is decided in scene-labels.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "scene-private.h"

#include "query.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What a selection's handles and halo, or an arrow head, add around a line or box. */
#define OUTSET 10.0
/* From an element to the row of badges that hangs on it. */
#define ROW_GAP 5.0
/* Lines are in the grid in pieces of this length. */
#define DRAWN_PIECE 256.0
/* A label farther than this from its line is tied to it. */
#define TIE_FROM 32.0
/* An arrow head needs this much room around its tip. */
#define END_ROOM 10.0

static void
grow (MoatRect *bounds, const MoatRect *rect)
{
  if (!moat_scene_has_rect (rect))
    return;
  *bounds = moat_scene_has_rect (bounds) ? moat_rect_union (bounds, rect) : *rect;
}

/* ---- Rows of badges ---- */

static void
measure_badge (MoatScene *self, MoatBadgeTone tone, const char *text, MoatPoint *size)
{
  *size = (MoatPoint){ 0, 0 };
  if (text != NULL)
    moat_shapes_measure_badge (self->measure, tone, text, &size->x, &size->y);
}

static void
measure_row (MoatScene *self, MoatSceneNode *node)
{
  MoatSceneItem *item = &node->item;
  const MoatClassState *class_state = item->asset_class ? moat_class_state (item->asset_class) : NULL;
  g_autofree char *open = item->n_open ? moat_shapes_dup_badge_text (MOAT_BADGE_OPEN, item->n_open) : NULL;
  g_autofree char *decided = item->n_decided
                                 ? moat_shapes_dup_badge_text (MOAT_BADGE_DECIDED, item->n_decided)
                                 : NULL;

  if (class_state != NULL)
    item->class_tone = MOAT_BADGE_PUBLIC + moat_query_class_tone (class_state);
  measure_badge (self, item->class_tone, class_state ? moat_text_get (class_state->name) : NULL,
                 &node->class_size);
  measure_badge (self, MOAT_BADGE_OPEN, open, &node->open_size);
  measure_badge (self, MOAT_BADGE_DECIDED, decided, &node->decided_size);
}

static MoatPoint
get_row_size (const MoatSceneNode *node)
{
  const MoatPoint *sizes[] = { &node->class_size, &node->open_size, &node->decided_size };
  MoatPoint row = { 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      if (sizes[i]->x <= 0)
        continue;
      row.x += sizes[i]->x + (row.x > 0 ? MOAT_SHAPE_BADGE_GAP : 0);
      row.y = MAX (row.y, sizes[i]->y);
    }
  return row;
}

/* Sets the rectangles of the row whose top left corner is at @x, @y. */
static void
place_row (MoatSceneNode *node, double x, double y)
{
  const MoatPoint *sizes[] = { &node->class_size, &node->open_size, &node->decided_size };
  MoatRect *rects[] = { &node->item.class_chip, &node->item.open_badge, &node->item.decided_badge };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      *rects[i] = MOAT_RECT_INIT (x, y, sizes[i]->x, sizes[i]->y);
      if (sizes[i]->x > 0)
        x += sizes[i]->x + MOAT_SHAPE_BADGE_GAP;
    }
}

/* ---- Elements ---- */

/* How many ends of flows the rectangle would hide. */
static guint
count_hidden_ends (MoatScene *self, MoatSceneNode *node, GPtrArray *flows, const MoatRect *rect)
{
  MoatRect room = moat_rect_inset (rect, -END_ROOM, -END_ROOM);
  guint n = 0;

  for (guint i = 0; i < flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (flows, i);
      MoatRoute *route = moat_zones_get_route (self->zones, moat_record_get_id (flow));

      if (route == NULL)
        continue;
      n += moat_rect_contains_point (&room, route->points[0]);
      n += moat_rect_contains_point (&room, route->points[route->len - 1]);
    }
  return n;
}

/* Hangs the row under the element, or where it hides no arrow head. */
static void
place_element_row (MoatScene *self, MoatSceneNode *node)
{
  /* Shares of the room to the left of the row; whether it is under the element. */
  static const struct
  {
    double left;
    gboolean is_below;
  } places[] = { { 0.5, TRUE }, { 0, TRUE }, { 1, TRUE }, { 0.5, FALSE }, { 0, FALSE }, { 1, FALSE } };
  g_autoptr (GPtrArray) flows = NULL;
  const MoatRect *box = &node->item.box;
  MoatPoint size = get_row_size (node);
  MoatPoint best = { 0, 0 };
  guint least = G_MAXUINT;

  if (size.x > 0)
    flows = moat_document_list_referrers (self->document, moat_record_get_id (node->item.record),
                                          MOAT_KIND_FLOW);
  for (guint i = 0; size.x > 0 && i < G_N_ELEMENTS (places) && least > 0; i++)
    {
      MoatRect rect = { floor (box->x + (box->width - size.x) * places[i].left),
                        places[i].is_below ? box->y + box->height + ROW_GAP : box->y - ROW_GAP - size.y,
                        size.x, size.y };
      guint hidden = count_hidden_ends (self, node, flows, &rect);

      if (hidden >= least)
        continue;
      least = hidden;
      best = (MoatPoint){ rect.x, rect.y };
    }
  place_row (node, best.x, best.y);
}

static void
update_element (MoatScene *self, MoatSceneNode *node, Stale stale)
{
  MoatSceneItem *item = &node->item;
  const MoatElementState *state = moat_element_state (item->record);
  MoatRecord *boundary;

  item->box = state->box;
  if (stale & STALE_WORDS)
    {
      /* A store says what rests in it; others only what was put there by hand: the flows tell the rest. */
      item->asset_class = state->type == MOAT_ELEMENT_DATA_STORE
                              ? moat_query_class (self->document, item->record)
                              : moat_query_class_of_assets (self->document, state->assets);
      measure_row (self, node);
    }
  place_element_row (self, node);

  item->is_doubtful = moat_zones_is_doubtful (self->zones, moat_record_get_id (item->record), &boundary,
                                              &item->counted_inside);
  item->doubt = MOAT_RECT_INIT (0, 0, 0, 0);
  if (item->is_doubtful)
    {
      moat_shapes_measure_doubt (self->measure, item->counted_inside, &item->doubt.width,
                                 &item->doubt.height);
      item->doubt.x = item->box.x + item->box.width - item->doubt.width - 10;
      item->doubt.y = item->box.y - item->doubt.height / 2;
    }
}

/* ---- Flows ---- */

static void
update_marks (MoatScene *self, MoatSceneItem *item)
{
  const MoatCrossing *crossings = moat_zones_get_crossings (self->zones, moat_record_get_id (item->record),
                                                            &item->n_marks);

  item->marks = g_renew (MoatSceneMark, item->marks, item->n_marks);
  for (guint i = 0; i < item->n_marks; i++)
    item->marks[i] = (MoatSceneMark){ crossings[i].boundary, crossings[i].direction, crossings[i].at,
                                      crossings[i].tangent };
}

static void
update_flow (MoatScene *self, MoatSceneNode *node, Stale stale)
{
  MoatSceneItem *item = &node->item;
  const MoatFlowState *state = moat_flow_state (item->record);
  const char *id = moat_record_get_id (item->record);
  MoatRoute *route = moat_zones_get_route (self->zones, id);

  if (route != item->route)
    {
      node->has_moved = TRUE;
      g_clear_pointer (&item->route, moat_route_unref);
      item->route = route != NULL ? moat_route_ref (route) : NULL;
    }
  update_marks (self, item);
  if (!(stale & STALE_WORDS))
    return;

  item->number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, id));
  item->asset_class = moat_query_class (self->document, item->record);
  measure_row (self, node);
  node->chip_size = (MoatPoint){ 0, 0 };
  if (item->number > 0 || state->name != NULL)
    moat_shapes_measure_chip (self->measure, item->number, state->name, &node->chip_size.x,
                              &node->chip_size.y);
}

MoatPoint
moat_scene_node_get_label_size (const MoatSceneNode *node)
{
  MoatPoint row = get_row_size (node);
  double gap = row.y > 0 && node->chip_size.y > 0 ? MOAT_SHAPE_CHIP_GAP : 0;

  return (MoatPoint){ MAX (node->chip_size.x, row.x), node->chip_size.y + gap + row.y };
}

/* ---- Boundaries and notes ---- */

static void
update_boundary (MoatScene *self, MoatSceneNode *node, Stale stale)
{
  MoatSceneItem *item = &node->item;
  const MoatBoundaryState *state = moat_boundary_state (item->record);
  gboolean is_line = state->shape == MOAT_BOUNDARY_LINE;

  node->layer = is_line ? LAYER_LINE : LAYER_ZONE;
  node->has_moved = TRUE;
  g_clear_pointer (&item->line, moat_points_unref);
  if (is_line && state->points != NULL)
    item->line = moat_points_ref (state->points);
  item->box = is_line && item->line != NULL ? moat_polyline_get_bounds (item->line->items, item->line->len)
                                            : state->box;
  item->depth = is_line ? 0 : moat_zones_get_depth (self->zones, moat_record_get_id (item->record));
  if (stale & STALE_WORDS)
    {
      measure_row (self, node);
      moat_shapes_measure_pill (self->measure, moat_scene_item_get_title (item), &item->pill.width,
                                &item->pill.height);
    }
  if (item->line != NULL)
    {
      item->pill.x = item->line->items[0].x - item->pill.width / 2;
      item->pill.y = item->line->items[0].y - item->pill.height;
    }
  else
    {
      item->pill.x = item->box.x + MOAT_SHAPE_PILL_INDENT;
      item->pill.y = item->box.y - item->pill.height / 2;
    }
  place_row (node, item->pill.x + item->pill.width + MOAT_SHAPE_BADGE_GAP,
             item->pill.y + (item->pill.height - get_row_size (node).y) / 2);
}

const char *
moat_scene_item_get_title (const MoatSceneItem *item)
{
  const MoatBoundaryState *state;

  if (item->kind != MOAT_KIND_BOUNDARY)
    return moat_record_get_title (item->record);

  /* A boundary is dragged by its title, so it always has one. */
  state = moat_boundary_state (item->record);
  if (state == NULL)
    return "";
  return state->name != NULL ? state->name : moat_value_get_label (moat_boundary_types, state->type);
}

/* ---- All ---- */

void
moat_scene_node_update (MoatScene *self, MoatSceneNode *node, Stale stale)
{
  MoatSceneItem *item = &node->item;

  if (stale & STALE_WORDS)
    {
      moat_text_set (&node->order, moat_record_get_state (item->record)->order);
      moat_query_count_moves (self->document, moat_record_get_id (item->record), &item->n_open,
                              &item->n_decided);
    }

  if (item->kind == MOAT_KIND_ELEMENT)
    update_element (self, node, stale);
  else if (item->kind == MOAT_KIND_FLOW)
    update_flow (self, node, stale);
  else if (item->kind == MOAT_KIND_BOUNDARY)
    update_boundary (self, node, stale);
  else
    item->box = moat_note_state (item->record)->box;
}

static void
add_fixed (GArray *fixed, const MoatRect *rect)
{
  if (moat_scene_has_rect (rect))
    g_array_append_val (fixed, *rect);
}

GArray *
moat_scene_node_list_fixed (MoatSceneNode *node)
{
  GArray *fixed = g_array_new (FALSE, FALSE, sizeof (MoatRect));
  MoatSceneItem *item = &node->item;

  if (item->kind == MOAT_KIND_ELEMENT || item->kind == MOAT_KIND_NOTE)
    add_fixed (fixed, &item->box);
  if (item->kind != MOAT_KIND_FLOW)
    {
      add_fixed (fixed, &item->class_chip);
      add_fixed (fixed, &item->open_badge);
      add_fixed (fixed, &item->decided_badge);
    }
  add_fixed (fixed, &item->doubt);
  add_fixed (fixed, &item->pill);
  for (guint i = 0; i < item->n_marks; i++)
    {
      double side = MOAT_SHAPE_MARK_HEIGHT;
      MoatPoint at = item->marks[i].at;

      add_fixed (fixed, &MOAT_RECT_INIT (at.x - side / 2, at.y - side / 2, side, side));
    }
  return fixed;
}

/* A label that found room only away from its line is tied to it, so that nobody takes it for another's. */
static void
tie_label (MoatSceneItem *item)
{
  MoatRect label = item->label;
  MoatPoint center = moat_rect_get_center (&label);
  MoatPoint from;
  guint segment;

  item->has_tie = FALSE;
  if (item->route == NULL || !moat_scene_has_rect (&label))
    return;

  moat_polyline_get_distance (item->route->points, item->route->len, center, &segment);
  item->tie[1] = moat_scene_get_nearest_on_segment (item->route->points[segment],
                                                    item->route->points[segment + 1], center);
  from = (MoatPoint){ CLAMP (item->tie[1].x, label.x, label.x + label.width),
                      CLAMP (item->tie[1].y, label.y, label.y + label.height) };
  item->tie[0] = from;
  item->has_tie = moat_point_get_distance (from, item->tie[1]) > TIE_FROM;
}

/* Boxes and lines without what hangs on them. */
static MoatRect
get_body (const MoatSceneItem *item)
{
  MoatRect body = item->box;

  if (item->kind == MOAT_KIND_FLOW)
    body = item->route != NULL ? moat_route_get_bounds (item->route) : MOAT_RECT_INIT (0, 0, 0, 0);
  body = moat_rect_inset (&body, -OUTSET, -OUTSET);
  for (guint i = 0; i < item->n_marks; i++)
    grow (&body, &MOAT_RECT_INIT (item->marks[i].at.x - 10, item->marks[i].at.y - 10, 20, 20));
  if (item->has_tie)
    grow (&body, &MOAT_RECT_INIT (item->tie[0].x - 2, item->tie[0].y - 2, 4, 4));
  return body;
}

void
moat_scene_node_settle (MoatSceneNode *node)
{
  MoatSceneItem *item = &node->item;
  const MoatRect *top[] = { &item->chip,          &item->class_chip, &item->open_badge,
                            &item->decided_badge, &item->pill,       &item->doubt };

  if (item->kind == MOAT_KIND_FLOW)
    {
      double gap = node->chip_size.y > 0 ? node->chip_size.y + MOAT_SHAPE_CHIP_GAP : 0;

      item->chip = MOAT_RECT_INIT (item->label.x, item->label.y, node->chip_size.x, node->chip_size.y);
      place_row (node, item->label.x, item->label.y + gap);
      tie_label (item);
    }

  item->body = get_body (item);
  item->bounds = item->body;
  for (guint i = 0; i < G_N_ELEMENTS (top); i++)
    if (moat_scene_has_rect (top[i]))
      {
        MoatRect rect = moat_rect_inset (top[i], -2, -2);

        grow (&item->bounds, &rect);
      }
}

/* What is drawn of it but for lines. Of MoatRect. */
static GArray *
list_drawn (MoatSceneNode *node)
{
  MoatSceneItem *item = &node->item;
  const MoatRect *top[] = { &item->label,         &item->class_chip, &item->open_badge,
                            &item->decided_badge, &item->pill,       &item->doubt };
  GArray *drawn = g_array_new (FALSE, FALSE, sizeof (MoatRect));

  if (item->kind != MOAT_KIND_FLOW && item->line == NULL)
    add_fixed (drawn, &item->body);
  /* A flow's badges are in its label. */
  for (guint i = 0; i < G_N_ELEMENTS (top); i++)
    if (item->kind != MOAT_KIND_FLOW || i == 0)
      add_fixed (drawn, top[i]);
  return drawn;
}

void
moat_scene_node_add_to_grid (MoatScene *self, MoatSceneNode *node)
{
  MoatSceneItem *item = &node->item;
  GArray *drawn = list_drawn (node);

  if (!node->has_moved && drawn->len == node->drawn->len
      && (drawn->len == 0 || memcmp (drawn->data, node->drawn->data, drawn->len * sizeof (MoatRect)) == 0))
    {
      g_array_unref (drawn);
      return;
    }

  moat_spatial_remove (self->drawn, node, TAG_DRAWN);
  if (item->route != NULL)
    moat_spatial_add_polyline (self->drawn, node, TAG_DRAWN, item->route->points, item->route->len,
                               DRAWN_PIECE, OUTSET);
  else if (item->line != NULL)
    moat_spatial_add_polyline (self->drawn, node, TAG_DRAWN, item->line->items, item->line->len, DRAWN_PIECE,
                               OUTSET);
  for (guint i = 0; i < drawn->len; i++)
    moat_spatial_add (self->drawn, node, TAG_DRAWN, &g_array_index (drawn, MoatRect, i));

  g_array_unref (node->drawn);
  node->drawn = drawn;
  node->has_moved = FALSE;
}

void
moat_scene_node_free (gpointer data)
{
  MoatSceneNode *node = data;
  MoatSceneItem *item = &node->item;

  moat_text_set (&node->order, NULL);
  g_clear_pointer (&item->route, moat_route_unref);
  g_clear_pointer (&item->line, moat_points_unref);
  g_clear_pointer (&item->marks, g_free);
  g_clear_pointer (&node->fixed, g_array_unref);
  g_clear_pointer (&node->drawn, g_array_unref);
  g_clear_object (&item->record);
  g_free (node);
}
