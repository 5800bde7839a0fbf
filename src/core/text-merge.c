/* What two people made of one text, together.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "text-merge.h"

#include "merge-lists.h"

#include <string.h>

/* Each place more is twice as many texts to try, and a digest of 30 bits that is met by chance the likelier.
 */
#define MAX_PLACES 10

/* ---- Pieces ---- */

/* Letters and digits, and all that is not ASCII. */
static gsize
measure_word (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalnum (text[length]) || (guchar) text[length] >= 0x80)
    length++;

  return length;
}

/* Where the next piece of @text ends: what parts it from the one before it comes first. */
static const char *
find_end (const char *text, MoatTextUnit unit)
{
  const char *start = text + strspn (text, " \t\n");

  switch (unit)
    {
    case MOAT_TEXT_WORDS:
      return start + strcspn (start, " \t\n");
    case MOAT_TEXT_TERMS:
      return start + (*start != '\0' ? MAX (measure_word (start), 1) : 0);
    case MOAT_TEXT_LINES:
      return text + 1 + strcspn (text + 1, "\n");
    }

  g_assert_not_reached ();
}

/* Pieces that are the text when they are joined. The first one has a blank too many, so that a word is the
 * same wherever it stands.
 */
static GPtrArray *
split (const char *text, MoatTextUnit unit)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *led = g_strconcat (unit == MOAT_TEXT_LINES ? "\n" : " ", text, NULL);
  const char *end;

  for (const char *at = led; *at != '\0'; at = end)
    {
      end = find_end (at, unit);
      g_ptr_array_add (pieces, g_strndup (at, end - at));
    }

  return pieces;
}

static char *
join (GPtrArray *pieces)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    g_string_append (text, g_ptr_array_index (pieces, i));

  return g_strdup (text->len > 0 ? text->str + 1 : "");
}

/* ---- With the base ---- */

char *
moat_text_merge (const char *base, const char *ours, const char *theirs, MoatTextUnit unit)
{
  g_autoptr (GPtrArray) base_pieces = split (base, unit);
  g_autoptr (GPtrArray) our_pieces = split (ours, unit);
  g_autoptr (GPtrArray) their_pieces = split (theirs, unit);
  g_autoptr (GPtrArray) merged = g_ptr_array_new ();

  return moat_merge_pieces (base_pieces, our_pieces, their_pieces, merged) ? join (merged) : NULL;
}

/* ---- Without it ---- */

/* A run of pieces: one that both have, or what stands there in each. */
typedef struct
{
  gboolean is_same;
  guint from[2];
  guint to[2];
} Run;

static GArray *
find_runs (GPtrArray *ours, GPtrArray *theirs, const int *partner)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  guint i = 0;
  guint j = 0;

  while (i < ours->len || j < theirs->len)
    {
      Run run = { .from = { i, j } };

      if (i < ours->len && partner[i] == (int) j)
        {
          run.is_same = TRUE;
          i++;
          j++;
        }
      else
        {
          while (i < ours->len && partner[i] < 0)
            i++;
          j = i < ours->len ? (guint) partner[i] : theirs->len;
        }
      run.to[0] = i;
      run.to[1] = j;
      g_array_append_val (runs, run);
    }

  return runs;
}

/* The text that says in its n-th place what the side says that is the n-th bit of @sides. */
static char *
choose (GPtrArray *const *pieces, const GArray *runs, guint sides)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      guint side = run->is_same ? 0 : sides & 1;

      for (guint at = run->from[side]; at < run->to[side]; at++)
        g_ptr_array_add (chosen, g_ptr_array_index (pieces[side], at));
      if (!run->is_same)
        sides >>= 1;
    }

  return join (chosen);
}

static guint
count_places (const GArray *runs)
{
  guint n_places = 0;

  for (guint i = 0; i < runs->len; i++)
    n_places += !g_array_index (runs, Run, i).is_same;

  return n_places;
}

char *
moat_text_merge_found (const char *ours,
                       const char *theirs,
                       MoatTextUnit unit,
                       MoatTextTest is_base,
                       gpointer data)
{
  g_autoptr (GPtrArray) our_pieces = split (ours, unit);
  g_autoptr (GPtrArray) their_pieces = split (theirs, unit);
  GPtrArray *const pieces[] = { our_pieces, their_pieces };
  g_autofree int *partner = moat_merge_match (our_pieces, their_pieces);
  g_autoptr (GArray) runs = partner != NULL ? find_runs (our_pieces, their_pieces, partner) : NULL;
  guint n_places = runs != NULL ? count_places (runs) : 0;

  if (n_places < 2 || n_places > MAX_PLACES)
    return NULL;

  /* Neither all of one side nor all of the other. */
  for (guint sides = 1; sides + 1 < 1u << n_places; sides++)
    {
      g_autofree char *base = choose (pieces, runs, sides);

      if (is_base (base, data))
        return choose (pieces, runs, ~sides);
    }

  return NULL;
}

/* ---- From one to the other ---- */

GPtrArray *
moat_text_list_steps (const char *from, const char *to, MoatTextUnit unit)
{
  g_autoptr (GPtrArray) from_pieces = split (from, unit);
  g_autoptr (GPtrArray) to_pieces = split (to, unit);
  GPtrArray *const pieces[] = { from_pieces, to_pieces };
  g_autofree int *partner = moat_merge_match (from_pieces, to_pieces);
  g_autoptr (GArray) runs = partner != NULL ? find_runs (from_pieces, to_pieces, partner) : NULL;
  guint n_places = runs != NULL ? count_places (runs) : 0;
  GPtrArray *steps;

  if (n_places == 0 || n_places > MAX_PLACES)
    return NULL;
  steps = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 1; i <= n_places; i++)
    g_ptr_array_add (steps, choose (pieces, runs, (1u << i) - 1));

  return steps;
}

double
moat_text_measure_likeness (const char *a, const char *b)
{
  g_autofree char *a_folded = g_utf8_casefold (a, -1);
  g_autofree char *b_folded = g_utf8_casefold (b, -1);
  g_autoptr (GPtrArray) a_pieces = split (a_folded, MOAT_TEXT_WORDS);
  g_autoptr (GPtrArray) b_pieces = split (b_folded, MOAT_TEXT_WORDS);
  g_autofree int *partner = moat_merge_match (a_pieces, b_pieces);
  guint n_same = 0;

  for (guint i = 0; partner != NULL && i < a_pieces->len; i++)
    n_same += partner[i] >= 0;

  return 2.0 * n_same / MAX (a_pieces->len + b_pieces->len, 1);
}
