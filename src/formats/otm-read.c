/* Reading Open Threat Models: the project, zones, components, flows and assets.
 * Threats are otm-threats.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "otm-private.h"

#include "bounds.h"
#include "carried.h"
#include "import-origin.h"
#include "import-words.h"
#include "json-get.h"
#include "yaml-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT "otm"

const char *const moat_otm_model_fields[] = { "scope",        "outOfScope", "contact",      "reporting",
                                              "updateWhen",   "notation",   "reviewPolicy", "prototype",
                                              "contributors", NULL };
const char *const moat_otm_use_case_fields[] = { "title", "summary", "notes", "attackTest", NULL };
const char *const moat_otm_asset_fields[] = { "handling", "owner", NULL };
const char *const moat_otm_element_fields[] = { "type",       "encrypted",  "backedUp", "keepsLog",
                                                "privileged", "outOfScope", "reason",   NULL };
const char *const moat_otm_boundary_fields[] = { "type", "tags", NULL };
const char *const moat_otm_flow_fields[] = { "protocol", "authenticated", "encrypted",   "outOfScope",
                                             "reason",   "bends",         "labelOffset", NULL };
const char *const moat_otm_threat_fields[] = { "severity", "reason", "acceptedBy", "until", "owner",
                                               "capec",    "prompt", "private",    NULL };
const char *const moat_otm_decision_fields[] = { "type",    "enforced",  "owner",   "ticket",
                                                 "pattern", "decidedOn", "private", NULL };
const char *const moat_otm_verification_fields[]
    = { "type", "text", "evidence", "result", "checkedOn", NULL };

/* ---- Values ---- */

const char *
moat_otm_class_of (double confidentiality)
{
  if (confidentiality >= 67)
    return "secret";
  return confidentiality >= 34 ? "sensitive" : "public";
}

/* 0.1.0 called attributes properties. */
static JsonObject *
get_attributes (JsonObject *object)
{
  JsonObject *attributes = moat_json_get_object (object, "attributes");

  return attributes != NULL ? attributes : moat_json_get_object (object, "properties");
}

/* The entry of @object's representations for that of @id; NULL: any that has a place. */
static JsonObject *
find_place (JsonObject *object, const char *id)
{
  JsonArray *list = moat_json_get_array (object, "representations");

  for (guint i = 0; i < moat_json_len (list); i++)
    {
      JsonObject *at = moat_json_object_at (list, i);
      JsonObject *position = moat_json_get_object (at, "position");
      g_autofree char *in = moat_json_dup_text (at, "representation");

      if (id != NULL ? g_strcmp0 (in, id) == 0 : moat_json_has_number (position, "x"))
        return at;
    }
  return NULL;
}

/* The first diagram that @object is in; of what is in none, the first of all. */
static MoatOtmDiagram *
find_diagram (MoatOtmReader *self, JsonObject *object)
{
  for (guint i = 0; i < self->diagrams->len; i++)
    {
      MoatOtmDiagram *diagram = g_ptr_array_index (self->diagrams, i);

      if (find_place (object, diagram->id) != NULL)
        return diagram;
    }
  return g_ptr_array_index (self->diagrams, 0);
}

static MoatRecord *
find_use_case (MoatOtmReader *self, JsonObject *object)
{
  return find_diagram (self, object)->use_case;
}

static MoatRecord *
get_use_case (MoatOtmReader *self, MoatRecord *zone)
{
  return moat_document_find (self->document, moat_boundary_state (zone)->use_case);
}

static gboolean
get_box (MoatOtmReader *self, JsonObject *object, MoatRect *box)
{
  JsonObject *place = find_place (object, find_diagram (self, object)->id);
  JsonObject *position = moat_json_get_object (place, "position");
  JsonObject *size = moat_json_get_object (place, "size");

  *box = MOAT_RECT_INIT (moat_json_get_number (position, "x", 0), moat_json_get_number (position, "y", 0),
                         moat_json_get_number (size, "width", 0), moat_json_get_number (size, "height", 0));
  return moat_json_has_number (position, "x") && moat_json_has_number (position, "y");
}

/* ---- What is inside what ---- */

typedef struct
{
  MoatOtmReader *reader;
  GHashTable *zones;      /* id → JsonObject */
  GHashTable *components; /* id → JsonObject */
  gboolean is_relative;
} Nesting;

static GHashTable *
index_by_id (JsonArray *list)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < moat_json_len (list); i++)
    {
      JsonObject *object = moat_json_object_at (list, i);
      char *id = moat_json_dup_text (object, "id");

      if (id != NULL && !g_hash_table_contains (index, id))
        g_hash_table_insert (index, id, object);
      else
        g_free (id);
    }
  return index;
}

static char *
dup_parent (JsonObject *object, const char *kind)
{
  return moat_json_dup_text (moat_json_get_object (object, "parent"), kind);
}

/* The trust zone that @object is in, maybe by way of the components it is part of. Owned; NULL: none. */
static char *
dup_zone_id (const Nesting *nesting, JsonObject *object)
{
  for (guint depth = 0; object != NULL && depth < MOAT_MAX_DEPTH; depth++)
    {
      char *zone = dup_parent (object, "trustZone");
      g_autofree char *component = dup_parent (object, "component");

      if (zone != NULL)
        return zone;
      object = component != NULL ? g_hash_table_lookup (nesting->components, component) : NULL;
    }
  return NULL;
}

static void
put_in_zone (const Nesting *nesting, MoatRecord *record, JsonObject *object)
{
  MoatImport *import = nesting->reader->import;
  g_autofree char *zone_id = dup_zone_id (nesting, object);
  MoatRecord *zone = moat_import_find (import, MOAT_KIND_BOUNDARY, zone_id);
  g_autofree char *whole = dup_parent (object, "component");
  MoatRect box;

  if (zone != NULL && find_use_case (nesting->reader, object) != get_use_case (nesting->reader, zone))
    {
      moat_import_lost (import, moat_record_get_title (record), record,
                        _ ("Its trust zone “%s” is on another diagram."), moat_record_get_title (zone));
      zone = NULL;
    }
  else if (zone != NULL && zone != record)
    moat_import_put_in (import, record, zone);
  else if (zone_id != NULL && strcmp (zone_id, MOAT_OTM_OUTSIDE) != 0)
    moat_import_lost (import, moat_record_get_title (record), record,
                      _ ("It is in the trust zone “%s”, which is not in the file."), zone_id);

  /* Elements do not hold elements: a part stands beside the whole, so its place there is of no use. */
  if (whole != NULL && moat_record_get_kind (record) == MOAT_KIND_ELEMENT)
    {
      MoatRecord *element = moat_import_find (import, MOAT_KIND_ELEMENT, whole);

      moat_import_lost (import, moat_record_get_title (record), record,
                        _ ("It is part of “%s” and is now beside it, in the same trust boundary."),
                        element != NULL ? moat_record_get_title (element) : whole);
    }
  else if (get_box (nesting->reader, object, &box))
    moat_import_place (import, record, nesting->is_relative ? zone : NULL, &box);
}

/* Some writers count from the page's corner. */
static gboolean
are_relative (const Nesting *nesting, JsonArray *list, MoatImportOrigin *origin)
{
  for (guint i = 0; i < moat_json_len (list); i++)
    {
      JsonObject *object = moat_json_object_at (list, i);
      g_autofree char *zone_id = dup_parent (object, "trustZone");
      JsonObject *zone = zone_id != NULL ? g_hash_table_lookup (nesting->zones, zone_id) : NULL;
      MoatRect box;
      MoatRect outer;

      if (get_box (nesting->reader, object, &box) && get_box (nesting->reader, zone, &outer))
        moat_import_origin_add (origin, &box, &outer);
    }
  return moat_import_origin_is_relative (origin);
}

static void
read_nesting (MoatOtmReader *self)
{
  JsonArray *zones = moat_json_get_array (self->root, "trustZones");
  JsonArray *components = moat_json_get_array (self->root, "components");
  g_autoptr (GHashTable) zones_by_id = index_by_id (zones);
  g_autoptr (GHashTable) components_by_id = index_by_id (components);
  Nesting nesting = { self, zones_by_id, components_by_id, FALSE };
  MoatImportOrigin origin = { 0 };

  are_relative (&nesting, zones, &origin);
  nesting.is_relative = are_relative (&nesting, components, &origin);
  for (guint i = 0; i < moat_json_len (zones); i++)
    {
      JsonObject *object = moat_json_object_at (zones, i);
      g_autofree char *id = moat_json_dup_text (object, "id");
      MoatRecord *zone = moat_import_find (self->import, MOAT_KIND_BOUNDARY, id);

      if (zone != NULL)
        put_in_zone (&nesting, zone, object);
    }
  for (guint i = 0; i < moat_json_len (components); i++)
    {
      JsonObject *object = moat_json_object_at (components, i);
      g_autofree char *id = moat_json_dup_text (object, "id");
      MoatRecord *element = moat_import_find (self->import, MOAT_KIND_ELEMENT, id);

      if (element != NULL)
        put_in_zone (&nesting, element, object);
    }
}

/* ---- Zones, components, flows ---- */

static void
read_zone (MoatOtmReader *self, JsonObject *object)
{
  static const char *const understood[] = { "name", "description",     "parent", "type",
                                            "risk", "representations", NULL };
  g_autofree char *id = moat_json_dup_text (object, "id");
  g_autofree char *name = moat_json_dup_text (object, "name");
  g_autofree char *type = moat_json_dup_text (object, "type");
  MoatBoundaryState *state;
  MoatRecord *zone;

  if (g_strcmp0 (id, MOAT_OTM_OUTSIDE) == 0)
    return;
  zone = moat_import_add_zone (self->import, find_use_case (self, object), id, name);
  state = moat_document_edit (self->document, zone);
  moat_json_set_text (&state->description, object, "description");
  state->type = moat_import_words_boundary_type (type, name);
  moat_carried_read (self->document, zone, get_attributes (object), MOAT_OTM_PREFIX,
                     moat_otm_boundary_fields);
  moat_import_keep (self->import, zone, object, understood);
  moat_import_keep_quietly (self->import, zone, object,
                            (const char *const[]){ "type", "risk", "representations", NULL });
}

/* Threat Modeling Tool's words, as its converter hands them on. */
static void
read_scope (MoatOtmReader *self, JsonObject *attributes, gboolean *out_of_scope, GRefString **reason)
{
  if (!moat_json_get_flag (attributes, "Out Of Scope"))
    return;
  *out_of_scope = TRUE;
  moat_json_set_text (reason, attributes, "Reason For Out Of Scope");
}

/* A type that is one of ours in other words says nothing about the technology. */
static gboolean
is_plain_type (const char *type)
{
  static const char *const plain[] = { "process", "data-store", "external-entity", NULL };

  return g_strv_contains (plain, type);
}

static void
read_component (MoatOtmReader *self, JsonObject *object)
{
  static const char *const understood[]
      = { "name", "type", "description", "tags", "threats", "parent", "representations", "assets", NULL };
  g_autofree char *id = moat_json_dup_text (object, "id");
  g_autofree char *name = moat_json_dup_text (object, "name");
  g_autofree char *type = moat_json_dup_text (object, "type");
  JsonObject *assets = moat_json_get_object (object, "assets");
  MoatRecord *element = moat_import_add_element (self->import, find_use_case (self, object), id,
                                                 moat_import_words_element_type (type, name), name);
  MoatElementState *state = moat_document_edit (self->document, element);

  moat_json_set_text (&state->description, object, "description");
  moat_json_add_texts (&state->tags, moat_json_get_array (object, "tags"));
  if (type != NULL && !is_plain_type (type))
    moat_text_set (&state->technology, type);
  read_scope (self, get_attributes (object), &state->out_of_scope, &state->reason);
  moat_carried_read (self->document, element, get_attributes (object), MOAT_OTM_PREFIX,
                     moat_otm_element_fields);
  moat_import_carry_ids (self->import, element, moat_json_get_array (assets, "processed"));
  moat_import_carry_ids (self->import, element, moat_json_get_array (assets, "stored"));
  moat_import_keep (self->import, element, object, understood);
  moat_import_keep_quietly (self->import, element, object,
                            (const char *const[]){ "parent", "representations", "assets", NULL });
  moat_otm_read_threats (self, element, moat_json_get_array (object, "threats"));
}

/* A flow is where the component at its one end is, or at the other. */
static MoatRecord *
find_use_case_of_flow (MoatOtmReader *self, JsonObject *object)
{
  static const char *const ends[] = { "source", "destination" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *id = moat_json_dup_text (object, ends[i]);
      MoatRecord *element = moat_import_find (self->import, MOAT_KIND_ELEMENT, id);

      if (element != NULL)
        return moat_document_find (self->document, moat_element_state (element)->use_case);
    }
  return self->use_case;
}

static void
attach (MoatOtmReader *self, MoatRecord *flow, JsonObject *object, const char *member, MoatImportEnd end)
{
  g_autofree char *id = moat_json_dup_text (object, member);
  MoatRecord *element = moat_import_find (self->import, MOAT_KIND_ELEMENT, id);

  if (element != NULL
      && strcmp (moat_element_state (element)->use_case, moat_flow_state (flow)->use_case) == 0)
    moat_import_attach (self->import, flow, end, element, NULL);
  else if (element != NULL)
    moat_import_lost (self->import, moat_record_get_title (flow), flow,
                      _ ("“%s” is on another diagram; that end is free now."),
                      moat_record_get_title (element));
  else
    moat_import_lost (self->import, moat_record_get_title (flow), flow,
                      _ ("Its %s “%s” is no component of the file; that end is free now."), member,
                      id != NULL ? id : "");
}

static void
read_dataflow (MoatOtmReader *self, JsonObject *object)
{
  static const char *const understood[] = { "name",   "description", "bidirectional", "source", "destination",
                                            "assets", "threats",     "tags",          NULL };
  g_autofree char *id = moat_json_dup_text (object, "id");
  g_autofree char *name = moat_json_dup_text (object, "name");
  MoatRecord *flow = moat_import_add_flow (self->import, find_use_case_of_flow (self, object), id, name);
  MoatFlowState *state = moat_document_edit (self->document, flow);

  moat_json_set_text (&state->description, object, "description");
  moat_json_add_texts (&state->tags, moat_json_get_array (object, "tags"));
  state->bidirectional = moat_json_get_flag (object, "bidirectional");
  read_scope (self, get_attributes (object), &state->out_of_scope, &state->reason);
  moat_carried_read (self->document, flow, get_attributes (object), MOAT_OTM_PREFIX, moat_otm_flow_fields);
  attach (self, flow, object, "source", MOAT_IMPORT_SOURCE);
  attach (self, flow, object, "destination", MOAT_IMPORT_TARGET);
  moat_import_carry_ids (self->import, flow, moat_json_get_array (object, "assets"));
  moat_import_keep (self->import, flow, object, understood);
  moat_otm_read_threats (self, flow, moat_json_get_array (object, "threats"));
}

static void
read_asset (MoatOtmReader *self, JsonObject *object)
{
  static const char *const understood[] = { "name", "description", "risk", NULL };
  g_autofree char *id = moat_json_dup_text (object, "id");
  JsonObject *risk = moat_json_get_object (object, "risk");
  MoatRecord *asset = moat_import_add (self->import, MOAT_KIND_ASSET, id);
  MoatAssetState *state = moat_document_edit (self->document, asset);

  moat_json_set_text (&state->name, object, "name");
  moat_json_set_text (&state->description, object, "description");
  if (moat_json_has_number (risk, "confidentiality"))
    moat_text_set (&state->asset_class,
                   moat_otm_class_of (moat_json_get_number (risk, "confidentiality", 0)));
  moat_json_set_text (&state->handling, risk, "comment");
  moat_carried_read (self->document, asset, get_attributes (object), MOAT_OTM_PREFIX, moat_otm_asset_fields);
  moat_import_keep (self->import, asset, object, understood);
  moat_import_keep_quietly (self->import, asset, object, (const char *const[]){ "risk", NULL });
}

/* ---- The file ---- */

static void
diagram_free (gpointer data)
{
  MoatOtmDiagram *diagram = data;

  g_free (diagram->id);
  g_free (diagram);
}

static void
add_diagram (MoatOtmReader *self, JsonObject *object)
{
  MoatOtmDiagram *diagram = g_new0 (MoatOtmDiagram, 1);

  diagram->id = moat_json_dup_text (object, "id");
  diagram->object = object;
  g_ptr_array_add (self->diagrams, diagram);
}

static void
find_diagrams (MoatOtmReader *self)
{
  JsonArray *list = moat_json_get_array (self->root, "representations");

  for (guint i = 0; i < moat_json_len (list) && self->diagrams->len < MOAT_OTM_MAX_DIAGRAMS; i++)
    {
      JsonObject *object = moat_json_object_at (list, i);
      g_autofree char *type = moat_json_dup_text (object, "type");

      if (type != NULL && g_ascii_strcasecmp (type, "diagram") == 0 && json_object_has_member (object, "id"))
        add_diagram (self, object);
    }
  if (self->diagrams->len == 0)
    add_diagram (self, NULL);
}

/* Adds the ids of the representations that @object is on. */
static void
collect_representations (JsonObject *object, GHashTable *ids)
{
  JsonArray *list = moat_json_get_array (object, "representations");

  for (guint i = 0; i < moat_json_len (list); i++)
    {
      char *id = moat_json_dup_text (moat_json_object_at (list, i), "representation");

      if (id != NULL)
        g_hash_table_add (ids, id);
    }
}

/* The diagrams that are use cases: all but those on which is only what is on earlier ones. */
static GHashTable *
collect_used (MoatOtmReader *self)
{
  static const char *const members[] = { "trustZones", "components" };
  GHashTable *used = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize member = 0; member < G_N_ELEMENTS (members); member++)
    {
      JsonArray *list = moat_json_get_array (self->root, members[member]);

      for (guint i = 0; i < moat_json_len (list); i++)
        {
          collect_representations (moat_json_object_at (list, i), ids);
          g_hash_table_add (used, find_diagram (self, moat_json_object_at (list, i)));
        }
    }
  for (guint i = 0; i < self->diagrams->len; i++)
    {
      MoatOtmDiagram *diagram = g_ptr_array_index (self->diagrams, i);

      if (i == 0 || !g_hash_table_contains (ids, diagram->id))
        g_hash_table_add (used, diagram);
    }
  return used;
}

static void
add_use_cases (MoatOtmReader *self, const char *title)
{
  g_autoptr (GHashTable) used = collect_used (self);

  for (guint i = 0; i < self->diagrams->len; i++)
    {
      MoatOtmDiagram *diagram = g_ptr_array_index (self->diagrams, i);
      g_autofree char *name = moat_json_dup_text (diagram->object, "name");
      /* The only diagram is the whole project. */
      gboolean has_own_name = name != NULL && g_hash_table_size (used) > 1;

      if (!g_hash_table_contains (used, diagram))
        {
          moat_import_lost (
              self->import, name, NULL,
              _ ("All that is on this diagram is on an earlier one as well; its places were not "
                 "taken."));
          continue;
        }
      diagram->use_case = moat_import_add_use_case (self->import, diagram->id, has_own_name ? name : title);
      moat_carried_read (self->document, diagram->use_case, get_attributes (diagram->object), MOAT_OTM_PREFIX,
                         moat_otm_use_case_fields);
      if (diagram->id != NULL)
        moat_import_keep_text (self->import, diagram->use_case, "diagram", diagram->id);
    }
  self->use_case = ((MoatOtmDiagram *) g_ptr_array_index (self->diagrams, 0))->use_case;
}

static void
read_project (MoatOtmReader *self)
{
  static const char *const understood[] = { "name", "description", "owner", NULL };
  JsonObject *project = moat_json_get_object (self->root, "project");
  MoatRecord *record = moat_document_get_model (self->document);
  MoatModelState *model = moat_document_edit (self->document, record);
  g_autofree char *owner = moat_json_dup_text (project, "owner");
  g_autofree char *description = moat_json_dup_text (project, "description");
  MoatUseCaseState *use_case;

  moat_json_set_text (&model->title, project, "name");
  moat_import_add_contributor (self->import, owner);
  moat_carried_read (self->document, record, get_attributes (project), MOAT_OTM_PREFIX,
                     moat_otm_model_fields);

  add_use_cases (self, model->title);
  moat_import_keep (self->import, self->use_case, project, understood);
  if (owner != NULL)
    moat_import_keep_text (self->import, self->use_case, "owner", owner);
  use_case = moat_document_edit (self->document, self->use_case);
  if (use_case->summary == NULL)
    moat_text_set (&use_case->summary, description);
}

static gboolean
read_list (MoatOtmReader *self, const char *member, void (*read) (MoatOtmReader *, JsonObject *), guint part)
{
  JsonArray *list = moat_json_get_array (self->root, member);

  for (guint i = 0; i < moat_json_len (list); i++)
    {
      JsonObject *object = moat_json_object_at (list, i);

      if (!moat_import_go_on (self->import, part * moat_json_len (list) + i, 5 * moat_json_len (list)))
        return FALSE;
      if (object != NULL)
        read (self, object);
    }
  return TRUE;
}

static void
read_all (MoatOtmReader *self)
{
  static const char *const understood[] = { "otmVersion",      "project",   "assets",  "trustZones",
                                            "components",      "dataflows", "threats", "mitigations",
                                            "representations", NULL };
  MoatRecord *model = moat_document_get_model (self->document);
  JsonNode *representations = json_object_get_member (self->root, "representations");

  find_diagrams (self);
  read_project (self);
  moat_import_keep (self->import, model, self->root, understood);
  if (moat_json_as_array (representations) != NULL)
    moat_import_keep_node (self->import, model, "representations", representations);
  if (!read_list (self, "assets", read_asset, 0) || !read_list (self, "trustZones", read_zone, 1)
      || !read_list (self, "components", read_component, 2)
      || !read_list (self, "dataflows", read_dataflow, 3))
    return;
  moat_otm_read_unused_threats (self);
  read_nesting (self);
}

static MoatDocument *
read_otm (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (JsonNode) node = moat_yaml_or_json_read (bytes, report, error);
  JsonObject *root = moat_json_as_object (node);
  g_autoptr (MoatImport) import = NULL;
  g_autoptr (GPtrArray) diagrams = g_ptr_array_new_with_free_func (diagram_free);
  g_autoptr (GHashTable) threats = NULL;
  g_autoptr (GHashTable) mitigations = NULL;
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) decisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  MoatOtmReader reader = { .root = root, .diagrams = diagrams, .used = used, .decisions = decisions };

  if (node == NULL)
    return NULL;
  if (moat_json_get_object (root, "project") == NULL)
    {
      g_set_error (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
          _ ("This is no Open Threat Model: “project” is missing. Check that it is the right file."));
      return NULL;
    }
  import = moat_import_new (FORMAT, options, report);
  reader.import = import;
  reader.document = moat_import_get_document (import);
  reader.threats = threats = index_by_id (moat_json_get_array (root, "threats"));
  reader.mitigations = mitigations = index_by_id (moat_json_get_array (root, "mitigations"));
  read_all (&reader);
  return moat_import_finish (import, error);
}

static int
sniff (const char *data, gsize length)
{
  return moat_json_peek (data, length, "otmVersion", NULL)
                 || moat_yaml_peek (data, length, "otmVersion", NULL)
             ? 95
             : 0;
}

static const char *const suffixes[] = { ".otm", ".otm.json", ".otm.yaml", ".otm.yml", NULL };

const MoatFormat moat_otm_format = {
  .name = FORMAT,
  .label = N_ ("Open Threat Model"),
  .suffixes = suffixes,
  .mime = "application/json",
  .sniff = sniff,
  .read = read_otm,
  .write = moat_otm_write,
};
