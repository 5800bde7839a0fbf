/* Reading the native file: a whole new document or an error, with a report of
 * what was put right. What the format is stands in native-write.c, what each
 * type of field may hold in native-values.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "native-private.h"

#include "bounds.h"
#include "ids.h"
#include "json-text.h"
#include "order.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- What this version does not know ---- */

/* The part of a field's value that this version has no word for, owned; NULL when it knows all. */
static JsonNode *
get_unknown_part (const MoatField *field, JsonNode *node)
{
  g_autoptr (JsonArray) unknown = NULL;
  JsonArray *words;
  int value;

  if (field->type == MOAT_ENUM)
    return moat_value_from_nick (field->values, json_node_get_string (node), &value) ? NULL
                                                                                     : json_node_copy (node);
  if (field->type != MOAT_FLAGS)
    return NULL;

  words = json_node_get_array (node);
  unknown = json_array_new ();
  for (guint i = 0; i < json_array_get_length (words); i++)
    {
      if (!moat_value_from_nick (field->values, json_array_get_string_element (words, i), &value))
        json_array_add_string_element (unknown, json_array_get_string_element (words, i));
    }
  return json_array_get_length (unknown) > 0 ? json_node_init_array (json_node_alloc (), unknown) : NULL;
}

/* Adds to *@extra, made when first needed. Takes @node. */
static void
keep_extra (JsonObject **extra, const char *name, JsonNode *node)
{
  if (*extra == NULL)
    *extra = json_object_new ();
  json_object_set_member (*extra, name, node);
}

/* Canonical text of @extra, which it consumes; NULL of NULL. */
static char *
extra_to_text (JsonObject *extra)
{
  g_autoptr (JsonNode) node = NULL;
  GString *text;

  if (extra == NULL)
    return NULL;
  text = g_string_new (NULL);
  node = json_node_init_object (json_node_alloc (), extra);
  json_object_unref (extra);
  moat_json_append_node (text, node, 0);
  return g_string_free (text, FALSE);
}

/* ---- Records ---- */

/* "id" and "order" stand beside the fields. The model, which is alone, has no order, and its id is a field.
 */
static gboolean
is_frame (const char *name)
{
  return strcmp (name, "id") == 0 || strcmp (name, "order") == 0;
}

static gboolean
read_fields (MoatNativeReader *self, JsonObject *object, MoatState *state, GError **error)
{
  g_autoptr (JsonObject) extra = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const MoatField *field = moat_kind_find_field (self->info->kind, name);
      JsonNode *unknown;

      if ((field == NULL && is_frame (name)) || (field != NULL && JSON_NODE_HOLDS_NULL (node)))
        continue;
      if (field != NULL && !moat_native_read_value (self, field, node, MOAT_FIELD_PTR (state, field), error))
        return FALSE;
      unknown = field != NULL ? get_unknown_part (field, node) : json_node_copy (node);
      if (unknown != NULL)
        keep_extra (&extra, name, unknown);
    }
  if (extra != NULL)
    moat_text_take (&state->extra, extra_to_text (g_steal_pointer (&extra)));
  if (moat_json_places_count_members (self->places, self->info->member, self->index)
      > json_object_get_size (object))
    moat_native_report (self, _ ("A member stands there twice; the last one counts."));
  return TRUE;
}

/* An id that is free, for a record that has none or one that is taken: the same file always gives the same.
 */
static char *
make_id (MoatNativeReader *self)
{
  for (guint try = 0;; try++)
    {
      g_autofree char *text = g_strdup_printf ("%s %" G_GSSIZE_FORMAT " %u", self->info->member, self->index,
                                               try);
      g_autofree char *id = moat_id_from_text (self->info->kind, text);

      if (moat_document_find (self->document, id) == NULL)
        return g_steal_pointer (&id);
    }
}

/* The borrowed record to fill: a new one, or a class that every document has. */
static MoatRecord *
add_record (MoatNativeReader *self, const char *id, GHashTable *seen)
{
  MoatRecord *present = moat_document_find_kind (self->document, id, self->info->kind);
  g_autofree char *fresh = NULL;
  MoatRecord *record;

  if (present != NULL && g_hash_table_add (seen, present))
    return present;

  record = present == NULL && id != NULL ? moat_document_add (self->document, self->info->kind, id) : NULL;
  if (record == NULL)
    {
      fresh = make_id (self);
      record = moat_document_add (self->document, self->info->kind, fresh);
      if (id == NULL)
        moat_native_report (self, _ ("It had no id and got “%s”."), fresh);
      else
        moat_native_report (
            self, _ ("Another record has this id; this one got “%s”. What names the id means the first."),
            fresh);
    }
  g_hash_table_add (seen, record);
  return record;
}

static gboolean
get_id (MoatNativeReader *self, JsonObject *object, const char **id, GError **error)
{
  JsonNode *node = json_object_get_member (object, "id");

  *id = NULL;
  if (node == NULL)
    return TRUE;
  if (moat_native_is_string (node) && moat_id_is_valid (json_node_get_string (node)))
    {
      *id = json_node_get_string (node);
      return TRUE;
    }
  moat_native_fail (
      self, error, MOAT_FORMAT_ERROR_DAMAGED,
      _ ("Its “id” must be text of 1 to 64 letters, digits, “-”, “_” and “.”. Correct it there."));
  return FALSE;
}

/* A class that every document has comes with values, which what the file leaves out must not keep. */
static void
clear_fields (MoatState *state)
{
  const MoatKindInfo *info = moat_kind_get_info (state->kind);
  g_autoptr (MoatState) blank = moat_state_new (state->kind);

  for (guint i = 0; i < info->n_fields; i++)
    moat_field_copy (&info->fields[i], state, blank);
}

static gboolean
read_record (MoatNativeReader *self, JsonNode *node, GHashTable *seen, GError **error)
{
  JsonObject *object;
  JsonNode *order;
  MoatRecord *record;
  MoatState *state;

  self->id = NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      moat_native_fail (self, error, MOAT_FORMAT_ERROR_DAMAGED,
                        _ ("It must be an object in “{}”. Correct it there."));
      return FALSE;
    }
  object = json_node_get_object (node);
  if (!get_id (self, object, &self->id, error))
    return FALSE;

  record = add_record (self, self->id, seen);
  state = moat_document_edit (self->document, record);
  if (self->info->kind == MOAT_KIND_CLASS)
    clear_fields (state);
  order = json_object_get_member (object, "order");
  if (order != NULL && moat_native_is_string (order) && moat_order_is_valid (json_node_get_string (order)))
    moat_text_set (&state->order, json_node_get_string (order));
  return read_fields (self, object, state, error);
}

static gboolean
read_model (MoatNativeReader *self, JsonNode *node, GError **error)
{
  MoatRecord *model = moat_document_get_model (self->document);

  self->index = -1;
  self->id = NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return read_fields (self, json_node_get_object (node), moat_document_edit (self->document, model), error);
  moat_native_fail (self, error, MOAT_FORMAT_ERROR_DAMAGED,
                    _ ("“model” must be an object in “{}”. Correct it there."));
  return FALSE;
}

static gboolean
read_kind (MoatNativeReader *self, JsonNode *node, GHashTable *seen, guint *n_left, GError **error)
{
  JsonArray *array;
  guint length;

  self->index = -1;
  self->id = NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      moat_native_fail (self, error, MOAT_FORMAT_ERROR_DAMAGED,
                        _ ("“%s” must be a list in “[]”. Correct it there."), self->info->member);
      return FALSE;
    }
  array = json_node_get_array (node);
  length = json_array_get_length (array);
  if (length > *n_left)
    {
      moat_native_fail (self, error, MOAT_FORMAT_ERROR_TOO_MUCH,
                        _ ("The file has more than %d records, the most that are read. Split the model."),
                        MOAT_MAX_RECORDS);
      return FALSE;
    }
  *n_left -= length;
  for (guint i = 0; i < length; i++)
    {
      self->index = i;
      if (!read_record (self, json_array_get_element (array, i), seen, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- The file ---- */

/* The number of @name, or 0 when it is not one that counts versions. */
static gint64
get_version (JsonObject *root, const char *name)
{
  JsonNode *node = json_object_get_member (root, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return 0;
  return MAX (json_node_get_int (node), 0);
}

static gboolean
check_version (JsonObject *root, const MoatJsonPlaces *places, MoatReport *report_, GError **error)
{
  gint64 version = get_version (root, "version");
  gint64 readable_from = get_version (root, "readableFrom");
  guint line = MAX (moat_json_places_get_line (places, "version", -1), 1);

  if (version == 0)
    {
      g_set_error (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
          _ ("line %u: The “version” of the format must be a whole number from 1. Write \"version\": %d "
             "there."),
          line, MOAT_NATIVE_VERSION);
      return FALSE;
    }
  if (version <= MOAT_NATIVE_VERSION)
    return TRUE;
  if (readable_from == 0 || readable_from > MOAT_NATIVE_VERSION)
    {
      g_set_error (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_NEW,
          _ ("line %u: The file is of format version %lld, and this program reads up to %d. Update Moat "
             "to open it."),
          line, (long long) version, MOAT_NATIVE_VERSION);
      return FALSE;
    }
  moat_report_add (
      report_,
      _ ("line %u: The file comes from a newer version of Moat. What this one does not know is kept "
         "when it is saved."),
      line);
  return TRUE;
}

/* The top-level object when it is one of ours. */
static JsonObject *
get_root (JsonNode *node, const MoatJsonPlaces *places, MoatReport *report_, GError **error)
{
  JsonObject *root = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *format = root != NULL ? json_object_get_member (root, "format") : NULL;

  if (format == NULL || !moat_native_is_string (format)
      || strcmp (json_node_get_string (format), "moat") != 0)
    {
      g_set_error (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
          _ ("line 1: This is not a Moat model: it does not say \"format\": \"moat\". Check that it is the "
             "right file."));
      return NULL;
    }
  return check_version (root, places, report_, error) ? root : NULL;
}

static gboolean
is_known_member (JsonObject *root, const char *name)
{
  if (strcmp (name, "format") == 0)
    return TRUE;
  /* A newer version stays what it is: the file still holds what only that version knows. */
  if (strcmp (name, "version") == 0 || strcmp (name, "readableFrom") == 0)
    return get_version (root, "version") <= MOAT_NATIVE_VERSION;
  for (MoatKind kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      if (strcmp (name, moat_kind_get_info (kind)->member) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
read_extra (MoatNativeReader *self, JsonObject *root)
{
  JsonObject *extra = NULL;
  g_autofree char *text = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, root);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!is_known_member (root, name))
        keep_extra (&extra, name, json_node_copy (node));
    }
  text = extra_to_text (extra);
  if (text != NULL)
    moat_document_set_extra (self->document, text);
  if (moat_json_places_count (self->places) > json_object_get_size (root))
    moat_report_add (self->report,
                     _ ("line 1: A member of the file stands there twice; the last one counts."));
}

static gboolean
read_root (MoatNativeReader *self, JsonObject *root, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_left = MOAT_MAX_RECORDS;

  for (MoatKind kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      JsonNode *node;

      self->info = moat_kind_get_info (kind);
      node = json_object_get_member (root, self->info->member);
      if (node == NULL || JSON_NODE_HOLDS_NULL (node))
        continue;
      if (kind == MOAT_KIND_MODEL ? !read_model (self, node, error)
                                  : !read_kind (self, node, seen, &n_left, error))
        return FALSE;
    }
  read_extra (self, root);
  return TRUE;
}

static void
repair (MoatDocument *document, MoatReport *report_)
{
  g_autoptr (GPtrArray) sentences = moat_document_repair (document);

  for (guint i = 0; i < sentences->len; i++)
    moat_report_add (report_, "%s", (const char *) g_ptr_array_index (sentences, i));
}

MoatDocument *
moat_native_read (GBytes *bytes, MoatNativeExtent extent, MoatReport *report_, GError **error)
{
  g_autoptr (MoatJsonPlaces) places = NULL;
  g_autoptr (JsonNode) node = moat_json_parse (bytes, &places, error);
  JsonObject *root = node != NULL ? get_root (node, places, report_, error) : NULL;
  g_autoptr (MoatDocument) document = NULL;
  MoatNativeReader reader = { .places = places, .report = report_ };

  if (root == NULL)
    return NULL;

  document = moat_document_new ();
  reader.document = document;
  moat_document_begin (document, _ ("Open"));
  if (!read_root (&reader, root, error))
    {
      moat_document_rollback (document);
      return NULL;
    }
  moat_document_commit (document);
  if (extent == MOAT_NATIVE_WHOLE)
    repair (document, report_);
  moat_document_clear_history (document);
  return g_steal_pointer (&document);
}
