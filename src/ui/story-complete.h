/* Names to go on with, in a list at the cursor of a story's text view.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOAT_TYPE_STORY_COMPLETE (moat_story_complete_get_type ())
G_DECLARE_FINAL_TYPE (MoatStoryComplete, moat_story_complete, MOAT, STORY_COMPLETE, GtkPopover)

/* For @view, as a child of @parent, which is around it and has a layout manager. */
MoatStoryComplete *moat_story_complete_new (GtkWidget *parent, GtkTextView *view) G_GNUC_WARN_UNUSED_RESULT;

/* Offers @names (of strings, borrowed) for the @n_bytes before the cursor; with none, closes. */
void moat_story_complete_offer (MoatStoryComplete *self, GPtrArray *names, gsize n_bytes);
/* Whether the list took the key: Up and Down choose, Tab takes, Enter takes what was
 * chosen, Escape closes. */
gboolean moat_story_complete_press (MoatStoryComplete *self, guint keyval, GdkModifierType state);

G_END_DECLS
