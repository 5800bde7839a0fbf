/* Help while a story is typed: which name could go on here, and which flow a
 * plain sentence seems to tell of.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_STORY_WANTS_NOTHING,
  MOAT_STORY_WANTS_ELEMENT,
  MOAT_STORY_WANTS_DATA,
  MOAT_STORY_WANTS_CLASS,
} MoatStoryWants;

/* What kind of name stands before byte @offset of @line, and at which byte it begins. */
MoatStoryWants moat_story_find_wanted (const char *line, gsize offset, gsize *start);

/* Those of @names that begin with @prefix, whatever the case, without one that it is already; sorted as
 * people do. Of borrowed strings, owned.
 */
GPtrArray *moat_story_list_completions (GPtrArray *names, const char *prefix) G_GNUC_WARN_UNUSED_RESULT;

/* The line to put in place of one that is a plain sentence, when two things act in it: those of @names (NULL:
 * none), or what words such as "customer" or "database" name. "3. The customer pays the shop" gives
 * "3. customer -> shop: pays the shop". NULL when it tells of no flow. Owned.
 */
char *moat_story_suggest_flow (const char *line, GPtrArray *names) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
