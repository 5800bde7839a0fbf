/* moat-cli diff: what changed between two models, in the words of the meeting.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "diff-report.h"
#include "files.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* git hands over an empty file, or the null device, where there was no model. */
static MoatDocument *
load (const char *path)
{
  g_autoptr (GBytes) bytes = NULL;

  if (strcmp (path, "/dev/null") == 0)
    return moat_document_new ();
  if (strcmp (path, "-") == 0)
    return moat_cli_load (path);
  bytes = moat_files_read (path, NULL, NULL);

  return bytes != NULL && g_bytes_get_size (bytes) == 0 ? moat_document_new () : moat_cli_load (path);
}

static char *
report (GPtrArray *differences, const char *format)
{
  if (strcmp (format, "markdown") == 0)
    return moat_diff_report_markdown (differences, _ ("What changed in the threat model"));
  if (strcmp (format, "json") == 0)
    return moat_diff_report_json (differences);

  return moat_diff_report_text (differences);
}

static MoatExit
compare (char **paths, const char *format)
{
  g_autoptr (MoatDocument) before = load (paths[0]);
  g_autoptr (MoatDocument) after = before != NULL ? load (paths[1]) : NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autofree char *text = NULL;
  MoatExit status;

  if (after == NULL)
    return MOAT_EXIT_NOT_DONE;
  differences = moat_diff (before, after);
  if (differences->len == 0 && strcmp (format, "text") == 0)
    return MOAT_EXIT_DONE;
  text = report (differences, format);
  status = moat_cli_print (text);

  return status == MOAT_EXIT_DONE && differences->len > 0 ? MOAT_EXIT_FOUND : status;
}

/* The text that git compares; what is no model is shown as it is, so that git can show it at all. */
static MoatExit
convert (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = moat_files_read (path, NULL, &error);
  g_autoptr (MoatDocument) document = NULL;
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return moat_cli_fail (error);
  document = moat_formats_load_bytes (bytes, path, NULL, NULL, NULL);
  if (document == NULL)
    return moat_cli_write ("-", bytes);
  text = moat_diff_report_model (document);

  return moat_cli_print (text);
}

static MoatExit
run (int argc, char **argv)
{
  static const char *const formats[] = { "text", "markdown", "json", NULL };
  g_autofree char *format = NULL;
  gboolean textconv = FALSE;
  MoatExit status;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format,
      N_ ("text, markdown (for a comment on a pull request) or json; text when not given"), "F" },
    { "textconv", 0, 0, G_OPTION_ARG_NONE, &textconv,
      N_ ("Print one model as text that git can compare, line by line"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_diff, entries, &argc, &argv, &status))
    return status;
  if (textconv)
    return argc == 2 ? convert (argv[1])
                     : moat_cli_usage_error (&moat_cmd_diff, _ ("With --textconv it takes one model."));
  if (argc != 3)
    return moat_cli_usage_error (&moat_cmd_diff, _ ("It takes two models: OLD and NEW."));
  if (format != NULL && !g_strv_contains (formats, format))
    return moat_cli_usage_error (&moat_cmd_diff, _ ("There is no format “%s”."), format);

  return compare (argv + 1, format != NULL ? format : "text");
}

const MoatCommand moat_cmd_diff = {
  .name = "diff",
  .arguments = "OLD NEW [--format F] | --textconv MODEL",
  .summary = N_ ("tell what changed between two models"),
  .description = N_ (
      "  Says in sentences what was added (+), removed (-) and changed (~) between OLD and NEW,\n"
      "  by use case, and what follows from that (>): which flows cross which trust boundary\n"
      "  now, and why. What was only moved or sorted is one line. Exit status 0 means that the\n"
      "  models say the same, 1 that they differ.\n"
      "\n"
      "  A file that is empty is an empty model. “moat-cli git-setup” makes git show changes of\n"
      "  models as text, by --textconv."),
  .examples = "  moat-cli diff before.moat after.moat\n"
              "  git show main:threats.moat | moat-cli diff - threats.moat --format markdown",
  .run = run,
};
