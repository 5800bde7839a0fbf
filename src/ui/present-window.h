/* The window of a presentation: full screen, on the other monitor where there
 * is one, with a large pointer, and keeping the screen awake. It owns the
 * speaker view, which opens with it when there are two monitors.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "present-view.h"

G_BEGIN_DECLS

#define MOAT_TYPE_PRESENT_WINDOW (moat_present_window_get_type ())
G_DECLARE_FINAL_TYPE (MoatPresentWindow, moat_present_window, MOAT, PRESENT_WINDOW, GtkWindow)

/* Shows the use case over @parent, which stays as it is and closes this one with itself. */
MoatPresentWindow *
moat_present_window_open (GtkWindow *parent, MoatDocument *document, const char *use_case_id);

/* Opens the speaker view, or brings it to the front. */
void moat_present_window_show_speaker (MoatPresentWindow *self);
/* Borrowed. */
MoatPresentView *moat_present_window_get_view (MoatPresentWindow *self);

G_END_DECLS
