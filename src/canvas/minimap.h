/* The whole diagram, small, with the part in view outlined. Click or drag to
 * look elsewhere. It hides while everything is in view.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "canvas.h"

G_BEGIN_DECLS

#define MOAT_TYPE_MINIMAP (moat_minimap_get_type ())
G_DECLARE_FINAL_TYPE (MoatMinimap, moat_minimap, MOAT, MINIMAP, GtkWidget)

GtkWidget *moat_minimap_new (MoatCanvas *canvas) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE hides it whatever is in view. */
void moat_minimap_set_wanted (MoatMinimap *self, gboolean is_wanted);

G_END_DECLS
