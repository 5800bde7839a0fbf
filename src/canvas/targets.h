/* Choosing an element by keyboard, for the end of a flow: the next one, the one
 * in a direction, the one whose name is being typed. Changes nothing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* The one after @current in story order, round and round; @origin comes last. @current NULL: the first. NULL
 * in a use case without elements. Borrowed, as all below.
 */
MoatRecord *moat_targets_next (MoatDocument *document,
                               const char *use_case_id,
                               MoatRecord *origin,
                               MoatRecord *current,
                               gboolean backwards);
/* The nearest that lies to the right (@columns 1), left (-1), below (@rows 1) or above (-1); NULL for none.
 */
MoatRecord *moat_targets_towards (MoatDocument *document,
                                  const char *use_case_id,
                                  MoatRecord *from,
                                  int columns,
                                  int rows);
/* The first after @origin whose name begins with @typed, case ignored; NULL for none. */
MoatRecord *
moat_targets_typed (MoatDocument *document, const char *use_case_id, MoatRecord *origin, const char *typed);

G_END_DECLS
