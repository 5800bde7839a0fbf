/* Choosing a template (see template-chooser.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "template-chooser.h"

#include "dialog-header.h"
#include "files.h"
#include "form-dialog.h"
#include "template-list.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Rows that Page Up and Page Down go. */
#define PAGE 5

struct _MoatTemplateChooser
{
  AdwWindow parent_instance;

  char **folders;
  GPtrArray *templates; /* of MoatTemplate */
  gboolean has_elements;
  gboolean is_going;
  /* What was deleted last, to be brought back. */
  char *removed_path;
  GBytes *removed;

  AdwToastOverlay *toasts;
  GtkWidget *accept;
  GtkWidget *entry;
  MoatTemplateList *list;
  MoatTemplateDetails *details;
  GtkLabel *problems;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatTemplateChooser, moat_template_chooser, ADW_TYPE_WINDOW)

/* ---- Reading ---- */

static void
show_problems (MoatTemplateChooser *self, const MoatReport *report)
{
  g_auto (GStrv) lines = moat_report_dup_lines (report);
  g_autofree char *text = g_strjoinv ("\n", lines);

  gtk_label_set_text (self->problems, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), *text != '\0');
}

/* The one of @path is selected, if it is there. */
static void
load (MoatTemplateChooser *self, const char *path)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GPtrArray) old G_GNUC_UNUSED = self->templates;

  moat_template_details_set_template (self->details, NULL);
  self->templates = moat_templates_load ((const char *const *) self->folders, report);
  moat_template_list_set_templates (self->list, self->templates, self->has_elements, path);
  show_problems (self, report);
}

/* ---- Choosing ---- */

const MoatTemplate *
moat_template_chooser_get_selected (MoatTemplateChooser *self)
{
  g_return_val_if_fail (MOAT_IS_TEMPLATE_CHOOSER (self), NULL);

  return moat_template_list_get_selected (self->list);
}

static void
selected_cb (MoatTemplateChooser *self)
{
  const MoatTemplate *template;

  /* A list that goes lets go of what was selected. */
  if (self->is_going)
    return;
  template = moat_template_chooser_get_selected (self);
  moat_template_details_set_template (self->details, template);
  gtk_widget_set_sensitive (self->accept, template != NULL);
}

void
moat_template_chooser_accept (MoatTemplateChooser *self)
{
  const MoatTemplate *template;
  MoatTemplateChoice choice = { 0 };

  g_return_if_fail (MOAT_IS_TEMPLATE_CHOOSER (self));

  template = moat_template_chooser_get_selected (self);
  if (template == NULL)
    return;
  moat_template_details_get_choice (self->details, &choice);
  g_signal_emit (self, signals[CHOSEN], 0, template, &choice);
  gtk_window_close (GTK_WINDOW (self));
}

static void
search_changed_cb (MoatTemplateChooser *self)
{
  moat_template_list_search (self->list, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

GtkWidget *
moat_template_chooser_get_entry (MoatTemplateChooser *self)
{
  g_return_val_if_fail (MOAT_IS_TEMPLATE_CHOOSER (self), NULL);

  return self->entry;
}

/* ---- A team's own ---- */

static void
toast (MoatTemplateChooser *self, const char *text, gboolean can_undo)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *message = adw_toast_new (markup);

  if (can_undo)
    {
      adw_toast_set_button_label (message, _ ("_Undo"));
      adw_toast_set_action_name (message, "templates.restore");
    }
  adw_toast_overlay_add_toast (self->toasts, message);
}

static const MoatTemplate *
get_own (MoatTemplateChooser *self)
{
  const MoatTemplate *template = moat_template_chooser_get_selected (self);

  return template != NULL && template->path != NULL ? template : NULL;
}

void
moat_template_chooser_remove (MoatTemplateChooser *self)
{
  const MoatTemplate *template;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (MOAT_IS_TEMPLATE_CHOOSER (self));

  template = get_own (self);
  if (template == NULL)
    return;
  bytes = moat_files_read (template->path, NULL, &error);
  if (bytes == NULL || g_unlink (template->path) != 0)
    {
      toast (self, error != NULL ? error->message : g_strerror (errno), FALSE);
      return;
    }
  g_free (self->removed_path);
  g_clear_pointer (&self->removed, g_bytes_unref);
  self->removed_path = g_strdup (template->path);
  self->removed = g_steal_pointer (&bytes);
  text = g_strdup_printf (_ ("Deleted “%s”"), moat_template_get_title (template));
  load (self, NULL);
  toast (self, text, TRUE);
}

void
moat_template_chooser_restore (MoatTemplateChooser *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MOAT_IS_TEMPLATE_CHOOSER (self));

  if (self->removed == NULL)
    return;
  if (moat_files_write (self->removed_path, self->removed, NULL, NULL, &error))
    {
      load (self, self->removed_path);
      g_clear_pointer (&self->removed, g_bytes_unref);
    }
  else
    toast (self, error->message, FALSE);
}

typedef struct
{
  MoatTemplateChooser *chooser; /* outlives its dialog */
  char *path;
  GtkWidget *title;
  GtkWidget *summary;
} Renaming;

static void
renaming_free (gpointer data, GClosure *closure)
{
  Renaming *renaming = data;

  g_free (renaming->path);
  g_free (renaming);
}

static void
rename_accepted_cb (MoatFormDialog *dialog, gpointer user_data)
{
  Renaming *renaming = user_data;
  MoatTemplateChooser *self = renaming->chooser;
  const MoatTemplate *template = get_own (self);
  g_autofree char *title = moat_form_dialog_dup_text (renaming->title);
  g_autofree char *summary = moat_form_dialog_dup_text (renaming->summary);
  g_autoptr (GError) error = NULL;

  if (template == NULL || g_strcmp0 (template->path, renaming->path) != 0)
    return;
  if (!moat_template_rename (template, title, summary, &error))
    toast (self, error->message, FALSE);
  load (self, renaming->path);
}

static void
rename_changed_cb (MoatFormDialog *dialog, gpointer user_data)
{
  g_autofree char *title = moat_form_dialog_dup_text (((Renaming *) user_data)->title);

  moat_form_dialog_set_valid (dialog, title != NULL);
}

static void
rename_selected (MoatTemplateChooser *self)
{
  const MoatTemplate *template = get_own (self);
  MoatFormDialog *dialog;
  Renaming *renaming;

  if (template == NULL)
    return;
  dialog = moat_form_dialog_new (GTK_WIDGET (self), _ ("Rename template"), _ ("_Rename"));
  renaming = g_new0 (Renaming, 1);
  renaming->chooser = self;
  renaming->path = g_strdup (template->path);
  renaming->title = moat_form_dialog_add_entry (dialog, _ ("Name"), moat_template_get_title (template));
  renaming->summary = moat_form_dialog_add_entry (dialog, _ ("What it is"),
                                                  moat_template_get_summary (template));
  g_signal_connect (dialog, "changed", G_CALLBACK (rename_changed_cb), renaming);
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (rename_accepted_cb), renaming, renaming_free, 0);
  moat_form_dialog_present (dialog, renaming->title);
}

static void
restore_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_template_chooser_restore (user_data);
}

/* ---- Keys ---- */

static const struct
{
  guint key;
  int offset;
} moves[] = {
  { GDK_KEY_Down, 1 },        { GDK_KEY_KP_Down, 1 },        { GDK_KEY_Up, -1 },
  { GDK_KEY_KP_Up, -1 },      { GDK_KEY_Page_Down, PAGE },   { GDK_KEY_KP_Page_Down, PAGE },
  { GDK_KEY_Page_Up, -PAGE }, { GDK_KEY_KP_Page_Up, -PAGE },
};

/* While one types, the arrows go through the list. */
static gboolean
entry_key_cb (MoatTemplateChooser *self, guint key, guint code, GdkModifierType state)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    if (moves[i].key == key)
      {
        moat_template_list_move (self->list, moves[i].offset);
        return TRUE;
      }

  return FALSE;
}

/* In a list of GTK 4.8, Tab goes from row to row; the arrows do that. */
static gboolean
leave_list (MoatTemplateChooser *self, guint key)
{
  if (key == GDK_KEY_Tab)
    return gtk_widget_child_focus (GTK_WIDGET (self->details), GTK_DIR_TAB_FORWARD);
  if (key == GDK_KEY_ISO_Left_Tab)
    return gtk_widget_grab_focus (self->entry);

  return FALSE;
}

static gboolean
list_key_cb (MoatTemplateChooser *self, guint key, guint code, GdkModifierType state)
{
  if (leave_list (self, key))
    return TRUE;
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || get_own (self) == NULL)
    return FALSE;
  if (key == GDK_KEY_F2)
    rename_selected (self);
  else if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    moat_template_chooser_remove (self);
  else
    return FALSE;

  return TRUE;
}

static void
add_keys (MoatTemplateChooser *self, GtkWidget *widget, gpointer callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, keys);
}

static gboolean
accept_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  moat_template_chooser_accept (MOAT_TEMPLATE_CHOOSER (widget));

  return TRUE;
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

/* ---- The window ---- */

static GtkWidget *
build_side (MoatTemplateChooser *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->entry = gtk_search_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search templates"), -1);
  gtk_widget_add_css_class (self->entry, "moat-template-search");
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (moat_template_chooser_accept), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  add_keys (self, self->entry, entry_key_cb);
  self->list = moat_template_list_new ();
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  g_signal_connect_object (self->list, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activated", G_CALLBACK (moat_template_chooser_accept), self,
                           G_CONNECT_SWAPPED);
  add_keys (self, GTK_WIDGET (self->list), list_key_cb);
  self->problems = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problems, TRUE);
  gtk_label_set_wrap_mode (self->problems, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->problems, TRUE);
  gtk_label_set_xalign (self->problems, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problems), "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->problems), "moat-row");
  gtk_box_append (GTK_BOX (side), self->entry);
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->problems));
  gtk_widget_set_size_request (side, 340, -1);

  return side;
}

static GtkWidget *
build_details (MoatTemplateChooser *self, MoatDocument *document, const char *use_case_id)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->details = moat_template_details_new (document, use_case_id);
  g_signal_connect_object (self->details, "rename", G_CALLBACK (rename_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "remove", G_CALLBACK (moat_template_chooser_remove), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->details));
  gtk_widget_set_hexpand (scroller, TRUE);

  return scroller;
}

static void
build (MoatTemplateChooser *self, MoatDocument *document, const char *use_case_id)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *header = moat_dialog_header_new (GTK_WINDOW (self), &self->accept);
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_button_set_label (GTK_BUTTON (self->accept), document != NULL ? _ ("_Insert") : _ ("_Create"));
  g_signal_connect_object (self->accept, "clicked", G_CALLBACK (moat_template_chooser_accept), self,
                           G_CONNECT_SWAPPED);
  moat_dialog_header_add_accept (GTK_SHORTCUT_CONTROLLER (shortcuts), accept_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
  gtk_box_append (GTK_BOX (panes), build_side (self));
  gtk_box_append (GTK_BOX (panes), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (panes), build_details (self, document, use_case_id));
  gtk_widget_set_vexpand (panes, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), panes);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, box);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
}

static void
moat_template_chooser_dispose (GObject *object)
{
  MoatTemplateChooser *self = MOAT_TEMPLATE_CHOOSER (object);

  self->is_going = TRUE;
  /* The rows and the details borrow from the templates. */
  adw_window_set_content (ADW_WINDOW (self), NULL);
  g_clear_pointer (&self->templates, g_ptr_array_unref);

  G_OBJECT_CLASS (moat_template_chooser_parent_class)->dispose (object);
}

static void
moat_template_chooser_finalize (GObject *object)
{
  MoatTemplateChooser *self = MOAT_TEMPLATE_CHOOSER (object);

  g_strfreev (self->folders);
  g_free (self->removed_path);
  g_clear_pointer (&self->removed, g_bytes_unref);

  G_OBJECT_CLASS (moat_template_chooser_parent_class)->finalize (object);
}

static void
moat_template_chooser_class_init (MoatTemplateChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = moat_template_chooser_dispose;
  object_class->finalize = moat_template_chooser_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, close_cb, NULL);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
}

static void
moat_template_chooser_init (MoatTemplateChooser *self)
{
  static const GActionEntry entries[] = { { "restore", restore_activated } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "templates", G_ACTION_GROUP (actions));
}

MoatTemplateChooser *
moat_template_chooser_new (GtkWidget *widget,
                           MoatDocument *document,
                           const char *use_case_id,
                           const char *model_path)
{
  MoatTemplateChooser *self
      = g_object_new (MOAT_TYPE_TEMPLATE_CHOOSER, "title",
                      document != NULL ? _ ("Insert a template") : _ ("New from a template"), "modal", TRUE,
                      "transient-for", gtk_widget_get_root (widget), "destroy-with-parent", TRUE,
                      "default-width", 940, "default-height", 640, NULL);

  self->has_elements = document != NULL;
  self->folders = moat_templates_list_folders (model_path);
  build (self, document, use_case_id);
  load (self, NULL);
  gtk_window_set_focus (GTK_WINDOW (self), self->entry);

  return self;
}
