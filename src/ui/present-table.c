/* The table as a room reads it (see present-table.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "present-table.h"

#include "table-columns.h"
#include "table-model.h"

#include <glib/gi18n-lib.h>

/* What decides a meeting, and no more than fits across a screen. */
static const struct
{
  MoatColumnId id;
  gboolean expands;
} columns[] = {
  { MOAT_COLUMN_FLOW, FALSE },    { MOAT_COLUMN_MOVE, TRUE },   { MOAT_COLUMN_STATUS, FALSE },
  { MOAT_COLUMN_DECISION, TRUE }, { MOAT_COLUMN_OWNER, FALSE },
};

#define COLUMN_KEY   "moat-column"
#define DOCUMENT_KEY "moat-document"
/* Of a column that does not expand. */
#define NARROW_CHARS 14

static void
fill_label (GtkLabel *label, MoatTableRow *row)
{
  const MoatColumn *column = g_object_get_data (G_OBJECT (label), COLUMN_KEY);
  MoatDocument *document = g_object_get_data (G_OBJECT (label), DOCUMENT_KEY);
  g_autofree char *text = moat_column_dup_text (column, document, row);

  gtk_label_set_text (label, text);
}

static void
row_changed_cb (MoatTableRow *row, GtkLabel *label)
{
  fill_label (label, row);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NARROW_CHARS);
  g_object_set_data (G_OBJECT (label), COLUMN_KEY, column);
  g_object_set_data (G_OBJECT (label), DOCUMENT_KEY, g_object_get_data (G_OBJECT (factory), DOCUMENT_KEY));
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  MoatTableRow *row = gtk_list_item_get_item (item);

  g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), label, 0);
  fill_label (GTK_LABEL (label), row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), row_changed_cb,
                                        gtk_list_item_get_child (item));
}

static GtkColumnViewColumn *
new_column (MoatDocument *document, const MoatColumn *column, gboolean expands)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *shown;

  g_object_set_data_full (G_OBJECT (factory), DOCUMENT_KEY, g_object_ref (document), g_object_unref);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  shown = gtk_column_view_column_new (_ (column->title), factory);
  gtk_column_view_column_set_expand (shown, expands);
  return shown;
}

GtkWidget *
moat_present_table_new (MoatDocument *document, const char *use_case_id)
{
  MoatTableModel *model = moat_table_model_new (document);
  GtkWidget *view, *scrolled;

  moat_table_model_set_use_case (model, use_case_id);
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (model))));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = new_column (document, moat_column_get (columns[i].id),
                                                           columns[i].expands);

      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  gtk_widget_add_css_class (view, "moat-present-table");

  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}
