/* What the files of shapes share: ink that fades, and two paths. Not for others.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "shapes.h"

G_BEGIN_DECLS

/* Sets the colour of @role; faded it is mixed into the canvas rather than made translucent, so that nothing
 * shines through and a picture needs no transparency. */
void moat_shapes_set_ink (cairo_t *cr, const MoatPen *pen, MoatColorRole role, MoatLook flags);
/* The accent when selected or a drop target, else @role. */
void moat_shapes_set_line_ink (cairo_t *cr, const MoatPen *pen, MoatColorRole role, MoatLook flags);
double moat_shapes_get_line_width (const MoatPen *pen, double normal, MoatLook flags);
/* The halo's colour, half as strong when it only hovers. */
void moat_shapes_set_halo_ink (cairo_t *cr, const MoatPen *pen, MoatLook flags);

void moat_shapes_trace_rounded (cairo_t *cr, const MoatRect *rect, double radius);

G_END_DECLS
