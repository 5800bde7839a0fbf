/* What comparison.c and comparison-draw.c share. Not for others.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "comparison.h"

G_BEGIN_DECLS

struct _MoatComparison
{
  GObject parent_instance;

  MoatDocument *before;
  MoatDocument *after;
  GPtrArray *differences;
  GHashTable *marks; /* id → MoatMark */
  GHashTable *moved; /* set of ids: boundaries that are in another place */

  MoatScene *scene;         /* of @before: the use case drawn last; owned or NULL */
  MoatTextMeasure *measure; /* what @scene was made with; owned */
};

G_END_DECLS
