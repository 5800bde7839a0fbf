/* Fields that another tool's format has no place for, carried along in an
 * object of its file that takes anything: attributes, extensions, members that
 * the tool passes over. They are written as in the native file, under a prefix
 * that says whose they are.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <json-glib/json-glib.h>

#include "document.h"

G_BEGIN_DECLS

/* Sets the member of @object for each of @fields (JSON names, NULL-ended) that says something, and removes
 * that of each other one. @prefix goes before the names.
 */
void moat_carried_write (JsonObject *object,
                         const char *prefix,
                         const MoatState *state,
                         const char *const *fields);
/* Reads them back inside the caller's transaction; what is not there, or is nothing that the field can hold,
 * leaves it alone. @object may be NULL.
 */
void moat_carried_read (MoatDocument *document,
                        MoatRecord *record,
                        JsonObject *object,
                        const char *prefix,
                        const char *const *fields);

G_END_DECLS
