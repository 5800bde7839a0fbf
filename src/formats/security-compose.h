/* The whole of the managed region: sections, the prose of others between them,
 * and what was published.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "published.h"

G_BEGIN_DECLS

/* What stands between the markers, lines ending in "\n". @content and @published are what
 * moat_security_sections_write() gave; @file is what is there now (NULL: nothing) and @before what was
 * published in it (NULL: not known). Owned; NULL when prose could not be put back so that it would be found
 * again, with the prose in @lost (owned).
 */
char *moat_security_compose (const char *content,
                             const MoatPublished *published,
                             const MoatSecurityText *file,
                             const MoatPublished *before,
                             char **lost) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
