/* What tests of a window with a model share (see page-fixture.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "page-fixture.h"

#define WAIT_MS 10000

MoatApplication *
page_fixture_new_application (void)
{
  MoatApplication *application = moat_application_new ();

  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  return application;
}

void
page_fixture_open (PageFixture *self, gconstpointer application, MoatSession *session)
{
  self->document = moat_session_get_document (session);
  self->window = moat_window_new (MOAT_APPLICATION ((gpointer) application));
  moat_window_set_session (self->window, session);
  self->page = moat_window_get_page (self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  self->n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());
}

void
page_fixture_close (PageFixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Questions are windows of their own with an older libadwaita, and part of the window with a newer one. */
gboolean
page_fixture_has_dialog (PageFixture *self)
{
  GType type = g_type_from_name ("AdwDialog");

  return g_list_model_get_n_items (gtk_window_get_toplevels ()) > self->n_windows
         || (type != G_TYPE_INVALID && page_fixture_find (GTK_WIDGET (self->window), type) != NULL);
}

GtkWidget *
page_fixture_get_dialog (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  g_error ("There is no %s", g_type_name (type));
}

GtkWidget *
page_fixture_find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = page_fixture_find (child, type);

  return found;
}

void
page_fixture_undo (PageFixture *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (moat_page_get_actions (self->page)), "undo", NULL);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  g_error ("What was waited for did not come");

  return G_SOURCE_REMOVE;
}

void
page_fixture_wait (gboolean (*is_done) (gpointer data), gpointer data)
{
  guint timeout = g_timeout_add (WAIT_MS, timed_out_cb, NULL);

  while (!is_done (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}
