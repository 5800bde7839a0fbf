/* The sections of SECURITY.md. Each function writes one, in the order of the
 * table at the end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-sections.h"

#include "ids.h"
#include "paper-markdown.h"
#include "place.h"
#include "untranslated.h"
#include "query.h"
#include "security-private.h"
#include "zones.h"

#include <string.h>


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

/* Whether a record is of a use case that is shown. */
gboolean
moat_security_is_shown (MoatSecurity *self, MoatRecord *record)
{
  MoatRecord *use_case = self->only != NULL ? moat_query_use_case (self->document, record) : NULL;

  return self->only == NULL || (use_case != NULL && strcmp (id_of (use_case), self->only) == 0);
}

char *
moat_security_dup_flow_label (MoatSecurity *self, MoatRecord *flow)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, flow));

  return moat_place_dup_label_numbered (self->document, flow, number);
}

void
moat_security_heading (MoatSecurity *self, const char *title)
{
  moat_paper_heading (self->paper, self->level, title, NULL);
}

void
moat_security_table (MoatSecurity *self, MoatSecurityTableId id)
{
  const MoatSecurityColumn *columns = moat_security_tables[id].columns;
  const char *titles[MOAT_SECURITY_MAX_COLUMNS + 1] = { NULL };

  /* The first column is the id's. */
  if (!self->shows_ids)
    columns++;
  for (guint i = 0; columns[i].title != NULL; i++)
    titles[i] = columns[i].title;
  moat_paper_table (self->paper, titles, &moat_security_tables[id]);
}

void
moat_security_begin_row (MoatSecurity *self, MoatRecord *record)
{
  moat_paper_row (self->paper, self->shows_ids ? NULL : id_of (record));
  if (self->shows_ids)
    moat_paper_cell (self->paper, id_of (record));
}

void
moat_security_add_text (GPtrArray *texts, const char *text)
{
  if (text != NULL && *text != '\0')
    g_ptr_array_add (texts, g_strdup (text));
}

/* "Data flow", from the table of values, in English. */
const char *
moat_security_english (const MoatValue *values, int value)
{
  for (; values->nick != NULL; values++)
    if (values->value == value)
      return values->label;

  return "";
}

const char *
moat_security_use_case_title (MoatRecord *use_case)
{
  const char *title = moat_record_get_title (use_case);

  return *title != '\0' ? title : "Untitled";
}

/* ---- Summary ---- */

static void
append_topic (MoatSecurity *self, MoatTopic topic, const char *title)
{
  GPtrArray *assumptions = moat_document_list (self->document, MOAT_KIND_ASSUMPTION);
  gboolean is_first = TRUE;

  for (guint i = 0; i < assumptions->len; i++)
    {
      const MoatAssumptionState *state = moat_assumption_state (g_ptr_array_index (assumptions, i));

      if (state->topic != topic || state->is_private || state->text == NULL)
        continue;
      if (is_first)
        {
          moat_paper_paragraph (self->paper, title, NULL);
          moat_paper_list (self->paper, MOAT_PAPER_BULLETS);
        }
      is_first = FALSE;
      moat_paper_item (self->paper, state->text);
    }
}

void
moat_security_append_last_review (MoatSecurity *self)
{
  MoatRecord *review = moat_query_last_review (self->document);
  const MoatReviewState *last = review != NULL ? moat_review_state (review) : NULL;
  g_autofree char *line = NULL;

  if (last == NULL)
    return;

  line = last->who != NULL ? g_strdup_printf ("%s, %s.", last->date, last->who)
                           : g_strdup_printf ("%s.", last->date);
  moat_paper_paragraph (self->paper, "Last review: ", line);
}

void
moat_security_append_assumptions (MoatSecurity *self)
{
  append_topic (self, MOAT_TOPIC_AUTHENTICATION, "Assumptions about authentication:");
  append_topic (self, MOAT_TOPIC_AUTHORIZATION, "Assumptions about authorization:");
  append_topic (self, MOAT_TOPIC_PLATFORM, "Assumptions about the platform:");
  append_topic (self, MOAT_TOPIC_OTHER, "Other assumptions:");
}

static void
write_summary (MoatSecurity *self)
{
  moat_paper_heading (self->paper, 2, "Threat Model Summary", NULL);
  moat_paper_strong (self->paper, self->model->title);
  moat_paper_paragraph (self->paper, NULL, self->model->scope);

  if (self->use_cases->len > 0)
    {
      moat_paper_paragraph (self->paper, "Use cases:", NULL);
      moat_paper_list (self->paper, MOAT_PAPER_BULLETS);
    }
  for (guint i = 0; i < self->use_cases->len; i++)
    moat_paper_item (self->paper, moat_security_use_case_title (g_ptr_array_index (self->use_cases, i)));

  moat_security_append_last_review (self);
  moat_security_append_assumptions (self);
}

/* ---- Diagram and boundaries ---- */

static void
write_diagram (MoatSecurity *self)
{
  gboolean has_heading = FALSE;

  for (guint i = 0; i < self->use_cases->len; i++)
    {
      MoatRecord *use_case = g_ptr_array_index (self->use_cases, i);

      if (!moat_document_has_referrers (self->document, id_of (use_case), MOAT_KIND_ELEMENT))
        continue;
      if (!has_heading)
        moat_security_heading (self, "Data Flow Diagram");
      has_heading = TRUE;
      moat_paper_figure (self->paper, id_of (use_case),
                         self->use_cases->len > 1 ? moat_security_use_case_title (use_case) : NULL);
    }
}

static char *
describe_crossing (MoatSecurity *self, MoatRecord *flow, MoatRecord *boundary)
{
  MoatZones *zones = moat_zones_get (self->document);
  guint n_crossings;
  const MoatCrossing *crossings = moat_zones_get_crossings (zones, id_of (flow), &n_crossings);
  g_autofree char *label = moat_security_dup_flow_label (self, flow);
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
append_boundary (MoatSecurity *self, MoatRecord *boundary)
{
  MoatZones *zones = moat_zones_get (self->document);
  GPtrArray *inside = moat_zones_get_inside (zones, id_of (boundary));
  g_autoptr (GPtrArray) flows = moat_zones_list_crossing_flows (zones, id_of (boundary));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) crossings = g_ptr_array_new_with_free_func (g_free);
  const MoatBoundaryState *state = moat_boundary_state (boundary);

  for (guint i = 0; i < inside->len; i++)
    moat_security_add_text (names, moat_record_get_title (g_ptr_array_index (inside, i)));
  for (guint i = 0; i < flows->len; i++)
    g_ptr_array_add (crossings, describe_crossing (self, g_ptr_array_index (flows, i), boundary));

  moat_security_begin_row (self, boundary);
  moat_paper_cell (self->paper, state->name);
  moat_paper_cell (self->paper, moat_security_english (moat_boundary_types, state->type));
  moat_paper_cells (self->paper, names);
  moat_paper_cells (self->paper, crossings);
  moat_paper_cell (self->paper, state->description);
}

void
moat_security_write_boundaries (MoatSecurity *self)
{
  gboolean is_open = FALSE;

  moat_security_heading (self, "Trust Boundaries");
  for (guint i = 0; i < self->use_cases->len; i++)
    {
      g_autoptr (GPtrArray) boundaries = moat_document_list_children (self->document,
                                                               id_of (g_ptr_array_index (self->use_cases, i)),
                                                               MOAT_KIND_BOUNDARY);

      if (boundaries->len > 0 && !is_open)
        moat_security_table (self, MOAT_SECURITY_BOUNDARIES);
      is_open = is_open || boundaries->len > 0;
      for (guint j = 0; j < boundaries->len; j++)
        append_boundary (self, g_ptr_array_index (boundaries, j));
    }

  if (!is_open)
    moat_paper_paragraph (self->paper, "No trust boundary is drawn yet.", NULL);
}

/* ---- Sensitive data ---- */

static gboolean
is_sensitive (MoatSecurity *self, MoatRecord *asset)
{
  MoatRecord *asset_class = moat_query_class (self->document, asset);

  return asset_class != NULL && moat_query_class_tone (moat_class_state (asset_class)) > 0;
}

static GPtrArray *
list_travels (MoatSecurity *self, MoatRecord *asset)
{
  GPtrArray *travels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) carriers = moat_document_list_referrers (self->document, id_of (asset),
                                                                 MOAT_KIND_FLOW);

  for (guint i = 0; i < carriers->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (carriers, i);
      const MoatFlowState *state = moat_flow_state (flow);
      g_autofree char *label = moat_security_dup_flow_label (self, flow);
      g_autofree char *ends = moat_query_flow_ends (self->document, flow);
      const char *protection = state->encrypted == MOAT_YES  ? ", encrypted"
                               : state->encrypted == MOAT_NO ? ", not encrypted"
                                                             : "";

      if (moat_security_is_shown (self, flow))
        g_ptr_array_add (travels, g_strdup_printf ("%s: %s%s", label, ends, protection));
    }

  return travels;
}

/* Stores that keep it, by what they say or because it flows into them. */
static GPtrArray *
list_rests (MoatSecurity *self, MoatRecord *asset)
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

      if (moat_security_is_shown (self, holder) && g_hash_table_add (seen, holder))
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
list_rules (MoatSecurity *self, MoatRecord *asset)
{
  const MoatClassState *asset_class = moat_class_state (moat_query_class (self->document, asset));
  GPtrArray *rules = g_ptr_array_new_with_free_func (g_free);

  moat_security_add_text (rules, moat_asset_state (asset)->handling);
  add_rule (rules, "In transit", asset_class->in_transit);
  add_rule (rules, "At rest", asset_class->at_rest);
  add_rule (rules, "Access", asset_class->access);
  add_rule (rules, "Retention", asset_class->retention);
  if (asset_class->never_logged)
    moat_security_add_text (rules, "Never logged");

  return rules;
}

static void
append_asset (MoatSecurity *self, MoatRecord *asset)
{
  const MoatAssetState *state = moat_asset_state (asset);
  g_autoptr (GPtrArray) travels = list_travels (self, asset);
  g_autoptr (GPtrArray) rests = list_rests (self, asset);
  g_autoptr (GPtrArray) rules = list_rules (self, asset);

  moat_security_begin_row (self, asset);
  moat_paper_cell (self->paper, state->name);
  moat_paper_cell (self->paper, title_of (self->document, state->asset_class));
  moat_paper_cells (self->paper, travels);
  moat_paper_cells (self->paper, rests);
  moat_paper_cells (self->paper, rules);
}

void
moat_security_write_sensitive_data (MoatSecurity *self)
{
  GPtrArray *assets = moat_document_list (self->document, MOAT_KIND_ASSET);
  gboolean is_open = FALSE;

  moat_security_heading (self, "Sensitive Data Flows");
  for (guint i = 0; i < assets->len; i++)
    {
      if (!is_sensitive (self, g_ptr_array_index (assets, i)))
        continue;
      if (!is_open)
        moat_security_table (self, MOAT_SECURITY_ASSETS);
      is_open = TRUE;
      append_asset (self, g_ptr_array_index (assets, i));
    }

  if (!is_open)
    moat_paper_paragraph (self->paper, "No data is classed as sensitive yet.", NULL);
}

/* ---- Use cases ---- */

static char *
list_asset_names (MoatSecurity *self, const MoatList *assets)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < moat_list_len (assets); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            title_of (self->document, moat_list_get (assets, i)));

  return g_string_free (names, FALSE);
}

static void
append_step (MoatSecurity *self, MoatRecord *step)
{
  MoatRecord *flow = moat_document_find (self->document, moat_step_state (step)->flow);
  g_autofree char *ends = NULL;
  g_autofree char *assets = NULL;
  g_autofree char *line = NULL;

  if (flow == NULL)
    {
      moat_paper_item (self->paper, moat_record_get_title (step));
      return;
    }
  ends = moat_query_flow_ends (self->document, flow);
  assets = list_asset_names (self, moat_flow_state (flow)->assets);
  line = g_strdup_printf ("%s: %s%s%s%s", ends, moat_record_get_title (flow), *assets != '\0' ? " (" : "",
                          assets, *assets != '\0' ? ")" : "");
  moat_paper_item (self->paper, line);
}

void
moat_security_append_steps (MoatSecurity *self, MoatRecord *use_case)
{
  g_autoptr (GPtrArray) steps = moat_document_list_children (self->document, id_of (use_case),
                                                             MOAT_KIND_STEP);

  if (steps->len > 0)
    moat_paper_list (self->paper, MOAT_PAPER_NUMBERS);
  for (guint i = 0; i < steps->len; i++)
    append_step (self, g_ptr_array_index (steps, i));
}

void
moat_security_append_attack_test (MoatSecurity *self, MoatRecord *use_case)
{
  const MoatUseCaseState *state = moat_use_case_state (use_case);

  if (state->attack_test != NULL)
    moat_paper_paragraph (self->paper, "Attack test: ", state->attack_test);
}

static void
write_use_cases (MoatSecurity *self)
{
  for (guint i = 0; i < self->use_cases->len; i++)
    {
      MoatRecord *use_case = g_ptr_array_index (self->use_cases, i);
      const MoatUseCaseState *state = moat_use_case_state (use_case);
      g_autoptr (GPtrArray) steps = moat_document_list_children (self->document, id_of (use_case),
                                                                 MOAT_KIND_STEP);

      if (steps->len == 0 && state->summary == NULL)
        continue;
      moat_paper_heading (self->paper, 3, "Use Case: ", moat_security_use_case_title (use_case));
      moat_paper_paragraph (self->paper, NULL, state->summary);
      moat_security_append_steps (self, use_case);
      moat_security_append_attack_test (self, use_case);
    }
}

/* ---- All ---- */

static gboolean
stops_private_moves_alone (MoatSecurity *self, MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);

  for (guint i = 0; i < moat_list_len (state->threats); i++)
    {
      MoatRecord *threat = moat_document_find_kind (self->document, moat_list_get (state->threats, i),
                                                    MOAT_KIND_THREAT);

      if (threat != NULL && !moat_threat_state (threat)->is_private)
        return FALSE;
    }

  return moat_list_len (state->threats) > 0 && state->text != NULL;
}

static void
collect_threats (MoatSecurity *self)
{
  g_autoptr (GPtrArray) threats = moat_query_threats (self->document, self->only);

  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);

      if (moat_threat_state (threat)->is_private)
        self->n_private++;
      else
        g_ptr_array_add (self->threats, g_object_ref (threat));
    }
}

static void
collect_decisions (MoatSecurity *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *all = moat_document_list (self->document, MOAT_KIND_DECISION);

  for (guint i = 0; i < self->threats->len; i++)
    {
      g_autoptr (GPtrArray) decisions = moat_query_decisions (self->document,
                                                              id_of (g_ptr_array_index (self->threats, i)));

      for (guint j = 0; j < decisions->len; j++)
        if (moat_security_is_public_decision (g_ptr_array_index (decisions, j))
            && g_hash_table_add (seen, g_ptr_array_index (decisions, j)))
          g_ptr_array_add (self->decisions, g_object_ref (g_ptr_array_index (decisions, j)));
    }

  /* A decision for private moves alone is as private as they are. */
  for (guint i = 0; i < all->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (all, i);

      if (moat_security_is_shown (self, decision) && !g_hash_table_contains (seen, decision)
          && (moat_decision_state (decision)->is_private || stops_private_moves_alone (self, decision)))
        self->n_private++;
    }
}

void
moat_security_init (MoatSecurity *self, MoatDocument *document, const char *use_case_id)
{
  GPtrArray *use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);
  GPtrArray *assumptions = moat_document_list (document, MOAT_KIND_ASSUMPTION);

  *self = (MoatSecurity){
    .document = document,
    .model = moat_model_state (moat_document_get_model (document)),
    .only = use_case_id,
    .use_cases = g_ptr_array_new_with_free_func (g_object_unref),
    .numbers = moat_query_numbers (document),
    .threats = g_ptr_array_new_with_free_func (g_object_unref),
    .decisions = g_ptr_array_new_with_free_func (g_object_unref),
    .paper = moat_paper_new (),
    .level = 3,
  };

  for (guint i = 0; i < use_cases->len; i++)
    if (moat_security_is_shown (self, g_ptr_array_index (use_cases, i)))
      g_ptr_array_add (self->use_cases, g_object_ref (g_ptr_array_index (use_cases, i)));
  collect_threats (self);
  collect_decisions (self);
  for (guint i = 0; i < assumptions->len; i++)
    self->n_private += moat_assumption_state (g_ptr_array_index (assumptions, i))->is_private;
}

void
moat_security_clear (MoatSecurity *self)
{
  g_ptr_array_unref (self->use_cases);
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->threats);
  g_ptr_array_unref (self->decisions);
  g_clear_pointer (&self->paper, moat_paper_free);
}

typedef void (*SectionFunc) (MoatSecurity *self);

static const SectionFunc section_funcs[] = {
  write_summary,
  write_diagram,
  moat_security_write_boundaries,
  moat_security_write_sensitive_data,
  write_use_cases,
  moat_security_write_threats,
  moat_security_write_decisions,
  moat_security_write_accepted_risks,
  moat_security_write_out_of_scope,
  moat_security_write_verification_plan,
  moat_security_write_dependencies,
  moat_security_write_review,
  moat_security_write_contact,
};

char *
moat_security_sections_write (MoatDocument *document,
                              const char *use_case_id,
                              guint *n_private,
                              MoatPublished **published)
{
  g_autoptr (GArray) tables = g_array_new (FALSE, FALSE, sizeof (MoatPaperSpan));
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();
  g_auto (MoatSecurity) self = { 0 };
  GString *text;

  moat_security_init (&self, document, use_case_id);
  self.shows_ids = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (section_funcs); i++)
    section_funcs[i](&self);
  text = moat_paper_write_markdown (self.paper, document, tables, cells);

  if (published != NULL)
    *published = moat_security_publish (use_case_id, text->str, tables, cells);
  *n_private = self.n_private;
  return g_string_free (text, FALSE);
}
