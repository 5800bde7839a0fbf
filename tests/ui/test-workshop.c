/* A workshop without a window: what it says to those who show it, and what of
 * it outlives the program. The time is made up.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "agenda-json.h"
#include "edit.h"
#include "native.h"
#include "query.h"
#include "workshop-keep.h"
#include "workshop.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  MoatSession *session;
  MoatDocument *document;
  MoatWorkshop *workshop;
  gint64 now;
  guint n_changed;
  guint signs;
} Fixture;

static gint64
get_now (gpointer user_data)
{
  return ((Fixture *) user_data)->now;
}

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
signed_cb (Fixture *fixture, guint signs)
{
  fixture->signs |= signs;
}

static void
open_document (Fixture *fixture, MoatSession *session)
{
  fixture->session = session;
  fixture->document = moat_session_get_document (session);
  fixture->workshop = moat_workshop_get (fixture->document);
  moat_workshop_set_now_func (fixture->workshop, get_now, fixture);
  g_signal_connect_swapped (fixture->workshop, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->workshop, "signed", G_CALLBACK (signed_cb), fixture);
  moat_workshop_set_session (fixture->workshop, session);
  moat_workshop_set_use_case (fixture->workshop,
                              moat_record_get_id (moat_query_first_use_case (fixture->document)));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->now = 1000 * G_TIME_SPAN_MINUTE;
  open_document (fixture, moat_session_new (MOAT_NOTATION_DFD3));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  moat_workshop_end (fixture->workshop);
  g_clear_object (&fixture->session);
}

static void
pass (Fixture *fixture, gint64 span)
{
  for (gint64 end = fixture->now + span; fixture->now < end; moat_workshop_tick (fixture->workshop))
    fixture->now = MIN (end, fixture->now + G_TIME_SPAN_SECOND);
}

static void
assert_time (Fixture *fixture, const char *time, const char *text)
{
  g_autofree char *shown = moat_workshop_dup_time (fixture->workshop);
  g_autofree char *sentence = moat_workshop_dup_time_text (fixture->workshop);

  g_assert_cmpstr (shown, ==, time);
  g_assert_cmpstr (sentence, ==, text);
}

/* One phase after the other, with the signs of each; past the last one it does not go. */
static void
test_phases (Fixture *fixture, gconstpointer data)
{
  MoatWorkshop *workshop = fixture->workshop;

  g_assert_false (moat_workshop_is_on (workshop));
  assert_time (fixture, "10:00", "10:00 left of 10:00");
  moat_workshop_begin (workshop);
  g_assert_true (moat_workshop_is_on (workshop));

  pass (fixture, 8 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (fixture->signs, ==, MOAT_SIGN_ENDING);
  pass (fixture, 2 * G_TIME_SPAN_MINUTE + 35 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (fixture->signs, ==, MOAT_SIGN_ENDING | MOAT_SIGN_OVER);
  assert_time (fixture, "+0:35", "0:35 over 10:00");
  moat_workshop_pause (workshop);
  assert_time (fixture, "+0:35", "Paused 0:35 over");
  moat_workshop_go_on (workshop);

  moat_workshop_step (workshop, -1);
  g_assert_cmpuint (moat_workshop_get_clock (workshop)->phase, ==, 0);
  for (guint i = 0; i < 9; i++)
    moat_workshop_step (workshop, 1);
  g_assert_cmpuint (moat_workshop_get_clock (workshop)->phase, ==, 3);
  assert_time (fixture, "10:00", "10:00 left of 10:00");
  moat_workshop_end (workshop);
  g_assert_false (moat_workshop_is_on (workshop));
}

static void
assert_count (Fixture *fixture, guint phase, const char *expected)
{
  g_autofree char *count = NULL;

  moat_workshop_go_to (fixture->workshop, phase);
  count = moat_workshop_dup_count (fixture->workshop);
  g_assert_cmpstr (count, ==, expected);
}

/* The counts follow the model, each in its phase; those who show them are told of what matters only. */
static void
test_counts (Fixture *fixture, gconstpointer data)
{
  const char *use_case = moat_record_get_id (moat_query_first_use_case (fixture->document));
  MoatRecord *flow = NULL;
  MoatRecord *element = NULL;
  MoatRecord *decision = NULL;
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();

  moat_workshop_begin (fixture->workshop);
  MOAT_TRANSACTION (fixture->document, "Draw")
  {
    element = moat_edit_add_element (fixture->document, use_case, MOAT_ELEMENT_PROCESS, "API",
                                     &(MoatRect){ 0, 0, 120, 60 });
    flow = moat_edit_add_flow (fixture->document, use_case, NULL, moat_record_get_id (element), "asks");
    moat_edit_add_flow (fixture->document, use_case, moat_record_get_id (element), NULL, "answers");
    moat_edit_add_zone (fixture->document, use_case, "Backend", &(MoatRect){ -50, -50, 300, 200 });
  }
  assert_count (fixture, 0, "2 steps");
  assert_count (fixture, 1, "1 boundary · 0 assets");
  assert_count (fixture, 2, "0 moves · 2 flows to go");
  assert_count (fixture, 3, "decisions 0 of 5");

  MOAT_TRANSACTION (fixture->document, "Work")
  decision = moat_edit_add_decision (fixture->document,
                                     moat_record_get_id (moat_edit_add_threat (fixture->document,
                                                                               moat_record_get_id (flow),
                                                                               "Change the id")),
                                     "Look it up");
  assert_count (fixture, 2, "1 move · 1 flow to go");
  assert_count (fixture, 3, "decisions 1 of 5 · 1 without owner");
  MOAT_TRANSACTION (fixture->document, "Own")
  moat_text_set (&((MoatDecisionState *) moat_document_edit (fixture->document, decision))->owner, "@api");
  assert_count (fixture, 3, "decisions 1 of 5 · all with owner");

  fixture->n_changed = 0;
  g_ptr_array_add (moved, element);
  MOAT_TRANSACTION (fixture->document, "Drag")
  moat_edit_move (fixture->document, moved, 20, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (moat_session_save_finish (MOAT_SESSION (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
save (MoatSession *session, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gboolean is_saved = FALSE;

  moat_session_save_async (session, file, FALSE, saved_cb, &is_saved);
  while (!is_saved)
    g_main_context_iteration (NULL, TRUE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(MoatSession **) user_data = moat_session_open_finish (result, NULL);
}

static MoatSession *
reopen (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  MoatSession *session = NULL;

  moat_session_open_async (file, NULL, opened_cb, &session);
  while (session == NULL)
    g_main_context_iteration (NULL, TRUE);

  return session;
}

/* Makes what is kept for the model at @path look as old as @seconds. */
static void
age (const char *path, gint64 seconds)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (MoatWorkshopKept) kept = moat_workshop_keep_read (uri);

  g_assert_nonnull (kept);
  kept->saved -= seconds;
  g_assert_true (moat_workshop_keep_write (uri, kept, NULL));
}

/* Closed and opened again within seconds it runs on, after long it has paused where it was and asks; saving
 * takes it along to the file. What was ended does not come back. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("moat-workshop-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "shop.moat", NULL);

  moat_workshop_begin (fixture->workshop);
  moat_workshop_step (fixture->workshop, 1);
  pass (fixture, G_TIME_SPAN_MINUTE);
  save (fixture->session, path);
  g_clear_object (&fixture->session);

  fixture->now = 5;
  open_document (fixture, reopen (path));
  g_assert_true (moat_workshop_is_on (fixture->workshop));
  g_assert_false (moat_workshop_is_paused (fixture->workshop));
  g_assert_cmpuint (moat_workshop_get_clock (fixture->workshop)->phase, ==, 1);
  g_assert_cmpint (moat_workshop_clock_get_left (moat_workshop_get_clock (fixture->workshop)), <=,
                   9 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (moat_workshop_clock_get_left (moat_workshop_get_clock (fixture->workshop)), >,
                   8 * G_TIME_SPAN_MINUTE);
  g_clear_object (&fixture->session);

  age (path, 3600);
  open_document (fixture, reopen (path));
  g_assert_true (moat_workshop_is_paused (fixture->workshop));
  g_assert_cmpuint (fixture->signs, ==, MOAT_SIGN_AWAY);
  g_assert_cmpint (moat_workshop_get_clock (fixture->workshop)->away, >=, G_TIME_SPAN_HOUR);
  moat_workshop_go_on (fixture->workshop);
  g_assert_cmpint (moat_workshop_clock_get_left (moat_workshop_get_clock (fixture->workshop)), >,
                   8 * G_TIME_SPAN_MINUTE);
  moat_workshop_end (fixture->workshop);
  g_clear_object (&fixture->session);

  open_document (fixture, reopen (path));
  g_assert_false (moat_workshop_is_on (fixture->workshop));

  g_unlink (path);
  g_rmdir (folder);
}

/* What is kept and was damaged is as if it were not there. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[][2] = {
    { "phase=0", "phase=9" },
    { "spent=0;", "spent=-5;" },
    { "planned=6", "planned=x6" },
    { "agenda=", "agenda=x" },
  };
  const char *model = "file:///nowhere/shop.moat";
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, model, -1);
  g_autofree char *name = g_strconcat (sum, ".ini", NULL);
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "moat", "workshops", name, NULL);
  g_autoptr (MoatAgenda) agenda = moat_agenda_new_default ();
  g_autoptr (MoatWorkshopClock) clock = moat_workshop_clock_new (agenda, 0);
  g_autofree char *text = NULL;
  g_autoptr (MoatWorkshopKept) whole = NULL;

  g_assert_true (moat_workshop_keep_write (model, &(MoatWorkshopKept){ agenda, clock, 1, 2 }, NULL));
  whole = moat_workshop_keep_read (model);
  g_assert_nonnull (whole);
  g_assert_true (moat_agenda_equal (whole->agenda, agenda));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (GStrv) parts = g_strsplit (text, lines[i][0], 2);
      g_autofree char *damaged = NULL;

      g_assert_nonnull (parts[1]);
      damaged = g_strjoin (lines[i][1], parts[0], parts[1], NULL);
      g_assert_true (g_file_set_contents (path, damaged, -1, NULL));
      g_assert_null (moat_workshop_keep_read (model));
    }
  moat_workshop_keep_drop (model);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* The team's agenda lies beside the model, the person's own on the computer; broken, it is told of. */
static void
test_agenda (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("moat-workshop-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "shop.moat", NULL);
  g_autofree char *team = g_build_filename (folder, MOAT_AGENDA_FILE, NULL);
  g_autofree char *own = moat_agenda_json_get_own_path ();
  g_autoptr (MoatAgenda) agenda = moat_agenda_new ();
  g_autoptr (GError) error = NULL;

  moat_agenda_add (agenda, "Talk", NULL, 7, MOAT_PANE_NONE);
  g_assert_false (moat_workshop_can_save_for_team (fixture->workshop));
  g_assert_true (moat_workshop_save_agenda (fixture->workshop, agenda, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (moat_workshop_get_phase (fixture->workshop)->minutes, ==, 7);
  g_assert_false (moat_workshop_is_of_team (fixture->workshop));

  save (fixture->session, path);
  g_assert_true (moat_workshop_can_save_for_team (fixture->workshop));
  moat_agenda_add (agenda, "More talk", NULL, 8, MOAT_PANE_NONE);
  g_assert_true (moat_workshop_save_agenda (fixture->workshop, agenda, TRUE, &error));
  g_assert_true (moat_workshop_is_of_team (fixture->workshop));
  g_assert_cmpuint (moat_agenda_get_minutes (moat_workshop_get_agenda (fixture->workshop)), ==, 15);

  g_assert_true (g_file_set_contents (team, "{ \"format\": \"moat-agenda\"", -1, NULL));
  moat_workshop_reload_agenda (fixture->workshop);
  g_assert_nonnull (strstr (moat_workshop_get_problem (fixture->workshop), MOAT_AGENDA_FILE));
  g_assert_cmpuint (moat_workshop_get_phase (fixture->workshop)->minutes, ==, 7);

  g_unlink (team);
  g_assert_true (moat_workshop_save_agenda (fixture->workshop, NULL, FALSE, &error));
  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));
  g_assert_null (moat_workshop_get_problem (fixture->workshop));
  g_assert_cmpuint (moat_agenda_get_minutes (moat_workshop_get_agenda (fixture->workshop)), ==, 45);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/ui/workshop/phases", Fixture, NULL, set_up, test_phases, tear_down);
  g_test_add ("/ui/workshop/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/ui/workshop/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/ui/workshop/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/ui/workshop/agenda", Fixture, NULL, set_up, test_agenda, tear_down);

  return g_test_run ();
}
