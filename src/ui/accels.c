/* The keys of the table of commands (see accels.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "accels.h"

#include "command-table.h"

#include <glib/gi18n-lib.h>

/* Pages of the shortcuts window: each fits without paging through it, in two columns, on a small screen. */
typedef struct
{
  const char *name;
  const char *title; /* translatable */
  MoatCommandGroup first;
  MoatCommandGroup last;
} Section;

static const Section sections[] = {
  { "window", N_ ("Window"), MOAT_COMMANDS_FILE, MOAT_COMMANDS_USE_CASES },
  { "drawing", N_ ("Drawing"), MOAT_COMMANDS_TOOLS, MOAT_COMMANDS_DRAGGING },
  { "changing", N_ ("Changing"), MOAT_COMMANDS_CHANGES, MOAT_COMMANDS_LOOKING },
  { "table", N_ ("Table"), MOAT_COMMANDS_CELLS, MOAT_COMMANDS_FINDINGS },
  { "capture", N_ ("Quick capture"), MOAT_COMMANDS_CAPTURE, MOAT_COMMANDS_CAPTURE },
  { "story", N_ ("Story and changes"), MOAT_COMMANDS_COMPARING, MOAT_COMMANDS_STORY },
  { "presenting", N_ ("Presenting"), MOAT_COMMANDS_WALKING, MOAT_COMMANDS_MEETING },
  { "workshop", N_ ("Workshop"), MOAT_COMMANDS_WORKSHOP, MOAT_COMMANDS_WORKSHOP },
};

void
moat_accels_install (GtkApplication *application)
{
  for (const MoatCommandInfo *command = moat_command_table_get (); command->title != NULL; command++)
    {
      g_auto(GStrv) keys = g_strsplit (command->keys != NULL ? command->keys : "", " ", -1);

      if (command->scope == MOAT_COMMAND_EVERYWHERE)
        gtk_application_set_accels_for_action (application, command->action, (const char *const *) keys);
    }
}

static void
add_shortcuts (GtkShortcutController *controller, const MoatCommandInfo *command)
{
  g_auto(GStrv) keys = g_strsplit (command->keys, " ", -1);

  for (guint i = 0; keys[i]; i++)
    gtk_shortcut_controller_add_shortcut (controller,
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i]),
                                                            gtk_named_action_new (command->action)));
}

void
moat_accels_add_yielding (GtkWidget *window)
{
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  /* Bubbling up from the focus: nearer widgets were asked before. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_BUBBLE);
  for (const MoatCommandInfo *command = moat_command_table_get (); command->title != NULL; command++)
    if (command->scope == MOAT_COMMAND_YIELDING)
      add_shortcuts (controller, command);

  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (controller));
}

static void
append_shortcut (GString *xml, const MoatCommandInfo *command)
{
  g_autofree char *title = g_markup_escape_text (_ (command->title), -1);
  g_autofree char *keys = g_markup_escape_text (command->keys, -1);

  g_string_append_printf (
      xml,
      "<child><object class='GtkShortcutsShortcut'><property name='accelerator'>%s</property>"
      "<property name='title'>%s</property></object></child>",
      keys, title);
}

static void
append_group (GString *xml, MoatCommandGroup group)
{
  g_autofree char *title = g_markup_escape_text (moat_command_table_get_group_title (group), -1);

  g_string_append_printf (xml,
                          "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>",
                          title);
  for (const MoatCommandInfo *command = moat_command_table_get (); command->title != NULL; command++)
    if (command->group == group && command->scope != MOAT_COMMAND_UNLISTED)
      append_shortcut (xml, command);
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
  for (MoatCommandGroup group = section->first; group <= section->last; group++)
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
