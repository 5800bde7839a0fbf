/* Making JSON that others read: members that say nothing are left out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <json-glib/json-glib.h>

#include "values.h"

G_BEGIN_DECLS

/* NULL and "" set nothing. */
void moat_json_put_text (JsonObject *object, const char *name, const char *text);
/* Rounded to a tenth, as an integer where it is one. */
void moat_json_put_number (JsonObject *object, const char *name, double value);
/* An empty one sets nothing. */
void moat_json_put_list (JsonObject *object, const char *name, const MoatList *list);
/* The object or array of that name, made when there is none; borrowed. */
JsonObject *moat_json_ensure_object (JsonObject *object, const char *name);
JsonArray *moat_json_ensure_array (JsonObject *object, const char *name);
/* Removes those members that are there; a list ends with NULL. */
void moat_json_drop (JsonObject *object, const char *const *names);
/* A new object at the end of @array; borrowed. */
JsonObject *moat_json_add_object (JsonArray *array);
/* A copy that shares nothing with @object, or a new one of NULL; owned. */
JsonObject *moat_json_copy_object (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
/* The text of a whole file, with a line end. */
GBytes *moat_json_to_bytes (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
