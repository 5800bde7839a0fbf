/* The table of moves and decisions as comma-separated values (RFC 4180, UTF-8).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_csv_format;

/* Quoted where that is asked for; what a spreadsheet would run as a formula gets an apostrophe before it.
 * *@is_open says whether the row has cells already.
 */
void moat_csv_append_cell (GString *out, const char *text, gboolean *is_open);
void moat_csv_end_row (GString *out, gboolean *is_open);

G_END_DECLS
