/* Taking what was edited in SECURITY.md into a page's model: each change with
 * what the model says, what the file says and what was last published beside one
 * another, to choose from. Nothing is taken or written before all is decided.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/* From the model's SECURITY.md; where nobody said which that is, asks for it. */
void moat_take_changes (MoatPage *page);
/* From @file, as one step to undo; then writes it anew, after the model, when told so. */
void moat_take_changes_from (MoatPage *page, GFile *file);

G_END_DECLS
