/* Collecting facts, and holding conditions against them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "facts.h"

#include "query.h"
#include "zones.h"

#include <math.h>

/* ---- Collecting ---- */

static double
get_rank (MoatDocument *document, MoatRecord *record)
{
  MoatRecord *class = moat_query_class (document, record);

  return class == NULL ? MOAT_RANK_NONE : moat_class_state (class)->rank;
}

static void
add_all_hints (MoatCatalog *catalog, const MoatList *texts, MoatHintSet *hints)
{
  for (guint i = 0; i < moat_list_len (texts); i++)
    moat_catalog_add_hints (catalog, moat_list_get (texts, i), hints);
}

static void
add_asset_hints (MoatCatalog *catalog, MoatDocument *document, const MoatList *assets, MoatHintSet *hints)
{
  for (guint i = 0; i < moat_list_len (assets); i++)
    {
      MoatRecord *asset = moat_document_find_kind (document, moat_list_get (assets, i), MOAT_KIND_ASSET);

      if (asset != NULL)
        moat_catalog_add_hints (catalog, moat_asset_state (asset)->name, hints);
    }
}

/* From the innermost boundary outward, so that the nearest one tells its role. */
static void
add_place_hints (MoatCatalog *catalog, MoatDocument *document, MoatRecord *element, MoatHintSet *hints)
{
  GPtrArray *around = moat_zones_get_containing (moat_zones_get (document), moat_record_get_id (element));

  for (guint i = 0; i < around->len; i++)
    moat_catalog_add_place_hints (catalog, moat_boundary_state (g_ptr_array_index (around, i))->name,
                                  moat_element_state (element)->type, hints);
}

static void
collect_end (MoatEndFacts *end, MoatCatalog *catalog, MoatDocument *document, MoatRecord *element)
{
  const MoatElementState *state = element == NULL ? NULL : moat_element_state (element);

  if (state == NULL)
    return;
  end->is_there = TRUE;
  end->type = state->type;
  end->encrypted = state->encrypted;
  end->backed_up = state->backed_up;
  end->keeps_log = state->keeps_log;
  end->privileged = state->privileged;
  end->rank = get_rank (document, element);
  moat_catalog_add_name_hints (catalog, state->name, state->type, &end->hints);
  moat_catalog_add_name_hints (catalog, state->technology, state->type, &end->hints);
  for (guint i = 0; i < moat_list_len (state->tags); i++)
    moat_catalog_add_name_hints (catalog, moat_list_get (state->tags, i), state->type, &end->hints);
  add_place_hints (catalog, document, element, &end->hints);
  moat_catalog_complete_hints (catalog, state->type, &end->hints);
}

static void
collect_crossings (MoatFacts *facts, MoatDocument *document, const char *flow_id)
{
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (moat_zones_get (document), flow_id, &n_crossings);

  for (guint i = 0; i < n_crossings; i++)
    {
      const MoatBoundaryState *boundary = moat_boundary_state (crossings[i].boundary);

      if (crossings[i].direction == MOAT_CROSSING_THROUGH || boundary == NULL)
        continue;
      facts->crosses |= crossings[i].direction == MOAT_CROSSING_INBOUND ? MOAT_CROSSES_INBOUND
                                                                        : MOAT_CROSSES_OUTBOUND;
      facts->boundaries |= 1u << boundary->type;
    }
  if (facts->crosses == 0)
    facts->crosses = MOAT_CROSSES_NONE;
  else if (facts->crosses == (MOAT_CROSSES_INBOUND | MOAT_CROSSES_OUTBOUND))
    facts->crosses |= MOAT_CROSSES_BOTH;
}

/* What its steps say, where that is more than its name. */
static void
add_step_hints (MoatCatalog *catalog, MoatDocument *document, const char *flow_id, MoatHintSet *hints)
{
  g_autoptr (GPtrArray) steps = moat_document_list_referrers (document, flow_id, MOAT_KIND_STEP);

  for (guint i = 0; i < steps->len; i++)
    moat_catalog_add_hints (catalog, moat_step_state (g_ptr_array_index (steps, i))->text, hints);
}

static void
collect_flow (MoatFacts *facts, MoatCatalog *catalog, MoatDocument *document, MoatRecord *flow)
{
  const MoatFlowState *state = moat_flow_state (flow);
  const char *id = moat_record_get_id (flow);

  collect_end (&facts->source, catalog, document,
               moat_document_find_kind (document, state->source, MOAT_KIND_ELEMENT));
  collect_end (&facts->target, catalog, document,
               moat_document_find_kind (document, state->target, MOAT_KIND_ELEMENT));
  moat_catalog_add_hints (catalog, state->name, &facts->hints);
  add_all_hints (catalog, state->tags, &facts->hints);
  add_step_hints (catalog, document, id, &facts->hints);
  facts->data = facts->hints;
  add_asset_hints (catalog, document, state->assets, &facts->data);
  moat_catalog_add_hints (catalog, state->protocol, &facts->protocol);
  facts->authenticated = state->authenticated;
  facts->encrypted = state->encrypted;
  facts->bidirectional = state->bidirectional;
  facts->rank = get_rank (document, flow);
  collect_crossings (facts, document, id);
}

/* What flows into an element is in it. */
static void
add_inflow_hints (MoatCatalog *catalog, MoatDocument *document, MoatRecord *element, MoatHintSet *hints)
{
  const char *id = moat_record_get_id (element);
  g_autoptr (GPtrArray) flows = moat_document_list_referrers (document, id, MOAT_KIND_FLOW);

  for (guint i = 0; i < flows->len; i++)
    {
      const MoatFlowState *flow = moat_flow_state (g_ptr_array_index (flows, i));

      if (g_strcmp0 (flow->target, id) == 0 || flow->bidirectional)
        add_asset_hints (catalog, document, flow->assets, hints);
    }
}

void
moat_facts_collect (MoatFacts *facts, MoatCatalog *catalog, MoatDocument *document, MoatRecord *record)
{
  *facts = (MoatFacts){
    .is_flow = moat_record_get_kind (record) == MOAT_KIND_FLOW,
    .rank = MOAT_RANK_NONE,
    .crosses = MOAT_CROSSES_NONE,
  };
  if (facts->is_flow)
    {
      facts->crosses = 0;
      collect_flow (facts, catalog, document, record);
    }
  else
    {
      const MoatElementState *state = moat_element_state (record);

      collect_end (&facts->element, catalog, document, record);
      add_asset_hints (catalog, document, state->assets, &facts->data);
      add_inflow_hints (catalog, document, record, &facts->data);
      facts->rank = facts->element.rank;
    }
}

double
moat_facts_get_class_rank (MoatDocument *document, const char *class_name)
{
  MoatRecord *class;

  if (class_name == NULL)
    return MOAT_RANK_NONE;
  class = moat_document_find_kind (document, class_name, MOAT_KIND_CLASS);
  if (class == NULL)
    class = moat_query_find_by_title (document, MOAT_KIND_CLASS, class_name);

  return class == NULL ? HUGE_VAL : moat_class_state (class)->rank;
}

/* ---- Matching ---- */

/* What an answered question is worth: those that few things answer are worth more. */
#define FIT_FLOW     4
#define FIT_DATA     3
#define FIT_END      2
#define FIT_PROTOCOL 2
#define FIT_CLASS    2
#define FIT_BOUNDARY 2
#define FIT_NO       2 /* an answer that was given: it is not so */
#define FIT_OTHER    0.5

/* Whether the question is not asked, or answered; adds to *@fit what an answer is worth. */
static gboolean
holds_hints (const MoatHints *asked, const MoatHintSet *known, double worth, double *fit)
{
  if (asked->names == NULL)
    return TRUE;
  if (!moat_hint_set_intersects (&asked->set, known))
    return FALSE;
  *fit += worth;
  return TRUE;
}

static gboolean
holds_none (const MoatHints *refused, const MoatHintSet *known)
{
  return refused->names == NULL || !moat_hint_set_intersects (&refused->set, known);
}

static gboolean
holds_bit (guint asked, guint value, double worth, double *fit)
{
  if (asked == 0)
    return TRUE;
  if ((asked & (1u << value)) == 0)
    return FALSE;
  *fit += worth;
  return TRUE;
}

static gboolean
holds_tristate (guint asked, MoatTristate value, double *fit)
{
  return holds_bit (asked, value, value == MOAT_UNKNOWN ? FIT_OTHER : FIT_NO, fit);
}

static gboolean
holds_any_bit (guint asked, guint known, double worth, double *fit)
{
  if (asked == 0)
    return TRUE;
  if ((asked & known) == 0)
    return FALSE;
  *fit += worth;
  return TRUE;
}

static gboolean
holds_class (const char *at_least, double rank, MoatDocument *document, double *fit)
{
  if (at_least == NULL)
    return TRUE;
  if (rank < moat_facts_get_class_rank (document, at_least))
    return FALSE;
  *fit += FIT_CLASS;
  return TRUE;
}

static gboolean
holds_end (const MoatEndCondition *asked, const MoatEndFacts *end, MoatDocument *document, double *fit)
{
  if (asked == NULL)
    return TRUE;

  return end->is_there && holds_hints (&asked->is, &end->hints, FIT_END, fit)
         && holds_none (&asked->is_not, &end->hints) && holds_bit (asked->types, end->type, FIT_OTHER, fit)
         && holds_tristate (asked->encrypted, end->encrypted, fit)
         && holds_tristate (asked->backed_up, end->backed_up, fit)
         && holds_tristate (asked->keeps_log, end->keeps_log, fit)
         && holds_tristate (asked->privileged, end->privileged, fit)
         && holds_class (asked->at_least, end->rank, document, fit);
}

static gboolean
holds_flow (const MoatFlowCondition *asked, const MoatFacts *facts, double *fit)
{
  if (asked == NULL)
    return TRUE;

  return facts->is_flow && holds_hints (&asked->is, &facts->hints, FIT_FLOW, fit)
         && holds_none (&asked->is_not, &facts->hints)
         && holds_hints (&asked->protocol, &facts->protocol, FIT_PROTOCOL, fit)
         && holds_any_bit (asked->crosses, facts->crosses, FIT_OTHER, fit)
         && holds_any_bit (asked->boundaries, facts->boundaries, FIT_BOUNDARY, fit)
         && holds_tristate (asked->authenticated, facts->authenticated, fit)
         && holds_tristate (asked->encrypted, facts->encrypted, fit)
         && holds_bit (asked->bidirectional, facts->bidirectional, FIT_OTHER, fit);
}

static gboolean
holds_data (const MoatDataCondition *asked, const MoatFacts *facts, MoatDocument *document, double *fit)
{
  if (asked == NULL)
    return TRUE;

  return holds_hints (&asked->is, &facts->data, FIT_DATA, fit) && holds_none (&asked->is_not, &facts->data)
         && holds_class (asked->at_least, facts->rank, document, fit);
}

/* The best of the alternatives. */
static gboolean
holds_any (const GPtrArray *any, const MoatFacts *facts, MoatDocument *document, double *fit)
{
  double best = -1;

  for (guint i = 0; any != NULL && i < any->len; i++)
    {
      double one = 0;

      if (moat_facts_match (facts, document, g_ptr_array_index (any, i), &one))
        best = MAX (best, one);
    }
  if (any == NULL)
    return TRUE;
  *fit += MAX (best, 0);
  return best >= 0;
}

gboolean
moat_facts_match (const MoatFacts *facts, MoatDocument *document, const MoatCondition *when, double *fit)
{
  *fit = 0;

  return holds_flow (when->flow, facts, fit) && holds_end (when->source, &facts->source, document, fit)
         && holds_end (when->target, &facts->target, document, fit)
         && holds_end (when->element, &facts->element, document, fit)
         && holds_data (when->data, facts, document, fit) && holds_any (when->any, facts, document, fit);
}
