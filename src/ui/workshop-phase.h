/* One phase of an agenda that is edited: a row that unfolds to its name,
 * minutes, pane and question, and can be moved and removed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

#include "agenda.h"

G_BEGIN_DECLS

#define MOAT_TYPE_WORKSHOP_PHASE (moat_workshop_phase_get_type ())
G_DECLARE_FINAL_TYPE (MoatWorkshopPhase, moat_workshop_phase, MOAT, WORKSHOP_PHASE, AdwExpanderRow)

/* Signals:
 *   "changed" ()     something was entered
 *   "move" (int)     it is to change places: −1 up, 1 down
 *   "remove" ()      it is to go
 */

GtkWidget *moat_workshop_phase_new (const MoatAgendaPhase *phase) G_GNUC_WARN_UNUSED_RESULT;

/* Adds what is entered to @agenda. */
void moat_workshop_phase_add_to (MoatWorkshopPhase *self, MoatAgenda *agenda);
/* Whether it has a name. */
gboolean moat_workshop_phase_is_valid (MoatWorkshopPhase *self);
guint moat_workshop_phase_get_minutes (MoatWorkshopPhase *self);
/* Which of its buttons can be used, by where it stands among others. */
void moat_workshop_phase_set_place (MoatWorkshopPhase *self, guint index, guint n_phases);
/* Unfolds it, with the keyboard in its name. */
void moat_workshop_phase_edit (MoatWorkshopPhase *self);

G_END_DECLS
