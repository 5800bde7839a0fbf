/* Commands on what is selected. Those that arrange are in commands-arrange.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "commands.h"
#include "create.h"
#include "edit.h"
#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How far a duplicate stands from its original. */
#define DUPLICATE_OFFSET (2.0 * MOAT_GRID_STEP)

static void
select_copies (MoatSelection *selection, GPtrArray *copies)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < copies->len; i++)
    if (moat_selection_can_hold (g_ptr_array_index (copies, i)))
      g_ptr_array_add (chosen, g_ptr_array_index (copies, i));
  moat_selection_set_list (selection, (MoatRecord *const *) chosen->pdata, chosen->len);
}

/* ---- Making ---- */

MoatRect
moat_commands_find_room (const MoatToolContext *context, MoatToolId tool)
{
  return moat_create_find_room (context, tool);
}

MoatRecord *
moat_commands_create (const MoatToolContext *context, MoatToolId tool)
{
  MoatRect box = moat_create_find_room (context, tool);
  MoatRecord *record = NULL;

  g_return_val_if_fail (context->use_case_id != NULL, NULL);

  record = moat_create_commit (context, tool, &box);
  moat_create_finish (context, record, MOAT_MODIFIER_NONE);
  moat_selection_reveal (context->selection, record);
  return record;
}

MoatRecord *
moat_commands_connect (MoatSelection *selection)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) elements = moat_selection_list_kind (selection, MOAT_KIND_ELEMENT);
  MoatRecord *flow = NULL;

  if (elements->len == 0)
    return NULL;
  MOAT_TRANSACTION (document, _ ("Connect"))
  {
    for (guint i = 0; i == 0 || i + 1 < elements->len; i++)
      {
        MoatRecord *source = g_ptr_array_index (elements, i);
        MoatRecord *target = g_ptr_array_index (elements, MIN (i + 1, elements->len - 1));

        flow = moat_edit_add_flow (document, moat_element_state (source)->use_case,
                                   moat_record_get_id (source), moat_record_get_id (target), NULL);
      }
    moat_document_set_merge_key (document, moat_record_get_id (flow));
  }
  return flow;
}

MoatRecord *
moat_commands_create_end (MoatSelection *selection,
                          MoatRecord *flow,
                          gboolean is_source,
                          MoatElementType type)
{
  MoatDocument *document = moat_selection_get_document (selection);
  const MoatFlowState *now = moat_flow_state (flow);
  MoatToolId tool = moat_create_get_tool (type);
  MoatRecord *element = NULL;

  g_return_val_if_fail (now != NULL, NULL);

  MOAT_TRANSACTION (document, moat_create_get_label (tool))
  {
    MoatPoint point = is_source ? now->source_point : now->target_point;
    MoatRect box = moat_create_get_box (tool, point, TRUE);
    MoatFlowState *state = NULL;

    element = moat_edit_add_element (document, now->use_case, type, NULL, &box);
    state = moat_document_edit (document, flow);
    moat_text_set (is_source ? &state->source : &state->target, moat_record_get_id (element));
    if (is_source)
      state->source_point = (MoatPoint){ 0.0, 0.0 };
    else
      state->target_point = (MoatPoint){ 0.0, 0.0 };
    moat_document_set_merge_key (document, moat_record_get_id (flow));
  }
  moat_selection_set_only (selection, element);
  return element;
}

void
moat_commands_duplicate (MoatSelection *selection)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) records = moat_selection_list (selection);
  g_autoptr (GPtrArray) copies = NULL;
  MoatRecord *use_case = NULL;

  if (records->len == 0)
    return;
  use_case = moat_query_use_case (document, g_ptr_array_index (records, 0));
  MOAT_TRANSACTION (document, _ ("Duplicate"))
  {
    g_autoptr (GPtrArray) closure = moat_edit_collect_closure (document, records);

    copies = moat_edit_insert_copies (document, closure, moat_record_get_id (use_case), DUPLICATE_OFFSET,
                                      DUPLICATE_OFFSET, NULL);
  }
  select_copies (selection, copies);
}

/* ---- Changing ---- */

static const char *
get_name_field (MoatKind kind)
{
  switch (kind)
    {
    case MOAT_KIND_NOTE:
    case MOAT_KIND_STEP:
    case MOAT_KIND_THREAT:
    case MOAT_KIND_DECISION:
    case MOAT_KIND_VERIFICATION:
    case MOAT_KIND_ASSUMPTION:
      return "text";
    case MOAT_KIND_USE_CASE:
    case MOAT_KIND_MODEL:
      return "title";
    case MOAT_KIND_CLASS:
    case MOAT_KIND_ELEMENT:
    case MOAT_KIND_FLOW:
    case MOAT_KIND_BOUNDARY:
    case MOAT_KIND_ASSET:
    case MOAT_KIND_DEPENDENCY:
      return "name";
    case MOAT_KIND_PROMPT:
    case MOAT_KIND_EXEMPTION:
    case MOAT_KIND_REVIEW:
    case MOAT_N_KINDS:
      break;
    }
  return NULL;
}

void
moat_commands_rename (MoatDocument *document, MoatRecord *record, const char *text)
{
  const char *field = get_name_field (moat_record_get_kind (record));

  g_return_if_fail (moat_record_is_live (record) && field != NULL);

  MOAT_TRANSACTION (document,
                    moat_record_get_kind (record) == MOAT_KIND_NOTE ? _ ("Edit note") : _ ("Rename"))
  {
    moat_document_set_merge_key (document, moat_record_get_id (record));
    moat_edit_set_text (document, record, field, text, NULL);
  }
  if (!moat_document_in_transaction (document))
    moat_document_break_merge (document);
}

void
moat_commands_reverse (MoatSelection *selection)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) flows = moat_selection_list_kind (selection, MOAT_KIND_FLOW);

  if (flows->len == 0)
    return;
  MOAT_TRANSACTION (document, _ ("Reverse"))
  for (guint i = 0; i < flows->len; i++)
    moat_edit_reverse_flow (document, g_ptr_array_index (flows, i));
}

void
moat_commands_toggle_bidirectional (MoatSelection *selection)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) flows = moat_selection_list_kind (selection, MOAT_KIND_FLOW);
  gboolean are_all = TRUE;

  for (guint i = 0; i < flows->len; i++)
    are_all &= moat_flow_state (g_ptr_array_index (flows, i))->bidirectional;
  if (flows->len == 0)
    return;
  MOAT_TRANSACTION (document, are_all ? _ ("Make one-way") : _ ("Make bidirectional"))
  for (guint i = 0; i < flows->len; i++)
    {
      MoatFlowState *state = moat_document_edit (document, g_ptr_array_index (flows, i));

      state->bidirectional = !are_all;
    }
}

/* ---- Deleting ---- */

/* What a person would count, in this order. */
typedef enum
{
  COUNT_ELEMENTS,
  COUNT_FLOWS,
  COUNT_BOUNDARIES,
  COUNT_NOTES,
  COUNT_MOVES,
  COUNT_DECISIONS,
  N_COUNTS,
} Count;

static const MoatKind counted_kinds[N_COUNTS] = {
  [COUNT_ELEMENTS] = MOAT_KIND_ELEMENT,    [COUNT_FLOWS] = MOAT_KIND_FLOW,
  [COUNT_BOUNDARIES] = MOAT_KIND_BOUNDARY, [COUNT_NOTES] = MOAT_KIND_NOTE,
  [COUNT_MOVES] = MOAT_KIND_THREAT,        [COUNT_DECISIONS] = MOAT_KIND_DECISION,
};

static char *
describe_count (Count which, guint n)
{
  switch (which)
    {
    case COUNT_ELEMENTS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u element", "%u elements", n), n);
    case COUNT_FLOWS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u flow", "%u flows", n), n);
    case COUNT_BOUNDARIES:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u boundary", "%u boundaries", n), n);
    case COUNT_NOTES:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u note", "%u notes", n), n);
    case COUNT_MOVES:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u attacker move", "%u attacker moves", n), n);
    case COUNT_DECISIONS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u decision", "%u decisions", n), n);
    case N_COUNTS:
      break;
    }
  g_assert_not_reached ();
}

static char *
describe_deletion (const guint *counts)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *last = NULL;

  for (guint i = N_COUNTS; i > 0; i--)
    {
      g_autofree char *part = NULL;

      if (counts[i - 1] == 0)
        continue;
      part = describe_count (i - 1, counts[i - 1]);
      if (last == NULL)
        {
          last = g_steal_pointer (&part);
          continue;
        }
      /* TRANSLATORS: between the members of a list of what was deleted */
      g_string_prepend (list, list->len == 0 ? "" : _ (", "));
      g_string_prepend (list, part);
    }
  if (list->len == 0)
    return g_strdup_printf (_ ("Deleted %s"), last == NULL ? "" : last);
  /* TRANSLATORS: "Deleted 2 elements, 3 flows and 4 attacker moves" */
  return g_strdup_printf (_ ("Deleted %s and %s"), list->str, last);
}

char *
moat_commands_delete (MoatSelection *selection)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) records = moat_selection_list (selection);
  guint counts[N_COUNTS];

  if (records->len == 0)
    return NULL;
  for (guint i = 0; i < N_COUNTS; i++)
    counts[i] = moat_document_count (document, counted_kinds[i]);
  MOAT_TRANSACTION (document, _ ("Delete"))
  moat_edit_remove_all (document, records);
  for (guint i = 0; i < N_COUNTS; i++)
    counts[i] -= moat_document_count (document, counted_kinds[i]);
  return describe_deletion (counts);
}

/* ---- Attacker moves ---- */

gboolean
moat_commands_can_have_moves (MoatRecord *record)
{
  return moat_selection_can_hold (record) && moat_record_get_kind (record) != MOAT_KIND_NOTE;
}

MoatRecord *
moat_commands_add_move (MoatSelection *selection, const char *sentence)
{
  MoatDocument *document = moat_selection_get_document (selection);
  g_autoptr (GPtrArray) records = moat_selection_list (selection);
  g_autofree char *text = g_strstrip (g_strdup (moat_text_get (sentence)));
  MoatRecord *threat = NULL;

  if (*text == '\0')
    return NULL;
  MOAT_TRANSACTION (document, _ ("Add attacker move"))
  for (guint i = 0; i < records->len; i++)
    if (moat_commands_can_have_moves (g_ptr_array_index (records, i)))
      threat = moat_edit_add_threat (document, moat_record_get_id (g_ptr_array_index (records, i)), text);
  if (threat != NULL)
    moat_selection_set_threat (selection, threat, NULL);
  return threat;
}

static gboolean
can_go (MoatDocument *document, MoatRecord *threat, MoatRecord *on)
{
  return moat_record_is_live (threat) && moat_record_get_kind (threat) == MOAT_KIND_THREAT
         && g_strcmp0 (moat_threat_state (threat)->on, moat_record_get_id (on)) != 0;
}

void
moat_commands_move_threats (MoatSelection *selection, GPtrArray *threats, MoatRecord *on)
{
  MoatDocument *document = moat_selection_get_document (selection);
  MoatRecord *last = NULL;

  g_return_if_fail (moat_commands_can_have_moves (on));

  MOAT_TRANSACTION (document, _ ("Move attacker move"))
  for (guint i = 0; i < threats->len; i++)
    if (can_go (document, g_ptr_array_index (threats, i), on))
      {
        last = g_ptr_array_index (threats, i);
        moat_edit_move_threat (document, last, moat_record_get_id (on));
      }
  if (last != NULL)
    moat_selection_set_threat (selection, last, NULL);
}

void
moat_commands_copy_threats (MoatSelection *selection, GPtrArray *threats, MoatRecord *on)
{
  MoatDocument *document = moat_selection_get_document (selection);
  MoatRecord *last = NULL;

  g_return_if_fail (moat_commands_can_have_moves (on));

  MOAT_TRANSACTION (document, _ ("Copy attacker move"))
  for (guint i = 0; i < threats->len; i++)
    if (can_go (document, g_ptr_array_index (threats, i), on))
      last = moat_edit_copy_threat (document, g_ptr_array_index (threats, i), moat_record_get_id (on));
  if (last != NULL)
    moat_selection_set_threat (selection, last, NULL);
}
