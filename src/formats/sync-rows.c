/* Which row of SECURITY.md is whose: rows that are new become records, records
 * whose rows were deleted are asked about.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-private.h"

#include "query.h"
#include "text-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Matching ---- */

static void
row_free (gpointer data)
{
  MoatSyncRow *row = data;

  for (guint i = 0; i < MOAT_SECURITY_MAX_COLUMNS; i++)
    {
      g_clear_pointer (&row->owners[i], g_ptr_array_unref);
      g_free (row->merged[i]);
    }
  g_free (row->id);
  g_free (row);
}

static char *
make_key (const MoatSecurityTable *table, const char *id)
{
  return g_strconcat (table->nick, " ", id, NULL);
}

static guint
count_same (const MoatSecurityRow *a, const MoatSecurityRow *b)
{
  guint n_same = 0;

  for (guint i = 1; a->table->columns[i].title != NULL; i++)
    n_same += a->cells[i] != NULL && b->cells[i] != NULL
              && moat_sync_same_cell (&a->table->columns[i], a->cells[i], b->cells[i]);

  return n_same;
}

/* Of two rows with one id, as when somebody copied one to begin another: the one that is more like what the
 * model says, else the first.
 */
static gboolean
is_better (const MoatSyncJob *job, const MoatSecurityRow *row, const MoatSecurityRow *other)
{
  const MoatSecurityRow *wanted = moat_sync_side_find (&job->before, row->table, row->id);

  return wanted != NULL && count_same (row, wanted) > count_same (other, wanted);
}

/* Key → the row of the file that it is. */
static GHashTable *
find_originals (const MoatSyncJob *job, GPtrArray *rows)
{
  GHashTable *originals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      MoatSecurityRow *row = g_ptr_array_index (rows, i);
      g_autofree char *key = make_key (row->table, row->id);
      MoatSecurityRow *other = g_hash_table_lookup (originals, key);

      if (*row->id != '\0' && (other == NULL || is_better (job, row, other)))
        g_hash_table_insert (originals, g_steal_pointer (&key), row);
    }

  return originals;
}

/* What follows from other things may have followed already. */
static gboolean
is_same_row (const MoatSecurityRow *row, const MoatSecurityRow *written)
{
  for (guint i = 1; row->table->columns[i].title != NULL; i++)
    {
      const MoatSecurityColumn *column = &row->table->columns[i];

      if (moat_text_get (row->cells[i])[0] != '\0' && column->meaning != MOAT_CELL_COMPUTED
          && column->meaning != MOAT_CELL_STANDING
          && !moat_sync_same_cell (column, row->cells[i], written->cells[i]))
        return FALSE;
    }

  return TRUE;
}

/* A row that the model has but never published, and that says the same: it was taken before, and what broke
 * off was writing the file.
 */
static const MoatSecurityRow *
find_taken (const MoatSyncJob *job, GHashTable *originals, const MoatSecurityRow *row)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, job->before.rows);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const MoatSecurityRow *written = value;

      if (written->table == row->table && !g_hash_table_contains (originals, key)
          && (job->published == NULL || !moat_published_has_row (job->published, written->table, written->id))
          && is_same_row (row, written))
        return written;
    }

  return NULL;
}

static gboolean
was_published (const MoatSyncJob *job, const MoatSecurityRow *row)
{
  return job->published != NULL && moat_published_has_row (job->published, row->table, row->id);
}

/* Its record went, and the row is as it was: it goes too. */
static gboolean
is_let_go (MoatSyncJob *job, const MoatSyncRow *row)
{
  for (guint i = 1; row->row->table->columns[i].title != NULL; i++)
    if (row->row->cells[i] != NULL && !moat_sync_was_published (job, row, i, row->row->cells[i]))
      return FALSE;

  return TRUE;
}

static void
find_owners (MoatSyncJob *job, MoatSyncRow *row)
{
  for (guint i = 1; row->row->table->columns[i].title != NULL; i++)
    {
      const MoatSecurityColumn *column = &row->row->table->columns[i];

      if (moat_sync_is_list (column) && row->row->cells[i] != NULL
          && !moat_sync_same_cell (column, row->row->cells[i], row->before->cells[i]))
        row->owners[i] = moat_sync_list_owners (job, column, row->id);
    }
}

typedef struct
{
  const MoatSyncJob *job;
  const MoatSyncRow *row;
  guint column;
} Cell;

static gboolean
is_published_text (const char *text, gpointer data)
{
  const Cell *cell = data;

  return moat_sync_was_published (cell->job, cell->row, cell->column, text);
}

/* In which units a cell's changes can be told apart; FALSE for what is one word. */
static gboolean
get_unit (const MoatSecurityTable *table, const MoatSecurityColumn *column, MoatTextUnit *unit)
{
  const MoatField *field = column->field != NULL ? moat_kind_find_field (table->kind, column->field) : NULL;

  *unit = column->meaning == MOAT_CELL_FIELD || column->meaning == MOAT_CELL_PLACES ? MOAT_TEXT_WORDS
                                                                                    : MOAT_TEXT_LINES;

  return column->meaning == MOAT_CELL_FIELD
             ? field->type == MOAT_TEXT
             : column->meaning == MOAT_CELL_PLACES || column->meaning == MOAT_CELL_LINES
                   || column->meaning == MOAT_CELL_STRIDE || column->meaning == MOAT_CELL_HANDLING
                   || moat_sync_is_list (column);
}

/* Where both sides changed a cell, but other words of it, what was published can be found from its digest. */
static void
merge_cells (MoatSyncJob *job, MoatSyncRow *row)
{
  for (guint i = 1; row->row->table->columns[i].title != NULL; i++)
    {
      const char *file = row->row->cells[i];
      const char *model = row->before->cells[i];
      Cell cell = { job, row, i };
      MoatTextUnit unit;

      if (file == NULL || model == NULL || !get_unit (row->row->table, &row->row->table->columns[i], &unit)
          || moat_sync_same_cell (&row->row->table->columns[i], file, model)
          || moat_sync_was_published (job, row, i, file) || moat_sync_was_published (job, row, i, model)
          || moat_sync_get_answer (job, row->row, i, NULL) != 0)
        continue;
      row->merged[i] = moat_text_merge_found (model, file, unit, is_published_text, &cell);
    }
}

static void
report_lost_row (MoatSyncJob *job, const MoatSyncRow *row)
{
  moat_sync_report (job, MOAT_SYNC_CONFLICT, row, -1, NULL, NULL,
                    g_strdup (_ ("It was changed here, and deleted or hidden in the model.")));
}

/* The row was in the model when it was published, and is not any more. Whether it is as good as new. */
static gboolean
comes_back (MoatSyncJob *job, const MoatSyncRow *row)
{
  MoatSyncAnswer answer = moat_sync_get_answer (job, row->row, -1, NULL);

  if (is_let_go (job, row) || answer == MOAT_SYNC_TAKE_MODEL)
    return FALSE;
  if (answer == MOAT_SYNC_TAKE_FILE && moat_document_find (job->document, row->id) == NULL)
    return TRUE;
  report_lost_row (job, row);

  return FALSE;
}

/* What a person said of the row's cells. */
static void
heed_answers (MoatSyncJob *job, MoatSyncRow *row, MoatSecurityRow *cells)
{
  for (guint i = 1; cells->table->columns[i].title != NULL; i++)
    {
      const char *text;
      MoatSyncAnswer answer = moat_sync_get_answer (job, cells, i, &text);

      if (answer == MOAT_SYNC_TAKE_MODEL)
        row->settled |= 1u << i;
      else if (answer == MOAT_SYNC_TAKE_TEXT)
        {
          g_free (cells->cells[i]);
          cells->cells[i] = g_strdup (text);
        }
    }
}

/* A row whose id was taken away, by hand or with its whole column, is still the one whose main words it has,
 * when its record has no other row and no other record says the same.
 */
static const MoatSecurityRow *
find_by_words (const MoatSyncJob *job, GHashTable *originals, const MoatSecurityRow *row)
{
  int column = moat_security_table_find_column (row->table, row->table->main);
  const MoatSecurityRow *found = NULL;
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  if (*row->id != '\0' || moat_text_get (row->cells[column])[0] == '\0')
    return NULL;
  g_hash_table_iter_init (&iter, job->before.rows);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const MoatSecurityRow *written = value;

      if (written->table != row->table || g_hash_table_contains (originals, key)
          || !was_published (job, written)
          || !moat_sync_same_cell (&row->table->columns[column], row->cells[column], written->cells[column]))
        continue;
      if (found != NULL)
        return NULL;
      found = written;
    }

  return found;
}

/* Its cells stand in the wrong columns, so that nothing of it can be taken. */
static void
add_overfull_row (MoatSyncJob *job, MoatSecurityRow *row)
{
  MoatSyncRow *match = g_new0 (MoatSyncRow, 1);

  match->row = row;
  match->id = g_strdup (row->id);
  match->is_taken = TRUE;
  g_ptr_array_add (job->rows, match);
  if (moat_sync_get_answer (job, row, -1, NULL) == MOAT_SYNC_TAKE_MODEL)
    return;
  moat_sync_report (job, MOAT_SYNC_REFUSED, match, -1, NULL, row->extra,
                    g_strdup (
                        _ ("This row has more cells than the table has columns; a | inside of a cell is "
                           "written \\|.")));
}

static void
match_row (MoatSyncJob *job, GHashTable *originals, MoatSecurityRow *row)
{
  g_autofree char *key = make_key (row->table, row->id);
  gboolean is_original = g_hash_table_lookup (originals, key) == row;
  const MoatSecurityRow *before = is_original ? moat_sync_side_find (&job->before, row->table, row->id)
                                              : NULL;
  MoatSyncRow *match = g_new0 (MoatSyncRow, 1);

  if (before == NULL && !(is_original && was_published (job, row)))
    {
      before = find_taken (job, originals, row);
      match->is_taken = before != NULL;
    }
  if (before == NULL)
    {
      before = find_by_words (job, originals, row);
      if (before != NULL)
        g_hash_table_insert (originals, make_key (row->table, before->id), row);
    }
  match->row = row;
  match->before = before;
  match->id = g_strdup (before != NULL ? before->id : row->id);
  match->is_new = before == NULL;
  heed_answers (job, match, row);
  if (before != NULL && !match->is_taken)
    merge_cells (job, match);
  if (before != NULL)
    find_owners (job, match);
  if (before == NULL
      && (is_original && was_published (job, row)
              ? !comes_back (job, match)
              : moat_sync_get_answer (job, row, -1, NULL) == MOAT_SYNC_TAKE_MODEL))
    {
      row_free (match);
      return;
    }
  g_ptr_array_add (job->rows, match);
}

void
moat_sync_match_rows (MoatSyncJob *job)
{
  g_autoptr (GPtrArray) rows = moat_security_text_list_rows (job->file);
  g_autoptr (GHashTable) originals = find_originals (job, rows);

  job->rows = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < rows->len; i++)
    {
      MoatSecurityRow *row = g_ptr_array_index (rows, i);

      if (row->extra != NULL)
        add_overfull_row (job, row);
      else
        match_row (job, originals, row);
    }
}

/* ---- Adding ---- */

/* The text of the column that a row is nothing without. */
static const char *
get_main (const MoatSecurityRow *row)
{
  return moat_text_get (row->cells[moat_security_table_find_column (row->table, row->table->main)]);
}

static const char *
get_cell (const MoatSecurityRow *row, MoatCellMeaning meaning)
{
  for (guint i = 0; row->table->columns[i].title != NULL; i++)
    if (row->table->columns[i].meaning == meaning)
      return moat_text_get (row->cells[i]);

  return "";
}

static void
refuse (MoatSyncJob *job, const MoatSyncRow *row, char *message)
{
  moat_sync_report (job, MOAT_SYNC_REFUSED, row, -1, NULL, get_main (row->row), message);
}

static MoatRecord *
add_decision (MoatSyncJob *job, MoatSyncRow *row)
{
  g_auto (GStrv) moves = g_strsplit (get_cell (row->row, MOAT_CELL_MOVES), "\n", -1);
  MoatRecord *decision;

  if (moves[0] == NULL)
    {
      refuse (job, row, g_strdup (_ ("Say which attacker move it stops.")));
      return NULL;
    }
  decision = moat_sync_add_record (job, MOAT_KIND_DECISION, row->row->id, get_main (row->row));
  for (guint i = 0; moves[i] != NULL; i++)
    {
      MoatRecord *threat = moat_sync_find_words (job, MOAT_KIND_THREAT, moves[i]);
      MoatDecisionState *state;

      if (*moves[i] == '\0')
        continue;
      if (threat == NULL)
        threat = moat_sync_add_threat (job, row->row, NULL, moves[i]);
      state = moat_document_edit (job->document, decision);
      moat_list_add (&state->threats, moat_record_get_id (threat));
    }

  return decision;
}

static MoatRecord *
add_verification (MoatSyncJob *job, MoatSyncRow *row)
{
  const char *words = get_cell (row->row, MOAT_CELL_DECISION);
  MoatRecord *decision = moat_sync_find_words (job, MOAT_KIND_DECISION, words);
  MoatRecord *verification;

  if (decision == NULL)
    {
      refuse (job, row, g_strdup (_ ("Say which decision it proves, in the words of that one.")));
      return NULL;
    }
  verification = moat_sync_add_record (job, MOAT_KIND_VERIFICATION, row->row->id, get_main (row->row));
  moat_text_set (&((MoatVerificationState *) moat_document_edit (job->document, verification))->decision,
                 moat_record_get_id (decision));

  return verification;
}

/* Of a risk, the move that is in the model already, if it is there. */
static MoatRecord *
add_threat (MoatSyncJob *job, MoatSyncRow *row)
{
  gboolean is_risk = row->row->table == &moat_security_tables[MOAT_SECURITY_RISKS];
  MoatRecord *threat = NULL;

  if (is_risk && *row->row->id != '\0')
    threat = moat_sync_find_words (job, MOAT_KIND_THREAT, row->row->id);
  if (is_risk && threat == NULL)
    threat = moat_sync_find_words (job, MOAT_KIND_THREAT, get_main (row->row));
  if (threat == NULL)
    threat = moat_sync_add_threat (job, row->row, row->row->id, get_main (row->row));
  if (is_risk)
    ((MoatThreatState *) moat_document_edit (job->document, threat))->status = MOAT_THREAT_ACCEPTED;

  return threat;
}

/* Data that is written down as sensitive is of the least class that is, unless the row says which. */
static MoatRecord *
add_asset (MoatSyncJob *job, MoatSyncRow *row)
{
  MoatRecord *asset = moat_sync_add_record (job, MOAT_KIND_ASSET, row->row->id, get_main (row->row));
  GPtrArray *classes = moat_document_list (job->document, MOAT_KIND_CLASS);
  MoatRecord *least = NULL;

  for (guint i = 0; i < classes->len; i++)
    {
      MoatRecord *other = g_ptr_array_index (classes, i);

      if (moat_query_class_tone (moat_class_state (other)) > 0
          && (least == NULL || moat_class_state (other)->rank < moat_class_state (least)->rank))
        least = other;
    }
  if (least != NULL)
    moat_text_set (&((MoatAssetState *) moat_document_edit (job->document, asset))->asset_class,
                   moat_record_get_id (least));

  return asset;
}

static MoatRecord *
add_row (MoatSyncJob *job, MoatSyncRow *row)
{
  const MoatSecurityTable *table = row->row->table;

  if (*get_main (row->row) == '\0')
    {
      /* TRANSLATORS: %s is the title of a column. */
      refuse (job, row, g_strdup_printf (_ ("The row says nothing under “%s”."), table->main));
      return NULL;
    }
  if (table->kind == MOAT_KIND_BOUNDARY)
    {
      refuse (job, row, g_strdup (_ ("A trust boundary is drawn in the diagram.")));
      return NULL;
    }
  if (table->kind == MOAT_KIND_THREAT)
    return add_threat (job, row);
  if (table->kind == MOAT_KIND_DECISION)
    return add_decision (job, row);
  if (table->kind == MOAT_KIND_VERIFICATION)
    return add_verification (job, row);
  if (table->kind == MOAT_KIND_ASSET)
    return add_asset (job, row);

  return moat_sync_add_record (job, table->kind, row->row->id, get_main (row->row));
}

static void
fill_row (MoatSyncJob *job, MoatSyncRow *row)
{
  for (guint i = 1; row->row->table->columns[i].title != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (moat_text_get (row->row->cells[i])[0] == '\0' || (row->settled & (1u << i)) != 0
          || !moat_sync_is_field (&row->row->table->columns[i]))
        continue;
      if (moat_sync_apply_cell (job, row, i, &error))
        continue;
      moat_sync_report (job, MOAT_SYNC_REFUSED, row, i, NULL, row->row->cells[i], g_strdup (error->message));
      row->settled |= 1u << i;
    }
}

static void
add_rows_of (MoatSyncJob *job, MoatSecurityTableId id)
{
  for (guint i = 0; i < job->rows->len; i++)
    {
      MoatSyncRow *row = g_ptr_array_index (job->rows, i);
      MoatRecord *record;

      if (!row->is_new || row->row->table != &moat_security_tables[id])
        continue;
      record = add_row (job, row);
      g_free (row->id);
      row->id = record != NULL ? g_strdup (moat_record_get_id (record)) : NULL;
      if (record == NULL)
        continue;
      fill_row (job, row);
      moat_sync_report (job, MOAT_SYNC_ADDED, row, -1, NULL, get_main (row->row), NULL);
    }
}

void
moat_sync_add_rows (MoatSyncJob *job)
{
  static const MoatSecurityTableId order[] = { MOAT_SECURITY_THREATS,      MOAT_SECURITY_RISKS,
                                               MOAT_SECURITY_DECISIONS,    MOAT_SECURITY_VERIFICATIONS,
                                               MOAT_SECURITY_DEPENDENCIES, MOAT_SECURITY_ASSETS,
                                               MOAT_SECURITY_REVIEWS,      MOAT_SECURITY_BOUNDARIES };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    add_rows_of (job, order[i]);
}

/* ---- Deleting ---- */

static gboolean
changed_in_model (MoatSyncJob *job, const MoatSyncRow *row)
{
  for (guint i = 1; row->row->table->columns[i].title != NULL; i++)
    if (moat_sync_is_field (&row->row->table->columns[i])
        && row->row->table->columns[i].meaning != MOAT_CELL_STANDING
        && !moat_sync_was_published (job, row, i, row->row->cells[i]))
      return TRUE;

  return FALSE;
}

static void
delete_record (MoatSyncJob *job, const MoatSecurityRow *row)
{
  MoatRecord *record = moat_document_find (job->document, row->id);

  if (record == NULL)
    return;
  if (row->table == &moat_security_tables[MOAT_SECURITY_RISKS])
    ((MoatThreatState *) moat_document_edit (job->document, record))->status = MOAT_THREAT_OPEN;
  else
    moat_document_remove (job->document, record);
}

/* The line, from 1, of a table that Moat does not know, such as one whose head was renamed, in which the id
 * still stands; 0 for none.
 */
static guint
find_elsewhere (const MoatSyncJob *job, const char *id)
{
  for (guint i = 0; i < job->file->blocks->len; i++)
    {
      const MoatSecurityBlock *block = g_ptr_array_index (job->file->blocks, i);

      for (guint at = block->line; block->type == MOAT_BLOCK_TEXT && at < block->line + block->n_lines; at++)
        if (strchr (job->file->lines[at], '|') != NULL && strstr (job->file->lines[at], id) != NULL)
          return job->first_line + at;
    }

  return 0;
}

static void
delete_row (MoatSyncJob *job, const MoatSecurityRow *written)
{
  /* It has no line in the file. */
  MoatSyncRow row = { .row = written, .id = written->id };
  MoatSyncAnswer answer = moat_sync_get_answer (job, written, -1, NULL);
  guint elsewhere;

  if (answer == MOAT_SYNC_TAKE_MODEL)
    return;
  if (answer != MOAT_SYNC_TAKE_FILE && changed_in_model (job, &row) && job->options->prefer == MOAT_SYNC_ASK)
    {
      moat_sync_report (job, MOAT_SYNC_CONFLICT, &row, -1, get_main (written), NULL,
                        g_strdup (_ ("Its row was deleted, and the model changed it.")));
      return;
    }
  if (job->options->prefer == MOAT_SYNC_PREFER_MODEL)
    return;
  elsewhere = find_elsewhere (job, written->id);
  if (elsewhere > 0)
    {
      moat_sync_report (job, MOAT_SYNC_REFUSED, &row, -1, get_main (written), NULL,
                        g_strdup_printf (_ ("Its row stands in a table that Moat does not know, in line %u; "
                                            "give that its columns back."),
                                         elsewhere));
      return;
    }
  if (!job->options->prune && answer != MOAT_SYNC_TAKE_FILE)
    {
      moat_sync_report (job, MOAT_SYNC_MISSING, &row, -1, get_main (written), NULL, NULL);
      return;
    }
  delete_record (job, written);
  moat_sync_report (job, MOAT_SYNC_DELETED, &row, -1, get_main (written), NULL, NULL);
}

void
moat_sync_delete_rows (MoatSyncJob *job)
{
  g_autoptr (GPtrArray) written = moat_security_text_list_rows (job->before.text);
  g_autoptr (GHashTable) present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < job->rows->len; i++)
    {
      const MoatSyncRow *row = g_ptr_array_index (job->rows, i);

      if (row->id != NULL)
        g_hash_table_add (present, make_key (row->row->table, row->id));
    }
  for (guint i = 0; i < written->len; i++)
    {
      const MoatSecurityRow *row = g_ptr_array_index (written, i);
      g_autofree char *key = make_key (row->table, row->id);

      if (!g_hash_table_contains (present, key) && was_published (job, row))
        delete_row (job, row);
    }
}
