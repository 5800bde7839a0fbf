/* What the files of the scene share. Not for others.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "scene.h"
#include "spatial.h"

G_BEGIN_DECLS

/* Bottom to top. */
typedef enum
{
  LAYER_ZONE,
  LAYER_LINE,
  LAYER_FLOW,
  LAYER_NOTE,
  LAYER_ELEMENT,
  N_LAYERS,
} Layer;

/* Tags of rectangles in the grids. */
enum
{
  TAG_DRAWN, /* in ->drawn: where something of the item is */
  TAG_FIXED, /* in ->obstacles: what labels keep off */
  TAG_LABEL, /* in ->obstacles: a label, which those that come after it keep off */
  TAG_LINE,  /* in ->lines: pieces of a flow's line, which labels of others keep off where they can */
  TAG_REACH, /* in ->reaches: where a label that is not in its best place looked for room */
};

/* Why an item must be looked at. */
typedef enum
{
  STALE_PLACE = 1 << 0, /* what the zones say of it: route, crossings, containment */
  STALE_WORDS = 1 << 1, /* its record, counts, number or class; its place too */
} Stale;

/* An item and what only the scene knows of it. */
typedef struct
{
  MoatSceneItem item; /* first, so that a node is its item */
  Layer layer;
  guint rank;        /* in the list of all items */
  GRefString *order; /* owned; flows that come earlier in their order choose their label's place first */
  GArray *fixed;     /* of MoatRect: its obstacles in the grid */
  /* Sizes of what stands in rows; no width: not there. */
  MoatPoint chip_size;
  MoatPoint class_size;
  MoatPoint open_size;
  MoatPoint decided_size;
  MoatRect
      reach; /* in the grid; no width: none, because its label is where it would be with nothing around */
  MoatRect placed; /* its label's entry in ->obstacles, also while the label is only carried along */
  GArray *drawn;   /* of MoatRect: what of it is in the grid but for lines */
  gconstpointer
      placed_route;      /* the route whose pieces are in the grid, or was: compared, never looked into */
  gboolean has_moved;    /* its line: the grids have the old one */
  GSequenceIter *queued; /* in the queue of labels, or NULL */
} MoatSceneNode;

struct _MoatScene
{
  GObject parent_instance;

  MoatDocument *document;
  MoatZones *zones; /* owned */
  char *use_case;
  MoatTextMeasure *measure;
  MoatNotation notation;

  GHashTable *nodes;   /* id (the record's own) → MoatSceneNode, owned */
  GHashTable *numbers; /* flow id → its number, for those that have one */
  GHashTable *stale;   /* MoatRecord (owned) → Stale: what the next update looks at */
  gboolean is_renumbering;

  GPtrArray *layers[N_LAYERS]; /* of MoatSceneNode, each in its order once sorted */
  gboolean is_sorted[N_LAYERS];
  GPtrArray *all; /* the layers joined; NULL when it must be made again */

  MoatSpatial *drawn;
  MoatSpatial *obstacles;
  MoatSpatial *lines;
  MoatSpatial *reaches;
  GSequence *queue;  /* of MoatSceneNode whose label must find a place, earliest first */
  GHashTable *moved; /* set of nodes that this update changed, or NULL */
  guint settle_id;   /* timeout: labels that were only carried along are to be placed */
};

/* Kinds that are drawn. */
#define DRAWN_KINDS                                                                                          \
  ((1u << MOAT_KIND_ELEMENT) | (1u << MOAT_KIND_FLOW) | (1u << MOAT_KIND_BOUNDARY) | (1u << MOAT_KIND_NOTE))

/* scene-stale.c */

/* Notes that the next update must look at @record; NULL and what is not drawn are passed over. */
void moat_scene_mark (MoatScene *self, MoatRecord *record, Stale why);
void moat_scene_mark_all (MoatScene *self);
/* The ends of a flow that have badges to keep off it. */
void moat_scene_mark_badged_ends (MoatScene *self, MoatRecord *flow);
/* All that one change of the document concerns. */
void moat_scene_note_change (MoatScene *self, const MoatChange *change);
/* Gives flows their numbers anew, and marks those that get another. */
void moat_scene_renumber (MoatScene *self);

/* scene-item.c */

/* Reads the node's fields from the document and the zones, but for the place of a flow's label. */
void moat_scene_node_update (MoatScene *self, MoatSceneNode *node, Stale stale);
/* What of it labels have to keep off, their own labels apart. Of MoatRect. */
GArray *moat_scene_node_list_fixed (MoatSceneNode *node) G_GNUC_WARN_UNUSED_RESULT;
/* Puts chips into the label's rectangle and sums up the bounds. */
void moat_scene_node_settle (MoatSceneNode *node);
void moat_scene_node_add_to_grid (MoatScene *self, MoatSceneNode *node);
/* The size of a flow's label: its chip above its row of badges. */
MoatPoint moat_scene_node_get_label_size (const MoatSceneNode *node);
void moat_scene_node_free (gpointer data);

/* scene-labels.c */

/* Something that labels keep off comes or goes at @rect: queues the labels that this may move. @after: only
 * those that come after it, or NULL for all.
 */
void moat_scene_queue_near (MoatScene *self, const MoatRect *rect, MoatSceneNode *after);
void moat_scene_queue_label (MoatScene *self, MoatSceneNode *node);
void moat_scene_unqueue_label (MoatSceneNode *node);
/* Puts the node's obstacles into the grid and queues the labels that this concerns. */
void moat_scene_replace_fixed (MoatScene *self, MoatSceneNode *node, GArray *fixed);
/* The same for a flow's line. */
void moat_scene_replace_line (MoatScene *self, MoatSceneNode *node);
/* Finds a place for all that are queued, and for those that this pushes away. */
void moat_scene_place_labels (MoatScene *self);
/* Whether placing them takes longer than a frame of a drag may. */
gboolean moat_scene_has_many_queued (MoatScene *self);
/* Instead of a place for the label of a flow that moves: it goes along with its line, and stays queued. */
void moat_scene_carry_label (MoatScene *self, MoatSceneNode *node);
/* Takes all of the node out of the grids. */
void moat_scene_forget_node (MoatScene *self, MoatSceneNode *node);

/* scene-pick.c */

MoatPoint moat_scene_get_nearest_on_segment (MoatPoint a, MoatPoint b, MoatPoint point);

static inline gboolean
moat_scene_has_rect (const MoatRect *rect)
{
  return rect->width > 0;
}

G_END_DECLS
