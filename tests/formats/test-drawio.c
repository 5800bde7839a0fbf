/* Diagrams of draw.io: what shapes and connections become, where they stand,
 * what a person may decide, and files that are not what they seem.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drawio.h"
#include "import-choices.h"
#include "moat-test.h"

#include <string.h>

/* ---- Writing small files ---- */

#define SHAPE(id, value, style, parent, x, y, w, h)                                                          \
  "<mxCell id='" id "' value='" value "' style='" style "' vertex='1' parent='" parent "'>"                  \
  "<mxGeometry x='" #x "' y='" #y "' width='" #w "' height='" #h "' as='geometry'/></mxCell>"

#define EDGE(id, value, style, ends, inside)                                                                 \
  "<mxCell id='" id "' value='" value "' style='" style "' edge='1' parent='1' " ends ">"                    \
  "<mxGeometry relative='1' as='geometry'>" inside "</mxGeometry></mxCell>"

static char *
make_model (const char *cells)
{
  return g_strdup_printf ("<mxGraphModel><root><mxCell id='0'/><mxCell id='1' parent='0'/>%s</root>"
                          "</mxGraphModel>",
                          cells);
}

static char *
make_file (const char *cells)
{
  g_autofree char *model = make_model (cells);

  return g_strdup_printf ("<mxfile host='test'><diagram id='p1' name='Login'>%s</diagram></mxfile>", model);
}

static GByteArray *
deflate (const char *text, gsize length)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9));
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, converter);
  GByteArray *out = g_byte_array_new ();
  guint8 chunk[4096];
  gssize n;

  while ((n = g_input_stream_read (packed, chunk, sizeof chunk, NULL, NULL)) > 0)
    g_byte_array_append (out, chunk, (guint) n);

  return out;
}

/* As draw.io packs a page: escaped, deflated, base64. */
static char *
pack_page (const char *escaped, gsize length)
{
  g_autoptr (GByteArray) packed = deflate (escaped, length);
  g_autofree char *text = g_base64_encode (packed->data, packed->len);

  return g_strdup_printf ("<mxfile><diagram id='p1' name='Login'>%s</diagram></mxfile>", text);
}

static char *
make_packed (const char *cells)
{
  g_autofree char *model = make_model (cells);
  g_autofree char *escaped = g_uri_escape_string (model, NULL, FALSE);

  return pack_page (escaped, strlen (escaped));
}

static MoatDocument *
read_text (const char *text, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_assert_true (moat_formats_find_by_content (moat_formats_get_all (), bytes, "a.xml")
                 == &moat_drawio_format);
  return moat_drawio_format.read (bytes, options, report, error);
}

static MoatDocument *
read_cells (const char *cells, MoatReport *report)
{
  g_autofree char *text = make_file (cells);
  g_autoptr (GError) error = NULL;
  MoatDocument *document = read_text (text, &(MoatImportOptions){ .base_name = "a" }, report, &error);

  g_assert_no_error (error);
  return document;
}

static MoatRecord *
find (MoatDocument *document, MoatKind kind, const char *title)
{
  MoatRecord *record = moat_query_find_by_title (document, kind, title);

  if (record == NULL)
    g_error ("There is no “%s”", title);
  return record;
}

static const char small[]
    = SHAPE ("u", "Ann &amp;amp; &lt;b&gt;co&lt;/b&gt;", "rounded=0;html=1", "1", 0, 0, 120, 60)
        SHAPE ("p", "Web", "ellipse;html=1", "1", 200, 0, 80, 80)
            SHAPE ("s", "DB", "shape=partialRectangle;left=0;right=0", "1", 400, 0, 120, 60)
                EDGE ("e", "asks", "", "source='u' target='p'", "")
                    EDGE ("f", "", "", "source='p' target='s'", "");

/* ---- Packing ---- */

/* A page reads the same however it is stored. */
static void
test_packed (void)
{
  g_autofree char *plain = make_file (small);
  g_autofree char *packed = make_packed (small);
  g_autofree char *bare = make_model (small);
  g_autofree char *escaped = g_markup_escape_text (plain, -1);
  g_autofree char *picture = g_strdup_printf ("<svg content=\"%s\"></svg>", escaped);
  const char *const texts[] = { plain, packed, picture };
  g_autofree char *first = NULL;
  MoatImportOptions options = { .base_name = "Login" };
  g_autoptr (MoatDocument) page = read_text (bare, &options, NULL, NULL);

  g_assert_cmpuint (moat_document_count (page, MOAT_KIND_FLOW), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MoatDocument) document = read_text (texts[i], &options, NULL, &error);

      g_assert_no_error (error);
      if (first == NULL)
        first = moat_test_dump (document);
      moat_test_assert_same_dump (document, first);
    }
}

/* Each page is a use case, and ids that pages share stay apart. */
static void
test_pages (void)
{
  g_autofree char *model = make_model (small);
  g_autofree char *text
      = g_strdup_printf ("<mxfile><diagram name='One' id='a'>%s</diagram><diagram name='Two' "
                         "id='b'>%s</diagram><diagram name='Empty'/></mxfile>",
                         model, model);
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = read_text (text, &(MoatImportOptions){ 0 }, report, NULL);

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_USE_CASE), ==, 2);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 6);
  g_assert_cmpuint (moat_report_count_lost (report), ==, 0);
  find (document, MOAT_KIND_USE_CASE, "Two");
}

/* ---- Shapes ---- */

static void
test_kinds (void)
{
  static const struct
  {
    const char *style;
    int type; /* of an element; -1: a zone, -2: a note, -3: a line */
  } cases[] = {
    { "ellipse", MOAT_ELEMENT_PROCESS },
    { "shape=doubleEllipse", MOAT_ELEMENT_PROCESS },
    { "shape=mxgraph.dfd.process", MOAT_ELEMENT_PROCESS },
    { "shape=partialRectangle;left=0;right=0", MOAT_ELEMENT_DATA_STORE },
    { "shape=cylinder3", MOAT_ELEMENT_DATA_STORE },
    { "shape=datastore", MOAT_ELEMENT_DATA_STORE },
    { "shape=umlActor", MOAT_ELEMENT_EXTERNAL_ENTITY },
    { "shape=mxgraph.dfd.externalEntity", MOAT_ELEMENT_EXTERNAL_ENTITY },
    { "rounded=0", MOAT_ELEMENT_EXTERNAL_ENTITY },
    { "dashed=1;fillColor=none;strokeColor=#FF3333", -1 },
    { "shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_vpc", -1 },
    { "text;html=1", -2 },
    { "shape=note", -2 },
    { "shape=requiredInterface;dashed=1", -3 },
    { "shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.s3", MOAT_ELEMENT_DATA_STORE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* A process beside it makes this a data-flow diagram, in which a box is an entity. */
      g_autofree char *cells = g_strdup_printf (SHAPE ("x", "Thing", "%s", "1", 0, 0, 80, 80)
                                                    SHAPE ("y", "Other", "ellipse", "1", 300, 0, 80, 80),
                                                cases[i].style);
      g_autoptr (MoatDocument) document = read_cells (cells, NULL);

      if (cases[i].type >= 0)
        g_assert_cmpint (moat_element_state (find (document, MOAT_KIND_ELEMENT, "Thing"))->type, ==,
                         cases[i].type);
      else if (cases[i].type == -2)
        find (document, MOAT_KIND_NOTE, "Thing");
      else
        g_assert_cmpint (moat_boundary_state (find (document, MOAT_KIND_BOUNDARY, "Thing"))->shape, ==,
                         cases[i].type == -1 ? MOAT_BOUNDARY_ZONE : MOAT_BOUNDARY_LINE);
    }
}

/* Objects say in words what they are, and fill their labels in. */
static void
test_objects (void)
{
  static const char cells[]
      = "<UserObject id='a' label='%kind% server' kind='Mail' placeholders='1' type='data store' owner='Ops'>"
        "<mxCell style='rounded=0' vertex='1' parent='1'><mxGeometry width='90' height='60' "
        "as='geometry'/></mxCell>"
        "</UserObject>"
        "<object id='b' label='' name='Head' type='trust boundary'><mxCell style='html=1' vertex='1' "
        "parent='1'>"
        "<mxGeometry x='300' width='90' height='60' as='geometry'/></mxCell></object>"
        "<object id='c' label='' assets='Letters, Keys'><mxCell edge='1' parent='1' source='a'><mxGeometry "
        "as='geometry'><mxPoint x='500' y='9' as='targetPoint'/></mxGeometry></mxCell></object>";
  g_autoptr (MoatDocument) document = read_cells (cells, NULL);
  const MoatElementState *server = moat_element_state (find (document, MOAT_KIND_ELEMENT, "Mail server"));
  const MoatFlowState *flow = moat_flow_state (
      g_ptr_array_index (moat_document_list (document, MOAT_KIND_FLOW), 0));

  g_assert_cmpint (server->type, ==, MOAT_ELEMENT_DATA_STORE);
  g_assert_cmpstr (server->description, ==, "kind: Mail\nowner: Ops");
  find (document, MOAT_KIND_BOUNDARY, "Head");
  g_assert_cmpuint (moat_list_len (flow->assets), ==, 2);
  g_assert_cmpfloat (flow->target_point.x, ==, 500);
}

/* Members of containers and groups stand where those are; a turned shape lies on its side. */
static void
test_places (void)
{
  static const char cells[] = SHAPE ("z", "Zone", "dashed=1;container=1", "1", 100, 200, 500, 400)
      SHAPE ("g", "", "group", "z", 10, 20, 200, 200) SHAPE ("p", "In", "ellipse", "g", 5, 6, 80, 80)
          SHAPE ("q", "Turned", "ellipse;rotation=90", "1", 1000, 0, 100, 60);
  g_autoptr (MoatDocument) document = read_cells (cells, NULL);
  const MoatElementState *inside = moat_element_state (find (document, MOAT_KIND_ELEMENT, "In"));
  const MoatElementState *turned = moat_element_state (find (document, MOAT_KIND_ELEMENT, "Turned"));

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_BOUNDARY), ==, 1);
  g_assert_cmpfloat (inside->box.x, ==, 115 - 5);
  g_assert_cmpfloat (inside->box.y, ==, 226);
  g_assert_cmpfloat (turned->box.height, ==, 100);
  g_assert_cmpfloat (turned->box.y, ==, -20);
}

/* Decoration is left out and counted; a list describes what it is in; a table is one note. */
static void
test_others (void)
{
  static const char cells[] = SHAPE ("i", "", "shape=image;image=a/b.svg", "1", 0, 0, 30, 30)
      SHAPE ("w", "Server", "swimlane;childLayout=stackLayout", "1", 200, 0, 120, 90)
          SHAPE ("w1", "Port 80", "text", "w", 0, 26, 120, 26)
              EDGE ("e", "logs", "", "source='w1' target='p'", "")
                  SHAPE ("p", "Log", "ellipse", "1", 500, 0, 80, 80)
                      SHAPE ("t", "", "shape=table", "1", 0, 300, 100, 100)
                          SHAPE ("r", "", "shape=tableRow", "t", 0, 0, 100, 50)
                              SHAPE ("c1", "Likely", "shape=partialRectangle;top=0;left=0;bottom=0;right=0",
                                     "r", 0, 0, 50, 50)
                                  SHAPE ("c2", "High", "shape=partialRectangle;top=0;left=0;bottom=0;right=0",
                                         "r", 50, 0, 50, 50);
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = read_cells (cells, report);
  MoatRecord *server = find (document, MOAT_KIND_ELEMENT, "Server");

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 2);
  g_assert_cmpstr (moat_element_state (server)->description, ==, "Port 80");
  g_assert_cmpstr (moat_flow_state (find (document, MOAT_KIND_FLOW, "logs"))->source, ==,
                   moat_record_get_id (server));
  find (document, MOAT_KIND_NOTE, "Likely | High");
  g_assert_cmpuint (moat_report_count_lost (report), ==, 1);
}

/* The labels of the threat-modelling library belong to what they stand on, and their tables say what they
 * mean. */
static void
test_library (void)
{
  static const char cells[] = SHAPE ("p", "API", "ellipse", "1", 0, 0, 90, 90)
      SHAPE ("a", "&lt;b&gt;A01&lt;/b&gt;", "text;html=1;fillColor=#fff2cc", "1", 20, -10, 40, 20)
          SHAPE ("c", "C01", "text;html=1;fillColor=#d5e8d4", "1", 20, 80, 40, 20)
              SHAPE ("z", "Z1", "text;html=1;fillColor=#d5e8d4", "1", 60, 40, 30, 20)
                  SHAPE ("far", "TA01", "text;html=1;fillColor=#f8cecc", "1", 900, 0, 30, 20)
                      SHAPE ("t",
                             "&lt;table&gt;&lt;tr&gt;&lt;td&gt;A01&lt;/td&gt;&lt;td&gt;Card "
                             "data&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;",
                             "text;html=1", "1", 0, 400, 200, 200);
  g_autoptr (MoatDocument) document = read_cells (cells, NULL);
  const MoatElementState *api = moat_element_state (find (document, MOAT_KIND_ELEMENT, "API"));
  g_autofree char *tags = moat_list_join (api->tags, ",");

  g_assert_cmpstr (moat_list_get (api->assets, 0), ==,
                   moat_record_get_id (find (document, MOAT_KIND_ASSET, "Card data")));
  g_assert_cmpstr (tags, ==, "Control C01,Trust zone Z1");
  find (document, MOAT_KIND_NOTE, "TA01");
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 1);
}

/* ---- Connections ---- */

static void
test_edges (void)
{
  static const char cells[] = SHAPE ("a", "A", "ellipse", "1", 0, 0, 80, 80) SHAPE (
      "b", "B", "ellipse", "1", 300, 0, 80,
      80) SHAPE ("t", "a text", "text", "1", 600, 0, 80,
                 40) EDGE ("e1", "there", "", "source='a' target='b'",
                           "<Array as='points'><mxPoint x='100' y='200'/><mxPoint x='200' y='210'/></Array>")
      EDGE ("e2", "back", "startArrow=classic;endArrow=none", "source='a' target='b'",
            "<Array as='points'><mxPoint x='100' y='300'/><mxPoint x='200' y='310'/></Array>")
          EDGE ("e3", "both", "startArrow=classic", "source='a' target='b'", "") EDGE (
              "e4", "", "", "source='a'",
              "<mxPoint x='5' y='500' as='targetPoint'/>") "<mxCell id='l4' value='HTTPS' style='edgeLabel' "
                                                           "vertex='1' parent='e4'><mxGeometry "
                                                           "relative='1' as='geometry'/></mxCell>" EDGE (
                                                               "e5", "to text", "", "source='a' target='t'",
                                                               "") EDGE ("e6", "Border",
                                                                         "endArrow=none;dashed=1", "",
                                                                         "<mxPoint x='1' y='2' "
                                                                         "as='sourcePoint'/><mxPoint x='3' "
                                                                         "y='400' as='targetPoint'/>")
                                                               EDGE ("e7", "", "endArrow=none", "",
                                                                     "<mxPoint x='9' as='sourcePoint'/>");
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = read_cells (cells, report);
  const MoatFlowState *there = moat_flow_state (find (document, MOAT_KIND_FLOW, "there"));
  const MoatFlowState *back = moat_flow_state (find (document, MOAT_KIND_FLOW, "back"));
  const MoatFlowState *open = moat_flow_state (find (document, MOAT_KIND_FLOW, "HTTPS"));
  const MoatBoundaryState *line = moat_boundary_state (find (document, MOAT_KIND_BOUNDARY, "Border"));

  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_FLOW), ==, 5);
  g_assert_cmpfloat (there->bends->items[0].x, ==, 100);
  g_assert_cmpstr (back->source, ==, there->target);
  g_assert_cmpfloat (back->bends->items[0].x, ==, 200);
  g_assert_true (moat_flow_state (find (document, MOAT_KIND_FLOW, "both"))->bidirectional);
  g_assert_null (open->target);
  g_assert_cmpfloat (open->target_point.y, ==, 500);
  g_assert_cmpint (open->encrypted, ==, MOAT_YES);
  g_assert_cmpint (line->shape, ==, MOAT_BOUNDARY_LINE);
  g_assert_cmpfloat (line->points->items[1].y, ==, 400);
  /* The text that a flow leads to, and one line of decoration. */
  g_assert_cmpuint (moat_report_count_lost (report), ==, 2);
}

/* ---- Choices ---- */

/* What is not sure is asked, with a guess; the answer counts. */
static void
test_choices (void)
{
  static const char cells[] = SHAPE ("a", "Thing", "rounded=1", "1", 0, 0, 120, 60)
      SHAPE ("b", "Orders database", "rounded=1", "1", 300, 0, 120, 60)
          SHAPE ("c", "Sure", "ellipse", "1", 600, 0, 80, 80);
  g_autofree char *text = make_file (cells);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatImportChoices) choices = moat_drawio_format.ask (bytes, &(MoatImportOptions){ 0 }, &error);
  const MoatImportChoice *rounded = g_ptr_array_index (choices->choices, 0);
  g_autoptr (GHashTable) answers = g_hash_table_new (g_str_hash, g_str_equal);
  MoatImportOptions options = { .choices = answers };
  g_autoptr (MoatDocument) guessed = read_text (text, &(MoatImportOptions){ 0 }, NULL, NULL);
  g_autoptr (MoatDocument) told = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (choices->choices->len, ==, 2);
  g_assert_cmpstr (rounded->key, ==, "rounded-rectangle");
  g_assert_cmpuint (rounded->count, ==, 2);
  g_assert_cmpstr (rounded->examples, ==, "Thing, Orders database");
  g_assert_false (rounded->is_sure);
  g_assert_true (((MoatImportChoice *) g_ptr_array_index (choices->choices, 1))->is_sure);
  g_assert_cmpint (moat_element_state (find (guessed, MOAT_KIND_ELEMENT, "Orders database"))->type, ==,
                   MOAT_ELEMENT_DATA_STORE);

  g_hash_table_insert (answers, (gpointer) "Rounded-Rectangle", (gpointer) "external-entity");
  g_assert_true (moat_import_choices_check (choices, answers, NULL));
  told = read_text (text, &options, NULL, NULL);
  g_assert_cmpint (moat_element_state (find (told, MOAT_KIND_ELEMENT, "Orders database"))->type, ==,
                   MOAT_ELEMENT_EXTERNAL_ENTITY);

  g_hash_table_insert (answers, (gpointer) "nowhere", (gpointer) "zone");
  g_assert_false (moat_import_choices_check (choices, answers, &error));
  g_assert_error (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_OPTION);
}

/* ---- Files that are not what they seem ---- */

static void
test_refused (void)
{
  g_autofree char *zeros = g_malloc0 (80 * 1024 * 1024);
  g_autofree char *bomb = pack_page (zeros, 80 * 1024 * 1024);
  static const char entities[] = "<!DOCTYPE a [<!ENTITY b 'x'>]><mxGraphModel/>";
  g_autofree char *escaped = g_uri_escape_string (entities, NULL, FALSE);
  g_autofree char *hidden = pack_page (escaped, strlen (escaped));
  const struct
  {
    const char *text;
    int code;
    const char *says;
  } cases[] = {
    { bomb, MOAT_FORMAT_ERROR_TOO_MUCH, "line 1, page “Login”: *larger*" },
    { hidden, MOAT_FORMAT_ERROR_DAMAGED, "line 1, page “Login”: *document type*" },
    { "<mxfile><diagram name='a'>!!!!</diagram></mxfile>", MOAT_FORMAT_ERROR_DAMAGED, "*Compressed*" },
    { "<mxfile><diagram name='a'>AAAA</diagram></mxfile>", MOAT_FORMAT_ERROR_DAMAGED, "*Compressed*" },
    { "<mxlibrary>[]</mxlibrary>", MOAT_FORMAT_ERROR_UNKNOWN, "*library of shapes*" },
    { "<mxfile><diagram>", MOAT_FORMAT_ERROR_DAMAGED, "line 1: *" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MoatDocument) document = read_text (cases[i].text, &(MoatImportOptions){ 0 }, NULL, &error);

      g_assert_null (document);
      g_assert_error (error, MOAT_FORMAT_ERROR, cases[i].code);
      if (!g_pattern_match_simple (cases[i].says, error->message))
        g_error ("%u: %s", i, error->message);
    }
}

/* Shapes that are inside of themselves, or of a thousand others, have some place. */
static void
test_odd_parents (void)
{
  g_autoptr (GString) cells = g_string_new (
      SHAPE ("a", "A", "ellipse", "b", 1, 1, 80, 80) SHAPE ("b", "B", "ellipse", "a", 1, 1, 80, 80)
          SHAPE ("c", "C", "ellipse", "c", 1, 1, 80, 80) EDGE ("e", "E", "", "source='e' target='e'", ""));
  g_autoptr (MoatDocument) document = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (cells, SHAPE ("n%u", "N%u", "ellipse", "n%u", 1, 1, 80, 80), i, i, i + 1);
  document = read_cells (cells->str, NULL);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ELEMENT), ==, 1003);
}

/* A file without shapes is no error, but it is said. */
static void
test_nothing (void)
{
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (MoatDocument) document = read_cells ("", report);

  g_assert_nonnull (document);
  g_assert_cmpuint (moat_report_count_lost (report), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/drawio/packed", test_packed);
  g_test_add_func ("/formats/drawio/pages", test_pages);
  g_test_add_func ("/formats/drawio/kinds", test_kinds);
  g_test_add_func ("/formats/drawio/objects", test_objects);
  g_test_add_func ("/formats/drawio/places", test_places);
  g_test_add_func ("/formats/drawio/others", test_others);
  g_test_add_func ("/formats/drawio/library", test_library);
  g_test_add_func ("/formats/drawio/edges", test_edges);
  g_test_add_func ("/formats/drawio/choices", test_choices);
  g_test_add_func ("/formats/drawio/refused", test_refused);
  g_test_add_func ("/formats/drawio/odd-parents", test_odd_parents);
  g_test_add_func ("/formats/drawio/nothing", test_nothing);
  return g_test_run ();
}
