/* The numbers of the steps beside the lines of a story, to take hold of a line
 * by and drag it to another place.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOAT_TYPE_STORY_GUTTER (moat_story_gutter_get_type ())
G_DECLARE_FINAL_TYPE (MoatStoryGutter, moat_story_gutter, MOAT, STORY_GUTTER, GtkWidget)

/* Signal: "moved" (uint from, uint to): the line with index @from was dragged to before the one with index
 * @to, which may be one past the last.
 */

/* For the gutter of @view, which it does not own. */
GtkWidget *moat_story_gutter_new (GtkTextView *view) G_GNUC_WARN_UNUSED_RESULT;
/* The number of each line, of guint; 0 for one that is no step. Copied. */
void moat_story_gutter_set_numbers (MoatStoryGutter *self, const guint *numbers, guint n_lines);

G_END_DECLS
