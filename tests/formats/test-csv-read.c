/* Tables of threats: whatever separates and quotes them, whatever their columns
 * are called, what stands in a row stands in the model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "csv-parse.h"
#include "csv.h"
#include "moat-test.h"

#include <string.h>

static MoatDocument *
read_bytes (const char *text,
            gsize length,
            const MoatImportOptions *options,
            MoatReport *report,
            GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return moat_csv_format.read (bytes, options, report, error);
}

static MoatDocument *
read_text (const char *text, MoatReport *report)
{
  g_autoptr (GError) error = NULL;
  MoatDocument *document = read_bytes (text, strlen (text), &(MoatImportOptions){ .base_name = "risks" },
                                       report, &error);

  g_assert_no_error (error);
  return document;
}

static MoatRecord *
find (MoatDocument *document, MoatKind kind, const char *title)
{
  MoatRecord *record = moat_query_find_by_title (document, kind, title);

  if (record == NULL)
    g_error ("There is no “%s”", title);
  return record;
}

static const MoatThreatState *
find_threat (MoatDocument *document, const char *text)
{
  return moat_threat_state (find (document, MOAT_KIND_THREAT, text));
}

/* ---- The text ---- */

/* The same table, however it is written down. */
static void
test_dialects (void)
{
  static const struct
  {
    const char *text;
    gsize length; /* 0: to its end */
  } tables[] = {
    { "a,b\r\n1,\"x, \"\"y\"\"\"\r\n", 0 },
    { "a;b\n1;\"x, \"\"y\"\"\"", 0 },
    { "a\tb\n\n1\t\"x, \"\"y\"\"\"\n\n", 0 },
    { "\xef\xbb\xbf"
      "a, b\n 1 , \"x, \"\"y\"\"\" ",
      0 },
    { "sep=;\r\na;b\r\n1;x, \"y\"\r\n", 0 },
    { "a,b\r1,\"x, \"\"y\"\"\"\r", 0 },
    { "\xff\xfe"
      "a\0;\0b\0\n\0"
      "1\0;\0\"\0x\0,\0 \0\"\0\"\0y\0\"\0\"\0\"\0",
      44 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      gsize length = tables[i].length > 0 ? tables[i].length : strlen (tables[i].text);
      g_autoptr (GBytes) bytes = g_bytes_new (tables[i].text, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = moat_csv_parse (bytes, &error);
      const MoatCsvRow *row;

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, 2);
      row = g_ptr_array_index (rows, 1);
      g_assert_cmpuint (row->cells->len, ==, 2);
      g_assert_cmpstr (moat_csv_row_get (row, 0), ==, "1");
      g_assert_cmpstr (moat_csv_row_get (row, 1), ==, "x, \"y\"");
      g_assert_cmpstr (moat_csv_row_get (row, 7), ==, "");
    }
}

/* Lines are counted as an editor counts them, in quotes too; a guard against formulas is taken off. */
static void
test_lines (void)
{
  static const char text[] = "a,b\n\"one\ntwo\",'=1+1\n\n'tis,'\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) rows = moat_csv_parse (bytes, NULL);
  const MoatCsvRow *second = g_ptr_array_index (rows, 1), *third = g_ptr_array_index (rows, 2);

  g_assert_cmpuint (second->line, ==, 2);
  g_assert_cmpuint (third->line, ==, 5);
  g_assert_cmpstr (moat_csv_row_get (second, 0), ==, "one\ntwo");
  g_assert_cmpstr (moat_csv_row_get (second, 1), ==, "=1+1");
  g_assert_cmpstr (moat_csv_row_get (third, 0), ==, "'tis");
  g_assert_cmpstr (moat_csv_row_get (third, 1), ==, "'");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *says;
  } cases[] = {
    { "a,b\n1,\"x\ny", MOAT_FORMAT_ERROR_DAMAGED, "line 2: *quotes*" },
    { "Threat\nr\xe9sum\xe9", MOAT_FORMAT_ERROR_DAMAGED, "line 2: *UTF-8*" },
    { "PK\003\004xl/workbook.xml", MOAT_FORMAT_ERROR_UNKNOWN, "*workbook*CSV UTF-8*" },
    { "Colour,Size\nred,3", MOAT_FORMAT_ERROR_UNKNOWN, "line 1: *“Colour”, “Size”*--column*" },
    { "", MOAT_FORMAT_ERROR_UNKNOWN, "line 1: *none*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          read_bytes (cases[i].text, strlen (cases[i].text), &(MoatImportOptions){ 0 }, NULL, &error));
      g_assert_error (error, MOAT_FORMAT_ERROR, cases[i].code);
      if (!g_pattern_match_simple (cases[i].says, error->message))
        g_error ("%u: %s", i, error->message);
    }
}

/* ---- Columns ---- */

/* The same thing by its many names. */
static void
test_names (void)
{
  static const char *const headers[] = {
    "Threat,Component,Category,Priority,Status,Mitigation,Owner,Ticket",
    "TITLE,element name,Stride Category,SEVERITY,state,Countermeasures,Assigned to,JIRA",
    "Attack,affected_component,Threat Type,Risk level,Treatment,Security control,Responsible,Work item",
    "Risk,System,STRIDE,Rating,Threat status,Remediation,Assignee,Issue key",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text
          = g_strconcat (headers[i], "\nSteal tokens,API,Spoofing,High,Open,Bind tokens,Ann,SEC-1\n", NULL);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (MoatReport) report = moat_report_new ();
      g_autoptr (MoatDocument) document = read_text (text, report);
      const MoatThreatState *threat = find_threat (document, "Steal tokens");
      const MoatDecisionState *decision = moat_decision_state (
          find (document, MOAT_KIND_DECISION, "Bind tokens"));

      g_assert_true (moat_formats_find_by_content (moat_formats_get_all (), bytes, NULL) == &moat_csv_format);
      g_assert_cmpuint (moat_report_count (report), ==, 0);
      g_assert_cmpstr (threat->on, ==, moat_record_get_id (find (document, MOAT_KIND_ELEMENT, "API")));
      g_assert_cmpint (threat->stride, ==, MOAT_STRIDE_SPOOFING);
      g_assert_cmpint (threat->severity, ==, MOAT_LEVEL_HIGH);
      g_assert_cmpstr (decision->owner, ==, "Ann");
      g_assert_cmpstr (decision->ticket, ==, "SEC-1");
      g_assert_null (threat->notes);
    }
}

/* What no field takes stands in the notes with its name; a person may say better. */
static void
test_choices (void)
{
  static const char text[] = "What could happen,Threat,How bad,Weather\nIt leaks,Leak,high,rain\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) guessed = read_text (text, report);
  g_autoptr (MoatImportChoices) choices = moat_csv_format.ask (bytes, &(MoatImportOptions){ 0 }, NULL);
  const MoatImportChoice *weather = g_ptr_array_index (choices->choices, 3);
  g_autoptr (GHashTable) answers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (MoatDocument) told = NULL;

  g_assert_cmpstr (find_threat (guessed, "Leak")->notes, ==,
                   "What could happen: It leaks\n\nHow bad: high\n\nWeather: rain");
  g_assert_cmpuint (moat_report_count (report), ==, 3);
  g_assert_cmpuint (moat_report_count_lost (report), ==, 0);
  g_assert_cmpstr (weather->key, ==, "Weather");
  g_assert_cmpstr (weather->examples, ==, "rain");
  g_assert_false (weather->is_sure);

  g_hash_table_insert (answers, (gpointer) "how bad", (gpointer) "severity");
  g_hash_table_insert (answers, (gpointer) "Weather", (gpointer) "nothing");
  g_hash_table_insert (answers, (gpointer) "What could happen", (gpointer) "threat");
  g_assert_true (moat_import_choices_check (choices, answers, NULL));
  told = read_bytes (text, strlen (text), &(MoatImportOptions){ .choices = answers }, NULL, NULL);
  g_assert_cmpint (find_threat (told, "It leaks")->severity, ==, MOAT_LEVEL_HIGH);
  g_assert_cmpstr (find_threat (told, "It leaks")->notes, ==, "Threat: Leak");
}

/* ---- Rows ---- */

/* Flows are known by an arrow, a source and a target, or their column; the same name is the same place. */
static void
test_places (void)
{
  static const char text[] = "Threat,Flow,Source,Target,Component,Use case,Data\n"
                             "T1,Browser → API: logs in,,,,Login,Password; Token\n"
                             "T2,browser -> api: logs in,,,,Login,\n"
                             "T3,,API,DB,,Login,\n"
                             "T4,,,,DB,Login,\n"
                             "T5,,,,,Login,\n"
                             "T6,,,,DB,Other,\n"
                             "T7,answers,,,,Login,\n";
  g_autoptr (MoatDocument) document = read_text (text, NULL);
  MoatRecord *login = find (document, MOAT_KIND_FLOW, "logs in");
  const MoatFlowState *flow = moat_flow_state (login);
  const MoatFlowState *other = moat_flow_state (
      moat_document_find (document, find_threat (document, "T3")->on));

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_USE_CASE), ==, 2);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 4);
  g_assert_cmpstr (find_threat (document, "T1")->on, ==, moat_record_get_id (login));
  g_assert_cmpuint (moat_list_len (flow->assets), ==, 2);
  g_assert_cmpstr (flow->target, ==, moat_record_get_id (find (document, MOAT_KIND_ELEMENT, "API")));
  g_assert_cmpint (moat_element_state (find (document, MOAT_KIND_ELEMENT, "Browser"))->type, ==,
                   MOAT_ELEMENT_EXTERNAL_ENTITY);
  g_assert_cmpstr (other->source, ==, flow->target);
  g_assert_cmpstr (find_threat (document, "T4")->on, ==, other->target);
  g_assert_cmpstr (find_threat (document, "T5")->on, ==,
                   moat_record_get_id (find (document, MOAT_KIND_USE_CASE, "Login")));
  g_assert_cmpstr (find_threat (document, "T6")->on, !=, other->target);
  g_assert_null (moat_flow_state (find (document, MOAT_KIND_FLOW, "answers"))->source);
}

/* A row without a move goes on with the one before; one that says nothing of any is told. */
static void
test_continued (void)
{
  static const char text[] = "Threat,Mitigation,Status,STRIDE,Severity,Justification\n"
                             ",,Open,,,\n"
                             "Leak,Encrypt,Mitigated,I,7.5,\n"
                             ",Rotate keys,,,,\n"
                             "Flood,,Accepted,STD,2 - low,It is cheap\n"
                             "Odd,,Pending,Privacy,9,\n"
                             "Done,,Mitigated,,,\n";
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = read_text (text, report);
  g_autoptr (GPtrArray) decisions
             = moat_query_decisions (document,
                                     moat_record_get_id (find (document, MOAT_KIND_THREAT, "Leak")));
  const MoatThreatState *flood = find_threat (document, "Flood");
  g_auto (GStrv) lines = moat_report_dup_lines (report);

  g_assert_cmpuint (moat_report_count_lost (report), ==, 1);
  g_assert_nonnull (strstr (lines[0], "line 2"));
  g_assert_cmpuint (decisions->len, ==, 2);
  g_assert_cmpint (moat_decision_state (g_ptr_array_index (decisions, 0))->status, ==, MOAT_DECISION_BUILT);
  g_assert_cmpint (find_threat (document, "Leak")->severity, ==, MOAT_LEVEL_HIGH);
  g_assert_cmpint (flood->status, ==, MOAT_THREAT_ACCEPTED);
  g_assert_cmpstr (flood->reason, ==, "It is cheap");
  g_assert_cmpint (flood->severity, ==, MOAT_LEVEL_LOW);
  g_assert_cmpint (flood->stride, ==, MOAT_STRIDE_SPOOFING | MOAT_STRIDE_TAMPERING | MOAT_STRIDE_DENIAL);
  g_assert_cmpstr (find_threat (document, "Odd")->notes, ==,
                   "Category: Privacy\n\nSeverity: 9\n\nStatus: Pending");
  find (document, MOAT_KIND_DECISION, "Mitigated, but the file does not say how");
}

/* A row as it is but for ids and what follows from places. */
static char *
dup_comparable (MoatDocument *document)
{
  g_autoptr (GBytes) bytes = moat_csv_format.write (document, &(MoatExportOptions){ 0 }, NULL, NULL);
  g_autoptr (GPtrArray) rows = moat_csv_parse (bytes, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < 15; j++)
      if (j != 2)
        g_string_append_printf (out, "%s%c", moat_csv_row_get (g_ptr_array_index (rows, i), j),
                                j < 14 ? '|' : '\n');

  return g_string_free (out, FALSE);
}

/* What Moat writes it reads, whatever was edited: the second table has what the first had. */
static void
test_round_trip (void)
{
  for (guint seed = 1; seed <= 20; seed++)
    {
      g_autoptr (MoatDocument) document = moat_test_document (6);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (MoatDocument) again = NULL;
      g_autoptr (GBytes) twice = NULL;
      g_autoptr (MoatDocument) third = NULL;
      g_autofree char *second_rows = NULL;
      g_autofree char *third_rows = NULL;
      g_autoptr (GError) error = NULL;

      moat_test_random_edits (document, seed, 60);
      bytes = moat_csv_format.write (document, &(MoatExportOptions){ 0 }, NULL, NULL);
      again = moat_csv_format.read (bytes, &(MoatImportOptions){ 0 }, NULL, &error);
      g_assert_no_error (error);
      twice = moat_csv_format.write (again, &(MoatExportOptions){ 0 }, NULL, NULL);
      third = moat_csv_format.read (twice, &(MoatImportOptions){ 0 }, NULL, &error);
      g_assert_no_error (error);
      second_rows = dup_comparable (again);
      third_rows = dup_comparable (third);
      g_assert_true (strcmp (second_rows, third_rows) == 0);
      g_assert_cmpuint (moat_document_count (again, MOAT_KIND_DECISION), ==,
                        moat_document_count (third, MOAT_KIND_DECISION));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/csv-read/dialects", test_dialects);
  g_test_add_func ("/formats/csv-read/lines", test_lines);
  g_test_add_func ("/formats/csv-read/refused", test_refused);
  g_test_add_func ("/formats/csv-read/names", test_names);
  g_test_add_func ("/formats/csv-read/choices", test_choices);
  g_test_add_func ("/formats/csv-read/places", test_places);
  g_test_add_func ("/formats/csv-read/continued", test_continued);
  g_test_add_func ("/formats/csv-read/round-trip", test_round_trip);
  return g_test_run ();
}
