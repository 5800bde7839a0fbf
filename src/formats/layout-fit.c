/* Finds free places for a selection, near where dot would have it: inside the
 * same zones as before, on nothing that is not selected.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "layout-private.h"

#include <math.h>

/* Between what finds a place and what is there; and to the edge of a zone. */
#define GAP      20.0
#define EDGE_GAP 10.0
/* How far from where it should be a place is looked for: so many times a step. */
#define SEARCH_STEP  20.0
#define SEARCH_RINGS 45

/* A thing, or a selected zone with what is in it: moved as one. */
typedef struct
{
  MoatRect now;
  int home;
  int zone;       /* the selected zone, -1 for a thing */
  MoatRect room;  /* what the zones around leave */
  MoatPoint want; /* from its group's middle; of its centre */
  MoatRect place;
  guint group; /* of units that are tried at once */
  gboolean is_placed;
  gboolean stays; /* there was no room */
} Unit;

typedef struct
{
  MoatPlan *plan;
  GArray *units;      /* of Unit */
  int *unit_of_thing; /* -1: not selected */
  int *unit_of_zone;
  GCancellable *cancellable;
} Fit;

#define UNIT(fit, index) (&g_array_index ((fit)->units, Unit, (index)))

/* ---- Units ---- */

/* Zones that overlap go together. */
static int
key_of (const MoatPlan *plan, int zone)
{
  int block = MOAT_PLAN_ZONE (plan, zone)->block;

  return block >= 0 ? block : zone;
}

/* The outermost selected zone that @zone is or lies in, as the key of its unit; -1: none. */
static int
find_selected_around (Fit *fit, GHashTable *selected, int zone)
{
  int found = -1;

  for (guint depth = 0; zone >= 0 && depth <= fit->plan->zones->len; depth++)
    {
      if (g_hash_table_contains (selected, GINT_TO_POINTER (key_of (fit->plan, zone))))
        found = key_of (fit->plan, zone);
      zone = MOAT_PLAN_ZONE (fit->plan, zone)->parent;
    }

  return found;
}

static int
add_unit (Fit *fit, const MoatRect *box, int home, int zone)
{
  Unit unit = { .now = *box, .place = *box, .home = home, .zone = zone };

  g_array_append_val (fit->units, unit);
  return (int) fit->units->len - 1;
}

static void
add_zone_units (Fit *fit, GHashTable *selected, GHashTable *unit_of_key)
{
  for (guint i = 0; i < fit->plan->zones->len; i++)
    {
      const MoatPlanZone *zone = MOAT_PLAN_ZONE (fit->plan, i);
      int key = find_selected_around (fit, selected, (int) i);
      gpointer number;

      fit->unit_of_zone[i] = -1;
      if (key < 0)
        continue;
      if (!g_hash_table_lookup_extended (unit_of_key, GINT_TO_POINTER (key), NULL, &number))
        {
          number = GINT_TO_POINTER (add_unit (fit, &zone->now, MOAT_PLAN_ZONE (fit->plan, key)->parent, key));
          g_hash_table_insert (unit_of_key, GINT_TO_POINTER (key), number);
        }
      fit->unit_of_zone[i] = GPOINTER_TO_INT (number);
      UNIT (fit, fit->unit_of_zone[i])->now = moat_rect_union (&UNIT (fit, fit->unit_of_zone[i])->now,
                                                               &zone->now);
    }
}

static void
add_units (Fit *fit)
{
  g_autoptr (GHashTable) selected = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) unit_of_key = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < fit->plan->zones->len; i++)
    if (MOAT_PLAN_ZONE (fit->plan, i)->is_part)
      g_hash_table_add (selected, GINT_TO_POINTER (key_of (fit->plan, (int) i)));
  add_zone_units (fit, selected, unit_of_key);

  for (guint i = 0; i < fit->plan->things->len; i++)
    {
      const MoatThing *thing = MOAT_PLAN_THING (fit->plan, i);
      int around = thing->home >= 0 ? fit->unit_of_zone[thing->home] : -1;

      fit->unit_of_thing[i] = around;
      if (around >= 0)
        UNIT (fit, around)->now = moat_rect_union (&UNIT (fit, around)->now, &thing->now);
      else if (thing->is_part)
        fit->unit_of_thing[i] = add_unit (fit, &thing->now, thing->home, -1);
    }
}

/* ---- Room ---- */

static gboolean
is_around (Fit *fit, guint zone, const Unit *unit)
{
  if (unit->zone >= 0)
    return moat_plan_is_in_zone (fit->plan, MOAT_PLAN_ZONE (fit->plan, unit->zone)->parent, (int) zone);

  return moat_rect_contains_point (&MOAT_PLAN_ZONE (fit->plan, zone)->now, moat_rect_get_center (&unit->now));
}

static MoatRect
intersect (const MoatRect *a, const MoatRect *b)
{
  double x = MAX (a->x, b->x);
  double y = MAX (a->y, b->y);

  return MOAT_RECT_INIT (x, y, MAX (0, MIN (a->x + a->width, b->x + b->width) - x),
                         MAX (0, MIN (a->y + a->height, b->y + b->height) - y));
}

static void
find_room (Fit *fit, Unit *unit)
{
  unit->room = MOAT_RECT_INIT (-MOAT_COORDINATE_MAX, -MOAT_COORDINATE_MAX, 2 * MOAT_COORDINATE_MAX,
                               2 * MOAT_COORDINATE_MAX);
  for (guint i = 0; i < fit->plan->zones->len; i++)
    if (is_around (fit, i, unit))
      {
        MoatRect inside = moat_rect_inset (&MOAT_PLAN_ZONE (fit->plan, i)->now, EDGE_GAP, EDGE_GAP);

        /* The title sits on the top edge. */
        inside.y += MIN (EDGE_GAP, inside.height);
        inside.height = MAX (0, inside.height - EDGE_GAP);
        unit->room = intersect (&unit->room, &inside);
      }
}

/* Whether @unit may be at @box, beside all that is not moved and all units that have their place. */
static gboolean
is_free (Fit *fit, const Unit *unit, const MoatRect *box)
{
  MoatRect wide = moat_rect_inset (box, -GAP, -GAP);
  MoatRect near = moat_rect_inset (box, -EDGE_GAP, -EDGE_GAP);

  if (!moat_rect_contains_rect (&unit->room, box))
    return FALSE;
  for (guint i = 0; i < fit->plan->zones->len; i++)
    if (fit->unit_of_zone[i] < 0 && moat_rect_intersects (&near, &MOAT_PLAN_ZONE (fit->plan, i)->now)
        && !is_around (fit, i, unit))
      return FALSE;
  for (guint i = 0; i < fit->plan->things->len; i++)
    if (fit->unit_of_thing[i] < 0 && moat_rect_intersects (&wide, &MOAT_PLAN_THING (fit->plan, i)->now))
      return FALSE;
  for (guint i = 0; i < fit->units->len; i++)
    {
      const Unit *other = UNIT (fit, i);

      /* What another group has not placed yet may have to stay. */
      if (other != unit && (other->is_placed || other->group != unit->group)
          && moat_rect_intersects (&wide, &other->place))
        return FALSE;
    }

  return TRUE;
}

static MoatRect
box_at (const Unit *unit, MoatPoint middle)
{
  return MOAT_RECT_INIT (round ((middle.x + unit->want.x - unit->now.width / 2) / MOAT_LAYOUT_GRID)
                             * MOAT_LAYOUT_GRID,
                         round ((middle.y + unit->want.y - unit->now.height / 2) / MOAT_LAYOUT_GRID)
                             * MOAT_LAYOUT_GRID,
                         unit->now.width, unit->now.height);
}

/* ---- Groups: units of one zone ---- */

static gboolean
try_at (Fit *fit, GArray *group, MoatPoint middle)
{
  for (guint i = 0; i < group->len; i++)
    {
      Unit *unit = UNIT (fit, g_array_index (group, guint, i));

      unit->place = box_at (unit, middle);
      if (!is_free (fit, unit, &unit->place))
        break;
      unit->is_placed = TRUE;
      if (i + 1 == group->len)
        return TRUE;
    }

  for (guint i = 0; i < group->len; i++)
    {
      Unit *unit = UNIT (fit, g_array_index (group, guint, i));

      unit->is_placed = FALSE;
      unit->place = unit->now;
    }
  return FALSE;
}

/* Tries places in growing squares about @middle. */
static gboolean
search (Fit *fit, GArray *group, MoatPoint middle)
{
  for (int ring = 0; ring < SEARCH_RINGS && !g_cancellable_is_cancelled (fit->cancellable); ring++)
    for (int column = -ring; column <= ring; column++)
      for (int row = -ring; row <= ring; row += ABS (column) == ring ? 1 : 2 * ring)
        if (try_at (fit, group, (MoatPoint){ middle.x + column * SEARCH_STEP, middle.y + row * SEARCH_STEP }))
          return TRUE;

  return FALSE;
}

/* The units, and flows between them, as a plan of their own. */
static MoatPlan *
plan_group (Fit *fit, GArray *group)
{
  MoatPlan *plan = moat_plan_new ();
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);

  plan->keeps_order = TRUE;
  for (guint i = 0; i < group->len; i++)
    {
      guint number = g_array_index (group, guint, i);
      MoatThing thing = { .now = UNIT (fit, number)->now, .home = -1, .is_part = TRUE, .node = i };
      MoatPlanNode node = { .now = thing.now, .home = -1 };

      g_array_append_val (plan->things, thing);
      g_array_append_val (plan->nodes, node);
      g_hash_table_insert (numbers, GUINT_TO_POINTER (number), GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < fit->plan->flows->len; i++)
    {
      const MoatPlanFlow *flow = MOAT_PLAN_FLOW (fit->plan, i);
      gpointer source;
      gpointer target;

      if (fit->unit_of_thing[flow->source] >= 0 && fit->unit_of_thing[flow->target] >= 0
          && g_hash_table_lookup_extended (numbers, GINT_TO_POINTER (fit->unit_of_thing[flow->source]), NULL,
                                           &source)
          && g_hash_table_lookup_extended (numbers, GINT_TO_POINTER (fit->unit_of_thing[flow->target]), NULL,
                                           &target))
        {
          MoatPlanFlow own = { GPOINTER_TO_UINT (source), GPOINTER_TO_UINT (target), flow->label_width,
                               g_array_new (FALSE, FALSE, sizeof (MoatPoint)) };

          g_array_append_val (plan->flows, own);
        }
    }

  return plan;
}

/* Where dot would have the units, from their middle, drawn together by the two factors. */
static void
take_wishes (Fit *fit, GArray *group, const MoatPlan *plan, MoatPoint factors)
{
  MoatPoint middle = { 0, 0 };

  for (guint i = 0; i < group->len; i++)
    {
      middle.x += MOAT_PLAN_NODE (plan, i)->place.x / group->len;
      middle.y += MOAT_PLAN_NODE (plan, i)->place.y / group->len;
    }
  for (guint i = 0; i < group->len; i++)
    UNIT (fit, g_array_index (group, guint, i))->want
        = (MoatPoint){ (MOAT_PLAN_NODE (plan, i)->place.x - middle.x) * factors.x,
                       (MOAT_PLAN_NODE (plan, i)->place.y - middle.y) * factors.y };
}

static gboolean
fit_group (Fit *fit, GArray *group, GError **error)
{
  const MoatPoint factors[] = { { 1, 1 }, { 0.8, 1 }, { 0.8, 0.8 }, { 0.6, 0.8 }, { 0.6, 0.6 } };
  g_autoptr (MoatPlan) plan = plan_group (fit, group);
  MoatPoint middle = { 0, 0 };

  for (guint i = 0; i < group->len; i++)
    {
      Unit *unit = UNIT (fit, g_array_index (group, guint, i));
      MoatPoint center = moat_rect_get_center (&unit->now);

      find_room (fit, unit);
      middle.x += center.x / group->len;
      middle.y += center.y / group->len;
    }
  if (!moat_plan_ask_dot (plan, fit->cancellable, error))
    return FALSE;

  moat_plan_mirror_if_better (plan);
  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      take_wishes (fit, group, plan, factors[i]);
      if (search (fit, group, middle))
        return TRUE;
    }

  /* Nothing of a group goes elsewhere alone: all stay. */
  for (guint i = 0; i < group->len; i++)
    UNIT (fit, g_array_index (group, guint, i))->is_placed
        = UNIT (fit, g_array_index (group, guint, i))->stays = TRUE;
  return !g_cancellable_set_error_if_cancelled (fit->cancellable, error);
}

/* ---- All of it ---- */

static void
take_places (Fit *fit)
{
  for (guint i = 0; i < fit->plan->things->len; i++)
    {
      MoatThing *thing = MOAT_PLAN_THING (fit->plan, i);
      const Unit *unit = fit->unit_of_thing[i] >= 0 ? UNIT (fit, fit->unit_of_thing[i]) : NULL;

      thing->is_part = unit != NULL;
      thing->place.x = thing->now.x + (unit != NULL ? unit->place.x - unit->now.x : 0);
      thing->place.y = thing->now.y + (unit != NULL ? unit->place.y - unit->now.y : 0);
    }
  for (guint i = 0; i < fit->plan->zones->len; i++)
    {
      MoatPlanZone *zone = MOAT_PLAN_ZONE (fit->plan, i);
      const Unit *unit = fit->unit_of_zone[i] >= 0 ? UNIT (fit, fit->unit_of_zone[i]) : NULL;

      zone->place.x = zone->now.x + (unit != NULL ? unit->place.x - unit->now.x : 0);
      zone->place.y = zone->now.y + (unit != NULL ? unit->place.y - unit->now.y : 0);
    }
}

static GArray *
list_group (Fit *fit, guint first)
{
  GArray *group = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = first; i < fit->units->len; i++)
    if (UNIT (fit, i)->group == UNIT (fit, first)->group)
      g_array_append_val (group, i);

  return group;
}

gboolean
moat_layout_fit_selection (MoatPlan *plan, guint *n_unplaced, GCancellable *cancellable, GError **error)
{
  g_autofree int *unit_of_thing = g_new (int, plan->things->len + 1);
  g_autofree int *unit_of_zone = g_new (int, plan->zones->len + 1);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (Unit));
  Fit fit = { plan, units, unit_of_thing, unit_of_zone, cancellable };

  *n_unplaced = 0;
  add_units (&fit);
  for (guint i = 0; i < units->len; i++)
    UNIT (&fit, i)->group = (guint) (UNIT (&fit, i)->home + 1);
  for (guint i = 0; i < units->len; i++)
    {
      g_autoptr (GArray) group = UNIT (&fit, i)->is_placed ? NULL : list_group (&fit, i);

      if (group == NULL)
        continue;
      if (!fit_group (&fit, group, error))
        return FALSE;
    }
  for (guint i = 0; i < units->len; i++)
    *n_unplaced += UNIT (&fit, i)->stays ? 1 : 0;
  take_places (&fit);
  return TRUE;
}
