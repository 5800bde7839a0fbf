/* Carrying fields through other tools' files.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "carried.h"

#include "native-private.h"

void
moat_carried_write (JsonObject *object, const char *prefix, const MoatState *state, const char *const *fields)
{
  for (; *fields != NULL; fields++)
    {
      const MoatField *field = moat_kind_find_field (state->kind, *fields);
      g_autofree char *name = g_strconcat (prefix, *fields, NULL);
      g_autoptr (GString) text = g_string_new (NULL);

      g_assert (field != NULL);
      if (json_object_has_member (object, name))
        json_object_remove_member (object, name);
      if (moat_field_is_default (field, state))
        continue;
      moat_native_append_value (text, field, state);
      json_object_set_member (object, name, json_from_string (text->str, NULL));
    }
}

void
moat_carried_read (MoatDocument *document,
                   MoatRecord *record,
                   JsonObject *object,
                   const char *prefix,
                   const char *const *fields)
{
  const MoatKindInfo *info = moat_kind_get_info (moat_record_get_kind (record));
  MoatNativeReader reader = { .document = document, .info = info, .index = -1 };

  for (; object != NULL && *fields != NULL; fields++)
    {
      const MoatField *field = moat_kind_find_field (info->kind, *fields);
      g_autofree char *name = g_strconcat (prefix, *fields, NULL);
      JsonNode *node = json_object_get_member (object, name);
      MoatState *state;

      g_assert (field != NULL);
      if (node == NULL)
        continue;
      state = moat_document_edit (document, record);
      moat_native_read_value (&reader, field, node, MOAT_FIELD_PTR (state, field), NULL);
    }
}
