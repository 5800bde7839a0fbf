/* What a sync asks people about, cell by cell and row by row, with what each
 * side says in full, and what they answered.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
moat_sync_type_get_label (MoatSyncType type)
{
  switch (type)
    {
    case MOAT_SYNC_TAKEN:
      return _ ("Taken");
    case MOAT_SYNC_ADDED:
      return _ ("Added");
    case MOAT_SYNC_DELETED:
      return _ ("Deleted");
    case MOAT_SYNC_MISSING:
      return _ ("Row deleted");
    case MOAT_SYNC_CONFLICT:
      return _ ("Changed on both sides");
    case MOAT_SYNC_REFUSED:
      return _ ("Cannot be taken");
    }

  g_assert_not_reached ();
}

/* ---- Answers ---- */

typedef struct
{
  MoatSyncAnswer answer;
  char *text;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->text);
  g_free (answer);
}

GHashTable *
moat_sync_answers_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
}

void
moat_sync_answers_set (GHashTable *answers, const char *key, MoatSyncAnswer answer, const char *text)
{
  Answer *entry = g_new0 (Answer, 1);

  entry->answer = answer;
  entry->text = g_strdup (text);
  g_hash_table_insert (answers, g_strdup (key), entry);
}

/* A row that only the model has has no line of the file. */
static gboolean
is_in_file (const MoatSyncJob *job, const MoatSecurityRow *row)
{
  return moat_sync_side_find (&job->before, row->table, row->id) != row;
}

/* By the line, since ids may be missing or there twice. */
static char *
make_key (const MoatSyncJob *job, const MoatSecurityRow *row, int column)
{
  return is_in_file (job, row) ? g_strdup_printf ("%s line %u %d", row->table->nick, row->line, column)
                               : g_strdup_printf ("%s %s %d", row->table->nick, row->id, column);
}

MoatSyncAnswer
moat_sync_get_answer (const MoatSyncJob *job, const MoatSecurityRow *row, int column, const char **text)
{
  g_autofree char *key = NULL;
  const Answer *answer;

  if (job->options->answers == NULL)
    return 0;
  key = make_key (job, row, column);
  answer = g_hash_table_lookup (job->options->answers, key);
  if (answer != NULL && text != NULL)
    *text = moat_text_get (answer->text);

  return answer != NULL ? answer->answer : 0;
}

gboolean
moat_sync_is_wanted (const MoatSyncJob *job, const MoatSyncRow *row, guint column)
{
  MoatSyncAnswer answer = moat_sync_get_answer (job, row->row, column, NULL);

  return answer == MOAT_SYNC_TAKE_FILE || answer == MOAT_SYNC_TAKE_TEXT;
}

/* ---- Questions ---- */

void
moat_sync_question_free (gpointer data)
{
  MoatSyncQuestion *question = data;

  g_free (question->key);
  g_free (question->id);
  g_free (question->model);
  g_free (question->file);
  g_free (question->published);
  g_free (question->message);
  g_free (question);
}

static int
compare_questions (gconstpointer a, gconstpointer b)
{
  const MoatSyncQuestion *left = *(const MoatSyncQuestion *const *) a;
  const MoatSyncQuestion *right = *(const MoatSyncQuestion *const *) b;

  return left->line < right->line ? -1 : left->line > right->line ? 1 : g_strcmp0 (left->key, right->key);
}

void
moat_sync_sort_questions (GPtrArray *questions)
{
  g_ptr_array_sort (questions, compare_questions);
}

static MoatSyncQuestion *
find_question (const MoatSyncJob *job, const char *key)
{
  for (guint i = job->questions->len; i > 0; i--)
    {
      MoatSyncQuestion *question = g_ptr_array_index (job->questions, i - 1);

      if (strcmp (question->key, key) == 0)
        return question;
    }

  return NULL;
}

/* All that a row says: "Design decision: Look it up", a line for each column. */
static char *
dup_row (const MoatSecurityRow *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; row->table->columns[i].title != NULL; i++)
    if (moat_text_get (row->cells[i])[0] != '\0')
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", row->table->columns[i].title,
                              row->cells[i]);

  return g_string_free (text, FALSE);
}

static char *
dup_side (const MoatSecurityRow *row, int column)
{
  if (row == NULL)
    return NULL;

  return column < 0 ? dup_row (row) : g_strdup (moat_text_get (row->cells[column]));
}

/* What an older file said in the cell when it was published; owned, or NULL. */
static char *
find_older (const MoatSyncJob *job, const MoatSyncRow *row, guint column)
{
  for (guint i = 0; i < job->older->len; i++)
    {
      g_autoptr (GPtrArray) rows = moat_security_text_list_rows (g_ptr_array_index (job->older, i));

      for (guint j = 0; j < rows->len; j++)
        {
          const MoatSecurityRow *older = g_ptr_array_index (rows, j);

          if (older->table == row->row->table && g_strcmp0 (older->id, row->id) == 0
              && older->cells[column] != NULL
              && moat_sync_was_published (job, row, column, older->cells[column]))
            return g_strdup (older->cells[column]);
        }
    }

  return NULL;
}

/* Only digests are known; a text is known where one of them is its own. */
static void
set_published (const MoatSyncJob *job, MoatSyncQuestion *question, const MoatSyncRow *row, int column)
{
  if (job->published == NULL || row->id == NULL
      || !moat_published_has_row (job->published, row->row->table, row->id))
    return;
  question->was_published = TRUE;
  if (column < 0)
    return;
  if (question->model != NULL && moat_sync_was_published (job, row, column, question->model))
    question->published = g_strdup (question->model);
  else
    question->published = find_older (job, row, column);
}

/* A record that went with another one is not asked about: the other one is. */
static guint
list_answers (const MoatSyncQuestion *question)
{
  gboolean is_cell = question->column >= 0;

  switch (question->type)
    {
    case MOAT_SYNC_TAKEN:
    case MOAT_SYNC_MISSING:
    case MOAT_SYNC_CONFLICT:
      return MOAT_SYNC_TAKE_MODEL | MOAT_SYNC_TAKE_FILE | (is_cell ? MOAT_SYNC_TAKE_TEXT : 0);
    case MOAT_SYNC_ADDED:
      return MOAT_SYNC_TAKE_MODEL | MOAT_SYNC_TAKE_FILE;
    case MOAT_SYNC_DELETED:
      return is_cell || question->line == 0 ? MOAT_SYNC_TAKE_MODEL | MOAT_SYNC_TAKE_FILE : 0;
    case MOAT_SYNC_REFUSED:
      return MOAT_SYNC_TAKE_MODEL | (is_cell ? MOAT_SYNC_TAKE_TEXT : 0);
    }

  g_assert_not_reached ();
}

static MoatSyncQuestion *
add_question (MoatSyncJob *job, const MoatSyncItem *item, char *key)
{
  MoatSyncQuestion *question = g_new0 (MoatSyncQuestion, 1);

  question->key = key;
  question->type = item->type;
  question->line = item->line;
  question->message = g_strdup (item->message);
  g_ptr_array_add (job->questions, question);

  return question;
}

void
moat_sync_ask (MoatSyncJob *job, const MoatSyncItem *item, const MoatSyncRow *row, int column)
{
  g_autofree char *key = make_key (job, row->row, column);
  MoatSyncQuestion *question = find_question (job, key);
  gboolean is_there = is_in_file (job, row->row);

  if (question == NULL)
    {
      question = add_question (job, item, g_steal_pointer (&key));
      question->table = row->row->table;
      question->id = g_strdup (moat_text_get (row->id));
      question->column = column;
      question->model = dup_side (is_there ? row->before : row->row, column);
      question->file = is_there ? dup_side (row->row, column) : NULL;
      set_published (job, question, row, column);
    }
  /* Of a conflict, that the one side cannot be taken as well says nothing more. */
  else if (item->type > question->type && question->type != MOAT_SYNC_CONFLICT)
    {
      question->type = item->type;
      g_free (question->message);
      question->message = g_strdup (item->message);
    }
  question->answers = list_answers (question);
  /* A record that is hidden, not gone, cannot come back by its row. */
  if (question->type == MOAT_SYNC_CONFLICT && column < 0 && is_there
      && moat_document_find (job->document, row->id) != NULL)
    question->answers = MOAT_SYNC_TAKE_MODEL;
}

/* ---- Texts outside of tables ---- */

static char *
make_text_key (const MoatSecurityBlock *block, const MoatSecurityBlock *written)
{
  return block != NULL ? g_strdup_printf ("text line %u", block->line)
                       : g_strdup_printf ("text gone %" G_GINT64_MODIFIER "x", written->digest);
}

MoatSyncAnswer
moat_sync_get_text_answer (const MoatSyncJob *job,
                           const MoatSecurityBlock *block,
                           const MoatSecurityBlock *written)
{
  g_autofree char *key = NULL;
  const Answer *answer;

  if (job->options->answers == NULL)
    return 0;
  key = make_text_key (block, written);
  answer = g_hash_table_lookup (job->options->answers, key);

  return answer != NULL ? answer->answer : 0;
}

void
moat_sync_ask_text (MoatSyncJob *job,
                    const MoatSyncItem *item,
                    const MoatSecurityBlock *block,
                    const MoatSecurityBlock *written)
{
  MoatSyncQuestion *question = add_question (job, item, make_text_key (block, written));

  question->id = g_strdup ("");
  question->column = -1;
  question->model = g_strdup (item->model);
  question->file = g_strdup (item->file);
  question->was_published = TRUE;
  if (moat_published_has_block (job->published, written->digest))
    question->published = g_strdup (item->model);
  question->answers = MOAT_SYNC_TAKE_MODEL | (item->type != MOAT_SYNC_REFUSED ? MOAT_SYNC_TAKE_FILE : 0);
}
