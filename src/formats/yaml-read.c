/* Reading YAML: libyaml's events become json-glib's nodes. Writing is in
 * yaml-write.c.
 *
 * Specification: YAML 1.1, https://yaml.org/spec/1.1/
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "yaml-read.h"

#include "bounds.h"
#include "formats.h"
#include "json-get.h"
#include "json.h"
#include "plain-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yaml.h>

/* What an anchor stands for. */
typedef struct
{
  JsonNode *node; /* NULL while it is being read: an alias to it would hold itself */
  guint n_nodes;  /* in it and below */
} Anchor;

/* All borrowed but the event. */
typedef struct
{
  yaml_parser_t *parser;
  yaml_event_t event;
  gboolean has_event;
  GPtrArray *anchors;      /* of Anchor: all there were */
  GHashTable *anchors_now; /* name → the last Anchor of that name */
  MoatReport *report;
  guint depth;
  guint n_nodes;   /* made so far, aliases included */
  guint n_aliased; /* of these, by aliases */
  gboolean has_tag;
} Reader;

static void
anchor_free (gpointer data)
{
  Anchor *anchor = data;

  g_clear_pointer (&anchor->node, json_node_unref);
  g_free (anchor);
}

/* ---- Events ---- */

static guint
get_line (const Reader *self)
{
  return (guint) self->event.start_mark.line + 1;
}

static void
drop_event (Reader *self)
{
  if (self->has_event)
    yaml_event_delete (&self->event);
  self->has_event = FALSE;
}

static gboolean
next_event (Reader *self, GError **error)
{
  drop_event (self);
  if (yaml_parser_parse (self->parser, &self->event))
    {
      self->has_event = TRUE;
      return TRUE;
    }
  g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
               _ ("line %u: This is not YAML: %s. Mend the line, or restore the file from a copy."),
               (guint) self->parser->problem_mark.line + 1,
               self->parser->problem != NULL ? self->parser->problem : "");
  return FALSE;
}

static gboolean
refuse (const Reader *self, MoatFormatError code, const char *why, GError **error)
{
  g_set_error (error, MOAT_FORMAT_ERROR, code, _ ("line %u: %s"), get_line (self), why);
  return FALSE;
}

/* Counts @n_nodes more; FALSE when that is too many for any machine. */
static gboolean
count_nodes (Reader *self, guint n_nodes, gboolean is_alias, GError **error)
{
  self->n_nodes += n_nodes;
  if (is_alias)
    self->n_aliased += n_nodes;
  if (self->n_aliased > MOAT_MAX_ALIASED)
    return refuse (self, MOAT_FORMAT_ERROR_TOO_MUCH,
                   _ ("The aliases (*name) of this file stand for too much. Write out what they repeat."),
                   error);
  if (self->n_nodes > MOAT_MAX_YAML_NODES)
    return refuse (self, MOAT_FORMAT_ERROR_TOO_MUCH,
                   _ ("The file holds too many values. Split it into several."), error);
  return TRUE;
}

/* ---- Scalars ---- */

/* The number that @text is, when writing it gives @text again; else NULL. */
static JsonNode *
read_number (const char *text)
{
  const char *at = text + (*text == '-');
  gsize n_digits = strspn (at, "0123456789");
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *again = NULL;

  if (n_digits == 0 || n_digits > MOAT_MAX_DIGITS || strlen (at) >= G_ASCII_DTOSTR_BUF_SIZE)
    return NULL;
  if (at[n_digits] == '\0')
    node = json_node_init_int (json_node_alloc (), g_ascii_strtoll (text, NULL, 10));
  else if (strspn (at, "0123456789.e+-") == strlen (at))
    node = json_node_init_double (json_node_alloc (), g_ascii_strtod (text, NULL));
  else
    return NULL;

  again = moat_json_dup_as_text (node);
  return strcmp (again, text) == 0 ? g_steal_pointer (&node) : NULL;
}

static JsonNode *
read_plain (const char *text)
{
  static const char *const nulls[] = { "", "~", "null", "Null", "NULL", NULL };
  JsonNode *number;

  if (g_strv_contains (nulls, text))
    return json_node_init_null (json_node_alloc ());
  if (strcmp (text, "true") == 0 || strcmp (text, "false") == 0)
    return json_node_init_boolean (json_node_alloc (), *text == 't');
  number = read_number (text);
  return number != NULL ? number : json_node_init_string (json_node_alloc (), text);
}

static gboolean
is_text_tag (const yaml_char_t *tag)
{
  return tag == NULL || strcmp ((const char *) tag, YAML_STR_TAG) == 0;
}

static JsonNode *
read_scalar (Reader *self, GError **error)
{
  const char *text = (const char *) self->event.data.scalar.value;
  gsize length = self->event.data.scalar.length;

  if (length > MOAT_MAX_TEXT_BYTES)
    {
      refuse (self, MOAT_FORMAT_ERROR_TOO_MUCH, _ ("This text is too long. Shorten it."), error);
      return NULL;
    }
  if (strlen (text) != length)
    {
      refuse (self, MOAT_FORMAT_ERROR_DAMAGED, _ ("A text holds a zero byte. Take it out."), error);
      return NULL;
    }
  if (self->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE && self->event.data.scalar.tag == NULL)
    return read_plain (text);
  self->has_tag = self->has_tag || !is_text_tag (self->event.data.scalar.tag);
  return json_node_init_string (json_node_alloc (), text);
}

/* ---- Collections ---- */

static JsonNode *read_value (Reader *self, guint *n_nodes, GError **error);

/* Of the event at hand, for what has one; NULL for none. */
static Anchor *
begin_anchor (Reader *self, const yaml_char_t *name)
{
  Anchor *anchor;

  if (name == NULL)
    return NULL;
  anchor = g_new0 (Anchor, 1);
  g_ptr_array_add (self->anchors, anchor);
  /* A name may be given anew: it stands for the last one from there on. */
  g_hash_table_replace (self->anchors_now, g_strdup ((const char *) name), anchor);
  return anchor;
}

static const yaml_char_t *
get_anchor_name (const yaml_event_t *event)
{
  if (event->type == YAML_SCALAR_EVENT)
    return event->data.scalar.anchor;
  if (event->type == YAML_SEQUENCE_START_EVENT)
    return event->data.sequence_start.anchor;
  return event->data.mapping_start.anchor;
}

static gboolean
read_sequence (Reader *self, JsonArray *array, guint *n_nodes, GError **error)
{
  while (next_event (self, error))
    {
      JsonNode *node;

      if (self->event.type == YAML_SEQUENCE_END_EVENT)
        return TRUE;
      node = read_value (self, n_nodes, error);
      if (node == NULL)
        return FALSE;
      json_array_add_element (array, node);
    }
  return FALSE;
}

/* What "<<" brings: members that @object does not have. */
static void
merge_members (JsonObject *object, JsonNode *from)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (JSON_NODE_HOLDS_ARRAY (from))
    {
      JsonArray *array = json_node_get_array (from);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
          merge_members (object, json_array_get_element (array, i));
      return;
    }
  if (!JSON_NODE_HOLDS_OBJECT (from))
    return;
  json_object_iter_init (&iter, json_node_get_object (from));
  while (json_object_iter_next (&iter, &name, &node))
    if (!json_object_has_member (object, name))
      json_object_set_member (object, name, json_node_copy (node));
}

/* The key that the event at hand is; NULL with an error for one that is no text. Owned. */
static char *
read_key (Reader *self, gboolean *is_merge, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (self->event.type != YAML_SCALAR_EVENT)
    {
      refuse (self, MOAT_FORMAT_ERROR_DAMAGED,
              _ ("A name before a colon is expected here, not a list or an alias. Mend the line."), error);
      return NULL;
    }
  *is_merge = self->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
              && strcmp ((const char *) self->event.data.scalar.value, "<<") == 0;
  node = read_scalar (self, error);
  if (node == NULL)
    return NULL;
  return g_strdup ((const char *) self->event.data.scalar.value);
}

static gboolean
read_mapping (Reader *self, JsonObject *object, guint *n_nodes, GError **error)
{
  g_autoptr (JsonArray) merged = json_array_new ();

  while (next_event (self, error))
    {
      g_autofree char *key = NULL;
      gboolean is_merge = FALSE;
      guint line = get_line (self);
      JsonNode *node;

      if (self->event.type == YAML_MAPPING_END_EVENT)
        {
          for (guint i = 0; i < json_array_get_length (merged); i++)
            merge_members (object, json_array_get_element (merged, i));
          return TRUE;
        }
      key = read_key (self, &is_merge, error);
      if (key == NULL || !next_event (self, error))
        return FALSE;
      node = read_value (self, n_nodes, error);
      if (node == NULL)
        return FALSE;
      if (is_merge)
        {
          json_array_add_element (merged, node);
          continue;
        }
      if (json_object_has_member (object, key))
        moat_report_add (self->report,
                         _ ("Line %u: “%s” stands twice in the same place; only the last one was read."),
                         line, key);
      json_object_set_member (object, key, node);
    }
  return FALSE;
}

static JsonNode *
read_collection (Reader *self, guint *n_nodes, GError **error)
{
  gboolean is_mapping = self->event.type == YAML_MAPPING_START_EVENT;
  JsonNode *node = json_node_alloc ();
  gboolean is_read;

  if (self->depth >= MOAT_MAX_DEPTH)
    {
      refuse (self, MOAT_FORMAT_ERROR_TOO_MUCH,
              _ ("This is nested too deeply. Check that it is the right file."), error);
      json_node_unref (node);
      return NULL;
    }
  self->depth++;
  if (is_mapping)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_node_init_object (node, object);
      is_read = read_mapping (self, object, n_nodes, error);
    }
  else
    {
      g_autoptr (JsonArray) array = json_array_new ();

      json_node_init_array (node, array);
      is_read = read_sequence (self, array, n_nodes, error);
    }
  self->depth--;
  if (!is_read)
    g_clear_pointer (&node, json_node_unref);
  return node;
}

/* The value is shared, not copied: who reads the tree counts it each time, and so does the budget. */
static JsonNode *
read_alias (Reader *self, guint *n_nodes, GError **error)
{
  const char *name = (const char *) self->event.data.alias.anchor;
  const Anchor *anchor = g_hash_table_lookup (self->anchors_now, name);
  g_autofree char *why = NULL;

  if (anchor == NULL)
    why = g_strdup_printf (_ ("“*%s” stands for something that is not above it. Write it out."), name);
  else if (anchor->node == NULL)
    why = g_strdup_printf (_ ("“*%s” is inside of what it stands for. Write it out."), name);
  if (why != NULL)
    {
      refuse (self, MOAT_FORMAT_ERROR_DAMAGED, why, error);
      return NULL;
    }
  if (!count_nodes (self, anchor->n_nodes, TRUE, error))
    return NULL;
  *n_nodes += anchor->n_nodes;
  return json_node_copy (anchor->node);
}

/* The value that begins with the event at hand; adds its nodes to @n_nodes. Recursion is as deep as
 * MOAT_MAX_DEPTH lets it be. */
static JsonNode *
read_value (Reader *self, guint *n_nodes, GError **error)
{
  Anchor *anchor;
  JsonNode *node;
  guint own = 1;

  if (self->event.type == YAML_ALIAS_EVENT)
    return read_alias (self, n_nodes, error);
  if (!count_nodes (self, 1, FALSE, error))
    return NULL;

  anchor = begin_anchor (self, get_anchor_name (&self->event));
  node = self->event.type == YAML_SCALAR_EVENT ? read_scalar (self, error)
                                               : read_collection (self, &own, error);
  if (node != NULL && anchor != NULL)
    {
      anchor->node = json_node_ref (node);
      anchor->n_nodes = own;
    }
  *n_nodes += own;
  return node;
}

/* ---- The text ---- */

static JsonNode *
read_document (Reader *self, GError **error)
{
  guint n_nodes = 0;
  g_autoptr (JsonNode) root = NULL;

  if (!next_event (self, error) || !next_event (self, error))
    return NULL;
  if (self->event.type == YAML_STREAM_END_EVENT)
    {
      refuse (self, MOAT_FORMAT_ERROR_DAMAGED,
              _ ("The file is empty. Restore it from a copy or from version control."), error);
      return NULL;
    }
  if (!next_event (self, error))
    return NULL;
  root = read_value (self, &n_nodes, error);
  if (root == NULL || !next_event (self, error) || !next_event (self, error))
    return NULL;
  if (self->event.type != YAML_STREAM_END_EVENT)
    moat_report_add (self->report, _ ("Line %u: Another document begins here; only the first was read."),
                     get_line (self));
  if (self->has_tag)
    moat_report_add (self->report, _ ("Tags (!name) before values were left out."));
  return g_steal_pointer (&root);
}

JsonNode *
moat_yaml_read (GBytes *bytes, MoatReport *report, GError **error)
{
  g_autofree char *text = moat_plain_text_decode (bytes, error);
  g_autoptr (GPtrArray) anchors = g_ptr_array_new_with_free_func (anchor_free);
  g_autoptr (GHashTable) anchors_now = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  yaml_parser_t parser;
  Reader self = { .parser = &parser, .anchors = anchors, .anchors_now = anchors_now, .report = report };
  JsonNode *root;

  if (text == NULL)
    return NULL;
  if (!yaml_parser_initialize (&parser))
    g_error ("No memory to read YAML");
  yaml_parser_set_encoding (&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&parser, (const yaml_char_t *) text, strlen (text));

  root = read_document (&self, error);
  drop_event (&self);
  yaml_parser_delete (&parser);
  return root;
}

JsonNode *
moat_yaml_or_json_read (GBytes *bytes, MoatReport *report, GError **error)
{
  gsize length;
  const char *at = g_bytes_get_data (bytes, &length);
  const char *end = at + length;

  if (length >= 3 && memcmp (at, "\xef\xbb\xbf", 3) == 0)
    at += 3;
  while (at < end && g_ascii_isspace (*at))
    at++;
  return at < end && *at == '{' ? moat_json_parse (bytes, NULL, error)
                                : moat_yaml_read (bytes, report, error);
}

/* Whether a line of @data is @key and a colon, from its first letter on, maybe in quotes. */
static gboolean
has_key (const char *data, gsize length, const char *key)
{
  gsize key_length = strlen (key);

  for (const char *at = data; at != NULL && at < data + length;)
    {
      const char *name = at + (*at == '"' || *at == '\'');
      gsize left = data + length - name;

      if (left > key_length && strncmp (name, key, key_length) == 0
          && (name[key_length] == ':' || (name > at && left > key_length + 1 && name[key_length + 1] == ':')))
        return TRUE;
      at = memchr (at, '\n', data + length - at);
      at = at != NULL ? at + 1 : NULL;
    }
  return FALSE;
}

gboolean
moat_yaml_peek (const char *data, gsize length, ...)
{
  gboolean has_all = TRUE;
  const char *key;
  va_list keys;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  va_start (keys, length);
  while (has_all && (key = va_arg (keys, const char *)) != NULL)
    has_all = has_key (data, length, key);
  va_end (keys);
  return has_all;
}
