/* Words and phrases: where a word ends, and which phrases are found.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "words.h"

static void
assert_words (const char *text, const char *expected)
{
  g_auto (GStrv) words = moat_words_split (text);
  g_autofree char *joined = g_strjoinv ("|", words);

  g_assert_cmpstr (joined, ==, expected);
}

/* Names are written in every style of code and prose. */
static void
test_words_split (void)
{
  assert_words (NULL, "");
  assert_words ("  …  ", "");
  assert_words ("Order database", "order|database");
  assert_words ("orderDatabase_v2-main", "order|database|v2|main");
  assert_words ("REST API", "rest|api");
  assert_words ("the customer’s address", "the|customer|address");
  assert_words ("customers' data", "customers|data");
  assert_words ("Straße ÜBER 東京", "strasse|über|東京");
}

static void
found_cb (guint value, guint at, guint n_words, gpointer user_data)
{
  g_string_append_printf (user_data, "%u@%u+%u ", value, at, n_words);
}

static void
assert_found (const MoatWordIndex *index, const char *text, const char *expected)
{
  g_auto (GStrv) words = moat_words_split (text);
  g_autoptr (GString) found = g_string_new (NULL);

  moat_word_index_match (index, (const char *const *) words, found_cb, found);
  g_assert_cmpstr (found->str, ==, expected);
}

/* Some names have capitals inside and are one word. */
static void
test_words_split_names (void)
{
  g_auto (GStrv) words = moat_words_split_names ("PayPal orderDatabase_v2");
  g_autofree char *joined = g_strjoinv ("|", words);

  g_assert_cmpstr (joined, ==, "paypal|orderdatabase|v2");
}

/* A phrase is found where its words follow one another, and only whole words count unless it is open. */
static void
test_words_match (void)
{
  g_autoptr (MoatWordIndex) index = moat_word_index_new ();

  moat_word_index_add (index, "sign in", 1);
  moat_word_index_add (index, "authenticat*", 2);
  moat_word_index_add (index, "api", 3);
  moat_word_index_add (index, "rate limit*", 4);
  moat_word_index_add (index, "", 5);

  assert_found (index, "User must sign in", "1@2+2 ");
  assert_found (index, "sign the inbox", "");
  assert_found (index, "Authentication", "2@0+1 ");
  assert_found (index, "APIs", "");
  assert_found (index, "API calls API", "3@0+1 3@2+1 ");
  assert_found (index, "rate limiting at the API", "4@0+2 3@4+1 ");
  assert_found (index, "sign", "");
}

/* Sentences that say the same are alike whatever their order and endings. */
static void
test_words_compare (void)
{
  g_assert_cmpfloat (moat_words_compare ("Validate the fields", "Validation of each field"), >, 0.6);
  g_assert_cmpfloat (moat_words_compare ("Validate the fields", "Fields, validated"), ==, 1);
  g_assert_cmpfloat (moat_words_compare ("Guess the password", "Fill the disk"), ==, 0);
  g_assert_cmpfloat (moat_words_compare ("", "the"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/words/split", test_words_split);
  g_test_add_func ("/review/words/split-names", test_words_split_names);
  g_test_add_func ("/review/words/match", test_words_match);
  g_test_add_func ("/review/words/compare", test_words_compare);
  return g_test_run ();
}
