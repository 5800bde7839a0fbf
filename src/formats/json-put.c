/* Making JSON that others read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "json-put.h"

#include "json-get.h"
#include "json-text.h"

#include <math.h>

void
moat_json_put_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
}

void
moat_json_put_number (JsonObject *object, const char *name, double value)
{
  double rounded = round (value * 10) / 10;

  if (rounded == trunc (rounded))
    json_object_set_int_member (object, name, (gint64) rounded);
  else
    json_object_set_double_member (object, name, rounded);
}

void
moat_json_put_list (JsonObject *object, const char *name, const MoatList *list)
{
  JsonArray *array;

  if (moat_list_len (list) == 0)
    return;
  array = json_array_new ();
  for (guint i = 0; i < moat_list_len (list); i++)
    json_array_add_string_element (array, moat_list_get (list, i));
  json_object_set_array_member (object, name, array);
}

JsonObject *
moat_json_ensure_object (JsonObject *object, const char *name)
{
  if (moat_json_get_object (object, name) == NULL)
    json_object_set_object_member (object, name, json_object_new ());
  return json_object_get_object_member (object, name);
}

JsonArray *
moat_json_ensure_array (JsonObject *object, const char *name)
{
  if (moat_json_get_array (object, name) == NULL)
    json_object_set_array_member (object, name, json_array_new ());
  return json_object_get_array_member (object, name);
}

void
moat_json_drop (JsonObject *object, const char *const *names)
{
  for (; *names != NULL; names++)
    if (json_object_has_member (object, *names))
      json_object_remove_member (object, *names);
}

JsonObject *
moat_json_add_object (JsonArray *array)
{
  JsonObject *object = json_object_new ();

  json_array_add_object_element (array, object);
  return object;
}

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonNode *
copy_node (JsonNode *node)
{
  JsonArray *array = moat_json_as_array (node);
  JsonNode *copy;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return take_object (moat_json_copy_object (json_node_get_object (node)));
  if (array == NULL)
    return json_node_copy (node);
  copy = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (copy, json_array_new ());
  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (json_node_get_array (copy), copy_node (json_array_get_element (array, i)));
  return copy;
}

JsonObject *
moat_json_copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object == NULL)
    return copy;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, copy_node (node));
  return copy;
}

GBytes *
moat_json_to_bytes (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length;

  moat_json_append_node (text, node, 0);
  g_string_append_c (text, '\n');
  length = text->len;
  return g_bytes_new_take (g_string_free (g_steal_pointer (&text), FALSE), length);
}
