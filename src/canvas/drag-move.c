/* Moving what is selected. A trust boundary moves alone: it is redrawn over
 * the same system, and that is the what-if of the tool; with Ctrl its contents
 * come along. Ctrl may go down and up while the drag is under way.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drag.h"
#include "scene.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Whether what stands on a record comes along. */
typedef enum
{
  STAYS,
  MOVES_WITH_CONTENTS,
  MOVES,
} Moves;

typedef struct
{
  MoatRecord *record;       /* owned */
  MoatState *start;         /* owned: as it was when the drag began */
  gboolean is_content_only; /* moves only with the boundary it is inside */
  gboolean bends_stay;      /* of a flow: only its free end moves */
  gboolean is_away;         /* is not where it was at the start */
} Moved;

typedef struct
{
  MoatDrag base;
  GArray *moved;         /* of Moved */
  GHashTable *seen;      /* of the records in @moved, borrowed from there, → Moves */
  MoatRect grabbed;      /* the box that snaps */
  gboolean has_boundary; /* Ctrl means contents; else it means no snapping */
} MoveDrag;

static void
moved_clear (gpointer data)
{
  Moved *moved = data;

  g_object_unref (moved->record);
  moat_state_unref (moved->start);
}

static void
add_record (MoveDrag *self, MoatRecord *record, gboolean is_content_only, gboolean bends_stay)
{
  Moved moved = { .is_content_only = is_content_only, .bends_stay = bends_stay };

  if (g_hash_table_contains (self->seen, record))
    return;
  g_hash_table_insert (self->seen, record, GUINT_TO_POINTER (is_content_only ? MOVES_WITH_CONTENTS : MOVES));
  moved.record = g_object_ref (record);
  moved.start = moat_state_ref ((MoatState *) moat_record_get_state (record));
  g_array_append_val (self->moved, moved);
}

/* ---- What comes along ---- */

static gboolean
is_within (MoatRecord *record, const MoatRect *zone)
{
  const MoatState *state = moat_record_get_state (record);
  MoatRect box;

  if (state->kind == MOAT_KIND_BOUNDARY && ((const MoatBoundaryState *) state)->shape == MOAT_BOUNDARY_LINE)
    {
      const MoatPoints *points = ((const MoatBoundaryState *) state)->points;

      if (moat_points_len (points) == 0)
        return FALSE;
      box = moat_polyline_get_bounds (points->items, points->len);
      return moat_rect_contains_rect (zone, &box);
    }
  if (!moat_handles_get_box (record, &box))
    return FALSE;
  if (state->kind == MOAT_KIND_BOUNDARY)
    return moat_rect_contains_rect (zone, &box);
  return moat_rect_contains_point (zone, moat_rect_get_center (&box));
}

/* What is inside a zone: elements and notes by their centre, boundaries as a whole. */
static void
add_contents (MoveDrag *self, MoatRecord *zone)
{
  GPtrArray *items = moat_scene_list_items (self->base.context->scene);
  MoatRect box;

  if (!moat_handles_get_box (zone, &box))
    return;
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (item->kind != MOAT_KIND_FLOW && item->record != zone && is_within (item->record, &box))
        add_record (self, item->record, TRUE, FALSE);
    }
}

/* A free end goes with its flow. */
static Moves
end_moves (MoveDrag *self, const char *end_id, gboolean is_selected)
{
  MoatRecord *element = moat_document_find (self->base.context->document, end_id);

  if (element == NULL)
    return is_selected ? MOVES : STAYS;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, element));
}

/* The bends of a flow go where both its ends go. */
static void
add_flow (MoveDrag *self, MoatRecord *flow)
{
  const MoatFlowState *state = moat_flow_state (flow);
  gboolean is_selected = moat_selection_contains (self->base.context->selection, flow);
  gboolean has_free_end = state->source == NULL || state->target == NULL;
  Moves ends = STAYS;

  if (moat_points_len (state->bends) == 0 && !has_free_end)
    return;
  ends = MIN (end_moves (self, state->source, is_selected), end_moves (self, state->target, is_selected));
  if (ends != STAYS || (is_selected && has_free_end))
    add_record (self, flow, ends == MOVES_WITH_CONTENTS, ends == STAYS);
}

static void
add_flows (MoveDrag *self)
{
  GPtrArray *items = moat_scene_list_items (self->base.context->scene);

  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (item->kind == MOAT_KIND_FLOW)
        add_flow (self, item->record);
    }
}

static void
collect (MoveDrag *self)
{
  const MoatToolContext *context = self->base.context;
  g_autoptr (GPtrArray) selected = moat_selection_list (context->selection);

  for (guint i = 0; i < selected->len; i++)
    if (moat_record_get_kind (g_ptr_array_index (selected, i)) != MOAT_KIND_FLOW)
      add_record (self, g_ptr_array_index (selected, i), FALSE, FALSE);
  for (guint i = 0; i < selected->len && context->scene != NULL; i++)
    if (moat_record_get_kind (g_ptr_array_index (selected, i)) == MOAT_KIND_BOUNDARY)
      {
        self->has_boundary = TRUE;
        add_contents (self, g_ptr_array_index (selected, i));
      }
  if (context->scene != NULL)
    add_flows (self);
}

/* ---- Moving ---- */

static void
place_points (MoatPoints **points, const MoatPoints *start, double dx, double dy)
{
  moat_points_set (points, start == NULL ? NULL : start->items, moat_points_len (start));
  moat_points_translate (points, dx, dy);
}

static void
place_flow (MoatDocument *document, const Moved *moved, double dx, double dy)
{
  const MoatFlowState *start = (const MoatFlowState *) moved->start;
  MoatFlowState *state = moat_document_edit (document, moved->record);

  if (!moved->bends_stay)
    place_points (&state->bends, start->bends, dx, dy);
  if (start->source == NULL)
    state->source_point = (MoatPoint){ start->source_point.x + dx, start->source_point.y + dy };
  if (start->target == NULL)
    state->target_point = (MoatPoint){ start->target_point.x + dx, start->target_point.y + dy };
}

static MoatRect
box_of_state (const MoatState *state)
{
  if (state->kind == MOAT_KIND_ELEMENT)
    return ((const MoatElementState *) state)->box;
  if (state->kind == MOAT_KIND_NOTE)
    return ((const MoatNoteState *) state)->box;
  return ((const MoatBoundaryState *) state)->box;
}

/* Always from where it was at the start, so that the frames of a drag never add up to a drift. */
static void
place (MoatDocument *document, const Moved *moved, double dx, double dy)
{
  if (moved->start->kind == MOAT_KIND_FLOW)
    {
      place_flow (document, moved, dx, dy);
    }
  else if (moved->start->kind == MOAT_KIND_BOUNDARY
           && ((const MoatBoundaryState *) moved->start)->shape == MOAT_BOUNDARY_LINE)
    {
      MoatBoundaryState *state = moat_document_edit (document, moved->record);

      place_points (&state->points, ((const MoatBoundaryState *) moved->start)->points, dx, dy);
    }
  else
    {
      MoatRect box = box_of_state (moved->start);

      box.x += dx;
      box.y += dy;
      moat_handles_set_box (document, moved->record, &box);
    }
}

static MoatPoint
snap_delta (MoveDrag *self, const MoatPointer *pointer)
{
  MoatPoint delta = { pointer->at.x - self->base.start.x, pointer->at.y - self->base.start.y };
  MoatSnap snap = moat_drag_get_snap (&self->base, pointer);
  gboolean is_locked = (pointer->modifiers & MOAT_MODIFIER_SHIFT) != 0;
  gboolean is_across = fabs (delta.x) >= fabs (delta.y);

  if ((pointer->modifiers & MOAT_MODIFIER_CONTROL) != 0 && !self->has_boundary)
    snap = (MoatSnap){ 0 };
  if (is_locked && is_across)
    delta.y = 0.0;
  else if (is_locked)
    delta.x = 0.0;
  delta = moat_snap_move (&snap, &self->grabbed, delta, &self->base.guides);
  if (is_locked && is_across)
    delta.y = 0.0;
  else if (is_locked)
    delta.x = 0.0;
  return delta;
}

static void
move_drag_update (MoatDrag *drag, const MoatPointer *pointer)
{
  MoveDrag *self = (MoveDrag *) drag;
  MoatPoint delta = snap_delta (self, pointer);
  gboolean takes_contents = (pointer->modifiers & MOAT_MODIFIER_CONTROL) != 0;

  for (guint i = 0; i < self->moved->len; i++)
    {
      Moved *moved = &g_array_index (self->moved, Moved, i);
      gboolean stays = moved->is_content_only && !takes_contents;

      if (stays && !moved->is_away)
        continue;
      moved->is_away = !stays;
      place (drag->context->document, moved, stays ? 0.0 : delta.x, stays ? 0.0 : delta.y);
    }
}

static void
move_drag_describe (MoatDrag *drag, MoatOverlay *overlay)
{
  MoveDrag *self = (MoveDrag *) drag;

  overlay->cursor = "grabbing";
  if (self->has_boundary)
    overlay->hint = g_strdup (_ ("Ctrl takes along what is inside"));
}

static void
move_drag_clear (MoatDrag *drag)
{
  MoveDrag *self = (MoveDrag *) drag;

  g_hash_table_unref (self->seen);
  g_array_unref (self->moved);
}

static const MoatDragClass move_drag_class = {
  .size = sizeof (MoveDrag),
  .update = move_drag_update,
  .describe = move_drag_describe,
  .clear = move_drag_clear,
};

MoatDrag *
moat_drag_move_new (const MoatToolContext *context, MoatPoint start, MoatRecord *grabbed)
{
  MoveDrag *self = moat_drag_new (&move_drag_class, context, _ ("Move"), start);

  self->moved = g_array_new (FALSE, FALSE, sizeof (Moved));
  g_array_set_clear_func (self->moved, moved_clear);
  self->seen = g_hash_table_new (NULL, NULL);
  collect (self);
  if (!moat_handles_get_box (grabbed, &self->grabbed))
    self->grabbed = MOAT_RECT_INIT (start.x, start.y, 0.0, 0.0);
  moat_drag_snap_to_others (&self->base, grabbed, self->seen);
  return &self->base;
}
