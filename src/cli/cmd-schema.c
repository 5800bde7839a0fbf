/* moat-cli schema: prints the JSON schema of model files.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "cli.h"
#include "schema.h"

#include <glib/gi18n-lib.h>

static MoatExit
run (int argc, char **argv)
{
  g_autofree char *text = NULL;
  MoatExit status;

  if (!moat_cli_parse (&moat_cmd_schema, NULL, &argc, &argv, &status))
    return status;
  if (argc != 1)
    return moat_cli_usage_error (&moat_cmd_schema, _ ("It takes no file."));
  text = moat_schema_dup_text ();
  return moat_cli_print (text);
}

const MoatCommand moat_cmd_schema = {
  .name = "schema",
  .arguments = "",
  .summary = N_ ("print the JSON schema of model files"),
  .description = N_ (
      "  Prints a JSON schema (2020-12) that every model of this version satisfies, for editors\n"
      "  and for checks in other tools. Other members are allowed: newer versions may add some."),
  .examples = "  moat-cli schema > moat.schema.json",
  .run = run,
};
