/* Brings a widget, or the cursor of a text, into view in the scrolled window around it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Once it has its place: a widget that was just shown has none yet. */
void moat_scroll_to (GtkWidget *widget);
/* The same of the cursor in a text. */
void moat_scroll_to_cursor (GtkTextView *text);

G_END_DECLS
