/* The story of a use case as text to type in, beside the diagram that it draws:
 * a line and its flow point to each other, and undo is one for both.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "selection.h"

G_BEGIN_DECLS

#define MOAT_TYPE_STORY_VIEW (moat_story_view_get_type ())
G_DECLARE_FINAL_TYPE (MoatStoryView, moat_story_view, MOAT, STORY_VIEW, GtkWidget)

/* Signals: "point" (MoatRecord *): the pointer rests on the line of this one; NULL: on none.
 * "drawn" (): what was typed has changed the diagram.
 * Property: "n-steps" (uint, read only).
 */

GtkWidget *moat_story_view_new (MoatDocument *document, MoatSelection *selection) G_GNUC_WARN_UNUSED_RESULT;
/* The status and the offers, to be put beside the tabs. Owned. */
GtkWidget *moat_story_view_detach_bar (MoatStoryView *self) G_GNUC_WARN_UNUSED_RESULT;

void moat_story_view_set_use_case (MoatStoryView *self, const char *use_case_id);
guint moat_story_view_get_n_steps (MoatStoryView *self);

/* Shows the line of what is pointed at elsewhere; NULL: none. */
void moat_story_view_set_pointed (MoatStoryView *self, MoatRecord *record);
/* Brings what was typed into the model now, for saving. */
void moat_story_view_finish (MoatStoryView *self);

G_END_DECLS
