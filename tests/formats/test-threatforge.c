/* ThreatForge's models: both ways that files count places, what ThreatForge has
 * besides, and what it cannot say.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "foreign.h"
#include "geometry.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEAD                                                                                                 \
  "# ThreatForge Threat Model\n"                                                                             \
  "version: '1.0'\n"                                                                                         \
  "metadata: {title: Shop, author: Ada, created: 2026-01-02, modified: 2026-01-03, description: Sells}\n"

static const char model[] = HEAD
    "elements:\n"
    "- {id: web, type: process, name: Web, technologies: [react, vite], tags: [pci], layer: top, "
    "position: {x: 20, y: 30}}\n"
    "- {id: db, type: data_store, name: DB, stores: [orders], encryption: AES, position: {x: 200, y: 30}}\n"
    "- {id: user, type: external_entity, name: User, position: {x: 0, y: 0}}\n"
    "- {id: gw, type: generic, subtype: sql_database, name: Thing, position: {x: 900, y: 0}}\n"
    "- {id: n, type: text, name: A note, position: {x: 5, y: 600}, font_size: 20.0}\n"
    "data_flows:\n"
    "- {id: f2, flow_number: 2, name: second, from: web, to: db, protocol: TLS, data: [orders]}\n"
    "- {id: f1, flow_number: 1, name: first, from: user, to: web, authenticated: true, label_offset: {x: 4, "
    "y: -2.5}}\n"
    "trust_boundaries:\n"
    "- {id: b, name: Inside, contains: [web, db], position: {x: 400, y: 300}, size: {width: 400, height: "
    "200}}\n"
    "threats:\n"
    "- {id: t1, title: Replay, category: Information Disclosure, element: web, flow: f2, severity: info, "
    "mitigation: {status: in_progress, description: Nonces}}\n"
    "- {id: t2, title: Guess, category: Spoofing, element: user, severity: high, mitigation: {status: "
    "accepted, description: Rare}}\n"
    "- {id: t3, title: Everywhere, category: Tampering, severity: low}\n"
    "diagrams: [{id: main, name: Level 0, viewport: {x: 1.0, y: 2.5, zoom: 0.85}}]\n"
    "layers: [{id: top, name: Top}]\n";

static MoatDocument *
read_text (const char *text, const char *folder)
{
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_test_read_as ("threatforge", text, folder, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static MoatPoint
corner_of (MoatDocument *document, const char *name)
{
  MoatRect box = moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, name))->box;

  return (MoatPoint){ box.x, box.y };
}

static void
test_things (void)
{
  g_autoptr (MoatDocument) document = read_text (model, NULL);
  const MoatElementState *web = moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Web"));
  const MoatElementState *db = moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "DB"));
  MoatRecord *first = moat_test_find (document, MOAT_KIND_FLOW, "first");

  g_assert_cmpstr (web->technology, ==, "react, vite");
  g_assert_true (moat_list_contains (web->tags, "pci"));
  g_assert_cmpint (db->encrypted, ==, MOAT_YES);
  g_assert_cmpuint (moat_list_len (db->assets), ==, 1);
  g_assert_cmpint (moat_element_state (moat_test_find (document, MOAT_KIND_ELEMENT, "Thing"))->type, ==,
                   MOAT_ELEMENT_DATA_STORE);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_NOTE), ==, 1);
  g_assert_cmpuint (moat_query_number (document, first), ==, 1);
  g_assert_cmpint (moat_flow_state (first)->authenticated, ==, MOAT_YES);
  g_assert_cmpfloat (moat_flow_state (first)->label_offset.y, ==, -2.5);
  g_assert_cmpint (moat_flow_state (moat_test_find (document, MOAT_KIND_FLOW, "second"))->encrypted, ==,
                   MOAT_YES);
  g_assert_cmpstr (moat_record_get_title (moat_query_first_use_case (document)), ==, "Level 0");
}

/* Once ThreatForge has drawn a file, what is contained counts from its boundary's corner. */
static void
test_places (void)
{
  g_autoptr (MoatDocument) drawn = read_text (model, NULL);
  g_autoptr (MoatDocument) typed
             = read_text (HEAD "elements:\n"
                               "- {id: web, type: process, name: Web, position: {x: 420, y: 330}}\n"
                               "data_flows: []\n"
                               "trust_boundaries:\n"
                               "- {id: b, name: Inside, contains: [web], position: {x: 400, y: 300}, size: "
                               "{width: 400, height: 200}}\n",
                          NULL);

  g_assert_cmpfloat (corner_of (drawn, "Web").x, ==, 420);
  g_assert_cmpfloat (corner_of (drawn, "Web").y, ==, 330);
  g_assert_cmpfloat (corner_of (drawn, "Thing").x, ==, 900);
  g_assert_cmpfloat (corner_of (typed, "Web").x, ==, 420);
  g_assert_cmpfloat (corner_of (typed, "Web").y, ==, 330);
}

/* Older files have places in a file below their folder. */
static void
test_layout_file (void)
{
  static const char layout[] = "{\"nodes\": [{\"id\": \"web\", \"x\": 120, \"y\": 240}]}";
  g_autofree char *folder = g_dir_make_tmp ("moat-thf-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "layout.json", NULL);
  g_autoptr (MoatDocument) document = NULL;

  g_assert_true (g_file_set_contents (path, layout, -1, NULL));
  document = read_text (HEAD "elements:\n"
                             "- {id: web, type: process, name: Web}\n"
                             "diagrams: [{id: main, name: Main, layout_file: layout.json}]\n",
                        folder);
  g_assert_cmpfloat (corner_of (document, "Web").x, ==, 120);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_threats (void)
{
  g_autoptr (MoatDocument) document = read_text (model, NULL);
  const MoatThreatState *replay = moat_threat_state (moat_test_find (document, MOAT_KIND_THREAT, "Replay"));
  const MoatThreatState *guess = moat_threat_state (moat_test_find (document, MOAT_KIND_THREAT, "Guess"));
  const MoatThreatState *everywhere = moat_threat_state (
      moat_test_find (document, MOAT_KIND_THREAT, "Everywhere"));

  g_assert_cmpstr (replay->on, ==, moat_record_get_id (moat_test_find (document, MOAT_KIND_FLOW, "second")));
  g_assert_cmpint (replay->stride, ==, MOAT_STRIDE_DISCLOSURE);
  g_assert_cmpint (replay->severity, ==, MOAT_LEVEL_LOW);
  g_assert_cmpint (moat_decision_state (moat_test_find (document, MOAT_KIND_DECISION, "Nonces"))->status, ==,
                   MOAT_DECISION_AGREED);
  g_assert_cmpint (guess->status, ==, MOAT_THREAT_ACCEPTED);
  g_assert_cmpstr (guess->reason, ==, "Rare");
  g_assert_cmpstr (everywhere->on, ==, moat_record_get_id (moat_query_first_use_case (document)));
}

/* Line by line; what ThreatForge wrote is there again. */
static void
test_given_back (void)
{
  static const char *const lines[] = { "# ThreatForge Threat Model",
                                       "  created: '2026-01-02'",
                                       "  layer: top",
                                       "  encryption: AES",
                                       "  subtype: sql_database",
                                       "  font_size: 20.0",
                                       "- id: top",
                                       "  severity: info",
                                       "  element: web",
                                       "    zoom: 0.85",
                                       "  type: generic",
                                       "  category: Information Disclosure",
                                       "    status: in_progress",
                                       "    description: Nonces" };
  const MoatFormat *format = moat_formats_find_by_name (moat_formats_get_all (), "threatforge");
  g_autoptr (MoatDocument) document = read_text (model, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = format->write (document, &(MoatExportOptions){ 0 }, NULL, &error);
  g_autofree char *text = NULL;
  g_auto (GStrv) written = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  written = g_strsplit (text, "\n", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (!g_strv_contains ((const char *const *) written, lines[i]))
      g_error ("“%s” is not in\n%s", lines[i], text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/threatforge/things", test_things);
  g_test_add_func ("/formats/threatforge/places", test_places);
  g_test_add_func ("/formats/threatforge/layout-file", test_layout_file);
  g_test_add_func ("/formats/threatforge/threats", test_threats);
  g_test_add_func ("/formats/threatforge/given-back", test_given_back);

  return g_test_run ();
}
