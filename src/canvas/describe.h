/* What a diagram's record is and how it stands, in one sentence for a screen
 * reader: "Flow 2, Browser to API, submits the address form, crosses Public
 * internet outbound, 2 moves, 1 open". No widgets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* Of an element, flow, boundary or note, translated; of anything else its title. @number: of a flow in its
 * story (moat_query_number(), or what a scene knows already), 0 for none. Owned.
 */
char *moat_describe (MoatDocument *document, MoatRecord *record, guint number) G_GNUC_WARN_UNUSED_RESULT;
/* What a flow crosses: "crosses Public internet outbound, Backend inbound"; NULL for nothing. Owned. */
char *moat_describe_crossings (MoatDocument *document, MoatRecord *flow) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
