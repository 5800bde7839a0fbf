/* The time of a workshop (see workshop-clock.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-clock.h"

static MoatClockPhase *
get_phase (const MoatWorkshopClock *self)
{
  return &g_array_index (self->phases, MoatClockPhase, self->phase);
}

MoatWorkshopClock *
moat_workshop_clock_new (const MoatAgenda *agenda, gint64 now)
{
  MoatWorkshopClock *self;

  g_return_val_if_fail (agenda->phases->len > 0, NULL);

  self = g_new0 (MoatWorkshopClock, 1);
  self->phases = g_array_new (FALSE, TRUE, sizeof (MoatClockPhase));
  self->last = now;
  for (guint i = 0; i < agenda->phases->len; i++)
    {
      const MoatClockPhase phase = { .planned = moat_agenda_get (agenda, i)->minutes * G_TIME_SPAN_MINUTE };

      g_array_append_val (self->phases, phase);
    }

  return self;
}

void
moat_workshop_clock_free (MoatWorkshopClock *self)
{
  g_array_unref (self->phases);
  g_free (self);
}

/* ---- Time going by ---- */

/* Counts @span, and says what that brought. */
static MoatClockSigns
spend (MoatWorkshopClock *self, gint64 span)
{
  MoatClockStage before = moat_workshop_clock_get_stage (self);
  MoatClockStage after;

  get_phase (self)->spent += span;
  after = moat_workshop_clock_get_stage (self);
  if (after == before)
    return 0;

  return after == MOAT_CLOCK_OVER ? MOAT_SIGN_OVER : MOAT_SIGN_ENDING;
}

static MoatClockSigns
pass (MoatWorkshopClock *self, gint64 span)
{
  if (self->is_paused || span <= 0)
    return 0;
  if (span <= MOAT_CLOCK_MAX_GAP)
    return spend (self, span);

  self->is_paused = TRUE;
  self->away = span;

  return MOAT_SIGN_AWAY;
}

MoatClockSigns
moat_workshop_clock_tick (MoatWorkshopClock *self, gint64 now)
{
  gint64 span = now - self->last;

  self->last = now;

  return pass (self, span);
}

MoatClockSigns
moat_workshop_clock_resume (MoatWorkshopClock *self, gint64 gap, gint64 now)
{
  self->last = now;

  return pass (self, gap);
}

/* ---- What people do ---- */

void
moat_workshop_clock_pause (MoatWorkshopClock *self, gint64 now)
{
  moat_workshop_clock_tick (self, now);
  self->is_paused = TRUE;
}

void
moat_workshop_clock_go_on (MoatWorkshopClock *self, gint64 now)
{
  moat_workshop_clock_tick (self, now);
  self->is_paused = FALSE;
  self->away = 0;
}

void
moat_workshop_clock_count_away (MoatWorkshopClock *self, gint64 now)
{
  get_phase (self)->spent += self->away;
  moat_workshop_clock_go_on (self, now);
}

void
moat_workshop_clock_go_to (MoatWorkshopClock *self, guint phase, gint64 now)
{
  g_return_if_fail (phase < self->phases->len);

  moat_workshop_clock_tick (self, now);
  self->phase = phase;
}

void
moat_workshop_clock_extend (MoatWorkshopClock *self, gint64 by, gint64 now)
{
  MoatClockPhase *phase;

  moat_workshop_clock_tick (self, now);
  phase = get_phase (self);
  phase->planned = MAX (phase->planned, phase->spent) + by;
}

/* ---- Reading it ---- */

gint64
moat_workshop_clock_get_left (const MoatWorkshopClock *self)
{
  const MoatClockPhase *phase = get_phase (self);

  return phase->planned - phase->spent;
}

gint64
moat_workshop_clock_get_left_in_all (const MoatWorkshopClock *self)
{
  gint64 left = moat_workshop_clock_get_left (self);
  gint64 later = 0;

  for (guint i = self->phase + 1; i < self->phases->len; i++)
    {
      const MoatClockPhase *phase = &g_array_index (self->phases, MoatClockPhase, i);

      later += MAX (0, phase->planned - phase->spent);
    }

  return later > 0 ? MAX (0, left) + later : left;
}

MoatClockStage
moat_workshop_clock_get_stage (const MoatWorkshopClock *self)
{
  gint64 left = moat_workshop_clock_get_left (self);

  if (left <= 0)
    return MOAT_CLOCK_OVER;

  return left <= MIN (MOAT_CLOCK_ENDING_AT, get_phase (self)->planned / 2) ? MOAT_CLOCK_ENDS
                                                                           : MOAT_CLOCK_RUNS;
}

double
moat_workshop_clock_get_fraction (const MoatWorkshopClock *self)
{
  const MoatClockPhase *phase = get_phase (self);

  return MIN (1.0, (double) phase->spent / phase->planned);
}

gint64
moat_workshop_clock_get_spent (const MoatWorkshopClock *self)
{
  gint64 spent = 0;

  for (guint i = 0; i < self->phases->len; i++)
    spent += g_array_index (self->phases, MoatClockPhase, i).spent;

  return spent;
}

gint64
moat_workshop_clock_get_planned (const MoatWorkshopClock *self)
{
  gint64 planned = 0;

  for (guint i = 0; i < self->phases->len; i++)
    planned += g_array_index (self->phases, MoatClockPhase, i).planned;

  return planned;
}

char *
moat_workshop_clock_format (gint64 span, gboolean rounds_up)
{
  gint64 seconds = (ABS (span) + (rounds_up ? G_TIME_SPAN_SECOND - 1 : 0)) / G_TIME_SPAN_SECOND;
  int hours = (int) (seconds / 3600);
  int minutes = (int) (seconds / 60 % 60);

  if (hours > 0)
    return g_strdup_printf ("%d:%02d:%02d", hours, minutes, (int) (seconds % 60));

  return g_strdup_printf ("%d:%02d", minutes, (int) (seconds % 60));
}
