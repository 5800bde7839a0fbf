/* The rows of the table in story order, kept from change sets.
 *
 * Rows lie in runs, one run for each place that moves can hang on (flow,
 * element, boundary, use case). A change marks the places whose rows may be
 * others now and the rows that may read differently; then the marked runs are
 * listed anew, each spliced where it differs, and the marked rows are told.
 * The order of places is only asked for again when the story changed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "table-rows.h"

#include "table-places.h"
#include "table-row-private.h"

#include "zones.h"

#include <string.h>

struct _MoatTableRows
{
  MoatTableList parent_instance;
  MoatDocument *document; /* owned */
  GRefString *use_case;   /* id, or NULL for all */

  GPtrArray *rows; /* the list's own: one run after the other */
  MoatTablePlaces *places;
  /* Every move that has rows: threat record → whether it is settled. */
  GHashTable *moves;
  guint n_settled;

  /* What the change set being looked at marked, as sets of records. */
  GHashTable *dirty_places;
  GHashTable *dirty_threats;
  gboolean is_story_dirty;
};

enum
{
  ROW_CHANGED,
  COUNTS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatTableRows, moat_table_rows, MOAT_TYPE_TABLE_LIST)

/* ---- Rows of one place ---- */

static guint
pair_hash (gconstpointer key)
{
  const MoatRowPair *pair = key;

  return g_direct_hash (pair->threat) * 31 + g_direct_hash (pair->decision);
}

static gboolean
pair_equal (gconstpointer a, gconstpointer b)
{
  const MoatRowPair *left = a;
  const MoatRowPair *right = b;

  return left->threat == right->threat && left->decision == right->decision;
}

/* The old row that becomes the one for @pair, so that whoever looks at it keeps looking at it: the same pair,
 * or for a first decision the row that had none, or for none the row whose decision went.
 */
static MoatTableRow *
steal_row (GHashTable *old_rows, const MoatRowPair *pair, gboolean is_first)
{
  MoatTableRow *row = g_hash_table_lookup (old_rows, pair);
  const MoatRowPair without = { pair->threat, NULL };
  GHashTableIter iter;
  gpointer candidate;

  if (row == NULL && is_first && pair->decision != NULL)
    row = g_hash_table_lookup (old_rows, &without);

  if (row == NULL && pair->decision == NULL)
    {
      g_hash_table_iter_init (&iter, old_rows);
      while (row == NULL && g_hash_table_iter_next (&iter, NULL, &candidate))
        if (MOAT_TABLE_ROW (candidate)->pair.threat == pair->threat)
          row = candidate;
    }

  if (row != NULL)
    g_hash_table_remove (old_rows, &row->pair);

  return row;
}

static void
add_row (GPtrArray *rows, GHashTable *old_rows, MoatRecord *place, const MoatRowPair *pair, gboolean is_first)
{
  MoatTableRow *row = steal_row (old_rows, pair, is_first);

  if (row != NULL)
    {
      moat_table_row_set_decision (row, pair->decision);
      g_ptr_array_add (rows, g_object_ref (row));
    }
  else
    {
      g_ptr_array_add (rows, moat_table_row_new (pair->threat, pair->decision, place));
    }
}

/* The rows that @place should have, taking from @old_rows those that stay. */
static GPtrArray *
list_rows (MoatTableRows *self, MoatRecord *place, GHashTable *old_rows)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) threats = NULL;

  if (!moat_record_is_live (place))
    return rows;

  threats = moat_document_list_children (self->document, moat_record_get_id (place), MOAT_KIND_THREAT);
  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      g_autoptr (GPtrArray) decisions = moat_query_decisions (self->document, moat_record_get_id (threat));

      for (guint j = 0; j < decisions->len; j++)
        add_row (rows, old_rows, place, &(MoatRowPair){ threat, g_ptr_array_index (decisions, j) }, j == 0);
      if (decisions->len == 0)
        add_row (rows, old_rows, place, &(MoatRowPair){ threat, NULL }, TRUE);
    }

  return rows;
}

/* ---- Splicing ---- */

static void
number_rows (MoatTableRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      MoatTableRow *row = g_ptr_array_index (self->rows, i);

      row->index = i;
    }
}

/* Puts @rows in the place of @n_removed rows from @position, and says only what differs. */
static void
splice (MoatTableRows *self, guint position, guint n_removed, GPtrArray *rows)
{
  guint before, after, n_added;

  moat_table_list_compare (MOAT_TABLE_LIST (self), position, n_removed, rows, &before, &after);
  position += before;
  n_removed -= before + after;
  n_added = rows->len - before - after;
  if (n_removed == 0 && n_added == 0)
    return;

  moat_table_list_splice (MOAT_TABLE_LIST (self), position, n_removed, rows, before, n_added);
  number_rows (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* Notes on @row where its place stands in the story. Returns whether that is elsewhere than before. */
static gboolean
place_row (MoatTableRows *self, MoatTableRow *row)
{
  guint number = moat_table_places_get_number (self->places, row->place);
  guint rank = moat_table_places_get_rank (self->places, row->place);
  gboolean differs = row->number != number || row->rank != rank;

  row->number = number;
  row->rank = rank;

  return differs;
}

/* Their moves may be listed, or not, from now on. */
static void
mark_moves (MoatTableRows *self, gpointer *rows, guint n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    g_hash_table_add (self->dirty_threats, g_object_ref (MOAT_TABLE_ROW (rows[i])->pair.threat));
}

/* Lists the run of @place anew. */
static void
refresh_place (MoatTableRows *self, MoatRecord *place)
{
  g_autoptr (GHashTable) old_rows = g_hash_table_new (pair_hash, pair_equal);
  g_autoptr (GPtrArray) rows = NULL;
  guint start, n_rows;

  if (!moat_table_places_get_run (self->places, place, &start, &n_rows))
    return;

  for (guint i = start; i < start + n_rows; i++)
    {
      MoatTableRow *row = g_ptr_array_index (self->rows, i);

      g_hash_table_insert (old_rows, &row->pair, row);
    }

  rows = list_rows (self, place, old_rows);
  for (guint i = 0; i < rows->len; i++)
    place_row (self, g_ptr_array_index (rows, i));
  mark_moves (self, rows->pdata, rows->len);
  mark_moves (self, self->rows->pdata + start, n_rows);
  moat_table_places_set_n_rows (self->places, place, rows->len);
  splice (self, start, n_rows, rows);
}

/* Asks for the order of places again: runs of places that are gone are dropped, the others put in order. */
static void
refresh_story (MoatTableRows *self)
{
  g_autoptr (MoatTablePlaces) old = self->places;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  self->places = moat_table_places_new (self->document, self->use_case);
  for (guint i = 0; i < moat_table_places_get_n (self->places); i++)
    {
      MoatRecord *place = moat_table_places_get (self->places, i);
      guint start, n_rows;

      if (!moat_table_places_get_run (old, place, &start, &n_rows))
        {
          g_hash_table_add (self->dirty_places, g_object_ref (place));
          continue;
        }
      moat_table_places_set_n_rows (self->places, place, n_rows);
      for (guint j = start; j < start + n_rows; j++)
        {
          MoatTableRow *row = g_ptr_array_index (self->rows, j);

          if (place_row (self, row))
            mark_moves (self, (gpointer *) &row, 1);
          g_ptr_array_add (rows, g_object_ref (row));
        }
    }

  if (rows->len != self->rows->len)
    mark_moves (self, self->rows->pdata, self->rows->len);
  splice (self, 0, self->rows->len, rows);
}

/* ---- Counting ---- */

static void
count_move (MoatTableRows *self, MoatRecord *threat, gboolean is_listed)
{
  gpointer was_settled = NULL;
  gboolean was_listed = g_hash_table_lookup_extended (self->moves, threat, NULL, &was_settled);
  gboolean is_settled;

  if (was_listed && GPOINTER_TO_INT (was_settled))
    self->n_settled--;

  if (!is_listed)
    {
      g_hash_table_remove (self->moves, threat);
      return;
    }

  is_settled = moat_query_standing (self->document, threat) != MOAT_STANDING_OPEN;
  if (is_settled)
    self->n_settled++;
  g_hash_table_insert (self->moves, g_object_ref (threat), GINT_TO_POINTER (is_settled));
}

static gboolean
lists_threat (MoatTableRows *self, MoatRecord *threat)
{
  const MoatThreatState *state = moat_threat_state (threat);

  return state != NULL && moat_table_places_has_id (self->places, state->on);
}

/* ---- Following the document ---- */

static void
mark_place_id (MoatTableRows *self, const char *id)
{
  MoatRecord *place = moat_document_find (self->document, id);

  if (place != NULL)
    g_hash_table_add (self->dirty_places, g_object_ref (place));
}

static void
mark_rows_of_place (MoatTableRows *self, MoatRecord *place)
{
  guint start, n_rows;

  if (!moat_table_places_get_run (self->places, place, &start, &n_rows))
    return;

  mark_moves (self, self->rows->pdata + start, n_rows);
}

static void
mark_threat_id (MoatTableRows *self, const char *id, gboolean has_other_rows)
{
  MoatRecord *threat = moat_document_find_kind (self->document, id, MOAT_KIND_THREAT);

  if (threat == NULL)
    return;

  g_hash_table_add (self->dirty_threats, g_object_ref (threat));
  if (has_other_rows)
    mark_place_id (self, moat_threat_state (threat)->on);
}

static void
mark_threat (MoatTableRows *self, const MoatChange *change)
{
  const MoatThreatState *states[] = { (MoatThreatState *) change->old_state,
                                      (MoatThreatState *) change->new_state };

  g_hash_table_add (self->dirty_threats, g_object_ref (change->record));
  if (moat_change_touches_offset (change, G_STRUCT_OFFSET (MoatThreatState, on))
      || moat_change_touches_offset (change, G_STRUCT_OFFSET (MoatState, order)))
    for (guint i = 0; i < G_N_ELEMENTS (states); i++)
      if (states[i] != NULL)
        mark_place_id (self, states[i]->on);
}

static void
mark_decision (MoatTableRows *self, const MoatChange *change)
{
  const MoatDecisionState *states[] = { (MoatDecisionState *) change->old_state,
                                        (MoatDecisionState *) change->new_state };
  /* Dropped decisions come last, so the status orders rows too. */
  gboolean has_other_rows = moat_change_touches_offset (change, G_STRUCT_OFFSET (MoatDecisionState, threats))
                            || moat_change_touches_offset (change,
                                                           G_STRUCT_OFFSET (MoatDecisionState, status))
                            || moat_change_touches_offset (change, G_STRUCT_OFFSET (MoatState, order));

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i] != NULL)
      for (guint j = 0; j < moat_list_len (states[i]->threats); j++)
        mark_threat_id (self, moat_list_get (states[i]->threats, j), has_other_rows);
}

static void
mark_verification (MoatTableRows *self, const MoatChange *change)
{
  const MoatVerificationState *states[] = { (MoatVerificationState *) change->old_state,
                                            (MoatVerificationState *) change->new_state };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      MoatRecord *decision = states[i] == NULL ? NULL
                                               : moat_document_find_kind (self->document, states[i]->decision,
                                                                          MOAT_KIND_DECISION);
      const MoatDecisionState *state = decision == NULL ? NULL : moat_decision_state (decision);

      for (guint j = 0; state != NULL && j < moat_list_len (state->threats); j++)
        mark_threat_id (self, moat_list_get (state->threats, j), FALSE);
    }
}

/* Offset of what a place is called by. */
static gsize
get_name_offset (MoatKind kind)
{
  switch ((int) kind)
    {
    case MOAT_KIND_FLOW:
      return G_STRUCT_OFFSET (MoatFlowState, name);
    case MOAT_KIND_ELEMENT:
      return G_STRUCT_OFFSET (MoatElementState, name);
    case MOAT_KIND_BOUNDARY:
      return G_STRUCT_OFFSET (MoatBoundaryState, name);
    default:
      return G_STRUCT_OFFSET (MoatUseCaseState, title);
    }
}

static gsize
get_use_case_offset (MoatKind kind)
{
  switch ((int) kind)
    {
    case MOAT_KIND_FLOW:
      return G_STRUCT_OFFSET (MoatFlowState, use_case);
    case MOAT_KIND_ELEMENT:
      return G_STRUCT_OFFSET (MoatElementState, use_case);
    case MOAT_KIND_BOUNDARY:
      return G_STRUCT_OFFSET (MoatBoundaryState, use_case);
    default:
      return G_STRUCT_OFFSET (MoatState, order);
    }
}

/* A boundary's name is read in the rows of what it holds and of what crosses it. */
static void
mark_boundary_readers (MoatTableRows *self, MoatRecord *boundary)
{
  MoatZones *zones = moat_zones_get (self->document);
  const char *id = moat_record_get_id (boundary);
  g_autoptr (GPtrArray) flows = NULL;
  GPtrArray *inside;

  if (!moat_record_is_live (boundary))
    return;

  flows = moat_zones_list_crossing_flows (zones, id);
  for (guint i = 0; i < flows->len; i++)
    mark_rows_of_place (self, g_ptr_array_index (flows, i));

  inside = moat_zones_get_inside (zones, id);
  for (guint i = 0; i < inside->len; i++)
    mark_rows_of_place (self, g_ptr_array_index (inside, i));
}

/* A flow without a name is called by its ends. */
static void
mark_flow_readers (MoatTableRows *self, MoatRecord *element)
{
  g_autoptr (GPtrArray) flows = moat_document_list_referrers (self->document, moat_record_get_id (element),
                                                              MOAT_KIND_FLOW);

  for (guint i = 0; i < flows->len; i++)
    mark_rows_of_place (self, g_ptr_array_index (flows, i));
}

static void
mark_place (MoatTableRows *self, const MoatChange *change)
{
  MoatKind kind = moat_record_get_kind (change->record);

  if (moat_change_touches_offset (change, get_name_offset (kind)))
    {
      mark_rows_of_place (self, change->record);
      if (kind == MOAT_KIND_BOUNDARY)
        mark_boundary_readers (self, change->record);
      if (kind == MOAT_KIND_ELEMENT)
        mark_flow_readers (self, change->record);
    }

  /* A new place is asked for when a move hangs on it; one that is gone has no rows. */
  if (change->old_state == NULL || change->new_state == NULL)
    {
      g_hash_table_add (self->dirty_places, g_object_ref (change->record));
      return;
    }

  if (moat_change_touches_offset (change, G_STRUCT_OFFSET (MoatState, order))
      || moat_change_touches_offset (change, get_use_case_offset (kind))
      || (kind == MOAT_KIND_FLOW
          && (moat_change_touches_offset (change, G_STRUCT_OFFSET (MoatFlowState, source))
              || moat_change_touches_offset (change, G_STRUCT_OFFSET (MoatFlowState, target)))))
    self->is_story_dirty = TRUE;
}

static void
mark_change (MoatTableRows *self, const MoatChange *change)
{
  switch ((int) moat_record_get_kind (change->record))
    {
    case MOAT_KIND_USE_CASE:
    case MOAT_KIND_ELEMENT:
    case MOAT_KIND_FLOW:
    case MOAT_KIND_BOUNDARY:
      mark_place (self, change);
      break;
    case MOAT_KIND_STEP:
      self->is_story_dirty = TRUE;
      break;
    case MOAT_KIND_THREAT:
      mark_threat (self, change);
      break;
    case MOAT_KIND_DECISION:
      mark_decision (self, change);
      break;
    case MOAT_KIND_VERIFICATION:
      mark_verification (self, change);
      break;
    default:
      break;
    }
}

/* Tells every row of the moves that were marked. */
static void
tell_rows (MoatTableRows *self)
{
  guint n_moves_before = g_hash_table_size (self->moves);
  guint n_settled_before = self->n_settled;
  g_autoptr (GHashTable) threats = g_steal_pointer (&self->dirty_threats);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer threat, place;

  self->dirty_threats = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  g_hash_table_iter_init (&iter, threats);
  while (g_hash_table_iter_next (&iter, &threat, NULL))
    {
      gboolean is_listed = lists_threat (self, threat);

      count_move (self, threat, is_listed);
      if (is_listed)
        g_hash_table_add (places, moat_document_find (self->document, moat_threat_state (threat)->on));
    }

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    {
      guint start, n_rows;

      if (!moat_table_places_get_run (self->places, place, &start, &n_rows))
        continue;
      for (guint i = start; i < start + n_rows; i++)
        {
          MoatTableRow *row = g_ptr_array_index (self->rows, i);

          if (g_hash_table_contains (threats, row->pair.threat))
            g_signal_emit (self, signals[ROW_CHANGED], 0, row);
        }
    }

  if (n_moves_before != g_hash_table_size (self->moves) || n_settled_before != self->n_settled)
    g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

static gboolean
belongs_here (MoatTableRows *self, MoatRecord *place)
{
  MoatRecord *use_case = moat_query_use_case (self->document, place);

  return use_case != NULL
         && (self->use_case == NULL || strcmp (moat_record_get_id (use_case), self->use_case) == 0);
}

/* Whether moves hang on a place that was not there when the story was last asked for. */
static gboolean
has_new_place (MoatTableRows *self)
{
  GHashTableIter iter;
  gpointer place;

  g_hash_table_iter_init (&iter, self->dirty_places);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    if (moat_record_is_live (place) && !moat_table_places_has_id (self->places, moat_record_get_id (place))
        && belongs_here (self, place)
        && moat_document_has_referrers (self->document, moat_record_get_id (place), MOAT_KIND_THREAT))
      return TRUE;

  return FALSE;
}

static void
refresh (MoatTableRows *self)
{
  g_autoptr (GHashTable) places = NULL;
  GHashTableIter iter;
  gpointer place;

  if (self->is_story_dirty || has_new_place (self))
    refresh_story (self);
  self->is_story_dirty = FALSE;

  places = g_steal_pointer (&self->dirty_places);
  self->dirty_places = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    refresh_place (self, place);

  tell_rows (self);
}

static void
document_changed_cb (MoatTableRows *self, MoatChanges *changes)
{
  for (guint i = 0; i < changes->items->len; i++)
    mark_change (self, g_ptr_array_index (changes->items, i));

  refresh (self);
}

/* Zones say so while the document derives, before its "changed": the rows are told then, when all is whole.
 */
static void
zones_changed_cb (MoatTableRows *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    mark_rows_of_place (self, g_ptr_array_index (records, i));
}

/* ---- GObject ---- */

static void
moat_table_rows_finalize (GObject *object)
{
  MoatTableRows *self = MOAT_TABLE_ROWS (object);

  g_clear_pointer (&self->places, moat_table_places_free);
  g_clear_pointer (&self->moves, g_hash_table_unref);
  g_clear_pointer (&self->dirty_places, g_hash_table_unref);
  g_clear_pointer (&self->dirty_threats, g_hash_table_unref);
  g_clear_pointer (&self->use_case, g_ref_string_release);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (moat_table_rows_parent_class)->finalize (object);
}

static void
moat_table_rows_class_init (MoatTableRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = moat_table_rows_finalize;

  signals[ROW_CHANGED] = g_signal_new ("row-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, MOAT_TYPE_TABLE_ROW);
  signals[COUNTS_CHANGED] = g_signal_new ("counts-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
moat_table_rows_init (MoatTableRows *self)
{
  self->rows = moat_table_list_get_rows (MOAT_TABLE_LIST (self));
  self->places = moat_table_places_new (NULL, NULL);
  self->moves = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->dirty_places = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->dirty_threats = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/* ---- API ---- */

/* All rows from nothing, said at once. */
static void
load (MoatTableRows *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) none = g_hash_table_new (pair_hash, pair_equal);

  g_hash_table_remove_all (self->moves);
  self->n_settled = 0;

  moat_table_places_free (self->places);
  self->places = moat_table_places_new (self->document, self->use_case);
  for (guint i = 0; i < moat_table_places_get_n (self->places); i++)
    {
      MoatRecord *place = moat_table_places_get (self->places, i);
      g_autoptr (GPtrArray) run = list_rows (self, place, none);

      moat_table_places_set_n_rows (self->places, place, run->len);
      for (guint j = 0; j < run->len; j++)
        {
          MoatTableRow *row = g_ptr_array_index (run, j);

          place_row (self, row);
          count_move (self, row->pair.threat, TRUE);
        }
      g_ptr_array_extend_and_steal (rows, g_steal_pointer (&run));
    }

  splice (self, 0, self->rows->len, rows);
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

MoatTableRows *
moat_table_rows_new (MoatDocument *document)
{
  MoatTableRows *self;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);

  self = g_object_new (MOAT_TYPE_TABLE_ROWS, NULL);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (moat_zones_get (document), "changed", G_CALLBACK (zones_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);

  return self;
}

MoatDocument *
moat_table_rows_get_document (MoatTableRows *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_ROWS (self), NULL);

  return self->document;
}

void
moat_table_rows_set_use_case (MoatTableRows *self, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_TABLE_ROWS (self));

  if (g_strcmp0 (self->use_case, use_case_id) == 0)
    return;

  moat_text_set (&self->use_case, use_case_id);
  load (self);
}

const char *
moat_table_rows_get_use_case (MoatTableRows *self)
{
  g_return_val_if_fail (MOAT_IS_TABLE_ROWS (self), NULL);

  return self->use_case;
}

void
moat_table_rows_count_moves (MoatTableRows *self, guint *n_moves, guint *n_decided)
{
  g_return_if_fail (MOAT_IS_TABLE_ROWS (self));

  *n_moves = g_hash_table_size (self->moves);
  *n_decided = self->n_settled;
}
