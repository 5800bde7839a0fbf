/* moat-cli audit: whether a repository has a threat model, whoever wrote it,
 * and whether that covers what it must.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-report.h"
#include "audit-run.h"
#include "audit-starter.h"
#include "cli.h"
#include "files.h"
#include "folder.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* "owner/name" and a folder above that. */
#define MAX_REPOSITORY_DEPTH 4

static const struct
{
  const char *name;
  char *(*write) (const GPtrArray *runs);
} reports[] = {
  { "text", moat_audit_report_text },
  { "json", moat_audit_report_json },
  { "sarif", moat_audit_report_sarif },
};

static int
find_report (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      if (name == NULL || g_str_equal (reports[i].name, name))
        return i;
    }
  return -1;
}

/* The repositories to audit; NULL after printing why not. */
static GPtrArray *
list_paths (int n, char **folders, gboolean is_recursive)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) below = NULL;
      g_autoptr (GError) error = NULL;

      if (!is_recursive)
        {
          g_ptr_array_add (paths, g_strdup (folders[i]));
          continue;
        }
      below = moat_folder_list_repositories (folders[i], MAX_REPOSITORY_DEPTH, &error);
      if (below == NULL)
        {
          moat_cli_fail (error);
          return NULL;
        }
      if (below->len == 0)
        g_ptr_array_add (below, g_strdup (folders[i]));
      g_ptr_array_extend (paths, below, (GCopyFunc) (void (*) (void)) g_strdup, NULL);
    }
  return g_steal_pointer (&paths);
}

/* A name in any case, in any of the places where one is looked for, is one that is there. */
static gboolean
has_security_md (const MoatAuditRun *run)
{
  for (guint i = 0; i < run->result->files->len; i++)
    {
      const MoatAuditFile *file = g_ptr_array_index (run->result->files, i);

      if (file->kind == MOAT_AUDIT_SECURITY_MD)
        return TRUE;
    }
  return FALSE;
}

/* Says on standard error what was written, since standard output may be JSON. */
static MoatExit
fix (const MoatAuditRun *run)
{
  g_autofree char *path = g_build_filename (run->path, "SECURITY.md", NULL);
  g_autofree char *name = moat_files_get_name (path);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  MoatExit status;

  if (run->result == NULL || run->result->verdict != MOAT_AUDIT_FAIL)
    return MOAT_EXIT_DONE;
  if (has_security_md (run) || g_file_test (path, G_FILE_TEST_EXISTS)
      || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      fprintf (stderr, _ ("moat-cli: %s: A SECURITY.md is there already and was left as it is.\n"), name);
      return MOAT_EXIT_DONE;
    }
  text = moat_audit_starter_write (run->result->handles);
  bytes = g_bytes_new (text, strlen (text));
  status = moat_cli_write (path, bytes);
  if (status == MOAT_EXIT_DONE)
    fprintf (stderr, _ ("moat-cli: %s: Written, to be filled in; each TODO says what belongs there.\n"),
             name);
  return status;
}

static MoatExit
find_status (const GPtrArray *runs)
{
  MoatExit status = MOAT_EXIT_DONE;

  for (guint i = 0; i < runs->len; i++)
    {
      const MoatAuditRun *run = g_ptr_array_index (runs, i);
      MoatExit own = MOAT_EXIT_DONE;

      if (run->result == NULL)
        own = moat_cli_fail (run->error);
      else if (run->result->verdict == MOAT_AUDIT_FAIL)
        own = MOAT_EXIT_FOUND;
      status = MAX (status, own);
    }
  return status;
}

static gboolean
is_any_done (const GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      if (((const MoatAuditRun *) g_ptr_array_index (runs, i))->result != NULL)
        return TRUE;
    }
  return FALSE;
}

static MoatExit
run (int argc, char **argv)
{
  gboolean is_recursive = FALSE;
  gboolean is_prototype = FALSE;
  gboolean is_fixing = FALSE;
  g_autofree char *format = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  MoatExit status;
  int report;
  const GOptionEntry entries[] = {
    { "recursive", 'r', 0, G_OPTION_ARG_NONE, &is_recursive, N_ ("Audit each repository below the folders"),
      NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format,
      N_ ("How to print it: as text as it comes (the default), or for programs"), "text|json|sarif" },
    { "prototype", 0, 0, G_OPTION_ARG_NONE, &is_prototype,
      N_ ("It is a prototype without production users or sensitive data: the check does not apply"), NULL },
    { "fix", 0, 0, G_OPTION_ARG_NONE, &is_fixing,
      N_ ("Where the audit fails and there is no SECURITY.md, write one to be filled in"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_audit, entries, &argc, &argv, &status))
    return status;
  report = find_report (format);
  if (report < 0)
    return moat_cli_usage_error (&moat_cmd_audit, _ ("There is no format “%s”."), format);
  if (argc < 2)
    return moat_cli_usage_error (&moat_cmd_audit, _ ("It takes the folders of the repositories to audit."));
  paths = list_paths (argc - 1, argv + 1, is_recursive);
  if (paths == NULL)
    return MOAT_EXIT_NOT_DONE;

  runs = moat_audit_run_all (paths, is_prototype);
  status = find_status (runs);
  if (is_any_done (runs))
    {
      MoatExit printed;

      text = reports[report].write (runs);
      printed = moat_cli_print (text);
      status = MAX (status, printed);
    }
  for (guint i = 0; is_fixing && i < runs->len; i++)
    {
      MoatExit fixed = fix (g_ptr_array_index (runs, i));

      status = MAX (status, fixed);
    }
  return status;
}

const MoatCommand moat_cmd_audit = {
  .name = "audit",
  .arguments = "DIR… [--recursive] [--format text|json|sarif] [--prototype] [--fix]",
  .summary = N_ ("whether a repository has a threat model that covers what it must"),
  .description = N_ (
      "  Looks through each folder DIR for SECURITY.md, threat models, security reviews, decision\n"
      "  records on security, comments that state assumptions, and models of Moat and other tools,\n"
      "  in Markdown, reStructuredText, AsciiDoc and plain text. Passes when a document, in one\n"
      "  file or in several that belong together, covers trust boundaries, sensitive data flows,\n"
      "  authentication and authorization assumptions, and identified threats with mitigations.\n"
      "  What only has headings, is to be filled in, or says how to report a vulnerability covers\n"
      "  nothing. Left out: .git, dependencies, tests, examples, templates, changelogs, symbolic links.\n"
      "\n"
      "  Check security-hardening.infra-monitoring.threat-modeling, severity info: a gap in the\n"
      "  process, not a vulnerability (NIST SP 800-53 RA-3 and PL-2, ISO/IEC 27001:2022 A.5.8).\n"
      "  It does not apply to a prototype: with --prototype, or when a model in it says so."),
  .examples = "  moat-cli audit .\n"
              "  moat-cli audit --recursive --format sarif ~/src > audit.sarif\n"
              "  moat-cli audit --fix service",
  .run = run,
};
