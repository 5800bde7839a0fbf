/* The one selection of a page: order, signals, and letting go by itself.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "selection.h"

typedef struct
{
  MoatDocument *document;
  MoatSelection *selection;
  guint n_changed;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->document = moat_test_document (4);
  fixture->selection = moat_selection_new (fixture->document);
  g_signal_connect_swapped (fixture->selection, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->selection);
  g_object_unref (fixture->document);
}

static MoatRecord *
find (Fixture *fixture, const char *id)
{
  MoatRecord *record = moat_document_find (fixture->document, id);

  g_assert_nonnull (record);
  return record;
}

static void
assert_selected (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) list = moat_selection_list (fixture->selection);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (ids, "%s%s", i == 0 ? "" : " ", moat_record_get_id (g_ptr_array_index (list, i)));
  g_assert_cmpstr (ids->str, ==, expected);
}

/* Records stay in the order they were chosen; the last one is the primary. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  moat_selection_add (fixture->selection, find (fixture, "e2"));
  moat_selection_add (fixture->selection, find (fixture, "f0"));
  moat_selection_add (fixture->selection, find (fixture, "e1"));
  moat_selection_add (fixture->selection, find (fixture, "e2"));
  assert_selected (fixture, "e2 f0 e1");
  g_assert_true (moat_selection_get_primary (fixture->selection) == find (fixture, "e1"));
  g_assert_null (moat_selection_get_single (fixture->selection));
  g_assert_cmpuint (fixture->n_changed, ==, 3);

  moat_selection_toggle (fixture->selection, find (fixture, "f0"));
  assert_selected (fixture, "e2 e1");
  moat_selection_toggle (fixture->selection, find (fixture, "f0"));
  assert_selected (fixture, "e2 e1 f0");
}

/* One call is one signal, and what changes nothing says nothing. */
static void
test_signals (Fixture *fixture, gconstpointer data)
{
  MoatRecord *records[] = { find (fixture, "e0"), find (fixture, "e1"), find (fixture, "b0") };

  moat_selection_set_list (fixture->selection, records, 3);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  moat_selection_set_list (fixture->selection, records, 3);
  moat_selection_remove (fixture->selection, find (fixture, "e3"));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  moat_selection_clear (fixture->selection);
  moat_selection_clear (fixture->selection);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

/* By keyboard: what is kept stays while one walks on, until something else is selected. */
static void
test_keep (Fixture *fixture, gconstpointer data)
{
  moat_selection_walk_to (fixture->selection, find (fixture, "e0"));
  moat_selection_walk_to (fixture->selection, find (fixture, "e1"));
  assert_selected (fixture, "e1");
  moat_selection_keep (fixture->selection);
  g_assert_cmpuint (moat_selection_get_n_kept (fixture->selection), ==, 1);
  moat_selection_walk_to (fixture->selection, find (fixture, "e2"));
  moat_selection_walk_to (fixture->selection, find (fixture, "e3"));
  assert_selected (fixture, "e1 e3");
  moat_selection_keep (fixture->selection);
  g_assert_cmpuint (moat_selection_get_n_kept (fixture->selection), ==, 2);
  moat_selection_walk_to (fixture->selection, find (fixture, "e1"));
  assert_selected (fixture, "e3 e1");
  moat_selection_walk_to (fixture->selection, find (fixture, "e0"));
  assert_selected (fixture, "e3 e1 e0");
  moat_selection_keep (fixture->selection);
  g_assert_cmpuint (moat_selection_get_n_kept (fixture->selection), ==, 3);
  moat_selection_keep (fixture->selection);
  g_assert_cmpuint (moat_selection_get_n_kept (fixture->selection), ==, 0);
  moat_selection_walk_to (fixture->selection, find (fixture, "e2"));
  assert_selected (fixture, "e2");

  moat_selection_keep (fixture->selection);
  moat_selection_set_only (fixture->selection, find (fixture, "e0"));
  moat_selection_walk_to (fixture->selection, find (fixture, "e1"));
  assert_selected (fixture, "e1");
}

/* Only what stands in the diagram can be selected. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  moat_selection_add (fixture->selection, find (fixture, "u0"));
  moat_selection_add (fixture->selection, find (fixture, "t0"));
  g_assert_true (moat_selection_is_empty (fixture->selection));
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

/* What is deleted is no longer selected, and flows that go with their element go from here too. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  MoatRecord *records[] = { find (fixture, "e0"), find (fixture, "e1"), find (fixture, "e2") };

  moat_selection_set_list (fixture->selection, records, 3);
  MOAT_TRANSACTION (fixture->document, "Delete")
  {
    moat_document_remove (fixture->document, records[0]);
    moat_document_remove (fixture->document, records[2]);
  }
  assert_selected (fixture, "e1");
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

/* What a rolled back gesture made is no longer selected. */
static void
test_rolled_back (Fixture *fixture, gconstpointer data)
{
  MoatRecord *note = NULL;

  moat_document_begin (fixture->document, "Add");
  note = moat_edit_add_note (fixture->document, "u0", "Here", &(MoatRect){ 0, 0, 100, 40 });
  moat_document_publish (fixture->document);
  moat_selection_set_only (fixture->selection, note);
  moat_document_rollback (fixture->document);
  g_assert_true (moat_selection_is_empty (fixture->selection));
}

/* Looking at a move selects what it is on; selecting something else lets go of the move. */
static void
test_threat (Fixture *fixture, gconstpointer data)
{
  moat_selection_set_only (fixture->selection, find (fixture, "e0"));
  moat_selection_set_threat (fixture->selection, find (fixture, "t1"), find (fixture, "d1"));
  assert_selected (fixture, "f1");
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_true (moat_selection_get_threat (fixture->selection) == find (fixture, "t1"));
  g_assert_true (moat_selection_get_decision (fixture->selection) == find (fixture, "d1"));

  moat_selection_add (fixture->selection, find (fixture, "f0"));
  g_assert_nonnull (moat_selection_get_threat (fixture->selection));
  moat_selection_set_threat (fixture->selection, find (fixture, "t0"), NULL);
  assert_selected (fixture, "f1 f0");
  g_assert_null (moat_selection_get_decision (fixture->selection));

  moat_selection_set_only (fixture->selection, find (fixture, "e1"));
  g_assert_null (moat_selection_get_threat (fixture->selection));
}

/* A move or decision that is deleted is no longer looked at. */
static void
test_threat_removed (Fixture *fixture, gconstpointer data)
{
  MoatRecord *decision = find (fixture, "d1");

  moat_selection_set_threat (fixture->selection, find (fixture, "t1"), decision);
  MOAT_TRANSACTION (fixture->document, "Delete")
  moat_document_remove (fixture->document, decision);
  g_assert_null (moat_selection_get_decision (fixture->selection));
  g_assert_nonnull (moat_selection_get_threat (fixture->selection));
  MOAT_TRANSACTION (fixture->document, "Delete")
  moat_document_remove (fixture->document, find (fixture, "t1"));
  g_assert_null (moat_selection_get_threat (fixture->selection));
  assert_selected (fixture, "f1");
}

/* A list that is given away is not touched by what happens to the selection. */
static void
test_list_is_safe (Fixture *fixture, gconstpointer data)
{
  MoatRecord *records[] = { find (fixture, "e0"), find (fixture, "f0"), find (fixture, "e1") };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) elements = NULL;

  moat_selection_set_list (fixture->selection, records, 3);
  all = moat_selection_list (fixture->selection);
  elements = moat_selection_list_kind (fixture->selection, MOAT_KIND_ELEMENT);
  moat_selection_clear (fixture->selection);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (elements->len, ==, 2);
  g_assert_true (g_ptr_array_index (elements, 1) == records[2]);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/canvas/selection/order", test_order);
  ADD ("/canvas/selection/signals", test_signals);
  ADD ("/canvas/selection/keep", test_keep);
  ADD ("/canvas/selection/kinds", test_kinds);
  ADD ("/canvas/selection/removed", test_removed);
  ADD ("/canvas/selection/rolled-back", test_rolled_back);
  ADD ("/canvas/selection/threat", test_threat);
  ADD ("/canvas/selection/threat-removed", test_threat_removed);
  ADD ("/canvas/selection/list-is-safe", test_list_is_safe);

  return g_test_run ();
}
