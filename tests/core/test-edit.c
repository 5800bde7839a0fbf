/* Queries, commands, copies and repair over small documents.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"

#include <gio/gio.h>

static MoatRecord *
find (MoatDocument *document, const char *id)
{
  MoatRecord *record = moat_document_find (document, id);

  g_assert_nonnull (record);
  return record;
}

static GPtrArray *
records (MoatDocument *document, const char *first, ...)
{
  GPtrArray *list = g_ptr_array_new ();
  va_list args;

  va_start (args, first);
  for (const char *id = first; id != NULL; id = va_arg (args, const char *))
    g_ptr_array_add (list, find (document, id));
  va_end (args);

  return list;
}

/* A move is open until a decision with words stops it; a dropped decision stops nothing; proof makes it
 * verified. */
static void
test_standing (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  MoatRecord *threat = find (document, "t0");
  MoatDecisionState *decision;
  guint n_open, n_decided;

  g_assert_cmpint (moat_query_standing (document, find (document, "t2")), ==, MOAT_STANDING_OPEN);
  g_assert_cmpint (moat_query_standing (document, threat), ==, MOAT_STANDING_DECIDED);
  moat_query_count_moves (document, "f0", &n_open, &n_decided);
  g_assert_cmpuint (n_open, ==, 0);
  g_assert_cmpuint (n_decided, ==, 1);

  moat_document_begin (document, "Prove");
  ((MoatVerificationState *) moat_document_edit (document, find (document, "v0")))->result
      = MOAT_RESULT_PASSING;
  g_assert_cmpint (moat_query_standing (document, threat), ==, MOAT_STANDING_VERIFIED);
  decision = moat_document_edit (document, find (document, "d0"));
  decision->status = MOAT_DECISION_DROPPED;
  g_assert_cmpint (moat_query_standing (document, threat), ==, MOAT_STANDING_OPEN);
  ((MoatThreatState *) moat_document_edit (document, threat))->status = MOAT_THREAT_ACCEPTED;
  g_assert_cmpint (moat_query_standing (document, threat), ==, MOAT_STANDING_ACCEPTED);
  moat_document_rollback (document);
}

static void
test_severity (void)
{
  MoatThreatState state = { 0 };

  g_assert_cmpint (moat_query_severity (&state), ==, MOAT_LEVEL_UNKNOWN);
  state.impact = MOAT_LEVEL_HIGH;
  g_assert_cmpint (moat_query_severity (&state), ==, MOAT_LEVEL_HIGH);
  state.likelihood = MOAT_LEVEL_LOW;
  g_assert_cmpint (moat_query_severity (&state), ==, MOAT_LEVEL_MEDIUM);
  state.likelihood = MOAT_LEVEL_CRITICAL;
  g_assert_cmpint (moat_query_severity (&state), ==, MOAT_LEVEL_CRITICAL);
  state.severity = MOAT_LEVEL_LOW;
  g_assert_cmpint (moat_query_severity (&state), ==, MOAT_LEVEL_LOW);
}

/* Rows follow the story, one for each decision, one for a move without any. */
static void
test_rows (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (GArray) rows = NULL;
  MoatRow *row;

  moat_document_begin (document, "Edit");
  moat_edit_add_decision (document, "t0", "Ignore ids from the client");
  moat_document_move_before (document, find (document, "s2"), find (document, "s0"));
  moat_document_commit (document);

  rows = moat_query_rows (document, "u0");
  g_assert_cmpuint (rows->len, ==, 4);
  row = &g_array_index (rows, MoatRow, 0);
  g_assert_true (row->threat == find (document, "t2") && row->decision == NULL && row->is_first);
  row = &g_array_index (rows, MoatRow, 2);
  g_assert_true (row->threat == find (document, "t0") && row->decision != NULL && !row->is_first);
}

/* Both kinds of ends and loops: what moves together keeps its shape, what is attached to something else does
 * not. */
static void
test_move (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (GPtrArray) both = records (document, "e0", "e1", NULL);
  g_autoptr (GPtrArray) one = records (document, "e1", NULL);
  const MoatPoint bend = { 5, 6 };
  MoatFlowState *flow;

  moat_document_begin (document, "Move");
  flow = moat_document_edit (document, find (document, "f0"));
  moat_points_set (&flow->bends, &bend, 1);
  moat_edit_move (document, both, 10, 20);
  g_assert_cmpfloat (moat_flow_state (find (document, "f0"))->bends->items[0].x, ==, 15);
  moat_edit_move (document, one, 10, 20);
  g_assert_cmpfloat (moat_flow_state (find (document, "f0"))->bends->items[0].x, ==, 15);
  g_assert_cmpfloat (moat_element_state (find (document, "e1"))->box.x, ==, 260);
  moat_document_rollback (document);
}

static void
test_reverse (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *first = moat_test_dump (document);

  moat_document_begin (document, "Reverse");
  moat_edit_reverse_flow (document, find (document, "f0"));
  g_assert_cmpstr (moat_flow_state (find (document, "f0"))->source, ==, "e1");
  moat_edit_reverse_flow (document, find (document, "f0"));
  moat_document_commit (document);
  moat_test_assert_same_dump (document, first);
}

/* A copied use case is whole and independent; shared data stays shared. */
static void
test_duplicate_use_case (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autofree char *first = moat_test_dump (document);
  MoatRecord *copy;
  const char *id;
  g_autoptr (GPtrArray) flows = NULL;
  g_autoptr (GArray) rows = NULL;

  moat_document_begin (document, "Duplicate");
  copy = moat_edit_duplicate_use_case (document, find (document, "u0"));
  moat_document_commit (document);

  id = moat_record_get_id (copy);
  flows = moat_query_flows (document, id);
  rows = moat_query_rows (document, id);
  g_assert_cmpuint (flows->len, ==, 3);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ASSET), ==, 1);
  for (guint i = 0; i < flows->len; i++)
    {
      MoatRecord *source = find (document, moat_flow_state (g_ptr_array_index (flows, i))->source);

      g_assert_cmpstr (moat_element_state (source)->use_case, ==, id);
      g_assert_cmpuint (moat_query_number (document, g_ptr_array_index (flows, i)), ==, i + 1);
    }

  moat_document_undo (document);
  moat_test_assert_same_dump (document, first);
}

/* A decision that stops two moves is not doubled for the one that was not copied. */
static void
test_copy_keeps_decisions_apart (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (GPtrArray) roots = records (document, "f0", NULL);
  g_autoptr (GPtrArray) closure = NULL;
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GPtrArray) decisions = NULL;

  moat_document_begin (document, "Copy");
  moat_edit_link_decision (document, find (document, "d0"), find (document, "t2"));
  closure = moat_edit_collect_closure (document, roots);
  copies = moat_edit_insert_copies (document, closure, "u0", 20, 20, NULL);
  moat_document_commit (document);

  decisions = moat_query_decisions (document, "t2");
  g_assert_cmpuint (decisions->len, ==, 1);
}

/* Copies into another document drop what does not live there, and find the data of the same name. */
static void
test_copy_between_documents (void)
{
  g_autoptr (MoatDocument) from = moat_test_document (4);
  g_autoptr (MoatDocument) to = moat_document_new ();
  g_autoptr (GPtrArray) roots = records (from, "e0", "e1", "f0", NULL);
  g_autoptr (GPtrArray) closure = moat_edit_collect_closure (from, roots);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GPtrArray) report = NULL;
  MoatRecord *use_case;

  moat_document_begin (to, "Paste");
  use_case = moat_edit_add_use_case (to, "There");
  moat_edit_ensure_asset (to, "Address");
  copies = moat_edit_insert_copies (to, closure, moat_record_get_id (use_case), 0, 0, NULL);
  moat_document_commit (to);

  g_assert_cmpuint (moat_document_count (to, MOAT_KIND_ELEMENT), ==, 2);
  g_assert_cmpuint (moat_document_count (to, MOAT_KIND_FLOW), ==, 1);
  g_assert_cmpuint (moat_document_count (to, MOAT_KIND_STEP), ==, 1);
  g_assert_cmpuint (moat_document_count (to, MOAT_KIND_THREAT), ==, 1);
  g_assert_cmpuint (moat_document_count (to, MOAT_KIND_VERIFICATION), ==, 1);
  g_assert_cmpuint (moat_document_count (to, MOAT_KIND_ASSET), ==, 1);
  report = moat_document_repair (to);
  g_assert_cmpuint (report->len, ==, 0);
}

static void
test_copy_threat (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  MoatRecord *copy;

  moat_document_begin (document, "Copy");
  copy = moat_edit_copy_threat (document, find (document, "t0"), "f2");
  moat_document_commit (document);
  g_assert_cmpint (moat_query_standing (document, copy), ==, MOAT_STANDING_DECIDED);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_DECISION), ==, 2);
  g_assert_cmpuint (moat_list_len (moat_decision_state (find (document, "d0"))->threats), ==, 2);
}

/* The last move that a decision stops takes it along, an earlier one does not. */
static void
test_unlink (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);

  moat_document_begin (document, "Unlink");
  moat_edit_link_decision (document, find (document, "d0"), find (document, "t2"));
  moat_edit_unlink_decision (document, find (document, "d0"), find (document, "t0"));
  g_assert_nonnull (moat_document_find (document, "d0"));
  moat_edit_unlink_decision (document, find (document, "d0"), find (document, "t2"));
  g_assert_null (moat_document_find (document, "d0"));
  g_assert_null (moat_document_find (document, "v0"));
  moat_document_rollback (document);
}

/* A store's data is what flows into it; a flow's what it carries; the highest counts. */
static void
test_classes (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  MoatRecord *secret;

  g_assert_true (moat_query_class (document, find (document, "f0")) == find (document, "sensitive"));
  g_assert_null (moat_query_class (document, find (document, "f1")));
  g_assert_true (moat_query_class (document, find (document, "e1")) == find (document, "sensitive"));

  moat_document_begin (document, "Classify");
  secret = moat_edit_ensure_asset (document, "Token");
  moat_text_set (&((MoatAssetState *) moat_document_edit (document, secret))->asset_class, "secret");
  moat_list_add (&((MoatFlowState *) moat_document_edit (document, find (document, "f0")))->assets,
                 moat_record_get_id (secret));
  g_assert_true (moat_query_class (document, find (document, "f0")) == find (document, "secret"));
  moat_document_rollback (document);
}

/* References to nothing are let go, what lost its place gets one, and each is told. */
static void
test_repair (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (GPtrArray) report = NULL;
  g_autoptr (GPtrArray) again = NULL;

  moat_document_begin (document, "Damage");
  moat_text_set (&((MoatFlowState *) moat_document_edit (document, find (document, "f0")))->source, "nobody");
  moat_text_set (&((MoatThreatState *) moat_document_edit (document, find (document, "t0")))->on, "nothing");
  moat_text_set (&((MoatVerificationState *) moat_document_edit (document, find (document, "v1")))->decision,
                 "t0");
  moat_list_add (&((MoatDecisionState *) moat_document_edit (document, find (document, "d1")))->threats,
                 "gone");
  moat_document_commit (document);

  report = moat_document_repair (document);
  g_assert_cmpuint (report->len, >=, 5);
  g_assert_null (moat_flow_state (find (document, "f0"))->source);
  g_assert_cmpstr (moat_threat_state (find (document, "t0"))->on, ==, "u0");
  /* The proof without a decision is kept under one that stands in, which answers a move that stands in. */
  g_assert_nonnull (moat_document_find (document, moat_verification_state (find (document, "v1"))->decision));
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), ==, 4);
  g_assert_cmpuint (moat_list_len (moat_decision_state (find (document, "d1"))->threats), ==, 1);

  again = moat_document_repair (document);
  g_assert_cmpuint (again->len, ==, 0);
}

static void
test_set_text (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (4);
  g_autoptr (GError) error = NULL;

  moat_document_begin (document, "Set");
  g_assert_true (
      moat_edit_set_text (document, find (document, "d0"), "enforced", "API, data access layer", NULL));
  g_assert_cmpuint (moat_list_len (moat_decision_state (find (document, "d0"))->enforced), ==, 2);
  g_assert_false (moat_edit_set_text (document, find (document, "t0"), "severity", "terrible", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_true (moat_edit_set_text (document, find (document, "t0"), "severity", "med", NULL));
  g_assert_cmpint (moat_threat_state (find (document, "t0"))->severity, ==, MOAT_LEVEL_MEDIUM);
  moat_document_commit (document);
}

/* What a merge left to settle is about the original; what a newer version wrote goes along. */
static void
test_copies_have_no_conflicts (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (1);
  g_autoptr (GPtrArray) closure = g_ptr_array_new ();
  g_autoptr (GPtrArray) copies = NULL;
  MoatRecord *element = find (document, "e0");
  MoatState *state;

  moat_document_begin (document, "Copy");
  state = moat_document_edit (document, element);
  moat_text_set (&state->extra, "{ \"conflicts\": { \"name\": { \"ours\": \"A\" } }, \"later\": 1 }");
  g_ptr_array_add (closure, element);
  copies = moat_edit_insert_copies (document, closure, "u0", 0, 0, NULL);
  moat_document_commit (document);

  g_assert_nonnull (strstr (moat_record_get_state (element)->extra, "conflicts"));
  state = (MoatState *) moat_record_get_state (g_ptr_array_index (copies, 0));
  g_assert_null (strstr (state->extra, "conflicts"));
  g_assert_nonnull (strstr (state->extra, "later"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/edit/standing", test_standing);
  g_test_add_func ("/core/edit/severity", test_severity);
  g_test_add_func ("/core/edit/rows", test_rows);
  g_test_add_func ("/core/edit/move", test_move);
  g_test_add_func ("/core/edit/reverse", test_reverse);
  g_test_add_func ("/core/edit/duplicate-use-case", test_duplicate_use_case);
  g_test_add_func ("/core/edit/copies-have-no-conflicts", test_copies_have_no_conflicts);
  g_test_add_func ("/core/edit/copy-keeps-decisions-apart", test_copy_keeps_decisions_apart);
  g_test_add_func ("/core/edit/copy-between-documents", test_copy_between_documents);
  g_test_add_func ("/core/edit/copy-threat", test_copy_threat);
  g_test_add_func ("/core/edit/unlink", test_unlink);
  g_test_add_func ("/core/edit/classes", test_classes);
  g_test_add_func ("/core/edit/repair", test_repair);
  g_test_add_func ("/core/edit/set-text", test_set_text);

  return g_test_run ();
}
