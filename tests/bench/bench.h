/* What benchmarks share: how long something takes, and one line that says so.
 * A figure is the best of several runs, because noise only ever adds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*BenchFunc) (gpointer data);

/* Milliseconds that @function takes, the best of @n_runs. */
static inline double
bench_measure (guint n_runs, BenchFunc function, gpointer data)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < n_runs; i++)
    {
      gint64 start = g_get_monotonic_time ();

      function (data);
      best = MIN (best, (g_get_monotonic_time () - start) / 1000.0);
    }
  return best;
}

static inline void
bench_print (const char *what, double figure, const char *unit, const char *budget)
{
  g_print ("%-60s %10.3f %-6s budget %s\n", what, figure, unit, budget);
}

G_END_DECLS
