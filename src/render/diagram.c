/* Draws a scene: looks up what an item's record says and hands it to the
 * shapes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "diagram.h"

#include "query.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define EMPTY_WIDTH  320.0
#define EMPTY_HEIGHT 200.0

static gboolean
has_rect (const MoatRect *rect)
{
  return rect->width > 0;
}

static void
draw_row (cairo_t *cr, const MoatPen *pen, const MoatSceneItem *item, MoatLook flags)
{
  MoatLook look = flags & ~MOAT_LOOK_HOVERED;

  if (has_rect (&item->class_chip) && item->asset_class != NULL)
    moat_shapes_draw_badge (cr, pen, &item->class_chip, item->class_tone,
                            moat_record_get_title (item->asset_class), look);
  if (has_rect (&item->open_badge))
    {
      g_autofree char *text = moat_shapes_dup_badge_text (MOAT_BADGE_OPEN, item->n_open);

      moat_shapes_draw_badge (cr, pen, &item->open_badge, MOAT_BADGE_OPEN, text, look);
    }
  if (has_rect (&item->decided_badge))
    {
      g_autofree char *text = moat_shapes_dup_badge_text (MOAT_BADGE_DECIDED, item->n_decided);

      moat_shapes_draw_badge (cr, pen, &item->decided_badge, MOAT_BADGE_DECIDED, text, look);
    }
}

static void
draw_element (cairo_t *cr, const MoatPen *pen, MoatScene *scene, const MoatSceneItem *item, MoatLook flags)
{
  const MoatElementState *state = moat_element_state (item->record);
  MoatElementLook look = {
    .type = state->type,
    .notation = moat_scene_get_notation (scene),
    .box = state->box,
    .name = state->name,
    .out_of_scope = state->out_of_scope,
    .opens = state->opens != NULL,
  };

  moat_shapes_draw_element (cr, pen, &look, flags);
}

static void
draw_flow (cairo_t *cr, const MoatPen *pen, const MoatSceneItem *item, MoatLook flags)
{
  const MoatFlowState *state = moat_flow_state (item->record);
  MoatFlowLook look = { .bidirectional = state->bidirectional, .out_of_scope = state->out_of_scope };

  if (item->route == NULL)
    return;
  if (item->has_tie)
    moat_shapes_draw_tie (cr, pen, item->tie[0], item->tie[1], flags);
  look.points = item->route->points;
  look.n_points = item->route->len;
  moat_shapes_draw_flow (cr, pen, &look, flags);
  for (guint i = 0; i < item->n_marks; i++)
    moat_shapes_draw_crossing (cr, pen, item->marks[i].at, item->marks[i].tangent,
                               item->marks[i].direction == MOAT_CROSSING_THROUGH, flags);
}

static void
draw_body (cairo_t *cr, const MoatPen *pen, MoatScene *scene, const MoatSceneItem *item, MoatLook flags)
{
  if (item->kind == MOAT_KIND_ELEMENT)
    draw_element (cr, pen, scene, item, flags);
  else if (item->kind == MOAT_KIND_FLOW)
    draw_flow (cr, pen, item, flags);
  else if (item->kind == MOAT_KIND_NOTE)
    moat_shapes_draw_note (cr, pen, &item->box, moat_note_state (item->record)->text, flags);
  else if (item->line != NULL)
    moat_shapes_draw_line (cr, pen, item->line->items, item->line->len, flags);
  else
    moat_shapes_draw_zone (cr, pen, &item->box, item->depth, flags);
}

static void
draw_top (cairo_t *cr, const MoatPen *pen, const MoatSceneItem *item, MoatLook flags)
{
  if (has_rect (&item->pill))
    moat_shapes_draw_pill (cr, pen, &item->pill, moat_scene_item_get_title (item), flags);
  if (has_rect (&item->chip))
    {
      MoatChipLook look = { item->chip, item->number, moat_record_get_title (item->record) };

      moat_shapes_draw_chip (cr, pen, &look, flags);
    }
  draw_row (cr, pen, item, flags);
  if (has_rect (&item->doubt))
    moat_shapes_draw_doubt (cr, pen, &item->doubt, item->counted_inside, flags);
}

void
moat_diagram_draw_item (cairo_t *cr,
                        const MoatPen *pen,
                        MoatScene *scene,
                        const MoatSceneItem *item,
                        MoatLayer layers,
                        MoatLook flags)
{
  g_return_if_fail (MOAT_IS_SCENE (scene));

  if (!moat_record_is_live (item->record))
    return;
  if (layers & MOAT_LAYER_BODY)
    draw_body (cr, pen, scene, item, flags);
  if (layers & MOAT_LAYER_TOP)
    draw_top (cr, pen, item, flags);
}

void
moat_diagram_draw (cairo_t *cr, const MoatPen *pen, MoatScene *scene, GHashTable *shown, MoatLook flags)
{
  static const MoatLayer layers[] = { MOAT_LAYER_BODY, MOAT_LAYER_TOP };
  GPtrArray *items;

  g_return_if_fail (MOAT_IS_SCENE (scene));

  items = moat_scene_list_items (scene);
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    for (guint j = 0; j < items->len; j++)
      {
        const MoatSceneItem *item = g_ptr_array_index (items, j);
        const char *id = moat_record_get_id (item->record);
        gboolean is_faded = shown != NULL && !g_hash_table_contains (shown, id);

        moat_diagram_draw_item (cr, pen, scene, item, layers[i], flags | (is_faded ? MOAT_LOOK_FADED : 0));
      }
}

MoatRect
moat_diagram_get_bounds (MoatScene *scene)
{
  MoatRect bounds = moat_scene_get_bounds (scene);

  if (!has_rect (&bounds))
    return MOAT_RECT_INIT (0, 0, EMPTY_WIDTH, EMPTY_HEIGHT);

  /* On whole units, so that lines are as sharp in the picture as on the canvas. */
  bounds = moat_rect_inset (&bounds, -MOAT_DIAGRAM_MARGIN, -MOAT_DIAGRAM_MARGIN);
  bounds.width = ceil (bounds.x + bounds.width) - floor (bounds.x);
  bounds.height = ceil (bounds.y + bounds.height) - floor (bounds.y);
  bounds.x = floor (bounds.x);
  bounds.y = floor (bounds.y);
  return bounds;
}

char *
moat_diagram_dup_title (MoatScene *scene)
{
  MoatRecord *use_case = moat_document_find_kind (moat_scene_get_document (scene),
                                                  moat_scene_get_use_case (scene), MOAT_KIND_USE_CASE);
  const char *title = use_case != NULL ? moat_record_get_title (use_case) : "";

  return g_strdup (*title != '\0' ? title : _ ("Data flow diagram"));
}

/* "2. Browser → API: submits the address form." */
static void
describe_flow (GString *text, MoatScene *scene, MoatRecord *flow)
{
  MoatDocument *document = moat_scene_get_document (scene);
  const MoatSceneItem *item = moat_scene_find (scene, moat_record_get_id (flow));
  g_autofree char *ends = moat_query_flow_ends (document, flow);

  if (item == NULL)
    return;
  if (item->number > 0)
    g_string_append_printf (text, "%u. ", item->number);
  g_string_append (text, ends);
  if (moat_flow_state (flow)->name != NULL)
    g_string_append_printf (text, ": %s", moat_flow_state (flow)->name);
  for (guint i = 0; i < item->n_marks; i++)
    if (item->marks[i].direction != MOAT_CROSSING_THROUGH)
      {
        MoatSceneItem *boundary = moat_scene_find (scene, moat_record_get_id (item->marks[i].boundary));

        if (boundary != NULL)
          /* TRANSLATORS: follows the words of a data flow; %s is a trust boundary */
          g_string_append_printf (text, _ (", crosses %s"), moat_scene_item_get_title (boundary));
      }
  g_string_append (text, ".\n");
}

char *
moat_diagram_dup_description (MoatScene *scene)
{
  MoatDocument *document = moat_scene_get_document (scene);
  g_autoptr (GPtrArray) flows = moat_query_flows (document, moat_scene_get_use_case (scene));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < flows->len; i++)
    describe_flow (text, scene, g_ptr_array_index (flows, i));
  g_strchomp (text->str);
  return g_string_free (text, FALSE);
}
