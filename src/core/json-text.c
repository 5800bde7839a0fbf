/* Writing JSON in canonical text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "json-text.h"

#include "bounds.h"

#include <math.h>
#include <string.h>

void
moat_json_append_line (GString *text, guint depth)
{
  g_string_append_c (text, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "  ");
}

static void
append_escape (GString *text, guchar c)
{
  static const char plain[] = "\"\\\b\f\n\r\t";
  static const char letters[] = "\"\\bfnrt";
  const char *at = strchr (plain, c);

  if (at != NULL)
    g_string_append_printf (text, "\\%c", letters[at - plain]);
  else
    g_string_append_printf (text, "\\u%04x", c);
}

void
moat_json_append_string (GString *text, const char *value)
{
  const char *start = value;

  g_string_append_c (text, '"');
  for (; *value != '\0'; value++)
    {
      guchar c = *value;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (text, start, value - start);
      append_escape (text, c);
      start = value + 1;
    }
  g_string_append_len (text, start, value - start);
  g_string_append_c (text, '"');
}

/* By whole numbers, so that no locale and no printf() decides about the digits. What reading would bring back
 * within bounds is written so.
 */
void
moat_json_append_number (GString *text, double value)
{
  double bounded = isnan (value) ? 0 : CLAMP (value, -MOAT_MAX_COORDINATE, MOAT_MAX_COORDINATE);
  gint64 tenths = llround (bounded * 10);
  guint64 size = tenths < 0 ? -tenths : tenths;

  if (tenths < 0)
    g_string_append_c (text, '-');
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, size / 10);
  if (size % 10 != 0)
    g_string_append_printf (text, ".%d", (int) (size % 10));
}

/* The shortest digits that read back as the same number. */
static void
append_double (GString *text, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, sizeof buffer, formats[i], value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  g_string_append (text, buffer);
  /* So that it stays a number with a fraction for who reads it. */
  if (strpbrk (buffer, ".en") == NULL)
    g_string_append (text, ".0");
}

static void
append_value (GString *text, JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      moat_json_append_string (text, json_node_get_string (node));
      break;
    case G_TYPE_INT64:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
      break;
    case G_TYPE_BOOLEAN:
      g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
      break;
    default:
      append_double (text, json_node_get_double (node));
      break;
    }
}

static gboolean
is_object (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) > 0;
}

/* A point among points counts as plain: it has no names that would want lines. */
static gboolean
is_plain (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (is_object (node) || (JSON_NODE_HOLDS_ARRAY (node) && !is_plain (json_node_get_array (node))))
        return FALSE;
    }
  return TRUE;
}

static void
append_array (GString *text, JsonArray *array, guint depth)
{
  gboolean on_one_line = is_plain (array);
  guint length = json_array_get_length (array);

  g_string_append_c (text, '[');
  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (i > 0)
        g_string_append_c (text, ',');
      if (i > 0 && (on_one_line || (is_object (node) && is_object (json_array_get_element (array, i - 1)))))
        g_string_append_c (text, ' ');
      else if (!on_one_line)
        moat_json_append_line (text, depth + 1);
      moat_json_append_node (text, node, on_one_line ? depth : depth + 1);
    }
  if (!on_one_line)
    moat_json_append_line (text, depth);
  g_string_append_c (text, ']');
}

static void
append_object (GString *text, JsonObject *object, guint depth)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean is_first = TRUE;

  g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!is_first)
        g_string_append_c (text, ',');
      moat_json_append_line (text, depth + 1);
      moat_json_append_string (text, name);
      g_string_append (text, ": ");
      moat_json_append_node (text, node, depth + 1);
      is_first = FALSE;
    }
  if (!is_first)
    moat_json_append_line (text, depth);
  g_string_append_c (text, '}');
}

void
moat_json_append_node (GString *text, JsonNode *node, guint depth)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (text, json_node_get_object (node), depth);
      break;
    case JSON_NODE_ARRAY:
      append_array (text, json_node_get_array (node), depth);
      break;
    case JSON_NODE_VALUE:
      append_value (text, node);
      break;
    case JSON_NODE_NULL:
      g_string_append (text, "null");
      break;
    }
}
