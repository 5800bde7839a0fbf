/* What people wrote between the blocks of the managed region.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-prose.h"

/* Before the first block that is written. */
#define AT_START (-1)
#define NOWHERE  (-2)

typedef struct
{
  const MoatSecurityText *file;
  const MoatPublished *published;
  const MoatSecurityText *written;
  GHashTable *digests; /* of written blocks: guint64 * → index + 1 */
} Prose;

/* A run of hand-written blocks of the file. */
typedef struct
{
  guint first;
  guint last;
  int behind;  /* a written block, or AT_START */
  int heading; /* of the file, to be kept with it; or NOWHERE */
} Run;

static const MoatSecurityBlock *
block_at (const MoatSecurityText *text, int index)
{
  return g_ptr_array_index (text->blocks, index);
}

static void
prose_init (Prose *prose)
{
  prose->digests = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < prose->written->blocks->len; i++)
    {
      MoatSecurityBlock *block = g_ptr_array_index (prose->written->blocks, i);

      if (!g_hash_table_contains (prose->digests, &block->digest))
        g_hash_table_insert (prose->digests, &block->digest, GUINT_TO_POINTER (i + 1));
    }
}

static gboolean
is_managed (const Prose *prose, const MoatSecurityBlock *block)
{
  switch (block->type)
    {
    case MOAT_BLOCK_TABLE:
    case MOAT_BLOCK_DIGESTS:
      return TRUE;
    case MOAT_BLOCK_HEADING:
      if (moat_security_is_heading (block->words))
        return TRUE;
      break;
    case MOAT_BLOCK_TEXT:
    case MOAT_BLOCK_ITEM:
      break;
    }

  return g_hash_table_contains (prose->digests, &block->digest)
         || (prose->published != NULL && moat_published_has_block (prose->published, block->digest));
}

/* ---- Places ---- */

/* The written block that @block of the file is now; NOWHERE when it is none. */
static int
find_written (const Prose *prose, const MoatSecurityBlock *block)
{
  int same = GPOINTER_TO_INT (g_hash_table_lookup (prose->digests, &block->digest)) - 1;

  if (same >= 0)
    return same;
  for (guint i = 0; block->type == MOAT_BLOCK_TABLE && i < prose->written->blocks->len; i++)
    if (block_at (prose->written, i)->table == block->table)
      return i;
  for (guint i = 0; block->type == MOAT_BLOCK_HEADING && i < prose->written->blocks->len; i++)
    if (block_at (prose->written, i)->type == MOAT_BLOCK_HEADING
        && g_ascii_strcasecmp (block_at (prose->written, i)->words, block->words) == 0)
      return i;

  return NOWHERE;
}

/* The last block of the section that @index is in. */
static int
find_section_end (const Prose *prose, int index)
{
  while (index + 1 < (int) prose->written->blocks->len
         && block_at (prose->written, index + 1)->type != MOAT_BLOCK_HEADING)
    index++;

  return index;
}

/* What stood before is not written any more: what stood behind may be, else the section is. */
static void
place_run (const Prose *prose, Run *run)
{
  int before = (int) run->first - 1;
  int behind = NOWHERE;

  run->heading = NOWHERE;
  run->behind = before >= 0 ? find_written (prose, block_at (prose->file, before)) : AT_START;
  if (run->behind != NOWHERE)
    return;

  if (run->last + 1 < prose->file->blocks->len
      && block_at (prose->file, run->last + 1)->type != MOAT_BLOCK_HEADING)
    behind = find_written (prose, block_at (prose->file, run->last + 1));
  if (behind != NOWHERE)
    {
      run->behind = behind - 1;
      return;
    }
  for (; before >= 0 && run->behind == NOWHERE; before--)
    {
      const MoatSecurityBlock *block = block_at (prose->file, before);
      int index = find_written (prose, block);

      if (index != NOWHERE)
        run->behind = find_section_end (prose, index);
      else if (block->type == MOAT_BLOCK_HEADING && run->heading == NOWHERE && is_managed (prose, block))
        run->heading = before;
    }
  if (run->behind == NOWHERE)
    run->behind = AT_START;
}

static GArray *
find_runs (const Prose *prose)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));

  for (guint i = 0; i < prose->file->blocks->len; i++)
    {
      Run run = { .first = i };

      if (is_managed (prose, block_at (prose->file, i)))
        continue;
      while (i + 1 < prose->file->blocks->len && !is_managed (prose, block_at (prose->file, i + 1)))
        i++;
      run.last = i;
      place_run (prose, &run);
      g_array_append_val (runs, run);
    }

  return runs;
}

GPtrArray *
moat_security_prose_list (const MoatSecurityText *file,
                          const MoatPublished *published,
                          const MoatSecurityText *written)
{
  Prose prose = { .file = file, .published = published, .written = written };
  g_autoptr (GArray) runs = NULL;
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  prose_init (&prose);
  runs = find_runs (&prose);
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);

      g_ptr_array_add (texts, moat_security_text_dup_blocks (file, run->first, run->last));
    }
  g_hash_table_unref (prose.digests);

  return texts;
}

/* ---- Putting back ---- */

/* An item goes right behind an item, everything else behind a blank line. */
static void
append_run (GString *out, const Prose *prose, const Run *run, int *last_heading)
{
  const MoatSecurityBlock *first = block_at (prose->file, run->first);
  gboolean is_item = first->type == MOAT_BLOCK_ITEM && run->behind >= 0
                     && block_at (prose->written, run->behind)->type == MOAT_BLOCK_ITEM;
  g_autofree char *text = moat_security_text_dup_blocks (prose->file, run->first, run->last);

  if (run->heading != NOWHERE && run->heading != *last_heading)
    {
      g_autofree char *heading = moat_security_text_dup_blocks (prose->file, run->heading, run->heading);

      g_string_append_printf (out, "%s\n\n", heading);
      *last_heading = run->heading;
      is_item = FALSE;
    }
  if (!is_item && out->len > 1 && !g_str_has_suffix (out->str, "\n\n"))
    g_string_append_c (out, '\n');
  if (is_item)
    while (g_str_has_suffix (out->str, "\n\n"))
      g_string_truncate (out, out->len - 1);
  g_string_append_printf (out, "%s\n", text);
  if (block_at (prose->file, run->last)->type != MOAT_BLOCK_ITEM || run->behind < 0
      || run->behind + 1 >= (int) prose->written->blocks->len
      || block_at (prose->written, run->behind + 1)->type != MOAT_BLOCK_ITEM)
    g_string_append_c (out, '\n');
}

static void
append_written (GString *out, const MoatSecurityText *written, guint index)
{
  const MoatSecurityBlock *block = block_at (written, index);
  guint end = index + 1 < written->blocks->len ? block_at (written, index + 1)->line
                                               : g_strv_length (written->lines) - 1;

  for (guint i = block->line; i < end; i++)
    g_string_append_printf (out, "%s\n", written->lines[i]);
}

char *
moat_security_prose_merge (const MoatSecurityText *file,
                           const MoatPublished *published,
                           const MoatSecurityText *written)
{
  Prose prose = { .file = file, .published = published, .written = written };
  g_autoptr (GArray) runs = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  int last_heading = NOWHERE;

  prose_init (&prose);
  runs = find_runs (&prose);
  for (int i = AT_START; runs->len > 0 && i < (int) written->blocks->len; i++)
    {
      if (i >= 0)
        append_written (out, written, i);
      for (guint j = 0; j < runs->len; j++)
        if (g_array_index (runs, Run, j).behind == i)
          append_run (out, &prose, &g_array_index (runs, Run, j), &last_heading);
    }
  g_hash_table_unref (prose.digests);

  return runs->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}
