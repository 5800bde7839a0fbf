/* What a room sees while one use case is presented: the step's words, the
 * diagram, the step's attacker moves as cards, and a bar. It walks, and takes
 * moves and decisions that are typed; nothing else of the model changes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "walk.h"

G_BEGIN_DECLS

#define MOAT_TYPE_PRESENT_VIEW (moat_present_view_get_type ())
G_DECLARE_FINAL_TYPE (MoatPresentView, moat_present_view, MOAT, PRESENT_VIEW, GtkWidget)

/* Signals:
 *   "finished" ()  Escape was pressed where there is nothing to leave but the presenting itself, its button
 *                  was, or the use case is gone
 *   "stopped" ()   at another stop, or the same one reads otherwise, or the screen went blank or came back
 */

GtkWidget *moat_present_view_new (MoatDocument *document, const char *use_case_id) G_GNUC_WARN_UNUSED_RESULT;

/* The keys of a presentation, before any widget gets them. Returns whether the key was one. */
gboolean moat_present_view_press (MoatPresentView *self, guint keyval, GdkModifierType modifiers);

/* Stops are counted from 0, the whole diagram; one too far is the last. */
void moat_present_view_go_to (MoatPresentView *self, guint index);
guint moat_present_view_get_index (MoatPresentView *self);
guint moat_present_view_count (MoatPresentView *self);
/* At the step of @flow, if it has one. */
void moat_present_view_go_to_flow (MoatPresentView *self, MoatRecord *flow);
/* Borrowed, until the next stop or change. */
const MoatStop *moat_present_view_get_stop (MoatPresentView *self);

/* The stop of that index, or NULL; borrowed as above. */
const MoatStop *moat_present_view_get_nth (MoatPresentView *self, guint index);
/* "Step 2 of 5", or how many there are. Owned. */
char *moat_present_view_dup_counter (MoatPresentView *self) G_GNUC_WARN_UNUSED_RESULT;

/* A black screen. */
gboolean moat_present_view_is_blank (MoatPresentView *self);
void moat_present_view_set_blank (MoatPresentView *self, gboolean blank);
/* Whether a move or a decision is being typed. */
gboolean moat_present_view_is_typing (MoatPresentView *self);

/* The least height of type, in pixels, in a view of this height. */
double moat_present_view_get_text_height (int height);

G_END_DECLS
