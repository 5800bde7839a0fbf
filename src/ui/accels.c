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
  GROUP_TOOLS,
  GROUP_NAMES,
  GROUP_SELECTION,
  GROUP_DRAGGING,
  GROUP_CHANGES,
  GROUP_FLOWS,
  GROUP_LOOKING,
  GROUP_CELLS,
  GROUP_CELL_EDITING,
  GROUP_ROWS,
  GROUP_FINDINGS,
  GROUP_COMPARING,
  GROUP_STORY,
  GROUP_WALKING,
  GROUP_MEETING,
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

/* Pages of the shortcuts window: each fits without paging through it, in two columns, on a small screen. */
typedef struct
{
  const char *name;
  const char *title; /* translatable */
  Group first;
  Group last;
} Section;

static const Section sections[] = {
  { "window", N_ ("Window"), GROUP_FILE, GROUP_USE_CASES },
  { "drawing", N_ ("Drawing"), GROUP_TOOLS, GROUP_DRAGGING },
  { "changing", N_ ("Changing"), GROUP_CHANGES, GROUP_LOOKING },
  { "table", N_ ("Table"), GROUP_CELLS, GROUP_FINDINGS },
  { "story", N_ ("Story and changes"), GROUP_COMPARING, GROUP_STORY },
  { "presenting", N_ ("Presenting"), GROUP_WALKING, GROUP_MEETING },
};

static const char *const group_titles[N_GROUPS] = {
  [GROUP_FILE] = N_ ("Model"),
  [GROUP_EDIT] = N_ ("Editing"),
  [GROUP_VIEW] = N_ ("Window"),
  [GROUP_USE_CASES] = N_ ("Use cases"),
  [GROUP_TOOLS] = N_ ("Tools"),
  [GROUP_NAMES] = N_ ("Names"),
  [GROUP_SELECTION] = N_ ("Selecting"),
  [GROUP_CHANGES] = N_ ("What is selected"),
  [GROUP_FLOWS] = N_ ("Flows"),
  [GROUP_LOOKING] = N_ ("Looking around"),
  [GROUP_DRAGGING] = N_ ("Held while dragging"),
  [GROUP_CELLS] = N_ ("From cell to cell"),
  [GROUP_CELL_EDITING] = N_ ("Cells"),
  [GROUP_ROWS] = N_ ("Rows"),
  [GROUP_FINDINGS] = N_ ("Acceptance"),
  [GROUP_COMPARING] = N_ ("Changes"),
  [GROUP_STORY] = N_ ("Story"),
  [GROUP_WALKING] = N_ ("Step by step"),
  [GROUP_MEETING] = N_ ("In the meeting"),
};

static const Accel accels[] = {
  { GROUP_FILE, SCOPE_WINDOW, "win.new", "<Control>n", N_ ("New model") },
  { GROUP_FILE, SCOPE_WINDOW, "win.open", "<Control>o", N_ ("Open a model") },
  { GROUP_FILE, SCOPE_WINDOW, "win.save", "<Control>s", N_ ("Save") },
  { GROUP_FILE, SCOPE_WINDOW, "win.save-as", "<Control><Shift>s", N_ ("Save as") },
  { GROUP_FILE, SCOPE_WINDOW, "win.export::security-md", "<Control>e", N_ ("Export SECURITY.md") },
  { GROUP_FILE, SCOPE_WINDOW, "win.export::", "<Control><Shift>e", N_ ("Export in any format") },
  { GROUP_FILE, SCOPE_WINDOW, "win.print", "<Control>p", N_ ("Print") },
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
  { GROUP_VIEW, SCOPE_WINDOW, "page.focus::acceptance", "<Alt>4", N_ ("Go to the acceptance check") },
  { GROUP_VIEW, SCOPE_WINDOW, "page.find", "<Control>f", N_ ("Search the table") },
  { GROUP_VIEW, SCOPE_LISTED, NULL, "F10", N_ ("Main menu") },
  { GROUP_VIEW, SCOPE_WINDOW, "app.preferences", "<Control>comma", N_ ("Preferences") },
  { GROUP_VIEW, SCOPE_WINDOW, "win.show-shortcuts", "<Control>question", N_ ("Keyboard shortcuts") },

  { GROUP_USE_CASES, SCOPE_WINDOW, "win.choose-use-case", "F4", N_ ("Choose a use case") },
  { GROUP_USE_CASES, SCOPE_WINDOW, "page.next-use-case", "<Control>Page_Down", N_ ("Next use case") },
  { GROUP_USE_CASES, SCOPE_WINDOW, "page.previous-use-case", "<Control>Page_Up", N_ ("Previous use case") },
  { GROUP_USE_CASES, SCOPE_WINDOW, "win.write-story", "<Control><Alt>s", N_ ("Write a story") },
  { GROUP_USE_CASES, SCOPE_WINDOW, "win.add-use-case", "<Control><Alt>n", N_ ("Add a use case") },

  { GROUP_TOOLS, SCOPE_LISTED, NULL, "v", N_ ("Select") },
  { GROUP_TOOLS, SCOPE_LISTED, NULL, "e", N_ ("External entity") },
  { GROUP_TOOLS, SCOPE_LISTED, NULL, "p", N_ ("Process") },
  { GROUP_TOOLS, SCOPE_LISTED, NULL, "d", N_ ("Data store") },
  { GROUP_TOOLS, SCOPE_LISTED, NULL, "f", N_ ("Data flow") },
  { GROUP_TOOLS, SCOPE_LISTED, NULL, "b", N_ ("Trust boundary") },
  { GROUP_TOOLS, SCOPE_LISTED, NULL, "l", N_ ("Boundary line") },
  { GROUP_TOOLS, SCOPE_LISTED, NULL, "n", N_ ("Note") },
  { GROUP_TOOLS, SCOPE_LISTED, NULL, "Left...Down", N_ ("Move what is about to be made") },
  { GROUP_TOOLS, SCOPE_LISTED, NULL, "<Shift>Left...Down", N_ ("Resize what is about to be made") },
  { GROUP_TOOLS, SCOPE_LISTED, NULL, "Return", N_ ("Make it; with Shift, and one more") },
  { GROUP_TOOLS, SCOPE_LISTED, NULL, "Escape", N_ ("Cancel, with nothing changed") },

  { GROUP_NAMES, SCOPE_LISTED, NULL, "F2", N_ ("Change the name") },
  { GROUP_NAMES, SCOPE_LISTED, NULL, "Return", N_ ("Keep the name") },
  { GROUP_NAMES, SCOPE_LISTED, NULL, "<Shift>Return", N_ ("New line") },
  { GROUP_NAMES, SCOPE_LISTED, NULL, "Escape", N_ ("Leave the name as it was") },

  { GROUP_SELECTION, SCOPE_LISTED, NULL, "Tab <Shift>Tab", N_ ("Next and previous in the story") },
  { GROUP_SELECTION, SCOPE_LISTED, NULL, "<Control>space", N_ ("Keep this selected while Tab goes on") },
  { GROUP_SELECTION, SCOPE_LISTED, NULL, "<Control>a", N_ ("Select all") },
  { GROUP_SELECTION, SCOPE_LISTED, NULL, "<Control><Shift>a Escape", N_ ("Select nothing") },

  { GROUP_DRAGGING, SCOPE_LISTED, NULL, "<Control>", N_ ("Take along what is inside") },
  { GROUP_DRAGGING, SCOPE_LISTED, NULL, "<Control>", N_ ("Resize about the middle") },
  { GROUP_DRAGGING, SCOPE_LISTED, NULL, "<Shift>", N_ ("Keep direction, proportions") },
  { GROUP_DRAGGING, SCOPE_LISTED, NULL, "<Alt>", N_ ("Without snapping") },

  { GROUP_CHANGES, SCOPE_LISTED, NULL, "m", N_ ("Attacker move on it") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "a", N_ ("Suggestions for it") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "Return", N_ ("Show its attacker moves") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "<Control>Return", N_ ("Open its use case") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "Left...Down", N_ ("Move it by a step of the grid") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "<Shift>Left...Down", N_ ("Move it finely") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "<Control>Left...Down", N_ ("Move it with what is inside") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "<Alt>Left...Down", N_ ("Change its size") },
  { GROUP_CHANGES, SCOPE_YIELDING, "canvas.arrange-selection", "<Control>l",
    N_ ("Arrange it; a boundary: its inside") },
  { GROUP_CHANGES, SCOPE_YIELDING, "canvas.arrange-all", "<Control><Shift>l", N_ ("Arrange everything") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "<Control>d", N_ ("Duplicate") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "<Control>x <Control>c", N_ ("Cut, copy") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "<Control>v", N_ ("Paste") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "Delete", N_ ("Delete") },
  { GROUP_CHANGES, SCOPE_LISTED, NULL, "<Shift>F10 Menu", N_ ("Context menu") },

  { GROUP_FLOWS, SCOPE_LISTED, NULL, "f", N_ ("Connect what is selected") },
  { GROUP_FLOWS, SCOPE_LISTED, NULL, "f", N_ ("Choose the target anew") },
  { GROUP_FLOWS, SCOPE_LISTED, NULL, "<Shift>f", N_ ("Choose the source anew") },
  { GROUP_FLOWS, SCOPE_LISTED, NULL, "Left...Down", N_ ("Move the label") },
  { GROUP_FLOWS, SCOPE_LISTED, NULL, "<Control>Left...Down", N_ ("Bend the line") },

  { GROUP_LOOKING, SCOPE_YIELDING, "canvas.zoom-in", "<Control>plus <Control>equal", N_ ("Zoom in") },
  { GROUP_LOOKING, SCOPE_YIELDING, "canvas.zoom-out", "<Control>minus", N_ ("Zoom out") },
  { GROUP_LOOKING, SCOPE_YIELDING, "canvas.zoom-100", "<Control>0", N_ ("Zoom to 100 %") },
  { GROUP_LOOKING, SCOPE_YIELDING, "canvas.zoom-fit", "<Control>9", N_ ("Show the whole diagram") },
  { GROUP_LOOKING, SCOPE_LISTED, NULL, "<Control>8", N_ ("Show what is selected") },
  { GROUP_LOOKING, SCOPE_LISTED, NULL, "space", N_ ("Drag the view, while it is held") },

  { GROUP_CELLS, SCOPE_LISTED, NULL, "Left...Down", N_ ("From cell to cell") },
  { GROUP_CELLS, SCOPE_LISTED, NULL, "Tab <Shift>Tab", N_ ("Next and previous cell") },
  { GROUP_CELLS, SCOPE_LISTED, NULL, "Home End", N_ ("First and last cell of the row") },
  { GROUP_CELLS, SCOPE_LISTED, NULL, "Page_Up Page_Down", N_ ("Ten rows up and down") },
  { GROUP_CELLS, SCOPE_LISTED, NULL, "<Control>Up <Control>Down", N_ ("First and last row") },
  { GROUP_CELLS, SCOPE_LISTED, NULL, "<Control>Home <Control>End", N_ ("First and last cell") },
  { GROUP_CELLS, SCOPE_LISTED, NULL, "<Shift>Up <Shift>Down", N_ ("Select more rows") },

  { GROUP_CELL_EDITING, SCOPE_LISTED, NULL, "Return F2", N_ ("Edit the cell; letters begin at once") },
  { GROUP_CELL_EDITING, SCOPE_LISTED, NULL, "Escape", N_ ("Leave the cell as it was") },
  { GROUP_CELL_EDITING, SCOPE_LISTED, NULL, "Delete", N_ ("Clear the cell") },

  { GROUP_ROWS, SCOPE_LISTED, NULL, "<Control>Return Insert", N_ ("Add an attacker move") },
  { GROUP_ROWS, SCOPE_LISTED, NULL, "<Control>Delete", N_ ("Delete the attacker move") },
  { GROUP_ROWS, SCOPE_LISTED, NULL, "<Control>c", N_ ("Copy rows for a spreadsheet") },
  { GROUP_ROWS, SCOPE_LISTED, NULL, "<Control><Shift>c", N_ ("Copy rows as Markdown") },
  { GROUP_ROWS, SCOPE_LISTED, NULL, "<Control>v", N_ ("Paste rows") },
  { GROUP_ROWS, SCOPE_LISTED, NULL, "<Shift>F10 Menu", N_ ("Context menu") },

  { GROUP_FINDINGS, SCOPE_LISTED, NULL, "Return", N_ ("Show what it is about; fold a question") },
  { GROUP_FINDINGS, SCOPE_LISTED, NULL, "<Control>Return", N_ ("Do what its button says") },
  { GROUP_FINDINGS, SCOPE_LISTED, NULL, "Delete", N_ ("Set it aside, count it again") },

  { GROUP_COMPARING, SCOPE_WINDOW, "page.focus::changes", "<Alt>5", N_ ("Go to the changes") },
  { GROUP_COMPARING, SCOPE_WINDOW, "page.compare", "<Control><Alt>d", N_ ("Compare with an earlier state") },

  { GROUP_STORY, SCOPE_WINDOW, "page.focus::story", "<Alt>6", N_ ("Go to the story") },
  { GROUP_STORY, SCOPE_LISTED, NULL, "<Alt>Up <Alt>Down", N_ ("Move the line, with what hangs on it") },
  { GROUP_STORY, SCOPE_LISTED, NULL, "<Control>Return", N_ ("Make a flow of a sentence") },

  { GROUP_WALKING, SCOPE_WINDOW, "page.present", "F5", N_ ("Present the use case") },
  { GROUP_WALKING, SCOPE_LISTED, NULL, "space Right Page_Down", N_ ("Next step") },
  { GROUP_WALKING, SCOPE_LISTED, NULL, "BackSpace Left Page_Up", N_ ("Step before") },
  { GROUP_WALKING, SCOPE_LISTED, NULL, "Home End", N_ ("Whole diagram, last step") },
  { GROUP_WALKING, SCOPE_LISTED, NULL, "1...9", N_ ("Go to the step of this number") },
  { GROUP_WALKING, SCOPE_LISTED, NULL, "Escape", N_ ("Back to where you were") },

  { GROUP_MEETING, SCOPE_LISTED, NULL, "n", N_ ("Type an attacker move") },
  { GROUP_MEETING, SCOPE_LISTED, NULL, "d", N_ ("Type a decision on a move") },
  { GROUP_MEETING, SCOPE_LISTED, NULL, "Tab <Shift>Tab", N_ ("From move to move") },
  { GROUP_MEETING, SCOPE_LISTED, NULL, "c", N_ ("Show or hide the table") },
  { GROUP_MEETING, SCOPE_LISTED, NULL, "b", N_ ("Blank the screen") },
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
