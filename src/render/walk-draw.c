/* How a stop of a walk is looked at and drawn (see walk.h). What is in focus
 * is drawn larger where type would be too small to be read from the back of a
 * room; everything else stays as it is on the canvas, faded.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "walk.h"

#include <math.h>

/* Type sizes of the drawing, in model units (text.h). */
#define NAME_SIZE  14.0
#define PILL_SIZE  12.0
#define LABEL_SIZE 12.5
#define BADGE_SIZE 11.0

/* Between two elements that were drawn larger. */
#define LEAST_GAP 36.0
/* Of so many elements none is drawn larger in the whole diagram: they are compared in pairs. */
#define MAX_COMPARED 200
/* How large type is made, in times of the least size: when one has to come nearer, and at most. */
#define COMFORT  1.3
#define LARGEST  1.9
#define AROUND   30.0
#define MAX_SIZE 6.0
/* In the whole diagram words grow no further, and numbers that would have to are left out: there is no room.
 */
#define MAX_WHOLE 2.2
/* Between a name and the edge of the view or of its zone. */
#define EDGE 8.0
/* Between a flow's number and what it carries. */
#define TAG_GAP 4.0

/* How thick a flow is, in times of the height of type in focus. */
#define LINE_SHARE  (3.0 / 17.0)
#define MAX_THICKER 2.0

static gboolean
is_lit (GHashTable *lit, const MoatSceneItem *item)
{
  return lit == NULL || g_hash_table_contains (lit, moat_record_get_id (item->record));
}

/* Around its middle. */
static MoatRect
grow (const MoatRect *box, double growth)
{
  return moat_rect_inset (box, -box->width * (growth - 1) / 2, -box->height * (growth - 1) / 2);
}

/* ---- How much larger ---- */

static double
get_room (const MoatRect *a, const MoatRect *b)
{
  MoatPoint from = moat_rect_get_center (a);
  MoatPoint to = moat_rect_get_center (b);
  double level = (fabs (to.x - from.x) - LEAST_GAP) * 2 / (a->width + b->width);
  double upright = (fabs (to.y - from.y) - LEAST_GAP) * 2 / (a->height + b->height);

  return MAX (level, upright);
}

static GArray *
list_boxes (MoatScene *scene, GHashTable *lit)
{
  GPtrArray *items = moat_scene_list_items (scene);
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (MoatRect));

  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (item->kind == MOAT_KIND_ELEMENT && is_lit (lit, item))
        g_array_append_val (boxes, item->box);
    }

  return boxes;
}

static double
get_growth (MoatScene *scene, GHashTable *lit, double text)
{
  double growth = CLAMP (text / NAME_SIZE, 1, MAX_SIZE);
  g_autoptr(GArray) boxes = NULL;

  if (growth <= 1)
    return 1;

  boxes = list_boxes (scene, lit);
  if (boxes->len > MAX_COMPARED)
    return 1;
  for (guint i = 0; i < boxes->len; i++)
    for (guint j = i + 1; j < boxes->len; j++)
      growth = MIN (growth,
                    get_room (&g_array_index (boxes, MoatRect, i), &g_array_index (boxes, MoatRect, j)));

  return MAX (growth, 1);
}

double
moat_walk_get_growth (MoatScene *scene, const MoatStop *stop, double text)
{
  g_autoptr(GHashTable) lit = moat_stop_list_lit (moat_scene_get_document (scene), stop);

  return get_growth (scene, lit, text);
}

/* ---- Where to look from ---- */

/* All that is in focus as it will be drawn; boundaries are not waited for, their marks are. */
static MoatRect
get_focus (MoatScene *scene, GHashTable *lit, double text)
{
  MoatRect focus = { 0 };
  double growth = get_growth (scene, lit, text);
  GHashTableIter iter;
  const char *id;

  g_hash_table_iter_init (&iter, lit);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      const MoatSceneItem *item = moat_scene_find (scene, id);
      MoatRect part;

      if (item == NULL || item->kind == MOAT_KIND_BOUNDARY)
        continue;
      part = item->kind == MOAT_KIND_ELEMENT ? grow (&item->box, growth) : item->body;
      focus = focus.width > 0 ? moat_rect_union (&focus, &part) : part;
    }

  return moat_rect_inset (&focus, -AROUND, -AROUND);
}

static double
get_fit (const MoatRect *rect, double width, double height)
{
  return MIN (width / MAX (rect->width, 1), height / MAX (rect->height, 1));
}

/* Moves the middle so that no more emptiness is shown than there has to be. */
static double
hold (double middle, double start, double length, double seen)
{
  if (seen >= length)
    return start + length / 2;
  return CLAMP (middle, start + seen / 2, start + length - seen / 2);
}

MoatFrame
moat_walk_get_frame (MoatScene *scene, const MoatStop *stop, double width, double height, double text)
{
  g_autoptr(GHashTable) lit = moat_stop_list_lit (moat_scene_get_document (scene), stop);
  MoatRect all = moat_diagram_get_bounds (scene);
  double comfort = text * COMFORT / NAME_SIZE;
  double fit = get_fit (&all, width, height);
  MoatFrame frame = { moat_rect_get_center (&all), MIN (fit, text * LARGEST / NAME_SIZE) };
  MoatRect focus;

  if (lit == NULL || fit >= comfort)
    return frame;

  /* The nearer one comes, the less has to be drawn larger, and the less room it needs. */
  for (guint i = 0; i < 4; i++)
    {
      focus = get_focus (scene, lit, text / frame.zoom);
      frame.zoom = MAX (fit, MIN (get_fit (&focus, width, height), comfort));
    }
  if (focus.width <= 2 * AROUND)
    return frame;
  frame.center = moat_rect_get_center (&focus);
  frame.center.x = hold (frame.center.x, all.x, all.width, width / frame.zoom);
  frame.center.y = hold (frame.center.y, all.y, all.height, height / frame.zoom);
  return frame;
}

/* ---- Drawing ---- */

MoatTheme *
moat_walk_dup_theme (const MoatTheme *theme, double text)
{
  return moat_theme_new_for_room (theme, CLAMP (text * LINE_SHARE / theme->line, 1, MAX_THICKER));
}

/* What is drawn next is larger, with @fixed staying where it is. */
static void
scale_about (cairo_t *cr, MoatPoint fixed, double scale)
{
  cairo_translate (cr, fixed.x, fixed.y);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -fixed.x, -fixed.y);
}

/* Its lines stay as thick as those beside it. */
static void
draw_scaled (cairo_t *cr,
             const MoatPen *pen,
             MoatScene *scene,
             const MoatSceneItem *item,
             MoatLayer layers,
             MoatPoint fixed,
             double scale)
{
  g_autoptr(MoatTheme) theme = moat_theme_new_for_room (pen->theme, 1 / scale);
  const MoatPen thin = { theme, pen->text };

  cairo_save (cr);
  scale_about (cr, fixed, scale);
  moat_diagram_draw_item (cr, &thin, scene, item, layers, 0);
  cairo_restore (cr);
}

/* The first @n points of @points without what lies in @box. Returns how many are left. */
static guint
trim_end (MoatPoint *points, guint n, const MoatRect *box)
{
  while (n >= 2)
    {
      double t0 = 0, t1 = 0;

      if (!moat_rect_contains_point (box, points[n - 1]))
        return n;
      if (!moat_rect_contains_point (box, points[n - 2]))
        {
          if (moat_rect_clip_segment (box, points[n - 2], points[n - 1], &t0, &t1))
            points[n - 1] = moat_point_mix (points[n - 2], points[n - 1], t0);
          return n;
        }
      n--;
    }

  return n;
}

static void
turn_round (MoatPoint *points, guint n)
{
  for (guint i = 0; i < n / 2; i++)
    {
      MoatPoint point = points[i];

      points[i] = points[n - 1 - i];
      points[n - 1 - i] = point;
    }
}

static guint
trim_at_element (MoatScene *scene, const char *id, double growth, MoatPoint *points, guint n)
{
  const MoatSceneItem *item = id != NULL ? moat_scene_find (scene, id) : NULL;
  MoatRect box;

  if (item == NULL)
    return n;
  box = grow (&item->box, growth);
  return trim_end (points, n, &box);
}

/* The flow from rim to rim of its ends as large as they are drawn, with its crossing marks. */
static void
draw_flow (cairo_t *cr,
           const MoatPen *pen,
           MoatScene *scene,
           const MoatSceneItem *item,
           double text,
           double growth,
           MoatLook flags)
{
  const MoatFlowState *state = moat_flow_state (item->record);
  MoatFlowLook look = { .bidirectional = state->bidirectional, .out_of_scope = state->out_of_scope };
  double scale = CLAMP (text / PILL_SIZE, 1, MAX_SIZE);
  g_autofree MoatPoint *points = NULL;
  guint n;

  if (item->route == NULL)
    return;

  points = g_memdup2 (item->route->points, item->route->len * sizeof (MoatPoint));
  n = item->route->len;
  if (growth > 1 && g_strcmp0 (state->source, state->target) != 0)
    {
      n = trim_at_element (scene, state->target, growth, points, n);
      turn_round (points, n);
      n = trim_at_element (scene, state->source, growth, points, n);
      turn_round (points, n);
    }
  look.points = points;
  look.n_points = n;
  moat_shapes_draw_flow (cr, pen, &look, flags);
  for (guint i = 0; i < item->n_marks; i++)
    {
      cairo_save (cr);
      scale_about (cr, item->marks[i].at, scale);
      moat_shapes_draw_crossing (cr, pen, item->marks[i].at, item->marks[i].tangent,
                                 item->marks[i].direction == MOAT_CROSSING_THROUGH, flags & MOAT_LOOK_FADED);
      cairo_restore (cr);
    }
}

static MoatPoint
get_label_center (const MoatSceneItem *item)
{
  if (item->label.width > 0)
    return moat_rect_get_center (&item->label);
  return moat_polyline_get_point_at (item->route->points, item->route->len,
                                     moat_polyline_get_length (item->route->points, item->route->len) / 2,
                                     NULL);
}

/* Its number, and beside it what it carries, where its label stands on the canvas. The words themselves are
 * the stop's title. */
static void
draw_tag (cairo_t *cr,
          const MoatPen *pen,
          const MoatSceneItem *item,
          const char *data,
          double text,
          MoatLook flags)
{
  double scale = CLAMP (text / BADGE_SIZE, 1, MAX_SIZE);
  double chip_width = 0, chip_height = 0, badge_width = 0, badge_height = 0;
  MoatPoint center;
  double x;

  if (item->route == NULL)
    return;

  center = get_label_center (item);
  if (item->number > 0)
    moat_shapes_measure_chip (pen->text, item->number, NULL, &chip_width, &chip_height);
  if (data != NULL)
    moat_shapes_measure_badge (pen->text, item->class_tone, data, &badge_width, &badge_height);
  x = center.x - (chip_width + badge_width) / 2;

  cairo_save (cr);
  scale_about (cr, center, scale);
  if (item->number > 0)
    {
      MoatChipLook look = { { x, center.y - chip_height / 2, chip_width, chip_height }, item->number, NULL };

      moat_shapes_draw_chip (cr, pen, &look, flags);
    }
  if (data != NULL)
    {
      MoatRect rect = { x + chip_width + TAG_GAP, center.y - badge_height / 2, badge_width, badge_height };

      moat_shapes_draw_badge (cr, pen, &rect, item->class_tone, data, 0);
    }
  cairo_restore (cr);
}

/* Where a name that begins at @pill stays, grown by @scale, so that it can be seen in @area as long as the
 * zone can. */
static MoatPoint
get_pill_place (const MoatSceneItem *item, const MoatRect *area, double scale)
{
  MoatPoint at = { item->pill.x, item->pill.y + item->pill.height / 2 };
  double half = item->pill.height * scale / 2;
  double last_x = item->box.x + item->box.width - item->pill.width * scale - EDGE;
  double last_y = item->box.y + item->box.height - half - EDGE;

  if (item->line != NULL)
    return at;
  at.x = MAX (at.x, MIN (area->x + EDGE, last_x));
  at.y = MAX (at.y, MIN (area->y + half + EDGE, last_y));
  return at;
}

/* A boundary's name grows to the right, from where it begins; one that is not in focus not beyond its zone.
 */
static void
draw_pill (cairo_t *cr,
           const MoatPen *pen,
           const MoatSceneItem *item,
           const MoatRect *area,
           double text,
           gboolean is_in_focus)
{
  double scale = CLAMP (text / PILL_SIZE, 1, MAX_SIZE);
  MoatPoint at;

  if (item->pill.width <= 0)
    return;
  if (!is_in_focus && item->line == NULL)
    scale = CLAMP (scale, 1, MAX (1, (item->box.width - 2 * MOAT_SHAPE_PILL_INDENT) / item->pill.width));

  at = get_pill_place (item, area, scale);
  cairo_save (cr);
  cairo_translate (cr, at.x, at.y);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -item->pill.x, -(item->pill.y + item->pill.height / 2));
  moat_shapes_draw_pill (cr, pen, &item->pill, moat_scene_item_get_title (item), 0);
  cairo_restore (cr);
}

/* What is not in focus: as it is, faded unless @flags says otherwise, and of words only the names. */
static void
draw_rest (cairo_t *cr,
           const MoatPen *pen,
           MoatScene *scene,
           GPtrArray *items,
           GHashTable *lit,
           MoatLook flags)
{
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);
      gboolean is_boundary = item->kind == MOAT_KIND_BOUNDARY;

      if (is_lit (lit, item))
        {
          if (is_boundary)
            moat_diagram_draw_item (cr, pen, scene, item, MOAT_LAYER_BODY, 0);
        }
      else if (item->kind == MOAT_KIND_FLOW)
        draw_flow (cr, pen, scene, item, 0, 1, flags);
      else
        moat_diagram_draw_item (cr, pen, scene, item, MOAT_LAYER_BODY | (is_boundary ? MOAT_LAYER_TOP : 0),
                                flags);
    }
}

static void
draw_focus (cairo_t *cr,
            const MoatPen *pen,
            MoatScene *scene,
            const MoatStop *stop,
            GPtrArray *items,
            GHashTable *lit,
            const MoatRect *area,
            double text)
{
  double growth = get_growth (scene, lit, text);
  g_autofree char *data = moat_stop_dup_data (moat_scene_get_document (scene), stop);
  const MoatSceneItem *flow = stop->flow ? moat_scene_find (scene, moat_record_get_id (stop->flow)) : NULL;

  if (flow != NULL)
    draw_flow (cr, pen, scene, flow, text, growth, MOAT_LOOK_LIT);
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (item->kind == MOAT_KIND_ELEMENT && is_lit (lit, item))
        draw_scaled (cr, pen, scene, item, MOAT_LAYER_BODY, moat_rect_get_center (&item->box), growth);
    }
  /* Above elements, which may have grown over them. */
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (item->kind == MOAT_KIND_BOUNDARY && is_lit (lit, item))
        draw_pill (cr, pen, item, area, text, TRUE);
    }
  if (flow != NULL)
    draw_tag (cr, pen, flow, data, text, MOAT_LOOK_LIT);
}

/* Everything alike: labels where they can be read at this size, else only the numbers. */
static void
draw_whole (cairo_t *cr,
            const MoatPen *pen,
            MoatScene *scene,
            GPtrArray *items,
            const MoatRect *area,
            double text)
{
  double growth = get_growth (scene, NULL, text);
  double held = MIN (text, MAX_WHOLE * PILL_SIZE);

  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (item->kind == MOAT_KIND_ELEMENT)
        draw_scaled (cr, pen, scene, item, MOAT_LAYER_BODY, moat_rect_get_center (&item->box), growth);
      else if (item->kind == MOAT_KIND_FLOW)
        draw_flow (cr, pen, scene, item, MIN (text, PILL_SIZE * growth), growth, 0);
      else
        moat_diagram_draw_item (cr, pen, scene, item, MOAT_LAYER_BODY, 0);
    }
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (item->kind == MOAT_KIND_BOUNDARY)
        draw_pill (cr, pen, item, area, held, FALSE);
      else if (item->kind == MOAT_KIND_FLOW && text > LABEL_SIZE)
        {
          if (text <= MAX_WHOLE * BADGE_SIZE)
            draw_tag (cr, pen, item, NULL, text, 0);
        }
      else if (text <= BADGE_SIZE)
        moat_diagram_draw_item (cr, pen, scene, item, MOAT_LAYER_TOP, 0);
    }
}

/* The ground of boundaries in focus, where nothing is drawn around them. */
static void
draw_lit_boundaries (cairo_t *cr, const MoatPen *pen, MoatScene *scene, GPtrArray *items, GHashTable *lit)
{
  for (guint i = 0; i < items->len; i++)
    {
      const MoatSceneItem *item = g_ptr_array_index (items, i);

      if (item->kind == MOAT_KIND_BOUNDARY && is_lit (lit, item))
        moat_diagram_draw_item (cr, pen, scene, item, MOAT_LAYER_BODY, 0);
    }
}

static void
draw_stop (cairo_t *cr,
           const MoatPen *pen,
           MoatScene *scene,
           const MoatStop *stop,
           const MoatRect *area,
           double text,
           gboolean shows_rest)
{
  g_autoptr (GHashTable) lit = moat_stop_list_lit (moat_scene_get_document (scene), stop);
  g_autoptr (GPtrArray) items = moat_scene_list_in_area (scene, area);

  if (lit == NULL)
    {
      draw_whole (cr, pen, scene, items, area, text);
      return;
    }
  if (shows_rest)
    draw_rest (cr, pen, scene, items, lit, MOAT_LOOK_FADED);
  else
    draw_lit_boundaries (cr, pen, scene, items, lit);
  draw_focus (cr, pen, scene, stop, items, lit, area, text);
}

void
moat_walk_draw (cairo_t *cr,
                const MoatPen *pen,
                MoatScene *scene,
                const MoatStop *stop,
                const MoatRect *area,
                double text)
{
  g_return_if_fail (MOAT_IS_SCENE (scene));

  draw_stop (cr, pen, scene, stop, area, text, TRUE);
}

void
moat_walk_draw_around (cairo_t *cr, const MoatPen *pen, MoatScene *scene)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_if_fail (MOAT_IS_SCENE (scene));

  draw_rest (cr, pen, scene, moat_scene_list_items (scene), none, 0);
}

void
moat_walk_draw_focus (cairo_t *cr,
                      const MoatPen *pen,
                      MoatScene *scene,
                      const MoatStop *stop,
                      const MoatRect *area,
                      double text)
{
  g_return_if_fail (MOAT_IS_SCENE (scene));

  draw_stop (cr, pen, scene, stop, area, text, FALSE);
}
