/* Reading pytm's JSON. Things are known by their names. Findings are
 * pytm-findings.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "pytm-private.h"

#include "import-words.h"
#include "json-get.h"
#include "json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Values ---- */

/* pytm writes every property that something may have; only a few say anything. */
static gboolean
is_usual (JsonNode *node)
{
  const char *text;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return json_node_get_double (node) <= 0;
  text = json_node_get_string (node);
  return g_str_has_suffix (text, ".UNKNOWN") || g_str_has_suffix (text, ".NONE");
}

/* Keeps what @object has beyond @understood and the usual. */
static void
keep (MoatPytmReader *self, MoatRecord *record, JsonObject *object, const char *const *understood)
{
  g_autoptr (JsonObject) said = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!is_usual (node) && strcmp (name, "controls") != 0)
      json_object_set_member (said, name, json_node_copy (node));
  if (moat_json_get_object (object, "controls") != NULL)
    {
      json_object_iter_init_ordered (&iter, moat_json_get_object (object, "controls"));
      while (json_object_iter_next_ordered (&iter, &name, &node))
        if (!is_usual (node))
          json_object_set_member (said, name, json_node_copy (node));
    }
  moat_import_keep (self->import, record, said, understood);
}

static gboolean
has_control (JsonObject *object, const char *name)
{
  return moat_json_get_flag (object, name)
         || moat_json_get_flag (moat_json_get_object (object, "controls"), name);
}

static MoatTristate
yes_if (gboolean truth)
{
  return truth ? MOAT_YES : MOAT_UNKNOWN;
}

static const char *
class_of (const char *classification)
{
  static const char *const classes[][2] = {
    { "PUBLIC", "public" },     { "RESTRICTED", "sensitive" }, { "SENSITIVE", "sensitive" },
    { "TOP_SECRET", "secret" }, { "SECRET", "secret" },
  };

  for (gsize i = 0; classification != NULL && i < G_N_ELEMENTS (classes); i++)
    if (g_str_has_suffix (classification, classes[i][0]))
      return classes[i][1];
  return NULL;
}

/* The assets of a list of names, or of one name. */
static void
carry_all (MoatPytmReader *self, MoatRecord *record, JsonNode *names)
{
  JsonArray *array = moat_json_as_array (names);
  g_autofree char *single = moat_json_dup_as_text (names);

  if (single != NULL)
    moat_import_carry (self->import, record, moat_import_ensure_asset (self->import, single));
  for (guint i = 0; i < moat_json_len (array); i++)
    {
      g_autofree char *name = moat_json_dup_as_text (json_array_get_element (array, i));

      if (name != NULL)
        moat_import_carry (self->import, record, moat_import_ensure_asset (self->import, name));
    }
}

/* Texts, or objects with a name and a description. */
static void
read_assumptions (MoatPytmReader *self, JsonObject *object, const char *about)
{
  JsonArray *list = moat_json_get_array (object, "assumptions");

  for (guint i = 0; i < moat_json_len (list); i++)
    {
      JsonObject *assumption = moat_json_object_at (list, i);
      g_autofree char *plain = moat_json_dup_as_text (json_array_get_element (list, i));
      g_autofree char *name = moat_json_dup_text (assumption, "name");
      g_autofree char *description = moat_json_dup_text (assumption, "description");
      g_autoptr (GString) text = g_string_new (about);

      if (plain == NULL && name == NULL)
        continue;
      if (about != NULL)
        g_string_append (text, ": ");
      g_string_append (text, plain != NULL ? plain : name);
      if (description != NULL)
        g_string_append_printf (text, ". %s", description);
      moat_import_add_assumption (self->import, NULL, text->str);
    }
}

static void
put_in_boundary (MoatPytmReader *self, MoatRecord *record, JsonObject *object)
{
  g_autofree char *name = moat_json_dup_text (object, "inBoundary");
  MoatRecord *zone = moat_import_find (self->import, MOAT_KIND_BOUNDARY, name);

  if (zone != NULL && zone != record)
    moat_import_put_in (self->import, record, zone);
  else if (name != NULL)
    moat_import_lost (self->import, moat_record_get_title (record), record,
                      _ ("It is in the boundary “%s”, which is not in the file."), name);
}

/* ---- Things ---- */

static void
read_data (MoatPytmReader *self, JsonObject *object)
{
  static const char *const understood[] = { "name",      "description", "classification",
                                            "carriedBy", "processedBy", NULL };
  g_autofree char *name = moat_json_dup_text (object, "name");
  g_autofree char *classification = moat_json_dup_text (object, "classification");
  MoatRecord *asset;
  MoatAssetState *state;

  if (name == NULL)
    return;
  asset = moat_import_ensure_asset (self->import, name);
  state = moat_document_edit (self->document, asset);
  moat_json_set_text (&state->description, object, "description");
  moat_text_set (&state->asset_class, class_of (classification));
  keep (self, asset, object, understood);
}

static void
read_boundary (MoatPytmReader *self, JsonObject *object)
{
  static const char *const understood[] = { "name",     "description", "inBoundary", "inScope",
                                            "findings", "assumptions", "levels",     NULL };
  g_autofree char *name = moat_json_dup_text (object, "name");
  MoatRecord *zone = moat_import_add_zone (self->import, self->use_case, name, name);
  MoatBoundaryState *state = moat_document_edit (self->document, zone);

  state->type = moat_import_words_boundary_type (NULL, name);
  moat_json_set_text (&state->description, object, "description");
  read_assumptions (self, object, name);
  keep (self, zone, object, understood);
}

static MoatElementType
element_type_of (const char *class_name, const char *name)
{
  static const struct
  {
    const char *class_name;
    MoatElementType type;
  } types[] = {
    { "Actor", MOAT_ELEMENT_EXTERNAL_ENTITY }, { "ExternalEntity", MOAT_ELEMENT_EXTERNAL_ENTITY },
    { "Datastore", MOAT_ELEMENT_DATA_STORE },  { "Server", MOAT_ELEMENT_PROCESS },
    { "Process", MOAT_ELEMENT_PROCESS },       { "SetOfProcesses", MOAT_ELEMENT_PROCESS },
    { "Lambda", MOAT_ELEMENT_PROCESS },        { "LLM", MOAT_ELEMENT_PROCESS },
    { "Agent", MOAT_ELEMENT_PROCESS },
  };

  for (gsize i = 0; class_name != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].class_name, class_name) == 0)
      return types[i].type;
  /* An asset may be anything. */
  return moat_import_words_element_type (NULL, name);
}

/* What of pytm's classes our types do not say. */
static const char *
get_technology (const char *class_name)
{
  static const char *const said[] = { "Lambda", "LLM", "Agent", NULL };

  return class_name != NULL && g_strv_contains (said, class_name) ? class_name : NULL;
}

static void
read_element (MoatPytmReader *self, JsonObject *object)
{
  static const char *const understood[] = { "__class__",         "name",          "description",
                                            "inBoundary",        "inScope",       "data",
                                            "findings",          "assumptions",   "inputs",
                                            "outputs",           "levels",        "isAdmin",
                                            "isEncryptedAtRest", "storesLogData", NULL };
  g_autofree char *name = moat_json_dup_text (object, "name");
  g_autofree char *class_name = moat_json_dup_text (object, "__class__");
  MoatRecord *element = moat_import_add_element (self->import, self->use_case, name,
                                                 element_type_of (class_name, name), name);
  MoatElementState *state = moat_document_edit (self->document, element);

  moat_json_set_text (&state->description, object, "description");
  moat_text_set (&state->technology, get_technology (class_name));
  state->out_of_scope = json_object_has_member (object, "inScope") && !moat_json_get_flag (object, "inScope");
  state->encrypted = yes_if (has_control (object, "isEncryptedAtRest"));
  state->keeps_log = yes_if (moat_json_get_flag (object, "storesLogData"));
  state->privileged = yes_if (moat_json_get_flag (object, "isAdmin"));
  if (json_object_has_member (object, "data"))
    carry_all (self, element, json_object_get_member (object, "data"));
  put_in_boundary (self, element, object);
  read_assumptions (self, object, name);
  keep (self, element, object, understood);
}

/* The output form lists some things twice. */
static void
read_element_once (MoatPytmReader *self, JsonObject *object)
{
  g_autofree char *name = moat_json_dup_text (object, "name");

  if (moat_import_find (self->import, MOAT_KIND_ELEMENT, name) == NULL)
    read_element (self, object);
}

/* ---- Flows ---- */

static void
attach (MoatPytmReader *self, MoatRecord *flow, JsonObject *object, const char *member, MoatImportEnd end)
{
  g_autofree char *name = moat_json_dup_text (object, member);
  MoatRecord *element = moat_import_find (self->import, MOAT_KIND_ELEMENT, name);

  if (element != NULL)
    moat_import_attach (self->import, flow, end, element, NULL);
  else
    moat_import_lost (self->import, moat_record_get_title (flow), flow,
                      _ ("Its %s “%s” is not in the file; that end is free now."), member,
                      name != NULL ? name : "");
}

static void
read_flow (MoatPytmReader *self, JsonObject *object)
{
  static const char *const understood[]
      = { "name",       "description", "note",        "source",     "sink",
          "data",       "protocol",    "inScope",     "findings",   "assumptions",
          "inBoundary", "levels",      "isEncrypted", "order",      "authenticatesSource",
          "isResponse", "responseTo",  "response",    "tlsVersion", NULL };
  g_autofree char *name = moat_json_dup_text (object, "name");
  g_autofree char *note = moat_json_dup_text (object, "note");
  g_autofree char *description = moat_json_dup_text (object, "description");
  g_autofree char *tls = moat_json_dup_text (object, "tlsVersion");
  MoatRecord *flow = moat_import_add_flow (self->import, self->use_case, name, name);
  MoatFlowState *state = moat_document_edit (self->document, flow);

  moat_text_take (&state->description, note != NULL && description != NULL
                                           ? g_strconcat (description, "\n", note, NULL)
                                           : g_strdup (note != NULL ? note : description));
  moat_json_set_text (&state->protocol, object, "protocol");
  state->out_of_scope = json_object_has_member (object, "inScope") && !moat_json_get_flag (object, "inScope");
  state->encrypted = has_control (object, "isEncrypted") || (tls != NULL && !g_str_has_suffix (tls, "NONE"))
                         ? MOAT_YES
                         : moat_import_words_encrypted (state->protocol);
  state->authenticated = yes_if (has_control (object, "authenticatesSource"));
  attach (self, flow, object, "source", MOAT_IMPORT_SOURCE);
  attach (self, flow, object, "sink", MOAT_IMPORT_TARGET);
  if (json_object_has_member (object, "data"))
    carry_all (self, flow, json_object_get_member (object, "data"));
  read_assumptions (self, object, name);
  keep (self, flow, object, understood);
}

/* pytm counts flows from 1 when they are ordered; -1 says nothing. */
static int
compare_orders (gconstpointer a, gconstpointer b)
{
  double order_a = moat_json_get_number (*(JsonObject *const *) a, "order", -1);
  double order_b = moat_json_get_number (*(JsonObject *const *) b, "order", -1);

  if (order_a <= 0 || order_b <= 0)
    return (order_a <= 0) - (order_b <= 0);
  return order_a < order_b ? -1 : order_a > order_b ? 1 : 0;
}

static void
read_flows (MoatPytmReader *self)
{
  JsonArray *list = moat_json_get_array (self->root, "flows");
  g_autoptr (GPtrArray) flows = g_ptr_array_new ();

  for (guint i = 0; i < moat_json_len (list); i++)
    if (moat_json_object_at (list, i) != NULL)
      g_ptr_array_add (flows, moat_json_object_at (list, i));
  g_ptr_array_sort (flows, compare_orders);
  for (guint i = 0; i < flows->len; i++)
    if (moat_import_go_on (self->import, 50 + 40 * i / flows->len, 100))
      read_flow (self, g_ptr_array_index (flows, i));
}

/* ---- The file ---- */

static void
read_each (MoatPytmReader *self, const char *member, void (*read) (MoatPytmReader *, JsonObject *))
{
  JsonArray *list = moat_json_get_array (self->root, member);

  for (guint i = 0; i < moat_json_len (list); i++)
    if (moat_json_object_at (list, i) != NULL
        && moat_import_go_on (self->import, 50 * i / moat_json_len (list), 100))
      read (self, moat_json_object_at (list, i));
}

static void
nest_boundaries (MoatPytmReader *self)
{
  JsonArray *list = moat_json_get_array (self->root, "boundaries");

  for (guint i = 0; i < moat_json_len (list); i++)
    {
      JsonObject *object = moat_json_object_at (list, i);
      g_autofree char *name = moat_json_dup_text (object, "name");
      MoatRecord *zone = moat_import_find (self->import, MOAT_KIND_BOUNDARY, name);

      if (zone != NULL)
        put_in_boundary (self, zone, object);
    }
}

static void
read_all (MoatPytmReader *self)
{
  static const char *const understood[]
      = { "name",     "description", "boundaries",     "data",         "elements",          "actors",
          "assets",   "flows",       "findings",       "assumptions",  "excluded_findings", "isOrdered",
          "colormap", "threatsFile", "mergeResponses", "onDuplicates", "ignoreUnused",      NULL };
  g_autofree char *name = moat_json_dup_text (self->root, "name");
  MoatModelState *model = moat_document_edit (self->document, moat_document_get_model (self->document));

  moat_text_set (&model->title, name);
  self->use_case = moat_import_add_use_case (self->import, NULL, name);
  moat_json_set_text (&((MoatUseCaseState *) moat_document_edit (self->document, self->use_case))->summary,
                      self->root, "description");
  moat_import_keep (self->import, moat_document_get_model (self->document), self->root, understood);
  read_assumptions (self, self->root, NULL);
  read_each (self, "data", read_data);
  read_each (self, "boundaries", read_boundary);
  nest_boundaries (self);
  read_each (self, "elements", read_element);
  read_each (self, "actors", read_element_once);
  read_each (self, "assets", read_element_once);
  read_flows (self);
  moat_pytm_read_findings (self);
}

static gboolean
check_is_model (JsonNode *root, GError **error)
{
  JsonObject *first = moat_json_object_at (moat_json_as_array (root), 0);

  if (first != NULL && json_object_has_member (first, "SID"))
    {
      g_set_error (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
          _ ("This is pytm's list of the threats that it looks for, not a model. Run the model's own "
             "“tm.py --json OUT” and import OUT."));
      return FALSE;
    }
  if (moat_json_get_array (moat_json_as_object (root), "elements") == NULL
      && moat_json_get_array (moat_json_as_object (root), "flows") == NULL)
    {
      g_set_error (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
          _ ("This is no pytm model: it has neither “elements” nor “flows”. Check that it is the right "
             "file."));
      return FALSE;
    }
  return TRUE;
}

static MoatDocument *
read_pytm (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (JsonNode) node = moat_json_parse (bytes, NULL, error);
  g_autoptr (MoatImport) import = NULL;
  MoatPytmReader reader = { .root = moat_json_as_object (node) };

  if (node == NULL || !check_is_model (node, error))
    return NULL;
  import = moat_import_new (moat_pytm_format.name, options, report);
  reader.import = import;
  reader.document = moat_import_get_document (import);
  read_all (&reader);
  return moat_import_finish (import, error);
}

/* The list of threats counts too, so that it can be told what it is. */
static int
sniff (const char *data, gsize length)
{
  static const char *const also[] = { "boundaries", "onDuplicates", "isOrdered", "mergeResponses" };

  for (gsize i = 0; i < G_N_ELEMENTS (also); i++)
    if (moat_json_peek (data, length, "elements", "flows", also[i], NULL))
      return 75;
  if (length > 0 && *data == '[' && g_strstr_len (data, MIN (length, 65536), "\"SID\"") != NULL
      && g_strstr_len (data, MIN (length, 65536), "\"condition\"") != NULL)
    return 75;
  return 0;
}

static const char *const suffixes[] = { ".pytm.json", NULL };

const MoatFormat moat_pytm_format = {
  .name = "pytm",
  .label = N_ ("pytm (JSON)"),
  .suffixes = suffixes,
  .mime = "application/json",
  .sniff = sniff,
  .read = read_pytm,
};
