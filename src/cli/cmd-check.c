/* moat-cli check: what models still miss, for people and pipelines.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "evidence-disk.h"
#include "files.h"
#include "findings.h"
#include "untranslated.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *gate_name;
  char *format_name;
  char *today;
  char *root;
  gboolean paths;
  int gate;
  int format;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->gate_name);
  g_free (arguments->format_name);
  g_free (arguments->today);
  g_free (arguments->root);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static char *
list_nicks (const MoatValue *values)
{
  g_autoptr (GString) nicks = g_string_new (NULL);

  for (; values->nick != NULL; values++)
    g_string_append_printf (nicks, "%s%s", nicks->len > 0 ? ", " : "", values->nick);

  return g_string_free (g_steal_pointer (&nicks), FALSE);
}

static gboolean
choose (const char *option, const char *name, const MoatValue *values, int *value, MoatExit *status)
{
  g_autofree char *nicks = NULL;

  if (name == NULL || moat_value_from_nick (values, name, value))
    return TRUE;
  nicks = list_nicks (values);
  *status = moat_cli_usage_error (&moat_cmd_check, _ ("%s cannot be “%s”; there are: %s."), option, name,
                                  nicks);

  return FALSE;
}

static gboolean
choose_today (Arguments *arguments, MoatExit *status)
{
  g_autoptr (GDateTime) now = NULL;

  if (arguments->today == NULL)
    {
      now = g_date_time_new_now_local ();
      arguments->today = g_date_time_format (now, "%Y-%m-%d");
    }
  if (moat_cli_is_date (arguments->today))
    return TRUE;
  *status = moat_cli_usage_error (&moat_cmd_check, _ ("“%s” is no date such as 2026-05-31."),
                                  arguments->today);

  return FALSE;
}

/* Looks up what the model cites in its repository. A model on standard input has one only when it is named.
 */
static void
look_up (MoatChecks *checks, const char *path, const Arguments *arguments)
{
  g_autoptr (MoatEvidence) evidence = NULL;
  g_autofree char *root = NULL;

  if (arguments->root != NULL)
    root = g_strdup (arguments->root);
  else if (strcmp (path, "-") != 0)
    root = moat_evidence_disk_find_root (path);
  if (root == NULL)
    return;
  evidence = moat_evidence_new (moat_checks_get_document (checks));
  if (moat_evidence_has_wanted (evidence))
    moat_evidence_disk_fill (evidence, root);
  moat_checks_set_evidence (checks, evidence);
}

/* One model, judged by whichever thread was free. */
typedef struct
{
  const char *path;
  const Arguments *arguments;
  GBytes *bytes;
  MoatDocument *document;
  MoatChecks *checks; /* NULL when it could not be read */
  MoatReport *report;
  GError *error;
} Job;

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_clear_object (&job->checks);
  g_clear_object (&job->document);
  g_clear_pointer (&job->report, moat_report_free);
  g_clear_error (&job->error);
}

static void
do_job (Job *job)
{
  g_autofree char *name = moat_files_get_name (job->path);

  job->report = moat_report_new ();
  job->bytes = moat_files_read (job->path, NULL, &job->error);
  if (job->bytes != NULL)
    job->document = moat_formats_load_bytes (job->bytes, name, NULL, job->report, &job->error);
  if (job->document == NULL)
    return;
  job->checks = moat_checks_new (job->document, job->arguments->today);
  look_up (job->checks, job->path, job->arguments);
}

static void
job_cb (gpointer data, gpointer user_data)
{
  Job *job = data;

  /* What programs read is in English everywhere; people read their own language. */
  if (job->arguments->format == MOAT_FINDINGS_TEXT)
    {
      do_job (job);
    }
  else
    {
      g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();

      do_job (job);
    }
}

/* FALSE after saying why the file could not be read. */
static gboolean
add_job (MoatFindings *findings, const Job *job)
{
  g_autofree char *name = moat_files_get_name (job->path);

  if (job->checks == NULL)
    {
      moat_cli_fail (job->error);
      return FALSE;
    }
  moat_findings_add (findings, name, job->bytes, job->checks, job->report);
  if (job->arguments->paths)
    moat_findings_add_paths (findings, name, job->bytes, job->document);

  return TRUE;
}

/* Judges some models on all processors, then adds what was found in their order. */
static gboolean
check_some (MoatFindings *findings, int n_paths, char **paths, const Arguments *arguments)
{
  g_autoptr (GArray) jobs = g_array_new (FALSE, TRUE, sizeof (Job));
  GThreadPool *pool;
  gboolean is_done = TRUE;

  g_array_set_clear_func (jobs, job_clear);
  g_array_set_size (jobs, (guint) n_paths);
  pool = g_thread_pool_new (job_cb, NULL, n_paths > 1 ? (int) g_get_num_processors () : 1, FALSE, NULL);
  for (int i = 0; i < n_paths; i++)
    {
      Job *job = &g_array_index (jobs, Job, i);

      job->path = paths[i];
      job->arguments = arguments;
      g_thread_pool_push (pool, job, NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  for (int i = 0; i < n_paths; i++)
    is_done = add_job (findings, &g_array_index (jobs, Job, i)) && is_done;

  return is_done;
}

/* Models held in memory at once. */
#define MAX_AT_ONCE 64

static MoatExit
check (int n_paths, char **paths, const Arguments *arguments)
{
  g_autoptr (MoatFindings) findings = moat_findings_new (arguments->format, arguments->gate);
  g_autofree char *text = NULL;
  gboolean is_done = TRUE;
  MoatExit status;

  for (int i = 0; i < n_paths; i += MAX_AT_ONCE)
    is_done = check_some (findings, MIN (MAX_AT_ONCE, n_paths - i), paths + i, arguments) && is_done;
  text = moat_findings_write (findings);
  status = moat_cli_print (text);
  if (status != MOAT_EXIT_DONE || !is_done)
    return MOAT_EXIT_NOT_DONE;

  return moat_findings_count (findings) > 0 ? MOAT_EXIT_FOUND : MOAT_EXIT_DONE;
}

/* What programs read is in English everywhere; people read their own language. */
static MoatExit
check_for_programs (int n_paths, char **paths, const Arguments *arguments)
{
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();

  return check (n_paths, paths, arguments);
}

static MoatExit
run (int argc, char **argv)
{
  g_auto (Arguments) arguments = { .gate = MOAT_GATE_BUILD, .format = MOAT_FINDINGS_TEXT };
  MoatExit status;
  const GOptionEntry entries[] = {
    { "gate", 0, 0, G_OPTION_ARG_STRING, &arguments.gate_name,
      N_ ("How far the model must be; by default build"), "draft|review|build" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &arguments.format_name,
      N_ ("How to print them: as text (the default), or for programs"), "text|json|sarif|github" },
    { "today", 0, 0, G_OPTION_ARG_STRING, &arguments.today,
      N_ ("The date by which exemptions and reviews are judged, as YYYY-MM-DD"), N_ ("DATE") },
    { "root", 0, 0, G_OPTION_ARG_FILENAME, &arguments.root,
      N_ ("The repository in which cited files are looked up; else the one that the model is in"),
      N_ ("DIR") },
    { "paths", 0, 0, G_OPTION_ARG_NONE, &arguments.paths,
      N_ ("Also list the attack paths: chains of flows with an open move at every step"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_check, entries, &argc, &argv, &status))
    return status;
  if (argc < 2)
    return moat_cli_usage_error (&moat_cmd_check, _ ("It takes the models to check."));
  if (!choose ("--gate", arguments.gate_name, moat_gates, &arguments.gate, &status)
      || !choose ("--format", arguments.format_name, moat_findings_formats, &arguments.format, &status)
      || !choose_today (&arguments, &status))
    return status;

  return arguments.format == MOAT_FINDINGS_TEXT ? check (argc - 1, argv + 1, &arguments)
                                                : check_for_programs (argc - 1, argv + 1, &arguments);
}

const MoatCommand moat_cmd_check = {
  .name = "check",
  .arguments = "MODEL… [--gate GATE] [--format FORMAT] [--today DATE] [--root DIR] [--paths]",
  .summary = N_ ("check what models still miss before building"),
  .description = N_ (
      "  Judges each MODEL by the rules of the acceptance check and prints a line for each\n"
      "  finding: the file, the line of the record, how bad it is, what is missing, the rule.\n"
      "  What the model sets aside with a reason is not counted.\n"
      "\n"
      "  Gates: “draft” asks only that nothing is damaged; “review” that the four questions of\n"
      "  a security acceptance step can be answered: top threats, exact decisions, where they\n"
      "  are enforced, how they are verified; “build” asks everything.\n"
      "\n"
      "  Formats: “text” for people, “json” and “sarif” (2.1.0) for programs, “github” for\n"
      "  annotations in GitHub Actions. The JSON is an object with “gate”, “findings” and\n"
      "  “counting”, the number of findings that were not set aside; a finding has “file”, “line”,\n"
      "  “rule”, “severity” (note, warning, error), “message”, “gate”, “why”, “fix”, “record”, the\n"
      "  id of what it is about, and “exempted”, the reason, when it was set aside.\n"
      "\n"
      "  An attack path leads from where an attacker may stand to Sensitive or Secret data, over\n"
      "  flows that each have a move nobody has decided on. For each target a shortest one is\n"
      "  listed, then further ones within bounds.\n"
      "\n"
      "  Exits with 0 when nothing was found, 1 with findings, 2 when a model cannot be read."),
  .examples = "  moat-cli check threats.moat\n"
              "  moat-cli check --gate review --format sarif *.moat > threats.sarif",
  .run = run,
};
