/* Dragging an end of a flow: of a new one that is being connected, or of one
 * that is there already. The flow is real from the start, so that crossings
 * show while the pointer moves.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drag.h"
#include "edit.h"
#include "query.h"

#include <glib/gi18n-lib.h>

/* A flow from an element to itself wants a wish, not a twitch: the pointer must have gone this far, in screen
 * pixels. */
#define LOOP_DISTANCE 24.0

typedef struct
{
  MoatDrag base;
  MoatRecord *flow;  /* owned */
  MoatRecord *found; /* owned or NULL: the element that the end is on now */
  gboolean is_source;
  gboolean is_new;
} EndDrag;

static const char *
get_other_end (EndDrag *self)
{
  const MoatFlowState *state = moat_flow_state (self->flow);

  return self->is_source ? state->target : state->source;
}

/* The element under the pointer, unless that would be a loop nobody asked for. */
static MoatRecord *
find_element (EndDrag *self, const MoatPointer *pointer)
{
  MoatRecord *element = moat_drag_pick_element (self->base.context, pointer);

  if (element != NULL && self->is_new && self->base.travelled < LOOP_DISTANCE
      && g_strcmp0 (moat_record_get_id (element), get_other_end (self)) == 0)
    return NULL;
  return element;
}

static void
end_drag_update (MoatDrag *drag, const MoatPointer *pointer)
{
  EndDrag *self = (EndDrag *) drag;
  MoatRecord *element = find_element (self, pointer);
  MoatSnap snap = moat_drag_get_snap (drag, pointer);
  MoatPoint point = element == NULL ? moat_snap_point (&snap, pointer->at, NULL) : (MoatPoint){ 0.0, 0.0 };
  MoatFlowState *state = moat_document_edit (drag->context->document, self->flow);
  const char *id = element == NULL ? NULL : moat_record_get_id (element);

  g_set_object (&self->found, element);
  moat_text_set (self->is_source ? &state->source : &state->target, id);
  if (self->is_source)
    state->source_point = point;
  else
    state->target_point = point;
}

/* Let go where it began, a new flow is not one. */
static gboolean
end_drag_finish (MoatDrag *drag, const MoatPointer *pointer)
{
  EndDrag *self = (EndDrag *) drag;
  MoatRecord *below = moat_drag_pick_element (drag->context, pointer);

  if (!self->is_new || self->found != NULL)
    return TRUE;
  if (below != NULL)
    return FALSE;
  return drag->travelled >= LOOP_DISTANCE;
}

static void
end_drag_done (MoatDrag *drag, const MoatPointer *pointer)
{
  EndDrag *self = (EndDrag *) drag;
  const MoatToolHost *host = &drag->context->host;
  const MoatFlowState *state = moat_flow_state (self->flow);

  moat_selection_set_only (drag->context->selection, self->flow);
  if (self->found == NULL && self->is_new && host->request_end != NULL)
    host->request_end (self->flow, self->is_source,
                       self->is_source ? state->source_point : state->target_point, drag->context->host_data);
  else if (self->found != NULL && self->is_new && host->request_name_edit != NULL)
    host->request_name_edit (self->flow, drag->context->host_data);
}

static char *
describe_drop (EndDrag *self)
{
  MoatDocument *document = self->base.context->document;
  MoatRecord *other = moat_document_find (document, get_other_end (self));

  if (self->found == NULL)
    return g_strdup (self->is_new ? _ ("Let go here to choose what it leads to")
                                  : _ ("Let go here for a free end"));
  if (self->found == other)
    return g_strdup_printf (_ ("Let go to connect %s to itself"), moat_record_get_title (self->found));
  return g_strdup_printf (_ ("Let go to connect to %s"), moat_record_get_title (self->found));
}

static void
end_drag_describe (MoatDrag *drag, MoatOverlay *overlay)
{
  EndDrag *self = (EndDrag *) drag;

  overlay->cursor = "crosshair";
  g_set_object (&overlay->target, self->found);
  overlay->hint = describe_drop (self);
}

static void
end_drag_clear (MoatDrag *drag)
{
  EndDrag *self = (EndDrag *) drag;

  g_clear_object (&self->flow);
  g_clear_object (&self->found);
}

static const MoatDragClass end_drag_class = {
  .size = sizeof (EndDrag),
  .update = end_drag_update,
  .finish = end_drag_finish,
  .done = end_drag_done,
  .describe = end_drag_describe,
  .clear = end_drag_clear,
};

MoatDrag *
moat_drag_connect_new (const MoatToolContext *context, MoatPoint start, MoatRecord *source)
{
  EndDrag *self = moat_drag_new (&end_drag_class, context, _ ("Connect"), start);
  const char *source_id = source == NULL ? NULL : moat_record_get_id (source);
  MoatRecord *flow = moat_edit_add_flow (context->document, context->use_case_id, source_id, NULL, NULL);
  MoatFlowState *state = moat_document_edit (context->document, flow);

  self->flow = g_object_ref (flow);
  self->is_new = TRUE;
  state->source_point = source == NULL ? start : (MoatPoint){ 0.0, 0.0 };
  state->target_point = start;
  moat_document_set_merge_key (context->document, moat_record_get_id (flow));
  return &self->base;
}

MoatDrag *
moat_drag_reconnect_new (const MoatToolContext *context,
                         MoatPoint start,
                         MoatRecord *flow,
                         gboolean is_source)
{
  EndDrag *self = moat_drag_new (&end_drag_class, context, _ ("Reconnect"), start);

  self->flow = g_object_ref (flow);
  self->is_source = is_source;
  return &self->base;
}
