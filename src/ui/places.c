/* Where files are, outside of the sandbox that Moat may run in (see places.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "places.h"

#include "files.h"

/* With ~ for the home folder. */
static char *
shorten (const char *path)
{
  const char *home = g_get_home_dir ();

  if (g_str_has_prefix (path, home) && (path[strlen (home)] == '/' || path[strlen (home)] == '\0'))
    return g_strconcat ("~", path + strlen (home), NULL);

  return g_strdup (path);
}

/* The portal tells it from version 1.19 on. Older ones answer with any bytes at times. Owned, or NULL. */
static char *
get_real_path (GFile *file)
{
  static const char attribute[] = "xattr::document-portal.host-path";
  g_autoptr (GFileInfo) info = g_file_query_info (file, attribute, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  const char *path = info != NULL ? g_file_info_get_attribute_string (info, attribute) : NULL;

  return path != NULL && g_path_is_absolute (path) ? g_strdup (path) : NULL;
}

/* NULL when it is not known. */
static char *
get_real_folder (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *real = get_real_path (file);

  if (real != NULL)
    return g_path_get_dirname (real);

  /* The file itself may not be there yet. The folder around what was lent is nowhere but in the portal. */
  return moat_files_has_siblings (path) ? get_real_path (folder) : NULL;
}

char *
moat_places_describe_folder (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;
  const char *lent = path != NULL ? moat_files_get_lent_part (path) : NULL;
  const char *below = lent != NULL ? strchr (lent, '/') : NULL;
  g_autofree char *real = lent != NULL ? get_real_folder (file) : NULL;

  if (folder == NULL)
    return g_strdup ("");
  if (path == NULL)
    return g_file_get_uri (folder);
  if (real != NULL)
    return shorten (real);
  /* Of a folder that was lent, its own name is known at least. */
  if (lent != NULL)
    return g_strdup (below != NULL ? below + 1 : "");

  return shorten (path);
}

char *
moat_places_describe (GFile *file)
{
  g_autofree char *folder = moat_places_describe_folder (file);
  g_autofree char *base_name = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base_name);

  return *folder != '\0' ? g_build_filename (folder, name, NULL) : g_steal_pointer (&name);
}

GFile *
moat_places_find_folder (GFile *file)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *real = NULL;

  if (file == NULL)
    return NULL;
  if (path == NULL || moat_files_get_lent_part (path) == NULL)
    return g_file_get_parent (file);

  real = get_real_folder (file);
  return real != NULL ? g_file_new_for_path (real) : NULL;
}
