/* Documents: transactions, undo and redo, change sets, lists, references.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "moat-test-seed.h"

static MoatRecord *
find (MoatDocument *document, const char *id)
{
  MoatRecord *record = moat_document_find (document, id);

  g_assert_nonnull (record);
  return record;
}

static void
rename_element (MoatDocument *document, const char *id, const char *name)
{
  MoatElementState *state = moat_document_edit (document, find (document, id));

  moat_text_set (&state->name, name);
}

/* Whatever was done, undoing all of it gives back the first model, and redoing all of it gives back the last
 * one. */
static void
walk (guint n_edits)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  g_autofree char *first = moat_test_dump (document);
  g_autofree char *last = NULL;

  moat_test_random_edits (document, g_test_rand_int (), n_edits);
  last = moat_test_dump (document);
  g_assert_true (g_strcmp0 (last, first) != 0);

  while (moat_document_undo (document))
    ;
  moat_test_assert_same_dump (document, first);
  g_assert_false (moat_document_is_modified (document));

  while (moat_document_redo (document))
    ;
  moat_test_assert_same_dump (document, last);
}

static void
test_random_walk (void)
{
  walk (500);
}

static void
test_random_walk_long (void)
{
  walk (10000);
}

/* A thousand edits of one gesture are one step. */
static void
test_one_gesture_is_one_step (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *first = moat_test_dump (document);

  moat_document_begin (document, "Move");
  for (guint i = 0; i < 1000; i++)
    {
      MoatElementState *state = moat_document_edit (document, find (document, "e1"));

      state->box.x += 1;
      moat_document_publish (document);
    }
  g_assert_true (moat_document_commit (document));
  g_assert_cmpstr (moat_document_get_undo_label (document), ==, "Move");

  g_assert_true (moat_document_undo (document));
  g_assert_false (moat_document_can_undo (document));
  moat_test_assert_same_dump (document, first);
}

/* A transaction that ends where it began leaves nothing to undo. */
static void
test_no_change_no_step (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);

  moat_document_begin (document, "Rename");
  rename_element (document, "e1", "Other");
  rename_element (document, "e1", "Element 1");
  g_assert_false (moat_document_commit (document));
  g_assert_false (moat_document_can_undo (document));
  g_assert_false (moat_document_is_modified (document));
}

static void
test_nested (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *first = moat_test_dump (document);

  moat_document_begin (document, "Outer");
  rename_element (document, "e1", "Outer");
  moat_document_begin (document, "Inner");
  rename_element (document, "e1", "Inner");
  rename_element (document, "e2", "Inner");
  moat_document_rollback (document);
  g_assert_cmpstr (moat_record_get_title (find (document, "e1")), ==, "Outer");
  g_assert_cmpstr (moat_record_get_title (find (document, "e2")), ==, "Element 2");
  moat_document_begin (document, "Inner");
  rename_element (document, "e3", "Kept");
  moat_document_commit (document);
  moat_document_commit (document);

  g_assert_cmpstr (moat_document_get_undo_label (document), ==, "Outer");
  g_assert_true (moat_document_undo (document));
  g_assert_false (moat_document_can_undo (document));
  moat_test_assert_same_dump (document, first);
}

static void
test_merge_key (void)
{
  static const char *const typed[] = { "N", "Ne", "New" };
  g_autoptr (MoatDocument) document = moat_test_document (4);

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      moat_document_begin (document, "Rename");
      moat_document_set_merge_key (document, "e1.name");
      rename_element (document, "e1", typed[i]);
      moat_document_commit (document);
    }
  moat_document_break_merge (document);
  moat_document_begin (document, "Rename");
  moat_document_set_merge_key (document, "e1.name");
  rename_element (document, "e1", "Newer");
  moat_document_commit (document);

  g_assert_true (moat_document_undo (document));
  g_assert_cmpstr (moat_record_get_title (find (document, "e1")), ==, "New");
  g_assert_true (moat_document_undo (document));
  g_assert_cmpstr (moat_record_get_title (find (document, "e1")), ==, "Element 1");
  g_assert_false (moat_document_can_undo (document));
}

static void
test_saved_mark (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);

  MOAT_TRANSACTION (document, "Rename")
  {
    rename_element (document, "e1", "A");
  }
  g_assert_true (moat_document_is_modified (document));
  moat_document_mark_saved (document);
  g_assert_false (moat_document_is_modified (document));
  moat_document_undo (document);
  g_assert_true (moat_document_is_modified (document));
  moat_document_redo (document);
  g_assert_false (moat_document_is_modified (document));
  moat_document_undo (document);
  MOAT_TRANSACTION (document, "Rename")
  {
    rename_element (document, "e1", "A");
  }
  g_assert_true (moat_document_is_modified (document));
}

/* While a file is being written, undo and typing go on: what was written is what counts as saved. */
static void
test_saved_point (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  guint64 point;

  MOAT_TRANSACTION (document, "Type")
  {
    moat_document_set_merge_key (document, "name");
    rename_element (document, "e1", "A");
  }
  point = moat_document_get_point (document);
  moat_document_undo (document);
  moat_document_mark_point_saved (document, point);
  g_assert_true (moat_document_is_modified (document));
  moat_document_redo (document);
  g_assert_false (moat_document_is_modified (document));

  point = moat_document_get_point (document);
  MOAT_TRANSACTION (document, "Type")
  {
    moat_document_set_merge_key (document, "name");
    rename_element (document, "e1", "AB");
  }
  moat_document_mark_point_saved (document, point);
  g_assert_true (moat_document_is_modified (document));
  moat_document_undo (document);
  g_assert_false (moat_document_is_modified (document));
}

/* Deleting an element takes its flows, their steps and moves, and decisions that then stop nothing. */
static void
test_cascade (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *first = moat_test_dump (document);

  moat_document_begin (document, "Link");
  moat_edit_link_decision (document, find (document, "d1"), find (document, "t2"));
  moat_document_commit (document);

  moat_document_begin (document, "Delete");
  moat_document_remove (document, find (document, "e1"));
  moat_document_commit (document);

  g_assert_null (moat_document_find (document, "f0"));
  g_assert_null (moat_document_find (document, "f1"));
  g_assert_null (moat_document_find (document, "s1"));
  g_assert_null (moat_document_find (document, "t1"));
  g_assert_null (moat_document_find (document, "d0"));
  g_assert_null (moat_document_find (document, "v0"));
  g_assert_nonnull (moat_document_find (document, "d1"));
  g_assert_nonnull (moat_document_find (document, "f2"));

  moat_document_undo (document);
  moat_document_undo (document);
  moat_test_assert_same_dump (document, first);
}

/* What every reference says is what the index of referrers says, at any moment. */
static void
assert_index (MoatDocument *document)
{
  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      GPtrArray *list = moat_document_list (document, (MoatKind) kind);
      const MoatKindInfo *info = moat_kind_get_info ((MoatKind) kind);

      for (guint i = 0; i < list->len; i++)
        for (guint f = 0; f < info->n_fields; f++)
          {
            MoatRecord *record = g_ptr_array_index (list, i);
            const MoatField *field = &info->fields[f];
            const char *id;
            g_autoptr (GPtrArray) referrers = NULL;

            if (field->type != MOAT_REF)
              continue;
            id = *(char *const *) MOAT_FIELD_PTR (moat_record_get_state (record), field);
            if (id == NULL)
              continue;
            g_assert_nonnull (moat_document_find (document, id));
            referrers = moat_document_list_referrers (document, id, (MoatKind) kind);
            g_assert_true (g_ptr_array_find (referrers, record, NULL));
          }
    }
}

static void
test_index (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 200; i++)
    {
      moat_test_random_edit (document, rand);
      if (g_rand_int_range (rand, 0, 3) == 0)
        moat_document_undo (document);
      assert_index (document);
    }
}

/* The index follows edits made in place before anything is published. */
static void
test_index_inside_transaction (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  MoatFlowState *state;

  moat_document_begin (document, "Reconnect");
  state = moat_document_edit (document, find (document, "f0"));
  moat_text_set (&state->target, "e3");
  g_assert_true (moat_document_has_referrers (document, "e1", MOAT_KIND_FLOW));
  state = moat_document_edit (document, find (document, "f0"));
  moat_text_set (&state->source, "e3");
  {
    g_autoptr (GPtrArray) flows = moat_document_list_referrers (document, "e3", MOAT_KIND_FLOW);

    g_assert_cmpuint (flows->len, ==, 2);
  }
  g_assert_false (moat_document_has_referrers (document, "e0", MOAT_KIND_FLOW));
  moat_document_rollback (document);
  g_assert_true (moat_document_has_referrers (document, "e0", MOAT_KIND_FLOW));
}

typedef struct
{
  MoatDocument *mirror_of;
  GHashTable *known; /* id → dump of its state */
  guint n_emissions;
} Mirror;

static void
mirror_changed_cb (MoatDocument *document, MoatChanges *changes, gpointer data)
{
  Mirror *mirror = data;

  mirror->n_emissions++;
  for (guint i = 0; i < changes->items->len; i++)
    {
      MoatChange *change = g_ptr_array_index (changes->items, i);
      MoatState *known = g_hash_table_lookup (mirror->known, moat_record_get_id (change->record));

      g_assert_true (moat_state_equal (known, change->old_state));
      g_assert_true (moat_changes_touch (changes, moat_record_get_kind (change->record)));
      if (change->new_state == NULL)
        g_hash_table_remove (mirror->known, moat_record_get_id (change->record));
      else
        g_hash_table_insert (mirror->known, g_strdup (moat_record_get_id (change->record)),
                             moat_state_ref (change->new_state));
    }
}

/* A view that only ever applies change sets knows everything: each says the old state that the one before
 * left. */
static void
test_change_sets_are_complete (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  Mirror mirror = {
    .known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) moat_state_unref),
  };

  for (guint kind = 0; kind < MOAT_N_KINDS; kind++)
    {
      GPtrArray *list = moat_document_list (document, (MoatKind) kind);

      for (guint i = 0; i < list->len; i++)
        g_hash_table_insert (mirror.known, g_strdup (moat_record_get_id (g_ptr_array_index (list, i))),
                             moat_state_ref (
                                 (MoatState *) moat_record_get_state (g_ptr_array_index (list, i))));
    }

  g_signal_connect (document, "changed", G_CALLBACK (mirror_changed_cb), &mirror);
  for (guint i = 0; i < 300; i++)
    {
      GHashTableIter iter;
      gpointer id, state;

      moat_test_random_edit (document, rand);
      if (g_rand_int_range (rand, 0, 3) == 0)
        moat_document_undo (document);
      g_hash_table_iter_init (&iter, mirror.known);
      while (g_hash_table_iter_next (&iter, &id, &state))
        g_assert_true (moat_state_equal (state, moat_record_get_state (moat_document_find (document, id))));
    }
  g_assert_cmpuint (mirror.n_emissions, >, 100);

  g_hash_table_unref (mirror.known);
}

/* What comes back by a rollback comes back to its place. */
static void
test_order_after_rollback (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *first = moat_test_dump (document);

  moat_document_begin (document, "Outer");
  moat_document_begin (document, "Inner");
  moat_document_remove (document, find (document, "t0"));
  moat_document_rollback (document);
  moat_document_commit (document);
  moat_test_assert_same_dump (document, first);
}

static void
test_order (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  GPtrArray *list;

  moat_document_begin (document, "Order");
  moat_document_move_before (document, find (document, "s2"), find (document, "s0"));
  list = moat_document_list (document, MOAT_KIND_STEP);
  g_assert_true (g_ptr_array_index (list, 0) == find (document, "s2"));
  moat_document_move_before (document, find (document, "s2"), NULL);
  list = moat_document_list (document, MOAT_KIND_STEP);
  g_assert_true (g_ptr_array_index (list, 2) == find (document, "s2"));
  moat_document_commit (document);
  g_assert_cmpuint (moat_query_number (document, find (document, "f1")), ==, 2);
}

static void
test_builtins_stay (void)
{
  g_autoptr (MoatDocument) document = moat_document_new ();

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_CLASS), ==, 3);
  moat_document_begin (document, "Remove");
  moat_document_remove (document, find (document, "secret"));
  moat_document_remove (document, moat_document_get_model (document));
  moat_document_commit (document);
  g_assert_nonnull (moat_document_find (document, "secret"));
  g_assert_nonnull (moat_document_get_model (document));
}

static void
test_ends (void)
{
  MoatDocument *document = moat_test_document (6);
  MoatRecord *record = find (document, "e1");

  moat_test_random_edits (document, 7, 50);
  g_object_add_weak_pointer (G_OBJECT (record), (gpointer *) &record);
  g_assert_finalize_object (document);
  g_assert_null (record);
}

/* Who asks for a state, looks something up, and only then writes, is understood as well. */
static void
test_write_after_looking (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  MoatRecord *flow = g_ptr_array_index (moat_document_list (document, MOAT_KIND_FLOW), 0);
  g_autofree char *source = g_strdup (moat_flow_state (flow)->source);
  MoatFlowState *state;

  moat_document_begin (document, "edit");
  state = moat_document_edit (document, flow);
  g_assert_true (moat_document_has_referrers (document, source, MOAT_KIND_FLOW));
  moat_text_set (&state->source, "somebody");
  moat_document_commit (document);
  g_assert_true (moat_document_has_referrers (document, "somebody", MOAT_KIND_FLOW));

  moat_document_undo (document);
  g_assert_false (moat_document_has_referrers (document, "somebody", MOAT_KIND_FLOW));
  g_assert_true (moat_document_has_referrers (document, source, MOAT_KIND_FLOW));
}

int
main (int argc, char *argv[])
{
  moat_test_init (&argc, &argv);

  g_test_add_func ("/core/document/random-walk", test_random_walk);
  g_test_add_func ("/core/document/random-walk-long", test_random_walk_long);
  g_test_add_func ("/core/document/one-gesture-is-one-step", test_one_gesture_is_one_step);
  g_test_add_func ("/core/document/no-change-no-step", test_no_change_no_step);
  g_test_add_func ("/core/document/nested", test_nested);
  g_test_add_func ("/core/document/merge-key", test_merge_key);
  g_test_add_func ("/core/document/saved-mark", test_saved_mark);
  g_test_add_func ("/core/document/saved-point", test_saved_point);
  g_test_add_func ("/core/document/cascade", test_cascade);
  g_test_add_func ("/core/document/index", test_index);
  g_test_add_func ("/core/document/index-inside-transaction", test_index_inside_transaction);
  g_test_add_func ("/core/document/change-sets-are-complete", test_change_sets_are_complete);
  g_test_add_func ("/core/document/order", test_order);
  g_test_add_func ("/core/document/order-after-rollback", test_order_after_rollback);
  g_test_add_func ("/core/document/builtins-stay", test_builtins_stay);
  g_test_add_func ("/core/document/ends", test_ends);

  g_test_add_func ("/core/document/write-after-looking", test_write_after_looking);

  return g_test_run ();
}
