/* The time of a workshop: a clock for each phase and for all, which is told
 * what time it is and never asks. No display, no waiting: who shows it ticks.
 *
 * Times are microseconds, as GLib's. "Now" is any count of them that never
 * jumps and goes on while the computer sleeps (CLOCK_BOOTTIME): the wall clock
 * may be set meanwhile, and CLOCK_MONOTONIC stands still in a closed laptop.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "agenda.h"

G_BEGIN_DECLS

/* Nobody ticked for longer than this: the computer slept, or the program was not there. Up to it the time
 * counts, since a room that waits for a laptop is still in its workshop.
 */
#define MOAT_CLOCK_MAX_GAP (2 * G_TIME_SPAN_MINUTE)

/* A phase is ending when so much is left of it, or when half of a phase is that is shorter than twice this.
 */
#define MOAT_CLOCK_ENDING_AT (2 * G_TIME_SPAN_MINUTE)

typedef enum
{
  MOAT_CLOCK_RUNS,
  MOAT_CLOCK_ENDS, /* little is left */
  MOAT_CLOCK_OVER, /* it counts up */
} MoatClockStage;

/* What a tick brought, to be told once. */
typedef enum
{
  MOAT_SIGN_ENDING = 1 << 0,
  MOAT_SIGN_OVER = 1 << 1,
  MOAT_SIGN_AWAY = 1 << 2, /* it has paused by itself: see away */
} MoatClockSigns;

typedef struct
{
  gint64 planned; /* with what was added */
  gint64 spent;
} MoatClockPhase;

/* To be read; changed by the functions below. */
typedef struct
{
  GArray *phases; /* of MoatClockPhase, at least one */
  guint phase;    /* which of them it is */
  gboolean is_paused;
  gint64 away; /* how long it was left alone when it paused by itself; 0 else */
  gint64 last; /* the now of the last tick */
} MoatWorkshopClock;

/* Runs from @now on. @agenda has at least one phase. */
MoatWorkshopClock *moat_workshop_clock_new (const MoatAgenda *agenda, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void moat_workshop_clock_free (MoatWorkshopClock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatWorkshopClock, moat_workshop_clock_free)

/* Brings it to @now. Every function below that takes @now ticks first, without signs. */
MoatClockSigns moat_workshop_clock_tick (MoatWorkshopClock *self, gint64 now);
/* Goes on with a clock that was kept elsewhere: @gap is how long nobody ticked. */
MoatClockSigns moat_workshop_clock_resume (MoatWorkshopClock *self, gint64 gap, gint64 now);

void moat_workshop_clock_pause (MoatWorkshopClock *self, gint64 now);
void moat_workshop_clock_go_on (MoatWorkshopClock *self, gint64 now);
/* Counts the time that it was left alone after all, and goes on. */
void moat_workshop_clock_count_away (MoatWorkshopClock *self, gint64 now);
/* To another phase, or back to one; what was spent in it before stays spent. Runs unless it is paused. */
void moat_workshop_clock_go_to (MoatWorkshopClock *self, guint phase, gint64 now);
/* @by more for this phase: of one that is over, from now on. */
void moat_workshop_clock_extend (MoatWorkshopClock *self, gint64 by, gint64 now);

/* Of this phase; less than 0: so long over. */
gint64 moat_workshop_clock_get_left (const MoatWorkshopClock *self);
MoatClockStage moat_workshop_clock_get_stage (const MoatWorkshopClock *self);
/* Of this phase, 0 to 1. */
double moat_workshop_clock_get_fraction (const MoatWorkshopClock *self);
/* Until the end, when this phase and those after it keep their time; less than 0: so long is the last one
 * over.
 */
gint64 moat_workshop_clock_get_left_in_all (const MoatWorkshopClock *self);
/* Of all phases. */
gint64 moat_workshop_clock_get_spent (const MoatWorkshopClock *self);
gint64 moat_workshop_clock_get_planned (const MoatWorkshopClock *self);

/* "12:05", "1:02:05"; without a sign. What is left is rounded up, so that a phase begins with all of its time
 * and is over at "0:00"; what is spent is rounded down.
 */
char *moat_workshop_clock_format (gint64 span, gboolean rounds_up) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
