/* The program with the window: sets up translations and hands over to the
 * application.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "application.h"
#include "heap.h"

#include <glib/gi18n.h>
#include <locale.h>

/* A program that runs from its build folder finds the settings' schema there, beside itself, without being
 * installed. Must come before anything asks for settings.
 */
static void
find_uninstalled_data (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program ? g_path_get_dirname (program) : NULL;
  g_autofree char *data = folder ? g_canonicalize_filename ("../data", folder) : NULL;
  g_autofree char *schemas = data ? g_build_filename (data, "gschemas.compiled", NULL) : NULL;

  if (schemas && g_file_test (schemas, G_FILE_TEST_IS_REGULAR))
    g_setenv ("GSETTINGS_SCHEMA_DIR", data, FALSE);
}

int
main (int argc, char *argv[])
{
  g_autoptr(MoatApplication) application = NULL;

  moat_heap_set_up ();
  find_uninstalled_data ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, MOAT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = moat_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
