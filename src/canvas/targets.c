/* Choosing an element by keyboard.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "targets.h"
#include "geometry.h"
#include "query.h"

#include <math.h>

/* The element @offset places after @origin in story order. */
static MoatRecord *
get_after (GPtrArray *elements, MoatRecord *origin, guint offset)
{
  guint index = elements->len - 1;

  g_ptr_array_find (elements, origin, &index);
  return g_ptr_array_index (elements, (index + offset) % elements->len);
}

MoatRecord *
moat_targets_next (MoatDocument *document,
                   const char *use_case_id,
                   MoatRecord *origin,
                   MoatRecord *current,
                   gboolean backwards)
{
  g_autoptr (GPtrArray) elements = moat_query_elements (document, use_case_id);

  if (elements->len == 0)
    return NULL;
  if (current == NULL || !g_ptr_array_find (elements, current, NULL))
    return get_after (elements, origin, backwards ? 0 : 1);
  return get_after (elements, current, backwards ? elements->len - 1 : 1);
}

/* How far @to lies in a direction, sideways counted double; negative when it does not lie there. */
static double
measure_way (MoatRecord *from, MoatRecord *to, int columns, int rows)
{
  MoatPoint a = moat_rect_get_center (&moat_element_state (from)->box);
  MoatPoint b = moat_rect_get_center (&moat_element_state (to)->box);
  double along = (b.x - a.x) * columns + (b.y - a.y) * rows;
  double aside = fabs ((b.x - a.x) * rows) + fabs ((b.y - a.y) * columns);

  return along <= 0.0 || aside > 2.0 * along ? -1.0 : along + 2.0 * aside;
}

MoatRecord *
moat_targets_towards (MoatDocument *document,
                      const char *use_case_id,
                      MoatRecord *from,
                      int columns,
                      int rows)
{
  g_autoptr (GPtrArray) elements = moat_query_elements (document, use_case_id);
  MoatRecord *nearest = NULL;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < elements->len; i++)
    {
      MoatRecord *element = g_ptr_array_index (elements, i);
      double way = measure_way (from, element, columns, rows);

      if (way >= 0.0 && way < best)
        {
          best = way;
          nearest = element;
        }
    }
  return nearest;
}

MoatRecord *
moat_targets_typed (MoatDocument *document, const char *use_case_id, MoatRecord *origin, const char *typed)
{
  g_autoptr (GPtrArray) elements = moat_query_elements (document, use_case_id);
  g_autofree char *prefix = g_utf8_casefold (typed, -1);

  for (guint i = 1; i <= elements->len; i++)
    {
      MoatRecord *element = get_after (elements, origin, i);
      g_autofree char *title = g_utf8_casefold (moat_record_get_title (element), -1);

      if (g_str_has_prefix (title, prefix))
        return element;
    }
  return NULL;
}
