/* What the reader and the writer of TM-BOM share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "tm-bom.h"

G_BEGIN_DECLS

#define TM_BOM "tm-bom"

/* Of a flow whose data the file calls sensitive without saying which. */
#define TM_BOM_SENSITIVE "sensitive data"

MoatDocument *
tm_bom_read (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error);
GBytes *
tm_bom_write (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error);

/* Words of the format for our levels, and back. */
const char *tm_bom_likelihood (MoatLevel level);
const char *tm_bom_impact (MoatLevel level);
const char *tm_bom_band (MoatLevel level);
MoatLevel tm_bom_parse_likelihood (const char *word);
MoatLevel tm_bom_parse_impact (const char *word);
MoatDecisionStatus tm_bom_parse_status (const char *word);
const char *tm_bom_status (MoatDecisionStatus status);

G_END_DECLS
