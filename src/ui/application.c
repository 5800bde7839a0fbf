/* The application (see application.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "application.h"

#include "accels.h"
#include "compat.h"
#include "first-frame.h"
#include "preferences.h"
#include "search-provider.h"
#include "self-test.h"
#include "window.h"

#include <glib/gi18n-lib.h>

#define SERVICE_TIMEOUT_MS 10000

struct _MoatApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  MoatSearchProvider *search;
  GtkCssProvider *parts; /* the style of what is in windows; NULL until it is needed */
  GtkCssProvider *dark;  /* the colours that are other in the dark */
  gboolean has_offered_recovery;
  gboolean is_quitting; /* closes one window after the other */
};

G_DEFINE_FINAL_TYPE (MoatApplication, moat_application, ADW_TYPE_APPLICATION)

static MoatWindow *
add_window (MoatApplication *self)
{
  return moat_window_new (self);
}

/* Different names can lead to one file: links, and folders mounted twice. */
static gboolean
is_same_file (GFile *a, GFile *b)
{
  g_autoptr(GFileInfo) info_a = NULL;
  g_autoptr(GFileInfo) info_b = NULL;

  if (g_file_equal (a, b))
    return TRUE;

  info_a = g_file_query_info (a, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  info_b = g_file_query_info (b, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (!info_a || !info_b)
    return FALSE;

  return g_strcmp0 (g_file_info_get_attribute_string (info_a, G_FILE_ATTRIBUTE_ID_FILE),
                    g_file_info_get_attribute_string (info_b, G_FILE_ATTRIBUTE_ID_FILE))
         == 0;
}

MoatWindow *
moat_application_find_window (MoatApplication *self, GFile *file)
{
  g_return_val_if_fail (MOAT_IS_APPLICATION (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    {
      MoatSession *session = MOAT_IS_WINDOW (l->data) ? moat_window_get_session (l->data) : NULL;

      if (session && moat_session_get_file (session) && is_same_file (moat_session_get_file (session), file))
        return l->data;
    }

  return NULL;
}

/* The window used last, or any, or NULL; no dialog. */
static GtkWindow *
get_active_window (MoatApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (MOAT_IS_WINDOW (active))
    return active;
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (MOAT_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

/* Once, over the first window there is. */
static void
offer_recovery (MoatApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->has_offered_recovery || !MOAT_IS_WINDOW (window))
    return;

  self->has_offered_recovery = TRUE;
  moat_window_offer_recovery (MOAT_WINDOW (window));
}

/* ---- Actions ---- */

static void
new_window_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (add_window (user_data)));
}

/* In the window that has no model yet, or in one of its own. */
static void
new_story_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = get_active_window (user_data);

  if (!window || !moat_window_is_blank (MOAT_WINDOW (window)))
    window = GTK_WINDOW (add_window (user_data));

  gtk_window_present (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.write-story", NULL);
}

static void
preferences_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *preferences = moat_preferences_new (MOAT_APPLICATION (user_data)->settings);

  gtk_window_set_transient_for (GTK_WINDOW (preferences), gtk_application_get_active_window (user_data));
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_compat_show_about (gtk_application_get_active_window (user_data));
}

/* Closes the next window. One with unsaved changes asks first, and only when it is closed comes the next: so
 * that one question stands there at a time, and Cancel ends it all.
 */
static void
close_next (MoatApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  GtkWindow *next = windows ? windows->data : NULL;

  /* Dialogs are in the list as well, and go with their windows. */
  for (GList *l = windows; l; l = l->next)
    if (MOAT_IS_WINDOW (l->data))
      {
        next = l->data;
        break;
      }
  if (next)
    gtk_window_close (next);
}

static void
moat_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  MoatApplication *self = MOAT_APPLICATION (application);

  GTK_APPLICATION_CLASS (moat_application_parent_class)->window_removed (application, window);

  if (self->is_quitting && MOAT_IS_WINDOW (window))
    close_next (self);
}

void
moat_application_stop_quitting (MoatApplication *self)
{
  g_return_if_fail (MOAT_IS_APPLICATION (self));

  self->is_quitting = FALSE;
}

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MOAT_APPLICATION (user_data)->is_quitting = TRUE;
  close_next (user_data);
}

static const GActionEntry actions[] = {
  { "new-window", new_window_activated },
  { "new-story", new_story_activated },
  { "preferences", preferences_activated },
  { "about", about_activated },
  { "quit", quit_activated },
};

/* Settings that the command palette switches, as actions of the same name. */
static const char *const settings_actions[] = { "color-scheme", "notation",     "show-grid",
                                                "show-minimap", "snap-to-grid", "present-monitor" };

static void
add_settings_actions (MoatApplication *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings_actions); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, settings_actions[i]);

      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
}

/* ---- GApplication ---- */

static gboolean
color_scheme_from_setting (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *name = g_variant_get_string (variant, NULL);
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (name, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (name, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;

  g_value_set_enum (value, scheme);
  return TRUE;
}

/* Colours that are other in the dark stand before those of the style that libadwaita loads. It would load
 * them as well, from a name that its newer versions warn about.
 */
static void
dark_changed_cb (MoatApplication *self)
{
  AdwStyleManager *manager = adw_application_get_style_manager (ADW_APPLICATION (self));
  GdkDisplay *display = gdk_display_get_default ();

  if (adw_style_manager_get_dark (manager))
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->dark),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  else
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (self->dark));
}

static void
follow_style (MoatApplication *self)
{
  AdwStyleManager *manager = adw_application_get_style_manager (ADW_APPLICATION (self));

  g_settings_bind_with_mapping (self->settings, "color-scheme", manager, "color-scheme", G_SETTINGS_BIND_GET,
                                color_scheme_from_setting, NULL, NULL, NULL);

  self->dark = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (self->dark, "/io/github/moat_app/Moat/dark.css");
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (dark_changed_cb), self, G_CONNECT_SWAPPED);
  dark_changed_cb (self);
}

void
moat_application_ensure_style (MoatApplication *self)
{
  g_return_if_fail (MOAT_IS_APPLICATION (self));

  if (self->parts != NULL)
    return;

  self->parts = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (self->parts, "/io/github/moat_app/Moat/style-parts.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->parts),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* To draw the icon takes longer than to make the window; it stands in a task list, if anywhere. */
static void
seen_cb (gpointer user_data)
{
  g_autoptr (MoatApplication) self = user_data;

  moat_application_ensure_style (self);
  gtk_window_set_default_icon_name (MOAT_APP_ID);
}

static void
moat_application_window_added (GtkApplication *application, GtkWindow *window)
{
  GTK_APPLICATION_CLASS (moat_application_parent_class)->window_added (application, window);

  moat_first_frame_await (GTK_WIDGET (window), seen_cb, g_object_ref (application));
}

static void
moat_application_startup (GApplication *application)
{
  MoatApplication *self = MOAT_APPLICATION (application);

  G_APPLICATION_CLASS (moat_application_parent_class)->startup (application);

  /* Started by the bus to answer a search, it stays a moment for the next letter. */
  if ((g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) != 0)
    g_application_set_inactivity_timeout (application, SERVICE_TIMEOUT_MS);

  self->settings = g_settings_new (MOAT_SETTINGS_ID);
  follow_style (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  add_settings_actions (self);
  moat_accels_install (GTK_APPLICATION (self));
}

static void
moat_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (!window)
    window = GTK_WINDOW (add_window (MOAT_APPLICATION (application)));

  gtk_window_present (window);
  offer_recovery (MOAT_APPLICATION (application));
}

static void
moat_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  /* What cannot be read is said by a window that is there, not by an empty one for each. */
  for (int i = 0; i < n_files; i++)
    moat_application_open_file (MOAT_APPLICATION (application), files[i],
                                get_active_window (MOAT_APPLICATION (application)));

  offer_recovery (MOAT_APPLICATION (application));
}

/* An option that is named as an action does it, in the program that runs already if there is one. */
static int
run_option_action (GApplication *application, GVariantDict *options)
{
  static const char *const names[] = { "new-window", "new-story" };
  const int carry_on = -1;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!g_variant_dict_contains (options, names[i]))
        continue;
      if (!g_application_register (application, NULL, &error))
        {
          g_printerr ("moat: %s\n", error->message);
          return 1;
        }
      g_action_group_activate_action (G_ACTION_GROUP (application), names[i], NULL);
      return g_application_get_is_remote (application) ? 0 : carry_on;
    }

  return carry_on;
}

static int
moat_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Moat %s\n", MOAT_VERSION);
      return 0;
    }
  if (g_variant_dict_contains (options, "self-test"))
    return moat_self_test_run () ? 0 : 1;

  return run_option_action (application, options);
}

static void
search_opened_cb (MoatApplication *self, GFile *file)
{
  moat_application_open_file (self, file, get_active_window (self));
}

static gboolean
moat_application_dbus_register (GApplication *application,
                                GDBusConnection *connection,
                                const char *path,
                                GError **error)
{
  MoatApplication *self = MOAT_APPLICATION (application);

  if (!G_APPLICATION_CLASS (moat_application_parent_class)
           ->dbus_register (application, connection, path, error))
    return FALSE;

  return moat_search_provider_export (self->search, connection, path, error);
}

static void
moat_application_dbus_unregister (GApplication *application, GDBusConnection *connection, const char *path)
{
  MoatApplication *self = MOAT_APPLICATION (application);

  moat_search_provider_unexport (self->search);

  G_APPLICATION_CLASS (moat_application_parent_class)->dbus_unregister (application, connection, path);
}

static void
moat_application_finalize (GObject *object)
{
  MoatApplication *self = MOAT_APPLICATION (object);

  g_clear_object (&self->search);
  g_clear_object (&self->parts);
  g_clear_object (&self->dark);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (moat_application_parent_class)->finalize (object);
}

static void
moat_application_class_init (MoatApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = moat_application_finalize;

  application_class->startup = moat_application_startup;
  application_class->activate = moat_application_activate;
  application_class->open = moat_application_open;
  application_class->handle_local_options = moat_application_handle_local_options;
  application_class->dbus_register = moat_application_dbus_register;
  application_class->dbus_unregister = moat_application_dbus_unregister;
  GTK_APPLICATION_CLASS (klass)->window_added = moat_application_window_added;
  GTK_APPLICATION_CLASS (klass)->window_removed = moat_application_window_removed;
}

static void
moat_application_init (MoatApplication *self)
{
  static const GOptionEntry options[] = {
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open another window"), NULL },
    { "new-story", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Begin a model by typing its story"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { "self-test", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Check that all that Moat needs is here, and exit"),
      NULL },
    { NULL },
  };

  self->search = moat_search_provider_new ();
  g_signal_connect_object (self->search, "open", G_CALLBACK (search_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "launch", G_CALLBACK (g_application_activate), self,
                           G_CONNECT_SWAPPED);

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[MODEL|FOLDER…]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self),
      _ ("Turn one use case into security decisions. Of a folder, opens its model, or asks which.\n"
         "Without a MODEL, starts with a choice of new, recent and example models. For scripts\n"
         "and CI there is moat-cli."));
}

MoatApplication *
moat_application_new (void)
{
  return g_object_new (MOAT_TYPE_APPLICATION, "application-id", MOAT_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/io/github/moat_app/Moat", NULL);
}

GSettings *
moat_application_get_settings (MoatApplication *self)
{
  g_return_val_if_fail (MOAT_IS_APPLICATION (self), NULL);

  return self->settings;
}

void
moat_application_open_file (MoatApplication *self, GFile *file, GtkWindow *window)
{
  MoatWindow *target;

  g_return_if_fail (MOAT_IS_APPLICATION (self));
  g_return_if_fail (G_IS_FILE (file));

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    {
      target = window ? MOAT_WINDOW (window) : add_window (self);
      gtk_window_present (GTK_WINDOW (target));
      moat_window_open_folder (target, file);
      return;
    }

  target = moat_application_find_window (self, file);
  if (!target)
    {
      target = window && moat_window_is_blank (MOAT_WINDOW (window)) ? MOAT_WINDOW (window)
                                                                     : add_window (self);
      moat_window_load (target, file, target == MOAT_WINDOW (window) ? NULL : window);
    }

  gtk_window_present (GTK_WINDOW (target));
}
