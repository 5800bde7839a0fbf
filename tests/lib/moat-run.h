/* Running a program as a script would: in a folder of its own, with its output
 * and exit status to look at.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *program; /* its whole path */
  char *folder;  /* temporary, the working folder of what runs */
  int status;    /* of the last run, as the next two */
  char *output;
  char *errors;
} MoatRun;

void moat_run_init (MoatRun *run, const char *program);
/* Removes the folder and all in it. */
void moat_run_clear (MoatRun *run);

/* Runs the program to its end with @input (may be NULL) and these arguments, NULL-terminated; it must exit by
 * itself. */
void moat_run (MoatRun *run, const char *input, ...) G_GNUC_NULL_TERMINATED;

/* The path of @name in the folder, owned. */
char *moat_run_path (const MoatRun *run, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Writes a file there, with the folders that lead to it. */
void moat_run_put (const MoatRun *run, const char *name, const char *text);
/* What a file there holds, owned; NULL: there is none. */
char *moat_run_get (const MoatRun *run, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
