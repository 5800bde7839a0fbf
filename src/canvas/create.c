/* Making a record with a tool. What each tool makes is one line of the table.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "create.h"
#include "edit.h"
#include "scene.h"
#include "toolbox.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Between things that the program places by itself. */
#define GAP 60.0
/* From a zone's edge to what it is drawn round; more above, for its title. */
#define PADDING     40.0
#define PADDING_TOP 60.0
/* How many rings of free places are tried. */
#define MAX_RINGS 40

typedef struct
{
  const char *label;
  MoatGhost ghost;
  MoatElementType element;
  double width;
  double height;
} Maker;

static const Maker makers[MOAT_N_TOOLS] = {
  [MOAT_TOOL_EXTERNAL_ENTITY] = { N_ ("Add external entity"), MOAT_GHOST_ELEMENT,
                                  MOAT_ELEMENT_EXTERNAL_ENTITY, 120, 60 },
  [MOAT_TOOL_PROCESS] = { N_ ("Add process"), MOAT_GHOST_ELEMENT, MOAT_ELEMENT_PROCESS, 120, 60 },
  [MOAT_TOOL_DATA_STORE] = { N_ ("Add data store"), MOAT_GHOST_ELEMENT, MOAT_ELEMENT_DATA_STORE, 140, 60 },
  [MOAT_TOOL_ZONE] = { N_ ("Add trust boundary"), MOAT_GHOST_ZONE, 0, 260, 200 },
  [MOAT_TOOL_LINE] = { N_ ("Add boundary line"), MOAT_GHOST_LINE, 0, 0, 240 },
  [MOAT_TOOL_NOTE] = { N_ ("Add note"), MOAT_GHOST_NOTE, 0, 160, 80 },
};

static const Maker *
get_maker (MoatToolId tool)
{
  g_assert (tool < MOAT_N_TOOLS && makers[tool].label != NULL);
  return &makers[tool];
}

const char *
moat_create_get_label (MoatToolId tool)
{
  return _ (get_maker (tool)->label);
}

MoatToolId
moat_create_get_tool (MoatElementType type)
{
  switch (type)
    {
    case MOAT_ELEMENT_PROCESS:
      return MOAT_TOOL_PROCESS;
    case MOAT_ELEMENT_EXTERNAL_ENTITY:
      return MOAT_TOOL_EXTERNAL_ENTITY;
    case MOAT_ELEMENT_DATA_STORE:
      return MOAT_TOOL_DATA_STORE;
    }
  g_assert_not_reached ();
}

void
moat_create_get_size (MoatToolId tool, double *width, double *height)
{
  *width = get_maker (tool)->width;
  *height = get_maker (tool)->height;
}

MoatRect
moat_create_get_box (MoatToolId tool, MoatPoint center, gboolean snaps)
{
  const Maker *maker = get_maker (tool);
  double grid = snaps ? MOAT_GRID_STEP : 0.0;

  return MOAT_RECT_INIT (moat_snap_to_grid (center.x - maker->width / 2.0, grid),
                         moat_snap_to_grid (center.y - maker->height / 2.0, grid), maker->width,
                         maker->height);
}

/* ---- Room ---- */

/* Neither on a boundary's edge, where one would have to guess on which side it is, nor on its title. */
static gboolean
is_on_edge (const MoatSceneItem *zone, const MoatRect *wide)
{
  return zone->box.width > 0 && moat_rect_intersects (wide, &zone->box)
         && (!moat_rect_contains_rect (&zone->box, wide) || moat_rect_intersects (wide, &zone->pill));
}

/* On a flow's line or its label. */
static gboolean
is_on_flow (const MoatSceneItem *flow, const MoatRect *wide)
{
  double from, to;

  if (flow->label.width > 0 && moat_rect_intersects (wide, &flow->label))
    return TRUE;
  for (guint i = 0; flow->route != NULL && i + 1 < flow->route->len; i++)
    if (moat_rect_clip_segment (wide, flow->route->points[i], flow->route->points[i + 1], &from, &to))
      return TRUE;
  return FALSE;
}

/* A line may cross flows and boundaries' edges, but not lie on what it divides. */
static gboolean
is_taken (const MoatToolContext *context, MoatGhost ghost, const MoatRect *box)
{
  MoatRect wide = moat_rect_inset (box, -MOAT_GRID_STEP, -MOAT_GRID_STEP);
  g_autoptr (GPtrArray) items = moat_scene_list_in_area (context->scene, &wide);

  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);
      gboolean is_box = item->kind == MOAT_KIND_ELEMENT || item->kind == MOAT_KIND_NOTE;

      if (is_box && moat_rect_intersects (&wide, &item->box))
        return TRUE;
      if (ghost == MOAT_GHOST_LINE)
        continue;
      if (item->kind == MOAT_KIND_BOUNDARY ? is_on_edge (item, &wide)
                                           : item->kind == MOAT_KIND_FLOW && is_on_flow (item, &wide))
        return TRUE;
    }
  return FALSE;
}

/* Walks in rings of grid steps round the first wish: right, down, left, up. */
static MoatRect
find_free_near (const MoatToolContext *context, MoatGhost ghost, MoatRect box)
{
  const MoatPoint ways[] = { { 1, 0 }, { 0, 1 },  { 0, -1 }, { -1, 0 },
                             { 1, 1 }, { 1, -1 }, { -1, 1 }, { -1, -1 } };

  for (guint ring = 0; context->scene != NULL && ring < MAX_RINGS; ring++)
    for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
      {
        MoatRect other = box;

        other.x += ways[i].x * ring * 2.0 * MOAT_GRID_STEP;
        other.y += ways[i].y * ring * 2.0 * MOAT_GRID_STEP;
        if (!is_taken (context, ghost, &other))
          return other;
      }
  return box;
}

/* Round the selected elements, if there are any. */
static gboolean
get_selected_bounds (const MoatToolContext *context, MoatRect *bounds)
{
  g_autoptr (GPtrArray) elements = moat_selection_list_kind (context->selection, MOAT_KIND_ELEMENT);

  for (guint i = 0; i < elements->len; i++)
    {
      const MoatElementState *state = moat_element_state (g_ptr_array_index (elements, i));

      *bounds = i == 0 ? state->box : moat_rect_union (bounds, &state->box);
    }
  return elements->len > 0;
}

static MoatRect
round_out_to_grid (MoatRect box)
{
  double x = floor (box.x / MOAT_GRID_STEP) * MOAT_GRID_STEP;
  double y = floor (box.y / MOAT_GRID_STEP) * MOAT_GRID_STEP;
  double right = ceil ((box.x + box.width) / MOAT_GRID_STEP) * MOAT_GRID_STEP;
  double bottom = ceil ((box.y + box.height) / MOAT_GRID_STEP) * MOAT_GRID_STEP;

  return MOAT_RECT_INIT (x, y, right - x, bottom - y);
}

MoatRect
moat_create_find_room (const MoatToolContext *context, MoatToolId tool)
{
  const Maker *maker = get_maker (tool);
  MoatRecord *primary = moat_selection_get_primary (context->selection);
  MoatPoint center = moat_rect_get_center (&context->view);
  MoatRect bounds;

  if (maker->ghost == MOAT_GHOST_ZONE && get_selected_bounds (context, &bounds))
    return round_out_to_grid (MOAT_RECT_INIT (bounds.x - PADDING, bounds.y - PADDING_TOP,
                                              bounds.width + 2.0 * PADDING,
                                              bounds.height + PADDING + PADDING_TOP));
  if (maker->ghost != MOAT_GHOST_ZONE && primary != NULL
      && moat_record_get_kind (primary) != MOAT_KIND_BOUNDARY && moat_handles_get_box (primary, &bounds))
    center = (MoatPoint){ bounds.x + bounds.width + 2.0 * GAP + maker->width / 2.0,
                          bounds.y + bounds.height / 2.0 };
  bounds = moat_create_get_box (tool, center, TRUE);
  return maker->ghost == MOAT_GHOST_ZONE ? bounds : find_free_near (context, maker->ghost, bounds);
}

MoatRect
moat_create_find_room_beside (const MoatToolContext *context,
                              const MoatRect *size,
                              MoatRecord *beside,
                              int columns,
                              int rows)
{
  MoatPoint center = moat_rect_get_center (&context->view);
  double grid = context->snaps ? MOAT_GRID_STEP : 0.0;
  MoatRect bounds;

  if (beside != NULL && moat_handles_get_box (beside, &bounds))
    {
      center = moat_rect_get_center (&bounds);
      center.x += columns * ((bounds.width + size->width) / 2.0 + 2.0 * GAP);
      center.y += rows * ((bounds.height + size->height) / 2.0 + 2.0 * GAP);
    }
  bounds = MOAT_RECT_INIT (moat_snap_to_grid (center.x - size->width / 2.0, grid),
                           moat_snap_to_grid (center.y - size->height / 2.0, grid), size->width,
                           size->height);
  return find_free_near (context, MOAT_GHOST_ELEMENT, bounds);
}

/* ---- Making ---- */

static MoatRecord *
add_line (const MoatToolContext *context, const MoatRect *box)
{
  const MoatPoint points[] = { { box->x, box->y }, { box->x + box->width, box->y + box->height } };

  return moat_edit_add_line (context->document, context->use_case_id, NULL, points, G_N_ELEMENTS (points));
}

MoatRecord *
moat_create_add (const MoatToolContext *context, MoatToolId tool, const MoatRect *box)
{
  const Maker *maker = get_maker (tool);
  MoatRecord *record = NULL;

  if (maker->ghost == MOAT_GHOST_ELEMENT)
    record = moat_edit_add_element (context->document, context->use_case_id, maker->element, NULL, box);
  else if (maker->ghost == MOAT_GHOST_ZONE)
    record = moat_edit_add_zone (context->document, context->use_case_id, NULL, box);
  else if (maker->ghost == MOAT_GHOST_NOTE)
    record = moat_edit_add_note (context->document, context->use_case_id, NULL, box);
  else
    record = add_line (context, box);
  moat_document_set_merge_key (context->document, moat_record_get_id (record));
  return record;
}

MoatRecord *
moat_create_commit (const MoatToolContext *context, MoatToolId tool, const MoatRect *box)
{
  MoatRecord *record = NULL;

  MOAT_TRANSACTION (context->document, moat_create_get_label (tool))
  record = moat_create_add (context, tool, box);
  return record;
}

void
moat_create_finish (const MoatToolContext *context, MoatRecord *record, MoatModifiers modifiers)
{
  moat_selection_set_only (context->selection, record);
  if ((modifiers & MOAT_MODIFIER_SHIFT) == 0)
    moat_toolbox_set_tool (context->toolbox, MOAT_TOOL_SELECT);
  if (context->host.request_name_edit != NULL)
    context->host.request_name_edit (record, context->host_data);
}

void
moat_create_describe (MoatToolId tool, const MoatRect *box, MoatOverlay *overlay)
{
  const MoatPoint ends[] = { { box->x, box->y }, { box->x + box->width, box->y + box->height } };

  overlay->ghost = get_maker (tool)->ghost;
  overlay->ghost_element = get_maker (tool)->element;
  overlay->ghost_box = *box;
  if (overlay->ghost == MOAT_GHOST_LINE)
    g_array_append_vals (overlay->line, ends, G_N_ELEMENTS (ends));
}
