/* Saving a selection as a template (see template-save.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "template-save.h"

#include "clipboard.h"
#include "form-dialog.h"
#include "switch-row.h"
#include "templates.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *widget; /* owned: where toasts are shown */
  char *fragment;    /* what was selected when it was asked for */
  char **folders;    /* the person's, then the team's if there is one */
  GtkWidget *title;
  GtkWidget *summary;
  GtkWidget *moves;
  GtkWidget *place; /* or NULL */
} Saving;

static void
saving_free (gpointer data, GClosure *closure)
{
  Saving *saving = data;

  g_object_unref (saving->widget);
  g_free (saving->fragment);
  g_strfreev (saving->folders);
  g_free (saving);
}

/* ---- What ---- */

static char *
write_selection (MoatSelection *selection)
{
  MoatClip *clip = moat_clip_new (selection);
  g_autoptr (GBytes) bytes = moat_clip_to_bytes (clip, MOAT_CLIP_MIME_FRAGMENT, NULL);

  moat_clip_unref (clip);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
write_use_case (MoatDocument *document, const char *use_case_id)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  MoatRecord *use_case = moat_document_find_kind (document, use_case_id, MOAT_KIND_USE_CASE);

  if (use_case != NULL)
    g_ptr_array_add (records, use_case);

  return moat_fragment_write (document, records);
}

/* ---- Doing it ---- */

static void
say (Saving *saving, const GError *error, const char *title)
{
  g_autofree char *text = error != NULL
                              ? g_strdup_printf (_ ("The template was not saved: %s"), error->message)
                              : g_strdup_printf (_ ("Saved the template “%s”"), title);

  moat_toast_show (saving->widget, text);
}

static void
accepted_cb (MoatFormDialog *dialog, gpointer user_data)
{
  Saving *saving = user_data;
  guint place = saving->place != NULL ? adw_combo_row_get_selected (ADW_COMBO_ROW (saving->place)) : 0;
  g_autofree char *title = moat_form_dialog_dup_text (saving->title);
  g_autofree char *summary = moat_form_dialog_dup_text (saving->summary);
  const MoatTemplateWords words = { title, summary, moat_switch_row_get_active (saving->moves) };
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = moat_template_new (saving->fragment, &words, &error);
  g_autofree char *path = NULL;

  /* The team's comes first in the list of places, the person's in that of folders. */
  if (document != NULL)
    path = moat_template_save (document, saving->folders[saving->place != NULL && place == 0 ? 1 : 0],
                               &error);
  say (saving, path != NULL ? NULL : error, title);
}

static void
changed_cb (MoatFormDialog *dialog, gpointer user_data)
{
  g_autofree char *title = moat_form_dialog_dup_text (((Saving *) user_data)->title);

  moat_form_dialog_set_valid (dialog, title != NULL);
}

/* ---- Asking ---- */

static GtkWidget *
new_place_row (void)
{
  const char *const places[] = { _ ("With the model, for the team"), _ ("On this computer, for me"), NULL };
  g_autoptr (GtkStringList) labels = gtk_string_list_new (places);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Keep it"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));

  return row;
}

void
moat_template_save_present (GtkWidget *widget,
                            MoatSelection *selection,
                            const char *use_case_id,
                            const char *model_path)
{
  MoatDocument *document = moat_selection_get_document (selection);
  gboolean is_part = !moat_selection_is_empty (selection);
  MoatFormDialog *dialog = moat_form_dialog_new (widget, _ ("Save as template"), _ ("_Save"));
  Saving *saving = g_new0 (Saving, 1);

  saving->widget = g_object_ref (widget);
  saving->fragment = is_part ? write_selection (selection) : write_use_case (document, use_case_id);
  saving->folders = moat_templates_list_folders (model_path);

  moat_form_dialog_set_description (
      dialog, is_part
                  ? _ ("What is selected, and what hangs on it. Owners, tickets, results and evidence stay "
                       "behind: they are this product’s.")
                  : _ ("All of this use case. Owners, tickets, results and evidence stay behind: they are "
                       "this product’s."));
  saving->title = moat_form_dialog_add_entry (dialog, _ ("Name"), NULL);
  saving->summary = moat_form_dialog_add_entry (dialog, _ ("What it is"), NULL);
  saving->moves = moat_form_dialog_add (dialog, moat_switch_row_new (_ ("With attacker moves and decisions"),
                                                                     NULL, TRUE));
  if (model_path != NULL)
    saving->place = moat_form_dialog_add (dialog, new_place_row ());
  moat_form_dialog_set_valid (dialog, FALSE);
  g_signal_connect (dialog, "changed", G_CALLBACK (changed_cb), saving);
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (accepted_cb), saving, saving_free, 0);
  moat_form_dialog_present (dialog, saving->title);
}
