/* Parts of a model as text: the native file with only some records, whose
 * references may lead out of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "fragment.h"

#include "edit.h"
#include "native.h"

#include <string.h>

/* The classes that copied data have: another model may not know them. */
static void
add_classes (MoatDocument *document, GPtrArray *records)
{
  guint n_records = records->len;

  for (guint i = 0; i < n_records; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      MoatRecord *class;

      if (moat_record_get_kind (record) != MOAT_KIND_ASSET)
        continue;
      class = moat_document_find_kind (document, moat_asset_state (record)->asset_class, MOAT_KIND_CLASS);
      if (class != NULL && !g_ptr_array_find (records, class, NULL))
        g_ptr_array_add (records, g_object_ref (class));
    }
}

char *
moat_fragment_write (MoatDocument *document, GPtrArray *records)
{
  g_autoptr (GPtrArray) closure = moat_edit_collect_closure (document, records);
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *text;

  add_classes (document, closure);
  bytes = moat_native_write_records (closure);
  text = g_bytes_get_data (bytes, &length);
  return g_strndup (text, length);
}

/* The model and use cases are where one pastes, not what. */
static GPtrArray *
list_pasted (MoatDocument *part)
{
  GPtrArray *records = g_ptr_array_new ();

  for (MoatKind kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      if (kind != MOAT_KIND_MODEL && kind != MOAT_KIND_USE_CASE)
        g_ptr_array_extend (records, moat_document_list (part, kind), NULL, NULL);
    }
  return records;
}

GPtrArray *
moat_fragment_paste (MoatDocument *document,
                     const char *json,
                     const char *use_case_id,
                     double dx,
                     double dy,
                     GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MoatDocument) part = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (moat_document_in_transaction (document), NULL);

  bytes = g_bytes_new (json, strlen (json));
  part = moat_native_read (bytes, MOAT_NATIVE_PART, NULL, error);
  if (part == NULL)
    return NULL;
  records = list_pasted (part);
  return moat_edit_insert_copies (document, records, use_case_id, dx, dy, NULL);
}
