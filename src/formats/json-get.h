/* Looking into JSON that others wrote: what is not there, or is something else
 * than expected, is as if it were not there. Strict reading of what a format
 * demands is the format's own.
 *
 * Every function takes NULL for the object or array. All that is returned is
 * borrowed unless it says otherwise.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <json-glib/json-glib.h>

#include "values.h"

G_BEGIN_DECLS

/* NULL when @node is no object, no array. @node may be NULL. */
JsonObject *moat_json_as_object (JsonNode *node);
JsonArray *moat_json_as_array (JsonNode *node);
/* A string as it is, a number or truth value as its JSON text; NULL for anything else and for "". Owned. */
char *moat_json_dup_as_text (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* A string that is not empty, or NULL. */
const char *moat_json_get_text (JsonObject *object, const char *name);
/* The same of any plain value: ids are numbers in one file and strings in the next. Owned. */
char *moat_json_dup_text (JsonObject *object, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* A finite number, or a string that is one; else @fallback. */
double moat_json_get_number (JsonObject *object, const char *name, double fallback);
gboolean moat_json_has_number (JsonObject *object, const char *name);
/* true, "true", "yes" in any case of letters, or a number that is not 0. */
gboolean moat_json_get_flag (JsonObject *object, const char *name);
JsonObject *moat_json_get_object (JsonObject *object, const char *name);
JsonArray *moat_json_get_array (JsonObject *object, const char *name);

/* Of an array. The element where it is an object, or a text; else NULL. */
guint moat_json_len (JsonArray *array);
JsonObject *moat_json_object_at (JsonArray *array, guint index);
const char *moat_json_text_at (JsonArray *array, guint index);

/* A plain value as the text of a state; nothing there leaves it alone. */
void moat_json_set_text (GRefString **text, JsonObject *object, const char *name);
/* The plain values of @array (may be NULL) at the end of a list of lines, each once. */
void moat_json_add_texts (MoatList **list, JsonArray *array);

/* Whether there is anything to keep: not null, "", {}, [], nor arrays and objects of such. */
gboolean moat_json_says_something (JsonNode *node);
/* How many objects and arrays stand in one another, 0 for a plain value; at most @most is counted. */
guint moat_json_get_depth (JsonNode *node, guint most);
/* As moat_json_append_node() writes it; owned. */
char *moat_json_to_text (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the text is, or begins as, a JSON object with all of these top-level members; a list ends with
 * NULL. For guessing a format: a damaged file is recognized by its beginning.
 */
gboolean moat_json_peek (const char *data, gsize length, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
