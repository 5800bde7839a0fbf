/* A window: header bar, banner, toasts, and the page of one model; or the
 * welcome page. What its actions do is in window-actions.c, what it does with
 * files in window-file.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "application.h"
#include "page.h"
#include "session.h"

G_BEGIN_DECLS

#define MOAT_TYPE_WINDOW (moat_window_get_type ())
G_DECLARE_FINAL_TYPE (MoatWindow, moat_window, MOAT, WINDOW, AdwApplicationWindow)

MoatWindow *moat_window_new (MoatApplication *application);

/* Borrowed; NULL while the welcome page is shown. */
MoatPage *moat_window_get_page (MoatWindow *self);
MoatSession *moat_window_get_session (MoatWindow *self);
/* Whether a file may be opened here without losing anything. */
gboolean moat_window_is_blank (MoatWindow *self);

/* Shows a page of @session in place of what was shown. */
void moat_window_set_session (MoatWindow *self, MoatSession *session);

/* A short message, for what just happened. */
void moat_window_toast (MoatWindow *self, const char *text);
/* A message that stays until it is dismissed: what happened, what was kept, what to do. */
void moat_window_report_error (MoatWindow *self, const char *heading, const char *body);

/* ---- window-recover.c ---- */

/* Asks about what a crash left behind, if there is anything. */
void moat_window_offer_recovery (MoatWindow *self);

/* ---- window-folder.c ---- */

/* Opens the model of a project's folder, or asks which one, or offers to begin one. */
void moat_window_open_folder (MoatWindow *self, GFile *folder);

/* ---- window-open.c ---- */

/* Reads @file and shows it here; on failure says why and leaves the window as it was. With @asker the window
 * was made for this file by that window: then that one says it, and this one goes.
 */
void moat_window_load (MoatWindow *self, GFile *file, GtkWindow *asker);

G_END_DECLS
