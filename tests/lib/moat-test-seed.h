/* Random tests that say the same of the same commit. Fresh seeds are for looking
 * for what nobody thought of: MOAT_TEST_SEED=random ./dev test, any number of times.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As g_test_init(), with a fixed seed unless --seed is among the arguments, which GLib prints for a test that
 * failed, or MOAT_TEST_SEED is "random".
 */
void moat_test_init (int *argc, char ***argv);

G_END_DECLS
