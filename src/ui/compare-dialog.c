/* What to compare with (see compare-dialog.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "compare-dialog.h"

#include "compat.h"
#include "query.h"

#include <glib/gi18n-lib.h>

/* Reviews to choose from: the latest. */
#define MAX_REVIEWS 5

struct _MoatCompareDialog
{
  AdwWindow parent_instance;

  MoatSession *session;
  char *path; /* the model's, or NULL */
  GCancellable *cancellable;

  AdwPreferencesGroup *history;
  GtkWidget *revision;
  GtkWidget *note; /* why there is no history, or that it is being read */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatCompareDialog, moat_compare_dialog, ADW_TYPE_WINDOW)

/* Takes @earlier. */
static void
choose (MoatCompareDialog *self, MoatEarlier *earlier)
{
  g_autoptr (MoatEarlier) chosen = earlier;

  g_signal_emit (self, signals[CHOSEN], 0, chosen);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- Rows ---- */

/* @earlier is taken; NULL: the row cannot be chosen. */
static GtkWidget *
new_row (const char *title, const char *subtitle, MoatEarlier *earlier)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_sensitive (row, earlier != NULL);
  if (earlier != NULL)
    g_object_set_data_full (G_OBJECT (row), "moat-earlier", earlier, (GDestroyNotify) moat_earlier_unref);

  return row;
}

static void
row_activated_cb (MoatCompareDialog *self, GtkWidget *row)
{
  choose (self, moat_earlier_ref (g_object_get_data (G_OBJECT (row), "moat-earlier")));
}

static void
add_row (MoatCompareDialog *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (title != NULL)
    adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);

  return group;
}

/* ---- Files ---- */

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MoatCompareDialog) self = user_data;
  g_autoptr (GFile) file = moat_compat_choose_one_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->session != NULL)
    choose (self, moat_earlier_new_file (path));
}

static void
choose_file_cb (MoatCompareDialog *self)
{
  GFile *model = moat_session_get_file (self->session);
  const MoatFileChoice choice = {
    .mode = MOAT_CHOOSE_OPEN,
    .title = _ ("Compare with a file"),
    .accept = _ ("_Compare"),
    .beside = model,
  };

  moat_compat_choose_file_async (GTK_WINDOW (self), &choice, file_chosen_cb, g_object_ref (self));
}

static void
add_files (MoatCompareDialog *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = add_group (page, NULL);
  GtkWidget *other = adw_action_row_new ();

  add_row (self, group,
           new_row (_ ("What was saved last"),
                    self->path != NULL ? moat_session_get_title (self->session) : _ ("It was never saved"),
                    self->path != NULL ? moat_earlier_new_saved (self->path) : NULL));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (other), _ ("Another file…"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (other), TRUE);
  g_signal_connect_object (other, "activated", G_CALLBACK (choose_file_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, other);
}

/* ---- Reviews ---- */

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const MoatReviewState *left = moat_review_state (*(MoatRecord *const *) a);
  const MoatReviewState *right = moat_review_state (*(MoatRecord *const *) b);

  return -g_strcmp0 (left->date, right->date);
}

static void
add_reviews (MoatCompareDialog *self, AdwPreferencesPage *page)
{
  MoatDocument *document = moat_session_get_document (self->session);
  g_autoptr (GPtrArray) reviews = g_ptr_array_copy (moat_document_list (document, MOAT_KIND_REVIEW), NULL,
                                                    NULL);
  AdwPreferencesGroup *group;

  if (reviews->len == 0)
    return;
  g_ptr_array_sort (reviews, compare_dates);
  group = add_group (page, _ ("What a review saw"));
  for (guint i = 0; i < MIN (reviews->len, MAX_REVIEWS); i++)
    {
      MoatRecord *review = g_ptr_array_index (reviews, i);
      const MoatReviewState *state = moat_review_state (review);

      add_row (self, group,
               new_row (state->date != NULL ? state->date : _ ("Without a date"), state->who,
                        moat_earlier_new_reviewed (self->path, review)));
    }
}

/* ---- git ---- */

static void
revision_applied_cb (MoatCompareDialog *self)
{
  g_autofree char *revision = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->revision))));

  if (*revision != '\0')
    choose (self, moat_earlier_new_revision (self->path, revision));
}

static void
show_note (MoatCompareDialog *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->note), text);
  gtk_widget_set_visible (self->note, *text != '\0');
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MoatCompareDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) commits = moat_earlier_list_finish (result, &error);

  if (self->session == NULL)
    return;
  if (commits == NULL)
    {
      show_note (self, error->message);
      return;
    }
  show_note (self, commits->len == 0 ? _ ("The model was never committed.") : "");
  gtk_widget_set_visible (self->revision, commits->len > 0);
  for (guint i = 0; i < commits->len; i++)
    {
      const MoatCommit *commit = g_ptr_array_index (commits, i);
      g_autofree char *id = moat_commit_dup_short_id (commit);
      g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s", commit->day, id, commit->author);

      add_row (self, self->history,
               new_row (commit->subject, subtitle, moat_earlier_new_commit (self->path, commit)));
    }
}

static void
add_history (MoatCompareDialog *self, AdwPreferencesPage *page)
{
  self->history = add_group (page, _ ("Commits in git"));
  self->note = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_add_css_class (self->note, "dim-label");
  adw_preferences_group_add (self->history, self->note);

  self->revision = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->revision), _ ("Branch, tag or commit"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->revision), TRUE);
  gtk_widget_set_visible (self->revision, FALSE);
  g_signal_connect_object (self->revision, "apply", G_CALLBACK (revision_applied_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->history, self->revision);

  if (self->path == NULL)
    {
      show_note (self, _ ("The model was never saved, so that it has no history."));
      return;
    }
  show_note (self, _ ("Looking for commits…"));
  moat_earlier_list_async (self->path, self->cancellable, listed_cb, g_object_ref (self));
}

/* ---- The window ---- */

static void
moat_compare_dialog_dispose (GObject *object)
{
  MoatCompareDialog *self = MOAT_COMPARE_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (moat_compare_dialog_parent_class)->dispose (object);
}

static void
moat_compare_dialog_finalize (GObject *object)
{
  g_free (MOAT_COMPARE_DIALOG (object)->path);
  G_OBJECT_CLASS (moat_compare_dialog_parent_class)->finalize (object);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static void
moat_compare_dialog_class_init (MoatCompareDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_compare_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = moat_compare_dialog_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, close_cb, NULL);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
moat_compare_dialog_init (MoatCompareDialog *self)
{
  self->cancellable = g_cancellable_new ();
}

MoatCompareDialog *
moat_compare_dialog_new (GtkWidget *widget, MoatSession *session)
{
  MoatCompareDialog *self = g_object_new (MOAT_TYPE_COMPARE_DIALOG, "title", _ ("Compare with"), "modal",
                                          TRUE, "transient-for", gtk_widget_get_root (widget),
                                          "destroy-with-parent", TRUE, "default-width", 520, "default-height",
                                          560, NULL);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GFile *file = moat_session_get_file (session);

  self->session = g_object_ref (session);
  self->path = file != NULL ? g_file_get_path (file) : NULL;
  add_files (self, page);
  add_reviews (self, page);
  add_history (self, page);

  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self), box);

  return self;
}
