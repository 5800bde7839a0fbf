/* What a reader of another tool's format did not understand, or what Moat has
 * no field for: kept with the record under the format's name, so that the
 * model's file has it and a writer of the same format can give it back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <json-glib/json-glib.h>

#include "record.h"

G_BEGIN_DECLS

/* What was kept of @state (of any kind; the model's for what belongs to the file as a whole) from @format,
 * owned; NULL: nothing.
 */
JsonObject *moat_kept_get (const MoatState *state, const char *format) G_GNUC_WARN_UNUSED_RESULT;
/* Puts @kept (NULL or empty: nothing) in the place of what was kept from @format. */
void moat_kept_set (MoatState *state, const char *format, JsonObject *kept);
/* Sets those members of @kept (may be NULL) on @object that it has not yet. */
void moat_kept_give_back (JsonObject *object, JsonObject *kept);
/* The same text always gives the same UUID, for formats that want one; owned. */
char *moat_kept_dup_uuid (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
