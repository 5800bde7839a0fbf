/* Line boundaries after a layout: what a line separated it should separate
 * still. It is drawn anew where that takes it, and counted where nothing does.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "layout-private.h"

#include "zones.h"

#include <math.h>

/* How far a line reaches beyond what it stands between. */
#define OVERHANG 40.0
/* So many elements near a point of a line say where it goes. */
#define N_NEAREST 4
/* Places for a line that are tried. */
#define MAX_TRIES 24

/* ---- What a line crosses ---- */

/* A set of "flow direction". */
static GHashTable *
list_crossing (MoatLayout *self, MoatRecord *line)
{
  MoatZones *zones = moat_zones_get (self->document);
  g_autoptr (GPtrArray) flows = moat_zones_list_crossing_flows (zones, moat_record_get_id (line));
  GHashTable *crossing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < flows->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (flows, i));
      guint n_crossings;
      const MoatCrossing *crossings = moat_zones_get_crossings (zones, id, &n_crossings);

      for (guint j = 0; j < n_crossings; j++)
        if (crossings[j].boundary == line)
          g_hash_table_add (crossing, g_strdup_printf ("%s %d", id, crossings[j].direction));
    }

  return crossing;
}

/* How many flows cross it that did not, or no longer do, or the other way round. */
static guint
count_differences (MoatLayout *self, MoatRecord *line, GHashTable *before)
{
  g_autoptr (GHashTable) now = list_crossing (self, line);
  GHashTableIter iter;
  gpointer key;
  guint n_shared = 0;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    n_shared += g_hash_table_contains (before, key) ? 1 : 0;

  return g_hash_table_size (before) + g_hash_table_size (now) - 2 * n_shared;
}

GHashTable *
moat_layout_list_crossed (MoatLayout *self)
{
  GHashTable *crossed = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);

  for (guint i = 0; i < self->lines->len; i++)
    {
      MoatRecord *line = g_ptr_array_index (self->lines, i);

      g_hash_table_insert (crossed, line, list_crossing (self, line));
    }

  return crossed;
}

/* ---- Where a line may go ---- */

typedef struct
{
  double distance;
  MoatPoint shift;
} Near;

/* Goes along with the elements that are nearest, the nearer the more. */
static MoatPoint
follow_elements (const MoatPlan *plan, MoatPoint point)
{
  Near nearest[N_NEAREST];
  guint n_nearest = 0;
  MoatPoint shift = { 0, 0 };
  double sum = 0;

  for (guint i = 0; i < plan->things->len; i++)
    {
      const MoatThing *thing = MOAT_PLAN_THING (plan, i);
      Near candidate = { moat_point_get_distance (moat_rect_get_center (&thing->now), point),
                         { thing->place.x - thing->now.x, thing->place.y - thing->now.y } };

      if (thing->type != MOAT_THING_ELEMENT)
        continue;
      for (guint j = 0; j < n_nearest; j++)
        if (candidate.distance < nearest[j].distance)
          {
            Near farther = nearest[j];

            nearest[j] = candidate;
            candidate = farther;
          }
      if (n_nearest < N_NEAREST)
        nearest[n_nearest++] = candidate;
    }
  for (guint i = 0; i < n_nearest; i++)
    {
      double weight = 1 / (1 + nearest[i].distance);

      shift.x += nearest[i].shift.x * weight;
      shift.y += nearest[i].shift.y * weight;
      sum += weight;
    }

  return sum > 0 ? (MoatPoint){ point.x + round (shift.x / sum), point.y + round (shift.y / sum) } : point;
}

typedef struct
{
  double from;
  double to;
} Interval;

static int
compare_intervals (gconstpointer a, gconstpointer b)
{
  const Interval *first = a;
  const Interval *second = b;

  return first->from < second->from ? -1 : first->from > second->from;
}

static int
compare_distances (gconstpointer a, gconstpointer b, gpointer user_data)
{
  double middle = *(const double *) user_data;
  double first = fabs (*(const double *) a - middle);
  double second = fabs (*(const double *) b - middle);

  return first < second ? -1 : first > second;
}

/* The middles of the gaps between elements, across the line (@is_upright: from left to right), those nearest
 * to @middle first. */
static GArray *
list_gaps (const MoatPlan *plan, gboolean is_upright, double middle)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) intervals = g_array_new (FALSE, FALSE, sizeof (Interval));
  double end = NAN;

  for (guint i = 0; i < plan->things->len; i++)
    {
      const MoatThing *thing = MOAT_PLAN_THING (plan, i);
      Interval interval = is_upright ? (Interval){ thing->place.x, thing->place.x + thing->place.width }
                                     : (Interval){ thing->place.y, thing->place.y + thing->place.height };

      if (thing->type == MOAT_THING_ELEMENT)
        g_array_append_val (intervals, interval);
    }
  g_array_sort (intervals, compare_intervals);
  for (guint i = 0; i < intervals->len; i++)
    {
      const Interval *interval = &g_array_index (intervals, Interval, i);
      double gap = isnan (end) ? interval->from - OVERHANG : (end + interval->from) / 2;

      if (isnan (end) || interval->from > end)
        g_array_append_val (gaps, gap);
      end = isnan (end) ? interval->to : MAX (end, interval->to);
    }
  if (!isnan (end))
    {
      end += OVERHANG;
      g_array_append_val (gaps, end);
    }
  g_array_sort_with_data (gaps, compare_distances, &middle);

  return gaps;
}

/* ---- Trying ---- */

static guint
try_points (MoatLayout *self, MoatRecord *line, const MoatPoint *points, guint n_points, GHashTable *before)
{
  MoatBoundaryState *state = moat_document_edit (self->document, line);

  moat_points_set (&state->points, points, n_points);
  moat_document_publish (self->document);
  return count_differences (self, line, before);
}

/* A straight line through a gap, as long as the drawing, in the direction of the old one. */
static void
draw_straight (const MoatPlan *plan, const MoatPoints *old, gboolean is_upright, double at, MoatPoint ends[2])
{
  double from = INFINITY;
  double to = -INFINITY;
  MoatPoint first = old->items[0];
  MoatPoint last = old->items[old->len - 1];
  gboolean is_backwards = is_upright ? first.y > last.y : first.x > last.x;

  for (guint i = 0; i < plan->things->len; i++)
    {
      const MoatRect *box = &MOAT_PLAN_THING (plan, i)->place;

      from = MIN (from, (is_upright ? box->y : box->x) - OVERHANG);
      to = MAX (to, (is_upright ? box->y + box->height : box->x + box->width) + OVERHANG);
    }
  for (guint i = 0; i < 2; i++)
    {
      double along = (i == 0) != is_backwards ? from : to;

      ends[i] = is_upright ? (MoatPoint){ at, along } : (MoatPoint){ along, at };
    }
}

/* Tries gap after gap until the line crosses what it crossed; keeps the best. */
static guint
try_gaps (MoatLayout *self,
          MoatRecord *line,
          const MoatPoints *old,
          GArray *followed,
          guint best,
          GHashTable *before)
{
  const MoatPoint *points = (const MoatPoint *) (gpointer) followed->data;
  MoatRect bounds = moat_polyline_get_bounds (points, followed->len);
  MoatPoint middle = moat_rect_get_center (&bounds);
  gboolean is_upright = bounds.height >= bounds.width;
  g_autoptr (GArray) gaps = list_gaps (self->plan, is_upright, is_upright ? middle.x : middle.y);
  MoatPoint best_ends[2];
  gboolean has_ends = FALSE;

  for (guint i = 0; i < MIN (gaps->len, MAX_TRIES) && best > 0; i++)
    {
      MoatPoint ends[2];
      guint n_differences;

      draw_straight (self->plan, old, is_upright, g_array_index (gaps, double, i), ends);
      n_differences = try_points (self, line, ends, 2, before);
      if (n_differences < best)
        {
          best = n_differences;
          best_ends[0] = ends[0];
          best_ends[1] = ends[1];
          has_ends = TRUE;
        }
    }
  if (has_ends)
    try_points (self, line, best_ends, 2, before);
  else
    try_points (self, line, points, followed->len, before);

  return best;
}

static guint
place_line (MoatLayout *self, MoatRecord *line, GHashTable *before)
{
  g_autoptr (MoatPoints) old = moat_boundary_state (line)->points != NULL
                                   ? moat_points_ref (moat_boundary_state (line)->points)
                                   : NULL;
  g_autoptr (GArray) followed = g_array_new (FALSE, FALSE, sizeof (MoatPoint));
  guint n_differences;

  if (moat_points_len (old) < 2 || self->scope == MOAT_LAYOUT_SELECTION)
    return count_differences (self, line, before);

  for (guint i = 0; i < old->len; i++)
    {
      MoatPoint point = self->scope == MOAT_LAYOUT_INSIDE ? moat_layout_make_way (self, old->items[i])
                                                          : follow_elements (self->plan, old->items[i]);

      g_array_append_val (followed, point);
    }
  n_differences = try_points (self, line, (MoatPoint *) (gpointer) followed->data, followed->len, before);
  if (n_differences == 0 || self->scope != MOAT_LAYOUT_ALL)
    return n_differences;

  return try_gaps (self, line, old, followed, n_differences, before);
}

void
moat_layout_place_lines (MoatLayout *self, GHashTable *crossed)
{
  self->n_strayed = 0;
  if (self->lines->len > 0)
    moat_document_publish (self->document);
  for (guint i = 0; i < self->lines->len; i++)
    {
      MoatRecord *line = g_ptr_array_index (self->lines, i);

      if (place_line (self, line, g_hash_table_lookup (crossed, line)) > 0)
        self->n_strayed++;
    }
}
