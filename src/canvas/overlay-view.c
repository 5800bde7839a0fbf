/* Draws a tool's overlay.
 *
 * Each part is a cairo node as small as the part is, so that a frame of a
 * gesture repaints little of the window.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "overlay-view.h"

#include <math.h>

/* Room around a part for its strokes, in pixels. */
#define STROKE_ROOM 16.0

typedef struct
{
  GtkSnapshot *snapshot;
  const MoatPen *pen;
  const MoatViewport *viewport;
  MoatNotation notation;
} View;

/* A context for what lies around @rect (model units), in pixels of the view. */
static cairo_t *
begin (const View *view, const MoatRect *rect)
{
  MoatRect area = moat_viewport_rect_to_view (view->viewport, rect);

  area = moat_rect_inset (&area, -STROKE_ROOM, -STROKE_ROOM);
  return gtk_snapshot_append_cairo (view->snapshot,
                                    &GRAPHENE_RECT_INIT (area.x, area.y, area.width, area.height));
}

/* The same, in model units. */
static cairo_t *
begin_model (const View *view, const MoatRect *rect)
{
  cairo_t *cr = begin (view, rect);

  cairo_scale (cr, view->viewport->zoom, view->viewport->zoom);
  cairo_translate (cr, -view->viewport->origin.x, -view->viewport->origin.y);
  return cr;
}

static void
set_accent (cairo_t *cr, const View *view, double alpha)
{
  const MoatColor *accent = &view->pen->theme->colors[MOAT_COLOR_ACCENT];

  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, alpha);
}

/* ---- Ghosts ---- */

static void
draw_ghost_box (const View *view, const MoatOverlay *overlay)
{
  const MoatRect *box = &overlay->ghost_box;
  cairo_t *cr = begin_model (view, box);

  cairo_push_group (cr);
  if (overlay->ghost == MOAT_GHOST_ELEMENT)
    {
      MoatElementLook look = { .type = overlay->ghost_element, .notation = view->notation, .box = *box };

      moat_shapes_draw_element (cr, view->pen, &look, 0);
    }
  else if (overlay->ghost == MOAT_GHOST_NOTE)
    moat_shapes_draw_note (cr, view->pen, box, NULL, 0);
  else
    moat_shapes_draw_zone (cr, view->pen, box, 0, 0);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, 0.6);
  cairo_destroy (cr);
}

static void
draw_ghost_line (const View *view, const MoatOverlay *overlay)
{
  const MoatPoint *points = (const MoatPoint *) (gpointer) overlay->line->data;
  MoatRect bounds;
  cairo_t *cr;

  if (overlay->line->len < 2)
    return;
  bounds = moat_polyline_get_bounds (points, overlay->line->len);
  cr = begin_model (view, &bounds);
  if (overlay->ghost == MOAT_GHOST_FLOW)
    {
      MoatFlowLook look = { .points = points, .n_points = overlay->line->len };

      moat_shapes_draw_flow (cr, view->pen, &look, MOAT_LOOK_SELECTED);
    }
  else
    moat_shapes_draw_line (cr, view->pen, points, overlay->line->len, MOAT_LOOK_SELECTED);
  cairo_destroy (cr);
}

static void
draw_ghost (const View *view, const MoatOverlay *overlay)
{
  switch (overlay->ghost)
    {
    case MOAT_GHOST_NONE:
      break;
    case MOAT_GHOST_ELEMENT:
    case MOAT_GHOST_NOTE:
    case MOAT_GHOST_ZONE:
      draw_ghost_box (view, overlay);
      break;
    case MOAT_GHOST_LINE:
    case MOAT_GHOST_FLOW:
      draw_ghost_line (view, overlay);
      break;
    }
}

/* ---- Rubber band and guides ---- */

static void
draw_band (const View *view, const MoatRect *band)
{
  MoatRect rect = moat_viewport_rect_to_view (view->viewport, band);
  cairo_t *cr = begin (view, band);

  cairo_rectangle (cr, floor (rect.x) + 0.5, floor (rect.y) + 0.5, round (rect.width), round (rect.height));
  set_accent (cr, view, 0.12);
  cairo_fill_preserve (cr);
  set_accent (cr, view, 0.9);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
draw_guide (const View *view, const MoatGuide *guide)
{
  MoatPoint ends[2] = { guide->from, guide->to };
  MoatRect bounds = moat_polyline_get_bounds (ends, 2);
  MoatPoint from = moat_viewport_to_view (view->viewport, guide->from);
  MoatPoint to = moat_viewport_to_view (view->viewport, guide->to);
  cairo_t *cr = begin (view, &bounds);

  cairo_move_to (cr, floor (from.x) + 0.5, floor (from.y) + 0.5);
  cairo_line_to (cr, floor (to.x) + 0.5, floor (to.y) + 0.5);
  set_accent (cr, view, 0.8);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
draw_frame (const View *view, const MoatRect *frame)
{
  MoatPoint from = moat_viewport_to_view (view->viewport, (MoatPoint){ frame->x, frame->y });
  MoatPoint to = moat_viewport_to_view (view->viewport,
                                        (MoatPoint){ frame->x + frame->width, frame->y + frame->height });
  cairo_t *cr = begin (view, frame);

  cairo_rectangle (cr, round (from.x) + 0.5, round (from.y) + 0.5, round (to.x - from.x),
                   round (to.y - from.y));
  set_accent (cr, view, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* ---- Handles ---- */

static void
fill_and_edge (cairo_t *cr, const View *view, gboolean is_filled)
{
  if (is_filled)
    set_accent (cr, view, 1);
  else
    moat_theme_set_source (view->pen->theme, cr, MOAT_COLOR_FILL);
  cairo_fill_preserve (cr);
  if (is_filled)
    moat_theme_set_source (view->pen->theme, cr, MOAT_COLOR_FILL);
  else
    set_accent (cr, view, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
draw_square (cairo_t *cr, const View *view, MoatPoint at)
{
  const double half = MOAT_HANDLE_SIZE / 2;

  cairo_rectangle (cr, at.x - half, at.y - half, MOAT_HANDLE_SIZE, MOAT_HANDLE_SIZE);
  fill_and_edge (cr, view, FALSE);
}

static void
draw_dot (cairo_t *cr, const View *view, MoatPoint at, double radius, gboolean is_filled)
{
  cairo_new_path (cr);
  cairo_arc (cr, at.x, at.y, radius, 0, 2 * G_PI);
  fill_and_edge (cr, view, is_filled);
}

/* Which way is out of a side, as a quarter turn from the right. */
static double
get_direction (guint edges)
{
  if (edges & MOAT_EDGE_LEFT)
    return G_PI;
  if (edges & MOAT_EDGE_TOP)
    return -G_PI / 2;
  return edges & MOAT_EDGE_BOTTOM ? G_PI / 2 : 0;
}

/* A dot with an arrow head in it: pull here. */
static void
draw_connector (cairo_t *cr, const View *view, MoatPoint at, guint edges)
{
  draw_dot (cr, view, at, 7, TRUE);
  cairo_save (cr);
  cairo_translate (cr, at.x, at.y);
  cairo_rotate (cr, get_direction (edges));
  cairo_move_to (cr, -1.5, -3);
  cairo_line_to (cr, 1.8, 0);
  cairo_line_to (cr, -1.5, 3);
  cairo_restore (cr);
  moat_theme_set_source (view->pen->theme, cr, MOAT_COLOR_TEXT_ON_ACCENT);
  cairo_set_line_width (cr, 1.6);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
}

static void
draw_handle (const View *view, const MoatHandle *handle)
{
  MoatPoint at = moat_viewport_to_view (view->viewport, handle->at);
  cairo_t *cr = begin (view, &MOAT_RECT_INIT (handle->at.x, handle->at.y, 0, 0));

  switch (handle->type)
    {
    case MOAT_HANDLE_RESIZE:
    case MOAT_HANDLE_LINE_POINT:
      draw_square (cr, view, at);
      break;
    case MOAT_HANDLE_CONNECT:
      draw_connector (cr, view, at, handle->index);
      break;
    case MOAT_HANDLE_SOURCE:
    case MOAT_HANDLE_TARGET:
    case MOAT_HANDLE_BEND:
      draw_dot (cr, view, at, 4.5, FALSE);
      break;
    case MOAT_HANDLE_LINE_INSERT:
      draw_dot (cr, view, at, 3, FALSE);
      break;
    }
  cairo_destroy (cr);
}

void
moat_overlay_view_snapshot (const MoatOverlay *overlay,
                            GtkSnapshot *snapshot,
                            const MoatPen *pen,
                            const MoatViewport *viewport,
                            MoatNotation notation)
{
  const View view = { snapshot, pen, viewport, notation };

  draw_ghost (&view, overlay);
  for (guint i = 0; i < overlay->guides.len; i++)
    draw_guide (&view, &overlay->guides.items[i]);
  if (overlay->has_band)
    draw_band (&view, &overlay->band);
  if (overlay->has_frame)
    draw_frame (&view, &overlay->frame);
  for (guint i = 0; i < overlay->handles->len; i++)
    draw_handle (&view, &g_array_index (overlay->handles, MoatHandle, i));
}
