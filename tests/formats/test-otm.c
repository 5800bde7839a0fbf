/* Open Threat Models: each thing lands where it belongs, places are counted from
 * where they are, and what is not understood comes back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "foreign.h"
#include "geometry.h"
#include "json-get.h"
#include "json.h"
#include "zones.h"

#include <string.h>

static const char model[]
    = "otmVersion: 0.2.0\n"
      "project:\n"
      "  name: Shop\n"
      "  id: shop\n"
      "  description: Sells things\n"
      "  owner: Ada\n"
      "  ownerContact: ada@example.com\n"
      "representations:\n"
      "  - {name: First, id: one, type: diagram}\n"
      "  - {name: Second, id: two, type: diagram}\n"
      "  - {name: Code, id: code, type: code}\n"
      "assets:\n"
      "  - name: Card\n"
      "    id: card\n"
      "    risk: {confidentiality: 90, integrity: 40, availability: 10, comment: Never logged}\n"
      "trustZones:\n"
      "  - id: net\n"
      "    name: Network\n"
      "    type: vpc\n"
      "    risk: {trustRating: 30}\n"
      "    representations: [{representation: one, id: net-box, position: {x: 300, y: 100}, size: {width: "
      "600, height: 400}}]\n"
      "  - id: tier\n"
      "    name: Tier\n"
      "    risk: {trustRating: 80}\n"
      "    parent: {trustZone: net}\n"
      "    representations: [{representation: one, id: tier-box, position: {x: 300, 'y': 50}, size: {width: "
      "250, height: 300}}]\n"
      "components:\n"
      "  - id: api\n"
      "    name: API\n"
      "    type: web-service\n"
      "    parent: {trustZone: net}\n"
      "    tags: [java, 2024]\n"
      "    representations:\n"
      "      - {representation: one, id: api-box, position: {x: 50, y: 100}, size: {width: 120, height: "
      "60}}\n"
      "      - {representation: code, id: api-code, file: Api.java, line: 12}\n"
      "    assets: {processed: [card]}\n"
      "    threats:\n"
      "      - threat: t1\n"
      "        state: exposed\n"
      "        mitigations: [{mitigation: m1, state: required}]\n"
      "  - id: db\n"
      "    name: Orders\n"
      "    type: database\n"
      "    parent: {trustZone: tier}\n"
      "    representations: [{representation: one, id: db-box, position: {x: 60, y: 100}, size: {width: 120, "
      "height: 60}}]\n"
      "    threats: [{threat: t1, state: accepted}, {threat: gone, state: mitigated}]\n"
      "    ours: {to: [keep, 1, 0.125]}\n"
      "  - id: other\n"
      "    name: Elsewhere\n"
      "    type: browser\n"
      "    parent: {trustZone: nowhere}\n"
      "    representations: [{representation: two, id: other-box, position: {x: 5, y: 5}}]\n"
      "dataflows:\n"
      "  - {id: f1, name: stores, source: api, destination: db, bidirectional: true, assets: [card], "
      "threats: "
      "[{threat: t1, state: exposed, mitigations: [{mitigation: m1, state: required}]}]}\n"
      "  - {id: f2, name: leaves, source: api, destination: other}\n"
      "threats:\n"
      "  - {id: t1, name: Read it, description: Along the way, categories: [Information Disclosure, Odd], "
      "cwes: [CWE-200], risk: {likelihood: 50, impact: 100}}\n"
      "  - {id: t2, name: On nothing, risk: {likelihood: 1, impact: 1}}\n"
      "mitigations:\n"
      "  - {id: m1, name: Encrypt it, description: With TLS, riskReduction: 80}\n"
      "more: {of: it}\n";

static MoatDocument *
read_text (const char *text, MoatReport *report)
{
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_test_read_as ("otm", text, NULL, report, &error);

  g_assert_no_error (error);
  return document;
}

static JsonNode *
write_node (MoatDocument *document)
{
  const MoatFormat *format = moat_formats_find_by_name (moat_formats_get_all (), "otm");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = format->write (document, &(MoatExportOptions){ 0 }, NULL, &error);
  JsonNode *node;

  g_assert_no_error (error);
  node = moat_json_parse (bytes, NULL, &error);
  g_assert_no_error (error);
  return node;
}

static void
assert_box (MoatRect box, double x, double y, double width, double height)
{
  g_assert_cmpfloat (box.x, ==, x);
  g_assert_cmpfloat (box.y, ==, y);
  g_assert_cmpfloat (box.width, ==, width);
  g_assert_cmpfloat (box.height, ==, height);
}

/* Places add up from the corner of what something is in. */
static void
test_places (void)
{
  g_autoptr (MoatDocument) document = read_text (model, NULL);

  assert_box (moat_boundary_state (moat_test_find (document, MOAT_KIND_BOUNDARY, "Network"))->box, 300, 100,
              600, 400);
  assert_box (moat_boundary_state (moat_test_find (document, MOAT_KIND_BOUNDARY, "Tier"))->box, 600, 150, 250,
              300);
  assert_box (moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "API"))->box, 350, 200, 120,
              60);
  assert_box (moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Orders"))->box, 660, 250, 120,
              60);
}

static void
test_things (void)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = read_text (model, report);
  const MoatElementState *api = moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "API"));
  const MoatElementState *other = moat_element_state (
      moat_test_find (document, MOAT_KIND_ELEMENT, "Elsewhere"));
  const MoatFlowState *flow = moat_flow_state (moat_test_find (document, MOAT_KIND_FLOW, "stores"));
  const MoatFlowState *leaves = moat_flow_state (moat_test_find (document, MOAT_KIND_FLOW, "leaves"));
  const MoatAssetState *card = moat_asset_state (moat_test_find (document, MOAT_KIND_ASSET, "Card"));

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_USE_CASE), ==, 2);
  g_assert_cmpint (moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Orders"))->type, ==,
                   MOAT_ELEMENT_DATA_STORE);
  g_assert_cmpstr (api->technology, ==, "web-service");
  g_assert_true (moat_list_contains (api->tags, "2024"));
  g_assert_cmpuint (moat_list_len (api->assets), ==, 1);
  g_assert_cmpstr (card->asset_class, ==, "secret");
  g_assert_cmpstr (card->handling, ==, "Never logged");
  g_assert_true (flow->bidirectional);
  g_assert_cmpuint (moat_list_len (flow->assets), ==, 1);
  /* The other diagram is another use case, where a flow cannot go. */
  g_assert_cmpstr (other->use_case, ==,
                   moat_record_get_id (moat_test_find (document, MOAT_KIND_USE_CASE, "Second")));
  g_assert_nonnull (leaves->source);
  g_assert_null (leaves->target);
  g_assert_cmpint (moat_boundary_state (moat_test_find (document, MOAT_KIND_BOUNDARY, "Network"))->type, ==,
                   MOAT_BOUNDARY_NETWORK);
}

/* A threat is a move on each thing that names it; a mitigation in one state one decision for them. */
static void
test_threats (void)
{
  g_autoptr (MoatDocument) document = read_text (model, NULL);
  const char *api = moat_record_get_id (moat_test_find (document, MOAT_KIND_ELEMENT, "API"));
  const char *db = moat_record_get_id (moat_test_find (document, MOAT_KIND_ELEMENT, "Orders"));
  g_autoptr (GPtrArray) on_api = moat_document_list_children (document, api, MOAT_KIND_THREAT);
  g_autoptr (GPtrArray) on_db = moat_document_list_children (document, db, MOAT_KIND_THREAT);
  g_autoptr (GPtrArray) mitigated = NULL;
  const MoatThreatState *threat = moat_threat_state (g_ptr_array_index (on_api, 0));
  const MoatDecisionState *decision = moat_decision_state (
      moat_test_find (document, MOAT_KIND_DECISION, "Encrypt it"));

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), ==, 5);
  g_assert_cmpstr (threat->text, ==, "Read it");
  g_assert_cmpstr (threat->notes, ==, "Along the way");
  g_assert_cmpint (threat->stride, ==, MOAT_STRIDE_DISCLOSURE);
  g_assert_cmpint (threat->likelihood, ==, MOAT_LEVEL_MEDIUM);
  g_assert_cmpint (threat->impact, ==, MOAT_LEVEL_CRITICAL);
  g_assert_true (moat_list_contains (threat->cwe, "CWE-200"));
  g_assert_cmpuint (on_db->len, ==, 2);
  g_assert_cmpint (moat_threat_state (g_ptr_array_index (on_db, 0))->status, ==, MOAT_THREAT_ACCEPTED);
  g_assert_cmpuint (moat_list_len (decision->threats), ==, 2);
  g_assert_cmpint (decision->status, ==, MOAT_DECISION_AGREED);
  g_assert_cmpstr (decision->notes, ==, "With TLS");
  /* What the file says is mitigated has a decision that is to be put in words. */
  mitigated = moat_query_decisions (document, moat_record_get_id (g_ptr_array_index (on_db, 1)));
  g_assert_cmpuint (mitigated->len, ==, 1);
  g_assert_cmpint (moat_decision_state (g_ptr_array_index (mitigated, 0))->status, ==, MOAT_DECISION_BUILT);
}

static JsonObject *
find_object (JsonNode *root, const char *list, const char *id)
{
  JsonArray *array = moat_json_get_array (moat_json_as_object (root), list);

  for (guint i = 0; i < moat_json_len (array); i++)
    if (g_strcmp0 (moat_json_get_text (moat_json_object_at (array, i), "id"), id) == 0)
      return moat_json_object_at (array, i);
  g_error ("There is no “%s” in %s", id, list);
}

/* What the model has no place for is given back as it was. */
static void
test_given_back (void)
{
  g_autoptr (MoatDocument) document = read_text (model, NULL);
  g_autoptr (JsonNode) node = write_node (document);
  JsonObject *root = moat_json_as_object (node);
  JsonObject *db = find_object (node, "components", "db");
  JsonObject *api = find_object (node, "components", "api");
  JsonObject *threat = find_object (node, "threats", "t1");
  JsonArray *places = moat_json_get_array (api, "representations");
  JsonObject *position = moat_json_get_object (moat_json_object_at (places, 0), "position");

  g_assert_cmpstr (moat_json_get_text (moat_json_get_object (root, "project"), "ownerContact"), ==,
                   "ada@example.com");
  g_assert_cmpstr (moat_json_get_text (moat_json_get_object (root, "more"), "of"), ==, "it");
  g_assert_cmpuint (moat_json_len (moat_json_get_array (root, "representations")), ==, 3);
  g_assert_cmpuint (moat_json_len (moat_json_get_array (moat_json_get_object (db, "ours"), "to")), ==, 3);
  g_assert_cmpfloat (moat_json_get_number (position, "x", 0), ==, 50);
  g_assert_cmpstr (moat_json_get_text (moat_json_object_at (places, 1), "file"), ==, "Api.java");
  g_assert_cmpstr (moat_json_text_at (moat_json_get_array (threat, "categories"), 1), ==, "Odd");
  g_assert_cmpfloat (moat_json_get_number (moat_json_get_object (find_object (node, "assets", "card"),
                                                                 "risk"),
                                           "confidentiality", 0),
                     ==, 90);
  g_assert_cmpfloat (moat_json_get_number (find_object (node, "mitigations", "m1"), "riskReduction", 0), ==,
                     80);
}

/* What is changed here is not given back as it was. */
static void
test_changed (void)
{
  g_autoptr (MoatDocument) document = read_text (model, NULL);
  MoatRecord *card = moat_test_find (document, MOAT_KIND_ASSET, "Card");
  MoatRecord *decision = moat_test_find (document, MOAT_KIND_DECISION, "Encrypt it");
  g_autoptr (JsonNode) node = NULL;
  JsonArray *threats;
  JsonArray *mitigations;

  moat_document_begin (document, "Change");
  moat_text_set (&((MoatAssetState *) moat_document_edit (document, card))->asset_class, "public");
  ((MoatDecisionState *) moat_document_edit (document, decision))->status = MOAT_DECISION_BUILT;
  moat_document_commit (document);
  node = write_node (document);
  g_assert_cmpfloat (moat_json_get_number (moat_json_get_object (find_object (node, "assets", "card"),
                                                                 "risk"),
                                           "confidentiality", 1),
                     ==, 0);
  threats = moat_json_get_array (find_object (node, "components", "api"), "threats");
  mitigations = moat_json_get_array (moat_json_object_at (threats, 0), "mitigations");
  g_assert_cmpstr (moat_json_get_text (moat_json_object_at (mitigations, 0), "state"), ==, "implemented");
}

/* Components in components in a circle, zones in themselves, ids that are anything. */
static void
test_hostile (void)
{
  g_autoptr (MoatDocument) document = read_text (
      "{\"otmVersion\": \"0.2.0\", \"project\": {\"name\": 7, \"id\": null},"
      " \"trustZones\": [{\"id\": \"a\", \"name\": \"A\", \"parent\": {\"trustZone\": \"b\"}},"
      "  {\"id\": \"b\", \"name\": \"B\", \"parent\": {\"trustZone\": \"a\"}}, 5, null],"
      " \"components\": [{\"id\": \"x\", \"name\": \"X\", \"parent\": {\"component\": \"y\"}},"
      "  {\"id\": \"y\", \"name\": \"Y\", \"parent\": {\"component\": \"x\"}}, {\"id\": \"x\"}, {}],"
      " \"dataflows\": [{\"source\": \"x\", \"destination\": \"nobody\"}, {}], \"threats\": {}, \"assets\": "
      "[[]]}",
      NULL);
  g_autoptr (JsonNode) node G_GNUC_UNUSED = write_node (document);

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 4);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_BOUNDARY), ==, 2);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_FLOW), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/otm/places", test_places);
  g_test_add_func ("/formats/otm/things", test_things);
  g_test_add_func ("/formats/otm/threats", test_threats);
  g_test_add_func ("/formats/otm/given-back", test_given_back);
  g_test_add_func ("/formats/otm/changed", test_changed);
  g_test_add_func ("/formats/otm/hostile", test_hostile);

  return g_test_run ();
}
