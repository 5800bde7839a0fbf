/* What the command palette offers of commands and of a model, and in which order.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "command-index.h"
#include "edit.h"
#include "geometry.h"
#include "moat-test.h"
#include "query.h"

/* The titles of what was found, joined by " | ". */
static char *
search (MoatCommandIndex *index, MoatDocument *document, const char *typed, guint limit)
{
  g_autoptr (GPtrArray) found = moat_command_index_search (index, typed, limit);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *title = moat_command_entry_dup_title (document, g_ptr_array_index (found, i));

      g_string_append_printf (titles, "%s%s", i > 0 ? " | " : "", title);
    }
  return g_string_free (g_steal_pointer (&titles), FALSE);
}

#define assert_found(index, document, typed, limit, expected)                                                \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *found_ = search (index, document, typed, limit);                                        \
    g_assert_cmpstr (found_, ==, expected);                                                                  \
  }                                                                                                          \
  G_STMT_END

typedef struct
{
  MoatDocument *document;
  MoatCommandIndex *index;
  MoatRecord *flow;
  MoatRecord *move;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *use_case;

  fixture->document = moat_test_document (0);
  MOAT_TRANSACTION (fixture->document, "Set up")
  {
    const MoatRect box = MOAT_RECT_INIT (0, 0, 120, 60);
    MoatRecord *user, *api;

    use_case = moat_record_get_id (moat_query_first_use_case (fixture->document));
    user = moat_edit_add_element (fixture->document, use_case, MOAT_ELEMENT_EXTERNAL_ENTITY, "User", &box);
    api = moat_edit_add_element (fixture->document, use_case, MOAT_ELEMENT_PROCESS, "Web API", &box);
    fixture->flow = moat_edit_add_flow (fixture->document, use_case, moat_record_get_id (user),
                                        moat_record_get_id (api), "submits the form");
    fixture->move = moat_edit_add_threat (fixture->document, moat_record_get_id (fixture->flow),
                                          "Change the id to read another's order");
  }
  fixture->index = moat_command_index_new (fixture->document);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  moat_command_index_free (fixture->index);
  g_object_unref (fixture->document);
}

/* Elements, flows and moves are found by their words, a flow by its ends too, and all by their kind. */
static void
test_records (Fixture *fixture, gconstpointer data)
{
  assert_found (fixture->index, fixture->document, "wapi", 1, "Web API");
  assert_found (fixture->index, fixture->document, "change id", 1, "Change the id to read another's order");
  assert_found (fixture->index, fixture->document, "submits", 1, "1: submits the form");
  assert_found (fixture->index, fixture->document, "1", 1, "1: submits the form");
  assert_found (fixture->index, fixture->document, "user web flow", 1, "1: submits the form");
  assert_found (fixture->index, fixture->document, "zzzz", 10, "");
}

/* Where a record is: a flow's ends, what a move hangs on. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  MoatCommandEntry flow = { .record = fixture->flow };
  MoatCommandEntry move = { .record = fixture->move };
  g_autofree char *ends = moat_command_entry_dup_place (fixture->document, &flow);
  g_autofree char *on = moat_command_entry_dup_place (fixture->document, &move);

  g_assert_cmpstr (ends, ==, "User → Web API");
  g_assert_cmpstr (on, ==, "1: submits the form");
}

/* What is searched is always the model as it is. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  assert_found (fixture->index, fixture->document, "wapi", 1, "Web API");
  MOAT_TRANSACTION (fixture->document, "Rename")
  moat_edit_set_text (fixture->document, fixture->flow, "name", "uploads a photo", NULL);
  assert_found (fixture->index, fixture->document, "photo", 10, "1: uploads a photo");
  assert_found (fixture->index, fixture->document, "submits", 10, "");
  moat_document_undo (fixture->document);
  assert_found (fixture->index, fixture->document, "photo", 10, "");
}

/* Commands are found by what they are called in the palette, without a model as well. */
static void
test_commands (void)
{
  g_autoptr (MoatCommandIndex) index = moat_command_index_new (NULL);

  assert_found (index, NULL, "dark", 1, "Dark style");
  assert_found (index, NULL, "addproc", 1, "Add a process");
  moat_command_index_add (index, &(MoatCommandInfo){ MOAT_COMMANDS_FILE, MOAT_COMMAND_UNLISTED,
                                                     "win.open-recent::file:///shop.moat", NULL,
                                                     "Open shop.moat", NULL, NULL });
  assert_found (index, NULL, "shop", 1, "Open shop.moat");
}

/* With nothing typed, what was used last comes first; and of what answers alike, what was used. */
static void
test_use (Fixture *fixture, gconstpointer data)
{
  const char *typed[] = { "dark style", "wapi" };
  g_auto (GStrv) used = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GPtrArray) found = moat_command_index_search (fixture->index, typed[i], 1);

      moat_command_index_note_use (fixture->index, g_ptr_array_index (found, 0));
      moat_command_index_note_use (fixture->index, g_ptr_array_index (found, 0));
    }
  assert_found (fixture->index, fixture->document, "", 3, "Web API | Dark style | New model");
  assert_found (fixture->index, fixture->document, "style", 2, "Dark style | Light style");

  used = moat_command_index_dup_used (fixture->index);
  g_assert_cmpuint (g_strv_length (used), ==, 1);
  g_assert_cmpstr (used[0], ==, "app.color-scheme::dark");
  moat_command_index_set_used (fixture->index, (const char *const[]){ "app.color-scheme::light", NULL });
  assert_found (fixture->index, fixture->document, "style", 1, "Light style");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/ui/command-index/records", test_records);
  ADD ("/ui/command-index/places", test_places);
  ADD ("/ui/command-index/follows", test_follows);
  g_test_add_func ("/ui/command-index/commands", test_commands);
  ADD ("/ui/command-index/use", test_use);

  return g_test_run ();
}
