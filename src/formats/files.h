/* The one place that opens, bounds and atomically writes files. Knows nothing
 * of what is in them (formats.h).
 *
 * Errors are of the G_IO_ERROR domain, name the file and say what to do. Paths
 * are in the file system's encoding; "-" is standard input or output.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>
#include <sys/stat.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* The whole of a regular file of at most MOAT_MAX_FILE_BYTES, maybe empty. @etag, when given, receives the
 * state of the file that was read, owned, or NULL for standard input.
 */
GBytes *moat_files_read (const char *path, char **etag, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of a file that another one in @folder names: @relative has "/" between folders. Neither "..", nor
 * an absolute path, nor a symbolic link on the way leads out of @folder: G_IO_ERROR_PERMISSION_DENIED.
 */
GBytes *moat_files_read_below (const char *folder, const char *relative, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Replaces what @path holds, or leaves it as it was and says why. Written beside under another name, brought
 * to disk, then renamed: a reader sees the old bytes or the new ones. Mode, and owner where allowed, are
 * kept; of a symbolic link, the target is written. With @etag the file must still be as it was then, else
 * G_IO_ERROR_WRONG_ETAG. @new_etag, when given, receives the state of the file now.
 */
gboolean
moat_files_write (const char *path, GBytes *bytes, const char *etag, char **new_etag, GError **error);

/* A token of the file's state, owned: differs when another program has written it; NULL when there is none.
 */
char *moat_files_get_etag (const char *path) G_GNUC_WARN_UNUSED_RESULT;

/* The name to call the file by in a message: valid UTF-8, owned. "-" gives "standard input", and a file that
 * a sandbox was lent is called as it is outside.
 */
char *moat_files_get_name (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* The name without folders and without its last suffix, owned. */
char *moat_files_get_base_name (const char *path) G_GNUC_WARN_UNUSED_RESULT;

/* Whether both are one file that is there, under whatever names. */
gboolean moat_files_is_same (const char *a, const char *b);

/* "<id>/…" of <runtime folder>/doc/<id>/…, by which the document portal lends files and folders to a sandbox;
 * within @path. NULL for all other paths.
 */
const char *moat_files_get_lent_part (const char *path);
/* Whether a file written beside this one would be there for others: not so for a single file that a sandbox
 * was lent through the document portal.
 */
gboolean moat_files_has_siblings (const char *path);

/* What writing asks of the system, so that a test can make each step fail. */
typedef struct
{
  int (*open) (const char *path, int flags, mode_t mode);
  ssize_t (*write) (int fd, const void *data, size_t length);
  int (*fchmod) (int fd, mode_t mode);
  int (*fsync) (int fd);
  int (*close) (int fd);
  int (*rename) (const char *from, const char *to);
} MoatFileCalls;

const MoatFileCalls *moat_files_get_calls (void);
gboolean moat_files_write_with (const MoatFileCalls *calls,
                                const char *path,
                                GBytes *bytes,
                                const char *etag,
                                char **new_etag,
                                GError **error);

/* Where a person or team keeps files of their own for models: the folder @own of the user's data, then, of
 * the model at @model_path (NULL: not saved yet), the folder @beside it. NULL-terminated and owned; neither
 * need be there.
 */
GStrv moat_files_list_team_folders (const char *own, const char *beside, const char *model_path)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
