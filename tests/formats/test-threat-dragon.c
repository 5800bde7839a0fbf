/* Threat Dragon's models: every shape and every old word of them, what becomes
 * of a mitigation, and a way back that keeps what Moat does not show.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "curve.h"
#include "json-get.h"
#include "json.h"
#include "kept.h"
#include "moat-test.h"
#include "threat-dragon.h"

#include <string.h>

static GBytes *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MOAT_TEST_SRCDIR"), "formats", "foreign", folder, name,
                                            NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

static MoatDocument *
load_bytes (GBytes *bytes, MoatReport *report)
{
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_threat_dragon_format.read (bytes, &(MoatImportOptions){ .base_name = "x" },
                                                           report, &error);

  g_assert_no_error (error);
  return document;
}

static MoatDocument *
load (const char *folder, const char *name, MoatReport *report)
{
  g_autoptr (GBytes) bytes = read_file (folder, name);

  return load_bytes (bytes, report);
}

/* A model of one diagram with these cells. */
static MoatDocument *
load_cells (const char *cells, MoatReport *report)
{
  g_autofree char *text = g_strdup_printf (
      "{\"summary\": {\"title\": \"T\"}, \"detail\": {\"diagrams\": [{\"title\": \"D\", \"cells\": [%s]}]}}",
      cells);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return load_bytes (bytes, report);
}

static JsonNode *
write_json (MoatDocument *document, MoatReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = moat_threat_dragon_format.write (document, &(MoatExportOptions){ 0 }, report,
                                                              &error);
  JsonNode *node;

  g_assert_no_error (error);
  node = moat_json_parse (bytes, NULL, &error);
  g_assert_no_error (error);
  return node;
}

static JsonArray *
get_cells (JsonNode *node, guint diagram)
{
  JsonArray *diagrams = moat_json_get_array (moat_json_get_object (moat_json_as_object (node), "detail"),
                                             "diagrams");

  return moat_json_get_array (moat_json_object_at (diagrams, diagram), "cells");
}

static JsonObject *
find_cell (JsonArray *cells, const char *name)
{
  for (guint i = 0; i < moat_json_len (cells); i++)
    {
      JsonObject *data = moat_json_get_object (moat_json_object_at (cells, i), "data");

      if (g_strcmp0 (moat_json_get_text (data, "name"), name) == 0)
        return moat_json_object_at (cells, i);
    }
  g_assert_not_reached ();
}

static JsonObject *
find_threat (JsonArray *cells, const char *cell, guint index)
{
  return moat_json_object_at (moat_json_get_array (moat_json_get_object (find_cell (cells, cell), "data"),
                                                   "threats"),
                              index);
}

static MoatRecord *
find (MoatDocument *document, MoatKind kind, const char *title)
{
  MoatRecord *record = moat_query_find_by_title (document, kind, title);

  g_assert_nonnull (record);
  return record;
}

static MoatRecord *
find_decision (MoatDocument *document, const char *threat)
{
  g_autoptr (GPtrArray) decisions
             = moat_query_decisions (document,
                                     moat_record_get_id (find (document, MOAT_KIND_THREAT, threat)));

  return decisions->len > 0 ? g_ptr_array_index (decisions, 0) : NULL;
}

static gboolean
report_says (const MoatReport *report, const char *words)
{
  for (guint i = 0; i < moat_report_count_items (report); i++)
    if (strstr (moat_report_get_item (report, i)->text, words) != NULL)
      return TRUE;
  return FALSE;
}

/* ---- Reading ---- */

static void
test_elements (void)
{
  g_autoptr (MoatDocument) document = load ("threat-dragon-v2", "every-shape.json", NULL);
  const MoatElementState *customer = moat_element_state (find (document, MOAT_KIND_ELEMENT, "Customer"));
  const MoatElementState *codes = moat_element_state (find (document, MOAT_KIND_ELEMENT, "Codes"));
  const MoatElementState *control = moat_element_state (
      find (document, MOAT_KIND_ELEMENT, "Locker\ncontrol"));
  MoatRecord *asset = find (document, MOAT_KIND_ASSET, "Credentials");

  g_assert_cmpint (customer->type, ==, MOAT_ELEMENT_EXTERNAL_ENTITY);
  g_assert_cmpfloat (customer->box.x, ==, 60);
  g_assert_true (customer->out_of_scope);
  g_assert_cmpstr (customer->reason, ==, "Not ours");
  g_assert_true (moat_list_contains (customer->tags, "provides authentication"));
  g_assert_cmpint (codes->type, ==, MOAT_ELEMENT_DATA_STORE);
  g_assert_cmpint (codes->encrypted, ==, MOAT_YES);
  g_assert_cmpint (codes->keeps_log, ==, MOAT_YES);
  g_assert_true (moat_list_contains (codes->assets, moat_record_get_id (asset)));
  g_assert_cmpstr (moat_asset_state (asset)->asset_class, ==, "secret");
  g_assert_true (moat_list_contains (control->tags, "privilege level: operator"));
  g_assert_cmpint (control->encrypted, ==, MOAT_UNKNOWN);
}

static void
test_flows (void)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = load ("threat-dragon-v2", "every-shape.json", report);
  MoatRecord *types_code = find (document, MOAT_KIND_FLOW, "types the code");
  const MoatFlowState *flow = moat_flow_state (types_code);
  const MoatFlowState *leaves = moat_flow_state (find (document, MOAT_KIND_FLOW, "leaves"));

  g_assert_cmpstr (flow->source, ==, moat_record_get_id (find (document, MOAT_KIND_ELEMENT, "Customer")));
  g_assert_cmpuint (moat_points_len (flow->bends), ==, 1);
  g_assert_true (flow->bidirectional);
  g_assert_cmpint (flow->encrypted, ==, MOAT_YES);
  g_assert_cmpstr (flow->protocol, ==, "Keypad");
  g_assert_cmpuint (moat_query_number (document, types_code), ==, 1);
  g_assert_null (leaves->target);
  g_assert_cmpfloat (leaves->target_point.x, ==, 500);
  g_assert_true (report_says (report, "which is not there"));
}

static void
test_boundaries (void)
{
  g_autoptr (MoatDocument) document = load ("threat-dragon-v2", "every-shape.json", NULL);
  const MoatBoundaryState *zone = moat_boundary_state (find (document, MOAT_KIND_BOUNDARY, "Locker"));
  const MoatBoundaryState *line = moat_boundary_state (find (document, MOAT_KIND_BOUNDARY, "Street"));
  double widest = 0;

  g_assert_cmpint (zone->shape, ==, MOAT_BOUNDARY_ZONE);
  g_assert_cmpfloat (zone->box.width, ==, 550);
  g_assert_cmpint (line->shape, ==, MOAT_BOUNDARY_LINE);
  g_assert_cmpuint (moat_points_len (line->points), >, 4);
  g_assert_cmpfloat (line->points->items[0].x, ==, 250);
  for (guint i = 0; i < line->points->len; i++)
    widest = MAX (widest, line->points->items[i].x);
  g_assert_cmpfloat (widest, >=, 320);
}

/* A mitigation is a decision, built where the file says so; of a threat that is settled it is the reason; the
 * editor's own words are none.
 */
static void
test_threats (void)
{
  g_autoptr (MoatDocument) document = load ("threat-dragon-v2", "every-shape.json", NULL);
  const MoatThreatState *guess = moat_threat_state (find (document, MOAT_KIND_THREAT, "Guess codes"));
  const MoatThreatState *sniff = moat_threat_state (find (document, MOAT_KIND_THREAT, "Sniff the bus"));
  const MoatThreatState *look = moat_threat_state (
      find (document, MOAT_KIND_THREAT, "Look over the shoulder"));
  const MoatThreatState *types = moat_threat_state (
      find (document, MOAT_KIND_THREAT, "Somebody else types the code"));
  const MoatDecisionState *lock = moat_decision_state (find_decision (document, "Guess codes"));
  const MoatDecisionState *encrypt = moat_decision_state (find_decision (document, "Read all codes"));

  g_assert_cmpstr (guess->on, ==, moat_record_get_id (find (document, MOAT_KIND_ELEMENT, "Locker\ncontrol")));
  g_assert_cmpint (guess->severity, ==, MOAT_LEVEL_CRITICAL);
  g_assert_cmpint (guess->stride, ==, 0);
  g_assert_cmpstr (guess->notes, ==, "All of them, by machine");
  g_assert_cmpstr (lock->text, ==, "Lock after five tries");
  g_assert_cmpint (lock->status, ==, MOAT_DECISION_BUILT);
  g_assert_cmpint (encrypt->status, ==, MOAT_DECISION_PROPOSED);
  g_assert_cmpint (sniff->status, ==, MOAT_THREAT_NOT_APPLICABLE);
  g_assert_cmpstr (sniff->reason, ==, "The case is sealed");
  g_assert_cmpint (sniff->severity, ==, MOAT_LEVEL_UNKNOWN);
  g_assert_cmpint (sniff->stride, ==, MOAT_STRIDE_DISCLOSURE);
  g_assert_cmpint (look->status, ==, MOAT_THREAT_ACCEPTED);
  g_assert_cmpstr (look->on, ==, moat_record_get_id (find (document, MOAT_KIND_FLOW, "types the code")));
  g_assert_null (types->notes);
  g_assert_null (find_decision (document, "Somebody else types the code"));
}

static void
test_head (void)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = load ("threat-dragon-v2", "every-shape.json", report);
  const MoatModelState *model = moat_model_state (moat_document_get_model (document));
  g_autofree char *people = moat_list_join (model->contributors, ", ");

  g_assert_cmpstr (model->title, ==, "Parcel lockers");
  g_assert_cmpstr (model->scope, ==, "Fetching a parcel at a locker");
  g_assert_cmpstr (people, ==, "Ada, Noor, Ines");
  g_assert_nonnull (model->id);
  g_assert_true (report_says (report, "Cell 10 is of a shape"));
  g_assert_true (report_says (report, "“firmware” of 1 thing"));
  g_assert_true (report_says (report, "“Usurpation d'identité”"));
  g_assert_false (report_says (report, "ports"));
}

/* A diagram without places is laid out; a copy with the ids of the first is its own. */
static void
test_second_diagram (void)
{
  g_autoptr (MoatDocument) document = load ("threat-dragon-v2", "every-shape.json", NULL);
  MoatRecord *copy = find (document, MOAT_KIND_USE_CASE, "A copy");
  g_autoptr (GPtrArray) elements = moat_document_list_children (document, moat_record_get_id (copy),
                                                                MOAT_KIND_ELEMENT);
  const MoatFlowState *flow = moat_flow_state (find (document, MOAT_KIND_FLOW, "asks"));
  const MoatElementState *first = moat_element_state (g_ptr_array_index (elements, 0));
  const MoatElementState *second = moat_element_state (g_ptr_array_index (elements, 1));

  g_assert_cmpuint (elements->len, ==, 2);
  g_assert_cmpstr (flow->source, ==, moat_record_get_id (g_ptr_array_index (elements, 0)));
  g_assert_cmpfloat (first->box.x + first->box.width, <, second->box.x);
}

static void
test_version_1 (void)
{
  g_autoptr (MoatDocument) document = load ("threat-dragon-v1", "old.json", NULL);
  const MoatElementState *door = moat_element_state (find (document, MOAT_KIND_ELEMENT, "Door"));
  const MoatElementState *guest = moat_element_state (find (document, MOAT_KIND_ELEMENT, "Guest"));
  const MoatFlowState *knocks = moat_flow_state (find (document, MOAT_KIND_FLOW, "knocks"));
  const MoatThreatState *deny = moat_threat_state (find (document, MOAT_KIND_THREAT, "Deny it"));

  g_assert_true (moat_list_contains (door->tags, "web application"));
  g_assert_true (guest->out_of_scope);
  g_assert_cmpstr (knocks->target, ==, moat_record_get_id (find (document, MOAT_KIND_ELEMENT, "Door")));
  g_assert_cmpuint (moat_points_len (knocks->bends), ==, 1);
  g_assert_cmpint (deny->status, ==, MOAT_THREAT_NOT_APPLICABLE);
  g_assert_cmpstr (deny->reason, ==, "Logged");
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_USE_CASE), ==, 2);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_BOUNDARY), ==, 1);
}

/* Shapes are told by any of their names, and by how they stand where the name is no help. */
static void
test_names_of_shapes (void)
{
  static const struct
  {
    const char *cell;
    MoatKind kind;
  } cases[] = {
    { "{\"id\": \"x\", \"shape\": \"actor\"}", MOAT_KIND_ELEMENT },
    { "{\"id\": \"x\", \"data\": {\"type\": \"tm.Store\"}}", MOAT_KIND_ELEMENT },
    { "{\"id\": \"x\", \"type\": \"tm.Process\"}", MOAT_KIND_ELEMENT },
    { "{\"id\": \"x\", \"shape\": \"trust-boundary\", \"source\": {\"x\": 0, \"y\": 0},"
      " \"target\": {\"x\": 9, \"y\": 9}}",
      MOAT_KIND_BOUNDARY },
    { "{\"id\": \"x\", \"shape\": \"trust-boundary\", \"position\": {\"x\": 0, \"y\": 0}}",
      MOAT_KIND_BOUNDARY },
    { "{\"id\": \"x\", \"shape\": \"trust-broundary-curve\"}", MOAT_KIND_BOUNDARY },
    { "{\"id\": \"x\", \"shape\": \"edge\"}", MOAT_KIND_FLOW },
    { "{\"shape\": \"flow\", \"data\": null}", MOAT_KIND_FLOW },
    { "{\"id\": \"x\", \"shape\": \"td-text-block\"}", MOAT_KIND_NOTE },
    { "{\"id\": \"x\", \"shape\": 4, \"data\": {\"type\": \"tm.Flow\"}}", MOAT_KIND_FLOW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MoatDocument) document = load_cells (cases[i].cell, NULL);

      g_assert_cmpuint (moat_document_count (document, cases[i].kind), ==, 1);
    }
}

/* ---- Writing ---- */

/* What Moat does not show comes back as it was; what was edited does not. */
static void
test_way_back (void)
{
  g_autoptr (MoatDocument) document = load ("threat-dragon-v2", "every-shape.json", NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root;
  JsonArray *cells;
  JsonObject *control;
  JsonObject *street;

  moat_document_begin (document, "Edit");
  ((MoatThreatState *) moat_document_edit (document, find (document, MOAT_KIND_THREAT, "Sniff the bus")))
      ->severity
      = MOAT_LEVEL_HIGH;
  moat_document_commit (document);
  node = write_json (document, NULL);
  root = moat_json_as_object (node);
  cells = get_cells (node, 0);
  control = find_cell (cells, "Locker\ncontrol");
  street = find_cell (cells, "Street");

  g_assert_cmpstr (moat_json_get_text (moat_json_get_object (root, "licence"), "terms"), ==, "ours");
  g_assert_cmpstr (moat_json_get_text (moat_json_get_object (control, "data"), "firmware"), ==, "1.2");
  g_assert_true (moat_json_get_flag (moat_json_get_object (control, "data"), "handlesCardPayment"));
  g_assert_cmpstr (moat_json_get_text (moat_json_get_object (control, "data"), "privilegeLevel"), ==,
                   "operator");
  g_assert_cmpstr (moat_json_get_text (find_threat (cells, "Locker\ncontrol", 0), "type"), ==,
                   "Usurpation d'identité");
  g_assert_cmpstr (moat_json_get_text (find_threat (cells, "Locker\ncontrol", 0), "status"), ==, "Mitigated");
  g_assert_cmpstr (moat_json_get_text (find_threat (cells, "Locker\ncontrol", 1), "status"), ==, "NA");
  g_assert_cmpstr (moat_json_get_text (find_threat (cells, "Locker\ncontrol", 1), "severity"), ==, "High");
  g_assert_cmpstr (moat_json_get_text (find_threat (cells, "types the code", 0), "type"), ==, "Linkability");
  g_assert_cmpstr (moat_json_get_text (find_threat (cells, "Customer", 0), "score"), ==, "7");
  g_assert_cmpuint (moat_json_len (moat_json_get_array (street, "vertices")), ==, 1);
  g_assert_cmpstr (moat_json_get_text (street, "connector"), ==, "smooth");
  g_assert_cmpstr (moat_json_get_text (moat_json_object_at (cells, moat_json_len (cells) - 1), "shape"), ==,
                   "hexagon");
}

/* A line that was moved is written where it is now. */
static void
test_moved_line (void)
{
  g_autoptr (MoatDocument) document = load ("threat-dragon-v2", "every-shape.json", NULL);
  MoatRecord *line = find (document, MOAT_KIND_BOUNDARY, "Street");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *street;

  moat_document_begin (document, "Move");
  moat_points_translate (&((MoatBoundaryState *) moat_document_edit (document, line))->points, 1000, 0);
  moat_document_commit (document);
  node = write_json (document, NULL);
  street = find_cell (get_cells (node, 0), "Street");
  g_assert_cmpfloat (moat_json_get_number (moat_json_get_object (street, "source"), "x", 0), ==, 1250);
  g_assert_cmpstr (moat_json_get_text (street, "connector"), ==, "normal");
}

/* A model of ours: everything that hangs on the diagram is there, and what has no place is told. */
static void
test_from_moat (void)
{
  g_autoptr (MoatDocument) document = moat_test_document (6);
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (JsonNode) node = write_json (document, report);
  JsonArray *cells = get_cells (node, 0);
  guint n_threats = 0;

  for (guint i = 0; i < moat_json_len (cells); i++)
    n_threats += moat_json_len (
        moat_json_get_array (moat_json_get_object (moat_json_object_at (cells, i), "data"), "threats"));
  g_assert_cmpuint (moat_json_len (cells), ==,
                    moat_document_count (document, MOAT_KIND_ELEMENT)
                        + moat_document_count (document, MOAT_KIND_FLOW)
                        + moat_document_count (document, MOAT_KIND_BOUNDARY)
                        + moat_document_count (document, MOAT_KIND_NOTE));
  g_assert_cmpuint (n_threats, ==, moat_document_count (document, MOAT_KIND_THREAT));
  g_assert_cmpuint (moat_report_count_lost (report), >, 0);
}

/* Copies do not share an id. */
static void
test_copied (void)
{
  g_autoptr (MoatDocument) document = load ("threat-dragon-v2", "every-shape.json", NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (JsonNode) node = NULL;
  MoatRecord *element = find (document, MOAT_KIND_ELEMENT, "Codes");

  g_ptr_array_add (records, element);
  moat_document_begin (document, "Copy");
  copies = moat_edit_insert_copies (document, records, moat_element_state (element)->use_case, 50, 50, NULL);
  moat_document_commit (document);
  node = write_json (document, NULL);
  for (guint i = 0; i < moat_json_len (get_cells (node, 0)); i++)
    g_assert_true (
        g_hash_table_add (seen, (gpointer) moat_json_get_text (moat_json_object_at (get_cells (node, 0), i),
                                                               "id")));
}

/* ---- Bad files ---- */

static void
test_bad (void)
{
  static const char *const texts[] = {
    "", "{", "[]", "{\"summary\": {}, \"detail\": []}", "{\"summary\": {}, \"detail\": {\"diagrams\": [",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (moat_threat_dragon_format.read (bytes, &(MoatImportOptions){ 0 }, NULL, &error));
      g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED);
    }
}

/* Nothing where something is expected, and something else, is no reason to refuse the rest. */
static void
test_odd (void)
{
  g_autoptr (MoatDocument) document = load_cells (
      "null, 4, \"x\", [], {}, {\"shape\": \"actor\", \"position\": [], \"size\": 4, \"data\": {\"threats\": "
      "{}}},"
      "{\"shape\": \"flow\", \"source\": 4, \"target\": null, \"vertices\": [null, {\"x\": 1}], \"labels\": "
      "{}},"
      "{\"shape\": \"process\", \"data\": {\"name\": 7, \"threats\": [null, 4, {}, {\"status\": 4}]}}",
      NULL);

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 2);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_FLOW), ==, 1);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_THREAT), ==, 2);
  g_assert_nonnull (moat_query_find_by_title (document, MOAT_KIND_ELEMENT, "7"));
}

/* ---- Curves ---- */

/* The line goes through every given point, stays near the spline, and has few points where it is straight. */
static void
test_curve (void)
{
  const MoatPoint bow[] = { { 0, 0 }, { 100, 100 }, { 200, 0 } };
  const MoatPoint straight[] = { { 0, 0 }, { 100, 0 }, { 200, 0 }, { 300, 0 } };
  g_autoptr (GArray) curved = moat_curve_flatten (bow, 3, 2);
  g_autoptr (GArray) flat = moat_curve_flatten (straight, 4, 2);
  g_autoptr (GArray) single = moat_curve_flatten (bow, 1, 2);
  g_autoptr (GArray) none = moat_curve_flatten (bow, 0, 2);
  gboolean has_top = FALSE;

  for (guint i = 0; i < curved->len; i++)
    {
      MoatPoint point = g_array_index (curved, MoatPoint, i);

      has_top = has_top || (point.x == 100 && point.y == 100);
      g_assert_cmpfloat (point.y, <=, 100.001);
    }
  g_assert_true (has_top);
  g_assert_cmpuint (curved->len, >, 4);
  g_assert_cmpuint (curved->len, <, 20);
  /* A natural spline through these three is symmetric, and rounder than the corner. */
  g_assert_cmpfloat (moat_polyline_get_distance ((const MoatPoint *) curved->data, curved->len,
                                                 (MoatPoint){ 50, 68.75 }, NULL),
                     <, 2.1);
  g_assert_cmpuint (flat->len, ==, 4);
  g_assert_cmpuint (single->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/threat-dragon/elements", test_elements);
  g_test_add_func ("/formats/threat-dragon/flows", test_flows);
  g_test_add_func ("/formats/threat-dragon/boundaries", test_boundaries);
  g_test_add_func ("/formats/threat-dragon/threats", test_threats);
  g_test_add_func ("/formats/threat-dragon/head", test_head);
  g_test_add_func ("/formats/threat-dragon/second-diagram", test_second_diagram);
  g_test_add_func ("/formats/threat-dragon/version-1", test_version_1);
  g_test_add_func ("/formats/threat-dragon/names-of-shapes", test_names_of_shapes);
  g_test_add_func ("/formats/threat-dragon/way-back", test_way_back);
  g_test_add_func ("/formats/threat-dragon/moved-line", test_moved_line);
  g_test_add_func ("/formats/threat-dragon/from-moat", test_from_moat);
  g_test_add_func ("/formats/threat-dragon/copied", test_copied);
  g_test_add_func ("/formats/threat-dragon/bad", test_bad);
  g_test_add_func ("/formats/threat-dragon/odd", test_odd);
  g_test_add_func ("/formats/threat-dragon/curve", test_curve);

  return g_test_run ();
}
