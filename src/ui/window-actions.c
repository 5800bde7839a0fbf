/* The window's actions, and when each action of window and page can be used.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "window-private.h"

#include "accels.h"

/* What must hold for an action to be usable. */
typedef enum
{
  NEEDS_MODEL = 1 << 0,
  NEEDS_UNDO = 1 << 1,
  NEEDS_REDO = 1 << 2,
  NEEDS_FILE = 1 << 3,
  NEEDS_CHANGES = 1 << 4,
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
  { "revert", NEEDS_MODEL | NEEDS_FILE | NEEDS_CHANGES },
};

static const Rule page_rules[] = {
  { "undo", NEEDS_UNDO },
  { "redo", NEEDS_REDO },
};

static Needs
get_fulfilled (MoatWindow *self)
{
  MoatSession *session = moat_window_get_session (self);
  MoatDocument *document;
  Needs fulfilled = NEEDS_MODEL;

  if (!session)
    return 0;

  document = moat_session_get_document (session);
  if (moat_document_can_undo (document))
    fulfilled |= NEEDS_UNDO;
  if (moat_document_can_redo (document))
    fulfilled |= NEEDS_REDO;
  if (moat_session_get_file (session))
    fulfilled |= NEEDS_FILE;
  if (moat_session_is_modified (session))
    fulfilled |= NEEDS_CHANGES;

  return fulfilled;
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
new_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MoatWindow *self = user_data;
  g_autoptr(MoatSession) session = moat_session_new ();

  if (self->page)
    self = moat_window_new (MOAT_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));

  moat_window_set_session (self, session);
  gtk_window_present (GTK_WINDOW (self));
}

static void
open_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_window_choose_and_open (user_data);
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
show_shortcuts_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *shortcuts = moat_accels_new_window ();

  gtk_window_set_transient_for (GTK_WINDOW (shortcuts), user_data);
  gtk_window_present (GTK_WINDOW (shortcuts));
}

static const GActionEntry entries[] = {
  { "new", new_activated },
  { "open", open_activated },
  { "save", save_activated },
  { "save-as", save_as_activated },
  { "revert", revert_activated },
  { "close", close_activated },
  { "show-shortcuts", show_shortcuts_activated },
};

void
moat_window_install_actions (MoatWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
