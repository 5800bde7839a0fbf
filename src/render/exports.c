/* All formats that can be written, texts and pictures alike.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "exports.h"

#include "files.h"
#include "surfaces.h"

#include <string.h>

static const MoatFormat *
if_writable (const MoatFormat *format)
{
  return format != NULL && format->write != NULL ? format : NULL;
}

const MoatFormat *
moat_exports_find_by_name (const char *name)
{
  const MoatFormat *format = if_writable (moat_formats_find_by_name (moat_formats_get_all (), name));

  /* What reads a picture and what draws it go by the same name. */
  if (format == NULL)
    format = moat_formats_find_by_name (moat_surfaces_get_formats (), name);

  return if_writable (format);
}

const MoatFormat *
moat_exports_find_by_suffix (const char *file_name)
{
  const MoatFormat *format = if_writable (moat_formats_find_by_suffix (moat_formats_get_all (), file_name));

  if (format == NULL)
    format = moat_formats_find_by_suffix (moat_surfaces_get_formats (), file_name);

  return if_writable (format);
}

static void
append_writable (GPtrArray *list, const MoatFormat *const *table)
{
  for (; *table != NULL; table++)
    if ((*table)->write != NULL)
      g_ptr_array_add (list, (gpointer) *table);
}

GPtrArray *
moat_exports_list (void)
{
  GPtrArray *list = g_ptr_array_new ();

  append_writable (list, moat_formats_get_all ());
  append_writable (list, moat_surfaces_get_formats ());

  return list;
}

/* What the file holds, or NULL with no error when there is none. */
static gboolean
read_existing (const char *path, GBytes **existing, char **etag, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (strcmp (path, "-") == 0)
    return TRUE;

  *existing = moat_files_read (path, etag, &problem);
  if (*existing == NULL && !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return TRUE;
}

gboolean
moat_exports_write_file (const MoatFormat *format,
                         MoatDocument *document,
                         const char *path,
                         const MoatExportOptions *options,
                         MoatReport *report,
                         GError **error)
{
  MoatExportOptions complete = *options;
  g_autoptr (GBytes) existing = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *etag = NULL;

  if ((format->flags & MOAT_FORMAT_KEEPS_EXISTING) != 0 && complete.existing == NULL)
    {
      if (!read_existing (path, &existing, &etag, error))
        return FALSE;
      complete.existing = existing;
    }

  bytes = format->write (document, &complete, report, error);
  if (bytes == NULL)
    {
      g_autofree char *name = moat_files_get_name (path);

      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }

  /* Should an editor save the file meanwhile, its bytes win. */
  return moat_files_write (path, bytes, etag, NULL, error);
}
