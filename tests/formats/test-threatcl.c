/* threatcl's models: the exported form and the language's JSON say the same,
 * and its own language is refused with what to do.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "foreign.h"
#include "moat-test.h"
#include "zones.h"

#include <string.h>

static MoatDocument *
load (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_TEST_SRCDIR"), "formats", "foreign", "threatcl",
                                            name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  MoatDocument *document;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  document = moat_test_read_as ("threatcl", text, NULL, NULL, &error);
  g_assert_no_error (error);
  return document;
}

static void
test_exported (void)
{
  g_autoptr (MoatDocument) document = load ("exported.json");
  const MoatModelState *model = moat_model_state (moat_document_get_model (document));
  const MoatThreatState *take = moat_threat_state (
      moat_test_find (document, MOAT_KIND_THREAT, "Take a bike"));
  const MoatDecisionState *codes = moat_decision_state (
      moat_test_find (document, MOAT_KIND_DECISION, "Signed codes"));
  const MoatDecisionState *camera = moat_decision_state (
      moat_test_find (document, MOAT_KIND_DECISION, "A camera"));
  MoatRecord *store = moat_test_find (document, MOAT_KIND_ELEMENT, "Codes");
  const MoatFlowState *reads = moat_flow_state (moat_test_find (document, MOAT_KIND_FLOW, "reads"));

  g_assert_cmpstr (model->title, ==, "Bike shed");
  g_assert_cmpstr (model->out_of_scope, ==, "Rain\nRust");
  g_assert_cmpint (take->stride, ==, MOAT_STRIDE_SPOOFING | MOAT_STRIDE_ELEVATION);
  g_assert_cmpint (take->severity, ==, MOAT_LEVEL_CRITICAL);
  g_assert_cmpint (take->likelihood, ==, MOAT_LEVEL_HIGH);
  g_assert_cmpint (codes->status, ==, MOAT_DECISION_BUILT);
  g_assert_cmpstr (codes->notes, ==, "Of ten digits\n\nIn the lock");
  g_assert_cmpint (camera->status, ==, MOAT_DECISION_PROPOSED);
  g_assert_cmpstr (moat_asset_state (moat_test_find (document, MOAT_KIND_ASSET, "Keys"))->asset_class, ==,
                   "secret");
  g_assert_true (
      moat_list_contains (moat_element_state (store)->assets,
                          moat_record_get_id (moat_test_find (document, MOAT_KIND_ASSET, "Keys"))));
  g_assert_true (
      moat_zones_is_inside (moat_zones_get (document), moat_record_get_id (store),
                            moat_record_get_id (moat_test_find (document, MOAT_KIND_BOUNDARY, "Cloud"))));
  g_assert_null (reads->target);
  g_assert_cmpint (moat_dependency_state (moat_test_find (document, MOAT_KIND_DEPENDENCY, "Payments"))->type,
                   ==, MOAT_DEPENDENCY_VENDOR);
}

static void
test_language (void)
{
  g_autoptr (MoatDocument) document = load ("language.json");
  const MoatThreatState *take = moat_threat_state (
      moat_test_find (document, MOAT_KIND_THREAT, "Take a bike"));
  const MoatFlowState *drives = moat_flow_state (moat_test_find (document, MOAT_KIND_FLOW, "drives in"));

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_USE_CASE), ==, 2);
  g_assert_cmpstr (take->notes, ==, "Somebody opens a lock");
  g_assert_cmpint (moat_decision_state (moat_test_find (document, MOAT_KIND_DECISION, "Signed codes"))
                       ->status,
                   ==, MOAT_DECISION_BUILT);
  g_assert_nonnull (moat_test_find (document, MOAT_KIND_DECISION, "Insurance"));
  g_assert_cmpstr (drives->use_case, ==,
                   moat_record_get_id (moat_test_find (document, MOAT_KIND_USE_CASE, "Car park")));
  g_assert_nonnull (drives->source);
}

static void
test_hcl (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (moat_test_read_as ("threatcl",
                                    "spec_version = \"0.7.0\"\nthreatmodel \"x\" {\n  author = \"@a\"\n}\n",
                                    NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "threatcl export -format=json"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/threatcl/exported", test_exported);
  g_test_add_func ("/formats/threatcl/language", test_language);
  g_test_add_func ("/formats/threatcl/hcl", test_hcl);

  return g_test_run ();
}
