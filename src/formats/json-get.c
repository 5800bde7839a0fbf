/* Looking into JSON that others wrote.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "json-get.h"

#include "bounds.h"
#include "json-text.h"

#include <math.h>
#include <string.h>

JsonObject *
moat_json_as_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
moat_json_as_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonNode *
get_member (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

/* The string that @node is, or NULL. */
static const char *
as_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static const char *
none_if_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

char *
moat_json_dup_as_text (JsonNode *node)
{
  g_autoptr (GString) text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (none_if_empty (json_node_get_string (node)));
  text = g_string_new (NULL);
  moat_json_append_node (text, node, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
moat_json_get_text (JsonObject *object, const char *name)
{
  return none_if_empty (as_string (get_member (object, name)));
}

char *
moat_json_dup_text (JsonObject *object, const char *name)
{
  return moat_json_dup_as_text (get_member (object, name));
}

static gboolean
find_number (JsonObject *object, const char *name, double *number)
{
  JsonNode *node = get_member (object, name);
  const char *text = as_string (node);
  char *end = NULL;

  if (text != NULL)
    {
      *number = g_ascii_strtod (text, &end);
      return end != text && *end == '\0' && isfinite (*number);
    }
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return FALSE;
  *number = json_node_get_double (node);
  return isfinite (*number);
}

double
moat_json_get_number (JsonObject *object, const char *name, double fallback)
{
  double number;

  return find_number (object, name, &number) ? number : fallback;
}

gboolean
moat_json_has_number (JsonObject *object, const char *name)
{
  double number;

  return find_number (object, name, &number);
}

gboolean
moat_json_get_flag (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);
  const char *text = as_string (node);

  if (text != NULL)
    return g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "yes") == 0;
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  return json_node_get_double (node) != 0;
}

JsonObject *
moat_json_get_object (JsonObject *object, const char *name)
{
  return moat_json_as_object (get_member (object, name));
}

JsonArray *
moat_json_get_array (JsonObject *object, const char *name)
{
  return moat_json_as_array (get_member (object, name));
}

guint
moat_json_len (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

JsonObject *
moat_json_object_at (JsonArray *array, guint index)
{
  return index < moat_json_len (array) ? moat_json_as_object (json_array_get_element (array, index)) : NULL;
}

const char *
moat_json_text_at (JsonArray *array, guint index)
{
  return index < moat_json_len (array) ? none_if_empty (as_string (json_array_get_element (array, index)))
                                       : NULL;
}

void
moat_json_set_text (GRefString **text, JsonObject *object, const char *name)
{
  char *value = moat_json_dup_text (object, name);

  if (value != NULL)
    moat_text_take (text, value);
}

void
moat_json_add_texts (MoatList **list, JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) items = NULL;

  for (guint i = 0; i < moat_list_len (*list); i++)
    if (g_hash_table_add (seen, g_strdup (moat_list_get (*list, i))))
      g_strv_builder_add (builder, moat_list_get (*list, i));
  for (guint i = 0; i < MIN (moat_json_len (array), MOAT_MAX_LIST); i++)
    {
      g_autofree char *item = moat_json_dup_as_text (json_array_get_element (array, i));

      if (item != NULL && g_hash_table_add (seen, g_strdup (item)))
        g_strv_builder_add (builder, item);
    }
  items = g_strv_builder_end (builder);
  moat_list_set (list, (const char *const *) items);
}

static gboolean
object_says_something (JsonObject *object)
{
  JsonObjectIter iter;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &node))
    if (moat_json_says_something (node))
      return TRUE;
  return FALSE;
}

gboolean
moat_json_says_something (JsonNode *node)
{
  JsonArray *array = moat_json_as_array (node);
  const char *text = as_string (node);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return object_says_something (json_node_get_object (node));
  for (guint i = 0; i < moat_json_len (array); i++)
    if (moat_json_says_something (json_array_get_element (array, i)))
      return TRUE;
  return array == NULL && (text == NULL || *text != '\0');
}

/* The deeper of @deepest and what @node holds. */
static guint
deepen (guint deepest, JsonNode *node, guint most)
{
  guint depth = moat_json_get_depth (node, most);

  return MAX (deepest, depth);
}

guint
moat_json_get_depth (JsonNode *node, guint most)
{
  JsonObject *object = moat_json_as_object (node);
  JsonArray *array = moat_json_as_array (node);
  guint deepest = 0;

  if (most == 0 || (object == NULL && array == NULL))
    return 0;
  for (guint i = 0; i < moat_json_len (array); i++)
    deepest = deepen (deepest, json_array_get_element (array, i), most - 1);
  if (object != NULL)
    {
      JsonObjectIter iter;
      JsonNode *member;

      json_object_iter_init (&iter, object);
      while (json_object_iter_next (&iter, NULL, &member))
        deepest = deepen (deepest, member, most - 1);
    }
  return deepest + 1;
}

char *
moat_json_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autoptr (GString) text = g_string_new (NULL);

  moat_json_append_node (text, node, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- Peeking ---- */

/* Just behind the string that begins at @at, or @end. */
static const char *
skip_string (const char *at, const char *end)
{
  for (at++; at < end && *at != '"'; at++)
    if (*at == '\\')
      at++;
  return MIN (at + 1, end);
}

/* The name of the next member of the top-level object from *@at on, between the quotes; FALSE at the end. */
static gboolean
next_name (const char **at, const char *end, guint *depth, const char **name, gsize *length)
{
  while (*at < end)
    {
      const char *start = *at;

      *at = *start == '"' ? skip_string (start, end) : start + 1;
      *depth += *start == '{' || *start == '[';
      if ((*start == '}' || *start == ']') && --*depth == 0)
        return FALSE;
      if (*start != '"' || *depth != 1)
        continue;
      for (*name = start + 1, *length = *at - start - 2; *at < end && g_ascii_isspace (**at); ++*at)
        ;
      if (*at < end && **at == ':')
        return TRUE;
    }
  return FALSE;
}

gboolean
moat_json_peek (const char *data, gsize length, ...)
{
  const char *end = data + length;
  const char *at = data + (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  const char *name;
  gsize name_length;
  guint depth = 0;
  va_list args;

  va_start (args, length);
  while ((name = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (wanted, (gpointer) name);
  va_end (args);

  while (at < end && g_ascii_isspace (*at))
    at++;
  if (at == end || *at != '{')
    return FALSE;
  while (wanted->len > 0 && next_name (&at, end, &depth, &name, &name_length))
    for (guint i = wanted->len; i > 0; i--)
      {
        const char *word = g_ptr_array_index (wanted, i - 1);

        if (strlen (word) == name_length && memcmp (word, name, name_length) == 0)
          g_ptr_array_remove_index_fast (wanted, i - 1);
      }
  return wanted->len == 0;
}
