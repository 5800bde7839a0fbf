/* SECURITY.md and the model brought together: what was edited in the managed
 * tables comes into the model, and the region is written anew from it. Compared
 * are the model, the file and what was last published (published.h), cell by
 * cell; only a cell that was changed on both sides differently is a conflict.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"
#include "security-tables.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  /* Done: */
  MOAT_SYNC_TAKEN,   /* an edit of a cell */
  MOAT_SYNC_ADDED,   /* a row, as a record */
  MOAT_SYNC_DELETED, /* a record, because its row was deleted */
  /* To be decided, so that nothing is done: */
  MOAT_SYNC_MISSING,  /* a row was deleted: asks, unless told to prune */
  MOAT_SYNC_CONFLICT, /* both sides changed it differently */
  MOAT_SYNC_REFUSED,  /* cannot be taken, see the message */
} MoatSyncType;

typedef struct
{
  MoatSyncType type;
  guint line;    /* in the file, from 1; 0: it is not there */
  char *what;    /* "Decisions, d-52vw09fvfz1c: Owner" */
  char *model;   /* what the model says, or NULL */
  char *file;    /* what the file says, or NULL */
  char *message; /* why not, or NULL */
} MoatSyncItem;

/* A word for it, translated. */
const char *moat_sync_type_get_label (MoatSyncType type);

/* What a person can answer to a question; bits, of what is possible. */
typedef enum
{
  MOAT_SYNC_TAKE_MODEL = 1 << 0, /* as the model says; what the file says is given up */
  MOAT_SYNC_TAKE_FILE = 1 << 1,
  MOAT_SYNC_TAKE_TEXT = 1 << 2, /* another text, for both */
} MoatSyncAnswer;

/* A cell, row or paragraph that the items are about, with all of what each side says. */
typedef struct
{
  char *key;                      /* for an answer; the same in all runs over the same bytes */
  MoatSyncType type;              /* the gravest of its items */
  guint answers;                  /* of MoatSyncAnswer; 0: there is nothing to answer */
  guint line;                     /* as of an item */
  const MoatSecurityTable *table; /* NULL: not in a table */
  char *id;                       /* of its record, "" when it has none yet */
  int column;                     /* of the table; -1: the whole row */
  char *model;                    /* NULL: it is not there */
  char *file;
  char *published;        /* NULL: nothing, or not known any more */
  gboolean was_published; /* whether something was */
  char *message;          /* as of an item */
} MoatSyncQuestion;

/* Who is right where both sides changed the same. */
typedef enum
{
  MOAT_SYNC_ASK,
  MOAT_SYNC_PREFER_MODEL, /* also over what cannot be taken */
  MOAT_SYNC_PREFER_FILE,
} MoatSyncPreference;

/* A zeroed struct is the default; all borrowed. */
typedef struct
{
  const char *base_name; /* the model file's name without folder and suffix */
  gboolean prune;        /* delete the records of rows that were deleted */
  MoatSyncPreference prefer;
  gboolean is_dry;     /* leave the document as it was, whatever comes out */
  GHashTable *answers; /* of moat_sync_answers_new(), or NULL: none is given yet */
  GPtrArray *older;    /* of GBytes: what the file once held, to say what was published; or NULL */
} MoatSyncOptions;

typedef struct
{
  GPtrArray *items;     /* of MoatSyncItem, in the file's order */
  GPtrArray *questions; /* of MoatSyncQuestion, in the file's order */
  gboolean is_blocked;  /* something is to be decided; the document is as it was, and so shall the file be */
  GBytes *bytes; /* what the file shall hold; NULL when blocked; the bytes given when nothing changes */
} MoatSync;

/* Takes what was edited in @existing (NULL: there is no file) into @document, as one transaction that can be
 * undone. NULL with an error of MOAT_FORMAT_ERROR when the file cannot be read or kept.
 */
MoatSync *
moat_sync_run (MoatDocument *document, GBytes *existing, const MoatSyncOptions *options, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void moat_sync_free (MoatSync *sync);

/* Whether somebody wrote in the region since it was published. */
gboolean moat_sync_has_edits (MoatDocument *document, GBytes *existing, const char *base_name);
/* How many questions a run would have: 0 where nothing in @existing is new to the model, and where it cannot
 * be read. The document stays as it was.
 */
guint moat_sync_count_questions (MoatDocument *document, GBytes *existing, const MoatSyncOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatSync, moat_sync_free)

/* Answers to questions, by their keys. @text is for MOAT_SYNC_TAKE_TEXT. */
GHashTable *moat_sync_answers_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_sync_answers_set (GHashTable *answers, const char *key, MoatSyncAnswer answer, const char *text);

/* What the file would hold if only the model counted, the prose in it kept. *@is_same receives whether
 * @existing already says the same, in whatever order and form. NULL with an error as above.
 */
GBytes *moat_sync_write (MoatDocument *document,
                         GBytes *existing,
                         const MoatSyncOptions *options,
                         gboolean *is_same,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The text of a file without the digests at the end of its region, which say nothing to anybody; owned. */
char *moat_sync_dup_readable (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

/* The lines that differ, with what is round them, as a person reads it; "" when none does. Owned. */
char *moat_sync_diff (GBytes *old_bytes, GBytes *new_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
