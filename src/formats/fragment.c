/* Parts of a model as text: the native file with only some records, whose
 * references may lead out of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "fragment.h"

#include "edit.h"
#include "native.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
moat_fragment_write (MoatDocument *document, GPtrArray *records)
{
  g_autoptr (GPtrArray) closure = moat_edit_collect_closure (document, records);
  GBytes *bytes = moat_native_write_records (closure);
  gsize length;
  g_autofree char *text = g_bytes_unref_to_data (bytes, &length);

  return g_strndup (text, length);
}

/* The record in @document that @record of a fragment stands for: itself, or one of the same name. */
static MoatRecord *
find_counterpart (MoatDocument *document, MoatRecord *record)
{
  MoatKind kind = moat_record_get_kind (record);
  MoatRecord *same = moat_document_find_kind (document, moat_record_get_id (record), kind);
  g_autofree char *name = g_utf8_casefold (moat_record_get_title (record), -1);
  GPtrArray *candidates = moat_document_list (document, kind);

  if (same != NULL)
    return same;
  for (guint i = 0; i < candidates->len; i++)
    {
      MoatRecord *candidate = g_ptr_array_index (candidates, i);
      g_autofree char *other = g_utf8_casefold (moat_record_get_title (candidate), -1);

      if (strcmp (name, other) == 0)
        return candidate;
    }
  return NULL;
}

/* Makes what names @record in @part name @counterpart of another document instead. */
static void
redirect (MoatDocument *part,
          MoatRecord *record,
          MoatRecord *counterpart,
          MoatKind kind,
          const char *field_name)
{
  const char *id = moat_record_get_id (record);
  const MoatField *field = moat_kind_find_field (kind, field_name);
  g_autoptr (GPtrArray) referrers = moat_document_list_referrers (part, id, kind);

  for (guint i = 0; i < referrers->len; i++)
    {
      gpointer state = moat_document_edit (part, g_ptr_array_index (referrers, i));

      if (field->type == MOAT_REFS)
        moat_list_replace (MOAT_FIELD_PTR (state, field), id, moat_record_get_id (counterpart));
      else
        moat_text_set (MOAT_FIELD_PTR (state, field), moat_record_get_id (counterpart));
    }
}

/* Data and classes belong to the whole model: pasted where they are already, they are meant, not copied.
 * Moves the others of @kind to @records.
 */
static void
adopt_shared (MoatDocument *part, MoatDocument *document, MoatKind kind, GPtrArray *records)
{
  g_autoptr (GPtrArray) shared = g_ptr_array_copy (moat_document_list (part, kind), NULL, NULL);

  for (guint i = 0; i < shared->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (shared, i);
      MoatRecord *counterpart = find_counterpart (document, record);

      if (counterpart == NULL)
        {
          g_ptr_array_add (records, record);
          continue;
        }
      if (kind == MOAT_KIND_CLASS)
        {
          redirect (part, record, counterpart, MOAT_KIND_ASSET, "class");
          continue;
        }
      redirect (part, record, counterpart, MOAT_KIND_ELEMENT, "assets");
      redirect (part, record, counterpart, MOAT_KIND_FLOW, "assets");
    }
}

/* What of @part is to be copied into @document. */
static GPtrArray *
collect (MoatDocument *part, MoatDocument *document)
{
  GPtrArray *records = g_ptr_array_new ();

  MOAT_TRANSACTION (part, "")
  {
    adopt_shared (part, document, MOAT_KIND_CLASS, records);
    adopt_shared (part, document, MOAT_KIND_ASSET, records);
  }
  for (MoatKind kind = MOAT_KIND_USE_CASE + 1; kind < MOAT_N_KINDS; kind++)
    {
      if (kind != MOAT_KIND_ASSET)
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
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (MoatDocument) part = moat_native_read (bytes, MOAT_NATIVE_PART, NULL, error);
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (moat_document_in_transaction (document), NULL);

  if (part == NULL)
    return NULL;
  records = collect (part, document);
  return moat_edit_insert_copies (document, records, use_case_id, dx, dy, NULL);
}
