/* Which lines two texts share: for showing what will change before it does.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_LINE_SAME,
  MOAT_LINE_REMOVED,
  MOAT_LINE_ADDED,
} MoatLineChange;

typedef struct
{
  MoatLineChange change;
  const char *text; /* borrowed from the text it is in; not terminated */
  gsize length;     /* in bytes, without the line's end */
} MoatDiffLine;

/* All lines of both texts in reading order, removed ones before added ones where both meet; the lines of
 * @new_text are those same or added. Of MoatDiffLine, owned; it points into both texts. The shortest such
 * list, unless the texts differ in more than some thousand lines. Lines end in "\n" or "\r\n", and differ
 * when these do.
 */
GArray *moat_text_diff (const char *old_text, const char *new_text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
