/* Copying parts of models: duplicate, paste, copy a use case. New ids, and
 * references among the copies follow them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "conflicts.h"
#include "edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- What belongs to what is copied ---- */

typedef struct
{
  MoatDocument *document;
  GHashTable *seen;
  GPtrArray *records;
} Closure;

static void
closure_add (Closure *closure, MoatRecord *record)
{
  if (record != NULL && moat_record_is_live (record) && g_hash_table_add (closure->seen, record))
    g_ptr_array_add (closure->records, g_object_ref (record));
}

static void
closure_add_children (Closure *closure, MoatRecord *record, MoatKind kind)
{
  g_autoptr (GPtrArray) children = moat_document_list_children (closure->document,
                                                                moat_record_get_id (record), kind);

  for (guint i = 0; i < children->len; i++)
    closure_add (closure, g_ptr_array_index (children, i));
}

static void
closure_add_assets (Closure *closure, const MoatList *assets)
{
  for (guint i = 0; i < moat_list_len (assets); i++)
    {
      MoatRecord *asset = moat_document_find_kind (closure->document, moat_list_get (assets, i),
                                                   MOAT_KIND_ASSET);

      closure_add (closure, asset);
      if (asset != NULL)
        closure_add (closure,
                     moat_document_find_kind (closure->document, moat_asset_state (asset)->asset_class,
                                              MOAT_KIND_CLASS));
    }
}

static void
closure_add_steps (Closure *closure, MoatRecord *flow)
{
  g_autoptr (GPtrArray) steps = moat_document_list_referrers (closure->document, moat_record_get_id (flow),
                                                              MOAT_KIND_STEP);

  for (guint i = 0; i < steps->len; i++)
    closure_add (closure, g_ptr_array_index (steps, i));
}

static void
closure_follow (Closure *closure, MoatRecord *record)
{
  static const MoatKind parts[] = {
    MOAT_KIND_ELEMENT, MOAT_KIND_BOUNDARY, MOAT_KIND_NOTE,         MOAT_KIND_FLOW,   MOAT_KIND_STEP,
    MOAT_KIND_THREAT,  MOAT_KIND_DECISION, MOAT_KIND_VERIFICATION, MOAT_KIND_PROMPT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    closure_add_children (closure, record, parts[i]);

  if (moat_record_get_kind (record) == MOAT_KIND_FLOW)
    {
      closure_add_steps (closure, record);
      closure_add_assets (closure, moat_flow_state (record)->assets);
    }
  if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
    closure_add_assets (closure, moat_element_state (record)->assets);
}

GPtrArray *
moat_edit_collect_closure (MoatDocument *document, GPtrArray *records)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Closure closure = {
    .document = document,
    .seen = seen,
    .records = g_ptr_array_new_with_free_func (g_object_unref),
  };

  for (guint i = 0; i < records->len; i++)
    closure_add (&closure, g_ptr_array_index (records, i));
  /* The array grows while it is walked: each record that comes in is followed in its turn. */
  for (guint i = 0; i < closure.records->len; i++)
    closure_follow (&closure, g_ptr_array_index (closure.records, i));

  return closure.records;
}

/* ---- Inserting copies ---- */

typedef struct
{
  MoatDocument *document;
  const char *use_case_id;
  GHashTable *joined; /* original → what stands for it already, or NULL */
  GHashTable *ids;    /* old id → new id */
  double dx;
  double dy;
} Copying;

/* The asset or class of this document that the copied one stands for: the same record, or one of its name. */
static MoatRecord *
find_same_thing (MoatDocument *document, MoatRecord *record)
{
  MoatKind kind = moat_record_get_kind (record);
  GPtrArray *list;
  MoatRecord *same = moat_document_find_kind (document, moat_record_get_id (record), kind);

  if (same != NULL)
    return same;

  list = moat_document_list (document, kind);
  for (guint i = 0; i < list->len; i++)
    if (strcmp (moat_record_get_title (g_ptr_array_index (list, i)), moat_record_get_title (record)) == 0)
      return g_ptr_array_index (list, i);

  return NULL;
}

static gboolean
is_shared_kind (MoatKind kind)
{
  return kind == MOAT_KIND_ASSET || kind == MOAT_KIND_CLASS;
}

/* The new id of a reference, or NULL when it leads nowhere from the copy. */
static const char *
map_reference (Copying *copying, const MoatField *field, const char *id)
{
  const char *mapped = g_hash_table_lookup (copying->ids, id);
  MoatRecord *outside;

  if (mapped != NULL)
    return mapped;

  outside = moat_document_find (copying->document, id);
  if (outside == NULL || (field->ref_kinds & (1u << moat_record_get_kind (outside))) == 0)
    return NULL;
  return id;
}

static void
map_field (Copying *copying, MoatState *state, const MoatField *field)
{
  gpointer at = MOAT_FIELD_PTR (state, field);

  if (field->type == MOAT_REF && *(GRefString **) at != NULL)
    {
      moat_text_set (at, map_reference (copying, field, *(GRefString **) at));
    }
  else if (field->type == MOAT_REFS)
    {
      g_autoptr (MoatList) old = moat_list_ref (*(MoatList **) at);

      moat_list_set (at, NULL);
      for (guint i = 0; i < moat_list_len (old); i++)
        {
          const char *id = moat_list_get (old, i);
          const char *mapped = map_reference (copying, field, id);

          /* A copied decision stops the copied moves only: the others have the original. */
          if (mapped != NULL && !(field->is_parent && mapped == id))
            moat_list_add (at, mapped);
        }
    }
}

static void
translate_field (Copying *copying, MoatState *state, const MoatField *field)
{
  gpointer at = MOAT_FIELD_PTR (state, field);

  if (field->type == MOAT_POINTS)
    moat_points_translate (at, copying->dx, copying->dy);
  /* A label's offset is relative to its flow and stays. */
  else if ((field->type == MOAT_RECT || field->type == MOAT_POINT)
           && strcmp (field->name, "labelOffset") != 0)
    {
      double *numbers = at;

      numbers[0] += copying->dx;
      numbers[1] += copying->dy;
    }
}

static void
fill_copy (Copying *copying, MoatRecord *copy, const MoatState *original)
{
  const MoatKindInfo *info = moat_kind_get_info (original->kind);
  MoatState *state = moat_document_edit (copying->document, copy);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const MoatField *field = &info->fields[i];

      moat_field_copy (field, state, original);
      if (copying->use_case_id != NULL && field->ref_kinds == (1u << MOAT_KIND_USE_CASE) && field->is_parent)
        moat_text_set (MOAT_FIELD_PTR (state, field), copying->use_case_id);
      else
        map_field (copying, state, field);
      translate_field (copying, state, field);
    }
  /* What two people said differently of the original is not about the copy. */
  moat_text_take (&state->extra, moat_conflicts_strip (original->extra));
}

/* A copy whose parent did not come along and is not here cannot be shown anywhere. */
static gboolean
is_orphan (MoatRecord *copy)
{
  const MoatState *state = moat_record_get_state (copy);
  const MoatKindInfo *info = moat_kind_get_info (state->kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].is_required && moat_field_is_default (&info->fields[i], state))
      return TRUE;

  return FALSE;
}

/* An element of another use case cannot be the end of a flow: the end comes free where it was. An end on an
 * element has no point.
 */
static void
settle_end (Copying *copying, GRefString *use_case, GRefString **end, MoatPoint *point)
{
  MoatRecord *element = moat_document_find_kind (copying->document, *end, MOAT_KIND_ELEMENT);

  if (element != NULL && g_strcmp0 (moat_element_state (element)->use_case, use_case) != 0)
    element = NULL;
  if (element == NULL)
    moat_text_set (end, NULL);
  else
    *point = (MoatPoint){ 0, 0 };
}

static void
settle_ends (Copying *copying, MoatRecord *flow)
{
  MoatFlowState *state = moat_document_edit (copying->document, flow);

  settle_end (copying, state->use_case, &state->source, &state->source_point);
  settle_end (copying, state->use_case, &state->target, &state->target_point);
}

/* What is in the document already and stands for @original; NULL when it is to be copied. */
static MoatRecord *
find_standing (Copying *copying, MoatRecord *original)
{
  MoatRecord *joined = copying->joined != NULL ? g_hash_table_lookup (copying->joined, original) : NULL;

  if (joined == NULL && is_shared_kind (moat_record_get_kind (original)))
    joined = find_same_thing (copying->document, original);

  return joined;
}

static MoatRecord *
begin_copy (Copying *copying, MoatRecord *original)
{
  MoatRecord *standing = find_standing (copying, original);
  MoatRecord *copy = standing;

  if (copy == NULL)
    copy = moat_document_add (copying->document, moat_record_get_kind (original), NULL);
  g_hash_table_insert (copying->ids, g_strdup (moat_record_get_id (original)),
                       g_strdup (moat_record_get_id (copy)));

  return standing == NULL ? copy : NULL;
}

GPtrArray *
moat_edit_insert_copies (MoatDocument *document,
                         GPtrArray *records,
                         const char *use_case_id,
                         double dx,
                         double dy,
                         GHashTable **mapping)
{
  return moat_edit_insert_joined (document, records, NULL, use_case_id, dx, dy, mapping);
}

GPtrArray *
moat_edit_insert_joined (MoatDocument *document,
                         GPtrArray *records,
                         GHashTable *joined,
                         const char *use_case_id,
                         double dx,
                         double dy,
                         GHashTable **mapping)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);
  Copying copying = {
    .document = document,
    .use_case_id = use_case_id,
    .joined = joined,
    .ids = ids,
    .dx = dx,
    .dy = dy,
  };

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (pairs, begin_copy (&copying, g_ptr_array_index (records, i)));
  for (guint i = 0; i < records->len; i++)
    if (g_ptr_array_index (pairs, i) != NULL)
      fill_copy (&copying, g_ptr_array_index (pairs, i),
                 moat_record_get_state (g_ptr_array_index (records, i)));
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *copy = g_ptr_array_index (pairs, i);

      if (copy == NULL || !moat_record_is_live (copy))
        continue;
      if (is_orphan (copy))
        moat_document_remove (document, copy);
      else
        g_ptr_array_add (copies, g_object_ref (copy));
    }
  for (guint i = 0; i < copies->len; i++)
    if (moat_record_get_kind (g_ptr_array_index (copies, i)) == MOAT_KIND_FLOW)
      settle_ends (&copying, g_ptr_array_index (copies, i));

  if (mapping != NULL)
    *mapping = g_steal_pointer (&ids);

  return copies;
}

MoatRecord *
moat_edit_duplicate_use_case (MoatDocument *document, MoatRecord *use_case)
{
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();
  g_autoptr (GPtrArray) closure = NULL;
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GHashTable) ids = NULL;
  g_autofree char *title = NULL;
  MoatUseCaseState *state;
  MoatRecord *copy;
  GPtrArray *list;
  guint index;

  g_ptr_array_add (roots, use_case);
  closure = moat_edit_collect_closure (document, roots);
  copies = moat_edit_insert_copies (document, closure, NULL, 0, 0, &ids);
  copy = moat_document_find (document, g_hash_table_lookup (ids, moat_record_get_id (use_case)));

  /* TRANSLATORS: the title of a copied use case */
  title = g_strdup_printf (_ ("%s (copy)"), moat_record_get_title (use_case));
  state = moat_document_edit (document, copy);
  moat_text_set (&state->title, title);

  list = moat_document_list (document, MOAT_KIND_USE_CASE);
  if (g_ptr_array_find (list, use_case, &index) && index + 1 < list->len)
    moat_document_move_before (document, copy, g_ptr_array_index (list, index + 1));

  return copy;
}
