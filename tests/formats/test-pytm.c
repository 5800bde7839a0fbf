/* pytm's JSON: what goes in, what comes out, and what is no model.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "foreign.h"
#include "geometry.h"

#include <string.h>

static const char output[]
    = "{\"name\": \"Shop\", \"description\": \"Sells\", \"isOrdered\": true, \"assumptions\": [\"Power is "
      "there\","
      " {\"name\": \"Disk\", \"description\": \"Never full\", \"exclude\": []}],"
      " \"boundaries\": [{\"name\": \"Outer\", \"inBoundary\": null},"
      "  {\"name\": \"Inner\", \"inBoundary\": \"Outer\"}],"
      " \"data\": [{\"name\": \"Cards\", \"classification\": \"Classification.TOP_SECRET\", \"description\": "
      "\"d\"}],"
      " \"actors\": [{\"__class__\": \"Actor\", \"name\": \"User\", \"inBoundary\": null}],"
      " \"assets\": [{\"__class__\": \"Lambda\", \"name\": \"Job\", \"inBoundary\": \"Inner\"}],"
      " \"elements\": ["
      "  {\"__class__\": \"Actor\", \"name\": \"User\", \"inBoundary\": null, \"isAdmin\": true},"
      "  {\"__class__\": \"Lambda\", \"name\": \"Job\", \"inBoundary\": \"Inner\", \"OS\": \"Linux\","
      "   \"controls\": {\"isEncryptedAtRest\": true, \"isHardened\": true, \"usesMFA\": false}},"
      "  {\"__class__\": \"Datastore\", \"name\": \"Rows\", \"inBoundary\": \"Nowhere\", \"inScope\": "
      "false}],"
      " \"flows\": ["
      "  {\"name\": \"second\", \"order\": 2, \"source\": \"Job\", \"sink\": \"Rows\", \"data\": [\"Cards\"],"
      "   \"tlsVersion\": \"TLSVersion.TLSv12\"},"
      "  {\"name\": \"first\", \"order\": 1, \"source\": \"User\", \"sink\": \"Job\", \"data\": \"Cards\","
      "   \"note\": \"n\", \"protocol\": \"HTTP\", \"controls\": {\"authenticatesSource\": true}}],"
      " \"findings\": ["
      "  {\"threat_id\": \"DE01\", \"target\": \"first\", \"description\": \"Interception\", \"details\": "
      "\"Long\","
      "   \"severity\": \"Very High\", \"mitigations\": \"Encrypt\","
      "   \"references\": \"https://capec.mitre.org/data/definitions/157.html,"
      " http://cwe.mitre.org/data/definitions/200.html\", \"response\": \"mitigated by a tunnel\"},"
      "  {\"threat_id\": \"X\", \"target\": \"Gone\", \"description\": \"Lost\", \"severity\": \"Low\"}],"
      " \"excluded_findings\": [{\"target\": \"Job\", \"description\": \"Full disk\","
      "   \"assumption\": {\"name\": \"Disk\"}}]}";

static void
test_output (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = moat_test_read_as ("pytm", output, NULL, NULL, &error);
  const MoatElementState *job;
  MoatRecord *first;

  g_assert_no_error (error);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 3);
  job = moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Job"));
  g_assert_cmpint (job->type, ==, MOAT_ELEMENT_PROCESS);
  g_assert_cmpstr (job->technology, ==, "Lambda");
  g_assert_cmpint (job->encrypted, ==, MOAT_YES);
  g_assert_nonnull (strstr (job->base.extra, "isHardened"));
  g_assert_null (strstr (job->base.extra, "usesMFA"));
  g_assert_cmpint (moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "User"))->privileged, ==,
                   MOAT_YES);
  g_assert_true (moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Rows"))->out_of_scope);
  g_assert_true (moat_rect_contains_rect (
      &moat_boundary_state (moat_test_find (document, MOAT_KIND_BOUNDARY, "Outer"))->box,
      &moat_boundary_state (moat_test_find (document, MOAT_KIND_BOUNDARY, "Inner"))->box));
  first = moat_test_find (document, MOAT_KIND_FLOW, "first");
  g_assert_cmpuint (moat_query_number (document, first), ==, 1);
  g_assert_cmpint (moat_flow_state (first)->authenticated, ==, MOAT_YES);
  g_assert_cmpint (moat_flow_state (first)->encrypted, ==, MOAT_NO);
  g_assert_cmpuint (moat_list_len (moat_flow_state (first)->assets), ==, 1);
  g_assert_cmpint (moat_flow_state (moat_test_find (document, MOAT_KIND_FLOW, "second"))->encrypted, ==,
                   MOAT_YES);
  g_assert_cmpstr (moat_asset_state (moat_test_find (document, MOAT_KIND_ASSET, "Cards"))->asset_class, ==,
                   "secret");
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ASSUMPTION), ==, 2);
}

static void
test_findings (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = moat_test_read_as ("pytm", output, NULL, NULL, &error);
  const MoatThreatState *interception = moat_threat_state (
      moat_test_find (document, MOAT_KIND_THREAT, "Interception"));
  const MoatThreatState *lost = moat_threat_state (moat_test_find (document, MOAT_KIND_THREAT, "Lost"));
  const MoatThreatState *full = moat_threat_state (moat_test_find (document, MOAT_KIND_THREAT, "Full disk"));

  g_assert_cmpstr (interception->on, ==,
                   moat_record_get_id (moat_test_find (document, MOAT_KIND_FLOW, "first")));
  g_assert_cmpint (interception->severity, ==, MOAT_LEVEL_CRITICAL);
  g_assert_true (moat_list_contains (interception->cwe, "CWE-200"));
  g_assert_true (moat_list_contains (interception->capec, "CAPEC-157"));
  g_assert_cmpint (
      moat_decision_state (moat_test_find (document, MOAT_KIND_DECISION, "mitigated by a tunnel"))->status,
      ==, MOAT_DECISION_BUILT);
  /* Advice is no decision. */
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_DECISION), ==, 1);
  g_assert_cmpstr (interception->notes, ==, "Long\nEncrypt");
  g_assert_cmpstr (lost->on, ==, moat_record_get_id (moat_query_first_use_case (document)));
  g_assert_cmpint (full->status, ==, MOAT_THREAT_NOT_APPLICABLE);
  g_assert_cmpstr (full->reason, ==, "Disk");
}

/* What TM.load() takes has few of these members. */
static void
test_input (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = moat_test_read_as (
      "pytm",
      "{\"name\": \"Shop\", \"onDuplicates\": \"IGNORE\", \"elements\": [{\"name\": \"User\","
      " \"__class__\": \"Actor\"}, {\"name\": \"Orders database\"}],"
      " \"flows\": [{\"name\": \"asks\", \"source\": \"User\", \"sink\": \"Nobody\"}]}",
      NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Orders database"))->type,
                   ==, MOAT_ELEMENT_DATA_STORE);
  g_assert_null (moat_flow_state (moat_test_find (document, MOAT_KIND_FLOW, "asks"))->target);
}

/* The list of what pytm looks for is named for what it is. */
static void
test_threat_library (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document
             = moat_test_read_as ("pytm",
                                  "[{\"SID\": \"INP01\", \"target\": [\"Server\"], \"condition\": \"True\"}]",
                                  NULL, NULL, &error);

  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "tm.py --json"));
  g_assert_null (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/pytm/output", test_output);
  g_test_add_func ("/formats/pytm/findings", test_findings);
  g_test_add_func ("/formats/pytm/input", test_input);
  g_test_add_func ("/formats/pytm/threat-library", test_threat_library);

  return g_test_run ();
}
