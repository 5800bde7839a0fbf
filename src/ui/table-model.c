/* What the table shows: the rows that pass the filter, in the order asked for.
 *
 * Whether a row passes and what it sorts by are noted on the row when it is
 * looked at, so that a change of one row costs looking at that row. What is shown
 * is then assembled anew from the notes and only what differs is announced.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-model.h"

#include "table-filter.h"
#include "table-row-private.h"

struct _MoatTableModel
{
  MoatTableList parent_instance;
  MoatTableRows *rows; /* owned */
  GPtrArray *shown;    /* the list's own */
  guint n_showings;    /* changes of @shown until now: to notice one within another */
  MoatTableFilter *filter;
  GCompareDataFunc compare; /* NULL: story order */
  gpointer compare_data;
  GDestroyNotify compare_destroy;
  GPtrArray *pinned; /* of MoatTableRow, owned: more than one only while the keyboard moves on */
};

enum
{
  ABOUT_TO_SHOW,
  SHOWN,
  COUNTS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatTableModel, moat_table_model, MOAT_TYPE_TABLE_LIST)

/* ---- Looking at one row ---- */

static guint
get_n_rows (MoatTableModel *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

/* Of all, in story order. */
static MoatTableRow *
get_row (MoatTableModel *self, guint index)
{
  return moat_table_list_get (MOAT_TABLE_LIST (self->rows), index);
}

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
    note_row (self, get_row (self, i));
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
  guint n_rows = get_n_rows (self);
  GPtrArray *shown = g_ptr_array_new_full (n_rows, g_object_unref);

  for (guint i = 0; i < n_rows; i++)
    {
      MoatTableRow *row = get_row (self, i);

      if (row->is_shown)
        g_ptr_array_add (shown, g_object_ref (row));
    }

  if (self->compare != NULL)
    g_ptr_array_sort_with_data (shown, compare_rows, self);

  return shown;
}

/* ---- Announcing ---- */

/* GTK's list makes all rows between anew when more runs of rows than this come and go: it costs as much. */
#define MAX_RUNS 32

/* Notes on rows whether the row above says the same move. Returns those of which that is different now. */
static GPtrArray *
note_continuations (GPtrArray *shown)
{
  GPtrArray *different = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < shown->len; i++)
    {
      MoatTableRow *row = g_ptr_array_index (shown, i);
      MoatTableRow *above = i == 0 ? NULL : g_ptr_array_index (shown, i - 1);
      gboolean is_continuation = above != NULL && above->pair.threat == row->pair.threat;

      if (row->is_continuation != is_continuation)
        g_ptr_array_add (different, g_object_ref (row));
      row->is_continuation = is_continuation;
    }

  return different;
}

static void
note_staying (GPtrArray *rows, guint first, guint n_rows, gboolean stays)
{
  for (guint i = first; i < first + n_rows; i++)
    MOAT_TABLE_ROW (g_ptr_array_index (rows, i))->stays = stays;
}

/* Notes on rows that all but @moved stay which are listed in @shown too. Returns whether that can be: whether
 * they stand in the same order there, with not too many runs of others between them.
 */
static gboolean
can_keep (MoatTableModel *self, GPtrArray *shown, MoatTableRow *moved)
{
  guint n_runs = 0;
  guint at = 0;

  for (guint i = 0; i < shown->len; i++)
    {
      MoatTableRow *row = g_ptr_array_index (shown, i);
      guint expected = at;

      if (!row->is_listed || row == moved)
        {
          n_runs += i == 0 || MOAT_TABLE_ROW (g_ptr_array_index (shown, i - 1))->stays ? 1 : 0;
          continue;
        }
      while (at < self->shown->len && g_ptr_array_index (self->shown, at) != row)
        at++;
      n_runs += at > expected ? 1 : 0;
      if (at == self->shown->len || n_runs > MAX_RUNS)
        return FALSE;
      row->stays = TRUE;
      at++;
    }

  return TRUE;
}

/* Those above and below all that differs stay in any case. */
static void
keep_ends (MoatTableModel *self, GPtrArray *shown)
{
  guint n_before, n_after;

  moat_table_list_compare (MOAT_TABLE_LIST (self), 0, self->shown->len, shown, &n_before, &n_after);
  note_staying (self->shown, 0, self->shown->len, FALSE);
  note_staying (shown, 0, shown->len, FALSE);
  note_staying (shown, 0, n_before, TRUE);
  note_staying (shown, shown->len - n_after, n_after, TRUE);
}

/* FALSE when a listener has made something else shown meanwhile: that is the newer truth then. */
static gboolean
announce (MoatTableModel *self, guint position, guint n_removed, guint n_added)
{
  guint n_showings = self->n_showings;

  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);

  return self->n_showings == n_showings;
}

/* Takes out what does not stay, run by run from the end. */
static gboolean
take_out (MoatTableModel *self)
{
  for (guint end = self->shown->len; end > 0; end--)
    {
      guint start = end;

      for (; start > 0 && !MOAT_TABLE_ROW (g_ptr_array_index (self->shown, start - 1))->stays; start--)
        MOAT_TABLE_ROW (g_ptr_array_index (self->shown, start - 1))->is_listed = FALSE;
      if (start == end)
        continue;

      moat_table_list_splice (MOAT_TABLE_LIST (self), start, end - start, NULL, 0, 0);
      if (!announce (self, start, end - start, 0))
        return FALSE;
      end = start + 1;
    }

  return TRUE;
}

/* Puts in what @shown has besides what stayed, run by run. */
static gboolean
put_in (MoatTableModel *self, GPtrArray *shown)
{
  for (guint end = 0; end < shown->len; end++)
    {
      guint start = end;

      for (; end < shown->len && !MOAT_TABLE_ROW (g_ptr_array_index (shown, end))->stays; end++)
        MOAT_TABLE_ROW (g_ptr_array_index (shown, end))->is_listed = TRUE;
      if (start == end)
        continue;

      moat_table_list_splice (MOAT_TABLE_LIST (self), start, 0, shown, start, end - start);
      if (!announce (self, start, 0, end - start))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_shown_already (MoatTableModel *self, GPtrArray *shown)
{
  guint n_before, n_after;

  moat_table_list_compare (MOAT_TABLE_LIST (self), 0, self->shown->len, shown, &n_before, &n_after);

  return n_before == shown->len && n_before == self->shown->len;
}

/* Rows come and go in changes of their own: GTK 4.8's list crashes when one change takes the row that has the
 * keyboard and brings it back. @moved: the one row whose place may be another now, or NULL.
 */
static void
show (MoatTableModel *self, GPtrArray *taken, MoatTableRow *moved)
{
  g_autoptr (GPtrArray) shown = taken;
  g_autoptr (GPtrArray) different = NULL;

  if (is_shown_already (self, shown))
    return;

  self->n_showings++;
  g_signal_emit (self, signals[ABOUT_TO_SHOW], 0);
  different = note_continuations (shown);
  note_staying (self->shown, 0, self->shown->len, FALSE);
  note_staying (shown, 0, shown->len, FALSE);
  if (!can_keep (self, shown, moved))
    keep_ends (self, shown);

  if (take_out (self) && put_in (self, shown))
    g_signal_emit (self, signals[SHOWN], 0);
  for (guint i = 0; i < different->len; i++)
    moat_table_row_emit_changed (g_ptr_array_index (different, i));
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

static void
show_all_anew (MoatTableModel *self)
{
  note_rows (self, 0, get_n_rows (self));
  show (self, assemble (self), NULL);
}

/* ---- Following the rows ---- */

static void
items_changed_cb (MoatTableModel *self, guint position, guint n_removed, guint n_added)
{
  note_rows (self, position, n_added);
  show (self, assemble (self), NULL);
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
    show (self, assemble_with (self, row), row);
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

/* ---- GObject ---- */

static void
moat_table_model_finalize (GObject *object)
{
  MoatTableModel *self = MOAT_TABLE_MODEL (object);

  g_clear_pointer (&self->pinned, g_ptr_array_unref);
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

  signals[ABOUT_TO_SHOW] = g_signal_new ("about-to-show", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SHOWN] = g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[COUNTS_CHANGED] = g_signal_new ("counts-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
moat_table_model_init (MoatTableModel *self)
{
  self->shown = moat_table_list_get_rows (MOAT_TABLE_LIST (self));
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

  for (guint i = 0; i < get_n_rows (self); i++)
    {
      char *owner = moat_column_dup_text (column, moat_table_model_get_document (self), get_row (self, i));

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

      if (released != row && get_row (self, released->index) == released)
        refresh_row (self, released);
    }
}
