/* The banner of a window: which lasting state it tells of, and what its button
 * does about it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "window-private.h"

#include "compat.h"
#include "conflicts.h"
#include "places.h"
#include "report-file.h"
#include "toast.h"

#include <glib/gi18n-lib.h>

/* Between two looks at the file on disk, while the window is in use: files that a sandbox was lent are not
 * watched by the system.
 */
#define SECONDS_BETWEEN_LOOKS 4

/* The first that there is something to tell of; MOAT_N_BANNER_REASONS for none. */
static MoatBannerReason
get_reason (MoatWindow *self)
{
  guint reason = 0;

  while (reason < MOAT_N_BANNER_REASONS && self->banners[reason].text == NULL)
    reason++;

  return reason;
}

static void
show_first (MoatWindow *self)
{
  MoatBannerReason reason = get_reason (self);

  if (reason < MOAT_N_BANNER_REASONS)
    moat_banner_show (self->banner, self->banners[reason].text, self->banners[reason].button);
  else
    moat_banner_hide (self->banner);
}

static void
set_entry (MoatWindow *self, MoatBannerReason reason, const char *text, const char *button)
{
  MoatBannerEntry *entry = &self->banners[reason];

  g_free (entry->text);
  g_free (entry->button);
  entry->text = g_strdup (text);
  entry->button = g_strdup (button);
}

void
moat_window_show_banner (MoatWindow *self, MoatBannerReason reason, const char *text, const char *button)
{
  set_entry (self, reason, text, button);
  show_first (self);
}

void
moat_window_hide_banner (MoatWindow *self, MoatBannerReason reason)
{
  set_entry (self, reason, NULL, NULL);
  show_first (self);
}

void
moat_window_clear_banners (MoatWindow *self)
{
  for (guint reason = 0; reason < MOAT_N_BANNER_REASONS; reason++)
    set_entry (self, reason, NULL, NULL);
  show_first (self);
}

static void
closed_cb (MoatWindow *self)
{
  MoatBannerReason reason = get_reason (self);

  /* Asked once; the tab of the report offers it any time. */
  if (reason == MOAT_BANNER_ALONE)
    moat_report_file_decline (self->settings, moat_session_get_file (moat_window_get_session (self)));
  if (reason < MOAT_N_BANNER_REASONS)
    moat_window_hide_banner (self, reason);
}

/* ---- What files had wrong ---- */

/* @lines is NULL-terminated. */
static void
show_lines (MoatWindow *self, const char *heading, const char *const *lines)
{
  const MoatAnswer answers[] = { { "close", _ ("_Close"), ADW_RESPONSE_DEFAULT }, { NULL } };
  g_autofree char *text = g_strjoinv ("\n", (char **) lines);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  const MoatInquiry question = { .heading = heading, .extra = scroller, .answers = answers };

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 400);
  gtk_widget_set_size_request (scroller, 420, -1);

  moat_compat_ask_async (GTK_WIDGET (self), &question, NULL, NULL);
}

static void
catalog_changed_cb (MoatWindow *self)
{
  guint n_problems = g_strv_length ((char **) moat_advice_get_problems (moat_page_get_advice (self->page)));
  g_autofree char *text
      = g_strdup_printf (ngettext ("%u mistake in your catalogue files; the rest of them is used.",
                                   "%u mistakes in your catalogue files; the rest of them is used.",
                                   n_problems),
                         n_problems);

  if (n_problems == 0)
    moat_window_hide_banner (self, MOAT_BANNER_CATALOG);
  else
    moat_window_show_banner (self, MOAT_BANNER_CATALOG, text, _ ("_Details"));
}

void
moat_window_watch_advice (MoatWindow *self, MoatAdvice *advice)
{
  g_signal_connect_object (advice, "notify::n-problems", G_CALLBACK (catalog_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* ---- A file without its folder ---- */

static void
report_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(MoatWindow) self = user_data;
  g_autoptr(GFile) folder = moat_compat_choose_one_finish (result, NULL);
  g_autoptr(GFile) report = folder ? g_file_get_child (folder, "SECURITY.md") : NULL;
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;

  if (!report || moat_window_is_closed (self) || !moat_window_get_session (self))
    return;

  moat_report_file_remember (self->settings, moat_session_get_file (moat_window_get_session (self)), report);
  place = moat_places_describe_folder (report);
  text = g_strdup_printf (_ ("SECURITY.md goes to “%s”"), place);
  moat_toast_show (GTK_WIDGET (self->page), text);
}

static void
choose_report_folder (MoatWindow *self)
{
  const MoatFileChoice choice = {
    .mode = MOAT_CHOOSE_FOLDER,
    .title = _ ("The folder that SECURITY.md goes to"),
    .accept = _ ("_Choose"),
  };

  moat_compat_choose_file_async (GTK_WINDOW (self), &choice, report_folder_chosen_cb, g_object_ref (self));
}

/* Told before somebody relies on it: what is written beside such a file would be lost without an error. */
static void
report_place_changed_cb (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);

  if (session && moat_report_file_is_asked (self->settings, moat_session_get_file (session)))
    moat_window_show_banner (self, MOAT_BANNER_ALONE,
                             _ ("SECURITY.md cannot be saved next to this file: Moat was given the file "
                                "without its folder."),
                             _ ("_Choose folder…"));
  else
    moat_window_hide_banner (self, MOAT_BANNER_ALONE);
}

static void
button_clicked_cb (MoatWindow *self)
{
  switch (get_reason (self))
    {
    case MOAT_BANNER_REPAIRED:
      show_lines (self, _ ("What was put right"), moat_session_get_repairs (moat_window_get_session (self)));
      break;
    case MOAT_BANNER_CONFLICTS:
      gtk_widget_activate_action (GTK_WIDGET (self), "page.settle-conflicts", "s", "");
      break;
    case MOAT_BANNER_REPORT:
      gtk_widget_activate_action (GTK_WIDGET (self), "page.take-changes", NULL);
      break;
    case MOAT_BANNER_ALONE:
      choose_report_folder (self);
      break;
    case MOAT_BANNER_DISK:
      if (moat_session_get_disk (moat_window_get_session (self)) == MOAT_DISK_GONE)
        moat_window_save (self);
      else
        moat_window_revert (self);
      break;
    case MOAT_BANNER_RECOVERED:
      moat_window_save (self);
      break;
    case MOAT_BANNER_IMPORTED:
      moat_window_follow_import (self);
      break;
    case MOAT_BANNER_CATALOG:
      show_lines (self, _ ("What is wrong in your catalogue files"),
                  moat_advice_get_problems (moat_page_get_advice (self->page)));
      break;
    case MOAT_BANNER_AGENDA:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.workshop", NULL);
      break;
    case MOAT_N_BANNER_REASONS:
      break;
    }
}

static void
agenda_changed_cb (MoatWindow *self)
{
  const char *problem = moat_workshop_get_problem (moat_page_get_workshop (self->page));
  g_autofree char *text = problem != NULL
                              ? g_strdup_printf (_ ("An agenda for workshops was left out. %s"), problem)
                              : NULL;

  if (problem == NULL)
    moat_window_hide_banner (self, MOAT_BANNER_AGENDA);
  else
    moat_window_show_banner (self, MOAT_BANNER_AGENDA, text, _ ("_Agenda"));
}

/* ---- The file on disk ---- */

static void
disk_changed_cb (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);
  g_autofree char *text = NULL;

  if (!session)
    return;

  switch (moat_session_get_disk (session))
    {
    case MOAT_DISK_SAME:
      moat_window_hide_banner (self, MOAT_BANNER_DISK);
      break;
    case MOAT_DISK_CHANGED:
      text = g_strdup_printf (_ ("Another program has changed “%s”. What you see here is as it was before."),
                              moat_session_get_title (session));
      moat_window_show_banner (self, MOAT_BANNER_DISK, text, _ ("_Reload"));
      break;
    case MOAT_DISK_GONE:
      text = g_strdup_printf (
          _ ("“%s” is no longer where it was. What you see here is kept until you close it."),
          moat_session_get_title (session));
      moat_window_show_banner (self, MOAT_BANNER_DISK, text, _ ("_Save again"));
      break;
    }
}

static gboolean
look_cb (gpointer user_data)
{
  MoatWindow *self = user_data;
  MoatSession *session = moat_window_get_session (self);

  if (session)
    {
      moat_session_check_disk (session);
      moat_report_watch_check (moat_page_get_report_watch (self->page));
    }

  return G_SOURCE_CONTINUE;
}

static void
is_active_cb (MoatWindow *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (!gtk_window_is_active (GTK_WINDOW (self)))
    return;

  look_cb (self);
  self->look_source = g_timeout_add_seconds (SECONDS_BETWEEN_LOOKS, look_cb, self);
}

void
moat_window_watch_disk (MoatWindow *self, MoatSession *session)
{
  g_signal_connect_object (session, "notify::disk", G_CALLBACK (disk_changed_cb), self, G_CONNECT_SWAPPED);
}

/* ---- SECURITY.md ---- */

static void
report_changed_cb (MoatWindow *self)
{
  guint n_changes = moat_report_watch_get_n_changes (moat_page_get_report_watch (self->page));
  g_autofree char *text
      = g_strdup_printf (ngettext ("SECURITY.md has %u change of its own, which the model does not have.",
                                   "SECURITY.md has %u changes of its own, which the model does not have.",
                                   n_changes),
                         n_changes);

  if (n_changes == 0)
    moat_window_hide_banner (self, MOAT_BANNER_REPORT);
  else
    moat_window_show_banner (self, MOAT_BANNER_REPORT, text, _ ("_Review…"));
}

/* ---- Conflicts of a merge ---- */

static void
count_conflicts (MoatWindow *self)
{
  g_autoptr(GPtrArray) conflicts = moat_conflicts_list (moat_page_get_document (self->page));
  g_autofree char *text = g_strdup_printf (ngettext ("%u conflict of a merge is to be settled.",
                                                     "%u conflicts of a merge are to be settled.",
                                                     conflicts->len),
                                           conflicts->len);

  if (conflicts->len == 0)
    moat_window_hide_banner (self, MOAT_BANNER_CONFLICTS);
  else
    moat_window_show_banner (self, MOAT_BANNER_CONFLICTS, text, _ ("_Settle…"));
}

/* Those of the file are in the model's state. @state may be NULL. */
static gboolean
may_have_conflicts (const MoatState *state)
{
  return state != NULL
         && (moat_conflicts_has (state->extra)
             || (state->kind == MOAT_KIND_MODEL
                 && moat_conflicts_has (((const MoatModelState *) state)->file_extra)));
}

/* Only what had or has conflicts can change their number. */
static void
document_changed_cb (MoatWindow *self, const MoatChanges *changes)
{
  for (guint i = 0; i < changes->items->len; i++)
    {
      const MoatChange *change = g_ptr_array_index (changes->items, i);

      if (may_have_conflicts (change->old_state) || may_have_conflicts (change->new_state))
        {
          count_conflicts (self);
          return;
        }
    }
}

void
moat_window_watch_page (MoatWindow *self, MoatPage *page)
{
  g_signal_connect_object (moat_page_get_report_watch (page), "notify::n-changes",
                           G_CALLBACK (report_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (moat_page_get_document (page), "changed", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (moat_page_get_workshop (page), "changed", G_CALLBACK (moat_window_update_actions),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (moat_page_get_workshop (page), "notify::problem", G_CALLBACK (agenda_changed_cb),
                           self, G_CONNECT_SWAPPED);
  agenda_changed_cb (self);
  count_conflicts (self);
  /* The title follows the file. */
  g_signal_connect_object (moat_page_get_session (page), "notify::title",
                           G_CALLBACK (report_place_changed_cb), self, G_CONNECT_SWAPPED);
  report_place_changed_cb (self);
}

void
moat_window_install_banner (MoatWindow *self)
{
  g_signal_connect_object (self->settings, "changed::report-paths", G_CALLBACK (report_place_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->banner, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect_swapped (self->banner, "button-clicked", G_CALLBACK (button_clicked_cb), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);
}
