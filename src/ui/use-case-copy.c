/* Use cases from one model to another (see use-case-copy.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "use-case-copy.h"

#include "bring.h"
#include "compat.h"
#include "file-filters.h"
#include "form-dialog.h"
#include "query.h"
#include "switch-row.h"
#include "toast.h"
#include "window.h"

#include <glib/gi18n-lib.h>

/* ---- Doing it ---- */

/* One undo step in the model of @page, which then shows the first of them. */
static void
bring (MoatPage *page, MoatDocument *source, GPtrArray *use_cases, gboolean has_moves)
{
  MoatDocument *document = moat_page_get_document (page);
  const MoatBringing how = { .has_moves = has_moves };
  g_autoptr (GPtrArray) brought = NULL;
  g_autofree char *text = NULL;
  MoatRecord *first = NULL;

  if (use_cases->len == 0)
    return;
  MOAT_TRANSACTION (document, _ ("Copy use case"))
  brought = moat_bring_use_cases (document, source, use_cases, &how);
  for (guint i = 0; i < brought->len && first == NULL; i++)
    if (moat_record_get_kind (g_ptr_array_index (brought, i)) == MOAT_KIND_USE_CASE)
      first = g_ptr_array_index (brought, i);
  if (first == NULL)
    return;
  moat_page_set_use_case (page, moat_record_get_id (first));
  text = use_cases->len == 1 ? g_strdup_printf (_ ("Copied “%s” here"), moat_record_get_title (first))
                             : g_strdup_printf (ngettext ("Copied %u use case here",
                                                          "Copied %u use cases here", use_cases->len),
                                                use_cases->len);
  moat_toast_show_undo (GTK_WIDGET (page), text);
}

static const char *
get_title (MoatRecord *use_case)
{
  const char *title = moat_record_get_title (use_case);

  return *title != '\0' ? title : _ ("Untitled use case");
}

/* ---- To another model that is open ---- */

typedef struct
{
  MoatPage *page;   /* owned */
  char *use_case;   /* the id of what is copied */
  GPtrArray *pages; /* of MoatPage: where it could go */
  GtkWidget *models;
  GtkWidget *moves;
} Copying;

static void
copying_free (gpointer data, GClosure *closure)
{
  Copying *copying = data;

  g_object_unref (copying->page);
  g_free (copying->use_case);
  g_ptr_array_unref (copying->pages);
  g_free (copying);
}

static GPtrArray *
list_other_pages (MoatPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkApplication *application = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;
  GPtrArray *pages = g_ptr_array_new_with_free_func (g_object_unref);

  for (GList *l = application != NULL ? gtk_application_get_windows (application) : NULL; l; l = l->next)
    {
      MoatPage *other = MOAT_IS_WINDOW (l->data) ? moat_window_get_page (l->data) : NULL;

      if (other != NULL && moat_page_get_document (other) != moat_page_get_document (page))
        g_ptr_array_add (pages, g_object_ref (other));
    }

  return pages;
}

static void
copy_accepted_cb (MoatFormDialog *dialog, gpointer user_data)
{
  Copying *copying = user_data;
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (copying->models));
  MoatPage *target = position < copying->pages->len ? g_ptr_array_index (copying->pages, position) : NULL;
  GtkRoot *root = target != NULL ? gtk_widget_get_root (GTK_WIDGET (target)) : NULL;
  MoatDocument *source = moat_page_get_document (copying->page);
  g_autoptr (GPtrArray) use_cases = g_ptr_array_new ();
  MoatRecord *use_case = moat_document_find_kind (source, copying->use_case, MOAT_KIND_USE_CASE);

  /* It may have been closed meanwhile. */
  if (root == NULL || use_case == NULL)
    return;
  g_ptr_array_add (use_cases, use_case);
  bring (target, source, use_cases, moat_switch_row_get_active (copying->moves));
  gtk_window_present (GTK_WINDOW (root));
}

void
moat_use_case_copy_present (MoatPage *page)
{
  g_autoptr (GPtrArray) pages = list_other_pages (page);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  MoatRecord *use_case = moat_document_find_kind (moat_page_get_document (page),
                                                  moat_page_get_use_case (page), MOAT_KIND_USE_CASE);
  g_autofree char *about = NULL;
  MoatFormDialog *dialog;
  Copying *copying;

  if (use_case == NULL)
    return;
  if (pages->len == 0)
    {
      moat_toast_show (GTK_WIDGET (page), _ ("Open the other model first, in a window of its own"));
      return;
    }

  for (guint i = 0; i < pages->len; i++)
    gtk_string_list_append (names,
                            moat_session_get_title (moat_page_get_session (g_ptr_array_index (pages, i))));
  dialog = moat_form_dialog_new (GTK_WIDGET (page), _ ("Copy use case"), _ ("_Copy"));
  about = g_strdup_printf (_ ("“%s” goes into another model, as a use case of its own."),
                           get_title (use_case));
  moat_form_dialog_set_description (dialog, about);
  copying = g_new0 (Copying, 1);
  copying->page = g_object_ref (page);
  copying->use_case = g_strdup (moat_record_get_id (use_case));
  copying->pages = g_steal_pointer (&pages);
  copying->models = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (copying->models), _ ("Into"));
  adw_combo_row_set_model (ADW_COMBO_ROW (copying->models), G_LIST_MODEL (names));
  moat_form_dialog_add (dialog, copying->models);
  copying->moves = moat_form_dialog_add (dialog, moat_switch_row_new (_ ("With attacker moves and decisions"),
                                                                      NULL, TRUE));
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (copy_accepted_cb), copying, copying_free, 0);
  moat_form_dialog_present (dialog, copying->models);
}

/* ---- From a file ---- */

typedef struct
{
  MoatPage *page;         /* owned */
  MoatDocument *document; /* owned */
  GPtrArray *rows;        /* switch rows, borrowed: one a use case, in their order */
  GtkWidget *moves;
} Choosing;

static void
choosing_free (gpointer data, GClosure *closure)
{
  Choosing *choosing = data;

  g_object_unref (choosing->page);
  g_object_unref (choosing->document);
  g_ptr_array_unref (choosing->rows);
  g_free (choosing);
}

static void
bring_accepted_cb (MoatFormDialog *dialog, gpointer user_data)
{
  Choosing *choosing = user_data;
  GPtrArray *list = moat_document_list (choosing->document, MOAT_KIND_USE_CASE);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < choosing->rows->len; i++)
    if (moat_switch_row_get_active (g_ptr_array_index (choosing->rows, i)))
      g_ptr_array_add (chosen, g_ptr_array_index (list, i));
  bring (choosing->page, choosing->document, chosen, moat_switch_row_get_active (choosing->moves));
}

static char *
dup_contents (MoatDocument *document, MoatRecord *use_case)
{
  const char *id = moat_record_get_id (use_case);
  g_autoptr (GPtrArray) steps = moat_document_list_children (document, id, MOAT_KIND_STEP);
  g_autoptr (GPtrArray) threats = moat_query_threats (document, id);
  g_autofree char *n_steps = g_strdup_printf (ngettext ("%u step", "%u steps", steps->len), steps->len);
  g_autofree char *n_moves
      = g_strdup_printf (ngettext ("%u attacker move", "%u attacker moves", threats->len), threats->len);

  return g_strdup_printf ("%s · %s", n_steps, n_moves);
}

void
moat_use_case_bring_present (MoatPage *page, MoatDocument *document)
{
  GPtrArray *use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);
  MoatFormDialog *dialog = moat_form_dialog_new (GTK_WIDGET (page), _ ("Bring use cases"), _ ("_Bring"));
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->page = g_object_ref (page);
  choosing->document = g_object_ref (document);
  choosing->rows = g_ptr_array_new ();
  moat_form_dialog_set_description (
      dialog, _ ("Each becomes a use case of this model. Data and decisions that say the same are joined."));
  for (guint i = 0; i < use_cases->len; i++)
    {
      MoatRecord *use_case = g_ptr_array_index (use_cases, i);
      g_autofree char *contents = dup_contents (document, use_case);

      g_ptr_array_add (choosing->rows,
                       moat_form_dialog_add (dialog,
                                             moat_switch_row_new (get_title (use_case), contents, i == 0)));
    }
  choosing->moves = moat_form_dialog_add (dialog,
                                          moat_switch_row_new (_ ("With attacker moves and decisions"), NULL,
                                                               TRUE));
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (bring_accepted_cb), choosing, choosing_free, 0);
  moat_form_dialog_present (dialog, g_ptr_array_index (choosing->rows, 0));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MoatPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatSession) session = moat_session_open_finish (result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (page)) == NULL)
    return;
  if (session != NULL)
    moat_use_case_bring_present (page, moat_session_get_document (session));
  else if (error != NULL)
    moat_window_report_error (MOAT_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), _ ("Not opened"),
                              error->message);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MoatPage) page = user_data;
  g_autoptr (GFile) file = moat_compat_choose_one_finish (result, NULL);

  if (file != NULL)
    moat_session_open_async (file, NULL, opened_cb, g_steal_pointer (&page));
}

void
moat_use_case_bring_choose (MoatPage *page)
{
  GFile *model = moat_session_get_file (moat_page_get_session (page));
  g_autoptr (GListModel) filters = moat_file_filters_for_opening ();
  const MoatFileChoice choice = {
    .mode = MOAT_CHOOSE_OPEN,
    .title = _ ("Bring use cases of a model"),
    .filters = filters,
    .beside = model,
  };

  moat_compat_choose_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), &choice,
                                 file_chosen_cb, g_object_ref (page));
}
