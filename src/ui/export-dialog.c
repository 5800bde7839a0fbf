/* Choosing a format and its options, with a look at what comes out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "export-dialog.h"

#include "document-pdf.h"
#include "export.h"
#include "exports.h"
#include "native.h"
#include "print.h"
#include "public-copy.h"
#include "sheets-preview.h"

#include <glib/gi18n-lib.h>

/* Milliseconds after the last choice, so that going through the list with the arrow keys does not stop. */
#define DELAY 120
/* So much text is shown. */
#define MAX_PREVIEW (256 * 1024)

typedef enum
{
  GROUP_DOCUMENTS,
  GROUP_DIAGRAMS,
  GROUP_TABLES,
  GROUP_TICKETS,
  GROUP_OTHERS,
} Group;

static const char *const group_titles[] = {
  [GROUP_DOCUMENTS] = N_ ("Documents"),       [GROUP_DIAGRAMS] = N_ ("Diagrams"),
  [GROUP_TABLES] = N_ ("Tables and reports"), [GROUP_TICKETS] = N_ ("Tickets"),
  [GROUP_OTHERS] = N_ ("Other tools"),
};

/* Formats that are not here are other tools'. */
static const struct
{
  const char *name;
  Group group;
} groups[] = {
  { "security-md", GROUP_DOCUMENTS },
  { "pdf", GROUP_DOCUMENTS },
  { "html", GROUP_DOCUMENTS },
  { "html-walk", GROUP_DOCUMENTS },
  { "markdown", GROUP_DOCUMENTS },
  { "svg", GROUP_DIAGRAMS },
  { "png", GROUP_DIAGRAMS },
  { "diagram-pdf", GROUP_DIAGRAMS },
  { "mermaid", GROUP_DIAGRAMS },
  { "csv", GROUP_TABLES },
  { "json", GROUP_TABLES },
  { "sarif", GROUP_TABLES },
  { "story", GROUP_TABLES },
  { "tickets-csv", GROUP_TICKETS },
  { "tickets-markdown", GROUP_TICKETS },
};

struct _MoatExportDialog
{
  AdwWindow parent_instance;

  MoatPage *page;
  GSettings *settings;
  GPtrArray *use_cases; /* of char *: the ids that the choice of use cases lists */
  const MoatFormat *format;
  guint source;
  gboolean is_filling; /* the choices are being set, not made */

  GtkListBox *list;
  GtkDropDown *use_case;
  GtkDropDown *sheet_size;
  GtkDropDown *tracker;
  GtkSpinButton *scale;
  GtkWidget *use_case_box;
  GtkWidget *sheet_size_box;
  GtkWidget *tracker_box;
  GtkWidget *scale_box;
  GtkStack *stack;
  MoatSheetsPreview *sheets;
  GtkTextView *text;
  GtkPicture *picture;
  AdwStatusPage *problem;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (MoatExportDialog, moat_export_dialog, ADW_TYPE_WINDOW)

/* ---- What is chosen ---- */

static gboolean
is_named (MoatExportDialog *self, const char *name)
{
  return g_str_equal (self->format->name, name);
}

static gboolean
shows_sheets (MoatExportDialog *self)
{
  return is_named (self, "pdf") || is_named (self, "html");
}

static gboolean
shows_picture (MoatExportDialog *self)
{
  return is_named (self, "svg") || is_named (self, "png") || is_named (self, "diagram-pdf")
         || is_named (self, "html-walk");
}

static MoatExportOptions
get_options (MoatExportDialog *self)
{
  guint use_case = gtk_drop_down_get_selected (self->use_case);
  MoatExportOptions options = {
    .sheet_size = gtk_drop_down_get_selected (self->sheet_size),
    .tracker = gtk_drop_down_get_selected (self->tracker),
    .scale = gtk_spin_button_get_value (self->scale),
  };

  if (use_case < self->use_cases->len)
    options.use_case_id = g_ptr_array_index (self->use_cases, use_case);

  return options;
}

/* ---- Preview ---- */

static void
show_problem (MoatExportDialog *self, const char *message)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);

  adw_status_page_set_description (self->problem, markup);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
show_sheets (MoatExportDialog *self, const MoatExportOptions *options, MoatReport *report)
{
  double width, height;

  moat_sheet_size_get (options->sheet_size, &width, &height);
  moat_sheets_preview_take (self->sheets, moat_print_new_sheets (self->page, options, width, height, report));
  gtk_stack_set_visible_child_name (self->stack, "sheets");
}

/* The diagram; of a walk, where it begins. */
static void
show_picture (MoatExportDialog *self, const MoatExportOptions *options, MoatReport *report)
{
  MoatDocument *document = moat_page_get_document (self->page);
  g_autoptr(MoatDocument) shown = self->format->flags & MOAT_FORMAT_PUBLIC
                                       ? moat_public_copy_new (document, report)
                                       : g_object_ref (document);
  MoatExportOptions small = *options;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  small.scale = 1;
  bytes = moat_exports_find_by_name ("png")->write (shown, &small, report, &error);
  texture = bytes ? gdk_texture_new_from_bytes (bytes, &error) : NULL;
  if (!texture)
    {
      show_problem (self, error->message);
      return;
    }
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->stack, "picture");
}

static void
show_text (MoatExportDialog *self, const MoatExportOptions *options, MoatReport *report)
{
  g_autofree char *base_name = moat_export_dup_base_name (moat_page_get_session (self->page));
  MoatExportOptions complete = *options;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *valid = NULL;

  complete.base_name = base_name;
  bytes = self->format->write (moat_page_get_document (self->page), &complete, report, &error);
  if (!bytes)
    {
      show_problem (self, error->message);
      return;
    }
  shown = g_strndup (g_bytes_get_data (bytes, NULL), MIN (g_bytes_get_size (bytes), MAX_PREVIEW));
  valid = g_utf8_make_valid (shown, -1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), valid, -1);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
update_preview (MoatExportDialog *self)
{
  MoatExportOptions options = get_options (self);
  g_autoptr(MoatReport) report = moat_report_new ();
  g_auto(GStrv) notes = NULL;
  g_autofree char *text = NULL;

  if (shows_sheets (self))
    show_sheets (self, &options, report);
  else if (shows_picture (self))
    show_picture (self, &options, report);
  else if (self->format->flags & MOAT_FORMAT_BINARY)
    show_problem (self, _ ("There is no preview of this format."));
  else
    show_text (self, &options, report);

  notes = moat_report_dup_lines (report);
  text = g_strjoinv (" ", notes);
  gtk_label_set_text (self->note, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *text != '\0');
}

static gboolean
preview_cb (gpointer user_data)
{
  MoatExportDialog *self = user_data;

  self->source = 0;
  update_preview (self);
  return G_SOURCE_REMOVE;
}

static void
queue_preview (MoatExportDialog *self)
{
  if (self->is_filling)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (DELAY, preview_cb, self);
}

/* ---- Choices ---- */

/* The whole model comes first where a format can show it; else the use case that is on the canvas. */
static void
fill_use_cases (MoatExportDialog *self)
{
  MoatDocument *document = moat_page_get_document (self->page);
  GPtrArray *all = moat_document_list (document, MOAT_KIND_USE_CASE);
  gboolean is_one = (self->format->flags & MOAT_FORMAT_ONE_USE_CASE) != 0;
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  guint current = 0;

  g_ptr_array_set_size (self->use_cases, 0);
  if (!is_one)
    {
      g_ptr_array_add (self->use_cases, NULL);
      gtk_string_list_append (titles, _ ("Whole model"));
    }
  for (guint i = 0; i < all->len; i++)
    {
      MoatRecord *use_case = g_ptr_array_index (all, i);
      const char *title = moat_record_get_title (use_case);

      if (is_one && g_strcmp0 (moat_record_get_id (use_case), moat_page_get_use_case (self->page)) == 0)
        current = self->use_cases->len;
      g_ptr_array_add (self->use_cases, g_strdup (moat_record_get_id (use_case)));
      gtk_string_list_append (titles, *title != '\0' ? title : _ ("Untitled use case"));
    }
  gtk_drop_down_set_model (self->use_case, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->use_case, current);
}

static void
row_selected_cb (MoatExportDialog *self, GtkListBoxRow *row)
{
  if (!row)
    return;
  self->format = g_object_get_data (G_OBJECT (row), "format");
  g_settings_set_string (self->settings, "export-format", self->format->name);
  self->is_filling = TRUE;
  fill_use_cases (self);
  self->is_filling = FALSE;
  gtk_widget_set_visible (self->use_case_box, !is_named (self, "story") && !is_named (self, "security-md"));
  gtk_widget_set_visible (self->sheet_size_box, is_named (self, "pdf"));
  gtk_widget_set_visible (self->tracker_box, is_named (self, "tickets-csv"));
  gtk_widget_set_visible (self->scale_box, is_named (self, "png"));
  queue_preview (self);
}

static void
export_clicked_cb (MoatExportDialog *self)
{
  MoatExportOptions options = get_options (self);

  g_settings_set_double (self->settings, "png-scale", options.scale);
  g_settings_set_int (self->settings, "sheet-size", options.sheet_size);
  g_settings_set_int (self->settings, "tracker", options.tracker);
  moat_export_run_with (self->page, self->format, &options);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- Formats ---- */

static Group
find_group (const MoatFormat *format, guint *rank)
{
  for (*rank = 0; *rank < G_N_ELEMENTS (groups); (*rank)++)
    if (g_str_equal (groups[*rank].name, format->name))
      return groups[*rank].group;

  return GROUP_OTHERS;
}

static int
compare_formats (gconstpointer a, gconstpointer b)
{
  guint first, second;

  find_group (*(const MoatFormat *const *) a, &first);
  find_group (*(const MoatFormat *const *) b, &second);
  return (int) first - (int) second;
}

static void
add_group_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  guint rank;
  Group group = find_group (g_object_get_data (G_OBJECT (row), "format"), &rank);
  GtkWidget *label;

  if (before && find_group (g_object_get_data (G_OBJECT (before), "format"), &rank) == group)
    return;
  label = gtk_label_new (_ (group_titles[group]));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_top (label, before ? 12 : 6);
  gtk_widget_set_margin_bottom (label, 4);
  gtk_list_box_row_set_header (row, label);
}

static void
add_formats (MoatExportDialog *self, const char *wanted)
{
  g_autoptr(GPtrArray) formats = moat_exports_list ();
  GtkListBoxRow *chosen = NULL;

  g_ptr_array_sort (formats, compare_formats);
  for (guint i = 0; i < formats->len; i++)
    {
      const MoatFormat *format = g_ptr_array_index (formats, i);
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *label = gtk_label_new (_ (format->label));

      if (format == &moat_native_format)
        {
          g_object_ref_sink (row);
          g_object_unref (row);
          g_object_ref_sink (label);
          g_object_unref (label);
          continue;
        }
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_margin_top (label, 4);
      gtk_widget_set_margin_bottom (label, 4);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      g_object_set_data (G_OBJECT (row), "format", (gpointer) format);
      gtk_list_box_append (self->list, row);
      if (!chosen || g_str_equal (format->name, wanted))
        chosen = GTK_LIST_BOX_ROW (row);
    }
  gtk_list_box_select_row (self->list, chosen);
}

/* ---- The window ---- */

static GtkWidget *
create_choice (MoatExportDialog *self, GtkWidget *bar, const char *title, GtkWidget *widget)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (title);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), widget);
  gtk_box_append (GTK_BOX (bar), box);

  return box;
}

static GtkDropDown *
create_values (MoatExportDialog *self, const MoatValue *values, const char *key)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *widget;

  for (; values->nick; values++)
    gtk_string_list_append (labels, _ (values->label));
  widget = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), g_settings_get_int (self->settings, key));
  g_signal_connect_swapped (widget, "notify::selected", G_CALLBACK (queue_preview), self);

  return GTK_DROP_DOWN (widget);
}

static GtkWidget *
create_choices (MoatExportDialog *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  self->use_case = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  g_signal_connect_swapped (self->use_case, "notify::selected", G_CALLBACK (queue_preview), self);
  self->sheet_size = create_values (self, moat_sheet_sizes, "sheet-size");
  self->tracker = create_values (self, moat_trackers, "tracker");
  self->scale = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0.5, 8, 0.5));
  gtk_spin_button_set_digits (self->scale, 1);
  gtk_spin_button_set_value (self->scale, g_settings_get_double (self->settings, "png-scale"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->scale),
                               _ ("Pixels for each unit of the diagram: 1 is as large as on the screen, 2 is "
                                  "sharp in print."));
  self->use_case_box = create_choice (self, bar, _ ("_Use case"), GTK_WIDGET (self->use_case));
  self->sheet_size_box = create_choice (self, bar, _ ("_Paper"), GTK_WIDGET (self->sheet_size));
  self->tracker_box = create_choice (self, bar, _ ("_Tracker"), GTK_WIDGET (self->tracker));
  self->scale_box = create_choice (self, bar, _ ("S_cale"), GTK_WIDGET (self->scale));
  gtk_widget_set_margin_start (bar, 12);
  gtk_widget_set_margin_end (bar, 12);
  gtk_widget_set_margin_top (bar, 6);
  gtk_widget_set_margin_bottom (bar, 6);

  return bar;
}

static GtkWidget *
create_text (MoatExportDialog *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  self->text = GTK_TEXT_VIEW (view);
  gtk_text_view_set_editable (self->text, FALSE);
  gtk_text_view_set_cursor_visible (self->text, FALSE);
  gtk_text_view_set_monospace (self->text, TRUE);
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->text, 12);
  gtk_text_view_set_right_margin (self->text, 12);
  gtk_text_view_set_top_margin (self->text, 12);
  gtk_text_view_set_bottom_margin (self->text, 12);
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Preview"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), view);

  return window;
}

static GtkWidget *
create_stack (MoatExportDialog *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  self->sheets = MOAT_SHEETS_PREVIEW (moat_sheets_preview_new ());
  self->picture = GTK_PICTURE (gtk_picture_new ());
  self->problem = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_widget_set_margin_start (GTK_WIDGET (self->picture), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->picture), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->picture), 12);
  gtk_picture_set_alternative_text (self->picture, _ ("The diagram as it will be exported"));
  adw_status_page_set_title (self->problem, _ ("No preview"));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->sheets), "sheets");
  gtk_stack_add_named (self->stack, create_text (self), "text");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->picture), "picture");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->problem), "problem");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);

  return GTK_WIDGET (self->stack);
}

static GtkWidget *
create_note (MoatExportDialog *self)
{
  GtkWidget *note = gtk_label_new (NULL);

  self->note = GTK_LABEL (note);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_set_margin_start (note, 12);
  gtk_widget_set_margin_end (note, 12);
  gtk_widget_set_margin_bottom (note, 9);

  return note;
}

static GtkWidget *
create_list (MoatExportDialog *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (self->list, add_group_header, NULL, NULL);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Format"), -1);
  g_signal_connect_swapped (list, "row-selected", G_CALLBACK (row_selected_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (window, 250, -1);

  return window;
}

static GtkWidget *
create_header (MoatExportDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Export…"));

  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (export_clicked_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  gtk_window_set_default_widget (GTK_WINDOW (self), button);

  return header;
}

static void
build (MoatExportDialog *self)
{
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *halves = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (right), create_choices (self));
  gtk_box_append (GTK_BOX (right), create_stack (self));
  gtk_box_append (GTK_BOX (right), create_note (self));
  gtk_box_append (GTK_BOX (halves), create_list (self));
  gtk_box_append (GTK_BOX (halves), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (halves), right);
  gtk_widget_set_vexpand (halves, TRUE);
  gtk_box_append (GTK_BOX (whole), create_header (self));
  gtk_box_append (GTK_BOX (whole), halves);
  adw_window_set_content (ADW_WINDOW (self), whole);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Export"));
  gtk_window_set_default_size (GTK_WINDOW (self), 980, 700);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  moat_export_close_by_escape (GTK_WIDGET (self));
}

static void
moat_export_dialog_dispose (GObject *object)
{
  MoatExportDialog *self = MOAT_EXPORT_DIALOG (object);

  g_clear_handle_id (&self->source, g_source_remove);
  /* What the widgets tell while they go finds nothing to do. */
  self->is_filling = TRUE;
  g_clear_object (&self->page);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->use_cases, g_ptr_array_unref);
  G_OBJECT_CLASS (moat_export_dialog_parent_class)->dispose (object);
}

static void
moat_export_dialog_class_init (MoatExportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_export_dialog_dispose;
}

static void
moat_export_dialog_init (MoatExportDialog *self)
{
  self->settings = g_settings_new (MOAT_SETTINGS_ID);
  self->use_cases = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
moat_export_dialog_new (MoatPage *page, const char *format)
{
  MoatExportDialog *self;
  g_autofree char *last = NULL;

  g_return_val_if_fail (MOAT_IS_PAGE (page), NULL);

  self = g_object_new (MOAT_TYPE_EXPORT_DIALOG, NULL);
  self->page = g_object_ref (page);
  build (self);
  last = g_settings_get_string (self->settings, "export-format");
  add_formats (self, format ? format : last);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))));

  return GTK_WIDGET (self);
}
