/* Reading threatcl's models in JSON.
 *
 * Both forms say the same: exported, a block is an object with its name in it,
 * in a list; in the language's JSON, the name leads to the block. Names of
 * members differ in underscores. So blocks and members are looked up by one
 * pair of functions, and nothing below them knows which form it is.
 *
 * A diagram becomes a use case; threats, which the format hangs on nothing,
 * are on the first of their model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "threatcl.h"

#include "bounds.h"
#include "import-words.h"
#include "import.h"
#include "json-get.h"
#include "json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT "threatcl"

typedef struct
{
  MoatImport *import;
  MoatDocument *document;
  MoatRecord *use_case; /* the first of this model */
  guint n_done;
  guint n_total;
} Reader;

/* ---- Blocks and members ---- */

/* A block and the name that it has, or NULL. */
typedef struct
{
  char *name;
  JsonObject *object; /* borrowed */
} Block;

static void
block_clear (gpointer data)
{
  Block *block = data;

  g_free (block->name);
}

/* Whether @name is @wanted, which has small letters only, underscores and case aside. */
static gboolean
is_member (const char *name, const char *wanted)
{
  for (; *name != '\0'; name++)
    if (*name != '_' && g_ascii_tolower (*name) != *wanted++)
      return FALSE;
  return *wanted == '\0';
}

static JsonNode *
find_member (JsonObject *object, const char *wanted)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object == NULL)
    return NULL;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (is_member (name, wanted))
      return node;
  return NULL;
}

/* Owned, or NULL. */
static char *
dup_member (JsonObject *object, const char *wanted)
{
  return moat_json_dup_as_text (find_member (object, wanted));
}

static gboolean
get_flag (JsonObject *object, const char *wanted)
{
  g_autofree char *text = dup_member (object, wanted);

  return text != NULL && strcmp (text, "true") == 0;
}

/* A block has plain values; what leads from names to blocks has none. */
static gboolean
is_block (JsonObject *object)
{
  JsonObjectIter iter;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &node))
    if (JSON_NODE_HOLDS_VALUE (node))
      return TRUE;
  return FALSE;
}

static void
collect (GArray *blocks, JsonNode *node, const char *name, guint depth)
{
  JsonObject *object = moat_json_as_object (node);
  JsonArray *array = moat_json_as_array (node);
  JsonObjectIter iter;
  const char *label;
  JsonNode *member;

  for (guint i = 0; i < moat_json_len (array); i++)
    collect (blocks, json_array_get_element (array, i), name, depth);
  if (object == NULL)
    return;
  if (depth == 0 || is_block (object))
    {
      Block block = { moat_json_dup_text (object, "name"), object };

      if (block.name == NULL)
        block.name = g_strdup (name);
      g_array_append_val (blocks, block);
      return;
    }
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &label, &member))
    collect (blocks, member, label, depth - 1);
}

/* An old diagram has no name, and is no list: what is in it stands right there. */
static gboolean
is_nameless_diagram (JsonNode *node)
{
  JsonObject *object = moat_json_as_object (node);

  return find_member (object, "flow") != NULL || find_member (object, "process") != NULL
         || find_member (object, "trustzone") != NULL;
}

/* Blocks of @object's member, with the names that lead to them. Owned. */
static GArray *
list_blocks (JsonObject *object, const char *wanted)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  JsonNode *node = find_member (object, wanted);

  g_array_set_clear_func (blocks, block_clear);
  if (node != NULL)
    collect (blocks, node, NULL, is_nameless_diagram (node) ? 0 : 1);
  return blocks;
}

typedef void (*ReadBlock) (Reader *self, MoatRecord *owner, const Block *block);

static void
read_blocks (Reader *self, JsonObject *object, const char *wanted, MoatRecord *owner, ReadBlock read_block)
{
  g_autoptr (GArray) blocks = list_blocks (object, wanted);

  for (guint i = 0; i < blocks->len && moat_import_go_on (self->import, self->n_done, self->n_total); i++)
    read_block (self, owner, &g_array_index (blocks, Block, i));
}

/* ---- Data, people and words ---- */

static void
read_asset (Reader *self, MoatRecord *owner, const Block *block)
{
  static const char *const understood[] = { "name", "description", "informationClassification",
                                            "information_classification", NULL };
  g_autofree char *class_word = dup_member (block->object, "informationclassification");
  g_autofree char *description = dup_member (block->object, "description");
  MoatRecord *asset;
  MoatAssetState *state;

  if (block->name == NULL)
    return;
  asset = moat_import_ensure_asset (self->import, block->name);
  state = moat_document_edit (self->document, asset);
  moat_text_set (&state->description, description);
  if (class_word != NULL && g_ascii_strcasecmp (class_word, "Restricted") == 0)
    moat_text_set (&state->asset_class, "secret");
  else if (class_word != NULL && g_ascii_strcasecmp (class_word, "Confidential") == 0)
    moat_text_set (&state->asset_class, "sensitive");
  else if (class_word != NULL && g_ascii_strcasecmp (class_word, "Public") == 0)
    moat_text_set (&state->asset_class, "public");
  moat_import_keep (self->import, asset, block->object, understood);
}

static void
read_dependency (Reader *self, MoatRecord *owner, const Block *block)
{
  static const char *const understood[] = { "name", "description", NULL };
  MoatRecord *record = moat_import_add (self->import, MOAT_KIND_DEPENDENCY, NULL);
  MoatDependencyState *state = moat_document_edit (self->document, record);
  g_autofree char *description = dup_member (block->object, "description");

  moat_text_set (&state->name, block->name);
  moat_text_set (&state->description, description);
  state->type = get_flag (block->object, "payingcustomer") ? MOAT_DEPENDENCY_VENDOR : MOAT_DEPENDENCY_SERVICE;
  moat_import_keep (self->import, record, block->object, understood);
}

/* What the format calls a use case is a line of what people do: a step. */
static void
read_step (Reader *self, MoatRecord *owner, const Block *block)
{
  g_autofree char *description = dup_member (block->object, "description");
  MoatRecord *step = moat_import_add (self->import, MOAT_KIND_STEP, NULL);
  MoatStepState *state = moat_document_edit (self->document, step);

  moat_text_set (&state->use_case, moat_record_get_id (owner));
  moat_text_set (&state->text, description);
}

static void
read_exclusion (Reader *self, MoatRecord *owner, const Block *block)
{
  MoatModelState *model = moat_document_edit (self->document, moat_document_get_model (self->document));
  g_autofree char *description = dup_member (block->object, "description");

  if (description != NULL)
    moat_text_take (&model->out_of_scope, model->out_of_scope != NULL
                                              ? g_strdup_printf ("%s\n%s", model->out_of_scope, description)
                                              : g_strdup (description));
}

/* ---- Threats ---- */

static void
add_decision (Reader *self, MoatRecord *threat, const char *text, const char *notes, gboolean is_built)
{
  MoatRecord *decision = moat_import_add_decision (self->import, threat, NULL, text);
  MoatDecisionState *state = moat_document_edit (self->document, decision);

  moat_text_set (&state->notes, notes);
  state->status = is_built ? MOAT_DECISION_BUILT : MOAT_DECISION_PROPOSED;
}

/* With a name, that is what is built and the description says more. */
static void
read_control (Reader *self, MoatRecord *threat, const Block *block)
{
  g_autofree char *description = dup_member (block->object, "description");
  g_autofree char *remark = dup_member (block->object, "implementationnotes");
  const char *more = block->name != NULL ? description : NULL;
  g_autofree char *notes = more != NULL && remark != NULL ? g_strdup_printf ("%s\n\n%s", more, remark) : NULL;

  add_decision (self, threat, block->name != NULL ? block->name : description,
                notes != NULL  ? notes
                : more != NULL ? more
                               : remark,
                get_flag (block->object, "implemented"));
}

static void
read_risk (MoatThreatState *state, JsonObject *risk)
{
  g_autofree char *likelihood = dup_member (risk, "likelihood");
  g_autofree char *impact = dup_member (risk, "impact");
  g_autofree char *severity = dup_member (risk, "severity");

  state->likelihood = moat_import_words_level (likelihood);
  state->impact = moat_import_words_level (impact);
  state->severity = moat_import_words_level (severity);
}

static void
read_threat (Reader *self, MoatRecord *owner, const Block *block)
{
  static const char *const understood[] = { "name",
                                            "description",
                                            "stride",
                                            "control",
                                            "proposedControl",
                                            "proposed_control",
                                            "expandedControl",
                                            "expanded_control",
                                            NULL };
  static const char *const controls[] = { "proposedcontrol", "expandedcontrol", "control" };
  g_autofree char *description = dup_member (block->object, "description");
  JsonNode *control = find_member (block->object, "control");
  g_autofree char *control_text = moat_json_dup_as_text (control);
  JsonArray *stride = moat_json_as_array (find_member (block->object, "stride"));
  MoatRecord *threat = moat_import_add_threat (self->import, owner, NULL,
                                               block->name != NULL ? block->name : description);
  MoatThreatState *state = moat_document_edit (self->document, threat);

  if (block->name != NULL)
    moat_text_set (&state->notes, description);
  for (guint i = 0; i < moat_json_len (stride); i++)
    state->stride |= moat_import_words_stride (moat_json_text_at (stride, i));
  read_risk (state, moat_json_as_object (find_member (block->object, "risk")));
  if (control_text != NULL)
    add_decision (self, threat, control_text, NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    read_blocks (self, block->object, controls[i], threat, read_control);
  moat_import_keep (self->import, threat, block->object, understood);
}

/* ---- Diagrams ---- */

static MoatRecord *
ensure_zone (Reader *self, MoatRecord *use_case, const char *name)
{
  MoatRecord *zone = moat_import_find (self->import, MOAT_KIND_BOUNDARY, name);

  return zone != NULL ? zone : moat_import_add_zone (self->import, use_case, name, name);
}

static void
read_elements (Reader *self, MoatRecord *use_case, JsonObject *object, MoatRecord *zone)
{
  static const struct
  {
    const char *list;
    MoatElementType type;
  } lists[] = {
    { "externalelement", MOAT_ELEMENT_EXTERNAL_ENTITY },
    { "process", MOAT_ELEMENT_PROCESS },
    { "datastore", MOAT_ELEMENT_DATA_STORE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GArray) blocks = list_blocks (object, lists[i].list);

      for (guint j = 0; j < blocks->len && moat_import_go_on (self->import, self->n_done, self->n_total); j++)
        {
          const Block *block = &g_array_index (blocks, Block, j);
          g_autofree char *own_zone = dup_member (block->object, "trustzone");
          g_autofree char *asset = dup_member (block->object, "informationasset");
          MoatRecord *element = moat_import_add_element (self->import, use_case, block->name, lists[i].type,
                                                         block->name);
          MoatRecord *inside = own_zone != NULL ? ensure_zone (self, use_case, own_zone) : zone;

          if (inside != NULL)
            moat_import_put_in (self->import, element, inside);
          if (asset != NULL)
            moat_import_carry (self->import, element, moat_import_ensure_asset (self->import, asset));
        }
    }
}

static void
read_zone (Reader *self, MoatRecord *use_case, const Block *block)
{
  if (block->name != NULL)
    read_elements (self, use_case, block->object, ensure_zone (self, use_case, block->name));
}

static void
read_flow (Reader *self, MoatRecord *use_case, const Block *block)
{
  static const char *const ends[] = { "from", "to" };
  MoatRecord *flow = moat_import_add_flow (self->import, use_case, NULL, block->name);
  g_autofree char *protocol = dup_member (block->object, "protocol");

  moat_text_set (&((MoatFlowState *) moat_document_edit (self->document, flow))->protocol, protocol);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = dup_member (block->object, ends[i]);
      MoatRecord *element = moat_import_find (self->import, MOAT_KIND_ELEMENT, name);

      moat_import_attach (self->import, flow, i == 0 ? MOAT_IMPORT_SOURCE : MOAT_IMPORT_TARGET, element,
                          NULL);
      if (element == NULL)
        moat_import_lost (self->import, moat_text_get (block->name), flow,
                          _ ("An end of the flow is at “%s”, which is not there; it is free now."),
                          moat_text_get (name));
    }
}

static void
read_diagram (Reader *self, MoatRecord *use_case, JsonObject *diagram)
{
  moat_import_set_scope (self->import, moat_record_get_id (use_case));
  read_blocks (self, diagram, "trustzone", use_case, read_zone);
  read_elements (self, use_case, diagram, NULL);
  read_blocks (self, diagram, "flow", use_case, read_flow);
  moat_import_set_scope (self->import, NULL);
}

/* Old ones have no name, and are alone. */
static void
read_diagrams (Reader *self, JsonObject *object, const char *title)
{
  static const char *const lists[] = { "dataflowdiagram", "dataflowdiagramv2", "legacydataflowdiagram" };
  guint n_read = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GArray) blocks = list_blocks (object, lists[i]);

      for (guint j = 0; j < blocks->len; j++)
        {
          const Block *block = &g_array_index (blocks, Block, j);
          g_autofree char *name = block->name != NULL
                                      ? g_strdup_printf ("%s: %s", moat_text_get (title), block->name)
                                      : g_strdup (title);
          MoatRecord *use_case = n_read == 0 ? self->use_case
                                             : moat_import_add_use_case (self->import, NULL, name);

          read_diagram (self, use_case, block->object);
          n_read++;
        }
    }
}

/* ---- The file ---- */

static void
read_model (Reader *self, const Block *block)
{
  static const char *const understood[] = { "name",
                                            "description",
                                            "author",
                                            "informationAsset",
                                            "information_asset",
                                            "threat",
                                            "useCase",
                                            "usecase",
                                            "exclusion",
                                            "thirdPartyDependency",
                                            "third_party_dependency",
                                            "dataFlowDiagram",
                                            "data_flow_diagram_v2",
                                            "data_flow_diagram",
                                            "legacyDataFlowDiagram",
                                            NULL };
  g_autofree char *description = dup_member (block->object, "description");
  g_autofree char *author = dup_member (block->object, "author");
  MoatUseCaseState *state;

  self->use_case = moat_import_add_use_case (self->import, block->name, block->name);
  state = moat_document_edit (self->document, self->use_case);
  moat_text_set (&state->summary, description);
  moat_import_add_contributor (self->import, author);
  read_blocks (self, block->object, "informationasset", NULL, read_asset);
  read_blocks (self, block->object, "usecase", self->use_case, read_step);
  read_blocks (self, block->object, "exclusion", NULL, read_exclusion);
  read_blocks (self, block->object, "thirdpartydependency", NULL, read_dependency);
  read_diagrams (self, block->object, block->name);
  read_blocks (self, block->object, "threat", self->use_case, read_threat);
  moat_import_keep (self->import, self->use_case, block->object, understood);
}

/* Its own language looks like this where JSON has a brace or bracket. */
static gboolean
is_hcl (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return length > 0 && g_strstr_len (text, MIN (length, 65536), "threatmodel \"") != NULL
         && !moat_json_peek (text, length, NULL) && *text != '[';
}

static MoatDocument *
read_threatcl (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (MoatImport) import = NULL;
  g_autoptr (GArray) models = g_array_new (FALSE, FALSE, sizeof (Block));
  JsonNode *named;
  Reader reader = { 0 };

  if (is_hcl (bytes))
    {
      g_set_error_literal (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN,
                           _ ("This is threatcl's own language, which is not read. Write it as JSON with "
                              "“threatcl export -format=json” and import that."));
      return NULL;
    }
  node = moat_json_parse (bytes, NULL, error);
  if (node == NULL)
    return NULL;

  g_array_set_clear_func (models, block_clear);
  named = find_member (moat_json_as_object (node), "threatmodel");
  collect (models, named != NULL ? named : node, NULL, 1);
  import = moat_import_new (FORMAT, options, report);
  reader.import = import;
  reader.document = moat_import_get_document (import);
  reader.n_total = models->len;
  if (models->len == 1)
    moat_text_set (&((MoatModelState *) moat_document_edit (reader.document,
                                                            moat_document_get_model (reader.document)))
                        ->title,
                   g_array_index (models, Block, 0).name);
  for (guint i = 0; i < models->len; i++, reader.n_done++)
    read_model (&reader, &g_array_index (models, Block, i));
  return moat_import_finish (import, error);
}

static int
sniff (const char *data, gsize length)
{
  const char *end = data + length;
  const char *at = data;

  if (moat_json_peek (data, length, "threatmodel", NULL))
    return 90;
  while (at < end && g_ascii_isspace (*at))
    at++;
  if (at < end && *at == '[')
    {
      for (at++; at < end && g_ascii_isspace (*at); at++)
        ;
      return moat_json_peek (at, end - at, "name", "author", NULL) ? 70 : 0;
    }
  return g_strstr_len (data, MIN (length, 65536), "threatmodel \"") != NULL
                 && g_strstr_len (data, MIN (length, 65536), "{") != NULL
             ? 40
             : 0;
}

static const char *const suffixes[] = { ".hcl.json", NULL };

const MoatFormat moat_threatcl_format = {
  .name = FORMAT,
  .label = N_ ("threatcl (JSON)"),
  .suffixes = suffixes,
  .mime = "application/json",
  .sniff = sniff,
  .read = read_threatcl,
};
