/* The lines of a difference are those of both texts, and as few as can be.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "text-diff.h"
#include "moat-test-seed.h"

#include <string.h>

/* What is left of the difference without the lines of @without. */
static char *
rebuild (GArray *lines, MoatLineChange without)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const MoatDiffLine *line = &g_array_index (lines, MoatDiffLine, i);

      if (line->change != without)
        g_string_append_printf (text, "%.*s\n", (int) line->length, line->text);
    }

  return g_string_free (text, FALSE);
}

static guint
count_changes (GArray *lines)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += g_array_index (lines, MoatDiffLine, i).change != MOAT_LINE_SAME;

  return n;
}

/* Few different lines, so that much repeats. */
static char *
random_text (GRand *rand)
{
  GString *text = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 12);

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "line %c\n", 'a' + g_rand_int_range (rand, 0, 4));

  return g_string_free (text, FALSE);
}

/* The length of the longest common subsequence, by the textbook's table. */
static guint
count_common (char **a, char **b)
{
  guint n_a = g_strv_length (a);
  guint n_b = g_strv_length (b);
  g_autofree guint *table = g_new0 (guint, (n_a + 1) * (n_b + 1));

  for (guint i = 1; i <= n_a; i++)
    for (guint j = 1; j <= n_b; j++)
      table[i * (n_b + 1) + j] = g_str_equal (a[i - 1], b[j - 1])
                                     ? table[(i - 1) * (n_b + 1) + j - 1] + 1
                                     : MAX (table[(i - 1) * (n_b + 1) + j], table[i * (n_b + 1) + j - 1]);

  return table[n_a * (n_b + 1) + n_b];
}

static void
test_random (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *old_text = random_text (rand);
      g_autofree char *new_text = random_text (rand);
      g_autoptr(GArray) lines = moat_text_diff (old_text, new_text);
      g_autofree char *old_again = rebuild (lines, MOAT_LINE_ADDED);
      g_autofree char *new_again = rebuild (lines, MOAT_LINE_REMOVED);
      g_auto(GStrv) a = g_strsplit (old_text, "\n", -1);
      g_auto(GStrv) b = g_strsplit (new_text, "\n", -1);
      /* Splitting gives an empty piece after the last line end of a text that has any. */
      guint n_a = *old_text ? g_strv_length (a) - 1 : 0;
      guint n_b = *new_text ? g_strv_length (b) - 1 : 0;

      g_assert_cmpstr (old_again, ==, old_text);
      g_assert_cmpstr (new_again, ==, new_text);
      g_clear_pointer (&a[n_a], g_free);
      g_clear_pointer (&b[n_b], g_free);
      g_assert_cmpuint (count_changes (lines), ==, n_a + n_b - 2 * count_common (a, b));
    }
}

static void
test_simple (void)
{
  g_autoptr(GArray) lines = moat_text_diff ("one\ntwo\nthree\n", "one\n2\nthree");
  const struct
  {
    MoatLineChange change;
    const char *text;
  } expected[] = {
    { MOAT_LINE_SAME, "one" }, { MOAT_LINE_REMOVED, "two" }, { MOAT_LINE_REMOVED, "three" },
    { MOAT_LINE_ADDED, "2" },  { MOAT_LINE_ADDED, "three" },
  };

  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < lines->len; i++)
    {
      const MoatDiffLine *line = &g_array_index (lines, MoatDiffLine, i);

      g_assert_cmpint (line->change, ==, expected[i].change);
      g_assert_cmpmem (line->text, line->length, expected[i].text, strlen (expected[i].text));
    }
}

/* Texts that share nothing, beyond what is searched for, are replaced as a whole. */
static void
test_large (void)
{
  g_autoptr(GString) old_text = g_string_new (NULL);
  g_autoptr(GString) new_text = g_string_new (NULL);
  g_autoptr(GArray) lines = NULL;
  g_autofree char *old_again = NULL;
  g_autofree char *new_again = NULL;

  for (int i = 0; i < 4000; i++)
    {
      g_string_append_printf (old_text, "old %d\n", i);
      g_string_append_printf (new_text, "new %d\n", i);
    }
  lines = moat_text_diff (old_text->str, new_text->str);
  old_again = rebuild (lines, MOAT_LINE_ADDED);
  new_again = rebuild (lines, MOAT_LINE_REMOVED);
  g_assert_cmpstr (old_again, ==, old_text->str);
  g_assert_cmpstr (new_again, ==, new_text->str);
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/core/text-diff/simple", test_simple);
  g_test_add_func ("/core/text-diff/random", test_random);
  g_test_add_func ("/core/text-diff/large", test_large);

  return g_test_run ();
}
