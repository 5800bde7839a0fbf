/* What a story's editor offers while one types.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "story-suggest.h"

#include <string.h>

/* "|" is where the cursor stands. */
static void
assert_wanted (const char *marked, MoatStoryWants expected, const char *prefix)
{
  const char *cursor = strchr (marked, '|');
  g_autofree char *line = g_strdup_printf ("%.*s%s", (int) (cursor - marked), marked, cursor + 1);
  gsize start = 0;
  MoatStoryWants wants = moat_story_find_wanted (line, (gsize) (cursor - marked), &start);

  g_assert_cmpint (wants, ==, expected);
  if (expected != MOAT_STORY_WANTS_NOTHING)
    {
      g_autofree char *found = g_strndup (line + start, (gsize) (cursor - marked) - start);

      g_assert_cmpstr (found, ==, prefix);
    }
}

static void
test_wanted (void)
{
  assert_wanted ("1. Us| -> Browser: signs in", MOAT_STORY_WANTS_ELEMENT, "Us");
  assert_wanted ("Web ap|", MOAT_STORY_WANTS_ELEMENT, "Web ap");
  assert_wanted ("  2) User -> Bro|", MOAT_STORY_WANTS_ELEMENT, "Bro");
  assert_wanted ("2. User ->|", MOAT_STORY_WANTS_ELEMENT, "");
  assert_wanted ("flow API -> Sto|", MOAT_STORY_WANTS_ELEMENT, "Sto");
  assert_wanted ("2. User -> Browser: sig|", MOAT_STORY_WANTS_NOTHING, NULL);
  assert_wanted ("2. User -> Browser: signs in [Cred|", MOAT_STORY_WANTS_DATA, "Cred");
  assert_wanted ("2. User -> Browser: signs in [Credentials, To|", MOAT_STORY_WANTS_DATA, "To");
  assert_wanted ("2. User -> Browser: signs in [Credentials] |", MOAT_STORY_WANTS_NOTHING, NULL);
  assert_wanted ("zone Back|", MOAT_STORY_WANTS_NOTHING, NULL);
  assert_wanted ("zone Backend: API, St|", MOAT_STORY_WANTS_ELEMENT, "St");
  assert_wanted ("data Address: sen|", MOAT_STORY_WANTS_CLASS, "sen");
  assert_wanted ("! Us|", MOAT_STORY_WANTS_NOTHING, NULL);
  assert_wanted ("=> authorization: Us|", MOAT_STORY_WANTS_NOTHING, NULL);
  assert_wanted ("# Us|", MOAT_STORY_WANTS_NOTHING, NULL);
}

static GPtrArray *
make_names (void)
{
  static const char *const names[] = { "Web app", "User", "API", "Web shop", "Orders/2024" };
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (list, (gpointer) names[i]);

  return list;
}

static void
test_completions (void)
{
  g_autoptr (GPtrArray) names = make_names ();
  g_autoptr (GPtrArray) web = moat_story_list_completions (names, "wEB");
  g_autoptr (GPtrArray) whole = moat_story_list_completions (names, "User");

  g_assert_cmpuint (web->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (web, 0), ==, "Web app");
  g_assert_cmpstr (g_ptr_array_index (web, 1), ==, "Web shop");
  g_assert_cmpuint (whole->len, ==, 0);
}

static void
assert_suggests (GPtrArray *names, const char *line, const char *expected)
{
  g_autofree char *suggested = moat_story_suggest_flow (line, names);

  g_assert_cmpstr (suggested, ==, expected);
}

static void
test_flow (void)
{
  g_autoptr (GPtrArray) names = make_names ();

  assert_suggests (names, "1. User signs in to the web app", "1. User -> Web app: signs in to the web app");
  assert_suggests (names, "The web app asks the API for the orders",
                   "Web app -> API: asks the API for the orders");
  assert_suggests (NULL, "2. The customer pays at the payment service",
                   "2. customer -> payment service: pays at the payment service");
  assert_suggests (names, "API reads Orders/2024", "API -> Orders\\/2024: reads Orders/2024");
  assert_suggests (names, "The user looks at the weather", NULL);
  assert_suggests (names, "User asks user", NULL);
  assert_suggests (names, "User -> API: asks the API", NULL);
  assert_suggests (names, "! User asks the API", NULL);
  assert_suggests (names, "Superusers reapiing", NULL);
  assert_suggests (names, "", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/story-suggest/wanted", test_wanted);
  g_test_add_func ("/core/story-suggest/completions", test_completions);
  g_test_add_func ("/core/story-suggest/flow", test_flow);

  return g_test_run ();
}
