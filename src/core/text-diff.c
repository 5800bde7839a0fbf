/* Which lines two texts share, after Eugene W. Myers, "An O(ND) Difference
 * Algorithm and Its Variations", Algorithmica 1 (1986): the greedy search of
 * section 4, with every round kept for walking back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "text-diff.h"

#include <string.h>

/* Differences looked for before all lines in question count as replaced: keeps memory below some 10 MB. */
#define MAX_EDITS 1500

typedef struct
{
  const char *text;
  gsize length; /* with the line's end */
} Line;

/* The lines that are left when what both texts begin and end with is set aside. */
typedef struct
{
  const Line *old_lines;
  const Line *new_lines;
  int n_old;
  int n_new;
} Range;

static GArray *
split_lines (const char *text)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  while (*text != '\0')
    {
      const char *end = strchr (text, '\n');
      gsize length = end ? (gsize) (end - text) + 1 : strlen (text);
      Line line = { text, length };

      g_array_append_val (lines, line);
      text += length;
    }

  return lines;
}

static gboolean
line_equal (const Line *a, const Line *b)
{
  return a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

static void
append (GArray *result, MoatLineChange change, const Line *line)
{
  MoatDiffLine item = { change, line->text, line->length };

  if (item.length > 0 && item.text[item.length - 1] == '\n')
    item.length--;
  if (item.length > 0 && item.text[item.length - 1] == '\r')
    item.length--;
  g_array_append_val (result, item);
}

/* Whether round @d reaches diagonal @k by a step down (an added line) rather than to the right (a removed
 * one).
 * @reach[k] is how far along the old lines diagonal k = x - y is known to go.
 */
static gboolean
steps_down (const int *reach, int d, int k)
{
  return k == -d || (k != d && reach[k - 1] < reach[k + 1]);
}

/* Goes on until the ends meet. Returns the number of differences, or -1 beyond MAX_EDITS; @rounds receives
 * what was reached before each round, 2d + 3 numbers for round d.
 */
static int
search (const Range *range, GPtrArray *rounds)
{
  int size = MIN (range->n_old + range->n_new, MAX_EDITS) + 1;
  g_autofree int *storage = g_new0 (int, 2 * size + 3);
  int *reach = storage + size + 1;

  for (int d = 0; d < size; d++)
    {
      g_ptr_array_add (rounds, g_memdup2 (reach - d - 1, (2 * d + 3) * sizeof (int)));
      for (int k = -d; k <= d; k += 2)
        {
          int x = steps_down (reach, d, k) ? reach[k + 1] : reach[k - 1] + 1;
          int y = x - k;

          while (x < range->n_old && y < range->n_new
                 && line_equal (&range->old_lines[x], &range->new_lines[y]))
            x++, y++;
          reach[k] = x;
          if (x >= range->n_old && y >= range->n_new)
            return d;
        }
    }

  return -1;
}

/* Walks back from the end through the rounds; the lines come out last first. */
static void
walk_back (const Range *range, GPtrArray *rounds, int d, GArray *reversed)
{
  int x = range->n_old;
  int y = range->n_new;

  for (; d >= 0; d--)
    {
      const int *reach = (int *) g_ptr_array_index (rounds, d) + d + 1;
      int k = x - y;
      gboolean down = steps_down (reach, d, k);
      int previous_x = d == 0 ? 0 : reach[down ? k + 1 : k - 1];
      int previous_y = d == 0 ? 0 : previous_x - (down ? k + 1 : k - 1);

      while (x > previous_x && y > previous_y)
        {
          append (reversed, MOAT_LINE_SAME, &range->new_lines[y - 1]);
          x--, y--;
        }
      if (d == 0)
        return;
      if (down)
        append (reversed, MOAT_LINE_ADDED, &range->new_lines[y - 1]);
      else
        append (reversed, MOAT_LINE_REMOVED, &range->old_lines[x - 1]);
      x = previous_x;
      y = previous_y;
    }
}

/* Within a run of changed lines, the removed ones first: easier to read. */
static void
sort_runs (GArray *lines)
{
  MoatDiffLine *items = (MoatDiffLine *) (gpointer) lines->data;
  guint start = 0;

  while (start < lines->len)
    {
      guint end = start;
      g_autoptr(GArray) added = g_array_new (FALSE, FALSE, sizeof (MoatDiffLine));
      guint kept = start;

      for (; end < lines->len && items[end].change != MOAT_LINE_SAME; end++)
        if (items[end].change == MOAT_LINE_ADDED)
          g_array_append_val (added, items[end]);
        else
          items[kept++] = items[end];
      if (added->len > 0)
        memcpy (&items[kept], added->data, added->len * sizeof (MoatDiffLine));
      start = end + 1;
    }
}

static void
append_middle (GArray *result, const Range *range)
{
  g_autoptr(GPtrArray) rounds = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) reversed = g_array_new (FALSE, FALSE, sizeof (MoatDiffLine));
  int d = search (range, rounds);

  if (d < 0)
    {
      for (int i = 0; i < range->n_old; i++)
        append (result, MOAT_LINE_REMOVED, &range->old_lines[i]);
      for (int i = 0; i < range->n_new; i++)
        append (result, MOAT_LINE_ADDED, &range->new_lines[i]);
      return;
    }

  walk_back (range, rounds, d, reversed);
  for (guint i = reversed->len; i > 0; i--)
    g_array_append_val (result, g_array_index (reversed, MoatDiffLine, i - 1));
}

GArray *
moat_text_diff (const char *old_text, const char *new_text)
{
  g_autoptr(GArray) old_lines = split_lines (old_text);
  g_autoptr(GArray) new_lines = split_lines (new_text);
  const Line *a = (const Line *) (gpointer) old_lines->data;
  const Line *b = (const Line *) (gpointer) new_lines->data;
  guint shorter = MIN (old_lines->len, new_lines->len);
  GArray *result = g_array_new (FALSE, FALSE, sizeof (MoatDiffLine));
  guint head = 0;
  guint tail = 0;
  Range middle;

  while (head < shorter && line_equal (&a[head], &b[head]))
    head++;
  while (tail < shorter - head && line_equal (&a[old_lines->len - 1 - tail], &b[new_lines->len - 1 - tail]))
    tail++;
  middle = (Range){ a + head, b + head, old_lines->len - head - tail, new_lines->len - head - tail };

  for (guint i = 0; i < head; i++)
    append (result, MOAT_LINE_SAME, &b[i]);
  append_middle (result, &middle);
  for (guint i = tail; i > 0; i--)
    append (result, MOAT_LINE_SAME, &b[new_lines->len - i]);

  sort_runs (result);
  return result;
}
