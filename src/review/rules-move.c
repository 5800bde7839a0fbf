/* Rules of the acceptance check about attacker moves.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "rules.h"

#include "query.h"
#include "sentence.h"
#include "words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From how alike two sentences at one place are the same move. */
#define SAME_MOVE 0.75

static const MoatThreatState *
get_move (MoatChecking *checking)
{
  return moat_threat_state (checking->record);
}

/* One that may still happen. */
static gboolean
is_live_move (const MoatThreatState *state)
{
  return state->status == MOAT_THREAT_OPEN;
}

void
moat_rule_move_sentence (MoatChecking *checking)
{
  g_autofree char *name = moat_checking_name (checking, checking->record);

  if (get_move (checking)->status == MOAT_THREAT_NOT_APPLICABLE)
    return;
  switch (moat_sentence_judge (get_move (checking)->text, MOAT_SENTENCE_OF_MOVE))
    {
    case MOAT_SENTENCE_FINE:
      break;
    case MOAT_SENTENCE_EMPTY:
      moat_checking_report (checking, _ ("A move has no text."));
      break;
    case MOAT_SENTENCE_SEVERAL:
      moat_checking_report (checking, _ ("Move %s is more than one sentence."), name);
      break;
    case MOAT_SENTENCE_LONG:
      moat_checking_report (checking, _ ("Move %s is longer than %d characters."), name, MOAT_SENTENCE_MAX);
      break;
    case MOAT_SENTENCE_CATEGORY:
      moat_checking_report (checking, _ ("Move %s names a kind of attack, not what the attacker does here."),
                            name);
      break;
    case MOAT_SENTENCE_ABSTRACT:
      moat_checking_report (checking, _ ("Move %s does not say what the attacker does."), name);
      break;
    }
}

static gboolean
is_undecided (MoatChecking *checking)
{
  return moat_query_standing (checking->document, checking->record) == MOAT_STANDING_OPEN;
}

void
moat_rule_move_undecided (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  /* Those of high severity have a rule of their own. */
  if (!is_undecided (checking) || moat_query_severity (get_move (checking)) >= MOAT_LEVEL_HIGH)
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("Move %s has no decision."), name);
}

void
moat_rule_high_move_open (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (moat_query_severity (get_move (checking)) < MOAT_LEVEL_HIGH || !is_undecided (checking))
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("Move %s is of high severity and open."), name);
}

/* Which kinds of decision stop it: bits (1 << MoatDecisionType). */
static guint
collect_decision_types (MoatChecking *checking)
{
  g_autoptr (GPtrArray) decisions = moat_query_decisions (checking->document,
                                                          moat_record_get_id (checking->record));
  guint types = 0;

  for (guint i = 0; i < decisions->len; i++)
    {
      const MoatDecisionState *decision = moat_decision_state (g_ptr_array_index (decisions, i));

      if (decision->status != MOAT_DECISION_DROPPED)
        types |= 1u << decision->type;
    }

  return types;
}

void
moat_rule_move_one_sided (MoatChecking *checking)
{
  guint types = collect_decision_types (checking);
  gboolean has_data_flow = (types & (1u << MOAT_DECISION_DATA_FLOW)) != 0;
  gboolean has_authorization = (types & (1u << MOAT_DECISION_AUTHORIZATION)) != 0;
  g_autofree char *name = NULL;

  if (types == 0 || !is_live_move (get_move (checking)) || (has_data_flow && has_authorization))
    return;
  name = moat_checking_name (checking, checking->record);
  if (has_authorization)
    moat_checking_report (checking, _ ("Move %s has no data flow decision."), name);
  else if (has_data_flow)
    moat_checking_report (checking, _ ("Move %s has no authorization decision."), name);
  else
    moat_checking_report (checking, _ ("Move %s has neither a data flow nor an authorization decision."),
                          name);
}

/* The later one of two is the duplicate. */
static gboolean
comes_before (MoatRecord *a, MoatRecord *b)
{
  const char *first = moat_text_get (moat_record_get_state (a)->order);
  const char *second = moat_text_get (moat_record_get_state (b)->order);
  int order = strcmp (first, second);

  return order != 0 ? order < 0 : strcmp (moat_record_get_id (a), moat_record_get_id (b)) < 0;
}

void
moat_rule_move_duplicate (MoatChecking *checking)
{
  const MoatThreatState *move = get_move (checking);
  g_autoptr (GPtrArray) others = moat_document_list_children (checking->document, move->on, MOAT_KIND_THREAT);

  for (guint i = 0; i < others->len; i++)
    {
      MoatRecord *other = g_ptr_array_index (others, i);
      g_autofree char *name = NULL;

      if (other == checking->record || !comes_before (other, checking->record)
          || moat_words_compare (moat_threat_state (other)->text, move->text) < SAME_MOVE)
        continue;
      name = moat_checking_name (checking, checking->record);
      moat_checking_report (checking, _ ("Move %s says the same as another one there."), name);
      return;
    }
}

void
moat_rule_move_unrated (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (!is_live_move (get_move (checking)) || moat_query_severity (get_move (checking)) != MOAT_LEVEL_UNKNOWN)
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("Move %s has no severity."), name);
}

/* What of reason, person and date an acceptance lacks, in words; NULL: nothing. */
static char *
list_lacking (const MoatThreatState *move)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  /* TRANSLATORS: these three are listed after “is accepted without”. */
  if (move->reason == NULL)
    g_strv_builder_add (words, _ ("reason"));
  if (move->accepted_by == NULL && move->owner == NULL)
    g_strv_builder_add (words, _ ("a person’s name"));
  if (move->until == NULL)
    g_strv_builder_add (words, _ ("a date when it ends"));
  list = g_strv_builder_end (words);

  return list[0] == NULL ? NULL : g_strjoinv (", ", list);
}

void
moat_rule_accepted_unexplained (MoatChecking *checking)
{
  g_autofree char *lacking = NULL;
  g_autofree char *name = NULL;

  if (get_move (checking)->status != MOAT_THREAT_ACCEPTED)
    return;
  lacking = list_lacking (get_move (checking));
  if (lacking == NULL)
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("Move %s is accepted without: %s."), name, lacking);
}

void
moat_rule_accepted_expired (MoatChecking *checking)
{
  const MoatThreatState *move = get_move (checking);
  g_autofree char *name = NULL;

  if (move->status != MOAT_THREAT_ACCEPTED || move->until == NULL
      || strcmp (move->until, checking->today) >= 0)
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("Move %s was accepted until %s."), name, move->until);
}

void
moat_rule_move_out_of_scope (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (get_move (checking)->status != MOAT_THREAT_OUT_OF_SCOPE || get_move (checking)->reason != NULL)
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("Move %s is out of scope and does not say why."), name);
}
