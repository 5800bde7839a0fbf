/* Where the labels of flows go. A label keeps off elements, titles, crossing
 * marks and the labels of flows that come before its own in the model's order;
 * so what each finds depends on its surroundings only, and looking again at
 * those concerned by a change gives what looking at all of them would.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "scene-private.h"

#include <math.h>
#include <string.h>

/* Labels keep this far off what they must not cover. */
#define CLEARANCE 3.0
/* Most labels find room this near to the middle of their flow, even clear of the lines of others. */
#define NEAR 90.0
/* The farthest that a label stands beside its line, see moat_route_place_label(). */
#define FAR 130.0
/* Steps and size of the search for any free place around it. */
#define RING_X    40.0
#define RING_Y    28.0
#define MAX_RINGS 14
/* Lines are kept off in pieces of this length, and by this much. */
#define LINE_PIECE     24.0
#define LINE_MARGIN    2.0
#define PIECES_AT_ONCE 12
/* Half the side of the square that an arrow head takes. */
#define HEAD_ROOM 9.0
/* More labels than this are not placed in one frame of a drag: they take about 60 microseconds each. */
#define MANY_LABELS 120

static gboolean
rect_equal (const MoatRect *a, const MoatRect *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

/* Whether @a's label chooses before @b's. */
static int
compare_nodes (gconstpointer a, gconstpointer b, gpointer data)
{
  const MoatSceneNode *left = a;
  const MoatSceneNode *right = b;
  int by_order = strcmp (moat_text_get (left->order), moat_text_get (right->order));

  return by_order != 0
             ? by_order
             : strcmp (moat_record_get_id (left->item.record), moat_record_get_id (right->item.record));
}

void
moat_scene_queue_label (MoatScene *self, MoatSceneNode *node)
{
  if (node->queued == NULL)
    node->queued = g_sequence_insert_sorted (self->queue, node, compare_nodes, NULL);
}

void
moat_scene_unqueue_label (MoatSceneNode *node)
{
  g_clear_pointer (&node->queued, g_sequence_remove);
}

/* What may move when an obstacle comes or goes at @rect:
 * - a label that lies there;
 * - a label that had to go elsewhere, when the obstacle is where it looked for room.
 * All others are where they would be with nothing around, and nothing could be better.
 */
void
moat_scene_queue_near (MoatScene *self, const MoatRect *rect, MoatSceneNode *after)
{
  MoatRect padded = moat_rect_inset (rect, -CLEARANCE, -CLEARANCE);
  g_autoptr (GArray) found = NULL;

  if (!moat_scene_has_rect (rect))
    return;

  found = g_array_new (FALSE, FALSE, sizeof (MoatSpatialItem));
  moat_spatial_query (self->obstacles, &padded, found);
  moat_spatial_query (self->reaches, &padded, found);
  for (guint i = 0; i < found->len; i++)
    {
      const MoatSpatialItem *item = &g_array_index (found, MoatSpatialItem, i);

      if (item->tag != TAG_FIXED && (after == NULL || compare_nodes (after, item->owner, NULL) < 0))
        moat_scene_queue_label (self, item->owner);
    }
}

static gboolean
fixed_equal (const GArray *a, const GArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (MoatRect)) == 0);
}

void
moat_scene_replace_fixed (MoatScene *self, MoatSceneNode *node, GArray *fixed)
{
  if (fixed_equal (node->fixed, fixed))
    {
      g_array_unref (fixed);
      return;
    }

  for (guint i = 0; i < node->fixed->len; i++)
    moat_scene_queue_near (self, &g_array_index (node->fixed, MoatRect, i), NULL);
  moat_spatial_remove (self->obstacles, node, TAG_FIXED);

  for (guint i = 0; i < fixed->len; i++)
    {
      const MoatRect *rect = &g_array_index (fixed, MoatRect, i);

      moat_scene_queue_near (self, rect, NULL);
      moat_spatial_add (self->obstacles, node, TAG_FIXED, rect);
    }
  g_array_unref (node->fixed);
  node->fixed = fixed;
}

/* Queues the labels that a change of any of @pieces (of MoatRect) may move. */
static void
queue_near_line (MoatScene *self, GArray *pieces)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (MoatSpatialItem));

  /* Looked for around several pieces at once, and then at each: there are many pieces and few labels. */
  for (guint start = 0; start < pieces->len; start += PIECES_AT_ONCE)
    {
      guint end = MIN (start + PIECES_AT_ONCE, pieces->len);
      MoatRect around = g_array_index (pieces, MoatRect, start);

      for (guint i = start + 1; i < end; i++)
        around = moat_rect_union (&around, &g_array_index (pieces, MoatRect, i));
      g_array_set_size (found, 0);
      moat_spatial_query (self->obstacles, &around, found);
      moat_spatial_query (self->reaches, &around, found);
      for (guint i = 0; i < found->len; i++)
        {
          const MoatSpatialItem *item = &g_array_index (found, MoatSpatialItem, i);

          for (guint k = start; item->tag != TAG_FIXED && k < end; k++)
            if (moat_rect_intersects (&item->rect, &g_array_index (pieces, MoatRect, k)))
              {
                moat_scene_queue_label (self, item->owner);
                break;
              }
        }
    }
}

void
moat_scene_replace_line (MoatScene *self, MoatSceneNode *node)
{
  MoatRoute *route = node->item.route;
  g_autoptr (GArray) pieces = NULL;

  if (!node->has_moved)
    return;

  pieces = g_array_new (FALSE, FALSE, sizeof (MoatRect));
  moat_spatial_list (self->lines, node, pieces);
  moat_spatial_remove (self->lines, node, TAG_LINE);
  if (route != NULL)
    moat_spatial_add_polyline (self->lines, node, TAG_LINE, route->points, route->len, LINE_PIECE,
                               LINE_MARGIN);
  moat_spatial_list (self->lines, node, pieces);
  queue_near_line (self, pieces);
}

static int
compare_rects (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (MoatRect));
}

/* What a label must keep off, and the lines that it had better keep off. */
typedef struct
{
  GArray *rects;     /* of MoatRect, padded */
  GPtrArray *routes; /* of MoatRoute, borrowed; each as often as pieces of it were found */
} Around;

static void
around_clear (Around *around)
{
  g_clear_pointer (&around->rects, g_array_unref);
  g_clear_pointer (&around->routes, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Around, around_clear)

/* What is around the node's label within @area. @lines_are_rects: a line counts as an obstacle. */
static void
look_around (MoatScene *self,
             MoatSceneNode *node,
             const MoatRect *area,
             gboolean lines_are_rects,
             Around *around)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (MoatSpatialItem));
  const MoatSceneNode *last = NULL;

  around->rects = g_array_new (FALSE, FALSE, sizeof (MoatRect));
  around->routes = g_ptr_array_new ();
  moat_spatial_query (self->obstacles, area, found);
  moat_spatial_query (self->lines, area, found);
  for (guint i = 0; i < found->len; i++)
    {
      const MoatSpatialItem *item = &g_array_index (found, MoatSpatialItem, i);
      const MoatSceneNode *owner = item->owner;
      MoatRect padded = moat_rect_inset (&item->rect, -CLEARANCE, -CLEARANCE);

      if (item->tag == TAG_FIXED || (item->tag == TAG_LABEL && compare_nodes (owner, node, NULL) < 0))
        g_array_append_val (around->rects, padded);
      if (item->tag != TAG_LINE || owner == node)
        continue;
      if (lines_are_rects)
        g_array_append_val (around->rects, item->rect);
      else if (owner != last)
        g_ptr_array_add (around->routes, owner->item.route);
      last = owner;
    }
}

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  gconstpointer left = *(gconstpointer *) a;
  gconstpointer right = *(gconstpointer *) b;

  return (left > right) - (left < right);
}

/* Pieces of one line lie in several cells, so that it is found more than once; its price is to be paid once.
 */
static void
make_unique (GPtrArray *routes)
{
  guint n = 0;

  g_ptr_array_sort (routes, compare_pointers);
  for (guint i = 0; i < routes->len; i++)
    if (i == 0 || routes->pdata[i] != routes->pdata[i - 1])
      routes->pdata[n++] = routes->pdata[i];
  g_ptr_array_set_size (routes, n);
}

/* Whether the padded rectangle is clear of all of @rects (of MoatRect). */
static gboolean
is_clear (const MoatRect *rect, GArray *rects)
{
  for (guint i = 0; i < rects->len; i++)
    if (moat_rect_intersects (rect, &g_array_index (rects, MoatRect, i)))
      return FALSE;
  return TRUE;
}

static MoatRect
place_among (MoatSceneNode *node, MoatPoint size, Around *around)
{
  MoatRect placed;

  make_unique (around->routes);
  placed = moat_route_place_label_among (node->item.route, size.x, size.y,
                                         (const MoatRect *) around->rects->data, around->rects->len,
                                         (MoatRoute *const *) around->routes->pdata, around->routes->len,
                                         (MoatPoint){ 0, 0 });
  placed.x = floor (placed.x);
  placed.y = floor (placed.y);
  return placed;
}

/* On the ring of places @ring steps around @home: the clear one that is nearest to the flow's line. */
static gboolean
search_ring (MoatRoute *route, const MoatRect *home, int ring, GArray *rects, MoatRect *found)
{
  double least = INFINITY;

  for (int row = -ring; row <= ring; row++)
    for (int column = -ring; column <= ring; column++)
      {
        MoatRect rect = { home->x + column * RING_X, home->y + row * RING_Y, home->width, home->height };
        double distance;

        if (MAX (ABS (row), ABS (column)) != ring || !is_clear (&rect, rects))
          continue;
        distance = moat_polyline_get_distance (route->points, route->len, moat_rect_get_center (&rect), NULL);
        if (distance >= least)
          continue;
        least = distance;
        *found = rect;
      }
  return least < INFINITY;
}

/* For a crowd, where nothing along the line is free: the nearest free place around @home, which is returned
 * when there is none either. */
static MoatRect
search_around (MoatScene *self, MoatSceneNode *node, const MoatRect *home)
{
  MoatRoute *route = node->item.route;
  MoatRect area = moat_rect_inset (home, -(MAX_RINGS + 1) * RING_X, -(MAX_RINGS + 1) * RING_Y);
  MoatRect found = *home;
  g_auto (Around) around = { 0 };

  node->reach = moat_rect_union (&node->reach, &area);
  look_around (self, node, &area, FALSE, &around);
  for (guint i = 0; i < 2; i++)
    {
      MoatPoint end = route->points[i == 0 ? 0 : route->len - 1];
      MoatRect head = { end.x - HEAD_ROOM, end.y - HEAD_ROOM, 2 * HEAD_ROOM, 2 * HEAD_ROOM };

      g_array_append_val (around.rects, head);
    }
  for (int ring = 1; ring <= MAX_RINGS; ring++)
    if (search_ring (route, home, ring, around.rects, &found))
      break;
  return found;
}

/* Looks for room within @near of the middle of the flow only. FALSE when there is none. */
static gboolean
find_near (MoatScene *self, MoatSceneNode *node, MoatPoint size, double near, MoatRect *placed)
{
  MoatRoute *route = node->item.route;
  double length = moat_polyline_get_length (route->points, route->len);
  MoatPoint middle = moat_polyline_get_point_at (route->points, route->len, length / 2, NULL);
  g_auto (Around) around = { 0 };
  MoatRect padded;

  node->reach = MOAT_RECT_INIT (middle.x - near - size.x, middle.y - near - size.y, 2 * (near + size.x),
                                2 * (near + size.y));
  look_around (self, node, &node->reach, FALSE, &around);
  *placed = place_among (node, size, &around);
  padded = moat_rect_inset (placed, -2 * CLEARANCE, -2 * CLEARANCE);
  /* Places outside of the area seemed free, and still were not better. */
  return moat_rect_contains_rect (&node->reach, &padded) && is_clear (placed, around.rects);
}

/* Looks near the middle first; what is farther off matters only when there is no room. */
static MoatRect
find_place (MoatScene *self, MoatSceneNode *node, MoatPoint size)
{
  MoatRect home = { node->item.label_home.x, node->item.label_home.y, size.x, size.y };
  MoatRect padded = moat_rect_inset (&home, -2 * CLEARANCE, -2 * CLEARANCE);
  MoatRect line = moat_route_get_bounds (node->item.route);
  MoatRect placed;
  g_auto (Around) at_home = { 0 };
  g_auto (Around) along = { 0 };

  /* The best place of all: nothing that goes can make another one better, so there is no reach. */
  look_around (self, node, &padded, TRUE, &at_home);
  if (is_clear (&home, at_home.rects))
    return home;
  if (find_near (self, node, size, NEAR, &placed))
    return placed;

  line = moat_rect_inset (&line, -(FAR + size.x), -(FAR + size.y));
  node->reach = moat_rect_union (&node->reach, &line);
  look_around (self, node, &node->reach, FALSE, &along);
  /* In a crowd places are weighed against one another, and sums depend on their order. */
  g_array_sort (along.rects, compare_rects);
  placed = place_among (node, size, &along);
  if (!is_clear (&placed, along.rects))
    placed = search_around (self, node, &placed);
  return placed;
}

static void
place (MoatScene *self, MoatSceneNode *node)
{
  MoatSceneItem *item = &node->item;
  MoatPoint offset = moat_flow_state (item->record)->label_offset;
  MoatPoint size = moat_scene_node_get_label_size (node);
  MoatRect home = { 0, 0, 0, 0 };

  node->reach = home;
  item->label = home;
  if (item->route != NULL)
    home = moat_route_place_label (item->route, size.x, size.y, NULL, 0, (MoatPoint){ 0, 0 });
  item->label_home = (MoatPoint){ floor (home.x), floor (home.y) };
  if (item->route == NULL || size.x <= 0)
    return;

  /* Put somewhere by hand, it stays there. */
  if (offset.x != 0 || offset.y != 0)
    item->label = MOAT_RECT_INIT (item->label_home.x + offset.x, item->label_home.y + offset.y, size.x,
                                  size.y);
  else
    item->label = find_place (self, node, size);
}

static void
place_label (MoatScene *self, MoatSceneNode *node)
{
  MoatRect old_label = node->item.label;
  MoatRect old_placed = node->placed;
  MoatRect old_reach = node->reach;

  place (self, node);
  if (!rect_equal (&old_reach, &node->reach))
    {
      moat_spatial_remove (self->reaches, node, TAG_REACH);
      if (moat_scene_has_rect (&node->reach))
        moat_spatial_add (self->reaches, node, TAG_REACH, &node->reach);
    }
  if (!rect_equal (&old_placed, &node->item.label))
    {
      node->placed = node->item.label;
      moat_spatial_remove (self->obstacles, node, TAG_LABEL);
      if (moat_scene_has_rect (&node->placed))
        moat_spatial_add (self->obstacles, node, TAG_LABEL, &node->placed);
      moat_scene_queue_near (self, &old_placed, node);
      moat_scene_queue_near (self, &node->placed, node);
    }
  if (!rect_equal (&old_label, &node->item.label) && self->moved != NULL)
    g_hash_table_add (self->moved, node);
  moat_scene_node_settle (node);
  moat_scene_node_add_to_grid (self, node);
}

gboolean
moat_scene_has_many_queued (MoatScene *self)
{
  return g_sequence_get_length (self->queue) > MANY_LABELS;
}

void
moat_scene_carry_label (MoatScene *self, MoatSceneNode *node)
{
  MoatSceneItem *item = &node->item;
  MoatPoint from = item->label_home;
  MoatRect home = { 0, 0, 0, 0 };

  if (item->route != NULL)
    home = moat_route_place_label (item->route, item->label.width, item->label.height, NULL, 0,
                                   (MoatPoint){ 0, 0 });
  item->label_home = (MoatPoint){ floor (home.x), floor (home.y) };
  item->label.x += item->label_home.x - from.x;
  item->label.y += item->label_home.y - from.y;
  moat_scene_node_settle (node);
  moat_scene_node_add_to_grid (self, node);
}

void
moat_scene_place_labels (MoatScene *self)
{
  /* Ends, because a label only ever pushes those that come after it. */
  while (!g_sequence_is_empty (self->queue))
    {
      MoatSceneNode *node = g_sequence_get (g_sequence_get_begin_iter (self->queue));

      moat_scene_unqueue_label (node);
      place_label (self, node);
    }
}

void
moat_scene_forget_node (MoatScene *self, MoatSceneNode *node)
{
  moat_scene_unqueue_label (node);
  moat_spatial_remove (self->reaches, node, TAG_REACH);
  moat_spatial_remove (self->obstacles, node, TAG_LABEL);
  g_clear_pointer (&node->item.route, moat_route_unref);
  node->has_moved = TRUE;
  moat_scene_replace_line (self, node);
  moat_spatial_remove (self->drawn, node, TAG_DRAWN);
  g_array_set_size (node->drawn, 0);
  moat_scene_replace_fixed (self, node, g_array_new (FALSE, FALSE, sizeof (MoatRect)));
  moat_scene_queue_near (self, &node->placed, NULL);
}
