/* The sections of SECURITY.md from the threats on: what may happen, what was
 * decided, and how it is proven. The order is in security-sections.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-private.h"

#include "query.h"

static const char *
id_of (MoatRecord *record)
{
  return moat_record_get_id (record);
}

/* ---- Threats ---- */

gboolean
moat_security_is_public_decision (MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);

  return !state->is_private && state->text != NULL && state->status != MOAT_DECISION_DROPPED;
}

char *
moat_security_dup_standing (MoatSecurity *self, MoatRecord *threat)
{
  char *standing = g_strdup (moat_standing_get_nick (moat_query_standing (self->document, threat)));

  standing[0] = g_ascii_toupper (standing[0]);
  return g_strdelimit (standing, "-", ' ');
}

static void
append_threat (MoatSecurity *self, MoatRecord *threat)
{
  const MoatThreatState *state = moat_threat_state (threat);
  g_autoptr (GPtrArray) decisions = moat_query_decisions (self->document, id_of (threat));
  g_autoptr (GPtrArray) categories = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) mitigations = g_ptr_array_new_with_free_func (g_free);
  MoatLevel severity = moat_query_severity (state);
  g_autofree char *standing = moat_security_dup_standing (self, threat);

  for (const MoatValue *value = moat_stride; value->nick != NULL; value++)
    if (state->stride & value->value)
      moat_security_add_text (categories, value->label);
  for (guint i = 0; i < decisions->len; i++)
    if (moat_security_is_public_decision (g_ptr_array_index (decisions, i)))
      moat_security_add_text (mitigations, moat_record_get_title (g_ptr_array_index (decisions, i)));

  moat_security_begin_row (self, threat);
  moat_paper_cell (self->paper, state->text);
  moat_paper_cells (self->paper, categories);
  moat_paper_cell (self->paper,
                   severity != MOAT_LEVEL_UNKNOWN ? moat_security_english (moat_levels, severity) : NULL);
  moat_paper_cell (self->paper, standing);
  moat_paper_cells (self->paper, mitigations);
}

void
moat_security_write_threats (MoatSecurity *self)
{
  moat_security_heading (self, "Threats and Mitigations");
  if (self->threats->len == 0)
    moat_paper_paragraph (self->paper, "No threat is written down yet.", NULL);
  else
    {
      moat_security_table (self, MOAT_SECURITY_THREATS);
      for (guint i = 0; i < self->threats->len; i++)
        append_threat (self, g_ptr_array_index (self->threats, i));
    }

  moat_security_append_private (self);
}

void
moat_security_append_private (MoatSecurity *self)
{
  g_autofree char *line = g_strdup_printf ("Private and not shown here: %u.", self->n_private);

  if (self->n_private > 0)
    moat_paper_paragraph (self->paper, line, NULL);
}

/* The public moves that a decision stops. */
static GPtrArray *
list_stopped (MoatSecurity *self, MoatRecord *decision)
{
  const MoatList *ids = moat_decision_state (decision)->threats;
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < moat_list_len (ids); i++)
    {
      MoatRecord *threat = moat_document_find_kind (self->document, moat_list_get (ids, i), MOAT_KIND_THREAT);

      if (threat != NULL && !moat_threat_state (threat)->is_private)
        moat_security_add_text (texts, moat_record_get_title (threat));
    }

  return texts;
}

static GPtrArray *
list_verifications (MoatSecurity *self, MoatRecord *decision)
{
  return moat_document_list_children (self->document, id_of (decision), MOAT_KIND_VERIFICATION);
}

static void
append_decision (MoatSecurity *self, MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);
  g_autoptr (GPtrArray) stopped = list_stopped (self, decision);
  g_autoptr (GPtrArray) verifications = list_verifications (self, decision);
  g_autoptr (GPtrArray) proofs = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *enforced = moat_list_join (state->enforced, ", ");

  for (guint i = 0; i < verifications->len; i++)
    moat_security_add_text (proofs, moat_record_get_title (g_ptr_array_index (verifications, i)));

  moat_security_begin_row (self, decision);
  moat_paper_cells (self->paper, stopped);
  moat_paper_cell (self->paper, state->text);
  moat_paper_cell (self->paper, enforced);
  moat_paper_cells (self->paper, proofs);
  moat_paper_cell (self->paper, state->owner);
  moat_paper_cell (self->paper, state->ticket);
}

void
moat_security_write_decisions (MoatSecurity *self)
{

  if (self->decisions->len == 0)
    return;

  moat_security_heading (self, "Decisions");
  moat_security_table (self, MOAT_SECURITY_DECISIONS);
  for (guint i = 0; i < self->decisions->len; i++)
    append_decision (self, g_ptr_array_index (self->decisions, i));
}

void
moat_security_write_accepted_risks (MoatSecurity *self)
{
  gboolean is_open = FALSE;

  for (guint i = 0; i < self->threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (self->threats, i);
      const MoatThreatState *state = moat_threat_state (threat);

      if (state->status != MOAT_THREAT_ACCEPTED)
        continue;
      if (!is_open)
        {
          is_open = TRUE;
          moat_security_heading (self, "Accepted Risks");
          moat_security_table (self, MOAT_SECURITY_RISKS);
        }
      moat_security_begin_row (self, threat);
      moat_paper_cell (self->paper, state->text);
      moat_paper_cell (self->paper, state->reason);
      moat_paper_cell (self->paper, state->accepted_by);
      moat_paper_cell (self->paper, state->until);
    }
}

/* ---- Out of scope ---- */

static void
add_out_of_scope (GPtrArray *lines, const char *what, const char *reason)
{
  if (*what == '\0')
    what = "Unnamed";
  g_ptr_array_add (lines, reason != NULL ? g_strdup_printf ("%s: %s", what, reason) : g_strdup (what));
}

static GPtrArray *
list_out_of_scope (MoatSecurity *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *elements = moat_document_list (self->document, MOAT_KIND_ELEMENT);
  GPtrArray *flows = moat_document_list (self->document, MOAT_KIND_FLOW);

  for (guint i = 0; i < elements->len; i++)
    {
      const MoatElementState *state = moat_element_state (g_ptr_array_index (elements, i));

      if (state->out_of_scope && moat_security_is_shown (self, g_ptr_array_index (elements, i)))
        add_out_of_scope (lines, moat_text_get (state->name), state->reason);
    }
  for (guint i = 0; i < flows->len; i++)
    {
      const MoatFlowState *state = moat_flow_state (g_ptr_array_index (flows, i));
      g_autofree char *label = moat_security_dup_flow_label (self, g_ptr_array_index (flows, i));

      if (state->out_of_scope && moat_security_is_shown (self, g_ptr_array_index (flows, i)))
        add_out_of_scope (lines, label, state->reason);
    }
  for (guint i = 0; i < self->threats->len; i++)
    {
      const MoatThreatState *state = moat_threat_state (g_ptr_array_index (self->threats, i));

      if (state->status == MOAT_THREAT_OUT_OF_SCOPE || state->status == MOAT_THREAT_NOT_APPLICABLE)
        add_out_of_scope (lines, moat_text_get (state->text), state->reason);
    }

  return lines;
}

void
moat_security_write_out_of_scope (MoatSecurity *self)
{
  g_autoptr (GPtrArray) lines = list_out_of_scope (self);

  if (lines->len == 0 && self->model->out_of_scope == NULL)
    return;

  moat_security_heading (self, "Out of Scope");
  moat_paper_paragraph (self->paper, NULL, self->model->out_of_scope);
  if (lines->len > 0)
    moat_paper_list (self->paper, MOAT_PAPER_BULLETS);
  for (guint i = 0; i < lines->len; i++)
    moat_paper_item (self->paper, g_ptr_array_index (lines, i));
}

/* ---- Verification, dependencies, review ---- */

static void
append_verification (MoatSecurity *self, MoatRecord *decision, MoatRecord *verification)
{
  const MoatVerificationState *state = moat_verification_state (verification);
  g_autoptr (GPtrArray) evidence = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *result = NULL;

  for (guint i = 0; i < moat_list_len (state->evidence); i++)
    moat_security_add_text (evidence, moat_list_get (state->evidence, i));
  result = state->checked_on != NULL
               ? g_strdup_printf ("%s (%s)", moat_security_english (moat_results, state->result),
                                  state->checked_on)
               : g_strdup (moat_security_english (moat_results, state->result));

  moat_security_begin_row (self, verification);
  moat_paper_cell (self->paper, moat_decision_state (decision)->text);
  moat_paper_cell (self->paper, moat_security_english (moat_verification_types, state->type));
  moat_paper_cell (self->paper, state->text);
  moat_paper_cells (self->paper, evidence);
  moat_paper_cell (self->paper, result);
}

void
moat_security_write_verification_plan (MoatSecurity *self)
{
  gboolean is_open = FALSE;

  for (guint i = 0; i < self->decisions->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (self->decisions, i);
      g_autoptr (GPtrArray) verifications = list_verifications (self, decision);

      for (guint j = 0; j < verifications->len; j++)
        {
          if (!is_open)
            {
              is_open = TRUE;
              moat_security_heading (self, "Verification Plan");
              moat_security_table (self, MOAT_SECURITY_VERIFICATIONS);
            }
          append_verification (self, decision, g_ptr_array_index (verifications, j));
        }
    }
}

void
moat_security_write_dependencies (MoatSecurity *self)
{
  GPtrArray *dependencies = moat_document_list (self->document, MOAT_KIND_DEPENDENCY);

  if (dependencies->len == 0)
    return;

  moat_security_heading (self, "Dependencies");
  moat_security_table (self, MOAT_SECURITY_DEPENDENCIES);
  for (guint i = 0; i < dependencies->len; i++)
    {
      const MoatDependencyState *state = moat_dependency_state (g_ptr_array_index (dependencies, i));

      moat_security_begin_row (self, g_ptr_array_index (dependencies, i));
      moat_paper_cell (self->paper, state->name);
      moat_paper_cell (self->paper, moat_security_english (moat_dependency_types, state->type));
      moat_paper_cell (self->paper, state->description);
      moat_paper_cell (self->paper, state->contact);
    }
}

static void
append_reviews (MoatSecurity *self, GPtrArray *reviews)
{

  if (reviews->len == 0)
    return;

  moat_security_table (self, MOAT_SECURITY_REVIEWS);
  for (guint i = 0; i < reviews->len; i++)
    {
      const MoatReviewState *state = moat_review_state (g_ptr_array_index (reviews, i));

      moat_security_begin_row (self, g_ptr_array_index (reviews, i));
      moat_paper_cell (self->paper, state->date);
      moat_paper_cell (self->paper, state->who);
      moat_paper_cell (self->paper, moat_security_english (moat_review_triggers, state->trigger));
      moat_paper_cell (self->paper, state->notes);
    }
}

void
moat_security_write_review (MoatSecurity *self)
{
  GPtrArray *reviews = moat_document_list (self->document, MOAT_KIND_REVIEW);

  if (reviews->len == 0 && self->model->update_when == NULL
      && self->model->review_policy == MOAT_REVIEW_POLICY_NONE)
    return;

  moat_security_heading (self, "Review");
  if (self->model->update_when != NULL)
    moat_paper_paragraph (self->paper, "Update this: ", self->model->update_when);
  if (self->model->review_policy != MOAT_REVIEW_POLICY_NONE)
    {
      g_autofree char *often
          = g_strconcat (moat_security_english (moat_review_policies, self->model->review_policy), ".", NULL);

      moat_paper_paragraph (self->paper, "How often: ", often);
    }
  append_reviews (self, reviews);
}

void
moat_security_write_contact (MoatSecurity *self)
{
  if (self->model->contact == NULL)
    return;

  moat_paper_heading (self->paper, 2, "Security Contact", NULL);
  moat_paper_paragraph (self->paper, NULL, self->model->contact);
}
