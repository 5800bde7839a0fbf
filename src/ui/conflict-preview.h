/* A small drawing of a use case, with one thing of it where a side of a merge
 * put it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "conflicts.h"

G_BEGIN_DECLS

#define MOAT_TYPE_CONFLICT_PREVIEW (moat_conflict_preview_get_type ())
G_DECLARE_FINAL_TYPE (MoatConflictPreview, moat_conflict_preview, MOAT, CONFLICT_PREVIEW, GtkWidget)

/* NULL when the conflict is not about a place in the diagram. Those of both sides are drawn to one scale. */
GtkWidget *moat_conflict_preview_new (MoatDocument *document,
                                      const MoatConflict *conflict,
                                      MoatConflictSide side) G_GNUC_WARN_UNUSED_RESULT;

/* Of a boundary: what is inside of it on that side, as a sentence, owned; NULL of all else. */
char *moat_conflict_preview_dup_inside (MoatDocument *document,
                                        const MoatConflict *conflict,
                                        MoatConflictSide side) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
