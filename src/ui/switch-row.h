/* A row with a title, a line below it, and a switch. (libadwaita has one of its
 * own from 1.4 on.)
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @subtitle may be NULL. */
GtkWidget *moat_switch_row_new (const char *title, const char *subtitle, gboolean is_on)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean moat_switch_row_get_active (GtkWidget *row);

G_END_DECLS
