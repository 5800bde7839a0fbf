/* What the acceptance pane lists, without a display.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "acceptance-list.h"
#include "geometry.h"
#include "moat-test.h"
#include "moat-test-seed.h"

#include <string.h>

#define TODAY "2026-06-01"

/* Two use cases; in the first a flow that crosses into a zone, with nothing on it yet. */
typedef struct
{
  MoatDocument *document;
  MoatChecks *checks;
  MoatAcceptanceList *list;
  GPtrArray *mirror; /* of MoatAcceptanceRow: the list as its announcements tell it */
  MoatRecord *use_case;
  MoatRecord *other;
  MoatRecord *flow;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *self)
{
  if (removed > 0)
    g_ptr_array_remove_range (self->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->mirror, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  MoatRecord *user, *api;

  self->document = moat_document_new ();
  moat_document_begin (self->document, "Set up");
  self->use_case = moat_edit_add_use_case (self->document, "Update the address");
  self->other = moat_edit_add_use_case (self->document, "Delete the account");
  user = moat_edit_add_element (self->document, moat_record_get_id (self->use_case),
                                MOAT_ELEMENT_EXTERNAL_ENTITY, "User", &MOAT_RECT_INIT (0, 0, 120, 60));
  api = moat_edit_add_element (self->document, moat_record_get_id (self->use_case), MOAT_ELEMENT_PROCESS,
                               "API", &MOAT_RECT_INIT (400, 0, 120, 60));
  self->flow = moat_edit_add_flow (self->document, moat_record_get_id (self->use_case),
                                   moat_record_get_id (user), moat_record_get_id (api), "submits the form");
  moat_edit_add_zone (self->document, moat_record_get_id (self->use_case), "Backend",
                      &MOAT_RECT_INIT (350, -50, 300, 200));
  moat_edit_add_element (self->document, moat_record_get_id (self->other), MOAT_ELEMENT_PROCESS, "Web app",
                         &MOAT_RECT_INIT (0, 0, 120, 60));
  moat_document_commit (self->document);

  self->checks = moat_checks_new (self->document, TODAY);
  self->list = moat_acceptance_list_new (self->checks);
  self->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (G_LIST_MODEL (self->list), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->list)),
                    self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->mirror);
  g_assert_finalize_object (self->list);
  g_assert_finalize_object (self->checks);
  g_assert_finalize_object (self->document);
}

/* The row of a rule, wherever it is; NULL when it is not shown. */
static MoatAcceptanceRow *
find (Fixture *self, const char *rule)
{
  for (guint i = 0; i < self->mirror->len; i++)
    {
      MoatAcceptanceRow *row = g_ptr_array_index (self->mirror, i);
      const MoatFinding *finding = moat_acceptance_row_get_finding (row);

      if (finding != NULL && g_str_equal (finding->rule->id, rule))
        return row;
    }

  return NULL;
}

/* What was announced is what is there; sections are in order, each under its header, and findings are as the
 * checks sort them.
 */
static void
assert_in_step (Fixture *self)
{
  MoatAcceptanceRow *header = NULL;
  const MoatFinding *before = NULL;
  guint n_shown = 0;

  g_assert_cmpuint (self->mirror->len, ==, g_list_model_get_n_items (G_LIST_MODEL (self->list)));
  for (guint i = 0; i < self->mirror->len; i++)
    {
      g_autoptr (MoatAcceptanceRow) row = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      const MoatFinding *finding = moat_acceptance_row_get_finding (row);
      guint position;

      g_assert_true (row == g_ptr_array_index (self->mirror, i));
      g_assert_true (moat_acceptance_list_find (self->list, row, &position));
      g_assert_cmpuint (position, ==, i);
      if (finding == NULL)
        {
          g_assert_true (header == NULL
                         || moat_acceptance_row_get_section (header) < moat_acceptance_row_get_section (row));
          header = row;
          before = NULL;
          continue;
        }
      g_assert_cmpuint (moat_acceptance_row_get_section (row), ==, moat_acceptance_row_get_section (header));
      g_assert_true (before == NULL || moat_finding_compare (before, finding) <= 0);
      n_shown += moat_acceptance_row_get_section (row) != MOAT_ACCEPTANCE_ASIDE;
      before = finding;
    }
  g_assert_cmpuint (n_shown, <=, moat_acceptance_list_get_count (self->list));
}

static MoatRecord *
add_move (Fixture *self, const char *text)
{
  MoatRecord *threat = NULL;

  MOAT_TRANSACTION (self->document, "Add a move")
  threat = moat_edit_add_threat (self->document, moat_record_get_id (self->flow), text);

  return threat;
}

/* The list is that of the gate: all that counts up to it, and no more. */
static void
test_gates (Fixture *self, gconstpointer data)
{
  for (int gate = MOAT_GATE_DRAFT; gate <= MOAT_GATE_BUILD; gate++)
    {
      moat_acceptance_list_set_scope (self->list, (MoatGate) gate, NULL);
      assert_in_step (self);
      g_assert_cmpuint (moat_acceptance_list_get_count (self->list), ==,
                        moat_checks_count (self->checks, (MoatGate) gate, MOAT_SEVERITY_NOTE));
    }
  g_assert_nonnull (find (self, "model-without-contact"));
}

/* An edit brings and takes the rows of what it touched; the others stay the same objects. */
static void
test_follows_edits (Fixture *self, gconstpointer data)
{
  MoatAcceptanceRow *few = find (self, "use-case-few-moves");
  guint n_before = moat_acceptance_list_get_count (self->list);

  g_assert_nonnull (find (self, "crossing-without-moves"));
  g_assert_null (find (self, "move-undecided"));

  add_move (self, "Change the id to update another user's address");
  assert_in_step (self);
  g_assert_null (find (self, "crossing-without-moves"));
  g_assert_nonnull (find (self, "move-undecided"));
  g_assert_true (find (self, "use-case-few-moves") == few);

  moat_document_undo (self->document);
  assert_in_step (self);
  g_assert_nonnull (find (self, "crossing-without-moves"));
  g_assert_cmpuint (moat_acceptance_list_get_count (self->list), ==, n_before);
}

/* Of another use case only what is said of the whole model. */
static void
test_use_case (Fixture *self, gconstpointer data)
{
  moat_acceptance_list_set_scope (self->list, MOAT_GATE_BUILD, moat_record_get_id (self->other));
  assert_in_step (self);
  g_assert_null (find (self, "crossing-without-moves"));
  g_assert_nonnull (find (self, "element-unconnected"));
  g_assert_nonnull (find (self, "model-without-contact"));

  add_move (self, "Change the id to update another user's address");
  assert_in_step (self);
  g_assert_null (find (self, "move-undecided"));
}

/* What is set aside counts no more, stands folded at the end, and comes back. */
static void
test_set_aside (Fixture *self, gconstpointer data)
{
  guint n_before = moat_acceptance_list_get_count (self->list);
  MoatAcceptanceRow *last;

  moat_finding_exempt (moat_acceptance_row_get_finding (find (self, "crossing-without-moves")),
                       self->document, "Retired next week", "Ann", "2026-06-08");
  assert_in_step (self);
  g_assert_cmpuint (moat_acceptance_list_get_count (self->list), ==, n_before - 1);
  g_assert_cmpuint (moat_acceptance_list_get_n_aside (self->list), ==, 1);
  last = g_ptr_array_index (self->mirror, self->mirror->len - 1);
  g_assert_cmpuint (moat_acceptance_row_get_section (last), ==, MOAT_ACCEPTANCE_ASIDE);
  g_assert_false (moat_acceptance_row_is_open (last));
  g_assert_cmpuint (moat_acceptance_row_get_size (last), ==, 1);
  g_assert_null (find (self, "crossing-without-moves"));

  moat_acceptance_list_toggle (self->list, last);
  assert_in_step (self);
  g_assert_nonnull (find (self, "crossing-without-moves"));
  moat_finding_count_again (moat_acceptance_row_get_finding (find (self, "crossing-without-moves")),
                            self->document);
  assert_in_step (self);
  g_assert_cmpuint (moat_acceptance_list_get_count (self->list), ==, n_before);
  g_assert_cmpuint (moat_acceptance_list_get_n_aside (self->list), ==, 0);
}

/* It counts again on the day after the last one. */
static void
test_midnight (Fixture *self, gconstpointer data)
{
  guint n_before = moat_acceptance_list_get_count (self->list);

  moat_finding_exempt (moat_acceptance_row_get_finding (find (self, "crossing-without-moves")),
                       self->document, "Retired today", "Ann", TODAY);
  g_assert_cmpuint (moat_acceptance_list_get_count (self->list), ==, n_before - 1);
  moat_checks_set_today (self->checks, "2026-06-02");
  assert_in_step (self);
  g_assert_cmpuint (moat_acceptance_list_get_count (self->list), ==, n_before);
}

/* A folded section stays folded while its findings come and go. */
static void
test_folding (Fixture *self, gconstpointer data)
{
  guint n_before = moat_acceptance_list_get_count (self->list);
  MoatAcceptanceRow *header = NULL;

  for (guint i = 0; i < self->mirror->len && header == NULL; i++)
    {
      MoatAcceptanceRow *row = g_ptr_array_index (self->mirror, i);

      if (moat_acceptance_row_get_section (row) == MOAT_QUESTION_THREATS)
        header = row;
    }
  g_assert_nonnull (header);
  moat_acceptance_list_toggle (self->list, header);
  assert_in_step (self);
  g_assert_null (find (self, "crossing-without-moves"));
  g_assert_cmpuint (moat_acceptance_list_get_count (self->list), ==, n_before);

  add_move (self, "Change the id to update another user's address");
  assert_in_step (self);
  g_assert_null (find (self, "use-case-few-moves"));
  moat_acceptance_list_toggle (self->list, header);
  assert_in_step (self);
  g_assert_nonnull (find (self, "use-case-few-moves"));
}

/* Whatever is done, the list that followed each change is the one that is made from nothing. */
static void
test_random_walk (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  /* Random edits need a use case. */
  moat_document_clear_history (self->document);
  moat_acceptance_list_set_scope (self->list, MOAT_GATE_BUILD, NULL);
  for (guint step = 0; step < 300; step++)
    {
      g_autoptr (MoatAcceptanceList) anew = NULL;

      if (g_rand_int_range (rand, 0, 4) == 0)
        moat_document_undo (self->document);
      else
        moat_test_random_edit (self->document, rand);
      assert_in_step (self);

      anew = moat_acceptance_list_new (self->checks);
      moat_acceptance_list_set_scope (anew, MOAT_GATE_BUILD, NULL);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (anew)), ==, self->mirror->len);
      for (guint i = 0; i < self->mirror->len; i++)
        {
          g_autoptr (MoatAcceptanceRow) row = g_list_model_get_item (G_LIST_MODEL (anew), i);

          g_assert_true (moat_acceptance_row_get_finding (row)
                         == moat_acceptance_row_get_finding (g_ptr_array_index (self->mirror, i)));
        }
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/ui/acceptance/gates", test_gates },
    { "/ui/acceptance/follows-edits", test_follows_edits },
    { "/ui/acceptance/use-case", test_use_case },
    { "/ui/acceptance/set-aside", test_set_aside },
    { "/ui/acceptance/midnight", test_midnight },
    { "/ui/acceptance/folding", test_folding },
    { "/ui/acceptance/random-walk", test_random_walk },
  };

  moat_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
