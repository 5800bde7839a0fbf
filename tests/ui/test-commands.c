/* Every action of the window stands in the table of commands, and every command
 * of the table is an action.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "command-item.h"
#include "command-palette.h"
#include "command-table.h"
#include "moat-test.h"
#include "query.h"
#include "quick-move.h"
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

/* ---- The palette ---- */

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("What was waited for did not come");
  return G_SOURCE_REMOVE;
}

static void
wait_until_mapped (GtkWidget *widget)
{
  guint bound = g_timeout_add_seconds (30, give_up_cb, NULL);

  while (!gtk_widget_get_mapped (widget))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (bound);
}

static MoatCommandPalette *
open_palette (Fixture *fixture)
{
  MoatCommandPalette *palette = moat_command_palette_new (fixture->window);

  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until_mapped (GTK_WIDGET (moat_window_get_page (fixture->window)));
  moat_command_palette_toggle (palette, NULL);
  wait_until_mapped (GTK_WIDGET (palette));
  return palette;
}

static void
type (MoatCommandPalette *palette, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (moat_command_palette_get_entry (palette)), text);
}

static void
press_enter (MoatCommandPalette *palette)
{
  g_signal_emit_by_name (moat_command_palette_get_entry (palette), "activate");
}

/* A setting is switched where it stands, is remembered, and is offered first the next time. */
static void
test_switches (Fixture *fixture, gconstpointer data)
{
  GSettings *settings = moat_application_get_settings (fixture->application);
  MoatCommandPalette *palette = open_palette (fixture);
  g_autoptr (MoatCommandItem) first = NULL;

  g_settings_set_boolean (settings, "show-grid", TRUE);
  type (palette, "show grid");
  press_enter (palette);
  g_assert_false (g_settings_get_boolean (settings, "show-grid"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (palette)));

  moat_command_palette_toggle (palette, NULL);
  first = g_list_model_get_item (moat_command_palette_get_found (palette), 0);
  g_assert_cmpstr (moat_command_item_get_markup (first), ==, "Show grid");
  g_assert_cmpstr (moat_command_item_get_kind (first), ==, "Off");
  g_settings_reset (settings, "show-grid");
  g_settings_reset (settings, "recent-commands");
}

/* Choosing a record goes to it: the keyboard is on it in the canvas. */
static void
test_goes_to_record (Fixture *fixture, gconstpointer data)
{
  MoatCommandPalette *palette = open_palette (fixture);
  MoatPage *page = moat_window_get_page (fixture->window);
  GActionGroup *canvas = moat_page_get_canvas_actions (page);
  MoatRecord *element
      = g_ptr_array_index (moat_document_list (moat_page_get_document (page), MOAT_KIND_ELEMENT), 2);

  g_assert_false (g_action_group_get_action_enabled (canvas, "rename"));
  type (palette, moat_record_get_title (element));
  press_enter (palette);
  g_assert_true (g_action_group_get_action_enabled (canvas, "rename"));
  g_assert_true (g_action_group_get_action_enabled (canvas, "connect"));
  g_settings_reset (moat_application_get_settings (fixture->application), "recent-commands");
}

/* What cannot be done is said with the reason, after what can, and choosing it does nothing. */
static void
test_says_why (Fixture *fixture, gconstpointer data)
{
  MoatCommandPalette *palette = open_palette (fixture);
  g_autoptr (MoatCommandItem) item = NULL;

  type (palette, "undo");
  item = g_list_model_get_item (moat_command_palette_get_found (palette), 0);
  g_assert_nonnull (item);
  g_assert_false (moat_command_item_get_standing (item)->is_enabled);
  g_assert_cmpstr (moat_command_item_get_place (item), ==, "There is nothing to undo");
  press_enter (palette);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (palette)));
}

/* ---- Quick moves ---- */

/* The line goes to the flow whose number it begins with, as one step to undo, and stays open for the next. */
static void
test_quick_move (Fixture *fixture, gconstpointer data)
{
  MoatPage *page = moat_window_get_page (fixture->window);
  MoatDocument *document = moat_page_get_document (page);
  g_autoptr (MoatSelection) selection = moat_selection_new (document);
  MoatRecord *second = NULL;
  const guint before = moat_document_count (document, MOAT_KIND_THREAT);
  g_autoptr (GPtrArray) flows = moat_query_flows (document, moat_page_get_use_case (page));
  MoatQuickMove *quick;
  GtkEditable *entry;

  second = g_ptr_array_index (flows, 1);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until_mapped (GTK_WIDGET (page));
  quick = moat_quick_move_open (page, selection, NULL, NULL);
  wait_until_mapped (GTK_WIDGET (quick));
  entry = GTK_EDITABLE (moat_quick_move_get_entry (quick));

  gtk_editable_set_text (entry, "Change the id");
  moat_quick_move_enter (quick, TRUE);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), ==, before);

  gtk_editable_set_text (entry, "2: Change the id | tampering | high => Look it up | API");
  moat_quick_move_enter (quick, TRUE);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), ==, before + 1);
  g_assert_cmpstr (
      moat_threat_state (g_ptr_array_index (moat_document_list (document, MOAT_KIND_THREAT), before))->on, ==,
      moat_record_get_id (second));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (quick)));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");

  gtk_editable_set_text (entry, "And one more");
  moat_quick_move_enter (quick, FALSE);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), ==, before + 2);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (quick)));
  moat_document_undo (document);
  moat_document_undo (document);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), ==, before);
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
  ADD ("/ui/commands/switches", test_switches);
  ADD ("/ui/commands/goes-to-record", test_goes_to_record);
  ADD ("/ui/commands/says-why", test_says_why);
  ADD ("/ui/commands/quick-move", test_quick_move);

  return g_test_run ();
}
