/* Choosing in a list while an entry keeps the keyboard (see list-choice.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "list-choice.h"

void
moat_list_choice_move (GtkListBox *list, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);
  int position = row != NULL ? gtk_list_box_row_get_index (row) + by : by > 0 ? 0 : -1;

  if (position < 0)
    gtk_list_box_unselect_all (list);
  else if ((row = gtk_list_box_get_row_at_index (list, position)) != NULL)
    gtk_list_box_select_row (list, row);
}
