/* Reading a table of threats: csv.c's own, another tool's, or a team's
 * spreadsheet.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

/* For the table of formats. */
int moat_csv_sniff (const char *data, gsize length);
MoatDocument *
moat_csv_read (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
MoatImportChoices *moat_csv_ask (GBytes *bytes, const MoatImportOptions *options, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
