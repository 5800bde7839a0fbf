/* The rubber band: selects what lies in it as a whole, while it is drawn.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drag.h"
#include "scene.h"

#include <math.h>

typedef struct
{
  MoatDrag base;
  GPtrArray *before; /* what was selected, for Escape */
  gboolean keep;     /* what was selected stays so */
  MoatRect band;
} BandDrag;

static void
select_enclosed (BandDrag *self)
{
  const MoatToolContext *context = self->base.context;
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (GPtrArray) enclosed = moat_scene_list_enclosed (context->scene, &self->band);

  for (guint i = 0; self->keep && i < self->before->len; i++)
    g_ptr_array_add (chosen, g_ptr_array_index (self->before, i));
  for (guint i = 0; i < enclosed->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (enclosed, i);

      g_ptr_array_add (chosen, item->record);
    }
  moat_selection_set_list (context->selection, (MoatRecord *const *) chosen->pdata, chosen->len);
}

static void
band_drag_update (MoatDrag *drag, const MoatPointer *pointer)
{
  BandDrag *self = (BandDrag *) drag;

  self->band = MOAT_RECT_INIT (MIN (drag->start.x, pointer->at.x), MIN (drag->start.y, pointer->at.y),
                               fabs (pointer->at.x - drag->start.x), fabs (pointer->at.y - drag->start.y));
  if (drag->context->scene != NULL)
    select_enclosed (self);
}

static void
band_drag_cancel (MoatDrag *drag)
{
  BandDrag *self = (BandDrag *) drag;

  moat_selection_set_list (drag->context->selection, (MoatRecord *const *) self->before->pdata,
                           self->before->len);
}

static void
band_drag_describe (MoatDrag *drag, MoatOverlay *overlay)
{
  overlay->has_band = TRUE;
  overlay->band = ((BandDrag *) drag)->band;
}

static void
band_drag_clear (MoatDrag *drag)
{
  g_clear_pointer (&((BandDrag *) drag)->before, g_ptr_array_unref);
}

static const MoatDragClass band_drag_class = {
  .size = sizeof (BandDrag),
  .update = band_drag_update,
  .cancel = band_drag_cancel,
  .describe = band_drag_describe,
  .clear = band_drag_clear,
};

MoatDrag *
moat_drag_band_new (const MoatToolContext *context, MoatPoint start, gboolean keep)
{
  BandDrag *self = moat_drag_new (&band_drag_class, context, NULL, start);

  self->keep = keep;
  self->before = moat_selection_list (context->selection);
  return &self->base;
}
