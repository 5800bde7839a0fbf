/* moat-cli verify: test results onto verifications, and whether the files that a model cites are there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "evidence-disk.h"
#include "files.h"
#include "junit.h"
#include "native.h"
#include "verify.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char **reports; /* of --junit, then those that a pattern of the shell left behind it */
  char *root;
  char *today;
  gboolean is_dry;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_strfreev (arguments->reports);
  g_free (arguments->root);
  g_free (arguments->today);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* ---- Results ---- */

/* "Failing (was passing)" */
static char *
describe_result (const MoatVerified *verified)
{
  const char *now = moat_verified_get_label (verified);
  g_autofree char *before = NULL;

  if (!verified->is_settled || verified->before == verified->after)
    return g_strdup (now);
  before = g_utf8_strdown (moat_value_get_label (moat_results, verified->before), -1);

  /* TRANSLATORS: the result of a test: "Failing (was passing)". */
  return g_strdup_printf (_ ("%s (was %s)"), now, before);
}

static void
append_verified (GString *text, MoatDocument *document, const MoatVerified *verified)
{
  const MoatVerificationState *state = moat_verification_state (verified->verification);
  MoatRecord *decision = moat_document_find (document, state->decision);
  g_autofree char *result = describe_result (verified);
  const char *title = moat_record_get_title (verified->verification);

  g_string_append_printf (text, "%s: %s\n", result,
                          *title == '\0' ? _ ("Verification without a text") : title);
  if (decision != NULL && *moat_record_get_title (decision) != '\0')
    {
      /* TRANSLATORS: of the decision that a test proves. */
      g_string_append_printf (text, _ ("  Decision: %s"), moat_record_get_title (decision));
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < verified->notes->len; i++)
    g_string_append_printf (text, "  %s\n", (const char *) g_ptr_array_index (verified->notes, i));
}

/* Returns whether all of it is as the team wants it. */
static gboolean
append_results (GString *text, MoatDocument *document, MoatTestReport *report, const char *today)
{
  g_autoptr (GPtrArray) list = moat_verify (document, report, today);
  g_autofree char *summary = moat_verified_summarize (list);
  gboolean is_good = TRUE;
  guint n_tests = moat_test_report_get_size (report);

  for (guint i = 0; i < list->len; i++)
    {
      const MoatVerified *verified = g_ptr_array_index (list, i);

      append_verified (text, document, verified);
      is_good = is_good && moat_verified_is_good (verified);
    }
  g_string_append_printf (text, "%s", text->len > 0 ? "\n" : "");
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u test read.", "%u tests read.", n_tests),
                          n_tests);
  g_string_append_printf (text, " %s%s\n",
                          list->len == 0 ? _ ("No verification names a test.") : _ ("Verifications: "),
                          summary);

  return is_good;
}

/* ---- Files ---- */

/* A line for each entry of @kind that says something of a file; returns whether all are there. */
static gboolean
append_missing (GString *text, MoatDocument *document, MoatEvidence *evidence, MoatKind kind)
{
  GPtrArray *records = moat_document_list (document, kind);
  gboolean is_good = TRUE;

  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      const MoatList *entries = moat_evidence_get_entries (record);

      for (guint j = 0; j < moat_list_len (entries); j++)
        {
          MoatEvidenceStatus status = moat_evidence_get (evidence, record, moat_list_get (entries, j));
          g_autofree char *sentence = moat_evidence_status_describe (status, moat_list_get (entries, j));

          if (sentence == NULL)
            continue;
          g_string_append_printf (text, "%s\n  %s: %s\n", sentence, _ (moat_kind_get_info (kind)->label),
                                  moat_record_get_title (record));
          is_good = is_good && !moat_evidence_status_is_missing (status);
        }
    }

  return is_good;
}

static gboolean
append_files (GString *text, MoatDocument *document, const char *path, const char *root)
{
  g_autoptr (MoatEvidence) evidence = moat_evidence_new (document);
  g_autofree char *found = NULL;
  g_autoptr (GString) files = g_string_new (NULL);
  gboolean is_good;

  found = strcmp (path, "-") == 0 ? g_strdup (".") : moat_evidence_disk_find_root (path);
  moat_evidence_disk_fill (evidence, root != NULL ? root : found);
  is_good = append_missing (files, document, evidence, MOAT_KIND_DECISION);
  is_good = append_missing (files, document, evidence, MOAT_KIND_VERIFICATION) && is_good;
  if (files->len > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", files->str);

  return is_good;
}

/* ---- The command ---- */

static MoatExit
save (MoatDocument *document, const char *path, const char *etag)
{
  g_autoptr (GBytes) bytes = moat_native_write (document);
  g_autoptr (GError) error = NULL;

  return moat_files_write (path, bytes, etag, NULL, &error) ? MOAT_EXIT_DONE : moat_cli_fail (error);
}

/* The model goes where it came from; with "-" to standard output, and what there is to say to people beside
 * it.
 */
static MoatExit
finish (MoatDocument *document, const char *path, const char *etag, GString *text, gboolean is_dry)
{
  gboolean is_stream = strcmp (path, "-") == 0;
  g_autofree char *name = moat_files_get_name (path);
  MoatExit status = MOAT_EXIT_DONE;

  if (!is_dry && (is_stream || moat_document_is_modified (document)))
    status = save (document, path, etag);
  if (status != MOAT_EXIT_DONE)
    return status;
  if (is_stream && !is_dry)
    {
      g_printerr ("%s", text->str);
      return MOAT_EXIT_DONE;
    }

  if (moat_document_is_modified (document))
    g_string_append_printf (text, is_dry ? _ ("%s would be changed.\n") : _ ("%s was changed.\n"), name);

  return moat_cli_print (text->str);
}

/* Only Moat's own format can be written back. */
static MoatDocument *
load (const char *path, char **etag)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = moat_files_get_name (path);
  const MoatFormat *format = NULL;
  g_autoptr (MoatDocument) document = moat_formats_load (path, &format, etag, report, &error);

  if (document != NULL && format != &moat_native_format)
    {
      g_clear_object (&document);
      g_set_error (
          &error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
          _ ("%s: This is no model of Moat, so results cannot be written into it. Turn it into one with "
             "“moat-cli story” or “moat-cli import”."),
          name);
    }
  if (document == NULL)
    {
      moat_cli_fail (error);
      return NULL;
    }
  moat_cli_print_report (path, report);

  return g_steal_pointer (&document);
}

static MoatExit
verify (const char *path, const Arguments *arguments)
{
  g_autofree char *etag = NULL;
  g_autoptr (MoatDocument) document = load (path, &etag);
  g_autoptr (MoatTestReport) report = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_good = TRUE;
  MoatExit status;

  if (document == NULL)
    return MOAT_EXIT_NOT_DONE;
  if (arguments->reports != NULL)
    {
      report = moat_junit_load ((const char *const *) arguments->reports, &error);
      if (report == NULL)
        return moat_cli_fail (error);
      is_good = append_results (text, document, report, arguments->today);
    }
  is_good = append_files (text, document, path, arguments->root) && is_good;
  status = finish (document, path, etag, text, arguments->is_dry);

  return status == MOAT_EXIT_DONE && !is_good ? MOAT_EXIT_FOUND : status;
}

/* The model among what is left: the one that is called so, else the first. */
static int
find_model (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_has_suffix (argv[i], ".moat"))
        return i;
    }

  return 1;
}

/* "--junit *.xml" leaves all but the first file behind, as if they were models. */
static void
take_reports (Arguments *arguments, int argc, char **argv, int model)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (arguments->reports == NULL)
    return;
  g_strv_builder_addv (builder, (const char **) arguments->reports);
  for (int i = 1; i < argc; i++)
    {
      if (i != model)
        g_strv_builder_add (builder, argv[i]);
    }
  g_strfreev (arguments->reports);
  arguments->reports = g_strv_builder_end (builder);
}

static MoatExit
run (int argc, char **argv)
{
  g_auto (Arguments) arguments = { 0 };
  MoatExit status;
  int model;
  const GOptionEntry entries[] = {
    { "junit", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments.reports,
      N_ ("Test results in JUnit’s XML; several files are one run"), N_ ("FILE…") },
    { "root", 0, 0, G_OPTION_ARG_FILENAME, &arguments.root,
      N_ ("The folder that paths in the model start from (the repository around it)"), N_ ("DIR") },
    { "today", 0, 0, G_OPTION_ARG_STRING, &arguments.today,
      N_ ("The day of results whose report bears none, as YYYY-MM-DD"), N_ ("DATE") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &arguments.is_dry, N_ ("Only say what would change"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_verify, entries, &argc, &argv, &status))
    return status;
  if (argc < 2)
    return moat_cli_usage_error (&moat_cmd_verify, _ ("It takes a model."));
  if (argc > 2 && arguments.reports == NULL)
    return moat_cli_usage_error (&moat_cmd_verify, _ ("It takes one model; test results follow --junit."));
  if (arguments.today != NULL && !moat_cli_is_date (arguments.today))
    return moat_cli_usage_error (&moat_cmd_verify, _ ("“%s” is no date such as 2026-05-31."),
                                 arguments.today);
  if (arguments.root != NULL && !g_file_test (arguments.root, G_FILE_TEST_IS_DIR))
    return moat_cli_usage_error (&moat_cmd_verify, _ ("There is no folder “%s”."), arguments.root);
  model = find_model (argc, argv);
  take_reports (&arguments, argc, argv, model);

  return verify (argv[model], &arguments);
}

const MoatCommand moat_cmd_verify = {
  .name = "verify",
  .arguments = "MODEL [--junit FILE…] [--root DIR] [--today DATE] [--dry-run]",
  .summary = N_ ("read test results onto verifications, and look for cited files"),
  .description = N_ (
      "  Sets each verification whose evidence names tests to passing, failing or missing, with\n"
      "  the date of the run, from what pytest, Maven Surefire, Gradle, jest-junit, gotestsum and\n"
      "  others write as JUnit’s XML. Give all reports of a run at once: a test that is in none is\n"
      "  missing. A skipped test proves nothing and is missing too.\n"
      "\n"
      "  Evidence names a test as its runner prints it: tests/test_api.py::TestA::test_b,\n"
      "  shop.ApiTest.update, ApiTest#update, TestUpdate/other_user, “address form › rejects”; a\n"
      "  class or a file stands for all its tests; a name alone is enough where no other class has\n"
      "  it. For unit, integration, negative, fuzz and load tests plain words are a test’s name too.\n"
      "\n"
      "  Then looks for the files that decisions and verifications cite: src/api.py,\n"
      "  src/api.py:12, src/api.py#update. Paths start from the repository’s folder and never\n"
      "  leave it. A place of enforcement that git says was changed after the decision’s date is\n"
      "  listed; without git, or in a shallow clone, nothing is said of dates.\n"
      "\n"
      "  Exits with 1 when a verification fails, is missing or is unclear, or a cited file is gone."),
  .examples = "  moat-cli verify threats.moat --junit build/reports/*.xml\n"
              "  moat-cli verify threats.moat --junit unit.xml --junit e2e.xml --dry-run\n"
              "  moat-cli verify threats.moat",
  .run = run,
};
