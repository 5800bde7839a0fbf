/* The acceptance check: each rule finds what it is for and nothing else, and
 * what is kept up to date is as if judged anew.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "checks.h"
#include "moat-test.h"
#include "moat-test-seed.h"

#include <string.h>

#define TODAY     "2026-05-31"
#define YESTERDAY "2026-05-30"
#define TOMORROW  "2026-06-01"

/* A model that every rule is content with: User → API → Store, the last two in a zone, reviewed. */
typedef struct
{
  MoatDocument *document;
  MoatRecord *use_case;
  MoatRecord *user;
  MoatRecord *api;
  MoatRecord *store;
  MoatRecord *zone;
  MoatRecord *request; /* user to API, crosses */
  MoatRecord *query;   /* API to store */
  MoatRecord *asset;   /* on both, Secret */
  MoatRecord *threats[3];
  MoatRecord *decisions[6]; /* two for each move */
  MoatEvidence *evidence;
} Scene;

static const char *
id_of (MoatRecord *record)
{
  return moat_record_get_id (record);
}

#define EDIT(scene, record, State) ((State *) moat_document_edit ((scene)->document, (scene)->record))

static void
draw (Scene *scene)
{
  MoatDocument *document = scene->document;
  const MoatRect left = { 0, 0, 120, 60 };
  const MoatRect middle = { 300, 0, 120, 60 };
  const MoatRect right = { 500, 0, 120, 60 };
  const MoatRect around = { 250, -50, 450, 160 };
  const char *use_case;

  scene->use_case = moat_edit_add_use_case (document, "Orders");
  use_case = id_of (scene->use_case);
  scene->user = moat_edit_add_element (document, use_case, MOAT_ELEMENT_EXTERNAL_ENTITY, "User", &left);
  scene->api = moat_edit_add_element (document, use_case, MOAT_ELEMENT_PROCESS, "API", &middle);
  scene->store = moat_edit_add_element (document, use_case, MOAT_ELEMENT_DATA_STORE, "Store", &right);
  scene->zone = moat_edit_add_zone (document, use_case, "Backend", &around);
  scene->request = moat_edit_add_flow (document, use_case, id_of (scene->user), id_of (scene->api),
                                       "orders a book");
  scene->query = moat_edit_add_flow (document, use_case, id_of (scene->api), id_of (scene->store),
                                     "stores the order");
  scene->asset = moat_edit_ensure_asset (document, "Order");
  EDIT (scene, use_case, MoatUseCaseState);
  moat_text_set (&EDIT (scene, use_case, MoatUseCaseState)->attack_test, "SHOP-1");
  moat_text_set (&EDIT (scene, asset, MoatAssetState)->asset_class, "secret");
  EDIT (scene, request, MoatFlowState)->encrypted = MOAT_YES;
  EDIT (scene, query, MoatFlowState)->encrypted = MOAT_YES;
  moat_list_add (&EDIT (scene, request, MoatFlowState)->assets, id_of (scene->asset));
  moat_list_add (&EDIT (scene, query, MoatFlowState)->assets, id_of (scene->asset));
}

static void
decide (Scene *scene, guint move, MoatDecisionType type, const char *text)
{
  guint index = 2 * move + (type == MOAT_DECISION_AUTHORIZATION);
  MoatRecord *decision = moat_edit_add_decision (scene->document, id_of (scene->threats[move]), text);
  MoatDecisionState *state = moat_document_edit (scene->document, decision);

  scene->decisions[index] = decision;
  state->type = type;
  moat_list_add (&state->enforced, "API");
  moat_text_set (&state->owner, "@api-team");
  moat_text_set (&state->ticket, "SHOP-2");
  moat_edit_add_verification (scene->document, id_of (decision), "Integration test with two accounts");
}

static void
fill_in (Scene *scene)
{
  static const char *const moves[] = { "Read another customer's order by its number",
                                       "Order a thousand books with a stolen card",
                                       "Replay an order after logout" };
  MoatDocument *document = scene->document;
  MoatRecord *secret = moat_document_find (document, "secret");
  MoatClassState *rules;

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      MoatThreatState *state;

      scene->threats[i] = moat_edit_add_threat (document, id_of (scene->request), moves[i]);
      state = moat_document_edit (document, scene->threats[i]);
      state->severity = MOAT_LEVEL_MEDIUM;
      decide (scene, i, MOAT_DECISION_DATA_FLOW, "Take the customer's number out of the request");
      decide (scene, i, MOAT_DECISION_AUTHORIZATION, "Find orders by the signed-in customer alone");
    }
  rules = moat_document_edit (document, secret);
  moat_text_set (&rules->at_rest, "Encrypted");
  moat_text_set (&rules->access, "The service");
  moat_text_set (&rules->retention, "A year");
  moat_text_set (&((MoatModelState *) moat_document_edit (document, moat_document_get_model (document)))
                      ->contact,
                 "security@example.com");
}

static void
review (Scene *scene, const char *date)
{
  g_autoptr (MoatChecks) checks = moat_checks_new (scene->document, TODAY);
  g_autofree char *digest = moat_checks_dup_digest (checks);

  MOAT_TRANSACTION (scene->document, "Review")
  {
    MoatReviewState *state = moat_document_edit (scene->document,
                                                 moat_document_add (scene->document, MOAT_KIND_REVIEW, NULL));

    moat_text_set (&state->date, date);
    moat_text_set (&state->digest, digest);
  }
}

static void
scene_init (Scene *scene)
{
  scene->document = moat_document_new ();
  MOAT_TRANSACTION (scene->document, "Test")
  {
    draw (scene);
    fill_in (scene);
  }
  review (scene, TODAY);
  scene->evidence = moat_evidence_new (scene->document);
}

static MoatChecks *
check (Scene *scene)
{
  MoatChecks *checks = moat_checks_new (scene->document, TODAY);

  moat_checks_set_evidence (checks, scene->evidence);

  return checks;
}

static void
scene_clear (Scene *scene)
{
  g_clear_object (&scene->evidence);
  g_clear_object (&scene->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

/* ---- One flaw for each rule ---- */

static void
break_flow_free_end (Scene *scene)
{
  moat_text_set (&EDIT (scene, query, MoatFlowState)->target, NULL);
}

static void
break_element_unnamed (Scene *scene)
{
  moat_text_set (&EDIT (scene, api, MoatElementState)->name, NULL);
}

static void
break_flow_unnamed (Scene *scene)
{
  moat_text_set (&EDIT (scene, request, MoatFlowState)->name, NULL);
}

static void
break_element_unconnected (Scene *scene)
{
  const MoatRect box = { 300, 400, 100, 60 };

  moat_edit_add_element (scene->document, id_of (scene->use_case), MOAT_ELEMENT_PROCESS, "Alone", &box);
}

static void
break_use_case_without_steps (Scene *scene)
{
  g_autoptr (GPtrArray) steps = moat_document_list_children (scene->document, id_of (scene->use_case),
                                                             MOAT_KIND_STEP);

  for (guint i = 0; i < steps->len; i++)
    moat_document_remove (scene->document, g_ptr_array_index (steps, i));
}

static void
break_step_without_flow (Scene *scene)
{
  moat_edit_add_step (scene->document, id_of (scene->use_case), NULL, "The API tells the User", NULL);
}

static void
break_crossing_in_clear (Scene *scene)
{
  EDIT (scene, request, MoatFlowState)->encrypted = MOAT_NO;
}

static void
break_crossing_encryption_unstated (Scene *scene)
{
  EDIT (scene, request, MoatFlowState)->encrypted = MOAT_UNKNOWN;
}

static void
break_crossing_unclassified (Scene *scene)
{
  MoatRecord *asset = moat_edit_ensure_asset (scene->document, "Greeting");

  moat_list_add (&EDIT (scene, request, MoatFlowState)->assets, id_of (asset));
}

static void
break_store_unencrypted (Scene *scene)
{
  EDIT (scene, store, MoatElementState)->encrypted = MOAT_NO;
}

static void
break_store_without_rules (Scene *scene)
{
  MoatRecord *secret = moat_document_find (scene->document, "secret");

  moat_text_set (&((MoatClassState *) moat_document_edit (scene->document, secret))->retention, NULL);
}

static void
break_flow_in_clear (Scene *scene)
{
  MoatRecord *secret = moat_document_find (scene->document, "secret");

  moat_text_set (&((MoatClassState *) moat_document_edit (scene->document, secret))->in_transit, "TLS 1.3");
  EDIT (scene, query, MoatFlowState)->encrypted = MOAT_NO;
}

static void
break_flow_into_log (Scene *scene)
{
  moat_text_set (&EDIT (scene, store, MoatElementState)->name, "Access log");
}

static void
break_store_without_retention (Scene *scene)
{
  moat_text_set (&EDIT (scene, asset, MoatAssetState)->asset_class, "sensitive");
}

static void
break_element_out_of_scope (Scene *scene)
{
  EDIT (scene, user, MoatElementState)->out_of_scope = TRUE;
}

static void
break_flow_out_of_scope (Scene *scene)
{
  EDIT (scene, query, MoatFlowState)->out_of_scope = TRUE;
}

static void
break_high_move_open (Scene *scene)
{
  EDIT (scene, threats[0], MoatThreatState)->severity = MOAT_LEVEL_HIGH;
  moat_document_remove (scene->document, scene->decisions[0]);
  moat_document_remove (scene->document, scene->decisions[1]);
}

static void
break_crossing_without_moves (Scene *scene)
{
  moat_edit_add_flow (scene->document, id_of (scene->use_case), id_of (scene->api), id_of (scene->user),
                      "confirms");
}

static void
break_use_case_few_moves (Scene *scene)
{
  moat_document_remove (scene->document, scene->threats[0]);
}

static void
break_move_sentence (Scene *scene)
{
  moat_text_set (&EDIT (scene, threats[0], MoatThreatState)->text, "Spoofing");
}

static void
break_move_unrated (Scene *scene)
{
  EDIT (scene, threats[0], MoatThreatState)->severity = MOAT_LEVEL_UNKNOWN;
}

static void
break_move_duplicate (Scene *scene)
{
  const MoatThreatState *first = moat_threat_state (scene->threats[0]);

  moat_text_set (&EDIT (scene, threats[1], MoatThreatState)->text, first->text);
}

static void
break_accepted_unexplained (Scene *scene)
{
  EDIT (scene, threats[0], MoatThreatState)->status = MOAT_THREAT_ACCEPTED;
}

static void
break_accepted_expired (Scene *scene)
{
  MoatThreatState *state = EDIT (scene, threats[0], MoatThreatState);

  state->status = MOAT_THREAT_ACCEPTED;
  moat_text_set (&state->reason, "Rare");
  moat_text_set (&state->accepted_by, "Ada");
  moat_text_set (&state->until, YESTERDAY);
}

static void
break_move_out_of_scope (Scene *scene)
{
  EDIT (scene, threats[0], MoatThreatState)->status = MOAT_THREAT_OUT_OF_SCOPE;
}

static void
break_move_undecided (Scene *scene)
{
  moat_document_remove (scene->document, scene->decisions[0]);
  moat_document_remove (scene->document, scene->decisions[1]);
}

static void
break_decision_sentence (Scene *scene)
{
  moat_text_set (&EDIT (scene, decisions[0], MoatDecisionState)->text, "Use best practices");
}

static void
break_use_case_few_decisions (Scene *scene)
{
  moat_document_remove (scene->document, scene->decisions[0]);
  moat_document_remove (scene->document, scene->decisions[2]);
}

static void
break_move_one_sided (Scene *scene)
{
  EDIT (scene, decisions[0], MoatDecisionState)->type = MOAT_DECISION_AUTHORIZATION;
}

static void
break_decision_unowned (Scene *scene)
{
  moat_text_set (&EDIT (scene, decisions[0], MoatDecisionState)->owner, NULL);
}

static void
break_decision_unticketed (Scene *scene)
{
  moat_text_set (&EDIT (scene, decisions[0], MoatDecisionState)->ticket, NULL);
}

static void
break_decision_nowhere (Scene *scene)
{
  moat_list_set (&EDIT (scene, decisions[0], MoatDecisionState)->enforced, NULL);
}

/* The verification of the first decision. */
static MoatRecord *
get_proof (Scene *scene)
{
  g_autoptr (GPtrArray) proofs = moat_document_list_children (scene->document, id_of (scene->decisions[0]),
                                                              MOAT_KIND_VERIFICATION);

  return g_ptr_array_index (proofs, 0);
}

static void
break_decision_unproved (Scene *scene)
{
  moat_document_remove (scene->document, get_proof (scene));
}

static void
break_evidence_failing (Scene *scene)
{
  ((MoatVerificationState *) moat_document_edit (scene->document, get_proof (scene)))->result
      = MOAT_RESULT_FAILING;
}

static void
break_evidence_missing (Scene *scene)
{
  ((MoatVerificationState *) moat_document_edit (scene->document, get_proof (scene)))->result
      = MOAT_RESULT_MISSING;
}

/* Tells of the one entry that the first decision names. */
static void
tell (Scene *scene, const char *entry, MoatEvidenceStatus status, const char *changed_on)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) moat_evidence_fact_free);

  g_ptr_array_add (facts, moat_evidence_fact_new (entry, status, changed_on));
  /* It takes in only what the document is known to cite. */
  moat_document_publish (scene->document);
  moat_evidence_tell (scene->evidence, facts);
}

static void
break_place_missing (Scene *scene)
{
  moat_list_add (&EDIT (scene, decisions[0], MoatDecisionState)->enforced, "src/api.py");
  tell (scene, "src/api.py", MOAT_EVIDENCE_NO_FILE, NULL);
}

static void
break_place_changed (Scene *scene)
{
  MoatDecisionState *state = EDIT (scene, decisions[0], MoatDecisionState);

  moat_list_add (&state->enforced, "src/api.py");
  moat_text_set (&state->decided_on, YESTERDAY);
  tell (scene, "src/api.py", MOAT_EVIDENCE_FOUND, TODAY);
}

static void
break_use_case_without_attack_test (Scene *scene)
{
  moat_text_set (&EDIT (scene, use_case, MoatUseCaseState)->attack_test, NULL);
}

static MoatModelState *
edit_model (Scene *scene)
{
  return moat_document_edit (scene->document, moat_document_get_model (scene->document));
}

static void
break_model_without_contact (Scene *scene)
{
  moat_text_set (&edit_model (scene)->contact, NULL);
}

static MoatRecord *
get_review (Scene *scene)
{
  return g_ptr_array_index (moat_document_list (scene->document, MOAT_KIND_REVIEW), 0);
}

static void
break_model_unreviewed (Scene *scene)
{
  moat_document_remove (scene->document, get_review (scene));
}

static void
break_model_changed_since_review (Scene *scene)
{
  moat_text_set (&EDIT (scene, threats[0], MoatThreatState)->notes, "Seen in the wild");
}

static void
break_review_overdue (Scene *scene)
{
  moat_text_set (&((MoatReviewState *) moat_document_edit (scene->document, get_review (scene)))->date,
                 "2025-05-01");
  edit_model (scene)->review_policy = MOAT_REVIEW_POLICY_YEARLY;
}

static void
exempt (Scene *scene, const char *rule, const char *reason, const char *until)
{
  MoatExemptionState *state
      = moat_document_edit (scene->document, moat_document_add (scene->document, MOAT_KIND_EXEMPTION, NULL));

  moat_text_set (&state->about, id_of (scene->request));
  moat_text_set (&state->rule, rule);
  moat_text_set (&state->reason, reason);
  moat_text_set (&state->who, "Ada");
  moat_text_set (&state->until, until);
}

static void
break_exemption_unexplained (Scene *scene)
{
  exempt (scene, "flow-unnamed", NULL, NULL);
}

static void
break_exemption_expired (Scene *scene)
{
  exempt (scene, "flow-unnamed", "Later", YESTERDAY);
}

static void
break_merge_unsettled (Scene *scene)
{
  moat_text_set (&EDIT (scene, asset, MoatAssetState)->base.extra,
                 "{ \"conflicts\": { \"owner\": { \"ours\": \"Ada\", \"theirs\": \"Lin\" } } }");
}

static const struct
{
  const char *rule;
  void (*break_it) (Scene *scene);
} flaws[] = {
  { "flow-free-end", break_flow_free_end },
  { "element-unnamed", break_element_unnamed },
  { "flow-unnamed", break_flow_unnamed },
  { "element-unconnected", break_element_unconnected },
  { "use-case-without-steps", break_use_case_without_steps },
  { "step-without-flow", break_step_without_flow },
  { "crossing-in-clear", break_crossing_in_clear },
  { "crossing-encryption-unstated", break_crossing_encryption_unstated },
  { "crossing-unclassified", break_crossing_unclassified },
  { "store-unencrypted", break_store_unencrypted },
  { "store-without-rules", break_store_without_rules },
  { "flow-in-clear", break_flow_in_clear },
  { "flow-into-log", break_flow_into_log },
  { "store-without-retention", break_store_without_retention },
  { "element-out-of-scope", break_element_out_of_scope },
  { "flow-out-of-scope", break_flow_out_of_scope },
  { "high-move-open", break_high_move_open },
  { "crossing-without-moves", break_crossing_without_moves },
  { "use-case-few-moves", break_use_case_few_moves },
  { "move-sentence", break_move_sentence },
  { "move-unrated", break_move_unrated },
  { "move-duplicate", break_move_duplicate },
  { "accepted-unexplained", break_accepted_unexplained },
  { "accepted-expired", break_accepted_expired },
  { "move-out-of-scope", break_move_out_of_scope },
  { "move-undecided", break_move_undecided },
  { "decision-sentence", break_decision_sentence },
  { "use-case-few-decisions", break_use_case_few_decisions },
  { "move-one-sided", break_move_one_sided },
  { "decision-unowned", break_decision_unowned },
  { "decision-unticketed", break_decision_unticketed },
  { "decision-nowhere", break_decision_nowhere },
  { "place-missing", break_place_missing },
  { "place-changed", break_place_changed },
  { "decision-unproved", break_decision_unproved },
  { "evidence-failing", break_evidence_failing },
  { "evidence-missing", break_evidence_missing },
  { "use-case-without-attack-test", break_use_case_without_attack_test },
  { "model-without-contact", break_model_without_contact },
  { "model-unreviewed", break_model_unreviewed },
  { "model-changed-since-review", break_model_changed_since_review },
  { "review-overdue", break_review_overdue },
  { "exemption-unexplained", break_exemption_unexplained },
  { "exemption-expired", break_exemption_expired },
  { "merge-unsettled", break_merge_unsettled },
};

/* ---- The tests ---- */

static guint
count_rule (MoatChecks *checks, const char *rule)
{
  g_autoptr (GPtrArray) all = moat_checks_list_all (checks, MOAT_GATE_BUILD);
  guint n_findings = 0;

  for (guint i = 0; i < all->len; i++)
    n_findings += strcmp (((MoatFinding *) g_ptr_array_index (all, i))->rule->id, rule) == 0;

  return n_findings;
}

/* One line for each finding, in order. */
static char *
dump (MoatChecks *checks)
{
  g_autoptr (GPtrArray) all = moat_checks_list_all (checks, MOAT_GATE_BUILD);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const MoatFinding *finding = g_ptr_array_index (all, i);

      g_string_append_printf (text, "%s %s %s%s\n", finding->rule->id, id_of (finding->record),
                              finding->message, finding->exemption != NULL ? " (set aside)" : "");
    }

  return g_string_free (text, FALSE);
}

/* Nothing is found where nothing is due. */
static void
test_checks_content (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (MoatChecks) checks = NULL;
  g_autofree char *found = NULL;

  scene_init (&scene);
  checks = check (&scene);
  found = dump (checks);
  g_assert_cmpstr (found, ==, "");
  g_assert_cmpuint (moat_checks_count (checks, MOAT_GATE_BUILD, MOAT_SEVERITY_NOTE), ==, 0);
}

/* Each rule finds its flaw when it comes in by an edit, and lets it go when that is undone. */
static void
test_checks_each_rule (void)
{
  guint n_rules;

  moat_rules_get (&n_rules);
  g_assert_cmpuint (n_rules, ==, G_N_ELEMENTS (flaws));
  for (guint i = 0; i < G_N_ELEMENTS (flaws); i++)
    {
      g_auto (Scene) scene = { 0 };
      g_autoptr (MoatChecks) checks = NULL;
      const MoatRule *rule = moat_rules_find (flaws[i].rule);

      g_assert_nonnull (rule);
      scene_init (&scene);
      checks = check (&scene);
      MOAT_TRANSACTION (scene.document, "Break")
      flaws[i].break_it (&scene);
      if (count_rule (checks, rule->id) != 1)
        g_test_message ("%s is found %u times", rule->id, count_rule (checks, rule->id));
      g_assert_cmpuint (count_rule (checks, rule->id), ==, 1);
      g_assert_cmpuint (moat_checks_count (checks, rule->gate, rule->severity), >=, 1);
      moat_document_undo (scene.document);
      g_assert_cmpuint (count_rule (checks, rule->id), ==, 0);
    }
}

/* What one click does makes its finding go. */
static void
test_checks_each_fix (void)
{
  guint n_fixes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (flaws); i++)
    {
      g_auto (Scene) scene = { 0 };
      g_autoptr (MoatChecks) checks = NULL;
      g_autoptr (GPtrArray) all = NULL;

      scene_init (&scene);
      MOAT_TRANSACTION (scene.document, "Break")
      flaws[i].break_it (&scene);
      checks = check (&scene);
      all = moat_checks_list_all (checks, MOAT_GATE_BUILD);
      for (guint j = 0; j < all->len; j++)
        {
          const MoatFinding *finding = g_ptr_array_index (all, j);

          if (strcmp (finding->rule->id, flaws[i].rule) != 0
              || moat_finding_get_fix (finding, scene.document) == NULL)
            continue;
          g_assert_true (moat_finding_fix (finding, scene.document));
          g_assert_cmpuint (count_rule (checks, flaws[i].rule), ==, 0);
          n_fixes++;
          break;
        }
    }
  g_assert_cmpuint (n_fixes, >=, 5);
}

/* An exemption sets one rule aside for one record, until its day is over. */
static void
test_checks_exemption (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (MoatChecks) checks = NULL;
  guint n_before;

  scene_init (&scene);
  MOAT_TRANSACTION (scene.document, "Break")
  break_flow_unnamed (&scene);
  checks = check (&scene);
  n_before = moat_checks_count (checks, MOAT_GATE_BUILD, MOAT_SEVERITY_NOTE);
  MOAT_TRANSACTION (scene.document, "Exempt")
  exempt (&scene, "flow-unnamed", "Named in the next meeting", TODAY);
  g_assert_cmpuint (moat_checks_count (checks, MOAT_GATE_BUILD, MOAT_SEVERITY_NOTE), ==, n_before - 1);
  g_assert_cmpuint (count_rule (checks, "flow-unnamed"), ==, 1);

  moat_checks_set_today (checks, TOMORROW);
  g_assert_cmpuint (moat_checks_count (checks, MOAT_GATE_BUILD, MOAT_SEVERITY_NOTE), ==, n_before + 1);
  g_assert_cmpuint (count_rule (checks, "exemption-expired"), ==, 1);
}

/* Each gate asks what those before it ask. */
static void
test_checks_gates (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (MoatChecks) checks = NULL;

  scene_init (&scene);
  MOAT_TRANSACTION (scene.document, "Break")
  {
    break_flow_free_end (&scene);
    break_flow_unnamed (&scene);
    break_model_without_contact (&scene);
  }
  checks = check (&scene);
  g_assert_cmpuint (moat_checks_count (checks, MOAT_GATE_DRAFT, MOAT_SEVERITY_NOTE), >=, 1);
  g_assert_cmpuint (moat_checks_count (checks, MOAT_GATE_REVIEW, MOAT_SEVERITY_NOTE), >,
                    moat_checks_count (checks, MOAT_GATE_DRAFT, MOAT_SEVERITY_NOTE));
  g_assert_cmpuint (moat_checks_count (checks, MOAT_GATE_BUILD, MOAT_SEVERITY_NOTE), >,
                    moat_checks_count (checks, MOAT_GATE_REVIEW, MOAT_SEVERITY_NOTE));
}

/* Whatever was edited, undone and redone, the findings are those of a check made anew. */
static void
test_checks_random_walk (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (8);
  g_autoptr (MoatChecks) checks = moat_checks_new (document, TODAY);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (MoatChecks) anew = NULL;
      g_autofree char *kept = NULL;
      g_autofree char *made = NULL;

      if (g_rand_int_range (rand, 0, 5) == 0)
        moat_document_undo (document);
      else
        moat_test_random_edit (document, rand);
      anew = moat_checks_new (document, TODAY);
      kept = dump (checks);
      made = dump (anew);
      g_assert_cmpstr (kept, ==, made);
      for (MoatGate gate = MOAT_GATE_DRAFT; gate <= MOAT_GATE_BUILD; gate++)
        g_assert_cmpuint (moat_checks_count (checks, gate, MOAT_SEVERITY_NOTE), ==,
                          moat_checks_count (anew, gate, MOAT_SEVERITY_NOTE));
    }
}

/* "Log in page" keeps no log, an audit log is about people and orders; and nobody is told that Public data
 * must not be logged. */
static void
test_checks_no_log (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (MoatChecks) checks = NULL;

  scene_init (&scene);
  checks = check (&scene);
  MOAT_TRANSACTION (scene.document, "Name")
  moat_text_set (&EDIT (&scene, store, MoatElementState)->name, "Log in page");
  g_assert_cmpuint (count_rule (checks, "flow-into-log"), ==, 0);
  MOAT_TRANSACTION (scene.document, "Name and classify")
  {
    moat_text_set (&EDIT (&scene, store, MoatElementState)->name, "Audit log");
    moat_text_set (&EDIT (&scene, asset, MoatAssetState)->asset_class, "sensitive");
  }
  g_assert_cmpuint (count_rule (checks, "flow-into-log"), ==, 0);
  MOAT_TRANSACTION (scene.document, "Name and classify")
  {
    moat_text_set (&EDIT (&scene, store, MoatElementState)->name, "Log");
    moat_text_set (&EDIT (&scene, asset, MoatAssetState)->asset_class, "public");
  }
  g_assert_cmpuint (count_rule (checks, "flow-into-log"), ==, 0);
}

int
main (int argc, char **argv)
{
  moat_test_init (&argc, &argv);
  g_test_add_func ("/review/checks/content", test_checks_content);
  g_test_add_func ("/review/checks/each-rule", test_checks_each_rule);
  g_test_add_func ("/review/checks/each-fix", test_checks_each_fix);
  g_test_add_func ("/review/checks/exemption", test_checks_exemption);
  g_test_add_func ("/review/checks/gates", test_checks_gates);
  g_test_add_func ("/review/checks/no-log", test_checks_no_log);
  g_test_add_func ("/review/checks/random-walk", test_checks_random_walk);
  return g_test_run ();
}
