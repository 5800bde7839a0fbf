/* The tables of SECURITY.md: which columns they have, and what a cell of each
 * is of the record whose row it is. Writing and reading are loops over this.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "states.h"

G_BEGIN_DECLS

/* What an edit of a cell means. */
typedef enum
{
  MOAT_CELL_COMPUTED,    /* nothing that could be taken: it follows from the drawing */
  MOAT_CELL_ID,          /* says whose row it is */
  MOAT_CELL_FIELD,       /* a text, date or value of the record, see @field */
  MOAT_CELL_PLACES,      /* a field of several texts, with commas between */
  MOAT_CELL_LINES,       /* the same, each on a line */
  MOAT_CELL_STRIDE,      /* flags, each on a line */
  MOAT_CELL_STANDING,    /* of a move */
  MOAT_CELL_CLASS,       /* of an asset, by name */
  MOAT_CELL_HANDLING,    /* of an asset: its own lines before those of its class */
  MOAT_CELL_RESULT,      /* of a verification, with the date */
  MOAT_CELL_MITIGATIONS, /* of a move: its decisions' texts */
  MOAT_CELL_MOVES,       /* of a decision: its moves' texts */
  MOAT_CELL_PROOFS,      /* of a decision: its verifications' texts */
  MOAT_CELL_DECISION,    /* of a verification: its decision's text */
} MoatCellMeaning;

typedef struct
{
  const char *title; /* NULL behind the last */
  MoatCellMeaning meaning;
  const char *field;
} MoatSecurityColumn;

typedef enum
{
  MOAT_SECURITY_BOUNDARIES,
  MOAT_SECURITY_ASSETS,
  MOAT_SECURITY_THREATS,
  MOAT_SECURITY_DECISIONS,
  MOAT_SECURITY_RISKS,
  MOAT_SECURITY_VERIFICATIONS,
  MOAT_SECURITY_DEPENDENCIES,
  MOAT_SECURITY_REVIEWS,
  MOAT_SECURITY_N_TABLES,
} MoatSecurityTableId;

#define MOAT_SECURITY_MAX_COLUMNS 7

typedef struct
{
  const char *nick; /* in the digests of what was published */
  const char *heading;
  MoatKind kind;
  const char *main; /* the column that a row is nothing without */
  MoatSecurityColumn columns[MOAT_SECURITY_MAX_COLUMNS + 1];
} MoatSecurityTable;

extern const MoatSecurityTable moat_security_tables[MOAT_SECURITY_N_TABLES];

guint moat_security_table_count_columns (const MoatSecurityTable *table);
/* The column of this title, case ignored; -1 for none. */
int moat_security_table_find_column (const MoatSecurityTable *table, const char *title);
/* Of the records that are rows of it; NULL for no such nick. */
const MoatSecurityTable *moat_security_table_find (const char *nick);
/* Whether a heading of these words is one that Moat writes, whatever the model says. */
gboolean moat_security_is_heading (const char *words);

G_END_DECLS
