/* The drawing's vocabulary: every shape as a cairo function over a plain
 * "look", without a model, so that canvas widgets, exports and the palette's
 * icons share it. All measures are in model units; measures of the notation
 * follow DFD3 (github.com/adamshostack/DFD3).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "geometry.h"
#include "text.h"

G_BEGIN_DECLS

#define MOAT_SHAPE_RADIUS       16.0 /* corners of a process */
#define MOAT_SHAPE_DRUM         9.0  /* half height of a drum's ellipse */
#define MOAT_SHAPE_ZONE_RADIUS  10.0
#define MOAT_SHAPE_ARROW_LENGTH 12.0
#define MOAT_SHAPE_ARROW_WIDTH  10.0
#define MOAT_SHAPE_HALO         12.0 /* width of the halo of a flow */
#define MOAT_SHAPE_CHIP_HEIGHT  24.0 /* label chip of one line */
#define MOAT_SHAPE_BADGE_HEIGHT 18.0 /* class chip, badges */
#define MOAT_SHAPE_CHIP_GAP     4.0  /* between the label chip and the row under it */
#define MOAT_SHAPE_BADGE_GAP    6.0  /* within that row */
#define MOAT_SHAPE_PILL_HEIGHT  22.0 /* title of a boundary */
#define MOAT_SHAPE_PILL_INDENT  16.0 /* from a zone's corner to its title */
#define MOAT_SHAPE_MARK_WIDTH   14.0 /* crossing mark */
#define MOAT_SHAPE_MARK_HEIGHT  18.0
#define MOAT_SHAPE_HANDLE       8.0   /* square handle of a selection */
#define MOAT_SHAPE_CONNECTOR    5.0   /* radius of a connection handle on the rim */
#define MOAT_SHAPE_SIGN         20.0  /* mark of a comparison, across */
#define MOAT_SHAPE_LABEL_WIDTH  220.0 /* of a flow's label before it wraps */
#define MOAT_SHAPE_LABEL_LINES  3

/* What draws: neither is owned. */
typedef struct
{
  const MoatTheme *theme;
  MoatTextMeasure *text;
} MoatPen;

typedef enum
{
  MOAT_LOOK_SELECTED = 1 << 0,
  MOAT_LOOK_HOVERED = 1 << 1,
  MOAT_LOOK_FADED = 1 << 2,   /* still there, not what is talked about */
  MOAT_LOOK_NO_TEXT = 1 << 3, /* level of detail: zoomed out so far that text is noise */
  MOAT_LOOK_DROP = 1 << 4,    /* a gesture would connect to, or put into, this one */
  MOAT_LOOK_EDITED = 1 << 5,  /* its name is being typed, where it would stand */
  MOAT_LOOK_LIT = 1 << 6,     /* what is talked about, while the rest is faded */
  MOAT_LOOK_GONE = 1 << 7,    /* no longer there; its words can still be read */
  /* Drawn in the accent colour. */
  MOAT_LOOK_ACCENT = MOAT_LOOK_SELECTED | MOAT_LOOK_DROP | MOAT_LOOK_LIT,
} MoatLook;

typedef struct
{
  MoatElementType type;
  MoatNotation notation;
  MoatRect box;
  const char *name;
  gboolean out_of_scope; /* hatched */
  gboolean opens;        /* leads to another use case: shown by a mark in the corner */
} MoatElementLook;

typedef struct
{
  const MoatPoint *points;
  guint n_points;
  gboolean bidirectional;
  gboolean out_of_scope;
} MoatFlowLook;

typedef struct
{
  MoatRect rect;
  guint number; /* 0: no disc */
  const char *text;
} MoatChipLook;

typedef enum
{
  MOAT_BADGE_OPEN,
  MOAT_BADGE_DECIDED,
  MOAT_BADGE_PUBLIC,
  MOAT_BADGE_SENSITIVE,
  MOAT_BADGE_SECRET,
} MoatBadgeTone;

/* ---- Elements ---- */

MoatOutline moat_shapes_get_outline (MoatElementType type, MoatNotation notation);
/* Where a name may stand inside an element. */
MoatRect moat_shapes_get_name_area (MoatElementType type, MoatNotation notation, const MoatRect *box);
/* Adds the outline to @cr's path. */
void
moat_shapes_trace_element (cairo_t *cr, MoatElementType type, MoatNotation notation, const MoatRect *box);
void moat_shapes_draw_element (cairo_t *cr, const MoatPen *pen, const MoatElementLook *look, MoatLook flags);
void moat_shapes_draw_note (cairo_t *cr,
                            const MoatPen *pen,
                            const MoatRect *box,
                            const char *text,
                            MoatLook flags);

/* ---- Boundaries ---- */

/* @depth: in how many others it lies; each adds a little tint. The title pill is drawn apart, above all else.
 */
void
moat_shapes_draw_zone (cairo_t *cr, const MoatPen *pen, const MoatRect *box, guint depth, MoatLook flags);
void moat_shapes_draw_line (cairo_t *cr,
                            const MoatPen *pen,
                            const MoatPoint *points,
                            guint n_points,
                            MoatLook flags);
/* The size of the pill that holds @name. */
void moat_shapes_measure_pill (MoatTextMeasure *measure, const char *name, double *width, double *height);
void moat_shapes_draw_pill (cairo_t *cr,
                            const MoatPen *pen,
                            const MoatRect *rect,
                            const char *name,
                            MoatLook flags);

/* ---- Flows ---- */

void moat_shapes_draw_flow (cairo_t *cr, const MoatPen *pen, const MoatFlowLook *look, MoatLook flags);
/* A thin line from a label that found room only farther off to its flow. */
void moat_shapes_draw_tie (cairo_t *cr, const MoatPen *pen, MoatPoint from, MoatPoint to, MoatLook flags);
/* A diamond at @at with a chevron along @tangent; @through (passes through only): hollow, without the
 * chevron.
 */
void moat_shapes_draw_crossing (cairo_t *cr,
                                const MoatPen *pen,
                                MoatPoint at,
                                MoatPoint tangent,
                                gboolean through,
                                MoatLook flags);
/* The mark at an element of which one may doubt on which side of a boundary it is: the word for how it was
 * counted. */
const char *moat_shapes_get_doubt_text (gboolean counted_inside);
void
moat_shapes_measure_doubt (MoatTextMeasure *measure, gboolean counted_inside, double *width, double *height);
void moat_shapes_draw_doubt (cairo_t *cr,
                             const MoatPen *pen,
                             const MoatRect *rect,
                             gboolean counted_inside,
                             MoatLook flags);

void moat_shapes_measure_chip (MoatTextMeasure *measure,
                               guint number,
                               const char *text,
                               double *width,
                               double *height);
void moat_shapes_draw_chip (cairo_t *cr, const MoatPen *pen, const MoatChipLook *look, MoatLook flags);

/* ---- Badges ---- */

/* "2 open": translated, with its icon apart. */
char *moat_shapes_dup_badge_text (MoatBadgeTone tone, guint count) G_GNUC_WARN_UNUSED_RESULT;
void moat_shapes_measure_badge (MoatTextMeasure *measure,
                                MoatBadgeTone tone,
                                const char *text,
                                double *width,
                                double *height);
/* With a triangle (open), a tick (decided) or a padlock (classes; an open one for Public) before @text. */
void moat_shapes_draw_badge (cairo_t *cr,
                             const MoatPen *pen,
                             const MoatRect *rect,
                             MoatBadgeTone tone,
                             const char *text,
                             MoatLook flags);

/* ---- Comparisons ---- */

/* What became of something, the weakest first. */
typedef enum
{
  MOAT_MARK_NONE,
  MOAT_MARK_MOVED, /* only: nothing else about it changed */
  MOAT_MARK_CHANGED,
  MOAT_MARK_ADDED,
  MOAT_MARK_REMOVED,
  MOAT_N_MARKS,
} MoatMark;

/* "added"; translated. */
const char *moat_shapes_get_mark_word (MoatMark mark);
/* A disc of MOAT_SHAPE_SIGN across with the mark's sign: plus, minus, tilde or dot. */
void moat_shapes_draw_mark (cairo_t *cr, const MoatPen *pen, MoatMark mark, MoatPoint at);
/* Through what was removed. */
void moat_shapes_draw_strike (cairo_t *cr, const MoatPen *pen, MoatPoint from, MoatPoint to);
/* All marks with their words, in one line. */
void moat_shapes_measure_legend (const MoatPen *pen, double *width, double *height);
void moat_shapes_draw_legend (cairo_t *cr, const MoatPen *pen, const MoatRect *area);

/* ---- Handles ---- */

/* The eight handles of a box: 0 north west, 1 north, 2 north east, 3 east… 7 west. */
#define MOAT_N_HANDLES 8
MoatPoint moat_shapes_get_handle (const MoatRect *box, guint index);
/* The four connection handles on an element's rim: 0 north, 1 east, 2 south, 3 west. */
#define MOAT_N_CONNECTORS 4
MoatPoint moat_shapes_get_connector (MoatOutline outline, const MoatRect *box, guint index);

/* @scale: how many pixels a model unit is now; handles keep their size on the screen. */
void moat_shapes_draw_handles (cairo_t *cr, const MoatPen *pen, const MoatRect *box, double scale);
void moat_shapes_draw_point_handle (cairo_t *cr, const MoatPen *pen, MoatPoint at, double scale);
void moat_shapes_draw_connectors (cairo_t *cr,
                                  const MoatPen *pen,
                                  MoatOutline outline,
                                  const MoatRect *box,
                                  int active,
                                  double scale);
void moat_shapes_draw_focus (cairo_t *cr, const MoatPen *pen, const MoatRect *box, double scale);

/* The grid of dots within @area: every 20 units, wider apart when zoomed out. */
void moat_shapes_draw_grid (cairo_t *cr, const MoatPen *pen, const MoatRect *area, double scale);

G_END_DECLS
