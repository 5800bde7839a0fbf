/* Commands: edits that more than one caller makes. Copying is copies.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "edit.h"
#include "ids.h"
#include "query.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Adding ---- */

void
moat_edit_mint_model_id (MoatDocument *document)
{
  MoatModelState *model = moat_document_edit (document, moat_document_get_model (document));
  g_autofree char *id = moat_id_new (MOAT_KIND_MODEL);

  moat_text_set (&model->id, id);
}

MoatRecord *
moat_edit_add_use_case (MoatDocument *document, const char *title)
{
  MoatRecord *record = moat_document_add (document, MOAT_KIND_USE_CASE, NULL);
  MoatUseCaseState *state = moat_document_edit (document, record);

  moat_text_set (&state->title, title);

  return record;
}

MoatRecord *
moat_edit_add_element (MoatDocument *document,
                       const char *use_case_id,
                       MoatElementType type,
                       const char *name,
                       const MoatRect *box)
{
  MoatRecord *record = moat_document_add (document, MOAT_KIND_ELEMENT, NULL);
  MoatElementState *state = moat_document_edit (document, record);

  moat_text_set (&state->use_case, use_case_id);
  moat_text_set (&state->name, name);
  state->type = type;
  state->box = *box;

  return record;
}

MoatRecord *
moat_edit_add_step (MoatDocument *document,
                    const char *use_case_id,
                    MoatRecord *flow,
                    const char *text,
                    MoatRecord *sibling)
{
  MoatRecord *record = moat_document_add (document, MOAT_KIND_STEP, NULL);
  MoatStepState *state = moat_document_edit (document, record);

  moat_text_set (&state->use_case, use_case_id);
  moat_text_set (&state->flow, flow != NULL ? moat_record_get_id (flow) : NULL);
  moat_text_set (&state->text, text);
  if (sibling != NULL)
    moat_document_move_before (document, record, sibling);

  return record;
}

MoatRecord *
moat_edit_add_flow (MoatDocument *document,
                    const char *use_case_id,
                    const char *source_id,
                    const char *target_id,
                    const char *name)
{
  MoatRecord *record = moat_document_add (document, MOAT_KIND_FLOW, NULL);
  MoatFlowState *state = moat_document_edit (document, record);

  moat_text_set (&state->use_case, use_case_id);
  moat_text_set (&state->source, source_id);
  moat_text_set (&state->target, target_id);
  moat_text_set (&state->name, name);
  moat_edit_add_step (document, use_case_id, record, NULL, NULL);

  return record;
}

static MoatRecord *
add_boundary (MoatDocument *document, const char *use_case_id, MoatBoundaryShape shape, const char *name)
{
  MoatRecord *record = moat_document_add (document, MOAT_KIND_BOUNDARY, NULL);
  MoatBoundaryState *state = moat_document_edit (document, record);

  moat_text_set (&state->use_case, use_case_id);
  moat_text_set (&state->name, name);
  state->shape = shape;

  return record;
}

MoatRecord *
moat_edit_add_zone (MoatDocument *document, const char *use_case_id, const char *name, const MoatRect *box)
{
  MoatRecord *record = add_boundary (document, use_case_id, MOAT_BOUNDARY_ZONE, name);
  MoatBoundaryState *state = moat_document_edit (document, record);

  state->box = *box;

  return record;
}

MoatRecord *
moat_edit_add_line (MoatDocument *document,
                    const char *use_case_id,
                    const char *name,
                    const MoatPoint *points,
                    guint n_points)
{
  MoatRecord *record = add_boundary (document, use_case_id, MOAT_BOUNDARY_LINE, name);
  MoatBoundaryState *state = moat_document_edit (document, record);

  moat_points_set (&state->points, points, n_points);

  return record;
}

MoatRecord *
moat_edit_add_note (MoatDocument *document, const char *use_case_id, const char *text, const MoatRect *box)
{
  MoatRecord *record = moat_document_add (document, MOAT_KIND_NOTE, NULL);
  MoatNoteState *state = moat_document_edit (document, record);

  moat_text_set (&state->use_case, use_case_id);
  moat_text_set (&state->text, text);
  state->box = *box;

  return record;
}

MoatRecord *
moat_edit_ensure_asset (MoatDocument *document, const char *name)
{
  MoatRecord *record = moat_query_find_by_title (document, MOAT_KIND_ASSET, name);

  if (record == NULL)
    {
      record = moat_document_add (document, MOAT_KIND_ASSET, NULL);
      moat_text_set (&((MoatAssetState *) moat_document_edit (document, record))->name, name);
    }

  return record;
}

MoatRecord *
moat_edit_add_threat (MoatDocument *document, const char *on_id, const char *text)
{
  MoatRecord *record = moat_document_add (document, MOAT_KIND_THREAT, NULL);
  MoatThreatState *state = moat_document_edit (document, record);

  moat_text_set (&state->on, on_id);
  moat_text_set (&state->text, text);

  return record;
}

MoatRecord *
moat_edit_add_decision (MoatDocument *document, const char *threat_id, const char *text)
{
  MoatRecord *record = moat_document_add (document, MOAT_KIND_DECISION, NULL);
  MoatDecisionState *state = moat_document_edit (document, record);

  moat_list_add (&state->threats, threat_id);
  moat_text_set (&state->text, text);

  return record;
}

MoatRecord *
moat_edit_add_verification (MoatDocument *document, const char *decision_id, const char *text)
{
  MoatRecord *record = moat_document_add (document, MOAT_KIND_VERIFICATION, NULL);
  MoatVerificationState *state = moat_document_edit (document, record);

  moat_text_set (&state->decision, decision_id);
  moat_text_set (&state->text, text);

  return record;
}

/* ---- Changing ---- */

gboolean
moat_edit_set_text (MoatDocument *document,
                    MoatRecord *record,
                    const char *field_name,
                    const char *text,
                    GError **error)
{
  const MoatField *field = moat_kind_find_field (moat_record_get_kind (record), field_name);
  g_autoptr (MoatState) trial = NULL;

  g_return_val_if_fail (field != NULL, FALSE);
  g_return_val_if_fail (moat_record_is_live (record), FALSE);

  trial = moat_state_copy (moat_record_get_state (record));
  if (!moat_field_from_text (field, trial, text, error))
    return FALSE;

  if (!moat_field_equal (field, trial, moat_record_get_state (record)))
    moat_field_copy (field, moat_document_edit (document, record), trial);

  return TRUE;
}

void
moat_edit_link_decision (MoatDocument *document, MoatRecord *decision, MoatRecord *threat)
{
  MoatDecisionState *state = moat_document_edit (document, decision);

  moat_list_add (&state->threats, moat_record_get_id (threat));
}

void
moat_edit_unlink_decision (MoatDocument *document, MoatRecord *decision, MoatRecord *threat)
{
  MoatDecisionState *state = moat_document_edit (document, decision);

  moat_list_remove (&state->threats, moat_record_get_id (threat));
  if (state->threats == NULL)
    moat_document_remove (document, decision);
}

void
moat_edit_move_threat (MoatDocument *document, MoatRecord *threat, const char *on_id)
{
  MoatThreatState *state = moat_document_edit (document, threat);

  moat_text_set (&state->on, on_id);
}

MoatRecord *
moat_edit_copy_threat (MoatDocument *document, MoatRecord *threat, const char *on_id)
{
  g_autoptr (GPtrArray) decisions = moat_document_list_children (document, moat_record_get_id (threat),
                                                                 MOAT_KIND_DECISION);
  MoatRecord *copy = moat_document_add (document, MOAT_KIND_THREAT, NULL);
  const MoatKindInfo *info = moat_kind_get_info (MOAT_KIND_THREAT);

  for (guint i = 0; i < info->n_fields; i++)
    moat_field_copy (&info->fields[i], moat_document_edit (document, copy), moat_record_get_state (threat));
  moat_edit_move_threat (document, copy, on_id);
  for (guint i = 0; i < decisions->len; i++)
    moat_edit_link_decision (document, g_ptr_array_index (decisions, i), copy);

  return copy;
}

/* ---- Moving ---- */

static void
move_flow (MoatDocument *document,
           MoatRecord *record,
           gboolean moves_source,
           gboolean moves_target,
           double dx,
           double dy)
{
  const MoatFlowState *now = moat_flow_state (record);
  gboolean has_free_end = now->source == NULL || now->target == NULL;
  MoatFlowState *state;

  if (now->bends == NULL && !has_free_end)
    return;

  state = moat_document_edit (document, record);
  if (moves_source && moves_target)
    moat_points_translate (&state->bends, dx, dy);
  if (state->source == NULL && moves_source)
    {
      state->source_point.x += dx;
      state->source_point.y += dy;
    }
  if (state->target == NULL && moves_target)
    {
      state->target_point.x += dx;
      state->target_point.y += dy;
    }
}

/* Flows follow when both of their ends move; a free end moves when its flow is among those moved or its other
 * end moves alone with it in the set.
 */
static void
move_flows_between (MoatDocument *document, GHashTable *moved, double dx, double dy)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, moved);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autoptr (GPtrArray) flows = NULL;

      if (moat_record_get_kind (key) != MOAT_KIND_ELEMENT)
        continue;
      flows = moat_document_list_referrers (document, moat_record_get_id (key), MOAT_KIND_FLOW);
      for (guint i = 0; i < flows->len; i++)
        {
          MoatRecord *flow = g_ptr_array_index (flows, i);
          const MoatFlowState *state = moat_flow_state (flow);
          MoatRecord *source = moat_document_find (document, state->source);
          MoatRecord *target = moat_document_find (document, state->target);

          if (g_hash_table_contains (moved, flow) || !g_hash_table_add (done, flow))
            continue;
          if (source != NULL && target != NULL && g_hash_table_contains (moved, source)
              && g_hash_table_contains (moved, target))
            move_flow (document, flow, TRUE, TRUE, dx, dy);
        }
    }
}

static gboolean
end_moves (MoatDocument *document, GHashTable *moved, const char *id)
{
  MoatRecord *element = moat_document_find (document, id);

  return element == NULL || g_hash_table_contains (moved, element);
}

static void
move_one (MoatDocument *document, GHashTable *moved, MoatRecord *record, double dx, double dy)
{
  const MoatKind kind = moat_record_get_kind (record);
  const MoatField *field = moat_kind_find_field (kind, "box");

  if (kind == MOAT_KIND_FLOW)
    {
      const MoatFlowState *flow = moat_flow_state (record);

      move_flow (document, record, end_moves (document, moved, flow->source),
                 end_moves (document, moved, flow->target), dx, dy);
      return;
    }

  if (field != NULL)
    {
      MoatState *state = moat_document_edit (document, record);
      MoatRect *box = MOAT_FIELD_PTR (state, field);

      box->x += dx;
      box->y += dy;
      if (kind == MOAT_KIND_BOUNDARY)
        moat_points_translate (&((MoatBoundaryState *) state)->points, dx, dy);
    }
}

void
moat_edit_move (MoatDocument *document, GPtrArray *records, double dx, double dy)
{
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL);

  if (dx == 0 && dy == 0)
    return;

  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (moved, g_ptr_array_index (records, i));
  for (guint i = 0; i < records->len; i++)
    move_one (document, moved, g_ptr_array_index (records, i), dx, dy);
  move_flows_between (document, moved, dx, dy);
}

static void
swap_points (MoatPoint *a, MoatPoint *b)
{
  MoatPoint kept = *a;

  *a = *b;
  *b = kept;
}

void
moat_edit_reverse_flow (MoatDocument *document, MoatRecord *flow)
{
  MoatFlowState *state = moat_document_edit (document, flow);
  GRefString *source = state->source;

  state->source = state->target;
  state->target = source;
  swap_points (&state->source_point, &state->target_point);

  if (state->bends != NULL)
    {
      g_autoptr (MoatPoints) old = moat_points_ref (state->bends);

      moat_points_set (&state->bends, old->items, old->len);
      for (guint i = 0; i < old->len; i++)
        state->bends->items[i] = old->items[old->len - 1 - i];
    }
}

void
moat_edit_remove_all (MoatDocument *document, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (moat_record_is_live (g_ptr_array_index (records, i)))
      moat_document_remove (document, g_ptr_array_index (records, i));
}
