/* moat-cli export: a model to any format that can be written.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "exports.h"
#include "files.h"
#include "native.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

static char *
list_names (const char *separator)
{
  g_autoptr (GPtrArray) formats = moat_exports_list ();
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < formats->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? separator : "",
                            ((const MoatFormat *) g_ptr_array_index (formats, i))->name);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static MoatExit
print_list (void)
{
  g_autofree char *names = list_names ("\n");
  g_autofree char *text = g_strconcat (names, "\n", NULL);

  return moat_cli_print (text);
}

/* NULL after saying what is wrong. */
static const MoatFormat *
choose_format (const char *name, const char *path, MoatExit *status)
{
  const MoatFormat *format = name != NULL ? moat_exports_find_by_name (name)
                                          : moat_exports_find_by_suffix (path);
  g_autofree char *names = NULL;

  if (format != NULL)
    return format;

  names = list_names (", ");
  if (name != NULL)
    *status = moat_cli_usage_error (&moat_cmd_export, _ ("“%s” is not a format; there are: %s."), name,
                                    names);
  else
    *status = moat_cli_usage_error (&moat_cmd_export,
                                    _ ("The name %s does not tell the format; add --format with one of: %s."),
                                    path, names);

  return NULL;
}

/* NULL after saying that there is none. */
static const char *
find_use_case (MoatDocument *document, const char *wanted, MoatExit *status)
{
  const char *id = moat_cli_find_use_case (document, wanted);

  if (id == NULL)
    *status = moat_cli_usage_error (&moat_cmd_export,
                                    _ ("There is no use case “%s”; the model has %u of them."), wanted,
                                    moat_document_count (document, MOAT_KIND_USE_CASE));

  return id;
}

typedef struct
{
  char *output;
  char *format;
  char *use_case;
  double scale;
  char *paper;
  char *tracker;
  gboolean list;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->output);
  g_free (arguments->format);
  g_free (arguments->use_case);
  g_free (arguments->paper);
  g_free (arguments->tracker);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* FALSE after saying which option is none. */
static gboolean
read_options (const Arguments *arguments, MoatExportOptions *options)
{
  int value = options->sheet_size;

  if (arguments->paper != NULL && !moat_value_from_nick (moat_sheet_sizes, arguments->paper, &value))
    {
      moat_cli_usage_error (&moat_cmd_export, _ ("“%s” is not a paper; there are: a4, letter."),
                            arguments->paper);
      return FALSE;
    }
  options->sheet_size = value;
  value = options->tracker;
  if (arguments->tracker != NULL && !moat_value_from_nick (moat_trackers, arguments->tracker, &value))
    {
      moat_cli_usage_error (&moat_cmd_export,
                            _ ("“%s” is not a tracker; there are: any, jira, gitlab, github."),
                            arguments->tracker);
      return FALSE;
    }
  options->tracker = value;

  return TRUE;
}

static MoatExit
export_model (const char *path, const Arguments *arguments)
{
  g_autofree char *base_name = moat_files_get_base_name (path);
  MoatExportOptions options = { .base_name = base_name, .scale = arguments->scale, .model_path = path };
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  const MoatFormat *format;
  MoatExit status;

  format = choose_format (arguments->format, arguments->output, &status);
  if (format == NULL)
    return status;
  if (!read_options (arguments, &options))
    return MOAT_EXIT_NOT_DONE;
  if ((format->flags & MOAT_FORMAT_BINARY) != 0 && strcmp (arguments->output, "-") == 0
      && isatty (STDOUT_FILENO))
    return moat_cli_usage_error (&moat_cmd_export,
                                 _ ("A picture is not for a terminal; name a file with -o."));

  if (format != &moat_native_format && moat_files_is_same (path, arguments->output))
    return moat_cli_usage_error (&moat_cmd_export, _ ("%s is the model itself; name another file with -o."),
                                 arguments->output);

  document = moat_cli_load (path);
  if (document == NULL)
    return MOAT_EXIT_NOT_DONE;
  if (arguments->use_case != NULL)
    {
      options.use_case_id = find_use_case (document, arguments->use_case, &status);
      if (options.use_case_id == NULL)
        return status;
    }

  if (!moat_exports_write_file (format, document, arguments->output, &options, report, &error))
    return moat_cli_fail (error);
  moat_cli_print_report (arguments->output, report);

  return MOAT_EXIT_DONE;
}

static MoatExit
run (int argc, char **argv)
{
  g_auto (Arguments) arguments = { 0 };
  MoatExit status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &arguments.output, N_ ("The file to write"), "OUT" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &arguments.format,
      N_ ("The format, when the name of OUT does not tell"), "F" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &arguments.list,
      N_ ("Only print the names of the formats, one a line"), NULL },
    { "use-case", 0, 0, G_OPTION_ARG_STRING, &arguments.use_case,
      N_ ("One use case alone, by its number from 1, its title or its id"), "N" },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &arguments.scale,
      N_ ("Pixels per unit of a PNG, 0.1 to 10 (by default 2)"), "X" },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &arguments.paper, N_ ("The paper of a PDF; by default a4"),
      "a4|letter" },
    { "tracker", 0, 0, G_OPTION_ARG_STRING, &arguments.tracker,
      N_ ("Who takes a tickets-csv; by default any"), "any|jira|gitlab|github" },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_export, entries, &argc, &argv, &status))
    return status;
  if (arguments.list)
    return print_list ();
  if (argc != 2 || arguments.output == NULL)
    return moat_cli_usage_error (&moat_cmd_export, _ ("It takes one model, and -o with the file to write."));
  if (arguments.scale != 0 && !(arguments.scale >= 0.1 && arguments.scale <= 10))
    return moat_cli_usage_error (&moat_cmd_export, _ ("The scale is a number from 0.1 to 10."));

  return export_model (argv[1], &arguments);
}

const MoatCommand moat_cmd_export = {
  .name = "export",
  .arguments = "MODEL -o OUT [--format F] [--use-case N]",
  .summary = N_ ("write a model as a document, a picture or a table"),
  .description = N_ (
      "  Writes MODEL to OUT in the format that the name of OUT tells (SECURITY.md, *.html, *.pdf,\n"
      "  *.svg, *.csv, …), or that --format names:\n\n"
      "    security-md, markdown, html, pdf   documents: SECURITY.md, and the full document\n"
      "    html-walk                          a walk through the steps, for those who were not there;\n"
      "                                       *walk.html\n"
      "    svg, png, diagram-pdf, mermaid     the diagram of a use case\n"
      "    csv, json, sarif                   moves and decisions, for programs\n"
      "    tickets-csv, tickets-markdown      a ticket for each decision, an attack test for each\n"
      "                                       use case, with ids that stay\n"
      "    otm, threat-dragon, threatforge,\n"
      "    tm-bom                             the model, for other tools; what they have no place for\n"
      "                                       is printed\n"
      "    moat, story                        the model itself, and its story as text\n\n"
      "  In a SECURITY.md that is there, only what stands between this model's moat:begin and\n"
      "  moat:end comments is written anew, also after the model's file was renamed; what others\n"
      "  wrote between its blocks stays, and an edit of a table that is not in the model yet is not\n"
      "  written over (see “moat-cli sync”). A task list keeps what is ticked.\n\n"
      "  Moves and decisions marked private stay out of documents for the public; how many is\n"
      "  printed."),
  .examples = "  moat-cli export threats.moat -o SECURITY.md\n"
              "  moat-cli export threats.moat -o threats.pdf --paper letter\n"
              "  moat-cli export threats.moat -o checkout.walk.html --use-case 2\n"
              "  moat-cli export threats.moat -o checkout.svg --use-case 2\n"
              "  moat-cli export threats.moat -o tickets.csv --tracker jira\n"
              "  moat-cli export threats.moat -o - --format csv",
  .run = run,
};
