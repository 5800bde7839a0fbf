/* Catalogue files of a team: the documented example works, its entries win, and
 * a mistake is told with its line and costs no more than its file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "moat-test.h"

#include "catalogs.h"
#include "geometry.h"
#include "prompts.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- A team's folder ---- */

typedef struct
{
  char *folder;
  MoatCatalog *catalog;
  char **problems;
} Team;

static void
team_init (Team *team)
{
  g_autoptr (GError) error = NULL;

  *team = (Team){ .folder = g_dir_make_tmp ("moat-catalog-XXXXXX", &error) };
  g_assert_no_error (error);
}

static void
team_write (Team *team, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (team->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
team_read (Team *team)
{
  const char *const folders[] = { "/nowhere", team->folder, NULL };
  g_autoptr (MoatReport) report = moat_report_new ();

  g_clear_pointer (&team->catalog, moat_catalog_unref);
  g_clear_pointer (&team->problems, g_strfreev);
  team->catalog = moat_catalogs_load (folders, report);
  team->problems = moat_report_dup_lines (report);
}

static void
team_clear (Team *team)
{
  g_autoptr (GDir) dir = g_dir_open (team->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (team->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (team->folder);
  g_free (team->folder);
  g_clear_pointer (&team->catalog, moat_catalog_unref);
  g_clear_pointer (&team->problems, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Team, team_clear)

/* One file with one move, of which @members are all that follows its id. */
static char *
write_move (const char *id, const char *members)
{
  return g_strdup_printf ("{ \"format\": \"moat-catalog\", \"version\": 1,\n"
                          "  \"moves\": [\n"
                          "    { \"id\": \"%s\",\n"
                          "      %s }\n"
                          "  ] }\n",
                          id, members);
}

/* ---- A model to ask about ---- */

static MoatRecord *
draw_flow (MoatDocument *document, const char *name)
{
  const MoatRect web_box = MOAT_RECT_INIT (0, 0, 120, 60);
  const MoatRect api_box = MOAT_RECT_INIT (400, 0, 120, 60);
  const MoatRect around_api = MOAT_RECT_INIT (350, -50, 300, 200);
  MoatRecord *flow = NULL;

  MOAT_TRANSACTION (document, "Draw")
  {
    const char *id = moat_record_get_id (moat_edit_add_use_case (document, "Any"));
    MoatRecord *web = moat_edit_add_element (document, id, MOAT_ELEMENT_PROCESS, "Web app", &web_box);
    MoatRecord *api = moat_edit_add_element (document, id, MOAT_ELEMENT_PROCESS, "Shop API", &api_box);

    moat_edit_add_zone (document, id, "Backend", &around_api);
    flow = moat_edit_add_flow (document, id, moat_record_get_id (web), moat_record_get_id (api), name);
  }

  return flow;
}

/* ---- Tests ---- */

static char *
read_help (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_SRCDIR"), "data", "help", "catalogue.md", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/* The example of the help does what the help says. */
static void
test_help_example (void)
{
  g_auto (Team) team = { 0 };
  g_autofree char *help = read_help ();
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (MoatPrompts) prompts = NULL;
  g_autoptr (GPtrArray) patterns = NULL;
  const MoatPrompt *prompt;
  char *begin = strstr (help, "```json\n");
  MoatRecord *flow;

  g_assert_nonnull (begin);
  begin += strlen ("```json\n");
  *strstr (begin, "```") = '\0';
  team_init (&team);
  team_write (&team, "vouchers.json", begin);
  team_read (&team);
  g_assert_cmpstr (team.problems[0], ==, NULL);

  flow = draw_flow (document, "redeems a voucher");
  prompts = moat_prompts_new (document, team.catalog);
  g_assert_cmpuint (moat_prompts_count (prompts, moat_record_get_id (flow)), ==, MOAT_PROMPTS_BEST);
  prompt = moat_prompts_find (prompts, moat_record_get_id (flow), "guess-vouchers");
  g_assert_nonnull (prompt);
  g_assert_cmpstr (prompt->text, ==, "Try voucher codes at Shop API until some of them work");
  patterns = moat_prompt_list_patterns (document, team.catalog,
                                        moat_prompt_take (document, prompt, moat_record_get_id (flow)));
  g_assert_cmpuint (patterns->len, ==, 2);
}

/* Every hint of the shipped file is in the help's lists. */
static void
test_help_hints (void)
{
  g_autofree char *help = read_help ();
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_SRCDIR"), "resources", "catalog", "hints.json",
                                            NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (char *at = strstr (text, "\"id\": \""); at != NULL; at = strstr (at, "\"id\": \""))
    {
      g_autofree char *quoted = NULL;
      gsize length;

      at += strlen ("\"id\": \"");
      length = strcspn (at, "\"");
      quoted = g_strdup_printf ("`%.*s`", (int) length, at);
      if (strstr (help, quoted) == NULL)
        g_error ("the help does not list %s", quoted);
    }
}

/* An entry with the id of one that ships takes its place, and so it can be silenced. */
static void
test_team_wins (void)
{
  g_auto (Team) team = { 0 };
  g_autofree char *text = write_move ("send-script-or-sql",
                                      "\"when\": {\"flow\": {\"is\": [\"writes\"]}}, \"text\": \"Ours\"");
  const MoatMove *move;

  team_init (&team);
  team_write (&team, "ours.json", text);
  team_read (&team);
  g_assert_cmpstr (team.problems[0], ==, NULL);
  move = moat_catalog_find_move (team.catalog, "send-script-or-sql");
  g_assert_cmpstr (move->text, ==, "Ours");
  /* What was left out is empty and not NULL, or what the help says. */
  g_assert_cmpstr (move->idea, ==, "send-script-or-sql");
  g_assert_nonnull (move->patterns);
  g_assert_cmpuint (g_strv_length (move->patterns), ==, 0);
}

/* A mistake names the file and the line where its entry begins, and only that file is left out. */
static void
test_mistakes (void)
{
  static const struct
  {
    const char *members; /* of a move, on the fourth line of its file */
    const char *line;
    const char *about;
  } mistakes[] = {
    { "\"when\": {\"flow\": {\"is\": [\"writes\"]}}, \"text\": \"A\", \"strides\": []", "line 3", "strides" },
    { "\"when\": {\"flow\": {\"are\": [\"writes\"]}}, \"text\": \"A\"", "line 3", "are" },
    { "\"when\": {}, \"text\": \"A\"", "line 3", "when" },
    { "\"text\": \"A\"", "line 3", "when" },
    { "\"when\": {\"flow\": {\"is\": [\"writes\"]}}", "line 3", "text" },
    { "\"when\": {\"flow\": {\"is\": [\"writes\"]}}, \"text\": \"At {targets}\"", "line 3", "{targets}" },
    { "\"when\": {\"flow\": {\"is\": [\"writes\"]}}, \"text\": \"A\", \"weight\": 9", "line 3", "weight" },
    { "\"when\": {\"flow\": {\"is\": [\"writes\"]}}, \"text\": \"A\", \"cwe\": [\"79\"]", "line 3", "cwe" },
    { "\"when\": {\"flow\": {\"is\": [\"writes\"]}}, \"text\": \"A\", \"impact\": \"big\"", "line 3",
      "impact" },
    { "\"when\": {\"flow\": {\"is\": [\"writes\"]}}, \"text\": \"A\",,", "line 4", "broken.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_auto (Team) team = { 0 };
      g_autofree char *broken = write_move ("broken", mistakes[i].members);
      g_autofree char *good = write_move ("good",
                                          "\"when\": {\"flow\": {\"is\": [\"writes\"]}}, \"text\": \"Good\"");

      team_init (&team);
      team_write (&team, "broken.json", broken);
      team_write (&team, "good.json", good);
      team_write (&team, "notes.txt", "no catalogue");
      team_read (&team);
      g_assert_cmpuint (g_strv_length (team.problems), ==, 1);
      if (strstr (team.problems[0], "broken.json") == NULL
          || strstr (team.problems[0], mistakes[i].line) == NULL
          || strstr (team.problems[0], mistakes[i].about) == NULL)
        g_error ("mistake %u is told as: %s", i, team.problems[0]);
      g_assert_null (moat_catalog_find_move (team.catalog, "broken"));
      g_assert_nonnull (moat_catalog_find_move (team.catalog, "good"));
      g_assert_nonnull (moat_catalog_find_move (team.catalog, "send-script-or-sql"));
    }
}

/* What names a hint that is nowhere is left out alone; of patterns that are nowhere only the name is. */
static void
test_missing (void)
{
  g_auto (Team) team = { 0 };
  g_autofree char *hint = write_move ("no-hint",
                                      "\"when\": {\"flow\": {\"is\": [\"dances\"]}}, \"text\": \"A\"");
  g_autofree char *pattern = write_move (
      "no-pattern",
      "\"when\": {\"flow\": {\"is\": [\"writes\"]}}, \"text\": \"A\",\n \"patterns\": [\"pray\", "
      "\"deny-by-default\"]");

  team_init (&team);
  team_write (&team, "hint.json", hint);
  team_write (&team, "pattern.json", pattern);
  team_read (&team);
  g_assert_cmpuint (g_strv_length (team.problems), ==, 2);
  g_assert_nonnull (strstr (team.problems[0], "hint.json, line 3"));
  g_assert_nonnull (strstr (team.problems[0], "dances"));
  g_assert_nonnull (strstr (team.problems[1], "pray"));
  g_assert_null (moat_catalog_find_move (team.catalog, "no-hint"));
  g_assert_cmpstr (moat_catalog_find_move (team.catalog, "no-pattern")->patterns[0], ==, "deny-by-default");
}

/* Conditions may stand in conditions, as deep as a person can follow. */
static void
test_nesting (void)
{
  for (guint depth = 1; depth < 12; depth += 5)
    {
      g_auto (Team) team = { 0 };
      g_autoptr (GString) when = g_string_new ("{\"flow\": {\"is\": [\"writes\"]}}");
      g_autofree char *members = NULL;
      g_autofree char *text = NULL;

      for (guint i = 0; i < depth; i++)
        {
          g_string_prepend (when, "{\"any\": [");
          g_string_append (when, "]}");
        }
      members = g_strdup_printf ("\"when\": %s, \"text\": \"Deep\"", when->str);
      text = write_move ("deep", members);
      team_init (&team);
      team_write (&team, "deep.json", text);
      team_read (&team);
      g_assert_cmpint (team.problems[0] == NULL, ==, depth < 8);
      g_assert_cmpint (moat_catalog_find_move (team.catalog, "deep") != NULL, ==, depth < 8);
    }
}

/* Files that changed make another stamp; the same files the same one. */
static void
test_stamp (void)
{
  g_auto (Team) team = { 0 };
  g_autofree char *empty = NULL;
  g_autofree char *one = NULL;
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;

  team_init (&team);
  {
    const char *const folders[] = { "/nowhere", team.folder, NULL };

    empty = moat_catalogs_stamp (folders);
    team_write (&team, "a.json", "{}");
    one = moat_catalogs_stamp (folders);
    same = moat_catalogs_stamp (folders);
    team_write (&team, "a.json", "{ }");
    other = moat_catalogs_stamp (folders);
  }
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (one, !=, empty);
  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/catalog/help-example", test_help_example);
  g_test_add_func ("/formats/catalog/help-hints", test_help_hints);
  g_test_add_func ("/formats/catalog/team-wins", test_team_wins);
  g_test_add_func ("/formats/catalog/mistakes", test_mistakes);
  g_test_add_func ("/formats/catalog/missing", test_missing);
  g_test_add_func ("/formats/catalog/nesting", test_nesting);
  g_test_add_func ("/formats/catalog/stamp", test_stamp);

  return g_test_run ();
}
