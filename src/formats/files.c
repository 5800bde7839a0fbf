/* Reading bounded files and writing them atomically.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "files.h"

#include "bounds.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* As many symbolic links in a row as Linux itself follows. */
#define MAX_LINKS 40

static gboolean
is_standard_stream (const char *path)
{
  return strcmp (path, "-") == 0;
}

/* ---- The document portal ---- */

const char *
moat_files_get_lent_part (const char *path)
{
  g_autofree char *root = g_build_filename (g_get_user_runtime_dir (), "doc" G_DIR_SEPARATOR_S, NULL);

  return g_str_has_prefix (path, root) ? path + strlen (root) : NULL;
}

/* With a folder between the id and the name, the sandbox was lent a whole folder, and siblings are real. See
 * https://github.com/flatpak/xdg-desktop-portal/issues/2000.
 */
gboolean
moat_files_has_siblings (const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  const char *lent = moat_files_get_lent_part (full);
  const char *below = lent != NULL ? strchr (lent, G_DIR_SEPARATOR) : NULL;

  return lent == NULL || (below != NULL && strchr (below + 1, G_DIR_SEPARATOR) != NULL);
}

/* ---- Names ---- */

char *
moat_files_get_name (const char *path)
{
  const char *lent = moat_files_get_lent_part (path);
  const char *below = lent != NULL ? strchr (lent, G_DIR_SEPARATOR) : NULL;

  if (is_standard_stream (path))
    return g_strdup (_ ("standard input"));
  return g_filename_display_name (below != NULL ? below + 1 : path);
}

char *
moat_files_get_base_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_steal_pointer (&name);
}

static void
fail (GError **error, GIOErrorEnum code, const char *path, const char *what)
{
  g_autofree char *name = moat_files_get_name (path);

  g_set_error (error, G_IO_ERROR, code, "%s: %s", name, what);
}

/* ---- Reading ---- */

static void
fail_reading (GError **error, const char *path, int errsv)
{
  g_autofree char *what = NULL;

  if (errsv == ENOENT || errsv == ENOTDIR)
    what = g_strdup (_ ("There is no such file. Check the name."));
  else if (errsv == EACCES || errsv == EPERM)
    what = g_strdup (_ ("You may not read this file. Ask its owner for permission, or open a copy."));
  else
    what = g_strdup_printf (_ ("Cannot be read: %s."), g_strerror (errsv));
  fail (error, g_io_error_from_errno (errsv), path, what);
}

static gboolean
check_is_readable (const char *path, const struct stat *info, GError **error)
{
  if (S_ISDIR (info->st_mode))
    {
      fail (error, G_IO_ERROR_IS_DIRECTORY, path, _ ("This is a folder. Name a file inside it."));
      return FALSE;
    }
  if (!S_ISREG (info->st_mode))
    {
      fail (error, G_IO_ERROR_NOT_REGULAR_FILE, path,
            _ ("This is a device or a pipe, not a file. Use “-” to read standard input."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_size (const char *path, guint64 size, GError **error)
{
  g_autofree char *limit = NULL;
  g_autofree char *what = NULL;

  if (size <= MOAT_MAX_FILE_BYTES)
    return TRUE;

  limit = g_format_size_full (MOAT_MAX_FILE_BYTES, G_FORMAT_SIZE_IEC_UNITS);
  what = g_strdup_printf (
      _ ("The file is larger than %s, the most that is read. Check that it is the right file."), limit);
  fail (error, G_IO_ERROR_MESSAGE_TOO_LARGE, path, what);
  return FALSE;
}

/* Reads to the end rather than by the size that stat() gave: a file may grow meanwhile, and a pipe has none.
 */
static GBytes *
read_all (int fd, const char *path, gsize expected, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (expected + 1);
  gsize length = 0;

  while (TRUE)
    {
      ssize_t n;

      g_byte_array_set_size (bytes, length + MAX (expected + 1 - MIN (length, expected), 65536));
      n = read (fd, bytes->data + length, bytes->len - length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          fail_reading (error, path, errno);
          return NULL;
        }
      if (n == 0)
        break;
      length += n;
      if (!check_size (path, length, error))
        return NULL;
    }
  g_byte_array_set_size (bytes, length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Not the inode: file systems in user space, the document portal's among them, give one file several. */
static char *
etag_of (const struct stat *info)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%09ld:%" G_GINT64_FORMAT, (gint64) info->st_mtim.tv_sec,
                          (long) info->st_mtim.tv_nsec, (gint64) info->st_size);
}

static GBytes *
read_regular (int fd, const char *path, char **etag, GError **error)
{
  struct stat info;
  g_autoptr (GBytes) bytes = NULL;

  if (fstat (fd, &info) != 0)
    {
      fail_reading (error, path, errno);
      return NULL;
    }
  if (!check_is_readable (path, &info, error) || !check_size (path, info.st_size, error))
    return NULL;

  bytes = read_all (fd, path, info.st_size, error);
  if (bytes != NULL && etag != NULL)
    *etag = etag_of (&info);
  return g_steal_pointer (&bytes);
}

GBytes *
moat_files_read (const char *path, char **etag, GError **error)
{
  GBytes *bytes;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  if (etag != NULL)
    *etag = NULL;
  if (is_standard_stream (path))
    return read_all (STDIN_FILENO, path, 0, error);

  /* Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever. */
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  if (fd < 0)
    {
      fail_reading (error, path, errno);
      return NULL;
    }
  bytes = read_regular (fd, path, etag, error);
  g_close (fd, NULL);
  return bytes;
}

/* ---- Reading below a folder ---- */

/* Opens the next folder or file on the way; symbolic links are not followed. -1 with errno. */
static int
open_part (int folder, const char *part, gboolean is_last)
{
  int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW;
  int fd = openat (folder, part, is_last ? flags : flags | O_DIRECTORY);
  int errsv = errno;
  struct stat info;

  /* A link where a folder is wanted is said to be no folder. */
  if (fd < 0 && errsv == ENOTDIR && fstatat (folder, part, &info, AT_SYMLINK_NOFOLLOW) == 0
      && S_ISLNK (info.st_mode))
    errsv = ELOOP;
  errno = errsv;
  return fd;
}

/* A file descriptor of the last of @parts, or -1 with errno. */
static int
open_parts (const char *folder, char **parts)
{
  int fd = open (folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);

  for (; fd >= 0 && *parts != NULL; parts++)
    {
      int next;
      int errsv;

      if (**parts == '\0' || strcmp (*parts, ".") == 0)
        continue;
      next = open_part (fd, *parts, parts[1] == NULL);
      errsv = errno;
      g_close (fd, NULL);
      errno = errsv;
      fd = next;
    }
  return fd;
}

GBytes *
moat_files_read_below (const char *folder, const char *relative, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (relative, "/", -1);
  g_autofree char *path = g_build_filename (folder, relative, NULL);
  GBytes *bytes;
  int fd;

  g_return_val_if_fail (folder != NULL, NULL);

  if (*relative == '\0' || g_path_is_absolute (relative)
      || g_strv_contains ((const char *const *) parts, ".."))
    {
      fail (error, G_IO_ERROR_PERMISSION_DENIED, relative,
            _ ("This leads out of the folder of the file that names it. Move it there."));
      return NULL;
    }
  fd = open_parts (folder, parts);
  if (fd < 0 && (errno == ELOOP || errno == EMLINK))
    {
      fail (error, G_IO_ERROR_PERMISSION_DENIED, relative,
            _ ("This is a symbolic link, which may lead anywhere. Put the file itself there."));
      return NULL;
    }
  if (fd < 0)
    {
      fail_reading (error, relative, errno);
      return NULL;
    }
  bytes = read_regular (fd, path, NULL, error);
  g_close (fd, NULL);
  return bytes;
}

char *
moat_files_get_etag (const char *path)
{
  struct stat info;

  if (stat (path, &info) != 0)
    return NULL;
  return etag_of (&info);
}

/* ---- Writing ---- */

/* @is_new: there is no old file to speak of. */
static void
fail_writing (GError **error, const char *path, gboolean is_new, int errsv)
{
  g_autofree char *what = NULL;

  switch (errsv)
    {
    case ENOSPC:
    case EDQUOT:
      what = g_strdup (
          is_new ? _ ("There is no space left to save it. Free some space or save elsewhere.")
                 : _ ("There is no space left to save it; the old file is as it was. Free some space or save "
                      "elsewhere."));
      break;
    case EFBIG:
      what = g_strdup (
          is_new ? _ ("The file would be larger than is allowed here. Save elsewhere.")
                 : _ ("The file would be larger than is allowed here; the old file is as it was. Save "
                      "elsewhere."));
      break;
    case EROFS:
      what = g_strdup (_ ("This place can only be read, not written. Save elsewhere."));
      break;
    case EACCES:
    case EPERM:
      what = g_strdup (
          _ ("You may not write this file or its folder. Save elsewhere, or ask for permission."));
      break;
    case ENOENT:
    case ENOTDIR:
      what = g_strdup (_ ("The folder is not there. Make it first or save elsewhere."));
      break;
    case EISDIR:
      what = g_strdup (_ ("This is a folder. Name a file inside it."));
      break;
    case ELOOP:
      what = g_strdup (_ ("This symbolic link leads nowhere, round and round. Save elsewhere."));
      break;
    default:
      what = g_strdup_printf (is_new ? _ ("Cannot be saved: %s. Save elsewhere.")
                                     : _ ("Cannot be saved: %s. The old file is as it was. Save elsewhere."),
                              g_strerror (errsv));
      break;
    }
  fail (error, g_io_error_from_errno (errsv), path, what);
}

/* Follows symbolic links to the file that is to be written, which need not exist: realpath() would refuse
 * that. Returns NULL with errno set.
 */
static char *
follow_links (const char *path)
{
  g_autofree char *at = g_strdup (path);

  for (int i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *link = g_file_read_link (at, NULL);
      g_autofree char *folder = NULL;

      if (link == NULL)
        return g_steal_pointer (&at);
      folder = g_path_get_dirname (at);
      g_free (at);
      at = g_path_is_absolute (link) ? g_strdup (link) : g_build_filename (folder, link, NULL);
    }
  errno = ELOOP;
  return NULL;
}

static int
write_all (const MoatFileCalls *calls, int fd, GBytes *bytes)
{
  gsize left;
  const char *data = g_bytes_get_data (bytes, &left);

  while (left > 0)
    {
      ssize_t n = calls->write (fd, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return errno;
      data += n;
      left -= n;
    }
  return 0;
}

/* The rights that the new file may give: those of the old one, but to a group that is not the old one's only
 * what everybody has.
 */
static mode_t
get_mode_to_keep (const struct stat *now, const struct stat *old)
{
  mode_t mode = old->st_mode & 0777;

  return now->st_gid == old->st_gid ? mode : (mode & 0707) | ((mode & 0007) << 3);
}

/* Gives the new file what the old one had. The owner is kept where the system lets us, which is for root and
 * for groups one is in. File systems without rights refuse to change them: that is a failure only where the
 * file would be open to more people than before.
 */
static int
keep_attributes (const MoatFileCalls *calls, int fd, const struct stat *old)
{
  struct stat now;
  mode_t mode;

  if (fstat (fd, &now) != 0)
    return errno;
  if (now.st_uid != old->st_uid && fchown (fd, old->st_uid, (gid_t) -1) != 0)
    g_debug ("the owner cannot be kept: %s", g_strerror (errno));
  if (now.st_gid != old->st_gid && fchown (fd, (uid_t) -1, old->st_gid) != 0)
    g_debug ("the group cannot be kept: %s", g_strerror (errno));
  if (fstat (fd, &now) != 0)
    return errno;

  mode = get_mode_to_keep (&now, old);
  if ((now.st_mode & 0777) == mode || calls->fchmod (fd, mode) == 0)
    return 0;
  return (now.st_mode & 0777 & ~mode) == 0 ? 0 : errno;
}

/* Fills an open temporary file and closes it in any case. Returns 0 or an errno: what close() says counts,
 * since network file systems tell only then that there is no space.
 */
static int
fill (const MoatFileCalls *calls, int fd, GBytes *bytes, const struct stat *old)
{
  int errsv = old != NULL ? keep_attributes (calls, fd, old) : 0;

  if (errsv == 0)
    errsv = write_all (calls, fd, bytes);
  if (errsv == 0 && calls->fsync (fd) != 0)
    errsv = errno;
  if (calls->close (fd) != 0 && errsv == 0)
    errsv = errno;
  return errsv;
}

/* A rename is on disk only when its folder is. Too late to fail: the new file is in place. */
static void
sync_folder (const MoatFileCalls *calls, const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (calls->fsync (fd) != 0)
    g_debug ("the folder cannot be brought to disk: %s", g_strerror (errno));
  g_close (fd, NULL);
}

/* Returns 0 or an errno; then @target is as it was and nothing is left beside it. @old is NULL when there is
 * no file yet.
 */
static int
replace (const MoatFileCalls *calls, const char *target, GBytes *bytes, const struct stat *old)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *temporary = NULL;
  int fd = -1;
  int errsv;

  for (int i = 0; i < 100 && fd < 0; i++)
    {
      g_autofree char *name = g_strdup_printf (".moat-%08x.tmp", g_random_int ());

      g_free (temporary);
      temporary = g_build_filename (folder, name, NULL);
      /* Private until it has the old file's mode. */
      fd = calls->open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                        old != NULL ? 0600 : 0666);
      if (fd < 0 && errno != EEXIST && errno != EINTR)
        return errno;
    }
  if (fd < 0)
    return errno;

  errsv = fill (calls, fd, bytes, old);
  if (errsv == 0 && calls->rename (temporary, target) != 0)
    errsv = errno;
  if (errsv != 0)
    {
      g_unlink (temporary);
      return errsv;
    }
  sync_folder (calls, folder);
  return 0;
}

/* Devices and pipes, such as /dev/stdout, cannot be replaced but written to. Returns 0 or an errno. */
static int
write_device (const MoatFileCalls *calls, const char *target, GBytes *bytes)
{
  int fd = calls->open (target, O_WRONLY | O_CLOEXEC | O_NOCTTY, 0);
  int errsv;

  if (fd < 0)
    return errno;
  errsv = write_all (calls, fd, bytes);
  if (calls->close (fd) != 0 && errsv == 0)
    errsv = errno;
  return errsv;
}

static gboolean
check_etag (const char *path, const char *etag, const struct stat *old, GError **error)
{
  g_autofree char *now = NULL;

  if (etag == NULL)
    return TRUE;
  if (old == NULL)
    {
      fail (error, G_IO_ERROR_NOT_FOUND, path,
            _ ("The file was moved or deleted since it was opened. Save it under a name."));
      return FALSE;
    }
  now = etag_of (old);
  if (strcmp (now, etag) == 0)
    return TRUE;
  fail (error, G_IO_ERROR_WRONG_ETAG, path,
        _ ("Another program changed the file since it was opened. Reload it, or save elsewhere."));
  return FALSE;
}

static int
write_target (const MoatFileCalls *calls, const char *target, GBytes *bytes, const struct stat *old)
{
  if (old == NULL)
    return replace (calls, target, bytes, NULL);
  if (S_ISDIR (old->st_mode))
    return EISDIR;
  /* Renaming over a file needs no right to write it; who took that right away meant it. */
  if (access (target, W_OK) != 0)
    return errno;
  return replace (calls, target, bytes, old);
}

static gboolean
write_standard_output (const MoatFileCalls *calls, GBytes *bytes, GError **error)
{
  int errsv = write_all (calls, STDOUT_FILENO, bytes);

  if (errsv == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errsv),
               /* TRANSLATORS: %s is the system's reason. */
               _ ("standard output: Cannot be written: %s."), g_strerror (errsv));
  return FALSE;
}

/* Returns 0 or an errno, or -1 with @error set. */
static int
write_file (const MoatFileCalls *calls, const char *path, GBytes *bytes, const char *etag, GError **error)
{
  g_autofree char *target = NULL;
  struct stat info;
  const struct stat *old = stat (path, &info) == 0 ? &info : NULL;

  /* Before following links: those of /dev/stdout lead to names that are none. */
  if (old != NULL && !S_ISREG (old->st_mode) && !S_ISDIR (old->st_mode))
    return write_device (calls, path, bytes);
  if (!check_etag (path, etag, old, error))
    return -1;
  target = follow_links (path);
  return target != NULL ? write_target (calls, target, bytes, old) : errno;
}

gboolean
moat_files_write_with (const MoatFileCalls *calls,
                       const char *path,
                       GBytes *bytes,
                       const char *etag,
                       char **new_etag,
                       GError **error)
{
  int errsv;

  g_return_val_if_fail (path != NULL && bytes != NULL, FALSE);

  if (new_etag != NULL)
    *new_etag = NULL;
  if (is_standard_stream (path))
    return write_standard_output (calls, bytes, error);

  errsv = write_file (calls, path, bytes, etag, error);
  if (errsv > 0)
    fail_writing (error, path, !g_file_test (path, G_FILE_TEST_EXISTS), errsv);
  if (errsv == 0 && new_etag != NULL)
    *new_etag = moat_files_get_etag (path);
  return errsv == 0;
}

gboolean
moat_files_write (const char *path, GBytes *bytes, const char *etag, char **new_etag, GError **error)
{
  return moat_files_write_with (moat_files_get_calls (), path, bytes, etag, new_etag, error);
}

static int
call_open (const char *path, int flags, mode_t mode)
{
  return open (path, flags, mode);
}

static const MoatFileCalls system_calls = { call_open, write, fchmod, fsync, close, rename };

const MoatFileCalls *
moat_files_get_calls (void)
{
  return &system_calls;
}

gboolean
moat_files_is_same (const char *a, const char *b)
{
  GStatBuf stat_a;
  GStatBuf stat_b;

  return g_stat (a, &stat_a) == 0 && g_stat (b, &stat_b) == 0 && stat_a.st_dev == stat_b.st_dev
         && stat_a.st_ino == stat_b.st_ino;
}

GStrv
moat_files_list_team_folders (const char *own, const char *beside, const char *model_path)
{
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_autofree char *own_folder = g_build_filename (g_get_user_data_dir (), "moat", own, NULL);

  g_strv_builder_add (folders, own_folder);
  if (model_path != NULL)
    {
      g_autofree char *model_folder = g_path_get_dirname (model_path);
      g_autofree char *team_folder = g_build_filename (model_folder, beside, NULL);

      g_strv_builder_add (folders, team_folder);
    }

  return g_strv_builder_end (folders);
}
