/* Transactions: the one way to change a document. Each level remembers what
 * every record it touched was when it began.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "document-private.h"
#include "ids.h"
#include "order.h"

#include <string.h>

void
moat_savepoint_free (gpointer data)
{
  MoatSavepoint *level = data;

  g_free (level->label);
  g_free (level->merge_key);
  g_hash_table_unref (level->touched);
  g_ptr_array_unref (level->flips);
  g_free (level);
}

static MoatSavepoint *
innermost (MoatDocument *self)
{
  return self->levels->len > 0 ? g_ptr_array_index (self->levels, self->levels->len - 1) : NULL;
}

/* Remembers @state as what @record was when @level began, unless it is known. */
static void
level_remember (MoatSavepoint *level, MoatRecord *record, MoatState *state)
{
  if (g_hash_table_contains (level->touched, record))
    return;

  g_ptr_array_add (level->flips, moat_flip_new (record, state));
  g_hash_table_add (level->touched, record);
}

gboolean
moat_document_in_transaction (MoatDocument *self)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), FALSE);

  return self->levels->len > 0;
}

/**
 * moat_document_begin:
 * @label: what undo will say, translated; only the outermost counts
 */
void
moat_document_begin (MoatDocument *self, const char *label)
{
  MoatSavepoint *level;

  g_return_if_fail (MOAT_IS_DOCUMENT (self));

  level = g_new0 (MoatSavepoint, 1);
  level->label = g_strdup (label);
  level->touched = g_hash_table_new (NULL, NULL);
  level->flips = g_ptr_array_new_with_free_func (moat_flip_free);
  g_ptr_array_add (self->levels, level);

  moat_document_freeze (self);
}

/* The flips whose record differs from what it was; flipping those that do not would only cost. */
static GPtrArray *
steal_real_flips (MoatSavepoint *level)
{
  GPtrArray *real = g_ptr_array_new_with_free_func (moat_flip_free);

  for (guint i = 0; i < level->flips->len; i++)
    {
      MoatFlip *flip = g_ptr_array_index (level->flips, i);

      if (!moat_state_equal (flip->other, flip->record->state))
        g_ptr_array_add (real, moat_flip_new (flip->record, flip->other));
    }

  return real;
}

static void
join_outer (MoatSavepoint *outer, MoatSavepoint *inner)
{
  for (guint i = 0; i < inner->flips->len; i++)
    {
      MoatFlip *flip = g_ptr_array_index (inner->flips, i);

      level_remember (outer, flip->record, flip->other);
    }
}

gboolean
moat_document_commit (MoatDocument *self)
{
  g_autoptr (GPtrArray) flips = NULL;
  MoatSavepoint *level;
  gboolean is_changed;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->levels->len > 0, FALSE);

  level = g_ptr_array_steal_index (self->levels, self->levels->len - 1);
  flips = steal_real_flips (level);
  is_changed = flips->len > 0;
  moat_document_freeze (self);

  if (self->levels->len > 0)
    join_outer (innermost (self), level);
  else
    {
      if (is_changed)
        moat_history_push (&self->history, g_steal_pointer (&flips), level->label, level->merge_key);
      moat_document_publish (self);
      if (is_changed)
        moat_document_notify_history (self);
    }

  moat_savepoint_free (level);
  return is_changed;
}

void
moat_document_rollback (MoatDocument *self)
{
  MoatSavepoint *level;

  g_return_if_fail (MOAT_IS_DOCUMENT (self));
  g_return_if_fail (self->levels->len > 0);

  level = g_ptr_array_steal_index (self->levels, self->levels->len - 1);
  moat_document_freeze (self);
  for (guint i = level->flips->len; i > 0; i--)
    {
      MoatFlip *flip = g_ptr_array_index (level->flips, i - 1);

      flip->other = moat_document_swap (self, flip->record, flip->other);
    }
  moat_savepoint_free (level);

  if (self->levels->len == 0)
    moat_document_publish (self);
}

void
moat_document_set_merge_key (MoatDocument *self, const char *key)
{
  MoatSavepoint *level;

  g_return_if_fail (MOAT_IS_DOCUMENT (self));
  g_return_if_fail (self->levels->len > 0);

  level = innermost (self);
  g_free (level->merge_key);
  level->merge_key = g_strdup (key);
}

static void
set_state (MoatDocument *self, MoatRecord *record, MoatState *state)
{
  level_remember (innermost (self), record, record->state);
  moat_state_unref (moat_document_swap (self, record, state));
  record->generation = self->generation;
}

gpointer
moat_document_edit (MoatDocument *self, MoatRecord *record)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (MOAT_IS_RECORD (record), NULL);
  g_return_val_if_fail (self->levels->len > 0, NULL);
  g_return_val_if_fail (record->state != NULL, NULL);
  g_assert (g_hash_table_lookup (self->records, record->id) == record);

  if (record->generation == self->generation)
    moat_document_touch (self, record);
  else
    set_state (self, record, moat_state_copy (record->state));

  return record->state;
}

static MoatRecord *
last_of_kind (MoatDocument *self, MoatKind kind)
{
  GPtrArray *list = moat_document_list (self, kind);

  return list->len > 0 ? g_ptr_array_index (list, list->len - 1) : NULL;
}

static MoatRecord *
ensure_identity (MoatDocument *self, MoatKind kind, const char *id)
{
  MoatRecord *record = g_hash_table_lookup (self->records, id);

  if (record == NULL)
    {
      record = moat_record_new (id, kind);
      g_hash_table_insert (self->records, record->id, record);
    }

  return record->kind == kind && record->state == NULL ? record : NULL;
}

MoatRecord *
moat_document_add (MoatDocument *self, MoatKind kind, const char *id)
{
  g_autofree char *minted = NULL;
  MoatRecord *record;
  MoatRecord *last;
  MoatState *state;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (self->levels->len > 0, NULL);
  g_return_val_if_fail (kind != MOAT_KIND_MODEL, NULL);

  if (id == NULL)
    id = minted = moat_id_new (kind);
  record = ensure_identity (self, kind, id);
  if (record == NULL)
    return NULL;

  last = last_of_kind (self, kind);
  state = moat_state_new (kind);
  moat_text_take (&state->order, moat_order_between (last != NULL ? last->state->order : NULL, NULL));
  set_state (self, record, state);

  return record;
}

void
moat_document_move_before (MoatDocument *self, MoatRecord *record, MoatRecord *sibling)
{
  MoatRecord *before = NULL;
  MoatState *state;
  GPtrArray *list;

  g_return_if_fail (MOAT_IS_DOCUMENT (self));
  g_return_if_fail (MOAT_IS_RECORD (record) && record->state != NULL);
  g_return_if_fail (sibling == NULL || sibling->kind == record->kind);

  if (sibling == record)
    return;

  list = moat_document_list (self, record->kind);
  for (guint i = 0; i < list->len && g_ptr_array_index (list, i) != sibling; i++)
    if (g_ptr_array_index (list, i) != record)
      before = g_ptr_array_index (list, i);

  state = moat_document_edit (self, record);
  moat_text_take (&state->order, moat_order_between (before != NULL ? before->state->order : NULL,
                                                     sibling != NULL ? sibling->state->order : NULL));
}

/* ---- Removing ---- */

static void remove_with_dependants (MoatDocument *self, MoatRecord *record);

static gboolean
field_names (const MoatField *field, const MoatState *state, const char *id)
{
  const void *at = MOAT_FIELD_PTR (state, field);

  if (field->type == MOAT_REF)
    return g_strcmp0 (*(char *const *) at, id) == 0;
  if (field->type == MOAT_REFS)
    return moat_list_contains (*(MoatList *const *) at, id);
  return FALSE;
}

/* Takes @id out of the field. Returns whether that leaves it empty. */
static gboolean
unlink_field (MoatDocument *self, MoatRecord *record, const MoatField *field, const char *id)
{
  MoatState *state = moat_document_edit (self, record);
  gpointer at = MOAT_FIELD_PTR (state, field);

  if (field->type == MOAT_REF)
    moat_text_set (at, NULL);
  else
    moat_list_remove (at, id);

  return moat_field_is_default (field, state);
}

static void
let_go (MoatDocument *self, MoatRecord *record, const char *id)
{
  const MoatKindInfo *info = moat_kind_get_info (record->kind);

  for (guint i = 0; i < info->n_fields && record->state != NULL; i++)
    {
      const MoatField *field = &info->fields[i];
      gboolean is_empty;

      if (field->ref_kinds == 0 || !field_names (field, record->state, id))
        continue;
      if (field->on_delete == MOAT_CASCADE)
        {
          remove_with_dependants (self, record);
          return;
        }
      is_empty = unlink_field (self, record, field, id);
      if (is_empty && field->on_delete == MOAT_CASCADE_LAST)
        remove_with_dependants (self, record);
    }
}

/* Depth is bounded: references that cascade go up the kinds, never round. */
static void
remove_with_dependants (MoatDocument *self, MoatRecord *record)
{
  g_autoptr (GPtrArray) referrers = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *known;

  if (record->state == NULL)
    return;

  moat_document_sync (self);
  known = g_hash_table_lookup (self->referrers, record->id);
  for (guint i = 0; known != NULL && i < known->len; i++)
    g_ptr_array_add (referrers, g_object_ref (g_ptr_array_index (known, i)));

  set_state (self, record, NULL);

  for (guint i = 0; i < referrers->len; i++)
    let_go (self, g_ptr_array_index (referrers, i), record->id);
}

void
moat_document_remove (MoatDocument *self, MoatRecord *record)
{
  g_return_if_fail (MOAT_IS_DOCUMENT (self));
  g_return_if_fail (MOAT_IS_RECORD (record));
  g_return_if_fail (self->levels->len > 0);

  if (!moat_document_is_builtin (self, record))
    remove_with_dependants (self, record);
}
