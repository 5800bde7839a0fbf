/* Reading ThreatForge's .thf.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "threatforge-private.h"

#include "carried.h"
#include "files.h"
#include "import-origin.h"
#include "import-words.h"
#include "import.h"
#include "json-get.h"
#include "json.h"
#include "yaml-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What ThreatForge draws an element of unknown size with. */
#define NODE_WIDTH  140.0
#define NODE_HEIGHT 80.0

/* The comment that such files begin with. */
#define HEADING "# " MOAT_THREATFORGE_HEADING

const char *const moat_threatforge_element_fields[] = { "backedUp",   "keepsLog", "privileged",
                                                        "outOfScope", "reason",   NULL };
const char *const moat_threatforge_flow_fields[]
    = { "description", "bends", "encrypted", "bidirectional", "tags", "outOfScope", "reason", NULL };
const char *const moat_threatforge_boundary_fields[] = { "type", "description", "tags", NULL };
const char *const moat_threatforge_threat_fields[] = { "stride", "severity",   "likelihood", "impact",
                                                       "status", "acceptedBy", "until",      "owner",
                                                       "cwe",    "capec",      "prompt",     "private",
                                                       NULL };

/* All borrowed. */
typedef struct
{
  MoatImport *import;
  MoatDocument *document;
  JsonObject *root;
  const char *base_name;
  MoatRecord *use_case;
  GHashTable *layout; /* id → JsonObject of a layout file beside it; NULL: none */
  gboolean is_relative;
} Reader;

/* ---- Values ---- */

MoatElementType
moat_threatforge_element_type (const char *type, const char *subtype, const char *name)
{
  static const char *const own[] = { "process", "data_store", "external_entity", NULL };

  if (type != NULL && g_strv_contains (own, type))
    return moat_import_words_element_type (type, NULL);
  return moat_import_words_element_type (subtype != NULL ? subtype : type, name);
}

static JsonObject *
get_own (JsonObject *object)
{
  return moat_json_get_object (object, MOAT_THREATFORGE_OWN);
}

/* Where @object is, by itself or by the layout file; sizes are 0 where there is none. */
static gboolean
get_box (const Reader *self, JsonObject *object, MoatRect *box)
{
  JsonObject *position = moat_json_get_object (object, "position");
  JsonObject *size = moat_json_get_object (object, "size");
  g_autofree char *id = moat_json_dup_text (object, "id");

  if (position == NULL && self->layout != NULL && id != NULL)
    position = size = g_hash_table_lookup (self->layout, id);
  *box = MOAT_RECT_INIT (moat_json_get_number (position, "x", 0), moat_json_get_number (position, "y", 0),
                         moat_json_get_number (size, "width", 0), moat_json_get_number (size, "height", 0));
  return moat_json_has_number (position, "x") && moat_json_has_number (position, "y");
}

static gboolean
get_element_box (const Reader *self, JsonObject *object, MoatRect *box)
{
  if (!get_box (self, object, box))
    return FALSE;
  if (box->width <= 0 || box->height <= 0)
    {
      box->width = NODE_WIDTH;
      box->height = NODE_HEIGHT;
    }
  return TRUE;
}

static void
carry_all (Reader *self, MoatRecord *record, JsonArray *names)
{
  for (guint i = 0; i < moat_json_len (names); i++)
    {
      g_autofree char *name = moat_json_dup_as_text (json_array_get_element (names, i));

      if (name != NULL)
        moat_import_carry (self->import, record, moat_import_ensure_asset (self->import, name));
    }
}

/* ---- Elements ---- */

static void
read_note (Reader *self, JsonObject *object)
{
  static const char *const understood[] = { "type", "name", "position", "size", MOAT_THREATFORGE_OWN, NULL };
  g_autofree char *id = moat_json_dup_text (object, "id");
  g_autofree char *name = moat_json_dup_text (object, "name");
  MoatRecord *note = moat_import_add_note (self->import, self->use_case, id, name);
  MoatRect box;

  if (get_box (self, object, &box))
    moat_import_place (self->import, note, NULL, &box);
  moat_import_keep (self->import, note, object, understood);
}

static void
read_element (Reader *self, JsonObject *object)
{
  static const char *const understood[]
      = { "type",   "subtype",    "name",     "description", "technologies",       "tags",
          "stores", "encryption", "position", "size",        MOAT_THREATFORGE_OWN, NULL };
  static const char *const quietly[] = { "type", "subtype", "encryption", NULL };
  g_autofree char *id = moat_json_dup_text (object, "id");
  g_autofree char *type = moat_json_dup_text (object, "type");
  g_autofree char *subtype = moat_json_dup_text (object, "subtype");
  g_autofree char *name = moat_json_dup_text (object, "name");
  g_autofree char *encryption = moat_json_dup_text (object, "encryption");
  g_autoptr (MoatList) technologies = NULL;
  MoatElementState *state;
  MoatRecord *element;

  if (g_strcmp0 (type, "text") == 0)
    {
      read_note (self, object);
      return;
    }
  element = moat_import_add_element (self->import, self->use_case, id,
                                     moat_threatforge_element_type (type, subtype, name), name);
  state = moat_document_edit (self->document, element);
  moat_json_set_text (&state->description, object, "description");
  moat_json_add_texts (&technologies, moat_json_get_array (object, "technologies"));
  moat_text_take (&state->technology, moat_list_join (technologies, ", "));
  moat_json_add_texts (&state->tags, moat_json_get_array (object, "tags"));
  if (encryption != NULL)
    state->encrypted = g_ascii_strcasecmp (encryption, "none") == 0 ? MOAT_NO : MOAT_YES;
  carry_all (self, element, moat_json_get_array (object, "stores"));
  moat_carried_read (self->document, element, get_own (object), "", moat_threatforge_element_fields);
  moat_import_keep (self->import, element, object, understood);
  moat_import_keep_quietly (self->import, element, object, quietly);
}

/* ---- Boundaries ---- */

/* ThreatForge counts the places of what a boundary contains from the boundary's corner once it has drawn
 * them, and files by hand count them all from the page's.
 */
static gboolean
are_relative (Reader *self, GHashTable *by_id, JsonArray *boundaries)
{
  MoatImportOrigin origin = { 0 };

  for (guint i = 0; i < moat_json_len (boundaries); i++)
    {
      JsonObject *boundary = moat_json_object_at (boundaries, i);
      JsonArray *contains = moat_json_get_array (boundary, "contains");
      MoatRect outer;

      for (guint j = 0; get_box (self, boundary, &outer) && j < moat_json_len (contains); j++)
        {
          g_autofree char *id = moat_json_dup_as_text (json_array_get_element (contains, j));
          JsonObject *element = id != NULL ? g_hash_table_lookup (by_id, id) : NULL;
          MoatRect box;

          if (get_element_box (self, element, &box))
            moat_import_origin_add (&origin, &box, &outer);
        }
    }
  return moat_import_origin_is_relative (&origin);
}

static void
read_boundary (Reader *self, JsonObject *object, GHashTable *elements, GHashTable *zone_of)
{
  static const char *const understood[]
      = { "name", "contains", "position", "size", MOAT_THREATFORGE_OWN, NULL };
  g_autofree char *id = moat_json_dup_text (object, "id");
  g_autofree char *name = moat_json_dup_text (object, "name");
  JsonArray *contains = moat_json_get_array (object, "contains");
  MoatRecord *zone = moat_import_add_zone (self->import, self->use_case, id, name);
  MoatRect box;

  ((MoatBoundaryState *) moat_document_edit (self->document, zone))->type
      = moat_import_words_boundary_type (NULL, name);
  if (get_box (self, object, &box))
    moat_import_place (self->import, zone, NULL, &box);
  moat_carried_read (self->document, zone, get_own (object), "", moat_threatforge_boundary_fields);
  moat_import_keep (self->import, zone, object, understood);
  for (guint i = 0; i < moat_json_len (contains); i++)
    {
      g_autofree char *member = moat_json_dup_as_text (json_array_get_element (contains, i));

      if (member == NULL)
        continue;
      if (!g_hash_table_contains (elements, member))
        moat_import_lost (self->import, name, zone, _ ("It contains “%s”, which is not in the file."),
                          member);
      /* Of several that say so, ThreatForge takes the last. */
      g_hash_table_replace (zone_of, g_steal_pointer (&member), zone);
    }
}

static void
place_element (Reader *self, JsonObject *object, GHashTable *zone_of)
{
  g_autofree char *id = moat_json_dup_text (object, "id");
  MoatRecord *element = moat_import_find (self->import, MOAT_KIND_ELEMENT, id);
  MoatRecord *zone = id != NULL ? g_hash_table_lookup (zone_of, id) : NULL;
  MoatRect box;

  if (element == NULL)
    return;
  if (zone != NULL)
    moat_import_put_in (self->import, element, zone);
  if (get_element_box (self, object, &box))
    moat_import_place (self->import, element, self->is_relative ? zone : NULL, &box);
}

static GHashTable *
index_by_id (JsonArray *list)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < moat_json_len (list); i++)
    {
      char *id = moat_json_dup_text (moat_json_object_at (list, i), "id");

      if (id != NULL)
        g_hash_table_replace (index, id, moat_json_object_at (list, i));
    }
  return index;
}

static void
read_boundaries (Reader *self)
{
  JsonArray *boundaries = moat_json_get_array (self->root, "trust_boundaries");
  JsonArray *elements = moat_json_get_array (self->root, "elements");
  g_autoptr (GHashTable) by_id = index_by_id (elements);
  g_autoptr (GHashTable) zone_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->is_relative = are_relative (self, by_id, boundaries);
  for (guint i = 0; i < moat_json_len (boundaries); i++)
    if (moat_json_object_at (boundaries, i) != NULL)
      read_boundary (self, moat_json_object_at (boundaries, i), by_id, zone_of);
  for (guint i = 0; i < moat_json_len (elements); i++)
    place_element (self, moat_json_object_at (elements, i), zone_of);
}

/* ---- Flows ---- */

static void
attach (Reader *self, MoatRecord *flow, JsonObject *object, const char *member, MoatImportEnd end)
{
  g_autofree char *id = moat_json_dup_text (object, member);
  MoatRecord *element = moat_import_find (self->import, MOAT_KIND_ELEMENT, id);

  if (element != NULL)
    moat_import_attach (self->import, flow, end, element, NULL);
  else
    moat_import_lost (self->import, moat_record_get_title (flow), flow,
                      _ ("Its “%s” is “%s”, which is not in the file; that end is free now."), member,
                      id != NULL ? id : "");
}

static void
read_flow (Reader *self, JsonObject *object)
{
  static const char *const understood[]
      = { "name",          "from",         "to",          "protocol",           "data",
          "authenticated", "label_offset", "flow_number", MOAT_THREATFORGE_OWN, NULL };
  static const char *const quietly[] = { "flow_number", NULL };
  g_autofree char *id = moat_json_dup_text (object, "id");
  g_autofree char *name = moat_json_dup_text (object, "name");
  JsonObject *offset = moat_json_get_object (object, "label_offset");
  MoatRecord *flow = moat_import_add_flow (self->import, self->use_case, id, name);
  MoatFlowState *state = moat_document_edit (self->document, flow);

  moat_json_set_text (&state->protocol, object, "protocol");
  state->encrypted = moat_import_words_encrypted (state->protocol);
  /* ThreatForge has it that nothing is authenticated until somebody says so. */
  state->authenticated = moat_json_get_flag (object, "authenticated") ? MOAT_YES : MOAT_UNKNOWN;
  state->label_offset = moat_point_clamp (
      (MoatPoint){ moat_json_get_number (offset, "x", 0), moat_json_get_number (offset, "y", 0) });
  attach (self, flow, object, "from", MOAT_IMPORT_SOURCE);
  attach (self, flow, object, "to", MOAT_IMPORT_TARGET);
  carry_all (self, flow, moat_json_get_array (object, "data"));
  moat_carried_read (self->document, flow, get_own (object), "", moat_threatforge_flow_fields);
  moat_import_keep (self->import, flow, object, understood);
  moat_import_keep_quietly (self->import, flow, object, quietly);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double number_a = moat_json_get_number (*(JsonObject *const *) a, "flow_number", G_MAXINT);
  double number_b = moat_json_get_number (*(JsonObject *const *) b, "flow_number", G_MAXINT);

  return number_a < number_b ? -1 : number_a > number_b ? 1 : 0;
}

/* In the order of their numbers; those without one after them, as they stand. */
static void
read_flows (Reader *self)
{
  JsonArray *list = moat_json_get_array (self->root, "data_flows");
  g_autoptr (GPtrArray) flows = g_ptr_array_new ();

  for (guint i = 0; i < moat_json_len (list); i++)
    if (moat_json_object_at (list, i) != NULL)
      g_ptr_array_add (flows, moat_json_object_at (list, i));
  g_ptr_array_sort (flows, compare_numbers);
  for (guint i = 0; i < flows->len; i++)
    if (moat_import_go_on (self->import, 50 + 40 * i / flows->len, 100))
      read_flow (self, g_ptr_array_index (flows, i));
}

/* ---- Threats ---- */

static void
read_mitigation (Reader *self, MoatRecord *threat, JsonObject *mitigation)
{
  g_autofree char *status = moat_json_dup_text (mitigation, "status");
  g_autofree char *text = moat_json_dup_text (mitigation, "description");
  MoatThreatState *state = moat_document_edit (self->document, threat);
  gboolean is_mitigated;
  MoatRecord *decision;

  state->status = moat_import_words_status (status, &is_mitigated);
  if (state->status != MOAT_THREAT_OPEN)
    {
      moat_text_set (&state->reason, text);
      return;
    }
  if (text == NULL && !is_mitigated)
    return;
  decision = moat_import_add_decision (self->import, threat, NULL, text);
  ((MoatDecisionState *) moat_document_edit (self->document, decision))->status = moat_import_words_progress (
      status);
  if (text == NULL)
    moat_import_lost (self->import, NULL, threat,
                      _ ("“%s” is mitigated, but the file does not say how; its decision is empty."),
                      moat_record_get_title (threat));
}

/* On its flow, else its element, else the use case. */
static MoatRecord *
find_target (Reader *self, JsonObject *object)
{
  g_autofree char *flow = moat_json_dup_text (object, "flow");
  g_autofree char *element = moat_json_dup_text (object, "element");
  g_autofree char *title = moat_json_dup_text (object, "title");
  MoatRecord *target = moat_import_find (self->import, MOAT_KIND_FLOW, flow);

  if (target == NULL)
    target = moat_import_find (self->import, MOAT_KIND_ELEMENT, element);
  if (target == NULL && (flow != NULL || element != NULL))
    moat_import_lost (self->import, title, NULL,
                      _ ("It is on “%s”, which is not in the file; it is on the use case now."),
                      flow != NULL ? flow : element);
  return target != NULL ? target : self->use_case;
}

static void
read_threat (Reader *self, JsonObject *object)
{
  static const char *const understood[] = { "title",      "category",           "element",
                                            "flow",       "severity",           "description",
                                            "mitigation", MOAT_THREATFORGE_OWN, NULL };
  static const char *const quietly[] = { "element", "severity", NULL };
  g_autofree char *id = moat_json_dup_text (object, "id");
  g_autofree char *title = moat_json_dup_text (object, "title");
  g_autofree char *category = moat_json_dup_text (object, "category");
  g_autofree char *severity = moat_json_dup_text (object, "severity");
  MoatRecord *threat = moat_import_add_threat (self->import, find_target (self, object), id, title);
  MoatThreatState *state = moat_document_edit (self->document, threat);

  moat_json_set_text (&state->notes, object, "description");
  state->stride = moat_import_words_stride (category);
  state->severity = moat_import_words_level (severity);
  read_mitigation (self, threat, moat_json_get_object (object, "mitigation"));
  /* Flags that are read are added to those that are there. */
  if (get_own (object) != NULL && json_object_has_member (get_own (object), "stride"))
    state->stride = 0;
  moat_carried_read (self->document, threat, get_own (object), "", moat_threatforge_threat_fields);
  moat_import_keep (self->import, threat, object, understood);
  moat_import_keep_quietly (self->import, threat, object, quietly);
}

/* ---- The file ---- */

/* Older files have their places in a file below their folder. */
static JsonNode *
read_layout (const MoatImportOptions *options, MoatReport *report, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  JsonNode *node = NULL;

  if (options->folder == NULL)
    return NULL;
  bytes = moat_files_read_below (options->folder, name, &error);
  if (bytes != NULL)
    node = moat_json_parse (bytes, NULL, &error);
  if (node == NULL)
    moat_report_add_item (report, name, NULL, _ ("The places could not be read: %s"), error->message);
  return node;
}

static void
read_metadata (Reader *self)
{
  static const char *const understood[] = { "title", "author", "description", NULL };
  JsonObject *metadata = moat_json_get_object (self->root, "metadata");
  JsonObject *diagram = moat_json_object_at (moat_json_get_array (self->root, "diagrams"), 0);
  g_autofree char *author = moat_json_dup_text (metadata, "author");
  g_autofree char *title = moat_json_dup_text (metadata, "title");
  g_autofree char *name = moat_json_dup_text (diagram, "name");
  g_autofree char *id = moat_json_dup_text (diagram, "id");
  MoatModelState *model = moat_document_edit (self->document, moat_document_get_model (self->document));

  if (title == NULL)
    title = g_strdup (self->base_name);
  moat_text_set (&model->title, title);
  moat_import_add_contributor (self->import, author);
  self->use_case = moat_import_add_use_case (self->import, id, name != NULL ? name : title);
  moat_json_set_text (&((MoatUseCaseState *) moat_document_edit (self->document, self->use_case))->summary,
                      metadata, "description");
  /* They belong to the file as a whole, but there is only one use case. */
  moat_import_keep (self->import, self->use_case, metadata, understood);
}

static void
read_each (Reader *self, const char *member, void (*read) (Reader *, JsonObject *))
{
  JsonArray *list = moat_json_get_array (self->root, member);

  for (guint i = 0; i < moat_json_len (list); i++)
    if (moat_json_object_at (list, i) != NULL
        && moat_import_go_on (self->import, 50 * i / moat_json_len (list), 100))
      read (self, moat_json_object_at (list, i));
}

static void
read_all (Reader *self)
{
  static const char *const understood[] = { "version",          "metadata", "elements", "data_flows",
                                            "trust_boundaries", "threats",  "diagrams", NULL };
  static const char *const quietly[] = { "diagrams", NULL };
  MoatRecord *model = moat_document_get_model (self->document);

  read_metadata (self);
  moat_import_keep (self->import, model, self->root, understood);
  moat_import_keep_quietly (self->import, model, self->root, quietly);
  read_each (self, "elements", read_element);
  read_boundaries (self);
  read_flows (self);
  read_each (self, "threats", read_threat);
}

static MoatDocument *
read_threatforge (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (JsonNode) node = moat_yaml_or_json_read (bytes, report, error);
  JsonObject *root = moat_json_as_object (node);
  JsonObject *diagram = moat_json_object_at (moat_json_get_array (root, "diagrams"), 0);
  g_autofree char *layout_file = moat_json_dup_text (diagram, "layout_file");
  g_autoptr (JsonNode) layout = NULL;
  g_autoptr (GHashTable) places = NULL;
  g_autoptr (MoatImport) import = NULL;
  Reader reader = { .root = root, .base_name = options->base_name };

  if (node == NULL)
    return NULL;
  if (moat_json_get_array (root, "elements") == NULL && moat_json_get_object (root, "metadata") == NULL)
    {
      g_set_error (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
          _ ("This is no ThreatForge model: it has no “elements”. Check that it is the right file."));
      return NULL;
    }
  if (layout_file != NULL)
    layout = read_layout (options, report, layout_file);
  if (layout != NULL)
    places = index_by_id (moat_json_get_array (moat_json_as_object (layout), "nodes"));
  import = moat_import_new (MOAT_THREATFORGE_NAME, options, report);
  reader.import = import;
  reader.document = moat_import_get_document (import);
  reader.layout = places;
  read_all (&reader);
  return moat_import_finish (import, error);
}

static int
sniff (const char *data, gsize length)
{
  if (moat_yaml_peek (data, length, "version", "elements", "trust_boundaries", NULL)
      || moat_yaml_peek (data, length, "version", "metadata", "elements", NULL)
      || moat_yaml_peek (data, length, "version", "metadata", "data_flows", NULL))
    return 80;
  return length > strlen (HEADING) && memcmp (data, HEADING, strlen (HEADING)) == 0 ? 80 : 0;
}

static const char *const suffixes[] = { ".thf", NULL };

const MoatFormat moat_threatforge_format = {
  .name = MOAT_THREATFORGE_NAME,
  .label = N_ ("ThreatForge"),
  .suffixes = suffixes,
  .mime = "application/yaml",
  .flags = MOAT_FORMAT_ONE_USE_CASE,
  .sniff = sniff,
  .read = read_threatforge,
  .write = moat_threatforge_write,
};
