/* Order keys: text that sorts records, with always room for one more between
 * two.
 *
 * A key is a fraction written in base 62 after an integer part whose first
 * letter says its length: "a0" to "az", then "b00" and so on upwards, "Zz" and
 * so on downwards. Appending therefore costs a counter's growth, not one digit
 * a time. Source: "Implementing Fractional Indexing", David Greenspan, 2020.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "order.h"

#include <string.h>

static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

#define BASE 62

static int
digit_value (char c)
{
  const char *at = c != '\0' ? strchr (digits, c) : NULL;

  return at != NULL ? (int) (at - digits) : -1;
}

/* How many characters the integer part has that begins with @head; 0 for no such. */
static gsize
integer_length (char head)
{
  if (head >= 'a' && head <= 'z')
    return (gsize) (head - 'a') + 2;
  if (head >= 'A' && head <= 'Z')
    return (gsize) ('Z' - head) + 2;
  return 0;
}

gboolean
moat_order_is_valid (const char *key)
{
  gsize length = key != NULL ? strlen (key) : 0;
  gsize integer;

  if (length == 0)
    return FALSE;

  integer = integer_length (key[0]);
  if (integer == 0 || length < integer || key[length - 1] == '\0')
    return FALSE;
  /* A fraction that ends in the lowest digit would leave no room before it. */
  if (length > integer && key[length - 1] == digits[0])
    return FALSE;
  /* The lowest integer has none below it. */
  if (key[0] == 'A' && strspn (key + 1, "0") == length - 1)
    return FALSE;

  for (gsize i = 1; i < length; i++)
    if (digit_value (key[i]) < 0)
      return FALSE;

  return TRUE;
}

/* The next integer part after @integer (exactly one part), or NULL after the last. */
static char *
integer_next (const char *integer)
{
  g_autofree char *next = g_strdup (integer);
  gsize length = strlen (next);

  for (gsize i = length - 1; i >= 1; i--)
    {
      int value = digit_value (next[i]);

      if (value + 1 < BASE)
        {
          next[i] = digits[value + 1];
          return g_steal_pointer (&next);
        }
      next[i] = digits[0];
    }

  if (next[0] == 'z')
    return NULL;
  if (next[0] == 'Z')
    return g_strdup ("a0");

  next[0]++;
  /* Parts grow with their letter from 'a' on and shrink towards 'Z' below it. */
  if (next[0] > 'a')
    return g_strconcat (next, "0", NULL);

  next[integer_length (next[0])] = '\0';
  return g_steal_pointer (&next);
}

/* The integer part before @integer, or NULL before the first. */
static char *
integer_previous (const char *integer)
{
  g_autofree char *previous = g_strdup (integer);
  gsize length = strlen (previous);

  for (gsize i = length - 1; i >= 1; i--)
    {
      int value = digit_value (previous[i]);

      if (value > 0)
        {
          previous[i] = digits[value - 1];
          return g_steal_pointer (&previous);
        }
      previous[i] = digits[BASE - 1];
    }

  if (previous[0] == 'A')
    return NULL;
  if (previous[0] == 'a')
    return g_strdup ("Zz");

  previous[0]--;
  if (previous[0] < 'Z')
    return g_strconcat (previous, "z", NULL);

  previous[integer_length (previous[0])] = '\0';
  return g_steal_pointer (&previous);
}

/* A fraction between fractions @a and @b (@b NULL: 1), neither ending in the lowest digit, a < b. */
static void
append_middle (GString *out, const char *a, const char *b)
{
  for (;;)
    {
      int low = *a != '\0' ? digit_value (*a) : 0;
      int high = b != NULL ? (*b != '\0' ? digit_value (*b) : 0) : BASE;

      if (low == high)
        {
          g_string_append_c (out, digits[low]);
          a += *a != '\0';
          b++;
          continue;
        }
      if (high - low > 1)
        {
          g_string_append_c (out, digits[(low + high) / 2]);
          return;
        }
      /* Neighbours: below b's own first digit there is room when b goes on, else after a's. */
      if (b != NULL && b[0] != '\0' && b[1] != '\0')
        {
          g_string_append_c (out, *b);
          return;
        }
      g_string_append_c (out, digits[low]);
      a += *a != '\0';
      b = NULL;
    }
}

static char *
key_from (const char *integer, const char *a, const char *b)
{
  GString *key = g_string_new (integer);

  append_middle (key, a, b);

  return g_string_free (key, FALSE);
}

/**
 * moat_order_between:
 * @before: (nullable): a valid key, or %NULL for the start
 * @after: (nullable): a valid key greater than @before, or %NULL for the end
 *
 * Keys that are not valid or not in order count as absent, so that a file
 * which somebody edited can still be worked on.
 *
 * Returns: (transfer full): a key between the two
 */
char *
moat_order_between (const char *before, const char *after)
{
  g_autofree char *integer = NULL;
  g_autofree char *after_integer = NULL;
  g_autofree char *neighbour = NULL;
  const char *fraction;

  if (before != NULL && !moat_order_is_valid (before))
    before = NULL;
  if (after != NULL && (!moat_order_is_valid (after) || (before != NULL && strcmp (before, after) >= 0)))
    after = NULL;

  if (before == NULL && after == NULL)
    return g_strdup ("a0");

  if (after != NULL)
    after_integer = g_strndup (after, integer_length (after[0]));

  if (before == NULL)
    {
      fraction = after + strlen (after_integer);
      if (*fraction != '\0')
        return moat_order_is_valid (after_integer) ? g_steal_pointer (&after_integer)
                                                   : key_from (after_integer, "", fraction);
      neighbour = integer_previous (after_integer);
      return moat_order_is_valid (neighbour) ? g_steal_pointer (&neighbour) : key_from (neighbour, "", NULL);
    }

  integer = g_strndup (before, integer_length (before[0]));
  fraction = before + strlen (integer);
  if (after_integer != NULL && strcmp (integer, after_integer) == 0)
    return key_from (integer, fraction, after + strlen (after_integer));

  neighbour = integer_next (integer);
  if (neighbour != NULL && (after == NULL || strcmp (neighbour, after) < 0))
    return g_steal_pointer (&neighbour);

  return key_from (integer, fraction, NULL);
}
