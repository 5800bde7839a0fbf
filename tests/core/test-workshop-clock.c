/* The clock of a workshop, with times that the tests make up.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "workshop-clock.h"

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE

/* Phases of 10 and 3 minutes, begun at a time that is not 0. */
#define BEGIN (77 * MINUTE)

static MoatWorkshopClock *
new_clock (void)
{
  g_autoptr (MoatAgenda) agenda = moat_agenda_new ();

  moat_agenda_add (agenda, "Story", NULL, 10, MOAT_PANE_STORY);
  moat_agenda_add (agenda, "Moves", NULL, 3, MOAT_PANE_MOVES);

  return moat_workshop_clock_new (agenda, BEGIN);
}

/* Ticks each second until @until after the beginning; the signs that came. */
static MoatClockSigns
run (MoatWorkshopClock *clock, gint64 until)
{
  MoatClockSigns signs = 0;

  while (clock->last < BEGIN + until)
    signs |= moat_workshop_clock_tick (clock, MIN (clock->last + SECOND, BEGIN + until));

  return signs;
}

/* Each sign comes once, at its second; what is over counts up. */
static void
test_signs (void)
{
  g_autoptr (MoatWorkshopClock) clock = new_clock ();

  g_assert_cmpint (run (clock, 8 * MINUTE - SECOND), ==, 0);
  g_assert_cmpint (moat_workshop_clock_get_stage (clock), ==, MOAT_CLOCK_RUNS);
  g_assert_cmpint (run (clock, 8 * MINUTE), ==, MOAT_SIGN_ENDING);
  g_assert_cmpint (run (clock, 10 * MINUTE - SECOND), ==, 0);
  g_assert_cmpint (moat_workshop_clock_get_stage (clock), ==, MOAT_CLOCK_ENDS);
  g_assert_cmpint (run (clock, 10 * MINUTE), ==, MOAT_SIGN_OVER);
  g_assert_cmpint (run (clock, 14 * MINUTE), ==, 0);
  g_assert_cmpint (moat_workshop_clock_get_left (clock), ==, -4 * MINUTE);
  g_assert_cmpfloat (moat_workshop_clock_get_fraction (clock), ==, 1.0);
}

/* A phase of three minutes is ending when half of it is left, not after one minute. */
static void
test_short_phase (void)
{
  g_autoptr (MoatWorkshopClock) clock = new_clock ();

  moat_workshop_clock_go_to (clock, 1, BEGIN);
  g_assert_cmpint (run (clock, MINUTE + 29 * SECOND), ==, 0);
  g_assert_cmpint (run (clock, MINUTE + 30 * SECOND), ==, MOAT_SIGN_ENDING);
}

/* While it is paused no time counts, and going on does not make up for it. */
static void
test_pause (void)
{
  g_autoptr (MoatWorkshopClock) clock = new_clock ();

  run (clock, 2 * MINUTE);
  moat_workshop_clock_pause (clock, BEGIN + 2 * MINUTE);
  g_assert_cmpint (run (clock, 20 * MINUTE), ==, 0);
  moat_workshop_clock_go_on (clock, BEGIN + 20 * MINUTE);
  run (clock, 21 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_left (clock), ==, 7 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_spent (clock), ==, 3 * MINUTE);
}

/* Each phase keeps what was spent in it, through skipping and going back. */
static void
test_phases (void)
{
  g_autoptr (MoatWorkshopClock) clock = new_clock ();

  run (clock, 4 * MINUTE);
  moat_workshop_clock_go_to (clock, 1, BEGIN + 4 * MINUTE);
  run (clock, 5 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_left (clock), ==, 2 * MINUTE);
  moat_workshop_clock_go_to (clock, 0, BEGIN + 5 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_left (clock), ==, 6 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_spent (clock), ==, 5 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_planned (clock), ==, 13 * MINUTE);
}

/* What is left in all is what the phases to come keep; a phase that is over takes nothing from them. */
static void
test_left_in_all (void)
{
  g_autoptr (MoatWorkshopClock) clock = new_clock ();

  g_assert_cmpint (moat_workshop_clock_get_left_in_all (clock), ==, 13 * MINUTE);
  run (clock, 4 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_left_in_all (clock), ==, 9 * MINUTE);
  run (clock, 12 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_left_in_all (clock), ==, 3 * MINUTE);
  moat_workshop_clock_go_to (clock, 1, BEGIN + 12 * MINUTE);
  run (clock, 16 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_left_in_all (clock), ==, -MINUTE);
}

/* More time comes on top of what is left; of a phase that is over, it begins now, and is signed again. */
static void
test_extend (void)
{
  g_autoptr (MoatWorkshopClock) clock = new_clock ();

  run (clock, 4 * MINUTE);
  moat_workshop_clock_extend (clock, 2 * MINUTE, BEGIN + 4 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_left (clock), ==, 8 * MINUTE);
  run (clock, 15 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_stage (clock), ==, MOAT_CLOCK_OVER);
  moat_workshop_clock_extend (clock, 5 * MINUTE, BEGIN + 15 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_left (clock), ==, 5 * MINUTE);
  g_assert_cmpint (run (clock, 20 * MINUTE), ==, MOAT_SIGN_ENDING | MOAT_SIGN_OVER);
}

/* A computer that slept for long has paused the clock where it was; the time can be counted after all. A
 * short nap, in a room that waits, counts. */
static void
test_sleep (void)
{
  g_autoptr (MoatWorkshopClock) clock = new_clock ();

  run (clock, MINUTE);
  g_assert_cmpint (moat_workshop_clock_tick (clock, BEGIN + 2 * MINUTE), ==, 0);
  g_assert_cmpint (moat_workshop_clock_get_left (clock), ==, 8 * MINUTE);

  g_assert_cmpint (moat_workshop_clock_tick (clock, BEGIN + 32 * MINUTE), ==, MOAT_SIGN_AWAY);
  g_assert_true (clock->is_paused);
  g_assert_cmpint (clock->away, ==, 30 * MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_left (clock), ==, 8 * MINUTE);

  moat_workshop_clock_count_away (clock, BEGIN + 33 * MINUTE);
  g_assert_false (clock->is_paused);
  g_assert_cmpint (clock->away, ==, 0);
  g_assert_cmpint (moat_workshop_clock_get_left (clock), ==, -22 * MINUTE);
}

/* A time that goes backwards takes nothing back. */
static void
test_backwards (void)
{
  g_autoptr (MoatWorkshopClock) clock = new_clock ();

  run (clock, MINUTE);
  g_assert_cmpint (moat_workshop_clock_tick (clock, BEGIN - 5 * MINUTE), ==, 0);
  g_assert_cmpint (moat_workshop_clock_get_left (clock), ==, 9 * MINUTE);
}

/* What was kept goes on: over a short absence as if it had never been, over a long one paused; one that was
 * paused stays so. */
static void
test_resume (void)
{
  g_autoptr (MoatWorkshopClock) clock = new_clock ();

  run (clock, MINUTE);
  g_assert_cmpint (moat_workshop_clock_resume (clock, 20 * SECOND, 5), ==, 0);
  g_assert_cmpint (clock->last, ==, 5);
  g_assert_cmpint (moat_workshop_clock_get_left (clock), ==, 9 * MINUTE - 20 * SECOND);
  g_assert_cmpint (moat_workshop_clock_resume (clock, 24 * 60 * MINUTE, 5), ==, MOAT_SIGN_AWAY);
  g_assert_true (clock->is_paused);
  g_assert_cmpint (moat_workshop_clock_resume (clock, MINUTE, 5), ==, 0);
  g_assert_cmpint (clock->away, ==, 24 * 60 * MINUTE);
}

static void
assert_format (gint64 span, gboolean rounds_up, const char *expected)
{
  g_autofree char *text = moat_workshop_clock_format (span, rounds_up);

  g_assert_cmpstr (text, ==, expected);
}

/* A phase begins with all of its minutes, and is over when it shows none. */
static void
test_format (void)
{
  assert_format (10 * MINUTE, TRUE, "10:00");
  assert_format (10 * MINUTE - 1, TRUE, "10:00");
  assert_format (10 * MINUTE - SECOND, TRUE, "9:59");
  assert_format (1, TRUE, "0:01");
  assert_format (0, TRUE, "0:00");
  assert_format (-35 * SECOND - 1, FALSE, "0:35");
  assert_format (62 * MINUTE + 5 * SECOND, FALSE, "1:02:05");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/workshop-clock/signs", test_signs);
  g_test_add_func ("/core/workshop-clock/short-phase", test_short_phase);
  g_test_add_func ("/core/workshop-clock/pause", test_pause);
  g_test_add_func ("/core/workshop-clock/phases", test_phases);
  g_test_add_func ("/core/workshop-clock/left-in-all", test_left_in_all);
  g_test_add_func ("/core/workshop-clock/extend", test_extend);
  g_test_add_func ("/core/workshop-clock/sleep", test_sleep);
  g_test_add_func ("/core/workshop-clock/backwards", test_backwards);
  g_test_add_func ("/core/workshop-clock/resume", test_resume);
  g_test_add_func ("/core/workshop-clock/format", test_format);

  return g_test_run ();
}
