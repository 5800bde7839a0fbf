/* moat-cli merge: three models into one, also as git's merge driver.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "files.h"
#include "native-merge.h"
#include "native.h"

#include <glib/gi18n-lib.h>

/* Reads a model; git hands over an empty file where there was none. Warnings are printed only where
 * @is_told: the same repair of three versions is one line.
 */
static MoatDocument *
load (const char *path, gboolean is_told)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = moat_files_read (path, NULL, &error);
  MoatDocument *document = NULL;

  if (bytes != NULL && g_bytes_get_size (bytes) == 0)
    return moat_document_new ();
  if (bytes != NULL)
    document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, report, &error);
  if (document == NULL)
    {
      g_autofree char *name = moat_files_get_name (path);

      if (bytes != NULL)
        g_prefix_error (&error, "%s: ", name);
      moat_cli_fail (error);
    }
  else if (is_told)
    {
      moat_cli_print_report (path, report);
    }

  return document;
}

static gboolean
is_in (GPtrArray *conflicts, const MoatConflict *conflict)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      if (moat_conflict_equal (g_ptr_array_index (conflicts, i), conflict))
        return TRUE;
    }

  return FALSE;
}

/* One line for each conflict of @merged that neither side brought along. Returns whether there is any. */
static gboolean
print_conflicts (MoatDocument *merged, MoatDocument *ours, MoatDocument *theirs)
{
  g_autoptr (GPtrArray) conflicts = moat_conflicts_list (merged);
  g_autoptr (GPtrArray) our_conflicts = moat_conflicts_list (ours);
  g_autoptr (GPtrArray) their_conflicts = moat_conflicts_list (theirs);
  gboolean found = FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const MoatConflict *conflict = g_ptr_array_index (conflicts, i);
      g_autofree char *line = NULL;

      if (is_in (our_conflicts, conflict) || is_in (their_conflicts, conflict))
        continue;
      found = TRUE;
      line = moat_conflict_describe (merged, conflict);
      moat_cli_warn (_ ("Conflict: %s"), line);
    }

  return found;
}

static MoatExit
merge (char **paths, const char *output)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) base = load (paths[0], FALSE);
  g_autoptr (MoatDocument) ours = base != NULL ? load (paths[1], TRUE) : NULL;
  g_autoptr (MoatDocument) theirs = ours != NULL ? load (paths[2], TRUE) : NULL;
  g_autoptr (MoatDocument) merged = NULL;
  g_autoptr (GBytes) bytes = NULL;
  MoatExit status;

  if (theirs == NULL)
    return MOAT_EXIT_NOT_DONE;
  merged = moat_native_merge (base, ours, theirs, report, &error);
  if (merged == NULL)
    return moat_cli_fail (error);

  bytes = moat_native_write (merged);
  status = moat_cli_write (output, bytes);
  if (status != MOAT_EXIT_DONE)
    return status;
  moat_cli_print_report (output, report);

  return print_conflicts (merged, ours, theirs) ? MOAT_EXIT_FOUND : MOAT_EXIT_DONE;
}

static MoatExit
run (int argc, char **argv)
{
  g_autofree char *output = NULL;
  MoatExit status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write here instead of over OURS"), "OUT" },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_merge, entries, &argc, &argv, &status))
    return status;
  if (argc != 4)
    return moat_cli_usage_error (&moat_cmd_merge, _ ("It takes three models: BASE, OURS and THEIRS."));

  return merge (argv + 1, output != NULL ? output : argv[2]);
}

const MoatCommand moat_cmd_merge = {
  .name = "merge",
  .arguments = "BASE OURS THEIRS [-o OUT]",
  .summary = N_ ("merge what two people made of one model"),
  .description = N_ (
      "  Writes what OURS and THEIRS made of BASE over OURS, or to OUT. Records that one side\n"
      "  added, changed or deleted are as that side has them; where both changed a record, its\n"
      "  fields are merged one by one: lists entry by entry, and texts word by word where each\n"
      "  side changed other words. What both changed differently, and what one deleted and the\n"
      "  other changed, is a conflict: one line on standard error, and exit status 1.\n"
      "\n"
      "  The result is always a whole model that opens. A field in conflict has the value of\n"
      "  OURS; a record that was deleted and changed is kept as it was changed. What the sides\n"
      "  said stands beside it, as the member “conflicts” of the record. To settle a conflict,\n"
      "  make the field what it should be and take its entry out of “conflicts”; “moat-cli\n"
      "  check” finds those that are left.\n"
      "\n"
      "  An empty file is an empty model. “moat-cli git-setup” makes git merge models so."),
  .examples = "  moat-cli merge base.moat ours.moat theirs.moat -o merged.moat\n"
              "  git config merge.moat.driver 'moat-cli merge %O %A %B'",
  .run = run,
};
