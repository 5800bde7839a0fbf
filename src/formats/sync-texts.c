/* Paragraphs, items and headings of SECURITY.md that somebody edited, into the
 * text that they were written from. What does not come from a text, or is all
 * somebody's own, stays in the file as prose (security-prose.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-private.h"

#include <string.h>

/* What the blocks that Moat writes from texts are written from. */
static const MoatKind kinds[] = { MOAT_KIND_MODEL, MOAT_KIND_USE_CASE,   MOAT_KIND_STEP,
                                  MOAT_KIND_FLOW,  MOAT_KIND_ASSUMPTION, MOAT_KIND_ELEMENT };

/* A paragraph of a text of a record that a block shows, and what the block says in its place now. */
typedef struct
{
  MoatRecord *record;
  const MoatField *field;
  gsize length; /* of the paragraph */
  char *text;   /* what the whole field becomes */
} Source;

static void
source_clear (Source *source)
{
  g_free (source->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

/* What stands in @edited where @paragraph stands in @written, when all round it is the same; owned, or NULL.
 */
static char *
dup_replacement (const char *written, const char *edited, const char *paragraph)
{
  const char *at = strstr (written, paragraph);
  gsize before;
  gsize after;

  if (at == NULL)
    return NULL;
  before = at - written;
  after = strlen (at) - strlen (paragraph);
  if (strlen (edited) < before + after || strncmp (written, edited, before) != 0
      || strcmp (at + strlen (paragraph), edited + strlen (edited) - after) != 0)
    return NULL;

  return g_strndup (edited + before, strlen (edited) - before - after);
}

static void
look_at_field (Source *source,
               MoatRecord *record,
               const MoatField *field,
               const char *written,
               const char *edited)
{
  const char *text = *(char *const *) MOAT_FIELD_PTR (moat_record_get_state (record), field);
  g_auto (GStrv) paragraphs = g_strsplit (moat_text_get (text), "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      gsize length = strlen (g_strstrip (paragraphs[i]));
      g_autofree char *replacement = NULL;
      g_autoptr (GString) whole = NULL;

      if (length <= source->length)
        continue;
      replacement = dup_replacement (written, edited, paragraphs[i]);
      if (replacement == NULL || *replacement == '\0')
        continue;
      whole = g_string_new (text);
      g_string_replace (whole, paragraphs[i], replacement, 1);
      g_free (source->text);
      *source = (Source){ record, field, length, g_strdup (whole->str) };
    }
}

/* The longest paragraph of any text that explains the difference. */
static void
find_source (MoatSyncJob *job, const char *written, const char *edited, Source *source)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const MoatKindInfo *info = moat_kind_get_info (kinds[i]);
      GPtrArray *records = moat_document_list (job->document, kinds[i]);

      for (guint j = 0; j < records->len; j++)
        for (guint k = 0; k < info->n_fields; k++)
          if (info->fields[k].type == MOAT_TEXT)
            look_at_field (source, g_ptr_array_index (records, j), &info->fields[k], written, edited);
    }
}

static const MoatSecurityBlock *
find_block (const MoatSecurityText *text, guint64 digest)
{
  for (guint i = 0; i < text->blocks->len; i++)
    {
      const MoatSecurityBlock *block = g_ptr_array_index (text->blocks, i);

      if (block->digest == digest)
        return block;
    }

  return NULL;
}

static void
set_text (MoatSyncJob *job, const Source *source, const char *text)
{
  MoatState *state = moat_document_edit (job->document, source->record);

  moat_text_set (MOAT_FIELD_PTR (state, source->field), text);
}

/* Changes the text that @written comes from so that @edited comes from it; FALSE when there is none. */
static gboolean
take_block (MoatSyncJob *job, const MoatSecurityBlock *written, const MoatSecurityBlock *edited)
{
  g_auto (Source) source = { 0 };
  g_autofree char *before = NULL;

  find_source (job, written->words, edited->words, &source);
  if (source.record == NULL)
    return FALSE;
  before = g_strdup (*(char *const *) MOAT_FIELD_PTR (moat_record_get_state (source.record), source.field));
  set_text (job, &source, source.text);
  moat_sync_side_read (&job->now, job->document, job->use_case);
  if (find_block (job->now.text, edited->digest) != NULL)
    {
      moat_sync_report_text (job, edited, source.record, source.field, written->words);
      return TRUE;
    }
  set_text (job, &source, before);

  return FALSE;
}

/* ---- Which block is another one's edit ---- */

/* The written block that @block is, or -1. */
static int
find_same (const MoatSyncJob *job, const MoatSecurityBlock *block)
{
  for (guint i = 0; i < job->before.text->blocks->len; i++)
    {
      const MoatSecurityBlock *written = g_ptr_array_index (job->before.text->blocks, i);

      if (written->digest == block->digest || (block->table != NULL && written->table == block->table))
        return i;
    }

  return -1;
}

/* Written before and now, and not in the file any more. */
static gboolean
is_replaced (const MoatSyncJob *job, const MoatSecurityBlock *written, MoatBlockType type)
{
  return written->type == type && written->words != NULL && find_block (job->file, written->digest) == NULL
         && moat_published_has_block (job->published, written->digest);
}

static gboolean
is_hand_written (const MoatSyncJob *job, const MoatSecurityBlock *block)
{
  return block->words != NULL && !moat_published_has_block (job->published, block->digest)
         && find_same (job, block) < 0
         && !(block->type == MOAT_BLOCK_HEADING && moat_security_is_heading (block->words));
}

static guint
find_next (const MoatSyncJob *job, guint from)
{
  for (guint i = from; i < job->file->blocks->len; i++)
    {
      int index = find_same (job, g_ptr_array_index (job->file->blocks, i));

      if (index >= 0)
        return index;
    }

  return job->before.text->blocks->len;
}

void
moat_sync_take_texts (MoatSyncJob *job)
{
  int last = -1;

  for (guint i = 0; job->published != NULL && i < job->file->blocks->len; i++)
    {
      const MoatSecurityBlock *block = g_ptr_array_index (job->file->blocks, i);
      int same = find_same (job, block);
      guint next;

      last = same >= 0 ? same : last;
      if (!is_hand_written (job, block))
        continue;
      /* Between the same neighbours. */
      next = find_next (job, i + 1);
      for (guint at = last + 1; at < next; at++)
        {
          const MoatSecurityBlock *written = g_ptr_array_index (job->before.text->blocks, at);

          if (!is_replaced (job, written, block->type) || !take_block (job, written, block))
            continue;
          last = at;
          break;
        }
    }
}
