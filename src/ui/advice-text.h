/* How moves and patterns of the catalogue are put into words.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "catalog.h"

G_BEGIN_DECLS

/* "T E" and "tampering, elevation of privilege"; owned. */
char *moat_advice_text_list_letters (MoatStride stride) G_GNUC_WARN_UNUSED_RESULT;
char *moat_advice_text_list_categories (MoatStride stride) G_GNUC_WARN_UNUSED_RESULT;
/* From its likelihood and impact. */
MoatLevel moat_advice_text_get_severity (const MoatMove *move);
/* Its CWE and CAPEC ids, as markup with links to where each is described; owned, "" for none. */
char *moat_advice_text_link_ids (const MoatMove *move) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
