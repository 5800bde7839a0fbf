/* What layout.c shares with layout-compute.c and layout-apply.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "layout-plan.h"
#include "layout.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_LAYOUT_ALL,
  MOAT_LAYOUT_SELECTION,
  MOAT_LAYOUT_INSIDE,
} MoatLayoutScope;

/* Whose place a thing is: an element's, a note's, or that of a flow's free end. */
typedef struct
{
  MoatRecord *record; /* owned */
  gboolean is_source;
} MoatThingOwner;

typedef struct
{
  MoatRecord *flow; /* owned */
  int source;       /* the thing at this end; -1: none */
  int target;
  int number; /* of the plan's flow; -1: it has not two different ends */
} MoatLayoutFlow;

struct _MoatLayout
{
  MoatDocument *document; /* owned; used by the main thread only, as are all records */
  char *use_case_id;
  MoatLayoutScope scope;
  int inside; /* the zone whose inside is to be arranged */

  MoatPlan *plan;
  GArray *owners;   /* of MoatThingOwner, as the plan's things */
  GPtrArray *zones; /* of MoatRecord *, as the plan's zones */
  GArray *flows;    /* of MoatLayoutFlow */
  GPtrArray *lines; /* of MoatRecord * */

  /* Where a zone grew: what is right of and below this point makes way. */
  MoatPoint room_at;
  MoatPoint room;
  guint n_unplaced;
  guint n_strayed;
};

/* ---- layout-compute.c ---- */

/* Where a point goes that is not part of what was arranged. */
MoatPoint moat_layout_make_way (MoatLayout *self, MoatPoint point);

/* ---- layout-lines.c ---- */

/* What each line boundary crosses now: MoatRecord * → set of text. Owned. */
GHashTable *moat_layout_list_crossed (MoatLayout *self) G_GNUC_WARN_UNUSED_RESULT;
/* Once all else is in its place. */
void moat_layout_place_lines (MoatLayout *self, GHashTable *crossed);

/* ---- layout-fit.c ---- */

/* Gives the units of a selection free places near where dot would have them. Counts those that stay. */
gboolean
moat_layout_fit_selection (MoatPlan *plan, guint *n_unplaced, GCancellable *cancellable, GError **error);

G_END_DECLS
