/* A model as the public may see it: the same without what is marked private,
 * for forms that carry the whole model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "document.h"
#include "report.h"

G_BEGIN_DECLS

/* A document of its own without private moves, decisions and assumptions, without decisions that stop private
 * moves alone, and without what a merge left open, which may quote them. @report receives how much that was.
 * Speaker notes are left out too, which are not counted. */
MoatDocument *moat_public_copy_new (MoatDocument *document, MoatReport *report) G_GNUC_WARN_UNUSED_RESULT;

/* Says that so many entries were held back, if any. */
void moat_public_copy_report (MoatReport *report, guint n_held_back);

G_END_DECLS
