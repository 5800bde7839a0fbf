/* Questions about a model that several views ask, answered once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Where things belong ---- */

static MoatRecord *use_case_of_id (MoatDocument *document, const char *id, guint depth);

/* The use case named by the record's parent field, directly or through what that names. */
static MoatRecord *
use_case_of (MoatDocument *document, MoatRecord *record, guint depth)
{
  const MoatKindInfo *info = moat_kind_get_info (moat_record_get_kind (record));
  const MoatState *state = moat_record_get_state (record);

  if (info->kind == MOAT_KIND_USE_CASE)
    return record;
  if (state == NULL)
    return NULL;

  for (guint i = 0; i < info->n_fields; i++)
    {
      const MoatField *field = &info->fields[i];
      const void *at = MOAT_FIELD_PTR (state, field);

      if (!field->is_parent)
        continue;
      if (field->type == MOAT_REF)
        return use_case_of_id (document, *(char *const *) at, depth);
      if (moat_list_len (*(MoatList *const *) at) > 0)
        return use_case_of_id (document, moat_list_get (*(MoatList *const *) at, 0), depth);
    }

  return NULL;
}

/* Verification, decision, move, flow, use case: five steps up at the most. */
#define MAX_DEPTH 6

static MoatRecord *
use_case_of_id (MoatDocument *document, const char *id, guint depth)
{
  MoatRecord *record = moat_document_find (document, id);

  return record != NULL && depth < MAX_DEPTH ? use_case_of (document, record, depth + 1) : NULL;
}

MoatRecord *
moat_query_use_case (MoatDocument *document, MoatRecord *record)
{
  return use_case_of (document, record, 0);
}

MoatRecord *
moat_query_place (MoatDocument *document, MoatRecord *record)
{
  const MoatList *threats;
  const char *id = NULL;

  for (guint depth = 0; record != NULL && depth < MAX_DEPTH; depth++)
    {
      switch (moat_record_get_kind (record))
        {
        case MOAT_KIND_USE_CASE:
        case MOAT_KIND_ELEMENT:
        case MOAT_KIND_FLOW:
        case MOAT_KIND_BOUNDARY:
        case MOAT_KIND_NOTE:
          return record;
        case MOAT_KIND_STEP:
          id = moat_step_state (record)->flow;
          break;
        case MOAT_KIND_THREAT:
          id = moat_threat_state (record)->on;
          break;
        case MOAT_KIND_DECISION:
          threats = moat_decision_state (record)->threats;
          id = moat_list_len (threats) > 0 ? moat_list_get (threats, 0) : NULL;
          break;
        case MOAT_KIND_VERIFICATION:
          id = moat_verification_state (record)->decision;
          break;
        case MOAT_KIND_PROMPT:
          id = moat_prompt_state (record)->on;
          break;
        case MOAT_KIND_EXEMPTION:
          id = moat_exemption_state (record)->about;
          break;
        case MOAT_KIND_MODEL:
        case MOAT_KIND_CLASS:
        case MOAT_KIND_ASSET:
        case MOAT_KIND_ASSUMPTION:
        case MOAT_KIND_DEPENDENCY:
        case MOAT_KIND_REVIEW:
        case MOAT_N_KINDS:
          return NULL;
        }
      record = moat_document_find (document, id);
    }

  return NULL;
}

static char *
fold_title (const char *title)
{
  return g_strstrip (g_utf8_casefold (moat_text_get (title), -1));
}

MoatRecord *
moat_query_find_by_title (MoatDocument *document, MoatKind kind, const char *title)
{
  GPtrArray *list = moat_document_list (document, kind);
  g_autofree char *wanted = fold_title (title);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *folded = fold_title (moat_record_get_title (g_ptr_array_index (list, i)));

      if (strcmp (folded, wanted) == 0)
        return g_ptr_array_index (list, i);
    }

  return NULL;
}

MoatRecord *
moat_query_first_use_case (MoatDocument *document)
{
  GPtrArray *list = moat_document_list (document, MOAT_KIND_USE_CASE);

  return list->len > 0 ? g_ptr_array_index (list, 0) : NULL;
}

MoatRecord *
moat_query_last_review (MoatDocument *document)
{
  GPtrArray *reviews = moat_document_list (document, MOAT_KIND_REVIEW);
  MoatRecord *last = NULL;

  for (guint i = 0; i < reviews->len; i++)
    {
      MoatRecord *review = g_ptr_array_index (reviews, i);
      const char *date = moat_review_state (review)->date;

      if (date != NULL && (last == NULL || strcmp (date, moat_review_state (last)->date) >= 0))
        last = review;
    }

  return last;
}

/* ---- The story's order ---- */

static MoatRecord *
first_step_of (MoatDocument *document, MoatRecord *flow)
{
  g_autoptr (GPtrArray) steps = moat_document_list_referrers (document, moat_record_get_id (flow),
                                                              MOAT_KIND_STEP);

  return steps->len > 0 ? g_ptr_array_index (steps, 0) : NULL;
}

guint
moat_query_number (MoatDocument *document, MoatRecord *step_or_flow)
{
  MoatRecord *step = step_or_flow;
  g_autoptr (GPtrArray) steps = NULL;
  guint index;

  if (moat_record_get_kind (step_or_flow) == MOAT_KIND_FLOW)
    step = first_step_of (document, step_or_flow);
  if (step == NULL || !moat_record_is_live (step))
    return 0;

  steps = moat_document_list_children (document, moat_step_state (step)->use_case, MOAT_KIND_STEP);

  return g_ptr_array_find (steps, step, &index) ? index + 1 : 0;
}

/* Adds a record once. */
static void
add_once (GPtrArray *list, GHashTable *seen, MoatRecord *record)
{
  if (record != NULL && g_hash_table_add (seen, record))
    g_ptr_array_add (list, g_object_ref (record));
}

GHashTable *
moat_query_numbers (MoatDocument *document)
{
  GHashTable *numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *steps = moat_document_list (document, MOAT_KIND_STEP);

  for (guint i = 0; i < steps->len; i++)
    {
      const MoatStepState *step = moat_step_state (g_ptr_array_index (steps, i));
      MoatRecord *flow = moat_document_find_kind (document, step->flow, MOAT_KIND_FLOW);
      guint number;

      if (step->use_case == NULL)
        continue;
      number = GPOINTER_TO_UINT (g_hash_table_lookup (counts, step->use_case)) + 1;
      g_hash_table_insert (counts, step->use_case, GUINT_TO_POINTER (number));
      if (flow != NULL && !g_hash_table_contains (numbers, flow))
        g_hash_table_insert (numbers, flow, GUINT_TO_POINTER (number));
    }

  return numbers;
}

GPtrArray *
moat_query_flows (MoatDocument *document, const char *use_case_id)
{
  g_autoptr (GPtrArray) steps = moat_document_list_children (document, use_case_id, MOAT_KIND_STEP);
  g_autoptr (GPtrArray) all = moat_document_list_children (document, use_case_id, MOAT_KIND_FLOW);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *flows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < steps->len; i++)
    add_once (flows, seen,
              moat_document_find_kind (document, moat_step_state (g_ptr_array_index (steps, i))->flow,
                                       MOAT_KIND_FLOW));
  for (guint i = 0; i < all->len; i++)
    add_once (flows, seen, g_ptr_array_index (all, i));

  return flows;
}

GPtrArray *
moat_query_elements (MoatDocument *document, const char *use_case_id)
{
  g_autoptr (GPtrArray) flows = moat_query_flows (document, use_case_id);
  g_autoptr (GPtrArray) all = moat_document_list_children (document, use_case_id, MOAT_KIND_ELEMENT);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *elements = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < flows->len; i++)
    {
      const MoatFlowState *state = moat_flow_state (g_ptr_array_index (flows, i));

      add_once (elements, seen, moat_document_find_kind (document, state->source, MOAT_KIND_ELEMENT));
      add_once (elements, seen, moat_document_find_kind (document, state->target, MOAT_KIND_ELEMENT));
    }
  for (guint i = 0; i < all->len; i++)
    add_once (elements, seen, g_ptr_array_index (all, i));

  return elements;
}

static const char *
end_title (MoatDocument *document, const char *id)
{
  MoatRecord *element = moat_document_find (document, id);

  if (element == NULL)
    return "…";

  return *moat_record_get_title (element) != '\0' ? moat_record_get_title (element) : _ ("unnamed");
}

char *
moat_query_flow_ends (MoatDocument *document, MoatRecord *flow)
{
  const MoatFlowState *state = moat_flow_state (flow);
  g_autofree char *ends = NULL;

  if (state == NULL)
    return g_strdup ("");

  ends = g_strdup_printf (state->bidirectional ? "%s ↔ %s" : "%s → %s", end_title (document, state->source),
                          end_title (document, state->target));

  return g_strdelimit (g_steal_pointer (&ends), "\n", ' ');
}

/* ---- Moves and decisions ---- */

typedef struct
{
  const char *nick;
  const char *label;
} StandingInfo;

static const StandingInfo standings[] = {
  [MOAT_STANDING_OPEN] = { "open", N_ ("Open") },
  [MOAT_STANDING_DECIDED] = { "decided", N_ ("Decided") },
  [MOAT_STANDING_VERIFIED] = { "verified", N_ ("Verified") },
  [MOAT_STANDING_ACCEPTED] = { "accepted", N_ ("Accepted") },
  [MOAT_STANDING_TRANSFERRED] = { "transferred", N_ ("Transferred") },
  [MOAT_STANDING_AVOIDED] = { "avoided", N_ ("Avoided") },
  [MOAT_STANDING_OUT_OF_SCOPE] = { "out-of-scope", N_ ("Out of scope") },
  [MOAT_STANDING_NOT_APPLICABLE] = { "not-applicable", N_ ("Not applicable") },
};

const char *
moat_standing_get_label (MoatStanding standing)
{
  g_return_val_if_fail ((guint) standing < G_N_ELEMENTS (standings), "");

  return _ (standings[standing].label);
}

const char *
moat_standing_get_nick (MoatStanding standing)
{
  g_return_val_if_fail ((guint) standing < G_N_ELEMENTS (standings), "");

  return standings[standing].nick;
}

static gboolean
is_verified (MoatDocument *document, MoatRecord *decision)
{
  g_autoptr (GPtrArray) verifications = moat_document_list_children (document, moat_record_get_id (decision),
                                                                     MOAT_KIND_VERIFICATION);

  for (guint i = 0; i < verifications->len; i++)
    if (moat_verification_state (g_ptr_array_index (verifications, i))->result != MOAT_RESULT_PASSING)
      return FALSE;

  return verifications->len > 0;
}

/* A decision counts when somebody wrote down what it is and nobody dropped it. */
static gboolean
counts (MoatRecord *decision)
{
  const MoatDecisionState *state = moat_decision_state (decision);

  return state->text != NULL && state->status != MOAT_DECISION_DROPPED;
}

static MoatStanding
standing_of_open (MoatDocument *document, MoatRecord *threat)
{
  g_autoptr (GPtrArray) decisions = moat_document_list_children (document, moat_record_get_id (threat),
                                                                 MOAT_KIND_DECISION);
  gboolean all_verified = TRUE;
  guint n_counting = 0;

  for (guint i = 0; i < decisions->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (decisions, i);

      if (!counts (decision))
        continue;
      n_counting++;
      all_verified = all_verified && is_verified (document, decision);
    }

  if (n_counting == 0)
    return MOAT_STANDING_OPEN;

  return all_verified ? MOAT_STANDING_VERIFIED : MOAT_STANDING_DECIDED;
}

MoatStanding
moat_query_standing (MoatDocument *document, MoatRecord *threat)
{
  const MoatThreatState *state = moat_threat_state (threat);

  g_return_val_if_fail (state != NULL, MOAT_STANDING_OPEN);

  switch (state->status)
    {
    case MOAT_THREAT_OPEN:
      return standing_of_open (document, threat);
    case MOAT_THREAT_ACCEPTED:
      return MOAT_STANDING_ACCEPTED;
    case MOAT_THREAT_TRANSFERRED:
      return MOAT_STANDING_TRANSFERRED;
    case MOAT_THREAT_AVOIDED:
      return MOAT_STANDING_AVOIDED;
    case MOAT_THREAT_OUT_OF_SCOPE:
      return MOAT_STANDING_OUT_OF_SCOPE;
    case MOAT_THREAT_NOT_APPLICABLE:
      return MOAT_STANDING_NOT_APPLICABLE;
    }

  g_assert_not_reached ();
}

/* Likelihood by impact, both low to critical: the usual matrix, symmetric, leaning to the higher of the two
 * (as OWASP's risk rating methodology does).
 */
static const MoatLevel risk[4][4] = {
  { MOAT_LEVEL_LOW, MOAT_LEVEL_LOW, MOAT_LEVEL_MEDIUM, MOAT_LEVEL_HIGH },
  { MOAT_LEVEL_LOW, MOAT_LEVEL_MEDIUM, MOAT_LEVEL_HIGH, MOAT_LEVEL_HIGH },
  { MOAT_LEVEL_MEDIUM, MOAT_LEVEL_HIGH, MOAT_LEVEL_HIGH, MOAT_LEVEL_CRITICAL },
  { MOAT_LEVEL_HIGH, MOAT_LEVEL_HIGH, MOAT_LEVEL_CRITICAL, MOAT_LEVEL_CRITICAL },
};

MoatLevel
moat_query_severity (const MoatThreatState *state)
{
  g_return_val_if_fail (state != NULL, MOAT_LEVEL_UNKNOWN);

  if (state->severity != MOAT_LEVEL_UNKNOWN)
    return state->severity;
  if (state->likelihood == MOAT_LEVEL_UNKNOWN)
    return state->impact;
  if (state->impact == MOAT_LEVEL_UNKNOWN)
    return state->likelihood;

  return risk[state->likelihood - MOAT_LEVEL_LOW][state->impact - MOAT_LEVEL_LOW];
}

void
moat_query_count_moves (MoatDocument *document, const char *on_id, guint *n_open, guint *n_decided)
{
  g_autoptr (GPtrArray) threats = moat_document_list_children (document, on_id, MOAT_KIND_THREAT);
  guint open = 0;

  for (guint i = 0; i < threats->len; i++)
    open += moat_query_standing (document, g_ptr_array_index (threats, i)) == MOAT_STANDING_OPEN;

  *n_open = open;
  *n_decided = threats->len - open;
}

GPtrArray *
moat_query_decisions (MoatDocument *document, const char *threat_id)
{
  GPtrArray *decisions = moat_document_list_children (document, threat_id, MOAT_KIND_DECISION);
  guint n_kept = decisions->len;

  for (guint i = 0; i < n_kept;)
    {
      MoatRecord *decision = g_ptr_array_index (decisions, i);

      if (moat_decision_state (decision)->status != MOAT_DECISION_DROPPED)
        {
          i++;
          continue;
        }
      g_ptr_array_add (decisions, g_object_ref (decision));
      g_ptr_array_remove_index (decisions, i);
      n_kept--;
    }

  return decisions;
}

static void
append_threats_on (MoatDocument *document, const char *id, GPtrArray *threats)
{
  g_autoptr (GPtrArray) on = moat_document_list_children (document, id, MOAT_KIND_THREAT);

  g_ptr_array_extend (threats, on, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
}

static void
append_threats_on_each (MoatDocument *document, GPtrArray *records, GPtrArray *threats)
{
  for (guint i = 0; i < records->len; i++)
    append_threats_on (document, moat_record_get_id (g_ptr_array_index (records, i)), threats);
}

static void
append_threats_of_use_case (MoatDocument *document, const char *use_case_id, GPtrArray *threats)
{
  g_autoptr (GPtrArray) flows = moat_query_flows (document, use_case_id);
  g_autoptr (GPtrArray) elements = moat_query_elements (document, use_case_id);
  g_autoptr (GPtrArray) boundaries = moat_document_list_children (document, use_case_id, MOAT_KIND_BOUNDARY);

  append_threats_on_each (document, flows, threats);
  append_threats_on_each (document, elements, threats);
  append_threats_on_each (document, boundaries, threats);
  append_threats_on (document, use_case_id, threats);
}

GPtrArray *
moat_query_threats (MoatDocument *document, const char *use_case_id)
{
  GPtrArray *threats = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *use_cases;

  if (use_case_id != NULL)
    {
      append_threats_of_use_case (document, use_case_id, threats);
      return threats;
    }

  use_cases = moat_document_list (document, MOAT_KIND_USE_CASE);
  for (guint i = 0; i < use_cases->len; i++)
    append_threats_of_use_case (document, moat_record_get_id (g_ptr_array_index (use_cases, i)), threats);

  return threats;
}

static void
row_clear (gpointer data)
{
  MoatRow *row = data;

  g_clear_object (&row->threat);
  g_clear_object (&row->decision);
}

static void
append_row (GArray *rows, MoatRecord *threat, MoatRecord *decision, gboolean is_first)
{
  MoatRow row = {
    .threat = g_object_ref (threat),
    .decision = decision != NULL ? g_object_ref (decision) : NULL,
    .is_first = is_first,
  };

  g_array_append_val (rows, row);
}

GArray *
moat_query_rows (MoatDocument *document, const char *use_case_id)
{
  g_autoptr (GPtrArray) threats = moat_query_threats (document, use_case_id);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (MoatRow));

  g_array_set_clear_func (rows, row_clear);
  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      g_autoptr (GPtrArray) decisions = moat_query_decisions (document, moat_record_get_id (threat));

      for (guint j = 0; j < decisions->len; j++)
        append_row (rows, threat, g_ptr_array_index (decisions, j), j == 0);
      if (decisions->len == 0)
        append_row (rows, threat, NULL, TRUE);
    }

  return rows;
}

/* ---- Data classes ---- */

static MoatRecord *
higher_class (MoatRecord *a, MoatRecord *b)
{
  if (a == NULL || b == NULL)
    return a != NULL ? a : b;

  return moat_class_state (a)->rank >= moat_class_state (b)->rank ? a : b;
}

static MoatRecord *
class_of_asset (MoatDocument *document, const char *asset_id)
{
  MoatRecord *asset = moat_document_find_kind (document, asset_id, MOAT_KIND_ASSET);

  return asset != NULL
             ? moat_document_find_kind (document, moat_asset_state (asset)->asset_class, MOAT_KIND_CLASS)
             : NULL;
}

MoatRecord *
moat_query_class_of_assets (MoatDocument *document, const MoatList *assets)
{
  MoatRecord *highest = NULL;

  for (guint i = 0; i < moat_list_len (assets); i++)
    highest = higher_class (highest, class_of_asset (document, moat_list_get (assets, i)));

  return highest;
}

/* What it holds, and what flows into it: the other end of a flow that goes both ways sends too. */
static MoatRecord *
class_of_element (MoatDocument *document, MoatRecord *element)
{
  const char *id = moat_record_get_id (element);
  g_autoptr (GPtrArray) flows = moat_document_list_referrers (document, id, MOAT_KIND_FLOW);
  MoatRecord *highest = moat_query_class_of_assets (document, moat_element_state (element)->assets);

  for (guint i = 0; i < flows->len; i++)
    {
      const MoatFlowState *state = moat_flow_state (g_ptr_array_index (flows, i));

      if (g_strcmp0 (state->target, id) == 0 || state->bidirectional)
        highest = higher_class (highest, moat_query_class_of_assets (document, state->assets));
    }

  return highest;
}

MoatRecord *
moat_query_class (MoatDocument *document, MoatRecord *record)
{
  if (!moat_record_is_live (record))
    return NULL;
  if (moat_record_get_kind (record) == MOAT_KIND_FLOW)
    return moat_query_class_of_assets (document, moat_flow_state (record)->assets);
  if (moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
    return class_of_element (document, record);
  if (moat_record_get_kind (record) == MOAT_KIND_ASSET)
    return class_of_asset (document, moat_record_get_id (record));

  return NULL;
}

guint
moat_query_class_tone (const MoatClassState *state)
{
  g_return_val_if_fail (state != NULL, 0);

  return state->rank < 5 ? 0 : state->rank < 15 ? 1 : 2;
}
