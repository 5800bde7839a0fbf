/* moat-cli: picks the subcommand. What each does stands in its cmd-*.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

static const MoatCommand *const commands[] = {
  &moat_cmd_new,    &moat_cmd_story,   &moat_cmd_import, &moat_cmd_export,    &moat_cmd_fmt,
  &moat_cmd_schema, &moat_cmd_suggest, &moat_cmd_check,  &moat_cmd_audit,     &moat_cmd_verify,
  &moat_cmd_diff,   &moat_cmd_merge,   &moat_cmd_sync,   &moat_cmd_git_setup,
};

static const MoatCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (commands[i]->name, name) == 0)
        return commands[i];
    }
  return NULL;
}

static MoatExit
print_help (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n  moat-cli %s\n\n%s\n", _ ("SYNOPSIS"), _ ("COMMAND [ARGUMENT…]"),
                          _ ("COMMANDS"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-9s  %s\n", commands[i]->name, _ (commands[i]->summary));
  g_string_append_printf (
      text, "\n%s\n",
      _ ("“moat-cli COMMAND --help” tells more of each. “-” means standard input or output."));
  return moat_cli_print (text->str);
}

static MoatExit
fail (const char *what)
{
  g_autoptr (GError) error = g_error_new (MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION,
                                          _ ("%s “moat-cli --help” lists the commands."), what);

  return moat_cli_fail (error);
}

static MoatExit
run (int argc, char **argv)
{
  g_autofree char *what = NULL;
  const MoatCommand *command;

  if (argc < 2)
    return fail (_ ("There is no command."));
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    return print_help ();
  if (strcmp (argv[1], "--version") == 0)
    return moat_cli_print ("moat-cli " MOAT_VERSION "\n");
  command = find_command (argv[1]);
  if (command != NULL)
    return command->run (argc - 1, argv + 1);

  what = g_strdup_printf (_ ("There is no command “%s”."), argv[1]);
  return fail (what);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, MOAT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_set_prgname ("moat-cli");
  /* Who reads our output may leave, and a file may meet its size limit: both are errors to report, not ends.
   */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);

  return run (argc, argv);
}
