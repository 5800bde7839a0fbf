/* Writing Open Threat Models, 0.2.0. Each use case is a diagram. What the
 * format has no place for goes into attributes; what an Open Threat Model that
 * was read had besides is given back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "otm-private.h"

#include "carried.h"
#include "export-lost.h"
#include "import-words.h"
#include "json-get.h"
#include "json-put.h"
#include "query.h"
#include "untranslated.h"
#include "zones.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FORMAT "otm"

typedef struct
{
  MoatDocument *document;
  MoatZones *zones;
  MoatReport *report;
  const char *use_case_id; /* NULL: all */
  JsonObject *root;
  GHashTable *ids;         /* record → its id in the file, owned */
  GHashTable *taken;       /* section, line end, id: as a set */
  GHashTable *definitions; /* section, line end, id → the definition's text */
  gboolean has_outside;    /* something is in no zone */
} Writer;

/* ---- Ids ---- */

/* The id that the file had for it when it was read, unless another has it now. */
static const char *
claim_id (Writer *self, MoatRecord *record, const char *section, const char *wanted)
{
  const char *own = moat_record_get_id (record);
  g_autofree char *key = g_strconcat (section, "\n", wanted, NULL);
  gboolean is_free = wanted != NULL && g_hash_table_add (self->taken, g_steal_pointer (&key));

  g_hash_table_insert (self->ids, record, g_strdup (is_free ? wanted : own));
  return g_hash_table_lookup (self->ids, record);
}

static const char *
get_id (Writer *self, const char *record_id)
{
  return g_hash_table_lookup (self->ids, moat_document_find (self->document, record_id));
}

/* What was kept of @record, or an empty object; owned. */
static JsonObject *
get_kept (MoatRecord *record)
{
  JsonObject *kept = moat_kept_get (moat_record_get_state (record), FORMAT);

  return kept != NULL ? kept : json_object_new ();
}

static gboolean
is_in (Writer *self, const char *use_case_id)
{
  return self->use_case_id == NULL || g_strcmp0 (self->use_case_id, use_case_id) == 0;
}

/* Of @kind in the use cases that are written; owned. */
static GPtrArray *
list (Writer *self, MoatKind kind)
{
  GPtrArray *use_cases = moat_document_list (self->document, MOAT_KIND_USE_CASE);
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < use_cases->len; i++)
    {
      const char *id = moat_record_get_id (g_ptr_array_index (use_cases, i));
      g_autoptr (GPtrArray) records = kind == MOAT_KIND_FLOW
                                          ? moat_query_flows (self->document, id)
                                          : moat_document_list_children (self->document, id, kind);

      for (guint j = 0; is_in (self, id) && j < records->len; j++)
        g_ptr_array_add (all, g_ptr_array_index (records, j));
    }
  return all;
}

/* ---- Attributes ---- */

/* The attributes of @object with ours; left out when there are none. */
static void
put_attributes (JsonObject *object, JsonObject *kept, const MoatState *state, const char *const *fields)
{
  JsonObject *attributes = moat_json_get_object (kept, "attributes");
  g_autoptr (JsonObject) all = attributes != NULL ? json_object_ref (attributes) : json_object_new ();

  moat_carried_write (all, MOAT_OTM_PREFIX, state, fields);
  if (json_object_get_size (all) > 0)
    json_object_set_object_member (object, "attributes", json_object_ref (all));
}

/* ---- Representations ---- */

static JsonObject *
find_representation (JsonArray *array, const char *member, const char *id)
{
  for (guint i = 0; i < moat_json_len (array); i++)
    if (g_strcmp0 (moat_json_get_text (moat_json_object_at (array, i), member), id) == 0)
      return moat_json_object_at (array, i);
  return NULL;
}

static void
write_diagram (Writer *self, JsonArray *array, MoatRecord *use_case)
{
  g_autoptr (JsonObject) kept = get_kept (use_case);
  const char *id = claim_id (self, use_case, "representations", moat_json_get_text (kept, "diagram"));
  JsonObject *object = find_representation (array, "id", id);

  if (object == NULL)
    {
      object = moat_json_add_object (array);
      json_object_set_string_member (object, "name", moat_record_get_title (use_case));
      json_object_set_string_member (object, "id", id);
      json_object_set_string_member (object, "type", "diagram");
    }
  put_attributes (object, object, moat_record_get_state (use_case), moat_otm_use_case_fields);
}

static void
write_representations (Writer *self)
{
  g_autoptr (JsonObject) kept = get_kept (moat_document_get_model (self->document));
  GPtrArray *use_cases = moat_document_list (self->document, MOAT_KIND_USE_CASE);
  JsonArray *before = moat_json_get_array (kept, "representations");
  JsonArray *array = before != NULL ? json_array_ref (before) : json_array_new ();

  json_object_set_array_member (self->root, "representations", array);
  for (guint i = 0; i < use_cases->len; i++)
    if (is_in (self, moat_record_get_id (g_ptr_array_index (use_cases, i))))
      write_diagram (self, array, g_ptr_array_index (use_cases, i));
}

/* Where @object stands on its use case's diagram, from @corner on. */
static void
put_place (Writer *self,
           JsonObject *object,
           JsonObject *kept,
           MoatRecord *record,
           const char *use_case_id,
           const MoatRect *box,
           MoatPoint corner)
{
  const char *diagram = get_id (self, use_case_id);
  JsonArray *before = moat_json_get_array (kept, "representations");
  JsonArray *array = before != NULL ? json_array_ref (before) : json_array_new ();
  JsonObject *place = find_representation (array, "representation", diagram);
  JsonObject *position;
  JsonObject *size;

  if (place == NULL)
    {
      g_autofree char *id = g_strconcat (moat_record_get_id (record), "-box", NULL);

      place = moat_json_add_object (array);
      json_object_set_string_member (place, "name", moat_record_get_title (record));
      json_object_set_string_member (place, "id", id);
      json_object_set_string_member (place, "representation", diagram);
    }
  position = moat_json_ensure_object (place, "position");
  moat_json_put_number (position, "x", box->x - corner.x);
  moat_json_put_number (position, "y", box->y - corner.y);
  size = moat_json_ensure_object (place, "size");
  moat_json_put_number (size, "width", box->width);
  moat_json_put_number (size, "height", box->height);
  json_object_set_array_member (object, "representations", array);
}

/* ---- Project and assets ---- */

static void
write_project (Writer *self)
{
  static const char *const own[] = { "diagram", "owner", "properties", NULL };
  MoatRecord *model = moat_document_get_model (self->document);
  const MoatModelState *state = moat_model_state (model);
  MoatRecord *use_case = moat_query_first_use_case (self->document);
  g_autoptr (JsonObject) kept = use_case != NULL ? get_kept (use_case) : json_object_new ();
  const char *owner = moat_json_get_text (kept, "owner");
  JsonObject *project = moat_json_ensure_object (self->root, "project");

  json_object_set_string_member (project, "name", moat_text_get (state->title));
  json_object_set_string_member (project, "id",
                                 moat_json_get_text (kept, "id") != NULL ? moat_json_get_text (kept, "id")
                                 : state->id != NULL                     ? state->id
                                                                         : "moat-model");
  if (use_case != NULL)
    moat_json_put_text (project, "description", moat_use_case_state (use_case)->summary);
  if (owner == NULL || !moat_list_contains (state->contributors, owner))
    owner = moat_list_len (state->contributors) > 0 ? moat_list_get (state->contributors, 0) : NULL;
  moat_json_put_text (project, "owner", owner);
  put_attributes (project, kept, &state->base, moat_otm_model_fields);
  moat_json_drop (kept, own);
  moat_kept_give_back (project, kept);
}

/* By the tone that the class is shown in; 50 where nobody has said. */
double
moat_otm_confidentiality_of (MoatDocument *document, const char *class_id)
{
  static const double numbers[] = { 0, 50, 100 };
  MoatRecord *record = moat_document_find_kind (document, class_id, MOAT_KIND_CLASS);

  return record != NULL ? numbers[MIN (moat_query_class_tone (moat_class_state (record)), 2)] : 50;
}

static void
write_asset (Writer *self, JsonArray *array, MoatRecord *asset)
{
  const MoatAssetState *state = moat_asset_state (asset);
  g_autoptr (JsonObject) kept = get_kept (asset);
  JsonObject *object = moat_json_add_object (array);
  JsonObject *risk = moat_json_ensure_object (kept, "risk");
  double confidentiality = moat_otm_confidentiality_of (self->document, state->asset_class);

  json_object_set_string_member (object, "name", moat_text_get (state->name));
  json_object_set_string_member (object, "id",
                                 claim_id (self, asset, "assets", moat_json_get_text (kept, "id")));
  moat_json_put_text (object, "description", state->description);
  /* The number that was read, while it stands for the same class. */
  if (!moat_json_has_number (risk, "confidentiality")
      || (state->asset_class != NULL
          && strcmp (moat_otm_class_of (moat_json_get_number (risk, "confidentiality", 0)),
                     moat_otm_class_of (confidentiality))
                 != 0))
    moat_json_put_number (risk, "confidentiality", confidentiality);
  if (!moat_json_has_number (risk, "integrity"))
    json_object_set_int_member (risk, "integrity", 50);
  if (!moat_json_has_number (risk, "availability"))
    json_object_set_int_member (risk, "availability", 50);
  moat_json_drop (risk, (const char *const[]){ "comment", NULL });
  moat_json_put_text (risk, "comment", state->handling);
  json_object_set_object_member (object, "risk", json_object_ref (risk));
  put_attributes (object, kept, &state->base, moat_otm_asset_fields);
  moat_kept_give_back (object, kept);
}

static void
write_assets (Writer *self)
{
  GPtrArray *assets = moat_document_list (self->document, MOAT_KIND_ASSET);

  for (guint i = 0; i < assets->len; i++)
    write_asset (self, moat_json_ensure_array (self->root, "assets"), g_ptr_array_index (assets, i));
}

/* ---- Threats ---- */

/* Puts @definition under its id into the list @section, once for all that say the same; returns the id. */
static const char *
define (Writer *self, MoatRecord *record, const char *section, JsonObject *definition, const char *wanted)
{
  g_autofree char *text = moat_json_to_text (definition);
  g_autofree char *key = g_strconcat (section, "\n", wanted, NULL);
  const char *before = wanted != NULL ? g_hash_table_lookup (self->definitions, key) : NULL;
  g_autoptr (JsonObject) object = NULL;
  const char *id;

  if (before != NULL && strcmp (before, text) == 0)
    {
      g_hash_table_insert (self->ids, record, g_strdup (wanted));
      return g_hash_table_lookup (self->ids, record);
    }
  id = claim_id (self, record, section, wanted);
  g_hash_table_insert (self->definitions, g_strconcat (section, "\n", id, NULL), g_steal_pointer (&text));
  object = json_object_new ();
  json_object_set_string_member (object, "id", id);
  moat_kept_give_back (object, definition);
  json_array_add_object_element (moat_json_ensure_array (self->root, section), g_steal_pointer (&object));
  return id;
}

static void
add_verifications (Writer *self, JsonObject *attributes, MoatRecord *decision)
{
  g_autoptr (GPtrArray) records = moat_document_list_children (self->document, moat_record_get_id (decision),
                                                               MOAT_KIND_VERIFICATION);

  moat_json_drop (attributes, (const char *const[]){ MOAT_OTM_VERIFICATIONS, NULL });
  for (guint i = 0; i < records->len; i++)
    moat_carried_write (moat_json_add_object (moat_json_ensure_array (attributes, MOAT_OTM_VERIFICATIONS)),
                        "", moat_record_get_state (g_ptr_array_index (records, i)),
                        moat_otm_verification_fields);
}

static const char *
define_mitigation (Writer *self, MoatRecord *decision, JsonObject *kept)
{
  static const char *const own[] = { "id", "state", NULL };
  const MoatDecisionState *state = moat_decision_state (decision);
  g_autofree char *wanted = moat_json_dup_text (kept, "id");
  g_autoptr (JsonObject) object = json_object_new ();

  if (g_hash_table_contains (self->ids, decision))
    return g_hash_table_lookup (self->ids, decision);
  json_object_set_string_member (object, "name", moat_text_get (state->text));
  moat_json_put_text (object, "description", state->notes);
  add_verifications (self, moat_json_ensure_object (kept, "attributes"), decision);
  put_attributes (object, kept, &state->base, moat_otm_decision_fields);
  moat_json_drop (kept, own);
  if (json_object_get_size (moat_json_get_object (kept, "attributes")) == 0)
    json_object_remove_member (kept, "attributes");
  moat_kept_give_back (object, kept);
  if (!moat_json_has_number (object, "riskReduction"))
    json_object_set_int_member (object, "riskReduction", 100);
  return define (self, decision, "mitigations", object, wanted);
}

/* The word that the file had while it says the same, else the specification's. */
static char *
dup_progress (MoatDecisionStatus status, JsonObject *kept)
{
  static const char *const words[] = {
    [MOAT_DECISION_PROPOSED] = "recommended",
    [MOAT_DECISION_AGREED] = "required",
    [MOAT_DECISION_BUILT] = "implemented",
    [MOAT_DECISION_DROPPED] = "rejected",
  };
  const char *before = moat_json_get_text (kept, "state");

  return g_strdup (before != NULL && moat_import_words_progress (before) == status ? before : words[status]);
}

static void
put_mitigations (Writer *self, JsonObject *object, GPtrArray *decisions)
{
  for (guint i = 0; i < decisions->len; i++)
    {
      MoatRecord *decision = g_ptr_array_index (decisions, i);
      g_autoptr (JsonObject) kept = get_kept (decision);
      g_autofree char *progress = dup_progress (moat_decision_state (decision)->status, kept);
      const char *id = define_mitigation (self, decision, kept);
      JsonObject *mitigation = moat_json_add_object (moat_json_ensure_array (object, "mitigations"));

      json_object_set_string_member (mitigation, "mitigation", id);
      json_object_set_string_member (mitigation, "state", progress);
    }
}

static gboolean
is_mitigated (GPtrArray *decisions)
{
  for (guint i = 0; i < decisions->len; i++)
    if (moat_decision_state (g_ptr_array_index (decisions, i))->status == MOAT_DECISION_BUILT)
      return TRUE;
  return FALSE;
}

static const char *
get_state_word (const MoatThreatState *state, GPtrArray *decisions, JsonObject *kept)
{
  const char *before = moat_json_get_text (kept, "state");
  gboolean was_mitigated;

  if (before != NULL && moat_import_words_status (before, &was_mitigated) == state->status
      && (!was_mitigated || is_mitigated (decisions)))
    return before;
  if (state->status != MOAT_THREAT_OPEN)
    return moat_value_get_nick (moat_threat_statuses, state->status);
  return is_mitigated (decisions) ? "mitigated" : "exposed";
}

static void
put_risk_number (JsonObject *risk, const char *name, MoatLevel level)
{
  static const int numbers[] = { 0, 25, 50, 75, 100 };

  if (!moat_json_has_number (risk, name)
      || moat_import_words_level_of (moat_json_get_number (risk, name, 0)) != level)
    json_object_set_int_member (risk, name, numbers[level]);
}

static void
put_categories (JsonObject *object, MoatStride stride, JsonArray *kept)
{
  MoatStride before = 0;
  g_autoptr (JsonArray) categories = json_array_new ();

  for (guint i = 0; i < moat_json_len (kept); i++)
    before |= moat_import_words_stride (moat_json_text_at (kept, i));
  for (guint i = 0; i < moat_json_len (kept); i++)
    if (moat_json_text_at (kept, i) != NULL
        && (before == stride || moat_import_words_stride (moat_json_text_at (kept, i)) == 0))
      json_array_add_string_element (categories, moat_json_text_at (kept, i));
  for (const MoatValue *value = moat_stride; before != stride && value->nick != NULL; value++)
    if ((stride & value->value) != 0)
      json_array_add_string_element (categories, value->label);
  if (json_array_get_length (categories) > 0)
    json_object_set_array_member (object, "categories", json_array_ref (categories));
}

static const char *
define_threat (Writer *self, MoatRecord *threat, JsonObject *kept)
{
  static const char *const own[] = { "id", "state", "categories", NULL };
  const MoatThreatState *state = moat_threat_state (threat);
  g_autofree char *wanted = moat_json_dup_text (kept, "id");
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *risk = moat_json_ensure_object (kept, "risk");

  json_object_set_string_member (object, "name", moat_text_get (state->text));
  moat_json_put_text (object, "description", state->notes);
  put_categories (object, state->stride, moat_json_get_array (kept, "categories"));
  moat_json_put_list (object, "cwes", state->cwe);
  put_risk_number (risk, "likelihood", state->likelihood);
  put_risk_number (risk, "impact", state->impact);
  put_attributes (object, kept, &state->base, moat_otm_threat_fields);
  moat_json_drop (kept, own);
  moat_kept_give_back (object, kept);
  return define (self, threat, "threats", object, wanted);
}

/* Of what is a component or a dataflow of the file; @object NULL: of what has no place for threats. */
static void
put_threats (Writer *self, JsonObject *object, MoatRecord *on)
{
  g_autoptr (GPtrArray) threats = moat_document_list_children (self->document, moat_record_get_id (on),
                                                               MOAT_KIND_THREAT);

  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      g_autoptr (JsonObject) kept = get_kept (threat);
      g_autoptr (GPtrArray) decisions = moat_query_decisions (self->document, moat_record_get_id (threat));
      g_autofree char *word = g_strdup (get_state_word (moat_threat_state (threat), decisions, kept));
      g_autofree char *id = g_strdup (define_threat (self, threat, kept));
      JsonObject *instance;

      if (object == NULL)
        continue;
      instance = moat_json_add_object (moat_json_ensure_array (object, "threats"));
      json_object_set_string_member (instance, "threat", id);
      json_object_set_string_member (instance, "state", word);
      put_mitigations (self, instance, decisions);
    }
}

/* What cannot have threats in the file names them without a place. */
static void
write_placeless_threats (Writer *self, MoatRecord *on)
{
  guint before = moat_json_len (moat_json_get_array (self->root, "threats"));
  guint n_threats;

  put_threats (self, NULL, on);
  n_threats = moat_json_len (moat_json_get_array (self->root, "threats")) - before;
  if (n_threats > 0 && moat_record_get_kind (on) == MOAT_KIND_BOUNDARY)
    moat_report_add_item (self->report, moat_record_get_title (on), moat_record_get_id (on), "%s",
                          _ ("Moves on a trust boundary stand in the file without saying where, and without "
                             "their decisions."));
}

/* ---- Zones, components, flows ---- */

static void
put_parent (Writer *self, JsonObject *object, MoatRecord *zone)
{
  JsonObject *parent = json_object_new ();

  json_object_set_string_member (parent, "trustZone",
                                 zone != NULL ? (const char *) g_hash_table_lookup (self->ids, zone)
                                              : MOAT_OTM_OUTSIDE);
  json_object_set_object_member (object, "parent", parent);
  self->has_outside = self->has_outside || zone == NULL;
}

static MoatPoint
get_corner (MoatRecord *zone)
{
  const MoatRect *box = zone != NULL ? &moat_boundary_state (zone)->box : NULL;

  return box != NULL ? (MoatPoint){ box->x, box->y } : (MoatPoint){ 0, 0 };
}

static void
write_zone (Writer *self, JsonArray *array, MoatRecord *zone)
{
  const MoatBoundaryState *state = moat_boundary_state (zone);
  MoatRecord *outer = moat_zones_get_parent (self->zones, moat_record_get_id (zone));
  g_autoptr (JsonObject) kept = get_kept (zone);
  JsonObject *object = moat_json_add_object (array);
  JsonObject *risk = moat_json_ensure_object (kept, "risk");

  json_object_set_string_member (object, "id", g_hash_table_lookup (self->ids, zone));
  json_object_set_string_member (object, "name", moat_text_get (state->name));
  moat_json_put_text (object, "description", state->description);
  if (!moat_json_has_number (risk, "trustRating"))
    json_object_set_int_member (risk, "trustRating", state->type == MOAT_BOUNDARY_INTERNET ? 10 : 50);
  if (outer != NULL)
    put_parent (self, object, outer);
  put_place (self, object, kept, zone, state->use_case, &state->box, get_corner (outer));
  put_attributes (object, kept, &state->base, moat_otm_boundary_fields);
  moat_kept_give_back (object, kept);
}

static void
write_zones (Writer *self)
{
  g_autoptr (GPtrArray) boundaries = list (self, MOAT_KIND_BOUNDARY);
  JsonArray *array = moat_json_ensure_array (self->root, "trustZones");

  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatRecord *boundary = g_ptr_array_index (boundaries, i);
      g_autoptr (JsonObject) kept = get_kept (boundary);

      claim_id (self, boundary, "trustZones", moat_json_get_text (kept, "id"));
    }
  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatRecord *boundary = g_ptr_array_index (boundaries, i);

      if (moat_boundary_state (boundary)->shape == MOAT_BOUNDARY_ZONE)
        write_zone (self, array, boundary);
      else
        moat_report_add_item (self->report, moat_record_get_title (boundary), moat_record_get_id (boundary),
                              "%s", _ ("A line has no place in the file; only zones have."));
      write_placeless_threats (self, boundary);
    }
}

/* Assets that are kept here, and those that the file said are only worked on. */
static void
put_assets (Writer *self, JsonObject *object, const MoatElementState *state, JsonObject *kept)
{
  JsonObject *before = moat_json_get_object (kept, "assets");
  g_autoptr (MoatList) processed = NULL;
  g_autoptr (MoatList) stored = NULL;
  MoatList *was_processed = NULL;
  MoatList *was_stored = NULL;
  JsonObject *assets;

  moat_json_add_texts (&was_processed, moat_json_get_array (before, "processed"));
  moat_json_add_texts (&was_stored, moat_json_get_array (before, "stored"));
  for (guint i = 0; i < moat_list_len (state->assets); i++)
    {
      const char *id = get_id (self, moat_list_get (state->assets, i));
      gboolean is_known = id != NULL
                          && (moat_list_contains (was_processed, id) || moat_list_contains (was_stored, id));

      if (id == NULL)
        continue;
      if (is_known ? moat_list_contains (was_processed, id) : state->type != MOAT_ELEMENT_DATA_STORE)
        moat_list_add (&processed, id);
      if (is_known ? moat_list_contains (was_stored, id) : state->type == MOAT_ELEMENT_DATA_STORE)
        moat_list_add (&stored, id);
    }
  moat_list_unref (was_processed);
  moat_list_unref (was_stored);
  if (moat_list_len (processed) + moat_list_len (stored) == 0)
    return;
  assets = moat_json_ensure_object (object, "assets");
  moat_json_put_list (assets, "processed", processed);
  moat_json_put_list (assets, "stored", stored);
}

static void
write_component (Writer *self, JsonArray *array, MoatRecord *element)
{
  static const char *const own[] = { "parent", "assets", NULL };
  const MoatElementState *state = moat_element_state (element);
  GPtrArray *containing = moat_zones_get_containing (self->zones, moat_record_get_id (element));
  MoatRecord *zone = containing->len > 0 ? g_ptr_array_index (containing, 0) : NULL;
  g_autoptr (JsonObject) kept = get_kept (element);
  JsonObject *object = moat_json_add_object (array);

  json_object_set_string_member (object, "id",
                                 claim_id (self, element, "components", moat_json_get_text (kept, "id")));
  json_object_set_string_member (object, "name", moat_text_get (state->name));
  json_object_set_string_member (object, "type",
                                 state->technology != NULL
                                     ? state->technology
                                     : moat_value_get_nick (moat_element_types, state->type));
  moat_json_put_text (object, "description", state->description);
  put_parent (self, object, zone);
  put_place (self, object, kept, element, state->use_case, &state->box, get_corner (zone));
  put_assets (self, object, state, kept);
  moat_json_put_list (object, "tags", state->tags);
  put_threats (self, object, element);
  put_attributes (object, kept, &state->base, moat_otm_element_fields);
  /* A process is what a component is when nothing says otherwise, and so is not written; but other words of
   * it may say otherwise. */
  if (moat_import_words_element_type (moat_json_get_text (object, "type"), state->name) != state->type)
    json_object_set_string_member (moat_json_ensure_object (object, "attributes"), MOAT_OTM_PREFIX "type",
                                   moat_value_get_nick (moat_element_types, state->type));
  moat_json_drop (kept, own);
  moat_kept_give_back (object, kept);
}

static void
write_components (Writer *self)
{
  g_autoptr (GPtrArray) elements = list (self, MOAT_KIND_ELEMENT);
  JsonArray *array = moat_json_ensure_array (self->root, "components");

  for (guint i = 0; i < elements->len; i++)
    write_component (self, array, g_ptr_array_index (elements, i));
}

static void
write_outside (Writer *self)
{
  JsonObject *object;

  if (!self->has_outside)
    return;
  object = moat_json_add_object (moat_json_ensure_array (self->root, "trustZones"));
  json_object_set_string_member (object, "id", MOAT_OTM_OUTSIDE);
  json_object_set_string_member (object, "name", "Outside every trust boundary");
  json_object_set_int_member (moat_json_ensure_object (object, "risk"), "trustRating", 10);
}

static void
write_dataflow (Writer *self, JsonArray *array, MoatRecord *flow)
{
  const MoatFlowState *state = moat_flow_state (flow);
  g_autoptr (JsonObject) kept = get_kept (flow);
  const char *source = get_id (self, state->source);
  const char *target = get_id (self, state->target);
  JsonObject *object;

  if (source == NULL || target == NULL)
    {
      moat_report_add_item (self->report, moat_record_get_title (flow), moat_record_get_id (flow), "%s",
                            _ ("A flow with a free end has no place in the file."));
      put_threats (self, NULL, flow);
      return;
    }
  object = moat_json_add_object (array);
  json_object_set_string_member (object, "id",
                                 claim_id (self, flow, "dataflows", moat_json_get_text (kept, "id")));
  json_object_set_string_member (object, "name", moat_text_get (state->name));
  moat_json_put_text (object, "description", state->description);
  json_object_set_boolean_member (object, "bidirectional", state->bidirectional);
  json_object_set_string_member (object, "source", source);
  json_object_set_string_member (object, "destination", target);
  for (guint i = 0; i < moat_list_len (state->assets); i++)
    if (get_id (self, moat_list_get (state->assets, i)) != NULL)
      json_array_add_string_element (moat_json_ensure_array (object, "assets"),
                                     get_id (self, moat_list_get (state->assets, i)));
  moat_json_put_list (object, "tags", state->tags);
  put_threats (self, object, flow);
  put_attributes (object, kept, &state->base, moat_otm_flow_fields);
  moat_kept_give_back (object, kept);
}

static void
write_dataflows (Writer *self)
{
  g_autoptr (GPtrArray) flows = list (self, MOAT_KIND_FLOW);
  JsonArray *array = moat_json_ensure_array (self->root, "dataflows");

  for (guint i = 0; i < flows->len; i++)
    write_dataflow (self, array, g_ptr_array_index (flows, i));
}

/* ---- The file ---- */

static void
write_all (Writer *self)
{
  static const char *const sections[] = { "threats", "mitigations", NULL };
  GPtrArray *use_cases = moat_document_list (self->document, MOAT_KIND_USE_CASE);
  g_autoptr (JsonObject) kept = get_kept (moat_document_get_model (self->document));

  json_object_set_string_member (self->root, "otmVersion", "0.2.0");
  write_project (self);
  write_representations (self);
  write_assets (self);
  write_zones (self);
  write_components (self);
  write_outside (self);
  write_dataflows (self);
  for (guint i = 0; i < use_cases->len; i++)
    if (is_in (self, moat_record_get_id (g_ptr_array_index (use_cases, i))))
      write_placeless_threats (self, g_ptr_array_index (use_cases, i));
  for (const char *const *section = sections; *section != NULL; section++)
    moat_json_ensure_array (self->root, *section);
  moat_kept_give_back (self->root, kept);
}

GBytes *
moat_otm_write (MoatDocument *document, const MoatExportOptions *options, MoatReport *report, GError **error)
{
  static const guint lost = 1 << MOAT_KIND_NOTE | 1 << MOAT_KIND_ASSUMPTION | 1 << MOAT_KIND_DEPENDENCY
                            | 1 << MOAT_KIND_EXEMPTION | 1 << MOAT_KIND_REVIEW;
  g_autoptr (JsonObject) root = json_object_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) definitions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Writer self = { .document = document,
                  .zones = moat_zones_get (document),
                  .report = report,
                  .use_case_id = options->use_case_id,
                  .root = root,
                  .ids = ids,
                  .taken = taken,
                  .definitions = definitions };

  {
    g_auto (MoatUntranslated) untranslated G_GNUC_UNUSED = moat_untranslated_begin ();

    write_all (&self);
  }
  moat_export_lost_kinds (document, lost, report);
  moat_export_lost_steps (document, report);
  moat_export_lost_privacy (document, report);
  return moat_json_to_bytes (root);
}
