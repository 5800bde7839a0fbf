/* Commands that shape one flow by keyboard, as the pointer does by dragging.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "commands.h"
#include "drag.h"
#include "scene.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How far one press moves a label. */
#define LABEL_STEP 10.0
/* Nearer to home than this a label would be the router's again, which may have put it where it came from. */
#define HOME_REACH 5.0

void
moat_commands_nudge_label (const MoatToolContext *context, MoatRecord *flow, int columns, int rows)
{
  const MoatSceneItem *item = moat_scene_find (context->scene, moat_record_get_id (flow));
  g_autofree char *key = g_strconcat ("label ", moat_record_get_id (flow), NULL);
  MoatPoint offset = moat_flow_state (flow)->label_offset;

  if (item != NULL)
    offset = (MoatPoint){ item->label.x - item->label_home.x, item->label.y - item->label_home.y };
  do
    {
      offset.x += columns * LABEL_STEP;
      offset.y += rows * LABEL_STEP;
    }
  while (hypot (offset.x, offset.y) < HOME_REACH);
  MOAT_TRANSACTION (context->document, _ ("Move label"))
  {
    moat_document_set_merge_key (context->document, key);
    ((MoatFlowState *) moat_document_edit (context->document, flow))->label_offset = offset;
  }
}

/* A bend is grasped where it is and let go a step further: what a drag does there, keys do too. Without
 * snapping, so that the way back leads back in line.
 */
void
moat_commands_nudge_bend (const MoatToolContext *context, MoatRecord *flow, int columns, int rows)
{
  const MoatFlowState *state = moat_flow_state (flow);
  MoatRoute *route = moat_zones_get_route (moat_zones_get (context->document), moat_record_get_id (flow));
  guint n_bends = moat_points_len (state->bends);
  g_autofree char *key = g_strconcat ("bend ", moat_record_get_id (flow), NULL);
  MoatPointer pointer = { .zoom = 1.0, .modifiers = MOAT_MODIFIER_ALT };
  MoatPoint from;
  MoatDrag *drag = NULL;

  if (n_bends > 0)
    from = state->bends->items[n_bends / 2];
  else
    from = moat_polyline_get_point_at (route->points, route->len,
                                       moat_polyline_get_length (route->points, route->len) / 2.0, NULL);
  pointer.at = (MoatPoint){ from.x + columns * MOAT_GRID_STEP, from.y + rows * MOAT_GRID_STEP };
  drag = moat_drag_bend_new (context, from, flow, n_bends > 0 ? (int) n_bends / 2 : -1);
  moat_document_set_merge_key (context->document, key);
  moat_drag_update (drag, &pointer);
  moat_drag_finish (drag, &pointer);
}
