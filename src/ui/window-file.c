/* What a window does with its file: save, revert, close, recover. Each
 * failure says what happened, what was kept and what to do.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "window-private.h"

#include "compat.h"
#include "file-filters.h"
#include "files.h"
#include "native.h"
#include "recent.h"

#include <glib/gi18n-lib.h>

/* ---- Saving ---- */

/* The user would rather stay. */
static void
stop_closing (MoatWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  self->closes_when_saved = FALSE;
  if (application)
    moat_application_stop_quitting (MOAT_APPLICATION (application));
}

static void saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
save_to (MoatWindow *self, GFile *file, gboolean overwrites)
{
  MoatSession *session = moat_window_get_session (self);

  if (moat_session_is_busy (session))
    return;

  moat_page_finish_editing (self->page);
  moat_session_save_async (session, file, overwrites, saved_cb, g_object_ref (self));
}

static void
conflict_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatWindow) self = user_data;
  const char *answer = moat_compat_ask_finish (result);

  if (g_str_equal (answer, "overwrite"))
    save_to (self, NULL, TRUE);
  else if (g_str_equal (answer, "save-as"))
    moat_window_save_as (self);
  else
    stop_closing (self);
}

static void
ask_about_conflict (MoatWindow *self)
{
  const MoatAnswer answers[] = { { "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT },
                                 { "overwrite", _ ("_Overwrite"), ADW_RESPONSE_DESTRUCTIVE },
                                 { "save-as", _ ("Save _as…"), ADW_RESPONSE_SUGGESTED },
                                 { NULL } };
  g_autofree char *body = g_strdup_printf (
      _ ("Another program has written “%s” since it was opened here. Nothing was saved yet: "
         "keep both by saving under another name, or overwrite what the other program wrote."),
      moat_session_get_title (moat_window_get_session (self)));
  const MoatInquiry question
      = { .heading = _ ("The file has changed"), .body = body, .answers = answers, .preferred = "save-as" };

  moat_compat_ask_async (GTK_WIDGET (self), &question, conflict_answered_cb, g_object_ref (self));
}

static void
ask_about_failure (MoatWindow *self, const char *message)
{
  const MoatAnswer answers[] = { { "cancel", _ ("_Close"), ADW_RESPONSE_DEFAULT },
                                 { "save-as", _ ("Save _as…"), ADW_RESPONSE_SUGGESTED },
                                 { NULL } };
  g_autofree char *body = g_strdup_printf (_ ("%s\n\nYour changes are still here in the window."), message);
  const MoatInquiry question
      = { .heading = _ ("Not saved"), .body = body, .answers = answers, .preferred = "save-as" };

  moat_compat_ask_async (GTK_WIDGET (self), &question, conflict_answered_cb, g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatWindow) self = user_data;
  MoatSession *session = MOAT_SESSION (source);
  g_autoptr(GError) error = NULL;

  if (moat_session_save_finish (session, result, &error))
    {
      moat_recent_add (moat_session_get_file (session));
      moat_window_hide_banner (self, MOAT_BANNER_DISK);
      moat_window_hide_banner (self, MOAT_BANNER_REPAIRED);
      moat_window_hide_banner (self, MOAT_BANNER_RECOVERED);
      moat_window_hide_banner (self, MOAT_BANNER_IMPORTED);
      if (self->closes_when_saved)
        {
          self->closes_when_saved = FALSE;
          gtk_window_close (GTK_WINDOW (self));
        }
      return;
    }

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    ask_about_conflict (self);
  else
    ask_about_failure (self, error->message);
}

/* "shop" becomes "shop.moat" where that is no other file's name already, and where there can be another file:
 * not so in a sandbox, whose dialog lends this one name.
 */
static GFile *
add_suffix (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *full = g_strconcat (name, MOAT_NATIVE_SUFFIX, NULL);
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autoptr(GFile) sibling = folder ? g_file_get_child (folder, full) : NULL;

  if (!sibling || strchr (name, '.') || (path && !moat_files_has_siblings (path))
      || g_file_query_exists (sibling, NULL) || g_file_query_exists (file, NULL))
    return g_object_ref (file);

  return g_steal_pointer (&sibling);
}

/* What was imported stays as it is: a model in its place would be lost to the tool that it is from. */
static void
refuse_source (MoatWindow *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *body = g_strdup_printf (
      _ ("The model came from “%s”, which the tool it was made with could not read any more. Save it under "
         "another name, or export it in that tool’s format."),
      name);

  stop_closing (self);
  moat_window_report_error (self, _ ("Not saved"), body);
}

static void
save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatWindow) self = user_data;
  MoatSession *session = moat_window_get_session (self);
  g_autoptr(GFile) chosen = moat_compat_choose_one_finish (result, NULL);
  g_autoptr(GFile) file = chosen ? add_suffix (chosen) : NULL;

  if (file && moat_session_get_source (session) && g_file_equal (file, moat_session_get_source (session)))
    refuse_source (self, file);
  else if (file)
    save_to (self, file, TRUE);
  else
    stop_closing (self);
}

void
moat_window_save_as (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);
  g_autoptr(GListModel) filters = moat_file_filters_for_saving ();
  g_autofree char *name = moat_session_suggest_name (session);
  const MoatFileChoice choice = {
    .mode = MOAT_CHOOSE_SAVE,
    .title = _ ("Save the model"),
    .filters = filters,
    .beside = moat_window_get_file (self),
    .name = name,
  };

  moat_page_finish_editing (self->page);
  moat_compat_choose_file_async (GTK_WINDOW (self), &choice, save_chosen_cb, g_object_ref (self));
}

void
moat_window_save (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);

  /* Of a file that is gone the banner has told: there is nothing left to write over. */
  if (moat_session_get_file (session))
    save_to (self, NULL, moat_session_get_disk (session) == MOAT_DISK_GONE);
  else
    moat_window_save_as (self);
}

/* ---- Reverting ---- */

static void
reverted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(MoatSession) session = moat_session_open_finish (result, &error);
  g_autofree char *use_case = NULL;

  if (moat_window_is_closed (self))
    return;
  if (!session)
    {
      g_autofree char *body
          = g_strdup_printf (_ ("%s\n\nWhat you see here is kept. Save it to write the file again."),
                             error->message);

      moat_window_report_error (self, _ ("Not reverted"), body);
      return;
    }

  use_case = g_strdup (moat_page_get_use_case (self->page));
  moat_session_discard (moat_window_get_session (self));
  moat_window_hide_banner (self, MOAT_BANNER_DISK);
  moat_window_hide_banner (self, MOAT_BANNER_RECOVERED);
  moat_window_set_session (self, session);
  moat_page_set_use_case (self->page, use_case);
  moat_window_show_repairs (self);
}

void
moat_window_reload (MoatWindow *self)
{
  moat_session_open_async (moat_session_get_file (moat_window_get_session (self)), NULL, reverted_cb,
                           g_object_ref (self));
}

static void
revert_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatWindow) self = user_data;

  if (g_str_equal (moat_compat_ask_finish (result), "revert"))
    moat_window_reload (self);
}

void
moat_window_revert (MoatWindow *self)
{
  const MoatAnswer answers[] = { { "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT },
                                 { "revert", _ ("_Revert"), ADW_RESPONSE_DESTRUCTIVE },
                                 { NULL } };
  g_autofree char *body = g_strdup_printf (_ ("All changes since “%s” was saved last will be lost."),
                                           moat_session_get_title (moat_window_get_session (self)));
  const MoatInquiry question = {
    .heading = _ ("Go back to the saved model?"), .body = body, .answers = answers, .preferred = "cancel"
  };

  if (moat_session_is_modified (moat_window_get_session (self)))
    moat_compat_ask_async (GTK_WIDGET (self), &question, revert_answered_cb, g_object_ref (self));
  else
    moat_window_reload (self);
}

/* ---- Closing ---- */

static void
close_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatWindow) self = user_data;
  const char *answer = moat_compat_ask_finish (result);

  self->is_asking = FALSE;
  if (g_str_equal (answer, "discard"))
    {
      self->may_close = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (g_str_equal (answer, "save"))
    {
      self->closes_when_saved = TRUE;
      moat_window_save (self);
    }
  else
    stop_closing (self);
}

void
moat_window_confirm_close (MoatWindow *self)
{
  const MoatAnswer answers[] = { { "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT },
                                 { "discard", _ ("_Discard"), ADW_RESPONSE_DESTRUCTIVE },
                                 { "save", _ ("_Save"), ADW_RESPONSE_SUGGESTED },
                                 { NULL } };
  g_autofree char *body = g_strdup_printf (
      _ ("“%s” has changes that are not saved. Changes that are discarded are lost for good."),
      moat_session_get_title (moat_window_get_session (self)));
  const MoatInquiry question
      = { .heading = _ ("Save changes?"), .body = body, .answers = answers, .preferred = "save" };

  if (self->is_asking)
    return;

  self->is_asking = TRUE;
  gtk_window_present (GTK_WINDOW (self));
  moat_compat_ask_async (GTK_WIDGET (self), &question, close_answered_cb, g_object_ref (self));
}
