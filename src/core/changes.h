/* A change set: what one commit (or one frame of a gesture) did to a document.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "record.h"

G_BEGIN_DECLS

/* old_state NULL: added; new_state NULL: removed; both: updated, and they differ. */
struct _MoatChange
{
  MoatRecord *record;   /* owned */
  MoatState *old_state; /* owned */
  MoatState *new_state; /* owned */
};

struct _MoatChanges
{
  /* Of MoatChange *, each record at most once, in the order first touched. */
  GPtrArray *items;
  /* Bits (1 << MoatKind) of the kinds touched, to leave early. */
  guint kinds;
};

static inline gboolean
moat_changes_touch (const MoatChanges *changes, MoatKind kind)
{
  return (changes->kinds & (1u << kind)) != 0;
}

/* Whether @field differs between the states of an update; TRUE for additions and removals. */
gboolean moat_change_touches_offset (const MoatChange *change, gsize offset);

G_END_DECLS
