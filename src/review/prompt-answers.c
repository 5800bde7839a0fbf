/* What people answer to prompts: taking one as a move, a pattern as a
 * decision, or setting one aside.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "prompts.h"

#include "edit.h"
#include "query.h"

#include <glib/gi18n-lib.h>

static MoatRecord *
find_answer (MoatDocument *document, const char *move_id, const char *on_id)
{
  g_autoptr (GPtrArray) answers = moat_document_list_children (document, on_id, MOAT_KIND_PROMPT);

  for (guint i = 0; i < answers->len; i++)
    {
      MoatRecord *answer = g_ptr_array_index (answers, i);

      if (g_strcmp0 (moat_prompt_state (answer)->entry, move_id) == 0)
        return answer;
    }

  return NULL;
}

/* The one record of answers to this entry there, to write to. */
static MoatPromptState *
edit_answer (MoatDocument *document, const char *move_id, const char *on_id)
{
  MoatRecord *answer = find_answer (document, move_id, on_id);
  MoatPromptState *state;

  if (answer == NULL)
    answer = moat_document_add (document, MOAT_KIND_PROMPT, NULL);
  state = moat_document_edit (document, answer);
  moat_text_set (&state->on, on_id);
  moat_text_set (&state->entry, move_id);

  return state;
}

MoatRecord *
moat_prompt_take (MoatDocument *document, const MoatPrompt *prompt, const char *on_id)
{
  const MoatMove *move = prompt->move;
  MoatRecord *threat = NULL;

  MOAT_TRANSACTION (document, _ ("Take a Suggestion"))
  {
    MoatThreatState *state;
    MoatPromptState *answer;

    threat = moat_edit_add_threat (document, on_id, prompt->text);
    state = moat_document_edit (document, threat);
    state->stride = move->stride;
    state->likelihood = move->likelihood;
    state->impact = move->impact;
    moat_list_set (&state->cwe, (const char *const *) move->cwe);
    moat_list_set (&state->capec, (const char *const *) move->capec);
    moat_text_set (&state->prompt, move->id);

    answer = edit_answer (document, move->id, on_id);
    answer->answer = MOAT_PROMPT_TAKEN;
    moat_text_set (&answer->threat, moat_record_get_id (threat));
  }

  return threat;
}

void
moat_prompt_dismiss (MoatDocument *document, const char *move_id, const char *on_id, const char *reason)
{
  MOAT_TRANSACTION (document, _ ("Dismiss a Suggestion"))
  {
    MoatPromptState *answer = edit_answer (document, move_id, on_id);

    answer->answer = MOAT_PROMPT_DISMISSED;
    moat_text_set (&answer->reason, reason);
    moat_text_set (&answer->threat, NULL);
  }
}

MoatRecord *
moat_prompt_find_dismissal (MoatDocument *document, const char *move_id, const char *on_id)
{
  MoatRecord *answer = find_answer (document, move_id, on_id);

  return answer != NULL && moat_prompt_state (answer)->answer == MOAT_PROMPT_DISMISSED ? answer : NULL;
}

static gboolean
follows (MoatDocument *document, MoatRecord *threat, const char *pattern_id)
{
  g_autoptr (GPtrArray) decisions = moat_query_decisions (document, moat_record_get_id (threat));

  for (guint i = 0; i < decisions->len; i++)
    {
      if (g_strcmp0 (moat_decision_state (g_ptr_array_index (decisions, i))->pattern, pattern_id) == 0)
        return TRUE;
    }

  return FALSE;
}

GPtrArray *
moat_prompt_list_patterns (MoatDocument *document, MoatCatalog *catalog, MoatRecord *threat)
{
  GPtrArray *patterns = g_ptr_array_new ();
  const MoatMove *move = moat_catalog_find_move (catalog, moat_threat_state (threat)->prompt);

  for (guint i = 0; move != NULL && move->patterns[i] != NULL; i++)
    {
      if (!follows (document, threat, move->patterns[i]))
        g_ptr_array_add (patterns, (gpointer) moat_catalog_find_pattern (catalog, move->patterns[i]));
    }

  return patterns;
}

/* The decision after @pattern in the use case of @threat, where it was taken for another move. */
static MoatRecord *
find_decision (MoatDocument *document, const MoatPattern *pattern, MoatRecord *threat)
{
  GPtrArray *decisions = moat_document_list (document, MOAT_KIND_DECISION);
  MoatRecord *use_case = moat_query_use_case (document, threat);

  for (guint i = 0; i < decisions->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (decisions, i);

      if (g_strcmp0 (moat_decision_state (decision)->pattern, pattern->id) == 0
          && moat_decision_state (decision)->status != MOAT_DECISION_DROPPED
          && moat_query_use_case (document, decision) == use_case)
        return decision;
    }

  return NULL;
}

static MoatRecord *
add_decision (MoatDocument *document, const MoatPattern *pattern, MoatRecord *threat)
{
  MoatRecord *decision = moat_edit_add_decision (document, moat_record_get_id (threat), pattern->text);
  MoatDecisionState *state = moat_document_edit (document, decision);

  state->type = pattern->type;
  moat_list_set (&state->enforced, (const char *const *) pattern->enforced);
  moat_text_set (&state->pattern, pattern->id);
  if (pattern->proofs->len > 0)
    {
      const MoatPatternProof *proof = g_ptr_array_index (pattern->proofs, 0);
      MoatRecord *verification = moat_edit_add_verification (document, moat_record_get_id (decision),
                                                             proof->text);

      ((MoatVerificationState *) moat_document_edit (document, verification))->type = proof->type;
    }

  return decision;
}

MoatRecord *
moat_prompt_take_pattern (MoatDocument *document, const MoatPattern *pattern, MoatRecord *threat)
{
  MoatRecord *decision = NULL;

  MOAT_TRANSACTION (document, _ ("Take a Suggested Decision"))
  {
    decision = find_decision (document, pattern, threat);
    if (decision == NULL)
      decision = add_decision (document, pattern, threat);
    else
      moat_edit_link_decision (document, decision, threat);
  }

  return decision;
}
