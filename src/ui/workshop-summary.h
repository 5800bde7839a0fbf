/* The end of a workshop: what came out, what is still open, ways to take it
 * along, and its record.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/* Over the window of @page, whose workshop is on. Closing it goes back to the workshop; recording ends it. */
void moat_workshop_summary_present (MoatPage *page);

G_END_DECLS
