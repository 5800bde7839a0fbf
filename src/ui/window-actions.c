/* The window's actions, and when each action of window and page can be used.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "window-private.h"

#include "accels.h"
#include "command-palette.h"
#include "examples.h"
#include "export.h"
#include "print.h"
#include "native.h"
#include "recent.h"
#include "template-chooser.h"

#include <glib/gi18n-lib.h>

/* What must hold for an action to be usable. */
typedef enum
{
  NEEDS_MODEL = 1 << 0,
  NEEDS_UNDO = 1 << 1,
  NEEDS_REDO = 1 << 2,
  NEEDS_FILE = 1 << 3,
  NEEDS_CHANGES = 1 << 4,
  NEEDS_SEVERAL = 1 << 5, /* use cases */
  NEEDS_EARLIER = 1 << 6, /* a use case before the one shown */
  NEEDS_LATER = 1 << 7,   /* and one after it */
  NEEDS_IMPORT = 1 << 8,
  NEEDS_OPENING = 1 << 9, /* a file is being read */
  NEEDS_WORKSHOP = 1 << 10,
  NEEDS_NO_WORKSHOP = 1 << 11,
  NEEDS_ABSENCE = 1 << 12, /* a workshop that paused by itself */
} Needs;

typedef struct
{
  const char *name;
  Needs needs;
} Rule;

/* Actions that are not here can always be used. */
static const Rule window_rules[] = {
  { "save", NEEDS_MODEL },
  { "save-as", NEEDS_MODEL },
  { "export", NEEDS_MODEL },
  { "show-import-report", NEEDS_IMPORT },
  { "stop-opening", NEEDS_OPENING },
  { "print", NEEDS_MODEL },
  { "revert", NEEDS_MODEL | NEEDS_FILE | NEEDS_CHANGES },
  { "choose-use-case", NEEDS_MODEL },
  { "add-use-case", NEEDS_MODEL },
  { "rename-use-case", NEEDS_MODEL },
  { "workshop", NEEDS_MODEL },
};

static const Rule page_rules[] = {
  { "undo", NEEDS_UNDO },
  { "redo", NEEDS_REDO },
  { "present", NEEDS_MODEL },
  { "present-speaking", NEEDS_MODEL },
  { "workshop-begin", NEEDS_NO_WORKSHOP },
  { "workshop-agenda", NEEDS_NO_WORKSHOP },
  { "workshop-pause", NEEDS_WORKSHOP },
  { "workshop-count-away", NEEDS_ABSENCE },
  { "workshop-next", NEEDS_WORKSHOP },
  { "workshop-previous", NEEDS_WORKSHOP },
  { "workshop-next-phase", NEEDS_WORKSHOP },
  { "workshop-previous-phase", NEEDS_WORKSHOP },
  { "workshop-extend", NEEDS_WORKSHOP },
  { "workshop-end", NEEDS_WORKSHOP },
  { "delete-use-case", NEEDS_SEVERAL },
  { "previous-use-case", NEEDS_EARLIER },
  { "move-use-case-up", NEEDS_EARLIER },
  { "next-use-case", NEEDS_LATER },
  { "move-use-case-down", NEEDS_LATER },
};

static Needs
get_use_case_needs (MoatPage *page)
{
  MoatDocument *document = moat_page_get_document (page);
  GPtrArray *use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);
  MoatRecord *shown = moat_document_find (document, moat_page_get_use_case (page));
  Needs fulfilled = 0;
  guint position;

  if (!g_ptr_array_find (use_cases, shown, &position))
    return 0;
  if (use_cases->len > 1)
    fulfilled |= NEEDS_SEVERAL;
  if (position > 0)
    fulfilled |= NEEDS_EARLIER;
  if (position + 1 < use_cases->len)
    fulfilled |= NEEDS_LATER;

  return fulfilled;
}

static Needs
get_workshop_needs (MoatPage *page)
{
  const MoatWorkshopClock *clock = moat_workshop_get_clock (moat_page_get_workshop (page));

  if (clock == NULL)
    return NEEDS_NO_WORKSHOP;

  return NEEDS_WORKSHOP | (clock->away > 0 ? NEEDS_ABSENCE : 0);
}

static Needs
get_fulfilled (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);
  MoatDocument *document;
  Needs fulfilled = NEEDS_MODEL | (self->opening ? NEEDS_OPENING : 0);

  if (!session)
    return fulfilled & ~NEEDS_MODEL;

  document = moat_session_get_document (session);
  if (moat_document_can_undo (document))
    fulfilled |= NEEDS_UNDO;
  if (moat_document_can_redo (document))
    fulfilled |= NEEDS_REDO;
  if (moat_session_get_file (session))
    fulfilled |= NEEDS_FILE;
  if (moat_session_is_modified (session))
    fulfilled |= NEEDS_CHANGES;
  if (moat_session_get_source (session))
    fulfilled |= NEEDS_IMPORT;

  return fulfilled | get_use_case_needs (self->page) | get_workshop_needs (self->page);
}

static void
apply_rules (GActionMap *map, const Rule *rules, gsize n_rules, Needs fulfilled)
{
  for (gsize i = 0; i < n_rules; i++)
    {
      GAction *action = g_action_map_lookup_action (map, rules[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), (rules[i].needs & ~fulfilled) == 0);
    }
}

void
moat_window_update_actions (MoatWindow *self)
{
  Needs fulfilled = get_fulfilled (self);

  apply_rules (G_ACTION_MAP (self), window_rules, G_N_ELEMENTS (window_rules), fulfilled);
  if (self->page)
    apply_rules (moat_page_get_actions (self->page), page_rules, G_N_ELEMENTS (page_rules), fulfilled);
}

static void
workshop_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWindow *self = user_data;

  moat_workshop_button_popup (self->workshop_button);
}

/* ---- Use cases ---- */

static void
choose_use_case_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWindow *self = user_data;

  gtk_menu_button_popup (self->title_button);
}

static void
rename_use_case_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWindow *self = user_data;

  gtk_menu_button_popup (self->title_button);
  moat_use_case_switcher_focus_title (self->switcher);
}

static void
add_use_case_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWindow *self = user_data;

  moat_page_add_use_case (self->page);
  rename_use_case_activated (NULL, NULL, self);
}

/* ---- Models ---- */

MoatWindow *
moat_window_get_for_session (MoatWindow *self)
{
  if (!self->page)
    return self;

  return moat_window_new (MOAT_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

static void
new_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWindow *self = user_data;
  g_autoptr(MoatSession) session = moat_session_new (g_settings_get_enum (self->settings, "notation"));

  self = moat_window_get_for_session (self);
  moat_window_set_session (self, session);
  gtk_window_present (GTK_WINDOW (self));
}

static void
write_story_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWindow *self = user_data;

  if (self->page == NULL)
    new_activated (action, parameter, self);
  moat_page_write_story (self->page);
}

static void
open_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_window_choose_and_open (user_data);
}

static void
open_folder_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_window_choose_folder (user_data);
}

static void
import_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_window_choose_and_import (user_data);
}

static void
stop_opening_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_window_stop_opening (user_data);
}

static void
show_import_report_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_window_show_import_report (user_data);
}

MoatWindow *
moat_window_open_example (MoatWindow *self, const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = moat_examples_find (name, &error);
  g_autoptr(MoatDocument) document = bytes ? moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, &error)
                                            : NULL;
  g_autoptr(MoatSession) session = NULL;

  if (!document)
    {
      moat_window_report_error (self, _ ("Not opened"), error->message);
      return NULL;
    }

  session = moat_session_new_for_document (document, _ ("Example, not saved"));
  self = moat_window_get_for_session (self);
  moat_window_set_session (self, session);
  gtk_window_present (GTK_WINDOW (self));

  return self;
}

static void
open_example_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_window_open_example (user_data, g_variant_get_string (parameter, NULL));
}

static void
take_tour_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_window_take_tour (user_data);
}

static void
template_chosen_cb (MoatWindow *self, const MoatTemplate *template, const MoatTemplateChoice *choice)
{
  g_autoptr(MoatDocument) document = moat_template_make_model (template, choice->has_moves);
  g_autoptr(MoatSession) session = moat_session_new_for_document (document, NULL);

  self = moat_window_get_for_session (self);
  moat_window_set_session (self, session);
  gtk_window_present (GTK_WINDOW (self));
}

static void
new_from_template_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWindow *self = user_data;
  MoatSession *session = moat_window_get_session (self);
  GFile *file = session != NULL ? moat_session_get_file (session) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  MoatTemplateChooser *chooser = moat_template_chooser_new (GTK_WIDGET (self), NULL, NULL, path);

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (template_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
open_recent_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *self = user_data;
  g_autoptr(GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  moat_application_open_file (MOAT_APPLICATION (gtk_window_get_application (self)), file, self);
}

static void
save_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_window_save (user_data);
}

static void
save_as_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_window_save_as (user_data);
}

static void
revert_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_window_revert (user_data);
}

static void
close_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (user_data);
}

static void
export_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWindow *self = user_data;

  moat_export_run (self->page, g_variant_get_string (parameter, NULL));
}

static void
print_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWindow *self = user_data;

  moat_print_run (self->page);
}

/* ---- Menus ---- */

/* Filled when the menu opens: other programs' windows add to what is recent. */
static void
fill_recent_menu (MoatWindow *self)
{
  g_autoptr(GPtrArray) list = moat_recent_list (10);

  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; i < list->len; i++)
    {
      const MoatRecent *recent = g_ptr_array_index (list, i);
      g_autofree char *uri = g_file_get_uri (recent->file);
      g_autofree char *label = g_strdup_printf ("%s (%s)", recent->name, recent->folder);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.open-recent", "s", uri);
      g_menu_append_item (self->recent_menu, item);
    }
  /* An action that is not there: the item is grey. */
  if (list->len == 0)
    g_menu_append (self->recent_menu, _ ("No recent models"), "win.none");
}

static void
show_shortcuts_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *shortcuts = moat_accels_new_window ();

  gtk_window_set_transient_for (GTK_WINDOW (shortcuts), user_data);
  gtk_window_present (GTK_WINDOW (shortcuts));
}

static void
show_commands_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWindow *self = user_data;

  if (self->commands == NULL)
    g_set_weak_pointer (&self->commands, GTK_WIDGET (moat_command_palette_new (self)));
  moat_command_palette_toggle (MOAT_COMMAND_PALETTE (self->commands), NULL);
}

static const GActionEntry entries[] = {
  { "new", new_activated },
  { "new-from-template", new_from_template_activated },
  { "write-story", write_story_activated },
  { "open", open_activated },
  { "open-folder", open_folder_activated },
  { "import", import_activated },
  { "stop-opening", stop_opening_activated },
  { "show-import-report", show_import_report_activated },
  { "open-example", open_example_activated, "s" },
  { "take-tour", take_tour_activated },
  { "open-recent", open_recent_activated, "s" },
  { "save", save_activated },
  { "save-as", save_as_activated },
  { "revert", revert_activated },
  { "export", export_activated, "s" },
  { "print", print_activated },
  { "close", close_activated },
  { "choose-use-case", choose_use_case_activated },
  { "add-use-case", add_use_case_activated },
  { "rename-use-case", rename_use_case_activated },
  { "show-commands", show_commands_activated },
  { "workshop", workshop_activated },
  { "show-shortcuts", show_shortcuts_activated },
};

/* ---- The menu ---- */

static void
menu_mapped_cb (MoatWindow *self)
{
  fill_recent_menu (self);
  g_set_weak_pointer (&self->focus_before_menu, gtk_window_get_focus (GTK_WINDOW (self)));
}

static gboolean
restore_focus_cb (gpointer user_data)
{
  MoatWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *before = self->focus_before_menu;

  if (!focus || !before || !gtk_widget_get_mapped (before))
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER_MENU)
      || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->menu_button)))
    gtk_widget_grab_focus (before);

  return G_SOURCE_REMOVE;
}

/* GTK 4.8 leaves the keyboard with the item of a submenu that was chosen, where nothing hears it, or gives it
 * to the menu's button. "closed" comes before either, and before the item's action.
 */
static void
menu_closed_cb (MoatWindow *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, restore_focus_cb, g_object_ref (self), g_object_unref);
}

/* The menu has more parts than all else in a window without a model. */
static void
make_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  MoatWindow *self = user_data;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  fill_recent_menu (self);
  gtk_menu_button_set_menu_model (button, self->primary_menu);
  g_signal_connect_swapped (gtk_menu_button_get_popover (button), "map", G_CALLBACK (menu_mapped_cb), self);
  g_signal_connect_swapped (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (menu_closed_cb),
                            self);
}

void
moat_window_install_actions (MoatWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu_cb, self, NULL);
  /* A click there does not take the keyboard from where it comes back to. */
  gtk_widget_set_focus_on_click (GTK_WIDGET (self->menu_button), FALSE);
}
