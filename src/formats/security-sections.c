/* The sections of SECURITY.md. Each function writes one, in the order of the
 * table at the end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-sections.h"

#include "markdown.h"
#include "mermaid.h"
#include "place.h"
#include "query.h"
#include "zones.h"

#include <string.h>

typedef struct
{
  MoatDocument *document;
  const MoatModelState *model;
  GPtrArray *use_cases; /* borrowed */
  GPtrArray *threats;   /* public ones, in story order */
  GPtrArray *decisions; /* public ones that stop one of these, in the same order, each once */
  guint n_private;
  GString *out;
} Sections;

static const char *
id_of (MoatRecord *record)
{
  return moat_record_get_id (record);
}

static const char *
title_of (MoatDocument *document, const char *id)
{
  MoatRecord *record = moat_document_find (document, id);

  return record != NULL ? moat_record_get_title (record) : "";
}

static void
add_text (GPtrArray *texts, const char *text)
{
  if (text != NULL && *text != '\0')
    g_ptr_array_add (texts, g_strdup (text));
}

/* "Data flow", from the table of values, in English. */
static const char *
english (const MoatValue *values, int value)
{
  for (; values->nick != NULL; values++)
    if (values->value == value)
      return values->label;

  return "";
}

static void
append_bullet (GString *out, const char *text)
{
  g_string_append (out, "- ");
  moat_markdown_append (out, text, " ");
  g_string_append_c (out, '\n');
}

static const char *
use_case_title (MoatRecord *use_case)
{
  const char *title = moat_record_get_title (use_case);

  return *title != '\0' ? title : "Untitled";
}

/* ---- Summary ---- */

static void
append_assumptions (Sections *self, MoatTopic topic, const char *title)
{
  GPtrArray *assumptions = moat_document_list (self->document, MOAT_KIND_ASSUMPTION);
  gboolean is_first = TRUE;

  for (guint i = 0; i < assumptions->len; i++)
    {
      const MoatAssumptionState *state = moat_assumption_state (g_ptr_array_index (assumptions, i));

      if (state->topic != topic || state->is_private || state->text == NULL)
        continue;
      if (is_first)
        g_string_append_printf (self->out, "%s:\n\n", title);
      is_first = FALSE;
      append_bullet (self->out, state->text);
    }
  if (!is_first)
    g_string_append_c (self->out, '\n');
}

static void
append_last_review (Sections *self)
{
  GPtrArray *reviews = moat_document_list (self->document, MOAT_KIND_REVIEW);
  const MoatReviewState *last = NULL;

  for (guint i = 0; i < reviews->len; i++)
    {
      const MoatReviewState *state = moat_review_state (g_ptr_array_index (reviews, i));

      if (last == NULL || g_strcmp0 (state->date, last->date) > 0)
        last = state;
    }
  if (last == NULL || last->date == NULL)
    return;

  g_string_append (self->out, "Last review: ");
  moat_markdown_append (self->out, last->date, " ");
  if (last->who != NULL)
    {
      g_string_append (self->out, ", ");
      moat_markdown_append (self->out, last->who, " ");
    }
  g_string_append (self->out, ".\n\n");
}

static void
write_summary (Sections *self)
{
  moat_markdown_heading (self->out, 2, "Threat Model Summary", NULL);
  moat_markdown_strong (self->out, self->model->title);
  moat_markdown_paragraphs (self->out, self->model->scope);

  if (self->use_cases->len > 0)
    g_string_append (self->out, "Use cases:\n\n");
  for (guint i = 0; i < self->use_cases->len; i++)
    append_bullet (self->out, use_case_title (g_ptr_array_index (self->use_cases, i)));
  if (self->use_cases->len > 0)
    g_string_append_c (self->out, '\n');

  append_last_review (self);
  append_assumptions (self, MOAT_TOPIC_AUTHENTICATION, "Assumptions about authentication");
  append_assumptions (self, MOAT_TOPIC_AUTHORIZATION, "Assumptions about authorization");
  append_assumptions (self, MOAT_TOPIC_PLATFORM, "Assumptions about the platform");
  append_assumptions (self, MOAT_TOPIC_OTHER, "Other assumptions");
}

/* ---- Diagram and boundaries ---- */

static void
write_diagram (Sections *self)
{
  gboolean has_heading = FALSE;

  for (guint i = 0; i < self->use_cases->len; i++)
    {
      MoatRecord *use_case = g_ptr_array_index (self->use_cases, i);
      g_autofree char *chart = NULL;

      if (!moat_document_has_referrers (self->document, id_of (use_case), MOAT_KIND_ELEMENT))
        continue;
      if (!has_heading)
        moat_markdown_heading (self->out, 3, "Data Flow Diagram", NULL);
      has_heading = TRUE;
      if (self->use_cases->len > 1)
        moat_markdown_paragraphs (self->out, use_case_title (use_case));
      chart = moat_mermaid_write_use_case (self->document, id_of (use_case));
      g_string_append_printf (self->out, "```mermaid\n%s```\n\n", chart);
    }
}

static char *
describe_crossing (Sections *self, MoatRecord *flow, MoatRecord *boundary)
{
  MoatZones *zones = moat_zones_get (self->document);
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (zones, id_of (flow), &n_crossings);
  g_autofree char *label = moat_place_dup_label (self->document, flow);
  g_autofree char *ends = moat_query_flow_ends (self->document, flow);
  const char *direction = "inbound";

  for (guint i = 0; i < n_crossings; i++)
    if (crossings[i].boundary == boundary && crossings[i].direction == MOAT_CROSSING_OUTBOUND)
      direction = "outbound";

  if (moat_flow_state (flow)->bidirectional)
    direction = "both ways";

  return g_strdup_printf ("%s: %s (%s)", label, ends, direction);
}

static void
append_boundary (Sections *self, MoatMarkdownTable *table, MoatRecord *boundary)
{
  MoatZones *zones = moat_zones_get (self->document);
  GPtrArray *inside = moat_zones_get_inside (zones, id_of (boundary));
  g_autoptr (GPtrArray) flows = moat_zones_list_crossing_flows (zones, id_of (boundary));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) crossings = g_ptr_array_new_with_free_func (g_free);
  const MoatBoundaryState *state = moat_boundary_state (boundary);

  for (guint i = 0; i < inside->len; i++)
    add_text (names, moat_record_get_title (g_ptr_array_index (inside, i)));
  for (guint i = 0; i < flows->len; i++)
    g_ptr_array_add (crossings, describe_crossing (self, g_ptr_array_index (flows, i), boundary));

  moat_markdown_table_cell (table, id_of (boundary));
  moat_markdown_table_cell (table, state->name);
  moat_markdown_table_cell (table, english (moat_boundary_types, state->type));
  moat_markdown_table_cells (table, names);
  moat_markdown_table_cells (table, crossings);
  moat_markdown_table_cell (table, state->description);
}

static void
write_boundaries (Sections *self)
{
  static const char *const titles[]
      = { "Id", "Boundary", "Type", "Inside", "Flows that cross it", "What it means", NULL };
  MoatMarkdownTable table;

  moat_markdown_heading (self->out, 3, "Trust Boundaries", NULL);
  if (moat_document_count (self->document, MOAT_KIND_BOUNDARY) == 0)
    {
      g_string_append (self->out, "No trust boundary is drawn yet.\n\n");
      return;
    }

  moat_markdown_table_begin (&table, self->out, titles);
  for (guint i = 0; i < self->use_cases->len; i++)
    {
      g_autoptr (GPtrArray) boundaries = moat_document_list_children (self->document,
                                                               id_of (g_ptr_array_index (self->use_cases, i)),
                                                               MOAT_KIND_BOUNDARY);

      for (guint j = 0; j < boundaries->len; j++)
        append_boundary (self, &table, g_ptr_array_index (boundaries, j));
    }
  moat_markdown_table_end (&table);
}

/* ---- Sensitive data ---- */

static gboolean
is_sensitive (Sections *self, MoatRecord *asset)
{
  MoatRecord *asset_class = moat_query_class (self->document, asset);

  return asset_class != NULL && moat_query_class_tone (moat_class_state (asset_class)) > 0;
}

static GPtrArray *
list_travels (Sections *self, MoatRecord *asset)
{
  GPtrArray *travels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) carriers = moat_document_list_referrers (self->document, id_of (asset),
                                                                 MOAT_KIND_FLOW);

  for (guint i = 0; i < carriers->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (carriers, i);
      const MoatFlowState *state = moat_flow_state (flow);
      g_autofree char *label = moat_place_dup_label (self->document, flow);
      g_autofree char *ends = moat_query_flow_ends (self->document, flow);
      const char *protection = state->encrypted == MOAT_YES  ? ", encrypted"
                               : state->encrypted == MOAT_NO ? ", not encrypted"
                                                             : "";

      g_ptr_array_add (travels, g_strdup_printf ("%s: %s%s", label, ends, protection));
    }

  return travels;
}

/* Stores that keep it, by what they say or because it flows into them. */
static GPtrArray *
list_rests (Sections *self, MoatRecord *asset)
{
  GPtrArray *rests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) flows = moat_document_list_referrers (self->document, id_of (asset), MOAT_KIND_FLOW);
  g_autoptr (GPtrArray) holders = moat_document_list_referrers (self->document, id_of (asset),
                                                                MOAT_KIND_ELEMENT);

  for (guint i = 0; i < flows->len; i++)
    {
      const MoatFlowState *flow = moat_flow_state (g_ptr_array_index (flows, i));
      MoatRecord *target = moat_document_find (self->document, flow->target);

      if (target != NULL && moat_element_state (target)->type == MOAT_ELEMENT_DATA_STORE)
        g_ptr_array_add (holders, g_object_ref (target));
    }

  for (guint i = 0; i < holders->len; i++)
    {
      MoatRecord *holder = g_ptr_array_index (holders, i);
      const MoatElementState *state = moat_element_state (holder);
      const char *protection = state->encrypted == MOAT_YES  ? ", encrypted at rest"
                               : state->encrypted == MOAT_NO ? ", not encrypted at rest"
                                                             : "";

      if (g_hash_table_add (seen, holder))
        g_ptr_array_add (rests, g_strdup_printf ("%s%s", moat_record_get_title (holder), protection));
    }

  return rests;
}

static void
add_rule (GPtrArray *rules, const char *title, const char *text)
{
  if (text != NULL)
    g_ptr_array_add (rules, g_strdup_printf ("%s: %s", title, text));
}

static GPtrArray *
list_rules (Sections *self, MoatRecord *asset)
{
  const MoatClassState *asset_class = moat_class_state (moat_query_class (self->document, asset));
  GPtrArray *rules = g_ptr_array_new_with_free_func (g_free);

  add_text (rules, moat_asset_state (asset)->handling);
  add_rule (rules, "In transit", asset_class->in_transit);
  add_rule (rules, "At rest", asset_class->at_rest);
  add_rule (rules, "Access", asset_class->access);
  add_rule (rules, "Retention", asset_class->retention);
  if (asset_class->never_logged)
    add_text (rules, "Never logged");

  return rules;
}

static void
append_asset (Sections *self, MoatMarkdownTable *table, MoatRecord *asset)
{
  const MoatAssetState *state = moat_asset_state (asset);
  g_autoptr (GPtrArray) travels = list_travels (self, asset);
  g_autoptr (GPtrArray) rests = list_rests (self, asset);
  g_autoptr (GPtrArray) rules = list_rules (self, asset);

  moat_markdown_table_cell (table, id_of (asset));
  moat_markdown_table_cell (table, state->name);
  moat_markdown_table_cell (table, title_of (self->document, state->asset_class));
  moat_markdown_table_cells (table, travels);
  moat_markdown_table_cells (table, rests);
  moat_markdown_table_cells (table, rules);
}

static void
write_sensitive_data (Sections *self)
{
  static const char *const titles[] = { "Id",       "Data", "Class", "Where it travels", "Where it rests",
                                        "Handling", NULL };
  GPtrArray *assets = moat_document_list (self->document, MOAT_KIND_ASSET);
  MoatMarkdownTable table = { 0 };

  moat_markdown_heading (self->out, 3, "Sensitive Data Flows", NULL);
  for (guint i = 0; i < assets->len; i++)
    {
      if (!is_sensitive (self, g_ptr_array_index (assets, i)))
        continue;
      if (table.out == NULL)
        moat_markdown_table_begin (&table, self->out, titles);
      append_asset (self, &table, g_ptr_array_index (assets, i));
    }

  if (table.out != NULL)
    moat_markdown_table_end (&table);
  else
    g_string_append (self->out, "No data is classed as sensitive yet.\n\n");
}

/* ---- Use cases ---- */

static char *
list_asset_names (Sections *self, const MoatList *assets)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < moat_list_len (assets); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            title_of (self->document, moat_list_get (assets, i)));

  return g_string_free (names, FALSE);
}

static void
append_step (Sections *self, MoatRecord *step, guint number)
{
  MoatRecord *flow = moat_document_find (self->document, moat_step_state (step)->flow);

  g_string_append_printf (self->out, "%u. ", number);
  if (flow == NULL)
    moat_markdown_append (self->out, moat_record_get_title (step), " ");
  else
    {
      g_autofree char *ends = moat_query_flow_ends (self->document, flow);
      g_autofree char *assets = list_asset_names (self, moat_flow_state (flow)->assets);
      g_autofree char *line = g_strdup_printf ("%s: %s%s%s%s", ends, moat_record_get_title (flow),
                                               *assets != '\0' ? " (" : "", assets,
                                               *assets != '\0' ? ")" : "");

      moat_markdown_append (self->out, line, " ");
    }
  g_string_append_c (self->out, '\n');
}

static void
write_use_cases (Sections *self)
{
  for (guint i = 0; i < self->use_cases->len; i++)
    {
      MoatRecord *use_case = g_ptr_array_index (self->use_cases, i);
      const MoatUseCaseState *state = moat_use_case_state (use_case);
      g_autoptr (GPtrArray) steps = moat_document_list_children (self->document, id_of (use_case),
                                                                 MOAT_KIND_STEP);

      if (steps->len == 0 && state->summary == NULL)
        continue;
      moat_markdown_heading (self->out, 3, "Use Case: ", use_case_title (use_case));
      moat_markdown_paragraphs (self->out, state->summary);
      for (guint j = 0; j < steps->len; j++)
        append_step (self, g_ptr_array_index (steps, j), j + 1);
      if (steps->len > 0)
        g_string_append_c (self->out, '\n');
      if (state->attack_test != NULL)
        {
          g_string_append (self->out, "Attack test: ");
          moat_markdown_append (self->out, state->attack_test, " ");
          g_string_append (self->out, "\n\n");
        }
    }
}

/* ---- Threats ---- */

static gboolean
is_public_decision (MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);

  return !state->is_private && state->text != NULL && state->status != MOAT_DECISION_DROPPED;
}

static void
append_threat (Sections *self, MoatMarkdownTable *table, MoatRecord *threat)
{
  const MoatThreatState *state = moat_threat_state (threat);
  g_autoptr (GPtrArray) decisions = moat_query_decisions (self->document, id_of (threat));
  g_autoptr (GPtrArray) categories = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) mitigations = g_ptr_array_new_with_free_func (g_free);
  MoatLevel severity = moat_query_severity (state);
  g_autofree char *standing = g_strdup (
      moat_standing_get_nick (moat_query_standing (self->document, threat)));

  for (const MoatValue *value = moat_stride; value->nick != NULL; value++)
    if (state->stride & value->value)
      add_text (categories, value->label);
  for (guint i = 0; i < decisions->len; i++)
    if (is_public_decision (g_ptr_array_index (decisions, i)))
      add_text (mitigations, moat_record_get_title (g_ptr_array_index (decisions, i)));

  standing[0] = g_ascii_toupper (standing[0]);
  moat_markdown_table_cell (table, id_of (threat));
  moat_markdown_table_cell (table, state->text);
  moat_markdown_table_cells (table, categories);
  moat_markdown_table_cell (table, severity != MOAT_LEVEL_UNKNOWN ? english (moat_levels, severity) : NULL);
  moat_markdown_table_cell (table, g_strdelimit (standing, "-", ' '));
  moat_markdown_table_cells (table, mitigations);
}

static void
write_threats (Sections *self)
{
  static const char *const titles[]
      = { "Id", "Threat", "Category", "Severity", "Status", "Mitigation", NULL };
  MoatMarkdownTable table;

  moat_markdown_heading (self->out, 3, "Threats and Mitigations", NULL);
  if (self->threats->len == 0)
    g_string_append (self->out, "No threat is written down yet.\n\n");
  else
    {
      moat_markdown_table_begin (&table, self->out, titles);
      for (guint i = 0; i < self->threats->len; i++)
        append_threat (self, &table, g_ptr_array_index (self->threats, i));
      moat_markdown_table_end (&table);
    }

  if (self->n_private > 0)
    g_string_append_printf (self->out, "Private and not shown here: %u.\n\n", self->n_private);
}

/* The public moves that a decision stops. */
static GPtrArray *
list_stopped (Sections *self, MoatRecord *decision)
{
  const MoatList *ids = moat_decision_state (decision)->threats;
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < moat_list_len (ids); i++)
    {
      MoatRecord *threat = moat_document_find_kind (self->document, moat_list_get (ids, i), MOAT_KIND_THREAT);

      if (threat != NULL && !moat_threat_state (threat)->is_private)
        add_text (texts, moat_record_get_title (threat));
    }

  return texts;
}

static GPtrArray *
list_verifications (Sections *self, MoatRecord *decision)
{
  return moat_document_list_children (self->document, id_of (decision), MOAT_KIND_VERIFICATION);
}

static void
append_decision (Sections *self, MoatMarkdownTable *table, MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);
  g_autoptr (GPtrArray) stopped = list_stopped (self, decision);
  g_autoptr (GPtrArray) verifications = list_verifications (self, decision);
  g_autoptr (GPtrArray) proofs = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *enforced = moat_list_join (state->enforced, ", ");

  for (guint i = 0; i < verifications->len; i++)
    add_text (proofs, moat_record_get_title (g_ptr_array_index (verifications, i)));

  moat_markdown_table_cell (table, id_of (decision));
  moat_markdown_table_cells (table, stopped);
  moat_markdown_table_cell (table, state->text);
  moat_markdown_table_cell (table, enforced);
  moat_markdown_table_cells (table, proofs);
  moat_markdown_table_cell (table, state->owner);
  moat_markdown_table_cell (table, state->ticket);
}

static void
write_decisions (Sections *self)
{
  static const char *const titles[] = {
    "Id", "Threat (attacker move)", "Design decision", "Where enforced", "How we verify", "Owner", "Ticket",
    NULL
  };
  MoatMarkdownTable table;

  if (self->decisions->len == 0)
    return;

  moat_markdown_heading (self->out, 3, "Decisions", NULL);
  moat_markdown_table_begin (&table, self->out, titles);
  for (guint i = 0; i < self->decisions->len; i++)
    append_decision (self, &table, g_ptr_array_index (self->decisions, i));
  moat_markdown_table_end (&table);
}

static void
write_accepted_risks (Sections *self)
{
  static const char *const titles[] = { "Id", "Risk", "Why", "Accepted by", "Until", NULL };
  MoatMarkdownTable table = { 0 };

  for (guint i = 0; i < self->threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (self->threats, i);
      const MoatThreatState *state = moat_threat_state (threat);

      if (state->status != MOAT_THREAT_ACCEPTED)
        continue;
      if (table.out == NULL)
        {
          moat_markdown_heading (self->out, 3, "Accepted Risks", NULL);
          moat_markdown_table_begin (&table, self->out, titles);
        }
      moat_markdown_table_cell (&table, id_of (threat));
      moat_markdown_table_cell (&table, state->text);
      moat_markdown_table_cell (&table, state->reason);
      moat_markdown_table_cell (&table, state->accepted_by);
      moat_markdown_table_cell (&table, state->until);
    }
  if (table.out != NULL)
    moat_markdown_table_end (&table);
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
list_out_of_scope (Sections *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *elements = moat_document_list (self->document, MOAT_KIND_ELEMENT);
  GPtrArray *flows = moat_document_list (self->document, MOAT_KIND_FLOW);

  for (guint i = 0; i < elements->len; i++)
    {
      const MoatElementState *state = moat_element_state (g_ptr_array_index (elements, i));

      if (state->out_of_scope)
        add_out_of_scope (lines, moat_text_get (state->name), state->reason);
    }
  for (guint i = 0; i < flows->len; i++)
    {
      const MoatFlowState *state = moat_flow_state (g_ptr_array_index (flows, i));
      g_autofree char *label = moat_place_dup_label (self->document, g_ptr_array_index (flows, i));

      if (state->out_of_scope)
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

static void
write_out_of_scope (Sections *self)
{
  g_autoptr (GPtrArray) lines = list_out_of_scope (self);

  if (lines->len == 0 && self->model->out_of_scope == NULL)
    return;

  moat_markdown_heading (self->out, 3, "Out of Scope", NULL);
  moat_markdown_paragraphs (self->out, self->model->out_of_scope);
  for (guint i = 0; i < lines->len; i++)
    append_bullet (self->out, g_ptr_array_index (lines, i));
  if (lines->len > 0)
    g_string_append_c (self->out, '\n');
}

/* ---- Verification, dependencies, review ---- */

static void
append_verification (Sections *self, MoatMarkdownTable *table, MoatRecord *decision, MoatRecord *verification)
{
  const MoatVerificationState *state = moat_verification_state (verification);
  g_autoptr (GPtrArray) evidence = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *result = NULL;

  for (guint i = 0; i < moat_list_len (state->evidence); i++)
    add_text (evidence, moat_list_get (state->evidence, i));
  result = state->checked_on != NULL
               ? g_strdup_printf ("%s (%s)", english (moat_results, state->result), state->checked_on)
               : g_strdup (english (moat_results, state->result));

  moat_markdown_table_cell (table, id_of (verification));
  moat_markdown_table_cell (table, moat_decision_state (decision)->text);
  moat_markdown_table_cell (table, english (moat_verification_types, state->type));
  moat_markdown_table_cell (table, state->text);
  moat_markdown_table_cells (table, evidence);
  moat_markdown_table_cell (table, result);
}

static void
write_verification_plan (Sections *self)
{
  static const char *const titles[] = { "Id",       "Decision",    "Kind", "How we verify",
                                        "Evidence", "Last result", NULL };
  MoatMarkdownTable table = { 0 };

  for (guint i = 0; i < self->decisions->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (self->decisions, i);
      g_autoptr (GPtrArray) verifications = list_verifications (self, decision);

      for (guint j = 0; j < verifications->len; j++)
        {
          if (table.out == NULL)
            {
              moat_markdown_heading (self->out, 3, "Verification Plan", NULL);
              moat_markdown_table_begin (&table, self->out, titles);
            }
          append_verification (self, &table, decision, g_ptr_array_index (verifications, j));
        }
    }
  if (table.out != NULL)
    moat_markdown_table_end (&table);
}

static void
write_dependencies (Sections *self)
{
  static const char *const titles[] = { "Id", "Dependency", "Kind", "What for", "Contact", NULL };
  GPtrArray *dependencies = moat_document_list (self->document, MOAT_KIND_DEPENDENCY);
  MoatMarkdownTable table;

  if (dependencies->len == 0)
    return;

  moat_markdown_heading (self->out, 3, "Dependencies", NULL);
  moat_markdown_table_begin (&table, self->out, titles);
  for (guint i = 0; i < dependencies->len; i++)
    {
      const MoatDependencyState *state = moat_dependency_state (g_ptr_array_index (dependencies, i));

      moat_markdown_table_cell (&table, id_of (g_ptr_array_index (dependencies, i)));
      moat_markdown_table_cell (&table, state->name);
      moat_markdown_table_cell (&table, english (moat_dependency_types, state->type));
      moat_markdown_table_cell (&table, state->description);
      moat_markdown_table_cell (&table, state->contact);
    }
  moat_markdown_table_end (&table);
}

static void
append_reviews (Sections *self, GPtrArray *reviews)
{
  static const char *const titles[] = { "Date", "Who", "Reason", "Notes", NULL };
  MoatMarkdownTable table;

  if (reviews->len == 0)
    return;

  moat_markdown_table_begin (&table, self->out, titles);
  for (guint i = 0; i < reviews->len; i++)
    {
      const MoatReviewState *state = moat_review_state (g_ptr_array_index (reviews, i));

      moat_markdown_table_cell (&table, state->date);
      moat_markdown_table_cell (&table, state->who);
      moat_markdown_table_cell (&table, english (moat_review_triggers, state->trigger));
      moat_markdown_table_cell (&table, state->notes);
    }
  moat_markdown_table_end (&table);
}

static void
write_review (Sections *self)
{
  GPtrArray *reviews = moat_document_list (self->document, MOAT_KIND_REVIEW);

  if (reviews->len == 0 && self->model->update_when == NULL
      && self->model->review_policy == MOAT_REVIEW_POLICY_NONE)
    return;

  moat_markdown_heading (self->out, 3, "Review", NULL);
  if (self->model->update_when != NULL)
    {
      g_string_append (self->out, "Update this: ");
      moat_markdown_append (self->out, self->model->update_when, " ");
      g_string_append (self->out, "\n\n");
    }
  if (self->model->review_policy != MOAT_REVIEW_POLICY_NONE)
    g_string_append_printf (self->out, "Reviewed: %s.\n\n",
                            english (moat_review_policies, self->model->review_policy));
  append_reviews (self, reviews);
}

static void
write_contact (Sections *self)
{
  if (self->model->contact == NULL)
    return;

  moat_markdown_heading (self->out, 2, "Security Contact", NULL);
  moat_markdown_paragraphs (self->out, self->model->contact);
}

/* ---- All ---- */

/* What is public, and how much is not. */
static void
collect (Sections *self)
{
  g_autoptr (GPtrArray) threats = moat_query_threats (self->document, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *assumptions = moat_document_list (self->document, MOAT_KIND_ASSUMPTION);

  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      gboolean is_private = moat_threat_state (threat)->is_private;
      g_autoptr (GPtrArray) decisions = moat_query_decisions (self->document, id_of (threat));

      if (is_private)
        self->n_private++;
      else
        g_ptr_array_add (self->threats, g_object_ref (threat));

      for (guint j = 0; j < decisions->len; j++)
        {
          MoatRecord *decision = g_ptr_array_index (decisions, j);

          /* A decision for a private move alone is as private as that. */
          if (!moat_decision_state (decision)->is_private && is_private)
            continue;
          if (!g_hash_table_add (seen, decision))
            continue;
          if (moat_decision_state (decision)->is_private)
            self->n_private++;
          else if (is_public_decision (decision))
            g_ptr_array_add (self->decisions, g_object_ref (decision));
        }
    }
  for (guint i = 0; i < assumptions->len; i++)
    self->n_private += moat_assumption_state (g_ptr_array_index (assumptions, i))->is_private;
}

typedef void (*SectionFunc) (Sections *self);

static const SectionFunc section_funcs[] = {
  write_summary,      write_diagram,   write_boundaries,     write_sensitive_data, write_use_cases,
  write_threats,      write_decisions, write_accepted_risks, write_out_of_scope,   write_verification_plan,
  write_dependencies, write_review,    write_contact,
};

char *
moat_security_sections_write (MoatDocument *document, guint *n_private)
{
  g_autoptr (GPtrArray) threats = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) decisions = g_ptr_array_new_with_free_func (g_object_unref);
  Sections self = {
    .document = document,
    .model = moat_model_state (moat_document_get_model (document)),
    .use_cases = moat_document_list (document, MOAT_KIND_USE_CASE),
    .threats = threats,
    .decisions = decisions,
    .out = g_string_new (NULL),
  };

  collect (&self);
  for (guint i = 0; i < G_N_ELEMENTS (section_funcs); i++)
    section_funcs[i](&self);

  *n_private = self.n_private;
  return g_string_free (self.out, FALSE);
}
