/* Writes the places that a layout found into its document (see layout.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "layout-private.h"

/* A free end that never had a place goes this far under the element at the other end. */
#define END_DISTANCE 150.0

static gboolean
has_moved (const MoatRect *now, const MoatRect *place)
{
  return now->x != place->x || now->y != place->y || now->width != place->width
         || now->height != place->height;
}

/* ---- Elements, notes, free ends, zones ---- */

static void
place_thing (MoatLayout *self, guint number)
{
  const MoatThing *thing = MOAT_PLAN_THING (self->plan, number);
  const MoatThingOwner *owner = &g_array_index (self->owners, MoatThingOwner, number);
  MoatPoint center = moat_rect_get_center (&thing->place);
  gpointer state;

  if (self->plan->keeps_order && !has_moved (&thing->now, &thing->place))
    return;

  state = moat_document_edit (self->document, owner->record);
  switch (thing->type)
    {
    case MOAT_THING_ELEMENT:
      ((MoatElementState *) state)->box = thing->place;
      break;
    case MOAT_THING_NOTE:
      ((MoatNoteState *) state)->box = thing->place;
      break;
    case MOAT_THING_END:
      if (owner->is_source)
        ((MoatFlowState *) state)->source_point = center;
      else
        ((MoatFlowState *) state)->target_point = center;
      break;
    }
}

static void
place_zone (MoatLayout *self, guint number)
{
  const MoatPlanZone *zone = MOAT_PLAN_ZONE (self->plan, number);
  MoatBoundaryState *state;

  if (!has_moved (&zone->now, &zone->place))
    return;

  state = moat_document_edit (self->document, g_ptr_array_index (self->zones, number));
  state->box = zone->place;
}

/* ---- Flows ---- */

static gboolean
is_part (MoatLayout *self, int thing)
{
  return thing >= 0 && MOAT_PLAN_THING (self->plan, thing)->is_part;
}

/* A flow that a zone's growth pushed on bends where it did. */
static void
push_flow (MoatLayout *self, const MoatLayoutFlow *flow)
{
  const MoatPoints *bends = moat_flow_state (flow->flow)->bends;
  g_autoptr (GArray) pushed = g_array_new (FALSE, FALSE, sizeof (MoatPoint));
  MoatFlowState *state;

  for (guint i = 0; i < moat_points_len (bends); i++)
    {
      MoatPoint point = moat_layout_make_way (self, bends->items[i]);

      g_array_append_val (pushed, point);
    }
  if (pushed->len == 0 || (self->room.x == 0 && self->room.y == 0))
    return;

  state = moat_document_edit (self->document, flow->flow);
  moat_points_set (&state->bends, (MoatPoint *) (gpointer) pushed->data, pushed->len);
}

static void
place_flow (MoatLayout *self, const MoatLayoutFlow *flow)
{
  MoatFlowState *state;
  GArray *corners;

  if (!is_part (self, flow->source) && !is_part (self, flow->target))
    {
      push_flow (self, flow);
      return;
    }

  state = moat_document_edit (self->document, flow->flow);
  moat_points_set (&state->bends, NULL, 0);
  state->label_offset = (MoatPoint){ 0, 0 };
  if (flow->number < 0)
    return;

  corners = MOAT_PLAN_FLOW (self->plan, flow->number)->corners;
  if (corners->len > 0)
    moat_points_set (&state->bends, (MoatPoint *) (gpointer) corners->data, corners->len);
}

/* A free end that has no place yet lies beside the element at the other end. */
static void
place_free_end (MoatLayout *self, const MoatLayoutFlow *flow)
{
  int attached = MAX (flow->source, flow->target);
  MoatFlowState *state;
  MoatPoint center;

  if (self->plan->keeps_order || attached < 0 || (flow->source >= 0 && flow->target >= 0))
    return;

  center = moat_rect_get_center (&MOAT_PLAN_THING (self->plan, attached)->place);
  state = moat_document_edit (self->document, flow->flow);
  if (state->source == NULL)
    state->source_point = (MoatPoint){ center.x, center.y + END_DISTANCE };
  else
    state->target_point = (MoatPoint){ center.x, center.y + END_DISTANCE };
}

void
moat_layout_apply (MoatLayout *self)
{
  GHashTable *crossed;

  g_return_if_fail (self != NULL);
  g_return_if_fail (moat_document_in_transaction (self->document));

  crossed = self->plan->keeps_order ? moat_layout_list_crossed (self) : NULL;
  for (guint i = 0; i < self->plan->things->len; i++)
    place_thing (self, i);
  for (guint i = 0; i < self->plan->zones->len; i++)
    place_zone (self, i);
  for (guint i = 0; i < self->flows->len; i++)
    {
      place_flow (self, &g_array_index (self->flows, MoatLayoutFlow, i));
      place_free_end (self, &g_array_index (self->flows, MoatLayoutFlow, i));
    }

  if (crossed != NULL)
    moat_layout_place_lines (self, crossed);
  g_clear_pointer (&crossed, g_hash_table_unref);
}
