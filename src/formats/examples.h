/* The models that ship inside the programs, from resources/examples.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Their names, such as "shipping-address", sorted. NULL-terminated and owned. */
char **moat_examples_list (void) G_GNUC_WARN_UNUSED_RESULT;
/* The bytes of one, a native file; NULL with an error that lists the names there are. Owned. */
GBytes *moat_examples_find (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
