/* Catalogues read once for all windows (see catalog-store.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "catalog-store.h"

#include "catalogs.h"

/* Each takes a few megabytes; a team has one, and it changes while somebody writes it. */
#define MAX_KEPT 4

typedef struct
{
  char *stamp; /* of the folders' files, as moat_catalogs_stamp() says */
  MoatCatalogLoad *load;
} Kept;

struct _MoatCatalogStore
{
  GObject parent_instance;
  GMutex
      mutex;   /* held by the thread that reads, so that a second window waits for what the first one reads */
  GQueue kept; /* of Kept, owned, the one used last first */
};

G_DEFINE_FINAL_TYPE (MoatCatalogStore, moat_catalog_store, G_TYPE_OBJECT)

/* ---- A load ---- */

static void
load_clear (gpointer data)
{
  MoatCatalogLoad *self = data;

  g_clear_pointer (&self->catalog, moat_catalog_unref);
  g_clear_pointer (&self->problems, g_strfreev);
}

MoatCatalogLoad *
moat_catalog_load_ref (MoatCatalogLoad *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
moat_catalog_load_unref (MoatCatalogLoad *self)
{
  g_atomic_rc_box_release_full (self, load_clear);
}

static MoatCatalogLoad *
load_new (const char *const *folders)
{
  MoatCatalogLoad *load = g_atomic_rc_box_new0 (MoatCatalogLoad);
  g_autoptr (MoatReport) report = moat_report_new ();

  load->catalog = moat_catalogs_load (folders, report);
  load->problems = moat_report_dup_lines (report);

  return load;
}

/* ---- The thread ---- */

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->stamp);
  moat_catalog_load_unref (kept->load);
  g_free (kept);
}

/* Moves what is kept for @stamp to the front; FALSE when nothing is. */
static gboolean
use_kept (MoatCatalogStore *self, const char *stamp)
{
  for (GList *link = self->kept.head; link != NULL; link = link->next)
    {
      Kept *kept = link->data;

      if (g_str_equal (kept->stamp, stamp))
        {
          g_queue_unlink (&self->kept, link);
          g_queue_push_head_link (&self->kept, link);
          return TRUE;
        }
    }

  return FALSE;
}

static void
keep (MoatCatalogStore *self, const char *stamp, MoatCatalogLoad *load)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->stamp = g_strdup (stamp);
  kept->load = load;
  g_queue_push_head (&self->kept, kept);
  if (self->kept.length > MAX_KEPT)
    kept_free (g_queue_pop_tail (&self->kept));
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MoatCatalogStore *self = source;
  const char *const *folders = data;
  g_autofree char *stamp = moat_catalogs_stamp (folders);
  MoatCatalogLoad *load;

  g_mutex_lock (&self->mutex);
  if (!use_kept (self, stamp))
    keep (self, stamp, load_new (folders));
  load = moat_catalog_load_ref (((Kept *) g_queue_peek_head (&self->kept))->load);
  g_mutex_unlock (&self->mutex);

  g_task_return_pointer (task, load, (GDestroyNotify) moat_catalog_load_unref);
}

void
moat_catalog_store_load_async (MoatCatalogStore *self,
                               const char *const *folders,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MOAT_IS_CATALOG_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, moat_catalog_store_load_async);
  g_task_set_task_data (task, g_strdupv ((char **) folders), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, load_thread);
}

MoatCatalogLoad *
moat_catalog_store_load_finish (MoatCatalogStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- GObject ---- */

static void
moat_catalog_store_finalize (GObject *object)
{
  MoatCatalogStore *self = MOAT_CATALOG_STORE (object);

  g_queue_clear_full (&self->kept, kept_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (moat_catalog_store_parent_class)->finalize (object);
}

static void
moat_catalog_store_class_init (MoatCatalogStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = moat_catalog_store_finalize;
}

static void
moat_catalog_store_init (MoatCatalogStore *self)
{
  g_mutex_init (&self->mutex);
  g_queue_init (&self->kept);
}

MoatCatalogStore *
moat_catalog_store_dup (void)
{
  GApplication *application = g_application_get_default ();
  MoatCatalogStore *self = NULL;

  if (application != NULL)
    self = g_object_get_data (G_OBJECT (application), "moat-catalog-store");
  if (self != NULL)
    return g_object_ref (self);

  self = g_object_new (MOAT_TYPE_CATALOG_STORE, NULL);
  if (application != NULL)
    g_object_set_data_full (G_OBJECT (application), "moat-catalog-store", g_object_ref (self),
                            g_object_unref);

  return self;
}
