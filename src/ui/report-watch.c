/* Notices when somebody edited SECURITY.md (see report-watch.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "report-watch.h"

#include "export.h"
#include "files.h"
#include "report-file.h"
#include "sync.h"

/* Programs write a file in several steps, and people edit in bursts: one look for all of them. */
#define PAUSE_MS 400

struct _MoatReportWatch
{
  GObject parent_instance;

  MoatSession *session;
  GSettings *settings;
  GFile *file; /* NULL: nobody said where it goes */
  GFileMonitor *monitor;
  char *etag;    /* of what was read last; NULL: there was nothing */
  GBytes *bytes; /* what the file holds, as long as there is something in it that Moat did not write */
  guint n_changes;
  guint source; /* a look is due */
};

enum
{
  PROP_0,
  PROP_N_CHANGES,
  N_PROPS,
};

enum
{
  FILE_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatReportWatch, moat_report_watch, G_TYPE_OBJECT)

/* ---- Looking ---- */

static void
set_n_changes (MoatReportWatch *self, guint n_changes)
{
  if (self->n_changes == n_changes)
    return;
  self->n_changes = n_changes;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHANGES]);
}

/* What cannot be read is told where it would be written. */
static void
compare (MoatReportWatch *self)
{
  g_autofree char *base_name = moat_export_dup_base_name (self->session);
  const MoatSyncOptions options = { .base_name = base_name };

  set_n_changes (self, self->bytes != NULL
                           ? moat_sync_count_questions (moat_session_get_document (self->session),
                                                        self->bytes, &options)
                           : 0);
}

static void
read_file (MoatReportWatch *self, const char *path)
{
  MoatDocument *document = moat_session_get_document (self->session);
  g_autofree char *base_name = moat_export_dup_base_name (self->session);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->etag, g_free);
  self->bytes = path != NULL ? moat_files_read (path, &self->etag, NULL) : NULL;
  /* Most files are as Moat wrote them: then there is nothing to compare after every edit. */
  if (self->bytes != NULL && !moat_sync_has_edits (document, self->bytes, base_name))
    g_clear_pointer (&self->bytes, g_bytes_unref);
}

static gboolean
look_cb (gpointer user_data)
{
  MoatReportWatch *self = user_data;
  g_autofree char *path = NULL;
  g_autofree char *etag = NULL;

  /* What a gesture shows is not yet what the user wants: wait for its end. */
  if (moat_document_in_transaction (moat_session_get_document (self->session)))
    return G_SOURCE_CONTINUE;

  self->source = 0;
  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  etag = path != NULL ? moat_files_get_etag (path) : NULL;
  if (g_strcmp0 (etag, self->etag) != 0)
    {
      read_file (self, path);
      g_signal_emit (self, signals[FILE_CHANGED], 0);
    }
  compare (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (MoatReportWatch *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (PAUSE_MS, look_cb, self);
}

/* Only what the file says of its own can become, or cease to be, what the model says too. */
static void
document_changed_cb (MoatReportWatch *self)
{
  if (self->bytes != NULL && self->source == 0)
    schedule (self);
}

static void
find_file (MoatReportWatch *self)
{
  GFile *model = moat_session_get_file (self->session);
  g_autoptr (GFile) file = moat_report_file_find (self->settings, model);

  if (self->file == file || (self->file != NULL && file != NULL && g_file_equal (self->file, file)))
    return;
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_set_object (&self->file, file);
  self->monitor = file != NULL ? g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL) : NULL;
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  schedule (self);
}

/* ---- The object ---- */

static void
moat_report_watch_dispose (GObject *object)
{
  MoatReportWatch *self = MOAT_REPORT_WATCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->file);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->etag, g_free);

  G_OBJECT_CLASS (moat_report_watch_parent_class)->dispose (object);
}

static void
moat_report_watch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_N_CHANGES:
      g_value_set_uint (value, MOAT_REPORT_WATCH (object)->n_changes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
moat_report_watch_class_init (MoatReportWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = moat_report_watch_dispose;
  object_class->get_property = moat_report_watch_get_property;

  properties[PROP_N_CHANGES] = g_param_spec_uint ("n-changes", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FILE_CHANGED] = g_signal_new ("file-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
moat_report_watch_init (MoatReportWatch *self)
{
  self->settings = g_settings_new (MOAT_SETTINGS_ID);
}

/* ---- API ---- */

MoatReportWatch *
moat_report_watch_new (MoatSession *session)
{
  MoatReportWatch *self = g_object_new (MOAT_TYPE_REPORT_WATCH, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (moat_session_get_document (session), "changed", G_CALLBACK (document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  /* The title follows the file, which may have gone to another folder. */
  g_signal_connect_object (session, "notify::title", G_CALLBACK (find_file), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::report-paths", G_CALLBACK (find_file), self,
                           G_CONNECT_SWAPPED);
  find_file (self);

  return self;
}

GFile *
moat_report_watch_get_file (MoatReportWatch *self)
{
  g_return_val_if_fail (MOAT_IS_REPORT_WATCH (self), NULL);

  return self->file;
}

guint
moat_report_watch_get_n_changes (MoatReportWatch *self)
{
  g_return_val_if_fail (MOAT_IS_REPORT_WATCH (self), 0);

  return self->n_changes;
}

void
moat_report_watch_check (MoatReportWatch *self)
{
  g_autofree char *path = NULL;
  g_autofree char *etag = NULL;

  g_return_if_fail (MOAT_IS_REPORT_WATCH (self));

  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  etag = path != NULL ? moat_files_get_etag (path) : NULL;
  if (self->source == 0 && g_strcmp0 (etag, self->etag) != 0)
    schedule (self);
}
