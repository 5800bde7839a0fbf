/* What was written into the region, as digests: of each cell of its tables and
 * of each block between them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-private.h"

#include "ids.h"
#include "security-read.h"

#include <string.h>

/* Whether Markdown that the writer made is read as the very same text. */
static gboolean
is_plain (const char *cell)
{
  for (; *cell != '\0'; cell++)
    if (!g_ascii_isalnum (*cell) && (*cell & 0x80) == 0 && strchr (" ,.;:()/'\"#-+@?%=", *cell) == NULL)
      return FALSE;

  return TRUE;
}

static char *
dup_cell (const char *text, const GArray *cells, guint first)
{
  gsize begin = g_array_index (cells, gsize, first);

  return g_strndup (text + begin, g_array_index (cells, gsize, first + 1) - begin);
}

/* The digest of each cell's text. Most are plain; what is not is read together, since reading is what costs.
 */
static guint64 *
digest_cells (const char *text, const GArray *cells)
{
  guint n_cells = cells->len / 2;
  guint64 *digests = g_new0 (guint64, n_cells);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *cell = dup_cell (text, cells, 2 * i);

      if (is_plain (cell))
        {
          digests[i] = moat_security_digest (cell);
          continue;
        }
      g_ptr_array_add (others, g_steal_pointer (&cell));
      g_array_append_val (indices, i);
    }

  texts = moat_security_read_cells (others);
  for (guint i = 0; i < indices->len && texts[i] != NULL; i++)
    digests[g_array_index (indices, guint, i)] = moat_security_digest (texts[i]);

  return digests;
}

static char *
dup_id (const char *text, const GArray *cells, guint first)
{
  g_autoptr (GPtrArray) cell = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) texts = NULL;

  g_ptr_array_add (cell, dup_cell (text, cells, first));
  if (moat_id_is_valid (g_ptr_array_index (cell, 0)))
    return g_strdup (g_ptr_array_index (cell, 0));
  texts = moat_security_read_cells (cell);

  return g_strdup (moat_text_get (texts[0]));
}

static void
publish_blocks (MoatPublished *published, const char *text, const GArray *tables)
{
  g_autoptr (GString) others = g_string_new (NULL);
  g_autoptr (MoatSecurityText) read = NULL;
  gsize at = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const MoatPaperSpan *span = &g_array_index (tables, MoatPaperSpan, i);

      g_string_append_len (others, text + at, span->begin - at);
      at = span->end;
    }
  g_string_append (others, text + at);
  read = moat_security_read (others->str);
  for (guint i = 0; i < read->blocks->len; i++)
    moat_published_add_block (published, ((MoatSecurityBlock *) g_ptr_array_index (read->blocks, i))->digest);
}

MoatPublished *
moat_security_publish (const char *use_case_id, const char *text, const GArray *tables, const GArray *cells)
{
  MoatPublished *published = moat_published_new (use_case_id);
  g_autofree guint64 *digests = digest_cells (text, cells);

  for (guint i = 0; i < tables->len; i++)
    {
      const MoatPaperSpan *span = &g_array_index (tables, MoatPaperSpan, i);
      guint n_columns = moat_security_table_count_columns (span->tag);

      for (guint at = span->first; at < span->end_cell; at += 2 * n_columns)
        {
          g_autofree char *id = dup_id (text, cells, at);

          moat_published_add_row (published, span->tag, id, digests + at / 2 + 1);
        }
    }
  publish_blocks (published, text, tables);

  return published;
}
