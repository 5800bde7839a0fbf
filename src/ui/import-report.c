/* What an import could not carry (see import-report.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "import-report.h"

#include "assign-moves.h"

#include <glib/gi18n-lib.h>

/* ---- One row's item ---- */

#define MOAT_TYPE_IMPORT_LINE (moat_import_line_get_type ())
G_DECLARE_FINAL_TYPE (MoatImportLine, moat_import_line, MOAT, IMPORT_LINE, GObject)

struct _MoatImportLine
{
  GObject parent_instance;
  const MoatReportItem *item; /* of the session's report */
};

G_DEFINE_FINAL_TYPE (MoatImportLine, moat_import_line, G_TYPE_OBJECT)

static void
moat_import_line_class_init (MoatImportLineClass *klass)
{
}

static void
moat_import_line_init (MoatImportLine *self)
{
}

/* ---- The window ---- */

struct _MoatImportReport
{
  AdwWindow parent_instance;

  MoatPage *page; /* owned until the window closes */
  GtkWidget *description;
  GtkWidget *list;
  GtkWidget *assign_button;
  AdwToastOverlay *toasts;
};

G_DEFINE_FINAL_TYPE (MoatImportReport, moat_import_report, ADW_TYPE_WINDOW)

static const MoatReport *
get_report (MoatImportReport *self)
{
  return moat_session_get_import_report (moat_page_get_session (self->page));
}

static void
copy (MoatImportReport *self)
{
  g_auto (GStrv) lines = moat_report_dup_lines (get_report (self));
  g_autofree char *text = g_strjoinv ("\n", lines);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Copied as text")));
}

static void
assign (MoatImportReport *self)
{
  MoatPage *page = self->page;

  moat_assign_moves_present (page);
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (MoatImportReport *self, guint position, GtkListView *list)
{
  g_autoptr (MoatImportLine) line = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)),
                                                           position);
  MoatRecord *record = moat_document_find (moat_page_get_document (self->page), line->item->record_id);

  if (record != NULL)
    moat_page_go_to (self->page, record);
}

/* ---- Rows ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *text = gtk_label_new (NULL);
  GtkWidget *where = gtk_label_new (NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_xalign (GTK_LABEL (where), 0);
  gtk_label_set_ellipsize (GTK_LABEL (where), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (where, "caption");
  gtk_widget_add_css_class (where, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), text);
  gtk_box_append (GTK_BOX (texts), where);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_widget_add_css_class (row, "moat-import-line");
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  const MoatReportItem *item = MOAT_IMPORT_LINE (gtk_list_item_get_item (list_item))->item;
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *text = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  GtkWidget *where = gtk_widget_get_next_sibling (text);
  const char *meaning = item->is_lost ? _ ("Not carried as it was") : _ ("Good to know");

  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                item->is_lost ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  gtk_widget_set_tooltip_text (icon, meaning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, meaning, -1);
  gtk_label_set_text (GTK_LABEL (text), item->text);
  gtk_label_set_text (GTK_LABEL (where), item->where != NULL ? item->where : "");
  gtk_widget_set_visible (where, item->where != NULL);
  gtk_list_item_set_activatable (list_item, item->record_id != NULL);
}

/* What was lost first; then what is good to know. */
static GListModel *
list_lines (const MoatReport *report)
{
  GListStore *store = g_list_store_new (MOAT_TYPE_IMPORT_LINE);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < moat_report_count_items (report); i++)
      {
        const MoatReportItem *item = moat_report_get_item (report, i);
        g_autoptr (MoatImportLine) line = NULL;

        if (item->is_lost != (pass == 0))
          continue;
        line = g_object_new (MOAT_TYPE_IMPORT_LINE, NULL);
        line->item = item;
        g_list_store_append (store, line);
      }

  return G_LIST_MODEL (store);
}

/* ---- Building ---- */

static void
moat_import_report_dispose (GObject *object)
{
  g_clear_object (&MOAT_IMPORT_REPORT (object)->page);

  G_OBJECT_CLASS (moat_import_report_parent_class)->dispose (object);
}

static void
moat_import_report_class_init (MoatImportReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_import_report_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static GtkWidget *
new_list (MoatImportReport *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = gtk_list_view_new (NULL, factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->list), TRUE);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the import left out"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static void
moat_import_report_init (MoatImportReport *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Copy"));

  gtk_widget_set_tooltip_text (button, _ ("Copy the whole list as text"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), button);

  self->description = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->description), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->description), 0);
  gtk_widget_add_css_class (self->description, "moat-import-note");

  self->assign_button = gtk_button_new_with_mnemonic (_ ("_Assign attacker moves to flows…"));
  gtk_widget_set_halign (self->assign_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->assign_button, "pill");
  gtk_widget_add_css_class (self->assign_button, "moat-import-assign");
  g_signal_connect_object (self->assign_button, "clicked", G_CALLBACK (assign), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->description);
  gtk_box_append (GTK_BOX (box), new_list (self));
  gtk_box_append (GTK_BOX (box), self->assign_button);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, box);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
}

static void
describe (MoatImportReport *self)
{
  guint n_lost = moat_report_count_lost (get_report (self));
  g_autofree char *name = g_file_get_basename (moat_session_get_source (moat_page_get_session (self->page)));
  g_autofree char *title = g_strdup_printf (_ ("Imported from “%s”"), name);
  g_autofree char *count = n_lost == 0
                               ? g_strdup (_ ("Everything was carried."))
                               : g_strdup_printf (ngettext ("%u thing could not be carried as it was.",
                                                            "%u things could not be carried as they were.",
                                                            n_lost),
                                                  n_lost);
  g_autofree char *text = g_strconcat (count, " ", _ ("The file stays as it is."), NULL);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (GTK_LABEL (self->description), text);
}

GtkWidget *
moat_import_report_new (MoatPage *page)
{
  MoatImportReport *self;
  g_autoptr (GtkSelectionModel) model = NULL;

  g_return_val_if_fail (MOAT_IS_PAGE (page), NULL);
  g_return_val_if_fail (moat_session_get_source (moat_page_get_session (page)) != NULL, NULL);

  self = g_object_new (MOAT_TYPE_IMPORT_REPORT, "default-width", 560, "default-height", 460,
                       "destroy-with-parent", TRUE, NULL);
  self->page = g_object_ref (page);
  describe (self);
  model = GTK_SELECTION_MODEL (gtk_single_selection_new (list_lines (get_report (self))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), model);
  gtk_widget_set_visible (self->assign_button, moat_assign_moves_count (page) > 0);
  gtk_widget_grab_focus (self->list);

  return GTK_WIDGET (self);
}
