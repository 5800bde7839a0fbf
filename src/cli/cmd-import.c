/* moat-cli import: a model from another tool's file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "files.h"
#include "native.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *output;
  char *from;
  char **maps;
  char **columns;
  gboolean choices;
  gboolean report;
  gboolean list;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->output);
  g_free (arguments->from);
  g_strfreev (arguments->maps);
  g_strfreev (arguments->columns);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static char *
list_names (const char *separator)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (const MoatFormat *const *format = moat_formats_get_all (); *format != NULL; format++)
    if ((*format)->read != NULL)
      g_string_append_printf (names, "%s%s", names->len > 0 ? separator : "", (*format)->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static MoatExit
print_list (void)
{
  g_autofree char *names = list_names ("\n");
  g_autofree char *text = g_strconcat (names, "\n", NULL);

  return moat_cli_print (text);
}

/* What --from names; NULL after saying that there is no such. */
static const MoatFormat *
find_format (const char *name, MoatExit *status)
{
  const MoatFormat *format = moat_formats_find_by_name (moat_formats_get_all (), name);
  g_autofree char *names = NULL;

  if (format != NULL && format->read != NULL)
    return format;
  names = list_names (", ");
  *status = moat_cli_usage_error (&moat_cmd_import, _ ("“%s” cannot be read; there are: %s."), name, names);
  return NULL;
}

/* Each on a line of its own, where the model does not go. */
static void
print_items (const char *path, const char *output, const MoatReport *report)
{
  g_auto (GStrv) lines = moat_report_dup_lines (report);
  g_autofree char *text = NULL;

  if (strcmp (output, "-") == 0)
    {
      moat_cli_print_report (path, report);
      return;
    }
  text = g_strjoinv ("\n", lines);
  if (*text != '\0')
    {
      g_autofree char *whole = g_strconcat (text, "\n", NULL);

      moat_cli_print (whole);
    }
}

static void
print_count (const char *path, guint n_lost)
{
  g_autofree char *name = moat_files_get_name (path);

  if (n_lost > 0)
    moat_cli_warn (ngettext ("%s: %u thing could not be carried as it was; --report says which.",
                             "%s: %u things could not be carried as they were; --report lists them.", n_lost),
                   name, n_lost);
}

/* ---- What is to be chosen ---- */

/* Adds what "--map rectangle=process" and the like say; FALSE after saying what is wrong with one. */
static gboolean
take_answers (GHashTable *answers, char **options, const char *example, MoatExit *status)
{
  for (; options != NULL && *options != NULL; options++)
    {
      const char *equals = strrchr (*options, '=');

      if (equals == NULL || equals == *options || equals[1] == '\0')
        {
          *status = moat_cli_usage_error (&moat_cmd_import, _ ("“%s” is not of the form %s."), *options,
                                          example);
          return FALSE;
        }
      g_hash_table_insert (answers, g_strndup (*options, equals - *options), g_strdup (equals + 1));
    }

  return TRUE;
}

/* A line for each thing that can be chosen: its name, what it is taken for, how many there are, examples. */
static MoatExit
print_choices (const char *path, const MoatFormat *chosen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatImportChoices) choices = moat_formats_ask (path, chosen, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (error != NULL)
    return moat_cli_fail (error);
  for (guint i = 0; choices != NULL && i < choices->choices->len; i++)
    {
      const MoatImportChoice *choice = g_ptr_array_index (choices->choices, i);

      g_string_append_printf (text, "%s=%s\t%u\t%s\t%s\n", choice->key,
                              moat_value_get_nick (choices->values, choice->guess), choice->count,
                              choice->is_sure ? _ ("sure") : _ ("guessed"), choice->examples);
    }
  moat_cli_print (text->str);

  return MOAT_EXIT_DONE;
}

static MoatExit
import_model (const char *path, const MoatFormat *chosen, const Arguments *arguments, GHashTable *answers)
{
  const MoatImportOptions options = { .choices = g_hash_table_size (answers) > 0 ? answers : NULL };
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = NULL;
  g_autoptr (GBytes) bytes = NULL;
  MoatExit status;

  if (arguments->report)
    moat_report_set_most (report, G_MAXUINT);
  document = moat_formats_load_as (path, chosen, &options, NULL, report, &error);
  if (document == NULL)
    return moat_cli_fail (error);
  bytes = moat_native_write (document);
  status = moat_cli_write (arguments->output, bytes);
  if (status != MOAT_EXIT_DONE)
    return status;

  if (arguments->report)
    print_items (path, arguments->output, report);
  else
    print_count (path, moat_report_count_lost (report));
  return moat_report_count_lost (report) > 0 ? MOAT_EXIT_FOUND : MOAT_EXIT_DONE;
}

static MoatExit
run_with (const char *path, const Arguments *arguments)
{
  g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const MoatFormat *chosen = NULL;
  MoatExit status = MOAT_EXIT_DONE;

  if (arguments->output != NULL && moat_files_is_same (path, arguments->output))
    return moat_cli_usage_error (&moat_cmd_import, _ ("%s is what is read; name another file with -o."),
                                 arguments->output);
  if (arguments->from != NULL)
    {
      chosen = find_format (arguments->from, &status);
      if (chosen == NULL)
        return status;
    }
  if (!take_answers (answers, arguments->maps, "SHAPE=KIND", &status)
      || !take_answers (answers, arguments->columns, "NAME=FIELD", &status))
    return status;

  return arguments->choices ? print_choices (path, chosen) : import_model (path, chosen, arguments, answers);
}

static MoatExit
run (int argc, char **argv)
{
  g_auto (Arguments) arguments = { 0 };
  MoatExit status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &arguments.output, N_ ("The model to write"), "OUT" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &arguments.from,
      N_ ("The format of IN, where its content does not tell"), "F" },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments.maps,
      N_ ("Take each shape of a draw.io diagram that is called so for a KIND"), "SHAPE=KIND" },
    { "column", 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments.columns,
      N_ ("Take a column of a table for a FIELD"), "NAME=FIELD" },
    { "choices", 0, 0, G_OPTION_ARG_NONE, &arguments.choices,
      N_ ("Only list the shapes or columns of IN, and what each is taken for"), NULL },
    { "report", 0, 0, G_OPTION_ARG_NONE, &arguments.report,
      N_ ("List each thing that could not be carried, and what is kept for the way back"), NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &arguments.list,
      N_ ("Only print the names of the formats, one a line"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_import, entries, &argc, &argv, &status))
    return status;
  if (arguments.list)
    return print_list ();
  if (argc != 2 || (arguments.output == NULL && !arguments.choices))
    return moat_cli_usage_error (&moat_cmd_import,
                                 _ ("It takes one file to read, and -o with the model to write."));

  return run_with (argv[1], &arguments);
}

const MoatCommand moat_cmd_import = {
  .name = "import",
  .arguments = "IN -o OUT [--from F] [--map SHAPE=KIND]… [--column NAME=FIELD]… [--report] | --choices IN",
  .summary = N_ ("turn another tool's threat model into a model"),
  .description = N_ (
      "  Reads a threat model that another tool wrote and writes it as a model of Moat. What is\n"
      "  in the file tells its format, whatever its name; --from decides where it does not.\n"
      "  Diagrams without coordinates are laid out.\n"
      "\n"
      "  Fields that Moat has no place for are kept in the model, and “moat-cli export” to the\n"
      "  same format gives them back. What the model cannot say as the file did is counted, or\n"
      "  listed one by one with --report; the exit status is 1 then. The same file always gives\n"
      "  the same model, with the same ids, so that imports of two states can be compared.\n"
      "\n"
      "  A drawing does not always say what its shapes mean, nor a table what its columns do.\n"
      "  --choices lists both with a guess each; --map and --column decide otherwise."),
  .examples = "  moat-cli import ThreatDragonModels/shop.json -o shop.moat\n"
              "  moat-cli import design.json -o design.moat --report\n"
              "  moat-cli import cloud.drawio -o cloud.moat --map cloud=zone --map image=process\n"
              "  moat-cli import risks.csv -o risks.moat --column \"What could happen=threat\"",
  .run = run,
};
