/* What the acceptance pane lists (see acceptance-list.h).
 *
 * Each section has its rows sorted, so that a row is found by halving; what is
 * shown is one section after the other, an empty one not at all. The rows of a
 * record are known by its id: one edit looks at the rows of the records it
 * touched and at no others.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "acceptance-list.h"

#include "acceptance-row-private.h"
#include "query.h"

#include <string.h>

/* When more records than this change at once, listing anew is quicker. */
#define MAX_FOLLOWED 2000

typedef struct
{
  MoatAcceptanceRow *header; /* owned */
  GPtrArray *rows;           /* of MoatAcceptanceRow, owned, sorted */
} Section;

struct _MoatAcceptanceList
{
  GObject parent_instance;
  MoatChecks *checks; /* owned */
  MoatGate gate;
  char *use_case; /* id; NULL: all */
  Section sections[MOAT_N_ACCEPTANCE_SECTIONS];
  GHashTable *rows; /* record id → GPtrArray of MoatAcceptanceRow; owned, never empty */
  guint counts[MOAT_SEVERITY_ERROR + 1]; /* of those that count */
};

enum
{
  COUNTS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MoatAcceptanceList,
                               moat_acceptance_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- Sections ---- */

/* How many rows it shows, its header among them. */
static guint
get_shown (const Section *section)
{
  if (section->rows->len == 0)
    return 0;

  return section->header->is_open ? section->rows->len + 1 : 1;
}

/* Where its header is, or would be. */
static guint
get_start (MoatAcceptanceList *self, guint index)
{
  guint start = 0;

  for (guint i = 0; i < index; i++)
    start += get_shown (&self->sections[i]);

  return start;
}

/* The place of the first of @rows that does not sort before @row. */
static guint
find_place (GPtrArray *rows, const MoatAcceptanceRow *row)
{
  guint low = 0;
  guint high = rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (moat_acceptance_row_compare (g_ptr_array_index (rows, middle), row) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* ---- Rows that come and go ---- */

static void
count_row (MoatAcceptanceList *self, const MoatAcceptanceRow *row, int sign)
{
  if (row->section != MOAT_ACCEPTANCE_ASIDE)
    self->counts[row->finding->rule->severity] += (guint) sign;
}

/* Announces that a section, of which @n_before rows were shown, has one row more or less at @place. */
static void
announce (MoatAcceptanceList *self,
          Section *section,
          guint index,
          guint n_before,
          guint place,
          gboolean added)
{
  guint start = get_start (self, index);
  guint n_after = get_shown (section);

  section->header->n_findings = section->rows->len;
  if (n_before == 0 || n_after == 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_before, n_after);
  else if (section->header->is_open)
    g_list_model_items_changed (G_LIST_MODEL (self), start + 1 + place, added ? 0 : 1, added ? 1 : 0);
  moat_acceptance_row_emit_changed (section->header);
}

/* Takes the reference. */
static void
insert_row (MoatAcceptanceList *self, MoatAcceptanceRow *row)
{
  Section *section = &self->sections[row->section];
  guint n_before = get_shown (section);
  guint place = find_place (section->rows, row);

  g_ptr_array_insert (section->rows, (int) place, row);
  count_row (self, row, 1);
  announce (self, section, row->section, n_before, place, TRUE);
}

static void
remove_row (MoatAcceptanceList *self, MoatAcceptanceRow *row)
{
  Section *section = &self->sections[row->section];
  guint n_before = get_shown (section);
  guint place = find_place (section->rows, row);

  g_assert (g_ptr_array_index (section->rows, place) == row);
  count_row (self, row, -1);
  g_ptr_array_remove_index (section->rows, place);
  announce (self, section, row->section, n_before, place, FALSE);
}

/* ---- What passes ---- */

static gboolean
is_in_scope (MoatAcceptanceList *self, MoatRecord *record)
{
  MoatRecord *use_case;

  if (self->use_case == NULL)
    return TRUE;
  use_case = moat_query_use_case (moat_checks_get_document (self->checks), record);

  return use_case == NULL || strcmp (moat_record_get_id (use_case), self->use_case) == 0;
}

/* How many of @findings before @index are of the same rule. */
static guint
get_nth (GPtrArray *findings, guint index)
{
  const MoatFinding *finding = g_ptr_array_index (findings, index);
  guint nth = 0;

  for (guint i = 0; i < index; i++)
    nth += ((const MoatFinding *) g_ptr_array_index (findings, i))->rule == finding->rule;

  return nth;
}

/* Takes from @old the row that shows this finding already, or returns NULL. */
static MoatAcceptanceRow *
take_row (GPtrArray *old, const MoatFinding *finding, guint nth)
{
  for (guint i = 0; old != NULL && i < old->len; i++)
    {
      if (moat_acceptance_row_follow (g_ptr_array_index (old, i), finding, nth))
        return g_ptr_array_steal_index_fast (old, i);
    }

  return NULL;
}

static gpointer
steal_rows (MoatAcceptanceList *self, const char *id)
{
  gpointer key = NULL;
  gpointer rows = NULL;

  if (g_hash_table_steal_extended (self->rows, id, &key, &rows))
    g_free (key);

  return rows;
}

/* Makes the rows of @record those of its findings. Returns whether any came or went. */
static gboolean
follow_record (MoatAcceptanceList *self, MoatRecord *record)
{
  const char *id = moat_record_get_id (record);
  GPtrArray *findings = moat_checks_list (self->checks, id);
  g_autoptr (GPtrArray) old = steal_rows (self, id);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new ();

  if (findings == NULL && old == NULL)
    return FALSE;

  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; findings != NULL && i < findings->len && is_in_scope (self, record); i++)
    {
      const MoatFinding *finding = g_ptr_array_index (findings, i);
      guint nth = get_nth (findings, i);
      MoatAcceptanceRow *row = finding->rule->gate > self->gate ? NULL : take_row (old, finding, nth);

      if (row == NULL && finding->rule->gate <= self->gate)
        {
          row = moat_acceptance_row_new (finding, nth);
          g_ptr_array_add (added, row);
        }
      if (row != NULL)
        g_ptr_array_add (rows, row);
    }

  for (guint i = 0; old != NULL && i < old->len; i++)
    remove_row (self, g_ptr_array_index (old, i));
  for (guint i = 0; i < added->len; i++)
    insert_row (self, g_object_ref (g_ptr_array_index (added, i)));
  if (rows->len > 0)
    g_hash_table_insert (self->rows, g_strdup (id), g_steal_pointer (&rows));

  return added->len > 0 || (old != NULL && old->len > 0);
}

/* ---- Listing anew ---- */

/* Findings come sorted. */
static void
append_row (MoatAcceptanceList *self, const MoatFinding *finding)
{
  const char *id = moat_record_get_id (finding->record);
  GPtrArray *rows = g_hash_table_lookup (self->rows, id);
  MoatAcceptanceRow *row;
  guint nth = 0;

  if (rows == NULL)
    {
      rows = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->rows, g_strdup (id), rows);
    }
  for (guint i = 0; i < rows->len; i++)
    nth += ((MoatAcceptanceRow *) g_ptr_array_index (rows, i))->finding->rule == finding->rule;

  row = moat_acceptance_row_new (finding, nth);
  g_ptr_array_add (rows, row);
  g_ptr_array_add (self->sections[row->section].rows, g_object_ref (row));
  count_row (self, row, 1);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return moat_acceptance_row_compare (*(MoatAcceptanceRow *const *) a, *(MoatAcceptanceRow *const *) b);
}

static void
list_anew (MoatAcceptanceList *self)
{
  g_autoptr (GPtrArray) findings = moat_checks_list_all (self->checks, self->gate);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self));

  g_hash_table_remove_all (self->rows);
  memset (self->counts, 0, sizeof self->counts);
  for (guint i = 0; i < MOAT_N_ACCEPTANCE_SECTIONS; i++)
    g_ptr_array_set_size (self->sections[i].rows, 0);

  for (guint i = 0; i < findings->len; i++)
    {
      const MoatFinding *finding = g_ptr_array_index (findings, i);

      if (is_in_scope (self, finding->record))
        append_row (self, finding);
    }
  for (guint i = 0; i < MOAT_N_ACCEPTANCE_SECTIONS; i++)
    {
      g_ptr_array_sort (self->sections[i].rows, compare_rows);
      self->sections[i].header->n_findings = self->sections[i].rows->len;
    }

  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before,
                              g_list_model_get_n_items (G_LIST_MODEL (self)));
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

static void
checks_changed_cb (MoatAcceptanceList *self, GPtrArray *records)
{
  gboolean is_changed = FALSE;

  if (records->len > MAX_FOLLOWED)
    {
      list_anew (self);
      return;
    }

  for (guint i = 0; i < records->len; i++)
    is_changed = follow_record (self, g_ptr_array_index (records, i)) || is_changed;
  if (is_changed)
    g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

/* ---- GListModel ---- */

static GType
get_item_type (GListModel *model)
{
  return MOAT_TYPE_ACCEPTANCE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return get_start (MOAT_ACCEPTANCE_LIST (model), MOAT_N_ACCEPTANCE_SECTIONS);
}

static gpointer
get_item (GListModel *model, guint position)
{
  MoatAcceptanceList *self = MOAT_ACCEPTANCE_LIST (model);

  for (guint i = 0; i < MOAT_N_ACCEPTANCE_SECTIONS; i++)
    {
      Section *section = &self->sections[i];
      guint n_shown = get_shown (section);

      if (position < n_shown)
        return g_object_ref (position == 0 ? section->header
                                           : g_ptr_array_index (section->rows, position - 1));
      position -= n_shown;
    }

  return NULL;
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
moat_acceptance_list_finalize (GObject *object)
{
  MoatAcceptanceList *self = MOAT_ACCEPTANCE_LIST (object);

  for (guint i = 0; i < MOAT_N_ACCEPTANCE_SECTIONS; i++)
    {
      g_object_unref (self->sections[i].header);
      g_ptr_array_unref (self->sections[i].rows);
    }
  g_hash_table_unref (self->rows);
  g_clear_object (&self->checks);
  g_free (self->use_case);

  G_OBJECT_CLASS (moat_acceptance_list_parent_class)->finalize (object);
}

static void
moat_acceptance_list_class_init (MoatAcceptanceListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_acceptance_list_finalize;

  signals[COUNTS_CHANGED] = g_signal_new ("counts-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
moat_acceptance_list_init (MoatAcceptanceList *self)
{
  self->gate = MOAT_GATE_REVIEW;
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < MOAT_N_ACCEPTANCE_SECTIONS; i++)
    {
      self->sections[i].header = moat_acceptance_row_new_header (i);
      self->sections[i].rows = g_ptr_array_new_with_free_func (g_object_unref);
    }
}

/* ---- API ---- */

MoatAcceptanceList *
moat_acceptance_list_new (MoatChecks *checks)
{
  MoatAcceptanceList *self = g_object_new (MOAT_TYPE_ACCEPTANCE_LIST, NULL);

  g_return_val_if_fail (MOAT_IS_CHECKS (checks), self);

  self->checks = g_object_ref (checks);
  list_anew (self);
  g_signal_connect_object (checks, "changed", G_CALLBACK (checks_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

MoatChecks *
moat_acceptance_list_get_checks (MoatAcceptanceList *self)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_LIST (self), NULL);

  return self->checks;
}

void
moat_acceptance_list_set_scope (MoatAcceptanceList *self, MoatGate gate, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_ACCEPTANCE_LIST (self));

  if (self->gate == gate && g_strcmp0 (self->use_case, use_case_id) == 0)
    return;

  self->gate = gate;
  g_free (self->use_case);
  self->use_case = g_strdup (use_case_id);
  list_anew (self);
}

MoatGate
moat_acceptance_list_get_gate (MoatAcceptanceList *self)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_LIST (self), MOAT_GATE_REVIEW);

  return self->gate;
}

guint
moat_acceptance_list_get_count (MoatAcceptanceList *self)
{
  guint n_findings = 0;

  for (guint severity = 0; severity <= MOAT_SEVERITY_ERROR; severity++)
    n_findings += moat_acceptance_list_get_count_of (self, (MoatSeverity) severity);

  return n_findings;
}

guint
moat_acceptance_list_get_count_of (MoatAcceptanceList *self, MoatSeverity severity)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_LIST (self), 0);

  return self->counts[severity];
}

guint
moat_acceptance_list_get_n_aside (MoatAcceptanceList *self)
{
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_LIST (self), 0);

  return self->sections[MOAT_ACCEPTANCE_ASIDE].rows->len;
}

void
moat_acceptance_list_toggle (MoatAcceptanceList *self, MoatAcceptanceRow *header)
{
  Section *section;
  guint start;

  g_return_if_fail (MOAT_IS_ACCEPTANCE_LIST (self));
  g_return_if_fail (MOAT_IS_ACCEPTANCE_ROW (header) && header->finding == NULL);

  section = &self->sections[header->section];
  start = get_start (self, header->section);
  header->is_open = !header->is_open;
  g_list_model_items_changed (G_LIST_MODEL (self), start + 1, header->is_open ? 0 : section->rows->len,
                              header->is_open ? section->rows->len : 0);
  moat_acceptance_row_emit_changed (header);
}

gboolean
moat_acceptance_list_find (MoatAcceptanceList *self, MoatAcceptanceRow *row, guint *position)
{
  Section *section;
  guint place;

  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_LIST (self), FALSE);
  g_return_val_if_fail (MOAT_IS_ACCEPTANCE_ROW (row), FALSE);

  section = &self->sections[row->section];
  *position = get_start (self, row->section);
  if (row->finding == NULL)
    return get_shown (section) > 0;

  place = find_place (section->rows, row);
  *position += 1 + place;

  return section->header->is_open && place < section->rows->len
         && g_ptr_array_index (section->rows, place) == row;
}
