/* What one line of names and arrows makes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "geometry.h"
#include "moat-test.h"
#include "query.h"
#include "story-chain.h"
#include "story.h"

static MoatRect
place (const MoatChainPart *part, MoatRecord *after, gpointer user_data)
{
  guint *n_placed = user_data;

  (*n_placed)++;
  return MOAT_RECT_INIT (0, 0, 120, 60);
}

typedef struct
{
  MoatDocument *document;
  const char *use_case;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->document = moat_test_document (0);
  fixture->use_case = moat_record_get_id (moat_query_first_use_case (fixture->document));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->document);
}

static MoatRecord *
apply (Fixture *fixture, const char *text, MoatRecord *from, guint *n_placed)
{
  g_autoptr (GPtrArray) parts = moat_story_chain_parse (text);
  MoatRecord *last = NULL;

  *n_placed = 0;
  MOAT_TRANSACTION (fixture->document, "Type")
  last = moat_story_chain_apply (fixture->document, fixture->use_case, parts, from, place, n_placed);
  return last;
}

/* Four elements and their flows from one line, each of the kind that its name says, in one undo step. */
static void
test_whole_line (Fixture *fixture, gconstpointer data)
{
  guint n_placed;
  MoatRecord *last = apply (fixture,
                            "User -> Web app: signs in [Password, One-time code] <-> API -> store Profiles",
                            NULL, &n_placed);
  g_autoptr (GPtrArray) flows = moat_query_flows (fixture->document, fixture->use_case);
  const MoatFlowState *first;

  g_assert_cmpuint (n_placed, ==, 4);
  g_assert_cmpstr (moat_record_get_title (last), ==, "Profiles");
  g_assert_cmpint (moat_element_state (last)->type, ==, MOAT_ELEMENT_DATA_STORE);
  g_assert_cmpint (moat_element_state (moat_story_chain_find (fixture->document, fixture->use_case, "user"))
                       ->type,
                   ==, MOAT_ELEMENT_EXTERNAL_ENTITY);
  g_assert_cmpuint (flows->len, ==, 3);
  first = moat_flow_state (g_ptr_array_index (flows, 0));
  g_assert_cmpstr (first->name, ==, "signs in");
  g_assert_cmpuint (moat_list_len (first->assets), ==, 2);
  g_assert_false (first->bidirectional);
  g_assert_true (moat_flow_state (g_ptr_array_index (flows, 1))->bidirectional);

  g_assert_true (moat_document_undo (fixture->document));
  g_assert_cmpuint (moat_document_count (fixture->document, MOAT_KIND_ELEMENT), ==, 0);
}

/* A name that is there already is that element, whatever the case; nothing is made twice. */
static void
test_existing (Fixture *fixture, gconstpointer data)
{
  guint n_placed;
  MoatRecord *api = apply (fixture, "API", NULL, &n_placed);

  g_assert_cmpuint (n_placed, ==, 1);
  g_assert_true (apply (fixture, "api", NULL, &n_placed) == api);
  g_assert_cmpuint (n_placed, ==, 0);
  apply (fixture, "Cache -> Api", NULL, &n_placed);
  g_assert_cmpuint (n_placed, ==, 1);
  g_assert_cmpuint (moat_document_count (fixture->document, MOAT_KIND_ELEMENT), ==, 2);
}

/* An arrow at the beginning goes on from where one is; without such a place the element stands alone. */
static void
test_from (Fixture *fixture, gconstpointer data)
{
  guint n_placed;
  MoatRecord *api = apply (fixture, "API", NULL, &n_placed);
  MoatRecord *store = apply (fixture, "-> Orders: writes", api, &n_placed);
  g_autoptr (GPtrArray) flows = moat_query_flows (fixture->document, fixture->use_case);
  g_autofree char *ends = moat_query_flow_ends (fixture->document, g_ptr_array_index (flows, 0));

  g_assert_cmpstr (moat_record_get_title (store), ==, "Orders");
  g_assert_cmpstr (ends, ==, "API → Orders");
  apply (fixture, "-> Alone", NULL, &n_placed);
  g_assert_cmpuint (moat_document_count (fixture->document, MOAT_KIND_FLOW), ==, 1);
  g_assert_null (apply (fixture, "  ", NULL, &n_placed));
  g_assert_true (apply (fixture, "->", api, &n_placed) == api);
}

/* A kind in small letters is a kind, a capital begins a name, a backslash makes plain. */
static void
test_names (void)
{
  g_autoptr (GPtrArray) parts = moat_story_chain_parse ("Store front -> actor API -> a\\: b \\-> c");
  const MoatChainPart *store = g_ptr_array_index (parts, 0);
  const MoatChainPart *actor = g_ptr_array_index (parts, 1);
  const MoatChainPart *plain = g_ptr_array_index (parts, 2);

  g_assert_cmpuint (parts->len, ==, 3);
  g_assert_cmpstr (store->name, ==, "Store front");
  g_assert_false (store->has_type);
  g_assert_cmpstr (actor->name, ==, "API");
  g_assert_cmpint (actor->type, ==, MOAT_ELEMENT_EXTERNAL_ENTITY);
  g_assert_cmpstr (plain->name, ==, "a: b -> c");
}

/* What is completed is the name that is being typed, not the words of a flow. */
static void
test_last (void)
{
  g_assert_cmpuint (moat_story_chain_find_last ("AP"), ==, 0);
  g_assert_cmpuint (moat_story_chain_find_last ("User -> AP"), ==, 8);
  g_assert_cmpuint (moat_story_chain_find_last ("-> store Pro"), ==, 9);
  g_assert_cmpuint (moat_story_chain_find_last ("A -> B: wri"), ==, strlen ("A -> B: wri"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/core/story-chain/whole-line", test_whole_line);
  ADD ("/core/story-chain/existing", test_existing);
  ADD ("/core/story-chain/from", test_from);
  g_test_add_func ("/core/story-chain/names", test_names);
  g_test_add_func ("/core/story-chain/last", test_last);

  return g_test_run ();
}
