/* Reading TM-BOM: one use case, laid out, since the format knows no places.
 *
 * A trust boundary is a pair of zones there, and its methods of authentication
 * and access control are taken for granted: so zones become boundaries, and a
 * pair that says something an assumption.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "tm-bom-private.h"

#include "bounds.h"
#include "edit.h"
#include "import-words.h"
#include "import.h"
#include "json-get.h"
#include "json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  MoatImport *import;
  MoatDocument *document;
  JsonObject *root;
  MoatRecord *use_case;
  GHashTable *things; /* symbolic name → borrowed record of any kind, the first of that name */
  JsonArray *silent;  /* trust boundaries of which nothing is said but that they are there */
  guint n_done;
  guint n_total;
} Reader;

/* Object @index of a list at the top, or NULL. */
typedef void (*ReadOne) (Reader *self, JsonObject *object, const char *id);

static void
read_list (Reader *self, const char *list, ReadOne read_one)
{
  JsonArray *array = moat_json_get_array (self->root, list);

  for (guint i = 0; i < moat_json_len (array); i++)
    {
      JsonObject *object = moat_json_object_at (array, i);
      g_autofree char *id = moat_json_dup_text (object, "symbolic_name");

      if (!moat_import_go_on (self->import, self->n_done++, self->n_total))
        return;
      if (object != NULL)
        read_one (self, object, id);
    }
}

/* So that others find it by its symbolic name. */
static void
remember (Reader *self, const char *id, MoatRecord *record)
{
  if (id != NULL && !g_hash_table_contains (self->things, id))
    g_hash_table_insert (self->things, g_strdup (id), record);
}

static void
keep (Reader *self, MoatRecord *record, JsonObject *object, const char *const *understood)
{
  static const char *const quiet[] = { "symbolic_name", "components_affected", "attack_mechanisms",
                                       "weaknesses", NULL };

  moat_import_keep (self->import, record, object, understood);
  moat_import_keep_quietly (self->import, record, object, quiet);
}

/* The zone or element of another record, by its kind. */
static MoatRecord *
find (Reader *self, MoatKind kind, const char *id)
{
  return moat_import_find (self->import, kind, id);
}

/* ---- Zones and elements ---- */

static void
read_zone (Reader *self, JsonObject *object, const char *id)
{
  static const char *const understood[] = { "symbolic_name", "title", "description", NULL };
  MoatRecord *zone = moat_import_add_zone (self->import, self->use_case, id,
                                           moat_json_get_text (object, "title"));
  MoatBoundaryState *state = moat_document_edit (self->document, zone);

  moat_text_set (&state->description, moat_json_get_text (object, "description"));
  remember (self, id, zone);
  keep (self, zone, object, understood);
}

/* Elements of different lists may have one name: a flow says the list. */
static char *
make_id (const char *type, const char *id)
{
  return g_strdup_printf ("%s %s", type, id);
}

static MoatElementState *
read_element (Reader *self, JsonObject *object, const char *id, const char *word, MoatElementType type)
{
  static const char *const understood[] = { "symbolic_name", "title", "description", "trust_zone", NULL };
  g_autofree char *own_id = id != NULL ? make_id (word, id) : NULL;
  MoatRecord *element = moat_import_add_element (self->import, self->use_case, own_id, type,
                                                 moat_json_get_text (object, "title"));
  MoatRecord *zone = find (self, MOAT_KIND_BOUNDARY, moat_json_get_text (object, "trust_zone"));
  MoatElementState *state = moat_document_edit (self->document, element);

  moat_text_set (&state->description, moat_json_get_text (object, "description"));
  if (zone != NULL)
    moat_import_put_in (self->import, element, zone);
  else if (moat_json_get_text (object, "trust_zone") != NULL)
    moat_import_lost (self->import, moat_record_get_title (element), element,
                      _ ("It is in the zone “%s”, which is not there."),
                      moat_json_get_text (object, "trust_zone"));
  remember (self, id, element);
  keep (self, element, object, understood);
  return state;
}

static void
read_actor (Reader *self, JsonObject *object, const char *id)
{
  read_element (self, object, id, "actor", MOAT_ELEMENT_EXTERNAL_ENTITY);
}

static void
read_component (Reader *self, JsonObject *object, const char *id)
{
  read_element (self, object, id, "component", MOAT_ELEMENT_PROCESS);
}

static void
read_store (Reader *self, JsonObject *object, const char *id)
{
  MoatElementState *state = read_element (self, object, id, "data_store", MOAT_ELEMENT_DATA_STORE);
  const char *vendor = moat_json_get_text (object, "vendor");
  const char *product = moat_json_get_text (object, "product");

  if (vendor != NULL && product != NULL)
    moat_text_take (&state->technology, g_strdup_printf ("%s %s", vendor, product));
  else
    moat_text_set (&state->technology, vendor != NULL ? vendor : product);
}

/* ---- Data ---- */

/* The class that the strictest word asks for; NULL of none. */
static const char *
find_class (JsonArray *words)
{
  const char *found = NULL;

  for (guint i = 0; i < moat_json_len (words); i++)
    {
      const char *word = moat_json_text_at (words, i);

      if (g_strcmp0 (word, "cred") == 0)
        return "secret";
      if (word != NULL)
        found = "sensitive";
    }
  return found;
}

static void
place_asset (Reader *self, MoatRecord *asset, JsonArray *placements)
{
  for (guint i = 0; i < moat_json_len (placements); i++)
    {
      JsonObject *placement = moat_json_object_at (placements, i);
      const char *name = moat_json_get_text (placement, "data_store");
      g_autofree char *id = name != NULL ? make_id ("data_store", name) : NULL;
      MoatRecord *store = find (self, MOAT_KIND_ELEMENT, id);
      MoatElementState *state;

      if (store == NULL)
        {
          moat_import_lost (self->import, moat_record_get_title (asset), asset,
                            _ ("It is placed in “%s”, which is not there."), moat_text_get (name));
          continue;
        }
      moat_import_carry (self->import, store, asset);
      state = moat_document_edit (self->document, store);
      /* One that is not encrypted counts for all that is there. */
      if (json_object_has_member (placement, "encrypted") && state->encrypted != MOAT_NO)
        state->encrypted = moat_json_get_flag (placement, "encrypted") ? MOAT_YES : MOAT_NO;
    }
}

static void
read_data_set (Reader *self, JsonObject *object, const char *id)
{
  static const char *const understood[] = { "symbolic_name", "title", "description", "placements", NULL };
  MoatRecord *asset = moat_import_add (self->import, MOAT_KIND_ASSET, id);
  MoatAssetState *state = moat_document_edit (self->document, asset);

  moat_text_set (&state->name, moat_json_get_text (object, "title"));
  moat_text_set (&state->description, moat_json_get_text (object, "description"));
  moat_text_set (&state->asset_class, find_class (moat_json_get_array (object, "data_sensitivity")));
  place_asset (self, asset, moat_json_get_array (object, "placements"));
  remember (self, id, asset);
  keep (self, asset, object, understood);
}

static void
read_end (Reader *self, MoatRecord *flow, JsonObject *object, const char *name, MoatImportEnd end)
{
  JsonObject *reference = moat_json_get_object (object, name);
  const char *symbol = moat_json_get_text (reference, "object");
  const char *type = moat_json_get_text (reference, "type");
  g_autofree char *id = symbol != NULL && type != NULL ? make_id (type, symbol) : NULL;
  MoatRecord *element = find (self, MOAT_KIND_ELEMENT, id);

  if (element == NULL && symbol != NULL)
    element = g_hash_table_lookup (self->things, symbol);
  if (element != NULL && moat_record_get_kind (element) != MOAT_KIND_ELEMENT)
    element = NULL;
  moat_import_attach (self->import, flow, end, element, NULL);
  if (element == NULL)
    moat_import_lost (self->import, moat_record_get_title (flow), flow,
                      _ ("An end of the flow is at “%s”, which is not there; it is free now."),
                      symbol != NULL ? symbol : "");
}

static void
read_flow (Reader *self, JsonObject *object, const char *id)
{
  static const char *const understood[] = { "symbolic_name", "title",       "description",
                                            "source",        "destination", "has_sensitive_data",
                                            "encrypted",     NULL };
  MoatRecord *flow = moat_import_add_flow (self->import, self->use_case, id,
                                           moat_json_get_text (object, "title"));
  MoatFlowState *state = moat_document_edit (self->document, flow);

  moat_text_set (&state->description, moat_json_get_text (object, "description"));
  if (json_object_has_member (object, "encrypted"))
    state->encrypted = moat_json_get_flag (object, "encrypted") ? MOAT_YES : MOAT_NO;
  if (moat_json_get_flag (object, "has_sensitive_data"))
    moat_list_add (&state->tags, TM_BOM_SENSITIVE);
  read_end (self, flow, object, "source", MOAT_IMPORT_SOURCE);
  read_end (self, flow, object, "destination", MOAT_IMPORT_TARGET);
  remember (self, id, flow);
  keep (self, flow, object, understood);
}

/* ---- Boundaries and assumptions ---- */

static void
append_methods (GString *text, const char *label, JsonArray *methods)
{
  for (guint i = 0; i < moat_json_len (methods); i++)
    if (moat_json_text_at (methods, i) != NULL)
      g_string_append_printf (text, "%s%s", i == 0 ? label : ", ", moat_json_text_at (methods, i));
}

static const char *
get_zone_title (Reader *self, JsonObject *pair, const char *member)
{
  const char *id = moat_json_get_text (pair, member);
  MoatRecord *zone = find (self, MOAT_KIND_BOUNDARY, id);

  return zone != NULL ? moat_record_get_title (zone) : moat_text_get (id);
}

/* Words that stay English: they are what the file says. */
static void
read_boundary (Reader *self, JsonObject *object, const char *id)
{
  JsonArray *authentication = moat_json_get_array (object, "authentication_methods");
  JsonArray *access = moat_json_get_array (object, "access_control_methods");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  MoatRecord *record;
  MoatAssumptionState *state;

  if (moat_json_len (authentication) == 0 && moat_json_len (access) == 0)
    {
      json_array_add_element (self->silent, json_node_copy (node));
      return;
    }
  g_string_printf (text, "Between %s and %s", get_zone_title (self, object, "trust_zone_a"),
                   get_zone_title (self, object, "trust_zone_b"));
  append_methods (text, ": authentication by ", authentication);
  append_methods (text, moat_json_len (authentication) > 0 ? "; access control by " : ": access control by ",
                  access);
  record = moat_import_add_assumption (self->import, NULL, text->str);
  state = moat_document_edit (self->document, record);
  if (moat_json_len (authentication) > 0)
    state->topic = MOAT_TOPIC_AUTHENTICATION;
  else
    state->topic = MOAT_TOPIC_AUTHORIZATION;
  moat_import_keep_node (self->import, record, "trust_boundary", node);
}

static void
read_assumption (Reader *self, JsonObject *object, const char *id)
{
  static const char *const understood[] = { "description", NULL };
  MoatRecord *record = moat_import_add_assumption (self->import, NULL,
                                                   moat_json_get_text (object, "description"));

  moat_import_keep (self->import, record, object, understood);
}

/* ---- Threats, controls and risks ---- */

/* Numbers of @list's members as texts. */
static void
read_numbers (MoatList **numbers, JsonArray *list, const char *member)
{
  for (guint i = 0; i < moat_json_len (list) && i < MOAT_MAX_REPORTED; i++)
    {
      g_autofree char *number = moat_json_dup_text (moat_json_object_at (list, i), member);

      if (number != NULL)
        moat_list_add (numbers, number);
    }
}

/* The first thing that is affected; the use case when there is none. */
static MoatRecord *
find_affected (Reader *self, JsonObject *threat)
{
  JsonArray *affected = moat_json_get_array (threat, "components_affected");

  for (guint i = 0; i < moat_json_len (affected); i++)
    {
      const char *id = moat_json_text_at (affected, i);
      MoatRecord *record = id != NULL ? g_hash_table_lookup (self->things, id) : NULL;

      if (record != NULL && moat_record_get_kind (record) != MOAT_KIND_ASSET)
        return record;
    }
  return self->use_case;
}

static void
read_threat (Reader *self, JsonObject *object, const char *id)
{
  static const char *const understood[] = {
    "symbolic_name", "title", "description", "components_affected", "attack_mechanisms", "weaknesses", NULL
  };
  JsonArray *affected = moat_json_get_array (object, "components_affected");
  MoatRecord *threat = moat_import_add_threat (self->import, find_affected (self, object), id,
                                               moat_json_get_text (object, "title"));
  MoatThreatState *state = moat_document_edit (self->document, threat);

  moat_text_set (&state->notes, moat_json_get_text (object, "description"));
  read_numbers (&state->cwe, moat_json_get_array (object, "weaknesses"), "cwe_id");
  read_numbers (&state->capec, moat_json_get_array (object, "attack_mechanisms"), "capec_id");
  if (moat_json_len (affected) > 1)
    moat_import_lost (self->import, moat_record_get_title (threat), threat,
                      _ ("It affects %u things; it hangs on the first of them."), moat_json_len (affected));
  keep (self, threat, object, understood);
}

static void
read_control (Reader *self, JsonObject *object, const char *id)
{
  static const char *const understood[] = { "symbolic_name", "title", "description", "threats", NULL };
  JsonArray *threats = moat_json_get_array (object, "threats");
  JsonObject *boundary = moat_json_get_object (object, "trust_boundary");
  MoatRecord *decision = NULL;
  MoatDecisionState *state;

  for (guint i = 0; i < moat_json_len (threats) && i < MOAT_MAX_LIST / 100; i++)
    {
      MoatRecord *threat = find (self, MOAT_KIND_THREAT, moat_json_text_at (threats, i));

      if (threat != NULL && decision == NULL)
        decision = moat_import_add_decision (self->import, threat, id, moat_json_get_text (object, "title"));
      else if (threat != NULL)
        moat_edit_link_decision (self->document, decision, threat);
    }
  if (decision == NULL)
    {
      moat_import_lost (self->import, _ ("Controls"), NULL,
                        _ ("“%s” stops no threat, so it is no decision; it was left out."),
                        moat_text_get (moat_json_get_text (object, "title")));
      return;
    }
  state = moat_document_edit (self->document, decision);
  moat_text_set (&state->notes, moat_json_get_text (object, "description"));
  state->status = tm_bom_parse_status (moat_json_get_text (object, "status"));
  if (boundary != NULL)
    {
      g_autofree char *place = g_strdup_printf ("Between %s and %s",
                                                get_zone_title (self, boundary, "trust_zone_a"),
                                                get_zone_title (self, boundary, "trust_zone_b"));

      moat_list_add (&state->enforced, place);
    }
  keep (self, decision, object, understood);
}

/* A risk tells of its threats how bad they are; of several, the worst counts. */
static void
read_risk (Reader *self, JsonObject *object, const char *id)
{
  JsonArray *threats = moat_json_get_array (object, "threats");
  MoatLevel likelihood = tm_bom_parse_likelihood (moat_json_get_text (object, "likelihood"));
  MoatLevel impact = tm_bom_parse_impact (moat_json_get_text (object, "impact"));
  MoatLevel severity = moat_import_words_level (moat_json_get_text (object, "level"));

  for (guint i = 0; i < moat_json_len (threats); i++)
    {
      MoatRecord *threat = find (self, MOAT_KIND_THREAT, moat_json_text_at (threats, i));
      MoatThreatState *state;

      if (threat == NULL || moat_threat_state (threat)->severity > severity)
        continue;
      state = moat_document_edit (self->document, threat);
      state->severity = severity;
      state->likelihood = likelihood;
      state->impact = impact;
    }
}

/* ---- The file ---- */

static void
read_review (Reader *self)
{
  const char *when = moat_json_get_text (self->root, "reviewed_at");
  g_autofree char *day = when != NULL ? g_strndup (when, 10) : NULL;
  MoatRecord *review;

  if (day == NULL || strlen (day) < 10 || day[4] != '-' || day[7] != '-')
    return;
  review = moat_import_add (self->import, MOAT_KIND_REVIEW, NULL);
  moat_text_set (&((MoatReviewState *) moat_document_edit (self->document, review))->date, day);
}

static void
read_head (Reader *self)
{
  static const char *const understood[] = { "scope",      "description", "trust_zones", "trust_boundaries",
                                            "actors",     "components",  "data_stores", "data_sets",
                                            "data_flows", "assumptions", "threats",     "controls",
                                            "$schema",    "version",     "frozen",      "reviewed_at",
                                            "extensions", NULL };
  static const char *const quiet[] = { "$schema", "version", "frozen", "reviewed_at", NULL };
  static const char *const scope_understood[] = { "title", "description", NULL };
  JsonObject *scope = moat_json_get_object (self->root, "scope");
  MoatRecord *record = moat_document_get_model (self->document);
  MoatModelState *model = moat_document_edit (self->document, record);
  MoatUseCaseState *use_case;

  moat_text_set (&model->title, moat_json_get_text (scope, "title"));
  moat_text_set (&model->scope, moat_json_get_text (scope, "description"));
  self->use_case = moat_import_add_use_case (self->import, NULL, moat_json_get_text (scope, "title"));
  use_case = moat_document_edit (self->document, self->use_case);
  moat_text_set (&use_case->summary, moat_json_get_text (self->root, "description"));
  moat_import_keep (self->import, record, self->root, understood);
  moat_import_keep_quietly (self->import, record, self->root, quiet);
  moat_import_keep_within (self->import, record, "scope", scope, scope_understood);
  read_review (self);
}

static const struct
{
  const char *list;
  ReadOne read_one;
} lists[] = {
  { "trust_zones", read_zone },
  { "actors", read_actor },
  { "components", read_component },
  { "data_stores", read_store },
  { "data_sets", read_data_set },
  { "data_flows", read_flow },
  { "trust_boundaries", read_boundary },
  { "assumptions", read_assumption },
  { "threats", read_threat },
  { "controls", read_control },
  { "risks", read_risk },
};

MoatDocument *
tm_bom_read (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (JsonNode) node = moat_json_parse (bytes, NULL, error);
  g_autoptr (MoatImport) import = NULL;
  g_autoptr (JsonNode) silent = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (GHashTable) things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { .root = moat_json_as_object (node), .things = things };

  if (node == NULL)
    return NULL;
  if (moat_json_get_array (reader.root, "trust_zones") == NULL
      && moat_json_get_object (reader.root, "scope") == NULL)
    {
      g_set_error_literal (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
          moat_json_get_text (reader.root, "bomFormat") != NULL
              ? _ ("This is a bill of materials by CycloneDX. What is read is the TM-BOM of OWASP's threat "
                   "model "
                   "library.")
              : _ ("A TM-BOM has a “scope” and “trust_zones”. Check that it is the right file."));
      return NULL;
    }
  import = moat_import_new (TM_BOM, options, report);
  json_node_take_array (silent, json_array_new ());
  reader.silent = json_node_get_array (silent);
  reader.import = import;
  reader.document = moat_import_get_document (import);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    reader.n_total += moat_json_len (moat_json_get_array (reader.root, lists[i].list));
  read_head (&reader);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    read_list (&reader, lists[i].list, lists[i].read_one);
  if (json_array_get_length (reader.silent) > 0)
    moat_import_keep_node (import, moat_document_get_model (reader.document), "trust_boundaries", silent);
  return moat_import_finish (import, error);
}
