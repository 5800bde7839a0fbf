/* Rows and cells of comma-separated values, whatever separates them (RFC 4180
 * and what spreadsheets make of it).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint line;       /* where it begins, from 1 */
  GPtrArray *cells; /* of char *, owned; a row may be shorter or longer than the first */
} MoatCsvRow;

/* Of MoatCsvRow *, without rows that are empty; or NULL with a MOAT_FORMAT_ERROR that gives the line. Commas,
 * semicolons or tabs separate cells: what the first row has most of. UTF-8, or UTF-16 with its mark.
 */
GPtrArray *moat_csv_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The cell at @index as it was before a writer guarded it against being run as a formula; "" beyond the end.
 */
const char *moat_csv_row_get (const MoatCsvRow *row, guint index);

G_END_DECLS
