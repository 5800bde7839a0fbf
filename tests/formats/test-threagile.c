/* Threagile's models: includes stay in their folder, risks land on what they
 * are about.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "foreign.h"
#include "geometry.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const char model[] = "threagile_version: 1.0.0\n"
                            "title: Shop\n"
                            "author:\n"
                            "  name: Ada\n"
                            "business_overview:\n"
                            "  description: Sells <b>things</b>\n"
                            "questions:\n"
                            "  Who pays?: The customer\n"
                            "  Who watches?: \"\"\n"
                            "security_requirements:\n"
                            "  Law: To be kept\n"
                            "abuse_cases:\n"
                            "  Free goods: An attacker pays nothing\n"
                            "data_assets:\n"
                            "  Card number:\n"
                            "    id: card\n"
                            "    confidentiality: strictly-confidential\n"
                            "technical_assets:\n"
                            "  Browser:\n"
                            "    id: browser\n"
                            "    type: external-entity\n"
                            "    out_of_scope: true\n"
                            "    justification_out_of_scope: Not ours\n"
                            "    communication_links:\n"
                            "      Order:\n"
                            "        target: shop\n"
                            "        protocol: https\n"
                            "        authentication: session-id\n"
                            "        data_assets_sent: [card]\n"
                            "      Chat:\n"
                            "        target: nowhere\n"
                            "        protocol: http\n"
                            "        authentication: none\n"
                            "  Shop server:\n"
                            "    id: shop\n"
                            "    type: process\n"
                            "    technology: web-server\n"
                            "    encryption: none\n"
                            "  Orders:\n"
                            "    id: orders\n"
                            "    type: datastore\n"
                            "    data_assets_stored: [card]\n"
                            "trust_boundaries:\n"
                            "  Outer:\n"
                            "    id: outer\n"
                            "    type: network-on-prem\n"
                            "    technical_assets_inside: [shop]\n"
                            "    trust_boundaries_nested: [inner]\n"
                            "  Inner:\n"
                            "    id: inner\n"
                            "    type: execution-environment\n"
                            "    technical_assets_inside: [orders]\n"
                            "individual_risk_categories:\n"
                            "  Odd:\n"
                            "    id: odd\n"
                            "    description: It is odd\n"
                            "    mitigation: Make it even\n"
                            "    check: Divide by two\n"
                            "    stride: tampering\n"
                            "    cwe: 693\n"
                            "    risks_identified:\n"
                            "      <b>Odd thing</b> at <b>Orders</b>:\n"
                            "        severity: elevated\n"
                            "        exploitation_likelihood: unlikely\n"
                            "        exploitation_impact: very-high\n"
                            "        most_relevant_technical_asset: orders\n"
                            "risk_tracking:\n"
                            "  sql-nosql-injection@shop@orders@browser>order:\n"
                            "    status: mitigated\n"
                            "    justification: Statements are prepared\n"
                            "    ticket: SHOP-1\n"
                            "    date: 2024-02-03\n"
                            "    checked_by: Grace\n"
                            "  missing-vault@*:\n"
                            "    status: accepted\n"
                            "    justification: Small shop\n"
                            "    checked_by: Grace\n";

static void
test_things (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = moat_test_read_as ("threagile", model, NULL, report, &error);
  const MoatElementState *browser;
  const MoatFlowState *order;
  const MoatFlowState *chat;
  const MoatAssetState *card;

  g_assert_no_error (error);
  g_assert_cmpstr (moat_model_state (moat_document_get_model (document))->scope, ==, "Sells things");
  g_assert_true (
      moat_list_contains (moat_model_state (moat_document_get_model (document))->contributors, "Ada"));
  browser = moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Browser"));
  g_assert_cmpint (browser->type, ==, MOAT_ELEMENT_EXTERNAL_ENTITY);
  g_assert_true (browser->out_of_scope);
  g_assert_cmpstr (browser->reason, ==, "Not ours");
  g_assert_cmpint (moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Shop server"))
                       ->encrypted,
                   ==, MOAT_NO);
  g_assert_cmpint (moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Orders"))->type, ==,
                   MOAT_ELEMENT_DATA_STORE);
  order = moat_flow_state (moat_test_find (document, MOAT_KIND_FLOW, "Order"));
  g_assert_cmpint (order->encrypted, ==, MOAT_YES);
  g_assert_cmpint (order->authenticated, ==, MOAT_YES);
  g_assert_cmpuint (moat_list_len (order->assets), ==, 1);
  chat = moat_flow_state (moat_test_find (document, MOAT_KIND_FLOW, "Chat"));
  g_assert_null (chat->target);
  g_assert_cmpint (chat->authenticated, ==, MOAT_NO);
  card = moat_asset_state (moat_test_find (document, MOAT_KIND_ASSET, "Card number"));
  g_assert_cmpstr (card->asset_class, ==, "secret");
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ASSUMPTION), ==, 3);
}

/* It is laid out as the file says who is in what. */
static void
test_boundaries (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = moat_test_read_as ("threagile", model, NULL, NULL, &error);
  MoatRect outer = moat_boundary_state (moat_test_find (document, MOAT_KIND_BOUNDARY, "Outer"))->box;
  MoatRect inner = moat_boundary_state (moat_test_find (document, MOAT_KIND_BOUNDARY, "Inner"))->box;
  MoatRect shop = moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Shop server"))->box;
  MoatRect orders = moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Orders"))->box;
  MoatRect browser = moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Browser"))->box;

  g_assert_true (moat_rect_contains_rect (&outer, &inner));
  g_assert_true (moat_rect_contains_rect (&outer, &shop));
  g_assert_true (moat_rect_contains_rect (&inner, &orders));
  g_assert_false (moat_rect_intersects (&inner, &shop));
  g_assert_false (moat_rect_intersects (&outer, &browser));
}

static void
test_risks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = moat_test_read_as ("threagile", model, NULL, NULL, &error);
  MoatRecord *odd = moat_test_find (document, MOAT_KIND_THREAT, "Odd thing at Orders");
  MoatRecord *injection = moat_test_find (document, MOAT_KIND_THREAT, "Sql nosql injection");
  const MoatThreatState *vault = moat_threat_state (
      moat_test_find (document, MOAT_KIND_THREAT, "Missing vault"));
  const MoatThreatState *abuse = moat_threat_state (
      moat_test_find (document, MOAT_KIND_THREAT, "Free goods"));
  g_autoptr (GPtrArray) odd_decisions = moat_query_decisions (document, moat_record_get_id (odd));
  g_autoptr (GPtrArray) decisions = moat_query_decisions (document, moat_record_get_id (injection));
  const MoatDecisionState *decision = moat_decision_state (g_ptr_array_index (decisions, 0));

  g_assert_cmpstr (moat_threat_state (odd)->on, ==,
                   moat_record_get_id (moat_test_find (document, MOAT_KIND_ELEMENT, "Orders")));
  g_assert_cmpint (moat_threat_state (odd)->stride, ==, MOAT_STRIDE_TAMPERING);
  g_assert_cmpint (moat_threat_state (odd)->impact, ==, MOAT_LEVEL_CRITICAL);
  g_assert_true (moat_list_contains (moat_threat_state (odd)->cwe, "CWE-693"));
  /* Advice is no decision. */
  g_assert_cmpuint (odd_decisions->len, ==, 0);
  g_assert_cmpstr (moat_threat_state (odd)->notes, ==, "It is odd\nMake it even\nDivide by two");

  /* A link says more than the assets at its ends. */
  g_assert_cmpstr (moat_threat_state (injection)->on, ==,
                   moat_record_get_id (moat_test_find (document, MOAT_KIND_FLOW, "Order")));
  g_assert_cmpint (decision->status, ==, MOAT_DECISION_BUILT);
  g_assert_cmpstr (decision->text, ==, "Statements are prepared");
  g_assert_cmpstr (decision->ticket, ==, "SHOP-1");
  g_assert_cmpstr (decision->decided_on, ==, "2024-02-03");

  g_assert_cmpint (vault->status, ==, MOAT_THREAT_ACCEPTED);
  g_assert_cmpstr (vault->reason, ==, "Small shop");
  g_assert_cmpstr (vault->accepted_by, ==, "Grace");
  g_assert_cmpstr (abuse->on, ==, moat_record_get_id (moat_query_first_use_case (document)));
}

/* ---- Includes ---- */

typedef struct
{
  char *outer;  /* with a file that nobody may have */
  char *folder; /* of the model, below it */
} Folders;

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Folders *folders, gconstpointer data)
{
  folders->outer = g_dir_make_tmp ("moat-threagile-XXXXXX", NULL);
  folders->folder = g_build_filename (folders->outer, "model", NULL);
  write_file (folders->outer, "secret.yaml", "technical_assets: {Secret: {id: secret}}\n");
  write_file (folders->folder, "parts/assets.yaml",
              "includes: [more/stores.yaml, ../../model/parts/assets.yaml]\n"
              "technical_assets: {Part: {id: part}, Main: {id: other}}\n");
  write_file (folders->folder, "parts/more/stores.yaml",
              "includes: [../assets.yaml]\ntechnical_assets: {Store: {id: store, type: datastore}}\n");
  write_file (folders->folder, "loop.yaml", "includes: [loop.yaml]\ntechnical_assets: {Loop: {id: loop}}\n");
  write_file (folders->folder, "good.yaml",
              "includes: [deep/a.yaml]\ntechnical_assets: {Good: {id: good}}\n");
  write_file (folders->folder, "deep/a.yaml", "includes: [b.yaml]\ntechnical_assets: {A: {id: a}}\n");
  write_file (folders->folder, "deep/b.yaml", "technical_assets: {B: {id: b}, A: {id: c}}\n");
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Folders *folders, gconstpointer data)
{
  remove_all (folders->outer);
  g_free (folders->outer);
  g_free (folders->folder);
}

static void
assert_includes (const Folders *folders, const char *name, guint n_elements)
{
  g_autofree char *text = g_strdup_printf ("includes: [%s]\ntechnical_assets: {Main: {id: main}}\n", name);
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = moat_test_read_as ("threagile", text, folders->folder, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, n_elements);
}

static void
assert_refused (const Folders *folders, const char *name)
{
  g_autofree char *text = g_strdup_printf ("includes: [\"%s\"]\ntechnical_assets: {Main: {id: main}}\n",
                                           name);
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = moat_test_read_as ("threagile", text, folders->folder, NULL, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_null (document);
}

static void
test_includes (Folders *folders, gconstpointer data)
{
  assert_includes (folders, "good.yaml", 4);
  assert_includes (folders, "./deep/b.yaml", 3);
  assert_includes (folders, "loop.yaml", 2);
}

static void
test_includes_outside (Folders *folders, gconstpointer data)
{
  g_autofree char *absolute = g_build_filename (folders->outer, "secret.yaml", NULL);
  g_autofree char *link = g_build_filename (folders->folder, "link.yaml", NULL);
  g_autofree char *folder_link = g_build_filename (folders->folder, "up", NULL);

  g_assert_cmpint (symlink (absolute, link), ==, 0);
  g_assert_cmpint (symlink (folders->outer, folder_link), ==, 0);
  assert_refused (folders, "../secret.yaml");
  assert_refused (folders, "deep/../../secret.yaml");
  assert_refused (folders, absolute);
  assert_refused (folders, "link.yaml");
  assert_refused (folders, "up/secret.yaml");
  /* Also when a file that is included leads out. */
  assert_refused (folders, "parts/assets.yaml");
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document G_GNUC_UNUSED
             = moat_test_read_as ("threagile", "includes: [a.yaml]\ntechnical_assets: {Main: {id: main}}\n",
                                  NULL, report, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (moat_report_count (report), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/threagile/things", test_things);
  g_test_add_func ("/formats/threagile/boundaries", test_boundaries);
  g_test_add_func ("/formats/threagile/risks", test_risks);
  g_test_add ("/formats/threagile/includes", Folders, NULL, set_up, test_includes, tear_down);
  g_test_add ("/formats/threagile/includes-outside", Folders, NULL, set_up, test_includes_outside, tear_down);
  g_test_add_func ("/formats/threagile/no-folder", test_no_folder);

  return g_test_run ();
}
