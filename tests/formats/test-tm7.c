/* Models of the Microsoft Threat Modeling Tool: what is carried, what is left
 * out and said so, and files that are not what they seem.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "moat-test.h"
#include "tm7.h"

#include <string.h>

#define NOWHERE "00000000-0000-0000-0000-000000000000"

/* ---- A small file, written as the tool does ---- */

static void
append_property (GString *out, const char *type, const char *label, const char *id, const char *value)
{
  g_string_append_printf (out,
                          "<a:anyType i:type='b:%s'><b:DisplayName>%s</b:DisplayName><b:Name>%s</b:Name>"
                          "<b:Value i:type='c:string'>%s</b:Value></a:anyType>",
                          type, label, id, value);
}

/* @position is the rest of its members. */
static char *
make_thing (const char *type,
            const char *generic,
            const char *id,
            const char *name,
            const char *more,
            const char *position)
{
  g_autoptr (GString) properties = g_string_new (NULL);

  append_property (properties, "HeaderDisplayAttribute", "Stencil of the file", "", "");
  append_property (properties, "StringDisplayAttribute", "Name", "", name);
  return g_strdup_printf ("<a:KeyValueOfguidanyType><a:Key>%s</a:Key><a:Value i:type='%s'>"
                          "<s:GenericTypeId>%s</s:GenericTypeId><s:Guid>%s</s:Guid>"
                          "<s:Properties>%s%s</s:Properties><s:TypeId>SE.%s</s:TypeId>%s"
                          "</a:Value></a:KeyValueOfguidanyType>",
                          id, type, generic, id, properties->str, more, id, position);
}

static char *
make_stencil (const char *type, const char *generic, const char *id, const char *name, int left)
{
  g_autofree char *position = g_strdup_printf ("<s:Height>100</s:Height><s:Left>%d</s:Left><s:Top>50</s:Top>"
                                               "<s:Width>100</s:Width>",
                                               left);

  return make_thing (type, generic, id, name, "", position);
}

static char *
make_line (const char *type,
           const char *id,
           const char *name,
           const char *more,
           const char *source,
           const char *target,
           int handle_y)
{
  g_autofree char *position = g_strdup_printf (
      "<s:HandleX>200</s:HandleX><s:HandleY>%d</s:HandleY><s:PortSource>East</s:PortSource>"
      "<s:PortTarget>West</s:PortTarget><s:SourceGuid>%s</s:SourceGuid><s:SourceX>100</s:SourceX>"
      "<s:SourceY>100</s:SourceY><s:TargetGuid>%s</s:TargetGuid><s:TargetX>300</s:TargetX>"
      "<s:TargetY>100</s:TargetY>",
      handle_y, source, target);

  return make_thing (type, "GE.ANY", id, name, more, position);
}

static char *
make_threat (const char *key, const char *flow, const char *state, const char *justification)
{
  return g_strdup_printf (
      "<a:KeyValueOfstringThreatpc_P0_PhOB><a:Key>%s</a:Key><a:Value>"
      "<b:ChangedBy>DESK\\jo</b:ChangedBy><b:DrawingSurfaceGuid>d1</b:DrawingSurfaceGuid>"
      "<b:FlowGuid>%s</b:FlowGuid><b:Priority>High</b:Priority><b:Properties>"
      "<a:KeyValueOfstringstring><a:Key>Title</a:Key><a:Value>%s reads {flow.Name}</a:Value>"
      "</a:KeyValueOfstringstring><a:KeyValueOfstringstring><a:Key>UserThreatCategory</a:Key><a:Value>I</"
      "a:Value>"
      "</a:KeyValueOfstringstring><a:KeyValueOfstringstring><a:Key>UserThreatDescription</"
      "a:Key><a:Value>From "
      "{source.Name} to {target.Name}: &lt;b&gt;all&lt;/b&gt; &amp;amp; "
      "more</a:Value></a:KeyValueOfstringstring>"
      "<a:KeyValueOfstringstring><a:Key>PossibleMitigations</a:Key><a:Value>&lt;a "
      "href=\"https://a.example\"&gt;"
      "TLS&lt;/a&gt;</a:Value></a:KeyValueOfstringstring><a:KeyValueOfstringstring><a:Key>f-1</a:Key>"
      "<a:Value>Often</a:Value></a:KeyValueOfstringstring></b:Properties><b:SourceGuid>p1</b:SourceGuid>"
      "<b:State>%s</b:State><b:StateInformation>%s</b:StateInformation><b:TargetGuid>s1</b:TargetGuid>"
      "<b:Title i:nil='true'/></a:Value></a:KeyValueOfstringThreatpc_P0_PhOB>",
      key, flow, key, state, justification);
}

static const char head[]
    = "<ThreatModel xmlns='http://schemas.datacontract.org/2004/07/ThreatModeling.Model' "
      "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:c='http://www.w3.org/2001/XMLSchema' "
      "xmlns:a='http://schemas.microsoft.com/2003/10/Serialization/Arrays' "
      "xmlns:b='http://schemas.datacontract.org/2004/07/ThreatModeling.KnowledgeBase' "
      "xmlns:s='http://schemas.datacontract.org/2004/07/ThreatModeling.Model.Abstracts'>";

static const char rest[]
    = "<MetaInformation><Assumptions>The VPN is up\nNone</Assumptions><Contributors>Ann; Bob</Contributors>"
      "<ExternalDependencies>Mail service</ExternalDependencies><HighLevelSystemDescription>A shop"
      "</HighLevelSystemDescription><Owner>Ann</Owner><ThreatModelName>Shop</ThreatModelName></"
      "MetaInformation>"
      "<Notes><Note><AddedBy>DESK\\jo</AddedBy><Date>2024-05-06T07:08:09</Date><Id>1</Id><Message>Look again"
      "</Message></Note></Notes>";

static const char base[]
    = "<KnowledgeBase><b:GenericElements><b:ElementType><b:Id>x-note</b:Id><b:Name>Remark</b:Name>"
      "<b:Representation>Annotation</b:Representation></b:ElementType></"
      "b:GenericElements><b:StandardElements>"
      "<b:ElementType><b:Id>SE.p1</b:Id><b:Name>Web "
      "Server</b:Name><b:Representation>Ellipse</b:Representation>"
      "</b:ElementType><b:ElementType><b:Id>SE.f1</b:Id><b:Name>HTTPS</b:Name><b:Representation>Line"
      "</b:Representation></b:ElementType></"
      "b:StandardElements><b:ThreatCategories><b:ThreatCategory><b:Id>I</b:Id>"
      "<b:Name>Information Disclosure</b:Name></b:ThreatCategory></b:ThreatCategories><b:ThreatMetaData>"
      "<b:PropertiesMetaData><b:ThreatMetaDatum><b:Name>f-1</b:Name><b:Label>How "
      "often</b:Label><b:Id>f-1</b:Id>"
      "</b:ThreatMetaDatum></b:PropertiesMetaData></b:ThreatMetaData></KnowledgeBase></ThreatModel>";

/* One drawing with one of everything. */
static GBytes *
make_file (void)
{
  g_autoptr (GString) out = g_string_new (head);
  g_autoptr (GString) scope = g_string_new (NULL);
  g_autofree char *process = make_stencil ("StencilEllipse", "0-own-template", "p1", "Web &amp; app", 0);
  g_autofree char *store = make_stencil ("StencilParallelLines", "GE.DS", "s1", "Orders", 300);
  g_autofree char *entity = make_stencil ("StencilRectangle", "GE.EI", "e1", "", 600);
  g_autofree char *note = make_stencil ("StencilRectangle", "x-note", "n1", "Remember the cron job", 900);
  g_autofree char *zone = make_stencil ("BorderBoundary", "GE.TB.B", "z1", "Data centre", 250);
  g_autofree char *odd = make_stencil ("StencilStar", "GE.S", "o1", "Star", 0);
  g_autofree char *line = make_line ("LineBoundary", "l1", "Internet", "", NOWHERE, NOWHERE, 160);
  g_autofree char *second = NULL, *first = NULL, *free_end = NULL;
  g_autofree char *mitigated = make_threat ("A", "f1", "Mitigated", "TLS 1.3 everywhere");
  g_autofree char *refused = make_threat ("B", "f1", "NotApplicable", "The data is public");
  g_autofree char *generated = make_threat ("C", "f1", "AutoGenerated", "");
  g_autofree char *homeless = make_threat ("D", "gone", "NeedsInvestigation", "Ask Bob");

  append_property (scope, "BooleanDisplayAttribute", "Out Of Scope", "71f3d9aa-b8ef-4e54-8126-607a1d903103",
                   "true");
  append_property (scope, "StringDisplayAttribute", "Reason For Out Of Scope",
                   "752473b6-52d4-4776-9a24-202153f7d579", "Another team");
  append_property (scope, "StringDisplayAttribute", "Dataflow Order", "15ccd509-98eb-49ad-b9c2-b4a2926d1780",
                   "2");
  second = make_line ("Connector", "f2", "answers", scope->str, "s1", "p1", 101);
  g_string_truncate (scope, 0);
  append_property (scope, "StringDisplayAttribute", "Dataflow Order", "15ccd509-98eb-49ad-b9c2-b4a2926d1780",
                   "1");
  first = make_line ("Connector", "f1", "asks", scope->str, "p1", "s1", 40);
  free_end = make_line ("Connector", "f3", "leads nowhere", "", "s1", NOWHERE, 100);
  g_string_append_printf (
      out,
      "<DrawingSurfaceList><DrawingSurfaceModel><s:Guid>d1</s:Guid><Borders>%s%s%s%s%s%s</Borders>"
      "<Header>Checkout</Header><Lines>%s%s%s%s</Lines></DrawingSurfaceModel></DrawingSurfaceList>%s"
      "<ThreatInstances>%s%s%s%s</ThreatInstances>%s",
      process, store, entity, note, zone, odd, second, first, free_end, line, rest, mitigated, refused,
      generated, homeless, base);

  return g_bytes_new (out->str, out->len);
}

/* ---- Reading it ---- */

typedef struct
{
  MoatDocument *document;
  MoatReport *report;
} Read;

static void
set_up (Read *read, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_file ();
  g_autoptr (GError) error = NULL;

  read->report = moat_report_new ();
  g_assert_true (moat_formats_find_by_content (moat_formats_get_all (), bytes, NULL) == &moat_tm7_format);
  read->document = moat_tm7_format.read (bytes, &(MoatImportOptions){ .base_name = "a" }, read->report,
                                         &error);
  g_assert_no_error (error);
}

static void
tear_down (Read *read, gconstpointer data)
{
  g_object_unref (read->document);
  moat_report_free (read->report);
}

static MoatRecord *
find (Read *read, MoatKind kind, const char *title)
{
  MoatRecord *record = moat_query_find_by_title (read->document, kind, title);

  if (record == NULL)
    g_error ("There is no “%s”", title);
  return record;
}

/* What a thing is follows from its type, whatever the template calls it; stencils have names. */
static void
test_elements (Read *read, gconstpointer data)
{
  const MoatElementState *process = moat_element_state (find (read, MOAT_KIND_ELEMENT, "Web & app"));

  g_assert_cmpuint (moat_document_count (read->document, MOAT_KIND_ELEMENT), ==, 3);
  g_assert_cmpuint (moat_document_count (read->document, MOAT_KIND_NOTE), ==, 1);
  g_assert_cmpint (process->type, ==, MOAT_ELEMENT_PROCESS);
  g_assert_cmpstr (process->technology, ==, "Web Server");
  g_assert_cmpfloat (process->box.width, ==, 100);
  g_assert_cmpint (moat_element_state (find (read, MOAT_KIND_ELEMENT, "Orders"))->type, ==,
                   MOAT_ELEMENT_DATA_STORE);
  /* Without a name it is called as its stencil. */
  g_assert_cmpint (moat_element_state (find (read, MOAT_KIND_ELEMENT, "Stencil of the file"))->type, ==,
                   MOAT_ELEMENT_EXTERNAL_ENTITY);
  g_assert_cmpstr (moat_record_get_title (find (read, MOAT_KIND_USE_CASE, "Checkout")), ==, "Checkout");
}

/* Flows come in their order, bent where the tool bends them, with free ends where they are free. */
static void
test_flows (Read *read, gconstpointer data)
{
  MoatRecord *first = find (read, MOAT_KIND_FLOW, "asks");
  const MoatFlowState *asks = moat_flow_state (first);
  const MoatFlowState *answers = moat_flow_state (find (read, MOAT_KIND_FLOW, "answers"));
  const MoatFlowState *open = moat_flow_state (find (read, MOAT_KIND_FLOW, "leads nowhere"));

  g_assert_cmpuint (moat_document_count (read->document, MOAT_KIND_FLOW), ==, 3);
  g_assert_cmpuint (moat_query_number (read->document, first), ==, 1);
  g_assert_cmpuint (moat_query_number (read->document, find (read, MOAT_KIND_FLOW, "answers")), ==, 2);
  g_assert_cmpstr (asks->source, ==, moat_record_get_id (find (read, MOAT_KIND_ELEMENT, "Web & app")));
  g_assert_cmpuint (moat_points_len (asks->bends), ==, 1);
  g_assert_cmpfloat (asks->bends->items[0].y, ==, 40);
  g_assert_cmpstr (asks->protocol, ==, "HTTPS");
  g_assert_cmpint (asks->encrypted, ==, MOAT_YES);
  g_assert_cmpuint (moat_points_len (answers->bends), ==, 0);
  g_assert_true (answers->out_of_scope);
  g_assert_cmpstr (answers->reason, ==, "Another team");
  g_assert_null (open->target);
  g_assert_cmpfloat (open->target_point.x, ==, 300);
}

/* A line is the curve through its handle. */
static void
test_boundaries (Read *read, gconstpointer data)
{
  const MoatBoundaryState *zone = moat_boundary_state (find (read, MOAT_KIND_BOUNDARY, "Data centre"));
  const MoatBoundaryState *line = moat_boundary_state (find (read, MOAT_KIND_BOUNDARY, "Internet"));
  const MoatPoint *middle = &line->points->items[moat_points_len (line->points) / 2];

  g_assert_cmpint (zone->shape, ==, MOAT_BOUNDARY_ZONE);
  g_assert_cmpfloat (zone->box.x, ==, 250);
  g_assert_cmpint (line->shape, ==, MOAT_BOUNDARY_LINE);
  g_assert_cmpfloat (line->points->items[0].x, ==, 100);
  g_assert_cmpfloat (middle->x, ==, 200);
  g_assert_cmpfloat (middle->y, ==, 160);
}

/* Names stand where placeholders stood, HTML is text, and what was decided is a decision. */
static void
test_threats (Read *read, gconstpointer data)
{
  MoatRecord *record = find (read, MOAT_KIND_THREAT, "A reads asks");
  const MoatThreatState *mitigated = moat_threat_state (record);
  const MoatThreatState *refused = moat_threat_state (find (read, MOAT_KIND_THREAT, "B reads asks"));
  const MoatThreatState *generated = moat_threat_state (find (read, MOAT_KIND_THREAT, "C reads asks"));
  g_autoptr (GPtrArray) decisions = moat_query_decisions (read->document, moat_record_get_id (record));
  const MoatDecisionState *decision = moat_decision_state (g_ptr_array_index (decisions, 0));

  g_assert_cmpstr (mitigated->on, ==, moat_record_get_id (find (read, MOAT_KIND_FLOW, "asks")));
  g_assert_cmpint (mitigated->stride, ==, MOAT_STRIDE_DISCLOSURE);
  g_assert_cmpint (mitigated->severity, ==, MOAT_LEVEL_HIGH);
  g_assert_cmpstr (mitigated->notes, ==,
                   "From Web & app to Orders: all & more\n\nPossible mitigations: TLS (https://a.example)\n\n"
                   "How often: Often");
  g_assert_cmpstr (decision->text, ==, "TLS 1.3 everywhere");
  g_assert_cmpint (decision->status, ==, MOAT_DECISION_BUILT);
  g_assert_cmpint (refused->status, ==, MOAT_THREAT_NOT_APPLICABLE);
  g_assert_cmpstr (refused->reason, ==, "The data is public");
  g_assert_cmpint (generated->status, ==, MOAT_THREAT_OPEN);
  g_assert_cmpuint (moat_document_count (read->document, MOAT_KIND_DECISION), ==, 1);
}

/* A threat whose flow is gone hangs on what it aims at; a justification that decides nothing is kept. */
static void
test_homeless_threat (Read *read, gconstpointer data)
{
  const MoatThreatState *state = moat_threat_state (find (read, MOAT_KIND_THREAT, "D reads {flow.Name}"));

  g_assert_cmpstr (state->on, ==, moat_record_get_id (find (read, MOAT_KIND_ELEMENT, "Orders")));
  g_assert_nonnull (strstr (state->notes, "Justification: Ask Bob"));
}

static void
test_information (Read *read, gconstpointer data)
{
  const MoatModelState *model = moat_model_state (moat_document_get_model (read->document));
  g_autofree char *people = moat_list_join (model->contributors, ",");

  g_assert_cmpstr (model->title, ==, "Shop");
  g_assert_cmpstr (model->scope, ==, "A shop");
  g_assert_cmpstr (people, ==, "Ann,Bob");
  g_assert_cmpuint (moat_document_count (read->document, MOAT_KIND_ASSUMPTION), ==, 1);
  find (read, MOAT_KIND_DEPENDENCY, "Mail service");
  g_assert_cmpstr (moat_use_case_state (find (read, MOAT_KIND_USE_CASE, "Checkout"))->notes, ==,
                   "2024-05-06: Look again");
}

/* No machine and no user stands anywhere in the model, and all that is left out is said. */
static void
test_said (Read *read, gconstpointer data)
{
  g_autofree char *dump = moat_test_dump (read->document);
  g_auto (GStrv) lines = moat_report_dup_lines (read->report);

  g_assert_null (strstr (dump, "DESK"));
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_nonnull (strstr (lines[0], "StencilStar"));
  g_assert_nonnull (strstr (lines[1], "Its flow is not in the file"));
  g_assert_nonnull (strstr (lines[2], "1 machine"));
}

/* ---- Files that are not what they seem ---- */

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *says;
  } cases[] = {
    { "PK\003\004\024", MOAT_FORMAT_ERROR_UNKNOWN, "*ZIP archive*" },
    { "<KnowledgeBase><Manifest name='Azure'/></KnowledgeBase>", MOAT_FORMAT_ERROR_UNKNOWN, "*template*" },
    { "<ThreatModel xmlns='urn:other'/>", MOAT_FORMAT_ERROR_UNKNOWN, "line 1: *<ThreatModel>*" },
    { "<!DOCTYPE b [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><ThreatModel>&b;</ThreatModel>",
      MOAT_FORMAT_ERROR_DAMAGED, "*document type*" },
    { "<ThreatModel", MOAT_FORMAT_ERROR_DAMAGED, "line 1: *" },
    { "", MOAT_FORMAT_ERROR_DAMAGED, "*empty*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;

      g_assert_null (moat_tm7_format.read (bytes, &(MoatImportOptions){ 0 }, NULL, &error));
      g_assert_error (error, MOAT_FORMAT_ERROR, cases[i].code);
      if (!g_pattern_match_simple (cases[i].says, error->message))
        g_error ("%u: %s", i, error->message);
    }
}

/* A file of which any part is missing gives a model or an error, and the whole one the same model each time.
 */
static void
test_cut (void)
{
  g_autoptr (GBytes) bytes = make_file ();
  const char *text = g_bytes_get_data (bytes, NULL);
  gsize length = g_bytes_get_size (bytes);

  for (gsize i = 0; i < length; i += 37)
    {
      g_autoptr (GBytes) part = g_bytes_new (text, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (MoatDocument) document = moat_tm7_format.read (part, &(MoatImportOptions){ 0 }, NULL,
                                                                &error);

      g_assert_true ((document == NULL) == (error != NULL));
    }
}

/* No diagram is no reason to refuse what else is there. */
static void
test_no_diagram (void)
{
  g_autofree char *text = g_strconcat (head, rest, "</ThreatModel>", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (MoatReport) report = moat_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MoatDocument) document = moat_tm7_format.read (bytes, &(MoatImportOptions){ 0 }, report, &error);
  g_auto (GStrv) lines = moat_report_dup_lines (report);

  g_assert_no_error (error);
  g_assert_cmpuint (moat_document_count (document, MOAT_KIND_ASSUMPTION), ==, 1);
  g_assert_cmpstr (lines[0], ==, "The file has no diagram.");
}

static void
add (const char *name, void (*test) (Read *read, gconstpointer data))
{
  g_test_add (name, Read, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/formats/tm7/elements", test_elements);
  add ("/formats/tm7/flows", test_flows);
  add ("/formats/tm7/boundaries", test_boundaries);
  add ("/formats/tm7/threats", test_threats);
  add ("/formats/tm7/homeless-threat", test_homeless_threat);
  add ("/formats/tm7/information", test_information);
  add ("/formats/tm7/said", test_said);
  g_test_add_func ("/formats/tm7/refused", test_refused);
  g_test_add_func ("/formats/tm7/cut", test_cut);
  g_test_add_func ("/formats/tm7/no-diagram", test_no_diagram);
  return g_test_run ();
}
