/* How files come into windows: chosen, dropped, or handed over; read in a
 * thread with progress and a way out. What is of another format is imported.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "window-private.h"

#include "assign-moves.h"
#include "compat.h"
#include "file-filters.h"
#include "first-frame.h"
#include "heap.h"
#include "import-chooser.h"
#include "import-report.h"
#include "recent.h"

#include <glib/gi18n-lib.h>

/* From showing a model to when it is drawn, also a large one on a slow machine. */
#define SETTLED_MS 6000
/* Between two looks at how far reading is, and before it is shown that there is any. */
#define PROGRESS_MS 200

/* One file on its way into a window. */
struct _MoatOpening
{
  MoatWindow *window; /* owned */
  GtkWindow *asker;   /* owned or NULL: the window is there for this file alone, and this one asked for it */
  GFile *file;
  GCancellable *cancellable;
  int progress; /* 0 to 1000, written by the thread that reads */
  guint source;
  GAsyncResult *result; /* what reading came to, or NULL */
};

static void
opening_free (MoatOpening *opening)
{
  g_clear_handle_id (&opening->source, g_source_remove);
  g_object_unref (opening->window);
  g_clear_object (&opening->asker);
  g_object_unref (opening->file);
  g_object_unref (opening->cancellable);
  g_clear_object (&opening->result);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatOpening, opening_free)

/* ---- What there is to say about what was read ---- */

void
moat_window_show_repairs (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);
  guint n_repairs = g_strv_length ((char **) moat_session_get_repairs (session));
  g_autofree char *text = NULL;

  if (n_repairs == 0)
    return;

  text = g_strdup_printf (ngettext ("Something in “%s” was damaged and has been put right. "
                                    "The file changes only when you save.",
                                    "%2$u things in “%1$s” were damaged and have been put right. "
                                    "The file changes only when you save.",
                                    n_repairs),
                          moat_session_get_title (session), n_repairs);
  moat_window_show_banner (self, MOAT_BANNER_REPAIRED, text, _ ("_Details"));
}

void
moat_window_show_import_report (MoatWindow *self)
{
  GtkWidget *report = moat_import_report_new (self->page);

  gtk_window_set_transient_for (GTK_WINDOW (report), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (report));
}

void
moat_window_follow_import (MoatWindow *self)
{
  const MoatReport *report = moat_session_get_import_report (moat_window_get_session (self));

  if (moat_report_count_lost (report) == 0 && moat_assign_moves_count (self->page) > 0)
    moat_assign_moves_present (self->page);
  else
    moat_window_show_import_report (self);
}

static void
show_import (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);
  GFile *source = moat_session_get_source (session);
  const MoatReport *report = moat_session_get_import_report (session);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  guint n_lost;
  guint n_moves;

  if (source == NULL)
    return;

  name = g_file_get_basename (source);
  n_lost = moat_report_count_lost (report);
  n_moves = moat_assign_moves_count (self->page);
  if (n_lost == 0 && n_moves > 0)
    text
        = g_strdup_printf (ngettext ("Imported from “%s”. %u attacker move is on an element: it says more on "
                                     "the flow that the attacker comes in by.",
                                     "Imported from “%s”. %u attacker moves are on elements: they say more "
                                     "on the flows that the attacker comes in by.",
                                     n_moves),
                           name, n_moves);
  else if (n_lost == 0)
    text = g_strdup_printf (_ ("Imported from “%s”, which stays as it is. Save the model to keep it."), name);
  else
    text = g_strdup_printf (ngettext ("Imported from “%s”. %u thing could not be carried as it was.",
                                      "Imported from “%s”. %u things could not be carried as they were.",
                                      n_lost),
                            name, n_lost);
  moat_window_show_banner (self, MOAT_BANNER_IMPORTED, text,
                           n_lost == 0 && n_moves > 0       ? _ ("_Assign…")
                           : moat_report_count (report) > 0 ? _ ("_Details")
                                                            : NULL);
  if (n_lost > 0)
    moat_window_show_import_report (self);
}

/* ---- Reading ---- */

/* Reading a model and laying it out takes for a moment about as much memory again as it then needs, which the
 * C library would keep.
 */
static void
settled_cb (gpointer user_data)
{
  moat_heap_trim ();
}

/* What is read before one could have seen it is not worth a page that comes and goes. */
static gboolean
progress_cb (gpointer user_data)
{
  MoatOpening *opening = user_data;
  int progress = g_atomic_int_get (&opening->progress);

  if (!gtk_widget_get_mapped (opening->window->stop_button))
    {
      moat_window_set_loading (opening->window, TRUE);
      gtk_widget_grab_focus (opening->window->stop_button);
    }
  gtk_widget_set_visible (GTK_WIDGET (opening->window->progress_bar), progress > 0);
  gtk_progress_bar_set_fraction (opening->window->progress_bar, progress / 1000.0);
  return G_SOURCE_CONTINUE;
}

/* The window shows what it did before. One that is there for the file alone goes, where another is left. */
static void
give_up (MoatOpening *opening)
{
  MoatWindow *self = opening->window;

  moat_window_set_loading (self, FALSE);
  if (opening->asker != NULL && self->page == NULL && gtk_window_get_application (opening->asker) != NULL)
    gtk_window_close (GTK_WINDOW (self));
}

static void
report_failure (MoatOpening *opening, const GError *error)
{
  GtkWindow *asker = opening->asker;
  gboolean has_asker = asker != NULL && gtk_window_get_application (asker) != NULL;

  moat_window_report_error (has_asker ? MOAT_WINDOW (asker) : opening->window, _ ("Not opened"),
                            error->message);
}

static void read_file (MoatOpening *opening, GHashTable *choices);

static void
answered_cb (MoatImportChooser *chooser, GHashTable *answers, MoatOpening *opening)
{
  /* The window was closed, or reads another file by now. */
  if (opening->window->opening != opening)
    opening_free (opening);
  else if (answers != NULL)
    read_file (opening, answers);
  else
    {
      opening->window->opening = NULL;
      give_up (opening);
      opening_free (opening);
    }
}

static void
ask (MoatOpening *opening, MoatImportChoices *questions)
{
  g_autofree char *name = g_file_get_basename (opening->file);
  MoatImportChooser *chooser = moat_import_chooser_new (GTK_WINDOW (opening->window), name, questions);

  g_signal_connect (chooser, "answered", G_CALLBACK (answered_cb), opening);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
show_opened_cb (gpointer user_data)
{
  g_autoptr (MoatOpening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatSession) session = moat_session_open_finish (opening->result, &error);
  MoatWindow *self = opening->window;

  /* What was cancelled, or whose window was closed, is over already. */
  if (self->opening != opening)
    return;

  if (session == NULL && error == NULL)
    {
      ask (g_steal_pointer (&opening), moat_session_open_steal_questions (opening->result));
      return;
    }
  self->opening = NULL;
  if (session == NULL)
    {
      give_up (opening);
      report_failure (opening, error);
      return;
    }

  if (moat_session_get_file (session))
    moat_recent_add (moat_session_get_file (session));
  moat_window_set_session (self, session);
  moat_window_show_repairs (self);
  show_import (self);
  g_timeout_add_once (SETTLED_MS, settled_cb, NULL);
}

/* A window that is only coming up is seen before it has a model: to draw that takes longer. */
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MoatOpening *opening = user_data;

  g_set_object (&opening->result, result);
  if (gtk_widget_get_visible (GTK_WIDGET (opening->window)))
    moat_first_frame_await (GTK_WIDGET (opening->window), show_opened_cb, opening);
  else
    show_opened_cb (opening);
}

/* The thread is done with it when it is; nobody waits. */
MoatOpening *
moat_window_forget_opening (MoatWindow *self)
{
  MoatOpening *opening = g_steal_pointer (&self->opening);

  if (opening != NULL)
    {
      g_clear_handle_id (&opening->source, g_source_remove);
      g_cancellable_cancel (opening->cancellable);
    }

  return opening;
}

void
moat_window_stop_opening (MoatWindow *self)
{
  MoatOpening *opening = moat_window_forget_opening (self);

  if (opening != NULL)
    give_up (opening);
}

/* @choices NULL: asks first where there is something to ask. */
static void
read_file (MoatOpening *opening, GHashTable *choices)
{
  const MoatSessionReading reading = {
    .progress = &opening->progress,
    .cancellable = opening->cancellable,
    .choices = choices,
    .asks = choices == NULL,
  };

  moat_session_open_async (opening->file, &reading, opened_cb, opening);
}

void
moat_window_load (MoatWindow *self, GFile *file, GtkWindow *asker)
{
  MoatOpening *opening;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (MOAT_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  moat_window_forget_opening (self);
  opening = g_new0 (MoatOpening, 1);
  opening->window = g_object_ref (self);
  opening->asker = asker != NULL ? g_object_ref (asker) : NULL;
  opening->file = g_object_ref (file);
  opening->cancellable = g_cancellable_new ();
  opening->source = g_timeout_add (PROGRESS_MS, progress_cb, opening);
  self->opening = opening;

  name = g_file_get_basename (file);
  text = g_strdup_printf (_ ("Reading “%s”"), name);
  gtk_label_set_text (self->loading_label, text);
  gtk_widget_hide (GTK_WIDGET (self->progress_bar));
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->stack)))
    moat_window_show_blank (self);
  moat_window_update_actions (self);
  read_file (opening, NULL);
}

/* ---- Choosing ---- */

GFile *
moat_window_get_file (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);
  GFile *file = session ? moat_session_get_file (session) : NULL;

  if (session && !file)
    file = moat_session_get_source (session);

  return file;
}

static void
open_files (MoatWindow *self, GListModel *files)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      moat_application_open_file (MOAT_APPLICATION (application), file, GTK_WINDOW (self));
    }
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MoatWindow) self = user_data;
  g_autoptr (GListModel) files = moat_compat_choose_file_finish (result, NULL);

  if (files != NULL && !moat_window_is_closed (self))
    open_files (self, files);
}

static void
choose (MoatWindow *self, const char *title, GListModel *filters)
{
  const MoatFileChoice choice = {
    .mode = MOAT_CHOOSE_OPEN_MANY,
    .title = title,
    .filters = filters,
    .beside = moat_window_get_file (self),
  };

  moat_compat_choose_file_async (GTK_WINDOW (self), &choice, chosen_cb, g_object_ref (self));
}

void
moat_window_choose_and_open (MoatWindow *self)
{
  g_autoptr (GListModel) filters = moat_file_filters_for_opening ();

  choose (self, _ ("Open a model"), filters);
}

void
moat_window_choose_and_import (MoatWindow *self)
{
  g_autoptr (GListModel) filters = moat_file_filters_for_importing ();

  choose (self, _ ("Import models of other tools"), filters);
}

/* ---- Dropping ---- */

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, MoatWindow *self)
{
  GdkFileList *list = g_value_get_boxed (value);
  g_autoptr (GSList) files = list != NULL ? gdk_file_list_get_files (list) : NULL;
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = files; l != NULL; l = l->next)
    g_list_store_append (store, l->data);
  /* A drop is the end without "leave". */
  gtk_widget_hide (self->drop_hint);
  open_files (self, G_LIST_MODEL (store));
  return files != NULL;
}

static GdkDragAction
enter_cb (GtkDropTarget *target, double x, double y, MoatWindow *self)
{
  gtk_widget_show (self->drop_hint);
  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target, MoatWindow *self)
{
  gtk_widget_hide (self->drop_hint);
}

void
moat_window_install_drop (MoatWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect (target, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->toasts), GTK_EVENT_CONTROLLER (target));
}
