/* Arranging: the canvas asks for a layout in a thread, says that it takes its
 * time, and puts things where they belong in one step.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "canvas-private.h"
#include "layout.h"

#include <glib/gi18n-lib.h>

/* What is done sooner needs no word about it. */
#define MS_TO_BUSY 300

MoatRecord *
moat_canvas_get_single_zone (MoatCanvas *self)
{
  MoatRecord *single = moat_selection_get_single (self->selection);

  return single != NULL && moat_record_get_kind (single) == MOAT_KIND_BOUNDARY
                 && moat_boundary_state (single)->shape == MOAT_BOUNDARY_ZONE
             ? single
             : NULL;
}

/* ---- While it takes its time ---- */

static void
busy_cb (gpointer user_data)
{
  MoatCanvas *self = user_data;

  self->busy_source = 0;
  moat_canvas_say (self, MOAT_CANVAS_BUSY, _ ("Arranging…"));
}

static void
end (MoatCanvas *self)
{
  g_clear_object (&self->arranging);
  if (self->busy_source == 0)
    moat_canvas_say (self, MOAT_CANVAS_BUSY, "");
  g_clear_handle_id (&self->busy_source, g_source_remove);
  if (self->actions != NULL)
    moat_canvas_update_actions (self);
}

void
moat_canvas_stop_arranging (MoatCanvas *self)
{
  if (self->arranging == NULL)
    return;

  g_cancellable_cancel (self->arranging);
  end (self);
}

/* ---- When it is done ---- */

static void
say_unplaced (MoatCanvas *self, guint n_unplaced)
{
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("There is no room to arrange %u of them in its boundary: make the boundary larger first",
                "There is no room to arrange %u of them in their boundary: make the boundary larger first",
                n_unplaced),
      n_unplaced);

  moat_canvas_say (self, MOAT_CANVAS_SAID, sentence);
}

static void
say_strayed (MoatCanvas *self, guint n_strayed)
{
  g_autofree char *sentence
      = g_strdup_printf (ngettext ("Arranged, but %u boundary line crosses other flows now: look at it",
                                   "Arranged, but %u boundary lines cross other flows now: look at them",
                                   n_strayed),
                         n_strayed);

  moat_canvas_say (self, MOAT_CANVAS_UNDOABLE, sentence);
}

static void
apply (MoatCanvas *self, MoatLayout *layout, gboolean is_all)
{
  if (moat_document_in_transaction (self->document) || !moat_layout_is_current (layout))
    {
      moat_canvas_say (self, MOAT_CANVAS_SAID,
                       _ ("Not arranged: the diagram was changed meanwhile. It is as you left it."));
      return;
    }

  MOAT_TRANSACTION (self->document, _ ("Arrange"))
  moat_layout_apply (layout);

  if (is_all)
    moat_canvas_look_anew (self);
  if (moat_layout_count_unplaced (layout) > 0)
    say_unplaced (self, moat_layout_count_unplaced (layout));
  else if (moat_layout_count_strayed_lines (layout) > 0)
    say_strayed (self, moat_layout_count_strayed_lines (layout));
}

typedef struct
{
  MoatLayout *layout; /* owned */
  char *use_case_id;
  gboolean is_all;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->layout, moat_layout_free);
  g_free (job->use_case_id);
  g_free (job);
}

static void
compute_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (moat_layout_compute (job->layout, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What was cancelled comes here too, when the thread is done with it: a layout cannot be dropped sooner, and
 * not by the thread, which may be the last to let go of the task.
 */
static void
computed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MoatCanvas) self = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (MoatLayout) layout = g_steal_pointer (&job->layout);
  g_autoptr (GError) error = NULL;
  gboolean is_computed = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->arranging == NULL || self->arranging != g_task_get_cancellable (G_TASK (result)))
    return;

  end (self);
  if (!is_computed)
    moat_canvas_say (self, MOAT_CANVAS_SAID, error->message);
  else if (g_strcmp0 (job->use_case_id, self->use_case_id) == 0)
    apply (self, layout, job->is_all);
}

/* ---- Beginning ---- */

static MoatLayout *
new_layout (MoatCanvas *self, MoatArrange what)
{
  MoatRecord *zone = moat_canvas_get_single_zone (self);
  g_autoptr (GPtrArray) records = moat_selection_list (self->selection);

  switch (what)
    {
    case MOAT_ARRANGE_ALL:
      return moat_layout_new_for_all (self->document, self->use_case_id);
    case MOAT_ARRANGE_SELECTION:
    case MOAT_ARRANGE_INSIDE:
      return zone != NULL ? moat_layout_new_for_inside (self->document, self->use_case_id, zone)
                          : moat_layout_new_for_selection (self->document, self->use_case_id, records);
    }
  g_assert_not_reached ();
}

void
moat_canvas_arrange (MoatCanvas *self, MoatArrange what)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->use_case_id == NULL || self->arranging != NULL || moat_document_in_transaction (self->document))
    return;

  moat_name_editor_close (self->editor, TRUE);
  self->arranging = g_cancellable_new ();
  self->busy_source = g_timeout_add_once (MS_TO_BUSY, busy_cb, self);
  moat_canvas_update_actions (self);

  job = g_new0 (Job, 1);
  job->layout = new_layout (self, what);
  job->use_case_id = g_strdup (self->use_case_id);
  job->is_all = what == MOAT_ARRANGE_ALL;
  task = g_task_new (NULL, self->arranging, computed_cb, g_object_ref (self));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, compute_in_thread);
}
