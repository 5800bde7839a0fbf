/* The keyboard shortcuts of the table of commands (command-table.h): given to
 * the application and its windows, and listed in the shortcuts window.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives the application's shortcuts to menus and windows. */
void moat_accels_install (GtkApplication *application);
/* Adds to @window those that yield: a text entry with the focus has the first say in what Ctrl+Z undoes. */
void moat_accels_add_yielding (GtkWidget *window);

/* The shortcuts window, of everything in the table. */
GtkWidget *moat_accels_new_window (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
