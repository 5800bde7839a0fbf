/* Pickers of records: where a move can hang, and which decision could stop it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "place-picker.h"

#include "edit.h"
#include "table-columns.h"

#include <glib/gi18n-lib.h>

static void
add_places (MoatPicker *picker, MoatDocument *document, GPtrArray *records, MoatRecord *current)
{
  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *record = g_ptr_array_index (records, i);
      gboolean is_flow = moat_record_get_kind (record) == MOAT_KIND_FLOW;
      g_autofree char *label = moat_place_dup_label (document, record);
      g_autofree char *ends = is_flow ? moat_query_flow_ends (document, record) : NULL;

      moat_picker_add (picker, moat_record_get_id (record), label, ends, record == current);
    }
}

MoatPicker *
moat_place_picker_new (MoatDocument *document, const char *use_case_id, MoatRecord *current)
{
  MoatPicker *picker = MOAT_PICKER (moat_picker_new (MOAT_PICKER_ONE, TRUE));
  g_autoptr (GPtrArray) flows = moat_query_flows (document, use_case_id);
  g_autoptr (GPtrArray) elements = moat_query_elements (document, use_case_id);
  g_autoptr (GPtrArray) boundaries = moat_document_list_children (document, use_case_id, MOAT_KIND_BOUNDARY);
  MoatRecord *use_case = moat_document_find_kind (document, use_case_id, MOAT_KIND_USE_CASE);

  add_places (picker, document, flows, current);
  add_places (picker, document, elements, current);
  add_places (picker, document, boundaries, current);
  if (use_case != NULL)
    moat_picker_add (picker, use_case_id, moat_record_get_title (use_case), _ ("The whole use case"),
                     use_case == current);

  return picker;
}

MoatPicker *
moat_decision_picker_new (MoatDocument *document, MoatRecord *threat)
{
  MoatPicker *picker = MOAT_PICKER (moat_picker_new (MOAT_PICKER_ONE, TRUE));
  MoatRecord *use_case = moat_query_use_case (document, threat);
  GPtrArray *decisions = moat_document_list (document, MOAT_KIND_DECISION);

  for (guint i = 0; i < decisions->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (decisions, i);
      const MoatDecisionState *state = moat_decision_state (decision);
      g_autofree char *enforced = moat_list_join (state->enforced, ", ");

      if (state->text == NULL || moat_list_contains (state->threats, moat_record_get_id (threat))
          || moat_query_use_case (document, decision) != use_case)
        continue;
      moat_picker_add (picker, moat_record_get_id (decision), state->text, enforced, FALSE);
    }

  return picker;
}

void
moat_place_move_threat (MoatDocument *document, MoatRecord *threat, const char *place_id)
{
  if (!moat_record_is_live (threat) || g_strcmp0 (moat_threat_state (threat)->on, place_id) == 0)
    return;

  moat_document_begin (document, _ ("Move an attacker move"));
  moat_edit_move_threat (document, threat, place_id);
  moat_document_commit (document);
}
