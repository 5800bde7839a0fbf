/* The sections of SECURITY.md. Each function writes one, in the order of the
 * table at the end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "security-sections.h"

#include "ids.h"
#include "markdown.h"
#include "mermaid.h"
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
moat_security_table_begin (MoatSecurity *self, MoatMarkdownTable *table, MoatSecurityTableId id)
{
  const MoatSecurityColumn *columns = moat_security_tables[id].columns;
  const char *titles[MOAT_SECURITY_MAX_COLUMNS + 1] = { NULL };
  MoatSecuritySpan span
      = { .table = &moat_security_tables[id], .begin = self->out->len, .first = self->spans->len };

  for (guint i = 0; columns[i].title != NULL; i++)
    titles[i] = columns[i].title;
  moat_markdown_table_begin (table, self->out, titles);
  table->spans = self->spans;
  g_array_append_val (self->tables, span);
}

void
moat_security_table_end (MoatSecurity *self, MoatMarkdownTable *table)
{
  MoatSecuritySpan *span = &g_array_index (self->tables, MoatSecuritySpan, self->tables->len - 1);

  moat_markdown_table_end (table);
  span->end = self->out->len;
  span->end_span = self->spans->len;
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

void
moat_security_append_bullet (GString *out, const char *text)
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
append_assumptions (MoatSecurity *self, MoatTopic topic, const char *title)
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
      moat_security_append_bullet (self->out, state->text);
    }
  if (!is_first)
    g_string_append_c (self->out, '\n');
}

static void
append_last_review (MoatSecurity *self)
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
write_summary (MoatSecurity *self)
{
  moat_markdown_heading (self->out, 2, "Threat Model Summary", NULL);
  moat_markdown_strong (self->out, self->model->title);
  moat_markdown_paragraphs (self->out, self->model->scope);

  if (self->use_cases->len > 0)
    g_string_append (self->out, "Use cases:\n\n");
  for (guint i = 0; i < self->use_cases->len; i++)
    moat_security_append_bullet (self->out, use_case_title (g_ptr_array_index (self->use_cases, i)));
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
write_diagram (MoatSecurity *self)
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
append_boundary (MoatSecurity *self, MoatMarkdownTable *table, MoatRecord *boundary)
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

  moat_markdown_table_cell (table, id_of (boundary));
  moat_markdown_table_cell (table, state->name);
  moat_markdown_table_cell (table, moat_security_english (moat_boundary_types, state->type));
  moat_markdown_table_cells (table, names);
  moat_markdown_table_cells (table, crossings);
  moat_markdown_table_cell (table, state->description);
}

static void
write_boundaries (MoatSecurity *self)
{
  MoatMarkdownTable table = { 0 };

  moat_markdown_heading (self->out, 3, "Trust Boundaries", NULL);
  for (guint i = 0; i < self->use_cases->len; i++)
    {
      g_autoptr (GPtrArray) boundaries = moat_document_list_children (self->document,
                                                               id_of (g_ptr_array_index (self->use_cases, i)),
                                                               MOAT_KIND_BOUNDARY);

      if (boundaries->len > 0 && table.out == NULL)
        moat_security_table_begin (self, &table, MOAT_SECURITY_BOUNDARIES);
      for (guint j = 0; j < boundaries->len; j++)
        append_boundary (self, &table, g_ptr_array_index (boundaries, j));
    }

  if (table.out != NULL)
    moat_security_table_end (self, &table);
  else
    g_string_append (self->out, "No trust boundary is drawn yet.\n\n");
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
append_asset (MoatSecurity *self, MoatMarkdownTable *table, MoatRecord *asset)
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
write_sensitive_data (MoatSecurity *self)
{
  GPtrArray *assets = moat_document_list (self->document, MOAT_KIND_ASSET);
  MoatMarkdownTable table = { 0 };

  moat_markdown_heading (self->out, 3, "Sensitive Data Flows", NULL);
  for (guint i = 0; i < assets->len; i++)
    {
      if (!is_sensitive (self, g_ptr_array_index (assets, i)))
        continue;
      if (table.out == NULL)
        moat_security_table_begin (self, &table, MOAT_SECURITY_ASSETS);
      append_asset (self, &table, g_ptr_array_index (assets, i));
    }

  if (table.out != NULL)
    moat_security_table_end (self, &table);
  else
    g_string_append (self->out, "No data is classed as sensitive yet.\n\n");
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
append_step (MoatSecurity *self, MoatRecord *step, guint number)
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

/* What is public, and how much is not. */
static void
collect (MoatSecurity *self)
{
  GPtrArray *use_cases = moat_document_list (self->document, MOAT_KIND_USE_CASE);
  GPtrArray *assumptions = moat_document_list (self->document, MOAT_KIND_ASSUMPTION);

  for (guint i = 0; i < use_cases->len; i++)
    if (moat_security_is_shown (self, g_ptr_array_index (use_cases, i)))
      g_ptr_array_add (self->use_cases, g_object_ref (g_ptr_array_index (use_cases, i)));
  collect_threats (self);
  collect_decisions (self);
  for (guint i = 0; i < assumptions->len; i++)
    self->n_private += moat_assumption_state (g_ptr_array_index (assumptions, i))->is_private;
}

typedef void (*SectionFunc) (MoatSecurity *self);

static const SectionFunc section_funcs[] = {
  write_summary,
  write_diagram,
  write_boundaries,
  write_sensitive_data,
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

/* ---- What is published ---- */

/* Whether Markdown that the writer made is read as the very same text. */
static gboolean
is_plain (const char *cell, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (cell[i]) && (cell[i] & 0x80) == 0 && strchr (" ,.;:()/'\"#-+@?%=", cell[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* The digest of each cell's text. Most are plain; what is not is read together, since reading is what costs.
 */
static guint64 *
digest_cells (const MoatSecurity *self)
{
  guint n_cells = self->spans->len / 2;
  guint64 *digests = g_new0 (guint64, n_cells);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < n_cells; i++)
    {
      gsize begin = g_array_index (self->spans, gsize, 2 * i);
      gsize length = g_array_index (self->spans, gsize, 2 * i + 1) - begin;
      g_autofree char *cell = g_strndup (self->out->str + begin, length);

      if (is_plain (cell, length))
        {
          digests[i] = moat_security_digest (cell);
          continue;
        }
      g_ptr_array_add (others, g_steal_pointer (&cell));
      g_array_append_val (indices, i);
    }

  texts = moat_security_read_cells (others);
  for (guint i = 0; i < indices->len && texts[i] != NULL; i++)
    digests[g_array_index (indices, guint, i)] = moat_security_digest (texts[i]);

  return digests;
}

static char *
dup_id (const MoatSecurity *self, guint span)
{
  gsize begin = g_array_index (self->spans, gsize, span);
  g_autoptr (GPtrArray) cell = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) texts = NULL;

  g_ptr_array_add (cell,
                   g_strndup (self->out->str + begin, g_array_index (self->spans, gsize, span + 1) - begin));
  if (moat_id_is_valid (g_ptr_array_index (cell, 0)))
    return g_strdup (g_ptr_array_index (cell, 0));
  texts = moat_security_read_cells (cell);

  return g_strdup (moat_text_get (texts[0]));
}

static void
publish_blocks (const MoatSecurity *self, MoatPublished *published)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (MoatSecurityText) read = NULL;
  gsize at = 0;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const MoatSecuritySpan *span = &g_array_index (self->tables, MoatSecuritySpan, i);

      g_string_append_len (text, self->out->str + at, span->begin - at);
      at = span->end;
    }
  g_string_append (text, self->out->str + at);
  read = moat_security_read (text->str);
  for (guint i = 0; i < read->blocks->len; i++)
    moat_published_add_block (published, ((MoatSecurityBlock *) g_ptr_array_index (read->blocks, i))->digest);
}

static MoatPublished *
publish (const MoatSecurity *self)
{
  MoatPublished *published = moat_published_new (self->only);
  g_autofree guint64 *digests = digest_cells (self);

  for (guint i = 0; i < self->tables->len; i++)
    {
      const MoatSecuritySpan *span = &g_array_index (self->tables, MoatSecuritySpan, i);
      guint n_columns = moat_security_table_count_columns (span->table);

      for (guint at = span->first; at < span->end_span; at += 2 * n_columns)
        {
          g_autofree char *id = dup_id (self, at);

          moat_published_add_row (published, span->table, id, digests + at / 2 + 1);
        }
    }
  publish_blocks (self, published);

  return published;
}

char *
moat_security_sections_write (MoatDocument *document,
                              const char *use_case_id,
                              guint *n_private,
                              MoatPublished **published)
{
  g_autoptr (GArray) tables = g_array_new (FALSE, FALSE, sizeof (MoatSecuritySpan));
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GPtrArray) use_cases = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) threats = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) decisions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) numbers = moat_query_numbers (document);
  g_auto (MoatUntranslated) untranslated = moat_untranslated_begin ();
  MoatSecurity self = {
    .document = document,
    .model = moat_model_state (moat_document_get_model (document)),
    .only = use_case_id,
    .use_cases = use_cases,
    .numbers = numbers,
    .threats = threats,
    .decisions = decisions,
    .out = g_string_new (NULL),
    .tables = tables,
    .spans = spans,
  };

  collect (&self);
  for (guint i = 0; i < G_N_ELEMENTS (section_funcs); i++)
    section_funcs[i](&self);

  if (published != NULL)
    *published = publish (&self);
  *n_private = self.n_private;
  return g_string_free (self.out, FALSE);
}
