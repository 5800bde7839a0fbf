/* Referential integrity of a model that was read: what names nothing lets go,
 * what cannot be alone gets a parent, and each repair is told.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "document.h"
#include "ids.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MoatDocument *document;
  GPtrArray *report; /* of owned sentences */
} Repair;

G_GNUC_PRINTF (2, 3)
static void
tell (Repair *repair, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (repair->report, g_strdup_vprintf (format, args));
  va_end (args);
}

/* What a person would call @record, cut to what fits a sentence. */
static char *
name_of (MoatRecord *record)
{
  const char *title = moat_record_get_title (record);

  return g_utf8_strlen (title, -1) > 60 ? g_utf8_substring (title, 0, 60) : g_strdup (title);
}

/* Not a minted id, so that the same file always gives the same model. */
static MoatRecord *
add_use_case (MoatDocument *document)
{
  g_autofree char *id = moat_id_from_text (MOAT_KIND_USE_CASE, "the use case that every model has");

  return moat_document_add (document, MOAT_KIND_USE_CASE,
                            moat_document_find (document, id) == NULL ? id : NULL);
}

static MoatRecord *
ensure_use_case (Repair *repair)
{
  GPtrArray *list = moat_document_list (repair->document, MOAT_KIND_USE_CASE);
  MoatRecord *use_case;

  if (list->len > 0)
    return g_ptr_array_index (list, 0);

  use_case = add_use_case (repair->document);
  tell (repair, _ ("The model had no use case, so an empty one was added."));

  return use_case;
}

static gboolean
names_something (Repair *repair, const MoatField *field, const char *id)
{
  MoatRecord *record = moat_document_find (repair->document, id);

  return record != NULL && (field->ref_kinds & (1u << moat_record_get_kind (record))) != 0;
}

static void
describe_drop (Repair *repair, MoatRecord *record, const MoatField *field, const char *id)
{
  const MoatKindInfo *info = moat_kind_get_info (moat_record_get_kind (record));
  g_autofree char *name = name_of (record);

  tell (repair, _ ("%s %s (“%s”): “%s” named %s, which does not exist; the reference was dropped."),
        _ (info->label), moat_record_get_id (record), name, field->name, id);
}

static void
drop_reference (Repair *repair, MoatRecord *record, const MoatField *field)
{
  const char *id = *(char *const *) MOAT_FIELD_PTR (moat_record_get_state (record), field);

  if (id == NULL || names_something (repair, field, id))
    return;

  describe_drop (repair, record, field, id);
  moat_text_set (MOAT_FIELD_PTR (moat_document_edit (repair->document, record), field), NULL);
}

static void
drop_references (Repair *repair, MoatRecord *record, const MoatField *field)
{
  g_autoptr (MoatList) list = moat_list_ref (
      *(MoatList *const *) MOAT_FIELD_PTR (moat_record_get_state (record), field));

  for (guint i = 0; i < moat_list_len (list); i++)
    {
      const char *id = moat_list_get (list, i);

      if (names_something (repair, field, id))
        continue;
      describe_drop (repair, record, field, id);
      moat_list_remove (MOAT_FIELD_PTR (moat_document_edit (repair->document, record), field), id);
    }
}

static void repair_record (Repair *repair, MoatRecord *record);

/* A move or decision in the place of the one that @record named: what somebody decided is not thrown away
 * with what it answered. */
static MoatRecord *
add_stand_in (Repair *repair, MoatRecord *record, MoatKind kind)
{
  g_autofree char *seed = g_strdup_printf ("repair/%s", moat_record_get_id (record));
  g_autofree char *id = moat_id_from_text (kind, seed);
  MoatRecord *stand_in = moat_document_add (repair->document, kind, id);

  if (stand_in == NULL)
    stand_in = moat_document_add (repair->document, kind, NULL);
  moat_text_set (MOAT_FIELD_PTR (moat_document_edit (repair->document, stand_in),
                                 moat_kind_find_field (kind, "text")),
                 kind == MOAT_KIND_THREAT ? _ ("A move that the file lost")
                                          : _ ("A decision that the file lost"));
  repair_record (repair, stand_in);

  return stand_in;
}

static MoatRecord *
ensure_parent (Repair *repair, MoatRecord *record, const MoatField *field)
{
  if ((field->ref_kinds & (1u << MOAT_KIND_USE_CASE)) != 0)
    return ensure_use_case (repair);
  if (field->ref_kinds == (1u << MOAT_KIND_THREAT))
    return add_stand_in (repair, record, MOAT_KIND_THREAT);
  if (field->ref_kinds == (1u << MOAT_KIND_DECISION))
    return add_stand_in (repair, record, MOAT_KIND_DECISION);

  return NULL;
}

/* What lost its parent: parts of a diagram and moves go to the first use case, decisions and verifications
 * get a stand-in to answer. An answer to a prompt or an exemption says nothing without what it is about, and
 * goes.
 */
static void
find_parent (Repair *repair, MoatRecord *record, const MoatField *field)
{
  const MoatKindInfo *info = moat_kind_get_info (moat_record_get_kind (record));
  MoatRecord *parent = moat_record_get_kind (record) == MOAT_KIND_PROMPT
                           ? NULL
                           : ensure_parent (repair, record, field);
  g_autofree char *name = name_of (record);
  g_autofree char *parent_name = NULL;
  gpointer at;

  if (parent == NULL)
    {
      tell (repair, _ ("%s %s (“%s”) belonged to nothing and was left out."), _ (info->label),
            moat_record_get_id (record), name);
      moat_document_remove (repair->document, record);
      return;
    }

  at = MOAT_FIELD_PTR (moat_document_edit (repair->document, record), field);
  if (field->type == MOAT_REF)
    moat_text_set (at, moat_record_get_id (parent));
  else
    moat_list_add (at, moat_record_get_id (parent));
  parent_name = name_of (parent);
  tell (repair, _ ("%s %s (“%s”) belonged to nothing and was put under “%s”."), _ (info->label),
        moat_record_get_id (record), name, parent_name);
}

static void
repair_record (Repair *repair, MoatRecord *record)
{
  const MoatKindInfo *info = moat_kind_get_info (moat_record_get_kind (record));

  for (guint i = 0; i < info->n_fields && moat_record_is_live (record); i++)
    {
      const MoatField *field = &info->fields[i];

      if (field->type == MOAT_REF)
        drop_reference (repair, record, field);
      else if (field->type == MOAT_REFS)
        drop_references (repair, record, field);

      if (field->is_required && moat_field_is_default (field, moat_record_get_state (record)))
        find_parent (repair, record, field);
    }
}

/* A flow whose ends are in another use case than itself would be drawn nowhere. */
static void
repair_flow (Repair *repair, MoatRecord *record)
{
  static const char *const ends[] = { "source", "target" };
  const MoatFlowState *state = moat_flow_state (record);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const MoatField *field = moat_kind_find_field (MOAT_KIND_FLOW, ends[i]);
      const char *id = *(char *const *) MOAT_FIELD_PTR (state, field);
      MoatRecord *element = moat_document_find (repair->document, id);
      g_autofree char *name = NULL;

      if (element == NULL || g_strcmp0 (moat_element_state (element)->use_case, state->use_case) == 0)
        continue;
      name = name_of (record);
      tell (repair, _ ("Data flow %s (“%s”): its “%s” is in another use case; that end was set free."),
            moat_record_get_id (record), name, field->name);
      moat_text_set (MOAT_FIELD_PTR (moat_document_edit (repair->document, record), field), NULL);
      state = moat_flow_state (record);
    }
}

GPtrArray *
moat_document_repair (MoatDocument *self)
{
  Repair repair = { .document = self, .report = g_ptr_array_new_with_free_func (g_free) };

  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), NULL);

  moat_document_begin (self, _ ("Repair"));
  ensure_use_case (&repair);
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      GPtrArray *live = moat_document_list (self, (MoatKind) kind);
      g_autoptr (GPtrArray) records = g_ptr_array_copy (live, (GCopyFunc) (void (*) (void)) g_object_ref,
                                                        NULL);

      g_ptr_array_set_free_func (records, g_object_unref);
      for (guint i = 0; i < records->len; i++)
        {
          MoatRecord *record = g_ptr_array_index (records, i);

          if (!moat_record_is_live (record))
            continue;
          repair_record (&repair, record);
          if (kind == MOAT_KIND_FLOW && moat_record_is_live (record))
            repair_flow (&repair, record);
        }
    }
  moat_document_commit (self);

  return repair.report;
}
