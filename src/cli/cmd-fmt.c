/* moat-cli fmt: brings models into their canonical bytes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "files.h"
#include "native.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The canonical bytes of what @bytes hold; NULL after saying why not. */
static GBytes *
format_bytes (const char *path, GBytes *bytes)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, report, &error);
  if (document == NULL)
    {
      g_autofree char *name = moat_files_get_name (path);

      g_prefix_error (&error, "%s: ", name);
      moat_cli_fail (error);
      return NULL;
    }
  moat_cli_print_report (path, report);
  return moat_native_write (document);
}

static MoatExit
report_difference (const char *path)
{
  g_autofree char *name = moat_files_get_name (path);
  g_autofree char *line = g_strdup_printf ("%s\n", name);
  MoatExit status = moat_cli_print (line);

  return status != MOAT_EXIT_DONE ? status : MOAT_EXIT_FOUND;
}

static MoatExit
format_file (const char *path, gboolean check)
{
  g_autofree char *etag = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = moat_files_read (path, &etag, &error);
  g_autoptr (GBytes) canonical = NULL;
  gboolean differs;

  if (bytes == NULL)
    return moat_cli_fail (error);
  canonical = format_bytes (path, bytes);
  if (canonical == NULL)
    return MOAT_EXIT_NOT_DONE;

  differs = !g_bytes_equal (bytes, canonical);
  if (check)
    return differs ? report_difference (path) : MOAT_EXIT_DONE;
  if (!differs && strcmp (path, "-") != 0)
    return MOAT_EXIT_DONE;
  /* Should an editor save the file meanwhile, its bytes win. */
  return moat_files_write (path, canonical, etag, NULL, &error) ? MOAT_EXIT_DONE : moat_cli_fail (error);
}

static MoatExit
run (int argc, char **argv)
{
  gboolean check = FALSE;
  MoatExit status;
  MoatExit worst = MOAT_EXIT_DONE;
  const GOptionEntry entries[] = {
    { "check", 0, 0, G_OPTION_ARG_NONE, &check,
      N_ ("Write nothing; print the files that would change, and exit with 1 if there are any"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_fmt, entries, &argc, &argv, &status))
    return status;
  if (argc < 2)
    return moat_cli_usage_error (&moat_cmd_fmt, _ ("It takes the models to format."));
  for (int i = 1; i < argc; i++)
    {
      status = format_file (argv[i], check);
      worst = MAX (worst, status);
    }
  return worst;
}

const MoatCommand moat_cmd_fmt = {
  .name = "fmt",
  .arguments = "MODEL… [--check]",
  .summary = N_ ("bring models into their canonical form"),
  .description = N_ (
      "  Rewrites each MODEL in the bytes that saving it in Moat would give, so that a change\n"
      "  to one record touches only that record’s lines. With “-”, reads standard input and\n"
      "  writes standard output."),
  .examples = "  moat-cli fmt threats.moat\n"
              "  moat-cli fmt --check *.moat",
  .run = run,
};
