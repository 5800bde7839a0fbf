/* What prompts cost in a model with 10,000 flows: the first list of one flow,
 * and what one edit or one frame of a drag costs prompts and checks together.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "bench.h"
#include "catalogs.h"
#include "checks.h"
#include "geometry.h"
#include "moat-test.h"
#include "prompt-choices.h"
#include "zones.h"

#define N_ELEMENTS 10000
#define N_FRAMES   50
#define N_FLOWS    1000
#define N_SELECTED 20

typedef struct
{
  MoatDocument *document;
  MoatCatalog *catalog;
  MoatPrompts *prompts;
  MoatChecks *checks;
  MoatRecord *flow; /* the one that is looked at and edited */
  MoatRecord *zone; /* round some 500 elements */
} Model;

static const char *const names[] = { "submits the address form", "signs in", "writes the order",
                                     "uploads a photo", "calls the payment provider" };

static void
name_flows (Model *model)
{
  GPtrArray *flows = moat_document_list (model->document, MOAT_KIND_FLOW);

  MOAT_TRANSACTION (model->document, "Name flows")
  for (guint i = 0; i < flows->len; i++)
    moat_text_set (&((MoatFlowState *) moat_document_edit (model->document, g_ptr_array_index (flows, i)))
                        ->name,
                   names[i % G_N_ELEMENTS (names)]);
}

static void
model_init (Model *model)
{
  const char *use_case;
  const MoatRect box = MOAT_RECT_INIT (-50, -50, 1500, 9000);

  model->document = moat_test_document (N_ELEMENTS);
  use_case = moat_record_get_id (moat_query_first_use_case (model->document));
  MOAT_TRANSACTION (model->document, "Add a boundary")
  model->zone = moat_edit_add_zone (model->document, use_case, "Backend", &box);
  moat_zones_get (model->document);
  name_flows (model);
  model->catalog = moat_catalogs_load (NULL, NULL);
  model->prompts = moat_prompts_new (model->document, model->catalog);
  model->flow = g_ptr_array_index (moat_document_list (model->document, MOAT_KIND_FLOW), 100);
}

static void
load (gpointer data)
{
  moat_catalog_unref (moat_catalogs_load (NULL, NULL));
}

/* Another flow each time, so that nothing is remembered. */
static void
list_many (gpointer data)
{
  Model *model = data;
  g_autoptr (MoatPrompts) prompts = moat_prompts_new (model->document, model->catalog);
  GPtrArray *flows = moat_document_list (model->document, MOAT_KIND_FLOW);

  for (guint i = 0; i < N_FLOWS; i++)
    moat_prompts_list (prompts, moat_record_get_id (g_ptr_array_index (flows, i)));
}

static void
list_selected (gpointer data)
{
  Model *model = data;
  g_autoptr (MoatPrompts) prompts = moat_prompts_new (model->document, model->catalog);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  GPtrArray *flows = moat_document_list (model->document, MOAT_KIND_FLOW);

  for (guint i = 0; i < N_SELECTED; i++)
    g_ptr_array_add (records, g_ptr_array_index (flows, i));
  g_ptr_array_unref (moat_prompt_choices_list (prompts, records));
}

/* As typing into a field does, with the flow's suggestions in view. */
static void
edit_flow (gpointer data)
{
  Model *model = data;
  guint i = 0;

  for (; i < N_FRAMES; i++)
    {
      MOAT_TRANSACTION (model->document, "Rename")
      moat_text_set (&((MoatFlowState *) moat_document_edit (model->document, model->flow))->name,
                     names[i % G_N_ELEMENTS (names)]);
      moat_prompts_list (model->prompts, moat_record_get_id (model->flow));
    }
}

/* Each frame some flows cross the boundary that did not, and one of them is in view. */
static void
drag_zone (gpointer data)
{
  Model *model = data;

  moat_document_begin (model->document, "Move boundary");
  for (guint frame = 0; frame < N_FRAMES; frame++)
    {
      ((MoatBoundaryState *) moat_document_edit (model->document, model->zone))->box.x += 7;
      moat_document_publish (model->document);
      moat_prompts_list (model->prompts, moat_record_get_id (model->flow));
    }
  moat_document_rollback (model->document);
}

int
main (void)
{
  Model model;
  double one;

  bench_print ("reading the shipped catalogue, in a thread", bench_measure (5, load, NULL), "ms", "none");
  model_init (&model);
  bench_print ("prompts of a flow, the first time", bench_measure (3, list_many, &model) / N_FLOWS, "ms",
               "none");
  bench_print ("suggestions for 20 flows selected, the first time", bench_measure (5, list_selected, &model),
               "ms", "none");
  one = bench_measure (5, edit_flow, &model) / N_FRAMES;
  bench_print ("one edit of a flow, and its prompts", one, "ms", "1");
  bench_print ("one frame of dragging a boundary, and the flow's prompts",
               bench_measure (5, drag_zone, &model) / N_FRAMES, "ms", "2");
  model.checks = moat_checks_new (model.document, "2026-01-01");
  bench_print ("one edit with the acceptance check as well", bench_measure (5, edit_flow, &model) / N_FRAMES,
               "ms", "1");
  bench_print ("one frame of dragging with it as well", bench_measure (5, drag_zone, &model) / N_FRAMES, "ms",
               "2");

  g_object_unref (model.checks);
  g_object_unref (model.prompts);
  moat_catalog_unref (model.catalog);
  g_object_unref (model.document);

  return 0;
}
