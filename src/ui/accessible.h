/* What screen readers say of widgets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Calls @widget by @name instead of by the words on it, as "Take: Lock the account" of a button "Take". Newer
 * GTKs (seen in 4.24) let the label on a button win over a name that is only set beside it.
 */
void moat_accessible_set_name (GtkWidget *widget, const char *name);

G_END_DECLS
