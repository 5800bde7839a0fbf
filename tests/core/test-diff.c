/* What changed between two models: the sentences of the meeting, and that no
 * difference goes untold.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "diff.h"
#include "moat-test.h"
#include "moat-test-seed.h"

#include <string.h>

/* Two models that are alike until a test edits the second. */
typedef struct
{
  MoatDocument *before;
  MoatDocument *after;
} Pair;

static void
set_up (Pair *pair, gconstpointer data)
{
  pair->before = moat_test_document (4);
  pair->after = moat_test_document (4);
  moat_document_begin (pair->after, "Edit");
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  g_object_unref (pair->before);
  g_object_unref (pair->after);
}

static gpointer
edit (Pair *pair, const char *id)
{
  return moat_document_edit (pair->after, moat_document_find (pair->after, id));
}

/* All sentences, a line each. */
static char *
tell (Pair *pair)
{
  g_autoptr (GPtrArray) differences = NULL;
  GString *text = g_string_new (NULL);

  moat_document_commit (pair->after);
  differences = moat_diff (pair->before, pair->after);
  for (guint i = 0; i < differences->len; i++)
    g_string_append_printf (text, "%s\n", ((MoatDifference *) g_ptr_array_index (differences, i))->sentence);

  return g_string_free (text, FALSE);
}

static void
assert_tells (Pair *pair, const char *expected)
{
  g_autofree char *text = tell (pair);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_same (Pair *pair, gconstpointer data)
{
  assert_tells (pair, "");
}

/* The boundary is what was dragged; the crossing is what it means. */
static void
test_boundary (Pair *pair, gconstpointer data)
{
  ((MoatBoundaryState *) edit (pair, "b0"))->box.width = 240;
  assert_tells (pair,
                "Data store “Element 2” is no longer inside Backend.\n"
                "Flow 2 (Element 1 → Element 2) now crosses Backend outbound because the boundary was "
                "moved.\n"
                "Flow 3 (Element 2 → Element 3) no longer crosses Backend because the boundary was moved.\n"
                "Moved, resized or routed anew: Backend.\n");
}

static void
test_crossing (Pair *pair, gconstpointer data)
{
  ((MoatElementState *) edit (pair, "e1"))->box.x = -400;
  assert_tells (pair,
                "External entity “Element 1” is no longer inside Backend.\n"
                "Flow 1 (Element 0 → Element 1) no longer crosses Backend because Element 1 was moved.\n"
                "Flow 2 (Element 1 → Element 2) now crosses Backend inbound because Element 1 was moved.\n"
                "Moved, resized or routed anew: Element 1.\n");
}

static void
test_decision (Pair *pair, gconstpointer data)
{
  MoatThreatState *threat = edit (pair, "t1");

  moat_document_remove (pair->after, moat_document_find (pair->after, "v0"));
  threat->status = MOAT_THREAT_ACCEPTED;
  moat_text_set (&threat->accepted_by, "Ada");
  moat_text_set (&threat->until, "2026-12-31");
  moat_text_set (&((MoatDecisionState *) edit (pair, "d0"))->ticket, "SHOP-1");
  assert_tells (pair,
                "Move “Change the id to reach another user's record” on flow 2 was accepted by Ada until "
                "2026-12-31.\n"
                "Decision “Look the record up by the signed-in user”: Ticket is now “SHOP-1”.\n"
                "Decision “Look the record up by the signed-in user” lost its verification “Integration test "
                "with two accounts”.\n");
}

/* However much was dragged, it is one line. */
static void
test_layout (Pair *pair, gconstpointer data)
{
  ((MoatElementState *) edit (pair, "e0"))->box.y += 1;
  ((MoatElementState *) edit (pair, "e2"))->box.width += 1;
  moat_points_set (&((MoatFlowState *) edit (pair, "f0"))->bends, (MoatPoint[]){ { 100, 50 } }, 1);
  assert_tells (pair, "Moved, resized or routed anew: Element 0, Element 2, flow 1.\n");
}

/* What is removed with a flow is told, but not what goes without saying. */
static void
test_removed_flow (Pair *pair, gconstpointer data)
{
  moat_document_remove (pair->after, moat_document_find (pair->after, "f0"));
  assert_tells (pair, "Flow 1 (Element 0 → Element 1) was removed.\n"
                      "Move “Change the id to reach another user's record” on flow 1 was removed.\n"
                      "Decision “Look the record up by the signed-in user” was removed.\n");
}

/* Models differ exactly when something is told, the same each time. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (MoatDocument) before = moat_test_document (5);
      g_autoptr (MoatDocument) after = moat_test_document (5);
      g_autoptr (GPtrArray) forward = NULL;
      g_autoptr (GPtrArray) backward = NULL;
      g_autofree char *dump = moat_test_dump (before);
      g_autofree char *other_dump = NULL;

      for (int n_edits = g_rand_int_range (rand, 0, 6); n_edits > 0; n_edits--)
        moat_test_random_edit (after, rand);
      other_dump = moat_test_dump (after);
      forward = moat_diff (before, after);
      backward = moat_diff (after, before);
      g_assert_true ((forward->len > 0) == (strcmp (dump, other_dump) != 0));
      g_assert_true ((backward->len > 0) == (forward->len > 0));
      for (guint j = 0; j < forward->len; j++)
        g_assert_null (strchr (((MoatDifference *) g_ptr_array_index (forward, j))->sentence, '\n'));
    }
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Pair, NULL, set_up, function, tear_down)
  ADD ("/core/diff/same", test_same);
  ADD ("/core/diff/boundary", test_boundary);
  ADD ("/core/diff/crossing", test_crossing);
  ADD ("/core/diff/decision", test_decision);
  ADD ("/core/diff/layout", test_layout);
  ADD ("/core/diff/removed-flow", test_removed_flow);
  g_test_add_func ("/core/diff/random", test_random);

  return g_test_run ();
}
