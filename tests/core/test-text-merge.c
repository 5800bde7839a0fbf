/* Merging a text of which two people changed other words: what each wrote is
 * there, and where their changes meet there is no answer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "text-merge.h"
#include "moat-test-seed.h"

#include <string.h>

typedef struct
{
  const char *base;
  const char *ours;
  const char *theirs;
  const char *merged; /* NULL: no answer */
} Case;

static const Case cases[] = {
  { "Read addresses out of a stolen backup", "Read all addresses out of a stolen backup",
    "Read addresses out of a lost backup", "Read all addresses out of a lost backup" },
  { "a b c", "x a b c", "a b c y", "x a b c y" },
  { "one\ntwo\nthree", "one\ntwo", "zero\ntwo\nthree", "zero\ntwo" },
  { "a  b   c", "a  b   d", "A  b   c", "A  b   d" },
  /* In one place, or in two that touch. */
  { "ten minutes", "five minutes", "two minutes", NULL },
  { "lock for ten minutes", "lock for five minutes", "lock for ten seconds", NULL },
  { "a b", "a b c", "a b d", NULL },
  { "", "a", "b", NULL },
  { "a b c", "", "a x c", NULL },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *with = &cases[i];
      g_autofree char *merged = moat_text_merge (with->base, with->ours, with->theirs, MOAT_TEXT_WORDS);
      g_autofree char *swapped = moat_text_merge (with->base, with->theirs, with->ours, MOAT_TEXT_WORDS);

      g_assert_cmpstr (merged, ==, with->merged);
      g_assert_cmpstr (swapped, ==, with->merged);
    }
}

static gboolean
is_text (const char *text, gpointer data)
{
  return strcmp (text, data) == 0;
}

static void
test_found (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *with = &cases[i];
      g_autofree char *merged = moat_text_merge_found (with->ours, with->theirs, MOAT_TEXT_WORDS, is_text,
                                                       (gpointer) with->base);

      g_assert_cmpstr (merged, ==, with->merged);
    }
}

/* A text of few different words, so that much repeats; each new word is nowhere else. */
static char *
change_words (GRand *rand, const char *text, const char *mark)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) changed = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      int what = g_rand_int_range (rand, 0, 12);

      if (what == 0)
        continue;
      g_string_append_printf (changed, "%s%s", changed->len > 0 ? " " : "", words[i]);
      if (what == 1)
        g_string_append_printf (changed, " %s%u", mark, i);
    }

  return g_strdup (changed->str);
}

static char *
random_text (GRand *rand)
{
  g_autoptr (GString) text = g_string_new ("w");

  for (int n = g_rand_int_range (rand, 5, 30); n > 0; n--)
    g_string_append_printf (text, " w%d", g_rand_int_range (rand, 0, 9));

  return g_strdup (text->str);
}

static void
assert_has_words_of (const char *merged, const char *side, const char *mark)
{
  g_auto (GStrv) words = g_strsplit (side, " ", -1);
  g_auto (GStrv) there = g_strsplit (merged, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], mark))
      g_assert_true (g_strv_contains ((const char *const *) there, words[i]));
}

/* Every new word of both is in what is merged, and swapping the sides or leaving one alone changes nothing.
 */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  guint n_merged = 0;

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *base = random_text (rand);
      g_autofree char *ours = change_words (rand, base, "our");
      g_autofree char *theirs = change_words (rand, base, "their");
      g_autofree char *merged = moat_text_merge (base, ours, theirs, MOAT_TEXT_WORDS);
      g_autofree char *swapped = moat_text_merge (base, theirs, ours, MOAT_TEXT_WORDS);
      g_autofree char *alone = moat_text_merge (base, ours, base, MOAT_TEXT_WORDS);
      g_autofree char *both = moat_text_merge (base, ours, ours, MOAT_TEXT_WORDS);

      g_assert_cmpstr (merged, ==, swapped);
      g_assert_cmpstr (alone, ==, ours);
      g_assert_cmpstr (both, ==, ours);
      if (merged == NULL)
        continue;
      n_merged++;
      assert_has_words_of (merged, ours, "our");
      assert_has_words_of (merged, theirs, "their");
    }
  g_assert_cmpuint (n_merged, >, 100);
}

static void
test_steps (void)
{
  g_autoptr (GPtrArray) steps = moat_text_list_steps ("1. User signs in (Password)",
                                                      "1. Customer signs in (Secret)", MOAT_TEXT_TERMS);

  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (steps, 0), ==, "1. Customer signs in (Password)");
  g_assert_cmpstr (g_ptr_array_index (steps, 1), ==, "1. Customer signs in (Secret)");
  g_assert_cmpfloat (moat_text_measure_likeness ("a b c d", "a b c e"), ==, 0.75);
  g_assert_cmpfloat (moat_text_measure_likeness ("a b", "c d"), ==, 0);
  g_assert_null (moat_text_list_steps ("a", "a", MOAT_TEXT_WORDS));
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/core/text-merge/cases", test_cases);
  g_test_add_func ("/core/text-merge/found", test_found);
  g_test_add_func ("/core/text-merge/random", test_random);
  g_test_add_func ("/core/text-merge/steps", test_steps);

  return g_test_run ();
}
