/* What a sync did and what it could not do, one by one, for people to read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-private.h"

#include <string.h>

void
moat_sync_item_free (gpointer data)
{
  MoatSyncItem *item = data;

  g_free (item->what);
  g_free (item->model);
  g_free (item->file);
  g_free (item->message);
  g_free (item);
}

static gboolean
is_open_question (MoatSyncType type)
{
  return type == MOAT_SYNC_MISSING || type == MOAT_SYNC_CONFLICT || type == MOAT_SYNC_REFUSED;
}

/* Takes @what and @message. Borrowed; NULL when the answer is known. */
static const MoatSyncItem *
add_item (MoatSyncJob *job,
          MoatSyncType type,
          guint line,
          char *what,
          const char *model,
          const char *file,
          char *message)
{
  MoatSyncItem *item;

  if (job->options->prefer == MOAT_SYNC_PREFER_MODEL && is_open_question (type))
    {
      g_free (what);
      g_free (message);
      return NULL;
    }
  item = g_new0 (MoatSyncItem, 1);
  *item = (MoatSyncItem){ type, line, what, g_strdup (model), g_strdup (file), message };
  g_ptr_array_add (job->items, item);

  return item;
}

void
moat_sync_report (MoatSyncJob *job,
                  MoatSyncType type,
                  const MoatSyncRow *row,
                  int column,
                  const char *model,
                  const char *file,
                  char *message)
{
  const MoatSecurityTable *table = row->row->table;
  const char *id = moat_text_get (row->id);
  /* A row that only the model has has no line of the file. */
  gboolean is_there = moat_sync_side_find (&job->before, table, row->row->id) != row->row;
  const MoatSyncItem *item = add_item (job, type, is_there ? job->first_line + row->row->line : 0,
                                       g_strdup_printf ("%s%s%s%s%s", table->heading, *id != '\0' ? ", " : "",
                                                        id, column >= 0 ? ": " : "",
                                                        column >= 0 ? table->columns[column].title : ""),
                                       model, file, message);

  if (item != NULL)
    moat_sync_ask (job, item, row, column);
}

void
moat_sync_report_text (MoatSyncJob *job,
                       MoatSyncType type,
                       const MoatSecurityBlock *block,
                       const MoatSecurityBlock *written,
                       char *what,
                       const char *model,
                       const char *file,
                       char *message)
{
  const MoatSyncItem *item = add_item (job, type, block != NULL ? job->first_line + block->line : 0, what,
                                       model, file, message);

  if (item != NULL)
    moat_sync_ask_text (job, item, block, written);
}

gboolean
moat_sync_has_open_items (const MoatSyncJob *job)
{
  for (guint i = 0; i < job->items->len; i++)
    if (is_open_question (((const MoatSyncItem *) g_ptr_array_index (job->items, i))->type))
      return TRUE;

  return FALSE;
}

int
moat_sync_compare_items (gconstpointer a, gconstpointer b)
{
  const MoatSyncItem *left = *(const MoatSyncItem *const *) a;
  const MoatSyncItem *right = *(const MoatSyncItem *const *) b;

  return left->line < right->line ? -1 : left->line > right->line ? 1 : strcmp (left->what, right->what);
}
