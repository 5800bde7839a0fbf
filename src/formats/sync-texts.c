/* Paragraphs, items and headings of SECURITY.md that somebody edited: which
 * block of the file is an edit of which one that Moat wrote. The edit goes into
 * the text that it was written from (sync-sources.h). What is all somebody's own
 * stays in the file as prose (security-prose.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-sources.h"
#include "text-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of half the words: an edit. Below that, somebody wrote something of their own there. */
#define LEAST_LIKENESS 0.5

/* A block of the file that Moat did not write, and one of Moat's in its place. */
typedef struct
{
  MoatSyncJob *job;
  const MoatSecurityBlock *block;
  const MoatSecurityBlock *written;
  MoatSyncAnswer answer; /* 0: nobody was asked */
} Edit;

static const MoatSecurityBlock *
block_at (const MoatSecurityText *text, guint index)
{
  return g_ptr_array_index (text->blocks, index);
}

static gboolean
has_block (const MoatSecurityText *text, guint64 digest)
{
  for (guint i = 0; i < text->blocks->len; i++)
    if (block_at (text, i)->digest == digest)
      return TRUE;

  return FALSE;
}

/* Words, or what stands in a block of code. */
static char *
dup_text (const MoatSecurityText *text, const MoatSecurityBlock *block)
{
  g_auto (GStrv) lines = NULL;

  if (block->words != NULL)
    return g_strdup (block->words);
  lines = g_new0 (char *, block->n_lines + 1);
  for (guint i = 0; i < block->n_lines; i++)
    lines[i] = g_strdup (text->lines[block->line + i]);

  return g_strjoinv ("\n", lines);
}

static gboolean
is_alike (const Edit *edit)
{
  g_autofree char *file = dup_text (edit->job->file, edit->block);
  g_autofree char *model = dup_text (edit->job->before.text, edit->written);

  return moat_text_measure_likeness (file, model) >= LEAST_LIKENESS;
}

static void
report (const Edit *edit, MoatSyncType type, const char *message)
{
  g_autofree char *file = dup_text (edit->job->file, edit->block);
  g_autofree char *model = dup_text (edit->job->before.text, edit->written);

  moat_sync_report_text (edit->job, type, edit->block, edit->written, g_strdup (_ ("Text")), model, file,
                         g_strdup (message));
}

/* What is written anew does not keep the file's words: they are in the model, or given up. */
static void
claim (const Edit *edit)
{
  moat_published_claim_block (edit->job->published, edit->block->digest);
}

/* ---- Taking an edit ---- */

static char *
describe (MoatRecord *record, const MoatField *field)
{
  return g_strdup_printf ("%s, %s: %s", _ (moat_kind_get_info (moat_record_get_kind (record))->label),
                          moat_record_get_id (record), _ (field->label));
}

static gboolean
take (const Edit *edit, const char *words, const char *message)
{
  MoatRecord *record;
  const MoatField *field;

  if (words == NULL || edit->written->words == NULL)
    return FALSE;
  moat_document_begin (edit->job->document, NULL);
  if (!moat_sync_take_words (edit->job, edit->written, words, &record, &field))
    {
      moat_document_rollback (edit->job->document);
      return FALSE;
    }
  claim (edit);
  if (edit->answer == MOAT_SYNC_TAKE_MODEL)
    {
      moat_document_rollback (edit->job->document);
      return TRUE;
    }
  moat_document_commit (edit->job->document);
  moat_sync_report_text (edit->job, MOAT_SYNC_TAKEN, edit->block, edit->written, describe (record, field),
                         edit->written->words, edit->block->words, g_strdup (message));

  return TRUE;
}

static gboolean
is_published_text (const char *text, gpointer data)
{
  const Edit *edit = data;

  return moat_published_has_block (edit->job->published,
                                   moat_security_block_digest_words (edit->block, text));
}

static gboolean
take_merged (Edit *edit)
{
  g_autofree char *merged = NULL;

  if (edit->block->words == NULL || edit->written->words == NULL)
    return FALSE;
  merged = moat_text_merge_found (edit->written->words, edit->block->words, MOAT_TEXT_WORDS,
                                  is_published_text, edit);

  return take (edit, merged, _ ("Both sides changed it, in other words of it; both changes are kept."));
}

/* Words that Moat says in every file, or that follow from the diagram, cannot be taken. Where the model is
 * preferred its heading comes back; a text stays as prose, so that nothing that was added to it is lost.
 */
static void
refuse (const Edit *edit)
{
  gboolean is_heading = edit->block->type == MOAT_BLOCK_HEADING;
  gboolean is_given_up = edit->answer == MOAT_SYNC_TAKE_MODEL;

  if (is_given_up || (is_heading && edit->job->options->prefer == MOAT_SYNC_PREFER_MODEL))
    claim (edit);
  if (is_given_up)
    return;
  report (edit, MOAT_SYNC_REFUSED,
          is_heading
              ? _ ("By this heading other programs find the section; put it back, and add one of your own.")
              : _ ("This follows from the diagram or is the same in every file; change it there, or write "
                   "words of your own beside it."));
}

/* Of a text that the model changed too. */
static void
settle_both_changed (Edit *edit)
{
  MoatSyncPreference prefer = edit->job->options->prefer;
  gboolean takes_file = edit->answer == MOAT_SYNC_TAKE_FILE
                        || (edit->answer == 0 && prefer == MOAT_SYNC_PREFER_FILE);

  if (edit->answer == 0 && take_merged (edit))
    return;
  if (takes_file && !take (edit, edit->block->words, NULL))
    refuse (edit);
  if (takes_file)
    return;
  if (edit->answer == MOAT_SYNC_TAKE_MODEL || prefer == MOAT_SYNC_PREFER_MODEL)
    claim (edit);
  else
    report (edit, MOAT_SYNC_CONFLICT, NULL);
}

/* ---- Which block is another one's edit ---- */

/* The written block that @block is, or -1. */
static int
find_same (const MoatSyncJob *job, const MoatSecurityBlock *block)
{
  for (guint i = 0; i < job->before.text->blocks->len; i++)
    {
      const MoatSecurityBlock *written = block_at (job->before.text, i);

      if (written->digest == block->digest || (block->table != NULL && written->table == block->table))
        return i;
    }

  return -1;
}

/* Written now and not in the file. */
static gboolean
is_missing (const MoatSyncJob *job, const MoatSecurityBlock *written)
{
  return written->type != MOAT_BLOCK_TABLE && written->type != MOAT_BLOCK_DIGESTS
         && !has_block (job->file, written->digest);
}

static gboolean
is_published (const MoatSyncJob *job, const MoatSecurityBlock *block)
{
  return moat_published_has_block (job->published, block->digest);
}

static gboolean
is_hand_written (const MoatSyncJob *job, const MoatSecurityBlock *block)
{
  return block->sort != NULL && block->type != MOAT_BLOCK_TABLE && block->type != MOAT_BLOCK_DIGESTS
         && !is_published (job, block) && find_same (job, block) < 0
         && !(block->type == MOAT_BLOCK_HEADING && moat_security_is_heading (block->words));
}

static guint
find_next (const MoatSyncJob *job, guint from)
{
  for (guint i = from; i < job->file->blocks->len; i++)
    {
      int index = find_same (job, block_at (job->file, i));

      if (index >= 0)
        return index;
    }

  return job->before.text->blocks->len;
}

/* Whether another hand-written block beside the one at @index, with nothing of Moat's between, is more like
 * an edit of @written.
 */
static gboolean
has_rival (MoatSyncJob *job, guint index, const MoatSecurityBlock *written)
{
  guint first = index;

  while (first > 0 && is_hand_written (job, block_at (job->file, first - 1)))
    first--;
  for (guint i = first; i < job->file->blocks->len && is_hand_written (job, block_at (job->file, i)); i++)
    {
      Edit edit = { job, block_at (job->file, i), written };

      if (i != index && edit.block->sort == written->sort && is_alike (&edit))
        return TRUE;
    }

  return FALSE;
}

/* Settles what the block at @index is among the written ones behind @last and before @next. Returns the one
 * that it is an edit of, or -1.
 */
static int
settle_block (MoatSyncJob *job, guint index, int last, guint next)
{
  const MoatSecurityBlock *block = block_at (job->file, index);
  gboolean has_lost = moat_published_has_lost_block (job->published, job->file, job->before.text);
  MoatSyncAnswer answer = moat_sync_get_text_answer (job, block, NULL);

  for (guint at = last + 1; at < next; at++)
    {
      Edit edit = { job, block, block_at (job->before.text, at), answer };

      if (is_missing (job, edit.written) && edit.written->sort == block->sort
          && is_published (job, edit.written) && (is_alike (&edit) || !has_rival (job, index, edit.written))
          && take (&edit, block->words, NULL))
        return at;
    }
  for (guint at = last + 1; at < next; at++)
    {
      Edit edit = { job, block, block_at (job->before.text, at), answer };
      gboolean was_published = is_published (job, edit.written);

      if (!is_missing (job, edit.written) || edit.written->sort != block->sort || !is_alike (&edit)
          || (!was_published && !has_lost))
        continue;
      if (was_published)
        refuse (&edit);
      else
        settle_both_changed (&edit);
      return at;
    }

  return -1;
}

/* ---- What was deleted ---- */

/* Texts that a model can be without; what else Moat writes is written again. */
static void
delete_block (MoatSyncJob *job, const MoatSecurityBlock *written)
{
  MoatRecord *record;
  const MoatField *field;
  MoatSyncAnswer answer = moat_sync_get_text_answer (job, NULL, written);
  gboolean is_pruned = job->options->prune || answer == MOAT_SYNC_TAKE_FILE;

  if (written->words == NULL || written->type == MOAT_BLOCK_HEADING || !is_published (job, written)
      || !is_missing (job, written) || !moat_sync_find_whole_text (job, written, &record, &field)
      || job->options->prefer == MOAT_SYNC_PREFER_MODEL || answer == MOAT_SYNC_TAKE_MODEL)
    return;
  moat_sync_report_text (job, is_pruned ? MOAT_SYNC_DELETED : MOAT_SYNC_MISSING, NULL, written,
                         describe (record, field), written->words, NULL, NULL);
  if (is_pruned)
    moat_sync_remove_text (job, written, record, field);
}

void
moat_sync_take_texts (MoatSyncJob *job)
{
  g_autofree gboolean *is_settled = g_new0 (gboolean, job->before.text->blocks->len + 1);
  int last = -1;

  if (job->published == NULL)
    return;
  for (guint i = 0; i < job->file->blocks->len; i++)
    {
      const MoatSecurityBlock *block = block_at (job->file, i);
      int same = find_same (job, block);

      last = same >= 0 ? same : last;
      if (same < 0 && is_hand_written (job, block))
        same = settle_block (job, i, last, find_next (job, i + 1));
      if (same < 0)
        continue;
      is_settled[same] = TRUE;
      last = same;
    }
  for (guint i = 0; i < job->before.text->blocks->len; i++)
    if (!is_settled[i])
      delete_block (job, block_at (job->before.text, i));
}
