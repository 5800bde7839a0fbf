/* A canvas with its palette, zoom control, minimap and empty state around it:
 * what a window shows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "canvas.h"

G_BEGIN_DECLS

#define MOAT_TYPE_CANVAS_VIEW (moat_canvas_view_get_type ())
G_DECLARE_FINAL_TYPE (MoatCanvasView, moat_canvas_view, MOAT, CANVAS_VIEW, GtkWidget)

/* Properties: "show-palette", "show-minimap" (booleans, TRUE at first; the minimap also hides itself while
 * everything is in view). The style is resources/style-canvas.css, which the application adds for its
 * display.
 */
MoatCanvasView *moat_canvas_view_new (MoatDocument *document, MoatSelection *selection)
    G_GNUC_WARN_UNUSED_RESULT;
MoatCanvas *moat_canvas_view_get_canvas (MoatCanvasView *self);

G_END_DECLS
