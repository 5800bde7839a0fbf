/* Mermaid charts: labels that stay labels, and subgraphs that close.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "mermaid.h"
#include "moat-test.h"
#include "moat-test-seed.h"

#include <string.h>

static char *
write_chart (MoatDocument *document)
{
  return moat_mermaid_write_use_case (document, moat_record_get_id (moat_query_first_use_case (document)));
}

static guint
count (const char *text, const char *word)
{
  guint n_found = 0;

  for (; (text = strstr (text, word)) != NULL; text++)
    n_found++;

  return n_found;
}

/* Every line is one of the few forms that are written; labels hold no quote, bracket of code or new line, and
 * each subgraph ends.
 */
static void
assert_well_formed (const char *chart)
{
  g_auto (GStrv) lines = g_strsplit (chart, "\n", -1);
  guint n_lines = g_strv_length (lines);
  int depth = 0;

  g_assert_cmpstr (lines[0], ==, "flowchart LR");
  g_assert_cmpstr (lines[n_lines - 1], ==, "");
  for (guint i = 1; i + 1 < n_lines; i++)
    {
      const char *line = lines[i] + strspn (lines[i], " ");
      gboolean is_node
          = g_regex_match_simple ("^n\\d+(\\(\"[^\"]+\"\\)|\\[\"[^\"]+\"\\]|\\[\\(\"[^\"]+\"\\)\\])$", line,
                                  0, 0);
      gboolean is_flow = g_regex_match_simple ("^[nf]\\d+[ab]? (-->|<-->)(\\|\"[^\"]+\"\\|)? [nf]\\d+[ab]?$",
                                               line, 0, 0);
      gboolean is_free = g_regex_match_simple ("^f\\d+[ab]\\(\\(\"…\"\\)\\)$", line, 0, 0);

      if (g_regex_match_simple ("^subgraph b\\d+\\[\"[^\"]+\"\\]$", line, 0, 0))
        depth++;
      else if (strcmp (line, "end") == 0)
        depth--;
      else if (!is_node && !is_flow && !is_free)
        g_error ("A line of no known form: “%s”", line);
      g_assert_cmpint (depth, >=, 0);
    }
  g_assert_cmpint (depth, ==, 0);
  g_assert_null (strstr (chart, "%%"));
  g_assert_null (strstr (chart, "```"));
}

static void
test_labels (void)
{
  static const char *const texts[] = {
    "\"]",
    "\"] --> n9",
    "%%{init: {}}%%",
    "%% comment",
    "```\n# x",
    "a\nend\nb",
    "end",
    "subgraph x",
    "|\"x\"|",
    "<script>alert(1)</script>",
    "#quot;",
    "&quot;",
    "click n1 \"javascript:x\"",
    ";",
    "{}",
    "1. list",
    "- list",
    "\\",
    "\u202ereversed",
    "_emphasis_",
    "**bold**",
    "",
    " ",
    "\x01",
    "\xe2\x80\xa8",
    "`markdown`",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (MoatDocument) document = moat_test_document (4);
      g_autofree char *chart = NULL;

      moat_document_begin (document, "Name");
      moat_text_set (
          &((MoatElementState *) moat_document_edit (document, moat_document_find (document, "e0")))->name,
          texts[i]);
      moat_text_set (&((MoatFlowState *) moat_document_edit (document, moat_document_find (document, "f0")))
                          ->name,
                     texts[i]);
      moat_text_set (
          &((MoatBoundaryState *) moat_document_edit (document, moat_document_find (document, "b0")))->name,
          texts[i]);
      moat_document_commit (document);
      chart = write_chart (document);
      assert_well_formed (chart);
      g_assert_null (strpbrk (chart, "`\\{}%*"));
      g_assert_null (strstr (chart, "\"1. "));
      g_assert_null (strstr (chart, "\"- "));
    }
}

/* An element stands in the smallest of its zones, zones in one another, and a zone without anybody is left
 * out.
 */
static void
test_zones (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *chart = NULL;

  moat_document_begin (document, "Zones");
  moat_edit_add_zone (document, "u0", "Inner", &(MoatRect){ 230, -10, 140, 80 });
  moat_edit_add_zone (document, "u0", "Empty", &(MoatRect){ 2000, 2000, 100, 100 });
  /* Overlaps with Backend and holds the element that is at home in Inner. */
  moat_edit_add_zone (document, "u0", "Overlapping", &(MoatRect){ 225, -400, 160, 480 });
  moat_document_commit (document);
  chart = write_chart (document);
  assert_well_formed (chart);
  g_assert_nonnull (strstr (chart, "\"Inner\""));
  g_assert_nonnull (strstr (chart, "\"Backend\""));
  g_assert_null (strstr (chart, "\"Empty\""));
  g_assert_false (g_regex_match_simple ("subgraph [^\n]*\n *end", chart, 0, 0));
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *label = g_strdup_printf ("\"Element %u\"", i);

      g_assert_cmpuint (count (chart, label), ==, 1);
    }
}

static void
test_flows (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (2);
  g_autofree char *chart = NULL;
  MoatRecord *flow;

  moat_document_begin (document, "Flows");
  flow = moat_edit_add_flow (document, "u0", "e0", "e0", "talks to itself");
  flow = moat_edit_add_flow (document, "u0", "e0", "e1", "both ways");
  ((MoatFlowState *) moat_document_edit (document, flow))->bidirectional = TRUE;
  moat_edit_add_flow (document, "u0", "e1", NULL, "into the open");
  moat_edit_add_flow (document, "u0", NULL, NULL, NULL);
  moat_document_commit (document);
  chart = write_chart (document);
  assert_well_formed (chart);
  g_assert_nonnull (strstr (chart, "n1 -->|\"2 talks to itself\"| n1\n"));
  g_assert_nonnull (strstr (chart, "n1 <-->|\"3 both ways\"| n2\n"));
  g_assert_nonnull (strstr (chart, "n2 -->|\"4 into the open\"| f4b\n"));
  g_assert_cmpuint (count (chart, "((\"…\"))"), ==, 3);
}

static void
test_random (void)
{
  for (guint round = 0; round < 30; round++)
    {
      g_autoptr (MoatDocument) document = moat_test_document (8);
      GPtrArray *use_cases;

      moat_test_random_edits (document, g_test_rand_int (), 60);
      use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);
      for (guint i = 0; i < use_cases->len; i++)
        {
          g_autofree char *chart
              = moat_mermaid_write_use_case (document, moat_record_get_id (g_ptr_array_index (use_cases, i)));

          assert_well_formed (chart);
        }
    }
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/formats/mermaid/labels", test_labels);
  g_test_add_func ("/formats/mermaid/zones", test_zones);
  g_test_add_func ("/formats/mermaid/flows", test_flows);
  g_test_add_func ("/formats/mermaid/random", test_random);

  return g_test_run ();
}
