/* What is inside what, for a plan: a tree of zones, where zones are in one
 * another by what they hold rather than by their edges.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "layout-plan.h"

typedef struct
{
  MoatPlan *plan;
  guint *order;       /* zones, from the innermost: by how much they hold, then by size */
  guint *rank;        /* of a zone, in that order */
  GHashTable *shared; /* two zones as one number → how many things are in both */
  guint *group;       /* of a zone: another one that it overlaps with, or itself */
} Homes;

static gboolean
holds (const MoatPlanZone *zone, const MoatThing *thing)
{
  return moat_rect_contains_point (&zone->now, moat_rect_get_center (&thing->now));
}

static gpointer
pair_of (Homes *homes, guint a, guint b)
{
  return GSIZE_TO_POINTER ((gsize) a * homes->plan->zones->len + b);
}

static guint
count_shared (Homes *homes, guint a, guint b)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (homes->shared, pair_of (homes, a, b)));
}

/* Notes do not count: they are in no crossing. */
static void
count_inside (Homes *homes)
{
  MoatPlan *plan = homes->plan;
  g_autoptr (GArray) around = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < plan->things->len; i++)
    {
      const MoatThing *thing = MOAT_PLAN_THING (plan, i);

      g_array_set_size (around, 0);
      for (guint zone = 0; thing->type != MOAT_THING_NOTE && zone < plan->zones->len; zone++)
        if (holds (MOAT_PLAN_ZONE (plan, zone), thing))
          g_array_append_val (around, zone);
      for (guint j = 0; j < around->len; j++)
        for (guint k = 0; k < around->len; k++)
          {
            guint a = g_array_index (around, guint, j);
            guint b = g_array_index (around, guint, k);

            g_hash_table_insert (homes->shared, pair_of (homes, a, b),
                                 GUINT_TO_POINTER (count_shared (homes, a, b) + 1));
          }
    }

  for (guint zone = 0; zone < plan->zones->len; zone++)
    MOAT_PLAN_ZONE (plan, zone)->n_inside = count_shared (homes, zone, zone);
}

static int
compare_zones (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const MoatPlan *plan = user_data;
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;
  const MoatPlanZone *one = MOAT_PLAN_ZONE (plan, first);
  const MoatPlanZone *other = MOAT_PLAN_ZONE (plan, second);
  double one_size = one->now.width * one->now.height;
  double other_size = other->now.width * other->now.height;

  if (one->n_inside != other->n_inside)
    return one->n_inside < other->n_inside ? -1 : 1;
  if (one_size != other_size)
    return one_size < other_size ? -1 : 1;
  return first < second ? -1 : first > second;
}

static void
sort_zones (Homes *homes)
{
  guint n_zones = homes->plan->zones->len;

  for (guint i = 0; i < n_zones; i++)
    homes->order[i] = i;
  g_qsort_with_data (homes->order, n_zones, sizeof *homes->order, compare_zones, homes->plan);
  for (guint i = 0; i < n_zones; i++)
    homes->rank[homes->order[i]] = i;
}

/* A zone with something in it lies in every zone that holds all of that, wherever its edges are; an empty one
 * lies where it is drawn.
 */
static gboolean
is_inside (Homes *homes, guint inner, guint outer)
{
  const MoatPlanZone *zone = MOAT_PLAN_ZONE (homes->plan, inner);

  if (homes->rank[outer] <= homes->rank[inner])
    return FALSE;
  if (zone->n_inside == 0)
    return moat_rect_contains_rect (&MOAT_PLAN_ZONE (homes->plan, outer)->now, &zone->now);
  return count_shared (homes, inner, outer) == zone->n_inside;
}

static gboolean
overlaps (Homes *homes, guint a, guint b)
{
  guint n_shared = count_shared (homes, a, b);

  return n_shared > 0 && n_shared < MOAT_PLAN_ZONE (homes->plan, a)->n_inside
         && n_shared < MOAT_PLAN_ZONE (homes->plan, b)->n_inside;
}

static guint
find_group (Homes *homes, guint zone)
{
  while (homes->group[zone] != zone)
    zone = homes->group[zone];

  return zone;
}

/* Zones that share some of what they hold, and what is in them, stay as they are to one another. */
static void
find_blocks (Homes *homes)
{
  MoatPlan *plan = homes->plan;
  guint n_zones = plan->zones->len;
  g_autofree gboolean *is_block = g_new0 (gboolean, n_zones + 1);

  for (guint i = 0; i < n_zones; i++)
    homes->group[i] = i;
  for (guint i = 0; i < n_zones; i++)
    for (guint j = 0; j < i; j++)
      if (overlaps (homes, i, j))
        {
          homes->group[find_group (homes, i)] = find_group (homes, j);
          is_block[i] = is_block[j] = TRUE;
        }

  for (guint i = 0; i < n_zones; i++)
    MOAT_PLAN_ZONE (plan, i)->block = is_block[i] ? (int) find_group (homes, i) : -1;
  for (guint i = 0; i < n_zones; i++)
    for (guint j = 0; j < n_zones; j++)
      if (!is_block[i] && is_block[j] && is_inside (homes, i, j))
        MOAT_PLAN_ZONE (plan, i)->block = (int) find_group (homes, j);
}

/* The innermost zone around @zone; of a block, the innermost around all of it. */
static int
find_parent (Homes *homes, guint zone)
{
  int block = MOAT_PLAN_ZONE (homes->plan, zone)->block;

  for (guint i = homes->rank[zone] + 1; i < homes->plan->zones->len; i++)
    {
      guint outer = homes->order[i];

      if (is_inside (homes, zone, outer)
          && (block < 0 || MOAT_PLAN_ZONE (homes->plan, outer)->block != block))
        return (int) outer;
    }

  return -1;
}

static int
find_home (Homes *homes, const MoatThing *thing)
{
  for (guint i = 0; i < homes->plan->zones->len; i++)
    if (holds (MOAT_PLAN_ZONE (homes->plan, homes->order[i]), thing))
      return (int) homes->order[i];

  return -1;
}

void
moat_plan_find_homes (MoatPlan *plan)
{
  guint n_zones = plan->zones->len;
  g_autofree guint *order = g_new0 (guint, n_zones + 1);
  g_autofree guint *rank = g_new0 (guint, n_zones + 1);
  g_autofree guint *group = g_new0 (guint, n_zones + 1);
  g_autoptr (GHashTable) shared = g_hash_table_new (NULL, NULL);
  Homes homes = { plan, order, rank, shared, group };

  count_inside (&homes);
  sort_zones (&homes);
  find_blocks (&homes);
  for (guint i = 0; i < n_zones; i++)
    MOAT_PLAN_ZONE (plan, i)->parent = find_parent (&homes, i);
  for (guint i = 0; i < plan->things->len; i++)
    MOAT_PLAN_THING (plan, i)->home = find_home (&homes, MOAT_PLAN_THING (plan, i));
}

gboolean
moat_plan_is_in_zone (const MoatPlan *plan, int inner, int outer)
{
  for (guint depth = 0; inner >= 0 && depth <= plan->zones->len; depth++)
    {
      if (inner == outer)
        return TRUE;
      inner = MOAT_PLAN_ZONE (plan, inner)->parent;
    }

  return FALSE;
}
