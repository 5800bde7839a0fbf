/* Reading a repository for the audit.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-run.h"

#include "audit-model.h"
#include "audit-path.h"
#include "files.h"
#include "folder.h"
#include "foreign-model.h"
#include "formats.h"
#include "native.h"
#include "prose-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What people write and what tools save stays far below; a repository of any size ends in bounded time. */
#define MAX_FILES          200000
#define MAX_DEPTH          40
#define MAX_DOCUMENT_BYTES (1024 * 1024)
#define MAX_SOURCE_BYTES   (512 * 1024)
#define MAX_MODEL_BYTES    (16 * 1024 * 1024)
#define MAX_READ_BYTES     (G_GUINT64_CONSTANT (512) * 1024 * 1024)

typedef struct
{
  const char *root;
  MoatAudit *audit;
  guint64 n_read;
  guint n_too_large;
} Reading;

/* The file's bytes; NULL for one that is too large, cannot be read, or is not text. */
static GBytes *
read_text (Reading *reading, const MoatFolderFile *file, guint64 most)
{
  g_autofree char *path = g_build_filename (reading->root, file->path, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (file->size == 0)
    return NULL;
  if (file->size > most || reading->n_read + file->size > MAX_READ_BYTES)
    {
      reading->n_too_large++;
      return NULL;
    }
  bytes = moat_files_read (path, NULL, NULL);
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return NULL;
  reading->n_read += g_bytes_get_size (bytes);
  if (memchr (g_bytes_get_data (bytes, NULL), '\0', MIN (g_bytes_get_size (bytes), 8192)) != NULL)
    return NULL;
  return g_steal_pointer (&bytes);
}

static gboolean
is_readme (const char *name)
{
  g_autofree char *stem = moat_audit_path_get_stem (name);

  return strchr (name, '/') == NULL && g_ascii_strcasecmp (stem, "readme") == 0;
}

static void
add_document (Reading *reading, const MoatFolderFile *file, const char *name)
{
  g_autoptr (GBytes) bytes = read_text (reading, file, MAX_DOCUMENT_BYTES);
  g_autoptr (MoatProse) prose = NULL;
  g_autofree char *base = g_path_get_basename (name);

  if (bytes == NULL)
    {
      /* An empty SECURITY.md is there, and says nothing. */
      prose = moat_prose_new ();
      if (file->size == 0)
        moat_audit_add_document (reading->audit, name, prose);
      return;
    }
  prose = moat_prose_read (base, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  moat_audit_add_document (reading->audit, name, prose);
  if (is_readme (name))
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      moat_audit_add_clue (reading->audit, MOAT_CLUE_README, text);
    }
}

static void
add_native (Reading *reading, const char *name, GBytes *bytes)
{
  g_autoptr (MoatDocument) document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, NULL);
  MoatAuditCoverage coverage;

  if (document == NULL)
    {
      moat_audit_add_model (reading->audit, name, "Moat", NULL, FALSE);
      return;
    }
  coverage = moat_audit_cover_model (document);
  moat_audit_add_model (reading->audit, name, "Moat", &coverage, moat_audit_model_is_prototype (document));
}

/* What a reader of its format makes of another tool's model says what the model says by where things are and
 * how they hang together. FALSE when there is no such reader or it refuses.
 */
static gboolean
cover_imported (GBytes *bytes, const char *name, MoatAuditCoverage *coverage)
{
  const MoatFormat *format = moat_formats_find_by_content (moat_formats_get_all (), bytes, name);
  /* Audits run side by side. */
  const MoatImportOptions options = { .in_rows = TRUE };
  g_autoptr (MoatDocument) document = format != NULL ? format->read (bytes, &options, NULL, NULL) : NULL;

  if (document != NULL)
    *coverage = moat_audit_cover_model (document);
  return document != NULL;
}

static void
add_foreign (Reading *reading, const char *name, const char *tool, GBytes *bytes)
{
  g_autoptr (MoatProse) prose = moat_foreign_model_read (tool, bytes);
  MoatAuditCoverage coverage = { 0 };
  gboolean is_read = cover_imported (bytes, name, &coverage);

  /* Words count as well: of data that is sensitive, or of who may do what, many tools know in texts alone. */
  if (prose != NULL)
    {
      MoatAuditCoverage said = moat_audit_cover_prose (prose, FALSE);

      coverage.topics |= said.topics;
      coverage.n_statements = said.n_statements;
    }
  moat_audit_add_model (reading->audit, name, tool, is_read || prose != NULL ? &coverage : NULL, FALSE);
}

static void
add_model (Reading *reading, const MoatFolderFile *file, const char *name)
{
  g_autoptr (GBytes) bytes = read_text (reading, file, MAX_MODEL_BYTES);
  const char *tool;

  if (bytes == NULL)
    return;
  if (g_str_has_suffix (name, MOAT_NATIVE_SUFFIX))
    {
      add_native (reading, name, bytes);
      return;
    }
  tool = moat_foreign_model_find_tool (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (tool != NULL)
    add_foreign (reading, name, tool, bytes);
}

static void
add_source (Reading *reading, const MoatFolderFile *file, const char *name)
{
  g_autoptr (GBytes) bytes = read_text (reading, file, MAX_SOURCE_BYTES);
  g_autofree char *text = NULL;
  const char *tool;

  if (bytes == NULL)
    return;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  tool = g_str_has_suffix (name, ".py") ? moat_foreign_model_find_tool (text, strlen (text)) : NULL;
  if (tool != NULL)
    moat_audit_add_model (reading->audit, name, tool, NULL, FALSE);
  moat_audit_add_source (reading->audit, name, text);
}

static void
add_clue (Reading *reading, const MoatFolderFile *file, const char *name, MoatClue clue)
{
  g_autoptr (GBytes) bytes = read_text (reading, file, MAX_SOURCE_BYTES);
  g_autofree char *text = NULL;

  if (bytes == NULL || moat_audit_path_is_example (name))
    return;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  moat_audit_add_clue (reading->audit, clue, text);
}

static void
add_file (Reading *reading, const MoatFolderFile *file)
{
  g_autofree char *name = g_filename_display_name (file->path);
  g_autofree char *base = g_path_get_basename (name);

  switch (moat_audit_path_get_kind (name))
    {
    case MOAT_PATH_MODEL:
      add_model (reading, file, name);
      break;
    case MOAT_PATH_MANIFEST:
      add_clue (reading, file, name, MOAT_CLUE_MANIFEST);
      break;
    case MOAT_PATH_SCHEMA:
      add_clue (reading, file, name, MOAT_CLUE_SCHEMA);
      break;
    case MOAT_PATH_SOURCE:
      add_source (reading, file, name);
      break;
    case MOAT_PATH_NOTHING:
      if (moat_prose_read_knows (base) && !moat_audit_path_is_no_document (name)
          && !moat_audit_path_is_example (name))
        add_document (reading, file, name);
      break;
    }
}

static void
run (gpointer data, gpointer user_data)
{
  MoatAuditRun *self = data;
  gboolean is_prototype = GPOINTER_TO_INT (user_data);
  const MoatFolderBounds bounds = { MAX_FILES, MAX_DEPTH, moat_audit_path_skips_folder };
  g_autoptr (MoatAudit) audit = moat_audit_new ();
  Reading reading = { .root = self->path, .audit = audit };
  gboolean is_cut = FALSE;
  guint n_unread = 0;
  g_autoptr (GPtrArray) files = moat_folder_list (self->path, &bounds, &is_cut, &n_unread, &self->error);

  if (files == NULL)
    return;
  for (guint i = 0; i < files->len; i++)
    add_file (&reading, g_ptr_array_index (files, i));
  if (is_prototype)
    moat_audit_set_prototype (audit);
  self->result = moat_audit_finish (audit);
  if (is_cut)
    self->note = g_strdup (_ ("The folder holds more than is looked through; the rest was left out."));
  else if (n_unread + reading.n_too_large > 0)
    self->note = g_strdup_printf (_ ("%u files or folders were too large or could not be read."),
                                  n_unread + reading.n_too_large);
}

void
moat_audit_run_free (MoatAuditRun *self)
{
  g_free (self->path);
  g_clear_pointer (&self->result, moat_audit_result_free);
  g_clear_error (&self->error);
  g_free (self->note);
  g_free (self);
}

GPtrArray *
moat_audit_run_all (const GPtrArray *paths, gboolean is_prototype)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_audit_run_free);
  GThreadPool *pool = g_thread_pool_new (run, GINT_TO_POINTER (is_prototype), g_get_num_processors (), FALSE,
                                         NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      MoatAuditRun *one = g_new0 (MoatAuditRun, 1);

      one->path = g_strdup (g_ptr_array_index (paths, i));
      g_ptr_array_add (runs, one);
      g_thread_pool_push (pool, one, NULL);
    }
  /* All of them, however many wait. */
  g_thread_pool_free (pool, FALSE, TRUE);
  return runs;
}
