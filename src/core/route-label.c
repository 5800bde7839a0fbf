/* Where the label of a flow goes: candidates along the route, beside it and on
 * it, in the order a careful person would try them; the first that is clear of
 * everything wins, or else the one that covers least.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "route.h"

#include <math.h>

/* Candidates are at the middle and this many steps to each side of it, up to the route's ends. */
#define STEPS 12
/* From the line to a label beside it: clear of a crossing mark at first, then ever farther. */
static const double gaps[] = { 12, 26, 44, 66, 92, 124 };

/* Prices, all in units of distance: one unit away from the middle costs one. */
#define COST_ABOVE   6   /* below is where people look first */
#define COST_BESIDE  10  /* of an upright line, on which labels are centred */
#define COST_LEFT    6   /* right of it is where people look first */
#define COST_COVER   160 /* a level line is not to be hidden under its own label */
#define COST_ARROW   400 /* nor the arrow head, or where the line starts */
#define COST_CUT     600 /* nor may the line run through a label that stands beside it */
#define COST_OTHER   300 /* nor any other line, though between many lines there may be no room */
#define COST_BLOCKED 1e5 /* more than all others together: the label is on an obstacle */
/* Half the side of the square that an arrow head takes. */
#define ARROW_HALF 9.0
/* A line is upright when it climbs at least this part of its length. */
#define UPRIGHT 0.5

typedef struct
{
  const MoatRoute *route;
  double width;
  double height;
  double length;
  GArray *obstacles; /* of MoatRect: those that any candidate can touch */
  GPtrArray *others; /* of MoatRoute, borrowed: likewise */
  MoatRect best;
  double best_cost;
} Search;

/* Whether any of the route lies under @rect. */
static gboolean
is_cut_by_route (const MoatRoute *route, const MoatRect *rect)
{
  double t0, t1;

  for (guint i = 0; i + 1 < route->len; i++)
    if (moat_rect_clip_segment (rect, route->points[i], route->points[i + 1], &t0, &t1))
      return TRUE;

  return FALSE;
}

static gboolean
covers_arrow (const MoatRoute *route, const MoatRect *rect)
{
  const MoatPoint ends[] = { route->points[0], route->points[route->len - 1] };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      MoatRect arrow = { ends[i].x - ARROW_HALF, ends[i].y - ARROW_HALF, 2 * ARROW_HALF, 2 * ARROW_HALF };

      if (moat_rect_intersects (rect, &arrow))
        return TRUE;
    }

  return FALSE;
}

/* What covering obstacles and other lines costs; it grows with the area, so that the least bad is found in a
 * crowd. */
static double
get_covered_cost (const Search *search, const MoatRect *rect)
{
  double cost = 0;

  for (guint i = 0; i < search->others->len; i++)
    if (is_cut_by_route (g_ptr_array_index (search->others, i), rect))
      cost += COST_OTHER;

  for (guint i = 0; i < search->obstacles->len; i++)
    {
      const MoatRect *other = &g_array_index (search->obstacles, MoatRect, i);
      double across, down;

      if (!moat_rect_intersects (rect, other))
        continue;

      across = MIN (rect->x + rect->width, other->x + other->width) - MAX (rect->x, other->x);
      down = MIN (rect->y + rect->height, other->y + other->height) - MAX (rect->y, other->y);
      cost += COST_BLOCKED + across * down;
    }

  return cost;
}

static void
try_candidate (Search *search, MoatPoint center, double cost, gboolean is_on_line)
{
  MoatRect rect = { center.x - search->width / 2, center.y - search->height / 2, search->width,
                    search->height };

  if (cost >= search->best_cost)
    return;
  if (!is_on_line && is_cut_by_route (search->route, &rect))
    cost += COST_CUT;
  if (covers_arrow (search->route, &rect))
    cost += COST_ARROW;
  if (cost >= search->best_cost)
    return;

  cost += get_covered_cost (search, &rect);
  if (cost >= search->best_cost)
    return;

  search->best = rect;
  search->best_cost = cost;
}

/* All candidates that belong to one point of the route. */
static void
try_point (Search *search, double distance, double cost)
{
  MoatPoint tangent;
  MoatPoint at = moat_polyline_get_point_at (search->route->points, search->route->len, distance, &tangent);
  gboolean upright = fabs (tangent.y) > UPRIGHT;
  /* The side that people look at first: below, or to the right of an upright line. */
  double sign = (upright ? -tangent.y : tangent.x) >= 0 ? 1 : -1;
  MoatPoint normal = { -tangent.y * sign, tangent.x * sign };
  double reach = fabs (normal.x) * search->width / 2 + fabs (normal.y) * search->height / 2;
  MoatPoint outward = search->route->outward;
  /* Whether the flows beside this one are on the other side of it, or on this one. */
  double aside = normal.x * outward.x + normal.y * outward.y;

  try_candidate (search, at, cost + (upright ? 0 : COST_COVER) + (aside != 0 ? COST_OTHER : 0), TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    {
      double away = reach + gaps[i];
      double beside = cost + gaps[i] - gaps[0] + (upright ? COST_BESIDE : 0);

      try_candidate (search, (MoatPoint){ at.x + normal.x * away, at.y + normal.y * away },
                     beside + (aside < 0 ? COST_OTHER : 0), FALSE);
      try_candidate (search, (MoatPoint){ at.x - normal.x * away, at.y - normal.y * away },
                     beside + (upright ? COST_LEFT : COST_ABOVE) + (aside > 0 ? COST_OTHER : 0), FALSE);
    }
}

/* The rectangle that all candidates lie in. */
static MoatRect
get_reach (const MoatRoute *route, double width, double height)
{
  MoatRect bounds = moat_route_get_bounds (route);
  double reach = gaps[G_N_ELEMENTS (gaps) - 1] + width + height;

  return moat_rect_inset (&bounds, -reach, -reach);
}

static GArray *
filter_obstacles (const MoatRect *reach, const MoatRect *obstacles, guint n_obstacles)
{
  GArray *near = g_array_new (FALSE, FALSE, sizeof (MoatRect));

  for (guint i = 0; i < n_obstacles; i++)
    if (moat_rect_intersects (reach, &obstacles[i]))
      g_array_append_val (near, obstacles[i]);

  return near;
}

static GPtrArray *
filter_others (const MoatRect *reach, const MoatRoute *route, MoatRoute *const *others, guint n_others)
{
  GPtrArray *near = g_ptr_array_new ();

  for (guint i = 0; i < n_others; i++)
    if (others[i] != route && is_cut_by_route (others[i], reach))
      g_ptr_array_add (near, others[i]);

  return near;
}

MoatRect
moat_route_place_label_among (const MoatRoute *route,
                              double width,
                              double height,
                              const MoatRect *obstacles,
                              guint n_obstacles,
                              MoatRoute *const *others,
                              guint n_others,
                              MoatPoint offset)
{
  g_autoptr (GArray) near_obstacles = NULL;
  g_autoptr (GPtrArray) near_others = NULL;
  MoatPoint moved = moat_point_clamp (offset);
  MoatRect reach;
  Search search;

  g_return_val_if_fail (route != NULL, MOAT_RECT_INIT (0, 0, 0, 0));

  reach = get_reach (route, width, height);
  near_obstacles = filter_obstacles (&reach, obstacles, n_obstacles);
  near_others = filter_others (&reach, route, others, n_others);
  search = (Search){
    .route = route,
    .width = width,
    .height = height,
    .length = moat_polyline_get_length (route->points, route->len),
    .obstacles = near_obstacles,
    .others = near_others,
    .best_cost = INFINITY,
  };

  for (guint i = 0; i <= STEPS; i++)
    {
      double away = search.length / 2 * i / STEPS;

      if (away >= search.best_cost)
        break;
      try_point (&search, search.length / 2 - away, away);
      if (i > 0)
        try_point (&search, search.length / 2 + away, away);
    }

  search.best.x += moved.x;
  search.best.y += moved.y;
  return search.best;
}

MoatRect
moat_route_place_label (const MoatRoute *route,
                        double width,
                        double height,
                        const MoatRect *obstacles,
                        guint n_obstacles,
                        MoatPoint offset)
{
  return moat_route_place_label_among (route, width, height, obstacles, n_obstacles, NULL, 0, offset);
}
