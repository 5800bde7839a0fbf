/* The banner of a window: which lasting state it tells of, and what its button
 * does about it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "window-private.h"

#include "compat.h"

#include <glib/gi18n-lib.h>

/* Between two looks at the file on disk, while the window is in use: files that a sandbox was lent are not
 * watched by the system.
 */
#define SECONDS_BETWEEN_LOOKS 4

void
moat_window_show_banner (MoatWindow *self, MoatBannerReason reason, const char *text, const char *button)
{
  self->banner_reason = reason;
  moat_banner_show (self->banner, text, button);
}

void
moat_window_hide_banner (MoatWindow *self, MoatBannerReason reason)
{
  if (self->banner_reason == reason)
    moat_banner_hide (self->banner);
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
  /* The model itself is more important. */
  else if (!moat_banner_is_shown (self->banner) || self->banner_reason == MOAT_BANNER_CATALOG)
    moat_window_show_banner (self, MOAT_BANNER_CATALOG, text, _ ("_Details"));
}

void
moat_window_watch_advice (MoatWindow *self, MoatAdvice *advice)
{
  moat_window_hide_banner (self, MOAT_BANNER_CATALOG);
  g_signal_connect_object (advice, "notify::n-problems", G_CALLBACK (catalog_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
button_clicked_cb (MoatWindow *self)
{
  switch (self->banner_reason)
    {
    case MOAT_BANNER_REPAIRED:
      show_lines (self, _ ("What was put right"), moat_session_get_repairs (moat_window_get_session (self)));
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
    case MOAT_BANNER_CATALOG:
      show_lines (self, _ ("What is wrong in your catalogue files"),
                  moat_advice_get_problems (moat_page_get_advice (self->page)));
      break;
    }
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
    moat_session_check_disk (session);

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

void
moat_window_install_banner (MoatWindow *self)
{
  g_signal_connect_swapped (self->banner, "button-clicked", G_CALLBACK (button_clicked_cb), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);
}
