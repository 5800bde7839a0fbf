/* Where on the infinite plane the canvas looks: pure arithmetic between model
 * units and pixels of the view. No widget here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "geometry.h"

G_BEGIN_DECLS

#define MOAT_ZOOM_MIN 0.05
#define MOAT_ZOOM_MAX 8.0

typedef struct
{
  double width; /* of the view, in pixels */
  double height;
  double zoom;      /* pixels per model unit, within MOAT_ZOOM_MIN and MOAT_ZOOM_MAX */
  MoatPoint origin; /* the model point in the view's top left corner */
} MoatViewport;

/* 100 %, with the model's origin in the corner. */
void moat_viewport_init (MoatViewport *self);

MoatPoint moat_viewport_to_model (const MoatViewport *self, MoatPoint pixel);
MoatPoint moat_viewport_to_view (const MoatViewport *self, MoatPoint point);
MoatRect moat_viewport_rect_to_view (const MoatViewport *self, const MoatRect *rect);
/* What of the plane can be seen, in model units. */
MoatRect moat_viewport_get_visible (const MoatViewport *self);
/* The model point in the middle of the view. */
MoatPoint moat_viewport_get_center (const MoatViewport *self);

/* Another size of the view; the corner stays where it is. */
void moat_viewport_resize (MoatViewport *self, double width, double height);
/* Moves the view by this many pixels over the plane: the drawing moves the other way. */
void moat_viewport_pan (MoatViewport *self, double dx, double dy);
/* Changes the zoom so that what is under @pixel stays under it. */
void moat_viewport_zoom_at (MoatViewport *self, double zoom, MoatPoint pixel);
/* Shows all of @rect in the middle with @margin pixels around, at @max_zoom at most. */
void moat_viewport_fit (MoatViewport *self, const MoatRect *rect, double margin, double max_zoom);
void moat_viewport_center_on (MoatViewport *self, MoatPoint point);
/* The shortest way that brings @rect into view with @margin pixels around; of one that does not fit, its
 * middle. Returns whether anything moved.
 */
gboolean moat_viewport_reveal (MoatViewport *self, const MoatRect *rect, double margin);
/* Keeps the view from losing @content (what is drawn): at most one view's size away from it. */
void moat_viewport_clamp (MoatViewport *self, const MoatRect *content);

/* The next rounder zoom, inwards for a @direction above zero, outwards below. */
double moat_viewport_step_zoom (double zoom, int direction);

G_END_DECLS
