/* Recognizing the threat models of other tools, and saying in prose what is in
 * them, so that they are judged as any document is. Not an importer: nothing
 * is kept but words.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "prose.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The name of the tool that wrote such a file, by its content, not translated; NULL when it is none. */
const char *moat_foreign_model_find_tool (const char *text, gsize length);
/* What a model says, or NULL when files of its kind cannot be read. Never fails. */
MoatProse *moat_foreign_model_read (const char *tool, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
