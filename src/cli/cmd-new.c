/* moat-cli new: an empty model, or one of the examples.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-starter.h"
#include "cli.h"
#include "edit.h"
#include "examples.h"
#include "native.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static MoatExit
print_list (void)
{
  g_auto (GStrv) names = moat_examples_list ();
  g_autofree char *lines = g_strjoinv ("\n", names);
  g_autofree char *text = g_strconcat (lines, "\n", NULL);

  return moat_cli_print (*names != NULL ? text : "");
}

static GBytes *
make_empty (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();

  MOAT_TRANSACTION (document, "")
  {
    moat_edit_mint_model_id (document);
    moat_edit_add_use_case (document, _ ("First use case"));
  }
  return moat_native_write (document);
}

/* A model is the default; a file of this name is the document that a repository begins with. */
static gboolean
is_security_md (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_ascii_strcasecmp (name, "SECURITY.md") == 0;
}

static GBytes *
make_starter (void)
{
  char *text = moat_audit_starter_write (0);

  return g_bytes_new_take (text, strlen (text));
}

/* Devices such as /dev/stdout are there to be written to. */
static gboolean
is_taken (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) || g_file_test (path, G_FILE_TEST_IS_DIR);
}

static MoatExit
run (int argc, char **argv)
{
  g_autofree char *example = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean force = FALSE;
  gboolean list = FALSE;
  MoatExit status;
  const GOptionEntry entries[] = {
    { "example", 0, 0, G_OPTION_ARG_STRING, &example, N_ ("Write this example instead of an empty model"),
      "NAME" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("Print the names of the examples, one a line"), NULL },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Write over OUT when it is there"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!moat_cli_parse (&moat_cmd_new, entries, &argc, &argv, &status))
    return status;
  if (list)
    return print_list ();
  if (argc != 2)
    return moat_cli_usage_error (&moat_cmd_new, _ ("It takes one file to write."));
  if (!force && is_taken (argv[1]))
    return moat_cli_usage_error (&moat_cmd_new, _ ("%s: It is there already; add --force to write over it."),
                                 argv[1]);

  if (example != NULL)
    bytes = moat_examples_find (example, &error);
  else
    bytes = is_security_md (argv[1]) ? make_starter () : make_empty ();
  if (bytes == NULL)
    return moat_cli_fail (error);
  return moat_cli_write (argv[1], bytes);
}

const MoatCommand moat_cmd_new = {
  .name = "new",
  .arguments = "OUT [--example NAME] [--force]",
  .summary = N_ ("write a new model, or one of the examples"),
  .description = N_ (
      "  Writes a model with one empty use case to OUT, or one of the models that ship with\n"
      "  Moat. When OUT is called SECURITY.md, writes a security document to be filled in by hand.\n"
      "  A file that is there is not written over unless --force says so."),
  .examples = "  moat-cli new threats.moat\n"
              "  moat-cli new shipping.moat --example shipping-address",
  .run = run,
};
