/* What a person calls the thing that a move hangs on, what it crosses, and which
 * one a typed name means. The table, its exports and the inspector say it alike.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"

G_BEGIN_DECLS

/* "2. submits the address form", an element's or boundary's name; owned. */
char *moat_place_dup_label (MoatDocument *document, MoatRecord *place) G_GNUC_WARN_UNUSED_RESULT;
/* The same when the flow's number is known already (0 for none); owned. */
char *moat_place_dup_label_numbered (MoatDocument *document, MoatRecord *place, guint number)
    G_GNUC_WARN_UNUSED_RESULT;
/* The flow that is meant by "2", "#2", "2. submits…", its name or its ends, else the element, boundary or use
 * case of that name; NULL for none. Borrowed. */
MoatRecord *moat_place_find (MoatDocument *document, const char *use_case_id, const char *text);
/* "out of Public internet, into Backend"; for an element what it is inside of; "" for none; owned. */
char *moat_place_dup_boundaries (MoatDocument *document, MoatRecord *place) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
