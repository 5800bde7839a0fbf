/* One dot for each flow of a workshop's use case, filled where it has an
 * attacker move: what is left to talk about, to be clicked.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "tally.h"

G_BEGIN_DECLS

#define MOAT_TYPE_WORKSHOP_DOTS (moat_workshop_dots_get_type ())
G_DECLARE_FINAL_TYPE (MoatWorkshopDots, moat_workshop_dots, MOAT, WORKSHOP_DOTS, AdwBin)

/* Signals: "chosen" (MoatRecord *): the dot of this flow was. */

GtkWidget *moat_workshop_dots_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @current: the flow that is talked about, or NULL. */
void moat_workshop_dots_show (MoatWorkshopDots *self, const MoatTally *tally, MoatRecord *current);

G_END_DECLS
