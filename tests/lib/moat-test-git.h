/* Making git repositories for tests. Nobody's own configuration has a say.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether there is no git here: the test is then marked as skipped. */
gboolean moat_test_skip_without_git (void);
/* Runs git in @folder at @date (of what is committed) with the arguments that follow; it must succeed. */
void moat_test_git (const char *folder, const char *date, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
