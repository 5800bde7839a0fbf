/* The column of tools beside the canvas. Click a tool and then the canvas, or
 * drag a shape from here to its place.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "canvas.h"

G_BEGIN_DECLS

#define MOAT_TYPE_PALETTE (moat_palette_get_type ())
G_DECLARE_FINAL_TYPE (MoatPalette, moat_palette, MOAT, PALETTE, GtkWidget)

/* Its buttons act by the actions "canvas.…", which a parent must offer. As tall as it is given, it takes as
 * many columns as its buttons need.
 */
GtkWidget *moat_palette_new (MoatCanvas *canvas) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
