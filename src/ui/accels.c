/* Every keyboard shortcut of the window in one table (see accels.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "accels.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  GROUP_FILE,
  GROUP_EDIT,
  GROUP_VIEW,
  GROUP_USE_CASES,
  GROUP_DRAWING,
  GROUP_CANVAS,
  GROUP_TABLE,
  N_GROUPS,
} Group;

typedef enum
{
  /* Works wherever the focus is, and is shown beside the menu item. */
  SCOPE_WINDOW,
  /* The same, but what has the focus has the first say. */
  SCOPE_YIELDING,
  /* The canvas or the table handles it; listed here for the shortcuts window. */
  SCOPE_LISTED,
} Scope;

typedef struct
{
  Group group;
  Scope scope;
  const char *action; /* detailed name; NULL when only listed */
  const char *keys;   /* one or more accelerators between spaces */
  const char *title;  /* translatable */
} Accel;

static const char *const group_titles[N_GROUPS] = {
  [GROUP_FILE] = N_ ("Model"),          [GROUP_EDIT] = N_ ("Editing"),    [GROUP_VIEW] = N_ ("Window"),
  [GROUP_USE_CASES] = N_ ("Use cases"), [GROUP_DRAWING] = N_ ("Drawing"), [GROUP_CANVAS] = N_ ("Canvas"),
  [GROUP_TABLE] = N_ ("Table"),
};

static const Accel accels[] = {
  { GROUP_FILE, SCOPE_WINDOW, "win.new", "<Control>n", N_ ("New model") },
  { GROUP_FILE, SCOPE_WINDOW, "win.open", "<Control>o", N_ ("Open a model") },
  { GROUP_FILE, SCOPE_WINDOW, "win.save", "<Control>s", N_ ("Save") },
  { GROUP_FILE, SCOPE_WINDOW, "win.save-as", "<Control><Shift>s", N_ ("Save as") },
  { GROUP_FILE, SCOPE_WINDOW, "win.export::security-md", "<Control>e", N_ ("Export SECURITY.md") },
  { GROUP_FILE, SCOPE_WINDOW, "win.close", "<Control>w", N_ ("Close the window") },
  { GROUP_FILE, SCOPE_WINDOW, "app.quit", "<Control>q", N_ ("Quit") },

  { GROUP_EDIT, SCOPE_YIELDING, "page.undo", "<Control>z", N_ ("Undo") },
  { GROUP_EDIT, SCOPE_YIELDING, "page.redo", "<Control><Shift>z <Control>y", N_ ("Redo") },
  { GROUP_EDIT, SCOPE_WINDOW, "page.model-properties", "<Alt>Return", N_ ("Model properties") },

  { GROUP_VIEW, SCOPE_WINDOW, "page.show-inspector", "F9", N_ ("Show or hide the inspector") },
  { GROUP_VIEW, SCOPE_WINDOW, "page.show-table", "F8", N_ ("Show or hide the table") },
  { GROUP_VIEW, SCOPE_WINDOW, "page.focus::canvas", "<Alt>1", N_ ("Go to the canvas") },
  { GROUP_VIEW, SCOPE_WINDOW, "page.focus::table", "<Alt>2", N_ ("Go to the table") },
  { GROUP_VIEW, SCOPE_WINDOW, "page.focus::inspector", "<Alt>3", N_ ("Go to the inspector") },
  { GROUP_VIEW, SCOPE_WINDOW, "page.find", "<Control>f", N_ ("Search the table") },
  { GROUP_VIEW, SCOPE_LISTED, NULL, "F10", N_ ("Main menu") },
  { GROUP_VIEW, SCOPE_WINDOW, "app.preferences", "<Control>comma", N_ ("Preferences") },
  { GROUP_VIEW, SCOPE_WINDOW, "win.show-shortcuts", "<Control>question", N_ ("Keyboard shortcuts") },

  { GROUP_USE_CASES, SCOPE_WINDOW, "win.choose-use-case", "F4", N_ ("Choose a use case") },
  { GROUP_USE_CASES, SCOPE_WINDOW, "page.next-use-case", "<Control>Page_Down", N_ ("Next use case") },
  { GROUP_USE_CASES, SCOPE_WINDOW, "page.previous-use-case", "<Control>Page_Up", N_ ("Previous use case") },
  { GROUP_USE_CASES, SCOPE_WINDOW, "win.add-use-case", "<Control><Alt>n", N_ ("Add a use case") },
};

void
moat_accels_install (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    {
      g_auto(GStrv) keys = g_strsplit (accels[i].keys, " ", -1);

      if (accels[i].scope == SCOPE_WINDOW)
        gtk_application_set_accels_for_action (application, accels[i].action, (const char *const *) keys);
    }
}

static void
add_shortcuts (GtkShortcutController *controller, const Accel *accel)
{
  g_auto(GStrv) keys = g_strsplit (accel->keys, " ", -1);

  for (guint i = 0; keys[i]; i++)
    gtk_shortcut_controller_add_shortcut (controller,
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i]),
                                                            gtk_named_action_new (accel->action)));
}

void
moat_accels_add_yielding (GtkWidget *window)
{
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  /* Bubbling up from the focus: nearer widgets were asked before. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_BUBBLE);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    if (accels[i].scope == SCOPE_YIELDING)
      add_shortcuts (controller, &accels[i]);

  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (controller));
}

/* GtkShortcutsWindow can only be filled by GtkBuilder before GTK 4.14, so its description is written here. */
GtkWidget *
moat_accels_new_window (void)
{
  g_autoptr(GString) xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                                          "<property name='modal'>1</property><child>"
                                          "<object class='GtkShortcutsSection'>"
                                          "<property name='section-name'>all</property>"
                                          "<property name='max-height'>12</property>");
  g_autoptr(GtkBuilder) builder = gtk_builder_new ();

  for (Group group = 0; group < N_GROUPS; group++)
    {
      g_autofree char *title = g_markup_escape_text (_ (group_titles[group]), -1);

      g_string_append_printf (xml,
                              "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>",
                              title);
      for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
        {
          g_autofree char *text = NULL;
          g_autofree char *keys = NULL;

          if (accels[i].group != group)
            continue;
          text = g_markup_escape_text (_ (accels[i].title), -1);
          keys = g_markup_escape_text (accels[i].keys, -1);
          g_string_append_printf (xml,
                                  "<child><object class='GtkShortcutsShortcut'>"
                                  "<property name='accelerator'>%s</property>"
                                  "<property name='title'>%s</property></object></child>",
                                  keys, text);
        }
      g_string_append (xml, "</object></child>");
    }
  g_string_append (xml, "</object></child></object></interface>");

  gtk_builder_add_from_string (builder, xml->str, xml->len, NULL);
  return GTK_WIDGET (g_object_ref (gtk_builder_get_object (builder, "window")));
}
