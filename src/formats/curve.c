/* Smooth curves as polylines.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "curve.h"

#include <math.h>

/* Pieces of one cubic before flat ones are joined: fine enough for any screen. */
#define N_PIECES 32

typedef struct
{
  MoatPoint from;
  MoatPoint control1;
  MoatPoint control2;
  MoatPoint to;
} Cubic;

static MoatPoint
cubic_at (const Cubic *cubic, double t)
{
  MoatPoint a = moat_point_mix (cubic->from, cubic->control1, t);
  MoatPoint b = moat_point_mix (cubic->control1, cubic->control2, t);
  MoatPoint c = moat_point_mix (cubic->control2, cubic->to, t);

  return moat_point_mix (moat_point_mix (a, b, t), moat_point_mix (b, c, t), t);
}

/* Along the longer axis at both ends. */
static Cubic
make_s (MoatPoint from, MoatPoint to)
{
  MoatPoint middle = moat_point_mix (from, to, 0.5);

  if (fabs (from.x - to.x) >= fabs (from.y - to.y))
    return (Cubic){ from, { middle.x, from.y }, { middle.x, to.y }, to };
  return (Cubic){ from, { from.x, middle.y }, { to.x, middle.y }, to };
}

/* The first control points of a natural spline: its second derivative is continuous, and 0 at the ends, which
 * gives one equation with three unknowns each (R. Bartels et al., "An Introduction to Splines", 1987, ch. 3).
 * Solved by elimination along the diagonal. Owned, one a piece.
 */
static MoatPoint *
solve_controls (const MoatPoint *points, guint n_pieces)
{
  MoatPoint *controls = g_new (MoatPoint, n_pieces);
  g_autofree double *factors = g_new (double, n_pieces);
  double divisor = 2;

  controls[0] = (MoatPoint){ (points[0].x + 2 * points[1].x) / divisor,
                             (points[0].y + 2 * points[1].y) / divisor };
  for (guint i = 1; i < n_pieces; i++)
    {
      gboolean is_last = i == n_pieces - 1;
      double own = is_last ? 4 : 2;
      double next = is_last ? 0.5 : 1;
      MoatPoint right = { own * points[i].x + next * points[i + 1].x,
                          own * points[i].y + next * points[i + 1].y };

      /* The last equation stands halved. */
      right = is_last ? right : (MoatPoint){ 2 * right.x, 2 * right.y };
      factors[i] = 1 / divisor;
      divisor = (is_last ? 3.5 : 4) - factors[i];
      controls[i] = (MoatPoint){ (right.x - controls[i - 1].x) / divisor,
                                 (right.y - controls[i - 1].y) / divisor };
    }
  for (guint i = n_pieces - 1; i > 0; i--)
    {
      controls[i - 1].x -= factors[i] * controls[i].x;
      controls[i - 1].y -= factors[i] * controls[i].y;
    }
  return controls;
}

/* Owned, one fewer than points. */
static Cubic *
make_cubics (const MoatPoint *points, guint n_points)
{
  guint n_pieces = n_points - 1;
  Cubic *cubics = g_new (Cubic, n_pieces);
  g_autofree MoatPoint *controls = NULL;

  if (n_pieces == 1)
    {
      cubics[0] = make_s (points[0], points[1]);
      return cubics;
    }
  controls = solve_controls (points, n_pieces);
  for (guint i = 0; i < n_pieces; i++)
    {
      MoatPoint to = points[i + 1];

      cubics[i].from = points[i];
      cubics[i].control1 = controls[i];
      cubics[i].control2 = i + 1 < n_pieces
                               ? (MoatPoint){ 2 * to.x - controls[i + 1].x, 2 * to.y - controls[i + 1].y }
                               : moat_point_mix (controls[i], to, 0.5);
      cubics[i].to = to;
    }
  return cubics;
}

/* Whether leaving out what lies between @first and @last moves the line by no more than @tolerance. */
static gboolean
is_flat (const MoatPoint *points, guint first, guint last, double tolerance)
{
  for (guint i = first + 1; i < last; i++)
    if (moat_segment_get_distance (points[first], points[last], points[i]) > tolerance)
      return FALSE;
  return TRUE;
}

static void
flatten_one (GArray *flat, const Cubic *cubic, double tolerance)
{
  MoatPoint points[N_PIECES + 1];
  guint first = 0;

  for (guint i = 0; i <= N_PIECES; i++)
    points[i] = cubic_at (cubic, (double) i / N_PIECES);
  while (first < N_PIECES)
    {
      guint last = first + 1;

      while (last < N_PIECES && is_flat (points, first, last + 1, tolerance))
        last++;
      g_array_append_val (flat, points[last]);
      first = last;
    }
}

GArray *
moat_curve_flatten (const MoatPoint *points, guint n_points, double tolerance)
{
  GArray *flat = g_array_new (FALSE, FALSE, sizeof (MoatPoint));
  g_autofree Cubic *cubics = n_points > 1 ? make_cubics (points, n_points) : NULL;

  if (n_points > 0)
    g_array_append_val (flat, points[0]);
  for (guint i = 0; i + 1 < n_points; i++)
    flatten_one (flat, &cubics[i], tolerance);
  return flat;
}
