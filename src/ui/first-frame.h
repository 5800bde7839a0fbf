/* Puts off what need not be there before a window is seen for the first time.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Calls @func once, in any case: when the window that @widget is in has been drawn, or @widget is gone; at
 * once if it was drawn already. What @data points to must live until then.
 */
void moat_first_frame_await (GtkWidget *widget, GSourceOnceFunc func, gpointer data);

G_END_DECLS
