/* What each type of field may hold in the native file, and saying where it
 * holds something else.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "native-private.h"

#include "bounds.h"
#include "plain-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* ---- Messages ---- */

/* "line 12: Flow “f-abc”" */
static char *
describe_place (const MoatNativeReader *self)
{
  guint line = self->places != NULL
                   ? moat_json_places_get_line (self->places, self->info->member, self->index)
                   : 0;

  if (self->id == NULL)
    /* TRANSLATORS: a place in a file: its line, and the kind of record there. */
    return g_strdup_printf (_ ("line %u: %s"), line, _ (self->info->label));
  /* TRANSLATORS: a place in a file: its line, the kind of record there, and the record's id. */
  return g_strdup_printf (_ ("line %u: %s “%s”"), line, _ (self->info->label), self->id);
}

void
moat_native_fail (const MoatNativeReader *self, GError **error, MoatFormatError code, const char *format, ...)
{
  g_autofree char *place = describe_place (self);
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, MOAT_FORMAT_ERROR, code, "%s: %s", place, what);
}

void
moat_native_report (const MoatNativeReader *self, const char *format, ...)
{
  g_autofree char *place = NULL;
  g_autofree char *what = NULL;
  va_list args;

  if (self->report == NULL)
    return;
  place = describe_place (self);
  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  moat_report_add (self->report, "%s: %s", place, what);
}

static gboolean
fail_type (const MoatNativeReader *self, const MoatField *field, const char *expected, GError **error)
{
  moat_native_fail (self, error, MOAT_FORMAT_ERROR_DAMAGED, _ ("“%s” must be %s. Correct it there."),
                    field->name, expected);
  return FALSE;
}

/* ---- Values ---- */

gboolean
moat_native_is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_number (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

/* Borrowed from @node, or from *@owned, which the caller frees. */
static const char *
get_clean (const MoatNativeReader *self, const MoatField *field, JsonNode *node, char **owned)
{
  gboolean lost = FALSE;

  *owned = moat_plain_text_clean (json_node_get_string (node), &lost);
  if (lost)
    moat_native_report (self, _ ("Control characters were taken out of “%s”."), field->name);
  return *owned != NULL ? *owned : json_node_get_string (node);
}

static gboolean
read_text (MoatNativeReader *self, const MoatField *field, JsonNode *node, gpointer value, GError **error)
{
  g_autofree char *owned = NULL;

  if (!moat_native_is_string (node))
    return fail_type (self, field, _ ("text in quotes"), error);
  moat_text_set (value, get_clean (self, field, node, &owned));
  return TRUE;
}

static JsonArray *
get_array (MoatNativeReader *self,
           const MoatField *field,
           JsonNode *node,
           const char *expected,
           GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    {
      fail_type (self, field, expected, error);
      return NULL;
    }
  if (json_array_get_length (array) > MOAT_MAX_LIST)
    {
      moat_native_fail (self, error, MOAT_FORMAT_ERROR_TOO_MUCH,
                        _ ("“%s” has more than %d entries. Shorten it."), field->name, MOAT_MAX_LIST);
      return NULL;
    }
  return array;
}

static gboolean
read_list (MoatNativeReader *self, const MoatField *field, JsonNode *node, gpointer value, GError **error)
{
  const char *expected = _ ("a list of texts in quotes");
  JsonArray *array = get_array (self, field, node, expected, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      char *clean;
      const char *text;

      if (!moat_native_is_string (item))
        return fail_type (self, field, expected, error);
      text = get_clean (self, field, item, &clean);
      g_ptr_array_add (owned, clean);
      if (*text != '\0')
        g_ptr_array_add (items, (gpointer) text);
    }
  g_ptr_array_add (items, NULL);
  moat_list_set (value, (const char *const *) items->pdata);
  return TRUE;
}

/* Unknown values of a newer version stay default; read_member() keeps them. */
static gboolean
read_enum (MoatNativeReader *self, const MoatField *field, JsonNode *node, gpointer value, GError **error)
{
  if (!moat_native_is_string (node))
    return fail_type (self, field, _ ("one of its words in quotes"), error);
  moat_value_from_nick (field->values, json_node_get_string (node), value);
  return TRUE;
}

static gboolean
read_flags (MoatNativeReader *self, const MoatField *field, JsonNode *node, gpointer value, GError **error)
{
  const char *expected = _ ("a list of its words in quotes");
  JsonArray *array = get_array (self, field, node, expected, error);

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      int bit = 0;

      if (!moat_native_is_string (item))
        return fail_type (self, field, expected, error);
      if (moat_value_from_nick (field->values, json_node_get_string (item), &bit))
        *(int *) value |= bit;
    }
  return TRUE;
}

static double
get_number (MoatNativeReader *self, const MoatField *field, JsonNode *node)
{
  double value = json_node_get_double (node);

  if (fabs (value) <= MOAT_MAX_COORDINATE)
    return value;
  moat_native_report (self, _ ("A number of “%s” was too large and is now %.0f."), field->name,
                      value > 0 ? MOAT_MAX_COORDINATE : -MOAT_MAX_COORDINATE);
  return value > 0 ? MOAT_MAX_COORDINATE : -MOAT_MAX_COORDINATE;
}

static gboolean
read_number (MoatNativeReader *self, const MoatField *field, JsonNode *node, gpointer value, GError **error)
{
  if (!is_number (node))
    return fail_type (self, field, _ ("a number"), error);
  *(double *) value = get_number (self, field, node);
  return TRUE;
}

/* Exactly @n_numbers numbers of an array. */
static gboolean
read_numbers (MoatNativeReader *self,
              const MoatField *field,
              JsonNode *node,
              double *numbers,
              guint n_numbers)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) != n_numbers)
    return FALSE;
  for (guint i = 0; i < n_numbers; i++)
    {
      JsonNode *number = json_array_get_element (array, i);

      if (!is_number (number))
        return FALSE;
      numbers[i] = get_number (self, field, number);
    }
  return TRUE;
}

static gboolean
read_point (MoatNativeReader *self, const MoatField *field, JsonNode *node, gpointer value, GError **error)
{
  double numbers[2];

  if (!read_numbers (self, field, node, numbers, 2))
    return fail_type (self, field, _ ("two numbers: [x, y]"), error);
  *(MoatPoint *) value = (MoatPoint){ numbers[0], numbers[1] };
  return TRUE;
}

static gboolean
read_rect (MoatNativeReader *self, const MoatField *field, JsonNode *node, gpointer value, GError **error)
{
  double numbers[4];

  if (!read_numbers (self, field, node, numbers, 4))
    return fail_type (self, field, _ ("four numbers: [x, y, width, height]"), error);
  if (numbers[2] < 0 || numbers[3] < 0)
    moat_native_report (self, _ ("A size of “%s” was below nothing and is now measured the other way."),
                        field->name);
  *(MoatRect *) value = (MoatRect){ MIN (numbers[0], numbers[0] + numbers[2]),
                                    MIN (numbers[1], numbers[1] + numbers[3]), fabs (numbers[2]),
                                    fabs (numbers[3]) };
  return TRUE;
}

static gboolean
read_points (MoatNativeReader *self, const MoatField *field, JsonNode *node, gpointer value, GError **error)
{
  const char *expected = _ ("a list of points: [[x, y], …]");
  JsonArray *array = get_array (self, field, node, expected, error);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MoatPoint));

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      double numbers[2];

      if (!read_numbers (self, field, json_array_get_element (array, i), numbers, 2))
        return fail_type (self, field, expected, error);
      g_array_append_vals (points, &(MoatPoint){ numbers[0], numbers[1] }, 1);
    }
  moat_points_set (value, (const MoatPoint *) points->data, points->len);
  return TRUE;
}

static gboolean
read_truth (MoatNativeReader *self, const MoatField *field, JsonNode *node, gpointer value, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail_type (self, field, _ ("true or false"), error);
  if (field->type == MOAT_BOOL)
    *(gboolean *) value = json_node_get_boolean (node);
  else
    *(MoatTristate *) value = json_node_get_boolean (node) ? MOAT_YES : MOAT_NO;
  return TRUE;
}

typedef gboolean (*ReadValue) (MoatNativeReader *self,
                               const MoatField *field,
                               JsonNode *node,
                               gpointer value,
                               GError **error);

static const ReadValue read_value[] = {
  [MOAT_TEXT] = read_text,   [MOAT_ID_TEXT] = read_text,   [MOAT_DATE] = read_text,
  [MOAT_LINES] = read_list,  [MOAT_REF] = read_text,       [MOAT_REFS] = read_list,
  [MOAT_ENUM] = read_enum,   [MOAT_FLAGS] = read_flags,    [MOAT_NUMBER] = read_number,
  [MOAT_POINT] = read_point, [MOAT_RECT] = read_rect,      [MOAT_POINTS] = read_points,
  [MOAT_BOOL] = read_truth,  [MOAT_TRISTATE] = read_truth,
};

gboolean
moat_native_read_value (MoatNativeReader *self,
                        const MoatField *field,
                        JsonNode *node,
                        gpointer value,
                        GError **error)
{
  return read_value[field->type](self, field, node, value, error);
}
