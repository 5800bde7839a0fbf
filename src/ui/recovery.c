/* Copies of unsaved models for after a crash (see recovery.h). A copy is three
 * files: ID.moat, ID.ini that says what it is of, and ID.lock.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "recovery.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define GROUP "Copy"

struct _MoatRecovery
{
  char *id;
  int lock; /* -1 while there is no copy */
};

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "moat", "recovery", NULL);
}

static char *
get_path (const char *id, const char *suffix)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *name = g_strconcat (id, suffix, NULL);

  return g_build_filename (folder, name, NULL);
}

/* Returns the open lock file, or -1 when another program holds it. */
static int
take_lock (const char *id)
{
  g_autofree char *path = get_path (id, ".lock");
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      close (fd);
      return -1;
    }

  return fd;
}

static void
delete_files (const char *id)
{
  static const char *const suffixes[] = { ".moat", ".ini", ".lock" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = get_path (id, suffixes[i]);

      g_unlink (path);
    }
}

void
moat_recovery_info_free (MoatRecoveryInfo *info)
{
  g_free (info->id);
  g_free (info->uri);
  g_free (info->etag);
  g_free (info->title);
  g_clear_pointer (&info->saved, g_date_time_unref);
  g_free (info);
}

MoatRecovery *
moat_recovery_new (void)
{
  MoatRecovery *self = g_new0 (MoatRecovery, 1);

  self->id = g_uuid_string_random ();
  self->lock = -1;

  return self;
}

void
moat_recovery_free (MoatRecovery *self)
{
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->id);
  g_free (self);
}

static gboolean
write_info (const char *id, const char *uri, const char *etag, const char *title, GError **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = get_path (id, ".ini");

  g_key_file_set_string (file, GROUP, "title", title);
  g_key_file_set_int64 (file, GROUP, "saved", g_get_real_time () / G_USEC_PER_SEC);
  if (uri)
    g_key_file_set_string (file, GROUP, "uri", uri);
  if (etag)
    g_key_file_set_string (file, GROUP, "etag", etag);

  return g_key_file_save_to_file (file, path, error);
}

gboolean
moat_recovery_keep (MoatRecovery *self,
                    GBytes *bytes,
                    const char *uri,
                    const char *etag,
                    const char *title,
                    GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path (self->id, ".moat");
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  if (self->lock < 0)
    self->lock = take_lock (self->id);

  return g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error)
         && write_info (self->id, uri, etag, title, error);
}

void
moat_recovery_drop (MoatRecovery *self)
{
  if (self->lock < 0)
    return;

  delete_files (self->id);
  close (self->lock);
  self->lock = -1;
}

static MoatRecoveryInfo *
read_info (const char *id)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = get_path (id, ".ini");
  MoatRecoveryInfo *info;
  gint64 saved;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;

  saved = g_key_file_get_int64 (file, GROUP, "saved", NULL);
  info = g_new0 (MoatRecoveryInfo, 1);
  info->id = g_strdup (id);
  info->uri = g_key_file_get_string (file, GROUP, "uri", NULL);
  info->etag = g_key_file_get_string (file, GROUP, "etag", NULL);
  info->title = g_key_file_get_string (file, GROUP, "title", NULL);
  info->saved = g_date_time_new_from_unix_local (saved);

  return info;
}

static int
compare_infos (gconstpointer a, gconstpointer b)
{
  const MoatRecoveryInfo *const *x = a;
  const MoatRecoveryInfo *const *y = b;

  return g_date_time_compare ((*y)->saved, (*x)->saved);
}

GPtrArray *
moat_recovery_find (void)
{
  GPtrArray *infos = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_recovery_info_free);
  g_autofree char *folder = get_folder ();
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *id = g_str_has_suffix (name, ".ini") ? g_strndup (name, strlen (name) - 4) : NULL;
      int lock = id ? take_lock (id) : -1;
      MoatRecoveryInfo *info = lock >= 0 ? read_info (id) : NULL;

      if (info)
        g_ptr_array_add (infos, info);
      if (lock >= 0)
        close (lock);
    }

  g_ptr_array_sort (infos, compare_infos);
  return infos;
}

GBytes *
moat_recovery_read (const MoatRecoveryInfo *info, GError **error)
{
  g_autofree char *path = get_path (info->id, ".moat");
  char *data;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;

  return g_bytes_new_take (data, length);
}

MoatRecovery *
moat_recovery_adopt (const MoatRecoveryInfo *info)
{
  int lock = take_lock (info->id);
  MoatRecovery *self;

  if (lock < 0)
    return NULL;

  self = g_new0 (MoatRecovery, 1);
  self->id = g_strdup (info->id);
  self->lock = lock;

  return self;
}
