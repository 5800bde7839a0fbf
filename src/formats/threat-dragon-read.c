/* Reading Threat Dragon's models, versions 1 and 2, as liberally as their real
 * files ask for: most of them do not keep to their own schema.
 *
 * A diagram becomes a use case. What version 1 says on the cell, version 2
 * says in the cell's "data"; beyond that both are read as one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "threat-dragon-private.h"

#include "bounds.h"
#include "curve.h"
#include "json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  MoatImport *import;
  MoatRecord *use_case;
  JsonArray *cells;
  GHashTable *boxes; /* id of any node of this diagram → MoatRect, for ends at what is no element */
  guint n_done;      /* cells of the file */
  guint n_total;
} Reader;

typedef struct
{
  ThreatDragonShape shape;
  JsonObject *cell;
  JsonObject *data; /* in version 1 the cell itself */
  char *id;
  char *name;
} Cell;

static void
cell_clear (Cell *cell)
{
  g_free (cell->id);
  g_free (cell->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cell, cell_clear)

/* ---- What a cell is ---- */

/* Both "shape" and "type" say it, with slips of the tool itself and of those who write for it. */
static const struct
{
  const char *word;
  ThreatDragonShape shape;
} words[] = {
  { "actor", THREAT_DRAGON_ACTOR },
  { "tm.Actor", THREAT_DRAGON_ACTOR },
  { "process", THREAT_DRAGON_PROCESS },
  { "tm.Process", THREAT_DRAGON_PROCESS },
  { "store", THREAT_DRAGON_STORE },
  { "tm.Store", THREAT_DRAGON_STORE },
  { "td-text-block", THREAT_DRAGON_TEXT },
  { "tm.Text", THREAT_DRAGON_TEXT },
  { "trust-boundary-box", THREAT_DRAGON_BOX },
  { "trust-broundary-box", THREAT_DRAGON_BOX },
  { "tm.BoundaryBox", THREAT_DRAGON_BOX },
  { "trust-boundary-curve", THREAT_DRAGON_CURVE },
  { "trust-broundary-curve", THREAT_DRAGON_CURVE },
  { "trust-boundary", THREAT_DRAGON_CURVE },
  { "trust-broundary", THREAT_DRAGON_CURVE },
  { "tm.Boundary", THREAT_DRAGON_CURVE },
  { "flow", THREAT_DRAGON_FLOW },
  { "tm.Flow", THREAT_DRAGON_FLOW },
};

static gboolean
find_shape (const char *word, ThreatDragonShape *shape)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i].word, word) == 0)
      {
        *shape = words[i].shape;
        return TRUE;
      }
  return FALSE;
}

/* A trust boundary is a box when it has a size and no ends. */
static ThreatDragonShape
settle_boundary (ThreatDragonShape shape, JsonObject *cell)
{
  gboolean has_ends = moat_json_get_object (cell, "source") != NULL;
  gboolean has_box = moat_json_get_object (cell, "position") != NULL;

  if (shape == THREAT_DRAGON_CURVE && !has_ends && has_box)
    return THREAT_DRAGON_BOX;
  return shape == THREAT_DRAGON_BOX && has_ends && !has_box ? THREAT_DRAGON_CURVE : shape;
}

static char *
dup_label (JsonObject *attrs)
{
  static const char *const selectors[] = { "text", "label", "labelText" };

  for (guint i = 0; i < G_N_ELEMENTS (selectors); i++)
    {
      char *text = moat_json_dup_text (moat_json_get_object (attrs, selectors[i]), "text");

      if (text != NULL)
        return text;
    }
  return NULL;
}

/* The data's own name, else what is drawn. Owned, or NULL. */
static char *
dup_name (JsonObject *cell, JsonObject *data)
{
  JsonArray *labels = moat_json_get_array (cell, "labels");
  char *name = data != cell ? moat_json_dup_text (data, "name") : NULL;

  if (name == NULL)
    name = dup_label (moat_json_get_object (cell, "attrs"));
  if (name == NULL && moat_json_text_at (labels, 0) != NULL)
    name = g_strdup (moat_json_text_at (labels, 0));
  if (name == NULL)
    name = dup_label (moat_json_get_object (moat_json_object_at (labels, 0), "attrs"));
  return name != NULL ? name : moat_json_dup_text (cell, "name");
}

/* FALSE when nobody can tell what it is. */
static gboolean
cell_init (Cell *self, JsonObject *cell)
{
  JsonObject *data = moat_json_get_object (cell, "data");
  const char *shape = moat_json_get_text (cell, "shape");

  self->cell = cell;
  self->data = data != NULL ? data : cell;
  self->id = moat_json_dup_text (cell, "id");
  self->name = dup_name (cell, self->data);
  if (!find_shape (moat_json_get_text (data, "type"), &self->shape) && !find_shape (shape, &self->shape)
      && !find_shape (moat_json_get_text (cell, "type"), &self->shape))
    {
      /* A flow that the editor has not got round to naming so. */
      if (shape == NULL || strcmp (shape, "edge") != 0)
        return FALSE;
      self->shape = THREAT_DRAGON_FLOW;
    }
  self->shape = settle_boundary (self->shape, cell);
  return TRUE;
}

/* "“API” in “Login”", for the report. Owned. */
static char *
dup_where (const Reader *self, const Cell *cell)
{
  const char *title = moat_record_get_title (self->use_case);
  const char *name = cell->name != NULL ? cell->name : cell->id != NULL ? cell->id : "?";

  return g_strdup_printf (_ ("%s, “%s”"), title, name);
}

/* ---- Geometry ---- */

static gboolean
read_point (JsonObject *object, MoatPoint *point)
{
  if (!moat_json_has_number (object, "x") || !moat_json_has_number (object, "y"))
    return FALSE;
  /* Ends are whole numbers by the schema; dragging leaves noise behind the point everywhere. */
  point->x = round (moat_json_get_number (object, "x", 0));
  point->y = round (moat_json_get_number (object, "y", 0));
  return TRUE;
}

/* FALSE when it has no place; the size may be missing. */
static gboolean
read_box (JsonObject *cell, MoatRect *box)
{
  JsonObject *size = moat_json_get_object (cell, "size");
  MoatPoint corner;

  if (!read_point (moat_json_get_object (cell, "position"), &corner))
    return FALSE;
  *box = MOAT_RECT_INIT (corner.x, corner.y, round (moat_json_get_number (size, "width", 0)),
                         round (moat_json_get_number (size, "height", 0)));
  return TRUE;
}

static GArray *
read_vertices (JsonObject *cell)
{
  JsonArray *vertices = moat_json_get_array (cell, "vertices");
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MoatPoint));

  for (guint i = 0; i < moat_json_len (vertices) && i < MOAT_MAX_LIST - 2; i++)
    {
      MoatPoint point;

      if (read_point (moat_json_object_at (vertices, i), &point))
        g_array_append_val (points, point);
    }
  return points;
}

/* The id of the cell at this end, owned; NULL: it is free. */
static char *
dup_end_cell (JsonObject *end)
{
  char *cell = moat_json_dup_text (end, "cell");

  return cell != NULL ? cell : moat_json_dup_text (end, "id");
}

/* Where an end of an edge is; FALSE when nothing says it. */
static gboolean
find_end_point (const Reader *self, JsonObject *end, MoatPoint *point)
{
  g_autofree char *cell = dup_end_cell (end);
  const MoatRect *box = cell != NULL ? g_hash_table_lookup (self->boxes, cell) : NULL;

  if (box == NULL)
    return read_point (end, point);
  *point = moat_rect_get_center (box);
  return TRUE;
}

static JsonNode *
new_array (void)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  return node;
}

/* ---- What cells say ---- */

/* What is read, what is drawn anew when it is written, and what other programs leave behind. */
static const char *const cell_members[] = {
  "data",     "shape",  "type",    "position",  "size",      "source",         "target",
  "vertices", "labels", "attrs",   "ports",     "width",     "height",         "tools",
  "markup",   "zIndex", "z",       "visible",   "smooth",    "angle",          "label",
  "name",     "id",     "threats", "connector", "$$hashKey", "hasOpenThreats", NULL,
};

static const char *const data_members[] = {
  "type",
  "name",
  "description",
  "isTrustBoundary",
  "hasOpenThreats",
  "outOfScope",
  "reasonOutOfScope",
  "threats",
  "isBidirectional",
  "isEncrypted",
  "protocol",
  "isALog",
  "storesCredentials",
  "privilegeLevel",
  "isPublicNetwork",
  "providesAuthentication",
  "handlesCardPayment",
  "handlesGoodsOrServices",
  "isWebApplication",
  "isSigned",
  "storesInventory",
  "crossingFlows",
  "containedElements",
  "trustBoundaryIds",
  NULL,
};

/* The two lists as one, for version 1. Owned container. */
static const char **
list_members_v1 (void)
{
  GPtrArray *members = g_ptr_array_new ();

  for (guint i = 0; cell_members[i] != NULL; i++)
    g_ptr_array_add (members, (gpointer) cell_members[i]);
  for (guint i = 0; data_members[i] != NULL; i++)
    g_ptr_array_add (members, (gpointer) data_members[i]);
  g_ptr_array_add (members, NULL);
  return (const char **) g_ptr_array_free (members, FALSE);
}

static void
keep_rest (Reader *self, MoatRecord *record, const Cell *cell)
{
  JsonNode *depth = json_object_get_member (cell->cell, "zIndex");
  JsonNode *visible = json_object_get_member (cell->cell, "visible");

  if (cell->id != NULL)
    moat_import_keep_text (self->import, record, "id", cell->id);
  if (depth == NULL)
    depth = json_object_get_member (cell->cell, "z");
  if (depth != NULL && JSON_NODE_HOLDS_VALUE (depth) && json_node_get_value_type (depth) == G_TYPE_INT64)
    moat_import_keep_node (self->import, record, "zIndex", depth);
  if (visible != NULL && JSON_NODE_HOLDS_VALUE (visible) && !json_node_get_boolean (visible))
    moat_import_keep_node (self->import, record, "visible", visible);
  if (cell->data != cell->cell)
    {
      moat_import_keep (self->import, record, cell->cell, cell_members);
      moat_import_keep_within (self->import, record, "data", cell->data, data_members);
    }
  else
    {
      g_autofree const char **members = list_members_v1 ();

      moat_import_keep_within (self->import, record, "data", cell->data, members);
    }
}

static void
add_tags (MoatList **tags, const Cell *cell)
{
  for (guint i = 0; i < threat_dragon_n_flags; i++)
    if ((threat_dragon_flags[i].shapes & (1 << cell->shape)) != 0
        && moat_json_get_flag (cell->data, threat_dragon_flags[i].member))
      moat_list_add (tags, threat_dragon_flags[i].tag);
}

/* ---- Nodes ---- */

static void
read_element (Reader *self, const Cell *cell)
{
  static const MoatElementType types[] = {
    [THREAT_DRAGON_ACTOR] = MOAT_ELEMENT_EXTERNAL_ENTITY,
    [THREAT_DRAGON_PROCESS] = MOAT_ELEMENT_PROCESS,
    [THREAT_DRAGON_STORE] = MOAT_ELEMENT_DATA_STORE,
  };
  MoatRecord *element = moat_import_add_element (self->import, self->use_case, cell->id, types[cell->shape],
                                                 cell->name);
  MoatElementState *state = moat_document_edit (moat_import_get_document (self->import), element);
  const char *privilege = moat_json_get_text (cell->data, "privilegeLevel");
  g_autofree char *where = dup_where (self, cell);
  MoatRect box;

  moat_text_set (&state->description, moat_json_get_text (cell->data, "description"));
  state->out_of_scope = moat_json_get_flag (cell->data, "outOfScope");
  moat_text_set (&state->reason, moat_json_get_text (cell->data, "reasonOutOfScope"));
  add_tags (&state->tags, cell);
  if (privilege != NULL)
    {
      g_autofree char *tag = g_strconcat (THREAT_DRAGON_PRIVILEGE, privilege, NULL);

      moat_list_add (&state->tags, tag);
    }
  if (cell->shape == THREAT_DRAGON_STORE)
    {
      state->encrypted = moat_json_get_flag (cell->data, "isEncrypted") ? MOAT_YES : MOAT_UNKNOWN;
      state->keeps_log = moat_json_get_flag (cell->data, "isALog") ? MOAT_YES : MOAT_UNKNOWN;
      if (moat_json_get_flag (cell->data, "storesCredentials"))
        {
          MoatRecord *asset = moat_import_ensure_asset (self->import, THREAT_DRAGON_CREDENTIALS);

          moat_text_set (&((MoatAssetState *) moat_document_edit (moat_import_get_document (self->import),
                                                                  asset))
                              ->asset_class,
                         "secret");
          moat_import_carry (self->import, element, asset);
        }
    }
  if (read_box (cell->cell, &box))
    moat_import_place (self->import, element, NULL, &box);
  keep_rest (self, element, cell);
  threat_dragon_read_threats (self->import, element, moat_json_get_array (cell->data, "threats"), where);
}

static void
read_zone (Reader *self, const Cell *cell)
{
  MoatRecord *zone = moat_import_add_zone (self->import, self->use_case, cell->id, cell->name);
  MoatBoundaryState *state = moat_document_edit (moat_import_get_document (self->import), zone);
  g_autofree char *where = dup_where (self, cell);
  MoatRect box;

  moat_text_set (&state->description, moat_json_get_text (cell->data, "description"));
  if (read_box (cell->cell, &box))
    moat_import_place (self->import, zone, NULL, &box);
  keep_rest (self, zone, cell);
  threat_dragon_read_threats (self->import, zone, moat_json_get_array (cell->data, "threats"), where);
}

static void
read_text (Reader *self, const Cell *cell)
{
  MoatRecord *note = moat_import_add_note (self->import, self->use_case, cell->id, cell->name);
  JsonArray *threats = moat_json_get_array (cell->data, "threats");
  g_autofree char *where = dup_where (self, cell);
  MoatRect box;

  if (read_box (cell->cell, &box))
    moat_import_place (self->import, note, NULL, &box);
  keep_rest (self, note, cell);
  if (moat_json_len (threats) == 0)
    return;
  moat_import_lost (self->import, where, note,
                    _ ("A text cannot have attacker moves; they hang on the use case now."));
  threat_dragon_read_threats (self->import, self->use_case, threats, where);
}

/* ---- Edges ---- */

/* What the line was made of, so that it is written as it was drawn unless somebody moves it. */
static void
keep_curve (MoatImport *import, MoatRecord *record, const GArray *points)
{
  g_autoptr (JsonNode) node = new_array ();

  for (guint i = 0; i < points->len; i++)
    {
      MoatPoint point = moat_point_clamp (g_array_index (points, MoatPoint, i));

      json_array_add_int_element (json_node_get_array (node), llround (point.x));
      json_array_add_int_element (json_node_get_array (node), llround (point.y));
    }
  moat_import_keep_node (import, record, "curve", node);
}

static void
read_curve (Reader *self, const Cell *cell)
{
  const char *connector = moat_json_get_text (cell->cell, "connector");
  gboolean is_smooth = connector == NULL || strcmp (connector, "smooth") == 0;
  g_autofree char *where = dup_where (self, cell);
  g_autoptr (GArray) points = read_vertices (cell->cell);
  g_autoptr (GArray) line = NULL;
  MoatRecord *record;
  MoatBoundaryState *state;
  MoatPoint end;

  if (find_end_point (self, moat_json_get_object (cell->cell, "source"), &end))
    g_array_prepend_val (points, end);
  if (find_end_point (self, moat_json_get_object (cell->cell, "target"), &end))
    g_array_append_val (points, end);
  line = is_smooth
             ? moat_curve_flatten ((const MoatPoint *) points->data, points->len, THREAT_DRAGON_TOLERANCE)
             : g_array_ref (points);
  record = moat_import_add_line (self->import, self->use_case, cell->id, cell->name,
                                 (const MoatPoint *) line->data, line->len);
  state = moat_document_edit (moat_import_get_document (self->import), record);
  moat_text_set (&state->description, moat_json_get_text (cell->data, "description"));
  if (points->len < 2)
    moat_import_lost (self->import, where, record, _ ("The line of this trust boundary has no two points."));
  keep_rest (self, record, cell);
  if (is_smooth)
    keep_curve (self->import, record, points);
  threat_dragon_read_threats (self->import, record, moat_json_get_array (cell->data, "threats"), where);
}

static void
read_end (Reader *self, const Cell *cell, MoatRecord *flow, MoatImportEnd end, const char *where)
{
  JsonObject *object = moat_json_get_object (cell->cell, end == MOAT_IMPORT_SOURCE ? "source" : "target");
  g_autofree char *id = dup_end_cell (object);
  MoatRecord *element = moat_import_find (self->import, MOAT_KIND_ELEMENT, id);
  MoatPoint point;
  gboolean has_point = find_end_point (self, object, &point);

  moat_import_attach (self->import, flow, end, element, has_point && element == NULL ? &point : NULL);
  if (element != NULL || id == NULL)
    return;
  if (has_point)
    moat_import_lost (self->import, where, flow,
                      _ ("An end of the flow is at what is no element; it is free now."));
  else
    moat_import_lost (self->import, where, flow,
                      _ ("An end of the flow is at “%s”, which is not there; it is free now."), id);
}

static void
read_flow (Reader *self, const Cell *cell)
{
  MoatRecord *flow = moat_import_add_flow (self->import, self->use_case, cell->id, cell->name);
  MoatFlowState *state = moat_document_edit (moat_import_get_document (self->import), flow);
  g_autofree char *where = dup_where (self, cell);
  g_autoptr (GArray) vertices = read_vertices (cell->cell);

  moat_text_set (&state->description, moat_json_get_text (cell->data, "description"));
  moat_text_set (&state->protocol, moat_json_get_text (cell->data, "protocol"));
  state->encrypted = moat_json_get_flag (cell->data, "isEncrypted") ? MOAT_YES : MOAT_UNKNOWN;
  state->bidirectional = moat_json_get_flag (cell->data, "isBidirectional");
  state->out_of_scope = moat_json_get_flag (cell->data, "outOfScope");
  moat_text_set (&state->reason, moat_json_get_text (cell->data, "reasonOutOfScope"));
  add_tags (&state->tags, cell);
  moat_import_bend (self->import, flow, (const MoatPoint *) vertices->data, vertices->len);
  read_end (self, cell, flow, MOAT_IMPORT_SOURCE, where);
  read_end (self, cell, flow, MOAT_IMPORT_TARGET, where);
  keep_rest (self, flow, cell);
  threat_dragon_read_threats (self->import, flow, moat_json_get_array (cell->data, "threats"), where);
}

/* ---- Diagrams ---- */

static gboolean
is_edge (const Cell *cell)
{
  return cell->shape == THREAT_DRAGON_FLOW || cell->shape == THREAT_DRAGON_CURVE;
}

static void
read_cell (Reader *self, const Cell *cell)
{
  switch (cell->shape)
    {
    case THREAT_DRAGON_ACTOR:
    case THREAT_DRAGON_PROCESS:
    case THREAT_DRAGON_STORE:
      read_element (self, cell);
      break;
    case THREAT_DRAGON_TEXT:
      read_text (self, cell);
      break;
    case THREAT_DRAGON_BOX:
      read_zone (self, cell);
      break;
    case THREAT_DRAGON_CURVE:
      read_curve (self, cell);
      break;
    case THREAT_DRAGON_FLOW:
      read_flow (self, cell);
      break;
    case THREAT_DRAGON_N_SHAPES:
      g_assert_not_reached ();
    }
}

/* Kept as it is with its diagram, and said so. */
static void
lose_cell (Reader *self, JsonArray *unknown, guint index)
{
  JsonNode *node = json_array_get_element (self->cells, index);

  if (JSON_NODE_HOLDS_NULL (node))
    return;
  moat_import_lost (self->import, moat_record_get_title (self->use_case), self->use_case,
                    _ ("Cell %u is of a shape that is not known; it is kept but not shown."), index + 1);
  json_array_add_element (unknown, json_node_copy (node));
}

/* Nodes in the first round, edges in the second, when what they join is there. FALSE to stop. */
static gboolean
read_round (Reader *self, gboolean edges, JsonArray *unknown)
{
  for (guint i = 0; i < moat_json_len (self->cells); i++)
    {
      JsonObject *object = moat_json_object_at (self->cells, i);
      g_auto (Cell) cell = { 0 };
      gboolean is_known = object != NULL && cell_init (&cell, object);

      if (!moat_import_go_on (self->import, self->n_done, 2 * self->n_total))
        return FALSE;
      self->n_done++;
      if (is_known && is_edge (&cell) == edges)
        read_cell (self, &cell);
      else if (!is_known && !edges)
        lose_cell (self, unknown, i);
    }
  return TRUE;
}

static void
collect_boxes (Reader *self)
{
  for (guint i = 0; i < moat_json_len (self->cells); i++)
    {
      JsonObject *cell = moat_json_object_at (self->cells, i);
      char *id = moat_json_dup_text (cell, "id");
      MoatRect box;

      if (id != NULL && read_box (cell, &box))
        g_hash_table_insert (self->boxes, id, g_memdup2 (&box, sizeof box));
      else
        g_free (id);
    }
}

static JsonArray *
get_cells (JsonObject *diagram)
{
  JsonArray *cells = moat_json_get_array (diagram, "cells");

  return cells != NULL ? cells : moat_json_get_array (moat_json_get_object (diagram, "diagramJson"), "cells");
}

static gboolean
read_diagram (Reader *self, JsonObject *diagram, guint number)
{
  static const char *const members[] = {
    "title",       "name",      "description", "cells",   "diagramJson", "$$hashKey", "id",
    "diagramType", "thumbnail", "placeholder", "version", "size",        NULL,
  };
  static const char *const quiet[] = { "id",      "diagramType", "thumbnail", "placeholder",
                                       "version", "size",        NULL };
  g_autofree char *scope = g_strdup_printf ("%u", number);
  g_autofree char *title = moat_json_dup_text (diagram, "title");
  g_autofree char *name = moat_json_dup_text (diagram, "name");
  g_autoptr (JsonNode) node = new_array ();
  g_autoptr (GHashTable) boxes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonArray *unknown = json_node_get_array (node);
  MoatUseCaseState *state;

  moat_import_set_scope (self->import, scope);
  self->use_case = moat_import_add_use_case (self->import, scope, title != NULL ? title : name);
  state = moat_document_edit (moat_import_get_document (self->import), self->use_case);
  moat_text_set (&state->summary, moat_json_get_text (diagram, "description"));
  moat_import_keep (self->import, self->use_case, diagram, members);
  moat_import_keep_quietly (self->import, self->use_case, diagram, quiet);
  self->cells = get_cells (diagram);
  self->boxes = boxes;
  collect_boxes (self);
  if (!read_round (self, FALSE, unknown) || !read_round (self, TRUE, unknown))
    return FALSE;
  if (json_array_get_length (unknown) > 0)
    moat_import_keep_node (self->import, self->use_case, "cells", node);
  return TRUE;
}

/* ---- The file ---- */

static void
read_people (MoatImport *import, JsonObject *summary, JsonObject *detail)
{
  JsonArray *contributors = moat_json_get_array (detail, "contributors");

  for (guint i = 0; i < moat_json_len (contributors); i++)
    {
      const char *name = moat_json_text_at (contributors, i);

      moat_import_add_contributor (import,
                                   name != NULL
                                       ? name
                                       : moat_json_get_text (moat_json_object_at (contributors, i), "name"));
    }
  moat_import_add_contributor (import, moat_json_get_text (summary, "owner"));
  moat_import_add_contributor (import, moat_json_get_text (detail, "reviewer"));
}

static void
read_head (MoatImport *import, JsonObject *root)
{
  static const char *const root_members[] = { "summary", "detail", "version", NULL };
  static const char *const version[] = { "version", NULL };
  static const char *const summary_members[] = { "title", "description", NULL };
  static const char *const detail_members[] = { "contributors", "diagrams", "diagramTop", "threatTop", NULL };
  JsonObject *summary = moat_json_get_object (root, "summary");
  JsonObject *detail = moat_json_get_object (root, "detail");
  MoatDocument *document = moat_import_get_document (import);
  MoatRecord *model = moat_document_get_model (document);
  MoatModelState *state = moat_document_edit (document, model);

  moat_text_set (&state->title, moat_json_get_text (summary, "title"));
  moat_text_set (&state->scope, moat_json_get_text (summary, "description"));
  read_people (import, summary, detail);
  moat_import_keep (import, model, root, root_members);
  moat_import_keep_quietly (import, model, root, version);
  moat_import_keep_within (import, model, "summary", summary, summary_members);
  moat_import_keep_within (import, model, "detail", detail, detail_members);
}

static guint
count_cells (JsonArray *diagrams)
{
  guint count = 0;

  for (guint i = 0; i < moat_json_len (diagrams); i++)
    count += moat_json_len (get_cells (moat_json_object_at (diagrams, i)));
  return count;
}

MoatDocument *
threat_dragon_read (GBytes *bytes, const MoatImportOptions *options, MoatReport *report, GError **error)
{
  g_autoptr (JsonNode) node = moat_json_parse (bytes, NULL, error);
  JsonObject *root = moat_json_as_object (node);
  JsonArray *diagrams = moat_json_get_array (moat_json_get_object (root, "detail"), "diagrams");
  g_autoptr (MoatImport) import = NULL;
  Reader reader = { 0 };

  if (node == NULL)
    return NULL;
  if (moat_json_get_object (root, "summary") == NULL || moat_json_get_object (root, "detail") == NULL)
    {
      g_set_error_literal (
          error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
          _ ("A Threat Dragon model has a “summary” and a “detail”. Check that it is the right file."));
      return NULL;
    }

  import = moat_import_new (THREAT_DRAGON, options, report);
  reader.import = import;
  reader.n_total = count_cells (diagrams);
  read_head (import, root);
  for (guint i = 0; i < moat_json_len (diagrams); i++)
    if (moat_json_object_at (diagrams, i) != NULL
        && !read_diagram (&reader, moat_json_object_at (diagrams, i), i + 1))
      break;
  return moat_import_finish (import, error);
}
