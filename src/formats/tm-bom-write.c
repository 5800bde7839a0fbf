/* Writing TM-BOM: closed by its schema, so that nothing but its own members may
 * stand there, and what they ask for must.
 *
 * Elements of the same type and name in several use cases are one component.
 * What the model does not say is written as the format's middle.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "tm-bom-private.h"

#include "export-lost.h"
#include "import-words.h"
#include "json-get.h"
#include "kept.h"
#include "query.h"
#include "untranslated.h"
#include "zones.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SCHEMA                                                                                               \
  "https://github.com/OWASP/www-project-threat-model-library/blob/v1.0.2/threat-model.schema.json"
#define PERSONA "attacker"

typedef struct
{
  MoatDocument *document;
  MoatReport *report;
  JsonObject *root;
  GHashTable *symbols; /* our id → symbolic name, owned */
  GHashTable *taken;   /* symbolic names of this list, borrowed from the other */
  GHashTable *next;    /* slug → the number for the next of its kind */
  GHashTable *parts;   /* type and name of what may stand in several use cases → symbolic name, borrowed */
  GHashTable *pairs;   /* "a b" of trust boundaries that are there, owned */
  gboolean needs_persona;
} Writer;

/* ---- Symbolic names ---- */

/* Small letters, digits and dashes; never empty. Owned. */
static char *
make_slug (const char *text)
{
  g_autofree char *plain = g_str_to_ascii (text, "C");
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *at = plain; *at != '\0' && slug->len < 60; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (slug, g_ascii_tolower (*at));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free (slug->len > 0 ? g_steal_pointer (&slug) : g_string_new ("x"), FALSE);
}

static gboolean
is_symbol (const char *text)
{
  return text != NULL && text[strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* The one that the record came with, else one from its title. Borrowed. */
static const char *
assign (Writer *self, MoatRecord *record, JsonObject *kept)
{
  const char *old = moat_json_get_text (kept, "symbolic_name");
  g_autofree char *slug = is_symbol (old) ? g_strdup (old) : make_slug (moat_record_get_title (record));
  char *symbol = g_strdup (slug);

  while (g_hash_table_contains (self->taken, symbol))
    {
      guint number = MAX (2, GPOINTER_TO_UINT (g_hash_table_lookup (self->next, slug)));

      g_hash_table_insert (self->next, g_strdup (slug), GUINT_TO_POINTER (number + 1));
      g_free (symbol);
      symbol = g_strdup_printf ("%s-%u", slug, number);
    }
  g_hash_table_insert (self->symbols, g_strdup (moat_record_get_id (record)), symbol);
  g_hash_table_add (self->taken, symbol);
  return symbol;
}

static const char *
get_symbol (Writer *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->symbols, id) : NULL;
}

/* ---- Members ---- */

/* A list at the top, which has symbolic names of its own. */
static JsonArray *
begin_list (Writer *self, const char *name)
{
  JsonArray *list = json_array_new ();

  g_hash_table_remove_all (self->taken);
  json_object_set_array_member (self->root, name, list);
  return list;
}

static JsonArray *
add_list (JsonObject *object, const char *name)
{
  JsonArray *list = json_array_new ();

  json_object_set_array_member (object, name, list);
  return list;
}

/* With a symbolic name, title and description, which most things have. Borrowed from @list. */
static JsonObject *
add_thing (Writer *self, JsonArray *list, MoatRecord *record, JsonObject *kept, const char *description)
{
  JsonObject *object = json_object_new ();

  json_array_add_object_element (list, object);
  json_object_set_string_member (object, "symbolic_name", assign (self, record, kept));
  json_object_set_string_member (object, "title", moat_record_get_title (record));
  json_object_set_string_member (object, "description", moat_text_get (description));
  return object;
}

static void
set_kept_text (JsonObject *object, const char *name, JsonObject *kept, const char *fallback)
{
  const char *text = moat_json_get_text (kept, name);

  json_object_set_string_member (object, name, text != NULL ? text : fallback);
}

/* ---- Zones and elements ---- */

/* TRUE when the same part of another use case is there already; @record is known by its name then. */
static gboolean
is_known_part (Writer *self, MoatRecord *record, const char *type, const char *use_case)
{
  const char *title = moat_record_get_title (record);
  g_autofree char *folded = g_utf8_casefold (title, -1);
  g_autofree char *key = g_strdup_printf ("%s %s", type, folded);
  const char *first = g_hash_table_lookup (self->parts, key);
  MoatRecord *other = moat_document_find (self->document, first);

  if (other != NULL && *title != '\0'
      && moat_query_use_case (self->document, other) != moat_document_find (self->document, use_case))
    {
      g_hash_table_insert (self->symbols, g_strdup (moat_record_get_id (record)),
                           g_strdup (get_symbol (self, first)));
      return TRUE;
    }
  if (first == NULL)
    g_hash_table_insert (self->parts, g_steal_pointer (&key), (gpointer) moat_record_get_id (record));
  return FALSE;
}

static void
write_zones (Writer *self)
{
  GPtrArray *boundaries = moat_document_list (self->document, MOAT_KIND_BOUNDARY);
  JsonArray *list = begin_list (self, "trust_zones");

  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatRecord *zone = g_ptr_array_index (boundaries, i);
      const MoatBoundaryState *state = moat_boundary_state (zone);
      g_autoptr (JsonObject) kept = moat_kept_get (&state->base, TM_BOM);

      if (state->shape == MOAT_BOUNDARY_LINE)
        moat_report_add_item (self->report, moat_record_get_title (zone), moat_record_get_id (zone),
                              _ ("A line is no zone, which is all that the format has; it is left out."));
      else if (!is_known_part (self, zone, "zone", state->use_case))
        moat_kept_give_back (add_thing (self, list, zone, kept, state->description), kept);
    }
}

/* The innermost zone; NULL outside of all. */
static const char *
find_zone (Writer *self, MoatRecord *element)
{
  GPtrArray *zones = moat_zones_get_containing (moat_zones_get (self->document),
                                                moat_record_get_id (element));

  return zones->len > 0 ? get_symbol (self, moat_record_get_id (g_ptr_array_index (zones, 0))) : NULL;
}

/* What kind of store a name or technology sounds like. */
static const char *
guess_store (const MoatElementState *state)
{
  static const struct
  {
    const char *word;
    const char *type;
  } words[] = {
    { "mongo", "document" },     { "document", "document" }, { "elastic", "document" },
    { "redis", "key_value" },    { "cache", "key_value" },   { "session", "key_value" },
    { "queue", "key_value" },    { "bucket", "object" },     { "blob", "object" },
    { "file", "object" },        { "s3", "object" },         { "graph", "graph" },
    { "metric", "time_series" }, { "log", "time_series" },
  };
  g_autofree char *text = g_strdup_printf ("%s %s", moat_text_get (state->technology),
                                           moat_text_get (state->name));
  g_autofree char *small = g_ascii_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (small, words[i].word) != NULL)
      return words[i].type;
  return "sql";
}

static void
write_elements (Writer *self, const char *list_name, MoatElementType type)
{
  GPtrArray *elements = moat_document_list (self->document, MOAT_KIND_ELEMENT);
  JsonArray *list = begin_list (self, list_name);

  for (guint i = 0; i < elements->len; i++)
    {
      MoatRecord *element = g_ptr_array_index (elements, i);
      const MoatElementState *state = moat_element_state (element);
      g_autoptr (JsonObject) kept = moat_kept_get (&state->base, TM_BOM);
      const char *zone = find_zone (self, element);
      JsonObject *object;

      if (state->type != type || is_known_part (self, element, list_name, state->use_case))
        continue;
      object = add_thing (self, list, element, kept, state->description);
      if (zone != NULL)
        json_object_set_string_member (object, "trust_zone", zone);
      if (type == MOAT_ELEMENT_EXTERNAL_ENTITY)
        set_kept_text (object, "type", kept, "user");
      if (type == MOAT_ELEMENT_DATA_STORE)
        set_kept_text (object, "type", kept, guess_store (state));
      if (type == MOAT_ELEMENT_DATA_STORE && state->technology != NULL
          && moat_json_get_text (kept, "product") == NULL && moat_json_get_text (kept, "vendor") == NULL)
        json_object_set_string_member (object, "product", state->technology);
      moat_kept_give_back (object, kept);
    }
}

/* ---- Data ---- */

static void
set_sensitivity (Writer *self, JsonObject *object, MoatRecord *asset)
{
  const MoatAssetState *state = moat_asset_state (asset);
  MoatRecord *record = moat_document_find_kind (self->document, state->asset_class, MOAT_KIND_CLASS);
  guint tone = record != NULL ? moat_query_class_tone (moat_class_state (record)) : 0;
  JsonArray *list;

  list = add_list (object, "data_sensitivity");
  if (tone > 0)
    json_array_add_string_element (list, tone > 1 ? "cred" : "biz");
}

static void
set_placements (Writer *self, JsonObject *object, MoatRecord *asset)
{
  g_autoptr (GPtrArray) holders = moat_document_list_referrers (self->document, moat_record_get_id (asset),
                                                                MOAT_KIND_ELEMENT);
  JsonArray *list = add_list (object, "placements");

  for (guint i = 0; i < holders->len; i++)
    {
      MoatRecord *holder = g_ptr_array_index (holders, i);
      const MoatElementState *state = moat_element_state (holder);
      const char *symbol = get_symbol (self, moat_record_get_id (holder));
      JsonObject *placement;

      if (state->type != MOAT_ELEMENT_DATA_STORE || symbol == NULL)
        continue;
      placement = json_object_new ();
      json_object_set_string_member (placement, "data_store", symbol);
      if (state->encrypted != MOAT_UNKNOWN)
        json_object_set_boolean_member (placement, "encrypted", state->encrypted == MOAT_YES);
      json_array_add_object_element (list, placement);
    }
}

static void
write_data_sets (Writer *self)
{
  GPtrArray *assets = moat_document_list (self->document, MOAT_KIND_ASSET);
  JsonArray *list = begin_list (self, "data_sets");

  for (guint i = 0; i < assets->len; i++)
    {
      MoatRecord *asset = g_ptr_array_index (assets, i);
      g_autoptr (JsonObject) kept = moat_kept_get (moat_record_get_state (asset), TM_BOM);
      JsonObject *object = add_thing (self, list, asset, kept, moat_asset_state (asset)->description);

      set_placements (self, object, asset);
      if (moat_json_get_array (kept, "data_sensitivity") == NULL)
        set_sensitivity (self, object, asset);
      moat_kept_give_back (object, kept);
    }
}

static gboolean
is_sensitive (Writer *self, MoatRecord *flow)
{
  MoatRecord *record = moat_query_class (self->document, flow);

  return moat_list_contains (moat_flow_state (flow)->tags, TM_BOM_SENSITIVE)
         || (record != NULL && moat_query_class_tone (moat_class_state (record)) > 0);
}

static void
set_end (Writer *self, JsonObject *flow, const char *member, const char *element_id)
{
  static const char *const types[] = {
    [MOAT_ELEMENT_PROCESS] = "component",
    [MOAT_ELEMENT_EXTERNAL_ENTITY] = "actor",
    [MOAT_ELEMENT_DATA_STORE] = "data_store",
  };
  MoatRecord *element = moat_document_find (self->document, element_id);
  JsonObject *end = json_object_new ();

  json_object_set_string_member (end, "type", types[moat_element_state (element)->type]);
  json_object_set_string_member (end, "object", get_symbol (self, element_id));
  json_object_set_object_member (flow, member, end);
}

static void
write_flows (Writer *self)
{
  GPtrArray *flows = moat_document_list (self->document, MOAT_KIND_FLOW);
  JsonArray *list = begin_list (self, "data_flows");

  for (guint i = 0; i < flows->len; i++)
    {
      MoatRecord *flow = g_ptr_array_index (flows, i);
      const MoatFlowState *state = moat_flow_state (flow);
      g_autoptr (JsonObject) kept = moat_kept_get (&state->base, TM_BOM);
      JsonObject *object;

      if (state->source == NULL || state->target == NULL)
        {
          moat_report_add_item (self->report, moat_record_get_title (flow), moat_record_get_id (flow),
                                _ ("A flow with a free end has no place in the format; it is left out."));
          continue;
        }
      object = add_thing (self, list, flow, kept, state->description);
      set_end (self, object, "source", state->source);
      set_end (self, object, "destination", state->target);
      json_object_set_boolean_member (object, "has_sensitive_data", is_sensitive (self, flow));
      json_object_set_boolean_member (object, "encrypted", state->encrypted == MOAT_YES);
      moat_kept_give_back (object, kept);
    }
}

/* ---- Boundaries and assumptions ---- */

/* FALSE when that pair of zones is there. */
static gboolean
add_pair (Writer *self, const char *a, const char *b)
{
  gboolean in_order = strcmp (a, b) <= 0;

  return g_hash_table_add (self->pairs, g_strdup_printf ("%s %s", in_order ? a : b, in_order ? b : a));
}

/* Whether the file that the model came from knew this element, and so its boundaries. */
static gboolean
has_come (MoatRecord *element)
{
  g_autoptr (JsonObject) kept = moat_kept_get (moat_record_get_state (element), TM_BOM);

  return kept != NULL;
}

/* A flow from one zone to another goes over the boundary between them. */
static void
write_crossed (Writer *self, JsonArray *list)
{
  GPtrArray *flows = moat_document_list (self->document, MOAT_KIND_FLOW);

  for (guint i = 0; i < flows->len; i++)
    {
      const MoatFlowState *state = moat_flow_state (g_ptr_array_index (flows, i));
      MoatRecord *source = moat_document_find (self->document, state->source);
      MoatRecord *target = moat_document_find (self->document, state->target);
      const char *a = source != NULL ? find_zone (self, source) : NULL;
      const char *b = target != NULL ? find_zone (self, target) : NULL;
      JsonObject *pair;

      if (a == NULL || b == NULL || strcmp (a, b) == 0 || (has_come (source) && has_come (target))
          || !add_pair (self, a, b))
        continue;
      pair = json_object_new ();
      json_object_set_string_member (pair, "trust_zone_a", a);
      json_object_set_string_member (pair, "trust_zone_b", b);
      json_array_add_object_element (list, pair);
    }
}

/* As it came. */
static void
write_pair (Writer *self, JsonArray *pairs, JsonObject *pair)
{
  const char *a = moat_json_get_text (pair, "trust_zone_a");
  const char *b = moat_json_get_text (pair, "trust_zone_b");

  if (a == NULL || b == NULL)
    return;
  add_pair (self, a, b);
  json_array_add_object_element (pairs, json_object_ref (pair));
}

/* Pairs of zones that are kept, or are assumptions now; then those that flows cross. */
static void
write_assumptions (Writer *self, JsonObject *kept_model)
{
  GPtrArray *assumptions = moat_document_list (self->document, MOAT_KIND_ASSUMPTION);
  JsonArray *pairs = begin_list (self, "trust_boundaries");
  JsonArray *list = begin_list (self, "assumptions");
  JsonArray *silent = moat_json_get_array (kept_model, "trust_boundaries");

  for (guint i = 0; i < moat_json_len (silent); i++)
    write_pair (self, pairs, moat_json_object_at (silent, i));
  for (guint i = 0; i < assumptions->len; i++)
    {
      const MoatAssumptionState *state = moat_assumption_state (g_ptr_array_index (assumptions, i));
      g_autoptr (JsonObject) kept = moat_kept_get (&state->base, TM_BOM);
      JsonObject *pair = moat_json_get_object (kept, "trust_boundary");
      JsonObject *object;

      if (pair != NULL)
        {
          write_pair (self, pairs, pair);
          continue;
        }
      object = json_object_new ();
      json_array_add_object_element (list, object);
      json_object_set_string_member (object, "description", moat_text_get (state->text));
      set_kept_text (object, "validity", kept, "unconfirmed");
      moat_kept_give_back (object, kept);
    }
  write_crossed (self, pairs);
}

/* ---- Threats ---- */

/* Numbers of @list in objects of their own; titles that were kept come along. */
static void
set_numbers (JsonObject *object,
             const char *name,
             const char *member,
             const MoatList *numbers,
             JsonObject *kept)
{
  JsonArray *old = moat_json_get_array (kept, name);
  JsonArray *list = moat_list_len (numbers) > 0 ? add_list (object, name) : NULL;

  for (guint i = 0; i < moat_list_len (numbers); i++)
    {
      const char *text = moat_list_get (numbers, i);
      const char *digits = text + strcspn (text, "0123456789");
      JsonObject *entry = json_object_new ();
      gint64 number = g_ascii_strtoll (digits, NULL, 10);

      json_object_set_int_member (entry, member, number);
      for (guint j = 0; j < moat_json_len (old); j++)
        if (moat_json_get_number (moat_json_object_at (old, j), member, -1) == number)
          moat_kept_give_back (entry, moat_json_object_at (old, j));
      json_array_add_object_element (list, entry);
    }
}

static void
write_threat (Writer *self, JsonArray *list, MoatRecord *threat)
{
  const MoatThreatState *state = moat_threat_state (threat);
  g_autoptr (JsonObject) kept = moat_kept_get (&state->base, TM_BOM);
  JsonObject *object = add_thing (self, list, threat, kept, state->notes);
  JsonArray *affected = moat_json_get_array (kept, "components_affected");
  const char *on = get_symbol (self, state->on);

  if (on != NULL && (affected == NULL || g_strcmp0 (moat_json_text_at (affected, 0), on) != 0))
    json_array_add_string_element (add_list (object, "components_affected"), on);
  if (moat_json_get_text (kept, "threat_persona") == NULL)
    self->needs_persona = TRUE;
  set_kept_text (object, "threat_persona", kept, PERSONA);
  set_kept_text (object, "event", kept, moat_text_get (state->text));
  if (moat_json_get_array (kept, "sources") == NULL)
    json_array_add_string_element (add_list (object, "sources"), "adversary");
  set_numbers (object, "attack_mechanisms", "capec_id", state->capec, kept);
  set_numbers (object, "weaknesses", "cwe_id", state->cwe, kept);
  if (moat_list_len (state->capec) == 0 && kept != NULL)
    json_object_remove_member (kept, "attack_mechanisms");
  if (moat_list_len (state->cwe) == 0 && kept != NULL)
    json_object_remove_member (kept, "weaknesses");
  moat_kept_give_back (object, kept);
  if (state->status != MOAT_THREAT_OPEN || state->stride != 0)
    moat_report_add_item (self->report, moat_record_get_title (threat), moat_record_get_id (threat),
                          _ ("The format has no place for its category and for what was settled about it."));
}

static void
write_threats (Writer *self)
{
  GPtrArray *threats = moat_document_list (self->document, MOAT_KIND_THREAT);
  JsonArray *list = begin_list (self, "threats");

  for (guint i = 0; i < threats->len; i++)
    write_threat (self, list, g_ptr_array_index (threats, i));
}

static void
write_personas (Writer *self, JsonObject *kept)
{
  JsonArray *old = moat_json_get_array (kept, "threat_personas");
  JsonArray *list = begin_list (self, "threat_personas");
  JsonObject *persona;

  for (guint i = 0; i < moat_json_len (old); i++)
    {
      json_array_add_element (list, json_node_copy (json_array_get_element (old, i)));
      if (g_strcmp0 (moat_json_get_text (moat_json_object_at (old, i), "symbolic_name"), PERSONA) == 0)
        self->needs_persona = FALSE;
    }
  if (!self->needs_persona)
    return;
  persona = json_object_new ();
  json_array_add_object_element (list, persona);
  json_object_set_string_member (persona, "symbolic_name", PERSONA);
  json_object_set_string_member (persona, "title", "Attacker");
  json_object_set_string_member (persona, "description",
                                 "Whoever would do something else than the happy path");
  json_object_set_boolean_member (persona, "is_person", TRUE);
  json_object_set_string_member (persona, "skill_level", "engineer");
  json_object_set_string_member (persona, "access_level", "anonymous");
  json_object_set_boolean_member (persona, "malicious_intent", TRUE);
  json_object_set_string_member (persona, "applicability_to_org", "moderate");
}

/* ---- Controls and risks ---- */

static void
write_controls (Writer *self)
{
  GPtrArray *decisions = moat_document_list (self->document, MOAT_KIND_DECISION);
  JsonArray *list = begin_list (self, "controls");

  for (guint i = 0; i < decisions->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (decisions, i);
      const MoatDecisionState *state = moat_decision_state (decision);
      g_autoptr (JsonObject) kept = moat_kept_get (&state->base, TM_BOM);
      JsonObject *object = add_thing (self, list, decision, kept, state->notes);
      const char *word = moat_json_get_text (kept, "status");
      JsonArray *threats = add_list (object, "threats");

      for (guint j = 0; j < moat_list_len (state->threats); j++)
        if (get_symbol (self, moat_list_get (state->threats, j)) != NULL)
          json_array_add_string_element (threats, get_symbol (self, moat_list_get (state->threats, j)));
      json_object_set_string_member (object, "status",
                                     word != NULL && tm_bom_parse_status (word) == state->status
                                         ? word
                                         : tm_bom_status (state->status));
      set_kept_text (object, "priority", kept, "medium");
      moat_kept_give_back (object, kept);
    }
}

/* What the risks that were kept say of each threat: symbolic name → severity, the worst. Owned. */
static GHashTable *
collect_severities (JsonArray *risks)
{
  GHashTable *severities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < moat_json_len (risks); i++)
    {
      JsonObject *risk = moat_json_object_at (risks, i);
      JsonArray *threats = moat_json_get_array (risk, "threats");
      guint level = moat_import_words_level (moat_json_get_text (risk, "level"));

      for (guint j = 0; j < moat_json_len (threats); j++)
        {
          const char *name = moat_json_text_at (threats, j);

          if (name != NULL && GPOINTER_TO_UINT (g_hash_table_lookup (severities, name)) <= level)
            g_hash_table_insert (severities, g_strdup (name), GUINT_TO_POINTER (level));
        }
    }
  return severities;
}

static void
write_risk (Writer *self, JsonArray *list, MoatRecord *threat, MoatLevel severity)
{
  const MoatThreatState *state = moat_threat_state (threat);
  const char *symbol = get_symbol (self, moat_record_get_id (threat));
  g_autofree char *name = g_strdup_printf ("risk-%s", symbol);
  MoatLevel likelihood = state->likelihood != MOAT_LEVEL_UNKNOWN ? state->likelihood : severity;
  MoatLevel impact = state->impact != MOAT_LEVEL_UNKNOWN ? state->impact : severity;
  JsonObject *risk = json_object_new ();

  json_array_add_object_element (list, risk);
  json_object_set_string_member (risk, "symbolic_name", name);
  json_object_set_string_member (risk, "title", moat_record_get_title (threat));
  json_object_set_string_member (risk, "description", moat_text_get (state->notes));
  json_array_add_string_element (add_list (risk, "threats"), symbol);
  json_object_set_string_member (risk, "likelihood", tm_bom_likelihood (likelihood));
  json_object_set_string_member (risk, "impact", tm_bom_impact (impact));
  json_object_set_string_member (risk, "impact_description", "");
  json_object_set_int_member (risk, "score", (gint64) likelihood * impact);
  json_object_set_string_member (risk, "level", tm_bom_band (severity));
}

/* A threat that no kept risk rates as the model does has one of its own. */
static void
write_risks (Writer *self, JsonObject *kept)
{
  GPtrArray *threats = moat_document_list (self->document, MOAT_KIND_THREAT);
  JsonArray *old = moat_json_get_array (kept, "risks");
  g_autoptr (GHashTable) severities = collect_severities (old);
  JsonArray *list = begin_list (self, "risks");

  for (guint i = 0; i < moat_json_len (old); i++)
    json_array_add_element (list, json_node_copy (json_array_get_element (old, i)));
  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      MoatLevel severity = moat_query_severity (moat_threat_state (threat));
      const char *symbol = get_symbol (self, moat_record_get_id (threat));

      if (severity != MOAT_LEVEL_UNKNOWN
          && GPOINTER_TO_UINT (g_hash_table_lookup (severities, symbol)) != severity)
        write_risk (self, list, threat, severity);
    }
}

/* ---- The file ---- */

static void
write_scope (Writer *self, const MoatModelState *model, JsonObject *kept)
{
  JsonObject *scope = json_object_new ();

  json_object_set_object_member (self->root, "scope", scope);
  json_object_set_string_member (scope, "title", moat_text_get (model->title));
  json_object_set_string_member (scope, "description", moat_text_get (model->scope));
  set_kept_text (scope, "business_criticality", kept, "moderate");
  if (moat_json_get_array (kept, "data_sensitivity") == NULL)
    add_list (scope, "data_sensitivity");
  set_kept_text (scope, "exposure", kept, "external");
  set_kept_text (scope, "tier", kept, "important");
  moat_kept_give_back (scope, kept);
}

static void
write_review (Writer *self, JsonObject *kept)
{
  GPtrArray *reviews = moat_document_list (self->document, MOAT_KIND_REVIEW);
  const char *latest = NULL;
  const char *old = moat_json_get_text (kept, "reviewed_at");

  for (guint i = 0; i < reviews->len; i++)
    {
      const char *date = moat_review_state (g_ptr_array_index (reviews, i))->date;

      if (date != NULL && (latest == NULL || strcmp (date, latest) > 0))
        latest = date;
    }
  if (latest != NULL)
    json_object_set_string_member (self->root, "reviewed_at",
                                   old != NULL && g_str_has_prefix (old, latest) ? old : latest);
  else if (kept != NULL)
    json_object_remove_member (kept, "reviewed_at");
}

static void
write_all (Writer *self)
{
  MoatRecord *record = moat_document_get_model (self->document);
  const MoatModelState *model = moat_model_state (record);
  MoatRecord *use_case = moat_query_first_use_case (self->document);
  g_autoptr (JsonObject) kept = moat_kept_get (&model->base, TM_BOM);

  set_kept_text (self->root, "$schema", kept, SCHEMA);
  set_kept_text (self->root, "version", kept, "1.0.0");
  write_scope (self, model, moat_json_get_object (kept, "scope"));
  if (use_case != NULL && moat_use_case_state (use_case)->summary != NULL)
    json_object_set_string_member (self->root, "description", moat_use_case_state (use_case)->summary);
  write_review (self, kept);
  write_zones (self);
  write_elements (self, "actors", MOAT_ELEMENT_EXTERNAL_ENTITY);
  write_elements (self, "components", MOAT_ELEMENT_PROCESS);
  write_elements (self, "data_stores", MOAT_ELEMENT_DATA_STORE);
  write_data_sets (self);
  write_flows (self);
  write_assumptions (self, kept);
  write_threats (self);
  write_personas (self, kept);
  write_controls (self);
  write_risks (self, kept);
  moat_kept_give_back (self->root, kept);
}

GBytes *
tm_bom_write (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (GHashTable) symbols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) next = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonObject) root = json_object_new ();
  g_autofree char *text = NULL;
  Writer writer = { .document = document,
                    .report = report,
                    .root = root,
                    .symbols = symbols,
                    .taken = taken,
                    .next = next,
                    .parts = parts,
                    .pairs = pairs };
  char *whole;

  write_all (&writer);
  moat_export_lost_kinds (document,
                          1 << MOAT_KIND_NOTE | 1 << MOAT_KIND_DEPENDENCY | 1 << MOAT_KIND_VERIFICATION
                              | 1 << MOAT_KIND_EXEMPTION,
                          report);
  moat_export_lost_marks (document, report);
  text = moat_json_to_text (root);
  whole = g_strconcat (text, "\n", NULL);
  return g_bytes_new_take (whole, strlen (whole));
}
