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

/* Pages of the shortcuts window: each fits without paging through it. */
typedef struct
{
  const char *name;
  const char *title; /* translatable */
  Group first;
  Group last;
} Section;

static const Section sections[] = {
  { "window", N_ ("Window"), GROUP_FILE, GROUP_USE_CASES },
  { "canvas", N_ ("Canvas"), GROUP_DRAWING, GROUP_CANVAS },
  { "table", N_ ("Table"), GROUP_TABLE, GROUP_TABLE },
};

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
  { GROUP_USE_CASES, SCOPE_WINDOW, "win.write-story", "<Control><Alt>s", N_ ("Write a story") },
  { GROUP_USE_CASES, SCOPE_WINDOW, "win.add-use-case", "<Control><Alt>n", N_ ("Add a use case") },

  { GROUP_DRAWING, SCOPE_LISTED, NULL, "v", N_ ("Select") },
  { GROUP_DRAWING, SCOPE_LISTED, NULL, "e", N_ ("External entity") },
  { GROUP_DRAWING, SCOPE_LISTED, NULL, "p", N_ ("Process") },
  { GROUP_DRAWING, SCOPE_LISTED, NULL, "d", N_ ("Data store") },
  { GROUP_DRAWING, SCOPE_LISTED, NULL, "f", N_ ("Data flow") },
  { GROUP_DRAWING, SCOPE_LISTED, NULL, "b", N_ ("Trust boundary") },
  { GROUP_DRAWING, SCOPE_LISTED, NULL, "l", N_ ("Boundary line") },
  { GROUP_DRAWING, SCOPE_LISTED, NULL, "n", N_ ("Note") },
  { GROUP_DRAWING, SCOPE_LISTED, NULL, "m", N_ ("Attacker move on what is selected") },
  { GROUP_DRAWING, SCOPE_LISTED, NULL, "F2", N_ ("Change the name") },
  { GROUP_DRAWING, SCOPE_LISTED, NULL, "Escape", N_ ("Cancel, with nothing changed") },

  { GROUP_CANVAS, SCOPE_LISTED, NULL, "Tab", N_ ("Next in the story") },
  { GROUP_CANVAS, SCOPE_LISTED, NULL, "Return", N_ ("Show the attacker moves") },
  { GROUP_CANVAS, SCOPE_LISTED, NULL, "Left Right Up Down", N_ ("Move what is selected") },
  { GROUP_CANVAS, SCOPE_LISTED, NULL, "<Control>a", N_ ("Select all") },
  { GROUP_CANVAS, SCOPE_LISTED, NULL, "<Control>d", N_ ("Duplicate") },
  { GROUP_CANVAS, SCOPE_LISTED, NULL, "<Control>x <Control>c <Control>v", N_ ("Cut, copy, paste") },
  { GROUP_CANVAS, SCOPE_LISTED, NULL, "Delete", N_ ("Delete") },
  { GROUP_CANVAS, SCOPE_LISTED, NULL, "<Shift>F10 Menu", N_ ("Context menu") },
  { GROUP_CANVAS, SCOPE_YIELDING, "canvas.zoom-in", "<Control>plus <Control>equal", N_ ("Zoom in") },
  { GROUP_CANVAS, SCOPE_YIELDING, "canvas.zoom-out", "<Control>minus", N_ ("Zoom out") },
  { GROUP_CANVAS, SCOPE_YIELDING, "canvas.zoom-100", "<Control>0", N_ ("Zoom to 100 %") },
  { GROUP_CANVAS, SCOPE_YIELDING, "canvas.zoom-fit", "<Control>9", N_ ("Show the whole diagram") },

  { GROUP_TABLE, SCOPE_LISTED, NULL, "Return", N_ ("Edit the cell") },
  { GROUP_TABLE, SCOPE_LISTED, NULL, "Tab <Shift>Tab", N_ ("Next and previous cell") },
  { GROUP_TABLE, SCOPE_LISTED, NULL, "Left Right Up Down", N_ ("From cell to cell") },
  { GROUP_TABLE, SCOPE_LISTED, NULL, "<Control>Home <Control>End", N_ ("First and last cell") },
  { GROUP_TABLE, SCOPE_LISTED, NULL, "<Control>c", N_ ("Copy rows for a spreadsheet") },
  { GROUP_TABLE, SCOPE_LISTED, NULL, "<Control><Shift>c", N_ ("Copy rows as Markdown") },
  { GROUP_TABLE, SCOPE_LISTED, NULL, "<Control>v", N_ ("Paste rows") },
  { GROUP_TABLE, SCOPE_LISTED, NULL, "Delete", N_ ("Clear the cell") },
  { GROUP_TABLE, SCOPE_LISTED, NULL, "Escape", N_ ("Leave the cell as it was") },
  { GROUP_TABLE, SCOPE_LISTED, NULL, "<Shift>F10 Menu", N_ ("Context menu") },
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

static void
append_shortcut (GString *xml, const Accel *accel)
{
  g_autofree char *title = g_markup_escape_text (_ (accel->title), -1);
  g_autofree char *keys = g_markup_escape_text (accel->keys, -1);

  g_string_append_printf (
      xml,
      "<child><object class='GtkShortcutsShortcut'><property name='accelerator'>%s</property>"
      "<property name='title'>%s</property></object></child>",
      keys, title);
}

static void
append_group (GString *xml, Group group)
{
  g_autofree char *title = g_markup_escape_text (_ (group_titles[group]), -1);

  g_string_append_printf (xml,
                          "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>",
                          title);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    if (accels[i].group == group)
      append_shortcut (xml, &accels[i]);
  g_string_append (xml, "</object></child>");
}

static void
append_section (GString *xml, const Section *section)
{
  g_autofree char *title = g_markup_escape_text (_ (section->title), -1);

  g_string_append_printf (
      xml,
      "<child><object class='GtkShortcutsSection'><property name='section-name'>%s</property>"
      "<property name='title'>%s</property><property name='max-height'>17</property>",
      section->name, title);
  for (Group group = section->first; group <= section->last; group++)
    append_group (xml, group);
  g_string_append (xml, "</object></child>");
}

/* GtkShortcutsWindow can only be filled by GtkBuilder before GTK 4.14, so its description is written here. */
GtkWidget *
moat_accels_new_window (void)
{
  g_autoptr(GString) xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                                          "<property name='modal'>1</property>");
  g_autoptr(GtkBuilder) builder = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    append_section (xml, &sections[i]);
  g_string_append (xml, "</object></interface>");

  builder = gtk_builder_new_from_string (xml->str, xml->len);
  return GTK_WIDGET (g_object_ref (gtk_builder_get_object (builder, "window")));
}
