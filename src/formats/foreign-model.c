/* Recognizing the threat models of other tools.
 *
 * Those in JSON and YAML have in common that each thing is an object with a
 * name and some words, in a list whose own name says what it holds. So lists
 * become sections, objects become items, and a threat with what is done about
 * it becomes the row of a table.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "foreign-model.h"

#include "json.h"

#include <string.h>

typedef enum
{
  NOT_READ,
  JSON,
  YAML,
} Syntax;

/* All of the words must be there; the first tool that fits is it. */
static const struct
{
  const char *tool;
  const char *words[3];
  Syntax syntax;
} tools[] = {
  { "OWASP Threat Dragon", { "\"summary\"", "\"detail\"", "\"diagrams\"" }, JSON },
  { "Open Threat Model", { "\"otmVersion\"" }, JSON },
  { "Open Threat Model", { "otmVersion:" }, YAML },
  { "Threat Composer", { "\"applicationInfo\"", "\"threats\"" }, JSON },
  { "Threat Composer", { "\"schema\"", "\"mitigationLinks\"" }, JSON },
  { "TM-BOM", { "\"trust_zones\"", "\"trust_boundaries\"" }, JSON },
  { "pytm", { "\"boundaries\"", "\"flows\"", "\"__class__\"" }, JSON },
  { "pytm", { "from pytm import", "TM(" }, NOT_READ },
  { "Threagile", { "threagile_version:" }, YAML },
  { "Threagile", { "technical_assets:", "data_assets:", "trust_boundaries:" }, YAML },
  { "ThreatForge", { "trust_boundaries:", "data_flows:", "elements:" }, YAML },
  { "Microsoft Threat Modeling Tool", { "<ThreatModel", "ThreatModeling.Model" }, NOT_READ },
  { "threatcl", { "threatmodel \"", "spec_version" }, NOT_READ },
  { "draw.io", { "<mxfile", "hreat" }, NOT_READ },
  { "draw.io", { "<mxGraphModel", "rust boundary" }, NOT_READ },
};

static int
find_tool (const char *text, gsize length)
{
  /* A schema has the words of what it describes. */
  if (g_strstr_len (text, length, "json-schema.org/") != NULL
      && g_strstr_len (text, length, "\"properties\"") != NULL)
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      gboolean has_all = TRUE;

      for (guint word = 0; word < G_N_ELEMENTS (tools[i].words) && tools[i].words[word] != NULL; word++)
        has_all = has_all && g_strstr_len (text, length, tools[i].words[word]) != NULL;
      if (has_all)
        return i;
    }
  return -1;
}

const char *
moat_foreign_model_find_tool (const char *text, gsize length)
{
  int found = find_tool (text, length);

  return found >= 0 ? tools[found].tool : NULL;
}

/* ---- JSON ---- */

/* "trustZones" and "trust_zones" as "trust zones". Owned. */
static char *
words_of_name (const char *name)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (; *name != '\0'; name++)
    {
      if (g_ascii_isupper (*name) && words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append_c (words, *name == '_' || *name == '-' ? ' ' : g_ascii_tolower (*name));
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                          : NULL;
}

/* The first of several members that says something. */
static const char *
get_first_text (JsonObject *object, const char *const *members)
{
  for (; *members != NULL; members++)
    {
      const char *text = get_text (object, *members);

      if (text != NULL && *text != '\0')
        return text;
    }
  return NULL;
}

static void
add_row (MoatProse *prose, const char *threat, const char *answer)
{
  moat_prose_add_heading (prose, 2, 1, "Threats and mitigations");
  moat_prose_take_row (prose, TRUE, 1,
                       g_strdupv ((char *[]){ (char *) "Threat", (char *) "Mitigation", NULL }));
  moat_prose_take_row (prose, FALSE, 1, g_strdupv ((char *[]){ (char *) threat, (char *) answer, NULL }));
}

/* A threat carries its mitigation, or a list of them, or one stands for the link between the two. */
static gboolean
add_threat (MoatProse *prose, JsonObject *object)
{
  static const char *const threats[] = { "title",       "statement", "threat", "name",
                                         "description", "linkedId",  NULL };
  static const char *const answers[] = { "mitigation", "mitigationId", "mitigations", NULL };
  const char *threat = get_first_text (object, threats);
  const char *answer = get_first_text (object, answers);
  JsonNode *list = json_object_get_member (object, "mitigations");

  if (answer == NULL && list != NULL && JSON_NODE_HOLDS_ARRAY (list)
      && json_array_get_length (json_node_get_array (list)) > 0)
    answer = "mitigations are listed";
  if (threat == NULL || answer == NULL)
    return FALSE;
  add_row (prose, threat, answer);
  return TRUE;
}

static void
append_value (JsonObject *object, const char *member, JsonNode *node, gpointer text)
{
  g_autofree char *name = words_of_name (member);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
      && *json_node_get_string (node) != '\0')
    g_string_append_printf (text, "%s. ", json_node_get_string (node));
  /* "isEncrypted": true says "is encrypted"; false says nothing that anybody chose to say. */
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
           && json_node_get_boolean (node))
    g_string_append_printf (text, "%s. ", name);
}

static const char *
section_of (JsonObject *object, const char *list)
{
  const char *type = get_text (object, "type");

  if (type == NULL)
    type = get_text (object, "shape");
  if (type != NULL && (strstr (type, "oundary") != NULL || strstr (type, "oundry") != NULL))
    return "trust boundaries";
  if (type != NULL && (g_str_has_suffix (type, "Flow") || g_str_equal (type, "flow")))
    return "data flows";
  return list;
}

static void add_json (MoatProse *prose, const char *list, JsonNode *node);

typedef struct
{
  MoatProse *prose;
  const char *list;
} Into;

static void
add_member (JsonObject *object, const char *member, JsonNode *node, gpointer data)
{
  const Into *into = data;
  g_autofree char *name = words_of_name (member);

  if (JSON_NODE_HOLDS_ARRAY (node))
    add_json (into->prose, name, node);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    add_json (into->prose, into->list, node);
}

static void
add_object (MoatProse *prose, const char *list, JsonObject *object)
{
  Into into = { prose, list };
  g_autoptr (GString) text = g_string_new (NULL);

  if (!add_threat (prose, object))
    {
      json_object_foreach_member (object, append_value, text);
      moat_prose_add_heading (prose, 2, 1, section_of (object, list));
      moat_prose_add (prose, MOAT_PROSE_ITEM, 1, text->str);
    }
  json_object_foreach_member (object, add_member, &into);
}

static void
add_json (MoatProse *prose, const char *list, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    add_object (prose, list, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        add_json (prose, list, json_array_get_element (array, i));
    }
}

/* ---- YAML ---- */

/* A list's name stands at the margin; what it holds is indented. */
static void
add_yaml (MoatProse *prose, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *threat = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strchomp (lines[i]);
      char *start = line + strspn (line, " \t-");
      char *colon = strchr (start, ':');
      g_autofree char *name = NULL;

      if (*start == '#' || *start == '\0')
        continue;
      name = colon != NULL ? g_strndup (start, colon - start) : NULL;
      if (line == start && name != NULL)
        {
          g_autofree char *words = words_of_name (name);

          moat_prose_add_heading (prose, 2, i + 1, words);
          continue;
        }
      if (name != NULL && (g_str_equal (name, "title") || g_str_has_suffix (name, "threat"))
          && colon[1] != '\0')
        {
          g_free (threat);
          threat = g_strdup (colon + 1);
        }
      if (name != NULL && threat != NULL
          && ((g_str_equal (name, "mitigation") && colon[1] != '\0')
              || (g_str_equal (name, "status") && strstr (colon, "mitigated") != NULL)))
        {
          add_row (prose, threat, colon + 1);
          g_clear_pointer (&threat, g_free);
        }
      moat_prose_add (prose, MOAT_PROSE_ITEM, i + 1, start);
    }
}

MoatProse *
moat_foreign_model_read (const char *tool, GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  int found = find_tool (text, length);
  g_autoptr (MoatProse) prose = moat_prose_new ();

  g_return_val_if_fail (tool != NULL, NULL);

  if (found < 0 || tools[found].syntax == NOT_READ)
    return NULL;
  /* The title, under which nothing is a section yet. */
  moat_prose_add_heading (prose, 1, 1, tool);
  if (tools[found].syntax == JSON)
    {
      g_autoptr (JsonNode) root = moat_json_parse (bytes, NULL, NULL);

      if (root == NULL)
        return NULL;
      add_json (prose, "model", root);
    }
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, length);

      add_yaml (prose, valid);
    }
  return g_steal_pointer (&prose);
}
