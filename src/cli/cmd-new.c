/* moat-cli new: an empty model, one of the examples, or one of a template.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-starter.h"
#include "cli.h"
#include "edit.h"
#include "examples.h"
#include "native.h"
#include "templates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Those of the folder that OUT is in come too: a team's own lie beside its models. */
static GPtrArray *
load_templates (const char *path)
{
  g_auto (GStrv) folders = moat_templates_list_folders (path);
  g_autoptr (MoatReport) report = moat_report_new ();
  GPtrArray *templates = moat_templates_load ((const char *const *) folders, report);
  g_auto (GStrv) problems = moat_report_dup_lines (report);

  for (char **problem = problems; *problem != NULL; problem++)
    moat_cli_warn ("%s", *problem);

  return templates;
}

/* Name, what it is, title: a script takes the first column. */
static MoatExit
print_list (void)
{
  g_auto (GStrv) names = moat_examples_list ();
  g_autoptr (GPtrArray) templates = load_templates ("-");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (text, "%s\texample\n", names[i]);
  for (guint i = 0; i < templates->len; i++)
    {
      const MoatTemplate *template = g_ptr_array_index (templates, i);

      g_string_append_printf (text, "%s\ttemplate\t%s\n", template->id, moat_template_get_title (template));
    }

  return moat_cli_print (text->str);
}

static GBytes *
make_of_template (const char *name, const char *path, GError **error)
{
  g_autoptr (GPtrArray) templates = load_templates (path);
  const MoatTemplate *template = moat_templates_find (templates, name, error);
  g_autoptr (MoatDocument) document = template != NULL ? moat_template_make_model (template, TRUE) : NULL;

  return document != NULL ? moat_native_write (document) : NULL;
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
  g_autofree char *template = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean force = FALSE;
  gboolean list = FALSE;
  MoatExit status;
  const GOptionEntry entries[] = {
    { "example", 0, 0, G_OPTION_ARG_STRING, &example, N_ ("Write this example instead of an empty model"),
      "NAME" },
    { "template", 0, 0, G_OPTION_ARG_STRING, &template,
      N_ ("Write a model of this template, with its moves and decisions"), "NAME" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("Print the names of examples and templates, one a line"),
      NULL },
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

  if (example != NULL && template != NULL)
    return moat_cli_usage_error (&moat_cmd_new, _ ("Choose an example or a template, not both."));

  if (template != NULL)
    bytes = make_of_template (template, argv[1], &error);
  else if (example != NULL)
    bytes = moat_examples_find (example, &error);
  else
    bytes = is_security_md (argv[1]) ? make_starter () : make_empty ();
  if (bytes == NULL)
    return moat_cli_fail (error);
  return moat_cli_write (argv[1], bytes);
}

const MoatCommand moat_cmd_new = {
  .name = "new",
  .arguments = "OUT [--example NAME] [--template NAME] [--force]",
  .summary = N_ ("write a new model, an example, or one of a template"),
  .description = N_ (
      "  Writes a model with one empty use case to OUT, or one of the models that ship with\n"
      "  Moat, or a model of a template: a small system such as file-upload, with its flows,\n"
      "  boundaries, attacker moves and decisions. Templates of your own and those in the folder\n"
      "  moat-templates beside OUT can be named as well; --list tells all names.\n"
      "\n"
      "  When OUT is called SECURITY.md, writes a security document to be filled in by hand.\n"
      "  A file that is there is not written over unless --force says so."),
  .examples = "  moat-cli new threats.moat\n"
              "  moat-cli new shipping.moat --example shipping-address\n"
              "  moat-cli new upload.moat --template file-upload",
  .run = run,
};
