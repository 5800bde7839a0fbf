/* Taking what was edited in SECURITY.md into a page's model (see take-changes.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "take-changes.h"

#include "choice-dialog.h"
#include "choose-beside.h"
#include "compat.h"
#include "diff-view.h"
#include "export.h"
#include "files.h"
#include "git-history.h"
#include "report-save.h"
#include "sync.h"
#include "take-cards.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* As many states of the file are looked through for what was published. */
#define MAX_OLDER 20

/* What is asked about, as long as its dialog is open. */
typedef struct
{
  MoatPage *page;
  GFile *file;
  GBytes *bytes; /* what it held when it was read, at @etag */
  char *etag;
  char *base_name;
  MoatChoiceDialog *dialog; /* borrowed: it owns this */
  MoatTakeCards *cards;
  MoatDiffView *diff;     /* borrowed */
  GtkCheckButton *writes; /* borrowed */
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_object_unref (taking->page);
  g_object_unref (taking->file);
  g_clear_pointer (&taking->bytes, g_bytes_unref);
  g_clear_pointer (&taking->cards, moat_take_cards_free);
  g_free (taking->etag);
  g_free (taking->base_name);
  g_free (taking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

static void
show_problem (GtkWidget *widget, const char *heading, const char *body)
{
  const MoatAnswer answers[] = { { "close", _ ("_Close"), ADW_RESPONSE_DEFAULT }, { NULL } };

  moat_compat_ask_async (widget, &(MoatInquiry){ .heading = heading, .body = body, .answers = answers }, NULL,
                         NULL);
}

static void
show_unreadable (GtkWidget *widget, const char *message)
{
  g_autofree char *body = g_strdup_printf (_ ("%s\n\nThe model is not affected."), message);

  show_problem (widget, _ ("SECURITY.md cannot be read"), body);
}

/* ---- Comparing ---- */

/* With the answers given so far. @older: of GBytes, or NULL. */
static MoatSync *
run (const Taking *taking, gboolean is_dry, GPtrArray *older, GError **error)
{
  g_autoptr(GHashTable) answers = taking->cards != NULL ? moat_take_cards_list_answers (taking->cards)
                                                         : NULL;
  const MoatSyncOptions options
      = { .base_name = taking->base_name, .is_dry = is_dry, .answers = answers, .older = older };

  return moat_sync_run (moat_page_get_document (taking->page), taking->bytes, &options, error);
}

/* What the answers did not settle, or brought up, is there to decide. */
static void
show_open (Taking *taking, const MoatSync *sync)
{
  MoatChoiceCard *first = moat_take_cards_update (taking->cards, taking->dialog, sync);

  if (first != NULL)
    moat_choice_dialog_show_card (taking->dialog, first);
}

static void
preview_cb (Taking *taking)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MoatSync) sync = run (taking, TRUE, NULL, &error);
  g_autofree char *before = moat_sync_dup_readable (taking->bytes);
  g_autofree char *after = NULL;

  if (sync == NULL)
    {
      show_problem (GTK_WIDGET (taking->dialog), _ ("The file cannot be kept as it is"), error->message);
      return;
    }
  after = moat_sync_dup_readable (sync->bytes != NULL ? sync->bytes : taking->bytes);
  moat_diff_view_set_texts (taking->diff, before, after);
  moat_diff_view_scroll_to_change (taking->diff);
}

/* ---- Taking ---- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatPage) page = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *body = NULL;

  if (moat_report_save_finish (MOAT_SESSION (source), result, &error)
      || gtk_widget_get_root (GTK_WIDGET (page)) == NULL)
    return;
  body = g_strdup_printf (_ ("%s\n\nWhat was taken is in the model. Write the file from its tab."),
                          error->message);
  show_problem (GTK_WIDGET (page), _ ("SECURITY.md was not written"), body);
}

static void
finish (Taking *taking, const MoatSync *sync)
{
  MoatPage *page = taking->page;
  guint n_taken = sync->items->len;
  g_autofree char *text = g_strdup_printf (ngettext ("Took %u change from SECURITY.md",
                                                     "Took %u changes from SECURITY.md", n_taken),
                                           n_taken);

  if (n_taken > 0)
    moat_toast_show_undo (GTK_WIDGET (page), text);
  if (gtk_check_button_get_active (taking->writes))
    moat_report_save_async (moat_page_get_session (page), taking->file, sync->bytes, taking->etag, saved_cb,
                            g_object_ref (page));
  gtk_window_close (GTK_WINDOW (taking->dialog));
}

/* Somebody wrote the file since it was read: what was decided is about another text. */
static gboolean
is_stale (const Taking *taking)
{
  g_autofree char *path = g_file_get_path (taking->file);
  g_autofree char *etag = moat_files_get_etag (path);

  return g_strcmp0 (etag, taking->etag) != 0;
}

static void
begin_anew (Taking *taking)
{
  g_autoptr(MoatPage) page = g_object_ref (taking->page);
  g_autoptr(GFile) file = g_object_ref (taking->file);

  gtk_window_close (GTK_WINDOW (taking->dialog));
  moat_toast_show (GTK_WIDGET (page), _ ("SECURITY.md was changed meanwhile. Nothing was taken."));
  moat_take_changes_from (page, file);
}

static void
accepted_cb (Taking *taking)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MoatSync) sync = NULL;

  if (is_stale (taking))
    {
      begin_anew (taking);
      return;
    }
  sync = run (taking, FALSE, NULL, &error);
  if (sync == NULL)
    show_problem (GTK_WIDGET (taking->dialog), _ ("The file cannot be kept as it is"), error->message);
  else if (sync->is_blocked)
    show_open (taking, sync);
  else
    finish (taking, sync);
}

/* ---- The dialog ---- */

static GtkWidget *
new_footer (Taking *taking)
{
  gboolean has_file = moat_session_get_file (moat_page_get_session (taking->page)) != NULL;
  GtkWidget *button = gtk_check_button_new_with_mnemonic (
      has_file ? _ ("Then _save the model and write SECURITY.md, so that both say the same")
               : _ ("Then _write SECURITY.md, so that both say the same"));

  taking->writes = GTK_CHECK_BUTTON (button);
  gtk_check_button_set_active (taking->writes, TRUE);

  return button;
}

static void
show_dialog (Taking *taking, const MoatSync *sync)
{
  MoatChoiceDialog *dialog = moat_choice_dialog_new (GTK_WIDGET (taking->page), _ ("Changes in SECURITY.md"),
                                                     _ ("_Apply"));

  taking->dialog = dialog;
  taking->cards = moat_take_cards_new (moat_page_get_document (taking->page));
  taking->diff = MOAT_DIFF_VIEW (moat_diff_view_new ());
  moat_choice_dialog_set_description (
      dialog, _ ("The file says what the model does not. Choose for each; nothing is changed before you "
                 "apply."));
  moat_choice_dialog_add_all (dialog, _ ("All as the _model"), MOAT_SYNC_TAKE_MODEL);
  moat_choice_dialog_add_all (dialog, _ ("All as the _file"), MOAT_SYNC_TAKE_FILE);
  moat_take_cards_fill (taking->cards, dialog, sync);
  moat_choice_dialog_set_preview (dialog, GTK_WIDGET (taking->diff));
  moat_choice_dialog_set_footer (dialog, new_footer (taking));
  g_object_set_data_full (G_OBJECT (dialog), "moat-taking", taking, taking_free);
  g_signal_connect_swapped (dialog, "accepted", G_CALLBACK (accepted_cb), taking);
  g_signal_connect_swapped (dialog, "preview", G_CALLBACK (preview_cb), taking);
  moat_choice_dialog_present (dialog);
}

/* ---- What was published ---- */

/* Whether something was published of which only the digest is known. */
static gboolean
has_forgotten (const MoatSync *sync)
{
  for (guint i = 0; i < sync->questions->len; i++)
    {
      const MoatSyncQuestion *question = g_ptr_array_index (sync->questions, i);

      if (question->was_published && question->published == NULL && question->column >= 0)
        return TRUE;
    }

  return FALSE;
}

static void
list_older_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_task_return_pointer (task, moat_git_history_list_contents (path, MAX_OLDER, cancellable),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(Taking) taking = user_data;
  g_autoptr(GPtrArray) older = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(MoatSync) sync = NULL;

  /* The window was closed, or shows another model. */
  if (gtk_widget_get_root (GTK_WIDGET (taking->page)) == NULL)
    return;
  sync = run (taking, TRUE, older, &error);
  if (sync != NULL && sync->questions->len > 0)
    show_dialog (g_steal_pointer (&taking), sync);
}

/* Where git knows the file, an earlier state of it says what was published. */
static void
look_for_older (Taking *taking, const char *path)
{
  g_autoptr(GTask) task = g_task_new (taking->page, NULL, listed_cb, taking);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, list_older_in_thread);
}

void
moat_take_changes_from (MoatPage *page, GFile *file)
{
  g_autoptr(Taking) taking = g_new0 (Taking, 1);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr(GError) error = NULL;
  g_autoptr(MoatSync) sync = NULL;

  moat_page_finish_editing (page);
  taking->page = g_object_ref (page);
  taking->file = g_object_ref (file);
  taking->base_name = moat_export_dup_base_name (moat_page_get_session (page));
  taking->bytes = path != NULL ? moat_files_read (path, &taking->etag, &error) : NULL;
  if (taking->bytes != NULL)
    sync = run (taking, TRUE, NULL, &error);

  if (sync == NULL)
    show_unreadable (GTK_WIDGET (page),
                     error != NULL ? error->message : _ ("This place has no files on disk."));
  else if (sync->questions->len == 0)
    moat_toast_show (GTK_WIDGET (page), _ ("Nothing in SECURITY.md is new to the model."));
  else if (has_forgotten (sync))
    look_for_older (g_steal_pointer (&taking), path);
  else
    show_dialog (g_steal_pointer (&taking), sync);
}

/* ---- Which file ---- */

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatPage) page = user_data;
  g_autoptr(GFile) file = moat_compat_choose_one_finish (result, NULL);

  if (file != NULL)
    moat_take_changes_from (page, file);
}

void
moat_take_changes (MoatPage *page)
{
  static const char *const suffixes[] = { "md", "markdown", NULL };
  GFile *file = moat_report_watch_get_file (moat_page_get_report_watch (page));

  /* What another program did to both files would be taken for edits of one of them. */
  if (moat_session_check_disk (moat_page_get_session (page)) == MOAT_DISK_CHANGED)
    show_problem (GTK_WIDGET (page), _ ("The model was changed by another program"),
                  _ ("Reload it first: then only what is new in SECURITY.md is left to look at."));
  else if (file != NULL && g_file_query_exists (file, NULL))
    moat_take_changes_from (page, file);
  else
    moat_choose_beside_async (page,
                              &(MoatBeside){ .mode = MOAT_CHOOSE_OPEN,
                                             .title = _ ("Take changes from SECURITY.md"),
                                             .accept = _ ("_Take"),
                                             .kind = _ ("Markdown"),
                                             .suffixes = suffixes },
                              chosen_cb, g_object_ref (page));
}
