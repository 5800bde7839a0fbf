/* What the acceptance check costs in a use case with 10,000 flows: judging it
 * whole, and judging and listing what one edit touched.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "acceptance-list.h"
#include "bench.h"
#include "moat-test.h"
#include "zones.h"

#define N_ELEMENTS 10001
#define N_ZONES    20
#define N_EDITS    100

typedef struct
{
  MoatDocument *document;
  MoatRecord *zone;
  MoatChecks *checks;
  MoatAcceptanceList *list;
} Model;

/* Boundaries in stripes, so that flows of all kinds cross them, and an open move on each flow: a model that
 * misses much.
 */
static void
model_init (Model *model)
{
  GPtrArray *elements;
  GPtrArray *flows;
  MoatRect whole;

  model->document = moat_test_document (N_ELEMENTS);
  elements = moat_document_list (model->document, MOAT_KIND_ELEMENT);
  flows = moat_document_list (model->document, MOAT_KIND_FLOW);
  whole = moat_element_state (g_ptr_array_index (elements, 0))->box;
  for (guint i = 0; i < elements->len; i++)
    whole = moat_rect_union (&whole, &moat_element_state (g_ptr_array_index (elements, i))->box);

  MOAT_TRANSACTION (model->document, "Add moves")
  for (guint i = 0; i < flows->len; i++)
    moat_edit_add_threat (model->document, moat_record_get_id (g_ptr_array_index (flows, i)),
                          "Read somebody else's answer with a guessed number");

  MOAT_TRANSACTION (model->document, "Add boundaries")
  for (guint i = 0; i < N_ZONES; i++)
    model->zone = moat_edit_add_zone (model->document,
                                      moat_record_get_id (moat_query_first_use_case (model->document)),
                                      "Zone",
                                      &MOAT_RECT_INIT (whole.x + whole.width * i / N_ZONES, whole.y - 50,
                                                       whole.width * 0.03, whole.height + 100));
  moat_zones_get (model->document);
}

static void
judge_whole (gpointer data)
{
  Model *model = data;

  g_clear_object (&model->list);
  g_clear_object (&model->checks);
  model->checks = moat_checks_new (model->document, "2026-06-01");
}

static void
list_whole (gpointer data)
{
  Model *model = data;

  g_clear_object (&model->list);
  model->list = moat_acceptance_list_new (model->checks);
  moat_acceptance_list_set_scope (model->list, MOAT_GATE_BUILD, NULL);
}

/* As typing into a flow's name does. */
static void
name_flows (gpointer data)
{
  Model *model = data;
  GPtrArray *flows = moat_document_list (model->document, MOAT_KIND_FLOW);

  for (guint i = 0; i < N_EDITS; i++)
    {
      MoatRecord *flow = g_ptr_array_index (flows, i * 97 % flows->len);
      MoatFlowState *state;

      moat_document_begin (model->document, "Name a flow");
      state = moat_document_edit (model->document, flow);
      moat_text_set (&state->name, state->name == NULL || *state->name != 'a' ? "asks" : NULL);
      moat_document_commit (model->document);
    }
}

/* A finding goes with each, and others come. */
static void
add_moves (gpointer data)
{
  Model *model = data;
  GPtrArray *flows = moat_document_list (model->document, MOAT_KIND_FLOW);

  for (guint i = 0; i < N_EDITS; i++)
    {
      moat_document_begin (model->document, "Add a move");
      moat_edit_add_threat (model->document,
                            moat_record_get_id (g_ptr_array_index (flows, i * 89 % flows->len)),
                            "Change the id in the request to somebody else's");
      moat_document_commit (model->document);
    }
}

static void
drag_zone (gpointer data)
{
  Model *model = data;

  moat_document_begin (model->document, "Drag");
  for (guint i = 0; i < N_EDITS; i++)
    {
      ((MoatBoundaryState *) moat_document_edit (model->document, model->zone))->box.x -= 3;
      moat_document_publish (model->document);
    }
  moat_document_rollback (model->document);
}

int
main (void)
{
  Model model = { NULL };
  double bare;

  model_init (&model);
  bare = bench_measure (3, name_flows, &model) / N_EDITS;
  bench_print ("judging a whole model of 10,000 flows and moves", bench_measure (3, judge_whole, &model),
               "ms", "none");
  bench_print ("listing what is missing, all of it", bench_measure (3, list_whole, &model), "ms", "none");
  bench_print ("findings listed", moat_acceptance_list_get_count (model.list), "", "none");
  bench_print ("one edit: naming a flow", bench_measure (5, name_flows, &model) / N_EDITS, "ms", "1");
  bench_print ("the same without the check", bare, "ms", "none");
  bench_print ("one edit: adding a move", bench_measure (3, add_moves, &model) / N_EDITS, "ms", "1");
  bench_print ("one frame of dragging a boundary", bench_measure (3, drag_zone, &model) / N_EDITS, "ms", "2");

  g_clear_object (&model.list);
  g_clear_object (&model.checks);
  g_object_unref (model.document);
  return 0;
}
