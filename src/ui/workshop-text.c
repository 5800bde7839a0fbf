/* What is seen of a workshop, in numbers and words (see workshop.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-private.h"

#include <glib/gi18n-lib.h>

gboolean
moat_workshop_is_on (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), FALSE);

  return self->clock != NULL;
}

gboolean
moat_workshop_is_paused (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), FALSE);

  return self->clock != NULL && self->clock->is_paused;
}

const MoatAgenda *
moat_workshop_get_agenda (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), NULL);

  return self->agenda;
}

const char *
moat_workshop_get_problem (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), NULL);

  return self->problem;
}

const MoatWorkshopClock *
moat_workshop_get_clock (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), NULL);

  return self->clock;
}

const MoatAgendaPhase *
moat_workshop_get_phase (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), NULL);

  return moat_agenda_get (self->agenda, self->clock != NULL ? self->clock->phase : 0);
}

const MoatTally *
moat_workshop_get_tally (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), NULL);

  if (self->tally == NULL)
    self->tally = moat_tally_new (self->document, self->use_case);

  return self->tally;
}

gint64
moat_workshop_get_began (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), 0);

  return self->began;
}

/* ---- Time ---- */

/* Of the phase it is in. */
static gint64
get_planned (MoatWorkshop *self)
{
  if (self->clock == NULL)
    return moat_workshop_get_phase (self)->minutes * G_TIME_SPAN_MINUTE;

  return g_array_index (self->clock->phases, MoatClockPhase, self->clock->phase).planned;
}

/* "11:42", "+0:35". */
static char *
format_left (gint64 left)
{
  g_autofree char *text = moat_workshop_clock_format (left, left > 0);

  return left > 0 ? g_steal_pointer (&text) : g_strconcat ("+", text, NULL);
}

char *
moat_workshop_dup_time (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), NULL);

  return format_left (self->clock != NULL ? moat_workshop_clock_get_left (self->clock) : get_planned (self));
}

char *
moat_workshop_dup_total (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), NULL);

  if (self->clock == NULL)
    return moat_workshop_clock_format (moat_agenda_get_minutes (self->agenda) * G_TIME_SPAN_MINUTE, FALSE);

  return format_left (moat_workshop_clock_get_left_in_all (self->clock));
}

char *
moat_workshop_dup_time_text (MoatWorkshop *self)
{
  gint64 left;
  g_autofree char *text = NULL;
  g_autofree char *planned = NULL;

  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), NULL);

  left = self->clock != NULL ? moat_workshop_clock_get_left (self->clock) : get_planned (self);
  text = moat_workshop_clock_format (left, left > 0);
  planned = moat_workshop_clock_format (get_planned (self), FALSE);
  if (moat_workshop_is_paused (self))
    return left > 0 ? g_strdup_printf (_ ("Paused with %s left"), text)
                    : g_strdup_printf (_ ("Paused %s over"), text);

  /* TRANSLATORS: times, as in "11:42 left of 15:00" and "0:35 over 15:00". */
  return left > 0 ? g_strdup_printf (_ ("%s left of %s"), text, planned)
                  : g_strdup_printf (_ ("%s over %s"), text, planned);
}

/* ---- Counts ---- */

static char *
join (char *first, char *second)
{
  g_autofree char *a = first;
  g_autofree char *b = second;

  return g_strdup_printf ("%s · %s", a, b);
}

static char *
count_steps (const MoatTally *tally)
{
  return g_strdup_printf (ngettext ("%u step", "%u steps", tally->n_steps), tally->n_steps);
}

static char *
count_boundaries (const MoatTally *tally)
{
  return join (g_strdup_printf (ngettext ("%u boundary", "%u boundaries", tally->n_boundaries),
                                tally->n_boundaries),
               g_strdup_printf (ngettext ("%u asset", "%u assets", tally->n_assets), tally->n_assets));
}

static char *
count_moves (const MoatTally *tally)
{
  char *moves = g_strdup_printf (ngettext ("%u move", "%u moves", tally->moves->len), tally->moves->len);

  if (tally->flows->len == 0)
    return moves;
  if (tally->n_bare == 0)
    return join (moves, g_strdup (_ ("every flow has one")));

  return join (moves,
               g_strdup_printf (ngettext ("%u flow to go", "%u flows to go", tally->n_bare), tally->n_bare));
}

static char *
count_decisions (const MoatTally *tally)
{
  guint n = tally->decisions->len;
  char *decisions = n < MOAT_AGENDA_DECISIONS
                        ? g_strdup_printf (_ ("decisions %u of %u"), n, (guint) MOAT_AGENDA_DECISIONS)
                        : g_strdup_printf (ngettext ("%u decision", "%u decisions", n), n);

  if (n == 0)
    return decisions;
  if (tally->unowned->len == 0)
    return join (decisions, g_strdup (_ ("all with owner")));

  return join (decisions,
               g_strdup_printf (ngettext ("%u without owner", "%u without owner", tally->unowned->len),
                                tally->unowned->len));
}

static char *
count_nothing (const MoatTally *tally)
{
  return g_strdup ("");
}

static char *(*const counters[]) (const MoatTally *tally) = {
  [MOAT_PANE_STORY] = count_steps,          [MOAT_PANE_DIAGRAM] = count_boundaries,
  [MOAT_PANE_MOVES] = count_moves,          [MOAT_PANE_TABLE] = count_decisions,
  [MOAT_PANE_ACCEPTANCE] = count_decisions, [MOAT_PANE_REPORT] = count_decisions,
  [MOAT_PANE_NONE] = count_nothing,
};

char *
moat_workshop_dup_count (MoatWorkshop *self)
{
  g_return_val_if_fail (MOAT_IS_WORKSHOP (self), NULL);

  return counters[moat_workshop_get_phase (self)->pane](moat_workshop_get_tally (self));
}
