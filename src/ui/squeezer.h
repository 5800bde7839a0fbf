/* The first of two widgets where there is room for it, else the second.
 *
 * A layout of our own: libadwaita's AdwSqueezer, deprecated since 1.4, asks for new sizes in the middle of
 * giving them out whenever it changes what it shows, and GTK then warns of everything above it that it draws
 * "without a current allocation". Breakpoints, which follow it in libadwaita, know the width of windows only.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOAT_TYPE_SQUEEZER (moat_squeezer_get_type ())

G_DECLARE_FINAL_TYPE (MoatSqueezer, moat_squeezer, MOAT, SQUEEZER, GtkWidget)

/* Takes both. @wide is shown where its natural width fits; @narrow: NULL for nothing instead. */
GtkWidget *moat_squeezer_new (GtkWidget *wide, GtkWidget *narrow) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
