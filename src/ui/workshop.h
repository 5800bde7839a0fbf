/* The workshop over one model: its agenda, its clock, and what it has brought
 * so far. There is one for each document; every window that shows it listens
 * to the same. No widgets here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <gio/gio.h>

#include "session.h"
#include "tally.h"
#include "workshop-clock.h"

G_BEGIN_DECLS

#define MOAT_TYPE_WORKSHOP (moat_workshop_get_type ())
G_DECLARE_FINAL_TYPE (MoatWorkshop, moat_workshop, MOAT, WORKSHOP, GObject)

/* Signals:
 *   "changed" ()        it began, ended, paused, went on, is in another phase or at another use case, has
 *                       other counts, or another agenda
 *   "ticked" ()         the clock shows another second; also after "changed"
 *   "signed" (uint)     MoatClockSigns that were due: said once, to be shown and said aloud
 * Property: "problem" (string, read only, notified): see moat_workshop_get_problem().
 */

/* The one of @document, made when it is asked for first. Borrowed; lives as long as the document. */
MoatWorkshop *moat_workshop_get (MoatDocument *document);

/* Where it is kept between starts, and where the team's agenda lies, follow the session's file. What an
 * earlier start of the program left is taken up again.
 */
void moat_workshop_set_session (MoatWorkshop *self, MoatSession *session);
/* Whose steps, flows and decisions are counted. */
void moat_workshop_set_use_case (MoatWorkshop *self, const char *use_case_id);

/* ---- Looking ---- */

/* Whether one was begun and is not over. */
gboolean moat_workshop_is_on (MoatWorkshop *self);
gboolean moat_workshop_is_paused (MoatWorkshop *self);
/* What is gone through, or would be when it began now. Borrowed until "changed". */
const MoatAgenda *moat_workshop_get_agenda (MoatWorkshop *self);
/* Looks at the agenda files again, unless one is on. */
void moat_workshop_reload_agenda (MoatWorkshop *self);
/* What was wrong with an agenda file that was left out, or NULL. Borrowed. */
const char *moat_workshop_get_problem (MoatWorkshop *self);
/* NULL while none is on. Borrowed until it ends. */
const MoatWorkshopClock *moat_workshop_get_clock (MoatWorkshop *self);
/* The phase it is in; the first one while none is on. Borrowed until "changed". */
const MoatAgendaPhase *moat_workshop_get_phase (MoatWorkshop *self);
/* Borrowed until "changed". */
const MoatTally *moat_workshop_get_tally (MoatWorkshop *self);
/* Of the first begin, as a wall clock has it, in seconds since 1970. */
gint64 moat_workshop_get_began (MoatWorkshop *self);

/* For people; owned. "11:42" or "+0:35" when it is over. */
char *moat_workshop_dup_time (MoatWorkshop *self) G_GNUC_WARN_UNUSED_RESULT;
/* "11:42 left of 15:00", "0:35 over 15:00", "paused at 11:42". */
char *moat_workshop_dup_time_text (MoatWorkshop *self) G_GNUC_WARN_UNUSED_RESULT;
/* The same of the whole workshop: "38:10". */
char *moat_workshop_dup_total (MoatWorkshop *self) G_GNUC_WARN_UNUSED_RESULT;
/* What the phase counts: "5 steps", "7 moves · 2 flows to go", "decisions 3 of 5 · 1 without owner"; ""
 * when it counts nothing.
 */
char *moat_workshop_dup_count (MoatWorkshop *self) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Doing ---- */

/* With the agenda in force, from its first phase on. */
void moat_workshop_begin (MoatWorkshop *self);
void moat_workshop_pause (MoatWorkshop *self);
void moat_workshop_go_on (MoatWorkshop *self);
/* Counts the time it was left alone for, and goes on. */
void moat_workshop_count_away (MoatWorkshop *self);
/* To the phase before or after; past the last one, or before the first, nothing happens. */
void moat_workshop_step (MoatWorkshop *self, int by);
void moat_workshop_go_to (MoatWorkshop *self, guint phase);
void moat_workshop_extend (MoatWorkshop *self, guint minutes);
/* Nothing is on any more, and nothing is kept. */
void moat_workshop_end (MoatWorkshop *self);

/* Saves @agenda as the team's, beside the model, or as the person's own, and uses it unless one is on. NULL
 * @agenda: goes back to what ships, by removing the file.
 */
gboolean
moat_workshop_save_agenda (MoatWorkshop *self, const MoatAgenda *agenda, gboolean for_team, GError **error);
/* Whether the model has a file that an agenda can lie beside. */
gboolean moat_workshop_can_save_for_team (MoatWorkshop *self);
/* Whether the agenda in force is one that lies beside the model. */
gboolean moat_workshop_is_of_team (MoatWorkshop *self);

/* For tests: what time it is, in microseconds (workshop-clock.h). */
typedef gint64 (*MoatWorkshopNow) (gpointer user_data);
void moat_workshop_set_now_func (MoatWorkshop *self, MoatWorkshopNow func, gpointer user_data);
/* What happens each second. */
void moat_workshop_tick (MoatWorkshop *self);

G_END_DECLS
