/* moat-cli story: story text to a laid-out model, and a model to its story.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "files.h"
#include "native.h"
#include "story-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Any text is a story unless it is, or is named as, a model of another kind: a damaged one is not a story. */
static MoatDocument *
load (const char *path)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = moat_files_read (path, NULL, &error);
  g_autofree char *name = moat_files_get_name (path);
  MoatDocument *document = NULL;

  if (bytes != NULL)
    {
      const MoatFormat *format = moat_formats_find_by_content (moat_formats_get_all (), bytes, path);

      if (format == NULL)
        format = &moat_story_text_format;
      document = format->read (bytes, &(MoatImportOptions){ 0 }, report, &error);
      if (document == NULL)
        g_prefix_error (&error, "%s: ", name);
    }
  if (document == NULL)
    {
      moat_cli_fail (error);
      return NULL;
    }

  moat_cli_print_report (path, report);
  return document;
}

/* A model where the name says so, else text. */
static MoatExit
store (MoatDocument *document, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_has_suffix (path, ".moat"))
    bytes = moat_native_write (document);
  else
    bytes = moat_story_text_format.write (document, &(MoatExportOptions){ 0 }, NULL, &error);

  return bytes != NULL ? moat_cli_write (path, bytes) : moat_cli_fail (error);
}

static MoatExit
run (int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_autoptr (MoatDocument) document = NULL;
  MoatExit status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("A model (*.moat), or text (any other name)"),
      "OUT" },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_story, entries, &argc, &argv, &status))
    return status;
  if (argc != 2 || output == NULL)
    return moat_cli_usage_error (&moat_cmd_story,
                                 _ ("It takes one file to read, and -o with the file to write."));

  document = load (argv[1]);

  return document != NULL ? store (document, output) : MOAT_EXIT_NOT_DONE;
}

const MoatCommand moat_cmd_story = {
  .name = "story",
  .arguments = "IN -o OUT",
  .summary = N_ ("turn a story into a model, or a model into its story"),
  .description = N_ ("  Reads story text, lays out what it names as a data-flow diagram, and writes a model\n"
                     "  when OUT ends in .moat. From a model, or to any other name, writes story text.\n"
                     "\n"
                     "  A story is typed line by line; a line of any other form is a plain step:\n"
                     "\n"
                     "    # Title of the use case\n"
                     "    > Summary\n"
                     "    actor NAME            (also: process NAME, store NAME)\n"
                     "    zone NAME: MEMBER, MEMBER      zone OUTER / INNER: MEMBER\n"
                     "    data NAME: CLASS\n"
                     "    1. SOURCE -> TARGET: what happens [DATA, DATA]\n"
                     "       ! attacker move | STRIDE, STRIDE | severity\n"
                     "       => kind: decision | where, where | proof; proof | @owner #ticket"),
  .examples = "  moat-cli story checkout.txt -o checkout.moat\n"
              "  moat-cli story checkout.moat -o -",
  .run = run,
};
