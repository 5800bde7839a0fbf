/* What the C library is told about the memory it keeps (see heap.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "heap.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* A model is read in a thread, with a tree of JSON that is freed between the records that stay. What that
 * leaves can be used again by all only in a heap of all. Nothing here allocates in two threads for long.
 */
void
moat_heap_set_up (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, 1);
#endif
}

void
moat_heap_trim (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}
