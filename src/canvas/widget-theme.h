/* The drawing's theme as the desktop's style wants it: light or dark, accent
 * colour, contrast, font and text scale.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "theme.h"

G_BEGIN_DECLS

/* @has_high_contrast: even when the desktop's theme does not ask for it. */
MoatTheme *moat_widget_theme_new (GtkWidget *widget, gboolean has_high_contrast) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
