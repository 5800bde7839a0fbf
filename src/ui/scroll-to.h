/* Brings a widget into view in the scrolled window around it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Once it has its place: a widget that was just shown has none yet. */
void moat_scroll_to (GtkWidget *widget);

G_END_DECLS
