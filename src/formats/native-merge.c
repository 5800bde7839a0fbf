/* Merging models, and settling what did not merge.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "native-merge.h"

#include "json-text.h"
#include "merge.h"
#include "native-private.h"
#include "order.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Merging ---- */

static JsonNode *
document_to_node (MoatDocument *document)
{
  g_autoptr (GBytes) bytes = moat_native_write_all (document);
  JsonNode *node = moat_json_parse (bytes, NULL, NULL);

  g_assert (node != NULL && JSON_NODE_HOLDS_OBJECT (node));

  return node;
}

MoatDocument *
moat_native_merge (MoatDocument *base,
                   MoatDocument *ours,
                   MoatDocument *theirs,
                   MoatReport *report,
                   GError **error)
{
  g_autoptr (MoatDocument) empty = moat_document_new ();
  g_autoptr (JsonNode) base_node = document_to_node (base != NULL ? base : empty);
  g_autoptr (JsonNode) our_node = document_to_node (ours);
  g_autoptr (JsonNode) their_node = document_to_node (theirs);
  g_autoptr (JsonNode) merged = moat_merge (base_node, our_node, their_node);
  g_autoptr (GBytes) bytes = NULL;
  GString *text = g_string_new (NULL);

  moat_json_append_node (text, merged, 0);
  bytes = g_string_free_to_bytes (text);

  return moat_native_read (bytes, MOAT_NATIVE_WHOLE, report, error);
}

/* ---- Settling ---- */

/* Puts @value, or nothing for NULL, under @name among the members that are kept without being known. */
static char *
with_member (const char *extra, const char *name, JsonNode *value)
{
  g_autoptr (JsonNode) node = json_from_string (extra != NULL ? extra : "{}", NULL);
  JsonObject *object = json_node_get_object (node);
  GString *text;

  if (value != NULL)
    json_object_set_member (object, name, json_node_copy (value));
  else
    json_object_remove_member (object, name);
  if (json_object_get_size (object) == 0)
    return NULL;
  text = g_string_new (NULL);
  moat_json_append_node (text, node, 0);

  return g_string_free (text, FALSE);
}

static gboolean
names_only_live (MoatDocument *document, const MoatField *field, const MoatState *state, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const MoatList *list;

  if (field->type == MOAT_REF && *(char *const *) MOAT_FIELD_PTR (state, field) != NULL)
    g_ptr_array_add (ids, *(char *const *) MOAT_FIELD_PTR (state, field));
  list = field->type == MOAT_REFS ? *(MoatList *const *) MOAT_FIELD_PTR (state, field) : NULL;
  for (guint i = 0; i < moat_list_len (list); i++)
    g_ptr_array_add (ids, (gpointer) moat_list_get (list, i));

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      MoatRecord *named = moat_document_find (document, id);

      if (named != NULL && (field->ref_kinds & (1u << moat_record_get_kind (named))) != 0)
        continue;
      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT,
                   _ ("That side names %s, which is not in the model any more. Choose the other side."), id);
      return FALSE;
    }

  return TRUE;
}

/* A state in which nothing but @field is set, to @value; owned. NULL with an error when it is none. */
static MoatState *
read_field (MoatDocument *document,
            MoatRecord *record,
            const MoatField *field,
            JsonNode *value,
            GError **error)
{
  const MoatKindInfo *info = moat_kind_get_info (moat_record_get_kind (record));
  g_autoptr (GBytes) nothing = g_bytes_new_static ("{}", 2);
  g_autoptr (MoatJsonPlaces) places = NULL;
  g_autoptr (JsonNode) node G_GNUC_UNUSED = moat_json_parse (nothing, &places, NULL);
  g_autoptr (MoatState) scratch = moat_state_new (info->kind);
  MoatNativeReader reader = {
    .document = document, .places = places, .info = info, .index = -1, .id = moat_record_get_id (record)
  };

  if (value != NULL
      && !moat_native_read_value (&reader, field, value, MOAT_FIELD_PTR (scratch, field), error))
    return NULL;

  return g_steal_pointer (&scratch);
}

static const MoatField *
get_field (const MoatConflict *conflict)
{
  return conflict->record != NULL && conflict->name != NULL
             ? moat_kind_find_field (moat_record_get_kind (conflict->record), conflict->name)
             : NULL;
}

MoatState *
moat_native_conflict_dup_state (MoatDocument *document, const MoatConflict *conflict, MoatConflictSide side)
{
  const MoatField *field = get_field (conflict);
  g_autoptr (MoatState) scratch = NULL;
  MoatState *state;

  if (field == NULL || !moat_record_is_live (conflict->record))
    return NULL;
  scratch = read_field (document, conflict->record, field, conflict->values[side], NULL);
  if (scratch == NULL)
    return NULL;
  state = moat_state_copy (moat_record_get_state (conflict->record));
  moat_field_copy (field, state, scratch);

  return state;
}

/* Reads @value into @field of the record, or says why it is none. */
static gboolean
take_field (MoatDocument *document,
            MoatRecord *record,
            const MoatField *field,
            JsonNode *value,
            GError **error)
{
  g_autoptr (MoatState) scratch = read_field (document, record, field, value, error);
  MoatState *state;

  if (scratch == NULL || !names_only_live (document, field, scratch, error))
    return FALSE;
  if (field->is_required && moat_field_is_default (field, scratch))
    {
      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT,
                   _ ("“%s” cannot be empty. Choose the other side."), _ (field->label));
      return FALSE;
    }
  state = moat_document_edit (document, record);
  moat_field_copy (field, state, scratch);
  /* A word that only a newer version knows is kept beside the field. */
  if (field->values != NULL)
    moat_text_take (&state->extra,
                    with_member (state->extra, field->name,
                                 value != NULL && moat_field_is_default (field, scratch) ? value : NULL));

  return TRUE;
}

static gboolean
take_member (MoatDocument *document, const MoatConflict *conflict, JsonNode *value, GError **error)
{
  const MoatField *field;
  MoatState *state;

  if (conflict->record == NULL)
    {
      g_autofree char *extra = with_member (moat_document_get_extra (document), conflict->name, value);

      moat_document_set_extra (document, extra);
      return TRUE;
    }
  field = get_field (conflict);
  if (field != NULL)
    return take_field (document, conflict->record, field, value, error);

  state = moat_document_edit (document, conflict->record);
  if (strcmp (conflict->name, "order") != 0)
    moat_text_take (&state->extra, with_member (state->extra, conflict->name, value));
  else if (value != NULL && moat_native_is_string (value)
           && moat_order_is_valid (json_node_get_string (value)))
    moat_text_set (&state->order, json_node_get_string (value));

  return TRUE;
}

gboolean
moat_native_settle (MoatDocument *document,
                    const MoatConflict *conflict,
                    MoatConflictSide side,
                    GError **error)
{
  g_return_val_if_fail (conflict->name != NULL || side != MOAT_CONFLICT_BASE, FALSE);

  if (conflict->record != NULL && !moat_record_is_live (conflict->record))
    return TRUE;
  if (conflict->name == NULL && conflict->deleted_by == side)
    {
      moat_document_remove (document, conflict->record);
      return TRUE;
    }
  if (conflict->name != NULL && !take_member (document, conflict, conflict->values[side], error))
    return FALSE;
  moat_conflict_forget (document, conflict);

  return TRUE;
}

gboolean
moat_native_can_settle_text (const MoatConflict *conflict)
{
  const MoatField *field = get_field (conflict);

  return field != NULL
         && (field->type == MOAT_TEXT || field->type == MOAT_ID_TEXT || field->type == MOAT_DATE
             || field->type == MOAT_LINES || field->type == MOAT_NUMBER);
}

gboolean
moat_native_settle_text (MoatDocument *document,
                         const MoatConflict *conflict,
                         const char *text,
                         GError **error)
{
  g_return_val_if_fail (moat_native_can_settle_text (conflict), FALSE);

  if (!moat_record_is_live (conflict->record))
    return TRUE;
  if (!moat_field_from_text (get_field (conflict), moat_document_edit (document, conflict->record), text,
                             error))
    return FALSE;
  moat_conflict_forget (document, conflict);

  return TRUE;
}
