/* Every action of the window stands in the table of commands, and every command
 * of the table is an action.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "command-table.h"
#include "moat-test.h"
#include "window.h"

typedef struct
{
  MoatApplication *application;
  MoatWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer application)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (MoatSession) session = moat_session_new_for_document (document, "Example");

  fixture->application = MOAT_APPLICATION ((gpointer) application);
  fixture->window = moat_window_new (fixture->application);
  moat_window_set_session (fixture->window, session);
}

static void
tear_down (Fixture *fixture, gconstpointer application)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static GActionGroup *
get_group (Fixture *fixture, const char *prefix)
{
  MoatPage *page = moat_window_get_page (fixture->window);

  if (g_str_equal (prefix, "app"))
    return G_ACTION_GROUP (fixture->application);
  if (g_str_equal (prefix, "win"))
    return G_ACTION_GROUP (fixture->window);
  if (g_str_equal (prefix, "page"))
    return G_ACTION_GROUP (moat_page_get_actions (page));
  return moat_page_get_canvas_actions (page);
}

/* A misspelt action would be offered and do nothing. */
static void
test_table_names_actions (Fixture *fixture, gconstpointer data)
{
  for (const MoatCommandInfo *command = moat_command_table_get (); command->title != NULL; command++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      g_auto (GStrv) parts = NULL;
      const GVariantType *type = NULL;

      if (command->action == NULL)
        continue;
      g_assert_true (g_action_parse_detailed_name (command->action, &name, &target, NULL));
      parts = g_strsplit (name, ".", 2);
      g_test_message ("%s", command->action);
      g_assert_true (g_action_group_query_action (get_group (fixture, parts[0]), parts[1], NULL, &type, NULL,
                                                  NULL, NULL));
      if (type != NULL)
        g_assert_true (target != NULL && g_variant_is_of_type (target, type));
      else
        g_assert_null (target);
    }
}

static gboolean
has_command (const char *prefix, const char *name)
{
  g_autofree char *full = g_strconcat (prefix, ".", name, NULL);

  for (const MoatCommandInfo *command = moat_command_table_get (); command->title != NULL; command++)
    if (g_strcmp0 (command->action, full) == 0)
      return TRUE;
  return FALSE;
}

/* One that takes a parameter may be for certain widgets alone; all others are for everybody. */
static void
test_actions_are_in_table (Fixture *fixture, gconstpointer data)
{
  static const char *const prefixes[] = { "app", "win", "page", "canvas" };
  /* A key of its own in the middle of selecting, and tools that are there under their own names. */
  static const char *const others[] = { "keep-selected", "add-line", "add-flow", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      GActionGroup *group = get_group (fixture, prefixes[i]);
      g_auto (GStrv) names = g_action_group_list_actions (group);

      for (guint j = 0; names[j] != NULL; j++)
        {
          if (g_action_group_get_action_parameter_type (group, names[j]) != NULL
              || g_strv_contains (others, names[j]) || has_command (prefixes[i], names[j]))
            continue;
          g_test_message ("%s.%s is not in src/ui/command-table.c", prefixes[i], names[j]);
          g_test_fail ();
        }
    }
}

#define ADD(name, function) g_test_add (name, Fixture, application, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_autoptr (MoatApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  application = moat_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  ADD ("/ui/commands/table-names-actions", test_table_names_actions);
  ADD ("/ui/commands/actions-are-in-table", test_actions_are_in_table);

  return g_test_run ();
}
