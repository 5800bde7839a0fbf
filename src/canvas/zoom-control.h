/* The pill that shows and changes the zoom: smaller, the figure with a menu,
 * larger.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "canvas.h"

G_BEGIN_DECLS

/* A box whose buttons act by the actions "canvas.…", which a parent must offer. */
GtkWidget *moat_zoom_control_new (MoatCanvas *canvas) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
