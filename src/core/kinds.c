/* The one table of record kinds and their fields, and the loops over one field
 * that everything else is made of.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "kinds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Values ---- */

const MoatValue moat_notations[] = {
  { MOAT_NOTATION_DFD3, "dfd3", N_ ("DFD3") },
  { MOAT_NOTATION_CLASSIC, "classic", N_ ("Classic") },
  { 0, NULL, NULL },
};

const MoatValue moat_review_policies[] = {
  { MOAT_REVIEW_POLICY_NONE, "none", N_ ("Not set") },
  { MOAT_REVIEW_POLICY_SPRINT, "sprint", N_ ("Every sprint") },
  { MOAT_REVIEW_POLICY_QUARTERLY, "quarterly", N_ ("Every quarter") },
  { MOAT_REVIEW_POLICY_YEARLY, "yearly", N_ ("Every year") },
  { 0, NULL, NULL },
};

const MoatValue moat_element_types[] = {
  { MOAT_ELEMENT_PROCESS, "process", N_ ("Process") },
  { MOAT_ELEMENT_EXTERNAL_ENTITY, "external-entity", N_ ("External entity") },
  { MOAT_ELEMENT_DATA_STORE, "data-store", N_ ("Data store") },
  { 0, NULL, NULL },
};

const MoatValue moat_boundary_shapes[] = {
  { MOAT_BOUNDARY_ZONE, "zone", N_ ("Zone") },
  { MOAT_BOUNDARY_LINE, "line", N_ ("Line") },
  { 0, NULL, NULL },
};

const MoatValue moat_boundary_types[] = {
  { MOAT_BOUNDARY_TRUST, "trust", N_ ("Trust") },
  { MOAT_BOUNDARY_INTERNET, "internet", N_ ("Internet") },
  { MOAT_BOUNDARY_NETWORK, "network", N_ ("Network") },
  { MOAT_BOUNDARY_HOST, "host", N_ ("Machine") },
  { MOAT_BOUNDARY_PROCESS, "process", N_ ("Process") },
  { MOAT_BOUNDARY_TENANT, "tenant", N_ ("Tenant") },
  { MOAT_BOUNDARY_PRIVILEGE, "privilege", N_ ("Privilege") },
  { MOAT_BOUNDARY_ORGANISATION, "organisation", N_ ("Organisation") },
  { 0, NULL, NULL },
};

const MoatValue moat_stride[] = {
  { MOAT_STRIDE_SPOOFING, "spoofing", N_ ("Spoofing") },
  { MOAT_STRIDE_TAMPERING, "tampering", N_ ("Tampering") },
  { MOAT_STRIDE_REPUDIATION, "repudiation", N_ ("Repudiation") },
  { MOAT_STRIDE_DISCLOSURE, "information-disclosure", N_ ("Information disclosure") },
  { MOAT_STRIDE_DENIAL, "denial-of-service", N_ ("Denial of service") },
  { MOAT_STRIDE_ELEVATION, "elevation-of-privilege", N_ ("Elevation of privilege") },
  { 0, NULL, NULL },
};

const MoatValue moat_levels[] = {
  { MOAT_LEVEL_UNKNOWN, "unknown", N_ ("Not set") },    { MOAT_LEVEL_LOW, "low", N_ ("Low") },
  { MOAT_LEVEL_MEDIUM, "medium", N_ ("Medium") },       { MOAT_LEVEL_HIGH, "high", N_ ("High") },
  { MOAT_LEVEL_CRITICAL, "critical", N_ ("Critical") }, { 0, NULL, NULL },
};

const MoatValue moat_threat_statuses[] = {
  { MOAT_THREAT_OPEN, "open", N_ ("Open") },
  { MOAT_THREAT_ACCEPTED, "accepted", N_ ("Accepted") },
  { MOAT_THREAT_TRANSFERRED, "transferred", N_ ("Transferred") },
  { MOAT_THREAT_AVOIDED, "avoided", N_ ("Avoided") },
  { MOAT_THREAT_OUT_OF_SCOPE, "out-of-scope", N_ ("Out of scope") },
  { MOAT_THREAT_NOT_APPLICABLE, "not-applicable", N_ ("Not applicable") },
  { 0, NULL, NULL },
};

const MoatValue moat_decision_types[] = {
  { MOAT_DECISION_OTHER, "other", N_ ("Other") },
  { MOAT_DECISION_DATA_FLOW, "data-flow", N_ ("Data flow") },
  { MOAT_DECISION_AUTHORIZATION, "authorization", N_ ("Authorization") },
  { 0, NULL, NULL },
};

const MoatValue moat_decision_statuses[] = {
  { MOAT_DECISION_PROPOSED, "proposed", N_ ("Proposed") },
  { MOAT_DECISION_AGREED, "agreed", N_ ("Agreed") },
  { MOAT_DECISION_BUILT, "built", N_ ("Built") },
  { MOAT_DECISION_DROPPED, "dropped", N_ ("Dropped") },
  { 0, NULL, NULL },
};

const MoatValue moat_verification_types[] = {
  { MOAT_VERIFICATION_OTHER, "other", N_ ("Other") },
  { MOAT_VERIFICATION_UNIT, "unit", N_ ("Unit test") },
  { MOAT_VERIFICATION_INTEGRATION, "integration", N_ ("Integration test") },
  { MOAT_VERIFICATION_NEGATIVE, "negative", N_ ("Negative test") },
  { MOAT_VERIFICATION_FUZZ, "fuzz", N_ ("Fuzzing") },
  { MOAT_VERIFICATION_LOAD, "load", N_ ("Load test") },
  { MOAT_VERIFICATION_SCAN, "scan", N_ ("Scan") },
  { MOAT_VERIFICATION_LOG, "log-check", N_ ("Log check") },
  { MOAT_VERIFICATION_REVIEW, "review", N_ ("Review") },
  { 0, NULL, NULL },
};

const MoatValue moat_results[] = {
  { MOAT_RESULT_PLANNED, "planned", N_ ("Planned") },
  { MOAT_RESULT_PASSING, "passing", N_ ("Passing") },
  { MOAT_RESULT_FAILING, "failing", N_ ("Failing") },
  { MOAT_RESULT_MISSING, "missing", N_ ("Missing") },
  { 0, NULL, NULL },
};

const MoatValue moat_topics[] = {
  { MOAT_TOPIC_OTHER, "other", N_ ("Other") },
  { MOAT_TOPIC_AUTHENTICATION, "authentication", N_ ("Authentication") },
  { MOAT_TOPIC_AUTHORIZATION, "authorization", N_ ("Authorization") },
  { MOAT_TOPIC_PLATFORM, "platform", N_ ("Platform") },
  { 0, NULL, NULL },
};

const MoatValue moat_dependency_types[] = {
  { MOAT_DEPENDENCY_SERVICE, "service", N_ ("Service") },
  { MOAT_DEPENDENCY_TEAM, "team", N_ ("Team") },
  { MOAT_DEPENDENCY_VENDOR, "vendor", N_ ("Vendor") },
  { 0, NULL, NULL },
};

static const MoatValue prompt_answers[] = {
  { MOAT_PROMPT_TAKEN, "taken", N_ ("Taken") },
  { MOAT_PROMPT_DISMISSED, "dismissed", N_ ("Dismissed") },
  { 0, NULL, NULL },
};

const MoatValue moat_review_triggers[] = {
  { MOAT_TRIGGER_OTHER, "other", N_ ("Other") },
  { MOAT_TRIGGER_DEPLOYMENT, "first-deployment", N_ ("First deployment") },
  { MOAT_TRIGGER_DESIGN_CHANGE, "design-change", N_ ("Design change") },
  { MOAT_TRIGGER_INCIDENT, "incident", N_ ("Incident or failed test") },
  { MOAT_TRIGGER_SCHEDULE, "schedule", N_ ("Schedule") },
  { 0, NULL, NULL },
};

/* ---- Fields ---- */

#define FIELD(State, member, json, field_type, title, text, ...)                                             \
  {                                                                                                          \
    .name = json, .offset = G_STRUCT_OFFSET (State, member), .type = field_type, .label = title,             \
    .description = text, ##__VA_ARGS__                                                                       \
  }

#define BIT(KIND) (1u << MOAT_KIND_##KIND)
/* Not exemptions themselves, so that references never form a chain without end. */
#define ANY_FINDING_KIND (((1u << MOAT_N_KINDS) - 1) & ~BIT (EXEMPTION))

/* The use case that a record is part of. */
#define USE_CASE_FIELD(State)                                                                                \
  FIELD (State, use_case, "useCase", MOAT_REF, N_ ("Use case"), N_ ("The use case it is part of"),           \
         .ref_kinds = BIT (USE_CASE), .on_delete = MOAT_CASCADE, .is_parent = TRUE, .is_required = TRUE)

static const MoatField model_fields[] = {
  FIELD (MoatModelState,
         id,
         "id",
         MOAT_TEXT,
         N_ ("Id"),
         N_ ("By which its region in SECURITY.md is found when the file is renamed")),
  FIELD (MoatModelState, title, "title", MOAT_TEXT, N_ ("Title"), N_ ("What is modelled")),
  FIELD (MoatModelState, scope, "scope", MOAT_TEXT, N_ ("Scope"), N_ ("What this model covers")),
  FIELD (MoatModelState,
         out_of_scope,
         "outOfScope",
         MOAT_TEXT,
         N_ ("Out of scope"),
         N_ ("What is not defended, and why")),
  FIELD (MoatModelState,
         contact,
         "contact",
         MOAT_TEXT,
         N_ ("Security contact"),
         N_ ("An address or link for whoever finds a weakness")),
  FIELD (MoatModelState,
         reporting,
         "reporting",
         MOAT_TEXT,
         N_ ("Reporting"),
         N_ ("How to report a vulnerability, and what happens then")),
  FIELD (MoatModelState,
         update_when,
         "updateWhen",
         MOAT_TEXT,
         N_ ("Update when"),
         N_ ("What makes this model out of date")),
  FIELD (MoatModelState,
         contributors,
         "contributors",
         MOAT_LINES,
         N_ ("Contributors"),
         N_ ("Who works on it")),
  FIELD (MoatModelState,
         notation,
         "notation",
         MOAT_ENUM,
         N_ ("Notation"),
         N_ ("How elements are drawn"),
         .values = moat_notations),
  FIELD (MoatModelState,
         review_policy,
         "reviewPolicy",
         MOAT_ENUM,
         N_ ("Review"),
         N_ ("How often it is reviewed"),
         .values = moat_review_policies),
  FIELD (MoatModelState,
         prototype,
         "prototype",
         MOAT_BOOL,
         N_ ("Prototype"),
         N_ ("No production users and no sensitive data")),
  FIELD (MoatModelState,
         keywords,
         "keywords",
         MOAT_LINES,
         N_ ("Keywords"),
         N_ ("Words by which it is found when it serves as a template")),
};

static const MoatField class_fields[] = {
  FIELD (MoatClassState, name, "name", MOAT_TEXT, N_ ("Name"), N_ ("What the class is called")),
  FIELD (MoatClassState, rank, "rank", MOAT_NUMBER, N_ ("Rank"), N_ ("The higher, the worse a leak")),
  FIELD (MoatClassState,
         in_transit,
         "inTransit",
         MOAT_TEXT,
         N_ ("In transit"),
         N_ ("How it is protected on the way")),
  FIELD (MoatClassState,
         at_rest,
         "atRest",
         MOAT_TEXT,
         N_ ("At rest"),
         N_ ("How it is protected where it is kept")),
  FIELD (MoatClassState, access, "access", MOAT_TEXT, N_ ("Access"), N_ ("Who may read it")),
  FIELD (MoatClassState, retention, "retention", MOAT_TEXT, N_ ("Retention"), N_ ("How long it is kept")),
  FIELD (MoatClassState,
         never_logged,
         "neverLogged",
         MOAT_BOOL,
         N_ ("Never logged"),
         N_ ("It must not reach a log")),
};

static const MoatField use_case_fields[] = {
  FIELD (MoatUseCaseState, title, "title", MOAT_TEXT, N_ ("Title"), N_ ("One story, in a few words")),
  FIELD (MoatUseCaseState, summary, "summary", MOAT_TEXT, N_ ("Summary"), N_ ("What it is about")),
  FIELD (MoatUseCaseState, notes, "notes", MOAT_TEXT, N_ ("Notes"), N_ ("Anything else")),
  FIELD (MoatUseCaseState,
         attack_test,
         "attackTest",
         MOAT_TEXT,
         N_ ("Attack test"),
         N_ ("The ticket of the test that plays the attacker")),
};

static const MoatField element_fields[] = {
  USE_CASE_FIELD (MoatElementState),
  FIELD (MoatElementState,
         type,
         "type",
         MOAT_ENUM,
         N_ ("Type"),
         N_ ("What it is in the diagram"),
         .values = moat_element_types),
  FIELD (MoatElementState, name, "name", MOAT_TEXT, N_ ("Name"), N_ ("What the team calls it")),
  FIELD (MoatElementState, description, "description", MOAT_TEXT, N_ ("Description"), N_ ("What it does")),
  FIELD (MoatElementState, box, "box", MOAT_RECT, N_ ("Place"), N_ ("Left, top, width and height")),
  FIELD (MoatElementState,
         assets,
         "assets",
         MOAT_REFS,
         N_ ("Holds"),
         N_ ("Data that is kept here"),
         .ref_kinds = BIT (ASSET)),
  FIELD (MoatElementState,
         technology,
         "technology",
         MOAT_TEXT,
         N_ ("Technology"),
         N_ ("What it is built with")),
  FIELD (MoatElementState, tags, "tags", MOAT_LINES, N_ ("Tags"), N_ ("Words that group it with others")),
  FIELD (MoatElementState,
         opens,
         "opens",
         MOAT_REF,
         N_ ("Opens"),
         N_ ("The use case that shows its inside"),
         .ref_kinds = BIT (USE_CASE)),
  FIELD (MoatElementState,
         encrypted,
         "encrypted",
         MOAT_TRISTATE,
         N_ ("Encrypted at rest"),
         N_ ("Whether what it keeps is encrypted")),
  FIELD (MoatElementState,
         backed_up,
         "backedUp",
         MOAT_TRISTATE,
         N_ ("Backed up"),
         N_ ("Whether there are copies")),
  FIELD (MoatElementState,
         keeps_log,
         "keepsLog",
         MOAT_TRISTATE,
         N_ ("Keeps a log"),
         N_ ("Whether it records who did what")),
  FIELD (MoatElementState,
         privileged,
         "privileged",
         MOAT_TRISTATE,
         N_ ("Privileged"),
         N_ ("Whether it may do more than its callers")),
  FIELD (MoatElementState,
         out_of_scope,
         "outOfScope",
         MOAT_BOOL,
         N_ ("Out of scope"),
         N_ ("Not looked at here")),
  FIELD (MoatElementState, reason, "reason", MOAT_TEXT, N_ ("Reason"), N_ ("Why it is out of scope")),
};

static const MoatField flow_fields[] = {
  USE_CASE_FIELD (MoatFlowState),
  FIELD (MoatFlowState,
         source,
         "source",
         MOAT_REF,
         N_ ("From"),
         N_ ("Where the data comes from"),
         .ref_kinds = BIT (ELEMENT),
         .on_delete = MOAT_CASCADE),
  FIELD (MoatFlowState,
         target,
         "target",
         MOAT_REF,
         N_ ("To"),
         N_ ("Where the data goes"),
         .ref_kinds = BIT (ELEMENT),
         .on_delete = MOAT_CASCADE),
  FIELD (MoatFlowState, source_point, "sourcePoint", MOAT_POINT, N_ ("Start"), N_ ("Where a free start is")),
  FIELD (MoatFlowState, target_point, "targetPoint", MOAT_POINT, N_ ("End"), N_ ("Where a free end is")),
  FIELD (MoatFlowState, bends, "bends", MOAT_POINTS, N_ ("Bends"), N_ ("Points that the line goes through")),
  FIELD (MoatFlowState,
         label_offset,
         "labelOffset",
         MOAT_POINT,
         N_ ("Label"),
         N_ ("How far the label was dragged from its place")),
  FIELD (MoatFlowState,
         name,
         "name",
         MOAT_TEXT,
         N_ ("Name"),
         N_ ("What happens, as a verb: submits the form")),
  FIELD (MoatFlowState,
         description,
         "description",
         MOAT_TEXT,
         N_ ("Description"),
         N_ ("Anything else about it")),
  FIELD (MoatFlowState,
         assets,
         "assets",
         MOAT_REFS,
         N_ ("Carries"),
         N_ ("The data that travels here"),
         .ref_kinds = BIT (ASSET)),
  FIELD (MoatFlowState, protocol, "protocol", MOAT_TEXT, N_ ("Protocol"), N_ ("For example HTTPS")),
  FIELD (MoatFlowState,
         authenticated,
         "authenticated",
         MOAT_TRISTATE,
         N_ ("Authenticated"),
         N_ ("Whether the receiver knows who sends")),
  FIELD (MoatFlowState,
         encrypted,
         "encrypted",
         MOAT_TRISTATE,
         N_ ("Encrypted"),
         N_ ("Whether others can read along")),
  FIELD (MoatFlowState,
         bidirectional,
         "bidirectional",
         MOAT_BOOL,
         N_ ("Both ways"),
         N_ ("Whether data also comes back")),
  FIELD (MoatFlowState, tags, "tags", MOAT_LINES, N_ ("Tags"), N_ ("Words that group it with others")),
  FIELD (MoatFlowState,
         out_of_scope,
         "outOfScope",
         MOAT_BOOL,
         N_ ("Out of scope"),
         N_ ("Not looked at here")),
  FIELD (MoatFlowState, reason, "reason", MOAT_TEXT, N_ ("Reason"), N_ ("Why it is out of scope")),
  FIELD (MoatFlowState,
         notes,
         "notes",
         MOAT_TEXT,
         N_ ("Speaker notes"),
         N_ ("What to say when it is presented")),
};

static const MoatField boundary_fields[] = {
  USE_CASE_FIELD (MoatBoundaryState),
  FIELD (MoatBoundaryState,
         shape,
         "shape",
         MOAT_ENUM,
         N_ ("Shape"),
         N_ ("A closed zone or an open line"),
         .values = moat_boundary_shapes),
  FIELD (MoatBoundaryState,
         type,
         "type",
         MOAT_ENUM,
         N_ ("Type"),
         N_ ("What changes on the other side"),
         .values = moat_boundary_types),
  FIELD (MoatBoundaryState, name, "name", MOAT_TEXT, N_ ("Name"), N_ ("What is inside")),
  FIELD (MoatBoundaryState,
         description,
         "description",
         MOAT_TEXT,
         N_ ("Description"),
         N_ ("What we stop assuming here")),
  FIELD (MoatBoundaryState,
         box,
         "box",
         MOAT_RECT,
         N_ ("Place"),
         N_ ("Left, top, width and height of a zone")),
  FIELD (MoatBoundaryState, points, "points", MOAT_POINTS, N_ ("Line"), N_ ("The points of a line")),
  FIELD (MoatBoundaryState, tags, "tags", MOAT_LINES, N_ ("Tags"), N_ ("Words that group it with others")),
};

static const MoatField note_fields[] = {
  USE_CASE_FIELD (MoatNoteState),
  FIELD (MoatNoteState, text, "text", MOAT_TEXT, N_ ("Text"), N_ ("What the note says")),
  FIELD (MoatNoteState, box, "box", MOAT_RECT, N_ ("Place"), N_ ("Left, top, width and height")),
};

static const MoatField step_fields[] = {
  USE_CASE_FIELD (MoatStepState),
  FIELD (MoatStepState,
         flow,
         "flow",
         MOAT_REF,
         N_ ("Flow"),
         N_ ("The flow that this step is; its name is the text"),
         .ref_kinds = BIT (FLOW),
         .on_delete = MOAT_CASCADE),
  FIELD (MoatStepState, text, "text", MOAT_TEXT, N_ ("Step"), N_ ("What happens, of a step without a flow")),
  FIELD (MoatStepState,
         notes,
         "notes",
         MOAT_TEXT,
         N_ ("Speaker notes"),
         N_ ("What to say when it is presented, of a step without a flow")),
};

static const MoatField asset_fields[] = {
  FIELD (MoatAssetState, name, "name", MOAT_TEXT, N_ ("Name"), N_ ("What is worth protecting")),
  FIELD (MoatAssetState,
         asset_class,
         "class",
         MOAT_REF,
         N_ ("Class"),
         N_ ("How bad a leak is"),
         .ref_kinds = BIT (CLASS)),
  FIELD (MoatAssetState, description, "description", MOAT_TEXT, N_ ("Description"), N_ ("What it holds")),
  FIELD (MoatAssetState,
         handling,
         "handling",
         MOAT_TEXT,
         N_ ("Handling"),
         N_ ("Rules beyond those of its class")),
  FIELD (MoatAssetState, owner, "owner", MOAT_TEXT, N_ ("Owner"), N_ ("Who answers for it")),
};

static const MoatField threat_fields[] = {
  FIELD (MoatThreatState,
         on,
         "on",
         MOAT_REF,
         N_ ("On"),
         N_ ("The flow, element, boundary or use case it attacks"),
         .ref_kinds = BIT (FLOW) | BIT (ELEMENT) | BIT (BOUNDARY) | BIT (USE_CASE),
         .on_delete = MOAT_CASCADE,
         .is_parent = TRUE,
         .is_required = TRUE),
  FIELD (MoatThreatState,
         text,
         "text",
         MOAT_TEXT,
         N_ ("Attacker move"),
         N_ ("One sentence: what an attacker does instead of the happy path")),
  FIELD (MoatThreatState,
         stride,
         "stride",
         MOAT_FLAGS,
         N_ ("STRIDE"),
         N_ ("What kinds of attack it is"),
         .values = moat_stride),
  FIELD (MoatThreatState,
         severity,
         "severity",
         MOAT_ENUM,
         N_ ("Severity"),
         N_ ("How bad; from likelihood and impact when not set"),
         .values = moat_levels),
  FIELD (MoatThreatState,
         likelihood,
         "likelihood",
         MOAT_ENUM,
         N_ ("Likelihood"),
         N_ ("How likely somebody does it"),
         .values = moat_levels),
  FIELD (MoatThreatState,
         impact,
         "impact",
         MOAT_ENUM,
         N_ ("Impact"),
         N_ ("What it would cost"),
         .values = moat_levels),
  FIELD (MoatThreatState,
         status,
         "status",
         MOAT_ENUM,
         N_ ("Status"),
         N_ ("What was settled about it"),
         .values = moat_threat_statuses),
  FIELD (MoatThreatState,
         reason,
         "reason",
         MOAT_TEXT,
         N_ ("Reason"),
         N_ ("Why it is accepted or out of scope")),
  FIELD (MoatThreatState,
         accepted_by,
         "acceptedBy",
         MOAT_TEXT,
         N_ ("Accepted by"),
         N_ ("Who answers for the risk")),
  FIELD (MoatThreatState, until, "until", MOAT_DATE, N_ ("Until"), N_ ("When the acceptance ends")),
  FIELD (MoatThreatState, owner, "owner", MOAT_TEXT, N_ ("Owner"), N_ ("Who follows it up")),
  FIELD (MoatThreatState, notes, "notes", MOAT_TEXT, N_ ("Notes"), N_ ("Anything else")),
  FIELD (MoatThreatState, cwe, "cwe", MOAT_LINES, N_ ("CWE"), N_ ("Weaknesses it uses, as CWE ids")),
  FIELD (MoatThreatState,
         capec,
         "capec",
         MOAT_LINES,
         N_ ("CAPEC"),
         N_ ("Attack patterns it follows, as CAPEC ids")),
  FIELD (MoatThreatState,
         prompt,
         "prompt",
         MOAT_ID_TEXT,
         N_ ("Prompt"),
         N_ ("The catalogue entry it came from")),
  FIELD (MoatThreatState,
         is_private,
         "private",
         MOAT_BOOL,
         N_ ("Private"),
         N_ ("Kept out of public exports")),
};

static const MoatField decision_fields[] = {
  FIELD (MoatDecisionState,
         threats,
         "threats",
         MOAT_REFS,
         N_ ("Stops"),
         N_ ("The moves that it makes fail"),
         .ref_kinds = BIT (THREAT),
         .on_delete = MOAT_CASCADE_LAST,
         .is_parent = TRUE,
         .is_required = TRUE),
  FIELD (MoatDecisionState,
         text,
         "text",
         MOAT_TEXT,
         N_ ("Decision"),
         N_ ("What we build so that the move fails")),
  FIELD (MoatDecisionState,
         type,
         "type",
         MOAT_ENUM,
         N_ ("Kind"),
         N_ ("Data flow, authorization or other"),
         .values = moat_decision_types),
  FIELD (MoatDecisionState,
         enforced,
         "enforced",
         MOAT_LINES,
         N_ ("Where enforced"),
         N_ ("Where it is enforced"),
         .is_sequence = TRUE),
  FIELD (MoatDecisionState, owner, "owner", MOAT_TEXT, N_ ("Owner"), N_ ("Who builds it")),
  FIELD (MoatDecisionState,
         ticket,
         "ticket",
         MOAT_TEXT,
         N_ ("Ticket"),
         N_ ("Work item: an id or an https link")),
  FIELD (MoatDecisionState,
         status,
         "status",
         MOAT_ENUM,
         N_ ("Progress"),
         N_ ("How far it is"),
         .values = moat_decision_statuses),
  FIELD (MoatDecisionState, notes, "notes", MOAT_TEXT, N_ ("Notes"), N_ ("Why this and not something else")),
  FIELD (MoatDecisionState,
         pattern,
         "pattern",
         MOAT_ID_TEXT,
         N_ ("Pattern"),
         N_ ("The pattern it came from")),
  FIELD (MoatDecisionState, decided_on, "decidedOn", MOAT_DATE, N_ ("Decided on"), N_ ("When it was agreed")),
  FIELD (MoatDecisionState,
         is_private,
         "private",
         MOAT_BOOL,
         N_ ("Private"),
         N_ ("Kept out of public exports")),
};

static const MoatField verification_fields[] = {
  FIELD (MoatVerificationState,
         decision,
         "decision",
         MOAT_REF,
         N_ ("Proves"),
         N_ ("The decision that it proves"),
         .ref_kinds = BIT (DECISION),
         .on_delete = MOAT_CASCADE,
         .is_parent = TRUE,
         .is_required = TRUE),
  FIELD (MoatVerificationState,
         type,
         "type",
         MOAT_ENUM,
         N_ ("Kind"),
         N_ ("What kind of proof"),
         .values = moat_verification_types),
  FIELD (MoatVerificationState,
         text,
         "text",
         MOAT_TEXT,
         N_ ("How we verify"),
         N_ ("How we prove that it works")),
  FIELD (MoatVerificationState,
         evidence,
         "evidence",
         MOAT_LINES,
         N_ ("Evidence"),
         N_ ("A test's name, a file or a link"),
         .is_sequence = TRUE),
  FIELD (MoatVerificationState,
         result,
         "result",
         MOAT_ENUM,
         N_ ("Result"),
         N_ ("What came out last"),
         .values = moat_results),
  FIELD (MoatVerificationState, checked_on, "checkedOn", MOAT_DATE, N_ ("Checked on"), N_ ("When that was")),
};

static const MoatField assumption_fields[] = {
  FIELD (MoatAssumptionState, text, "text", MOAT_TEXT, N_ ("Assumption"), N_ ("What we take for granted")),
  FIELD (MoatAssumptionState,
         topic,
         "topic",
         MOAT_ENUM,
         N_ ("Topic"),
         N_ ("What it is about"),
         .values = moat_topics),
  FIELD (MoatAssumptionState,
         threats,
         "threats",
         MOAT_REFS,
         N_ ("Settles"),
         N_ ("The moves that it rules out"),
         .ref_kinds = BIT (THREAT)),
  FIELD (MoatAssumptionState,
         is_private,
         "private",
         MOAT_BOOL,
         N_ ("Private"),
         N_ ("Kept out of public exports")),
};

static const MoatField dependency_fields[] = {
  FIELD (MoatDependencyState, name, "name", MOAT_TEXT, N_ ("Name"), N_ ("What or whom this relies on")),
  FIELD (MoatDependencyState,
         type,
         "type",
         MOAT_ENUM,
         N_ ("Type"),
         N_ ("A service, a team or a vendor"),
         .values = moat_dependency_types),
  FIELD (MoatDependencyState,
         description,
         "description",
         MOAT_TEXT,
         N_ ("Description"),
         N_ ("What it does for us")),
  FIELD (MoatDependencyState, contact, "contact", MOAT_TEXT, N_ ("Contact"), N_ ("Whom to ask")),
};

static const MoatField prompt_fields[] = {
  FIELD (MoatPromptState,
         on,
         "on",
         MOAT_REF,
         N_ ("On"),
         N_ ("Where the question was asked"),
         .ref_kinds = BIT (FLOW) | BIT (ELEMENT) | BIT (BOUNDARY) | BIT (USE_CASE),
         .on_delete = MOAT_CASCADE,
         .is_parent = TRUE,
         .is_required = TRUE),
  FIELD (MoatPromptState, entry, "entry", MOAT_ID_TEXT, N_ ("Entry"), N_ ("The catalogue entry's id")),
  FIELD (MoatPromptState,
         answer,
         "answer",
         MOAT_ENUM,
         N_ ("Answer"),
         N_ ("Taken or dismissed"),
         .values = prompt_answers),
  FIELD (MoatPromptState, reason, "reason", MOAT_TEXT, N_ ("Reason"), N_ ("Why it was dismissed")),
  FIELD (MoatPromptState,
         threat,
         "threat",
         MOAT_REF,
         N_ ("Attacker move"),
         N_ ("The move it became"),
         .ref_kinds = BIT (THREAT)),
};

static const MoatField exemption_fields[] = {
  FIELD (MoatExemptionState,
         about,
         "about",
         MOAT_REF,
         N_ ("About"),
         N_ ("The record whose finding is set aside"),
         .ref_kinds = ANY_FINDING_KIND,
         .on_delete = MOAT_CASCADE,
         .is_parent = TRUE,
         .is_required = TRUE),
  FIELD (MoatExemptionState, rule, "rule", MOAT_ID_TEXT, N_ ("Rule"), N_ ("The id of the rule")),
  FIELD (MoatExemptionState, reason, "reason", MOAT_TEXT, N_ ("Reason"), N_ ("Why it is set aside")),
  FIELD (MoatExemptionState, who, "who", MOAT_TEXT, N_ ("Who"), N_ ("Who said so")),
  FIELD (MoatExemptionState, until, "until", MOAT_DATE, N_ ("Until"), N_ ("When it counts again")),
};

static const MoatField review_fields[] = {
  FIELD (MoatReviewState, date, "date", MOAT_DATE, N_ ("Date"), N_ ("When it was")),
  FIELD (MoatReviewState, who, "who", MOAT_TEXT, N_ ("Who"), N_ ("Who reviewed")),
  FIELD (MoatReviewState,
         trigger,
         "trigger",
         MOAT_ENUM,
         N_ ("Reason"),
         N_ ("Why it was reviewed"),
         .values = moat_review_triggers),
  FIELD (MoatReviewState, notes, "notes", MOAT_TEXT, N_ ("Notes"), N_ ("What came out")),
  FIELD (MoatReviewState, digest, "digest", MOAT_ID_TEXT, N_ ("Digest"), N_ ("The model's digest then")),
  FIELD (MoatReviewState, people, "people", MOAT_LINES, N_ ("People"), N_ ("Who was there")),
  FIELD (MoatReviewState, minutes, "minutes", MOAT_NUMBER, N_ ("Minutes"), N_ ("How long it took")),
};

/* ---- Kinds ---- */

#define KIND(KIND_, name_, member_, prefix_, State_, fields_, label_, ...)                                   \
  [MOAT_KIND_##KIND_] = { .kind = MOAT_KIND_##KIND_,                                                         \
                          .name = name_,                                                                     \
                          .member = member_,                                                                 \
                          .label = label_,                                                                   \
                          .id_prefix = prefix_,                                                              \
                          .size = sizeof (State_),                                                           \
                          .fields = fields_,                                                                 \
                          .n_fields = G_N_ELEMENTS (fields_),                                                \
                          ##__VA_ARGS__ }

static const MoatKindInfo kinds[MOAT_N_KINDS] = {
  KIND (MODEL, "model", "model", 'm', MoatModelState, model_fields, N_ ("Model")),
  KIND (CLASS, "class", "classes", 'c', MoatClassState, class_fields, N_ ("Class")),
  KIND (USE_CASE, "use-case", "useCases", 'u', MoatUseCaseState, use_case_fields, N_ ("Use case")),
  KIND (ELEMENT, "element", "elements", 'e', MoatElementState, element_fields, N_ ("Element")),
  KIND (FLOW, "flow", "flows", 'f', MoatFlowState, flow_fields, N_ ("Data flow")),
  KIND (BOUNDARY, "boundary", "boundaries", 'b', MoatBoundaryState, boundary_fields, N_ ("Trust boundary")),
  KIND (NOTE, "note", "notes", 'n', MoatNoteState, note_fields, N_ ("Note")),
  KIND (STEP, "step", "steps", 's', MoatStepState, step_fields, N_ ("Step"), .is_ordered = TRUE),
  KIND (ASSET, "asset", "assets", 'a', MoatAssetState, asset_fields, N_ ("Asset")),
  KIND (THREAT, "threat", "threats", 't', MoatThreatState, threat_fields, N_ ("Attacker move")),
  KIND (DECISION, "decision", "decisions", 'd', MoatDecisionState, decision_fields, N_ ("Decision")),
  KIND (VERIFICATION,
        "verification",
        "verifications",
        'v',
        MoatVerificationState,
        verification_fields,
        N_ ("Verification")),
  KIND (ASSUMPTION,
        "assumption",
        "assumptions",
        'h',
        MoatAssumptionState,
        assumption_fields,
        N_ ("Assumption")),
  KIND (DEPENDENCY,
        "dependency",
        "dependencies",
        'y',
        MoatDependencyState,
        dependency_fields,
        N_ ("Dependency")),
  KIND (PROMPT, "prompt", "prompts", 'p', MoatPromptState, prompt_fields, N_ ("Prompt")),
  KIND (EXEMPTION, "exemption", "exemptions", 'x', MoatExemptionState, exemption_fields, N_ ("Exemption")),
  KIND (REVIEW, "review", "reviews", 'r', MoatReviewState, review_fields, N_ ("Review")),
};

const MoatKindInfo *
moat_kind_get_info (MoatKind kind)
{
  g_assert ((guint) kind < MOAT_N_KINDS);

  return &kinds[kind];
}

const MoatField *
moat_kind_find_field (MoatKind kind, const char *name)
{
  const MoatKindInfo *info = moat_kind_get_info (kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (strcmp (info->fields[i].name, name) == 0)
      return &info->fields[i];

  return NULL;
}

gboolean
moat_kind_from_name (const char *name, MoatKind *kind)
{
  for (guint i = 0; i < MOAT_N_KINDS; i++)
    if (strcmp (kinds[i].name, name) == 0)
      {
        *kind = (MoatKind) i;
        return TRUE;
      }

  return FALSE;
}

const char *
moat_value_get_nick (const MoatValue *values, int value)
{
  for (; values->nick != NULL; values++)
    if (values->value == value)
      return values->nick;

  return NULL;
}

const char *
moat_value_get_label (const MoatValue *values, int value)
{
  for (; values->nick != NULL; values++)
    if (values->value == value)
      return _ (values->label);

  return NULL;
}

gboolean
moat_value_from_nick (const MoatValue *values, const char *nick, int *value)
{
  for (; values->nick != NULL; values++)
    if (strcmp (values->nick, nick) == 0)
      {
        *value = values->value;
        return TRUE;
      }

  return FALSE;
}
