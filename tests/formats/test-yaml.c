/* YAML becomes the nodes that its text says, whatever else it could mean to
 * some tool; hostile files are refused; what is written reads back the same.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "moat-test-seed.h"

#include "bounds.h"
#include "formats.h"
#include "json.h"
#include "yaml-read.h"
#include "yaml-write.h"

#include <string.h>

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

/* ---- Reading ---- */

/* Each YAML text is the same values as the JSON text beside it. */
static const struct
{
  const char *yaml;
  const char *json;
} same[] = {
  { "a: 1\nb:\n  - x\n  - y: z\n", "{\"a\": 1, \"b\": [\"x\", {\"y\": \"z\"}]}" },
  { "---\n# a comment\n[1, two, {three: 3}]\n...\n", "[1, \"two\", {\"three\": 3}]" },
  /* The Norway problem, octal numbers, dates, times, versions: what a person wrote. */
  { "[y, n, yes, no, on, off, Yes, NO]",
    "[\"y\", \"n\", \"yes\", \"no\", \"on\", \"off\", \"Yes\", \"NO\"]" },
  { "[true, false, True, 'true']", "[true, false, \"True\", \"true\"]" },
  { "{y: 136, 'y2': 1, x: -4.5}", "{\"y\": 136, \"y2\": 1, \"x\": -4.5}" },
  { "[0777, 0x1f, 1_000, 12:30:45, 1.10, 1.0.0, 1e3, .5, +1]",
    "[\"0777\", \"0x1f\", \"1_000\", \"12:30:45\", \"1.10\", \"1.0.0\", \"1e3\", \".5\", \"+1\"]" },
  { "[2024-01-02, 2001-12-14t21:59:43.10-05:00]", "[\"2024-01-02\", \"2001-12-14t21:59:43.10-05:00\"]" },
  { "[0, -1, 7, 1.0, 60.5, 0.1]", "[0, -1, 7, 1.0, 60.5, 0.1]" },
  { "[99999999999999999999, 0.1000000000000000055511]",
    "[\"99999999999999999999\", \"0.1000000000000000055511\"]" },
  { "a:\nb: ~\nc: null\nd: ''\n", "{\"a\": null, \"b\": null, \"c\": null, \"d\": \"\"}" },
  { "a: |\n  two\n  lines\nb: >-\n  one\n  line\n", "{\"a\": \"two\\nlines\\n\", \"b\": \"one line\"}" },
  { "\xef\xbb\xbf"
    "a: caf\xc3\xa9\r\nb: \"\\u00e9\\t\"\r\n",
    "{\"a\": \"caf\xc3\xa9\", \"b\": \"\xc3\xa9\\t\"}" },
  { "a: &x {k: 1}\nb: *x\nc:\n  <<: *x\n  l: 2\n",
    "{\"a\": {\"k\": 1}, \"b\": {\"k\": 1}, \"c\": {\"l\": 2, \"k\": 1}}" },
  { "a: &x {k: 1, m: 1}\nc:\n  <<: [*x, {m: 3, n: 4}]\n  k: 2\n",
    "{\"a\": {\"k\": 1, \"m\": 1}, \"c\": {\"k\": 2, \"m\": 1, \"n\": 4}}" },
  { "{a: &x 1, b: &x 2, c: *x}", "{\"a\": 1, \"b\": 2, \"c\": 2}" },
  { "[&x [&x inner], *x]", "[[\"inner\"], \"inner\"]" },
  { "!!str 12", "\"12\"" },
  { "{1: a, true: b, ~: c}", "{\"1\": \"a\", \"true\": \"b\", \"~\": \"c\"}" },
};

static void
test_values (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GBytes) yaml = bytes_of (same[i].yaml);
      g_autoptr (GBytes) json = bytes_of (same[i].json);
      g_autoptr (GError) error = NULL;
      g_autoptr (MoatReport) report = moat_report_new ();
      g_autoptr (JsonNode) node = moat_yaml_read (yaml, report, &error);
      g_autoptr (JsonNode) expected = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (moat_report_count (report), ==, 0);
      expected = moat_json_parse (json, NULL, &error);
      g_assert_no_error (error);
      if (!json_node_equal (node, expected))
        g_error ("not %s but %s:\n%s", same[i].json, json_to_string (node, FALSE), same[i].yaml);
    }
}

/* What was passed over is said, with its line. */
static void
test_reports (void)
{
  static const char text[] = "a: 1\nb: !Ref x\na: 2\n---\nsecond: 1\n";
  g_autoptr (GBytes) bytes = bytes_of (text);
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = moat_yaml_read (bytes, report, &error);
  g_auto (GStrv) lines = NULL;

  g_assert_no_error (error);
  lines = moat_report_dup_lines (report);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==, "Line 3: “a” stands twice in the same place; only the last one was read.");
  g_assert_cmpstr (lines[1], ==, "Line 4: Another document begins here; only the first was read.");
  g_assert_true (g_str_has_prefix (lines[2], "Tags"));
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "a"), ==, 2);
}

static void
assert_refused (GBytes *bytes, int code, const char *begin)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = moat_yaml_read (bytes, NULL, &error);

  g_assert_error (error, MOAT_FORMAT_ERROR, code);
  g_assert_null (node);
  if (!g_str_has_prefix (error->message, begin))
    g_error ("“%s” does not begin with “%s”", error->message, begin);
}

static void
test_damaged (void)
{
  static const struct
  {
    const char *text;
    const char *begin;
  } cases[] = {
    { "", "line 1: The file is empty" },
    { "# nothing\n", "line 2: The file is empty" },
    { "a: 1\nb: \"open\n", "line " },
    { "a: 1\n b: 2\n", "line 2: This is not YAML: " },
    { "a: [1, 2\n", "line 2: This is not YAML: " },
    { "a: 1\nb: *nowhere\n", "line 2: “*nowhere” stands for something that is not above it" },
    { "a: &self [1, *self]\n", "line 1: “*self” is inside of what it stands for" },
    { "a: 1\n? [a, b]\n: 1\n", "line 2: A name before a colon is expected" },
    { "a: \"x\\0y\"\n", "line 1: A text holds a zero byte" },
    { "a: 1\nb: \xff\n", "line 2: This is not text in UTF-8" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = bytes_of (cases[i].text);

      assert_refused (bytes, MOAT_FORMAT_ERROR_DAMAGED, cases[i].begin);
    }
}

/* ---- Hostile files ---- */

/* Ten levels of ten aliases stand for ten thousand million values. */
static void
test_alias_bomb (void)
{
  g_autoptr (GString) text = g_string_new ("l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n");
  g_autoptr (GBytes) bytes = NULL;

  for (int i = 1; i < 10; i++)
    {
      g_string_append_printf (text, "l%d: &l%d [", i, i);
      for (int j = 0; j < 10; j++)
        g_string_append_printf (text, "%s*l%d", j > 0 ? ", " : "", i - 1);
      g_string_append (text, "]\n");
    }
  bytes = bytes_of (text->str);
  assert_refused (bytes, MOAT_FORMAT_ERROR_TOO_MUCH, "line 5: The aliases");
}

static void
test_merge_bomb (void)
{
  g_autoptr (GString) text = g_string_new ("l0: &l0 {a: 1, b: 2}\n");
  g_autoptr (GBytes) bytes = NULL;

  for (int i = 1; i < 40; i++)
    g_string_append_printf (text, "l%d: &l%d {<<: *l%d, p: *l%d, q: *l%d}\n", i, i, i - 1, i - 1, i - 1);
  bytes = bytes_of (text->str);
  assert_refused (bytes, MOAT_FORMAT_ERROR_TOO_MUCH, "line ");
}

static void
test_depth (void)
{
  static const char *const openings[] = { "[", "{a: ", "- " };

  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL;

      for (int depth = 0; depth < 100000; depth++)
        g_string_append (text, openings[i]);
      bytes = bytes_of (text->str);
      assert_refused (bytes, MOAT_FORMAT_ERROR_TOO_MUCH, "line 1: This is nested too deeply");
    }
}

static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i <= MOAT_MAX_YAML_NODES; i++)
    g_string_append (text, "- \n");
  bytes = bytes_of (text->str);
  assert_refused (bytes, MOAT_FORMAT_ERROR_TOO_MUCH, "line 1000000: The file holds too many values");
}

/* ---- Writing ---- */

static char *
random_text (GRand *rand)
{
  static const char *const pieces[]
      = { "a",        "word",         " ",  "  ", "\n", ": ",   "#",    " #",
          "-",        "- ",           "'",  "\"", "\\", "\t",   "{",    "]",
          ",",        "&x",           "*",  "!",  "|",  ">",    "%",    "@",
          "1",        "0x",           ".",  "e",  "y",  "no",   "~",    "\r",
          "\xc3\xa9", "\xe2\x80\xa8", "<<", "=",  "?",  "true", "null", "2024-01-02",
          "\x01" };
  g_autoptr (GString) text = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 7);

  for (int i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  if (g_rand_int_range (rand, 0, 50) == 0)
    for (int i = 0; i < 200; i++)
      g_string_append (text, "long ");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static JsonNode *
random_node (GRand *rand, int depth)
{
  JsonNode *node = json_node_alloc ();
  int kind = g_rand_int_range (rand, 0, depth > 0 ? 8 : 6);
  int n = g_rand_int_range (rand, 0, 5);
  g_autofree char *text = NULL;

  if (kind == 7)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      for (int i = 0; i < n; i++)
        {
          g_autofree char *name = random_text (rand);

          json_object_set_member (object, name, random_node (rand, depth - 1));
        }
      return json_node_init_object (node, object);
    }
  if (kind == 6)
    {
      g_autoptr (JsonArray) array = json_array_new ();

      for (int i = 0; i < n; i++)
        json_array_add_element (array, random_node (rand, depth - 1));
      return json_node_init_array (node, array);
    }
  if (kind == 0)
    return json_node_init_null (node);
  if (kind == 1)
    return json_node_init_boolean (node, g_rand_boolean (rand));
  if (kind == 2)
    return json_node_init_int (node, g_rand_int_range (rand, -1000, 1000));
  if (kind == 3)
    return json_node_init_double (node, g_rand_int_range (rand, -1000, 1000) / 8.0);
  text = random_text (rand);
  return json_node_init_string (node, text);
}

/* Whatever the values, they read back the same, and the same value gives the same bytes. */
static void
test_round_trip (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (JsonNode) node = random_node (rand, 4);
      g_autoptr (GBytes) once = moat_yaml_write (node, "A heading");
      g_autoptr (GBytes) twice = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) again = moat_yaml_read (once, NULL, &error);

      if (again == NULL || !json_node_equal (node, again))
        g_error ("%s: %s became\n%.*s", error != NULL ? error->message : "differs",
                 json_to_string (node, FALSE), (int) g_bytes_get_size (once),
                 (const char *) g_bytes_get_data (once, NULL));
      twice = moat_yaml_write (again, "A heading");
      g_assert_true (g_bytes_equal (once, twice));
    }
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);
  g_test_add_func ("/formats/yaml/values", test_values);
  g_test_add_func ("/formats/yaml/reports", test_reports);
  g_test_add_func ("/formats/yaml/damaged", test_damaged);
  g_test_add_func ("/formats/yaml/alias-bomb", test_alias_bomb);
  g_test_add_func ("/formats/yaml/merge-bomb", test_merge_bomb);
  g_test_add_func ("/formats/yaml/depth", test_depth);
  g_test_add_func ("/formats/yaml/too-many", test_too_many);
  g_test_add_func ("/formats/yaml/round-trip", test_round_trip);

  return g_test_run ();
}
