/* What the columns of a table of threats hold, by their names: tools and teams
 * call the same thing many names.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "csv-parse.h"
#include "import-choices.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_CSV_NOTES, /* what has no field of its own: kept beside the move, with the column's name */
  MOAT_CSV_THREAT,
  MOAT_CSV_USE_CASE,
  MOAT_CSV_FLOW,
  MOAT_CSV_ELEMENT,
  MOAT_CSV_SOURCE,
  MOAT_CSV_TARGET,
  MOAT_CSV_CATEGORY,
  MOAT_CSV_SEVERITY,
  MOAT_CSV_LIKELIHOOD,
  MOAT_CSV_IMPACT,
  MOAT_CSV_STATUS,
  MOAT_CSV_REASON,
  MOAT_CSV_DECISION,
  MOAT_CSV_KIND,
  MOAT_CSV_ENFORCED,
  MOAT_CSV_VERIFICATION,
  MOAT_CSV_OWNER,
  MOAT_CSV_TICKET,
  MOAT_CSV_PROGRESS,
  MOAT_CSV_PRIVATE,
  MOAT_CSV_ASSET,
  MOAT_CSV_CWE,
  MOAT_CSV_THREAT_ID,
  MOAT_CSV_DECISION_ID,
  MOAT_CSV_NOTHING,
} MoatCsvField;

extern const MoatValue moat_csv_fields[];

typedef struct
{
  char *name; /* unique in the table; never empty */
  MoatCsvField field;
  gboolean is_sure;
} MoatCsvColumn;

/* The columns that the first of @rows names, of MoatCsvColumn *; @answers as in MoatImportOptions.choices.
 * Owned.
 */
GPtrArray *moat_csv_columns_new (GPtrArray *rows, GHashTable *answers) G_GNUC_WARN_UNUSED_RESULT;
/* The first column that holds @field, or -1. */
int moat_csv_columns_find (GPtrArray *columns, MoatCsvField field);
/* How many of the columns a first line with these names would have something known in, and whether one of
 * them is the moves. */
guint moat_csv_columns_count_known (GPtrArray *columns, gboolean *has_threats);

MoatImportChoices *moat_csv_columns_ask (GPtrArray *rows, GHashTable *answers) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
