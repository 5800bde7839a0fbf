/* Writing Threat Dragon's models, version 2: valid by its schema, with threats
 * where the tool itself puts them. A use case becomes a diagram.
 *
 * What the tool draws by itself (colours, ports) is left to it, but for what
 * tells open threats and what is out of scope, which it sets only on edits.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "threat-dragon-private.h"

#include "bounds.h"
#include "curve.h"
#include "export-lost.h"
#include "json-text.h"
#include "query.h"
#include "untranslated.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define VERSION       "2.6.2"
#define MAX_VERSION   10
#define THUMBNAIL     "./public/content/images/thumbnail.stride.jpg"
#define SMALLEST_SIDE 10.0

typedef struct
{
  MoatDocument *document;
  MoatReport *report;
  GHashTable *ids;     /* of cells and threats in this file: our id → theirs, owned */
  GHashTable *taken;   /* theirs in this diagram, borrowed from the other */
  GHashTable *numbers; /* of diagrams, as far as taken */
  gint64 top_diagram;
  gint64 top_threat;
  const char *version;
} Writer;

/* ---- Ids and numbers ---- */

/* The id that the record came with, unless another has it (a copy has that of its original), else one that
 * follows from ours. Borrowed. */
static const char *
assign_id (Writer *self, MoatRecord *record, JsonObject *kept)
{
  char *id = moat_json_dup_text (kept, "id");

  if (id == NULL)
    id = moat_json_dup_text (kept, "threatId");
  if (id == NULL || strlen (id) < 2 || g_hash_table_contains (self->taken, id))
    {
      g_free (id);
      id = moat_kept_dup_uuid (moat_record_get_id (record));
    }
  g_hash_table_insert (self->ids, g_strdup (moat_record_get_id (record)), id);
  g_hash_table_add (self->taken, id);
  return id;
}

/* A whole number that is not negative, or @fallback. */
static gint64
get_count (JsonObject *object, const char *name, gint64 fallback)
{
  double number = moat_json_get_number (object, name, -1);

  return number >= 0 && number < G_MAXINT32 && number == floor (number) ? (gint64) number : fallback;
}

/* The highest number that a threat has; new ones go on from there. */
static gint64
find_top_threat (MoatDocument *document)
{
  GPtrArray *threats = moat_document_list (document, MOAT_KIND_THREAT);
  gint64 top = 0;

  for (guint i = 0; i < threats->len; i++)
    {
      g_autoptr (JsonObject) kept = moat_kept_get (moat_record_get_state (g_ptr_array_index (threats, i)),
                                                   THREAT_DRAGON);

      top = MAX (top, get_count (kept, "number", 0));
    }
  return top;
}

/* ---- Parts of cells ---- */

/* Whole where it is whole. */
static void
set_number (JsonObject *object, const char *name, double value)
{
  if (value == floor (value))
    json_object_set_int_member (object, name, (gint64) value);
  else
    json_object_set_double_member (object, name, round (value * 10) / 10);
}

static JsonObject *
add_object (JsonObject *object, const char *name)
{
  JsonObject *added = json_object_new ();

  json_object_set_object_member (object, name, added);
  return added;
}

static JsonArray *
add_array (JsonObject *object, const char *name)
{
  JsonArray *added = json_array_new ();

  json_object_set_array_member (object, name, added);
  return added;
}

static void
set_box (JsonObject *cell, const MoatRect *box)
{
  JsonObject *position = add_object (cell, "position");
  JsonObject *size = add_object (cell, "size");

  set_number (position, "x", box->x);
  set_number (position, "y", box->y);
  set_number (size, "width", MAX (box->width, SMALLEST_SIDE));
  set_number (size, "height", MAX (box->height, SMALLEST_SIDE));
}

/* The schema wants ends of edges to be whole. */
static void
set_point (JsonObject *object, MoatPoint point)
{
  json_object_set_int_member (object, "x", llround (point.x));
  json_object_set_int_member (object, "y", llround (point.y));
}

static void
set_style (JsonObject *attrs, const char *part, gboolean is_open, gboolean out_of_scope)
{
  JsonObject *style = add_object (attrs, part);

  json_object_set_string_member (style, "stroke", is_open ? "red" : "#333333");
  json_object_set_double_member (style, "strokeWidth", is_open ? 2.5 : 1.5);
  json_object_set_string_member (style, "strokeDasharray", out_of_scope ? "4 3" : "");
}

static void
set_label (JsonObject *attrs, const char *part, const char *text)
{
  json_object_set_string_member (add_object (attrs, part), "text", moat_text_get (text));
}

/* With its id and shape. Borrowed from @cells. */
static JsonObject *
add_cell (JsonArray *cells, const char *id, const char *shape, JsonObject *kept, int depth)
{
  JsonObject *cell = json_object_new ();
  JsonNode *visible = kept != NULL ? json_object_get_member (kept, "visible") : NULL;

  json_array_add_object_element (cells, cell);
  json_object_set_string_member (cell, "id", id);
  json_object_set_string_member (cell, "shape", shape);
  if (visible != NULL && JSON_NODE_HOLDS_VALUE (visible))
    json_object_set_boolean_member (cell, "visible", json_node_get_boolean (visible));
  else
    json_object_set_boolean_member (cell, "visible", TRUE);
  json_object_set_int_member (cell, "zIndex", (gint64) moat_json_get_number (kept, "zIndex", depth));
  return cell;
}

/* Threats of @record into @data, with whether one is open. */
static gboolean
set_threats (Writer *self, JsonObject *data, MoatRecord *record)
{
  g_autoptr (GPtrArray) threats = moat_document_list_children (self->document, moat_record_get_id (record),
                                                               MOAT_KIND_THREAT);
  JsonArray *array = add_array (data, "threats");
  gboolean is_open = FALSE;

  for (guint i = 0; i < threats->len; i++)
    {
      MoatRecord *threat = g_ptr_array_index (threats, i);
      g_autoptr (JsonObject) kept = moat_kept_get (moat_record_get_state (threat), THREAT_DRAGON);
      gint64 number = get_count (kept, "number", -1);

      if (number < 0)
        number = ++self->top_threat;
      json_array_add_object_element (array, threat_dragon_write_threat (self->document, threat,
                                                                        assign_id (self, threat, kept),
                                                                        (guint) number, self->report));
      is_open = is_open || threat_dragon_is_open (self->document, threat);
    }
  json_object_set_boolean_member (data, "hasOpenThreats", is_open);
  return is_open;
}

/* What every cell's data begins with. Borrowed from @cell. */
static JsonObject *
add_data (JsonObject *cell, const char *type, const char *name, const char *description)
{
  JsonObject *data = add_object (cell, "data");

  json_object_set_string_member (data, "type", type);
  json_object_set_string_member (data, "name", moat_text_get (name));
  json_object_set_string_member (data, "description", moat_text_get (description));
  return data;
}

static void
set_scope (JsonObject *data, gboolean out_of_scope, const char *reason)
{
  json_object_set_boolean_member (data, "isTrustBoundary", FALSE);
  json_object_set_boolean_member (data, "outOfScope", out_of_scope);
  json_object_set_string_member (data, "reasonOutOfScope", moat_text_get (reason));
}

static void
set_flags (JsonObject *data, ThreatDragonShape shape, const MoatList *tags)
{
  for (guint i = 0; i < threat_dragon_n_flags; i++)
    if ((threat_dragon_flags[i].shapes & (1 << shape)) != 0)
      json_object_set_boolean_member (data, threat_dragon_flags[i].member,
                                      moat_list_contains (tags, threat_dragon_flags[i].tag));
}

/* Members of the cell and of its data that were kept. */
static void
give_back (JsonObject *cell, JsonObject *kept)
{
  moat_kept_give_back (json_object_get_object_member (cell, "data"), moat_json_get_object (kept, "data"));
  moat_kept_give_back (cell, kept);
  json_object_remove_member (cell, "curve");
}

/* ---- Cells ---- */

static const char *
find_privilege (const MoatElementState *state)
{
  for (guint i = 0; i < moat_list_len (state->tags); i++)
    if (g_str_has_prefix (moat_list_get (state->tags, i), THREAT_DRAGON_PRIVILEGE))
      return moat_list_get (state->tags, i) + strlen (THREAT_DRAGON_PRIVILEGE);
  return "";
}

static gboolean
keeps_credentials (Writer *self, const MoatElementState *state)
{
  for (guint i = 0; i < moat_list_len (state->assets); i++)
    {
      MoatRecord *asset = moat_document_find (self->document, moat_list_get (state->assets, i));

      if (asset != NULL && strcmp (moat_record_get_title (asset), THREAT_DRAGON_CREDENTIALS) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
write_element (Writer *self, JsonArray *cells, MoatRecord *element)
{
  static const struct
  {
    ThreatDragonShape number;
    const char *shape;
    const char *type;
    const char *parts[2];
  } kinds[] = {
    [MOAT_ELEMENT_PROCESS] = { THREAT_DRAGON_PROCESS, "process", "tm.Process", { "body" } },
    [MOAT_ELEMENT_EXTERNAL_ENTITY] = { THREAT_DRAGON_ACTOR, "actor", "tm.Actor", { "body" } },
    [MOAT_ELEMENT_DATA_STORE] = { THREAT_DRAGON_STORE, "store", "tm.Store", { "topLine", "bottomLine" } },
  };
  const MoatElementState *state = moat_element_state (element);
  g_autoptr (JsonObject) kept = moat_kept_get (&state->base, THREAT_DRAGON);
  ThreatDragonShape shape = kinds[state->type].number;
  JsonObject *cell = add_cell (cells, assign_id (self, element, kept), kinds[state->type].shape, kept, 1);
  JsonObject *attrs = add_object (cell, "attrs");
  JsonObject *data = add_data (cell, kinds[state->type].type, state->name, state->description);
  gboolean is_open;

  set_box (cell, &state->box);
  set_scope (data, state->out_of_scope, state->reason);
  set_flags (data, shape, state->tags);
  if (shape == THREAT_DRAGON_PROCESS)
    json_object_set_string_member (data, "privilegeLevel", find_privilege (state));
  if (shape == THREAT_DRAGON_STORE)
    {
      json_object_set_boolean_member (data, "isEncrypted", state->encrypted == MOAT_YES);
      json_object_set_boolean_member (data, "isALog", state->keeps_log == MOAT_YES);
      json_object_set_boolean_member (data, "storesCredentials", keeps_credentials (self, state));
    }
  is_open = set_threats (self, data, element);
  set_label (attrs, "text", state->name);
  for (guint i = 0; i < G_N_ELEMENTS (kinds[0].parts) && kinds[state->type].parts[i] != NULL; i++)
    set_style (attrs, kinds[state->type].parts[i], is_open, state->out_of_scope);
  give_back (cell, kept);
}

static void
set_end (Writer *self, JsonObject *cell, const char *end, const char *element_id, MoatPoint point)
{
  const char *id = element_id != NULL ? g_hash_table_lookup (self->ids, element_id) : NULL;
  JsonObject *object = add_object (cell, end);

  if (id != NULL)
    json_object_set_string_member (object, "cell", id);
  else
    set_point (object, point);
}

static void
set_vertices (JsonObject *cell, const MoatPoint *points, guint n_points)
{
  JsonArray *vertices = add_array (cell, "vertices");

  for (guint i = 0; i < n_points; i++)
    {
      JsonObject *vertex = json_object_new ();

      set_number (vertex, "x", points[i].x);
      set_number (vertex, "y", points[i].y);
      json_array_add_object_element (vertices, vertex);
    }
}

static void
set_edge_label (JsonObject *cell, const char *name)
{
  JsonArray *labels = add_array (cell, "labels");

  if (name != NULL)
    json_array_add_string_element (labels, name);
}

static void
write_flow (Writer *self, JsonArray *cells, MoatRecord *flow)
{
  const MoatFlowState *state = moat_flow_state (flow);
  g_autoptr (JsonObject) kept = moat_kept_get (&state->base, THREAT_DRAGON);
  JsonObject *cell = add_cell (cells, assign_id (self, flow, kept), "flow", kept, 10);
  JsonObject *line;
  JsonObject *data;
  gboolean is_open;

  json_object_set_int_member (cell, "width", 200);
  json_object_set_int_member (cell, "height", 100);
  json_object_set_string_member (cell, "connector", "smooth");
  set_end (self, cell, "source", state->source, state->source_point);
  set_end (self, cell, "target", state->target, state->target_point);
  set_vertices (cell, state->bends != NULL ? state->bends->items : NULL, moat_points_len (state->bends));
  set_edge_label (cell, state->name);
  data = add_data (cell, "tm.Flow", state->name, state->description);
  set_scope (data, state->out_of_scope, state->reason);
  json_object_set_boolean_member (data, "isBidirectional", state->bidirectional);
  json_object_set_boolean_member (data, "isEncrypted", state->encrypted == MOAT_YES);
  json_object_set_string_member (data, "protocol", moat_text_get (state->protocol));
  set_flags (data, THREAT_DRAGON_FLOW, state->tags);
  is_open = set_threats (self, data, flow);
  set_style (add_object (cell, "attrs"), "line", is_open, state->out_of_scope);
  line = json_object_get_object_member (json_object_get_object_member (cell, "attrs"), "line");
  json_object_set_string_member (add_object (line, "sourceMarker"), "name",
                                 state->bidirectional ? "block" : "");
  json_object_set_string_member (add_object (line, "targetMarker"), "name", "block");
  give_back (cell, kept);
}

/* The points that the line was made of; NULL when it was drawn here, or moved since. Owned. */
static GArray *
find_curve (const MoatBoundaryState *state, JsonObject *kept)
{
  JsonArray *numbers = moat_json_get_array (kept, "curve");
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MoatPoint));
  g_autoptr (GArray) line = NULL;

  for (guint i = 0; i + 1 < moat_json_len (numbers); i += 2)
    {
      MoatPoint point = { json_array_get_double_element (numbers, i),
                          json_array_get_double_element (numbers, i + 1) };

      g_array_append_val (points, point);
    }
  line = moat_curve_flatten ((const MoatPoint *) points->data, points->len, THREAT_DRAGON_TOLERANCE);
  if (numbers == NULL || line->len != moat_points_len (state->points))
    return NULL;
  for (guint i = 0; i < line->len; i++)
    if (moat_point_get_distance (g_array_index (line, MoatPoint, i), state->points->items[i]) > 0.2)
      return NULL;
  return g_steal_pointer (&points);
}

static void
set_line (JsonObject *cell, const MoatPoint *points, guint n_points)
{
  MoatPoint none = { 0, 0 };

  set_point (add_object (cell, "source"), n_points > 0 ? points[0] : none);
  set_point (add_object (cell, "target"), n_points > 0 ? points[n_points - 1] : none);
  set_vertices (cell, points + 1, n_points > 2 ? n_points - 2 : 0);
}

static void
write_line (Writer *self, JsonArray *cells, MoatRecord *boundary)
{
  const MoatBoundaryState *state = moat_boundary_state (boundary);
  g_autoptr (JsonObject) kept = moat_kept_get (&state->base, THREAT_DRAGON);
  g_autoptr (GArray) curve = find_curve (state, kept);
  JsonObject *cell = add_cell (cells, assign_id (self, boundary, kept), "trust-boundary-curve", kept, 10);
  JsonObject *data = add_data (cell, "tm.Boundary", state->name, state->description);

  json_object_set_int_member (cell, "width", 200);
  json_object_set_int_member (cell, "height", 100);
  json_object_set_string_member (cell, "connector", curve != NULL ? "smooth" : "normal");
  if (curve != NULL)
    set_line (cell, (const MoatPoint *) curve->data, curve->len);
  else
    set_line (cell, state->points != NULL ? state->points->items : NULL, moat_points_len (state->points));
  set_edge_label (cell, state->name);
  json_object_set_boolean_member (data, "isTrustBoundary", TRUE);
  set_threats (self, data, boundary);
  give_back (cell, kept);
}

static void
write_zone (Writer *self, JsonArray *cells, MoatRecord *boundary)
{
  const MoatBoundaryState *state = moat_boundary_state (boundary);
  g_autoptr (JsonObject) kept = moat_kept_get (&state->base, THREAT_DRAGON);
  JsonObject *cell = add_cell (cells, assign_id (self, boundary, kept), "trust-boundary-box", kept, -1);
  JsonObject *data = add_data (cell, "tm.BoundaryBox", state->name, state->description);

  set_box (cell, &state->box);
  set_label (add_object (cell, "attrs"), "label", state->name);
  json_object_set_boolean_member (data, "isTrustBoundary", TRUE);
  set_threats (self, data, boundary);
  give_back (cell, kept);
}

static void
write_note (Writer *self, JsonArray *cells, MoatRecord *note)
{
  const MoatNoteState *state = moat_note_state (note);
  g_autoptr (JsonObject) kept = moat_kept_get (&state->base, THREAT_DRAGON);
  JsonObject *cell = add_cell (cells, assign_id (self, note, kept), "td-text-block", kept, 1);
  JsonObject *data = add_data (cell, "tm.Text", state->text, NULL);

  json_object_remove_member (data, "description");
  set_box (cell, &state->box);
  set_label (add_object (cell, "attrs"), "text", state->text);
  json_object_set_boolean_member (data, "isTrustBoundary", FALSE);
  json_object_set_boolean_member (data, "hasOpenThreats", FALSE);
  give_back (cell, kept);
}

/* ---- Diagrams ---- */

static void
write_boundaries (Writer *self, JsonArray *cells, const char *use_case_id, MoatBoundaryShape shape)
{
  g_autoptr (GPtrArray) boundaries = moat_document_list_children (self->document, use_case_id,
                                                                  MOAT_KIND_BOUNDARY);

  for (guint i = 0; i < boundaries->len; i++)
    {
      MoatRecord *boundary = g_ptr_array_index (boundaries, i);

      if (moat_boundary_state (boundary)->shape != shape)
        continue;
      if (shape == MOAT_BOUNDARY_ZONE)
        write_zone (self, cells, boundary);
      else
        write_line (self, cells, boundary);
    }
}

static void
write_cells (Writer *self, JsonArray *cells, const char *use_case_id, JsonObject *kept)
{
  g_autoptr (GPtrArray) elements = moat_document_list_children (self->document, use_case_id,
                                                                MOAT_KIND_ELEMENT);
  g_autoptr (GPtrArray) flows = moat_query_flows (self->document, use_case_id);
  g_autoptr (GPtrArray) notes = moat_document_list_children (self->document, use_case_id, MOAT_KIND_NOTE);
  JsonArray *unknown = moat_json_get_array (kept, "cells");

  write_boundaries (self, cells, use_case_id, MOAT_BOUNDARY_ZONE);
  for (guint i = 0; i < elements->len; i++)
    write_element (self, cells, g_ptr_array_index (elements, i));
  for (guint i = 0; i < flows->len; i++)
    write_flow (self, cells, g_ptr_array_index (flows, i));
  write_boundaries (self, cells, use_case_id, MOAT_BOUNDARY_LINE);
  for (guint i = 0; i < notes->len; i++)
    write_note (self, cells, g_ptr_array_index (notes, i));
  for (guint i = 0; i < moat_json_len (unknown); i++)
    json_array_add_element (cells, json_node_copy (json_array_get_element (unknown, i)));
}

/* The number that it had, unless another has it. */
static gint64
number_diagram (Writer *self, JsonObject *kept)
{
  gint64 number = get_count (kept, "id", -1);

  if (number < 0 || g_hash_table_contains (self->numbers, GSIZE_TO_POINTER ((gsize) number)))
    number = self->top_diagram;
  g_hash_table_add (self->numbers, GSIZE_TO_POINTER ((gsize) number));
  self->top_diagram = MAX (self->top_diagram, number + 1);
  return number;
}

/* A member that the schema wants to be a text of some length. */
static void
set_kept_text (JsonObject *object, const char *name, JsonObject *kept, const char *fallback)
{
  const char *text = moat_json_get_text (kept, name);

  json_object_set_string_member (object, name, text != NULL ? text : fallback);
}

/* Of the second version; else @fallback. */
static const char *
choose_version (JsonObject *kept, const char *fallback)
{
  const char *version = moat_json_get_text (kept, "version");

  return version != NULL && g_str_has_prefix (version, "2.") && strlen (version) <= MAX_VERSION ? version
                                                                                                : fallback;
}

static void
write_diagram (Writer *self, JsonArray *diagrams, MoatRecord *use_case)
{
  const MoatUseCaseState *state = moat_use_case_state (use_case);
  g_autoptr (JsonObject) kept = moat_kept_get (&state->base, THREAT_DRAGON);
  g_autoptr (GPtrArray) threats = moat_document_list_children (self->document, moat_record_get_id (use_case),
                                                               MOAT_KIND_THREAT);
  JsonObject *diagram = json_object_new ();

  /* A diagram that was copied has the ids of the first once more. */
  g_hash_table_remove_all (self->taken);
  json_array_add_object_element (diagrams, diagram);
  json_object_set_int_member (diagram, "id", number_diagram (self, kept));
  json_object_set_string_member (diagram, "title", moat_text_get (state->title));
  json_object_set_string_member (diagram, "description", moat_text_get (state->summary));
  set_kept_text (diagram, "diagramType", kept, "STRIDE");
  set_kept_text (diagram, "placeholder", kept, "");
  set_kept_text (diagram, "thumbnail", kept, THUMBNAIL);
  json_object_set_string_member (diagram, "version", choose_version (kept, self->version));
  write_cells (self, add_array (diagram, "cells"), moat_record_get_id (use_case), kept);
  moat_kept_give_back (diagram, kept);
  if (threats->len > 0)
    moat_report_add_item (
        self->report, moat_record_get_title (use_case), moat_record_get_id (use_case),
        ngettext ("Threat Dragon has no place for %u attacker move that is on the use case as a whole.",
                  "Threat Dragon has no place for %u attacker moves that are on the use case as a whole.",
                  threats->len),
        threats->len);
}

/* ---- The file ---- */

static void
write_summary (JsonObject *root, const MoatModelState *model, JsonObject *kept)
{
  JsonObject *summary = add_object (root, "summary");
  const char *id = moat_json_get_text (kept, "id");

  json_object_set_string_member (summary, "title", moat_text_get (model->title));
  set_kept_text (summary, "owner", kept, "");
  json_object_set_string_member (summary, "description", moat_text_get (model->scope));
  if (id != NULL && strlen (id) >= 2)
    json_object_set_string_member (summary, "id", id);
  else
    json_object_set_int_member (summary, "id", get_count (kept, "id", 0));
  moat_kept_give_back (summary, kept);
}

/* Owner and reviewer have members of their own. */
static void
write_people (JsonObject *detail, const MoatModelState *model, const char *owner, const char *reviewer)
{
  JsonArray *contributors = add_array (detail, "contributors");

  for (guint i = 0; i < moat_list_len (model->contributors); i++)
    {
      const char *name = moat_list_get (model->contributors, i);
      JsonObject *person;

      if (g_strcmp0 (name, owner) == 0 || g_strcmp0 (name, reviewer) == 0)
        continue;
      person = json_object_new ();
      json_object_set_string_member (person, "name", name);
      json_array_add_object_element (contributors, person);
    }
}

static void
write_detail (Writer *self, JsonObject *root, JsonObject *kept, const MoatExportOptions *options)
{
  GPtrArray *use_cases = moat_document_list (self->document, MOAT_KIND_USE_CASE);
  const MoatModelState *model = moat_model_state (moat_document_get_model (self->document));
  JsonObject *detail = add_object (root, "detail");
  JsonObject *kept_detail = moat_json_get_object (kept, "detail");
  JsonArray *diagrams;

  write_people (detail, model, moat_json_get_text (moat_json_get_object (kept, "summary"), "owner"),
                moat_json_get_text (kept_detail, "reviewer"));
  diagrams = add_array (detail, "diagrams");
  for (guint i = 0; i < use_cases->len; i++)
    if (options->use_case_id == NULL
        || strcmp (options->use_case_id, moat_record_get_id (g_ptr_array_index (use_cases, i))) == 0)
      write_diagram (self, diagrams, g_ptr_array_index (use_cases, i));
  json_object_set_int_member (detail, "diagramTop", self->top_diagram);
  set_kept_text (detail, "reviewer", kept_detail, "");
  json_object_set_int_member (detail, "threatTop", self->top_threat);
  moat_kept_give_back (detail, kept_detail);
}

static void
report_lost (MoatDocument *document, MoatReport *report)
{
  moat_export_lost_kinds (document,
                          1 << MOAT_KIND_ASSET | 1 << MOAT_KIND_ASSUMPTION | 1 << MOAT_KIND_DEPENDENCY
                              | 1 << MOAT_KIND_EXEMPTION | 1 << MOAT_KIND_REVIEW,
                          report);
  moat_export_lost_marks (document, report);
}

GBytes *
threat_dragon_write (MoatDocument *document,
                     const MoatExportOptions *options,
                     MoatReport *report,
                     GError **error)
{
  MoatRecord *model = moat_document_get_model (document);
  g_autoptr (JsonObject) kept = moat_kept_get (moat_record_get_state (model), THREAT_DRAGON);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (JsonObject) root = json_object_new ();
  Writer writer = {
    .document = document,
    .report = report,
    .ids = ids,
    .taken = taken,
    .numbers = numbers,
    .top_threat = find_top_threat (document),
    .version = choose_version (kept, VERSION),
  };
  char *text;
  char *whole;

  json_object_set_string_member (root, "version", writer.version);
  write_summary (root, moat_model_state (model), moat_json_get_object (kept, "summary"));
  write_detail (&writer, root, kept, options);
  moat_kept_give_back (root, kept);
  report_lost (document, report);
  text = moat_json_to_text (root);
  whole = g_strconcat (text, "\n", NULL);
  g_free (text);
  return g_bytes_new_take (whole, strlen (whole));
}
