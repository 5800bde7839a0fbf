/* What of a workshop outlives the program: its agenda and its clock, in the
 * user's state folder, one file for each model. Nothing of it is in the model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "workshop-clock.h"

G_BEGIN_DECLS

typedef struct
{
  MoatAgenda *agenda;
  MoatWorkshopClock *clock;
  gint64 began; /* as a wall clock has it, in seconds since 1970 */
  gint64 saved; /* the same: when it was written */
} MoatWorkshopKept;

void moat_workshop_kept_free (MoatWorkshopKept *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatWorkshopKept, moat_workshop_kept_free)

/* @model names the model: its file's address, or its id while it has no file. Without waiting for the disk:
 * it is written every few seconds, and meant for a program that ends badly, not for a computer that does.
 */
gboolean moat_workshop_keep_write (const char *model, const MoatWorkshopKept *kept, GError **error);
/* NULL when nothing is kept, or nothing that can be read. Owned. */
MoatWorkshopKept *moat_workshop_keep_read (const char *model) G_GNUC_WARN_UNUSED_RESULT;
void moat_workshop_keep_drop (const char *model);

G_END_DECLS
