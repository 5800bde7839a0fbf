/* Copies a model through its file, and takes out what is private.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "public-copy.h"

#include "conflicts.h"
#include "kinds.h"
#include "native.h"

#include <glib/gi18n-lib.h>

/* Where the state of a kind says that it is private; NULL for kinds that are never. */
static const MoatField *
find_private_field (MoatKind kind)
{
  return moat_kind_find_field (kind, "private");
}

static guint
count (MoatDocument *document)
{
  guint n = 0;

  for (MoatKind kind = 0; kind < MOAT_N_KINDS; kind++)
    if (find_private_field (kind) != NULL)
      n += moat_document_count (document, kind);

  return n;
}

static GPtrArray *
list_private (MoatDocument *document)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (MoatKind kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      const MoatField *field = find_private_field (kind);
      GPtrArray *records = moat_document_list (document, kind);

      for (guint i = 0; field != NULL && i < records->len; i++)
        {
          MoatRecord *record = g_ptr_array_index (records, i);

          if (*(const gboolean *) MOAT_FIELD_PTR (moat_record_get_state (record), field))
            g_ptr_array_add (list, g_object_ref (record));
        }
    }

  return list;
}

/* Speaker notes are for who speaks. */
static void
clear_notes (MoatDocument *copy)
{
  static const MoatKind kinds[] = { MOAT_KIND_FLOW, MOAT_KIND_STEP };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *records = moat_document_list (copy, kinds[i]);
      const MoatField *field = moat_kind_find_field (kinds[i], "notes");

      for (guint j = 0; j < records->len; j++)
        {
          MoatRecord *record = g_ptr_array_index (records, j);

          if (*(GRefString *const *) MOAT_FIELD_PTR (moat_record_get_state (record), field) != NULL)
            moat_text_set ((GRefString **) MOAT_FIELD_PTR (moat_document_edit (copy, record), field), NULL);
        }
    }
}

void
moat_public_copy_report (MoatReport *report, guint n_held_back)
{
  if (n_held_back > 0)
    moat_report_add (report,
                     g_dngettext (GETTEXT_PACKAGE, "%u private entry was held back.",
                                  "%u private entries were held back.", n_held_back),
                     n_held_back);
}

MoatDocument *
moat_public_copy_new (MoatDocument *document, MoatReport *report)
{
  g_autoptr (GBytes) bytes = moat_native_write (document);
  MoatDocument *copy = moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, NULL);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) hidden = NULL;
  guint n_before;

  /* What this program writes it reads. */
  g_assert (copy != NULL);
  n_before = count (copy);
  hidden = list_private (copy);
  conflicts = moat_conflicts_list (copy);
  moat_document_begin (copy, "");
  for (guint i = 0; i < conflicts->len; i++)
    moat_conflict_forget (copy, g_ptr_array_index (conflicts, i));
  for (guint i = 0; i < hidden->len; i++)
    if (moat_record_is_live (g_ptr_array_index (hidden, i)))
      moat_document_remove (copy, g_ptr_array_index (hidden, i));
  clear_notes (copy);
  moat_document_commit (copy);
  moat_document_clear_history (copy);
  moat_public_copy_report (report, n_before - count (copy));

  return copy;
}
