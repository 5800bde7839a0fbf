/* Agendas as values.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "agenda.h"

/* What ships is the 45 minutes of the method, each phase with its question and pane. */
static void
test_default (void)
{
  static const struct
  {
    guint minutes;
    MoatAgendaPane pane;
  } expected[] = {
    { 10, MOAT_PANE_STORY }, { 10, MOAT_PANE_DIAGRAM }, { 15, MOAT_PANE_MOVES }, { 10, MOAT_PANE_TABLE }
  };
  g_autoptr (MoatAgenda) agenda = moat_agenda_new_default ();

  g_assert_cmpuint (agenda->phases->len, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (moat_agenda_get_minutes (agenda), ==, 45);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpuint (moat_agenda_get (agenda, i)->minutes, ==, expected[i].minutes);
      g_assert_cmpint (moat_agenda_get (agenda, i)->pane, ==, expected[i].pane);
      g_assert_nonnull (moat_agenda_get (agenda, i)->question);
    }
}

/* A copy is equal and shares nothing; minutes stay within bounds; an empty question is none. */
static void
test_copy (void)
{
  g_autoptr (MoatAgenda) agenda = moat_agenda_new_default ();
  g_autoptr (MoatAgenda) copy = moat_agenda_copy (agenda);

  g_assert_true (moat_agenda_equal (agenda, copy));
  moat_agenda_add (copy, "Break", "", 0, MOAT_PANE_NONE);
  g_assert_false (moat_agenda_equal (agenda, copy));
  g_assert_cmpuint (moat_agenda_get (copy, 4)->minutes, ==, 1);
  g_assert_null (moat_agenda_get (copy, 4)->question);
  moat_agenda_add (agenda, "Break", NULL, 100000, MOAT_PANE_NONE);
  g_assert_cmpuint (moat_agenda_get (agenda, 4)->minutes, ==, MOAT_AGENDA_MAX_MINUTES);
  g_assert_false (moat_agenda_equal (agenda, copy));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/agenda/default", test_default);
  g_test_add_func ("/core/agenda/copy", test_copy);

  return g_test_run ();
}
