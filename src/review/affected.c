/* Whose facts a change set may have changed, by what names what.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "affected.h"

#include "zones.h"

typedef struct
{
  MoatDocument *document;
  GHashTable *records;
} Gathering;

static void
add (Gathering *gathering, MoatRecord *record)
{
  if (record != NULL && moat_record_is_live (record))
    g_hash_table_add (gathering->records, g_object_ref (record));
}

/* An element and the flows at it: they ask what stands at their ends. */
static void
add_element (Gathering *gathering, const char *id)
{
  g_autoptr (GPtrArray) flows = NULL;
  MoatRecord *element = moat_document_find_kind (gathering->document, id, MOAT_KIND_ELEMENT);

  if (element == NULL)
    return;
  add (gathering, element);
  flows = moat_document_list_referrers (gathering->document, id, MOAT_KIND_FLOW);
  for (guint i = 0; i < flows->len; i++)
    add (gathering, g_ptr_array_index (flows, i));
}

/* What flows into a store is what the store holds. */
static void
add_flow_state (Gathering *gathering, const MoatFlowState *state)
{
  if (state == NULL)
    return;
  add_element (gathering, state->target);
  if (state->bidirectional)
    add_element (gathering, state->source);
}

static void
add_carriers (Gathering *gathering, const char *asset_id)
{
  g_autoptr (GPtrArray) flows = moat_document_list_referrers (gathering->document, asset_id, MOAT_KIND_FLOW);
  g_autoptr (GPtrArray) elements = moat_document_list_referrers (gathering->document, asset_id,
                                                                 MOAT_KIND_ELEMENT);

  for (guint i = 0; i < flows->len; i++)
    {
      add (gathering, g_ptr_array_index (flows, i));
      add_flow_state (gathering, moat_flow_state (g_ptr_array_index (flows, i)));
    }
  for (guint i = 0; i < elements->len; i++)
    add_element (gathering, moat_record_get_id (g_ptr_array_index (elements, i)));
}

static void
add_all (Gathering *gathering, MoatKind kind)
{
  GPtrArray *records = moat_document_list (gathering->document, kind);

  for (guint i = 0; i < records->len; i++)
    add (gathering, g_ptr_array_index (records, i));
}

static void
add_crossing (Gathering *gathering, const char *boundary_id)
{
  MoatZones *zones = moat_zones_get (gathering->document);
  g_autoptr (GPtrArray) flows = moat_zones_list_crossing_flows (zones, boundary_id);

  for (guint i = 0; i < flows->len; i++)
    add (gathering, g_ptr_array_index (flows, i));
}

/* A place's name may tell what the elements there are. */
static void
add_inside (Gathering *gathering, const char *boundary_id)
{
  GPtrArray *inside = moat_zones_get_inside (moat_zones_get (gathering->document), boundary_id);

  for (guint i = 0; i < inside->len; i++)
    add_element (gathering, moat_record_get_id (g_ptr_array_index (inside, i)));
}

/* What a record said before counts as what it says now: both ends of a change are told. */
static void
add_state (Gathering *gathering, MoatRecord *record, const MoatState *state)
{
  const char *on = NULL;

  if (state == NULL)
    return;
  switch (state->kind)
    {
    case MOAT_KIND_FLOW:
      add_flow_state (gathering, (const MoatFlowState *) state);
      break;
    case MOAT_KIND_ELEMENT:
      add_element (gathering, moat_record_get_id (record));
      break;
    case MOAT_KIND_STEP:
      on = ((const MoatStepState *) state)->flow;
      break;
    case MOAT_KIND_ASSET:
      add_carriers (gathering, moat_record_get_id (record));
      break;
    case MOAT_KIND_CLASS:
      add_all (gathering, MOAT_KIND_FLOW);
      add_all (gathering, MOAT_KIND_ELEMENT);
      break;
    case MOAT_KIND_BOUNDARY:
      add_crossing (gathering, moat_record_get_id (record));
      add_inside (gathering, moat_record_get_id (record));
      break;
    case MOAT_KIND_THREAT:
      on = ((const MoatThreatState *) state)->on;
      break;
    case MOAT_KIND_PROMPT:
      on = ((const MoatPromptState *) state)->on;
      break;
    case MOAT_KIND_MODEL:
    case MOAT_KIND_USE_CASE:
    case MOAT_KIND_NOTE:
    case MOAT_KIND_DECISION:
    case MOAT_KIND_VERIFICATION:
    case MOAT_KIND_ASSUMPTION:
    case MOAT_KIND_DEPENDENCY:
    case MOAT_KIND_EXEMPTION:
    case MOAT_KIND_REVIEW:
    case MOAT_N_KINDS:
      break;
    }
  add (gathering, moat_document_find (gathering->document, on));
}

/* A drag changes boxes and nothing that is judged but through the crossings. */
static gboolean
is_geometry_only (const MoatChange *change)
{
  g_autoptr (MoatState) moved = NULL;
  gboolean is_same;

  if (change->old_state == NULL || change->new_state == NULL)
    return FALSE;
  moved = moat_state_copy (change->old_state);
  switch (moved->kind)
    {
    case MOAT_KIND_ELEMENT:
      ((MoatElementState *) moved)->box = ((const MoatElementState *) change->new_state)->box;
      break;
    case MOAT_KIND_BOUNDARY:
      ((MoatBoundaryState *) moved)->box = ((const MoatBoundaryState *) change->new_state)->box;
      break;
    case MOAT_KIND_FLOW:
      ((MoatFlowState *) moved)->label_offset = ((const MoatFlowState *) change->new_state)->label_offset;
      break;
    case MOAT_KIND_MODEL:
    case MOAT_KIND_CLASS:
    case MOAT_KIND_USE_CASE:
    case MOAT_KIND_NOTE:
    case MOAT_KIND_STEP:
    case MOAT_KIND_ASSET:
    case MOAT_KIND_THREAT:
    case MOAT_KIND_DECISION:
    case MOAT_KIND_VERIFICATION:
    case MOAT_KIND_ASSUMPTION:
    case MOAT_KIND_DEPENDENCY:
    case MOAT_KIND_PROMPT:
    case MOAT_KIND_EXEMPTION:
    case MOAT_KIND_REVIEW:
    case MOAT_N_KINDS:
      return FALSE;
    }
  is_same = moat_state_equal (moved, change->new_state);

  return is_same;
}

void
moat_affected_add (MoatDocument *document, const MoatChanges *changes, GHashTable *records)
{
  Gathering gathering = { document, records };

  for (guint i = 0; i < changes->items->len; i++)
    {
      const MoatChange *change = g_ptr_array_index (changes->items, i);

      if (is_geometry_only (change))
        continue;
      if (moat_record_get_kind (change->record) == MOAT_KIND_FLOW)
        add (&gathering, change->record);
      add_state (&gathering, change->record, change->old_state);
      add_state (&gathering, change->record, change->new_state);
    }
}

void
moat_affected_add_moved (MoatDocument *document, GPtrArray *moved, GHashTable *records)
{
  Gathering gathering = { document, records };

  for (guint i = 0; i < moved->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (moved, i);

      if (moat_record_get_kind (record) == MOAT_KIND_FLOW)
        add (&gathering, record);
      else if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
        add_element (&gathering, moat_record_get_id (record));
    }
}

/* ---- What the acceptance check judges besides ---- */

static void
add_id (Gathering *gathering, const char *id)
{
  add (gathering, moat_document_find (gathering->document, id));
}

/* Moves at the same place: they may say the same. */
static void
add_siblings (Gathering *gathering, const char *on_id)
{
  g_autoptr (GPtrArray) threats = NULL;

  if (on_id == NULL)
    return;
  threats = moat_document_list_children (gathering->document, on_id, MOAT_KIND_THREAT);
  for (guint i = 0; i < threats->len; i++)
    add (gathering, g_ptr_array_index (threats, i));
}

static void
add_moves_of (Gathering *gathering, const MoatDecisionState *state)
{
  for (guint i = 0; i < moat_list_len (state->threats); i++)
    add_id (gathering, moat_list_get (state->threats, i));
}

/* A decision that another record was about: its moves stand otherwise now. */
static void
add_decision (Gathering *gathering, const char *id)
{
  MoatRecord *decision = moat_document_find_kind (gathering->document, id, MOAT_KIND_DECISION);

  if (decision == NULL)
    return;
  add (gathering, decision);
  add_moves_of (gathering, moat_decision_state (decision));
}

static void
add_stores_of_class (Gathering *gathering, const char *class_id)
{
  g_autoptr (GPtrArray) assets = moat_document_list_referrers (gathering->document, class_id,
                                                               MOAT_KIND_ASSET);

  for (guint i = 0; i < assets->len; i++)
    add_carriers (gathering, moat_record_get_id (g_ptr_array_index (assets, i)));
}

/* What counts in a use case is counted again where its decisions went. */
static void
add_decisions_of (Gathering *gathering, const char *threat_id)
{
  g_autoptr (GPtrArray) decisions = moat_document_list_referrers (gathering->document, threat_id,
                                                                  MOAT_KIND_DECISION);

  for (guint i = 0; i < decisions->len; i++)
    add (gathering, g_ptr_array_index (decisions, i));
}

/* Steps without a flow are judged by the elements that they name. */
static void
add_plain_steps (Gathering *gathering, const char *use_case_id)
{
  g_autoptr (GPtrArray) steps = moat_document_list_children (gathering->document, use_case_id,
                                                             MOAT_KIND_STEP);

  for (guint i = 0; i < steps->len; i++)
    {
      if (moat_step_state (g_ptr_array_index (steps, i))->flow == NULL)
        add (gathering, g_ptr_array_index (steps, i));
    }
}

static void
add_judged_state (Gathering *gathering, MoatRecord *record, const MoatState *state)
{
  if (state == NULL)
    return;
  switch (state->kind)
    {
    case MOAT_KIND_CLASS:
      add_stores_of_class (gathering, moat_record_get_id (record));
      break;
    case MOAT_KIND_FLOW:
      add_element (gathering, ((const MoatFlowState *) state)->source);
      add_element (gathering, ((const MoatFlowState *) state)->target);
      add_id (gathering, ((const MoatFlowState *) state)->use_case);
      break;
    case MOAT_KIND_STEP:
      add_id (gathering, ((const MoatStepState *) state)->use_case);
      break;
    case MOAT_KIND_THREAT:
      add_siblings (gathering, ((const MoatThreatState *) state)->on);
      add_decisions_of (gathering, moat_record_get_id (record));
      break;
    case MOAT_KIND_DECISION:
      add_moves_of (gathering, (const MoatDecisionState *) state);
      break;
    case MOAT_KIND_VERIFICATION:
      add_decision (gathering, ((const MoatVerificationState *) state)->decision);
      break;
    case MOAT_KIND_EXEMPTION:
      add_id (gathering, ((const MoatExemptionState *) state)->about);
      break;
    case MOAT_KIND_ELEMENT:
      add_plain_steps (gathering, ((const MoatElementState *) state)->use_case);
      break;
    case MOAT_KIND_MODEL:
    case MOAT_KIND_USE_CASE:
    case MOAT_KIND_BOUNDARY:
    case MOAT_KIND_NOTE:
    case MOAT_KIND_ASSET:
    case MOAT_KIND_ASSUMPTION:
    case MOAT_KIND_DEPENDENCY:
    case MOAT_KIND_PROMPT:
    case MOAT_KIND_REVIEW:
    case MOAT_N_KINDS:
      break;
    }
}

void
moat_affected_add_judged (MoatDocument *document, const MoatChanges *changes, GHashTable *records)
{
  Gathering gathering = { document, records };

  for (guint i = 0; i < changes->items->len; i++)
    {
      const MoatChange *change = g_ptr_array_index (changes->items, i);

      if (is_geometry_only (change))
        continue;
      g_hash_table_add (records, g_object_ref (change->record));
      add_judged_state (&gathering, change->record, change->old_state);
      add_judged_state (&gathering, change->record, change->new_state);
    }
}
