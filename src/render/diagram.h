/* The one drawing: a scene, or one item of it, onto cairo. The canvas' widgets
 * call it item by item, exports and print all at once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "scene.h"

G_BEGIN_DECLS

/* Chips, badges and titles are drawn above all bodies; crossing marks belong to the body of their flow. */
typedef enum
{
  MOAT_LAYER_BODY = 1 << 0,
  MOAT_LAYER_TOP = 1 << 1,
} MoatLayer;

#define MOAT_DIAGRAM_MARGIN 24.0

/* In model coordinates: the caller translates and scales. */
void moat_diagram_draw_item (cairo_t *cr,
                             const MoatPen *pen,
                             MoatScene *scene,
                             const MoatSceneItem *item,
                             MoatLayer layers,
                             MoatLook flags);

/* Everything, without grid, selection or background. @shown, when given, is a set of ids
 * (g_hash_table_add()); all others are faded. @flags is given to each item.
 */
void moat_diagram_draw (cairo_t *cr, const MoatPen *pen, MoatScene *scene, GHashTable *shown, MoatLook flags);

/* What is drawn and a margin around it; of an empty scene a small empty rectangle. */
MoatRect moat_diagram_get_bounds (MoatScene *scene);

/* For those who cannot see it: the use case's title, and its flows and boundaries in sentences. Owned. */
char *moat_diagram_dup_title (MoatScene *scene) G_GNUC_WARN_UNUSED_RESULT;
char *moat_diagram_dup_description (MoatScene *scene) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
