/* SECURITY.md and the model brought together: the course of it. Which row is
 * whose is in sync-rows.c, what a cell means in sync-cells.c and sync-lists.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-private.h"

#include "formats.h"
#include "native.h"
#include "regions.h"
#include "security-compose.h"
#include "security-md.h"
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

/* ---- Writing ---- */

typedef struct
{
  GBytes *existing;
  char *name;
  char *id;
  char *content;         /* of the region, or NULL: there is none */
  gboolean is_untouched; /* nobody wrote in it since */
  MoatRegion place;
  MoatSecurityText *text;
  MoatPublished *published;
} Target;

static void
target_clear (Target *target)
{
  g_free (target->name);
  g_free (target->id);
  g_free (target->content);
  g_clear_pointer (&target->text, moat_security_text_free);
  g_clear_pointer (&target->published, moat_published_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static gboolean
target_init (Target *target, MoatDocument *document, GBytes *existing, const char *base_name, GError **error)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (document));
  GError *problem = NULL;

  target->existing = existing;
  target->name = moat_regions_make_name (base_name);
  target->id = model->id != NULL ? moat_regions_make_name (model->id) : NULL;
  if (existing != NULL)
    target->content = moat_regions_dup_content (existing, target->name, target->id, &target->place, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (target->content != NULL)
    {
      target->text = moat_security_read (target->content);
      target->published = moat_published_read (target->text);
      target->is_untouched = target->published != NULL && moat_published_is_untouched (target->content);
    }

  return TRUE;
}

static const char *
target_get_use_case (const Target *target, MoatDocument *document)
{
  const char *id = target->published != NULL ? moat_published_get_use_case (target->published) : NULL;

  return moat_document_find_kind (document, id, MOAT_KIND_USE_CASE) != NULL ? id : NULL;
}

/* The file with the region written anew. */
static GBytes *
write_target (const Target *target, MoatDocument *document, const char *base_name, GError **error)
{
  const char *use_case = target_get_use_case (target, document);
  MoatExportOptions options
      = { .existing = target->existing, .base_name = base_name, .use_case_id = use_case };
  g_autoptr (MoatPublished) published = NULL;
  g_autofree char *sections = NULL;
  g_autofree char *region = NULL;
  g_autofree char *lost = NULL;
  guint n_private;

  if (target->text == NULL)
    return moat_security_md_format.write (document, &options, NULL, error);
  sections = moat_security_sections_write (document, use_case, &n_private, &published);
  region = moat_security_compose (sections, published, target->text, target->published, &lost);
  if (region != NULL)
    return moat_regions_put (target->existing, &target->place, target->name, target->id, region);

  g_set_error (
      error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT,
      _ ("line %u: This text in the region cannot be kept where it is; move it out of the region: “%s”"),
      target->place.begin_line, lost);
  return NULL;
}

/* ---- Whether both say the same ---- */

static gboolean
row_says (const MoatSecurityRow *row, const MoatSecurityRow *written)
{
  if (row->other != NULL || row->place != NULL)
    return FALSE;
  for (guint i = 1; row->table->columns[i].title != NULL; i++)
    if (row->cells[i] == NULL
        || !moat_sync_same_cell (&row->table->columns[i], row->cells[i], written->cells[i]))
      return FALSE;

  return TRUE;
}

static gboolean
rows_say (const Target *target, const MoatSyncSide *side)
{
  g_autoptr (GPtrArray) rows = moat_security_text_list_rows (target->text);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const MoatSecurityRow *row = g_ptr_array_index (rows, i);
      const MoatSecurityRow *written = moat_sync_side_find (side, row->table, row->id);

      if (written == NULL || !g_hash_table_add (seen, (gpointer) written) || !row_says (row, written))
        return FALSE;
    }

  return g_hash_table_size (seen) == g_hash_table_size (side->rows);
}

/* Headings, paragraphs and items, which are not told apart by an id. */
static GHashTable *
list_digests (const MoatSecurityText *text)
{
  GHashTable *digests = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < text->blocks->len; i++)
    {
      MoatSecurityBlock *block = g_ptr_array_index (text->blocks, i);

      if (block->type != MOAT_BLOCK_TABLE && block->type != MOAT_BLOCK_DIGESTS)
        g_hash_table_add (digests, &block->digest);
    }

  return digests;
}

static gboolean
blocks_say (const Target *target, const MoatSyncSide *side)
{
  g_autoptr (GHashTable) there = list_digests (target->text);
  g_autoptr (GHashTable) wanted = list_digests (side->text);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (there, key))
      return FALSE;

  /* What was published and is not wanted any more; all else is somebody's own. */
  g_hash_table_iter_init (&iter, there);
  while (target->published != NULL && g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (wanted, key)
        && moat_published_has_block (target->published, *(const guint64 *) key))
      return FALSE;

  return TRUE;
}

static gboolean
says_the_same (const Target *target, MoatDocument *document)
{
  MoatSyncSide side = { 0 };
  gboolean is_same;

  if (target->text == NULL)
    return FALSE;
  moat_sync_side_read (&side, document, target_get_use_case (target, document));
  is_same = rows_say (target, &side) && blocks_say (target, &side);
  moat_sync_side_clear (&side);

  return is_same;
}

GBytes *
moat_sync_write (MoatDocument *document,
                 GBytes *existing,
                 const MoatSyncOptions *options,
                 gboolean *is_same,
                 GError **error)
{
  g_auto (Target) target = { 0 };

  if (!target_init (&target, document, existing, options->base_name, error))
    return NULL;
  *is_same = says_the_same (&target, document);

  return write_target (&target, document, options->base_name, error);
}

/* ---- All of it ---- */

/* Whether what is remembered as published is what the model says. */
static gboolean
remembers (const Target *target, MoatDocument *document)
{
  g_autoptr (MoatPublished) published = NULL;
  guint n_private;
  g_autofree char *sections = moat_security_sections_write (document, target_get_use_case (target, document),
                                                            &n_private, &published);

  return target->published != NULL && moat_published_equal (target->published, published);
}

static GBytes *
finish_bytes (const Target *target, MoatDocument *document, const char *base_name, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (target->text != NULL && !target->is_untouched && says_the_same (target, document)
      && remembers (target, document))
    return g_bytes_ref (target->existing);
  bytes = write_target (target, document, base_name, error);
  if (bytes != NULL && target->existing != NULL && g_bytes_equal (bytes, target->existing))
    return g_bytes_ref (target->existing);

  return g_steal_pointer (&bytes);
}

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
read_older (const Target *target, GPtrArray *older)
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
job_init (MoatSyncJob *job, const Target *target, MoatDocument *document, const MoatSyncOptions *options)
{
  *job = (MoatSyncJob){ .document = document,
                        .options = options,
                        .file = target->text,
                        .published = target->published,
                        .use_case = target_get_use_case (target, document),
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
  Target target = { .text = (MoatSecurityText *) text, .published = (MoatPublished *) published };
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
  g_auto (Target) target = { 0 };
  MoatSync *sync;
  MoatSyncJob job;

  if (!target_init (&target, document, existing, options->base_name, error))
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

      sync->bytes = finish_bytes (&target, settled != NULL ? settled : document, options->base_name, error);
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
  g_auto (Target) target = { 0 };

  return target_init (&target, document, existing, base_name, NULL) && target.text != NULL
         && !target.is_untouched;
}

guint
moat_sync_count_questions (MoatDocument *document, GBytes *existing, const MoatSyncOptions *options)
{
  g_auto (Target) target = { 0 };
  MoatSyncJob job;
  guint n_questions;

  if (!target_init (&target, document, existing, options->base_name, NULL) || target.text == NULL
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
