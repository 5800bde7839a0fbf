/* What every reader of a foreign format stands on: ids, places, what is kept
 * and what is reported.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "import.h"
#include "json-get.h"
#include "moat-test.h"
#include "native.h"

#include <string.h>

#define FORMAT "otm"

static const MoatImportOptions no_options = { .base_name = "shop" };

static MoatRecord *
add_element (MoatImport *import, MoatRecord *use_case, const char *id)
{
  return moat_import_add_element (import, use_case, id, MOAT_ELEMENT_PROCESS, id);
}

static void
place (MoatImport *import,
       MoatRecord *record,
       MoatRecord *parent,
       double x,
       double y,
       double width,
       double height)
{
  moat_import_place (import, record, parent, &MOAT_RECT_INIT (x, y, width, height));
}

static MoatDocument *
finish (MoatImport *import)
{
  g_autoptr (GError) error = NULL;
  MoatDocument *document = moat_import_finish (import, &error);

  g_assert_no_error (error);
  moat_import_free (import);
  return document;
}

static MoatRecord *
only (MoatDocument *document, MoatKind kind, guint index)
{
  return g_ptr_array_index (moat_document_list (document, kind), index);
}

#define assert_rect(rect, x_, y_, w_, h_)                                                                    \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_assert_cmpfloat ((rect).x, ==, x_);                                                                    \
    g_assert_cmpfloat ((rect).y, ==, y_);                                                                    \
    g_assert_cmpfloat ((rect).width, ==, w_);                                                                \
    g_assert_cmpfloat ((rect).height, ==, h_);                                                               \
  }                                                                                                          \
  G_STMT_END

/* ---- Ids ---- */

static MoatDocument *
make_with_ids (gboolean with_more)
{
  MoatImport *import = moat_import_new (FORMAT, &no_options, NULL);
  MoatRecord *use_case = moat_import_add_use_case (import, "u", "Buy");
  MoatRecord *flow;

  if (with_more)
    {
      MoatRecord *other = moat_import_add_flow (import, use_case, "f0", "asks");

      moat_import_add_threat (import, other, NULL, "listens");
    }
  flow = moat_import_add_flow (import, use_case, "f1", "pays");
  moat_import_add_threat (import, flow, NULL, "pays twice");
  moat_import_ensure_asset (import, "Card");
  return finish (import);
}

static MoatRecord *
find_by_title (MoatDocument *document, MoatKind kind, const char *title)
{
  MoatRecord *record = moat_query_find_by_title (document, kind, title);

  g_assert_nonnull (record);
  return record;
}

/* The same input gives the same bytes, and what is added elsewhere changes no id: two states of one file can
 * be compared.
 */
static void
test_ids (void)
{
  g_autoptr (MoatDocument) first = make_with_ids (FALSE);
  g_autoptr (MoatDocument) same = make_with_ids (FALSE);
  g_autoptr (MoatDocument) more = make_with_ids (TRUE);
  g_autofree char *dump = moat_test_dump (first);

  moat_test_assert_same_dump (same, dump);
  g_assert_cmpstr (moat_record_get_id (find_by_title (first, MOAT_KIND_THREAT, "pays twice")), ==,
                   moat_record_get_id (find_by_title (more, MOAT_KIND_THREAT, "pays twice")));
  g_assert_cmpstr (moat_record_get_id (find_by_title (first, MOAT_KIND_ASSET, "Card")), ==,
                   moat_record_get_id (find_by_title (more, MOAT_KIND_ASSET, "Card")));
  g_assert_false (moat_document_can_undo (first));
}

/* Of two with one id the first is found, the other is there too and reported; in another scope an id is
 * another.
 */
static void
test_same_id_twice (void)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  MoatImport *import = moat_import_new (FORMAT, &no_options, report);
  g_autoptr (MoatDocument) document = NULL;
  MoatRecord *use_case = moat_import_add_use_case (import, "u", "Buy");
  MoatRecord *first = add_element (import, use_case, "api");
  MoatRecord *second = add_element (import, use_case, "api");
  MoatRecord *third;

  g_assert_true (first != second);
  g_assert_true (moat_import_find (import, MOAT_KIND_ELEMENT, "api") == first);
  g_assert_null (moat_import_find (import, MOAT_KIND_FLOW, "api"));
  g_assert_null (moat_import_find (import, MOAT_KIND_ELEMENT, NULL));
  moat_import_set_scope (import, "page 2");
  g_assert_null (moat_import_find (import, MOAT_KIND_ELEMENT, "api"));
  third = add_element (import, use_case, "api");
  g_assert_true (moat_import_find (import, MOAT_KIND_ELEMENT, "api") == third);
  moat_import_set_scope (import, NULL);
  g_assert_true (moat_import_find (import, MOAT_KIND_ELEMENT, "api") == first);
  document = finish (import);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 3);
  g_assert_cmpuint (moat_report_count_lost (report), ==, 1);
  g_assert_nonnull (strstr (moat_report_get_item (report, 0)->text, "“api”"));
  g_assert_cmpstr (moat_report_get_item (report, 0)->record_id, ==, moat_record_get_id (second));
}

/* ---- Places ---- */

/* Places count from the parent's corner, also when the parent gets its own later; sizes that are missing are
 * the usual ones; noise behind the point goes.
 */
static void
test_places (void)
{
  MoatImport *import = moat_import_new (FORMAT, &no_options, NULL);
  g_autoptr (MoatDocument) document = NULL;
  MoatRecord *use_case = moat_import_add_use_case (import, "u", "Buy");
  MoatRecord *outer = moat_import_add_zone (import, use_case, "z1", "Outer");
  MoatRecord *inner = moat_import_add_zone (import, use_case, "z2", "Inner");
  MoatRecord *element = add_element (import, use_case, "e");
  const MoatElementState *state;

  place (import, element, inner, 10.00000001, 20, 0, 0);
  place (import, inner, outer, 100, 100, 400, 300);
  place (import, outer, NULL, -50, 1e9, 800, 600);
  moat_import_put_in (import, element, inner);
  moat_import_put_in (import, inner, outer);
  document = finish (import);
  state = moat_element_state (only (document, MOAT_KIND_ELEMENT, 0));
  g_assert_cmpfloat (state->box.x, ==, 60);
  g_assert_cmpfloat (state->box.y, ==, 1e6);
  g_assert_cmpfloat (state->box.width, >, 50);
}

/* With no place, or a place for some only, all of a use case is laid out: what is inside a zone lies inside,
 * and nothing on anything else.
 */
static void
test_laid_out (void)
{
  MoatImport *import = moat_import_new (FORMAT, &no_options, NULL);
  g_autoptr (MoatDocument) document = NULL;
  MoatRecord *use_case = moat_import_add_use_case (import, "u", "Buy");
  MoatRecord *zone = moat_import_add_zone (import, use_case, "z", "Backend");
  MoatRecord *elements[3];
  const MoatBoundaryState *boundary;

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);

      elements[i] = add_element (import, use_case, id);
    }
  place (import, elements[0], NULL, 1000, 1000, 100, 50);
  moat_import_put_in (import, elements[1], zone);
  document = finish (import);
  boundary = moat_boundary_state (only (document, MOAT_KIND_BOUNDARY, 0));
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      const MoatRect *box = &moat_element_state (only (document, MOAT_KIND_ELEMENT, i))->box;

      g_assert_true (moat_rect_contains_rect (&boundary->box, box) == (i == 1));
      for (guint j = 0; j < i; j++)
        g_assert_false (
            moat_rect_intersects (box, &moat_element_state (only (document, MOAT_KIND_ELEMENT, j))->box));
    }
}

/* A zone without a place goes round its members when those have theirs, which stay. */
static void
test_zone_fitted (void)
{
  MoatImport *import = moat_import_new (FORMAT, &no_options, NULL);
  g_autoptr (MoatDocument) document = NULL;
  MoatRecord *use_case = moat_import_add_use_case (import, "u", "Buy");
  MoatRecord *zone = moat_import_add_zone (import, use_case, "z", "Backend");
  MoatRecord *inside = add_element (import, use_case, "in");
  MoatRecord *outside = add_element (import, use_case, "out");

  place (import, inside, NULL, 500, 500, 100, 60);
  place (import, outside, NULL, 0, 0, 100, 60);
  moat_import_put_in (import, inside, zone);
  document = finish (import);
  assert_rect (moat_element_state (only (document, MOAT_KIND_ELEMENT, 0))->box, 500, 500, 100, 60);
  assert_rect (moat_element_state (only (document, MOAT_KIND_ELEMENT, 1))->box, 0, 0, 100, 60);
  assert_rect (moat_boundary_state (only (document, MOAT_KIND_BOUNDARY, 0))->box, 460, 440, 180, 160);
}

/* Geometry is meaning: where the file's places contradict what it says about zones, those win and it is said.
 */
static void
test_contradiction (void)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  MoatImport *import = moat_import_new (FORMAT, &no_options, report);
  g_autoptr (MoatDocument) document = NULL;
  MoatRecord *use_case = moat_import_add_use_case (import, "u", "Buy");
  MoatRecord *zone = moat_import_add_zone (import, use_case, "z", "Backend");
  MoatRecord *element = add_element (import, use_case, "in");
  MoatPoint centre;

  place (import, zone, NULL, 0, 0, 300, 300);
  place (import, element, NULL, 900, 900, 100, 60);
  moat_import_put_in (import, element, zone);
  document = finish (import);
  centre = moat_rect_get_center (&moat_element_state (only (document, MOAT_KIND_ELEMENT, 0))->box);
  g_assert_true (
      moat_rect_contains_point (&moat_boundary_state (only (document, MOAT_KIND_BOUNDARY, 0))->box, centre));
  g_assert_cmpuint (moat_report_count_lost (report), ==, 1);
}

/* Zones inside of themselves, by places and by words, end. */
static void
test_loops (void)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  MoatImport *import = moat_import_new (FORMAT, &no_options, report);
  g_autoptr (MoatDocument) document = NULL;
  MoatRecord *use_case = moat_import_add_use_case (import, "u", "Buy");
  MoatRecord *a = moat_import_add_zone (import, use_case, "a", "A");
  MoatRecord *b = moat_import_add_zone (import, use_case, "b", "B");

  place (import, a, b, 10, 10, 100, 100);
  place (import, b, a, 10, 10, 100, 100);
  moat_import_put_in (import, a, b);
  moat_import_put_in (import, b, a);
  moat_import_put_in (import, a, a);
  add_element (import, use_case, "e");
  document = finish (import);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_BOUNDARY), ==, 2);
  g_assert_cmpuint (moat_report_count_lost (report), >, 0);
}

/* What is too large for a layout by graph still has every element in its zone and on no other. */
static void
test_rows (void)
{
  const guint n_elements = 2000;
  MoatImport *import = moat_import_new (FORMAT, &no_options, NULL);
  g_autoptr (MoatDocument) document = NULL;
  MoatRecord *use_case = moat_import_add_use_case (import, "u", "Buy");
  MoatRecord *outer = moat_import_add_zone (import, use_case, "o", "Outer");
  MoatRecord *inner = moat_import_add_zone (import, use_case, "i", "Inner");
  g_autoptr (GHashTable) corners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  moat_import_put_in (import, inner, outer);
  for (guint i = 0; i < n_elements; i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);

      moat_import_put_in (import, add_element (import, use_case, id), i % 2 ? outer : inner);
    }
  document = finish (import);
  g_assert_true (
      moat_rect_contains_rect (&moat_boundary_state (only (document, MOAT_KIND_BOUNDARY, 0))->box,
                               &moat_boundary_state (only (document, MOAT_KIND_BOUNDARY, 1))->box));
  for (guint i = 0; i < n_elements; i++)
    {
      const MoatRect *box = &moat_element_state (only (document, MOAT_KIND_ELEMENT, i))->box;
      const MoatRect *in = &moat_boundary_state (only (document, MOAT_KIND_BOUNDARY, 1))->box;

      g_assert_true (moat_rect_contains_rect (in, box) == (i % 2 == 0));
      g_assert_true (g_hash_table_add (corners, g_strdup_printf ("%.0f %.0f", box->x, box->y)));
    }
}

/* A free end without a point is beside the other end, not at the origin. */
static void
test_free_end (void)
{
  MoatImport *import = moat_import_new (FORMAT, &no_options, NULL);
  g_autoptr (MoatDocument) document = NULL;
  MoatRecord *use_case = moat_import_add_use_case (import, "u", "Buy");
  MoatRecord *element = add_element (import, use_case, "e");
  MoatRecord *flow = moat_import_add_flow (import, use_case, "f", "leaves");
  const MoatFlowState *state;

  place (import, element, NULL, 1000, 1000, 100, 60);
  moat_import_attach (import, flow, MOAT_IMPORT_SOURCE, element, NULL);
  moat_import_attach (import, flow, MOAT_IMPORT_TARGET, NULL, NULL);
  document = finish (import);
  state = moat_flow_state (only (document, MOAT_KIND_FLOW, 0));
  g_assert_nonnull (state->source);
  g_assert_null (state->target);
  g_assert_cmpfloat (state->target_point.x, >, 1100);
  g_assert_cmpfloat (state->target_point.y, ==, 1030);
}

/* ---- Keeping ---- */

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

/* What is not understood stays with its record, through a model's file, and is told once for all records. */
static void
test_kept (void)
{
  static const char *const understood[] = { "name", NULL };
  g_autoptr (MoatReport) report = moat_report_new ();
  MoatImport *import = moat_import_new (FORMAT, &no_options, report);
  g_autoptr (JsonNode) node = parse (
      "{\"name\": \"x\", \"id\": 7, \"cost\": {\"a\": [1, 2.5]}, \"empty\": \"\", \"none\": null}");
  MoatRecord *use_case = moat_import_add_use_case (import, "u", "Buy");
  g_autoptr (MoatDocument) document = NULL;
  g_autoptr (MoatDocument) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonObject) kept = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 3; i++)
    moat_import_keep (import, i == 0 ? use_case : add_element (import, use_case, NULL),
                      json_node_get_object (node), understood);
  moat_import_keep_within (import, use_case, "more", json_node_get_object (node), understood);
  document = finish (import);
  bytes = moat_native_write (document);
  again = moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, NULL);
  kept = moat_kept_get (moat_record_get_state (only (again, MOAT_KIND_USE_CASE, 0)), FORMAT);
  text = moat_json_to_text (kept);
  g_assert_cmpint (moat_json_get_number (kept, "id", 0), ==, 7);
  g_assert_cmpuint (json_object_get_size (kept), ==, 3);
  g_assert_nonnull (strstr (text, "[1, 2.5]"));
  g_assert_null (moat_kept_get (moat_record_get_state (only (again, MOAT_KIND_USE_CASE, 0)), "tm7"));
  g_assert_cmpuint (moat_report_count_lost (report), ==, 0);
  g_assert_cmpuint (moat_report_count (report), ==, 1);
  g_assert_nonnull (strstr (moat_report_get_item (report, 0)->text, "“cost” of 4 things"));
}

/* A model's file has a limit of depth, which what is kept may not break. */
static void
test_kept_too_deep (void)
{
  static const char *const understood[] = { NULL };
  g_autoptr (MoatReport) report = moat_report_new ();
  MoatImport *import = moat_import_new (FORMAT, &no_options, report);
  g_autoptr (GString) text = g_string_new ("{\"deep\": ");
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (MoatDocument) document = NULL;
  g_autoptr (MoatDocument) again = NULL;
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 97; i++)
    g_string_append_c (text, '[');
  g_string_append_c (text, '1');
  for (guint i = 0; i < 97; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');
  node = parse (text->str);
  moat_import_keep (import, moat_import_add_use_case (import, "u", "Buy"), json_node_get_object (node),
                    understood);
  document = finish (import);
  bytes = moat_native_write (document);
  again = moat_native_read (bytes, MOAT_NATIVE_WHOLE, NULL, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (moat_report_count_lost (report), ==, 1);
}

/* ---- Stopping ---- */

static void
count_progress (double fraction, gpointer data)
{
  guint *count = data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  ++*count;
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint count = 0;
  const MoatImportOptions options
      = { .cancellable = cancellable, .progress = count_progress, .progress_data = &count };
  g_autoptr (MoatImport) import = moat_import_new (FORMAT, &options, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_assert_true (moat_import_go_on (import, i, 1000));
  g_assert_cmpuint (count, >, 50);
  g_assert_cmpuint (count, <=, 100);
  moat_import_add_use_case (import, "u", "Buy");
  g_cancellable_cancel (cancellable);
  g_assert_false (moat_import_go_on (import, 1000, 1000));
  g_assert_null (moat_import_finish (import, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ---- Looking into JSON ---- */

/* What is there but is something else is as if it were not there. */
static void
test_json_get (void)
{
  g_autoptr (JsonNode) node = parse (
      "{\"s\": \"x\", \"e\": \"\", \"n\": 2.5, \"d\": \"7\", \"t\": true, \"z\": null,"
      " \"o\": {}, \"a\": [\"p\", 3, {}], \"i\": 42, \"yes\": \"Yes\"}");
  JsonObject *object = moat_json_as_object (node);
  JsonArray *array = moat_json_get_array (object, "a");
  g_autofree char *number = moat_json_dup_text (object, "i");
  g_autofree char *nothing = moat_json_dup_text (object, "o");

  g_assert_cmpstr (moat_json_get_text (object, "s"), ==, "x");
  g_assert_null (moat_json_get_text (object, "e"));
  g_assert_null (moat_json_get_text (object, "n"));
  g_assert_null (moat_json_get_text (object, "no"));
  g_assert_null (moat_json_get_text (NULL, "s"));
  g_assert_cmpstr (number, ==, "42");
  g_assert_null (nothing);
  g_assert_cmpfloat (moat_json_get_number (object, "n", 0), ==, 2.5);
  g_assert_cmpfloat (moat_json_get_number (object, "d", 0), ==, 7);
  g_assert_cmpfloat (moat_json_get_number (object, "s", -1), ==, -1);
  g_assert_cmpfloat (moat_json_get_number (object, "t", -1), ==, -1);
  g_assert_true (moat_json_get_flag (object, "t"));
  g_assert_true (moat_json_get_flag (object, "yes"));
  g_assert_false (moat_json_get_flag (object, "s"));
  g_assert_false (moat_json_get_flag (object, "z"));
  g_assert_null (moat_json_get_object (object, "a"));
  g_assert_null (moat_json_get_array (object, "o"));
  g_assert_cmpuint (moat_json_len (array), ==, 3);
  g_assert_cmpstr (moat_json_text_at (array, 0), ==, "p");
  g_assert_null (moat_json_text_at (array, 1));
  g_assert_null (moat_json_text_at (array, 9));
  g_assert_nonnull (moat_json_object_at (array, 2));
  g_assert_cmpuint (moat_json_len (NULL), ==, 0);
}

/* A format is told by members at the top, wherever they stand and however the file ends; not by words in
 * texts, nor by members further in.
 */
static void
test_peek (void)
{
  static const struct
  {
    const char *text;
    gboolean fits;
  } cases[] = {
    { "{\"a\": 1, \"b\": 2}", TRUE },
    { "\xef\xbb\xbf {\"x\": {\"q\": [1]}, \"b\":\"\\\"\" , \"a\"  : [", TRUE },
    { "{\"a\": 1, \"x\": {\"b\": 2}}", FALSE },
    { "{\"a\": \"b\", \"x\": \"\\\"b\\\": \"}", FALSE },
    { "[{\"a\": 1, \"b\": 2}]", FALSE },
    { "{\"a\": 1}, {\"b\": 2}", FALSE },
    { "a b", FALSE },
    { "", FALSE },
    { "{\"a\": 1, \"b", FALSE },
    { "{\"a\": 1, \"b\\", FALSE },
    { "{]]]]", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_true (moat_json_peek (cases[i].text, strlen (cases[i].text), "a", "b", NULL) == cases[i].fits);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/import/ids", test_ids);
  g_test_add_func ("/formats/import/same-id-twice", test_same_id_twice);
  g_test_add_func ("/formats/import/places", test_places);
  g_test_add_func ("/formats/import/laid-out", test_laid_out);
  g_test_add_func ("/formats/import/zone-fitted", test_zone_fitted);
  g_test_add_func ("/formats/import/contradiction", test_contradiction);
  g_test_add_func ("/formats/import/loops", test_loops);
  g_test_add_func ("/formats/import/rows", test_rows);
  g_test_add_func ("/formats/import/free-end", test_free_end);
  g_test_add_func ("/formats/import/kept", test_kept);
  g_test_add_func ("/formats/import/kept-too-deep", test_kept_too_deep);
  g_test_add_func ("/formats/import/cancel", test_cancel);
  g_test_add_func ("/formats/import/json-get", test_json_get);
  g_test_add_func ("/formats/import/peek", test_peek);

  return g_test_run ();
}
