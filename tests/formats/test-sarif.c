/* What is written as SARIF is what its schema asks for, whatever the texts say.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "json.h"
#include "sarif.h"

#include <string.h>

static const char *const references[] = { "NIST SP 800-53 RA-3", NULL };
static const MoatSarifRule rules[] = {
  { "first", "A name", "It asks for this.", "Do that.", MOAT_SARIF_NOTE, references },
  { "second", "Another", "It asks for that.", NULL, MOAT_SARIF_ERROR, NULL },
};

static JsonObject *
write_and_parse (MoatSarif *sarif, JsonNode **root)
{
  g_autofree char *text = moat_sarif_write (sarif);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonArray *runs;

  g_assert_true (g_str_has_suffix (text, "\n"));
  *root = moat_json_parse (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (*root), "version"), ==, "2.1.0");
  runs = json_object_get_array_member (json_node_get_object (*root), "runs");
  g_assert_cmpuint (json_array_get_length (runs), ==, 1);
  return json_array_get_object_element (runs, 0);
}

/* Follows names of objects with "/" between; of an array, the first element. */
static JsonNode *
find (JsonObject *object, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  JsonNode *node = NULL;

  for (char **name = names; *name != NULL; name++)
    {
      if (!json_object_has_member (object, *name))
        return NULL;
      node = json_object_get_member (object, *name);
      if (JSON_NODE_HOLDS_ARRAY (node))
        node = json_array_get_element (json_node_get_array (node), 0);
      if (JSON_NODE_HOLDS_OBJECT (node))
        object = json_node_get_object (node);
    }
  return node;
}

static void
assert_text (JsonObject *object, const char *path, const char *expected)
{
  JsonNode *node = find (object, path);

  g_assert_nonnull (node);
  g_assert_cmpstr (json_node_get_string (node), ==, expected);
}

/* A run without results still says which tool ran with which rules, and that it found nothing. */
static void
test_empty (void)
{
  g_autoptr (MoatSarif) sarif = moat_sarif_new (rules, G_N_ELEMENTS (rules));
  g_autoptr (JsonNode) root = NULL;
  JsonObject *run = write_and_parse (sarif, &root);

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (run, "results")), ==, 0);
  assert_text (run, "tool/driver/name", "moat-cli");
  assert_text (run, "tool/driver/rules/id", "first");
  assert_text (run, "tool/driver/rules/defaultConfiguration/level", "note");
  assert_text (run, "tool/driver/rules/help/text", "Do that.");
  assert_text (run, "tool/driver/rules/properties/tags", "NIST SP 800-53 RA-3");
}

/* A result carries all that is known and nothing of what is not. */
static void
test_result (void)
{
  g_autoptr (MoatSarif) sarif = moat_sarif_new (rules, G_N_ELEMENTS (rules));
  g_autoptr (JsonNode) root = NULL;
  JsonArray *results;
  JsonObject *all;
  JsonObject *little;

  moat_sarif_add (sarif, &(MoatSarifResult){ .rule = "second",
                                             .level = MOAT_SARIF_WARNING,
                                             .message = "Says \"why\".\n",
                                             .path = "docs/a b.md",
                                             .line = 12,
                                             .column = 3,
                                             .subject = "Pay",
                                             .fingerprint = "threat-1",
                                             .suppressed = "Known" });
  moat_sarif_add (sarif, &(MoatSarifResult){ .rule = "first", .level = MOAT_SARIF_PASS, .message = "Fine." });
  results = json_object_get_array_member (write_and_parse (sarif, &root), "results");
  g_assert_cmpuint (json_array_get_length (results), ==, 2);

  all = json_array_get_object_element (results, 0);
  assert_text (all, "ruleId", "second");
  g_assert_cmpint (json_object_get_int_member (all, "ruleIndex"), ==, 1);
  assert_text (all, "kind", "fail");
  assert_text (all, "level", "warning");
  assert_text (all, "message/text", "Says \"why\".\n");
  assert_text (all, "locations/physicalLocation/artifactLocation/uri", "docs/a%20b.md");
  assert_text (all, "locations/physicalLocation/artifactLocation/uriBaseId", "%SRCROOT%");
  g_assert_cmpint (json_node_get_int (find (all, "locations/physicalLocation/region/startLine")), ==, 12);
  g_assert_cmpint (json_node_get_int (find (all, "locations/physicalLocation/region/startColumn")), ==, 3);
  assert_text (all, "locations/logicalLocations/name", "Pay");
  assert_text (all, "suppressions/justification", "Known");
  g_assert_nonnull (find (all, "partialFingerprints"));

  little = json_array_get_object_element (results, 1);
  assert_text (little, "kind", "pass");
  assert_text (little, "level", "none");
  g_assert_null (find (little, "locations"));
  g_assert_null (find (little, "suppressions"));
}

/* Neither a file's name nor a text has to be UTF-8, and a colon does not make a scheme of a folder's name. */
static void
test_any_bytes (void)
{
  g_autoptr (MoatSarif) sarif = moat_sarif_new (rules, G_N_ELEMENTS (rules));
  g_autoptr (JsonNode) root = NULL;
  JsonArray *results;

  moat_sarif_add (sarif, &(MoatSarifResult){ .rule = "first", .message = "\xff", .path = "a:\xff/b#c?.md" });
  moat_sarif_add (sarif, &(MoatSarifResult){ .rule = "first", .message = "Here.", .path = "/tmp/x y" });
  results = json_object_get_array_member (write_and_parse (sarif, &root), "results");
  assert_text (json_array_get_object_element (results, 0), "locations/physicalLocation/artifactLocation/uri",
               "a%3A%FF/b%23c%3F.md");
  assert_text (json_array_get_object_element (results, 1), "locations/physicalLocation/artifactLocation/uri",
               "file:///tmp/x%20y");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/sarif/empty", test_empty);
  g_test_add_func ("/formats/sarif/result", test_result);
  g_test_add_func ("/formats/sarif/any-bytes", test_any_bytes);
  return g_test_run ();
}
