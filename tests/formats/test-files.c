/* Files are read within bounds and replaced whole or not at all.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bounds.h"
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("moat-files-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "model.moat", NULL);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_all (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
put (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
assert_holds (const char *path, const char *text)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
}

/* Nothing stands in the folder but the one file, or nothing at all. */
static void
assert_alone (const Fixture *fixture, guint expected)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, expected);
}

static gboolean
write_text (const char *path, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return moat_files_write (path, bytes, NULL, NULL, error);
}

/* A refusal names the file and is of the kind that the caller can act on. */
static void
assert_refused (const char *path, GIOErrorEnum code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = moat_files_read (path, NULL, &error);

  g_assert_null (bytes);
  g_assert_error (error, G_IO_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
}

/* ---- Reading ---- */

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *etag = NULL;

  put (fixture->path, "some text");
  bytes = moat_files_read (fixture->path, &etag, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "some text", 9);
  g_assert_nonnull (etag);
}

static void
test_read_refusals (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *inside = g_build_filename (fixture->path, "inside", NULL);

  assert_refused (fixture->path, G_IO_ERROR_NOT_FOUND);
  assert_refused (fixture->folder, G_IO_ERROR_IS_DIRECTORY);
  assert_refused ("/dev/zero", G_IO_ERROR_NOT_REGULAR_FILE);
  /* Nobody writes to it: opening it must not wait. */
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (pipe, G_IO_ERROR_NOT_REGULAR_FILE);
  put (fixture->path, "");
  assert_refused (inside, G_IO_ERROR_NOT_DIRECTORY);
}

static void
test_read_without_permission (Fixture *fixture, gconstpointer data)
{
  if (geteuid () == 0)
    {
      g_test_skip ("root may read everything");
      return;
    }
  put (fixture->path, "secret");
  g_assert_cmpint (g_chmod (fixture->path, 0), ==, 0);
  assert_refused (fixture->path, G_IO_ERROR_PERMISSION_DENIED);
}

/* A file of 200 MB is refused by its size, before it is read. */
static void
test_read_too_large (Fixture *fixture, gconstpointer data)
{
  int fd = g_open (fixture->path, O_CREAT | O_WRONLY, 0600);

  g_assert_cmpint (ftruncate (fd, 200 * 1024 * 1024), ==, 0);
  g_close (fd, NULL);
  assert_refused (fixture->path, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

/* ---- Writing ---- */

static void
test_write_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  mode_t mask = umask (0027);
  struct stat info;

  g_assert_true (write_text (fixture->path, "new", &error));
  umask (mask);
  g_assert_no_error (error);
  assert_holds (fixture->path, "new");
  assert_alone (fixture, 1);
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
}

static void
test_write_keeps_mode (Fixture *fixture, gconstpointer data)
{
  struct stat info;

  put (fixture->path, "old");
  g_assert_cmpint (g_chmod (fixture->path, 0604), ==, 0);
  g_assert_true (write_text (fixture->path, "new", NULL));
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0604);
  assert_holds (fixture->path, "new");
}

/* Links stay links, also in a row, relative, and to what is not there yet. */
static void
test_write_follows_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->folder, "below", NULL);
  g_autofree char *target = g_build_filename (below, "target.moat", NULL);
  g_autofree char *first = g_build_filename (fixture->folder, "first", NULL);

  g_assert_cmpint (g_mkdir (below, 0700), ==, 0);
  g_assert_cmpint (symlink ("below/target.moat", first), ==, 0);
  g_assert_cmpint (symlink (first, fixture->path), ==, 0);

  g_assert_true (write_text (fixture->path, "made", NULL));
  assert_holds (target, "made");
  g_assert_true (write_text (fixture->path, "again", NULL));
  assert_holds (target, "again");
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_SYMLINK));
}

static void
assert_write_refused (const char *path, GIOErrorEnum code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (write_text (path, "new", &error));
  g_assert_error (error, G_IO_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_write_refusals (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "such", "folder", NULL);
  g_autofree char *loop = g_build_filename (fixture->folder, "loop", NULL);

  assert_write_refused (fixture->folder, G_IO_ERROR_IS_DIRECTORY);
  assert_write_refused (nowhere, G_IO_ERROR_NOT_FOUND);
  assert_write_refused ("/dev/full", G_IO_ERROR_NO_SPACE);
  assert_write_refused ("/proc/moat", G_IO_ERROR_NOT_FOUND);
  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  assert_write_refused (loop, G_IO_ERROR_TOO_MANY_LINKS);
}

static void
test_write_without_permission (Fixture *fixture, gconstpointer data)
{
  if (geteuid () == 0)
    {
      g_test_skip ("root may write everything");
      return;
    }
  put (fixture->path, "old");
  g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  assert_write_refused (fixture->path, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0500), ==, 0);
  assert_write_refused (fixture->path, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
  assert_holds (fixture->path, "old");
  assert_alone (fixture, 1);
}

/* The real kernel says no in the middle of writing. */
static void
test_write_beyond_size_limit (Fixture *fixture, gconstpointer data)
{
  struct rlimit old;
  struct rlimit low;
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autoptr (GError) error = NULL;

  put (fixture->path, "old");
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  low = old;
  low.rlim_cur = 50000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &low), ==, 0);
  g_assert_false (write_text (fixture->path, large, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, fixture->path));
  assert_holds (fixture->path, "old");
  assert_alone (fixture, 1);
}

/* ---- Each step failing ---- */

static ssize_t
write_little (int fd, const void *data, size_t length)
{
  return write (fd, data, MIN (length, 3));
}

static int
fail_open (const char *path, int flags, mode_t mode)
{
  errno = EROFS;
  return -1;
}

static ssize_t
fail_write (int fd, const void *data, size_t length)
{
  errno = ENOSPC;
  return -1;
}

static int
fail_fchmod (int fd, mode_t mode)
{
  errno = EPERM;
  return -1;
}

static int
fail_fsync (int fd)
{
  errno = EIO;
  return -1;
}

static int
fail_close (int fd)
{
  close (fd);
  errno = EDQUOT;
  return -1;
}

static int
fail_rename (const char *from, const char *to)
{
  errno = EACCES;
  return -1;
}

/* Whatever step fails, the old file is there as it was and nothing else is. */
static void
test_write_faults (Fixture *fixture, gconstpointer data)
{
  const MoatFileCalls good = *moat_files_get_calls ();
  MoatFileCalls faults[] = { good, good, good, good, good };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);

  faults[0].open = fail_open;
  faults[1].write = fail_write;
  faults[2].fsync = fail_fsync;
  faults[3].close = fail_close;
  faults[4].rename = fail_rename;
  put (fixture->path, "old");
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (moat_files_write_with (&faults[i], fixture->path, bytes, NULL, NULL, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, fixture->path));
      assert_holds (fixture->path, "old");
      assert_alone (fixture, 1);
    }
}

/* Where rights cannot be set, the file is saved, and open to nobody else than before. */
static void
test_write_without_rights (Fixture *fixture, gconstpointer data)
{
  MoatFileCalls calls = *moat_files_get_calls ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  struct stat info;

  calls.fchmod = fail_fchmod;
  put (fixture->path, "old");
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  g_assert_true (moat_files_write_with (&calls, fixture->path, bytes, NULL, NULL, NULL));
  assert_holds (fixture->path, "new");
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  if (geteuid () != 0)
    return;
  /* Root may write it, but then not make the new one as closed as the old one was. */
  g_assert_false (moat_files_write_with (&calls, fixture->path, bytes, NULL, NULL, NULL));
  assert_alone (fixture, 1);
}

static void
test_write_short_writes (Fixture *fixture, gconstpointer data)
{
  MoatFileCalls calls = *moat_files_get_calls ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("0123456789", 10);

  calls.write = write_little;
  g_assert_true (moat_files_write_with (&calls, fixture->path, bytes, NULL, NULL, NULL));
  assert_holds (fixture->path, "0123456789");
}

/* ---- Changed by others ---- */

static void
test_etag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("mine", 4);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *next = NULL;

  put (fixture->path, "old");
  read = moat_files_read (fixture->path, &etag, NULL);
  g_assert_true (moat_files_write (fixture->path, bytes, etag, &next, NULL));
  g_assert_true (moat_files_write (fixture->path, bytes, next, NULL, NULL));

  put (fixture->path, "theirs");
  g_assert_false (moat_files_write (fixture->path, bytes, next, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_holds (fixture->path, "theirs");

  g_clear_error (&error);
  g_unlink (fixture->path);
  g_assert_false (moat_files_write (fixture->path, bytes, next, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_alone (fixture, 0);
}

/* ---- Names ---- */

static void
test_names (void)
{
  g_autofree char *base = moat_files_get_base_name ("/home/me/shop.v2.moat");
  g_autofree char *hidden = moat_files_get_base_name (".moat");
  g_autofree char *single = g_build_filename (g_get_user_runtime_dir (), "doc", "1a2b", "a.moat", NULL);
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "doc", "1a2b", "x", "a.moat", NULL);

  g_autofree char *single_name = moat_files_get_name (single);
  g_autofree char *folder_name = moat_files_get_name (folder);

  g_assert_cmpstr (base, ==, "shop.v2");
  g_assert_cmpstr (hidden, ==, ".moat");
  g_assert_false (moat_files_has_siblings (single));
  g_assert_true (moat_files_has_siblings (folder));
  g_assert_true (moat_files_has_siblings ("/home/me/a.moat"));
  /* The portal's own folders say nothing to people. */
  g_assert_cmpstr (single_name, ==, "a.moat");
  g_assert_cmpstr (folder_name, ==, "x/a.moat");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/formats/files/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("read", test_read);
  ADD ("read-refusals", test_read_refusals);
  ADD ("read-without-permission", test_read_without_permission);
  ADD ("read-too-large", test_read_too_large);
  ADD ("write-new", test_write_new);
  ADD ("write-keeps-mode", test_write_keeps_mode);
  ADD ("write-follows-links", test_write_follows_links);
  ADD ("write-refusals", test_write_refusals);
  ADD ("write-without-permission", test_write_without_permission);
  ADD ("write-beyond-size-limit", test_write_beyond_size_limit);
  ADD ("write-faults", test_write_faults);
  ADD ("write-without-rights", test_write_without_rights);
  ADD ("write-short-writes", test_write_short_writes);
  ADD ("etag", test_etag);
#undef ADD
  g_test_add_func ("/formats/files/names", test_names);

  return g_test_run ();
}
