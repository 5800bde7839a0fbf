/* What an empty story shows in its place: the shape of one, faintly.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @scroller holds @text. Returns what takes its place: @scroller with the words over it as long as the text
 * is empty.
 */
GtkWidget *moat_story_placeholder_new (GtkWidget *scroller, GtkTextView *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
