/* The catalogue and the prompts of one open model (see advice.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "advice.h"

#include "catalog-store.h"
#include "catalogs.h"

/* Editors write a file in several steps: from the last of them to reading it. */
#define MILLISECONDS_TO_RELOAD 400

struct _MoatAdvice
{
  GObject parent_instance;
  MoatDocument *document;    /* owned */
  GFile *file;               /* owned or NULL */
  MoatCatalogLoad *load;     /* owned; NULL until it is read */
  MoatPrompts *prompts;      /* owned; NULL until then */
  GCancellable *cancellable; /* of the reading that is under way, or NULL */
  GPtrArray *monitors;       /* of GFileMonitor, owned, of the team's folders */
  guint reload_source;
  gboolean is_wanted; /* somebody asked */
};

enum
{
  PROP_0,
  PROP_N_PROBLEMS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MoatAdvice, moat_advice, G_TYPE_OBJECT)

static void begin_reading (MoatAdvice *self);

/* ---- Folders ---- */

static GStrv
list_folders (MoatAdvice *self)
{
  g_autofree char *path = self->file != NULL ? g_file_get_path (self->file) : NULL;

  return moat_catalogs_list_folders (path);
}

static gboolean
reload_cb (gpointer data)
{
  MoatAdvice *self = data;

  self->reload_source = 0;
  begin_reading (self);

  return G_SOURCE_REMOVE;
}

static void
folder_changed_cb (MoatAdvice *self)
{
  g_clear_handle_id (&self->reload_source, g_source_remove);
  self->reload_source = g_timeout_add (MILLISECONDS_TO_RELOAD, reload_cb, self);
}

/* A folder that is not there yet is watched too. */
static void
watch_folders (MoatAdvice *self, const char *const *folders)
{
  g_ptr_array_set_size (self->monitors, 0);
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (folders[i]);
      GFileMonitor *monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);

      if (monitor == NULL)
        continue;
      g_signal_connect_object (monitor, "changed", G_CALLBACK (folder_changed_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->monitors, monitor);
    }
}

/* ---- Reading ---- */

static void
prompts_changed_cb (MoatAdvice *self, GPtrArray *records)
{
  g_signal_emit (self, signals[CHANGED], 0, records);
}

static void
take_load (MoatAdvice *self, MoatCatalogLoad *load)
{
  gboolean had_problems = self->load != NULL && self->load->problems[0] != NULL;
  gboolean is_same = self->load == load;

  g_clear_pointer (&self->load, moat_catalog_load_unref);
  self->load = load;
  if (is_same)
    return;

  if (self->prompts != NULL)
    g_signal_handlers_disconnect_by_data (self->prompts, self);
  g_clear_object (&self->prompts);
  self->prompts = moat_prompts_new (self->document, load->catalog);
  g_signal_connect_object (self->prompts, "changed", G_CALLBACK (prompts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[CHANGED], 0, NULL);
  if (had_problems || load->problems[0] != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PROBLEMS]);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MoatAdvice) self = data;
  MoatCatalogLoad *load = moat_catalog_store_load_finish (MOAT_CATALOG_STORE (source), result, NULL);

  /* Cancelled: a later reading is under way, or nobody listens any more. */
  if (load == NULL)
    return;
  g_clear_object (&self->cancellable);
  take_load (self, load);
}

static void
cancel_reading (MoatAdvice *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
begin_reading (MoatAdvice *self)
{
  g_autoptr (MoatCatalogStore) store = moat_catalog_store_dup ();
  g_auto (GStrv) folders = list_folders (self);

  cancel_reading (self);
  self->cancellable = g_cancellable_new ();
  watch_folders (self, (const char *const *) folders);
  moat_catalog_store_load_async (store, (const char *const *) folders, self->cancellable, read_cb,
                                 g_object_ref (self));
}

/* ---- GObject ---- */

static void
moat_advice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_PROBLEMS)
    g_value_set_uint (value, g_strv_length ((char **) moat_advice_get_problems (MOAT_ADVICE (object))));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
moat_advice_dispose (GObject *object)
{
  MoatAdvice *self = MOAT_ADVICE (object);

  cancel_reading (self);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_pointer (&self->monitors, g_ptr_array_unref);
  g_clear_object (&self->prompts);
  g_clear_pointer (&self->load, moat_catalog_load_unref);
  g_clear_object (&self->document);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (moat_advice_parent_class)->dispose (object);
}

static void
moat_advice_class_init (MoatAdviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = moat_advice_dispose;
  object_class->get_property = moat_advice_get_property;

  properties[PROP_N_PROBLEMS] = g_param_spec_uint ("n-problems", NULL, NULL, 0, G_MAXUINT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                       | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", MOAT_TYPE_ADVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
moat_advice_init (MoatAdvice *self)
{
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
}

MoatAdvice *
moat_advice_new (MoatDocument *document)
{
  MoatAdvice *self = g_object_new (MOAT_TYPE_ADVICE, NULL);

  self->document = g_object_ref (document);

  return self;
}

void
moat_advice_set_file (MoatAdvice *self, GFile *file)
{
  g_return_if_fail (MOAT_IS_ADVICE (self));

  if (self->file == file || (self->file != NULL && file != NULL && g_file_equal (self->file, file)))
    return;

  g_set_object (&self->file, file);
  if (self->is_wanted)
    begin_reading (self);
}

MoatPrompts *
moat_advice_get_prompts (MoatAdvice *self)
{
  g_return_val_if_fail (MOAT_IS_ADVICE (self), NULL);

  if (!self->is_wanted)
    {
      self->is_wanted = TRUE;
      begin_reading (self);
    }

  return self->prompts;
}

MoatPrompts *
moat_advice_peek_prompts (MoatAdvice *self)
{
  g_return_val_if_fail (MOAT_IS_ADVICE (self), NULL);

  return self->prompts;
}

const char *const *
moat_advice_get_problems (MoatAdvice *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (MOAT_IS_ADVICE (self), none);

  return self->load != NULL ? (const char *const *) self->load->problems : none;
}
