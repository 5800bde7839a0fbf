/* The JSON schema of the native file, made from the table of kinds. Other
 * members are allowed everywhere: a newer version may have written them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "schema.h"

#include "bounds.h"
#include "json-text.h"
#include "merge.h"
#include "native.h"

static JsonObject *
new_type (const char *type)
{
  JsonObject *schema = json_object_new ();

  json_object_set_string_member (schema, "type", type);
  return schema;
}

static JsonObject *
new_array (JsonObject *items)
{
  JsonObject *schema = new_type ("array");

  json_object_set_object_member (schema, "items", items);
  return schema;
}

static JsonObject *
new_number (void)
{
  JsonObject *schema = new_type ("number");

  json_object_set_int_member (schema, "minimum", -MOAT_MAX_COORDINATE);
  json_object_set_int_member (schema, "maximum", MOAT_MAX_COORDINATE);
  return schema;
}

static JsonObject *
new_numbers (guint n_numbers)
{
  JsonObject *schema = new_array (new_number ());

  json_object_set_int_member (schema, "minItems", n_numbers);
  json_object_set_int_member (schema, "maxItems", n_numbers);
  return schema;
}

static JsonObject *
new_id (void)
{
  JsonObject *schema = new_type ("string");

  json_object_set_string_member (schema, "pattern", "^[A-Za-z0-9._-]{1,64}$");
  return schema;
}

static JsonObject *
new_words (const MoatValue *values)
{
  JsonObject *schema = new_type ("string");
  JsonArray *words = json_array_new ();

  for (; values->nick != NULL; values++)
    json_array_add_string_element (words, values->nick);
  json_object_set_array_member (schema, "enum", words);
  return schema;
}

static JsonObject *
new_date (void)
{
  JsonObject *schema = new_type ("string");

  json_object_set_string_member (schema, "format", "date");
  return schema;
}

static JsonObject *
new_field_type (const MoatField *field)
{
  switch (field->type)
    {
    case MOAT_TEXT:
    case MOAT_ID_TEXT:
      return new_type ("string");
    case MOAT_DATE:
      return new_date ();
    case MOAT_LINES:
      return new_array (new_type ("string"));
    case MOAT_REF:
      return new_id ();
    case MOAT_REFS:
      return new_array (new_id ());
    case MOAT_ENUM:
      return new_words (field->values);
    case MOAT_FLAGS:
      return new_array (new_words (field->values));
    case MOAT_NUMBER:
      return new_number ();
    case MOAT_POINT:
      return new_numbers (2);
    case MOAT_RECT:
      return new_numbers (4);
    case MOAT_POINTS:
      return new_array (new_numbers (2));
    case MOAT_BOOL:
    case MOAT_TRISTATE:
      return new_type ("boolean");
    }

  g_assert_not_reached ();
}

/* "The data that travels here. Ids of: asset." */
static char *
describe (const MoatField *field)
{
  GString *text = g_string_new (field->description);

  g_string_append_c (text, '.');
  if (field->ref_kinds != 0)
    g_string_append (text, field->type == MOAT_REFS ? " Ids of: " : " Id of: ");
  for (MoatKind kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      if ((field->ref_kinds & (1u << kind)) != 0)
        g_string_append_printf (text, "%s, ", moat_kind_get_info (kind)->name);
    }
  if (field->ref_kinds != 0)
    {
      g_string_truncate (text, text->len - 2);
      g_string_append_c (text, '.');
    }
  return g_string_free (text, FALSE);
}

static void
set_described (JsonObject *properties, const char *name, JsonObject *schema, const char *description)
{
  json_object_set_string_member (schema, "description", description);
  json_object_set_object_member (properties, name, schema);
}

/* What one of each kind is. */
static const char *const kind_descriptions[] = {
  [MOAT_KIND_MODEL] = "What is said of the whole model.",
  [MOAT_KIND_CLASS] = "How bad it is when data leaks, and the rules that follow.",
  [MOAT_KIND_USE_CASE] = "One story and its one diagram.",
  [MOAT_KIND_ELEMENT] = "An external entity, a process or a data store of a use case’s diagram.",
  [MOAT_KIND_FLOW] = "A directed edge between two elements, which carries data.",
  [MOAT_KIND_BOUNDARY] = "A zone or a line where one stops assuming that the other side is friendly.",
  [MOAT_KIND_NOTE] = "Text on the diagram.",
  [MOAT_KIND_STEP] = "One line of a use case’s story, usually one data flow.",
  [MOAT_KIND_ASSET] = "Data that is worth protecting.",
  [MOAT_KIND_THREAT] = "One sentence: what an attacker would do instead of the happy path.",
  [MOAT_KIND_DECISION] = "What is built so that attacker moves fail.",
  [MOAT_KIND_VERIFICATION] = "How a decision is proved to work.",
  [MOAT_KIND_ASSUMPTION] = "What is taken for granted.",
  [MOAT_KIND_DEPENDENCY] = "A service, a team or a vendor that this relies on.",
  [MOAT_KIND_PROMPT] = "A suggestion of the catalogue that was taken or dismissed.",
  [MOAT_KIND_EXEMPTION] = "A finding of the acceptance check that was set aside.",
  [MOAT_KIND_REVIEW] = "Who looked at the model when and why, and what it said then.",
};

G_STATIC_ASSERT (G_N_ELEMENTS (kind_descriptions) == MOAT_N_KINDS);

static JsonObject *
new_kind (const MoatKindInfo *info)
{
  JsonObject *schema = new_type ("object");
  JsonObject *properties = json_object_new ();

  json_object_set_string_member (schema, "title", info->label);
  json_object_set_string_member (schema, "description", kind_descriptions[info->kind]);
  if (info->kind != MOAT_KIND_MODEL)
    {
      JsonArray *required = json_array_new ();

      set_described (properties, "id", new_id (), "Names this record in the whole file.");
      set_described (properties, "order", new_type ("string"), "Sorts the records of a kind, by bytes.");
      json_array_add_string_element (required, "id");
      json_object_set_array_member (schema, "required", required);
    }
  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autofree char *description = describe (&info->fields[i]);

      set_described (properties, info->fields[i].name, new_field_type (&info->fields[i]), description);
    }
  set_described (properties, MOAT_MERGE_CONFLICTS, new_type ("object"),
                 "What a merge left to people: for each field the values of base, ours and theirs.");
  json_object_set_object_member (schema, "properties", properties);
  return schema;
}

static JsonObject *
new_reference (const MoatKindInfo *info)
{
  JsonObject *schema = json_object_new ();
  g_autofree char *path = g_strdup_printf ("#/$defs/%s", info->name);

  json_object_set_string_member (schema, "$ref", path);
  if (info->kind != MOAT_KIND_MODEL)
    schema = new_array (schema);
  json_object_set_string_member (schema, "description", kind_descriptions[info->kind]);
  return schema;
}

static JsonObject *
new_head (void)
{
  JsonObject *properties = json_object_new ();
  JsonObject *format = json_object_new ();
  JsonObject *version = new_type ("integer");
  JsonObject *readable_from = new_type ("integer");

  json_object_set_string_member (format, "const", "moat");
  set_described (properties, "format", format, "Says that this is a Moat model.");
  json_object_set_int_member (version, "minimum", MOAT_NATIVE_VERSION);
  set_described (properties, "version", version, "The version of the format that the file was written in.");
  json_object_set_int_member (readable_from, "minimum", 1);
  set_described (properties, "readableFrom", readable_from,
                 "The oldest version whose readers may open the file; without it, only readers of its own.");
  return properties;
}

static JsonObject *
new_root (void)
{
  JsonObject *root = json_object_new ();
  JsonObject *definitions = json_object_new ();
  JsonObject *properties = new_head ();
  JsonArray *required = json_array_new ();

  json_object_set_string_member (root, "$schema", "https://json-schema.org/draft/2020-12/schema");
  json_object_set_string_member (root, "title", "Moat model");
  json_object_set_string_member (root, "type", "object");
  json_array_add_string_element (required, "format");
  json_array_add_string_element (required, "version");
  json_object_set_array_member (root, "required", required);
  for (MoatKind kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatKindInfo *info = moat_kind_get_info (kind);

      json_object_set_object_member (properties, info->member, new_reference (info));
      json_object_set_object_member (definitions, info->name, new_kind (info));
    }
  json_object_set_object_member (root, "properties", properties);
  json_object_set_object_member (root, "$defs", definitions);
  return root;
}

char *
moat_schema_dup_text (void)
{
  g_autoptr (JsonObject) root = new_root ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), root);
  GString *text = g_string_new (NULL);

  moat_json_append_node (text, node, 0);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
