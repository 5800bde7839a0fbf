/* What the speaker sees of a presentation, on the editor's monitor: the time,
 * the step shown and the next one, notes, and moves that wait for a decision.
 * The keys of a presentation work in it too.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "present-view.h"

G_BEGIN_DECLS

#define MOAT_TYPE_SPEAKER_WINDOW (moat_speaker_window_get_type ())
G_DECLARE_FINAL_TYPE (MoatSpeakerWindow, moat_speaker_window, MOAT, SPEAKER_WINDOW, AdwWindow)

/* Signals:
 *   "pressed" (uint key value, GdkModifierType) → gboolean: a key that is not typed into the notes; whether
 *             it did something
 */

/* Follows @view. @began: when the presentation did, in monotonic microseconds. */
GtkWidget *
moat_speaker_window_new (MoatPresentView *view, MoatDocument *document, const char *use_case_id, gint64 began)
    G_GNUC_WARN_UNUSED_RESULT;

/* The text of the clock after so many seconds: "0:07", "12:34", "1:02:03". Owned. */
char *moat_speaker_window_dup_elapsed (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
