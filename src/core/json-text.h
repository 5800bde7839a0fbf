/* Writing JSON in canonical text: two spaces of indentation, no choice left.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A line end and 2 × @depth spaces. */
void moat_json_append_line (GString *text, guint depth);
/* In quotes; escapes only what RFC 8259 requires. */
void moat_json_append_string (GString *text, const char *value);
/* A coordinate or size, rounded to a tenth, the finest that the canvas shows: "12", "-3.5", never "-0". */
void moat_json_append_number (GString *text, double value);
/* Any value, members in the order they have, arrays of plain values on one line. Lines after the first are
 * indented by @depth. Objects in arrays stand as "}, {", so that adding one touches no line of another.
 */
void moat_json_append_node (GString *text, JsonNode *node, guint depth);

G_END_DECLS
