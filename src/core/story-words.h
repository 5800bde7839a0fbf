/* Splitting and quoting the lines of a story, for its reader and its writer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first place of @mark in @text that no backslash hides, or NULL. */
const char *moat_story_find (const char *text, const char *mark);
/* The parts of @text between unhidden @mark, stripped; still quoted. Owned. */
GStrv moat_story_split (const char *text, const char *mark) G_GNUC_WARN_UNUSED_RESULT;
/* Plain text of a quoted part, stripped. Owned. */
char *moat_story_unquote (const char *text, gssize length) G_GNUC_WARN_UNUSED_RESULT;
/* @text with a backslash before each of @specials and before what would begin or end a line's parts. Owned.
 */
char *moat_story_quote (const char *text, const char *specials) G_GNUC_WARN_UNUSED_RESULT;

/* Past "1.", "1)", "-" or "*" at the beginning of a line, and the space behind it. Borrowed. */
const char *moat_story_skip_number (const char *line);

/* How a flow's end that is attached to nothing is written; an element of that very name is quoted. */
#define MOAT_STORY_FREE_END "…"
gboolean moat_story_is_free_end (const char *text);

G_END_DECLS
