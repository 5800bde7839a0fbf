/* What there is to draw of one use case, kept up to date by change sets: for
 * each record its box or route, where its chips and marks lie, its counts and
 * texts. It also answers what lies under a point. No drawing (diagram.h) and no
 * widgets.
 *
 * How it is used:
 * - A view makes one scene for a document and a use case, shows
 *   moat_scene_list_items() and then follows "items-changed". Items stay the same
 *   objects while their record is shown; read their fields, never write them.
 * - Tools ask moat_scene_pick_handles() for each selected record first, then
 *   moat_scene_pick(); both take the point in model units and the tolerance (half
 *   the width of what is hit: 6 pixels divided by the zoom) likewise.
 * - Exports make a scene, draw it with moat_diagram_draw() and drop it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "shapes.h"
#include "zones.h"

G_BEGIN_DECLS

#define MOAT_TYPE_SCENE (moat_scene_get_type ())
G_DECLARE_FINAL_TYPE (MoatScene, moat_scene, MOAT, SCENE, GObject)

/* Signal: "items-changed" (GPtrArray *added, GPtrArray *changed, GPtrArray *removed), each of MoatSceneItem *
 * and never NULL, after the document's "changed". Removed items are alive until the handlers have returned.
 */

/* A place where a flow meets a boundary. */
typedef struct
{
  MoatRecord *boundary; /* borrowed */
  MoatCrossingDirection direction;
  MoatPoint at;
  MoatPoint tangent;
} MoatSceneMark;

/* Rectangles that are not there have no width. */
typedef struct
{
  MoatRecord *record;
  MoatKind kind;   /* element, flow, boundary or note */
  MoatRect bounds; /* of all that is drawn for it, with a selection's halo and handles at 100 % */
  MoatRect body;   /* the same without chips, pills and badges */

  MoatRect box;     /* element, zone, note */
  MoatRoute *route; /* flow */
  MoatPoints *line; /* line boundary */
  guint depth;      /* zone: in how many others it lies */
  guint number;     /* flow: in the story; 0 for none */
  guint n_open;     /* moves on it */
  guint n_decided;
  MoatRecord *asset_class; /* of what flows or is stored here, borrowed, or NULL */
  MoatBadgeTone class_tone;

  MoatRect chip;          /* flow: its number and label */
  MoatRect class_chip;    /* flow, element */
  MoatRect open_badge;    /* flow, element, boundary */
  MoatRect decided_badge; /* likewise */
  MoatRect pill;          /* boundary: its title */
  /* Flow: the rectangle of chip, class chip and badges together, and where its top left corner would be with
   * no label offset and nothing in the way: while a label is dragged, label_offset = wanted corner - home. */
  MoatRect label;
  MoatPoint label_home;

  gboolean has_tie;
  MoatPoint tie[2]; /* flow whose label is away from its line: from the label to the line */

  MoatSceneMark *marks; /* flow, in the order it meets them */
  guint n_marks;

  gboolean is_doubtful; /* element: see moat_zones_is_doubtful() */
  gboolean counted_inside;
  MoatRect doubt; /* its mark, on the top edge */
} MoatSceneItem;

typedef enum
{
  MOAT_PART_NONE,
  MOAT_PART_BODY,          /* inside an element or note */
  MOAT_PART_RIM,           /* an element's outline: a flow may be pulled from here */
  MOAT_PART_LINE,          /* a flow's line; index: the segment */
  MOAT_PART_CROSSING,      /* a mark; index: which */
  MOAT_PART_LABEL,         /* a flow's label chip */
  MOAT_PART_CLASS,         /* class chip */
  MOAT_PART_BADGE_OPEN,    /* "2 open" */
  MOAT_PART_BADGE_DECIDED, /* "2 decided" */
  MOAT_PART_TITLE,         /* a boundary's pill */
  MOAT_PART_BORDER,        /* a boundary's line; index: of a line boundary, the segment */
  MOAT_PART_INTERIOR,      /* inside a zone, where nothing else is */
  MOAT_PART_HANDLE,        /* index: as moat_shapes_get_handle() */
  MOAT_PART_SOURCE_END,    /* a flow's first point */
  MOAT_PART_TARGET_END,    /* a flow's last point */
  MOAT_PART_BEND,          /* a flow's bend or a line boundary's point; index: which */
} MoatPart;

typedef struct
{
  MoatRecord *record; /* borrowed; NULL when nothing was hit */
  MoatSceneItem *item;
  MoatPart part;
  guint index;
  MoatPoint at; /* the nearest point of what was hit; of RIM: on the outline */
  double distance;
} MoatHit;

/* What is written in or beside it: never NULL; of a boundary without a name its type. Borrowed. */
const char *moat_scene_item_get_title (const MoatSceneItem *item);

/* @use_case_id may name nothing: the scene is empty until it does. */
MoatScene *moat_scene_new (MoatDocument *document, const char *use_case_id, MoatTextMeasure *measure)
    G_GNUC_WARN_UNUSED_RESULT;

MoatDocument *moat_scene_get_document (MoatScene *self);
const char *moat_scene_get_use_case (MoatScene *self);
MoatNotation moat_scene_get_notation (MoatScene *self);
/* Another font or text scale: sizes of chips follow; emits "items-changed". */
void moat_scene_set_measure (MoatScene *self, MoatTextMeasure *measure);

/* ---- Items ---- */

/* Bottom to top: zones (largest first), lines, flows, notes, elements. Borrowed, of MoatSceneItem *, good
 * until the next change. */
GPtrArray *moat_scene_list_items (MoatScene *self);
MoatSceneItem *moat_scene_find (MoatScene *self, const char *id);
/* Items whose bounds meet @area, bottom to top. Owned container. */
GPtrArray *moat_scene_list_in_area (MoatScene *self, const MoatRect *area) G_GNUC_WARN_UNUSED_RESULT;
/* Items that lie in @area as a whole: box, line and route, chips apart. For rubber bands. Owned container. */
GPtrArray *moat_scene_list_enclosed (MoatScene *self, const MoatRect *area) G_GNUC_WARN_UNUSED_RESULT;
/* Of all that is drawn; no size when there is nothing. */
MoatRect moat_scene_get_bounds (MoatScene *self);

/* ---- What is where ---- */

/* The top-most thing at @point: chips, badges, marks and titles first; then elements and notes; then the
 * nearest of flow lines, rims and borders within @tolerance; then the smallest zone around. FALSE and an
 * empty
 * @hit where there is nothing.
 */
gboolean moat_scene_pick (MoatScene *self, MoatPoint point, double tolerance, MoatHit *hit);
/* Only what a selected record shows to be pulled: the eight handles of a box (element, zone, note), the ends
 * and bends of a flow, the points of a line boundary.
 */
gboolean moat_scene_pick_handles (MoatScene *self,
                                  MoatRecord *record,
                                  MoatPoint point,
                                  double tolerance,
                                  MoatHit *hit);
/* The element at @point or within @tolerance of its outline, for the end of a flow; NULL for none. */
MoatRecord *moat_scene_pick_element (MoatScene *self, MoatPoint point, double tolerance);

G_END_DECLS
