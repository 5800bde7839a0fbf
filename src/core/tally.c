/* What a workshop has brought so far (see tally.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "tally.h"

#include "query.h"

/* What of a record it is made from: other fields change nothing. */
static const struct
{
  MoatKind kind;
  gssize offsets[5]; /* in its state; end with −1 */
} looked_at[] = {
  { MOAT_KIND_STEP, { G_STRUCT_OFFSET (MoatStepState, flow), G_STRUCT_OFFSET (MoatState, order), -1 } },
  { MOAT_KIND_FLOW, { G_STRUCT_OFFSET (MoatFlowState, out_of_scope), -1 } },
  { MOAT_KIND_BOUNDARY, { -1 } },
  { MOAT_KIND_ASSET, { -1 } },
  { MOAT_KIND_THREAT,
    { G_STRUCT_OFFSET (MoatThreatState, on), G_STRUCT_OFFSET (MoatThreatState, status), -1 } },
  { MOAT_KIND_DECISION,
    { G_STRUCT_OFFSET (MoatDecisionState, threats), G_STRUCT_OFFSET (MoatDecisionState, text),
      G_STRUCT_OFFSET (MoatDecisionState, owner), G_STRUCT_OFFSET (MoatDecisionState, status), -1 } },
  { MOAT_KIND_VERIFICATION, { G_STRUCT_OFFSET (MoatVerificationState, decision), -1 } },
};

static void
flow_clear (gpointer data)
{
  MoatTallyFlow *flow = data;

  g_clear_object (&flow->flow);
}

/* ---- Counting ---- */

static guint
count_children (MoatDocument *document, const char *id, MoatKind kind)
{
  g_autoptr (GPtrArray) children = moat_document_list_children (document, id, kind);

  return children->len;
}

/* The numbers of flows, by their first steps: MoatRecord * → GUINT_TO_POINTER. */
static GHashTable *
number_flows (MoatDocument *document, const char *use_case_id, MoatTally *self)
{
  g_autoptr (GPtrArray) steps = moat_document_list_children (document, use_case_id, MOAT_KIND_STEP);
  GHashTable *numbers = g_hash_table_new (NULL, NULL);

  self->n_steps = steps->len;
  for (guint i = 0; i < steps->len; i++)
    {
      const char *flow_id = moat_step_state (g_ptr_array_index (steps, i))->flow;
      MoatRecord *flow = moat_document_find_kind (document, flow_id, MOAT_KIND_FLOW);

      if (flow != NULL && !g_hash_table_contains (numbers, flow))
        g_hash_table_insert (numbers, flow, GUINT_TO_POINTER (i + 1));
    }

  return numbers;
}

static void
count_flows (MoatTally *self, MoatDocument *document, const char *use_case_id)
{
  g_autoptr (GHashTable) numbers = number_flows (document, use_case_id, self);
  g_autoptr (GPtrArray) flows = moat_query_flows (document, use_case_id);

  for (guint i = 0; i < flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (flows, i);
      MoatTallyFlow entry = { 0 };

      if (moat_flow_state (flow)->out_of_scope)
        continue;
      entry.flow = g_object_ref (flow);
      entry.number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, flow));
      entry.n_moves = count_children (document, moat_record_get_id (flow), MOAT_KIND_THREAT);
      self->n_bare += entry.n_moves == 0;
      g_array_append_val (self->flows, entry);
    }
}

static void
count_decision (MoatTally *self, MoatDocument *document, MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);

  g_ptr_array_add (self->decisions, g_object_ref (decision));
  if (state->owner == NULL)
    g_ptr_array_add (self->unowned, g_object_ref (decision));
  if (count_children (document, moat_record_get_id (decision), MOAT_KIND_VERIFICATION) == 0)
    g_ptr_array_add (self->unverified, g_object_ref (decision));
}

/* One that says what is built, and still is meant to be. */
static gboolean
counts (MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);

  return state->text != NULL && state->status != MOAT_DECISION_DROPPED;
}

static void
count_decisions (MoatTally *self, MoatDocument *document, const char *use_case_id)
{
  g_autoptr (GPtrArray) threats = moat_query_threats (document, use_case_id);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      g_autoptr (GPtrArray) decisions = moat_query_decisions (document, moat_record_get_id (threat));

      g_ptr_array_add (self->moves, g_object_ref (threat));
      if (moat_query_standing (document, threat) == MOAT_STANDING_OPEN)
        g_ptr_array_add (self->open, g_object_ref (threat));
      for (guint j = 0; j < decisions->len; j++)
        {
          MoatRecord *decision = g_ptr_array_index (decisions, j);

          if (counts (decision) && g_hash_table_add (seen, decision))
            count_decision (self, document, decision);
        }
    }
}

MoatTally *
moat_tally_new (MoatDocument *document, const char *use_case_id)
{
  MoatTally *self = g_new0 (MoatTally, 1);

  self->flows = g_array_new (FALSE, FALSE, sizeof (MoatTallyFlow));
  g_array_set_clear_func (self->flows, flow_clear);
  self->moves = g_ptr_array_new_with_free_func (g_object_unref);
  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  self->decisions = g_ptr_array_new_with_free_func (g_object_unref);
  self->unowned = g_ptr_array_new_with_free_func (g_object_unref);
  self->unverified = g_ptr_array_new_with_free_func (g_object_unref);
  if (moat_document_find_kind (document, use_case_id, MOAT_KIND_USE_CASE) == NULL)
    return self;

  self->n_boundaries = count_children (document, use_case_id, MOAT_KIND_BOUNDARY);
  self->n_assets = moat_document_count (document, MOAT_KIND_ASSET);
  count_flows (self, document, use_case_id);
  count_decisions (self, document, use_case_id);

  return self;
}

void
moat_tally_free (MoatTally *self)
{
  g_array_unref (self->flows);
  g_ptr_array_unref (self->moves);
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->decisions);
  g_ptr_array_unref (self->unowned);
  g_ptr_array_unref (self->unverified);
  g_free (self);
}

/* ---- Following ---- */

static gboolean
change_touches (const MoatChange *change)
{
  MoatKind kind = moat_record_get_kind (change->record);

  for (gsize i = 0; i < G_N_ELEMENTS (looked_at); i++)
    {
      if (looked_at[i].kind != kind)
        continue;
      if (change->old_state == NULL || change->new_state == NULL)
        return TRUE;
      for (const gssize *offset = looked_at[i].offsets; *offset >= 0; offset++)
        if (moat_change_touches_offset (change, (gsize) *offset))
          return TRUE;
    }

  return FALSE;
}

gboolean
moat_tally_is_touched (const MoatChanges *changes)
{
  for (guint i = 0; i < changes->items->len; i++)
    if (change_touches (g_ptr_array_index (changes->items, i)))
      return TRUE;

  return FALSE;
}

/* ---- Walking ---- */

/* Of @all, the next after @from that @wanted has too, once round; NULL for none. */
static MoatRecord *
find_next (GPtrArray *all, GPtrArray *wanted, MoatRecord *from, MoatWalk walk)
{
  guint n = all->len;
  guint at = walk == MOAT_WALK_BACKWARD ? 0 : n - 1; /* so that the first one looked at is an end */

  gboolean is_there = from != NULL && g_ptr_array_find (all, from, &at);

  for (guint i = is_there && walk == MOAT_WALK_HERE ? 0 : 1; i <= n; i++)
    {
      MoatRecord *record = g_ptr_array_index (all, (walk == MOAT_WALK_BACKWARD ? at + n - i : at + i) % n);

      if (g_ptr_array_find (wanted, record, NULL))
        return record;
    }

  return NULL;
}

MoatRecord *
moat_tally_find_bare (const MoatTally *self, MoatRecord *flow, MoatWalk walk)
{
  g_autoptr (GPtrArray) flows = g_ptr_array_new ();
  g_autoptr (GPtrArray) bare = g_ptr_array_new ();

  for (guint i = 0; i < self->flows->len; i++)
    {
      const MoatTallyFlow *entry = &g_array_index (self->flows, MoatTallyFlow, i);

      g_ptr_array_add (flows, entry->flow);
      if (entry->n_moves == 0)
        g_ptr_array_add (bare, entry->flow);
    }

  return find_next (flows, bare, flow, walk);
}

MoatRecord *
moat_tally_find_open (const MoatTally *self, MoatRecord *threat, MoatWalk walk)
{
  return find_next (self->moves, self->open, threat, walk);
}

MoatRecord *
moat_tally_find_unowned (const MoatTally *self, MoatRecord *decision, MoatWalk walk)
{
  return find_next (self->decisions, self->unowned, decision, walk);
}
