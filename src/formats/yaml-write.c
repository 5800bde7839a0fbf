/* Writing YAML: json-glib's nodes become libyaml's events.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "yaml-write.h"

#include "json-get.h"

#include <string.h>
#include <yaml.h>

/* ---- Scalars ---- */

/* Whether some reader of YAML 1.1 or 1.2 could take plain @text for something else than text: a word for a
 * boolean or nothing, a number of any notation, a date, a time of day. */
static gboolean
is_ambiguous (const char *text)
{
  static const char *const words[] = { "y",    "n",     "yes", "no", "on",   "off",
                                       "true", "false", "~",   "=",  "null", "<<" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  if (*text == '\0')
    return TRUE;
  /* With the letters of "0x1f", "0o17", "1e3", ".inf" and "2024-01-02T10:00:00Z". */
  return (g_ascii_isdigit (*text) || strchr ("+-.", *text) != NULL)
         && strspn (text, "0123456789+-.,:_abcdefABCDEFxoinTZNI") == strlen (text);
}

/* A literal block keeps every letter of text that neither begins with a blank nor holds signs to be escaped.
 */
static gboolean
is_block (const char *text)
{
  return strchr (text, '\n') != NULL && *text != '\n' && *text != ' ' && *text != '\t';
}

static int
write_handler (void *data, unsigned char *buffer, size_t size)
{
  g_string_append_len (data, (const char *) buffer, size);
  return 1;
}

/* The emitter only fails for lack of memory or wrong order of events. */
static void
emit (yaml_emitter_t *emitter, yaml_event_t *event)
{
  if (!yaml_emitter_emit (emitter, event))
    g_error ("YAML could not be written: %s", emitter->problem);
}

static void
emit_scalar (yaml_emitter_t *emitter, const char *text, gboolean is_plain, yaml_scalar_style_t style)
{
  yaml_event_t event;

  yaml_scalar_event_initialize (&event, NULL, NULL, (const yaml_char_t *) text, (int) strlen (text), is_plain,
                                TRUE, style);
  emit (emitter, &event);
}

static void
emit_text (yaml_emitter_t *emitter, const char *text)
{
  emit_scalar (emitter, text, !is_ambiguous (text),
               is_block (text)               ? YAML_LITERAL_SCALAR_STYLE
               : strchr (text, '\n') != NULL ? YAML_DOUBLE_QUOTED_SCALAR_STYLE
                                             : YAML_PLAIN_SCALAR_STYLE);
}

/* ---- Nodes ---- */

static void emit_node (yaml_emitter_t *emitter, JsonNode *node);

static void
emit_object (yaml_emitter_t *emitter, JsonObject *object)
{
  JsonObjectIter iter;
  yaml_event_t event;
  const char *name;
  JsonNode *node;

  yaml_mapping_start_event_initialize (&event, NULL, NULL, TRUE, YAML_BLOCK_MAPPING_STYLE);
  emit (emitter, &event);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      emit_text (emitter, name);
      emit_node (emitter, node);
    }
  yaml_mapping_end_event_initialize (&event);
  emit (emitter, &event);
}

static void
emit_array (yaml_emitter_t *emitter, JsonArray *array)
{
  yaml_event_t event;

  yaml_sequence_start_event_initialize (&event, NULL, NULL, TRUE, YAML_BLOCK_SEQUENCE_STYLE);
  emit (emitter, &event);
  for (guint i = 0; i < json_array_get_length (array); i++)
    emit_node (emitter, json_array_get_element (array, i));
  yaml_sequence_end_event_initialize (&event);
  emit (emitter, &event);
}

/* As deep as the node is. */
static void
emit_node (yaml_emitter_t *emitter, JsonNode *node)
{
  g_autofree char *number = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    emit_object (emitter, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    emit_array (emitter, json_node_get_array (node));
  else if (JSON_NODE_HOLDS_NULL (node))
    emit_scalar (emitter, "null", TRUE, YAML_PLAIN_SCALAR_STYLE);
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    emit_text (emitter, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    emit_scalar (emitter, json_node_get_boolean (node) ? "true" : "false", TRUE, YAML_PLAIN_SCALAR_STYLE);
  else
    {
      number = moat_json_dup_as_text (node);
      emit_scalar (emitter, number, TRUE, YAML_PLAIN_SCALAR_STYLE);
    }
}

static void
emit_document (yaml_emitter_t *emitter, JsonNode *node)
{
  yaml_event_t event;

  yaml_stream_start_event_initialize (&event, YAML_UTF8_ENCODING);
  emit (emitter, &event);
  yaml_document_start_event_initialize (&event, NULL, NULL, NULL, TRUE);
  emit (emitter, &event);
  emit_node (emitter, node);
  yaml_document_end_event_initialize (&event, TRUE);
  emit (emitter, &event);
  yaml_stream_end_event_initialize (&event);
  emit (emitter, &event);
}

GBytes *
moat_yaml_write (JsonNode *node, const char *heading)
{
  g_autoptr (GString) text = g_string_new (NULL);
  yaml_emitter_t emitter;
  gsize length;

  if (heading != NULL)
    g_string_append_printf (text, "# %s\n", heading);
  if (!yaml_emitter_initialize (&emitter))
    g_error ("No memory to write YAML");
  yaml_emitter_set_output (&emitter, write_handler, text);
  yaml_emitter_set_unicode (&emitter, TRUE);
  yaml_emitter_set_width (&emitter, -1);
  yaml_emitter_set_break (&emitter, YAML_LN_BREAK);
  emit_document (&emitter, node);
  yaml_emitter_delete (&emitter);

  length = text->len;
  return g_bytes_new_take (g_string_free (g_steal_pointer (&text), FALSE), length);
}
