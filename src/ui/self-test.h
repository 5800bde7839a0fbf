/* Whether an installation has all that Moat needs, asked from inside it. A
 * package runs it where it was built: moat --self-test.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Prints a line a check. FALSE when one failed; what it needs is said. Shows no window, and needs a display
 * for its icons alone.
 */
gboolean moat_self_test_run (void);

G_END_DECLS
