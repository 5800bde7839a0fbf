/* JSON texts become the nodes that json-glib's own parser makes of them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"

#include "files.h"
#include "json.h"

#include <string.h>

static void
assert_as_json_glib (GBytes *bytes)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = moat_json_parse (bytes, NULL, &error);

  g_assert_no_error (error);
  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  if (!json_node_equal (node, json_parser_get_root (parser)))
    g_error ("not as json-glib reads it:\n%.*s", (int) g_bytes_get_size (bytes),
             (const char *) g_bytes_get_data (bytes, NULL));
}

static void
test_values (void)
{
  static const char *const texts[] = {
    "{}",
    " [ ] \n",
    "[[], {}, [[1]], {\"a\": {\"b\": []}}]",
    "\t{ \"a\" : 1 , \"b\" : [ true , false , null ] }\r\n",
    "[0, -0, 7, -12, 999999999999999999, 0.5, -1.25, 1e3, 1E-3, 2e+2, 1.0, 1e308, 1e999]",
    "[\"\", \"plain\", \"\\\"\\\\\\/\\b\\f\\n\\r\\t\", \"a\\u0041\\u00e9\\u20ac\\ud83d\\ude00z\"]",
    "[\"caf\xc3\xa9 \xf0\x9f\x98\x80\", \"{[,:]}\", \"\\\\\", \"\\\\\\\"\"]",
    "{\"a\": 1, \"b\": 2, \"a\": 3}",
    "{\"\\u0061\": \"escaped name\"}",
    "{\"\": \"no name\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      assert_as_json_glib (bytes);
    }
}

static void
test_examples (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_SRCDIR"), "resources", "examples", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = moat_files_read (file, NULL, &error);

      g_assert_no_error (error);
      assert_as_json_glib (bytes);
    }
}

/* The order of members, which json_node_equal() does not look at: that of the text, for messages and for
 * what is kept of newer versions. */
static void
test_order (void)
{
  static const char text[] = "{\"z\": 1, \"a\": 2, \"m\": 3, \"z\": 4}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = moat_json_parse (bytes, NULL, &error);
  g_autoptr (GList) names = NULL;

  g_assert_no_error (error);
  names = json_object_get_members (json_node_get_object (node));
  g_assert_cmpstr (names->data, ==, "z");
  g_assert_cmpstr (names->next->data, ==, "a");
  g_assert_cmpstr (names->next->next->data, ==, "m");
  g_assert_null (names->next->next->next);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "z"), ==, 4);
}

/* A number that ends where the bytes end, with nothing behind them. */
static void
test_no_end (void)
{
  g_autofree char *text = g_memdup2 ("12", 2);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&text), 2);

  assert_as_json_glib (bytes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/json/values", test_values);
  g_test_add_func ("/formats/json/examples", test_examples);
  g_test_add_func ("/formats/json/order", test_order);
  g_test_add_func ("/formats/json/no-end", test_no_end);

  return g_test_run ();
}
