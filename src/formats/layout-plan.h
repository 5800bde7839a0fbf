/* What a layout computes with: boxes, zones and flows of one use case as plain
 * numbers, so that another thread can work on them while the model is edited.
 * layout.c fills and applies it, layout-zones.c sees what is inside what,
 * layout-dot.c asks Graphviz, layout-fit.c finds room for a part.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "geometry.h"

G_BEGIN_DECLS

/* What the canvas snaps to; centres go there so that what was aligned stays aligned. */
#define MOAT_LAYOUT_GRID 10.0
/* Between a zone's edge and what is inside, once laid out; its title has this much above. */
#define MOAT_LAYOUT_ZONE_PADDING 30.0
#define MOAT_LAYOUT_ZONE_TITLE   20.0

typedef enum
{
  MOAT_THING_ELEMENT,
  MOAT_THING_NOTE,
  MOAT_THING_END, /* a flow's free end */
} MoatThingType;

/* What has a place and no inside. */
typedef struct
{
  MoatThingType type;
  MoatRect now;
  MoatRect place;   /* where it goes: as large as now */
  int home;         /* the innermost zone it is in; -1: none */
  gboolean is_part; /* of what is to be arranged */
  guint node;
} MoatThing;

typedef struct
{
  MoatRect now;
  MoatRect place;
  int parent; /* the zone it lies in; -1: none */
  gboolean is_part;
  double title_width;
  guint n_inside; /* elements and free ends in it */
  int block; /* of zones that overlap without one being in the other: their number; -1: an ordinary one */
} MoatPlanZone;

/* Between two things; only those with two different ends. */
typedef struct
{
  guint source;
  guint target;
  double label_width;
  GArray *corners; /* of MoatPoint: where it bends; owned */
} MoatPlanFlow;

/* What dot places as one: an element, or several things that keep their places to one another. */
typedef struct
{
  MoatRect now;
  MoatPoint place; /* of the centre */
  int home;
} MoatPlanNode;

typedef struct
{
  GArray *things; /* of MoatThing */
  GArray *zones;  /* of MoatPlanZone */
  GArray *flows;  /* of MoatPlanFlow */
  GArray *nodes;  /* of MoatPlanNode */

  /* Whether what is left of and above what now is to stay so; else flows go from left to right. */
  gboolean keeps_order;
} MoatPlan;

MoatPlan *moat_plan_new (void) G_GNUC_WARN_UNUSED_RESULT;
void moat_plan_free (MoatPlan *plan);

#define MOAT_PLAN_THING(plan, index) (&g_array_index ((plan)->things, MoatThing, (index)))
#define MOAT_PLAN_ZONE(plan, index)  (&g_array_index ((plan)->zones, MoatPlanZone, (index)))
#define MOAT_PLAN_FLOW(plan, index)  (&g_array_index ((plan)->flows, MoatPlanFlow, (index)))
#define MOAT_PLAN_NODE(plan, index)  (&g_array_index ((plan)->nodes, MoatPlanNode, (index)))

/* ---- layout-zones.c ---- */

/* Fills homes and parents from what is inside what now, and marks zones that overlap as blocks. */
void moat_plan_find_homes (MoatPlan *plan);
/* Whether the zone @inner is @outer or lies in it, at any depth. */
gboolean moat_plan_is_in_zone (const MoatPlan *plan, int inner, int outer);

/* ---- layout-dot.c ---- */

/* Places all nodes and those zones that are no block; one at a time in a process. */
gboolean moat_plan_ask_dot (MoatPlan *plan, GCancellable *cancellable, GError **error);

/* ---- layout-compute.c ---- */

/* Turns what dot placed upside down when more stands above what it stood above before. */
void moat_plan_mirror_if_better (MoatPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatPlan, moat_plan_free)

G_END_DECLS
