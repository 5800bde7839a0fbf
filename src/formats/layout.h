/* Places for the elements and zones of a use case: flows from left to right,
 * zones round their members, nothing on top of anything, room for labels.
 * Graphviz' dot does it (https://graphviz.org/docs/layouts/dot/; E. Gansner
 * et al., "A Technique for Drawing Directed Graphs", IEEE TSE 19, 1993).
 *
 * Sizes are estimated from the number of characters, not from a font: a story
 * gives the same file on every machine.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "document.h"

G_BEGIN_DECLS

/* Lays @use_case_id out anew inside the caller's transaction: boxes of elements and zones, bends of flows;
 * label offsets go. Notes and line boundaries stay where they are. @zone_of (id of an element or zone → id of
 * its zone) says what is inside what; NULL: what is inside now. Graphviz is not thread-safe: one layout at a
 * time in a process. FALSE with G_IO_ERROR_FAILED when Graphviz cannot do it; nothing is changed then.
 */
gboolean
moat_layout_arrange (MoatDocument *document, const char *use_case_id, GHashTable *zone_of, GError **error);

/* The box that an element of this name is given: x and y are 0. */
MoatRect moat_layout_estimate_element (const char *name);

G_END_DECLS
