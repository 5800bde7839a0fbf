/* What the files of sync share: the job, its rows, and what to do with a cell.
 * For these and security-md.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "published.h"
#include "sync.h"

G_BEGIN_DECLS

/* The model as its tables say it. */
typedef struct
{
  MoatSecurityText *text;
  GHashTable *rows; /* "threats t-1" → MoatSecurityRow, borrowed */
} MoatSyncSide;

/* A part of a cell that stands for another record. */
typedef struct
{
  char *id;
  GStrv lines;
} MoatSyncOwner;

/* A row of the file. */
typedef struct
{
  const MoatSecurityRow *row;
  char *id;                      /* of its record: that of the row, or the one that was made for it */
  const MoatSecurityRow *before; /* what the model said of it, or NULL: a new one */
  gboolean is_new;
  gboolean is_taken; /* by a run that could not write the file any more; or cannot be, which was reported */
  guint settled;     /* bits of columns that need no further look */
  GPtrArray *owners[MOAT_SECURITY_MAX_COLUMNS]; /* of cells that stand for other records: as it was before */
  char *merged[MOAT_SECURITY_MAX_COLUMNS];      /* where both sides changed other words: with both changes */
} MoatSyncRow;

typedef struct
{
  MoatDocument *document;
  const MoatSyncOptions *options;
  const MoatSecurityText *file;
  MoatPublished *published; /* or NULL */
  const char *use_case;
  guint first_line; /* of the region, from 1 */
  MoatSyncSide before;
  MoatSyncSide now;
  GPtrArray *rows; /* of MoatSyncRow */
  GPtrArray *items;
  GPtrArray *questions;
  GPtrArray *older; /* of MoatSecurityText: what the region once held; or NULL */
} MoatSyncJob;

/* Whether nothing would be lost if the region, of which this is the text, were written anew from the model
 * alone; else FALSE with MOAT_FORMAT_ERROR_CONFLICT and the line of an edit that is in no model yet. @line is
 * the region's first one.
 */
gboolean moat_sync_check_edits (MoatDocument *document,
                                const MoatSecurityText *text,
                                const MoatPublished *published,
                                guint line,
                                GError **error);

void moat_sync_side_read (MoatSyncSide *side, MoatDocument *document, const char *use_case);
void moat_sync_side_clear (MoatSyncSide *side);
const MoatSecurityRow *
moat_sync_side_find (const MoatSyncSide *side, const MoatSecurityTable *table, const char *id);

/* ---- sync-items.c ---- */

void moat_sync_item_free (gpointer item);
/* Whether something is to be decided. */
gboolean moat_sync_has_open_items (const MoatSyncJob *job);
/* In the file's order, of pointers to items. */
int moat_sync_compare_items (gconstpointer a, gconstpointer b);

/* Adds an item about a cell (or, with column < 0, a row). Texts are copied; @message is taken. */
void moat_sync_report (MoatSyncJob *job,
                       MoatSyncType type,
                       const MoatSyncRow *row,
                       int column,
                       const char *model,
                       const char *file,
                       char *message);

/* The same about a block of the file, or (NULL) one that is there no more, and the one that Moat wrote in its
 * place. @what and @message are taken.
 */
void moat_sync_report_text (MoatSyncJob *job,
                            MoatSyncType type,
                            const MoatSecurityBlock *block,
                            const MoatSecurityBlock *written,
                            char *what,
                            const char *model,
                            const char *file,
                            char *message);

/* ---- sync-questions.c: what is asked about, and what was answered ---- */

void moat_sync_question_free (gpointer question);
/* The question that an item is about, made when it is the first of them. @column < 0: the row. */
void moat_sync_ask (MoatSyncJob *job, const MoatSyncItem *item, const MoatSyncRow *row, int column);
/* The same of a paragraph of the file, or (NULL) one that is there no more; @written is the model's. */
void moat_sync_ask_text (MoatSyncJob *job,
                         const MoatSyncItem *item,
                         const MoatSecurityBlock *block,
                         const MoatSecurityBlock *written);
MoatSyncAnswer moat_sync_get_text_answer (const MoatSyncJob *job,
                                          const MoatSecurityBlock *block,
                                          const MoatSecurityBlock *written);
void moat_sync_sort_questions (GPtrArray *questions);
/* 0 while there is none. *@text, unless NULL, receives that of MOAT_SYNC_TAKE_TEXT, borrowed. */
MoatSyncAnswer
moat_sync_get_answer (const MoatSyncJob *job, const MoatSecurityRow *row, int column, const char **text);
/* Whether the file's cell is to come into the model, whatever the model says. */
gboolean moat_sync_is_wanted (const MoatSyncJob *job, const MoatSyncRow *row, guint column);

/* Whether both mean the same: blanks do not count, nor the case of a word from a list, nor the order of lines
 * that stand for records of their own.
 */
gboolean moat_sync_same_cell (const MoatSecurityColumn *column, const char *a, const char *b);
/* What the file says in a cell, with what the model changed in other words of it; NULL: no such column. */
const char *moat_sync_row_get (const MoatSyncRow *row, guint column);
/* Whether the text is what was published there; FALSE also when nothing is known. */
gboolean
moat_sync_was_published (const MoatSyncJob *job, const MoatSyncRow *row, guint column, const char *text);

/* ---- sync-rows.c: which row is whose ---- */

/* Fills the job's rows. */
void moat_sync_match_rows (MoatSyncJob *job);
/* Makes records of new rows, in the order in which they can name one another. */
void moat_sync_add_rows (MoatSyncJob *job);
/* Rows that were published and are gone. */
void moat_sync_delete_rows (MoatSyncJob *job);

/* ---- sync-cells.c: a cell into a field ---- */

gboolean moat_sync_is_field (const MoatSecurityColumn *column);
/* Sets what the cell says; FALSE with an error that says what would do. */
gboolean moat_sync_apply_cell (MoatSyncJob *job, const MoatSyncRow *row, guint column, GError **error);

/* ---- sync-texts.c: what is not in a table ---- */

void moat_sync_take_texts (MoatSyncJob *job);

/* ---- sync-lists.c: cells that stand for other records ---- */

gboolean moat_sync_is_list (const MoatSecurityColumn *column);
/* The records that the cell of @id says, in order; of MoatSyncOwner. */
GPtrArray *moat_sync_list_owners (MoatSyncJob *job, const MoatSecurityColumn *column, const char *id)
    G_GNUC_WARN_UNUSED_RESULT;
/* Makes the cell's records say what the cell says. */
void moat_sync_apply_list (MoatSyncJob *job, MoatSyncRow *row, guint column);

/* The move or decision of these words (or this id) that SECURITY.md shows, or NULL. */
MoatRecord *moat_sync_find_words (MoatSyncJob *job, MoatKind kind, const char *words);
/* A new record that always gets the same id from the same words. */
MoatRecord *moat_sync_add_record (MoatSyncJob *job, MoatKind kind, const char *wanted_id, const char *words);
MoatRecord *
moat_sync_add_threat (MoatSyncJob *job, const MoatSecurityRow *row, const char *wanted_id, const char *words);

G_END_DECLS
