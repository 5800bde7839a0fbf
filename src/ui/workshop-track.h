/* All of a workshop's time as one thin line: a piece for each phase, as long as
 * its minutes, filled as far as they are spent. A picture beside the numbers.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gtk/gtk.h>

#include "workshop-clock.h"

G_BEGIN_DECLS

#define MOAT_TYPE_WORKSHOP_TRACK (moat_workshop_track_get_type ())
G_DECLARE_FINAL_TYPE (MoatWorkshopTrack, moat_workshop_track, MOAT, WORKSHOP_TRACK, GtkWidget)

GtkWidget *moat_workshop_track_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Draws @clock, which is read now; NULL: nothing. */
void moat_workshop_track_show (MoatWorkshopTrack *self, const MoatWorkshopClock *clock);

G_END_DECLS
