/* What of a scene must be looked at again when the document or the zones
 * change. Who looks, and what at, is in scene.c and scene-item.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "scene-private.h"

void
moat_scene_mark (MoatScene *self, MoatRecord *record, Stale why)
{
  guint before;

  if (record == NULL || !(DRAWN_KINDS & (1u << moat_record_get_kind (record))))
    return;
  before = GPOINTER_TO_UINT (g_hash_table_lookup (self->stale, record));
  if ((before | why) != before)
    g_hash_table_insert (self->stale, g_object_ref (record), GUINT_TO_POINTER (before | why));
}

static void
mark_stale (MoatScene *self, MoatRecord *record)
{
  moat_scene_mark (self, record, STALE_PLACE | STALE_WORDS);
}

static void
mark_stale_id (MoatScene *self, const char *id)
{
  mark_stale (self, moat_document_find (self->document, id));
}

void
moat_scene_mark_all (MoatScene *self)
{
  GHashTableIter iter;
  gpointer node;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    mark_stale (self, ((MoatSceneNode *) node)->item.record);
}

/* The ends of a flow, which keep their badges off it; a store's class depends on what flows into it. */
static void
mark_ends_stale (MoatScene *self, const MoatState *state)
{
  const MoatFlowState *flow = (const MoatFlowState *) state;

  if (flow == NULL)
    return;
  mark_stale_id (self, flow->source);
  mark_stale_id (self, flow->target);
}

/* Those of them that have badges to keep off the flow's ends. */
void
moat_scene_mark_badged_ends (MoatScene *self, MoatRecord *flow)
{
  const MoatFlowState *state = moat_flow_state (flow);

  if (state == NULL)
    return;
  for (guint i = 0; i < 2; i++)
    {
      MoatSceneItem *item = moat_scene_find (self, i == 0 ? state->source : state->target);

      if (item != NULL && (item->n_open + item->n_decided > 0 || item->asset_class != NULL))
        moat_scene_mark (self, item->record, STALE_PLACE);
    }
}

static void
mark_threats_stale (MoatScene *self, const MoatState *state)
{
  const MoatDecisionState *decision = (const MoatDecisionState *) state;

  for (guint i = 0; decision != NULL && i < moat_list_len (decision->threats); i++)
    {
      MoatRecord *threat = moat_document_find (self->document, moat_list_get (decision->threats, i));

      if (threat != NULL)
        mark_stale_id (self, moat_threat_state (threat)->on);
    }
}

static void
mark_carriers_stale (MoatScene *self, MoatRecord *asset)
{
  static const MoatKind carriers[] = { MOAT_KIND_FLOW, MOAT_KIND_ELEMENT };

  for (guint i = 0; i < G_N_ELEMENTS (carriers); i++)
    {
      g_autoptr (GPtrArray) records = moat_document_list_referrers (self->document,
                                                                    moat_record_get_id (asset), carriers[i]);

      for (guint j = 0; j < records->len; j++)
        {
          MoatRecord *record = g_ptr_array_index (records, j);

          mark_stale (self, record);
          if (carriers[i] == MOAT_KIND_FLOW)
            mark_ends_stale (self, moat_record_get_state (record));
        }
    }
}

/* Whether the words of a step are all that changed of it: they are not on the diagram. */
static gboolean
is_same_place (const MoatChange *change)
{
  const MoatStepState *old_step = (const MoatStepState *) change->old_state;
  const MoatStepState *new_step = (const MoatStepState *) change->new_state;

  return old_step != NULL && new_step != NULL && g_strcmp0 (old_step->flow, new_step->flow) == 0
         && g_strcmp0 (old_step->use_case, new_step->use_case) == 0
         && g_strcmp0 (old_step->base.order, new_step->base.order) == 0;
}

void
moat_scene_note_change (MoatScene *self, const MoatChange *change)
{
  const MoatState *states[] = { change->old_state, change->new_state };
  MoatKind kind = moat_record_get_kind (change->record);

  mark_stale (self, change->record);
  if (kind == MOAT_KIND_STEP && !is_same_place (change))
    self->is_renumbering = TRUE;
  else if (kind == MOAT_KIND_ASSET)
    mark_carriers_stale (self, change->record);
  else if (kind == MOAT_KIND_CLASS)
    moat_scene_mark_all (self);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (kind == MOAT_KIND_FLOW)
        mark_ends_stale (self, states[i]);
      else if (kind == MOAT_KIND_THREAT && states[i] != NULL)
        mark_stale_id (self, ((const MoatThreatState *) states[i])->on);
      else if (kind == MOAT_KIND_DECISION)
        mark_threats_stale (self, states[i]);
    }
}

static GHashTable *
make_numbers (MoatScene *self)
{
  g_autoptr (GPtrArray) steps = moat_document_list_children (self->document, self->use_case, MOAT_KIND_STEP);
  GHashTable *numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const char *flow = moat_step_state (g_ptr_array_index (steps, i))->flow;

      /* A flow of several steps has the number of the first. */
      if (flow != NULL && !g_hash_table_contains (numbers, flow))
        g_hash_table_insert (numbers, g_strdup (flow), GUINT_TO_POINTER (i + 1));
    }
  return numbers;
}

void
moat_scene_renumber (MoatScene *self)
{
  g_autoptr (GHashTable) old_numbers = g_steal_pointer (&self->numbers);
  GHashTableIter iter;
  gpointer id, node;

  self->numbers = make_numbers (self);
  self->is_renumbering = FALSE;
  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, &id, &node))
    if (((MoatSceneNode *) node)->layer == LAYER_FLOW
        && g_hash_table_lookup (old_numbers, id) != g_hash_table_lookup (self->numbers, id))
      mark_stale (self, ((MoatSceneNode *) node)->item.record);
}
