/* How a story's text looks: what each line is, which one is selected or pointed
 * at, and which one has a hint.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MOAT_STORY_MARK_SELECTED,
  MOAT_STORY_MARK_POINTED,
} MoatStoryMark;

void moat_story_style_install (GtkTextBuffer *buffer);
/* The colours that the style of @widget has now. */
void moat_story_style_set_colors (GtkTextBuffer *buffer, GtkWidget *widget);
/* Colours every line by what @lines (of MoatStoryLine) say it is. */
void moat_story_style_apply (GtkTextBuffer *buffer, const GPtrArray *lines);
/* Marks one line, counted from 0, and no other; -1: none. */
void moat_story_style_mark (GtkTextBuffer *buffer, MoatStoryMark mark, int line);
/* Puts @text in place of what the line holds; what both begin and end with is not touched, nor is the cursor
 * when it stands there.
 */
void moat_story_style_replace_line (GtkTextBuffer *buffer, int line, const char *text, gsize length);

G_END_DECLS
