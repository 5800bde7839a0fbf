/* What document.c, transaction.c and history.c share, and nobody else may see.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* A record that was touched since views were last told. */
typedef struct
{
  MoatRecord *record;   /* owned */
  MoatState *published; /* owned: what views know; NULL when they know none */
  MoatState *indexed;   /* owned: what the index of referrers and the order of lists know */
  gboolean is_dirty;    /* the record's state may differ from indexed */
  gboolean is_private;  /* it was indexed while it could still be written to */
} MoatPending;

struct _MoatRecord
{
  GObject parent_instance;

  GRefString *id;
  MoatKind kind;
  MoatState *state;     /* owned; NULL while not in the document */
  guint64 generation;   /* the state is private when this equals the document's */
  MoatPending *pending; /* borrowed from the document; NULL when untouched */
};

/* A state that a step gives back when it is flipped. */
typedef struct
{
  MoatRecord *record; /* owned */
  MoatState *other;   /* owned; NULL: not in the document */
} MoatFlip;

/* One undo step: flipping it twice changes nothing. */
typedef struct
{
  char *label;
  char *merge_key;  /* NULL: joins with nothing */
  guint64 serial;   /* tells whether the step on top is the one that was saved */
  GPtrArray *flips; /* of MoatFlip */
} MoatStep;

/* One open transaction: what each touched record was when it began. */
typedef struct
{
  char *label;
  char *merge_key;
  GHashTable *touched; /* a set of MoatRecord * */
  GPtrArray *flips;    /* of MoatFlip, in the order first touched */
} MoatSavepoint;

typedef struct
{
  GPtrArray *undo; /* of MoatStep, the newest last */
  GPtrArray *redo;
  guint64 next_serial;
  guint64 saved_serial;
  gboolean merge_is_broken;
} MoatHistory;

struct _MoatDocument
{
  GObject parent_instance;

  GHashTable *records;            /* id → MoatRecord, the dead too while a step may bring them back */
  GPtrArray *lists[MOAT_N_KINDS]; /* the live records of a kind, borrowed */
  gboolean is_sorted[MOAT_N_KINDS];
  GHashTable *referrers; /* id → GPtrArray of live MoatRecord that name it */
  GPtrArray *pending;    /* of MoatPending */
  GPtrArray *dirty;      /* those of pending that are dirty, borrowed */
  GPtrArray *unsettled;  /* those of pending that are private, borrowed */
  GPtrArray *levels;     /* of MoatSavepoint, the innermost last */
  guint64 generation;
  MoatHistory history;
};

MoatRecord *moat_record_new (const char *id, MoatKind kind);

/* Notes that @record is about to change: views and index will be told of the difference. */
MoatPending *moat_document_touch (MoatDocument *self, MoatRecord *record);
/* Makes @state (owned, or NULL) the record's state, having touched it. Returns the old one, owned. */
MoatState *moat_document_swap (MoatDocument *self, MoatRecord *record, MoatState *state);
/* Brings the index and the lists up to date with edits that were made in place. */
void moat_document_sync (MoatDocument *self);
/* No state is private any more: the next edit copies. */
void moat_document_freeze (MoatDocument *self);
void moat_document_notify_history (MoatDocument *self);

void moat_history_init (MoatHistory *history);
void moat_history_clear (MoatHistory *history);
/* Takes @flips and @label. */
void moat_history_push (MoatHistory *history, GPtrArray *flips, const char *label, const char *merge_key);

MoatFlip *moat_flip_new (MoatRecord *record, MoatState *other);
void moat_flip_free (gpointer flip);
void moat_savepoint_free (gpointer level);
void moat_step_free (gpointer step);

G_END_DECLS
