/* How differences are shown: Markdown that text from a model cannot break, and
 * a model as lines.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "diff-report.h"
#include "moat-test.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define HOSTILE "<script>x</script> | `a` **b** [c](javascript:d) @everyone\n## Heading\n- item"

static GPtrArray *
hostile_differences (void)
{
  g_autoptr (MoatDocument) before = moat_test_document (3);
  g_autoptr (MoatDocument) after = moat_test_document (3);
  MoatRecord *use_case = moat_document_find (after, "u0");
  MoatRecord *decision = moat_document_find (after, "d0");

  moat_document_begin (after, "Edit");
  moat_text_set (&((MoatUseCaseState *) moat_document_edit (after, use_case))->title, HOSTILE);
  moat_text_set (&((MoatDecisionState *) moat_document_edit (after, decision))->text, HOSTILE);
  moat_document_commit (after);

  return moat_diff (before, after);
}

/* Each line is a heading or an item of ours, and nothing in it is HTML, a link or a call. */
static void
test_markdown (void)
{
  g_autoptr (GPtrArray) differences = hostile_differences ();
  g_autofree char *text = moat_diff_report_markdown (differences, "Changes");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    g_assert_true (**line == '\0' || g_str_has_prefix (*line, "## Changes")
                   || g_str_has_prefix (*line, "### ") || g_str_has_prefix (*line, "- **")
                   || g_ascii_isdigit (**line));
  g_assert_null (strstr (text, " <script"));
  g_assert_null (strstr (text, "“<script"));
  g_assert_null (strstr (text, "c](javascript"));
  g_assert_null (strstr (text, "\n- item"));
}

static void
test_json (void)
{
  g_autoptr (GPtrArray) differences = hostile_differences ();
  g_autofree char *text = moat_diff_report_json (differences);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonArray *list = json_object_get_array_member (json_node_get_object (node), "differences");

  g_assert_cmpuint (json_array_get_length (list), ==, differences->len);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (list, 0), "after"), ==,
                   HOSTILE);
}

/* A field is one line, and names stand for ids, so that git shows what a person would say. */
static void
test_model (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (3);
  g_autofree char *text = moat_diff_report_model (document);

  g_assert_nonnull (strstr (text, "\n  Stops: Change the id to reach another user's record\n"));
  g_assert_nonnull (strstr (text, "\n  Proves: Look the record up by the signed-in user\n"));
  g_assert_nonnull (strstr (text, "\n  On: Element 0 → Element 1\n"));
  g_assert_null (strstr (text, "Place"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/diff-report/markdown", test_markdown);
  g_test_add_func ("/formats/diff-report/json", test_json);
  g_test_add_func ("/formats/diff-report/model", test_model);

  return g_test_run ();
}
