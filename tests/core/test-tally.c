/* What a workshop counts.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "tally.h"

/* Five elements, so four flows, with moves on each; a decision on some. */
static MoatDocument *
new_document (void)
{
  return moat_test_document (5);
}

static MoatRecord *
find (MoatDocument *document, const char *id)
{
  MoatRecord *record = moat_document_find (document, id);

  g_assert_nonnull (record);
  return record;
}

/* Steps, boundaries, moves by flow, decisions with owner and proof: each is counted where it belongs. */
static void
test_counts (void)
{
  g_autoptr (MoatDocument) document = new_document ();
  g_autoptr (MoatTally) before = moat_tally_new (document, "u0");
  g_autoptr (MoatTally) after = NULL;
  MoatRecord *threat = NULL;
  MoatRecord *decision = NULL;

  MOAT_TRANSACTION (document, "Work")
  {
    moat_edit_add_step (document, "u0", NULL, "Waits", NULL);
    threat = moat_edit_add_threat (document, "f1", "Change the id");
    decision = moat_edit_add_decision (document, moat_record_get_id (threat), "Look it up by the session");
    moat_edit_add_threat (document, "f1", "Replay it");
  }
  after = moat_tally_new (document, "u0");

  g_assert_cmpuint (after->n_steps, ==, before->n_steps + 1);
  g_assert_cmpuint (after->n_boundaries, ==, 1);
  g_assert_cmpuint (after->n_assets, ==, 1);
  g_assert_cmpuint (after->moves->len, ==, before->moves->len + 2);
  g_assert_cmpuint (after->open->len, ==, before->open->len + 1);
  g_assert_cmpuint (after->decisions->len, ==, before->decisions->len + 1);
  g_assert_true (g_ptr_array_find (after->unowned, decision, NULL));
  g_assert_true (g_ptr_array_find (after->unverified, decision, NULL));
  g_assert_false (g_ptr_array_find (after->open, threat, NULL));
}

/* A decision that stops several moves is one; one that was dropped, or says nothing, is none. */
static void
test_decisions (void)
{
  g_autoptr (MoatDocument) document = new_document ();
  g_autoptr (MoatTally) before = moat_tally_new (document, "u0");
  MoatRecord *decision = NULL;

  MOAT_TRANSACTION (document, "Share")
  {
    MoatRecord *one = moat_edit_add_threat (document, "f1", "Change the id");
    MoatRecord *other = moat_edit_add_threat (document, "f2", "Read the answer");

    decision = moat_edit_add_decision (document, moat_record_get_id (one), "Look it up by the session");
    moat_edit_link_decision (document, decision, other);
    moat_edit_add_decision (document, moat_record_get_id (one), NULL);
  }
  {
    g_autoptr (MoatTally) shared = moat_tally_new (document, "u0");

    g_assert_cmpuint (shared->decisions->len, ==, before->decisions->len + 1);
  }
  MOAT_TRANSACTION (document, "Drop")
  ((MoatDecisionState *) moat_document_edit (document, decision))->status = MOAT_DECISION_DROPPED;
  {
    g_autoptr (MoatTally) dropped = moat_tally_new (document, "u0");

    g_assert_cmpuint (dropped->decisions->len, ==, before->decisions->len);
  }
}

static void
clear_moves (MoatDocument *document, const char *on)
{
  g_autoptr (GPtrArray) threats = moat_document_list_children (document, on, MOAT_KIND_THREAT);

  MOAT_TRANSACTION (document, "Clear")
  moat_edit_remove_all (document, threats);
}

/* The walk goes to flows without a move, in story order, both ways, round and round; nothing out of scope. */
static void
test_walk (void)
{
  g_autoptr (MoatDocument) document = new_document ();
  g_autoptr (MoatTally) tally = NULL;
  g_autoptr (MoatTally) full = NULL;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("f%u", i);

      clear_moves (document, id);
    }
  MOAT_TRANSACTION (document, "Work")
  {
    moat_edit_add_threat (document, "f1", "Change the id");
    ((MoatFlowState *) moat_document_edit (document, find (document, "f3")))->out_of_scope = TRUE;
  }
  tally = moat_tally_new (document, "u0");

  g_assert_cmpuint (tally->flows->len, ==, 3);
  g_assert_cmpuint (tally->n_bare, ==, 2);
  g_assert_true (moat_tally_find_bare (tally, NULL, MOAT_WALK_FORWARD) == find (document, "f0"));
  g_assert_true (moat_tally_find_bare (tally, find (document, "f0"), MOAT_WALK_FORWARD)
                 == find (document, "f2"));
  g_assert_true (moat_tally_find_bare (tally, find (document, "f1"), MOAT_WALK_FORWARD)
                 == find (document, "f2"));
  g_assert_true (moat_tally_find_bare (tally, find (document, "f2"), MOAT_WALK_FORWARD)
                 == find (document, "f0"));
  g_assert_true (moat_tally_find_bare (tally, find (document, "f0"), MOAT_WALK_HERE)
                 == find (document, "f0"));
  g_assert_true (moat_tally_find_bare (tally, find (document, "f1"), MOAT_WALK_HERE)
                 == find (document, "f2"));
  g_assert_true (moat_tally_find_bare (tally, NULL, MOAT_WALK_BACKWARD) == find (document, "f2"));
  g_assert_true (moat_tally_find_bare (tally, find (document, "f1"), MOAT_WALK_BACKWARD)
                 == find (document, "f0"));

  MOAT_TRANSACTION (document, "Finish")
  {
    moat_edit_add_threat (document, "f0", "Guess the password");
    moat_edit_add_threat (document, "f2", "Read the answer");
  }
  full = moat_tally_new (document, "u0");
  g_assert_true (moat_tally_find_open (full, NULL, MOAT_WALK_FORWARD) == g_ptr_array_index (full->moves, 0));
  g_assert_true (moat_tally_find_open (full, g_ptr_array_index (full->moves, 0), MOAT_WALK_FORWARD)
                 == g_ptr_array_index (full->moves, 1));
  g_assert_true (moat_tally_find_open (full, NULL, MOAT_WALK_BACKWARD) == g_ptr_array_index (full->moves, 2));
  g_assert_null (moat_tally_find_unowned (full, NULL, MOAT_WALK_FORWARD));
  g_assert_null (moat_tally_find_bare (full, NULL, MOAT_WALK_FORWARD));
}

/* Of nothing there is nothing, and walking it goes nowhere. */
static void
test_empty (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();
  g_autoptr (MoatTally) tally = moat_tally_new (document, "u0");

  g_assert_cmpuint (tally->n_steps, ==, 0);
  g_assert_null (moat_tally_find_bare (tally, NULL, MOAT_WALK_FORWARD));
  g_assert_null (moat_tally_find_bare (tally, NULL, MOAT_WALK_BACKWARD));
}

static void
changed_cb (MoatDocument *document, MoatChanges *changes, gboolean *is_touched)
{
  *is_touched = moat_tally_is_touched (changes);
}

/* Dragging an element counts nothing anew; what can change a count does. */
static void
test_touched (void)
{
  g_autoptr (MoatDocument) document = new_document ();
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();
  gboolean is_touched = TRUE;

  g_signal_connect (document, "changed", G_CALLBACK (changed_cb), &is_touched);
  g_ptr_array_add (elements, find (document, "e1"));
  MOAT_TRANSACTION (document, "Drag")
  moat_edit_move (document, elements, 40, 0);
  g_assert_false (is_touched);

  MOAT_TRANSACTION (document, "Own")
  moat_text_set (&((MoatDecisionState *) moat_document_edit (document, find (document, "d0")))->owner,
                 "@api");
  g_assert_true (is_touched);

  MOAT_TRANSACTION (document, "Name")
  moat_text_set (&((MoatFlowState *) moat_document_edit (document, find (document, "f0")))->name, "sends it");
  g_assert_false (is_touched);

  MOAT_TRANSACTION (document, "Remove")
  moat_document_remove (document, find (document, "f0"));
  g_assert_true (is_touched);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/tally/counts", test_counts);
  g_test_add_func ("/core/tally/decisions", test_decisions);
  g_test_add_func ("/core/tally/walk", test_walk);
  g_test_add_func ("/core/tally/empty", test_empty);
  g_test_add_func ("/core/tally/touched", test_touched);

  return g_test_run ();
}
