/* What is found by which letters, and what comes first.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "command-match.h"

static int
score (const char *typed, const char *title, const char *more)
{
  g_autoptr (MoatCommandQuery) query = moat_command_query_new (typed);
  g_auto (MoatCommandKey) key = { NULL };

  moat_command_key_init (&key, title, more);
  return moat_command_query_score (query, &key);
}

/* Letters in order, each the next one or the beginning of a word; or of a word with letters left out. */
static void
test_finds (void)
{
  static const struct
  {
    const char *typed, *title;
    gboolean is_found;
  } cases[] = {
    { "api", "Web API", TRUE },
    { "wapi", "Web API", TRUE },
    { "wa", "Web API", TRUE },
    { "webapi", "Web API", TRUE },
    { "api web", "Web API", TRUE },
    { "eb", "Web API", TRUE },
    { "prfl", "Profile store", TRUE },
    { "pst", "Profile store", TRUE },
    { "rofl", "Profile store", FALSE },
    { "ipa", "Web API", FALSE },
    { "api api x", "Web API", FALSE },
    { "addproc", "Add a process", TRUE },
    { "securitymd", "Export SECURITY.md", TRUE },
    { "md", "Export SECURITY.md", TRUE },
    { "gt", "getToken", TRUE },
    { "2", "2 submits the form", TRUE },
    { "", "anything", TRUE },
    { "→ ;", "anything", TRUE },
    { "x", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s” in “%s”", cases[i].typed, cases[i].title);
      g_assert_cmpint (score (cases[i].typed, cases[i].title, NULL) > 0, ==, cases[i].is_found);
    }
}

/* Neither case nor marks matter, on either side, nor whether a mark is a character of its own. */
static void
test_folds (void)
{
  g_assert_cmpint (score ("uber", "Über uns", NULL), >, 0);
  g_assert_cmpint (score ("ÜBER", "uber", NULL), >, 0);
  g_assert_cmpint (score ("u\xcc\x88"
                          "ber",
                          "über", NULL),
                   >, 0);
  g_assert_cmpint (score ("über",
                          "U\xcc\x88"
                          "ber",
                          NULL),
                   >, 0);
  g_assert_cmpint (score ("malmo", "Malmø", NULL), >, 0);
  g_assert_cmpint (score ("lodz", "Łódź", NULL), >, 0);
  g_assert_cmpint (score ("strasse", "Straße", NULL), >, 0);
  g_assert_cmpint (score ("база", "База данных", NULL), >, 0);
  g_assert_cmpint (score ("据库", "数据库", NULL), >, 0);
}

/* Of each pair the first is the better answer. */
static void
test_ranks (void)
{
  static const char *const cases[][3] = {
    { "api", "API", "API gateway" },
    { "api", "API gateway", "Web API gateway" },
    { "api", "Web API", "Capital" },
    { "api", "Web API", "A pile of invoices" },
    { "prof", "Profile", "Printer on the first floor" },
    { "store", "Store", "Restore" },
    { "store", "Profile store", "Restored files" },
    { "save", "Save", "Save as…" },
    { "save as", "Save as…", "Has a saviour" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int better = score (cases[i][0], cases[i][1], NULL);
      int worse = score (cases[i][0], cases[i][2], NULL);

      g_test_message ("“%s”: “%s” %d, “%s” %d", cases[i][0], cases[i][1], better, cases[i][2], worse);
      g_assert_cmpint (better, >, worse);
    }
}

/* Other words find it as well, but the title counts more. */
static void
test_other_words (void)
{
  g_assert_cmpint (score ("flow", "submits the form", "Data flow"), >, 0);
  g_assert_cmpint (score ("form flow", "submits the form", "Data flow"), >, 0);
  g_assert_cmpint (score ("flow", "Flow control", "Process"), >, score ("flow", "Process", "Flow control"));
}

static void
assert_marks (const char *typed, const char *title, const char *more, const char *expected)
{
  g_autoptr (MoatCommandQuery) query = moat_command_query_new (typed);
  g_autoptr (GArray) marks = moat_command_query_list_marks (query, title, more);
  g_autoptr (GString) shown = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const MoatCommandMark *mark = &g_array_index (marks, MoatCommandMark, i);

      g_string_append_len (shown, title + at, mark->start - at);
      g_string_append_c (shown, '[');
      g_string_append_len (shown, title + mark->start, mark->end - mark->start);
      g_string_append_c (shown, ']');
      at = mark->end;
    }
  g_string_append (shown, title + at);
  g_assert_cmpstr (shown->str, ==, expected);
}

/* Exactly what answers is marked, in whole characters. */
static void
test_marks (void)
{
  assert_marks ("wapi", "Web API", NULL, "[W]eb [API]");
  assert_marks ("api we", "Web API", NULL, "[We]b [API]");
  assert_marks ("uber", "Schön über", NULL, "Schön [über]");
  assert_marks ("strass", "Straße", NULL, "[Straß]e");
  assert_marks ("flow", "Submits", "Data flow", "Submits");
  assert_marks ("", "Submits", NULL, "Submits");
}

/* However long what is typed or searched, nothing is read or written outside. */
static void
test_long (void)
{
  g_autofree char *text = g_strnfill (5000, 'a');
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    g_string_append (words, "ab ");
  g_assert_cmpint (score (text, text, text), >, 0);
  g_assert_cmpint (score (words->str, words->str, NULL), >, 0);
  assert_marks ("\xef\xb7\xba", "\xef\xb7\xba", NULL, "[\xef\xb7\xba]");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/command-match/finds", test_finds);
  g_test_add_func ("/ui/command-match/folds", test_folds);
  g_test_add_func ("/ui/command-match/ranks", test_ranks);
  g_test_add_func ("/ui/command-match/other-words", test_other_words);
  g_test_add_func ("/ui/command-match/marks", test_marks);
  g_test_add_func ("/ui/command-match/long", test_long);

  return g_test_run ();
}
