/* The application: one process for all windows, opens files, and has the
 * actions that need no window.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MOAT_TYPE_APPLICATION (moat_application_get_type ())
typedef struct _MoatWindow MoatWindow;

G_DECLARE_FINAL_TYPE (MoatApplication, moat_application, MOAT, APPLICATION, AdwApplication)

MoatApplication *moat_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The settings of the program, borrowed. */
GSettings *moat_application_get_settings (MoatApplication *self);

/* Shows @file; of a folder, its models. Raises its window when it is open, else opens it in @window when that
 * is blank, else in a new one. @window may be NULL.
 */
void moat_application_open_file (MoatApplication *self, GFile *file, GtkWindow *window);

/* The user would rather stay: windows that are not closed yet stay open. */
void moat_application_stop_quitting (MoatApplication *self);

/* Sees that all style sheets are loaded: not so before a window was seen. */
void moat_application_ensure_style (MoatApplication *self);

/* The window that shows @file, or NULL. Borrowed. */
MoatWindow *moat_application_find_window (MoatApplication *self, GFile *file);

G_END_DECLS
