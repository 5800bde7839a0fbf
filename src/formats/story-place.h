/* Places for what a story has just brought: beside what is there, which stays
 * where somebody put it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "story-live.h"

G_BEGIN_DECLS

/* A MoatStoryPlaceFunc; @user_data is not used. While nothing was placed by hand the whole use case is laid
 * out anew (layout.h) at every change. From then on, a new element goes to the nearest free place beside the
 * one it is connected to, within its zone, which grows when it is full; what the text puts into another zone
 * moves there; nothing else moves.
 */
void moat_story_place (MoatDocument *document,
                       const char *use_case_id,
                       const MoatStoryPlaces *places,
                       gpointer user_data);

G_END_DECLS
