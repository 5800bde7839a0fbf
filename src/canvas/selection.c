/* The one selection of a page. Not here: who shows it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "selection.h"

struct _MoatSelection
{
  GObject parent_instance;

  MoatDocument *document;
  GPtrArray *records; /* of MoatRecord *, owned, in the order chosen; each once, live, and can be held */
  guint n_kept;       /* the first so many in @records are kept */
  GHashTable *set;    /* the same records, borrowed from the array, to ask whether one is there */

  MoatRecord *threat;   /* owned or NULL */
  MoatRecord *decision; /* owned or NULL; NULL without a threat */
};

G_DEFINE_FINAL_TYPE (MoatSelection, moat_selection, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REVEAL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

gboolean
moat_selection_can_hold (MoatRecord *record)
{
  const guint kinds = 1u << MOAT_KIND_ELEMENT | 1u << MOAT_KIND_FLOW | 1u << MOAT_KIND_BOUNDARY
                      | 1u << MOAT_KIND_NOTE;

  return record != NULL && moat_record_is_live (record) && (kinds & 1u << moat_record_get_kind (record)) != 0;
}

/* ---- Without signals: each says whether something is different now ---- */

static gboolean
append (MoatSelection *self, MoatRecord *record)
{
  if (!moat_selection_can_hold (record) || g_hash_table_contains (self->set, record))
    return FALSE;
  g_ptr_array_add (self->records, g_object_ref (record));
  g_hash_table_add (self->set, record);
  return TRUE;
}

static gboolean
drop (MoatSelection *self, MoatRecord *record)
{
  guint index = 0;

  if (!g_hash_table_remove (self->set, record))
    return FALSE;
  g_ptr_array_find (self->records, record, &index);
  g_ptr_array_remove_index (self->records, index);
  if (index < self->n_kept)
    self->n_kept--;
  return TRUE;
}

static void
drop_all (MoatSelection *self)
{
  g_hash_table_remove_all (self->set);
  g_ptr_array_set_size (self->records, 0);
  self->n_kept = 0;
}

static gboolean
holds_exactly (MoatSelection *self, MoatRecord *const *records, guint n_records)
{
  if (self->records->len != n_records)
    return FALSE;
  for (guint i = 0; i < n_records; i++)
    if (g_ptr_array_index (self->records, i) != records[i])
      return FALSE;
  return TRUE;
}

static gboolean
look_at (MoatSelection *self, MoatRecord *threat, MoatRecord *decision)
{
  gboolean is_new = g_set_object (&self->threat, threat);

  if (threat == NULL)
    decision = NULL;
  return g_set_object (&self->decision, decision) || is_new;
}

/* The diagram record that a move is on, or NULL for one on the use case. */
static MoatRecord *
find_place (MoatSelection *self, MoatRecord *threat)
{
  MoatRecord *place = moat_document_find (self->document, moat_threat_state (threat)->on);

  return moat_selection_can_hold (place) ? place : NULL;
}

/* A move is looked at only while it exists and what it is on is selected. */
static gboolean
let_go_of_stale_row (MoatSelection *self)
{
  MoatRecord *place = NULL;

  if (self->threat == NULL)
    return FALSE;
  if (!moat_record_is_live (self->threat))
    return look_at (self, NULL, NULL);
  place = find_place (self, self->threat);
  if (place != NULL ? !g_hash_table_contains (self->set, place) : self->records->len > 0)
    return look_at (self, NULL, NULL);
  if (self->decision != NULL && !moat_record_is_live (self->decision))
    return look_at (self, self->threat, NULL);
  return FALSE;
}

static void
emit_changed (MoatSelection *self)
{
  let_go_of_stale_row (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
document_changed_cb (MoatSelection *self, MoatChanges *changes)
{
  gboolean is_different = FALSE;

  for (guint i = 0; i < changes->items->len; i++)
    {
      const MoatChange *change = g_ptr_array_index (changes->items, i);

      if (change->new_state == NULL)
        is_different |= drop (self, change->record);
    }
  is_different |= let_go_of_stale_row (self);
  if (is_different)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
moat_selection_dispose (GObject *object)
{
  MoatSelection *self = MOAT_SELECTION (object);

  drop_all (self);
  g_clear_object (&self->threat);
  g_clear_object (&self->decision);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (moat_selection_parent_class)->dispose (object);
}

static void
moat_selection_finalize (GObject *object)
{
  MoatSelection *self = MOAT_SELECTION (object);

  g_hash_table_unref (self->set);
  g_ptr_array_unref (self->records);
  G_OBJECT_CLASS (moat_selection_parent_class)->finalize (object);
}

static void
moat_selection_class_init (MoatSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = moat_selection_dispose;
  object_class->finalize = moat_selection_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REVEAL] = g_signal_new ("reveal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, MOAT_TYPE_RECORD);
}

static void
moat_selection_init (MoatSelection *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->set = g_hash_table_new (NULL, NULL);
}

MoatSelection *
moat_selection_new (MoatDocument *document)
{
  MoatSelection *self = NULL;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);

  self = g_object_new (MOAT_TYPE_SELECTION, NULL);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

MoatDocument *
moat_selection_get_document (MoatSelection *self)
{
  g_return_val_if_fail (MOAT_IS_SELECTION (self), NULL);
  return self->document;
}

void
moat_selection_set_only (MoatSelection *self, MoatRecord *record)
{
  moat_selection_set_list (self, &record, record == NULL ? 0 : 1);
}

void
moat_selection_set_list (MoatSelection *self, MoatRecord *const *records, guint n_records)
{
  g_return_if_fail (MOAT_IS_SELECTION (self));

  self->n_kept = 0;
  if (holds_exactly (self, records, n_records))
    return;
  drop_all (self);
  for (guint i = 0; i < n_records; i++)
    append (self, records[i]);
  emit_changed (self);
}

void
moat_selection_add (MoatSelection *self, MoatRecord *record)
{
  g_return_if_fail (MOAT_IS_SELECTION (self));

  if (append (self, record))
    emit_changed (self);
}

void
moat_selection_remove (MoatSelection *self, MoatRecord *record)
{
  g_return_if_fail (MOAT_IS_SELECTION (self));

  if (drop (self, record))
    emit_changed (self);
}

void
moat_selection_toggle (MoatSelection *self, MoatRecord *record)
{
  if (moat_selection_contains (self, record))
    moat_selection_remove (self, record);
  else
    moat_selection_add (self, record);
}

void
moat_selection_clear (MoatSelection *self)
{
  moat_selection_set_list (self, NULL, 0);
}

void
moat_selection_keep (MoatSelection *self)
{
  g_return_if_fail (MOAT_IS_SELECTION (self));

  if (self->records->len == 0)
    return;
  self->n_kept = self->n_kept < self->records->len ? self->records->len : 0;
  emit_changed (self);
}

guint
moat_selection_get_n_kept (MoatSelection *self)
{
  g_return_val_if_fail (MOAT_IS_SELECTION (self), 0);
  return self->n_kept;
}

void
moat_selection_walk_to (MoatSelection *self, MoatRecord *record)
{
  g_autoptr (GPtrArray) chosen = moat_selection_list (self);
  guint n_kept = 0;

  g_return_if_fail (MOAT_IS_SELECTION (self));

  g_ptr_array_set_size (chosen, self->n_kept);
  n_kept = self->n_kept;
  /* The record walked to is the primary, whether it is kept or not. */
  g_ptr_array_remove (chosen, record);
  g_ptr_array_add (chosen, g_object_ref (record));
  moat_selection_set_list (self, (MoatRecord *const *) chosen->pdata, chosen->len);
  self->n_kept = n_kept;
}

gboolean
moat_selection_contains (MoatSelection *self, MoatRecord *record)
{
  g_return_val_if_fail (MOAT_IS_SELECTION (self), FALSE);
  return record != NULL && g_hash_table_contains (self->set, record);
}

guint
moat_selection_get_size (MoatSelection *self)
{
  g_return_val_if_fail (MOAT_IS_SELECTION (self), 0);
  return self->records->len;
}

gboolean
moat_selection_is_empty (MoatSelection *self)
{
  return moat_selection_get_size (self) == 0;
}

MoatRecord *
moat_selection_get_primary (MoatSelection *self)
{
  g_return_val_if_fail (MOAT_IS_SELECTION (self), NULL);
  return self->records->len == 0 ? NULL : g_ptr_array_index (self->records, self->records->len - 1);
}

MoatRecord *
moat_selection_get_single (MoatSelection *self)
{
  return moat_selection_get_size (self) == 1 ? moat_selection_get_primary (self) : NULL;
}

GPtrArray *
moat_selection_list (MoatSelection *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (MOAT_IS_SELECTION (self), list);

  for (guint i = 0; i < self->records->len; i++)
    g_ptr_array_add (list, g_object_ref (g_ptr_array_index (self->records, i)));
  return list;
}

GPtrArray *
moat_selection_list_kind (MoatSelection *self, MoatKind kind)
{
  GPtrArray *list = moat_selection_list (self);

  for (guint i = list->len; i > 0; i--)
    if (moat_record_get_kind (g_ptr_array_index (list, i - 1)) != kind)
      g_ptr_array_remove_index (list, i - 1);
  return list;
}

void
moat_selection_set_threat (MoatSelection *self, MoatRecord *threat, MoatRecord *decision)
{
  MoatRecord *place = NULL;
  gboolean is_different = FALSE;

  g_return_if_fail (MOAT_IS_SELECTION (self));
  g_return_if_fail (threat == NULL || moat_record_is_live (threat));

  is_different = look_at (self, threat, decision);
  place = threat == NULL ? NULL : find_place (self, threat);
  if (threat != NULL && (place == NULL ? self->records->len > 0 : !g_hash_table_contains (self->set, place)))
    {
      drop_all (self);
      append (self, place);
      is_different = TRUE;
    }
  if (is_different)
    emit_changed (self);
}

MoatRecord *
moat_selection_get_threat (MoatSelection *self)
{
  g_return_val_if_fail (MOAT_IS_SELECTION (self), NULL);
  return self->threat;
}

MoatRecord *
moat_selection_get_decision (MoatSelection *self)
{
  g_return_val_if_fail (MOAT_IS_SELECTION (self), NULL);
  return self->decision;
}

void
moat_selection_reveal (MoatSelection *self, MoatRecord *record)
{
  g_return_if_fail (MOAT_IS_SELECTION (self));
  g_return_if_fail (MOAT_IS_RECORD (record));

  g_signal_emit (self, signals[SIGNAL_REVEAL], 0, record);
}
