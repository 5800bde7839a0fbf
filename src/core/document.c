/* A model in memory: its records, their lists, who names whom, and telling
 * views what changed. Changing is transaction.c, undoing is history.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_IS_MODIFIED,
  N_PROPS,
};

enum
{
  SIGNAL_DERIVE,
  SIGNAL_CHANGED,
  SIGNAL_HISTORY_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatDocument, moat_document, G_TYPE_OBJECT)

/* ---- Lists ---- */

static int
compare_records (gconstpointer a, gconstpointer b)
{
  MoatRecord *left = *(MoatRecord *const *) a;
  MoatRecord *right = *(MoatRecord *const *) b;
  int by_order = strcmp (moat_text_get (left->state->order), moat_text_get (right->state->order));

  return by_order != 0 ? by_order : strcmp (left->id, right->id);
}

/* Whether the list is still sorted now that @record came to its end with this state. */
static gboolean
fits_at_end (GPtrArray *list, MoatRecord *record)
{
  gpointer *items = list->pdata;
  guint len = list->len;

  return len > 0 && items[len - 1] == record
         && (len == 1 || compare_records (&items[len - 2], &items[len - 1]) <= 0);
}

static void
list_insert (MoatDocument *self, MoatRecord *record)
{
  g_ptr_array_add (self->lists[record->kind], record);
  if (!fits_at_end (self->lists[record->kind], record))
    self->is_sorted[record->kind] = FALSE;
}

GPtrArray *
moat_document_list (MoatDocument *self, MoatKind kind)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail ((guint) kind < MOAT_N_KINDS, NULL);

  moat_document_sync (self);
  if (!self->is_sorted[kind])
    {
      g_ptr_array_sort (self->lists[kind], compare_records);
      self->is_sorted[kind] = TRUE;
    }

  return self->lists[kind];
}

guint
moat_document_count (MoatDocument *self, MoatKind kind)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), 0);
  g_return_val_if_fail ((guint) kind < MOAT_N_KINDS, 0);

  return self->lists[kind]->len;
}

/* ---- Who names whom ---- */

typedef void (*ReferenceFunc) (MoatDocument *self, MoatRecord *record, const char *id);

static void
add_referrer (MoatDocument *self, MoatRecord *record, const char *id)
{
  GPtrArray *records = g_hash_table_lookup (self->referrers, id);

  if (records == NULL)
    {
      records = g_ptr_array_new ();
      g_hash_table_insert (self->referrers, g_ref_string_new (id), records);
    }
  /* A record that names another twice (a self-loop) stands there twice and leaves twice. */
  g_ptr_array_add (records, record);
}

static void
remove_referrer (MoatDocument *self, MoatRecord *record, const char *id)
{
  GPtrArray *records = g_hash_table_lookup (self->referrers, id);

  g_assert (records != NULL);
  g_ptr_array_remove_fast (records, record);
  if (records->len == 0)
    g_hash_table_remove (self->referrers, id);
}

static void
each_reference_of_field (MoatDocument *self,
                         MoatRecord *record,
                         const MoatState *state,
                         const MoatField *field,
                         ReferenceFunc func)
{
  const void *at = MOAT_FIELD_PTR (state, field);

  if (field->type == MOAT_REF && *(char *const *) at != NULL)
    func (self, record, *(char *const *) at);

  if (field->type == MOAT_REFS)
    {
      const MoatList *list = *(MoatList *const *) at;

      for (guint i = 0; i < moat_list_len (list); i++)
        func (self, record, list->items[i]);
    }
}

/* Moves the index from what it knows of the record to @state. Fields that share their value with it cost
 * nothing. */
static void
reindex (MoatDocument *self, MoatRecord *record, const MoatState *old, const MoatState *state)
{
  const MoatKindInfo *info = moat_kind_get_info (record->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const MoatField *field = &info->fields[i];

      if (field->ref_kinds == 0 || (old != NULL && state != NULL && moat_field_equal (field, old, state)))
        continue;
      if (old != NULL)
        each_reference_of_field (self, record, old, field, remove_referrer);
      if (state != NULL)
        each_reference_of_field (self, record, state, field, add_referrer);
    }
}

static void
sync_one (MoatDocument *self, MoatPending *pending)
{
  MoatRecord *record = pending->record;
  MoatState *old = pending->indexed;
  gboolean is_private = record->state != NULL && record->generation == self->generation;

  reindex (self, record, old, record->state);
  if (old == NULL && record->state != NULL && !fits_at_end (self->lists[record->kind], record))
    self->is_sorted[record->kind] = FALSE;
  if (old != NULL && record->state != NULL && g_strcmp0 (old->order, record->state->order) != 0)
    self->is_sorted[record->kind] = FALSE;

  pending->indexed = is_private ? moat_state_copy (record->state) : moat_state_ref (record->state);
  pending->is_dirty = FALSE;
  if (is_private && !pending->is_private)
    g_ptr_array_add (self->unsettled, pending);
  pending->is_private |= is_private;
  moat_state_unref (old);
}

void
moat_document_sync (MoatDocument *self)
{
  for (guint i = 0; i < self->dirty->len; i++)
    sync_one (self, g_ptr_array_index (self->dirty, i));

  g_ptr_array_set_size (self->dirty, 0);
}

static gboolean
names_in_parent_field (MoatRecord *record, const char *id)
{
  const MoatKindInfo *info = moat_kind_get_info (record->kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const MoatField *field = &info->fields[i];
      const void *at = MOAT_FIELD_PTR (record->state, field);

      if (!field->is_parent)
        continue;
      if (field->type == MOAT_REF && g_strcmp0 (*(char *const *) at, id) == 0)
        return TRUE;
      if (field->type == MOAT_REFS && moat_list_contains (*(MoatList *const *) at, id))
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
list_referrers (MoatDocument *self, const char *id, MoatKind kind, gboolean only_children)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *records;

  moat_document_sync (self);
  records = id != NULL ? g_hash_table_lookup (self->referrers, id) : NULL;

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);

      if (record->kind == kind && (!only_children || names_in_parent_field (record, id)))
        g_ptr_array_add (found, g_object_ref (record));
    }

  g_ptr_array_sort (found, compare_records);
  /* Sorted, a record that stands twice follows itself. */
  for (guint i = found->len; i > 1; i--)
    if (g_ptr_array_index (found, i - 1) == g_ptr_array_index (found, i - 2))
      g_ptr_array_remove_index (found, i - 1);

  return found;
}

GPtrArray *
moat_document_list_referrers (MoatDocument *self, const char *id, MoatKind kind)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), NULL);

  return list_referrers (self, id, kind, FALSE);
}

GPtrArray *
moat_document_list_children (MoatDocument *self, const char *id, MoatKind kind)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), NULL);

  return list_referrers (self, id, kind, TRUE);
}

gboolean
moat_document_has_referrers (MoatDocument *self, const char *id, MoatKind kind)
{
  GPtrArray *records;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), FALSE);

  moat_document_sync (self);
  records = id != NULL ? g_hash_table_lookup (self->referrers, id) : NULL;

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (((MoatRecord *) g_ptr_array_index (records, i))->kind == kind)
      return TRUE;

  return FALSE;
}

/* ---- Touching and telling ---- */

static void
pending_free (gpointer data)
{
  MoatPending *pending = data;

  pending->record->pending = NULL;
  moat_state_unref (pending->published);
  moat_state_unref (pending->indexed);
  g_object_unref (pending->record);
  g_free (pending);
}

MoatPending *
moat_document_touch (MoatDocument *self, MoatRecord *record)
{
  MoatPending *pending = record->pending;

  if (pending == NULL)
    {
      pending = g_new0 (MoatPending, 1);
      pending->record = g_object_ref (record);
      pending->published = moat_state_ref (record->state);
      pending->indexed = moat_state_ref (record->state);
      record->pending = pending;
      g_ptr_array_add (self->pending, pending);
    }
  if (!pending->is_dirty)
    {
      pending->is_dirty = TRUE;
      g_ptr_array_add (self->dirty, pending);
    }

  return pending;
}

MoatState *
moat_document_swap (MoatDocument *self, MoatRecord *record, MoatState *state)
{
  MoatState *old = record->state;

  moat_document_touch (self, record);
  record->state = state;

  if (old == NULL && state != NULL)
    list_insert (self, record);
  else if (old != NULL && state == NULL)
    g_ptr_array_remove (self->lists[record->kind], record);

  return old;
}

/* Whoever edits may look something up before writing: what was indexed then is looked at once more. */
void
moat_document_freeze (MoatDocument *self)
{
  self->generation++;

  for (guint i = 0; i < self->unsettled->len; i++)
    {
      MoatPending *pending = g_ptr_array_index (self->unsettled, i);

      pending->is_private = FALSE;
      moat_document_touch (self, pending->record);
    }
  g_ptr_array_set_size (self->unsettled, 0);
}

static void
change_free (gpointer data)
{
  MoatChange *change = data;

  g_object_unref (change->record);
  moat_state_unref (change->old_state);
  moat_state_unref (change->new_state);
  g_free (change);
}

static void
add_change (MoatChanges *changes, const MoatPending *pending)
{
  MoatChange *change;

  if (moat_state_equal (pending->published, pending->record->state))
    return;

  change = g_new (MoatChange, 1);
  change->record = g_object_ref (pending->record);
  change->old_state = moat_state_ref (pending->published);
  change->new_state = moat_state_ref (pending->record->state);
  g_ptr_array_add (changes->items, change);
  changes->kinds |= 1u << change->record->kind;
}

/**
 * moat_document_publish:
 *
 * Tells views what is different since they were last told. What is published stays as it is: the next edit
 * makes a new state.
 */
void
moat_document_publish (MoatDocument *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (change_free);
  MoatChanges changes = { .items = items };

  g_return_if_fail (MOAT_IS_DOCUMENT (self));

  moat_document_freeze (self);
  moat_document_sync (self);
  for (guint i = 0; i < self->pending->len; i++)
    add_change (&changes, g_ptr_array_index (self->pending, i));
  g_ptr_array_set_size (self->pending, 0);

  if (items->len == 0)
    return;

  g_signal_emit (self, signals[SIGNAL_DERIVE], 0, &changes);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, &changes);
}

void
moat_document_notify_history (MoatDocument *self)
{
  g_signal_emit (self, signals[SIGNAL_HISTORY_CHANGED], 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_MODIFIED]);
}

/* ---- Finding ---- */

MoatRecord *
moat_document_find (MoatDocument *self, const char *id)
{
  MoatRecord *record;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), NULL);

  record = id != NULL ? g_hash_table_lookup (self->records, id) : NULL;

  return record != NULL && record->state != NULL ? record : NULL;
}

MoatRecord *
moat_document_find_kind (MoatDocument *self, const char *id, MoatKind kind)
{
  MoatRecord *record = moat_document_find (self, id);

  return record != NULL && record->kind == kind ? record : NULL;
}

MoatRecord *
moat_document_get_model (MoatDocument *self)
{
  return moat_document_find (self, MOAT_MODEL_ID);
}

const char *
moat_document_get_extra (MoatDocument *self)
{
  g_return_val_if_fail (MOAT_IS_DOCUMENT (self), NULL);

  return moat_model_state (moat_document_get_model (self))->file_extra;
}

void
moat_document_set_extra (MoatDocument *self, const char *json)
{
  g_return_if_fail (MOAT_IS_DOCUMENT (self));

  moat_text_set (&((MoatModelState *) moat_document_edit (self, moat_document_get_model (self)))->file_extra,
                 json);
}

/* ---- What every model has ---- */

typedef struct
{
  const char *id;
  const char *order;
  const char *name;
  double rank;
  gboolean never_logged;
} BuiltinClass;

static const BuiltinClass builtin_classes[] = {
  { "public", "a0", N_ ("Public"), 0, FALSE },
  { "sensitive", "a1", N_ ("Sensitive"), 10, TRUE },
  { "secret", "a2", N_ ("Secret"), 20, TRUE },
};

static const BuiltinClass *
find_builtin_class (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (builtin_classes); i++)
    if (strcmp (builtin_classes[i].id, id) == 0)
      return &builtin_classes[i];

  return NULL;
}

gboolean
moat_document_is_builtin (MoatDocument *self, MoatRecord *record)
{
  g_return_val_if_fail (MOAT_IS_RECORD (record), FALSE);

  return record->kind == MOAT_KIND_MODEL
         || (record->kind == MOAT_KIND_CLASS && find_builtin_class (record->id) != NULL);
}

/* The names are not translated here: they are data, and one team's file must not depend on who made it. */
static MoatState *
builtin_class_state (const BuiltinClass *builtin)
{
  MoatState *base = moat_state_new (MOAT_KIND_CLASS);
  MoatClassState *state = (MoatClassState *) base;

  moat_text_set (&base->order, builtin->order);
  moat_text_set (&state->name, builtin->name);
  state->rank = builtin->rank;
  state->never_logged = builtin->never_logged;

  return base;
}

/**
 * moat_document_new_builtin_state:
 *
 * Returns: (transfer full) (nullable): the state that the class of this id has in a new document; %NULL for
 * any other id
 */
MoatState *
moat_document_new_builtin_state (const char *id)
{
  const BuiltinClass *builtin = find_builtin_class (id);

  return builtin != NULL ? builtin_class_state (builtin) : NULL;
}

static void
insert_builtin (MoatDocument *self, MoatKind kind, const char *id, MoatState *state)
{
  MoatRecord *record = moat_record_new (id, kind);

  record->state = state;
  g_hash_table_insert (self->records, record->id, record);
  list_insert (self, record);
}

/* ---- GObject ---- */

static void
moat_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MoatDocument *self = MOAT_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, moat_document_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, moat_document_can_redo (self));
      break;
    case PROP_IS_MODIFIED:
      g_value_set_boolean (value, moat_document_is_modified (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
moat_document_finalize (GObject *object)
{
  MoatDocument *self = MOAT_DOCUMENT (object);

  g_ptr_array_unref (self->dirty);
  g_ptr_array_unref (self->unsettled);
  g_ptr_array_unref (self->pending);
  g_ptr_array_unref (self->levels);
  moat_history_clear (&self->history);
  g_hash_table_unref (self->referrers);
  for (guint i = 0; i < MOAT_N_KINDS; i++)
    g_ptr_array_unref (self->lists[i]);
  g_hash_table_unref (self->records);

  G_OBJECT_CLASS (moat_document_parent_class)->finalize (object);
}

static void
moat_document_class_init (MoatDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = moat_document_get_property;
  object_class->finalize = moat_document_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_IS_MODIFIED] = g_param_spec_boolean ("is-modified", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_DERIVE] = g_signal_new ("derive", MOAT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", MOAT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_HISTORY_CHANGED] = g_signal_new ("history-changed", MOAT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
moat_document_init (MoatDocument *self)
{
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->referrers = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) g_ref_string_release,
                                           (GDestroyNotify) g_ptr_array_unref);
  self->pending = g_ptr_array_new_with_free_func (pending_free);
  self->dirty = g_ptr_array_new ();
  self->unsettled = g_ptr_array_new ();
  self->levels = g_ptr_array_new_with_free_func (moat_savepoint_free);
  self->generation = 1;
  moat_history_init (&self->history);
  for (guint i = 0; i < MOAT_N_KINDS; i++)
    {
      self->lists[i] = g_ptr_array_new ();
      self->is_sorted[i] = TRUE;
    }

  insert_builtin (self, MOAT_KIND_MODEL, MOAT_MODEL_ID, moat_state_new (MOAT_KIND_MODEL));
  for (guint i = 0; i < G_N_ELEMENTS (builtin_classes); i++)
    insert_builtin (self, MOAT_KIND_CLASS, builtin_classes[i].id, builtin_class_state (&builtin_classes[i]));
}

MoatDocument *
moat_document_new (void)
{
  return g_object_new (MOAT_TYPE_DOCUMENT, NULL);
}
