/* Tests the exports for programs and trackers: golden files of the example, a
 * ticket for each decision and use case, and that a second export finds what
 * the first one made.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "files.h"
#include "formats.h"
#include "full-document.h"
#include "moat-test.h"
#include "tickets-csv.h"
#include "tickets-markdown.h"

#include <json-glib/json-glib.h>
#include <string.h>

static MoatDocument *
load_example (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_SRCDIR"), "resources", "examples",
                                            "shipping-address.moat", NULL);
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_formats_load (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static char *
write_text (const MoatFormat *format,
            MoatDocument *document,
            const MoatExportOptions *options,
            GError **error)
{
  g_autoptr (GBytes) bytes = format->write (document, options, NULL, error);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

/* As test-security-md.c has it: MOAT_REFRESH_GOLDEN=1 writes the files anew. */
static void
test_golden (void)
{
  static const struct
  {
    const char *format;
    const char *suffix;
  } goldens[] = {
    { "markdown", "threat-model.md" },
    { "json", "json" },
    { "sarif", "sarif" },
    { "tickets-csv", "tickets.csv" },
    { "tickets-markdown", "tickets.md" },
  };
  g_autoptr (MoatDocument) document = load_example ();

  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/tests/golden/shipping-address.%s",
                                               g_getenv ("MOAT_SRCDIR"), goldens[i].suffix);
      const MoatFormat *format = moat_formats_find_by_name (moat_formats_get_all (), goldens[i].format);
      g_autofree char *text = write_text (format, document,
                                          &(MoatExportOptions){ .base_name = "shipping-address" }, NULL);
      g_autofree char *golden = NULL;
      g_autoptr (GError) error = NULL;

      /* The name of the file tells the format. */
      g_assert_true (moat_formats_find_by_suffix (moat_formats_get_all (), path) == format);
      if (g_getenv ("MOAT_REFRESH_GOLDEN") != NULL)
        g_assert_true (g_file_set_contents (path, text, -1, NULL));
      g_file_get_contents (path, &golden, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, golden);
    }
}

static guint
count (const char *text, const char *needle)
{
  guint n = 0;

  for (const char *at = strstr (text, needle); at != NULL; at = strstr (at + 1, needle))
    n++;

  return n;
}

/* One for each decision that is not dropped, and an attack test for each use case, each once. */
static void
test_tickets (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (12);
  GPtrArray *decisions = moat_document_list (document, MOAT_KIND_DECISION);
  g_autofree char *text = write_text (&moat_tickets_csv_format, document, &(MoatExportOptions){ 0 }, NULL);

  g_assert_cmpuint (decisions->len, >, 3);
  for (guint i = 0; i < decisions->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (decisions, i);
      g_autofree char *id = g_strdup_printf (",%s\r\n", moat_record_get_id (decision));
      gboolean is_work = moat_decision_state (decision)->status != MOAT_DECISION_DROPPED
                         && moat_decision_state (decision)->text != NULL;

      g_assert_cmpuint (count (text, id), ==, is_work ? 1 : 0);
    }
  g_assert_cmpuint (count (text, "\r\nAttack test: "), ==,
                    moat_document_count (document, MOAT_KIND_USE_CASE));
}

/* Jira updates by its key; GitLab and GitHub, which cannot, are not given what has a ticket. */
static void
test_trackers (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  g_autofree char *jira = NULL;
  g_autofree char *gitlab = NULL;

  moat_document_begin (document, "Ticket");
  moat_text_set (&((MoatDecisionState *) moat_document_edit (document, moat_document_find (document, "d0")))
                      ->ticket,
                 "SHOP-12");
  moat_text_set (&((MoatDecisionState *) moat_document_edit (document, moat_document_find (document, "d1")))
                      ->ticket,
                 "https://tracker.example/7");
  moat_document_commit (document);

  jira = write_text (&moat_tickets_csv_format, document, &(MoatExportOptions){ .tracker = MOAT_TRACKER_JIRA },
                     NULL);
  g_assert_true (g_str_has_prefix (jira, "Summary,Issue key,"));
  g_assert_nonnull (strstr (jira, ",SHOP-12,Task,"));
  g_assert_null (strstr (jira, ",https://tracker.example/7,Task,"));
  gitlab = write_text (&moat_tickets_csv_format, document,
                       &(MoatExportOptions){ .tracker = MOAT_TRACKER_GITLAB }, NULL);
  g_assert_true (g_str_has_prefix (gitlab, "title,description\r\n"));
  g_assert_null (strstr (gitlab, "Moat id: d0\n"));
  g_assert_null (strstr (gitlab, "Moat id: d1\n"));
  g_assert_nonnull (strstr (gitlab, "Moat id: d3\n"));
}

/* GitLab runs lines of a description that begin with a slash: none of the model's words do. */
static void
test_quick_actions (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  g_autofree char *text = NULL;

  MOAT_TRANSACTION (document, "Hostile")
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);

      moat_text_set (&((MoatThreatState *) moat_document_edit (document, moat_document_find (document, id)))
                          ->text,
                     "x\n/close\r/assign me");
    }
  text = write_text (&moat_tickets_csv_format, document,
                     &(MoatExportOptions){ .tracker = MOAT_TRACKER_GITLAB }, NULL);
  g_assert_null (strstr (text, "\n/close"));
  g_assert_null (strstr (text, "\r/assign"));
}

/* What somebody ticked stays ticked and what they wrote outside stays; nothing comes twice. */
static void
test_task_list (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  const MoatExportOptions options = { .base_name = "model" };
  g_autofree char *first = NULL;
  g_autoptr (GString) edited = NULL;
  g_autoptr (GBytes) existing = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  const char *mark;
  const char *box;

  /* By which the list is found again when the model's file has another name. */
  MOAT_TRANSACTION (document, "Name")
  moat_text_set (&((MoatModelState *) moat_document_edit (document, moat_document_get_model (document)))->id,
                 "m-1");
  first = write_text (&moat_tickets_markdown_format, document, &options, NULL);
  edited = g_string_new (first);
  mark = strstr (edited->str, "<!-- moat:task d1 -->");
  g_assert_nonnull (mark);
  for (box = mark; !g_str_has_prefix (box, "- [ ]"); box--)
    g_assert_true (box > edited->str);
  edited->str[box - edited->str + 3] = 'x';
  g_string_append (edited, "\nOurs.\n");

  MOAT_TRANSACTION (document, "Change")
  moat_text_set (&((MoatDecisionState *) moat_document_edit (document, moat_document_find (document, "d1")))
                      ->text,
                 "Said in another way");
  existing = g_bytes_new (edited->str, edited->len);
  second = write_text (&moat_tickets_markdown_format, document,
                       &(MoatExportOptions){ .base_name = "renamed", .existing = existing }, NULL);
  g_assert_nonnull (strstr (second, "- [x] Said in another way <!-- moat:task d1 -->"));
  g_assert_nonnull (strstr (second, "\nOurs.\n"));
  g_assert_cmpuint (count (second, "moat:task d1 "), ==, 1);
  g_assert_cmpuint (count (second, "- [x]"), ==, count (first, "- [x]") + 1);

  g_bytes_unref (existing);
  existing = g_bytes_new (second, strlen (second));
  third = write_text (&moat_tickets_markdown_format, document,
                      &(MoatExportOptions){ .base_name = "model", .existing = existing }, NULL);
  g_assert_cmpstr (second, ==, third);
}

/* The full document is not written over a file that has a managed region. */
static void
test_keeps_region (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (3);
  g_autoptr (GBytes) existing = g_bytes_new_static ("a\n<!-- moat:begin x -->\n<!-- moat:end x -->\n", 41);
  g_autoptr (GError) error = NULL;

  g_assert_null (write_text (&moat_markdown_document_format, document,
                             &(MoatExportOptions){ .existing = existing }, &error));
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_CONFLICT);
}

/* Each row of the table is a row of the report, with the same ids. */
static void
test_flat_report (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (12);
  g_autoptr (GArray) rows = moat_query_rows (document, NULL);
  const MoatFormat *format = moat_formats_find_by_name (moat_formats_get_all (), "json");
  g_autofree char *text = write_text (format, document, &(MoatExportOptions){ 0 }, NULL);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonArray *written = json_object_get_array_member (json_node_get_object (root), "rows");

  g_assert_cmpuint (json_array_get_length (written), ==, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const MoatRow *row = &g_array_index (rows, MoatRow, i);
      JsonObject *object = json_array_get_object_element (written, i);

      g_assert_cmpstr (json_object_get_string_member (object, "moveId"), ==,
                       moat_record_get_id (row->threat));
      if (row->decision != NULL)
        g_assert_cmpstr (json_object_get_string_member (object, "decisionId"), ==,
                         moat_record_get_id (row->decision));
      else
        g_assert_true (json_object_get_null_member (object, "decisionId"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/exports/golden", test_golden);
  g_test_add_func ("/formats/exports/tickets", test_tickets);
  g_test_add_func ("/formats/exports/trackers", test_trackers);
  g_test_add_func ("/formats/exports/quick-actions", test_quick_actions);
  g_test_add_func ("/formats/exports/task-list", test_task_list);
  g_test_add_func ("/formats/exports/keeps-region", test_keeps_region);
  g_test_add_func ("/formats/exports/flat-report", test_flat_report);

  return g_test_run ();
}
