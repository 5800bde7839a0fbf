/* What the table shows: the rows that pass the filter, in the order asked for.
 *
 * Whether a row passes and what it sorts by are noted on the row when it is
 * looked at, so that a change of one row costs looking at that row. What is shown
 * is then assembled anew from the notes and only the stretch that differs is
 * announced.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-model.h"

#include "table-filter.h"
#include "table-row-private.h"

#include <string.h>

struct _MoatTableModel
{
  GObject parent_instance;
  MoatTableRows *rows; /* owned */
  GPtrArray *shown;    /* of MoatTableRow, owned */
  MoatTableFilter *filter;
  GCompareDataFunc compare; /* NULL: story order */
  gpointer compare_data;
  GDestroyNotify compare_destroy;
  GPtrArray *pinned; /* of MoatTableRow, owned: more than one only while the keyboard moves on */
};

enum
{
  COUNTS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MoatTableModel,
                               moat_table_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- Looking at one row ---- */

/* Returns whether it is shown, or where, is different now. */
static gboolean
note_row (MoatTableModel *self, MoatTableRow *row)
{
  gboolean was_shown = row->is_shown;

  if (row->is_shown && g_ptr_array_find (self->pinned, row, NULL))
    return FALSE;

  row->is_shown = moat_table_filter_passes (self->filter, moat_table_rows_get_document (self->rows), row);

  return moat_column_refresh_sort_keys (moat_table_rows_get_document (self->rows), row)
         || was_shown != row->is_shown;
}

static void
note_rows (MoatTableModel *self, guint position, guint n_rows)
{
  for (guint i = position; i < position + n_rows; i++)
    note_row (self, moat_table_rows_get (self->rows, i));
}

/* ---- Order ---- */

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  MoatTableRow *left = *(MoatTableRow *const *) a;
  MoatTableRow *right = *(MoatTableRow *const *) b;
  const MoatTableModel *self = data;
  int order = self->compare != NULL ? self->compare (left, right, self->compare_data) : 0;

  if (order != 0)
    return order;

  return left->index < right->index ? -1 : left->index > right->index;
}

/* Rows that pass, in order. */
static GPtrArray *
assemble (MoatTableModel *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  GPtrArray *shown = g_ptr_array_new_full (n_rows, g_object_unref);

  for (guint i = 0; i < n_rows; i++)
    {
      MoatTableRow *row = moat_table_rows_get (self->rows, i);

      if (row->is_shown)
        g_ptr_array_add (shown, g_object_ref (row));
    }

  if (self->compare != NULL)
    g_ptr_array_sort_with_data (shown, compare_rows, self);

  return shown;
}

/* ---- Announcing ---- */

/* Notes on rows from @position whether the row above says the same move. Tells those that stay. */
static void
note_continuations (MoatTableModel *self, guint position, guint n_rows, guint n_new)
{
  for (guint i = position; i < MIN (position + n_rows, self->shown->len); i++)
    {
      MoatTableRow *row = g_ptr_array_index (self->shown, i);
      MoatTableRow *above = i == 0 ? NULL : g_ptr_array_index (self->shown, i - 1);
      gboolean is_continuation = above != NULL && above->pair.threat == row->pair.threat;

      if (row->is_continuation == is_continuation)
        continue;
      row->is_continuation = is_continuation;
      if (i >= position + n_new)
        moat_table_row_emit_changed (row);
    }
}

static void
show (MoatTableModel *self, GPtrArray *shown)
{
  g_autoptr (GPtrArray) old = self->shown;
  guint n_common = MIN (old->len, shown->len);
  guint before = 0;
  guint after = 0;
  guint n_added;

  while (before < n_common && g_ptr_array_index (old, before) == g_ptr_array_index (shown, before))
    before++;
  while (after < n_common - before
         && g_ptr_array_index (old, old->len - 1 - after)
                == g_ptr_array_index (shown, shown->len - 1 - after))
    after++;

  self->shown = shown;
  n_added = shown->len - before - after;
  if (old->len == shown->len && n_added == 0)
    return;

  note_continuations (self, before, n_added + 1, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), before, old->len - before - after, n_added);
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

static void
show_all_anew (MoatTableModel *self)
{
  note_rows (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)));
  show (self, assemble (self));
}

/* ---- Following the rows ---- */

static void
items_changed_cb (MoatTableModel *self, guint position, guint n_removed, guint n_added)
{
  note_rows (self, position, n_added);
  show (self, assemble (self));
}

/* The others are in order already: only the place of @row is looked for. */
static GPtrArray *
assemble_with (MoatTableModel *self, MoatTableRow *row)
{
  GPtrArray *shown = g_ptr_array_new_full (self->shown->len + 1, g_object_unref);
  guint low = 0;
  guint high;

  for (guint i = 0; i < self->shown->len; i++)
    if (g_ptr_array_index (self->shown, i) != row)
      g_ptr_array_add (shown, g_object_ref (g_ptr_array_index (self->shown, i)));

  high = shown->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_rows (&shown->pdata[middle], &row, self) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  if (row->is_shown)
    g_ptr_array_insert (shown, (int) low, g_object_ref (row));

  return shown;
}

static void
refresh_row (MoatTableModel *self, MoatTableRow *row)
{
  if (note_row (self, row))
    show (self, assemble_with (self, row));
}

static void
row_changed_cb (MoatTableModel *self, MoatTableRow *row)
{
  g_clear_pointer (&row->search_text, g_free);
  refresh_row (self, row);
  moat_table_row_emit_changed (row);
}

static void
rows_counts_changed_cb (MoatTableModel *self)
{
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

/* ---- GListModel ---- */

static GType
get_item_type (GListModel *model)
{
  return MOAT_TYPE_TABLE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return MOAT_TABLE_MODEL (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MoatTableRow *row = moat_table_model_get (MOAT_TABLE_MODEL (model), position);

  return row == NULL ? NULL : g_object_ref (row);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- GObject ---- */

static void
moat_table_model_finalize (GObject *object)
{
  MoatTableModel *self = MOAT_TABLE_MODEL (object);

  g_clear_pointer (&self->pinned, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->filter, moat_table_filter_free);
  g_clear_object (&self->rows);
  if (self->compare_destroy != NULL)
    self->compare_destroy (self->compare_data);

  G_OBJECT_CLASS (moat_table_model_parent_class)->finalize (object);
}

static void
moat_table_model_class_init (MoatTableModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = moat_table_model_finalize;

  signals[COUNTS_CHANGED] = g_signal_new ("counts-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
moat_table_model_init (MoatTableModel *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->pinned = g_ptr_array_new_with_free_func (g_object_unref);
  self->filter = moat_table_filter_new ();
}

/* ---- API ---- */

MoatTableModel *
moat_table_model_new (MoatDocument *document)
{
  MoatTableModel *self;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);

  self = g_object_new (MOAT_TYPE_TABLE_MODEL, NULL);
  self->rows = moat_table_rows_new (document);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "row-changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "counts-changed", G_CALLBACK (rows_counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_all_anew (self);

  return self;
}

MoatDocument *
moat_table_model_get_document (MoatTableModel *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_MODEL (self), NULL);

  return moat_table_rows_get_document (self->rows);
}

MoatTableRows *
moat_table_model_get_rows (MoatTableModel *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_MODEL (self), NULL);

  return self->rows;
}

void
moat_table_model_set_use_case (MoatTableModel *self, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_TABLE_MODEL (self));

  g_ptr_array_set_size (self->pinned, 0);
  moat_table_rows_set_use_case (self->rows, use_case_id);
}

const char *
moat_table_model_get_use_case (MoatTableModel *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_MODEL (self), NULL);

  return moat_table_rows_get_use_case (self->rows);
}

MoatTableRow *
moat_table_model_get (MoatTableModel *self, guint position)
{
  g_return_val_if_fail (MOAT_IS_TABLE_MODEL (self), NULL);

  return position < self->shown->len ? g_ptr_array_index (self->shown, position) : NULL;
}

gboolean
moat_table_model_find (MoatTableModel *self, MoatTableRow *row, guint *position)
{
  g_return_val_if_fail (MOAT_IS_TABLE_MODEL (self), FALSE);

  return g_ptr_array_find (self->shown, row, position);
}

MoatTableRow *
moat_table_model_find_threat (MoatTableModel *self, MoatRecord *threat, MoatRecord *decision)
{
  MoatTableRow *first = NULL;

  g_return_val_if_fail (MOAT_IS_TABLE_MODEL (self), NULL);

  for (guint i = 0; i < self->shown->len; i++)
    {
      MoatTableRow *row = g_ptr_array_index (self->shown, i);

      if (row->pair.threat != threat)
        continue;
      if (decision == NULL || row->pair.decision == decision)
        return row;
      if (first == NULL)
        first = row;
    }

  return first;
}

/* ---- Filters and order ---- */

MoatTableFilter *
moat_table_model_get_filter (MoatTableModel *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_MODEL (self), NULL);

  return self->filter;
}

void
moat_table_model_refilter (MoatTableModel *self)
{
  g_return_if_fail (MOAT_IS_TABLE_MODEL (self));

  g_ptr_array_set_size (self->pinned, 0);
  show_all_anew (self);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

char **
moat_table_model_dup_owners (MoatTableModel *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) owners = g_ptr_array_new ();
  const MoatColumn *column = moat_column_get (MOAT_COLUMN_OWNER);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      char *owner = moat_column_dup_text (column, moat_table_model_get_document (self),
                                          moat_table_rows_get (self->rows, i));

      /* Adding a word that is there already would put this copy in its place. */
      if (*owner == '\0' || g_hash_table_contains (seen, owner))
        {
          g_free (owner);
          continue;
        }
      g_hash_table_add (seen, owner);
      g_ptr_array_add (owners, owner);
    }
  g_ptr_array_sort (owners, compare_words);
  g_ptr_array_add (owners, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&owners), FALSE);
}

void
moat_table_model_set_order (MoatTableModel *self,
                            GCompareDataFunc compare,
                            gpointer user_data,
                            GDestroyNotify destroy)
{
  g_return_if_fail (MOAT_IS_TABLE_MODEL (self));

  if (self->compare_destroy != NULL)
    self->compare_destroy (self->compare_data);

  self->compare = compare;
  self->compare_data = user_data;
  self->compare_destroy = destroy;
  moat_table_model_refilter (self);
}

void
moat_table_model_begin_pin (MoatTableModel *self, MoatTableRow *row)
{
  g_return_if_fail (MOAT_IS_TABLE_MODEL (self));
  g_return_if_fail (MOAT_IS_TABLE_ROW (row));

  if (!g_ptr_array_find (self->pinned, row, NULL))
    g_ptr_array_add (self->pinned, g_object_ref (row));
}

void
moat_table_model_set_pinned (MoatTableModel *self, MoatTableRow *row)
{
  g_autoptr (GPtrArray) old = NULL;

  g_return_if_fail (MOAT_IS_TABLE_MODEL (self));

  old = g_steal_pointer (&self->pinned);
  self->pinned = g_ptr_array_new_with_free_func (g_object_unref);
  if (row != NULL)
    g_ptr_array_add (self->pinned, g_object_ref (row));

  for (guint i = 0; i < old->len; i++)
    {
      MoatTableRow *released = g_ptr_array_index (old, i);

      if (released != row && moat_table_rows_get (self->rows, released->index) == released)
        refresh_row (self, released);
    }
}
