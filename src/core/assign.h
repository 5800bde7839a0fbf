/* Attacker moves that hang on elements, as other tools have them, and the flows
 * where they belong: on the way in, where trust ends.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* Moves on elements that some flow joins, in their order. Owned container. */
GPtrArray *moat_assign_list_threats (MoatDocument *document) G_GNUC_WARN_UNUSED_RESULT;
/* Flows that join @element, in story order. Owned container. */
GPtrArray *moat_assign_list_flows (MoatDocument *document, MoatRecord *element) G_GNUC_WARN_UNUSED_RESULT;
/* The first of @flows that comes into @element over a boundary inwards; NULL: none does. Borrowed. */
MoatRecord *moat_assign_suggest (MoatDocument *document, MoatRecord *element, GPtrArray *flows);

G_END_DECLS
