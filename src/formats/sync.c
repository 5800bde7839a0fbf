/* SECURITY.md and the model brought together: the course of it. Which row is
 * whose is in sync-rows.c, what a cell means in sync-cells.c and sync-lists.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-target.h"

#include "formats.h"
#include "native.h"
#include "security-sections.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- What the model says ---- */

void
moat_sync_side_read (MoatSyncSide *side, MoatDocument *document, const char *use_case)
{
  guint n_private;
  g_autofree char *content = moat_security_sections_write (document, use_case, &n_private, NULL);
  g_autoptr (GPtrArray) rows = NULL;

  moat_sync_side_clear (side);
  side->text = moat_security_read (content);
  side->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rows = moat_security_text_list_rows (side->text);
  for (guint i = 0; i < rows->len; i++)
    {
      MoatSecurityRow *row = g_ptr_array_index (rows, i);

      g_hash_table_insert (side->rows, g_strconcat (row->table->nick, " ", row->id, NULL), row);
    }
}

void
moat_sync_side_clear (MoatSyncSide *side)
{
  g_clear_pointer (&side->rows, g_hash_table_unref);
  g_clear_pointer (&side->text, moat_security_text_free);
}

const MoatSecurityRow *
moat_sync_side_find (const MoatSyncSide *side, const MoatSecurityTable *table, const char *id)
{
  g_autofree char *key = g_strconcat (table->nick, " ", id, NULL);

  return g_hash_table_lookup (side->rows, key);
}

/* ---- Comparing cells ---- */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
sort_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  qsort (lines, g_strv_length (lines), sizeof (char *), compare_texts);

  return g_strjoinv ("\n", lines);
}

gboolean
moat_sync_same_cell (const MoatSecurityColumn *column, const char *a, const char *b)
{
  gboolean is_word = column->meaning == MOAT_CELL_STANDING || column->meaning == MOAT_CELL_RESULT
                     || column->meaning == MOAT_CELL_CLASS
                     || (column->field != NULL
                         && (strcmp (column->field, "type") == 0 || strcmp (column->field, "severity") == 0
                             || strcmp (column->field, "trigger") == 0));
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (moat_security_digest (a) == moat_security_digest (b))
    return TRUE;
  if (is_word)
    {
      left = g_utf8_casefold (a, -1);
      right = g_utf8_casefold (b, -1);
    }
  else if (moat_sync_is_list (column) || column->meaning == MOAT_CELL_STRIDE)
    {
      left = sort_lines (a);
      right = sort_lines (b);
    }

  return left != NULL && moat_security_digest (left) == moat_security_digest (right);
}

const char *
moat_sync_row_get (const MoatSyncRow *row, guint column)
{
  return row->merged[column] != NULL ? row->merged[column] : row->row->cells[column];
}

gboolean
moat_sync_was_published (const MoatSyncJob *job, const MoatSyncRow *row, guint column, const char *text)
{
  gboolean is_known;

  return job->published != NULL
         && moat_published_has_cell (job->published, row->row->table, row->id, column,
                                     moat_security_digest (text), &is_known);
}

/* ---- Taking ---- */

typedef enum
{
  NOTHING, /* the file says what the model says, or what it said when it was published */
  TAKE,
  CONFLICT,
} Verdict;

static Verdict
judge (const MoatSyncJob *job, const MoatSyncRow *row, guint column)
{
  const char *file = row->row->cells[column];
  const char *model = row->before->cells[column];

  if (file == NULL || row->is_taken || (row->settled & (1u << column)) != 0
      || moat_sync_same_cell (&row->row->table->columns[column], file, model))
    return NOTHING;
  if (moat_sync_is_wanted (job, row, column))
    return TAKE;
  if (moat_sync_was_published (job, row, column, file))
    return NOTHING;
  if (row->merged[column] != NULL || job->options->prefer == MOAT_SYNC_PREFER_FILE
      || moat_sync_was_published (job, row, column, model))
    return TAKE;

  return CONFLICT;
}

static void
report_conflict (MoatSyncJob *job, MoatSyncRow *row, guint column)
{
  row->settled |= 1u << column;
  moat_sync_report (job, MOAT_SYNC_CONFLICT, row, column, row->before->cells[column], row->row->cells[column],
                    NULL);
}

static char *
dup_merged_note (void)
{
  return g_strdup (_ ("Both sides changed it, in other words of it; both changes are kept."));
}

static void
take_field (MoatSyncJob *job, MoatSyncRow *row, guint column)
{
  g_autoptr (GError) error = NULL;
  MoatSyncType type = MOAT_SYNC_TAKEN;

  char *message = row->merged[column] != NULL ? dup_merged_note () : NULL;

  if (!moat_sync_apply_cell (job, row, column, &error))
    {
      row->settled |= 1u << column;
      type = MOAT_SYNC_REFUSED;
      g_free (message);
      message = g_strdup (error->message);
    }
  moat_sync_report (job, type, row, column, row->before->cells[column], row->row->cells[column], message);
}

static void
take_fields (MoatSyncJob *job)
{
  for (guint i = 0; i < job->rows->len; i++)
    {
      MoatSyncRow *row = g_ptr_array_index (job->rows, i);

      for (guint j = 1; row->before != NULL && row->row->table->columns[j].title != NULL; j++)
        {
          Verdict verdict = moat_sync_is_field (&row->row->table->columns[j]) ? judge (job, row, j) : NOTHING;

          if (verdict == CONFLICT)
            report_conflict (job, row, j);
          else if (verdict == TAKE)
            take_field (job, row, j);
        }
    }
}

/* Whether the cell stands for other records and says something that the model has not heard. */
static gboolean
is_unheard (const MoatSyncJob *job, const MoatSyncRow *row, guint column)
{
  const MoatSecurityColumn *info = &row->row->table->columns[column];
  const char *file = row->row->cells[column];

  if (!moat_sync_is_list (info) || file == NULL || row->id == NULL || row->is_taken
      || (row->settled & (1u << column)) != 0)
    return FALSE;

  return row->before == NULL ? *file != '\0' : judge (job, row, column) != NOTHING;
}

/* These cells come last: what was said of the records themselves may have settled them. Returns whether the
 * model was changed.
 */
static gboolean
take_list (MoatSyncJob *job, MoatSyncRow *row, guint column)
{
  const MoatSecurityColumn *info = &row->row->table->columns[column];
  const MoatSecurityRow *now = moat_sync_side_find (&job->now, row->row->table, row->id);

  if (now != NULL && moat_sync_same_cell (info, moat_sync_row_get (row, column), now->cells[column]))
    return FALSE;
  if (moat_document_find (job->document, row->id) == NULL)
    return FALSE;
  if (row->before != NULL && judge (job, row, column) == CONFLICT)
    {
      report_conflict (job, row, column);
      return FALSE;
    }
  moat_sync_apply_list (job, row, column);

  return TRUE;
}

static void
take_lists (MoatSyncJob *job)
{
  gboolean is_stale = TRUE;

  for (guint i = 0; i < job->rows->len; i++)
    {
      MoatSyncRow *row = g_ptr_array_index (job->rows, i);

      for (guint j = 1; row->row->table->columns[j].title != NULL; j++)
        {
          if (!is_unheard (job, row, j))
            continue;
          if (is_stale)
            moat_sync_side_read (&job->now, job->document, job->use_case);
          is_stale = take_list (job, row, j);
        }
    }
}

/* What Moat has no place for. */
static void
refuse_others (MoatSyncJob *job)
{
  for (guint i = 0; i < job->rows->len; i++)
    {
      const MoatSyncRow *row = g_ptr_array_index (job->rows, i);

      if (row->row->other != NULL && moat_sync_get_answer (job, row->row, -1, NULL) != MOAT_SYNC_TAKE_MODEL)
        moat_sync_report (job, MOAT_SYNC_REFUSED, row, -1, NULL, row->row->other,
                          g_strdup (
                              _ ("There is no such column; write it in another one, or below the table.")));
    }
}

/* ---- Whether all of it was taken ---- */

static char *
dup_reason (const MoatSecurityColumn *column)
{
  if (column->meaning == MOAT_CELL_COMPUTED)
    return g_strdup (_ ("This follows from the diagram; change it there."));
  if (column->meaning == MOAT_CELL_STANDING)
    return g_strdup (_ ("A move is decided by its decisions, and verified by passing tests."));

  return g_strdup (_ ("The model would say something else."));
}

/* Open, decided and verified are the same to who adds a move. */
static gboolean
is_good_enough (const MoatSyncRow *row, const MoatSecurityColumn *column, const char *file)
{
  g_autofree char *word = g_ascii_strdown (file, -1);

  return row->is_new
         && (*file == '\0' || column->meaning == MOAT_CELL_COMPUTED
             || (column->meaning == MOAT_CELL_STANDING
                 && (strcmp (word, "open") == 0 || strcmp (word, "decided") == 0
                     || strcmp (word, "verified") == 0)));
}

/* Whether each line of a cell that stands for other records is there now, or is as it was and the record has
 * got other words elsewhere in the file.
 */
static gboolean
are_lines_heard (const MoatSyncRow *row, const MoatSecurityRow *now, guint column)
{
  const char *before = row->before != NULL ? row->before->cells[column] : "";
  g_autofree char *known = g_strjoin ("\n", before, now != NULL ? now->cells[column] : NULL, NULL);
  g_auto (GStrv) known_lines = g_strsplit (known, "\n", -1);
  g_auto (GStrv) lines = g_strsplit (moat_sync_row_get (row, column), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_known = FALSE;

      for (guint j = 0; known_lines[j] != NULL && !is_known; j++)
        is_known = moat_security_digest (known_lines[j]) == moat_security_digest (lines[i]);
      if (!is_known)
        return FALSE;
    }

  return TRUE;
}

/* Whether a cell was taken into a record that has no row any more, as data that is public now. */
static gboolean
is_out_of_sight (MoatSyncJob *job, const MoatSyncRow *row, const MoatSecurityRow *now, guint column)
{
  return now == NULL && moat_sync_is_field (&row->row->table->columns[column])
         && moat_document_find (job->document, row->id) != NULL;
}

static void
check_cell (MoatSyncJob *job, MoatSyncRow *row, const MoatSecurityRow *now, guint column)
{
  const MoatSecurityColumn *info = &row->row->table->columns[column];
  const char *file = moat_sync_row_get (row, column);

  if (file == NULL || row->is_taken || (row->settled & (1u << column)) != 0
      || is_good_enough (row, info, file) || is_out_of_sight (job, row, now, column)
      || (moat_sync_is_list (info) && are_lines_heard (row, now, column))
      || (now != NULL && moat_sync_same_cell (info, file, now->cells[column]))
      || (!row->is_new && moat_sync_was_published (job, row, column, file)))
    return;
  moat_sync_report (job, MOAT_SYNC_REFUSED, row, column, now != NULL ? now->cells[column] : NULL, file,
                    dup_reason (info));
}

/* Every cell that somebody changed is now what the model says; else it would be lost. */
static void
check_rows (MoatSyncJob *job)
{
  for (guint i = 0; i < job->rows->len; i++)
    {
      MoatSyncRow *row = g_ptr_array_index (job->rows, i);
      const MoatSecurityRow *now;

      if (row->id == NULL)
        continue;
      now = moat_sync_side_find (&job->now, row->row->table, row->id);
      for (guint j = 1; row->row->table->columns[j].title != NULL; j++)
        check_cell (job, row, now, j);
    }
}

/* Records that went with others. */
static void
report_gone (MoatSyncJob *job)
{
  for (guint i = 0; i < job->rows->len; i++)
    {
      MoatSyncRow *row = g_ptr_array_index (job->rows, i);

      if (row->before != NULL && moat_sync_side_find (&job->now, row->row->table, row->id) == NULL
          && row->row->table != &moat_security_tables[MOAT_SECURITY_RISKS])
        moat_sync_report (job, MOAT_SYNC_DELETED, row, -1, row->before->cells[1], NULL, NULL);
    }
}

static void
take_all (MoatSyncJob *job)
{
  moat_sync_match_rows (job);
  refuse_others (job);
  take_fields (job);
  moat_sync_add_rows (job);
  take_lists (job);
  moat_sync_take_texts (job);
  moat_sync_side_read (&job->now, job->document, job->use_case);
  moat_sync_delete_rows (job);
  moat_sync_side_read (&job->now, job->document, job->use_case);
  check_rows (job);
  report_gone (job);
}

/* ---- All of it ---- */

static gboolean
has_deleted (const MoatSync *sync)
{
  for (guint i = 0; i < sync->items->len; i++)
    if (((const MoatSyncItem *) g_ptr_array_index (sync->items, i))->type == MOAT_SYNC_DELETED)
      return TRUE;

  return FALSE;
}

/* What is inside of what follows from what a document last told, and nobody is to be told in the middle of
 * it: without a boundary that was deleted, what was inside would be nowhere.
 */
static MoatDocument *
copy_document (MoatDocument *document)
{
  g_autoptr (GBytes) bytes = moat_native_write_all (document);

  return moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, NULL);
}

static void
job_clear (MoatSyncJob *job)
{
  moat_sync_side_clear (&job->before);
  moat_sync_side_clear (&job->now);
  g_clear_pointer (&job->rows, g_ptr_array_unref);
  g_clear_pointer (&job->items, g_ptr_array_unref);
  g_clear_pointer (&job->questions, g_ptr_array_unref);
  g_clear_pointer (&job->older, g_ptr_array_unref);
}

/* The regions of @older that can be read, newest first as they are given. */
static GPtrArray *
read_older (const MoatSyncTarget *target, GPtrArray *older)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_security_text_free);

  for (guint i = 0; older != NULL && i < older->len; i++)
    {
      MoatRegion place;
      g_autofree char *content = moat_regions_dup_content (g_ptr_array_index (older, i), target->name,
                                                           target->id, &place, NULL);

      if (content != NULL)
        g_ptr_array_add (texts, moat_security_read (content));
    }

  return texts;
}

static void
job_init (MoatSyncJob *job,
          const MoatSyncTarget *target,
          MoatDocument *document,
          const MoatSyncOptions *options)
{
  *job = (MoatSyncJob){ .document = document,
                        .options = options,
                        .file = target->text,
                        .published = target->published,
                        .use_case = moat_sync_target_get_use_case (target, document),
                        .first_line = target->place.begin_line,
                        .items = g_ptr_array_new_with_free_func (moat_sync_item_free),
                        .questions = g_ptr_array_new_with_free_func (moat_sync_question_free),
                        .older = read_older (target, options->older) };
  moat_sync_side_read (&job->before, document, job->use_case);
}

/* What the file says that neither was published nor is in the model; NULL for nothing. */
static char *
find_edit (MoatSyncJob *job)
{
  moat_sync_match_rows (job);
  for (guint i = 0; i < job->rows->len; i++)
    {
      const MoatSyncRow *row = g_ptr_array_index (job->rows, i);
      guint line = job->first_line + row->row->line;

      if (row->before == NULL || row->row->other != NULL)
        return g_strdup_printf (_ ("line %u: This row of “%s” is not in the model."), line,
                                row->row->table->heading);
      for (guint j = 1; row->row->table->columns[j].title != NULL; j++)
        if (judge (job, row, j) != NOTHING)
          return g_strdup_printf (_ ("line %u: “%s” was edited here and is not in the model."), line,
                                  row->row->table->columns[j].title);
    }

  return job->items->len > 0
             ? g_strdup_printf (_ ("line %u: This row was edited here and is not in the model."),
                                ((MoatSyncItem *) g_ptr_array_index (job->items, 0))->line)
             : NULL;
}

gboolean
moat_sync_check_edits (MoatDocument *document,
                       const MoatSecurityText *text,
                       const MoatPublished *published,
                       guint line,
                       GError **error)
{
  const MoatSyncOptions options = { 0 };
  MoatSyncTarget target = { .text = (MoatSecurityText *) text, .published = (MoatPublished *) published };
  g_autofree char *edit = NULL;
  MoatSyncJob job;

  target.place.begin_line = line;
  job_init (&job, &target, document, &options);
  edit = find_edit (&job);
  job_clear (&job);
  if (edit != NULL)
    g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT,
                 _ ("%s Take it into the model first: with “moat-cli sync”, or in the app with “Sync with "
                    "SECURITY.md”."),
                 edit);

  return edit == NULL;
}

MoatSync *
moat_sync_run (MoatDocument *document, GBytes *existing, const MoatSyncOptions *options, GError **error)
{
  g_auto (MoatSyncTarget) target = { 0 };
  MoatSync *sync;
  MoatSyncJob job;

  if (!moat_sync_target_init (&target, document, existing, options->base_name, error))
    return NULL;
  sync = g_new0 (MoatSync, 1);
  moat_document_begin (document, _ ("Take changes from SECURITY.md"));
  if (target.text != NULL && !target.is_untouched)
    {
      job_init (&job, &target, document, options);
      take_all (&job);
      sync->is_blocked = moat_sync_has_open_items (&job);
      g_ptr_array_sort (job.items, moat_sync_compare_items);
      moat_sync_sort_questions (job.questions);
      sync->items = g_steal_pointer (&job.items);
      sync->questions = g_steal_pointer (&job.questions);
      job_clear (&job);
    }
  else
    {
      sync->items = g_ptr_array_new_with_free_func (moat_sync_item_free);
      sync->questions = g_ptr_array_new_with_free_func (moat_sync_question_free);
    }

  if (!sync->is_blocked)
    {
      g_autoptr (MoatDocument) settled = has_deleted (sync) ? copy_document (document) : NULL;

      sync->bytes = moat_sync_target_finish (&target, settled != NULL ? settled : document,
                                             options->base_name, error);
      if (sync->bytes == NULL)
        {
          moat_document_rollback (document);
          moat_sync_free (sync);
          return NULL;
        }
      if (!options->is_dry)
        {
          moat_document_commit (document);
          return sync;
        }
    }
  moat_document_rollback (document);

  return sync;
}

gboolean
moat_sync_has_edits (MoatDocument *document, GBytes *existing, const char *base_name)
{
  g_auto (MoatSyncTarget) target = { 0 };

  return moat_sync_target_init (&target, document, existing, base_name, NULL) && target.text != NULL
         && !target.is_untouched;
}

guint
moat_sync_count_questions (MoatDocument *document, GBytes *existing, const MoatSyncOptions *options)
{
  g_auto (MoatSyncTarget) target = { 0 };
  MoatSyncJob job;
  guint n_questions;

  if (!moat_sync_target_init (&target, document, existing, options->base_name, NULL) || target.text == NULL
      || target.is_untouched)
    return 0;
  moat_document_begin (document, "");
  job_init (&job, &target, document, options);
  take_all (&job);
  n_questions = job.questions->len;
  job_clear (&job);
  moat_document_rollback (document);

  return n_questions;
}

void
moat_sync_free (MoatSync *sync)
{
  g_clear_pointer (&sync->items, g_ptr_array_unref);
  g_clear_pointer (&sync->questions, g_ptr_array_unref);
  g_clear_pointer (&sync->bytes, g_bytes_unref);
  g_free (sync);
}
