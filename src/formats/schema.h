/* The JSON schema of the native file, made from the table of kinds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON Schema 2020-12 as pretty text with a last line end. Owned. */
char *moat_schema_dup_text (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
