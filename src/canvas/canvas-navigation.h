/* Moving the view: wheel, touchpad, pinch, glide, and the pan at the edge while
 * something is dragged. For the canvas' own files.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "canvas-private.h"

G_BEGIN_DECLS

/* @drag: the gesture for press to release; a second finger takes over from it. */
void moat_canvas_init_navigation (MoatCanvas *self, GtkGesture *drag);

/* The momentum of a touchpad's scroll. */
void moat_canvas_stop_glide (MoatCanvas *self);

/* While @pointer is near the edge the view moves on, and the toolbox is told where the pointer is then. */
void moat_canvas_follow_edge (MoatCanvas *self, const MoatPointer *pointer);
void moat_canvas_stop_edge (MoatCanvas *self);

G_END_DECLS
