/* What people wrote between the blocks of the managed region: found, and put
 * back at its place when the region is written anew.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "published.h"

G_BEGIN_DECLS

/* The blocks of @file that neither Moat wrote (@published, NULL when nothing is known) nor would write now
 * (@written); each run of them is one text. Owned strings.
 */
GPtrArray *moat_security_prose_list (const MoatSecurityText *file,
                                     const MoatPublished *published,
                                     const MoatSecurityText *written) G_GNUC_WARN_UNUSED_RESULT;

/* @written with them, each behind the block that it stood behind, else before the one that it stood before,
 * else at the end of its section; a section that is not written any more keeps its heading for them. Owned;
 * without one, NULL.
 */
char *moat_security_prose_merge (const MoatSecurityText *file,
                                 const MoatPublished *published,
                                 const MoatSecurityText *written) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
