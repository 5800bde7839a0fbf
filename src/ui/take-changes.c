/* Taking what was edited in SECURITY.md into a page's model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "take-changes.h"

#include "compat.h"
#include "export.h"
#include "files.h"
#include "sync.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* The list is this wide, and scrolls from this height on, in pixels and letters. */
#define LIST_WIDTH   460
#define LIST_LETTERS 54
#define LIST_HEIGHT  360

/* What is asked about, until it is answered. */
typedef struct
{
  MoatPage *page;
  GBytes *bytes;
  gboolean prune;
  MoatSyncPreference prefer;
} Taking;

static void
taking_free (Taking *taking)
{
  g_object_unref (taking->page);
  g_bytes_unref (taking->bytes);
  g_free (taking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

static void take (Taking *taking);

/* ---- What there is to say ---- */

static void
append_line (GString *markup, const char *label, const char *value)
{
  g_autofree char *text = NULL;

  if (value == NULL)
    return;
  text = g_markup_printf_escaped ("\n%s%s", label, *value != '\0' ? value : _ ("(empty)"));
  g_string_append (markup, text);
}

/* A heading for each, and under it what both sides say. */
static char *
list_items (const MoatSync *sync)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < sync->items->len; i++)
    {
      const MoatSyncItem *item = g_ptr_array_index (sync->items, i);
      g_autofree char *heading = g_markup_printf_escaped ("%s: %s", moat_sync_type_get_label (item->type), item->what);

      g_string_append_printf (markup, "%s<b>%s</b>", markup->len > 0 ? "\n\n" : "", heading);
      /* TRANSLATORS: before what the model says of something, and what SECURITY.md says. */
      append_line (markup, _ ("Model: "), item->model);
      append_line (markup, _ ("SECURITY.md: "), item->file);
      append_line (markup, "", item->message);
    }

  return g_string_free (markup, FALSE);
}

static gboolean
has_type (const MoatSync *sync, MoatSyncType type)
{
  for (guint i = 0; i < sync->items->len; i++)
    if (((const MoatSyncItem *) g_ptr_array_index (sync->items, i))->type == type)
      return TRUE;

  return FALSE;
}

static GtkWidget *
new_list (const MoatSync *sync)
{
  g_autofree char *markup = list_items (sync);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* What it asks for in height is by this width. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), LIST_LETTERS);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_set_size_request (scroller, LIST_WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);

  return scroller;
}

/* ---- Asking ---- */

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(Taking) taking = user_data;
  const char *answer = moat_compat_ask_finish (result);

  if (gtk_widget_get_root (GTK_WIDGET (taking->page)) == NULL)
    return;
  if (g_str_equal (answer, "prune"))
    taking->prune = TRUE;
  else if (g_str_equal (answer, "file"))
    taking->prefer = MOAT_SYNC_PREFER_FILE;
  else
    return;
  take (g_steal_pointer (&taking));
}

/* What cannot be taken has to be changed first; for the rest there is an answer. */
static void
ask (Taking *taking, const MoatSync *sync)
{
  gboolean has_missing = has_type (sync, MOAT_SYNC_MISSING);
  gboolean has_conflict = has_type (sync, MOAT_SYNC_CONFLICT) && taking->prefer == MOAT_SYNC_ASK;
  MoatAnswer answers[] = { { "close", _ ("_Close"), ADW_RESPONSE_DEFAULT }, { NULL }, { NULL }, { NULL } };
  guint n_answers = 1;

  if (has_missing)
    answers[n_answers++] = (MoatAnswer){ "prune", _ ("_Delete them too"), ADW_RESPONSE_DESTRUCTIVE };
  if (has_conflict)
    answers[n_answers++] = (MoatAnswer){ "file", _ ("Take the _file’s"), ADW_RESPONSE_DEFAULT };

  moat_compat_ask_async (GTK_WIDGET (taking->page),
                         &(MoatInquiry){
                             .heading = _ ("Nothing was taken yet"),
                             .body = _ ("Some of it is to be decided first, here or in the file."),
                             .extra = new_list (sync),
                             .answers = answers,
                             .preferred = "close" },
                         decided_cb, taking);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatPage) page = user_data;

  if (g_str_equal (moat_compat_ask_finish (result), "undo"))
    g_action_activate (g_action_map_lookup_action (moat_page_get_actions (page), "undo"), NULL);
}

static void
show_taken (MoatPage *page, const MoatSync *sync)
{
  const MoatAnswer answers[] = { { "close", _ ("_Close"), ADW_RESPONSE_DEFAULT },
                                 { "undo", _ ("_Undo"), ADW_RESPONSE_DEFAULT },
                                 { NULL } };

  moat_compat_ask_async (GTK_WIDGET (page),
                         &(MoatInquiry){ .heading = _ ("Taken from SECURITY.md"),
                                         .body = _ ("Save the model, then write SECURITY.md from its tab."),
                                         .extra = new_list (sync),
                                         .answers = answers,
                                         .preferred = "close" },
                         answered_cb, g_object_ref (page));
}

static void
show_problem (MoatPage *page, const char *message)
{
  const MoatAnswer answers[] = { { "close", _ ("_Close"), ADW_RESPONSE_DEFAULT }, { NULL } };
  g_autofree char *body = g_strdup_printf (_ ("%s\n\nThe model is not affected."), message);

  moat_compat_ask_async (GTK_WIDGET (page),
                         &(MoatInquiry){
                             .heading = _ ("SECURITY.md cannot be read"), .body = body, .answers = answers },
                         NULL, NULL);
}

/* ---- Taking ---- */

static void
take (Taking *taking)
{
  g_autoptr(Taking) owned = taking;
  MoatSession *session = moat_page_get_session (taking->page);
  g_autofree char *base_name = moat_export_dup_base_name (session);
  const MoatSyncOptions options
      = { .base_name = base_name, .prune = taking->prune, .prefer = taking->prefer };
  g_autoptr(GError) error = NULL;
  g_autoptr(MoatSync) sync = moat_sync_run (moat_session_get_document (session), taking->bytes, &options,
                                             &error);

  if (sync == NULL)
    show_problem (taking->page, error->message);
  else if (sync->is_blocked)
    ask (g_steal_pointer (&owned), sync);
  else if (sync->items->len == 0)
    moat_toast_show (GTK_WIDGET (taking->page), _ ("Nothing in SECURITY.md is new to the model."));
  else
    show_taken (taking->page, sync);
}

void
moat_take_changes_from (MoatPage *page, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = path != NULL ? moat_files_read (path, NULL, &error) : NULL;
  Taking *taking;

  moat_page_finish_editing (page);
  if (bytes == NULL)
    {
      show_problem (page, error != NULL ? error->message : _ ("This place has no files on disk."));
      return;
    }
  taking = g_new0 (Taking, 1);
  taking->page = g_object_ref (page);
  taking->bytes = g_steal_pointer (&bytes);
  take (taking);
}

/* ---- Choosing ---- */

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatPage) page = user_data;
  g_autoptr(GFile) file = moat_compat_choose_one_finish (result, NULL);

  if (file != NULL)
    moat_take_changes_from (page, file);
}

static GListModel *
new_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) markdown = gtk_file_filter_new ();

  gtk_file_filter_set_name (markdown, _ ("Markdown"));
  gtk_file_filter_add_suffix (markdown, "md");
  gtk_file_filter_add_suffix (markdown, "markdown");
  g_list_store_append (filters, markdown);

  return G_LIST_MODEL (filters);
}

void
moat_take_changes_choose (MoatPage *page)
{
  GFile *model = moat_session_get_file (moat_page_get_session (page));
  g_autoptr(GFile) folder = model ? g_file_get_parent (model) : NULL;
  g_autoptr(GListModel) filters = new_filters ();
  const MoatFileChoice choice = {
    .mode = MOAT_CHOOSE_OPEN,
    .title = _ ("Take changes from SECURITY.md"),
    .accept = _ ("_Take"),
    .filters = filters,
    .folder = folder,
  };

  moat_compat_choose_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), &choice, chosen_cb,
                                 g_object_ref (page));
}
