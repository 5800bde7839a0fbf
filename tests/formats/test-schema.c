/* The JSON schema says yes to what Moat writes and no to what it does not
 * read. Checked by a small validator of the keywords that the schema uses.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "moat-test-seed.h"
#include "native.h"
#include "schema.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  JsonObject *root;
  /* The first thing that is wrong, owned, or NULL. */
  char *fault;
} Validator;

static void validate (Validator *self, JsonObject *schema, JsonNode *node, const char *path);

static void
fault (Validator *self, const char *path, const char *what)
{
  if (self->fault == NULL)
    self->fault = g_strdup_printf ("%s: %s", path, what);
}

static gboolean
is_of_type (JsonNode *node, const char *type)
{
  GType value = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (strcmp (type, "object") == 0)
    return JSON_NODE_HOLDS_OBJECT (node);
  if (strcmp (type, "array") == 0)
    return JSON_NODE_HOLDS_ARRAY (node);
  if (strcmp (type, "string") == 0)
    return value == G_TYPE_STRING;
  if (strcmp (type, "integer") == 0)
    return value == G_TYPE_INT64;
  if (strcmp (type, "number") == 0)
    return value == G_TYPE_INT64 || value == G_TYPE_DOUBLE;
  g_assert_cmpstr (type, ==, "boolean");
  return value == G_TYPE_BOOLEAN;
}

/* ---- Keywords: @value is the keyword's, @node what is checked ---- */

static void
check_ref (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
  JsonObject *definitions = json_object_get_object_member (self->root, "$defs");
  const char *ref = json_node_get_string (value);
  const char *name = ref + strlen ("#/$defs/");

  g_assert_true (g_str_has_prefix (ref, "#/$defs/"));
  g_assert_true (json_object_has_member (definitions, name));
  validate (self, json_object_get_object_member (definitions, name), node, path);
}

static void
check_const (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
  if (!json_node_equal (value, node))
    fault (self, path, "another value");
}

static void
check_enum (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
  JsonArray *words = json_node_get_array (value);

  for (guint i = 0; i < json_array_get_length (words); i++)
    {
      if (json_node_equal (json_array_get_element (words, i), node))
        return;
    }
  fault (self, path, "not one of its words");
}

static void
check_pattern (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
  if (!g_regex_match_simple (json_node_get_string (value), json_node_get_string (node),
                             G_REGEX_DOLLAR_ENDONLY, 0))
    fault (self, path, "another pattern");
}

static void
check_minimum (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
  if (json_node_get_double (node) < json_node_get_double (value))
    fault (self, path, "too small");
}

static void
check_maximum (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
  if (json_node_get_double (node) > json_node_get_double (value))
    fault (self, path, "too large");
}

static void
check_min_items (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
  if (json_array_get_length (json_node_get_array (node)) < json_node_get_int (value))
    fault (self, path, "too few");
}

static void
check_max_items (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
  if (json_array_get_length (json_node_get_array (node)) > json_node_get_int (value))
    fault (self, path, "too many");
}

static void
check_required (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
  JsonArray *names = json_node_get_array (value);

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      if (!json_object_has_member (json_node_get_object (node), json_array_get_string_element (names, i)))
        fault (self, path, "a member is missing");
    }
}

static void
check_properties (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *schema;

  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &name, &schema))
    {
      JsonNode *member = json_object_get_member (json_node_get_object (node), name);
      g_autofree char *below = g_strconcat (path, "/", name, NULL);

      if (member != NULL)
        validate (self, json_node_get_object (schema), member, below);
    }
}

static void
check_items (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *below = g_strdup_printf ("%s/%u", path, i);

      validate (self, json_node_get_object (value), json_array_get_element (array, i), below);
    }
}

/* "type" is checked before the others, which rely on it; words only mean something to people. */
static void
check_nothing (Validator *self, JsonNode *value, JsonNode *node, const char *path)
{
}

static const struct
{
  const char *keyword;
  void (*check) (Validator *self, JsonNode *value, JsonNode *node, const char *path);
} checks[] = {
  { "$defs", check_nothing },       { "$ref", check_ref },
  { "$schema", check_nothing },     { "const", check_const },
  { "description", check_nothing }, { "enum", check_enum },
  { "format", check_nothing },      { "items", check_items },
  { "maxItems", check_max_items },  { "maximum", check_maximum },
  { "minItems", check_min_items },  { "minimum", check_minimum },
  { "pattern", check_pattern },     { "properties", check_properties },
  { "required", check_required },   { "title", check_nothing },
  { "type", check_nothing },
};

/* A keyword that is not in the table fails the test: it would go unchecked. */
static void
check_keyword (Validator *self, const char *keyword, JsonNode *value, JsonNode *node, const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (strcmp (checks[i].keyword, keyword) == 0)
        {
          checks[i].check (self, value, node, path);
          return;
        }
    }
  g_error ("The keyword “%s” is not checked", keyword);
}

static void
validate (Validator *self, JsonObject *schema, JsonNode *node, const char *path)
{
  const char *type = json_object_get_string_member_with_default (schema, "type", NULL);
  JsonObjectIter iter;
  const char *keyword;
  JsonNode *value;

  if (type != NULL && !is_of_type (node, type))
    {
      fault (self, path, "another type");
      return;
    }
  json_object_iter_init_ordered (&iter, schema);
  while (json_object_iter_next_ordered (&iter, &keyword, &value))
    check_keyword (self, keyword, value, node, path);
}

/* What the schema has against @text, owned; NULL when it is fine. */
static char *
find_fault (const char *text)
{
  g_autofree char *schema_text = moat_schema_dup_text ();
  g_autoptr (JsonNode) schema = json_from_string (schema_text, NULL);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  Validator validator = { 0 };

  g_assert_nonnull (schema);
  g_assert_nonnull (node);
  validator.root = json_node_get_object (schema);
  validate (&validator, validator.root, node, "");
  return validator.fault;
}

static void
assert_valid (const char *text)
{
  g_autofree char *found = find_fault (text);

  g_assert_cmpstr (found, ==, NULL);
}

static void
test_random_documents (void)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (MoatDocument) document = moat_test_document (6);
      g_autoptr (GBytes) bytes = NULL;

      moat_test_random_edits (document, g_test_rand_int (), 100);
      bytes = moat_native_write (document);
      assert_valid (g_bytes_get_data (bytes, NULL));
    }
}

static void
test_every_field (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_TEST_SRCDIR"), "formats", "version-1.moat", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  assert_valid (text);
}

/* The models that ship are valid, canonical, and whole. */
static void
test_examples (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("MOAT_SRCDIR"), "resources", "examples", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) again = NULL;
      g_autoptr (MoatReport) report = moat_report_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (MoatDocument) document = NULL;

      if (!g_str_has_suffix (name, MOAT_NATIVE_SUFFIX))
        continue;
      g_test_message ("%s", name);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      assert_valid (text);
      bytes = g_bytes_new (text, length);
      document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, report, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (moat_report_count (report), ==, 0);
      again = moat_native_write (document);
      g_assert_true (g_bytes_equal (bytes, again));
    }
}

static void
test_refuses (void)
{
  static const char *const texts[] = {
    "[]",
    "{\"format\": \"boat\", \"version\": 1}",
    "{\"format\": \"moat\"}",
    "{\"format\": \"moat\", \"version\": 0}",
    "{\"format\": \"moat\", \"version\": 1, \"model\": []}",
    "{\"format\": \"moat\", \"version\": 1, \"elements\": [{}]}",
    "{\"format\": \"moat\", \"version\": 1, \"elements\": [{\"id\": \"a b\"}]}",
    "{\"format\": \"moat\", \"version\": 1, \"elements\": [{\"id\": \"a\", \"box\": [1, 2, 3]}]}",
    "{\"format\": \"moat\", \"version\": 1, \"elements\": [{\"id\": \"a\", \"box\": [1, 2, 3, 4, 5]}]}",
    "{\"format\": \"moat\", \"version\": 1, \"elements\": [{\"id\": \"a\", \"box\": [1, 2, 3, 1e7]}]}",
    "{\"format\": \"moat\", \"version\": 1, \"elements\": [{\"id\": \"a\", \"type\": \"robot\"}]}",
    "{\"format\": \"moat\", \"version\": 1, \"threats\": [{\"id\": \"a\", \"stride\": [\"gravity\"]}]}",
    "{\"format\": \"moat\", \"version\": 1, \"threats\": [{\"id\": \"a\", \"private\": \"yes\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *found = find_fault (texts[i]);

      g_assert_nonnull (found);
    }
}

/* Every kind and field is in the schema, and says what it is for. */
static void
test_describes_everything (void)
{
  g_autofree char *text = moat_schema_dup_text ();
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *definitions = json_object_get_object_member (json_node_get_object (node), "$defs");

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info (kind);
      JsonObject *schema = json_object_get_object_member (definitions, info->name);
      JsonObject *properties = json_object_get_object_member (schema, "properties");
      JsonObject *list
          = json_object_get_object_member (json_object_get_object_member (json_node_get_object (node),
                                                                          "properties"),
                                           info->member);

      g_assert_cmpuint (strlen (json_object_get_string_member (schema, "description")), >, 5);
      g_assert_cmpuint (strlen (json_object_get_string_member (list, "description")), >, 5);
      for (guint i = 0; i < info->n_fields; i++)
        {
          JsonObject *field = json_object_get_object_member (properties, info->fields[i].name);

          g_assert_cmpuint (strlen (json_object_get_string_member (field, "description")), >, 5);
        }
    }
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/formats/schema/random-documents", test_random_documents);
  g_test_add_func ("/formats/schema/every-field", test_every_field);
  g_test_add_func ("/formats/schema/examples", test_examples);
  g_test_add_func ("/formats/schema/refuses", test_refuses);
  g_test_add_func ("/formats/schema/describes-everything", test_describes_everything);

  return g_test_run ();
}
