/* What the actions of the group "page" do. Which of them can be used is decided
 * in window-actions.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "page-private.h"

static void
undo_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_document_undo (moat_page_get_document (user_data));
}

static void
redo_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  moat_document_redo (moat_page_get_document (user_data));
}

static const GActionEntry entries[] = {
  { "undo", undo_activated },
  { "redo", redo_activated },
};

/* The action of a setting is stateful, and remembers. */
static void
add_setting_action (MoatPage *self, const char *key)
{
  g_autoptr(GAction) action = g_settings_create_action (self->settings, key);

  g_action_map_add_action (G_ACTION_MAP (self->actions), action);
}

void
moat_page_install_actions (MoatPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  add_setting_action (self, "show-inspector");
  add_setting_action (self, "show-table");
}
