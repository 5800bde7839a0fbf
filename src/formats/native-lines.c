/* Where in a model's text its records stand: for messages that point at them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "json.h"
#include "kinds.h"
#include "native.h"

#define MODEL_MEMBER "model"
#define MODEL_ID     "model"

static void
add_list (GHashTable *lines, const char *member, JsonArray *records, const MoatJsonPlaces *places)
{
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonNode *node = json_array_get_element (records, i);
      const char *id = JSON_NODE_HOLDS_OBJECT (node)
                           ? json_object_get_string_member_with_default (json_node_get_object (node), "id",
                                                                         NULL)
                           : NULL;

      if (id != NULL)
        g_hash_table_insert (lines, g_strdup (id),
                             GUINT_TO_POINTER (moat_json_places_get_line (places, member, i)));
    }
}

GHashTable *
moat_native_find_lines (GBytes *bytes)
{
  GHashTable *lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (MoatJsonPlaces) places = NULL;
  g_autoptr (JsonNode) root = moat_json_parse (bytes, &places, NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (object == NULL)
    return lines;
  g_hash_table_insert (lines, g_strdup (MODEL_ID),
                       GUINT_TO_POINTER (moat_json_places_get_line (places, MODEL_MEMBER, -1)));
  for (int kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const char *member = moat_kind_get_info (kind)->member;
      JsonNode *list = json_object_get_member (object, member);

      if (list != NULL && JSON_NODE_HOLDS_ARRAY (list))
        add_list (lines, member, json_node_get_array (list), places);
    }

  return lines;
}
