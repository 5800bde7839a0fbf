/* Whether a model covers what a reviewer looks for.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-model.h"

#include "query.h"
#include "record.h"
#include "states.h"

/* As many as prose must pair with what is done about them. */
#define ENOUGH_THREATS 2

static gboolean
has_boundaries (MoatDocument *document)
{
  return moat_document_list (document, MOAT_KIND_BOUNDARY)->len > 0
         && moat_document_list (document, MOAT_KIND_FLOW)->len > 0;
}

static gboolean
any_is_sensitive (MoatDocument *document, MoatKind kind)
{
  GPtrArray *records = moat_document_list (document, kind);

  for (guint i = 0; i < records->len; i++)
    {
      MoatRecord *of = moat_query_class (document, g_ptr_array_index (records, i));
      const MoatClassState *state = of != NULL ? moat_class_state (of) : NULL;

      if (state != NULL && state->rank > 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_assumption (MoatDocument *document, MoatTopic topic)
{
  GPtrArray *records = moat_document_list (document, MOAT_KIND_ASSUMPTION);

  for (guint i = 0; i < records->len; i++)
    {
      const MoatAssumptionState *state = moat_assumption_state (g_ptr_array_index (records, i));

      if (state->topic == topic && state->text != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Flows that say whether they are authenticated state the assumption as well as words do. */
static gboolean
has_authentication (MoatDocument *document)
{
  GPtrArray *flows = moat_document_list (document, MOAT_KIND_FLOW);

  for (guint i = 0; i < flows->len; i++)
    {
      const MoatFlowState *state = moat_flow_state (g_ptr_array_index (flows, i));

      if (state->authenticated != MOAT_UNKNOWN)
        return TRUE;
    }
  return has_assumption (document, MOAT_TOPIC_AUTHENTICATION);
}

static gboolean
has_authorization (MoatDocument *document)
{
  GPtrArray *decisions = moat_document_list (document, MOAT_KIND_DECISION);

  for (guint i = 0; i < decisions->len; i++)
    {
      const MoatDecisionState *state = moat_decision_state (g_ptr_array_index (decisions, i));

      if (state->type == MOAT_DECISION_AUTHORIZATION && state->status != MOAT_DECISION_DROPPED
          && state->text != NULL)
        return TRUE;
    }
  return has_assumption (document, MOAT_TOPIC_AUTHORIZATION);
}

static gboolean
has_answers (MoatDocument *document)
{
  GPtrArray *threats = moat_document_list (document, MOAT_KIND_THREAT);
  guint n = 0;

  for (guint i = 0; i < threats->len; i++)
    n += moat_query_standing (document, g_ptr_array_index (threats, i)) != MOAT_STANDING_OPEN;
  return n >= ENOUGH_THREATS;
}

MoatAuditCoverage
moat_audit_cover_model (MoatDocument *document)
{
  MoatAuditCoverage coverage = { 0 };

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), coverage);

  coverage.topics
      = has_boundaries (document) << MOAT_AUDIT_BOUNDARIES
        | (any_is_sensitive (document, MOAT_KIND_FLOW) || any_is_sensitive (document, MOAT_KIND_ELEMENT))
              << MOAT_AUDIT_DATA_FLOWS
        | has_authentication (document) << MOAT_AUDIT_AUTHENTICATION
        | has_authorization (document) << MOAT_AUDIT_AUTHORIZATION
        | has_answers (document) << MOAT_AUDIT_THREATS;
  return coverage;
}

gboolean
moat_audit_model_is_prototype (MoatDocument *document)
{
  const MoatModelState *state;

  g_return_val_if_fail (MOAT_IS_DOCUMENT (document), FALSE);

  state = moat_model_state (moat_document_get_model (document));
  return state->prototype;
}
