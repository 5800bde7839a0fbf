/* When to look up cited files, and doing it off the main loop.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "evidence-watch.h"

#include "evidence-disk.h"
#include "files.h"

/* Several edits in a row are one look. */
#define PAUSE_MS 800

struct _MoatEvidenceWatch
{
  GObject parent_instance;
  MoatSession *session;
  MoatEvidence *evidence;
  GCancellable *cancellable; /* of the look that is under way, or NULL */
  guint source;              /* a look is due */
};

G_DEFINE_FINAL_TYPE (MoatEvidenceWatch, moat_evidence_watch, G_TYPE_OBJECT)

/* What the thread works on. */
typedef struct
{
  char *model; /* path */
  GPtrArray *entries;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->model);
  g_ptr_array_unref (look->entries);
  g_free (look);
}

static void schedule (MoatEvidenceWatch *self);

/* Owned; NULL when there is no folder around the model to look in. */
static char *
dup_model_path (MoatEvidenceWatch *self)
{
  GFile *file = moat_session_get_file (self->session);
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);

  return path != NULL && moat_files_has_siblings (path) ? g_steal_pointer (&path) : NULL;
}

/* ---- Looking ---- */

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;
  g_autofree char *root = moat_evidence_disk_find_root (look->model);

  g_task_return_pointer (task, moat_evidence_disk_look (root, look->entries, cancellable),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MoatEvidenceWatch *self = MOAT_EVIDENCE_WATCH (source);
  g_autoptr (GPtrArray) facts = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another look took this one's place: what it found may be of another folder. */
  if (self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->cancellable);
  if (facts != NULL)
    moat_evidence_tell (self->evidence, facts);
  schedule (self);
}

static gboolean
due_cb (gpointer user_data)
{
  MoatEvidenceWatch *self = user_data;
  g_autofree char *model = dup_model_path (self);
  g_autoptr (GTask) task = NULL;
  Look *look;

  self->source = 0;
  if (model == NULL || self->cancellable != NULL)
    return G_SOURCE_REMOVE;

  self->cancellable = g_cancellable_new ();
  look = g_new0 (Look, 1);
  look->model = g_steal_pointer (&model);
  look->entries = moat_evidence_steal_wanted (self->evidence);
  task = g_task_new (self, self->cancellable, looked_cb, NULL);
  g_task_set_task_data (task, look, look_free);
  g_task_run_in_thread (task, look_in_thread);

  return G_SOURCE_REMOVE;
}

/* Begins the pause anew; a look that is under way does so when it ends. */
static void
schedule (MoatEvidenceWatch *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (moat_evidence_has_wanted (self->evidence) && self->cancellable == NULL)
    self->source = g_timeout_add (PAUSE_MS, due_cb, self);
}

void
moat_evidence_watch_refresh (MoatEvidenceWatch *self)
{
  g_return_if_fail (MOAT_IS_EVIDENCE_WATCH (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  moat_evidence_want_all (self->evidence);
  schedule (self);
}

/* ---- The object ---- */

MoatEvidence *
moat_evidence_watch_get_evidence (MoatEvidenceWatch *self)
{
  g_return_val_if_fail (MOAT_IS_EVIDENCE_WATCH (self), NULL);

  return self->evidence;
}

static void
moat_evidence_watch_dispose (GObject *object)
{
  MoatEvidenceWatch *self = MOAT_EVIDENCE_WATCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->evidence);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (moat_evidence_watch_parent_class)->dispose (object);
}

static void
moat_evidence_watch_class_init (MoatEvidenceWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = moat_evidence_watch_dispose;
}

static void
moat_evidence_watch_init (MoatEvidenceWatch *self)
{
}

MoatEvidenceWatch *
moat_evidence_watch_new (MoatSession *session)
{
  MoatEvidenceWatch *self = g_object_new (MOAT_TYPE_EVIDENCE_WATCH, NULL);

  self->session = g_object_ref (session);
  self->evidence = moat_evidence_new (moat_session_get_document (session));
  g_signal_connect_object (self->evidence, "wanted", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  /* The title follows the file, which may have gone to another folder. */
  g_signal_connect_object (session, "notify::title", G_CALLBACK (moat_evidence_watch_refresh), self,
                           G_CONNECT_SWAPPED);
  schedule (self);

  return self;
}
