/* The models of a project's folder (see folder-dialog.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "folder-dialog.h"

#include <glib/gi18n-lib.h>

struct _MoatFolderDialog
{
  AdwWindow parent_instance;

  MoatProjectFolder *project; /* owned */
  MoatModelGrid *grid;        /* borrowed; or NULL */
};

enum
{
  CHOSEN,
  BEGUN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatFolderDialog, moat_folder_dialog, ADW_TYPE_WINDOW)

static void
chosen_cb (MoatFolderDialog *self, MoatModelCard *card)
{
  g_autoptr (GFile) file = g_object_ref (moat_model_card_get_file (card));

  g_signal_emit (self, signals[CHOSEN], 0, file);
  gtk_window_close (GTK_WINDOW (self));
}

static void
begin_cb (MoatFolderDialog *self)
{
  g_autoptr (GFile) file = moat_project_folder_get_new_model (self->project);

  g_signal_emit (self, signals[BEGUN], 0, file);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- Its parts ---- */

/* What there is besides models. */
static char *
dup_report_sentence (MoatProjectFolder *project)
{
  if (project->report != NULL)
    return g_strdup_printf (_ ("The project has a %s. Moat writes only its own part of it, when you say so."),
                            project->report);

  return g_strdup (_ ("The project has no SECURITY.md yet. Moat can write it from a model."));
}

static GtkWidget *
new_note (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static GtkWidget *
new_card (MoatFolderDialog *self, const char *path)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (self->project->folder, path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *title = g_filename_display_name (base);
  g_autofree char *caption = g_filename_display_name (g_str_equal (folder, ".") ? "" : folder);

  return moat_model_card_new_for_file (file, title, caption);
}

static GtkWidget *
build_grid (MoatFolderDialog *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autofree char *sentence = dup_report_sentence (self->project);

  self->grid = MOAT_MODEL_GRID (moat_model_grid_new ());
  for (guint i = 0; i < self->project->models->len; i++)
    moat_model_grid_add (self->grid, new_card (self, g_ptr_array_index (self->project->models, i)));
  g_signal_connect_object (self->grid, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  if (self->project->is_cut)
    gtk_box_append (GTK_BOX (box),
                    new_note (_ ("The folder is large: only a part of it was looked through.")));
  gtk_box_append (GTK_BOX (box), new_note (sentence));
  gtk_widget_add_css_class (box, "moat-folder");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 904);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);

  return scroller;
}

static GtkWidget *
build_empty (MoatFolderDialog *self)
{
  GtkWidget *page = adw_status_page_new ();
  g_autoptr (GFile) file = moat_project_folder_get_new_model (self->project);
  g_autofree char *file_name = g_file_get_basename (file);
  g_autofree char *name = moat_project_folder_dup_name (self->project);
  g_autofree char *shown = g_filename_display_name (file_name);
  g_autofree char *title = g_strdup_printf (_ ("No model in “%s” yet"), name);
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *sentence = dup_report_sentence (self->project);
  g_autofree char *description = g_markup_escape_text (sentence, -1);
  /* TRANSLATORS: %s is the name of a file. */
  g_autofree char *label = g_strdup_printf (_ ("Make %s here"), shown);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "folder-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title_markup);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  gtk_window_set_default_widget (GTK_WINDOW (self), button);
  gtk_window_set_focus (GTK_WINDOW (self), button);

  return page;
}

static void
moat_folder_dialog_finalize (GObject *object)
{
  MoatFolderDialog *self = MOAT_FOLDER_DIALOG (object);

  g_clear_pointer (&self->project, moat_project_folder_free);

  G_OBJECT_CLASS (moat_folder_dialog_parent_class)->finalize (object);
}

static void
moat_folder_dialog_class_init (MoatFolderDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_folder_dialog_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[BEGUN] = g_signal_new ("begun", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_FILE);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
moat_folder_dialog_init (MoatFolderDialog *self)
{
}

MoatFolderDialog *
moat_folder_dialog_new (GtkWindow *parent, MoatProjectFolder *project)
{
  g_autofree char *name = moat_project_folder_dup_name (project);
  MoatFolderDialog *self = g_object_new (MOAT_TYPE_FOLDER_DIALOG, "title", name, "modal", TRUE,
                                         "transient-for", parent, "destroy-with-parent", TRUE,
                                         "default-width", 740, "default-height", 520, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *content;

  self->project = project;
  content = project->models->len > 0 ? build_grid (self) : build_empty (self);
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (self), box);

  return self;
}

MoatModelGrid *
moat_folder_dialog_get_grid (MoatFolderDialog *self)
{
  g_return_val_if_fail (MOAT_IS_FOLDER_DIALOG (self), NULL);

  return self->grid;
}
