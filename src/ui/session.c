/* A document and its file (see session.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "session.h"

#include "edit.h"
#include "files.h"
#include "native.h"
#include "query.h"

#include <glib/gi18n-lib.h>

/* From the first unsaved change to the copy that survives a crash. */
#define SECONDS_TO_COPY 3

struct _MoatSession
{
  GObject parent_instance;

  MoatDocument *document;
  GFile *file; /* NULL: never saved */
  char *title; /* of the file, or of what has none yet; NULL for nothing better than "unsaved" */
  char *etag;  /* of the file as it was read or written last */
  char **repairs;
  GFile *source;      /* of another format; NULL when nothing was imported */
  MoatReport *report; /* of the import, or NULL */

  MoatRecovery *recovery;
  guint copy_source; /* due when the copy is older than the document */
  MoatDisk disk;
  /* Counts changes, to know whether any was made while a save was under way. */
  guint64 generation;
  gboolean is_busy;
  /* Differs from the file although there is nothing to undo: recovered, or read from another format. */
  gboolean is_unsaved;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_IS_MODIFIED,
  PROP_IS_BUSY,
  PROP_DISK,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MoatSession, moat_session, G_TYPE_OBJECT)

static void
notify (MoatSession *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* ---- The copy for after a crash ---- */

void
moat_session_keep_copy (MoatSession *self)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (MOAT_IS_SESSION (self));

  bytes = moat_native_write (self->document);
  uri = self->file ? g_file_get_uri (self->file) : NULL;
  if (!moat_recovery_keep (self->recovery, bytes, uri, self->etag, moat_session_get_title (self), &error))
    g_message ("No copy could be kept for after a crash: %s", error->message);
}

static gboolean
copy_due_cb (gpointer user_data)
{
  MoatSession *self = user_data;

  /* What a gesture shows is not yet what the user wants: wait for its end. */
  if (moat_document_in_transaction (self->document))
    return G_SOURCE_CONTINUE;

  self->copy_source = 0;
  if (moat_session_is_modified (self))
    moat_session_keep_copy (self);
  else
    moat_recovery_drop (self->recovery);

  return G_SOURCE_REMOVE;
}

void
moat_session_discard (MoatSession *self)
{
  g_return_if_fail (MOAT_IS_SESSION (self));

  g_clear_handle_id (&self->copy_source, g_source_remove);
  moat_recovery_drop (self->recovery);
}

static void
changed_cb (MoatSession *self)
{
  self->generation++;
  if (self->copy_source == 0)
    self->copy_source = g_timeout_add_seconds (SECONDS_TO_COPY, copy_due_cb, self);
}

/* ---- GObject ---- */

static void
moat_session_dispose (GObject *object)
{
  MoatSession *self = MOAT_SESSION (object);

  g_clear_handle_id (&self->copy_source, g_source_remove);
  g_clear_pointer (&self->recovery, moat_recovery_free);
  g_clear_object (&self->document);
  g_clear_object (&self->file);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->repairs, g_strfreev);
  g_clear_object (&self->source);
  g_clear_pointer (&self->report, moat_report_free);

  G_OBJECT_CLASS (moat_session_parent_class)->dispose (object);
}

static void
moat_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MoatSession *self = MOAT_SESSION (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, moat_session_get_title (self));
      break;
    case PROP_IS_MODIFIED:
      g_value_set_boolean (value, moat_session_is_modified (self));
      break;
    case PROP_IS_BUSY:
      g_value_set_boolean (value, self->is_busy);
      break;
    case PROP_DISK:
      g_value_set_int (value, self->disk);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_session_class_init (MoatSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = moat_session_dispose;
  object_class->get_property = moat_session_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_IS_MODIFIED] = g_param_spec_boolean ("is-modified", NULL, NULL, FALSE, flags);
  properties[PROP_IS_BUSY] = g_param_spec_boolean ("is-busy", NULL, NULL, FALSE, flags);
  properties[PROP_DISK] = g_param_spec_int ("disk", NULL, NULL, 0, MOAT_DISK_GONE, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
moat_session_init (MoatSession *self)
{
}

static void
is_modified_cb (MoatSession *self)
{
  notify (self, PROP_IS_MODIFIED);
}

static MoatSession *
session_new (MoatDocument *document, MoatRecovery *recovery)
{
  MoatSession *self = g_object_new (MOAT_TYPE_SESSION, NULL);

  self->document = g_object_ref (document);
  self->recovery = recovery;
  self->repairs = g_new0 (char *, 1);
  g_signal_connect_object (document, "notify::is-modified", G_CALLBACK (is_modified_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/* ---- Beginning ---- */

MoatSession *
moat_session_new (MoatNotation notation)
{
  g_autoptr(MoatDocument) document = moat_document_new ();

  MOAT_TRANSACTION (document, _ ("New model"))
  {
    MoatModelState *model = moat_document_edit (document, moat_document_get_model (document));

    moat_edit_mint_model_id (document);
    model->notation = notation;
    moat_edit_add_use_case (document, NULL);
  }
  moat_document_clear_history (document);
  moat_document_mark_saved (document);

  return session_new (document, moat_recovery_new ());
}

MoatSession *
moat_session_new_for_document (MoatDocument *document, const char *title)
{
  MoatSession *self;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);

  self = session_new (document, moat_recovery_new ());
  self->title = g_strdup (title);

  return self;
}

static void
set_file (MoatSession *self, GFile *file)
{
  g_set_object (&self->file, file);
  g_free (self->title);
  self->title = file ? g_file_get_basename (file) : NULL;
  if (self->title && !g_utf8_validate (self->title, -1, NULL))
    {
      g_autofree char *name = g_steal_pointer (&self->title);

      self->title = g_filename_display_name (name);
    }
  notify (self, PROP_TITLE);
}

MoatSession *
moat_session_new_recovered (const MoatRecoveryInfo *info, GError **error)
{
  g_autoptr(GBytes) bytes = moat_recovery_read (info, error);
  g_autoptr(MoatDocument) document = NULL;
  MoatRecovery *recovery;
  MoatSession *self;

  document = bytes ? moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, error) : NULL;
  if (!document)
    return NULL;

  recovery = moat_recovery_adopt (info);
  if (!recovery)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("Another Moat is recovering “%s” already"),
                   info->title);
      return NULL;
    }

  self = session_new (document, recovery);
  self->is_unsaved = TRUE;
  self->etag = g_strdup (info->etag);
  if (info->uri)
    {
      g_autoptr(GFile) file = g_file_new_for_uri (info->uri);

      set_file (self, file);
    }

  return self;
}

/* What was read of another format: its name is the source's with our suffix, and it is not saved yet. */
static void
become_import (MoatSession *self, GFile *source, MoatReport *report)
{
  g_autofree char *path = g_file_get_path (source);
  g_autofree char *base_name = moat_files_get_base_name (path);

  self->source = g_object_ref (source);
  self->report = report;
  self->title = g_strconcat (base_name, MOAT_NATIVE_SUFFIX, NULL);
  self->is_unsaved = TRUE;
}

typedef struct
{
  GFile *file;
  int *progress; /* borrowed */
  GHashTable *choices;
  gboolean asks;
  MoatImportChoices *questions; /* what reading found to ask, or NULL */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->file);
  g_clear_pointer (&reading->choices, g_hash_table_unref);
  g_clear_pointer (&reading->questions, moat_import_choices_free);
  g_free (reading);
}

static void
progress_cb (double fraction, gpointer user_data)
{
  int *progress = user_data;

  g_atomic_int_set (progress, (int) (fraction * 1000));
}

static MoatSession *
read_file (const Reading *reading, const char *path, GCancellable *cancellable, GError **error)
{
  const MoatImportOptions options = {
    .progress = reading->progress != NULL ? progress_cb : NULL,
    .progress_data = reading->progress,
    .cancellable = cancellable,
    .choices = reading->choices,
  };
  g_autoptr (MoatReport) report = moat_report_new ();
  const MoatFormat *format = NULL;
  /* As of before it is read: of a file that is written meanwhile one is asked rather than writing over it. */
  g_autofree char *etag = moat_files_get_etag (path);
  g_autoptr (MoatDocument) document = NULL;
  MoatSession *self;

  moat_report_set_most (report, G_MAXUINT);
  document = moat_formats_load_as (path, NULL, &options, &format, report, error);
  if (document == NULL)
    return NULL;

  self = session_new (document, moat_recovery_new ());
  if (format != &moat_native_format)
    {
      become_import (self, reading->file, g_steal_pointer (&report));
      return self;
    }
  set_file (self, reading->file);
  self->etag = g_steal_pointer (&etag);
  g_strfreev (self->repairs);
  self->repairs = moat_report_dup_lines (report);

  return self;
}

/* Whether something is to be decided that the file does not say. */
static gboolean
has_questions (Reading *reading, const char *path, GError **error)
{
  MoatImportChoices *questions = moat_formats_ask (path, NULL, NULL, error);

  for (guint i = 0; questions != NULL && i < questions->choices->len; i++)
    if (!((const MoatImportChoice *) g_ptr_array_index (questions->choices, i))->is_sure)
      {
        reading->questions = questions;
        return TRUE;
      }
  g_clear_pointer (&questions, moat_import_choices_free);

  return FALSE;
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading *reading = task_data;
  g_autofree char *path = g_file_get_path (reading->file);
  GError *error = NULL;
  MoatSession *self;

  if (path == NULL)
    {
      g_autofree char *uri = g_file_get_uri (reading->file);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _ ("“%s” is not on this computer. Copy it here, then open the copy."), uri);
      return;
    }

  if (reading->asks && has_questions (reading, path, &error))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  self = error == NULL ? read_file (reading, path, cancellable, &error) : NULL;
  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
moat_session_open_async (GFile *file,
                         const MoatSessionReading *reading,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr(GTask) task = NULL;
  Reading *own;

  g_return_if_fail (G_IS_FILE (file));

  own = g_new0 (Reading, 1);
  own->file = g_object_ref (file);
  if (reading != NULL)
    {
      own->progress = reading->progress;
      own->choices = reading->choices != NULL ? g_hash_table_ref (reading->choices) : NULL;
      own->asks = reading->asks;
    }
  task = g_task_new (NULL, reading != NULL ? reading->cancellable : NULL, callback, user_data);
  g_task_set_source_tag (task, moat_session_open_async);
  g_task_set_task_data (task, own, reading_free);
  g_task_run_in_thread (task, open_in_thread);
}

MoatSession *
moat_session_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

MoatImportChoices *
moat_session_open_steal_questions (GAsyncResult *result)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  return g_steal_pointer (&reading->questions);
}

/* ---- Looking ---- */

MoatDocument *
moat_session_get_document (MoatSession *self)
{
  g_return_val_if_fail (MOAT_IS_SESSION (self), NULL);

  return self->document;
}

GFile *
moat_session_get_file (MoatSession *self)
{
  g_return_val_if_fail (MOAT_IS_SESSION (self), NULL);

  return self->file;
}

GFile *
moat_session_get_source (MoatSession *self)
{
  g_return_val_if_fail (MOAT_IS_SESSION (self), NULL);

  return self->source;
}

const MoatReport *
moat_session_get_import_report (MoatSession *self)
{
  g_return_val_if_fail (MOAT_IS_SESSION (self), NULL);

  return self->report;
}

const char *
moat_session_get_title (MoatSession *self)
{
  g_return_val_if_fail (MOAT_IS_SESSION (self), NULL);

  return self->title ? self->title : _ ("Unsaved model");
}

/* "User updates their shipping address" → "user-updates-their-shipping-address". */
static char *
make_slug (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, NULL);
  GString *slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && slug->len < 60; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (slug, g_ascii_tolower (*p));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');

  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  return g_string_free (slug, FALSE);
}

/* "shop.tm7" → "shop.moat", or where that is taken "shop-2.moat". */
static char *
suggest_name_beside (GFile *source)
{
  g_autofree char *path = g_file_get_path (source);
  g_autofree char *base_name = moat_files_get_base_name (path);
  g_autoptr (GFile) folder = g_file_get_parent (source);

  for (guint number = 1;; number++)
    {
      g_autofree char *suffix = number > 1 ? g_strdup_printf ("-%u", number) : g_strdup ("");
      g_autofree char *name = g_strconcat (base_name, suffix, MOAT_NATIVE_SUFFIX, NULL);
      g_autoptr (GFile) file = g_file_get_child (folder, name);

      if (!g_file_query_exists (file, NULL))
        return g_steal_pointer (&name);
    }
}

char *
moat_session_suggest_name (MoatSession *self)
{
  MoatRecord *use_case;
  g_autofree char *slug = NULL;

  g_return_val_if_fail (MOAT_IS_SESSION (self), NULL);

  if (self->file)
    return g_file_get_basename (self->file);
  if (self->source)
    return suggest_name_beside (self->source);

  slug = make_slug (moat_record_get_title (moat_document_get_model (self->document)));
  use_case = moat_query_first_use_case (self->document);
  if (*slug == '\0' && use_case)
    {
      g_free (slug);
      slug = make_slug (moat_record_get_title (use_case));
    }

  return g_strconcat (*slug ? slug : "threat-model", MOAT_NATIVE_SUFFIX, NULL);
}

const char *const *
moat_session_get_repairs (MoatSession *self)
{
  g_return_val_if_fail (MOAT_IS_SESSION (self), NULL);

  return (const char *const *) self->repairs;
}

gboolean
moat_session_is_modified (MoatSession *self)
{
  g_return_val_if_fail (MOAT_IS_SESSION (self), FALSE);

  return self->is_unsaved || moat_document_is_modified (self->document);
}

gboolean
moat_session_is_busy (MoatSession *self)
{
  g_return_val_if_fail (MOAT_IS_SESSION (self), FALSE);

  return self->is_busy;
}

gboolean
moat_session_is_blank (MoatSession *self)
{
  g_return_val_if_fail (MOAT_IS_SESSION (self), FALSE);

  return !self->file && !self->title && !moat_session_is_modified (self)
         && !moat_document_can_undo (self->document) && !moat_document_can_redo (self->document);
}

static void
set_disk (MoatSession *self, MoatDisk disk)
{
  if (self->disk == disk)
    return;

  self->disk = disk;
  notify (self, PROP_DISK);
}

MoatDisk
moat_session_check_disk (MoatSession *self)
{
  g_autofree char *path = NULL;
  g_autofree char *etag = NULL;

  g_return_val_if_fail (MOAT_IS_SESSION (self), MOAT_DISK_SAME);

  path = self->file ? g_file_get_path (self->file) : NULL;
  if (!path || self->is_busy)
    return self->disk;

  etag = moat_files_get_etag (path);
  if (!etag)
    set_disk (self, MOAT_DISK_GONE);
  else
    set_disk (self, g_strcmp0 (etag, self->etag) == 0 ? MOAT_DISK_SAME : MOAT_DISK_CHANGED);

  return self->disk;
}

MoatDisk
moat_session_get_disk (MoatSession *self)
{
  g_return_val_if_fail (MOAT_IS_SESSION (self), MOAT_DISK_SAME);

  return self->disk;
}

/* ---- Saving ---- */

typedef struct
{
  GFile *file;
  char *path;
  GBytes *bytes;
  char *etag; /* what the file must be; NULL: whatever it is */
  char *new_etag;
  guint64 generation;
  guint64 point; /* of the document's history, which @bytes hold */
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->file);
  g_free (save->path);
  g_bytes_unref (save->bytes);
  g_free (save->etag);
  g_free (save->new_etag);
  g_free (save);
}

static void
set_busy (MoatSession *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  notify (self, PROP_IS_BUSY);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Save *save = task_data;
  GError *error = NULL;

  if (moat_files_write (save->path, save->bytes, save->etag, &save->new_etag, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
moat_session_save_async (MoatSession *self,
                         GFile *file,
                         gboolean overwrites,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  GFile *target = file ? file : self->file;
  gboolean is_own;
  Save *save;

  g_return_if_fail (MOAT_IS_SESSION (self));
  g_return_if_fail (target != NULL);
  g_return_if_fail (!self->is_busy);

  is_own = self->file && g_file_equal (self->file, target);
  save = g_new0 (Save, 1);
  save->file = g_object_ref (target);
  save->path = g_file_get_path (target);
  save->bytes = moat_native_write (self->document);
  save->etag = is_own && !overwrites ? g_strdup (self->etag) : NULL;
  save->generation = self->generation;
  save->point = moat_document_get_point (self->document);

  g_task_set_source_tag (task, moat_session_save_async);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  set_busy (self, TRUE);
  if (save->path)
    g_task_run_in_thread (task, save_in_thread);
  else
    g_task_return_new_error (
        task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
        _ ("Models can only be saved on this computer. Choose a folder of this computer."));
}

gboolean
moat_session_save_finish (MoatSession *self, GAsyncResult *result, GError **error)
{
  Save *save = g_task_get_task_data (G_TASK (result));

  set_busy (self, FALSE);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  g_free (self->etag);
  self->etag = g_steal_pointer (&save->new_etag);
  set_file (self, save->file);
  set_disk (self, MOAT_DISK_SAME);

  self->is_unsaved = FALSE;
  moat_document_mark_point_saved (self->document, save->point);
  /* What was changed or undone meanwhile is not in the file. */
  if (save->generation == self->generation)
    moat_session_discard (self);
  notify (self, PROP_IS_MODIFIED);

  return TRUE;
}
