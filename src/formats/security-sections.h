/* The sections of SECURITY.md, each from the model. Not here: where in the
 * file they go (security-md.c).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"
#include "published.h"

G_BEGIN_DECLS

/* All sections of the managed region, lines ending in "\n", a blank line at the end; owned. Private records
 * stay out; @n_private receives how many. Of one use case and what belongs to it, or of all when @use_case_id
 * is NULL. @published, when given, receives what was written, for the comment that goes behind it. Headings
 * and columns are English whatever the language, so that other programs find them.
 */
char *moat_security_sections_write (MoatDocument *document,
                                    const char *use_case_id,
                                    guint *n_private,
                                    MoatPublished **published) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
