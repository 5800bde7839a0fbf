/* The columns of the table as one table: what a cell says, how it is edited,
 * how it sorts. No widgets here (table-view.h) and no rows (table-rows.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

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
  MOAT_COLUMN_LIKELIHOOD,
  MOAT_COLUMN_IMPACT,
  MOAT_COLUMN_PROGRESS,
  MOAT_COLUMN_REASON,
  MOAT_N_COLUMNS,
} MoatColumnId;

typedef enum
{
  MOAT_CELL_READ_ONLY,
  MOAT_CELL_TEXT,
  MOAT_CELL_CHOICE, /* one of the values */
  MOAT_CELL_FLAGS,  /* any of the values */
} MoatCellEditor;

typedef struct
{
  MoatColumnId id;
  const char *name;  /* in settings, and in the header of pasted rows beside the title */
  const char *title; /* translatable */
  const char *label; /* translatable: the undo step of an edit */
  MoatCellEditor editor;
  const MoatValue *values; /* of choice and flags */
  gboolean is_decision;    /* says something of the decision: empty without one */
  gboolean is_shown;       /* until the person chooses otherwise */
  int width;               /* in pixels, at least */
  gboolean expands;

  /* The cell's text; NULL when empty. */
  char *(*dup_text) (MoatDocument *document, MoatTableRow *row);
  /* Text for cells that are not text: the value, and how it is set. */
  int (*get_value) (MoatDocument *document, MoatTableRow *row);
  /* Inside the caller's transaction. */
  gboolean (*set_text) (MoatDocument *document, MoatTableRow *row, const char *text, GError **error);
} MoatColumn;

const MoatColumn *moat_column_get (MoatColumnId id);
/* By name or translated title, case ignored; NULL for none. */
const MoatColumn *moat_column_find (const char *name);

/* What the cell says, "" for nothing; owned. */
char *moat_column_dup_text (const MoatColumn *column, MoatDocument *document, MoatTableRow *row)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same in full words where the cell abbreviates, for tooltips and screen readers; owned. */
char *moat_column_dup_long_text (const MoatColumn *column, MoatDocument *document, MoatTableRow *row)
    G_GNUC_WARN_UNUSED_RESULT;
/* Sorts by strcmp(), nothing after everything; owned. */
char *moat_column_dup_sort_key (const MoatColumn *column, MoatDocument *document, MoatTableRow *row)
    G_GNUC_WARN_UNUSED_RESULT;

/* Sets the cell from what was typed, as one undo step. In a cell of a decision that does not exist yet, that
 * makes the decision. FALSE with an error when the text cannot be read so; nothing is changed then.
 */
gboolean moat_column_set_text (const MoatColumn *column,
                               MoatDocument *document,
                               MoatTableRow *row,
                               const char *text,
                               GError **error);
/* Sets a choice or flags. */
void moat_column_set_value (const MoatColumn *column, MoatDocument *document, MoatTableRow *row, int value);

/* "2. submits the address form", an element's or boundary's name; owned. */
char *moat_place_dup_label (MoatDocument *document, MoatRecord *place) G_GNUC_WARN_UNUSED_RESULT;
/* "out of Public internet, into Backend"; for an element what it is inside of; "" for none; owned. */
char *moat_place_dup_boundaries (MoatDocument *document, MoatRecord *place) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
