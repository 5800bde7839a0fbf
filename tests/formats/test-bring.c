/* Bringing use cases into a model: what is joined, what is new, where it stands,
 * and what stays as it was.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bring.h"
#include "geometry.h"
#include "layout.h"
#include "moat-test.h"
#include "story.h"
#include "zones.h"

#include <string.h>

static const char ours[] = "# Ours\n"
                           "zone Public internet: User\n"
                           "zone Backend: API, Database\n"
                           "1. User -> API: asks [Name]\n"
                           "   ! Change the id | tampering | high\n"
                           "   => authorization: Check the owner | API | Two accounts\n"
                           "2. API -> Database: looks it up\n";
static const char theirs[] = "# Theirs\n"
                             "zone Public internet: User, Browser\n"
                             "zone Backend: API, Worker\n"
                             "zone Provider: Mail service\n"
                             "1. User -> Browser: clicks\n"
                             "2. Browser -> API: orders [Name]\n"
                             "   ! Order for somebody else | spoofing | high\n"
                             "   => authorization: Check the owner | API | Two accounts\n"
                             "3. API -> Worker: passes it on\n"
                             "4. Worker -> Mail service: sends mail\n";

typedef struct
{
  MoatDocument *target;
  MoatDocument *source;
  char *before; /* of the target */
} Fixture;

static MoatDocument *
tell (const char *text)
{
  MoatDocument *document = moat_document_new ();
  g_autoptr (MoatStory) story = NULL;

  MOAT_TRANSACTION (document, "Tell")
  {
    story = moat_story_read (document, text);
    g_assert_true (moat_layout_arrange (document,
                                        moat_record_get_id (g_ptr_array_index (story->use_cases, 0)),
                                        story->zone_of, NULL));
  }
  moat_document_clear_history (document);

  return document;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->target = tell (ours);
  self->source = tell (theirs);
  self->before = moat_test_dump (self->target);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->target);
  g_assert_finalize_object (self->source);
  g_free (self->before);
}

static const char *
get_use_case (MoatDocument *document)
{
  return moat_record_get_id (moat_query_first_use_case (document));
}

/* One step, which undo takes back as a whole. */
static GPtrArray *
bring (Fixture *self, const MoatBringing *how)
{
  GPtrArray *brought = NULL;

  MOAT_TRANSACTION (self->target, "Bring")
  brought = moat_bring_use_cases (self->target, self->source,
                                  moat_document_list (self->source, MOAT_KIND_USE_CASE), how);

  return brought;
}

static void
assert_undone (Fixture *self)
{
  g_assert_true (moat_document_undo (self->target));
  g_assert_false (moat_document_can_undo (self->target));
  moat_test_assert_same_dump (self->target, self->before);
}

static MoatRecord *
find (Fixture *self, MoatKind kind, const char *name)
{
  MoatRecord *record = moat_query_find_by_title (self->target, kind, name);

  g_assert_nonnull (record);

  return record;
}

static gboolean
is_inside (Fixture *self, const char *element, const char *zone)
{
  return moat_zones_is_inside (moat_zones_get (self->target),
                               moat_record_get_id (find (self, MOAT_KIND_ELEMENT, element)),
                               moat_record_get_id (find (self, MOAT_KIND_BOUNDARY, zone)));
}

/* Everything stands as in the source, right of all that was there; its steps come after. */
static void
test_beside (Fixture *self, gconstpointer data)
{
  const MoatBringing how = { .use_case_id = get_use_case (self->target), .has_moves = TRUE };
  g_autoptr (GPtrArray) brought = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  MoatRect api = moat_element_state (find (self, MOAT_KIND_ELEMENT, "API"))->box;
  double right = moat_boundary_state (find (self, MOAT_KIND_BOUNDARY, "Backend"))->box.x
                 + moat_boundary_state (find (self, MOAT_KIND_BOUNDARY, "Backend"))->box.width;

  brought = bring (self, &how);
  for (guint i = 0; i < brought->len; i++)
    if (moat_record_get_kind (g_ptr_array_index (brought, i)) == MOAT_KIND_ELEMENT)
      g_assert_cmpfloat (moat_element_state (g_ptr_array_index (brought, i))->box.x, >, right);
  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_ELEMENT), ==, 8);
  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_USE_CASE), ==, 1);
  g_assert_cmpfloat (moat_element_state (find (self, MOAT_KIND_ELEMENT, "API"))->box.x, ==, api.x);
  steps = moat_document_list_children (self->target, how.use_case_id, MOAT_KIND_STEP);
  g_assert_cmpuint (steps->len, ==, 6);
  g_assert_cmpuint (moat_query_number (self->target, find (self, MOAT_KIND_FLOW, "clicks")), ==, 3);
  g_assert_cmpuint (moat_query_number (self->target, find (self, MOAT_KIND_FLOW, "sends mail")), ==, 6);
  assert_undone (self);
}

/* With its middle where it was dropped, to the grid. */
static void
test_at (Fixture *self, gconstpointer data)
{
  const MoatPoint at = { 3000, 2000 };
  const MoatBringing how = { .use_case_id = get_use_case (self->target), .at = &at };
  g_autoptr (GPtrArray) brought = bring (self, &how);
  MoatRect all = { 0 };
  MoatPoint middle;

  for (guint i = 0; i < brought->len; i++)
    if (moat_record_get_kind (g_ptr_array_index (brought, i)) == MOAT_KIND_BOUNDARY)
      {
        MoatRect box = moat_boundary_state (g_ptr_array_index (brought, i))->box;

        all = all.width > 0 ? moat_rect_union (&all, &box) : box;
      }
  middle = moat_rect_get_center (&all);
  g_assert_cmpfloat_with_epsilon (middle.x, at.x, 20);
  g_assert_cmpfloat_with_epsilon (middle.y, at.y, 20);
}

/* User and API are those that are there, and stay; Browser and Worker go into the zones that are there. */
static void
test_joined (Fixture *self, gconstpointer data)
{
  const MoatBringing how = { .use_case_id = get_use_case (self->target), .joins = TRUE, .has_moves = TRUE };
  g_autoptr (GPtrArray) shared = moat_bring_list_shared (self->target, how.use_case_id, self->source,
                                                         get_use_case (self->source));
  MoatRecord *api = find (self, MOAT_KIND_ELEMENT, "API");
  MoatRect box = moat_element_state (api)->box;
  g_autoptr (GPtrArray) brought = NULL;

  g_assert_cmpuint (shared->len, ==, 2);
  brought = bring (self, &how);
  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_ELEMENT), ==, 6);
  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_BOUNDARY), ==, 3);
  g_assert_cmpstr (moat_flow_state (find (self, MOAT_KIND_FLOW, "orders"))->target, ==,
                   moat_record_get_id (api));
  g_assert_cmpfloat (moat_element_state (api)->box.x, ==, box.x);
  g_assert_cmpfloat (moat_element_state (api)->box.y, ==, box.y);
  g_assert_true (is_inside (self, "Browser", "Public internet"));
  g_assert_true (is_inside (self, "Worker", "Backend"));
  g_assert_true (is_inside (self, "Mail service", "Provider"));
  g_assert_true (is_inside (self, "API", "Backend"));
  g_assert_false (is_inside (self, "User", "Backend"));
  assert_undone (self);
}

/* The decision that is there stops the new move too; its data is the data that is there. */
static void
test_equal (Fixture *self, gconstpointer data)
{
  const MoatBringing how = { .has_moves = TRUE };
  g_autoptr (GPtrArray) brought G_GNUC_UNUSED = bring (self, &how);
  MoatRecord *decision = find (self, MOAT_KIND_DECISION, "Check the owner");

  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_USE_CASE), ==, 2);
  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_DECISION), ==, 1);
  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_VERIFICATION), ==, 1);
  g_assert_cmpuint (moat_list_len (moat_decision_state (decision)->threats), ==, 2);
  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_ASSET), ==, 1);
  assert_undone (self);
}

/* A decision that says anything else is another one: its ticket is. */
static void
test_unequal (Fixture *self, gconstpointer data)
{
  const MoatBringing how = { .has_moves = TRUE };
  g_autoptr (GPtrArray) brought = NULL;
  MoatRecord *decision = g_ptr_array_index (moat_document_list (self->source, MOAT_KIND_DECISION), 0);

  MOAT_TRANSACTION (self->source, "Ticket")
  moat_text_set (&((MoatDecisionState *) moat_document_edit (self->source, decision))->ticket, "SHOP-1");
  brought = bring (self, &how);
  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_DECISION), ==, 2);
  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_VERIFICATION), ==, 2);
}

static void
test_without_moves (Fixture *self, gconstpointer data)
{
  const MoatBringing how = { .has_moves = FALSE };
  g_autoptr (GPtrArray) brought G_GNUC_UNUSED = bring (self, &how);

  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_FLOW), ==, 6);
  g_assert_cmpuint (moat_document_count (self->target, MOAT_KIND_THREAT), ==, 1);
}

/* An element that opens a use case opens its copy where both come, and nothing where only one does. */
static void
test_drill_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) both = NULL;
  const MoatBringing how = { .has_moves = TRUE };
  MoatRecord *worker = moat_query_find_by_title (self->source, MOAT_KIND_ELEMENT, "Worker");
  MoatRecord *copy = NULL;

  MOAT_TRANSACTION (self->source, "Drill down")
  {
    MoatRecord *inner = moat_edit_add_use_case (self->source, "Inner");
    MoatElementState *state = moat_document_edit (self->source, worker);

    moat_text_set (&state->opens, moat_record_get_id (inner));
  }
  g_ptr_array_add (first, moat_query_first_use_case (self->source));
  MOAT_TRANSACTION (self->target, "Bring")
  one = moat_bring_use_cases (self->target, self->source, first, &how);
  copy = find (self, MOAT_KIND_ELEMENT, "Worker");
  g_assert_null (moat_element_state (copy)->opens);
  assert_undone (self);

  both = bring (self, &how);
  copy = find (self, MOAT_KIND_ELEMENT, "Worker");
  g_assert_cmpstr (moat_element_state (copy)->opens, ==,
                   moat_record_get_id (find (self, MOAT_KIND_USE_CASE, "Inner")));
}

/* Twice the same: two use cases that can be told apart, all ids new. */
static void
test_twice (Fixture *self, gconstpointer data)
{
  const MoatBringing how = { .has_moves = TRUE };
  g_autoptr (GPtrArray) first = bring (self, &how);
  g_autoptr (GPtrArray) second = bring (self, &how);

  find (self, MOAT_KIND_USE_CASE, "Theirs");
  find (self, MOAT_KIND_USE_CASE, "Theirs (2)");
  for (guint i = 0; i < second->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (second, i));

      g_assert_null (moat_document_find (self->source, id));
      g_assert_false (g_ptr_array_find (first, g_ptr_array_index (second, i), NULL));
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "beside", test_beside },         { "at", test_at },           { "joined", test_joined },
    { "equal", test_equal },           { "unequal", test_unequal }, { "without-moves", test_without_moves },
    { "drill-down", test_drill_down }, { "twice", test_twice },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/formats/bring/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }

  return g_test_run ();
}
