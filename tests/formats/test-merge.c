/* Merging three models: what one side did is kept, what both did is merged or
 * told, and nothing that a person wrote is lost. Random triples, a few each
 * time and thousands where there is time for it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "moat-test.h"
#include "moat-test-seed.h"
#include "native-merge.h"
#include "native.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* ---- Models ---- */

static char *
write_text (MoatDocument *document)
{
  g_autoptr (GBytes) bytes = moat_native_write (document);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static MoatDocument *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static MoatDocument *
copy (MoatDocument *document)
{
  g_autofree char *text = write_text (document);

  return read_text (text);
}

static MoatDocument *
merge (MoatDocument *base, MoatDocument *ours, MoatDocument *theirs)
{
  g_autoptr (GError) error = NULL;
  MoatDocument *merged = moat_native_merge (base, ours, theirs, NULL, &error);

  g_assert_no_error (error);
  return merged;
}

/* Fails with the first lines that differ. */
static void
assert_same (MoatDocument *document, MoatDocument *expected)
{
  g_autofree char *have = write_text (document);
  g_autofree char *want = write_text (expected);
  g_auto (GStrv) have_lines = g_strsplit (have, "\n", -1);
  g_auto (GStrv) want_lines = g_strsplit (want, "\n", -1);

  for (guint i = 0; have_lines[i] != NULL && want_lines[i] != NULL; i++)
    if (strcmp (have_lines[i], want_lines[i]) != 0)
      g_error ("Line %u is “%.200s”, not “%.200s”", i + 1, have_lines[i], want_lines[i]);
  g_assert_cmpuint (strlen (have), ==, strlen (want));
}

static void
assert_no_conflicts (MoatDocument *document)
{
  g_autoptr (GPtrArray) conflicts = moat_conflicts_list (document);

  for (guint i = 0; i < conflicts->len; i++)
    {
      g_autofree char *line = moat_conflict_describe (document, g_ptr_array_index (conflicts, i));

      g_test_message ("%s", line);
    }
  g_assert_cmpuint (conflicts->len, ==, 0);
}

/* The one conflict of @document, owned. */
static MoatConflict *
only_conflict (MoatDocument *document)
{
  g_autoptr (GPtrArray) conflicts = moat_conflicts_list (document);

  g_assert_cmpuint (conflicts->len, ==, 1);
  return g_ptr_array_steal_index (conflicts, 0);
}

static gpointer
edit (MoatDocument *document, const char *id)
{
  MoatRecord *record = moat_document_find (document, id);

  g_assert_nonnull (record);
  return moat_document_edit (document, record);
}

static gboolean
settle (MoatDocument *document, const MoatConflict *conflict, MoatConflictSide side)
{
  gboolean done = FALSE;

  MOAT_TRANSACTION (document, "Settle")
  done = moat_native_settle (document, conflict, side, NULL);

  return done;
}

/* A base and two sides that are still like it. */
typedef struct
{
  MoatDocument *base;
  MoatDocument *ours;
  MoatDocument *theirs;
  MoatDocument *merged; /* after merge_sides() */
} Sides;

static void
set_up (Sides *sides, gconstpointer data)
{
  sides->base = moat_test_document (6);
  sides->ours = copy (sides->base);
  sides->theirs = copy (sides->base);
  moat_document_begin (sides->ours, "Ours");
  moat_document_begin (sides->theirs, "Theirs");
}

static void
tear_down (Sides *sides, gconstpointer data)
{
  g_object_unref (sides->base);
  g_object_unref (sides->ours);
  g_object_unref (sides->theirs);
  g_clear_object (&sides->merged);
}

static void
merge_sides (Sides *sides)
{
  moat_document_commit (sides->ours);
  moat_document_commit (sides->theirs);
  sides->merged = merge (sides->base, sides->ours, sides->theirs);
}

static void
remove_record (MoatDocument *document, const char *id)
{
  moat_document_remove (document, moat_document_find (document, id));
}

/* ---- What two people do ---- */

/* Two moves on one flow are two moves. */
static void
test_both_add (Sides *sides, gconstpointer data)
{
  moat_edit_add_threat (sides->ours, "f4", "Replay yesterday's request");
  moat_edit_add_threat (sides->theirs, "f4", "Send a file of two gigabytes");
  merge_sides (sides);

  assert_no_conflicts (sides->merged);
  g_assert_cmpuint (moat_document_count (sides->merged, MOAT_KIND_THREAT), ==,
                    moat_document_count (sides->base, MOAT_KIND_THREAT) + 2);
}

/* Two fields of one record are no conflict, and lists gain and lose words from both sides. */
static void
test_fields (Sides *sides, gconstpointer data)
{
  MoatDecisionState *ours = edit (sides->ours, "d0");
  MoatDecisionState *theirs = edit (sides->theirs, "d0");
  const MoatDecisionState *merged;
  g_autofree char *enforced = NULL;

  moat_text_set (&ours->owner, "@api-team");
  moat_list_set (&ours->enforced, (const char *const[]){ "Gateway", "API", NULL });
  ((MoatThreatState *) edit (sides->ours, "t0"))->stride |= MOAT_STRIDE_DENIAL;
  moat_text_set (&theirs->ticket, "SHOP-12");
  moat_list_set (&theirs->enforced, (const char *const[]){ "API", "Data access", NULL });
  ((MoatThreatState *) edit (sides->theirs, "t0"))->stride &= ~MOAT_STRIDE_TAMPERING;
  merge_sides (sides);

  assert_no_conflicts (sides->merged);
  merged = moat_decision_state (moat_document_find (sides->merged, "d0"));
  enforced = moat_list_join (merged->enforced, ", ");
  g_assert_cmpstr (merged->owner, ==, "@api-team");
  g_assert_cmpstr (merged->ticket, ==, "SHOP-12");
  g_assert_cmpstr (enforced, ==, "Gateway, API, Data access");
  g_assert_cmpint (moat_threat_state (moat_document_find (sides->merged, "t0"))->stride, ==,
                   MOAT_STRIDE_ELEVATION | MOAT_STRIDE_DENIAL);
}

/* One field, two values: ours stands, both are told, and either can be chosen. */
static void
test_field_conflict (Sides *sides, gconstpointer data)
{
  g_autoptr (MoatConflict) conflict = NULL;
  g_autofree char *line = NULL;
  g_autoptr (MoatDocument) again = NULL;

  moat_text_set (&((MoatDecisionState *) edit (sides->ours, "d0"))->ticket, "SHOP-1");
  moat_text_set (&((MoatDecisionState *) edit (sides->theirs, "d0"))->ticket, "SHOP-2");
  merge_sides (sides);

  conflict = only_conflict (sides->merged);
  line = moat_conflict_describe (sides->merged, conflict);
  g_assert_cmpstr (line, ==,
                   "Decision “Look the record up by the signed-in user”, Ticket: ours says “SHOP-1”, "
                   "theirs says “SHOP-2”.");
  g_assert_cmpstr (moat_decision_state (conflict->record)->ticket, ==, "SHOP-1");

  again = copy (sides->merged);
  assert_same (again, sides->merged);

  g_assert_true (settle (sides->merged, conflict, MOAT_CONFLICT_THEIRS));
  assert_no_conflicts (sides->merged);
  assert_same (sides->merged, sides->theirs);
}

/* A boundary that both moved: its place is one value. */
static void
test_boundary_conflict (Sides *sides, gconstpointer data)
{
  g_autoptr (MoatConflict) conflict = NULL;
  g_autofree char *line = NULL;

  ((MoatBoundaryState *) edit (sides->ours, "b0"))->box.x += 100;
  ((MoatBoundaryState *) edit (sides->theirs, "b0"))->box.height += 50;
  merge_sides (sides);

  conflict = only_conflict (sides->merged);
  g_assert_cmpstr (conflict->name, ==, "box");
  line = moat_conflict_describe (sides->merged, conflict);
  g_assert_cmpstr (line, ==,
                   "Trust boundary “Backend”, Place: ours says “420 × 300 at 300, -40”, theirs says "
                   "“420 × 350 at 200, -40”.");
}

/* Deleted here, changed there: it stays as it was changed, and what it hangs on stays too. */
static void
test_delete_against_edit (Sides *sides, gconstpointer data)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  MoatRecord *threat;

  remove_record (sides->ours, "f0");
  moat_text_set (&((MoatThreatState *) edit (sides->theirs, "t0"))->text, "Guess the order's number");
  merge_sides (sides);

  threat = moat_document_find (sides->merged, "t0");
  g_assert_cmpstr (moat_threat_state (threat)->text, ==, "Guess the order's number");
  g_assert_cmpstr (moat_threat_state (threat)->on, ==, "f0");
  g_assert_nonnull (moat_document_find (sides->merged, "f0"));
  g_assert_null (moat_document_find (sides->merged, "d0"));

  conflicts = moat_conflicts_list (sides->merged);
  g_assert_cmpuint (conflicts->len, ==, 2);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const MoatConflict *conflict = g_ptr_array_index (conflicts, i);

      g_assert_null (conflict->name);
      g_assert_cmpint (conflict->deleted_by, ==, MOAT_CONFLICT_OURS);
    }
  g_assert_true (settle (sides->merged, g_ptr_array_index (conflicts, 0), MOAT_CONFLICT_OURS));
  g_assert_null (moat_document_find (sides->merged, "t0"));
}

/* A move added to a flow that the other side deleted brings the flow back. */
static void
test_add_under_deleted (Sides *sides, gconstpointer data)
{
  g_autoptr (MoatConflict) conflict = NULL;

  remove_record (sides->ours, "f4");
  moat_edit_add_threat (sides->theirs, "f4", "Replay it");
  merge_sides (sides);

  conflict = only_conflict (sides->merged);
  g_assert_cmpstr (moat_record_get_id (conflict->record), ==, "f4");
}

/* Deleting two moves of one decision deletes the decision, as if one person had done it. */
static void
test_delete_both_halves (Sides *sides, gconstpointer data)
{
  moat_document_rollback (sides->ours);
  moat_document_rollback (sides->theirs);
  moat_document_begin (sides->base, "Base");
  moat_edit_link_decision (sides->base, moat_document_find (sides->base, "d0"),
                           moat_document_find (sides->base, "t2"));
  moat_document_commit (sides->base);
  g_object_unref (sides->ours);
  g_object_unref (sides->theirs);
  sides->ours = copy (sides->base);
  sides->theirs = copy (sides->base);
  moat_document_begin (sides->ours, "Ours");
  moat_document_begin (sides->theirs, "Theirs");
  remove_record (sides->ours, "t0");
  remove_record (sides->theirs, "t2");
  merge_sides (sides);

  assert_no_conflicts (sides->merged);
  g_assert_null (moat_document_find (sides->merged, "d0"));
  g_assert_null (moat_document_find (sides->merged, "v0"));
}

/* What a newer version wrote merges like anything else. */
static void
test_unknown (void)
{
  const char *base
      = "{\"format\": \"moat\", \"version\": 1, \"useCases\": [{\"id\": \"u\", \"mood\": \"calm\"}],"
        " \"rockets\": [{\"id\": \"r1\", \"thrust\": 1}, {\"id\": \"r2\"}]}";
  const char *ours
      = "{\"format\": \"moat\", \"version\": 1, \"useCases\": [{\"id\": \"u\", \"mood\": \"glad\"}],"
        " \"rockets\": [{\"id\": \"r1\", \"thrust\": 2}, {\"id\": \"r2\"}, {\"id\": \"r3\"}]}";
  const char *theirs
      = "{\"format\": \"moat\", \"version\": 1, \"useCases\": [{\"id\": \"u\", \"mood\": \"calm\","
        " \"tone\": 5}], \"rockets\": [{\"id\": \"r1\", \"thrust\": 1}, {\"id\": \"r4\"}]}";
  g_autoptr (MoatDocument) a = read_text (base);
  g_autoptr (MoatDocument) b = read_text (ours);
  g_autoptr (MoatDocument) c = read_text (theirs);
  g_autoptr (MoatDocument) merged = merge (a, b, c);
  g_autofree char *text = write_text (merged);

  assert_no_conflicts (merged);
  g_assert_nonnull (strstr (text, "\"mood\": \"glad\""));
  g_assert_nonnull (strstr (text, "\"tone\": 5"));
  g_assert_nonnull (strstr (text, "\"thrust\": 2"));
  g_assert_null (strstr (text, "\"r2\""));
  g_assert_nonnull (strstr (text, "\"r3\""));
  g_assert_nonnull (strstr (text, "\"r4\""));
}

/* Two people whose records have one id by chance: records of two kinds both stay. */
static void
test_same_id (void)
{
  g_autoptr (MoatDocument) base = moat_test_document (3);
  g_autoptr (MoatDocument) ours = copy (base);
  g_autoptr (MoatDocument) theirs = copy (base);
  g_autoptr (MoatDocument) merged = NULL;
  GPtrArray *decisions;

  moat_document_begin (ours, "Ours");
  moat_document_begin (theirs, "Theirs");
  moat_text_set (
      &((MoatAssetState *) moat_document_edit (ours, moat_document_add (ours, MOAT_KIND_ASSET, "x")))->name,
      "Address");
  moat_text_set (&((MoatThreatState *) moat_document_edit (theirs,
                                                           moat_document_add (theirs, MOAT_KIND_THREAT, "x")))
                      ->on,
                 "f0");
  moat_edit_add_decision (theirs, "x", "Ask twice");
  moat_document_commit (ours);
  moat_document_commit (theirs);
  merged = merge (base, ours, theirs);

  assert_no_conflicts (merged);
  g_assert_nonnull (moat_document_find_kind (merged, "x", MOAT_KIND_ASSET));
  g_assert_cmpuint (moat_document_count (merged, MOAT_KIND_THREAT), ==,
                    moat_document_count (base, MOAT_KIND_THREAT) + 1);
  decisions = moat_document_list (merged, MOAT_KIND_DECISION);
  g_assert_cmpstr (moat_record_get_title (g_ptr_array_index (decisions, decisions->len - 1)), ==,
                   "Ask twice");
  g_assert_nonnull (moat_document_find_kind (
      merged,
      moat_list_get (moat_decision_state (g_ptr_array_index (decisions, decisions->len - 1))->threats, 0),
      MOAT_KIND_THREAT));
}

/* A conflict that nobody settled survives the next merge, whichever side brings it. */
static void
test_carried (Sides *sides, gconstpointer data)
{
  g_autoptr (MoatConflict) conflict = NULL;
  g_autoptr (MoatDocument) next = NULL;
  g_autoptr (MoatDocument) again = NULL;
  g_autofree char *text = NULL;

  moat_text_set (&((MoatDecisionState *) edit (sides->ours, "d0"))->ticket, "SHOP-1");
  moat_text_set (&((MoatDecisionState *) edit (sides->theirs, "d0"))->ticket, "SHOP-2");
  merge_sides (sides);

  next = copy (sides->ours);
  moat_document_begin (next, "Next");
  moat_text_set (&((MoatDecisionState *) edit (next, "d0"))->ticket, "SHOP-3");
  moat_document_commit (next);
  again = merge (sides->ours, sides->merged, next);
  conflict = only_conflict (again);
  text = write_text (again);
  g_assert_nonnull (strstr (text, "SHOP-2"));
  g_assert_nonnull (strstr (text, "SHOP-3"));
}

/* ---- Random triples ---- */

/* Members that no version knows yet. */
static void
random_unknown (MoatDocument *document, GRand *rand)
{
  MoatKind kind = (MoatKind) g_rand_int_range (rand, 0, MOAT_N_KINDS);
  MoatRecord *record = moat_test_pick (document, rand, kind);
  g_autofree char *json = g_strdup_printf ("{\n  \"future\": \"Text %u\",\n  \"past\": %u\n}",
                                           g_rand_int_range (rand, 0, 5), g_rand_int_range (rand, 0, 5));

  if (record == NULL)
    return;
  moat_document_begin (document, "Unknown");
  moat_text_set (&((MoatState *) moat_document_edit (document, record))->extra, json);
  moat_document_commit (document);
}

static void
random_edits (MoatDocument *document, GRand *rand)
{
  guint n_edits = g_rand_int_range (rand, 0, 20);

  for (guint i = 0; i < n_edits; i++)
    moat_test_random_edit (document, rand);
  if (g_rand_int_range (rand, 0, 3) == 0)
    random_unknown (document, rand);
}

typedef struct
{
  MoatDocument *base;
  MoatDocument *x;
  MoatDocument *y;
} Triple;

static void
triple_make (Triple *triple, GRand *rand)
{
  g_autoptr (MoatDocument) base = moat_test_document (5);
  g_autoptr (MoatDocument) x = NULL;
  g_autoptr (MoatDocument) y = NULL;

  random_edits (base, rand);
  triple->base = copy (base);
  x = copy (base);
  random_edits (x, rand);
  triple->x = copy (x);
  y = copy (base);
  random_edits (y, rand);
  triple->y = copy (y);
}

static void
triple_clear (Triple *triple)
{
  g_object_unref (triple->base);
  g_object_unref (triple->x);
  g_object_unref (triple->y);
}

/* What one side alone did is what comes out. */
static void
check_identities (const Triple *triple)
{
  g_autoptr (MoatDocument) left = merge (triple->base, triple->x, triple->base);
  g_autoptr (MoatDocument) right = merge (triple->base, triple->base, triple->y);
  g_autoptr (MoatDocument) both = merge (triple->base, triple->x, triple->x);

  assert_same (left, triple->x);
  assert_same (right, triple->y);
  assert_same (both, triple->x);
}

/* It is in canonical bytes, and reading it again puts nothing right. */
static void
check_whole (MoatDocument *merged)
{
  g_autofree char *text = write_text (merged);
  g_autoptr (MoatDocument) again = read_text (text);
  g_autoptr (GPtrArray) repairs = moat_document_repair (again);

  assert_same (again, merged);
  g_assert_cmpuint (repairs->len, ==, 0);
}

/* Takes that side's values, all of which can be taken; what one side deleted stays. */
static void
settle_all (MoatDocument *document, MoatConflictSide side)
{
  g_autoptr (GPtrArray) conflicts = moat_conflicts_list (document);

  moat_document_begin (document, "Settle");
  for (guint i = 0; i < conflicts->len; i++)
    {
      const MoatConflict *conflict = g_ptr_array_index (conflicts, i);
      g_autoptr (GError) error = NULL;

      if (conflict->name == NULL)
        moat_conflict_forget (document, conflict);
      else
        moat_native_settle (document, conflict, side, &error);
      g_assert_no_error (error);
    }
  moat_document_commit (document);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Each conflict with its sides named the other way round. */
static char *
list_conflicts (MoatDocument *document, gboolean is_swapped)
{
  g_autoptr (GPtrArray) conflicts = moat_conflicts_list (document);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const MoatConflict *conflict = g_ptr_array_index (conflicts, i);
      g_autofree char *ours = moat_conflict_dup_value (document, conflict,
                                                       is_swapped ? MOAT_CONFLICT_THEIRS
                                                                  : MOAT_CONFLICT_OURS);
      g_autofree char *theirs = moat_conflict_dup_value (document, conflict,
                                                         is_swapped ? MOAT_CONFLICT_OURS
                                                                    : MOAT_CONFLICT_THEIRS);
      gboolean by_ours = conflict->name == NULL && (conflict->deleted_by == MOAT_CONFLICT_OURS) != is_swapped;

      g_ptr_array_add (lines,
                       g_strdup_printf ("%s %s %s %s %d\n",
                                        conflict->record != NULL ? moat_record_get_id (conflict->record) : "",
                                        conflict->name != NULL ? conflict->name : "", ours, theirs, by_ours));
    }
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (all, g_ptr_array_index (lines, i));

  return g_string_free (all, FALSE);
}

/* Which side is which changes nothing but the side whose value stands in a field that is in conflict. */
static void
check_symmetry (const Triple *triple, MoatDocument *merged)
{
  g_autoptr (MoatDocument) swapped = merge (triple->base, triple->y, triple->x);
  g_autofree char *conflicts = list_conflicts (merged, FALSE);
  g_autofree char *swapped_conflicts = list_conflicts (swapped, TRUE);
  g_autoptr (MoatDocument) mine = copy (merged);
  g_autoptr (MoatDocument) other = copy (swapped);

  g_assert_cmpstr (conflicts, ==, swapped_conflicts);
  settle_all (mine, MOAT_CONFLICT_OURS);
  settle_all (other, MOAT_CONFLICT_THEIRS);
  assert_same (mine, other);
}

typedef struct
{
  const char *text;   /* the merged file */
  GHashTable *before; /* places and texts of base */
} Search;

static void
look_for (const char *id, const char *name, JsonNode *value, Search *search, gboolean is_base)
{
  if (JSON_NODE_HOLDS_ARRAY (value))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (value)); i++)
        look_for (id, name, json_array_get_element (json_node_get_array (value), i), search, is_base);
    }
  else if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    {
      g_autofree char *key = g_strdup_printf ("%s %s %s", id, name, json_node_get_string (value));
      g_autofree char *quoted = json_to_string (value, FALSE);

      if (is_base)
        g_hash_table_add (search->before, g_steal_pointer (&key));
      else if (!g_hash_table_contains (search->before, key) && strstr (search->text, quoted) == NULL)
        g_error ("%s of %s is lost: %s", name, id, quoted);
    }
}

static void
look_through (MoatDocument *document, Search *search, gboolean is_base)
{
  g_autoptr (GBytes) bytes = moat_native_write_all (document);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (JsonNode) root = json_from_string (text, NULL);

  for (guint kind = 1; kind < MOAT_N_KINDS; kind++)
    {
      const char *member = moat_kind_get_info ((MoatKind) kind)->member;
      JsonArray *array = json_object_has_member (json_node_get_object (root), member)
                             ? json_object_get_array_member (json_node_get_object (root), member)
                             : NULL;

      for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
        {
          JsonObject *record = json_array_get_object_element (array, i);
          JsonObjectIter iter;
          const char *name;
          JsonNode *value;

          json_object_iter_init (&iter, record);
          while (json_object_iter_next (&iter, &name, &value))
            if (strcmp (name, "order") != 0)
              look_for (json_object_get_string_member (record, "id"), name, value, search, is_base);
        }
    }
}

/* Every word that either side wrote is in the merged file: in its field, or in a conflict beside it. */
static void
check_nothing_lost (const Triple *triple, MoatDocument *merged)
{
  g_autoptr (GBytes) bytes = moat_native_write_all (merged);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search search = { .text = text, .before = before };

  look_through (triple->base, &search, TRUE);
  look_through (triple->x, &search, FALSE);
  look_through (triple->y, &search, FALSE);
}

static void
test_random_triples (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  guint n_triples = g_test_thorough () ? 3000 : 100;

  for (guint i = 0; i < n_triples; i++)
    {
      Triple triple;
      g_autoptr (MoatDocument) merged = NULL;

      triple_make (&triple, rand);
      merged = merge (triple.base, triple.x, triple.y);
      check_identities (&triple);
      check_whole (merged);
      check_symmetry (&triple, merged);
      check_nothing_lost (&triple, merged);
      triple_clear (&triple);
    }
}

/* ---- Independent edits ---- */

/* One edit of a record whose number fits, or something new. */
static void
edit_own_part (MoatDocument *document, GRand *rand, guint part)
{
  guint number = 2 * g_rand_int_range (rand, 0, 3) + part;
  g_autofree char *element = g_strdup_printf ("e%u", number);
  g_autofree char *flow = g_strdup_printf ("f%u", number);
  g_autofree char *threat = g_strdup_printf ("t%u", number);
  g_autofree char *text = g_strdup_printf ("Text %u", g_rand_int (rand));
  MoatRecord *record = moat_document_find (document, threat);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      ((MoatElementState *) edit (document, element))->box.x += 10;
      break;
    case 1:
      moat_text_set (&((MoatElementState *) edit (document, element))->description, text);
      break;
    case 2:
      moat_edit_add_threat (document, flow, text);
      break;
    case 3:
      moat_list_add (&((MoatElementState *) edit (document, "e3"))->tags, text);
      break;
    case 4:
      if (record != NULL)
        moat_document_remove (document, record);
      break;
    default:
      if (record != NULL)
        moat_edit_add_decision (document, threat, text);
      break;
    }
}

/* What two people did in different places merges without a question. */
static void
test_independent (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  guint n_triples = g_test_thorough () ? 1000 : 60;

  for (guint i = 0; i < n_triples; i++)
    {
      g_autoptr (MoatDocument) base = moat_test_document (7);
      g_autoptr (MoatDocument) x = copy (base);
      g_autoptr (MoatDocument) y = copy (base);
      g_autoptr (MoatDocument) merged = NULL;

      moat_document_begin (x, "Ours");
      moat_document_begin (y, "Theirs");
      for (guint j = 0; j < 8; j++)
        {
          edit_own_part (x, rand, 0);
          edit_own_part (y, rand, 1);
        }
      moat_document_commit (x);
      moat_document_commit (y);
      merged = merge (base, x, y);
      assert_no_conflicts (merged);
    }
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Sides, NULL, set_up, function, tear_down)
  ADD ("/formats/merge/both-add", test_both_add);
  ADD ("/formats/merge/fields", test_fields);
  ADD ("/formats/merge/field-conflict", test_field_conflict);
  ADD ("/formats/merge/boundary-conflict", test_boundary_conflict);
  ADD ("/formats/merge/delete-against-edit", test_delete_against_edit);
  ADD ("/formats/merge/add-under-deleted", test_add_under_deleted);
  ADD ("/formats/merge/delete-both-halves", test_delete_both_halves);
  ADD ("/formats/merge/carried", test_carried);
  g_test_add_func ("/formats/merge/unknown", test_unknown);
  g_test_add_func ("/formats/merge/same-id", test_same_id);
  g_test_add_func ("/formats/merge/random-triples", test_random_triples);
  g_test_add_func ("/formats/merge/independent", test_independent);

  return g_test_run ();
}
