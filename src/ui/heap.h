/* What the C library is told about the memory it keeps; nothing with one that is not GNU's.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Before there are threads. */
void moat_heap_set_up (void);
/* Gives back what is free; takes some milliseconds of a large heap. */
void moat_heap_trim (void);

G_END_DECLS
