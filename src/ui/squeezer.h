/* The first of two widgets where there is room for it, else the second.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *moat_squeezer_new (GtkWidget *wide, GtkWidget *narrow) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
