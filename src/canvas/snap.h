/* Snapping to the grid and to other things' edges and centres, with the guides
 * that say why: pure arithmetic on boxes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "geometry.h"

G_BEGIN_DECLS

/* The dots of the canvas are this far apart, in model units. */
#define MOAT_GRID_STEP 20.0
/* How near an edge must come to another one to be drawn to it, in screen pixels. */
#define MOAT_SNAP_REACH 6.0

typedef enum
{
  MOAT_EDGE_NONE = 0,
  MOAT_EDGE_LEFT = 1 << 0,
  MOAT_EDGE_RIGHT = 1 << 1,
  MOAT_EDGE_TOP = 1 << 2,
  MOAT_EDGE_BOTTOM = 1 << 3,
} MoatEdges;

/* What to snap to. */
typedef struct
{
  double grid;            /* model units; 0: no grid */
  double reach;           /* model units; 0: not to others */
  const MoatRect *others; /* borrowed */
  guint n_others;
} MoatSnap;

/* A line drawn while something is aligned: through both things. */
typedef struct
{
  MoatPoint from;
  MoatPoint to;
} MoatGuide;

#define MOAT_MAX_GUIDES 6

typedef struct
{
  guint len;
  MoatGuide items[MOAT_MAX_GUIDES];
} MoatGuides;

double moat_snap_to_grid (double value, double grid);

/* Where @box goes when it is dragged by @delta: another delta near it. On each axis an edge or centre of
 * another box within reach wins over the grid, the nearest first. @guides, when given, is filled.
 */
MoatPoint moat_snap_move (const MoatSnap *snap, const MoatRect *box, MoatPoint delta, MoatGuides *guides);

/* @box with those of its @edges moved that a handle drags; only they may move. */
MoatRect moat_snap_resize (const MoatSnap *snap, const MoatRect *box, MoatEdges edges, MoatGuides *guides);

/* A single point: to the grid, or in line with others' edges and centres. */
MoatPoint moat_snap_point (const MoatSnap *snap, MoatPoint point, MoatGuides *guides);

G_END_DECLS
