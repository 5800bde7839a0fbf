/* Gathering the catalogue files in force.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "catalogs.h"

#include "catalog-json.h"
#include "files.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define RESOURCES "/io/github/moat_app/Moat/catalog/"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_bytes (MoatCatalog *catalog, GBytes *bytes, const char *name, MoatReport *report)
{
  g_autoptr (GError) error = NULL;

  if (!moat_catalog_json_read (catalog, bytes, name, &error))
    moat_report_add (report, _ ("A catalogue file was left out. %s"), error->message);
}

static void
add_shipped (MoatCatalog *catalog, MoatReport *report)
{
  g_auto (GStrv) names = g_resources_enumerate_children (RESOURCES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    return;
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES, names[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      /* A program that ends takes its resources away under the thread that reads them. */
      if (bytes != NULL)
        add_bytes (catalog, bytes, names[i], report);
    }
}

static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".json"))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);

  return names;
}

static void
add_folder (MoatCatalog *catalog, const char *folder, MoatReport *report)
{
  g_autoptr (GPtrArray) names = list_files (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *shown = moat_files_get_name (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = moat_files_read (path, NULL, &error);

      if (bytes == NULL)
        moat_report_add (report, _ ("A catalogue file was left out. %s"), error->message);
      else
        add_bytes (catalog, bytes, shown, report);
    }
}

static void
missing_cb (const char *origin, guint line, const char *entry, const char *missing, gpointer user_data)
{
  moat_report_add (user_data, _ ("%s, line %u: “%s” names “%s”, which is in no catalogue file."), origin,
                   line, entry, missing);
}

MoatCatalog *
moat_catalogs_load (const char *const *folders, MoatReport *report)
{
  MoatCatalog *catalog = moat_catalog_new ();

  add_shipped (catalog, report);
  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    add_folder (catalog, folders[i], report);
  moat_catalog_seal (catalog, missing_cb, report);

  return catalog;
}

char *
moat_catalogs_stamp (const char *const *folders)
{
  g_autoptr (GString) stamp = g_string_new (NULL);

  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) names = list_files (folders[i]);

      for (guint j = 0; j < names->len; j++)
        {
          g_autofree char *path = g_build_filename (folders[i], g_ptr_array_index (names, j), NULL);
          GStatBuf about = { 0 };

          if (g_stat (path, &about) == 0)
            g_string_append_printf (stamp, "%s %" G_GINT64_FORMAT " %ld %" G_GINT64_FORMAT "\n", path,
                                    (gint64) about.st_mtim.tv_sec, about.st_mtim.tv_nsec,
                                    (gint64) about.st_size);
        }
    }

  return g_string_free (g_steal_pointer (&stamp), FALSE);
}

GStrv
moat_catalogs_list_folders (const char *model_path)
{
  return moat_files_list_team_folders ("catalog", MOAT_CATALOG_FOLDER, model_path);
}
