/* Offers what a crash left behind, once, when the program starts.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "window-private.h"

#include "compat.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MoatWindow *window;
  GPtrArray *infos; /* of MoatRecoveryInfo * */
} Offer;

static void
offer_free (Offer *offer)
{
  g_object_unref (offer->window);
  g_ptr_array_unref (offer->infos);
  g_free (offer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

/* The window that shows the same file with nothing unsaved, else one without a model, else a new one. */
static MoatWindow *
find_window (MoatWindow *self, GFile *file)
{
  MoatApplication *application = MOAT_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  MoatWindow *open = file ? moat_application_find_window (application, file) : NULL;

  if (open && !moat_session_is_modified (moat_window_get_session (open)))
    return open;

  return self->page ? moat_window_new (application) : self;
}

static void
recover (MoatWindow *self, const MoatRecoveryInfo *info)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MoatSession) session = moat_session_new_recovered (info, &error);
  g_autofree char *text = NULL;

  if (!session)
    {
      g_autofree char *body = g_strdup_printf (
          _ ("%s\n\nThe copy was kept. It is offered again when Moat starts the next time."), error->message);

      moat_window_report_error (self, _ ("Not recovered"), body);
      return;
    }

  self = find_window (self, moat_session_get_file (session));
  moat_window_set_session (self, session);
  text = g_strdup_printf (_ ("Unsaved changes to “%s” were recovered. Save to keep them."), info->title);
  moat_window_show_banner (self, MOAT_BANNER_RECOVERED, text, _ ("_Save"));
  gtk_window_present (GTK_WINDOW (self));
}

static void
discard (const MoatRecoveryInfo *info)
{
  g_autoptr(MoatRecovery) recovery = moat_recovery_adopt (info);

  if (recovery)
    moat_recovery_drop (recovery);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(Offer) offer = user_data;
  const char *answer = moat_compat_ask_finish (result);

  for (guint i = 0; i < offer->infos->len; i++)
    {
      const MoatRecoveryInfo *info = g_ptr_array_index (offer->infos, i);

      if (g_str_equal (answer, "recover"))
        recover (offer->window, info);
      else if (g_str_equal (answer, "discard"))
        discard (info);
    }
}

static char *
describe (GPtrArray *infos)
{
  GString *text = g_string_new (
      _ ("Moat did not end as it should. These changes were not saved, and a copy of them "
         "was kept:"));

  for (guint i = 0; i < infos->len; i++)
    {
      const MoatRecoveryInfo *info = g_ptr_array_index (infos, i);
      g_autofree char *when = g_date_time_format (info->saved, "%x %H:%M");

      g_string_append (text, i == 0 ? "\n\n" : "\n");
      /* Translators: a file's name, and when it was changed last. */
      g_string_append_printf (text, _ ("“%s”, %s"), info->title, when);
    }

  return g_string_free (text, FALSE);
}

void
moat_window_offer_recovery (MoatWindow *self)
{
  const MoatAnswer answers[] = { { "later", _ ("_Later"), ADW_RESPONSE_DEFAULT },
                                 { "discard", _ ("_Discard"), ADW_RESPONSE_DESTRUCTIVE },
                                 { "recover", _ ("_Recover"), ADW_RESPONSE_SUGGESTED },
                                 { NULL } };
  g_autoptr(GPtrArray) infos = moat_recovery_find ();
  g_autofree char *body = NULL;
  MoatInquiry question
      = { .heading = _ ("Recover unsaved changes?"), .answers = answers, .preferred = "recover" };
  Offer *offer;

  g_return_if_fail (MOAT_IS_WINDOW (self));

  if (infos->len == 0)
    return;

  body = describe (infos);
  question.body = body;
  offer = g_new0 (Offer, 1);
  offer->window = g_object_ref (self);
  offer->infos = g_steal_pointer (&infos);
  moat_compat_ask_async (GTK_WIDGET (self), &question, answered_cb, offer);
}
