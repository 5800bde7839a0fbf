/* The workshop over one model (see workshop.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-private.h"

#include "agenda-json.h"
#include "files.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <time.h>

/* At most so much of the clock is lost with a program that ends badly. */
#define SECONDS_TO_KEEP 10

enum
{
  CHANGED,
  TICKED,
  SIGNED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MoatWorkshop, moat_workshop, G_TYPE_OBJECT)

/* Runs on while the computer sleeps, and is not set by anybody (see workshop-clock.h). */
static gint64
get_now (gpointer user_data)
{
#ifdef CLOCK_BOOTTIME
  struct timespec time;

  if (clock_gettime (CLOCK_BOOTTIME, &time) == 0)
    return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
#endif

  return g_get_monotonic_time ();
}

static gint64
now (MoatWorkshop *self)
{
  return self->now_func (self->now_data);
}

/* ---- Keeping ---- */

static void
keep (MoatWorkshop *self)
{
  g_autoptr (GError) error = NULL;

  self->n_ticks = 0;
  if (self->clock == NULL || self->model == NULL)
    return;
  if (!moat_workshop_keep_write (self->model,
                                 &(MoatWorkshopKept){ self->agenda, self->clock, self->began,
                                                      g_get_real_time () / G_USEC_PER_SEC },
                                 &error))
    g_message ("The workshop's clock could not be kept: %s", error->message);
}

/* By what the model is known to the state folder. Owned, or NULL. */
static char *
dup_model (MoatWorkshop *self)
{
  GFile *file = self->session != NULL ? moat_session_get_file (self->session) : NULL;
  MoatRecord *model = moat_document_get_model (self->document);

  return file != NULL ? g_file_get_uri (file) : g_strdup (moat_model_state (model)->id);
}

/* ---- Ticking ---- */

static void schedule (MoatWorkshop *self);

static gboolean
second_cb (gpointer user_data)
{
  MoatWorkshop *self = user_data;

  self->source = 0;
  moat_workshop_tick (self);
  schedule (self);

  return G_SOURCE_REMOVE;
}

/* At the moment when the clock shows another second. */
static void
schedule (MoatWorkshop *self)
{
  gint64 left;

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->clock == NULL || self->clock->is_paused)
    return;
  left = moat_workshop_clock_get_left (self->clock) % G_TIME_SPAN_SECOND;
  left = left > 0 ? left : left + G_TIME_SPAN_SECOND;
  self->source = g_timeout_add ((guint) (left / G_TIME_SPAN_MILLISECOND) + 1, second_cb, self);
}

void
moat_workshop_tick (MoatWorkshop *self)
{
  MoatClockSigns signs;

  g_return_if_fail (MOAT_IS_WORKSHOP (self));

  if (self->clock == NULL)
    return;
  signs = moat_workshop_clock_tick (self->clock, now (self));
  if (++self->n_ticks >= SECONDS_TO_KEEP || signs != 0)
    keep (self);
  if (signs != 0)
    g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[TICKED], 0);
  if (signs != 0)
    g_signal_emit (self, signals[SIGNED], 0, (guint) signs);
}

static void
changed (MoatWorkshop *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[TICKED], 0);
}

/* What a person did to the clock. */
static void
clock_changed (MoatWorkshop *self)
{
  keep (self);
  schedule (self);
  changed (self);
}

/* ---- Following the document ---- */

static void
document_changed_cb (MoatWorkshop *self, MoatChanges *changes)
{
  if (!moat_tally_is_touched (changes))
    return;
  g_clear_pointer (&self->tally, moat_tally_free);
  if (self->clock != NULL)
    changed (self);
}

/* ---- Agenda ---- */

void
moat_workshop_reload_agenda (MoatWorkshop *self)
{
  GFile *file;
  g_autofree char *path = NULL;
  g_autofree char *old_problem = NULL;

  g_return_if_fail (MOAT_IS_WORKSHOP (self));

  if (self->clock != NULL)
    return;
  file = self->session != NULL ? moat_session_get_file (self->session) : NULL;
  path = file != NULL ? g_file_get_path (file) : NULL;
  old_problem = g_steal_pointer (&self->problem);
  moat_agenda_free (self->agenda);
  self->agenda = moat_agenda_json_load (path, &self->is_of_team, &self->problem);
  if (g_strcmp0 (self->problem, old_problem) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  changed (self);
}

gboolean
moat_workshop_can_save_for_team (MoatWorkshop *self)
{
  GFile *file;
  g_autofree char *path = NULL;

  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), FALSE);

  file = self->session != NULL ? moat_session_get_file (self->session) : NULL;
  path = file != NULL ? g_file_get_path (file) : NULL;

  return path != NULL && moat_files_has_siblings (path);
}

gboolean
moat_workshop_is_of_team (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), FALSE);

  return self->is_of_team;
}

static gboolean
remove_file (const char *path, GError **error)
{
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("“%s” could not be removed: %s"), path,
               g_strerror (errno));

  return FALSE;
}

static gboolean
write_agenda (const char *path, const MoatAgenda *agenda, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GBytes) bytes = moat_agenda_json_write (agenda);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("“%s” could not be made: %s"), folder,
                   g_strerror (errno));
      return FALSE;
    }

  return moat_files_write (path, bytes, NULL, NULL, error);
}

gboolean
moat_workshop_save_agenda (MoatWorkshop *self, const MoatAgenda *agenda, gboolean for_team, GError **error)
{
  GFile *file;
  g_autofree char *model_path = NULL;
  g_autofree char *path = NULL;
  gboolean is_saved;

  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), FALSE);
  g_return_val_if_fail (!for_team || moat_workshop_can_save_for_team (self), FALSE);

  file = for_team ? moat_session_get_file (self->session) : NULL;
  model_path = file != NULL ? g_file_get_path (file) : NULL;
  path = for_team ? moat_agenda_json_get_team_path (model_path) : moat_agenda_json_get_own_path ();
  is_saved = agenda != NULL ? write_agenda (path, agenda, error) : remove_file (path, error);
  moat_workshop_reload_agenda (self);

  return is_saved;
}

/* ---- GObject ---- */

static void
moat_workshop_dispose (GObject *object)
{
  MoatWorkshop *self = MOAT_WORKSHOP (object);

  /* One that is paused was kept then: another window of the same model may have ended it since. */
  if (self->clock != NULL && !self->clock->is_paused)
    {
      moat_workshop_clock_tick (self->clock, now (self));
      keep (self);
    }
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->session);
  g_clear_pointer (&self->clock, moat_workshop_clock_free);
  g_clear_pointer (&self->agenda, moat_agenda_free);
  g_clear_pointer (&self->tally, moat_tally_free);
  g_clear_pointer (&self->use_case, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->model, g_free);

  G_OBJECT_CLASS (moat_workshop_parent_class)->dispose (object);
}

static void
moat_workshop_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PROBLEM)
    g_value_set_string (value, MOAT_WORKSHOP (object)->problem);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
moat_workshop_class_init (MoatWorkshopClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = moat_workshop_dispose;
  G_OBJECT_CLASS (klass)->get_property = moat_workshop_get_property;

  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TICKED] = g_signal_new ("ticked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNED] = g_signal_new ("signed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_UINT);
}

static void
moat_workshop_init (MoatWorkshop *self)
{
  self->agenda = moat_agenda_new_default ();
  self->now_func = get_now;
}

MoatWorkshop *
moat_workshop_get (MoatDocument *document)
{
  MoatWorkshop *self;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), NULL);

  self = g_object_get_data (G_OBJECT (document), "moat-workshop");
  if (self != NULL)
    return self;

  self = g_object_new (MOAT_TYPE_WORKSHOP, NULL);
  self->document = document;
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (document), "moat-workshop", self, g_object_unref);

  return self;
}

void
moat_workshop_set_now_func (MoatWorkshop *self, MoatWorkshopNow func, gpointer user_data)
{
  g_return_if_fail (MOAT_IS_WORKSHOP (self));

  self->now_func = func;
  self->now_data = user_data;
}

/* ---- Where it is kept ---- */

static void
take_up (MoatWorkshop *self)
{
  g_autoptr (MoatWorkshopKept) kept = self->model != NULL ? moat_workshop_keep_read (self->model) : NULL;
  gint64 gap;
  MoatClockSigns signs;

  if (kept == NULL)
    return;

  gap = MAX (0, g_get_real_time () - kept->saved * G_USEC_PER_SEC);
  moat_agenda_free (self->agenda);
  self->agenda = g_steal_pointer (&kept->agenda);
  self->clock = g_steal_pointer (&kept->clock);
  self->began = kept->began;
  signs = moat_workshop_clock_resume (self->clock, gap, now (self));
  clock_changed (self);
  if (signs != 0)
    g_signal_emit (self, signals[SIGNED], 0, (guint) signs);
}

/* The model was saved somewhere, or under another name. */
static void
file_changed_cb (MoatWorkshop *self)
{
  g_autofree char *model = dup_model (self);

  if (g_strcmp0 (model, self->model) == 0)
    return;
  if (self->model != NULL && self->clock != NULL)
    moat_workshop_keep_drop (self->model);
  g_free (self->model);
  self->model = g_steal_pointer (&model);
  keep (self);
  moat_workshop_reload_agenda (self);
}

void
moat_workshop_set_session (MoatWorkshop *self, MoatSession *session)
{
  g_return_if_fail (MOAT_IS_WORKSHOP (self));
  g_return_if_fail (MOAT_IS_SESSION (session));

  if (self->session == session)
    return;
  g_set_weak_pointer (&self->session, session);
  g_signal_connect_object (session, "notify::title", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
  file_changed_cb (self);
  if (self->clock == NULL)
    take_up (self);
}

void
moat_workshop_set_use_case (MoatWorkshop *self, const char *use_case_id)
{
  g_return_if_fail (MOAT_IS_WORKSHOP (self));

  if (g_strcmp0 (self->use_case, use_case_id) == 0)
    return;
  g_free (self->use_case);
  self->use_case = g_strdup (use_case_id);
  g_clear_pointer (&self->tally, moat_tally_free);
  changed (self);
}

/* ---- Doing ---- */

void
moat_workshop_begin (MoatWorkshop *self)
{
  g_return_if_fail (MOAT_IS_WORKSHOP (self));

  if (self->clock != NULL)
    return;
  moat_workshop_reload_agenda (self);
  self->clock = moat_workshop_clock_new (self->agenda, now (self));
  self->began = g_get_real_time () / G_USEC_PER_SEC;
  clock_changed (self);
}

void
moat_workshop_pause (MoatWorkshop *self)
{
  g_return_if_fail (MOAT_IS_WORKSHOP (self));

  if (self->clock == NULL || self->clock->is_paused)
    return;
  moat_workshop_clock_pause (self->clock, now (self));
  clock_changed (self);
}

void
moat_workshop_go_on (MoatWorkshop *self)
{
  g_return_if_fail (MOAT_IS_WORKSHOP (self));

  if (self->clock == NULL || !self->clock->is_paused)
    return;
  moat_workshop_clock_go_on (self->clock, now (self));
  clock_changed (self);
}

void
moat_workshop_count_away (MoatWorkshop *self)
{
  g_return_if_fail (MOAT_IS_WORKSHOP (self));

  if (self->clock == NULL)
    return;
  moat_workshop_clock_count_away (self->clock, now (self));
  clock_changed (self);
}

void
moat_workshop_step (MoatWorkshop *self, int by)
{
  gint64 phase;

  g_return_if_fail (MOAT_IS_WORKSHOP (self));

  phase = self->clock != NULL ? (gint64) self->clock->phase + by : -1;
  if (phase >= 0 && phase < self->agenda->phases->len)
    moat_workshop_go_to (self, (guint) phase);
}

void
moat_workshop_go_to (MoatWorkshop *self, guint phase)
{
  g_return_if_fail (MOAT_IS_WORKSHOP (self));
  g_return_if_fail (phase < self->agenda->phases->len);

  if (self->clock == NULL)
    return;
  moat_workshop_clock_go_to (self->clock, phase, now (self));
  clock_changed (self);
}

void
moat_workshop_extend (MoatWorkshop *self, guint minutes)
{
  g_return_if_fail (MOAT_IS_WORKSHOP (self));

  if (self->clock == NULL)
    return;
  moat_workshop_clock_extend (self->clock, minutes * G_TIME_SPAN_MINUTE, now (self));
  clock_changed (self);
}

void
moat_workshop_end (MoatWorkshop *self)
{
  g_return_if_fail (MOAT_IS_WORKSHOP (self));

  if (self->clock == NULL)
    return;
  g_clear_pointer (&self->clock, moat_workshop_clock_free);
  if (self->model != NULL)
    moat_workshop_keep_drop (self->model);
  schedule (self);
  moat_workshop_reload_agenda (self);
}
