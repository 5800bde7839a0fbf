/* Undo and redo without limit: a step is a list of states to swap in, and
 * applying and reverting it are the same operation.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "document-private.h"

MoatFlip *
moat_flip_new (MoatRecord *record, MoatState *other)
{
  MoatFlip *flip = g_new (MoatFlip, 1);

  flip->record = g_object_ref (record);
  flip->other = moat_state_ref (other);

  return flip;
}

void
moat_flip_free (gpointer data)
{
  MoatFlip *flip = data;

  g_object_unref (flip->record);
  moat_state_unref (flip->other);
  g_free (flip);
}

void
moat_step_free (gpointer data)
{
  MoatStep *step = data;

  g_free (step->label);
  g_free (step->merge_key);
  g_ptr_array_unref (step->flips);
  g_free (step);
}

void
moat_history_init (MoatHistory *history)
{
  history->undo = g_ptr_array_new_with_free_func (moat_step_free);
  history->redo = g_ptr_array_new_with_free_func (moat_step_free);
  history->next_serial = 1;
}

void
moat_history_clear (MoatHistory *history)
{
  g_clear_pointer (&history->undo, g_ptr_array_unref);
  g_clear_pointer (&history->redo, g_ptr_array_unref);
}

static MoatStep *
top_step (GPtrArray *steps)
{
  return steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;
}

static guint64
top_serial (const MoatHistory *history)
{
  MoatStep *step = top_step (history->undo);

  return step != NULL ? step->serial : 0;
}

/* Adds to @step what it does not have yet: the states that it has are the older ones, which undo is to give
 * back. */
static void
merge_flips (MoatStep *step, GPtrArray *flips)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < step->flips->len; i++)
    g_hash_table_add (known, ((MoatFlip *) g_ptr_array_index (step->flips, i))->record);

  for (guint i = 0; i < flips->len; i++)
    {
      MoatFlip *flip = g_ptr_array_index (flips, i);

      if (!g_hash_table_contains (known, flip->record))
        g_ptr_array_add (step->flips, moat_flip_new (flip->record, flip->other));
    }
}

/**
 * moat_history_push:
 * @flips: (transfer full): what undoing gives back, not empty
 *
 * Makes a step, or adds to the newest one when both have the same key and nothing came between.
 */
void
moat_history_push (MoatHistory *history, GPtrArray *flips, const char *label, const char *merge_key)
{
  MoatStep *step = top_step (history->undo);
  gboolean merges = merge_key != NULL && step != NULL && !history->merge_is_broken && history->redo->len == 0
                    && step->serial != history->saved_serial && g_strcmp0 (step->merge_key, merge_key) == 0;

  g_ptr_array_set_size (history->redo, 0);
  history->merge_is_broken = FALSE;

  if (merges)
    {
      merge_flips (step, flips);
      g_ptr_array_unref (flips);
    }
  else
    {
      step = g_new0 (MoatStep, 1);
      step->label = g_strdup (label);
      step->merge_key = g_strdup (merge_key);
      step->flips = flips;
      g_ptr_array_add (history->undo, step);
    }

  step->serial = history->next_serial++;
}

static void
step_flip (MoatDocument *document, MoatStep *step)
{
  for (guint i = 0; i < step->flips->len; i++)
    {
      MoatFlip *flip = g_ptr_array_index (step->flips, i);

      flip->other = moat_document_swap (document, flip->record, flip->other);
    }
}

static gboolean
flip_top (MoatDocument *document, GPtrArray *from, GPtrArray *to)
{
  MoatStep *step;

  if (from->len == 0)
    return FALSE;

  step = g_ptr_array_steal_index (from, from->len - 1);
  moat_document_freeze (document);
  step_flip (document, step);
  g_ptr_array_add (to, step);
  document->history.merge_is_broken = TRUE;
  moat_document_publish (document);
  moat_document_notify_history (document);

  return TRUE;
}

/**
 * moat_document_undo:
 *
 * Returns: whether there was a step to undo. Not inside a transaction.
 */
gboolean
moat_document_undo (MoatDocument *self)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (!moat_document_in_transaction (self), FALSE);

  return flip_top (self, self->history.undo, self->history.redo);
}

gboolean
moat_document_redo (MoatDocument *self)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (!moat_document_in_transaction (self), FALSE);

  return flip_top (self, self->history.redo, self->history.undo);
}

gboolean
moat_document_can_undo (MoatDocument *self)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), FALSE);

  return self->history.undo->len > 0;
}

gboolean
moat_document_can_redo (MoatDocument *self)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), FALSE);

  return self->history.redo->len > 0;
}

const char *
moat_document_get_undo_label (MoatDocument *self)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), NULL);

  return self->history.undo->len > 0 ? top_step (self->history.undo)->label : NULL;
}

const char *
moat_document_get_redo_label (MoatDocument *self)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), NULL);

  return self->history.redo->len > 0 ? top_step (self->history.redo)->label : NULL;
}

gboolean
moat_document_is_modified (MoatDocument *self)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), FALSE);

  return top_serial (&self->history) != self->history.saved_serial;
}

guint64
moat_document_get_point (MoatDocument *self)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), 0);

  moat_document_break_merge (self);

  return top_serial (&self->history);
}

void
moat_document_mark_point_saved (MoatDocument *self, guint64 point)
{
  g_return_if_fail (MOAT_IS_DOCUMENT (self));

  self->history.saved_serial = point;
  moat_document_notify_history (self);
}

void
moat_document_mark_saved (MoatDocument *self)
{
  g_return_if_fail (MOAT_IS_DOCUMENT (self));

  moat_document_mark_point_saved (self, top_serial (&self->history));
}

void
moat_document_break_merge (MoatDocument *self)
{
  g_return_if_fail (MOAT_IS_DOCUMENT (self));

  self->history.merge_is_broken = TRUE;
}

static gboolean
is_dead (gpointer key, gpointer value, gpointer data)
{
  return ((MoatRecord *) value)->state == NULL;
}

void
moat_document_clear_history (MoatDocument *self)
{
  g_return_if_fail (MOAT_IS_DOCUMENT (self));
  g_return_if_fail (!moat_document_in_transaction (self));

  g_ptr_array_set_size (self->history.undo, 0);
  g_ptr_array_set_size (self->history.redo, 0);
  self->history.saved_serial = 0;
  g_hash_table_foreach_remove (self->records, is_dead, NULL);
  moat_document_notify_history (self);
}
