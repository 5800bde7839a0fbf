/* Where what a layout arranges goes: which things dot is asked about, and where
 * on the canvas its answer is put. No records here: this runs in any thread.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "layout-private.h"

#include <math.h>

/* A note this near to an element belongs to it and keeps its place beside it. */
#define NOTE_REACH 60.0

/* ---- Nodes ---- */

static guint
add_node (MoatPlan *plan, const MoatRect *box, int home)
{
  MoatPlanNode node = { .now = *box, .home = home };

  g_array_append_val (plan->nodes, node);
  return plan->nodes->len - 1;
}

static double
get_gap (const MoatRect *a, const MoatRect *b)
{
  double dx = MAX (a->x - (b->x + b->width), b->x - (a->x + a->width));
  double dy = MAX (a->y - (b->y + b->height), b->y - (a->y + a->height));

  return MAX (dx, dy);
}

/* The element that a note is about: the nearest one that is in the same zone; -1: none. */
static int
find_neighbour (const MoatPlan *plan, guint note)
{
  const MoatThing *thing = MOAT_PLAN_THING (plan, note);
  double nearest = NOTE_REACH;
  int neighbour = -1;

  for (guint i = 0; i < plan->things->len; i++)
    {
      const MoatThing *other = MOAT_PLAN_THING (plan, i);
      double gap = other->type == MOAT_THING_ELEMENT && other->is_part && other->home == thing->home
                       ? get_gap (&thing->now, &other->now)
                       : NOTE_REACH;

      if (gap < nearest)
        {
          nearest = gap;
          neighbour = (int) i;
        }
    }

  return neighbour;
}

/* The smallest rectangle with the centre of @box that holds @other too. */
static MoatRect
grow_about_center (const MoatRect *box, const MoatRect *other)
{
  MoatPoint center = moat_rect_get_center (box);
  double half_width = MAX (center.x - MIN (box->x, other->x),
                           MAX (box->x + box->width, other->x + other->width) - center.x);
  double half_height = MAX (center.y - MIN (box->y, other->y),
                            MAX (box->y + box->height, other->y + other->height) - center.y);

  return MOAT_RECT_INIT (center.x - half_width, center.y - half_height, 2 * half_width, 2 * half_height);
}

/* The node of each block: what it covers. */
static void
add_blocks (MoatPlan *plan, GHashTable *blocks)
{
  for (guint i = 0; i < plan->zones->len; i++)
    {
      const MoatPlanZone *zone = MOAT_PLAN_ZONE (plan, i);
      gpointer number;
      MoatPlanNode *node;

      if (!zone->is_part || zone->block < 0)
        continue;
      if (!g_hash_table_lookup_extended (blocks, GINT_TO_POINTER (zone->block), NULL, &number))
        {
          number = GUINT_TO_POINTER (add_node (plan, &zone->now, zone->parent));
          g_hash_table_insert (blocks, GINT_TO_POINTER (zone->block), number);
        }
      node = MOAT_PLAN_NODE (plan, GPOINTER_TO_UINT (number));
      node->now = moat_rect_union (&node->now, &zone->now);
    }
}

static int
find_block (const MoatPlan *plan, const MoatThing *thing)
{
  return thing->home >= 0 && MOAT_PLAN_ZONE (plan, thing->home)->is_part
             ? MOAT_PLAN_ZONE (plan, thing->home)->block
             : -1;
}

static void
add_to_node (MoatPlan *plan, MoatThing *thing, guint number)
{
  MoatPlanNode *node = MOAT_PLAN_NODE (plan, number);

  thing->node = number;
  node->now = moat_rect_union (&node->now, &thing->now);
}

static void
add_notes (MoatPlan *plan)
{
  for (guint i = 0; i < plan->things->len; i++)
    {
      MoatThing *note = MOAT_PLAN_THING (plan, i);
      int neighbour;

      if (note->type != MOAT_THING_NOTE || !note->is_part || find_block (plan, note) >= 0)
        continue;
      neighbour = find_neighbour (plan, i);
      if (neighbour < 0)
        note->node = add_node (plan, &note->now, note->home);
      else
        {
          MoatPlanNode *node = MOAT_PLAN_NODE (plan, MOAT_PLAN_THING (plan, neighbour)->node);

          note->node = MOAT_PLAN_THING (plan, neighbour)->node;
          node->now = grow_about_center (&node->now, &note->now);
        }
    }
}

/* Elements first: a note joins the node of its neighbour. */
static void
add_nodes (MoatPlan *plan, GHashTable *blocks)
{
  add_blocks (plan, blocks);
  for (guint i = 0; i < plan->things->len; i++)
    {
      MoatThing *thing = MOAT_PLAN_THING (plan, i);
      int block = find_block (plan, thing);

      if (!thing->is_part)
        continue;
      if (block >= 0)
        add_to_node (plan, thing, GPOINTER_TO_UINT (g_hash_table_lookup (blocks, GINT_TO_POINTER (block))));
      else if (thing->type != MOAT_THING_NOTE)
        thing->node = add_node (plan, &thing->now, thing->home);
    }
  add_notes (plan);
}

/* An empty zone has nothing to be round: it keeps its size. */
static void
keep_empty_zones (MoatPlan *plan)
{
  g_autofree gboolean *is_inhabited = g_new0 (gboolean, plan->zones->len + 1);

  for (guint i = 0; i < plan->zones->len; i++)
    if (MOAT_PLAN_ZONE (plan, i)->parent >= 0)
      is_inhabited[MOAT_PLAN_ZONE (plan, i)->parent] = TRUE;
  for (guint i = 0; i < plan->things->len; i++)
    if (MOAT_PLAN_THING (plan, i)->home >= 0)
      is_inhabited[MOAT_PLAN_THING (plan, i)->home] = TRUE;

  for (guint i = 0; i < plan->zones->len; i++)
    if (!is_inhabited[i] && MOAT_PLAN_ZONE (plan, i)->block < 0)
      MOAT_PLAN_ZONE (plan, i)->block = (int) i;
}

/* ---- Putting the answer somewhere ---- */

void
moat_plan_mirror_if_better (MoatPlan *plan)
{
  gint64 balance = 0;
  double top = INFINITY;
  double bottom = -INFINITY;
  guint step = 1 + plan->nodes->len / 2000;

  for (guint i = 0; i < plan->nodes->len; i += step)
    for (guint j = 0; j < i; j += step)
      {
        const MoatPlanNode *a = MOAT_PLAN_NODE (plan, i);
        const MoatPlanNode *b = MOAT_PLAN_NODE (plan, j);
        double now = moat_rect_get_center (&a->now).y - moat_rect_get_center (&b->now).y;
        double then = a->place.y - b->place.y;

        balance += now * then > 0 ? 1 : now * then < 0 ? -1 : 0;
      }
  if (balance >= 0)
    return;

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      top = MIN (top, MOAT_PLAN_NODE (plan, i)->place.y);
      bottom = MAX (bottom, MOAT_PLAN_NODE (plan, i)->place.y);
    }
  for (guint i = 0; i < plan->nodes->len; i++)
    MOAT_PLAN_NODE (plan, i)->place.y = top + bottom - MOAT_PLAN_NODE (plan, i)->place.y;
  for (guint i = 0; i < plan->zones->len; i++)
    {
      MoatPlanZone *zone = MOAT_PLAN_ZONE (plan, i);

      if (zone->is_part && zone->block < 0)
        zone->place.y = top + bottom - zone->place.y - zone->place.height;
    }
  for (guint i = 0; i < plan->flows->len; i++)
    for (guint j = 0; j < MOAT_PLAN_FLOW (plan, i)->corners->len; j++)
      {
        MoatPoint *corner = &g_array_index (MOAT_PLAN_FLOW (plan, i)->corners, MoatPoint, j);

        corner->y = top + bottom - corner->y;
      }
}

static void
translate (MoatPlan *plan, double dx, double dy)
{
  for (guint i = 0; i < plan->nodes->len; i++)
    {
      MOAT_PLAN_NODE (plan, i)->place.x += dx;
      MOAT_PLAN_NODE (plan, i)->place.y += dy;
    }
  for (guint i = 0; i < plan->zones->len; i++)
    if (MOAT_PLAN_ZONE (plan, i)->is_part && MOAT_PLAN_ZONE (plan, i)->block < 0)
      {
        MOAT_PLAN_ZONE (plan, i)->place.x += dx;
        MOAT_PLAN_ZONE (plan, i)->place.y += dy;
      }
  for (guint i = 0; i < plan->flows->len; i++)
    for (guint j = 0; j < MOAT_PLAN_FLOW (plan, i)->corners->len; j++)
      {
        MoatPoint *corner = &g_array_index (MOAT_PLAN_FLOW (plan, i)->corners, MoatPoint, j);

        corner->x += dx;
        corner->y += dy;
      }
}

static double
to_grid (double value)
{
  return round (value / MOAT_LAYOUT_GRID) * MOAT_LAYOUT_GRID;
}

/* As a whole things stay where they are. */
static void
move_home (MoatPlan *plan)
{
  double dx = 0;
  double dy = 0;

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const MoatPlanNode *node = MOAT_PLAN_NODE (plan, i);

      dx += moat_rect_get_center (&node->now).x - node->place.x;
      dy += moat_rect_get_center (&node->now).y - node->place.y;
    }
  if (plan->nodes->len > 0)
    translate (plan, to_grid (dx / plan->nodes->len), to_grid (dy / plan->nodes->len));
}

/* What the nodes and zones that were placed cover, there (@then) or now. */
static gboolean
get_extents (const MoatPlan *plan, gboolean then, MoatRect *extents)
{
  gboolean has_any = FALSE;

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const MoatPlanNode *node = MOAT_PLAN_NODE (plan, i);
      MoatRect box = node->now;

      if (then)
        {
          box.x = node->place.x - box.width / 2;
          box.y = node->place.y - box.height / 2;
        }
      *extents = has_any ? moat_rect_union (extents, &box) : box;
      has_any = TRUE;
    }
  for (guint i = 0; i < plan->zones->len; i++)
    {
      const MoatPlanZone *zone = MOAT_PLAN_ZONE (plan, i);

      if (zone->is_part && zone->block < 0)
        {
          *extents = has_any ? moat_rect_union (extents, then ? &zone->place : &zone->now)
                             : (then ? zone->place : zone->now);
          has_any = TRUE;
        }
    }

  return has_any;
}

/* Where a stretch of @length, about @middle, goes between @start and @end; when it is too long, at the start.
 */
static double
fit_between (double middle, double length, double start, double end)
{
  return CLAMP (middle - length / 2, start, MAX (start, end - length));
}

/* Into the zone, near where its content was; the zone grows where that is too large. */
static void
move_inside (MoatLayout *self)
{
  MoatPlanZone *zone = MOAT_PLAN_ZONE (self->plan, self->inside);
  MoatRect room = {
    zone->now.x + MOAT_LAYOUT_ZONE_PADDING,
    zone->now.y + MOAT_LAYOUT_ZONE_PADDING + MOAT_LAYOUT_ZONE_TITLE,
    zone->now.width - 2 * MOAT_LAYOUT_ZONE_PADDING,
    zone->now.height - 2 * MOAT_LAYOUT_ZONE_PADDING - MOAT_LAYOUT_ZONE_TITLE,
  };
  MoatRect before;
  MoatRect after;
  MoatPoint middle;
  double x;
  double y;

  if (!get_extents (self->plan, FALSE, &before) || !get_extents (self->plan, TRUE, &after))
    return;

  middle = moat_rect_get_center (&before);
  x = fit_between (middle.x, after.width, room.x, room.x + room.width);
  y = fit_between (middle.y, after.height, room.y, room.y + room.height);
  translate (self->plan, to_grid (x - after.x), to_grid (y - after.y));
  self->room_at = (MoatPoint){ zone->now.x + zone->now.width, zone->now.y + zone->now.height };
  self->room = (MoatPoint){ MAX (0, ceil ((after.width - room.width) / MOAT_LAYOUT_GRID) * MOAT_LAYOUT_GRID),
                            MAX (0,
                                 ceil ((after.height - room.height) / MOAT_LAYOUT_GRID) * MOAT_LAYOUT_GRID) };
}

/* ---- Places of things ---- */

static MoatPoint
get_shift (const MoatPlanNode *node)
{
  MoatPoint center = moat_rect_get_center (&node->now);

  return (MoatPoint){ node->place.x - center.x, node->place.y - center.y };
}

static void
take_places (MoatLayout *self)
{
  MoatPlan *plan = self->plan;

  for (guint i = 0; i < plan->things->len; i++)
    {
      MoatThing *thing = MOAT_PLAN_THING (plan, i);
      MoatPoint shift = thing->is_part ? get_shift (MOAT_PLAN_NODE (plan, thing->node)) : (MoatPoint){ 0, 0 };

      thing->place.x = thing->now.x + shift.x;
      thing->place.y = thing->now.y + shift.y;
    }
}

/* The zones of a block go where its node does. */
static void
take_block_places (MoatLayout *self, GHashTable *node_of_block)
{
  MoatPlan *plan = self->plan;

  for (guint i = 0; i < plan->zones->len; i++)
    {
      MoatPlanZone *zone = MOAT_PLAN_ZONE (plan, i);
      gpointer number;
      MoatPoint shift;

      if (!zone->is_part || zone->block < 0
          || !g_hash_table_lookup_extended (node_of_block, GINT_TO_POINTER (zone->block), NULL, &number))
        continue;
      shift = get_shift (MOAT_PLAN_NODE (plan, GPOINTER_TO_UINT (number)));
      zone->place.x = zone->now.x + shift.x;
      zone->place.y = zone->now.y + shift.y;
    }
}

static double
make_way (double value, double at, double room)
{
  return value >= at ? value + room : value;
}

MoatPoint
moat_layout_make_way (MoatLayout *self, MoatPoint point)
{
  return (MoatPoint){ make_way (point.x, self->room_at.x, self->room.x),
                      make_way (point.y, self->room_at.y, self->room.y) };
}

/* What lies beyond the edges that a zone grew at goes along with them, and zones around it grow too: nothing
 * changes sides with anything.
 */
static void
make_room (MoatLayout *self)
{
  MoatPlan *plan = self->plan;

  for (guint i = 0; i < plan->things->len; i++)
    {
      MoatThing *thing = MOAT_PLAN_THING (plan, i);
      MoatPoint center = moat_rect_get_center (&thing->now);
      MoatPoint then = moat_layout_make_way (self, center);

      if (thing->is_part)
        continue;
      thing->place.x += then.x - center.x;
      thing->place.y += then.y - center.y;
    }
  for (guint i = 0; i < plan->zones->len; i++)
    {
      MoatPlanZone *zone = MOAT_PLAN_ZONE (plan, i);
      MoatPoint from = moat_layout_make_way (self, (MoatPoint){ zone->now.x, zone->now.y });
      MoatPoint to = moat_layout_make_way (self, (MoatPoint){ zone->now.x + zone->now.width,
                                                              zone->now.y + zone->now.height });

      if (!zone->is_part)
        zone->place = MOAT_RECT_INIT (from.x, from.y, to.x - from.x, to.y - from.y);
    }
}

/* ---- Bends ---- */

static gboolean
lies_between (const MoatThing *thing, MoatPoint from, MoatPoint to)
{
  MoatRect box = moat_rect_inset (&thing->place, -MOAT_LAYOUT_GRID, -MOAT_LAYOUT_GRID);
  double t0;
  double t1;

  return moat_rect_clip_segment (&box, from, to, &t0, &t1);
}

/* A flow that meets no element on its straight way needs no bends. */
static void
straighten (MoatPlan *plan, MoatPlanFlow *flow)
{
  MoatPoint from = moat_rect_get_center (&MOAT_PLAN_THING (plan, flow->source)->place);
  MoatPoint to = moat_rect_get_center (&MOAT_PLAN_THING (plan, flow->target)->place);

  for (guint i = 0; i < plan->things->len; i++)
    {
      const MoatThing *thing = MOAT_PLAN_THING (plan, i);

      if (thing->type == MOAT_THING_ELEMENT && i != flow->source && i != flow->target
          && lies_between (thing, from, to))
        return;
    }

  g_array_set_size (flow->corners, 0);
}

/* ---- Computing ---- */

/* Whether the zone's inside is all its own: nothing from outside reaches into it. */
static gboolean
is_undisturbed (const MoatPlan *plan, int inside)
{
  const MoatPlanZone *zone = MOAT_PLAN_ZONE (plan, inside);

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const MoatPlanZone *other = MOAT_PLAN_ZONE (plan, i);

      if ((int) i != inside && !other->is_part && moat_rect_intersects (&other->now, &zone->now)
          && !moat_rect_contains_rect (&other->now, &zone->now))
        return FALSE;
    }
  for (guint i = 0; i < plan->things->len; i++)
    if (!MOAT_PLAN_THING (plan, i)->is_part
        && moat_rect_intersects (&MOAT_PLAN_THING (plan, i)->now, &zone->now))
      return FALSE;

  return zone->block < 0;
}

static void
mark_inside (MoatLayout *self)
{
  MoatPlan *plan = self->plan;

  for (guint i = 0; i < plan->zones->len; i++)
    MOAT_PLAN_ZONE (plan, i)->is_part = (int) i != self->inside
                                        && moat_plan_is_in_zone (plan, (int) i, self->inside);
  for (guint i = 0; i < plan->things->len; i++)
    MOAT_PLAN_THING (plan, i)->is_part = moat_plan_is_in_zone (plan, MOAT_PLAN_THING (plan, i)->home,
                                                               self->inside);
  if (self->inside < 0 || is_undisturbed (plan, self->inside))
    return;

  /* Then places are looked for as a selection's are, and no zone grows. */
  self->scope = MOAT_LAYOUT_SELECTION;
  for (guint i = 0; i < plan->things->len; i++)
    {
      MoatThing *thing = MOAT_PLAN_THING (plan, i);

      thing->is_part = thing->type != MOAT_THING_END
                       && moat_rect_contains_point (&MOAT_PLAN_ZONE (plan, self->inside)->now,
                                                    moat_rect_get_center (&thing->now));
    }
}

static gboolean
compute_with_dot (MoatLayout *self, GCancellable *cancellable, GError **error)
{
  MoatPlan *plan = self->plan;
  g_autoptr (GHashTable) blocks = g_hash_table_new (NULL, NULL);

  if (plan->keeps_order)
    keep_empty_zones (plan);
  add_nodes (plan, blocks);
  if (!moat_plan_ask_dot (plan, cancellable, error))
    return FALSE;

  if (plan->keeps_order)
    moat_plan_mirror_if_better (plan);
  if (self->scope == MOAT_LAYOUT_INSIDE)
    move_inside (self);
  else if (plan->keeps_order)
    move_home (plan);

  take_places (self);
  take_block_places (self, blocks);
  make_room (self);
  for (guint i = 0; i < plan->flows->len && !g_cancellable_is_cancelled (cancellable); i++)
    if (MOAT_PLAN_FLOW (plan, i)->corners->len > 0)
      straighten (plan, MOAT_PLAN_FLOW (plan, i));
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
moat_layout_compute (MoatLayout *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->plan->keeps_order)
    moat_plan_find_homes (self->plan);
  if (self->scope == MOAT_LAYOUT_INSIDE)
    mark_inside (self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return self->scope == MOAT_LAYOUT_SELECTION
             ? moat_layout_fit_selection (self->plan, &self->n_unplaced, cancellable, error)
             : compute_with_dot (self, cancellable, error);
}
