/* Asks what a model is to be compared with: what was saved, another file, what
 * a review saw, or a state out of git's history.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "earlier.h"
#include "session.h"

G_BEGIN_DECLS

#define MOAT_TYPE_COMPARE_DIALOG (moat_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MoatCompareDialog, moat_compare_dialog, MOAT, COMPARE_DIALOG, AdwWindow)

/* Signal: "chosen" (MoatEarlier *): the dialog is about to close. */

/* Over the window that @widget is in; show it with gtk_window_present(). */
MoatCompareDialog *moat_compare_dialog_new (GtkWidget *widget, MoatSession *session)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
