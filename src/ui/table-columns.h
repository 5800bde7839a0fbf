/* The columns of the table as one table: what a cell says, how it is edited,
 * how it sorts. No widgets here (table-view.h) and no rows (table-rows.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "place.h"
#include "table-rows.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_COLUMN_FLOW,
  MOAT_COLUMN_BOUNDARY,
  MOAT_COLUMN_MOVE,
  MOAT_COLUMN_STRIDE,
  MOAT_COLUMN_SEVERITY,
  MOAT_COLUMN_STATUS,
  MOAT_COLUMN_DECISION,
  MOAT_COLUMN_KIND,
  MOAT_COLUMN_ENFORCED,
  MOAT_COLUMN_VERIFY,
  MOAT_COLUMN_OWNER,
  MOAT_COLUMN_TICKET,
  MOAT_COLUMN_PROGRESS,
  MOAT_COLUMN_LIKELIHOOD,
  MOAT_COLUMN_IMPACT,
  MOAT_COLUMN_REASON,
  MOAT_COLUMN_USE_CASE,
  MOAT_N_COLUMNS,
} MoatColumnId;

typedef enum
{
  MOAT_CELL_READ_ONLY,
  MOAT_CELL_PLACE, /* what the move is on */
  MOAT_CELL_TEXT,
  MOAT_CELL_CHOICE, /* one of the values */
  MOAT_CELL_FLAGS,  /* any of the values */
} MoatCellEditor;

typedef struct
{
  const char *name;  /* in settings, and in the header of pasted rows beside the title */
  const char *title; /* translatable */
  const char *label; /* translatable: the undo step of an edit */
  MoatCellEditor editor;
  const MoatValue *values; /* of choice and flags */
  const char *field;       /* of the move or decision, that is read and set; NULL: functions of its own */
  gboolean is_decision;    /* says something of the decision: empty without one */
  gboolean is_shown;       /* until the person chooses otherwise */
  int width;               /* in pixels, to begin with */
  gboolean expands;

  /* The cell's text, owned; NULL when empty. */
  char *(*dup_text) (MoatDocument *document, MoatTableRow *row);
  /* What tooltips and screen readers say besides, owned; NULL when empty. No function: the same. */
  char *(*dup_long_text) (MoatDocument *document, MoatTableRow *row);
  /* Inside the caller's transaction; FALSE with an error when the text cannot be read so. */
  gboolean (*set_text) (MoatDocument *document, MoatTableRow *row, const char *text, GError **error);
  /* Sorts by number rather than by text. */
  guint (*get_rank) (MoatDocument *document, MoatTableRow *row);
} MoatColumn;

const MoatColumn *moat_column_get (MoatColumnId id);
MoatColumnId moat_column_get_id (const MoatColumn *column);
/* By name or translated title, case ignored; NULL for none. */
const MoatColumn *moat_column_find (const char *name);

/* What the cell says, "" for nothing; owned. */
char *moat_column_dup_text (const MoatColumn *column, MoatDocument *document, MoatTableRow *row)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same in full words where the cell abbreviates, for tooltips and screen readers; owned. */
char *moat_column_dup_long_text (const MoatColumn *column, MoatDocument *document, MoatTableRow *row)
    G_GNUC_WARN_UNUSED_RESULT;
/* The order of two rows by this column, nothing after everything: below 0, 0 or above 0. */
int moat_column_compare (const MoatColumn *column, MoatDocument *document, MoatTableRow *a, MoatTableRow *b);
/* Forgets what rows sorted by. Returns whether that is different now. */
gboolean moat_column_refresh_sort_keys (MoatDocument *document, MoatTableRow *row);

/* Sets the cell from what was typed, as one undo step. In a cell of a decision that does not exist yet, that
 * makes the decision. FALSE with an error when the text cannot be read so; nothing is changed then.
 */
gboolean moat_column_set_text (const MoatColumn *column,
                               MoatDocument *document,
                               MoatTableRow *row,
                               const char *text,
                               GError **error);
/* Of choice and flags: the value now, and setting it. */
int moat_column_get_value (const MoatColumn *column, MoatTableRow *row);
void moat_column_set_value (const MoatColumn *column, MoatDocument *document, MoatTableRow *row, int value);

/* Sets a move's status from a status or from how it stands ("Decided" is an open move). In the caller's
 * transaction. */
gboolean
moat_standing_set_text (MoatDocument *document, MoatRecord *threat, const char *text, GError **error);

G_END_DECLS
