/* The plane that the diagram's items lie on: it keeps one widget for each item
 * of a scene, stacked as the scene says, and shows only those in view; of a very
 * large scene it makes them when they come near the view, or are asked for. Zoom
 * and pan are its parent's business: one transform on the whole plane.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "item-widget.h"

G_BEGIN_DECLS

#define MOAT_TYPE_PLANE (moat_plane_get_type ())
G_DECLARE_FINAL_TYPE (MoatPlane, moat_plane, MOAT, PLANE, GtkWidget)

GtkWidget *moat_plane_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* NULL for none. A scene and its style come together, for items are drawn with both. */
void moat_plane_set_scene (MoatPlane *self, MoatScene *scene);
/* All items are drawn anew. */
void moat_plane_set_pen (MoatPlane *self, MoatTheme *theme, MoatTextMeasure *text);
const MoatPen *moat_plane_get_pen (MoatPlane *self);

/* What can be seen, in model units; items outside are unmapped. */
void moat_plane_set_view (MoatPlane *self, const MoatRect *view, double zoom);

/* The record's widget, or NULL if it is not in the scene. Borrowed. */
MoatItemWidget *moat_plane_find (MoatPlane *self, MoatRecord *record);
/* How many items are mapped now. */
guint moat_plane_count_shown (MoatPlane *self);

/* Exactly these records have this look from now on. */
void moat_plane_set_selected (MoatPlane *self, GPtrArray *records);
/* These records are what is talked about: they are lit, and all others faded. NULL: none is. */
void moat_plane_set_lit (MoatPlane *self, GPtrArray *records);
/* At most one record each; NULL for none. */
void moat_plane_set_hovered (MoatPlane *self, MoatRecord *record);
/* Borrowed, or NULL. */
MoatRecord *moat_plane_get_hovered (MoatPlane *self);
void moat_plane_set_target (MoatPlane *self, MoatRecord *record);
/* Drawn without its text, because that is being typed over it. */
void moat_plane_set_edited (MoatPlane *self, MoatRecord *record);

/* Names may have changed: tells the accessibility tree when there is time. */
void moat_plane_queue_labels (MoatPlane *self);

G_END_DECLS
