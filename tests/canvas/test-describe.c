/* Tests of the sentences that a screen reader says.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "describe.h"
#include "edit.h"
#include "geometry.h"
#include "query.h"

typedef struct
{
  MoatDocument *document;
  MoatRecord *user;
  MoatRecord *api;
  MoatRecord *zone;
  MoatRecord *flow;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->document = moat_document_new ();
  MOAT_TRANSACTION (fixture->document, "Set up")
  {
    MoatRecord *use_case = moat_edit_add_use_case (fixture->document, "Ship");
    const char *id = moat_record_get_id (use_case);

    fixture->user = moat_edit_add_element (fixture->document, id, MOAT_ELEMENT_EXTERNAL_ENTITY, "Browser",
                                           &MOAT_RECT_INIT (0, 0, 120, 60));
    fixture->api = moat_edit_add_element (fixture->document, id, MOAT_ELEMENT_PROCESS, "API",
                                          &MOAT_RECT_INIT (400, 0, 120, 60));
    fixture->zone = moat_edit_add_zone (fixture->document, id, "Backend",
                                        &MOAT_RECT_INIT (360, -60, 240, 200));
    fixture->flow = moat_edit_add_flow (fixture->document, id, moat_record_get_id (fixture->user),
                                        moat_record_get_id (fixture->api), "submits the form");
  }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->document);
}

static void
assert_says (Fixture *fixture, MoatRecord *record, const char *expected)
{
  guint number = moat_record_get_kind (record) == MOAT_KIND_FLOW
                     ? moat_query_number (fixture->document, record)
                     : 0;
  g_autofree char *sentence = moat_describe (fixture->document, record, number);

  g_assert_cmpstr (sentence, ==, expected);
}

/* A flow says its number, its ends, its name, what it crosses, and how its moves stand. */
static void
test_describe_flow (Fixture *fixture, gconstpointer data)
{
  const char *id = moat_record_get_id (fixture->flow);

  assert_says (fixture, fixture->flow, "Flow 1, Browser to API, submits the form, crosses Backend inbound");

  MOAT_TRANSACTION (fixture->document, "Moves")
  {
    MoatRecord *threat = moat_edit_add_threat (fixture->document, id, "Change the id");

    moat_edit_add_decision (fixture->document, moat_record_get_id (threat), "Look it up");
    moat_edit_add_threat (fixture->document, id, "Replay it");
  }
  assert_says (fixture, fixture->flow,
               "Flow 1, Browser to API, submits the form, crosses Backend inbound, 2 moves, 1 open");
}

/* A flow that ends nowhere says so, and one that goes both ways too. */
static void
test_describe_free_end (Fixture *fixture, gconstpointer data)
{
  MOAT_TRANSACTION (fixture->document, "Free")
  {
    MoatFlowState *state = moat_document_edit (fixture->document, fixture->flow);

    moat_text_set (&state->target, NULL);
    moat_text_set (&state->name, NULL);
    state->target_point = (MoatPoint){ 200, 30 };
    state->bidirectional = TRUE;
  }
  assert_says (fixture, fixture->flow, "Flow 1, Browser to a free end and back");
}

static void
test_describe_element (Fixture *fixture, gconstpointer data)
{
  assert_says (fixture, fixture->user, "External entity Browser, 1 flow");
  assert_says (fixture, fixture->api, "Process API, inside Backend, 1 flow");
}

/* What a boundary says follows where things are. */
static void
test_describe_boundary (Fixture *fixture, gconstpointer data)
{
  assert_says (fixture, fixture->zone, "Trust boundary Backend, 1 element inside, 1 flow crosses");
  MOAT_TRANSACTION (fixture->document, "Move")
  {
    MoatBoundaryState *state = moat_document_edit (fixture->document, fixture->zone);

    state->box = MOAT_RECT_INIT (-60, -60, 700, 200);
  }
  assert_says (fixture, fixture->zone, "Trust boundary Backend, 2 elements inside, 0 flows cross");
  assert_says (fixture, fixture->flow, "Flow 1, Browser to API, submits the form");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/canvas/describe/flow", Fixture, NULL, set_up, test_describe_flow, tear_down);
  g_test_add ("/canvas/describe/free-end", Fixture, NULL, set_up, test_describe_free_end, tear_down);
  g_test_add ("/canvas/describe/element", Fixture, NULL, set_up, test_describe_element, tear_down);
  g_test_add ("/canvas/describe/boundary", Fixture, NULL, set_up, test_describe_boundary, tear_down);
  return g_test_run ();
}
