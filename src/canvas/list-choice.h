/* Choosing in a list while an entry keeps the keyboard.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Selects the row that is @by rows further. Above the first one is no row: what was typed itself. */
void moat_list_choice_move (GtkListBox *list, int by);

G_END_DECLS
