/* moat-cli check and suggest as scripts see them: exit statuses, gates, the
 * outputs, and catalogues of a team.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-run.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define TODAY "2026-05-31"

/* A flow over a boundary with one bare category for a move. */
static const char story[] = "# Order a book\n"
                            "actor Customer\n"
                            "process Web app\n"
                            "process API\n"
                            "zone Backend: API\n"
                            "data Order: sensitive\n"
                            "1. Customer -> Web app: picks a book\n"
                            "2. Web app -> API: orders the book [Order]\n"
                            "   ! SQL injection | tampering | high\n";

#define MODEL "order.moat"

static void
set_up (MoatRun *run, gconstpointer program)
{
  moat_run_init (run, program);
  moat_run_put (run, "order.txt", story);
  moat_run (run, NULL, "story", "order.txt", "-o", MODEL, NULL);
  g_assert_cmpint (run->status, ==, 0);
}

static void
tear_down (MoatRun *run, gconstpointer program)
{
  moat_run_clear (run);
}

/* Findings give 1, none 0, what cannot be read 2; each later gate finds what the earlier ones find. */
static void
test_check_status (MoatRun *fixture, gconstpointer program)
{
  moat_run_put (fixture, "broken.moat", "{ \"format\": \"moat\", ");

  moat_run (fixture, NULL, "check", "--gate", "draft", "--today", TODAY, MODEL, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->output, ==, "");

  moat_run (fixture, NULL, "check", "--gate", "review", "--today", TODAY, MODEL, NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_nonnull (strstr (fixture->output, "[high-move-open]"));
  g_assert_nonnull (strstr (fixture->output, "[move-sentence]"));
  g_assert_null (strstr (fixture->output, "[model-without-contact]"));

  moat_run (fixture, NULL, "check", "--today", TODAY, MODEL, NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_nonnull (strstr (fixture->output, "[high-move-open]"));
  g_assert_nonnull (strstr (fixture->output, "[model-without-contact]"));

  /* The others are judged all the same. */
  moat_run (fixture, NULL, "check", "--today", TODAY, "broken.moat", MODEL, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_nonnull (strstr (fixture->errors, "broken.moat"));
  g_assert_nonnull (strstr (fixture->output, "[high-move-open]"));

  moat_run (fixture, NULL, "check", "--gate", "ship", MODEL, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
  moat_run (fixture, NULL, "check", "--today", "2026-02-30", MODEL, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
}

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root = json_from_string (text, &error);

  g_assert_no_error (error);

  return root;
}

/* The line of a finding is where its record begins in the file. */
static void
test_check_lines (MoatRun *fixture, gconstpointer program)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  JsonArray *findings;
  guint n_with_line = 0;

  moat_run (fixture, NULL, "check", "--format", "json", "--today", TODAY, MODEL, NULL);
  text = moat_run_get (fixture, MODEL);
  lines = g_strsplit (text, "\n", -1);
  root = parse (fixture->output);
  findings = json_object_get_array_member (json_node_get_object (root), "findings");
  for (guint i = 0; i < json_array_get_length (findings); i++)
    {
      JsonObject *finding = json_array_get_object_element (findings, i);
      const char *id = json_object_get_string_member (finding, "record");
      gint64 line = json_object_get_int_member_with_default (finding, "line", 0);
      g_autofree char *member = g_strdup_printf ("\"id\": \"%s\"", id);

      if (strcmp (id, "model") == 0)
        continue;
      /* The object opens in its line, its id stands in that or the next one. */
      g_assert_cmpint (line, >, 0);
      g_assert_true (strstr (lines[line - 1], member) != NULL || strstr (lines[line], member) != NULL);
      n_with_line++;
    }
  g_assert_cmpuint (n_with_line, >, 2);
}

/* SARIF names the version, each result's rule is in the list of rules, each place has a file and a line. */
static void
test_check_sarif (MoatRun *fixture, gconstpointer program)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  JsonObject *sarif_run;
  JsonArray *rules;
  JsonArray *results;

  moat_run (fixture, NULL, "check", "--format", "sarif", "--today", TODAY, MODEL, NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  root = parse (fixture->output);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "version"), ==, "2.1.0");
  sarif_run
      = json_array_get_object_element (json_object_get_array_member (json_node_get_object (root), "runs"), 0);
  rules = json_object_get_array_member (
      json_object_get_object_member (json_object_get_object_member (sarif_run, "tool"), "driver"), "rules");
  for (guint i = 0; i < json_array_get_length (rules); i++)
    g_hash_table_add (known,
                      (gpointer) json_object_get_string_member (json_array_get_object_element (rules, i),
                                                                "id"));
  results = json_object_get_array_member (sarif_run, "results");
  g_assert_cmpuint (json_array_get_length (results), >, 2);
  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *result = json_array_get_object_element (results, i);

      g_assert_true (g_hash_table_contains (known, json_object_get_string_member (result, "ruleId")));
      g_assert_true (json_object_has_member (json_object_get_object_member (result, "message"), "text"));
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (result, "locations")), ==, 1);
    }
}

/* One workflow command a finding, and nothing else. */
static void
test_check_github (MoatRun *fixture, gconstpointer program)
{
  g_auto (GStrv) lines = NULL;

  moat_run (fixture, NULL, "check", "--format", "github", "--today", TODAY, MODEL, NULL);
  lines = g_strsplit (g_strchomp (fixture->output), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_true (
        g_regex_match_simple ("^::(notice|warning|error) file=[^,]+(,line=[0-9]+)?,title=[a-z-]+::.+$",
                              lines[i], 0, 0));
}

/* A chain of open moves to data is listed when asked for. */
static void
test_check_paths (MoatRun *fixture, gconstpointer program)
{
  moat_run_put (fixture, "open.txt",
                "actor Thief\nprocess API\nstore Orders\ndata Order: secret\n"
                "1. Thief -> API: asks [Order]\n   ! Ask for another's order\n"
                "2. API -> Orders: looks up [Order]\n   ! Change the query on its way\n");

  moat_run (fixture, NULL, "story", "open.txt", "-o", "open.moat", NULL);
  moat_run (fixture, NULL, "check", "--paths", "--today", TODAY, "open.moat", NULL);
  g_assert_nonnull (strstr (fixture->output, "Thief → API → Orders"));
  moat_run (fixture, NULL, "check", "--today", TODAY, "open.moat", NULL);
  g_assert_null (strstr (fixture->output, "Thief → API → Orders"));
}

/* A team's entry wins over ours by its id; a broken file is told with its line, and skipped. */
static void
test_suggest_catalog (MoatRun *fixture, gconstpointer program)
{
  moat_run_put (fixture, "moat-catalog/own.json",
                "{\n  \"format\": \"moat-catalog\", \"version\": 1,\n  \"moves\": [\n"
                "    { \"id\": \"paper-cut\", \"when\": { \"flow\": { \"crosses\": [\"inbound\"] } },\n"
                "      \"text\": \"Order a paper cut from {target}\", \"weight\": 3 }\n  ]\n}\n");
  moat_run_put (fixture, "moat-catalog/worse.json",
                "{\n  \"format\": \"moat-catalog\", \"version\": 1,\n  \"moves\": [\n"
                "    { \"id\": \"x\", \"when\": { \"flow\": {} }, \"txt\": \"?\" }\n  ]\n}\n");

  moat_run (fixture, NULL, "suggest", "--flow", "2", "--all", MODEL, NULL);
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_nonnull (strstr (fixture->output, "Order a paper cut from API"));
  g_assert_nonnull (strstr (fixture->errors, "worse.json, line 4"));

  moat_run (fixture, NULL, "suggest", "--flow", "99", MODEL, NULL);
  g_assert_cmpint (fixture->status, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);

#define ADD(name, function) g_test_add (name, MoatRun, argv[1], set_up, function, tear_down)
  ADD ("/cli/check/status", test_check_status);
  ADD ("/cli/check/lines", test_check_lines);
  ADD ("/cli/check/sarif", test_check_sarif);
  ADD ("/cli/check/github", test_check_github);
  ADD ("/cli/check/paths", test_check_paths);
  ADD ("/cli/suggest/catalog", test_suggest_catalog);
#undef ADD

  return g_test_run ();
}
