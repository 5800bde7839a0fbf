/* Asks for files to read, beginning in the folder of a page's model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "choose-beside.h"

#include <glib/gi18n-lib.h>

static GListModel *
new_filters (const MoatBeside *choice)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) wanted = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (wanted, choice->kind);
  for (guint i = 0; choice->suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (wanted, choice->suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, wanted);
  g_list_store_append (filters, all);

  return G_LIST_MODEL (filters);
}

void
moat_choose_beside_async (MoatPage *page,
                          const MoatBeside *choice,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GFile *model = moat_session_get_file (moat_page_get_session (page));
  g_autoptr(GListModel) filters = new_filters (choice);

  moat_compat_choose_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                                 &(MoatFileChoice){ .mode = choice->mode,
                                                    .title = choice->title,
                                                    .accept = choice->accept,
                                                    .filters = filters,
                                                    .beside = model },
                                 callback, user_data);
}
