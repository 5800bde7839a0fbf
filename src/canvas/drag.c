/* What all drags share: the transaction, and what there is to snap to.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drag.h"
#include "scene.h"

/* A flow is at least twelve pixels wide for the pointer; a finger needs more. */
#define HALF_WIDTH       6.0
#define HALF_WIDTH_TOUCH 16.0

gpointer
moat_drag_new (const MoatDragClass *klass, const MoatToolContext *context, const char *label, MoatPoint start)
{
  MoatDrag *drag = g_malloc0 (klass->size);

  g_assert (klass->size >= sizeof (MoatDrag));

  drag->klass = klass;
  drag->context = context;
  drag->start = start;
  drag->others = g_array_new (FALSE, FALSE, sizeof (MoatRect));
  drag->edits = label != NULL;
  if (drag->edits)
    moat_document_begin (context->document, label);
  return drag;
}

static void
drag_free (MoatDrag *drag)
{
  if (drag->klass->clear != NULL)
    drag->klass->clear (drag);
  g_array_unref (drag->others);
  g_free (drag);
}

void
moat_drag_update (MoatDrag *drag, const MoatPointer *pointer)
{
  double distance = moat_point_get_distance (drag->start, pointer->at) * pointer->zoom;

  drag->travelled = MAX (drag->travelled, distance);
  drag->guides.len = 0;
  drag->klass->update (drag, pointer);
  if (drag->edits)
    moat_document_publish (drag->context->document);
}

void
moat_drag_finish (MoatDrag *drag, const MoatPointer *pointer)
{
  if (drag->klass->finish != NULL && !drag->klass->finish (drag, pointer))
    {
      moat_drag_cancel (drag);
      return;
    }
  if (drag->edits)
    moat_document_commit (drag->context->document);
  if (drag->klass->done != NULL)
    drag->klass->done (drag, pointer);
  drag_free (drag);
}

void
moat_drag_cancel (MoatDrag *drag)
{
  if (drag->edits)
    moat_document_rollback (drag->context->document);
  if (drag->klass->cancel != NULL)
    drag->klass->cancel (drag);
  drag_free (drag);
}

void
moat_drag_describe (MoatDrag *drag, MoatOverlay *overlay)
{
  overlay->guides = drag->guides;
  if (drag->klass->describe != NULL)
    drag->klass->describe (drag, overlay);
}

static gboolean
is_zone (MoatRecord *record)
{
  return moat_record_get_kind (record) == MOAT_KIND_BOUNDARY;
}

void
moat_drag_snap_to_others (MoatDrag *drag, MoatRecord *record, GHashTable *excluded)
{
  g_autoptr (GPtrArray) items = NULL;

  if (drag->context->scene == NULL)
    return;
  items = moat_scene_list_in_area (drag->context->scene, &drag->context->view);
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);
      MoatRect box;

      if (item->record == record || is_zone (item->record) != is_zone (record))
        continue;
      if (excluded != NULL && g_hash_table_contains (excluded, item->record))
        continue;
      if (moat_handles_get_box (item->record, &box))
        g_array_append_val (drag->others, box);
    }
}

MoatSnap
moat_drag_get_snap (MoatDrag *drag, const MoatPointer *pointer)
{
  if (!drag->context->snaps || (pointer->modifiers & MOAT_MODIFIER_ALT) != 0)
    return (MoatSnap){ 0 };
  return (MoatSnap){
    .grid = MOAT_GRID_STEP,
    .reach = MOAT_SNAP_REACH / pointer->zoom,
    .others = (const MoatRect *) drag->others->data,
    .n_others = drag->others->len,
  };
}

double
moat_drag_get_tolerance (const MoatPointer *pointer)
{
  return (pointer->is_touch ? HALF_WIDTH_TOUCH : HALF_WIDTH) / pointer->zoom;
}

MoatRecord *
moat_drag_pick_element (const MoatToolContext *context, const MoatPointer *pointer)
{
  if (context->scene == NULL)
    return NULL;
  return moat_scene_pick_element (context->scene, pointer->at, moat_drag_get_tolerance (pointer));
}
