/* How the lines of the command palette look: an icon, the title with the letters
 * that were typed marked, where it is, and on the right its kind and its keys.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes rows for a list view of MoatCommandItem. */
GtkListItemFactory *moat_command_row_factory_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
