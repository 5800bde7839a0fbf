/* Small pictures of models, kept in the user's cache (see preview.h). An entry
 * is a file named after what it shows: the file's address and state, the size
 * and the colours. So none is ever outdated; those that nobody asks for any
 * more go when there are too many.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "preview.h"

#include "examples.h"
#include "files.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* What the name of an entry begins with: another number when pictures are drawn otherwise. */
#define VERSION "1"
/* How many open, how many decided, title, summary, picture as PNG. */
#define ENTRY_TYPE "(uussay)"
/* About 10 MB. */
#define MAX_ENTRIES 400

typedef struct
{
  GFile *file; /* owned; or NULL */
  char *example;
  MoatThumbnailLook look;
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->file);
  g_free (request->example);
  g_free (request);
}

void
moat_preview_free (MoatPreview *preview)
{
  g_free (preview->title);
  g_free (preview->summary);
  g_clear_object (&preview->texture);
  g_free (preview);
}

/* ---- The cache ---- */

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "moat", "thumbnails", NULL);
}

/* @source says what is shown, and in which state. */
static char *
get_entry_path (const char *source, const MoatThumbnailLook *look)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *key = g_strdup_printf (VERSION "|%s|%d|%d|%d", source, look->width, look->height,
                                          (int) look->scheme);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

  return g_build_filename (folder, name, NULL);
}

static MoatThumbnail *
read_entry (const char *path)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
  g_autoptr (GVariant) entry = NULL;
  g_autoptr (GVariant) png = NULL;
  MoatThumbnail *thumbnail;

  if (bytes == NULL)
    return NULL;
  entry = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (ENTRY_TYPE), bytes, FALSE));
  if (!g_variant_is_normal_form (entry))
    return NULL;

  thumbnail = g_new0 (MoatThumbnail, 1);
  g_variant_get (entry, "(uuss@ay)", &thumbnail->n_open, &thumbnail->n_decided, &thumbnail->title,
                 &thumbnail->summary, &png);
  if (g_variant_get_size (png) > 0)
    {
      g_autoptr (GBytes) data = g_variant_get_data_as_bytes (png);

      thumbnail->png = g_bytes_new (g_bytes_get_data (data, NULL), g_bytes_get_size (data));
    }
  return thumbnail;
}

typedef struct
{
  char *path;
  gint64 time;
} Entry;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->path);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  return (first->time > second->time) - (first->time < second->time);
}

/* The oldest ones go. */
static void
prune (const char *folder)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (entries, entry_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      Entry entry = { g_build_filename (folder, name, NULL), 0 };
      GStatBuf info;

      if (g_stat (entry.path, &info) == 0)
        entry.time = info.st_mtime;
      g_array_append_val (entries, entry);
    }
  if (entries->len <= MAX_ENTRIES)
    return;

  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len - MAX_ENTRIES; i++)
    g_unlink (g_array_index (entries, Entry, i).path);
}

/* A cache that cannot be written is none: nobody is told. */
static void
write_entry (const char *path, const MoatThumbnail *thumbnail)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gsize size = 0;
  gconstpointer png = thumbnail->png != NULL ? g_bytes_get_data (thumbnail->png, &size) : NULL;
  g_autoptr (GVariant) entry = g_variant_ref_sink (
      g_variant_new ("(uuss@ay)", thumbnail->n_open, thumbnail->n_decided, thumbnail->title,
                     thumbnail->summary, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, png, size, 1)));

  if (g_mkdir_with_parents (folder, 0700) == 0
      && g_file_set_contents_full (path, g_variant_get_data (entry), (gssize) g_variant_get_size (entry),
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    prune (folder);
}

/* ---- Loading, in a thread ---- */

/* The picture is only looked at when the cache has none. */
static MoatThumbnail *
find_or_draw (const char *source,
              const char *path,
              GBytes *bytes,
              const MoatThumbnailLook *look,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *entry = get_entry_path (source, look);
  MoatThumbnail *thumbnail = read_entry (entry);

  if (thumbnail != NULL)
    return thumbnail;

  thumbnail = path != NULL ? moat_thumbnail_new_for_path (path, look, cancellable, error)
                           : moat_thumbnail_new_for_bytes (bytes, look, cancellable, error);
  if (thumbnail != NULL)
    write_entry (entry, thumbnail);
  return thumbnail;
}

static MoatThumbnail *
load_file (GFile *file, const MoatThumbnailLook *look, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *etag = path != NULL ? moat_files_get_etag (path) : NULL;
  g_autofree char *source = NULL;

  if (path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("The file is on another machine"));
      return NULL;
    }
  if (etag == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("The file is not there any more"));
      return NULL;
    }

  source = g_strconcat (path, "|", etag, NULL);
  return find_or_draw (source, path, NULL, look, cancellable, error);
}

static MoatThumbnail *
load_example (const char *name, const MoatThumbnailLook *look, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = moat_examples_find (name, error);
  g_autofree char *source = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  return bytes != NULL ? find_or_draw (source, NULL, bytes, look, cancellable, error) : NULL;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Request *request = task_data;
  GError *error = NULL;
  g_autoptr (MoatThumbnail) thumbnail = request->file != NULL
                                            ? load_file (request->file, &request->look, cancellable, &error)
                                            : load_example (request->example, &request->look, cancellable,
                                                            &error);
  MoatPreview *preview;

  if (thumbnail == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  preview = g_new0 (MoatPreview, 1);
  preview->title = g_steal_pointer (&thumbnail->title);
  preview->summary = g_steal_pointer (&thumbnail->summary);
  preview->n_open = thumbnail->n_open;
  preview->n_decided = thumbnail->n_decided;
  if (thumbnail->png != NULL)
    preview->texture = gdk_texture_new_from_bytes (thumbnail->png, NULL);
  g_task_return_pointer (task, preview, (GDestroyNotify) moat_preview_free);
}

void
moat_preview_load_async (GFile *file,
                         const char *example,
                         const MoatThumbnailLook *look,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request;

  g_return_if_fail ((file != NULL) != (example != NULL));

  request = g_new0 (Request, 1);
  request->file = file != NULL ? g_object_ref (file) : NULL;
  request->example = g_strdup (example);
  request->look = *look;
  g_task_set_source_tag (task, moat_preview_load_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, load_in_thread);
}

MoatPreview *
moat_preview_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, moat_preview_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
