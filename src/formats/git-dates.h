/* When files of a git repository were last changed, asked of git itself.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The day (ISO 8601, of the committer's clock) of the last commit that changed each of @paths: of char *,
 * NULL ones are passed over, relative to @folder, with "/". Any thread may call it; it takes as long as git
 * needs to meet them all in its history.
 *
 * Returns an owned table of path → day, without those that were never committed; NULL when nothing can be
 * said: no git, no repository, or a shallow clone, where every file seems to be as new as the clone's end.
 */
GHashTable *moat_git_dates (const char *folder, GPtrArray *paths, GCancellable *cancellable)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
