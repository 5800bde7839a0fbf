/* TM-BOM: zones, elements and data in their places, pairs of zones as what is
 * taken for granted, and a file that its closed schema allows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "foreign.h"
#include "json-get.h"
#include "json.h"
#include "moat-test.h"
#include "tm-bom.h"
#include "zones.h"

#include <string.h>

static MoatDocument *
load (MoatReport *report)
{
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_TEST_SRCDIR"), "formats", "foreign", "tm-bom",
                                            "library.tmbom.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  MoatDocument *document;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  document = moat_test_read_as ("tm-bom", text, NULL, report, &error);
  g_assert_no_error (error);
  return document;
}

static JsonNode *
write_json (MoatDocument *document)
{
  g_autoptr (GBytes) bytes = moat_tm_bom_format.write (document, &(MoatExportOptions){ 0 }, NULL, NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node = moat_json_parse (bytes, NULL, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_diagram (void)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = load (report);
  MoatRecord *desk = moat_test_find (document, MOAT_KIND_ELEMENT, "Desk");
  const MoatElementState *cards = moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Cards"));
  const MoatFlowState *asks = moat_flow_state (moat_test_find (document, MOAT_KIND_FLOW, "asks"));
  MoatRecord *loans = moat_test_find (document, MOAT_KIND_ASSET, "Loans");

  g_assert_true (
      moat_zones_is_inside (moat_zones_get (document), moat_record_get_id (desk),
                            moat_record_get_id (moat_test_find (document, MOAT_KIND_BOUNDARY, "Office"))));
  g_assert_cmpint (cards->type, ==, MOAT_ELEMENT_DATA_STORE);
  g_assert_cmpstr (cards->technology, ==, "Oak Drawer");
  g_assert_cmpint (cards->encrypted, ==, MOAT_NO);
  g_assert_true (moat_list_contains (cards->assets, moat_record_get_id (loans)));
  g_assert_cmpstr (moat_asset_state (loans)->asset_class, ==, "secret");
  g_assert_cmpint (asks->encrypted, ==, MOAT_NO);
  g_assert_true (moat_list_contains (asks->tags, "sensitive data"));
  g_assert_cmpstr (asks->target, ==, moat_record_get_id (desk));
  g_assert_cmpuint (moat_report_count_lost (report), ==, 3);
}

/* A pair of zones with methods is an assumption; one without is only kept. */
static void
test_boundaries (void)
{
  g_autoptr (MoatDocument) document = load (NULL);
  const MoatAssumptionState *pair = moat_assumption_state (
      moat_test_find (document, MOAT_KIND_ASSUMPTION,
                      "Between Hall and Office: authentication by password, otp; access control by rbac"));

  g_assert_cmpint (pair->topic, ==, MOAT_TOPIC_AUTHENTICATION);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ASSUMPTION), ==, 2);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_BOUNDARY), ==, 3);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_REVIEW), ==, 1);
}

static void
test_threats (void)
{
  g_autoptr (MoatDocument) document = load (NULL);
  const MoatThreatState *forge = moat_threat_state (
      moat_test_find (document, MOAT_KIND_THREAT, "Forge a card"));
  const MoatThreatState *burn = moat_threat_state (
      moat_test_find (document, MOAT_KIND_THREAT, "Burn it down"));
  const MoatDecisionState *stamp = moat_decision_state (
      moat_test_find (document, MOAT_KIND_DECISION, "Stamp cards"));
  const MoatDecisionState *guard = moat_decision_state (
      moat_test_find (document, MOAT_KIND_DECISION, "A guard"));

  g_assert_cmpstr (forge->on, ==, moat_record_get_id (moat_test_find (document, MOAT_KIND_ELEMENT, "Desk")));
  g_assert_cmpstr (burn->on, ==,
                   moat_record_get_id (moat_test_find (document, MOAT_KIND_USE_CASE, "Reading room")));
  g_assert_cmpint (forge->severity, ==, MOAT_LEVEL_HIGH);
  g_assert_cmpint (forge->likelihood, ==, MOAT_LEVEL_HIGH);
  g_assert_cmpint (forge->impact, ==, MOAT_LEVEL_MEDIUM);
  g_assert_true (moat_list_contains (forge->cwe, "290"));
  g_assert_cmpint (stamp->status, ==, MOAT_DECISION_AGREED);
  g_assert_cmpstr (moat_list_get (stamp->enforced, 0), ==, "Between Hall and Office");
  g_assert_cmpint (guard->status, ==, MOAT_DECISION_DROPPED);
  g_assert_cmpuint (moat_list_len (guard->threats), ==, 2);
}

/* The same part in two use cases is one; a severity of ours makes a risk, and flows between zones make
 * boundaries.
 */
static void
test_from_moat (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  g_autoptr (JsonNode) once = write_json (document);
  guint n_elements = moat_json_len (moat_json_get_array (moat_json_as_object (once), "components"));
  g_autoptr (JsonNode) twice = NULL;

  moat_document_begin (document, "Double");
  moat_edit_duplicate_use_case (document, moat_query_first_use_case (document));
  moat_document_commit (document);
  twice = write_json (document);
  g_assert_cmpuint (n_elements, >, 0);
  g_assert_cmpuint (moat_json_len (moat_json_get_array (moat_json_as_object (twice), "components")), ==,
                    n_elements);
  g_assert_cmpuint (moat_json_len (moat_json_get_array (moat_json_as_object (twice), "data_flows")), ==,
                    moat_document_count (document, MOAT_KIND_FLOW));
}

/* What was rated anew is no longer what the file's risk says. */
static void
test_rated_anew (void)
{
  g_autoptr (MoatDocument) document = load (NULL);
  MoatRecord *forge = moat_test_find (document, MOAT_KIND_THREAT, "Forge a card");
  g_autoptr (JsonNode) before = write_json (document);
  g_autoptr (JsonNode) after = NULL;
  JsonArray *risks;

  moat_document_begin (document, "Rate");
  ((MoatThreatState *) moat_document_edit (document, forge))->severity = MOAT_LEVEL_CRITICAL;
  moat_document_commit (document);
  after = write_json (document);
  risks = moat_json_get_array (moat_json_as_object (after), "risks");
  g_assert_cmpuint (moat_json_len (moat_json_get_array (moat_json_as_object (before), "risks")), ==, 1);
  g_assert_cmpuint (moat_json_len (risks), ==, 2);
  g_assert_cmpstr (moat_json_get_text (moat_json_object_at (risks, 1), "level"), ==, "critical");
}

static void
test_bad (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (moat_test_read_as ("tm-bom", "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\"}",
                                    NULL, NULL, &error));
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "CycloneDX"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/tm-bom/diagram", test_diagram);
  g_test_add_func ("/formats/tm-bom/boundaries", test_boundaries);
  g_test_add_func ("/formats/tm-bom/threats", test_threats);
  g_test_add_func ("/formats/tm-bom/from-moat", test_from_moat);
  g_test_add_func ("/formats/tm-bom/rated-anew", test_rated_anew);
  g_test_add_func ("/formats/tm-bom/bad", test_bad);

  return g_test_run ();
}
