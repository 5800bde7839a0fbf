/* What the subcommands of moat-cli share: the table's row, options and help,
 * messages and exit statuses.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "formats.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_EXIT_DONE = 0,     /* done, nothing to report */
  MOAT_EXIT_FOUND = 1,    /* done, with findings, differences or conflicts */
  MOAT_EXIT_NOT_DONE = 2, /* usage, unreadable or damaged input, cannot write */
} MoatExit;

typedef struct
{
  const char *name;
  const char *arguments;   /* "OUT [--example NAME]" */
  const char *summary;     /* translatable: one line, no full stop */
  const char *description; /* translatable: paragraphs, as in a man page */
  const char *examples;    /* lines of shell, not translated; or NULL */
  /* Gets the arguments behind the subcommand's name, argv[0] being that name. */
  MoatExit (*run) (int argc, char **argv);
} MoatCommand;

/* One per cmd-NAME.c, listed in main.c. */
extern const MoatCommand moat_cmd_new;
extern const MoatCommand moat_cmd_story;
extern const MoatCommand moat_cmd_export;
extern const MoatCommand moat_cmd_import;
extern const MoatCommand moat_cmd_fmt;
extern const MoatCommand moat_cmd_schema;
extern const MoatCommand moat_cmd_suggest;
extern const MoatCommand moat_cmd_sync;
extern const MoatCommand moat_cmd_verify;
extern const MoatCommand moat_cmd_audit;
extern const MoatCommand moat_cmd_check;
extern const MoatCommand moat_cmd_diff;
extern const MoatCommand moat_cmd_merge;
extern const MoatCommand moat_cmd_git_setup;

/* Takes the options out of @argv. FALSE when there is nothing left to do: --help was printed, or the usage is
 * wrong and standard error says so; return *status then. @entries may be NULL.
 */
gboolean moat_cli_parse (const MoatCommand *command,
                         const GOptionEntry *entries,
                         int *argc,
                         char ***argv,
                         MoatExit *status);
/* For wrong usage: one line with a pointer to --help. */
MoatExit moat_cli_usage_error (const MoatCommand *command, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Whether @text is a day that there is, as YYYY-MM-DD. */
gboolean moat_cli_is_date (const char *text);
/* Prints "moat-cli: message" on standard error, on one line. */
MoatExit moat_cli_fail (const GError *error);
/* Prints one line on standard error about what was done all the same. */
void moat_cli_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Prints what a reader or writer has to report, one line each, on standard error, led by the file's name. */
void moat_cli_print_report (const char *path, const MoatReport *report);

/* Reads a model of any readable format, prints its report; NULL after printing why not. */
MoatDocument *moat_cli_load (const char *path);
/* The id of a use case by its number from 1, its id or its title; NULL for none. Borrowed. */
const char *moat_cli_find_use_case (MoatDocument *document, const char *wanted);
/* Writes a file, or standard output for "-"; MOAT_EXIT_NOT_DONE after printing why not. */
MoatExit moat_cli_write (const char *path, GBytes *bytes);
/* Standard output, complete or not done. */
MoatExit moat_cli_print (const char *text);

G_END_DECLS
