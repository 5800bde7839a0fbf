/* Starting git to look into a repository that may come from a stranger, so that
 * nothing in its configuration can start a program or reach the network.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Starts git in @folder; its standard output is a pipe. @arguments: what comes behind "git", NULL-terminated.
 * @input is what it reads, taken over; -1 for nothing. An error that says so when there is no git.
 */
GSubprocess *moat_git_start (const char *folder, const char *const *arguments, int input, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Waits for it and gives what it printed; an error with git's own words when it fails. Any thread may call
 * it.
 */
GBytes *
moat_git_run (const char *folder, const char *const *arguments, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same as text, without the last line end. */
char *moat_git_run_text (const char *folder,
                         const char *const *arguments,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
