/* What the subcommands of moat-cli share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"

#include "files.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Colour is for people at a terminal, and only when they have not said no: https://no-color.org */
static gboolean
has_colour (int fd)
{
  const char *refused = g_getenv ("NO_COLOR");

  return isatty (fd) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0 && (refused == NULL || *refused == '\0');
}

static void
print_error_line (const char *message)
{
  gboolean colour = has_colour (STDERR_FILENO);
  g_autofree char *line = g_strdup (message);

  /* A file's name may hold anything: neither a second line nor a command to the terminal comes of it. */
  for (char *at = line; *at != '\0'; at++)
    {
      if (g_ascii_iscntrl (*at))
        *at = ' ';
    }

  /* Not g_printerr(), which writes question marks for quotes where no language is set, as in CI. */
  fprintf (stderr, "%smoat-cli:%s %s\n", colour ? "\033[1;31m" : "", colour ? "\033[0m" : "", line);
}

MoatExit
moat_cli_fail (const GError *error)
{
  print_error_line (error->message);
  return MOAT_EXIT_NOT_DONE;
}

void
moat_cli_warn (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  print_error_line (line);
}

MoatExit
moat_cli_usage_error (const MoatCommand *command, const char *format, ...)
{
  g_autofree char *what = NULL;
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  /* TRANSLATORS: the first %s is what is wrong, the second a subcommand. */
  line = g_strdup_printf (_ ("%s See moat-cli %s --help."), what, command->name);
  print_error_line (line);
  return MOAT_EXIT_NOT_DONE;
}

gboolean
moat_cli_is_date (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);

  return g_strv_length (parts) == 3 && strlen (text) == 10 && strlen (parts[0]) == 4 && strlen (parts[1]) == 2
         && strspn (text, "0123456789-") == 10
         && g_date_valid_dmy ((GDateDay) g_ascii_strtoull (parts[2], NULL, 10),
                              (GDateMonth) g_ascii_strtoull (parts[1], NULL, 10),
                              (GDateYear) g_ascii_strtoull (parts[0], NULL, 10));
}

/* ---- Help ---- */

static void
append_option (GString *text, const GOptionEntry *entry)
{
  g_string_append (text, "  ");
  if (entry->short_name != 0)
    g_string_append_printf (text, "-%c, ", entry->short_name);
  g_string_append_printf (text, "--%s", entry->long_name);
  if (entry->arg_description != NULL)
    g_string_append_printf (text, "=%s", entry->arg_description);
  g_string_append_printf (text, "\n      %s\n", _ (entry->description));
}

/* As a man page has it: name, synopsis, description, options, exit status, examples. */
static MoatExit
print_help (const MoatCommand *command, const GOptionEntry *entries)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n  moat-cli %s – %s\n\n", _ ("NAME"), command->name,
                          _ (command->summary));
  g_string_append_printf (text, "%s\n  moat-cli %s %s\n\n", _ ("SYNOPSIS"), command->name,
                          command->arguments);
  g_string_append_printf (text, "%s\n%s\n\n%s\n", _ ("DESCRIPTION"), _ (command->description), _ ("OPTIONS"));
  for (; entries != NULL && entries->long_name != NULL; entries++)
    append_option (text, entries);
  g_string_append_printf (text, "  -h, --help\n      %s\n\n", _ ("Show this"));
  g_string_append_printf (text, "%s\n", _ ("EXIT STATUS"));
  g_string_append (text, _ ("  0  done, and nothing to report\n"
                            "  1  done, with findings, differences or conflicts\n"
                            "  2  not done; one line on standard error says why and what to do\n"));
  if (command->examples != NULL)
    g_string_append_printf (text, "\n%s\n%s\n", _ ("EXAMPLES"), command->examples);
  return moat_cli_print (text->str);
}

gboolean
moat_cli_parse (const MoatCommand *command,
                const GOptionEntry *entries,
                int *argc,
                char ***argv,
                MoatExit *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean help = FALSE;
  GOptionEntry own[] = { { "help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL }, G_OPTION_ENTRY_NULL };

  g_option_context_set_help_enabled (context, FALSE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, own, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *status = moat_cli_usage_error (command, "%s.", error->message);
      return FALSE;
    }
  if (help)
    {
      *status = print_help (command, entries);
      return FALSE;
    }
  return TRUE;
}

/* ---- Models ---- */

void
moat_cli_print_report (const char *path, const MoatReport *report)
{
  g_auto (GStrv) lines = moat_report_dup_lines (report);
  g_autofree char *name = moat_files_get_name (path);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *whole = g_strdup_printf ("%s: %s", name, *line);

      print_error_line (whole);
    }
}

MoatDocument *
moat_cli_load (const char *path)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_formats_load (path, NULL, NULL, report, &error);

  if (document == NULL)
    moat_cli_fail (error);
  else
    moat_cli_print_report (path, report);
  return document;
}

const char *
moat_cli_find_use_case (MoatDocument *document, const char *wanted)
{
  GPtrArray *use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);
  char *end = NULL;
  guint64 number = g_ascii_strtoull (wanted, &end, 10);

  if (*end == '\0' && number >= 1 && number <= use_cases->len)
    return moat_record_get_id (g_ptr_array_index (use_cases, number - 1));

  for (guint i = 0; i < use_cases->len; i++)
    {
      MoatRecord *use_case = g_ptr_array_index (use_cases, i);

      if (strcmp (moat_record_get_id (use_case), wanted) == 0
          || strcmp (moat_record_get_title (use_case), wanted) == 0)
        return moat_record_get_id (use_case);
    }

  return NULL;
}

MoatExit
moat_cli_write (const char *path, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  if (moat_files_write (path, bytes, NULL, NULL, &error))
    return MOAT_EXIT_DONE;
  return moat_cli_fail (error);
}

MoatExit
moat_cli_print (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return moat_cli_write ("-", bytes);
}
