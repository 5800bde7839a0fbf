/* Taking what was edited in SECURITY.md into a page's model: choosing the file,
 * listing what was taken, and asking where both sides say something else.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/* Asks for the file and takes it. */
void moat_take_changes_choose (MoatPage *page);
/* Takes what is in @file, as one step to undo. The file itself is written from the SECURITY.md tab, after the
 * model was saved: so nothing is lost in between.
 */
void moat_take_changes_from (MoatPage *page, GFile *file);

G_END_DECLS
