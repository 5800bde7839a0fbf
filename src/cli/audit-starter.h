/* The SECURITY.md that a repository without a threat model begins with.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "audit.h"

G_BEGIN_DECLS

/* Its text for a repository that handles such data (1 << MoatHandles); owned. It has the headings that the
 * audit looks for and, under each, what is to be written there: it does not pass until somebody has.
 */
char *moat_audit_starter_write (guint handles) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
