/* Draws a tool's overlay: ghosts, rubber band, guides and handles, above the
 * diagram and in sizes of the screen.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "overlay.h"
#include "shapes.h"
#include "viewport.h"

G_BEGIN_DECLS

void moat_overlay_view_snapshot (const MoatOverlay *overlay,
                                 GtkSnapshot *snapshot,
                                 const MoatPen *pen,
                                 const MoatViewport *viewport,
                                 MoatNotation notation);

G_END_DECLS
