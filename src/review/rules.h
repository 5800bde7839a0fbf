/* What the rules of the acceptance check share: what they may ask, and how
 * they report. Only src/review includes this.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "checks.h"
#include "zones.h"

G_BEGIN_DECLS

/* Counted for each use case while records are judged. */
typedef enum
{
  MOAT_TALLY_MOVES,      /* moves that say something */
  MOAT_TALLY_ACTIONABLE, /* decisions that could be built now */
  MOAT_N_TALLIES,
} MoatTally;

/* One rule, judging one live record. */
struct _MoatChecking
{
  MoatChecks *checks;
  MoatDocument *document;
  MoatZones *zones;
  const char *today;
  const MoatRule *rule;
  MoatRecord *record;
  GPtrArray *findings; /* of MoatFinding */
};

/* How many decisions that can be built a use case should end with, and how many moves it is about. */
#define MOAT_ENOUGH_DECISIONS 5
#define MOAT_TOP_MOVES        3

/* Adds a finding of this rule about this record. */
void moat_checking_report (MoatChecking *checking, const char *format, ...) G_GNUC_PRINTF (2, 3);
guint moat_checking_get_tally (MoatChecking *checking, const char *use_case_id, MoatTally tally);
const char *moat_checking_get_digest (MoatChecking *checking);
MoatEvidence *moat_checking_get_evidence (MoatChecking *checking); /* may be NULL */
/* "Web app → API “submits the form”", a name, or the first words in quotes: how messages call a record.
 * Owned. */
char *moat_checking_name (MoatChecking *checking, MoatRecord *record) G_GNUC_WARN_UNUSED_RESULT;

/* A decision that somebody could start on: what, where, how proved and by whom or under which ticket. */
gboolean moat_decision_is_actionable (MoatDocument *document, MoatRecord *decision);

/* The checks, by the file they are in. rules-flow.c: */
void moat_rule_crossing_without_moves (MoatChecking *checking);
void moat_rule_flow_free_end (MoatChecking *checking);
void moat_rule_flow_unnamed (MoatChecking *checking);
void moat_rule_crossing_in_clear (MoatChecking *checking);
void moat_rule_crossing_encryption_unstated (MoatChecking *checking);
void moat_rule_crossing_unclassified (MoatChecking *checking);
void moat_rule_flow_in_clear (MoatChecking *checking);
void moat_rule_flow_into_log (MoatChecking *checking);
void moat_rule_flow_out_of_scope (MoatChecking *checking);
void moat_rule_element_unconnected (MoatChecking *checking);
void moat_rule_element_unnamed (MoatChecking *checking);
void moat_rule_element_out_of_scope (MoatChecking *checking);
void moat_rule_store_without_rules (MoatChecking *checking);
void moat_rule_store_unencrypted (MoatChecking *checking);
void moat_rule_store_without_retention (MoatChecking *checking);
void moat_rule_step_without_flow (MoatChecking *checking);
/* rules-move.c: */
void moat_rule_move_sentence (MoatChecking *checking);
void moat_rule_move_undecided (MoatChecking *checking);
void moat_rule_high_move_open (MoatChecking *checking);
void moat_rule_move_one_sided (MoatChecking *checking);
void moat_rule_move_duplicate (MoatChecking *checking);
void moat_rule_move_unrated (MoatChecking *checking);
void moat_rule_accepted_unexplained (MoatChecking *checking);
void moat_rule_accepted_expired (MoatChecking *checking);
void moat_rule_move_out_of_scope (MoatChecking *checking);
/* rules-decision.c: */
void moat_rule_decision_sentence (MoatChecking *checking);
void moat_rule_decision_nowhere (MoatChecking *checking);
void moat_rule_decision_unproved (MoatChecking *checking);
void moat_rule_decision_unowned (MoatChecking *checking);
void moat_rule_decision_unticketed (MoatChecking *checking);
void moat_rule_evidence_failing (MoatChecking *checking);
void moat_rule_evidence_missing (MoatChecking *checking);
void moat_rule_place_missing (MoatChecking *checking);
void moat_rule_place_changed (MoatChecking *checking);
/* rules-model.c: */
void moat_rule_merge_unsettled (MoatChecking *checking);
void moat_rule_use_case_without_steps (MoatChecking *checking);
void moat_rule_use_case_few_moves (MoatChecking *checking);
void moat_rule_use_case_few_decisions (MoatChecking *checking);
void moat_rule_use_case_without_attack_test (MoatChecking *checking);
void moat_rule_model_without_contact (MoatChecking *checking);
void moat_rule_model_unreviewed (MoatChecking *checking);
void moat_rule_model_changed_since_review (MoatChecking *checking);
void moat_rule_review_overdue (MoatChecking *checking);
void moat_rule_exemption_unexplained (MoatChecking *checking);
void moat_rule_exemption_expired (MoatChecking *checking);

G_END_DECLS
