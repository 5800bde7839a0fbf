/* Rules of the acceptance check about decisions and their verifications.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "rules.h"

#include "query.h"
#include "sentence.h"

#include <glib/gi18n-lib.h>

static const MoatDecisionState *
get_decision (MoatChecking *checking)
{
  return moat_decision_state (checking->record);
}

/* Whether anybody still means to build it. */
static gboolean
is_meant (const MoatDecisionState *state)
{
  return state->status != MOAT_DECISION_DROPPED;
}

static gboolean
is_proved (MoatDocument *document, const char *decision_id)
{
  g_autoptr (GPtrArray) verifications = moat_document_list_children (document, decision_id,
                                                                     MOAT_KIND_VERIFICATION);

  for (guint i = 0; i < verifications->len; i++)
    {
      const MoatVerificationState *state = moat_verification_state (g_ptr_array_index (verifications, i));

      if (state->text != NULL || moat_list_len (state->evidence) > 0)
        return TRUE;
    }

  return FALSE;
}

gboolean
moat_decision_is_actionable (MoatDocument *document, MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);

  return is_meant (state)
         && moat_sentence_judge (state->text, MOAT_SENTENCE_OF_DECISION) == MOAT_SENTENCE_FINE
         && moat_list_len (state->enforced) > 0 && (state->owner != NULL || state->ticket != NULL)
         && is_proved (document, moat_record_get_id (decision));
}

void
moat_rule_decision_sentence (MoatChecking *checking)
{
  g_autofree char *name = moat_checking_name (checking, checking->record);

  if (!is_meant (get_decision (checking)))
    return;
  switch (moat_sentence_judge (get_decision (checking)->text, MOAT_SENTENCE_OF_DECISION))
    {
    case MOAT_SENTENCE_FINE:
      break;
    case MOAT_SENTENCE_EMPTY:
      moat_checking_report (checking, _ ("A decision has no text."));
      break;
    case MOAT_SENTENCE_SEVERAL:
      moat_checking_report (checking, _ ("Decision %s is more than one sentence."), name);
      break;
    case MOAT_SENTENCE_LONG:
      moat_checking_report (checking, _ ("Decision %s is longer than %d characters."), name,
                            MOAT_SENTENCE_MAX);
      break;
    case MOAT_SENTENCE_CATEGORY:
    case MOAT_SENTENCE_ABSTRACT:
      moat_checking_report (checking, _ ("Decision %s is too abstract to build."), name);
      break;
    }
}

/* Reports with @format, which has a place for the decision's name, when @is_lacking. */
static void
report_lacking (MoatChecking *checking, gboolean is_lacking, const char *sentence)
{
  g_autofree char *name = NULL;

  if (!is_lacking || !is_meant (get_decision (checking)))
    return;
  name = moat_checking_name (checking, checking->record);
  /* TRANSLATORS: a decision in quotes, and what it lacks. */
  moat_checking_report (checking, _ ("Decision %s %s."), name, sentence);
}

void
moat_rule_decision_nowhere (MoatChecking *checking)
{
  report_lacking (checking, moat_list_len (get_decision (checking)->enforced) == 0,
                  _ ("does not say where it is enforced"));
}

void
moat_rule_decision_unproved (MoatChecking *checking)
{
  report_lacking (checking, !is_proved (checking->document, moat_record_get_id (checking->record)),
                  _ ("does not say how it is verified"));
}

void
moat_rule_decision_unowned (MoatChecking *checking)
{
  report_lacking (checking, get_decision (checking)->owner == NULL, _ ("has no owner"));
}

void
moat_rule_decision_unticketed (MoatChecking *checking)
{
  report_lacking (checking, get_decision (checking)->ticket == NULL, _ ("has no ticket"));
}

/* Whether the decision that this verification proves is still meant. */
static gboolean
proves_something (MoatChecking *checking)
{
  MoatRecord *decision = moat_document_find_kind (checking->document,
                                                  moat_verification_state (checking->record)->decision,
                                                  MOAT_KIND_DECISION);

  return decision != NULL && is_meant (moat_decision_state (decision));
}

void
moat_rule_evidence_failing (MoatChecking *checking)
{
  g_autofree char *name = NULL;

  if (moat_verification_state (checking->record)->result != MOAT_RESULT_FAILING
      || !proves_something (checking))
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("Verification %s fails."), name);
}

/* What is known of the first entry of this record for which @is_it holds, as a sentence; NULL: of none.
 * Owned. */
static char *
describe_first (MoatChecking *checking, gboolean (*is_it) (MoatEvidenceStatus status))
{
  const MoatList *entries = moat_evidence_get_entries (checking->record);

  for (guint i = 0; i < moat_list_len (entries); i++)
    {
      const char *entry = moat_list_get (entries, i);
      MoatEvidenceStatus status = moat_evidence_get (moat_checking_get_evidence (checking), checking->record,
                                                     entry);

      if (is_it (status))
        return moat_evidence_status_describe (status, entry);
    }

  return NULL;
}

static gboolean
is_changed (MoatEvidenceStatus status)
{
  return status == MOAT_EVIDENCE_CHANGED;
}

void
moat_rule_evidence_missing (MoatChecking *checking)
{
  gboolean is_missing = moat_verification_state (checking->record)->result == MOAT_RESULT_MISSING;
  g_autofree char *described = describe_first (checking, moat_evidence_status_is_missing);
  g_autofree char *name = NULL;

  if ((!is_missing && described == NULL) || !proves_something (checking))
    return;
  name = moat_checking_name (checking, checking->record);
  if (described == NULL)
    moat_checking_report (checking, _ ("The evidence of verification %s was not found."), name);
  else
    /* TRANSLATORS: a verification, and a sentence about what it names. */
    moat_checking_report (checking, _ ("The evidence of verification %s was not found: %s"), name, described);
}

void
moat_rule_place_missing (MoatChecking *checking)
{
  g_autofree char *described = describe_first (checking, moat_evidence_status_is_missing);
  g_autofree char *name = NULL;

  if (described == NULL || !is_meant (get_decision (checking)))
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("Decision %s names code that was not found: %s"), name, described);
}

void
moat_rule_place_changed (MoatChecking *checking)
{
  g_autofree char *described = describe_first (checking, is_changed);
  g_autofree char *name = NULL;

  if (described == NULL || !is_meant (get_decision (checking)))
    return;
  name = moat_checking_name (checking, checking->record);
  moat_checking_report (checking, _ ("Code that decision %s names has changed since: %s"), name, described);
}
