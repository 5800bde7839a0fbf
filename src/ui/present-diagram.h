/* The diagram as a room sees it: one stop of a walk in focus, with the camera
 * moving from stop to stop. It is looked at only; walk.h says how.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "walk.h"

G_BEGIN_DECLS

#define MOAT_TYPE_PRESENT_DIAGRAM (moat_present_diagram_get_type ())
G_DECLARE_FINAL_TYPE (MoatPresentDiagram, moat_present_diagram, MOAT, PRESENT_DIAGRAM, GtkWidget)

GtkWidget *moat_present_diagram_new (MoatDocument *document, const char *use_case_id)
    G_GNUC_WARN_UNUSED_RESULT;

/* Takes a copy. The camera goes there, at once when it was nowhere before or when animations are off. */
void moat_present_diagram_set_stop (MoatPresentDiagram *self, const MoatStop *stop);
/* The least height of type in focus, in pixels. */
void moat_present_diagram_set_text_height (MoatPresentDiagram *self, double height);

/* Where it looks from now. */
MoatFrame moat_present_diagram_get_frame (MoatPresentDiagram *self);
/* Borrowed. */
MoatScene *moat_present_diagram_get_scene (MoatPresentDiagram *self);

G_END_DECLS
