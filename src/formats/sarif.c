/* Writing SARIF 2.1.0. The members are those of the published schema,
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sarif.h"

#include "json-text.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define SCHEMA      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
#define SOURCE_ROOT "%SRCROOT%"

struct _MoatSarif
{
  const MoatSarifRule *rules;
  guint n_rules;
  JsonArray *results;
};

/* SARIF's word for each level: levels are of failures, anything else is a kind. */
static const struct
{
  const char *level;
  const char *kind;
} words[] = {
  [MOAT_SARIF_NOTE] = { "note", "fail" },
  [MOAT_SARIF_WARNING] = { "warning", "fail" },
  [MOAT_SARIF_ERROR] = { "error", "fail" },
  [MOAT_SARIF_PASS] = { "none", "pass" },
  [MOAT_SARIF_NOT_APPLICABLE] = { "none", "notApplicable" },
};

MoatSarif *
moat_sarif_new (const MoatSarifRule *rules, guint n_rules)
{
  MoatSarif *self = g_new0 (MoatSarif, 1);

  self->rules = rules;
  self->n_rules = n_rules;
  self->results = json_array_new ();
  return self;
}

void
moat_sarif_free (MoatSarif *self)
{
  json_array_unref (self->results);
  g_free (self);
}

/* ---- Values ---- */

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  JsonObject *message = json_object_new ();

  json_object_set_string_member (message, "text", valid);
  json_object_set_object_member (object, member, message);
}

static void
set_string (JsonObject *object, const char *member, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  json_object_set_string_member (object, member, valid);
}

static void
set_alone (JsonObject *object, const char *member, JsonObject *only)
{
  JsonArray *array = json_array_new ();

  json_array_add_object_element (array, only);
  json_object_set_array_member (object, member, array);
}

/* A URI reference of a path: RFC 3986, with "/" kept and a first part that holds a colon kept from looking
 * like a scheme, since it is escaped.
 */
static JsonObject *
make_artifact (const char *path)
{
  JsonObject *artifact = json_object_new ();
  g_autofree char *escaped = g_uri_escape_bytes ((const guint8 *) path, strlen (path), "/");
  g_autofree char *uri = NULL;

  uri = g_path_is_absolute (path) ? g_strconcat ("file://", escaped, NULL) : g_steal_pointer (&escaped);
  json_object_set_string_member (artifact, "uri", uri);
  if (!g_path_is_absolute (path))
    json_object_set_string_member (artifact, "uriBaseId", SOURCE_ROOT);
  return artifact;
}

static JsonObject *
make_location (const MoatSarifResult *result)
{
  JsonObject *location = json_object_new ();

  if (result->path != NULL)
    {
      JsonObject *physical = json_object_new ();

      json_object_set_object_member (physical, "artifactLocation", make_artifact (result->path));
      if (result->line > 0)
        {
          JsonObject *region = json_object_new ();

          json_object_set_int_member (region, "startLine", result->line);
          if (result->column > 0)
            json_object_set_int_member (region, "startColumn", result->column);
          json_object_set_object_member (physical, "region", region);
        }
      json_object_set_object_member (location, "physicalLocation", physical);
    }
  if (result->subject != NULL)
    {
      JsonObject *logical = json_object_new ();

      set_string (logical, "name", result->subject);
      set_alone (location, "logicalLocations", logical);
    }
  return location;
}

/* ---- Results ---- */

static int
find_rule (const MoatSarif *self, const char *id)
{
  for (guint i = 0; i < self->n_rules; i++)
    {
      if (g_str_equal (self->rules[i].id, id))
        return i;
    }
  return -1;
}

void
moat_sarif_add (MoatSarif *self, const MoatSarifResult *result)
{
  JsonObject *object;
  int index;

  g_return_if_fail (self != NULL && result->rule != NULL && result->message != NULL);
  index = find_rule (self, result->rule);
  g_return_if_fail (index >= 0);

  object = json_object_new ();
  json_object_set_string_member (object, "ruleId", result->rule);
  json_object_set_int_member (object, "ruleIndex", index);
  json_object_set_string_member (object, "kind", words[result->level].kind);
  json_object_set_string_member (object, "level", words[result->level].level);
  set_text (object, "message", result->message);
  if (result->path != NULL || result->subject != NULL)
    set_alone (object, "locations", make_location (result));
  if (result->fingerprint != NULL)
    {
      JsonObject *prints = json_object_new ();

      set_string (prints, "moatRecord/v1", result->fingerprint);
      json_object_set_object_member (object, "partialFingerprints", prints);
    }
  if (result->suppressed != NULL)
    {
      JsonObject *suppression = json_object_new ();

      json_object_set_string_member (suppression, "kind", "external");
      set_string (suppression, "justification", result->suppressed);
      set_alone (object, "suppressions", suppression);
    }
  json_array_add_object_element (self->results, object);
}

/* ---- The file ---- */

static JsonObject *
make_rule (const MoatSarifRule *rule)
{
  JsonObject *object = json_object_new ();
  JsonObject *configuration = json_object_new ();

  json_object_set_string_member (object, "id", rule->id);
  set_text (object, "shortDescription", rule->name);
  set_text (object, "fullDescription", rule->text);
  if (rule->help != NULL)
    set_text (object, "help", rule->help);
  json_object_set_string_member (configuration, "level", words[rule->level].level);
  json_object_set_object_member (object, "defaultConfiguration", configuration);
  if (rule->references != NULL)
    {
      JsonObject *properties = json_object_new ();
      JsonArray *tags = json_array_new ();

      for (const char *const *reference = rule->references; *reference != NULL; reference++)
        json_array_add_string_element (tags, *reference);
      json_object_set_array_member (properties, "tags", tags);
      json_object_set_object_member (object, "properties", properties);
    }
  return object;
}

static JsonObject *
make_tool (const MoatSarif *self)
{
  JsonObject *tool = json_object_new ();
  JsonObject *driver = json_object_new ();
  JsonArray *rules = json_array_new ();

  for (guint i = 0; i < self->n_rules; i++)
    json_array_add_object_element (rules, make_rule (&self->rules[i]));
  json_object_set_string_member (driver, "name", "moat-cli");
  json_object_set_string_member (driver, "version", MOAT_VERSION);
  json_object_set_array_member (driver, "rules", rules);
  json_object_set_object_member (tool, "driver", driver);
  return tool;
}

char *
moat_sarif_write (const MoatSarif *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *log = json_object_new ();
  JsonObject *run = json_object_new ();

  json_object_set_object_member (run, "tool", make_tool (self));
  json_object_set_string_member (run, "columnKind", "unicodeCodePoints");
  json_object_set_array_member (run, "results", json_array_ref (self->results));
  json_object_set_string_member (log, "$schema", SCHEMA);
  json_object_set_string_member (log, "version", "2.1.0");
  set_alone (log, "runs", run);
  json_node_take_object (root, log);

  moat_json_append_node (text, root, 0);
  g_string_append_c (text, '\n');
  return g_string_free (g_steal_pointer (&text), FALSE);
}
