/* The state of each kind of record: plain structs, immutable once published.
 * What each field means, its JSON name and its default stand in the one table
 * (kinds.c); a field that is not in that table does not exist.
 *
 * Text is GRefString and NULL when empty; a record is named by its id; boxes
 * and points are in model units.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "values.h"

G_BEGIN_DECLS

typedef enum
{
  MOAT_KIND_MODEL,
  MOAT_KIND_CLASS,
  MOAT_KIND_USE_CASE,
  MOAT_KIND_ELEMENT,
  MOAT_KIND_FLOW,
  MOAT_KIND_BOUNDARY,
  MOAT_KIND_NOTE,
  MOAT_KIND_STEP,
  MOAT_KIND_ASSET,
  MOAT_KIND_THREAT,
  MOAT_KIND_DECISION,
  MOAT_KIND_VERIFICATION,
  MOAT_KIND_ASSUMPTION,
  MOAT_KIND_DEPENDENCY,
  MOAT_KIND_PROMPT,
  MOAT_KIND_EXEMPTION,
  MOAT_KIND_REVIEW,
  MOAT_N_KINDS,
} MoatKind;

typedef enum
{
  MOAT_NOTATION_DFD3,
  MOAT_NOTATION_CLASSIC,
} MoatNotation;

typedef enum
{
  MOAT_REVIEW_POLICY_NONE,
  MOAT_REVIEW_POLICY_SPRINT,
  MOAT_REVIEW_POLICY_QUARTERLY,
  MOAT_REVIEW_POLICY_YEARLY,
} MoatReviewPolicy;

typedef enum
{
  MOAT_ELEMENT_PROCESS,
  MOAT_ELEMENT_EXTERNAL_ENTITY,
  MOAT_ELEMENT_DATA_STORE,
} MoatElementType;

typedef enum
{
  MOAT_BOUNDARY_ZONE,
  MOAT_BOUNDARY_LINE,
} MoatBoundaryShape;

typedef enum
{
  MOAT_BOUNDARY_TRUST,
  MOAT_BOUNDARY_INTERNET,
  MOAT_BOUNDARY_NETWORK,
  MOAT_BOUNDARY_HOST,
  MOAT_BOUNDARY_PROCESS,
  MOAT_BOUNDARY_TENANT,
  MOAT_BOUNDARY_PRIVILEGE,
  MOAT_BOUNDARY_ORGANISATION,
} MoatBoundaryType;

typedef enum
{
  MOAT_STRIDE_SPOOFING = 1 << 0,
  MOAT_STRIDE_TAMPERING = 1 << 1,
  MOAT_STRIDE_REPUDIATION = 1 << 2,
  MOAT_STRIDE_DISCLOSURE = 1 << 3,
  MOAT_STRIDE_DENIAL = 1 << 4,
  MOAT_STRIDE_ELEVATION = 1 << 5,
} MoatStride;

typedef enum
{
  MOAT_LEVEL_UNKNOWN,
  MOAT_LEVEL_LOW,
  MOAT_LEVEL_MEDIUM,
  MOAT_LEVEL_HIGH,
  MOAT_LEVEL_CRITICAL,
} MoatLevel;

/* What was settled about a move; whether an open one has decisions is computed (moat_threat_get_standing()).
 */
typedef enum
{
  MOAT_THREAT_OPEN,
  MOAT_THREAT_ACCEPTED,
  MOAT_THREAT_TRANSFERRED,
  MOAT_THREAT_AVOIDED,
  MOAT_THREAT_OUT_OF_SCOPE,
  MOAT_THREAT_NOT_APPLICABLE,
} MoatThreatStatus;

typedef enum
{
  MOAT_DECISION_OTHER,
  MOAT_DECISION_DATA_FLOW,
  MOAT_DECISION_AUTHORIZATION,
} MoatDecisionType;

typedef enum
{
  MOAT_DECISION_PROPOSED,
  MOAT_DECISION_AGREED,
  MOAT_DECISION_BUILT,
  MOAT_DECISION_DROPPED,
} MoatDecisionStatus;

typedef enum
{
  MOAT_VERIFICATION_OTHER,
  MOAT_VERIFICATION_UNIT,
  MOAT_VERIFICATION_INTEGRATION,
  MOAT_VERIFICATION_NEGATIVE,
  MOAT_VERIFICATION_FUZZ,
  MOAT_VERIFICATION_LOAD,
  MOAT_VERIFICATION_SCAN,
  MOAT_VERIFICATION_LOG,
  MOAT_VERIFICATION_REVIEW,
} MoatVerificationType;

typedef enum
{
  MOAT_RESULT_PLANNED,
  MOAT_RESULT_PASSING,
  MOAT_RESULT_FAILING,
  MOAT_RESULT_MISSING,
} MoatResult;

typedef enum
{
  MOAT_TOPIC_OTHER,
  MOAT_TOPIC_AUTHENTICATION,
  MOAT_TOPIC_AUTHORIZATION,
  MOAT_TOPIC_PLATFORM,
} MoatTopic;

typedef enum
{
  MOAT_DEPENDENCY_SERVICE,
  MOAT_DEPENDENCY_TEAM,
  MOAT_DEPENDENCY_VENDOR,
} MoatDependencyType;

typedef enum
{
  MOAT_PROMPT_TAKEN,
  MOAT_PROMPT_DISMISSED,
} MoatPromptAnswer;

typedef enum
{
  MOAT_TRIGGER_OTHER,
  MOAT_TRIGGER_DEPLOYMENT,
  MOAT_TRIGGER_DESIGN_CHANGE,
  MOAT_TRIGGER_INCIDENT,
  MOAT_TRIGGER_SCHEDULE,
} MoatReviewTrigger;

/* Every state begins with this. */
struct _MoatState
{
  MoatKind kind;
  /* Sorts records of one kind (order.h), ties by id. */
  GRefString *order;
  /* Members of the file that this version does not know, as canonical JSON text of one object; kept for
   * saving. */
  GRefString *extra;
};

typedef struct
{
  MoatState base;
  GRefString *id; /* by which the model is known outside of its file; NULL in files that never had one */
  GRefString *title;
  GRefString *scope;
  GRefString *out_of_scope;
  GRefString *contact;
  GRefString *reporting;
  GRefString *update_when;
  MoatList *contributors;
  MoatNotation notation;
  MoatReviewPolicy review_policy;
  gboolean prototype;
  MoatList *keywords; /* by which a template is found */
  /* Of the file's top level, as extra is of the record: here, so that it is undone like everything else. */
  GRefString *file_extra;
} MoatModelState;

/* An asset's class: how bad it is when it leaks, and the rules that follow. */
typedef struct
{
  MoatState base;
  GRefString *name;
  double rank; /* higher is more secret; Public 0, Sensitive 10, Secret 20 */
  GRefString *in_transit;
  GRefString *at_rest;
  GRefString *access;
  GRefString *retention;
  gboolean never_logged;
} MoatClassState;

typedef struct
{
  MoatState base;
  GRefString *title;
  GRefString *summary;
  GRefString *notes;
  GRefString *attack_test; /* the ticket of the one attack test */
} MoatUseCaseState;

typedef struct
{
  MoatState base;
  GRefString *use_case;
  MoatElementType type;
  GRefString *name;
  GRefString *description;
  MoatRect box;
  MoatList *assets;
  GRefString *technology;
  MoatList *tags;
  GRefString *opens; /* a use case, for drill-down */
  MoatTristate encrypted;
  MoatTristate backed_up;
  MoatTristate keeps_log;
  MoatTristate privileged;
  gboolean out_of_scope;
  GRefString *reason;
} MoatElementState;

typedef struct
{
  MoatState base;
  GRefString *use_case;
  GRefString *source; /* NULL: a free end at source_point */
  GRefString *target; /* NULL: a free end at target_point */
  MoatPoint source_point;
  MoatPoint target_point;
  MoatPoints *bends;
  MoatPoint label_offset; /* from where the router would put the label */
  GRefString *name;
  GRefString *description;
  MoatList *assets;
  GRefString *protocol;
  MoatTristate authenticated;
  MoatTristate encrypted;
  gboolean bidirectional;
  MoatList *tags;
  gboolean out_of_scope;
  GRefString *reason;
  GRefString *notes; /* for who presents it */
} MoatFlowState;

typedef struct
{
  MoatState base;
  GRefString *use_case;
  MoatBoundaryShape shape;
  MoatBoundaryType type;
  GRefString *name;
  GRefString *description;
  MoatRect box;       /* of a zone */
  MoatPoints *points; /* of a line */
  MoatList *tags;
} MoatBoundaryState;

typedef struct
{
  MoatState base;
  GRefString *use_case;
  GRefString *text;
  MoatRect box;
} MoatNoteState;

/* One line of the happy path. With a flow, its words are the flow's name. */
typedef struct
{
  MoatState base;
  GRefString *use_case;
  GRefString *flow;
  GRefString *text;
  GRefString *notes; /* the same, of a step without a flow */
} MoatStepState;

typedef struct
{
  MoatState base;
  GRefString *name;
  GRefString *asset_class; /* NULL: not classified yet */
  GRefString *description;
  GRefString *handling;
  GRefString *owner;
} MoatAssetState;

typedef struct
{
  MoatState base;
  GRefString *on; /* a flow, an element, a boundary or a use case */
  GRefString *text;
  MoatStride stride;
  MoatLevel severity; /* unknown: from likelihood and impact */
  MoatLevel likelihood;
  MoatLevel impact;
  MoatThreatStatus status;
  GRefString *reason; /* why accepted or out of scope */
  GRefString *accepted_by;
  GRefString *until; /* ISO 8601 date */
  GRefString *owner;
  GRefString *notes;
  MoatList *cwe;
  MoatList *capec;
  GRefString *prompt; /* the catalogue entry it came from */
  gboolean is_private;
} MoatThreatState;

typedef struct
{
  MoatState base;
  MoatList *threats;
  GRefString *text;
  MoatDecisionType type;
  MoatList *enforced;
  GRefString *owner;
  GRefString *ticket;
  MoatDecisionStatus status;
  GRefString *notes;
  GRefString *pattern;    /* the catalogue pattern it came from */
  GRefString *decided_on; /* ISO 8601 date */
  gboolean is_private;
} MoatDecisionState;

typedef struct
{
  MoatState base;
  GRefString *decision;
  MoatVerificationType type;
  GRefString *text;
  MoatList *evidence;
  MoatResult result;
  GRefString *checked_on; /* ISO 8601 date */
} MoatVerificationState;

typedef struct
{
  MoatState base;
  GRefString *text;
  MoatTopic topic;
  MoatList *threats;
  gboolean is_private;
} MoatAssumptionState;

typedef struct
{
  MoatState base;
  GRefString *name;
  MoatDependencyType type;
  GRefString *description;
  GRefString *contact;
} MoatDependencyState;

typedef struct
{
  MoatState base;
  GRefString *on;
  GRefString *entry;
  MoatPromptAnswer answer;
  GRefString *reason;
  GRefString *threat;
} MoatPromptState;

typedef struct
{
  MoatState base;
  GRefString *about;
  GRefString *rule;
  GRefString *reason;
  GRefString *who;
  GRefString *until; /* ISO 8601 date */
} MoatExemptionState;

typedef struct
{
  MoatState base;
  GRefString *date; /* ISO 8601 date */
  GRefString *who;
  MoatReviewTrigger trigger;
  GRefString *notes;
  GRefString *digest;
  MoatList *people;
  double minutes;
} MoatReviewState;

MoatState *moat_state_new (MoatKind kind) G_GNUC_WARN_UNUSED_RESULT;
MoatState *moat_state_copy (const MoatState *state) G_GNUC_WARN_UNUSED_RESULT;
MoatState *moat_state_ref (MoatState *state);
void moat_state_unref (MoatState *state);
gboolean moat_state_equal (const MoatState *a, const MoatState *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatState, moat_state_unref)

G_END_DECLS
