/* The models that ship inside the programs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "examples.h"

#include "formats.h"
#include "native.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FOLDER "/io/github/moat_app/Moat/examples/"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
moat_examples_list (void)
{
  char **names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n_names;

  if (names == NULL)
    return g_new0 (char *, 1);
  n_names = g_strv_length (names);
  for (guint i = 0; i < n_names; i++)
    {
      if (g_str_has_suffix (names[i], MOAT_NATIVE_SUFFIX))
        names[i][strlen (names[i]) - strlen (MOAT_NATIVE_SUFFIX)] = '\0';
    }
  qsort (names, n_names, sizeof *names, compare_names);
  return names;
}

GBytes *
moat_examples_find (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER, name, MOAT_NATIVE_SUFFIX, NULL);
  GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    {
      g_auto (GStrv) names = moat_examples_list ();
      g_autofree char *list = g_strjoinv (", ", names);

      g_set_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION,
                   _ ("There is no example “%s”. There are: %s."), name, list);
    }
  return bytes;
}
